//! Family trees: in characters, as a picture, and for programs that draw.

use std::io::{self, Write};

use super::cite::write_safe;
use super::{Look, json, markdown};
use crate::args::Format;
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::tree::json::document;
use crate::view::tree::outline;
use svg::Place;

mod dot;
mod html;
mod ink;
mod layout;
mod mermaid;
pub(super) mod svg;
pub(super) mod text;

/// The most generations that lists hang on one another, before a tree goes on in a new one.
const DEEPEST: usize = 100;

/// Writes a tree.
///
/// # Errors
///
/// Whatever the writer fails with.
pub(crate) fn write(
    base: &Citer<'_>,
    tree: &Tree<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match look.format.unwrap_or(Format::Text) {
        Format::Text => text::write(base, tree, look, out),
        Format::Svg => out.write_all(svg::picture(base, tree, Place::Slide).svg.as_bytes()),
        Format::Html => out.write_all(html::page(base, tree).as_bytes()),
        Format::Dot => write_safe(&dot::graph(base, tree), look, out),
        Format::Mermaid => write_safe(&mermaid::flowchart(base, tree), look, out),
        Format::Json => json::write_pretty(&document(base, tree), out),
        Format::Markdown => markdown::write_outline(&outline(base, tree, DEEPEST), look, out),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

#[cfg(test)]
mod tests;
