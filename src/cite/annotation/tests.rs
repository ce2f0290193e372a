use serde_json::{Value, json};

use super::*;
use crate::base::{Base, load};
use crate::cite::style::Style;
use crate::cite::tests::locale;

const BASE: &str = r#"
format = 1
default-source = "page"

[source.page]
type = "webpage"
title = "A Page"
url = "https://example.org/a#b"

[source.book]
type = "book"
title = "A Book"
author = [{ given = "Jane", family = "Doe" }, { literal = "Museum of X" }]
issued = "1900"
language = "en"
locator = "page"

[person.one]
name = "One"
about = "The first."
cite = [{ at = 1, words = "the one" }, "book:12"]

[event.first]
kind = "other"
title = "It begins"
certainty = "inferred"
because = "It ends."
cite = { source = "book", at = 3, words = "in the beginning" }

[quote.said]
text = "Here it is."
speaker = ["one", "one"]
context = "At the door."
cite = { at = 2, words = "it is" }

[quote.twice]
text = "Twice."
speaker = "one"
cite = [2, { at = 3, words = "twice" }]

[term.thing]
name = "Thing"
kind = "concept"
about = "Something."
cite = 1

[remark.odd]
kind = "caution"
title = "Odd"
text = "It is odd."
about = "one"
cite = 1
"#;

fn annotated(id: &str, context: Option<Context<'static>>) -> Value {
    let doc = load::read("test.toml", BASE).unwrap();
    let base = Base::new(&doc);
    let ready = Vec::new();
    let chicago = || Style::named("chicago", locale).ok();
    let base = Citer::new(&base, None, &chicago, &ready);
    serde_json::to_value(annotation(&base, base.get(id).unwrap(), |_, _| context)).unwrap()
}

fn book() -> Value {
    json!({
        "id": "urn:uuid:61f70b60-3ad3-8ba8-b2d9-92f078452731",
        "type": "Text",
        "dcterms:identifier": "book",
        "dcterms:title": "A Book",
        "dcterms:bibliographicCitation": "Jane Doe and Museum of X, A Book (1900).",
        "creator": [{ "type": "Person", "name": "Jane Doe" }, { "name": "Museum of X" }],
        "language": "en",
    })
}

#[test]
fn a_record_is_the_body_and_its_passages_are_the_targets() {
    let body = |purpose: &str, value: &str| {
        json!({
            "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain",
        })
    };
    let expected = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": annotated("one", None)["id"],
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            body("identifying", "One: The first."),
            body("tagging", "person"),
            body("tagging", "one"),
        ],
        "target": [
            {
                "type": "SpecificResource",
                "source": "https://example.org/a#b",
                "label": "¶1",
                "selector": { "type": "TextQuoteSelector", "exact": "the one" },
            },
            { "type": "SpecificResource", "source": book(), "label": "p. 12" },
        ],
    });
    assert_eq!(annotated("one", None), expected);
}

#[test]
fn each_kind_of_record_has_its_motivation_and_its_text() {
    for (id, motivation, text) in [
        ("one", "identifying", "One: The first."),
        ("thing", "identifying", "Thing: Something."),
        ("book", "identifying", "Jane Doe and Museum of X, A Book (1900)."),
        ("first", "describing", "It begins"),
        ("said", "describing", "One, One: At the door."),
        ("odd", "assessing", "Odd: It is odd."),
    ] {
        let value = annotated(id, None);
        assert_eq!(value["motivation"], motivation, "{id}");
        assert_eq!(value["body"][0]["value"], text, "{id}");
    }
}

#[test]
fn what_is_less_than_stated_says_so() {
    let body = |id| {
        let bodies = annotated(id, None)["body"].as_array().unwrap().clone();
        let pair = |body: &Value| format!("{}: {}", body["purpose"], body["value"]);
        bodies.iter().map(pair).collect::<Vec<_>>().join(", ").replace('"', "")
    };
    assert_eq!(
        body("first"),
        "describing: It begins, tagging: event, tagging: first, tagging: inferred, \
         assessing: It ends."
    );
    assert_eq!(body("odd"), "assessing: Odd: It is odd., tagging: remark, tagging: odd");
}

#[test]
fn a_quotation_is_its_passage_unless_it_cites_several() {
    assert_eq!(annotated("said", None)["target"][0]["selector"]["exact"], "Here it is.");
    let twice = annotated("twice", None);
    assert_eq!(twice["target"][0].get("selector"), None);
    assert_eq!(twice["target"][1]["selector"]["exact"], "twice");
}

#[test]
fn a_source_is_its_own_target() {
    assert_eq!(annotated("page", None)["target"], json!(["https://example.org/a#b"]));
    assert_eq!(annotated("book", None)["target"], json!([book()]));
}

#[test]
fn what_stands_around_is_told_only_where_it_is_known() {
    let context = Context { before: "And ", after: "" };
    let selector = &annotated("said", Some(context))["target"][0]["selector"];
    let expected = json!({
        "type": "TextQuoteSelector", "exact": "Here it is.", "prefix": "And ",
    });
    assert_eq!(*selector, expected);
}

#[test]
fn ids_are_uuids_that_stay_and_differ() {
    let ids = ["one", "first", "said", "twice", "thing", "odd", "page", "book"].map(|id| {
        assert_eq!(annotated(id, None)["id"], annotated(id, None)["id"]);
        annotated(id, None)["id"].as_str().unwrap().to_owned()
    });
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{id}");
        let groups: Vec<&str> = id.strip_prefix("urn:uuid:").unwrap().split('-').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(groups[2].starts_with('8') && groups[3].starts_with(['8', '9', 'a', 'b']), "{id}");
    }
}
