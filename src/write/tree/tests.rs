//! That no lines cross and no boxes overlap is measured, in the embedded family and in generated
//! ones.

use std::fmt::Write as _;

use super::layout::{Drawn, Layout, Meaning, Measures, layout};
use crate::base::schema::Document;
use crate::base::{Base, load};
use crate::cite::{Citer, Ready};
use crate::query::family::tree::{Reach, Tree, tree};
use crate::view::tree::outline;

const MEASURES: Measures =
    Measures { along: 100.0, deep: 40.0, couple: 20.0, apart: 20.0, generation: 60.0 };

/// Runs a test on the tree of everybody in a base.
fn each_tree(doc: &Document, mut test: impl FnMut(&str, &Tree<'_>)) {
    let base = Base::new(doc);
    for person in &doc.persons {
        for reach in [Reach::default(), Reach { ancestors: Some(1), descendants: Some(2) }] {
            test(&person.id, &tree(&base, person, reach));
        }
    }
}

fn union_of(drawn: &Drawn) -> usize {
    match drawn.meaning {
        Meaning::Bond { union } | Meaning::Trunk { union, .. } | Meaning::Child { union, .. } => {
            union
        }
    }
}

/// The stretches of a line as rectangles without breadth.
fn stretches(drawn: &Drawn) -> impl Iterator<Item = [f64; 4]> {
    drawn.points.windows(2).map(|two| {
        let ((a, b), (c, d)) = (two[0], two[1]);
        assert!((a - c).abs().min((b - d).abs()) < 1e-9, "a slanting line");
        [a.min(c), b.min(d), a.max(c), b.max(d)]
    })
}

/// Whether two rectangles have more in common than an edge may.
fn meet(one: [f64; 4], other: [f64; 4], slack: f64) -> bool {
    let [left, top, right, bottom] = one;
    let [from, above, to, below] = other;
    left < to - slack && from < right - slack && top < below - slack && above < bottom - slack
}

/// What is wrong with a layout.
fn faults(layout: &Layout) -> Vec<String> {
    let mut faults = Vec::new();
    let boxes: Vec<[f64; 4]> = layout
        .boxes
        .iter()
        .map(|one| {
            let (x, y) = (MEASURES.along / 2.0, MEASURES.deep / 2.0);
            [one.along - x, one.deep - y, one.along + x, one.deep + y]
        })
        .collect();
    for (at, one) in boxes.iter().enumerate() {
        let inside = one[0] >= -0.01
            && one[1] >= -0.01
            && one[2] <= layout.along + 0.01
            && one[3] <= layout.deep + 0.01;
        if !inside {
            faults.push(format!("box {at} outside"));
        }
        for (other_at, other) in boxes.iter().enumerate().skip(at + 1) {
            if meet(*one, *other, 0.01) {
                faults.push(format!("boxes {at} and {other_at}"));
            }
        }
    }
    let lines: Vec<(usize, [f64; 4])> = layout
        .lines
        .iter()
        .flat_map(|drawn| stretches(drawn).map(|stretch| (union_of(drawn), stretch)))
        .collect();
    for (at, (union, one)) in lines.iter().enumerate() {
        for (nth, card) in boxes.iter().enumerate() {
            // A line ends at the edge of a box, and runs through none.
            let within = [card[0] + 0.5, card[1] + 0.5, card[2] - 0.5, card[3] - 0.5];
            if meet(*one, within, -0.01) {
                faults.push(format!("a line of union {union} through box {nth}"));
            }
        }
        for (other_union, other) in lines.iter().skip(at + 1) {
            if union != other_union && meet(*one, *other, -0.01) {
                faults.push(format!("lines of unions {union} and {other_union}"));
            }
        }
    }
    faults
}

fn embedded() -> Document {
    load::read("facts.toml", include_str!("../../../facts.toml")).unwrap()
}

#[test]
fn no_lines_cross_in_the_embedded_family() {
    each_tree(&embedded(), |id, tree| {
        let layout = layout(tree, &MEASURES);
        assert_eq!(faults(&layout), [""; 0], "{id}");
        assert!(layout.undrawn.is_empty() && layout.apart.is_empty(), "{id}");
        assert!(
            layout
                .boxes
                .iter()
                .all(|one| !one.again && one.member.is_some()
                    || tree.parents_of(tree.root).is_empty()),
            "{id}"
        );
    });
}

/// A family as chance has it: several marriages, half-siblings, unions within the family, parents
/// younger than their children, three parents, one.
fn generated(seed: u64, persons: usize) -> Document {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut toml = "format = 1\ntitle = \"T\"\ndefault-source = \"b\"\n[source.b]\ntype = \"book\"\ntitle = \"B\"\n".to_owned();
    for nth in 0..persons {
        let sex = ["", "sex = \"male\"\n", "sex = \"female\"\n"][rng.usize(..3)];
        let _ =
            writeln!(toml, "[person.p{nth}]\nname = \"P {nth}\"\n{sex}about = \"A.\"\ncite = 1");
    }
    let mut relate = |kind: &str, from: usize, to: usize| {
        if from != to {
            let _ = writeln!(
                toml,
                "[[relation]]\nkind = \"{kind}\"\nfrom = \"p{from}\"\nto = \"p{to}\"\ncite = 1"
            );
        }
    };
    for child in 1..persons {
        for _ in 0..rng.usize(..4) {
            let parent = if rng.u8(..20) == 0 {
                rng.usize(..persons)
            } else {
                rng.usize(child.saturating_sub(6)..child)
            };
            relate("parent", parent, child);
        }
        for _ in 0..rng.usize(..3) {
            relate(["spouse", "partner", "sibling"][rng.usize(..3)], child, rng.usize(..persons));
        }
    }
    load::read("generated.toml", &toml).unwrap()
}

#[test]
fn no_lines_cross_in_families_as_chance_has_them() {
    for seed in 0..60 {
        each_tree(&generated(seed, 14), |id, tree| {
            assert_eq!(faults(&layout(tree, &MEASURES)), [""; 0], "seed {seed}, {id}");
        });
    }
}

#[test]
fn everybody_in_a_tree_is_drawn_or_told() {
    for seed in 0..60 {
        each_tree(&generated(seed, 14), |id, tree| {
            let layout = layout(tree, &MEASURES);
            for at in 0..tree.members.len() {
                let first = layout.boxes.iter().filter(|one| one.member == Some(at) && !one.again);
                let union = |union: &usize| tree.unions[*union].partners.contains(&at);
                let told = layout.apart.iter().any(union)
                    || layout
                        .undrawn
                        .iter()
                        .any(|(union, child)| tree.unions[*union].children[*child].member == at)
                    || tree
                        .beside
                        .iter()
                        .any(|one| [&one.from, &one.to].contains(&&tree.members[at].person.id));
                assert!(
                    first.count() == 1 || told,
                    "seed {seed}, {id}: {}",
                    tree.members[at].person.id
                );
            }
        });
    }
}

#[test]
fn an_outline_tells_everybody_once() {
    let ready = Ready::new();
    for seed in 0..60 {
        let doc = generated(seed, 14);
        let base = Base::new(&doc);
        let citer = Citer::new(&base, None, &|| None, &ready);
        for (person, deepest) in doc.persons.iter().zip([1, 2, 3, 99].into_iter().cycle()) {
            let tree = tree(&base, person, Reach::default());
            let outline = outline(&citer, &tree, deepest);
            for member in &tree.members {
                let is_told = |text: &str| {
                    let name = text.trim_start_matches("▶ ").strip_prefix(&member.person.name);
                    name.is_some_and(|rest| rest.starts_with(" ?"))
                };
                let count =
                    outline.entries.iter().filter(|entry| is_told(&entry.line.text())).count();
                assert_eq!(count, 1, "seed {seed}, {} of {}", member.person.id, person.id);
            }
        }
    }
}

#[test]
fn large_families_are_laid_out_in_no_time() {
    let mut toml = "format = 1\ntitle = \"T\"\ndefault-source = \"b\"\n[source.b]\ntype = \"book\"\ntitle = \"B\"\n[person.p]\nname = \"P\"\nabout = \"A.\"\ncite = 1\n".to_owned();
    for nth in 0..2000 {
        let _ = writeln!(toml, "[person.c{nth}]\nname = \"C {nth}\"\nabout = \"A.\"\ncite = 1");
    }
    for nth in 0..2000 {
        let _ = writeln!(
            toml,
            "[[relation]]\nkind = \"parent\"\nfrom = \"p\"\nto = \"c{nth}\"\ncite = 1"
        );
    }
    let doc = load::read("large.toml", &toml).unwrap();
    let base = Base::new(&doc);
    let tree = tree(&base, &doc.persons[0], Reach::default());
    assert_eq!(layout(&tree, &MEASURES).boxes.len(), 2001);
}
