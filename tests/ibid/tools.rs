//! Other people's programs, which read what we write. A test that needs one which is not installed
//! says so, past the capture of the harness: a proof that was not made must not look made.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
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

/// A program of this name: the one that its variable names (`IBID_MANDOC`), or the one on the path.
pub fn program(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(format!("IBID_{}", name.to_uppercase())).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let on_path = std::env::split_paths(&path).map(|directory| directory.join(&file));
    let found = named.into_iter().chain(on_path).find(|program| program.is_file());
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: {name} is not installed").ok();
    }
    found
}

fn major_version(program: &PathBuf) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

/// A Python that has some modules: the one that `IBID_PYTHON` names, the one that `.ci/run` made,
/// or the one on the path.
pub fn python(modules: &str) -> Option<PathBuf> {
    let beside = [".ci/tools/bin/python", ".ci/tools/Scripts/python.exe"];
    let beside = beside.iter().filter_map(|place| std::path::absolute(place).ok());
    let named = std::env::var_os("IBID_PYTHON").map(PathBuf::from);
    let mut all = named.into_iter().chain(beside).chain(["python3".into(), "python".into()]);
    let import = format!("import {modules}");
    let has_them = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", &import]).output();
        asked.is_ok_and(|answer| answer.status.success())
    };
    let found = all.find(has_them);
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: Python has no {modules}").ok();
    }
    found
}

/// A Chromium: the one that `IBID_CHROMIUM` names, or one on the path.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("IBID_CHROMIUM").filter(|program| !program.is_empty());
    let on_path = || {
        let paths = std::env::var_os("PATH")?;
        let rooms: Vec<PathBuf> = std::env::split_paths(&paths).collect();
        let known = ["chromium", "chromium-browser", "google-chrome"];
        let mut programs =
            known.iter().flat_map(|name| rooms.iter().map(move |room| room.join(name)));
        programs.find(|program| program.is_file())
    };
    let found = named.map(PathBuf::from).or_else(on_path);
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: chromium is not installed").ok();
    }
    found
}

/// The script of axe-core, which finds what hinders readers: the one that `IBID_AXE` names, or the
/// one that `.ci/run` got.
pub fn axe() -> Option<String> {
    let beside = PathBuf::from(".ci/tools/node_modules/axe-core/axe.min.js");
    let named = std::env::var_os("IBID_AXE").map(PathBuf::from);
    let mut scripts = [named, Some(beside)].into_iter().flatten();
    let found = scripts.find_map(|path| std::fs::read_to_string(path).ok());
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: axe-core is not installed").ok();
    }
    found
}

/// A shell: the one that `IBID_ZSH` and the like name, one in `.ci/tools`, or the one on the path.
pub fn shell(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(format!("IBID_{}", name.to_uppercase())).map(PathBuf::from);
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let beside = std::path::absolute(format!(".ci/tools/bin/{file}")).ok();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|room| room.join(&file));
    let mut all = named.into_iter().chain(beside).chain(on_path);
    let found = all.find(|shell| shell.is_file());
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: {name} is not installed").ok();
    }
    found
}

/// The file of bash-completion that `IBID_BASH_COMPLETION` names, or the one that is installed.
#[cfg(unix)]
pub fn bash_completion() -> Option<PathBuf> {
    let named = std::env::var_os("IBID_BASH_COMPLETION").map(PathBuf::from);
    let installed = PathBuf::from("/usr/share/bash-completion/bash_completion");
    let found = named.into_iter().chain([installed]).find(|file| file.is_file());
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: bash-completion is not installed").ok();
    }
    found
}

/// The path on which programs are looked for, with our own first.
pub fn path_to_ibid() -> OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_ibid")).parent().map(Path::to_owned);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap()
}
