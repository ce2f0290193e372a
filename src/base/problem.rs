//! What is wrong with a fact base, shown at its place in the file.

use std::fmt::{self, Write};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::texts::{Text, Texts};

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
    pub const CLAIM: &str = "bad-claim";
    pub const REASON: &str = "no-reason";
    pub const PREFERRED: &str = "two-preferred";
}

/// One mistake in a fact base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which sort of mistake it is, of those in [`code`].
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the texts; `None` where it concerns a text as a whole.
    pub span: Option<Range<usize>>,
    /// A second place that explains the first; it may be in another file.
    pub related: Option<(Range<usize>, String)>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// The same in a length that can be read, whatever the base says.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        let related = self.related.as_mut().map(|(_, label)| label);
        [Some(&mut self.message), self.hint.as_mut(), related]
            .into_iter()
            .flatten()
            .for_each(shorten);
        self
    }
}

/// Leaves out the middle of a text that is too long to be read, as one that has a key or a name of
/// a page in it.
pub fn shorten(text: &mut String) {
    /// Three times the longest of our own sentences.
    const MOST: usize = 1000;
    const KEPT: usize = 200;
    if text.len() > MOST {
        let head: String = text.chars().take(KEPT).collect();
        let tail = text.char_indices().nth_back(KEPT).map_or(0, |(at, _)| at);
        *text = format!("{head} … {}", text.get(tail..).unwrap_or_default());
    }
}

/// All the mistakes that were found in a fact base, in the order of the texts.
#[derive(Debug, Clone)]
pub struct Problems {
    /// The texts that were read.
    pub texts: Texts,
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
        shown + &format!("ibid: {count} error{s} in {}\n", visible(&self.files()))
    }

    /// The files that have mistakes, or their number, if there are many.
    fn files(&self) -> String {
        const MOST_NAMED: usize = 3;
        let spans = self.list.iter().filter_map(|problem| problem.span.as_ref());
        let mut names: Vec<&str> = Vec::new();
        for text in spans.filter_map(|span| self.texts.at(span.start)) {
            if !names.contains(&text.name.as_str()) {
                names.push(&text.name);
            }
        }
        if names.is_empty() {
            names.extend(self.texts.names());
        }
        match names.as_slice() {
            names if names.len() > MOST_NAMED => format!("{} files", names.len()),
            [head @ .., last] if !head.is_empty() => format!("{} and {last}", head.join(", ")),
            names => names.concat(),
        }
    }

    fn report<'a>(&'a self, problem: &'a Problem) -> Group<'a> {
        let title = Level::ERROR.primary_title(visible(&problem.message));
        let mut group = Group::with_title(title);
        let at = |span: &Range<usize>| Some((self.texts.at(span.start)?, span.clone()));
        // A snippet of a megabyte long line helps nobody, and neither do raw control characters.
        if let Some((text, span)) = problem.span.as_ref().and_then(at) {
            let mut here = vec![AnnotationKind::Primary.span(text.local(&span))];
            let mut elsewhere = None;
            if let Some((span, label)) = &problem.related
                && let Some((other, span)) = at(span)
            {
                let note = AnnotationKind::Context.span(other.local(&span)).label(label.as_str());
                if other.start == text.start {
                    here.push(note);
                } else {
                    elsewhere = Some(snippet(other, vec![note]));
                }
            }
            group = group.element(snippet(text, here)).elements(elsewhere);
        }
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.message(visible(hint)));
        }
        group
    }
}

fn snippet<'a>(text: &'a Text, annotations: Vec<Annotation<'a>>) -> Snippet<'a, Annotation<'a>> {
    let source = Snippet::source(text.content.as_str()).path(text.name.as_str());
    source.annotations(annotations)
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
