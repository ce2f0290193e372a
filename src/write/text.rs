//! Prose: wrapped at a terminal, one line a paragraph elsewhere.

use std::io::{self, Write};

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::Look;
use crate::view::prose::{Block, Prose};
use crate::view::{Line, Piece, Tone};

/// The widest that prose is set, however wide the terminal: longer lines are hard to read.
const MEASURE: usize = 100;

/// The widest that labels are set beside what they label.
const LABEL: usize = 16;

pub(super) fn write(prose: &Prose, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for (at, block) in prose.blocks.iter().enumerate() {
        let is_first = at == 0;
        match block {
            Block::Title { name, kind, id } => {
                if !is_first {
                    writeln!(out)?;
                }
                let line = name.clone().and(Tone::Aside, format!("({kind} {id})"));
                paragraph(&line, "", look, out)?;
            }
            Block::Heading(heading) => {
                writeln!(out)?;
                paragraph(&Line::of(Tone::Heading, &**heading), "", look, out)?;
            }
            Block::Text(line) => paragraph(line, "", look, out)?,
            Block::Item { mark, body } => write_item(mark, body, look, out)?,
            Block::Entry { label, body } => write_entry(label, body, look, out)?,
            Block::Quotation { text, attribution, asides } => {
                if !is_first {
                    writeln!(out)?;
                }
                paragraph(&Line::of(Tone::Quoted, format!("“{text}”")), "", look, out)?;
                let attribution = Line(
                    std::iter::once(Piece { text: "— ".to_owned(), tone: Tone::Plain })
                        .chain(attribution.0.iter().cloned())
                        .collect(),
                );
                paragraph(&attribution, "    ", look, out)?;
                for aside in asides {
                    paragraph(aside, "    ", look, out)?;
                }
            }
        }
    }
    if !prose.sources.is_empty() {
        writeln!(out)?;
    }
    write_sources(&prose.sources, look, out)
}

/// The lines that name the sources of what was shown.
pub(super) fn write_sources(sources: &[Line], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    sources.iter().try_for_each(|source| {
        let id = source.0.first().map_or("", |piece| piece.text.trim_end_matches([':', ' ']));
        let Some(url) = url_in(source).filter(|_| look.links && !id.is_empty()) else {
            return paragraph(source, "", look, out);
        };
        let mut set = Vec::new();
        paragraph(source, "", look, &mut set)?;
        let set = String::from_utf8_lossy(&set);
        let link = format!("\u{1b}]8;;{url}\u{1b}\\{id}\u{1b}]8;;\u{1b}\\");
        out.write_all(set.replacen(id, &link, 1).as_bytes())
    })
}

/// The address that a citation tells, with nothing in it that a terminal might take otherwise.
fn url_in(line: &Line) -> Option<String> {
    let text = line.text();
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let url = text[start..].split(char::is_whitespace).next()?;
    let url = url.trim_end_matches(['.', ',', ';', ')', '”', '>']);
    url.chars().all(|c| c.is_ascii_graphic()).then(|| url.to_owned())
}

/// One of a list, its further lines below its first.
fn write_item(mark: &str, body: &Line, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(width) = measure(look) else {
        return writeln!(out, "{mark} {}", look.line(&one_line(body)));
    };
    let indent = textwrap::core::display_width(mark) + 1;
    lines(body, width.saturating_sub(indent), look, |at, line| {
        let mark = if at == 0 { mark } else { "" };
        writeln!(out, "{mark}{:pad$}{line}", "", pad = indent - textwrap::core::display_width(mark))
    })
}

/// A label with its body beside it, or below it if the label is long.
pub(super) fn write_entry(
    label: &Line,
    body: &Line,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(width) = measure(look) else {
        let line = Line(label.0.clone()).then(Tone::Plain, ": ");
        return writeln!(out, "{}{}", look.line(&line), look.line(&one_line(body)));
    };
    let indent = if width < 50 { 4 } else { LABEL + 2 };
    let label_width = textwrap::core::display_width(&look.safe(&label.text()));
    if label_width + 2 > indent {
        paragraph(label, "", look, out)?;
        write!(out, "{:indent$}", "")?;
    } else {
        write!(out, "{}{:pad$}", look.line(label), "", pad = indent - label_width)?;
    }
    lines(body, width.saturating_sub(indent), look, |at, line| {
        if at > 0 {
            write!(out, "{:indent$}", "")?;
        }
        writeln!(out, "{line}")
    })
}

/// A line wrapped to the width, its further lines indented as its first.
pub(super) fn paragraph(
    line: &Line,
    indent: &str,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match measure(look) {
        None => writeln!(out, "{indent}{}", look.line(line)),
        Some(width) => lines(line, width.saturating_sub(indent.len()), look, |_, line| {
            writeln!(out, "{indent}{line}")
        }),
    }
}

pub(super) fn measure(look: &Look) -> Option<usize> {
    look.width.map(|width| width.min(MEASURE))
}

/// Line breaks as spaces: what is not wrapped is one line.
fn one_line(line: &Line) -> Line {
    let flat = |piece: &Piece| Piece { text: piece.text.replace('\n', " "), tone: piece.tone };
    Line(line.0.iter().map(flat).collect())
}

/// A word and the tones that its parts have.
#[derive(Debug)]
struct Word {
    parts: Vec<(Tone, String)>,
    width: usize,
}

impl Word {
    /// Takes off what stands after the last hyphen; nothing, where it has none.
    fn after_hyphen(&mut self) -> Self {
        let mut rest = Self { parts: Vec::new(), width: 0 };
        let has_hyphen = |(_, text): &(Tone, String)| text.contains('-');
        let Some(at) = self.parts.iter().rposition(has_hyphen) else { return rest };
        let tail = self.parts.split_off(at + 1);
        let Some((tone, text)) = self.parts.last_mut() else { return rest };
        let cut = text.rfind('-').map_or(text.len(), |hyphen| hyphen + 1);
        rest.parts.push((*tone, text.split_off(cut)));
        rest.parts.extend(tail);
        rest.parts.retain(|(_, text)| !text.is_empty());
        let width = |(_, text): &(Tone, String)| textwrap::core::display_width(text);
        rest.width = rest.parts.iter().map(width).sum();
        self.width -= rest.width;
        rest
    }
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(u32::try_from(self.width).unwrap_or(u32::MAX))
    }
    fn whitespace_width(&self) -> f64 {
        1.0
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Hands on the lines into which a text is wrapped.
pub(super) fn lines(
    line: &Line,
    width: usize,
    look: &Look,
    mut each: impl FnMut(usize, String) -> io::Result<()>,
) -> io::Result<()> {
    let lines = wrapped(line, width, look);
    lines.into_iter().enumerate().try_for_each(|(at, (line, _))| each(at, line))
}

/// The lines into which a text is wrapped, and how many columns each takes; at least one.
pub(super) fn wrapped(line: &Line, width: usize, look: &Look) -> Vec<(String, usize)> {
    let width = width.max(1);
    let wide = f64::from(u32::try_from(width).unwrap_or(u32::MAX));
    let columns =
        |words: &[Word]| words.iter().map(|word| word.width + 1).sum::<usize>().saturating_sub(1);
    let mut lines = Vec::new();
    for words in paragraphs(line, width, look) {
        let rows = wrap_first_fit(&words, &[wide]).into_iter();
        lines.extend(rows.map(|row| (joined(row, look), columns(row))));
    }
    if lines.is_empty() {
        lines.push((String::new(), 0));
    }
    lines
}

/// Words set side by side, a tone that goes on not interrupted at the spaces.
fn joined(words: &[Word], look: &Look) -> String {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |tone: Tone, text: &str| match pieces.last_mut() {
        Some(last) if last.tone == tone => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), tone }),
    };
    for (at, word) in words.iter().enumerate() {
        let first_tone = word.parts.first().map(|(tone, _)| *tone);
        if at > 0 {
            let last_tone = words[at - 1].parts.last().map(|(tone, _)| *tone);
            let goes_on = first_tone == last_tone;
            push(first_tone.filter(|_| goes_on).unwrap_or(Tone::Plain), " ");
        }
        for (tone, text) in &word.parts {
            push(*tone, text);
        }
    }
    // The text was made safe word by word, before it was measured.
    let look = Look { terminal: false, ..*look };
    look.line(&Line(pieces))
}

/// The words of a text, each no wider than the width, in the paragraphs that its line breaks make.
fn paragraphs(line: &Line, width: usize, look: &Look) -> Vec<Vec<Word>> {
    let mut paragraphs = vec![Vec::new()];
    let mut word = Word { parts: Vec::new(), width: 0 };
    let end_word = |word: &mut Word, paragraphs: &mut Vec<Vec<Word>>| {
        if word.width > 0
            && let Some(last) = paragraphs.last_mut()
        {
            last.push(std::mem::replace(word, Word { parts: Vec::new(), width: 0 }));
        }
    };
    for piece in &line.0 {
        for c in look.safe(&piece.text).chars() {
            match c {
                '\n' => {
                    end_word(&mut word, &mut paragraphs);
                    paragraphs.push(Vec::new());
                    continue;
                }
                ' ' => {
                    end_word(&mut word, &mut paragraphs);
                    continue;
                }
                _ => {}
            }
            let columns = textwrap::core::display_width(c.encode_utf8(&mut [0; 4]));
            if word.width + columns > width {
                let rest = word.after_hyphen();
                end_word(&mut word, &mut paragraphs);
                word = rest;
            }
            word.width += columns;
            match word.parts.last_mut() {
                Some((tone, text)) if *tone == piece.tone => text.push(c),
                _ => word.parts.push((piece.tone, c.to_string())),
            }
        }
    }
    end_word(&mut word, &mut paragraphs);
    paragraphs
}
