use super::*;
use crate::lint::report::examine;

/// What is written of a base, as for a terminal, without colour.
fn written(text: &str, file: &str, form: Form) -> String {
    let look = Look {
        format: None,
        terminal: true,
        width: Some(80),
        colour: false,
        links: false,
        header: false,
    };
    let mut out = Vec::new();
    write(&[examine(file, text)], (form, usize::MAX), &look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn workflow_commands_are_escaped() {
    let text = "format = 1\n\"a%b\\n::c,d\" = 1\n";
    let shown = written(text, "a,b:c%.toml", Form::Github);
    let first = shown.lines().next().unwrap();
    assert!(first.starts_with("::error file=a%2Cb%3Ac%25.toml,line=2,col=1,"), "{first}");
    assert!(first.contains(",title=schema::unknown key `a%25b%0A::c,d`%0Ahint: "), "{first}");
    assert_eq!(shown.lines().count(), 1);
}

#[test]
fn nothing_of_a_base_reaches_the_terminal_raw() {
    let text = "format = 1\r\n\ttitlé = \"\u{200b}\u{202e}\u{7f}\"\r\n";
    for form in [Form::Text, Form::Short, Form::Github, Form::Json, Form::Sarif] {
        let shown = written(text, "b\u{202e}.toml", form);
        assert!(!shown.contains(crate::write::is_treacherous), "{form:?}: {shown:?}");
    }
    let shown = written(text, "b.toml", Form::Text);
    assert!(shown.contains("titlé"), "{shown}");
}

#[test]
fn carets_stand_below_what_they_mean_after_what_was_made_visible() {
    let text = "format = 1\ntitle = \"T\"\nabout = [\"\u{200b}\", 1\u{200b}]\n";
    assert!(written(text, "b.toml", Form::Text).contains("b.toml:3:"), "{text:?}");
    let text = "format = 1\ntitle = \"T\" # \u{200b}\n[person.a]\nname = \"\u{200b}\"\nabot = 1\n";
    let shown = written(text, "b.toml", Form::Text);
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("| abot")).unwrap();
    let column = |line: &str, what: &str| {
        line.chars().count() - line[line.find(what).unwrap()..].chars().count()
    };
    assert_eq!(column(lines[at], "abot"), column(lines[at + 1], "^^^^"), "{shown}");
}

#[test]
fn far_places_are_shown_apart_and_lines_between_are_not() {
    let filler = "# nothing\n".repeat(5_000);
    let event = |id: &str, kind: &str, year: u32| {
        format!(
            "[event.{id}]\nkind = \"{kind}\"\ntitle = \"{id}\"\ndate = \"{year}\"\n\
             people = {{ ada = \"principal\" }}\ncite = 1\n"
        )
    };
    let base = "format = 1\ntitle = \"T\"\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\n\
                title = \"S\"\n[person.ada]\nname = \"Ada\"\nabout = \"A reader.\"\ncite = 1\n";
    let text =
        [base, &event("born", "birth", 1860), &filler, &event("died", "death", 1850)].concat();
    let shown = written(&text, "b.toml", Form::Text);
    assert!(shown.contains("--> b.toml:5020:8"), "{shown}");
    assert!(shown.contains("::: b.toml:14:8"), "{shown}");
    assert!(!shown.contains("nothing"), "{shown}");
}
