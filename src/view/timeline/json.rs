//! A timeline as JSON: the events as everywhere, each with its lane and its spans.

use serde::Serialize;

use crate::base::Entry;
use crate::cite::Citer;
use crate::date::{Day, Days, Span};
use crate::query::Hit;
use crate::query::timeline::{Lane, Shown, Timeline};
use crate::view::json::{FORMAT, RecordJson, SourceJson, result, sources_of};

/// A timeline as one JSON object.
#[derive(Debug, Serialize)]
pub struct TimelineJson<'a> {
    format: u32,
    title: &'a str,
    results: Vec<MarkJson<'a>>,
    /// Events that were asked for and have no date.
    undated: Vec<&'a str>,
    sources: Vec<SourceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct MarkJson<'a> {
    #[serde(flatten)]
    event: RecordJson<'a>,
    lane: LaneJson<'a>,
    spans: Vec<SpanJson>,
}

#[derive(Debug, Serialize)]
struct LaneJson<'a> {
    /// The person or place, if it is one's.
    id: Option<&'a str>,
    name: &'a str,
}

/// When it started and when it ended.
#[derive(Debug, Serialize)]
struct SpanJson {
    start: DaysJson,
    end: DaysJson,
    /// Whether it went on all that time, in contrast to having been once in it.
    lasts: bool,
}

/// The earliest and latest day, ISO 8601; `null` where open or unknown.
#[derive(Debug, Serialize)]
struct DaysJson {
    min: Option<String>,
    max: Option<String>,
}

/// All of a timeline, and the sources that it cites.
pub fn document<'a>(base: &Citer<'a>, timeline: &'a Timeline<'a>) -> TimelineJson<'a> {
    let events = timeline.lanes.iter().flat_map(|lane| &lane.events);
    let marks = |lane: &'a Lane<'a>| lane.events.iter().map(|shown| mark(base, lane, shown));
    TimelineJson {
        format: FORMAT,
        title: &timeline.title,
        results: timeline.lanes.iter().flat_map(marks).collect(),
        undated: timeline.undated.iter().map(|event| &*event.id).collect(),
        sources: sources_of(base, events.flat_map(|shown| shown.event.all_cites())),
    }
}

fn mark<'a>(base: &Citer<'a>, lane: &'a Lane<'a>, shown: &Shown<'a>) -> MarkJson<'a> {
    let hit = Hit::from((shown.event, shown.found));
    let spans = shown.spans();
    MarkJson {
        event: result(base, &hit),
        lane: LaneJson { id: lane.subject.map(Entry::id), name: &lane.name },
        spans: spans.into_iter().map(span).collect(),
    }
}

fn span(span: Span) -> SpanJson {
    SpanJson { start: days(span.start), end: days(span.end), lasts: span.lasts }
}

fn days(days: Days) -> DaysJson {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    DaysJson { min: day(days.first), max: day(days.last) }
}
