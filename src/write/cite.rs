//! Citations, ready to paste.

use std::io::{self, Write};

use serde::Serialize;

use super::html::Html;
use super::latex::Latex;
use super::markdown::Markdown;
use super::markup::{Markup, Plain};
use super::typst::Typst;
use super::{Look, visible};
use super::{json, text};
use crate::args::Format;
use crate::base::schema::{Quote, Record};
use crate::cite::{Citer, Rich};
use crate::view::Line;
use crate::view::cite::Citation;
use crate::view::prose::{Block, Prose};

/// Citations as JSON, each in every markup.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    results: Vec<InEveryMarkup<'a>>,
}

#[derive(Serialize)]
struct InEveryMarkup<'a> {
    #[serde(flatten)]
    citation: &'a Citation,
    text: String,
    markdown: String,
    html: String,
    latex: String,
    typst: String,
}

/// The markup of a format, if it is one of a markup.
fn markup(format: Format) -> Option<&'static dyn Markup> {
    match format {
        Format::Text => Some(&Plain),
        Format::Markdown => Some(&Markdown),
        Format::Html => Some(&Html),
        Format::Latex => Some(&Latex),
        Format::Typst => Some(&Typst),
        _ => None,
    }
}

/// Writes citations, one a line.
pub(crate) fn write_citations(
    citations: &[Citation],
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if look.format == Some(Format::Json) {
        let every = |citation| {
            let rich = linked(citation);
            InEveryMarkup {
                text: Plain.rich(&rich),
                markdown: Markdown.rich(&rich),
                html: Html.rich(&rich),
                latex: Latex.rich(&rich),
                typst: Typst.rich(&rich),
                citation,
            }
        };
        let results = citations.iter().map(every).collect();
        return write_json(&Document { format: 1, results }, out);
    }
    let markup = markup(look.format.unwrap_or(Format::Text)).unwrap_or(&Plain);
    citations.iter().try_for_each(|citation| {
        let pasted = match &citation.pandoc {
            Some(pandoc) => pandoc.clone(),
            None => markup.rich(&linked(citation)),
        };
        write_safe(&format!("{pasted}\n"), look, out)
    })
}

/// The citation with its links after it.
fn linked(citation: &Citation) -> Rich {
    citation.links.iter().fold(citation.rich.clone(), |rich, url| rich.then_link(url))
}

/// Writes quotations as blocks with their attributions.
pub(crate) fn write_blocks(
    citer: &Citer<'_>,
    quotes: &[&Record<Quote>],
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let format = look.format.unwrap_or(Format::Text);
    if format == Format::Text {
        let blocks = quotes.iter().map(|quote| Block::Quotation {
            text: quote.text.clone(),
            attribution: Line::default().citing(&citer.attribution(quote)),
            asides: Vec::new(),
        });
        let prose = Prose { blocks: blocks.collect(), sources: Vec::new() };
        return text::write(&prose, look, out);
    }
    let markup = markup(format).unwrap_or(&Plain);
    for (at, quote) in quotes.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let paragraphs: Vec<String> =
            quote.text.split('\n').map(|line| markup.escaped(line)).collect();
        let attribution = markup.rich(&citer.attribution(quote));
        let source = quote.cite.first().and_then(|cite| citer.source_of(cite));
        let url = source.and_then(|source| source.url.as_deref());
        write_safe(&markup.block(&paragraphs, &attribution, url), look, out)?;
    }
    Ok(())
}

/// Writes a value as JSON.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(value, out)
}

/// Writes the names of the styles and their titles: a table of two columns, or TSV.
pub(crate) fn write_styles(
    styles: &[(String, String)],
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = styles.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    styles.iter().try_for_each(|(name, title)| {
        if look.terminal {
            writeln!(out, "{name:widest$}  {title}")
        } else {
            writeln!(out, "{name}\t{title}")
        }
    })
}

/// Writes a text; to a terminal with nothing that it might not merely show.
pub(crate) fn write_safe(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if look.terminal {
        out.write_all(visible(text).as_bytes())
    } else {
        out.write_all(text.as_bytes())
    }
}
