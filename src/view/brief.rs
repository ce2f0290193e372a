//! A record in one line, for where there is room for no more: beside its name in a list.

use super::caution;
use super::claims::preferred;
use crate::base::schema::{Certainty, Event, Quote, Record};
use crate::base::{Base, Entry};
use crate::query::when::Found;

/// The most characters of a quotation that are shown.
const QUOTED: usize = 60;

/// A record in one line, without its name.
pub fn brief(base: &Base<'_>, entry: Entry<'_>) -> String {
    match entry {
        Entry::Person(person) => person.about.clone(),
        Entry::Term(term) => format!("{}: {}", term.kind.word(), term.about),
        Entry::Event(event) => {
            let when = preferred(event).map(|date| date.text());
            format!("{}: {}", when.as_deref().unwrap_or("date not stated"), titled(event))
        }
        Entry::Quote(quote) => quoted(base, quote),
        Entry::Remark(remark) => format!("{}: {}", remark.kind.word(), remark.title),
        Entry::Source(source) => source.title.clone(),
    }
}

/// The title of an event, marked where the event is not simply stated.
fn titled(event: &Record<Event>) -> String {
    with_caution(&event.title, &caution(event.certainty, None))
}

/// The title of an event that happened in some time, marked where it only possibly did, or by
/// another claim than the preferred one, or where it or its date is not simply stated.
pub fn happened(event: &Record<Event>, found: Found<'_>) -> String {
    let of_date = found.date(event).map(|date| date.certainty).unwrap_or_default();
    let certainty = if event.certainty == Certainty::Stated { of_date } else { event.certainty };
    let marked = with_caution(&event.title, &caution(certainty, None));
    let marked = with_caution(&marked, if found.by.is_some() { "[claimed]" } else { "" });
    with_caution(&marked, if found.possibly { "[possibly]" } else { "" })
}

/// The first words of a quotation, and whose they are.
fn quoted(base: &Base<'_>, quote: &Record<Quote>) -> String {
    let speakers: Vec<&str> = quote.speaker.iter().map(|id| base.name_of(id)).collect();
    let line = format!("“{}” — {}", first_words(&quote.text), speakers.join(", "));
    with_caution(&line, &caution(quote.certainty, None))
}

fn with_caution(text: &str, caution: &str) -> String {
    if caution.is_empty() { text.to_owned() } else { format!("{text} {caution}") }
}

/// As many whole words of a text as there is room for.
fn first_words(text: &str) -> String {
    let mut shown = String::new();
    for word in text.split_whitespace() {
        if !shown.is_empty() && shown.chars().count() + word.chars().count() >= QUOTED {
            return shown + " …";
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}
