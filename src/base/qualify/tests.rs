use super::super::check::Step;
use super::super::load;
use super::super::places::Places;
use super::*;

/// A file without prefix.
const PLAIN: &str = r#"format = 1
default-source = "book"
[source.book]
type = "book"
title = "Book"
[person.nina]
name = "Nina"
about = "Of the first file."
cite = 1
[person.otto]
name = "Otto"
about = "Of the first file."
cite = 1
[event.meal]
kind = "meeting"
title = "A meal"
people = { nina = "principal", "rome.nina" = "companion" }
cite = [2, "rome.roe:2"]
"#;

/// One with a prefix, which refers to each sort of record in each way.
const ROME: &str = r#"format = 1
prefix = "rome"
default-source = "roe"
[source.roe]
type = "book"
title = "Roe"
[person.nina]
name = "Nina"
about = "Of Rome."
cite = 1
[[person.nina.fact]]
kind = "habit"
text = "She reads."
terms = ["forum"]
figures = [{ kind = "age", of = "nina", words = "old" }]
cite = { source = "book", at = 3 }
[term.forum]
name = "Forum"
kind = "place"
about = "A place."
cite = ["rome.roe:4", "roe:5", 6]
[[relation]]
kind = "friend"
from = "nina"
to = "otto"
cite = 1
[event.walk]
kind = "travel"
title = "A walk"
place = "forum"
people = { nina = "principal", otto = "companion" }
figures = [{ kind = "duration", from = "walk", to = "meal", words = "long" }]
cause = { text = "sun", cite = "book:9" }
cite = 1
[quote.yes]
text = "Yes."
speaker = "nina"
via = "otto"
to = ["otto", "rome.nina"]
about = ["forum", "meal"]
occasion = "walk"
cite = 1
[quote.inner]
text = "Ye"
speaker = "nina"
inside = "yes"
cite = 1
[remark.odd]
kind = "caution"
title = "Odd"
text = "Odd."
about = ["walk", "otto"]
cite = 1
[[claim]]
of = "meal"
place = "forum"
date = "1931"
cite = 7
"#;

fn read(files: &[(&str, &str)]) -> Result<Document, String> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    load::read_all(&files).map_err(|problems| problems.render(false))
}

/// Both files, the second with a change.
fn spoilt(old: &str, new: &str) -> Result<Document, String> {
    assert!(ROME.contains(old), "{old}");
    read(&[("plain.toml", PLAIN), ("rome.toml", &ROME.replacen(old, new, 1))])
}

fn ids(doc: &mut Document) -> (Vec<String>, Vec<String>) {
    let (mut names, mut references) = (Vec::new(), Vec::new());
    doc.each_id(&mut |used, id| match used {
        Used::AsName => names.push(id.to_string()),
        Used::AsReference => references.push(id.to_string()),
    });
    (names, references)
}

#[test]
fn an_id_has_one_dot_at_most() {
    for (text, short) in [("nina", "nina"), ("rome.nina", "nina"), ("r2.a-1", "a-1")] {
        let id = Id::new(text).unwrap();
        assert_eq!((id.short(), id.is_qualified()), (short, short != text));
        assert!(id.answers_to(text) && id.answers_to(short) && !id.answers_to("ina"));
    }
    for text in ["", ".", "rome.", ".nina", "a.b.c", "Rome.nina", "rome..nina", "rome. nina"] {
        assert!(Id::new(text).is_err(), "{text}");
    }
    assert!(Id::without_prefix("rome.nina").is_err() && Id::without_prefix("nina").is_ok());
    let id = Id::new("nina").unwrap().within(&Id::new("rome").unwrap());
    assert_eq!(&*id, "rome.nina");
}

#[test]
fn every_record_has_the_prefix_of_its_file_in_whatever_company() {
    let (names, _) = ids(&mut read(&[("plain.toml", PLAIN), ("rome.toml", ROME)]).unwrap());
    let of_rome: Vec<&String> = names.iter().filter(|id| id.starts_with("rome.")).collect();
    assert_eq!(of_rome.len(), 7, "{names:?}");
    let others: Vec<&String> = names.iter().filter(|id| !id.contains('.')).collect();
    assert_eq!(others, ["book", "nina", "otto", "meal"]);
    let alone = "format = 1\nprefix = \"p\"\n[source.a]\ntype = \"book\"\ntitle = \"A\"\n";
    let doc = read(&[("alone.toml", alone)]).unwrap();
    assert_eq!(&*doc.sources[0].id, "p.a");
    let doc = read(&[
        ("alone.toml", alone),
        (
            "plain.toml",
            &PLAIN.replace("rome.", "p.").replace("p.nina", "otto").replace("p.roe", "p.a"),
        ),
    ]);
    assert_eq!(&*doc.unwrap().sources[0].id, "p.a");
}

#[test]
fn a_short_reference_is_of_the_own_record_or_else_of_a_file_without_prefix() {
    for files in
        [[("plain.toml", PLAIN), ("rome.toml", ROME)], [("rome.toml", ROME), ("plain.toml", PLAIN)]]
    {
        let doc = read(&files).unwrap();
        let rome = |id: &Id| id.starts_with("rome.");
        let at = doc.persons.iter().position(|one| &*one.id == "rome.nina").unwrap();
        let fact = &doc.persons[at].fact[0];
        let of = |cites: &[Cite]| -> Vec<String> {
            cites.iter().map(|cite| cite.source.as_ref().unwrap().to_string()).collect()
        };
        assert_eq!(&*fact.terms[0], "rome.forum");
        assert_eq!(fact.figures[0].of.as_deref(), Some("rome.nina"));
        assert_eq!(of(&fact.cite), ["book"]);
        assert_eq!(of(&doc.persons[at].cite), ["rome.roe"], "by the default source of its file");
        assert_eq!(of(&doc.terms[0].cite), ["rome.roe"; 3]);
        assert_eq!((&*doc.relations[0].from, &*doc.relations[0].to), ("rome.nina", "otto"));
        let walk = doc.events.iter().find(|event| rome(&event.id)).unwrap();
        let people: Vec<&str> = walk.people.iter().map(|(id, _)| &**id).collect();
        assert_eq!(people, ["rome.nina", "otto"]);
        assert_eq!(&*walk.place()[0], "rome.forum");
        assert_eq!(walk.figures[0].from.as_deref(), Some("rome.walk"));
        assert_eq!(walk.figures[0].to.as_deref(), Some("meal"));
        assert_eq!(of(&walk.cause().unwrap().cite), ["book"]);
        let quote = &doc.quotes[0];
        assert_eq!((&*quote.speaker[0], quote.via.as_deref()), ("rome.nina", Some("otto")));
        assert_eq!((&*quote.to[0], &*quote.to[1]), ("otto", "rome.nina"));
        assert_eq!((&*quote.about[0], &*quote.about[1]), ("rome.forum", "meal"));
        assert_eq!(quote.occasion.as_deref(), Some("rome.walk"));
        assert_eq!(doc.quotes[1].inside.as_deref(), Some("rome.yes"));
        let about: Vec<&str> = doc.remarks[0].about.iter().map(|id| &**id).collect();
        assert_eq!(about, ["rome.walk", "otto"]);
        // A file without prefix says whom it means, and a claim goes to the event of another file.
        let meal = doc.events.iter().find(|event| !rome(&event.id)).unwrap();
        let people: Vec<&str> = meal.people.iter().map(|(id, _)| &**id).collect();
        assert_eq!(people, ["nina", "rome.nina"]);
        assert_eq!(of(&meal.cite), ["book", "rome.roe"]);
        assert_eq!(
            (&*meal.claim[0].place[0], &*of(&meal.claim[0].cite)[0]),
            ("rome.forum", "rome.roe")
        );
    }
}

#[test]
fn files_of_one_prefix_share_their_ids() {
    let more = "format = 1\nprefix = \"rome\"\n[event.sleep]\nkind = \"other\"\ntitle = \"Sleep\"\n\
                people = { nina = \"principal\" }\ncite = \"roe:8\"\n";
    let files = [("plain.toml", PLAIN), ("rome.toml", ROME), ("more.toml", more)];
    let doc = read(&files).unwrap();
    let sleep = doc.events.iter().find(|event| &*event.id == "rome.sleep").unwrap();
    assert_eq!(&*sleep.people[0].0, "rome.nina");
    assert_eq!(sleep.cite[0].source.as_deref(), Some("rome.roe"));
    let twice = more.replace("event.sleep", "event.walk");
    let told = read(&[("plain.toml", PLAIN), ("rome.toml", ROME), ("more.toml", &twice)]);
    let told = told.unwrap_err();
    let parts = ["the id `rome.walk` is used twice", "--> more.toml:3:8", "::: rome.toml:27:8"];
    assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    assert!(told.contains("prefix = \"…\""), "{told}");
    let apart = twice.replace("\"rome\"", "\"more\"");
    let apart = apart.replace("nina =", "\"rome.nina\" =").replace("roe:8", "rome.roe:8");
    assert!(read(&[("plain.toml", PLAIN), ("rome.toml", ROME), ("more.toml", &apart)]).is_ok());
}

#[test]
fn mistakes_are_told_at_their_places_in_a_file_with_a_prefix() {
    for (old, new, place, said) in [
        ("from = \"nina\"", "from = \"nona\"", "24:8", "no person `nona`\n"),
        ("from = \"nina\"", "from = \"rome.nona\"", "24:8", "did you mean `rome.nina`?"),
        ("from = \"nina\"", "from = \"rome.otto\"", "24:8", "there is no person `rome.otto`"),
        ("to = \"otto\"\n", "to = \"nina\"\n", "25:6", "`rome.nina` is related to themself"),
        (
            "nina = \"principal\", otto",
            "nona = \"principal\", otto",
            "31:12",
            "did you mean `nina`?",
        ),
        (
            "nina = \"principal\", otto",
            "forum = \"principal\", otto",
            "31:12",
            "`rome.forum` is not a person",
        ),
        (
            "otto = \"companion\"",
            "\"rome.nina\" = \"companion\"",
            "31:32",
            "`rome.nina` has two roles",
        ),
        ("otto = \"companion\"", "rome.nina = \"companion\"", "31:32", "write \"rome.nina\""),
        ("place = \"forum\"\np", "place = \"furum\"\np", "30:9", "did you mean `rome.forum`?"),
        ("of = \"meal\"", "of = \"rome.meal\"", "55:6", "there is no event `rome.meal`"),
        ("\"rome.roe:4\"", "\"rome.rue:4\"", "21:9", "did you mean `rome.roe`?"),
        (
            "default-source = \"roe\"",
            "default-source = \"rue\"",
            "3:18",
            "there is no source `rue`",
        ),
        ("prefix = \"rome\"", "prefix = \"Rome\"", "2:10", "\"Rome\" is not an id"),
        ("prefix = \"rome\"", "prefix = \"a.b\"", "2:10", "\"a.b\" has a dot"),
        ("[quote.inner]", "[quote.\"rome.inner\"]", "43:8", "write `inner`, and prefix = \"rome\""),
        ("text = \"Odd.\"", "text = \"\"", "51:8", "`text` is empty"),
    ] {
        let told = spoilt(old, new).unwrap_err();
        let is_told = told.contains(&format!("--> rome.toml:{place}\n")) && told.contains(said);
        assert!(is_told, "{new}: {told}");
    }
    // Alone it is told in the same way, and the records of others are missing.
    let told = read(&[("rome.toml", ROME)]).unwrap_err();
    assert!(told.contains("there is no person `otto`"), "{told}");
    assert!(!told.contains("`nina`") && !told.contains("`rome."), "{told}");
}

#[test]
fn a_prefix_may_look_like_a_date() {
    let text = "format = 1\nprefix = 1931-01-05\n[source.a]\ntype = \"book\"\ntitle = \"A\"\n";
    assert_eq!(&*read(&[("a.toml", text)]).unwrap().sources[0].id, "1931-01-05.a");
}

#[test]
fn what_could_not_be_read_is_still_the_own_record() {
    let told = spoilt("name = \"Nina\"", "nmae = \"Nina\"").unwrap_err();
    assert!(told.contains("ibid: 1 error in rome.toml"), "{told}");
}

#[test]
fn a_place_is_found_by_the_whole_id() {
    let texts = [("rome.toml", ROME), ("plain.toml", PLAIN)];
    let places = Places::new(&texts);
    let key = |key: &str| Step::Key(key.to_owned());
    let at = |path: &[Step]| {
        let place = places.find(path);
        (place.file, place.line, place.column)
    };
    assert_eq!(at(&[key("person"), key("rome.nina"), key("name")]), ("rome.toml", 8, 8));
    assert_eq!(at(&[key("person"), key("nina"), key("name")]), ("plain.toml", 7, 8));
    assert_eq!(at(&[key("person"), Step::KeyOf("rome.nina".to_owned())]), ("rome.toml", 7, 9));
    let people = |event: &str, id: &str| {
        at(&[key("event"), key(event), key("people"), Step::KeyOf(id.to_owned())])
    };
    assert_eq!(people("rome.walk", "rome.nina"), ("rome.toml", 31, 12));
    assert_eq!(people("rome.walk", "otto"), ("rome.toml", 31, 32));
    assert_eq!(people("meal", "rome.nina"), ("plain.toml", 17, 32));
    assert_eq!(people("meal", "nina"), ("plain.toml", 17, 12));
}
