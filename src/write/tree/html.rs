//! Trees as pages: the picture, and below it the same as a list of lists with every citation.

use std::fmt::Write as _;

use super::DEEPEST;
use super::ink::{COLOURS, Colours, FONTS, escaped, number};
use super::svg::{Place, picture};
use crate::cite::Citer;
use crate::query::family::tree::Tree;
use crate::view::tree::{Entry, Sign, outline};
use crate::view::{Line, Tone};

/// A page of a tree.
pub(super) fn page(base: &Citer<'_>, tree: &Tree<'_>) -> String {
    let picture = picture(base, tree, Place::Screen);
    let outline = outline(base, tree, DEEPEST);
    let mut notes = String::new();
    let all = &outline.notes;
    for line in all.beside.iter().chain(&all.left_out).chain(&all.sources) {
        let _ = writeln!(notes, "<p>{}</p>", spans(line));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<div class=\"picture\" role=\"region\" aria-label=\"Picture\" tabindex=\"0\">\n{svg}</div>\n\
         <h2>The same in words</h2>\n{list}<h2>Notes</h2>\n{notes}</main>\n</body>\n</html>\n",
        title = escaped(&picture.title),
        style = style(picture.width),
        svg = picture.svg,
        list = list(&outline.entries),
    )
}

/// The entries as a list of lists.
fn list(entries: &[Entry]) -> String {
    let mut list = String::new();
    let mut open = 0;
    for entry in entries {
        let depth = entry.level + 1;
        if depth > open {
            while open < depth {
                list.push_str("<ul>\n<li>");
                open += 1;
            }
        } else {
            while open > depth {
                list.push_str("</li>\n</ul>\n");
                open -= 1;
            }
            list.push_str("</li>\n<li>");
        }
        let sign = match entry.sign {
            Some(sign @ (Sign::Married | Sign::Partners)) => format!("{}: ", sign.meaning()),
            Some(Sign::Parents) => "with ".to_owned(),
            _ => String::new(),
        };
        let line = spans(&entry.line);
        match entry.sign {
            Some(Sign::Asked) => {
                let _ = write!(list, "<mark>{line}</mark>");
            }
            _ => {
                let _ = write!(list, "{sign}{line}");
            }
        }
    }
    while open > 0 {
        list.push_str("</li>\n</ul>\n");
        open -= 1;
    }
    list
}

fn spans(line: &Line) -> String {
    let span = |piece: &crate::view::Piece| {
        let text = escaped(&piece.text);
        match piece.tone {
            Tone::Name => format!("<b>{text}</b>"),
            Tone::Work | Tone::Caution => format!("<i>{text}</i>"),
            Tone::Cite => format!("<cite>{text}</cite>"),
            _ => text,
        }
    };
    line.0.iter().map(span).collect()
}

/// The least that a picture is made smaller, so that it can still be read: it scrolls instead.
const LEAST: f64 = 0.65;

fn style(width: f64) -> String {
    let least = number(width * LEAST);
    let [light, dark] = COLOURS;
    let colours = |colours: &Colours| {
        let Colours { ground, text, cite, asked, .. } = colours;
        format!(
            "body {{ background: {ground}; color: {text}; }} cite {{ color: {cite}; }} \
             mark {{ background: {asked}; color: {text}; }}\n"
        )
    };
    format!(
        "\nbody {{ font-family: {FONTS}; line-height: 1.5; margin: 0; }}\n\
         main {{ padding: 0 1.5rem 2rem; }}\nh1 {{ font-size: 1.5rem; }}\nh2 {{ font-size: 1.2rem; }}\n\
         cite {{ font-style: normal; }}\nul {{ padding-left: 1.4rem; }}\n\
         .picture {{ overflow-x: auto; }}\n.picture svg {{ display: block; margin: 0 auto; \
         width: 100%; max-width: none; min-width: {least}px; }}\n\
         @page {{ size: landscape; }}\n@media print {{ .picture svg {{ min-width: 0; }} }}\n{}\
         @media (prefers-color-scheme: dark) {{ {} }}\n@media print {{ {} }}\n",
        colours(&light),
        colours(&dark),
        colours(&light),
    )
}
