//! The worked example of the documents: whether it loads, and whether all that it takes from the
//! two packages it was drawn from stands there.
//!
//! The packages are read where they are installed. Another version than the one that was read may
//! have other paragraphs; then only what is taken verbatim must stand where it is cited, and the
//! test says which version it found.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

use ibid::base::schema::Document;
use ibid::base::{Base, Entry};
use ibid::names;
use ibid::verify::align::{Body, Place, Way};
use ibid::verify::claims::{self, Claim};
use ibid::verify::{find, prove};
use ibid::{Status, base::load};

use crate::facts::passages;
use crate::{run, tools};

const BASE: &str = "examples/debian/debian.toml";

/// A package whose files are sources of the example.
struct Package {
    name: &'static str,
    /// The version that was read.
    version: &'static str,
    directory: &'static str,
    /// Each source and its file.
    files: &'static [(&'static str, &'static str)],
}

const PACKAGES: [Package; 2] = [
    Package {
        name: "debian-history",
        version: "2.28",
        directory: "/usr/share/doc/debian-history/docs",
        files: &[
            ("history-intro", "intro.en.html"),
            ("history-leaders", "leaders.en.html"),
            ("history-releases", "releases.en.html"),
            ("history-detailed", "detailed.en.html"),
            ("history-manifesto", "manifesto.en.html"),
        ],
    },
    Package {
        name: "debian-faq",
        version: "11.1",
        directory: "/usr/share/doc/debian/FAQ",
        files: &[
            ("faq-definitions", "basic-defs.en.html"),
            ("faq-archives", "ftparchives.en.html"),
            ("faq-customizing", "customizing.en.html"),
            ("faq-contributing", "contributing.en.html"),
            ("faq-authors", "faqinfo.en.html"),
        ],
    },
];

fn example() -> Document {
    let text = fs::read(BASE).unwrap();
    load::read_bytes(BASE, &text).map_err(|problems| problems.to_string()).unwrap()
}

/// Says something past the capture of the harness.
fn say(text: &str) {
    writeln!(io::stderr(), "{text}").ok();
}

/// What of a package is installed.
struct Installed {
    /// Whether it is the version that was read.
    is_same: bool,
    /// Each source and its copy.
    copies: Vec<(&'static str, Vec<u8>)>,
}

/// The sources of a package as they are installed; `None` where the package is not, or without its
/// documents.
fn installed(package: &Package) -> Option<Installed> {
    let found = tools::debian_package(package.name)?;
    let Package { name, version, directory, files } = package;
    let read = |(source, file): &(&'static str, &str)| {
        fs::read(format!("{directory}/{file}")).map(|copy| (*source, copy))
    };
    let copies: io::Result<Vec<_>> = files.iter().map(read).collect();
    if let Err(error) = &copies {
        say(&format!("skipped: {name} is installed without its documents ({directory}: {error})"));
    }
    let is_same = found == *version;
    if !is_same && copies.is_ok() {
        say(&format!(
            "{name} {found} is installed, {version} was read: the fingerprints are not held, \
             only quotations, words, dates and figures"
        ));
    }
    Some(Installed { is_same, copies: copies.ok()? })
}

/// Whether a text stands in one of the passages of a copy that are cited for it.
fn stands(claim: &Claim<'_>, body: &Body) -> bool {
    let cited: Vec<_> = claim.cites.iter().filter_map(|cite| Place::of_locator(&cite.at)).collect();
    body.passages().any(|(place, text)| {
        cited.iter().any(|(from, to)| (*from..=*to).contains(&place)) && text.contains(claim.text)
    })
}

#[test]
fn every_passage_of_the_example_has_one_to_twelve_words() {
    let doc = example();
    for (what, cite) in passages(&doc) {
        let count = cite.words.as_deref().unwrap_or_default().split_whitespace().count();
        assert!((1..=12).contains(&count), "{what}: {:?} has {count} words", cite.words);
    }
}

#[test]
fn the_example_says_of_each_source_which_file_of_which_package_it_is() {
    let doc = example();
    let mut sources: BTreeSet<&str> = doc.sources.iter().map(|source| &*source.id).collect();
    for Package { name, version, directory, files } in &PACKAGES {
        for (source, file) in *files {
            let base = Base::new(&doc);
            let Some(Entry::Source(record)) = base.get(source) else { panic!("{source}") };
            let note = record.note.as_deref().unwrap_or_default();
            for said in [format!("{directory}/{file}"), format!("{name} {version}.")] {
                assert!(note.contains(&said), "{source}: “{said}” is not in “{note}”");
            }
            assert!(record.fingerprint.is_some(), "{source} has no fingerprints");
            sources.remove(source);
        }
    }
    assert!(sources.is_empty(), "of no package: {sources:?}");
}

#[test]
fn all_that_the_example_takes_stands_in_the_installed_packages() {
    let doc = example();
    let base = Base::new(&doc);
    let mut open: BTreeSet<String> = BTreeSet::new();
    let mut closed: BTreeSet<String> = BTreeSet::new();
    let all: Vec<_> = PACKAGES.iter().map(installed).collect();
    for Installed { is_same, copies } in all.iter().flatten() {
        for (id, copy) in copies {
            let Some(Entry::Source(source)) = base.get(id) else { panic!("{id}") };
            let claims = claims::claims(&base, source);
            let body = find(&base, source, &claims, copy).unwrap();
            for claim in claims.iter().filter(|claim| claim.shared) {
                let told = format!("{} “{}”", claim.id, claim.text);
                if stands(claim, &body) {
                    closed.insert(told)
                } else {
                    open.insert(told)
                };
            }
            let report = prove(&base, source, claims, id, &body);
            assert!(report.failures.is_empty(), "{id}: {:#?}", report.failures);
            assert!(report.is_proof(), "{id}: nothing is proved");
            assert_eq!(report.way, Way::Fingerprints, "{id}");
            assert!(!is_same || report.drift.is_empty(), "{id}: {:?}", report.drift);
        }
    }
    // What may rest on several sources is proved by one of them, if all of them are here.
    if all.iter().all(Option::is_some) {
        let unproved: Vec<_> = open.difference(&closed).collect();
        assert!(unproved.is_empty(), "{unproved:#?}");
    }
}

#[test]
fn names_in_the_example_are_those_of_the_packages() {
    let doc = example();
    let all: Vec<_> = PACKAGES.iter().map(installed).collect();
    if !all.iter().all(Option::is_some) {
        return;
    }
    let texts = all.iter().flatten().flat_map(|package| &package.copies);
    let whole: Vec<String> =
        texts.map(|(_, copy)| names::fold(&String::from_utf8_lossy(copy))).collect();
    for person in &doc.persons {
        for form in std::iter::once(&person.name).chain(&person.also) {
            let form = names::fold(form);
            assert!(whole.iter().any(|text| text.contains(&form)), "{}: {form}", person.id);
        }
    }
}

#[test]
fn the_example_answers_as_its_readme_says() {
    let ask = |args: &[&str]| run(&[&["--facts", BASE], args].concat());
    let dates = ask(&["dates", "1996"]);
    assert_eq!(dates.status, Status::Found, "{}", dates.stderr);
    assert!(dates.stdout.contains("Debian 1.1 “Buzz” is released"), "{}", dates.stdout);
    let readme = fs::read_to_string("examples/debian/README.md").unwrap();
    for package in &PACKAGES {
        let said = format!("{} {}", package.name, package.version);
        assert!(readme.contains(&said), "“{said}” is not in the README");
        let files = package.files.iter().map(|(source, file)| (source, package.directory, file));
        for (source, directory, file) in files {
            let command = format!("verify --source {source} {directory}/{file}");
            assert!(readme.contains(&command), "“{command}” is not in the README");
        }
    }
}

/// The blocks of the worked example in the documents, each with its language.
fn worked_example() -> Vec<(String, String)> {
    let page = fs::read_to_string("docs/fact-base.md").unwrap();
    let section = page.split("## A worked example").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let blocks = section.split("```").skip(1).step_by(2);
    let split = |block: &str| {
        let (language, text) = block.split_once('\n').unwrap();
        (language.to_owned(), text.to_owned())
    };
    blocks.map(split).collect()
}

#[test]
fn the_worked_example_is_proved_as_it_is_written() {
    if !PACKAGES.iter().map(installed).all(|package| package.is_some_and(|one| one.is_same)) {
        say("skipped: the worked example is of other versions of its packages");
        return;
    }
    let room = tempfile::tempdir().unwrap();
    let base = room.path().join("debian.toml");
    let blocks = worked_example();
    let mut proofs = 0;
    for (language, text) in &blocks {
        if language == "toml" {
            let there = fs::read_to_string(&base).unwrap();
            fs::write(&base, format!("{there}\n{text}")).unwrap();
            continue;
        }
        for line in text.lines().filter_map(|line| line.strip_prefix("ibid ")) {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ibid"));
            command.current_dir(room.path()).env("IBID_FACTS", "debian.toml");
            if line.starts_with("init") {
                command.env_remove("IBID_FACTS");
            }
            let words = line.split('#').next().unwrap().split_whitespace();
            let output = command.args(words).output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(output.status.success(), "ibid {line}: {said}");
            if line.starts_with("verify") {
                assert!(!said.contains("drift"), "ibid {line}: {said}");
                proofs += 1;
            }
        }
    }
    assert!(proofs > 2, "{blocks:?}");
}
