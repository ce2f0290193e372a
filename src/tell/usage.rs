//! Complaints about the command line: what is wrong, what may be meant, where there is more. The
//! parser says what it knows in parts; these are our words for them.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::args::Cli;
use crate::names;

/// What is wrong with a command line, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) sentence: String,
    pub(crate) hint: Option<String>,
    /// How the command is used, where that is what was wrong.
    pub(crate) usage: Option<String>,
}

/// Puts what the parser refuses into words.
pub(crate) fn complaint(error: &clap::Error, args: &[OsString]) -> Complaint {
    let cmd = Cli::command();
    let of = Parts { error, args, cmd: &cmd };
    let (sentence, hint) = match error.kind() {
        ErrorKind::InvalidSubcommand => of.unknown_command(),
        ErrorKind::UnknownArgument => of.unknown_argument(),
        ErrorKind::InvalidValue => of.unknown_value(),
        ErrorKind::ValueValidation => of.refused_value(),
        ErrorKind::MissingRequiredArgument => of.missing(),
        ErrorKind::ArgumentConflict => of.conflict(),
        _ => (of.in_the_words_of_the_parser(), None),
    };
    let usage = of.usage().filter(|_| error.kind() == ErrorKind::MissingRequiredArgument);
    let more = || usage.is_none().then(|| format!("{} --help tells more", of.command()));
    Complaint { sentence, hint: hint.or_else(more), usage }
}

struct Parts<'e> {
    error: &'e clap::Error,
    args: &'e [OsString],
    cmd: &'e Command,
}

impl Parts<'_> {
    fn list(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(one)) => vec![one.clone()],
            Some(ContextValue::Strings(all)) => all.clone(),
            _ => Vec::new(),
        }
    }

    fn one(&self, kind: ContextKind) -> String {
        self.list(kind).into_iter().next().unwrap_or_default()
    }

    /// The flag or the value that it is about: `--kind`, `<WHEN>`.
    fn argument(&self) -> String {
        let whole = self.one(ContextKind::InvalidArg);
        whole
            .split([' ', '=', '[', ']'])
            .find(|word| !word.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    fn usage(&self) -> Option<String> {
        let Some(ContextValue::StyledStr(usage)) = self.error.get(ContextKind::Usage) else {
            return None;
        };
        let usage = usage.to_string();
        Some(usage.lines().next()?.trim_start_matches("Usage: ").trim().to_owned())
    }

    /// The subcommand that was being read, as far as the parser or the command line tells.
    fn subcommand(&self) -> Option<&Command> {
        let used = self.usage().and_then(|usage| usage.split(' ').nth(1).map(str::to_owned));
        let typed = || self.args.iter().skip(1).filter_map(|arg| arg.to_str());
        let mut names = used.as_deref().into_iter().chain(typed());
        let found = names.find_map(|name| self.cmd.find_subcommand(name))?;
        // One of its own follows it.
        let mut rest = typed().skip_while(|name| *name != found.get_name()).skip(1);
        let inner = rest.next().and_then(|name| found.find_subcommand(name));
        Some(inner.unwrap_or(found))
    }

    /// `source add`, of a subcommand or one of its own.
    fn name_of(&self, sub: &Command) -> String {
        let outer = self
            .cmd
            .get_subcommands()
            .find(|outer| outer.get_subcommands().any(|inner| std::ptr::eq(inner, sub)));
        let names = outer.map(Command::get_name).into_iter().chain([sub.get_name()]);
        names.collect::<Vec<_>>().join(" ")
    }

    /// The command whose help tells more.
    fn command(&self) -> String {
        let sub = self.subcommand().map(|sub| format!("ibid {}", self.name_of(sub)));
        sub.unwrap_or_else(|| "ibid".to_owned())
    }

    fn unknown_command(&self) -> (String, Option<String>) {
        let typed = self.one(ContextKind::InvalidSubcommand);
        let known = self.cmd.get_subcommands().filter(|sub| !sub.is_hide_set());
        let known: Vec<&str> = known.map(Command::get_name).collect();
        let hint = did_you_mean(&nearest(&typed, &known)).unwrap_or_else(|| {
            format!("ibid search {typed} looks it up in the base; ibid help lists the commands")
        });
        (format!("there is no command “{typed}”"), Some(hint))
    }

    fn unknown_argument(&self) -> (String, Option<String>) {
        let typed = self.argument();
        if !typed.starts_with('-') {
            return (format!("“{typed}” is too much: nothing more was expected"), None);
        }
        let sentence = match self.subcommand() {
            Some(sub) => format!("{} has no flag {typed}", self.name_of(sub)),
            None => format!("there is no flag {typed}"),
        };
        let flags = |cmd: &Command| -> Vec<String> {
            cmd.get_arguments()
                .filter_map(clap::Arg::get_long)
                .map(|long| format!("--{long}"))
                .collect()
        };
        let own = flags(self.subcommand().unwrap_or(self.cmd));
        let known: Vec<String> = own.into_iter().chain(flags(self.cmd)).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let elsewhere = self.cmd.get_subcommands().filter(|sub| flags(sub).contains(&typed));
        let elsewhere: Vec<String> =
            elsewhere.map(|sub| format!("ibid {}", sub.get_name())).collect();
        if !elsewhere.is_empty() {
            return (sentence, Some(format!("{typed} is a flag of {}", super::or(&elsewhere))));
        }
        let nearest = nearest(&typed, &known);
        (sentence, did_you_mean(nearest.get(..1).unwrap_or_default()))
    }

    fn unknown_value(&self) -> (String, Option<String>) {
        let (argument, typed) = (self.argument(), self.one(ContextKind::InvalidValue));
        let known = self.list(ContextKind::ValidValue);
        let list = format!("known are: {}", known.join(", "));
        if typed.is_empty() {
            let sentence = format!("{} needs a value", self.one(ContextKind::InvalidArg));
            return (sentence, (!known.is_empty()).then_some(list));
        }
        let words: Vec<&str> = known.iter().map(String::as_str).collect();
        let hint = did_you_mean(&nearest(&typed, &words)).unwrap_or(list);
        (format!("{argument} does not know “{typed}”"), Some(hint))
    }

    /// A value that one of our own readers refused: its message may bring hints.
    fn refused_value(&self) -> (String, Option<String>) {
        let why = std::error::Error::source(self.error).map(ToString::to_string);
        let why = why.unwrap_or_else(|| format!("“{}”", self.one(ContextKind::InvalidValue)));
        let (why, hint) = match why.split_once("\n  hint: ") {
            Some((why, hint)) => (why.to_owned(), Some(hint.to_owned())),
            None => (why, None),
        };
        (format!("{}: {why}", self.argument()), hint)
    }

    fn missing(&self) -> (String, Option<String>) {
        let missing = self.list(ContextKind::InvalidArg).join(" and ");
        let subject = self.subcommand().map_or("it".to_owned(), |sub| self.name_of(sub));
        (format!("{subject} needs {missing}"), None)
    }

    fn conflict(&self) -> (String, Option<String>) {
        let (one, others) = (self.one(ContextKind::InvalidArg), self.list(ContextKind::PriorArg));
        let sentence = match others.as_slice() {
            [] => format!("{one} stands alone"),
            [other] if *other == one => format!("{one} is given twice"),
            others => format!("{one} does not go with {}", super::or(others)),
        };
        (sentence, None)
    }

    fn in_the_words_of_the_parser(&self) -> String {
        let text = self.error.render().to_string();
        let first = text.split("\n\n").next().unwrap_or_default();
        first.trim_start_matches("error: ").replace('\n', " ")
    }
}

/// What begins with what was typed, and what is a slip of the fingers away from it.
fn nearest<'k>(typed: &str, known: &[&'k str]) -> Vec<&'k str> {
    let begun = known.iter().copied().filter(|name| typed.len() > 2 && name.starts_with(typed));
    let mut nearest: Vec<&str> = Vec::new();
    for name in begun.chain(names::nearest(typed, known.iter().copied(), 3)) {
        if !nearest.contains(&name) {
            nearest.push(name);
        }
    }
    nearest.truncate(3);
    nearest
}

fn did_you_mean(nearest: &[&str]) -> Option<String> {
    (!nearest.is_empty()).then(|| format!("did you mean {}?", super::or(nearest)))
}
