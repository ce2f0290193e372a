//! What the markup languages have in common: escaping, faces, links and block quotations.

use crate::cite::Rich;
use crate::cite::rich::{Face, PASSAGE, Span};
use crate::view::{Line, Piece, Tone};

/// A way of writing rich text. Each language is a file beside this one.
pub(crate) trait Markup {
    /// A text that the language takes literally.
    fn escaped(&self, text: &str) -> String;

    /// A text, already escaped, in a face.
    fn faced(&self, face: Face, inner: String) -> String;

    /// A text, already escaped, that leads somewhere.
    fn linked(&self, url: &str, inner: String) -> String;

    /// A block quotation: its paragraphs and its attribution, already escaped, and where the
    /// source is.
    fn block(&self, paragraphs: &[String], attribution: &str, url: Option<&str>) -> String;

    /// Rich text in the language.
    fn rich(&self, rich: &Rich) -> String {
        let span = |span: &Span| {
            // A face does not hold at a space.
            let text = span.text.as_str();
            let core = text.trim();
            if core.is_empty() {
                return self.escaped(text);
            }
            let start = text.len() - text.trim_start().len();
            let (head, tail) = (&text[..start], &text[start + core.len()..]);
            let mut inner = self.faced(span.face, self.escaped(core));
            if let Some(url) = &span.url {
                inner = self.linked(url, inner);
            }
            format!("{}{inner}{}", self.escaped(head), self.escaped(tail))
        };
        rich.0.iter().map(span).collect()
    }

    /// The mark of a note, and which reference to it this is.
    fn note(&self, number: usize, _nth: usize) -> String {
        self.escaped(&format!("[{number}]"))
    }

    /// A gap to fill in: its number and the line to write on.
    fn gap(&self, text: &str) -> String {
        self.escaped(text)
    }

    /// A line in the language, each piece in the face of its tone.
    fn line(&self, line: &Line) -> String {
        let piece = |piece: &Piece| match piece.tone {
            Tone::Note => {
                let mut numbers = piece.text.split('.').map_while(|number| number.parse().ok());
                let number = numbers.next().unwrap_or_default();
                self.note(number, numbers.next().unwrap_or(1))
            }
            Tone::Blank => self.gap(&piece.text),
            _ => self.rich(&Rich(vec![Span {
                text: piece.text.clone(),
                face: face(piece.tone),
                url: None,
            }])),
        };
        line.0.iter().map(piece).collect()
    }
}

/// How a tone looks in print.
fn face(tone: Tone) -> Face {
    Face {
        bold: matches!(tone, Tone::Name | Tone::Heading | Tone::Answer),
        italic: matches!(tone, Tone::Caution | Tone::Quoted | Tone::Work),
        ..Face::default()
    }
}

/// Text without markup.
pub(super) struct Plain;

impl Markup for Plain {
    fn escaped(&self, text: &str) -> String {
        text.to_owned()
    }

    fn faced(&self, _: Face, inner: String) -> String {
        inner
    }

    /// Text has no links: what is not its own address is told with it.
    fn linked(&self, url: &str, inner: String) -> String {
        match inner.as_str() {
            PASSAGE => url.to_owned(),
            _ if inner == url => inner,
            _ => format!("{inner} <{url}>"),
        }
    }

    fn block(&self, paragraphs: &[String], attribution: &str, _: Option<&str>) -> String {
        format!("{}\n    — {attribution}\n", paragraphs.join("\n"))
    }
}

/// Which part of a face it is, and what stands before and after it.
type Mark<'m> = (fn(Face) -> bool, &'m str, &'m str);

/// A text within the marks of its face, the innermost first.
pub(super) fn wrap(face: Face, inner: String, marks: [Mark<'_>; 5]) -> String {
    marks.into_iter().fold(inner, |inner, (applies, before, after)| {
        if applies(face) { format!("{before}{inner}{after}") } else { inner }
    })
}

pub(super) const ITALIC: fn(Face) -> bool = |face| face.italic;
pub(super) const BOLD: fn(Face) -> bool = |face| face.bold;
pub(super) const SMALL_CAPS: fn(Face) -> bool = |face| face.small_caps;
pub(super) const RAISED: fn(Face) -> bool = |face| face.raised;
pub(super) const LOWERED: fn(Face) -> bool = |face| face.lowered;
