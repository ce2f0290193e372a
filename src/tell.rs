//! What is told besides the answer, on stderr: misses, mistakes, notes and usage.

use std::fmt;
use std::io::{self, Write};

use crate::base::problem::Problems;
use crate::query::Miss;
use crate::{Status, World, args, write};

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
pub(crate) fn usage(message: &clap::Error, world: &mut World) -> Status {
    let colour = |colour: bool| {
        let text = message.render();
        if colour { text.ansi().to_string() } else { text.to_string() }
    };
    if message.use_stderr() {
        let _ = write!(world.stderr, "{}", colour(world.stderr_colour(args::Color::Auto)));
        return Status::Wrong;
    }
    let text = colour(world.stdout_colour(args::Color::Auto));
    let written = world.stdout.write_all(text.as_bytes()).and_then(|()| world.stdout.flush());
    match written {
        Err(failure) if failure.kind() != io::ErrorKind::BrokenPipe => {
            error(&Unwritten(failure).into(), args::Color::Auto, world);
            Status::Wrong
        }
        _ => Status::Found,
    }
}

pub(crate) fn note(note: &str, world: &mut World) {
    let _ = writeln!(world.stderr, "ibid: {}", write::visible(note));
}

pub(crate) fn miss(miss: &Miss, world: &mut World) {
    let _ = writeln!(world.stderr, "ibid: {}", write::visible(&miss.sentence));
    if let [head @ .., last] = miss.nearest.as_slice() {
        let or = if head.is_empty() { "" } else { " or " };
        let names = format!("{}{or}{last}", head.join(", "));
        let _ = writeln!(world.stderr, "  hint: did you mean {}?", write::visible(&names));
    }
}

pub(crate) fn error(error: &anyhow::Error, color: args::Color, world: &mut World) {
    let _ = match error.downcast_ref::<Problems>() {
        Some(problems) => {
            write!(world.stderr, "{}", problems.render(world.stderr_colour(color)))
        }
        None => writeln!(world.stderr, "ibid: {}", write::visible(&format!("{error:#}"))),
    };
}
