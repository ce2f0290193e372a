//! A source as TOML, by itself and within the file of a base.

use anyhow::{Context, ensure};
use toml_edit::{DocumentMut, Item, Table};

use crate::base::schema::{Fingerprint, Name, Record, Section, Source};
use crate::date::Date;
use crate::verify::update::{changed, with_line_ends_of};
use crate::write::is_treacherous;

/// A source, as a base has it.
pub fn toml(source: &Record<Source>) -> String {
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    let date = |value: &Option<Date>| value.as_ref().map(|date| quoted(&date.to_string()));
    let mut table = format!("[source.{}]\n", source.id);
    table += &keys([
        ("type", Some(quoted(&source.csl_type))),
        ("title", Some(quoted(&source.title))),
        ("author", authors(&source.author)),
        ("container-title", text(&source.container_title)),
        ("publisher", text(&source.publisher)),
        ("publisher-place", text(&source.publisher_place)),
        ("issued", date(&source.issued)),
        ("accessed", date(&source.accessed)),
        ("url", text(&source.url)),
        ("language", text(&source.language)),
        ("paragraphs", Some(quoted(source.paragraphs.word()))),
        ("locator", source.locator.map(|term| quoted(term.word()))),
        ("section", sections(&source.section)),
        ("note", text(&source.note)),
    ]);
    if let Some(prints) = &source.fingerprint {
        let print = |print: &Fingerprint| quoted(&print.to_string());
        table += &["\n[source.", &source.id, ".fingerprint]\n"].concat();
        table += &keys([
            ("standfirst", prints.standfirst.as_ref().map(print)),
            ("byline", prints.byline.as_ref().map(print)),
            ("paragraphs", Some(lines(prints.paragraphs.iter().map(print)))),
        ]);
    }
    table
}

/// Those keys that have a value, each on a line.
fn keys<const N: usize>(keys: [(&str, Option<String>); N]) -> String {
    let there = keys.into_iter().filter_map(|(key, value)| Some((key, value?)));
    there
        .flat_map(|(key, value)| [key.to_owned(), " = ".to_owned(), value, "\n".to_owned()])
        .collect()
}

fn authors(authors: &[Name]) -> Option<String> {
    let one = |name: &Name| {
        let parts = [
            ("given", &name.given),
            ("non-dropping-particle", &name.non_dropping_particle),
            ("family", &name.family),
            ("literal", &name.literal),
        ];
        let parts = parts.iter().filter_map(|(key, part)| {
            part.as_deref().map(|part| format!("{key} = {}", quoted(part)))
        });
        format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
    };
    match authors {
        [] => None,
        [only] => Some(format!("[{}]", one(only))),
        all => Some(lines(all.iter().map(one))),
    }
}

fn sections(sections: &[Section]) -> Option<String> {
    let one = |section: &Section| {
        let Section { heading, from, to } = section;
        format!("{{ heading = {}, from = {from}, to = {to} }}", quoted(heading))
    };
    (!sections.is_empty()).then(|| lines(sections.iter().map(one)))
}

/// A list with each item on a line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items = items.flat_map(|item| ["    ".to_owned(), item, ",\n".to_owned()]);
    format!("[\n{}]", items.collect::<String>())
}

/// A text between quotation marks. What no terminal or editor would show is escaped.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        _ if is_treacherous(c) => format!("\\U{:08X}", u32::from(c)),
        _ => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// The text of a base with a source more, after the others that it has. Everything that was there
/// stays as it was.
///
/// # Errors
///
/// Where the text is no TOML, or has a place for sources in which none can be put.
pub fn added(text: &str, source: &Record<Source>) -> anyhow::Result<String> {
    let (bom, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let new = toml(source);
    let mut document: DocumentMut = text.parse()?;
    let before = document.to_string();
    let mut of_source: DocumentMut = new.parse()?;
    let sources = document.entry("source").or_insert_with(|| {
        let mut sources = Table::new();
        sources.set_implicit(true);
        Item::Table(sources)
    });
    let item = of_source.get_mut("source").and_then(|sources| sources.get_mut(&*source.id));
    let mut item = item.map(std::mem::take).context("a source is a table")?;
    if let Some(table) = item.as_table_mut() {
        float(table);
        table.decor_mut().set_prefix("\n");
    }
    let is_inline = sources.is_inline_table();
    let sources = sources.as_table_like_mut().context("`source` is no table")?;
    sources.insert(&source.id, item);
    let shown = changed(text, &before, &document.to_string());
    if is_insertion(text, &shown) {
        return Ok(format!("{bom}{shown}"));
    }
    ensure!(!is_inline, "`source` is no table of its own, and takes nothing more");
    // Where the sources are written in a way of their own, the new one stands at the end.
    let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
    Ok(format!("{bom}{text}{}", with_line_ends_of(text, &format!("{gap}{new}"))))
}

/// Lets a table stand where its neighbours stand, rather than where it was read.
fn float(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        if let Some(table) = item.as_table_mut() {
            float(table);
        }
    }
}

/// Whether a text is another with something put in at one place.
fn is_insertion(old: &str, new: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = old.bytes().zip(new.bytes()).take_while(same).count();
    let after = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    new.len() > old.len() && before + after >= old.len()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
