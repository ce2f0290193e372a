//! The embedded base keeps the rules for a base that is complete and can be proved.

use ibid::base::schema::{Certainty, Cite, EventKind, Role};

use crate::embedded;

/// Every citation that must carry `words`, with where it stands.
pub fn passages(doc: &ibid::base::schema::Document) -> Vec<(String, &Cite)> {
    let mut all = Vec::new();
    for person in &doc.persons {
        for fact in &person.fact {
            all.extend(fact.cite.iter().map(|cite| (format!("fact of {}", person.id), cite)));
        }
    }
    for relation in &doc.relations {
        let name = format!("{} {} {}", relation.from, relation.kind.word(), relation.to);
        all.extend(relation.cite.iter().map(|cite| (name.clone(), cite)));
    }
    for event in &doc.events {
        all.extend(event.all_cites().map(|cite| (event.id.to_string(), cite)));
    }
    for remark in &doc.remarks {
        all.extend(remark.cite.iter().map(|cite| (remark.id.to_string(), cite)));
    }
    all
}

#[test]
fn every_record_is_cited_and_every_passage_has_its_words() {
    let doc = embedded();
    let base = ibid::base::Base::new(&doc);
    for entry in base.entries().filter(|entry| entry.kind() != "source") {
        assert!(entry.cites().next().is_some(), "{} is not cited", entry.id());
    }
    let passages = passages(&doc);
    assert!(passages.len() > 300, "{} passages", passages.len());
    for (what, cite) in passages {
        let words = cite.words.as_deref().unwrap_or_default();
        let count = words.split_whitespace().count();
        assert!((1..=12).contains(&count), "{what}: “{words}” has {count} words");
    }
}

#[test]
fn the_base_is_as_full_as_its_source() {
    let doc = embedded();
    let named = doc.persons.iter().filter(|person| person.kind.word() == "named").count();
    let dated = doc.events.iter().filter(|event| event.date().is_some()).count();
    let facts: usize = doc.persons.iter().map(|person| person.fact.len()).sum();
    let figures = doc.events.iter().map(|event| event.figures.len()).sum::<usize>()
        + doc
            .persons
            .iter()
            .flat_map(|one| &one.fact)
            .map(|fact| fact.figures.len())
            .sum::<usize>();
    let of_kind = |kind| doc.terms.iter().filter(|term| term.kind.word() == kind).count();
    for (what, count, least) in [
        ("named persons", named, 35),
        ("other persons", doc.persons.len() - named, 12),
        ("dated events", dated, 90),
        ("facts", facts, 90),
        ("figures", figures, 75),
        ("quotations", doc.quotes.len(), 12),
        ("organisations", of_kind("organisation"), 15),
        ("places", of_kind("place"), 20),
        ("works", of_kind("work"), 8),
        ("remarks", doc.remarks.len(), 12),
    ] {
        assert!(count >= least, "{count} {what}, at least {least} were there");
    }
}

#[test]
fn what_is_inferred_says_how_and_a_date_says_what_was_printed() {
    for event in &embedded().events {
        if let Some(date) = event.date() {
            assert!(date.words.is_some(), "the date of {} has no words", event.id);
            let is_inferred = date.certainty == Certainty::Inferred;
            assert_eq!(is_inferred, date.because.is_some(), "the date of {}", event.id);
        }
        let title = event.title.chars().count();
        assert!(title <= 60, "the title of {} has {title} characters", event.id);
    }
}

#[test]
fn nobody_is_born_or_dies_twice() {
    let doc = embedded();
    for kind in [EventKind::Birth, EventKind::Death] {
        let mut seen = Vec::new();
        for event in doc.events.iter().filter(|event| event.kind == kind) {
            let principals = event
                .people
                .iter()
                .filter(|(_, role)| *role == Role::Principal)
                .collect::<Vec<_>>();
            assert_eq!(principals.len(), 1, "{}", event.id);
            let who = principals[0].0.to_string();
            assert!(!seen.contains(&who), "{who} twice in {}", kind.word());
            seen.push(who);
        }
    }
}
