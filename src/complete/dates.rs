//! Dates that occur in a base, offered as files are: first the years, then what lies in one.

use std::collections::BTreeMap;

use super::offers::{Offer, dated};
use crate::base::Base;
use crate::base::schema::{Event, Record};
use crate::date::{Date, MonthDay};
use crate::query::when::Asked;
use crate::view::brief::happened;

/// The dates that could stand for an unfinished one, in the order of time. The second date of an
/// interval is completed by itself.
pub(super) fn dates<'a>(base: &Base<'a>, typed: &str) -> Vec<Offer<'a>> {
    let start = typed.rfind('/').map_or(0, |at| at + 1);
    let (before, typed) = typed.split_at(start);
    let mut named = Found::default();
    for event in dated(base) {
        for date in named_by(event) {
            named.add(date, event);
        }
    }
    let is_complete = named.0.contains_key(typed);
    let typed = depth(typed);
    let is_near = |date: &str| {
        let depth = depth(date);
        depth == typed || is_complete && depth == typed + 1
    };
    let mut dates = named.offers(base, is_near);
    dates.sort_by_cached_key(|(date, _)| Date::parse(date).ok().and_then(|date| date.min()));
    let typed = dates.into_iter().filter_map(|(date, about)| Some((typeable(date)?, about)));
    typed.map(|(date, about)| Offer::of(format!("{before}{date}"), about)).collect()
}

/// The days of the year, and the months, that could stand for an unfinished one.
pub(super) fn days<'a>(base: &Base<'a>, typed: &str) -> Vec<Offer<'a>> {
    let mut found = Found::default();
    for event in dated(base) {
        for date in named_by(event) {
            if let Some(day) = day_of_year(&date) {
                found.add(day, event);
            }
        }
    }
    let is_complete = found.0.contains_key(typed);
    let is_near = |day: &str| depth(day) == depth(typed) || is_complete;
    found.offers(base, is_near).into_iter().map(|(day, about)| Offer::of(day, about)).collect()
}

/// The dates under which an event is found, those of all that may be so.
fn named_by(event: &Event) -> impl Iterator<Item = String> {
    event.date().into_iter().chain(event.other_dates()).flat_map(|date| date.edtf.named())
}

/// A date as it can be typed: what begins with a hyphen would be a flag, and a year before the
/// common era has another form.
fn typeable(date: String) -> Option<String> {
    match (date.starts_with('-'), depth(&date)) {
        (false, _) => Some(date),
        (true, 0) => Date::parse(&date).ok().map(|date| date.in_words()),
        (true, _) => None,
    }
}

/// How far a date is told: 0 a year, 1 a month, 2 a day.
fn depth(date: &str) -> usize {
    date.trim_start_matches('-').matches('-').count()
}

/// The month and the day of a date that has them: `06-09`, `06`.
fn day_of_year(date: &str) -> Option<String> {
    let (_, day) = date.trim_start_matches('-').split_once('-')?;
    MonthDay::parse(day).ok().map(|day| day.to_string())
}

/// Dates and what happened then.
#[derive(Default)]
struct Found<'a>(BTreeMap<String, Vec<&'a Record<Event>>>);

impl<'a> Found<'a> {
    fn add(&mut self, date: String, event: &'a Record<Event>) {
        let events = self.0.entry(date).or_default();
        // Its claims may name one date several times.
        if events.last().is_none_or(|last| last.id != event.id) {
            events.push(event);
        }
    }

    /// The dates of which something holds, each with what happened then.
    fn offers(self, base: &Base<'_>, is_it: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let found = self.0.into_iter().filter(|(date, _)| is_it(date));
        let told = |(date, events): (String, Vec<_>)| {
            let about = about(base, &date, &events);
            (date, about)
        };
        found.map(told).collect()
    }
}

/// What happened in some time, what certainly did so first.
fn about<'a>(base: &Base<'_>, date: &str, events: &[&'a Record<Event>]) -> String {
    let when = Date::parse(date).ok();
    let found =
        |event: &'a Record<Event>| Asked::when(when.as_ref()).find(base, event).unwrap_or_default();
    let more =
        if events.len() > 1 { format!(", and {} more", events.len() - 1) } else { String::new() };
    let told = events.iter().map(|event| (event, found(event)));
    let first = told.min_by_key(|(_, found)| (found.by.is_some(), found.possibly));
    first.map(|(event, found)| happened(event, found) + &more).unwrap_or_default()
}
