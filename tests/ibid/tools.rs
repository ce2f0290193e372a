//! Other people's programs, which read what we write. A test that needs one which is not installed
//! says so, past the capture of the harness: a proof that was not made must not look made.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// Pandoc 3 or later, whose readers the tests are held against: the one that `IBID_PANDOC` names,
/// the one that `.ci/run` got, or the one on the path.
pub fn pandoc() -> Option<PathBuf> {
    let beside = format!(".ci/tools/bin/pandoc{}", std::env::consts::EXE_SUFFIX);
    let places = [std::path::absolute(beside).ok(), Some("pandoc".into())];
    let named = std::env::var_os("IBID_PANDOC").map(PathBuf::from);
    let mut all = [named].into_iter().chain(places).flatten();
    let found = all.find(|pandoc| major_version(pandoc).is_some_and(|major| major >= 3));
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: pandoc is not installed").ok();
    }
    found
}

fn major_version(program: &PathBuf) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

/// Whether a program is on the path of a Unix machine; says so where it is not.
#[cfg(unix)]
pub fn on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_there = std::env::split_paths(&folders).any(|folder| folder.join(program).is_file());
    if !is_there {
        writeln!(std::io::stderr(), "skipped: {program} is not installed").ok();
    }
    is_there
}
