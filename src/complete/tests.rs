use clap::{Arg, Command};

use super::*;
use crate::base::{Base, load};

const BASE: &str = r#"
format = 1
default-source = "book"

[source.book]
type = "book"
title = "A family"
issued = "2000"
section = [{ heading = "Early days", from = 1, to = 2 }, { heading = "Later", from = 3, to = 11 }]

[person.lea]
name = "Léa Sand"
also = ["Lea", "the girl"]
about = "Daughter of Max."
cite = 1

[person.max]
name = "Max Sand the younger"
about = "Has\u001B[31m\na\tcolour."
cite = 1

[person.evil]
name = "Evil\u202E"
about = "Has a name that no terminal should see."
cite = 1

[term.lyon]
name = "Lyon"
kind = "place"
about = "A town."
cite = 2

[term.league]
name = "the League"
kind = "organisation"
about = "Some people."
cite = 2

[event.birth]
kind = "birth"
title = "Lea is born"
date = { edtf = "1901-06-10", certainty = "inferred", because = "it is" }
people = { lea = "principal" }
cite = 2

[event.stay]
kind = "residence"
title = "Lea lives in Lyon"
date = "1901-07/1902"
place = "lyon"
certainty = "unproven"
cite = 3

[event.loss]
kind = "other"
title = "Something is lost"
date = "[1899..1901]"
cite = 3

[event.undated]
kind = "other"
title = "Something is found"
cite = 3

[quote.long]
text = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen"
speaker = "lea"
certainty = "reported"
cite = 4
"#;

/// What is offered for what was typed, after some words of the same argument.
fn found_after(values: Values, earlier: &[&str], typed: &str) -> Vec<(String, String)> {
    let doc = load::read("base", BASE).unwrap();
    let earlier = earlier.iter().map(|word| (*word).to_owned()).collect();
    let typed = typed.to_owned();
    let wanted = Wanted { values, before: String::new(), typed, earlier };
    let found = offers(&Base::new(&doc), &wanted);
    found.into_iter().map(|one| (one.value, one.about)).collect()
}

fn found(values: Values, typed: &str) -> Vec<String> {
    found_after(values, &[], typed).into_iter().map(|(value, _)| value).collect()
}

fn about(values: Values, typed: &str) -> String {
    found_after(values, &[], typed).remove(0).1
}

#[test]
fn everybody_is_offered_once_in_the_form_that_is_being_typed() {
    for (typed, values) in [
        ("", &["Léa Sand", "Max Sand the younger", "evil"][..]),
        ("L", &["Léa Sand"]),
        ("Le", &["Lea"]),
        ("le", &["lea"]),
        ("LÉA S", &["Léa Sand"]),
        ("lea s", &["Léa Sand"]),
        ("the", &["the girl"]),
        ("sand", &["Léa Sand", "Max Sand the younger"]),
        ("younger", &["Max Sand the younger"]),
        ("and", &[]),
        ("!?", &[]),
    ] {
        assert_eq!(found(Values::Persons, typed), values, "{typed}");
    }
}

#[test]
fn a_name_without_quotation_marks_goes_on() {
    let values = |earlier: &[&str], typed: &str| {
        let found = found_after(Values::Persons, earlier, typed);
        found.into_iter().map(|(value, _)| value).collect::<Vec<_>>()
    };
    assert_eq!(values(&["max"], "S"), ["Sand the younger"]);
    assert_eq!(values(&["Max", "sand"], ""), ["the younger"]);
    assert_eq!(values(&["lea"], ""), ["Sand"]);
    assert_eq!(values(&["Sand"], ""), [""; 0]);
}

#[test]
fn what_was_given_already_is_not_offered_again() {
    let values = found_after(Values::Records, &["lea", "lyon"], "l");
    assert_eq!(
        values.into_iter().map(|(value, _)| value).collect::<Vec<_>>(),
        ["league", "loss", "long"]
    );
}

#[test]
fn each_argument_gets_what_it_takes() {
    assert_eq!(found(Values::Places, ""), ["Lyon"]);
    assert_eq!(found(Values::Terms, ""), ["Lyon", "the League"]);
    assert_eq!(found(Values::Names, "L"), ["Léa Sand", "Lyon", "league"]);
    assert_eq!(found(Values::Subjects, "lo"), ["loss"]);
    assert_eq!(found(Values::Events, ""), ["birth", "stay", "loss", "undated"]);
    assert_eq!(found(Values::Quotes, ""), ["long"]);
    assert_eq!(found(Values::Sources, ""), ["book"]);
    assert_eq!(found(Values::Passages, "boo"), ["book"]);
    assert_eq!(found(Values::Passages, "book:1"), ["book:1", "book:10", "book:11"]);
    assert_eq!(found(Values::Topics, "19"), ["1901", "1902"]);
}

#[test]
fn dates_are_offered_as_files_are() {
    for (typed, values) in [
        ("", &["1899", "1901", "1902"][..]),
        ("190", &["1901", "1902"]),
        ("1901", &["1901", "1901-06", "1901-07"]),
        ("1901-", &["1901-06", "1901-07"]),
        ("1901-06", &["1901-06", "1901-06-10"]),
        ("1899/190", &["1899/1901", "1899/1902"]),
        ("2000", &[]),
    ] {
        assert_eq!(found(Values::Dates, typed), values, "{typed}");
    }
    assert_eq!(found(Values::Days, ""), ["06", "07"]);
    assert_eq!(found(Values::Days, "06"), ["06", "06-10"]);
    assert_eq!(found(Values::Days, "06-1"), ["06-10"]);
}

#[test]
fn what_is_told_of_a_candidate_is_one_safe_line_that_says_how_far_to_trust_it() {
    assert_eq!(about(Values::Persons, "max"), "Has<U+001B>[31m a colour.");
    assert_eq!(about(Values::Terms, "lyon"), "place: A town.");
    assert_eq!(about(Values::Events, "birth"), "10 June 1901 [inferred]: Lea is born");
    assert_eq!(about(Values::Events, "undated"), "date not stated: Something is found");
    let words = "“One two three four five six seven eight nine ten eleven …” — Léa Sand [reported]";
    assert_eq!(about(Values::Quotes, "long"), words);
    assert_eq!(about(Values::Dates, "1902"), "Lea lives in Lyon [unproven]");
    assert_eq!(about(Values::Dates, "1901"), "Lea is born [inferred], and 2 more");
    assert_eq!(about(Values::Dates, "1899"), "Something is lost [possibly]");
    assert_eq!(about(Values::Passages, "book:3"), "paragraph 3, under “Later”");
}

#[test]
fn an_argument_is_known_by_the_name_of_its_values() {
    let named = |id: &'static str, name: &'static str, command: &str| {
        Values::of(&Arg::new(id).long(id).value_name(name), command)
    };
    assert_eq!(named("person", "NAME", "event"), Some(Values::Persons));
    assert_eq!(named("place", "NAME", "event"), Some(Values::Places));
    assert_eq!(named("name", "NAME", "term"), Some(Values::Terms));
    assert_eq!(named("of", "PERSON", "anything"), Some(Values::Persons));
    assert_eq!(named("limit", "N", ""), Some(Values::Free));
    assert_eq!(named("new", "WIDGET", ""), None);
}

#[test]
fn the_words_before_are_those_of_the_argument_and_no_flags() {
    let wanted = |line: &str| {
        let limit = Arg::new("limit").long("limit").short('l').global(true);
        let person = Command::new("person").arg(Arg::new("name").value_name("NAME").num_args(0..));
        let command = Command::new("ibid").arg(limit.value_name("N")).subcommand(person);
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        complete(command, &words).wanted.remove(0)
    };
    assert_eq!(wanted("ibid person a b c").earlier, ["a", "b"]);
    assert_eq!(wanted("ibid --limit 3 person a --limit 4 b -l 5 c").earlier, ["a", "b"]);
    assert_eq!(wanted("ibid person a -- -b c").earlier, ["a", "-b"]);
    assert_eq!(wanted("ibid person c").typed, "c");
}

#[test]
fn an_id_with_a_prefix_is_offered_for_what_comes_after_it_too() {
    let text = BASE.replacen("format = 1", "format = 1\nprefix = \"x\"", 1);
    let doc = load::read("base", &text).unwrap();
    let found = |values, typed: &str| -> Vec<String> {
        let (before, typed, earlier) = (String::new(), typed.to_owned(), Vec::new());
        let found = offers(&Base::new(&doc), &Wanted { values, before, typed, earlier });
        found.into_iter().map(|one| one.value).collect()
    };
    assert_eq!(found(Values::Events, "st"), ["x.stay"]);
    assert_eq!(found(Values::Events, "x.st"), ["x.stay"]);
    assert_eq!(found(Values::Passages, "x.book:3"), ["x.book:3"]);
    assert_eq!(found(Values::Passages, "book:3"), ["book:3"]);
    assert_eq!(found(Values::Persons, "x.l"), ["x.lea"]);
}
