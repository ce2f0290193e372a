use super::*;
use crate::verify::copy::Copy;

/// Paragraphs that have nothing in common.
fn paragraph(name: char) -> String {
    format!("Paragraph {name} says {name}{name} in some words of {name}{name}{name} its own.")
}

fn text(names: &str) -> String {
    names.chars().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn prints(names: &str) -> Fingerprints {
    let paragraphs = names.chars().map(|name| fingerprint(&paragraph(name))).collect();
    Fingerprints { standfirst: None, byline: None, paragraphs }
}

/// The drift of a copy against the paragraphs `a` to `h`.
fn drift(copy: &str) -> Vec<String> {
    let prints = prints("abcdefgh");
    let known = Known { fingerprints: Some(&prints), ..Known::default() };
    let copy = Copy::read(copy.as_bytes()).unwrap();
    align(copy, &known).unwrap().drift.iter().map(ToString::to_string).collect()
}

#[test]
fn a_fingerprint_is_of_the_words_and_not_of_the_white_space() {
    // The first 16 digits that `printf 'a b' | sha256sum` prints.
    assert_eq!(fingerprint(" a\n\u{a0}b ").to_string(), "c8687a08aa5d6ed2");
    assert_ne!(fingerprint("a b"), fingerprint("a B"));
}

#[test]
fn the_same_text_does_not_drift() {
    assert_eq!(drift(&text("abcdefgh")), [""; 0]);
    assert_eq!(drift(&format!("{}\n\n{}", text("zyx"), text("abcdefgh"))), [""; 0]);
    assert_eq!(drift(&text("aababcdefgh")), [""; 0], "a teaser is no paragraph");
}

#[test]
fn what_was_done_to_a_text_is_told() {
    let cases: [(&str, &[&str]); 7] = [
        ("abcefgh", &["paragraph 4 is missing"]),
        ("abcdxefgh", &["a paragraph was added after 4"]),
        ("abcdxyzefgh", &["3 paragraphs were added after 4"]),
        ("abcxefgh", &["paragraph 4 changed"]),
        ("bcdefagh", &["paragraph 1 stands after 6"]),
        ("xbcdefgh", &["paragraph 1 changed"]),
        ("abcdefxy", &["paragraph 7 changed", "paragraph 8 changed"]),
    ];
    for (names, expected) in cases {
        assert_eq!(drift(&text(names)), expected, "{names}");
    }
    assert_eq!(drift(&text("abcdefhg")).len(), 1);
}

#[test]
fn a_changed_paragraph_among_others_is_known_by_what_the_base_takes_from_it() {
    let prints = prints("abcd");
    let taken = vec![(2, "some words of bbb its own")];
    let known = Known { fingerprints: Some(&prints), taken, ..Known::default() };
    let changed = paragraph('b').replace("says", "said");
    let copy = [text("ax"), changed.clone(), text("ycd")].join("\n\n");
    let body = align(Copy::read(copy.as_bytes()).unwrap(), &known).unwrap();
    let found = body.passages().find(|(place, _)| *place == Place::Paragraph(2)).unwrap();
    assert_eq!(found.1, changed);
    assert!(body.drift.contains(&Drift::Changed(Place::Paragraph(2))), "{:?}", body.drift);
    assert_eq!(body.added.len(), 2);
}

#[test]
fn another_text_is_no_copy() {
    let prints = prints("abcdefgh");
    let taken = vec![(1, "in some words")];
    let known = Known { fingerprints: Some(&prints), taken, ..Known::default() };
    let copy = Copy::read(text("xyz").as_bytes()).unwrap();
    assert!(align(copy, &known).is_none());
}

#[test]
fn paragraphs_that_are_the_same_are_told_apart_by_their_order() {
    let paragraphs = ["a", "b", "a", "c", "a"].map(fingerprint).to_vec();
    let prints = Fingerprints { standfirst: None, byline: None, paragraphs };
    let known = Known { fingerprints: Some(&prints), ..Known::default() };
    let body = align(Copy::read(b"a\n\nb\n\na\n\nc\n\na").unwrap(), &known).unwrap();
    assert_eq!(body.blocks.into_values().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(body.drift, []);
}

#[test]
fn a_chain_is_the_best_that_rises_on_both_sides() {
    // Against every subset, for small cases.
    let mut lot = fastrand::Rng::with_seed(5);
    for _ in 0..300 {
        let mut readings: Vec<Reading> = (0..lot.usize(1..9))
            .map(|_| Reading {
                block: lot.usize(..6),
                paragraph: lot.usize(..5),
                worth: lot.u64(1..4),
            })
            .collect();
        readings.sort_unstable();
        readings.dedup_by_key(|reading| (reading.block, reading.paragraph));
        let worth = |chain: &[Reading]| chain.iter().map(|reading| reading.worth).sum::<u64>();
        let rises = |chain: &[Reading]| {
            chain
                .windows(2)
                .all(|pair| pair[0].block < pair[1].block && pair[0].paragraph < pair[1].paragraph)
        };
        let subsets = (0_u32..1 << readings.len()).map(|set| {
            let is_in = |at: &usize| set & (1 << at) != 0;
            (0..readings.len()).filter(is_in).map(|at| readings[at]).collect::<Vec<_>>()
        });
        let best = subsets.filter(|subset| rises(subset)).map(|subset| worth(&subset)).max();
        let chain = chain(&readings, 5);
        assert!(rises(&chain), "{chain:?}");
        assert_eq!(Some(worth(&chain)), best, "{readings:?}");
    }
}

#[test]
fn locators_are_read() {
    let paragraph = Place::Paragraph;
    for (locator, expected) in [
        ("12", Some((paragraph(12), paragraph(12)))),
        ("12-13", Some((paragraph(12), paragraph(13)))),
        ("12–13", Some((paragraph(12), paragraph(13)))),
        ("standfirst", Some((Place::Standfirst, Place::Standfirst))),
        ("caption", None),
        ("12-x", None),
    ] {
        assert_eq!(Place::of_locator(locator), expected, "{locator}");
    }
}
