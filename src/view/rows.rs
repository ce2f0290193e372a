//! Records in columns: a table for a reader, fields for a script.

use super::claims::{other_points, points, preferred, when};
use super::fields::{Field, Fields};
use super::{Line, Tone, caution, source_notes};
use crate::base::Entry;
use crate::base::schema::{Cite, Event, Id, Person, Quote, Record, Source, Term};
use crate::cite::{self, Citer, names};
use crate::date::Date;
use crate::query::{self, Answer, Hit, Life, Topic};

/// A table of records.
#[derive(Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// The sources that the rows cite.
    pub sources: Vec<Line>,
}

/// A column and who gets to see it.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name of the field, for scripts; `None` keeps it from them.
    pub field: Option<&'static str>,
    /// How readers see it; `None` keeps it from them.
    pub heading: Option<Heading>,
}

/// A column as readers see it.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    pub title: &'static str,
    /// The most columns of the terminal that it takes, the other columns permitting more.
    pub most: Option<u16>,
    /// The least width of a terminal that shows it.
    pub least: usize,
    /// Whether what stands in it is not to be broken: an id is to be copied.
    pub whole: bool,
}

/// What stands in a column.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// For scripts: ids, EDTF, references.
    pub value: String,
    /// For readers: names, dates in words, locators.
    pub shown: Line,
}

impl Cell {
    pub(super) fn text(tone: Tone, text: &str) -> Self {
        Self { value: text.to_owned(), shown: Line::of(tone, text) }
    }

    pub(super) fn value(value: impl Into<String>) -> Self {
        Self { value: value.into(), shown: Line::default() }
    }

    fn shown(shown: Line) -> Self {
        Self { value: String::new(), shown }
    }

    fn names(base: &Citer<'_>, ids: &[&Id]) -> Self {
        let value = ids.iter().map(|id| &***id).collect::<Vec<&str>>().join(" ");
        Self { value, shown: Line::plain(names(base, ids.iter().copied())) }
    }

    /// The same for both, without a tone of its own.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::text(Tone::Plain, &text.into())
    }

    /// The cell for a reader who asked for it by name: what scripts get, where there is nothing else.
    fn for_readers(&self) -> Self {
        if self.shown.is_empty() { Self::plain(&*self.value) } else { self.clone() }
    }

    pub(super) fn cites<'c>(
        base: &Citer<'_>,
        cites: impl IntoIterator<Item = &'c Cite> + Clone,
    ) -> Self {
        Self {
            value: cite::references(base, cites.clone()),
            shown: Line::of(Tone::Cite, cite::places(base, cites)),
        }
    }
}

/// For scripts and readers, as wide as it can be.
pub(super) const fn both(field: &'static str, title: &'static str) -> Column {
    Column {
        field: Some(field),
        heading: Some(Heading { title, most: None, least: 0, whole: false }),
    }
}

/// For scripts and readers, no wider than it needs to be.
pub(super) const fn slim(field: &'static str, title: &'static str, most: u16) -> Column {
    Column {
        field: Some(field),
        heading: Some(Heading { title, most: Some(most), least: 0, whole: false }),
    }
}

/// For scripts, and for readers with a wide terminal.
const fn wide(field: &'static str, title: &'static str, least: usize) -> Column {
    Column {
        field: Some(field),
        heading: Some(Heading { title, most: Some(30), least, whole: false }),
    }
}

/// For scripts.
pub(super) const fn field(field: &'static str) -> Column {
    Column { field: Some(field), heading: None }
}

impl Column {
    /// The column as it is shown to readers who asked for it by name: on any terminal.
    fn for_readers(&self) -> Self {
        let title = self.field.unwrap_or_default();
        let heading = self.heading.unwrap_or(Heading { title, most: None, least: 0, whole: false });
        Self { heading: Some(Heading { least: 0, ..heading }), ..*self }
    }
}

/// The id, which scripts have as their first field, for readers with room for it.
const ID: Column = Column {
    field: None,
    heading: Some(Heading { title: "Id", most: None, least: 120, whole: true }),
};

/// The columns of answers about such a topic.
pub(super) const fn columns(topic: Topic) -> &'static [Column] {
    match topic {
        Topic::People => PEOPLE,
        Topic::Events | Topic::Chronology => EVENTS,
        Topic::Quotes => QUOTES,
        Topic::Terms => TERMS,
        Topic::Sources => SOURCES,
        Topic::Records | Topic::Hits => RECORDS,
    }
}

/// Lays an answer out in columns.
pub fn table(base: &Citer<'_>, answer: &Answer<'_>) -> Table {
    let rows: Vec<Vec<Cell>> = match answer.topic {
        Topic::People => {
            let lives = query::lives(base);
            let life =
                |person: &Record<Person>| lives.get(&*person.id).copied().unwrap_or_default();
            let row = |entry| match entry {
                Entry::Person(one) => Some(person(base, one, life(one))),
                _ => None,
            };
            rows_of(answer, |hit| row(hit.entry))
        }
        Topic::Events | Topic::Chronology => rows_of(answer, |hit| match hit.entry {
            Entry::Event(one) => Some(event(base, one, hit)),
            _ => None,
        }),
        Topic::Quotes => rows_of(answer, |hit| match hit.entry {
            Entry::Quote(one) => Some(quote(base, one)),
            _ => None,
        }),
        Topic::Terms => rows_of(answer, |hit| match hit.entry {
            Entry::Term(one) => Some(term(base, one)),
            _ => None,
        }),
        Topic::Sources => rows_of(answer, |hit| match hit.entry {
            Entry::Source(one) => Some(source(base, one)),
            _ => None,
        }),
        Topic::Records | Topic::Hits => rows_of(answer, |hit| Some(record(base, hit.entry))),
    };
    let mut cites: Vec<&Cite> = answer.hits.iter().flat_map(Hit::cites).collect();
    if answer.topic == Topic::People {
        let lives = query::lives(base);
        let persons = answer.hits.iter().filter_map(|hit| base.person(hit.entry.id()));
        let life = |person: &Record<Person>| lives.get(&*person.id).copied().unwrap_or_default();
        cites.extend(persons.flat_map(|one| query::cites_with_life(base, one, life(one))));
    }
    Table { columns: columns(answer.topic).to_vec(), rows, sources: source_notes(base, cites) }
}

/// Lays out the fields that were asked for, all of them for readers too.
pub fn table_of(base: &Citer<'_>, answer: &Answer<'_>, fields: &Fields, query: &str) -> Table {
    let whole = table(base, answer);
    let cell = |hit: &Hit<'_>, row: &[Cell], field: &Field| match field {
        Field::Query => Cell::plain(query),
        Field::Column(at) => row.get(*at).map(Cell::for_readers).unwrap_or_default(),
        Field::More(name) => more(base, hit.entry, name),
        Field::Json(_) => Cell::default(),
    };
    let row = |(hit, row): (&Hit<'_>, &Vec<Cell>)| {
        fields.iter().map(|field| cell(hit, row, field)).collect()
    };
    let column = |field: &Field| match field {
        Field::Column(at) => whole.columns.get(*at).map_or(ID, Column::for_readers),
        field => both(field.name(answer.topic), field.name(answer.topic)),
    };
    Table {
        columns: fields.iter().map(column).collect(),
        rows: answer.hits.iter().zip(&whole.rows).map(row).collect(),
        sources: whole.sources,
    }
}

fn rows_of<'a>(answer: &Answer<'a>, row: impl Fn(&Hit<'a>) -> Option<Vec<Cell>>) -> Vec<Vec<Cell>> {
    answer.hits.iter().filter_map(row).collect()
}

const PEOPLE: &[Column] = &[
    field("id"),
    slim("name", "Name", 22),
    field("also"),
    field("sex"),
    slim("born", "Born", 18),
    field("born-certainty"),
    slim("died", "Died", 18),
    field("died-certainty"),
    both("about", "Who"),
    slim("cite", "Source", 11),
    field("born-claims"),
    field("died-claims"),
    ID,
];

fn person(base: &Citer<'_>, person: &Record<Person>, life: Life<'_>) -> Vec<Cell> {
    let date = |event: Option<&Record<Event>>| date_cell(event, event.and_then(|e| preferred(e)));
    let certainty = |event: Option<&Record<Event>>| {
        let date = event.and_then(|event| event.date());
        Cell::value(date.map_or("", |date| date.certainty.word()))
    };
    let claimed = |event: Option<&Record<Event>>| {
        Cell::value(event.map(|event| points(event)).unwrap_or_default())
    };
    vec![
        Cell::value(&*person.id),
        Cell::text(Tone::Name, &person.name),
        Cell::value(person.also.join("; ")),
        Cell::value(person.sex.map_or("", |sex| sex.word())),
        date(life.birth),
        certainty(life.birth),
        date(life.death),
        certainty(life.death),
        Cell::text(Tone::Plain, &person.about),
        Cell {
            value: cite::references(base, &person.cite),
            ..Cell::cites(base, query::cites_with_life(base, person, life))
        },
        claimed(life.birth),
        claimed(life.death),
        id_cell(&person.id),
    ]
}

const EVENTS: &[Column] = &[
    field("id"),
    slim("date", "Date", 20),
    field("date-certainty"),
    field("match"),
    field("type"),
    both("title", "Event"),
    wide("people", "People", 110),
    wide("places", "Place", 130),
    field("certainty"),
    slim("cite", "Source", 11),
    field("matched"),
    field("claims"),
    ID,
];

fn event(base: &Citer<'_>, event: &Record<Event>, hit: &Hit<'_>) -> Vec<Cell> {
    let date = event.date();
    let found = hit.found;
    let people: Vec<&Id> = event.people.iter().map(|(id, _)| id).collect();
    let places: Vec<&Id> = event.place().iter().collect();
    let matched = found.by.map(|by| by.value.edtf.to_string());
    vec![
        Cell::value(&*event.id),
        date_cell(Some(event), when(event, found)),
        Cell::value(date.map_or("", |date| date.certainty.word())),
        Cell::value(if found.possibly { "possible" } else { "certain" }),
        Cell::value(event.kind.word()),
        Cell { value: event.title.clone(), shown: title_line(event) },
        Cell::names(base, &people),
        Cell::names(base, &places),
        Cell::value(event.certainty.word()),
        Cell::cites(base, hit.cites()),
        Cell::value(matched.unwrap_or_default()),
        Cell::value(points(event)),
        id_cell(&event.id),
    ]
}

fn id_cell(id: &str) -> Cell {
    Cell::shown(Line::of(Tone::Aside, id))
}

/// The title of an event with what is not certain of it, and whether another place or cause is
/// claimed.
pub(crate) fn title_line(event: &Event) -> Line {
    title_alone(event).and(Tone::Caution, other_points(event))
}

/// The title of an event with what is not certain of it.
pub(crate) fn title_alone(event: &Event) -> Line {
    let line = Line::plain(event.title.clone()).and(Tone::Caution, caution(event.certainty, None));
    match event.cause() {
        Some(cause) if cause.certainty != event.certainty => {
            let word = cause.certainty.word();
            line.and(Tone::Caution, format!("[cause {word}]"))
        }
        _ => line,
    }
}

/// For scripts the preferred date, whichever is shown.
fn date_cell(event: Option<&Record<Event>>, shown: Option<Line>) -> Cell {
    let date = event.and_then(|event| event.date()).map(|date| date.edtf.to_string());
    let shown = shown.unwrap_or_else(|| Line::of(Tone::Aside, "not stated"));
    Cell { value: date.unwrap_or_default(), shown }
}

const QUOTES: &[Column] = &[
    field("id"),
    both("text", "Quotation"),
    slim("speakers", "Speaker", 16),
    slim("via", "Reported by", 16),
    field("to"),
    field("about"),
    field("type"),
    field("inside"),
    field("certainty"),
    slim("cite", "Source", 11),
    ID,
];

fn quote(base: &Citer<'_>, quote: &Record<Quote>) -> Vec<Cell> {
    let ids = |ids: &[Id]| Cell::names(base, &ids.iter().collect::<Vec<_>>());
    vec![
        Cell::value(&*quote.id),
        Cell::text(Tone::Quoted, &quote.text),
        ids(&quote.speaker),
        Cell::names(base, &quote.via.iter().collect::<Vec<_>>()),
        ids(&quote.to),
        ids(&quote.about),
        Cell::value(quote.kind.word()),
        Cell::value(quote.inside.as_deref().unwrap_or_default()),
        Cell::value(quote.certainty.word()),
        Cell::cites(base, &quote.cite),
        id_cell(&quote.id),
    ]
}

const TERMS: &[Column] = &[
    field("id"),
    slim("name", "Term", 24),
    field("also"),
    slim("type", "Kind", 12),
    both("about", "Meaning"),
    slim("cite", "Source", 11),
    ID,
];

fn term(base: &Citer<'_>, term: &Record<Term>) -> Vec<Cell> {
    vec![
        Cell::value(&*term.id),
        Cell::text(Tone::Name, &term.name),
        Cell::value(term.also.join("; ")),
        Cell::text(Tone::Plain, term.kind.word()),
        Cell::text(Tone::Plain, &term.about),
        Cell::cites(base, &term.cite),
        id_cell(&term.id),
    ]
}

const SOURCES: &[Column] = &[
    Column {
        field: Some("id"),
        heading: Some(Heading { title: "Id", most: None, least: 0, whole: true }),
    },
    field("type"),
    both("title", "Title"),
    slim("author", "Author", 20),
    both("container-title", "In"),
    slim("issued", "Issued", 16),
    field("URL"),
    slim("records", "Records", 8),
];

fn source(base: &Citer<'_>, source: &Record<Source>) -> Vec<Cell> {
    let authors: Vec<String> = source.author.iter().map(cite::author).collect();
    let issued = source.issued.as_ref();
    vec![
        Cell::text(Tone::Aside, &source.id),
        Cell::value(source.csl_type.clone()),
        Cell::text(Tone::Name, &source.title),
        Cell::text(Tone::Plain, &authors.join("; ")),
        Cell::text(Tone::Plain, source.container_title.as_deref().unwrap_or_default()),
        Cell {
            value: issued.map(ToString::to_string).unwrap_or_default(),
            shown: Line::of(Tone::Date, issued.map(Date::in_words).unwrap_or_default()),
        },
        Cell::value(source.url.clone().unwrap_or_default()),
        Cell::text(Tone::Plain, &resting_on(base, source).count().to_string()),
    ]
}

/// The records that cite a source.
pub(super) fn resting_on<'a>(
    base: &Citer<'a>,
    source: &Record<Source>,
) -> impl Iterator<Item = Entry<'a>> {
    let cites_it =
        |entry: &Entry<'_>| entry.all_cites().iter().any(|cite| base.is_of(cite, source));
    base.entries().filter(cites_it)
}

const RECORDS: &[Column] = &[
    slim("kind", "Kind", 12),
    field("id"),
    both("name", "What"),
    both("text", "Tells"),
    slim("cite", "Source", 11),
    ID,
];

fn record(base: &Citer<'_>, entry: Entry<'_>) -> Vec<Cell> {
    let (name, text) = match entry {
        Entry::Person(person) => (person.name.clone(), person.about.clone()),
        Entry::Event(event) => {
            let signs = Line::of(Tone::Caution, other_points(event));
            let told = preferred(event).unwrap_or_default().and_all(&signs);
            (event.title.clone(), told.text())
        }
        Entry::Quote(quote) => (names(base, &quote.speaker), quote.text.clone()),
        Entry::Term(term) => (term.name.clone(), term.about.clone()),
        Entry::Remark(remark) => (remark.title.clone(), remark.text.clone()),
        Entry::Source(source) => (source.title.clone(), base.source(source).text()),
    };
    let tone = if matches!(entry, Entry::Quote(_)) { Tone::Quoted } else { Tone::Plain };
    vec![
        Cell::text(Tone::Plain, entry.kind()),
        Cell::value(entry.id()),
        Cell::text(Tone::Name, &name),
        Cell::text(tone, &text),
        Cell::cites(base, entry.cites()),
        id_cell(entry.id()),
    ]
}

// ---- fields that are there for the asking ----

/// Further fields of records, which only those get who ask for them by name.
pub(super) const fn further(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::People => &["kind", "type"],
        Topic::Events | Topic::Chronology => {
            &["kind", "date-min", "date-max", "date-words", "terms", "text", "because"]
        }
        Topic::Quotes => &["kind", "occasion", "context", "because", "attribution"],
        Topic::Terms => &["kind"],
        Topic::Sources => {
            &["kind", "publisher", "publisher-place", "accessed", "language", "paragraphs", "note"]
        }
        Topic::Records | Topic::Hits => &[],
    }
}

/// What a record has in one of the fields that [`further`] names.
fn more(base: &Citer<'_>, entry: Entry<'_>, field: &str) -> Cell {
    if field == "kind" {
        return Cell::plain(entry.kind());
    }
    let plain = |text: &Option<String>| Cell::plain(text.as_deref().unwrap_or_default());
    let ids = |ids: &[Id]| Cell::names(base, &ids.iter().collect::<Vec<_>>());
    match (entry, field) {
        (Entry::Person(one), _) => Cell::plain(one.kind.word()),
        (Entry::Event(one), "terms") => ids(&one.terms),
        (Entry::Event(one), "text") => plain(&one.text),
        (Entry::Event(one), "because") => plain(&one.because),
        (Entry::Event(one), part) => one.date().map_or_else(Cell::default, |date| {
            let day = match part {
                "date-min" => date.edtf.min(),
                "date-max" => date.edtf.max(),
                _ => return plain(&date.words),
            };
            Cell::plain(day.map(|day| day.to_string()).unwrap_or_default())
        }),
        (Entry::Quote(one), "occasion") => ids(one.occasion.as_slice()),
        (Entry::Quote(one), "context") => plain(&one.context),
        (Entry::Quote(one), "because") => plain(&one.because),
        (Entry::Quote(one), "attribution") => Cell::plain(base.attribution(one).text()),
        (Entry::Source(one), "publisher") => plain(&one.publisher),
        (Entry::Source(one), "publisher-place") => plain(&one.publisher_place),
        (Entry::Source(one), "accessed") => {
            Cell::plain(one.accessed.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        (Entry::Source(one), "language") => plain(&one.language),
        (Entry::Source(one), "paragraphs") => Cell::plain(one.paragraphs.word()),
        (Entry::Source(one), "note") => plain(&one.note),
        _ => Cell::default(),
    }
}
