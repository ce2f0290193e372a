use super::*;
use crate::base::load;
use crate::base::schema::Document;
use crate::query::extract::extract;
use crate::query::timeline::{TimelineFilter, timeline};
use crate::query::{DateFilter, EventFilter, Question, answer};

/// The two-file base of the tests.
pub(crate) fn two() -> Document {
    let a = include_bytes!("../../../tests/data/two/a.toml");
    let b = include_bytes!("../../../tests/data/two/b.toml");
    load::read_all(&[("a.toml", a), ("b.toml", b)]).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// What is found, each with the date under which it is: `school 1885 claimed`.
fn found(question: &Question) -> Vec<String> {
    let doc = two();
    let base = Base::new(&doc);
    let Ok(answer) = answer(&base, question) else { return Vec::new() };
    let shown = answer.hits.iter().map(|hit| {
        let event = base.event(hit.entry.id()).unwrap();
        let date = hit.found.date(event).unwrap();
        let by = if hit.found.by.is_some() { " claimed" } else { "" };
        let possibly = if hit.found.possibly { " possibly" } else { "" };
        format!("{} {}{by}{possibly}", event.id, date.edtf)
    });
    shown.collect()
}

#[test]
fn an_event_is_found_once_under_each_date_that_is_not_deprecated() {
    for (when, certain, expected) in [
        ("1861", false, &["anna-birth 1861-05-03"][..]),
        ("1861-05-04", false, &["anna-birth 1861-05 claimed possibly"]),
        ("1861-05-04", true, &[]),
        ("1862", false, &["anna-birth 1862-05-03 claimed"]),
        ("1861/1862", false, &["anna-birth 1861-05-03"]),
        ("1863", false, &[]),
        ("1885", false, &["school 1885 claimed"]),
        ("1887", false, &["school 1887-08/1887-09"]),
        ("1862/1886", false, &["anna-birth 1862-05-03 claimed", "school 1885 claimed"]),
    ] {
        let filter = DateFilter { when: Some(date(when)), certain, ..DateFilter::default() };
        assert_eq!(found(&Question::Dates(filter)), expected, "{when}");
        if !certain {
            let filter = EventFilter { during: Some(date(when)), ..EventFilter::default() };
            assert_eq!(found(&Question::Event(filter)), expected, "{when}");
        }
    }
}

#[test]
fn the_day_and_the_time_must_hold_of_the_same_date() {
    let on = |when: Option<&str>| {
        let on = MonthDay::parse("05-03").ok();
        found(&Question::Dates(DateFilter { when: when.map(date), on, ..DateFilter::default() }))
    };
    assert_eq!(on(None), ["anna-birth 1861-05-03"]);
    assert_eq!(on(Some("1862")), ["anna-birth 1862-05-03 claimed"]);
    assert_eq!(on(Some("1863")), [""; 0]);
}

#[test]
fn an_event_is_found_at_each_place_that_is_claimed() {
    for place in ["lund", "Ystad"] {
        let place = Some(place.to_owned());
        let filter = EventFilter { place, ..EventFilter::default() };
        assert_eq!(found(&Question::Event(filter)), ["anna-birth 1861-05-03"]);
    }
}

#[test]
fn notes_and_timelines_show_the_date_by_which_an_event_was_found() {
    let doc = two();
    let base = Base::new(&doc);
    let extract = extract(&base, &["1885".to_owned()]).unwrap();
    let by = extract.found(extract.events[0]).date(extract.events[0]).unwrap();
    assert_eq!((extract.events.len(), by.edtf.to_string().as_str()), (1, "1885"));
    let filter = TimelineFilter { during: Some(date("1862/1886")), ..TimelineFilter::default() };
    let timeline = timeline(&base, &filter).unwrap();
    let spans = timeline.lanes[0].events.iter().flat_map(super::super::timeline::Shown::spans);
    let years: Vec<i64> = spans.filter_map(|span| Some(span.start.first?.year)).collect();
    assert_eq!(years, [1862, 1885]);
}
