//! The check of a base: what other programs read of it, and the page of its rules.

use std::io::Write;
use std::process::Command;

use ibid::{Status, World};
use serde_json::Value;

use crate::{run, run_in, tools};

const DOUBTFUL: &str = "tests/data/doubtful.toml";
const BROKEN: &str = "tests/data/broken.toml";

#[test]
fn the_page_of_the_rules_is_what_they_say() {
    let page = run(&["check", "--explain", "-f", "markdown"]).stdout;
    let held = snapbox::file!["../../docs/checks.md"];
    snapbox::assert_data_eq!(page, held.raw());
}

#[test]
fn what_is_no_text_hides_nothing_of_the_other_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name).to_string_lossy().into_owned()
    };
    let record = b"\n[quote.x]\ntext = \"\"\nspeaker = \"anna\"\ncite = \"roe:1\"\n";
    let paths = [
        file("a.toml", b"format = 1\ntitle = \"K\xf6ln\"\n[person.anna]\n"),
        file("b.toml", &[b"format = 1", &record[..]].concat()),
        file("c.toml", b"format = 1\ntitle = \"\xf6\"\n"),
    ];
    let folder = folder.path().to_string_lossy();
    let [first, second, third] = &paths;
    // One base of three files, in which the others may have what is referred to; or three bases.
    for (arguments, codes) in [
        (vec!["check", "-f", "short", "--facts", &folder], &["empty"][..]),
        (
            vec!["check", "-f", "short", first, second, third],
            &["empty", "dangling-reference", "dangling-reference"],
        ),
    ] {
        let ran = run(&arguments);
        let found = ran.stdout.lines().map(|line| line.split(['[', ']']).nth(1).unwrap());
        assert_eq!(found.collect::<Vec<_>>(), codes, "{}", ran.stdout);
        assert_eq!(ran.stderr.matches("not text in UTF-8").count(), 2, "{}", ran.stderr);
        assert_eq!(ran.status, Status::Wrong);
    }
}

#[test]
fn sarif_is_valid_to_its_validator() {
    let Some(validator) = tools::sarif() else { return };
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.sarif");
    let validate = |text: &str| {
        std::fs::write(&log, text).unwrap();
        let mut command = Command::new(&validator);
        command.arg("validate").arg(&log).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        let output = command.current_dir(folder.path()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains("1 files scanned"), "{told}");
        told
    };
    let sarif = run(&["check", DOUBTFUL, BROKEN, "facts.toml", "-f", "sarif"]).stdout;
    let told = validate(&sarif);
    assert!(!told.contains(": error "), "{told}");
    // The validator does look.
    let told = validate(&sarif.replace("\"startLine\": 9", "\"startLine\": 0"));
    assert!(told.contains(": error "), "{told}");
    // A check that finds nothing is a document too.
    let told = validate(&run(&["check", "tests/data/small.toml", "-f", "sarif"]).stdout);
    assert!(!told.contains(": error "), "{told}");
}

#[test]
fn sarif_says_what_json_says() {
    let json: Value =
        serde_json::from_str(&run(&["check", DOUBTFUL, BROKEN, "--json"]).stdout).unwrap();
    let sarif: Value =
        serde_json::from_str(&run(&["check", DOUBTFUL, BROKEN, "-f", "sarif"]).stdout).unwrap();
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    let findings = json["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(result["ruleId"], finding["code"]);
        assert_eq!(result["level"], finding["severity"]);
        assert_eq!(place["artifactLocation"]["uri"], finding["file"]);
        assert_eq!(place["region"]["startLine"], finding["line"]);
        assert_eq!(place["region"]["startColumn"], finding["column"]);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], finding["code"]);
    }
}

#[test]
fn fields_are_the_same_for_every_finding() {
    let json: Value =
        serde_json::from_str(&run(&["check", DOUBTFUL, BROKEN, "--json"]).stdout).unwrap();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let results = json["results"].as_array().unwrap();
    assert!(results.len() > 8);
    assert!(results.iter().all(|result| keys(result) == keys(&results[0])));
}

#[test]
fn the_status_tells_whether_anything_counts() {
    for (args, status) in [
        (&["check"][..], Status::Found),
        (&["check", "--deny", "warnings"], Status::Found),
        (&["check", "tests/data/small.toml"], Status::Found),
        (&["check", DOUBTFUL], Status::NotFound),
        (&["check", "tests/data/small.toml", BROKEN], Status::NotFound),
        (&["check", BROKEN, "nowhere.toml"], Status::Wrong),
        (&["check", "nowhere.toml", "-f", "sarif"], Status::Wrong),
        (&["check", "tests/data/two"], Status::Found),
        (&["check", "tests/cases"], Status::Wrong),
        (&["check", "-", "-"], Status::Wrong),
        (&["check", "--explain"], Status::Found),
        (&["check", "--explain", "nonsense"], Status::NotFound),
        (&["check", "--explain", "syntax", DOUBTFUL], Status::Wrong),
    ] {
        assert_eq!(run(args).status, status, "{args:?}");
    }
}

#[test]
fn a_base_from_standard_input_is_checked() {
    let text = std::fs::read(DOUBTFUL).unwrap();
    let world = World { stdin: Box::new(std::io::Cursor::new(text)), ..World::plain() };
    let ran = run_in(world, &["check", "-", "-f", "short"]);
    assert_eq!(ran.status, Status::NotFound);
    assert!(ran.stdout.starts_with("<stdin>:"), "{}", ran.stdout);
}

#[test]
fn denied_warnings_are_errors_and_notes_stay_notes() {
    let ran = run(&["check", DOUBTFUL, "--deny", "warnings", "-f", "short"]);
    assert!(!ran.stdout.contains(": warning["), "{}", ran.stdout);
    assert!(ran.stdout.contains(": note[event-after-death]"), "{}", ran.stdout);
}

#[test]
fn what_is_no_text_cannot_be_read() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"format = 1\ntitle = \"\xff\"\n").unwrap();
    let ran = run(&["check", file.path().to_str().unwrap()]);
    assert_eq!(ran.status, Status::Wrong);
    assert!(ran.stderr.contains("line 2: not text in UTF-8"), "{}", ran.stderr);
}

/// What is advised is broken into lines by us where there is room for it, and the lines of a base
/// are cut by who shows them.
#[test]
fn the_report_suits_every_width() {
    for width in [50, 80, 200] {
        let world = World { stdout_terminal: true, columns: Some(width), ..World::plain() };
        let shown = run_in(world, &["check", DOUBTFUL, "--color", "never"]).stdout;
        let advice = shown.lines().filter(|line| {
            let told = line.trim_start_matches([' ', '|']);
            line.starts_with("  ") && (told.starts_with("= ") || told == line.trim_start())
        });
        let advice: Vec<&str> = advice.filter(|line| !line.contains('|')).collect();
        assert!(advice.len() > 6, "{shown}");
        for line in advice {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        assert_eq!(shown.matches("warning[parent-too-young]").count(), 1, "{width}: {shown}");
    }
}
