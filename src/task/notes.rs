//! `ibid notes`, from the command line to the exit status.

use crate::args::{Cli, Format, NotesArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::extract;
use crate::task::{self, Given};
use crate::view::handout::blank::{self, Left, blank};
use crate::view::handout::slides::{self, slides};
use crate::view::handout::{self, Part, Plan};
use crate::write::handout::{self as written, Setting};
use crate::{Status, World, tell};

/// What notes have, unless it is said.
const PARTS: [Part; 7] = [
    Part::People,
    Part::Family,
    Part::Chronology,
    Part::Quotations,
    Part::Glossary,
    Part::Remarks,
    Part::Sources,
];

/// Gathers what the base has on the topics and writes it as a document.
pub(crate) fn run(args: &NotesArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(args, look.format), look.format)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let style = task::style(args.style.style.as_deref(), world)?;
    let base = Citer::new(&base, style, &task::default_style, given.ready());
    if base.entries().next().is_none() {
        tell::note("nothing here of which notes could be made", world);
        return Ok(Status::NotFound);
    }
    let extract = match extract::extract(&base, &args.topics) {
        Ok(extract) => extract,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    let parts = match args.parts.as_slice() {
        [] if args.slides => &slides::PARTS[..],
        [] if !args.blank.is_empty() => &blank::PARTS[..],
        [] => &PARTS[..],
        parts => parts,
    };
    let speakers = !args.blank.contains(&Left::Names);
    let plan = Plan { parts, answers: args.key, speakers };
    let mut notes = handout::handout(&base, &extract, plan);
    if let Some(title) = &args.title {
        notes.title.clone_from(title);
    }
    if !args.blank.is_empty() {
        notes = blank(notes, &base, &extract, &args.blank, args.key);
    }
    if args.slides {
        notes = slides(notes);
    }
    let setting = Setting { level: args.level, slides: args.slides };
    let mut bytes = Vec::new();
    written::write(&base, &notes, setting, &look, &mut bytes)?;
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}

fn suits(args: &NotesArgs, format: Option<Format>) -> bool {
    use Format::{Html, Markdown, Text, Typst};
    match format {
        None => true,
        Some(format) if args.slides => format == Markdown,
        Some(format) => matches!(format, Text | Markdown | Html | Typst),
    }
}
