//! Text with the few things that citations need: italics, bold, links and the like, free of any
//! markup.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};
use serde::{Deserialize, Serialize};

/// A stretch of text that looks alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub text: String,
    pub face: Face,
    /// Where it leads, if it is a link.
    pub url: Option<String>,
}

/// How a stretch of text looks.
#[allow(clippy::struct_excessive_bools, reason = "each is a face of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    pub italic: bool,
    pub bold: bool,
    pub small_caps: bool,
    pub raised: bool,
    pub lowered: bool,
}

/// What a link to a passage is called where links have names.
pub const PASSAGE: &str = "[passage]";

/// Text made of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rich(pub Vec<Span>);

impl Rich {
    /// Text without anything.
    pub fn plain(text: impl Into<String>) -> Self {
        let mut rich = Self::default();
        rich.push(&text.into(), Face::default(), None);
        rich
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The text with plain text before it.
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        let mut rich = Self::plain(text);
        for span in self.0 {
            rich.push(&span.text, span.face, span.url);
        }
        rich
    }

    /// The text with plain text after it.
    #[must_use]
    pub fn then(mut self, text: &str) -> Self {
        self.push(text, Face::default(), None);
        self
    }

    /// The text with plain text put into its plain beginning, after `prefix` if it begins so.
    #[must_use]
    pub fn inside(mut self, prefix: &str, text: &str) -> Self {
        match self.0.first_mut() {
            Some(first) if !prefix.is_empty() && first.text.starts_with(prefix) => {
                first.text.insert_str(prefix.len(), text);
                self
            }
            _ => self.after(text),
        }
    }

    /// The text with a link to its passage after it.
    #[must_use]
    pub fn then_link(mut self, url: &str) -> Self {
        self.push(" ", Face::default(), None);
        self.push(PASSAGE, Face::default(), Some(url.to_owned()));
        self
    }

    /// The text without this end, if it ends so.
    #[must_use]
    pub(super) fn without_end(mut self, end: &str) -> Self {
        if let Some(last) = self.0.last_mut()
            && let Some(head) = last.text.strip_suffix(end)
        {
            let length = head.len();
            last.text.truncate(length);
        }
        self
    }

    /// The text with periods and commas moved within the quotation marks before them, where they
    /// belong in American English.
    #[must_use]
    pub(super) fn punctuated(mut self) -> Self {
        for span in &mut self.0 {
            span.text = span.text.replace("”.", ".”").replace("”,", ",”");
        }
        self
    }

    /// The text without the periods that follow a title which ends with a mark of its own (“Why?.”),
    /// and the commas after which a year has no day (“(2008,)”).
    #[must_use]
    pub(super) fn without_doubled_marks(mut self) -> Self {
        let marks: Vec<char> = self.text().chars().collect();
        let before =
            |at: usize, by: usize| at.checked_sub(by).and_then(|at| marks.get(at)).copied();
        let is_doubled = |at: usize| {
            let after = marks.get(at + 1).copied();
            match marks.get(at) {
                Some(',') => after == Some(')'),
                Some('.') => match before(at, 1) {
                    Some('?' | '!') => true,
                    // Three of them are an ellipsis.
                    Some('.') => before(at, 2) != Some('.') && after != Some('.'),
                    _ => false,
                },
                _ => false,
            }
        };
        let mut at = 0..;
        for span in &mut self.0 {
            span.text.retain(|_| at.next().is_none_or(|at| !is_doubled(at)));
        }
        self.0.retain(|span| !span.text.is_empty());
        self
    }

    /// What the citation processor made.
    pub(super) fn of(children: &ElemChildren) -> Self {
        let mut rich = Self::default();
        rich.extend(children);
        rich
    }

    fn extend(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.push(&text.text, face(text.formatting), None),
                ElemChild::Elem(elem) => self.extend(&elem.children),
                ElemChild::Markup(text) => self.push(text, Face::default(), None),
                ElemChild::Link { text, url } => {
                    self.push(&text.text, face(text.formatting), Some(url.clone()));
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn push(&mut self, text: &str, face: Face, url: Option<String>) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.face == face && last.url == url => last.text.push_str(text),
            _ => self.0.push(Span { text: text.to_owned(), face, url }),
        }
    }
}

fn face(formatting: Formatting) -> Face {
    Face {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        raised: formatting.vertical_align == VerticalAlign::Sup,
        lowered: formatting.vertical_align == VerticalAlign::Sub,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_there_is_not_set_twice() {
        for (text, expected) in [
            ("“Is It the End?.” 2008.", "“Is It the End?” 2008."),
            ("Is It the End?. 2008.", "Is It the End? 2008."),
            ("“A Story..” 2008", "“A Story.” 2008"),
            ("McKay, I. (2008,). A.", "McKay, I. (2008). A."),
            ("“Is It?,” 2008", "“Is It?,” 2008"),
            ("“And then...” (n.d.).", "“And then...” (n.d.)."),
        ] {
            // As the processor gives it, in faces that change anywhere.
            let mut rich = Rich::default();
            for (at, c) in text.chars().enumerate() {
                let face = Face { italic: at % 3 == 0, ..Face::default() };
                rich.push(c.encode_utf8(&mut [0; 4]), face, None);
            }
            assert_eq!(rich.without_doubled_marks().text(), expected);
        }
    }
}
