//! What BibLaTeX and BibTeX have in common: entries, names, and texts that TeX takes literally.

use std::fmt::Write as _;

use super::one_line;
use crate::base::schema::Name;

/// An entry as it is being written.
pub(super) struct Entry {
    text: String,
}

impl Entry {
    /// Ids have the shape of keys.
    pub(super) fn new(kind: &str, key: &str) -> Self {
        Self { text: format!("@{kind}{{{key},\n") }
    }

    /// Sets a field to a value that is TeX already.
    pub(super) fn set(&mut self, field: &str, value: &str) {
        self.set_bare(field, &format!("{{{value}}}"));
    }

    /// Sets a field to the name of a string, such as a month's.
    pub(super) fn set_bare(&mut self, field: &str, value: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "  {field} = {value},");
    }

    /// Sets a field to a text, where there is one.
    pub(super) fn set_text(&mut self, field: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.set(field, &whole(text));
        }
    }

    pub(super) fn finish(self) -> String {
        self.text + "}\n"
    }
}

/// A text in braces of its own: no style changes its case, and "and" divides nothing.
pub(super) fn whole(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// A text on one line that TeX prints as it stands.
pub(super) fn escaped(text: &str) -> String {
    literal(&one_line(text))
}

/// A text that TeX prints as it stands. A straight double quotation mark is beyond TeX's oldest
/// fonts, where it becomes a closing one.
pub(crate) fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => escaped.extend(['\\', c]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            // The oldest fonts have other characters in these places.
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            // These would be quotation marks.
            '\'' => escaped.push_str("\\textquotesingle{}"),
            '`' => escaped.push_str("\\`{}"),
            // Two hyphens would be a dash.
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The names of a field of authors; empty where there is none.
pub(super) fn names(names: &[Name]) -> String {
    let written: Vec<_> = names.iter().map(name).filter(|name| !name.is_empty()).collect();
    written.join(" and ")
}

/// A name as `von Last, First`; that of a body in braces, which keep it whole.
fn name(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return whole(literal);
    }
    let particle = name.non_dropping_particle.as_deref().map(escaped);
    let family = name.family.as_deref().map(part);
    let last: Vec<_> = particle.into_iter().chain(family).collect();
    match (&name.given, last.is_empty()) {
        (Some(given), false) => format!("{}, {}", last.join(" "), part(given)),
        (Some(given), true) => part(given),
        (None, _) => last.join(" "),
    }
}

/// A part of a name, in braces where the parts of names would be told apart within it.
fn part(text: &str) -> String {
    let divides = |word: &str| {
        word.ends_with(',') || ["and", "others"].iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let words: Vec<_> = text.split_whitespace().collect();
    let may_stand_bare = !text.contains(',')
        && !words.iter().any(|word| divides(word))
        && (words.len() == 1 || words.iter().all(|word| !word.starts_with(char::is_lowercase)));
    if may_stand_bare { escaped(text) } else { whole(text) }
}

/// A URL: verbatim, except for what would end the field or is no part of a URL.
pub(super) fn url(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' | '}' | '\\' | ' ' => {
                let _ = write!(written, "%{:02X}", u32::from(c));
            }
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

/// The name that babel has for a language, given its BCP 47 tag; `None` where it has none.
pub(super) fn language(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let language = subtags.next()?;
    let region = subtags.find(|subtag| subtag.len() == 2);
    Some(match (language, region) {
        ("en", Some("gb")) => "british",
        ("en", Some("us")) => "american",
        ("en", Some("au")) => "australian",
        ("en", Some("ca")) => "canadian",
        ("de", Some("at")) => "naustrian",
        ("de", Some("ch")) => "nswissgerman",
        ("pt", Some("br")) => "brazilian",
        ("ar", _) => "arabic",
        ("bg", _) => "bulgarian",
        ("ca", _) => "catalan",
        ("cs", _) => "czech",
        ("cy", _) => "welsh",
        ("da", _) => "danish",
        ("de", _) => "ngerman",
        ("el", _) => "greek",
        ("en", _) => "english",
        ("eo", _) => "esperanto",
        ("es", _) => "spanish",
        ("et", _) => "estonian",
        ("eu", _) => "basque",
        ("fa", _) => "persian",
        ("fi", _) => "finnish",
        ("fr", _) => "french",
        ("ga", _) => "irish",
        ("gl", _) => "galician",
        ("he", _) => "hebrew",
        ("hr", _) => "croatian",
        ("hu", _) => "hungarian",
        ("is", _) => "icelandic",
        ("it", _) => "italian",
        ("ja", _) => "japanese",
        ("ko", _) => "korean",
        ("la", _) => "latin",
        ("lt", _) => "lithuanian",
        ("lv", _) => "latvian",
        ("nb" | "no", _) => "norsk",
        ("nl", _) => "dutch",
        ("nn", _) => "nynorsk",
        ("pl", _) => "polish",
        ("pt", _) => "portuguese",
        ("ro", _) => "romanian",
        ("ru", _) => "russian",
        ("sk", _) => "slovak",
        ("sl", _) => "slovene",
        ("sr", _) => "serbian",
        ("sv", _) => "swedish",
        ("tr", _) => "turkish",
        ("uk", _) => "ukrainian",
        ("zh", _) => "chinese",
        _ => return None,
    })
}
