//! Records and places as citations, ready to paste.

use serde::Serialize;

use crate::base::Entry;
use crate::base::schema::{Cite, LocatorTerm, Record, Source};
use crate::cite::annotation::{self, Annotation};
use crate::cite::render::{self, Passages};
use crate::cite::{Citer, Rich, link, references};
use crate::query::{self, Cited};

/// What is wanted of a citation.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub form: Form,
    /// Pandoc's citations instead, which Pandoc renders.
    pub pandoc: bool,
    /// With a deep link to each passage.
    pub link: bool,
    /// The text of the source, where a copy of it was given.
    pub copy: Option<String>,
}

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Where something is cited.
    Citation(render::Form),
    /// The entry of the bibliography.
    Bibliography,
}

/// A citation and what it is of.
#[derive(Debug, Clone, Serialize)]
pub struct Citation {
    /// What is cited: the id of a record, or `source:locator`.
    pub id: String,
    /// The places that it cites, as the TSV columns have them.
    #[serde(rename = "ref")]
    pub reference: String,
    #[serde(skip)]
    pub rich: Rich,
    /// Markdown for Pandoc, which is not to be escaped.
    #[serde(skip)]
    pub pandoc: Option<String>,
    /// Where the passages are, if the source is on the web.
    pub links: Vec<String>,
}

/// Cites what was asked for, in one document.
pub fn citations(base: &Citer<'_>, cited: &[Cited<'_>], wanted: &Wanted) -> Vec<Citation> {
    let Form::Citation(form) = wanted.form else { return bibliography(base, cited) };
    let places: Vec<_> = cited.iter().map(Cited::cites).collect();
    let document: Vec<Passages<'_>> =
        places.iter().map(|cites| Passages { cites: cites.iter().collect() }).collect();
    // What Pandoc renders needs no style here, and loading one takes longest.
    let style = if wanted.pandoc { None } else { base.style() };
    let rendered = match style {
        Some(style) => render::citations(base, style, form, &document),
        None => vec![Rich::default(); document.len()],
    };
    let all = cited.iter().zip(places.iter().zip(rendered));
    all.map(|(cited, (cites, rich))| Citation {
        id: cited.id(),
        reference: references(base, &**cites),
        rich: match cited {
            Cited::Record(Entry::Quote(quote)) if !wanted.pandoc => base.secondary(quote, rich),
            _ => rich,
        },
        pandoc: wanted.pandoc.then(|| for_pandoc(base, cited, cites)),
        links: if wanted.link { links(base, cited, cites, wanted.copy.as_deref()) } else { vec![] },
    })
    .collect()
}

fn bibliography(base: &Citer<'_>, cited: &[Cited<'_>]) -> Vec<Citation> {
    let sources = query::sources_of(base, cited);
    let Some(style) = base.style() else { return Vec::new() };
    let entry = |(id, rich): (String, Rich)| Citation {
        reference: id.clone(),
        id,
        rich,
        pandoc: None,
        links: Vec::new(),
    };
    render::bibliography(style, &sources).into_iter().map(entry).collect()
}

/// The deep links to the passages of what is cited, where their sources are on the web.
fn links(base: &Citer<'_>, what: &Cited<'_>, cites: &[Cite], copy: Option<&str>) -> Vec<String> {
    let link_to = |cite: &Cite| {
        let url = base.source_of(cite)?.url.as_deref()?;
        let words = match what {
            Cited::Record(Entry::Quote(quote)) if cites.len() == 1 => Some(quote.text.as_str()),
            _ => cite.words.as_deref(),
        };
        let Some(words) = words else { return Some(url.to_owned()) };
        let context = copy.and_then(|copy| link::context_in(copy, words, 0));
        Some(link::text_fragment(url, words, context))
    };
    let mut links: Vec<String> = Vec::new();
    for link in cites.iter().filter_map(link_to) {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// Annotations: one, or a page of them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Annotations<'a> {
    One(Box<Annotation<'a>>),
    Page(Page<'a>),
}

/// Several annotations, as the W3C model has them.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "type")]
    class: &'static str,
    items: Vec<Annotation<'a>>,
}

/// What was asked for as W3C Web Annotations; a place that is no record has none.
pub fn annotations<'a>(
    base: &Citer<'a>,
    cited: &[Cited<'a>],
    copy: Option<&'a str>,
) -> Annotations<'a> {
    let around = |_: &'a Cite, words: &'a str| {
        let copy = copy?;
        let place = link::occurrences(copy, words).into_iter().next()?;
        Some(link::around(copy, &place, CONTEXT))
    };
    let annotation = |cited: &Cited<'a>| match cited {
        Cited::Record(entry) => Some(annotation::annotation(base, *entry, around)),
        Cited::Place(_) => None,
    };
    let mut items: Vec<Annotation<'a>> = cited.iter().filter_map(annotation).collect();
    if items.len() == 1 {
        return Annotations::One(Box::new(items.remove(0)));
    }
    let context = "http://www.w3.org/ns/anno.jsonld";
    Annotations::Page(Page { context, class: "AnnotationPage", items })
}

/// So many words of context tell a passage from another.
const CONTEXT: usize = 4;

/// `[@miller-2020, para. 18]`, with the words that make it second-hand.
fn for_pandoc(base: &Citer<'_>, what: &Cited<'_>, cites: &[Cite]) -> String {
    let item = |source: &Record<Source>| {
        let here: Vec<&Cite> = cites.iter().filter(|cite| base.is_of(cite, source)).collect();
        format!("@{}{}", source.id, pandoc_locator(base, &here))
    };
    let sources = base.sources_of(cites);
    let items: Vec<String> = sources.into_iter().map(item).collect();
    let quoted = match what {
        Cited::Record(Entry::Quote(quote)) if !base.is_own(quote) => {
            format!("{}, quoted in ", base.speaker(quote))
        }
        _ => String::new(),
    };
    format!("[{quoted}{}]", items.join("; "))
}

/// A locator in words that Pandoc knows: `, paras. 18-20`.
fn pandoc_locator(base: &Citer<'_>, cites: &[&Cite]) -> String {
    let (numbered, named): (Vec<&Cite>, Vec<&Cite>) =
        cites.iter().copied().partition(|cite| cite.number().is_some());
    let mut parts = vec![String::new()];
    if let Some(first) = numbered.first() {
        let numbers = render::numbers(&numbered);
        let plural = if numbers.contains(['-', ',']) { "s" } else { "" };
        let term = match base.locator_term(first) {
            LocatorTerm::Paragraph => format!("para{plural}."),
            LocatorTerm::Page => format!("p{}.", if plural.is_empty() { "" } else { "p" }),
            other => format!("{}{plural}", other.word()),
        };
        parts.push(format!("{term} {numbers}"));
    }
    parts.extend(named.iter().map(|cite| cite.at.clone()).filter(|at| !at.is_empty()));
    parts.join(", ")
}
