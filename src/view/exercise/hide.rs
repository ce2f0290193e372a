//! What would give an answer away, found in a text and taken out of it.

use super::Part;
use crate::base::schema::Person;
use crate::date::Date;
use crate::names::fold;

/// What stands for a word that is left out of a question.
const LEFT_OUT: &str = "[…]";

/// The words by which somebody is known.
pub(in crate::view) struct NameWords {
    /// Each folded.
    words: Vec<String>,
    /// The name and every other form of it, folded.
    forms: Vec<String>,
    /// Whether they are told from other words by their capitals: `Man` is not a man.
    has_capitals: bool,
}

/// A word of a text, and where it stands.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
}

impl Word<'_> {
    fn is_small(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }
}

/// The words of a text with what belongs to them: `Trotsky’s`.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_part = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '\'' | '’' | 'ʼ' | 'ʹ')
            || unicode_normalization::char::is_combining_mark(c)
    };
    let chunks = text.split_inclusive(move |c| !is_part(c)).scan(0, |end, chunk| {
        let start = *end;
        *end += chunk.len();
        Some((start, chunk))
    });
    let word = move |(start, chunk)| {
        let chunk: &str = chunk;
        Word { text: chunk.trim_end_matches(|c| !is_part(c)), start }
    };
    chunks.map(word).filter(|word| !word.text.is_empty())
}

/// A word without the ending of the genitive.
fn nominative(word: &str) -> &str {
    ["’s", "'s", "ʼs", "’", "'", "ʼ"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

impl NameWords {
    pub(in crate::view) fn of(person: &Person) -> Self {
        let forms = || std::iter::once(&person.name).chain(&person.also);
        let has_capitals = forms().flat_map(|form| words(form)).any(|word| !word.is_small());
        let of_name = |word: &Word<'_>| !(has_capitals && word.is_small());
        let found = forms().flat_map(|form| words(form)).filter(of_name);
        let folded = found.map(|word| fold(nominative(word.text)));
        let mut words: Vec<String> = folded.filter(|word| !word.is_empty()).collect();
        // An initial is no name, unless there is nothing else.
        if words.iter().any(|word| word.len() > 1) {
            words.retain(|word| word.len() > 1);
        }
        words.sort_unstable();
        words.dedup();
        Self { words, forms: forms().map(|form| fold(form)).collect(), has_capitals }
    }

    /// Whether a word is one of the name.
    fn has(&self, word: &Word<'_>) -> bool {
        let folded = fold(nominative(word.text));
        !(self.has_capitals && word.is_small()) && self.words.contains(&folded)
    }

    /// Whether a word is one of the name or is made of one: `Sedova` betrays Sedov, and
    /// `Trotskyist` Trotsky.
    fn is_betrayed_by(&self, word: &Word<'_>) -> bool {
        let folded = fold(nominative(word.text));
        let is_made_of = |name: &String| {
            name.chars().count() > 2 && folded.starts_with(name.as_str())
                // Some scripts put no spaces between words.
                || is_unspaced(name) && folded.contains(name.as_str())
        };
        !(self.has_capitals && word.is_small())
            && (self.words.contains(&folded) || self.words.iter().any(is_made_of))
    }

    /// Whether a text tells whose name it is.
    pub(super) fn is_given_away(&self, text: &str) -> bool {
        words(text).any(|word| self.is_betrayed_by(&word))
    }

    /// A text with an ellipsis for what would tell whose name it is.
    pub(super) fn hidden(&self, text: &str) -> String {
        let places = runs(text, |word| self.is_betrayed_by(word));
        let parts = gaps(text, &places).unwrap_or_else(|| vec![Part::Shown(text.to_owned())]);
        let shown = |part| match part {
            Part::Shown(text) => text,
            Part::Gap(_) => LEFT_OUT.to_owned(),
        };
        parts.into_iter().map(shown).collect()
    }

    /// A text with gaps where it has the name; `None` where it has not.
    pub(super) fn taken_out(&self, text: &str) -> Option<Vec<Part>> {
        gaps(text, &runs(text, |word| self.has(word)))
    }

    /// Whether a text has a name of somebody else that shares a word with this one and is told
    /// by several: of Lev Sedov and Lev L’vovich Sedov `Lev` may be either.
    pub(super) fn is_mixed_up_in(&self, text: &str, other: &Person) -> bool {
        let text = format!(" {} ", fold(&text.replace("’s", "").replace("'s", "")));
        let forms = std::iter::once(&other.name).chain(&other.also).map(|form| fold(form));
        forms.into_iter().filter(|form| !self.forms.contains(form)).any(|form| {
            let shares = form.split(' ').any(|word| self.words.iter().any(|own| own == word));
            shares && text.contains(&format!(" {form} "))
        })
    }
}

/// A text with gaps where it has some names, but for those of which every word is also one of a
/// name that is kept.
pub(in crate::view) fn names_taken_out(
    text: &str,
    names: &[NameWords],
    kept: &[NameWords],
) -> Vec<Part> {
    let has = |names: &[NameWords], word: &Word<'_>| names.iter().any(|name| name.has(word));
    let mut places = runs(text, |word| has(names, word));
    places.retain(|(start, end)| words(&text[*start..*end]).any(|word| !has(kept, &word)));
    gaps(text, &places).unwrap_or_else(|| vec![Part::Shown(text.to_owned())])
}

/// Whether a word is of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer,
/// Chinese, Japanese.
fn is_unspaced(word: &str) -> bool {
    word.chars().all(|c| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}

/// Whether little is left of a text.
pub(super) fn is_mostly_hidden(text: &str) -> bool {
    let hidden = text.matches(LEFT_OUT).count();
    let left = words(text).count();
    hidden > 0 && left < 3 * hidden
}

/// Where such words stand, those that follow one another taken together.
fn runs(text: &str, is_such: impl Fn(&Word<'_>) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for word in words(text).filter(is_such) {
        let end = word.start + nominative(word.text).len();
        match runs.last_mut() {
            Some(run) if text[run.1..word.start].trim().is_empty() => run.1 = end,
            _ => runs.push((word.start, end)),
        }
    }
    runs
}

/// A text with gaps at these places; `None` where there are none.
fn gaps(text: &str, places: &[(usize, usize)]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end) in places {
        if at < *start {
            parts.push(Part::Shown(text[at..*start].to_owned()));
        }
        parts.push(Part::Gap(text[*start..*end].to_owned()));
        at = *end;
    }
    if at < text.len() {
        parts.push(Part::Shown(text[at..].to_owned()));
    }
    (!places.is_empty()).then_some(parts)
}

/// Whether what was taken out of a text are names that have no word in common: with both of them
/// gone, nothing is left to know the person by.
pub(super) fn has_different_gaps(parts: &[Part]) -> bool {
    let taken = |part: &Part| match part {
        Part::Gap(text) => Some(fold(text)),
        Part::Shown(_) => None,
    };
    let gaps: Vec<String> = parts.iter().filter_map(taken).collect();
    let shares =
        |one: &str, other: &str| one.split(' ').any(|word| other.split(' ').any(|o| o == word));
    gaps.iter().any(|one| gaps.iter().any(|other| !shares(one, other)))
}

/// The years of a date, as its words have them.
fn years(words_of_date: &str) -> Vec<&str> {
    let is_year = |word: &&str| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_digit());
    words(words_of_date).map(|word| word.text).filter(is_year).collect()
}

/// Where a date stands in a text, and not within other words: 4 May is no part of 24 May.
fn places_of(date_in_words: &str, text: &str) -> Vec<(usize, usize)> {
    let is_free = |(start, end): &(usize, usize)| {
        !text[..*start].ends_with(char::is_alphanumeric)
            && !text[*end..].starts_with(char::is_alphanumeric)
    };
    let found = text.match_indices(date_in_words);
    found.map(|(start, found)| (start, start + found.len())).filter(is_free).collect()
}

/// Whether a text tells a date, or a year of it.
pub(super) fn date_is_given_away(date: &Date, text: &str) -> bool {
    let in_words = date.in_words();
    let years = years(&in_words);
    !places_of(&in_words, text).is_empty() || words(text).any(|word| years.contains(&word.text))
}

/// A text with gaps where it has a date, and what is to be filled in; `None` where it has not, or
/// has also another part of it.
pub(super) fn without_date(date: &Date, text: &str) -> Option<(Vec<Part>, String)> {
    let in_words = date.in_words();
    let parts = gaps(text, &places_of(&in_words, text))?;
    let is_told = |part: &Part| match part {
        Part::Shown(text) => date_is_given_away(date, text),
        Part::Gap(_) => false,
    };
    (!parts.iter().any(is_told)).then_some((parts, in_words))
}
