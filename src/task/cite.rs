//! Citations, ready to paste, and bibliographies.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;

use crate::args::{CiteArgs, Cli, FormArg, Format};
use crate::base::Base;
use crate::cite::{Citer, style};
use crate::query::{Cited, Miss};
use crate::task::lines::{self, Lines};
use crate::task::{self, Given};
use crate::verify::copy::{Copy, MOST_BYTES};
use crate::view::cite::{self as shown, Citation, Wanted};
use crate::world::input;
use crate::write::{Look, cite as written};
use crate::{Status, World, export, query, tell};

/// Cites records and places, or writes their bibliography.
pub(crate) fn run(args: &CiteArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(args, look.format), look.format)?;
    let mut bytes = Vec::new();
    if args.list_styles {
        written::write_styles(&style::list(), &look, &mut bytes)?;
        task::write_out(&bytes, world)?;
        return Ok(Status::Found);
    }
    if lines::are_asked_for(&args.ids) {
        lines::refuse_base(cli.facts.as_deref(), world)?;
    }
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let asked = task::style(args.style.style.as_deref(), world)?;
    let base = Citer::new(&base, asked, &task::default_style, given.ready());
    if lines::are_asked_for(&args.ids) {
        return cite_lines(&base, args, &look, world);
    }
    match query::cited(&base, &args.ids) {
        Ok(cited) => write(&base, args, &cited, &look, &mut bytes)?,
        Err(misses) => return Ok(told(&misses, world)),
    }
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}

/// Tells what is not there.
fn told(misses: &[Miss], world: &mut World) -> Status {
    for miss in misses {
        tell::miss(miss, world);
    }
    Status::NotFound
}

/// Cites each line of standard input, by itself; but a bibliography and annotations are of all of
/// them.
fn cite_lines(
    base: &Citer<'_>,
    args: &CiteArgs,
    look: &Look,
    world: &mut World,
) -> anyhow::Result<Status> {
    let is_of_all = args.to.is_some()
        || args.form == FormArg::Bibliography
        || look.format == Some(Format::Annotation);
    let wanted = wanted(args)?;
    let mut status = Status::Found;
    let mut all_cited = Vec::new();
    let mut citations = Vec::new();
    // A style is slow, and lists repeat themselves.
    let mut rendered: HashMap<Vec<String>, Vec<Citation>> = HashMap::new();
    for line in Lines::of(world) {
        let ids: Vec<String> = line?.split_whitespace().map(str::to_owned).collect();
        let cited = match query::cited(base, &ids) {
            Ok(cited) => cited,
            Err(misses) => {
                status = told(&misses, world);
                continue;
            }
        };
        if is_of_all {
            all_cited.extend(cited);
            continue;
        }
        let known = rendered.get(&ids).cloned();
        let these = known.unwrap_or_else(|| shown::citations(base, &cited, &wanted));
        rendered.entry(ids).or_insert_with(|| these.clone());
        if look.format == Some(Format::Json) {
            citations.extend(these);
        } else {
            let mut bytes = Vec::new();
            written::write_citations(&these, look, &mut bytes)?;
            task::write_out(&bytes, world)?;
        }
    }
    let mut bytes = Vec::new();
    if !all_cited.is_empty() {
        write(base, args, &all_cited, look, &mut bytes)?;
    } else if !citations.is_empty() {
        written::write_citations(&citations, look, &mut bytes)?;
    }
    task::write_out(&bytes, world)?;
    Ok(status)
}

/// A citation is no row, and Pandoc's are Markdown.
fn suits(args: &CiteArgs, format: Option<Format>) -> bool {
    use Format::{Annotation, Html, Json, Latex, Markdown, Text, Typst};
    match format {
        None => true,
        Some(format) if args.pandoc => matches!(format, Markdown | Text),
        Some(_) if args.list_styles => true,
        Some(format) => {
            matches!(format, Text | Markdown | Html | Latex | Typst | Json | Annotation)
        }
    }
}

fn write(
    base: &Citer<'_>,
    args: &CiteArgs,
    cited: &[Cited<'_>],
    look: &Look,
    out: &mut Vec<u8>,
) -> anyhow::Result<()> {
    if let Some(exchange) = args.to {
        let sources = query::sources_of(base, cited);
        written::write_safe(&export::bibliography(exchange, &sources), look, out)?;
        return Ok(());
    }
    anyhow::ensure!(!args.ids.is_empty(), "say what to cite: ibid cite nina-death");
    let wanted = wanted(args)?;
    if look.format == Some(Format::Annotation) {
        written::write_json(&shown::annotations(base, cited, wanted.copy.as_deref()), out)?;
        return Ok(());
    }
    let citations = shown::citations(base, cited, &wanted);
    Ok(written::write_citations(&citations, look, out)?)
}

fn wanted(args: &CiteArgs) -> anyhow::Result<Wanted> {
    let copy = args.copy.as_deref().map(copy).transpose()?;
    Ok(Wanted { form: args.form.into(), pandoc: args.pandoc, link: args.link, copy })
}

/// The text of a copy of the source, a paragraph a line.
fn copy(path: &Path) -> anyhow::Result<String> {
    let bytes = input::file(path, MOST_BYTES)?;
    let copy = Copy::read(&bytes).with_context(|| path.display().to_string())?;
    Ok(copy.blocks().map(|(_, text)| text).collect::<Vec<_>>().join("\n"))
}
