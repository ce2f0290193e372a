//! Lecture notes as text.

use std::io::{self, Write};

use crate::cite::Citer;
use crate::view::handout::{Block, Handout, Note};
use crate::view::prose::{self, Prose};
use crate::view::{Line, Piece, Tone, note_number};
use crate::write::tree::text::write_tree;
use crate::write::{Look, text};

pub(super) fn write(
    base: &Citer<'_>,
    handout: &Handout<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut blocks = vec![prose::Block::Text(Line::of(Tone::Name, &*handout.title))];
    for section in &handout.sections {
        blocks.push(prose::Block::Heading(section.heading.clone().into()));
        for block in &section.blocks {
            if let Block::Tree(tree) = block {
                let so_far = Prose { blocks: std::mem::take(&mut blocks), sources: Vec::new() };
                text::write(&so_far, look, out)?;
                write_tree(base, tree, look, out)?;
                writeln!(out)?;
            }
            blocks.extend(in_prose(block));
        }
    }
    if !handout.notes.is_empty() {
        blocks.push(prose::Block::Heading("Notes".into()));
    }
    let notes = handout.notes.iter().enumerate();
    let note = |(at, note): (usize, &Note)| prose::Block::Item {
        mark: format!("[{}]", at + 1),
        body: note.text.clone(),
    };
    blocks.extend(notes.map(note));
    text::write(&Prose { blocks, sources: Vec::new() }, look, out)
}

fn in_prose(block: &Block<'_>) -> Vec<prose::Block> {
    match block {
        Block::Tree(_) => Vec::new(),
        Block::Text(line) => vec![prose::Block::Text(marked(line))],
        Block::Entries(entries) => {
            entries.iter().map(|(label, body)| entry(marked(label), marked(body))).collect()
        }
        Block::Items { lines, numbered } => {
            let mark =
                |at: usize| if *numbered { format!("{}.", at + 1) } else { "•".to_owned() };
            let item = |(at, line)| prose::Block::Item { mark: mark(at), body: marked(line) };
            lines.iter().enumerate().map(item).collect()
        }
        Block::Table { rows, .. } => rows.iter().filter_map(|row| row_in_prose(row)).collect(),
        Block::Quotation { text, attribution } => vec![prose::Block::Quotation {
            text: text.text(),
            attribution: marked(attribution),
            asides: Vec::new(),
        }],
    }
}

fn row_in_prose(row: &[Line]) -> Option<prose::Block> {
    let (first, rest) = row.split_first()?;
    let body = rest.iter().fold(Line::default(), |all, cell| {
        let between = if all.is_empty() { "" } else { " " };
        all.then(Tone::Plain, between).then_all(marked(cell))
    });
    Some(entry(marked(first), body))
}

fn entry(label: Line, body: Line) -> prose::Block {
    prose::Block::Entry { label, body }
}

/// The line with the numbers of its notes in brackets.
fn marked(line: &Line) -> Line {
    let mark = |piece: &Piece| match (piece.tone, note_number(&piece.text)) {
        (Tone::Note, Some(number)) => Piece { text: format!(" [{number}]"), tone: Tone::Note },
        _ => piece.clone(),
    };
    Line(line.0.iter().map(mark).collect())
}
