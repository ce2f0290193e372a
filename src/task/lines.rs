//! Questions on standard input, one a line.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use anyhow::Context;

use crate::World;
use crate::task::Given;
use crate::world::input;

/// The longest line that is read: an input may have no end.
const MOST_BYTES: u64 = 1 << 20;

/// Whether the questions are those on standard input: `-` stands where words would.
pub(crate) fn are_asked_for(words: &[String]) -> bool {
    matches!(words, [word] if word == "-")
}

/// Refuses to read two things from one input.
///
/// # Errors
///
/// That standard input is the base already.
pub(crate) fn refuse_base(facts: Option<&[PathBuf]>, world: &World) -> anyhow::Result<()> {
    let asked = Given::asked(facts, world);
    anyhow::ensure!(
        !asked.iter().any(|path| input::is_stdin(path)),
        "standard input is either the base or the questions"
    );
    Ok(())
}

/// The lines of standard input that ask something, each without the spaces around it.
///
/// A line is handed on as soon as it is there: whoever asks may wait for the answer before the
/// next question.
pub(crate) struct Lines {
    input: BufReader<Box<dyn Read>>,
    count: usize,
}

impl Lines {
    /// Takes standard input out of the world.
    pub(crate) fn of(world: &mut World) -> Self {
        let input = std::mem::replace(&mut world.stdin, Box::new(io::empty()));
        Self { input: BufReader::new(input), count: 0 }
    }

    /// The next line, whatever is on it.
    fn line(&mut self) -> anyhow::Result<Option<String>> {
        self.count += 1;
        let mut line = String::new();
        let read = self.input.by_ref().take(MOST_BYTES).read_line(&mut line);
        let bytes =
            read.with_context(|| format!("cannot read line {} of standard input", self.count))?;
        anyhow::ensure!(
            (bytes as u64) < MOST_BYTES,
            "line {} of standard input is longer than any question",
            self.count
        );
        // Some editors begin a file with a byte order mark.
        let line = if self.count == 1 { line.trim_start_matches('\u{feff}') } else { &line };
        Ok((bytes > 0).then(|| line.trim().to_owned()))
    }
}

impl Iterator for Lines {
    type Item = anyhow::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.line().transpose()? {
                Ok(line) if line.is_empty() => {}
                line => return Some(line),
            }
        }
    }
}
