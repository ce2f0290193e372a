//! Slides: the sections of a handout, cut so that each fits one.

use super::{Block, Handout, Line, Note, Part, Piece, Section, Tone};
use crate::view::note_number;

/// What is shown to a class, unless it is said; the rest is for paper.
pub const PARTS: [Part; 5] =
    [Part::People, Part::Family, Part::Chronology, Part::Quotations, Part::Sources];

/// So many lines fit on a slide, as Pandoc's own template sets them.
const LINES: usize = 9;

/// So many letters fit on a line of text, and in the two columns of a table.
const LETTERS: usize = 52;
const COLUMNS: [usize; 2] = [24, 66];

/// Cuts the sections of a handout into slides. Where a line is from stands on the slide itself, in
/// place of the number of a note; the notes are for the speaker.
pub fn slides(mut handout: Handout<'_>) -> Handout<'_> {
    let notes = std::mem::take(&mut handout.notes);
    let mut slides = Vec::new();
    let mut over = String::new();
    for section in std::mem::take(&mut handout.sections) {
        let heading = match section.depth {
            0 => {
                over.clone_from(&section.heading);
                section.heading
            }
            _ => format!("{over}: {}", section.heading),
        };
        let cuts: Vec<Block<'_>> =
            section.blocks.into_iter().flat_map(|block| cut(block, &notes)).collect();
        let many = cuts.len() > 1;
        for (at, block) in cuts.into_iter().enumerate() {
            let count = if many { format!(" ({})", at + 1) } else { String::new() };
            slides.push(slide(section.part, format!("{heading}{count}"), block, &notes));
        }
    }
    handout.sections = slides;
    handout
}

fn slide<'a>(part: Part, heading: String, mut block: Block<'a>, notes: &[Note]) -> Section<'a> {
    let mut speaker: Vec<Line> = Vec::new();
    block.map(&mut |line| {
        let set = |piece: Piece| match note_of(&piece, notes) {
            Some(note) => {
                if !speaker.contains(&note.text) {
                    speaker.push(note.text.clone());
                }
                Piece { text: format!(" {}", note.place), tone: Tone::Cite }
            }
            None => piece,
        };
        Line(line.0.into_iter().map(set).collect())
    });
    Section { part, heading, depth: 0, blocks: vec![block], speaker }
}

fn note_of<'n>(piece: &Piece, notes: &'n [Note]) -> Option<&'n Note> {
    let number = note_number(&piece.text).filter(|_| piece.tone == Tone::Note)?;
    notes.get(number.checked_sub(1)?)
}

/// A block in parts that each fit a slide.
fn cut<'a>(block: Block<'a>, notes: &[Note]) -> Vec<Block<'a>> {
    let letters = |line: &Line| {
        let shown =
            |piece: &Piece| note_of(piece, notes).map_or(piece.text.len(), |note| note.place.len());
        line.0.iter().map(shown).sum::<usize>()
    };
    match block {
        Block::Entries(entries) => {
            let lines =
                |(label, body): &(Line, Line)| (letters(label) + letters(body)).div_ceil(LETTERS);
            portions(entries, lines).into_iter().map(Block::Entries).collect()
        }
        Block::Items { lines: items, numbered } => {
            let lines = |line: &Line| letters(line).div_ceil(LETTERS);
            let part = |lines| Block::Items { lines, numbered };
            portions(items, lines).into_iter().map(part).collect()
        }
        Block::Table { headings, rows } => {
            let lines = |row: &Vec<Line>| {
                let cells = row.iter().zip(COLUMNS);
                cells.map(|(cell, width)| letters(cell).div_ceil(width)).max().unwrap_or(1)
            };
            let part = |rows| Block::Table { headings: headings.clone(), rows };
            portions(rows, lines).into_iter().map(part).collect()
        }
        // A tree is a picture of its own.
        Block::Tree(_) => Vec::new(),
        block => vec![block],
    }
}

/// As few portions as can be, about as long as each other.
fn portions<T>(all: Vec<T>, lines: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let total: usize = all.iter().map(&lines).sum();
    let share = total.div_ceil(total.div_ceil(LINES).max(1));
    let mut portions: Vec<Vec<T>> = Vec::new();
    let mut taken = 0;
    for one in all {
        let more = lines(&one);
        match portions.last_mut() {
            Some(portion) if taken < share && taken + more <= LINES => {
                taken += more;
                portion.push(one);
            }
            _ => {
                taken = more;
                portions.push(vec![one]);
            }
        }
    }
    portions
}
