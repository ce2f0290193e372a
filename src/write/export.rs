//! What is for other programs, as it goes to them or to a terminal.

use std::io::{self, Write};

use super::Look;
use super::cite::write_safe;

/// Writes a text that another program is to read: as it is, or at a terminal, where a reader only
/// looks at it, without the carriage returns and with its tabs as spaces.
pub(crate) fn write(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if look.terminal {
        let shown = text.replace("\r\n", "\n").replace('\t', "    ");
        write_safe(&shown, look, out)
    } else {
        out.write_all(text.as_bytes())
    }
}

/// Writes the names of the formats and what each is: a table of two columns, or TSV.
pub(crate) fn write_formats(
    formats: &[(&str, &str)],
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = formats.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    formats.iter().try_for_each(|(name, about)| {
        if look.terminal {
            writeln!(out, "{name:widest$}  {about}")
        } else {
            writeln!(out, "{name}\t{about}")
        }
    })
}
