//! What comes before what: births, deaths, and what happens between them.

use super::life::Lives;
use super::rule::{Rule, Severity};
use super::{Finding, Mark, reach};
use crate::base::Base;
use crate::base::schema::{Event, EventKind, Id, Quote, QuoteKind, Record, Role, Source};
use crate::date::{Date, Day, Reach};

pub(super) static DEATH_BEFORE_BIRTH: Rule = Rule {
    code: "death-before-birth",
    severity: Severity::Warning,
    summary: "a person dies before being born",
    why: "The last day on which the death can have been is before the first day on which the birth \
          can have been. Born and died are the events of the kinds birth and death in which the \
          person is principal.",
    mend: "Mend the wrong date. If the sources say so, keep both and remark on it.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.ada-death]
kind = "death"
title = "Ada dies"
date = "1850"
people = { ada = "principal" }
cite = 2
"#,
    neighbour: (r#"date = "1850""#, r#"date = "[1850..1860]""#),
};

pub(super) static SECOND_BIRTH: Rule = Rule {
    code: "second-birth",
    severity: Severity::Warning,
    summary: "a person is born twice, on days that cannot be one",
    why: "Two events of the kind birth have the same person as principal, and no reading of their \
          dates makes them one day. Two births with dates that agree are no contradiction.",
    mend: "If one event is meant, keep one of them. If sources disagree, give the birth one event \
           with the range of both dates, or remark on it.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.ada-born-in-may]
kind = "birth"
title = "Ada is born in May"
date = "1862-05"
people = { ada = "principal" }
cite = 2
"#,
    neighbour: ("1862-05", "1860-05"),
};

pub(super) static SECOND_DEATH: Rule = Rule {
    code: "second-death",
    severity: Severity::Warning,
    summary: "a person dies twice, on days that cannot be one",
    why: "Two events of the kind death have the same person as principal, and no reading of their \
          dates makes them one day.",
    mend: "If one event is meant, keep one of them. If sources disagree, give the death one event \
           with the range of both dates, or remark on it.",
    example: r#"[event.ben-death]
kind = "death"
title = "Ben dies"
date = "1900-03-01"
people = { ben = "principal" }
cite = 1

[event.ben-drowns]
kind = "death"
title = "Ben drowns"
date = "1900-03-02"
people = { ben = "principal" }
cite = 2
"#,
    neighbour: (r#""1900-03-02""#, r#""1900-03""#),
};

pub(super) static EVENT_BEFORE_BIRTH: Rule = Rule {
    code: "event-before-birth",
    severity: Severity::Warning,
    summary: "a person takes part in an event before being born",
    why: "The event was certainly over before the person can have been born; an event whose only \
          principal is the person must not even have begun, unless it is a war, a conflict or \
          politics. The roles affected, mentioned and recipient are not looked at: one can be \
          touched by what happened before one’s birth.",
    mend: "Mend the date or the role; or remark on it.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.fair]
kind = "travel"
title = "Ada sees the fair"
date = "1855"
people = { ben = "principal", ada = "companion" }
cite = 2
"#,
    neighbour: (r#"ada = "companion""#, r#"ada = "mentioned""#),
};

pub(super) static EVENT_AFTER_DEATH: Rule = Rule {
    code: "event-after-death",
    severity: Severity::Warning,
    summary: "a person takes part in an event after dying",
    why: "The event certainly began after the person’s death; an event whose only principal is the \
          person must not even go on after it, unless it is a war, an uprising, a conflict, a \
          protest or politics. Not looked at are the roles affected, mentioned and recipient, and \
          the principals and companions of what is done to the dead or with their work: events of \
          the kinds burial, legacy, publication, message, decree, trial, membership, election, \
          award, expulsion and other. Fathers and mothers at a birth have a rule of their own. The \
          births and deaths of groups are not those of all who belong to them.",
    mend: "Mend the date, the kind or the role; or remark on it.",
    example: r#"[event.ben-death]
kind = "death"
title = "Ben dies"
date = "1900"
people = { ben = "principal" }
cite = 1

[event.voyage]
kind = "travel"
title = "Ben sails"
date = "1901"
people = { ben = "principal" }
cite = 2
"#,
    neighbour: (r#""1901""#, r#""1901~""#),
};

pub(super) static EVENT_AFTER_SOURCE: Rule = Rule {
    code: "event-after-source",
    severity: Severity::Warning,
    summary: "an event is dated after every source that tells of it",
    why: "A source cannot tell of what happened after it was issued. Sources without a date are \
          taken to be late enough.",
    mend: "Mend the date of the event, or the date on which the source was issued.",
    example: r#"[source.roe-1910]
type = "book"
title = "Another View"
issued = "1910"

[event.bridge]
kind = "other"
title = "A bridge is opened"
date = "1911"
cite = "roe-1910:3"
"#,
    neighbour: (r#""1911""#, r#""1910/1911""#),
};

pub(super) static QUOTATION_BEFORE_BIRTH: Rule = Rule {
    code: "quotation-before-birth",
    severity: Severity::Warning,
    summary: "a quotation is dated before its speaker was born",
    why: "The occasion of a quotation is the event at which it was said, and that was certainly \
          over before the speaker can have been born.",
    mend: "Mend the speaker, the occasion or a date; or remark on it.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal" }
cite = 1

[event.fair]
kind = "meeting"
title = "The fair"
date = "1855"
cite = 2

[quote.joy]
text = "What joy!"
speaker = "ada"
occasion = "fair"
cite = 2
"#,
    neighbour: (r#""1855""#, r#""1855/1865""#),
};

pub(super) static QUOTATION_AFTER_DEATH: Rule = Rule {
    code: "quotation-after-death",
    severity: Severity::Warning,
    summary: "a quotation is dated after its speaker’s death",
    why: "The occasion of a quotation is the event at which it was said, and that certainly began \
          after the speaker’s death. Written words are not looked at: they can be read out or \
          printed later.",
    mend: "Mend the speaker, the occasion or a date; what was written is of the kind written.",
    example: r#"[event.ben-death]
kind = "death"
title = "Ben dies"
date = "1900"
people = { ben = "principal" }
cite = 1

[event.dinner]
kind = "meeting"
title = "A dinner"
date = "1901"
cite = 2

[quote.toast]
text = "To us!"
speaker = "ben"
occasion = "dinner"
kind = "speech"
cite = 2
"#,
    neighbour: (r#"kind = "speech""#, r#"kind = "written""#),
};

pub(super) fn check<'a>(base: &Base<'a>, lives: &Lives<'a>, findings: &mut Vec<Finding<'a>>) {
    for person in &lives.order {
        findings.extend(death_before_birth(base, lives, person));
        findings.extend(second_birth(base, lives, person));
        findings.extend(second_death(base, lives, person));
    }
    for event in &base.doc.events {
        let Some(reach) = reach(event) else { continue };
        findings.extend(event_after_source(base, event, reach));
        let principals = event.people.iter().filter(|(_, role)| *role == Role::Principal).count();
        for (person, role) in event.people.iter() {
            // Of several, or of one who is only there too, nobody says for how long they were.
            let is_alone = *role == Role::Principal && principals == 1 && is_ones_own(event.kind);
            let person = (person, *role, is_alone);
            findings.extend(outside_life(base, lives, (event, reach), person));
        }
    }
    for quote in &base.doc.quotes {
        findings.extend(quote.speaker.iter().filter_map(|one| quotation(base, lives, quote, one)));
    }
}

fn death_before_birth<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    person: &'a str,
) -> Option<Finding<'a>> {
    let life = lives.get(person).filter(|life| life.is_backward())?;
    let (birth, death) = (life.births.first()?, life.deaths.first()?);
    let message = format!("{} dies before being born", base.name_of(person));
    let finding = Finding::at_date(&DEATH_BEFORE_BIRTH, death, "death", message);
    Some(finding.and_date(birth, "birth").concerning(person))
}

fn second_birth<'a>(base: &Base<'a>, lives: &Lives<'a>, person: &'a str) -> Option<Finding<'a>> {
    let (one, two) = apart(&lives.get(person)?.births)?;
    let message = format!("{} is born twice, on days that cannot be one", base.name_of(person));
    let finding = Finding::at_date(&SECOND_BIRTH, two, "birth", message);
    Some(finding.and_date(one, "birth").concerning(person))
}

fn second_death<'a>(base: &Base<'a>, lives: &Lives<'a>, person: &'a str) -> Option<Finding<'a>> {
    let (one, two) = apart(&lives.get(person)?.deaths)?;
    let message = format!("{} dies twice, on days that cannot be one", base.name_of(person));
    let finding = Finding::at_date(&SECOND_DEATH, two, "death", message);
    Some(finding.and_date(one, "death").concerning(person))
}

/// Two of some events, if there are such, that cannot have been on one day.
fn apart<'a>(events: &[&'a Record<Event>]) -> Option<(&'a Record<Event>, &'a Record<Event>)> {
    let days = |event: &Record<Event>| reach(event).map(Reach::days).unwrap_or_default();
    let ended = |event: &&&Record<Event>| days(event).last;
    let first = events.iter().filter(|event| ended(event).is_some()).min_by_key(ended)?;
    let last = events.iter().max_by_key(|event| days(event).first)?;
    days(first).surely_before(days(last)).then_some((*first, *last))
}

/// Whether somebody in this role is there.
pub(super) fn is_present(role: Role) -> bool {
    !matches!(role, Role::Affected | Role::Mentioned | Role::Recipient)
}

/// Whether it can happen to somebody who is dead: a letter arrives, an academy elects or honours.
pub(super) fn is_posthumous(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Burial
            | EventKind::Legacy
            | EventKind::Publication
            | EventKind::Election
            | EventKind::Award
            | EventKind::Message
            | EventKind::Decree
            | EventKind::Trial
            | EventKind::Membership
            | EventKind::Expulsion
            | EventKind::Other
    )
}

/// Whether it lasts as long as somebody whose event it is takes part: a war goes on without them.
fn is_ones_own(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::War
            | EventKind::Uprising
            | EventKind::Conflict
            | EventKind::Protest
            | EventKind::Politics
            | EventKind::Other
    )
}

fn outside_life<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (event, reach): (&'a Record<Event>, Reach),
    (person, role, is_alone): (&'a Id, Role, bool),
) -> Option<Finding<'a>> {
    let is_birth = event.kind == EventKind::Birth;
    let is_parent = is_birth && matches!(role, Role::Mother | Role::Father);
    let is_own = role == Role::Principal && (is_birth || event.kind == EventKind::Death);
    if !is_present(role) || is_parent || is_own {
        return None;
    }
    let (first, last) = if is_alone { (reach.start, reach.end) } else { (reach.end, reach.start) };
    let name = base.name_of(person);
    let people = Mark::new(["event", &event.id, "people"], "").key_of(person);
    if let Some((birth, born)) = lives.birth(person)
        && first.surely_before(born)
    {
        let message = format!("{name} takes part in “{}” before being born", event.title);
        let finding = Finding::at_date(&EVENT_BEFORE_BIRTH, event, "date", message);
        return Some(with_mark(finding, people).and_date(birth, "birth").concerning(person));
    }
    let (death, died) = lives.death(person)?;
    // One is buried beside the other.
    let is_allowed = matches!(role, Role::Principal | Role::Companion) && is_posthumous(event.kind);
    if is_allowed || !died.surely_before(last) {
        return None;
    }
    let message = format!("{name} takes part in “{}” after dying", event.title);
    let finding = Finding::at_date(&EVENT_AFTER_DEATH, event, "date", message);
    Some(with_mark(finding, people).and_date(death, "death").concerning(person))
}

fn with_mark(mut finding: Finding<'_>, mark: Mark) -> Finding<'_> {
    finding.related.push(mark);
    finding
}

fn event_after_source<'a>(
    base: &Base<'a>,
    event: &'a Record<Event>,
    reach: Reach,
) -> Option<Finding<'a>> {
    let began = reach.start.first?;
    let issued =
        |source: &Record<Source>| -> Option<Day> { source.issued.as_ref()?.reach().days().last };
    // Who is wrong, as is known, tells nothing of the event.
    let causes = event.tenable_claims().flat_map(|claim| &claim.cause).chain(event.own_cause());
    let claimed = event.tenable_claims().flat_map(|claim| &claim.cite);
    let cites = event.cite.iter().chain(claimed).chain(causes.flat_map(|cause| &cause.cite));
    let mut sources = cites.filter_map(|cite| base.source_of(cite));
    let last = sources.next()?;
    let is_later = |source| issued(source).is_some_and(|issued| issued < began);
    if !is_later(last) || !sources.all(is_later) {
        return None;
    }
    let message = format!("“{}” is dated after every source that tells of it", event.title);
    let mut finding = Finding::at_date(&EVENT_AFTER_SOURCE, event, "date", message);
    let issued = last.issued.as_ref().map(Date::in_words).unwrap_or_default();
    let label = format!("issued: {issued}");
    finding.related.push(Mark::new(["source", &last.id, "issued"], label));
    Some(finding.concerning(&last.id))
}

fn quotation<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    quote: &'a Record<Quote>,
    speaker: &'a Id,
) -> Option<Finding<'a>> {
    let event = base.event(quote.occasion.as_ref()?)?;
    let reach = reach(event)?;
    let finding = |rule, when: &str| {
        let name = base.name_of(speaker);
        Finding {
            rule,
            message: format!("`{}` is said {when}: {name}", quote.id),
            at: Mark::new(["quote", &quote.id, "occasion"], "said here"),
            related: vec![Mark::date(event, "date")],
            hint: None,
            concerns: vec![&*quote.id, &*event.id, &**speaker],
        }
        .hinted("mend the speaker, the occasion or a date".to_owned())
    };
    if let Some((birth, born)) = lives.birth(speaker)
        && reach.end.surely_before(born)
    {
        let finding = finding(&QUOTATION_BEFORE_BIRTH, "before its speaker was born");
        return Some(finding.and_date(birth, "birth"));
    }
    let (death, died) = lives.death(speaker)?;
    let is_after = quote.kind != QuoteKind::Written && died.surely_before(reach.start);
    is_after.then(|| {
        finding(&QUOTATION_AFTER_DEATH, "after its speaker’s death").and_date(death, "death")
    })
}
