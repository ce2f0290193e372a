//! The passages of a copy: numbered prose, TSV or JSON.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::{Look, delimited, json, text};
use crate::verify::align::{Place, Way};
use crate::view::passages::{self, Passage};
use crate::view::{Line, Tone};

/// A form of passages.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Text,
    Tsv,
    Json,
}

/// Writes the passages of a copy; the source is that of the base whose numbers they have.
pub(crate) fn write(
    (copy, source, way): (&str, Option<&str>, Way),
    passages: &[Passage<'_>],
    form: Form,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Text => write_text(passages, look, out),
        Form::Tsv => delimited::write_tsv(&passages::table(passages), look, out),
        Form::Json => json::write_pretty(&passages::json(copy, source, way, passages), out),
    }
}

/// Each passage beside its number, or below a longer label, and each heading over what stands under
/// it.
fn write_text(passages: &[Passage<'_>], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let label = |passage: &Passage<'_>| passage.place.to_string();
    let numbered = passages.iter().filter(|one| matches!(one.place, Place::Paragraph(_)));
    let indent = numbered.map(|passage| display_width(&label(passage))).max().unwrap_or(2) + 2;
    let mut section = None;
    for (at, passage) in passages.iter().enumerate() {
        if let Some(heading) = passage.section.filter(|_| passage.section != section) {
            if at > 0 {
                writeln!(out)?;
            }
            text::paragraph(&Line::of(Tone::Heading, heading), "", look, out)?;
        }
        section = passage.section;
        let label = Line::of(Tone::Cite, label(passage));
        let body = Line::plain(passage.text);
        let Some(width) = text::measure(look) else {
            writeln!(out, "{}  {}", look.line(&label), look.line(&body))?;
            continue;
        };
        let pad = indent.checked_sub(display_width(&label.text())).filter(|pad| *pad > 1);
        match pad {
            Some(pad) => write!(out, "{}{:pad$}", look.line(&label), "")?,
            None => write!(out, "{}\n{:indent$}", look.line(&label), "")?,
        }
        text::lines(&body, width.saturating_sub(indent), look, |at, line| match at {
            0 => writeln!(out, "{line}"),
            _ => writeln!(out, "{:indent$}{line}", ""),
        })?;
    }
    Ok(())
}
