//! `ibid export`, from the command line to the exit status.

use anyhow::{Context, bail, ensure};

use crate::args::{Cli, ExportArgs, formats};
use crate::base::Base;
use crate::cite::Citer;
use crate::export::{FORMATS, Format, LeftOut, Settings};
use crate::query::extract::extract;
use crate::task::{self, Given};
use crate::write::export as written;
use crate::{Status, World, tell};

/// Writes a part of a base in another program's format, and tells what is not in it.
pub(crate) fn run(args: &ExportArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    let mut bytes = Vec::new();
    if args.list {
        let list: Vec<_> = FORMATS.iter().map(|one| (one.name(), one.about())).collect();
        written::write_formats(&list, &look, &mut bytes)?;
        task::write_out(&bytes, world)?;
        return Ok(Status::Found);
    }
    let Some(format) = args.to else {
        bail!("say which format: ibid export FORMAT\n\n{}", formats().trim_end());
    };
    task::refuse(look.format.is_none(), look.format)?;
    let settings = settings(args, format, world)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let style = task::style(args.style.style.as_deref(), world)?;
    let base = Citer::new(&base, style, &task::default_style, given.ready());
    let extract = match extract(&base, &args.topics) {
        Ok(extract) => extract,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    let export = format.export(&base, &extract, &settings);
    let found = export.count > 0;
    if found {
        written::write(&export.text, &look, &mut bytes)?;
        task::write_out(&bytes, world)?;
    } else {
        tell::note(&format!("there is nothing to export as {}", format.name()), world);
    }
    for note in notes(&export.left_out, args.verbose) {
        tell::note(&note, world);
    }
    Ok(if found { Status::Found } else { Status::NotFound })
}

/// What was asked of the format; a flag that it does not heed is a mistake.
fn settings(args: &ExportArgs, format: &dyn Format, world: &World) -> anyhow::Result<Settings> {
    for (flag, is_given) in [
        ("deck", args.deck.is_some()),
        ("notetypes", args.notetypes.is_some()),
        ("start-year", args.start_year.is_some()),
        ("inferred", args.inferred),
        ("style", args.style.style.is_some()),
    ] {
        let heeded = !is_given || format.heeds().contains(&flag);
        ensure!(heeded, "--{flag} means nothing to {}", format.name());
    }
    let made = world.variable("SOURCE_DATE_EPOCH").map(|seconds| {
        let seconds = seconds.to_string_lossy().into_owned();
        seconds
            .parse()
            .with_context(|| format!("SOURCE_DATE_EPOCH is not a number of seconds: “{seconds}”"))
    });
    let notetypes = match args.notetypes.as_deref() {
        Some([basic, cloze]) => Some((basic.clone(), cloze.clone())),
        _ => None,
    };
    Ok(Settings {
        deck: args.deck.clone(),
        notetypes,
        start_year: args.start_year,
        inferred: args.inferred,
        made: made.transpose()?,
    })
}

/// What was left out, a line for each reason: the first few, and how many more.
fn notes(left_out: &[LeftOut], verbose: bool) -> Vec<String> {
    const FEW: usize = 3;
    let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in left_out {
        match by_reason.iter_mut().find(|(why, _)| *why == one.why) {
            Some((_, ids)) => ids.push(&one.id),
            None => by_reason.push((one.why, vec![&one.id])),
        }
    }
    let note = |(why, ids): (&str, Vec<&str>)| {
        let shown = if verbose || ids.len() <= FEW + 1 { ids.len() } else { FEW };
        let more = ids.len() - shown;
        let names = ids.iter().take(shown).copied().collect::<Vec<_>>().join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("left out, {why}: {names}{more}")
    };
    by_reason.into_iter().map(note).collect()
}
