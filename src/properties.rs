//! What the property tests share: how much is tried, and fact bases of every layout.
//!
//! The same cases are tried on every run, so that no change fails for what another one broke.
//! `PROPTEST_RNG_SEED` tries others, and `PROPTEST_CASES` more of them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};

use crate::base::load;
use crate::base::schema::{Document, Fingerprint, Fingerprints};

/// A test of so many cases, unless the environment says otherwise.
pub(crate) fn tried(cases: u32) -> Config {
    let asked = Config::default();
    Config {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases },
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1931),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..asked
    }
}

/// A fact base with a source `a`, as somebody wrote it.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub text: String,
    /// Its lines that say nothing of the fingerprints of `a`, each with its end.
    pub others: Vec<String>,
}

/// Some lines, and whether they are to stay when the fingerprints of `a` change.
type Block = (String, bool);

/// Ways to write the source `a` before everything else. A line that has all of it changes.
const ON_TOP: [(&str, bool); 4] = [
    ("source = { a = { title = 'x', type = 'book' } } # all\n", false),
    ("source.a = { title = 'x', type = \"book\", fingerprint = { paragraphs = [] } }\n", false),
    ("source.a.title = 'x' # x\nsource . \"a\" . type='book'\n", true),
    ("source.'a'.type = 'book'\nsource.a.title = '''\n[source.a]\n'''\n", true),
];

/// Ways to write it in tables, its fingerprints apart.
const IN_TABLES: [&str; 6] = [
    "[source.a]   # a\ntitle  =  'x'\ntype = \"book\"\n",
    "  [ source . \"a\" ]\n\ttype = 'book'\n\n\t# its title\n\ttitle = \"\"\"\n[source.b]\nx = 1\"\"\"\n",
    "[source]\n# none yet\n\n[source.a]\ntype = 'book'\ntitle = 'x'\nauthor = [\n  { family = 'D' }, # one\n]\n",
    "[source]\na.title = 'x'\na.type = 'book' # dotted\n",
    "[source]\n[source.\"\\u0061\"]\ntitle = 'x'\ntype = 'book'",
    "[source.z]\ntitle = 'z'\ntype = 'book'\n\n[source.a]\ntitle = 'x'\ntype = 'book'\n# of a\n",
];

/// The fingerprints, and what stands between the header and the next one.
const PRINTS: [(&str, &str); 4] = [
    ("", ""),
    ("\n[source.a.fingerprint] # made\n", "paragraphs = [ '0000000000000001' ]\n"),
    (
        "[source.a.'fingerprint']\n",
        "byline = \"000000000000000a\" # b\n# c\nparagraphs = [\n  # one\n]\n",
    ),
    ("[source.a.fingerprint]\n", "standfirst = '0000000000000001'\n"),
];

/// Other records, of which each is there at most once.
const RECORDS: [&str; 11] = [
    "[person.p]\nname = '''p\n[source.a]\n'''\nabout = \"\"\"\\\n   folded\n\n   # no comment\n\"\"\"\ncite = 'a:1'\n",
    "\n\n# ---- persons ----\n[person.\"q\"] # q\n\"name\" = \"q \\\"q\\\"\"\nabout= 'ü'\t\ncite = [{ source = 'a', at = 1, words = 'x = 1' }]   \n",
    "[person]\n[person.r]\nname='r'\nabout='r'\ncite=[\n\t# the first\n\t'a:1' , # and\n\n\t'a:2',\n]\n",
    "[event]\n\n  [event.e]\n  kind = 'other'\n  title = 'e'\n  date = { edtf = 1931-01-05, words = 'then' } # TOML's own\n  cite = 'a:3'\n",
    "[event.f]\ntitle = 'f'\nkind = 'other'\ndate.edtf = '193X'\ncite = 'a:3'\n[[event.f.figures]]\nkind = 'count'\nwords = 'ten'\n",
    "[term.t]\nname = 't'\nkind = 'concept'\nabout = \"\\U0001F600 \\t\"\ncite = ['a:1', 'a:2']\n",
    "\n[quote.k]\ntext = \"\"\"\nIt is\n  '[source.a.fingerprint]'\\\n\n  said.\"\"\"\nattribution = 'x'\ncite = 'a:4'\n",
    "# [remark.none]\n[remark.m]\ntitle = 'm'\nkind = 'caution'\ntext = 'm' # 'm'\ncite = 'a:1'\n",
    "[source.b]\ntitle = 'b'\ntype = 'book'\n\n[source.b.fingerprint]\nparagraphs = [\"0000000000000002\"]\n",
    "[source]\nc = { title = 'c', type = 'book' }\n",
    "# ..... the end? ..... \n\n\n   # indented\n",
];

/// A base of a head, a source in some place, other records and comments, with any line ends.
pub(crate) fn base() -> BoxedStrategy<Written> {
    let top = select(ON_TOP.to_vec()).prop_map(|(text, stays)| (vec![block(text, stays)], vec![]));
    let tables = (select(IN_TABLES.to_vec()), select(PRINTS.to_vec())).prop_map(
        |(source, (header, prints))| {
            let apart = if source.ends_with('\n') { "" } else { "\n" };
            let source = format!("{source}{apart}{header}");
            (vec![], vec![block(&source, true), block(prints, false)])
        },
    );
    let others = proptest::sample::subsequence(RECORDS.to_vec(), 0..6).prop_shuffle();
    let ends = prop_oneof![4 => Just(0), 2 => Just(1), 1 => Just(2)];
    (prop_oneof![top, tables], others, any::<prop::sample::Index>(), ends, 0..8_u8)
        .prop_filter_map("no base", |((top, tables), others, at, ends, odd)| {
            let head = if odd & 1 == 0 { "# top\nformat = 1\n" } else { "format=1 # one\n\n" };
            let mut others: Vec<Block> = others.into_iter().map(|text| block(text, true)).collect();
            let at = at.index(others.len() + 1);
            others.splice(at..at, tables);
            let blocks = [vec![block(head, true)], top, others].concat();
            let written = put_together(blocks, ends, odd & 2 != 0, odd & 4 != 0);
            load::read("base", &written.text).is_ok().then_some(written)
        })
        .boxed()
}

fn block(text: &str, stays: bool) -> Block {
    (text.to_owned(), stays)
}

/// `ends` is 0 for those of Unix, 1 for those of Windows, 2 for some of each.
fn put_together(blocks: Vec<Block>, ends: u8, is_cut: bool, has_mark: bool) -> Written {
    let mut text = if has_mark && ends < 2 { "\u{feff}".to_owned() } else { String::new() };
    let mut others = Vec::new();
    let mut count = 0_u8;
    for (block, stays) in blocks {
        for line in block.split_inclusive('\n') {
            count = count.wrapping_add(1);
            let is_windows = ends == 1 || (ends == 2 && count.is_multiple_of(3));
            let line = if is_windows { line.replace('\n', "\r\n") } else { line.to_owned() };
            text.push_str(&line);
            if stays {
                others.push(line);
            }
        }
    }
    if is_cut {
        let end = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(end);
        others.pop();
    }
    Written { text, others }
}

pub(crate) fn fingerprints() -> impl Strategy<Value = Fingerprints> {
    let print = || any::<u64>().prop_map(Fingerprint);
    let lead = (prop::option::of(print()), prop::option::of(print()));
    (lead, vec(print(), 0..4)).prop_map(|((standfirst, byline), paragraphs)| Fingerprints {
        standfirst,
        byline,
        paragraphs,
    })
}

/// What a text says, read as the file of a base is.
pub(crate) fn read(text: &str) -> Document {
    let read = load::read_bytes("base", text.as_bytes());
    read.unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// What a document says, but for one source and but for what `hide` takes away.
pub(crate) fn but(document: &Document, source: &str, hide: impl Fn(&mut Value)) -> Value {
    let mut all = json!(document);
    for record in all["sources"].as_array_mut().into_iter().flatten() {
        if record["id"] == json!(source) {
            hide(record);
        }
    }
    if let Some(records) = all["sources"].as_array_mut() {
        records.retain(|record| !record.is_null());
    }
    all
}

/// The first of some lines that is not among those of a text, in their order.
pub(crate) fn lost<'l>(lines: &'l [String], text: &str) -> Option<&'l String> {
    let bare = |line: &str| line.trim_start_matches('\u{feff}').to_owned();
    let mut there = text.split_inclusive('\n').map(bare);
    lines.iter().find(|line| !there.any(|other| other == bare(line)))
}
