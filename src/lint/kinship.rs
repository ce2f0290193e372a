//! Parents and children: who is too young, too old or already dead, and who descends from whom.

use std::collections::{HashMap, HashSet};

use super::age::years;
use super::life::Lives;
use super::rule::{Rule, Severity};
use super::{Finding, Mark};
use crate::base::Base;
use crate::base::check::Step;
use crate::base::schema::{Certainty, EventKind, Relation, RelationKind, Role, Sex};
use crate::date::Days;
use crate::names;

/// The least age at which somebody has a child. Younger mothers are documented as medical
/// rarities; Gramps already doubts a mother of less than 17.
const YOUNGEST_PARENT: i64 = 12;

/// The greatest age at which a mother has a child. Natural births beyond it are rarities (59 is
/// documented); Gramps doubts a mother of more than 48.
const OLDEST_MOTHER: i64 = 55;

/// The greatest age at which a father has a child. Fathers beyond it are rarities; Gramps doubts
/// one of more than 65.
const OLDEST_FATHER: i64 = 90;

/// The days for which a father’s death can come before the birth: the time of conception that
/// European civil codes allow.
const LONGEST_PREGNANCY: i64 = 300;

/// The days that lie at least between two births of one mother, twins aside: eight months, as
/// Gramps has it.
const LEAST_BETWEEN_BIRTHS: i64 = 243;

/// The years that lie at most between two children of one mother: from her youngest age to her
/// oldest.
const MOST_BETWEEN_CHILDREN: i64 = OLDEST_MOTHER - YOUNGEST_PARENT;

/// The same of brothers and sisters who may have but the father in common.
const MOST_BETWEEN_SIBLINGS: i64 = OLDEST_FATHER - YOUNGEST_PARENT;

/// The days that lie at most between the births of twins: 90 are documented.
const MOST_BETWEEN_TWINS: i64 = 90;

/// The beginnings of words by which a note tells of somebody who is no parent, brother or sister by
/// birth, or may be none.
const NOT_BY_BIRTH: [&str; 8] =
    ["adopt", "legal", "social", "spiritual", "putative", "alleged", "supposed", "reputed"];

/// What makes another word of one for a relative, and these words: `stepmother`, but not Stephen.
const PREFIXES: [&str; 3] = ["step", "foster", "god"];
const RELATIVES: [&str; 9] =
    ["father", "mother", "parent", "brother", "sister", "sibling", "son", "daughter", "child"];

pub(super) static PARENT_NOT_OLDER: Rule = Rule {
    code: "parent-younger-than-child",
    severity: Severity::Warning,
    summary: "a parent is born after the child",
    why: "By every reading of the two dates of birth the parent was not born yet when the child \
          was. Parents are the `from` of a relation of the kind parent, unless its note says \
          adoptive, step, foster or the like, and the mother and father of an event of the kind \
          birth.",
    mend: "Mend a date, or turn the relation round: `from` is the parent of `to`.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal", cleo = "mother" }
cite = 1

[event.cleo-birth]
kind = "birth"
title = "Cleo is born"
date = "1861"
people = { cleo = "principal" }
cite = 2
"#,
    neighbour: (r#""1861""#, r#""1861?""#),
};

pub(super) static PARENT_TOO_YOUNG: Rule = Rule {
    code: "parent-too-young",
    severity: Severity::Warning,
    summary: "a parent is younger than 12 when the child is born",
    why: "By every reading of the two dates of birth the parent was younger than 12.",
    mend: "Mend a date or the relation. Where it is true, allow it with the reason.",
    example: r#"[event.cleo-birth]
kind = "birth"
title = "Cleo is born"
date = "1860"
people = { cleo = "principal" }
cite = 1

[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1871"
people = { ada = "principal" }
cite = 2

[[relation]]
kind = "parent"
from = "cleo"
to = "ada"
cite = 2
"#,
    neighbour: (r#""1871""#, r#""1872""#),
};

pub(super) static PARENT_TOO_OLD: Rule = Rule {
    code: "parent-too-old",
    severity: Severity::Warning,
    summary: "a mother is older than 55, or a father older than 90, when the child is born",
    why: "By every reading of the two dates of birth the mother was older than 55 or the father \
          older than 90; a parent of whom neither role nor sex is told is taken for a father. \
          Rarities apart, a generation has been left out or two persons are taken for one.",
    mend: "Mend a date or the relation: is it a grandparent? Where it is true, allow it with the \
           reason.",
    example: r#"[event.cleo-birth]
kind = "birth"
title = "Cleo is born"
date = "1800"
people = { cleo = "principal" }
cite = 1

[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860"
people = { ada = "principal", cleo = "mother" }
cite = 2
"#,
    neighbour: (r#"cleo = "mother""#, r#"cleo = "helper""#),
};

pub(super) static BORN_AFTER_PARENT: Rule = Rule {
    code: "born-after-parents-death",
    severity: Severity::Warning,
    summary: "a child is born after the mother’s death, or long after the father’s",
    why: "By every reading of the dates the birth was after the day on which the mother died, or \
          more than 300 days after that on which the father died: so long may a pregnancy have \
          lasted in the civil codes of Europe. A parent of whom neither role nor sex is told is \
          taken for a father.",
    mend: "Mend a date or the relation.",
    example: r#"[event.ben-death]
kind = "death"
title = "Ben dies"
date = "1860-01-01"
people = { ben = "principal" }
cite = 1

[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860-12"
people = { ada = "principal", ben = "father" }
cite = 2
"#,
    neighbour: (r#""1860-12""#, r#""1860-10""#),
};

pub(super) static SIBLINGS_TOO_CLOSE: Rule = Rule {
    code: "siblings-too-close",
    severity: Severity::Warning,
    summary: "two children of one mother are born less than eight months apart",
    why: "By every reading of the two dates of birth fewer than 243 days lie between them, and \
          more than one: twins may be born on both sides of a midnight.",
    mend: "Mend a date or who the mother is.",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1860-01-05"
people = { ada = "principal", cleo = "mother" }
cite = 1

[event.ben-birth]
kind = "birth"
title = "Ben is born"
date = "1860-05"
people = { ben = "principal", cleo = "mother" }
cite = 2
"#,
    neighbour: (r#""1860-05""#, r#""1860-01-06""#),
};

pub(super) static SIBLINGS_TOO_FAR: Rule = Rule {
    code: "siblings-too-far-apart",
    severity: Severity::Warning,
    summary: "siblings are born further apart than a parent can have children",
    why: "By every reading of the two dates of birth more than 43 years lie between two children \
          of one mother (from the age of 12 to that of 55), more than 78 between two of whom a \
          relation says that they are siblings (of one father, from 12 to 90), or more than 90 \
          days, where its note calls them twins. A note that says adoptive, step, foster, in-law \
          or the like is no kinship by birth.",
    mend: "Mend a date or the relation: is it an aunt, an uncle, a cousin?",
    example: r#"[event.ada-birth]
kind = "birth"
title = "Ada is born"
date = "1800"
people = { ada = "principal" }
cite = 1

[event.ben-birth]
kind = "birth"
title = "Ben is born"
date = "1880"
people = { ben = "principal" }
cite = 2

[[relation]]
kind = "sibling"
from = "ben"
to = "ada"
cite = 2
"#,
    neighbour: (r#"kind = "sibling""#, "kind = \"sibling\"\nnote = \"adoptive brother\""),
};

pub(super) static DESCENT_CYCLE: Rule = Rule {
    code: "descent-cycle",
    severity: Severity::Warning,
    summary: "a person is their own ancestor",
    why: "The relations of the kind parent, and the mothers and fathers of births, lead from a \
          person back to the same person.",
    mend: "Turn one of the relations round: `from` is the parent of `to`.",
    example: r#"[[relation]]
kind = "parent"
from = "ada"
to = "ben"
cite = 1

[[relation]]
kind = "parent"
from = "ben"
to = "ada"
cite = 2
"#,
    neighbour: (
        r#"from = "ben"
to = "ada""#,
        r#"from = "cleo"
to = "ben""#,
    ),
};

/// A child and a parent.
#[derive(Debug)]
pub(super) struct Link<'a> {
    pub(super) parent: &'a str,
    pub(super) child: &'a str,
    is_mother: bool,
    path: Vec<Step>,
}

pub(super) fn check<'a>(base: &Base<'a>, lives: &Lives<'a>, findings: &mut Vec<Finding<'a>>) {
    let parents = parents(base);
    for parent in &parents {
        findings.extend(age_at_birth(base, lives, parent));
        findings.extend(born_after_death(base, lives, parent));
    }
    findings.extend(siblings(base, lives, &parents));
    findings.extend(
        base.doc
            .relations
            .iter()
            .enumerate()
            .filter_map(|(index, relation)| stated_siblings(base, lives, (index, relation))),
    );
    findings.extend(cycles(base, &parents));
}

/// Every parent of every child, each pair once.
pub(super) fn parents<'a>(base: &Base<'a>) -> Vec<Link<'a>> {
    let mut all = Vec::new();
    for event in base.doc.events.iter().filter(|event| event.kind == EventKind::Birth) {
        let children = event.people.iter().filter(|(_, role)| *role == Role::Principal);
        let all_parents = children.flat_map(|(child, _)| {
            event.people.iter().map(move |(parent, role)| (child, parent, role))
        });
        for (child, parent, role) in all_parents {
            let is_mother = match role {
                _ if event.certainty == Certainty::Unproven => continue,
                Role::Mother => true,
                Role::Father => false,
                _ => continue,
            };
            let path = Mark::new(["event", &event.id, "people"], "").key_of(parent).path;
            all.push(Link { parent, child, is_mother, path });
        }
    }
    for (index, relation) in base.doc.relations.iter().enumerate() {
        // That somebody is their own parent is an error already.
        let is_of_two = relation.from != relation.to;
        if relation.kind != RelationKind::Parent || !is_by_birth(relation) || !is_of_two {
            continue;
        }
        let sex = base.person(&relation.from).and_then(|person| person.sex);
        let path = vec![Step::Key("relation".to_owned()), Step::Index(index)];
        all.push(Link {
            parent: &relation.from,
            child: &relation.to,
            is_mother: sex == Some(Sex::Female),
            path,
        });
    }
    let mut seen = HashSet::new();
    all.retain(|parent| seen.insert((parent.parent, parent.child)));
    all
}

/// Whether a relation can be taken for one by birth.
fn is_by_birth(relation: &Relation) -> bool {
    let note = names::fold(relation.note.as_deref().unwrap_or_default());
    let is_other = |word: &str| {
        let mut rests = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix));
        NOT_BY_BIRTH.iter().any(|beginning| word.starts_with(beginning))
            || rests.any(|rest| rest.is_empty() || RELATIVES.iter().any(|r| rest.starts_with(r)))
    };
    let is_in_law = note.ends_with("in law") || note.contains("in law ");
    relation.certainty != Certainty::Unproven && !is_in_law && !note.split(' ').any(is_other)
}

impl Link<'_> {
    fn mark(&self, label: &str) -> Mark {
        Mark { path: self.path.clone(), label: label.to_owned() }
    }

    fn word(&self) -> &'static str {
        if self.is_mother { "mother" } else { "parent" }
    }
}

fn age_at_birth<'a>(base: &Base<'a>, lives: &Lives<'a>, link: &Link<'a>) -> Option<Finding<'a>> {
    let (birth, born) = lives.birth(link.child)?;
    let (parents_birth, parent_born) = lives.birth(link.parent)?;
    let age = parent_born.age_at(born);
    let oldest = if link.is_mother { OLDEST_MOTHER } else { OLDEST_FATHER };
    let rule = match age {
        _ if age.most.is_some_and(|most| most < 0) => &PARENT_NOT_OLDER,
        _ if age.most.is_some_and(|most| most < YOUNGEST_PARENT) => &PARENT_TOO_YOUNG,
        _ if age.least.is_some_and(|least| least > oldest) => &PARENT_TOO_OLD,
        _ => return None,
    };
    let (parent, child) = (base.name_of(link.parent), base.name_of(link.child));
    let message = format!("{parent}, {} of {child}, was {} at the birth", link.word(), years(age));
    let mut finding = Finding::at_date(rule, birth, "birth of the child", message);
    finding.related.push(link.mark("the parent"));
    let finding = finding.and_date(parents_birth, "birth of the parent");
    Some(finding.concerning(link.parent).concerning(link.child))
}

fn born_after_death<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    link: &Link<'a>,
) -> Option<Finding<'a>> {
    let (birth, born) = lives.birth(link.child)?;
    let (death, died) = lives.death(link.parent)?;
    let most = if link.is_mother { 0 } else { LONGEST_PREGNANCY };
    let days = died.days_until(born).least.filter(|days| *days > most)?;
    let (parent, child) = (base.name_of(link.parent), base.name_of(link.child));
    let late = match days * 100 / 36_525 {
        0 | 1 => format!("{days} days"),
        years => format!("{years} years"),
    };
    let message = format!("{child} is born at least {late} after the death of {parent}");
    let mut finding = Finding::at_date(&BORN_AFTER_PARENT, birth, "birth of the child", message);
    finding.related.push(link.mark("the parent"));
    let finding = finding.and_date(death, "death of the parent");
    Some(finding.concerning(link.parent).concerning(link.child))
}

/// Each child is held against the one born before it: what is too close to neither is far from
/// all.
fn siblings<'a>(base: &Base<'a>, lives: &Lives<'a>, parents: &[Link<'a>]) -> Vec<Finding<'a>> {
    let mut mothers: Vec<&str> = Vec::new();
    let mut children: HashMap<&str, Vec<(&'a str, Days)>> = HashMap::new();
    for link in parents.iter().filter(|link| link.is_mother) {
        let Some((_, born)) = lives.birth(link.child) else { continue };
        let known = children.entry(link.parent).or_insert_with(|| {
            mothers.push(link.parent);
            Vec::new()
        });
        known.push((link.child, born));
    }
    let mut findings = Vec::new();
    for mother in mothers {
        let Some(children) = children.get_mut(mother) else { continue };
        children.sort_by_key(|(_, born)| (born.first, born.last));
        findings.extend(children.windows(2).filter_map(|pair| {
            let [elder, younger] = pair else { return None };
            too_close(base, lives, mother, (*elder, *younger))
        }));
        if let [eldest, .., youngest] = children.as_slice() {
            let apart = (eldest.0, youngest.0, MOST_BETWEEN_CHILDREN);
            findings.extend(too_far(base, lives, apart, ", children of one mother,"));
        }
    }
    findings
}

/// Two of whom a relation says that they are brothers or sisters.
fn stated_siblings<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (index, relation): (usize, &'a Relation),
) -> Option<Finding<'a>> {
    if relation.kind != RelationKind::Sibling || !is_by_birth(relation) {
        return None;
    }
    let (one, two) = (&*relation.from, &*relation.to);
    let note = names::fold(relation.note.as_deref().unwrap_or_default());
    let finding = if note.split(' ').any(|word| matches!(word, "twin" | "twins")) {
        twins_apart(base, lives, (one, two))
    } else {
        too_far(base, lives, (one, two, MOST_BETWEEN_SIBLINGS), "")
    };
    let mut finding = finding?;
    let path = vec![Step::Key("relation".to_owned()), Step::Index(index)];
    finding.related.push(Mark { path, label: "the siblings".to_owned() });
    Some(finding)
}

/// Two siblings between whose births lie more years than can.
fn too_far<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (one, two, most): (&'a str, &'a str, i64),
    what: &str,
) -> Option<Finding<'a>> {
    let (born, also_born) = (lives.birth(one)?.1, lives.birth(two)?.1);
    let years = [born.age_at(also_born), also_born.age_at(born)];
    let years = years.iter().filter_map(|age| age.least).max().filter(|least| *least > most)?;
    apart(base, lives, (one, two), &format!("{what} are born at least {years} years apart"))
}

fn twins_apart<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (one, two): (&'a str, &'a str),
) -> Option<Finding<'a>> {
    let (born, also_born) = (lives.birth(one)?.1, lives.birth(two)?.1);
    let days = [born.days_until(also_born), also_born.days_until(born)];
    let days = days.iter().filter_map(|days| days.least).max();
    let days = days.filter(|least| *least > MOST_BETWEEN_TWINS)?;
    apart(base, lives, (one, two), &format!(", twins, are born at least {days} days apart"))
}

/// That the births of two are too far apart.
fn apart<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    (one, two): (&'a str, &'a str),
    between: &str,
) -> Option<Finding<'a>> {
    let message = format!("{} and {}{between}", base.name_of(one), base.name_of(two));
    let (birth, other) = (lives.birth(one)?.0, lives.birth(two)?.0);
    let finding = Finding::at_date(&SIBLINGS_TOO_FAR, birth, "birth", message);
    Some(finding.and_date(other, "birth").concerning(one).concerning(two))
}

fn too_close<'a>(
    base: &Base<'a>,
    lives: &Lives<'a>,
    mother: &str,
    ((elder, first), (younger, second)): ((&'a str, Days), (&'a str, Days)),
) -> Option<Finding<'a>> {
    let between = first.days_until(second);
    let most = between.most.filter(|most| *most < LEAST_BETWEEN_BIRTHS)?;
    between.least.filter(|least| *least > 1)?;
    let names = [elder, younger, mother].map(|id| base.name_of(id).to_owned());
    let [elder_name, younger_name, mother] = names;
    let message = format!(
        "{elder_name} and {younger_name}, children of {mother}, are born at most {most} days apart"
    );
    let (elder_birth, birth) = (lives.birth(elder)?.0, lives.birth(younger)?.0);
    let finding = Finding::at_date(&SIBLINGS_TOO_CLOSE, birth, "birth", message);
    Some(finding.and_date(elder_birth, "birth").concerning(elder).concerning(younger))
}

/// How far the walk through the descendants of a person has got.
#[derive(Clone, Copy, PartialEq)]
enum Walked {
    /// It is on the way from the person at which the walk began.
    OnTheWay,
    /// All descendants were seen.
    Done,
}

/// Every way back to a person on the way is a cycle. The walk keeps its own way: a line of
/// descent may be longer than the stack is deep.
fn cycles<'a>(base: &Base<'a>, parents: &[Link<'a>]) -> Vec<Finding<'a>> {
    let mut children: HashMap<&str, Vec<&Link<'a>>> = HashMap::new();
    for link in parents {
        children.entry(link.parent).or_default().push(link);
    }
    let of = |person: &str| children.get(person).map_or(&[][..], Vec::as_slice);
    let mut walked: HashMap<&str, Walked> = HashMap::new();
    let mut findings = Vec::new();
    for start in parents {
        if walked.contains_key(start.parent) {
            continue;
        }
        walked.insert(start.parent, Walked::OnTheWay);
        let mut way = vec![(start.parent, of(start.parent).iter())];
        while let Some((person, rest)) = way.last_mut() {
            let Some(link) = rest.next() else {
                walked.insert(person, Walked::Done);
                way.pop();
                continue;
            };
            match walked.get(link.child) {
                None => {
                    walked.insert(link.child, Walked::OnTheWay);
                    way.push((link.child, of(link.child).iter()));
                }
                // That somebody is their own parent is told already.
                Some(Walked::OnTheWay) if link.child == link.parent => {}
                Some(Walked::OnTheWay) => {
                    let on_the_way = way.iter().map(|(person, _)| *person);
                    let cycle = on_the_way.skip_while(|person| *person != link.child).collect();
                    findings.push(cycle_finding(base, link, cycle));
                }
                Some(Walked::Done) => {}
            }
        }
    }
    findings
}

fn cycle_finding<'a>(base: &Base<'a>, link: &Link<'a>, cycle: Vec<&'a str>) -> Finding<'a> {
    /// So many names of a long cycle are told.
    const MOST_NAMES: usize = 6;
    let mut names: Vec<&str> = cycle.iter().take(MOST_NAMES).map(|id| base.name_of(id)).collect();
    if cycle.len() > MOST_NAMES {
        names.push("…");
    }
    let first = base.name_of(link.child);
    let message = format!("{first} descends from {first}: {}, {first}", names.join(", parent of "));
    Finding {
        rule: &DESCENT_CYCLE,
        message: message.replace(", parent of …, ", " … parent of "),
        at: link.mark("closes the circle"),
        related: Vec::new(),
        hint: Some("`from` is the parent of `to`: turn one of the relations round".to_owned()),
        concerns: cycle,
    }
}
