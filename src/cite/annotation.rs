//! W3C Web Annotations: a record said of the passages that it rests on, for programs that show
//! notes beside a text.
//!
//! The record is the body: what it says as text, its kind and its id as tags, and its certainty
//! where it is less than stated. The passages are the targets, each found by its words
//! (`TextQuoteSelector`) and labelled with its place.
//!
//! The model wants an IRI of every annotation and every source, and a base has none but the
//! addresses of sources that have one. Where there is none, a `urn:uuid` is worked out of what is
//! named (RFC 9562, version 8): the same record gets the same one every time, and nothing pretends
//! to be found on the Web. A source without an address is an object with such an id that says in
//! Dublin Core what the source is: its title, its authors and how it is cited.

use std::borrow::Cow;

use serde::Serialize;

use super::Citer;
use super::link::Context;
use crate::base::Entry;
use crate::base::schema::{Certainty, Cite, Name, Record, Source};

/// An annotation; serialised it is JSON-LD.
#[derive(Debug, Serialize)]
pub struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    motivation: &'static str,
    body: Vec<TextualBody<'a>>,
    target: Vec<Target<'a>>,
}

#[derive(Debug, Serialize)]
struct TextualBody<'a> {
    #[serde(rename = "type")]
    class: &'static str,
    purpose: &'static str,
    value: Cow<'a, str>,
    format: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Passage(Passage<'a>),
    Whole(SourceRef<'a>),
}

/// A passage of a source: the model's `SpecificResource`.
#[derive(Debug, Serialize)]
struct Passage<'a> {
    #[serde(rename = "type")]
    class: &'static str,
    source: SourceRef<'a>,
    /// The place as readers know it.
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    selector: Option<TextQuoteSelector<'a>>,
}

#[derive(Debug, Serialize)]
struct TextQuoteSelector<'a> {
    #[serde(rename = "type")]
    class: &'static str,
    exact: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum SourceRef<'a> {
    Address(&'a str),
    Described(Box<Described<'a>>),
}

/// A source that has no address.
#[derive(Debug, Serialize)]
struct Described<'a> {
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    #[serde(rename = "dcterms:identifier")]
    identifier: &'a str,
    #[serde(rename = "dcterms:title")]
    title: &'a str,
    #[serde(rename = "dcterms:bibliographicCitation")]
    citation: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    creator: Vec<Agent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Agent {
    /// Absent where the name may be that of a body.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    name: String,
}

/// A record as an annotation of every passage that it cites; a source as one of itself.
///
/// `around` tells what stands around the words of a citation, where a copy of the source is at
/// hand. A passage of which the base has no words is known by its place alone.
pub fn annotation<'a>(
    base: &Citer<'a>,
    entry: Entry<'a>,
    around: impl Fn(&'a Cite, &'a str) -> Option<Context<'a>>,
) -> Annotation<'a> {
    let passage = |cite: &'a Cite| {
        let source = base.source_of(cite)?;
        let selector = exact(entry, cite).map(|exact| {
            let context = around(cite, exact).unwrap_or_default();
            let (prefix, suffix) = (context.before, context.after);
            TextQuoteSelector { class: "TextQuoteSelector", exact, prefix, suffix }
        });
        let (source, label) = (source_ref(base, source), super::place(base, cite));
        Some(Target::Passage(Passage { class: "SpecificResource", source, label, selector }))
    };
    let target = match entry {
        Entry::Source(source) => vec![Target::Whole(source_ref(base, source))],
        _ => entry.cites().filter_map(passage).collect(),
    };
    Annotation {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: id(base, entry),
        class: "Annotation",
        motivation: motivation(entry),
        body: body(base, entry),
        target,
    }
}

/// Why the record is said of its passages: to tell who or what is meant, what is said, or how far
/// it can be trusted.
fn motivation(entry: Entry<'_>) -> &'static str {
    match entry {
        Entry::Person(_) | Entry::Term(_) | Entry::Source(_) => "identifying",
        Entry::Event(_) | Entry::Quote(_) => "describing",
        Entry::Remark(_) => "assessing",
    }
}

/// The words by which a passage is found. A quotation is its passage, unless it cites several.
fn exact<'a>(entry: Entry<'a>, cite: &'a Cite) -> Option<&'a str> {
    match entry {
        Entry::Quote(quote) if quote.cite.len() == 1 => Some(&quote.text),
        _ => cite.words.as_deref(),
    }
}

/// What the record says and what it is; and where the source does not simply say so, how far it can
/// be trusted and why.
fn body<'a>(base: &Citer<'a>, entry: Entry<'a>) -> Vec<TextualBody<'a>> {
    let textual = |purpose, value| {
        let (class, format) = ("TextualBody", "text/plain");
        TextualBody { class, purpose, value, format }
    };
    let tag = |text: &'a str| textual("tagging", Cow::Borrowed(text));
    let mut body = vec![
        textual(motivation(entry), Cow::Owned(told(base, entry))),
        tag(entry.kind()),
        tag(entry.id()),
    ];
    let (certainty, because) = match entry {
        Entry::Event(event) => (event.certainty, &event.because),
        Entry::Quote(quote) => (quote.certainty, &quote.because),
        _ => (Certainty::Stated, &None),
    };
    if certainty != Certainty::Stated {
        body.push(tag(certainty.word()));
    }
    if let Some(because) = because {
        body.push(textual("assessing", Cow::Borrowed(because)));
    }
    body
}

/// What a record says, in a line: of a quotation, who said it and when.
fn told(base: &Citer<'_>, entry: Entry<'_>) -> String {
    let headed = |head: &str, text: Option<&str>| match text {
        Some(text) => format!("{head}: {text}"),
        None => head.to_owned(),
    };
    match entry {
        Entry::Person(person) => headed(&person.name, Some(&person.about)),
        Entry::Term(term) => headed(&term.name, Some(&term.about)),
        Entry::Event(event) => headed(&event.title, event.text.as_deref()),
        Entry::Remark(remark) => headed(&remark.title, Some(&remark.text)),
        Entry::Source(source) => base.source(source).text(),
        Entry::Quote(quote) => {
            let names: Vec<&str> = quote.speaker.iter().map(|id| base.name_of(id)).collect();
            headed(&names.join(", "), quote.context.as_deref())
        }
    }
}

fn source_ref<'a>(base: &Citer<'_>, source: &'a Record<Source>) -> SourceRef<'a> {
    if let Some(url) = &source.url {
        return SourceRef::Address(url);
    }
    let citation = base.source(source).text();
    SourceRef::Described(Box::new(Described {
        id: urn(["source", &source.csl_type, &identity(source)]),
        class: "Text",
        identifier: &source.id,
        title: &source.title,
        citation,
        creator: source.author.iter().map(agent).collect(),
        language: source.language.as_deref(),
    }))
}

fn agent(name: &Name) -> Agent {
    let class = name.literal.is_none().then_some("Person");
    Agent { class, name: super::author(name) }
}

/// What tells a source from others, whatever the style of its citation.
fn identity(source: &Source) -> String {
    let authors = source.author.iter().map(super::author);
    let container = source.container_title.clone();
    let issued = source.issued.as_ref().map(ToString::to_string);
    let parts = authors.chain([source.title.clone()]).chain(container).chain(issued);
    parts.collect::<Vec<_>>().join("\n")
}

/// The IRI of an annotation: of this record on these passages.
fn id(base: &Citer<'_>, entry: Entry<'_>) -> String {
    let mut parts = vec![entry.kind().to_owned(), entry.id().to_owned()];
    for cite in entry.cites() {
        parts.extend(base.source_of(cite).map(|source| identity(source)));
        parts.push(cite.at.clone());
        parts.extend(exact(entry, cite).map(str::to_owned));
    }
    urn(parts.iter().map(String::as_str))
}

/// A name-based UUID of our own making: FNV-1a, which is neither secret nor short of bits.
fn urn<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    // No text has the byte that ends a part.
    for byte in parts.into_iter().flat_map(|part| part.bytes().chain([0xff])) {
        hash ^= u128::from(byte);
        hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    let versioned = hash & !(0xf << 76) | (8 << 76);
    let mut digits = format!("{:032x}", versioned & !(0b11 << 62) | (0b10 << 62));
    for at in [20, 16, 12, 8] {
        digits.insert(at, '-');
    }
    format!("urn:uuid:{digits}")
}

#[cfg(test)]
mod tests;
