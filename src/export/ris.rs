//! RIS: a tag and a value a line, as reference managers take it.

use super::one_line;
use crate::base::schema::{Name, Record, Source};
use crate::date::Date;

/// What a CSL type is in RIS.
fn kind(csl_type: &str) -> &'static str {
    match csl_type {
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "article" | "article-journal" => "JOUR",
        "webpage" | "post" => "ELEC",
        "post-weblog" => "BLOG",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "entry-dictionary" => "DICT",
        "entry-encyclopedia" => "ENCYC",
        "report" => "RPRT",
        "thesis" => "THES",
        "personal_communication" => "PCOMM",
        "manuscript" => "MANSCPT",
        "motion_picture" => "MPCT",
        "paper-conference" => "CPAPER",
        _ => "GEN",
    }
}

/// A source as a record.
pub(super) fn record(source: &Record<Source>) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        record.extend([tag, "  - ", &one_line(value), "\r\n"]);
    };
    line("TY", kind(&source.csl_type));
    line("ID", &source.id);
    for name in &source.author {
        line("AU", &author(name));
    }
    line("TI", &source.title);
    let issued = source.issued.as_ref();
    let first_year = issued.and_then(Date::parts).and_then(|parts| parts.first()?.first().copied());
    for (tag, value) in [
        ("T2", source.container_title.clone()),
        // Some programs read the one, some the other.
        ("PY", first_year.map(year)),
        ("DA", issued.map(date)),
        ("Y2", source.accessed.as_ref().map(date)),
        ("UR", source.url.clone()),
        ("PB", source.publisher.clone()),
        ("CY", source.publisher_place.clone()),
        ("LA", source.language.clone()),
        ("N1", source.note.clone()),
    ] {
        if let Some(value) = value {
            line(tag, &value);
        }
    }
    line("ER", "");
    record
}

/// A name as `de Family, Given`. One without a given name ends with a comma: otherwise its last
/// word would be taken for the family name.
fn author(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return format!("{literal},");
    }
    // A further comma would begin a suffix.
    let part = |text: &String| text.replace(',', "");
    let last: Vec<_> =
        [&name.non_dropping_particle, &name.family].into_iter().flatten().map(part).collect();
    let given = name.given.as_ref().map(part);
    match (last.is_empty(), given) {
        (true, given) => given.unwrap_or_default(),
        (false, given) => format!("{}, {}", last.join(" "), given.unwrap_or_default()),
    }
}

/// `YYYY/MM/DD/` and, where that does not tell all, the date in words.
fn date(date: &Date) -> String {
    let parts = date.parts().unwrap_or_default();
    let first = parts.first().map(Vec::as_slice).unwrap_or_default();
    let two = |at: usize| first.get(at).map_or(String::new(), |part| format!("{part:02}"));
    let year = first.first().copied().map_or(String::new(), year);
    let is_plain = date.level() == 0 && parts.len() == 1 && first.first() > Some(&0);
    let words = if is_plain { String::new() } else { date.in_words() };
    format!("{year}/{}/{}/{words}", two(1), two(2))
}

/// A year in four digits. Years before the common era are counted as people count them: -0044 is
/// 44 BC.
fn year(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}
