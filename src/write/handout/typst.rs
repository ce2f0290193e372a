//! Lecture notes in Typst.

use super::Page;
use crate::view::handout::Note;
use crate::write::markup::Markup;
use crate::write::typst::Typst;

/// How the page is set; what follows may set it otherwise.
const SETTING: &str = r#"#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set text(size: 10.5pt, lang: "en")
#set par(justify: false, leading: 0.62em)
#show heading: set block(above: 1.4em, below: 0.7em)
#show quote.where(block: true): set pad(left: 1em)
#set table(stroke: (x, y) => if y == 0 { (bottom: 0.8pt) } else { (bottom: 0.3pt + luma(180)) })
"#;

impl Page for Typst {
    /// The notes stand at the beginning under their numbers, since several places share some.
    fn begin(&self, title: &str, level: u8, notes: &[Note]) -> String {
        let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
        let note = |note: &Note| format!("  [{}],\n", self.line(&note.text));
        let notes: String = notes.iter().map(note).collect();
        format!(
            "#set document(title: \"{quoted}\")\n{SETTING}#let notes = (\n{notes})\n\n{}",
            self.heading(title, level)
        )
    }

    fn heading(&self, heading: &str, level: u8) -> String {
        format!("#heading(level: {level})[{}]\n\n", self.escaped(heading))
    }

    fn paragraph(&self, text: String) -> String {
        format!("{text}\n\n")
    }

    fn entries(&self, entries: Vec<(String, String)>) -> String {
        let entry = |(label, body)| {
            format!("#block(par(hanging-indent: 1.2em)[{label}#h(0.6em);{body}])\n")
        };
        entries.into_iter().map(entry).collect::<String>() + "\n"
    }

    fn items(&self, items: Vec<String>, numbered: bool) -> String {
        let item = |item: String| format!("  [{item}],\n");
        let items: String = items.into_iter().map(item).collect();
        format!("#{}(\n{items})\n\n", if numbered { "enum" } else { "list" })
    }

    fn table(&self, headings: &[&str], rows: Vec<Vec<String>>) -> String {
        let cells = |cells: Vec<String>| {
            let cells: Vec<String> = cells.into_iter().map(|cell| format!("[{cell}]")).collect();
            cells.join(", ")
        };
        let columns = vec!["2fr"; headings.len().saturating_sub(1)].join(", ");
        let headings = headings.iter().map(|heading| format!("*{heading}*")).collect();
        let row = |row| format!("  {},\n", cells(row));
        let rows: String = rows.into_iter().map(row).collect();
        format!(
            "#table(\n  columns: ({columns}, 5fr),\n  table.header({}),\n{rows})\n\n",
            cells(headings)
        )
    }

    fn verbatim(&self, text: &str) -> String {
        let text = text.trim_end().replace('\\', "\\\\").replace('"', "\\\"");
        format!("#text(size: 8pt, raw(block: true, \"{text}\"))\n\n")
    }

    fn end(&self, _: &[Note]) -> String {
        String::new()
    }
}
