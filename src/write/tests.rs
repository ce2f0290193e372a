use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::*;
use crate::base::{Base, load};
use crate::query::{self, DateFilter, EventFilter, Question, QuoteFilter};

/// What a hostile or careless writer puts into a base.
const NASTY: &str = "a|b *c* _d_ [e](f) `g` <h> &amp; $i$ \\ @j ~k~ # l\u{1b}[31m\u{202e}\u{200b}";

fn toml_text(text: &str) -> String {
    // What JSON escapes, TOML's basic strings escape alike; DEL is the exception.
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f")
}

/// A base whose every text is the given one.
fn base_of(text: &str) -> String {
    let text = toml_text(text);
    format!(
        r#"
format = 1
default-source = "book"

[source.book]
type = "book"
title = {text}

[person.one]
name = {text}
about = {text}
cite = {{ at = 1, words = "w" }}

[person.two]
name = "Two"
about = "Second."
cite = 1

[event.first]
kind = "other"
title = {text}
date = "1931"
people = {{ one = "principal" }}
cite = 1

[event.second]
kind = "other"
title = "Second"
date = "193X"
cite = [1, 2]

[quote.said]
text = {text}
speaker = "one"
cite = 1
"#
    )
}

const PLAIN: Look =
    Look { format: None, terminal: false, width: None, colour: false, links: false, header: false };

fn written(base: &str, question: &Question, look: &Look) -> String {
    let doc = load::read("test.toml", base).unwrap();
    let base = Base::new(&doc);
    let ready = Vec::new();
    let base = Citer::new(&base, None, &|| None, &ready);
    let answer = query::answer(&base, question).unwrap();
    let mut out = Vec::new();
    write(&base, &answer, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn questions() -> [Question; 8] {
    [
        Question::Person(None),
        Question::Person(Some("one".to_owned())),
        Question::Event(EventFilter::default()),
        Question::Dates(DateFilter::default()),
        Question::Quote(QuoteFilter::default()),
        Question::Source(None),
        Question::Show(vec!["first".to_owned(), "one".to_owned()]),
        Question::Search("second".to_owned()),
    ]
}

const FORMATS: [Format; 7] = [
    Format::Table,
    Format::Text,
    Format::Tsv,
    Format::Csv,
    Format::Json,
    Format::Jsonl,
    Format::Markdown,
];

#[test]
fn nothing_treacherous_reaches_a_terminal() {
    let base = base_of(NASTY);
    for question in &questions() {
        for format in FORMATS {
            for width in [20, 59, 60, 80, 200] {
                let look = Look {
                    format: Some(format),
                    terminal: true,
                    width: Some(width),
                    header: true,
                    ..PLAIN
                };
                let shown = written(&base, question, &look);
                let bad = shown.chars().find(|c| is_treacherous(*c) && *c != '\t');
                assert_eq!(bad, None, "{question:?} {format:?} {width}");
            }
        }
    }
}

#[test]
fn a_pipe_gets_a_quotation_character_for_character() {
    for text in [NASTY, "“You see,\u{a0}here’s …” – e\u{301} 中文 👩‍👩‍👧"] {
        let quote = Question::Quote(QuoteFilter::default());
        assert!(written(&base_of(text), &quote, &PLAIN).starts_with(&format!("“{text}”\n")));
        let json = written(&base_of(text), &quote, &Look { format: Some(Format::Json), ..PLAIN });
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["results"][0]["text"], text);
    }
}

#[test]
fn no_word_is_cut_where_it_could_be_wrapped() {
    let base = base_of("Irreplaceable, counter-revolutionary grandchildren remember everything.");
    let parts = |text: &str| -> Vec<String> {
        text.split([' ', '-', '\n']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    for question in &questions() {
        let at = |width| {
            let look = Look { format: Some(Format::Table), width: Some(width), ..PLAIN };
            written(&base, question, &look)
        };
        let whole = parts(&at(300));
        for width in [20, 30, 45, 60, 70, 80, 100, 119, 120, 160] {
            for part in parts(&at(width)) {
                assert!(
                    whole.contains(&part) || part.contains('─'),
                    "{width} {question:?}: {part}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for text in [
        "Short.",
        &"word ".repeat(60),
        &"x".repeat(150),
        "日本語の長い文章です。日本語の長い文章です。日本語の長い文章です。",
    ] {
        let base = base_of(text);
        for question in &questions() {
            for format in [Format::Table, Format::Text] {
                for width in [20, 40, 50, 59, 60, 80, 100, 120, 200, 300] {
                    let look =
                        Look { format: Some(format), terminal: true, width: Some(width), ..PLAIN };
                    for line in written(&base, question, &look).lines() {
                        let columns = textwrap::core::display_width(line);
                        assert!(columns <= width, "{columns} > {width} {question:?}: {line}");
                    }
                }
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let base = base_of("Some words of a text that is long enough to be wrapped at a terminal.");
    for question in &questions() {
        for format in [Format::Table, Format::Text] {
            let look = Look { format: Some(format), width: Some(60), terminal: true, ..PLAIN };
            let plain = written(&base, question, &look);
            let coloured = written(&base, question, &Look { colour: true, ..look });
            assert!(!plain.contains('\u{1b}'));
            assert!(coloured.contains('\u{1b}'), "{question:?} {format:?}");
            assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        }
    }
}

#[test]
fn tsv_has_one_line_a_record_and_as_many_fields_as_its_header() {
    let base = base_of("a\tb\nc\\d\re \"f\"");
    for question in &questions() {
        let look = Look { format: Some(Format::Tsv), header: true, ..PLAIN };
        let shown = written(&base, question, &look);
        let counts: Vec<usize> = shown.lines().map(|line| line.split('\t').count()).collect();
        assert!(counts.iter().all(|count| *count == counts[0]), "{shown}");
        let without = written(&base, question, &Look { header: false, ..look });
        assert_eq!(shown.lines().skip(1).collect::<Vec<_>>(), without.lines().collect::<Vec<_>>());
    }
    let quotes = Question::Quote(QuoteFilter::default());
    let row = written(&base, &quotes, &Look { format: Some(Format::Tsv), ..PLAIN });
    assert_eq!(row.split('\t').nth(1), Some("a\\tb\\nc\\\\d\\re \"f\""));
}

#[test]
fn csv_is_read_back_as_it_was() {
    let text = "a,b\nc \"d\" é";
    for question in &questions() {
        let look = Look { format: Some(Format::Csv), header: true, ..PLAIN };
        let shown = written(&base_of(text), question, &look);
        let mut reader = csv::Reader::from_reader(shown.as_bytes());
        let width = reader.headers().unwrap().len();
        for record in reader.records() {
            assert_eq!(record.unwrap().len(), width);
        }
    }
    let look = Look { format: Some(Format::Csv), ..PLAIN };
    let shown = written(&base_of(text), &Question::Quote(QuoteFilter::default()), &look);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(shown.as_bytes());
    assert_eq!(&reader.records().next().unwrap().unwrap()[1], text);
}

/// The texts of the cells of a table, as a reader of GitHub Flavored Markdown has them.
fn cells(markdown: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => rows.last_mut().unwrap().push(String::new()),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            Event::End(TagEnd::Table) => return rows,
            _ => {}
        }
    }
    rows
}

#[test]
fn a_markdown_table_is_read_back_as_it_was() {
    for text in [
        "a|b *c* _d_ [e](f) `g` <h> &amp; $i$ \\ @j ~~k~~ https",
        "# not a heading",
        "- not a list",
        "1789. Fall",
        "| --- |",
        "**x",
    ] {
        let look = Look { format: Some(Format::Markdown), ..PLAIN };
        let shown = written(&base_of(text), &Question::Dates(DateFilter::default()), &look);
        let rows = cells(&shown);
        assert_eq!(rows.len(), 3, "{shown}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{shown}");
        assert!(rows.iter().any(|row| row[1] == text), "{rows:?} {text}");
    }
}

#[test]
fn markdown_prose_shows_what_it_says() {
    for text in ["1789. Fall", "c. 1850 he", "+ x", "> y", "=== z", "a *b* <c> & [d]"] {
        let look = Look { format: Some(Format::Markdown), ..PLAIN };
        let shown = written(&base_of(text), &Question::Quote(QuoteFilter::default()), &look);
        let mut page = String::new();
        html::push_html(&mut page, Parser::new(&shown));
        let expected = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.starts_with(&format!("<blockquote>\n<p>{expected}</p>")), "{page}");
        assert!(!page.contains("<ol") && !page.contains("<ul") && !page.contains("<h"), "{page}");
    }
}

#[test]
fn below_sixty_columns_a_table_is_told_in_blocks() {
    let look = Look { format: Some(Format::Table), width: Some(50), ..PLAIN };
    let shown = written(&base_of("Some text"), &Question::Dates(DateFilter::default()), &look);
    assert!(!shown.contains('─'));
    assert!(shown.contains("Second"));
}

#[test]
fn treacherous_characters_are_made_visible() {
    assert_eq!(visible("plain – “text” é"), "plain – “text” é");
    assert_eq!(
        visible("a\u{1b}[2Jb\u{202e}c\u{200b}\u{7f}\u{9b}"),
        "a<U+001B>[2Jb<U+202E>c<U+200B><U+007F><U+009B>"
    );
    assert_eq!(visible("line\nline"), "line\nline");
}
