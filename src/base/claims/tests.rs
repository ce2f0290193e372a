use super::super::load;
use super::super::schema::Record;
use super::*;

const HEAD: &str = r#"format = 1
default-source = "history"
[source.history]
type = "book"
title = "A history"
[source.faq]
type = "webpage"
title = "Questions"
[term.berlin]
name = "Berlin"
kind = "place"
about = "A town."
cite = 1
[term.bonn]
name = "Bonn"
kind = "place"
about = "Another town."
cite = 1
"#;

fn read(rest: &str) -> Document {
    load::read("base.toml", &format!("{HEAD}{rest}")).unwrap()
}

fn event(doc: &Document) -> &Record<Event> {
    &doc.events[0]
}

/// What is claimed of the date: `1931 preferred history:2`.
fn dates(doc: &Document) -> Vec<String> {
    let one = |date: &Ranked<'_, DateClaim>| {
        let source = date.cite[0].source.as_deref().unwrap_or("history");
        format!("{} {} {source}:{}", date.value.edtf, date.rank.word(), date.cite[0].at)
    };
    event(doc).dates().iter().map(one).collect()
}

/// The citations of what is shown.
fn cited(doc: &Document) -> Vec<&str> {
    event(doc).cites().map(|cite| cite.at.as_str()).collect()
}

#[test]
fn what_the_event_says_is_preferred_unless_a_claim_is() {
    let own = "[event.e]\nkind = \"other\"\ntitle = \"E\"\ndate = \"1931\"\ncite = 2\n";
    let bare = "[event.e]\nkind = \"other\"\ntitle = \"E\"\ncite = 2\n";
    let claim = |edtf: &str, rest: &str| {
        format!("[[event.e.claim]]\ndate = \"{edtf}\"\ncite = \"faq:3\"\n{rest}\n")
    };
    let preferred = "rank = \"preferred\"";
    let wrong = "rank = \"deprecated\"\nreason = \"a slip\"";
    for (event_says, claims, expected, cites) in [
        (own, vec![], vec!["1931 preferred history:2"], vec!["2"]),
        (
            own,
            vec![claim("1932", ""), claim("1930", wrong), claim("1929", "")],
            vec![
                "1931 preferred history:2",
                "1932 normal faq:3",
                "1929 normal faq:3",
                "1930 deprecated faq:3",
            ],
            vec!["2"],
        ),
        (
            own,
            vec![claim("1930", ""), claim("1932", preferred)],
            vec!["1932 preferred faq:3", "1931 normal history:2", "1930 normal faq:3"],
            vec!["3", "2"],
        ),
        (
            bare,
            vec![claim("1930", wrong), claim("1932", ""), claim("1933", "")],
            vec!["1932 preferred faq:3", "1933 normal faq:3", "1930 deprecated faq:3"],
            vec!["3", "2"],
        ),
        (bare, vec![claim("1930", wrong)], vec!["1930 deprecated faq:3"], vec!["2"]),
        (bare, vec![], vec![], vec!["2"]),
    ] {
        let doc = read(&(event_says.to_owned() + &claims.concat()));
        assert_eq!(dates(&doc), expected, "{claims:?}");
        assert_eq!(cited(&doc), cites, "{claims:?}");
        let shown = event(&doc).date().map(|date| date.edtf.to_string());
        let first = expected.first().filter(|date| !date.contains("deprecated"));
        assert_eq!(shown.as_deref(), first.and_then(|date| date.split(' ').next()));
    }
}

#[test]
fn each_point_is_preferred_by_itself() {
    let doc = read(
        "[event.e]\nkind = \"other\"\ntitle = \"E\"\ndate = \"1931\"\nplace = \"bonn\"\n\
         cause = { text = \"rain\", cite = 7 }\ncite = 2\n\
         [[event.e.claim]]\nplace = \"berlin\"\ncause = \"snow\"\nrank = \"preferred\"\n\
         certainty = \"reported\"\ncite = [3, 4]\n",
    );
    let event = event(&doc);
    assert_eq!(event.date().map(|date| date.edtf.to_string()).as_deref(), Some("1931"));
    assert_eq!(event.place().iter().map(|id| &**id).collect::<Vec<_>>(), ["berlin"]);
    let causes = event.causes();
    assert_eq!(causes[0].value.text, "snow");
    assert_eq!(causes[0].value.certainty, Certainty::Reported, "no more certain than the claim");
    assert_eq!((causes[1].value.text.as_str(), causes[1].cite[0].at.as_str()), ("rain", "7"));
    assert_eq!(event.places().len(), 2);
    assert_eq!(cited(&doc), ["3", "4", "2"], "a claim on two points is cited once");
}

#[test]
fn where_it_was_on_the_day_of_another_claim_is_not_where_it_was() {
    let doc = |date: &str, rank: &str| {
        read(&format!(
            "[event.e]\nkind = \"other\"\ntitle = \"E\"\n{date}cite = 2\n\
             [[event.e.claim]]\ndate = \"1956\"\nplace = \"berlin\"\n{rank}cite = 3\n"
        ))
    };
    for (date, rank, place) in [
        ("date = \"1964\"\n", "", &[][..]),
        ("date = \"1964\"\n", "rank = \"preferred\"\n", &["berlin"][..]),
        ("", "", &["berlin"]),
    ] {
        let doc = doc(date, rank);
        let event = event(&doc);
        assert_eq!(event.place().iter().map(|id| &**id).collect::<Vec<_>>(), place, "{date}{rank}");
        assert_eq!(event.places()[0].is_preferred(), !place.is_empty(), "{date}{rank}");
        assert_eq!(event.other_places().len(), usize::from(place.is_empty()), "{date}{rank}");
    }
}

#[test]
fn claims_that_stand_apart_come_to_their_events_in_both_forms() {
    let doc = read(
        "[[claim]]\nof = \"f\"\ndate = \"1934\"\ncite = 5\n\
         [[claim]]\nof = \"e\"\ndate = \"1933\"\ncite = 6\n\
         [event.e]\nkind = \"other\"\ntitle = \"E\"\ndate = \"1931\"\ncite = 2\n\
         [[event.e.claim]]\ndate = \"1932\"\ncite = 3\n\
         [event.f]\nkind = \"other\"\ntitle = \"F\"\ncite = 2\n",
    );
    let expected = ["1931 preferred history:2", "1932 normal history:3", "1933 normal history:6"];
    assert_eq!(dates(&doc), expected);
    assert_eq!(doc.events[1].date().map(|date| date.edtf.to_string()).as_deref(), Some("1934"));
    assert_eq!(doc.claimed.iter().map(|id| &**id).collect::<Vec<_>>(), ["f", "e"]);
    let bytes = postcard::to_allocvec(&doc).unwrap();
    let back: Document = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(format!("{back:?}"), format!("{doc:?}"));
}
