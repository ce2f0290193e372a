//! How two persons are related, in words: as prose, in columns and as JSON.

use serde::Serialize;

use super::json::{self, CiteJson, SourceJson};
use super::prose::{Block, Prose};
use super::rows::{Cell, Column, Table, both, field, slim};
use super::{Line, Tone, caution, source_notes};
use crate::cite::{self, Citer};
use crate::query::family::kin::{Kinship, Nature, Relationship, Step};

/// A kinship as prose: what the one is to the other, then step by step why.
pub fn prose(base: &Citer<'_>, kinship: &Kinship<'_>) -> Prose {
    let mut blocks = Vec::new();
    for relationship in &kinship.relationships {
        blocks.push(Block::Text(sentence(base, kinship, relationship)));
        let is_told = relationship.ways.len() == 1;
        for (nth, way) in relationship.ways.iter().enumerate() {
            if nth > 0 {
                blocks.push(Block::Text(Line::of(Tone::Aside, "or, as near:")));
            }
            if is_told && way.len() == 1 {
                continue;
            }
            for (nth, step) in way.iter().enumerate() {
                let label = Line::of(Tone::Aside, format!("step {}", nth + 1));
                blocks.push(Block::Entry { label, body: step_line(base, step) });
            }
        }
    }
    for step in &kinship.also {
        let label = Line::of(Tone::Aside, "also");
        blocks.push(Block::Entry { label, body: step_line(base, step) });
    }
    Prose { blocks, sources: source_notes(base, kinship.cites()) }
}

fn sentence(base: &Citer<'_>, kinship: &Kinship<'_>, one: &Relationship<'_>) -> Line {
    let (from, to) = (kinship.one.name.as_str(), kinship.other.name.as_str());
    match (one.nature, one.ways.as_slice()) {
        (Nature::Same, _) => Line::plain("the same person twice:")
            .and(Tone::Name, from)
            .and(Tone::Cite, cite::locators(base, &kinship.one.cite)),
        (Nature::Other, [way]) if way.len() == 1 => {
            way.first().map(|step| step_line(base, step)).unwrap_or_default()
        }
        (Nature::Other, _) => Line::of(Tone::Name, from)
            .and(Tone::Plain, "and")
            .and(Tone::Name, to)
            .and(Tone::Plain, "are no kin here; what connects them:"),
        (_, ways) => {
            let line = Line::of(Tone::Name, from)
                .and(Tone::Plain, format!("{} the {} of", is(kinship.one), one.word))
                .and(Tone::Name, to);
            match ways {
                // What is stated as such needs no steps.
                [way] if way.len() == 1 => way.iter().fold(line, |line, step| {
                    line.and(Tone::Plain, dashed(step.link.note.unwrap_or_default()))
                        .and(Tone::Caution, caution(one.certainty, one.because.as_deref()))
                        .and(Tone::Cite, cite::locators(base, step.link.cites.iter().copied()))
                }),
                _ => line.and(Tone::Caution, caution(one.certainty, one.because.as_deref())),
            }
        }
    }
}

fn is(person: &crate::base::schema::Person) -> &'static str {
    use crate::base::schema::PersonKind::Group;
    if person.kind == Group { "are" } else { "is" }
}

/// A step as a sentence.
fn step_line(base: &Citer<'_>, step: &Step<'_>) -> Line {
    let stated = &step.link;
    let note = stated.note.map(str::trim).unwrap_or_default();
    let line = if step.word == "other" {
        Line::of(Tone::Name, &*step.from.name)
            .and(Tone::Plain, "to")
            .and(Tone::Name, &*step.to.name)
            .then(Tone::Plain, ":")
            .and(Tone::Plain, note.trim_end_matches('.'))
    } else {
        Line::of(Tone::Name, &*step.from.name)
            .and(Tone::Plain, format!("{} the {} of", is(step.from), step.word))
            .and(Tone::Name, &*step.to.name)
            .and(Tone::Plain, dashed(note))
    };
    line.and(Tone::Caution, caution(stated.certainty, stated.because))
        .and(Tone::Cite, cite::locators(base, stated.cites.iter().copied()))
}

fn dashed(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("– {}", note.trim_end_matches('.')) }
}

// ---- columns ----

const STEPS: &[Column] = &[
    both("relation", "Relation"),
    slim("way", "Way", 4),
    slim("step", "Step", 4),
    field("from"),
    both("from-name", "Who"),
    both("is", "Is the"),
    field("to"),
    both("to-name", "Of"),
    slim("certainty", "Certainty", 12),
    slim("cite", "Source", 11),
];

/// A kinship a step a row.
pub fn table(base: &Citer<'_>, kinship: &Kinship<'_>) -> Table {
    let mut rows = Vec::new();
    let row = |relation: &str, way: &str, nth: &str, step: &Step<'_>| {
        let word = if step.word == "other" { step.link.note.unwrap_or("other") } else { step.word };
        vec![
            Cell::text(Tone::Plain, relation),
            Cell::text(Tone::Aside, way),
            Cell::text(Tone::Aside, nth),
            Cell::value(&*step.from.id),
            Cell::text(Tone::Name, &step.from.name),
            Cell::text(Tone::Plain, word),
            Cell::value(&*step.to.id),
            Cell::text(Tone::Name, &step.to.name),
            Cell::text(Tone::Plain, step.link.certainty.word()),
            Cell::cites(base, step.link.cites.iter().copied()),
        ]
    };
    for one in &kinship.relationships {
        for (way, steps) in one.ways.iter().enumerate() {
            let way = (way + 1).to_string();
            let steps = steps.iter().enumerate();
            rows.extend(
                steps.map(|(nth, step)| row(&one.word, &way, &(nth + 1).to_string(), step)),
            );
        }
    }
    rows.extend(kinship.also.iter().map(|step| row("also", "", "", step)));
    Table { columns: STEPS.to_vec(), rows, sources: source_notes(base, kinship.cites()) }
}

// ---- JSON ----

/// A kinship as one JSON object.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    format: u32,
    results: [KinshipJson<'a>; 1],
    sources: Vec<SourceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct KinshipJson<'a> {
    kind: &'static str,
    person: &'a str,
    other: &'a str,
    relationships: Vec<RelationshipJson<'a>>,
    also: Vec<StepJson<'a>>,
}

#[derive(Debug, Serialize)]
struct RelationshipJson<'a> {
    nature: &'static str,
    /// What the person is of the other.
    relation: String,
    certainty: &'static str,
    because: Option<String>,
    ways: Vec<Vec<StepJson<'a>>>,
}

#[derive(Debug, Serialize)]
struct StepJson<'a> {
    from: &'a str,
    relation: &'static str,
    to: &'a str,
    note: Option<&'a str>,
    certainty: &'static str,
    because: Option<&'a str>,
    cite: Vec<CiteJson<'a>>,
}

/// A kinship as JSON.
pub fn document<'a>(base: &Citer<'a>, kinship: &Kinship<'a>) -> Document<'a> {
    let relationship = |one: &Relationship<'a>| RelationshipJson {
        nature: one.nature.word(),
        relation: one.word.clone(),
        certainty: one.certainty.word(),
        because: one.because.clone(),
        ways: one.ways.iter().map(|way| way.iter().map(|one| step(base, one)).collect()).collect(),
    };
    Document {
        format: json::FORMAT,
        results: [KinshipJson {
            kind: "kinship",
            person: &kinship.one.id,
            other: &kinship.other.id,
            relationships: kinship.relationships.iter().map(relationship).collect(),
            also: kinship.also.iter().map(|one| step(base, one)).collect(),
        }],
        sources: base.sources_of(kinship.cites()).into_iter().map(json::source).collect(),
    }
}

fn step<'a>(base: &Citer<'a>, step: &Step<'a>) -> StepJson<'a> {
    StepJson {
        from: &step.from.id,
        relation: step.word,
        to: &step.to.id,
        note: step.link.note,
        certainty: step.link.certainty.word(),
        because: step.link.because,
        cite: json::cites(base, step.link.cites.iter().copied()),
    }
}
