//! The family around a person, in words: what is said of each person and each link, the tree as
//! an outline, the signs that occur in it, and what it leaves out.

use std::collections::VecDeque;

use crate::base::schema::{
    Certainty, DateClaim, Event, PersonKind, Record, Relation, RelationKind,
};
use crate::cite::{self, Citer};
use crate::query::family::tree::{Child, Fate, LeftOut, Link, Member, Missing, Tree, Union};
use crate::query::family::{child_word, partner_word, together};
use crate::view::{Line, Tone, caution, source_notes};

pub mod json;

/// A tree told line by line, from the eldest down.
#[derive(Debug)]
pub struct Outline {
    pub entries: Vec<Entry>,
    pub notes: Notes,
    /// The signs that occur.
    pub signs: Vec<Sign>,
}

/// What is told below a tree.
#[derive(Debug)]
pub struct Notes {
    /// Stated kinship that no line of the tree shows.
    pub beside: Vec<Line>,
    /// Whom the base knows beyond.
    pub left_out: Vec<Line>,
    pub sources: Vec<Line>,
}

/// A line of an outline.
#[derive(Debug)]
pub struct Entry {
    /// Of the lines of descent beside it, which go on below.
    pub stem: Vec<bool>,
    /// How it hangs on the line of descent; somebody without parents does not.
    pub branch: Option<Branch>,
    /// What stands before the name.
    pub sign: Option<Sign>,
    pub line: Line,
    /// Whether something hangs on it.
    pub goes_on: bool,
    /// How deep it lies in a list of lists.
    pub level: usize,
    /// Whether it is a heading of its own part rather than a further line.
    pub is_first: bool,
}

/// A twig of a line of descent.
#[derive(Debug, Clone, Copy)]
pub struct Branch {
    pub is_last: bool,
    pub certainty: Certainty,
}

/// A sign that a reader may need explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    Asked,
    Married,
    Partners,
    Parents,
    Link(Certainty),
    InferredYear,
    NotStated,
    Died,
    Above,
    Below,
}

impl Sign {
    /// The sign as text has it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Asked => "▶",
            Self::Married => "═",
            Self::Partners => "≈",
            Self::Parents => "+",
            Self::Link(certainty) => dash(certainty),
            Self::InferredYear => "[1900]",
            Self::NotStated => "?",
            Self::Died => "†",
            Self::Above => "↑",
            Self::Below => "↓",
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Asked => "asked for",
            Self::Married => "married",
            Self::Partners => "partners",
            Self::Parents => "other parent, no marriage stated",
            Self::Link(certainty) => certainty.word(),
            Self::InferredYear => "year inferred",
            Self::NotStated => "not stated",
            Self::Died => "died, date not stated",
            Self::Above => "told above",
            Self::Below => "continued below",
        }
    }
}

/// The dash of a link, more broken the less certain it is.
pub fn dash(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated => "─",
        Certainty::Reported => "┄",
        Certainty::Inferred => "╌",
        Certainty::Unproven => "┈",
    }
}

// ---- persons ----

/// The years of a life as far as they are told: `1906–1938`, `[1901/1902]–1928`, `1921–?`,
/// `1861 [also 1862]–1924`; empty for a group.
pub fn years(member: &Member<'_>) -> String {
    birth_and_death(member).map(|years| years.concat()).unwrap_or_default()
}

/// The same in two parts, the first with its dash; none for a group.
pub fn birth_and_death(member: &Member<'_>) -> Option<[String; 2]> {
    if member.is_group() && member.life.birth.is_none() && member.life.death.is_none() {
        return None;
    }
    let birth = match member.life.birth {
        Some(event) => year_of(event).unwrap_or_else(|| "?".to_owned()),
        None => "?".to_owned(),
    };
    let death = match (member.fate(), member.life.death.and_then(year_of)) {
        (Fate::NotStated, _) => "?".to_owned(),
        (_, Some(year)) => year,
        (_, None) => "†".to_owned(),
    };
    Some([format!("{birth}–"), death])
}

/// The year of an event; in brackets where it is not simply stated.
fn year_of(event: &Record<Event>) -> Option<String> {
    let date = event.date()?;
    let shown = year(date);
    let also = also(event, &shown);
    let told = match date.certainty.max(event.certainty) {
        Certainty::Stated => shown,
        Certainty::Inferred => format!("[{shown}]"),
        certainty => format!("[{shown}, {}]", certainty.word()),
    };
    Some(told + &also)
}

/// The other years that are claimed of an event, as lists have them: ` [also 1862]`, ` [+2 years]`.
fn also(event: &Event, shown: &str) -> String {
    let mut others: Vec<String> = Vec::new();
    for other in event.other_dates().into_iter().map(year) {
        if other != shown && !others.contains(&other) {
            others.push(other);
        }
    }
    match others.as_slice() {
        [] => String::new(),
        [other] => format!(" [also {other}]"),
        others => format!(" [+{} years]", others.len()),
    }
}

/// The year of a date, or the years between which it lies.
fn year(date: &DateClaim) -> String {
    let edtf = &date.edtf;
    let is_simple = !edtf.to_string().contains(['?', '%', '~']);
    match (edtf.min(), edtf.max()) {
        _ if !is_simple => match edtf.parts().as_deref() {
            Some([parts]) if edtf.is_approximate() => {
                format!("c. {}", parts.first().map(|year| in_era(*year)).unwrap_or_default())
            }
            _ => edtf.in_words(),
        },
        (Some(first), Some(last)) if first.year == last.year => of_count(first.year),
        (Some(first), Some(last)) => format!("{}/{}", of_count(first.year), of_count(last.year)),
        (None, Some(last)) => format!("by {}", of_count(last.year)),
        (Some(first), None) => format!("from {}", of_count(first.year)),
        (None, None) => edtf.in_words(),
    }
}

/// A year as ISO 8601 counts it, as people do.
fn of_count(year: i64) -> String {
    in_era(if year > 0 { year } else { year.saturating_sub(1) })
}

/// A year as people count it.
fn in_era(year: i64) -> String {
    if year < 0 { format!("{} BC", year.unsigned_abs()) } else { year.to_string() }
}

/// The passages that tell of birth and death.
pub fn life_cites(base: &Citer<'_>, member: &Member<'_>) -> String {
    let events = [member.life.birth, member.life.death];
    cite::locators(base, events.into_iter().flatten().flat_map(|event| event.cites()))
}

/// What sort of person it is, where it is not one with a name.
pub fn kind_aside(member: &Member<'_>) -> &'static str {
    match member.person.kind {
        PersonKind::Named => "",
        PersonKind::Unnamed => "(unnamed)",
        PersonKind::Group => "(group)",
    }
}

/// Name, years, and the passages that tell them.
fn person_line(base: &Citer<'_>, member: &Member<'_>) -> Line {
    Line::of(Tone::Name, &*member.person.name)
        .and(Tone::Aside, kind_aside(member))
        .and(Tone::Date, years(member))
        .and(Tone::Cite, life_cites(base, member))
}

// ---- links ----

/// What somebody is to their parents, with what is not certain of it and its passages.
pub fn child_line(base: &Citer<'_>, tree: &Tree<'_>, union: &Union<'_>, child: &Child<'_>) -> Line {
    let Some(member) = tree.members.get(child.member) else { return Line::default() };
    let word = if union.partners.is_empty() { "" } else { child_word(member.person) };
    let word = match (word, child.links.first()) {
        ("", Some(link)) => partner_word(link.kind, member.person),
        (_, None) => "",
        (word, _) => word,
    };
    let cites = child.links.iter().flat_map(|link| link.cites.iter().copied());
    Line::plain(word)
        .and(Tone::Caution, child_caution(tree, union, child))
        .and(Tone::Cite, cite::locators(base, cites))
}

/// What is not simply stated of a child, and of which parent, if not of both.
fn child_caution(tree: &Tree<'_>, union: &Union<'_>, child: &Child<'_>) -> String {
    let worst = child.certainty();
    let is_of_all = child.links.iter().all(|link| link.certainty == worst);
    if is_of_all {
        return caution(worst, None);
    }
    let of = child.links.iter().zip(&union.partners).filter(|(link, _)| link.certainty == worst);
    let names: Vec<&str> = of.filter_map(|(_, at)| name_of(tree, *at)).collect();
    format!("[{}: of {}]", worst.word(), names.join(" and "))
}

/// What somebody is to the one with whom they form a couple.
pub fn partner_line(base: &Citer<'_>, member: &Member<'_>, bond: &Link<'_>) -> Line {
    Line::plain(partner_word(bond.kind, member.person))
        .and(Tone::Caution, caution(bond.certainty, None))
        .and(Tone::Cite, cite::locators(base, bond.cites.iter().copied()))
}

/// The sign of a couple.
pub fn bond_sign(union: &Union<'_>) -> Sign {
    match union.bond.as_ref().map(|bond| bond.kind) {
        Some(RelationKind::Spouse) => Sign::Married,
        Some(_) => Sign::Partners,
        None => Sign::Parents,
    }
}

fn name_of<'a>(tree: &Tree<'a>, at: usize) -> Option<&'a str> {
    tree.members.get(at).map(|member| member.person.name.as_str())
}

/// What a box says of somebody: name, years, and what they are to parents and partners.
pub fn said(base: &Citer<'_>, tree: &Tree<'_>, at: usize) -> Vec<String> {
    let Some(member) = tree.members.get(at) else { return Vec::new() };
    let name = Line::plain(&*member.person.name).and(Tone::Aside, kind_aside(member));
    let years = Line::plain(years(member)).and(Tone::Cite, life_cites(base, member));
    let parents = member.parents.and_then(|union| tree.unions.get(union));
    let child = parents.and_then(|union| {
        let child = union.children.iter().find(|child| child.member == at)?;
        Some(child_line(base, tree, union, child))
    });
    // Of a couple the second says what they are to the first.
    let bonds = member.unions.iter().filter_map(|union| {
        let union = tree.unions.get(*union)?;
        (union.partners.last() == Some(&at)).then_some(())?;
        let other = union.partners.first().and_then(|first| name_of(tree, *first))?;
        let line = partner_line(base, member, union.bond.as_ref()?);
        Some(Line::plain(format!("of {other}:")).and_all(&line))
    });
    let lines = [name, years].into_iter().chain(child).chain(bonds);
    lines.filter(|line| !line.is_empty()).map(|line| line.text()).collect()
}

// ---- below the tree ----

/// What is told below a tree.
pub fn notes(base: &Citer<'_>, tree: &Tree<'_>) -> Notes {
    Notes {
        beside: tree.beside.iter().map(|relation| beside(base, relation)).collect(),
        left_out: left_out(tree).into_iter().collect(),
        sources: source_notes(base, tree.cites()),
    }
}

/// A stated relation as a sentence.
fn beside(base: &Citer<'_>, relation: &Relation) -> Line {
    let word = base.person(&relation.from).map(|from| partner_word(relation.kind, from));
    let (from, to) = (base.name_of(&relation.from), base.name_of(&relation.to));
    Line::of(Tone::Aside, "also stated:")
        .and(Tone::Plain, format!("{from}, {} of {to}", word.unwrap_or_default()))
        .and(Tone::Caution, caution(relation.certainty, relation.because.as_deref()))
        .and(Tone::Cite, cite::locators(base, &relation.cite))
}

/// The most groups of relatives that are told to be left out.
const LEFT_OUT: usize = 6;

fn left_out(tree: &Tree<'_>) -> Option<Line> {
    let told = |one: &LeftOut| {
        let names: Vec<&str> = one.members.iter().filter_map(|at| name_of(tree, *at)).collect();
        let what = match (one.kind, one.count) {
            (Missing::Parents, Some(1)) => "a parent".to_owned(),
            (Missing::Parents, Some(count)) => format!("{count} parents"),
            (Missing::Parents, None) => "parents".to_owned(),
            (Missing::Children, Some(1)) => "a child".to_owned(),
            (Missing::Children, Some(count)) => format!("{count} children"),
            (Missing::Children, None) => "children".to_owned(),
            (Missing::Siblings, Some(1)) => "a sibling".to_owned(),
            (Missing::Siblings, Some(count)) => format!("{count} siblings"),
            (Missing::Siblings, None) => "siblings".to_owned(),
        };
        format!("{what} of {}", together(&names))
    };
    let mut all: Vec<String> = tree.left_out.iter().take(LEFT_OUT).map(told).collect();
    if let Some(more) = tree.left_out.len().checked_sub(LEFT_OUT).filter(|more| *more > 0) {
        all.push(format!("relatives of {more} more"));
    }
    (!all.is_empty()).then(|| Line::of(Tone::Aside, format!("not shown: {}", all.join("; "))))
}

/// The signs of a tree that need explaining, apart from those of its layout.
pub fn signs(tree: &Tree<'_>) -> Vec<Sign> {
    let mut signs = vec![Sign::Asked];
    for union in &tree.unions {
        if union.partners.len() > 1 {
            signs.push(bond_sign(union));
        }
        let bond = union.bond.iter().map(|bond| bond.certainty);
        signs.extend(union.children.iter().map(Child::certainty).chain(bond).map(Sign::Link));
    }
    for member in &tree.members {
        let years = years(member);
        let is_inferred = |year: &str| year.starts_with('[') && !year.contains(',');
        signs.extend(years.split('–').any(is_inferred).then_some(Sign::InferredYear));
        signs.extend(years.contains('?').then_some(Sign::NotStated));
        signs.extend(years.contains('†').then_some(Sign::Died));
    }
    signs.sort();
    signs.dedup();
    signs.retain(|sign| *sign != Sign::Link(Certainty::Stated));
    signs
}

// ---- the outline ----

/// Tells a tree from the eldest down, none of its lines hanging deeper than `deepest`.
pub fn outline(base: &Citer<'_>, tree: &Tree<'_>, deepest: usize) -> Outline {
    let mut teller = Teller {
        base,
        tree,
        deepest: deepest.max(1),
        entries: Vec::new(),
        told: vec![false; tree.members.len()],
        told_unions: vec![false; tree.unions.len()],
        later: VecDeque::new(),
        signs: signs(tree),
    };
    teller.tell_all();
    teller.signs.sort();
    teller.signs.dedup();
    Outline { entries: teller.entries, signs: teller.signs, notes: notes(base, tree) }
}

struct Teller<'t, 'a> {
    base: &'t Citer<'a>,
    tree: &'t Tree<'a>,
    deepest: usize,
    entries: Vec<Entry>,
    told: Vec<bool>,
    told_unions: Vec<bool>,
    /// Whose descendants are told in a part of their own.
    later: VecDeque<usize>,
    signs: Vec<Sign>,
}

/// What is to be told next.
enum Step {
    /// Somebody, as a child of a union or at the head of a part.
    Person { member: usize, of: Option<(usize, usize)>, hang: Hang },
    /// The other parent, who is not stated, between those who are.
    Nobody { hang: Hang },
    /// The other partner of a union.
    Partner { union: usize, member: usize, hang: Hang },
}

/// Where a line hangs.
#[derive(Clone)]
struct Hang {
    stem: Vec<bool>,
    branch: Option<Branch>,
    level: usize,
}

impl Teller<'_, '_> {
    /// The line of descent to the root first, then whatever hangs on other ancestors.
    fn tell_all(&mut self) {
        self.tell_part(self.top(self.tree.root));
        while let Some(member) = self.later.pop_front() {
            self.tell_part(Head::Person(member));
        }
        let mut next = 0;
        while let Some(at) = (next..self.told_unions.len()).find(|at| !self.told_unions[*at]) {
            next = at;
            let head = self.tree.unions[at].partners.first();
            self.tell_part(head.map_or(Head::Siblings(at), |first| self.top(*first)));
            while let Some(member) = self.later.pop_front() {
                self.tell_part(Head::Person(member));
            }
        }
    }

    /// The head of the part in which somebody is to be told: the farthest ancestor whose family
    /// was not.
    fn top(&self, member: usize) -> Head {
        let mut at = member;
        let mut seen = vec![false; self.tree.members.len()];
        loop {
            seen[at] = true;
            let union = self.tree.members[at].parents.filter(|union| !self.told_unions[*union]);
            let Some(union) = union else { return Head::Person(at) };
            let parents = &self.tree.unions[union].partners;
            let has_parents = |one: &&usize| self.tree.members[**one].parents.is_some();
            match parents.iter().find(has_parents).or(parents.first()) {
                None => return Head::Siblings(union),
                Some(parent) if seen[*parent] => return Head::Person(at),
                Some(parent) => at = *parent,
            }
        }
    }

    fn tell_part(&mut self, head: Head) {
        let first = self.entries.len();
        let hang = Hang { stem: Vec::new(), branch: None, level: 0 };
        let mut steps = Vec::new();
        match head {
            Head::Person(member) => steps.push(Step::Person { member, of: None, hang }),
            Head::Siblings(union) => {
                let line = Line::of(Tone::Aside, "parents not stated");
                self.push(&hang, None, line, true);
                self.push_union(union, None, &hang, &mut steps);
            }
        }
        while let Some(step) = steps.pop() {
            match step {
                Step::Person { member, of, hang } => self.tell(member, of, &hang, &mut steps),
                Step::Nobody { hang } => {
                    let line = Line::of(Tone::Aside, "not stated");
                    self.push(&hang, Some(Sign::Parents), line, true);
                }
                Step::Partner { union, member, hang } => self.tell_partner(union, member, &hang),
            }
        }
        if let Some(entry) = self.entries.get_mut(first) {
            entry.is_first = true;
        }
    }

    fn push(&mut self, hang: &Hang, sign: Option<Sign>, line: Line, goes_on: bool) {
        let Hang { stem, branch, level } = hang.clone();
        self.entries.push(Entry { stem, branch, sign, line, goes_on, level, is_first: false });
    }

    /// Tells somebody and puts their families on the steps to come.
    fn tell(&mut self, at: usize, of: Option<(usize, usize)>, hang: &Hang, steps: &mut Vec<Step>) {
        let tree = self.tree;
        let member = &tree.members[at];
        let is_told = std::mem::replace(&mut self.told[at], true);
        let unions = member.unions.iter().copied().filter(|union| !self.told_unions[*union]);
        let mut unions: Vec<usize> = unions.collect();
        let mut line = if is_told {
            self.signs.push(Sign::Above);
            Line::of(Tone::Name, &*member.person.name).and(Tone::Aside, Sign::Above.text())
        } else {
            person_line(self.base, member)
        };
        if let Some(link) = of.and_then(|(union, child)| self.link(union, child)) {
            line = line.and(Tone::Aside, "·").and_all(&link);
        }
        if is_told && hang.branch.is_some() {
            // What hangs on somebody who was told as a partner is told in a part of its own.
            unions.clear();
        }
        if hang.stem.len() >= self.deepest && !unions.is_empty() {
            self.signs.push(Sign::Below);
            line = line.and(Tone::Aside, Sign::Below.text());
            self.later.push_back(at);
            unions.clear();
        }
        let sign = (at == tree.root).then_some(Sign::Asked);
        self.push(hang, sign, line, !unions.is_empty());
        let mut below = hang.clone();
        if let Some(branch) = below.branch.take() {
            below.stem.push(!branch.is_last);
        }
        below.level += 1;
        let is_alone = unions.len() == 1;
        for union in unions.into_iter().rev() {
            self.push_union(union, Some(at), &below, steps);
            if !is_alone && tree.other(union, at).is_none() {
                steps.push(Step::Nobody { hang: below.clone() });
            }
        }
    }

    fn link(&self, union: usize, child: usize) -> Option<Line> {
        let union = self.tree.unions.get(union)?;
        let line = child_line(self.base, self.tree, union, union.children.get(child)?);
        Some(line).filter(|line| !line.is_empty())
    }

    /// Puts a union on the steps to come: the partner of `of`, then the children.
    fn push_union(&mut self, at: usize, of: Option<usize>, below: &Hang, steps: &mut Vec<Step>) {
        self.told_unions[at] = true;
        let union = &self.tree.unions[at];
        let other = of.and_then(|of| self.tree.other(at, of));
        let level = below.level + usize::from(other.is_some());
        for (nth, child) in union.children.iter().enumerate().rev() {
            let is_last = nth + 1 == union.children.len();
            let branch = Some(Branch { is_last, certainty: child.certainty() });
            let hang = Hang { stem: below.stem.clone(), branch, level };
            steps.push(Step::Person { member: child.member, of: Some((at, nth)), hang });
        }
        if let Some(member) = other {
            steps.push(Step::Partner { union: at, member, hang: below.clone() });
        }
    }

    fn tell_partner(&mut self, union: usize, at: usize, hang: &Hang) {
        let union = &self.tree.unions[union];
        let member = &self.tree.members[at];
        let is_told = std::mem::replace(&mut self.told[at], true);
        let mut line = if is_told {
            self.signs.push(Sign::Above);
            Line::of(Tone::Name, &*member.person.name).and(Tone::Aside, Sign::Above.text())
        } else {
            person_line(self.base, member)
        };
        if let Some(bond) = &union.bond {
            line = line.and(Tone::Aside, "·").and_all(&partner_line(self.base, member, bond));
        }
        if at == self.tree.root {
            line = Line::of(Tone::Plain, Sign::Asked.text()).and_all(&line);
        }
        self.push(hang, Some(bond_sign(union)), line, !union.children.is_empty());
    }
}

/// Where a part of an outline begins.
#[derive(Clone, Copy)]
enum Head {
    Person(usize),
    /// Brothers and sisters whose parents are not stated.
    Siblings(usize),
}
