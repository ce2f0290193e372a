//! LaTeX, in UTF-8.

use super::markup::{BOLD, ITALIC, LOWERED, Markup, RAISED, SMALL_CAPS, wrap};
use crate::cite::rich::Face;
use crate::export::tex;

pub(super) struct Latex;

impl Markup for Latex {
    fn escaped(&self, text: &str) -> String {
        tex::literal(text)
    }

    fn faced(&self, face: Face, inner: String) -> String {
        wrap(
            face,
            inner,
            [
                (SMALL_CAPS, "\\textsc{", "}"),
                (RAISED, "\\textsuperscript{", "}"),
                (LOWERED, "\\textsubscript{", "}"),
                (BOLD, "\\textbf{", "}"),
                (ITALIC, "\\emph{", "}"),
            ],
        )
    }

    fn linked(&self, url: &str, inner: String) -> String {
        let url = url.replace('\\', "\\\\").replace('%', "\\%").replace('#', "\\#");
        format!("\\href{{{url}}}{{{inner}}}")
    }

    fn block(&self, paragraphs: &[String], attribution: &str, _: Option<&str>) -> String {
        let text = paragraphs.join("\n\n");
        format!("\\begin{{quote}}\n{text}\n\n\\hfill --- {attribution}\n\\end{{quote}}\n")
    }
}
