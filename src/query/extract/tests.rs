use super::*;
use crate::base::load;

const LIVES: &str = r#"
format = 1
title = "Lives"
default-source = "book"

[source.book]
type = "book"
title = "Lives"
issued = "2000"

[person.max]
name = "Max Sand"
also = ["Max"]
about = "A smith."
cite = 1

[person.ada]
name = "Ada Sand"
also = ["Ada"]
about = "His sister."
cite = 1
[[person.ada.fact]]
kind = "membership"
text = "She was of the guild."
terms = ["guild"]
cite = 1

[person.clerk]
name = "a clerk of the Guild"
kind = "unnamed"
about = "Wrote it down."
cite = 2

[person.rut]
name = "Rut"
about = "A stranger."
cite = 9

[[relation]]
kind = "sibling"
from = "ada"
to = "max"
cite = 1

[term.guild]
name = "Guild"
kind = "organisation"
about = "Of smiths."
cite = 2

[term.since-1850]
name = "debts since 1850"
kind = "concept"
about = "Unpaid."
cite = 2

[term.rome]
name = "Rome"
kind = "place"
about = "A town."
cite = 3

[event.journey]
kind = "travel"
title = "Max goes to Rome"
date = "1850"
place = "rome"
people = { max = "principal", clerk = "mentioned" }
cite = 3

[event.return]
kind = "travel"
title = "Max comes back"
date = "1851~"
people = { max = "principal" }
cite = 3

[event.fire]
kind = "other"
title = "The forge burns"
date = "1860"
terms = ["guild"]
people = { ada = "witness" }
cite = 4

[quote.farewell]
text = "I shall be back."
speaker = "max"
to = "ada"
occasion = "journey"
cite = 3

[remark.which-rome]
kind = "caution"
title = "Which Rome"
text = "It is not said."
about = "journey"
cite = 3

[remark.who-clerk]
kind = "caution"
title = "Which clerk"
text = "It is not said."
about = "clerk"
cite = 3
"#;

/// What an extract has, as ids: persons, events, quotations, terms and remarks.
fn ids(typed: &[&str]) -> Result<[Vec<String>; 5], Miss> {
    let doc = load::read("lives.toml", LIVES).unwrap();
    let base = Base::new(&doc);
    let typed: Vec<String> = typed.iter().map(|one| (*one).to_owned()).collect();
    let extract = extract(&base, &typed)?;
    fn all<T>(records: &[&Record<T>]) -> Vec<String> {
        records.iter().map(|record| record.id.to_string()).collect()
    }
    Ok([
        all(&extract.persons),
        all(&extract.events),
        all(&extract.quotes),
        all(&extract.terms),
        all(&extract.remarks),
    ])
}

fn title(typed: &[&str]) -> String {
    let doc = load::read("lives.toml", LIVES).unwrap();
    let base = Base::new(&doc);
    let typed: Vec<String> = typed.iter().map(|one| (*one).to_owned()).collect();
    extract(&base, &typed).unwrap().title
}

#[test]
fn a_person_brings_what_concerns_them() {
    let [persons, events, quotes, terms, remarks] = ids(&["Max"]).unwrap();
    assert_eq!(persons, ["max", "ada", "clerk"]);
    assert_eq!(events, ["journey", "return"]);
    assert_eq!(quotes, ["farewell"]);
    assert_eq!(terms, ["rome"]);
    // The remark on the clerk is about somebody else.
    assert_eq!(remarks, ["which-rome"]);
}

#[test]
fn what_was_typed_is_one_name_before_it_is_several() {
    assert_eq!(title(&["Ada", "Sand"]), "Ada Sand");
    assert_eq!(title(&["ada", "max"]), "Ada Sand, Max Sand");
    let [persons, ..] = ids(&["sand"]).unwrap();
    assert_eq!(persons[..2], ["max", "ada"]);
}

#[test]
fn a_term_brings_its_events_and_those_who_belong_to_it() {
    // It is the whole of a term's name, and only a word of the clerk's.
    let [persons, events, _, terms, _] = ids(&["guild"]).unwrap();
    assert_eq!((persons, events), (vec!["ada".to_owned()], vec!["fire".to_owned()]));
    assert_eq!(terms, ["guild"]);
    let [_, events, quotes, ..] = ids(&["Rome"]).unwrap();
    assert_eq!((events, quotes), (vec!["journey".to_owned()], vec![]));
}

#[test]
fn a_date_limits_what_is_told() {
    let [persons, events, quotes, _, remarks] = ids(&["1850"]).unwrap();
    assert_eq!(persons, ["max", "ada", "clerk"]);
    assert_eq!(events, ["journey", "return"]);
    assert_eq!((quotes, remarks), (vec!["farewell".to_owned()], vec!["which-rome".to_owned()]));
    assert_eq!(title(&["1850"]), "1850");
    let [persons, events, ..] = ids(&["ada", "1860"]).unwrap();
    assert_eq!((persons, events), (vec!["ada".to_owned()], vec!["fire".to_owned()]));
    let doc = load::read("lives.toml", LIVES).unwrap();
    let base = Base::new(&doc);
    let found = extract(&base, &["1850".to_owned()]).unwrap();
    let possible: Vec<bool> =
        found.events.iter().map(|event| found.found(event).possibly).collect();
    assert_eq!(possible, [false, true]);
}

#[test]
fn a_text_is_searched_for() {
    let [persons, events, _, _, remarks] = ids(&["comes", "back"]).unwrap();
    assert_eq!((persons, events), (vec!["max".to_owned()], vec!["return".to_owned()]));
    assert!(remarks.is_empty());
    assert_eq!(title(&["comes", "back"]), "“comes back”");
}

#[test]
fn without_a_topic_it_is_everything() {
    let [persons, events, quotes, terms, remarks] = ids(&[]).unwrap();
    let counts = [persons, events, quotes, terms, remarks].map(|all| all.len());
    assert_eq!(counts, [4, 3, 1, 3, 2]);
    assert_eq!(title(&[]), "Lives");
}

#[test]
fn what_is_not_there_is_a_miss() {
    assert_eq!(ids(&["1700"]).unwrap_err().sentence, "nothing here falls within 1700");
    assert_eq!(ids(&["maxx"]).unwrap_err().nearest.first().map(String::as_str), Some("Max"));
}
