//! The rules of the check: a list of them, and what there is to say about each, as text, as
//! Markdown or as JSON.

use std::io::{self, Write};

use super::json::write_pretty;
use super::markup::Markup;
use super::{Look, delimited, markdown, table, text};
use crate::args::Format;
use crate::lint::rule::{Rule, Severity};
use crate::view::check::{self, allowance};
use crate::view::{Line, Tone};

/// Writes rules: at length, or as a list if nothing else was asked for and `is_list`.
pub(crate) fn write(
    rules: &[&'static Rule],
    is_list: bool,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let default = match (is_list, look.terminal) {
        (false, _) => Format::Text,
        (true, true) => Format::Table,
        (true, false) => Format::Tsv,
    };
    match look.format.unwrap_or(default) {
        Format::Table => table::write(&check::table(rules), look, out),
        Format::Tsv => delimited::write_tsv(&check::table(rules), look, out),
        Format::Csv => delimited::write_csv(&check::table(rules), look, out),
        Format::Json => write_pretty(&check::rules_json(rules), out),
        Format::Markdown => markdown_page(rules, out),
        _ => {
            for (at, rule) in rules.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                explanation(rule, look, out)?;
            }
            Ok(())
        }
    }
}

fn explanation(rule: &Rule, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let title = Line::of(Tone::Name, rule.code)
        .and(Tone::Aside, format!("({})", rule.severity.word()))
        .then(Tone::Plain, format!(": {}", rule.summary));
    let paragraphs = [title, Line::plain(rule.why), Line::plain("Found in:")];
    for paragraph in &paragraphs {
        text::paragraph(paragraph, "", look, out)?;
        writeln!(out)?;
    }
    code(rule.example, out)?;
    let instead = Line::plain(format!("Not found {}.", instead(rule, "the example")));
    let mend = Line::plain(rule.mend).and(Tone::Plain, allowance(rule));
    for paragraph in [instead, mend] {
        writeln!(out)?;
        text::paragraph(&paragraph, "", look, out)?;
    }
    Ok(())
}

fn code(example: &str, out: &mut dyn Write) -> io::Result<()> {
    example.lines().try_for_each(|line| match line {
        "" => writeln!(out),
        line => writeln!(out, "    {line}"),
    })
}

/// How the example is changed into one that is sound, on one line.
fn instead(rule: &Rule, whole: &str) -> String {
    let one_line = |text: &str| text.trim().replace('\n', " and ");
    match rule.neighbour {
        (from, "" | "\n") => format!("in {whole} without `{}`", one_line(from)),
        (from, to) => format!("with `{}` in place of `{}`", one_line(to), one_line(from)),
    }
}

// ---- the page of the documentation ----

const HEAD: &str = "\
<!-- Made by `ibid check --explain -f markdown`; a test keeps it so. -->

# What is checked

`ibid check` finds what follows. Errors are what a base is refused for; they cannot be allowed.
Warnings are what cannot all be true, or is most likely a slip; dates are ranges, and a warning is
told only if it holds for every reading of them. How findings are answered by remarks or allowed,
and what the exit status tells, is in [Checking a base](fact-base.md#checking-a-base).

The examples are parts of a base in which Ada is female, Ben is male, of Cleo the sex is not told,
and the default source was issued in 1950.
";

fn markdown_page(rules: &[&'static Rule], out: &mut dyn Write) -> io::Result<()> {
    let [only] = rules else {
        write!(out, "{HEAD}")?;
        for (heading, severity) in [("Errors", Severity::Error), ("Warnings", Severity::Warning)] {
            writeln!(out, "\n## {heading}\n\n| code | what is found |\n| --- | --- |")?;
            let rules = || rules.iter().filter(|rule| rule.severity == severity);
            for rule in rules() {
                writeln!(out, "| [`{0}`](#{0}) | {1} |", rule.code, escaped(rule.summary))?;
            }
            for rule in rules() {
                writeln!(out)?;
                markdown_rule(rule, 3, out)?;
            }
        }
        return Ok(());
    };
    markdown_rule(only, 1, out)
}

fn markdown_rule(rule: &Rule, level: usize, out: &mut dyn Write) -> io::Result<()> {
    let capital = |text: &str| {
        let mut rest = text.chars();
        let first = rest.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + rest.as_str()
    };
    writeln!(out, "{} {}\n", "#".repeat(level), rule.code)?;
    writeln!(out, "{}.\n\n{}\n", escaped(&capital(rule.summary)), told(rule.why))?;
    writeln!(out, "```toml\n{}```\n", rule.example)?;
    writeln!(out, "Not found {}.\n", instead(rule, "the example"))?;
    writeln!(out, "{}", format!("{} {}", told(rule.mend), told(&allowance(rule))).trim_end())
}

fn escaped(text: &str) -> String {
    markdown::Markdown.escaped(text)
}

/// A text that has its code between back quotes, as Markdown has it.
fn told(text: &str) -> String {
    let part = |(at, part): (usize, &str)| {
        if at % 2 == 1 { format!("`{part}`") } else { escaped(part) }
    };
    text.split('`').enumerate().map(part).collect()
}
