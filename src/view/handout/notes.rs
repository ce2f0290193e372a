//! The notes of a handout: what is cited, in the order of the text, rendered as one document.

use super::{Handout, Line, Piece, Tone};
use crate::base::schema::{Cite, Quote, Record, Source};
use crate::cite::render::{self, Form, Passages};
use crate::cite::style::{Counted, Placing};
use crate::cite::{Citer, Rich, places, references};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The citation in the style of the handout, and the paragraphs.
    pub text: Line,
    /// The paragraphs alone: `¶18`.
    pub place: String,
}

/// What is cited, each once, in the order in which it is first cited.
pub(super) struct Notes<'n, 'a> {
    base: &'n Citer<'a>,
    wanted: Vec<Wanted<'a>>,
}

struct Wanted<'a> {
    cites: Vec<Cite>,
    /// The quotation, which is cited with its speaker.
    quote: Option<&'a Record<Quote>>,
}

impl<'n, 'a> Notes<'n, 'a> {
    pub(super) fn new(base: &'n Citer<'a>) -> Self {
        Self { base, wanted: Vec::new() }
    }

    /// A line with the mark of its note at its end.
    pub(super) fn cited<'c>(
        &mut self,
        line: Line,
        cites: impl IntoIterator<Item = &'c Cite>,
    ) -> Line {
        self.marked(line, Wanted { cites: cites.into_iter().cloned().collect(), quote: None })
    }

    /// The line below a quotation, with the mark of its note at its end.
    pub(super) fn quoted(&mut self, line: Line, quote: &'a Record<Quote>) -> Line {
        self.marked(line, Wanted { cites: quote.cite.clone(), quote: Some(quote) })
    }

    /// The mark is the place in the list until the notes are set.
    fn marked(&mut self, line: Line, wanted: Wanted<'a>) -> Line {
        if wanted.cites.is_empty() {
            return line;
        }
        self.wanted.push(wanted);
        line.then(Tone::Note, (self.wanted.len() - 1).to_string())
    }

    /// The sources that are cited, in that order.
    pub(super) fn sources(&self) -> Vec<&'a Record<Source>> {
        self.base.sources_of(self.wanted.iter().flat_map(|wanted| &wanted.cites))
    }

    /// Renders the citations and sets them: as notes, those that say the same as one, or in the
    /// text where the style cites there.
    pub(super) fn set_into(self, handout: &mut Handout<'_>) {
        let rendered = self.rendered();
        let is_note = self.base.style().is_none_or(|style| style.placing() == Placing::Note);
        if !is_note {
            handout.map(|line| Self::set(line, &mut |at| rendered.get(at).map(within)));
            return;
        }
        let mut notes: Vec<Note> = Vec::new();
        let mut numbers = Vec::new();
        for note in rendered {
            let known = notes.iter().position(|known| *known == note);
            numbers.push(known.unwrap_or(notes.len()) + 1);
            if known.is_none() {
                notes.push(note);
            }
        }
        let mut references = vec![0; notes.len()];
        let mut mark = |at: usize| {
            let number = *numbers.get(at)?;
            let nth = references.get_mut(number - 1)?;
            *nth += 1;
            let mark = if *nth == 1 { number.to_string() } else { format!("{number}.{nth}") };
            Some(Line::of(Tone::Note, mark))
        };
        handout.map(|line| Self::set(line, &mut mark));
        handout.notes = notes;
    }

    fn set(line: Line, mark: &mut impl FnMut(usize) -> Option<Line>) -> Line {
        let mut set = |piece: Piece| match (piece.tone, piece.text.parse()) {
            (Tone::Note, Ok(at)) => mark(at).unwrap_or_default().0,
            _ => vec![piece],
        };
        Line(line.0.into_iter().flat_map(&mut set).collect())
    }

    fn rendered(&self) -> Vec<Note> {
        let document: Vec<Passages<'_>> = self
            .wanted
            .iter()
            .map(|wanted| Passages { cites: wanted.cites.iter().collect() })
            .collect();
        let style = self.base.style();
        let plain = |wanted: &Wanted<'_>| Rich::plain(references(self.base, &wanted.cites));
        let rendered = style.map_or_else(
            || self.wanted.iter().map(plain).collect(),
            |style| render::citations(self.base, style, Form::Running, &document),
        );
        let prints_numbers = style.is_none_or(|style| style.counted() == Counted::Number);
        let note = |(wanted, rich): (&Wanted<'_>, Rich)| {
            let rich = match wanted.quote {
                Some(quote) => self.base.secondary(quote, rich),
                None => rich,
            };
            let place = places(self.base, &wanted.cites);
            let text = Line::default().citing(&rich);
            let shown = if prints_numbers { "" } else { &*place };
            Note { text: text.and(Tone::Cite, shown), place }
        };
        self.wanted.iter().zip(rendered).map(note).collect()
    }
}

/// A citation in the text, after a space.
fn within(note: &Note) -> Line {
    Line::plain(" ").then_all(note.text.clone())
}
