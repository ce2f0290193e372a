//! A timeline: events in lanes along an axis, in words and in fractions of the axis. How long an
//! inch is, and how a mark looks, is for [`crate::write`].

use crate::base::schema::{Certainty, DateClaim, Event};
use crate::cite::{self, Citer};
use crate::date::{Date, Days, Span};
use crate::query::Life;
use crate::query::timeline::{self as asked, Shown, Timeline};

use super::rows::title_line;
use super::{Line, Tone, caution, claims, source_notes};
use axis::{Axis, Time};

pub mod axis;
pub mod json;

/// What a timeline shows.
#[derive(Debug)]
pub struct Chart {
    pub title: String,
    pub axis: Axis,
    pub lanes: Vec<Lane>,
    /// The sources of the events.
    pub sources: Vec<Line>,
}

/// Events that belong together.
#[derive(Debug)]
pub struct Lane {
    /// Empty where there is nothing to tell lanes apart by.
    pub name: String,
    /// A person's life, as far as the axis shows it.
    pub life: Option<LifeBar>,
    /// In the order of time.
    pub marks: Vec<Mark>,
}

/// From birth to death.
#[derive(Debug)]
pub struct LifeBar {
    /// Birth and death in words, with their citations.
    pub words: Line,
    pub stretch: Stretch,
}

/// An event as it is shown.
#[derive(Debug)]
pub struct Mark {
    pub id: String,
    /// What happened, and what is not certain of it.
    pub title: Line,
    /// When, and what is not certain of that.
    pub date: Line,
    /// The places in the source.
    pub cite: Line,
    /// Whether event and date are both stated, and the date is not doubtful.
    pub is_stated: bool,
    /// When it can have been, one stretch for each date.
    pub stretches: Vec<Stretch>,
    /// When it was by other claims, as far as the axis shows it.
    pub others: Vec<Stretch>,
}

/// A part of the axis: all in fractions of it, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The earliest that it can have begun.
    pub from: f64,
    /// The latest that it can have ended.
    pub to: f64,
    /// Where it certainly went on, if it lasted.
    pub core: Option<(f64, f64)>,
    /// Whether it lasted, in contrast to having been once in that time.
    pub lasts: bool,
    /// Whether it can have begun before the axis does.
    pub before: bool,
    /// Whether it can have ended after the axis does.
    pub after: bool,
}

impl Stretch {
    /// Whether the axis shows some of it.
    fn is_shown(&self) -> bool {
        self.to > 0.0 && self.from < 1.0
    }
}

impl Chart {
    /// How many events it shows.
    pub fn count(&self) -> usize {
        self.lanes.iter().map(|lane| lane.marks.len()).sum()
    }

    /// All events, in the order of the lanes.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.lanes.iter().flat_map(|lane| &lane.marks)
    }
}

impl Mark {
    /// The earliest and the latest that it can have been, in fractions of the axis.
    pub fn extent(&self) -> (f64, f64) {
        let ends = |(from, to): (f64, f64), one: &Stretch| (from.min(one.from), to.max(one.to));
        self.stretches.iter().fold((1.0, 0.0), ends)
    }

    /// When, and where it says so.
    pub fn evidence(&self) -> Line {
        self.date.clone().and_all(&self.cite)
    }
}

/// Puts a timeline into words and places.
pub fn chart(base: &Citer<'_>, timeline: &Timeline<'_>) -> Chart {
    let events = || timeline.lanes.iter().flat_map(|lane| &lane.events);
    let others = events().flat_map(Shown::other_spans);
    let spans: Vec<Span> = events().flat_map(Shown::spans).chain(others).collect();
    let axis = Axis::over(&spans, &timeline.times);
    let lanes = timeline.lanes.iter().map(|one| lane(base, one, &axis)).collect();
    let cites = events().flat_map(Shown::cites);
    Chart { title: timeline.title.clone(), lanes, sources: source_notes(base, cites), axis }
}

fn lane(base: &Citer<'_>, lane: &asked::Lane<'_>, axis: &Axis) -> Lane {
    Lane {
        name: lane.name.clone(),
        life: life(base, &lane.life, axis),
        marks: lane.events.iter().map(|shown| mark(base, shown, axis)).collect(),
    }
}

fn mark(base: &Citer<'_>, shown: &Shown<'_>, axis: &Axis) -> Mark {
    let event = shown.event;
    let date = shown.found.date(event);
    let is_sure = |date: &Date| !date.is_uncertain() && !date.is_one_of_several();
    let others = shown.other_spans();
    Mark {
        id: event.id.to_string(),
        title: title_line(event),
        date: claims::when(event, shown.found).unwrap_or_default(),
        cite: Line::of(Tone::Cite, cite::locators(base, shown.cites())),
        is_stated: event.certainty == Certainty::Stated
            && shown.found.by.is_none()
            && date.is_some_and(|date| date.certainty == Certainty::Stated && is_sure(&date.edtf)),
        stretches: shown.spans().iter().map(|span| stretch(span, axis)).collect(),
        others: others.iter().map(|span| stretch(span, axis)).filter(Stretch::is_shown).collect(),
    }
}

/// Where a span is on the axis.
fn stretch(span: &Span, axis: &Axis) -> Stretch {
    let (from, before) = axis.start_of(span.start.first);
    let (to, after) = axis.end_of(span.end.last);
    let core = span.start.last.zip(span.end.first).filter(|_| span.lasts);
    let core = core.and_then(|(start, end)| {
        let (start, end) = (Time::start_of(start), Time::end_of(end));
        (start < end).then(|| (axis.place(start), axis.place(end)))
    });
    let core = core.filter(|(start, end)| start < end);
    Stretch { from: from.min(to), to: to.max(from), core, lasts: span.lasts, before, after }
}

/// A life, if it is known when it began or ended and the axis shows some of it.
fn life(base: &Citer<'_>, life: &Life<'_>, axis: &Axis) -> Option<LifeBar> {
    // Without a death nobody is known to have died, and without a birth to have been young.
    let start = claimed(life.birth?, |span| span.start)?;
    let end = claimed(life.death?, |span| span.end)?;
    let stretch = stretch(&Span { start, end, lasts: true }, axis);
    stretch.is_shown().then(|| LifeBar { words: life_words(base, life), stretch })
}

/// The days on which somebody was born or died by any of the dates that are claimed: what they do
/// not agree on is perhaps of the life.
fn claimed(event: &Event, end: impl Fn(Span) -> Days) -> Option<Days> {
    let first = |date: &DateClaim| date.edtf.spans().into_iter().next().map(&end);
    let others = event.other_dates().into_iter().filter_map(first);
    Some(others.fold(first(event.date()?)?, Days::or))
}

fn life_words(base: &Citer<'_>, life: &Life<'_>) -> Line {
    let events = [("born", life.birth), ("died", life.death)].into_iter();
    events.fold(Line::default(), |told, (word, event)| {
        let Some(event) = event else { return told };
        let Some(date) = event.date() else { return told };
        let told = if told.is_empty() { told } else { told.then(Tone::Plain, ";") };
        told.and(Tone::Plain, word)
            .and(Tone::Date, date.edtf.in_words())
            .and(Tone::Caution, caution(date.certainty, None))
            .and(Tone::Caution, claims::other_dates(event))
            .and(Tone::Cite, cite::locators(base, event.cites()))
    })
}

#[cfg(test)]
mod tests;
