//! The manual: a page of section 1 for each command, one of section 7 for each topic.

use std::fmt::Write as _;
use std::io;

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::topic::{Part, TOPICS, Topic};
use super::{Example, commands, examples_of, grouped};

/// A page of the manual.
#[derive(Debug)]
pub struct Page {
    /// What it is asked for by; nothing for the first.
    pub name: String,
    /// The name of its file: `ibid-person.1`.
    pub file: String,
    /// roff with the `man` macros.
    pub text: Vec<u8>,
}

/// Every page, the one on the program itself first.
///
/// # Errors
///
/// None that a writer into memory does not have.
pub fn pages(cmd: Command) -> io::Result<Vec<Page>> {
    let mut cmd = cmd;
    cmd.build();
    let mut pages = vec![program(&cmd)?];
    for (name, sub) in commands(&cmd) {
        pages.push(command(&name, sub)?);
    }
    for topic in &TOPICS {
        pages.push(self::topic(topic)?);
    }
    Ok(pages)
}

fn program(cmd: &Command) -> io::Result<Page> {
    let mut text = head(cmd)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for (title, subs) in grouped(cmd) {
        roff.control("SS", [title]);
        for sub in subs {
            roff.control("TP", []);
            roff.text([bold(format!("ibid-{}", sub.get_name())), roman("(1)")]);
            roff.text([roman(about(sub))]);
        }
    }
    examples(cmd, &mut roff);
    roff.control("SH", ["EXIT STATUS"]);
    explain("exit-codes", &mut roff);
    roff.control("SH", ["ENVIRONMENT"]);
    explain("environment", &mut roff);
    roff.control("SH", ["FILES"]);
    roff.text([roman(
        "There is no file of settings, and nothing is kept. The fact base that answers if no \
         other is given is a part of the program.",
    )]);
    let others = cmd.get_subcommands().filter(|sub| !sub.is_hide_set());
    let others = others.map(|sub| (sub.get_name(), "1"));
    see(others.chain(TOPICS.iter().map(|topic| (topic.name, "7"))), &mut roff);
    roff.to_writer(&mut text)?;
    Ok(page("", "ibid.1".to_owned(), &text))
}

fn command(name: &str, cmd: &Command) -> io::Result<Page> {
    let mut text = head(cmd)?;
    let mut roff = Roff::new();
    examples(cmd, &mut roff);
    roff.control("SH", ["EXIT STATUS"]);
    explain("exit-codes", &mut roff);
    let topics = TOPICS.iter().filter(|topic| topic.see.contains(&name) || is_general(topic));
    see(topics.map(|topic| (topic.name, "7")), &mut roff);
    roff.to_writer(&mut text)?;
    Ok(page(name, format!("ibid-{}.1", name.replace(' ', "-")), &text))
}

/// What concerns every command.
fn is_general(topic: &Topic) -> bool {
    matches!(topic.name, "environment" | "facts" | "formats")
}

/// Title, name, synopsis, description and options.
fn head(cmd: &Command) -> io::Result<Vec<u8>> {
    let usage = cmd.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let cmd = cmd.clone().override_usage(usage).mut_args(values_in_a_line);
    let title = cmd.get_display_name().unwrap_or_else(|| cmd.get_name()).to_uppercase();
    let mut text = Vec::new();
    let man = Man::new(cmd).title(title).source(source()).manual(MANUAL).date(DATE);
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    Ok(text)
}

/// The words that an argument takes, after its help; the forms of output have a page.
fn values_in_a_line(arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if values.is_empty() || arg.is_hide_possible_values_set() || !arg.get_action().takes_values() {
        return arg;
    }
    let words: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let help = match arg.get_id().as_str() {
        "format" => format!("{help}: see ibid-formats(7)"),
        _ if words.iter().all(|word| help.contains(word)) => help,
        _ => format!("{help}: {}", words.join(", ")),
    };
    arg.hide_possible_values(true).long_help(help)
}

/// A page as it is kept: without what the parts of it repeat, and in ASCII.
fn page(name: &str, file: String, text: &[u8]) -> Page {
    let text = String::from_utf8_lossy(text);
    let mut kept = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        // Each part begins with the same two definitions.
        let is_definition = line.starts_with(".ie ") || line.starts_with(".el ");
        if at > 1 && is_definition {
            continue;
        }
        for c in line.trim_end().chars() {
            match c {
                ' '..='~' => kept.push(c),
                // Letters that only some readers take as they are.
                c => {
                    let _ = write!(kept, "\\[u{:04X}]", u32::from(c));
                }
            }
        }
        kept.push('\n');
    }
    Page { name: name.to_owned(), file, text: kept.into_bytes() }
}

const MANUAL: &str = "ibid manual";

/// The day of the last change of substance: the same program always writes the same page.
const DATE: &str = "2026-11-23";

fn source() -> String {
    format!("ibid {}", env!("CARGO_PKG_VERSION"))
}

fn about(cmd: &Command) -> String {
    cmd.get_about().map(ToString::to_string).unwrap_or_default()
}

fn examples(cmd: &Command, roff: &mut Roff) {
    let examples = examples_of(cmd);
    if examples.is_empty() {
        return;
    }
    roff.control("SH", ["EXAMPLES"]);
    let mut last = String::new();
    for Example { purpose, line, shown } in examples {
        if purpose != last {
            roff.control("TP", []);
            roff.text([roman(&*purpose)]);
        }
        last = purpose;
        roff.control("nf", []);
        roff.text([bold(line)]);
        for line in shown.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
}

/// What a topic explains, in a section of a page.
fn explain(name: &str, roff: &mut Roff) {
    let parts = Topic::named(name).map(Topic::parts).unwrap_or_default();
    for (at, part) in parts.into_iter().enumerate() {
        match part {
            Part::Text(text) => {
                if at > 0 {
                    roff.control("PP", []);
                }
                roff.text([roman(text)]);
            }
            Part::Entry(label, body) => {
                roff.control("TP", []);
                roff.text([bold(label)]);
                roff.text([roman(body)]);
            }
        }
    }
}

fn topic(topic: &Topic) -> io::Result<Page> {
    let file = format!("ibid-{}.7", topic.name);
    let mut roff = Roff::new();
    let title = format!("ibid-{}", topic.name);
    roff.control("TH", [&*title.to_uppercase(), "7", DATE, &*source(), MANUAL]);
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("{title} - {}", topic.about))]);
    roff.control("SH", ["DESCRIPTION"]);
    explain(topic.name, &mut roff);
    see(topic.see.iter().map(|name| (*name, "1")), &mut roff);
    let mut text = Vec::new();
    roff.to_writer(&mut text)?;
    Ok(page(topic.name, file, &text))
}

fn see<'n>(pages: impl Iterator<Item = (&'n str, &'n str)>, roff: &mut Roff) {
    let mut others = vec![bold("ibid"), roman("(1)")];
    for (name, section) in pages {
        others.extend([roman(", "), bold(format!("ibid-{name}")), roman(format!("({section})"))]);
    }
    roff.control("SH", ["SEE ALSO"]);
    roff.text(others);
}
