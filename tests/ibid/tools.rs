//! Other people's programs, which read what we write. A test that needs one which is not installed
//! says so, past the capture of the harness: a proof that was not made must not look made.

use std::io::Write;
use std::process::Command;

/// Pandoc: the one that `IBID_PANDOC` names, the one on the path, or the one that `.ci/run` got.
pub fn pandoc() -> Option<String> {
    find("pandoc", "IBID_PANDOC", &["pandoc", ".ci/tools/bin/pandoc"])
}

fn find(name: &str, variable: &str, places: &[&str]) -> Option<String> {
    let named = std::env::var(variable).ok();
    let all = named.into_iter().chain(places.iter().map(|place| (*place).to_owned()));
    let found = all.into_iter().find(|program| {
        Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success())
    });
    if found.is_none() {
        writeln!(std::io::stderr(), "skipped: {name} is not installed").ok();
    }
    found
}
