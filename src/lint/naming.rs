//! Names that lead to two persons, and records that are probably one person.

use std::collections::{HashMap, HashSet};

use super::age::LONGEST_LIFE;
use super::life::Lives;
use super::rule::{Rule, Severity};
use super::{Finding, Mark, kinship, order, reach};
use crate::base::Base;
use crate::base::schema::{Person, PersonKind, Record};
use crate::date::Day;
use crate::names;
use crate::query::Named;

/// A record is held against so many others of the same name; beyond that nobody reads on.
const MOST_COMPARED: usize = 8;

pub(super) static AMBIGUOUS_NAME: Rule = Rule {
    code: "ambiguous-name",
    severity: Severity::Warning,
    summary: "a form of a name leads to two persons",
    why: "The same name or other form (`also`) stands with two named persons, but for case, \
          accents and apostrophes. Who asks for it gets both.",
    mend: "Leave the form to one of them, or give both fuller ones. If the source calls both so, \
           remark on it, about both.",
    example: r#"[person.ada-king]
name = "Ada King"
also = ["Ada"]
about = "A mathematician."
cite = 3
"#,
    neighbour: (r#"also = ["Ada"]"#, r#"also = ["Augusta"]"#),
};

pub(super) static POSSIBLE_DUPLICATE: Rule = Rule {
    code: "possible-duplicate",
    severity: Severity::Warning,
    summary: "two records are probably one person",
    why: "The full name of one person (two words or more) is a name of another, their births and \
          deaths can be the same, their sex is not told to differ, no relation or event tells of \
          both, neither descends from the other, and what both did can lie within one life.",
    mend: "Make one record of both, with every other form under `also`. If they are two persons, \
           remark on it, about both, or allow it with the reason.",
    example: r#"[person.jane-doe]
name = "Jane Doe"
about = "A witness."
cite = 3

[person.j-doe]
name = "J. Doe"
also = ["Jane  Doé"]
about = "Another witness."
cite = 4
"#,
    neighbour: ("Jane  Doé", "Jane Roe"),
};

/// A person who has a certain form of name.
#[derive(Clone, Copy)]
struct Bearer<'a> {
    person: &'a Record<Person>,
    /// The form as it is written, and which of `also` it is; the name itself, if none.
    form: &'a str,
    also: Option<usize>,
}

pub(super) fn check<'a>(base: &Base<'a>, lives: &Lives<'a>, findings: &mut Vec<Finding<'a>>) {
    let known = Known::of(base, lives);
    let is_two = |one: &str, two: &str| known.are_two(one, two) || known.are_two(two, one);
    let mut twins = HashSet::new();
    for bearers in bearers(base) {
        let mut is_explained = false;
        for (at, two) in bearers.iter().enumerate().skip(1) {
            let others = bearers.iter().take(at).rev().take(MOST_COMPARED);
            let mut others = others.filter(|one| may_be_one(lives, one, two));
            let twin = others.find(|one| !is_two(&one.person.id, &two.person.id));
            let Some(one) = twin else { continue };
            is_explained = true;
            if twins.insert((&one.person.id, &two.person.id)) {
                findings.push(duplicate(one, two));
            }
        }
        if !is_explained {
            findings.extend(ambiguous(&bearers));
        }
    }
}

/// By what persons of one name are known to be two.
struct Known<'l, 'a> {
    lives: &'l Lives<'a>,
    relations: HashSet<(&'a str, &'a str)>,
    /// The parents of each child.
    parents: HashMap<&'a str, Vec<&'a str>>,
    /// The events in which each has a part.
    events: HashMap<&'a str, HashSet<&'a str>>,
    /// The first day by which each is seen, and the last on which.
    seen: HashMap<&'a str, (Day, Day)>,
}

impl<'l, 'a> Known<'l, 'a> {
    fn of(base: &Base<'a>, lives: &'l Lives<'a>) -> Self {
        let relations = base.doc.relations.iter().map(|one| (&*one.from, &*one.to)).collect();
        let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
        for link in kinship::parents(base) {
            parents.entry(link.child).or_default().push(link.parent);
        }
        let mut events: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut seen: HashMap<&str, (Day, Day)> = HashMap::new();
        for event in &base.doc.events {
            let days = reach(event).map(|reach| (reach.end.last, reach.start.first));
            for (person, role) in event.people.iter() {
                events.entry(person).or_default().insert(&event.id);
                let is_there = order::is_present(*role) && !order::is_posthumous(event.kind);
                if let Some((Some(by), Some(on))) = days.filter(|_| is_there) {
                    let known = seen.entry(person).or_insert((by, on));
                    *known = (known.0.min(by), known.1.max(on));
                }
            }
        }
        Self { lives, relations, parents, events, seen }
    }

    /// Whether a relation or an event tells of both, one descends from the other or is dead before
    /// the other is, or no life is long enough for both.
    fn are_two(&self, one: &str, two: &str) -> bool {
        let have = |of: &str| self.events.get(of);
        let meet = have(one).zip(have(two)).is_some_and(|(one, two)| !one.is_disjoint(two));
        let days = self.seen.get(one).zip(self.seen.get(two));
        let is_far = days.is_some_and(|((by, _), (_, on))| on.year - by.year > LONGEST_LIFE + 1);
        let is_dead = self
            .lives
            .death(one)
            .zip(self.seen.get(two))
            .is_some_and(|((_, died), (_, on))| died.last.is_some_and(|last| last < *on));
        let is_known = self.relations.contains(&(one, two)) || meet || self.descends(one, two);
        is_known || is_far || is_dead
    }

    fn descends(&self, one: &str, from: &str) -> bool {
        let mut met: HashSet<&str> = HashSet::new();
        let mut way: Vec<&str> = self.parents.get(one).cloned().unwrap_or_default();
        while let Some(parent) = way.pop() {
            if parent == from {
                return true;
            }
            if met.insert(parent) {
                way.extend(self.parents.get(parent).into_iter().flatten());
            }
        }
        false
    }
}

/// The persons who share a form of a name, for each that is shared, in the order of the file.
fn bearers<'a>(base: &Base<'a>) -> Vec<Vec<Bearer<'a>>> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Vec<Bearer<'a>>> = Vec::new();
    let named = base.doc.persons.iter().filter(|person| person.kind == PersonKind::Named);
    for person in named {
        for (nth, form) in person.body.forms().enumerate() {
            let folded = names::fold(form);
            if folded.is_empty() {
                continue;
            }
            let place = *at.entry(folded).or_insert_with(|| {
                all.push(Vec::new());
                all.len() - 1
            });
            let Some(known) = all.get_mut(place) else { continue };
            // A person may write one form in two ways.
            if known.last().is_none_or(|last: &Bearer<'_>| last.person.id != person.id) {
                known.push(Bearer { person, form, also: nth.checked_sub(1) });
            }
        }
    }
    all.retain(|bearers| bearers.len() > 1);
    all
}

impl Bearer<'_> {
    fn mark(&self) -> Mark {
        let label = format!("of {}", self.person.name);
        match self.also {
            None => Mark::new(["person", &self.person.id, "name"], label),
            Some(nth) => Mark::new(["person", &self.person.id], label).item("also", nth),
        }
    }
}

fn may_be_one(lives: &Lives<'_>, one: &Bearer<'_>, two: &Bearer<'_>) -> bool {
    let is_full = names::fold(two.form).contains(' ');
    let is_name_of_one = one.also.is_none() || two.also.is_none();
    let sexes = one.person.sex.zip(two.person.sex);
    let lives = lives.get(&one.person.id).zip(lives.get(&two.person.id));
    is_full
        && is_name_of_one
        && sexes.is_none_or(|(one, two)| one == two)
        && lives.is_none_or(|(one, two)| one.may_be(two))
}

fn duplicate<'a>(one: &Bearer<'a>, two: &Bearer<'a>) -> Finding<'a> {
    let (first, second) = (&one.person.id, &two.person.id);
    Finding {
        rule: &POSSIBLE_DUPLICATE,
        message: format!("`{second}` and `{first}` are probably one person, “{}”", one.form),
        at: two.mark(),
        related: vec![one.mark()],
        hint: Some(format!(
            "make one record of them, or remark on it: about = [\"{first}\", \"{second}\"]"
        )),
        concerns: vec![first, second],
    }
}

fn ambiguous<'a>(bearers: &[Bearer<'a>]) -> Option<Finding<'a>> {
    let (last, others) = bearers.split_last()?;
    let count = bearers.len();
    Some(Finding {
        rule: &AMBIGUOUS_NAME,
        message: format!("“{}” is the name of {count} persons", last.form),
        at: last.mark(),
        related: others.iter().rev().take(MOST_COMPARED).rev().map(Bearer::mark).collect(),
        hint: Some("give the form to one of them, or remark on it, about all of them".to_owned()),
        concerns: bearers.iter().map(|bearer| &*bearer.person.id).collect(),
    })
}
