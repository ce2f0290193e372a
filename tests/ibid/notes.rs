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
    by_pandoc(
        &pandoc,
        &written(&["notes", "zina", "--parts", "chronology,sources"], "html"),
        "html",
        "docx",
    );
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

/// A base that says whatever a careless or hostile writer may.
const HOSTILE: &str = r##"
format = 1
title = "Rome #1: $x_1$ *and* [more] \"so\" \\ `raw` <b> @me ~ // /* = + - 1. & {{x}} ::: ``` ^[n] |"
default-source = "book"

[source.book]
type = "book"
title = "*All* #of [it] $1 \\ <i> @a_b"
author = [{ given = "A_", family = "#B*" }]
issued = "1900"

[person.one]
name = "One *two* #three [four] $5 _6_ \\"
also = ["``", "~~~", "::: x"]
about = "- said \"a\" <script>alert(1)</script> & 1. so\nand #on"
cite = 1
[[person.one.fact]]
kind = "other"
text = "= heading? // comment /* more */ https://example.org/a_b?c=#d"
cite = 2

[person.two]
name = "```"
about = "| a | b |"
cite = 1

[[relation]]
kind = "parent"
from = "one"
to = "two"
cite = 1

[event.first]
kind = "birth"
title = "+ [x] #let x = 1 $ \\ \" ' ` ^ ~ < >"
date = "1801"
people = { two = "principal", one = "father" }
cite = 1

[quote.said]
text = "#include \"x\" *b* _i_ `c` $m$ [l](u) <t> @r \\\\ ///\n\n- second"
speaker = "one"
context = "1. With [everything] #in it"
cite = 1

[term.thing]
name = "#thing"
kind = "concept"
about = "*x* \\ _y_ ::: {.z}"
cite = 1
"##;

#[test]
fn typst_compiles_notes() {
    let Some(python) = tools::python("typst") else { return };
    let dir = tempfile::tempdir().unwrap();
    let base = dir.path().join("hostile.toml");
    std::fs::write(&base, HOSTILE).unwrap();
    let hostile = ["--facts", base.to_str().unwrap(), "notes"];
    for (nth, args) in HANDOUTS.into_iter().chain([&hostile[..]]).enumerate() {
        let page = dir.path().join(format!("{nth}.typ"));
        std::fs::write(&page, written(args, "typst")).unwrap();
        let output = Command::new(&python)
            .args(["-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"])
            .arg(&page)
            .arg(page.with_extension("pdf"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(page.with_extension("pdf").metadata().unwrap().len() > 5000, "{args:?}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let dir = tempfile::tempdir().unwrap();
    let base = dir.path().join("hostile.toml");
    std::fs::write(&base, HOSTILE).unwrap();
    let hostile = ["--facts", base.to_str().unwrap(), "notes"];
    let html = written(&hostile, "html");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<b> @me"), "{html}");
    let Some(pandoc) = tools::pandoc() else { return };
    for format in ["markdown", "html"] {
        by_pandoc(&pandoc, &written(&hostile, format), format, "docx");
    }
    by_pandoc(
        &pandoc,
        &written(&[&hostile[..], &["--slides"]].concat(), "markdown"),
        "markdown",
        "pptx",
    );
}
