use super::report::{Report, examine};
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
