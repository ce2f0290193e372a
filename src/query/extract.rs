//! What of a base concerns a topic: the material of notes, cards and calendars.

use std::collections::{HashMap, HashSet};

use super::when::{Asked, Found};
use super::{Miss, as_found, fits, search};
use crate::base::schema::{Event, Id, Person, Quote, Record, Remark, Role, Source, Term};
use crate::base::{Base, Entry};
use crate::date::Date;
use crate::names::{self, Fit};

/// A part of a base: records that belong together, each kind in the order in which it is told.
#[derive(Debug)]
pub struct Extract<'a> {
    /// What was asked for, in words; the title of the base, if nothing was.
    pub title: String,
    /// The persons and terms that were asked for by name.
    pub subjects: Vec<Entry<'a>>,
    /// The times that were asked for.
    pub times: Vec<Date>,
    /// The subjects first, then the order of the file.
    pub persons: Vec<&'a Record<Person>>,
    /// In the order of time, the undated last.
    pub events: Vec<&'a Record<Event>>,
    pub quotes: Vec<&'a Record<Quote>>,
    pub terms: Vec<&'a Record<Term>>,
    pub remarks: Vec<&'a Record<Remark>>,
    /// What all of this rests on.
    pub sources: Vec<&'a Record<Source>>,
    /// How those events answer to the time that was asked for that do not do so simply.
    found: HashMap<&'a str, Found<'a>>,
}

impl<'a> Extract<'a> {
    /// How an event answers to the time that was asked for.
    pub fn found(&self, event: &Record<Event>) -> Found<'a> {
        self.found.get(&*event.id).copied().unwrap_or_default()
    }
}

/// A topic as it was typed, understood.
enum Topic<'a> {
    /// Persons or terms that are called so.
    Named(Vec<Entry<'a>>),
    When(Date),
}

/// What of a base concerns some topics: all of it, if there are none.
///
/// What was typed is one name or date if it can be, otherwise each word of it is one; failing that
/// it is a text to search for. Several names are told together, and a date limits what is told to
/// its time.
///
/// # Errors
///
/// A [`Miss`] where the base has nothing of the kind.
pub fn extract<'a>(base: &Base<'a>, typed: &[String]) -> Result<Extract<'a>, Miss> {
    if typed.is_empty() {
        return Ok(Gathering::whole(base).extract(base.doc.title.clone(), Vec::new()));
    }
    let all = typed.join(" ");
    let topics = match topic(base, &all) {
        Some(topic) => Some(vec![topic]),
        None => typed.iter().map(|one| topic(base, one)).collect(),
    };
    let Some(topics) = topics else {
        let found = search::search(base, &all)?;
        let mut gathering = Gathering::of(base);
        gathering.add_all(found.hits.iter().map(|hit| hit.entry));
        let hits = gathering.ids.clone();
        gathering.add_remarks(|id| hits.contains(&**id));
        gathering.add_surroundings();
        return Ok(gathering.extract(format!("“{all}”"), Vec::new()));
    };
    let mut titles = Vec::new();
    let mut subjects: Vec<Entry<'a>> = Vec::new();
    let mut times = Vec::new();
    for topic in topics {
        match topic {
            Topic::Named(entries) => {
                titles.extend(entries.iter().map(|entry| base.name_of(entry.id()).to_owned()));
                subjects.extend(entries);
            }
            Topic::When(when) => times.push(when),
        }
    }
    titles.extend(times.iter().map(Date::in_words));
    let gathering = match times.as_slice() {
        [] => Gathering::about(base, &subjects),
        times => Gathering::during(base, &subjects, times)?,
    };
    Ok(Extract { times, ..gathering.extract(titles.join(", "), subjects) })
}

/// Whom or what a text names, or which time; `None` where it is only a text.
///
/// A name that is the whole of what was typed beats a date, and a date a name that has it as a
/// word; a person is meant sooner than a term.
fn topic<'a>(base: &Base<'a>, text: &str) -> Option<Topic<'a>> {
    let persons = fits(base, &base.doc.persons, text).map(|(fit, one)| (fit, Entry::Person(one)));
    let terms = fits(base, &base.doc.terms, text).map(|(fit, one)| (fit, Entry::Term(one)));
    let mut named: Vec<_> = persons.chain(terms).filter(|(fit, _)| *fit <= Fit::Words).collect();
    let is_whole = |entry: Entry<'a>| {
        let text = names::fold(text);
        names_of(entry).any(|name| names::fold(name) == text)
    };
    let date = Date::parse(text).ok();
    if date.is_some() {
        named.retain(|(_, entry)| is_whole(*entry));
    }
    let Some(best) = named.iter().map(|(fit, _)| *fit).min() else { return date.map(Topic::When) };
    named.retain(|(fit, _)| *fit == best);
    let (persons, terms): (Vec<_>, Vec<_>) = named
        .into_iter()
        .map(|(_, entry)| entry)
        .partition(|entry| matches!(entry, Entry::Person(_)));
    let whole: Vec<_> = terms.iter().copied().filter(|entry| is_whole(*entry)).collect();
    Some(Topic::Named(match (persons.is_empty(), whole.is_empty()) {
        (true, true) => terms,
        (true, false) => whole,
        // `gpu` is the G.P.U., not everybody who has the word in their name.
        (false, false) if !persons.iter().any(|entry| is_whole(*entry)) => whole,
        (false, _) => persons,
    }))
}

/// The id of a person or a term, the same without its prefix, and every form of the name.
fn names_of(entry: Entry<'_>) -> impl Iterator<Item = &str> {
    let (name, also): (Option<&String>, &[String]) = match entry {
        Entry::Person(person) => (Some(&person.name), &person.also),
        Entry::Term(term) => (Some(&term.name), &term.also),
        _ => (None, &[]),
    };
    let id = entry.id();
    let short = id.split_once('.').map(|(_, short)| short);
    std::iter::once(id).chain(short).chain(name.into_iter().chain(also).map(String::as_str))
}

/// The ids of what belongs together, as far as it is known.
struct Gathering<'b, 'a> {
    base: &'b Base<'a>,
    ids: HashSet<&'a str>,
    found: HashMap<&'a str, Found<'a>>,
}

impl<'b, 'a> Gathering<'b, 'a> {
    fn of(base: &'b Base<'a>) -> Self {
        Self { base, ids: HashSet::new(), found: HashMap::new() }
    }

    fn whole(base: &'b Base<'a>) -> Self {
        let mut gathering = Self::of(base);
        gathering.add_all(base.entries());
        gathering
    }

    /// Everything that concerns some persons and terms.
    fn about(base: &'b Base<'a>, subjects: &[Entry<'a>]) -> Self {
        let mut gathering = Self::of(base);
        gathering.add_all(subjects.iter().copied());
        let is_subject = |id: &Id| subjects.iter().any(|subject| subject.id() == &**id);
        let doc = base.doc;
        let events = doc.events.iter().filter(|event| concerns(event, is_subject));
        gathering.add_all(events.map(Entry::Event));
        let quotes = doc.quotes.iter().filter(|quote| {
            quote.speaker.iter().chain(&quote.about).chain(&quote.to).any(is_subject)
        });
        gathering.add_all(quotes.map(Entry::Quote));
        // What is remarked on an event concerns those whose event it is.
        let own: HashSet<&str> = doc
            .events
            .iter()
            .filter(|event| {
                let own = event.people.iter().filter(|(_, role)| *role == Role::Principal);
                let own = own.map(|(person, _)| person);
                own.chain(event.tenable_places()).chain(&event.terms).any(is_subject)
            })
            .map(|event| &*event.id)
            .collect();
        gathering.add_remarks(|id| is_subject(id) || own.contains(&**id));
        for relation in &doc.relations {
            if is_subject(&relation.from) || is_subject(&relation.to) {
                gathering.ids.extend([&*relation.from, &*relation.to]);
            }
        }
        for person in &doc.persons {
            for fact in &person.fact {
                if is_subject(&person.id) {
                    gathering.ids.extend(fact.terms.iter().map(|term| &**term));
                } else if fact.terms.iter().any(is_subject) {
                    gathering.ids.insert(&person.id);
                }
            }
        }
        gathering.add_surroundings();
        gathering
    }

    /// What happened within some time, and with some persons and terms if they are given.
    fn during(base: &'b Base<'a>, subjects: &[Entry<'a>], times: &[Date]) -> Result<Self, Miss> {
        let mut gathering = Self::of(base);
        let is_subject = |id: &Id| subjects.iter().any(|subject| subject.id() == &**id);
        for event in &base.doc.events {
            if !(subjects.is_empty() || concerns(event, is_subject)) {
                continue;
            }
            let found = times.iter().filter_map(|when| Asked::when(Some(when)).find(base, event));
            let found = found.min_by_key(|found| (found.by.is_some(), found.possibly));
            let Some(found) = found else { continue };
            gathering.ids.insert(&event.id);
            if !found.is_simple() {
                gathering.found.insert(&event.id, found);
            }
        }
        if gathering.ids.is_empty() {
            let times: Vec<String> = times.iter().map(ToString::to_string).collect();
            return Err(Miss::new(format!("nothing here falls within {}", times.join(" or "))));
        }
        let happened = gathering.ids.clone();
        let quotes = base.doc.quotes.iter().filter(|quote| {
            quote.about.iter().chain(&quote.occasion).any(|id| happened.contains(&**id))
        });
        gathering.add_all(quotes.map(Entry::Quote));
        gathering.add_all(subjects.iter().copied());
        gathering.add_remarks(|id| happened.contains(&**id));
        gathering.add_surroundings();
        Ok(gathering)
    }

    fn add_all(&mut self, entries: impl Iterator<Item = Entry<'a>>) {
        self.ids.extend(entries.map(Entry::id));
    }

    fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Who has a part in the events and said the words, and what they concern.
    fn add_surroundings(&mut self) {
        let doc = self.base.doc;
        for event in &doc.events {
            if self.has(&event.id) {
                self.ids.extend(event.people.iter().map(|(person, _)| &**person));
                self.ids.extend(event.tenable_places().chain(&event.terms).map(|term| &**term));
            }
        }
        for quote in &doc.quotes {
            if self.has(&quote.id) {
                let people = quote.speaker.iter().chain(&quote.via).chain(&quote.to);
                self.ids.extend(people.map(|person| &**person));
            }
        }
    }

    /// The remarks on some records.
    fn add_remarks(&mut self, on: impl Fn(&Id) -> bool) {
        let remarks = self.base.doc.remarks.iter().filter(|remark| remark.about.iter().any(&on));
        self.ids.extend(remarks.map(|remark| &*remark.id));
    }

    /// The sources of what belongs together, in the order of the file.
    fn sources(&self) -> Vec<&'a Record<Source>> {
        let entries = self.base.entries().filter(|entry| self.has(entry.id()));
        let cited = self.base.sources_of(entries.flat_map(Entry::all_cites));
        let is_cited = |source: &Record<Source>| cited.iter().any(|one| one.id == source.id);
        let sources = self.base.doc.sources.iter();
        sources.filter(|source| self.has(&source.id) || is_cited(source)).collect()
    }

    fn extract(self, title: String, subjects: Vec<Entry<'a>>) -> Extract<'a> {
        let doc = self.base.doc;
        let is_subject = |id: &str| subjects.iter().any(|subject| subject.id() == id);
        let mut persons: Vec<_> = doc.persons.iter().filter(|one| self.has(&one.id)).collect();
        persons.sort_by_key(|person| !is_subject(&person.id));
        let mut events: Vec<_> = doc.events.iter().filter(|one| self.has(&one.id)).collect();
        let found = |event: &Record<Event>| self.found.get(&*event.id).copied().unwrap_or_default();
        events.sort_by(|a, b| as_found((*a, found(a)), (*b, found(b))));
        Extract {
            title,
            persons,
            events,
            quotes: doc.quotes.iter().filter(|one| self.has(&one.id)).collect(),
            terms: doc.terms.iter().filter(|one| self.has(&one.id)).collect(),
            remarks: doc.remarks.iter().filter(|one| self.has(&one.id)).collect(),
            sources: self.sources(),
            subjects,
            times: Vec::new(),
            found: self.found,
        }
    }
}

/// Whether somebody has a part in an event, or something is concerned in it.
fn concerns(event: &Event, is_subject: impl Fn(&Id) -> bool) -> bool {
    let people = event.people.iter().map(|(person, _)| person);
    people.chain(event.tenable_places()).chain(&event.terms).any(is_subject)
}

#[cfg(test)]
mod tests;
