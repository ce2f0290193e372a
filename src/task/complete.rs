//! Completion: the file that a shell reads once, and the answers that it gets from then on.

use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::engine::{PathCompleter, ValueCompleter};

use crate::args::{Cli, CompleteArgs, CompletionsArgs, Shell};
use crate::base::Base;
use crate::complete::bash::Line;
use crate::complete::{self, Candidate, Completion, Values, Wanted};
use crate::task::{self, Given};
use crate::world::input;
use crate::write::complete as written;
use crate::{Status, World};

/// Writes what a shell is to read.
pub(crate) fn script(args: &CompletionsArgs, world: &mut World) -> anyhow::Result<Status> {
    task::write_out(text(args.shell).as_bytes(), world)?;
    Ok(Status::Found)
}

fn text(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/ibid.bash"),
        Shell::Zsh => include_str!("../../completions/_ibid"),
        Shell::Fish => include_str!("../../completions/ibid.fish"),
        Shell::PowerShell => include_str!("../../completions/ibid.ps1"),
        Shell::Elvish => include_str!("../../completions/ibid.elv"),
        Shell::Nushell => include_str!("../../completions/ibid.nu"),
    }
}

/// Answers a shell. What is wrong is told as always; the files in `completions/` do not listen.
pub(crate) fn run(args: &CompleteArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let mut bytes = Vec::new();
    let found = if args.shell == Shell::Bash {
        let text = args.words.first().map(|line| line.to_string_lossy()).unwrap_or_default();
        let line = Line::read(&text, &args.breaks);
        let found = candidates(&line.words(), world)?;
        if args.list {
            let width = cli.output.width.map_or(80, usize::from);
            written::write_list(&found, width, &mut bytes)?;
        } else {
            written::write_replies(&line.replies(&found), &mut bytes)?;
        }
        found
    } else {
        // An empty last word is lost by Windows PowerShell, so there the last one has a full stop.
        let mut words = args.words.clone();
        if args.shell == Shell::PowerShell
            && let Some(last) = words.last_mut()
        {
            let text = last.to_string_lossy();
            *last = text.strip_suffix('.').unwrap_or(&text).into();
        }
        let found = candidates(&words, world)?;
        written::write(args.shell, &found, &mut bytes)?;
        found
    };
    task::write_out(&bytes, world)?;
    Ok(if found.is_empty() { Status::NotFound } else { Status::Found })
}

/// What could stand at the end of a line; the base that the line names is read where it is needed.
fn candidates(words: &[std::ffi::OsString], world: &mut World) -> anyhow::Result<Vec<Candidate>> {
    let Completion { mut candidates, wanted } = complete::complete(Cli::command(), words);
    for wanted in &wanted {
        if wanted.values == Values::Styles {
            candidates.extend(complete::styles(wanted));
            candidates.extend(style_files(wanted));
            continue;
        }
        // For these no base is needed.
        let known = match wanted.values {
            Values::Rules => Some(complete::rules(wanted)),
            Values::Pages => Some(complete::pages(wanted)),
            _ => None,
        };
        if let Some(known) = known {
            candidates.extend(known);
            continue;
        }
        let facts = complete::facts(words);
        let facts: Option<Vec<PathBuf>> =
            facts.map(|paths| paths.into_iter().map(|path| at_home(path, world)).collect());
        let mut facts = Given::asked(facts.as_deref(), world);
        let is_asked = !facts.is_empty();
        // Standard input is the terminal on which somebody types.
        facts.retain(|path| !input::is_stdin(path));
        if is_asked && facts.is_empty() {
            continue;
        }
        let given = Given::read_all(&facts, world)?;
        let document = given.document()?;
        candidates.extend(complete::offers(&Base::new(&document), wanted));
    }
    Ok(candidates)
}

/// The files that could be meant by what looks like a path.
fn style_files(wanted: &Wanted) -> Vec<Candidate> {
    if !wanted.typed.contains(['/', '.', '\\']) {
        return Vec::new();
    }
    let is_style = |path: &Path| path.extension().is_some_and(|extension| extension == "csl");
    let found = PathCompleter::any().filter(is_style).complete(wanted.typed.as_ref());
    let named = |value: &str| Candidate {
        value: format!("{}{value}", wanted.before),
        about: String::new(),
    };
    found.iter().filter_map(|one| one.get_value().to_str().map(named)).collect()
}

/// A path in which a shell did not replace the name of the home directory.
fn at_home(path: PathBuf, world: &World) -> PathBuf {
    match (path.strip_prefix("~"), world.variable("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => path,
    }
}
