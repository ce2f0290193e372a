//! How two persons are related: by blood, by marriage, or by whatever else a base states.
//!
//! The shortest ways from one to the other are looked for in three rounds: up to a common ancestor
//! and down again; then over marriages too; then over every relation, as few as can be that are
//! no kinship. All ways of the same length are told.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::tree::Link;
use super::{Degree, Tie, Ties, by_sex, of_relation, together, word};
use crate::base::Base;
use crate::base::schema::{Certainty, Cite, Person, Record, RelationKind};

/// How two persons are related.
#[derive(Debug)]
pub struct Kinship<'a> {
    pub one: &'a Record<Person>,
    pub other: &'a Record<Person>,
    /// The nearest first; more than one, where cousins married.
    pub relationships: Vec<Relationship<'a>>,
    /// What else the base states of the two, beside what relates them.
    pub also: Vec<Step<'a>>,
}

/// What one person is to another.
#[derive(Debug)]
pub struct Relationship<'a> {
    pub nature: Nature,
    /// What the first is of the second: `grandson`, `husband of the sister`; empty, where there
    /// is no word for it.
    pub word: String,
    pub certainty: Certainty,
    /// How it follows, where it is not stated as such.
    pub because: Option<String>,
    /// The shortest ways from the one to the other.
    pub ways: Vec<Vec<Step<'a>>>,
}

/// On what a relationship rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// They are the same person.
    Same,
    Blood,
    /// On a marriage or partnership, or on a common child.
    Affinity,
    /// Not on kinship alone.
    Other,
}

impl Nature {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Blood => "blood",
            Self::Affinity => "affinity",
            Self::Other => "other",
        }
    }
}

/// What one person is to the next.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// In the direction in which it is said.
    pub from: &'a Record<Person>,
    pub to: &'a Record<Person>,
    /// What `from` is of `to`.
    pub word: &'static str,
    pub link: Link<'a>,
    kind: Move,
}

/// A step as a walk takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    Up,
    UpTwo,
    Across,
    Down,
    DownTwo,
    Spouse,
    Partner,
    Other,
}

impl Move {
    fn of(tie: &Tie<'_>) -> Self {
        match (tie.relation.kind, tie.is_from) {
            (RelationKind::Parent, true) => Self::Up,
            (RelationKind::Parent, false) => Self::Down,
            (RelationKind::Grandparent, true) => Self::UpTwo,
            (RelationKind::Grandparent, false) => Self::DownTwo,
            (RelationKind::Sibling, _) => Self::Across,
            (RelationKind::Spouse, _) => Self::Spouse,
            (RelationKind::Partner, _) => Self::Partner,
            _ => Self::Other,
        }
    }

    fn is_bond(self) -> bool {
        matches!(self, Self::Spouse | Self::Partner)
    }

    /// Generations up and down.
    fn generations(self) -> (usize, usize) {
        match self {
            Self::Up => (1, 0),
            Self::UpTwo => (2, 0),
            Self::Across => (1, 1),
            Self::Down => (0, 1),
            Self::DownTwo => (0, 2),
            Self::Spouse | Self::Partner | Self::Other => (0, 0),
        }
    }
}

/// How two persons are related; `None` where nothing in the base relates them.
pub fn kin<'a>(
    base: &Base<'a>,
    one: &'a Record<Person>,
    other: &'a Record<Person>,
) -> Option<Kinship<'a>> {
    let mut kinship = Kinship { one, other, relationships: Vec::new(), also: Vec::new() };
    if one.id == other.id {
        kinship.relationships.push(Relationship {
            nature: Nature::Same,
            word: "same person".to_owned(),
            certainty: Certainty::Stated,
            because: None,
            ways: Vec::new(),
        });
        return Some(kinship);
    }
    let walker = Walker { ties: Ties::new(base) };
    let blood = walker.ways(one, other, Round::Blood);
    let bond = walker.direct(one, other, Move::is_bond);
    if blood.is_empty() {
        let affinity = walker.ways(one, other, Round::Kin);
        kinship.relationships.extend(walker.relationship(Nature::Affinity, affinity));
    } else {
        kinship.relationships.extend(walker.relationship(Nature::Blood, blood));
        let bond = bond.into_iter().map(|step| vec![step]).collect();
        kinship.relationships.extend(walker.relationship(Nature::Affinity, bond));
        kinship.relationships.sort_by_key(|one| one.ways.first().map(Vec::len));
    }
    if kinship.relationships.is_empty() {
        let ways = walker.ways(one, other, Round::Any);
        kinship.relationships.extend(walker.relationship(Nature::Other, ways));
    }
    kinship.also = walker.direct(one, other, |kind| kind == Move::Other);
    let told: HashSet<_> = kinship.steps().map(Step::key).collect();
    kinship.also.retain(|step| !told.contains(&step.key()));
    (!kinship.relationships.is_empty()).then_some(kinship)
}

impl<'a> Kinship<'a> {
    fn steps(&self) -> impl Iterator<Item = &Step<'a>> {
        self.relationships.iter().flat_map(|one| &one.ways).flatten()
    }

    /// Every passage that it rests on.
    pub fn cites(&self) -> Vec<&'a Cite> {
        let steps = self.steps().chain(&self.also);
        let cites = steps.flat_map(|step| step.link.cites.iter().copied());
        let same = self.relationships.iter().filter(|one| one.nature == Nature::Same);
        same.flat_map(|_| &self.one.cite).chain(cites).collect()
    }
}

impl<'a> Step<'a> {
    /// The step from a person over a tie, said as the walk goes; what is no kinship, as the base
    /// states it.
    fn of(person: &'a Record<Person>, tie: &Tie<'a>) -> Option<Self> {
        let kind = Move::of(tie);
        let link = Link::of([tie.relation])?;
        let is_stated = kind == Move::Other && tie.is_from;
        let (from, to) = if is_stated { (tie.other, person) } else { (person, tie.other) };
        let (_, word) = of_relation(tie.relation.kind, is_stated || !tie.is_from, from);
        Some(Self { from, to, word, link, kind })
    }

    fn key(&self) -> (&'a str, &'a str, &'static str, Option<&'a str>) {
        (&self.from.id, &self.to.id, self.word, self.link.note)
    }
}

/// Which steps are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// Up, then down.
    Blood,
    /// Every kinship.
    Kin,
    Any,
}

/// The most ways that are told.
const WAYS: usize = 8;

/// A person on a walk, and whether it goes down only.
type Place<'a> = (&'a str, bool);

struct Walker<'a> {
    ties: Ties<'a>,
}

/// What a walk knows of a place: how far it is, and the last steps to it.
struct Reached<'a> {
    cost: usize,
    by: Vec<(Place<'a>, Step<'a>)>,
}

impl<'a> Walker<'a> {
    /// What the base states of the two themselves.
    fn direct(
        &self,
        one: &'a Record<Person>,
        other: &Record<Person>,
        wanted: impl Fn(Move) -> bool,
    ) -> Vec<Step<'a>> {
        let ties = self.ties.of(&one.id).filter(|tie| tie.other.id == other.id);
        let wanted = ties.filter(|tie| wanted(Move::of(tie)));
        wanted.filter_map(|tie| Step::of(one, &tie)).collect()
    }

    /// What a step costs, and whether the walk goes down only from then on; `None` where it is not
    /// taken.
    fn cost(round: Round, down: bool, kind: Move) -> Option<(usize, bool)> {
        let (up, below) = kind.generations();
        match (round, kind) {
            (Round::Blood, Move::Spouse | Move::Partner | Move::Other)
            | (Round::Kin, Move::Other) => None,
            (Round::Blood, _) if down && up > 0 => None,
            (Round::Blood, _) => Some((up + below, below > 0)),
            // One step that is no kinship is dearer than any number that are.
            (Round::Any, Move::Other) => Some((1 << 32, false)),
            (_, Move::Spouse | Move::Partner) => Some((1, false)),
            _ => Some((up + below, false)),
        }
    }

    /// The cheapest ways from one to the other, at most so many as are told (Dijkstra).
    fn ways(
        &self,
        one: &'a Record<Person>,
        other: &'a Record<Person>,
        round: Round,
    ) -> Vec<Vec<Step<'a>>> {
        let start: Place<'a> = (&one.id, false);
        let mut persons: HashMap<&str, &'a Record<Person>> = HashMap::from([(&*one.id, one)]);
        let mut reached: HashMap<Place<'a>, Reached<'a>> = HashMap::new();
        reached.insert(start, Reached { cost: 0, by: Vec::new() });
        let mut open = BinaryHeap::from([Reverse((0, start))]);
        let mut limit = usize::MAX;
        while let Some(Reverse((cost, place))) = open.pop() {
            let is_stale = reached.get(&place).is_some_and(|known| known.cost < cost);
            if is_stale || cost > limit {
                continue;
            }
            if *place.0 == *other.id {
                limit = cost;
                continue;
            }
            let Some(person) = persons.get(place.0).copied() else { continue };
            for tie in self.ties.of(place.0) {
                let Some((more, down)) = Self::cost(round, place.1, Move::of(&tie)) else {
                    continue;
                };
                let Some(step) = Step::of(person, &tie) else { continue };
                let next: Place<'a> = (&tie.other.id, place.1 || down);
                let cost = cost.saturating_add(more);
                persons.insert(&tie.other.id, tie.other);
                let fresh = Reached { cost: usize::MAX, by: Vec::new() };
                let known = reached.entry(next).or_insert(fresh);
                if cost < known.cost {
                    *known = Reached { cost, by: vec![(place, step)] };
                    open.push(Reverse((cost, next)));
                } else if cost == known.cost {
                    known.by.push((place, step));
                }
            }
        }
        let ends = [(&*other.id, false), (&*other.id, true)];
        let ends = ends.into_iter().filter(|end| {
            reached.get(end).is_some_and(|known| known.cost == limit && !known.by.is_empty())
        });
        let mut ways = Vec::new();
        for end in ends {
            unwind(&reached, start, end, &mut ways);
        }
        merged(ways)
    }

    /// What some ways come to, all of which are as short.
    fn relationship(&self, nature: Nature, ways: Vec<Vec<Step<'a>>>) -> Option<Relationship<'a>> {
        let first = ways.first()?;
        let is_half = nature == Nature::Blood && ways.iter().all(|way| self.is_half(way));
        let mut word = match nature {
            Nature::Blood => of_blood(first, is_half),
            Nature::Affinity => self.of_affinity(first),
            Nature::Same | Nature::Other => String::new(),
        };
        if let (Nature::Other, [step]) = (nature, first.as_slice()) {
            step.word.clone_into(&mut word);
        }
        let of_way = |way: &Vec<Step<'a>>| {
            let worst = way.iter().map(|step| step.link.certainty).max().unwrap_or_default();
            if way.len() > 1 { worst.max(Certainty::Inferred) } else { worst }
        };
        let best = ways.iter().min_by_key(|way| of_way(way))?;
        // Stated as a brother, and by his parents a half-brother.
        let is_derived = is_half && best.len() == 1;
        let certainty =
            of_way(best).max(if is_derived { Certainty::Inferred } else { Certainty::Stated });
        let because = match best.as_slice() {
            [_] if is_derived => Some("by the parents of both".to_owned()),
            [step] => step.link.because.map(str::to_owned),
            steps if steps.len() > 5 => Some(format!("in {} steps", steps.len())),
            _ => Some(format!("through {}", together(&between(best)))),
        };
        Some(Relationship { nature, word, certainty, because, ways })
    }

    /// Whether a way goes over two who have one parent in common, and another one each.
    fn is_half(&self, way: &[Step<'a>]) -> bool {
        let pair = match way.iter().position(|step| step.kind == Move::Across) {
            Some(at) => way.get(at).map(|step| (step.from, step.to)),
            None => way.windows(2).find_map(|two| match two {
                [up, down] if up.kind == Move::Up && down.kind == Move::Down => {
                    Some((up.from, down.to))
                }
                _ => None,
            }),
        };
        let Some((one, other)) = pair else { return false };
        let parents = |person: &Record<Person>| -> HashSet<&str> {
            self.ties.parents(&person.id).map(|tie| &*tie.other.id).collect()
        };
        let (ours, theirs) = (parents(one), parents(other));
        ours.len() == 2 && theirs.len() == 2 && ours.intersection(&theirs).count() == 1
    }

    /// What the first is to the last of a way that goes over marriages.
    fn of_affinity(&self, way: &[Step<'a>]) -> String {
        let parts = parts(way);
        self.by_marriage(&parts).unwrap_or_else(|| {
            let words: Vec<String> = parts.iter().map(|part| self.part_word(part)).collect();
            words.join(" of the ")
        })
    }

    fn part_word(&self, part: &[Step<'a>]) -> String {
        match part {
            [step] if step.kind.is_bond() => step.word.to_owned(),
            _ => of_blood(part, self.is_half(part)),
        }
    }

    /// The word of the language for a relation by marriage, where it has one.
    fn by_marriage(&self, parts: &[&[Step<'a>]]) -> Option<String> {
        let person = parts.first()?.first()?.from;
        let is_marriage = |part: &[Step<'_>]| matches!(part, [step] if step.kind == Move::Spouse);
        let is_bond = |part: &[Step<'_>]| matches!(part, [step] if step.kind.is_bond());
        let of = |part: &[Step<'a>]| generations(part);
        let in_law = |(up, down)| format!("{}-in-law", blood_word(up, down, person));
        let step = |(up, down): (usize, usize)| {
            let joint = if up + down > 1 && up != down { "step-" } else { "step" };
            format!("{joint}{}", blood_word(up, down, person))
        };
        match parts {
            [bond] if is_bond(bond) => Some(self.part_word(bond)),
            [blood, bond] if is_marriage(bond) && !is_bond(blood) => match of(blood) {
                line @ ((0, _) | (1, 1)) => Some(in_law(line)),
                line @ (_, 0) => Some(step(line)),
                _ => None,
            },
            [bond, blood] if is_marriage(bond) && !is_bond(blood) => match of(blood) {
                line @ (0, _) => Some(step(line)),
                line @ ((_, 0) | (1, 1)) => Some(in_law(line)),
                line @ ((1, _) | (_, 1)) => {
                    Some(format!("{} by marriage", blood_word(line.0, line.1, person)))
                }
                _ => None,
            },
            [above, bond, below]
                if is_marriage(bond) && of(above) == (1, 0) && of(below) == (0, 1) =>
            {
                Some(step((1, 1)))
            }
            _ => None,
        }
    }
}

/// Goes back from an end over the cheapest steps, each way apart.
fn unwind<'a>(
    reached: &HashMap<Place<'a>, Reached<'a>>,
    start: Place<'a>,
    end: Place<'a>,
    ways: &mut Vec<Vec<Step<'a>>>,
) {
    // Ways that end alike share their ends: each step knows the one after it.
    let mut taken: Vec<(Option<usize>, &Step<'a>)> = Vec::new();
    let mut open: Vec<(Place<'a>, Option<usize>)> = vec![(end, None)];
    while let Some((place, after)) = open.pop() {
        if place == start {
            let mut way = Vec::new();
            let mut next = after;
            while let Some((after, step)) = next.and_then(|at| taken.get(at)) {
                way.push((*step).clone());
                next = *after;
            }
            ways.push(way);
            if ways.len() >= 4 * WAYS {
                return;
            }
        } else if let Some(known) = reached.get(&place) {
            for (before, step) in known.by.iter().rev() {
                taken.push((after, step));
                open.push((*before, Some(taken.len() - 1)));
            }
        }
    }
}

/// Each way once, with everything that the base states of a step.
fn merged(ways: Vec<Vec<Step<'_>>>) -> Vec<Vec<Step<'_>>> {
    let mut merged: Vec<Vec<Step<'_>>> = Vec::new();
    for way in ways {
        let is_same = |known: &&mut Vec<Step<'_>>| {
            known.len() == way.len()
                && known.iter().zip(&way).all(|(a, b)| {
                    a.from.id == b.from.id
                        && a.to.id == b.to.id
                        && a.kind == b.kind
                        && a.word == b.word
                })
        };
        match merged.iter_mut().find(is_same) {
            Some(known) => {
                for (step, more) in known.iter_mut().zip(way) {
                    let new = more.link.cites.into_iter().filter(|cite| {
                        !step.link.cites.iter().any(|known| std::ptr::eq(*known, *cite))
                    });
                    let new: Vec<_> = new.collect();
                    step.link.cites.extend(new);
                }
            }
            None => merged.push(way),
        }
    }
    merged.sort_by_key(Vec::len);
    merged.truncate(WAYS);
    merged
}

/// The names of those between the first and the last.
fn between<'a>(way: &[Step<'a>]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for two in way.windows(2) {
        let [before, after] = two else { continue };
        let shared = [after.from, after.to]
            .into_iter()
            .find(|one| one.id == before.from.id || one.id == before.to.id);
        names.extend(shared.map(|one| one.name.as_str()));
    }
    names
}

/// A way in parts: marriages, and what is by blood between them.
fn parts<'s, 'a>(way: &'s [Step<'a>]) -> Vec<&'s [Step<'a>]> {
    let ends_at = |a: &Step<'_>, b: &Step<'_>| {
        let went_down = a.kind.generations().1 > 0;
        let goes_up = b.kind.generations().0 > 0;
        !(a.kind.is_bond() || b.kind.is_bond() || (went_down && goes_up))
    };
    way.chunk_by(ends_at).collect()
}

fn generations(way: &[Step<'_>]) -> (usize, usize) {
    way.iter().fold((0, 0), |(up, down), step| {
        let (more_up, more_down) = step.kind.generations();
        (up + more_up, down + more_down)
    })
}

fn of_blood(way: &[Step<'_>], is_half: bool) -> String {
    let (up, down) = generations(way);
    let half = if is_half { "half-" } else { "" };
    let word = way.first().map(|step| blood_word(up, down, step.from)).unwrap_or_default();
    match word.split_once(" or ") {
        Some((one, other)) if is_half => format!("{half}{one} or {half}{other}"),
        _ => format!("{half}{word}"),
    }
}

/// What somebody is by blood who is so many generations below a common ancestor, to another who is
/// so many below.
fn blood_word(up: usize, down: usize, person: &Person) -> String {
    match (up, down) {
        (0, 0) => String::new(),
        (0, 1) => word(Degree::Parent, person).to_owned(),
        (1, 0) => word(Degree::Child, person).to_owned(),
        (0, n) => greats(n - 2, word(Degree::Grandparent, person)),
        (n, 0) => greats(n - 2, word(Degree::Grandchild, person)),
        (1, 1) => word(Degree::Sibling, person).to_owned(),
        (1, n) => {
            greats(n - 2, by_sex(person, ["aunt", "uncle", "uncle or aunt", "uncles and aunts"]))
        }
        (n, 1) => {
            let words = ["niece", "nephew", "nephew or niece", "nephews and nieces"];
            greats(n - 2, by_sex(person, words))
        }
        (one, other) => {
            let cousin = by_sex(person, ["cousin", "cousin", "cousin", "cousins"]);
            let removed = match one.abs_diff(other) {
                0 => String::new(),
                1 => " once removed".to_owned(),
                2 => " twice removed".to_owned(),
                times => format!(" {times} times removed"),
            };
            format!("{}{cousin}{removed}", ordinal(one.min(other) - 1))
        }
    }
}

/// A word with so many times “great-” before it, and before both words of a choice.
fn greats(times: usize, word: &str) -> String {
    let great = match times {
        0 => return word.to_owned(),
        1..=3 => "great-".repeat(times),
        _ => format!("{times}× great-"),
    };
    match word.split_once(" or ") {
        Some((one, other)) => format!("{great}{one} or {great}{other}"),
        None => format!("{great}{word}"),
    }
}

fn ordinal(nth: usize) -> String {
    match nth {
        1 => String::new(),
        2 => "second ".to_owned(),
        3 => "third ".to_owned(),
        4 => "fourth ".to_owned(),
        5 => "fifth ".to_owned(),
        _ => {
            let end = match (nth % 100, nth % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{nth}{end} ")
        }
    }
}
