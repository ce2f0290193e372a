//! Every bibliography says the same after a program that is not ours has read it: pandoc reads
//! BibLaTeX, BibTeX, RIS and CSL-JSON, Hayagriva its own YAML.
//!
//! pandoc 3 is looked for in `IBID_PANDOC`, in `.ci/tools`, where `.ci/run` puts it, and among the
//! programs; the tests say aloud that they were skipped where it is in none of them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::str::FromStr;

use hayagriva::types::Person;
use ibid::base::schema::{Document, Record, Source};
use ibid::date::Date;
use ibid::export::{Exchange, bibliography};
use serde_json::Value;

use crate::embedded;
use crate::tools;

/// One or two points in time: year, month and day, as far as they are known. Years before the
/// common era are as in CSL: -44 is 44 BC.
type Dates = Vec<Vec<i64>>;

/// What a program tells about a source.
#[derive(Debug, PartialEq)]
struct Told {
    id: String,
    kind: String,
    authors: Vec<String>,
    title: String,
    container: bool,
    issued: Dates,
    url: String,
}

/// What pandoc is known to make of a format.
struct Reader {
    exchange: Exchange,
    format: &'static str,
    /// The type that it tells for a CSL type.
    kind: fn(&str) -> &str,
    /// What is left of a date.
    issued: fn(&Date) -> Dates,
}

const READERS: [Reader; 4] = [
    Reader {
        exchange: Exchange::Biblatex,
        format: "biblatex",
        kind: |kind| match kind {
            "article" => "article-journal",
            "post-weblog" | "post" => "webpage",
            "interview" | "map" => "",
            kind => kind,
        },
        issued: |date| match (date.to_string().as_str(), date.season()) {
            // Its year 0 remains the year 0.
            ("0000", _) => vec![vec![0]],
            (_, Some(season)) => vec![vec![parts(date)[0][0], 20 + i64::from(season)]],
            _ if date.level() > 1 => Vec::new(),
            _ => parts(date),
        },
    },
    Reader {
        exchange: Exchange::Bibtex,
        format: "bibtex",
        kind: |kind| match kind {
            "article-magazine" | "article-newspaper" | "article" => "article-journal",
            "entry-encyclopedia" => "chapter",
            "book" | "article-journal" | "chapter" | "paper-conference" | "report" | "thesis"
            | "manuscript" => kind,
            _ => "",
        },
        issued: |date| match parts(date).as_slice() {
            [from, to] if from[0] == to[0] => vec![vec![from[0]]],
            // It reads no interval of such years.
            [from, _] if from[0] < 0 => Vec::new(),
            [from, to] => vec![vec![from[0]], vec![to[0]]],
            one => known(one),
        },
    },
    Reader {
        exchange: Exchange::Ris,
        format: "ris",
        kind: |kind| match kind {
            "article" => "article-journal",
            "webpage" | "post" => "misc",
            "speech" | "interview" | "map" => "entry",
            "motion_picture" => "motion-picture",
            kind => kind,
        },
        // It reads PY alone.
        issued: |date| parts(date).first().map(|one| known(&[vec![one[0]]])).unwrap_or_default(),
    },
    Reader {
        exchange: Exchange::CslJson,
        format: "csljson",
        kind: |kind| kind,
        issued: |date| known(&parts(date)),
    },
];

fn parts(date: &Date) -> Dates {
    date.parts().unwrap_or_default()
}

/// pandoc takes the year -1 for none.
fn known(dates: &[Vec<i64>]) -> Dates {
    dates.iter().filter(|date| **date != [-1]).cloned().collect()
}

fn documents() -> [Document; 2] {
    let text = std::fs::read("tests/data/sources.toml").unwrap();
    [embedded(), ibid::base::load::read_bytes("sources.toml", &text).unwrap()]
}

/// A text without what readers make finer: quotation marks, and the spaces between words.
fn folded(text: &str) -> String {
    let plain = |c| if "“”‘’'".contains(c) { '"' } else { c };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// A URL in which nothing needs to be escaped.
fn address(url: &str) -> String {
    url.replace(' ', "%20").replace('{', "%7B").replace('}', "%7D")
}

/// What a reader that loses nothing but what is known would tell.
fn told(source: &Record<Source>, reader: &Reader) -> Told {
    // RIS divides a name at its commas.
    let name = |name: String| {
        let is_ris = reader.exchange == Exchange::Ris;
        folded(&if is_ris { name.replace("King, Jr", "King Jr") } else { name })
    };
    Told {
        id: source.id.to_string(),
        kind: (reader.kind)(&source.csl_type).to_owned(),
        authors: source.author.iter().map(|one| name(ibid::cite::author(one))).collect(),
        title: folded(&source.title),
        container: true,
        issued: source.issued.as_ref().map(reader.issued).unwrap_or_default(),
        url: address(source.url.as_deref().unwrap_or_default()),
    }
}

/// What pandoc's CSL-JSON tells.
fn told_by(item: &Value, source: &Source) -> Told {
    let text = |key: &str| item[key].as_str().unwrap_or_default();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let container = folded(source.container_title.as_deref().unwrap_or_default());
    let point = |point: &Value| list(point).iter().filter_map(Value::as_i64).collect();
    Told {
        id: text("id").to_owned(),
        kind: text("type").to_owned(),
        authors: list(&item["author"]).iter().map(name).collect(),
        title: folded(text("title")),
        // Where a type has no container, its title stands in the field that is printed.
        container: ["container-title", "collection-title", "event", "publisher", "note"]
            .iter()
            .any(|key| folded(text(key)).contains(&container)),
        issued: list(&item["issued"]["date-parts"]).iter().map(point).collect(),
        url: address(text("URL")),
    }
}

fn name(name: &Value) -> String {
    let parts = ["literal", "given", "dropping-particle", "non-dropping-particle", "family"];
    let known: Vec<_> = parts.iter().filter_map(|part| name[*part].as_str()).collect();
    let suffix = name["suffix"].as_str().map_or(String::new(), |suffix| format!(", {suffix}"));
    folded(&(known.join(" ") + &suffix))
}

/// What pandoc reads, as CSL-JSON.
fn read(pandoc: &PathBuf, format: &str, text: &str) -> Vec<Value> {
    let mut child = Command::new(pandoc)
        .args(["-f", format, "-t", "csljson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{format}: {text}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn pandoc_reads_what_was_written() {
    let Some(pandoc) = tools::pandoc() else { return };
    for doc in documents() {
        let sources: Vec<_> = doc.sources.iter().collect();
        for reader in &READERS {
            let text = bibliography(reader.exchange, &sources);
            let items = read(&pandoc, reader.format, &text);
            assert_eq!(items.len(), sources.len(), "{}", reader.format);
            for (source, item) in sources.iter().zip(&items) {
                let (was, is) = (told(source, reader), told_by(item, source));
                assert_eq!(is, was, "{}: {item:#}", reader.format);
            }
        }
    }
}

#[test]
fn hayagriva_reads_what_was_written() {
    for doc in documents() {
        let sources: Vec<_> = doc.sources.iter().collect();
        let text = bibliography(Exchange::Hayagriva, &sources);
        let library = hayagriva::io::from_yaml_str(&text).unwrap();
        let ids: Vec<_> = sources.iter().map(|source| &*source.id).collect();
        assert_eq!(library.keys().collect::<Vec<_>>(), ids);
        for (source, entry) in sources.iter().zip(&library) {
            let name = |person: &Person| folded(&person.given_first(false));
            let authors: Vec<_> = entry.authors().unwrap_or_default().iter().map(name).collect();
            let written = |name| folded(&ibid::cite::author(name));
            assert_eq!(authors, source.author.iter().map(written).collect::<Vec<_>>());
            let title =
                |entry: &hayagriva::Entry| entry.title().map(|one| folded(&one.to_string()));
            assert_eq!(title(entry), Some(folded(&source.title)));
            let container = entry.parents().first().and_then(title);
            assert_eq!(container, source.container_title.as_deref().map(folded));
            let first = source.issued.as_ref().and_then(|date| parts(date).into_iter().next());
            assert_eq!(entry.date().map(date_of), first, "{}", source.id);
            let approximate = source.issued.as_ref().is_some_and(Date::is_approximate);
            assert_eq!(entry.date().is_some_and(|date| date.approximate), approximate);
            let url = source.url.as_deref().filter(|url| url.contains("://"));
            let url = url.map(|url| hayagriva::types::QualifiedUrl::from_str(url).unwrap().value);
            assert_eq!(entry.url().map(|one| one.value.clone()), url);
        }
    }
}

/// Hayagriva counts from 0 what others count from 1, and has a year 0.
fn date_of(date: &hayagriva::types::Date) -> Vec<i64> {
    let year = i64::from(date.year);
    let rest = [date.month, date.day].into_iter().flatten().map(|part| i64::from(part) + 1);
    [if year > 0 { year } else { year - 1 }].into_iter().chain(rest).collect()
}
