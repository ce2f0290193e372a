//! `ibid verify`: what is proved, what is caught, and what becomes of the file of the base.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ibid::base::Base;
use ibid::base::schema::Document;
use ibid::verify::align::{Place, fingerprint};
use ibid::verify::{Report, claims};
use ibid::{Status, World};
use tempfile::TempDir;

use crate::article::{article, body, proof};
use crate::{Ran, embedded, run, run_in};

/// The paragraphs of a source of our own, its standfirst first.
const FERRY: [&str; 8] = [
    "How a small town lost its only way across the river.",
    "The ferry at Brück ran for forty years without a single accident worth telling.",
    "Its last captain was Anna Lind, “the quiet one,” who had learned the river from her father.",
    "On May 3, 1911, she told the council: “You can’t put a bridge where the river won’t have it.”",
    "The council built the bridge all the same, and it stood for eleven years.",
    "In the spring of 1923 the ice took it away in a night – all but two piers.",
    "Lind, by then sixty-one years old, was asked to come back.",
    "She said no.",
];

const BASE: &str = r#"# A comment at the top.
format = 1
title = "The ferry"
default-source = "lind"

[source.lind] # the only one
type = "article-magazine"
title = "The Last Ferry"
author = [{ given = "Jo", family = "Berg" }]
section = [ { heading = "The River", from = 1, to = 3 }, { heading = "The Bridge", from = 4, to = 7 } ]
note = 'kept  as it is'

# ---- persons ----
[person.anna]
name = "Anna Lind"
about = "A captain."
cite = ["standfirst", 2]

[[person.anna.fact]]
kind = "occupation"
text = "She was the last captain."
cite = [{ at = 2, words = "Its last captain was Anna Lind" }]

[event.speech]
kind = "speech"
title = "Lind warns the council"
date = { edtf = "1911-05-03", words = "On May 3, 1911" }
people = { anna = "principal" }
cite = [{ at = 3, words = "she told the council" }]

[event.ice]
kind = "other"
title = "The ice takes the bridge"
date = { edtf = "1923", words = "In the spring of 1923" }
figures = [{ kind = "count", what = "piers", value = 2, words = "two piers" }]
cause = { text = "Ice", cite = { at = 5, words = "the ice took it away" } }
cite = [{ at = 5, words = "in a night – all but two piers" }, { at = 4, words = "it stood for eleven years" }]

[quote.river]
text = "You can’t put a bridge where the river won’t have it."
speaker = "anna"
cite = 3

[quote.no]
text = "the quiet one,"
speaker = "anna"
cite = 2
"#;

/// So many texts does the base take from its source.
const CLAIMS: usize = 10;

/// A base of our own, in a directory with a copy of its source, `first.txt`.
pub struct Ferry {
    directory: TempDir,
}

impl Ferry {
    /// A directory with the base in it, with the fingerprints of its source.
    pub fn new() -> Self {
        let ferry = Self { directory: TempDir::new().unwrap() };
        ferry.put("base.toml", BASE);
        let ran = ferry.verify(&["--update", &ferry.put("first.txt", plain(&FERRY))]);
        assert_eq!(ran.status, Status::Found, "{}{}", ran.stdout, ran.stderr);
        ferry
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    fn base(&self) -> String {
        fs::read_to_string(self.path("base.toml")).unwrap()
    }

    fn verify(&self, args: &[&str]) -> Ran {
        let base = self.path("base.toml").display().to_string();
        run(&[&["verify", "--facts", &base], args].concat())
    }

    /// Proves the base by a text.
    fn by(&self, copy: impl AsRef<[u8]>) -> Ran {
        self.verify(&[&self.put("copy", copy)])
    }
}

/// The source as a browser copies it: a line for each block of the page.
fn plain(passages: &[&str]) -> String {
    let (standfirst, body) = passages.split_first().unwrap();
    let (river, bridge) = body.split_at(3);
    format!(
        "Home News About\n\nThe Last Ferry\n\n{standfirst}\n\nJo Berg\n\n4 June 1950\nShare\n\n\
         The River\n\n{}\n\nThe Bridge\n\n{}\n\nShare\n\nMost read\n\n\
         Another town loses its station, and nobody seems to mind at all.\n",
        river.join("\n\n"),
        bridge.join("\n\n")
    )
}

/// The source as a page: with everything around and between that pages have.
fn page(title: &str, standfirst: &str, byline: &str, body: &[(Option<&str>, &str)]) -> String {
    let mut page = format!(
        r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - The Paper</title>
<style>p > em {{ color: red }}</style>
<script>if (1 < 2 && "</p>") {{ document.write("<p>{standfirst}</p>") }}</script></head>
<body class="post"><!-- <p>not this</p> --><header><nav><ul><li><a href="/">Home</a><li>News</ul></nav></header>
<main><article><div><div><h1> {title}
</h1></div><h2 class="sub">{}</h2><div class="by"><a href="/jo"><span>{}</span></a></div>
<time>4 June 1950</time><div class="share"><button>Share</button><svg><path d="M0 0"/></svg></div>
<figure><img src="a.jpg" alt="An image of a river"><figcaption>The landing of the ferry in the year in which it was opened. Photo: Archive.</figcaption></figure>
<noscript><img src="b.jpg"></noscript><div class="body">"#,
        marked_up(standfirst),
        marked_up(byline),
    );
    for (at, (heading, text)) in body.iter().enumerate() {
        if let Some(heading) = heading {
            writeln!(page, "<h3 id=s{at}>{}</h3>", marked_up(heading)).unwrap();
        }
        let text = marked_up(text);
        match at % 4 {
            0 => write!(page, "<p>{text}</p>"),
            1 => write!(page, "<div><div class=x>{text}<br></div></div>"),
            2 => write!(page, "<blockquote>\n<p>{text}\n</blockquote>"),
            _ => write!(page, "{text}<br/>\n<br/>"),
        }
        .unwrap();
        if at % 3 == 1 {
            page += "<aside><h4>Related</h4><p>Another town loses its station, and nobody seems to \
                     mind at all.</p></aside><script async>var a = '<p>x</p>';</script>\n\
                     <div class=share><a>Facebook</a> <a>Twitter</a> <a>Share</a></div>";
        }
    }
    page + "</div></article></main><section><h4>Most read</h4><p>A third town, which has nothing to \
            do with this one either, is in the news.</p></section>\
            <footer><p>All rights reserved by the paper and whoever wrote for it.</p></footer>"
}

/// A text as pages have it: entities, markup within words and sentences, lines broken anywhere.
fn marked_up(text: &str) -> String {
    let mut shown = String::new();
    for (at, word) in text.split(' ').enumerate() {
        shown += match at {
            0 => "",
            _ if at % 5 == 0 => "\n\t ",
            _ if at % 7 == 0 => "&nbsp;",
            _ => " ",
        };
        let word = word
            .replace('&', "&amp;")
            .replace('“', "&ldquo;")
            .replace('”', "&#8221;")
            .replace('’', "&#x2019;")
            .replace('é', "&eacute;");
        match at % 9 {
            3 => write!(shown, "<em>{word}</em>"),
            6 => write!(shown, "<a href=\"https://example.org/?a=1&b=2\">{word}</a>"),
            8 => write!(shown, "<strong><i></i>{word}</strong><!-- x -->"),
            _ => write!(shown, "{word}"),
        }
        .unwrap();
    }
    shown
}

/// Our own source as a page.
fn ferry_page() -> String {
    let headings = [Some("The River"), None, None, Some("The Bridge"), None, None, None];
    let body: Vec<_> = headings.into_iter().zip(FERRY.into_iter().skip(1)).collect();
    page("The Last Ferry", FERRY[0], "Jo Berg", &body)
}

fn ends(ran: &Ran, status: Status, said: &[&str]) {
    let all = format!("{}\n{}", ran.stdout, ran.stderr);
    assert_eq!(ran.status, status, "{all}");
    for said in said {
        assert!(all.contains(said), "“{said}” is not in {all}");
    }
}

fn proved(count: usize) -> String {
    format!("{count} of {CLAIMS} proved")
}

#[test]
fn a_copy_is_proved_in_whatever_form_it_was_saved() {
    let ferry = Ferry::new();
    let text = plain(&FERRY);
    let wrapped = textwrap::fill(&text, 60);
    let spaced = text.replace("the river", "the\u{a0}\u{2003}river");
    for copy in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.trim_end().to_owned(),
        wrapped,
        spaced,
        format!("{text}\nA paragraph ends with </p>, as everybody knows.\n"),
        ferry_page(),
        format!("\u{feff}{}", ferry_page().replace('\n', "\r\n")),
    ] {
        let ran = ferry.by(&copy);
        ends(&ran, Status::Found, &[&proved(CLAIMS)]);
        assert!(!ran.stdout.contains("drift") && ran.stderr.is_empty(), "{copy}{}", ran.stdout);
    }
}

#[test]
fn a_copy_may_come_from_standard_input_and_there_may_be_several() {
    let ferry = Ferry::new();
    let (base, good) = (ferry.path("base.toml").display().to_string(), plain(&FERRY));
    let bad = ferry.put("bad.txt", good.replace("quiet", "quick"));
    let world = World { stdin: Box::new(Cursor::new(good)), ..World::plain() };
    let ran = run_in(world, &["verify", "--facts", &base, "-", &bad]);
    ends(&ran, Status::NotFound, &["<stdin>", &proved(CLAIMS), "bad.txt", &proved(CLAIMS - 1)]);
    let ran = ferry.verify(&["no/such/copy", &bad]);
    ends(&ran, Status::Wrong, &["cannot read no/such/copy", &proved(CLAIMS - 1)]);
}

#[test]
fn the_smallest_difference_is_told() {
    let ferry = Ferry::new();
    for (old, new, said) in [
        ("can’t put", "can't put", "“can’t” is “can't” in the copy (’ U+2019 is ' U+0027)"),
        ("the quiet one,", "the quiet  ore,", "(n U+006E is r U+0072)"),
        ("night – all", "night - all", "(– U+2013 is - U+002D)"),
        ("told the council", "told the whole council", "the copy adds “whole”"),
        ("stood for eleven years", "stood eleven years", "the copy lacks “for”"),
        ("Its last captain", "Its la\u{200b}st captain", "(more: <U+200B> U+200B)"),
    ] {
        let text = plain(&FERRY);
        assert!(text.contains(old));
        let copy = ferry.put("copy", text.replacen(old, new, 1));
        let base = ferry.path("base.toml").display().to_string();
        let world = World { stdout_terminal: true, columns: Some(300), ..World::plain() };
        let ran = run_in(world, &["verify", "--facts", &base, &copy, "--color", "never"]);
        ends(&ran, Status::NotFound, &["not proved: ", said, " changed"]);
    }
}

#[test]
fn an_accent_is_no_small_thing_and_what_is_not_there_is_not_guessed() {
    let ferry = Ferry::new();
    let base = ferry.base();
    let with = |words: &str| {
        ferry.put("base.toml", base.replace("Its last captain was Anna Lind", words));
        ferry.by(plain(&FERRY))
    };
    let ran = with("The ferry at Bruck ran");
    ends(&ran, Status::NotFound, &["“Bruck” is “Brück” in the copy (u U+0075 is ü U+00FC)"]);
    for words in ["Whatever zebras dream about nightly", "In 1995", "By the parliament"] {
        let ran = with(words);
        ends(&ran, Status::NotFound, &["nothing like it is in the copy"]);
    }
}

#[test]
fn words_must_stand_where_they_are_cited_and_only_there() {
    let ferry = Ferry::new();
    let base = ferry.base();
    ferry.put("base.toml", base.replace("at = 3, words", "at = 4, words"));
    ends(&ferry.by(plain(&FERRY)), Status::NotFound, &["cited ¶4", "it stands in ¶3"]);
    ferry.put("base.toml", base.replace("words = \"she told the council\"", "words = \"council\""));
    ends(&ferry.by(plain(&FERRY)), Status::NotFound, &["it stands 2 times: in ¶3, ¶4"]);
    ferry.put("base.toml", base.replace("words = \"two piers\"", "words = \"it\""));
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&proved(CLAIMS)]);
    ferry.put("base.toml", base.replace("words = \"two piers\"", "words = \"the council\""));
    ends(&ferry.by(plain(&FERRY)), Status::NotFound, &["figure of event ice", "it stands in ¶3"]);
}

#[test]
fn a_citation_of_several_paragraphs_may_run_over_their_border() {
    let ferry = Ferry::new();
    let words = "for eleven years. In the spring";
    let at = |at: &str| {
        let words = format!("at = {at}, words = \"{words}\"");
        ferry.base().replace("at = 4, words = \"it stood for eleven years\"", &words)
    };
    let (one, both) = (at("4"), at("\"4-5\""));
    ferry.put("base.toml", both);
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&proved(CLAIMS)]);
    ferry.put("base.toml", one);
    ends(&ferry.by(plain(&FERRY)), Status::NotFound, &[&proved(CLAIMS - 1)]);
}

#[test]
fn drift_is_told_and_the_numbers_stay_those_of_the_base() {
    let ferry = Ferry::new();
    let with = |change: &dyn Fn(&mut Vec<&str>)| {
        let mut passages = FERRY.to_vec();
        change(&mut passages);
        ferry.by(plain(&passages))
    };
    let all = proved(CLAIMS);
    let swapped = with(&|passages| passages.swap(6, 7));
    ends(&swapped, Status::Found, &[&all, " stands after "]);
    let removed = with(&|passages| _ = passages.remove(6));
    ends(&removed, Status::Found, &[&all, "drift: paragraph 6 is missing"]);
    let added = "Nobody in the town had thought that such a thing could happen to them.";
    let longer = with(&|passages| passages.insert(5, added));
    ends(&longer, Status::Found, &[&all, "drift: a paragraph was added after 4"]);
    let twice = with(&|passages| passages.splice(5..5, [added, added]).for_each(drop));
    ends(&twice, Status::Found, &[&all, "drift: 2 paragraphs were added after 4"]);
    let changed = with(&|passages| passages[6] = "Lind, by then sixty-two years old, was asked.");
    ends(&changed, Status::Found, &[&all, "drift: paragraph 6 changed"]);
    let other = with(&|passages| passages[0] = "A small town, a wide river, and a bad decision.");
    ends(&other, Status::Found, &[&all, "drift: standfirst changed"]);
}

#[test]
fn a_citation_without_its_paragraph_is_not_proved() {
    let ferry = Ferry::new();
    // Nothing is taken from paragraph 7, but it is cited.
    ferry.put("base.toml", ferry.base().replace("[\"standfirst\", 2]", "[\"standfirst\", 7]"));
    let ran = ferry.by(plain(&FERRY[..7]));
    ends(&ran, Status::NotFound, &[&proved(CLAIMS), "drift: paragraph 7 is missing"]);
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&proved(CLAIMS)]);
}

#[test]
fn a_copy_changed_throughout_is_still_known() {
    let ferry = Ferry::new();
    let copy = plain(&FERRY).replace(['“', '”'], "\"").replace('’', "'").replace(" the ", " ye ");
    let ran = ferry.by(copy);
    ends(&ran, Status::NotFound, &["paragraph 3 changed", "paragraph 5 changed"]);
    assert!(!ran.stdout.contains("missing"), "{}", ran.stdout);
}

#[test]
fn without_fingerprints_paragraphs_are_counted_and_that_is_said() {
    let ferry = Ferry::new();
    ferry.put("base.toml", BASE);
    let said = "the base has no fingerprints of `lind`; its paragraphs were counted from";
    for copy in [plain(&FERRY), ferry_page()] {
        let ran = ferry.by(&copy);
        ends(&ran, Status::Found, &[&proved(CLAIMS), said, "the headings"]);
        assert!(!ran.stdout.contains(said), "a note is for stderr");
    }
    let without_headings: String = BASE
        .lines()
        .filter(|line| !line.starts_with("section"))
        .fold(String::new(), |all, line| all + line + "\n");
    ferry.put("base.toml", without_headings.as_str());
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&proved(CLAIMS), said, "the title"]);
    let of_page = ferry.by(ferry_page());
    ends(&of_page, Status::Found, &[&proved(CLAIMS), said, "the title"]);
    ferry.put("base.toml", without_headings.replace("\"standfirst\", ", ""));
    let ran = ferry.by(FERRY[1..].join("\n\n"));
    ends(&ran, Status::Found, &[&proved(CLAIMS), said, "the beginning"]);
}

#[test]
fn pages_are_not_in_a_copy() {
    let ferry = Ferry::new();
    ferry.put(
        "base.toml",
        ferry.base().replace("note =", "locator = \"page\"\nnote =").replace("at = 4", "at = 99"),
    );
    // The sections of a base with pages would bound its pages.
    let without: String = ferry
        .base()
        .lines()
        .filter(|line| !line.starts_with("section"))
        .fold(String::new(), |all, line| all + line + "\n");
    ferry.put("base.toml", without);
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&proved(CLAIMS), "without the pages"]);
}

#[test]
fn what_may_rest_on_another_source_is_left_open() {
    let ferry = Ferry::new();
    let base = ferry.base() + "\n[source.other]\ntype = \"book\"\ntitle = \"Other\"\n";
    let base = base.replace("cite = [{ at = 5, words", "cite = [\"other:3\", { at = 5, words");
    ferry.put("base.toml", base.replace("\"two piers\"", "\"a pair of piers\""));
    let said = format!("{}, 1 may rest on another source (other)", proved(CLAIMS - 1));
    ends(&ferry.by(plain(&FERRY)), Status::Found, &[&said]);
    let copy = ferry.put("copy", plain(&FERRY));
    let ran = ferry.verify(&[&copy, "--source", "other"]);
    ends(&ran, Status::NotFound, &["0 of 2 proved, 2 may rest on another source (lind)"]);
    ferry.put("base.toml", base.replace("\"other:3\", ", ""));
    let ran = ferry.verify(&[&copy, "--source", "other"]);
    ends(&ran, Status::NotFound, &["the base takes nothing verbatim from `other`"]);
    let ran = ferry.verify(&[&copy, "--source", "othr"]);
    ends(&ran, Status::NotFound, &["no source has the id “othr”", "did you mean other?"]);
}

/// Our base with a second source, of which a text is given.
fn with_mill(ferry: &Ferry, fingerprints: bool) -> String {
    let mill: Vec<String> = (1..=8)
        .map(|at| format!("What the miller of the place knew about the weather in year {at}."))
        .collect();
    let mut base = ferry.base()
        + "\n[source.mill]\ntype = \"book\"\ntitle = \"The Mill\"\n\n[person.ben]\nname = \"miller\"\n\
           about = \"b\"\ncite = [{ source = \"mill\", at = 2, words = \"about the weather in year 2\" }, \
           \"mill:3\"]\n";
    if fingerprints {
        let prints: Vec<String> =
            mill.iter().map(|text| format!("\"{}\"", fingerprint(text))).collect();
        let prints = format!("[source.mill.fingerprint]\nparagraphs = [{}]\n", prints.join(", "));
        base = base.replace("\n[person.ben]", &format!("{prints}\n[person.ben]"));
    }
    ferry.put("base.toml", base);
    ferry.put("mill", format!("The Mill\n\n{}\n", mill.join("\n\n")))
}

#[test]
fn each_copy_is_held_against_the_source_that_it_fits() {
    let ferry = Ferry::new();
    let lind = ferry.put("lind", plain(&FERRY));
    for fingerprints in [true, false] {
        let mill = with_mill(&ferry, fingerprints);
        let ran = ferry.verify(&[&mill, &lind]);
        let bare = "1 citation has no words: nothing to prove it by";
        let of_mill = ["copy of “The Mill” (mill)", "1 of 1 proved", bare];
        ends(&ran, Status::Found, &of_mill);
        ends(&ran, Status::Found, &["copy of “The Last Ferry” (lind)", &proved(CLAIMS)]);
        assert!(!ran.stdout.contains("drift"), "{}", ran.stdout);
        let json = ferry.verify(&[&mill, &lind, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let sources = json["copies"].as_array().unwrap().iter().map(|copy| &copy["source"]);
        assert!(sources.eq(["mill", "lind"]));
        // What is named is what is proved, whatever fits.
        let named = ferry.verify(&[&mill, &lind, "--source", "lind"]);
        ends(&named, Status::Wrong, &["nothing in it is known to be of `lind`"]);
        ferry.put("base.toml", Ferry::new().base());
    }
}

#[test]
fn another_document_is_called_so_once() {
    let ferry = Ferry::new();
    with_mill(&ferry, true);
    // One paragraph in common makes none a copy of the other.
    let notice = "What the miller of the place knew about the weather in year 8.";
    let other = format!("The Mill\n\nOf quite another mill, which stood by the sea.\n\n{notice}\n");
    let ran = ferry.verify(&[&ferry.put("copy", other), "--source", "mill"]);
    ends(&ran, Status::NotFound, &["this is another document", "6 of 8 paragraphs are missing"]);
    assert_eq!(ran.stdout.matches("drift: ").count(), 1, "{}", ran.stdout);
}

#[test]
fn what_is_no_copy_is_wrong() {
    let ferry = Ferry::new();
    for (copy, said) in [
        (&b""[..], "there is no text in it"),
        (b" \r\n\t", "there is no text in it"),
        (b"<html><script>let a = 1</script></html>", "there is no text in it"),
        (b"The Last Ferry\n\nThe ferry at Br\xfcck ran", "line 3: not text in UTF-8"),
        (b"\xff\xfeT\0h\0e\0", "text in UTF-16"),
        (b"Quite another text, which has nothing in common with it.", "nothing in it is known"),
    ] {
        let ran = ferry.by(copy);
        ends(&ran, Status::Wrong, &["copy: ", said]);
        assert_eq!(ran.stdout, "");
    }
    for args in [&["verify"][..], &["verify", "tests"], &["verify", "no/such"], &["verify", "-"]] {
        assert_eq!(run(args).status, Status::Wrong, "{args:?}");
    }
    for format in ["table", "csv", "jsonl", "markdown"] {
        let ran = ferry.verify(&["-f", format, &ferry.put("copy", plain(&FERRY))]);
        ends(&ran, Status::Wrong, &["text, tsv or json"]);
    }
    let world = World { stdin: Box::new(Cursor::new(BASE)), ..World::plain() };
    ends(&run_in(world, &["verify", "--facts", "-", "-"]), Status::Wrong, &["either"]);
}

#[test]
fn scripts_and_editors_get_their_own_form() {
    let ferry = Ferry::new();
    let copy = ferry.put("copy", plain(&FERRY).replace("in a night", "in one night"));
    let json = ferry.verify(&[&copy, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["source"], "lind");
    let report = &json["copies"][0];
    assert_eq!((&report["claims"], &report["proved"]), (&CLAIMS.into(), &(CLAIMS - 1).into()));
    let failure = &report["failures"][0];
    assert_eq!(failure["code"], "not-verbatim");
    assert_eq!((&failure["record"], &failure["id"]), (&"event".into(), &"ice".into()));
    assert_eq!(failure["differences"][0]["copy"], "one");
    assert_eq!(report["drift"][0]["message"], "paragraph 5 changed");
    let tsv = ferry.verify(&[&copy, "-f", "tsv", "--header"]).stdout;
    let rows: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() == 3 && rows.iter().all(|row| row.len() == rows[0].len()), "{tsv}");
    assert_eq!(rows[1][1..7], ["not-verbatim", "event", "ice", "words", "lind:5", "5"]);
    let short = ferry.verify(&[&copy, "--short"]);
    let base = ferry.base();
    let (name, mistake) = short.stdout.lines().next().unwrap().split_once("base.toml:").unwrap();
    assert!(ferry.path("base.toml").starts_with(name));
    let mut parts = mistake.splitn(3, ':');
    let mut number = || parts.next().unwrap().parse::<usize>().unwrap();
    let (line, column) = (number(), number());
    assert!(base.lines().nth(line - 1).unwrap()[column - 1..].starts_with("\"in a night"));
    assert!(parts.next().unwrap().starts_with(" error[not-verbatim]: "), "{mistake}");
    assert!(short.stdout.contains(": warning[changed]: "), "{}", short.stdout);
    let limited = ferry.verify(&[&copy, "--short", "--limit", "1"]);
    assert_eq!(limited.status, Status::NotFound);
}

#[test]
fn update_writes_the_fingerprints_and_nothing_else() {
    let ferry = Ferry::new();
    let base = ferry.base();
    let (before, rest) = base.split_once("[source.lind.fingerprint]\n").unwrap();
    let (prints, after) = rest.split_once("]\n\n").unwrap();
    assert_eq!(format!("{before}{after}"), BASE, "the rest is as it was");
    for text in FERRY {
        let print = format!("\"{}\"", fingerprint(text));
        assert_eq!(prints.matches(&print).count(), 1, "{text}");
    }
    let again = ferry.verify(&["--update", &ferry.put("copy", ferry_page())]);
    ends(&again, Status::Found, &["has these fingerprints already", &proved(CLAIMS)]);
    assert_eq!(ferry.base(), base);
    let changed = plain(&FERRY).replace("She said no.", "She said no, and that was that.");
    let ran = ferry.verify(&["--update", &ferry.put("copy", &changed)]);
    ends(&ran, Status::Found, &["paragraph 7 changed", "7 paragraphs, fingerprints written"]);
    assert!(!ferry.by(&changed).stdout.contains("drift"));
    assert_eq!(ferry.base().lines().count(), base.lines().count());
    let ran = ferry.verify(&["--update", &ferry.put("copy", plain(&FERRY[..7]))]);
    let said = "the last section of `lind` ends with paragraph 7, the copy with 6: mend its `to`";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn update_keeps_the_ends_of_lines() {
    let ferry = Ferry::new();
    let windows = ferry.base().replace('\n', "\r\n");
    ferry.put("base.toml", &windows);
    let ran = ferry.verify(&["--update", &ferry.put("copy", plain(&FERRY).replace("no.", "yes."))]);
    ends(&ran, Status::Found, &["fingerprints written"]);
    let now = ferry.base();
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count());
    assert_eq!(now.lines().count(), windows.lines().count());
}

#[test]
fn update_refuses_what_is_no_file_of_its_own() {
    let copy = "tests/data/small.toml";
    let ran = run(&["verify", "--update", copy]);
    ends(&ran, Status::Wrong, &["the embedded base cannot be updated", "hint: ", "--facts FILE"]);
    let world = World { stdin: Box::new(Cursor::new(BASE)), ..World::plain() };
    let ran = run_in(world, &["verify", "--facts", "-", "--update", copy]);
    ends(&ran, Status::Wrong, &["standard input cannot be updated"]);
    let ferry = Ferry::new();
    let base = ferry.base();
    ends(&ferry.verify(&["--update", copy, copy]), Status::Wrong, &["one copy, not of 2"]);
    ends(&ferry.verify(&["--update", "no/such"]), Status::Wrong, &["cannot read"]);
    assert_eq!(ferry.base(), base);
}

#[cfg(unix)]
#[test]
fn update_keeps_the_mode_of_the_file_and_links_to_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let ferry = Ferry::new();
    fs::set_permissions(ferry.path("base.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("base.toml", ferry.path("link.toml")).unwrap();
    let link = ferry.path("link.toml").display().to_string();
    let copy = ferry.put("copy", plain(&FERRY).replace("no.", "yes."));
    let ran = run(&["verify", "--facts", &link, "--update", &copy]);
    ends(&ran, Status::Found, &["fingerprints written"]);
    assert!(fs::symlink_metadata(ferry.path("link.toml")).unwrap().is_symlink());
    let mode = fs::metadata(ferry.path("base.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
    let files = fs::read_dir(ferry.directory.path()).unwrap().count();
    assert_eq!(files, 4, "nothing is left beside the base");
}

/// So much noise: as much as is bearable where nothing is optimised.
const NOISE: usize = if cfg!(debug_assertions) { 4 << 20 } else { 50 << 20 };

#[test]
fn noise_takes_neither_long_nor_much_memory() {
    let ferry = Ferry::new();
    let mut lot = fastrand::Rng::with_seed(7);
    let words: Vec<String> = (0..500)
        .map(|_| (0..lot.usize(2..9)).map(|_| lot.alphabetic()).collect())
        .chain(FERRY[3].split(' ').map(str::to_owned))
        .collect();
    let mut noise = String::new();
    while noise.len() < NOISE {
        for _ in 0..lot.usize(1..40) {
            noise += &words[lot.usize(..words.len())];
            noise.push(' ');
        }
        noise.push('\n');
    }
    let (left, right) = noise.split_at(noise.find('\n').unwrap());
    let lines = format!("{left}\n{}\n{right}", plain(&FERRY));
    let within = plain(&FERRY).replace("The Bridge", &noise.replace('\n', "\n\n"));
    let tags = ferry_page().replace("<article>", &format!("<div>{}", noise.replace(' ', "<p>")));
    let deep = ferry_page().replace("<article>", &"<div><em>".repeat(NOISE / 9));
    let one_line = format!("{}\n\n{}", noise.replace('\n', " "), plain(&FERRY));
    for copy in [lines, within, tags, deep, one_line] {
        let copy = ferry.put("copy", copy);
        let began = Instant::now();
        let ran = ferry.verify(&[&copy]);
        ends(&ran, Status::Found, &[&proved(CLAIMS)]);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(60), "{took:?}");
    }
    let too_much = ferry.put("copy", "x".repeat((64 << 20) + 1));
    ends(&ferry.verify(&[&too_much]), Status::Wrong, &["larger than 64 MiB"]);
}

#[test]
fn the_article_is_proved_as_a_page_too() {
    let Some(copy) = article() else { return };
    let doc = embedded();
    let page = article_page(&doc, &copy);
    proof(&doc, page.as_bytes(), |report| {
        assert!(report.failures.is_empty(), "{:#?}", report.failures);
        assert_eq!(report.drift, []);
        assert!(report.proved() > 500);
    });
    let file = TempDir::new().unwrap();
    let path = file.path().join("article.html");
    fs::write(&path, page).unwrap();
    let ran = run(&["verify", path.to_str().unwrap()]);
    ends(&ran, Status::Found, &[" proved"]);
    assert_eq!(ran.stderr, "");
}

fn article_page(doc: &Document, copy: &[u8]) -> String {
    let source = &doc.sources[0];
    let body = body(doc, copy);
    let text = |wanted| body.passages().find(|(place, _)| *place == wanted).unwrap().1;
    let heading = |number| source.section.iter().find(|section| section.from == number);
    let paragraphs: Vec<(Option<&str>, &str)> = (1..=39)
        .map(|number| {
            let heading = heading(number).map(|section| section.heading.as_str());
            (heading, text(Place::Paragraph(number)))
        })
        .collect();
    page(&source.title, text(Place::Standfirst), text(Place::Byline), &paragraphs)
}

/// What identifies a claim in a report.
fn key(claim: &claims::Claim<'_>) -> String {
    format!("{:?}", claim.path)
}

#[test]
fn one_altered_character_anywhere_is_caught() {
    let Some(copy) = article() else { return };
    let doc = embedded();
    let base = Base::new(&doc);
    let all = claims::claims(&base, &doc.sources[0]);
    let page = article_page(&doc, &copy);
    let passages = body(&doc, &copy);
    let passages: Vec<&str> = passages.passages().map(|(_, text)| text).collect();
    let text = String::from_utf8(copy).unwrap();
    let mut lot = fastrand::Rng::with_seed(11);
    let mut caught = 0;
    for round in 0..400 {
        let passage = passages[lot.usize(..passages.len())];
        let count = passage.chars().count();
        let (at, old) = passage.char_indices().nth(lot.usize(..count)).unwrap();
        let mut choices = vec!['x', 'é', '\'', '"', '-', '’', '\u{200b}', 'I', '.'];
        choices.retain(|new| *new != old);
        let new = choices[lot.usize(..choices.len())];
        let altered = format!("{}{new}{}", &passage[..at], &passage[at + old.len_utf8()..]);
        // A line of the text may end with a space more than the passage.
        assert!(text.contains(passage));
        let copy = if round % 4 == 0 {
            page.replacen(&marked_up(passage), &marked_up(&altered), 1)
        } else {
            text.replacen(passage, &altered, 1)
        };
        let touched = |claim: &&claims::Claim<'_>| {
            let mut stands = passage.match_indices(claim.text);
            stands.any(|(start, found)| start <= at && at < start + found.len())
        };
        let touched: Vec<&claims::Claim<'_>> = all.iter().filter(touched).collect();
        let failed: BTreeSet<String> = proof(&doc, copy.as_bytes(), |report: &Report<'_>| {
            report.failures.iter().map(|failure| key(&failure.claim)).collect()
        });
        for claim in touched.iter().filter(|claim| claim.kind.is_unique()) {
            assert!(failed.contains(&key(claim)), "{} with {new} for {old}", claim.text);
            caught += 1;
        }
        let touched: BTreeSet<String> = touched.into_iter().map(key).collect();
        assert!(failed.is_subset(&touched), "{altered}\n{:?}", failed.difference(&touched));
    }
    assert!(caught > 300, "{caught}");
}
