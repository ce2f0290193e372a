//! Candidates as each shell reads them. What a shell quotes by itself is not quoted here.

use std::io::{self, Write};

use serde_json::json;

use crate::args::Shell;
use crate::complete::Candidate;

/// Writes candidates for a shell, except bash, whose answers depend on the line.
pub(crate) fn write(shell: Shell, candidates: &[Candidate], out: &mut dyn Write) -> io::Result<()> {
    match shell {
        Shell::Nushell => {
            let record =
                |one: &Candidate| json!({ "value": nushell(&one.value), "description": one.about });
            let records: Vec<_> = candidates.iter().map(record).collect();
            writeln!(out, "{}", serde_json::Value::from(records))
        }
        _ => candidates.iter().try_for_each(|one| writeln!(out, "{}", line(shell, one))),
    }
}

/// Writes lines that bash inserts.
pub(crate) fn write_replies(replies: &[String], out: &mut dyn Write) -> io::Result<()> {
    replies.iter().try_for_each(|reply| writeln!(out, "{reply}"))
}

/// Writes candidates for bash to list, each with what it is, cut to the width.
pub(crate) fn write_list(
    candidates: &[Candidate],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = candidates.iter().map(|one| textwrap::core::display_width(&one.value));
    let widest = widths.max().unwrap_or(0).min(width / 2);
    candidates.iter().try_for_each(|Candidate { value, about }| {
        let pad = widest.saturating_sub(textwrap::core::display_width(value));
        let line = format!("{value}{:pad$}  {about}", "");
        writeln!(out, "{}", cut(line.trim_end(), width.saturating_sub(1)))
    })
}

/// As much of a text as the width has room for.
fn cut(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += textwrap::core::display_width(c.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        shown.push(c);
    }
    shown + "…"
}

fn line(shell: Shell, Candidate { value, about }: &Candidate) -> String {
    match shell {
        Shell::PowerShell => format!("{}\t{value}\t{about}", powershell(value)),
        Shell::Zsh if about.is_empty() => zsh(value),
        Shell::Zsh => format!("{}:{about}", zsh(value)),
        Shell::Fish if about.is_empty() => value.clone(),
        _ => format!("{value}\t{about}"),
    }
}

/// A word as `_describe` takes it, which quotes it itself.
fn zsh(value: &str) -> String {
    value.replace('\\', r"\\").replace(':', r"\:")
}

/// A word for PowerShell, to which typographic quotation marks are quotation marks too.
fn powershell(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:=+~".contains(c);
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let mut quoted = String::from("'");
    for c in value.chars() {
        if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted + "'"
}

/// A word for Nushell.
fn nushell(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=+~’".contains(c);
    if value.chars().all(is_plain) {
        value.to_owned()
    } else if value.contains('\'') {
        format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
    } else {
        format!("'{value}'")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(shell: Shell, value: &str, about: &str) -> String {
        let one = Candidate { value: value.to_owned(), about: about.to_owned() };
        let mut bytes = Vec::new();
        write(shell, &[one], &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_shell_gets_its_own_quotation_marks() {
        for (shell, value, expected) in [
            (Shell::Zsh, r"miller-2020:18 \", "miller-2020\\:18 \\\\:it\n"),
            (Shell::Fish, "O'Neill & Co", "O'Neill & Co\tit\n"),
            (Shell::Elvish, "O'Neill & Co", "O'Neill & Co\tit\n"),
            (Shell::PowerShell, "nina", "nina\tnina\tit\n"),
            (Shell::PowerShell, "O'Ne’ll $x", "'O''Ne’’ll $x'\tO'Ne’ll $x\tit\n"),
            (Shell::Nushell, "nina-death", "[{\"value\":\"nina-death\",\"description\":\"it\"}]\n"),
            (Shell::Nushell, "a $b", "[{\"value\":\"'a $b'\",\"description\":\"it\"}]\n"),
            (Shell::Nushell, "a' \"\\", r#"[{"value":"\"a' \\\"\\\\\"","description":"it"}]"#),
        ] {
            assert_eq!(written(shell, value, "it").trim_end(), expected.trim_end(), "{value}");
        }
    }

    #[test]
    fn a_list_is_no_wider_than_the_screen() {
        let one = |value: &str| Candidate { value: value.to_owned(), about: "é".repeat(80) };
        let mut bytes = Vec::new();
        write_list(&[one("a"), one(&"b".repeat(60))], 50, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.lines().all(|line| line.chars().count() == 49), "{text}");
    }
}
