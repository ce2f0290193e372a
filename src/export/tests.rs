use super::*;
use crate::base::load;
use crate::base::schema::Document;

const ALL: [Exchange; 5] =
    [Exchange::Biblatex, Exchange::Bibtex, Exchange::Ris, Exchange::CslJson, Exchange::Hayagriva];

fn document(toml: &str) -> Document {
    load::read_bytes("sources.toml", toml.as_bytes()).unwrap()
}

/// What becomes of one of the nasty sources.
fn written(exchange: Exchange, id: &str) -> String {
    let doc = document(include_str!("../../tests/data/sources.toml"));
    let source = doc.sources.iter().find(|source| &*source.id == id).unwrap();
    bibliography(exchange, &[source])
}

/// What becomes of a book with this in it.
fn book(exchange: Exchange, fields: &str) -> String {
    let doc = document(&format!(
        "format = 1\ntitle = \"B\"\n[source.a]\ntype = \"book\"\ntitle = \"T\"\n{fields}"
    ));
    bibliography(exchange, &[&doc.sources[0]])
}

#[track_caller]
fn has_line(text: &str, line: &str) {
    let is_there = text.lines().any(|one| one.trim().trim_end_matches(',') == line);
    assert!(is_there, "no line {line:?} in:\n{text}");
}

#[test]
fn biblatex_has_every_field() {
    let expected = "\
@article{magazine,
  author = {Smith, Jane},
  title = {{The Causes of Things: A Study}},
  journaltitle = {{History Today}},
  publisher = {{History Today Ltd}},
  location = {{London}},
  entrysubtype = {magazine},
  date = {2019-03-07},
  url = {https://example.org/a_b?x=1&y=20%25#part},
  urldate = {2026-01-02},
  langid = {british},
  note = {{Read in print \\& 100\\% online.}},
}
";
    assert_eq!(written(Exchange::Biblatex, "magazine"), expected);
}

#[test]
fn bibtex_has_the_fields_of_old() {
    let expected = "\
@article{magazine,
  author = {Smith, Jane},
  title = {{The Causes of Things: A Study}},
  journal = {{History Today}},
  publisher = {{History Today Ltd}},
  address = {{London}},
  year = {2019},
  month = mar,
  day = {7},
  url = {https://example.org/a_b?x=1&y=20%25#part},
  urldate = {2026-01-02},
  language = {british},
  note = {{Read in print \\& 100\\% online.}},
}
";
    assert_eq!(written(Exchange::Bibtex, "magazine"), expected);
}

#[test]
fn ris_has_every_tag_and_both_dates() {
    let expected = "TY  - MGZN\r\nID  - magazine\r\nAU  - Smith, Jane\r\n\
        TI  - The Causes of Things: A Study\r\nT2  - History Today\r\nPY  - 2019\r\n\
        DA  - 2019/03/07/\r\nY2  - 2026/01/02/\r\n\
        UR  - https://example.org/a_b?x=1&y=20%25#part\r\nPB  - History Today Ltd\r\n\
        CY  - London\r\nLA  - en-GB\r\nN1  - Read in print & 100% online.\r\nER  - \r\n";
    assert_eq!(written(Exchange::Ris, "magazine"), expected);
}

#[test]
fn hayagriva_has_every_field() {
    let expected = r#""magazine":
  type: article
  title: "The Causes of Things: A Study"
  author:
    - name: "Smith"
      given-name: "Jane"
  date: "2019-03-07"
  url:
    value: "https://example.org/a_b?x=1&y=20%25#part"
    date: "2026-01-02"
  language: "en-GB"
  publisher:
    name: "History Today Ltd"
    location: "London"
  parent:
    type: periodical
    title: "History Today"
  note: "Read in print & 100% online."
"#;
    assert_eq!(written(Exchange::Hayagriva, "magazine"), expected);
}

#[test]
fn csl_json_is_a_list_of_items() {
    let text = written(Exchange::CslJson, "magazine");
    let items: serde_json::Value = serde_json::from_str(&text).unwrap();
    let expected = serde_json::json!([{
        "id": "magazine",
        "type": "article-magazine",
        "title": "The Causes of Things: A Study",
        "author": [{ "family": "Smith", "given": "Jane" }],
        "container-title": "History Today",
        "publisher": "History Today Ltd",
        "publisher-place": "London",
        "issued": { "date-parts": [[2019, 3, 7]] },
        "accessed": { "date-parts": [[2026, 1, 2]] },
        "URL": "https://example.org/a_b?x=1&y=20%25#part",
        "language": "en-GB",
        "note": "Read in print & 100% online.",
    }]);
    assert_eq!(items, expected);
}

#[test]
fn what_tex_would_take_for_its_own_is_escaped() {
    for (text, escaped) in [
        ("# $ % & _ { }", r"\# \$ \% \& \_ \{ \}"),
        (
            r"\ ~ ^ < >",
            r"\textbackslash{} \textasciitilde{} \textasciicircum{} \textless{} \textgreater{}",
        ),
        (r"\{}", r"\textbackslash{}\{\}"),
        ("a-b -- ---", "a-b -{}- -{}-{}-"),
        (
            "Who's 'x' workers' 's",
            r"Who\textquotesingle{}s \textquotesingle{}x\textquotesingle{} workers\textquotesingle{} \textquotesingle{}s",
        ),
        ("“é” ‘夢’ \"z\"", "“é” ‘夢’ \"z\""),
        (" a\n b\tc\u{7}\u{2028}d ", "a b c d"),
    ] {
        assert_eq!(tex::escaped(text), escaped, "{text:?}");
    }
}

#[test]
fn a_url_stays_as_it_is() {
    let url = "url = \"https://example.org/%7Ea_b?x=1&y=~#z\"";
    let lines = [
        (Exchange::Biblatex, "url = {https://example.org/%7Ea_b?x=1&y=~#z}"),
        (Exchange::Bibtex, "url = {https://example.org/%7Ea_b?x=1&y=~#z}"),
        (Exchange::Ris, "UR  - https://example.org/%7Ea_b?x=1&y=~#z"),
        (Exchange::CslJson, "\"URL\": \"https://example.org/%7Ea_b?x=1&y=~#z\""),
        (Exchange::Hayagriva, "value: \"https://example.org/%7Ea_b?x=1&y=~#z\""),
    ];
    for (exchange, line) in lines {
        has_line(&book(exchange, url), line);
    }
    assert_eq!(tex::url("https://a/{b} c\\"), "https://a/%7Bb%7D%20c%5C");
}

#[test]
fn a_name_stays_whole() {
    let names = r#"author = [
        { given = "Charles", non-dropping-particle = "de", family = "Gaulle" },
        { literal = "Museum of X, and Sons" },
        { given = "B.", family = "Smith and Jones" },
        { given = "bell", family = "hooks" },
        { family = "Leonardo da Vinci" },
        { given = "Madonna" },
    ]"#;
    let tex = "author = {de Gaulle, Charles and {Museum of X, and Sons} and {Smith and Jones}, B. \
               and hooks, bell and {Leonardo da Vinci} and Madonna}";
    has_line(&book(Exchange::Bibtex, names), tex);
    has_line(&book(Exchange::Biblatex, names), tex);
    has_line(&book(Exchange::Biblatex, names), "options = {useprefix=true}");
    let ris = book(Exchange::Ris, names);
    for author in [
        "de Gaulle, Charles",
        "Museum of X, and Sons,",
        "Smith and Jones, B.",
        "hooks, bell",
        "Leonardo da Vinci,",
        "Madonna",
    ] {
        assert!(ris.contains(&format!("AU  - {author}")), "{author} in {ris}");
    }
    let yaml = book(Exchange::Hayagriva, names);
    has_line(&yaml, "- name: \"Gaulle\"");
    has_line(&yaml, "prefix: \"de\"");
    has_line(&yaml, "- name: \"Museum of X, and Sons\"");
}

#[test]
fn each_format_counts_and_shortens_dates_in_its_way() {
    for (date, biblatex, bibtex, ris, hayagriva) in [
        ("-0043-03-15", "-0043-03-15", "-44", "-0044/03/15/15 March 44 BC", "-0043-03-15"),
        ("1 BC", "0000", "-1", "-0001///1 BC", "0000"),
        ("50 BC/44 BC", "-0049/-0043", "-50/-44", "-0050///from 50 BC to 44 BC", "-0049"),
        ("0044", "0044", "44", "0044///", "0044"),
        ("1850~", "1850~", "1850", "1850///about 1850", "~1850"),
        ("1850?/1860", "1850?/1860", "1850/1860", "1850///from 1850 (uncertain) to 1860", "1850"),
        (
            "1931-01/1931-11",
            "1931-01/1931-11",
            "1931",
            "1931/01//from January 1931 to November 1931",
            "1931-01",
        ),
        ("1931-01-05", "1931-01-05", "1931", "1931/01/05/", "1931-01-05"),
        ("1931-21", "1931-21", "1931", "1931///spring 1931", "1931"),
    ] {
        let issued = format!("issued = \"{date}\"");
        has_line(&book(Exchange::Biblatex, &issued), &format!("date = {{{biblatex}}}"));
        has_line(&book(Exchange::Bibtex, &issued), &format!("year = {{{bibtex}}}"));
        has_line(&book(Exchange::Ris, &issued), &format!("DA  - {ris}"));
        has_line(&book(Exchange::Hayagriva, &issued), &format!("date: \"{hayagriva}\""));
    }
    let day = book(Exchange::Bibtex, "issued = \"1931-01-05\"");
    has_line(&day, "month = jan");
    has_line(&day, "day = {5}");
}

#[test]
fn a_date_without_a_year_is_told_in_words_or_not_at_all() {
    let decade = "issued = \"193X\"";
    has_line(&book(Exchange::Biblatex, decade), "date = {193X}");
    has_line(&book(Exchange::Bibtex, decade), "year = {the 1930s}");
    has_line(&book(Exchange::Ris, decade), "DA  - ///the 1930s");
    let (csl, yaml) = (book(Exchange::CslJson, decade), book(Exchange::Hayagriva, decade));
    assert!(!csl.contains("issued") && !yaml.contains("date"), "{csl}{yaml}");
    let either = "issued = \"[1851..1861]\"";
    has_line(&book(Exchange::Biblatex, either), "year = {between 1851 and 1861}");
}

#[test]
fn hayagriva_gets_no_value_that_it_refuses() {
    let refused = "url = \"not an address\"\nlanguage = \"x-klingon\"\nissued = \"Y170000002\"";
    let yaml = book(Exchange::Hayagriva, refused);
    assert_eq!(yaml, "\"a\":\n  type: book\n  title: \"T\"\n");
    for (tag, known) in [("en", "en"), ("zh-Hans-CN", "zh-Hans-CN"), ("de-CH-1996", "de-CH")] {
        let yaml = book(Exchange::Hayagriva, &format!("language = \"{tag}\""));
        has_line(&yaml, &format!("language: \"{known}\""));
        ::hayagriva::io::from_yaml_str(&yaml).unwrap();
    }
    let nasty = "note = \"\\uFEFF \\u0085 \\u007f \\u2028 \\uFFFE # : - \\\\ \\\"\"";
    ::hayagriva::io::from_yaml_str(&book(Exchange::Hayagriva, nasty)).unwrap();
}

#[test]
fn what_the_base_does_not_say_is_left_out() {
    for (exchange, expected) in [
        (Exchange::Biblatex, "@book{a,\n  title = {{T}},\n}\n"),
        (Exchange::Bibtex, "@book{a,\n  title = {{T}},\n}\n"),
        (Exchange::Ris, "TY  - BOOK\r\nID  - a\r\nTI  - T\r\nER  - \r\n"),
        (Exchange::Hayagriva, "\"a\":\n  type: book\n  title: \"T\"\n"),
    ] {
        assert_eq!(book(exchange, ""), expected);
    }
}

#[test]
fn a_bibliography_is_its_entries_in_their_order() {
    let doc = document(include_str!("../../tests/data/sources.toml"));
    let all: Vec<_> = doc.sources.iter().collect();
    for exchange in ALL {
        let text = bibliography(exchange, &all);
        let mut rest = text.as_str();
        for source in &all {
            rest = &rest[rest.find(&*source.id).unwrap()..];
        }
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{exchange:?}");
    }
    let none = ALL.map(|exchange| bibliography(exchange, &[]));
    assert_eq!(none, ["", "", "", "[]\n", "{}\n"]);
}

/// A base with two sources, on which two persons rest.
const TWO: &str = "format = 1\ntitle = \"One::Two  \\n three\"\n\
                   [source.a]\ntype = \"book\"\ntitle = \"A\"\n\
                   [source.b]\ntype = \"book\"\ntitle = \"B\"\n\
                   [person.ann]\nname = \"Ann\"\nabout = \"Of both.\"\ncite = \"a:1\"\n\
                   [[person.ann.fact]]\nkind = \"other\"\ntext = \"So it is.\"\ncite = \"b:2\"\n\
                   [person.bob]\nname = \"Bob\"\nabout = \"Of one.\"\ncite = \"a:1\"\n";

/// What a format makes of some topics of a base, without a citation style.
fn exported(format: &dyn Format, toml: &str, topics: &[&str]) -> Export {
    let doc = document(toml);
    let base = Base::new(&doc);
    let ready = Vec::new();
    let base = Citer::new(&base, None, &|| None, &ready);
    let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
    let extract = crate::query::extract::extract(&base, &topics).unwrap();
    format.export(&base, &extract, &Settings::default())
}

#[test]
fn every_format_has_a_name_of_its_own_and_a_short_line() {
    for (at, format) in FORMATS.iter().enumerate() {
        assert_eq!(FORMATS.iter().position(|other| other.name() == format.name()), Some(at));
        assert!(named(format.name()).is_some());
        assert!(format.about().chars().count() < 50, "{}", format.about());
        let export = exported(*format, include_str!("../../tests/data/small.toml"), &[]);
        assert!(export.count > 0 && export.text.ends_with('\n'), "{}", format.name());
    }
}

#[test]
fn a_topic_has_the_sources_that_it_rests_on() {
    let ids = |topics: &[&str]| -> Vec<String> {
        let text = exported(&Exchange::Ris, TWO, topics).text;
        text.lines().filter_map(|line| line.strip_prefix("ID  - ")).map(str::to_owned).collect()
    };
    assert_eq!(ids(&["ann"]), ["a", "b"], "a fact has a source of its own");
    assert_eq!(ids(&["bob"]), ["a"]);
    assert_eq!(ids(&[]), ["a", "b"]);
}

#[test]
fn a_deck_is_called_as_the_base_and_its_cards_as_the_source() {
    let deck = |topics: &[&str]| {
        let text = exported(&anki::Anki, TWO, topics).text;
        let deck = text.lines().find_map(|line| line.strip_prefix("#deck:"));
        deck.map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(deck(&[]), "One:Two three");
    assert_eq!(deck(&["bob"]), "One:Two three::Bob");
    let text = exported(&anki::Anki, TWO, &["bob"]).text;
    assert!(text.contains("\n\"ibid:a:bob.person\"\t\"Basic\"\t"), "{text}");
    let retitled = TWO.replace("One::Two", "Another").replace("Of one.", "Of one alone.");
    let retitled = exported(&anki::Anki, &retitled, &["bob"]).text;
    assert!(retitled.contains("\n\"ibid:a:bob.person\"\t\"Basic\"\t"), "{retitled}");
}

#[test]
fn a_card_of_a_file_with_a_prefix_is_the_same_in_whatever_base() {
    let of = |prefix: &str| {
        let text = TWO.replacen("format = 1", &format!("format = 1\n{prefix}"), 1);
        exported(&anki::Anki, &text, &["bob"]).text
    };
    assert!(of("").contains("\n\"ibid:a:bob.person\"\t"), "{}", of(""));
    let prefixed = of("prefix = \"x\"");
    assert!(prefixed.contains("\n\"ibid:x.bob.person\"\t"), "{prefixed}");
}

#[test]
fn an_anniversary_says_that_another_day_is_claimed() {
    let event = "format = 1\ndefault-source = \"b\"\n[source.b]\ntype = \"book\"\ntitle = \"B\"\n\
                 [event.fair]\nkind = \"other\"\ntitle = \"A fair\"\ndate = \"1905-08-15\"\ncite = 1\n";
    let claim = "[[event.fair.claim]]\ndate = \"1906-08-15\"\ncite = 2\n";
    let summary = |toml: &str| {
        let text = exported(&ics::Calendar, toml, &[]).text;
        let line = text.lines().find_map(|line| line.strip_prefix("SUMMARY:"));
        line.map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(summary(event), "A fair (1905)");
    assert_eq!(summary(&format!("{event}{claim}")), "A fair (1905) [also 15 August 1906]");
    let two = format!("{event}{claim}{}", claim.replace("1906", "1907"));
    assert_eq!(summary(&two), "A fair (1905) [+2 dates]");
    let told = exported(&ics::Calendar, &two, &[]).text;
    assert!(told.contains("15 August 1905 [also 15 August 1906\\, 15 August 1907]"), "{told}");
    let wrong = claim.replace("cite", "rank = \"deprecated\"\nreason = \"a slip\"\ncite");
    assert_eq!(summary(&format!("{event}{wrong}")), "A fair (1905)");
}
