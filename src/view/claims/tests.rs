use crate::base::Base;
use crate::cite::Citer;
use crate::cite::style::Style;
use crate::cite::tests::locale;
use crate::date::Date;
use crate::query::extract::extract;
use crate::query::timeline::TimelineFilter;
use crate::query::when::tests::two;
use crate::query::{DateFilter, Hit, Question, answer};
use crate::view::handout::{self, Block, Part, Plan};
use crate::view::prose::{self, prose};
use crate::view::{json, rows, timeline};

/// Does something with the two-file base of the tests.
fn with_two<T>(then: impl FnOnce(&Citer<'_>) -> T) -> T {
    let doc = two();
    let base = Base::new(&doc);
    let style = Style::named("mla", locale).unwrap();
    then(&Citer::new(&base, Some(style), &|| None, &Vec::new()))
}

/// The entries of a card, as `date: 1931`.
fn card(base: &Citer<'_>, question: &Question) -> Vec<String> {
    let answer = answer(base, question).unwrap();
    let entry = |block: prose::Block| match block {
        prose::Block::Entry { label, body } => Some(format!("{}: {}", label.text(), body.text())),
        _ => None,
    };
    prose(base, &answer).blocks.into_iter().filter_map(entry).collect()
}

fn dates(when: Option<&str>) -> Question {
    let when = when.map(|when| Date::parse(when).unwrap());
    Question::Dates(DateFilter { when, ..DateFilter::default() })
}

#[test]
fn a_card_has_every_claim_with_its_source_rank_certainty_and_reason() {
    let told = [
        "or: May 1861 “in May of that year” register p. 90",
        "or: 3 May 1862 [reported] “born in 1862” memoir ¶2",
        "not: 1863 [deprecated: the author corrects it herself in paragraph 2] memoir ¶1",
    ];
    with_two(|base| {
        let event = card(base, &Question::Show(vec!["anna-birth".to_owned()]));
        assert_eq!(event[1], "date: 3 May 1861 “on 3 May” [preferred] register p. 4");
        assert_eq!(event[2..5], told);
        assert_eq!(event[5], "place: Lund [preferred] register p. 4");
        assert_eq!(event[6], "or: Ystad [reported] memoir ¶2");
        let person = card(base, &Question::Person(Some("anna".to_owned())));
        assert_eq!(person[0], "born: 3 May 1861 [preferred] in Lund register p. 4");
        assert_eq!(person[1..4], told);
        assert_eq!(person[4], "or: in Ystad [reported] memoir ¶2");
        assert_eq!(person[5], "died: November 1924 (a fever) [unproven] memoir ¶20");
        let school = card(base, &Question::Show(vec!["school".to_owned()]));
        assert_eq!(school[2], "or: 1885 register p. 71");
    });
}

#[test]
fn every_list_shows_the_preferred_date_and_that_there_are_others() {
    with_two(|base| {
        let shown = |when: Option<&str>| -> Vec<String> {
            let answer = answer(base, &dates(when)).unwrap();
            let cell = |row: &Vec<rows::Cell>| {
                format!("{} | {}", row[1].shown.text(), row[5].shown.text())
            };
            rows::table(base, &answer).rows.iter().map(cell).collect()
        };
        let expected = [
            "3 May 1861 [+2 dates] | Anna is born [+1 place]",
            "from August 1887 to September 1887 [also 1885] | Anna opens a school",
            "November 1924 | Anna dies [cause unproven]",
        ];
        assert_eq!(shown(None), expected);
        let claimed = "1885 [claimed; preferred: from August 1887 to September 1887]";
        assert_eq!(shown(Some("1885")), [format!("{claimed} | Anna opens a school")]);
        let all = crate::query::timeline::timeline(base, &TimelineFilter::default()).unwrap();
        let chart = timeline::chart(base, &all);
        let drawn: Vec<String> = chart
            .marks()
            .map(|mark| format!("{} | {}", mark.date.text(), mark.title.text()))
            .collect();
        assert_eq!(drawn, expected);
    });
}

#[test]
fn json_has_all_claims_the_preferred_one_of_each_point_first() {
    with_two(|base| {
        let found = answer(base, &dates(Some("1862"))).unwrap();
        let json = serde_json::to_value(json::result(base, &found.hits[0])).unwrap();
        let claims: Vec<String> = json["claims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|claim| {
                let value = claim["date"]["edtf"].as_str().or(claim["places"][0]["id"].as_str());
                let of = |field: &str| claim[field].as_str().unwrap_or("-").to_owned();
                let cite = claim["cite"][0]["ref"].as_str().unwrap();
                let value = value.unwrap();
                format!("{} {value} {} {} {cite}", of("property"), of("rank"), of("certainty"))
            })
            .collect();
        assert_eq!(
            claims,
            [
                "date 1861-05-03 preferred stated register:4",
                "date 1861-05 normal stated register:90",
                "date 1862-05-03 normal reported memoir:2",
                "date 1863 deprecated stated memoir:1",
                "place lund preferred stated register:4",
                "place ystad normal reported memoir:2",
            ]
        );
        assert_eq!(json["date"]["edtf"], "1861-05-03");
        assert_eq!(json["matched"]["date"]["edtf"], "1862-05-03");
        assert_eq!(json["matched"]["cite"][0]["ref"], "memoir:2");
        let death = Hit::from(base.get("anna-death").unwrap());
        let json = serde_json::to_value(json::result(base, &death)).unwrap();
        assert_eq!(json["claims"], serde_json::json!([]), "nobody says otherwise");
    });
}

#[test]
fn notes_list_where_sources_disagree() {
    with_two(|base| {
        let extract = extract(base, &["anna".to_owned()]).unwrap();
        let plan = Plan { parts: &[Part::Remarks], answers: false, speakers: true };
        let handout = handout::handout(base, &extract, plan);
        let section = handout.sections.iter().find(|one| one.heading == "Where sources disagree");
        let [Block::Items { lines, .. }] = section.unwrap().blocks.as_slice() else { panic!() };
        let told: Vec<String> = lines.iter().map(super::Line::text).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("Anna is born. The date: 3 May 1861 “on 3 May” [preferred]"));
        assert!(told[0].contains("not 1863 [deprecated: the author corrects it"), "{}", told[0]);
    });
}
