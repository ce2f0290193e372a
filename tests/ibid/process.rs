//! What belongs to the process and its world: streams, exit status, environment, terminal.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use ibid::{Status, World};

use crate::{run, run_in};

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    for variable in ["IBID_FACTS", "IBID_STYLE", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.args(args).stdin(Stdio::null());
    command
}

fn terminal(columns: usize) -> World {
    World { stdout_terminal: true, columns: Some(columns), ..World::plain() }
}

#[test]
fn what_is_not_there_is_told_on_stderr_alone() {
    for args in [
        &["person", "nona"][..],
        &["person", "nona", "--json"],
        &["event", "--person", "nona"],
        &["event", "xyzzy"],
        &["quote", "--by", "stalin"],
        &["quote", "xyzzy"],
        &["dates", "2050"],
        &["dates", "--on", "02-29"],
        &["term", "xyzzy"],
        &["source", "xyzzy"],
        &["show", "xyzzy"],
        &["search", "xyzzy"],
    ] {
        let ran = run(args);
        assert_eq!(ran.status, Status::NotFound, "{args:?}");
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(ran.stderr.starts_with("ibid: "), "{args:?}: {}", ran.stderr);
    }
    assert!(run(&["person", "nona"]).stderr.contains("did you mean Nina or Zina?"));
    assert!(run(&["show", "nina-deth"]).stderr.contains("did you mean nina-death"));
}

#[test]
fn what_is_wrong_is_told_on_stderr_alone() {
    for args in [
        &["dates", "1931-13"][..],
        &["dates", "5 March 1931"],
        &["dates", "--on", "02-30"],
        &["event", "--kind", "deth"],
        &["event", "--during", "c. 1931"],
        &["perzon", "nina"],
        &["person", "--no-such-flag"],
        &["show"],
        &["search"],
        &["quote", "barber", "--block", "-f", "json"],
        &["quote", "barber", "--block", "-f", "tsv"],
        &["cite", "barber", "--pandoc", "-f", "json"],
        &["cite", "barber", "--pandoc", "-f", "html"],
        &["quote", "--seed", "1"],
        &["person", "--limit", "0"],
        &["person", "--json", "-f", "csv"],
        &["--facts", "no/such/file.toml", "person"],
        &["--facts", "tests/data/broken.toml", "person"],
        &["--facts", "tests", "person"],
        &["--facts", "tests/data/broken.toml"],
        &["--json"],
        &["help", "persn"],
        &["man", "persn"],
    ] {
        let ran = run(args);
        assert_eq!(ran.status, Status::Wrong, "{args:?}");
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(!ran.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn some_records_found_and_some_not_is_not_found_and_shows_the_found() {
    let ran = run(&["show", "nina", "xyzzy", "gpu", "-f", "tsv"]);
    assert_eq!(ran.status, Status::NotFound);
    assert_eq!(ran.stdout.lines().count(), 2);
    assert!(ran.stderr.contains("no record has the id “xyzzy”"));
}

#[test]
fn a_base_is_read_from_a_file_a_variable_or_standard_input() {
    let file = "tests/data/small.toml";
    let named = run(&["--facts", file, "person", "-f", "tsv"]);
    assert_eq!(named.status, Status::Found, "{}", named.stderr);
    let variable = |name: &str| {
        let mut world = World::plain();
        world.variables.insert("IBID_FACTS", name.into());
        world
    };
    assert_eq!(run_in(variable(file), &["person", "-f", "tsv"]).stdout, named.stdout);
    let over = run_in(variable("no/such.toml"), &["person", "-f", "tsv", "--facts", file]);
    assert_eq!(over.stdout, named.stdout, "the flag beats the variable");
    let empty = run_in(variable(""), &["person", "nina"]);
    assert_eq!(empty.status, Status::Found, "an empty variable is none");
    let stdin =
        || World { stdin: Box::new(Cursor::new(std::fs::read(file).unwrap())), ..World::plain() };
    assert_eq!(run_in(stdin(), &["person", "-f", "tsv", "--facts", "-"]).stdout, named.stdout);
    let nothing = run(&["person", "--facts", "-"]);
    assert_eq!(nothing.status, Status::Wrong);
    assert!(nothing.stderr.contains("<stdin>:1:1"), "{}", nothing.stderr);
}

#[test]
fn colour_is_decided_by_the_flag_then_the_variable_then_the_terminal() {
    let coloured = |world, args: &[&str]| run_in(world, args).stdout.contains('\u{1b}');
    let with = |name: &'static str, value: &str| {
        let mut world = terminal(80);
        world.variables.insert(name, value.into());
        world
    };
    for args in [&["person", "nina"][..], &["dates", "1931"]] {
        assert!(coloured(terminal(80), args));
        assert!(!coloured(World::plain(), args));
        assert!(!coloured(with("NO_COLOR", "1"), args));
        assert!(coloured(with("NO_COLOR", ""), args), "empty counts as unset");
        assert!(!coloured(with("TERM", "dumb"), args));
    }
    assert!(coloured(with("NO_COLOR", "1"), &["person", "nina", "--color", "always"]));
    assert!(!coloured(terminal(80), &["person", "nina", "--color", "never"]));
}

#[test]
fn what_is_told_is_coloured_as_its_own_stream_is() {
    let stderr = || World { stderr_terminal: true, ..World::plain() };
    for args in [&["person", "nona"][..], &["perzon"], &["dates", "1931-13"], &["--facts", "none"]]
    {
        let told = run_in(stderr(), args).stderr;
        assert!(told.contains("\u{1b}[") && told.contains("ibid:"), "{args:?}: {told}");
        for plain in [run(args), run_in(terminal(80), args)] {
            assert!(!plain.stderr.contains('\u{1b}'), "{args:?}");
        }
        let never = run_in(stderr(), &[args, &["--color=never"]].concat());
        assert_eq!(never.stderr, run(args).stderr, "{args:?}");
    }
}

#[test]
fn a_terminal_gets_a_table_and_a_pipe_gets_lines() {
    let table = run_in(terminal(80), &["dates", "1928", "--color", "never"]).stdout;
    assert!(table.contains('─') && table.contains("¶18") && table.contains("Sam Miller"));
    let blocks = run_in(terminal(50), &["dates", "1928", "--color", "never"]).stdout;
    assert!(!blocks.contains('─') && blocks.contains("¶18"));
    let rows = run(&["dates", "1928"]).stdout;
    assert!(rows.lines().all(|line| line.split('\t').count() == 12));
    assert!(rows.contains("\tmiller-2020:18"));
    let wide = run_in(terminal(200), &["person", "nina", "--color", "never"]).stdout;
    let narrow = run_in(terminal(40), &["person", "nina", "--color", "never"]).stdout;
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&wide), words(&narrow), "the width changes no word");
}

#[test]
fn the_same_question_gets_the_same_answer() {
    for args in
        [&["event", "--json"][..], &["search", "trotsky"], &["quote", "--random", "--seed", "7"]]
    {
        assert_eq!(run(args).stdout, run(args).stdout);
    }
}

#[test]
fn limit_cuts_after_sorting() {
    let all = run(&["dates"]).stdout;
    let three = run(&["dates", "--limit", "3"]).stdout;
    assert_eq!(three.lines().collect::<Vec<_>>(), all.lines().take(3).collect::<Vec<_>>());
}

#[test]
fn today_asks_for_the_day_of_the_year() {
    let mut world = World::plain();
    world.today = Some(ibid::date::MonthDay::parse("06-09").unwrap());
    let today = run_in(world, &["dates", "--today"]);
    assert_eq!(today.stdout, run(&["dates", "--on", "06-09"]).stdout);
    assert!(today.stdout.contains("nina-death"));
}

#[test]
fn a_reader_that_leaves_early_is_no_mistake() {
    let mut child = command(&["event", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_wrong() {
    for args in ["person nina", "event --json", "--help", "--version"] {
        let args: Vec<&str> = args.split(' ').collect();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = command(&args).stdout(full).output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{args:?}");
        let stderr = String::from_utf8_lossy(&ended.stderr);
        assert!(stderr.starts_with("ibid: cannot write the answer: "), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_stdout_is_noticed_and_dev_null_is_not_one() {
    let shell = |redirect: &str| {
        let line = format!("exec \"$0\" person nina {redirect}");
        let mut sh = Command::new("sh");
        sh.args(["-c", &line, env!("CARGO_BIN_EXE_ibid")]).env_remove("IBID_FACTS");
        sh.output().unwrap()
    };
    let closed = shell(">&-");
    assert_eq!(closed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&closed.stderr).contains("cannot write the answer"));
    for open in [">/dev/null", "<>/dev/null 1>&0", "2>&- >/dev/null", "<&- >/dev/null"] {
        assert_eq!(shell(open).status.code(), Some(0), "{open}");
    }
}

#[test]
fn a_base_in_a_pipe_is_read_to_its_end() {
    let mut child = command(&["--facts", "-", "source", "-f", "tsv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = std::fs::read("facts.toml").unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&text).unwrap();
    drop(stdin);
    let ended = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&ended.stdout).starts_with("miller-2020\t"));
}

#[test]
fn a_terminal_without_utf_8_gets_rules_and_trees_in_ascii() {
    let at = |lang: &str| {
        let variables = std::iter::once(("LANG", lang.into())).collect();
        World { stdout_terminal: true, columns: Some(80), variables, ..World::plain() }
    };
    let signs = |text: &str| text.chars().any(|c| ('\u{2500}'..='\u{25ff}').contains(&c));
    for args in [&["event", "--color", "never"][..], &["tree", "nina"], &["timeline", "nina"]] {
        let [plain, rich] = ["C", "C.UTF-8"].map(|lang| run_in(at(lang), args).stdout);
        assert!(!signs(&plain) && signs(&rich), "{args:?}: {plain}");
        let widths = |text: &str| text.lines().map(|line| line.chars().count()).collect::<Vec<_>>();
        assert_eq!(widths(&plain), widths(&rich), "{args:?}");
    }
}

#[test]
fn sources_with_an_address_are_links_where_the_terminal_follows_them() {
    let args = ["--facts", "tests/data/web.toml", "person", "-f", "table"];
    let at = |term: &str| {
        let variables = std::iter::once(("TERM", term.into())).collect();
        World { stdout_terminal: true, columns: Some(100), variables, ..World::plain() }
    };
    let linked = run_in(at("xterm-kitty"), &args).stdout;
    let start = linked.find("\u{1b}]8;;https://").expect("a link");
    let rest = &linked[start..];
    assert!(rest.contains("\u{1b}\\") && rest.contains("\u{1b}]8;;\u{1b}\\"), "{rest}");
    assert!(!run_in(at("xterm"), &args).stdout.contains("\u{1b}]8;"));
}
