//! Claims that disagree, as readers see them: a short sign wherever an event is told in a line, and
//! all of them where it is told at length.

use super::{Line, Tone, caution, date_line};
use crate::base::claims::Ranked;
use crate::base::schema::{Cause, DateClaim, Event, Id, Rank};
use crate::cite::{Citer, names};
use crate::query::when::Found;

/// The date under which an event was found, and what is to be known of it; `None` where it has
/// none.
pub(crate) fn when(event: &Event, found: Found<'_>) -> Option<Line> {
    let line = date_line(found.date(event)?);
    let sign = match found.by {
        Some(_) => by_claim(event),
        None => other_dates(event),
    };
    let possibly = if found.possibly { "[possibly]" } else { "" };
    Some(line.and(Tone::Caution, sign).and(Tone::Caution, possibly))
}

/// The preferred date of an event, and what is to be known of it; `None` where it has none.
pub(crate) fn preferred(event: &Event) -> Option<Line> {
    when(event, Found::default())
}

/// That an event is found by a date that is not the preferred one.
fn by_claim(event: &Event) -> String {
    let preferred = event.date().map(|date| date.edtf.in_words()).unwrap_or_default();
    format!("[claimed; preferred: {preferred}]")
}

/// That other dates are claimed: the other one, or how many there are.
pub(crate) fn other_dates(event: &Event) -> String {
    match event.other_dates().as_slice() {
        [] => String::new(),
        [other] => format!("[also {}]", other.edtf.in_words()),
        others => format!("[+{} dates]", others.len()),
    }
}

/// The same with every other date, for where nobody can look them up.
pub(crate) fn all_other_dates(event: &Event) -> String {
    let others: Vec<String> =
        event.other_dates().into_iter().map(|other| other.edtf.in_words()).collect();
    if others.is_empty() { String::new() } else { format!("[also {}]", others.join(", ")) }
}

/// That another place or cause is claimed.
pub(crate) fn other_points(event: &Event) -> String {
    if event.is_undisputed() {
        return String::new();
    }
    let points = [("place", event.other_places().len()), ("cause", event.other_causes().len())];
    let signs = points.into_iter().filter(|(_, count)| *count > 0).map(|(point, count)| {
        let s = if count == 1 { "" } else { "s" };
        format!("[+{count} {point}{s}]")
    });
    signs.collect::<Vec<_>>().join(" ")
}

/// The points of an event of which there are several claims: `date place`.
pub(super) fn points(event: &Event) -> String {
    if event.is_undisputed() {
        return String::new();
    }
    let points = [
        ("date", is_alone(&event.dates())),
        ("place", is_alone(&event.places())),
        ("cause", is_alone(&event.causes())),
    ];
    let several = points.iter().filter(|(_, is_alone)| !is_alone).map(|(point, _)| *point);
    several.collect::<Vec<_>>().join(" ")
}

/// Whether nobody claims anything else of a point.
pub(super) fn is_alone<T: ?Sized>(ranked: &[Ranked<'_, T>]) -> bool {
    ranked.is_empty() || matches!(ranked, [one] if one.is_preferred())
}

/// A date that is claimed, with the words of its source.
pub(super) fn date(claim: &Ranked<'_, DateClaim>) -> Line {
    let date = claim.value;
    let words = date.words.as_ref().map(|words| format!("“{words}”")).unwrap_or_default();
    Line::of(Tone::Date, date.edtf.in_words())
        .and(Tone::Caution, caution(date.certainty, date.because.as_deref()))
        .and(Tone::Quoted, words)
}

/// A place that is claimed.
pub(super) fn place(base: &Citer<'_>, claim: &Ranked<'_, [Id]>) -> Line {
    Line::plain(names(base, claim.value))
        .and(Tone::Caution, caution(claim.certainty, claim.because))
}

/// A cause that is claimed.
pub(super) fn cause(claim: &Ranked<'_, Cause>) -> Line {
    Line::plain(&*claim.value.text)
        .and(Tone::Caution, caution(claim.value.certainty, claim.value.because.as_deref()))
}

/// What rank a claim has, unless that is the usual one, and why. Of the first claim of a point that
/// is not preferred: that the event says nothing of it itself.
pub(super) fn rank<T: ?Sized>(claim: &Ranked<'_, T>, nth: usize) -> String {
    let word = claim.rank.word();
    match (claim.rank, claim.reason) {
        (Rank::Normal, None) if nth == 0 => "[by another claim]".to_owned(),
        (Rank::Normal, None) => String::new(),
        (Rank::Normal, Some(reason)) => format!("[{}]", reason.trim_end_matches('.')),
        (_, None) => format!("[{word}]"),
        (_, Some(reason)) => format!("[{word}: {}]", reason.trim_end_matches('.')),
    }
}

/// What stands before a claim in a list of them: `or`, `not`, and before the first what it is about.
pub(super) fn label<T: ?Sized>(
    point: &'static str,
    claim: &Ranked<'_, T>,
    nth: usize,
) -> &'static str {
    match claim.rank {
        Rank::Preferred => point,
        Rank::Normal if nth == 0 && !point.is_empty() => point,
        Rank::Normal => "or",
        Rank::Deprecated => "not",
    }
}

#[cfg(test)]
mod tests;
