use super::*;
use crate::base::load;

/// Three generations, two marriages, names in common.
const FAMILY: &str = r#"
format = 1
default-source = "book"

[source.book]
type = "book"
title = "A family"
issued = "2000"

[person.max]
name = "Max Sand"
also = ["Max", "Maxim Ivanovich"]
sex = "male"
about = "The father."
cite = 1

[person.ada]
name = "Ada Ruiz"
also = ["Ada"]
sex = "female"
about = "His first wife."
cite = 1

[person.eva]
name = "Eva Sand"
sex = "female"
about = "His second wife."
cite = 1

[person.lea]
name = "Lea"
also = ["Léa"]
sex = "female"
about = "Daughter of Max and Ada."
cite = 2

[person.max-sand-younger]
name = "Max Sand the younger"
sex = "male"
about = "Son of Max and Eva."
cite = 2

[person.tom]
name = "Tom O’Neill"
about = "Son of Lea; the source does not tell the sex."
cite = 3

[person.elders]
name = "Max’s parents"
kind = "group"
about = "Grandparents of Lea."
cite = 3

[person.twin]
name = "Rut"
sex = "female"
about = "Another child of Lea."
cite = 3

[[relation]]
kind = "parent"
from = "max"
to = "lea"
cite = 2

[[relation]]
kind = "parent"
from = "ada"
to = "lea"
cite = 2

[[relation]]
kind = "parent"
from = "max"
to = "max-sand-younger"
cite = 2

[[relation]]
kind = "parent"
from = "eva"
to = "max-sand-younger"
cite = 2

[[relation]]
kind = "parent"
from = "lea"
to = "tom"
cite = 3

[[relation]]
kind = "parent"
from = "lea"
to = "twin"
cite = 3

[[relation]]
kind = "sibling"
from = "tom"
to = "twin"
cite = 4

[[relation]]
kind = "parent"
from = "elders"
to = "max"
certainty = "inferred"
because = "called so"
cite = 3

[[relation]]
kind = "spouse"
from = "max"
to = "ada"
cite = 1

[[relation]]
kind = "secretary"
from = "eva"
to = "max"
cite = 1

[term.riga]
name = "Riga"
kind = "place"
about = "A town."
cite = 1

[term.guild]
name = "The Guild"
kind = "organisation"
about = "A society."
cite = 1

[event.lea-birth]
kind = "birth"
title = "Lea is born"
date = { edtf = "1901", certainty = "inferred", because = "by her age" }
people = { lea = "principal", ada = "mother", max = "father" }
cite = 2

[event.lea-death]
kind = "death"
title = "Lea dies"
date = "1928-06-09"
place = "riga"
people = { lea = "principal" }
cause = { text = "poison", certainty = "unproven" }
cite = 2

[event.guild-years]
kind = "membership"
title = "Max belongs to the Guild"
date = "1920/.."
people = { max = "principal" }
terms = ["guild"]
cite = 2

[event.walk]
kind = "other"
title = "A walk"
people = { max = "principal", tom = "companion" }
text = "They talked of Paris."
cite = 2

[quote.hello]
text = "Good day, they said: “Come in!”"
speaker = "max"
via = "ada"
about = ["lea"]
cite = 4

[quote.come-in]
text = "Come in!"
speaker = "tom"
inside = "hello"
cite = 4

[remark.age]
kind = "caution"
title = "Her age"
text = "It may be otherwise."
about = ["lea-birth"]
cite = [4]
"#;

fn with_base<T>(test: impl FnOnce(&Base<'_>) -> T) -> T {
    let doc = load::read("family.toml", FAMILY).unwrap();
    test(&Base::new(&doc))
}

/// The ids of the answer, or what was missed.
fn ask(question: &Question) -> Result<Vec<String>, Miss> {
    with_base(|base| {
        let answer = answer(base, question)?;
        Ok(answer.hits.iter().map(|hit| hit.entry.id().to_owned()).collect())
    })
}

fn ids(question: &Question) -> Vec<String> {
    ask(question).unwrap_or_default()
}

fn person(name: &str) -> Vec<String> {
    ids(&Question::Person(Some(name.to_owned())))
}

#[test]
fn an_exact_name_or_id_beats_a_part_and_a_shared_one_finds_all() {
    assert_eq!(person("lea"), ["lea"]);
    assert_eq!(person("LÉA"), ["lea"]);
    // The id is Max's alone; his name belongs to two.
    assert_eq!(person("max"), ["max"]);
    assert_eq!(person("Max"), ["max", "max-sand-younger"]);
    assert_eq!(person("max sand"), ["max"]);
    assert_eq!(person("sand max"), ["max", "max-sand-younger"]);
    assert_eq!(person("sand"), ["max", "eva", "max-sand-younger"]);
    assert_eq!(person("ivanovich max"), ["max"]);
    assert_eq!(person("oneill"), ["tom"]);
    assert_eq!(person("O'Ne"), ["tom"]);
    assert_eq!(person("neil"), ["tom"]);
    assert_eq!(person("younger"), ["max-sand-younger"]);
    assert_eq!(ids(&Question::Person(None)).len(), 8);
}

#[test]
fn a_name_that_is_not_there_is_missed_with_the_nearest() {
    let miss = ask(&Question::Person(Some("Leo".to_owned()))).unwrap_err();
    assert_eq!(miss.sentence, "nobody here is called “Leo”");
    assert_eq!(miss.nearest, ["Lea"]);
    let miss = ask(&Question::Person(Some("Napoleon".to_owned()))).unwrap_err();
    assert!(miss.nearest.is_empty());
    assert!(ask(&Question::Person(Some("?".to_owned()))).is_err());
}

/// The family of a person as `word id`, what is inferred with an asterisk.
fn family_of(id: &str) -> Vec<String> {
    with_base(|base| {
        let person = base.person(id).unwrap();
        let kin = family::family(base, person);
        let show = |kin: &family::Kin<'_>| {
            let mark = if kin.certainty == Certainty::Inferred { "*" } else { "" };
            format!("{}{mark} {}", kin.word, kin.person.id)
        };
        assert!(kin.iter().all(|kin| !kin.cites.is_empty()));
        kin.iter().map(show).collect()
    })
}

#[test]
fn family_follows_from_the_relations_in_both_directions() {
    assert_eq!(
        family_of("lea"),
        [
            "grandparents* elders",
            "father max",
            "mother ada",
            "half-brother* max-sand-younger",
            "child tom",
            "daughter twin",
        ]
    );
    assert_eq!(
        family_of("tom"),
        ["grandfather* max", "grandmother* ada", "mother lea", "sister twin"]
    );
    assert_eq!(
        family_of("max"),
        [
            "parents* elders",
            "wife ada",
            "daughter lea",
            "son max-sand-younger",
            "grandchild* tom",
            "granddaughter* twin",
            "secretary eva",
        ]
    );
    assert_eq!(family_of("ada")[0], "husband max");
    assert_eq!(family_of("eva")[1], "secretary of max");
    assert_eq!(
        family_of("elders"),
        ["son* max", "granddaughter* lea", "grandson* max-sand-younger"]
    );
}

#[test]
fn events_are_found_by_every_filter() {
    let event = |filter: EventFilter| ids(&Question::Event(filter));
    let text = |words: &str| EventFilter { text: Some(words.to_owned()), ..Default::default() };
    assert_eq!(event(EventFilter::default()), ["lea-birth", "guild-years", "lea-death", "walk"]);
    assert_eq!(event(text("riga")), ["lea-death"]);
    assert_eq!(event(text("paris")), ["walk"]);
    assert_eq!(event(text("oneill")), ["walk"]);
    assert_eq!(event(text("poison")), ["lea-death"]);
    assert_eq!(event(text("guild max")), ["guild-years"]);
    assert_eq!(event(text("dies")), ["lea-death"]);
    assert_eq!(event(text("oiso")), ["lea-death"]);
    let death = EventFilter { kinds: vec![EventKind::Death], ..Default::default() };
    assert_eq!(event(death), ["lea-death"]);
    let max = EventFilter { person: Some("max sand".to_owned()), ..Default::default() };
    assert_eq!(event(max), ["lea-birth", "guild-years", "walk"]);
    let riga = EventFilter { place: Some("RIGA".to_owned()), ..Default::default() };
    assert_eq!(event(riga), ["lea-death"]);
    let unproven = EventFilter { certainty: vec![Certainty::Unproven], ..Default::default() };
    assert_eq!(event(unproven), ["lea-death"]);
    let inferred = EventFilter { certainty: vec![Certainty::Inferred], ..Default::default() };
    assert_eq!(event(inferred), ["lea-birth"]);
    let during =
        |when: &str| EventFilter { during: Some(Date::parse(when).unwrap()), ..Default::default() };
    assert_eq!(event(during("192X")), ["guild-years", "lea-death"]);
    assert_eq!(event(during("1901-05")), ["lea-birth"]);
    assert!(event(during("2001")).is_empty(), "no source tells of what came after it");
}

#[test]
fn a_person_or_place_that_is_not_there_is_missed_as_such() {
    let miss = |filter| ask(&Question::Event(filter)).unwrap_err().sentence;
    let person = EventFilter { person: Some("Zoe".to_owned()), ..Default::default() };
    assert_eq!(miss(person), "nobody here is called “Zoe”");
    let place = EventFilter { place: Some("guild".to_owned()), ..Default::default() };
    assert_eq!(miss(place), "no place here is called “guild”");
    let nothing = EventFilter {
        kinds: vec![EventKind::Trial, EventKind::War],
        text: Some("x".to_owned()),
        ..Default::default()
    };
    assert_eq!(miss(nothing), "no event here is of the kind trial or war and has “x”");
}

#[test]
fn the_chronology_marks_what_is_only_possible_and_can_leave_it_out() {
    let dates = |when: &str, certain| {
        let when = Some(Date::parse(when).unwrap());
        let question = Question::Dates(DateFilter { when, certain, ..Default::default() });
        with_base(|base| {
            let found = answer(base, &question);
            let hits = found.map(|found| found.hits).unwrap_or_default();
            hits.iter()
                .map(|hit| (hit.entry.id().to_owned(), hit.found.possibly))
                .collect::<Vec<_>>()
        })
    };
    let row = |id: &str, possibly| (id.to_owned(), possibly);
    assert_eq!(dates("1928", false), [row("guild-years", true), row("lea-death", false)]);
    assert_eq!(dates("1928", true), [row("lea-death", false)]);
    assert_eq!(dates("1901-05", true), []);
    let on = DateFilter { on: Some(MonthDay::new(6, 9)), ..Default::default() };
    assert_eq!(ids(&Question::Dates(on)), ["lea-death"]);
    let all = ids(&Question::Dates(DateFilter::default()));
    assert_eq!(all, ["lea-birth", "guild-years", "lea-death"], "what has no date is not listed");
    let when = Some(Date::parse("1850").unwrap());
    let miss = ask(&Question::Dates(DateFilter { when, ..Default::default() })).unwrap_err();
    assert_eq!(miss.sentence, "nothing here falls within 1850; its dates go from 1901 to 1928");
}

#[test]
fn quotations_are_found_by_words_speaker_and_subject() {
    let quote = |filter: QuoteFilter| ids(&Question::Quote(filter));
    let text = |text: &str| QuoteFilter { text: Some(text.to_owned()), ..Default::default() };
    let by = |by: &str| QuoteFilter { by: Some(by.to_owned()), ..Default::default() };
    let about = |about: &str| QuoteFilter { about: Some(about.to_owned()), ..Default::default() };
    assert_eq!(quote(QuoteFilter::default()), ["hello", "come-in"]);
    assert_eq!(quote(text("come-in")), ["come-in"], "an id is one quotation");
    assert_eq!(quote(text("come in")), ["hello", "come-in"]);
    assert_eq!(quote(by("max")), ["hello"]);
    assert_eq!(quote(about("Léa")), ["hello"]);
    assert_eq!(quote(about("lea")), ["hello"]);
    assert!(quote(by("lea")).is_empty());
    let lot = |seed| quote(QuoteFilter { random: Some(Lot::Seeded(seed)), ..Default::default() });
    assert_eq!(lot(1).len(), 1);
    let mut drawn: Vec<_> = (0..20).flat_map(lot).collect();
    assert_eq!(drawn, (0..20).flat_map(lot).collect::<Vec<_>>(), "a seed draws the same lot");
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn.len(), 2, "every quotation can be drawn");
}

#[test]
fn search_ranks_names_before_texts_and_words_before_parts() {
    let search = |text: &str| ids(&Question::Search(text.to_owned()));
    let lea = search("lea");
    assert_eq!(lea[0], "lea");
    assert!(lea.contains(&"twin".to_owned()), "her child's card tells of her: {lea:?}");
    let place = |id: &str| lea.iter().position(|found| found == id);
    assert!(place("lea-death") < place("twin"), "a title beats a text: {lea:?}");
    assert_eq!(search("riga"), ["riga"]);
    assert_eq!(search("paris"), ["walk"]);
    assert_eq!(search("gui")[0], "guild");
    assert!(ask(&Question::Search("zzz".to_owned())).is_err());
}

#[test]
fn show_takes_ids_and_reports_those_that_are_not_there() {
    with_base(|base| {
        let show = |ids: &[&str]| {
            answer(base, &Question::Show(ids.iter().map(|id| (*id).to_owned()).collect()))
        };
        let found = show(&["age", "hello", "nobody", "book"]).unwrap();
        let kinds: Vec<_> = found.hits.iter().map(|hit| hit.entry.kind()).collect();
        assert_eq!(kinds, ["remark", "quote", "source"]);
        assert_eq!(found.misses[0].sentence, "no record has the id “nobody”");
        let miss = show(&["lee"]).unwrap_err();
        assert_eq!(miss.nearest, ["lea"]);
    });
}

#[test]
fn a_dossier_gathers_what_belongs_to_a_person() {
    with_base(|base| {
        let lea = dossier(base, base.person("lea").unwrap());
        assert_eq!(&*lea.life.birth.unwrap().id, "lea-birth");
        assert_eq!(&*lea.life.death.unwrap().id, "lea-death");
        assert_eq!(lea.remarks.len(), 1, "a remark on her birth is one on her");
        assert_eq!(lea.said_about.len(), 1);
        let ada = dossier(base, base.person("ada").unwrap());
        assert!(ada.life.birth.is_none(), "to give birth is not to be born");
        assert!(ada.remarks.is_empty());
        assert_eq!(lives(base).len(), 1);
    });
}

#[test]
fn a_year_is_a_date_though_a_name_has_it() {
    let doc = load::read_bytes("facts.toml", &std::fs::read("facts.toml").unwrap()).unwrap();
    let base = Base::new(&doc);
    let extract = extract::extract(&base, &["1928".to_owned()]).unwrap();
    assert_eq!((extract.title.as_str(), extract.times.len()), ("1928", 1));
    let books = ["books written since 1928".to_owned()];
    let extract = extract::extract(&base, &books).unwrap();
    assert_eq!(extract.subjects[0].id(), "trotsky-books-since-1928");
}

/// Two files with a prefix and one without, which have an id in common.
fn apart<T>(test: impl FnOnce(&Base<'_>) -> T) -> T {
    let file = |prefix: &str, name: &str| {
        format!(
            "format = 1\n{prefix}default-source = \"roe\"\n[source.roe]\ntype = \"book\"\n\
             title = \"{name}\"\n[person.lea]\nname = \"{name}\"\nabout = \"Lives.\"\ncite = 1\n\
             [event.{name}-walk]\nkind = \"travel\"\ntitle = \"A walk\"\ndate = \"1900\"\n\
             people = {{ lea = \"principal\" }}\ncite = 2\n[quote.yes{name}]\ntext = \"Yes.\"\n\
             speaker = \"lea\"\nabout = \"lea\"\ncite = 3\n"
        )
    };
    let files = [
        file("prefix = \"rome\"\n", "one"),
        file("prefix = \"memoir\"\n", "two"),
        "format = 1\n[source.plain]\ntype = \"book\"\ntitle = \"P\"\n[person.two-walk]\n\
         name = \"Plain\"\nabout = \"Lives.\"\ncite = \"plain:1\"\n"
            .to_owned(),
    ];
    let files: Vec<_> = files.iter().map(|text| ("file", text.as_bytes())).collect();
    test(&Base::new(&load::read_all(&files).unwrap()))
}

#[test]
fn a_short_id_is_enough_where_one_record_has_it() {
    let of = |base: &Base<'_>, question: &Question| -> Vec<String> {
        let found = answer(base, question);
        let hits = found.map(|answer| answer.hits).unwrap_or_default();
        hits.iter().map(|hit| hit.entry.id().to_owned()).collect()
    };
    let show = |id: &str| Question::Show(vec![id.to_owned()]);
    let person = |name: &str| Question::Person(Some(name.to_owned()));
    let both = ["rome.lea", "memoir.lea"];
    apart(|base| {
        assert_eq!(of(base, &show("rome.lea")), ["rome.lea"]);
        assert_eq!(of(base, &show("one-walk")), ["rome.one-walk"]);
        assert_eq!(of(base, &show("two-walk")), ["two-walk"], "the whole id comes first");
        assert_eq!(of(base, &show("lea")), both, "nothing is guessed");
        assert_eq!(of(base, &show("me.lea")), [""; 0]);
        assert_eq!(of(base, &person("lea")), both);
        assert_eq!(of(base, &person("memoir.lea")), ["memoir.lea"]);
        let by = |by: &str| {
            Question::Quote(QuoteFilter { by: Some(by.to_owned()), ..QuoteFilter::default() })
        };
        assert_eq!(of(base, &by("memoir.lea")), ["memoir.yestwo"]);
        assert_eq!(of(base, &by("lea")), ["rome.yesone", "memoir.yestwo"]);
        let about = QuoteFilter { about: Some("rome.lea".to_owned()), ..QuoteFilter::default() };
        assert_eq!(of(base, &Question::Quote(about)), ["rome.yesone"]);
        let text = |text: &str| {
            Question::Event(EventFilter { text: Some(text.to_owned()), ..EventFilter::default() })
        };
        assert_eq!(of(base, &text("memoir.two-walk")), ["memoir.two-walk"]);
        assert_eq!(of(base, &text("two walk")), ["memoir.two-walk"]);
        assert_eq!(of(base, &text("rome")), [""; 0], "a prefix is no word of a record");
        assert_eq!(of(base, &Question::Search("rome".to_owned())), [""; 0]);
        assert_eq!(of(base, &Question::Search("rome.lea".to_owned())), ["rome.lea"]);
        assert_eq!(of(base, &Question::Source(Some("roe".to_owned()))), ["rome.roe", "memoir.roe"]);
        assert_eq!(of(base, &Question::Source(Some("rome.roe".to_owned()))), ["rome.roe"]);
        let one = extract::extract(base, &["rome.lea".to_owned()]).unwrap();
        assert_eq!(one.title, "one");
    });
}

#[test]
fn what_is_one_alone_is_missed_with_the_ids_of_all() {
    apart(|base| {
        let ids = |cited: Vec<Cited<'_>>| cited.iter().map(Cited::id).collect::<Vec<_>>();
        let cite = |id: &str| cited(base, &[id.to_owned()]).map(ids);
        assert_eq!(cite("one-walk").unwrap(), ["rome.one-walk"]);
        assert_eq!(cite("memoir.roe:3").unwrap(), ["memoir.roe:3"]);
        assert_eq!(cite("plain:3").unwrap(), ["plain:3"]);
        for (id, near) in
            [("roe:3", ["rome.roe", "memoir.roe"]), ("lea", ["rome.lea", "memoir.lea"])]
        {
            let misses = cite(id).unwrap_err();
            assert_eq!(misses[0].nearest, near, "{}", misses[0]);
        }
        assert_eq!(person_called(base, "lea").unwrap_err().nearest, ["rome.lea", "memoir.lea"]);
        assert_eq!(&*person_called(base, "rome.lea").unwrap().id, "rome.lea");
        assert_eq!(cite("one-wolk").unwrap_err()[0].nearest, ["rome.one-walk"]);
    });
}
