//! What the program says of itself is true: examples run, the manual is well formed, and the
//! welcome proposes what works.

use std::io::Write;
use std::process::{Command, Stdio};

use clap::CommandFactory;
use ibid::args::Cli;
use ibid::help::{commands, examples_of, man};
use ibid::{Status, World};

use crate::verify::Ferry;
use crate::{run, run_in, tools};

/// The words of a command line, as a shell takes them; where its output goes is others' business.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.split(" | ").next().unwrap().chars() {
        let word = words.last_mut().unwrap();
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None, ' ') => words.push(String::new()),
            _ => word.push(c),
        }
    }
    words.retain(|word| !word.starts_with('>'));
    words
}

#[test]
fn every_example_runs_and_prints_what_it_shows() {
    // Files that examples name are those of a base of our own.
    let ferry = Ferry::new();
    let directory = tempfile::tempdir().unwrap();
    let file = |word: &str| match word {
        "article.html" => ferry.path("first.txt").display().to_string(),
        "base.toml" => ferry.path("base.toml").display().to_string(),
        "page.html" => "tests/data/saved.html".to_owned(),
        "rome.toml" => directory.path().join(word).display().to_string(),
        "man" => directory.path().join("man").display().to_string(),
        word => word.to_owned(),
    };
    let cmd = Cli::command();
    let mut count = 0;
    let subs = commands(&cmd).into_iter().map(|(_, sub)| sub);
    for of in std::iter::once(&cmd).chain(subs) {
        for example in examples_of(of) {
            let words = words(&example.line);
            assert_eq!(words[0], "ibid", "{}", example.line);
            let after_dir = words.iter().position(|word| word == "--dir");
            let args = words.iter().enumerate().skip(1).map(|(at, word)| {
                let is_file = word != "man" || after_dir.is_some_and(|dir| at == dir + 1);
                if is_file { file(word) } else { word.clone() }
            });
            let args: Vec<String> = args.collect();
            let mut world = World::plain();
            if of.get_name() == "verify" {
                world.variables.insert("IBID_FACTS", ferry.path("base.toml").into());
            }
            let ran = run_in(world, &args.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(ran.status, Status::Found, "{}: {}", example.line, ran.stderr);
            if !example.shown.is_empty() {
                assert_eq!(ran.stdout, example.shown, "{}", example.line);
            }
            let silent = ["--quiet", "--dir", "--short", "--into"];
            let is_init = of.get_name() == "init" && args.first().is_some_and(|arg| arg == "init");
            let is_silent = args.iter().any(|arg| silent.contains(&&**arg))
                || (is_init && !args.iter().any(|arg| arg == "-"));
            assert_eq!(ran.stdout.is_empty(), is_silent, "{}", example.line);
            count += 1;
        }
    }
    assert!(count > 25, "only {count} examples were found");
}

#[test]
fn help_has_a_page_for_every_command_and_topic() {
    for name in ibid::help::names() {
        let ran = run(&["help", &name]);
        assert_eq!(ran.status, Status::Found, "{name}: {}", ran.stderr);
        assert_eq!(ran.stderr, "", "{name}");
        let page = run(&["man", &name]);
        assert!(page.stdout.starts_with(".ie "), "{name}: {}", page.stderr);
    }
    assert_eq!(run(&["help"]).stdout, run(&["--help"]).stdout);
    assert_eq!(run(&["help", "person"]).stdout, run(&["person", "--help"]).stdout);
    let dates = run(&["help", "dates"]).stdout;
    assert!((8..=13).contains(&dates.lines().count()), "{dates}");
    assert!(dates.contains("ibid dates --help"), "{dates}");
    assert!(run(&["man", "dates.7"]).stdout.contains(".TH IBID-DATES 7"));
    assert!(run(&["man", "dates"]).stdout.contains(".TH IBID-DATES 1"));
}

#[test]
fn help_is_as_wide_as_the_terminal_or_as_asked() {
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    let terminal =
        |columns| World { stdout_terminal: true, columns: Some(columns), ..World::plain() };
    let never = "--color=never";
    for args in [&["-h", never][..], &["help", "facts", never], &["dates", "-h", never]] {
        let at = |columns| widest(&run_in(terminal(columns), args).stdout);
        assert!(at(50) <= 50 && at(80) <= 80 && at(100) > 80, "{args:?}");
        assert!(at(200) <= 100, "{args:?}: no line is that long");
        let asked = run(&[args, &["--width", "60"]].concat()).stdout;
        assert!((50..=60).contains(&widest(&asked)), "{args:?}");
    }
    let coloured = |args: &[&str]| run_in(terminal(80), args).stdout.contains('\u{1b}');
    assert!(coloured(&["-h"]) && coloured(&["help", "dates"]) && coloured(&["help", "person"]));
    assert!(!coloured(&["-h", never]) && !coloured(&["help", "person", never]));
}

#[test]
fn the_welcome_of_any_base_proposes_what_it_answers() {
    let bases = [
        "",
        "tests/data/small.toml",
        "tests/data/printed.toml",
        "tests/data/web.toml",
        "tests/data/sources.toml",
    ];
    for base in bases {
        let facts: &[&str] = if base.is_empty() { &[] } else { &["--facts", base] };
        let ran = run(facts);
        assert_eq!(ran.status, Status::Found, "{base}: {}", ran.stderr);
        let lines: Vec<&str> = ran.stdout.lines().collect();
        assert!(lines.len() < 20, "{}", ran.stdout);
        let from = lines.iter().position(|line| *line == "Try").unwrap();
        let to = lines.iter().position(|line| *line == "Help").unwrap();
        let proposed = lines[from..to].iter().filter_map(|line| line.split_once("ibid "));
        let mut count = 0;
        for (_, line) in proposed {
            let args = words(line);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            assert_eq!(run(&args).status, Status::Found, "{line}");
            count += 1;
        }
        assert!(count > 0, "{}", ran.stdout);
    }
    let nothing = World { stdin: Box::new(std::io::Cursor::new("format = 1\n")), ..World::plain() };
    let empty = run_in(nothing, &["--facts", "-"]);
    assert_eq!(empty.status, Status::Found);
    assert!(empty.stdout.contains("holds: nothing yet") && !empty.stdout.contains("Try"));
}

#[test]
fn quiet_answers_by_the_status_alone() {
    for (args, status) in [
        (&["person", "nina", "-q"][..], Status::Found),
        (&["-q", "person", "nona"], Status::NotFound),
        (&["show", "nina", "xyzzy", "--quiet"], Status::NotFound),
        (&["-q"], Status::Found),
    ] {
        let ran = run(args);
        assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (status, "", ""), "{args:?}");
    }
    for args in [&["-q", "--facts", "no/such.toml", "person"][..], &["-q", "dates", "1931-13"]] {
        let ran = run(args);
        assert_eq!(ran.status, Status::Wrong);
        assert!(ran.stderr.starts_with("ibid: "), "{args:?}");
    }
}

#[test]
fn the_manual_is_free_of_lint() {
    let pages = man::pages(Cli::command()).unwrap();
    assert!(pages.len() > 15);
    let checks: [(&str, &[&str]); 2] =
        [("mandoc", &["-T", "lint", "-W", "warning"]), ("groff", &["-ww", "-man", "-Tutf8", "-z"])];
    for (name, args) in checks {
        let Some(program) = tools::program(name) else { continue };
        for page in &pages {
            let mut child = Command::new(&program)
                .args(args)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(&page.text).unwrap();
            let said = child.wait_with_output().unwrap();
            let said = [said.stdout, said.stderr].concat();
            assert_eq!(String::from_utf8_lossy(&said), "", "{name}: {}", page.file);
        }
    }
}

#[test]
fn the_manual_has_every_section_and_flag() {
    let cmd = Cli::command();
    for sub in cmd.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let page = run(&["man", sub.get_name()]).stdout.replace("\\-", "-");
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"] {
            let heading = format!("\n.SH {section}\n");
            let quoted = format!("\n.SH \"{section}\"\n");
            assert!(page.contains(&heading) || page.contains(&quoted), "{section}: {page}");
        }
        for flag in sub.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("--{flag}\\fR")), "{}: --{flag}", sub.get_name());
        }
    }
    let page = run(&["man"]).stdout.replace("\\-", "-");
    for needed in ["ENVIRONMENT", "FILES", "COMMANDS", "CLICOLOR_FORCE", "IBID_FACTS", "ibid-dates"]
    {
        assert!(page.contains(needed), "{needed}");
    }
    assert!(page.is_ascii());
}
