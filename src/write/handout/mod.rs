//! Lecture notes as documents: one small file a language.

use std::io::{self, Write};

use super::Look;
use super::html::Html;
use super::markdown::Markdown;
use super::markup::Markup;
use super::typst::Typst;
use crate::args::Format;
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::Line;
use crate::view::handout::{Block, Handout, Note};

mod html;
mod markdown;
mod text;
mod typst;

/// How the document begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The level of the title's heading.
    pub level: u8,
    /// Whether each section is a slide, with the notes for the speaker on it.
    pub slides: bool,
}

/// A language in which whole documents are written.
trait Page: Markup {
    /// What stands before everything else; a language that needs no more begins with the title.
    fn begin(&self, title: &str, level: u8, _notes: &[Note]) -> String {
        self.heading(title, level)
    }

    fn heading(&self, heading: &str, level: u8) -> String;

    fn paragraph(&self, text: String) -> String;

    fn entries(&self, entries: Vec<(String, String)>) -> String;

    fn items(&self, items: Vec<String>, numbered: bool) -> String;

    fn table(&self, headings: &[&str], rows: Vec<Vec<String>>) -> String;

    /// A family tree, in characters unless the language has pictures.
    fn tree(&self, base: &Citer<'_>, tree: &Tree<'_>) -> String {
        self.verbatim(&characters(base, tree))
    }

    /// A text that keeps its spaces and its line breaks.
    fn verbatim(&self, text: &str) -> String;

    /// What the numbers lead to, and what stands after everything else.
    fn end(&self, notes: &[Note]) -> String;
}

/// Writes a handout.
pub(crate) fn write(
    base: &Citer<'_>,
    handout: &Handout<'_>,
    setting: Setting,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let to_read = look.terminal && !setting.slides;
    let format = look.format.unwrap_or(if to_read { Format::Text } else { Format::Markdown });
    let written = match format {
        Format::Markdown if setting.slides => markdown::slides(base, handout),
        Format::Markdown => page(&Markdown, base, handout, setting),
        Format::Html => page(&Html, base, handout, setting),
        Format::Typst => page(&Typst, base, handout, setting),
        Format::Text => return text::write(base, handout, look, out),
        _ => return Err(io::ErrorKind::Unsupported.into()),
    };
    super::cite::write_safe(&format!("{}\n", written.trim_end()), look, out)
}

fn page(page: &dyn Page, base: &Citer<'_>, handout: &Handout<'_>, setting: Setting) -> String {
    let mut written = page.begin(&handout.title, setting.level, &handout.notes);
    for section in &handout.sections {
        let level = setting.level + 1 + section.depth;
        written += &page.heading(&section.heading, level);
        for block in &section.blocks {
            written += &block_in(page, base, block);
        }
    }
    written + &page.end(&handout.notes)
}

fn block_in(page: &dyn Page, base: &Citer<'_>, block: &Block<'_>) -> String {
    let lines = |lines: &[Line]| lines.iter().map(|line| page.line(line)).collect::<Vec<_>>();
    match block {
        Block::Text(line) => page.paragraph(page.line(line)),
        Block::Tree(tree) => page.tree(base, tree),
        Block::Entries(entries) => {
            let entry = |(label, body): &(Line, Line)| (page.line(label), page.line(body));
            page.entries(entries.iter().map(entry).collect())
        }
        Block::Items { lines: items, numbered } => page.items(lines(items), *numbered),
        Block::Table { headings, rows } => {
            page.table(headings, rows.iter().map(|row| lines(row)).collect())
        }
        Block::Quotation { text, attribution } => {
            let paragraphs = text.text();
            let paragraphs: Vec<String> = match text.0.first() {
                Some(piece) if piece.tone == crate::view::Tone::Quoted => {
                    paragraphs.split('\n').map(|line| page.escaped(line)).collect()
                }
                _ => vec![page.line(text)],
            };
            page.block(&paragraphs, &page.line(attribution), None) + "\n"
        }
    }
}

/// A tree in characters, as wide as a page takes them.
fn characters(base: &Citer<'_>, tree: &Tree<'_>) -> String {
    let look = Look {
        format: None,
        terminal: true,
        width: Some(72),
        colour: false,
        links: false,
        header: false,
    };
    let mut bytes = Vec::new();
    // Nothing that is written to memory fails.
    let _ = super::tree::text::write_tree(base, tree, &look, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}
