//! BibLaTeX: dates are EDTF, and what sort of article or talk it is has a field.

use super::tex::{self, Entry};
use crate::base::schema::{Record, Source};
use crate::date::Date;

/// What a CSL type is in BibLaTeX.
struct Kind {
    entry: &'static str,
    /// The field of what contains the source.
    container: &'static str,
    publisher: &'static str,
    /// A field that tells more than the type of the entry does, and what it tells.
    more: Option<(&'static str, &'static str)>,
}

fn kind(csl_type: &str) -> Kind {
    let (entry, container, publisher, more) = match csl_type {
        "article-magazine" => {
            ("article", "journaltitle", "publisher", Some(("entrysubtype", "magazine")))
        }
        "article-newspaper" => {
            ("article", "journaltitle", "publisher", Some(("entrysubtype", "newspaper")))
        }
        "article" | "article-journal" => ("article", "journaltitle", "publisher", None),
        "webpage" | "post-weblog" | "post" => ("online", "organization", "organization", None),
        "book" => ("book", "series", "publisher", None),
        "chapter" => ("incollection", "booktitle", "publisher", None),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            ("inreference", "booktitle", "publisher", None)
        }
        "paper-conference" => ("inproceedings", "booktitle", "publisher", None),
        "report" => ("report", "series", "institution", None),
        "thesis" => ("thesis", "addendum", "institution", None),
        "manuscript" => ("unpublished", "howpublished", "organization", None),
        "speech" => ("unpublished", "eventtitle", "organization", Some(("type", "speech"))),
        "interview" => ("misc", "howpublished", "organization", Some(("type", "interview"))),
        "personal_communication" => ("letter", "howpublished", "organization", None),
        "motion_picture" => ("movie", "howpublished", "organization", None),
        _ => ("misc", "howpublished", "organization", None),
    };
    Kind { entry, container, publisher, more }
}

/// A source as an entry.
pub(super) fn entry(source: &Record<Source>) -> String {
    let kind = kind(&source.csl_type);
    let mut entry = Entry::new(kind.entry, &source.id);
    let authors = tex::names(&source.author);
    if !authors.is_empty() {
        entry.set("author", &authors);
    }
    if source.author.iter().any(|name| name.non_dropping_particle.is_some()) {
        // Otherwise "de Gaulle" would be sorted and shortened as "Gaulle".
        entry.set("options", "useprefix=true");
    }
    entry.set("title", &tex::whole(&source.title));
    set_places(&mut entry, &kind, source);
    entry.set_text("location", source.publisher_place.as_ref());
    if let Some((field, value)) = kind.more {
        entry.set(field, value);
    }
    if let Some((field, value)) = source.issued.as_ref().map(date) {
        entry.set(field, &value);
    }
    if let Some(url) = &source.url {
        entry.set("url", &tex::url(url));
    }
    if let Some(("date", value)) = source.accessed.as_ref().map(date) {
        entry.set("urldate", &value);
    }
    if let Some(tag) = &source.language {
        match tex::language(tag) {
            Some(name) => entry.set("langid", name),
            None => entry.set_text("language", Some(tag)),
        }
    }
    entry.set_text("note", source.note.as_ref());
    entry.finish()
}

/// What contains the source, and who published it: one list where one field is for both.
fn set_places(entry: &mut Entry, kind: &Kind, source: &Source) {
    match (&source.container_title, &source.publisher) {
        (Some(container), Some(publisher)) if kind.container == kind.publisher => {
            let both = [tex::whole(container), tex::whole(publisher)];
            entry.set(kind.container, &both.join(" and "));
        }
        (container, publisher) => {
            entry.set_text(kind.container, container.as_ref());
            entry.set_text(kind.publisher, publisher.as_ref());
        }
    }
}

/// A date and the field for it: EDTF as far as BibLaTeX reads it, or words for the year.
fn date(date: &Date) -> (&'static str, String) {
    if date.level() < 2 {
        return ("date", date.to_string());
    }
    ("year", tex::escaped(&date.in_words()))
}
