//! How bash has a line and takes an answer. It divides words at `:` and `=` too and replaces no
//! more than the last part; it inserts what it is given, so that this must be quoted already, and
//! puts the common beginning of several answers in place of what was typed.

use std::ffi::OsString;

use super::Candidate;

/// A line up to the cursor, as it was typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words, without their quotation marks; the last one is unfinished, or empty.
    pub words: Vec<String>,
    /// The quotation mark within which the cursor stands.
    quote: Option<char>,
    /// How much of the last word bash leaves alone.
    kept: usize,
}

impl Line {
    /// Reads a line; `breaks` are the characters that end a word for bash.
    pub fn read(text: &str, breaks: &str) -> Self {
        let mut line = Self { words: vec![String::new()], quote: None, kept: 0 };
        let mut begun = false;
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (line.quote, c) {
                (None, ' ' | '\t' | '\n') => {
                    if std::mem::take(&mut begun) {
                        line.words.push(String::new());
                        line.kept = 0;
                    }
                    continue;
                }
                (None, '\'' | '"') => {
                    line.quote = Some(c);
                    line.kept = line.last().len();
                }
                (Some(quote), _) if c == quote => {
                    line.quote = None;
                    line.kept = line.last().len();
                }
                (None, '\\') => line.push(chars.next()),
                (Some('"'), '\\') => {
                    let next = chars.next();
                    if !matches!(next, Some('"' | '\\' | '$' | '`')) {
                        line.push(Some('\\'));
                    }
                    line.push(next);
                }
                _ => {
                    line.push(Some(c));
                    if line.quote.is_none() && breaks.contains(c) {
                        line.kept = line.last().len();
                    }
                }
            }
            begun = true;
        }
        line
    }

    /// The words as the system has them.
    pub fn words(&self) -> Vec<OsString> {
        self.words.iter().map(OsString::from).collect()
    }

    /// What bash is to put in place of what was typed.
    pub fn replies(&self, candidates: &[Candidate]) -> Vec<String> {
        let typed = self.last();
        let values = candidates.iter().map(|candidate| candidate.value.as_str());
        let mut values: Vec<&str> = values.collect();
        // As bash does it: those that are spelt as was typed, and others only where there are none.
        if values.iter().any(|value| value.starts_with(typed)) {
            values.retain(|value| value.starts_with(typed));
        }
        let replies = values.iter().filter_map(|value| self.reply(value));
        let mut replies: Vec<String> = replies.collect();
        if replies.len() > 1 && shrinks(&values, typed) {
            // Nothing in common with a blank: what was typed stays.
            replies.push(" ".to_owned());
        }
        replies
    }

    fn reply(&self, value: &str) -> Option<String> {
        let rest = value.strip_prefix(self.last().get(..self.kept)?)?;
        Some(match self.quote {
            None => escaped(rest),
            Some('"') => with_backslashes(rest, |c| matches!(c, '"' | '\\' | '$' | '`')),
            Some(_) => rest.replace('\'', r"'\''"),
        })
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn push(&mut self, c: Option<char>) {
        if let Some(last) = self.words.last_mut() {
            last.extend(c);
        }
    }
}

/// Whether the common beginning of several values is less than what was typed.
fn shrinks(values: &[&str], typed: &str) -> bool {
    let Some((first, rest)) = values.split_first() else { return false };
    let common = rest.iter().fold(first.chars().count(), |most, value| {
        first.chars().zip(value.chars()).take(most).take_while(|(a, b)| a == b).count()
    });
    (1..typed.chars().count()).contains(&common)
}

/// A text that stands without quotation marks; a home directory keeps its short name.
fn escaped(text: &str) -> String {
    let (head, tail) = text.split_at(usize::from(text.starts_with("~/")));
    let is_special = |c| " \t\n\\'\"`$&|;<>()[]{}*?!#~^".contains(c);
    format!("{head}{}", with_backslashes(tail, is_special))
}

fn with_backslashes(text: &str, is_special: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_special(c) {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests;
