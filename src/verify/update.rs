//! Writes the fingerprints of a source into the file of a base, and nothing else of it.

use anyhow::Context;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, value};

use crate::base::schema::Fingerprints;

/// The text of a base with the fingerprints of a source in place of those that it had. Order,
/// comments and layout stay.
///
/// # Errors
///
/// Where the text is no TOML, or has no table of that source.
pub fn updated(text: &str, source: &str, prints: &Fingerprints) -> anyhow::Result<String> {
    let bom = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let mut document: DocumentMut = text.trim_start_matches('\u{feff}').parse()?;
    let table = document
        .get_mut("source")
        .and_then(Item::as_table_like_mut)
        .and_then(|sources| sources.get_mut(source))
        .and_then(Item::as_table_like_mut)
        .with_context(|| format!("no table [source.{source}]"))?;
    if !table.get("fingerprint").is_some_and(Item::is_table_like) {
        table.insert("fingerprint", Item::Table(Table::new()));
    }
    let table = table
        .get_mut("fingerprint")
        .and_then(Item::as_table_like_mut)
        .with_context(|| format!("[source.{source}] takes no fingerprints"))?;
    for (key, print) in [("standfirst", prints.standfirst), ("byline", prints.byline)] {
        match print {
            Some(print) => put(table, key, value(print.to_string())),
            None => drop(table.remove(key)),
        }
    }
    let mut paragraphs: Array = prints.paragraphs.iter().map(ToString::to_string).collect();
    for print in paragraphs.iter_mut() {
        print.decor_mut().set_prefix("\n    ");
    }
    paragraphs.set_trailing("\n");
    paragraphs.set_trailing_comma(true);
    put(table, "paragraphs", value(paragraphs));
    Ok(with_line_ends_of(text, format!("{bom}{document}")))
}

/// Gives a key a value, and leaves what stands around an old one.
fn put(table: &mut dyn TableLike, key: &str, mut item: Item) {
    if let (Some(old), Some(new)) = (table.get(key).and_then(Item::as_value), item.as_value_mut()) {
        *new.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(old) => *old = item,
        None => drop(table.insert(key, item)),
    }
}

/// A text with the line ends of another that has only those of Windows.
pub(crate) fn with_line_ends_of(old: &str, new: String) -> String {
    let lines = old.matches('\n').count();
    if lines > 0 && lines == old.matches("\r\n").count() {
        return new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    new
}

#[cfg(test)]
mod tests;
