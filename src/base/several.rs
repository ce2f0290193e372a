//! A base of several files: one document made of theirs.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::check::Step;
use super::schema::{Cite, Document, Id, Record};

/// The same id in two files.
#[derive(Debug)]
pub(super) struct Clash {
    pub(super) id: Id,
    /// The file that has it second, and where.
    pub(super) second: (usize, Vec<Step>),
    /// The file that has it first, and where.
    pub(super) first: (usize, Vec<Step>),
}

/// Documents that become one.
#[derive(Debug, Default)]
pub(super) struct Union {
    pub(super) doc: Document,
    /// How many files there are.
    files: usize,
    /// The file that has an id, and the kind of its record there.
    owners: HashMap<Id, (usize, &'static str)>,
    pub(super) clashes: Vec<Clash>,
    /// The default source of each file that has one.
    pub(super) defaults: Vec<(usize, Id)>,
}

impl Union {
    /// Adds the next file. Each of its citations names its source from now on; a record whose id
    /// another file has is left out, and told among the clashes.
    pub(super) fn add(&mut self, mut other: Document) {
        let file = self.files;
        self.files += 1;
        if let Some(default) = other.default_source.take() {
            let unnamed = cites_mut(&mut other).filter(|cite| cite.source.is_none());
            unnamed.for_each(|cite| cite.source = Some(default.clone()));
            self.defaults.push((file, default));
        }
        let mut doc = std::mem::take(&mut self.doc);
        // What a base is about is told with its title.
        if doc.title.is_empty() {
            doc.title = other.title;
            doc.about = other.about;
        }
        self.records(file, "source", &mut doc.sources, other.sources);
        self.records(file, "person", &mut doc.persons, other.persons);
        self.records(file, "event", &mut doc.events, other.events);
        self.records(file, "quote", &mut doc.quotes, other.quotes);
        self.records(file, "term", &mut doc.terms, other.terms);
        self.records(file, "remark", &mut doc.remarks, other.remarks);
        doc.relations.extend(other.relations);
        doc.claims.extend(other.claims);
        self.doc = doc;
    }

    fn records<T>(
        &mut self,
        file: usize,
        kind: &'static str,
        all: &mut Vec<Record<T>>,
        more: Vec<Record<T>>,
    ) {
        let path =
            |kind: &str, id: &Id| vec![Step::Key(kind.to_owned()), Step::KeyOf(id.to_string())];
        for record in more {
            match self.owners.entry(record.id.clone()) {
                Slot::Occupied(slot) if slot.get().0 != file => {
                    let (first, first_kind) = *slot.get();
                    self.clashes.push(Clash {
                        second: (file, path(kind, &record.id)),
                        first: (first, path(first_kind, &record.id)),
                        id: record.id,
                    });
                }
                // Twice in one file is for the check to tell.
                Slot::Occupied(_) => all.push(record),
                Slot::Vacant(slot) => {
                    slot.insert((file, kind));
                    all.push(record);
                }
            }
        }
    }

    /// The default source of all, which readers need not be told: the one that all files have that
    /// have one.
    pub(super) fn default_source(&self) -> Option<Id> {
        let mut defaults = self.defaults.iter().map(|(_, id)| id);
        let first = defaults.next();
        let is_shared = defaults.all(|id| Some(id) == first);
        first.filter(|_| is_shared).cloned()
    }
}

/// Every citation of a document.
fn cites_mut(doc: &mut Document) -> impl Iterator<Item = &mut Cite> {
    let persons = doc.persons.iter_mut().flat_map(|person| {
        let facts = person.body.fact.iter_mut().flat_map(|fact| &mut fact.cite);
        person.body.cite.iter_mut().chain(facts)
    });
    let events = doc.events.iter_mut().flat_map(|event| {
        let event = &mut event.body;
        let causes = event.cause.iter_mut().flat_map(|cause| &mut cause.cite);
        event.cite.iter_mut().chain(causes).chain(event.claim.iter_mut().flat_map(cites_of_claim))
    });
    let relations = doc.relations.iter_mut().flat_map(|relation| &mut relation.cite);
    let claims = doc.claims.iter_mut().flat_map(cites_of_claim);
    let quotes = doc.quotes.iter_mut().flat_map(|quote| &mut quote.body.cite);
    let terms = doc.terms.iter_mut().flat_map(|term| &mut term.body.cite);
    let remarks = doc.remarks.iter_mut().flat_map(|remark| &mut remark.body.cite);
    persons.chain(events).chain(relations).chain(claims).chain(quotes).chain(terms).chain(remarks)
}

fn cites_of_claim(claim: &mut super::schema::Claim) -> impl Iterator<Item = &mut Cite> {
    claim.cite.iter_mut().chain(claim.cause.iter_mut().flat_map(|cause| &mut cause.cite))
}

#[cfg(test)]
mod tests;
