//! Worksheets: a handout with its dates, names or quotations left out, and the key to it.

use clap::ValueEnum;

use super::{Block, Handout, Line, Part, Piece, Section, Tone};
use crate::base::schema::{Person, PersonKind, Record};
use crate::cite::Citer;
use crate::date::MONTHS;
use crate::query::extract::Extract;
use crate::view::exercise;
use crate::view::exercise::hide::{self, NameWords};

/// What is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Left {
    /// Every date that the source states, of the records and in the running text.
    Dates,
    /// Every form of every name, but of those whom the notes are about.
    Names,
    /// The words of each quotation, which stand at the end to be chosen from.
    Quotations,
}

/// The parts of a worksheet that do not give away what the others leave out.
pub const PARTS: [Part; 4] = [Part::People, Part::Chronology, Part::Quotations, Part::Sources];

/// What stands for something that was left out.
const LINE: &str = "____________";

/// Leaves something out of a handout, or for the key tells what.
///
/// Each gap has a number, the same in the worksheet and in its key.
pub fn blank<'a>(
    mut handout: Handout<'a>,
    base: &Citer<'a>,
    extract: &Extract<'a>,
    left: &[Left],
    is_key: bool,
) -> Handout<'a> {
    // A tree would tell names and years.
    for section in &mut handout.sections {
        section.blocks.retain(|block| !matches!(block, Block::Tree(_)));
    }
    let mut gaps = Gaps {
        dates: left.contains(&Left::Dates),
        names: left.contains(&Left::Names).then(|| names(base, extract)),
        is_key,
        count: 0,
    };
    let mut quotations = Vec::new();
    if left.contains(&Left::Quotations) {
        quotations = words(&handout);
    }
    // Nobody has to know by heart what the source is called, and questions have their own gaps.
    let is_whole =
        |section: &&mut Section<'_>| matches!(section.part, Part::Sources | Part::Questions);
    let sections = handout.sections.iter_mut().filter(|section| !is_whole(section));
    for block in sections.flat_map(|section| &mut section.blocks) {
        gaps.leave_out(block, !quotations.is_empty());
    }
    if !is_key && !quotations.is_empty() {
        let is_end = |section: &Section<'_>| section.part == Part::Sources;
        let at = handout.sections.iter().position(is_end).unwrap_or(handout.sections.len());
        handout.sections.insert(at, choice(quotations));
    }
    handout
}

/// The names of those who are told of, and of those whom the notes are about.
fn names(base: &Citer<'_>, extract: &Extract<'_>) -> (Vec<NameWords>, Vec<NameWords>) {
    let is_subject = |id: &str| extract.subjects.iter().any(|subject| subject.id() == id);
    let named = base.doc.persons.iter().filter(|person| person.kind == PersonKind::Named);
    let (kept, left): (Vec<_>, Vec<_>) = named.partition(|person| is_subject(&person.id));
    let words = |persons: Vec<&Record<Person>>| {
        persons.into_iter().map(|person| NameWords::of(person)).collect::<Vec<_>>()
    };
    (words(left), words(kept))
}

fn words(handout: &Handout<'_>) -> Vec<String> {
    let blocks = handout.sections.iter().flat_map(|section| &section.blocks);
    let words = blocks.filter_map(|block| match block {
        Block::Quotation { text, .. } => Some(text.text()),
        _ => None,
    });
    words.collect()
}

/// The quotations to choose from, in the order of the alphabet.
fn choice<'a>(mut words: Vec<String>) -> Section<'a> {
    words.sort_by_cached_key(|words| crate::names::fold(words));
    let lines: Vec<Line> = words.into_iter().map(|words| Line::of(Tone::Quoted, words)).collect();
    let blocks = vec![Block::Items { lines, numbered: false }];
    Section::new(Part::Quotations, "Words to choose from", 0, blocks)
}

/// What is left out, and how often it was.
struct Gaps {
    dates: bool,
    /// Those that are left out, and those that are kept.
    names: Option<(Vec<NameWords>, Vec<NameWords>)>,
    is_key: bool,
    count: usize,
}

impl Gaps {
    fn leave_out(&mut self, block: &mut Block<'_>, quotations: bool) {
        if let Block::Quotation { text, attribution } = block {
            if quotations {
                *text = Line(vec![self.gap(&text.text())]);
            }
            *attribution = self.line(std::mem::take(attribution));
        } else {
            block.map(&mut |line| self.line(line));
        }
    }

    fn line(&mut self, line: Line) -> Line {
        let mut pieces = Vec::new();
        let mut rest = line.0.into_iter();
        let mut is_of_date = false;
        while let Some(piece) = rest.next() {
            // What is said of a date that is kept is kept with it: the other dates that are claimed.
            is_of_date = match piece.tone {
                Tone::Date => true,
                Tone::Caution => is_of_date,
                _ => is_of_date && piece.text.trim().is_empty(),
            };
            let is_doubtful = follows(rest.clone(), Tone::Caution);
            match piece.tone {
                Tone::Date if self.dates && !is_doubtful => pieces.push(self.gap(&piece.text)),
                Tone::Caution if is_of_date => pieces.push(piece),
                // What was worked out is not to be known by heart, a citation is not to be filled
                // in, and nobody's words are changed.
                Tone::Date | Tone::Note | Tone::Cite | Tone::Quoted | Tone::Work => {
                    pieces.push(piece);
                }
                _ => self.text(&piece, &mut pieces),
            }
        }
        Line(pieces)
    }

    /// A running text with gaps.
    fn text(&mut self, piece: &Piece, pieces: &mut Vec<Piece>) {
        let parts = match &self.names {
            Some((left, kept)) => hide::names_taken_out(&piece.text, left, kept),
            None => vec![exercise::Part::Shown(piece.text.clone())],
        };
        for part in parts {
            match part {
                exercise::Part::Gap(name) => pieces.push(self.gap(&name)),
                exercise::Part::Shown(text) => self.dates_of(&text, piece.tone, pieces),
            }
        }
    }

    fn dates_of(&mut self, text: &str, tone: Tone, pieces: &mut Vec<Piece>) {
        let mut kept = 0;
        let mut at = 0;
        while at < text.len() {
            let follows_word = text[..at].ends_with(char::is_alphanumeric);
            let date = if follows_word || !self.dates { None } else { date_length(&text[at..]) };
            match date {
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
                Some(length) => {
                    pieces.extend(Line::of(tone, &text[kept..at]).0);
                    pieces.push(self.gap(&text[at..at + length]));
                    at += length;
                    kept = at;
                }
            }
        }
        pieces.extend(Line::of(tone, &text[kept..]).0);
    }

    fn gap(&mut self, text: &str) -> Piece {
        self.count += 1;
        let number = self.count;
        if self.is_key {
            Piece { text: format!("({number}) {text}"), tone: Tone::Answer }
        } else {
            Piece { text: format!("({number}) {LINE}"), tone: Tone::Blank }
        }
    }
}

/// Whether a piece of some tone comes next, but for spaces.
fn follows(mut rest: impl Iterator<Item = Piece>, tone: Tone) -> bool {
    rest.find(|piece| !piece.text.trim().is_empty()).is_some_and(|piece| piece.tone == tone)
}

/// The length of the date with which a text begins: `9 June 1928`, `June 1928`, `9 June`, `1928`,
/// `1930s`.
fn date_length(text: &str) -> Option<usize> {
    let day = digits(text).filter(|length| *length <= 2);
    if let Some(day) = day {
        let month = after_space(text, day, month_length)?;
        return Some(after_space(text, month, year_length).unwrap_or(month));
    }
    if let Some(month) = month_length(text) {
        return after_space(text, month, year_length);
    }
    year_length(text)
}

/// Where something ends that begins one space after a place of a text.
fn after_space(text: &str, at: usize, length: fn(&str) -> Option<usize>) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(' ')?;
    Some(at + 1 + length(rest)?)
}

fn digits(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then_some(length)
}

fn month_length(text: &str) -> Option<usize> {
    let is_it = |month: &&&str| {
        text.strip_prefix(**month).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    MONTHS.iter().find(is_it).map(|month| month.len())
}

fn year_length(text: &str) -> Option<usize> {
    let digits = digits(text).filter(|length| *length == 4)?;
    let decade = usize::from(text[digits..].starts_with('s'));
    let ends = !text[digits + decade..].starts_with(char::is_alphanumeric);
    ends.then_some(digits + decade)
}
