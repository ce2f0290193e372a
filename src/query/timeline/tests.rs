use super::*;
use crate::base::load;
use crate::base::schema::Document;

fn embedded() -> Document {
    load::read_bytes("facts.toml", &std::fs::read("facts.toml").unwrap()).unwrap()
}

fn filter(topics: &[&str]) -> TimelineFilter {
    let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
    TimelineFilter { topics, ..TimelineFilter::default() }
}

/// The lanes by name, and how many events each has.
fn lanes(timeline: &Timeline<'_>) -> Vec<(String, usize)> {
    timeline.lanes.iter().map(|lane| (lane.name.clone(), lane.events.len())).collect()
}

fn names(timeline: &Timeline<'_>) -> Vec<String> {
    lanes(timeline).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn every_dated_event_is_in_one_lane() {
    let doc = embedded();
    let base = Base::new(&doc);
    let dated = doc.events.iter().filter(|event| event.date().is_some()).count();
    for by in [LanesBy::Person, LanesBy::Kind, LanesBy::Place, LanesBy::None] {
        let filter = TimelineFilter { lanes: by, ..TimelineFilter::default() };
        let timeline = timeline(&base, &filter).unwrap();
        let shown: usize = lanes(&timeline).iter().map(|(_, count)| count).sum();
        assert_eq!((shown, timeline.undated.len()), (dated, doc.events.len() - dated));
    }
}

#[test]
fn those_who_are_named_have_lanes_in_that_order() {
    let doc = embedded();
    let base = Base::new(&doc);
    let found = timeline(&base, &filter(&["sergei", "zina"])).unwrap();
    assert_eq!(names(&found), ["Sergei Sedov", "Zina"]);
    assert_eq!(found.title, "Sergei Sedov, Zina");
    let persons = vec!["zina".to_owned(), "nina".to_owned()];
    let found = timeline(&base, &TimelineFilter { persons, ..filter(&[]) }).unwrap();
    assert_eq!(names(&found), ["Zina", "Nina"]);
    assert_eq!(found.title, "Zina, Nina");
    assert!(found.lanes.iter().all(|lane| lane.life.death.is_some()));
}

#[test]
fn an_event_is_with_its_principal_and_otherwise_with_who_has_a_part_in_it() {
    let doc = embedded();
    let base = Base::new(&doc);
    let found = timeline(&base, &filter(&["trotsky", "nina"])).unwrap();
    let lane_of = |id: &str| {
        let has = |lane: &&Lane<'_>| lane.events.iter().any(|shown| *shown.event.id == *id);
        found.lanes.iter().find(has).map(|lane| lane.name.as_str())
    };
    assert_eq!(lane_of("nina-birth"), Some("Nina"));
    assert_eq!(lane_of("lev-birth"), Some("Leon Trotsky"));
    // Without names, whoever is only mentioned has no part in it.
    let found = timeline(&base, &filter(&[])).unwrap();
    let last = found.lanes.last().unwrap();
    assert_eq!(last.name, "Others");
    assert!(last.events.iter().any(|shown| &*shown.event.id == "marx-death"));
}

#[test]
fn times_limit_what_is_shown_and_the_undated_are_in_none() {
    let doc = embedded();
    let base = Base::new(&doc);
    let during = |certain| TimelineFilter {
        during: Some(Date::parse("1928").unwrap()),
        certain,
        ..filter(&["nina"])
    };
    let all = timeline(&base, &during(false)).unwrap();
    let certain = timeline(&base, &during(true)).unwrap();
    assert!(all.lanes[0].events.iter().any(|shown| shown.found.possibly));
    assert!(certain.lanes[0].events.iter().all(|shown| !shown.found.possibly));
    assert!(all.undated.is_empty());
    let typed = timeline(&base, &filter(&["nina", "1928"])).unwrap();
    assert_eq!(lanes(&typed), lanes(&all));
    assert_eq!(typed.times, all.times);
}

#[test]
fn kinds_places_and_limits_hold() {
    let doc = embedded();
    let base = Base::new(&doc);
    let kinds = vec![EventKind::Death];
    let found = timeline(&base, &TimelineFilter { kinds, ..filter(&[]) }).unwrap();
    let events = || found.lanes.iter().flat_map(|lane| &lane.events);
    assert!(events().all(|shown| shown.event.kind == EventKind::Death));
    assert!(found.title.ends_with(", death"));
    let place = Some("berlin".to_owned());
    let found = timeline(&base, &TimelineFilter { place, ..filter(&[]) }).unwrap();
    let is_there = |shown: &Shown<'_>| shown.event.place().iter().any(|id| &**id == "berlin");
    assert!(found.lanes.iter().flat_map(|lane| &lane.events).all(is_there));
    let first = timeline(&base, &TimelineFilter { most: Some(2), ..filter(&["nina"]) }).unwrap();
    assert_eq!(lanes(&first), [("Nina".to_owned(), 2)]);
}

#[test]
fn a_miss_says_what_was_asked_for() {
    let doc = embedded();
    let base = Base::new(&doc);
    let kinds = vec![EventKind::Trial];
    let miss = timeline(&base, &TimelineFilter { kinds, ..filter(&["nina"]) }).unwrap_err();
    assert_eq!(
        miss.sentence,
        "no dated event here is of the kind trial and concerns nina; its dates go from 1868 to 2020"
    );
    let during = Some(Date::parse("2050").unwrap());
    let miss = timeline(&base, &TimelineFilter { during, ..filter(&[]) }).unwrap_err();
    assert!(miss.sentence.starts_with("no dated event here falls within 2050"));
    let miss = timeline(&base, &filter(&["bakery"])).unwrap_err();
    assert!(miss.sentence.contains("1 without a date"), "{miss}");
}

#[test]
fn a_base_without_title_has_a_timeline_with_one() {
    let doc = load::read(
        "base.toml",
        "format = 1\ndefault-source = \"b\"\n[source.b]\ntype = \"book\"\ntitle = \"B\"\n\
         [event.e]\nkind = \"other\"\ntitle = \"E\"\ndate = \"1931\"\ncite = 1\n",
    );
    let doc = doc.unwrap();
    assert_eq!(timeline(&Base::new(&doc), &filter(&[])).unwrap().title, "Timeline");
}
