//! Trees in characters: one line a person, fitted to the width.

use std::io::{self, Write};

use super::super::text::{lines, measure, paragraph, write_sources};
use super::super::{Look, style};
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::tree::{Branch, Entry, Outline, Sign, dash, outline};
use crate::view::{Line, Tone};

/// The columns that a generation takes.
const STEP: usize = 3;

/// The least columns that are kept for what is said of a person.
const LEAST: usize = 24;

/// The most generations in a part where no width limits them.
const DEEPEST: usize = 24;

pub(super) fn write(
    base: &Citer<'_>,
    tree: &Tree<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let outline = write_tree(base, tree, look, out)?;
    write_sources(&outline.notes.sources, look, out)
}

/// Writes the tree and what its signs mean, without the sources.
pub(in crate::write) fn write_tree(
    base: &Citer<'_>,
    tree: &Tree<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<Outline> {
    let deepest = measure(look).map_or(DEEPEST, |width| width.saturating_sub(LEAST) / STEP);
    let outline = outline(base, tree, deepest);
    for (nth, entry) in outline.entries.iter().enumerate() {
        if entry.is_first && nth > 0 {
            writeln!(out)?;
        }
        write_entry(entry, look, out)?;
    }
    writeln!(out)?;
    outline.notes.beside.iter().try_for_each(|line| paragraph(line, "", look, out))?;
    outline.notes.left_out.iter().try_for_each(|line| paragraph(line, "", look, out))?;
    paragraph(&legend(&outline.signs), "", look, out)?;
    Ok(outline)
}

/// A line of the tree, its further lines beside the lines of descent that go on.
fn write_entry(entry: &Entry, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let stem: String = entry.stem.iter().map(|on| if *on { "│  " } else { "   " }).collect();
    let (first, mut further) = match entry.branch {
        None => (String::new(), String::new()),
        Some(branch) => (twig(branch), (if branch.is_last { "   " } else { "│  " }).to_owned()),
    };
    if entry.goes_on {
        further.push_str("│ ");
    } else {
        further.push_str("  ");
    }
    let sign = entry.sign.map(|sign| format!("{} ", sign.text())).unwrap_or_default();
    let Some(width) = measure(look) else {
        return writeln!(out, "{stem}{first}{sign}{}", look.line(&entry.line));
    };
    let signed = Line::of(Tone::Plain, sign.trim_end()).and_all(&entry.line);
    let room = width.saturating_sub(stem.chars().count() + further.chars().count());
    let aside = if look.colour { style(Tone::Aside) } else { anstyle::Style::new() };
    lines(&signed, room, look, |nth, line| {
        let branch = if nth == 0 { &first } else { &further };
        writeln!(out, "{aside}{stem}{branch}{aside:#}{line}")
    })
}

fn twig(branch: Branch) -> String {
    format!("{}{} ", if branch.is_last { "└" } else { "├" }, dash(branch.certainty))
}

/// The signs that occur and what they mean.
pub(super) fn legend(signs: &[Sign]) -> Line {
    let one = |sign: &Sign| format!("{} {}", sign.text(), sign.meaning());
    Line::of(Tone::Aside, signs.iter().map(one).collect::<Vec<_>>().join(" · "))
}
