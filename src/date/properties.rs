//! What holds for all dates: what is read is written so that it is read again, a chronology is an
//! order, [`Date::within`] is what a model says that tries every day, and arithmetic holds for
//! whatever days are meant. The calendar of the model is that of another library.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Amount, Date, Day, Days, Within};
use crate::properties::tried;

/// The days that the model knows, counted from the first of them.
const YEARS: RangeInclusive<i16> = 1900..=1960;

fn number(day: civil::Date) -> i64 {
    let span = civil::date(*YEARS.start(), 1, 1).until(day).unwrap();
    i64::from(span.get_days())
}

fn last_number() -> i64 {
    number(civil::date(*YEARS.end(), 12, 31))
}

/// A year, a month and so on, that most others meet.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Decade,
    Year(i16),
    /// Months of a year that are not known.
    SomeMonth(i16),
    Season(i16, i8),
    Month(i16, i8),
    /// Days of a month that are not known.
    SomeDay(i16, i8),
    Day(i16, i8, i8),
}

impl Unit {
    fn text(self) -> String {
        match self {
            Self::Decade => "193X".to_owned(),
            Self::Year(year) => format!("{year}"),
            Self::SomeMonth(year) => format!("{year}-XX"),
            Self::Season(year, season) => format!("{year}-{}", 20 + season),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::SomeDay(year, month) => format!("{year}-{month:02}-XX"),
            Self::Day(year, month, day) => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// The first day, how much follows from it, and by how much `~` widens.
    fn days(self) -> (civil::Date, jiff::Span, jiff::Span) {
        match self {
            Self::Decade => (civil::date(1930, 1, 1), 10.years(), 10.years()),
            Self::Year(year) => (civil::date(year, 1, 1), 1.year(), 1.year()),
            Self::SomeMonth(year) => (civil::date(year, 1, 1), 12.months(), 12.months()),
            Self::Season(year, season) => {
                (civil::date(year, 3 * season, 1), 3.months(), 3.months())
            }
            Self::Month(year, month) => (civil::date(year, month, 1), 1.month(), 1.month()),
            Self::SomeDay(year, month) => (civil::date(year, month, 1), 1.month(), 1.day()),
            Self::Day(year, month, day) => (civil::date(year, month, day), 1.day(), 1.day()),
        }
    }
}

fn year() -> impl Strategy<Value = i16> {
    1930..=1932_i16
}

/// What may be the end of a range within a set, too.
fn plain() -> impl Strategy<Value = Unit> {
    prop_oneof![
        year().prop_map(Unit::Year),
        (year(), 1..=12_i8).prop_map(|(year, month)| Unit::Month(year, month)),
        (year(), 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| Unit::Day(year, month, day)),
        (year(), select(vec![1, 3, 5, 12_i8])).prop_map(|(year, month)| Unit::Day(year, month, 31)),
        year().prop_map(|year| Unit::Day(year, 2, 28 + i8::from(year == 1932))),
    ]
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        8 => plain(),
        1 => Just(Unit::Decade),
        1 => year().prop_map(Unit::SomeMonth),
        1 => (year(), 1..=4_i8).prop_map(|(year, season)| Unit::Season(year, season)),
        1 => (year(), 1..=12_i8).prop_map(|(year, month)| Unit::SomeDay(year, month)),
    ]
}

/// The first and the last of some days.
type Range = (i64, i64);

/// A date without a range, as it is written, and the days that it can mean.
#[derive(Debug, Clone)]
struct Point {
    text: String,
    days: Range,
    is_uncertain: bool,
}

fn point(unit: Unit, sign: &str, is_of_part: bool) -> Point {
    let text = unit.text();
    let text = match text.rsplit_once('-').filter(|_| is_of_part) {
        // A sign before a part is of that part alone.
        Some((head, part)) => format!("{head}-{sign}{part}"),
        None => text + sign,
    };
    let (first, length, by) = unit.days();
    let next = first + length;
    let (first, next) =
        if matches!(sign, "~" | "%") { (first - by, next + by) } else { (first, next) };
    Point { text, days: (number(first), number(next) - 1), is_uncertain: matches!(sign, "?" | "%") }
}

fn any_point() -> BoxedStrategy<Point> {
    let sign = prop_oneof![4 => Just(""), 1 => Just("?"), 2 => Just("~"), 1 => Just("%")];
    (unit(), sign, any::<bool>())
        .prop_map(|(unit, sign, is_of_part)| point(unit, sign, is_of_part))
        .boxed()
}

/// Something that happened on a day, or from one to another.
#[derive(Debug, Clone, Copy)]
enum Happening {
    On(Range),
    Lasting(Range, Range),
}

/// A date as it is written, and what it says by the module's page.
#[derive(Debug, Clone)]
struct Written {
    text: String,
    happenings: Vec<Happening>,
    is_one_of: bool,
    is_uncertain: bool,
}

impl Written {
    fn date(&self) -> Date {
        Date::parse(&self.text).unwrap()
    }
}

/// The ends of an interval: a date, one with `..`, nothing, or `..` alone.
fn interval() -> impl Strategy<Value = Written> {
    let end = || (option::weighted(0.8, any_point()), prop::bool::weighted(0.2));
    (end(), end()).prop_filter_map("no interval", |((from, is_from), (to, is_to))| {
        let sign = |point: &Option<Point>, is_marked: bool| match (point, is_marked) {
            (Some(point), _) => point.text.clone(),
            (None, true) => "..".to_owned(),
            (None, false) => String::new(),
        };
        let before = if from.is_some() && is_from { ".." } else { "" };
        let after = if to.is_some() && is_to { ".." } else { "" };
        let text = format!("{before}{}/{}{after}", sign(&from, is_from), sign(&to, is_to));
        Date::parse(&text).ok()?;
        let days = |point: &Option<Point>| point.as_ref().map(|point| point.days);
        let (start, end) = (days(&from), days(&to));
        let start_of = |(first, last)| (if is_from { 0 } else { first }, last);
        let end_of = |(first, last)| (first, if is_to { last_number() } else { last });
        let happening = match (start, end) {
            (Some(start), Some(end)) => Happening::Lasting(start_of(start), end_of(end)),
            (Some(start), None) => {
                let start = start_of(start);
                Happening::Lasting(start, (start.0, last_number()))
            }
            (None, end) => {
                let end = end_of(end?);
                Happening::Lasting((0, end.1), end)
            }
        };
        let is_uncertain = [from, to].iter().flatten().any(|point| point.is_uncertain);
        Some(Written { text, happenings: vec![happening], is_one_of: false, is_uncertain })
    })
}

/// A member of a set, as it is written and what it says in a set of one or of all.
fn member(is_one_of: bool) -> impl Strategy<Value = (String, Happening, bool)> {
    let ends = (plain(), plain()).prop_filter_map("no range", move |(from, to)| {
        let (from, to) = (point(from, "", false), point(to, "", false));
        let text = format!("{}..{}", from.text, to.text);
        Date::parse(&format!("{{{text}}}")).ok()?;
        let happening = if is_one_of {
            Happening::On((from.days.0, to.days.1))
        } else {
            Happening::Lasting(from.days, to.days)
        };
        Some((text, happening, false))
    });
    prop_oneof![
        4 => any_point().prop_map(|point| {
            (point.text, Happening::On(point.days), point.is_uncertain)
        }),
        1 => any_point().prop_map(|point| {
            (format!("..{}", point.text), Happening::On((0, point.days.1)), point.is_uncertain)
        }),
        1 => any_point().prop_map(|point| {
            let days = (point.days.0, last_number());
            (format!("{}..", point.text), Happening::On(days), point.is_uncertain)
        }),
        2 => ends,
    ]
}

fn set() -> impl Strategy<Value = Written> {
    any::<bool>().prop_flat_map(|is_one_of| {
        vec(member(is_one_of), 1..4).prop_map(move |members| {
            let texts: Vec<&str> = members.iter().map(|(text, ..)| text.as_str()).collect();
            let texts = texts.join(",");
            Written {
                text: if is_one_of { format!("[{texts}]") } else { format!("{{{texts}}}") },
                happenings: members.iter().map(|(_, happening, _)| *happening).collect(),
                is_one_of,
                is_uncertain: members.iter().any(|(.., is_uncertain)| *is_uncertain),
            }
        })
    })
}

fn on(point: Point) -> Written {
    Written {
        happenings: vec![Happening::On(point.days)],
        text: point.text,
        is_one_of: false,
        is_uncertain: point.is_uncertain,
    }
}

/// The end of a February, with and without a leap day, or anything else.
fn about_leap_days() -> impl Strategy<Value = Written> {
    let days = select(vec![(1932, 29), (1932, 28), (1931, 28), (1933, 28)]);
    let february = days.prop_map(|(year, day)| on(point(Unit::Day(year, 2, day), "", false)));
    prop_oneof![4 => written(), 1 => february]
}

fn written() -> BoxedStrategy<Written> {
    prop_oneof![
        2 => any_point().prop_map(on),
        2 => interval().boxed(),
        1 => set().boxed(),
    ]
    .boxed()
}

/// What [`Date::within`] must answer, by trying every day on which something can have started.
fn model(of: &Written, when: &Written, told: Option<i64>) -> Within {
    let asked = asked(when);
    // The first day of WHEN from each day on.
    let mut next = vec![i64::MAX; asked.len() + 1];
    for day in (0..asked.len()).rev() {
        next[day] = if asked[day] { day.try_into().unwrap() } else { next[day + 1] };
    }
    let next = |day: i64| next[usize::try_from(day).unwrap()];
    // Whether each can be on a day of WHEN, and whether it can be on none.
    let each: Vec<(bool, bool)> = of
        .happenings
        .iter()
        .map(|happening| match *happening {
            Happening::On(days) => {
                let (first, last) = until(days, told);
                let days = || first..=last;
                (days().any(|day| next(day) == day), days().any(|day| next(day) != day))
            }
            Happening::Lasting(start, end) => {
                // It ends when it started, or later.
                let end = until((end.0.max(start.0), end.1), told);
                let starts = || start.0..=start.1.min(end.1);
                (
                    starts().any(|start| next(start) <= end.1),
                    starts().any(|start| start.max(end.0) < next(start)),
                )
            }
        })
        .collect();
    let can_be = each.iter().any(|(can_be, _)| *can_be);
    let mut can_miss = each.iter().map(|(_, can_miss)| *can_miss);
    let can_miss = if of.is_one_of { can_miss.any(|can| can) } else { can_miss.all(|can| can) };
    match (can_be, can_miss) {
        (false, _) => Within::No,
        (true, false) if !of.is_uncertain => Within::Certainly,
        (true, _) => Within::Possibly,
    }
}

/// Which days a question means.
fn asked(when: &Written) -> Vec<bool> {
    let mut asked = vec![false; usize::try_from(last_number()).unwrap() + 1];
    for happening in &when.happenings {
        let (first, last) = match *happening {
            Happening::On(days) => days,
            Happening::Lasting(start, end) => (start.0, end.1),
        };
        for day in first..=last {
            asked[usize::try_from(day).unwrap()] = true;
        }
    }
    asked
}

/// What has no known end goes on until its source was issued, unless it comes after that.
fn until((first, last): Range, told: Option<i64>) -> Range {
    let is_open = last == last_number();
    (first, told.filter(|told| is_open && *told >= first).unwrap_or(last))
}

fn day_of(day: civil::Date) -> Day {
    let part = |part: i8| part.try_into().unwrap();
    Day { year: day.year().into(), month: part(day.month()), day: part(day.day()) }
}

fn any_day() -> impl Strategy<Value = civil::Date> {
    (1928..=1934_i16, 1..=366_i64)
        .prop_map(|(year, day)| civil::date(year, 1, 1) + (day - 1).days())
}

/// A date of any level of EDTF, also of those that no model knows.
fn any_text() -> impl Strategy<Value = String> {
    let year = prop_oneof!["[0-9]{4}", "-[0-9]{3}[1-9]", "[0-9]{2}[0-9X]X", "XXXX", "[12]9[0-9]X"];
    let sign = || select(vec!["", "", "", "?", "~", "%"]);
    let month = select(vec!["", "-02", "-12", "-21", "-24", "-34", "-41", "-XX", "-~06", "-?X1"]);
    let day = select(vec!["", "", "-01", "-28", "-29", "-XX", "-%31", "-1X"]);
    let dated = (sign(), year, sign(), month, day, sign()).prop_map(
        |(of_year, year, after, month, day, last)| {
            format!("{of_year}{year}{after}{month}{day}{last}")
        },
    );
    let far = select(vec!["Y17E7", "Y-17E7", "Y9E18S1", "Y9223372036854775807", "Y-20000", "19S1"]);
    let point = prop_oneof![
        8 => dated,
        1 => far.prop_map(str::to_owned),
        1 => Just("1931-01-05T23:20:30Z".to_owned()),
        1 => written().prop_map(|written| written.text),
    ];
    let shape =
        select(vec!["A", "A/B", "A/..", "A/", "../A", "..A/B", "[A,B]", "{A,B..}", "[A..B]"]);
    (shape, point.clone(), point).prop_filter_map("no date", |(shape, one, other)| {
        let text = shape.replace('A', "\0").replace('B', &other).replace('\0', &one);
        Date::parse(&text).is_ok().then_some(text)
    })
}

fn any_date() -> BoxedStrategy<Date> {
    any_text().prop_map(|text| Date::parse(&text).unwrap()).boxed()
}

fn is_in_order(first: Option<Day>, last: Option<Day>) -> bool {
    first.zip(last).is_none_or(|(first, last)| first <= last)
}

/// One of the days of some that are limited, as our own day and as that of the other calendar.
fn one_of(days: Days, index: Index) -> Option<(Day, civil::Date)> {
    let part = |part: u8| part.try_into().ok();
    let date = |day: Day| {
        civil::Date::new(day.year.try_into().ok()?, part(day.month)?, part(day.day)?).ok()
    };
    let (first, last) = (date(days.first?)?, date(days.last?)?);
    let count = usize::try_from(first.until(last).unwrap().get_days()).unwrap() + 1;
    let day = first + i64::try_from(index.index(count)).unwrap().days();
    Some((day_of(day), day))
}

proptest! {
    #![proptest_config(tried(400))]

    #[test]
    fn within_is_what_trying_every_day_says(
        of in written(), when in written(), told in option::weighted(0.3, any_day()),
    ) {
        let expected = model(&of, &when, told.map(number));
        let found = of.date().within(&when.date(), told.map(day_of));
        prop_assert_eq!(found, expected, "{} within {}, told {:?}", of.text, when.text, told);
    }

    #[test]
    fn a_longer_time_is_never_a_worse_answer(
        of in written(), from in plain(), to in plain(), more in unit(),
    ) {
        let interval = Date::parse(&format!("{}/{}", from.text(), to.text()));
        let when = interval.unwrap_or_else(|_| Date::parse(&from.text()).unwrap());
        let answer = of.date().within(&when, None);
        let (first, last) = (when.min().unwrap(), when.max().unwrap());
        for longer in [
            format!("{first}/.."),
            format!("../{last}"),
            format!("{first}/{last}~"),
            format!("{{{first}..{last},{}}}", more.text()),
        ] {
            let answered = of.date().within(&Date::parse(&longer).unwrap(), None);
            prop_assert!(answered >= answer, "{} within {} and {}", of.text, when, longer);
        }
    }

    #[test]
    fn what_is_read_is_written_and_read_again(text in any_text()) {
        let date = Date::parse(&text).unwrap();
        let written = date.to_string();
        prop_assert_eq!(&Date::parse(&written).unwrap(), &date, "{} as {}", text, written);
        prop_assert_ne!(date.within(&date, None), Within::No, "{}", text);
        prop_assert!(is_in_order(date.min(), date.max()), "{}", text);
        let reach = date.reach();
        let mut ranges = vec![reach.start, reach.end, reach.days()];
        for span in date.spans() {
            ranges.extend([span.start, span.end, Days { first: span.start.first, last: span.end.last }]);
        }
        for days in ranges {
            prop_assert!(is_in_order(days.first, days.last), "{}: {:?}", text, days);
        }
        prop_assert!(!date.in_words().is_empty() && date.level() <= 2);
    }

    #[test]
    fn a_chronology_is_an_order(dates in [any_date(), any_date(), any_date()]) {
        let [one, other, third] = &dates;
        prop_assert_eq!(one.chronological(one), Ordering::Equal);
        prop_assert_eq!(one.chronological(other), other.chronological(one).reverse());
        let mut sorted = [one, other, third];
        sorted.sort_by(|a, b| a.chronological(b));
        prop_assert!(sorted[0].chronological(sorted[2]).is_le(), "{:?}", sorted.map(Date::to_string));
        for (early, late) in [(one, other), (other, third), (third, one)] {
            // What was all over before the other began comes first.
            if early.max().zip(late.min()).is_some_and(|(last, first)| last < first) {
                prop_assert_eq!(early.chronological(late), Ordering::Less, "{} {}", early, late);
            }
        }
    }

    #[test]
    fn before_is_an_order(dates in [any_date(), any_date(), any_date()]) {
        let [one, other, third] = dates.each_ref().map(|date| date.reach().days());
        prop_assert!(!one.surely_before(one));
        prop_assert!(!(one.surely_before(other) && other.surely_before(one)));
        if one.surely_before(other) && other.surely_before(third) {
            prop_assert!(one.surely_before(third), "{:?}", dates.each_ref().map(Date::to_string));
        }
        for amount in [one.days_until(other), one.age_at(other)] {
            let Amount { least, most } = amount;
            let is_range = least.zip(most).is_none_or(|(least, most)| least <= most);
            prop_assert!(is_range, "{:?}: {:?}", dates.each_ref().map(Date::to_string), amount);
        }
        if one.surely_before(other) {
            let meet = dates[0].within(&dates[1], None);
            prop_assert_eq!(meet, Within::No, "{} and {}", dates[0], dates[1]);
        }
    }

    #[test]
    fn ages_and_days_hold_for_whatever_days_are_meant(
        from in about_leap_days(), to in about_leap_days(), indices in any::<[Index; 2]>(),
    ) {
        let (from, to) = (from.date().reach().start, to.date().reach().days());
        let Some((born, born_on)) = one_of(from, indices[0]) else { return Ok(()) };
        let Some((then, on)) = one_of(to, indices[1]) else { return Ok(()) };
        let holds = |amount: Amount, of: i64| {
            amount.least.is_none_or(|least| least <= of) && amount.most.is_none_or(|most| of <= most)
        };
        let days = i64::from(born_on.until(on).unwrap().get_days());
        prop_assert!(holds(from.days_until(to), days), "{} {} are {} days", born, then, days);
        prop_assert_eq!(then.number() - born.number(), i128::from(days));
        // Who was born on a leap day has a birthday before or after the end of February.
        for moved in [(2, 28), (3, 1)] {
            let is_moved = (born.month, born.day) == (2, 29) && !on.in_leap_year();
            let birthday = if is_moved { moved } else { (born.month, born.day) };
            let age = then.year - born.year - i64::from((then.month, then.day) < birthday);
            prop_assert!(holds(from.age_at(to), age), "{} {} are {} years", born, then, age);
        }
    }
}
