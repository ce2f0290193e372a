//! What stands beside its own words: dates and figures that are not what the source is quoted with.
//!
//! `words` are often a part of what the source says, so that a finding needs a whole date or a
//! number in them, and nothing by which they could mean something else.

use super::rule::{Rule, Severity};
use super::span::{self, Hedge};
use super::{Finding, Mark, numeral};
use crate::base::Base;
use crate::base::check::Step;
use crate::base::schema::{Certainty, Cite, DateClaim, Event, Figure, FigureKind, Record};
use crate::date::{Date, Day, MONTHS};

pub(super) static DATE_NOT_ITS_WORDS: Rule = Rule {
    code: "date-not-its-words",
    severity: Severity::Warning,
    summary: "a date is not the one that its own words name",
    why: "The `words` of a date name a year, a month of a year or a day, and by no reading of the \
          date was it then. Words that count from there (“before”, “two years later”, “aged 60”) or \
          speak of another calendar are not looked at, nor dates that are inferred or unproven; up \
          to 1926 a day by the Julian calendar may be meant.",
    mend: "Mend the date or its words. What was worked out is certainty = \"inferred\", with the \
           reason.",
    example: r#"[event.opening]
kind = "education"
title = "The school opens"
date = { edtf = "1899-05-03", words = "on May 3, 1889" }
cite = 1
"#,
    neighbour: ("1899-05-03", "1889-05"),
};

pub(super) static FIGURE_NOT_ITS_WORDS: Rule = Rule {
    code: "figure-not-its-words",
    severity: Severity::Warning,
    summary: "a figure has another value than the number in its own words",
    why: "The `words` of a figure have one number, in digits or in English, and its `value` is \
          another. With “about” and “almost” a quarter more or less is allowed; not looked at are \
          words with “more than”, “less than”, an ordinal, a fraction, a dozen or another unit.",
    mend: "Mend the value or the words.",
    example: r#"[event.opening]
kind = "education"
title = "The school opens"
date = "1889-05-03"
figures = [{ kind = "count", what = "pupils", value = 9, words = "six pupils" }]
cite = 1
"#,
    neighbour: ("six pupils", "six to ten pupils"),
};

pub(super) fn check<'a>(base: &Base<'a>, findings: &mut Vec<Finding<'a>>) {
    for person in &base.doc.persons {
        for (nth, fact) in person.fact.iter().enumerate() {
            let at = |index| Mark::new(["person", &person.id], "").item("fact", nth).figure(index);
            findings.extend(of_figures(base, (&fact.figures, &fact.cite), &person.id, at));
        }
    }
    for event in &base.doc.events {
        findings.extend(of_dates(base, event));
        let at = |index| Mark::new(["event", &event.id], "").figure(index);
        findings.extend(of_figures(base, (&event.figures, &event.cite), &event.id, at));
    }
}

// ---- dates ----

/// The date of an event and those that are claimed beside it.
fn of_dates<'a>(base: &Base<'a>, event: &'a Record<Event>) -> Vec<Finding<'a>> {
    let own = || Mark::new(["event", &event.id], "");
    let mut findings = Vec::new();
    if event.certainty == Certainty::Stated || event.certainty == Certainty::Reported {
        findings.extend(event.own_date().and_then(|date| of_date(date, event, own())));
    }
    let all = base.doc.claimed.iter().enumerate();
    let mut apart = all.filter(|(_, of)| **of == event.id).map(|(at, _)| at);
    for (index, claim) in event.claim.iter().enumerate() {
        let mark = match claim.of {
            Some(_) => Mark::new([], "").item("claim", apart.next().unwrap_or_default()),
            None => own().item("claim", index),
        };
        let is_told = matches!(claim.certainty, Certainty::Stated | Certainty::Reported);
        let date = claim.date.as_ref().filter(|_| is_told);
        findings.extend(date.and_then(|date| of_date(date, event, mark)));
    }
    findings
}

fn of_date<'a>(
    date: &'a DateClaim,
    event: &'a Record<Event>,
    mut mark: Mark,
) -> Option<Finding<'a>> {
    let words = date.words.as_deref()?;
    let is_told = matches!(date.certainty, Certainty::Stated | Certainty::Reported);
    let is_open = date.edtf.is_uncertain() || date.edtf.is_approximate();
    if !is_told || is_open {
        return None;
    }
    let named = named_times(words).filter(|named| !named.is_empty())?;
    if named.iter().any(|named| named.can_be(&date.edtf)) {
        return None;
    }
    mark.path.extend(["date", "edtf"].map(|key| Step::Key(key.to_owned())));
    mark.label = format!("the date: {}", date.edtf.in_words());
    let message = format!("“{words}” is not {}", date.edtf.in_words());
    let finding = Finding {
        rule: &DATE_NOT_ITS_WORDS,
        message,
        at: mark,
        related: Vec::new(),
        hint: None,
        concerns: vec![&*event.id],
    };
    Some(finding.hinted("mend the date or its words".to_owned()))
}

/// A time that words name: some years, a month of a year, a day of a year or of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Years(i64, i64),
    Month(i64, u8),
    Day(Option<i64>, u8, u8),
}

/// By so many days the calendars differ, from the sixteenth century to the twentieth.
const JULIAN: std::ops::RangeInclusive<i128> = 10..=13;

/// The last year in which a country of Europe changed its calendar was 1923, Turkey’s 1926.
const LAST_JULIAN: i64 = 1926;

/// Where the year began in March, it was another one up to then: in England until 1752.
const LAST_LADY_DAY: i64 = 1752;

impl Named {
    /// Whether a date can be of this time.
    fn can_be(self, date: &Date) -> bool {
        let (first, last) = (date.min(), date.max());
        let meets = |from: Day, to: Day, late: i128| {
            first.is_none_or(|first| first.number() <= to.number() + late)
                && last.is_none_or(|last| last.number() >= from.number())
        };
        // Only what is told to the day or the month was taken over into another calendar.
        let is_short = first.zip(last).is_some_and(|(a, b)| b.number() - a.number() < 60);
        let late = |year: i64| match year {
            ..=LAST_LADY_DAY if is_short => 100,
            ..=LAST_JULIAN if is_short => *JULIAN.end(),
            _ => 0,
        };
        match self {
            Self::Years(from, to) => meets(day(from, 1, 1), day(to, 12, 31), late(to)),
            Self::Month(year, month) => {
                meets(day(year, month, 1), day(year, month, 31), late(year))
            }
            Self::Day(Some(year), month, of_month) => {
                let there = day(year, month, of_month);
                let is_julian = |by: i128| {
                    let shifted = there.number() + by;
                    first.is_none_or(|first| first.number() <= shifted)
                        && last.is_none_or(|last| last.number() >= shifted)
                };
                meets(there, there, 0)
                    || year <= LAST_LADY_DAY && meets(there, there, 380)
                    || year <= LAST_JULIAN && JULIAN.into_iter().any(is_julian)
            }
            Self::Day(None, month, of_month) => {
                let (Some(first), Some(last)) = (first, last) else { return true };
                // Of two years or more any day is one.
                last.year > first.year + 1
                    || (first.year..=last.year)
                        .any(|year| Self::Day(Some(year), month, of_month).can_be(date))
            }
        }
    }
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day { year, month, day }
}

/// Words by which a date counts from the one that is named, or names one of another calendar.
const RELATIVE: [&str; 44] = [
    "after",
    "age",
    "aged",
    "ago",
    "anniversary",
    "bc",
    "bce",
    "before",
    "between",
    "birthday",
    "by",
    "calendar",
    "century",
    "day",
    "days",
    "earlier",
    "end",
    "eve",
    "following",
    "from",
    "hijri",
    "julian",
    "later",
    "month",
    "months",
    "next",
    "not",
    "old",
    "os",
    "previous",
    "prior",
    "reign",
    "since",
    "style",
    "than",
    "till",
    "to",
    "turned",
    "until",
    "week",
    "weeks",
    "within",
    "years",
    "yesterday",
];

/// Words that stand before a year, but not before a number of something.
const BEFORE_YEAR: [&str; 21] = [
    "about",
    "and",
    "around",
    "autumn",
    "christmas",
    "circa",
    "during",
    "early",
    "easter",
    "fall",
    "in",
    "late",
    "mid",
    "middle",
    "of",
    "on",
    "spring",
    "summer",
    "the",
    "winter",
    "year",
];

/// The times that words name, as far as they name them wholly; `None` where something in them may
/// mean another one.
fn named_times(words: &str) -> Option<Vec<Named>> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let tokens: Vec<(&str, String)> =
        words.split_whitespace().map(|word| (word, plain(word))).collect();
    if tokens.iter().any(|(_, token)| RELATIVE.contains(&&**token) || token.contains('.')) {
        return None;
    }
    let mut named = Vec::new();
    let mut at = 0;
    while let Some((word, token)) = tokens.get(at) {
        let token_at = |at: usize| tokens.get(at).map(|(_, token)| &**token);
        let before = at.checked_sub(1).and_then(token_at);
        if let Some(month) = month(word) {
            let day_before = match before {
                Some("of") => at.checked_sub(2).and_then(token_at),
                other => other,
            };
            let mut next = at + 1;
            let day_after = token_at(next).and_then(day_of_month);
            if day_after.is_some() {
                next += 1;
            }
            let day = day_after.or_else(|| day_before.and_then(day_of_month));
            if token_at(next) == Some("of") {
                next += 1;
            }
            let year = token_at(next).and_then(year);
            match (day, year) {
                (Some(day), year) => named.push(Named::Day(year, month, day)),
                (None, Some(year)) => named.push(Named::Month(year, month)),
                (None, None) => {}
            }
            at = if year.is_some() { next + 1 } else { at + 1 + usize::from(day_after.is_some()) };
            continue;
        }
        if token.contains(|c: char| c.is_ascii_digit()) && day_of_month(token).is_none() {
            let (from, to) = years(token)?;
            let is_last = tokens.len() == at + 1 || !word.ends_with(char::is_alphanumeric);
            let goes_on = token_at(at + 1).is_some_and(|next| BEFORE_YEAR.contains(&next));
            let is_alone = tokens.len() == 1;
            let is_year = before.is_some_and(|before| BEFORE_YEAR.contains(&before));
            if !(is_alone || is_year && (is_last || goes_on || from != to)) {
                return None;
            }
            named.push(Named::Years(from, to));
        }
        at += 1;
    }
    Some(named)
}

/// The number of a month by its English name, which some have with others’ languages.
fn month(word: &str) -> Option<u8> {
    let name = word.trim_matches(|c: char| !c.is_alphanumeric());
    let at = MONTHS.iter().position(|month| *month == name)?;
    u8::try_from(at + 1).ok()
}

/// A day of the month: `3`, `3rd`, `16th`.
fn day_of_month(token: &str) -> Option<u8> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end));
    let number = bare.unwrap_or(token);
    let is_short = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|day| is_short && (1..=31).contains(day))
}

fn year(token: &str) -> Option<i64> {
    let is_year = token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit());
    token.parse().ok().filter(|year| is_year && (1000..=2100).contains(year))
}

/// `1889`, `1893–94`, `1893/1894`, `1920s`; `None` for other things with digits.
fn years(token: &str) -> Option<(i64, i64)> {
    if let Some(only) = year(token) {
        return Some((only, only));
    }
    if let Some(decade) = token.strip_suffix('s').and_then(year) {
        // Nobody counts a decade to the day.
        return (decade % 10 == 0).then_some((decade - 1, decade + 10));
    }
    let (from, to) = token.split_once(['-', '–', '/'])?;
    let from = year(from)?;
    let to = match to.len() {
        2 if to.bytes().all(|byte| byte.is_ascii_digit()) => {
            from - from % 100 + to.parse::<i64>().ok()?
        }
        _ => year(to)?,
    };
    (from <= to).then_some((from, to))
}

// ---- figures ----

fn of_figures<'a>(
    base: &Base<'a>,
    (figures, cites): (&'a [Figure], &[Cite]),
    id: &'a str,
    at: impl Fn(usize) -> Mark,
) -> Vec<Finding<'a>> {
    let language = |cite: &Cite| base.source_of(cite)?.language.as_deref();
    let is_english = cites.iter().filter_map(language).all(|language| language.starts_with("en"));
    let one = |(index, figure): (usize, &'a Figure)| {
        let value = figure.value.filter(|value| value.is_finite())?;
        let number = number(figure, is_english).filter(|number| !may_be(figure, *number, value))?;
        let mut mark = at(index);
        mark.label = format!("“{}”", figure.words);
        let finding = Finding {
            rule: &FIGURE_NOT_ITS_WORDS,
            message: format!("“{}” says {number}, not {value}", figure.words),
            at: mark,
            related: Vec::new(),
            hint: None,
            concerns: vec![id],
        };
        Some(finding.hinted("mend the value or the words".to_owned()))
    };
    figures.iter().enumerate().filter_map(one).collect()
}

/// Whether a number that is so qualified can be a value.
fn may_be(figure: &Figure, number: f64, value: f64) -> bool {
    let margin = match Hedge::of(figure) {
        Hedge::Plain => 0.0,
        Hedge::About | Hedge::Almost => number / 4.0,
        Hedge::Less | Hedge::More | Hedge::Decade => return true,
    };
    (number - value).abs() <= margin
}

/// The one number in the words of a figure, if they have one and it can mean nothing else.
fn number(figure: &Figure, is_english: bool) -> Option<f64> {
    let tokens: Vec<String> = figure
        .words
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    if !is_of_unit(figure, &tokens) {
        return None;
    }
    let numbers = numeral::numbers(&tokens, is_english)?;
    let [only] = numbers.as_slice() else { return None };
    // “One” is a pronoun too, and a year is no count of something.
    let may_be_year = (1000.0..=2100.0).contains(only) && figure.kind != FigureKind::Count;
    let is_one = (*only - 1.0).abs() < f64::EPSILON;
    (!is_one && !may_be_year).then_some(*only)
}

/// Whether words count in the unit that the value has, as far as can be told.
fn is_of_unit(figure: &Figure, tokens: &[String]) -> bool {
    let stem = |word: &str| word.trim_end_matches('s').to_owned();
    let unit = figure.unit.as_deref().map(|unit| stem(&unit.to_lowercase()));
    let has_unit = unit.is_some_and(|unit| tokens.iter().any(|token| stem(token) == unit));
    let has_other = tokens.iter().any(|token| span::is_time(token));
    has_unit || (figure.kind != FigureKind::Measure && !has_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(words: &str) -> Option<f64> {
        let words = words.to_owned();
        let figure = Figure {
            kind: FigureKind::Count,
            of: None,
            what: None,
            from: None,
            to: None,
            value: None,
            unit: None,
            words,
        };
        number(&figure, true)
    }

    #[test]
    fn one_number_is_read_in_digits_and_in_words() {
        for (words, number) in [
            ("six pupils", 6.0),
            ("twenty-six pupils", 26.0),
            ("aged twenty six", 26.0),
            ("over one hundred and twenty participants", 120.0),
            ("a hundred men", 100.0),
            ("two thousand men", 2000.0),
            ("around 8,500 packages", 8500.0),
            ("1.5 miles", 1.5),
        ] {
            assert_eq!(only(words), Some(number), "{words}");
        }
        for words in [
            "three or four",
            "six to ten",
            "a year",
            "twenty–thirty",
            "one of them",
            "two dozen",
            "his third",
            "the 80th anniversary",
            "three and a half",
            "first two",
            "hundreds",
            "1931–33",
            "eighteen months",
        ] {
            assert_eq!(only(words), None, "{words}");
        }
    }

    fn fits(words: &str, edtf: &str) -> bool {
        let named = named_times(words).unwrap_or_default();
        named.is_empty() || named.iter().any(|one| one.can_be(&Date::parse(edtf).unwrap()))
    }

    #[test]
    fn a_date_is_held_against_what_its_words_name() {
        for (words, edtf) in [
            ("on May 3, 1889", "1899-05-03"),
            ("3 May 1889", "1889-05-04"),
            ("in 1889", "1890"),
            ("on the 3rd of May 1989", "1989-06"),
            ("May 1989", "1989-06"),
            ("in May of 1989", "1988-05"),
            ("in 1989", "1988"),
            ("in 1989", "1990/1992"),
            ("1893–94", "1895"),
            ("in the 1920s", "1935"),
            ("on May 18th", "2013-05-19"),
        ] {
            assert!(!fits(words, edtf), "{words} and {edtf}");
        }
        for (words, edtf) in [
            ("in May of that year", "1861-05"),
            ("on May 3", "1889-05-03"),
            ("on May 3", "1889"),
            ("on the 3rd of May 1989", "1989-05"),
            ("the winter of 1893–94", "1893-24/1894-24"),
            ("in the 1920s", "1924"),
            ("at the end of the 1920s", "1930"),
            ("three years later", "1892"),
            ("before January 5, 1933", "../1933-01-04"),
            ("when he died in 1883, aged four", "1879"),
            ("25 October 1917", "1917-11-07"),
            ("in October 1917", "1917-11-07"),
            ("10 February 1731", "1732-02-21"),
            ("44 BC", "-0043"),
            ("with 1500 men", "1789"),
            ("01/06/94", "1994-06-01"),
            ("2014-02-11", "2014-02-12"),
            ("arrested in 1929 and deported", "[1929..1931]"),
            ("February 16, 1938", "[1936-01-01..1938-02-16]"),
            ("in the year 5 of the Republic", "1797"),
        ] {
            assert!(fits(words, edtf), "{words} and {edtf}");
        }
    }
}
