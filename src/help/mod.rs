//! What the program says of itself: help, topics and the manual. None of it is on the way of a
//! look-up.

use std::fmt::Write as _;

use clap::{Command, CommandFactory};

use crate::args::Cli;

pub mod man;
pub mod topic;

/// The widest that help is set, however wide the terminal.
const MEASURE: usize = 100;

/// The commands by what they are for. One that is in no group stands among the last.
pub const GROUPS: [(&str, &[&str]); 4] = [
    ("Look up", &["person", "event", "quote", "dates", "term", "search", "show", "source"]),
    ("Cite and prove", &["cite", "verify", "check"]),
    ("Teach", &["notes", "timeline", "tree", "kin", "export"]),
    ("Set up", &["init", "schema", "completions", "man", "help"]),
];

/// The command line, with the commands in groups and the texts fitted to a width.
pub fn command(width: usize) -> Command {
    let width = width.min(MEASURE);
    let cmd = Cli::command().term_width(width).max_term_width(width);
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}{{all-args}}{{after-help}}",
        groups(&cmd, width)
    );
    let long = format!("{}\n\n{}", long_examples(&cmd), topics(&cmd, width));
    let mut cmd = cmd
        .override_usage("ibid [OPTIONS] [COMMAND]")
        .help_template(template)
        .after_help(MORE)
        .after_long_help(long);
    // They stand in the template.
    let names: Vec<String> = cmd.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        cmd = cmd.mut_subcommand(name, |sub| sub.hide(true));
    }
    cmd
}

/// The commands of each group that there are; those of none with the last.
pub fn grouped(cmd: &Command) -> Vec<(&'static str, Vec<&Command>)> {
    let known = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let visible: Vec<&Command> = cmd.get_subcommands().filter(|sub| !sub.is_hide_set()).collect();
    let mut groups: Vec<(&str, Vec<&Command>)> = Vec::new();
    for (at, (title, names)) in GROUPS.iter().enumerate() {
        let named = names
            .iter()
            .filter_map(|name| visible.iter().find(|sub| sub.get_name() == *name).copied());
        let others = visible.iter().copied().filter(|sub| !known(sub.get_name()));
        let of_none = others.filter(|_| at + 1 == GROUPS.len());
        groups.push((*title, named.chain(of_none).collect()));
    }
    groups.retain(|(_, subs)| !subs.is_empty());
    groups
}

/// The groups as help shows them.
fn groups(cmd: &Command, width: usize) -> String {
    let styles = cmd.get_styles();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let mut text = String::new();
    for (title, subs) in grouped(cmd) {
        let _ = writeln!(text, "{header}{title}:{header:#}");
        for sub in subs {
            let name = sub.get_name();
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = write!(text, "  {literal}{name}{literal:#}");
            let pad = NAME.saturating_sub(name.len());
            let _ = writeln!(text, "{:pad$}{}", "", hanging(&about, NAME + 2, width));
        }
        text.push('\n');
    }
    text
}

/// The columns that names of commands and topics have, with the space after them.
const NAME: usize = 13;

/// A text whose further lines stand below its first, which stands at a column.
fn hanging(text: &str, column: usize, width: usize) -> String {
    let lines = textwrap::wrap(text, width.saturating_sub(column).max(20));
    lines.join(&format!("\n{:column$}", ""))
}

/// What stands at the end of the short help: where there is more.
const MORE: &str = "\
ibid --help has examples; ibid help COMMAND tells of one command, ibid help TOPIC of dates, \
formats, exit-codes, facts or environment.";

/// What stands at the end of the long help.
fn topics(cmd: &Command, width: usize) -> String {
    let styles = cmd.get_styles();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let mut text = format!("{header}Topics:{header:#}\n");
    for topic in topic::TOPICS {
        let pad = NAME.saturating_sub(topic.name.len());
        let about = hanging(topic.about, NAME + 2, width);
        let _ = writeln!(text, "  {literal}{}{literal:#}{:pad$}{about}", topic.name, "");
    }
    text.push_str("\nibid help COMMAND and ibid help TOPIC tell more.");
    text
}

fn long_examples(cmd: &Command) -> String {
    cmd.get_after_long_help().map(ToString::to_string).unwrap_or_default()
}

/// The long help of a command; `None` where there is no such command.
pub fn of_command(name: Option<&str>, width: usize) -> Option<clap::builder::StyledStr> {
    let mut cmd = command(width);
    cmd.build();
    match name {
        None => Some(cmd.render_long_help()),
        Some(name) => {
            let mut found = &mut cmd;
            for word in name.split(' ') {
                found = found.find_subcommand_mut(word)?;
            }
            Some(found.render_long_help())
        }
    }
}

/// The commands with their names, those of a command (`source add`) after it.
pub fn commands(cmd: &Command) -> Vec<(String, &Command)> {
    let mut found = Vec::new();
    for sub in cmd.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        found.push((sub.get_name().to_owned(), sub));
        let inner = sub.get_subcommands().filter(|inner| !inner.is_hide_set());
        found
            .extend(inner.map(|inner| (format!("{} {}", sub.get_name(), inner.get_name()), inner)));
    }
    found
}

/// Everything that can be asked for: commands and topics.
pub fn names() -> Vec<String> {
    let cmd = Cli::command();
    let commands = commands(&cmd).into_iter().map(|(name, _)| name);
    let topics = topic::TOPICS.iter().map(|topic| topic.name.to_owned());
    let mut names: Vec<String> = commands.chain(topics).collect();
    names.sort();
    names.dedup();
    names
}

/// An example in a help text: what it is for, the command line, and what it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub purpose: String,
    pub line: String,
    /// Nothing, where the help does not show it.
    pub shown: String,
}

/// The examples of a help text: `# purpose`, `$ command`, and the lines that it prints.
pub fn examples(help: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut purpose = "";
    for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
        match (line.strip_prefix("# "), line.strip_prefix("$ "), examples.last_mut()) {
            (Some(text), ..) => purpose = text,
            (_, Some(command), _) => examples.push(Example {
                purpose: purpose.to_owned(),
                line: command.to_owned(),
                shown: String::new(),
            }),
            (.., Some(example)) => {
                example.shown.push_str(line);
                example.shown.push('\n');
            }
            _ => {}
        }
    }
    examples
}

/// What an example of a command says; nothing without any.
pub fn examples_of(cmd: &Command) -> Vec<Example> {
    examples(&long_examples(cmd))
}

#[cfg(test)]
mod tests;
