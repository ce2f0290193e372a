//! Lecture notes as a page: one file, without a script, that prints well.

use super::Page;
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::handout::Note;
use crate::write::html::Html;
use crate::write::markup::Markup;
use crate::write::tree::svg::{Place, picture};

/// How the page looks. Screen colours have a contrast of at least 7:1, light and dark.
const STYLE: &str = include_str!("handout.css");

impl Page for Html {
    fn begin(&self, title: &str, level: u8, _: &[Note]) -> String {
        let name = self.escaped(title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{}",
            self.heading(title, level)
        )
    }

    fn heading(&self, heading: &str, level: u8) -> String {
        format!("<h{level}>{}</h{level}>\n", self.escaped(heading))
    }

    fn paragraph(&self, text: String) -> String {
        format!("<p>{text}</p>\n")
    }

    fn entries(&self, entries: Vec<(String, String)>) -> String {
        let entry = |(label, body)| format!("<dt>{label}</dt>\n<dd>{body}</dd>\n");
        format!("<dl>\n{}</dl>\n", entries.into_iter().map(entry).collect::<String>())
    }

    fn items(&self, items: Vec<String>, numbered: bool) -> String {
        let list = if numbered { "ol" } else { "ul" };
        let item = |item: String| format!("<li>{item}</li>\n");
        let items: String = items.into_iter().map(item).collect();
        format!("<{list}>\n{items}</{list}>\n")
    }

    fn table(&self, headings: &[&str], rows: Vec<Vec<String>>) -> String {
        let heading = |heading: &&str| format!("<th scope=\"col\">{heading}</th>");
        let headings: String = headings.iter().map(heading).collect();
        let row = |cells: Vec<String>| {
            let cell = |(at, cell)| match at {
                0 => format!("<th scope=\"row\">{cell}</th>"),
                _ => format!("<td>{cell}</td>"),
            };
            let cells: String = cells.into_iter().enumerate().map(cell).collect();
            format!("<tr>{cells}</tr>\n")
        };
        let rows: String = rows.into_iter().map(row).collect();
        format!(
            "<table>\n<thead>\n<tr>{headings}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        )
    }

    /// A picture, which says in words what it shows.
    fn tree(&self, base: &Citer<'_>, tree: &Tree<'_>) -> String {
        format!("<figure class=\"tree\">\n{}</figure>\n", picture(base, tree, Place::Text).svg)
    }

    fn verbatim(&self, text: &str) -> String {
        format!("<pre>{}</pre>\n", self.escaped(text))
    }

    fn end(&self, notes: &[Note]) -> String {
        let note = |(at, note): (usize, &Note)| {
            let number = at + 1;
            let text = self.line(&note.text);
            format!(
                "<li id=\"note-{number}\">{text} <a href=\"#ref-{number}-1\" \
                 role=\"doc-backlink\" aria-label=\"back to the text of note {number}\">↩</a></li>\n"
            )
        };
        let notes: String = notes.iter().enumerate().map(note).collect();
        let notes = if notes.is_empty() {
            notes
        } else {
            format!(
                "<section role=\"doc-endnotes\" aria-label=\"Notes\">\n<hr>\n<ol class=\"notes\">\n\
                 {notes}</ol>\n</section>\n"
            )
        };
        format!("{notes}</main>\n</body>\n</html>\n")
    }
}
