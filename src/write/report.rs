//! The proof of a base: text, TSV, JSON, or a line for each mistake as editors read them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::json::Safe;
use super::{Look, delimited, text};
use crate::base::Base;
use crate::base::places::{Place, Places};
use crate::base::texts::Named;
use crate::verify::Report;
use crate::view::report;

/// A form of report.
#[derive(Debug, Clone, Copy)]
pub enum Form<'a> {
    Text,
    Tsv,
    Json,
    /// `file:line:column: severity[code]: message`, of the files of the base and their texts.
    Short(&'a [Named<'a>]),
}

/// Writes what was proved by some copies of a source, at most so many failures of each.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write(
    base: &Base<'_>,
    source: &str,
    reports: &[Report<'_>],
    (form, most): (Form<'_>, usize),
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Text => {
            for (at, one) in reports.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                for (indent, line) in report::lines(base, one, most) {
                    text::paragraph(&line, if indent == 0 { "" } else { "    " }, look, out)?;
                }
            }
            Ok(())
        }
        Form::Tsv => delimited::write_tsv(&report::table(base, reports, most), look, out),
        Form::Json => {
            let json = report::json(base, source, reports, most);
            let formatter = Safe(PrettyFormatter::new());
            json.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
            writeln!(out)
        }
        Form::Short(texts) => {
            let places = Places::new(texts);
            for short in reports.iter().flat_map(|one| report::short(base, one, most)) {
                let Place { file, line, column } = places.find(&short.path);
                let mistake = format!("{}[{}]: {}", short.severity, short.code, short.message);
                let mistake = mistake.replace('\n', " ");
                writeln!(out, "{}:{line}:{column}: {}", look.safe(file), look.safe(&mistake))?;
            }
            Ok(())
        }
    }
}
