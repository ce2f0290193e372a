//! `ibid check`, from the command line to the exit status.

use std::path::PathBuf;

use anyhow::bail;

use crate::args::{CheckArgs, Cli, Denied, Format};
use crate::base::load;
use crate::lint::report::{self, Report};
use crate::lint::rule::{self, RULES, Rule};
use crate::query::Miss;
use crate::task::{self, Given};
use crate::world::input;
use crate::write::check::{self as written, Form};
use crate::write::rule as explained;
use crate::{Status, World, tell};

/// Checks fact bases, and writes what is wrong or doubtful in them.
pub(crate) fn run(args: &CheckArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    if args.list || args.explain.is_some() {
        return explain(args.explain.as_deref().unwrap_or_default(), cli, world);
    }
    let look = world.look(&cli.output);
    let form = form(look.format)?;
    if cli.facts.is_some() && !args.files.is_empty() {
        bail!("the base is named twice, by --facts and as FILE");
    }
    if args.files.iter().filter(|file| input::is_stdin(file)).count() > 1 {
        bail!("standard input is one base, not several");
    }
    // Each FILE is a base, and so is all that --facts names together.
    let named = args.files.iter().map(|file| Some(std::slice::from_ref(file)));
    let asked = std::iter::once(cli.facts.as_deref()).filter(|_| args.files.is_empty());
    let mut status = Status::Found;
    let mut reports = Vec::new();
    for base in named.chain(asked) {
        let (found, unread) = examine(base, world);
        reports.extend(found);
        for error in unread {
            tell::error(&error, cli.output.color, world);
            status = Status::Wrong;
        }
    }
    if args.deny == Some(Denied::Warnings) {
        reports = reports.into_iter().map(Report::denying_warnings).collect();
    }
    if status == Status::Found && !reports.iter().all(Report::is_clean) {
        status = Status::NotFound;
    }
    // Programs read a document even where there is nothing to tell.
    if !reports.is_empty() || form == Form::Sarif {
        let most =
            cli.output.limit.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let mut bytes = Vec::new();
        written::write(&reports, (form, most), &look, &mut bytes)?;
        task::write_out(&bytes, world).or_else(|error| {
            // A reader that has had enough does not make the base better or worse.
            if tell::is_broken_pipe(&error) { Ok(()) } else { Err(error) }
        })?;
    }
    Ok(status)
}

/// What was found in a base, and why some or all of it cannot be read.
fn examine(base: Option<&[PathBuf]>, world: &mut World) -> (Vec<Report>, Vec<anyhow::Error>) {
    let given = match Given::read(base, world) {
        Ok(given) => given,
        Err(error) => return (Vec::new(), vec![error]),
    };
    let (mut texts, mut unread) = (Vec::new(), Vec::new());
    for file in &given.files {
        match load::text_of(&file.name, &file.bytes) {
            Ok(text) => texts.push((&*file.name, text)),
            Err(problems) => unread.push(problems.into()),
        }
    }
    let reports = if texts.is_empty() { Vec::new() } else { report::examine_all(&texts) };
    let is_whole = unread.is_empty();
    (reports.into_iter().map(|one| if is_whole { one } else { one.of_a_part() }).collect(), unread)
}

/// The form of report that was asked for.
fn form(format: Option<Format>) -> anyhow::Result<Form> {
    match format {
        None | Some(Format::Text) => Ok(Form::Text),
        Some(Format::Short) => Ok(Form::Short),
        Some(Format::Json) => Ok(Form::Json),
        Some(Format::Jsonl) => Ok(Form::Jsonl),
        Some(Format::Sarif) => Ok(Form::Sarif),
        Some(Format::Github) => Ok(Form::Github),
        Some(_) => bail!("a check is written as text, short, json, jsonl, sarif or github"),
    }
}

/// Explains rules, or lists all.
fn explain(codes: &[String], cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    if let Some(file) = codes.iter().find(|code| code.contains(['.', '/', '\\'])) {
        bail!("--explain takes the codes of rules, and “{file}” is a file");
    }
    let look = world.look(&cli.output);
    let rules: Vec<&Rule> = match codes {
        [] => RULES.to_vec(),
        codes => codes.iter().filter_map(|code| rule::of_code(code)).collect(),
    };
    let suits = matches!(
        look.format,
        None | Some(
            Format::Text
                | Format::Markdown
                | Format::Json
                | Format::Table
                | Format::Tsv
                | Format::Csv
        )
    );
    task::refuse(suits, look.format)?;
    let mut status = Status::Found;
    for code in codes.iter().filter(|code| rule::of_code(code).is_none()) {
        let nearest = rule::nearest(code).into_iter().map(str::to_owned).collect();
        tell::miss(&Miss { sentence: format!("no rule is called “{code}”"), nearest }, world);
        status = Status::NotFound;
    }
    if !rules.is_empty() {
        let mut bytes = Vec::new();
        explained::write(&rules, codes.is_empty(), &look, &mut bytes)?;
        task::write_out(&bytes, world)?;
    }
    Ok(status)
}
