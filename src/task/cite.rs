//! Citations, ready to paste, and bibliographies.

use std::path::Path;

use anyhow::Context;

use crate::args::{CiteArgs, Cli, Format};
use crate::base::Base;
use crate::cite::{Citer, style};
use crate::query::Cited;
use crate::task::{self, Given};
use crate::verify::copy::Copy;
use crate::view::cite::{self as shown, Wanted};
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
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let asked = task::style(args.style.style.as_deref(), world)?;
    let base = Citer::new(&base, asked, &task::default_style, given.ready());
    match query::cited(&base, &args.ids) {
        Ok(cited) => write(&base, args, &cited, &look, &mut bytes)?,
        Err(misses) => {
            for miss in &misses {
                tell::miss(miss, world);
            }
            return Ok(Status::NotFound);
        }
    }
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
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
    let copy = args.copy.as_deref().map(copy).transpose()?;
    if look.format == Some(Format::Annotation) {
        written::write_json(&shown::annotations(base, cited, copy.as_deref()), out)?;
        return Ok(());
    }
    let wanted = Wanted { form: args.form.into(), pandoc: args.pandoc, link: args.link, copy };
    let citations = shown::citations(base, &args.ids, cited, &wanted);
    Ok(written::write_citations(&citations, look, out)?)
}

/// The text of a copy of the source, a paragraph a line.
fn copy(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let copy = Copy::read(&bytes).with_context(|| path.display().to_string())?;
    Ok(copy.blocks().map(|(_, text)| text).collect::<Vec<_>>().join("\n"))
}
