//! Tables for a reader, by comfy-table; blocks where a table would be too narrow to read.

use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell, Color, ColumnConstraint, ContentArrangement, LineStyle, Table as Comfy,
    TableStyle, Width, presets,
};

use super::{Look, text};
use crate::view::rows::{Heading, Table};
use crate::view::{Line, Tone};

/// The least width at which columns are easier to read than blocks.
const NARROW: usize = 60;

/// The width that columns are fitted to where there is no terminal to ask.
const USUAL: usize = 100;

pub(super) fn write(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.unwrap_or(USUAL);
    if width < NARROW {
        write_blocks(table, look, out)?;
    } else {
        writeln!(out, "{}", columns(table, look, width).trim_fmt())?;
    }
    text::write_sources(&table.sources, look, out)
}

/// The columns that a terminal of this width shows.
fn visible(table: &Table, width: usize) -> impl Iterator<Item = (usize, Heading)> {
    let columns = table.columns.iter().enumerate();
    columns
        .filter_map(|(at, column)| Some((at, column.heading?)))
        .filter(move |(_, heading)| heading.least <= width)
}

fn columns(table: &Table, look: &Look, width: usize) -> Comfy {
    let columns: Vec<_> = visible(table, width).collect();
    let mut comfy = Comfy::new();
    comfy
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    // One decision on colour for all of the program: the library must not take its own.
    crossterm::style::force_color_output(look.colour);
    comfy.force_no_tty();
    if look.colour {
        comfy.enforce_styling();
        comfy.style_text_only();
    }
    let headings = columns.iter().map(|(_, heading)| Line::of(Tone::Name, heading.title));
    comfy.set_header(headings.map(|heading| cell(&heading, look)));
    for row in &table.rows {
        comfy.add_row(columns.iter().map(|(at, _)| cell(&row[*at].shown, look)));
    }
    for ((_, heading), column) in columns.iter().zip(comfy.column_iter_mut()) {
        if let Some(most) = heading.most {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most + PADDING)));
        }
    }
    comfy
}

/// The spaces around what stands in a column.
const PADDING: u16 = 2;

/// One rule below the headings, and as little else as can be.
const STYLE: TableStyle = presets::NOTHING.header_separator(LineStyle::new('─', '─', '─', '─'));

/// A cell in the colour of its first piece: a cell has one colour.
fn cell(line: &Line, look: &Look) -> Cell {
    let text = line.text().replace('\n', " ");
    let cell = Cell::new(look.safe(&text));
    match line.0.first().map_or(Tone::Plain, |piece| piece.tone) {
        Tone::Plain | Tone::Blank => cell,
        Tone::Name | Tone::Heading | Tone::Answer => cell.add_attribute(Attribute::Bold),
        Tone::Date => cell.fg(Color::DarkCyan),
        Tone::Cite | Tone::Note => cell.fg(Color::DarkBlue),
        Tone::Aside => cell.add_attribute(Attribute::Dim),
        Tone::Caution => cell.fg(Color::DarkMagenta),
        Tone::Quoted | Tone::Work => cell.add_attribute(Attribute::Italic),
    }
}

/// One record a block: what it is called, then its fields below.
fn write_blocks(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for row in &table.rows {
        for (at, heading) in visible(table, usize::MAX) {
            if !row[at].shown.is_empty() {
                text::write_entry(
                    &Line::of(Tone::Aside, heading.title),
                    &row[at].shown,
                    look,
                    out,
                )?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
