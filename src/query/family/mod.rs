//! Kinship: what the relations of a base say of a person, and what follows from them.
//!
//! Stated relations are read in both directions. Siblings follow from shared parents,
//! grandparents and grandchildren from parents of parents; what follows is marked as inferred and
//! names the link, and is left out where the base states it. [`tree`] is the family around a
//! person as a graph, [`kin`] tells how two persons are related.

use std::collections::HashMap;

use crate::base::Base;
use crate::base::schema::{
    Certainty, Cite, Person, PersonKind, Record, Relation, RelationKind, Sex,
};

pub mod kin;
pub mod tree;

/// The relations of a base by the persons whom they concern, so that no walk reads them all again.
#[derive(Debug)]
struct Ties<'a> {
    /// In the order of the file.
    of: HashMap<&'a str, Vec<Tie<'a>>>,
}

/// A relation, as one of the two sees it.
#[derive(Debug, Clone, Copy)]
struct Tie<'a> {
    other: &'a Record<Person>,
    /// Whether the other is the relation's `from`.
    is_from: bool,
    relation: &'a Relation,
}

impl<'a> Ties<'a> {
    fn new(base: &Base<'a>) -> Self {
        let mut of: HashMap<&str, Vec<Tie<'_>>> = HashMap::new();
        for relation in &base.doc.relations {
            let ends = (base.person(&relation.from), base.person(&relation.to));
            if let (Some(from), Some(to)) = ends
                && from.id != to.id
            {
                let tie = |other, is_from| Tie { other, is_from, relation };
                of.entry(&from.id).or_default().push(tie(to, false));
                of.entry(&to.id).or_default().push(tie(from, true));
            }
        }
        Self { of }
    }

    /// Every relation of a person.
    fn of(&self, id: &str) -> impl Iterator<Item = Tie<'a>> {
        self.of.get(id).map(Vec::as_slice).unwrap_or_default().iter().copied()
    }

    fn parents(&self, id: &str) -> impl Iterator<Item = Tie<'a>> {
        self.of(id).filter(|tie| tie.relation.kind == RelationKind::Parent && tie.is_from)
    }

    fn children(&self, id: &str) -> impl Iterator<Item = Tie<'a>> {
        self.of(id).filter(|tie| tie.relation.kind == RelationKind::Parent && !tie.is_from)
    }

    /// Brothers and sisters who are stated.
    fn siblings(&self, id: &str) -> impl Iterator<Item = Tie<'a>> {
        self.of(id).filter(|tie| tie.relation.kind == RelationKind::Sibling)
    }

    /// Husbands, wives and partners.
    fn partners(&self, id: &str) -> impl Iterator<Item = Tie<'a>> {
        let kinds = [RelationKind::Spouse, RelationKind::Partner];
        self.of(id).filter(move |tie| kinds.contains(&tie.relation.kind))
    }
}

/// Somebody's relative, or another person whom they had to do with.
#[derive(Debug, Clone)]
pub struct Kin<'a> {
    /// What the other is to the person: `father`, `half-sister`, `secretary`.
    pub word: &'static str,
    pub person: &'a Record<Person>,
    pub certainty: Certainty,
    pub because: Option<String>,
    pub note: Option<String>,
    pub cites: Vec<&'a Cite>,
    degree: Degree,
}

impl Kin<'_> {
    /// Whether they are of one family, by blood or by marriage.
    pub fn is_family(&self) -> bool {
        self.degree != Degree::Other
    }
}

/// The order in which a family is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Degree {
    Grandparent,
    Parent,
    Sibling,
    Partner,
    Child,
    Grandchild,
    Other,
}

/// Everybody who is related to a person, the elders first.
pub fn family<'a>(base: &Base<'a>, person: &'a Record<Person>) -> Vec<Kin<'a>> {
    let mut kin = stated(base, person);
    let tree = Tree { base };
    let derived =
        tree.siblings(person).chain(tree.grandparents(person)).chain(tree.grandchildren(person));
    for derived in derived.collect::<Vec<_>>() {
        let known = kin
            .iter_mut()
            .find(|known| known.degree == derived.degree && known.person.id == derived.person.id);
        match known {
            None => kin.push(derived),
            // A brother whom the base states may still be a half-brother by his parents.
            Some(known) if known.word != derived.word && derived.degree == Degree::Sibling => {
                known.note.get_or_insert_with(|| {
                    format!("{}: {}", derived.word, derived.because.unwrap_or_default())
                });
            }
            Some(_) => {}
        }
    }
    kin.sort_by_key(|kin| kin.degree);
    kin
}

fn stated<'a>(base: &Base<'a>, person: &Record<Person>) -> Vec<Kin<'a>> {
    let relations = base.doc.relations.iter();
    relations
        .filter_map(|relation| {
            let (other, is_from) = if relation.from == person.id {
                (base.person(&relation.to)?, false)
            } else if relation.to == person.id {
                (base.person(&relation.from)?, true)
            } else {
                return None;
            };
            let (degree, word) = of_relation(relation.kind, is_from, other);
            Some(Kin {
                word,
                person: other,
                certainty: relation.certainty,
                because: relation.because.clone(),
                note: relation.note.clone(),
                cites: relation.cite.iter().collect(),
                degree,
            })
        })
        .collect()
}

/// What the other one is, if the other is the relation's `from` or its `to`.
fn of_relation(kind: RelationKind, is_from: bool, other: &Person) -> (Degree, &'static str) {
    use RelationKind as Kind;
    let kinship = |degree| (degree, word(degree, other));
    match (kind, is_from) {
        (Kind::Parent, true) => kinship(Degree::Parent),
        (Kind::Parent, false) => kinship(Degree::Child),
        (Kind::Grandparent, true) => kinship(Degree::Grandparent),
        (Kind::Grandparent, false) => kinship(Degree::Grandchild),
        (Kind::Sibling, _) => kinship(Degree::Sibling),
        (Kind::Spouse, _) => kinship(Degree::Partner),
        (Kind::Partner, _) => (Degree::Partner, "partner"),
        (Kind::Friend, _) => (Degree::Other, "friend"),
        (Kind::Comrade, _) => (Degree::Other, "comrade"),
        (Kind::Carer, true) => (Degree::Other, "carer"),
        (Kind::Carer, false) => (Degree::Other, "carer of"),
        (Kind::Secretary, true) => (Degree::Other, "secretary"),
        (Kind::Secretary, false) => (Degree::Other, "secretary of"),
        (Kind::Disciple, true) => (Degree::Other, "disciple"),
        (Kind::Disciple, false) => (Degree::Other, "disciple of"),
        (Kind::Agent, true) => (Degree::Other, "agent"),
        (Kind::Agent, false) => (Degree::Other, "agent of"),
        (Kind::Doctor, true) => (Degree::Other, "doctor"),
        (Kind::Doctor, false) => (Degree::Other, "doctor of"),
        (Kind::Other, _) => (Degree::Other, "other"),
    }
}

/// The word for a relative, as far as the source tells the sex.
fn word(degree: Degree, person: &Person) -> &'static str {
    let words = match degree {
        Degree::Grandparent => ["grandmother", "grandfather", "grandparent", "grandparents"],
        Degree::Parent => ["mother", "father", "parent", "parents"],
        Degree::Sibling => ["sister", "brother", "sibling", "siblings"],
        Degree::Partner => ["wife", "husband", "spouse", "spouses"],
        Degree::Child => ["daughter", "son", "child", "children"],
        Degree::Grandchild => ["granddaughter", "grandson", "grandchild", "grandchildren"],
        Degree::Other => ["other"; 4],
    };
    by_sex(person, words)
}

fn half_sibling(person: &Person) -> &'static str {
    by_sex(person, ["half-sister", "half-brother", "half-sibling", "half-siblings"])
}

fn by_sex(person: &Person, [female, male, unknown, several]: [&'static str; 4]) -> &'static str {
    match (person.kind, person.sex) {
        (PersonKind::Group, _) => several,
        (_, Some(Sex::Female)) => female,
        (_, Some(Sex::Male)) => male,
        (_, None) => unknown,
    }
}

/// Several names, as one says them together.
pub fn together(names: &[&str]) -> String {
    match names {
        [head @ .., last] if !head.is_empty() => format!("{} and {last}", head.join(", ")),
        _ => names.concat(),
    }
}

/// What a child is to its parents.
pub fn child_word(child: &Person) -> &'static str {
    word(Degree::Child, child)
}

/// What one of a couple is to the other.
pub fn partner_word(kind: RelationKind, partner: &Person) -> &'static str {
    of_relation(kind, true, partner).1
}

/// Descent, as far as the base tells it.
struct Tree<'b, 'a> {
    base: &'b Base<'a>,
}

impl<'a> Tree<'_, 'a> {
    fn parents(&self, child: &Record<Person>) -> Vec<(&'a Record<Person>, &'a Relation)> {
        self.links(|link| (link.to == child.id).then_some(&link.from))
    }

    fn children(&self, parent: &Record<Person>) -> Vec<(&'a Record<Person>, &'a Relation)> {
        self.links(|link| (link.from == parent.id).then_some(&link.to))
    }

    fn links(
        &self,
        other: impl Fn(&'a Relation) -> Option<&'a crate::base::schema::Id>,
    ) -> Vec<(&'a Record<Person>, &'a Relation)> {
        let is_descent = |link: &&Relation| link.kind == RelationKind::Parent;
        let links = self.base.doc.relations.iter().filter(is_descent);
        links.filter_map(|link| Some((self.base.person(other(link)?)?, link))).collect()
    }

    fn siblings(&self, person: &'a Record<Person>) -> impl Iterator<Item = Kin<'a>> {
        let parents = self.parents(person);
        let mut siblings: Vec<Kin<'a>> = Vec::new();
        for (parent, link) in &parents {
            for (sibling, other_link) in self.children(parent) {
                let is_known = siblings.iter().any(|known| known.person.id == sibling.id);
                if sibling.id == person.id || is_known {
                    continue;
                }
                let theirs = self.parents(sibling);
                let is_shared = |(one, _): &&(&Record<Person>, _)| {
                    theirs.iter().any(|(other, _)| other.id == one.id)
                };
                let shared: Vec<&str> =
                    parents.iter().filter(is_shared).map(|(one, _)| one.name.as_str()).collect();
                let is_half = shared.len() == 1 && parents.len() == 2 && theirs.len() == 2;
                siblings.push(Kin {
                    word: if is_half {
                        half_sibling(sibling)
                    } else {
                        word(Degree::Sibling, sibling)
                    },
                    person: sibling,
                    certainty: Certainty::Inferred,
                    because: Some(match (is_half, shared.join(" and ")) {
                        (true, parent) => format!("of their parents they share {parent}"),
                        (false, parents) => format!("also a child of {parents}"),
                    }),
                    note: None,
                    cites: link.cite.iter().chain(&other_link.cite).collect(),
                    degree: Degree::Sibling,
                });
            }
        }
        siblings.into_iter()
    }

    fn grandparents(&self, person: &'a Record<Person>) -> impl Iterator<Item = Kin<'a>> {
        let through = self.parents(person);
        self.two_steps(through, Degree::Grandparent, Self::parents)
    }

    fn grandchildren(&self, person: &'a Record<Person>) -> impl Iterator<Item = Kin<'a>> {
        let through = self.children(person);
        self.two_steps(through, Degree::Grandchild, Self::children)
    }

    fn two_steps(
        &self,
        through: Vec<(&'a Record<Person>, &'a Relation)>,
        degree: Degree,
        next: impl Fn(&Self, &Record<Person>) -> Vec<(&'a Record<Person>, &'a Relation)>,
    ) -> impl Iterator<Item = Kin<'a>> {
        let mut kin: Vec<Kin<'a>> = Vec::new();
        for (between, link) in through {
            for (far, far_link) in next(self, between) {
                if kin.iter().any(|known| known.person.id == far.id) {
                    continue;
                }
                kin.push(Kin {
                    word: word(degree, far),
                    person: far,
                    certainty: Certainty::Inferred,
                    because: Some(format!("through {}", between.name)),
                    note: None,
                    cites: link.cite.iter().chain(&far_link.cite).collect(),
                    degree,
                });
            }
        }
        kin.into_iter()
    }
}

#[cfg(test)]
mod tests;
