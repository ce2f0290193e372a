//! What a base holds at a glance, and what it would be natural to ask it.

use std::collections::HashMap;

use crate::base::Base;
use crate::base::schema::{Id, Role};

/// How much is in a base, and from when to when.
#[derive(Debug)]
pub struct Overview<'a> {
    /// How many records of each kind there are, the kinds of which there are none left out: a
    /// number and the words for one and for several.
    pub counts: Vec<(usize, &'static str, &'static str)>,
    /// The first and the last year of the dated events; 0 is 1 BC.
    pub years: Option<(i64, i64)>,
    /// Questions that this base answers, the most natural first.
    pub questions: Vec<Natural<'a>>,
}

/// A question that a base answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Natural<'a> {
    /// Whoever most of the events happen to.
    Person(&'a Id),
    /// The year in which most of them happen.
    Year(i64),
    /// Whoever is quoted most.
    Speaker(&'a Id),
    Term(&'a Id),
    Event(&'a Id),
    Quote(&'a Id),
    Source(&'a Id),
}

/// Looks a base over.
pub fn overview<'a>(base: &Base<'a>) -> Overview<'a> {
    let doc = base.doc;
    let mut counts = vec![
        (doc.persons.len(), "person", "persons"),
        (doc.relations.len(), "relation", "relations"),
        (doc.events.len(), "event", "events"),
        (doc.quotes.len(), "quotation", "quotations"),
        (doc.terms.len(), "term", "terms"),
        (doc.remarks.len(), "remark", "remarks"),
    ];
    counts.retain(|(count, ..)| *count > 0);
    Overview { counts, years: super::span_of_dates(doc), questions: questions(base) }
}

fn questions<'a>(base: &Base<'a>) -> Vec<Natural<'a>> {
    let doc = base.doc;
    let people = doc.events.iter().flat_map(|event| event.people.iter());
    let principals = people.filter(|(_, role)| *role == Role::Principal).map(|(id, _)| id);
    let anyone = || doc.persons.first().map(|person| &person.id);
    let years = doc.events.iter().filter_map(|event| {
        let date = &event.date()?.edtf;
        let (first, last) = (date.min()?.year, date.max()?.year);
        (first == last).then_some(first)
    });
    let speakers = doc.quotes.iter().flat_map(|quote| &quote.speaker);
    let questions = [
        most(principals).or_else(anyone).map(Natural::Person),
        most(years).map(Natural::Year),
        most(speakers).map(Natural::Speaker),
        doc.terms.first().map(|term| Natural::Term(&term.id)),
        doc.events.first().map(|event| Natural::Event(&event.id)),
        doc.quotes.first().map(|quote| Natural::Quote(&quote.id)),
        doc.sources.first().map(|source| Natural::Source(&source.id)),
    ];
    questions.into_iter().flatten().collect()
}

/// What occurs most; of several the first.
fn most<T: Copy + Eq + std::hash::Hash>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, (usize, usize)> = HashMap::new();
    for (at, item) in items.enumerate() {
        counts.entry(item).or_insert((0, at)).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, (count, at))| (*count, std::cmp::Reverse(*at)));
    most.map(|(item, _)| item)
}
