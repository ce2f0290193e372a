//! GitHub Flavored Markdown.

use std::io::{self, Write};

use super::Look;
use super::markup::{BOLD, ITALIC, LOWERED, Markup, RAISED, SMALL_CAPS, wrap};
use crate::cite::rich::{Face, Rich, Span};
use crate::view::prose::{Block, Prose};
use crate::view::rows::Table;
use crate::view::tree::{Outline, Sign};
use crate::view::{Line, Piece, Tone};

pub(super) struct Markdown;

impl Markup for Markdown {
    fn escaped(&self, text: &str) -> String {
        escaped(text)
    }

    fn faced(&self, face: Face, inner: String) -> String {
        wrap(
            face,
            inner,
            [
                (SMALL_CAPS, "", ""),
                (RAISED, "<sup>", "</sup>"),
                (LOWERED, "<sub>", "</sub>"),
                (BOLD, "**", "**"),
                (ITALIC, "*", "*"),
            ],
        )
    }

    fn note(&self, number: usize, _: usize) -> String {
        format!("[^{number}]")
    }

    fn linked(&self, url: &str, inner: String) -> String {
        // A bare parenthesis or angle bracket would end the link.
        let url =
            url.replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace(' ', "%20");
        format!("[{inner}]({url})")
    }

    fn block(&self, paragraphs: &[String], attribution: &str, _: Option<&str>) -> String {
        let paragraphs: Vec<String> = paragraphs.iter().map(|text| format!("> {text}")).collect();
        format!("{}\n>\n> — {attribution}\n", paragraphs.join("\n>\n"))
    }
}

/// A table of what a reader sees, and the sources below it.
pub(super) fn write_table(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<_> = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, column.heading?.title)))
        .collect();
    let mut write_row = |cells: Vec<String>| writeln!(out, "| {} |", cells.join(" | "));
    write_row(columns.iter().map(|(_, heading)| (*heading).to_owned()).collect())?;
    write_row(vec!["---".to_owned(); columns.len()])?;
    for row in &table.rows {
        write_row(columns.iter().map(|(at, _)| line(&row[*at].shown, look)).collect())?;
    }
    write_sources(&table.sources, look, out)
}

/// Headings, lists and block quotations.
pub(super) fn write_prose(prose: &Prose, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut in_list = false;
    for (at, block) in prose.blocks.iter().enumerate() {
        let is_item = matches!(block, Block::Entry { .. });
        if at > 0 && !(is_item && in_list) {
            writeln!(out)?;
        }
        in_list = is_item;
        match block {
            Block::Title { name, .. } => writeln!(out, "## {}", escaped(&look.safe(&name.text())))?,
            Block::Heading(heading) => writeln!(out, "### {heading}")?,
            Block::Text(text) => writeln!(out, "{}", line(text, look))?,
            Block::Item { mark, body } => writeln!(out, "{mark} {}", line(body, look))?,
            Block::Entry { label, body } => {
                writeln!(out, "- {}: {}", escaped(&look.safe(&label.text())), line(body, look))?;
            }
            Block::Quotation { text, attribution, asides } => {
                let text = look.safe(text);
                for paragraph in text.split('\n') {
                    writeln!(out, "> {}", escaped(paragraph))?;
                }
                writeln!(out, ">\n> — {}", line(attribution, look))?;
                for aside in asides {
                    writeln!(out, "\n{}", line(aside, look))?;
                }
            }
        }
    }
    write_sources(&prose.sources, look, out)
}

/// A family tree as a list of lists, what hangs on somebody below them.
pub(super) fn write_outline(outline: &Outline, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for entry in &outline.entries {
        let indent = 2 * entry.level;
        let sign = match entry.sign {
            Some(sign @ (Sign::Married | Sign::Partners)) => format!("{}: ", sign.meaning()),
            Some(Sign::Parents) => "with ".to_owned(),
            _ => String::new(),
        };
        writeln!(out, "{:indent$}- {sign}{}", "", line(&entry.line, look))?;
    }
    let notes = &outline.notes;
    let notes = notes.beside.iter().chain(&notes.left_out).chain(&notes.sources);
    notes.into_iter().try_for_each(|note| writeln!(out, "\n{}", line(note, look)))
}

fn write_sources(sources: &[Line], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    sources.iter().try_for_each(|source| writeln!(out, "\n{}", line(source, look)))
}

fn line(line: &Line, look: &Look) -> String {
    let span = |piece: &Piece| Span {
        text: look.safe(&piece.text).into_owned(),
        face: Face {
            bold: piece.tone == Tone::Name,
            italic: matches!(piece.tone, Tone::Caution | Tone::Quoted | Tone::Work),
            ..Face::default()
        },
        url: None,
    };
    Markdown.rich(&Rich(line.0.iter().map(span).collect()))
}

/// A text that Markdown takes literally, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let starts = text[..at].trim_start().is_empty();
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '^' | '$' | '@' => {
                escaped.extend(['\\', c]);
            }
            // An ampersand may begin an entity, and at the start of a line some characters begin
            // headings and lists.
            '&' => escaped.push_str("&amp;"),
            '#' | '+' | '-' | '>' | '=' if starts => escaped.extend(['\\', c]),
            '.' | ')' if is_number(&text[..at]) => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether the text so far would make a list item with the next character: `1789.`, `c.`
fn is_number(so_far: &str) -> bool {
    let word = so_far.trim_start();
    let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    !word.is_empty() && (is_letter || word.bytes().all(|byte| byte.is_ascii_digit()))
}
