//! What the documents show is what the program prints: the transcripts in `console` blocks are
//! cases of [`crate::cases`], in a pipe; those in `text` blocks are what a terminal of 80 columns
//! shows. `TRYCMD=overwrite cargo test` brings both up to date.

use ibid::World;

use crate::run_in;

const DOCUMENTS: [&str; 7] = [
    "README.md",
    "docs/citations.md",
    "docs/clig.md",
    "docs/fact-base.md",
    "docs/scripts.md",
    "docs/shell.md",
    "docs/teachers.md",
];

/// A document with the transcripts of its `text` blocks as they should be.
fn as_it_should_be(document: &str) -> String {
    let mut shown = String::new();
    let mut in_transcript = false;
    let mut is_text = false;
    for line in document.split_inclusive('\n') {
        if line.starts_with("```") {
            is_text = line == "```text\n";
            in_transcript = false;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| is_text) else {
            if !in_transcript {
                shown.push_str(line);
            }
            continue;
        };
        in_transcript = true;
        let world = World { stdout_terminal: true, columns: Some(80), ..World::plain() };
        let args: Vec<&str> = command.split_whitespace().skip(1).chain(["--color=never"]).collect();
        let ran = run_in(world, &args);
        shown.push_str(line);
        shown.push_str(&ran.stdout);
        shown.push_str(&ran.stderr);
    }
    shown
}

#[test]
fn terminal_transcripts_in_the_documents_are_true() {
    for name in DOCUMENTS {
        let document = std::fs::read_to_string(name).unwrap();
        let should_be = as_it_should_be(&document);
        if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
            std::fs::write(name, &should_be).unwrap();
        } else {
            snapbox::assert_data_eq!(document, snapbox::Data::text(should_be).raw());
        }
    }
}

#[test]
fn the_base_in_the_documents_is_sound() {
    let document = std::fs::read_to_string("docs/fact-base.md").unwrap();
    let toml = document.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    ibid::base::load::read("docs/fact-base.md", toml).unwrap();
}

#[test]
fn the_count_of_proofs_in_the_documents_is_that_of_the_base() {
    let doc = crate::embedded();
    let base = ibid::base::Base::new(&doc);
    let count = ibid::verify::claims::claims(&base, &doc.sources[0]).len();
    for name in ["README.md", "docs/teachers.md"] {
        let page = std::fs::read_to_string(name).unwrap();
        assert!(page.contains(&format!("{count} of {count} proved\n")), "{name}: {count}");
    }
}

#[test]
fn the_example_of_a_prefix_is_the_one_that_is_asked() {
    let document = std::fs::read_to_string("docs/fact-base.md").unwrap();
    let example = document.split("### Files that were written apart").nth(1).unwrap();
    let example = example.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let town = std::fs::read_to_string("tests/data/apart/town.toml").unwrap();
    for line in example.lines().map(|line| line.split(" #").next().unwrap().trim_end()) {
        assert!(town.lines().any(|there| there == line), "{line}");
    }
}
