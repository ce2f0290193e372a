//! Completion: what could stand where the cursor is, on a line that is typed only so far.
//!
//! clap's own engine reads the line and offers flags, subcommands and fixed vocabularies. Where it
//! meets an argument whose values are in a fact base, it says so ([`Wanted`]), and the base is
//! asked ([`offers()`]): only then is one read. Which argument takes what is told by the names that
//! `--help` gives its values ([`Values::of`]), so that a new one need not be told here.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{Arg, Command};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, complete as ask_engine,
};

use crate::args;

pub mod bash;
mod dates;
mod offers;
mod values;

pub use offers::{offers, pages, rules, styles};
pub use values::Values;

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The whole word that the unfinished one becomes.
    pub value: String,
    /// What it is, in a line; empty where there is nothing to say.
    pub about: String,
}

/// A question to the base: which of its values could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub values: Values,
    /// What stands before the value within its word: `--by=`.
    pub before: String,
    /// The value as far as it was typed.
    pub typed: String,
    /// The words before it that belong to the same argument: of a name that is not in quotation
    /// marks, or values that were given already.
    pub earlier: Vec<String>,
}

/// What could stand at the end of a line.
#[derive(Debug, Default)]
pub struct Completion {
    /// What is known without a base.
    pub candidates: Vec<Candidate>,
    /// What a base must be asked.
    pub wanted: Vec<Wanted>,
}

/// What could stand for the last of these words, the first being the name of the program.
pub fn complete(command: Command, words: &[OsString]) -> Completion {
    let asked = Asked::default();
    let mut command = attached(command, &asked);
    let Some((last, before)) = words.split_last() else { return Completion::default() };
    let found = ask_engine(&mut command, words.to_vec(), before.len(), None).unwrap_or_default();
    let last = last.to_string_lossy();
    // Flags are for those who ask for them: there are more of them than of anything else.
    let is_fit = |candidate: &Candidate| last.starts_with('-') || !candidate.value.starts_with('-');
    let candidates = found.iter().filter_map(candidate).filter(is_fit).collect();
    let asked = std::mem::take(&mut *asked.lock().unwrap_or_else(PoisonError::into_inner));
    let earlier = positionals(&command, before);
    let wanted = asked.into_iter().map(|one| one.wanted(&last, &earlier)).collect();
    Completion { candidates, wanted }
}

/// The bases that the line names, if it names one.
pub fn facts(words: &[OsString]) -> Option<Vec<PathBuf>> {
    words.split_last().and_then(|(_, finished)| args::facts(finished))
}

/// The engine's candidate as ours; none for what is not text.
fn candidate(found: &CompletionCandidate) -> Option<Candidate> {
    let help = found.get_help().map(ToString::to_string).unwrap_or_default();
    let about = help.lines().next().unwrap_or_default().to_owned();
    Some(Candidate { value: found.get_value().to_str()?.to_owned(), about })
}

/// The arguments whose values were asked for.
type Asked = Arc<Mutex<Vec<AskedFor>>>;

/// An argument whose value was asked for, as the engine sees it.
#[derive(Debug)]
struct AskedFor {
    values: Values,
    /// Whether it is one of those without a flag, several of which can stand one after another.
    is_positional: bool,
    typed: String,
}

impl AskedFor {
    /// The question, within the line.
    fn wanted(self, word: &str, earlier: &[String]) -> Wanted {
        let start = word.len().saturating_sub(self.typed.len());
        Wanted {
            values: self.values,
            before: word.get(..start).unwrap_or_default().to_owned(),
            typed: self.typed,
            earlier: if self.is_positional { earlier.to_vec() } else { Vec::new() },
        }
    }
}

/// The words after the subcommand that are neither flags nor their values.
fn positionals(command: &Command, words: &[OsString]) -> Vec<String> {
    let mut with_value: Vec<String> = Vec::new();
    for arg in command.get_subcommands().chain([command]).flat_map(Command::get_arguments) {
        if arg.get_action().takes_values() {
            with_value.extend(arg.get_long().map(|long| format!("--{long}")));
            with_value.extend(arg.get_short().map(|short| format!("-{short}")));
        }
    }
    let mut found = Vec::new();
    let mut rest = words.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = rest.next() {
        if word == "--" {
            found.extend(rest.by_ref().map(Cow::into_owned));
        } else if with_value.iter().any(|flag| *flag == word) {
            rest.next();
        } else if !word.starts_with('-') {
            found.push(word.into_owned());
        }
    }
    found.split_off(found.len().min(1))
}

/// The command with its arguments made to say what of theirs is asked for.
fn attached(command: Command, asked: &Asked) -> Command {
    let name = command.get_name().to_owned();
    command
        .mut_args(|arg| with_completer(arg, &name, asked))
        .mut_subcommands(|subcommand| attached(subcommand, asked))
}

fn with_completer(arg: Arg, command: &str, asked: &Asked) -> Arg {
    match Values::of(&arg, command) {
        None | Some(Values::Free) => arg,
        Some(Values::Files) => arg.add(ArgValueCompleter::new(PathCompleter::file())),
        Some(values) => {
            let asked = Arc::clone(asked);
            let is_positional = arg.is_positional();
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                let typed = typed.to_string_lossy().into_owned();
                let one = AskedFor { values, is_positional, typed };
                asked.lock().unwrap_or_else(PoisonError::into_inner).push(one);
                Vec::new()
            }))
        }
    }
}

#[cfg(test)]
mod tests;
