//! What is said of a file that is not TOML, and what to do about the usual slips.

use std::ops::Range;

use toml::de::Error;

use super::advice::kebab;
use super::problem::{Problem, code};

/// The problems of what the TOML reader does not take. Of one line the first is told: what comes
/// after it follows from it, most of the time.
pub(super) fn problems(text: &str, errors: &[Error]) -> Vec<Problem> {
    let mut last = None;
    let mut told = Vec::new();
    for error in errors {
        let span = error.span().or_else(|| long_key(text));
        let line = span.as_ref().map(|span| line_of(text, span.start));
        if line.is_some() && line == last {
            continue;
        }
        let message = match error.message().trim_end().replace('\n', ", ") {
            said if said.starts_with("string values must be quoted") => {
                "no value of TOML: a text stands between quotation marks".to_owned()
            }
            said => said,
        };
        let slip = line.clone().zip(span.clone()).and_then(|(line, span)| {
            slip(&message, text.get(line.clone())?, span.start - line.start)
        });
        let (message, hint) = match slip {
            Some((instead, hint)) => (instead.map_or(message, str::to_owned), Some(hint)),
            None => (message, None),
        };
        told.push(Problem { code: code::SYNTAX, message, span, related: None, hint });
        last = line;
    }
    told
}

/// A usual slip in a line, in which the reader stopped at a place: what is better said of it, and
/// what to do.
fn slip(said: &str, line: &str, at: usize) -> Option<(Option<&'static str>, String)> {
    let rest = line.get(at..)?.trim_end();
    let (key, value) = match line.split_once('=') {
        Some((key, value)) => (key.trim(), value.trim()),
        None => ("", ""),
    };
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    let curly = ['“', '”', '„', '‘', '’', '«', '»'];
    if rest.starts_with(curly) || value.starts_with(curly) {
        let inner = value.trim_matches(|c| curly.contains(&c) || c == '"').to_owned();
        let plain = if inner.contains(curly) || value.contains('{') || inner.is_empty() {
            "write straight ones: \"…\"".to_owned()
        } else {
            format!("write straight ones: \"{inner}\"")
        };
        return Some((Some("these are not the quotation marks of TOML"), plain));
    }
    let header = line.trim();
    if header.starts_with('[') && (said.starts_with("unclosed table") || !header.contains('=')) {
        return Some((None, of_header(header)));
    }
    if said.starts_with("invalid unquoted key") && line.contains(':') && value.is_empty() {
        let (key, value) = line.split_once(':')?;
        let (key, value) = (key.trim(), value.trim());
        return Some((None, format!("write {key} = {value}")));
    }
    let quotes = |mark: char| value.matches(mark).count();
    if said.starts_with("unexpected key or value") && value.starts_with('"') && quotes('"') > 2 {
        let hint = "a quotation mark within a text is written \\\", or the text stands between three \
                    at each end: \"\"\"…\"\"\"";
        return Some((None, hint.to_owned()));
    }
    if said.starts_with("unexpected key or value") && value.starts_with('\'') && quotes('\'') > 2 {
        let hint =
            "a text with an apostrophe stands between straight double quotation marks: \"…\"";
        return Some((None, hint.to_owned()));
    }
    if said.starts_with("invalid basic string") && quotes('"') == 1 {
        return Some((None, "the text has no second quotation mark".to_owned()));
    }
    let is_value = line.find('=').is_some_and(|equals| at > equals);
    let is_bare = !value.is_empty() && !value.contains(['"', '\'', '[', '{', ',']);
    if is_value && is_bare && !key.is_empty() {
        return Some((None, format!("put it in quotation marks: {key} = \"{value}\"")));
    }
    if said.starts_with("key with no value") && !line.contains('=') {
        return Some((
            None,
            "a line says key = value, or begins a record: [person.nina]".to_owned(),
        ));
    }
    None
}

/// What to write in place of a header that is none.
fn of_header(header: &str) -> String {
    let inner = header.split(" #").next().unwrap_or_default();
    let inner = inner.trim_matches(|c: char| "[](){}".contains(c) || c.is_whitespace());
    let parts: Vec<String> = inner.split(['.', ':', '/']).filter_map(kebab).collect();
    let is_list = header.starts_with("[[");
    match (parts.as_slice(), is_list) {
        ([], _) => "a header is as [person.nina]".to_owned(),
        (parts, false) => format!("write [{}]", parts.join(".")),
        (parts, true) => format!("write [[{}]]", parts.join(".")),
    }
}

/// The line in which a place is.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let length = text.get(start..).and_then(|rest| rest.find('\n'));
    start..length.map_or(text.len(), |length| start + length)
}

/// The first line that can have a key of more parts than TOML's reader takes, which does not tell
/// where it is.
fn long_key(text: &str) -> Option<Range<usize>> {
    const MOST: usize = 80;
    let is_long = |line: &&str| line.matches('.').count() + 1 >= MOST;
    let line = text.lines().find(is_long)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(start..start + line.len())
}
