use super::*;
use crate::base::load;
use crate::base::schema::Id;
use crate::page::{self, Given};

/// A source that a page tells of, under some id.
fn told(id: &str) -> Record<Source> {
    let page = "<!doctype html><html lang=en><title>\"On\" C:\\Bridges\u{202e}\t</title>\
                <meta name=author content=\"Jane Doe\"><meta name=author content=\"A \\ B\">\
                <h2>One</h2><p>Nobody had crossed the river there.</p><h2>\"Two\"</h2><p>It was wide, then.</p>";
    let given = Given { id: Id::new(id).ok(), title: None };
    page::source(page.as_bytes(), given).unwrap().source
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let source = told("doe");
    let text = toml(&source);
    assert!(!text.contains('\u{202e}') && text.contains("\\U0000202E"), "{text}");
    let read = load::read("new", &format!("format = 1\n\n{text}")).unwrap();
    let same = |source: &Source| serde_json::to_value(source).unwrap();
    assert_eq!(same(&read.sources[0]), same(&source));
    assert_eq!(source.section.len(), 2);
}

#[test]
fn a_source_comes_after_the_others_and_the_rest_stays() {
    let head = "# top\nformat = 1\n\n[source.a]   # a\ntitle  =  'x'\ntype = \"book\"\n\n\
                [source.a.fingerprint]\nparagraphs = [ ]\n";
    let tail =
        "\n# ---- persons ----\n[person.b]\nname = \"\"\"b\"\"\" # end\nabout = ''\ncite = []\n";
    let source = told("doe");
    let new = added(&format!("{head}{tail}"), &source).unwrap();
    assert_eq!(new, format!("{head}\n{}{tail}", toml(&source)));
}

#[test]
fn a_base_of_any_layout_takes_a_source() {
    let book = "title = 'x'\ntype = 'book'\n";
    for text in [
        "format = 1\n".to_owned(),
        "format = 1".to_owned(),
        "format = 1\n# the end".to_owned(),
        format!("format = 1\n[source]\n[source.a]\n{book}# the end\n"),
        "format = 1\nsource.a.title = 'x'\nsource.a.type = 'book'\n".to_owned(),
        "format = 1\n[source]\na.title = 'x'\na.type = 'book'\n".to_owned(),
        "source = { a = { title = 'x', type = 'book' } }\nformat = 1".to_owned(),
        "format = 1\nsource = { a = { title = 'x', type = 'book' } } # the end".to_owned(),
        "format = 1\r\nsource = { a = { title = 'x', type = 'book' } }\n".to_owned(),
        format!("\u{feff}format = 1\n[source.a]\n{book}").replace('\n', "\r\n"),
        format!(
            "format = 1\n[person.b]\nname = 'b'\nabout = 'b'\ncite = 'a:1'\n[source.a]\n{book}"
        ),
        format!(
            "format = 1\n[source.a]\n{book}\n[term.b]\nname='b'\nkind='work'\nabout='b'\ncite='a:1'\n[source.c]\n{book}"
        ),
    ] {
        let new = added(&text, &told("doe")).unwrap();
        let read = load::read("new", new.trim_start_matches('\u{feff}'));
        let read = read.unwrap_or_else(|problems| panic!("{problems}\n{new}"));
        assert!(read.sources.iter().any(|source| &*source.id == "doe"), "{new}");
        assert!(is_insertion(&text, &new), "{new}");
        let has_other_ends = text.replace("\r\n", "").contains('\n') || !text.contains('\r');
        assert_eq!(new.replace("\r\n", "").contains('\n'), has_other_ends, "{new:?}");
    }
    assert!(added("source = 1\n", &told("doe")).is_err());
    assert!(added("source = {", &told("doe")).is_err());
}
