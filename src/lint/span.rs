//! How long something lasted: spans in words that the dates do not give.

use super::rule::{Rule, Severity};
use super::{Finding, Mark, numeral, reach};
use crate::base::Base;
use crate::base::schema::{Event, Figure, FigureKind, Id, Person, Record};
use crate::date::Amount;
use crate::names;

/// A count of units may be rounded or count units that were only begun: so many more or fewer are
/// allowed, and of large numbers a twentieth, because they are rounded more.
const ROUNDED: f64 = 1.0;
const ROUNDED_SHARE: f64 = 1.0 / 20.0;

/// “About” allows a quarter more or less.
const ABOUT_SHARE: f64 = 1.0 / 4.0;

/// “Almost four” is nearer to four than to three.
const ALMOST: f64 = 0.5;

pub(super) static DURATION_DOES_NOT_FIT: Rule = Rule {
    code: "duration-does-not-fit",
    severity: Severity::Warning,
    summary: "a span in words is not what the dates give",
    why: "A figure of the kind duration has a value in minutes, hours, days, weeks, months, years, \
          decades or centuries, and the dates give another length by every reading. They are those \
          of the events that the figure names, from the beginning of `from` to the end of `to`, or \
          else of the event it stands in, if its date is an interval. A plain number is allowed \
          one unit more or less (a twentieth of large numbers), “about” a quarter; “almost” four \
          must be nearer to four than to three; “more than” and “less than” allow all on that \
          side. The sign of that is looked for before a number in `words` and after it (“or so”, \
          “or more”), and at the end of `what`.",
    mend: "If the source says so, keep its words as they are and remark on it.",
    example: r#"[event.landing]
kind = "travel"
title = "They land"
date = "1837-01"
cite = 1

[event.wreck]
kind = "travel"
title = "The ship is lost"
date = "1840-05-24"
figures = [
    { kind = "duration", from = "landing", value = 4, unit = "years", words = "almost four years" },
]
cite = 2
"#,
    neighbour: ("almost four years", "some four years"),
};

pub(super) fn check<'a>(base: &Base<'a>, findings: &mut Vec<Finding<'a>>) {
    for person in &base.doc.persons {
        findings.extend(of_person(base, person));
    }
    for event in &base.doc.events {
        for (index, figure) in event.figures.iter().enumerate() {
            let at = || Mark::new(["event", &event.id], "the source says").figure(index);
            findings.extend(duration(base, figure, Some(event), at));
        }
    }
}

fn of_person<'a>(base: &Base<'a>, person: &'a Record<Person>) -> impl Iterator<Item = Finding<'a>> {
    person.fact.iter().enumerate().flat_map(move |(nth, fact)| {
        fact.figures.iter().enumerate().filter_map(move |(index, figure)| {
            let at = || {
                let fact = Mark::new(["person", &person.id], "the source says").item("fact", nth);
                fact.figure(index)
            };
            Some(duration(base, figure, None, at)?.concerning(&person.id))
        })
    })
}

fn duration<'a>(
    base: &Base<'a>,
    figure: &'a Figure,
    here: Option<&'a Record<Event>>,
    at: impl Fn() -> Mark,
) -> Option<Finding<'a>> {
    if figure.kind != FigureKind::Duration {
        return None;
    }
    let value = figure.value.filter(|value| value.is_finite())?;
    let unit = figure.unit.as_deref()?;
    let days = days_of(unit)?;
    let event = |id: &Option<Id>| id.as_ref().map_or(here, |id| base.event(id));
    let is_named = figure.from.is_some() || figure.to.is_some();
    let (from, to) = (event(&figure.from)?, event(&figure.to)?);
    if !is_named && !from.date()?.edtf.is_interval() {
        return None;
    }
    let (start, end) = (reach(from)?.start, reach(to)?.end);
    let given = start.days_until(end);
    if Hedge::of(figure).allows_days(value, days, given) {
        return None;
    }
    let length = length(given, days, unit);
    let message = format!("by the dates it is {length}, not “{}”", figure.words);
    let finding = Finding {
        rule: &DURATION_DOES_NOT_FIT,
        message,
        at: at(),
        related: vec![Mark::date(from, if from.id == to.id { "date" } else { "from" })],
        hint: None,
        concerns: vec![&*from.id],
    };
    let finding = finding
        .hinted(format!("keep what the source says, and remark on it: about = [\"{}\"]", to.id));
    Some(if from.id == to.id { finding } else { finding.and_date(to, "to") })
}

/// Whether a word is a unit of time.
pub(super) fn is_time(word: &str) -> bool {
    days_of(word).is_some()
}

/// The length of a unit in days: the mean one of the Gregorian calendar.
fn days_of(unit: &str) -> Option<f64> {
    const YEAR: f64 = 365.2425;
    Some(match unit.strip_suffix('s').unwrap_or(unit) {
        "minute" => 1.0 / 1440.0,
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "month" => YEAR / 12.0,
        "year" => YEAR,
        "decade" => YEAR * 10.0,
        "century" | "centurie" => YEAR * 100.0,
        _ => return None,
    })
}

/// A length in a unit, to one place: `3.3 to 3.4 years`.
fn length(given: Amount, days: f64, unit: &str) -> String {
    #[allow(clippy::cast_precision_loss, reason = "days of history are few")]
    let shown = |count: i64| format!("{:.1}", count.max(0) as f64 / days);
    match (given.least.map(shown), given.most.map(shown)) {
        (_, _) if given.most.is_some_and(|most| most < 0) => "backwards".to_owned(),
        (Some(least), Some(most)) if least == most => format!("{least} {unit}"),
        (Some(least), Some(most)) => format!("{least} to {most} {unit}"),
        (Some(least), None) => format!("at least {least} {unit}"),
        (None, Some(most)) => format!("at most {most} {unit}"),
        (None, None) => "of any length".to_owned(),
    }
}

/// How a source qualifies a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    /// Not at all.
    Plain,
    About,
    /// A little less.
    Almost,
    Less,
    More,
    /// Any of the ten from the number on: “in her forties”.
    Decade,
}

/// The words after a number that qualify it, folded.
const AFTER: [(&str, Hedge); 8] = [
    ("or so", Hedge::About),
    ("or thereabouts", Hedge::About),
    ("more or less", Hedge::About),
    ("odd", Hedge::More),
    ("or more", Hedge::More),
    ("and more", Hedge::More),
    ("at least", Hedge::More),
    ("at most", Hedge::Less),
];

/// Tens of years of a life.
const DECADES: [&str; 18] = [
    "twenties",
    "20s",
    "thirties",
    "30s",
    "forties",
    "40s",
    "fifties",
    "50s",
    "sixties",
    "60s",
    "seventies",
    "70s",
    "eighties",
    "80s",
    "nineties",
    "90s",
    "teens",
    "hundreds",
];

/// The words before a number that qualify it, folded.
const HEDGES: [(&str, Hedge); 32] = [
    ("about", Hedge::About),
    ("around", Hedge::About),
    ("roughly", Hedge::About),
    ("approximately", Hedge::About),
    ("some", Hedge::About),
    ("circa", Hedge::About),
    ("or so", Hedge::About),
    ("almost", Hedge::Almost),
    ("nearly", Hedge::Almost),
    ("just under", Hedge::Almost),
    ("close to", Hedge::Almost),
    ("not quite", Hedge::Almost),
    ("not even", Hedge::Almost),
    ("barely", Hedge::Almost),
    ("hardly", Hedge::Almost),
    ("scarcely", Hedge::Almost),
    ("nigh on", Hedge::Almost),
    ("somewhat less than", Hedge::Almost),
    ("less than", Hedge::Less),
    ("fewer than", Hedge::Less),
    ("younger than", Hedge::Less),
    ("under", Hedge::Less),
    ("within", Hedge::Less),
    ("not yet", Hedge::Less),
    ("up to", Hedge::Less),
    ("at most", Hedge::Less),
    ("more than", Hedge::More),
    ("older than", Hedge::More),
    ("longer than", Hedge::More),
    ("over", Hedge::More),
    ("at least", Hedge::More),
    ("past", Hedge::More),
];

/// What may stand between such words and the number.
const FILLERS: [&str; 5] = ["a", "an", "the", "age", "of"];

/// What counts as a number too: by one of these or a numeral is known that what is before it
/// qualifies a number.
const UNITS: [&str; 12] = [
    "half", "dozen", "year", "month", "week", "day", "hour", "minute", "decade", "century",
    "score", "couple",
];

impl Hedge {
    /// How the words of a figure qualify its number.
    pub(super) fn of(figure: &Figure) -> Self {
        let what = names::fold(figure.what.as_deref().unwrap_or_default());
        let at_end = HEDGES.iter().filter(|(words, _)| {
            let rest = what.strip_suffix(words);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        });
        // The longest says most: "somewhat less than" is not "less than".
        let at_end = at_end.max_by_key(|(words, _)| words.len()).map(|(_, hedge)| *hedge);
        at_end.unwrap_or_else(|| Self::in_words(&names::fold(&figure.words)))
    }

    /// How the words of an age qualify it: who is in their fortieth year is not forty yet.
    pub(super) fn of_age(figure: &Figure) -> Self {
        let words = names::fold(&figure.words);
        let has = |word: &str| words.split(' ').any(|one| one == word);
        let of_life = || ["his", "her", "their", "its"].iter().any(|whose| has(whose));
        match Self::of(figure) {
            Self::Plain if DECADES.iter().any(|decade| has(decade)) => Self::Decade,
            Self::Plain if has("in") && of_life() && has("year") => Self::Almost,
            hedge => hedge,
        }
    }

    fn in_words(folded: &str) -> Self {
        let tokens: Vec<&str> = folded.split(' ').collect();
        let is_number = |token: &str| {
            token.starts_with(|c: char| c.is_ascii_digit())
                || numeral::is_name(token)
                || UNITS.contains(&token)
        };
        let number = tokens.iter().position(|token| is_number(token)).unwrap_or(0);
        let after = tokens.get(number..).unwrap_or_default().join(" ");
        let is_after = |words: &str| format!(" {after} ").contains(&format!(" {words} "));
        let after = AFTER.iter().find(|(words, _)| is_after(words)).map(|(_, hedge)| *hedge);
        let before = tokens.get(..number).unwrap_or_default();
        let fillers = before.iter().rev().take_while(|token| FILLERS.contains(token)).count();
        let before = before.get(..number - fillers).unwrap_or_default().join(" ");
        let ends = |words: &str| {
            before.strip_suffix(words).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let found = HEDGES.iter().filter(|(words, _)| ends(words));
        let found = found.max_by_key(|(words, _)| words.len()).map(|(_, hedge)| *hedge);
        found.or(after).unwrap_or(Self::Plain)
    }

    /// Whether a number that is so qualified can mean an age in completed years.
    pub(super) fn allows_age(self, value: f64, given: Amount) -> bool {
        let about = (value / 10.0).max(1.0);
        let (low, high) = match self {
            Self::Plain => (value.floor(), value.floor()),
            Self::About => (value - about, value + about),
            Self::Almost => (value - 1.0, value),
            Self::Less => (f64::NEG_INFINITY, value),
            Self::More => (value.floor(), f64::INFINITY),
            Self::Decade => {
                let decade = (value / 10.0).floor() * 10.0;
                (decade, decade + 9.0)
            }
        };
        meets(given, (low, high), 0.0)
    }

    /// Whether a number of units, each so many days, that is so qualified can mean a length.
    ///
    /// Between a day and another there is a day more or less, by the hours of both.
    fn allows_days(self, value: f64, unit: f64, given: Amount) -> bool {
        let rounded = ROUNDED.max(value * ROUNDED_SHARE);
        let (low, high) = match self {
            Self::Plain => (value - rounded, value + rounded),
            Self::About => {
                let about = rounded.max(value * ABOUT_SHARE);
                (value - about, value + about)
            }
            Self::Almost => (value - ALMOST.max(value * ROUNDED_SHARE), value),
            Self::Less => (f64::NEG_INFINITY, value),
            Self::More | Self::Decade => (value, f64::INFINITY),
        };
        meets(given, (low * unit, high * unit), 1.0)
    }
}

/// Whether an amount can lie between two limits, give or take a margin.
#[allow(clippy::cast_precision_loss, reason = "days and years of history are few")]
fn meets(given: Amount, (low, high): (f64, f64), margin: f64) -> bool {
    given.most.is_none_or(|most| most as f64 + margin >= low)
        && given.least.is_none_or(|least| least as f64 - margin <= high)
}
