//! Fields by their names: which of them a script gets, and in which order.
//!
//! The names are those of the columns and of JSON, which agree: a column that is a part of a JSON
//! field is called after both (`date-certainty` is `.date.certainty`).

use std::fmt;

use super::rows;
use crate::names;
use crate::query::Topic;

/// A field of the records of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What was asked: the words of the question.
    Query,
    /// One of the columns that every row has.
    Column(usize),
    /// A column for the asking.
    More(&'static str),
    /// What no column could hold.
    Json(&'static str),
}

impl Field {
    /// Its name.
    pub fn name(self, topic: Topic) -> &'static str {
        match self {
            Self::Query => QUERY,
            Self::Column(at) => {
                rows::columns(topic).get(at).and_then(|column| column.field).unwrap_or_default()
            }
            Self::More(name) | Self::Json(name) => name,
        }
    }

    /// Where it is found, in a few words.
    pub fn place(self) -> &'static str {
        match self {
            Self::Column(_) => "column",
            Self::Query | Self::More(_) => "column for the asking",
            Self::Json(_) => "JSON alone",
        }
    }
}

/// The field of what was asked.
pub const QUERY: &str = "query";

/// The fields that were asked for, each once.
#[derive(Debug, Clone)]
pub struct Fields(Vec<Field>);

impl Fields {
    /// The fields with these names.
    ///
    /// # Errors
    ///
    /// The first that records of this topic do not have, or that rows do not, where rows are asked
    /// for.
    pub fn named(topic: Topic, names: &[String], for_json: bool) -> Result<Self, UnknownField> {
        let mut fields = Vec::new();
        for name in names.iter().map(|name| name.trim()) {
            let known = all(topic).find(|field| field.name(topic) == name);
            match known {
                Some(Field::Json(_)) if !for_json => {
                    return Err(UnknownField::new(topic, name, for_json, true));
                }
                None => return Err(UnknownField::new(topic, name, for_json, false)),
                Some(field) if fields.contains(&field) => {}
                Some(field) => fields.push(field),
            }
        }
        Ok(Self(fields))
    }

    /// The fields, in the order in which they were asked for.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }
}

/// Every field that records of a topic have: the usual columns, those for the asking, and what is
/// in JSON alone.
pub fn all(topic: Topic) -> impl Iterator<Item = Field> {
    let columns = rows::columns(topic).iter().enumerate();
    let columns = columns.filter(|(_, column)| column.field.is_some());
    let columns = columns.map(|(at, _)| Field::Column(at));
    let more = rows::further(topic).iter().map(|name| Field::More(name));
    let json = json_alone(topic).iter().map(|name| Field::Json(name));
    columns.chain(std::iter::once(Field::Query)).chain(more).chain(json)
}

/// What is nested too deeply for a column.
const fn json_alone(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::People => &["family", "facts", "events", "quotes_by", "quotes_about", "remarks"],
        Topic::Events | Topic::Chronology => &["cause", "figures", "remarks"],
        Topic::Quotes => &["contains"],
        Topic::Terms => &["remarks"],
        Topic::Sources => &["sections"],
        Topic::Records | Topic::Hits => &[
            "type",
            "title",
            "also",
            "sex",
            "about",
            "born",
            "died",
            "family",
            "facts",
            "events",
            "quotes_by",
            "quotes_about",
            "remarks",
            "date",
            "match",
            "matched",
            "claims",
            "places",
            "people",
            "terms",
            "cause",
            "figures",
            "certainty",
            "because",
            "speakers",
            "via",
            "to",
            "occasion",
            "context",
            "inside",
            "contains",
            "attribution",
            "author",
            "container-title",
            "publisher",
            "publisher-place",
            "issued",
            "accessed",
            "URL",
            "language",
            "paragraphs",
            "sections",
            "note",
            "records",
        ],
    }
}

/// A field that was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    name: String,
    is_json: bool,
    known: Vec<&'static str>,
}

impl UnknownField {
    fn new(topic: Topic, name: &str, for_json: bool, is_json: bool) -> Self {
        let fields = all(topic).filter(|field| for_json || !matches!(field, Field::Json(_)));
        let known = fields.map(|field| field.name(topic)).collect();
        Self { name: name.to_owned(), is_json, known }
    }
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, known, .. } = self;
        if self.is_json {
            write!(f, "the field “{name}” fits no column: ask for it with --json or -f jsonl")
        } else {
            write!(f, "no field here is called “{name}”")
        }?;
        match names::nearest(name, known.iter().copied(), 1).first() {
            Some(near) if !self.is_json => write!(f, "\n  hint: did you mean {near}?")?,
            _ => {}
        }
        write!(f, "\n  hint: the fields are {}", known.join(", "))
    }
}

impl std::error::Error for UnknownField {}
