use super::*;
use crate::base::load;
use crate::base::schema::{Document, Id};
use crate::query::extract::extract;

fn embedded() -> Document {
    load::read("facts.toml", include_str!("../../../facts.toml")).unwrap()
}

fn document(records: &str) -> Document {
    let source = "format = 1\ntitle = \"B\"\ndefault-source = \"s\"\n\
                  [source.s]\ntype = \"book\"\ntitle = \"S\"\n";
    load::read("base.toml", &format!("{source}{records}")).unwrap()
}

/// What every exercise on a base asks and answers: `id: matter → answer`.
fn asked(doc: &Document) -> Vec<String> {
    let base = Base::new(doc);
    let all = extract(&base, &[]).unwrap();
    let line = |one: &Exercise<'_>| format!("{}: {} → {}", one.id, one.matter(), one.answer);
    exercises(&base, &all).iter().map(line).collect()
}

/// Why nothing is asked about a record.
fn unasked(doc: &Document, id: &str) -> Option<&'static str> {
    let base = Base::new(doc);
    let all = extract(&base, &[]).unwrap();
    let drill = drill(&base, &all);
    drill.unasked.iter().find(|(entry, _)| entry.id() == id).map(|(_, why)| *why)
}

/// Whether a text has a name, word by word.
fn has_name(text: &str, name: &str) -> bool {
    let text = format!(" {} ", names::fold(&text.replace("’s", "")));
    text.contains(&format!(" {} ", names::fold(name)))
}

#[test]
fn no_question_contains_its_answer() {
    let doc = embedded();
    let base = Base::new(&doc);
    let all = extract(&base, &[]).unwrap();
    let exercises = exercises(&base, &all);
    assert!(exercises.len() > 300, "{} exercises", exercises.len());
    for one in &exercises {
        let question = one.question();
        assert!(!one.answer.trim().is_empty(), "{}", one.id);
        assert!(!question.contains(&one.answer), "{}: {question}", one.id);
        let persons: Vec<&Id> = match (one.kind, one.entry) {
            (ExerciseKind::Speaker, Entry::Quote(quote)) => quote.speaker.iter().collect(),
            (ExerciseKind::Person | ExerciseKind::MissingName, Entry::Person(person)) => {
                vec![&person.id]
            }
            (ExerciseKind::MissingName, Entry::Event(event)) => {
                let is_asked = |person: &&Id| one.id.ends_with(&format!(".missing-{person}"));
                event.people.iter().map(|(person, _)| person).filter(is_asked).collect()
            }
            (ExerciseKind::Date | ExerciseKind::MissingDate, Entry::Event(event)) => {
                let date = event.date().unwrap();
                for day in [date.edtf.min(), date.edtf.max()].into_iter().flatten() {
                    assert!(!question.contains(&day.year.to_string()), "{}: {question}", one.id);
                }
                continue;
            }
            _ => continue,
        };
        assert!(!persons.is_empty(), "{}", one.id);
        for person in persons.into_iter().filter_map(|id| base.person(id)) {
            for name in std::iter::once(&person.name).chain(&person.also) {
                assert!(!has_name(&question, name), "{}: {question}", one.id);
            }
            let family_name = person.name.split(' ').next_back().unwrap();
            assert!(!has_name(&question, family_name), "{}: {question}", one.id);
        }
    }
}

#[test]
fn every_exercise_is_cited_and_has_an_id_of_its_own() {
    let doc = embedded();
    let base = Base::new(&doc);
    let all = extract(&base, &[]).unwrap();
    let mut ids = HashSet::new();
    for one in exercises(&base, &all) {
        assert!(!one.cites.is_empty(), "{}", one.id);
        assert!(one.id.starts_with(one.entry.id()), "{}", one.id);
        assert!(one.kind.has_gap() == one.matter.iter().any(|part| matches!(part, Part::Gap(_))));
        assert!(ids.insert(one.id.clone()), "{} twice", one.id);
    }
    assert_eq!(asked(&doc), asked(&embedded()), "the same every time");
}

#[test]
fn ids_survive_other_words_and_new_facts() {
    let before = document(
        "[person.zina]\nname = \"Zina\"\nabout = \"A daughter.\"\ncite = 1\n\
         [[person.zina.fact]]\nkind = \"trait\"\ntext = \"Zina longed for his approval.\"\n\
         cite = [{ at = 12, words = \"craved his love\" }]\n",
    );
    let after = document(
        "[person.zina]\nname = \"Zinaida\"\nabout = \"The first daughter.\"\ncite = [1, 2]\n\
         [[person.zina.fact]]\nkind = \"trait\"\ntext = \"Most like him was his Zinaida.\"\n\
         cite = [{ at = 12, words = \"resembled him most\" }]\n\
         [[person.zina.fact]]\nkind = \"trait\"\ntext = \"All her life Zinaida longed for it.\"\n\
         cite = [{ at = 12, words = \"craved his love\" }, 13]\n",
    );
    let ids = |doc: &Document| -> Vec<String> {
        asked(doc).iter().map(|one| one.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    let (before, after) = (ids(&before), ids(&after));
    assert_eq!((before.len(), after.len()), (2, 3));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}

#[test]
fn what_is_asked_of_a_quotation_does_not_name_its_speaker() {
    let doc = document(
        "[person.lev]\nname = \"Lev Sedov\"\nabout = \"A son.\"\ncite = 1\n\
         [quote.a]\ntext = \"no\"\nspeaker = \"lev\"\ncontext = \"Sedov’s answer to Sedova.\"\n\
         kind = \"phrase\"\ncite = 1\n\
         [quote.b]\ntext = \"Lev has spoken.\"\nspeaker = \"lev\"\ncite = 1\n",
    );
    assert_eq!(asked(&doc)[0], "a.speaker: “no” ([…]’s answer to […]) → Lev Sedov");
    assert_eq!(unasked(&doc, "b"), Some(GIVES_AWAY));
}

#[test]
fn gaps_are_there_only_for_what_the_text_has() {
    let doc = document(
        "[person.lev]\nname = \"Lev Sedov\"\nalso = [\"Lev\"]\nabout = \"A son.\"\ncite = 1\n\
         [person.young]\nname = \"Lev Lvovich Sedov\"\nabout = \"A grandson.\"\ncite = 1\n\
         [event.one]\nkind = \"birth\"\ntitle = \"Lev Lvovich Sedov, son of Lev Sedov, is born\"\n\
         date = \"1926\"\npeople = { young = \"principal\" }\ncite = 1\n\
         [event.two]\nkind = \"other\"\ntitle = \"Lev spends 4 May 1940 as on 24 May\"\n\
         date = \"1940-05-04\"\npeople = { lev = \"principal\" }\ncite = 1\n\
         [event.three]\nkind = \"other\"\ntitle = \"Leviathan is read on 24 May 1940\"\n\
         date = \"1940-05-04\"\npeople = { lev = \"principal\" }\ncite = 1\n\
         [event.four]\nkind = \"arrest\"\ntitle = \"Lev’s arrest\"\n\
         people = { lev = \"principal\" }\ncite = 1\n",
    );
    let asked = asked(&doc);
    let of = |id: &str| asked.iter().filter(|one| one.starts_with(id)).collect::<Vec<_>>();
    assert_eq!(
        of("one"),
        ["one.date: Lev Lvovich Sedov, son of Lev Sedov, is born → 1926"],
        "which Lev Sedov is missing cannot be told"
    );
    assert_eq!(
        of("two"),
        [
            "two.missing-date: Lev spends _____ as on 24 May. → 4 May 1940",
            "two.missing-lev: _____ spends 4 May 1940 as on 24 May. → Lev Sedov",
        ]
    );
    assert_eq!(of("three"), [""; 0], "24 May is not 4 May, and Leviathan is not Lev");
    assert_eq!(unasked(&doc, "four"), Some("its date is not stated"));
}

#[test]
fn nobody_is_asked_for_a_date_that_nobody_can_know() {
    let date = |date: &str| {
        let doc = document(&format!(
            "[event.a]\nkind = \"other\"\ntitle = \"It happens\"\ndate = {date}\ncite = 1\n"
        ));
        asked(&doc).pop().map(|one| one.split(" → ").nth(1).unwrap_or_default().to_owned())
    };
    let inferred =
        |edtf: &str| format!("{{ edtf = \"{edtf}\", certainty = \"inferred\", because = \"x\" }}");
    assert_eq!(date("\"193X\"").as_deref(), Some("the 1930s"), "as the source has it");
    assert_eq!(date(&inferred("193X")), None);
    assert_eq!(date(&inferred("[..1933]")), None);
    assert!(date(&inferred("[1901-06-10..1902-06-09]")).is_some());
    assert!(date(&inferred("[1931-05-02..1933-05-01]")).is_some());
    assert_eq!(date(&inferred("[1931-05-02..1933-05-02]")), None);
    assert_eq!(date(&inferred("1923/1938")).as_deref(), Some("from 1923 to 1938"));
}

#[test]
fn what_is_not_stated_is_marked_on_both_sides() {
    let doc = embedded();
    let base = Base::new(&doc);
    let all = extract(&base, &[]).unwrap();
    for one in exercises(&base, &all) {
        let Entry::Event(event) = one.entry else { continue };
        if event.certainty != Certainty::Stated {
            let word = event.certainty.word();
            assert!(one.question().contains(&format!("[{word}")), "{}", one.question());
            assert!(one.caution.contains(&format!("[{word}")), "{}", one.id);
        }
        if event.cause().is_some_and(|cause| cause.certainty == Certainty::Unproven) {
            assert!(one.caution.contains("cause [unproven"), "{}", one.id);
        }
        let date = event.date().map_or(Certainty::Stated, |date| date.certainty);
        if date != Certainty::Stated {
            assert!(one.caution.contains(&format!("[{}", date.word())), "{}", one.id);
        }
    }
}

#[test]
fn names_of_other_scripts_are_found_and_small_words_are_not_names() {
    let doc = document(
        "[person.a]\nname = \"托洛茨基\"\nabout = \"革命家托洛茨基\"\ncite = 1\n\
         [person.b]\nname = \"Man Nevelson\"\nabout = \"The man who came.\"\ncite = 1\n\
         [person.c]\nname = \"bell hooks\"\nabout = \"Wrote about bell and others, far away.\"\n\
         cite = 1\n\
         [person.d]\nname = \"J.\"\nabout = \"Somebody whom J. knew well.\"\ncite = 1\n",
    );
    assert_eq!(
        asked(&doc),
        [
            "b.person: The man who came. → Man Nevelson",
            "c.person: Wrote about […] and others, far away. → bell hooks",
            "d.person: Somebody whom […]. knew well. → J.",
        ]
    );
    assert_eq!(unasked(&doc, "a"), Some(GIVES_AWAY));
}
