#![allow(clippy::format_push_string, reason = "bases are put together piece by piece")]

use super::report::{Report, examine, examine_all};
use super::rule::{RULES, Severity};

/// The base that the examples are parts of.
pub(super) const STOCK: &str = r#"format = 1
title = "Examples"
default-source = "doe-1950"

[source.doe-1950]
type = "book"
title = "Lives"
issued = "1950"

[person.ada]
name = "Ada"
sex = "female"
about = "A reader."
cite = 1

[person.ben]
name = "Ben"
sex = "male"
about = "A sailor."
cite = 1

[person.cleo]
name = "Cleo"
about = "Somebody’s parent."
cite = 1

"#;

/// A base with an example in it; one that is a base of its own stands alone.
fn with(example: &str) -> Report {
    let is_whole = example.contains("format = 1");
    examine(
        "example.toml",
        &if is_whole { example.to_owned() } else { format!("{STOCK}{example}") },
    )
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.items.iter().map(|item| item.rule.code).collect()
}

fn shown(report: &Report) -> String {
    let lines = report.items.iter().map(|item| format!("{}: {}", item.rule.code, item.message));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_is_caught_and_its_neighbour_is_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (caught, sound) = (with(rule.example), with(&rule.sound_example()));
        if codes(&caught) != [rule.code] || !sound.items.is_empty() {
            let (caught, sound) = (shown(&caught), shown(&sound));
            wrong.push(format!("{}: {caught}; its neighbour: {sound}", rule.code));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn rules_are_named_once_and_in_kebab_case() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    for rule in RULES {
        assert!(crate::base::schema::Id::new(rule.code).is_ok(), "{}", rule.code);
        assert!(!rule.summary.ends_with('.') && rule.why.ends_with('.'), "{}", rule.code);
        let is_refusal = rule.severity == Severity::Error;
        assert_eq!(is_refusal, !rule.is_allowable() && !rule.code.contains("allow"));
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
}

/// A base from one line a record: `event ID KIND DATE PERSON=ROLE …` (`-` for no date), where a
/// figure is `#age:VALUE:words` or `#span:VALUE:UNIT:FROM:TO:words`, with `_` for a space;
/// `parent FROM TO`; `quote SPEAKER OCCASION KIND`; anything else is TOML.
fn toml(lines: &[&str]) -> String {
    let mut text = STOCK.to_owned();
    for line in lines {
        let mut words = line.split(' ');
        let mut next = || words.next().unwrap_or_default();
        match next() {
            "event" => {
                let (id, kind, date) = (next(), next(), next());
                let date = if date == "-" { String::new() } else { format!("date = \"{date}\"\n") };
                let (figures, people): (Vec<&str>, Vec<&str>) =
                    words.partition(|word| word.starts_with('#'));
                let people: Vec<String> = people
                    .iter()
                    .filter_map(|pair| pair.split_once('='))
                    .map(|(person, role)| format!("{person} = \"{role}\""))
                    .collect();
                let figures: Vec<String> = figures.iter().map(|told| figure(told)).collect();
                text += &format!(
                    "[event.{id}]\nkind = \"{kind}\"\ntitle = \"{id}\"\n{date}people = {{ {} }}\n\
                     figures = [{}]\ncite = 1\n",
                    people.join(", "),
                    figures.join(", "),
                );
            }
            "parent" => {
                let (from, to) = (next(), next());
                text += &format!(
                    "[[relation]]\nkind = \"parent\"\nfrom = \"{from}\"\nto = \"{to}\"\ncite = 1\n"
                );
            }
            "quote" => {
                let (speaker, occasion, kind) = (next(), next(), next());
                text += &format!(
                    "[quote.said]\ntext = \"So.\"\nspeaker = \"{speaker}\"\n\
                     occasion = \"{occasion}\"\nkind = \"{kind}\"\ncite = 1\n"
                );
            }
            _ => text += &format!("{line}\n"),
        }
    }
    text
}

fn figure(told: &str) -> String {
    let parts: Vec<String> =
        told.trim_start_matches('#').split(':').map(|part| part.replace('_', " ")).collect();
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["age", value, words] => {
            format!("{{ kind = \"age\", of = \"ada\", value = {value}, words = \"{words}\" }}")
        }
        ["span", value, unit, from, to, words] => {
            let end = |key: &str, id: &str| {
                if id.is_empty() { String::new() } else { format!("{key} = \"{id}\", ") }
            };
            format!(
                "{{ kind = \"duration\", {}{}value = {value}, unit = \"{unit}\", words = \"{words}\" }}",
                end("from", from),
                end("to", to),
            )
        }
        other => panic!("{other:?}"),
    }
}

/// Checks that bases have these findings, and no others.
fn assert_found(cases: &[(&[&str], &[&str])]) {
    for (lines, expected) in cases {
        let report = examine("base.toml", &toml(lines));
        assert_eq!(codes(&report), *expected, "{lines:#?}\n{}", shown(&report));
    }
}

/// A code, or none where the text is empty.
fn one_or_none(code: &str) -> Vec<&str> {
    Some(code).filter(|code| !code.is_empty()).into_iter().collect()
}

#[test]
fn lives_are_in_order_for_every_reading_or_not() {
    let death = "event d death 1850 ada=principal";
    assert_found(&[
        (&["event b birth 1860 ada=principal", death], &["death-before-birth"]),
        (&["event b birth 1850 ada=principal", death], &[]),
        (&["event b birth 1851~ ada=principal", death], &[]),
        (&["event b birth 1852~ ada=principal", death], &["death-before-birth"]),
        (&["event b birth 1860? ada=principal", death], &[]),
        (&["event b birth 186X ada=principal", death], &["death-before-birth"]),
        (&["event b birth [1850..1860] ada=principal", death], &[]),
        (&["event b birth [1850,1860] ada=principal", death], &[]),
        (&["event b birth - ada=principal", death], &[]),
        (&["event b birth ../1860 ada=principal", death], &[]),
        (&["event b birth [1860..] ada=principal", death], &["death-before-birth"]),
        // Whose it is decides.
        (&["event b birth 1860 ben=principal ada=affected", death], &[]),
        // Of two births either may be the true one.
        (
            &["event b birth 1860 ada=principal", "event c birth 1840 ada=principal", death],
            &["second-birth"],
        ),
        // What was in between is not told as well.
        (
            &[
                "event b birth 1860 ada=principal",
                death,
                "event e travel 1855 ada=principal",
                "event f travel 1845 ada=principal",
            ],
            &["death-before-birth"],
        ),
        (&["event c death 1851 ada=principal", death], &["second-death"]),
        (&["event c death 1850-05 ada=principal", death], &[]),
    ]);
}

#[test]
fn what_the_source_calls_unproven_contradicts_nothing() {
    assert_found(&[(
        &[
            "event d death 1850 ada=principal",
            "event b birth 1860 ada=principal",
            "certainty = \"unproven\"",
        ],
        &[],
    )]);
}

#[test]
fn people_take_part_in_events_while_they_live() {
    let (birth, death) = ("event b birth 1860 ada=principal", "event d death 1900 ada=principal");
    let with = |event: &'static str| [birth, death, event];
    for (event, expected) in [
        ("event e travel 1855 ada=principal", "event-before-birth"),
        ("event e travel 1855 ada=witness", "event-before-birth"),
        ("event e travel 1855 ada=mentioned", ""),
        ("event e travel 1855 ada=affected", ""),
        ("event e travel 1860 ada=principal", ""),
        ("event e travel 185X ada=principal", "event-before-birth"),
        ("event e travel 1859~ ada=principal", ""),
        // She may have joined later, but not begun it alone.
        ("event e residence 1855/1865 ben=principal ada=companion", ""),
        ("event e residence 1855/1865 ben=principal ada=principal", ""),
        ("event e residence 1855/1865 ada=principal", "event-before-birth"),
        ("event e travel 1901 ada=principal", "event-after-death"),
        ("event e travel 1900-12-31 ada=principal", ""),
        ("event e travel 1901 ada=agent", "event-after-death"),
        ("event e message 1901 ada=recipient", ""),
        ("event e legacy 1901 ada=principal", ""),
        ("event e publication 1901 ada=principal", ""),
        ("event e trial 1901 ada=principal", ""),
        ("event e publication 1901 ben=principal ada=helper", "event-after-death"),
        ("event e imprisonment 1895/1905 ada=principal", "event-after-death"),
        ("event e imprisonment 1895/.. ada=principal", ""),
        // A war goes on without those who fall in it, and began before others.
        ("event e war 1895/1905 ada=principal", ""),
        ("event e politics 1855/1865 ada=principal", ""),
        ("event e war 1902/1905 ada=principal", "event-after-death"),
        // The letter arrives, the academy elects, one is buried beside the other.
        ("event e message 1901 ada=principal ben=recipient", ""),
        ("event e membership 1901 ada=principal", ""),
        ("event e other 1901 ben=principal ada=companion", ""),
        ("event e other 1901 ben=principal ada=witness", "event-after-death"),
        ("event e residence 1895/1905 ada=principal ben=principal", ""),
        ("event e travel 1955 ada=mentioned", "event-after-source"),
        ("event e travel 1950~ ada=mentioned", ""),
        ("event e travel [1940..1955] ada=mentioned", ""),
    ] {
        let expected = one_or_none(expected);
        assert_found(&[(&with(event), &expected)]);
    }
}

#[test]
fn quotations_are_said_while_their_speakers_live() {
    let life = ["event b birth 1860 ada=principal", "event d death 1900 ada=principal"];
    for (date, kind, expected) in [
        ("1855", "spoken", "quotation-before-birth"),
        ("1855", "written", "quotation-before-birth"),
        ("1860", "spoken", ""),
        ("1901", "spoken", "quotation-after-death"),
        ("1901", "written", ""),
        ("1901?", "spoken", ""),
        ("1899/1901", "spoken", ""),
    ] {
        let event = format!("event e meeting {date} ben=principal");
        let quote = format!("quote ada e {kind}");
        let expected = one_or_none(expected);
        assert_found(&[(&[life[0], life[1], &event, &quote], &expected)]);
    }
}

#[test]
fn ages_are_those_that_the_dates_give() {
    let birth = "event b birth 1860-05-10 ada=principal";
    for (date, age, expected) in [
        ("1880", "20:at_20", ""),
        ("1880", "19:at_19", ""),
        ("1880", "21:at_21", "age-does-not-fit"),
        ("1880-05-09", "20:at_20", "age-does-not-fit"),
        ("1880-05-10", "20:at_20", ""),
        ("1881~", "22:at_22", ""),
        ("1880", "22:almost_22", "age-does-not-fit"),
        ("1880", "21:almost_21", ""),
        ("1880", "22:about_22_years_old", ""),
        ("1880", "25:about_the_age_of_25", "age-does-not-fit"),
        ("1880", "25:not_yet_25", ""),
        ("1880", "18:not_yet_18", "age-does-not-fit"),
        ("1880", "18:more_than_18", ""),
        ("1880", "30:over_30", "age-does-not-fit"),
        ("1880", "20:in_her_20th_year", ""),
        ("1880", "19:in_her_19th_year", ""),
        ("1880", "22:in_her_twenty-second_year", "age-does-not-fit"),
        ("1886", "20:in_her_twenties", ""),
        ("1886", "25:in_her_mid-twenties", ""),
        ("1891", "20:in_her_twenties", "age-does-not-fit"),
        ("1880", "20:barely_20", ""),
        ("1886", "20:twenty-odd", ""),
        ("1880", "22:22_or_so", ""),
        ("1880?", "50:at_50", ""),
        ("-", "50:at_50", ""),
        ("1870/1900", "35:at_35", ""),
    ] {
        let event = format!("event e travel {date} ada=principal #age:{age}");
        let expected = one_or_none(expected);
        assert_found(&[(&[birth, &event], &expected)]);
    }
    assert_found(&[
        // An age may be a lie, and what a birth was worked out from stands with it.
        (&[birth, "event e deception 1880 ada=principal #age:16:as_16"], &[]),
        (&["event b birth 1860 ada=principal #age:26:died_at_26"], &[]),
        (&[birth, "event e marriage 1870 ada=principal"], &["too-young"]),
        (&[birth, "event e marriage 1872 ada=principal"], &[]),
        (&[birth, "event e marriage 1870 ben=principal ada=witness"], &[]),
        (&[birth, "event e trial 1865 ada=principal"], &["too-young"]),
        (&[birth, "event e trial 1868 ada=principal"], &[]),
        // Children are crowned, and arrested with their parents.
        (&[birth, "event e politics 1862 ada=principal"], &[]),
        (&[birth, "event e arrest 1862 ben=principal ada=principal"], &[]),
        (&[birth, "event e membership 1866~ ada=principal"], &[]),
        (
            &["event b birth 1800 ada=principal", "event d death 1924 ada=principal"],
            &["life-too-long"],
        ),
        (&["event b birth 1800 ada=principal", "event d death 1923 ada=principal"], &[]),
        (
            &["event b birth 1800 ada=principal", "event e travel 1924 ada=witness"],
            &["life-too-long"],
        ),
        (&["event b birth 1800 ada=principal", "event e legacy 1924 ada=principal"], &[]),
    ]);
}

#[test]
fn spans_are_those_that_the_dates_give() {
    let from = "event a travel 1837-01 ada=principal";
    for (date, span, expected) in [
        ("1840-05-24", "4:years:a::almost_four_years", "duration-does-not-fit"),
        ("1840-08-20", "4:years:a::almost_four_years", ""),
        ("1840-12-20", "4:years:a::almost_four_years", ""),
        ("1841-05-20", "4:years:a::almost_four_years", "duration-does-not-fit"),
        ("1840-05-24", "4:years:a::four_years", ""),
        ("1839-05-24", "4:years:a::four_years", "duration-does-not-fit"),
        ("1842-03", "4:years:a::four_years", "duration-does-not-fit"),
        ("1842-03", "4:years:a::more_than_four_years", ""),
        ("1840-05", "4:years:a::over_four_years", "duration-does-not-fit"),
        ("1840-05", "4:years:a::over_the_next_four_years", ""),
        ("1840-05", "4:years:a::less_than_four_years", ""),
        ("1842-03", "4:years:a::four_years_or_more", ""),
        ("1840-05", "4:years:a::four_years_or_more", "duration-does-not-fit"),
        ("1857-01", "16:years:a::sixteen_years_or_so", ""),
        ("1842-03", "4:years:a::within_four_years", "duration-does-not-fit"),
        ("1842-03", "8:years:a::about_eight_years", "duration-does-not-fit"),
        ("1843-03", "8:years:a::about_eight_years", ""),
        ("1840?", "9:years:a::nine_years", ""),
        ("184X", "9:years:a::nine_years", ""),
        ("1837-02", "1:months:a::a_month", ""),
        ("1837-06", "2:months:a::two_months", "duration-does-not-fit"),
        ("1837-01", "48:hours:a::48_hours", ""),
        ("1837-03", "48:hours:a::48_hours", "duration-does-not-fit"),
        ("1937-04", "1:century:a::a_century", ""),
        ("1836-01", "1:years:a::a_year_later", "duration-does-not-fit"),
        // Its own dates count only where they say how long it lasted.
        ("1837/1839", "5:years:::five_years", "duration-does-not-fit"),
        ("1837/1839", "3:years:::three_years", ""),
        ("1837/..", "50:years:::fifty_years", ""),
        ("1837", "5:years:::five_years", ""),
        ("[1837..1839]", "5:years:::five_years", ""),
        // A unit that is none says nothing.
        ("1839", "5:moons:a::five_moons", ""),
    ] {
        let event = format!("event e travel {date} ben=mentioned #span:{span}");
        let expected = one_or_none(expected);
        assert_found(&[(&[from, &event], &expected)]);
    }
}

#[test]
fn parents_are_of_an_age_and_alive() {
    let child = "event b birth 1900-06-15 ada=principal";
    for (parent, link, expected) in [
        ("event p birth 1901 cleo=principal", "parent cleo ada", "parent-younger-than-child"),
        ("event p birth 1900 cleo=principal", "parent cleo ada", "parent-too-young"),
        ("event p birth 1889 cleo=principal", "parent cleo ada", "parent-too-young"),
        ("event p birth 1888 cleo=principal", "parent cleo ada", ""),
        ("event p birth 1890~ cleo=principal", "parent cleo ada", "parent-too-young"),
        ("event p birth 1889~ cleo=principal", "parent cleo ada", ""),
        ("event p birth 1901? cleo=principal", "parent cleo ada", ""),
        ("event p birth 1820 cleo=principal", "parent cleo ada", ""),
        ("event p birth 1805 cleo=principal", "parent cleo ada", "parent-too-old"),
        ("event p death 1900-06-14 cleo=principal", "parent cleo ada", ""),
        ("event p death 1899-09 cleo=principal", "parent cleo ada", ""),
        ("event p death 1899-06 cleo=principal", "parent cleo ada", "born-after-parents-death"),
    ] {
        let expected = one_or_none(expected);
        assert_found(&[(&[child, parent, link], &expected)]);
    }
    let child = "event b birth 1900-06-15 ben=principal ada=mother";
    assert_found(&[
        (&[child, "event p birth 1843 ada=principal"], &["parent-too-old"]),
        (&[child, "event p birth 1845 ada=principal"], &[]),
        (&[child, "event p death 1900-06-14 ada=principal"], &["born-after-parents-death"]),
        (&[child, "event p death 1900-06-15 ada=principal"], &[]),
        // Told twice, found once; and the sex of the person is that of the parent.
        (&[child, "event p birth 1843 ada=principal", "parent ada ben"], &["parent-too-old"]),
        (
            &[
                "event b birth 1900 ben=principal",
                "event p birth 1843 ada=principal",
                "parent ada ben",
            ],
            &["parent-too-old"],
        ),
    ]);
}

#[test]
fn children_of_one_mother_are_born_apart() {
    let elder = "event a birth 1900-01-05 ben=principal ada=mother";
    for (younger, expected) in [
        ("event b birth 1900-05 cleo=principal ada=mother", "siblings-too-close"),
        ("event b birth 1900-05 cleo=principal ada=father", ""),
        ("event b birth 1900-01-06 cleo=principal ada=mother", ""),
        ("event b birth 1900-01 cleo=principal ada=mother", ""),
        ("event b birth 1900-10 cleo=principal ada=mother", ""),
        ("event b birth 1900 cleo=principal ada=mother", ""),
        ("event b birth 1900-05? cleo=principal ada=mother", ""),
    ] {
        let expected = one_or_none(expected);
        assert_found(&[(&[elder, younger], &expected)]);
    }
}

#[test]
fn nobody_descends_from_themself() {
    assert_found(&[
        (&["parent ada ben", "parent ben cleo"], &[]),
        (&["parent ada ben", "parent ben cleo", "parent ada cleo"], &[]),
        (&["parent ada ben", "parent ben cleo", "parent cleo ada"], &["descent-cycle"]),
        (
            &["parent ada ben", "parent ben ada", "parent ben cleo", "parent cleo ben"],
            &["descent-cycle", "descent-cycle"],
        ),
        (&["parent ada ben", "event b birth - ada=principal ben=father"], &["descent-cycle"]),
    ]);
}

/// A line of descent longer than a stack is deep.
#[test]
fn a_long_line_of_descent_is_no_trouble() {
    const GENERATIONS: usize = 20_000;
    let mut text = STOCK.to_owned();
    for nth in 0..GENERATIONS {
        text += &format!("[person.p{nth}]\nname = \"P {nth}\"\nabout = \"-\"\ncite = 1\n");
    }
    for nth in 0..GENERATIONS {
        let to = (nth + 1) % GENERATIONS;
        text += &format!(
            "[[relation]]\nkind = \"parent\"\nfrom = \"p{nth}\"\nto = \"p{to}\"\ncite = 1\n"
        );
    }
    let report = examine("base.toml", &text);
    assert_eq!(codes(&report), ["descent-cycle"]);
    let message = &report.items[0].message;
    assert!(message.ends_with("P 4, parent of P 5 … parent of P 0"), "{message}");
}

#[test]
fn names_lead_to_one_person() {
    let person = |id: &str, name: &str, more: &str| {
        format!("[person.{id}]\nname = \"{name}\"\nabout = \"-\"\ncite = 1\n{more}")
    };
    for (one, two, more, expected) in [
        (("Jane Doe", ""), ("Jane Doé", ""), "", "possible-duplicate"),
        (("Jane Doe", ""), ("Jane Roe", ""), "", ""),
        (("Jane", ""), ("Jane", ""), "", "ambiguous-name"),
        (("Jane Doe", ""), ("J. D.", "also = [\"Jane Doe\"]"), "", "possible-duplicate"),
        (
            ("Jane D.", "also = [\"Jane Doe\"]"),
            ("J. Doe", "also = [\"Jane Doe\"]"),
            "",
            "ambiguous-name",
        ),
        (("Jane Doe", "sex = \"female\""), ("Jane Doe", "sex = \"male\""), "", "ambiguous-name"),
        (("a nurse", "kind = \"unnamed\""), ("a nurse", "kind = \"unnamed\""), "", ""),
        (("Jane Doe", "also = [\"JANE DOE\"]"), ("Jane Roe", ""), "", ""),
        (("Jane Doe", ""), ("Jane Doe", ""), "parent j k", "ambiguous-name"),
        (
            ("Jane Doe", ""),
            ("Jane Doe", ""),
            "event b birth 1800 j=principal\nevent d birth 1850 k=principal",
            "ambiguous-name",
        ),
        (
            ("Jane Doe", ""),
            ("Jane Doe", ""),
            "event b death 1800 j=principal\nevent d birth 1850 k=principal",
            "ambiguous-name",
        ),
        (
            ("Jane Doe", ""),
            ("Jane Doe", ""),
            "event b birth 1850~ j=principal\nevent d birth 1850 k=principal",
            "possible-duplicate",
        ),
    ] {
        let (one, two) = (person("j", one.0, one.1), person("k", two.0, two.1));
        let lines: Vec<&str> =
            [one.as_str(), two.as_str()].into_iter().chain(more.lines()).collect();
        let expected = one_or_none(expected);
        assert_found(&[(&lines, &expected)]);
    }
}

#[test]
fn who_is_told_of_together_or_in_another_age_is_not_one_person() {
    let two = "[person.j]\nname = \"Jane Doe\"\nabout = \"-\"\ncite = 1\n\
               [person.k]\nname = \"Jane Doe\"\nabout = \"-\"\ncite = 1";
    for (lines, is_one) in [
        (&[][..], true),
        (&["event e meeting 1850 j=principal k=companion"], false),
        (&["event e meeting 1850 j=principal", "event f meeting 1851 k=principal"], true),
        // By the parents of a birth, and of a parent.
        (&["event e birth 1850 k=principal j=mother"], false),
        (&["parent j ada", "parent ada k"], false),
        // Two reigns, two centuries apart.
        (&["event e politics 1403 j=principal", "event f politics 1600 k=principal"], false),
        (&["event e politics 1403 j=principal", "event f politics 1500 k=principal"], true),
        (&["event e politics 1403 j=principal", "event f legacy 1600 k=principal"], true),
        (&["event e death 1403 j=principal", "event f politics 1410 k=principal"], false),
    ] {
        let lines = [&[two][..], lines].concat();
        let code = if is_one { "possible-duplicate" } else { "ambiguous-name" };
        assert_found(&[(&lines, &[code])]);
    }
}

/// A relation with a note.
fn relation(kind: &str, from: &str, to: &str, note: &str) -> String {
    let ends = format!("from = \"{from}\"\nto = \"{to}\"");
    format!("[[relation]]\nkind = \"{kind}\"\n{ends}\nnote = \"{note}\"\ncite = 1")
}

#[test]
fn who_is_no_parent_by_birth_may_be_of_any_age() {
    let births = ["event b birth 1900-06-15 ada=principal", "event p birth 1899 cleo=principal"];
    for (note, expected) in [
        ("natural mother", "parent-too-young"),
        ("mother, as Stephen Godwin says", "parent-too-young"),
        ("adoptive father", ""),
        ("by adoption", ""),
        ("stepmother", ""),
        ("step-mother", ""),
        ("foster parent", ""),
        ("father-in-law", ""),
    ] {
        let told = relation("parent", "cleo", "ada", note);
        let lines = [births[0], births[1], &told];
        assert_found(&[(&lines, &one_or_none(expected))]);
    }
    // Nor does one descend from them.
    let (one, two) =
        (relation("parent", "ada", "ben", "adoptive"), relation("parent", "ben", "ada", "-"));
    assert_found(&[(&[&one, &two], &[])]);
}

#[test]
fn siblings_are_born_in_the_years_of_a_parent() {
    let child = "event a birth 1800-03-01 ada=principal";
    for (date, note, expected) in [
        ("1879-04", "brother", "siblings-too-far-apart"),
        ("1720", "brother", "siblings-too-far-apart"),
        ("1878", "brother", ""),
        ("1879~", "brother", ""),
        ("1879?", "brother", ""),
        ("1879-04", "brother-in-law", ""),
        ("1879-04", "step-brother", ""),
        ("1879-04", "half-brother", "siblings-too-far-apart"),
        // Of one father they may be of an age.
        ("1800-06", "half-brother", ""),
        ("1800-03-02", "twin brother", ""),
        ("1800-04", "twin brother", ""),
        ("1800", "twin brother", ""),
        ("1800-09", "twin brother", "siblings-too-far-apart"),
        ("1799-09", "twin brother", "siblings-too-far-apart"),
    ] {
        let event = format!("event b birth {date} ben=principal");
        let told = relation("sibling", "ben", "ada", note);
        assert_found(&[(&[child, &event, &told], &one_or_none(expected))]);
    }
    let of_cleo = |date: &str| format!("event b birth {date} ben=principal cleo=mother");
    let first = "event a birth 1800-03-01 ada=principal cleo=mother";
    assert_found(&[
        (&[first, &of_cleo("1844-04")], &["siblings-too-far-apart"]),
        (&[first, &of_cleo("1843-04")], &[]),
        // Of a birth of several each is a child.
        (
            &[
                "event t birth 1800-03-01 ada=principal ben=principal cleo=mother",
                "event p birth 1795 cleo=principal",
            ],
            &["parent-too-young", "parent-too-young"],
        ),
    ]);
}

/// What may well have been, told as sources tell it.
#[test]
fn histories_that_may_well_have_been_raise_no_alarm() {
    let person = |id: &str, name: &str, more: &str| {
        format!("[person.{id}]\nname = \"{name}\"\nabout = \"-\"\ncite = 1\n{more}")
    };
    let crew = person("crew", "the crew", "kind = \"group\"");
    let nurse = person("nurse", "a nurse", "kind = \"unnamed\"");
    let other_nurse = person("other-nurse", "a nurse", "kind = \"unnamed\"");
    let adopted = relation("parent", "cleo", "ada", "adoptive mother");
    let histories: &[&[&str]] = &[
        // A posthumous child, of a father dead for nine months.
        &[
            "event d death 1860-01-10 ben=principal",
            "event b birth 1860-11-05 ada=principal ben=father",
        ],
        // Twins on both sides of a midnight, and twins who have one birth.
        &[
            "event a birth 1860-12-31 ada=principal cleo=mother",
            "event b birth 1861-01-01 ben=principal cleo=mother",
        ],
        &["event a birth 1860-12-31 ada=principal ben=principal cleo=mother"],
        // An adoptive mother, younger, and of a natural child of her own in the same year.
        &["event a birth 1860-05 ada=principal", "event c birth 1861 cleo=principal", &adopted],
        // Born on a leap day; of age on 28 February, or on 1 March.
        &[
            "event b birth 1904-02-29 ada=principal",
            "event e travel 1925-02-28 ada=principal #age:21:at_21",
        ],
        &[
            "event b birth 1904-02-29 ada=principal",
            "event e travel 1925-02-28 ada=principal #age:20:at_20",
        ],
        &[
            "event b birth 1904-02-29 ada=principal",
            "event e travel 1925-03-01 ada=principal #age:21:at_21",
        ],
        // Before the common era, and across it.
        &[
            "event b birth -0099-07-12 ada=principal",
            "event d death -0043-03-15 ada=principal #age:55:in_his_fifty-sixth_year",
        ],
        &["event b birth -0002 ada=principal", "event e marriage 0016 ada=principal #age:17:at_17"],
        // Nobody knows the day, and the source knows the year no better.
        &["event b birth 1860~ ada=principal", "event d death 1859 ada=principal"],
        &["event b birth 186X ada=principal", "event e marriage 1872 ada=principal"],
        // A group of whom some died.
        &[&crew, "event d death 1860 crew=principal", "event e travel 1861 crew=principal"],
        &[
            &crew,
            "event d birth 1860 crew=principal cleo=mother",
            "event e travel 1990? crew=principal",
        ],
        // Two who have no name.
        &[&nurse, &other_nurse, "event e meeting 1860 nurse=principal other-nurse=companion"],
        // A revolution that outlives those who made it, and a king in his cradle.
        &[
            "event b birth 1758-05-06 ben=principal",
            "event d death 1794-07-28 ben=principal",
            "event e politics 1789/1799 ben=principal",
        ],
        &["event b birth 1638-09-05 ben=principal", "event e politics 1643-05-14 ben=principal"],
        // A quotation from the grave, and a letter that came too late.
        &[
            "event d death 1860 ada=principal",
            "event e meeting 1861 ben=principal",
            "quote ada e written",
        ],
        &[
            "event d death 1860-01 ada=principal",
            "event e message 1860-03 ada=principal ben=recipient",
        ],
        // A father of ninety, and a mother of fifty.
        &["event b birth 1790 ben=principal", "event a birth 1880 ada=principal ben=father"],
        &["event b birth 1800 cleo=principal", "event a birth 1850 ada=principal cleo=mother"],
    ];
    for history in histories {
        assert_found(&[(history, &[])]);
    }
}

/// A finding on dates holds for every claim that may be so: one that fits anything quiets it, and
/// a deprecated one never counts.
#[test]
fn of_every_rule_on_dates_a_tenable_claim_quiets_it_and_a_deprecated_one_does_not() {
    let mut quieted = 0;
    for rule in RULES {
        let is_of_lives = rule.severity == Severity::Warning && rule.example.contains("\ndate = ");
        // What stands beside its own words is no matter of other claims.
        if !is_of_lives || rule.code.ends_with("-not-its-words") {
            continue;
        }
        let ids: Vec<&str> = rule
            .example
            .lines()
            .filter_map(|line| line.strip_prefix("[event.")?.strip_suffix(']'))
            .collect();
        for (rank, expected) in
            [("", &[][..]), ("rank = \"deprecated\"\nreason = \"a slip\"\n", &[rule.code][..])]
        {
            let claim = |text: String, id: &&str| {
                text + &format!("[[claim]]\nof = \"{id}\"\ndate = \"1900?\"\n{rank}cite = 1\n")
            };
            let report = with(&ids.iter().fold(rule.example.to_owned(), claim));
            assert_eq!(codes(&report), expected, "{}: {rank}", rule.code);
        }
        quieted += 1;
    }
    assert!(quieted >= 17, "{quieted}");
}

#[test]
fn comments_allow_what_is_found_at_their_record() {
    let ada = |before: &str, after: &str| {
        format!(
            "{STOCK}{before}[person.ada-king]\nname = \"Ada\" {after}\nabout = \"-\"\ncite = 1\n\n"
        )
    };
    let allow = "# ibid: allow(ambiguous-name) both are called so\n";
    for (text, expected, allowed) in [
        (ada("", ""), vec!["ambiguous-name"], 0),
        (ada(allow, ""), vec![], 1),
        (ada(&format!("# Another Ada.\n{allow}# A comment.\n"), ""), vec![], 1),
        (ada("", allow), vec![], 1),
        (ada("", "") + allow, vec![], 1),
        (
            ada("", "")
                + "[[person.ada-king.fact]] "
                + allow
                + "kind = \"other\"\ntext = \"-\"\ncite = 1\n",
            vec![],
            1,
        ),
        // An empty line parts it from the record.
        (ada(&format!("{allow}\n"), ""), vec!["unused-allow", "ambiguous-name"], 0),
        (allow.to_owned() + &ada("", ""), vec!["unused-allow", "ambiguous-name"], 0),
        (ada("# ibid: allow(ambiguous-name)\n", ""), vec!["allow-without-reason"], 1),
        (
            ada("# ibid: allow(ambiguos-name) so\n", ""),
            vec!["allow-of-unknown", "ambiguous-name"],
            0,
        ),
        (ada("# ibid: allow(too-young, ambiguous-name) so\n", ""), vec!["unused-allow"], 1),
        (ada("# ibid: allow(uncited) so\n", ""), vec!["allow-of-unknown", "ambiguous-name"], 0),
        (
            ada("# ibid: allow(unused-allow) so\n", ""),
            vec!["allow-of-unknown", "ambiguous-name"],
            0,
        ),
        // What looks like a comment within a text is none.
        (ada("", &format!("\nalso = [\"\"\"\n{allow}\"\"\"]")), vec!["ambiguous-name"], 0),
        // Other comments are nobody’s business.
        (ada("# ibid: allow me\n# ibid allow(x)\n", ""), vec!["ambiguous-name"], 0),
        // With errors, what was not read may be what is allowed.
        (ada(allow, "") + "[person.x]\nname = \"X\"\nabout = \"-\"\n", vec!["uncited"], 1),
        (
            ada(&allow.replace("ambiguous-name", "too-young"), "") + "[person.x]\nname = \"X\"\n",
            vec!["ambiguous-name", "schema", "uncited"],
            0,
        ),
    ] {
        let report = examine("base.toml", &text);
        assert_eq!(codes(&report), expected, "{text}\n{}", shown(&report));
        assert_eq!(report.allowed, allowed, "{text}");
    }
}

#[test]
fn relations_are_allowed_by_their_place_in_the_list() {
    let [first, second] = ["parent ada ben", "parent ben ada"];
    let allow = "# ibid: allow(descent-cycle) a puzzle";
    assert_found(&[
        (&[first, allow, second], &[]),
        (&[allow, first, second], &["unused-allow", "descent-cycle"]),
    ]);
}

#[test]
fn a_broken_relation_does_not_move_what_is_found_at_those_after_it() {
    let text = toml(&["parent ada ben", "parent ben ada"]);
    let broken = "[[relation]]\nkind = \"parnt\"\nfrom = \"ada\"\nto = \"ben\"\ncite = 1\n";
    let found = |text: &str| {
        let report = examine("base.toml", text);
        let cycle = report.items.iter().find(|item| item.rule.code == "descent-cycle").unwrap();
        text[cycle.span.clone().unwrap().start..].lines().take(3).collect::<Vec<_>>().join("\n")
    };
    let expected = found(&text);
    let moved = text.replacen("[[relation]]", &format!("{broken}[[relation]]"), 1);
    assert_eq!(found(&moved), expected);
}

#[test]
fn remarks_answer_what_is_found_of_their_records() {
    let life = ["event b birth 1860 ada=principal", "event d death 1850 ada=principal"];
    let remark = |id: &str, kind: &str, about: &str| {
        format!(
            "[remark.{id}]\nkind = \"{kind}\"\ntitle = \"-\"\ntext = \"-\"\nabout = [{about}]\ncite = 1\n"
        )
    };
    let answered_by = |remarks: &[String]| {
        let lines: Vec<&str> = life.into_iter().chain(remarks.iter().map(String::as_str)).collect();
        let report = examine("base.toml", &toml(&lines));
        assert_eq!(codes(&report), ["death-before-birth"]);
        assert_eq!(report.is_clean(), report.items[0].remark.is_some());
        report.items[0].remark.clone()
    };
    let one = |about: &str| answered_by(&[remark("r", "caution", about)]);
    assert_eq!(one("\"d\"").as_deref(), Some("r"));
    assert_eq!(one("\"b\", \"d\"").as_deref(), Some("r"));
    // About the person in general is about something else.
    assert_eq!(one("\"ada\""), None);
    assert_eq!(one("\"b\""), None);
    assert_eq!(answered_by(&[]), None);
    let most = [remark("r", "discrepancy", "\"d\""), remark("s", "caution", "\"d\", \"b\"")];
    assert_eq!(answered_by(&most).as_deref(), Some("s"));
    let graver = [remark("r", "caution", "\"d\""), remark("s", "discrepancy", "\"d\"")];
    assert_eq!(answered_by(&graver).as_deref(), Some("s"));
    let equal = [remark("r", "caution", "\"d\""), remark("s", "caution", "\"d\"")];
    assert_eq!(answered_by(&equal).as_deref(), Some("r"));
}

#[test]
fn mistakes_and_doubts_are_told_together() {
    let lines = [
        "event b birth 1860 ada=principal",
        "event d death 1850 ada=principal",
        "event e travel 1855 adda=principal",
        "[person.x]\nname = \"X\"\n",
    ];
    assert_found(&[(&lines, &["death-before-birth", "dangling-reference", "schema", "uncited"])]);
}

/// A calendar of months of 28 days, of which every date is one of the true calendar.
fn day(number: u32) -> (u32, u32, u32) {
    (number / 336, number / 28 % 12 + 1, number % 28 + 1)
}

/// A day, told as vaguely as it happens: always so that it can be that day.
fn told(lot: &mut fastrand::Rng, number: u32) -> String {
    let (year, month, day) = day(number);
    match lot.u32(..9) {
        0 | 1 => format!("{year}-{month:02}-{day:02}"),
        2 => format!("{year}-{month:02}"),
        3 => format!("{year}"),
        4 => format!("{year}~"),
        5 => format!("{}X", year / 10),
        6 => format!("[{}..{}]", year - lot.u32(..5), year + lot.u32(..5)),
        7 => format!("{}?", year + lot.u32(..30)),
        _ => format!("[..{}]", year + lot.u32(..9)),
    }
}

/// What is true is never doubted, however vaguely it is told.
#[test]
fn true_lives_are_never_doubted() {
    const YEAR: u32 = 336;
    for seed in 0..200 {
        let mut lot = fastrand::Rng::with_seed(seed);
        let mut text = STOCK.replace("issued = \"1950\"", "");
        let mut event = |id: &str, kind: &str, date: &str, people: &str, figures: &str| {
            text += &format!(
                "[event.{id}]\nkind = \"{kind}\"\ntitle = \"{id}\"\ndate = \"{date}\"\n\
                 people = {{ {people} }}\nfigures = [{figures}]\ncite = 1\n"
            );
        };
        let mut persons = String::new();
        let mut born = 1800 * YEAR + lot.u32(..YEAR);
        // One mother of each generation, and her children.
        for generation in 0..6 {
            let mother = format!("g{generation}");
            let age = 60 + lot.u32(..40);
            let died = born + age * YEAR + lot.u32(..YEAR);
            let mut birth = born + (15 + lot.u32(..15)) * YEAR;
            let mut heiress = birth;
            for child in 0..4 {
                let id = if child == 0 {
                    format!("g{}", generation + 1)
                } else {
                    format!("{mother}c{child}")
                };
                if child == 0 {
                    heiress = birth;
                }
                persons +=
                    &format!("[person.{id}]\nname = \"Person {id}\"\nabout = \"-\"\ncite = 1\n");
                let people = format!("{id} = \"principal\", {mother} = \"mother\"");
                event(&format!("{id}-birth"), "birth", &told(&mut lot, birth), &people, "");
                birth += 280 + lot.u32(..YEAR * 5);
            }
            if generation == 0 {
                persons += "[person.g0]\nname = \"Person g0\"\nabout = \"-\"\ncite = 1\n";
                event("g0-birth", "birth", &told(&mut lot, born), "g0 = \"principal\"", "");
            }
            let own = format!("{mother} = \"principal\"");
            event(&format!("{mother}-death"), "death", &told(&mut lot, died), &own, "");
            for nth in 0..5 {
                let at = born + (13 * YEAR) + lot.u32(..died - born - 13 * YEAR);
                let ((year, month, day), (birth_year, birth_month, birth_day)) =
                    (day(at), day(born));
                let is_before = (month, day) < (birth_month, birth_day);
                let years = year - birth_year - u32::from(is_before);
                let figures = format!(
                    "{{ kind = \"age\", of = \"{mother}\", value = {years}, words = \"at {years}\" }}, \
                     {{ kind = \"duration\", from = \"{mother}-birth\", value = {}, unit = \"years\", \
                     words = \"some years\" }}",
                    years + lot.u32(..2),
                );
                let kind = ["marriage", "arrest", "travel", "politics"][lot.usize(..4)];
                event(&format!("{mother}-e{nth}"), kind, &told(&mut lot, at), &own, &figures);
            }
            born = heiress;
        }
        let report = examine("base.toml", &(text + &persons));
        assert_eq!(shown(&report), "", "seed {seed}");
    }
}

/// The contradictions of the embedded base’s article are found, and its remarks answer them.
#[test]
fn the_embedded_base_is_clean_and_its_contradictions_are_noted() {
    let report = examine("facts.toml", include_str!("../../facts.toml"));
    let noted: Vec<_> = report
        .items
        .iter()
        .map(|item| (item.rule.code, item.remark.as_deref().unwrap_or("unanswered")))
        .collect();
    assert_eq!(
        noted,
        [("duration-does-not-fit", "almost-four-years"), ("ambiguous-name", "same-names")],
        "{}",
        shown(&report)
    );
}

/// Two files of a base: a birth in the first, a death before it in the second.
fn two_files(more: &str) -> [String; 2] {
    let second = "format = 1\ndefault-source = \"doe-1950\"\n\n[event.ada-death]\nkind = \"death\"\n\
                  title = \"Ada dies\"\ndate = \"1900\"\npeople = { ada = \"principal\" }\ncite = 2\n";
    let birth = "[event.ada-birth]\nkind = \"birth\"\ntitle = \"Ada is born\"\ndate = \"1910\"\n\
                 people = { ada = \"principal\" }\ncite = 2\n";
    [format!("{STOCK}{birth}"), format!("{second}{more}")]
}

fn of_two(more: &str) -> Vec<Report> {
    let [first, second] = two_files(more);
    examine_all(&[("a.toml", &first), ("b.toml", &second)])
}

#[test]
fn several_files_are_checked_as_one_base_with_a_report_each() {
    let reports = of_two("");
    let [first, second] = reports.as_slice() else { panic!("two files") };
    assert_eq!((first.records, second.records), (5, 1));
    let found: Vec<_> = [first, second].map(|report| codes(report).join(" ")).into();
    assert_eq!(found, ["", "death-before-birth"], "{reports:?}");
    let item = &second.items[0];
    let span = item.span.clone().unwrap();
    assert_eq!(&second.text[span], "\"1900\"");
    let hint = item.hint.as_deref().unwrap();
    assert!(hint.starts_with("birth: 1910 (a.toml:30:8); "), "{hint}");
}

#[test]
fn what_another_claim_would_explain_is_not_found() {
    let claim = "[[claim]]\nof = \"ada-birth\"\ndate = \"1880\"\ncite = 3\n";
    assert!(of_two(claim).iter().all(|report| report.items.is_empty()));
    let wrong = claim.replace("cite", "rank = \"deprecated\"\nreason = \"a slip\"\ncite");
    assert_eq!(codes(&of_two(&wrong)[1]), ["death-before-birth"]);
    let no_help = claim.replace("1880", "1920");
    assert_eq!(codes(&of_two(&no_help)[1]), ["death-before-birth"]);
}

#[test]
fn an_allowance_holds_for_its_relation_in_any_file() {
    let relation = |from: &str, to: &str| {
        let names = format!("from = \"{from}\"\nto = \"{to}\"\n");
        format!("[[relation]]\nkind = \"parent\"\n{names}cite = 3\n")
    };
    let first = format!("{STOCK}{}{}", relation("cleo", "ben"), relation("cleo", "ada"));
    let of_second = |comment: &str| {
        let relation = relation("ada", "cleo");
        let head = "format = 1\ndefault-source = \"doe-1950\"\n\n";
        let second = format!("{head}{comment}{relation}");
        let mut reports = examine_all(&[("a.toml", &first), ("b.toml", &second)]);
        reports.pop().unwrap()
    };
    assert_eq!(codes(&of_second("")), ["descent-cycle"]);
    let spared = of_second("# ibid: allow(descent-cycle) adopted\n");
    assert_eq!((codes(&spared), spared.allowed), (vec![], 1));
}

#[test]
fn findings_and_allowances_are_of_the_file_that_has_the_record() {
    let person = "[person.ada]\nname = \"Ada\"\nabout = \"A reader.\"\ncite = 1\n";
    let source = "[source.roe]\ntype = \"book\"\ntitle = \"Roe\"\n";
    let file =
        |prefix: &str| format!("format = 1\n{prefix}default-source = \"roe\"\n{source}{person}");
    let (plain, rome) = (file(""), file("prefix = \"rome\"\n"));
    let allowed = rome.replace("[person", "# ibid: allow(ambiguous-name) two persons\n[person");
    let of = |rome: &str| examine_all(&[("plain.toml", &plain), ("rome.toml", rome)]);
    let found = of(&rome);
    let items: Vec<_> = found.iter().map(|report| report.items.len()).collect();
    assert_eq!(items, [0, 1]);
    let item = &found[1].items[0];
    assert_eq!(item.rule.code, "ambiguous-name");
    assert_eq!(rome.get(item.span.clone().unwrap()), Some("\"Ada\""));
    assert_eq!(item.record, Some(("person".to_owned(), "rome.ada".to_owned())));
    let found = of(&allowed);
    assert!(found.iter().all(|report| report.items.is_empty()));
    assert_eq!((found[1].allowed, found[1].records), (1, 2));
    let elsewhere = plain.replace("[person", "# ibid: allow(ambiguous-name) two persons\n[person");
    let found = examine_all(&[("plain.toml", &elsewhere), ("rome.toml", &rome)]);
    let codes: Vec<_> = found.iter().map(|report| report.items[0].rule.code).collect();
    assert_eq!(codes, ["unused-allow", "ambiguous-name"]);
}
