//! What is said of a mistake that one record has by itself, or that a file has as TOML, and what to do
//! about it.

use super::lenient::{Fault, What};
use super::problem::{Problem, code};
use super::schema::UNQUOTED;
use crate::names;

/// The problem of a mistake in a record.
pub(super) fn of_fault(fault: &Fault) -> Problem {
    let (code, message, hint) = match &fault.what {
        What::UnknownKey { key, known } => {
            (code::SCHEMA, format!("unknown key `{key}`"), Some(suggest(key, known)))
        }
        What::UnknownWord { word, known } => {
            (code::SCHEMA, format!("unknown word `{word}`"), Some(suggest(word, known)))
        }
        What::MissingKey("cite") => {
            let hint =
                "no fact without a source: cite = [12] is paragraph 12 of the default source";
            let message = "a record without citation: missing key `cite`".to_owned();
            (code::UNCITED, message, Some(hint.to_owned()))
        }
        What::MissingKey("at") => {
            let hint = "say where in the source: at = 12, the number of the paragraph";
            (code::LOCATOR, "a citation without locator".to_owned(), Some(hint.to_owned()))
        }
        What::MissingKey(key) => (code::SCHEMA, format!("missing key `{key}`"), None),
        What::Unlike { found, expected } => {
            let (expected, how) = match expected.split_once(": ") {
                Some((expected, how)) => (expected, Some(how.to_owned())),
                None => (expected.as_str(), None),
            };
            (code::SCHEMA, format!("expected {expected}, found {found}"), how)
        }
        What::BadKey(said) | What::Other(said) => of_sentence(said),
    };
    Problem { code, message, span: Some(fault.span.clone()), related: None, hint }
}

/// What a type says of a text that is none of its own.
fn of_sentence(said: &str) -> (&'static str, String, Option<String>) {
    let quoted = said.trim_start_matches(['"', '`']);
    if let Some((text, _)) = quoted.split_once("\" is not an EDTF date") {
        (code::BAD_DATE, said.to_owned(), Some(crate::date::hint(text)))
    } else if let Some((id, _)) = quoted.split_once(UNQUOTED) {
        let id = id.trim_matches(['`', ' ']);
        let hint = format!("without them the dot makes a table: write \"{id}\"");
        (code::SCHEMA, said.to_owned(), Some(hint))
    } else if let Some((text, _)) = quoted.split_once("\" is not an id") {
        (code::BAD_ID, said.to_owned(), kebab(text).map(|id| format!("write `{id}`")))
    } else {
        (code::SCHEMA, said.replace('\n', ", "), None)
    }
}

/// Whether a key is missing because it is misspelt, which is told.
pub(super) fn is_misspelt(fault: &Fault, faults: &[Fault]) -> bool {
    let What::MissingKey(missing) = fault.what else { return false };
    faults.iter().any(|other| match (&other.what, other.path.split_last()) {
        (What::UnknownKey { key, known }, Some((_, table))) => {
            fault.path.split_last().is_some_and(|(_, here)| here == table)
                && names::nearest(key, known.iter().copied(), 1) == [missing]
        }
        _ => false,
    })
}

/// The id that is the nearest to a text which is none; `None`, if its letters are not those of ids.
pub(super) fn kebab(text: &str) -> Option<String> {
    let id = names::fold(text).replace(' ', "-");
    super::schema::Id::without_prefix(id.as_str()).is_ok().then_some(id)
}

/// "Did you mean", or else all that there is.
pub(super) fn suggest(unknown: &str, known: &[&str]) -> String {
    match names::nearest(unknown, known.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.join(", ")),
    }
}
