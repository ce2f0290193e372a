use super::*;

const PAGE: &str = "https://example.org/a?b=c&d";

/// What stands behind `:~:text=`.
fn text(quoted: &str) -> String {
    let link = text_fragment(PAGE, quoted, None);
    link.strip_prefix("https://example.org/a?b=c&d#:~:text=").unwrap().to_owned()
}

/// What stands behind `:~:text=` for one of several occurrences in a copy.
fn text_in(copy: &str, quoted: &str, nth: usize) -> String {
    let link = text_fragment("", quoted, context_in(copy, quoted, nth));
    link.strip_prefix("#:~:text=").unwrap().replace("%20", " ")
}

fn numbered(words: Range<usize>) -> String {
    words.map(|word| format!("word{word:02}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_but_letters_digits_and_three_marks_are_encoded() {
    for (quoted, encoded) in [
        ("a. b_c ~d", "a.%20b_c%20~d"),
        ("well-known, (a) & b", "well%2Dknown%2C%20%28a%29%20%26%20b"),
        ("50% #1 a+b", "50%25%20%231%20a%2Bb"),
        ("“é”", "%E2%80%9C%C3%A9%E2%80%9D"),
        ("non\u{2011}breaking", "non%E2%80%91breaking"),
        ("a!'*b;c/d?e=f:g@h$i", "a%21%27%2Ab%3Bc%2Fd%3Fe%3Df%3Ag%40h%24i"),
        ("went by…I was", "went%20by%E2%80%A6I%20was"),
    ] {
        assert_eq!(text(quoted), encoded, "{quoted}");
    }
}

#[test]
fn white_space_is_collapsed_and_no_break_spaces_are_kept() {
    assert_eq!(text("  a \t b  "), "a%20b");
    assert_eq!(text("10\u{a0}km, \u{a0}b"), "10%C2%A0km%2C%20%C2%A0b");
}

#[test]
fn the_address_keeps_its_fragment_and_loses_an_older_link() {
    for (url, link) in [
        ("https://a.org/", "https://a.org/#:~:text=b"),
        ("https://a.org/#part", "https://a.org/#part:~:text=b"),
        ("https://a.org/#", "https://a.org/#:~:text=b"),
        ("https://a.org/#:~:text=c", "https://a.org/#:~:text=b"),
        ("https://a.org/#part:~:text=c", "https://a.org/#part:~:text=b"),
    ] {
        assert_eq!(text_fragment(url, "b", None), link);
    }
    for nothing in ["", " \n", "[...]"] {
        assert_eq!(text_fragment("https://a.org/#part", nothing, None), "https://a.org/#part");
    }
}

#[test]
fn a_long_passage_is_given_by_its_ends() {
    let whole = numbered(0..42);
    assert_eq!(whole.len(), 293);
    assert_eq!(text(&whole), whole.replace(' ', "%20"));
    let ends = format!("{},{}", numbered(0..6), numbered(44..50)).replace(' ', "%20");
    assert_eq!(text(&numbered(0..50)), ends);
    let few = vec!["x".repeat(50); 8].join(" ");
    assert_eq!(text(&few), few.replace(' ', "%20"));
    let nine = vec!["x".repeat(50); 9].join(" ");
    assert_eq!(text(&nine).matches(',').count(), 1);
}

#[test]
fn an_end_that_is_met_before_is_made_longer() {
    let end = numbered(90..96);
    let passage = format!("{} {end} {} {end}", numbered(0..30), numbered(30..40));
    let expected = format!("{},word39 {end}", numbered(0..6)).replace(' ', "%20");
    assert_eq!(text(&passage), expected);
}

#[test]
fn no_term_reaches_over_a_break_or_an_omission() {
    for (quoted, terms) in [
        ("one two three\nfour five six", "one two three,four five six"),
        ("one two three [...] four five six", "one two three,four five six"),
        ("one two three […] four five six", "one two three,four five six"),
        ("one two three [ . . . ] x [...] four five six", "one two three,four five six"),
        ("one two three [sic] four", "one two three %5Bsic%5D four"),
        ("one two three ... four", "one two three ... four"),
        ("[...] one two", "one two"),
        ("one two [...]", "one two"),
        ("one [ two", "one %5B two"),
        ("a b c d e f g\nh\ni j k l m n o", "a b c d e f,j k l m n o"),
        // A short end would be met anywhere: the longest part stands for the whole.
        ("He [...] went to the door", "went to the door"),
        ("No.\nI shall not go.\nNo.", "I shall not go."),
    ] {
        assert_eq!(text(quoted).replace("%20", " "), terms, "{quoted}");
    }
}

#[test]
fn a_context_is_put_around() {
    let link = |before, after| text_fragment("", "a-b", Some(Context { before, after }));
    assert_eq!(link("", ""), "#:~:text=a%2Db");
    assert_eq!(link("he, \n", ""), "#:~:text=he%2C-,a%2Db");
    assert_eq!(link("", " - she"), "#:~:text=a%2Db,-%2D%20she");
    assert_eq!(link("he", "she"), "#:~:text=he-,a%2Db,-she");
}

#[test]
fn occurrences_are_what_a_browser_takes_for_the_same() {
    for (copy, quoted, count) in [
        ("The party. the Party? THE  PARTY\nthe\nparty", "the party", 4),
        ("Ramón Ramon RAMO\u{301}N", "Ramón", 3),
        ("“it’s” \"it's\"", "“it’s”", 2),
        ("well-known well\u{2011}known well known", "well-known", 1),
        ("a\u{a0}b a\u{2009}b a  b a\u{ad} b", "a b", 4),
        ("by… by...", "by…", 2),
        ("plain explain plains plain", "plain", 2),
        ("prosecutor’s prosecutor's prosecutors’ prosecutor", "prosecutor", 1),
        ("prosecutors’ lies", "prosecutors", 1),
        ("l'a l’a a_b a·b (a) a-b a.b a:b a/b a,b a…b 'a'", "a", 8),
        ("3.14 3,14 3;14 3'14 3. 3, a.3 3-4", "3", 4),
        ("one two three x four five six", "one two three [...] four five six", 1),
        ("one two three\n\nfour", "one two three\nfour", 1),
        ("a a a", "a a", 2),
        ("", "a", 0),
        ("a", "", 0),
        ("a", "\u{ad}", 0),
    ] {
        let found = occurrences(copy, quoted);
        assert_eq!(found.len(), count, "{quoted} in {copy}");
        assert!(found.iter().all(|place| copy.get(place.clone()).is_some()));
    }
    let copy = "x “Ramo\u{301}n” y\n";
    assert_eq!(&copy[occurrences(copy, "Ramón")[0].clone()], "Ramo\u{301}n");
    assert_eq!(&copy[occurrences(copy, "y")[0].clone()], "y");
}

#[test]
fn words_around_a_place_are_of_one_line_each() {
    let copy = "one two three\n\nfour “five six” seven\neight nine ten\n";
    let around = |quoted: &str, words| {
        let Context { before, after } = around(copy, &occurrences(copy, quoted)[0], words);
        (before, after)
    };
    assert_eq!(around("five six", 2), ("four “", "” seven"));
    assert_eq!(around("five six", 1), ("“", "”"));
    assert_eq!(around("four", 2), ("two three\n\n", " “five six”"));
    assert_eq!(around("seven", 2), ("“five six” ", "\neight nine"));
    assert_eq!(around("one", 2), ("", " two three"));
    assert_eq!(around("ten", 9), ("eight nine ", ""));
}

#[test]
fn a_context_is_as_little_as_does() {
    let copy = "He came to the door and knocked.\nShe came to the door and left.\n\
                To the Door\nThey came to the door and knocked.\nTo the door";
    let text = |nth| text_in(copy, "to the door", nth);
    assert_eq!(text(0), "to the door");
    assert_eq!(text(1), "She came-,to the door");
    assert_eq!(text(2), "and left.-,to the door");
    assert_eq!(text(3), "They came-,to the door");
    assert_eq!(text(4), "and knocked.-,to the door");
    assert_eq!(context_in(copy, "to the door", 5), None);
    assert_eq!(text_in(copy, "to the door and", 0), "to the door and");
    assert_eq!(text_in("a b c d e\na b c d f", "c d", 1), "c d,-f");
    assert_eq!(text_in("a b\na b", "a b", 1), "a b-,a b");
    assert_eq!(context_in("a a", "", 0), None);
}

#[test]
fn a_long_passage_that_begins_as_another_gets_a_context() {
    let (first, second) = (numbered(0..50), format!("{} x", numbered(0..50)));
    let copy = format!("In the beginning {first}\nIn the end {second}");
    assert_eq!(context_in(&copy, &first, 0), None);
    let context = context_in(&copy, &second, 0).unwrap();
    assert_eq!(context, Context { before: "the end ", after: "" });
}

#[test]
fn any_text_gives_a_link_and_no_fright() {
    let pieces = ["a", "é", "e\u{301}", "…", "[", "]", "[…]", "\n", "\u{a0}", "\u{ad}", "’", "ß"];
    for one in pieces {
        for two in pieces {
            for three in pieces {
                let quoted = format!("{one}{two}{three}");
                let copy = format!("{quoted} {one}\n{quoted}");
                for nth in 0..3 {
                    let context = context_in(&copy, &quoted, nth);
                    assert!(text_fragment(PAGE, &quoted, context).is_ascii());
                }
            }
        }
    }
}
