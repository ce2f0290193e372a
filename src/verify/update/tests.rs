use super::*;
use crate::base::schema::Fingerprint;

fn prints(numbers: &[u64]) -> Fingerprints {
    let paragraphs = numbers.iter().copied().map(Fingerprint).collect();
    Fingerprints { standfirst: Some(Fingerprint(10)), byline: None, paragraphs }
}

const TABLE: &str = "\
[source.a.fingerprint]
standfirst = \"000000000000000a\"
paragraphs = [
    \"0000000000000001\",
    \"0000000000000002\",
]
";

#[test]
fn the_table_comes_after_its_source_and_the_rest_stays() {
    let source = "# top\n[source.a]   # a\ntitle  =  'x'\n";
    let rest = "\n[person.b]\nname = \"\"\"b\"\"\" # end\n";
    let new = updated(&format!("{source}{rest}"), "a", &prints(&[1, 2])).unwrap();
    assert_eq!(new, format!("{source}\n{TABLE}{rest}"));
    assert_eq!(updated(&new, "a", &prints(&[1, 2])).unwrap(), new, "twice is once");
}

#[test]
fn a_table_that_is_there_keeps_its_place_and_its_comments() {
    let old = TABLE
        .replace("standfirst = \"000000000000000a\"", "# c\nstandfirst = 'f' # d\nbyline = 'f'");
    let text = format!("[x]\ny = 1\n\n{old}\n[source.a]\ntitle = 'x'\n");
    let new = updated(&text, "a", &prints(&[1, 2])).unwrap();
    let expected = TABLE.replace("standfirst", "# c\nstandfirst").replace("0a\"", "0a\" # d");
    assert_eq!(new, format!("[x]\ny = 1\n\n{expected}\n[source.a]\ntitle = 'x'\n"));
}

#[test]
fn any_way_to_write_a_source_is_kept() {
    for text in [
        "source = { a = { title = 'x' } }\n",
        "source.a.title = 'x'\n",
        "[source]\na.title = 'x'\n",
        "[source.a]\ntitle = 'x'\nfingerprint = { paragraphs = [] }\n",
        "\u{feff}[source.a]\r\ntitle = 'x'\r\n",
        "source = { a = { title = 'x' } }",
        "[source.a]\ntitle = 'x'",
    ] {
        let new = updated(text, "a", &prints(&[1, 2])).unwrap();
        let table: toml::Table = toml::from_str(new.trim_start_matches('\u{feff}')).unwrap();
        let prints = &table["source"]["a"]["fingerprint"]["paragraphs"];
        assert_eq!(prints.as_array().unwrap().len(), 2, "{new}");
        assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
    }
    assert!(updated("[source.b]\n", "a", &prints(&[])).is_err());
}

#[test]
fn lines_that_the_renderer_writes_otherwise_stay() {
    let prints = prints(&[1, 2]);
    let dotted = "# top\nsource.a.title = 'x'\nsource . 'a' . type = 'book' # a\n";
    assert_eq!(updated(dotted, "a", &prints).unwrap(), format!("{dotted}\n{TABLE}"));
    let mixed = "# top\r\n[source.a]\r\ntitle = \"\"\"\r\nx\"\"\"\n";
    assert_eq!(updated(mixed, "a", &prints).unwrap(), format!("{mixed}\n{TABLE}"));
    // A last line without an end gets one only where something follows.
    let inline = "format = 1\nsource = { a = { title = 'x', fingerprint = {} } } # the end";
    let new = updated(inline, "a", &prints).unwrap();
    assert!(new.ends_with("} } } # the end"), "{new}");
    assert_eq!(updated(&new, "a", &prints).unwrap(), new, "twice is once");
    assert_eq!(updated("[source.a]", "a", &prints).unwrap(), format!("[source.a]\n\n{TABLE}"));
}
