use super::*;
use crate::base::places::Lines;

/// A base that is sound; the tests spoil it.
const SOUND: &str = r#"format = 1
title = "A base"
default-source = "smith-2019"

[source.smith-2019]
type = "book"
title = "Causes"
section = [{ heading = "One", from = 1, to = 3 }, { heading = "Two", from = 4, to = 9 }]

[person.anna]
name = "Anna"
about = "A person."
cite = 1

[person.boris]
name = "Boris"
about = "Another person."
cite = [2, { at = 3, words = "some words" }]

[[person.boris.fact]]
kind = "trait"
text = "He is tall."
cite = "smith-2019:4"

[[relation]]
kind = "spouse"
from = "anna"
to = "boris"
cite = [3]

[term.paris]
name = "Paris"
kind = "place"
about = "A town."
cite = [1]

[event.wedding]
kind = "marriage"
title = "Anna marries Boris"
date = 1931-01-05
place = "paris"
people = { anna = "principal", boris = "principal" }
cause = "love"
cite = [5]

[quote.yes]
text = "Yes."
speaker = "anna"
to = "boris"
occasion = "wedding"
cite = [5]

[remark.doubt]
kind = "caution"
title = "A doubt"
text = "It may be otherwise."
about = ["wedding"]
cite = [5]
"#;

/// The messages for a base, each as `line:column message | hint`.
fn problems(text: &str) -> Vec<String> {
    let Err(problems) = read("base.toml", text) else { return Vec::new() };
    let show = |problem: &Problem| {
        let start = problem.span.as_ref().map_or(0, |span| span.start);
        let before = &text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let hint = problem.hint.as_deref().unwrap_or("-");
        format!("{line}:{column} {} | {hint}", problem.message)
    };
    problems.list.iter().map(show).collect()
}

/// The messages after a change that must be possible.
fn spoilt(old: &str, new: &str) -> Vec<String> {
    assert!(SOUND.contains(old), "{old}");
    problems(&SOUND.replacen(old, new, 1))
}

#[test]
fn a_sound_base_is_read_with_its_short_forms_and_in_its_order() {
    let doc = read("base.toml", SOUND).unwrap();
    let persons: Vec<&str> = doc.persons.iter().map(|person| &*person.id).collect();
    assert_eq!(persons, ["anna", "boris"]);
    assert_eq!(doc.persons[0].cite[0].at, "1");
    assert_eq!(doc.persons[1].cite[1].words.as_deref(), Some("some words"));
    assert_eq!(doc.persons[1].fact[0].cite[0].source.as_deref(), Some("smith-2019"));
    let event = &doc.events[0];
    assert_eq!(
        event.date.as_ref().map(|date| date.edtf.to_string()).as_deref(),
        Some("1931-01-05")
    );
    assert_eq!(event.cause.as_ref().map(|cause| cause.text.as_str()), Some("love"));
    let people: Vec<&str> = event.people.iter().map(|(id, _)| &**id).collect();
    assert_eq!(people, ["anna", "boris"]);
    assert_eq!(doc.quotes[0].speaker.len(), 1);
}

#[test]
fn the_compact_form_is_the_same_document() {
    let doc = read("base.toml", SOUND).unwrap();
    let bytes = postcard::to_allocvec(&doc).unwrap();
    let back: Document = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(format!("{back:?}"), format!("{doc:?}"));
}

#[test]
fn fingerprints_are_sixteen_digits_in_both_forms() {
    let with =
        |prints: &str| SOUND.replace("title = \"Causes\"", &format!("title = \"C\"\n{prints}"));
    let good = with(
        "fingerprint = { byline = \"00000000000000ff\", paragraphs = [\"FFffffffffffffff\"] }",
    );
    let doc = read("base.toml", &good).unwrap();
    let prints = doc.sources[0].fingerprint.as_ref().unwrap();
    assert_eq!((prints.byline.map(|one| one.0), prints.paragraphs[0].0), (Some(255), u64::MAX));
    let bytes = postcard::to_allocvec(&doc).unwrap();
    let back: Document = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(back.sources[0].fingerprint.as_ref(), Some(prints));
    for bad in ["", "12", "00000000000000fg", "+0000000000000ff", "000000000000000ff"] {
        let problems = problems(&with(&format!("fingerprint.paragraphs = [\"{bad}\"]")));
        let said = "is not a fingerprint: 16 hexadecimal digits";
        assert!(problems.len() == 1 && problems[0].contains(said), "{problems:?}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn each_mistake_is_told_at_its_place() {
    for (old, new, expected) in [
        // TOML
        ("title = \"A base\"", "title = \"A base", "2:16 invalid basic string"),
        ("[person.boris]\n", "[person.anna]\n", "15:9 the id `anna` is used twice"),
        // Keys and words
        (
            "about = \"A person.\"",
            "abuot = \"A\"",
            "12:1 unknown key `abuot` | did you mean `about`?",
        ),
        ("[term.paris]", "[trem.paris]", "31:2 unknown key `trem` | did you mean `term`?"),
        ("about = \"A person.\"\n", "", "10:1 missing key `about`"),
        (
            "kind = \"marriage\"",
            "kind = \"mariage\"",
            "38:8 unknown word `mariage` | did you mean `marriage`?",
        ),
        ("name = \"Paris\"", "name = 7", "32:8 expected a string, found 7"),
        (
            "anna = \"principal\"",
            "anna = \"pricipal\"",
            "42:19 unknown word `pricipal` | did you mean `principal`?",
        ),
        // Dates
        ("1931-01-05", "\"1931-13\"", "40:8 \"1931-13\" is not an EDTF date: month must be"),
        ("1931-01-05", "{ edtf = \"c. 1931\" }", "40:17 \"c. 1931\" is not an EDTF date"),
        ("1931-01-05", "1931", "40:8 expected a date, found 1931"),
        // Ids
        ("[person.anna]", "[person.Anna]", "10:9 \"Anna\" is not an id"),
        (
            "[term.paris]",
            "[term.anna]",
            "31:7 the id `anna` is used twice | an id names one record",
        ),
        (
            "from = \"anna\"",
            "from = \"ana\"",
            "27:8 there is no person `ana` | did you mean `anna`?",
        ),
        (
            "from = \"anna\"",
            "from = \"paris\"",
            "27:8 `paris` is not a person | `paris` is the id of a term",
        ),
        (
            "to = \"boris\"\ncite = [3]",
            "to = \"anna\"\ncite = [3]",
            "28:6 `anna` is related to themself",
        ),
        (
            "boris = \"principal\"",
            "borys = \"principal\"",
            "42:32 there is no person `borys` | did you mean `boris`?",
        ),
        (
            "place = \"paris\"",
            "place = [\"paris\", \"pari\"]",
            "41:19 there is no place `pari` | did you mean `paris`?",
        ),
        (
            "occasion = \"wedding\"",
            "occasion = \"weding\"",
            "50:12 there is no event `weding` | did you mean `wedding`?",
        ),
        (
            "cite = \"smith-2019:4\"",
            "cite = \"smith-2018:4\"",
            "23:8 there is no source `smith-2018` | did you mean `smith-2019`?",
        ),
        (
            "default-source = \"smith-2019\"",
            "default-source = \"smith\"",
            "3:18 there is no source `smith`",
        ),
        (
            "about = [\"wedding\"]",
            "about = [\"weding\"]",
            "57:10 there is no record `weding` | did you mean `wedding`?",
        ),
        (
            "from = \"anna\"",
            "from = \"wedding\"",
            "27:8 `wedding` is not a person | `wedding` is the id of an event",
        ),
        // Citations
        ("cite = 1\n", "", "10:1 a record without citation: missing key `cite`"),
        ("cite = 1\n", "cite = []\n", "13:8 no citation"),
        (
            "{ at = 3, words = \"some words\" }",
            "{ words = \"some words\" }",
            "18:12 a citation without locator",
        ),
        ("cite = 1\n", "cite = \" \"\n", "13:8 a citation without locator"),
        (
            "cite = 1\n",
            "cite = 10\n",
            "13:8 `smith-2019` has no paragraph 10 | its paragraphs are numbered from 1 to 9",
        ),
        ("cite = 1\n", "cite = 0\n", "13:8 `smith-2019` has no paragraph 0"),
        (
            "cite = 1\n",
            "cite = -1\n",
            "13:8 expected a citation, found -1 | a paragraph number, or {",
        ),
        ("cite = 1\n", "cite = 1.5\n", "13:8 expected a citation, found 1.5 | a paragraph"),
        ("cite = 1\n", "cite = inf\n", "13:8 expected a citation, found inf"),
        ("cite = 1\n", "cite = true\n", "13:8 expected a citation, found true"),
        ("cite = 1\n", "cite = 99999999999\n", "13:8 `99999999999` is too large a number"),
        (
            "cite = 1\n",
            "cite = 99999999999999999999\n",
            "13:8 expected a citation, found 99999999999999999999",
        ),
        ("cite = 1\n", "cite = \"2-40\"\n", "13:8 `smith-2019` has no paragraph 40"),
        ("cite = 1\n", "cite = \"9-2\"\n", "13:8 `9-2` goes backwards | write \"2-9\""),
        ("cite = 1\n", "cite = \"s\"\n", "13:8 `s` is not a place in a source"),
        ("cite = 1\n", "cite = \"¶2\"\n", "13:8 `¶2` is more than a number | write 2"),
        ("cite = 1\n", "cite = \"2, 5\"\n", "13:8 `2, 5` is several places | write [2, 5]"),
        (
            "cite = 1\n",
            "cite = \"smith-2019:p. 2\"\n",
            "13:8 `p. 2` is more than a number \
             | write { source = \"smith-2019\", at = 2, label = \"page\" }",
        ),
        (
            "cite = 1\n",
            "cite = { at = \"page 2\" }\n",
            "13:15 `page 2` is more than a number | write { at = 2, label = \"page\" }",
        ),
        (
            "\"some words\"",
            "\"a b c d e f g h i j k l m\"",
            "18:30 `words` has 13 words, 12 at most",
        ),
        ("\"some words\"", "\"\"", "18:30 `words` are empty"),
        (
            "default-source = \"smith-2019\"\n",
            "",
            "12:8 a citation that names no source, the first of 8 | write default-source",
        ),
        // What is no header
        (
            "[person.anna]",
            "[person:anna]",
            "10:8 invalid unquoted key, expected letters, numbers, `-`, `_` | write [person.anna]",
        ),
        (
            "[term.paris]",
            "[term.The Paris]]",
            "31:10 unclosed table, expected `]` | write [term.the-paris]",
        ),
        (
            "[[relation]]",
            "[[relation]",
            "25:12 unclosed array table, expected `]` | write [[relation]]",
        ),
        // What a record must say
        ("text = \"Yes.\"", "text = \" \"", "47:8 an empty quotation"),
        ("speaker = \"anna\"", "speaker = []", "46:8 a quotation without speaker"),
        ("occasion = \"wedding\"", "inside = \"yes\"", "50:10 `yes` stands inside itself"),
        ("text = \"He is tall.\"", "text = \"\"", "22:8 `text` is empty"),
        (
            "text = \"He is tall.\"",
            "text = \"T\"\ncertainty = \"inferred\"",
            "23:13 inferred, but not from what",
        ),
        ("kind = \"spouse\"", "kind = \"other\"", "26:8 a relation of another kind needs a note"),
        (
            "cause = \"love\"",
            "figures = [{ kind = \"age\", words = \"w\" }]",
            "43:12 an age that is nobody's",
        ),
        ("from = 4", "from = 3", "8:51 paragraphs 3 to 9 do not follow on"),
        ("about = \"A person.\"", "about = \"\"", "12:9 `about` is empty"),
        (
            "name = \"Anna\"",
            "name = \"A\"\nalso = [\"B\", \" \"]",
            "12:14 a name in `also` is empty",
        ),
        ("name = \"Paris\"", "name = \"\"", "32:8 `name` is empty"),
        ("title = \"A doubt\"", "title = \"\"", "55:9 `title` is empty"),
        ("cause = \"love\"", "cause = \"\"", "43:9 `text` is empty"),
        ("cause = \"love\"", "because = \"\"", "43:11 `because` is empty"),
        ("cause = \"love\"", "text = \" \"", "43:8 `text` is empty | leave `text` out"),
        ("heading = \"Two\"", "heading = \"\"", "8:63 `heading` is empty"),
        (
            "title = \"Causes\"",
            "title = \"C\"\nauthor = [{ family = \"\" }]",
            "8:11 a name is empty | an author has given and family",
        ),
        ("type = \"book\"", "type = \"bok\"", "6:8 unknown word `bok` | did you mean `book`?"),
        (
            "type = \"book\"",
            "type = \"magazine\"",
            "6:8 unknown word `magazine` | CSL calls it `article-magazine`",
        ),
        // Claims
        ("cause = \"love\"", "claim = [{ cite = [5] }]", "43:10 a claim that claims nothing"),
        (
            "cause = \"love\"",
            "claim = [{ date = \"1931\" }]",
            "43:10 a record without citation: missing key `cite`",
        ),
        (
            "cause = \"love\"",
            "claim = [{ date = \"1931\", rank = \"deprecated\", cite = 5 }]",
            "43:34 deprecated, but not why | say why it is wrong: reason = ",
        ),
        (
            "cause = \"love\"",
            "claim = [{ date = \"1931\", certainty = \"inferred\", cite = 5 }]",
            "43:39 inferred, but not from what",
        ),
        (
            "cause = \"love\"",
            "claim = [{ place = \"pari\", cite = 5 }]",
            "43:20 there is no place `pari` | did you mean `paris`?",
        ),
        (
            "cause = \"love\"",
            "claim = [{ of = \"wedding\", place = \"paris\", cite = 5 }]",
            "43:17 a claim within its event says of which it is",
        ),
        (
            "cause = \"love\"",
            "claim = [{ date = \"1931\", rank = \"best\", cite = 5 }]",
            "43:34 unknown word `best` | known are: preferred, normal, deprecated",
        ),
        (
            "cause = \"love\"",
            "claim = [{ date = \"1931\", rank = \"preferred\", cite = 5 }, \
             { date = \"1932\", rank = \"preferred\", cite = 5 }]",
            "43:83 two claims on the date of `wedding` are preferred",
        ),
        (
            "[[relation]]",
            "[[claim]]\nof = \"weding\"\ndate = \"1931\"\ncite = 5\n[[relation]]",
            "26:6 there is no event `weding` | did you mean `wedding`?",
        ),
        (
            "[[relation]]",
            "[[claim]]\ndate = \"1931\"\ncite = 5\n[[relation]]",
            "25:1 a claim of no event | say of which event",
        ),
        (
            "[[relation]]",
            "[[claim]]\nof = \"wedding\"\ndate = \"1931\"\ncite = 50\n[[relation]]",
            "28:8 `smith-2019` has no paragraph 50",
        ),
        // What is no base at all
        ("format = 1", "format = 2", "1:1 format 2 is not one that this program reads"),
        ("format = 1\n", "", "1:1 this is not a fact base: it does not say its format"),
        ("[[relation]]", "[relation]", "25:1 expected an array of tables"),
    ] {
        let found = spoilt(old, new);
        let is_told = found.iter().any(|line| line.starts_with(expected));
        assert!(is_told, "{new}: {found:#?} without {expected}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let spoilt = SOUND
        .replace("from = \"anna\"", "from = \"ana\"")
        .replace("1931-01-05", "\"1931-13\"")
        .replace("text = \"Yes.\"", "text = \"\"")
        .replace("name = \"Paris\"", "nam = \"Paris\"");
    let found = problems(&spoilt);
    let starts = [
        "27:8 there is no person `ana`",
        "32:1 unknown key `nam`",
        "40:8 \"1931-13\" is not an EDTF date",
        "47:8 an empty quotation",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (line, start) in found.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

/// Spoils one record, and tells of all that is found.
fn all_of(record: &str, expected: &[&str]) {
    let found = problems(&format!("{SOUND}\n{record}"));
    let first = SOUND.lines().count() + 2;
    let is_as_told = |(found, expected): (&String, &&str)| {
        let (line, rest) = expected.split_once(':').unwrap();
        let line = first + line.parse::<usize>().unwrap() - 1;
        found.starts_with(&format!("{line}:{rest}"))
    };
    let is_all = found.len() == expected.len() && found.iter().zip(expected).all(is_as_told);
    assert!(is_all, "{record}\n{found:#?}\n{expected:#?}");
}

#[test]
fn every_mistake_of_a_record_is_told_and_none_that_follows_from_another() {
    for (record, expected) in [
        (
            "[event.fair]\nkind = \"deth\"\ntilte = \"A fair\"\ndate = \"1931-13\"\nplace = \"pari\"\n\
             people = { ana = \"principal\", boris = \"pricipal\" }\nwhat = 1\ncite = [10, true]",
            &[
                "2:8 unknown word `deth`",
                "3:1 unknown key `tilte` | did you mean `title`",
                "4:8 \"1931-13\" is not an EDTF date",
                "5:9 there is no place `pari`",
                "6:12 there is no person `ana`",
                "6:39 unknown word `pricipal`",
                "7:1 unknown key `what`",
                "8:9 `smith-2019` has no paragraph 10",
                "8:13 expected a citation",
            ][..],
        ),
        (
            "[[claim]]\nof = \"Wedding\"\ndate = \"1931-13\"\nrank = \"deprecated\"\nreason = 1\ncite = 50",
            &[
                "2:6 \"Wedding\" is not an id",
                "3:8 \"1931-13\" is not",
                "5:10 expected a string",
                "6:8 `smith-2019` has no",
            ],
        ),
        (
            "[quote.no]\ntext = \"No.\"\nspeaker = 7\nkind = \"sung\"",
            &["1:1 a record without citation", "3:11 expected", "4:8 unknown word `sung`"],
        ),
        (
            "[event.fair]\nkind = \"meeting\"\ntitle = \"A\"\ncite = [{ source = \"x y\", at = true }]\n\
             figures = [{ kind = \"age\", of = \"An a\", words = 7 }]\ncertainty = \"inferred\"\nbecause = []",
            &[
                "4:20 \"x y\" is not an id",
                "4:32 expected a number, or a locator",
                "5:33 \"An a\" is not an id",
                "5:49 expected a string, found 7",
                "7:11 expected a string, found a list",
            ],
        ),
        (
            "[source.x]\ntype = \"book\"\ntitle = 7\nsection = [{ heading = 1, from = 1, to = -1 }, \
             { heading = \"B\", from = 2, to = 3 }]\nfingerprint.paragraphs = [\"x\", \"y\"]\n\
             [term.x]\nname = \"X\"\nkind = \"place\"\nabout = \"X\"\ncite = \"x:99\"",
            &[
                "3:9 expected a string",
                "4:24 expected a string",
                "4:42 expected a whole number",
                "5:27 \"x\" is not a fingerprint",
                "5:32 \"y\" is not a fingerprint",
                "6:7 the id `x` is used twice",
            ],
        ),
        // What is misspelt is read as what is meant
        (
            "[[claim]]\noff = \"wedding\"\nplaec = \"pari\"\ncertainty = \"inferred\"\nbecuase = \"so\"\nctie = 50",
            &[
                "2:1 unknown key `off`",
                "3:1 unknown key `plaec`",
                "3:9 there is no place `pari`",
                "5:1 unknown key `becuase`",
                "6:1 unknown key `ctie`",
                "6:8 `smith-2019` has no paragraph 50",
            ],
        ),
        // A record that is there, whatever is wrong with it, and all that refers to it
        (
            "[person.carl]\nname = 1\n[term.rome]\nname = \"Rome\"\nkind = \"plac\"\nabout = \"A\"\ncite = 1\n\
             [quote.no]\ntext = \"No.\"\nspeaker = \"carl\"\nabout = \"fair\"\ncite = 1\n\
             [event.fair]\nkind = \"meeting\"\nplace = \"rome\"\ncite = 1",
            &[
                "1:1 missing key `about`",
                "1:1 a record without citation",
                "2:8 expected a string",
                "5:8 unknown word `plac`",
                "13:1 missing key `title`",
            ],
        ),
    ] {
        all_of(record, expected);
    }
    let found = spoilt("default-source = \"smith-2019\"", "default-source = \"Smith 2019\"");
    assert_eq!(
        found,
        [
            "3:18 \"Smith 2019\" is not an id: small letters, digits and single hyphens only | write `smith-2019`"
        ]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn usual_slips_are_told_with_what_mends_them() {
    for (old, new, expected) in [
        // What is no TOML
        (
            "1931-01-05",
            "1931-05",
            "40:8 invalid date, expected `-` (MM-DD) | put it in quotation marks: date = \"1931-05\"",
        ),
        ("1931-01-05", "193X", "40:8 | put it in quotation marks: date = \"193X\""),
        ("1931-01-05", "1931?", "40: | put it in quotation marks: date = \"1931?\""),
        ("1931-01-05", "1931/1932", "40: | put it in quotation marks: date = \"1931/1932\""),
        ("1931-01-05", "../1931 # so", "40: | put it in quotation marks: date = \"../1931\""),
        ("1931-01-05", "-0043-03-15", "40: | put it in quotation marks: date = \"-0043-03-15\""),
        ("1931-01-05", "5 May 1931", "40: | put it in quotation marks: date = \"5 May 1931\""),
        (
            "\"Yes.\"",
            "“Yes.”",
            "47:8 these are not the quotation marks of TOML | write straight ones: \"Yes.\"",
        ),
        ("\"Yes.\"", "\"\"Yes.\"\"", "47: | a quotation mark within a text"),
        ("\"Yes.\"", "\"Yes.", "47: | the text has no second quotation mark"),
        ("text = \"Yes.\"", "text: \"Yes.\"", "47: | write text = \"Yes.\""),
        ("[quote.yes]", "[quote.yes", "46: | write [quote.yes]"),
        // What is of another kind
        (
            "1931-01-05",
            "1931",
            "40:8 expected a date, found 1931 | write \"1931\", in quotation marks",
        ),
        (
            "title = \"Causes\"",
            "title = \"C\"\nauthor = [\"Jane Doe\"]",
            "8:11 expected a table, found \"Jane Doe\" | write author = [{ given = \"Jane\", family = \"Doe\" }]",
        ),
        (
            "name = \"Anna\"",
            "name = \"Anna\"\nalso = \"A\"",
            "12:8 expected a list, found \"A\" | write [\"A\"]",
        ),
        (
            "[event.wedding]",
            "[[event.wedding]]",
            "37:1 expected a table, found a list of them | write [event.wedding]",
        ),
        (
            "[quote.yes]",
            "[event.wedding.claim]\ndate = \"1931\"\ncite = 1\n[quote.yes]",
            "46:1 expected a list, found a table | write [[event.wedding.claim]], with two brackets",
        ),
        (
            "[term.paris]\n",
            "[[term]]\nid = \"paris\"\n",
            "31:1 expected records, each a table under its id | write [term.paris], with the id",
        ),
        // What is said in another way
        (
            "kind = \"spouse\"",
            "kind = \"father\"",
            "26:8 unknown word `father` | write kind = \"parent\": whether",
        ),
        (
            "kind = \"spouse\"",
            "kind = \"daughter\"",
            "26:8 unknown word `daughter` | write kind = \"parent\" and exchange",
        ),
        (
            "name = \"Anna\"",
            "name = \"Anna\"\nborn = 1900",
            "12:1 unknown key `born` | it is an event of its own: kind = \"birth\"",
        ),
        ("cite = 1\n", "cite = { page = 2 }\n", "13:8 a citation without locator"),
        (
            "{ at = 3,",
            "{ at = 3, page = 2,",
            "18:22 unknown key `page` | write at = 12, label = \"page\"",
        ),
        (
            "1931-01-05",
            "\"before 1931\"",
            "40:8 \"before 1931\" is not an EDTF date: whitespace is not allowed (at character 7) | did you mean ../1930 (until",
        ),
        // Names for ids
        (
            "{ anna =",
            "{ \"Karl Roe\" =",
            "42:12 \"Karl Roe\" is not an id: small letters, digits and single hyphens only \
             | no record has a name like this; ids look like `karl-roe`",
        ),
        (
            "occasion = \"wedding\"",
            "occasion = \"Anna marries Boris\"",
            "50:12 \"Anna marries Boris\" is not an id: small letters, digits and single hyphens only \
             | did you mean `wedding` (Anna marries Boris)?",
        ),
        (
            "from = \"anna\"",
            "from = \"Anna\"",
            "27:8 \"Anna\" is not an id: small letters, digits and single hyphens only | write `anna`",
        ),
        (
            "occasion = \"wedding\"",
            "occasion = \"anna-marries-boris\"",
            "50:12 there is no event `anna-marries-boris` | did you mean `wedding` (Anna marries Boris)?",
        ),
        // A key of the file, which counts all the same
        (
            "default-source = \"smith-2019\"\n\n[source.smith-2019]\n",
            "[source.smith-2019]\ndefault-source = \"smith-2019\"\n",
            "4:1 unknown key `default-source` | `default-source` is a key of the file",
        ),
    ] {
        let found = spoilt(old, new);
        let is_told = |found: &String| match expected.split_once(" | ") {
            Some((start, hint)) => {
                found.starts_with(start) && found.contains(&format!(" | {hint}"))
            }
            None => found.starts_with(expected),
        };
        assert!(found.iter().any(is_told), "{new}: {found:#?} without {expected}");
        assert!(found.len() == 1 || new.contains("page"), "{new}: {found:#?}");
    }
}

#[test]
fn what_is_doubled_is_told_once_beside_its_first_place() {
    /// Each problem as `line:column [line:column of the first place] message | hint`.
    fn told(text: &str) -> Vec<String> {
        let Err(Problems { list, .. }) = read("base.toml", text) else { return Vec::new() };
        let lines = Lines::new(text);
        let at = |span: &Range<usize>| {
            let (line, column) = lines.line_and_column(span.start);
            format!("{line}:{column}")
        };
        let show = |problem: &Problem| {
            let first = problem.related.as_ref().map(|(span, _)| at(span)).unwrap_or_default();
            let hint = problem.hint.as_deref().unwrap_or_default();
            format!("{} [{first}] {} | {hint}", at(problem.span.as_ref().unwrap()), problem.message)
        };
        list.iter().map(show).collect()
    }
    const BASE: &str =
        "format = 1\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\ntitle = \"S\"\n";
    for (records, expected) in [
        // A record for each, whatever its kind
        (
            "[event.x]\nkind = \"death\"\ntitle = \"X\"\ncite = 1\n\
             [term.x]\nname = \"X\"\nkind = \"place\"\nabout = \"X\"\ncite = 1\n\
             [person.x]\nname = \"X\"\nabout = \"X\"\ncite = 1\n",
            &[
                "10:7 [6:8] the id `x` is used twice | an id names one record in the whole base",
                "15:9 [6:8] the id `x` is used twice",
            ][..],
        ),
        // The same table, and all else that is wrong
        (
            "[person.x]\nname = \"X\"\nabout = \"X\"\ncite = 1\n[person.x]\nname = \"X\"\nnmae = 1\n\
             [person.x] # again\nname = \"X\"\n[person.y]\nname = \"Y\"\nabout = \"Y\"\ncite = \"z:1\"\n",
            &[
                "10:9 [6:9] the id `x` is used twice",
                "12:1 [] unknown key `nmae`",
                "13:9 [6:9] the id `x` is used twice",
                "18:8 [] there is no source `z`",
            ],
        ),
        (
            "[person.x]\nname = \"X\"\nabout = \"X\"\ncite = 1\ncite = 2\n\
             [person.y]\nname = \"Y\"\nabout = \"Y\"\ncite = 1\ncite = 2\n",
            &[
                "10:1 [9:1] the key `cite` stands twice in one table | several citations are a list",
                "15:1 [14:1] the key `cite` stands twice in one table",
            ],
        ),
        (
            "[event.x]\nkind = \"death\"\ntitle = \"X\"\npeople = { s = \"agent\", s = \"agent\" }\n",
            &[
                "6:1 [] a record without citation",
                "9:12 [] `s` is not a person",
                "9:25 [9:12] the key `s` stands twice in one table | leave one of them",
            ],
        ),
        // A header that is missing, of one record or of two
        (
            "[person.x]\nname = \"X\"\nabout = \"X\"\ncite = 1\n\n\
             name = \"Y\"\nabout = \"Y\"\ncite = 1\n\nname = \"Z\"\nabout = \"Z\"\n",
            &[
                "11:1 [7:1] `name` is there already: another record seems to begin here \
                 | write its header above it, as [person.…]",
                "15:1 [7:1] `name` is there already: another record",
            ],
        ),
        (
            "[[relation]]\nkind = \"spouse\"\nfrom = \"x\"\nkind = \"spouse\"\nfrom = \"x\"\n",
            &["9:1 [7:1] `kind` is there already: another record seems to begin here \
               | write its header above it, as [[relation]]"],
        ),
        // One bracket for two
        (
            "[event.x.claim]\ndate = \"1931\"\n[event.x.claim]\ndate = \"1932\"\n",
            &["8:10 [6:10] there are several `event.x.claim`, but not as a list \
               | write [[event.x.claim]], with two brackets, before each"],
        ),
    ] {
        let found = told(&format!("{BASE}{records}"));
        let starts =
            found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
        assert!(starts && found.len() == expected.len(), "{records}\n{found:#?}\n{expected:#?}");
    }
}

#[test]
fn an_id_that_is_none_has_no_mistake_after_it() {
    let spoilt = SOUND
        .replace("[person.anna]", "[person.Anna]")
        .replace("to = \"boris\"\nocc", "to = \"Anna\"\nocc");
    let found = problems(&spoilt);
    let told =
        "\"Anna\" is not an id: small letters, digits and single hyphens only | write `anna`";
    assert_eq!(found, [format!("10:9 {told}"), format!("49:6 {told}")]);
}

#[test]
fn a_record_of_more_mistakes_than_anybody_mends_is_told_in_time() {
    let many = format!("[event.x]\nplace = [{}]\n", "1, ".repeat(100_000));
    assert_eq!(problems(&format!("{SOUND}\n{many}")).len(), 100);
}

#[test]
fn a_record_that_could_not_be_read_is_not_called_missing() {
    let found = spoilt("name = \"Anna\"", "nmae = \"Anna\"");
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn a_quotation_inside_one_inside_itself_is_refused_once_each() {
    let spoilt = SOUND.replace("occasion = \"wedding\"", "inside = \"no\"")
        + "\n[quote.no]\ntext = \"No.\"\nspeaker = \"boris\"\ninside = \"yes\"\ncite = [5]\n";
    assert_eq!(problems(&spoilt).len(), 2);
}

#[test]
fn a_mistake_is_shown_with_its_line() {
    let text = SOUND.replace("from = \"anna\"", "from = \"ana\"");
    let Err(problems) = read("base.toml", &text) else { panic!("there is no ana") };
    assert_eq!(
        problems.render(false),
        r#"error: there is no person `ana`
  --> base.toml:27:8
   |
27 | from = "ana"
   |        ^^^^^
   |
   = help: did you mean `anna`?

ibid: 1 error in base.toml
"#
    );
}

#[test]
fn an_id_used_twice_shows_both_places() {
    let text = SOUND.replace("[term.paris]", "[term.anna]");
    let Err(problems) = read("base.toml", &text) else { panic!("anna is a person") };
    let shown = problems.render(false);
    assert!(shown.contains("10 | [person.anna]") && shown.contains("first used here"), "{shown}");
}

#[test]
fn control_characters_of_a_base_are_not_shown_raw() {
    let text = SOUND.replace("from = \"anna\"", "from = \"\\u001b[2J\u{202e}x\" # \u{1b}");
    for text in [text, SOUND.replace("title", "tit\u{202e}le"), SOUND.replace('A', "\u{1b}")] {
        let Err(problems) = read("base.toml", &text) else { panic!("it is broken") };
        let shown = problems.render(false);
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let Err(problems) = read_bytes("base.toml", b"format = 1\ntitle = \"\xff\"") else {
        panic!("it is no UTF-8")
    };
    assert!(problems.render(false).contains("base.toml, line 2: not text in UTF-8"));
}

#[test]
fn no_text_makes_the_reader_panic() {
    // Cut anywhere, and with any one byte replaced, it is read or refused.
    for at in (0..SOUND.len()).step_by(7) {
        for filling in ["", "\"", "[", "\u{0}", "é", "\r\n", "=", "9999999999999999999999"] {
            let text = format!("{}{filling}{}", &SOUND[..at], &SOUND[at..]);
            let told = read("base.toml", &text).map_err(|problems| problems.render(true));
            // What takes the place of what cannot be read is told to nobody.
            assert!(told.as_ref().err().is_none_or(|told| !told.contains("2000")), "{told:?}");
        }
        let _ = read("base.toml", &SOUND[..at]).map_err(|problems| problems.render(false));
    }
}

#[test]
fn a_text_that_is_none_of_ours_is_told_in_a_thousand_mistakes() {
    let text = "= \n".repeat(50_000);
    let problems = read("x", &text).unwrap_err();
    assert!((500..=1001).contains(&problems.list.len()));
    let last = problems.list.last().unwrap();
    assert!(last.message.contains("more that is no TOML"), "{last:?}");
    assert!(last.span.as_ref().unwrap().start < 5000, "{last:?}");
    let late = format!("format = 1\n{}=\n", "# a line\n".repeat(50_000));
    assert!(read("x", &late).unwrap_err().list[0].span.as_ref().unwrap().start > 400_000);
}

#[test]
fn what_a_base_says_at_length_is_shortened_in_messages() {
    let long = "k".repeat(100_000);
    for text in [
        format!("format = 1\n{long} = 1\n"),
        format!("format = 1\n[person.{}]\nname = \"x\"\n", long.to_uppercase()),
        format!("format = 1\n[event.x]\nkind = \"{long}\"\n"),
        format!(
            "format = 1\n[event.x]\nkind = \"death\"\ntitle = \"x\"\ncite = 1\nplace = \"{long}\"\n"
        ),
        format!("format = 1\n[event.x]\ndate = \"{long}\"\n"),
    ] {
        let told = read("x", &text).unwrap_err();
        assert!(told.to_string().len() < 10_000, "{}", told.to_string().len());
        assert!(told.list.iter().all(|problem| problem.message.len() < 1_010));
    }
}

#[test]
fn many_slips_and_deep_quotations_are_told_in_time() {
    let mut text =
        "format = 1\ndefault-source = \"s\"\n[source.s]\ntype = \"book\"\ntitle = \"S\"\n\
                    [person.a]\nname = \"A\"\nabout = \"b\"\ncite = 1\n"
            .to_owned();
    // Each in the next, and the last in the middle one: half of them stand in a circle.
    for nth in 0..4_000 {
        let outer = if nth == 3_999 { 2_000 } else { nth + 1 };
        let quote = format!(
            "[quote.q{nth}]\ntext = \"t\"\nspeaker = \"a\"\nto = \"nobody{nth}\"\n\
             inside = \"q{outer}\"\ncite = 1\n"
        );
        text.push_str(&quote);
    }
    let problems = read("x", &text).unwrap_err();
    let count = |code| problems.list.iter().filter(|problem| problem.code == code).count();
    assert_eq!(count(code::INSIDE), 2_000);
    assert_eq!(count(code::DANGLING), 4_000);
    let hinted = |problem: &&Problem| problem.hint.is_some();
    assert!(problems.list.iter().filter(hinted).count() < 4_000);
}

#[test]
fn a_slip_in_any_line_is_one_mistake() {
    let lines: Vec<&str> = SOUND.lines().collect();
    for (nth, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(" = ") else { continue };
        for slip in [
            format!("{key}s = {value}"),
            format!("{key} = true"),
            format!("{key} = {{}}"),
            format!("{key} {value}"),
            format!("{line}\n{line}"),
        ] {
            let mut spoilt = lines.clone();
            spoilt[nth] = &slip;
            let found = problems(&spoilt.join("\n"));
            // Nobody need take part.
            let is_right = slip == "people = {}";
            assert_eq!(found.len(), usize::from(!is_right), "{line} => {slip}\n{found:#?}");
            assert!(
                found.iter().all(|told| told.starts_with(&format!("{}:", nth + 1))
                    || nth == 0
                    || told.starts_with(&format!("{}:", nth + 2))),
                "{slip}\n{found:#?}"
            );
        }
    }
    // What begins without its header, and a part without its record.
    for (header, expected) in [
        ("[term.paris]\n", "32:1 `kind` is there already: another record seems to begin here"),
        ("[event.wedding]\n", "37:1 `kind` is there already"),
        ("[person.boris]\n", "15:1 `name` is there already"),
    ] {
        let found = spoilt(header, "");
        assert!(found.iter().any(|told| told.starts_with(expected)), "{found:#?}");
        let of_header = |told: &&String| !told.contains("there is no ");
        assert!(found.iter().filter(of_header).count() == 1, "{found:#?}");
    }
    let found = spoilt("[[person.boris.fact]]", "[[person.borys.fact]]");
    assert_eq!(
        found,
        ["20:10 there is no [person.borys], of which this is a part | did you mean `boris`?"]
    );
}

/// A bracket that nothing closes hides from TOML's reader all that comes after it.
#[test]
fn an_open_bracket_is_one_mistake_and_hides_no_other() {
    let text = "format = 1\ntitle = \"A\"\n[person.a]\nname = \"A\"\nabout = \"a\"\n\
                cite = [1, 2\n[person.b]\nname = “B”\nabout = \"b\"\ncite = { at = 3\n\
                [person.c]\nname = \"C\n";
    let Problems { list, .. } = read("a.toml", text).unwrap_err();
    let lines = list.iter().map(|problem| {
        let start = problem.span.as_ref().unwrap().start;
        (text[..start].lines().count(), problem.message.as_str())
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            (6, "this list is not closed"),
            (8, "these are not the quotation marks of TOML"),
            (10, "this inline table is not closed"),
            (12, "invalid basic string, expected `\"`"),
        ]
    );
}
