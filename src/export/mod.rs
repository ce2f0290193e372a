//! Other programs' formats: one small file a format.
//!
//! A format takes a part of a base and gives a text, and tells what of that part it had to leave
//! out. Each leaves out what the base does not say, and marks what is not simply stated.

use std::fmt::Debug;

use crate::base::Base;
use crate::base::schema::{Cite, LocatorTerm, Paragraphs};
use crate::cite::style::{Counted, Style};
use crate::cite::{Citer, Rich, locators};
use crate::query::extract::Extract;

mod anki;
mod biblatex;
mod bibliography;
mod bibtex;
mod hayagriva;
mod ics;
mod ris;
pub(crate) mod tex;

pub use bibliography::{Exchange, bibliography};

/// Every format; a new one is a file beside this one and a line here.
pub const FORMATS: &[&dyn Format] = &[
    &anki::Anki,
    &ics::Calendar,
    &Exchange::Biblatex,
    &Exchange::Bibtex,
    &Exchange::Ris,
    &Exchange::CslJson,
    &Exchange::Hayagriva,
];

/// A format of another program.
pub trait Format: Debug + Send + Sync {
    /// The word that asks for it.
    fn name(&self) -> &'static str;

    /// What it is, in a line.
    fn about(&self) -> &'static str;

    /// The settings that it heeds, as the names of their flags.
    fn heeds(&self) -> &'static [&'static str] {
        &[]
    }

    /// Writes a part of a base in the format.
    fn export(&self, base: &Citer<'_>, extract: &Extract<'_>, settings: &Settings) -> Export;
}

/// The format that is called so.
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().find(|format| format.name() == name).copied()
}

/// How a format is to be written; each heeds some of it.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The deck of the cards; otherwise that of the base, or of the topic within it.
    pub deck: Option<String>,
    /// What Anki's Basic and Cloze are called where the cards go.
    pub notetypes: Option<(String, String)>,
    /// The first year of an anniversary; otherwise 2000.
    pub start_year: Option<i64>,
    /// Whether anniversaries are also of days that were worked out.
    pub inferred: bool,
    /// When it was made, in seconds since 1970; otherwise when the sources were issued.
    pub made: Option<i64>,
}

/// A part of a base in a format.
#[derive(Debug, Default)]
pub struct Export {
    /// Ends with a line break.
    pub text: String,
    /// How many things are in it: cards, anniversaries, sources.
    pub count: usize,
    pub left_out: Vec<LeftOut>,
}

/// A record that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub id: String,
    pub why: &'static str,
}

/// What tells a base from others and stays the same when its records are edited: its default
/// source, otherwise its first. A base without any has no records.
fn key<'a>(base: &Base<'a>) -> &'a str {
    let first = base.doc.sources.first().map(|source| &source.id);
    base.doc.default_source.as_ref().or(first).map_or("base", |id| id)
}

/// What names a thing that is told of a record wherever its export goes:
/// `ibid:miller-2020:nina-death`. The prefix of a record tells its file from others, in whatever base
/// that is put together: `ibid:rome.nina-death`.
fn stable_id(base: &Base<'_>, record: &str, id: &str) -> String {
    let is_qualified = record.contains('.');
    if is_qualified { format!("ibid:{id}") } else { format!("ibid:{}:{id}", key(base)) }
}

/// A text on one line, without the characters that these formats cannot hold.
fn one_line(text: &str) -> String {
    const REFUSED: [char; 5] = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
    let is_gap = |c: char| c == ' ' || c.is_control() || REFUSED.contains(&c);
    let words: Vec<_> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A citation, and after it the places in the source that the style does not print: counted
/// paragraphs, in most.
fn with_places(base: &Citer<'_>, note: Rich, cites: &[&Cite]) -> Rich {
    let counted = base.style().map_or(Counted::Nothing, Style::counted);
    let text = note.text();
    let is_printed = |cite: &Cite| {
        let source = base.source_of(cite);
        let has_numbers = source.is_some_and(|source| source.paragraphs == Paragraphs::Printed);
        counted == Counted::Number
            || base.locator_term(cite) != LocatorTerm::Paragraph
            || has_numbers
            || cite.number().is_none() && text.contains(&cite.at)
    };
    let others = cites.iter().copied().filter(|cite| !is_printed(cite));
    let places = locators(base, others);
    if places.is_empty() { note } else { note.then(&format!(" {places}")) }
}

#[cfg(test)]
mod tests;
