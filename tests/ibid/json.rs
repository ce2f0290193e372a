//! JSON is a promise to scripts: its field names are held by a file.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::run;

/// Every path in a value, as `results[].date.edtf`.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                paths(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => {
            for item in items {
                paths(item, &format!("{path}[]"), found);
            }
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

#[test]
fn field_names_are_stable() {
    let mut found = BTreeSet::new();
    for command in ["person", "event", "quote", "term", "source"] {
        let json: Value = serde_json::from_str(&run(&[command, "--json"]).stdout).unwrap();
        assert_eq!(json["format"], 1);
        for source in json["sources"].as_array().unwrap() {
            paths(source, "sources[]", &mut found);
        }
        for result in json["results"].as_array().unwrap() {
            assert_eq!(result["kind"], command);
            paths(result, command, &mut found);
        }
    }
    for (kind, words) in [("event", &["--during", "1862"][..]), ("person", &["anna"])] {
        let two = run(&[&["--facts", "tests/data/two", kind, "--json"][..], words].concat());
        let json: Value = serde_json::from_str(&two.stdout).unwrap();
        for result in json["results"].as_array().unwrap() {
            paths(result, kind, &mut found);
        }
    }
    let remark = run(&["show", "almost-four-years", "all-children-killed", "--json"]);
    let json: Value = serde_json::from_str(&remark.stdout).unwrap();
    for result in json["results"].as_array().unwrap() {
        paths(result, "remark", &mut found);
    }
    for words in [&["tree", "trotsky", "--json"][..], &["kin", "zina", "lev-sedov", "--json"]] {
        let json: Value = serde_json::from_str(&run(words).stdout).unwrap();
        let result = &json["results"][0];
        paths(result, result["kind"].as_str().unwrap(), &mut found);
    }
    let found: Vec<String> = found.into_iter().collect();
    let held = snapbox::file!["../data/json-fields.txt"];
    snapbox::assert_data_eq!(found.join("\n") + "\n", held.raw());
}

#[test]
fn every_result_has_the_same_fields_whatever_it_lacks() {
    for command in ["person", "event", "quote", "term"] {
        let json: Value = serde_json::from_str(&run(&[command, "--json"]).stdout).unwrap();
        let keys =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        let results = json["results"].as_array().unwrap();
        assert!(results.iter().all(|result| keys(result) == keys(&results[0])), "{command}");
    }
}

#[test]
fn json_lines_are_the_results_one_by_one() {
    let json: Value = serde_json::from_str(&run(&["dates", "193X", "--json"]).stdout).unwrap();
    let lines = run(&["dates", "193X", "-f", "jsonl"]).stdout;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json["results"].as_array().unwrap(), &lines);
    assert!(lines.iter().any(|line| line["match"] == "possible"));
}

#[test]
fn a_citation_in_json_leads_to_its_paragraph() {
    let json: Value = serde_json::from_str(&run(&["show", "nina-death", "--json"]).stdout).unwrap();
    let event = &json["results"][0];
    assert_eq!(event["date"]["edtf"], "1928-06-09");
    assert_eq!(event["date"]["min"], "1928-06-09");
    assert_eq!(event["date"]["words"], "June 9, 1928");
    let cite = &event["cite"][0];
    assert_eq!(cite["source"], "miller-2020");
    assert_eq!(cite["paragraph"], 18);
    assert_eq!(cite["label"], "¶18");
    assert_eq!(cite["ref"], "miller-2020:18");
    assert_eq!(json["sources"][0]["id"], "miller-2020");
}
