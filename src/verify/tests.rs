use super::*;
use crate::base::load::{self, read};
use crate::base::places::{Place, Places};

const BASE: &str = r#"format = 1
title = "A base"
default-source = "s"

[source.s]
type = "book"
title = "S"

[source.t]
type = "book"
title = "T"

[person.a]
name = "A"
about = "a"
cite = { at = 1, words = "person" }

[[person.a.fact]]
kind = "trait"
text = "t"
figures = [{ kind = "count", words = "figure of fact" }]
cite = [{ source = "t", at = 1, words = "of another source" }, { at = 1, words = "fact" }]

[person.b]
name = "B"
about = "b"
cite = 1

[[relation]]
kind = "friend"
from = "a"
to = "b"
cite = [{ at = 1, words = "relation" }]

[event.e]
kind = "other"
title = "E"
date = { edtf = "1900", words = "date" }
figures = [{ kind = "count", words = "figure" }]
cause = { text = "c", cite = [2, { at = 1, words = "cause" }] }
cite = [{ at = 1, words = "event" }]

[quote.q]
text = "quotation"
speaker = "a"
cite = [{ at = 1, words = "quote" }]

[term.x]
name = "X"
kind = "concept"
about = "x"
cite = [{ at = 1, words = "term" }]

[remark.r]
kind = "caution"
title = "R"
text = "r"
cite = [{ at = 1, words = "remark" }]
"#;

#[test]
fn everything_verbatim_is_a_claim_at_its_place_in_the_file() {
    let doc = read("test", BASE).unwrap();
    let base = Base::new(&doc);
    let texts = [("test", BASE)];
    let places = Places::new(&texts);
    let claims = claims::claims(&base, &doc.sources[0]);
    let texts: Vec<&str> = claims.iter().map(|claim| claim.text).collect();
    let expected = [
        "person",
        "fact",
        "figure of fact",
        "relation",
        "event",
        "date",
        "figure",
        "cause",
        "quotation",
        "quote",
        "term",
        "remark",
    ];
    assert_eq!(texts, expected);
    for claim in &claims {
        let Place { line, column, .. } = places.find(&claim.path);
        let there = &BASE.lines().nth(line - 1).unwrap()[column - 1..];
        assert!(there.starts_with(&format!("\"{}\"", claim.text)), "{} {there}", claim.text);
    }
    let shared: Vec<&str> =
        claims.iter().filter(|claim| claim.shared).map(|claim| claim.text).collect();
    assert_eq!(shared, ["figure of fact"]);
    let of_other = claims::claims(&base, &doc.sources[1]);
    let texts: Vec<&str> = of_other.iter().map(|claim| claim.text).collect();
    assert_eq!(texts, ["of another source", "figure of fact"]);
    assert_eq!(claims::cited(&base, &doc.sources[1]).count(), 1);
}

#[test]
fn what_claims_take_over_is_proved_at_its_place_in_its_file() {
    let a = include_str!("../../tests/data/two/a.toml");
    let b = include_str!("../../tests/data/two/b.toml");
    let doc = load::read_all(&[("a.toml", a.as_bytes()), ("b.toml", b.as_bytes())]).unwrap();
    let base = Base::new(&doc);
    let texts = [("a.toml", a), ("b.toml", b)];
    let places = Places::new(&texts);
    let told = |source: usize| -> Vec<String> {
        let claims = claims::claims(&base, &doc.sources[source]);
        let place = |claim: &claims::Claim<'_>| {
            let Place { file, line, .. } = places.find(&claim.path);
            format!("{file}:{line} {} {}", claim.record, claim.text)
        };
        claims.iter().map(place).collect()
    };
    let of_register = [
        "a.toml:30 event Anna, daughter of",
        "a.toml:27 event on 3 May",
        "a.toml:33 claim in May of that year",
    ];
    assert_eq!(told(0), of_register);
    assert_eq!(told(1), ["b.toml:28 claim born in 1862"]);
    assert_eq!(claims::cited(&base, &doc.sources[1]).count(), 6);
}

#[test]
fn a_quotation_over_neighbouring_paragraphs_is_proved_by_either_way_to_cite_them() {
    let copy = b"S\n\nFirst there was a ferry here, he said.\n\nThen there was a bridge here.\n\n\
                 And in the end there was nothing at all.\n";
    for (cite, is_proved) in
        [("\"1-2\"", true), ("[1, 2]", true), ("[2, 1]", true), ("[1, 3]", false), ("2", false)]
    {
        let text = format!(
            "format = 1\ntitle = \"A\"\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\n\
             title = \"S\"\n[person.a]\nname = \"A\"\nabout = \"a\"\ncite = 1\n\
             [quote.q]\ntext = \"he said. Then there was a bridge\"\nspeaker = \"a\"\ncite = {cite}\n"
        );
        let doc = read("test", &text).unwrap();
        let base = Base::new(&doc);
        let source = &doc.sources[0];
        let claims = claims::claims(&base, source);
        let body = find(&base, source, &claims, copy).unwrap();
        let report = prove(&base, source, claims, "copy", &body);
        assert_eq!(report.failures.is_empty(), is_proved, "{cite}: {:?}", report.failures);
    }
}
