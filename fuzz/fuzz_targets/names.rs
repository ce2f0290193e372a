//! Names: what was typed stands on the first line, the names that there are on the others.

#![no_main]

use ibid::names::{Fit, Query, fold, nearest};
use libfuzzer_sys::fuzz_target;

/// So many names are suggested.
const LIMIT: usize = 3;

fuzz_target!(|text: &str| {
    let (typed, rest) = text.split_once('\n').unwrap_or((text, text));
    let names: Vec<&str> = rest.lines().collect();
    let (query, folded) = (Query::new(typed), fold(typed));
    assert_eq!(fold(&folded), folded, "folded twice");
    assert_eq!(query.is_empty(), folded.is_empty());
    assert_eq!(query.fit(&folded), (!query.is_empty()).then_some(Fit::Exact));
    for name in &names {
        fits(&query, &folded, &fold(name));
    }
    suggested(typed, &names);
});

/// A text answers where every word that was asked stands in it, and exactly where it is the same.
fn fits(query: &Query, asked: &str, name: &str) {
    let fit = query.fit(name);
    let stands = !asked.is_empty() && asked.split(' ').all(|word| name.contains(word));
    assert_eq!(fit.is_some(), stands, "{asked:?} {name:?}");
    assert_eq!(fit == Some(Fit::Exact), stands && asked == name);
    let has = |word: &str| name.split(' ').any(|other| other == word);
    if stands && asked != name {
        assert_eq!(fit == Some(Fit::Words), asked.split(' ').all(has), "{asked:?} {name:?}");
    }
}

/// Suggestions are some of the names, no more than asked for, and the same whatever that number is.
fn suggested(typed: &str, names: &[&str]) {
    let all = nearest(typed, names.iter().copied(), usize::MAX);
    let some = nearest(typed, names.iter().copied(), LIMIT);
    assert_eq!(some, all[..all.len().min(LIMIT)]);
    assert!(all.iter().all(|name| names.contains(name)));
    if names.iter().any(|name| fold(name) == fold(typed)) {
        assert_eq!(fold(all[0]), fold(typed), "what was typed is the nearest");
    }
}
