//! The axis of a timeline: where a day is on it, and which days are named below it.

use crate::date::{Date, Day, Span};

/// A moment, as a year with its fraction. Months count alike, and days within a month: it is for
/// drawing, not for reckoning.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Time(f64);

const DAY: f64 = 1.0 / 372.0;

impl Time {
    /// When a day begins.
    pub fn start_of(day: Day) -> Self {
        Self(year(day.year) + f64::from(day.month - 1) / 12.0 + f64::from(day.day - 1) * DAY)
    }

    /// When a day ends.
    pub fn end_of(day: Day) -> Self {
        Self(Self::start_of(day).0 + DAY)
    }
}

/// Years beyond what can be drawn are drawn at the limit.
fn year(year: i64) -> f64 {
    const MOST: i64 = 2_000_000_000;
    f64::from(i32::try_from(year.clamp(-MOST, MOST)).unwrap_or(0))
}

/// A part of the axis on which time passes evenly.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: f64,
    to: f64,
    /// Where it begins and ends, in fractions of the axis.
    start: f64,
    end: f64,
    /// Whether it is a long time without events, cut short.
    is_gap: bool,
}

/// Time from left to right, from 0 to 1.
#[derive(Debug)]
pub struct Axis {
    pieces: Vec<Piece>,
}

/// A named place of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// A long time without events, which is cut short.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    pub from: f64,
    pub to: f64,
    /// `79 years`
    pub words: String,
}

/// How long a time without events must be, in years and as a part of the whole, to be cut short.
const LONG: (f64, f64) = (40.0, 1.0 / 3.0);

/// What is left of it, as a part of the axis.
const CUT: f64 = 0.06;

impl Axis {
    /// The axis for some spans: over the times that were asked for, otherwise over the days that
    /// the spans name. What is open goes off the end.
    pub fn over(spans: &[Span], times: &[Date]) -> Self {
        let mut known: Vec<f64> = spans.iter().flat_map(moments).collect();
        known.sort_by(f64::total_cmp);
        let first = times.iter().map(|when| when.min().map(|day| Time::start_of(day).0));
        let last = times.iter().map(|when| when.max().map(|day| Time::end_of(day).0));
        let asked_from = first.reduce(|a, b| Some(a?.min(b?))).flatten();
        let asked_to = last.reduce(|a, b| Some(a?.max(b?))).flatten();
        let (from, to) = (known.first().copied(), known.last().copied());
        let from = asked_from.or(from).unwrap_or(0.0);
        let to = asked_to.or(to).unwrap_or(from).max(from);
        // Room for what goes off the end, and for a mark at it.
        let room = ((to - from) * 0.02).max(DAY / 2.0);
        let from = if asked_from.is_some() { from } else { from - room };
        let to = if asked_to.is_some() { to } else { to + room };
        let to = if to > from { to } else { from + DAY };
        known.retain(|time| (from..=to).contains(time));
        Self { pieces: pieces(&known, from, to) }
    }

    fn ends(&self) -> (f64, f64) {
        let from = self.pieces.first().map_or(0.0, |piece| piece.from);
        let to = self.pieces.last().map_or(1.0, |piece| piece.to);
        (from, to)
    }

    /// Where a moment is; one beyond an end is at it.
    pub fn place(&self, Time(time): Time) -> f64 {
        let within = self.pieces.iter().find(|piece| time < piece.to);
        let Some(piece) = within.or(self.pieces.last()) else { return 0.0 };
        let part = ((time - piece.from) / (piece.to - piece.from)).clamp(0.0, 1.0);
        piece.start + part * (piece.end - piece.start)
    }

    /// Where a beginning is, and whether it is before the axis begins, or open.
    pub fn start_of(&self, day: Option<Day>) -> (f64, bool) {
        self.end(day.map(Time::start_of), 0.0)
    }

    /// Where an end is, and whether it is after the axis ends, or open.
    pub fn end_of(&self, day: Option<Day>) -> (f64, bool) {
        self.end(day.map(Time::end_of), 1.0)
    }

    fn end(&self, time: Option<Time>, open: f64) -> (f64, bool) {
        let Some(time) = time else { return (open, true) };
        let (from, to) = self.ends();
        let is_off = if open > 0.5 { time.0 > to + DAY / 2.0 } else { time.0 < from - DAY / 2.0 };
        (self.place(time), is_off)
    }

    /// The long times without events.
    pub fn gaps(&self) -> impl Iterator<Item = Gap> {
        self.pieces.iter().filter(|piece| piece.is_gap).map(|piece| Gap {
            from: piece.start,
            to: piece.end,
            words: format!("{:.0} years", (piece.to - piece.from).floor()),
        })
    }

    /// The names of as many places as fit, at equal times: years, months or days.
    pub fn ticks(&self, fits: impl Fn(&[Tick]) -> bool) -> Vec<Tick> {
        let (from, to) = self.ends();
        let few = |step: &Step| step.is_few(to - from);
        let steps = Step::all().filter(few);
        let ticks = steps.map(|step| self.at(step.moments(from, to)));
        let mut fitting = ticks.filter(|ticks: &Vec<Tick>| fits(ticks));
        fitting.next().unwrap_or_default()
    }

    fn at(&self, moments: Vec<(f64, String)>) -> Vec<Tick> {
        let is_in_gap = |time: f64| {
            let inside = |piece: &&Piece| piece.from < time && time < piece.to;
            self.pieces.iter().find(inside).is_some_and(|piece| piece.is_gap)
        };
        let shown = moments.into_iter().filter(|(time, _)| !is_in_gap(*time));
        shown.map(|(time, label)| Tick { at: self.place(Time(time)), label }).collect()
    }
}

/// The moments that a span names.
fn moments(span: &Span) -> impl Iterator<Item = f64> + use<> {
    let starts = [span.start.first, span.end.first].into_iter().flatten();
    let ends = [span.start.last, span.end.last].into_iter().flatten();
    let starts: Vec<f64> = starts.map(|day| Time::start_of(day).0).collect();
    starts.into_iter().chain(ends.map(|day| Time::end_of(day).0).collect::<Vec<_>>())
}

/// The axis in pieces, long times between known moments cut short.
fn pieces(known: &[f64], from: f64, to: f64) -> Vec<Piece> {
    let (years, part) = LONG;
    let is_long = |(a, b): (f64, f64)| b - a > years && b - a > part * (to - from);
    // A little of the time is left on both sides, so that what is there does not touch the cut.
    let rim = (to - from) * 0.01;
    let pairs = known.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    let gaps: Vec<(f64, f64)> =
        pairs.filter(|pair| is_long(*pair)).map(|(a, b)| (a + rim, b - rim)).collect();
    let mut cuts: Vec<(f64, f64, bool)> = Vec::new();
    let mut at = from;
    for (start, end) in gaps {
        cuts.extend([(at, start, false), (start, end, true)]);
        at = end;
    }
    cuts.push((at, to, false));
    let shown: f64 = cuts.iter().filter(|(.., is_gap)| !is_gap).map(|(a, b, _)| b - a).sum();
    let count = cuts.iter().filter(|(.., is_gap)| *is_gap).count();
    let left = 1.0 - CUT * f64::from(u32::try_from(count).unwrap_or(0));
    let mut start = 0.0;
    let piece = |(from, to, is_gap): (f64, f64, bool)| {
        let length = if is_gap { CUT } else { (to - from) / shown * left };
        let piece = Piece { from, to, start, end: start + length, is_gap };
        start += length;
        piece
    };
    cuts.into_iter().map(piece).collect()
}

/// The time from one tick to the next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days(u8),
    Months(u8),
    Years(i64),
}

/// The most ticks that are tried.
const MOST_TICKS: f64 = 200.0;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Step {
    /// From the shortest to the longest.
    fn all() -> impl Iterator<Item = Self> {
        let years = (0..10).flat_map(|power| [1, 2, 5].map(|n| Self::Years(n * 10_i64.pow(power))));
        let shorter = [1, 5, 10].map(Self::Days).into_iter().chain([1, 3, 6].map(Self::Months));
        shorter.chain(years)
    }

    fn is_few(self, years: f64) -> bool {
        let length = match self {
            Self::Days(days) => f64::from(days) * DAY,
            Self::Months(months) => f64::from(months) / 12.0,
            Self::Years(years) => year(years),
        };
        years / length <= MOST_TICKS
    }

    /// The moments from one to the other, with their names.
    fn moments(self, from: f64, to: f64) -> Vec<(f64, String)> {
        match self {
            Self::Years(step) => years(step, from, to),
            Self::Months(step) => months(step, from, to),
            Self::Days(step) => days(step, from, to),
        }
    }
}

/// Round years as people count them: 50 BC, then 50.
fn years(step: i64, from: f64, to: f64) -> Vec<(f64, String)> {
    let (first, last) = (whole(from.floor()), whole(to.ceil()));
    let after = (first.max(1).div_euclid(step)..=last.max(0).div_euclid(step)).map(|n| n * step);
    let before = (1 - last.min(0)).div_euclid(step)..=(1 - first.min(0)).div_euclid(step);
    let before = before.rev().map(|n| 1 - n * step).filter(|year| *year <= 0);
    let all = before.chain(after.filter(|year| *year > 0)).map(|one| (year(one), label(one)));
    all.filter(|(time, _)| (from..=to).contains(time)).collect()
}

fn months(step: u8, from: f64, to: f64) -> Vec<(f64, String)> {
    let years = whole(from.floor())..=whole(to.ceil());
    let of_year = |one: i64| {
        (0_u8..12).step_by(usize::from(step)).map(move |month| {
            let name = MONTHS.get(usize::from(month)).copied().unwrap_or_default();
            (year(one) + f64::from(month) / 12.0, format!("{name} {}", label(one)))
        })
    };
    years.flat_map(of_year).filter(|(time, _)| (from..=to).contains(time)).collect()
}

fn days(step: u8, from: f64, to: f64) -> Vec<(f64, String)> {
    let of_month = |(time, name): (f64, String)| {
        let days = (1_u8..=28).filter(move |day| *day == 1 || day.is_multiple_of(step));
        days.map(move |day| (time + f64::from(day - 1) * DAY, format!("{day} {name}")))
    };
    let all = months(1, from - 1.0 / 12.0, to).into_iter().flat_map(of_month);
    all.filter(|(time, _)| (from - DAY / 100.0..=to).contains(time)).collect()
}

/// A year as people count it.
fn label(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

#[allow(clippy::cast_possible_truncation, reason = "a year, far within the range")]
fn whole(time: f64) -> i64 {
    time as i64
}

#[cfg(test)]
mod tests;
