//! The tasks of the program, each from the command line to the exit status, and what they share:
//! the base and the style that were asked for.

use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Context;
use hayagriva::citationberg::Locale;

use crate::base::schema::Document;
use crate::cite::Ready;
use crate::cite::style::{self, Style};
use crate::tell::Unwritten;
use crate::verify::copy::MOST_BYTES;
use crate::world::input;
use crate::write::ascii;
use crate::{World, args};

pub(crate) mod ask;
pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod complete;
pub(crate) mod export;
mod given;
pub(crate) mod help;
pub(crate) mod kin;
mod lines;
pub(crate) mod notes;
pub(crate) mod own;
pub(crate) mod source;
pub(crate) mod timeline;
pub(crate) mod tree;
pub(crate) mod verify;
pub(crate) mod welcome;

pub(crate) use given::{File, Given};

/// The embedded fact base, read once in the life of the process from what the build made of
/// `facts.toml`.
static EMBEDDED: LazyLock<Result<Document, postcard::Error>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"))));

/// What the default style makes of the embedded base, rendered by the build.
static READY: LazyLock<Ready> = LazyLock::new(|| {
    let notes = include_bytes!(concat!(env!("OUT_DIR"), "/notes.bin"));
    postcard::from_bytes(notes).unwrap_or_default()
});

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// Decodes one locale for the citation processor.
fn locale(code: &str) -> Option<Locale> {
    ciborium::from_reader(encoded_locale(code)?).ok()
}

/// The default style.
fn default_style() -> Option<Style> {
    Style::named(style::DEFAULT, locale).ok()
}

/// The citation style that was asked for: by the flag, or by the variable.
fn style(flag: Option<&str>, world: &World) -> anyhow::Result<Option<Style>> {
    let variable = world.variable("IBID_STYLE");
    let variable = variable.as_ref().map(|name| name.to_string_lossy());
    let Some(name) = flag.or(variable.as_deref()) else { return Ok(None) };
    if Path::new(name).extension().is_some_and(|extension| extension == "csl") {
        let bytes = input::file(Path::new(name), MOST_BYTES)?;
        let xml = String::from_utf8(bytes).with_context(|| format!("cannot read {name}"))?;
        return Ok(Some(Style::from_csl(name, &xml, locale)?));
    }
    Ok(Some(Style::named(name, locale)?))
}

/// Not every task has every form.
fn refuse(suits: bool, format: Option<args::Format>) -> anyhow::Result<()> {
    let word = format.map(args::Format::word).unwrap_or_default();
    anyhow::ensure!(suits, "this command has no {word} form");
    Ok(())
}

/// Only records have fields.
pub(crate) fn refuse_fields(cli: &args::Cli) -> anyhow::Result<()> {
    let has_fields = matches!(cli.task, Some(args::Task::Ask(_))) || cli.output.fields.is_empty();
    anyhow::ensure!(has_fields, "this command has no fields");
    Ok(())
}

/// Only what is listed can be shortened; what else goes by the name is refused, for whoever asks for
/// less must not take all for the first of it.
pub(crate) fn refuse_limit(cli: &args::Cli) -> anyhow::Result<()> {
    use args::Task::{Ask, Check, Export, Kin, Notes, Timeline, Tree, Verify};
    if cli.output.limit.is_none() {
        return Ok(());
    }
    match &cli.task {
        Some(Ask(args::Command::Source(source))) if source.task.is_some() => {
            anyhow::bail!("this command has no --limit")
        }
        Some(Ask(_) | Check(_) | Timeline(_) | Verify(_)) => Ok(()),
        Some(Export(_)) => anyhow::bail!("an export has no --limit\n  hint: name a topic instead"),
        Some(Notes(_)) => {
            anyhow::bail!("notes have no --limit\n  hint: name a topic, or --parts, instead")
        }
        Some(Tree(_)) => anyhow::bail!(
            "a tree has no --limit\n  hint: --ancestors and --descendants say how far it goes"
        ),
        Some(Kin(_)) => anyhow::bail!("a kinship has no --limit: it is told whole"),
        _ => anyhow::bail!("this command has no --limit"),
    }
}

/// Sends an answer to where it goes.
fn write_out(bytes: &[u8], world: &mut World) -> anyhow::Result<()> {
    let drawn = world.draws_in_ascii().then(|| ascii::drawn(&String::from_utf8_lossy(bytes)));
    let bytes = drawn.as_deref().map_or(bytes, str::as_bytes);
    let written = world.stdout.write_all(bytes).and_then(|()| world.stdout.flush());
    Ok(written.map_err(Unwritten)?)
}

/// A word as it is typed in a shell.
fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/+:@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
