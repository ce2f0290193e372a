//! From TOML to a [`Document`]: every record is read by itself, so that one mistake does not hide
//! the next.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::advice::{self, suggest};
use super::check::{self, Finding, Step};
use super::doubled::{Doubled, doubled};
use super::lenient::{self, FILLING, What};
use super::near::Near;
use super::places::Places;
use super::problem::{Problem, Problems, code};
use super::qualify::{Ids, Used, qualify};
use super::schema::{Document, FORMAT, Id, Record, Source};
use super::several::{Clash, Union};
use super::syntax;
use super::texts::{self, Named, Texts, starts};
use super::unclosed::unclosed;
use crate::names;

/// The keys that a fact base may have at its top.
pub(crate) const TOP: [&str; 13] = [
    "format",
    "title",
    "about",
    "prefix",
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

/// So many mistakes of one file are told.
const MOST_MISTAKES: usize = 1000;

/// Reads a fact base and checks that its parts fit together.
///
/// `name` is what the messages call the text.
///
/// # Errors
///
/// Every mistake that can be told without guessing: of each file all of the syntax, or else all by
/// which records do not have the shape of their kind, and all references, doubled ids and citations
/// that do not hold.
pub fn read(name: &str, text: &str) -> Result<Document, Problems> {
    read_texts(&[(name, text)])
}

/// Reads bytes that should be a fact base in UTF-8.
///
/// # Errors
///
/// As [`read`], and where the bytes are no text.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Document, Problems> {
    read_all(&[(name, bytes)])
}

/// Reads a fact base of several files, each with what the messages call it. Records may refer to
/// those of every file, a citation without a source is of the default source of its own file, and
/// the first title is that of the base. The ids of a file with a prefix have it in the document.
///
/// # Errors
///
/// As [`read_bytes`], and where two files have the same id.
pub fn read_all(files: &[(&str, &[u8])]) -> Result<Document, Problems> {
    let mut texts = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        texts.push((*name, text_of(name, bytes)?));
    }
    read_texts(&texts)
}

fn read_texts(texts: &[Named<'_>]) -> Result<Document, Problems> {
    let Examined { doc, problems: list, .. } = examine(texts);
    if list.is_empty() { Ok(doc) } else { Err(Problems { texts: Texts::new(texts), list }) }
}

/// The text of a file that should be a fact base.
///
/// # Errors
///
/// Where the bytes are no text in UTF-8.
pub fn text_of<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Problems> {
    texts::utf_8(bytes).and_then(texts::without_zero).map_err(|error| {
        let problem = Problem {
            code: code::SYNTAX,
            message: format!("{name}, {error}"),
            span: None,
            related: None,
            hint: Some("save the file as text in UTF-8".to_owned()),
        };
        Problems { texts: Texts::new(&[(name, "")]), list: vec![problem] }
    })
}

/// As much of a fact base as can be read, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Examined {
    /// The records that have no mistake by themselves; none of what is not TOML.
    pub doc: Document,
    /// Which of the relations in the texts are in the document.
    pub relations: Vec<usize>,
    /// All mistakes, in the order of the texts.
    pub problems: Vec<Problem>,
}

/// Reads as much of a fact base as can be read.
pub fn examine(texts: &[Named<'_>]) -> Examined {
    let mut reader = Reader::default();
    let mut tables = Vec::with_capacity(texts.len());
    for (start, text) in starts(texts) {
        reader.start = start;
        let table = match DeTable::parse(text) {
            Ok(table) => Some(table.into_inner()),
            Err(_) => reader.syntax(text),
        };
        tables.push((start, table));
    }
    // Of a file that is no TOML nothing is read, and nothing is looked for in it.
    let is_whole = tables.iter().all(|(_, table)| table.is_some());
    let blank = |((_, table), (_, text)): (&(usize, Option<_>), &Named<'_>)| {
        table.is_none().then(|| " ".repeat(text.len()))
    };
    let blanks: Vec<Option<String>> = tables.iter().zip(texts).map(blank).collect();
    let names = texts.iter().zip(&blanks);
    let texts: Vec<Named<'_>> =
        names.map(|((name, text), blank)| (*name, blank.as_deref().unwrap_or(text))).collect();
    let texts = texts.as_slice();
    let (mut doc, default) = reader.documents(&tables, texts);
    reader.name_ids(&doc);
    let mut findings = check::check(&doc, &reader.unread);
    if !is_whole {
        // What is referred to may be where nothing was read.
        findings.retain(|finding| finding.code != code::DANGLING);
        reader.problems.retain(|problem| problem.code != code::DANGLING);
    }
    if !findings.is_empty() {
        // Only now do the places matter: the texts are read again, and kept.
        let (places, broken) = (Places::new(texts), Broken::new(&reader));
        let found = findings.iter().filter_map(|finding| reader.place(finding, &places, &broken));
        let found: Vec<Problem> = found.collect();
        reader.problems.extend(found);
        show_first_places(&mut reader.problems);
    }
    if !is_whole {
        return Examined { problems: reader.in_order(), ..Examined::default() };
    }
    // By now each citation of several files names its source.
    doc.default_source = default;
    reader.leave_out_broken(&mut doc);
    doc.settle();
    let relations = std::mem::take(&mut reader.relations.read);
    Examined { doc, relations, problems: reader.in_order() }
}

#[derive(Default)]
struct Reader {
    /// The place at which the file that is read starts.
    start: usize,
    problems: Vec<Problem>,
    /// The ids of records that are there but could not be read, or not in all of their parts, so that
    /// references to them are not called dangling.
    unread: Vec<String>,
    /// The problems of what is no id, and what is written there.
    misnamed: Vec<(usize, String)>,
    /// A default source that stands in a record.
    misplaced: Option<Id>,
    /// The keys that are written in place of those at the end of some paths.
    misspelt: Vec<(Vec<Step>, String)>,
    /// Where something else stands in place of what could not be read.
    holes: Vec<Vec<Step>>,
    relations: Listed,
    claims: Listed,
}

/// What could not be read as it is written, to be looked up.
struct Broken<'r> {
    holes: HashSet<&'r [Step]>,
    /// What the holes are parts of.
    around: HashSet<&'r [Step]>,
    misspelt: HashMap<&'r [Step], &'r str>,
}

impl<'r> Broken<'r> {
    fn new(Reader { holes, misspelt, .. }: &'r Reader) -> Self {
        let around = holes.iter().filter_map(|hole| hole.split_last());
        Self {
            around: around.map(|(_, around)| around).collect(),
            holes: holes.iter().map(Vec::as_slice).collect(),
            misspelt: misspelt.iter().map(|(path, key)| (path.as_slice(), key.as_str())).collect(),
        }
    }

    /// Whether what was found at a place may follow from a hole, for it is within it or around.
    fn explains(&self, path: &[Step]) -> bool {
        let explains = |path: &[Step]| {
            let mut ways = (1..=path.len()).filter_map(|length| path.get(..length));
            self.around.contains(path) || ways.any(|way| self.holes.contains(way))
        };
        // A citation may stand without the brackets of a list.
        let is_list = |pair: &[Step]| pair == [Step::Key("cite".to_owned()), Step::Index(0)];
        let list = path.windows(2).position(is_list);
        let alone =
            |at: usize| [path.get(..=at), path.get(at + 2..)].map(Option::unwrap_or_default);
        explains(path) || list.is_some_and(|at| explains(&alone(at).concat()))
    }

    /// Makes the keys of a path those that are written.
    fn as_written(&self, path: &mut [Step]) {
        // From the end, for the way to a key has the right ones.
        for end in (1..=path.len()).rev() {
            let written = path.get(..end).and_then(|way| self.misspelt.get(way));
            if let (Some(written), Some(step)) = (written, path.get_mut(end - 1)) {
                *step = Step::Key((*written).to_owned());
            }
        }
    }
}

/// An array of tables, through all files.
#[derive(Default)]
struct Listed {
    /// How many items there are.
    count: usize,
    /// Which of them could be read.
    read: Vec<usize>,
    /// Whether these could be read in all of their parts.
    whole: Vec<bool>,
}

impl Listed {
    /// Leaves out the items that could not be read in all of their parts.
    fn leave_out_broken<T>(&mut self, items: &mut Vec<T>) {
        let mut whole = self.whole.iter();
        items.retain(|_| whole.next() == Some(&true));
        let mut whole = self.whole.iter();
        self.read.retain(|_| whole.next() == Some(&true));
    }
}

impl Reader {
    /// Keeps what is no TOML in the file that is read. Gives what the file says, if all that is
    /// wrong with it are tables that it has twice.
    fn syntax<'t>(&mut self, text: &'t str) -> Option<DeTable<'t>> {
        let Some((problems, rest)) = unclosed(text) else { return self.mistakes(text) };
        problems.into_iter().take(MOST_MISTAKES).for_each(|problem| self.problem(problem));
        // What these brackets hid from the reader.
        self.mistakes(&rest);
        None
    }

    /// The same, where each mistake is one of its line; of a file that is something else only the
    /// first ones, each of which takes far more memory than the line in which it is.
    fn mistakes<'t>(&mut self, text: &'t str) -> Option<DeTable<'t>> {
        let mut length = 1 << 16;
        let (table, mut errors) = loop {
            let read = DeTable::parse_recoverable(lines_of(text, length));
            if length >= text.len() || read.1.len() > MOST_MISTAKES {
                break read;
            }
            length *= 2;
        };
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let next = errors.get(MOST_MISTAKES).map(toml::de::Error::span);
        errors.truncate(MOST_MISTAKES);
        let (again, errors): (Vec<_>, Vec<_>) =
            errors.into_iter().partition(|error| error.message().starts_with("duplicate key"));
        let again: Vec<Range<usize>> = again.iter().filter_map(toml::de::Error::span).collect();
        let Doubled { problems, is_read } = doubled(text, &again);
        let told = syntax::problems(text, &errors);
        for problem in problems.into_iter().chain(told) {
            self.problem(problem);
        }
        if let Some(next) = &next {
            let message = "there is more that is no TOML than is told".to_owned();
            let hint = "is this file a fact base?".to_owned();
            self.report(code::SYNTAX, message, next.clone(), hint);
        }
        (errors.is_empty() && next.is_none() && is_read).then(|| table.into_inner())
    }

    /// All problems, in the order of the texts.
    fn in_order(self) -> Vec<Problem> {
        let mut list: Vec<Problem> = self.problems.into_iter().map(Problem::shortened).collect();
        list.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
        list
    }

    /// Keeps a problem of the file that is read.
    fn problem(&mut self, problem: Problem) {
        let span = problem.span.map(|span| span.start + self.start..span.end + self.start);
        self.problems.push(Problem { span, ..problem });
    }

    /// The document of one file, or what several make together; and the default source of all.
    fn documents(
        &mut self,
        tables: &[(usize, Option<DeTable<'_>>)],
        texts: &[Named<'_>],
    ) -> (Document, Option<Id>) {
        let mut docs = Vec::with_capacity(tables.len());
        for (start, table) in tables {
            self.start = *start;
            let document = table.as_ref().map(|table| self.document(table));
            docs.push(document.unwrap_or_default());
        }
        self.qualify(&mut docs);
        if docs.len() == 1 {
            let doc = docs.remove(0);
            let default = doc.default_source.clone();
            return (doc, default);
        }
        let mut union = Union::default();
        for doc in docs {
            union.add(doc);
        }
        let default = union.default_source();
        let Union { doc, clashes, defaults, .. } = union;
        let is_there = |id: &Id| doc.sources.iter().any(|source| source.id == *id);
        let missing: Vec<_> = defaults.into_iter().filter(|(_, id)| !is_there(id)).collect();
        if !clashes.is_empty() || !missing.is_empty() {
            let places = Places::new(texts);
            self.problems.extend(clashes.into_iter().map(|clash| of_clash(clash, &places)));
            for (file, id) in missing {
                // It is told once, and not again at each citation.
                if !self.unread.iter().any(|unread| **unread == *id) {
                    self.problems.push(no_default(file, &id, &doc.sources, &places));
                    self.unread.push(id.to_string());
                }
            }
        }
        (doc, default)
    }

    /// Makes whole ids of those in the files that have a prefix. Files of the same prefix know each
    /// other's records by their short ids.
    fn qualify(&mut self, docs: &mut [Document]) {
        let mut own: HashMap<Id, HashSet<Id>> = HashMap::new();
        for doc in docs.iter_mut() {
            let Some(prefix) = doc.prefix.clone() else { continue };
            let own = own.entry(prefix).or_default();
            doc.each_id(&mut |used, id| {
                if used == Used::AsName {
                    own.insert(id.clone());
                }
            });
        }
        for doc in docs {
            let Some(prefix) = doc.prefix.clone() else { continue };
            let is_there = |id: &Id| own.get(&prefix).is_some_and(|own| own.contains(id));
            let is_unread = |id: &Id| {
                let id = id.within(&prefix);
                self.unread.iter().any(|unread| **unread == *id)
            };
            qualify(doc, &prefix, |id| is_there(id) || is_unread(id));
        }
    }

    fn document(&mut self, table: &DeTable<'_>) -> Document {
        let mut doc = Document { prefix: prefix_of(table), ..Document::default() };
        let mut format = None;
        let before = self.problems.len();
        let (unread, holes) = (self.unread.len(), self.holes.len());
        let misspelt = self.misspelt.len();
        for (key, value) in table {
            let span = key.span();
            let name = key.get_ref().as_ref();
            let at = [Step::Key(name.to_owned())];
            match self.meant(name, &span, table) {
                "format" => format = self.value::<u32>(value, &at).map(|found| (found, span)),
                "title" => doc.title = self.value(value, &at).unwrap_or_default(),
                "about" => doc.about = self.value(value, &at),
                "prefix" => self.prefix(value),
                "default-source" => doc.default_source = self.default_source(value, &at),
                "source" => doc.sources = self.records(name, value),
                "person" => doc.persons = self.records(name, value),
                "event" => doc.events = self.records(name, value),
                "quote" => doc.quotes = self.records(name, value),
                "term" => doc.terms = self.records(name, value),
                "remark" => doc.remarks = self.records(name, value),
                "relation" => {
                    doc.relations = self.list(name, value, |reader| &mut reader.relations);
                }
                "claim" => doc.claims = self.list(name, value, |reader| &mut reader.claims),
                _ => {
                    let ids = value.get_ref().as_table().into_iter().flatten();
                    self.unread.extend(ids.map(|(id, _)| id.get_ref().to_string()));
                }
            }
        }
        doc.default_source = doc.default_source.or(self.misplaced.take());
        match format {
            Some((FORMAT, _)) => {}
            Some((other, span)) => self.report(
                code::SCHEMA,
                format!("format {other} is not one that this program reads"),
                Some(span),
                format!("write `format = {FORMAT}`"),
            ),
            None if self.problems.len() == before => self.report(
                code::SCHEMA,
                "this is not a fact base: it does not say its format".to_owned(),
                Some(0..0),
                format!("begin the file with `format = {FORMAT}`"),
            ),
            None => {}
        }
        if let Some(prefix) = &doc.prefix {
            let misspelt = self.misspelt.iter_mut().skip(misspelt).map(|(path, _)| path);
            let paths = self.holes.iter_mut().skip(holes).chain(misspelt);
            let holes = paths.filter_map(|path| match &mut path[..] {
                [_, Step::Key(id), ..] => Some(id),
                _ => None,
            });
            let unread = self.unread.iter_mut().skip(unread).chain(holes);
            let short = unread.filter(|id| !id.contains('.'));
            short.for_each(|id| *id = format!("{prefix}.{id}"));
        }
        doc
    }

    /// The key of the top that is written, or that is meant by one that is none, which is told.
    fn meant<'k>(&mut self, key: &'k str, span: &Range<usize>, table: &DeTable<'_>) -> &'k str {
        if TOP.contains(&key) {
            return key;
        }
        let message = format!("unknown key `{key}`");
        self.report(code::SCHEMA, message, Some(span.clone()), suggest(key, &TOP));
        // Lists are counted through all files by their names.
        let near = lenient::near(key, &TOP).filter(|near| !["relation", "claim"].contains(near));
        let Some(meant) = near.filter(|near| !table.contains_key(*near)) else { return key };
        self.misspelt.push((vec![Step::Key(meant.to_owned())], key.to_owned()));
        meant
    }

    /// Tells where a prefix is none; what it is, [`prefix_of`] tells.
    fn prefix(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(text) = self.value::<String>(value, &[]) else { return };
        if let Err(message) = Id::without_prefix(text) {
            let hint = "a prefix is like an id: prefix = \"rome\"".to_owned();
            self.report(code::BAD_ID, message, Some(value.span()), hint);
        }
    }

    /// The default source. One that could not be read is one all the same: citations have it.
    fn default_source(&mut self, value: &Spanned<DeValue<'_>>, at: &[Step]) -> Option<Id> {
        self.value(value, at).or_else(|| {
            self.unread.push(FILLING.to_owned());
            Id::new(FILLING).ok()
        })
    }

    fn report(
        &mut self,
        code: &'static str,
        message: String,
        span: Option<Range<usize>>,
        hint: String,
    ) {
        self.problem(Problem { code, message, span, related: None, hint: Some(hint) });
    }

    /// What stands at a place, as far as it can be read; its mistakes are kept.
    fn value<T: DeserializeOwned>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        at: &[Step],
    ) -> Option<T> {
        let (read, mut faults) = lenient::read(value);
        if let Some(problem) = advice::another_record(&mut faults) {
            self.problem(problem);
        }
        for fault in faults {
            let path = [at, &fault.path].concat();
            let problem = advice::of_fault(&fault, &path);
            if problem.code == code::BAD_ID {
                let text = problem.message.split('"').nth(1).unwrap_or_default().to_owned();
                self.misnamed.push((self.problems.len(), text));
            }
            self.problem(problem);
            match fault.what {
                What::UnknownKey { key, .. } if key == "default-source" => {
                    let id = within(value, &fault.path).and_then(|value| value.get_ref().as_str());
                    self.misplaced = id.and_then(|id| Id::new(id).ok());
                }
                What::UnknownKey { meant: Some(meant), key, .. } => {
                    let table = path.split_last().map_or(&[][..], |(_, table)| table);
                    let meant = [table, &[Step::Key(meant.to_owned())]].concat();
                    self.misspelt.push((meant, key));
                }
                What::UnknownKey { meant: None, .. } => {}
                _ => self.holes.push(path),
            }
        }
        read
    }

    /// A table of records, each under its id.
    fn records<T: DeserializeOwned>(
        &mut self,
        kind: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<Record<T>> {
        let DeValue::Table(table) = value.get_ref() else {
            // Who writes a list gives each record a key for its id.
            let items = value.get_ref().as_array().into_iter().flatten();
            let ids = items.filter_map(|item| item.get_ref().get("id")?.get_ref().as_str());
            let ids: Vec<String> = ids.map(str::to_owned).collect();
            let id = ids.first().map_or("nina", String::as_str);
            let message = "expected records, each a table under its id".to_owned();
            let hint = format!("write [{kind}.{id}], with the id in the header");
            self.report(code::SCHEMA, message, Some(value.span()), hint);
            self.unread.extend(ids);
            return Vec::new();
        };
        let mut records = Vec::with_capacity(table.len());
        for (key, value) in table {
            let written = key.get_ref().as_ref();
            let before = self.problems.len();
            let id = Id::without_prefix(written).unwrap_or_else(|message| {
                self.report(code::BAD_ID, message, Some(key.span()), hint_at_id(written));
                // That by which it is meant, if references have the right one.
                self.unread.extend(advice::kebab(written));
                Id::as_written(written)
            });
            let at = [Step::Key(kind.to_owned()), Step::Key(written.to_owned())];
            let mut value = value;
            // It is read all the same, and shown at its places.
            if let Some(table) = only_table(value) {
                let message = "expected a table, found a list of them".to_owned();
                let hint = format!("write [{kind}.{written}], with one bracket on each side");
                self.report(code::SCHEMA, message, Some(value.span()), hint);
                value = table;
            }
            let body = if is_part_alone(value) {
                let message = format!("there is no [{kind}.{written}], of which this is a part");
                let others = table.keys().map(|key| key.get_ref().as_ref());
                let near = names::nearest(written, others.filter(|other| *other != written), 1);
                let hint = match near.first() {
                    Some(near) => {
                        let near = advice::kebab(near).unwrap_or_else(|| (*near).to_owned());
                        format!("did you mean `{near}`?")
                    }
                    None => format!("write [{kind}.{written}] above it"),
                };
                self.report(code::SCHEMA, message, Some(value.span()), hint);
                None
            } else {
                self.value(value, &at)
            };
            if self.problems.len() > before {
                self.unread.push(written.to_owned());
            }
            records.extend(body.map(|body| Record { id, body }));
        }
        records
    }

    /// An array of tables.
    fn list<T: DeserializeOwned>(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        listed: impl Fn(&mut Self) -> &mut Listed,
    ) -> Vec<T> {
        let DeValue::Array(array) = value.get_ref() else {
            self.report(
                code::SCHEMA,
                "expected an array of tables".to_owned(),
                Some(value.span()),
                format!("write [[{name}]], with two brackets, before each"),
            );
            return Vec::new();
        };
        let mut all = Vec::with_capacity(array.len());
        for item in array {
            let index = listed(self).count;
            let before = self.problems.len();
            let read = self.value(item, &[Step::Key(name.to_owned()), Step::Index(index)]);
            let is_whole = self.problems.len() == before;
            let listed = listed(self);
            listed.count += 1;
            if read.is_some() {
                listed.read.push(index);
                listed.whole.push(is_whole);
            }
            all.extend(read);
        }
        all
    }

    /// Tells which ids are meant by what is none.
    fn name_ids(&mut self, doc: &Document) {
        let mut near = Near::new(doc);
        for (at, text) in &self.misnamed {
            let Some(kebab) = advice::kebab(text) else { continue };
            let unread = self.unread.iter().map(String::as_str);
            let hint = near.hint(&kebab, unread, |_| true);
            let none = || format!("no record has a name like this; ids look like `{kebab}`");
            if let Some(problem) = self.problems.get_mut(*at) {
                problem.hint = Some(hint.unwrap_or_else(none));
            }
        }
    }

    /// Leaves out what is not read in all of its parts: nothing can be concluded from it.
    fn leave_out_broken(&mut self, doc: &mut Document) {
        if self.problems.is_empty() {
            return;
        }
        let unread: HashSet<&str> = self.unread.iter().map(String::as_str).collect();
        fn retain<T>(records: &mut Vec<Record<T>>, unread: &HashSet<&str>) {
            records.retain(|record| !unread.contains(&*record.id));
        }
        retain(&mut doc.sources, &unread);
        retain(&mut doc.persons, &unread);
        retain(&mut doc.events, &unread);
        retain(&mut doc.quotes, &unread);
        retain(&mut doc.terms, &unread);
        retain(&mut doc.remarks, &unread);
        self.relations.leave_out_broken(&mut doc.relations);
        self.claims.leave_out_broken(&mut doc.claims);
    }

    /// A problem from what the check found, at the deepest place of its path that is in the texts;
    /// `None`, if it follows from what could not be read, which is told.
    fn place(
        &self,
        finding: &Finding,
        places: &Places<'_>,
        broken: &Broken<'_>,
    ) -> Option<Problem> {
        let span = |path: &[Step]| places.span(&self.in_texts(path, broken));
        let path = self.in_texts(&finding.path, broken);
        if broken.explains(&path) {
            return None;
        }
        let related = finding.related.as_ref();
        Some(Problem {
            code: finding.code,
            message: finding.message.clone(),
            span: places.span(&path),
            related: related.and_then(|(path, label)| Some((span(path)?, label.clone()))),
            hint: finding.hint.clone(),
        })
    }

    /// A path as it is in the texts: its first index counts what could not be read, too, and its keys
    /// are those that are written.
    fn in_texts(&self, path: &[Step], broken: &Broken<'_>) -> Vec<Step> {
        let mut path = path.to_vec();
        if let [Step::Key(list), Step::Index(index), ..] = path.as_mut_slice() {
            let listed = if list == "claim" { &self.claims } else { &self.relations };
            *index = listed.read.get(*index).copied().unwrap_or(*index);
        }
        broken.as_written(&mut path);
        path
    }
}

/// What comes before the ids of the records of a file, if that is well said.
pub(super) fn prefix_of(table: &DeTable<'_>) -> Option<Id> {
    let prefix = match table.get("prefix")?.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return None,
    };
    Id::without_prefix(prefix).ok()
}

/// What stands at the end of a path.
fn within<'v, 't>(
    value: &'v Spanned<DeValue<'t>>,
    path: &[Step],
) -> Option<&'v Spanned<DeValue<'t>>> {
    path.iter().try_fold(value, |value, step| match (step, value.get_ref()) {
        (Step::Key(key), DeValue::Table(table)) => table.get(key.as_str()),
        (Step::Index(index), DeValue::Array(array)) => array.get(*index),
        _ => None,
    })
}

/// Whether a record has nothing but tables of its parts.
fn is_part_alone(record: &Spanned<DeValue<'_>>) -> bool {
    let keys = record.get_ref().as_table().map(DeTable::keys);
    let mut keys = keys.into_iter().flatten().map(|key| key.get_ref().as_ref()).peekable();
    keys.peek().is_some() && keys.all(|key| ["fact", "claim", "fingerprint"].contains(&key))
}

/// The table in a list of one.
pub(super) fn only_table<'v, 't>(
    value: &'v Spanned<DeValue<'t>>,
) -> Option<&'v Spanned<DeValue<'t>>> {
    let mut items = value.get_ref().as_array()?.iter();
    items.next().filter(|item| item.get_ref().is_table() && items.len() == 0)
}

/// What to write in place of what is not the id of a record.
fn hint_at_id(written: &str) -> String {
    match written.split_once('.').filter(|_| Id::new(written).is_ok()) {
        Some((prefix, short)) => {
            format!("write `{short}`, and prefix = \"{prefix}\" at the top of the file")
        }
        None => match advice::kebab(written) {
            Some(id) => format!("write `{id}`"),
            None => "as nina-death or gpu".to_owned(),
        },
    }
}

/// Shows each further use of an id beside the first in the order of the texts; records are looked
/// through kind by kind.
fn show_first_places(problems: &mut [Problem]) {
    let mut all: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    for problem in problems.iter().filter(|problem| problem.message.starts_with("the id `")) {
        if let (Some(span), Some((first, _))) = (&problem.span, &problem.related) {
            let places = all.entry(problem.message.clone()).or_default();
            places.extend([first.clone(), span.clone()]);
        }
    }
    for places in all.values_mut() {
        // The last come first.
        places.sort_by_key(|place| std::cmp::Reverse(place.start));
        places.dedup();
    }
    for problem in problems {
        let Some(places) = all.get_mut(&problem.message) else { continue };
        if let (Some(first), Some((related, _))) = (places.last().cloned(), &mut problem.related) {
            *related = first;
            problem.span = Some(places.remove(0));
        }
    }
}

/// The problem of an id that two files have.
fn of_clash(clash: Clash, places: &Places<'_>) -> Problem {
    let span = |(file, path): (usize, Vec<Step>)| places.span_in(file, &path);
    Problem {
        code: code::DOUBLED_ID,
        message: format!("the id `{}` is used twice", clash.id),
        span: span(clash.second),
        related: span(clash.first).map(|first| (first, "first used here".to_owned())),
        hint: Some(
            "an id names one record in all files, each of which may refer to it; if these are two, \
             write a prefix of its own at the top of one of the files: prefix = \"…\""
                .to_owned(),
        ),
    }
}

/// The problem of a file whose default source is in none.
fn no_default(file: usize, id: &Id, sources: &[Record<Source>], places: &Places<'_>) -> Problem {
    let near = names::nearest(id, sources.iter().map(|source| &*source.id), 1);
    Problem {
        code: code::DANGLING,
        message: format!("there is no source `{id}`"),
        span: places.span_in(file, &[Step::Key("default-source".to_owned())]),
        related: None,
        hint: near.first().map(|near| format!("did you mean `{near}`?")),
    }
}

/// The first lines of a text, of so many bytes or some more.
fn lines_of(text: &str, length: usize) -> &str {
    let rest = text.as_bytes().get(length..).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == b'\n').map(|at| length + at);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
