//! `ibid source add`, from the command line to the exit status.

use std::path::Path;

use anyhow::{Context, bail};

use crate::args::{AddArgs, Cli};
use crate::base::{Base, load};
use crate::page::{self, Given};
use crate::verify::copy::MOST_BYTES;
use crate::world::input;
use crate::write::file::Held;
use crate::write::{self, source};
use crate::{Status, World, task, tell};

/// Makes a source of a copy, and prints it or writes it into a base.
pub(crate) fn add(args: &AddArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(look.format.is_none(), look.format)?;
    if cli.facts.is_some() {
        bail!("source add asks no base\n  hint: --into FILE writes the source into one");
    }
    let (name, bytes) = (input::name_of(&args.copy), world.read(&args.copy, MOST_BYTES)?);
    let given = Given { id: args.id.clone(), title: args.title.clone() };
    let told = page::source(&bytes, given).with_context(|| name.clone())?;
    drop(bytes);
    let mut done = None;
    if let Some(base) = &args.into {
        done = Some(put(&told, base).with_context(|| format!("cannot write {}", base.display()))?);
    }
    for note in &told.notes {
        tell::note(&format!("{name}: {note}"), world);
    }
    if let Some(done) = done {
        tell::note(&done, world);
        return Ok(Status::Found);
    }
    let text = source::toml(&told.source);
    let text = if look.terminal { write::visible(&text) } else { text.as_str().into() };
    task::write_out(text.as_bytes(), world)?;
    Ok(Status::Found)
}

/// Writes the source into the file of a base, and tells what was done.
fn put(told: &page::Told, path: &Path) -> anyhow::Result<String> {
    if input::is_stdin(path) {
        bail!("standard input is no file\n  hint: without --into it is printed");
    }
    let name = path.display().to_string();
    let held = Held::take(path)?;
    let old = std::str::from_utf8(held.bytes()).context("not text in UTF-8")?;
    let document = load::read(&name, old)?;
    let id = &told.source.id;
    // In the file the id is short, and elsewhere what the file makes of it.
    let whole = document.prefix.as_ref().map(|prefix| id.within(prefix));
    if let Some(there) = Base::new(&document).get(whole.as_ref().unwrap_or(id)) {
        bail!(
            "it has a {} `{id}` already\n  hint: --id ID names the source otherwise",
            there.kind()
        );
    }
    let new = source::added(old, &told.source)?;
    // What would not be read again is not written.
    load::read(&name, &new)?;
    held.replace(&new)?;
    let paragraphs = told.source.fingerprint.as_ref().map_or(0, |prints| prints.paragraphs.len());
    let hint = if document.default_source.is_none() && document.sources.is_empty() {
        format!("\n  hint: default-source = \"{id}\" at the top makes it that of bare citations")
    } else {
        String::new()
    };
    let called = whole.map(|whole| format!(" as {whole}")).unwrap_or_default();
    Ok(format!("{name}: [source.{id}] written{called}, {paragraphs} paragraphs{hint}"))
}
