//! What is said of a mistake that a record has by itself, and what to do about it.

use super::check::Step;
use super::lenient::{Fault, What};
use super::problem::{Problem, code};
use super::schema::{Id, LocatorTerm, RelationKind, SourceType, UNQUOTED};
use crate::names;

/// The problem of a mistake, to which a path leads from the top of the file.
pub(super) fn of_fault(fault: &Fault, path: &[Step]) -> Problem {
    let (code, message, hint) = match &fault.what {
        What::UnknownKey { key, known, .. } => {
            (code::SCHEMA, format!("unknown key `{key}`"), Some(of_key(key, known, path)))
        }
        What::UnknownWord { word, known } => {
            let other = match *known {
                RelationKind::WORDS => kinship(word),
                SourceType::WORDS => source_type(word),
                _ => None,
            };
            let hint = other.unwrap_or_else(|| suggest(word, known));
            (code::SCHEMA, format!("unknown word `{word}`"), Some(hint))
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
        What::MissingKey(key) => (code::SCHEMA, format!("missing key `{key}`"), of_missing(key)),
        What::Unlike { found, expected } => {
            let (expected, how) = match expected.split_once(": ") {
                Some((expected, how)) => (expected, Some(how)),
                None => (expected.as_str(), None),
            };
            let hint = of_unlike(found, expected, path).or_else(|| how.map(str::to_owned));
            (code::SCHEMA, format!("expected {expected}, found {found}"), hint)
        }
        What::BadKey(said) | What::Other(said) => of_sentence(said),
    };
    Problem { code, message, span: Some(fault.span.clone()), related: None, hint }
}

/// What records say of themselves first.
const FIRST: [&str; 13] = [
    "name", "also", "sex", "about", "kind", "title", "date", "people", "text", "speaker", "from",
    "to", "cite",
];

/// Takes out of the mistakes of a record what is a record of another kind, whose header is missing.
pub(super) fn another_record(faults: &mut Vec<Fault>) -> Option<Problem> {
    let is_strange = |fault: &Fault| match &fault.what {
        What::UnknownKey { key, meant: None, .. } => {
            fault.path.len() == 1 && FIRST.contains(&key.as_str())
        }
        _ => false,
    };
    let strange: Vec<Fault> = faults.extract_if(.., |fault| is_strange(fault)).collect();
    if strange.len() < 2 {
        faults.extend(strange);
        return None;
    }
    let first = strange.first()?;
    let What::UnknownKey { key, .. } = &first.what else { return None };
    Some(Problem {
        code: code::SCHEMA,
        message: format!("unknown key `{key}`: another record seems to begin here"),
        span: Some(first.span.clone()),
        related: None,
        hint: Some("write its header above it, as [person.nina]".to_owned()),
    })
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

/// What to do about a key that is none: people say some things in other ways than the format.
fn of_key(key: &str, known: &[&str], path: &[Step]) -> String {
    let within = |name: &str| path.iter().any(|step| *step == Step::Key(name.to_owned()));
    let table = match path.first() {
        _ if within("cite") => "cite",
        Some(Step::Key(kind)) => kind,
        _ => "",
    };
    let other = match (table, key) {
        (_, "format" | "prefix" | "default-source") => {
            return format!("`{key}` is a key of the file: write it above the first [table]");
        }
        ("person", "born" | "birth" | "died" | "death") => {
            let kind = if key.starts_with('b') { "birth" } else { "death" };
            return format!(
                "it is an event of its own: kind = \"{kind}\", people = {{ ID = \"principal\" }}"
            );
        }
        (
            "person",
            "father" | "mother" | "parent" | "parents" | "husband" | "wife" | "spouse" | "child"
            | "children" | "son" | "daughter" | "brother" | "sister" | "siblings",
        ) => return "it is a record of its own: [[relation]], with kind, from and to".to_owned(),
        ("person", "occupation" | "profession" | "religion" | "nationality") => {
            return "it is a fact of its own: [[person.ID.fact]], with kind and text".to_owned();
        }
        ("quote", "date" | "place") => {
            return "a quotation has those of the event at which it was said: occasion = \"…\""
                .to_owned();
        }
        ("cite", word) if LocatorTerm::from_word(word).is_some() => {
            return format!("write at = 12, label = \"{word}\"");
        }
        ("person" | "term", "description" | "summary" | "bio") => "about",
        ("event", "description" | "summary" | "about") => "text",
        ("event" | "source" | "remark", "name") => "title",
        ("person" | "term", "title") => "name",
        ("event", "persons" | "who") => "people",
        ("quote", "author" | "by" | "who") => "speaker",
        ("source", "date" | "year" | "published") => "issued",
        ("source", "journal" | "magazine" | "newspaper" | "website") => "container-title",
        _ => return suggest(key, known),
    };
    if known.contains(&other) { format!("write `{other}`") } else { suggest(key, known) }
}

/// What to write under a key that is missing.
fn of_missing(key: &str) -> Option<String> {
    let what = match key {
        "name" => "as the source has it",
        "about" => "in one line, who or what it is",
        "title" => "in a few words",
        "text" => "what there is to say",
        "words" => "as the source says it",
        "speaker" => "the id of a person",
        "from" | "to" => return None,
        _ => return Some(format!("add {key} = \"…\"")),
    };
    Some(format!("add {key} = \"…\": {what}"))
}

/// What to do about a value of another kind than is expected.
fn of_unlike(found: &str, expected: &str, path: &[Step]) -> Option<String> {
    let is_text = found.starts_with('"');
    let key = path.iter().rev().find_map(|step| match step {
        Step::Key(key) | Step::KeyOf(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    match (expected, found) {
        ("a list" | "a table", _) if is_text && key == Some("author") => {
            let name = found.trim_matches('"');
            Some(match name.rsplit_once(' ') {
                Some((given, family)) => format!(
                    "write author = [{{ given = \"{given}\", family = \"{family}\" }}], or \
                     {{ literal = \"{name}\" }} for a body"
                ),
                None => format!("write author = [{{ literal = \"{name}\" }}]"),
            })
        }
        ("a list", "a table") if matches!(key, Some("fact" | "claim")) => {
            let keys = path.iter().filter_map(|step| match step {
                Step::Key(key) | Step::KeyOf(key) => Some(key.as_str()),
                Step::Index(_) => None,
            });
            let header = keys.collect::<Vec<_>>().join(".");
            Some(format!("write [[{header}]], with two brackets, before each"))
        }
        ("a list", "a table") => Some("write it between brackets: [{ … }]".to_owned()),
        ("a list", _) => Some(format!("write [{found}]")),
        (_, "a list" | "a table") => None,
        ("a whole number from 0 up" | "a number", _) if is_text => {
            Some("write it without quotation marks".to_owned())
        }
        (expected, found) if !is_text && ["a string", "a date", "a word"].contains(&expected) => {
            Some(format!("write \"{found}\", in quotation marks"))
        }
        _ => None,
    }
}

/// How a kinship is told of which there is no kind.
fn kinship(word: &str) -> Option<String> {
    let is = |kind: &str| Some(format!("write kind = \"{kind}\": `from` is the {word} of `to`"));
    let sexed = |kind: &str| {
        Some(format!(
            "write kind = \"{kind}\": whether it is the {word}, `sex` of the person tells"
        ))
    };
    let turned = |kind: &str| {
        Some(format!("write kind = \"{kind}\" and exchange `from` and `to`: the {kind} is `from`"))
    };
    match word.to_lowercase().as_str() {
        "father" | "mother" => sexed("parent"),
        "son" | "daughter" | "child" => turned("parent"),
        "husband" | "wife" => sexed("spouse"),
        "married" => is("spouse"),
        "brother" | "sister" => sexed("sibling"),
        "grandfather" | "grandmother" => sexed("grandparent"),
        "grandson" | "granddaughter" | "grandchild" => turned("grandparent"),
        "lover" | "girlfriend" | "boyfriend" | "fiancé" | "fiancée" => is("partner"),
        "nurse" | "guardian" => is("carer"),
        "pupil" | "student" | "follower" => is("disciple"),
        "uncle" | "aunt" | "cousin" | "nephew" | "niece" | "stepfather" | "stepmother" => {
            Some(format!("write kind = \"other\", note = \"{word}\""))
        }
        _ => None,
    }
}

/// CSL's type of what people call otherwise.
fn source_type(word: &str) -> Option<String> {
    let known = match word.to_lowercase().replace(' ', "-").as_str() {
        "magazine" | "magazine-article" => "article-magazine",
        "newspaper" | "news" | "newspaper-article" => "article-newspaper",
        "journal" | "journal-article" | "paper" => "article-journal",
        "website" | "web" | "web-page" | "online" => "webpage",
        "blog" | "blog-post" => "post-weblog",
        "letter" | "e-mail" | "email" => "personal_communication",
        "diary" | "archive" | "record" | "register" => "manuscript",
        "film" | "movie" | "video" => "motion_picture",
        "encyclopedia" | "encyclopaedia" => "entry-encyclopedia",
        "dictionary" => "entry-dictionary",
        "memoir" | "biography" | "novel" | "monograph" => "book",
        "photo" | "photograph" | "picture" => "graphic",
        "radio" | "television" | "podcast" => "broadcast",
        "dissertation" => "thesis",
        "law" => "legislation",
        _ => return None,
    };
    Some(format!("CSL calls it `{known}`"))
}

/// The id that is the nearest to a text which is none; `None`, if its letters are not those of ids.
pub(super) fn kebab(text: &str) -> Option<String> {
    let id = names::fold(text).replace(' ', "-");
    Id::without_prefix(id.as_str()).is_ok().then_some(id)
}

/// "Did you mean", or else all that there is.
pub(super) fn suggest(unknown: &str, known: &[&str]) -> String {
    match names::nearest(unknown, known.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.join(", ")),
    }
}
