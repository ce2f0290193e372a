use crate::base::{Base, load};
use crate::cite::Citer;
use crate::cite::style::Style;
use crate::cite::tests::locale;
use crate::date::Date;
use crate::query::extract::extract;
use crate::query::family::tree::{Reach, tree};
use crate::query::timeline::TimelineFilter;
use crate::query::when::tests::two;
use crate::query::{DateFilter, Hit, Question, answer};
use crate::view::exercise::{ExerciseKind, exercises};
use crate::view::handout::{self, Block, Part, Plan};
use crate::view::prose::{self, prose};
use crate::view::{json, rows, timeline, tree as family};

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

/// The rows of an answer, as scripts get them.
fn values(base: &Citer<'_>, question: &Question) -> Vec<Vec<String>> {
    let rows = rows::table(base, &answer(base, question).unwrap()).rows;
    rows.into_iter().map(|row| row.into_iter().map(|cell| cell.value).collect()).collect()
}

#[test]
fn rows_for_scripts_say_of_whom_and_of_what_more_is_claimed() {
    with_two(|base| {
        let anna = values(base, &Question::Person(None)).remove(0);
        assert_eq!(anna[4], "1861-05-03");
        assert_eq!(anna[10..12], ["date place", ""]);
        let found = values(base, &Question::Search("school".to_owned()));
        let school = found.iter().find(|row| row[1] == "school").unwrap();
        assert_eq!(school[3], "from August 1887 to September 1887 [also 1885]");
        let found = values(base, &Question::Search("anna is born".to_owned()));
        assert_eq!(found[0][3], "3 May 1861 [+2 dates] [+1 place]");
    });
}

#[test]
fn the_json_of_a_person_has_the_claims_of_every_event() {
    with_two(|base| {
        let anna = Hit::from(base.get("anna").unwrap());
        let json = serde_json::to_value(json::result(base, &anna)).unwrap();
        let count = |event: &serde_json::Value| event["claims"].as_array().unwrap().len();
        let counts: Vec<usize> = json["events"].as_array().unwrap().iter().map(count).collect();
        assert_eq!(counts, [6, 2, 0]);
        // A claim may cite what its event does.
        assert_eq!(json["died"]["cite"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn questions_say_that_a_date_is_disputed() {
    with_two(|base| {
        let all = exercises(base, &extract(base, &[]).unwrap());
        let of = |id: &str| all.iter().find(|one| one.id == id).unwrap();
        let when = of("anna-birth.date");
        assert_eq!(when.kind, ExerciseKind::Date);
        assert_eq!(when.caution, "[also May 1861, 3 May 1862], [+1 place]");
        let who = of("school.missing-anna");
        assert!(who.matter().contains("September 1887 [also 1885]:"), "{}", who.matter());
        assert!(of("anna-death.date").caution.contains("unproven"));
    });
}

/// A base of a mother and a son, with more on the son’s birth.
fn family_of(more: &str) -> String {
    format!(
        "format = 1\ndefault-source = \"book\"\n[source.book]\ntype = \"book\"\ntitle = \"B\"\n\
         [person.ann]\nname = \"Ann\"\nabout = \"-\"\ncite = 1\n\
         [person.bo]\nname = \"Bo\"\nabout = \"-\"\ncite = 1\n\
         [[relation]]\nkind = \"parent\"\nfrom = \"ann\"\nto = \"bo\"\ncite = 1\n\
         [event.b]\nkind = \"birth\"\ntitle = \"Bo is born\"\ndate = \"1861-05-03\"\n\
         people = {{ bo = \"principal\" }}\ncite = 1\n{more}"
    )
}

#[test]
fn a_tree_says_that_another_year_is_claimed() {
    let claim = |date: &str| format!("[[event.b.claim]]\ndate = \"{date}\"\ncite = 2\n");
    for (more, years) in [
        (String::new(), "1861–?"),
        (claim("1861-06"), "1861–?"),
        (claim("1862"), "1861 [also 1862]–?"),
        (claim("1862") + &claim("1863"), "1861 [+2 years]–?"),
        (claim("1862") + "rank = \"preferred\"\n", "1862 [also 1861]–?"),
        (claim("1862") + "rank = \"deprecated\"\nreason = \"r\"\n", "1861–?"),
    ] {
        let doc = load::read("base.toml", &family_of(&more)).unwrap();
        let base = Base::new(&doc);
        let tree = tree(&base, base.person("bo").unwrap(), Reach::default());
        let bo = tree.members.iter().find(|member| &*member.person.id == "bo").unwrap();
        assert_eq!(family::years(bo), years, "{more}");
        assert!(!family::signs(&tree).contains(&family::Sign::InferredYear));
    }
}

#[test]
fn notes_tell_the_one_date_that_is_known_to_be_wrong() {
    let toml = family_of(
        "[event.w]\nkind = \"marriage\"\ntitle = \"Bo marries\"\npeople = { bo = \"principal\" }\n\
         cite = 1\n[[event.w.claim]]\ndate = \"1890\"\nrank = \"deprecated\"\n\
         reason = \"another Bo\"\ncite = 2\n",
    );
    let doc = load::read("base.toml", &toml).unwrap();
    let base = Base::new(&doc);
    let style = Style::named("mla", locale).unwrap();
    let nothing = Vec::new();
    let base = Citer::new(&base, Some(style), &|| None, &nothing);
    let extract = extract(&base, &[]).unwrap();
    let plan = Plan { parts: &[Part::Remarks], answers: false, speakers: true };
    let handout = handout::handout(&base, &extract, plan);
    let blocks = handout.sections.iter().flat_map(|section| &section.blocks);
    let told: Vec<String> = blocks
        .flat_map(|block| match block {
            Block::Items { lines, .. } => lines.iter().map(super::Line::text).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let expected = "Bo marries. The date: not 1890 [deprecated: another Bo]";
    assert!(told[0].starts_with(expected), "{told:?}");
}

#[test]
fn a_worksheet_keeps_the_dates_that_are_disputed() {
    use crate::view::handout::blank::{Left, blank};
    with_two(|base| {
        let extract = extract(base, &[]).unwrap();
        let plan = Plan { parts: &[Part::Chronology], answers: false, speakers: true };
        let handout = handout::handout(base, &extract, plan);
        let sheet = blank(handout, base, &extract, &[Left::Dates], false);
        let Block::Table { rows, .. } = &sheet.sections[0].blocks[0] else { panic!("no table") };
        let dates: Vec<String> = rows.iter().map(|row| row[0].text()).collect();
        let school = "from August 1887 to September 1887 [also 1885]";
        assert_eq!(dates, ["3 May 1861 [+2 dates]", school, "(1) ____________"]);
    });
}
