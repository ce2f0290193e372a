//! Our own table of EDTF, from the specification of the Library of Congress (2019) and ISO
//! 8601-2:2019, so that another library could take the place of today's.

use std::cmp::Ordering;

use super::{Date, Day, Days, MonthDay, Reach, Span, Within};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn bounds(text: &str) -> (String, String) {
    let show = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    (show(date(text).min()), show(date(text).max()))
}

#[test]
fn every_level_is_read_with_its_earliest_and_latest_day() {
    for (text, min, max) in [
        // Level 0
        ("1985-04-12", "1985-04-12", "1985-04-12"),
        ("1985-04", "1985-04-01", "1985-04-30"),
        ("1985", "1985-01-01", "1985-12-31"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("1964/2008", "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
        // Level 1
        ("Y170000002", "170000002-01-01", "170000002-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-23", "2001-09-01", "2001-11-30"),
        ("1984?", "1984-01-01", "1984-12-31"),
        ("2004-06~", "2004-06-01", "2004-06-30"),
        ("2004-06-11%", "2004-06-11", "2004-06-11"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1985-04-12/..", "1985-04-12", "-"),
        ("../1985-04", "-", "1985-04-30"),
        ("1985/", "1985-01-01", "-"),
        ("/1985", "-", "1985-12-31"),
        ("-1985", "-1985-01-01", "-1985-12-31"),
        // Level 2
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("2001-34", "2001-04-01", "2001-06-30"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", "-", "1760-12-03"),
        ("[1760-12..]", "1760-12-01", "-"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("2004?-06-11", "2004-06-11", "2004-06-11"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("1XXX-12", "1000-12-01", "1999-12-31"),
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
        // Years before the common era: 0000 is 1 BC
        ("44 BC", "-0043-01-01", "-0043-12-31"),
        ("44 b.c.e.", "-0043-01-01", "-0043-12-31"),
        ("1 BC", "0000-01-01", "0000-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("50 BC/44 BC", "-0049-01-01", "-0043-12-31"),
        ("50 BC/0010", "-0049-01-01", "0010-12-31"),
    ] {
        assert_eq!(bounds(text), (min.to_owned(), max.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_edtf_is_refused_and_not_guessed_at() {
    for text in [
        "",
        " ",
        "1850-6",
        "1850-13",
        "1850-00",
        "1850-02-30",
        "1850-02-29",
        "-0000",
        "10500",
        "+1850",
        "1850?~",
        "1850/1840",
        "c. 1850",
        "1850BC1",
        "0 BC",
        "12345 BC",
        "1850-42",
        "185",
        "18",
        "about 1850",
        "1190/85 BC",
        "421/0",
        "5 March 1931",
        "1931-1-5",
        "1931/",
        "x",
        "1985-04-12T24:00:00Z",
        "[1667",
        "{}",
        "１９３１",
    ] {
        let read = Date::parse(text);
        let is_unknown_end = text == "1931/";
        assert_eq!(read.is_ok(), is_unknown_end, "{text}: {read:?}");
    }
}

#[test]
fn a_refusal_says_where() {
    let error = Date::parse("1931-13").map_err(|error| error.to_string());
    let message = error.expect_err("there are twelve months");
    assert!(message.starts_with("\"1931-13\" is not an EDTF date: month must be"), "{message}");
    assert!(message.ends_with("(at character 6)"), "{message}");
}

#[test]
fn dates_are_written_in_their_preferred_spelling() {
    for (text, edtf) in
        [("1931", "1931"), ("44 BC", "-0043"), ("?2004-?06-?11", "2004-06-11?"), (" 1931 ", "1931")]
    {
        assert_eq!(date(text).to_string(), edtf);
    }
}

#[test]
fn within_has_three_answers() {
    use Within::{Certainly, No, Possibly};
    for (of, when, answer) in [
        // A day, a month, a year against each other
        ("1931-01-05", "1931", Certainly),
        ("1931-01-05", "1931-01", Certainly),
        ("1931-01-05", "1931-02", No),
        ("1931", "1931-01", Possibly),
        ("1931", "1930/1939", Certainly),
        ("1931", "193X", Certainly),
        ("193X", "1931", Possibly),
        ("193X", "192X", No),
        ("1931-21", "1931-03/1931-05", Certainly),
        ("1931-21", "1931-04", Possibly),
        // What fills its time is within whatever meets it for certain
        ("1931-01/1931-11", "1931", Certainly),
        ("1931-01/1931-11", "1931-05", Certainly),
        ("1931-01/1931-11", "1931-11-30", Possibly),
        ("1931-01/1931-11", "1931-12", No),
        ("1900/1940", "1931-05-05", Certainly),
        // It ends no earlier than it starts, and starts no later than it ends
        ("1931-05-03/1931", "1931-05-03", Certainly),
        ("1931/1931-05-03", "1931-05-03", Certainly),
        ("1931-05-03/1931", "1931-05-02", No),
        ("{1931-05-03..1931-12-31}", "1931-05-03", Certainly),
        // One unknown day between two
        ("[1931-01..1931-11]", "1931-05", Possibly),
        ("[1931-01..1931-11]", "1931", Certainly),
        ("[1851,1861]", "1855", No),
        ("[1851,1861]", "1851", Possibly),
        ("[1851,1861]", "185X/186X", Certainly),
        // All of them
        ("{1851,1861}", "1851", Certainly),
        ("{1851,1861}", "1855", No),
        ("{1851..1861}", "1855", Certainly),
        // Open and unknown ends claim nothing for later years
        ("1923/..", "1923", Certainly),
        ("1923/..", "1950", Possibly),
        ("1923/", "1950", Possibly),
        ("1923/..", "1922", No),
        ("../1919", "1919", Certainly),
        ("../1919", "1900", Possibly),
        ("/1919", "1920", No),
        ("[..1933-01-05]", "1931", Possibly),
        ("[1926..]", "1925", No),
        // Questions with open ends
        ("1918", "../1919", Certainly),
        ("1919-06", "../1919", Certainly),
        ("1920", "../1919", No),
        ("1950", "1923/..", Certainly),
        // Questions of several times that meet are of all of it
        ("[1930-06..1931-06]", "{1930,1931}", Certainly),
        ("193X", "[1935..1939,1930..1934]", Certainly),
        ("193X", "{1930..1934,1936..1939}", Possibly),
        // Doubt is never certain
        ("1931?", "1931", Possibly),
        ("1931-05?", "1931", Possibly),
        ("1931%", "1931", Possibly),
        ("1931?", "1932", No),
        // About: one unit at each end
        ("1924~", "1924", Possibly),
        ("1924~", "1923", Possibly),
        ("1924~", "1925", Possibly),
        ("1924~", "1926", No),
        ("1924~", "1923/1925", Certainly),
        ("1931-05~", "1931-04", Possibly),
        ("1931-05~", "1931-03", No),
        ("1931-12~", "1932-01", Possibly),
        ("1931-01-01~", "1930-12-31", Possibly),
        ("1931-01-01~", "1930-12-30", No),
        ("1928-02-28~", "1928-02-29", Possibly),
        ("192X~", "1912", Possibly),
        ("192X~", "1909", No),
        ("1931-21~", "1931-01", Possibly),
        ("1931~/1933", "1930", Possibly),
        ("1923", "1924~", Certainly),
        ("1922", "1924~", No),
        // Before the common era
        ("-0043-03-15", "44 BC", Certainly),
        ("44 BC", "-0044", No),
        ("-0043", "-0099/0000", Certainly),
    ] {
        assert_eq!(date(of).within(&date(when), None), answer, "{of} within {when}");
    }
}

#[test]
fn no_source_tells_of_what_came_after_it() {
    let issued = date("2020-08-20").max();
    assert_eq!(date("1923/..").within(&date("2019"), issued), Within::Possibly);
    assert_eq!(date("1923/..").within(&date("2021"), issued), Within::No);
    assert_eq!(date("[1926..]").within(&date("2021"), issued), Within::No);
    // A source may still announce something, by its date.
    assert_eq!(date("2030").within(&date("2030"), issued), Within::Certainly);
    assert_eq!(date("2030/..").within(&date("2030"), issued), Within::Certainly);
    assert_eq!(date("2030/..").within(&date("2030-09"), issued), Within::Possibly);
    assert_eq!(date("[2030..]").within(&date("2030-01-01"), issued), Within::Possibly);
    // What had begun when it was told of began before that.
    assert_eq!(date("2020/..").within(&date("2020-01/2020-08"), issued), Within::Certainly);
}

#[test]
fn a_chronology_is_in_order() {
    let ordered = [
        "Y-17E7",
        "44 BC",
        "0000",
        "1868",
        "1906-02-24",
        "192X",
        "1923/..",
        "1931-01-05",
        "1931-01",
        "1931-01/1931-11",
        "1931",
        "[..1931-12-31]",
        "1931-02-01",
        "2020-08-20",
    ];
    let mut sorted: Vec<&str> = ordered.to_vec();
    sorted.reverse();
    sorted.sort_by(|a, b| date(a).chronological(&date(b)));
    let place = |text| sorted.iter().position(|other| *other == text);
    for (first, second) in [
        ("Y-17E7", "44 BC"),
        ("44 BC", "0000"),
        ("0000", "1868"),
        ("1931-01-05", "1931-02-01"),
        ("1931-01", "1931"),
        ("1931", "1931-01-05"),
        ("1931-02-01", "[..1931-12-31]"),
        ("[..1931-12-31]", "2020-08-20"),
    ] {
        assert!(place(first) < place(second), "{first} before {second}: {sorted:?}");
    }
    assert_eq!(date("1931").chronological(&date("1931")), Ordering::Equal);
}

#[test]
fn a_date_falls_on_a_day_of_the_year() {
    let on =
        |text, day| date(text).falls_on(MonthDay::parse(day).unwrap_or_else(|e| panic!("{e}")));
    assert!(on("1940-08-20", "08-20"));
    assert!(on("1940-08-20", "08"));
    assert!(on("1940-08", "08"));
    assert!(!on("1940-08", "08-20"));
    assert!(!on("1940", "08-20"));
    assert!(!on("1940-08-21", "08-20"));
    assert!(on("1940-05-24/1940-05-25", "05-25"));
    assert!(on("[1940-05-24,1941-05-25]", "05-24"));
    assert!(on("1940-02-29", "02-29"));
    assert!(!on("1940-21", "03"));
    for refused in ["02-30", "13", "8-20", "08-20-01", "21", "", "XX", "08-XX", "today"] {
        assert!(MonthDay::parse(refused).is_err(), "{refused}");
    }
}

#[test]
fn dates_have_words() {
    for (text, words) in [
        ("1928-06-09", "9 June 1928"),
        ("1931-01", "January 1931"),
        ("1931", "1931"),
        ("193X", "the 1930s"),
        ("19XX", "the years 1900 to 1999"),
        ("1924~", "about 1924"),
        ("1924?", "1924 (uncertain)"),
        ("1924%", "about 1924 (uncertain)"),
        ("1931-01/1931-11", "from January 1931 to November 1931"),
        ("1923/..", "from 1923 on"),
        ("../1919", "until 1919"),
        ("1923/", "from 1923 to an unknown date"),
        ("[1901-06-10..1902-06-09]", "between 10 June 1901 and 9 June 1902"),
        ("[..1917-11]", "November 1917 or earlier"),
        ("[1926..]", "1926 or later"),
        ("[1851,1861]", "1851 or 1861"),
        ("{1851,1861}", "1851 and 1861"),
        ("1931-21", "spring 1931"),
        ("44 BC", "44 BC"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("1985-04-XX", "a day of April 1985"),
        ("1985-XX", "a month of 1985"),
        ("Y170000002", "170000002"),
        ("156X-12-25", "25 December of the 1560s"),
        ("Y-9223372036854775807", "9223372036854775808 BC"),
    ] {
        assert_eq!(date(text).in_words(), words, "{text}");
    }
}

#[test]
fn dates_have_csl_parts() {
    for (text, parts) in [
        ("2020-08-20", Some(vec![vec![2020, 8, 20]])),
        ("2020-08", Some(vec![vec![2020, 8]])),
        ("2020-XX-20", Some(vec![vec![2020]])),
        ("1850~", Some(vec![vec![1850]])),
        ("1850-21", Some(vec![vec![1850]])),
        ("1850/1860-05", Some(vec![vec![1850], vec![1860, 5]])),
        ("1850/..", Some(vec![vec![1850]])),
        ("44 BC", Some(vec![vec![-44]])),
        ("0000", Some(vec![vec![-1]])),
        ("Y-9223372036854775807", Some(vec![vec![i64::MIN]])),
        ("185X", None),
        ("[1850..1860]", None),
        ("[1851,1861]", None),
        ("../1919", None),
    ] {
        assert_eq!(date(text).parts(), parts, "{text}");
    }
    assert_eq!(date("1850-21").season(), Some(1));
    assert_eq!(date("1850-01").season(), None);
    assert!(date("1850~/1860").is_approximate());
}

#[test]
fn dates_have_a_level() {
    for (text, level) in [
        ("2020-08-20", 0),
        ("1931-01/1931-11", 0),
        ("-0043-03-15", 1),
        ("1850~/1860?", 1),
        ("../1919", 1),
        ("1931-21", 1),
        ("185X", 1),
        ("156X-12-25", 2),
        ("[1851,1861]", 2),
    ] {
        assert_eq!(date(text).level(), level, "{text}");
    }
}

/// A span as `first..last` of its start, then of its end where it lasts.
fn told(span: &Span) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let days = |days: Days| format!("{}..{}", day(days.first), day(days.last));
    if span.lasts {
        format!("{} to {}", days(span.start), days(span.end))
    } else {
        days(span.start)
    }
}

#[test]
fn dates_say_when_a_happening_started_and_ended() {
    for (text, spans) in [
        ("1931-01-05", vec!["1931-01-05..1931-01-05"]),
        ("1931", vec!["1931-01-01..1931-12-31"]),
        ("1924~", vec!["1923-01-01..1925-12-31"]),
        ("1924?", vec!["1924-01-01..1924-12-31"]),
        ("1931-05~", vec!["1931-04-01..1931-06-30"]),
        ("1931-01/1931-11", vec!["1931-01-01..1931-01-31 to 1931-11-01..1931-11-30"]),
        ("1923/1938-02-16", vec!["1923-01-01..1923-12-31 to 1938-02-16..1938-02-16"]),
        ("1928~/1930", vec!["1927-01-01..1929-12-31 to 1930-01-01..1930-12-31"]),
        ("1931-11/..", vec!["1931-11-01..1931-11-30 to 1931-11-01.."]),
        ("../1919", vec!["..1919-12-31 to 1919-01-01..1919-12-31"]),
        ("[1901-06-10..1902-06-09]", vec!["1901-06-10..1902-06-09"]),
        ("[..1902-06-09]", vec!["..1902-06-09"]),
        ("[1935..]", vec!["1935-01-01.."]),
        ("[1851,1861]", vec!["1851-01-01..1851-12-31", "1861-01-01..1861-12-31"]),
        ("{1851..1861}", vec!["1851-01-01..1851-12-31 to 1861-01-01..1861-12-31"]),
        ("44 BC", vec!["-0043-01-01..-0043-12-31"]),
    ] {
        let found: Vec<String> = date(text).spans().iter().map(told).collect();
        assert_eq!(found, spans, "{text}");
    }
    assert!(date("[1851,1861]").is_one_of_several());
    assert!(!date("[1851..1861]").is_one_of_several());
    assert!(!date("{1851,1861}").is_one_of_several());
}

#[test]
fn days_are_numbered() {
    for (text, number) in [
        ("0000-01-01", 0),
        ("0000-02-29", 59),
        ("0000-03-01", 60),
        ("0001-01-01", 366),
        ("-0001-12-31", -1),
        ("1970-01-01", 719_528),
        ("2000-02-29", 730_544),
        ("2000-03-01", 730_545),
        ("1900-03-01", 694_020),
        ("-0043-03-15", -15_632),
    ] {
        assert_eq!(date(text).min().map(Day::number), Some(number), "{text}");
    }
    let numbers: Vec<i128> = ["1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01"]
        .iter()
        .filter_map(|text| date(text).min().map(Day::number))
        .collect();
    assert_eq!([numbers[1] - numbers[0], numbers[3] - numbers[2]], [1, 1]);
}

#[test]
fn ages_are_ranges() {
    for (born, at, least, most) in [
        ("1908", "1937", Some(28), Some(29)),
        ("1906-02-24", "1938-02-16", Some(31), Some(31)),
        ("1906-02-24", "1938-02-24", Some(32), Some(32)),
        ("1906-02-24", "1906-02-23", Some(-1), Some(-1)),
        ("1924~", "1931", Some(5), Some(8)),
        ("[..1902]", "1928", Some(25), None),
        ("1902/..", "1928", Some(25), Some(26)),
        ("[1902..]", "1928", None, Some(26)),
        ("1902?", "1928", None, None),
        // 29 February: the birthday of a common year is the day after it, or the one before
        ("2000-02-29", "2001-02-28", Some(0), Some(1)),
        ("2000-02-29", "2001-03-01", Some(1), Some(1)),
        ("2000-02-29", "2004-02-28", Some(3), Some(3)),
    ] {
        let amount = date(born).reach().start.age_at(date(at).reach().days());
        assert_eq!((amount.least, amount.most), (least, most), "{born} at {at}");
    }
}

#[test]
fn spans_are_ranges_of_days() {
    for (from, to, least, most) in [
        ("1940-08-20", "1940-08-21", Some(1), Some(1)),
        ("1937-01", "1940-05-24", Some(1_209), Some(1_239)),
        ("1940-08-21", "1940-08-20", Some(-1), Some(-1)),
        ("1931", "1931", Some(-364), Some(364)),
        ("[1931,1933]", "1934-01-01", Some(1), Some(1_096)),
        ("1931", "[1935..]", Some(1_097), None),
        ("1931", "1935?", None, None),
        ("0000", "Y1E16", Some(3_652_424_999_999_999_635), Some(3_652_425_000_000_000_365)),
        ("Y-9223372036854775807", "Y9223372036854775807", None, None),
    ] {
        let amount = date(from).reach().start.days_until(date(to).reach().start);
        assert_eq!((amount.least, amount.most), (least, most), "{from} to {to}");
    }
}

#[test]
fn a_date_reaches_from_its_beginning_to_its_end() {
    let day = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    for (text, reach) in [
        ("1931-01", "1931-01-01 1931-01-31 1931-01-01 1931-01-31"),
        ("1931-01/1931-03", "1931-01-01 1931-01-31 1931-03-01 1931-03-31"),
        ("1931~", "1930-01-01 1932-12-31 1930-01-01 1932-12-31"),
        ("1931/..", "1931-01-01 1931-12-31 1931-01-01 -"),
        ("../1931", "- 1931-12-31 1931-01-01 1931-12-31"),
        ("[1931,1933]", "1931-01-01 1933-12-31 1931-01-01 1933-12-31"),
        ("{1931,1933}", "1931-01-01 1931-12-31 1933-01-01 1933-12-31"),
        ("1931?", "- - - -"),
        ("1931%", "- - - -"),
    ] {
        let Reach { start, end } = date(text).reach();
        let days = [start.first, start.last, end.first, end.last].map(day);
        assert_eq!(days.join(" "), reach, "{text}");
    }
}

#[test]
fn before_and_either() {
    let days = |text: &str| date(text).reach().days();
    for (one, other, before) in [
        ("1930", "1931", true),
        ("1930", "1930", false),
        ("1930~", "1931", false),
        ("1929~", "1931", true),
        ("1930?", "1931", false),
        ("../1930", "1931", true),
        ("1930/..", "1931", false),
    ] {
        assert_eq!(days(one).surely_before(days(other)), before, "{one} {other}");
    }
    assert_eq!(days("1930").or(days("1932")), days("1930/1932"));
    assert_eq!(days("1930").or(days("1932?")), Days::default());
}
