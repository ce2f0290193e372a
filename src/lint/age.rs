//! How old somebody was: ages that the dates do not allow, and ages that nobody has.

use super::life::Lives;
use super::rule::{Rule, Severity};
use super::span::Hedge;
use super::{Finding, Mark, reach};
use crate::base::Base;
use crate::base::schema::{Event, EventKind, Figure, FigureKind, Id, Record, Role};
use crate::date::{Amount, Days};

/// The longest human life that is documented: Jeanne Calment, who died in 1997 at 122.
pub(super) const LONGEST_LIFE: i64 = 122;

/// The least age at which somebody marries: that of girls in canon law until 1917, the lowest that
/// was law in Europe.
const LEAST_TO_MARRY: i64 = 12;

/// The least age at which somebody is tried, or joins or leaves a movement: the age of reason of
/// canon law, and the common law’s of answering for a deed. Children are crowned in their cradles,
/// and arrested with their parents.
const LEAST_TO_ANSWER: i64 = 7;

pub(super) static LIFE_TOO_LONG: Rule = Rule {
    code: "life-too-long",
    severity: Severity::Warning,
    summary: "a person would have lived for more than 122 years",
    why: "From the last day on which the birth can have been to the first on which the death can \
          have been there are more than 122 years, the longest human life that is documented \
          (Jeanne Calment, 1875 to 1997). Of a person without a dated death the events in which \
          they take part are looked at.",
    mend: "Mend the date of the birth or the later date.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1760"
people = { ada = "principal" }
cite = 1

[event.ada-death]
kind = "death"
title = "Ada dies"
date = "1900"
people = { ada = "principal" }
cite = 2
"#,
    neighbour: (r#""1760""#, r#""17XX""#),
};

pub(super) static TOO_YOUNG: Rule = Rule {
    code: "too-young",
    severity: Severity::Warning,
    summary: "a person marries before the age of 12, or answers for something before 7",
    why: "By every reading of the dates the principal of a marriage or divorce was younger than 12 \
          (canon law’s least age for girls until 1917), or that of a trial, a membership, an \
          election or an expulsion younger than 7 (the age of reason of canon law, and the common \
          law’s of answering for a deed).",
    mend: "Mend a date or the role. Where it is true, as of a child that was betrothed, allow it \
           with the reason.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.wedding]
kind = "marriage"
title = "Ada and Ben marry"
date = "1870"
people = { ada = "principal", ben = "principal" }
cite = 2
"#,
    neighbour: (r#""1870""#, r#""187X""#),
};

pub(super) static AGE_DOES_NOT_FIT: Rule = Rule {
    code: "age-does-not-fit",
    severity: Severity::Warning,
    summary: "an age is not what the dates of birth and event give",
    why: "A figure of the kind age says how old somebody was at an event, and the birth and the \
          event have dates that give another age in completed years by every reading. “About” in \
          its words allows a tenth more or less, “almost” and “in her 30th year” the year before, \
          “in his thirties” all of these, “more than” and “less than” all on that side. Events of the kind deception are not looked at: there an age \
          may be the lie.",
    mend: "If the source says so, keep the age as it says and remark on it.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.voyage]
kind = "travel"
title = "Ada sails"
date = "1880"
people = { ada = "principal" }
figures = [{ kind = "age", of = "ada", value = 25, unit = "years", words = "at 25" }]
cite = 2
"#,
    neighbour: (r#"words = "at 25""#, r#"words = "not yet 25""#),
};

pub(super) fn check<'a>(base: &Base<'a>, lives: &Lives<'a>, findings: &mut Vec<Finding<'a>>) {
    for person in &lives.order {
        findings.extend(life_too_long(base, lives, person));
    }
    for event in &base.doc.events {
        let Some(reach) = reach(event) else { continue };
        for (person, role) in event.people.iter() {
            findings.extend(too_old_for(base, lives, event, (person, *role)));
            if *role == Role::Principal {
                findings.extend(too_young(base, lives, (event, reach.days()), person));
            }
        }
        if event.kind == EventKind::Deception {
            continue;
        }
        for (index, figure) in event.figures.iter().enumerate() {
            findings.extend(age(base, lives, (event, reach.days()), (index, figure)));
        }
    }
}

fn life_too_long<'a>(base: &Base<'a>, lives: &Lives<'a>, person: &'a str) -> Option<Finding<'a>> {
    let (birth, born) = lives.birth(person)?;
    let (death, died) = lives.death(person)?;
    let least = born.age_at(died).least.filter(|age| *age > LONGEST_LIFE)?;
    let message = format!("{} would have lived for at least {least} years", base.name_of(person));
    let finding = Finding::at_date(&LIFE_TOO_LONG, death, "death", message);
    Some(finding.and_date(birth, "birth").concerning(person))
}

/// Somebody whose death is not dated, at an event that they cannot have lived to see.
fn too_old_for<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    event: &'a Record<Event>,
    (person, role): (&'a Id, Role),
) -> Option<Finding<'a>> {
    let is_there = matches!(
        role,
        Role::Agent | Role::Companion | Role::Helper | Role::Witness | Role::Mother | Role::Father
    );
    let is_own = role == Role::Principal && event.kind != EventKind::Legacy;
    let (birth, born) = lives.birth(person)?;
    if !(is_there || is_own) || lives.death(person).is_some() {
        return None;
    }
    let least = born.age_at(reach(event)?.start).least.filter(|age| *age > LONGEST_LIFE)?;
    let name = base.name_of(person);
    let message = format!("{name} would have been at least {least} at “{}”", event.title);
    let finding = Finding::at_date(&LIFE_TOO_LONG, event, "date", message);
    Some(finding.and_date(birth, "birth").concerning(person))
}

/// The least age for what some kinds of events are.
fn least_age(kind: EventKind) -> Option<i64> {
    match kind {
        EventKind::Marriage | EventKind::Divorce => Some(LEAST_TO_MARRY),
        EventKind::Trial | EventKind::Membership | EventKind::Election | EventKind::Expulsion => {
            Some(LEAST_TO_ANSWER)
        }
        _ => None,
    }
}

fn too_young<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (event, days): (&'a Record<Event>, Days),
    person: &'a Id,
) -> Option<Finding<'a>> {
    let least = least_age(event.kind)?;
    let (birth, born) = lives.birth(person)?;
    let age = born.age_at(days);
    // Who was not born yet has a finding of another kind.
    age.most.filter(|most| (0..least).contains(most))?;
    let (name, age) = (base.name_of(person), years(age));
    let message = format!("{name} was {age} at “{}”", event.title);
    let finding = Finding::at_date(&TOO_YOUNG, event, "date", message);
    Some(finding.and_date(birth, "birth").concerning(person))
}

fn age<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (event, days): (&'a Record<Event>, Days),
    (index, figure): (usize, &'a Figure),
) -> Option<Finding<'a>> {
    let person = figure.of.as_ref().filter(|_| figure.kind == FigureKind::Age)?;
    let is_years = figure.unit.as_deref().is_none_or(|unit| matches!(unit, "years" | "year"));
    let value = figure.value.filter(|value| is_years && value.is_finite())?;
    let (birth, born) = lives.birth(person)?;
    // With a birth stand the later ages that it was worked out from.
    if lives.get(person)?.births.iter().any(|birth| birth.id == event.id) {
        return None;
    }
    let given = born.age_at(days);
    if Hedge::of_age(figure).allows_age(value, given) {
        return None;
    }
    let (name, given) = (base.name_of(person), years(given));
    let message = format!("{name} was {given} at “{}” by the dates, not {value}", event.title);
    let at = Mark::new(["event", &event.id], "the source says").figure(index);
    let finding = Finding {
        at,
        related: vec![Mark::date(event, "date")],
        ..Finding::at_date(&AGE_DOES_NOT_FIT, event, "", message)
    };
    Some(finding.and_date(birth, "birth").concerning(person))
}

/// A number of years in words: `26`, `26 or 27`, `26 to 30`, `at least 26`.
pub(super) fn years(amount: Amount) -> String {
    // Nobody has an age below 0: so much of the range is before the birth.
    match (amount.least.map(|least| least.max(0)), amount.most) {
        (_, Some(most)) if most < 0 => "not yet born".to_owned(),
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) if least + 1 == most => format!("{least} or {most}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "of any age".to_owned(),
    }
}
