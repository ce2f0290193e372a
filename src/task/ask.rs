//! A question about the base.

use crate::args::{self, Cli, Command, Format, QuoteArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::{self, DateFilter, EventFilter, Hit, Lot, Question, QuoteFilter};
use crate::task::{self, Given};
use crate::{Status, World, tell, write};

/// Looks something up and writes it.
pub(crate) fn run(command: &Command, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(command, look.format), look.format)?;
    let question = question(command, world)?;
    let style = match command {
        Command::Quote(quote) => quote.style.style.as_deref(),
        _ => None,
    };
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(style, world)?, &task::default_style, given.ready());
    let mut answer = match query::answer(&base, &question) {
        Ok(answer) => answer,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    if let Some(limit) = cli.output.limit {
        answer.hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    let mut written = Vec::new();
    if matches!(command, Command::Quote(QuoteArgs { block: true, .. })) {
        let quotes: Vec<_> = answer.hits.iter().filter_map(Hit::quote).collect();
        write::cite::write_blocks(&base, &quotes, &look, &mut written)?;
    } else {
        write::write(&base, &answer, &look, &mut written)?;
    }
    task::write_out(&written, world)?;
    for miss in &answer.misses {
        tell::miss(miss, world);
    }
    Ok(if answer.misses.is_empty() { Status::Found } else { Status::NotFound })
}

/// Quotations have every form but that of annotations, and as blocks only those of markups;
/// nothing else is a markup fragment.
fn suits(command: &Command, format: Option<Format>) -> bool {
    use Format::{Csv, Html, Json, Jsonl, Latex, Markdown, Table, Text, Tsv, Typst};
    let Some(format) = format else { return true };
    match command {
        Command::Quote(QuoteArgs { block: true, .. }) => {
            matches!(format, Text | Markdown | Html | Latex | Typst)
        }
        Command::Quote(_) if matches!(format, Html | Latex | Typst) => true,
        _ => matches!(format, Table | Text | Tsv | Csv | Json | Jsonl | Markdown),
    }
}

/// The question that was typed.
fn question(command: &Command, world: &World) -> anyhow::Result<Question> {
    let text = |words: &[String]| (!words.is_empty()).then(|| words.join(" "));
    Ok(match command {
        Command::Person { name } => Question::Person(text(name)),
        Command::Event(event) => Question::Event(EventFilter {
            text: text(&event.text),
            kinds: event.kind.clone(),
            person: event.person.clone(),
            place: event.place.clone(),
            during: event.during.clone(),
            certainty: event.certainty.clone(),
        }),
        Command::Quote(quote) => Question::Quote(QuoteFilter {
            text: text(&quote.text),
            by: quote.by.clone(),
            about: quote.about.clone(),
            random: quote.random.then(|| quote.seed.map_or(Lot::Any, Lot::Seeded)),
        }),
        Command::Dates(dates) => Question::Dates(DateFilter {
            when: text(&dates.when)
                .map(|when| args::date(&when).map_err(anyhow::Error::msg))
                .transpose()?,
            on: if dates.today { Some(world.today()) } else { dates.on },
            person: dates.person.clone(),
            place: dates.place.clone(),
            certain: dates.certain,
        }),
        Command::Term { name } => Question::Term(text(name)),
        Command::Source { id } => Question::Source(text(id)),
        Command::Show { ids } => Question::Show(ids.clone()),
        Command::Search { text } => Question::Search(text.join(" ")),
    })
}
