//! Every quotation and every `words` of the embedded base stands in the article, verbatim, in the
//! paragraph that is cited. White space is folded; nothing else is.
//!
//! The article is not ours to copy: the test reads the copy that `IBID_ARTICLE` names, or the one
//! beside the project, and says aloud that it was skipped where there is none.

use std::io::Write;
use std::path::PathBuf;

use ibid::base::Base;
use ibid::base::schema::Document;
use ibid::verify::align::{Body, Place, Way};
use ibid::verify::{Report, claims, find, prove};

use crate::embedded;
use crate::facts::passages;

/// The copy of the article, or `None` where there is none.
pub fn article() -> Option<Vec<u8>> {
    let beside = "../shared/source/the-trotskys-betrayed.txt";
    let path = std::env::var_os("IBID_ARTICLE").map_or(PathBuf::from(beside), PathBuf::from);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            // Past the capture of the test harness: a proof that was not made must not look made.
            let mut stderr = std::io::stderr();
            writeln!(stderr, "skipped: no copy of the article ({}: {error})", path.display()).ok();
            None
        }
    }
}

/// The passages of the article as a copy has them.
pub fn body(doc: &Document, copy: &[u8]) -> Body {
    let base = Base::new(doc);
    let claims = claims::claims(&base, &doc.sources[0]);
    find(&base, &doc.sources[0], &claims, copy).unwrap()
}

/// Hands on the proof of a base by a copy of its first source.
pub fn proof<T>(doc: &Document, copy: &[u8], look: impl FnOnce(&Report<'_>) -> T) -> T {
    let base = Base::new(doc);
    let source = &doc.sources[0];
    let body = body(doc, copy);
    look(&prove(&base, source, claims::claims(&base, source), "copy", &body))
}

#[test]
fn every_quotation_and_every_passage_is_verbatim_where_it_is_cited() {
    let doc = embedded();
    let Some(copy) = article() else { return };
    let found = body(&doc, &copy);
    assert_eq!(found.way, Way::Fingerprints);
    assert_eq!(found.passages().count(), 39 + 2, "39 paragraphs, the standfirst and the byline");
    proof(&doc, &copy, |report| {
        assert!(report.failures.is_empty(), "{:#?}", report.failures);
        assert_eq!(report.drift, []);
        assert!(report.proved() > 500, "{} proved", report.proved());
        assert!(report.is_proof());
    });
}

#[test]
fn every_passage_that_must_be_proved_is_a_claim() {
    let doc = embedded();
    let base = Base::new(&doc);
    let claims = claims::claims(&base, &doc.sources[0]);
    let is_claimed = |text: &str| claims.iter().any(|claim| claim.text == text);
    for (what, cite) in passages(&doc) {
        assert!(cite.words.as_deref().is_some_and(is_claimed), "{what} {cite:?}");
    }
    assert!(doc.quotes.iter().all(|quote| is_claimed(&quote.text)));
    let dates = doc.events.iter().filter_map(|event| event.date()?.words.as_deref());
    assert!(dates.into_iter().all(is_claimed));
    let facts = doc.persons.iter().flat_map(|person| &person.fact).flat_map(|fact| &fact.figures);
    let mut figures = doc.events.iter().flat_map(|event| &event.figures).chain(facts);
    assert!(figures.all(|figure| is_claimed(&figure.words)));
}

#[test]
fn without_fingerprints_the_headings_number_the_same_paragraphs() {
    let mut doc = embedded();
    let Some(copy) = article() else { return };
    let by_fingerprints = body(&doc, &copy).blocks;
    doc.sources[0].body.fingerprint = None;
    let counted = body(&doc, &copy);
    assert_eq!((counted.way, counted.blocks), (Way::Headings, by_fingerprints));
}

#[test]
fn a_changed_letter_is_not_proved() {
    let mut doc = embedded();
    let Some(copy) = article() else { return };
    let last = doc.quotes.len() - 1;
    for (at, old, new) in [(0, "e", "é"), (last, "’", "'")] {
        let text = doc.quotes[at].body.text.clone();
        assert!(text.contains(old), "{text}");
        doc.quotes[at].body.text = text.replacen(old, new, 1);
        assert_eq!(proof(&doc, &copy, |report| report.failures.len()), 1);
        doc.quotes[at].body.text = text;
    }
}

#[test]
fn no_name_is_completed_from_elsewhere() {
    let doc = embedded();
    let Some(copy) = article() else { return };
    let body = body(&doc, &copy);
    let is_numbered = |place: &Place| !matches!(place, Place::After(_));
    let passages = body.passages().filter(|(place, _)| is_numbered(place));
    let whole = passages.map(|(_, text)| text).collect::<Vec<_>>().join("\n");
    for person in doc.persons.iter().filter(|person| person.kind.word() == "named") {
        for form in std::iter::once(&person.name).chain(&person.also) {
            // Two who share a surname are printed as "David and Anna Bronstein".
            let is_printed =
                whole.contains(form.as_str()) || form.split(' ').all(|word| whole.contains(word));
            assert!(is_printed, "{}: {form}", person.id);
        }
    }
}
