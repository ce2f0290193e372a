//! BibTeX: the types and fields of old, which every program reads.
//!
//! `url`, `urldate`, `day` and `language` are younger, but widely read; styles that do not know
//! them pass over them.

use super::tex::{self, Entry};
use crate::base::schema::{Record, Source};
use crate::date::Date;

/// What a CSL type is in BibTeX.
struct Kind {
    entry: &'static str,
    /// The field of what contains the source.
    container: &'static str,
    publisher: &'static str,
}

fn kind(csl_type: &str) -> Kind {
    let (entry, container, publisher) = match csl_type {
        "article" | "article-journal" | "article-magazine" | "article-newspaper" => {
            ("article", "journal", "publisher")
        }
        "book" => ("book", "series", "publisher"),
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            ("incollection", "booktitle", "publisher")
        }
        "paper-conference" => ("inproceedings", "booktitle", "publisher"),
        "report" => ("techreport", "series", "institution"),
        "thesis" => ("phdthesis", "howpublished", "school"),
        "manuscript" => ("unpublished", "howpublished", "publisher"),
        _ => ("misc", "howpublished", "publisher"),
    };
    Kind { entry, container, publisher }
}

/// A source as an entry.
pub(super) fn entry(source: &Record<Source>) -> String {
    let kind = kind(&source.csl_type);
    let mut entry = Entry::new(kind.entry, &source.id);
    let authors = tex::names(&source.author);
    if !authors.is_empty() {
        entry.set("author", &authors);
    }
    entry.set("title", &tex::whole(&source.title));
    entry.set_text(kind.container, source.container_title.as_ref());
    entry.set_text(kind.publisher, source.publisher.as_ref());
    entry.set_text("address", source.publisher_place.as_ref());
    if kind.entry == "phdthesis" {
        // Printed instead of "PhD thesis", which it may not be.
        entry.set("type", "Thesis");
    }
    if let Some(issued) = &source.issued {
        set_date(&mut entry, issued);
    }
    if let Some(url) = &source.url {
        entry.set("url", &tex::url(url));
    }
    if let Some(accessed) = &source.accessed {
        entry.set("urldate", &tex::escaped(&accessed.to_string()));
    }
    if let Some(tag) = &source.language {
        let name = tex::language(tag).map_or_else(|| tex::escaped(tag), ToOwned::to_owned);
        entry.set("language", &name);
    }
    entry.set_text("note", source.note.as_ref());
    entry.finish()
}

/// Year, month and day; of an interval the years, as there is one month only. Years before the
/// common era are counted as people count them: -44 is 44 BC.
fn set_date(entry: &mut Entry, date: &Date) {
    // "jan" and so on are strings that every style defines.
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts = date.parts().unwrap_or_default();
    let points: Vec<&[i64]> = parts.iter().map(Vec::as_slice).collect();
    match points.as_slice() {
        [[year, rest @ ..]] => {
            entry.set("year", &year.to_string());
            let month = rest.first().and_then(|month| usize::try_from(month - 1).ok());
            if let Some(month) = month.and_then(|month| MONTHS.get(month)) {
                entry.set_bare("month", month);
            }
            if let Some(day) = rest.get(1) {
                entry.set("day", &day.to_string());
            }
        }
        [[from, ..], [to, ..]] if from == to => entry.set("year", &from.to_string()),
        [[from, ..], [to, ..]] => entry.set("year", &format!("{from}/{to}")),
        // The year is a text to BibTeX; here nothing else would tell.
        _ => entry.set("year", &tex::escaped(&date.in_words())),
    }
}
