//! A base of one's own: begun, checked by an editor's tool, given sources, and never lost.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ibid::base::load;
use ibid::base::schema::Document;
use ibid::verify::align::fingerprint;
use ibid::{Status, World};
use tempfile::TempDir;

use crate::{run, run_in, tools};

/// A saved page.
const PAGE: &str = "tests/data/saved.html";

/// A directory with a base in it that `ibid init` made.
fn begun() -> (TempDir, PathBuf) {
    let room = TempDir::new().unwrap();
    let base = room.path().join("base.toml");
    let ran = run(&["init", &base.display().to_string()]);
    assert_eq!((ran.status, &*ran.stdout), (Status::Found, ""), "{}", ran.stderr);
    (room, base)
}

fn read(base: &Path) -> Document {
    let bytes = fs::read(base).unwrap();
    load::read_bytes("base", &bytes).unwrap()
}

/// What is in a directory.
fn names(room: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(room.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// `ibid source add` of a page into a base, under an id: of the page as it is as `berg`, under
/// other ids of one that says something else.
fn adding(base: &Path, id: &str) -> Command {
    let mut page = PathBuf::from(PAGE);
    if id != "berg" {
        page = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{id}-{}.html", std::process::id()));
        let text = fs::read_to_string(PAGE).unwrap();
        let other = format!("for eleven years, which is told of {id} as well.");
        fs::write(&page, text.replace("for eleven years.", &other)).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(["source", "add"]).arg(page).args(["--id", id, "--into"]).arg(base);
    command
}

fn succeeded(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_begun_base_answers_and_has_every_kind_of_record() {
    let (_room, base) = begun();
    let name = base.display().to_string();
    let doc = read(&base);
    assert!(doc.persons.iter().any(|person| !person.fact.is_empty()));
    assert!(!doc.sources.is_empty() && !doc.relations.is_empty() && !doc.events.is_empty());
    assert!(!doc.quotes.is_empty() && !doc.terms.is_empty() && !doc.remarks.is_empty());
    for command in ["person", "event", "quote", "dates", "term", "source", "check"] {
        let facts = ["--facts", &name, command];
        let named = [command, &name];
        let ran = run(if command == "check" { &named } else { &facts });
        assert_eq!(ran.status, Status::Found, "{command}: {}{}", ran.stdout, ran.stderr);
    }
    let example = run(&["init", "-"]);
    assert_eq!(example.stdout, fs::read_to_string(&base).unwrap());
    assert!(example.stdout.starts_with("#:schema ./facts.schema.json\n"));
}

#[test]
fn a_base_that_is_there_is_not_begun_again() {
    let (room, base) = begun();
    fs::write(&base, "mine").unwrap();
    let ran = run(&["init", &base.display().to_string()]);
    assert_eq!((ran.status, &*ran.stdout), (Status::Wrong, ""));
    assert!(ran.stderr.contains("it is there already"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&base).unwrap(), "mine");
    let ran = run(&["init", &room.path().join("no/base.toml").display().to_string()]);
    assert_eq!(ran.status, Status::Wrong);
    assert!(ran.stderr.contains("there is no directory"), "{}", ran.stderr);
    assert_eq!(names(&room), ["base.toml"]);
}

#[test]
fn the_schema_that_is_printed_is_the_file() {
    assert_eq!(run(&["schema"]).stdout, fs::read_to_string("facts.schema.json").unwrap());
}

#[test]
fn an_editor_takes_good_bases_and_refuses_bad_ones() {
    let Some(taplo) = tools::taplo() else { return };
    let schema = format!("file://{}", std::path::absolute("facts.schema.json").unwrap().display());
    let lint = |files: &[PathBuf]| {
        let output = Command::new(&taplo)
            .args(["lint", "--no-auto-config", "--schema", &schema])
            .args(files)
            .output();
        let output = output.unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (room, base) = begun();
    let data = fs::read_dir("tests/data").unwrap().map(|entry| entry.unwrap().path());
    let is_good = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "toml")
            && load::read_bytes("base", &fs::read(path).unwrap()).is_ok()
    };
    let mut good: Vec<PathBuf> = data.filter(is_good).collect();
    assert!(good.len() > 4, "{good:?}");
    good.extend(["facts.toml".into(), base.clone()]);
    let good: Vec<PathBuf> =
        good.into_iter().map(|path| std::path::absolute(path).unwrap()).collect();
    let (takes, said) = lint(&good);
    assert!(takes, "{said}");

    let text = fs::read_to_string(&base).unwrap();
    let slips = [
        ("speaker = ", "speeker = "),
        ("kind = \"birth\"", "kind = \"brith\""),
        ("title = \"An example\"", "title = 1"),
        ("anna = \"principal\"", "anna = \"hero\""),
        ("[person.ben]", "[person.Ben_E]"),
        ("[remark.", "[remarks."),
        ("cite = 2\n", ""),
        ("format = 1", "format = 2"),
        ("at = 3, words", "page = 3, words"),
        ("issued = \"2001-05-20\"", "issued = 2001"),
    ];
    let bad = |at: usize| room.path().join(format!("bad-{at}.toml"));
    for (at, (there, instead)) in slips.iter().enumerate() {
        assert!(text.contains(there), "{there}");
        fs::write(bad(at), text.replacen(there, instead, 1)).unwrap();
        let ours = run(&["--facts", &bad(at).display().to_string()]);
        assert_eq!(ours.status, Status::Wrong, "the schema is stricter: {instead}");
    }
    let (_, said) = lint(&(0..slips.len()).map(bad).collect::<Vec<_>>());
    for (at, (_, instead)) in slips.iter().enumerate() {
        let is_refused = said.contains(&format!("bad-{at}.toml:"));
        assert!(is_refused, "{instead}: {said}");
    }
}

#[test]
fn a_base_that_is_formatted_means_the_same() {
    let Some(taplo) = tools::taplo() else { return };
    let (_room, base) = begun();
    succeeded(&adding(&base, "berg").output().unwrap());
    let meaning = |base: &Path| serde_json::to_value(read(base)).unwrap();
    let (text, old) = (fs::read_to_string(&base).unwrap(), meaning(&base));
    let format = |options: &[&str]| {
        let options = options.iter().flat_map(|option| ["-o", option]);
        let mut command = Command::new(&taplo);
        command.args(["fmt", "--no-auto-config"]).args(options).arg(&base);
        succeeded(&command.output().unwrap());
    };
    // The options that docs/fact-base.md names leave what the program writes as it is.
    let page = fs::read_to_string("docs/fact-base.md").unwrap();
    let ini = page.split("[formatting]\n").nth(1).unwrap().split("```").next().unwrap();
    let options: Vec<String> = ini
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.replace(" = ", "=").replace('"', ""))
        .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    assert_eq!(options.len(), 3, "{options:?}");
    format(&options);
    assert_eq!(fs::read_to_string(&base).unwrap(), text);
    format(&["reorder_keys=true"]);
    assert_ne!(fs::read_to_string(&base).unwrap(), text);
    let keys = |value: &serde_json::Value| value.to_string().len();
    assert_eq!(keys(&meaning(&base)), keys(&old));
    assert_eq!(meaning(&base)["persons"], old["persons"]);
}

#[test]
fn a_source_is_made_of_a_page_and_stands_in_the_base() {
    let (room, base) = begun();
    let (name, old) = (base.display().to_string(), fs::read_to_string(&base).unwrap());
    let printed = run(&["source", "add", PAGE]);
    assert_eq!(printed.status, Status::Found, "{}", printed.stderr);
    let added = run(&["source", "add", PAGE, "--into", &name]);
    assert_eq!((added.status, &*added.stdout), (Status::Found, ""), "{}", added.stderr);
    assert!(added.stderr.contains("[source.berg-2019] written, 4 paragraphs"), "{}", added.stderr);
    let new = fs::read_to_string(&base).unwrap();
    let at = new.find(&printed.stdout).unwrap();
    let rest = [&new[..at], &new[at + printed.stdout.len()..]].concat();
    assert_eq!(rest.replacen("\n\n\n", "\n\n", 1), old.replacen("\n\n\n", "\n\n", 1));
    let again = run(&["source", "add", PAGE, "--into", &name]);
    assert_eq!(again.status, Status::Wrong);
    assert!(again.stderr.contains("`berg-2019` already"), "{}", again.stderr);
    let taken = run(&["source", "add", PAGE, "--into", &name, "--id", "anna"]);
    assert!(taken.stderr.contains("it has a person `anna` already"), "{}", taken.stderr);
    let twice = run(&["source", "add", PAGE, "--into", &name, "--id", "again"]);
    assert_eq!(twice.status, Status::Wrong);
    assert!(
        twice.stderr.contains("this text already, as the source `berg-2019`"),
        "{}",
        twice.stderr
    );
    let nowhere = room.path().join("no.toml").display().to_string();
    let missing = run(&["source", "add", PAGE, "--into", &nowhere]);
    assert_eq!(missing.status, Status::Wrong);
    assert!(missing.stderr.contains(&format!("hint: ibid init {nowhere}")), "{}", missing.stderr);
    assert_eq!(fs::read_to_string(&base).unwrap(), new);
    assert_eq!(names(&room), ["base.toml"]);
}

#[test]
fn what_was_added_proves_what_is_taken_from_it() {
    let (_room, base) = begun();
    let name = base.display().to_string();
    succeeded(&adding(&base, "berg").output().unwrap());
    let quote = "\n[quote.bridge]\ntext = \"You can’t put a bridge where the river won’t have it.\"\n\
                 speaker = \"anna\"\ncite = \"berg:3\"\n";
    fs::write(&base, fs::read_to_string(&base).unwrap() + quote).unwrap();
    let proof = run(&["--facts", &name, "verify", PAGE, "--source", "berg"]);
    assert_eq!(proof.status, Status::Found, "{}{}", proof.stdout, proof.stderr);
    let drift = proof.stdout + &proof.stderr;
    assert!(!drift.contains("changed") && !drift.contains("missing"), "{drift}");
}

/// The numbers and texts of the paragraphs of a copy, by `source text`.
fn numbered(args: &[&str]) -> Vec<(String, String)> {
    let ran = run(&[&["source", "text", "-f", "tsv"], args].concat());
    assert_eq!(ran.status, Status::Found, "{}", ran.stderr);
    let columns = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        (columns[0].to_owned(), columns[2].to_owned())
    };
    ran.stdout.lines().map(columns).collect()
}

#[test]
fn paragraphs_have_the_numbers_by_which_they_are_added_and_proved() {
    let (_room, base) = begun();
    let name = base.display().to_string();
    succeeded(&adding(&base, "berg").output().unwrap());
    let doc = read(&base);
    let prints = doc.sources.iter().find(|source| &*source.id == "berg").unwrap();
    let prints = prints.fingerprint.as_ref().unwrap();
    let of_page = numbered(&[PAGE]);
    assert_eq!(of_page.len(), prints.paragraphs.len() + 2, "standfirst and byline");
    for (number, text) in &of_page {
        let print = match &**number {
            "standfirst" => prints.standfirst.unwrap(),
            "byline" => prints.byline.unwrap(),
            number => prints.paragraphs[number.parse::<usize>().unwrap() - 1],
        };
        assert_eq!(fingerprint(text), print, "{number}");
    }
    assert_eq!(numbered(&[PAGE, "--facts", &name]), of_page);
    // What the base has otherwise is shown as the base has it.
    let text = fs::read_to_string(&base).unwrap();
    let first = format!("    \"{}\",\n", prints.paragraphs[0]);
    fs::write(&base, text.replacen(&first, "", 1).replace("section = [\n    { heading = \"The River\", from = 2, to = 3 },\n    { heading = \"The Bridge\", from = 4, to = 4 },\n]\n", "")).unwrap();
    let of_base = numbered(&[PAGE, "--facts", &name, "--at", "1"]);
    assert_eq!(of_base, [("1".to_owned(), of_page[3].1.clone())]);
    let of_page_again = numbered(&[PAGE, "--facts", &name, "--title", "The Last Ferry"]);
    assert_eq!(of_page_again, of_page);
}

#[test]
fn paragraphs_are_shown_safely_and_as_wide_as_the_terminal() {
    let room = TempDir::new().unwrap();
    let page = room.path().join("page.html");
    let long = "They crossed it once more. ".repeat(9);
    let text = format!(
        "<!doctype html><h1>On Bridges</h1><p>{long}</p><h2>Why\u{1b}[2J?</h2><p>For a \u{202e}reason of theirs.</p>"
    );
    fs::write(&page, text).unwrap();
    let world = World { stdout_terminal: true, columns: Some(50), ..World::plain() };
    let ran = run_in(world, &["source", "text", &page.display().to_string(), "--color", "never"]);
    assert_eq!(ran.status, Status::Found, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("¶1  They crossed it"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("\n    ")
            && ran.stdout.contains("\n\nWhy<U+001B>[2J?\n¶2  For a <U+202E>")
    );
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 50), "{}", ran.stdout);
}

#[test]
fn a_file_with_a_prefix_keeps_its_short_ids() {
    let (_room, base) = begun();
    let name = base.display().to_string();
    let text = fs::read_to_string(&base).unwrap();
    fs::write(&base, text.replacen("format = 1\n", "format = 1\nprefix = \"mine\"\n", 1)).unwrap();
    let add = ["source", "add", PAGE, "--id", "berg", "--into", &name];
    let added = run(&add);
    assert!(added.stderr.contains("[source.berg] written as mine.berg,"), "{}", added.stderr);
    let text = fs::read_to_string(&base).unwrap();
    assert!(text.contains("\n[source.berg]\n") && !text.contains("mine.berg"), "{text}");
    let again = run(&add);
    assert_eq!(again.status, Status::Wrong);
    assert!(again.stderr.contains("it has a source `berg` already"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&base).unwrap(), text);
    let refused = run(&["source", "add", PAGE, "--id", "mine.berg", "--into", &name]);
    assert_eq!(refused.status, Status::Wrong);

    let quote = "\n[quote.bridge]\ntext = \"You can’t put a bridge where the river won’t have it.\"\n\
                 speaker = \"anna\"\ncite = \"berg:3\"\n";
    let (before, prints) = text.split_once("\n[source.berg.fingerprint]").unwrap();
    let (_, after) = prints.split_once("]\n").unwrap();
    fs::write(&base, format!("{before}{after}{quote}")).unwrap();
    for (command, source) in [(&["verify"][..], "berg"), (&["verify", "--update"], "mine.berg")] {
        let words = [&["--facts", &name], command, &[PAGE, "--source", source]].concat();
        let proof = run(&words);
        assert_eq!(proof.status, Status::Found, "{}{}", proof.stdout, proof.stderr);
    }
    let updated = fs::read_to_string(&base).unwrap();
    assert!(updated.contains("\n[source.berg.fingerprint]\n") && !updated.contains("mine.berg"));
    assert_eq!(read(&base).sources.iter().filter(|one| one.fingerprint.is_some()).count(), 1);
}

#[test]
fn sources_are_still_looked_up() {
    assert_eq!(run(&["source", "miller-2020"]).status, Status::Found);
    assert_eq!(run(&["source", "trotskys", "betrayed"]).status, Status::Found);
    assert_eq!(run(&["source", "--", "add"]).status, Status::NotFound);
    let room = TempDir::new().unwrap();
    let base = room.path().join("base.toml").display().to_string();
    fs::write(&base, "format = 1\n[source.add]\ntitle = 'Sums'\ntype = 'book'\n").unwrap();
    let found = run(&["--facts", &base, "source", "--", "add"]);
    assert_eq!(found.status, Status::Found, "{}", found.stderr);
}

#[test]
fn a_broken_base_is_not_written() {
    let room = TempDir::new().unwrap();
    let base = room.path().join("base.toml");
    fs::copy("tests/data/broken.toml", &base).unwrap();
    let ran = run(&["source", "add", PAGE, "--into", &base.display().to_string()]);
    assert_eq!(ran.status, Status::Wrong);
    assert!(ran.stderr.contains("nmae"), "{}", ran.stderr);
    assert_eq!(fs::read(&base).unwrap(), fs::read("tests/data/broken.toml").unwrap());
}

/// So many persons has a large base.
const PERSONS: usize = 1500;

/// A base that takes a while to write.
fn large(base: &Path) {
    let mut text =
        "format = 1\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\ntitle = \"S\"\n"
            .to_owned();
    for at in 0..PERSONS {
        let about = "Somebody of whom the book says this and that. ".repeat(4);
        let _ = write!(text, "[person.p{at}]\nname = \"P {at}\"\nabout = \"{about}\"\ncite = 1\n");
    }
    fs::write(base, text).unwrap();
}

#[test]
fn who_is_killed_leaves_the_old_text_or_the_new() {
    let room = TempDir::new().unwrap();
    let base = room.path().join("base.toml");
    large(&base);
    let start = std::time::Instant::now();
    succeeded(&adding(&base, "whole").output().unwrap());
    let whole = start.elapsed();
    let mut sources = 2;
    const TIMES: u32 = 30;
    for time in 0..TIMES {
        let mut child =
            adding(&base, &format!("s{time}")).stderr(std::process::Stdio::null()).spawn().unwrap();
        // The later half of the run is where the writing is.
        std::thread::sleep(whole / 2 + whole * time / TIMES);
        child.kill().unwrap();
        child.wait().unwrap();
        let now = read(&base).sources.len();
        assert!(now == sources || now == sources + 1, "{time}: {sources} became {now}");
        sources = now;
    }
    succeeded(&adding(&base, "last").output().unwrap());
    assert_eq!(read(&base).sources.len(), sources + 1);
    assert_eq!(read(&base).persons.len(), PERSONS);
    if cfg!(unix) {
        assert_eq!(names(&room), ["base.toml"], "what the killed left is swept");
    }
}

#[test]
fn two_who_write_at_once_lose_nothing() {
    let (room, base) = begun();
    for time in 0..50 {
        let ids = [format!("a{time}"), format!("b{time}")];
        let both = ids
            .clone()
            .map(|id| adding(&base, &id).stderr(std::process::Stdio::piped()).spawn().unwrap());
        for child in both {
            let output = child.wait_with_output().unwrap();
            // Without locks one of them may have to be told to try again.
            if cfg!(unix) {
                succeeded(&output);
            }
        }
        let doc = read(&base);
        let there = |id: &String| doc.sources.iter().any(|source| *source.id == **id);
        assert!(!cfg!(unix) || ids.iter().all(there), "{time}");
    }
    assert_eq!(names(&room), ["base.toml"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;
    use std::{fs, io};

    use io::Write as _;

    use super::{PAGE, adding, begun, names, read, succeeded};

    /// Nobody's number.
    const NOBODY: u32 = 65_534;

    /// Runs the program where files may have no more than a block or two. Whoever writes more is
    /// told so, as where a disk is full, or killed.
    fn on_a_full_disk(words: &[&str], is_told: bool) -> std::process::Output {
        let trap = if is_told { "trap '' XFSZ; " } else { "" };
        let script = format!("{trap}ulimit -c 0; ulimit -f 1; exec \"$@\"");
        let program = env!("CARGO_BIN_EXE_ibid");
        Command::new("sh").args(["-c", &script, "sh", program]).args(words).output().unwrap()
    }

    #[test]
    fn a_full_disk_leaves_the_old_text() {
        let (room, base) = begun();
        let (name, old) = (base.display().to_string(), fs::read(&base).unwrap());
        assert!(old.len() > 2048);
        let add = ["source", "add", PAGE, "--into", &name];
        let told = on_a_full_disk(&add, true);
        assert_eq!(told.status.code(), Some(2));
        let said = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(said.contains("cannot write") && said.contains("base.toml"), "{said}");
        assert_eq!(names(&room), ["base.toml"], "nothing is left");
        assert_eq!(fs::read(&base).unwrap(), old);

        let killed = on_a_full_disk(&add, false);
        assert_eq!(killed.status.code(), None, "{killed:?}");
        assert_eq!(fs::read(&base).unwrap(), old);
        assert_eq!(names(&room).len(), 2, "the unfinished file");
        succeeded(&adding(&base, "berg").output().unwrap());
        assert_eq!(names(&room), ["base.toml"], "swept");

        let new = room.path().join("new.toml").display().to_string();
        assert_eq!(on_a_full_disk(&["init", &new], true).status.code(), Some(2));
        assert_eq!(names(&room), ["base.toml"], "a base is begun whole or not at all");
    }

    #[test]
    fn mode_owner_and_link_stay() {
        let (room, base) = begun();
        fs::set_permissions(&base, fs::Permissions::from_mode(0o640)).unwrap();
        let is_root = chown(&base, Some(NOBODY), Some(NOBODY)).is_ok();
        let before = fs::metadata(&base).unwrap();
        let link = room.path().join("link.toml");
        symlink("base.toml", &link).unwrap();
        succeeded(&adding(&link, "berg").output().unwrap());
        let after = fs::metadata(&base).unwrap();
        assert_eq!(after.mode(), before.mode());
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_eq!(after.uid() == NOBODY, is_root);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&base).sources.len(), 2);
    }

    #[test]
    fn what_may_not_be_written_is_told() {
        let (room, base) = begun();
        let old = fs::read(&base).unwrap();
        fs::copy(PAGE, room.path().join("page.html")).unwrap();
        let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
        let as_nobody = |words: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
            command.current_dir(room.path()).args(words);
            // To root nothing is forbidden.
            if fs::metadata(&base).unwrap().uid() == 0 {
                command.uid(NOBODY).gid(NOBODY);
            }
            command.output()
        };
        mode(room.path(), 0o555).unwrap();
        mode(&base, 0o666).unwrap();
        let add = ["source", "add", "page.html", "--into", "base.toml"];
        match as_nobody(&add) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                writeln!(io::stderr(), "skipped: nobody may run the program").ok();
                return;
            }
            ran => {
                let ran = ran.unwrap();
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert_eq!(ran.status.code(), Some(2), "{said}");
                assert!(said.contains("nothing can be written into"), "{said}");
            }
        }
        let ran = as_nobody(&["init", "new.toml"]).unwrap();
        assert_eq!(ran.status.code(), Some(2));
        mode(room.path(), 0o777).unwrap();
        mode(&base, 0o444).unwrap();
        let ran = as_nobody(&add).unwrap();
        assert_eq!(ran.status.code(), Some(2), "the directory is open, the file is not");
        assert_eq!(fs::read(&base).unwrap(), old);
        assert_eq!(names(&room), ["base.toml", "page.html"]);
    }
}
