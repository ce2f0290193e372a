//! What a timeline shows: the dated events that were asked for, in lanes.

use super::when::{Asked, Found};
use super::{Hit, Life, Miss, as_found, extract, lives, persons_called, places_called};
use crate::base::claims::Ranked;
use crate::base::schema::{Cite, Event, EventKind, Id, Record, Role};
use crate::base::{Base, Entry};
use crate::date::{Date, Span};

/// Which events, and by what they are laid into lanes; every condition that is given must hold.
#[derive(Debug, Default)]
pub struct TimelineFilter {
    /// Persons, terms, dates or words of a text, as [`extract::extract`] takes them.
    pub topics: Vec<String>,
    /// With a part of any of these.
    pub persons: Vec<String>,
    pub place: Option<String>,
    pub kinds: Vec<EventKind>,
    pub during: Option<Date>,
    /// Without those that only possibly fall within the time that was asked for.
    pub certain: bool,
    pub lanes: LanesBy,
    /// At most so many events, the first ones.
    pub most: Option<usize>,
}

/// What makes a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanesBy {
    #[default]
    Person,
    Kind,
    Place,
    /// One lane for all.
    None,
}

/// Dated events in lanes.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// What was asked for, in words; the title of the base, if nothing was, and never empty.
    pub title: String,
    /// The times that were asked for; what is shown is within one of them.
    pub times: Vec<Date>,
    /// In the order in which they are shown.
    pub lanes: Vec<Lane<'a>>,
    /// Events that were asked for and have no date.
    pub undated: Vec<&'a Record<Event>>,
}

/// Events that belong together.
#[derive(Debug)]
pub struct Lane<'a> {
    /// Empty where there is nothing to tell lanes apart by.
    pub name: String,
    /// The person or place whose lane it is.
    pub subject: Option<Entry<'a>>,
    pub life: Life<'a>,
    /// In the order of time.
    pub events: Vec<Shown<'a>>,
}

/// An event of a timeline.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub event: &'a Record<Event>,
    /// How it answers to the time that was asked for.
    pub found: Found<'a>,
}

impl<'a> Shown<'a> {
    /// When it was, by the date under which it is shown.
    pub fn spans(&self) -> Vec<Span> {
        self.found.date(self.event).map(|date| date.edtf.spans()).unwrap_or_default()
    }

    /// When it was by the other dates that are claimed and may be so.
    pub fn other_spans(&self) -> Vec<Span> {
        if self.event.is_undisputed() {
            return Vec::new();
        }
        let shown = self.found.date(self.event).map(|date| &date.edtf);
        let mut others: Vec<&Date> = Vec::new();
        for claim in self.event.dates().into_iter().filter(Ranked::is_tenable) {
            let date = &claim.value.edtf;
            if Some(date) != shown && !others.contains(&date) {
                others.push(date);
            }
        }
        others.into_iter().flat_map(Date::spans).collect()
    }

    /// The citations of what is shown of it.
    pub fn cites(&self) -> impl Iterator<Item = &'a Cite> + Clone + use<'a> {
        Hit::from((self.event, self.found)).cites()
    }
}

/// The most lanes that persons get who were not asked for.
const MOST_LANES: usize = 6;

/// The fewest events by which a person who was not asked for gets a lane.
const LEAST_EVENTS: usize = 3;

/// The lane of what is in no other one.
const OTHERS: &str = "Others";

/// Gathers a timeline.
///
/// # Errors
///
/// A [`Miss`] where the base has no dated event of the kind.
pub fn timeline<'a>(base: &Base<'a>, filter: &TimelineFilter) -> Result<Timeline<'a>, Miss> {
    let found = extract::extract(base, &filter.topics)?;
    let mut persons: Vec<&str> = Vec::new();
    for name in &filter.persons {
        let called = persons_called(base, name)?;
        let in_order = base.doc.persons.iter().map(|person| &*person.id);
        let new: Vec<&str> =
            in_order.filter(|id| called.contains(id) && !persons.contains(id)).collect();
        persons.extend(new);
    }
    let place = filter.place.as_deref().map(|name| places_called(base, name)).transpose()?;
    let is_wanted = |event: &Event| {
        (filter.kinds.is_empty() || filter.kinds.contains(&event.kind))
            && (persons.is_empty() || event.people.iter().any(|(id, _)| persons.contains(&&**id)))
            && place
                .as_ref()
                .is_none_or(|place| event.tenable_places().any(|id| place.contains(&**id)))
    };
    let wanted = found.events.iter().copied().filter(|event| is_wanted(event));
    let (dated, mut undated): (Vec<_>, Vec<_>) = wanted.partition(|event| event.date().is_some());
    let mut events = Vec::new();
    for event in dated {
        let asked = Asked { when: filter.during.as_ref(), on: None, certain: filter.certain };
        let Some(within) = asked.find(base, event) else { continue };
        let of_topic = found.found(event);
        let possibly = within.possibly || of_topic.possibly;
        if !(filter.certain && possibly) {
            let found = Found { possibly, by: within.by.or(of_topic.by) };
            events.push(Shown { event, found });
        }
    }
    events.sort_by(|a, b| as_found((a.event, a.found), (b.event, b.found)));
    let times: Vec<Date> = match &filter.during {
        Some(during) => vec![during.clone()],
        None => found.times.clone(),
    };
    // What has no date does not fall within any time.
    if !times.is_empty() {
        undated.clear();
    }
    if events.is_empty() {
        return Err(nothing_dated(base, filter, undated.len()));
    }
    events.truncate(filter.most.unwrap_or(usize::MAX));
    let is_person = |subject: &&Entry<'a>| matches!(subject, Entry::Person(_));
    let mut named: Vec<&str> =
        found.subjects.iter().filter(is_person).map(|one| one.id()).collect();
    for id in &persons {
        if !named.contains(id) {
            named.push(id);
        }
    }
    let lanes = match filter.lanes {
        LanesBy::Person => by_person(base, events, &named),
        LanesBy::Kind => by_word(events, |event| Some(event.kind.word())),
        LanesBy::Place => by_place(base, events),
        LanesBy::None => vec![Lane::of(String::new(), events)],
    };
    let title = title(base, found.title, filter, &persons);
    Ok(Timeline { title, times, lanes, undated })
}

fn nothing_dated(base: &Base<'_>, filter: &TimelineFilter, undated: usize) -> Miss {
    let conditions = [
        super::any_of("is of the kind", filter.kinds.iter().map(|kind| kind.word())),
        super::any_of("concerns", filter.topics.iter().chain(&filter.persons).map(String::as_str)),
        filter.place.as_ref().map(|name| format!("was at “{name}”")),
        filter.during.as_ref().map(|when| {
            let certainly = if filter.certain { "certainly " } else { "" };
            format!("falls {certainly}within {when}")
        }),
    ];
    let sentence = super::nothing("no dated event here", conditions);
    if undated > 0 {
        return Miss::new(format!(
            "{sentence}; {undated} without a date, which `ibid event` shows"
        ));
    }
    let span = super::span_of_dates(base.doc)
        .map(|(first, last)| format!("; its dates go from {first} to {last}"));
    Miss::new(sentence + &span.unwrap_or_default())
}

/// What was asked for, and by which conditions.
fn title(base: &Base<'_>, asked: String, filter: &TimelineFilter, persons: &[&str]) -> String {
    let has_topic = !filter.topics.is_empty() || persons.is_empty();
    let mut parts: Vec<String> = has_topic.then_some(asked).into_iter().collect();
    parts.extend(persons.iter().map(|id| base.name_of(id).to_owned()));
    parts.extend(filter.place.clone());
    parts.extend(filter.kinds.iter().map(|kind| kind.word().to_owned()));
    parts.extend(filter.during.as_ref().map(Date::in_words));
    parts.retain(|part| !part.trim().is_empty());
    if parts.is_empty() { "Timeline".to_owned() } else { parts.join(", ") }
}

impl<'a> Lane<'a> {
    fn of(name: String, events: Vec<Shown<'a>>) -> Self {
        Self { name, subject: None, life: Life::default(), events }
    }
}

/// A lane for each of the persons who were named, or else for those who have most of the events;
/// what is none of theirs comes last.
fn by_person<'a>(base: &Base<'a>, events: Vec<Shown<'a>>, named: &[&'a str]) -> Vec<Lane<'a>> {
    let busiest = busiest(base, &events);
    let who = if named.is_empty() { &busiest } else { named };
    let all_lives = lives(base);
    let lane = |id: &&'a str| Lane {
        name: base.name_of(id).to_owned(),
        subject: base.get(id),
        life: all_lives.get(*id).copied().unwrap_or_default(),
        events: Vec::new(),
    };
    let mut lanes: Vec<Lane<'a>> = who.iter().map(lane).collect();
    let mut others = Vec::new();
    for shown in events {
        match whose(shown.event, who, !named.is_empty()).and_then(|at| lanes.get_mut(at)) {
            Some(found) => found.events.push(shown),
            None => others.push(shown),
        }
    }
    lanes.retain(|lane| !lane.events.is_empty());
    if !others.is_empty() {
        let name = if lanes.is_empty() { String::new() } else { OTHERS.to_owned() };
        lanes.push(Lane::of(name, others));
    }
    lanes
}

/// In whose lane an event is shown: a principal's, or else that of the first who has a part in it;
/// of one who is only mentioned, if that one was asked for.
fn whose(event: &Event, laned: &[&str], are_named: bool) -> Option<usize> {
    let lane = |id: &Id| laned.iter().position(|known| **known == **id);
    let principals = event.people.iter().filter(|(_, role)| *role == Role::Principal);
    let others = event.people.iter().filter(|(_, role)| are_named || *role != Role::Mentioned);
    principals.chain(others).find_map(|(id, _)| lane(id))
}

/// Those who are principals of most of the events, in the order of the file.
fn busiest<'a>(base: &Base<'a>, events: &[Shown<'a>]) -> Vec<&'a str> {
    let is_principal = |event: &Event, id: &Id| {
        event.people.iter().any(|(who, role)| who == id && *role == Role::Principal)
    };
    let persons = base.doc.persons.iter().enumerate().map(|(at, person)| {
        let count = events.iter().filter(|shown| is_principal(shown.event, &person.id)).count();
        (count, at, &*person.id)
    });
    let mut persons: Vec<_> = persons.filter(|(count, ..)| *count >= LEAST_EVENTS).collect();
    persons.sort_by_key(|(count, at, _)| (std::cmp::Reverse(*count), *at));
    persons.truncate(MOST_LANES);
    persons.sort_by_key(|(_, at, _)| *at);
    persons.into_iter().map(|(.., id)| id).collect()
}

fn by_place<'a>(base: &Base<'a>, events: Vec<Shown<'a>>) -> Vec<Lane<'a>> {
    // Of a move, where it led to.
    let mut lanes = by_word(events, |event| event.place().last().map(|id| &**id));
    for lane in &mut lanes {
        if let Some(place) = base.get(&lane.name) {
            lane.subject = Some(place);
            lane.name = base.name_of(place.id()).to_owned();
        }
    }
    lanes
}

/// A lane for each word, in the order in which they first appear; those without one come last.
fn by_word<'a>(
    events: Vec<Shown<'a>>,
    word: impl Fn(&'a Record<Event>) -> Option<&'a str>,
) -> Vec<Lane<'a>> {
    let mut lanes: Vec<Lane<'a>> = Vec::new();
    let mut others = Vec::new();
    for shown in events {
        let Some(word) = word(shown.event) else {
            others.push(shown);
            continue;
        };
        match lanes.iter_mut().find(|lane| lane.name == word) {
            Some(lane) => lane.events.push(shown),
            None => lanes.push(Lane::of(word.to_owned(), vec![shown])),
        }
    }
    if !others.is_empty() {
        let name = if lanes.is_empty() { String::new() } else { OTHERS.to_owned() };
        lanes.push(Lane::of(name, others));
    }
    lanes
}

#[cfg(test)]
mod tests;
