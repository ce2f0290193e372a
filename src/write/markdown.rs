//! GitHub Flavored Markdown.

use std::io::{self, Write};

use super::Look;
use crate::view::prose::{Block, Prose};
use crate::view::rows::Table;
use crate::view::{Line, Tone};

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
            Block::Title { name, .. } => writeln!(out, "## {}", escaped(&name.text(), look))?,
            Block::Heading(heading) => writeln!(out, "### {heading}")?,
            Block::Text(text) => writeln!(out, "{}", line(text, look))?,
            Block::Entry { label, body } => {
                writeln!(out, "- {}: {}", escaped(&label.text(), look), line(body, look))?;
            }
            Block::Quotation { text, attribution, asides } => {
                let text = look.safe(text);
                for paragraph in text.split('\n') {
                    writeln!(out, "> {}", escaped(paragraph, look))?;
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

fn write_sources(sources: &[Line], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    sources.iter().try_for_each(|source| writeln!(out, "\n{}", line(source, look)))
}

fn line(line: &Line, look: &Look) -> String {
    let piece = |tone, text: &str| {
        let escaped = escaped(text, look);
        let marks = match tone {
            Tone::Name => "**",
            Tone::Caution | Tone::Quoted => "*",
            _ => "",
        };
        // Emphasis does not hold at a space.
        let (head, tail) = (escaped.len() - escaped.trim_start().len(), escaped.trim_end().len());
        if marks.is_empty() || head >= tail {
            return escaped;
        }
        format!("{}{marks}{}{marks}{}", &escaped[..head], &escaped[head..tail], &escaped[tail..])
    };
    line.0.iter().map(|one| piece(one.tone, &one.text)).collect()
}

/// A text that Markdown takes literally, on one line.
fn escaped(text: &str, look: &Look) -> String {
    let mut escaped = String::with_capacity(text.len());
    let safe = look.safe(text);
    for (at, c) in safe.char_indices() {
        let starts = safe[..at].trim_start().is_empty();
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '^' | '$' | '@' => {
                escaped.extend(['\\', c]);
            }
            // An ampersand may begin an entity, and at the start of a line some characters begin
            // headings and lists.
            '&' => escaped.push_str("&amp;"),
            '#' | '+' | '-' | '>' | '=' if starts => escaped.extend(['\\', c]),
            '.' | ')' if is_number(&safe[..at]) => escaped.extend(['\\', c]),
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
