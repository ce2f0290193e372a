//! JSON, and JSON Lines.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::is_treacherous;
use crate::view::json::ResultJson;

/// Any value, laid out for reading.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new())))?;
    writeln!(out)
}

/// One result a line.
pub(super) fn write_lines(results: &[ResultJson<'_>], out: &mut dyn Write) -> io::Result<()> {
    for result in results {
        result.serialize(&mut Serializer::with_formatter(&mut *out, Safe(CompactFormatter)))?;
        writeln!(out)?;
    }
    Ok(())
}

/// A formatter that escapes what a terminal might not merely show: to a JSON reader it is the
/// same string.
pub(super) struct Safe<F>(pub(super) F);

macro_rules! delegate {
    ($($name:ident($($arg:ident: $type:ty),*);)+) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        }
    )+};
}

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_treacherous) {
            self.0.write_string_fragment(writer, &rest[..at])?;
            let mut tail = rest[at..].chars();
            for unit in tail.next().unwrap_or_default().encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = tail.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }

    delegate! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }
}
