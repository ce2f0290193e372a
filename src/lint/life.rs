//! When persons were born and died, as far as a base tells.

use std::collections::HashMap;

use super::reach;
use crate::base::Base;
use crate::base::schema::{Event, EventKind, PersonKind, Record, Role};
use crate::date::Days;

/// The lives of all persons.
#[derive(Debug, Default)]
pub(super) struct Lives<'a> {
    lives: HashMap<&'a str, Life<'a>>,
    /// Those of whom a birth or a death is told, in the order of the file.
    pub(super) order: Vec<&'a str>,
}

/// The births and deaths of a person that are told with a date.
#[derive(Debug, Default)]
pub(super) struct Life<'a> {
    pub(super) births: Vec<&'a Record<Event>>,
    pub(super) deaths: Vec<&'a Record<Event>>,
    born: Days,
    died: Days,
}

impl<'a> Lives<'a> {
    pub(super) fn of(base: &Base<'a>) -> Self {
        let mut lives = Self::default();
        for event in &base.doc.events {
            let is_birth = match event.kind {
                EventKind::Birth => true,
                EventKind::Death => false,
                _ => continue,
            };
            let Some(reach) = reach(event) else { continue };
            let principals = event.people.iter().filter(|(_, role)| *role == Role::Principal);
            for (person, _) in principals.filter(|(person, _)| !is_group(base, person)) {
                if !lives.lives.contains_key(&**person) {
                    lives.order.push(person);
                }
                let life = lives.lives.entry(person).or_default();
                let (events, days) = if is_birth {
                    (&mut life.births, &mut life.born)
                } else {
                    (&mut life.deaths, &mut life.died)
                };
                *days = if events.is_empty() { reach.days() } else { days.or(reach.days()) };
                events.push(event);
            }
        }
        lives
    }

    /// What is told of a person's birth and death.
    pub(super) fn get(&self, person: &str) -> Option<&Life<'a>> {
        self.lives.get(person)
    }

    /// The birth of a person and the days on which it can have been; not if the death is dated
    /// before it, for nothing else can be said of such a life.
    pub(super) fn birth(&self, person: &str) -> Option<(&'a Record<Event>, Days)> {
        let life = self.get(person).filter(|life| !life.is_backward())?;
        Some((life.births.first()?, life.born))
    }

    /// The death of a person and the days on which it can have been, in the same way.
    pub(super) fn death(&self, person: &str) -> Option<(&'a Record<Event>, Days)> {
        let life = self.get(person).filter(|life| !life.is_backward())?;
        Some((life.deaths.first()?, life.died))
    }
}

/// Whether it is several persons: of whom some may be born later, and some live on.
fn is_group(base: &Base<'_>, person: &str) -> bool {
    base.person(person).is_some_and(|person| person.kind == PersonKind::Group)
}

impl Life<'_> {
    /// Whether the death is dated before the birth.
    pub(super) fn is_backward(&self) -> bool {
        self.died.surely_before(self.born)
    }

    /// Whether two lives can be those of one person.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let apart = |one: Days, two: Days| one.surely_before(two) || two.surely_before(one);
        !apart(self.born, other.born)
            && !apart(self.died, other.died)
            && !self.died.surely_before(other.born)
            && !other.died.surely_before(self.born)
    }
}
