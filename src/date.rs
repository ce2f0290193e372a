//! Dates: EDTF (ISO 8601-2:2019 Annex A, levels 0 to 2) behind our own type.
//!
//! This is the only file that knows the EDTF library. A [`Date`] is what a fact base says; a
//! [`Date`] is also what a reader asks for ("within 1931"), and [`Date::within`] compares the two
//! with three possible answers.
//!
//! # How dates compare
//!
//! Every date says of a happening when it *started* and when it *ended*, each as a range of days.
//! A plain date (`1931`) is one happening on some day of that range; an interval
//! (`1931-01/1931-11`) fills the time between a day of its first and a day of its second date. An
//! end that is open (`..`) or unknown (empty) lies anywhere from the other end on, so that it is
//! never claimed for a later year with certainty. Of a set, `[a, b]` means one of its members and
//! `{a, b}` all of them.
//!
//! - **certainly** within WHEN: however the ranges are filled in, some day of it falls in WHEN;
//! - **possibly**: it does so for one way of filling them in, but not for another;
//! - what a source tells of was not after it: an open end is possible up to the day on which the
//!   source was issued, unless the source tells of a time that was still to come;
//! - `?` (uncertain) is never more than possible;
//! - `~` (approximate) widens a date by one of its own units at each end, both in the base and in
//!   a question: `1924~` is possible from 1923 to 1925, `1931-05~` from April to June, `192X~`
//!   from 1910 to 1939, a day by one day. `%` is both.
//!
//! Days are those of the proleptic Gregorian calendar; years before 1 are counted as in ISO 8601
//! (`0000` is 1 BC, `-0043` is 44 BC).

use std::cmp::Ordering;
use std::fmt;

use edtf_core::{
    Bound as Edge, Date as Point, Edtf, IntervalEndpoint, Precision, Qualifier, SetElement,
    SetKind, YearKind,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the proleptic Gregorian calendar.
#[allow(clippy::struct_field_names, reason = "a day has a day of the month")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Astronomical year: 0 is 1 BC, -43 is 44 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for Day {
    /// As in ISO 8601: `1931-01-05`, `-0043-03-15`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)
    }
}

impl Day {
    /// The days from 1 January 1 BC (`0000-01-01`) to this one, in whatever year that is.
    pub fn number(self) -> i128 {
        let year = i128::from(self.year);
        // Counted from March, so that the leap day is the last of its year.
        let (month, year) = if self.month > 2 {
            (i128::from(self.month) - 3, year)
        } else {
            (i128::from(self.month) + 9, year - 1)
        };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let before_month = (153 * month + 2) / 5;
        year * 365 + leap_days + before_month + i128::from(self.day) - 1 + 60
    }

    /// The birthdays from this day to a later one: what somebody born on this day is old on that.
    /// Below 0 for an earlier one.
    ///
    /// Who was born on 29 February has the birthday of a common year on 1 March, or on the day
    /// before it if `early`.
    pub fn birthdays_until(self, later: Self, early: bool) -> i64 {
        let is_leap_day = self.month == 2 && self.day == 29;
        let is_moved = is_leap_day && early && days_in(later.year, 2) == 28;
        let birthday = if is_moved { (2, 28) } else { (self.month, self.day) };
        let is_before = (later.month, later.day) < birthday;
        later.year.saturating_sub(self.year).saturating_sub(i64::from(is_before))
    }
}

/// The least and the most that a number of days or years can be; `None` where there is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub least: Option<i64>,
    pub most: Option<i64>,
}

/// When something began and when it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    pub start: Days,
    pub end: Days,
}

impl Reach {
    /// Any of its days.
    pub fn days(self) -> Days {
        Days { first: self.start.first, last: self.end.last }
    }

    /// What either of two can be.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { start: self.start.or(other.start), end: self.end.or(other.end) }
    }
}

/// A day, or the lack of a limit on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Limit {
    Past,
    Day(Day),
    Future,
}

impl Limit {
    fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Past | Self::Future => None,
        }
    }

    /// The day after; without a limit there is none.
    fn next(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(day_after(day)),
            Self::Past | Self::Future => self,
        }
    }
}

/// The earliest and the latest day of something, both inclusive.
#[derive(Debug, Clone, Copy)]
struct Range {
    earliest: Limit,
    latest: Limit,
}

/// When a happening started and when it ended.
#[derive(Debug, Clone, Copy)]
struct Extent {
    start: Range,
    end: Range,
}

/// When a happening started and when it ended, each as the days on which it can have done so; a
/// happening that does not last is on one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: Days,
    pub end: Days,
    /// Whether it fills the time between its start and its end.
    pub lasts: bool,
}

/// The first and the last of some days, on which something can have been; `None` where there is no
/// limit or none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    pub first: Option<Day>,
    pub last: Option<Day>,
}

impl Days {
    /// Whether this was before the other, however the two are filled in.
    pub fn surely_before(self, other: Self) -> bool {
        self.last.zip(other.first).is_some_and(|(mine, theirs)| mine < theirs)
    }

    /// Both ranges in one: what is known of something of which two dates are told.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            first: self.first.zip(other.first).map(|(one, two)| one.min(two)),
            last: self.last.zip(other.last).map(|(one, two)| one.max(two)),
        }
    }

    /// How many days passed from this to the other, counted from midnight to midnight: below 0 if
    /// the other came first.
    pub fn days_until(self, other: Self) -> Amount {
        let count =
            |from: Option<Day>, to: Option<Day>| i64::try_from(to?.number() - from?.number()).ok();
        Amount { least: count(self.last, other.first), most: count(self.first, other.last) }
    }

    /// How old in completed years somebody was on a day of the other who was born on a day of
    /// this: below 0 if not yet born.
    pub fn age_at(self, other: Self) -> Amount {
        let age =
            |from: Option<Day>, to: Option<Day>, early| Some(from?.birthdays_until(to?, early));
        Amount {
            least: age(self.last, other.first, false),
            most: age(self.first, other.last, true),
        }
    }
}

impl From<Range> for Days {
    fn from(range: Range) -> Self {
        Self { first: range.earliest.day(), last: range.latest.day() }
    }
}

/// How sure it is that a date falls within another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// For no reading of the date.
    No,
    /// For some readings of the date, not for all.
    Possibly,
    /// For every reading of the date.
    Certainly,
}

/// A date of any precision: an EDTF expression, kept as the library writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    edtf: Edtf,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    text: String,
    reason: &'static str,
    offset: usize,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an EDTF date: {}", self.text, self.reason)?;
        if self.offset > 0 {
            write!(f, " (at character {})", self.offset + 1)?;
        }
        Ok(())
    }
}

impl std::error::Error for DateError {}

/// How dates are written, for someone whose date could not be read.
const HOW: &str = "write it as EDTF: 1931, 1931-01, 1931-01-05, 193X, 1900/1910, ../1919, \
                   1924~ (about), 1924? (uncertain), or \"44 BC\" (ibid help dates)";

/// What to tell someone whose date could not be read: the dates that may be meant, in EDTF and in
/// words, or else how dates are written.
pub fn hint(text: &str) -> String {
    let told = |edtf: &String| match Date::parse(edtf).map(|date| date.in_words()) {
        Ok(words) if words != *edtf => format!("{edtf} ({words})"),
        _ => edtf.clone(),
    };
    let dates: Vec<String> = suggest::suggest(text).iter().map(told).collect();
    match dates.as_slice() {
        [] => match suggest::day_of_any_year(text) {
            Some(day) => {
                format!("a date has its year: 1931-{day}; ibid dates --on {day} is of any year")
            }
            None => HOW.to_owned(),
        },
        [only] => format!("did you mean {only}?"),
        [head @ .., last] => format!("did you mean {} or {last}?", head.join(", ")),
    }
}

impl Date {
    /// Reads an EDTF date, or a year before the common era as people write it (`44 BC`, `44 BCE`).
    ///
    /// # Errors
    ///
    /// What the text has at the first place where it is no EDTF. Dates that do not exist
    /// (`1931-02-30`), backward intervals and abbreviated forms (`1931-1`, `c. 1931`) are refused:
    /// they hide slips, and guessing is not for us.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let trimmed = text.trim();
        let written = before_christ(trimmed);
        let refuse = |reason, offset| DateError { text: trimmed.to_owned(), reason, offset };
        match Edtf::parse(written.as_deref().unwrap_or(trimmed)) {
            Ok(edtf) => Ok(Self { edtf }),
            Err(error) => {
                let offset = trimmed.get(..error.offset).map_or(0, |head| head.chars().count());
                Err(refuse(error.message, if written.is_some() { 0 } else { offset }))
            }
        }
    }

    /// The earliest day that the date can mean; `None` where it is open or unknown. `?` and `~` do
    /// not move it.
    pub fn min(&self) -> Option<Day> {
        self.limits().0.day()
    }

    /// The latest day that the date can mean; `None` where it is open or unknown.
    pub fn max(&self) -> Option<Day> {
        self.limits().1.day()
    }

    /// The earliest and the latest day on which it can have begun; `None` where that is open or
    /// unknown.
    pub fn start(&self) -> Option<(Day, Day)> {
        let extents = self.extents(Widen::No);
        let first = extents.iter().map(|extent| extent.start.earliest).min()?;
        let last = extents.iter().map(|extent| extent.start.latest).max()?;
        first.day().zip(last.day())
    }

    /// When it began and when it ended, for arithmetic that must hold for every reading: a date
    /// that is only about right is widened as for [`Date::within`], and one that is uncertain
    /// (`?`) limits nothing.
    pub fn reach(&self) -> Reach {
        if self.edtf.is_uncertain() {
            return Reach::default();
        }
        let extents = self.extents(Widen::Approximate);
        let is_all = matches!(&self.edtf, Edtf::Set(set) if set.kind == SetKind::AllMembers);
        let starts = || extents.iter().map(|extent| extent.start);
        let ends = || extents.iter().map(|extent| extent.end);
        // All of several days begin with the first of them and end with the last.
        let last_start = starts().map(|start| start.latest);
        let first_end = ends().map(|end| end.earliest);
        let day = |limit: Option<Limit>| limit.and_then(Limit::day);
        Reach {
            start: Days {
                first: day(starts().map(|start| start.earliest).min()),
                last: day(if is_all { last_start.min() } else { last_start.max() }),
            },
            end: Days {
                first: day(if is_all { first_end.max() } else { first_end.min() }),
                last: day(ends().map(|end| end.latest).max()),
            },
        }
    }

    /// Whether it is all the time between two dates, rather than once in some time.
    pub fn is_interval(&self) -> bool {
        matches!(self.edtf, Edtf::Interval(_))
    }

    /// The day, where the date is one alone and no part of it is uncertain or only about right.
    pub fn day(&self) -> Option<Day> {
        let is_sure = !(self.edtf.is_uncertain() || self.edtf.is_approximate());
        self.min().filter(|day| is_sure && self.max() == Some(*day))
    }

    fn limits(&self) -> (Limit, Limit) {
        let extents = self.extents(Widen::No);
        let first = extents.iter().map(|extent| extent.start.earliest).min();
        let last = extents.iter().map(|extent| extent.end.latest).max();
        (first.unwrap_or(Limit::Past), last.unwrap_or(Limit::Future))
    }

    /// Whether this date falls within `when`, as the module's page tells. What has no known end
    /// goes on until `told` at the latest, the day on which its source was issued.
    pub fn within(&self, when: &Self, told: Option<Day>) -> Within {
        let asked = when.asked();
        let answers = self.extents(Widen::Approximate).into_iter().map(|extent| {
            let extent = extent.until(told);
            asked.iter().map(|asked| extent.meets(asked)).max().unwrap_or(Within::No)
        });
        let found = match &self.edtf {
            Edtf::Set(set) if set.kind == SetKind::OneMember => {
                let answers: Vec<_> = answers.collect();
                if answers.iter().all(|answer| *answer == answers[0]) {
                    answers.first().copied().unwrap_or(Within::No)
                } else {
                    Within::Possibly
                }
            }
            _ => answers.max().unwrap_or(Within::No),
        };
        if self.edtf.is_uncertain() { found.min(Within::Possibly) } else { found }
    }

    /// The days that a question means, in their order; of ranges that meet one is made, since what
    /// lies in both of them need not lie in either.
    fn asked(&self) -> Vec<Range> {
        let whole =
            |extent: &Extent| Range { earliest: extent.start.earliest, latest: extent.end.latest };
        let mut ranges: Vec<Range> = self.extents(Widen::Approximate).iter().map(whole).collect();
        ranges.sort_by_key(|range| range.earliest);
        ranges.dedup_by(|later, earlier| {
            let meets = later.earliest <= earlier.latest.next();
            if meets {
                earlier.latest = earlier.latest.max(later.latest);
            }
            meets
        });
        ranges
    }

    /// Whether the date, or one that begins, ends or lists it, is certainly on this day or in this
    /// month of some year.
    pub fn falls_on(&self, day: MonthDay) -> bool {
        self.points().iter().any(|point| {
            point.month.and_then(edtf_core::DateField::value) == Some(day.month)
                && (day.day.is_none() || point.day.and_then(edtf_core::DateField::value) == day.day)
        })
    }

    /// The order of a chronology: by the first day it can mean, the less spread-out one first. A
    /// date without a known beginning stands where it ends.
    pub fn chronological(&self, other: &Self) -> Ordering {
        self.place_in_order().cmp(&other.place_in_order())
    }

    fn place_in_order(&self) -> (Limit, Limit) {
        match self.limits() {
            (Limit::Past, last) => (last, last),
            limits => limits,
        }
    }

    /// The date as CSL-JSON's `date-parts`: one list of year, month and day, as far as they are
    /// known, or two for an interval. Years before the common era are counted as people count
    /// them: -44 is 44 BC. `None` where no year is known, or only one of several, or an end.
    pub fn parts(&self) -> Option<Vec<Vec<i64>>> {
        let points = match &self.edtf {
            // Neither "one of them" nor an end without a beginning can be said in numbers.
            Edtf::Set(_) => return None,
            Edtf::Interval(interval) if !interval.start.is_dated() => return None,
            _ => self.points(),
        };
        points.iter().map(point_parts).collect()
    }

    /// CSL-JSON's season, 1 (spring) to 4 (winter).
    pub fn season(&self) -> Option<u8> {
        match &self.edtf {
            Edtf::Date(point) => {
                let season = point.month.and_then(edtf_core::DateField::value)?;
                (21..=24).contains(&season).then(|| season - 20)
            }
            _ => None,
        }
    }

    /// When that which is so dated started and ended: one span, or one for each member of a set.
    /// `~` widens it as the module's page tells; `?` does not move it.
    pub fn spans(&self) -> Vec<Span> {
        let lasts = |member: usize| match &self.edtf {
            Edtf::Date(_) | Edtf::DateTime(_) => false,
            Edtf::Interval(_) => true,
            Edtf::Set(set) => {
                set.kind == SetKind::AllMembers
                    && matches!(set.elements.get(member), Some(SetElement::Range(..)))
            }
        };
        let extents = self.extents(Widen::Approximate).into_iter().enumerate();
        extents
            .map(|(member, extent)| Span {
                start: extent.start.into(),
                end: extent.end.into(),
                lasts: lasts(member),
            })
            .collect()
    }

    /// Whether it is one of several dates, of which the others are wrong.
    pub fn is_one_of_several(&self) -> bool {
        matches!(&self.edtf, Edtf::Set(set)
            if set.kind == SetKind::OneMember && set.elements.len() > 1)
    }

    /// Whether any part of it is doubtful.
    pub fn is_uncertain(&self) -> bool {
        self.edtf.is_uncertain()
    }

    /// Whether any part of it is only about right.
    pub fn is_approximate(&self) -> bool {
        self.edtf.is_approximate()
    }

    /// The lowest level of EDTF, 0 to 2, that can say this date: other programs read up to 1.
    pub fn level(&self) -> u8 {
        self.edtf.level()
    }

    /// The date in words: `9 June 1928`, `from January to November 1931`, `about 1924`, `44 BC`.
    pub fn in_words(&self) -> String {
        words::of(&self.edtf)
    }

    /// The years, months and days that the date names, each after what it lies in: of
    /// `1928-06-09~` these are `1928`, `1928-06` and `1928-06-09`. Of what lies once within a range
    /// it is the first and the last year.
    pub fn named(&self) -> Vec<String> {
        let points = self.points();
        if points.is_empty() {
            let years = [self.min(), self.max()].into_iter().flatten().map(|day| day.year);
            let mut years: Vec<String> = years.map(year_text).collect();
            years.dedup();
            return years;
        }
        points.iter().flat_map(parts_named).collect()
    }

    fn points(&self) -> Vec<Point> {
        let mut points = Vec::new();
        match &self.edtf {
            Edtf::Date(point) => points.push(*point),
            Edtf::DateTime(moment) => points.push(moment.date),
            Edtf::Interval(interval) => {
                points.extend([interval.start, interval.end].iter().filter_map(endpoint_date));
            }
            Edtf::Set(set) => {
                let listed = set.elements.iter().filter_map(|element| match element {
                    SetElement::Date(point) => Some(*point),
                    _ => None,
                });
                points.extend(listed);
            }
        }
        points
    }

    fn extents(&self, widen: Widen) -> Vec<Extent> {
        match &self.edtf {
            Edtf::Date(point) => vec![Extent::of(range(point, widen))],
            Edtf::DateTime(moment) => vec![Extent::of(range(&moment.date, widen))],
            Edtf::Interval(interval) => vec![interval_extent(interval, widen)],
            Edtf::Set(set) => {
                set.elements.iter().map(|element| set_extent(element, set.kind, widen)).collect()
            }
        }
    }
}

impl fmt::Display for Date {
    /// The date as EDTF in its preferred spelling.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.edtf.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date: in EDTF, between quotation marks")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A day of the year, or a whole month, without a year: what an anniversary is asked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    month: u8,
    day: Option<u8>,
}

impl MonthDay {
    /// Reads `MM-DD` or `MM`.
    ///
    /// # Errors
    ///
    /// A sentence for the user, where the text is neither or no year has such a day (29 February
    /// is one; 30 February is not).
    pub fn parse(text: &str) -> Result<Self, String> {
        let refuse =
            || format!("\"{text}\" is not a day of the year (write MM-DD, as 08-20, or MM)");
        // A leap year knows every day that any year has.
        let date = Edtf::parse(&format!("2000-{text}")).map_err(|_| refuse())?;
        match date {
            Edtf::Date(point) if point.precision() != Precision::Season => {
                let month = point.month.and_then(edtf_core::DateField::value).ok_or_else(refuse)?;
                let day = point.day.map(|field| field.value().ok_or_else(refuse)).transpose()?;
                Ok(Self { month, day })
            }
            _ => Err(refuse()),
        }
    }

    /// The day of the year on which `month` (1 to 12) and `day` (1 to 31) fall.
    pub fn new(month: u8, day: u8) -> Self {
        Self { month, day: Some(day) }
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => write!(f, "{:02}-{day:02}", self.month),
            None => write!(f, "{:02}", self.month),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Widen {
    /// The dates as written.
    No,
    /// Approximate dates by one of their own units at each end.
    Approximate,
}

impl Extent {
    /// One day, somewhere in a range.
    fn of(range: Range) -> Self {
        Self { start: range, end: range }
    }

    /// From a day of one range to a day of another. Nothing ends before it starts, and what is said
    /// of one end may so limit the other.
    fn between(start: Range, end: Range) -> Self {
        Self {
            start: Range { latest: start.latest.min(end.latest), ..start },
            end: Range { earliest: end.earliest.max(start.earliest), ..end },
        }
    }

    /// The same with a day in place of a future without limit, unless it all comes after that day.
    fn until(self, last: Option<Day>) -> Self {
        let is_open = self.end.latest == Limit::Future;
        match last.map(Limit::Day).filter(|last| is_open && self.end.earliest <= *last) {
            Some(latest) => Self::between(self.start, Range { latest, ..self.end }),
            None => self,
        }
    }

    fn meets(&self, asked: &Range) -> Within {
        let (from, to) = (asked.earliest, asked.latest);
        if self.start.latest <= to && self.end.earliest >= from {
            Within::Certainly
        } else if self.start.earliest <= to && self.end.latest >= from {
            Within::Possibly
        } else {
            Within::No
        }
    }
}

/// The days that a single date can mean.
fn range(point: &Point, widen: Widen) -> Range {
    let bounds = Edtf::Date(*point).bounds();
    let limit = |edge, otherwise| match edge {
        Edge::Date(day) => Limit::Day(Day { year: day.year, month: day.month, day: day.day }),
        Edge::NegativeInfinity => Limit::Past,
        Edge::PositiveInfinity => Limit::Future,
        Edge::Unknown => otherwise,
    };
    let mut range = Range {
        earliest: limit(bounds.earliest, Limit::Past),
        latest: limit(bounds.latest, Limit::Future),
    };
    if widen == Widen::Approximate && point.is_approximate() {
        widen_by_own_unit(&mut range, point);
    }
    range
}

fn widen_by_own_unit(range: &mut Range, point: &Point) {
    let (Limit::Day(first), Limit::Day(last)) = (range.earliest, range.latest) else { return };
    let years = last.year.saturating_sub(first.year).saturating_add(1);
    let (earliest, latest) = match point.precision() {
        Precision::Day => (day_before(first), day_after(last)),
        Precision::Month | Precision::Season => {
            let months =
                (last.year - first.year) * 12 + i64::from(last.month) - i64::from(first.month) + 1;
            (months_later(first, -months, First), months_later(last, months, Last))
        }
        Precision::Year => (
            Day { year: first.year.saturating_sub(years), ..first },
            Day { year: last.year.saturating_add(years), ..last },
        ),
    };
    *range = Range { earliest: Limit::Day(earliest), latest: Limit::Day(latest) };
}

#[derive(Clone, Copy)]
enum OfMonth {
    First,
    Last,
}
use OfMonth::{First, Last};

fn months_later(day: Day, months: i64, of: OfMonth) -> Day {
    let count = i64::from(day.month) - 1 + months;
    let year = day.year.saturating_add(count.div_euclid(12));
    let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    let day = match of {
        First => 1,
        Last => days_in(year, month),
    };
    Day { year, month, day }
}

fn day_before(day: Day) -> Day {
    if day.day > 1 { Day { day: day.day - 1, ..day } } else { months_later(day, -1, Last) }
}

fn day_after(day: Day) -> Day {
    if day.day < days_in(day.year, day.month) {
        Day { day: day.day + 1, ..day }
    } else {
        months_later(day, 1, First)
    }
}

fn days_in(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<Point> {
    match endpoint {
        IntervalEndpoint::Date(point)
        | IntervalEndpoint::OnOrBefore(point)
        | IntervalEndpoint::OnOrAfter(point) => Some(*point),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn interval_extent(interval: &edtf_core::Interval, widen: Widen) -> Extent {
    let dated = |endpoint: &IntervalEndpoint| {
        let range = range(&endpoint_date(endpoint)?, widen);
        Some(match endpoint {
            IntervalEndpoint::OnOrBefore(_) => Range { earliest: Limit::Past, ..range },
            IntervalEndpoint::OnOrAfter(_) => Range { latest: Limit::Future, ..range },
            _ => range,
        })
    };
    match (dated(&interval.start), dated(&interval.end)) {
        (Some(start), Some(end)) => Extent::between(start, end),
        (Some(start), None) => {
            Extent::between(start, Range { earliest: start.earliest, latest: Limit::Future })
        }
        (None, Some(end)) => {
            Extent::between(Range { earliest: Limit::Past, latest: end.latest }, end)
        }
        (None, None) => Extent::of(Range { earliest: Limit::Past, latest: Limit::Future }),
    }
}

fn set_extent(element: &SetElement, kind: SetKind, widen: Widen) -> Extent {
    match element {
        SetElement::Date(point) => Extent::of(range(point, widen)),
        SetElement::OnOrBefore(point) => {
            Extent::of(Range { earliest: Limit::Past, latest: range(point, widen).latest })
        }
        SetElement::OnOrAfter(point) => {
            Extent::of(Range { earliest: range(point, widen).earliest, latest: Limit::Future })
        }
        SetElement::Range(from, to) => {
            let (from, to) = (range(from, widen), range(to, widen));
            match kind {
                SetKind::OneMember => {
                    Extent::of(Range { earliest: from.earliest, latest: to.latest })
                }
                SetKind::AllMembers => Extent::between(from, to),
            }
        }
    }
}

/// `44 BC` as EDTF has it (`-0043`: there is a year 0, which is 1 BC), also within an interval;
/// `None` where the text names no such year.
fn before_christ(text: &str) -> Option<String> {
    fn year(text: &str) -> Option<String> {
        let text = text.trim();
        let (number, era) = text.split_at_checked(text.find(|c: char| !c.is_ascii_digit())?)?;
        let era: String = era.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        let number: u32 = number.parse().ok().filter(|year| (1..=9999).contains(year))?;
        let named = era.eq_ignore_ascii_case("bc") || era.eq_ignore_ascii_case("bce");
        named.then(|| if number == 1 { "0000".to_owned() } else { format!("-{:04}", number - 1) })
    }
    match text.split_once('/') {
        None => year(text),
        Some((from, to)) => match (year(from), year(to)) {
            (None, None) => None,
            (start, end) => Some(format!(
                "{}/{}",
                start.as_deref().unwrap_or(from.trim()),
                end.as_deref().unwrap_or(to.trim())
            )),
        },
    }
}

/// Year, month and day, up to the first that is not known.
fn point_parts(point: &Point) -> Option<Vec<i64>> {
    let year = point.year.value()?;
    let mut parts = vec![if year > 0 { year } else { year.saturating_sub(1) }];
    let month = point.month.and_then(edtf_core::DateField::value).filter(|month| *month <= 12);
    parts.extend(month.map(i64::from));
    let day = point.day.and_then(edtf_core::DateField::value);
    parts.extend(month.and(day).map(i64::from));
    Some(parts)
}

/// A year, its month and its day, each as EDTF writes it, without what qualifies them.
fn parts_named(point: &Point) -> Vec<String> {
    let text = Edtf::Date(*point).to_string().replace(['?', '~', '%'], "");
    // The first hyphen of all is the sign of the year.
    let ends = text.match_indices('-').map(|(at, _)| at).filter(|at| *at > 0);
    ends.chain([text.len()]).map(|end| text[..end].to_owned()).collect()
}

fn year_text(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

#[path = "date/suggest.rs"]
mod suggest;

/// The months in English.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// EDTF in English words.
mod words {
    use super::{
        Edtf, IntervalEndpoint, MONTHS, Point, Precision, Qualifier, SetElement, SetKind, YearKind,
    };

    /// ISO 8601-2, 4.8: the sub-year groupings 21 to 41.
    const GROUPS: [&str; 21] = [
        "spring",
        "summer",
        "autumn",
        "winter",
        "spring (northern)",
        "summer (northern)",
        "autumn (northern)",
        "winter (northern)",
        "spring (southern)",
        "summer (southern)",
        "autumn (southern)",
        "winter (southern)",
        "1st quarter",
        "2nd quarter",
        "3rd quarter",
        "4th quarter",
        "1st third",
        "2nd third",
        "3rd third",
        "1st half",
        "2nd half",
    ];

    pub(super) fn of(edtf: &Edtf) -> String {
        match edtf {
            Edtf::Date(point) => date(point),
            Edtf::DateTime(moment) => {
                let time = &moment.time;
                format!("{}, {:02}:{:02}", date(&moment.date), time.hour, time.minute)
            }
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Open, IntervalEndpoint::Open) => "always".to_owned(),
                (IntervalEndpoint::Open, end) => format!("until {}", endpoint(end)),
                (start, IntervalEndpoint::Open) => format!("from {} on", endpoint(start)),
                (start, end) => format!("from {} to {}", endpoint(start), endpoint(end)),
            },
            Edtf::Set(set) => {
                let members: Vec<_> = set.elements.iter().map(element).collect();
                match (set.kind, members.as_slice()) {
                    (_, [only]) => only.clone(),
                    (SetKind::OneMember, [head @ .., last]) => {
                        format!("{} or {last}", head.join(", "))
                    }
                    (SetKind::AllMembers, [head @ .., last]) => {
                        format!("{} and {last}", head.join(", "))
                    }
                    (_, []) => String::new(),
                }
            }
        }
    }

    fn endpoint(endpoint: &IntervalEndpoint) -> String {
        match endpoint {
            IntervalEndpoint::Date(point) => date(point),
            IntervalEndpoint::OnOrBefore(point) => format!("{} or earlier", date(point)),
            IntervalEndpoint::OnOrAfter(point) => format!("{} or later", date(point)),
            IntervalEndpoint::Open => "now".to_owned(),
            IntervalEndpoint::Unknown => "an unknown date".to_owned(),
        }
    }

    fn element(element: &SetElement) -> String {
        match element {
            SetElement::Date(point) => date(point),
            SetElement::OnOrBefore(point) => format!("{} or earlier", date(point)),
            SetElement::OnOrAfter(point) => format!("{} or later", date(point)),
            SetElement::Range(from, to) => format!("between {} and {}", date(from), date(to)),
        }
    }

    fn date(point: &Point) -> String {
        let year = year(point);
        let month = point.month.and_then(edtf_core::DateField::value);
        let day = point.day.and_then(edtf_core::DateField::value);
        // "the 1930s" follow a month otherwise than 1931 does.
        let of = if year.starts_with("the ") { "of " } else { "" };
        let words = match (point.precision(), month, day) {
            (Precision::Year, ..) => year,
            (Precision::Day, Some(month), Some(day)) => {
                format!("{day} {} {of}{year}", name(&MONTHS, month, 1))
            }
            (Precision::Month, Some(month), _) => {
                format!("{} {of}{year}", name(&MONTHS, month, 1))
            }
            (Precision::Day, Some(month), None) => {
                format!("a day of {} {of}{year}", name(&MONTHS, month, 1))
            }
            (Precision::Season, Some(group), _) => {
                format!("{} {of}{year}", name(&GROUPS, group, 21))
            }
            _ if point.day.is_some() => format!("a day of {year}"),
            _ => format!("a month of {year}"),
        };
        match qualifier(point) {
            Qualifier { uncertain: false, approximate: false } => words,
            Qualifier { uncertain: false, approximate: true } => format!("about {words}"),
            Qualifier { uncertain: true, approximate: false } => format!("{words} (uncertain)"),
            Qualifier { uncertain: true, approximate: true } => {
                format!("about {words} (uncertain)")
            }
        }
    }

    fn name(names: &[&'static str], number: u8, first: u8) -> &'static str {
        names.get(usize::from(number.wrapping_sub(first))).copied().unwrap_or("?")
    }

    fn qualifier(point: &Point) -> Qualifier {
        Qualifier { uncertain: point.is_uncertain(), approximate: point.is_approximate() }
    }

    fn year(point: &Point) -> String {
        if let YearKind::Standard { negative: false, digits } = point.year.kind {
            match digits {
                [Some(m), Some(c), Some(d), None] => return format!("the {m}{c}{d}0s"),
                [Some(m), Some(c), None, None] => return format!("the years {m}{c}00 to {m}{c}99"),
                _ => {}
            }
        }
        match point.year.value() {
            Some(year) if year > 0 => year.to_string(),
            Some(year) => format!("{} BC", 1 - i128::from(year)),
            None => point.to_string(),
        }
    }
}

#[cfg(test)]
#[path = "date/tests.rs"]
mod tests;

#[cfg(test)]
#[path = "date/properties.rs"]
mod properties;
