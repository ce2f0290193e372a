//! `ibid source add`, from the command line to the exit status.

use std::path::Path;

use anyhow::{Context, bail};

use crate::args::{AddArgs, Cli, Format, TextArgs};
use crate::base::schema::{Id, Record, Section, Source};
use crate::base::{Base, Entry, load};
use crate::page::{self, FROM_BEGINNING, Given};
use crate::query::Miss;
use crate::verify::align::{Body, Place, Way};
use crate::verify::copy::{Copy, MOST_BYTES};
use crate::verify::{self, choose, claims};
use crate::view::{counted, passages};
use crate::world::input;
use crate::write::file::Held;
use crate::write::passages::{self as written, Form};
use crate::write::{self, source};
use crate::{Status, World, names, task, tell};

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
    if !path.try_exists().unwrap_or(true) {
        bail!("there is no such file\n  hint: ibid init {} begins one", task::in_shell(&name));
    }
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
    if let Some(same) = document.sources.iter().find(|other| is_same(other, &told.source)) {
        bail!("it has this text already, as the source `{}`", same.id);
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
    let paragraphs = counted(paragraphs, "paragraph");
    Ok(format!("{name}: [source.{id}] written{called}, {paragraphs}{hint}"))
}

/// Whether two sources have the same paragraphs: then they are one, under two ids.
fn is_same(one: &Source, other: &Source) -> bool {
    let paragraphs = |source: &Source| {
        let prints = source.fingerprint.as_ref().map(|prints| prints.paragraphs.clone());
        prints.filter(|paragraphs| !paragraphs.is_empty())
    };
    paragraphs(one).is_some_and(|prints| paragraphs(other) == Some(prints))
}

/// Writes the paragraphs of a copy with the numbers by which they are cited.
pub(crate) fn text(args: &TextArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    let form = match look.format {
        None if look.terminal => Form::Text,
        None | Some(Format::Tsv) => Form::Tsv,
        Some(Format::Text) => Form::Text,
        Some(Format::Json) => Form::Json,
        Some(_) => bail!("paragraphs are written as text, tsv or json"),
    };
    let facts = task::Given::read(cli.facts.as_deref(), world)?;
    if facts.has_stdin() && input::is_stdin(&args.copy) {
        bail!("standard input is either the base or a copy");
    }
    let document = facts.document()?;
    let base = Base::new(&document);
    let (name, bytes) = (input::name_of(&args.copy), world.read(&args.copy, MOST_BYTES)?);
    let source = match asked(&base, args, &bytes).with_context(|| name.clone())? {
        Ok(source) => source,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    let Numbered { body, sections } = match source {
        Some(source) => of_source(&base, source, &bytes),
        None => of_page(args, &bytes),
    }
    .with_context(|| name.clone())?;
    let most =
        cli.output.limit.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let passages = passages::passages(&body, &sections, args.at, most);
    tell::note(&format!("{name}: {}", told(source, &body)), world);
    if passages.is_empty() {
        let numbered = body.blocks.keys().filter(|place| matches!(place, Place::Paragraph(_)));
        let has = match numbered.collect::<Vec<_>>().as_slice() {
            [] => "it has no paragraphs".to_owned(),
            [only] => format!("it has only {only}"),
            [first, .., last] => format!("its paragraphs are {first} to {last}"),
        };
        tell::note(&format!("{name}: {has}"), world);
        return Ok(Status::NotFound);
    }
    let mut out = Vec::new();
    let of = (&*name, source.map(|source| &*source.id), body.way);
    written::write(of, &passages, form, &look, &mut out)?;
    task::write_out(&out, world)?;
    Ok(Status::Found)
}

/// The source of the base whose numbers are meant: the one that is named, or else the one that the
/// copy shows, if it shows one and nothing else is said of it.
fn asked<'a>(
    base: &Base<'a>,
    args: &TextArgs,
    bytes: &[u8],
) -> anyhow::Result<Result<Option<&'a Record<Source>>, Miss>> {
    let Some(id) = args.source.as_deref() else {
        let copy = Copy::read(bytes)?;
        let shown = || choose::by_fingerprints(base, &copy);
        return Ok(Ok(args.title.is_none().then(shown).flatten()));
    };
    if let Some(Entry::Source(source)) = base.get(id) {
        return Ok(Ok(Some(source)));
    }
    let ids = base.doc.sources.iter().map(|source| &*source.id);
    Ok(Err(Miss {
        sentence: format!("no source has the id “{id}”"),
        nearest: names::nearest(id, ids, 3).into_iter().map(str::to_owned).collect(),
    }))
}

/// Passages with numbers, and the headings over them.
struct Numbered {
    body: Body,
    sections: Vec<Section>,
}

/// The passages as a source of the base numbers them.
fn of_source(base: &Base<'_>, source: &Record<Source>, bytes: &[u8]) -> anyhow::Result<Numbered> {
    let body = verify::find(base, source, &claims::claims(base, source), bytes)?;
    Ok(Numbered { body, sections: source.section.clone() })
}

/// The passages as `source add` numbers them.
fn of_page(args: &TextArgs, bytes: &[u8]) -> anyhow::Result<Numbered> {
    // Of what the page says its paragraphs alone are asked.
    let given = Given { id: Id::new("copy").ok(), title: args.title.clone() };
    let told = page::source(bytes, given)?;
    let body = told.body.context("no paragraphs are in it")?;
    Ok(Numbered { body, sections: told.source.body.section })
}

/// Whose numbers they are, as a clause.
fn told(source: Option<&Record<Source>>, body: &Body) -> String {
    let Some(source) = source else {
        let how = if body.way == Way::Beginning { FROM_BEGINNING } else { "" };
        let and = if how.is_empty() { "" } else { "; " };
        return format!("numbered as source add does{and}{how}");
    };
    let changed = match body.drift.len() {
        0 => String::new(),
        _ => format!(", from which it differs: ibid verify --source {} tells how", source.id),
    };
    format!("numbered as `{}` of the base is{changed}", source.id)
}
