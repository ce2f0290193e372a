//! Completion: what is offered, by the program itself, and that each shell takes it. The shells run
//! in a terminal of their own, in which somebody presses Tab.

use std::collections::BTreeSet;
use std::process::Command as Process;

use clap::{Arg, Command, CommandFactory};
use ibid::args::Cli;
use ibid::complete::Values;
use ibid::{Status, World};

use crate::{run, run_in, tools};

/// What is offered for the last of some words, without what is told of it.
fn offered(words: &[&str]) -> Vec<String> {
    let args = ["complete", "fish", "--", "ibid"].into_iter().chain(words.iter().copied());
    let ran = run(&args.collect::<Vec<_>>());
    let value = |line: &str| line.split('\t').next().unwrap().to_owned();
    ran.stdout.lines().map(value).collect()
}

/// Every subcommand that is shown, and the root, with the words that lead to it.
fn commands() -> Vec<(Vec<String>, Command)> {
    let mut root = Cli::command();
    root.build();
    let subcommands = root.get_subcommands().filter(|one| !one.is_hide_set());
    let named = subcommands.map(|one| (vec![one.get_name().to_owned()], one.clone()));
    let mut all: Vec<_> = named.collect();
    all.push((Vec::new(), root));
    all
}

fn arguments() -> impl Iterator<Item = (String, Arg)> {
    let commands = commands().into_iter().filter(|(name, _)| name != &["help"]);
    commands.flat_map(|(name, command)| {
        let name = name.last().cloned().unwrap_or_default();
        let args: Vec<_> = command.get_arguments().cloned().collect();
        args.into_iter().map(move |arg| (name.clone(), arg))
    })
}

#[test]
fn every_subcommand_and_flag_is_offered() {
    for (words, command) in commands() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let flags: BTreeSet<String> =
            offered(&[&words[..], &["--"]].concat()).into_iter().collect();
        let visible = command.get_arguments().filter(|arg| !arg.is_hide_set());
        let known = visible.filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
        assert_eq!(flags, known.collect(), "{words:?}");
    }
    let root = Cli::command();
    let visible = root.get_subcommands().filter(|one| !one.is_hide_set());
    let known: Vec<&str> = visible.map(Command::get_name).collect();
    assert_eq!(offered(&[""]), known);
}

#[test]
fn every_argument_says_what_its_values_are() {
    for (command, arg) in arguments() {
        let is_known = !arg.get_action().takes_values()
            || !arg.get_possible_values().is_empty()
            || Values::of(&arg, &command).is_some();
        assert!(is_known, "what does `{arg}` of `ibid {command}` take? Tell Values::of()");
    }
}

#[test]
fn every_argument_with_known_values_is_offered_some() {
    for (command, arg) in arguments() {
        let has_none = Values::of(&arg, &command) == Some(Values::Free);
        let takes_values = arg.get_action().takes_values();
        let Some(flag) = arg.get_long().filter(|_| takes_values) else { continue };
        let flag = format!("--{flag}");
        let words = [command.as_str(), &flag, ""];
        let words = if command.is_empty() { &words[1..] } else { &words };
        assert_eq!(offered(words).is_empty(), has_none, "{words:?}");
    }
}

#[test]
fn nothing_that_is_typed_ends_the_program() {
    let pieces = [
        "", "-", "--", "=", "--by=", "--facts", "--facts=", "-f", "-fx", "-k=", "é", "person",
        "complete", "help", "..", "~/", "'", "\"", "\\", "-1",
    ];
    for first in pieces {
        for second in pieces {
            for third in ["", "-", "--", "--by=é", "'", "\\", "-k=d"] {
                let line = format!("ibid {first} {second} {third}");
                run(&["complete", "bash", "--", &line]);
                run(&["complete", "powershell", "--", "ibid", first, second, third]);
            }
        }
    }
    // Nor a line without any word.
    assert_eq!(run(&["complete", "fish", "--"]).status, Status::NotFound);
    assert_eq!(run(&["complete", "bash", "--"]).status, Status::NotFound);
}

#[test]
fn the_base_of_the_line_is_asked_or_that_of_the_variable() {
    let small = ["Caesar", "a stranger"];
    assert_eq!(offered(&["--facts", "tests/data/small.toml", "person", ""]), small);
    assert_eq!(offered(&["person", "--facts=tests/data/small.toml", ""]), small);
    let mut world = World::plain();
    world.variables.insert("IBID_FACTS", "tests/data/small.toml".into());
    let ran = run_in(world, &["complete", "zsh", "--", "ibid", "person", "c"]);
    assert_eq!(ran.stdout, "caesar:A general.\n");
    let mut world = World::plain();
    world.variables.insert("HOME", "tests/data".into());
    let args = ["complete", "zsh", "--", "ibid", "person", "--facts", "~/small.toml", "c"];
    assert_eq!(run_in(world, &args).stdout, "caesar:A general.\n");
}

#[test]
fn a_base_that_cannot_be_read_offers_nothing_and_one_from_standard_input_is_not_waited_for() {
    let ran =
        run(&["complete", "zsh", "--", "ibid", "--facts", "tests/data/broken.toml", "person", ""]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Status::Wrong, ""));
    assert!(ran.stderr.contains("unknown key"), "{}", ran.stderr);
    let ran = run(&["complete", "zsh", "--", "ibid", "--facts", "-", "person", ""]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (Status::NotFound, "", ""));
    // What needs no base is offered all the same.
    assert_eq!(
        offered(&["--facts", "tests/data/broken.toml", "event", "--kind", "tri"]),
        ["trial"]
    );
}

#[test]
fn nushell_takes_what_is_offered() {
    let Some(nushell) = tools::program("nu") else { return };
    let ask = "source completions/ibid.nu
        do $env.config.completions.external.completer [ibid person Nevel] | to json --raw | print
        do $env.config.completions.external.completer [ibid --facts tests/data/broken.toml person ''] | to json --raw | print
        ibid show --format tsv zina | print";
    let mut process = Process::new(nushell);
    process.args(["--no-config-file", "--commands", ask]).env("PATH", tools::path_to_ibid());
    let output = process.env_remove("IBID_FACTS").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let mut lines = shown.lines();
    let found: serde_json::Value = serde_json::from_str(lines.next().expect(&stderr)).unwrap();
    assert_eq!(found[0]["value"], "'Man Samoilovich Nevel’son'");
    assert!(found[0]["description"].as_str().unwrap().starts_with("Nina’s husband"));
    assert_eq!(lines.next(), Some("[]"));
    assert_eq!(stderr, "");
}

#[test]
fn powershell_takes_what_is_offered() {
    let Some(powershell) = tools::program("pwsh") else { return };
    let ask = ". ./completions/ibid.ps1
        foreach ($line in 'ibid person Nevel', 'ibid person Leon', 'ibid quote --b', 'ibid dat') {
            (TabExpansion2 $line $line.Length).CompletionMatches[0].CompletionText
        }";
    let mut process = Process::new(powershell);
    process.args(["-NoProfile", "-Command", ask]).env("PATH", tools::path_to_ibid());
    let output = process.env_remove("IBID_FACTS").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let found: Vec<&str> = shown.lines().collect();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let expected = ["'Man Samoilovich Nevel’’son'", "'Leon Trotsky'", "--by", "dates"];
    assert_eq!(found, expected, "{stderr}");
}

#[cfg(unix)]
mod at_a_terminal {
    use std::borrow::Cow;

    use crate::terminal::Terminal;
    use crate::tools;

    /// A shell, and how it is told to complete.
    struct Shell {
        program: &'static str,
        args: &'static [&'static str],
        set_up: Cow<'static, str>,
    }

    const BASH: Shell = Shell {
        program: "bash",
        args: &["--noprofile", "--norc"],
        set_up: Cow::Borrowed("PS1='ready> '; source completions/ibid.bash"),
    };
    const ZSH: Shell = Shell {
        program: "zsh",
        args: &["-f"],
        set_up: Cow::Borrowed(
            "PS1='ready> '; autoload -U compinit; compinit -u -D; source completions/_ibid",
        ),
    };
    const ZSH_BY_FOLDER: Shell = Shell {
        set_up: Cow::Borrowed(
            "PS1='ready> '; fpath=($PWD/completions $fpath); autoload -U compinit; \
                 compinit -u -D",
        ),
        ..ZSH
    };
    const FISH: Shell = Shell {
        program: "fish",
        args: &["--no-config"],
        set_up: Cow::Borrowed(
            "function fish_prompt; echo 'ready> '; end; source completions/ibid.fish",
        ),
    };
    const ELVISH: Shell = Shell {
        program: "elvish",
        args: &["-norc"],
        set_up: Cow::Borrowed(
            "set edit:prompt = { put 'ready> ' }; set edit:rprompt = { }; \
                 eval (slurp < completions/ibid.elv)",
        ),
    };

    impl Shell {
        /// The shell, ready for a line; `None` where it is not installed.
        fn open(&self) -> Option<Terminal> {
            let terminal = Terminal::open(&tools::program(self.program)?, self.args);
            terminal.types(&format!("{}\r", self.set_up));
            terminal.types("clear\r");
            terminal.shows("\nready>");
            Some(terminal)
        }

        /// Types lines, each in a shell of its own, and waits for what is shown then.
        fn shows(&self, cases: &[(&str, &str)]) {
            for (keys, text) in cases {
                let Some(terminal) = self.open() else { return };
                terminal.types(keys);
                terminal.shows(text);
            }
        }

        /// Of a broken base nothing is offered, and nothing is said.
        fn is_silent_on_what_is_broken(&self) {
            let Some(terminal) = self.open() else { return };
            let line = "ibid --facts tests/data/broken.toml person ";
            terminal.types(&format!("{line}\tXyz"));
            terminal.shows(&format!("\nready> {line}Xyz"));
            let screen = terminal.screen();
            assert!(screen.trim_end().ends_with("person Xyz"), "{screen}");
        }
    }

    /// Lines that are the same in every shell, a Tab within them, and how the answer of the program
    /// begins: it does only where the shell put the right words in the right quotation marks.
    const LINES: [(&str, &str); 10] = [
        ("ibid per\t zina -f tsv\r", "\nzina "),
        ("ibid person zina --forma\t tsv\r", "\nzina "),
        ("ibid person Leon\t -f tsv\r", "\ntrotsky "),
        ("ibid person 'Leon T\t -f tsv\r", "\ntrotsky "),
        ("ibid person \"Leon T\t -f tsv\r", "\ntrotsky "),
        ("ibid person Zina’s\t -f tsv\r", "\nzina-doctor "),
        ("ibid event --kind birth --person=Nin\t -f tsv\r", "\nnina-birth "),
        ("ibid show nina-dea\t -f tsv\r", "\nevent   nina-death "),
        ("ibid --facts tests/data/small.toml person 'a s\t -f tsv\r", "\nstranger "),
        ("ibid --facts tests/data/names.toml person O\t -f tsv\r", "\nneill "),
    ];

    #[test]
    fn bash_takes_what_is_offered() {
        BASH.shows(&LINES);
        BASH.shows(&[
            ("ibid --facts tests/data/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid --facts tes\tdata/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid person etie\t-f tsv\r", "\nmark-zborowski "),
            ("ibid person Nevel\t\t", "\nMan Samoilovich Nevel’son  Nina’s husband"),
            ("ibid person Nevel\t\t", "\nready> ibid person Nevel\n\n"),
            ("ibid cite miller-2020:2\t\t", "\nmiller-2020:23  paragraph 23, under “Sergei”"),
            ("ibid cite miller-2020:1\t8\r", "under “Nina.”\nready>"),
            ("X=1 ibid person Leon\t-f tsv\r", "\ntrotsky "),
        ]);
        BASH.is_silent_on_what_is_broken();
    }

    #[test]
    fn bash_takes_what_is_offered_beside_the_completions_of_others() {
        let Some(others) = tools::bash_completion() else { return };
        let others = others.display();
        let set_up = format!("PS1='ready> '; source {others}; source completions/ibid.bash");
        Shell { set_up: set_up.into(), ..BASH }.shows(&LINES);
    }

    #[test]
    fn zsh_takes_what_is_offered() {
        ZSH.shows(&LINES);
        ZSH.shows(&[
            ("ibid --facts tests/data/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid --facts tes\tdata/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid person etie\t-f tsv\r", "\nmark-zborowski "),
            ("ibid person Nevel\t", "\nLev Manovich Nevel’son     -- Son of Nina and Man"),
            ("ibid cite miller-2020:2\t", "\nmiller-2020:23  -- paragraph 23, under “Sergei”"),
        ]);
        ZSH.is_silent_on_what_is_broken();
        ZSH_BY_FOLDER.shows(&LINES[..3]);
    }

    #[test]
    fn fish_takes_what_is_offered() {
        FISH.shows(&LINES);
        FISH.shows(&[
            ("ibid --facts tests/data/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid --facts tes\tdata/sma\tperson -f tsv\r", "\ncaesar "),
            ("ibid person etie\t-f tsv\r", "\nmark-zborowski "),
            ("ibid person Nevel\t", "(Son of Nina and Man Nevel’son, born in 1921; fate unknown.)"),
            ("ibid cite miller-2020:2\t", "(paragraph 23, under “Sergei”)"),
        ]);
        FISH.is_silent_on_what_is_broken();
    }

    #[test]
    fn elvish_takes_what_is_offered() {
        ELVISH.shows(&[
            ("ibid perso\t", "\nready> ibid person"),
            ("ibid quote --abou\t", "\nready> ibid quote --about"),
            ("ibid person Leon\t", "\nready> ibid person 'Leon Trotsky'"),
            ("ibid person Zina’s\t", "\nready> ibid person 'Zina’s doctor'"),
            ("ibid show nina-dea\t", "\nready> ibid show nina-death"),
            ("ibid person Lev\t", "Lev L’vovich Sedov (Son of Lev Sedov and Anna"),
            ("ibid --facts tests/data/small.toml person ca\t", "person caesar"),
        ]);
    }
}
