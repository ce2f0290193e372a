//! What a picture is made of: text that is measured and escaped, and colours.

use crate::write::html::Html;
use crate::write::markup::Markup;
use crate::write::svg::Type;
use crate::write::visible;

pub(super) use crate::write::svg::{FONTS, hundredths as number};

/// How wide a text may come out, in units of its size.
pub(super) fn width(text: &str, is_bold: bool) -> f64 {
    Type { size: 1.0, is_bold }.width(text)
}

/// A text in lines that are no wider than so many units; the last one shortened, where there would
/// be more than so many.
pub(super) fn wrapped(text: &str, room: f64, most: usize, is_bold: bool) -> Vec<String> {
    let mut lines = Type { size: 1.0, is_bold }.wrapped(text, room);
    lines.retain(|line| !line.is_empty());
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(&format!("{last}…"), is_bold) > room {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// A text as XML and HTML take it, with what does not show made visible.
pub(super) fn escaped(text: &str) -> String {
    Html.escaped(&visible(text))
}

/// The colours on light and on dark. What they tell is told by form too: by dashes, frames and
/// words.
pub(super) const COLOURS: [Colours; 2] = [
    Colours {
        ground: "#ffffff",
        text: "#16191d",
        soft: "#4a535c",
        cite: "#144a8b",
        caution: "#7d1f6f",
        card: "#f3f5f8",
        frame: "#5a6672",
        asked: "#fff1cc",
        asked_frame: "#7a4b00",
        line: "#333d47",
    },
    Colours {
        ground: "#14171a",
        text: "#f2f4f6",
        soft: "#b4bec8",
        cite: "#9fc8f8",
        caution: "#f0a9e3",
        card: "#22282e",
        frame: "#93a0ad",
        asked: "#43350f",
        asked_frame: "#ffcf5c",
        line: "#c9d2da",
    },
];

pub(super) struct Colours {
    pub ground: &'static str,
    pub text: &'static str,
    pub soft: &'static str,
    pub cite: &'static str,
    pub caution: &'static str,
    pub card: &'static str,
    pub frame: &'static str,
    pub asked: &'static str,
    pub asked_frame: &'static str,
    pub line: &'static str,
}
