//! Files that are written in one step: whoever looks, and whatever happens meanwhile, finds the
//! old text or the new one, and never a part.
//!
//! The new text goes into a file beside the old one, onto the disk, and then takes its name. What
//! a program that was killed left there is swept by the next that writes. Mode, owner and a link to
//! the file stay; other names of it (hard links) keep the old text.
//!
//! Two that write at once wait for each other ([`Held`]): on Unix by an advisory lock on the file
//! itself, which the system gives back however its holder ends. Editors do not ask for locks, and
//! not every system has them, so that the file is also compared right before it is replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::{Builder, NamedTempFile};

/// What the name of an unfinished file has after that of the file; six characters follow.
const UNFINISHED: &str = ".ibid-";

/// How many random characters the name of an unfinished file ends with.
const RANDOM: usize = 6;

/// A file that is about to be changed, held against others that would change it too.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    /// What it says.
    bytes: Vec<u8>,
    /// The file as it was opened: the lock is on it.
    file: File,
    /// Whether there is a lock, which not every system has.
    is_locked: bool,
}

impl Held {
    /// Takes hold of a file, and waits while another program of this kind has it.
    ///
    /// # Errors
    ///
    /// Where there is no such file, it may not be written, or it stays held.
    pub fn take(path: &Path) -> anyhow::Result<Self> {
        let path = fs::canonicalize(path)?;
        if !fs::metadata(&path)?.is_file() {
            bail!("it is no file that could be replaced");
        }
        // Its directory may be open where the file is not.
        let open = || OpenOptions::new().read(true).append(true).open(&path);
        let mut file = open()?;
        let mut is_locked = lock::wait(&file)?;
        while is_locked && !lock::is_still(&file, &path)? {
            // Another has replaced it while this one waited.
            file = open()?;
            is_locked = lock::wait(&file)?;
        }
        let mut bytes = Vec::new();
        (&file).read_to_end(&mut bytes)?;
        Ok(Self { path, bytes, file, is_locked })
    }

    /// What the file says.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Puts a text in place of what the file says, and lets go of it.
    ///
    /// # Errors
    ///
    /// Where the file was changed since it was taken, or the writing fails; it is then as it was.
    pub fn replace(self, text: &str) -> anyhow::Result<()> {
        let Self { path, bytes, file: old, is_locked } = self;
        if is_locked {
            sweep(&path);
        }
        let file = unfinished(&path, |builder| builder)?;
        like::make(file.as_file(), &old.metadata()?)?;
        finish(&file, text)?;
        // Where there are no locks, a file that is open may not be replaced.
        let _held = cfg!(unix).then_some(old);
        if fs::read(&path)? != bytes {
            bail!(
                "another program has changed it meanwhile; nothing was written\n  hint: try again"
            );
        }
        file.persist(&path).map_err(|error| error.error)?;
        settle(&path);
        Ok(())
    }
}

/// Makes a file that was not there.
///
/// # Errors
///
/// Where it is there already, its directory is not, or the writing fails; nothing is left then.
pub fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        bail!("it is there already, and stays as it is");
    }
    let file = unfinished(path, like::new)?;
    finish(&file, text)?;
    match file.persist_noclobber(path) {
        Ok(_) => settle(path),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("it is there already, and stays as it is");
        }
        Err(error) => return Err(error.error.into()),
    }
    Ok(())
}

/// A new file beside another, under a name that says whose it was to be.
fn unfinished(
    path: &Path,
    with: impl for<'b, 'p> Fn(&'b mut Builder<'p, 'p>) -> &'b mut Builder<'p, 'p>,
) -> anyhow::Result<NamedTempFile> {
    let directory = directory(path);
    if !directory.is_dir() {
        bail!("there is no directory {}", directory.display());
    }
    let prefix = prefix(path);
    let mut builder = Builder::new();
    let made = with(builder.prefix(&prefix).rand_bytes(RANDOM)).tempfile_in(directory);
    let nothing = || format!("nothing can be written into {}", directory.display());
    made.map_err(|error| bare(&error)).with_context(nothing)
}

/// The mistake without the name of a file that nobody knows.
fn bare(error: &io::Error) -> io::Error {
    let code = error
        .raw_os_error()
        .or_else(|| error.get_ref()?.source()?.downcast_ref::<io::Error>()?.raw_os_error());
    code.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

fn finish(file: &NamedTempFile, text: &str) -> anyhow::Result<()> {
    let mut writer = file.as_file();
    writer.write_all(text.as_bytes())?;
    Ok(writer.sync_all()?)
}

fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What the names of unfinished files for a file begin with. A name that is almost as long as names
/// may be is left out.
fn prefix(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = if name.len() > 200 { "" } else { &*name };
    format!(".{name}{UNFINISHED}")
}

/// Removes what those left who were killed while they wrote. Nobody else writes: the file is held.
fn sweep(path: &Path) {
    let prefix = prefix(path);
    let is_left = |name: &str| {
        let random = name.strip_prefix(&prefix).unwrap_or_default();
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if prefix.len() > UNFINISHED.len() + 1 {
        for entry in fs::read_dir(directory(path)).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(is_left) {
                // It is in nobody's way, should it stay.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Sees to it that the new name, too, is on the disk. Not every system can be asked to.
fn settle(path: &Path) {
    if cfg!(unix) {
        let _ = File::open(directory(path)).and_then(|directory| directory.sync_all());
    }
}

#[cfg(unix)]
mod lock {
    use std::fs::{self, File};
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use anyhow::bail;
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    /// So long is another waited for.
    const PATIENCE: Duration = Duration::from_secs(30);

    /// Waits for the lock on a file; false where files have no locks.
    pub(super) fn wait(file: &File) -> anyhow::Result<bool> {
        let start = Instant::now();
        loop {
            match flock(file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(true),
                Err(Errno::WOULDBLOCK | Errno::INTR) if start.elapsed() < PATIENCE => {
                    sleep(Duration::from_millis(5));
                }
                Err(Errno::WOULDBLOCK | Errno::INTR) => {
                    bail!("another program has been writing it for {} seconds", PATIENCE.as_secs());
                }
                Err(_) => return Ok(false),
            }
        }
    }

    /// Whether a file that was opened is still the one of that name.
    pub(super) fn is_still(file: &File, path: &Path) -> io::Result<bool> {
        let (opened, named) = (file.metadata()?, fs::metadata(path)?);
        Ok((opened.dev(), opened.ino()) == (named.dev(), named.ino()))
    }
}

#[cfg(not(unix))]
mod lock {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) fn wait(_: &File) -> anyhow::Result<bool> {
        Ok(false)
    }

    pub(super) fn is_still(_: &File, _: &Path) -> io::Result<bool> {
        Ok(true)
    }
}

#[cfg(unix)]
mod like {
    use std::fs::{File, Metadata, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    use tempfile::Builder;

    /// Gives a new file the owner and the mode of an old one. Who may not give it the group gives
    /// the group of its own no more than everybody has.
    pub(super) fn make(file: &File, old: &Metadata) -> io::Result<()> {
        let new = file.metadata()?;
        let mut mode = old.mode();
        if (new.uid(), new.gid()) != (old.uid(), old.gid())
            && fchown(file, Some(old.uid()), Some(old.gid())).is_err()
            && fchown(file, None, Some(old.gid())).is_err()
        {
            mode = (mode & !0o070) | (mode & 0o007) << 3;
        }
        file.set_permissions(Permissions::from_mode(mode & 0o7777))
    }

    /// A new file is open to whomever the system's habit opens it.
    pub(super) fn new<'b, 'p>(builder: &'b mut Builder<'p, 'p>) -> &'b mut Builder<'p, 'p> {
        builder.permissions(Permissions::from_mode(0o666))
    }
}

#[cfg(not(unix))]
mod like {
    use std::fs::{File, Metadata};
    use std::io;

    use tempfile::Builder;

    pub(super) fn make(file: &File, old: &Metadata) -> io::Result<()> {
        file.set_permissions(old.permissions())
    }

    pub(super) fn new<'b, 'p>(builder: &'b mut Builder<'p, 'p>) -> &'b mut Builder<'p, 'p> {
        builder
    }
}

#[cfg(test)]
mod tests;
