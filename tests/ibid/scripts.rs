//! What scripts rely on: many questions to one process, and fields by their names.

use std::io::{BufRead, BufReader, Cursor, Write};
use std::process::{Command, Stdio};

use ibid::{Status, World};
use serde_json::Value;

use crate::{Ran, run, run_in};

/// Runs the program with lines on standard input.
fn ask(lines: &str, args: &[&str]) -> Ran {
    let stdin = Box::new(Cursor::new(lines.as_bytes().to_vec()));
    run_in(World { stdin, ..World::plain() }, args)
}

// ---- many questions ----

/// Commands, and questions to them that have no answer, one, and several.
const QUESTIONS: [(&str, [&str; 4]); 8] = [
    ("person", ["nina", "lev", "nona", "sedov lev"]),
    ("event", ["ice axe", "arrested", "xyzzy", "nina death"]),
    ("quote", ["barber", "xyzzy", "the", "nurse-cut-hair"]),
    ("dates", ["1931", "2050", "193X", "1928-06-09"]),
    ("term", ["gpu", "left", "xyzzy", "berlin"]),
    ("source", ["miller-2020", "xyzzy", "betrayed", "trotskys"]),
    ("show", ["nina", "xyzzy", "gpu", "barber"]),
    ("search", ["barber", "xyzzy", "nina", "ice axe"]),
];

#[test]
fn each_line_gets_the_answer_that_it_gets_alone() {
    for (command, lines) in QUESTIONS {
        for format in ["tsv", "csv"] {
            let many = ask(&lines.join("\n"), &[command, "-", "-f", format]);
            let alone = lines.map(|line| run(&[command, line, "-f", format]));
            assert_eq!(many.status, Status::NotFound, "{command}: one of the lines has no answer");
            assert_eq!(many.stdout, alone.each_ref().map(|ran| &*ran.stdout).concat());
            assert_eq!(many.stderr, alone.each_ref().map(|ran| &*ran.stderr).concat());
        }
    }
}

#[test]
fn text_of_many_answers_has_a_line_between_them() {
    for format in ["text", "markdown", "table"] {
        let many = ask("nina\nlev\nnona\nzina\n", &["person", "-", "-f", format]).stdout;
        let alone = ["nina", "lev", "zina"].map(|who| run(&["person", who, "-f", format]).stdout);
        assert_eq!(many, alone.join("\n"), "{format}");
    }
    let many = ask("barber\nhair\n", &["quote", "-", "--block", "-f", "latex"]).stdout;
    let alone = ["barber", "hair"].map(|q| run(&["quote", q, "--block", "-f", "latex"]).stdout);
    assert_eq!(many, alone.join("\n"));
}

#[test]
fn json_says_of_each_result_which_line_it_answers() {
    for (command, lines) in QUESTIONS {
        let all = lines.join("\n");
        let json: Value =
            serde_json::from_str(&ask(&all, &[command, "-", "--json"]).stdout).unwrap();
        let mut expected = Vec::new();
        for line in lines {
            let alone = run(&[command, line, "-f", "jsonl"]).stdout;
            for result in alone.lines() {
                let mut result: Value = serde_json::from_str(result).unwrap();
                result["query"] = line.into();
                expected.push(result);
            }
        }
        assert_eq!(json["results"], Value::Array(expected), "{command}");
        if command != "source" {
            assert_eq!(json["sources"].as_array().unwrap().len(), 1, "each source once");
        }
        let of_lines = ask(&all, &[command, "-", "-f", "jsonl"]).stdout;
        let of_lines: Vec<Value> =
            of_lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(json["results"], Value::Array(of_lines), "{command}");
    }
}

#[test]
fn in_a_pipe_one_match_and_several_are_rows_alike() {
    let rows = ask("nina\nlev\n", &["person", "-"]).stdout;
    assert!(rows.lines().count() > 2);
    assert!(rows.lines().all(|row| row.split('\t').count() == 12), "{rows}");
    let terminal = World {
        stdin: Box::new(Cursor::new(b"nina\n")),
        stdout_terminal: true,
        columns: Some(80),
        ..World::plain()
    };
    let card = run_in(terminal, &["person", "-", "--color", "never"]).stdout;
    assert!(card.starts_with("Nina (person nina)"), "{card}");
}

#[test]
fn the_names_of_the_columns_come_once_and_the_limit_is_each_questions() {
    let rows = ask("lev\nlev\n", &["person", "-", "--header", "--limit", "2"]).stdout;
    let ids: Vec<&str> = rows.lines().map(|row| row.split('\t').next().unwrap()).collect();
    assert_eq!(ids, ["id", "trotsky", "lev-sedov", "trotsky", "lev-sedov"]);
}

#[test]
fn lines_are_taken_as_editors_and_other_systems_write_them() {
    let plain = ask("nina\nzina\n", &["person", "-"]).stdout;
    for lines in ["\u{feff}nina\r\n\r\n  \t\nzina", "\n\n nina \nzina\n\n"] {
        assert_eq!(ask(lines, &["person", "-"]).stdout, plain, "{lines:?}");
    }
    let tab = ask("nina\tdeath\n", &["search", "-", "--fields", "query,id", "--limit", "1"]);
    assert_eq!(tab.stdout, "nina\\tdeath\tnina-death\n");
    let none = ask("\n", &["person", "-", "--json"]);
    assert_eq!((none.status, &*none.stdout, &*none.stderr), (Status::Found, "", ""));
}

#[test]
fn a_line_that_is_no_text_is_named() {
    let stdin = Box::new(Cursor::new(b"nina\nLe\xf3n\nzina\n".to_vec()));
    let ran = run_in(World { stdin, ..World::plain() }, &["person", "-"]);
    assert_eq!(ran.status, Status::Wrong);
    assert_eq!(ran.stdout.lines().count(), 1, "what came before is answered");
    assert!(ran.stderr.contains("line 2 of standard input"), "{}", ran.stderr);
}

#[test]
fn a_line_that_is_no_date_is_told_and_the_others_answered() {
    let ran = ask("1931\n5 March 1931\n2050\n1933\n", &["dates", "-", "--limit", "1"]);
    assert_eq!(ran.status, Status::Wrong);
    assert_eq!(ran.stdout.lines().count(), 2);
    assert!(ran.stderr.contains("\"5 March 1931\" is not an EDTF date"), "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing here falls within 2050"), "{}", ran.stderr);
}

#[test]
fn several_ids_on_a_line_are_several_records() {
    let ran = ask("nina zina\nbarber\n", &["show", "-", "--fields", "query,id"]);
    assert_eq!(ran.stdout, "nina zina\tnina\nnina zina\tzina\nbarber\tbarber\n");
}

#[test]
fn standard_input_is_not_read_for_two_things() {
    let variable = || {
        let mut world = World::plain();
        world.variables.insert("IBID_FACTS", "-".into());
        world
    };
    for command in ["person", "show", "cite"] {
        let flag = run(&[command, "-", "--facts", "-"]);
        for ran in [flag, run_in(variable(), &[command, "-"])] {
            assert_eq!(ran.status, Status::Wrong);
            let told = "ibid: standard input is either the base or the questions\n";
            assert_eq!((&*ran.stdout, &*ran.stderr), ("", told));
        }
    }
    let other = run_in(variable(), &["person", "-", "--facts", "tests/data/small.toml"]);
    assert_eq!(other.status, Status::Found, "the flag beats the variable: {}", other.stderr);
}

#[test]
fn each_line_is_cited_by_itself_and_a_bibliography_is_of_all() {
    let lines = "barber\nmiller-2020:18 miller-2020:19\nxyzzy\nnina-death\n";
    let alone = [&["barber"][..], &["miller-2020:18", "miller-2020:19"], &["nina-death"]];
    let alone = alone.map(|ids| run(&[&["cite"], ids].concat()).stdout).concat();
    let many = ask(lines, &["cite", "-"]);
    assert_eq!(many.status, Status::NotFound);
    assert_eq!(many.stdout, alone);
    assert!(many.stderr.contains("called “xyzzy”"), "{}", many.stderr);
    let json = ask(lines, &["cite", "-", "--json"]).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let texts = json["results"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap());
    assert_eq!(texts.collect::<Vec<_>>(), alone.lines().collect::<Vec<_>>());
    for args in [&["--to", "ris"][..], &["--as", "bibliography"]] {
        let many = ask("nina\nzina\n", &[&["cite", "-"], args].concat()).stdout;
        assert_eq!(many, run(&[&["cite", "nina", "zina"], args].concat()).stdout);
    }
    let page = ask("nina\nbarber\n", &["cite", "-", "-f", "annotation"]).stdout;
    assert_eq!(page, run(&["cite", "nina", "barber", "-f", "annotation"]).stdout);
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).env_remove("IBID_FACTS").env_remove("IBID_STYLE").stdin(Stdio::piped());
    command
}

#[test]
fn an_answer_is_there_before_the_next_question() {
    let mut child = command(&["person", "-"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in ["nina", "zina", "stalin"] {
        writeln!(stdin, "{id}").unwrap();
        // Would wait for ever if the answer did.
        assert!(answers.next().unwrap().unwrap().starts_with(&format!("{id}\t")));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_has_enough_ends_many_questions_quietly() {
    let mut child =
        command(&["event", "-"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    // Whether all of it is still read depends on who is faster.
    child.stdin.take().unwrap().write_all("trotsky\n".repeat(500).as_bytes()).ok();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

// ---- fields ----

const KINDS: [&str; 5] = ["person", "event", "quote", "term", "source"];

/// The names of the fields, and where each is.
fn fields(command: &str) -> Vec<(String, String)> {
    let list = run(&[command, "anything", "--fields", "list"]).stdout;
    let field = |line: &str| line.split_once('\t').map(|(a, b)| (a.to_owned(), b.to_owned()));
    list.lines().map(|line| field(line).unwrap()).collect()
}

/// What a column has of a field of JSON.
fn in_short(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().map(in_short).collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) => {
            let mut all: Vec<String> = Vec::new();
            for item in items.iter().map(in_short) {
                if !all.contains(&item) {
                    all.push(item);
                }
            }
            all.join(" ")
        }
        Value::Object(parts) => {
            match ["ref", "edtf", "id", "property"].iter().find_map(|key| parts.get(*key)) {
                Some(part) => in_short(part),
                None if parts.contains_key("date") => in_short(&value["date"]),
                None => {
                    let names =
                        ["given", "family", "literal"].iter().map(|part| in_short(&value[part]));
                    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
                }
            }
        }
        other => other.to_string(),
    }
}

#[test]
fn a_column_is_the_field_of_that_name_in_json_in_short() {
    let mut compared = 0;
    let bases = [&[][..], &["--facts", "tests/data/two"]];
    let kinds = bases.iter().flat_map(|base| KINDS.iter().map(move |kind| (base, *kind)));
    for (base, command) in kinds.filter(|(base, kind)| base.is_empty() || *kind != "quote") {
        let columns = fields(command).into_iter().filter(|(_, place)| place != "JSON alone");
        let columns: Vec<String> = columns.map(|(name, _)| name).collect();
        let rows = columns.join(",");
        let rows = [base, &[command, "--header", "-f", "csv", "--fields", &rows][..]].concat();
        let rows = run(&rows).stdout;
        let mut rows = csv::Reader::from_reader(rows.as_bytes());
        assert_eq!(rows.headers().unwrap().iter().collect::<Vec<_>>(), columns);
        let whole: Value =
            serde_json::from_str(&run(&[base, &[command, "--json"][..]].concat()).stdout).unwrap();
        for (row, whole) in rows.records().zip(whole["results"].as_array().unwrap()) {
            for (name, cell) in columns.iter().zip(row.unwrap().iter()) {
                let part = match name.split_once('-') {
                    Some(("date", part)) => whole["date"].get(part),
                    Some((life @ ("born" | "died"), "claims")) => whole[life].get("claims"),
                    Some((life @ ("born" | "died"), part)) => whole[life]["date"].get(part),
                    _ => whole.get(name),
                };
                assert_eq!(in_short(part.unwrap_or(&Value::Null)), cell, "{command} {name}");
                compared += usize::from(!cell.is_empty());
            }
        }
    }
    assert!(compared > 2_000, "{compared}");
}

#[test]
fn every_field_of_json_is_listed_and_every_listed_one_is_there() {
    for command in KINDS {
        let listed: Vec<String> = fields(command).into_iter().map(|(name, _)| name).collect();
        let whole: Value = serde_json::from_str(&run(&[command, "--json"]).stdout).unwrap();
        let whole = whole["results"][0].as_object().unwrap();
        for name in whole.keys() {
            assert!(listed.contains(name), "{command} {name}");
        }
        for name in &listed {
            let of_date = ["date-", "born-", "died-"].iter().any(|date| name.starts_with(date));
            assert!(whole.contains_key(name) || of_date || name == "query", "{command} {name}");
        }
        let all = run(&[command, "-f", "jsonl", "--fields", &listed.join(",")]).stdout;
        let first: Value = serde_json::from_str(all.lines().next().unwrap()).unwrap();
        assert_eq!(first.as_object().unwrap().keys().collect::<Vec<_>>(), Vec::from_iter(&listed));
        for name in whole.keys() {
            assert_eq!(first[name], whole[name], "{command} {name}");
        }
    }
}

#[test]
fn fields_of_all_kinds_of_records_are_those_of_each() {
    let listed: Vec<String> = fields("search").into_iter().map(|(name, _)| name).collect();
    for id in ["nina", "nina-death", "barber", "gpu", "almost-four-years", "miller-2020"] {
        let whole: Value = serde_json::from_str(&run(&["show", id, "-f", "jsonl"]).stdout).unwrap();
        for name in whole.as_object().unwrap().keys() {
            assert!(listed.contains(name), "{id} {name}");
        }
    }
}

#[test]
fn fields_come_in_the_order_that_was_asked_for_each_once() {
    for (format, expected) in [
        ("tsv", "about\tid\nTrotsky’s"),
        ("csv", "about,id\n\"Trotsky’s"),
        ("markdown", "| Who | id |\n| --- | --- |\n| Trotsky’s"),
    ] {
        let args = ["person", "zina", "-f", format, "--header", "--fields", "about, id,about"];
        let ran = run(&args);
        assert!(ran.stdout.starts_with(expected), "{}{}", ran.stdout, ran.stderr);
    }
    let table = run(&["dates", "1928", "-f", "table", "--fields", "date-max,type,id,title"]).stdout;
    let heading: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(heading, ["date-max", "type", "id", "Event"]);
    assert!(table.ends_with("August 20, 2020.\n"), "the source is named: {table}");
}

#[test]
fn a_field_that_is_not_there_is_wrong_and_the_nearest_is_named() {
    for (args, told) in [
        (&["event", "--fields", "titel"][..], "did you mean title?"),
        (&["event", "--fields", "id,"], "called “”"),
        (&["event", "--fields", "born"], "the fields are id, date, date-certainty, match, type,"),
        (&["person", "--fields", "family"], "ask for it with --json"),
        (&["person", "nona", "--fields", "nmae"], "did you mean name?"),
        (&["person", "nina", "--fields", "id", "-f", "text"], "only rows and JSON have fields"),
        (&["quote", "barber", "--fields", "id", "--block"], "only rows and JSON have fields"),
        (&["cite", "barber", "--fields", "id"], "this command has no fields"),
        (&["verify", "x", "--fields", "id"], "this command has no fields"),
    ] {
        let ran = run(args);
        assert_eq!((ran.status, &*ran.stdout), (Status::Wrong, ""), "{args:?}");
        assert!(ran.stderr.contains(told), "{args:?}: {}", ran.stderr);
    }
}
