//! Records as JSON: every field of every record, always the same ones.
//!
//! The names are a promise to scripts: within `"format": 1` fields are added, never renamed or
//! removed. A field that the base leaves out is `null` or empty. `date`, `places` and `cause` are
//! what the base prefers; where others are claimed, all of them are in `claims`.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::claims::is_alone;
use super::fields::{Field, Fields};
use super::rows;
use crate::base::Entry;
use crate::base::claims::Ranked;
use crate::base::schema::{
    self, Certainty, Cite, DateClaim, Event, Figure, Id, Person, Quote, Record, Remark, Source,
    Term,
};
use crate::cite::{self, Citer};
use crate::query::family::Kin;
use crate::query::when::Found;
use crate::query::{self, Answer, Hit};

/// The version of the JSON that [`document`] gives.
pub const FORMAT: u32 = 1;

/// An answer as one JSON object.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    format: u32,
    results: Vec<ResultJson<'a>>,
    sources: Vec<SourceJson<'a>>,
}

/// A result: a record, whole or in part.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum ResultJson<'a> {
    Whole {
        /// What was asked, where several questions were.
        #[serde(skip_serializing_if = "Option::is_none")]
        query: Option<String>,
        #[serde(flatten)]
        record: Box<RecordJson<'a>>,
    },
    Picked(Picked),
}

/// The fields that were asked for, in that order.
#[derive(Debug)]
pub struct Picked(Vec<(&'static str, Value)>);

impl Serialize for Picked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A record of any kind.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum RecordJson<'a> {
    Person(Box<PersonJson<'a>>),
    Event(Box<EventJson<'a>>),
    Quote(QuoteJson<'a>),
    Term(TermJson<'a>),
    Remark(RemarkJson<'a>),
    Source(SourceResult<'a>),
}

/// The sources that some citations mean, each once.
pub(super) fn sources_of<'a, 'c>(
    base: &Citer<'a>,
    cites: impl IntoIterator<Item = &'c Cite>,
) -> Vec<SourceJson<'a>> {
    base.sources_of(cites).into_iter().map(source).collect()
}

/// Some results and the sources that they cite.
pub fn document<'a>(results: Vec<ResultJson<'a>>, sources: &[&'a Record<Source>]) -> Document<'a> {
    Document {
        format: FORMAT,
        results,
        sources: sources.iter().map(|source| self::source(source)).collect(),
    }
}

/// The results of an answer, whole; with what was asked, where several questions were.
pub fn results<'a>(
    base: &Citer<'a>,
    answer: &Answer<'a>,
    query: Option<&str>,
) -> Vec<ResultJson<'a>> {
    let whole = |hit| ResultJson::Whole {
        query: query.map(str::to_owned),
        record: Box::new(result(base, hit)),
    };
    answer.hits.iter().map(whole).collect()
}

/// The fields that were asked for of the results of an answer: as JSON has them, or else as the
/// column of that name has them.
///
/// # Errors
///
/// Where a result could not be made into a value, which none is known to be.
pub fn picked<'a>(
    base: &Citer<'a>,
    answer: &Answer<'a>,
    fields: &Fields,
    query: &str,
) -> serde_json::Result<Vec<ResultJson<'a>>> {
    let table = rows::table_of(base, answer, fields, query);
    let picked = |(hit, cells): (&Hit<'a>, &Vec<rows::Cell>)| {
        let mut whole = serde_json::to_value(result(base, hit))?;
        let mut value = |(field, cell): (&Field, &rows::Cell)| {
            let name = field.name(answer.topic);
            let whole = whole.get_mut(name).map(Value::take);
            let cell = || Some(&cell.value).filter(|value| !value.is_empty());
            (name, whole.unwrap_or_else(|| cell().map_or(Value::Null, |cell| cell.as_str().into())))
        };
        let fields = fields.iter().zip(cells).map(&mut value).collect();
        Ok(ResultJson::Picked(Picked(fields)))
    };
    answer.hits.iter().zip(&table.rows).map(picked).collect()
}

/// One record.
pub fn result<'a>(base: &Citer<'a>, hit: &Hit<'a>) -> RecordJson<'a> {
    match hit.entry {
        Entry::Person(one) => RecordJson::Person(Box::new(person(base, one))),
        Entry::Event(one) => RecordJson::Event(Box::new(event(base, one, hit.found))),
        Entry::Quote(one) => RecordJson::Quote(quote(base, one)),
        Entry::Term(one) => RecordJson::Term(term(base, one)),
        Entry::Remark(one) => RecordJson::Remark(remark(base, one)),
        Entry::Source(one) => RecordJson::Source(SourceResult {
            source: source(one),
            records: rows::resting_on(base, one).count(),
        }),
    }
}

// ---- what the records are made of ----

#[derive(Debug, PartialEq, Serialize)]
pub struct CiteJson<'a> {
    source: Option<&'a str>,
    /// The number of the paragraph, where the locator is one.
    paragraph: Option<u32>,
    /// The locator as readers know it.
    label: String,
    words: Option<&'a str>,
    /// What `cite` accepts.
    #[serde(rename = "ref")]
    reference: String,
}

/// Some citations, each once: a claim may cite what its event does.
pub(super) fn cites<'a>(
    base: &Citer<'a>,
    cites: impl IntoIterator<Item = &'a Cite>,
) -> Vec<CiteJson<'a>> {
    let one = |cite: &'a Cite| CiteJson {
        source: base.source_of(cite).map(|source| &*source.id),
        paragraph: match base.locator_term(cite) {
            schema::LocatorTerm::Paragraph => cite.number(),
            _ => None,
        },
        label: cite::place(base, cite),
        words: cite.words.as_deref(),
        reference: cite::reference(base, cite),
    };
    let mut all: Vec<CiteJson<'a>> = Vec::new();
    for cite in cites.into_iter().map(one) {
        if !all.contains(&cite) {
            all.push(cite);
        }
    }
    all
}

#[derive(Debug, Serialize)]
pub(super) struct DateJson<'a> {
    edtf: String,
    /// The earliest and latest day, ISO 8601; `null` where open or unknown.
    min: Option<String>,
    max: Option<String>,
    words: Option<&'a str>,
    certainty: &'static str,
    because: Option<&'a str>,
}

pub(super) fn date(date: &DateClaim) -> DateJson<'_> {
    DateJson {
        edtf: date.edtf.to_string(),
        min: date.edtf.min().map(|day| day.to_string()),
        max: date.edtf.max().map(|day| day.to_string()),
        words: date.words.as_deref(),
        certainty: date.certainty.word(),
        because: date.because.as_deref(),
    }
}

/// A record that another one names.
#[derive(Debug, Serialize)]
struct Link<'a> {
    id: &'a str,
    name: &'a str,
}

fn link<'a>(base: &Citer<'a>, id: &'a str) -> Link<'a> {
    Link { id, name: base.name_of(id) }
}

fn links<'a>(base: &Citer<'a>, ids: impl IntoIterator<Item = &'a Id>) -> Vec<Link<'a>> {
    ids.into_iter().map(|id| link(base, id)).collect()
}

#[derive(Debug, Serialize)]
struct FigureJson<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    of: Option<&'a str>,
    what: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    value: Option<Number>,
    unit: Option<&'a str>,
    words: &'a str,
}

/// A number as it was written: whole numbers without a fraction.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Fraction(f64),
}

fn figures<'a>(figures: &'a [Figure]) -> Vec<FigureJson<'a>> {
    let number = |value: f64| {
        let is_whole = value.fract() == 0.0 && value.abs() < 9e15;
        #[allow(clippy::cast_possible_truncation, reason = "whole and far within the range")]
        if is_whole { Number::Whole(value as i64) } else { Number::Fraction(value) }
    };
    let one = |figure: &'a Figure| FigureJson {
        kind: figure.kind.word(),
        of: figure.of.as_deref(),
        what: figure.what.as_deref(),
        from: figure.from.as_deref(),
        to: figure.to.as_deref(),
        value: figure.value.map(number),
        unit: figure.unit.as_deref(),
        words: &figure.words,
    };
    figures.iter().map(one).collect()
}

#[derive(Debug, Serialize)]
struct Grounds<'a> {
    certainty: &'static str,
    because: Option<&'a str>,
}

fn grounds(certainty: Certainty, because: Option<&String>) -> Grounds<'_> {
    Grounds { certainty: certainty.word(), because: because.map(String::as_str) }
}

// ---- persons ----

#[derive(Debug, Serialize)]
pub struct PersonJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    also: &'a [String],
    sex: Option<&'static str>,
    about: &'a str,
    born: Option<LifeEvent<'a>>,
    died: Option<LifeEvent<'a>>,
    family: Vec<KinJson<'a>>,
    facts: Vec<FactJson<'a>>,
    events: Vec<Part<'a>>,
    quotes_by: Vec<&'a str>,
    quotes_about: Vec<&'a str>,
    remarks: Vec<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LifeEvent<'a> {
    event: &'a str,
    date: Option<DateJson<'a>>,
    places: Vec<Link<'a>>,
    cause: Option<CauseJson<'a>>,
    claims: Vec<ClaimJson<'a>>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct KinJson<'a> {
    relation: &'static str,
    id: &'a str,
    name: &'a str,
    note: Option<String>,
    certainty: &'static str,
    because: Option<String>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct FactJson<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    terms: Vec<Link<'a>>,
    figures: Vec<FigureJson<'a>>,
    #[serde(flatten)]
    grounds: Grounds<'a>,
    cite: Vec<CiteJson<'a>>,
}

/// An event in which a person has a part.
#[derive(Debug, Serialize)]
struct Part<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    role: &'static str,
    date: Option<DateJson<'a>>,
    claims: Vec<ClaimJson<'a>>,
}

fn person<'a>(base: &Citer<'a>, person: &'a Record<Person>) -> PersonJson<'a> {
    let dossier = query::dossier(base, person);
    let life = |event: &'a Record<Event>| LifeEvent {
        event: &event.id,
        date: event.date().map(date),
        places: links(base, event.place()),
        cause: event.cause().map(|one| cause(base, one)),
        claims: claims(base, event),
        cite: cites(base, event.cites()),
    };
    let kin = |kin: &Kin<'a>| KinJson {
        relation: kin.word,
        id: &kin.person.id,
        name: &kin.person.name,
        note: kin.note.clone(),
        certainty: kin.certainty.word(),
        because: kin.because.clone(),
        cite: cites(base, kin.cites.iter().copied()),
    };
    let fact = |fact: &'a schema::Fact| FactJson {
        kind: fact.kind.word(),
        text: &fact.text,
        terms: links(base, &fact.terms),
        figures: figures(&fact.figures),
        grounds: grounds(fact.certainty, fact.because.as_ref()),
        cite: cites(base, &fact.cite),
    };
    let part = |(event, role): &(&'a Record<Event>, schema::Role)| Part {
        id: &event.id,
        kind: event.kind.word(),
        title: &event.title,
        role: role.word(),
        date: event.date().map(date),
        claims: claims(base, event),
    };
    let ids = |quotes: &[&'a Record<Quote>]| quotes.iter().map(|quote| &*quote.id).collect();
    PersonJson {
        id: &person.id,
        kind: person.kind.word(),
        name: &person.name,
        also: &person.also,
        sex: person.sex.map(schema::Sex::word),
        about: &person.about,
        born: dossier.life.birth.map(life),
        died: dossier.life.death.map(life),
        family: dossier.family.iter().map(kin).collect(),
        facts: person.fact.iter().map(fact).collect(),
        events: dossier.events.iter().map(part).collect(),
        quotes_by: ids(&dossier.said),
        quotes_about: ids(&dossier.said_about),
        remarks: dossier.remarks.iter().map(|remark| &*remark.id).collect(),
        cite: cites(base, &person.cite),
    }
}

// ---- events ----

#[derive(Debug, Serialize)]
pub struct EventJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    date: Option<DateJson<'a>>,
    /// How surely it falls within the time that was asked for.
    #[serde(rename = "match")]
    matches: &'static str,
    /// The claim by which it does so, where that is not the preferred one.
    matched: Option<ClaimJson<'a>>,
    places: Vec<Link<'a>>,
    people: Vec<Participant<'a>>,
    terms: Vec<Link<'a>>,
    text: Option<&'a str>,
    cause: Option<CauseJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    claims: Vec<ClaimJson<'a>>,
    #[serde(flatten)]
    grounds: Grounds<'a>,
    remarks: Vec<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

/// One of several things that are claimed of an event.
#[derive(Debug, Serialize)]
pub(super) struct ClaimJson<'a> {
    /// What it is about: `date`, `place` or `cause`.
    property: &'static str,
    date: Option<DateJson<'a>>,
    places: Vec<Link<'a>>,
    cause: Option<CauseJson<'a>>,
    rank: &'static str,
    reason: Option<&'a str>,
    #[serde(flatten)]
    grounds: Grounds<'a>,
    cite: Vec<CiteJson<'a>>,
}

impl<'a> ClaimJson<'a> {
    /// What is known of a claim, whatever it is about.
    fn of<T: ?Sized>(base: &Citer<'a>, property: &'static str, claim: &Ranked<'a, T>) -> Self {
        Self {
            property,
            date: None,
            places: Vec::new(),
            cause: None,
            rank: claim.rank.word(),
            reason: claim.reason,
            grounds: Grounds { certainty: claim.certainty.word(), because: claim.because },
            cite: cites(base, claim.cite),
        }
    }

    fn date(base: &Citer<'a>, claim: &Ranked<'a, DateClaim>) -> Self {
        let date = date(claim.value);
        let grounds = Grounds { certainty: date.certainty, because: date.because };
        Self { date: Some(date), grounds, ..Self::of(base, "date", claim) }
    }

    fn place(base: &Citer<'a>, claim: &Ranked<'a, [Id]>) -> Self {
        Self { places: links(base, claim.value), ..Self::of(base, "place", claim) }
    }

    fn cause(base: &Citer<'a>, claim: &Ranked<'a, schema::Cause>) -> Self {
        let told = cause(base, claim.value);
        let grounds = grounds(claim.value.certainty, claim.value.because.as_ref());
        Self { cause: Some(told), grounds, ..Self::of(base, "cause", claim) }
    }
}

/// Everything that is claimed of the points of an event of which there are several claims, the
/// preferred one of each point first.
pub(super) fn claims<'a>(base: &Citer<'a>, event: &'a Event) -> Vec<ClaimJson<'a>> {
    fn several<'r, 'a, T: ?Sized>(
        ranked: &'r [Ranked<'a, T>],
    ) -> impl Iterator<Item = &'r Ranked<'a, T>> {
        let is_alone = is_alone(ranked);
        ranked.iter().filter(move |_| !is_alone)
    }
    let (dates, places, causes) = (event.dates(), event.places(), event.causes());
    let dates = several(&dates).map(|one| ClaimJson::date(base, one));
    let places = several(&places).map(|one| ClaimJson::place(base, one));
    let causes = several(&causes).map(|one| ClaimJson::cause(base, one));
    dates.chain(places).chain(causes).collect()
}

#[derive(Debug, Serialize)]
struct Participant<'a> {
    id: &'a str,
    name: &'a str,
    role: &'static str,
}

#[derive(Debug, Serialize)]
struct CauseJson<'a> {
    text: &'a str,
    #[serde(flatten)]
    grounds: Grounds<'a>,
    cite: Vec<CiteJson<'a>>,
}

fn cause<'a>(base: &Citer<'a>, cause: &'a schema::Cause) -> CauseJson<'a> {
    CauseJson {
        text: &cause.text,
        grounds: grounds(cause.certainty, cause.because.as_ref()),
        cite: cites(base, &cause.cite),
    }
}

fn event<'a>(base: &Citer<'a>, event: &'a Record<Event>, found: Found<'a>) -> EventJson<'a> {
    let participant = |(id, role): &'a (Id, schema::Role)| Participant {
        id,
        name: base.name_of(id),
        role: role.word(),
    };
    EventJson {
        id: &event.id,
        kind: event.kind.word(),
        title: &event.title,
        date: event.date().map(date),
        matches: if found.possibly { "possible" } else { "certain" },
        matched: found.by.map(|by| ClaimJson::date(base, &by)),
        places: links(base, event.place()),
        people: event.people.iter().map(participant).collect(),
        terms: links(base, &event.terms),
        text: event.text.as_deref(),
        cause: event.cause().map(|one| cause(base, one)),
        figures: figures(&event.figures),
        claims: claims(base, event),
        grounds: grounds(event.certainty, event.because.as_ref()),
        remarks: query::remarks_on(base, &event.id).map(|remark| &*remark.id).collect(),
        cite: cites(base, Hit::from((event, found)).cites()),
    }
}

// ---- the others ----

#[derive(Debug, Serialize)]
pub struct QuoteJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    speakers: Vec<Link<'a>>,
    via: Option<Link<'a>>,
    to: Vec<Link<'a>>,
    about: Vec<Link<'a>>,
    occasion: Option<Link<'a>>,
    context: Option<&'a str>,
    /// The quotation of which this one is a part.
    inside: Option<&'a str>,
    /// The quotations that are parts of this one.
    contains: Vec<&'a str>,
    attribution: String,
    #[serde(flatten)]
    grounds: Grounds<'a>,
    cite: Vec<CiteJson<'a>>,
}

fn quote<'a>(base: &Citer<'a>, quote: &'a Record<Quote>) -> QuoteJson<'a> {
    let is_inside = |inner: &&Record<Quote>| inner.inside.as_ref() == Some(&quote.id);
    QuoteJson {
        id: &quote.id,
        kind: quote.kind.word(),
        text: &quote.text,
        speakers: links(base, &quote.speaker),
        via: quote.via.as_ref().map(|id| link(base, id)),
        to: links(base, &quote.to),
        about: links(base, &quote.about),
        occasion: quote.occasion.as_ref().map(|id| link(base, id)),
        context: quote.context.as_deref(),
        inside: quote.inside.as_deref(),
        contains: base.doc.quotes.iter().filter(is_inside).map(|inner| &*inner.id).collect(),
        attribution: base.attribution(quote).text(),
        grounds: grounds(quote.certainty, quote.because.as_ref()),
        cite: cites(base, &quote.cite),
    }
}

#[derive(Debug, Serialize)]
pub struct TermJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    also: &'a [String],
    about: &'a str,
    remarks: Vec<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

fn term<'a>(base: &Citer<'a>, term: &'a Record<Term>) -> TermJson<'a> {
    TermJson {
        id: &term.id,
        kind: term.kind.word(),
        name: &term.name,
        also: &term.also,
        about: &term.about,
        remarks: query::remarks_on(base, &term.id).map(|remark| &*remark.id).collect(),
        cite: cites(base, &term.cite),
    }
}

#[derive(Debug, Serialize)]
pub struct RemarkJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    text: &'a str,
    about: Vec<Link<'a>>,
    cite: Vec<CiteJson<'a>>,
}

fn remark<'a>(base: &Citer<'a>, remark: &'a Record<Remark>) -> RemarkJson<'a> {
    RemarkJson {
        id: &remark.id,
        kind: remark.kind.word(),
        title: &remark.title,
        text: &remark.text,
        about: links(base, &remark.about),
        cite: cites(base, &remark.cite),
    }
}

/// A source, with CSL's names where CSL has them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SourceJson<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    csl_type: &'a str,
    title: &'a str,
    author: &'a [schema::Name],
    container_title: Option<&'a str>,
    publisher: Option<&'a str>,
    publisher_place: Option<&'a str>,
    issued: Option<String>,
    accessed: Option<String>,
    #[serde(rename = "URL")]
    url: Option<&'a str>,
    language: Option<&'a str>,
    paragraphs: &'static str,
    sections: &'a [schema::Section],
    note: Option<&'a str>,
}

/// A source that was asked for, and how many records rest on it.
#[derive(Debug, Serialize)]
pub struct SourceResult<'a> {
    #[serde(flatten)]
    source: SourceJson<'a>,
    records: usize,
}

pub(super) fn source(source: &Record<Source>) -> SourceJson<'_> {
    SourceJson {
        id: &source.id,
        csl_type: &source.csl_type,
        title: &source.title,
        author: &source.author,
        container_title: source.container_title.as_deref(),
        publisher: source.publisher.as_deref(),
        publisher_place: source.publisher_place.as_deref(),
        issued: source.issued.as_ref().map(ToString::to_string),
        accessed: source.accessed.as_ref().map(ToString::to_string),
        url: source.url.as_deref(),
        language: source.language.as_deref(),
        paragraphs: source.paragraphs.word(),
        sections: &source.section,
        note: source.note.as_deref(),
    }
}
