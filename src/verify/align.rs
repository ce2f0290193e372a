//! Which blocks of a copy are the passages of the source.
//!
//! The fingerprints of the base find every passage that is still the same, wherever it stands and
//! whatever stands around it. A passage that was changed is found by what the base takes from it,
//! or by standing alone between two that were found. How the copy differs from the fingerprints is
//! its *drift*. A base without fingerprints is helped by the headings that it lists; without those
//! the paragraphs are counted.
//!
//! All of this decides only what is called paragraph 12. Whether words stand in it is proved on
//! the text itself.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use sha2::{Digest, Sha256};

use super::copy::{Copy, folded};
use crate::base::schema::{Fingerprint, Fingerprints, Section};
use crate::names;

/// So many blocks may stand between the title and the text.
const LEAD: usize = 60;

/// So many blocks are looked at as one changed paragraph.
const MOST_READINGS: usize = 16;

/// A changed passage is known by runs of so many words that the base takes from it.
const RUN: usize = 3;

/// What a passage that is the same is worth, against at most a tenth of it for a changed one.
const SAME: u64 = 1000;

/// A place in a source that has no pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    Standfirst,
    Byline,
    Paragraph(u32),
    /// A paragraph that was added after this one.
    After(u32),
}

impl Place {
    /// The places that a locator means, the first and the last; `None` for a locator that names
    /// none.
    pub fn of_locator(locator: &str) -> Option<(Self, Self)> {
        let number = |text: &str| text.trim().parse().ok().map(Self::Paragraph);
        match locator.trim() {
            "standfirst" => Some((Self::Standfirst, Self::Standfirst)),
            "byline" => Some((Self::Byline, Self::Byline)),
            locator => match locator.split_once(['-', '–']) {
                Some((from, to)) => Some((number(from)?, number(to)?)),
                None => number(locator).map(|one| (one, one)),
            },
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Standfirst => f.write_str("standfirst"),
            Self::Byline => f.write_str("byline"),
            Self::Paragraph(number) => write!(f, "¶{number}"),
            Self::After(number) => write!(f, "a new paragraph after ¶{number}"),
        }
    }
}

/// How a copy differs from what the fingerprints were made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drift {
    Changed(Place),
    Missing(Place),
    /// It stands after another place than the one before it.
    Moved(Place, Place),
    /// So many paragraphs were added after this one.
    Added(u32, usize),
    /// It is another document: so many of so many paragraphs are missing.
    Another(usize, usize),
}

impl Drift {
    /// The place that it concerns.
    pub fn place(&self) -> Place {
        match *self {
            Self::Changed(place) | Self::Missing(place) | Self::Moved(place, _) => place,
            Self::Added(after, _) => Place::Paragraph(after),
            Self::Another(..) => Place::Paragraph(1),
        }
    }

    /// What sort of difference it is, in one word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Missing(_) => "missing",
            Self::Moved(..) => "moved",
            Self::Added(..) => "added",
            Self::Another(..) => "another",
        }
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |place: Place| match place {
            Place::Paragraph(number) => format!("paragraph {number}"),
            other => other.to_string(),
        };
        match *self {
            Self::Changed(place) => write!(f, "{} changed", named(place)),
            Self::Missing(place) => write!(f, "{} is missing", named(place)),
            Self::Moved(place, after) => write!(f, "{} stands after {}", named(place), bare(after)),
            Self::Added(after, 1) => write!(f, "a paragraph was added after {after}"),
            Self::Added(after, count) => write!(f, "{count} paragraphs were added after {after}"),
            Self::Another(missing, of) => write!(
                f,
                "this is another document than the fingerprints are of: {missing} of {of} \
                 paragraphs are missing"
            ),
        }
    }
}

fn bare(place: Place) -> String {
    match place {
        Place::Paragraph(number) => number.to_string(),
        other => other.to_string(),
    }
}

/// How the passages of a copy were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Fingerprints,
    /// Counted from the headings that the base lists.
    Headings,
    /// Counted from the title.
    Title,
    /// Counted from the beginning of the copy.
    Beginning,
}

/// The passages of a source as a copy has them.
#[derive(Debug)]
pub struct Body {
    pub copy: Copy,
    /// The block of each place.
    pub blocks: BTreeMap<Place, usize>,
    /// The blocks of the paragraphs that were added, with the one after which they stand.
    pub added: Vec<(u32, usize)>,
    pub drift: Vec<Drift>,
    pub way: Way,
}

/// What is known of a source by which its passages are found.
#[derive(Debug, Default)]
pub struct Known<'a> {
    pub fingerprints: Option<&'a Fingerprints>,
    pub title: &'a str,
    pub authors: Vec<String>,
    pub sections: &'a [Section],
    /// What the base takes verbatim from a paragraph.
    pub taken: Vec<(u32, &'a str)>,
    /// Whether the base cites a standfirst.
    pub standfirst: bool,
}

impl Known<'_> {
    fn is_heading(&self, text: &str) -> bool {
        self.sections.iter().any(|section| folded(&section.heading) == text)
    }
}

/// The fingerprint of a passage.
pub fn fingerprint(text: &str) -> Fingerprint {
    let digest = Sha256::digest(folded(text).as_bytes());
    Fingerprint(digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Finds the passages of a source in a copy; `None` where none of them is there.
pub fn align(copy: Copy, known: &Known<'_>) -> Option<Body> {
    let Some(prints) = known.fingerprints.filter(|prints| !prints.paragraphs.is_empty()) else {
        return counted(copy, known);
    };
    let by_line = Aligned::new(&copy, prints, known);
    if copy.has_lines_together() {
        let unwrapped = copy.unwrapped();
        let by_space = Aligned::new(&unwrapped, prints, known);
        if by_space.worth > by_line.worth {
            return body(unwrapped, &by_space, prints, known);
        }
    }
    body(copy, &by_line, prints, known)
}

impl Body {
    /// Every passage in the order of the source, the added ones last.
    pub fn passages(&self) -> impl Iterator<Item = (Place, &str)> {
        let found = self.blocks.iter().map(|(place, block)| (*place, self.copy.block(*block)));
        let added = self.added.iter().map(|(after, block)| (Place::After(*after), *block));
        found.chain(added.map(|(place, block)| (place, self.copy.block(block))))
    }

    /// Whether a folded text runs over several paragraphs that are cited together.
    pub fn spans(&self, (from, to): (Place, Place), text: &str) -> bool {
        if from >= to {
            return false;
        }
        let paragraphs: Vec<&str> =
            self.blocks.range(from..=to).map(|(_, block)| self.copy.block(*block)).collect();
        paragraphs.join(" ").contains(text)
    }

    /// The fingerprints of the copy, its paragraphs in its own order.
    pub fn fingerprints(&self) -> Fingerprints {
        let print = |block: usize| fingerprint(self.copy.block(block));
        let of = |place| self.blocks.get(&place).copied().map(print);
        let is_paragraph = |place: &Place| matches!(place, Place::Paragraph(_));
        let found = self.blocks.iter().filter(|(place, _)| is_paragraph(place));
        let blocks: BTreeSet<usize> = found
            .map(|(_, block)| *block)
            .chain(self.added.iter().map(|(_, block)| *block))
            .collect();
        Fingerprints {
            standfirst: of(Place::Standfirst),
            byline: of(Place::Byline),
            paragraphs: blocks.into_iter().map(print).collect(),
        }
    }
}

/// A block that may be a paragraph, the paragraph counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    block: usize,
    paragraph: usize,
    worth: u64,
}

/// Which blocks are which paragraphs.
#[derive(Debug)]
struct Aligned {
    /// The longest sequence of readings in which blocks and paragraphs have the same order.
    chain: Vec<Reading>,
    /// Readings of the other paragraphs, out of order.
    moved: Vec<Reading>,
    worth: u64,
}

impl Aligned {
    fn new(copy: &Copy, prints: &Fingerprints, known: &Known<'_>) -> Self {
        let mut same = same(copy, prints);
        let found: HashSet<usize> = same.iter().map(|reading| reading.paragraph).collect();
        if found.len() < prints.paragraphs.len() {
            let taken: HashSet<usize> = same.iter().map(|reading| reading.block).collect();
            let missing =
                |paragraph| paragraph < prints.paragraphs.len() && !found.contains(&paragraph);
            same.extend(changed(copy, known, missing, &taken));
        }
        same.sort_unstable();
        let chain = chain(&same, prints.paragraphs.len());
        let mut seen: HashSet<usize> = chain.iter().map(|reading| reading.paragraph).collect();
        let mut taken: HashSet<usize> = chain.iter().map(|reading| reading.block).collect();
        let mut moved = Vec::new();
        same.sort_unstable_by_key(|reading| std::cmp::Reverse(reading.worth));
        for reading in same {
            if !seen.contains(&reading.paragraph) && taken.insert(reading.block) {
                seen.insert(reading.paragraph);
                moved.push(reading);
            }
        }
        let worth = chain.iter().chain(&moved).map(|reading| reading.worth).sum();
        Self { chain, moved, worth }
    }
}

/// The blocks that are paragraphs, unchanged.
fn same(copy: &Copy, prints: &Fingerprints) -> Vec<Reading> {
    let mut paragraphs: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
    for (paragraph, print) in prints.paragraphs.iter().enumerate() {
        paragraphs.entry(*print).or_default().push(paragraph);
    }
    let mut readings = Vec::new();
    for (block, text) in copy.blocks() {
        for paragraph in paragraphs.get(&fingerprint(text)).into_iter().flatten() {
            readings.push(Reading { block, paragraph: *paragraph, worth: SAME });
        }
    }
    readings
}

/// The blocks that may be paragraphs which are not there unchanged: those that have the most of
/// what the base takes from one.
fn changed(
    copy: &Copy,
    known: &Known<'_>,
    missing: impl Fn(usize) -> bool,
    taken: &HashSet<usize>,
) -> Vec<Reading> {
    let mut runs: HashMap<u64, BTreeSet<usize>> = HashMap::new();
    let mut totals: HashMap<usize, u64> = HashMap::new();
    for (number, text) in &known.taken {
        let paragraph = usize::try_from(*number).unwrap_or(0).wrapping_sub(1);
        if missing(paragraph) {
            for run in runs_of(text) {
                if runs.entry(run).or_default().insert(paragraph) {
                    *totals.entry(paragraph).or_default() += 1;
                }
            }
        }
    }
    if runs.is_empty() {
        return Vec::new();
    }
    let mut best: BTreeMap<usize, Vec<Reading>> = BTreeMap::new();
    for (block, text) in copy.blocks().filter(|(block, _)| !taken.contains(block)) {
        let mut hits: BTreeMap<usize, u64> = BTreeMap::new();
        let there: HashSet<u64> = runs_of(text).collect();
        for paragraph in there.iter().filter_map(|run| runs.get(run)).flatten() {
            *hits.entry(*paragraph).or_default() += 1;
        }
        for (paragraph, hits) in hits {
            let total = totals.get(&paragraph).copied().unwrap_or(1);
            if hits * 4 >= total && (hits > 1 || total == 1) {
                let readings = best.entry(paragraph).or_default();
                readings.push(Reading { block, paragraph, worth: hits * SAME / 10 / total });
                if readings.len() > 2 * MOST_READINGS {
                    keep_best(readings);
                }
            }
        }
    }
    best.values_mut().for_each(keep_best);
    best.into_values().flatten().collect()
}

fn keep_best(readings: &mut Vec<Reading>) {
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.worth));
    readings.truncate(MOST_READINGS);
}

/// The hashes of all runs of some words in a text, folded.
fn runs_of(text: &str) -> impl Iterator<Item = u64> {
    let folded = names::fold(text);
    let words: Vec<u64> = folded.split(' ').map(|word| hash(&word)).collect();
    let runs: Vec<u64> = words.windows(RUN).map(|run| hash(&run)).collect();
    runs.into_iter()
}

/// A hash that is the same on every run.
fn hash(of: &impl std::hash::Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(of)
}

/// The readings that are worth the most together while both their blocks and their paragraphs
/// rise. They must come sorted by block.
fn chain(readings: &[Reading], paragraphs: usize) -> Vec<Reading> {
    // A Fenwick tree over the paragraphs: the best that ends before each. Of two that are worth
    // the same the later is taken, which keeps the blocks together.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); paragraphs + 1];
    let mut before: Vec<Option<usize>> = vec![None; readings.len()];
    let best = |tree: &[(u64, Option<usize>)], mut at: usize| {
        let mut best = (0, None);
        while at > 0 {
            best = best.max(tree[at]);
            at &= at - 1;
        }
        best
    };
    let mut at = 0;
    while at < readings.len() {
        // The readings of one block see only those of earlier blocks.
        let block = readings[at].block;
        let together = readings[at..].iter().take_while(|reading| reading.block == block).count();
        let ends: Vec<u64> = (at..at + together)
            .map(|index| {
                let (worth, last) = best(&tree, readings[index].paragraph);
                before[index] = last;
                worth + readings[index].worth
            })
            .collect();
        for (index, worth) in (at..).zip(ends) {
            let mut node = readings[index].paragraph + 1;
            while node <= paragraphs {
                tree[node] = tree[node].max((worth, Some(index)));
                node += node & node.wrapping_neg();
            }
        }
        at += together;
    }
    let mut chain = Vec::new();
    let mut next = best(&tree, paragraphs).1;
    while let Some(index) = next {
        chain.push(readings[index]);
        next = before[index];
    }
    chain.reverse();
    chain
}

fn number(paragraph: usize) -> u32 {
    u32::try_from(paragraph + 1).unwrap_or(u32::MAX)
}

/// The passages and the drift, once it is known which blocks are which paragraphs.
fn body(copy: Copy, aligned: &Aligned, prints: &Fingerprints, known: &Known<'_>) -> Option<Body> {
    // A few common words in a row do not make another text a copy of this one.
    let is_copy = aligned.worth >= SAME || aligned.chain.len() * 2 >= prints.paragraphs.len();
    let first = aligned.chain.first().filter(|_| is_copy)?.block;
    let mut body = Body {
        copy,
        blocks: BTreeMap::new(),
        added: Vec::new(),
        drift: Vec::new(),
        way: Way::Fingerprints,
    };
    for reading in aligned.chain.iter().chain(&aligned.moved) {
        let place = Place::Paragraph(number(reading.paragraph));
        body.blocks.insert(place, reading.block);
        if reading.worth < SAME {
            body.drift.push(Drift::Changed(place));
        }
    }
    for pair in aligned.chain.windows(2) {
        if let [left, right] = pair {
            body.fill(*left, *right, known);
        }
    }
    body.lead(first, prints, known);
    body.ends(aligned, prints.paragraphs.len(), known);
    body.missing(prints.paragraphs.len());
    body.moved(&aligned.moved);
    body.drift.sort_by_key(Drift::place);
    Some(body)
}

impl Body {
    /// What stands between two paragraphs that were found: a changed paragraph for each that is
    /// missing there, if there are as many, or else paragraphs that were added.
    fn fill(&mut self, left: Reading, right: Reading, known: &Known<'_>) {
        let taken: HashSet<usize> = self.blocks.values().copied().collect();
        let free: Vec<usize> = (left.block + 1..right.block)
            .filter(|block| self.copy.is_paragraph(*block) && !taken.contains(block))
            .filter(|block| !known.is_heading(self.copy.block(*block)))
            .collect();
        let missing: Vec<Place> = (left.paragraph + 1..right.paragraph)
            .map(|paragraph| Place::Paragraph(number(paragraph)))
            .filter(|place| !self.blocks.contains_key(place))
            .collect();
        if missing.len() == free.len() {
            self.drift.extend(missing.iter().copied().map(Drift::Changed));
            self.blocks.extend(missing.into_iter().zip(free));
        } else if !free.is_empty() {
            let after = number(left.paragraph);
            self.drift.push(Drift::Added(after, free.len()));
            self.added.extend(free.into_iter().map(|block| (after, block)));
        }
    }

    /// Before the first and after the last paragraph that was found nothing bounds the text: what
    /// stands right beside it is taken for the paragraphs that are missing there.
    fn ends(&mut self, aligned: &Aligned, paragraphs: usize, known: &Known<'_>) {
        let (Some(first), Some(last)) = (aligned.chain.first(), aligned.chain.last()) else {
            return;
        };
        let before = (0..first.paragraph).rev();
        let blocks_before = (0..first.block).rev();
        self.beside(before, blocks_before, known);
        self.beside(last.paragraph + 1..paragraphs, last.block + 1..self.copy.len(), known);
    }

    fn beside(
        &mut self,
        paragraphs: impl Iterator<Item = usize>,
        blocks: impl Iterator<Item = usize>,
        known: &Known<'_>,
    ) {
        let mut blocks =
            blocks.filter(|block| !known.is_heading(self.copy.block(*block))).peekable();
        let mut changed = Vec::new();
        for place in paragraphs.map(|paragraph| Place::Paragraph(number(paragraph))) {
            let is_free = |block: &usize| {
                self.copy.is_paragraph(*block) && !self.blocks.values().any(|known| known == block)
            };
            if self.blocks.contains_key(&place) {
                break;
            }
            let Some(block) = blocks.next_if(is_free) else { break };
            changed.push((place, block));
        }
        self.drift.extend(changed.iter().map(|(place, _)| Drift::Changed(*place)));
        self.blocks.extend(changed);
    }

    fn missing(&mut self, paragraphs: usize) {
        let places = (0..paragraphs).map(|paragraph| Place::Paragraph(number(paragraph)));
        let missing = places.filter(|place| !self.blocks.contains_key(place));
        let missing: Vec<Drift> = missing.map(Drift::Missing).collect();
        self.drift.extend(missing);
    }

    /// The standfirst and the byline: the same, somewhere before the text, or else what stands in
    /// their place. After the text pages name authors who are not meant.
    fn lead(&mut self, first: usize, prints: &Fingerprints, known: &Known<'_>) {
        let (standfirst, byline) = lead(&self.copy, first, known);
        let wanted = [
            (Place::Standfirst, prints.standfirst, standfirst),
            (Place::Byline, prints.byline, byline),
        ];
        for (place, print, in_its_place) in wanted {
            let Some(print) = print else { continue };
            let is_same = |block: &usize| fingerprint(self.copy.block(*block)) == print;
            let same = (0..first).rev().find(is_same);
            if let Some(block) = same.or(in_its_place) {
                self.blocks.insert(place, block);
            }
            match (same, in_its_place) {
                (Some(_), _) => {}
                (None, Some(_)) => self.drift.push(Drift::Changed(place)),
                (None, None) => self.drift.push(Drift::Missing(place)),
            }
        }
    }

    fn moved(&mut self, moved: &[Reading]) {
        let mut places: Vec<(usize, Place)> =
            self.blocks.iter().map(|(place, block)| (*block, *place)).collect();
        places.sort_unstable();
        for reading in moved {
            let at = places.partition_point(|(block, _)| *block < reading.block);
            if let Some((_, after)) = at.checked_sub(1).and_then(|at| places.get(at)) {
                let place = Place::Paragraph(number(reading.paragraph));
                self.drift.push(Drift::Moved(place, *after));
            }
        }
    }
}

/// The standfirst and the byline by where they stand: between the title and the first paragraph.
fn lead(copy: &Copy, first: usize, known: &Known<'_>) -> (Option<usize>, Option<usize>) {
    let start = first.saturating_sub(LEAD);
    let title = folded(known.title);
    let Some(title) = (start..first).rev().find(|block| copy.block(*block) == title) else {
        return (None, None);
    };
    let between = || (title + 1..first).filter(|block| !copy.is_furniture(*block));
    let names_author = |block: &usize| {
        let text = copy.block(*block);
        known.authors.iter().any(|author| text.contains(&*folded(author)))
    };
    // A byline that the page does not mark is short; a standfirst that names the author is none.
    let is_byline = |block: &usize| copy.is_byline(*block) || !copy.is_prose(*block);
    let byline = between().find(|block| names_author(block) && is_byline(block));
    let byline = byline.or_else(|| between().find(|block| copy.is_byline(*block)));
    // A page may set the standfirst as a heading.
    let is_text = |block: &usize| copy.is_prose(*block) && !copy.is_byline(*block);
    let standfirst = between().find(|block| copy.is_standfirst(*block));
    (standfirst.or_else(|| between().find(is_text)), byline)
}

/// The passages of a source without fingerprints.
fn counted(copy: Copy, known: &Known<'_>) -> Option<Body> {
    let copy = if copy.is_wrapped() { copy.unwrapped() } else { copy };
    let (way, paragraphs) = match headings(&copy, known.sections) {
        Some(headings) => (Way::Headings, by_headings(&copy, known.sections, &headings)),
        None => from_title(&copy, known),
    };
    let first = *paragraphs.values().next()?;
    let mut blocks: BTreeMap<Place, usize> =
        paragraphs.into_iter().map(|(number, block)| (Place::Paragraph(number), block)).collect();
    let (standfirst, byline) = lead(&copy, first, known);
    blocks.extend(standfirst.map(|block| (Place::Standfirst, block)));
    blocks.extend(byline.map(|block| (Place::Byline, block)));
    Some(Body { copy, blocks, added: Vec::new(), drift: Vec::new(), way })
}

/// The blocks that are the headings of the sections, all of them in order; the last such blocks,
/// since a table of contents stands before the text.
fn headings(copy: &Copy, sections: &[Section]) -> Option<Vec<usize>> {
    let mut wanted = sections.iter().rev().peekable();
    let mut headings = Vec::new();
    wanted.peek()?;
    for block in (0..copy.len()).rev() {
        let Some(section) = wanted.peek() else { break };
        if copy.block(block) == folded(&section.heading) {
            headings.push(block);
            wanted.next();
        }
    }
    headings.reverse();
    wanted.next().is_none().then_some(headings)
}

/// The paragraphs by their numbers, as many under each heading as the base says.
fn by_headings(copy: &Copy, sections: &[Section], headings: &[usize]) -> BTreeMap<u32, usize> {
    let mut paragraphs = BTreeMap::new();
    let ends = headings.iter().skip(1).copied().chain([copy.len()]);
    for ((section, heading), end) in sections.iter().zip(headings).zip(ends) {
        let numbers = section.from..=section.to;
        let blocks = chosen(copy, heading + 1..end, numbers.clone().count());
        paragraphs.extend(numbers.zip(blocks));
    }
    // What comes before the first heading is counted back from it.
    if let (Some(section), Some(heading)) = (sections.first(), headings.first()) {
        let before = (0..*heading).rev().filter(|block| copy.is_paragraph(*block));
        paragraphs.extend((1..section.from).rev().zip(before));
    }
    paragraphs
}

/// The paragraphs among some blocks: all of them, if there are so many, or else those that read
/// like one.
fn chosen(copy: &Copy, among: std::ops::Range<usize>, count: usize) -> Vec<usize> {
    let all: Vec<usize> = among.filter(|block| !copy.is_furniture(*block)).collect();
    if all.len() == count {
        return all;
    }
    all.into_iter().filter(|block| copy.is_paragraph(*block)).take(count).collect()
}

/// The paragraphs by their numbers, counted from the title, or else from the beginning.
fn from_title(copy: &Copy, known: &Known<'_>) -> (Way, BTreeMap<u32, usize>) {
    let title = folded(known.title);
    let title = copy.blocks().find(|(block, text)| *text == title && !copy.is_furniture(*block));
    let article = copy.article();
    let (way, start) = match title {
        Some((block, _)) => (Way::Title, article.start.max(block + 1)),
        None => (Way::Beginning, article.start),
    };
    let is_text = |block: usize| copy.is_prose(block) && !copy.is_byline(block);
    let is_standfirst = |block: &usize| {
        copy.is_standfirst(*block) || (is_text(*block) && !copy.is_furniture(*block))
    };
    let standfirst = title.filter(|_| known.standfirst);
    let standfirst = standfirst.and_then(|_| (start..article.end).find(is_standfirst));
    let start = standfirst.map_or(start, |block| block + 1);
    let blocks = (start..article.end).filter(|block| copy.is_paragraph(*block));
    (way, (1..).zip(blocks).collect())
}

#[cfg(test)]
mod tests;
