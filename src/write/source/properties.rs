//! What holds for every source that is written, by itself and into any base.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::{added, toml};
use crate::base::schema::{Id, Name, Paragraphs, Record, Section, Source};
use crate::date::Date;
use crate::properties::{base, but, fingerprints, read, tried};

/// A text of any characters, those of TOML's own syntax and those that nothing shows among them.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[^\\x00]{1,12}",
        "[\"'\\\\\\[\\]{}#=,\\r\\n\\t x\\x00-\\x1f\\x7f]{1,12}",
        select(vec!["\"\"\"", "'''", "\\u0041", "\u{202e}", "\u{85}", "\u{2028}", "\u{feff}x"])
            .prop_map(str::to_owned),
    ]
    .prop_filter("something is said", |text| !text.trim().is_empty())
    .boxed()
}

fn name() -> impl Strategy<Value = Name> {
    let person = (option::of(text()), option::of(text()), text()).prop_map(
        |(given, non_dropping_particle, family)| Name {
            given,
            non_dropping_particle,
            family: Some(family),
            literal: None,
        },
    );
    let body = text().prop_map(|literal| Name {
        given: None,
        non_dropping_particle: None,
        family: None,
        literal: Some(literal),
    });
    prop_oneof![person, body]
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    vec((text(), 1..5_u32), 0..3).prop_map(|sections| {
        let mut next = 1;
        let section = |(heading, length): (String, u32)| {
            let from = next;
            next += length;
            Section { heading, from, to: next - 1 }
        };
        sections.into_iter().map(section).collect()
    })
}

fn source() -> impl Strategy<Value = Record<Source>> {
    let issued = option::of(select(vec!["1931", "1931-01-05", "193X", "[1930,1932]", "-0043"]));
    let texts = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    let prints = option::of(fingerprints());
    (text(), vec(name(), 0..3), texts, issued, sections(), prints).prop_map(
        |(title, author, (container_title, publisher, url, note), issued, section, prints)| {
            let body = Source {
                csl_type: "webpage".to_owned(),
                title,
                author,
                container_title,
                publisher,
                publisher_place: None,
                issued: issued.map(|date| Date::parse(date).unwrap()),
                accessed: None,
                url,
                language: None,
                paragraphs: Paragraphs::Counted,
                locator: None,
                section,
                fingerprint: prints,
                note,
            };
            Record { id: Id::new("new").unwrap(), body }
        },
    )
}

proptest! {
    #![proptest_config(tried(250))]

    #[test]
    fn a_source_is_read_as_it_was_written(source in source()) {
        let text = format!("format = 1\n{}", toml(&source));
        prop_assert_eq!(json!(read(&text).sources), json!([source]), "{}", text);
    }

    #[test]
    fn a_source_more_changes_nothing_else(written in base(), source in source()) {
        let new = added(&written.text, &source).unwrap();
        let (before, after) = (read(&written.text), read(&new));
        let found = after.sources.iter().find(|other| other.id == source.id);
        prop_assert_eq!(json!(found), json!(source), "{}", new);
        let rest = |document| but(document, "new", |source| *source = Value::Null);
        prop_assert_eq!(rest(&after), rest(&before), "{}", new);
        let old = &written.text;
        let mut places = (0..=old.len()).filter(|at| old.is_char_boundary(*at));
        let stays = |at| new.starts_with(&old[..at]) && new.ends_with(&old[at..]);
        prop_assert!(new.len() > old.len() && places.any(stays), "{}", new);
    }
}
