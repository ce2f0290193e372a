//! A saved page, of which a source is made: what is written of it is read as it was, by itself and
//! within a base.

#![no_main]

use ibid::base::load;
use ibid::base::schema::{Document, Id, Source};
use ibid::page::{self, Given};
use ibid::write::source::{added, toml};
use libfuzzer_sys::fuzz_target;

const BASE: &str = "\
format = 1 # a base
title = 'A base'

[source.a]
title = 'A'
type = 'book'

[person.b]
name = 'B'
about = 'b'
cite = 'a:1'
";

fuzz_target!(|bytes: &[u8]| {
    let given = Given { id: Id::new("told").ok(), title: None };
    // Without an id one is made of what the page says.
    let _ = page::source(bytes, Given::default());
    let Ok(told) = page::source(bytes, given) else { return };
    let alone = read(&format!("format = 1\n{}", toml(&told.source)));
    assert_eq!(value(&alone, "told"), Some(same(&told.source)));
    let new = added(BASE, &told.source).expect("a base takes a source");
    assert!(new.starts_with(BASE.split_once("\n[person").expect("a person").0));
    let both = read(&new);
    assert_eq!(value(&both, "told"), Some(same(&told.source)));
    assert_eq!(value(&both, "a"), value(&read(BASE), "a"));
    assert_eq!(both.persons.len(), 1);
});

fn read(text: &str) -> Document {
    load::read("base", text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A source of a base, to be compared.
fn value(document: &Document, id: &str) -> Option<serde_json::Value> {
    document.sources.iter().find(|source| *source.id == *id).map(|source| same(source))
}

fn same(source: &Source) -> serde_json::Value {
    serde_json::to_value(source).expect("a source is JSON")
}
