//! A base introduced: what it is, how much is in it, and what to ask it.

use std::path::PathBuf;

use super::prose::{Block, Prose};
use super::{Line, Tone};
use crate::base::schema::{Record, Source};
use crate::cite::Citer;
use crate::query::overview::{Natural, Overview};

/// So many questions are proposed.
const QUESTIONS: usize = 3;

/// So many sources are named; of more there is only their number.
const SOURCES: usize = 3;

/// Introduces a base. `name` is what messages call it, `facts` what was given to `--facts`.
pub fn welcome(
    base: &Citer<'_>,
    overview: &Overview<'_>,
    name: &str,
    facts: Option<&[PathBuf]>,
) -> Prose {
    let doc = base.doc;
    let title = if doc.title.is_empty() { name } else { &doc.title };
    let mut blocks = vec![Block::Text(Line::of(Tone::Name, title))];
    blocks.extend(doc.about.as_ref().map(|about| Block::Text(Line::plain(about))));
    blocks.push(entry("holds", Line::plain(holds(overview))));
    blocks.extend(sources(base, &doc.sources));
    if !overview.questions.is_empty() {
        blocks.push(Block::Heading("Try".into()));
    }
    for question in overview.questions.iter().take(QUESTIONS) {
        let (label, words) = asked(*question);
        blocks.push(match facts {
            None => entry(label, Line::of(Tone::Name, format!("ibid {words}"))),
            // With a path in it the line is long enough.
            Some(facts) => {
                let flag = |path: &PathBuf| format!("--facts {} ", quoted(&path.to_string_lossy()));
                let facts: String = facts.iter().map(flag).collect();
                Block::Text(Line::of(Tone::Name, format!("ibid {facts}{words}")))
            }
        });
    }
    blocks.push(Block::Heading("Help".into()));
    blocks.push(entry("commands", Line::plain("ibid --help")));
    blocks.push(entry("dates", Line::plain("ibid help dates")));
    Prose { blocks, sources: Vec::new() }
}

fn entry(label: &str, body: Line) -> Block {
    Block::Entry { label: Line::plain(label), body }
}

fn holds(overview: &Overview<'_>) -> String {
    let count = |(count, one, several): &(usize, &str, &str)| {
        format!("{count} {}", if *count == 1 { one } else { several })
    };
    let counts: Vec<String> = overview.counts.iter().map(count).collect();
    let years = match overview.years {
        Some((first, last)) if first == last => format!("; {}", year(first)),
        Some((first, last)) => format!("; from {} to {}", year(first), year(last)),
        None => String::new(),
    };
    if counts.is_empty() { "nothing yet".to_owned() } else { counts.join(", ") + &years }
}

/// A year as people count it.
fn year(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

fn sources(base: &Citer<'_>, sources: &[Record<Source>]) -> Vec<Block> {
    let named =
        |source: &Record<Source>| entry("source", Line::default().citing(&base.source(source)));
    if sources.len() > SOURCES {
        return vec![entry("sources", Line::plain(format!("{}: ibid source", sources.len())))];
    }
    sources.iter().map(named).collect()
}

/// A question as it is typed, and what it asks.
fn asked(question: Natural<'_>) -> (&'static str, String) {
    match question {
        Natural::Person(id) => ("who", format!("person {id}")),
        Natural::Year(of) if of > 0 => ("when", format!("dates {of:04}")),
        Natural::Year(of) => ("when", format!("dates \"{}\"", year(of))),
        Natural::Speaker(id) => ("in whose words", format!("quote --by {id}")),
        Natural::Term(id) => ("what is meant", format!("term {id}")),
        Natural::Event(id) => ("what happened", format!("show {id}")),
        Natural::Quote(id) => ("in whose words", format!("quote {id}")),
        Natural::Source(id) => ("says who", format!("source {id}")),
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '\\' | ':');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_file_is_one_word_of_the_line() {
        for (word, line) in [
            ("a/b.toml", "a/b.toml"),
            ("my facts.toml", "'my facts.toml'"),
            ("it's.toml", r"'it'\''s.toml'"),
            ("-", "-"),
            ("$HOME", "'$HOME'"),
        ] {
            assert_eq!(quoted(word), line);
        }
    }
}
