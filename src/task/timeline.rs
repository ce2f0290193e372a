//! A picture of when.

use crate::args::{Cli, Format, TimelineArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::timeline::{self as query, TimelineFilter};
use crate::task::{self, Given};
use crate::view::timeline::{self as view, json};
use crate::write::timeline::{self as written, Form};
use crate::{Status, World, tell};

/// Gathers a timeline and draws it.
pub(crate) fn run(args: &TimelineArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    let Some(form) = form(look.format) else {
        task::refuse(false, look.format)?;
        return Ok(Status::Wrong);
    };
    let is_picture = matches!(form, Form::Svg | Form::Html);
    anyhow::ensure!(is_picture || args.size.is_none(), "--size is for -f svg and -f html");
    anyhow::ensure!(args.page.is_none() || form == Form::Svg, "--page is for -f svg");
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(None, world)?, &task::default_style, given.ready());
    let most = cli.output.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let timeline = match query::timeline(&base, &filter(args, most)) {
        Ok(timeline) => timeline,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    let mut bytes = Vec::new();
    let mut notes = Vec::new();
    if form == Form::Json {
        written::write_json(&json::document(&base, &timeline), &mut bytes)?;
    } else {
        let chart = view::chart(&base, &timeline);
        let size = args.size.unwrap_or_default();
        match form {
            Form::Html => written::write_html(&chart, size, &mut bytes)?,
            Form::Svg => {
                let page = args.page.map(usize::from);
                let pages = written::write_svg(&chart, size, page, &mut bytes)?;
                notes.extend(pages_note(pages, page)?);
            }
            Form::Text | Form::Json => written::write_text(&chart, &look, &mut bytes)?,
        }
    }
    task::write_out(&bytes, world)?;
    notes.extend(undated_note(timeline.undated.len()));
    for note in notes {
        tell::note(&note, world);
    }
    Ok(Status::Found)
}

/// The form that was asked for, if a timeline has it.
fn form(format: Option<Format>) -> Option<Form> {
    match format {
        None | Some(Format::Text) => Some(Form::Text),
        Some(Format::Svg) => Some(Form::Svg),
        Some(Format::Html) => Some(Form::Html),
        Some(Format::Json) => Some(Form::Json),
        Some(_) => None,
    }
}

fn filter(args: &TimelineArgs, most: Option<usize>) -> TimelineFilter {
    TimelineFilter {
        topics: args.topics.clone(),
        persons: args.person.clone(),
        place: args.place.clone(),
        kinds: args.kind.clone(),
        during: args.during.clone(),
        certain: args.certain,
        lanes: args.lanes.into(),
        most,
    }
}

/// What is told of a picture that does not fit a page.
fn pages_note(pages: usize, asked: Option<usize>) -> anyhow::Result<Option<String>> {
    match asked {
        Some(page) if page > pages => {
            anyhow::bail!("there is no page {page}: the picture has {pages}")
        }
        None if pages > 1 => Ok(Some(format!(
            "taller than was asked for; --page 1 to --page {pages} fit the size, and -f html has \
             all of them"
        ))),
        _ => Ok(None),
    }
}

/// What is told of events that no axis shows.
fn undated_note(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 event without a date is not shown".to_owned()),
        count => Some(format!("{count} events without a date are not shown")),
    }
}
