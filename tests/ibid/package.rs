//! What others build from: the package that `cargo package` makes, and the oldest Rust that it needs.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What Cargo answers about this package, without the network.
fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = Command::new(cargo).args(args).args(["--locked", "--offline"]).output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8(answer.stdout).unwrap()
}

/// The platform that this is built on: what others need is not at hand.
fn host() -> String {
    let answer = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(answer.stdout).unwrap();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// A version of Rust, to compare by; missing parts are zero.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

#[test]
fn every_dependency_builds_with_the_oldest_rust_that_is_promised() {
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let host = host();
    let metadata = cargo(&["metadata", "--format-version", "1", "--filter-platform", &host]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let needs_later = |package: &&Value| {
        package["rust_version"].as_str().is_some_and(|needed| version(needed) > promised)
    };
    let later: Vec<String> = packages
        .iter()
        .filter(needs_later)
        .map(|package| format!("{} needs {}", package["name"], package["rust_version"]))
        .collect();
    assert!(packages.len() > 50, "{} packages are not all", packages.len());
    assert!(later.is_empty(), "{later:#?}");
}

#[test]
fn the_documents_name_the_oldest_rust_that_is_promised() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let sentence = format!("[Rust](https://rustup.rs) {} or later", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme.contains(&sentence), "README.md does not say: {sentence}");
}

/// The files of the package, as `cargo package` lists them.
fn packaged() -> Vec<String> {
    let list = cargo(&["package", "--list", "--allow-dirty"]);
    list.lines().map(|line| line.replace('\\', "/")).collect()
}

/// The files that a source file takes in as they are, from the root of the package.
fn taken_in(source: &str) -> Vec<String> {
    let text = std::fs::read_to_string(source).unwrap();
    let room = Path::new(source).parent().unwrap();
    let paths = text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next());
    paths.map(|path| from_root(room, path)).collect()
}

/// A path that is told from a room, without its `..`.
fn from_root(room: &Path, path: &str) -> String {
    let mut parts: Vec<&str> = room.iter().filter_map(|part| part.to_str()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn the_package_has_every_file_that_the_program_takes_in() {
    let files = packaged();
    let is_rust = |file: &str| Path::new(file).extension().is_some_and(|end| end == "rs");
    let is_source = |file: &&String| file.starts_with("src/") && is_rust(file);
    let needed: Vec<String> =
        files.iter().filter(is_source).flat_map(|file| taken_in(file)).collect();
    assert!(needed.iter().any(|file| file == "facts.toml"), "{needed:?}");
    for file in needed {
        assert!(files.contains(&file), "{file} is not in the package");
    }
}

#[test]
fn the_package_has_what_its_readme_points_to_and_nothing_of_the_workshop() {
    let files = packaged();
    let readme = std::fs::read_to_string("README.md").unwrap();
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let local: Vec<&str> = targets.filter(|target| !target.contains("://")).collect();
    assert!(local.contains(&"docs/shell.md"), "{local:?}");
    for target in local {
        assert!(files.iter().any(|file| file == target), "{target} is not in the package");
    }
    let of_the_workshop = |file: &&String| file.starts_with(".ci/") || file.starts_with(".github");
    assert_eq!(files.iter().find(of_the_workshop), None);
}
