//! Where a text that is not there nearly is, and in what it differs.
//!
//! This is for the reader of a report alone: nothing is proved by likeness.

use std::collections::HashMap;
use std::ops::Range;

use super::align::Place;
use crate::names;

/// So much of the passages is searched for what is near.
const MOST_BYTES: usize = 4 << 20;

/// A word that stands in more places than this tells little about where.
const MOST_PLACES: usize = 400;

/// So many words of a text are compared.
const MOST_WORDS: usize = 300;

/// So many words more may stand in the passage.
const SLACK: usize = 8;

/// The passage that comes nearest to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    pub place: Place,
    /// As the copy has it.
    pub text: String,
    pub differences: Vec<Difference>,
}

/// Words of the base and what stands in their place in the copy; one of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub base: String,
    pub copy: String,
}

impl Difference {
    /// The parts that differ, without what both begin and end with.
    pub fn core(&self) -> (&str, &str) {
        let pairs = self.base.chars().zip(self.copy.chars());
        let start: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (base, copy) = (&self.base[start..], &self.copy[start..]);
        let pairs = base.chars().rev().zip(copy.chars().rev());
        let end: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        (&base[..base.len() - end], &copy[..copy.len() - end])
    }
}

#[derive(Debug)]
struct Word<'t> {
    text: &'t str,
    /// The word without case, accents and punctuation.
    folded: String,
    passage: usize,
}

/// The words of some passages by where they stand.
#[derive(Debug)]
pub struct Index<'t> {
    places: Vec<Place>,
    words: Vec<Word<'t>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl<'t> Index<'t> {
    /// Indexes passages, the first of them if there are many.
    pub fn new(passages: impl IntoIterator<Item = (Place, &'t str)>) -> Self {
        let mut index = Self { places: Vec::new(), words: Vec::new(), by_word: HashMap::new() };
        let mut left = MOST_BYTES;
        for (place, text) in passages {
            let Some(rest) = left.checked_sub(text.len()) else { continue };
            left = rest;
            for word in text.split(' ') {
                let folded = names::fold(word);
                let at = index.words.len();
                index.by_word.entry(folded.clone()).or_default().push(at);
                index.words.push(Word { text: word, folded, passage: index.places.len() });
            }
            index.places.push(place);
        }
        index
    }

    /// The passage that comes nearest to a folded text, if one is near; of two that are as near,
    /// one that is cited.
    pub fn nearest(&self, text: &str, is_cited: impl Fn(Place) -> bool) -> Option<Nearest> {
        let wanted: Vec<(&str, String)> =
            text.split(' ').take(MOST_WORDS).map(|word| (word, names::fold(word))).collect();
        let start = self.start(&wanted, is_cited)?;
        let window = self.window(start, wanted.len())?;
        let passage = self.words.get(window.clone())?;
        let aligned = aligned(&wanted, passage);
        let is_same = |(wanted_at, there): &(usize, usize)| {
            wanted.get(*wanted_at).map(|word| &word.1)
                == passage.get(*there).map(|word| &word.folded)
        };
        let same = aligned.iter().filter(|pair| is_same(pair)).count();
        if same * 5 < wanted.len() * 2 || !agrees(&wanted, passage, &aligned) {
            return None;
        }
        let there = passage.get(aligned.first()?.1..=aligned.last()?.1)?;
        let place = *self.places.get(there.first()?.passage)?;
        let mut there: Vec<&str> = there.iter().map(|word| word.text).collect();
        trim_ends(&wanted, &mut there);
        let differences = differences(&wanted, &there, &aligned);
        Some(Nearest { place, text: there.join(" "), differences })
    }

    /// The word at which a text would begin, by the vote of its words, in which a rare word counts
    /// for more than a common one.
    fn start(&self, wanted: &[(&str, String)], is_cited: impl Fn(Place) -> bool) -> Option<isize> {
        let mut votes: HashMap<isize, usize> = HashMap::new();
        for (at, (_, folded)) in wanted.iter().enumerate() {
            let places = self.by_word.get(folded).map_or(&[][..], Vec::as_slice);
            let weight = MOST_PLACES / places.len().clamp(1, MOST_PLACES);
            for place in places.iter().take(MOST_PLACES) {
                let cited = self.words.get(*place).and_then(|word| self.places.get(word.passage));
                let weight =
                    weight * if cited.is_some_and(|place| is_cited(*place)) { 2 } else { 1 };
                let start = isize::try_from(*place).ok()? - isize::try_from(at).ok()?;
                *votes.entry(start).or_default() += weight;
            }
        }
        let best = votes.into_iter().max_by_key(|(start, votes)| (*votes, -*start));
        best.map(|(start, _)| start)
    }

    /// The words around a beginning, all of them of one passage.
    fn window(&self, start: isize, length: usize) -> Option<Range<usize>> {
        let middle = start.checked_add_unsigned(length / 2)?.max(0).unsigned_abs();
        let middle = middle.min(self.words.len().checked_sub(1)?);
        let begin = start.checked_sub_unsigned(SLACK)?.max(0).unsigned_abs();
        let end = start.checked_add_unsigned(length + SLACK)?.max(0).unsigned_abs();
        let end = end.min(self.words.len());
        let passage = self.words.get(middle)?.passage;
        let is_other = |word: &Word<'_>| word.passage != passage;
        let before = self.words.get(begin..middle)?.iter().rposition(is_other);
        let after = self.words.get(middle..end)?.iter().position(is_other);
        Some(before.map_or(begin, |at| begin + at + 1)..after.map_or(end, |at| middle + at))
    }
}

/// Whether at least half of the letters of a text stand in the words that are aligned with its own:
/// two small words in a row stand everywhere.
fn agrees(wanted: &[(&str, String)], passage: &[Word<'_>], aligned: &[(usize, usize)]) -> bool {
    let letters = |text: &str| text.chars().count();
    let total: usize = wanted.iter().map(|(_, word)| letters(word)).sum();
    let common = |(at, there): &(usize, usize)| -> usize {
        let (Some((_, word)), Some(there)) = (wanted.get(*at), passage.get(*there)) else {
            return 0;
        };
        let pairs = word.chars().zip(there.folded.chars());
        let start = pairs.take_while(|(a, b)| a == b).count();
        let pairs = word.chars().rev().zip(there.folded.chars().rev());
        let end = pairs.take_while(|(a, b)| a == b).count();
        (start + end).min(letters(word)).min(letters(&there.folded))
    };
    aligned.iter().map(common).sum::<usize>() * 2 >= total
}

/// What a word in the place of another costs; a word that is left out or added costs
/// as much as another.
fn cost(wanted: &[(&str, String)], at: usize, there: &Word<'_>) -> u32 {
    let (is_first, is_last) = (at == 0, at + 1 == wanted.len());
    let wanted = &wanted[at];
    // A text may begin and end within a word of the passage.
    if wanted.0 == there.text
        || (is_first && there.text.ends_with(wanted.0))
        || (is_last && there.text.starts_with(wanted.0))
    {
        0
    } else if wanted.1 == there.folded {
        1
    } else {
        3
    }
}

/// The pairs of words, each by its index, that make a text and a part of a passage the most alike.
fn aligned(wanted: &[(&str, String)], passage: &[Word<'_>]) -> Vec<(usize, usize)> {
    const GAP: u32 = 3;
    let width = passage.len() + 1;
    // The passage may begin before the text and end after it at no cost.
    let mut costs = vec![0_u32; width * (wanted.len() + 1)];
    for row in 1..=wanted.len() {
        for column in 0..width {
            let above = costs[(row - 1) * width + column] + GAP;
            let best = if column == 0 {
                above
            } else {
                let left = costs[row * width + column - 1] + GAP;
                let pair = cost(wanted, row - 1, &passage[column - 1]);
                above.min(left).min(costs[(row - 1) * width + column - 1] + pair)
            };
            costs[row * width + column] = best;
        }
    }
    let end =
        (0..width).rev().min_by_key(|column| costs[wanted.len() * width + column]).unwrap_or(0);
    let (mut row, mut column) = (wanted.len(), end);
    let mut pairs = Vec::new();
    while row > 0 && column > 0 {
        let here = costs[row * width + column];
        let pair = cost(wanted, row - 1, &passage[column - 1]);
        if here == costs[(row - 1) * width + column - 1] + pair {
            pairs.push((row - 1, column - 1));
            (row, column) = (row - 1, column - 1);
        } else if here == costs[(row - 1) * width + column] + GAP {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// Takes away what the first and the last word have more than those of a text that begins or ends
/// within them: a quotation mark, a full stop.
fn trim_ends<'t>(wanted: &[(&'t str, String)], there: &mut [&'t str]) {
    let is_mark = |c: char| !c.is_alphanumeric();
    if let (Some((wanted, _)), Some(first)) = (wanted.first(), there.first_mut()) {
        if first.ends_with(wanted) {
            *first = wanted;
        }
        while first.chars().count() > wanted.chars().count()
            && let Some(rest) = first.strip_prefix(is_mark)
        {
            *first = rest;
        }
    }
    if let (Some((wanted, _)), Some(last)) = (wanted.last(), there.last_mut()) {
        if last.starts_with(wanted) {
            *last = wanted;
        }
        while last.chars().count() > wanted.chars().count()
            && let Some(rest) = last.strip_suffix(is_mark)
        {
            *last = rest;
        }
    }
}

/// Each run of words that are not the same on both sides; `there` begins with the first word that
/// is aligned.
fn differences(
    wanted: &[(&str, String)],
    there: &[&str],
    aligned: &[(usize, usize)],
) -> Vec<Difference> {
    let begin = aligned.first().map_or(0, |(_, first)| *first);
    let pairs = aligned.iter().map(|(at, there)| (*at, there - begin));
    let same = pairs.filter(|(at, there_at)| wanted[*at].0 == there[*there_at]);
    let mut differences = Vec::new();
    let (mut at, mut there_at) = (0, 0);
    for (same_at, same_there) in same.chain([(wanted.len(), there.len())]) {
        if same_at > at || same_there > there_at {
            let base: Vec<&str> = wanted[at..same_at].iter().map(|word| word.0).collect();
            let copy = there[there_at..same_there].join(" ");
            differences.push(Difference { base: base.join(" "), copy });
        }
        (at, there_at) = (same_at + 1, same_there + 1);
    }
    differences
}

#[cfg(test)]
mod tests;
