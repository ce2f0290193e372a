use super::super::load;
use super::*;

const A: &str = r#"format = 1
title = "First"
default-source = "one"
[source.one]
type = "book"
title = "One"
[person.anna]
name = "Anna"
about = "A person."
cite = 1
[event.e]
kind = "birth"
title = "E"
cite = 2
[[relation]]
kind = "friend"
from = "anna"
to = "boris"
cite = 3
"#;

const B: &str = r#"format = 1
title = "Second"
about = "More."
default-source = "two"
[source.two]
type = "book"
title = "Two"
[person.boris]
name = "Boris"
about = "A person."
cite = [4, "one:5"]
[[relation]]
kind = "sibling"
from = "boris"
to = "anna"
cite = 6
[[claim]]
of = "e"
date = "1931"
cite = 7
"#;

fn read(files: &[(&str, &str)]) -> Result<Document, String> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    load::read_all(&files).map_err(|problems| problems.render(false))
}

fn shown(cites: &[Cite]) -> Vec<String> {
    let source = |cite: &Cite| cite.source.as_deref().unwrap_or_default().to_owned();
    cites.iter().map(|cite| format!("{}:{}", source(cite), cite.at)).collect()
}

#[test]
fn several_files_are_one_base_in_their_order() {
    for (files, title, persons) in [
        ([("a.toml", A), ("b.toml", B)], "First", ["anna", "boris"]),
        ([("b.toml", B), ("a.toml", A)], "Second", ["boris", "anna"]),
    ] {
        let doc = read(&files).unwrap();
        assert_eq!(doc.title, title);
        assert_eq!(doc.about.is_some(), title == "Second", "it is told with its title");
        let ids: Vec<&str> = doc.persons.iter().map(|person| &*person.id).collect();
        assert_eq!(ids, persons);
    }
}

#[test]
fn a_citation_without_source_is_of_the_default_source_of_its_file() {
    let doc = read(&[("a.toml", A), ("b.toml", B)]).unwrap();
    assert_eq!(shown(&doc.persons[0].cite), ["one:1"]);
    assert_eq!(shown(&doc.persons[1].cite), ["two:4", "one:5"]);
    assert_eq!(shown(&doc.relations[0].cite), ["one:3"]);
    assert_eq!(shown(&doc.relations[1].cite), ["two:6"]);
    assert_eq!(shown(&doc.events[0].claim[0].cite), ["two:7"]);
    assert_eq!(doc.default_source, None, "readers are told of which each is");
    let shared = B.replace("default-source = \"two\"", "default-source = \"one\"");
    let doc = read(&[("a.toml", A), ("b.toml", &shared)]).unwrap();
    assert_eq!(doc.default_source.as_deref(), Some("one"));
}

#[test]
fn each_mistake_is_told_in_its_file() {
    for (old, new, expected) in [
        ("[person.boris]", "[person.anna]", "b.toml:8:9"),
        ("from = \"boris\"", "from = \"borys\"", "b.toml:14:8"),
        ("of = \"e\"", "of = \"f\"", "b.toml:18:6"),
        ("default-source = \"two\"", "default-source = \"tow\"", "b.toml:4:18"),
        ("default-source = \"two\"\n", "", "b.toml:10:9"),
        ("format = 1\n", "", "b.toml:1:1"),
        ("format = 1", "format = 3", "b.toml:1:1"),
        ("title = \"Two\"", "title = \"Two", "b.toml:7:13"),
        ("kind = \"sibling\"", "kind = \"sbling\"", "b.toml:13:8"),
    ] {
        assert!(B.contains(old), "{old}");
        let spoilt = B.replacen(old, new, 1);
        let told = read(&[("a.toml", A), ("b.toml", &spoilt)]).unwrap_err();
        assert!(told.contains(&format!("--> {expected}\n")), "{new}: {told}");
    }
    let told = read(&[("a.toml", A), ("b.toml", &B.replace("\"two\"", "\"tow\""))]).unwrap_err();
    assert_eq!(told.matches("there is no source `tow`").count(), 1, "{told}");
}

#[test]
fn what_could_not_be_read_does_not_move_what_follows() {
    let spoilt = A.replace("kind = \"friend\"", "kind = \"fiend\"");
    let wrong = B.replace("to = \"anna\"", "to = \"hanna\"");
    let told = read(&[("a.toml", &spoilt), ("b.toml", &wrong)]).unwrap_err();
    assert!(told.contains("--> a.toml:16:8\n") && told.contains("--> b.toml:15:6\n"), "{told}");
    assert!(told.ends_with("ibid: 2 errors in a.toml and b.toml\n"), "{told}");
}

#[test]
fn a_file_that_is_no_toml_hides_nothing_of_the_others() {
    // It has what the other refers to, and relations that are not counted.
    let broken = A.replace("title = \"One\"", "title = One");
    let wrong = B
        .replace("kind = \"sibling\"", "kind = \"sbling\"")
        .replace("about = \"A p", "sex = \"A p");
    let told = read(&[("a.toml", &broken), ("b.toml", &wrong)]).unwrap_err();
    let places: Vec<&str> =
        told.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    assert_eq!(places, ["a.toml:6:9", "b.toml:8:1", "b.toml:10:7", "b.toml:13:8"], "{told}");
}

#[test]
fn a_clash_shows_both_places() {
    let told = read(&[("a.toml", A), ("b.toml", &B.replace("[person.boris]", "[person.e]"))]);
    let told = told.unwrap_err();
    let expected = "\
error: the id `e` is used twice
  --> b.toml:8:9
   |
 8 | [person.e]
   |         ^
   |
  ::: a.toml:11:8
   |
11 | [event.e]
   |        - first used here
";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn claims_of_two_files_on_one_event_are_not_both_preferred() {
    let ranked = B.replace("of = \"e\"", "of = \"e\"\nrank = \"preferred\"");
    let second = "format = 1\n[[claim]]\nof = \"e\"\nrank = \"preferred\"\ndate = \"1932\"\n\
                  cite = \"one:1\"\n";
    let told = read(&[("a.toml", A), ("b.toml", &ranked), ("c.toml", second)]).unwrap_err();
    let places = ["--> c.toml:4:8\n", "::: b.toml:19:8\n", "first preferred here"];
    assert!(places.iter().all(|place| told.contains(place)), "{told}");
}
