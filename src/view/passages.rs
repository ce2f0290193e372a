//! The passages of a copy with the numbers by which they are cited: in columns and as JSON.

use serde::Serialize;

use super::Line;
use super::report::locator;
use super::rows::{Cell, Column, Table};
use crate::base::schema::Section;
use crate::verify::align::{Body, Place, Way};

/// The version of the JSON that [`json`] gives.
const FORMAT: u32 = 1;

/// A passage of a copy.
#[derive(Debug)]
pub struct Passage<'a> {
    pub place: Place,
    /// The heading under which it stands; of those who have none, nothing.
    pub section: Option<&'a str>,
    pub text: &'a str,
}

/// The passages between two places as they stand in a copy, at most so many.
pub fn passages<'a>(
    body: &'a Body,
    sections: &'a [Section],
    at: Option<(Place, Place)>,
    most: usize,
) -> Vec<Passage<'a>> {
    let added = body.added.iter().map(|(after, block)| (*block, Place::After(*after)));
    let mut blocks: Vec<(usize, Place)> =
        body.blocks.iter().map(|(place, block)| (*block, *place)).chain(added).collect();
    blocks.sort_unstable();
    let is_asked = |place: &Place| at.is_none_or(|(from, to)| (from..=to).contains(place));
    let asked = blocks.into_iter().filter(|(_, place)| is_asked(place)).take(most);
    let passage = |(block, place)| Passage {
        place,
        section: section_of(sections, place),
        text: body.copy.block(block),
    };
    asked.map(passage).collect()
}

fn section_of(sections: &[Section], place: Place) -> Option<&str> {
    let (Place::Paragraph(number) | Place::After(number)) = place else { return None };
    let of_number = |section: &&Section| (section.from..=section.to).contains(&number);
    sections.iter().find(of_number).map(|section| section.heading.as_str())
}

/// Passages in columns: number, section, text.
pub fn table(passages: &[Passage<'_>]) -> Table {
    const fn field(field: &'static str) -> Column {
        Column { field: Some(field), heading: None }
    }
    let cell = |value: String| Cell { value, shown: Line::default() };
    let row = |passage: &Passage<'_>| {
        let section = passage.section.unwrap_or_default().to_owned();
        [locator(passage.place), section, passage.text.to_owned()].map(cell).to_vec()
    };
    Table {
        columns: vec![field("number"), field("section"), field("text")],
        rows: passages.iter().map(row).collect(),
        sources: Vec::new(),
    }
}

/// Passages as one JSON object.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    format: u32,
    copy: &'a str,
    source: Option<&'a str>,
    paragraphs: &'static str,
    passages: Vec<PassageJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'a> {
    at: String,
    section: Option<&'a str>,
    text: &'a str,
}

/// The passages of a copy as JSON: every field always there. The source is that of the base whose
/// numbers they are, if they are one’s.
pub fn json<'a>(
    copy: &'a str,
    source: Option<&'a str>,
    way: Way,
    passages: &[Passage<'a>],
) -> Json<'a> {
    let passage = |passage: &Passage<'a>| PassageJson {
        at: locator(passage.place),
        section: passage.section,
        text: passage.text,
    };
    Json {
        format: FORMAT,
        copy,
        source,
        paragraphs: if way == Way::Fingerprints { "fingerprints" } else { "counted" },
        passages: passages.iter().map(passage).collect(),
    }
}
