//! HTML fragments.

use super::markup::{BOLD, ITALIC, LOWERED, Markup, RAISED, SMALL_CAPS, wrap};
use crate::cite::rich::Face;

pub(crate) struct Html;

impl Markup for Html {
    fn escaped(&self, text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    }

    fn faced(&self, face: Face, inner: String) -> String {
        wrap(
            face,
            inner,
            [
                (SMALL_CAPS, "<span style=\"font-variant: small-caps\">", "</span>"),
                (RAISED, "<sup>", "</sup>"),
                (LOWERED, "<sub>", "</sub>"),
                (BOLD, "<b>", "</b>"),
                (ITALIC, "<i>", "</i>"),
            ],
        )
    }

    fn note(&self, number: usize, nth: usize) -> String {
        format!(
            "<a class=\"note\" id=\"ref-{number}-{nth}\" href=\"#note-{number}\" \
             role=\"doc-noteref\" aria-label=\"note {number}\">{number}</a>"
        )
    }

    fn gap(&self, text: &str) -> String {
        let number = text.trim_end_matches('_');
        format!("{}<span class=\"gap\"></span>", self.escaped(number))
    }

    fn linked(&self, url: &str, inner: String) -> String {
        format!("<a href=\"{}\">{inner}</a>", self.escaped(url))
    }

    /// The attribution stands outside the quotation, as the HTML standard has it.
    fn block(&self, paragraphs: &[String], attribution: &str, url: Option<&str>) -> String {
        let cite = url.map(|url| format!(" cite=\"{}\"", self.escaped(url))).unwrap_or_default();
        let paragraphs = paragraphs.join("</p>\n<p>");
        format!(
            "<figure>\n<blockquote{cite}>\n<p>{paragraphs}</p>\n</blockquote>\n\
             <figcaption>— {attribution}</figcaption>\n</figure>\n"
        )
    }
}
