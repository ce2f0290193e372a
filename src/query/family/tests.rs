use super::kin::{Nature, kin};
use super::tree::{LeftOut, Missing, Reach, tree};
use crate::base::Base;
use crate::base::load;
use crate::base::schema::{Certainty, Document};
use crate::query::person_called;

/// A base of persons and relations in a few words: `max m` is a man, `lea` somebody of whom the
/// sex is not told; `max parent lea` a relation, with its certainty after it if it is not stated.
fn family(persons: &str, relations: &str) -> Document {
    use std::fmt::Write as _;
    let mut toml = "format = 1\ntitle = \"T\"\ndefault-source = \"book\"\n[source.book]\n\
                    type = \"book\"\ntitle = \"B\"\n"
        .to_owned();
    for person in persons.split([';', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
        let (id, kind) = person.split_once(' ').unwrap_or((person, ""));
        let more = match kind {
            "m" => "sex = \"male\"\n",
            "f" => "sex = \"female\"\n",
            "g" => "kind = \"group\"\n",
            _ => "",
        };
        let _ = writeln!(toml, "[person.{id}]\nname = \"{id}\"\n{more}about = \"A.\"\ncite = 1");
    }
    for relation in relations.split([';', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
        let words: Vec<&str> = relation.split(' ').collect();
        let (from, kind, to) = (words[0], words[1], words[2]);
        let _ = writeln!(
            toml,
            "[[relation]]\nkind = \"{kind}\"\nfrom = \"{from}\"\nto = \"{to}\"\ncite = 2"
        );
        if let Some(certainty) = words.get(3) {
            let _ = writeln!(toml, "certainty = \"{certainty}\"\nbecause = \"It follows.\"");
        }
        if kind == "other" {
            let _ = writeln!(toml, "note = \"Enemy.\"");
        }
    }
    load::read("test.toml", &toml).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn word_of(base: &Base<'_>, one: &str, other: &str) -> Option<String> {
    let person = |id| person_called(base, id).unwrap();
    Some(kin(base, person(one), person(other))?.relationships[0].word.clone())
}

const CLAN: &str = "
    eve f; adam m; abe m; ann f; bob m; bea f; cy m; cleo f; dan m; dora f; ed m; ella f
    sam; stan m; sue f; tim m; tess f; una f; uma f; pat; folk g; guest; foe m; boss f";

const CLAN_RELATIONS: &str = "
    adam parent abe; eve parent abe; adam parent bea; eve parent bea
    abe spouse ann; bea spouse bob
    abe parent cy; ann parent cy; bea parent cleo; bob parent cleo
    cy parent dan; cleo parent dora; dan parent ed; dora parent ella; ella parent sam
    adam spouse sue; sue parent stan
    adam parent tim; tess parent tim; tess spouse stan
    una sibling uma; una parent pat; folk parent una
    guest friend cy; foe other guest; boss secretary abe";

#[test]
fn kinship_has_its_words() {
    let doc = family(CLAN, CLAN_RELATIONS);
    let base = Base::new(&doc);
    for (one, other, word) in [
        ("adam", "abe", "father"),
        ("abe", "adam", "son"),
        ("abe", "bea", "brother"),
        ("eve", "cy", "grandmother"),
        ("cleo", "eve", "granddaughter"),
        ("adam", "dan", "great-grandfather"),
        ("adam", "ed", "great-great-grandfather"),
        ("sam", "adam", "great-great-great-grandchild"),
        ("abe", "cleo", "uncle"),
        ("bea", "dan", "great-aunt"),
        ("cleo", "abe", "niece"),
        ("ed", "bea", "great-great-nephew"),
        ("cy", "cleo", "cousin"),
        ("dan", "dora", "second cousin"),
        ("ed", "ella", "third cousin"),
        ("cy", "dora", "cousin once removed"),
        ("ella", "cy", "cousin twice removed"),
        ("sam", "cy", "cousin 3 times removed"),
        ("ann", "adam", "daughter-in-law"),
        ("adam", "ann", "father-in-law"),
        ("bob", "abe", "brother-in-law"),
        ("abe", "bob", "brother-in-law"),
        ("bob", "cy", "uncle by marriage"),
        ("cy", "bob", "nephew of the wife"),
        ("sue", "bea", "stepmother"),
        ("bea", "sue", "stepdaughter"),
        ("stan", "bea", "stepbrother"),
        ("sue", "cleo", "step-grandmother"),
        ("cleo", "sue", "step-granddaughter"),
        ("tim", "abe", "half-brother"),
        ("tim", "cleo", "half-uncle"),
        ("cleo", "tim", "half-niece"),
        ("tess", "adam", "mother of the son"),
        ("ann", "bob", "wife of the brother of the wife"),
        ("folk", "una", "parents"),
        ("folk", "pat", "grandparents"),
        ("pat", "uma", "nephew or niece"),
        ("uma", "pat", "aunt"),
        ("boss", "abe", "secretary"),
        ("guest", "guest", "same person"),
    ] {
        assert_eq!(word_of(&base, one, other).as_deref(), Some(word), "{one} of {other}");
    }
    assert_eq!(word_of(&base, "adam", "una"), None);
}

#[test]
fn what_is_no_kinship_is_told_as_a_way_without_a_word() {
    let doc = family(CLAN, CLAN_RELATIONS);
    let base = Base::new(&doc);
    let person = |id| person_called(&base, id).unwrap();
    let found = kin(&base, person("foe"), person("abe")).unwrap();
    assert_eq!(found.relationships[0].nature, Nature::Other);
    assert_eq!(found.relationships[0].word, "");
    let [way] = found.relationships[0].ways.as_slice() else { panic!("one way") };
    let steps: Vec<_> =
        way.iter().map(|step| (&*step.from.name, step.word, &*step.to.name)).collect();
    assert_eq!(steps, [("foe", "other", "guest"), ("guest", "friend", "cy"), ("cy", "son", "abe")]);
}

#[test]
fn the_worst_step_decides_how_sure_a_kinship_is() {
    let persons = "ann f; bob m; cid m; dan m";
    for (relations, certainty) in [
        ("ann parent bob", Certainty::Stated),
        ("ann parent bob unproven", Certainty::Unproven),
        ("ann parent cid; cid parent bob", Certainty::Inferred),
        ("ann parent cid reported; cid parent bob", Certainty::Inferred),
        ("ann parent cid; cid parent bob unproven", Certainty::Unproven),
        // The surer of two ways.
        (
            "ann parent cid; cid parent bob unproven; ann parent dan; dan parent bob",
            Certainty::Inferred,
        ),
        ("ann parent cid; cid parent bob; ann grandparent bob", Certainty::Stated),
    ] {
        let doc = family(persons, relations);
        let base = Base::new(&doc);
        let person = |id| person_called(&base, id).unwrap();
        let found = kin(&base, person("ann"), person("bob")).unwrap();
        assert_eq!(found.relationships[0].certainty, certainty, "{relations}");
    }
}

#[test]
fn double_cousins_are_cousins_both_ways() {
    let doc = family(
        "p; q; r; s; a m; b m; c f; d f; x; y",
        "p parent a; q parent a; p parent b; q parent b; r parent c; s parent c; r parent d; s parent d
         a parent x; c parent x; b parent y; d parent y; a spouse c; b spouse d",
    );
    let base = Base::new(&doc);
    let person = |id| person_called(&base, id).unwrap();
    let found = kin(&base, person("x"), person("y")).unwrap();
    assert_eq!(found.relationships[0].word, "cousin");
    assert_eq!(found.relationships[0].ways.len(), 4);
}

#[test]
fn cousins_who_married_are_told_as_both() {
    let doc =
        family("p; a; b; x m; y f", "p parent a; p parent b; a parent x; b parent y; x spouse y");
    let base = Base::new(&doc);
    let person = |id| person_called(&base, id).unwrap();
    let found = kin(&base, person("x"), person("y")).unwrap();
    let words: Vec<&str> = found.relationships.iter().map(|one| one.word.as_str()).collect();
    assert_eq!(words, ["husband", "cousin"]);
}

#[test]
fn several_of_a_name_are_not_guessed_between() {
    let doc = family("max-one; max-two", "max-one sibling max-two");
    let base = Base::new(&doc);
    let miss = person_called(&base, "max").unwrap_err();
    assert_eq!(miss.sentence, "2 persons here are called “max”: ask by id");
    assert_eq!(miss.nearest, ["max-one", "max-two"]);
}

/// So many generations, each the parent of the next.
fn line(generations: usize) -> Document {
    use std::fmt::Write as _;
    let (mut persons, mut relations) = (String::new(), String::new());
    for nth in 0..generations {
        let _ = write!(persons, "p{nth} m;");
        if nth > 0 {
            let _ = write!(relations, "p{} parent p{nth};", nth - 1);
        }
    }
    family(&persons, &relations)
}

#[test]
fn five_hundred_generations_are_one_long_word() {
    let doc = line(500);
    let base = Base::new(&doc);
    assert_eq!(word_of(&base, "p499", "p0").as_deref(), Some("497× great-grandson"));
    let root = person_called(&base, "p250").unwrap();
    let tree = tree(&base, root, Reach::default());
    assert_eq!((tree.members.len(), tree.unions.len()), (500, 499));
}

#[test]
fn a_circle_of_descent_ends() {
    let doc = family("a m; b m; c m", "a parent b; b parent c; c parent a");
    let base = Base::new(&doc);
    assert_eq!(word_of(&base, "a", "b").as_deref(), Some("father"));
    for id in ["a", "b", "c"] {
        let root = person_called(&base, id).unwrap();
        let tree = tree(&base, root, Reach::default());
        assert_eq!((tree.members.len(), tree.unions.len()), (3, 3), "{id}");
    }
}

#[test]
fn a_tree_has_those_who_belong_to_it() {
    let doc = family(CLAN, CLAN_RELATIONS);
    let base = Base::new(&doc);
    let members = |id, reach| -> Vec<&str> {
        let tree = tree(&base, person_called(&base, id).unwrap(), reach);
        tree.members.iter().map(|member| member.person.name.as_str()).collect()
    };
    let all = Reach::default();
    assert_eq!(
        members("abe", all),
        ["abe", "adam", "eve", "cy", "dan", "ed", "bea", "tim", "ann", "sue", "bob", "tess"]
    );
    let none = Reach { ancestors: Some(0), descendants: Some(0) };
    assert_eq!(members("abe", none), ["abe", "ann"]);
    let children = Reach { ancestors: Some(0), descendants: Some(1) };
    assert_eq!(members("abe", children), ["abe", "cy", "ann"]);
    // Sisters whose parents are not stated on both sides are not made one family.
    assert_eq!(members("uma", all), ["uma"]);
}

#[test]
fn what_a_tree_leaves_out_is_counted() {
    let doc = family(CLAN, CLAN_RELATIONS);
    let base = Base::new(&doc);
    let left_out = |id, reach| -> Vec<(Missing, Option<usize>, Vec<&str>)> {
        let tree = tree(&base, person_called(&base, id).unwrap(), reach);
        let names = |at: &usize| tree.members[*at].person.name.as_str();
        let told = |one: &LeftOut| (one.kind, one.count, one.members.iter().map(names).collect());
        tree.left_out.iter().map(told).collect()
    };
    let all = Reach::default();
    assert_eq!(
        left_out("cy", all),
        [
            (Missing::Children, Some(1), vec!["adam", "eve"]),
            (Missing::Children, Some(1), vec!["adam"]),
            (Missing::Children, Some(1), vec!["sue"]),
        ]
    );
    // A sibling who is only stated to be one.
    assert_eq!(left_out("pat", all), [(Missing::Siblings, Some(1), vec!["una"])]);
    // One of the root stands beside the tree, unless only descendants are asked for.
    let down = Reach { ancestors: Some(0), descendants: None };
    assert_eq!(left_out("uma", all), []);
    assert_eq!(left_out("uma", down), [(Missing::Siblings, Some(1), vec!["uma"])]);
}

#[test]
fn a_third_parent_is_told_beside_the_two_surest() {
    let doc = family(
        "kid; one m; two m; mum f",
        "one parent kid unproven; two parent kid; mum parent kid",
    );
    let base = Base::new(&doc);
    let tree = tree(&base, person_called(&base, "kid").unwrap(), Reach::default());
    let parents: Vec<&str> =
        tree.parents_of(0).iter().map(|at| tree.members[*at].person.name.as_str()).collect();
    assert_eq!(parents, ["two", "mum"]);
    let beside: Vec<&str> = tree.beside.iter().map(|relation| &*relation.from).collect();
    assert_eq!(beside, ["one"]);
}
