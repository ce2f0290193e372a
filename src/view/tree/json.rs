//! The family around a person as JSON: persons, unions, and the links between them.

use serde::Serialize;

use crate::base::schema::{Event, Record, Relation, Sex};
use crate::cite::Citer;
use crate::query::family::tree::{Link, Tree};
use crate::view::json::{self, CiteJson, ClaimJson, DateJson, SourceJson};

/// A tree as one JSON object.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    format: u32,
    results: [TreeJson<'a>; 1],
    sources: Vec<SourceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct TreeJson<'a> {
    kind: &'static str,
    root: &'a str,
    persons: Vec<MemberJson<'a>>,
    unions: Vec<UnionJson<'a>>,
    /// Stated kinship that no union shows.
    also: Vec<AlsoJson<'a>>,
    /// Relatives beyond the tree: `null` counts a group.
    left_out: Vec<LeftOutJson<'a>>,
}

#[derive(Debug, Serialize)]
struct MemberJson<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    sex: Option<&'static str>,
    /// Why they belong to the tree.
    part: &'static str,
    born: Option<LifeJson<'a>>,
    died: Option<LifeJson<'a>>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LifeJson<'a> {
    event: &'a str,
    date: Option<DateJson<'a>>,
    claims: Vec<ClaimJson<'a>>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct UnionJson<'a> {
    partners: Vec<&'a str>,
    /// `null` where only the children join them.
    bond: Option<LinkJson<'a>>,
    children: Vec<ChildJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ChildJson<'a> {
    id: &'a str,
    links: Vec<LinkJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LinkJson<'a> {
    /// Of a child, to whom; `null` of a bond.
    to: Option<&'a str>,
    relation: &'static str,
    note: Option<&'a str>,
    certainty: &'static str,
    because: Option<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct AlsoJson<'a> {
    from: &'a str,
    relation: &'static str,
    to: &'a str,
    note: Option<&'a str>,
    certainty: &'static str,
    because: Option<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LeftOutJson<'a> {
    relation: &'static str,
    count: Option<usize>,
    of: Vec<&'a str>,
}

/// A tree as JSON.
pub fn document<'a>(base: &Citer<'a>, tree: &Tree<'a>) -> Document<'a> {
    let id = |at: &usize| tree.members.get(*at).map(|member| &*member.person.id);
    let link = |link: &Link<'a>, to: Option<&'a str>| LinkJson {
        to,
        relation: link.kind.word(),
        note: link.note,
        certainty: link.certainty.word(),
        because: link.because,
        cite: json::cites(base, link.cites.iter().copied()),
    };
    let members = tree.members.iter().map(|member| MemberJson {
        id: &member.person.id,
        name: &member.person.name,
        kind: member.person.kind.word(),
        sex: member.person.sex.map(Sex::word),
        part: member.part.word(),
        born: member.life.birth.map(|event| life(base, event)),
        died: member.life.death.map(|event| life(base, event)),
        cite: json::cites(base, &member.person.cite),
    });
    let unions = tree.unions.iter().map(|union| UnionJson {
        partners: union.partners.iter().filter_map(id).collect(),
        bond: union.bond.as_ref().map(|bond| link(bond, None)),
        children: union
            .children
            .iter()
            .filter_map(|child| {
                let links = child.links.iter().enumerate();
                // Without partners the links are those to the root, their sister or brother.
                let to = |nth: usize| union.partners.get(nth).or(Some(&tree.root)).and_then(id);
                let links = links.map(|(nth, one)| link(one, to(nth))).collect();
                Some(ChildJson { id: id(&child.member)?, links })
            })
            .collect(),
    });
    let left_out = tree.left_out.iter().map(|one| LeftOutJson {
        relation: one.kind.word(),
        count: one.count,
        of: one.members.iter().filter_map(id).collect(),
    });
    let root = tree.members.get(tree.root).map(|member| &*member.person.id);
    Document {
        format: json::FORMAT,
        results: [TreeJson {
            kind: "tree",
            root: root.unwrap_or_default(),
            persons: members.collect(),
            unions: unions.collect(),
            also: tree.beside.iter().map(|relation| also(base, relation)).collect(),
            left_out: left_out.collect(),
        }],
        sources: base.sources_of(tree.cites()).into_iter().map(json::source).collect(),
    }
}

fn life<'a>(base: &Citer<'a>, event: &'a Record<Event>) -> LifeJson<'a> {
    LifeJson {
        event: &event.id,
        date: event.date().map(json::date),
        claims: json::claims(base, event),
        cite: json::cites(base, event.cites()),
    }
}

fn also<'a>(base: &Citer<'a>, relation: &'a Relation) -> AlsoJson<'a> {
    AlsoJson {
        from: &relation.from,
        relation: relation.kind.word(),
        to: &relation.to,
        note: relation.note.as_deref(),
        certainty: relation.certainty.word(),
        because: relation.because.as_deref(),
        cite: json::cites(base, &relation.cite),
    }
}
