//! What is read from outside: files, pipes and standard input, each to its end and no further than
//! it is worth.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};

use super::World;

/// What messages call standard input.
pub(crate) const STDIN: &str = "<stdin>";

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What messages call what is read.
pub(crate) fn name_of(path: &Path) -> String {
    if is_stdin(path) { STDIN.to_owned() } else { path.display().to_string() }
}

impl World {
    /// Reads a file, or standard input if the path is `-`: at most so many bytes, for an input may
    /// have no end.
    ///
    /// # Errors
    ///
    /// As [`file`].
    pub(crate) fn read(&mut self, path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
        if is_stdin(path) { take(STDIN, self.stdin.as_mut(), most) } else { file(path, most) }
    }
}

/// Reads a file of at most so many bytes.
///
/// # Errors
///
/// Where it cannot be read, is larger, or is a pipe into which nobody writes.
pub(crate) fn file(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let name = name_of(path);
    let file = open(path).with_context(|| format!("cannot read {name}"))?;
    take(&name, file, most)
}

fn take(name: &str, input: impl Read, most: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = input.take(most + 1).read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read {name}"))?;
    if bytes.len() as u64 > most {
        bail!("{name}: larger than {} MiB, which is the most that is read", most >> 20);
    }
    Ok(bytes)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens a file without waiting for it; a pipe with a name is waited for, but not for ever.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};

    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

    let nonblock = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    let file = File::options().read(true).custom_flags(nonblock).open(path)?;
    if file.metadata()?.file_type().is_fifo() {
        wait_for_writer(&file)?;
    }
    fcntl_setfl(&file, fcntl_getfl(&file)? - OFlags::NONBLOCK)?;
    Ok(file)
}

/// Waits until somebody has opened the other end of a pipe: from then on there is an end to wait
/// for, as there is of standard input.
#[cfg(unix)]
fn wait_for_writer(mut pipe: &File) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    /// So long does a shell at most need to start both sides.
    const PATIENCE: Timespec = Timespec { tv_sec: 5, tv_nsec: 0 };

    let mut ends = [PollFd::new(pipe, PollFlags::IN)];
    if poll(&mut ends, Some(&PATIENCE))? > 0 {
        return Ok(());
    }
    // A pipe that is empty ends at once, unless somebody is at its other end.
    match pipe.read(&mut [0]) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        Err(error) => Err(error),
        Ok(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "nobody writes into this pipe")),
    }
}

#[cfg(test)]
mod tests;
