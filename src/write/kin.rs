//! How two persons are related, in every form that prose and rows have.

use std::io::{self, Write};

use super::{Look, delimited, json, markdown, table, text};
use crate::args::Format;
use crate::cite::Citer;
use crate::query::family::kin::Kinship;
use crate::view::kin;

/// Writes a kinship.
///
/// # Errors
///
/// Whatever the writer fails with.
pub(crate) fn write(
    base: &Citer<'_>,
    kinship: &Kinship<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = || kin::table(base, kinship);
    match look.format.unwrap_or(Format::Text) {
        Format::Text => text::write(&kin::prose(base, kinship), look, out),
        Format::Markdown => markdown::write_prose(&kin::prose(base, kinship), look, out),
        Format::Table => table::write(&rows(), look, out),
        Format::Tsv => delimited::write_tsv(&rows(), look, out),
        Format::Csv => delimited::write_csv(&rows(), look, out),
        Format::Json => json::write_pretty(&kin::document(base, kinship), out),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}
