//! Every quotation and every `words` of the embedded base stands in the article, verbatim, in the
//! paragraph that is cited. White space is folded; nothing else is.
//!
//! The article is not ours to copy: the test reads the copy that `IBID_ARTICLE` names, or the one
//! beside the project, and says aloud that it was skipped where there is none.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use ibid::base::schema::{Cite, Document, Source};

use crate::embedded;
use crate::facts::passages;

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The passages of the article by their locators, or `None` where there is no copy of it.
fn article(source: &Source) -> Option<BTreeMap<String, String>> {
    let beside = "../shared/source/the-trotskys-betrayed.txt";
    let path = std::env::var_os("IBID_ARTICLE").map_or(PathBuf::from(beside), PathBuf::from);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            // Past the capture of the test harness: a proof that was not made must not look made.
            let mut stderr = std::io::stderr();
            writeln!(stderr, "skipped: no copy of the article ({}: {error})", path.display()).ok();
            return None;
        }
    };
    let lines: Vec<String> = text.lines().map(folded).filter(|line| !line.is_empty()).collect();
    let at = |found: &dyn Fn(&String) -> bool| lines.iter().position(found).unwrap();
    let title = at(&|line| *line == folded(&source.title));
    let first = at(&|line| line.starts_with("Leon Trotsky’s assassination was painful"));
    let is_end = |line: &&String| *line == "Facebook Twitter Share";
    let end = first + lines[first..].iter().position(|line| is_end(&line)).unwrap();
    let mut passages = BTreeMap::from([
        ("standfirst".to_owned(), lines[title + 1].clone()),
        ("byline".to_owned(), lines[title + 2].clone()),
    ]);
    let is_heading = |line: &&String| source.section.iter().any(|one| one.heading == **line);
    let body = lines[first..end].iter().filter(|line| !is_heading(line));
    passages.extend(body.enumerate().map(|(at, text)| ((at + 1).to_string(), text.clone())));
    Some(passages)
}

struct Proof<'a> {
    passages: &'a BTreeMap<String, String>,
    proved: usize,
    failed: Vec<String>,
}

impl Proof<'_> {
    /// The text stands in one of the cited passages, and, if it must, nowhere else.
    fn prove(&mut self, what: &str, text: &str, cites: &[Cite], once: bool) {
        let text = folded(text);
        let is_there = cites
            .iter()
            .any(|cite| self.passages.get(&cite.at).is_some_and(|passage| passage.contains(&text)));
        let count: usize =
            self.passages.values().map(|passage| passage.matches(&text).count()).sum();
        if is_there && (!once || count == 1) {
            self.proved += 1;
        } else {
            let at: Vec<_> = cites.iter().map(|cite| cite.at.as_str()).collect();
            self.failed.push(format!("{what}: “{text}” not once in {at:?}, {count} times in all"));
        }
    }
}

fn prove(doc: &Document, passages_of: &BTreeMap<String, String>) -> (usize, Vec<String>) {
    let mut proof = Proof { passages: passages_of, proved: 0, failed: Vec::new() };
    for (what, cite) in passages(doc) {
        let words = cite.words.as_deref().unwrap_or_default();
        proof.prove(&what, words, std::slice::from_ref(cite), true);
    }
    for person in &doc.persons {
        for cite in &person.cite {
            if let Some(words) = &cite.words {
                proof.prove(&person.id, words, std::slice::from_ref(cite), true);
            }
        }
        for fact in &person.fact {
            for figure in &fact.figures {
                proof.prove(&person.id, &figure.words, &fact.cite, false);
            }
        }
    }
    for quote in &doc.quotes {
        proof.prove(&quote.id, &quote.text, &quote.cite, true);
    }
    for event in &doc.events {
        if let Some(words) = event.date.as_ref().and_then(|date| date.words.as_ref()) {
            proof.prove(&format!("date of {}", event.id), words, &event.cite, false);
        }
        for figure in &event.figures {
            proof.prove(&format!("figure of {}", event.id), &figure.words, &event.cite, false);
        }
    }
    (proof.proved, proof.failed)
}

#[test]
fn every_quotation_and_every_passage_is_verbatim_where_it_is_cited() {
    let doc = embedded();
    let Some(passages) = article(&doc.sources[0]) else { return };
    assert_eq!(passages.len(), 39 + 2, "39 paragraphs, the standfirst and the byline");
    let (proved, failed) = prove(&doc, &passages);
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(proved > 500, "{proved} proved");
}

#[test]
fn a_changed_letter_is_not_proved() {
    let mut doc = embedded();
    let Some(passages) = article(&doc.sources[0]) else { return };
    let last = doc.quotes.len() - 1;
    for (at, old, new) in [(0, "e", "é"), (last, "’", "'")] {
        let text = doc.quotes[at].body.text.clone();
        assert!(text.contains(old), "{text}");
        doc.quotes[at].body.text = text.replacen(old, new, 1);
        assert_eq!(prove(&doc, &passages).1.len(), 1);
        doc.quotes[at].body.text = text;
    }
}

#[test]
fn no_name_is_completed_from_elsewhere() {
    let doc = embedded();
    let Some(passages) = article(&doc.sources[0]) else { return };
    let whole = passages.values().cloned().collect::<Vec<_>>().join("\n");
    for person in doc.persons.iter().filter(|person| person.kind.word() == "named") {
        for form in std::iter::once(&person.name).chain(&person.also) {
            // Two who share a surname are printed as "David and Anna Bronstein".
            let is_printed =
                whole.contains(form.as_str()) || form.split(' ').all(|word| whole.contains(word));
            assert!(is_printed, "{}: {form}", person.id);
        }
    }
}
