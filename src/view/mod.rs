//! From an answer to what is shown of it: words, not ink.
//!
//! An answer has three views. [`rows`] lays records out in columns, [`prose`] tells them at
//! length, and [`json`] gives them whole. The first two are made of [`Line`]s, pieces of text that
//! each say what they are; how a date or a caution looks is for [`crate::write`]. A proof has a
//! view of its own, [`report`], and so have lecture notes, [`handout`], questions for learners,
//! [`exercise`], and pictures: [`timeline`]. A check has [`mod@check`] and [`mod@sarif`].

pub mod brief;
pub mod check;
pub mod cite;
pub(crate) mod claims;
pub mod exercise;
pub mod fields;
pub mod handout;
pub mod json;
pub mod kin;
pub mod passages;
pub mod prose;
pub mod report;
pub mod rows;
pub mod sarif;
pub mod timeline;
pub mod tree;
pub mod welcome;

use crate::base::schema::{Certainty, Cite, DateClaim, Record, Source};
use crate::cite::{Citer, Rich, locators};

/// So many of a thing: `1 record`, `2 records`.
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// The name of what is shown.
    Name,
    Heading,
    Date,
    /// Where in the source it stands.
    Cite,
    /// An id, or another aid for finding one's way.
    Aside,
    /// Not to be taken as stated: inferred, unproven, possible.
    Caution,
    /// Somebody's own words.
    Quoted,
    /// The title of a work.
    Work,
    /// The number of a note: `3`, and where it is referred to once more `3.2`.
    Note,
    /// Left out, for the reader to fill in.
    Blank,
    /// What was left out.
    Answer,
}

/// A stretch of text of one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub tone: Tone,
}

/// Pieces that follow one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// A line of one piece; of none, if the text is empty.
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().then(tone, text)
    }

    /// A line in the plain tone.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Tone::Plain, text)
    }

    /// The line with another piece at its end; an empty one is left out.
    #[must_use]
    pub fn then(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece { text, tone });
        }
        self
    }

    /// The line with another piece after a space; an empty one is left out.
    #[must_use]
    pub fn and(self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        match (text.is_empty(), self.0.is_empty()) {
            (true, _) => self,
            (false, true) => self.then(tone, text),
            (false, false) => self.then(Tone::Plain, " ").then(tone, text),
        }
    }

    /// The line with another at its end.
    #[must_use]
    pub fn then_all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The line with another after a space.
    #[must_use]
    pub fn and_all(self, other: &Self) -> Self {
        let mut pieces = other.0.iter();
        let Some(first) = pieces.next() else { return self };
        let mut line = self.and(first.tone, first.text.as_str());
        line.0.extend(pieces.cloned());
        line
    }

    /// The line with a citation at its end.
    #[must_use]
    pub fn citing(self, rich: &Rich) -> Self {
        rich.0.iter().fold(self, |line, span| {
            line.then(if span.face.italic { Tone::Work } else { Tone::Plain }, span.text.as_str())
        })
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The note that a piece of [`Tone::Note`] refers to, whichever reference it is.
pub fn note_number(text: &str) -> Option<usize> {
    text.split('.').next()?.parse().ok()
}

/// What is not simply stated, as a remark in brackets; empty for what is.
pub(crate) fn caution(certainty: Certainty, because: Option<&str>) -> String {
    match (certainty, because) {
        (Certainty::Stated, _) => String::new(),
        (certainty, None) => format!("[{}]", certainty.word()),
        (certainty, Some(because)) => {
            format!("[{}: {}]", certainty.word(), because.trim_end_matches('.'))
        }
    }
}

/// A date in words, and whether it is one that the source states.
pub(crate) fn date_line(date: &DateClaim) -> Line {
    Line::of(Tone::Date, date.edtf.in_words()).and(Tone::Caution, caution(date.certainty, None))
}

/// A text with its certainty and its citations after it.
fn cited(
    base: &Citer<'_>,
    line: Line,
    (certainty, because): (Certainty, Option<&str>),
    cites: &[Cite],
) -> Line {
    line.and(Tone::Caution, caution(certainty, because)).and(Tone::Cite, locators(base, cites))
}

/// The sources that some citations mean, each once, with the line that names it. Where there are
/// several it also says which one is meant by a place alone.
fn source_notes<'c>(base: &Citer<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> Vec<Line> {
    let sources = base.sources_of(cites);
    let note = |source: &&Record<Source>| {
        let is_default = base.doc.default_source.as_ref() == Some(&source.id);
        let meant = if is_default && sources.len() > 1 { " (where none is named)" } else { "" };
        Line::of(Tone::Aside, format!("{}{meant}: ", source.id)).citing(&base.source(source))
    };
    sources.iter().map(note).collect()
}
