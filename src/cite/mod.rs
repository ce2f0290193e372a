//! Citations in plain words: locators, references and the line that names a source.

pub mod annotation;
pub mod link;

use crate::base::Base;
use crate::base::schema::{Cite, LocatorTerm, Name, Record, Source};
use crate::date::Date;

/// The locator as readers know it: `¶18`, `p. 12`, `standfirst`.
pub fn place(base: &Base<'_>, cite: &Cite) -> String {
    let is_number = cite.at.starts_with(|c: char| c.is_ascii_digit());
    if is_number {
        format!("{}{}", short_form(base.locator_term(cite)), cite.at)
    } else {
        cite.at.clone()
    }
}

/// The place, and before it the id of the source where that is not the default one.
pub fn locator(base: &Base<'_>, cite: &Cite) -> String {
    let place = place(base, cite);
    match &cite.source {
        Some(source) if Some(source) != base.doc.default_source.as_ref() => {
            format!("{source} {place}")
        }
        _ => place,
    }
}

/// All the locators of a record, each once: `¶11, ¶18`.
pub fn locators<'c>(base: &Base<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> String {
    joined(cites, |cite| locator(base, cite), ", ")
}

/// A citation as a script takes it and `cite` accepts it: `miller-2020:18`.
pub fn reference(base: &Base<'_>, cite: &Cite) -> String {
    match base.source_of(cite) {
        Some(source) => format!("{}:{}", source.id, cite.at),
        None => cite.at.clone(),
    }
}

/// All the references of a record, each once: `miller-2020:11 miller-2020:18`.
pub fn references<'c>(base: &Base<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> String {
    joined(cites, |cite| reference(base, cite), " ")
}

fn joined<'c>(
    cites: impl IntoIterator<Item = &'c Cite>,
    shown: impl Fn(&Cite) -> String,
    between: &str,
) -> String {
    let mut all: Vec<String> = Vec::new();
    for cite in cites {
        let one = shown(cite);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join(between)
}

/// The line that names a source: author, title, container and date, as far as the base has them.
pub fn source_line(source: &Record<Source>) -> String {
    let mut parts = Vec::new();
    if !source.author.is_empty() {
        parts.push(source.author.iter().map(author).collect::<Vec<_>>().join(", "));
    }
    parts.push(format!("“{}”", source.title));
    parts.extend(source.container_title.clone());
    parts.extend(source.publisher.clone());
    parts.extend(source.issued.as_ref().map(Date::in_words));
    parts.join(", ")
}

/// A name in its natural order.
pub fn author(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let parts = [&name.given, &name.non_dropping_particle, &name.family];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// CSL's short or symbol form of a locator term in English.
fn short_form(term: LocatorTerm) -> &'static str {
    match term {
        LocatorTerm::Paragraph => "¶",
        LocatorTerm::Page => "p. ",
        LocatorTerm::Chapter => "chap. ",
        LocatorTerm::Section => "sec. ",
        LocatorTerm::Line => "l. ",
        LocatorTerm::Verse => "v. ",
        LocatorTerm::Volume => "vol. ",
        LocatorTerm::Folio => "fol. ",
        LocatorTerm::Note => "n. ",
        LocatorTerm::Part => "pt. ",
        LocatorTerm::Timestamp => "",
    }
}
