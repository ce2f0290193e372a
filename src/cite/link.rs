//! Deep links to a passage: `URL#:~:text=…`, which browsers know as text fragments (WICG).
//!
//! A browser goes to the first place where the words stand, and marks them. Case, accents and the
//! shape of quotation marks do not matter to it. What does: words begin and end where words do; no
//! term leaves its paragraph, but two terms reach from one paragraph into another; every space
//! counts; dashes, commas and ampersands have a meaning of their own unless they are encoded.
//!
//! What is printed between the words must be between them here: an ellipsis that the page prints
//! stays. One in brackets stands for what somebody left out, so nothing reaches over it but the
//! stretch between two terms.

use std::ops::{Range, RangeInclusive};

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The most characters of a passage that is given whole.
const MOST_CHARS: usize = 300;

/// A passage of so few words is given whole, however long they are.
const FEW_WORDS: usize = 8;

/// How many words at its beginning and its end stand for a longer passage.
const END_WORDS: usize = 6;

/// Fewer words than these are met all over a page.
const LEAST_WORDS: usize = 3;

/// How many words of context are tried.
const CONTEXT_WORDS: RangeInclusive<usize> = 2..=8;

/// What stands right before and after a passage, white space included; either may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context<'a> {
    pub before: &'a str,
    pub after: &'a str,
}

/// A link to a passage of a page: to its words where they are few, else from its first to its last.
///
/// A context is for a passage that is not the only one with these words, as [`context_in`] finds
/// out: one that the page does not have word for word makes the link miss. A fragment that the
/// address has is kept; a passage without words adds nothing.
pub fn text_fragment(url: &str, quoted: &str, context: Option<Context<'_>>) -> String {
    let Some(terms) = Terms::of(quoted) else { return url.to_owned() };
    let page = url.split_once(":~:").map_or(url, |(page, _)| page);
    let mark = if page.contains('#') { "" } else { "#" };
    let mut link = format!("{page}{mark}:~:text=");
    let context = context.unwrap_or_default();
    let (before, after) = (collapsed(context.before), collapsed(context.after));
    if !before.is_empty() {
        encode(&before, &mut link);
        link.push_str("-,");
    }
    encode(&terms.start, &mut link);
    if let Some(end) = &terms.end {
        link.push(',');
        encode(end, &mut link);
    }
    if !after.is_empty() {
        link.push_str(",-");
        encode(&after, &mut link);
    }
    link
}

/// Where a passage stands in a plain text copy of its page, as a browser compares: in bytes.
///
/// Where it stands nowhere, no link lands on it. A passage may be verbatim and yet end within a
/// word: `the prosecutor` is not found in `the prosecutor’s lies`.
pub fn occurrences(copy: &str, quoted: &str) -> Vec<Range<usize>> {
    let text = Folded::of(copy);
    let runs: Vec<Folded> = runs(quoted).iter().map(|run| Folded::of(&run.join(" "))).collect();
    let Some((first, others)) = runs.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.find(first, from) {
        from = start + 1;
        let next = |end: usize, run: &Folded| Some(text.find(run, end)? + run.chars.len());
        if let Some(end) = others.iter().try_fold(start + first.chars.len(), next) {
            found.push(text.bytes(start..end));
        }
    }
    found
}

/// The words around a place in a copy, at most so many on each side and of one line each: of the
/// line of the place itself, or of the nearest one where the place begins or ends its line.
pub fn around<'c>(copy: &'c str, place: &Range<usize>, words: usize) -> Context<'c> {
    Context {
        before: last_words(copy.get(..place.start).unwrap_or_default(), words),
        after: first_words(copy.get(place.end..).unwrap_or_default(), words),
    }
}

/// What a link to the `nth` of the [`occurrences`] of a passage needs so as not to land on another
/// one: as little as does, and rather of the same paragraph, because between two paragraphs a page
/// may have what its copy has not.
///
/// `None` where nothing is needed, where nothing helps, and where there is no such occurrence.
pub fn context_in<'c>(copy: &'c str, quoted: &str, nth: usize) -> Option<Context<'c>> {
    let terms = Terms::of(quoted)?;
    let text = Folded::of(copy);
    let begins = text.index(occurrences(copy, quoted).get(nth)?.start);
    let wanted = text.landing(&terms, Context::default(), begins)?;
    let lands = |context: &Context<'_>| text.landing(&terms, *context, 0).as_ref() == Some(&wanted);
    if lands(&Context::default()) {
        return None;
    }
    let place = text.bytes(wanted.clone());
    let contexts = || CONTEXT_WORDS.map(|words| around(copy, &place, words));
    let of_its_line = contexts().flat_map(|context| sides(context.of_its_line()));
    of_its_line.chain(contexts().flat_map(sides)).find(lands)
}

impl Context<'_> {
    /// Without what is of another line.
    fn of_its_line(self) -> Self {
        let side = |text| if str::contains(text, '\n') { "" } else { text };
        Self { before: side(self.before), after: side(self.after) }
    }
}

/// The sides of a context, each alone and both together.
fn sides(context: Context<'_>) -> [Context<'_>; 3] {
    let Context { before, after } = context;
    [Context { before, after: "" }, Context { before: "", after }, context]
}

fn last_words(text: &str, most: usize) -> &str {
    let line = text.trim_ascii_end().rfind('\n').map_or(0, |at| at + 1);
    let mut begins = text.len();
    for _ in 0..most {
        let rest = text[line..begins].trim_ascii_end();
        if !rest.is_empty() {
            begins = line + rest.rfind(is_white).map_or(0, |at| at + 1);
        }
    }
    &text[begins..]
}

fn first_words(text: &str, most: usize) -> &str {
    let begins = text.len() - text.trim_ascii_start().len();
    let line = text[begins..].find('\n').map_or(text.len(), |at| begins + at);
    let mut ends = 0;
    for _ in 0..most {
        let rest = text[ends..line].trim_ascii_start();
        if !rest.is_empty() {
            ends = line - rest.len() + rest.find(is_white).unwrap_or(rest.len());
        }
    }
    &text[..ends]
}

/// What HTML takes for white space. A no-break space is none: two of them are two.
fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}

fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Encodes all that could mean something to an address, to a browser, or to Markdown.
fn encode(text: &str, link: &mut String) {
    use std::fmt::Write;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            link.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(link, "%{byte:02X}");
        }
    }
}

// ---- what is looked for ----

/// What a browser looks for: some words, or the stretch from some words to others.
#[derive(Debug)]
struct Terms {
    start: String,
    end: Option<String>,
}

impl Terms {
    fn of(quoted: &str) -> Option<Self> {
        let runs = runs(quoted);
        match runs.as_slice() {
            [] => None,
            [run] => Some(Self::of_run(run)),
            [first, .., last] if first.len().min(last.len()) >= LEAST_WORDS => {
                Some(Self::between(first.len(), last.len(), &runs.concat()))
            }
            _ => runs.iter().max_by_key(|run| run.concat().len()).map(|run| Self::of_run(run)),
        }
    }

    fn of_run(words: &[&str]) -> Self {
        let whole = words.join(" ");
        if words.len() <= FEW_WORDS || whole.chars().count() <= MOST_CHARS {
            return Self { start: whole, end: None };
        }
        Self::between(words.len(), words.len(), words)
    }

    /// The first words and the last, given how many may be taken at either end. A browser stops at
    /// the first end that it meets: one that stands in the passage already is made longer.
    fn between(first: usize, last: usize, words: &[&str]) -> Self {
        let (start, rest) = words.split_at(END_WORDS.min(first).min(words.len() / 2));
        let most = last.min(rest.len());
        let text = Folded::of(&rest.join(" "));
        let is_met_last = |end: &String| {
            let end = Folded::of(end);
            text.find(&end, 0).is_none_or(|at| at + end.chars.len() == text.chars.len())
        };
        let end = |count: usize| rest[rest.len() - count..].join(" ");
        let mut ends = (END_WORDS.min(most)..=most).map(end);
        let end = ends.find(is_met_last).unwrap_or_else(|| end(most));
        Self { start: start.join(" "), end: Some(end) }
    }
}

/// The words of a passage, those together between which there is neither a break nor an omission.
fn runs(quoted: &str) -> Vec<Vec<&str>> {
    let parts = quoted.lines().flat_map(without_omissions);
    let words = parts.map(|part| part.split_ascii_whitespace().collect::<Vec<_>>());
    words.filter(|words| !words.is_empty()).collect()
}

/// What is left of a line on both sides of every `[…]` or `[...]`.
fn without_omissions(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices('[') {
        let Some(length) = line[at..].find(']') else { break };
        let inner = &line[at + 1..at + length];
        if inner.contains(['.', '…']) && inner.chars().all(|c| matches!(c, '.' | '…' | ' ')) {
            parts.push(&line[from..at]);
            from = at + length + 1;
        }
    }
    parts.push(&line[from..]);
    parts
}

// ---- what a browser sees ----

/// A text as a browser compares it, and the byte from which each character is.
#[derive(Debug)]
struct Folded {
    chars: Vec<char>,
    from: Vec<usize>,
    bytes: usize,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { chars: Vec::new(), from: Vec::new(), bytes: text.trim_end().len() };
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                if folded.chars.last().is_some_and(|last| *last != ' ') {
                    folded.push(' ', at);
                }
            } else {
                decompose_compatible(c, |part| {
                    part.to_lowercase().for_each(|part| folded.push(part, at));
                });
            }
        }
        if folded.chars.last() == Some(&' ') {
            folded.chars.pop();
            folded.from.pop();
        }
        folded
    }

    fn push(&mut self, c: char, from: usize) {
        let plain = match c {
            // Soft hyphens and joiners are not looked at.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => return,
            _ if is_combining_mark(c) => return,
            '‘' | '’' | '‚' | '‛' => '\'',
            '“' | '”' | '„' | '‟' => '"',
            _ => c,
        };
        self.chars.push(plain);
        self.from.push(from);
    }

    /// The bytes of some characters.
    fn bytes(&self, chars: Range<usize>) -> Range<usize> {
        let from = |at: usize| self.from.get(at).copied().unwrap_or(self.bytes);
        from(chars.start)..from(chars.end)
    }

    /// The first character that is of a byte or of one after it.
    fn index(&self, byte: usize) -> usize {
        self.from.partition_point(|from| *from < byte)
    }

    /// Where some words stand next, as words.
    fn find(&self, words: &Self, from: usize) -> Option<usize> {
        let length = words.chars.len();
        let candidates = self.chars.get(from..)?.windows(length.max(1)).enumerate();
        let mut matches = candidates.filter(|(_, window)| *window == words.chars);
        let is_word = |at: usize| self.is_boundary(at) && self.is_boundary(at + length);
        matches.find(|(at, _)| is_word(from + at)).map(|(at, _)| from + at)
    }

    /// Whether no word goes on here, as Chromium sees it.
    fn is_boundary(&self, at: usize) -> bool {
        let char = |at: usize| self.chars.get(at).copied();
        let char_before = |count: usize| at.checked_sub(count).and_then(char);
        let Some((left, right)) = char_before(1).zip(char(at)) else { return true };
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let is_within = is_word(left) && is_word(right)
            || joins(left, right, char(at + 1))
            || char_before(2).is_some_and(|first| joins(first, left, Some(right)));
        !is_within
    }

    /// Where a link lands, if the page is read from some character on.
    fn landing(&self, terms: &Terms, context: Context<'_>, from: usize) -> Option<Range<usize>> {
        let start = Self::of(&terms.start);
        let (before, after) = (Self::of(context.before), Self::of(context.after));
        let mut from = from;
        loop {
            let begins = self.find(&start, from)?;
            from = begins + 1;
            if !self.is_preceded(begins, &before) {
                continue;
            }
            if let Some(ends) = self.ending(begins + start.chars.len(), terms, &after) {
                return Some(begins..ends);
            }
        }
    }

    /// Where the stretch ends whose first words end here.
    fn ending(&self, start_ends: usize, terms: &Terms, after: &Self) -> Option<usize> {
        let Some(end) = &terms.end else {
            return self.is_followed(start_ends, after).then_some(start_ends);
        };
        let end = Self::of(end);
        let mut from = start_ends;
        loop {
            let ends = self.find(&end, from)? + end.chars.len();
            if self.is_followed(ends, after) {
                return Some(ends);
            }
            from = ends;
        }
    }

    fn is_preceded(&self, at: usize, before: &Self) -> bool {
        let head = &self.chars[..at];
        head.strip_suffix(&[' ']).unwrap_or(head).ends_with(&before.chars)
    }

    fn is_followed(&self, at: usize, after: &Self) -> bool {
        let tail = &self.chars[at..];
        tail.strip_prefix(&[' ']).unwrap_or(tail).starts_with(&after.chars)
    }
}

/// Whether a mark is part of a word or number: `prosecutor’s`, `3.14`; but not `end.Beginning`.
fn joins(left: char, mark: char, right: Option<char>) -> bool {
    let are = |what: fn(char) -> bool| what(left) && right.is_some_and(what);
    match mark {
        '\'' => are(char::is_alphabetic) || are(char::is_numeric),
        '·' => are(char::is_alphabetic),
        '.' | ',' | ';' => are(char::is_numeric),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
