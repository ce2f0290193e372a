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

/// The first of some programs that starts: the one that a variable names, or one on the path.
fn program(variable: &str, names: &[&str], asked: &str) -> Option<PathBuf> {
    let wanted = std::env::var_os(variable).filter(|name| !name.is_empty()).map(PathBuf::from);
    let mut all = wanted.into_iter().chain(names.iter().map(PathBuf::from));
    let starts = |program: &PathBuf| Command::new(program).arg(asked).output().is_ok();
    let found = all.find(starts);
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: {} is not installed", names[0]).ok();
    }
    found
}

/// Graphviz's `dot`: the one that `IBID_DOT` names, or the one on the path.
pub fn dot() -> Option<PathBuf> {
    program("IBID_DOT", &["dot"], "-V")
}

/// A Chromium: the one that `IBID_CHROMIUM` names, or one on the path.
pub fn chromium() -> Option<PathBuf> {
    program("IBID_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"], "--version")
}

/// Mermaid for browsers: the file that `IBID_MERMAID` names, or the one that `.ci/run` got.
pub fn mermaid() -> Option<PathBuf> {
    let named = std::env::var_os("IBID_MERMAID").filter(|name| !name.is_empty());
    let beside = ".ci/tools/node_modules/mermaid/dist/mermaid.min.js";
    let mut all = named.map(PathBuf::from).into_iter().chain(std::path::absolute(beside).ok());
    let found = all.find(|file| file.is_file());
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: mermaid is not installed").ok();
    }
    found
}
