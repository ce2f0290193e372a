//! Citations rendered by a style, all by hayagriva: nothing here knows how a style looks.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    SpecificLocator,
};
use serde_json::{Value, json};

use super::style::{Counted, Placing, Style};
use super::{Rich, csl_json};
use crate::base::Base;
use crate::base::schema::{Cite, LocatorTerm, Paragraphs, Record, Source};

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As the style cites: a note, or brackets in the text; the first in full.
    Note,
    /// As the style cites what was cited before.
    Short,
    /// As the style cites throughout a text: the first in full, later ones shortened, and never by
    /// "ibid.", since the reader need not come from the one before.
    Running,
    /// For the running text: of a note, its short form without the full stop.
    InText,
}

/// One citation of a document: passages of one or several sources.
#[derive(Debug, Clone)]
pub struct Passages<'a> {
    pub cites: Vec<&'a Cite>,
}

/// A source and where in it.
struct Place<'a> {
    source: &'a Record<Source>,
    locator: Option<(Locator, String)>,
}

/// Renders the citations of one document, in their order, so that later ones are shortened as the
/// style says.
pub fn citations(
    base: &Base<'_>,
    style: &Style,
    form: Form,
    document: &[Passages<'_>],
) -> Vec<Rich> {
    let places: Vec<Vec<Place<'_>>> =
        document.iter().map(|passages| places(base, style, &passages.cites)).collect();
    let items = Items::of(places.iter().flatten().map(|place| place.source));
    let in_text_of_notes = form == Form::InText && style.placing() == Placing::Note;
    let is_short = form == Form::Short || in_text_of_notes;
    let is_running = form == Form::Running && style.placing() == Placing::Note;
    let mut document = Document { style, driver: BibliographyDriver::new(), notes: 0 };
    let mut wanted = Vec::new();
    if is_short {
        // What was cited before, but not just before: the short form, and no "ibid.".
        items
            .known
            .iter()
            .for_each(|(_, item)| document.cite(vec![CitationItem::with_entry(item)]));
    }
    for places in &places {
        if is_short || is_running {
            document.cite(vec![CitationItem::with_entry(&items.other)]);
        }
        let cited = places.iter().filter_map(|place| {
            let locator = place.locator.as_ref();
            let locator = locator
                .map(|(term, text)| SpecificLocator(*term, LocatorPayload::Str(text.as_str())));
            Some(CitationItem::with_locator(items.get(place.source)?, locator))
        });
        wanted.push(document.notes);
        document.cite(cited.collect());
    }
    let request = BibliographyRequest::new(&style.csl, None, &style.locales);
    let rendered = document.driver.finish(request).citations;
    let rich = |at: usize| {
        let rich = Rich::of(&rendered.get(at)?.citation);
        let suffix = style.csl.citation.layout.suffix.as_deref().unwrap_or_default();
        Some(style.punctuated(if in_text_of_notes { rich.without_end(suffix) } else { rich }))
    };
    wanted.into_iter().filter_map(rich).collect()
}

/// A document in the making.
struct Document<'a> {
    style: &'a Style,
    driver: BibliographyDriver<'a, Item>,
    notes: usize,
}

impl<'a> Document<'a> {
    fn cite(&mut self, items: Vec<CitationItem<'a, Item>>) {
        self.notes += 1;
        let Style { csl, locales } = self.style;
        self.driver.citation(CitationRequest::new(items, csl, None, locales, Some(self.notes)));
    }
}

/// The bibliography of some sources, each entry with the id of its source, in the order of the
/// style; empty for a style that has none.
pub fn bibliography(style: &Style, sources: &[&Record<Source>]) -> Vec<(String, Rich)> {
    let items = Items::of(sources.iter().copied());
    let mut driver = BibliographyDriver::new();
    for (_, item) in &items.known {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::from_items(cited, &style.csl, &style.locales));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.csl, None, &style.locales));
    let entries = rendered.bibliography.map(|bibliography| bibliography.items).unwrap_or_default();
    entries
        .iter()
        .map(|entry| {
            let rich = style.punctuated(Rich::of(&entry.content));
            let rich = match &entry.first_field {
                Some(first) => {
                    let first = Rich::of(&hayagriva::ElemChildren(vec![first.clone()]));
                    rich.after(&format!("{} ", first.text()))
                }
                None => rich,
            };
            (entry.key.clone(), rich)
        })
        .collect()
}

/// Sources as the processor takes them.
struct Items<'a> {
    known: Vec<(&'a str, Item)>,
    /// A work that nothing cites.
    other: Item,
}

impl<'a> Items<'a> {
    fn of(sources: impl Iterator<Item = &'a Record<Source>>) -> Self {
        let mut known: Vec<(&str, Item)> = Vec::new();
        for source in sources {
            if !known.iter().any(|(id, _)| **id == *source.id) {
                known.push((&source.id, item(source)));
            }
        }
        let other = read(json!({ "id": "·", "type": "book", "title": "·" }));
        Self { known, other }
    }

    fn get(&self, source: &Record<Source>) -> Option<&Item> {
        self.known.iter().find(|(id, _)| **id == *source.id).map(|(_, item)| item)
    }
}

/// A source as CSL-JSON within what the processor can take: it renders no spans of time, and needs
/// a family name for each person.
fn item(source: &Record<Source>) -> Item {
    let mut item = csl_json::item(source);
    for date in ["/issued/date-parts", "/accessed/date-parts"] {
        if let Some(parts) = item.pointer_mut(date).and_then(Value::as_array_mut) {
            parts.truncate(1);
            // CSL-JSON has no year 0; the processor counts as ISO 8601 does, where it is 1 BC.
            let year = parts.first_mut().and_then(|date| date.get_mut(0));
            if let Some((number, year)) = year.and_then(|year| Some((year.as_i64()?, year)))
                && number < 0
            {
                *year = json!(number + 1);
            }
        }
    }
    if let Some(authors) = item.get_mut("author").and_then(Value::as_array_mut) {
        for author in authors {
            if author.get("family").is_none() && author.get("literal").is_none() {
                *author = json!({ "literal": author["given"] });
            }
        }
    }
    read(item)
}

/// A field that the processor cannot read, as a year beyond its range, is left out.
fn read(item: Value) -> Item {
    let Value::Object(fields) = item else { return Item(BTreeMap::new()) };
    let known = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, serde_json::from_value(value).ok()?)));
    Item(known.collect())
}

/// The places that some citations mean, those in one source together.
fn places<'a>(base: &Base<'a>, style: &Style, cites: &[&Cite]) -> Vec<Place<'a>> {
    let sources = base.sources_of(cites.iter().copied());
    let places = sources.into_iter().flat_map(|source| {
        let here: Vec<&Cite> =
            cites.iter().copied().filter(|cite| base.is_of(cite, source)).collect();
        let locators = locators(base, style, source, &here);
        locators.into_iter().map(move |locator| Place { source, locator })
    });
    places.collect()
}

/// Where in a source, as the style may say it: numbers together, then the places without one.
fn locators(
    base: &Base<'_>,
    style: &Style,
    source: &Record<Source>,
    cites: &[&Cite],
) -> Vec<Option<(Locator, String)>> {
    let (numbered, named): (Vec<&Cite>, Vec<&Cite>) = cites
        .iter()
        .copied()
        .filter(|cite| !cite.at.is_empty())
        .partition(|cite| cite.number().is_some());
    let mut locators = Vec::new();
    if let Some(first) = numbered.first() {
        let term = base.locator_term(first);
        let numbers = || Some((csl_term(term), numbers(&numbered)));
        let is_counted = term == LocatorTerm::Paragraph && source.paragraphs != Paragraphs::Printed;
        locators.push(match style.counted() {
            _ if !is_counted => numbers(),
            Counted::Number if source.paragraphs == Paragraphs::Counted => numbers(),
            Counted::Heading => headings(source, &numbered).or_else(numbers),
            Counted::Number | Counted::Nothing => None,
        });
    }
    for cite in named {
        locators.push(match style.counted() {
            Counted::Nothing => None,
            _ => Some((Locator::Custom, cite.at.clone())),
        });
    }
    // What says nowhere in particular says so once, and only where nothing says more.
    if locators.iter().any(Option::is_some) {
        locators.retain(Option::is_some);
    } else {
        locators.truncate(1);
    }
    if locators.is_empty() { vec![None] } else { locators }
}

/// `under “Zina” and “Nina”`; `None` where a passage stands under no heading.
fn headings(source: &Source, cites: &[&Cite]) -> Option<(Locator, String)> {
    let mut headings: Vec<String> = Vec::new();
    for cite in cites {
        let number = cite.number()?;
        let section = source.section.iter().find(|one| (one.from..=one.to).contains(&number))?;
        let heading = format!("“{}”", section.heading);
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    let headings = match headings.as_slice() {
        [head @ .., last] if head.len() > 1 => format!("{}, and {last}", head.join(", ")),
        few => few.join(" and "),
    };
    Some((Locator::Custom, format!("under {headings}")))
}

/// Numbers in their order, each once, neighbours as a range: `11, 18-20`.
pub fn numbers(cites: &[&Cite]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let mut all: Vec<(u32, u32)> = cites.iter().filter_map(|cite| range(cite)).collect();
    all.sort_unstable();
    for (from, to) in all {
        match ranges.last_mut() {
            Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => ranges.push((from, to)),
        }
    }
    let show = |(from, to): &(u32, u32)| {
        if from == to { from.to_string() } else { format!("{from}-{to}") }
    };
    ranges.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn range(cite: &Cite) -> Option<(u32, u32)> {
    let from = cite.number()?;
    let to = cite.at.split(['-', '–']).nth(1).and_then(|to| to.trim().parse().ok());
    Some((from, to.unwrap_or(from).max(from)))
}

fn csl_term(term: LocatorTerm) -> Locator {
    match term {
        LocatorTerm::Paragraph => Locator::Paragraph,
        LocatorTerm::Page => Locator::Page,
        LocatorTerm::Chapter => Locator::Chapter,
        LocatorTerm::Section => Locator::Section,
        LocatorTerm::Line => Locator::Line,
        LocatorTerm::Verse => Locator::Verse,
        LocatorTerm::Volume => Locator::Volume,
        LocatorTerm::Folio => Locator::Folio,
        LocatorTerm::Note => Locator::Note,
        LocatorTerm::Part => Locator::Part,
        LocatorTerm::Timestamp => Locator::Timestamp,
    }
}
