//! Anniversaries, as calendars read them (iCalendar, RFC 5545).
//!
//! An anniversary is of one day that is known: nothing is put on a day that is only possible.
//! Calendars go wrong where a series begins long ago, so it begins in 2000 unless the event is
//! later, and the year of the event stands in its summary. 29 February is that day alone and comes
//! in leap years, as the calendars have it.

use std::fmt::Write as _;

use super::{Export, Format, LeftOut, Settings, stable_id, with_places};
use crate::base::schema::{Certainty, Cite, Event, Record};
use crate::cite::Citer;
use crate::date::Day;
use crate::query::extract::Extract;
use crate::view::{self, rows::title_alone};

#[derive(Debug)]
pub(super) struct Calendar;

/// The first year of a series: a leap year, so that it may begin on 29 February.
const START: i64 = 2000;

impl Format for Calendar {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn about(&self) -> &'static str {
        "Anniversaries for calendars (iCalendar)"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["start-year", "inferred", "style"]
    }

    fn export(&self, base: &Citer<'_>, extract: &Extract<'_>, settings: &Settings) -> Export {
        let mut calendar = Lines::default();
        let mut export = Export::default();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//ibid//ibid//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        // The name by RFC 7986, and as most programs know it.
        calendar.text("NAME", &extract.title);
        calendar.text("X-WR-CALNAME", &extract.title);
        for event in &extract.events {
            match anniversary(event, settings) {
                Ok(day) => {
                    export.count += 1;
                    calendar.event(base, event, day, settings);
                }
                Err(why) => export.left_out.push(LeftOut { id: event.id.to_string(), why }),
            }
        }
        calendar.line("END", "VCALENDAR");
        export.text = calendar.0;
        export
    }
}

/// The day of an event, or why it has no anniversary.
fn anniversary(event: &Event, settings: &Settings) -> Result<Day, &'static str> {
    let date = event.date().ok_or("not dated")?;
    let day = date.edtf.day().ok_or("not dated to one certain day")?;
    match date.certainty.max(event.certainty) {
        Certainty::Unproven => Err("unproven"),
        Certainty::Inferred if !settings.inferred => Err("inferred (--inferred takes these, too)"),
        _ => Ok(day),
    }
}

/// Lines that end and are folded as the standard has it.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, base: &Citer<'_>, event: &Record<Event>, day: Day, settings: &Settings) {
        let start = start(day, settings.start_year.unwrap_or(START));
        self.line("BEGIN", "VEVENT");
        self.text("UID", &stable_id(base, &event.id, &event.id));
        self.line("DTSTAMP", &stamp(base, event, settings));
        self.line("DTSTART;VALUE=DATE", &start);
        self.line("RRULE", "FREQ=YEARLY");
        self.text("SUMMARY", &summary(event, day));
        self.text("DESCRIPTION", &description(base, event));
        self.text("CATEGORIES", event.kind.word());
        let source = event.cites().next().and_then(|cite| base.source_of(cite));
        if let Some(url) = source.and_then(|source| source.url.as_deref()) {
            self.line("URL", url);
        }
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    /// A property whose value is text.
    fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// A property: at most 75 bytes a line, and those that go on begin with a space.
    fn line(&mut self, name: &str, value: &str) {
        const MOST: usize = 75;
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars().filter(|c| !c.is_control())) {
            if length + c.len_utf8() > MOST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text with what would end or divide it written otherwise.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The title and the year, unless the title has it, and whether another date is claimed.
fn summary(event: &Event, day: Day) -> String {
    let (mut title, year) = (title_alone(event).text(), year(day.year));
    if let Some(date) = event.date().filter(|date| date.certainty != Certainty::Stated) {
        let _ = write!(title, " [date {}]", date.certainty.word());
    }
    let dated = if title.contains(&year) { title } else { format!("{title} ({year})") };
    // That the day is disputed is to be seen where the day is.
    let others = view::claims::other_dates(event);
    if others.is_empty() { dated } else { format!("{dated} {others}") }
}

/// What the base says of an event, and who says so.
fn description(base: &Citer<'_>, event: &Record<Event>) -> String {
    let date = event.date();
    let when = date.map(|date| {
        let caution = view::caution(date.certainty, date.because.as_deref());
        let others = view::claims::all_other_dates(event);
        let parts = [date.edtf.in_words(), caution, others, view::claims::other_points(event)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    });
    let cites: Vec<&Cite> = event.cites().collect();
    let cite = with_places(base, base.note(event.cites()), &cites).text();
    let caution = view::caution(event.certainty, event.because.as_deref());
    let cause = event.cause().map(|cause| {
        let caution = view::caution(cause.certainty, cause.because.as_deref());
        format!("Cause: {} {caution}", cause.text).trim().to_owned()
    });
    let lines = [when, event.text.clone(), cause, Some(caution), Some(cite)];
    let lines: Vec<String> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The first day of the series: in the year that was asked for or that of the event, if it is
/// later, and in a leap year if it must be.
fn start(day: Day, first: i64) -> String {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = day.year.max(first);
    while (day.month, day.day) == (2, 29) && !is_leap(year) {
        year += 1;
    }
    format!("{year:04}{:02}{:02}", day.month, day.day)
}

/// A year as people count it.
fn year(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

/// When the entry was made: not now, for the same base is to give the same calendar, but when its
/// source was issued.
fn stamp(base: &Citer<'_>, event: &Event, settings: &Settings) -> String {
    let given = settings.made.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    if let Some(given) = given {
        return given.strftime("%Y%m%dT%H%M%SZ").to_string();
    }
    let issued = event.cites().filter_map(|cite| base.source_of(cite)?.issued.as_ref()?.max());
    let day = issued.max().filter(|day| (1..=9999).contains(&day.year));
    let Day { year, month, day } = day.unwrap_or(Day { year: 1970, month: 1, day: 1 });
    let mut stamp = String::new();
    // Writing to a string does not fail.
    let _ = write!(stamp, "{year:04}{month:02}{day:02}T000000Z");
    stamp
}
