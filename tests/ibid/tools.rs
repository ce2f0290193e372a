//! Other people's programs, which read what we write. A test that needs one which is not installed
//! says so, past the capture of the harness: a proof that was not made must not look made.
//!
//! Each is the one that its variable names (`IBID_PANDOC`), the one that `.ci/run` got into
//! `.ci/tools`, or the one on the path.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of this name.
pub fn program(name: &str) -> Option<PathBuf> {
    first(name, programs(&[name]), |_| true)
}

/// Pandoc 3 or later, whose readers the tests are held against.
pub fn pandoc() -> Option<PathBuf> {
    let is_recent = |pandoc: &Path| major_version(pandoc).is_some_and(|major| major >= 3);
    first("pandoc", programs(&["pandoc"]), is_recent)
}

/// A browser.
pub fn chromium() -> Option<PathBuf> {
    first("chromium", programs(&["chromium", "chromium-browser", "google-chrome"]), |_| true)
}

/// A Python that has some modules.
pub fn python(modules: &str) -> Option<PathBuf> {
    let import = format!("import {modules}");
    let has_them = |python: &Path| {
        let asked = Command::new(python).args(["-c", &import]).output();
        asked.is_ok_and(|answer| answer.status.success())
    };
    let beside = std::path::absolute(".ci/tools/Scripts/python.exe").into_iter();
    let all = programs(&["python", "python3"]).chain(beside);
    first(&format!("Python with {modules}"), all, has_them)
}

/// Taplo, which checks TOML by a schema and formats it.
pub fn taplo() -> Option<PathBuf> {
    file("taplo", ".ci/tools/node_modules/.bin/taplo")
}

/// Mermaid, for browsers.
pub fn mermaid() -> Option<PathBuf> {
    file("mermaid", ".ci/tools/node_modules/mermaid/dist/mermaid.min.js")
}

/// The script of axe-core, which finds what hinders readers.
pub fn axe() -> Option<String> {
    std::fs::read_to_string(file("axe", ".ci/tools/node_modules/axe-core/axe.min.js")?).ok()
}

/// The version of a package of Debian or a system like it, if the package is installed.
pub fn debian_package(name: &str) -> Option<String> {
    let query = ["--show", "--showformat=${db:Status-Status} ${Version}", name];
    let answer = Command::new("dpkg-query").args(query).output().ok();
    let answer = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned());
    let version = answer.and_then(|answer| Some(answer.strip_prefix("installed ")?.to_owned()));
    if version.is_none() {
        writeln!(std::io::stderr(), "skipped: {name} is not installed").ok();
    }
    version
}

/// What completes for bash where it is set up for that.
#[cfg(unix)]
pub fn bash_completion() -> Option<PathBuf> {
    file("bash_completion", "/usr/share/bash-completion/bash_completion")
}

/// The path on which programs are looked for, with our own first.
pub fn path_to_ibid() -> OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_ibid")).parent().map(Path::to_owned);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap()
}

/// Where a program of one of these names may be; the first is also that of its variable.
fn programs(names: &[&str]) -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let rooms: Vec<PathBuf> = std::path::absolute(".ci/tools/bin")
        .into_iter()
        .chain(std::env::split_paths(&path))
        .collect();
    let files = names.iter().map(|name| format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let files: Vec<String> = files.collect();
    let in_rooms = rooms
        .into_iter()
        .flat_map(move |room| files.iter().map(|file| room.join(file)).collect::<Vec<_>>());
    variable(names[0]).into_iter().chain(in_rooms)
}

fn file(name: &str, place: &str) -> Option<PathBuf> {
    first(name, variable(name).into_iter().chain(std::path::absolute(place)), |_| true)
}

fn variable(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(format!("IBID_{}", name.to_uppercase()))?;
    (!value.is_empty()).then(|| value.into())
}

fn first(
    name: &str,
    mut all: impl Iterator<Item = PathBuf>,
    serves: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let found = all.find(|path| path.is_file() && serves(path));
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: {name} is not installed").ok();
    }
    found
}

fn major_version(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

/// Microsoft’s SARIF Multitool, which validates: the one that `IBID_SARIF` names, the one that
/// `.ci/run` got, or the one on the path.
pub fn sarif() -> Option<PathBuf> {
    let platform = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let name = format!("Sarif.Multitool{}", std::env::consts::EXE_SUFFIX);
    let beside = format!(".ci/tools/node_modules/@microsoft/sarif-multitool-{platform}/{name}");
    let places = [std::path::absolute(beside).ok(), Some("sarif".into())];
    let named = std::env::var_os("IBID_SARIF").map(PathBuf::from);
    let mut all = [named].into_iter().chain(places).flatten();
    let found = all.find(|program| {
        let mut command = Command::new(program);
        command.arg("version").env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        command.output().is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: the SARIF Multitool is not installed").ok();
    }
    found
}
