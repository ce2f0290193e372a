//! The family around a person: who belongs to it, who is joined to whom, and whose children they
//! are.
//!
//! To a person's tree belong the ancestors, the descendants, the brothers and sisters, also by one
//! parent only, and the partners of all of these. What is known beyond is left out and counted.

use std::collections::{HashMap, HashSet};

use super::{Tie, Ties};
use crate::base::Base;
use crate::base::schema::{
    Certainty, Cite, Person, PersonKind, Record, Relation, RelationKind, Sex,
};
use crate::query::{self, Life};

/// How many generations of a tree are wanted; all of them, where it is not said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    pub ancestors: Option<usize>,
    pub descendants: Option<usize>,
}

/// The family around a person. Its members are known by their place in `members`.
#[derive(Debug, Clone)]
pub struct Tree<'a> {
    /// Whose tree it is; always the first.
    pub root: usize,
    pub members: Vec<Member<'a>>,
    pub unions: Vec<Union<'a>>,
    /// What the base states of kinship and the unions do not show: a third parent, grandparents
    /// without the generation between.
    pub beside: Vec<&'a Relation>,
    /// Whom the base knows beyond the tree.
    pub left_out: Vec<LeftOut>,
}

/// Somebody in a tree.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    pub person: &'a Record<Person>,
    pub life: Life<'a>,
    pub part: Part,
    /// The unions in which this person is a partner.
    pub unions: Vec<usize>,
    /// The union of which this person is a child.
    pub parents: Option<usize>,
}

/// Why somebody belongs to a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is their tree.
    Root,
    Ancestor,
    /// By both parents or by one.
    Sibling,
    Descendant,
    /// Of one of the others, or the other parent of a child.
    Partner,
}

impl Part {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Ancestor => "ancestor",
            Self::Sibling => "sibling",
            Self::Descendant => "descendant",
            Self::Partner => "partner",
        }
    }
}

/// A couple with its children, a single parent with theirs, or, where the parents are not stated,
/// brothers and sisters alone.
#[derive(Debug, Clone)]
pub struct Union<'a> {
    /// At most two.
    pub partners: Vec<usize>,
    /// What joins the partners; nothing but the children, where it is `None`.
    pub bond: Option<Link<'a>>,
    /// The eldest first as far as all births are dated, otherwise in the order of the file.
    pub children: Vec<Child<'a>>,
}

/// Somebody as the child of a union.
#[derive(Debug, Clone)]
pub struct Child<'a> {
    pub member: usize,
    /// One for each of the partners; one to the others, where the union has none.
    pub links: Vec<Link<'a>>,
}

impl Child<'_> {
    /// That of the least certain link.
    pub fn certainty(&self) -> Certainty {
        self.links.iter().map(|link| link.certainty).max().unwrap_or_default()
    }
}

/// One or several statements of the same relation.
#[derive(Debug, Clone)]
pub struct Link<'a> {
    pub kind: RelationKind,
    /// That of the surest statement.
    pub certainty: Certainty,
    pub because: Option<&'a str>,
    pub note: Option<&'a str>,
    pub cites: Vec<&'a Cite>,
}

impl<'a> Link<'a> {
    /// Several statements as one; `None` where there is none.
    pub(super) fn of(relations: impl IntoIterator<Item = &'a Relation>) -> Option<Self> {
        let mut relations: Vec<&Relation> = relations.into_iter().collect();
        let cites = relations.iter().flat_map(|relation| &relation.cite).collect();
        relations.sort_by_key(|relation| relation.certainty);
        let surest = relations.first()?;
        Some(Self {
            kind: surest.kind,
            certainty: surest.certainty,
            because: surest.because.as_deref(),
            note: relations.iter().find_map(|relation| relation.note.as_deref()),
            cites,
        })
    }
}

/// Relatives whom the base knows and the tree does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What they are of the members.
    pub kind: Missing,
    /// `None` where a group is among them.
    pub count: Option<usize>,
    pub members: Vec<usize>,
}

/// What those are who are left out of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    Parents,
    Children,
    /// Who are stated to be siblings, by no parent that is shown.
    Siblings,
}

impl Missing {
    /// The word for them.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parents => "parents",
            Self::Children => "children",
            Self::Siblings => "siblings",
        }
    }
}

/// The family around a person.
pub fn tree<'a>(base: &Base<'a>, root: &'a Record<Person>, reach: Reach) -> Tree<'a> {
    let mut gathering = Gathering::new(base, root);
    gathering.add_line(reach.ancestors, Part::Ancestor);
    gathering.add_line(reach.descendants, Part::Descendant);
    if reach.ancestors != Some(0) {
        gathering.add_siblings();
    }
    gathering.add_partners();
    gathering.join(reach)
}

/// The members so far, and what they are found by.
struct Gathering<'b, 'a> {
    base: &'b Base<'a>,
    ties: Ties<'a>,
    members: Vec<Member<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'b, 'a> Gathering<'b, 'a> {
    fn new(base: &'b Base<'a>, root: &'a Record<Person>) -> Self {
        let ties = Ties::new(base);
        let mut gathering = Self { base, ties, members: Vec::new(), places: HashMap::new() };
        gathering.add(root, Part::Root);
        gathering
    }

    /// Adds somebody; whether they are new.
    fn add(&mut self, person: &'a Record<Person>, part: Part) -> bool {
        if self.places.contains_key(&*person.id) {
            return false;
        }
        self.places.insert(&person.id, self.members.len());
        let life = Life::default();
        self.members.push(Member { person, life, part, unions: Vec::new(), parents: None });
        true
    }

    /// Adds a generation after the other, upwards or downwards.
    fn add_line(&mut self, most: Option<usize>, part: Part) {
        let mut generation: Vec<&Record<Person>> =
            self.members.first().map(|root| root.person).into_iter().collect();
        let mut left = most.unwrap_or(usize::MAX);
        while !generation.is_empty() && left > 0 {
            left -= 1;
            let mut next = Vec::new();
            for person in generation {
                let found: Vec<Tie<'a>> = match part {
                    Part::Ancestor => self.parents(person),
                    _ => self.ties.children(&person.id).collect(),
                };
                for tie in found {
                    if self.add(tie.other, part) {
                        next.push(tie.other);
                    }
                }
            }
            generation = next;
        }
    }

    /// The two surest parents: a third one is told beside the tree.
    fn parents(&self, person: &Record<Person>) -> Vec<Tie<'a>> {
        let mut parents: Vec<Tie<'a>> = self.ties.parents(&person.id).collect();
        parents.sort_by_key(|tie| tie.relation.certainty);
        let mut seen = HashSet::new();
        parents.retain(|tie| seen.insert(&tie.other.id));
        parents.truncate(2);
        parents
    }

    /// The other children of the parents; those who are stated, where no parents are.
    fn add_siblings(&mut self) {
        let Some(root) = self.members.first().map(|root| root.person) else { return };
        let parents = self.parents(root);
        let siblings: Vec<Tie<'a>> = if parents.is_empty() {
            let stated = self.ties.siblings(&root.id);
            stated.filter(|tie| self.ties.parents(&tie.other.id).next().is_none()).collect()
        } else {
            parents.iter().flat_map(|tie| self.ties.children(&tie.other.id)).collect()
        };
        for tie in siblings {
            self.add(tie.other, Part::Sibling);
        }
    }

    /// Husbands, wives and partners, and the other parents of the children.
    fn add_partners(&mut self) {
        for at in 0..self.members.len() {
            let person = self.members[at].person;
            let bonds = self.ties.partners(&person.id);
            // Of somebody who descends from another member.
            let descends = matches!(self.members[at].part, Part::Descendant | Part::Sibling);
            let others = if descends { self.parents(person) } else { Vec::new() };
            let found: Vec<_> = bonds.chain(others).collect();
            for tie in found {
                self.add(tie.other, Part::Partner);
            }
        }
    }

    /// Joins the members to couples and families.
    fn join(mut self, reach: Reach) -> Tree<'a> {
        let lives = query::lives(self.base);
        for member in &mut self.members {
            member.life = lives.get(&*member.person.id).copied().unwrap_or_default();
        }
        let mut unions = Unions::default();
        // Children stand in the order in which the file tells of them.
        let mut joined = HashSet::new();
        for relation in &self.base.doc.relations {
            let child = self.places.get(&*relation.to);
            if let Some(child) = child.filter(|_| relation.kind == RelationKind::Parent)
                && joined.insert(*child)
            {
                self.join_to_parents(*child, &mut unions);
            }
        }
        for at in 0..self.members.len() {
            self.join_to_partners(at, &mut unions);
        }
        self.join_siblings(reach, &mut unions);
        let mut unions = unions.all;
        for (at, union) in unions.iter_mut().enumerate() {
            self.order(union);
            for partner in &union.partners {
                self.members[*partner].unions.push(at);
            }
            for child in &union.children {
                self.members[child.member].parents = Some(at);
            }
        }
        self.order_unions(&unions);
        let mut tree = Tree {
            root: 0,
            members: self.members,
            unions,
            beside: Vec::new(),
            left_out: Vec::new(),
        };
        tree.left_out = tree.missing(&self.ties, &self.places, reach);
        tree.beside = tree.not_shown(self.base, &self.places, reach);
        tree
    }

    fn place(&self, person: &Record<Person>) -> Option<usize> {
        self.places.get(&*person.id).copied()
    }

    /// Makes somebody the child of the two surest of their parents.
    fn join_to_parents(&self, child: usize, unions: &mut Unions<'a>) {
        let id = &self.members[child].person.id;
        let link = |tie: Tie<'a>| {
            let of_both = self.ties.parents(id).filter(|one| one.other.id == tie.other.id);
            Some((self.place(tie.other)?, Link::of(of_both.map(|tie| tie.relation))?))
        };
        let parents = self.parents(self.members[child].person);
        let mut parents: Vec<(usize, Link<'a>)> = parents.into_iter().filter_map(link).collect();
        if parents.is_empty() {
            return;
        }
        parents.sort_by_key(|(place, _)| self.rank(*place));
        let (partners, links): (Vec<usize>, Vec<Link<'a>>) = parents.into_iter().unzip();
        unions.of(partners).children.push(Child { member: child, links });
    }

    /// Fathers stand before mothers, as in pedigrees; others as they come.
    fn rank(&self, member: usize) -> u8 {
        match self.members[member].person.sex {
            Some(Sex::Male) => 0,
            None => 1,
            Some(Sex::Female) => 2,
        }
    }

    fn join_to_partners(&self, at: usize, unions: &mut Unions<'a>) {
        let id = &self.members[at].person.id;
        let bonds: Vec<_> = self.ties.partners(id).collect();
        let mut joined = HashSet::new();
        for bond in &bonds {
            let Some(place) = self.place(bond.other) else { continue };
            if place < at || !joined.insert(place) {
                continue;
            }
            let of_both = bonds.iter().filter(|one| one.other.id == bond.other.id);
            let (marriages, others): (Vec<_>, Vec<_>) = of_both
                .map(|bond| bond.relation)
                .partition(|bond| bond.kind == RelationKind::Spouse);
            let bond = Link::of(if marriages.is_empty() { others } else { marriages });
            let mut partners = vec![at, place];
            partners.sort_by_key(|place| self.rank(*place));
            unions.of(partners).bond = bond;
        }
    }

    /// Makes brothers and sisters whose parents nobody states a family of their own.
    fn join_siblings(&self, reach: Reach, unions: &mut Unions<'a>) {
        let Some(root) = self.members.first().map(|root| root.person) else { return };
        if reach.ancestors == Some(0) || self.ties.parents(&root.id).next().is_some() {
            return;
        }
        let stated = self.ties.siblings(&root.id);
        let mut children: Vec<Child<'a>> = Vec::new();
        for Tie { other, relation, .. } in stated {
            let place = self.place(other);
            let Some(member) = place.filter(|at| self.members[*at].part == Part::Sibling) else {
                continue;
            };
            if !children.iter().any(|child| child.member == member) {
                children.push(Child { member, links: Link::of([relation]).into_iter().collect() });
            }
        }
        if !children.is_empty() {
            children.insert(0, Child { member: 0, links: Vec::new() });
            unions.all.push(Union { partners: Vec::new(), bond: None, children });
        }
    }

    /// Unnamed groups and the undated stay where the file has them.
    fn order(&self, union: &mut Union<'a>) {
        let birth = |child: &Child<'_>| Some(&self.members[child.member].life.birth?.date()?.edtf);
        let stated = |child: &Child<'_>| {
            let of = self.members[child.member].life.birth.and_then(|birth| birth.date());
            of.is_some_and(|date| date.certainty == Certainty::Stated)
        };
        if union.children.iter().all(|child| birth(child).is_some() && stated(child)) {
            union.children.sort_by(|a, b| match (birth(a), birth(b)) {
                (Some(a), Some(b)) => a.chronological(b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            });
        }
    }

    /// The unions of a person in the order in which the file tells of the partners.
    fn order_unions(&mut self, unions: &[Union<'a>]) {
        for at in 0..self.members.len() {
            let id = &self.members[at].person.id;
            let told: HashMap<usize, usize> = self
                .ties
                .partners(id)
                .enumerate()
                .filter_map(|(nth, tie)| Some((self.place(tie.other)?, nth)))
                .collect();
            let rank = |union: &usize| {
                let partners = unions.get(*union).map(|union| union.partners.as_slice());
                let other = partners.unwrap_or_default().iter().find(|other| **other != at);
                other.and_then(|other| told.get(other)).copied().unwrap_or(usize::MAX)
            };
            self.members[at].unions.sort_by_key(rank);
        }
    }
}

/// Unions, found by their partners.
#[derive(Default)]
struct Unions<'a> {
    all: Vec<Union<'a>>,
    places: HashMap<Vec<usize>, usize>,
}

impl<'a> Unions<'a> {
    fn of(&mut self, partners: Vec<usize>) -> &mut Union<'a> {
        let mut key = partners.clone();
        key.sort_unstable();
        let next = self.all.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.all.push(Union { partners, bond: None, children: Vec::new() });
        }
        &mut self.all[place]
    }
}

impl<'a> Tree<'a> {
    /// Whether there is anybody or anything to tell beside the root.
    pub fn is_empty(&self) -> bool {
        self.members.len() < 2 && self.beside.is_empty() && self.left_out.is_empty()
    }

    /// The parents that the tree shows of a member.
    pub fn parents_of(&self, member: usize) -> &[usize] {
        let union = self.members.get(member).and_then(|member| member.parents);
        union
            .and_then(|at| self.unions.get(at))
            .map(|one| one.partners.as_slice())
            .unwrap_or_default()
    }

    /// The other partner of a union.
    pub fn other(&self, union: usize, member: usize) -> Option<usize> {
        let partners = self.unions.get(union).map(|union| union.partners.as_slice());
        partners.unwrap_or_default().iter().copied().find(|partner| *partner != member)
    }

    /// Every passage that the tree rests on.
    pub fn cites(&self) -> Vec<&'a Cite> {
        let lives = self.members.iter().flat_map(|member| [member.life.birth, member.life.death]);
        let lives = lives.flatten().flat_map(|event| event.cites());
        let links = self.unions.iter().flat_map(|union| {
            let children = union.children.iter().flat_map(|child| &child.links);
            union.bond.iter().chain(children).flat_map(|link| link.cites.iter().copied())
        });
        let beside = self.beside.iter().flat_map(|relation| &relation.cite);
        let root = self.members.iter().take(1).flat_map(|root| &root.person.cite);
        root.chain(links).chain(lives).chain(beside).collect()
    }

    /// Whom the base knows beyond the members, and no line tells: their parents and children, and
    /// their siblings by a parent who is not shown either.
    fn missing(
        &self,
        ties: &Ties<'a>,
        places: &HashMap<&'a str, usize>,
        reach: Reach,
    ) -> Vec<LeftOut> {
        let mut missing: Vec<LeftOut> = Vec::new();
        let mut known: HashMap<(Missing, Vec<usize>), usize> = HashMap::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let shown = |tie: Tie<'a>| places.get(&*tie.other.id).copied();
        let count = |person: &Record<Person>| (person.kind != PersonKind::Group).then_some(1);
        let mut add = |missing: &mut Vec<LeftOut>, kind, other: &'a Record<Person>| {
            if places.contains_key(&*other.id) || !seen.insert(&other.id) {
                return;
            }
            let mut of: Vec<usize> = match kind {
                Missing::Siblings => ties.siblings(&other.id).filter_map(shown).collect(),
                _ => ties.parents(&other.id).filter_map(shown).collect(),
            };
            of.sort_unstable();
            of.dedup();
            let next = missing.len();
            let at = *known.entry((kind, of.clone())).or_insert(next);
            if let Some(one) = missing.get_mut(at) {
                one.count = one.count.zip(count(other)).map(|(a, b)| a + b);
            } else {
                missing.push(LeftOut { kind, count: count(other), members: of });
            }
        };
        for (at, member) in self.members.iter().enumerate() {
            let parents: HashMap<&str, Option<usize>> = ties
                .parents(&member.person.id)
                .filter(|tie| shown(*tie).is_none() && self.parents_of(at).len() < 2)
                .map(|tie| (&*tie.other.id, count(tie.other)))
                .collect();
            if !parents.is_empty() {
                let count = parents.values().copied().sum();
                missing.push(LeftOut { kind: Missing::Parents, count, members: vec![at] });
            }
            for tie in ties.children(&member.person.id) {
                add(&mut missing, Missing::Children, tie.other);
            }
        }
        for (at, member) in self.members.iter().enumerate() {
            // Those of the root are told beside the tree.
            if at != self.root || reach.ancestors == Some(0) {
                for tie in ties.siblings(&member.person.id) {
                    add(&mut missing, Missing::Siblings, tie.other);
                }
            }
        }
        missing
    }

    /// Stated kinship among the members, or of the root, that no union shows.
    fn not_shown(
        &self,
        base: &Base<'a>,
        places: &HashMap<&'a str, usize>,
        reach: Reach,
    ) -> Vec<&'a Relation> {
        let relations = base.doc.relations.iter().filter(|relation| {
            let ends = (places.get(&*relation.from), places.get(&*relation.to));
            let (up, down) = (reach.ancestors.is_none(), reach.descendants.is_none());
            match (relation.kind, ends) {
                (RelationKind::Parent, (Some(from), Some(to))) => {
                    !self.parents_of(*to).contains(from)
                }
                (RelationKind::Parent, (None, Some(to))) => self.parents_of(*to).len() == 2,
                (RelationKind::Sibling, (Some(one), Some(other))) => {
                    !self.are_siblings(*one, *other)
                }
                (RelationKind::Sibling, (Some(0), _) | (_, Some(0))) => reach.ancestors != Some(0),
                (RelationKind::Grandparent, (Some(from), Some(to))) => {
                    !self.parents_of(*to).iter().any(|one| self.parents_of(*one).contains(from))
                }
                (RelationKind::Grandparent, (Some(0), None)) => down,
                (RelationKind::Grandparent, (None, Some(0))) => up,
                _ => false,
            }
        });
        relations.collect()
    }

    fn are_siblings(&self, one: usize, other: usize) -> bool {
        let union = |at: usize| self.members.get(at).and_then(|member| member.parents);
        let shares = || self.parents_of(one).iter().any(|at| self.parents_of(other).contains(at));
        (union(one).is_some() && union(one) == union(other)) || shares()
    }
}

/// Whether the source tells of a person that they died, and whether it tells when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Dated,
    Undated,
    NotStated,
}

impl Member<'_> {
    /// What is known of the end of their life.
    pub fn fate(&self) -> Fate {
        match self.life.death {
            Some(death) if death.date().is_some() => Fate::Dated,
            Some(_) => Fate::Undated,
            None => Fate::NotStated,
        }
    }

    /// Whether it is several persons, of whom no years can be told.
    pub fn is_group(&self) -> bool {
        self.person.kind == PersonKind::Group
    }
}
