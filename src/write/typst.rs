//! Typst.

use super::markup::{BOLD, ITALIC, LOWERED, Markup, RAISED, SMALL_CAPS, wrap};
use crate::cite::rich::Face;

pub(super) struct Typst;

impl Markup for Typst {
    fn escaped(&self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                // Quotation marks, hyphens, dots and slashes have their own meaning too: smart
                // quotes, dashes, an ellipsis, comments.
                '\\' | '#' | '*' | '_' | '`' | '$' | '@' | '<' | '>' | '~' | '[' | ']' | '"'
                | '\'' | '/' | '-' | '=' | '+' => escaped.extend(['\\', c]),
                '.' if escaped.ends_with('.') => escaped.push_str("\\."),
                // `1.` would begin a list.
                '.' if escaped.chars().all(|c| c.is_ascii_digit()) => escaped.push_str("\\."),
                _ => escaped.push(c),
            }
        }
        escaped
    }

    /// The semicolon ends what would otherwise go on with a bracket of the text.
    fn faced(&self, face: Face, inner: String) -> String {
        wrap(
            face,
            inner,
            [
                (SMALL_CAPS, "#smallcaps[", "];"),
                (RAISED, "#super[", "];"),
                (LOWERED, "#sub[", "];"),
                (BOLD, "#strong[", "];"),
                (ITALIC, "#emph[", "];"),
            ],
        )
    }

    /// By the notes that the document begins with.
    fn note(&self, number: usize, nth: usize) -> String {
        if nth == 1 {
            format!("#footnote(notes.at({}))<note-{number}>", number.saturating_sub(1))
        } else {
            format!("#footnote(<note-{number}>);")
        }
    }

    fn linked(&self, url: &str, inner: String) -> String {
        let url = url.replace('\\', "\\\\").replace('"', "\\\"");
        format!("#link(\"{url}\")[{inner}];")
    }

    fn block(&self, paragraphs: &[String], attribution: &str, _: Option<&str>) -> String {
        let text = paragraphs.join("\n\n");
        format!("#quote(block: true, attribution: [{attribution}])[\n{text}\n]\n")
    }
}
