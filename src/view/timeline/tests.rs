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
