//! Calendars read the anniversaries: Python's icalendar and recurring-ical-events, which know all
//! of RFC 5545.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use ibid::base::schema::Certainty;
use ibid::{Status, World};
use serde_json::Value;

use crate::{Ran, embedded, run, run_in, tools};

/// What a calendar program reads.
fn read(python: &Path, calendar: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ics");
    std::fs::write(&file, calendar).unwrap();
    let output = Command::new(python).arg("tests/readers/read_ics.py").arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const HOSTILE: &str = r#"
format = 1
title = "Semi; comma, back\\slash"
default-source = "web"

[source.web]
type = "webpage"
title = "On; the, web"
issued = "1999-12-31"
url = "https://example.org/a,b;c?d=1"

[event.leap]
kind = "birth"
title = "Somebody; is, born \\n 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 “so” and on and on"
text = "One line\nand another: a;b,c\\d\twith a tab"
date = "1904-02-29"
cite = 3

[event.later]
kind = "other"
title = "It is told"
date = "2024-07-01"
cite = 4

[event.ides]
kind = "death"
title = "Caesar is stabbed"
date = "-0043-03-15"
certainty = "reported"
cite = 5

[event.worked-out]
kind = "other"
title = "Worked out"
date = { edtf = "1930-01-02", certainty = "inferred", because = "the next day" }
cite = 6

[event.doubtful]
kind = "other"
title = "Doubtful"
date = "1930-01-02?"
cite = 6

[event.unproven]
kind = "other"
title = "Unproven"
date = "1930-01-02"
certainty = "unproven"
cite = 6
"#;

/// The anniversaries of the hostile base.
fn hostile(world: World, args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.toml");
    std::fs::write(&file, HOSTILE).unwrap();
    let facts = ["export", "ics", "--facts", file.to_str().unwrap()];
    run_in(world, &[&facts, args].concat())
}

#[test]
fn anniversaries_fall_on_their_days_in_every_year() {
    let Some(python) = tools::python("icalendar, recurring_ical_events") else { return };
    let doc = embedded();
    let told = read(&python, &run(&["export", "ics"]).stdout);
    assert_eq!(told["name"], doc.title.as_str());
    let events = told["events"].as_array().unwrap();
    assert!(events.len() >= 8, "{} anniversaries", events.len());
    for one in events {
        let id = one["uid"].as_str().unwrap().strip_prefix("ibid:miller-2020:").unwrap();
        let event = doc.events.iter().find(|event| &*event.id == id).unwrap();
        let date = event.date().unwrap();
        assert_eq!((date.certainty, date.edtf.level()), (Certainty::Stated, 0), "{id}");
        let day = date.edtf.to_string();
        let (year, rest) = day.split_once('-').unwrap();
        let days: Vec<String> = (2026..=2030).map(|year| format!("{year}-{rest}")).collect();
        assert_eq!(one["days"], serde_json::json!(days), "{id}");
        let summary = one["summary"].as_str().unwrap();
        assert!(summary.contains(&event.title) && summary.contains(year), "{summary}");
        let description = one["description"].as_str().unwrap();
        assert!(description.starts_with(&date.edtf.in_words()), "{description}");
        assert!(description.contains("“The Trotskys Betrayed,”"), "{description}");
        assert!(description.lines().last().unwrap().contains('¶'), "{description}");
        assert_eq!(one["categories"], serde_json::json!([event.kind.word()]));
    }
    let told_of =
        |id: &str| events.iter().any(|one| one["uid"] == format!("ibid:miller-2020:{id}"));
    assert!(told_of("nina-death") && !told_of("trotsky-death"), "that day was worked out");
}

#[test]
fn nothing_of_hostile_text_is_lost() {
    let Some(python) = tools::python("icalendar, recurring_ical_events") else { return };
    let told = read(&python, &hostile(World::plain(), &[]).stdout);
    assert_eq!(told["name"], "Semi; comma, back\\slash");
    let [ides, leap, later] = told["events"].as_array().unwrap().as_slice() else {
        unreachable!("{told}")
    };
    assert_eq!(
        leap["summary"],
        "Somebody; is, born \\n 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 “so” and on and on (1904)"
    );
    let description = leap["description"].as_str().unwrap();
    let text = "29 February 1904\nOne line\nand another: a;b,c\\d with a tab\n";
    assert!(description.starts_with(text), "{description}");
    assert_eq!(leap["url"], "https://example.org/a,b;c?d=1");
    assert_eq!(leap["days"], serde_json::json!(["2028-02-29"]), "in leap years alone");
    assert_eq!(leap["stamp"], "1999-12-31T00:00:00+00:00");
    assert_eq!(ides["summary"], "Caesar is stabbed [reported] (44 BC)");
    assert_eq!(ides["start"], "2000-03-15");
    assert_eq!(later["start"], "2024-07-01", "no anniversary before the event");
}

#[test]
fn lines_are_folded_and_end_as_the_standard_has_it() {
    for calendar in [run(&["export", "ics"]).stdout, hostile(World::plain(), &[]).stdout] {
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        assert!(!calendar.replace("\r\n", "").contains(['\r', '\n', '\t']));
        for line in calendar.split("\r\n") {
            assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        }
        let folded = calendar.split("\r\n").filter(|line| line.len() > 71).count();
        assert!(folded > 2, "long lines are filled");
    }
}

#[test]
fn the_first_year_is_what_was_asked_for_or_a_leap_year_after_it() {
    let starts = |year: &str| -> Vec<String> {
        let ran = hostile(World::plain(), &["--start-year", year]);
        let starts = ran.stdout.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
        starts.map(str::to_owned).collect()
    };
    assert_eq!(starts("2000"), ["20000315", "20000229", "20240701"]);
    assert_eq!(starts("2026"), ["20260315", "20280229", "20260701"]);
    assert_eq!(starts("1"), ["00010315", "19040229", "20240701"]);
    assert_eq!(hostile(World::plain(), &["--start-year", "0"]).status, Status::Wrong);
}

#[test]
fn what_is_not_sure_is_left_out_and_named() {
    let ran = hostile(World::plain(), &[]);
    assert_eq!(
        ran.stderr,
        "ibid: left out, inferred (--inferred takes these, too): worked-out\n\
         ibid: left out, not dated to one certain day: doubtful\n\
         ibid: left out, unproven: unproven\n"
    );
    let ran = hostile(World::plain(), &["--inferred"]);
    assert!(ran.stdout.contains("\r\nDESCRIPTION:2 January 1930 [inferred: the next day]"));
    assert!(ran.stdout.contains("\r\nSUMMARY:Worked out [date inferred] (1930)\r\n"));
}

#[test]
fn the_stamp_is_that_of_the_source_or_of_the_build() {
    let world = |epoch: &str| World {
        variables: [("SOURCE_DATE_EPOCH", OsString::from(epoch))].into(),
        ..World::plain()
    };
    let ran = hostile(world("86400"), &[]);
    assert_eq!(ran.stdout.matches("\r\nDTSTAMP:19700102T000000Z\r\n").count(), 3);
    let ran = hostile(world("now"), &[]);
    assert_eq!(ran.status, Status::Wrong);
    assert!(ran.stderr.contains("SOURCE_DATE_EPOCH is not a number of seconds"), "{}", ran.stderr);
    assert_eq!(hostile(World::plain(), &[]).stdout, hostile(World::plain(), &[]).stdout);
}
