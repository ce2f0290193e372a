//! The fact base that was asked for, as it was given: the embedded one, files, directories of
//! them, standard input, or several of these together.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};

use super::{EMBEDDED, READY};
use crate::base::load;
use crate::base::schema::Document;
use crate::base::texts::Named;
use crate::cite::Ready;
use crate::world::input;
use crate::{World, tell};

/// The largest file of a base that is read: a million records and more.
const MOST_BYTES: u64 = 128 << 20;

/// The word for the embedded base, beside which others can be given.
const EMBEDDED_WORD: &str = "embedded";

/// The text of the embedded fact base, for the places in it.
const EMBEDDED_TEXT: &str = include_str!("../../facts.toml");

/// The fact base that was asked for: its files in their order, of which there is at least one.
pub(crate) struct Given {
    pub(crate) files: Vec<File>,
    /// Whether it is the embedded base and nothing else.
    is_embedded: bool,
}

/// A file of a base, as it was given.
pub(crate) struct File {
    /// What messages call it.
    pub(crate) name: String,
    /// Where it is, if it is a file.
    pub(crate) path: Option<PathBuf>,
    pub(crate) bytes: Cow<'static, [u8]>,
}

impl Given {
    /// Reads what was asked for, or else the embedded base.
    pub(crate) fn read(facts: Option<&[PathBuf]>, world: &mut World) -> anyhow::Result<Self> {
        Self::read_all(&Self::asked(facts, world), world)
    }

    /// What was asked for: by the flag, or by the variable; nothing, if it is the embedded base.
    pub(crate) fn asked(facts: Option<&[PathBuf]>, world: &World) -> Vec<PathBuf> {
        let of_variable = || {
            let variable = world.variable("IBID_FACTS").unwrap_or_default();
            std::env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty()).collect()
        };
        facts.map_or_else(of_variable, <[PathBuf]>::to_vec)
    }

    /// Reads files, directories of them, `-` and `embedded`, each once; the embedded base, if
    /// nothing is given.
    pub(crate) fn read_all(paths: &[PathBuf], world: &mut World) -> anyhow::Result<Self> {
        let is_embedded = paths.iter().all(|path| path.as_os_str() == EMBEDDED_WORD);
        if is_embedded {
            return Ok(Self { files: vec![File::embedded()], is_embedded });
        }
        let mut known: Vec<PathBuf> = Vec::new();
        let mut files = Vec::new();
        for path in paths {
            for path in files_of(path, world)? {
                let same = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                if !known.contains(&same) {
                    files.push(File::read(path, world)?);
                    known.push(same);
                }
            }
        }
        Ok(Self { files, is_embedded })
    }

    /// The base, checked.
    pub(crate) fn document(&self) -> anyhow::Result<Cow<'static, Document>> {
        if self.is_embedded {
            let embedded = EMBEDDED.as_ref().context("the embedded fact base is damaged")?;
            return Ok(Cow::Borrowed(embedded));
        }
        let files: Vec<(&str, &[u8])> =
            self.files.iter().map(|file| (&*file.name, &*file.bytes)).collect();
        Ok(Cow::Owned(load::read_all(&files)?))
    }

    /// The citations of it that are ready in the default style: those of the embedded base.
    pub(crate) fn ready(&self) -> &'static Ready {
        const NOTHING: &Ready = &Vec::new();
        if self.is_embedded { &READY } else { NOTHING }
    }

    /// The names and texts of a base that was read.
    pub(crate) fn texts(&self) -> anyhow::Result<Vec<Named<'_>>> {
        self.files.iter().map(|file| Ok((&*file.name, file.text()?))).collect()
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        let names: Vec<&str> = self.files.iter().map(|file| &*file.name).collect();
        names.join(", ")
    }

    /// Whether it is the embedded base and nothing else.
    pub(crate) fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// Whether a part of it comes from standard input.
    pub(crate) fn has_stdin(&self) -> bool {
        self.files.iter().any(|file| file.name == input::STDIN)
    }
}

impl File {
    fn embedded() -> Self {
        let bytes = Cow::Borrowed(EMBEDDED_TEXT.as_bytes());
        Self { name: "<embedded>".to_owned(), path: None, bytes }
    }

    fn read(path: PathBuf, world: &mut World) -> anyhow::Result<Self> {
        if path.as_os_str() == EMBEDDED_WORD {
            return Ok(Self::embedded());
        }
        let bytes = Cow::Owned(world.read(&path, MOST_BYTES)?);
        let name = input::name_of(&path);
        let path = (!input::is_stdin(&path)).then_some(path);
        Ok(Self { name, path, bytes })
    }

    /// The text of a file of a base that was read.
    pub(crate) fn text(&self) -> anyhow::Result<&str> {
        std::str::from_utf8(&self.bytes).with_context(|| format!("{}: not text", self.name))
    }
}

/// The files that a path stands for: of a directory those of its own that end in `.toml` and are
/// not hidden, in the order of their names.
fn files_of(path: &Path, world: &mut World) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() || input::is_stdin(path) || path.as_os_str() == EMBEDDED_WORD {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable = || format!("cannot read {}", path.display());
    let mut names: Vec<OsString> = Vec::new();
    for entry in fs::read_dir(path).with_context(unreadable)? {
        names.push(entry.with_context(unreadable)?.file_name());
    }
    names.retain(is_visible_toml);
    names.sort_unstable();
    let mut files = Vec::new();
    for file in names.into_iter().map(|name| path.join(name)) {
        match fs::metadata(&file) {
            Ok(metadata) if metadata.is_file() => files.push(file),
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => tell::note(&format!("{} left out: it is no file", file.display()), world),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(error).with_context(|| format!("cannot read {}", file.display()));
            }
            // A link that leads nowhere holds no facts, but somebody may miss them.
            Err(error) => tell::note(&format!("{} left out: {error}", file.display()), world),
        }
    }
    if files.is_empty() {
        bail!(
            "{}: no fact base in it\n  hint: those files are read whose names end in .toml",
            path.display()
        );
    }
    Ok(files)
}

fn is_visible_toml(name: &OsString) -> bool {
    let is_hidden = name.to_string_lossy().starts_with('.');
    !is_hidden && Path::new(name).extension().is_some_and(|extension| extension == "toml")
}

#[cfg(test)]
mod tests;
