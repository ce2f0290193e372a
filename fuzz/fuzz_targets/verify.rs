//! The proof of a small base by a copy: any bytes are one. A base that takes its fingerprints from
//! a copy finds every passage in it.

#![no_main]

use ibid::base::Base;
use ibid::base::load;
use ibid::base::schema::{Document, Record, Source};
use ibid::verify::align::{Body, Drift, Way};
use ibid::verify::copy::Copy;
use ibid::verify::update::updated;
use ibid::verify::{claims, find, path_of, prove};
use libfuzzer_sys::fuzz_target;

/// Two sources, one with fingerprints: of "The river was wide and nobody had crossed it." and
/// "Then a bridge was built by the guild of ferrymen."
const BASE: &str = "\
format = 1
default-source = 'printed'

[source.printed]
title = 'The bridge'
type = 'book'
author = [{ given = 'Jane', family = 'Doe' }]

[source.printed.fingerprint]
standfirst = '0123456789abcdef'
paragraphs = ['PRINT-1', 'PRINT-2', '0000000000000003']

[source.listed]
title = 'The river'
type = 'book'
section = [{ heading = 'Banks', from = 2, to = 4 }, { heading = 'Ferries', from = 5, to = 5 }]

[person.doe]
name = 'Jane Doe'
about = 'A ferryman.'
cite = [{ at = 1, words = 'river was wide' }, { source = 'listed', at = '2-3', words = 'Banks' }]

[quote.bridge]
text = 'built by the guild'
speaker = 'doe'
cite = [{ at = 2 }, { source = 'listed', at = 4, words = 'a bridge' }]
";

fuzz_target!(|bytes: &[u8]| {
    let print = |text: &str| ibid::verify::align::fingerprint(text).to_string();
    let text = BASE
        .replace("PRINT-1", &print("The river was wide and nobody had crossed it."))
        .replace("PRINT-2", &print("Then a bridge was built by the guild of ferrymen."));
    blocks(bytes);
    let document = read(&text);
    let base = Base::new(&document);
    for source in &document.sources {
        let claims = claims::claims(&base, source);
        let Ok(body) = find(&base, source, &claims, bytes) else { continue };
        let count = claims.len();
        let report = prove(&base, source, claims, "copy", &body);
        assert_eq!(report.proved() + report.failures.len() + report.open, count);
        for drift in &report.drift {
            assert!(!path_of(source, drift).is_empty());
        }
        takes_fingerprints(&text, source, &body, bytes);
    }
});

/// Every block of a copy is said, and of one line.
fn blocks(bytes: &[u8]) {
    for copy in [Copy::read(bytes), Copy::read_as_text(bytes)].into_iter().flatten() {
        assert!(!copy.is_empty() && copy.article().end <= copy.len());
        for (_, block) in copy.blocks() {
            assert!(!block.trim().is_empty() && !block.contains('\n'), "{block:?}");
        }
    }
}

/// With the fingerprints of a copy in the base, its paragraphs are found by them.
fn takes_fingerprints(text: &str, source: &Record<Source>, body: &Body, bytes: &[u8]) {
    let prints = body.fingerprints();
    let new = updated(text, &source.id, &prints).expect("a base takes fingerprints");
    assert_eq!(updated(&new, &source.id, &prints).ok(), Some(new.clone()), "twice is once");
    let document = read(&new);
    let base = Base::new(&document);
    let source = document.sources.iter().find(|other| other.id == source.id);
    let source = source.expect("the source is still there");
    assert_eq!(source.fingerprint.as_ref(), Some(&prints));
    let claims = claims::claims(&base, source);
    let body = find(&base, source, &claims, bytes).expect("the copy is still one");
    let is_missing = |drift: &Drift| matches!(drift, Drift::Missing(_));
    assert!(body.way == Way::Fingerprints && !body.drift.iter().any(is_missing), "{body:?}");
}

fn read(text: &str) -> Document {
    load::read("base", text).unwrap_or_else(|problems| panic!("{problems}"))
}
