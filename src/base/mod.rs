//! The fact base: what it may say, how it is read, and how its records are found.
//!
//! [`schema`] is the format, [`load`] reads TOML into it, record by record through `lenient`,
//! [`check`] proves that its parts fit together, [`claims`] tells which of several claims is shown,
//! and [`problem`] shows what is wrong at its place in the file. A [`Base`] is a document with its
//! records indexed.
//!
//! The build script includes this module too: it turns `facts.toml` into the compact form that
//! the program embeds, so that an unsound embedded base does not compile.

use std::cell::OnceCell;
use std::collections::HashMap;

mod advice;
pub mod check;
pub mod claims;
mod doubled;
pub mod folded;
mod lenient;
pub mod load;
mod locator;
mod near;
pub mod places;
pub mod problem;
mod qualify;
pub mod schema;
mod several;
mod syntax;
pub mod texts;
mod unclosed;

use folded::{Folded, Searched};
use schema::{Cite, Document, Event, LocatorTerm, Person, Quote, Record, Remark, Source, Term};

/// Any record that has an id.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    Person(&'a Record<Person>),
    Event(&'a Record<Event>),
    Quote(&'a Record<Quote>),
    Term(&'a Record<Term>),
    Remark(&'a Record<Remark>),
    Source(&'a Record<Source>),
}

impl<'a> Entry<'a> {
    /// The id of the record.
    pub fn id(self) -> &'a str {
        match self {
            Self::Person(record) => &record.id,
            Self::Event(record) => &record.id,
            Self::Quote(record) => &record.id,
            Self::Term(record) => &record.id,
            Self::Remark(record) => &record.id,
            Self::Source(record) => &record.id,
        }
    }

    /// The names by which people know it; a quotation has none.
    pub fn names(self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (name, also): (_, &[String]) = match self {
            Self::Person(person) => (Some(&person.name), &person.also),
            Self::Term(term) => (Some(&term.name), &term.also),
            Self::Event(event) => (Some(&event.title), &[]),
            Self::Remark(remark) => (Some(&remark.title), &[]),
            Self::Source(source) => (Some(&source.title), &[]),
            Self::Quote(_) => (None, &[]),
        };
        name.into_iter().chain(also).map(String::as_str)
    }

    /// What kind of record it is: the name of its table.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Event(_) => "event",
            Self::Quote(_) => "quote",
            Self::Term(_) => "term",
            Self::Remark(_) => "remark",
            Self::Source(_) => "source",
        }
    }

    /// The citations of the record, of an event those of what is shown of it; a source is its own.
    pub fn cites(self) -> impl Iterator<Item = &'a Cite> + Clone + use<'a> {
        let (event, cites): (Option<&'a Event>, &[Cite]) = match self {
            Self::Person(record) => (None, &record.cite),
            Self::Event(record) => (Some(record), &[]),
            Self::Quote(record) => (None, &record.cite),
            Self::Term(record) => (None, &record.cite),
            Self::Remark(record) => (None, &record.cite),
            Self::Source(_) => (None, &[]),
        };
        event.into_iter().flat_map(Event::cites).chain(cites)
    }

    /// The citations of the record and of everything that is told within it.
    pub fn all_cites(self) -> Vec<&'a Cite> {
        match self {
            Self::Person(person) => {
                person.cite.iter().chain(person.fact.iter().flat_map(|fact| &fact.cite)).collect()
            }
            Self::Event(event) => event.all_cites().collect(),
            _ => self.cites().collect(),
        }
    }
}

/// A document with its records indexed by id.
#[derive(Debug)]
pub struct Base<'a> {
    /// The records, in the order of the file.
    pub doc: &'a Document,
    entries: HashMap<&'a str, Entry<'a>>,
    /// The whole ids of the records of files with a prefix by their short ones, once one is asked
    /// for; owned, as [`Folded`] tells why.
    shorts: OnceCell<HashMap<String, Vec<String>>>,
    /// The names by which a record is known, folded.
    pub names: Folded,
    /// What a search looks through, in the order of [`Base::entries`].
    pub searched: OnceCell<Vec<Searched>>,
}

impl<'a> Base<'a> {
    /// Indexes a document. Of records with the same id, which [`load::read`] refuses, one is kept.
    pub fn new(doc: &'a Document) -> Self {
        let entries = all(doc).map(|entry| (entry.id(), entry)).collect();
        Self {
            doc,
            entries,
            shorts: OnceCell::new(),
            names: Folded::default(),
            searched: OnceCell::new(),
        }
    }

    /// The records that an id leads to which somebody typed: the one that has it; or else those that
    /// have it after a prefix, of which there may be several.
    pub fn typed(&self, id: &str) -> Vec<Entry<'a>> {
        if let Some(entry) = self.get(id) {
            return vec![entry];
        }
        let shorts = self.shorts.get_or_init(|| {
            let mut shorts: HashMap<String, Vec<String>> = HashMap::new();
            for id in all(self.doc).map(Entry::id) {
                if let Some((_, short)) = id.split_once('.') {
                    shorts.entry(short.to_owned()).or_default().push(id.to_owned());
                }
            }
            shorts
        });
        shorts.get(id).into_iter().flatten().filter_map(|id| self.get(id)).collect()
    }

    /// The record with a whole id.
    pub fn get(&self, id: &str) -> Option<Entry<'a>> {
        self.entries.get(id).copied()
    }

    /// The person with an id.
    pub fn person(&self, id: &str) -> Option<&'a Record<Person>> {
        match self.get(id) {
            Some(Entry::Person(person)) => Some(person),
            _ => None,
        }
    }

    /// The event with an id.
    pub fn event(&self, id: &str) -> Option<&'a Record<Event>> {
        match self.get(id) {
            Some(Entry::Event(event)) => Some(event),
            _ => None,
        }
    }

    /// The quotation with an id.
    pub fn quote(&self, id: &str) -> Option<&'a Record<Quote>> {
        match self.get(id) {
            Some(Entry::Quote(quote)) => Some(quote),
            _ => None,
        }
    }

    /// Every record, those that are known by a name first, each kind in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        all(self.doc)
    }

    /// The name by which people know a record: a person's or term's name, an event's title. An id
    /// that is not in the base, which [`load::read`] refuses, stands for itself.
    pub fn name_of<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        match self.get(id) {
            Some(Entry::Person(person)) => &person.name,
            Some(Entry::Term(term)) => &term.name,
            Some(Entry::Event(event)) => &event.title,
            Some(Entry::Remark(remark)) => &remark.title,
            Some(Entry::Source(source)) => &source.title,
            Some(Entry::Quote(_)) | None => id,
        }
    }

    /// The source that a citation means, its own or the default one.
    pub fn source_of(&self, cite: &Cite) -> Option<&'a Record<Source>> {
        let id = cite.source.as_ref().or(self.doc.default_source.as_ref())?;
        match self.get(id) {
            Some(Entry::Source(source)) => Some(source),
            _ => None,
        }
    }

    /// The sources that some citations mean, each once, in the order of the citations.
    pub fn sources_of<'c>(
        &self,
        cites: impl IntoIterator<Item = &'c Cite>,
    ) -> Vec<&'a Record<Source>> {
        let mut sources: Vec<&Record<Source>> = Vec::new();
        for source in cites.into_iter().filter_map(|cite| self.source_of(cite)) {
            if !sources.iter().any(|known| known.id == source.id) {
                sources.push(source);
            }
        }
        sources
    }

    /// Whether a citation is of this source.
    pub fn is_of(&self, cite: &Cite, source: &Record<Source>) -> bool {
        self.source_of(cite).is_some_and(|of| of.id == source.id)
    }

    /// What the locator of a citation counts.
    pub fn locator_term(&self, cite: &Cite) -> LocatorTerm {
        let of_source = || self.source_of(cite).and_then(|source| source.locator);
        cite.label.or_else(of_source).unwrap_or(LocatorTerm::Paragraph)
    }
}

fn all(doc: &Document) -> impl Iterator<Item = Entry<'_>> {
    let persons = doc.persons.iter().map(Entry::Person);
    let events = doc.events.iter().map(Entry::Event);
    let quotes = doc.quotes.iter().map(Entry::Quote);
    let terms = doc.terms.iter().map(Entry::Term);
    let remarks = doc.remarks.iter().map(Entry::Remark);
    let sources = doc.sources.iter().map(Entry::Source);
    persons.chain(terms).chain(events).chain(quotes).chain(remarks).chain(sources)
}
