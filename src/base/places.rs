//! Where in the texts of a base something stands.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::check::Step;
use super::load::{only_table, prefix_of};
use super::schema::Id;
use super::texts::{Named, starts};

/// The texts of a base, by the places of what they say.
#[derive(Debug)]
pub struct Places<'t> {
    texts: &'t [Named<'t>],
    tables: Vec<Located<'t>>,
}

/// A text that was read for the places in it.
#[derive(Debug)]
struct Located<'t> {
    /// Where it starts.
    start: usize,
    table: DeTable<'t>,
    lines: Lines<'t>,
    /// What comes before the ids of its records.
    prefix: Option<Id>,
}

/// A place as an editor finds it: the file, and in it the line and the column, both from 1 and the
/// column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'t> {
    pub file: &'t str,
    pub line: usize,
    pub column: usize,
}

impl<'t> Places<'t> {
    /// Reads the texts of a base once more, now for the places.
    pub fn new(texts: &'t [Named<'t>]) -> Self {
        let read = |(start, text)| {
            let table = DeTable::parse_recoverable(text).0.into_inner();
            let prefix = prefix_of(&table);
            Located { start, table, lines: Lines::new(text), prefix }
        };
        Self { texts, tables: starts(texts).map(read).collect() }
    }

    /// The deepest place of a path that is in the texts; their first, if nothing of it is.
    pub fn find(&self, path: &[Step]) -> Place<'t> {
        self.at(self.span(path).unwrap_or_default().start)
    }

    /// The place with a number.
    pub fn at(&self, place: usize) -> Place<'t> {
        let mut files = self.texts.iter().zip(&self.tables).rev();
        let Some(((file, _), text)) = files.find(|(_, text)| text.start <= place) else {
            return Place { file: "", line: 1, column: 1 };
        };
        let (line, column) = text.lines.line_and_column(place - text.start);
        Place { file, line, column }
    }

    /// So many items an array of tables has in the files before one.
    pub fn items_before(&self, list: &str, file: usize) -> usize {
        self.tables.iter().take(file).map(|text| items(&text.table, list)).sum()
    }

    /// What comes before the ids of the records of a file.
    pub fn prefix(&self, file: usize) -> Option<&Id> {
        self.tables.get(file)?.prefix.as_ref()
    }

    /// The deepest place of a path in one of the texts.
    pub(super) fn span_in(&self, file: usize, path: &[Step]) -> Option<Range<usize>> {
        self.tables.get(file)?.span(path)
    }

    /// The deepest place of a path, in the text that has it: an array of tables goes on from one to
    /// the next, and a record is in the first that has its id.
    pub fn span(&self, path: &[Step]) -> Option<Range<usize>> {
        let mut path = path.to_vec();
        if let [Step::Key(list), Step::Index(index), ..] = path.as_mut_slice() {
            let mut file = 0;
            for text in &self.tables {
                let count = items(&text.table, list);
                if *index < count {
                    break;
                }
                *index -= count;
                file += 1;
            }
            return self.span_in(file, &path);
        }
        let file = self.tables.iter().position(|text| text.has(&path));
        self.span_in(file.unwrap_or_default(), &path)
    }
}

impl Located<'_> {
    /// Whether the beginning of a path is in it: the record, or the key at the top.
    fn has(&self, path: &[Step]) -> bool {
        match path {
            [Step::Key(kind), Step::Key(id) | Step::KeyOf(id), ..] => {
                let records = self.table.get(kind.as_str()).map(Spanned::get_ref);
                let id = self.own(id);
                records.zip(id).is_some_and(|(records, id)| records.get(id).is_some())
            }
            [Step::Key(key), ..] => self.table.contains_key(key.as_str()),
            _ => false,
        }
    }

    /// The deepest place of a path.
    fn span(&self, path: &[Step]) -> Option<Range<usize>> {
        let (first, rest) = path.split_first()?;
        let Step::Key(name) = first else { return None };
        let (key, mut value) = self.table.get_key_value(name.as_str())?;
        let mut span = shown_span(key, value);
        for (depth, step) in rest.iter().enumerate() {
            let inner = match (step, value.get_ref()) {
                (Step::Key(name), DeValue::Table(table)) => self.entry(table, name, depth),
                (Step::Key(name), DeValue::Array(_)) => only_table(value)
                    .and_then(|table| table.get_ref().as_table())
                    .and_then(|table| self.entry(table, name, depth)),
                (Step::KeyOf(name), DeValue::Table(table)) => {
                    let entry = self.entry(table, name, depth);
                    return entry.map(|(key, _)| self.within_all(&key.span()));
                }
                (Step::Index(index), DeValue::Array(array)) => {
                    let Some(item) = array.get(*index) else { break };
                    value = item;
                    span = item.span();
                    continue;
                }
                // A list of one may stand without its brackets.
                (Step::Index(0), _) => continue,
                _ => None,
            };
            let Some((key, inner)) = inner else { break };
            value = inner;
            span = shown_span(key, inner);
        }
        Some(self.within_all(&span))
    }

    /// What stands under a name of a path: under the short id of a record of the file, or, deeper,
    /// under an id that may be written either way.
    fn entry<'e, 'd>(
        &self,
        table: &'e DeTable<'d>,
        name: &str,
        depth: usize,
    ) -> Option<(&'e Spanned<DeString<'d>>, &'e Spanned<DeValue<'d>>)> {
        let own = self.own(name).and_then(|own| table.get_key_value(own));
        if depth == 0 { own } else { table.get_key_value(name).or(own) }
    }

    /// An id as the file calls a record of its own; `None`, if it cannot have one of that id.
    fn own<'i>(&self, id: &'i str) -> Option<&'i str> {
        match &self.prefix {
            Some(prefix) => id.strip_prefix(&**prefix)?.strip_prefix('.'),
            None => Some(id),
        }
    }

    /// A span of this text as one of all texts.
    fn within_all(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.start..span.end + self.start
    }
}

/// How many items an array of tables has.
fn items(table: &DeTable<'_>, list: &str) -> usize {
    let list = table.get(list).and_then(|list| list.get_ref().as_array());
    list.map_or(0, |list| list.len())
}

/// The lines of a text, to be found by their bytes.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Notes where the lines of a text begin.
    pub fn new(text: &'t str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The line and the column of a byte, both from 1 and the column in characters.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.start(line);
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The byte with which a line, counted from 1, begins; the end of the text after its last.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }
}

/// A record is shown by its header, a field by its value.
fn shown_span(key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Range<usize> {
    if matches!(value.get_ref(), DeValue::Table(_)) { key.span() } else { value.span() }
}
