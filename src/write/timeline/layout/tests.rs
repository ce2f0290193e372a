//! Nothing covers anything else, nothing is cut and nothing is lost: for the embedded base, and
//! for bases that nobody would write.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::base::{Base, load};
use crate::cite::Citer;
use crate::query::timeline::{self, LanesBy, TimelineFilter};
use crate::view::timeline::chart;

/// Left, top, right, bottom, and what it is.
type Rect = (f64, f64, f64, f64, String);

fn of_text(text: &Text) -> Rect {
    let size = text.face.size;
    let bottom = text.y + size * 0.25;
    (text.x, text.y - size * 0.85, text.x + text.width, bottom, text.words.clone())
}

fn of_bar(bar: &Bar, what: &str) -> Rect {
    (bar.x, bar.y, bar.x + bar.width, bar.y + bar.height, format!("bar of {what}"))
}

/// Everything on a page that must stand apart; the stretches of one event are one thing.
fn things(page: &Page<'_>) -> Vec<Rect> {
    let texts = page.title.iter().chain(&page.ticks).chain(&page.sources);
    let texts = texts.chain(page.legend.iter().map(|(_, text)| text));
    let texts = texts.chain(page.bands.iter().flat_map(|band| &band.name));
    let mut things: Vec<Rect> = texts.map(of_text).collect();
    for band in &page.bands {
        things.extend(band.life.iter().map(|(_, bar)| of_bar(bar, "life")));
        for item in &band.items {
            things.extend(item.label.iter().map(of_text));
            let bars = item.bars.iter().chain(&item.others);
            let bars = bars.map(|bar| of_bar(bar, &item.mark.id));
            things.extend(bars.reduce(|a, b| (a.0.min(b.0), a.1, a.2.max(b.2), a.3, a.4)));
        }
    }
    things
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let much = 0.01;
    a.0 + much < b.2 && b.0 + much < a.2 && a.1 + much < b.3 && b.1 + much < a.3
}

fn is_within(thing: &Rect, page: &Page<'_>) -> bool {
    thing.0 >= 0.0 && thing.1 >= 0.0 && thing.2 <= page.width + 0.01 && thing.3 <= page.height
}

/// Lays a base out in a size, and looks at every page.
fn look_at(toml: &str, lanes: LanesBy, size: Size, paging: Paging) -> usize {
    let doc = load::read("base.toml", toml).unwrap();
    let base = Base::new(&doc);
    let nothing = Vec::new();
    let base = Citer::new(&base, None, &|| None, &nothing);
    let filter = TimelineFilter { lanes, ..TimelineFilter::default() };
    let timeline = timeline::timeline(&base, &filter).unwrap();
    let chart = chart(&base, &timeline);
    let pages = pages(&chart, size, paging);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &pages {
        let things = things(page);
        for (at, thing) in things.iter().enumerate() {
            assert!(is_within(thing, page), "{thing:?} leaves {}x{}", page.width, page.height);
            let other = things[..at].iter().find(|other| overlap(thing, other));
            assert!(other.is_none(), "{thing:?} covers {other:?}");
        }
        for item in page.bands.iter().flat_map(|band| &band.items) {
            *seen.entry(&item.mark.id).or_default() += 1;
            let told: Vec<String> =
                item.label.iter().map(|text| format!("{}{}", text.words, text.aside)).collect();
            let told = told.concat().replace([' ', '\u{a0}'], "");
            let whole = format!("{}{}", item.mark.title.text(), item.mark.evidence().text());
            let whole = shown(&whole).replace(' ', "");
            assert_eq!(told.replace('·', ""), whole.replace('·', ""));
        }
    }
    assert_eq!(seen.len(), chart.count(), "events are lost");
    assert!(seen.values().all(|count| *count == 1), "events are shown twice");
    pages.len()
}

const SLIDE: Size = Size { width: 1280, height: 720 };

const ALL_LANES: [LanesBy; 4] = [LanesBy::Person, LanesBy::Kind, LanesBy::Place, LanesBy::None];

fn embedded() -> String {
    std::fs::read_to_string("facts.toml").unwrap()
}

/// A base with these events: a title and a date each.
fn base_of<'e>(events: impl IntoIterator<Item = (&'e str, &'e str)>) -> String {
    let mut toml = "format = 1\ndefault-source = \"book\"\n\
        [source.book]\ntype = \"book\"\ntitle = \"A Book\"\n\
        [person.one]\nname = \"Somebody with Quite a Long Name Who Has Another Name\"\n\
        about = \"One.\"\ncite = 1\n"
        .to_owned();
    for (nth, (title, date)) in events.into_iter().enumerate() {
        // What JSON escapes, TOML's basic strings escape alike.
        let title = serde_json::to_string(title).unwrap();
        write!(
            toml,
            "[event.e{nth}]\nkind = \"other\"\ntitle = {title}\ndate = \"{date}\"\n\
             people = {{ one = \"principal\" }}\ncite = {}\n",
            nth + 1
        )
        .unwrap();
    }
    toml
}

#[test]
fn the_embedded_base_has_room_in_any_lanes() {
    for lanes in ALL_LANES {
        assert!(look_at(&embedded(), lanes, SLIDE, Paging::Pages) > 1);
    }
    assert_eq!(look_at(&embedded(), LanesBy::Person, SLIDE, Paging::One), 1);
}

#[test]
fn it_has_room_in_any_size() {
    for (width, height) in [(320, 180), (800, 600), (1920, 1080), (600, 1200), (9600, 180)] {
        look_at(&embedded(), LanesBy::Person, Size { width, height }, Paging::Pages);
    }
}

#[test]
fn three_hundred_events_on_a_day_have_room() {
    let toml =
        base_of(std::iter::repeat_n(("It happens again on the same day", "1931-01-05"), 300));
    assert!(look_at(&toml, LanesBy::Person, SLIDE, Paging::Pages) > 10);
    look_at(&toml, LanesBy::None, SLIDE, Paging::One);
}

#[test]
fn one_event_has_room_whenever_it_was() {
    for date in
        ["1931-01-05", "1931", "../1931", "1931/..", "[1931,1951]", "44 BC", "Y-17E7", "/1931"]
    {
        assert_eq!(look_at(&base_of([("Once", date)]), LanesBy::Person, SLIDE, Paging::Pages), 1);
    }
}

#[test]
fn two_thousand_years_have_room() {
    let toml = base_of([("Caesar is stabbed", "-0043-03-15"), ("Somebody reads of it", "2020")]);
    assert_eq!(look_at(&toml, LanesBy::Person, SLIDE, Paging::Pages), 1);
}

#[test]
fn long_titles_and_other_scripts_have_room() {
    let long = "A title that goes on and on, ".repeat(40);
    let word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(20);
    let chinese = "列夫·托洛茨基被流放到土耳其的普林基波岛".repeat(10);
    let russian = "ЛЬВУ ТРОЦКОМУ ЗАПРЕЩЕНО ЖИТЬ В ЩЁЛКОВЕ ";
    let titles = [&*long, &*word, &*chinese, russian, "🏴‍☠️👩‍👩‍👧‍👦", "\u{202e}\u{1b}[31m", "e\u{301}"];
    for date in ["1931", "1901/1950", "../1950", "2020"] {
        look_at(&base_of(titles.map(|title| (title, date))), LanesBy::Person, SLIDE, Paging::Pages);
    }
    let dates = ["1901", "1931~", "1931/1932", "1950", "[1900..1950]", "2001?", "1999/.."];
    look_at(&base_of(titles.into_iter().zip(dates)), LanesBy::None, SLIDE, Paging::Pages);
}

#[test]
fn what_is_claimed_besides_has_room() {
    let claims = |date: &str| {
        (0..4).fold(String::new(), |claims, nth| {
            claims + &format!("[[event.e{nth}.claim]]\ndate = \"{date}\"\ncite = 1\n")
        })
    };
    for other in
        ["1931-01-06", "1905", "1850/1990", "../1905", "[1940..1950]", "{1910,1960}", "1931~"]
    {
        let title = "Something happens that takes some words to tell";
        let dates = ["1931-01-05", "1931", "1900/1950", "2000"];
        let toml = base_of(dates.map(|date| (title, date))) + &claims(other) + &claims("1935-02");
        for paging in [Paging::Pages, Paging::One] {
            assert_eq!(look_at(&toml, LanesBy::Person, SLIDE, paging), 1, "{other}");
        }
    }
}

#[test]
fn text_is_large_enough_for_a_projector() {
    let doc = load::read("facts.toml", &embedded()).unwrap();
    let base = Base::new(&doc);
    let nothing = Vec::new();
    let base = Citer::new(&base, None, &|| None, &nothing);
    let timeline = timeline::timeline(&base, &TimelineFilter::default()).unwrap();
    let chart = chart(&base, &timeline);
    for page in pages(&chart, SLIDE, Paging::Pages) {
        assert!((page.height - 720.0).abs() < 0.01, "{}", page.height);
        let labels = page.bands.iter().flat_map(|band| &band.items).flat_map(|item| &item.label);
        assert!(labels.chain(&page.ticks).all(|text| text.face.size >= 720.0 / 45.0));
    }
}
