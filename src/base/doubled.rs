//! What TOML calls a duplicate key: an id that two records have, a key that stands twice in one, or
//! a record that begins without its header.

use std::collections::HashMap;
use std::ops::Range;

use super::problem::{Problem, code};

/// So far back the beginning of a table is looked for.
const FARTHEST: usize = 1 << 16;

/// What has a header with two brackets for each of its items.
const LISTS: [&str; 5] = ["relation", "claim", "fact", "section", "author"];

/// What is doubled in a text.
#[derive(Debug, Default)]
pub(super) struct Doubled {
    pub(super) problems: Vec<Problem>,
    /// Whether the text can be read all the same: what stands below a doubled header as part of the
    /// first table, and of a doubled key the first.
    pub(super) is_read: bool,
}

/// A key that stands where it stood before.
struct Again<'t> {
    key: &'t str,
    place: Range<usize>,
    first: Option<Range<usize>>,
}

/// Tells what is doubled, by the places of the keys in a text, which are in its order.
pub(super) fn doubled(text: &str, places: &[Range<usize>]) -> Doubled {
    let mut told = Doubled { problems: Vec::new(), is_read: true };
    if places.is_empty() {
        return told;
    }
    let headers = Headers::of(text);
    for places in places.chunk_by(|one, two| table(text, one.start) == table(text, two.start)) {
        let (headings, keys): (Vec<_>, Vec<_>) =
            places.iter().cloned().partition(|place| inner(line_at(text, place.start).1).is_some());
        told.problems.extend(headings.iter().map(|place| of_header(text, place, &headers)));
        let start = table(text, places[0].start);
        let header = line_at(text, start).1;
        let again = keys.into_iter().filter_map(|place| {
            let key = text.get(place.clone())?;
            let first = first_of(key, text, start..place.start);
            // Without a first one in its table it is doubled because the header is.
            (first.is_some() || !headers.is_doubled(header)).then_some(Again { key, place, first })
        });
        let again: Vec<Again<'_>> = again.collect();
        let is_list =
            |place: &Range<usize>| text.get(place.clone()).is_some_and(|key| LISTS.contains(&key));
        told.is_read &= !headings.iter().any(is_list);
        let mut rest = again.as_slice();
        while let Some((head, others)) = rest.split_first() {
            let length = others.iter().take_while(|other| other.key != head.key).count();
            // Two records in one would be full of mistakes.
            told.is_read &= length == 0;
            told.problems.push(of_key(head, (length > 0).then(|| inner(header)).flatten()));
            rest = others.get(length..).unwrap_or_default();
        }
    }
    told.problems.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
    told
}

/// The problem of a header.
fn of_header(text: &str, place: &Range<usize>, headers: &Headers<'_>) -> Problem {
    let line = line_at(text, place.start).1;
    let path = inner(line).unwrap_or_default();
    let last = text.get(place.clone()).unwrap_or_default();
    let first = headers.first.get(path).filter(|first| **first < place.start);
    let first = first.and_then(|first| {
        let line = line_at(text, *first).1;
        let at = first + line.find(']').and_then(|end| line.get(..end)?.rfind(last))?;
        Some((at..at + last.len(), "first used here".to_owned()))
    });
    let (message, hint) = if LISTS.contains(&last) {
        let message = format!("there are several `{path}`, but not as a list");
        (message, format!("write [[{path}]], with two brackets, before each"))
    } else if path.matches('.').count() == 1 {
        let message = format!("the id `{last}` is used twice");
        (message, "an id names one record in the whole base".to_owned())
    } else {
        (format!("the table `{path}` is there already"), "put both together".to_owned())
    };
    let span = Some(place.clone());
    Problem { code: code::DOUBLED_ID, message, span, related: first, hint: Some(hint) }
}

/// The problem of a key; `header`, if more keys of the table follow which it has already.
fn of_key(again: &Again<'_>, header: Option<&str>) -> Problem {
    let key = again.key;
    let another = format!("`{key}` is there already: another record seems to begin here");
    let (message, hint) = match header.map(|path| (path, path.split_once('.'))) {
        Some((_, Some((kind, id)))) if !id.contains('.') => {
            (another, format!("write its header above it, as [{kind}.…]"))
        }
        Some((path, _)) => (another, format!("write its header above it, as [[{path}]]")),
        None if key == "cite" => (
            format!("the key `{key}` stands twice in one table"),
            "several citations are a list: cite = [12, 13]".to_owned(),
        ),
        None => {
            (format!("the key `{key}` stands twice in one table"), "leave one of them".to_owned())
        }
    };
    Problem {
        code: code::DOUBLED_ID,
        message,
        span: Some(again.place.clone()),
        related: again.first.clone().map(|first| (first, "first used here".to_owned())),
        hint: Some(hint),
    }
}

/// The headers of a text: where each stands first, and how often.
struct Headers<'t> {
    first: HashMap<&'t str, usize>,
    count: HashMap<&'t str, usize>,
}

impl<'t> Headers<'t> {
    fn of(text: &'t str) -> Self {
        let mut headers = Self { first: HashMap::new(), count: HashMap::new() };
        for line in text.lines() {
            if let Some(path) = inner(line) {
                let start = line.as_ptr().addr() - text.as_ptr().addr();
                headers.first.entry(path).or_insert(start);
                *headers.count.entry(path).or_default() += 1;
            }
        }
        headers
    }

    fn is_doubled(&self, header: &str) -> bool {
        inner(header).is_some_and(|path| self.count.get(path).is_some_and(|count| *count > 1))
    }
}

/// What stands between the brackets of a header; `None`, if a line is none.
fn inner(line: &str) -> Option<&str> {
    let line = line.trim_start().strip_prefix('[')?;
    let path = line.strip_prefix('[').unwrap_or(line).split(']').next()?.trim();
    // A list that begins a line is no header.
    (!path.is_empty() && !path.contains([',', '=', '{'])).then_some(path)
}

/// The line in which a place is, and where it starts.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    (start, text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default())
}

/// Where the table begins in which a place is: with its header, or the text.
fn table(text: &str, at: usize) -> usize {
    let mut start = line_at(text, at).0;
    let end = start;
    while start > 0 && end - start < FARTHEST && inner(line_at(text, start).1).is_none() {
        start = line_at(text, start - 1).0;
    }
    start
}

/// Where a key stands first within a stretch of a text: at the beginning of a line, or else in the
/// last line.
fn first_of(key: &str, text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let stretch = text.get(within)?;
    let is_key = |line: &&str| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
    };
    let line = stretch.lines().find(is_key).or_else(|| {
        let line = stretch.lines().last()?;
        let begins = line.match_indices(['{', ',']).filter_map(|(at, _)| line.get(at + 1..));
        begins.clone().find(is_key)
    })?;
    let start = line.trim_start().as_ptr().addr() - text.as_ptr().addr();
    Some(start..start + key.len())
}
