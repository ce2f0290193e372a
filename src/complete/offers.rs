//! What a base offers for a value: pure, a base and an unfinished value in, candidates out.

use std::borrow::Cow;

use super::dates;
use super::{Candidate, Values, Wanted};
use crate::base::schema::{Event, Record, Term, TermKind};
use crate::base::{Base, Entry};
use crate::cite::style;
use crate::help;
use crate::lint::rule;
use crate::names::{self, Fit, Query};
use crate::query::{self, Named, chronological};
use crate::view::brief::brief;
use crate::write;

/// Ways in which something can be called, and what it is.
pub(super) struct Offer<'a> {
    /// The usual form first.
    pub(super) forms: Vec<Cow<'a, str>>,
    pub(super) about: String,
}

impl<'a> Offer<'a> {
    /// What has one form.
    pub(super) fn of(form: impl Into<Cow<'a, str>>, about: impl Into<String>) -> Self {
        Self { forms: vec![form.into()], about: about.into() }
    }

    /// A record by its id.
    fn by_id(base: &Base<'a>, entry: Entry<'a>) -> Self {
        Self::of(entry.id(), brief(base, entry))
    }

    /// A record by its names and, after these, its id.
    fn by_name(base: &Base<'a>, entry: Entry<'a>, names: impl Iterator<Item = &'a str>) -> Self {
        let forms = names.chain([entry.id()]).map(Cow::Borrowed).collect();
        Self { forms, about: brief(base, entry) }
    }
}

/// The values that could stand for an unfinished one.
pub fn offers(base: &Base<'_>, wanted: &Wanted) -> Vec<Candidate> {
    let all = match wanted.values {
        Values::Persons => persons(base).collect(),
        Values::Places => terms(base, |term| term.kind == TermKind::Place).collect(),
        Values::Terms => terms(base, |_| true).collect(),
        Values::Names => persons(base).chain(terms(base, |_| true)).collect(),
        Values::Subjects => {
            persons(base).chain(terms(base, |_| true)).chain(ids(base, is_event)).collect()
        }
        Values::Events => ids(base, is_event).collect(),
        Values::Quotes => ids(base, |entry| matches!(entry, Entry::Quote(_))).collect(),
        Values::Sources => ids(base, |entry| matches!(entry, Entry::Source(_))).collect(),
        Values::Records => ids(base, |_| true).collect(),
        Values::Passages => ids(base, |_| true).chain(passages(base, &wanted.typed)).collect(),
        Values::Topics => {
            let dates = dates::dates(base, &wanted.typed);
            persons(base).chain(terms(base, |_| true)).chain(dates).collect()
        }
        Values::Dates => dates::dates(base, &wanted.typed),
        Values::Days => dates::days(base, &wanted.typed),
        Values::Styles | Values::Rules | Values::Pages | Values::Files | Values::Free => Vec::new(),
    };
    matching(all, wanted)
}

/// The citation styles that could stand for an unfinished name; for these no base is needed.
pub fn styles(wanted: &Wanted) -> Vec<Candidate> {
    let all = style::list().into_iter().map(|(name, title)| Offer::of(name, title));
    matching(all.collect(), wanted)
}

/// The codes of rules that could stand for an unfinished one.
pub fn rules(wanted: &Wanted) -> Vec<Candidate> {
    let all = rule::RULES.iter().map(|rule| Offer::of(rule.code, rule.summary));
    matching(all.collect(), wanted)
}

/// The pages of help that could stand for an unfinished name.
pub fn pages(wanted: &Wanted) -> Vec<Candidate> {
    let all = help::names().into_iter().map(|name| Offer::of(name, String::new()));
    matching(all.collect(), wanted)
}

fn persons<'a>(base: &Base<'a>) -> impl Iterator<Item = Offer<'a>> {
    base.doc.persons.iter().map(|one| Offer::by_name(base, Entry::Person(one), one.body.forms()))
}

fn terms<'a>(base: &Base<'a>, is_it: fn(&Term) -> bool) -> impl Iterator<Item = Offer<'a>> {
    let terms = base.doc.terms.iter().filter(move |one| is_it(one));
    terms.map(|one| Offer::by_name(base, Entry::Term(one), one.body.forms()))
}

fn ids<'a>(base: &Base<'a>, is_it: fn(Entry<'_>) -> bool) -> impl Iterator<Item = Offer<'a>> {
    base.entries().filter(move |entry| is_it(*entry)).map(|entry| Offer::by_id(base, entry))
}

fn is_event(entry: Entry<'_>) -> bool {
    matches!(entry, Entry::Event(_))
}

/// The paragraphs of the source that is named, once its name is complete: `miller-2020:`.
fn passages<'a>(base: &Base<'a>, typed: &str) -> Vec<Offer<'a>> {
    let Some((id, _)) = typed.split_once(':') else { return Vec::new() };
    let sources = query::typed(&base.doc.sources, id);
    let [source] = sources.as_slice() else { return Vec::new() };
    let id = id.to_owned();
    let paragraphs = source.section.iter().flat_map(|section| {
        let about = |number| format!("paragraph {number}, under “{}”", section.heading);
        let offer = |number| Offer::of(format!("{id}:{number}"), about(number));
        (section.from..=section.to).map(offer).collect::<Vec<_>>()
    });
    paragraphs.collect()
}

/// Those that fit what was typed. Of the forms of each the one that fits best is taken, so that
/// nobody is offered twice.
fn matching(all: Vec<Offer<'_>>, wanted: &Wanted) -> Vec<Candidate> {
    if !wanted.values.is_joined() {
        let is_new = |offer: &Offer<'_>| {
            !offer.forms.iter().any(|form| wanted.earlier.iter().any(|word| word == form))
        };
        return best(all.into_iter().filter(is_new), wanted);
    }
    if wanted.earlier.is_empty() {
        return best(all.into_iter(), wanted);
    }
    best(all.iter().filter_map(|offer| rest(offer, &wanted.earlier)), wanted)
}

/// What remains of the forms that begin with some words.
fn rest<'a>(offer: &Offer<'a>, begun: &[String]) -> Option<Offer<'a>> {
    let begun = begun.join(" ");
    let count = begun.split_whitespace().count();
    let rest = |form: &Cow<'_, str>| {
        let words: Vec<&str> = form.split_whitespace().collect();
        let (head, tail) = words.split_at_checked(count)?;
        let is_it = !tail.is_empty() && names::fold(&head.join(" ")) == names::fold(&begun);
        is_it.then(|| Cow::Owned(tail.join(" ")))
    };
    let forms: Vec<Cow<'_, str>> = offer.forms.iter().filter_map(rest).collect();
    (!forms.is_empty()).then(|| Offer { forms, about: offer.about.clone() })
}

/// How a form answers to what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// It begins so.
    Exact,
    /// It begins so but for case, accents and apostrophes.
    Folded,
    /// Its words begin so: a surname.
    Words,
}

fn fit(form: &str, typed: &str, query: &Query, folded: &str) -> Option<Match> {
    if form.starts_with(typed) {
        return Some(Match::Exact);
    }
    // An id after its prefix.
    if !typed.is_empty() && form.split_once('.').is_some_and(|(_, rest)| rest.starts_with(typed)) {
        return Some(Match::Words);
    }
    if folded.is_empty() {
        return None;
    }
    let form = names::fold(form);
    if form.starts_with(folded) {
        return Some(Match::Folded);
    }
    query.fit(&form).filter(|fit| *fit <= Fit::Beginnings).map(|_| Match::Words)
}

/// Those that begin as was typed, or else those of which a word does.
fn best<'a>(all: impl Iterator<Item = Offer<'a>>, wanted: &Wanted) -> Vec<Candidate> {
    let (query, folded) = (Query::new(&wanted.typed), names::fold(&wanted.typed));
    let mut fits: Vec<(Match, Candidate)> = all
        .filter_map(|offer| {
            let usable = offer.forms.iter().filter(|form| !form.chars().any(is_unfit));
            let fit = |form| Some((fit(form, &wanted.typed, &query, &folded)?, form));
            let (fit, form) = usable.filter_map(|form| fit(form)).min_by_key(|(fit, _)| *fit)?;
            let value = format!("{}{form}", wanted.before);
            let about = write::visible(&one_line(&offer.about)).into_owned();
            Some((fit, Candidate { value, about }))
        })
        .collect();
    if fits.iter().any(|(fit, _)| *fit < Match::Words) {
        fits.retain(|(fit, _)| *fit < Match::Words);
    }
    fits.into_iter().map(|(_, candidate)| candidate).collect()
}

/// What a command line would not take as it is.
fn is_unfit(c: char) -> bool {
    c == '\n' || write::is_treacherous(c)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The dated events of a base, in the order of time.
pub(super) fn dated<'a>(base: &Base<'a>) -> Vec<&'a Record<Event>> {
    let mut events: Vec<_> = base.doc.events.iter().filter(|one| one.date().is_some()).collect();
    events.sort_by(|a, b| chronological(a, b));
    events
}
