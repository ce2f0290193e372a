//! What a picture is made of: text that is measured and escaped, and colours.

use std::fmt::Write as _;

use super::super::visible;

/// How wide a text may come out, in units of its size: as in `DejaVu Sans`, one of the widest
/// fonts that a machine falls back to, so that nothing is cut where another one is there.
pub(super) fn width(text: &str, is_bold: bool) -> f64 {
    let widths = text.chars().map(|c| match c {
        ' ' | 'i' | 'j' | 'l' | 'I' | 'f' | 't' | '.' | ',' | ';' | ':' | '’' | '\'' | '|'
        | '!' | '(' | ')' | '[' | ']' | '·' | '/' => 0.44,
        'm' | 'w' | 'M' | 'W' | '…' | '—' | '%' => 1.05,
        'a'..='z' | '0'..='9' | '–' | '-' | '?' | '†' => 0.66,
        _ if c.is_ascii() => 0.78,
        _ => match textwrap::core::display_width(c.encode_utf8(&mut [0; 4])) {
            0 => 0.0,
            1 => 0.82,
            _ => 1.1,
        },
    });
    widths.sum::<f64>() * if is_bold { 1.06 } else { 0.96 }
}

/// A text in lines that are no wider than so many units; the last one shortened, where there would
/// be more than so many.
pub(super) fn wrapped(text: &str, room: f64, most: usize, is_bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let fits = |text: &str| width(text, is_bold) <= room;
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line) && line.chars().nth(1).is_some() {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// A text as XML and HTML take it, without characters that neither may have.
pub(super) fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(escaped, "&lt;U+{:04X}&gt;", u32::from(c));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A number without more digits than a picture needs.
pub(super) fn number(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// Fonts that are there on most machines, and what to take where none is.
pub(super) const FONTS: &str =
    "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

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
