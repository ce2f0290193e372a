//! Family trees: in characters, as a picture, and for programs that draw.

use std::io::{self, Write};

use super::Look;
use crate::args::Format;
use crate::cite::Citer;
use crate::query::family::tree::Tree;

mod text;

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
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}
