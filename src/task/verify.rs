//! `ibid verify`, from the command line to the exit status.

use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::args::{Cli, Format, VerifyArgs};
use crate::base::Base;
use crate::base::check::Step;
use crate::base::places::Places;
use crate::base::schema::{Record, Source};
use crate::query::{self, Miss};
use crate::task::{self, File, Given};
use crate::verify::copy::{Copy, MOST_BYTES, Unreadable};
use crate::verify::{self, Report, choose, claims, update};
use crate::view::{counted, report};
use crate::world::input;
use crate::write::file::Held;
use crate::write::report::{self as written, Form};
use crate::{Status, World, names, tell};

/// Proves what a base takes from a source by copies of it, and writes how that went.
pub(crate) fn run(args: &VerifyArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    let form = form(args, look.format)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    if given.has_stdin() && args.copies.iter().any(|copy| input::is_stdin(copy)) {
        bail!("standard input is either the base or a copy");
    }
    let given = if args.update { updated(args, given, world)? } else { given };
    let document = given.document()?;
    let base = Base::new(&document);
    let mut status = Status::Found;
    let mut reports = Vec::new();
    for copy in &args.copies {
        match report(&base, args, copy, world) {
            Ok(Ok(report)) => reports.push(report),
            Ok(Err(miss)) => {
                tell::miss(&miss, world);
                status = status.max(Status::NotFound);
            }
            Err(error) => {
                let is_of_copy = error.downcast_ref::<Unreadable>().is_some();
                let error = if is_of_copy && given.is_embedded() {
                    let hint = "the embedded base was asked; --facts FILE asks another";
                    anyhow!("{error:#}\n  hint: {hint}")
                } else {
                    error
                };
                tell::error(&error, cli.output.color, world);
                status = Status::Wrong;
            }
        }
    }
    for note in reports.iter().filter_map(report::note) {
        tell::note(&note, world);
    }
    let most =
        cli.output.limit.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let texts = given.texts()?;
    let form = match form {
        Form::Short(_) => Form::Short(&texts),
        form => form,
    };
    if let Some(first) = reports.first() {
        let mut bytes = Vec::new();
        written::write(&base, &first.source.id, &reports, (form, most), &look, &mut bytes)?;
        task::write_out(&bytes, world).or_else(|error| {
            // A reader that has had enough does not make the proof better or worse.
            if tell::is_broken_pipe(&error) { Ok(()) } else { Err(error) }
        })?;
    }
    if status == Status::Found && !reports.iter().all(Report::is_proof) {
        status = Status::NotFound;
    }
    Ok(status)
}

/// The form of report that was asked for.
fn form(args: &VerifyArgs, format: Option<Format>) -> anyhow::Result<Form<'static>> {
    match format {
        _ if args.short => Ok(Form::Short(&[])),
        None | Some(Format::Text) => Ok(Form::Text),
        Some(Format::Tsv) => Ok(Form::Tsv),
        Some(Format::Json) => Ok(Form::Json),
        Some(_) => bail!("a proof is written as text, tsv or json, or with --short"),
    }
}

/// The source of which a copy is: the one that is named, or that fits the copy best, or else the
/// default one or the only one.
fn source<'a>(
    base: &Base<'a>,
    args: &VerifyArgs,
    bytes: &[u8],
) -> anyhow::Result<Result<&'a Record<Source>, Miss>> {
    let sources = &base.doc.sources;
    let fitting = || {
        let copy = (sources.len() > 1).then(|| Copy::read(bytes).ok()).flatten()?;
        let fitting = choose::by_fingerprints(base, &copy);
        Some(&*fitting.or_else(|| choose::by_claims(base, &copy))?.id)
    };
    let only = || if let [only] = sources.as_slice() { Some(&only.id) } else { None };
    let default = || base.doc.default_source.as_ref().or_else(only).map(|id| &**id);
    let ids = sources.iter().map(|source| &*source.id);
    let Some(id) = args.source.as_deref().or_else(fitting).or_else(default) else {
        let ids: Vec<&str> = ids.collect();
        bail!("which source? say --source ID, one of: {}", ids.join(", "));
    };
    Ok(match query::typed(sources, id).as_slice() {
        [source] if claims::claims(base, source).is_empty() => Err(Miss {
            sentence: format!("the base takes nothing verbatim from `{}`", source.id),
            nearest: Vec::new(),
        }),
        [source] => Ok(source),
        several @ [_, ..] => Err(query::several(id, several.iter().map(|source| &*source.id))),
        [] => Err(Miss {
            sentence: format!("no source has the id “{id}”"),
            nearest: names::nearest(id, ids, 3).into_iter().map(str::to_owned).collect(),
        }),
    })
}

/// The proof by one copy.
fn report<'a>(
    base: &Base<'a>,
    args: &VerifyArgs,
    copy: &Path,
    world: &mut World,
) -> anyhow::Result<Result<Report<'a>, Miss>> {
    let name = input::name_of(copy);
    if copy.extension().is_some_and(|extension| extension == "toml") {
        bail!("{name}: a copy is a text or a page\n  hint: --facts {name} asks a base");
    }
    let bytes = world.read(copy, MOST_BYTES)?;
    let source = match source(base, args, &bytes)? {
        Ok(source) => source,
        Err(miss) => return Ok(Err(miss)),
    };
    let claims = claims::claims(base, source);
    let body = verify::find(base, source, &claims, &bytes).with_context(|| name.clone())?;
    drop(bytes);
    Ok(Ok(verify::prove(base, source, claims, &name, &body)))
}

/// Writes the fingerprints of a copy into the file of the base that has the source, and gives the
/// base as it is then.
fn updated(args: &VerifyArgs, mut given: Given, world: &mut World) -> anyhow::Result<Given> {
    let [copy] = args.copies.as_slice() else {
        bail!("fingerprints are made of one copy, not of {}", args.copies.len());
    };
    let bytes = world.read(copy, MOST_BYTES)?;
    let Some(at) = file_to_update(args, &given, &bytes)? else { return Ok(given) };
    let Some(file) = given.files.get_mut(at) else { return Ok(given) };
    let Some(path) = file.path.clone() else {
        bail!(
            "{} cannot be updated\n  hint: name the file of a base: --facts FILE",
            if file.name == input::STDIN {
                "a base from standard input"
            } else {
                "the embedded base"
            }
        );
    };
    let held = Held::take(&path).with_context(|| format!("cannot write {}", file.name))?;
    file.bytes = held.bytes().to_vec().into();
    let of_file = file.name.clone();
    let document = given.document()?;
    let base = Base::new(&document);
    let Ok(source) = source(&base, args, &bytes)? else { return Ok(given) };
    let claims = claims::claims(&base, source);
    let body =
        verify::find(&base, source, &claims, &bytes).with_context(|| input::name_of(copy))?;
    let prints = body.fingerprints();
    let text = given.files.get(at).map_or(Ok(""), File::text)?;
    let is_new = |new: &str| new != text;
    let text = update::updated(text, source.id.short(), &prints)
        .with_context(|| format!("cannot update {of_file}"))?;
    for drift in &body.drift {
        tell::note(&format!("{drift}"), world);
    }
    let count = prints.paragraphs.len();
    let last = source.section.last().map(|section| section.to);
    if let Some(last) = last.filter(|last| usize::try_from(*last).is_ok_and(|last| last > count)) {
        let told = format!("the last section of `{}` ends with paragraph {last}", source.id);
        tell::note(&format!("{told}, the copy with {count}: mend its `to`"), world);
    }
    if !is_new(&text) {
        tell::note(&format!("{of_file} has these fingerprints already"), world);
        return Ok(given);
    }
    if let Some(file) = given.files.get_mut(at) {
        file.bytes = text.clone().into_bytes().into();
    }
    // What would not be read again is not written.
    given.document()?;
    held.replace(&text).with_context(|| format!("cannot write {of_file}"))?;
    let paragraphs = counted(count, "paragraph");
    let note = format!("{of_file}: {paragraphs}, fingerprints written");
    tell::note(&note, world);
    Ok(given)
}

/// Which of the files has the source that is asked for, if the base has it.
fn file_to_update(args: &VerifyArgs, given: &Given, bytes: &[u8]) -> anyhow::Result<Option<usize>> {
    if given.files.len() == 1 {
        return Ok(Some(0));
    }
    let document = given.document()?;
    let base = Base::new(&document);
    let Ok(source) = source(&base, args, bytes)? else { return Ok(None) };
    let texts = given.texts()?;
    let places = Places::new(&texts);
    let file = places.find(&["source", &source.id].map(|key| Step::Key(key.to_owned()))).file;
    Ok(given.files.iter().position(|one| one.name == file))
}
