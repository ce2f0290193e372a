//! The texts of a base, of which there may be several: a place in them is one number, counted
//! through all of them, as in a compiler's source map.

use std::ops::Range;

/// The name and the text of each file of a base.
pub type Named<'t> = (&'t str, &'t str);

/// The files of a base, in their order.
#[derive(Debug, Clone)]
pub struct Texts(Vec<Text>);

/// One file, as it was named, and what was read of it.
#[derive(Debug, Clone)]
pub struct Text {
    pub name: String,
    pub content: String,
    /// The place at which it starts.
    pub start: usize,
}

/// The place at which each of some texts starts; the end of one is not the start of the next.
pub fn starts<'t>(texts: &[Named<'t>]) -> impl Iterator<Item = (usize, &'t str)> {
    texts.iter().scan(0, |next, (_, text)| {
        let start = *next;
        *next += text.len() + 1;
        Some((start, *text))
    })
}

impl Texts {
    /// Keeps some texts.
    pub fn new(texts: &[Named<'_>]) -> Self {
        let keep = |((name, _), (start, text)): (&Named<'_>, (usize, &str))| Text {
            name: (*name).to_owned(),
            content: text.to_owned(),
            start,
        };
        Self(texts.iter().zip(starts(texts)).map(keep).collect())
    }

    /// The file in which a place is.
    pub fn at(&self, place: usize) -> Option<&Text> {
        self.0.iter().rev().find(|text| text.start <= place)
    }

    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| text.name.as_str())
    }
}

impl Text {
    /// What a span of all texts is in this one: within one line of it, and on its character
    /// boundaries.
    pub fn local(&self, span: &Range<usize>) -> Range<usize> {
        let boundary = |mut at: usize| {
            while !self.content.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.start.saturating_sub(self.start).min(self.content.len()));
        let rest = self.content.get(start..).unwrap_or_default();
        let line_end = rest.find('\n').map_or(self.content.len(), |at| start + at);
        let end = boundary(span.end.saturating_sub(self.start).clamp(start, line_end));
        start..end.max(start)
    }
}
