//! From TOML to a [`Document`]: every record is read by itself, so that one mistake does not hide
//! the next.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};

use super::check::{self, Finding, Step};
use super::problem::{Problem, Problems};
use super::schema::{Document, FORMAT, Id, Record};
use crate::names;

/// The keys that a fact base may have at its top.
const TOP: [&str; 12] = [
    "format",
    "title",
    "about",
    "default-source",
    "source",
    "person",
    "relation",
    "event",
    "quote",
    "term",
    "remark",
    "claim",
];

/// Reads a fact base and checks that its parts fit together.
///
/// `name` is what the messages call the text.
///
/// # Errors
///
/// Every mistake that can be told without guessing: all of the syntax; or else one for each record
/// that does not have the shape of its kind, and all references, doubled ids and citations that do
/// not hold.
pub fn read(name: &str, text: &str) -> Result<Document, Problems> {
    let fail = |mut list: Vec<Problem>| {
        list.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
        Problems { name: name.to_owned(), text: text.to_owned(), list }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(fail(errors.iter().map(|error| of_toml(error, None)).collect()));
    }
    let mut reader = Reader::default();
    let mut doc = reader.document(table.into_inner());
    let findings = check::check(&doc, &reader.unread);
    if !findings.is_empty() {
        // Only now do the places matter: the text is read again, and kept.
        let (table, _) = DeTable::parse_recoverable(text);
        reader.problems.extend(findings.iter().map(|finding| place(finding, table.get_ref())));
    }
    if !reader.problems.is_empty() {
        return Err(fail(reader.problems));
    }
    doc.settle();
    Ok(doc)
}

/// Reads bytes that should be a fact base in UTF-8.
///
/// # Errors
///
/// As [`read`], and where the bytes are no text.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Document, Problems> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(name, text),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = String::from_utf8_lossy(good).lines().count().max(1);
            let problem = Problem {
                message: format!("{name}, line {line}: not text in UTF-8"),
                span: None,
                related: None,
                hint: Some("save the file as UTF-8".to_owned()),
            };
            Err(Problems { name: name.to_owned(), text: String::new(), list: vec![problem] })
        }
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
    /// The ids of records that are there but could not be read, so that references to them are not
    /// called dangling.
    unread: Vec<String>,
}

impl Reader {
    fn document(&mut self, table: DeTable<'_>) -> Document {
        let mut doc = Document::default();
        let mut format = None;
        for (key, mut value) in table {
            dates_to_strings(value.get_mut());
            let span = key.span();
            match key.get_ref().as_ref() {
                "format" => format = self.value::<u32>(value).map(|found| (found, span)),
                "title" => doc.title = self.value(value).unwrap_or_default(),
                "about" => doc.about = self.value(value),
                "default-source" => doc.default_source = self.value(value),
                "source" => doc.sources = self.records(value),
                "person" => doc.persons = self.records(value),
                "event" => doc.events = self.records(value),
                "quote" => doc.quotes = self.records(value),
                "term" => doc.terms = self.records(value),
                "remark" => doc.remarks = self.records(value),
                "relation" => doc.relations = self.list(value),
                "claim" => doc.claims = self.list(value),
                unknown => {
                    self.report(
                        format!("unknown key `{unknown}`"),
                        Some(span),
                        suggest(unknown, TOP),
                    );
                    let ids = value.get_ref().as_table().into_iter().flatten();
                    self.unread.extend(ids.map(|(id, _)| id.get_ref().to_string()));
                }
            }
        }
        match format {
            Some((FORMAT, _)) => {}
            Some((other, span)) => self.report(
                format!("format {other} is not one that this program reads"),
                Some(span),
                format!("write `format = {FORMAT}`"),
            ),
            None if self.problems.is_empty() => self.report(
                "this is not a fact base: it does not say its format".to_owned(),
                Some(0..0),
                format!("begin the file with `format = {FORMAT}`"),
            ),
            None => {}
        }
        doc
    }

    fn report(&mut self, message: String, span: Option<Range<usize>>, hint: String) {
        self.problems.push(Problem { message, span, related: None, hint: Some(hint) });
    }

    fn value<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                self.problems.push(of_toml(&error, Some(span)));
                None
            }
        }
    }

    /// A table of records, each under its id.
    fn records<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<Record<T>> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.report(
                "expected records, each a table under its id".to_owned(),
                Some(span),
                "write [person.nina], [event.nina-death] …".to_owned(),
            );
            return Vec::new();
        };
        let mut records = Vec::with_capacity(table.len());
        for (key, value) in table {
            let id = match Id::new(key.get_ref().as_ref()) {
                Ok(id) => Some(id),
                Err(message) => {
                    let hint = "as nina-death or gpu".to_owned();
                    self.report(message, Some(key.span()), hint);
                    None
                }
            };
            match (id, self.value(value)) {
                (Some(id), Some(body)) => records.push(Record { id, body }),
                _ => self.unread.push(key.into_inner().into_owned()),
            }
        }
        records
    }

    /// An array of tables.
    fn list<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<T> {
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            self.report(
                "expected an array of tables".to_owned(),
                Some(span),
                "write [[relation]], with two brackets, before each".to_owned(),
            );
            return Vec::new();
        };
        array.into_iter().filter_map(|item| self.value(item)).collect()
    }
}

/// Takes TOML's own dates for the strings that they are written as, which are EDTF.
fn dates_to_strings(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(array) => {
            array.iter_mut().for_each(|item| dates_to_strings(item.get_mut()));
        }
        DeValue::Table(table) => {
            table.iter_mut().for_each(|(_, item)| dates_to_strings(item.get_mut()));
        }
        _ => {}
    }
}

/// A problem from what the TOML reader says; `whole` is where, if it does not know.
fn of_toml(error: &toml::de::Error, whole: Option<Range<usize>>) -> Problem {
    let said = error.message().trim_end();
    let span = error.span().or(whole);
    // serde names what it found and what it knows between back quotes.
    let mut names = said.split('`').skip(1).step_by(2);
    let (message, hint) = if said.starts_with("unknown ") {
        let unknown = names.next().unwrap_or_default();
        let what = if said.starts_with("unknown field") { "key" } else { "word" };
        (format!("unknown {what} `{unknown}`"), Some(suggest(unknown, names)))
    } else if said.starts_with("missing field `at`") {
        let hint = "say where in the source: at = 12, the number of the paragraph";
        ("a citation without locator".to_owned(), Some(hint.to_owned()))
    } else if said.starts_with("missing field `cite`") {
        let hint = "no fact without a source: cite = [12] is paragraph 12 of the default source";
        ("a record without citation: missing key `cite`".to_owned(), Some(hint.to_owned()))
    } else if said.starts_with("missing field") {
        (said.replace("missing field", "missing key"), None)
    } else if let Some((text, _)) = said.split_once("\" is not an EDTF date") {
        (said.to_owned(), Some(crate::date::hint(text.trim_start_matches('"'))))
    } else if said.starts_with("duplicate key") {
        let hint = "each id is used once, and each key once in a record";
        (said.to_owned(), Some(hint.to_owned()))
    } else {
        (said.replace('\n', ", "), None)
    };
    Problem { message, span, related: None, hint }
}

/// "Did you mean", or else all that there is.
fn suggest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match names::nearest(unknown, known.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.join(", ")),
    }
}

/// A problem from what the check found, at the deepest place of its path that is in the text.
fn place(finding: &Finding, table: &DeTable<'_>) -> Problem {
    Problem {
        message: finding.message.clone(),
        span: span_of(&finding.path, table),
        related: finding
            .related
            .as_ref()
            .and_then(|(path, label)| Some((span_of(path, table)?, label.clone()))),
        hint: finding.hint.clone(),
    }
}

/// A text that was read as a fact base, by the places of what it says.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    table: Spanned<DeTable<'t>>,
}

impl<'t> Places<'t> {
    /// Reads the text of a sound base once more, now for the places.
    pub fn new(text: &'t str) -> Self {
        Self { text, table: DeTable::parse_recoverable(text).0 }
    }

    /// The line and the column, both from 1 and the column in characters, of the deepest place of
    /// a path that is in the text.
    pub fn line_and_column(&self, path: &[Step]) -> (usize, usize) {
        let start = span_of(path, self.table.get_ref()).map_or(0, |span| span.start);
        let before = self.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

fn span_of(path: &[Step], table: &DeTable<'_>) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let Step::Key(name) = first else { return None };
    let (key, mut value) = table.get_key_value(name.as_str())?;
    let mut span = shown_span(key, value);
    for step in rest {
        let inner = match (step, value.get_ref()) {
            (Step::Key(name), DeValue::Table(table)) => table.get_key_value(name.as_str()),
            (Step::KeyOf(name), DeValue::Table(table)) => {
                return table.get_key_value(name.as_str()).map(|(key, _)| key.span());
            }
            (Step::Index(index), DeValue::Array(array)) => {
                let Some(item) = array.get(*index) else { return Some(span) };
                value = item;
                span = item.span();
                continue;
            }
            // A list of one may stand without its brackets.
            (Step::Index(0), _) => continue,
            _ => None,
        };
        let Some((key, inner)) = inner else { return Some(span) };
        value = inner;
        span = shown_span(key, inner);
    }
    Some(span)
}

/// A record is shown by its header, a field by its value.
fn shown_span(key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Range<usize> {
    if matches!(value.get_ref(), DeValue::Table(_)) { key.span() } else { value.span() }
}

#[cfg(test)]
mod tests;
