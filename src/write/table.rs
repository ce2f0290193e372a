//! Tables for a reader, by comfy-table; blocks where a table would be too narrow to read.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell, Color, ContentArrangement, LineStyle, Table as Comfy, TableStyle, presets,
};
use textwrap::core::display_width;

use super::{Look, text};
use crate::view::rows::{self, Heading, Table};
use crate::view::{Line, Tone};

/// The least width at which columns are easier to read than blocks.
const NARROW: usize = 60;

/// The width that columns are fitted to where there is no terminal to ask.
const USUAL: usize = 100;

pub(super) fn write(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.unwrap_or(USUAL);
    match set(table, look, width).filter(|_| width >= NARROW) {
        Some(set) => writeln!(out, "{}", columns(table, look, &set).trim_fmt())?,
        None => write_blocks(table, look, out)?,
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

/// A column and how wide it is set.
struct Set {
    at: usize,
    heading: Heading,
    /// Columns of the terminal, without the padding.
    width: usize,
    /// No wider than this, and no wider than needed.
    most: usize,
    /// How much stands in a cell on average.
    mean: usize,
}

/// The columns with their widths: each wide enough for its longest word, and the rest of the
/// terminal given to those that have most to say. Where the words do not fit side by side, columns
/// that are only for wide terminals go first; `None` where the others do not fit either.
fn set(table: &Table, look: &Look, width: usize) -> Option<Vec<Set>> {
    let mut columns: Vec<Set> =
        visible(table, width).map(|(at, heading)| measured(table, look, at, heading)).collect();
    let taken = |columns: &[Set]| 1 + columns.iter().map(|set| set.width + GAP).sum::<usize>();
    while taken(&columns) > width {
        let widest = columns.iter().rposition(|set| set.heading.least > 0)?;
        columns.remove(widest);
    }
    for _ in taken(&columns)..width {
        let can_grow = columns.iter_mut().filter(|set| set.width < set.most);
        let Some(neediest) = can_grow.max_by_key(|set| 1000 * set.mean / set.width.max(1)) else {
            break;
        };
        neediest.width += 1;
    }
    // What wrapping leaves unused may be all that another column lacks.
    for set in &mut columns {
        set.width = set_width(table, look, set);
    }
    let mut spare = width - taken(&columns);
    let mut narrow: Vec<&mut Set> = columns.iter_mut().collect();
    narrow.sort_by_key(|set| set.most - set.width);
    for set in narrow {
        if set.most - set.width <= spare {
            spare -= set.most - set.width;
            set.width = set.most;
        }
    }
    Some(columns)
}

/// How wide a column really is, its cells wrapped to the width that it may have.
fn set_width(table: &Table, look: &Look, set: &Set) -> usize {
    let widest = |row: &Vec<rows::Cell>| {
        let lines = shown(&row[set.at].shown, look);
        wrapped(&lines, set.width).iter().map(|line| display_width(line)).max().unwrap_or_default()
    };
    let title = display_width(set.heading.title);
    table.rows.iter().map(widest).max().unwrap_or_default().max(title).min(set.width)
}

/// A column as wide as its longest word.
fn measured(table: &Table, look: &Look, at: usize, heading: Heading) -> Set {
    let cells = || table.rows.iter().map(|row| shown(&row[at].shown, look));
    let longest_word = |text: &str| wrapped(text, 1).iter().map(|word| display_width(word)).max();
    let (mut least, mut natural, mut all) = (display_width(heading.title), 0, 0);
    for text in cells() {
        let word = longest_word(&text).unwrap_or_default().min(LONGEST_WORD);
        least = least.max(if heading.whole { display_width(&text) } else { word });
        natural = natural.max(display_width(&text));
        all += display_width(&text);
    }
    let most = heading.most.map_or(natural, |most| natural.min(usize::from(most))).max(least);
    Set { at, heading, width: least, most, mean: all / table.rows.len().max(1) }
}

/// A longer word is cut rather than that all columns give way to it.
const LONGEST_WORD: usize = 20;

/// What a cell shows, on one line.
fn shown(line: &Line, look: &Look) -> String {
    look.safe(&line.text().replace('\n', " ")).into_owned()
}

/// A text in lines of a width, broken at spaces and hyphens.
fn wrapped(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = textwrap::Options::new(width)
        .break_words(width > 1)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::HyphenSplitter)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}

fn columns(table: &Table, look: &Look, columns: &[Set]) -> Comfy {
    let mut comfy = Comfy::new();
    comfy.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    // One decision on colour for all of the program: the library must not take its own.
    crossterm::style::force_color_output(look.colour);
    comfy.force_no_tty();
    if look.colour {
        comfy.enforce_styling();
        comfy.style_text_only();
    }
    let headings = columns.iter().map(|set| Line::of(Tone::Name, set.heading.title));
    comfy.set_header(headings.zip(columns).map(|(heading, set)| cell(&heading, look, set.width)));
    for row in &table.rows {
        comfy.add_row(columns.iter().map(|set| cell(&row[set.at].shown, look, set.width)));
    }
    comfy
}

/// The spaces between columns, and one before the first.
const GAP: usize = 3;

/// One rule below the headings, and as little else as can be.
const STYLE: TableStyle = presets::NOTHING.header_separator(LineStyle::new('─', '─', '─', '─'));

/// A cell in the colour of its first piece: a cell has one colour.
fn cell(line: &Line, look: &Look, width: usize) -> Cell {
    let cell = Cell::new(wrapped(&shown(line, look), width).join("\n"));
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
