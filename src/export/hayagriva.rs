//! Hayagriva's YAML, which Typst reads.
//!
//! Hayagriva has a writer of its own, and it is not used here: what it writes for 15 March 44 BC
//! cannot be read again, "about 1924" becomes 1924, and a comma in the name of a body divides it.
//! Its reader refuses a whole file for one value that it does not like; such values are left out.

use std::fmt::Write as _;
use std::str::FromStr;

use hayagriva::types::{Date as Readable, QualifiedUrl};
use serde_json::json;

use super::one_line;
use crate::base::schema::{Name, Record, Source};
use crate::date::Date;

/// What a CSL type is to Hayagriva.
struct Kind {
    entry: &'static str,
    /// The type of what contains the source.
    parent: &'static str,
    /// What the type of the entry does not tell.
    genre: Option<&'static str>,
}

fn kind(csl_type: &str) -> Kind {
    let (entry, parent, genre) = match csl_type {
        "article" | "article-journal" | "article-magazine" => ("article", "periodical", None),
        "article-newspaper" => ("article", "newspaper", None),
        "webpage" => ("web", "web", None),
        "post-weblog" => ("article", "blog", None),
        "post" => ("post", "thread", None),
        "book" => ("book", "anthology", None),
        "chapter" => ("chapter", "book", None),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => ("entry", "reference", None),
        "paper-conference" => ("article", "proceedings", None),
        "report" => ("report", "anthology", None),
        "thesis" => ("thesis", "misc", None),
        "manuscript" => ("manuscript", "misc", None),
        "motion_picture" => ("video", "video", None),
        "speech" => ("misc", "conference", Some("Speech")),
        "interview" => ("misc", "misc", Some("Interview")),
        "personal_communication" => ("misc", "misc", Some("Personal communication")),
        _ => ("misc", "misc", None),
    };
    Kind { entry, parent, genre }
}

/// A source as an entry.
pub(super) fn entry(source: &Record<Source>) -> String {
    let kind = kind(&source.csl_type);
    let mut entry = Yaml(format!("{}:\n", quoted(&source.id)));
    entry.set(1, "type", Some(kind.entry.to_owned()));
    entry.set(1, "title", Some(formatted(&source.title)));
    entry.authors(&source.author);
    entry.set(1, "date", source.issued.as_ref().and_then(date));
    if let Some(url) = source.url.as_deref().filter(|url| QualifiedUrl::from_str(url).is_ok()) {
        entry.open(1, "url");
        entry.set(2, "value", Some(quoted(url)));
        entry.set(2, "date", source.accessed.as_ref().and_then(date));
    }
    entry.set(1, "language", source.language.as_deref().and_then(language));
    if source.publisher.is_some() || source.publisher_place.is_some() {
        entry.open(1, "publisher");
        entry.set(2, "name", source.publisher.as_deref().map(formatted));
        entry.set(2, "location", source.publisher_place.as_deref().map(formatted));
    }
    if let Some(container) = &source.container_title {
        entry.open(1, "parent");
        entry.set(2, "type", Some(kind.parent.to_owned()));
        entry.set(2, "title", Some(formatted(container)));
    }
    entry.set(1, "genre", kind.genre.map(quoted));
    entry.set(1, "note", source.note.as_deref().map(formatted));
    entry.0
}

/// Block mappings as they are being written.
struct Yaml(String);

impl Yaml {
    /// A key with a value that is YAML already, where there is one.
    fn set(&mut self, depth: usize, key: &str, value: Option<String>) {
        if let Some(value) = value {
            // Writing to a string does not fail.
            let _ = writeln!(self.0, "{:1$}{key}: {value}", "", 2 * depth);
        }
    }

    /// A key with a mapping that follows.
    fn open(&mut self, depth: usize, key: &str) {
        let _ = writeln!(self.0, "{:1$}{key}:", "", 2 * depth);
    }

    /// Names by their parts: in one text a comma or a small letter would divide them.
    fn authors(&mut self, names: &[Name]) {
        for (at, name) in names.iter().enumerate() {
            let whole = name.literal.as_ref();
            let last = whole.or(name.family.as_ref()).or(name.given.as_ref());
            if at == 0 {
                self.open(1, "author");
            }
            self.set(2, "- name", Some(quoted(last.map_or("", String::as_str))));
            if whole.is_none() && name.family.is_some() {
                self.set(3, "given-name", name.given.as_deref().map(quoted));
                self.set(3, "prefix", name.non_dropping_particle.as_deref().map(quoted));
            }
        }
    }
}

/// A text between quotation marks: what is a string in JSON is one in YAML.
fn quoted(text: &str) -> String {
    json!(one_line(text)).to_string()
}

/// A text in which Hayagriva would look for mathematics and for words that keep their case.
fn formatted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '{' | '}' | '$') {
            plain.push('\\');
        }
        plain.push(c);
    }
    quoted(&plain)
}

/// One date, the first of an interval; years before the common era are counted as in ISO 8601:
/// -0043 is 44 BC.
fn date(date: &Date) -> Option<String> {
    let parts = date.parts()?;
    let (year, rest) = parts.first()?.split_first()?;
    let year = if *year < 0 { year + 1 } else { *year };
    let mut written = if date.is_approximate() { "~".to_owned() } else { String::new() };
    let sign = if year < 0 { "-" } else { "" };
    let _ = write!(written, "{sign}{:04}", year.unsigned_abs());
    for part in rest {
        let _ = write!(written, "-{part:02}");
    }
    Readable::from_str(&written).is_ok().then(|| quoted(&written))
}

/// The beginning of a BCP 47 tag that Hayagriva knows: language, script and region.
fn language(tag: &str) -> Option<String> {
    let subtags: Vec<_> = tag.split('-').collect();
    let is_letters = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_region = |subtag: &str| match subtag.len() {
        2 => is_letters(subtag),
        3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    let (language, rest) = subtags.split_first()?;
    if !(2..=3).contains(&language.len()) || !is_letters(language) {
        return None;
    }
    let script = rest.first().filter(|subtag| subtag.len() == 4 && is_letters(subtag));
    let rest = if script.is_some() { &rest[1..] } else { rest };
    let region = rest.first().filter(|subtag| is_region(subtag));
    let known: Vec<_> = [Some(language), script, region].into_iter().flatten().copied().collect();
    Some(quoted(&known.join("-")))
}
