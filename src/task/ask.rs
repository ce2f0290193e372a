//! A question about the base.

use crate::args::{self, Cli, Command, Format, QuoteArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::{self, DateFilter, EventFilter, Lot, Question, QuoteFilter, Topic};
use crate::task::lines::{self, Lines};
use crate::task::{self, Given};
use crate::view::fields::{self, Field, Fields};
use crate::write::{Look, Series};
use crate::{Status, World, tell, write};

/// Looks something up and writes it: what was typed, or each line of standard input.
pub(crate) fn run(command: &Command, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(command, look.format), look.format)?;
    if cli.output.fields == ["list"] {
        return list_fields(topic(command), &look, world);
    }
    let fields = fields(command, &cli.output.fields, look.format)?;
    let words = words(command);
    let is_many = lines::are_asked_for(words);
    if is_many {
        lines::refuse_base(cli.facts.as_deref(), world)?;
    }
    let question = if is_many { None } else { Some(question(command, words, world)?) };
    let style = match command {
        Command::Quote(quote) => quote.style.style.as_deref(),
        _ => None,
    };
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(style, world)?, &task::default_style, given.ready());
    let most =
        cli.output.limit.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let series = if is_many { Series::of_many } else { Series::new };
    let mut answering = Answering { base: &base, command, most, series: series(look, fields) };
    let status = match question {
        Some(question) => answering.answer(&question, &words.join(" "), world)?,
        None => answering.answer_lines(cli, world)?,
    };
    let mut written = Vec::new();
    answering.series.end(&mut written)?;
    task::write_out(&written, world)?;
    Ok(status)
}

/// What answers questions, one after the other.
struct Answering<'q, 'a> {
    base: &'q Citer<'a>,
    command: &'q Command,
    /// The most results of a question.
    most: usize,
    series: Series<'a>,
}

impl Answering<'_, '_> {
    /// Answers one question.
    fn answer(
        &mut self,
        question: &Question,
        query: &str,
        world: &mut World,
    ) -> anyhow::Result<Status> {
        let mut answer = match query::answer(self.base, question) {
            Ok(answer) => answer,
            Err(miss) => {
                tell::miss(&miss, world);
                return Ok(Status::NotFound);
            }
        };
        answer.hits.truncate(self.most);
        let mut written = Vec::new();
        if matches!(self.command, Command::Quote(QuoteArgs { block: true, .. })) {
            self.series.add_blocks(self.base, &answer, &mut written)?;
        } else {
            self.series.add(self.base, &answer, query, &mut written)?;
        }
        task::write_out(&written, world)?;
        for miss in &answer.misses {
            tell::miss(miss, world);
        }
        Ok(if answer.misses.is_empty() { Status::Found } else { Status::NotFound })
    }

    /// Answers each line of standard input; one that is no question does not keep the others from
    /// their answers.
    fn answer_lines(&mut self, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
        let mut status = Status::Found;
        for line in Lines::of(world) {
            let line = line?;
            let words: Vec<String> = match self.command {
                Command::Show { .. } => line.split_whitespace().map(str::to_owned).collect(),
                _ => vec![line.clone()],
            };
            let ended = match question(self.command, &words, world) {
                Ok(question) => self.answer(&question, &line, world)?,
                Err(error) => {
                    tell::error(&error, cli.output.color, world);
                    Status::Wrong
                }
            };
            status = status.max(ended);
        }
        Ok(status)
    }
}

/// The fields that were asked for, if any were.
fn fields(
    command: &Command,
    names: &[String],
    format: Option<Format>,
) -> anyhow::Result<Option<Fields>> {
    use Format::{Csv, Json, Jsonl, Markdown, Table, Tsv};
    if names.is_empty() {
        return Ok(None);
    }
    let is_block = matches!(command, Command::Quote(QuoteArgs { block: true, .. }));
    let has_fields =
        format.is_none_or(|format| matches!(format, Table | Tsv | Csv | Markdown | Json | Jsonl));
    anyhow::ensure!(has_fields && !is_block, "only rows and JSON have fields");
    let for_json = matches!(format, Some(Json | Jsonl));
    Ok(Some(Fields::named(topic(command), names, for_json)?))
}

/// Writes the names of the fields, and where each is found.
fn list_fields(topic: Topic, look: &Look, world: &mut World) -> anyhow::Result<Status> {
    let field = |field: Field| (field.name(topic).to_owned(), field.place().to_owned());
    let fields: Vec<_> = fields::all(topic).map(field).collect();
    let mut written = Vec::new();
    write::cite::write_styles(&fields, look, &mut written)?;
    task::write_out(&written, world)?;
    Ok(Status::Found)
}

/// What the answers to a command are about.
fn topic(command: &Command) -> Topic {
    match command {
        Command::Person { .. } => Topic::People,
        Command::Event(_) => Topic::Events,
        Command::Quote(_) => Topic::Quotes,
        Command::Dates(_) => Topic::Chronology,
        Command::Term { .. } => Topic::Terms,
        Command::Source(_) => Topic::Sources,
        Command::Show { .. } => Topic::Records,
        Command::Search { .. } => Topic::Hits,
    }
}

/// The words of the question.
fn words(command: &Command) -> &[String] {
    match command {
        Command::Person { name } | Command::Term { name } => name,
        Command::Event(event) => &event.text,
        Command::Quote(quote) => &quote.text,
        Command::Dates(dates) => &dates.when,
        Command::Source(source) => &source.id,
        Command::Show { ids } => ids,
        Command::Search { text } => text,
    }
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

/// The question that a command asks in some words.
fn question(command: &Command, words: &[String], world: &World) -> anyhow::Result<Question> {
    let text = (!words.is_empty()).then(|| words.join(" "));
    Ok(match command {
        Command::Person { .. } => Question::Person(text),
        Command::Event(event) => Question::Event(EventFilter {
            text,
            kinds: event.kind.clone(),
            person: event.person.clone(),
            place: event.place.clone(),
            during: event.during.clone(),
            certainty: event.certainty.clone(),
        }),
        Command::Quote(quote) => Question::Quote(QuoteFilter {
            text,
            by: quote.by.clone(),
            about: quote.about.clone(),
            random: quote.random.then(|| quote.seed.map_or(Lot::Any, Lot::Seeded)),
        }),
        Command::Dates(dates) => Question::Dates(DateFilter {
            when: text.map(|when| args::date(&when).map_err(anyhow::Error::msg)).transpose()?,
            on: if dates.today { Some(world.today()) } else { dates.on },
            person: dates.person.clone(),
            place: dates.place.clone(),
            certain: dates.certain,
        }),
        Command::Term { .. } => Question::Term(text),
        Command::Source(_) => Question::Source(text),
        Command::Show { .. } => Question::Show(words.to_vec()),
        Command::Search { .. } => Question::Search(text.unwrap_or_default()),
    })
}
