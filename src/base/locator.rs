//! What a citation may have for a place in its source, and how what people write for one is written.

use super::schema::LocatorTerm;
use crate::names;

/// The places of a source that have no number.
const WORDS: [&str; 2] = ["standfirst", "byline"];

/// What stands before a number to say what it counts, in small letters and without dots.
const SIGNS: [(&str, LocatorTerm); 37] = [
    ("¶", LocatorTerm::Paragraph),
    ("¶¶", LocatorTerm::Paragraph),
    ("para", LocatorTerm::Paragraph),
    ("paras", LocatorTerm::Paragraph),
    ("par", LocatorTerm::Paragraph),
    ("pars", LocatorTerm::Paragraph),
    ("paragraph", LocatorTerm::Paragraph),
    ("paragraphs", LocatorTerm::Paragraph),
    ("p", LocatorTerm::Page),
    ("pp", LocatorTerm::Page),
    ("pg", LocatorTerm::Page),
    ("s", LocatorTerm::Page),
    ("page", LocatorTerm::Page),
    ("pages", LocatorTerm::Page),
    ("ch", LocatorTerm::Chapter),
    ("chap", LocatorTerm::Chapter),
    ("chapter", LocatorTerm::Chapter),
    ("chapters", LocatorTerm::Chapter),
    ("§", LocatorTerm::Section),
    ("sec", LocatorTerm::Section),
    ("section", LocatorTerm::Section),
    ("l", LocatorTerm::Line),
    ("ll", LocatorTerm::Line),
    ("line", LocatorTerm::Line),
    ("lines", LocatorTerm::Line),
    ("v", LocatorTerm::Verse),
    ("verse", LocatorTerm::Verse),
    ("verses", LocatorTerm::Verse),
    ("vol", LocatorTerm::Volume),
    ("volume", LocatorTerm::Volume),
    ("fol", LocatorTerm::Folio),
    ("folio", LocatorTerm::Folio),
    ("n", LocatorTerm::Note),
    ("note", LocatorTerm::Note),
    ("pt", LocatorTerm::Part),
    ("part", LocatorTerm::Part),
    ("timestamp", LocatorTerm::Timestamp),
];

/// What is wrong with a locator.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) message: String,
    pub(super) advice: Advice,
}

/// What to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// To write these places, each in a citation of its own.
    Write(Vec<String>, LocatorTerm),
    Say(String),
}

/// The first and last number of a locator; `None`, if it has none, but may be right.
///
/// # Errors
///
/// Where it is no place of a source in which such numbers are counted; numbers that are `printed`
/// may have letters.
pub(super) fn numbers(
    locator: &str,
    term: LocatorTerm,
    printed: bool,
) -> Result<Option<(u32, u32)>, Mistake> {
    let text = locator.trim();
    let refuse = |message: String, advice| Err(Mistake { message, advice });
    let write = |places: Vec<String>, term| Advice::Write(places, term);
    if text.is_empty() || WORDS.contains(&text) {
        return Ok(None);
    }
    if let Some((from, to)) = range(text, &["-", "–"]) {
        return match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(from), Ok(to)) if from <= to => Ok(Some((from, to))),
            (Ok(first), Ok(last)) => {
                // 112-15 is short for 112-115.
                let head = from.get(..from.len().saturating_sub(to.len())).unwrap_or_default();
                let whole = format!("{head}{to}");
                let is_short = whole.parse().is_ok_and(|whole: u32| whole > first);
                let range = if !head.is_empty() && is_short {
                    format!("{from}-{whole}")
                } else {
                    format!("{last}-{first}")
                };
                refuse(format!("`{text}` goes backwards"), write(vec![range], term))
            }
            _ => refuse(
                format!("`{text}` is too large a number"),
                Advice::Say("numbers of places go up to 4294967295".to_owned()),
            ),
        };
    }
    // What the number counts is said otherwise.
    let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (sign, number) = text.split_at(at);
    let sign = sign.trim_end_matches(['.', ' ', '\u{a0}']).to_lowercase();
    if let Some((_, of)) = SIGNS.iter().find(|(known, _)| *known == sign)
        && let Some(places) = places(number)
    {
        return refuse(format!("`{text}` is more than a number"), write(places, *of));
    }
    match places(text) {
        Some(places) if places.len() > 1 => {
            return refuse(format!("`{text}` is several places"), write(places, term));
        }
        Some(places) => {
            return refuse(format!("`{text}` is no range"), write(places, term));
        }
        None => {}
    }
    let is_numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let how = || {
        let near = names::nearest(text, WORDS, 1);
        Advice::Say(match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "a place is a number, a range as \"12-13\", \"standfirst\" or \"byline\"".to_owned()
            }
        })
    };
    match term {
        LocatorTerm::Paragraph if is_numbered && !printed => {
            refuse(format!("`{text}` is not the number of a paragraph"), how())
        }
        LocatorTerm::Paragraph if !is_numbered => {
            refuse(format!("`{text}` is not a place in a source"), how())
        }
        // Pages and folios have letters and Roman numbers, but no single letters that are none.
        _ if text.len() == 1
            && !text.contains(['i', 'v', 'x', 'l', 'c', 'd', 'm'])
            && text.bytes().all(|byte| byte.is_ascii_lowercase()) =>
        {
            refuse(format!("`{text}` is not a place in a source"), how())
        }
        _ => Ok(None),
    }
}

/// The two ends of a range, or one number as both; `None`, if it is neither.
fn range<'t>(text: &'t str, dashes: &[&str]) -> Option<(&'t str, &'t str)> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let dash = dashes.iter().find(|dash| text.contains(**dash));
    let (from, to) = dash.map_or(Some((text, text)), |dash| text.split_once(dash))?;
    let (from, to) = (from.trim(), to.trim());
    (is_number(from) && is_number(to)).then_some((from, to))
}

/// The places of a list, or of one with other dashes, as they are written.
fn places(text: &str) -> Option<Vec<String>> {
    let text = text.replace(" and ", ",").replace(" to ", "-");
    let places = text.split([',', ';', '&']).map(|place| {
        let (from, to) = range(place, &["---", "--", "-", "–", "—", "‒", "−", "‑"])?;
        Some(if from == to { from.to_owned() } else { format!("{from}-{to}") })
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_or_told_as_it_is_written() {
        use LocatorTerm::{Page, Paragraph};
        let told = |text: &str, term| match numbers(text, term, false) {
            Ok(Some((from, to))) => format!("{from} to {to}"),
            Ok(None) => "a word".to_owned(),
            Err(Mistake { advice: Advice::Say(hint), .. }) => hint,
            Err(Mistake { advice: Advice::Write(places, term), .. }) => {
                format!("{} {}", term.word(), places.join(" and "))
            }
        };
        for (text, term, expected) in [
            ("12", Paragraph, "12 to 12"),
            (" 12 – 13 ", Paragraph, "12 to 13"),
            ("standfirst", Paragraph, "a word"),
            ("byline", Page, "a word"),
            ("9-2", Paragraph, "paragraph 2-9"),
            ("112-15", Page, "page 112-115"),
            ("12--13", Paragraph, "paragraph 12-13"),
            ("12—13", Page, "page 12-13"),
            ("12, 14-15", Paragraph, "paragraph 12 and 14-15"),
            ("3 and 4", Page, "page 3 and 4"),
            ("p. 2", Paragraph, "page 2"),
            ("pp. 2–3", Paragraph, "page 2-3"),
            ("Page 2", Page, "page 2"),
            ("¶2", Paragraph, "paragraph 2"),
            ("para. 2, 5", Page, "paragraph 2 and 5"),
            ("§ 7", Paragraph, "section 7"),
            ("99999999999", Paragraph, "numbers of places go up to 4294967295"),
            ("s", Paragraph, "a place is a number, a range"),
            ("s", Page, "a place is a number, a range"),
            ("Standfirst", Paragraph, "did you mean `standfirst`?"),
            ("standfrist", Paragraph, "did you mean `standfirst`?"),
            ("12ff", Paragraph, "a place is a number, a range"),
            ("-3", Paragraph, "a place is a number, a range"),
            ("3-", Paragraph, "a place is a number, a range"),
            ("xii", Page, "a word"),
            ("12r", Page, "a word"),
            ("title page", Page, "a word"),
            ("0:12:30", LocatorTerm::Timestamp, "a word"),
        ] {
            assert!(told(text, term).starts_with(expected), "{text}: {}", told(text, term));
        }
        assert_eq!(numbers("12a", Paragraph, true), Ok(None));
    }
}
