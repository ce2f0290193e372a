//! Reading a base, of one file or of several with a zero byte between them: what is refused says
//! where and why, and what is accepted answers.

#![no_main]

use std::io::Cursor;

use ibid::base::load;
use ibid::base::problem::Problems;
use ibid::base::texts::Named;
use ibid::lint::report::examine_all;
use ibid::{Status, World};
use libfuzzer_sys::fuzz_target;

/// So many files make a base here.
const MOST_FILES: usize = 3;

/// What a base is asked, one question an input: each has its way through the program.
const QUESTIONS: [&[&str]; 12] = [
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["cite", "--bibliography"],
    &["dates", "--within", "19XX"],
    &["export", "ics"],
    &["kin", "a", "b"],
    &["notes"],
    &["person", "--format", "text"],
    &["search", "a"],
    &["source", "--json"],
    &["timeline", "--format", "svg"],
    &["tree", "a"],
];

fuzz_target!(|bytes: &[u8]| {
    let files: Vec<&[u8]> = bytes.splitn(MOST_FILES, |byte| *byte == 0).collect();
    let named: Vec<(&str, &[u8])> = ["a", "b", "c"].into_iter().zip(files).collect();
    let read = load::read_all(&named);
    let texts: Option<Vec<Named>> =
        named.iter().map(|(name, bytes)| Some((*name, str::from_utf8(bytes).ok()?))).collect();
    match (read, texts) {
        (Ok(_), Some(texts)) => accepted(&texts, bytes),
        (Err(problems), texts) => refused(&problems, texts.as_deref()),
        (Ok(_), None) => panic!("accepted, and no text"),
    }
});

/// What is refused is so for a reason, which can be shown at its place.
fn refused(problems: &Problems, texts: Option<&[Named]>) {
    assert!(!problems.list.is_empty());
    for problem in &problems.list {
        let places = problem.span.iter().chain(problem.related.iter().map(|(span, _)| span));
        for place in places {
            let text = problems.texts.at(place.start).expect("a text that has the place");
            assert!(place.start <= place.end && place.end <= text.start + text.content.len());
        }
    }
    let shown = problems.to_string();
    assert!(shown.contains("error") && !shown.contains('\u{1b}'), "{shown}");
    problems.render(true);
    if let Some(texts) = texts {
        assert!(examine_all(texts).iter().any(|report| !report.is_clean()));
    }
}

/// What is accepted is examined without mistakes, and asked something.
fn accepted(texts: &[Named], bytes: &[u8]) {
    for report in examine_all(texts) {
        for item in &report.items {
            let places = item.span.iter().chain(item.related.iter().map(|(span, _)| span));
            places.for_each(|place| assert!(place.end <= report.text.len(), "{item:?}"));
        }
    }
    if texts.len() > 1 {
        return;
    }
    let question = QUESTIONS[bytes.len() % QUESTIONS.len()];
    let asked = ["ibid", "--facts", "-"].iter().chain(question);
    let mut world = World::plain();
    world.stdin = Box::new(Cursor::new(bytes.to_vec()));
    let status = ibid::run(asked, &mut world);
    // Some questions are not for every base, but this one is.
    assert!(status != Status::Wrong || question[0] != "check", "{question:?}");
}
