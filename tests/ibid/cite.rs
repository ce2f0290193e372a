//! Citations as other programs make them and take them.

use std::path::Path;
use std::process::Command;

use hayagriva::archive::ArchivedStyle;

use crate::{run, tools};

/// A base whose source prints its paragraph numbers, so that every style prints them too.
const BASE: &str = "tests/data/printed.toml";

fn cite(args: &[&str]) -> String {
    let all = [&["--facts", BASE, "cite"], args].concat();
    let ran = run(&all);
    assert_eq!(ran.stderr, "");
    ran.stdout.trim_end().to_owned()
}

/// A document with these citations as Pandoc renders it, in plain text, and its bibliography.
fn by_pandoc(pandoc: &Path, style: &str, markdown: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let [refs, csl, doc] = ["refs.json", "style.csl", "doc.md"].map(|name| dir.path().join(name));
    std::fs::write(&refs, cite(&["--to", "csl-json"])).unwrap();
    let archived = ArchivedStyle::by_name(style).unwrap();
    std::fs::write(&csl, archived.get().to_xml().unwrap()).unwrap();
    std::fs::write(&doc, markdown).unwrap();
    let output = Command::new(pandoc)
        .args(["--citeproc", "--wrap=none", "-f", "markdown", "-t", "plain"])
        .args(["--bibliography".as_ref(), refs.as_os_str(), "--csl".as_ref(), csl.as_os_str()])
        .arg(&doc)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "Pandoc warns of nothing");
    String::from_utf8(output.stdout).unwrap()
}

/// The differences between the two processors that are not ours to mend; docs/citations.md
/// explains each.
fn without_known_differences(text: &str) -> String {
    text.replace('\u{a0}', " ").replace(['_', '*'], "")
}

#[test]
fn pandoc_renders_our_csl_json_as_we_do() {
    let Some(pandoc) = tools::pandoc() else { return };
    for style in
        ["chicago-notes", "chicago-author-date", "apa", "mla", "ieee", "harvard-cite-them-right"]
    {
        for reference in ["smith-2019:3", "smith-2019:3-5", "lee-2001:12"] {
            let ours = cite(&[reference, "--style", style]);
            let theirs = cite(&[reference, "--pandoc", "-f", "markdown"]);
            let page = without_known_differences(&by_pandoc(&pandoc, style, &theirs));
            let ours = without_known_differences(&ours);
            assert!(page.contains(&ours), "{style} {reference}: {ours}\nnot in\n{page}");
        }
        for source in ["smith-2019", "lee-2001"] {
            let ours = cite(&[source, "--style", style, "--as", "bibliography"]);
            let page = by_pandoc(&pandoc, style, &format!("[@{source}]"));
            let (ours, page) = (without_known_differences(&ours), without_known_differences(&page));
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(squeezed(&page).contains(&squeezed(&ours)), "{style}: {ours}\nnot in\n{page}");
        }
    }
}

#[test]
fn pandoc_resolves_our_citations_of_the_embedded_base() {
    let Some(pandoc) = tools::pandoc() else { return };
    let dir = tempfile::tempdir().unwrap();
    let refs = dir.path().join("refs.json");
    std::fs::write(&refs, run(&["cite", "--to", "csl-json"]).stdout).unwrap();
    let ids = ["barber", "nina-death", "miller-2020:18", "miller-2020"];
    let markdown = run(&[&["cite", "--pandoc", "-f", "markdown"], &ids[..]].concat()).stdout;
    let doc = dir.path().join("doc.md");
    std::fs::write(&doc, markdown.replace('\n', "\n\n")).unwrap();
    let output = Command::new(pandoc)
        .args(["--citeproc", "--wrap=none", "-t", "plain", "--bibliography"])
        .args([&refs, &doc])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("(Leon Trotsky, reported by Natalia Sedova, quoted in Miller 2020, para. 9)"),
        "{text}"
    );
    assert!(text.contains("paras. 18–20"), "{text}");
}

#[test]
fn latex_has_its_own_escapes() {
    let quote = run(&["quote", "barber", "--block", "-f", "latex"]).stdout;
    assert_eq!(
        quote,
        "\\begin{quote}\nYou see, here’s the barber.\n\n\\hfill --- Leon Trotsky to Natalia \
         Sedova, reported by Natalia Sedova, quoted in Sam Miller, “The Trotskys Betrayed,” \
         \\emph{Left Voice}, August 20, 2020, under “Trotsky’s Murder.”\n\\end{quote}\n"
    );
}

#[test]
fn json_has_every_markup() {
    let json = run(&["cite", "barber", "-f", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let result = &json["results"][0];
    assert_eq!(result["ref"], "miller-2020:9");
    for (markup, italic) in [
        ("text", " Left Voice,"),
        ("markdown", "*Left Voice*"),
        ("html", "<i>Left Voice</i>"),
        ("latex", "\\emph{Left Voice}"),
        ("typst", "#emph[Left Voice]"),
    ] {
        assert!(result[markup].as_str().unwrap().contains(italic), "{markup}: {result}");
    }
}

/// What a language might take for its own.
const NASTY: &str =
    "# $5 & 6% of _a_ {b} \\c ~d ^e *f* `g` <h> @i [j](k) -- l... \"m\" 'n' //o - 1. + = |p|";

#[test]
fn block_quotations_are_read_as_they_were_written() {
    let Some(pandoc) = tools::pandoc() else { return };
    let base = format!(
        "format = 1\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\ntitle = 'T & U_V'\n\
         [person.p]\nname = \"P_q #1\"\nabout = \"x\"\ncite = 1\n\
         [quote.q]\ntext = {}\nspeaker = \"p\"\ncite = 1\n",
        serde_json::to_string(NASTY).unwrap()
    );
    let dir = tempfile::tempdir().unwrap();
    let facts = dir.path().join("facts.toml");
    std::fs::write(&facts, base).unwrap();
    let facts = facts.to_str().unwrap();
    for (format, reader) in
        [("markdown", "gfm"), ("html", "html"), ("latex", "latex"), ("typst", "typst")]
    {
        let block = run(&["--facts", facts, "quote", "--block", "-f", format]).stdout;
        let file = dir.path().join("block");
        std::fs::write(&file, &block).unwrap();
        let output = Command::new(&pandoc)
            .args(["--wrap=none", "-t", "plain", "-f", reader])
            .arg(&file)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).replace('\u{a0}', " ");
        assert!(output.status.success(), "{block}{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains(NASTY), "{format}: {block}\n{text}");
        // Pandoc leaves out the caption of a figure in plain text, and shows italics by marks.
        let has_names = text.contains("P_q #1") && text.replace('_', "").contains("T & UV");
        assert!(has_names || format == "html", "{format}: {block}\n{text}");
    }
}
