//! TSV and CSV: every field whole, whatever the width.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::Look;
use crate::view::rows::Table;

/// Tab-separated values as scripts split them: no quoting; tab, line break and backslash within a
/// field are written `\t`, `\n`, `\r` and `\\`.
pub(super) fn write_tsv(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(QuoteStyle::Never)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(out);
    write(table, look, &mut writer, escaped)
}

/// Comma-separated values as RFC 4180 has them, with the lines ended as on Unix.
pub(super) fn write_csv(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    write(table, look, &mut writer, |field| Cow::Borrowed(field))
}

fn write(
    table: &Table,
    look: &Look,
    writer: &mut csv::Writer<&mut dyn Write>,
    encoded: impl Fn(&str) -> Cow<'_, str>,
) -> io::Result<()> {
    let fields = || table.columns.iter().filter_map(|column| column.field);
    if look.header {
        writer.write_record(fields())?;
    }
    for row in &table.rows {
        let cells = table.columns.iter().zip(row).filter(|(column, _)| column.field.is_some());
        for (_, cell) in cells {
            let field = encoded(&cell.value);
            writer.write_field(look.safe(&field).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn escaped(field: &str) -> Cow<'_, str> {
    if !field.contains(['\t', '\n', '\r', '\\']) {
        return Cow::Borrowed(field);
    }
    let escaped =
        field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    Cow::Owned(escaped)
}
