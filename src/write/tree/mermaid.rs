//! Trees as Mermaid flowcharts, which GitHub and many editors of Markdown draw.

use std::fmt::Write as _;

use super::super::visible;
use crate::base::schema::{Certainty, PersonKind};
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::tree::{Sign, bond_sign, notes, said};

/// A tree in Mermaid.
pub(super) fn flowchart(base: &Citer<'_>, tree: &Tree<'_>) -> String {
    let mut chart = String::from("flowchart TD\n");
    for (at, member) in tree.members.iter().enumerate() {
        let lines: Vec<String> = said(base, tree, at).iter().map(|line| escaped(line)).collect();
        let label = lines.join("<br/>");
        let _ = match member.person.kind {
            PersonKind::Named => writeln!(chart, "  p{at}[\"{label}\"]"),
            PersonKind::Unnamed => writeln!(chart, "  p{at}([\"{label}\"])"),
            PersonKind::Group => writeln!(chart, "  p{at}[[\"{label}\"]]"),
        };
    }
    for (at, union) in tree.unions.iter().enumerate() {
        let certainty = union.bond.as_ref().map(|bond| bond.certainty).unwrap_or_default();
        let link = match (bond_sign(union), certainty) {
            (Sign::Married, Certainty::Stated) => "===".to_owned(),
            (_, certainty) => line(certainty, "-"),
        };
        let _ = writeln!(chart, "  u{at}(( ))");
        for partner in &union.partners {
            let _ = writeln!(chart, "  p{partner} {link} u{at}");
        }
        for child in &union.children {
            let _ = writeln!(chart, "  u{at} {} p{}", line(child.certainty(), ">"), child.member);
        }
    }
    let _ = writeln!(chart, "  style p{} stroke-width:4px", tree.root);
    let notes = notes(base, tree);
    for note in notes.beside.iter().chain(&notes.left_out).chain(&notes.sources) {
        let _ = writeln!(chart, "  %% {}", visible(&note.text()).replace(['\n', '{', '}'], " "));
    }
    chart
}

/// A line that says in a word what is not stated.
fn line(certainty: Certainty, end: &str) -> String {
    match certainty {
        Certainty::Stated => format!("--{end}"),
        certainty => format!("-. {} .-{}", certainty.word(), end.trim_matches('-')),
    }
}

/// A text as Mermaid takes it between quotation marks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\n' => escaped.push(' '),
            // Mermaid takes a backslash and an n for a line break, however they are written.
            '\\' => escaped.push('⧵'),
            '"' | '#' | '&' | '<' | '>' | '`' | '*' | '_' | ';' => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
