use super::blank::{Left, blank};
use super::slides::slides;
use super::*;
use crate::base::schema::Document;
use crate::base::{Base, load};
use crate::cite::style::Style;
use crate::cite::tests::locale;
use crate::query::extract;

const ALL: [Part; 8] = [
    Part::People,
    Part::Family,
    Part::Chronology,
    Part::Quotations,
    Part::Glossary,
    Part::Remarks,
    Part::Questions,
    Part::Sources,
];

fn embedded() -> Document {
    load::read("facts.toml", include_str!("../../../facts.toml")).unwrap()
}

/// Does something with a handout of the embedded base, in a style.
fn with_handout<T>(
    topics: &[&str],
    style: &str,
    then: impl FnOnce(&Citer<'_>, &Extract<'_>, Handout<'_>) -> T,
) -> T {
    let doc = embedded();
    let base = Base::new(&doc);
    let style = Style::named(style, locale).unwrap();
    let ready = Vec::new();
    let base = Citer::new(&base, Some(style), &|| None, &ready);
    let topics: Vec<String> = topics.iter().map(|topic| (*topic).to_owned()).collect();
    let extract = extract::extract(&base, &topics).unwrap();
    let plan = Plan { parts: &ALL, answers: false, speakers: true };
    let handout = handout(&base, &extract, plan);
    then(&base, &extract, handout)
}

fn lines(mut handout: Handout<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    handout.map(|line| {
        lines.push(line.clone());
        line
    });
    lines
}

/// What is drawn from a record: everything but labels, dates of rows, the words of quotations and
/// what is told below them, and the sources.
fn drawn<'h>(handout: &'h Handout<'_>) -> Vec<&'h Line> {
    let blocks = handout.sections.iter().filter(|section| section.part != Part::Sources);
    let lines = blocks.flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Text(_) | Block::Tree(_) => Vec::new(),
        Block::Entries(entries) => entries.iter().map(|(_, body)| body).collect(),
        Block::Items { lines, .. } => lines.iter().collect(),
        Block::Table { rows, .. } => rows.iter().filter_map(|row| row.last()).collect(),
        Block::Quotation { attribution, .. } => vec![attribution],
    });
    lines.collect()
}

fn numbers(handout: &Handout<'_>) -> Vec<usize> {
    let pieces = lines(handout.clone()).into_iter().flat_map(|line| line.0);
    pieces
        .filter(|piece| piece.tone == Tone::Note)
        .map(|piece| crate::view::note_number(&piece.text).unwrap())
        .collect()
}

#[test]
fn every_line_has_its_note() {
    with_handout(&[], "chicago-notes", |_, _, handout| {
        let drawn = drawn(&handout);
        assert!(drawn.len() > 300, "{}", drawn.len());
        for line in drawn {
            assert_eq!(line.0.last().map(|piece| piece.tone), Some(Tone::Note), "{}", line.text());
        }
    });
}

#[test]
fn notes_are_numbered_in_the_order_of_the_text_and_none_is_lost() {
    with_handout(&["zina"], "chicago-notes", |_, _, handout| {
        let mut next = 1;
        for number in numbers(&handout) {
            assert!(number <= next, "{number} before {next}");
            next = next.max(number + 1);
        }
        assert_eq!(next - 1, handout.notes.len());
    });
}

#[test]
fn the_first_note_is_in_full_and_later_ones_are_shortened() {
    with_handout(&["zina"], "chicago-notes", |_, _, handout| {
        let is_full = |note: &Note| note.text.text().contains("Left Voice");
        assert_eq!(handout.notes.iter().filter(|note| is_full(note)).count(), 1);
        assert!(is_full(&handout.notes[0]));
        assert!(handout.notes.iter().all(|note| !note.text.text().to_lowercase().contains("ibid")));
        assert!(handout.notes.iter().all(|note| !note.place.is_empty()));
    });
}

#[test]
fn styles_that_cite_in_the_text_do_so() {
    for (style, cited) in [("apa", "(Miller, 2020, para"), ("ieee", "[1, ")] {
        with_handout(&["nina"], style, |_, _, handout| {
            assert!(handout.notes.is_empty());
            for line in drawn(&handout) {
                assert!(line.text().contains(cited), "{}", line.text());
            }
        });
    }
}

#[test]
fn a_worksheet_leaves_out_every_stated_date_and_its_key_tells_them() {
    with_handout(&["lev-sedov"], "apa", |base, extract, handout| {
        let whole: Vec<String> = lines(handout.clone()).iter().map(Line::text).collect();
        let sheet = blank(handout.clone(), base, extract, &[Left::Dates], false);
        let key = blank(handout, base, extract, &[Left::Dates], true);
        let count = |handout: &Handout, tone| {
            let pieces = lines(handout.clone()).into_iter().flat_map(|line| line.0);
            // Questions have gaps of their own, without numbers.
            pieces.filter(|piece| piece.tone == tone && piece.text.starts_with('(')).count()
        };
        assert!(count(&sheet, Tone::Blank) > 10);
        assert_eq!(count(&sheet, Tone::Blank), count(&key, Tone::Answer));
        let chronology = sheet.sections.iter().find(|one| one.part == Part::Chronology).unwrap();
        let Block::Table { rows, .. } = &chronology.blocks[0] else { panic!("no table") };
        for row in rows {
            let date = row[0].text();
            assert!(
                date.starts_with('(') || date.ends_with(']') || date == "not dated",
                "{date} is told"
            );
        }
        // The key with its numbers taken away is the handout.
        let mut number = 0;
        let restored = lines(key).into_iter().map(|line| {
            let piece = |piece: Piece| match piece.tone {
                Tone::Answer => {
                    number += 1;
                    piece.text.replacen(&format!("({number}) "), "", 1)
                }
                _ => piece.text,
            };
            line.0.into_iter().map(piece).collect::<String>()
        });
        assert_eq!(restored.collect::<Vec<_>>(), whole);
    });
}

#[test]
fn a_worksheet_keeps_the_names_of_whom_it_is_about() {
    with_handout(&["nina"], "apa", |base, extract, handout| {
        let sheet = blank(handout, base, extract, &[Left::Names], false);
        let people: Vec<String> = sheet
            .sections
            .iter()
            .filter(|section| section.part == Part::People)
            .flat_map(|section| &section.blocks)
            .flat_map(|block| match block {
                Block::Entries(entries) => {
                    entries.iter().map(|(label, body)| label.text() + &body.text()).collect()
                }
                _ => Vec::new(),
            })
            .collect();
        assert!(people[0].starts_with("Nina"), "{}", people[0]);
        assert!(people.iter().all(|text| !text.contains("Sokolovsk")), "{people:?}");
        assert!(people.iter().all(|text| !text.contains("Trotsky")), "{people:?}");
    });
}

#[test]
fn quotations_that_are_left_out_are_there_to_choose_from() {
    with_handout(&["lev-sedov"], "apa", |base, extract, handout| {
        let quoted = |handout: &Handout| {
            let blocks = handout.sections.iter().flat_map(|section| &section.blocks);
            let words = blocks.filter_map(|block| match block {
                Block::Quotation { text, .. } => Some(text.text()),
                _ => None,
            });
            words.collect::<Vec<_>>()
        };
        let words = quoted(&handout);
        let sheet = blank(handout.clone(), base, extract, &[Left::Quotations], false);
        assert!(quoted(&sheet).iter().all(|text| text.contains("____")));
        let choice = sheet.sections.iter().find(|one| one.heading == "Words to choose from");
        let Block::Items { lines, .. } = &choice.unwrap().blocks[0] else { panic!("no list") };
        let mut offered: Vec<String> = lines.iter().map(Line::text).collect();
        let mut all = words.clone();
        offered.sort();
        all.sort();
        assert_eq!(offered, all);
        let key = blank(handout, base, extract, &[Left::Quotations], true);
        for (at, (told, words)) in quoted(&key).iter().zip(&words).enumerate() {
            assert_eq!(*told, format!("({}) {words}", at + 1));
        }
    });
}

#[test]
fn slides_lose_nothing_and_each_says_where_it_is_from() {
    with_handout(&["zina"], "chicago-notes", |_, _, handout| {
        let before = drawn(&handout).len();
        let slides = slides(handout);
        let drawn = drawn(&slides);
        assert_eq!(drawn.len(), before);
        for line in drawn {
            let last = line.0.last().unwrap();
            assert_eq!(last.tone, Tone::Cite, "{}", line.text());
            assert!(last.text.contains(['¶', 's']), "{}", last.text);
        }
        for section in &slides.sections {
            let rows = match &section.blocks[..] {
                [Block::Entries(entries)] => entries.len(),
                [Block::Items { lines, .. }] => lines.len(),
                [Block::Table { rows, .. }] => rows.len(),
                _ => 1,
            };
            assert!(rows <= 9, "{}: {rows}", section.heading);
        }
    });
}

#[test]
fn a_part_of_which_there_is_nothing_is_left_out() {
    with_handout(&["Paris"], "apa", |_, _, handout| {
        let parts: Vec<Part> = handout.sections.iter().map(|section| section.part).collect();
        assert!(!parts.contains(&Part::Quotations) && !parts.contains(&Part::Family));
        assert!(
            handout.sections.iter().all(|one| {
                !one.blocks.is_empty() || one.part == Part::Remarks && one.depth == 0
            })
        );
    });
}
