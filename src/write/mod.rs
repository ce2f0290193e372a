//! From a view to bytes: one small file a format, and the only layer that writes.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::args::Format;
use crate::cite::Citer;
use crate::query::{Answer, Topic};
use crate::view::prose::Prose;
use crate::view::{Line, Tone};

pub(crate) mod ascii;
pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod complete;
mod delimited;
pub(crate) mod export;
pub mod file;
pub(crate) mod handout;
pub(crate) mod html;
mod json;
pub(crate) mod kin;
mod latex;
mod markdown;
pub(crate) mod markup;
pub(crate) mod passages;
pub mod report;
pub(crate) mod rule;
mod series;
pub mod source;
mod svg;
mod table;
mod text;
pub mod timeline;
pub(crate) mod tree;
mod typst;

pub use series::Series;

/// How an answer is to look, once the terminal, the environment and the flags were consulted.
#[allow(clippy::struct_excessive_bools, reason = "each is a property of its own")]
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// What was asked for; otherwise what suits the answer and the place.
    pub format: Option<Format>,
    /// Whether the reader is a terminal, to which no text of a base goes raw.
    pub terminal: bool,
    /// Columns to fit into; `None` does not wrap.
    pub width: Option<usize>,
    pub colour: bool,
    /// Whether the terminal follows links that do not show their address (OSC 8).
    pub links: bool,
    /// Whether TSV and CSV begin with the names of the columns.
    pub header: bool,
}

/// Writes an answer, all of it.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write<'a>(
    base: &Citer<'a>,
    answer: &Answer<'a>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut series = Series::new(*look, None);
    series.add(base, answer, "", out)?;
    series.end(out)
}

/// Writes a text that is no answer of a base.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_prose(prose: &Prose, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    text::write(prose, look, out)
}

/// Whether an answer is told rather than listed: one person, term or source is a card.
fn is_prose(answer: &Answer<'_>) -> bool {
    match answer.topic {
        Topic::Quotes | Topic::Records => true,
        Topic::People | Topic::Terms | Topic::Sources => answer.hits.len() == 1,
        Topic::Events | Topic::Chronology | Topic::Hits => false,
    }
}

/// How a tone looks in colour: the sixteen colours of the terminal's own palette that are legible
/// on light and dark.
fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain | Tone::Blank => Style::new(),
        Tone::Name | Tone::Answer => Style::new().bold(),
        Tone::Heading => Style::new().bold().underline(),
        Tone::Date => AnsiColor::Cyan.on_default(),
        Tone::Cite | Tone::Note => AnsiColor::Blue.on_default(),
        Tone::Aside => Style::new().dimmed(),
        Tone::Caution => AnsiColor::Magenta.on_default(),
        Tone::Quoted | Tone::Work => Style::new().italic(),
    }
}

impl Look {
    fn painted(&self, tone: Tone, text: &str) -> String {
        let style = if self.colour { style(tone) } else { Style::new() };
        format!("{style}{}{style:#}", self.safe(text))
    }

    fn line(&self, line: &Line) -> String {
        line.0.iter().map(|piece| self.painted(piece.tone, &piece.text)).collect()
    }

    /// A text as it may be sent to where the answer goes: to a terminal nothing that moves the
    /// cursor, hides or reorders text.
    fn safe<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.terminal { visible(text) } else { Cow::Borrowed(text) }
    }
}

/// A text with its control, bidirectional and zero-width characters made visible as `<U+202E>`;
/// line breaks stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    use std::fmt::Write as _;
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal might do something else with a character than show it.
pub fn is_treacherous(c: char) -> bool {
    match c {
        '\n' => false,
        _ if c.is_ascii() => c.is_ascii_control(),
        _ => {
            c.is_control()
                || matches!(c,
                    '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}'
                    | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                    | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                    | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
        }
    }
}

#[cfg(test)]
mod tests;
