use super::*;
use crate::base::{Base, load};
use crate::query::timeline::{TimelineFilter, timeline};

/// The chart of a base with one event, and whatever else.
fn chart_of(event: &str, during: Option<&str>) -> Chart {
    let toml = format!(
        "format = 1\ndefault-source = \"book\"\n[source.book]\ntype = \"book\"\ntitle = \"B\"\n\
         [event.first]\nkind = \"other\"\ntitle = \"First\"\ndate = \"1900-01-01\"\ncite = 1\n\
         [event.last]\nkind = \"other\"\ntitle = \"Last\"\ndate = \"1949-12-31\"\ncite = 1\n\
         [event.one]\nkind = \"other\"\ntitle = \"One\"\ncite = 2\n{event}\n"
    );
    let doc = load::read("base.toml", &toml).unwrap();
    let base = Base::new(&doc);
    let nothing = Vec::new();
    let base = Citer::new(&base, None, &|| None, &nothing);
    let during = during.map(|when| Date::parse(when).unwrap());
    let filter = TimelineFilter { during, ..TimelineFilter::default() };
    chart(&base, &timeline(&base, &filter).unwrap())
}

fn one(chart: &Chart) -> &Mark {
    chart.marks().find(|mark| mark.id == "one").unwrap()
}

#[test]
fn what_is_not_stated_is_told_and_marked() {
    for (date, words, is_stated) in [
        ("date = \"1930\"", "1930 ¶2", true),
        ("date = \"1930?\"", "1930 (uncertain) ¶2", false),
        ("date = \"[1930,1931]\"", "1930 or 1931 ¶2", false),
        (
            "date = { edtf = \"1930\", certainty = \"inferred\", because = \"b\" }",
            "1930 [inferred] ¶2",
            false,
        ),
        ("date = \"1930\"\ncertainty = \"reported\"", "1930 ¶2", false),
    ] {
        let chart = chart_of(date, None);
        assert_eq!(one(&chart).evidence().text(), words);
        assert_eq!(one(&chart).is_stated, is_stated, "{date}");
    }
    let chart = chart_of("date = \"1930\"\ncertainty = \"unproven\"", None);
    assert_eq!(one(&chart).title.text(), "One [unproven]");
}

#[test]
fn what_lasts_has_a_core_and_perhaps_more() {
    let chart = chart_of("date = \"1910~/1930\"", None);
    let stretch = one(&chart).stretches[0];
    let (start, end) = stretch.core.unwrap();
    assert!(stretch.from < start && start < end && end < stretch.to, "{stretch:?}");
    assert!(stretch.lasts && !stretch.before && !stretch.after);
    let chart = chart_of("date = \"1910/..\"", None);
    let stretch = one(&chart).stretches[0];
    assert!(stretch.core.is_none() && stretch.after && stretch.to > 0.999, "{stretch:?}");
}

#[test]
fn what_goes_beyond_the_time_asked_for_is_cut_and_says_so() {
    let chart = chart_of("date = \"1910/1948\"", Some("192X"));
    let stretch = one(&chart).stretches[0];
    assert_eq!(
        format!("{:?}", (stretch.from, stretch.core, stretch.to)),
        "(0.0, Some((0.0, 1.0)), 1.0)"
    );
    assert!(stretch.before && stretch.after);
    let chart = chart_of("date = \"[1910..1948]\"", Some("192X"));
    assert_eq!(one(&chart).evidence().text(), "between 1910 and 1948 [possibly] ¶2");
    assert_eq!(chart.count(), 1);
}

#[test]
fn of_several_dates_each_is_shown() {
    let chart = chart_of("date = \"{1910,1930}\"", None);
    assert_eq!(one(&chart).stretches.len(), 2);
    let (from, to) = one(&chart).extent();
    assert!(from < 0.3 && to > 0.6);
}

/// The event `one` with another claim of its date.
fn claimed(date: &str, other: &str, during: Option<&str>) -> Chart {
    chart_of(&format!("{date}\n[[event.one.claim]]\ndate = \"{other}\"\ncite = 3"), during)
}

#[test]
fn what_is_claimed_besides_is_drawn_beside() {
    let drawn = claimed("date = \"1930\"", "1910", None);
    let mark = one(&drawn);
    assert_eq!(mark.date.text(), "1930 [also 1910]");
    let [other] = mark.others.as_slice() else { panic!("{mark:?}") };
    assert!(other.to < mark.stretches[0].from && mark.is_stated, "{mark:?}");
    assert_eq!(one(&chart_of("date = \"1930\"", None)).others, []);
    // The axis has room for it, unless a time was asked for.
    let wide = claimed("date = \"1930\"", "1800", None);
    assert!(one(&wide).others[0].from > 0.0 && !one(&wide).others[0].before);
    assert_eq!(one(&claimed("date = \"1930\"", "1910", Some("193X"))).others, []);
    let found = claimed("date = \"1930\"", "1910", Some("191X"));
    assert_eq!(one(&found).evidence().text(), "1910 [claimed; preferred: 1930] ¶3, ¶2");
    assert_eq!(one(&found).others, []);
    // What is deprecated, or says the same, is not drawn.
    let wrong = "rank = \"deprecated\"\nreason = \"a slip\"";
    let wrong = format!("date = \"1930\"\n[[event.one.claim]]\ndate = \"1910\"\ncite = 3\n{wrong}");
    assert_eq!(one(&chart_of(&wrong, None)).others, []);
    assert_eq!(one(&claimed("date = \"1930\"", "1930", None)).others, []);
}

#[test]
fn what_is_not_agreed_on_is_perhaps_of_a_life() {
    let life = |claim: &str| {
        let people = "people = { ann = \"principal\" }";
        let chart = chart_of(
            &format!(
                "date = \"1930\"\n{people}\n[person.ann]\nname = \"Ann\"\nabout = \"-\"\ncite = 1\n\
                 [event.b]\nkind = \"birth\"\ntitle = \"B\"\ndate = \"1905\"\n{people}\ncite = 1\n\
                 {claim}[event.d]\nkind = \"death\"\ntitle = \"D\"\ndate = \"1940\"\n{people}\ncite = 1\n"
            ),
            None,
        );
        chart.lanes[0].life.as_ref().unwrap().stretch
    };
    let sure = life("");
    let disputed = life("[[event.b.claim]]\ndate = \"1910\"\ncite = 2\n");
    let core = |stretch: Stretch| stretch.core.unwrap();
    assert!((disputed.from - sure.from).abs() < 1e-9 && disputed.to <= sure.to);
    assert!(core(disputed).0 > core(sure).0, "{disputed:?}");
    assert!((core(disputed).1 - core(sure).1).abs() < 1e-9);
}
