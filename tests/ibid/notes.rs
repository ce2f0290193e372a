//! Lecture notes, read by the programs that make documents of them.

use std::path::Path;
use std::process::Command;

use ibid::Status;

use crate::{run, tools};

/// Topics that bring every part of a handout, and their worksheets.
const HANDOUTS: [&[&str]; 5] = [
    &["notes"],
    &["notes", "zina", "--style", "apa"],
    &["notes", "193X", "--parts", "people,chronology,questions,sources", "--key"],
    &["notes", "lev", "--blank", "dates,names,quotations"],
    &["notes", "barber", "--level", "3", "--title", "A \"title\": with [marks] #1 $2$"],
];

fn written(args: &[&str], format: &str) -> String {
    let ran = run(&[args, &["-f", format]].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (Status::Found, ""), "{args:?}");
    ran.stdout
}

/// Hands a text to Pandoc, which must warn of nothing.
fn by_pandoc(pandoc: &Path, markdown: &str, from: &str, to: &str) {
    let dir = tempfile::tempdir().unwrap();
    let [page, made] = ["page.md", &format!("made.{to}")].map(|name| dir.path().join(name));
    std::fs::write(&page, markdown).unwrap();
    let output = Command::new(pandoc)
        .args(["--fail-if-warnings", "--standalone", "--from", from])
        .arg(&page)
        .arg("--output")
        .arg(&made)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{to}");
    assert!(output.status.success() && made.metadata().unwrap().len() > 1000, "{to}");
}

#[test]
fn pandoc_makes_documents_of_notes_without_a_warning() {
    let Some(pandoc) = tools::pandoc() else { return };
    for args in HANDOUTS {
        let markdown = written(args, "markdown");
        for to in ["docx", "pptx", "tex", "typ"] {
            by_pandoc(&pandoc, &markdown, "markdown", to);
        }
    }
    by_pandoc(&pandoc, &written(&["notes", "zina"], "markdown"), "gfm", "html");
    by_pandoc(&pandoc, &written(&["notes", "zina"], "html"), "html", "docx");
}

#[test]
fn pandoc_makes_a_slide_of_each_section() {
    let Some(pandoc) = tools::pandoc() else { return };
    let markdown = written(&["notes", "zina", "--slides"], "markdown");
    by_pandoc(&pandoc, &markdown, "markdown", "pptx");
    let slides = markdown.lines().filter(|line| line.starts_with("# ")).count();
    let told = markdown.matches("::: notes").count();
    assert!(slides > 10 && told > slides / 2, "{slides} slides, {told} with notes");
}
