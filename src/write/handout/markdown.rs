//! Lecture notes in Markdown: GitHub renders it, and Pandoc makes documents and slides of it.

use super::{Page, block_in};
use crate::cite::Citer;
use crate::view::handout::{Handout, Note, Section};
use crate::write::markdown::Markdown;
use crate::write::markup::Markup;

impl Page for Markdown {
    fn heading(&self, heading: &str, level: u8) -> String {
        format!("{} {}\n\n", "#".repeat(level.into()), self.escaped(heading))
    }

    fn paragraph(&self, text: String) -> String {
        format!("{text}\n\n")
    }

    /// GitHub has no definition lists.
    fn entries(&self, entries: Vec<(String, String)>) -> String {
        let entry = |(label, body)| format!("{label}: {body}");
        self.items(entries.into_iter().map(entry).collect(), false)
    }

    fn items(&self, items: Vec<String>, numbered: bool) -> String {
        let mark = |at: usize| if numbered { format!("{}.", at + 1) } else { "-".to_owned() };
        let item = |(at, item): (usize, String)| format!("{} {item}\n", mark(at));
        items.into_iter().enumerate().map(item).collect::<String>() + "\n"
    }

    fn table(&self, headings: &[&str], rows: Vec<Vec<String>>) -> String {
        // Pandoc takes the widths of wrapped columns from the dashes.
        let rule = headings.iter().enumerate().map(|(at, _)| if at == 0 { 20 } else { 60 });
        let rule: Vec<String> = rule.map(|width| "-".repeat(width)).collect();
        let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let rows: String = rows.iter().map(|cells| row(cells)).collect();
        format!("{}{}{rows}\n", row(&headings), row(&rule))
    }

    fn verbatim(&self, text: &str) -> String {
        // A fence must be longer than any in the text.
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(3.max(longest + 1));
        format!("{fence}text\n{}\n{fence}\n\n", text.trim_end())
    }

    fn end(&self, notes: &[Note]) -> String {
        let note =
            |(at, note): (usize, &Note)| format!("[^{}]: {}\n", at + 1, self.line(&note.text));
        notes.iter().enumerate().map(note).collect()
    }
}

/// Slides: a heading each, below a slide of the title, with the notes for the speaker.
pub(super) fn slides(base: &Citer<'_>, handout: &Handout<'_>) -> String {
    let title = handout.title.replace('\\', "\\\\").replace('"', "\\\"");
    let slides = handout.sections.iter().map(|section| slide(base, section));
    format!("---\ntitle: \"{title}\"\n---\n\n{}", slides.collect::<String>())
}

fn slide(base: &Citer<'_>, section: &Section<'_>) -> String {
    let blocks = section.blocks.iter().map(|block| block_in(&Markdown, base, block));
    let slide = Markdown.heading(&section.heading, 1) + &blocks.collect::<String>();
    if section.speaker.is_empty() {
        return slide;
    }
    let notes = section.speaker.iter().map(|line| Markdown.line(line)).collect();
    format!("{slide}::: notes\n\n{}:::\n\n", Markdown.items(notes, false))
}
