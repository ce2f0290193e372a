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
    let (bom, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let mut document: DocumentMut = text.parse()?;
    let before = document.to_string();
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
    Ok(format!("{bom}{}", changed(text, &before, &document.to_string())))
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

/// A text with what was changed between two renderings of it. Every other line stays as it is: the
/// renderer knows one way to write a dotted key, and one to end a line.
pub(crate) fn changed(old: &str, before: &str, after: &str) -> String {
    let [kept, before, new] = [old, before, after].map(lines);
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = before.iter().zip(&new).take_while(same).count();
    let most = before.len().min(new.len()) - head;
    let tail = before.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let middle = new.get(head..new.len() - tail).unwrap_or_default().concat();
    let text = (kept.len() == before.len()).then(|| {
        let (first, rest) = kept.split_at(head);
        let (replaced, last) = rest.split_at(rest.len() - tail);
        [first.concat(), in_place_of(replaced, first, &middle, old), last.concat()].concat()
    });
    // Where the renderer changes the order of lines, they cannot be told by their numbers.
    let says = |text: &str| text.parse::<toml::Table>().ok();
    text.filter(|text| says(text) == says(after)).unwrap_or_else(|| with_line_ends_of(old, after))
}

/// New lines for some that follow others, with the end that the last of them had. The last line of a
/// text may have none.
fn in_place_of(replaced: &[&str], first: &[&str], new: &str, old: &str) -> String {
    let is_cut = first.last().is_some_and(|line| !line.ends_with('\n'));
    match replaced.last() {
        _ if new.is_empty() => String::new(),
        Some(line) => {
            let end = line.trim_end_matches(['\r', '\n']).len();
            let new = new.strip_suffix('\n').unwrap_or(new);
            with_line_ends_of(old, new) + line.get(end..).unwrap_or_default()
        }
        None if is_cut => with_line_ends_of(old, &format!("\n{new}")),
        None => with_line_ends_of(old, new),
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// A text with the line ends of another that has only those of Windows.
pub(crate) fn with_line_ends_of(old: &str, new: &str) -> String {
    let lines = old.matches('\n').count();
    if lines > 0 && lines == old.matches("\r\n").count() {
        return new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    new.to_owned()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
