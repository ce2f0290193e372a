//! What is wrong with a fact base, shown at its place in the file.

use std::fmt::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// So many mistakes are shown; who has more has enough to do.
const MOST_SHOWN: usize = 20;

/// The sorts of mistakes for which a base is refused, by the names under which `ibid check
/// --explain` tells of them.
pub mod code {
    pub const SYNTAX: &str = "syntax";
    pub const SCHEMA: &str = "schema";
    pub const BAD_ID: &str = "bad-id";
    pub const BAD_DATE: &str = "bad-date";
    pub const DOUBLED_ID: &str = "doubled-id";
    pub const DANGLING: &str = "dangling-reference";
    pub const UNCITED: &str = "uncited";
    pub const NO_SOURCE: &str = "no-source";
    pub const LOCATOR: &str = "bad-locator";
    pub const WORDS: &str = "words-length";
    pub const BECAUSE: &str = "no-because";
    pub const EMPTY: &str = "empty";
    pub const SECTIONS: &str = "section-order";
    pub const WHOSE_AGE: &str = "whose-age";
    pub const SELF: &str = "related-to-self";
    pub const NOTE: &str = "no-note";
    pub const SPEAKER: &str = "no-speaker";
    pub const INSIDE: &str = "inside-itself";
}

/// One mistake in a fact base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which sort of mistake it is, of those in [`code`].
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the text; `None` where it concerns the text as a whole.
    pub span: Option<Range<usize>>,
    /// A second place that explains the first.
    pub related: Option<(Range<usize>, String)>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// All the mistakes that were found in a fact base, in the order of the text.
#[derive(Debug, Clone)]
pub struct Problems {
    /// The file, as it was named.
    pub name: String,
    /// The text that was read.
    pub text: String,
    pub list: Vec<Problem>,
}

impl Problems {
    /// The mistakes with the lines where they stand, for a terminal or a log.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut shown = String::new();
        for problem in self.list.iter().take(MOST_SHOWN) {
            shown.push_str(&renderer.render(&[self.report(problem)]));
            shown.push_str("\n\n");
        }
        let count = self.list.len();
        if count > MOST_SHOWN {
            let _ = write!(shown, "… and {} more\n\n", count - MOST_SHOWN);
        }
        let s = if count == 1 { "" } else { "s" };
        shown + &format!("ibid: {count} error{s} in {}\n", visible(&self.name))
    }

    fn report<'a>(&'a self, problem: &'a Problem) -> Group<'a> {
        let title = Level::ERROR.primary_title(visible(&problem.message));
        let mut group = Group::with_title(title);
        // A snippet of a megabyte long line helps nobody, and neither do raw control characters.
        if let Some(span) = &problem.span {
            let mut annotations = vec![AnnotationKind::Primary.span(self.clamp(span))];
            if let Some((related, label)) = &problem.related {
                annotations
                    .push(AnnotationKind::Context.span(self.clamp(related)).label(label.as_str()));
            }
            let snippet = Snippet::source(self.text.as_str()).path(self.name.as_str());
            group = group.element(snippet.annotations(annotations));
        }
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.message(visible(hint)));
        }
        group
    }

    /// A span within one line of the text and on its character boundaries.
    fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let mut start = span.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let mut end = span.end.clamp(start, line_end);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Problems {}

/// Control characters made harmless.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
