use hayagriva::citationberg::Locale;

use super::*;
use crate::base::load;
use style::{Counted, Style};

pub(crate) fn locale(code: &str) -> Option<Locale> {
    let is_it = |locale: &Locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code);
    hayagriva::archive::locales().into_iter().find(is_it)
}

const BASE: &str = r#"
format = 1
default-source = "web"

[source.web]
type = "article-magazine"
title = "The Causes of Things"
author = [{ given = "Jane", family = "Smith" }]
container-title = "History Today"
issued = "2019-03-07"
section = [{ heading = "Origins", from = 2, to = 5 }, { heading = "Ends", from = 6, to = 9 }]

[source.printed]
type = "article-magazine"
title = "Numbered"
author = [{ literal = "Museum of X" }]
container-title = "History Today"
issued = "1850~/1860"
paragraphs = "printed"

[source.book]
type = "book"
title = "A Book"
author = [{ given = "Charles", non-dropping-particle = "de", family = "Gaulle" }]
publisher = "Press"
issued = "-0043"
locator = "page"

[person.voltaire]
name = "Voltaire"
about = "A writer."
cite = 2

[person.smith]
name = "Jane Smith"
about = "The author."
cite = 2

[quote.second]
text = "Ideas."
speaker = "voltaire"
via = "smith"
cite = 3

[quote.own]
text = "Things."
speaker = "smith"
cite = 3
"#;

/// The citation of some references in a style.
fn cited(style: &str, references: &[&str]) -> String {
    let doc = load::read("base.toml", BASE).unwrap();
    let base = Base::new(&doc);
    let ready = Vec::new();
    let style = Style::named(style, locale).unwrap();
    let base = Citer::new(&base, Some(style), &|| None, &ready);
    let cites: Vec<Cite> = references
        .iter()
        .map(|reference| {
            let (source, at) = reference.split_once(':').unwrap_or((reference, ""));
            let source = Some(Id::new(source).unwrap());
            Cite { source, at: at.to_owned(), label: None, words: None }
        })
        .collect();
    base.note(&cites).text()
}

#[test]
fn locators_are_printed_as_style_and_source_allow() {
    for (style, references, expected) in [
        // Counted paragraphs: APA prints the number, Chicago the heading, MLA nothing.
        ("apa", &["web:3"][..], "(Smith, 2019, para. 3)"),
        ("apa", &["web:3", "web:4", "web:5", "web:8"], "(Smith, 2019, paras. 3–5, 8)"),
        ("mla", &["web:3"], "(Smith)"),
        (
            "chicago",
            &["web:3"],
            "Jane Smith, “The Causes of Things,” History Today, March 7, 2019, under “Origins.”",
        ),
        (
            "chicago",
            &["web:3", "web:7"],
            "Jane Smith, “The Causes of Things,” History Today, March 7, 2019, under “Origins” and “Ends.”",
        ),
        ("chicago-author-date", &["web:3"], "(Smith 2019, under “Origins”)"),
        // What stands before the first heading has only its number.
        (
            "chicago",
            &["web:1"],
            "Jane Smith, “The Causes of Things,” History Today, March 7, 2019, para. 1.",
        ),
        ("apa", &["web:standfirst"], "(Smith, 2019, standfirst)"),
        ("mla", &["web:standfirst"], "(Smith)"),
        // Printed ones: all styles print the number.
        ("mla", &["printed:3"], "(Museum of X, par. 3)"),
        ("mla", &["printed:3", "printed:4"], "(Museum of X, pars. 3–4)"),
        ("chicago", &["printed:3"], "Museum of X, “Numbered,” History Today, [1850?], para. 3."),
        // Pages
        ("mla", &["book:12"], "(de Gaulle 12)"),
        ("apa", &["book:12-14"], "(de Gaulle, 44 B.C.E., pp. 12–14)"),
        ("chicago", &["book:12"], "Charles de Gaulle, A Book (Press, 44 BC), 12."),
        // A source as a whole
        ("apa", &["web"], "(Smith, 2019)"),
    ] {
        assert_eq!(cited(style, references), expected, "{style} {references:?}");
    }
}

#[test]
fn what_is_second_hand_says_so_as_the_style_does() {
    let doc = load::read("base.toml", BASE).unwrap();
    let base = Base::new(&doc);
    let ready = Vec::new();
    for (style, second, own) in [
        (
            "chicago",
            "Voltaire, reported by Jane Smith, quoted in Jane Smith, “The Causes of Things,” \
             History Today, March 7, 2019, under “Origins.”",
            "Jane Smith, “The Causes of Things,” History Today, March 7, 2019, under “Origins.”",
        ),
        (
            "apa",
            "(Voltaire, reported by Jane Smith, as cited in Smith, 2019, para. 3)",
            "(Smith, 2019, para. 3)",
        ),
        ("mla", "(qtd. in Smith)", "(Smith)"),
        ("ieee", "Voltaire, reported by Jane Smith, quoted in [1, Para. 3]", "[1, Para. 3]"),
    ] {
        let citer = Citer::new(&base, Some(Style::named(style, locale).unwrap()), &|| None, &ready);
        let cite = |id: &str| {
            let quote = citer.quote(id).unwrap();
            citer.secondary(quote, citer.note(&quote.cite)).text()
        };
        assert_eq!((cite("second").as_str(), cite("own").as_str()), (second, own), "{style}");
    }
}

#[test]
fn ibid_is_printed_only_by_a_style_that_prints_it() {
    let doc = load::read("base.toml", BASE).unwrap();
    let base = Base::new(&doc);
    let cite = doc.quotes[0].cite[0].clone();
    let document = vec![Passages { cites: vec![&cite] }; 3];
    let notes = |style: &Style| -> Vec<String> {
        render::citations(&base, style, Form::Note, &document).iter().map(Rich::text).collect()
    };
    for style in ["chicago", "turabian", "mla", "apa", "ieee", "harvard"] {
        let notes = notes(&Style::named(style, locale).unwrap());
        assert!(!notes.iter().any(|note| note.to_lowercase().contains("ibid")), "{style}");
    }
    let csl = include_str!("../../tests/data/ibid.csl");
    let style = Style::from_csl("ibid.csl", csl, locale).unwrap();
    assert_eq!(notes(&style), ["The Causes of Things, 3.", "Ibid.", "Ibid."]);
    let short = render::citations(&base, &style, Form::Short, &document[..1]);
    assert_eq!(short[0].text(), "The Causes of Things, 3.", "the short form is not ibid.");
}

#[test]
fn every_style_of_the_archive_renders_every_form() {
    let doc = load::read("base.toml", BASE).unwrap();
    let base = Base::new(&doc);
    let cites: Vec<Cite> = doc.quotes[0].cite.clone();
    let english = locale("en-US");
    let sources: Vec<&Record<Source>> = doc.sources.iter().collect();
    for archived in hayagriva::archive::ArchivedStyle::all() {
        let name = archived.names()[0];
        // One locale serves them all here: decoding every one for each takes long.
        let mut style = Style::named(name, |_| None).unwrap();
        style.locales = english.iter().cloned().collect();
        for form in [Form::Note, Form::Short, Form::InText] {
            let document = [Passages { cites: cites.iter().collect() }];
            let rendered = render::citations(&base, &style, form, &document);
            assert_eq!(rendered.len(), 1, "{name}");
            assert!(!rendered[0].text().trim().is_empty(), "{name} {form:?}");
        }
        let entries = render::bibliography(&style, &sources);
        assert!(entries.is_empty() || entries.len() == 3, "{name}");
    }
}

#[test]
fn styles_are_known_by_their_common_names() {
    for name in [
        "chicago",
        "chicago-author-date",
        "mla",
        "apa",
        "turabian",
        "harvard",
        "ieee",
        "vancouver",
        "mhra",
        "ama",
        "acs",
        "asa",
        "APA",
    ] {
        assert!(Style::named(name, |_| None).is_ok(), "{name}");
    }
    let error = Style::named("chcago", |_| None).unwrap_err().to_string();
    assert!(error.contains("did you mean chicago"), "{error}");
    assert_eq!(Style::named("apa", |_| None).unwrap().counted(), Counted::Number);
    assert!(Style::from_csl("x.csl", "<style", |_| None).is_err());
}
