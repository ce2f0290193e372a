//! Trees for Graphviz: persons as boxes, couples as points, in the DOT language.

use std::fmt::Write as _;

use super::super::visible;
use crate::base::schema::{Certainty, PersonKind};
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::Line;
use crate::view::tree::{Sign, bond_sign, notes, said};

/// A tree in DOT.
pub(super) fn graph(base: &Citer<'_>, tree: &Tree<'_>) -> String {
    let mut dot = String::from(
        "digraph family {\n  graph [rankdir=TB, splines=polyline, nodesep=0.4, labelloc=b, \
         labeljust=l, fontname=\"sans-serif\"];\n  node [shape=box, fontname=\"sans-serif\"];\n  \
         edge [arrowhead=none, fontname=\"sans-serif\"];\n",
    );
    let notes = notes(base, tree);
    let below: Vec<String> =
        notes.beside.iter().chain(&notes.left_out).chain(&notes.sources).map(Line::text).collect();
    let _ = writeln!(dot, "  label={};", quoted(&below, "\\l"));
    for (at, member) in tree.members.iter().enumerate() {
        let style = match member.person.kind {
            _ if at == tree.root => ", penwidth=3",
            PersonKind::Group => ", peripheries=2",
            PersonKind::Unnamed => ", style=rounded",
            PersonKind::Named => "",
        };
        let _ = writeln!(dot, "  p{at} [label={}{style}];", quoted(&said(base, tree, at), "\\n"));
    }
    for (at, union) in tree.unions.iter().enumerate() {
        let _ = writeln!(dot, "  u{at} [shape=point, label=\"\"];");
        let bond = match bond_sign(union) {
            Sign::Married => "color=\"black:invis:black\"",
            _ => "color=black",
        };
        let certainty = union.bond.as_ref().map(|bond| bond.certainty).unwrap_or_default();
        for partner in &union.partners {
            let _ = writeln!(dot, "  p{partner} -> u{at} [{bond}{}];", style(certainty));
        }
        if let [one, other] = union.partners.as_slice() {
            let _ = writeln!(dot, "  {{ rank=same; p{one}; p{other}; }}");
        }
        for child in &union.children {
            let style = style(child.certainty());
            let _ = writeln!(dot, "  u{at} -> p{} [arrowhead=normal{style}];", child.member);
        }
    }
    dot.push_str("}\n");
    dot
}

fn style(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated => "",
        Certainty::Reported => ", style=dashed, xlabel=\"reported\"",
        Certainty::Inferred => ", style=dashed, xlabel=\"inferred\"",
        Certainty::Unproven => ", style=dotted, xlabel=\"unproven\"",
    }
}

/// Lines as a string of DOT, each with what ends it there.
fn quoted(lines: &[String], end: &str) -> String {
    let escaped = |line: &String| {
        visible(line).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ") + end
    };
    let all: String = lines.iter().map(escaped).collect();
    let all = if end == "\\n" { all.strip_suffix(end).unwrap_or(&all) } else { &all };
    format!("\"{all}\"")
}
