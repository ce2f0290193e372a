//! What is told besides the answer, on stderr: misses, mistakes, notes and usage.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use clap::error::ErrorKind;

use crate::args::{Color, Hasty};
use crate::base::problem::Problems;
use crate::query::Miss;
use crate::{Status, World, help, write};

mod usage;

use usage::Complaint;

/// An answer that could not be written.
#[derive(Debug)]
pub(crate) struct Unwritten(pub io::Error);

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write the answer: {}", self.0)
    }
}

impl std::error::Error for Unwritten {}

pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let unwritten = error.downcast_ref::<Unwritten>();
    unwritten.is_some_and(|error| error.0.kind() == io::ErrorKind::BrokenPipe)
}

// What follows goes to stderr; if that fails there is nobody left to tell.

/// Help and version go to stdout, complaints about the command line to stderr.
pub(crate) fn usage(message: &clap::Error, args: &[OsString], world: &mut World) -> Status {
    let hasty = Hasty::of(args);
    if message.use_stderr() {
        let Complaint { sentence, hint, usage } = usage::complaint(message, args);
        let labelled = |label: &str, text: Option<String>| {
            text.map(|text| format!("\n  {label}: {text}")).unwrap_or_default()
        };
        let text = sentence + &labelled("hint", hint) + &labelled("usage", usage);
        say(&text, WRONG, hasty.color, world);
        return Status::Wrong;
    }
    let text = if message.kind() == ErrorKind::DisplayVersion {
        message.render()
    } else {
        // Help is asked for once more of the command line that is dressed for it.
        let again = help::command(world.help_width(hasty.width)).try_get_matches_from(args);
        again.as_ref().map_or_else(clap::Error::render, |_| message.render())
    };
    let colour = world.stdout_colour(hasty.color);
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    let text = format!("{}\n", text.trim_end());
    let written = world.stdout.write_all(text.as_bytes()).and_then(|()| world.stdout.flush());
    match written {
        Err(failure) if failure.kind() != io::ErrorKind::BrokenPipe => {
            error(&Unwritten(failure).into(), hasty.color, world);
            Status::Wrong
        }
        _ => Status::Found,
    }
}

pub(crate) fn note(note: &str, world: &mut World) {
    if !world.quiet {
        say(note, NOTE, world.color, world);
    }
}

pub(crate) fn miss(miss: &Miss, world: &mut World) {
    let hint = match miss.nearest.as_slice() {
        [] => String::new(),
        near => format!("\n  hint: did you mean {}?", or(near)),
    };
    note(&(miss.sentence.clone() + &hint), world);
}

const WRONG: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = Style::new().bold();
const LABEL: Style = AnsiColor::Cyan.on_default();

/// Says something in the name of the program: a sentence, and below it what is labelled.
fn say(text: &str, style: Style, asked: Color, world: &mut World) {
    let colour = world.stderr_colour(asked);
    let painted = |style: Style, text: &str| {
        if colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    };
    let text = write::visible(text);
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let _ = writeln!(world.stderr, "{} {first}", painted(style, "ibid:"));
    for line in lines {
        let label = line.strip_prefix("  ").and_then(|rest| rest.split_once(": "));
        let _ = match label.filter(|(label, _)| matches!(*label, "hint" | "usage")) {
            Some((label, rest)) => {
                writeln!(world.stderr, "  {} {rest}", painted(LABEL, &format!("{label}:")))
            }
            None => writeln!(world.stderr, "{line}"),
        };
    }
}

/// `nina, zina or trotsky`
pub(crate) fn or<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}

pub(crate) fn error(error: &anyhow::Error, color: Color, world: &mut World) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => {
            let _ = write!(world.stderr, "{}", problems.render(world.stderr_colour(color)));
        }
        None => say(&format!("{error:#}"), WRONG, color, world),
    }
}
