//! The texts of a base, of which there may be several: a place in them is one number, counted
//! through all of them, as in a compiler's source map.

use std::fmt;
use std::ops::Range;
use std::str::Utf8Error;

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

/// Why bytes are no text that could be read, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoText {
    line: usize,
    what: &'static str,
}

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl NoText {
    fn at(bytes: &[u8], at: usize, what: &'static str) -> Self {
        let before = bytes.get(..at).unwrap_or_default();
        Self { line: before.split(|byte| *byte == b'\n').count(), what }
    }
}

/// Takes bytes for the text that they are in UTF-8.
///
/// # Errors
///
/// At the first byte that is not of such a text.
pub fn utf_8(bytes: &[u8]) -> Result<&str, NoText> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NoText::at(bytes, 0, "text in UTF-16, not in UTF-8"));
    }
    let no_text = |error: Utf8Error| NoText::at(bytes, error.valid_up_to(), "not text in UTF-8");
    std::str::from_utf8(bytes).map_err(no_text)
}

/// Takes a text, if no byte of it is zero: TOML has none, and in UTF-16 without a mark every other
/// byte is.
///
/// # Errors
///
/// At the first zero.
pub fn without_zero(text: &str) -> Result<&str, NoText> {
    let zero =
        |at| NoText::at(text.as_bytes(), at, "a zero byte, which text in UTF-8 does not have");
    text.find('\0').map_or(Ok(text), |at| Err(zero(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_with_its_line() {
        let told = |bytes: &[u8]| utf_8(bytes).and_then(without_zero).unwrap_err().to_string();
        assert_eq!(utf_8("a\nß".as_bytes()), Ok("a\nß"));
        assert_eq!(told(b"a\nb\xdf"), "line 2: not text in UTF-8");
        assert_eq!(told(b"a\n\nb\0"), "line 3: a zero byte, which text in UTF-8 does not have");
        for (bytes, line) in [(&b"\xff\xfea\0"[..], 1), (b"\xfe\xff\0a", 1)] {
            assert_eq!(told(bytes), format!("line {line}: text in UTF-16, not in UTF-8"));
        }
        let without_mark: Vec<u8> = "ab".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(told(&without_mark), "line 1: a zero byte, which text in UTF-8 does not have");
    }
}
