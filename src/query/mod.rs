//! Questions and their answers: pure, a base and a question in, records out.
//!
//! An answer says which records were found and in what order; how they look is for
//! [`crate::view`], and what a person's family is, for [`family`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::rc::Rc;

use crate::base::schema::{
    Certainty, Cite, Document, Event, EventKind, Id, Person, Quote, Record, Remark, Role, Source,
    Term, TermKind,
};
use crate::base::{Base, Entry};
use crate::date::{Date, MonthDay};
use crate::names::{self, Fit, Query};

use when::{Asked, Found};

pub mod extract;
pub mod family;
pub mod overview;
mod search;
pub mod timeline;
pub mod when;

/// What is asked.
#[derive(Debug)]
pub enum Question {
    /// Who is called so; everyone, if no name is given.
    Person(Option<String>),
    /// What happened.
    Event(EventFilter),
    /// In whose words.
    Quote(QuoteFilter),
    /// When.
    Dates(DateFilter),
    /// What is meant by a name; the whole glossary, if none is given.
    Term(Option<String>),
    /// What the facts rest on.
    Source(Option<String>),
    /// Records by their ids.
    Show(Vec<String>),
    /// Anything that has these words.
    Search(String),
}

/// Which events; every condition that is given must hold.
#[derive(Debug, Default)]
pub struct EventFilter {
    /// Words of the title, text, place or people.
    pub text: Option<String>,
    pub kinds: Vec<EventKind>,
    pub person: Option<String>,
    pub place: Option<String>,
    pub during: Option<Date>,
    /// Of the event itself, of its date or of its cause.
    pub certainty: Vec<Certainty>,
}

/// Which quotations; every condition that is given must hold.
#[derive(Debug, Default)]
pub struct QuoteFilter {
    /// Words of the quotation, its context or its speaker.
    pub text: Option<String>,
    pub by: Option<String>,
    pub about: Option<String>,
    /// One of them by lot; the same one for the same seed.
    pub random: Option<Lot>,
}

/// How a lot is drawn.
#[derive(Debug, Clone, Copy)]
pub enum Lot {
    Any,
    Seeded(u64),
}

/// Which dated events; every condition that is given must hold.
#[derive(Debug, Default)]
pub struct DateFilter {
    pub when: Option<Date>,
    /// The day of the year, of any year.
    pub on: Option<MonthDay>,
    pub person: Option<String>,
    pub place: Option<String>,
    /// Without those that only possibly fall within `when`.
    pub certain: bool,
}

/// Records that answer a question.
#[derive(Debug)]
pub struct Answer<'a> {
    pub topic: Topic,
    pub hits: Vec<Hit<'a>>,
    /// Parts of the question that found nothing, where others did.
    pub misses: Vec<Miss>,
}

/// What an answer is about, which decides how it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    People,
    Events,
    Chronology,
    Quotes,
    Terms,
    Sources,
    /// Records asked for by id.
    Records,
    /// Records of all kinds, ranked.
    Hits,
}

/// A record that was found.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    pub entry: Entry<'a>,
    /// How it answers to the time that was asked for.
    pub found: Found<'a>,
}

impl<'a> Hit<'a> {
    /// The quotation, if the record is one.
    pub fn quote(&self) -> Option<&'a Record<Quote>> {
        match self.entry {
            Entry::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// The citations of what is shown of it: of the date by which it was found, too.
    pub fn cites(&self) -> impl Iterator<Item = &'a Cite> + Clone + use<'a> {
        self.found.by.into_iter().flat_map(|by| by.cite).chain(self.entry.cites())
    }
}

impl<'a> From<Entry<'a>> for Hit<'a> {
    fn from(entry: Entry<'a>) -> Self {
        Self { entry, found: Found::default() }
    }
}

impl<'a> From<(&'a Record<Event>, Found<'a>)> for Hit<'a> {
    fn from((event, found): (&'a Record<Event>, Found<'a>)) -> Self {
        Self { entry: Entry::Event(event), found }
    }
}

/// A valid question that the base does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What was not found, as a sentence.
    pub sentence: String,
    /// The nearest names or ids that are there.
    pub nearest: Vec<String>,
}

impl Miss {
    fn new(sentence: String) -> Self {
        Self { sentence, nearest: Vec::new() }
    }

    fn near<'n>(sentence: String, typed: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let nearest = names::nearest(typed, names, 3);
        Self { sentence, nearest: nearest.into_iter().map(str::to_owned).collect() }
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Answers a question.
///
/// # Errors
///
/// A [`Miss`] where the base has no answer.
pub fn answer<'a>(base: &Base<'a>, question: &Question) -> Result<Answer<'a>, Miss> {
    match question {
        Question::Person(name) => people(base, name.as_deref()),
        Question::Event(filter) => events(base, filter),
        Question::Quote(filter) => quotes(base, filter),
        Question::Dates(filter) => chronology(base, filter),
        Question::Term(name) => terms(base, name.as_deref()),
        Question::Source(id) => sources(base, id.as_deref()),
        Question::Show(ids) => show(base, ids),
        Question::Search(text) => search::search(base, text),
    }
}

fn found<'a, T: Into<Hit<'a>>>(
    topic: Topic,
    hits: impl IntoIterator<Item = T>,
    miss: impl FnOnce() -> Miss,
) -> Result<Answer<'a>, Miss> {
    let hits: Vec<Hit<'a>> = hits.into_iter().map(Into::into).collect();
    if hits.is_empty() { Err(miss()) } else { Ok(Answer { topic, hits, misses: Vec::new() }) }
}

// ---- names ----

/// A record that is known by names.
pub(crate) trait Named {
    /// The name and every other form of it.
    fn forms(&self) -> impl Iterator<Item = &str>;
}

impl Named for Person {
    fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).map(String::as_str)
    }
}

impl Named for Term {
    fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).map(String::as_str)
    }
}

/// The records that a name leads to: by an exact id, or else by the best fit that there is.
///
/// A name of several words that is the whole of a form beats one that is a part of another. A
/// single word, though it may be the whole of somebody's short name, belongs to all who bear it:
/// `lev` is every Lev.
fn called<'a, T: Named>(
    base: &Base<'a>,
    records: &'a [Record<T>],
    typed: &str,
) -> Vec<&'a Record<T>> {
    best(fits(base, records, typed))
}

/// The records of a kind that an id leads to which somebody typed: the one that has it; or else
/// those that have it after a prefix.
pub fn typed<'a, T>(
    records: impl IntoIterator<Item = &'a Record<T>>,
    id: &str,
) -> Vec<&'a Record<T>> {
    let answers = records.into_iter().filter(|record| record.id.answers_to(id));
    let mut found: Vec<&Record<T>> = answers.collect();
    if let Some(at) = found.iter().position(|record| *record.id == *id) {
        found = vec![found.swap_remove(at)];
    }
    found
}

/// The miss of an id that leads to several records, between which nothing is guessed.
pub fn several<'i>(id: &str, ids: impl IntoIterator<Item = &'i str>) -> Miss {
    let nearest: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    let sentence = format!("{} records have the id “{id}”: ask by the whole id", nearest.len());
    Miss { sentence, nearest }
}

/// The records that a name fits, and how well; those alone that it leads to, if it is an id.
fn fits<'b, 'a: 'b, T: Named>(
    base: &'b Base<'a>,
    records: &'a [Record<T>],
    typed: &str,
) -> impl Iterator<Item = (Fit, &'a Record<T>)> + use<'b, 'a, T> {
    let by_id = self::typed(records, typed);
    let query = Query::new(typed);
    let fit = move |record: &'a Record<T>| {
        let names = base.names.names(&record.id, || record.forms().map(names::fold).collect());
        if names.forms.iter().any(|form| query.fit(form) == Some(Fit::Exact)) {
            return Some(if query.is_one_word() { Fit::Words } else { Fit::Exact });
        }
        query.fit(&names.all)
    };
    let others = if by_id.is_empty() { records } else { &[] };
    let others = others.iter().filter_map(move |record| Some((fit(record)?, record)));
    by_id.into_iter().map(|record| (Fit::Exact, record)).chain(others)
}

/// Those that fit best, in their order.
fn best<T>(fits: impl Iterator<Item = (Fit, T)>) -> Vec<T> {
    let fits: Vec<(Fit, T)> = fits.collect();
    let best = fits.iter().map(|(fit, _)| *fit).min();
    fits.into_iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, found)| found).collect()
}

/// The names and ids of some records, to suggest from.
fn known_names<T: Named>(records: &[Record<T>]) -> impl Iterator<Item = &str> {
    let names = records.iter().flat_map(|record| record.forms());
    names.chain(records.iter().map(|record| &*record.id))
}

/// The ids of those who are called so.
fn persons_called<'a>(base: &Base<'a>, typed: &str) -> Result<HashSet<&'a str>, Miss> {
    let persons = called(base, &base.doc.persons, typed);
    if persons.is_empty() {
        return Err(no_person(base.doc, typed));
    }
    Ok(persons.into_iter().map(|person| &*person.id).collect())
}

fn no_person(doc: &Document, typed: &str) -> Miss {
    Miss::near(format!("nobody here is called “{typed}”"), typed, known_names(&doc.persons))
}

/// The one person who is called so.
///
/// # Errors
///
/// A [`Miss`] where nobody is, or several are: it names their ids, between which nothing is
/// guessed.
pub fn person_called<'a>(base: &Base<'a>, typed: &str) -> Result<&'a Record<Person>, Miss> {
    match called(base, &base.doc.persons, typed).as_slice() {
        [] => Err(no_person(base.doc, typed)),
        [person] => Ok(person),
        several => Err(Miss {
            sentence: format!("{} persons here are called “{typed}”: ask by id", several.len()),
            nearest: several.iter().map(|person| person.id.to_string()).collect(),
        }),
    }
}

fn places_called<'a>(base: &Base<'a>, typed: &str) -> Result<HashSet<&'a str>, Miss> {
    let is_place = |term: &&Record<Term>| term.kind == TermKind::Place;
    let places: HashSet<&str> = called(base, &base.doc.terms, typed)
        .into_iter()
        .filter(is_place)
        .map(|term| &*term.id)
        .collect();
    if places.is_empty() {
        let known = base.doc.terms.iter().filter(is_place).flat_map(|term| term.forms());
        return Err(Miss::near(format!("no place here is called “{typed}”"), typed, known));
    }
    Ok(places)
}

// ---- the look-ups ----

fn people<'a>(base: &Base<'a>, name: Option<&str>) -> Result<Answer<'a>, Miss> {
    let persons = match name {
        None => base.doc.persons.iter().collect(),
        Some(name) => called(base, &base.doc.persons, name),
    };
    found(Topic::People, persons.into_iter().map(Entry::Person), || match name {
        Some(name) => no_person(base.doc, name),
        None => Miss::new("this base names nobody".to_owned()),
    })
}

fn terms<'a>(base: &Base<'a>, name: Option<&str>) -> Result<Answer<'a>, Miss> {
    let terms = match name {
        None => base.doc.terms.iter().collect(),
        Some(name) => called(base, &base.doc.terms, name),
    };
    found(Topic::Terms, terms.into_iter().map(Entry::Term), || match name {
        Some(name) => {
            let sentence = format!("the glossary has no “{name}”");
            Miss::near(sentence, name, known_names(&base.doc.terms))
        }
        None => Miss::new("this base has no glossary".to_owned()),
    })
}

fn sources<'a>(base: &Base<'a>, id: Option<&str>) -> Result<Answer<'a>, Miss> {
    let sources = &base.doc.sources;
    let asked = id.map(Query::new);
    let fits = |source: &&'a Record<Source>| {
        let Some(asked) = &asked else { return true };
        let haystack = format!("{} {}", source.id.short(), source.title);
        Some(&*source.id) == id || asked.fit(&names::fold(&haystack)).is_some()
    };
    found(Topic::Sources, sources.iter().filter(fits).map(Entry::Source), || match id {
        Some(id) => {
            let known = sources.iter().map(|source| &*source.id);
            Miss::near(format!("no source here is called “{id}”"), id, known)
        }
        None => Miss::new("this base names no source".to_owned()),
    })
}

fn show<'a>(base: &Base<'a>, ids: &[String]) -> Result<Answer<'a>, Miss> {
    let mut hits = Vec::new();
    let mut misses = Vec::new();
    for id in ids {
        let entries = base.typed(id);
        if entries.is_empty() {
            let sentence = format!("no record has the id “{id}”");
            misses.push(Miss::near(sentence, id, base.entries().map(Entry::id)));
        }
        hits.extend(entries.into_iter().map(Hit::from));
    }
    match (hits.is_empty(), misses.len()) {
        (true, 1) => Err(misses.remove(0)),
        (true, _) => Err(Miss::new(
            misses.iter().map(|miss| miss.sentence.as_str()).collect::<Vec<_>>().join("; "),
        )),
        (false, _) => Ok(Answer { topic: Topic::Records, hits, misses }),
    }
}

/// Something that can be cited.
#[derive(Debug, Clone)]
pub enum Cited<'a> {
    Record(Entry<'a>),
    /// A place in a source, as the TSV columns have it.
    Place(Cite),
}

/// The records and places that are to be cited: ids, and references as `miller-2020:18`.
///
/// # Errors
///
/// A [`Miss`] for each that is not there.
pub fn cited<'a>(base: &Base<'a>, ids: &[String]) -> Result<Vec<Cited<'a>>, Vec<Miss>> {
    let mut cited = Vec::new();
    let mut misses = Vec::new();
    for id in ids {
        match (base.typed(id).as_slice(), place(base, id)) {
            ([entry], _) => cited.push(Cited::Record(*entry)),
            ([], Some(Ok(cite))) => cited.push(Cited::Place(cite)),
            ([], Some(Err(miss))) => misses.push(miss),
            ([], None) => misses.push(Miss::near(
                format!("no record or passage is called “{id}”"),
                id,
                base.entries().map(Entry::id),
            )),
            (entries, _) => misses.push(several(id, entries.iter().map(|entry| entry.id()))),
        }
    }
    if misses.is_empty() { Ok(cited) } else { Err(misses) }
}

impl Cited<'_> {
    /// What it is called: the id of a record, or `source:locator`.
    pub fn id(&self) -> String {
        match self {
            Self::Record(entry) => entry.id().to_owned(),
            Self::Place(cite) => {
                format!("{}:{}", cite.source.as_deref().unwrap_or_default(), cite.at)
            }
        }
    }

    /// The places that it is cited by; a source is cited as a whole.
    pub fn cites(&self) -> Cow<'_, [Cite]> {
        match self {
            Self::Place(cite) => Cow::Borrowed(std::slice::from_ref(cite)),
            Self::Record(Entry::Source(source)) => Cow::Owned(vec![Cite::whole(&source.id)]),
            Self::Record(entry) => Cow::Owned(entry.cites().cloned().collect()),
        }
    }
}

/// The sources of what is cited, each once; all of the base, if nothing is.
pub fn sources_of<'a>(base: &Base<'a>, cited: &[Cited<'_>]) -> Vec<&'a Record<Source>> {
    if cited.is_empty() {
        return base.doc.sources.iter().collect();
    }
    let places: Vec<_> = cited.iter().map(Cited::cites).collect();
    base.sources_of(places.iter().flat_map(|places| places.iter()))
}

/// The place that a reference means, as `miller-2020:18`; a miss, if several sources have the id;
/// `None`, if there is no such source, or no such place in it, as far as its sections tell.
fn place(base: &Base<'_>, reference: &str) -> Option<Result<Cite, Miss>> {
    let (id, at) = reference.split_once(':')?;
    let sources = typed(&base.doc.sources, id);
    let source = match sources.as_slice() {
        [source] => source,
        [] => return None,
        _ => return Some(Err(several(id, sources.iter().map(|source| &*source.id)))),
    };
    let last = source.section.iter().map(|section| section.to).max();
    let is_there = match at.parse::<u32>() {
        Ok(number) => number > 0 && last.is_none_or(|last| number <= last),
        Err(_) => !at.trim().is_empty(),
    };
    let source = Some(source.id.clone());
    is_there.then(|| Ok(Cite { source, at: at.to_owned(), label: None, words: None }))
}

fn events<'a>(base: &Base<'a>, filter: &EventFilter) -> Result<Answer<'a>, Miss> {
    let mut events = Vec::new();
    let persons = filter.person.as_deref().map(|name| persons_called(base, name)).transpose()?;
    let places = filter.place.as_deref().map(|name| places_called(base, name)).transpose()?;
    for event in &base.doc.events {
        let is_kind = filter.kinds.is_empty() || filter.kinds.contains(&event.kind);
        let is_certain = filter.certainty.is_empty()
            || certainties(event).any(|certainty| filter.certainty.contains(&certainty));
        if !is_kind || !is_certain || !concerns(event, persons.as_ref(), places.as_ref()) {
            continue;
        }
        let asked = Asked::when(filter.during.as_ref());
        events.extend(asked.find(base, event).map(|found| (event, found)));
    }
    if let Some(text) = &filter.text {
        // The words of a short id are words of the event; a whole id with a prefix is that alone.
        let is_it = |(event, _): &(&Record<Event>, _)| *event.id == **text;
        if base.event(text).is_some_and(|event| event.id.is_qualified()) {
            events.retain(is_it);
        } else {
            events = with_words(events, text, |(event, _)| {
                base.names.text(&event.id, || haystack(base, event))
            });
        }
    }
    events.sort_by(|a, b| as_found(*a, *b));
    found(Topic::Events, events, || no_event(base, filter))
}

fn no_event(base: &Base<'_>, filter: &EventFilter) -> Miss {
    let sentence = nothing(
        "no event here",
        [
            any_of("is of the kind", filter.kinds.iter().map(|kind| kind.word())),
            filter.text.as_ref().map(|text| format!("has “{text}”")),
            filter.person.as_ref().map(|name| format!("concerns “{name}”")),
            filter.place.as_ref().map(|name| format!("was at “{name}”")),
            filter.during.as_ref().map(|when| format!("falls within {when}")),
            any_of("is", filter.certainty.iter().map(|word| word.word())),
        ],
    );
    match &filter.text {
        Some(text) => {
            let known = known_names(&base.doc.persons)
                .chain(base.doc.terms.iter().flat_map(|term| term.forms()))
                .chain(base.doc.events.iter().map(|event| &*event.id));
            Miss::near(sentence, text, known)
        }
        None => Miss::new(sentence),
    }
}

/// What was not found, with the conditions that it did not meet.
fn nothing(what: &str, conditions: impl IntoIterator<Item = Option<String>>) -> String {
    let conditions: Vec<String> = conditions.into_iter().flatten().collect();
    if conditions.is_empty() {
        return what.to_owned();
    }
    format!("{what} {}", conditions.join(" and "))
}

fn any_of<'w>(what: &str, words: impl Iterator<Item = &'w str>) -> Option<String> {
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| format!("{what} {}", words.join(" or ")))
}

fn quotes<'a>(base: &Base<'a>, filter: &QuoteFilter) -> Result<Answer<'a>, Miss> {
    let by = filter.by.as_deref().map(|name| persons_called(base, name)).transpose()?;
    let about = filter.about.as_deref().map(|name| subjects_called(base, name)).transpose()?;
    let touches = |ids: &[Id], wanted: Option<&HashSet<&str>>| {
        wanted.is_none_or(|wanted| ids.iter().any(|id| wanted.contains(&**id)))
    };
    let mut quotes: Vec<&Record<Quote>> = base
        .doc
        .quotes
        .iter()
        .filter(|quote| touches(&quote.speaker, by.as_ref()))
        .filter(|quote| touches(&quote.about, about.as_ref()))
        .collect();
    if let Some(text) = &filter.text {
        let by_id = typed(quotes.iter().copied(), text);
        quotes = if by_id.is_empty() {
            with_words(quotes, text, |quote| {
                base.names.text(&quote.id, || quote_haystack(base, quote))
            })
        } else {
            by_id
        };
    }
    if let Some(lot) = filter.random {
        let mut rng = match lot {
            Lot::Any => fastrand::Rng::new(),
            Lot::Seeded(seed) => fastrand::Rng::with_seed(seed),
        };
        quotes = rng.choice(quotes).into_iter().collect();
    }
    found(Topic::Quotes, quotes.into_iter().map(Entry::Quote), || {
        let sentence = nothing(
            "no quotation here",
            [
                filter.text.as_ref().map(|text| format!("has “{text}”")),
                filter.by.as_ref().map(|name| format!("is by “{name}”")),
                filter.about.as_ref().map(|name| format!("is about “{name}”")),
            ],
        );
        match &filter.text {
            Some(text) => {
                Miss::near(sentence, text, base.doc.quotes.iter().map(|quote| &*quote.id))
            }
            None => Miss::new(sentence),
        }
    })
}

/// What a quotation may be about: a record with that id, or persons, terms or events of that name.
fn subjects_called<'a>(base: &Base<'a>, typed: &str) -> Result<HashSet<&'a str>, Miss> {
    let by_id = base.typed(typed);
    if !by_id.is_empty() {
        return Ok(by_id.into_iter().map(Entry::id).collect());
    }
    let doc = base.doc;
    let mut ids: HashSet<&str> =
        called(base, &doc.persons, typed).iter().map(|one| &*one.id).collect();
    ids.extend(called(base, &doc.terms, typed).iter().map(|one| &*one.id));
    let events =
        with_words(doc.events.iter().collect(), typed, |event| names::fold(&event.title).into());
    ids.extend(events.iter().map(|one: &&Record<Event>| &*one.id));
    if ids.is_empty() {
        let known = known_names(&doc.persons).chain(known_names(&doc.terms));
        return Err(Miss::near(format!("nothing here is called “{typed}”"), typed, known));
    }
    Ok(ids)
}

fn chronology<'a>(base: &Base<'a>, filter: &DateFilter) -> Result<Answer<'a>, Miss> {
    let persons = filter.person.as_deref().map(|name| persons_called(base, name)).transpose()?;
    let places = filter.place.as_deref().map(|name| places_called(base, name)).transpose()?;
    let asked = Asked { when: filter.when.as_ref(), on: filter.on, certain: filter.certain };
    let dated = base.doc.events.iter().filter(|event| event.date().is_some());
    let concerned = dated.filter(|event| concerns(event, persons.as_ref(), places.as_ref()));
    let mut events: Vec<_> =
        concerned.filter_map(|event| Some((event, asked.find(base, event)?))).collect();
    events.sort_by(|a, b| as_found(*a, *b));
    found(Topic::Chronology, events, || {
        let sentence = nothing(
            "nothing here",
            [
                filter.when.as_ref().map(|when| {
                    let certainly = if filter.certain { "certainly " } else { "" };
                    format!("falls {certainly}within {when}")
                }),
                filter.on.map(|day| format!("happened on {day}")),
                filter.person.as_ref().map(|name| format!("concerns “{name}”")),
                filter.place.as_ref().map(|name| format!("was at “{name}”")),
            ],
        );
        let span = span_of_dates(base.doc)
            .map(|(first, last)| format!("; its dates go from {first} to {last}"));
        Miss::new(sentence + &span.unwrap_or_default())
    })
}

/// The first and the last year of which the base tells, by any claim that may be so.
fn span_of_dates(doc: &Document) -> Option<(i64, i64)> {
    let dates =
        || doc.events.iter().flat_map(|event| event.date().into_iter().chain(event.other_dates()));
    let days = || dates().flat_map(|date| [date.edtf.min(), date.edtf.max()]).flatten();
    Some((days().min()?.year, days().max()?.year))
}

// ---- conditions ----

fn concerns(
    event: &Event,
    persons: Option<&HashSet<&str>>,
    places: Option<&HashSet<&str>>,
) -> bool {
    persons.is_none_or(|wanted| event.people.iter().any(|(id, _)| wanted.contains(&**id)))
        && places.is_none_or(|wanted| event.tenable_places().any(|id| wanted.contains(&**id)))
}

/// The certainties of an event and of what is said of it.
fn certainties(event: &Event) -> impl Iterator<Item = Certainty> {
    let date = event.date().map(|date| date.certainty);
    let cause = event.cause().map(|cause| cause.certainty);
    let claimed = event.tenable_claims().map(|claim| claim.certainty);
    [Some(event.certainty), date, cause].into_iter().flatten().chain(claimed)
}

/// The dated in their order, then the undated in the order of the file.
pub(crate) fn chronological(a: &Event, b: &Event) -> std::cmp::Ordering {
    match (a.date(), b.date()) {
        (Some(a), Some(b)) => a.edtf.chronological(&b.edtf),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The order of those that were found, by the dates that they were found by.
pub(crate) fn as_found(
    (a, of_a): (&Record<Event>, Found<'_>),
    (b, of_b): (&Record<Event>, Found<'_>),
) -> std::cmp::Ordering {
    match (of_a.date(a), of_b.date(b)) {
        (Some(a), Some(b)) => a.edtf.chronological(&b.edtf),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Those that have every word; words within words only if there is nothing better.
fn with_words<T>(records: Vec<T>, text: &str, haystack: impl Fn(&T) -> Rc<str>) -> Vec<T> {
    let query = Query::new(text);
    best(records.into_iter().filter_map(|record| {
        let fit = query.fit(&haystack(&record))?;
        Some((if fit == Fit::Parts { Fit::Parts } else { Fit::Words }, record))
    }))
}

fn haystack(base: &Base<'_>, event: &Record<Event>) -> String {
    let mut text = format!("{} {} {}", event.id.short(), event.kind.word(), event.title);
    let claims = || event.tenable_claims();
    let causes = event.own_cause().into_iter().chain(claims().flat_map(|claim| &claim.cause));
    let dates = event.own_date().into_iter().chain(claims().flat_map(|claim| &claim.date));
    let words = dates.filter_map(|date| date.words.as_ref());
    for part in event.text.iter().chain(causes.map(|cause| &cause.text)).chain(words) {
        text.push(' ');
        text.push_str(part);
    }
    let people = event.people.iter().map(|(id, _)| id);
    for id in people.chain(event.tenable_places()).chain(&event.terms) {
        add_names(base, id, &mut text);
    }
    names::fold(&text)
}

fn quote_haystack(base: &Base<'_>, quote: &Record<Quote>) -> String {
    let mut text = format!("{} {}", quote.id.short(), quote.text);
    if let Some(context) = &quote.context {
        text.push(' ');
        text.push_str(context);
    }
    for id in quote.speaker.iter().chain(&quote.via) {
        add_names(base, id, &mut text);
    }
    names::fold(&text)
}

fn add_names(base: &Base<'_>, id: &str, text: &mut String) {
    let mut add = |name: &str| {
        text.push(' ');
        text.push_str(name);
    };
    match base.get(id) {
        Some(Entry::Person(person)) => person.forms().for_each(&mut add),
        Some(Entry::Term(term)) => term.forms().for_each(&mut add),
        _ => {}
    }
}

// ---- what belongs to a person ----

/// The birth and the death of a person, as far as the base tells.
#[derive(Debug, Clone, Copy, Default)]
pub struct Life<'a> {
    pub birth: Option<&'a Record<Event>>,
    pub death: Option<&'a Record<Event>>,
}

/// The lives of all persons.
pub fn lives<'a>(base: &Base<'a>) -> HashMap<&'a str, Life<'a>> {
    let mut lives: HashMap<&str, Life<'_>> = HashMap::new();
    for event in &base.doc.events {
        if !matches!(event.kind, EventKind::Birth | EventKind::Death) {
            continue;
        }
        for (person, _) in event.people.iter().filter(|(_, role)| *role == Role::Principal) {
            let life = lives.entry(person).or_default();
            match event.kind {
                EventKind::Birth => life.birth.get_or_insert(event),
                _ => life.death.get_or_insert(event),
            };
        }
    }
    lives
}

/// What the base has on a person beside the record itself.
#[derive(Debug)]
pub struct Dossier<'a> {
    pub life: Life<'a>,
    pub family: Vec<family::Kin<'a>>,
    /// In the order of time, the undated last; birth and death among them.
    pub events: Vec<(&'a Record<Event>, Role)>,
    pub said: Vec<&'a Record<Quote>>,
    pub said_about: Vec<&'a Record<Quote>>,
    /// Remarks about the person, or about events that are theirs.
    pub remarks: Vec<&'a Record<Remark>>,
}

/// Gathers what belongs to a person.
pub fn dossier<'a>(base: &Base<'a>, person: &'a Record<Person>) -> Dossier<'a> {
    let id = &person.id;
    let doc = base.doc;
    let mut events: Vec<_> = doc
        .events
        .iter()
        .filter_map(|event| {
            let (_, role) = event.people.iter().find(|(who, _)| who == id)?;
            Some((event, *role))
        })
        .collect();
    events.sort_by(|(a, _), (b, _)| chronological(a, b));
    let own: HashSet<&str> = events
        .iter()
        .filter(|(_, role)| *role == Role::Principal)
        .map(|(event, _)| &*event.id)
        .collect();
    let first = |kind| {
        let is_it = |(event, role): &&(&'a Record<Event>, Role)| {
            event.kind == kind && *role == Role::Principal
        };
        events.iter().find(is_it).map(|(event, _)| *event)
    };
    Dossier {
        life: Life { birth: first(EventKind::Birth), death: first(EventKind::Death) },
        family: family::family(base, person),
        said: doc.quotes.iter().filter(|quote| quote.speaker.contains(id)).collect(),
        said_about: doc.quotes.iter().filter(|quote| quote.about.contains(id)).collect(),
        remarks: doc
            .remarks
            .iter()
            .filter(|remark| remark.about.iter().any(|about| about == id || own.contains(&**about)))
            .collect(),
        events,
    }
}

/// The events that concern a term or took place there, in the order of time.
pub fn events_with<'a>(base: &Base<'a>, term: &Id) -> Vec<&'a Record<Event>> {
    let concerns = |event: &&Record<Event>| {
        event.terms.contains(term) || event.tenable_places().any(|place| place == term)
    };
    let mut events: Vec<_> = base.doc.events.iter().filter(concerns).collect();
    events.sort_by(|a, b| chronological(a, b));
    events
}

/// What a person’s row or line rests on: the citations of the record, and those of birth and death
/// that are of other sources.
pub fn cites_with_life<'a>(
    base: &Base<'a>,
    person: &'a Person,
    life: Life<'a>,
) -> impl Iterator<Item = &'a Cite> + Clone {
    let own = base.sources_of(&person.cite);
    let events = [life.birth, life.death].into_iter().flatten();
    let others = events.flat_map(|event| event.cites()).filter(|cite| {
        let source = base.source_of(cite);
        source.is_some_and(|source| own.iter().all(|known| known.id != source.id))
    });
    let others: Vec<&Cite> = others.collect();
    person.cite.iter().chain(others)
}

/// Everything that a record rests on when it is told at length, with what belongs to it.
pub fn behind<'a>(base: &Base<'a>, entry: Entry<'a>) -> Vec<&'a Cite> {
    let mut cites = entry.all_cites();
    // Where there is one source, it is the one.
    if base.doc.sources.len() < 2 {
        return cites;
    }
    let of_events = |events: &[&'a Record<Event>]| -> Vec<&'a Cite> {
        events.iter().flat_map(|event| event.cites()).collect()
    };
    cites.extend(remarks_on(base, entry.id()).flat_map(|remark| &remark.cite));
    match entry {
        Entry::Person(person) => {
            let dossier = dossier(base, person);
            let events: Vec<_> = dossier.events.iter().map(|(event, _)| *event).collect();
            cites.extend(of_events(&events));
            let life = [dossier.life.birth, dossier.life.death].into_iter().flatten();
            cites.extend(life.flat_map(|event| event.all_cites()));
            cites.extend(dossier.family.iter().flat_map(|kin| kin.cites.iter().copied()));
            cites.extend(dossier.remarks.iter().flat_map(|remark| &remark.cite));
        }
        Entry::Term(term) => cites.extend(of_events(&events_with(base, &term.id))),
        _ => {}
    }
    cites
}

/// Remarks that concern a record.
pub fn remarks_on<'a>(base: &Base<'a>, id: &str) -> impl Iterator<Item = &'a Record<Remark>> {
    base.doc.remarks.iter().filter(move |remark| remark.about.iter().any(|about| **about == *id))
}

#[cfg(test)]
mod tests;
