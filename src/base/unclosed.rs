//! Brackets that nothing closes: for TOML's reader all that comes after them is a part of their
//! list, and a mistake in each line.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::problem::{Problem, code};

/// A value with a bracket that is not closed, or with one that is lost in a text that is not.
struct Unclosed {
    /// The value, as far as it can be one.
    value: Range<usize>,
    /// The bracket, or the mark with which the text begins.
    at: usize,
    kind: TokenKind,
}

/// The problems of all brackets of values that are not closed, and the text as it would be read
/// without these values, each place where it was; `None` where there is no such bracket.
///
/// A list of TOML goes on over lines, and so does an inline table by version 1.1. That one is not
/// closed shows where the header of a table or, within a list, a key begins a line.
pub(super) fn unclosed(text: &str) -> Option<(Vec<Problem>, String)> {
    let tokens = Source::new(text).lex().into_vec();
    let found =
        Reader { text, tokens: &tokens, open: Vec::new(), text_at: None, found: Vec::new() };
    let found = found.read();
    if found.is_empty() {
        return None;
    }
    let mut rest = String::with_capacity(text.len());
    for one in &found {
        rest.push_str(text.get(rest.len()..one.value.start)?);
        // Any value will do.
        rest.push('0');
        rest.extend(std::iter::repeat_n(' ', one.value.len().saturating_sub(1)));
    }
    rest.push_str(text.get(rest.len()..)?);
    Some((found.iter().map(Unclosed::problem).collect(), rest))
}

impl Unclosed {
    fn problem(&self) -> Problem {
        let (what, hint) = match self.kind {
            TokenKind::LeftCurlyBracket => ("this inline table is not closed", "`}` is missing"),
            TokenKind::BasicString => ("this text is not closed", "`\"` is missing"),
            TokenKind::LiteralString => (
                "this text is not closed",
                "a text with an apostrophe stands between straight double quotation marks: \"…\"",
            ),
            _ => ("this list is not closed", "`]` is missing"),
        };
        Problem {
            code: code::SYNTAX,
            message: what.to_owned(),
            span: Some(self.at..self.at + 1),
            related: None,
            hint: Some(hint.to_owned()),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The brackets of a value that are open, and where.
    open: Vec<(TokenKind, usize)>,
    /// The text of the line that ends with it, and where.
    text_at: Option<(TokenKind, usize)>,
    found: Vec<Unclosed>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Unclosed> {
        // Whether what comes is a value, rather than a key or a header.
        let mut is_value = false;
        // Where what was read of the value ends, and whether it may go on.
        let (mut end, mut goes_on) = (0, false);
        for (index, token) in self.tokens.iter().enumerate() {
            let (kind, span) = (token.kind(), token.span());
            match kind {
                TokenKind::Newline if self.open.is_empty() => {
                    (is_value, self.text_at) = (false, None);
                }
                TokenKind::Newline if self.begins_anew(index + 1, goes_on) => {
                    self.give_up(end);
                    is_value = false;
                }
                TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline => continue,
                TokenKind::Eof if !self.open.is_empty() => self.give_up(end),
                TokenKind::Equals => is_value = true,
                TokenKind::BasicString | TokenKind::LiteralString if !self.is_closed(token) => {
                    self.text_at = Some((kind, span.start()));
                }
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if is_value => {
                    self.open.push((kind, span.start()));
                }
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    let closed = self.open.last().map(|(open, _)| *open);
                    let is_list = kind == TokenKind::RightSquareBracket;
                    if closed.is_some_and(|open| (open == TokenKind::LeftSquareBracket) == is_list)
                    {
                        self.open.pop();
                    } else if closed.is_some() {
                        self.give_up(span.end());
                    }
                }
                _ => {}
            }
            end = span.end();
            goes_on = matches!(
                kind,
                TokenKind::Comma | TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket
            );
        }
        self.found
    }

    /// Keeps the bracket that is not closed, and with it the value around it up to a place.
    fn give_up(&mut self, end: usize) {
        let innermost = self.text_at.take().or(self.open.last().copied());
        let (Some((_, start)), Some((kind, at))) = (self.open.first(), innermost) else { return };
        self.found.push(Unclosed { value: *start..end.max(at + 1), at, kind });
        self.open.clear();
    }

    /// Whether a text ends with the mark with which it begins.
    fn is_closed(&self, token: &Token) -> bool {
        let text = self.text.get(token.span().start()..token.span().end()).unwrap_or_default();
        text.len() > 1 && text.chars().next_back() == text.chars().next()
    }

    /// Whether a line, from one of the tokens on, is a header or a key with its value, and no part
    /// of what is open. In a table between braces keys follow on a comma.
    fn begins_anew(&self, from: usize, goes_on: bool) -> bool {
        let line = self.tokens.get(from..).unwrap_or_default().iter();
        let mut line = line.filter(|token| token.kind() != TokenKind::Whitespace).peekable();
        let is_list = matches!(self.open.last(), Some((TokenKind::LeftSquareBracket, _)));
        let mut brackets = 0;
        while line.next_if(|token| token.kind() == TokenKind::LeftSquareBracket).is_some() {
            brackets += 1;
        }
        let first = line.peek().map(|token| token.span());
        let first = first.and_then(|span| self.text.get(span.start()..span.end()));
        let is_key = |token: &&Token| {
            use TokenKind::{Atom, BasicString, Dot, LiteralString};
            matches!(token.kind(), Atom | BasicString | Dot | LiteralString)
        };
        let mut keys = 0;
        while line.next_if(is_key).is_some() {
            keys += 1;
        }
        if keys == 0 {
            return false;
        }
        if brackets == 0 {
            let is_pair = line.next().is_some_and(|token| token.kind() == TokenKind::Equals);
            return is_pair && (is_list || !goes_on);
        }
        // A list within the list would have a value, and this has a name.
        let is_name = first.is_some_and(|word| {
            word.starts_with(|c: char| c.is_ascii_alphabetic())
                && !["true", "false", "inf", "nan"].contains(&word)
        });
        let mut closed = 0;
        while line.next_if(|token| token.kind() == TokenKind::RightSquareBracket).is_some() {
            closed += 1;
        }
        let ends = line.next().is_none_or(|token| {
            matches!(token.kind(), TokenKind::Newline | TokenKind::Comment | TokenKind::Eof)
        });
        is_name && ends && brackets <= 2 && closed == brackets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the brackets stand that are not closed, and what remains to be read.
    fn told(text: &str) -> (Vec<usize>, Option<String>) {
        let Some((problems, rest)) = unclosed(text) else { return (Vec::new(), None) };
        assert_eq!(rest.len(), text.len());
        let starts = problems.into_iter().filter_map(|problem| Some(problem.span?.start));
        (starts.collect(), Some(rest))
    }

    #[test]
    fn what_is_closed_is_left_alone() {
        for text in [
            "a = [1, 2]\n[b.c]\nd = { e = \"]\" }\n[[f]]\n",
            "a = [\n  [1, 2],\n  [\"x\"],\n  { b = 1,\n c = 2 },\n]\n",
            "a = '''\n[ {\n'''\nb = \"\"\"\n[b]\n\"\"\"\n",
            "a = [ # [\n  1, # b = [\n]\n",
            "a = {\n b = 1,\n c = [\n  true\n ],\n}\n",
            "[a]\n]\nb = 1\n",
            "a = [[true], [inf]\n]\n",
            "",
        ] {
            assert_eq!(told(text), (Vec::new(), None), "{text}");
        }
    }

    #[test]
    fn a_bracket_that_is_not_closed_ends_with_its_line() {
        for (text, at, rest) in [
            ("a = [1, 2\n[b.c]\nd = 1\n", &[4][..], "a = 0    \n[b.c]\nd = 1\n"),
            ("a = [1, 2 # x\nb = 1\n", &[4], "a = 0     # x\nb = 1\n"),
            ("a = [\n  1,\n\n[[b]]\n", &[4], "a = 0    ,\n\n[[b]]\n"),
            ("a = { b = 1\n[c]\n", &[4], "a = 0      \n[c]\n"),
            ("a = { b = 1\nc = 1\n", &[4], "a = 0      \nc = 1\n"),
            ("a = [{ b = 1 ]\nc = 1\n", &[5], "a = 0         \nc = 1\n"),
            ("a = [1}\nb = [2\nc = 1", &[4, 12], "a = 0  \nb = 0 \nc = 1"),
            ("a = [1", &[4], "a = 0 "),
            ("a = [\"b]\nc = 1\n", &[5], "a = 0   \nc = 1\n"),
            ("a = { b = 'c's d.' }\nc = 1\n", &[17], "a = 0               \nc = 1\n"),
            ("a = { é = [“\n\"b\" = 1\n", &[11], "a = 0          \n\"b\" = 1\n"),
        ] {
            let (found, left) = told(text);
            assert_eq!(found, at, "{text}");
            // A comma is taken along, or stands behind a value: both are no matter.
            let left = left.unwrap();
            assert_eq!(left.replace(',', " "), rest.replace(',', " "), "{text}");
        }
    }
}
