//! Anki's own importer reads the cards: each once, updated in place after the base was edited, and
//! with every character of what a base may say.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use ibid::base::schema::Document;
use ibid::base::{Base, load};
use ibid::cite::locators;
use ibid::query::extract::extract;
use ibid::view::exercise::{Exercise, GAP, exercises};
use serde_json::Value;

use crate::{embedded, run, tools};

/// What Anki tells after it has imported some files, one after the other.
fn imported(python: &Path, files: &[String]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command.arg("tests/readers/read_anki.py");
    for (at, text) in files.iter().enumerate() {
        let file = folder.path().join(format!("{at}.txt"));
        std::fs::write(&file, text).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The cards of a base that is written as TOML.
fn cards(toml: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.toml");
    std::fs::write(&file, toml).unwrap();
    run(&["export", "anki", "--facts", file.to_str().unwrap()]).stdout
}

/// The rows of a file by their GUIDs.
fn rows(text: &str) -> HashMap<&str, &str> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| (row.split('\t').next().unwrap(), row)).collect()
}

/// What a note should say: what is asked, what is to be filled in, the answer and the places.
struct Card {
    front: String,
    answer: String,
    places: String,
}

/// What the notes of a base should say, by the ids of their exercises.
fn cards_of(doc: &Document) -> HashMap<String, Card> {
    let base = Base::new(doc);
    let all = extract(&base, &[]).unwrap();
    let card = |one: Exercise<'_>| {
        let ask = if one.kind.has_gap() { String::new() } else { format!("{}\n", one.kind.ask()) };
        let front = ask + &readable(&one.matter());
        let places = locators(&base, one.cites.iter().copied());
        (one.id.clone(), Card { front, answer: readable(&one.answer), places })
    };
    exercises(&base, &all).into_iter().map(card).collect()
}

/// A text without the control characters that no card can hold.
fn readable(text: &str) -> String {
    let readable = |c: char| if c.is_control() && !"\n\t".contains(c) { ' ' } else { c };
    text.replace("\r\n", "\n").chars().map(readable).collect()
}

#[test]
fn cards_are_imported_once_and_updated_after_an_edit() {
    let Some(python) = tools::python("anki") else { return };
    let before = std::fs::read_to_string("facts.toml").unwrap();
    let mut after = before.replace("Nina dies of tuberculosis", "Nina dies, of tuberculosis");
    after = after.replace("Head of the Soviet dictatorship", "Head of the dictatorship");
    after += "\n[event.new]\nkind = \"other\"\ntitle = \"Something else\"\n\
              date = \"1930\"\ncite = 2\n";
    let (before, after) = (cards(&before), cards(&after));
    assert_eq!(before, run(&["export", "anki"]).stdout, "the embedded base is this file");
    let (old, new) = (rows(&before), rows(&after));
    let is_added = |guid: &&&str| !old.contains_key(**guid);
    let added = new.keys().filter(is_added).count();
    let changed = new.iter().filter(|(guid, row)| old.get(**guid).is_some_and(|old| old != *row));
    let changed = changed.count();
    assert!(added == 1 && changed >= 3, "{added} {changed}");

    let told = imported(&python, &[before.clone(), before.clone(), after.clone()]);
    let [first, again, edited] = told["imports"].as_array().unwrap().as_slice() else {
        unreachable!("three files were imported")
    };
    assert_eq!(first["new"], old.len());
    assert_eq!((&again["new"], &again["updated"]), (&0.into(), &0.into()));
    assert_eq!((&edited["new"], &edited["updated"]), (&added.into(), &changed.into()));
    for import in [first, again, edited] {
        for trouble in [
            "conflicting",
            "first_field_match",
            "missing_notetype",
            "missing_deck",
            "empty_first_field",
        ] {
            assert_eq!(import[trouble], 0, "{trouble}: {import}");
        }
    }
    assert_eq!(told["notes"].as_array().unwrap().len(), new.len());
}

#[test]
fn every_card_says_what_the_base_says() {
    let Some(python) = tools::python("anki") else { return };
    let doc = embedded();
    says(&imported(&python, &[run(&["export", "anki"]).stdout]), &doc, "miller-2020");
}

/// Whether the notes are the exercises of a base, one card each, with a citation on the back.
fn says(told: &Value, doc: &Document, key: &str) {
    let cards = cards_of(doc);
    let notes = told["notes"].as_array().unwrap();
    assert_eq!(notes.len(), cards.len());
    for note in notes {
        let guid = note["guid"].as_str().unwrap();
        let id = guid.strip_prefix(&format!("ibid:{key}:")).unwrap();
        let card = &cards[id];
        let is_cloze = note["notetype"] == "Cloze";
        let side = if is_cloze { &note["questions"][0] } else { &note["plain"][0] };
        let front = side.as_str().unwrap().replace("[...]", GAP);
        assert_eq!(front.trim(), card.front.trim(), "{id}");
        let filled = note["plain"][0].as_str().unwrap();
        let back = note["plain"][1].as_str().unwrap();
        assert!(back.starts_with(&card.answer) || filled.contains(&card.answer), "{id}: {back}");
        let citation = back.lines().last().unwrap();
        for place in card.places.split(", ") {
            assert!(citation.contains(place), "{id}: {place} in {back}");
        }
        assert!(citation.contains(&doc.sources[0].title), "{id}: {back}");
        assert_eq!(note["decks"], serde_json::json!([doc.title]), "{id}");
        let tags = note["tags"].as_array().unwrap();
        let is_ours = |tag: &Value| tag.as_str().unwrap().starts_with(&format!("ibid::{key}::"));
        assert!(tags.len() >= 2 && tags.iter().all(is_ours), "{tags:?}");
    }
}

#[test]
fn nothing_of_hostile_text_is_lost() {
    let Some(python) = tools::python("anki") else { return };
    let mut toml = "format = 1\ntitle = \"Hostile\"\ndefault-source = \"s\"\n\
                    [source.s]\ntype = \"book\"\ntitle = \"S\"\n\
                    [person.ann]\nname = \"Ann O’Ther\"\nabout = \"Who?\"\ncite = 1\n"
        .to_owned();
    let long = "長い text, ".repeat(10_000);
    let hostile = [
        "# begins as a comment does",
        "\"quoted\" and not \"closed",
        "<b>&amp; </small><script>alert(1)</script> & <!-- so",
        "a tab\there\na line\r\nand another",
        "{{c1::x::y}} }} {{ {{c2::",
        "a::b [sound:x.mp3] [anki:tts] [latex]x[/latex] [$]y[/$]",
        "漢字かな한국어 😀 \u{202e}reversed",
        "bell \u{7} and \u{1f} unit",
        &long,
    ];
    for (at, text) in (1..).zip(hostile) {
        let quoted = serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f");
        let title = serde_json::to_string(&format!("Ann O’Ther sees {text}")).unwrap();
        let _ = write!(
            toml,
            "[quote.q{at}]\ntext = {quoted}\nspeaker = \"ann\"\ncite = {at}\n\
             [event.e{at}]\nkind = \"other\"\ntitle = {title}\ndate = \"19{at}0\"\n\
             people = {{ ann = \"principal\" }}\ncite = {at}\n"
        );
    }
    let doc = load::read("facts.toml", &toml).unwrap();
    let told = imported(&python, &[cards(&toml)]);
    assert_eq!(told["notes"].as_array().unwrap().len(), 3 * hostile.len() + 1);
    says(&told, &doc, "s");
    for note in told["notes"].as_array().unwrap() {
        let fields = note["fields"].as_array().unwrap().iter().filter_map(Value::as_str);
        for field in fields {
            assert!(!field.contains("[sound:") && !field.contains("<script"), "{field}");
        }
    }
}
