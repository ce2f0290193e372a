//! Comments that allow a finding: `# ibid: allow(too-young) betrothed as a child`.
//!
//! Such a comment stands on the lines just above the header of a record, or inside its table, and
//! holds for what is found at that record.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

use super::rule::{self, Rule, Severity};
use crate::base::check::Step;

pub(super) static WITHOUT_REASON: Rule = Rule {
    code: "allow-without-reason",
    severity: Severity::Warning,
    summary: "a finding is allowed without a reason",
    why: "Who reads the base later must be able to judge whether the exception still holds.",
    mend: "Say why, after the bracket: # ibid: allow(too-young) betrothed as a child",
    example: r#"# ibid: allow(ambiguous-name)
[person.ada-king]
name = "Ada King"
also = ["Ada"]
about = "A mathematician."
cite = 3
"#,
    neighbour: ("(ambiguous-name)", "(ambiguous-name) the source calls both so"),
};

pub(super) static UNKNOWN: Rule = Rule {
    code: "allow-of-unknown",
    severity: Severity::Warning,
    summary: "what is allowed is not the code of a rule, or cannot be allowed",
    why: "Only warnings can be allowed. Errors cannot, for a base with errors is not read, and \
          neither can what is wrong with an allowance itself.",
    mend: "Write the code as the finding has it; ibid check --explain lists all.",
    example: r#"# ibid: allow(ambigous-name) the source calls both so
[person.ada-king]
name = "Ada King"
about = "A mathematician."
cite = 3
"#,
    neighbour: ("# ibid: allow(ambigous-name) the", "# The"),
};

pub(super) static UNUSED: Rule = Rule {
    code: "unused-allow",
    severity: Severity::Warning,
    summary: "a finding is allowed that is not there",
    why: "The record has no finding of this code, or the comment belongs to no record: it must \
          stand just above the header of its record, without an empty line between, or inside its \
          table. It is not told of a base that has errors.",
    mend: "Delete the comment, or move it to the record at which the finding is.",
    example: r#"# ibid: allow(ambiguous-name) the source calls both so
[person.ada-king]
name = "Ada King"
about = "A mathematician."
cite = 3
"#,
    neighbour: (r#"name = "Ada King""#, r#"name = "Ada""#),
};

/// A code that a comment allows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Allow<'t> {
    pub(super) code: &'t str,
    /// Where the code stands.
    pub(super) span: Range<usize>,
    pub(super) reason: &'t str,
    /// The record that the comment belongs to, as the beginning of the paths into it.
    pub(super) record: Option<[Step; 2]>,
}

impl Allow<'_> {
    /// The rule that is allowed, if it can be.
    pub(super) fn rule(&self) -> Option<&'static Rule> {
        rule::of_code(self.code).filter(|rule| rule.is_allowable())
    }
}

impl Rule {
    /// Whether a comment can allow it.
    pub fn is_allowable(&self) -> bool {
        let is_own = [&WITHOUT_REASON, &UNKNOWN, &UNUSED].contains(&self);
        self.severity == Severity::Warning && !is_own
    }
}

/// All allowances in the text of a base.
pub(super) fn allows(text: &str) -> Vec<Allow<'_>> {
    // Most bases have none, and are not read once more.
    if !text.contains("allow(") {
        return Vec::new();
    }
    let tokens = Source::new(text).lex().into_vec();
    let mut reader = Reader { text, ..Reader::default() };
    parse_document(&tokens, &mut |event: Event| reader.read(event), &mut ());
    reader.settle();
    reader.allows
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    allows: Vec<Allow<'t>>,
    /// So many allowances at the end stand above what comes next, and may be its own.
    pending: usize,
    line: Line,
    /// The keys of the header that is being read.
    header: Option<Vec<&'t str>>,
    record: Option<[Step; 2]>,
    relations: usize,
    claims: usize,
}

/// What a line has had so far.
#[derive(Default, PartialEq)]
enum Line {
    #[default]
    Nothing,
    Comment,
    Content,
}

impl<'t> Reader<'t> {
    fn read(&mut self, event: Event) {
        let span = event.span();
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        match event.kind() {
            EventKind::Whitespace => {}
            EventKind::Comment => self.comment(text, span.start()),
            EventKind::Newline => {
                if self.line == Line::Nothing {
                    self.settle();
                }
                self.line = Line::Nothing;
            }
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.header = Some(Vec::new());
                self.line = Line::Content;
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => self.table(),
            kind => {
                self.line = Line::Content;
                match &mut self.header {
                    Some(keys) if kind == EventKind::SimpleKey => {
                        keys.push(text.trim_matches(['"', '\'']));
                    }
                    Some(_) => {}
                    None => self.settle(),
                }
            }
        }
    }

    /// What stands above belongs to the record that is being told.
    fn settle(&mut self) {
        let first = self.allows.len() - self.pending;
        for allow in self.allows.iter_mut().skip(first) {
            allow.record.clone_from(&self.record);
        }
        self.pending = 0;
    }

    fn table(&mut self) {
        let keys = self.header.take().unwrap_or_default();
        let key = |key: &str| Step::Key(key.to_owned());
        self.record = match keys.as_slice() {
            ["relation"] => {
                self.relations += 1;
                Some([key("relation"), Step::Index(self.relations - 1)])
            }
            ["claim"] => {
                self.claims += 1;
                Some([key("claim"), Step::Index(self.claims - 1)])
            }
            [kind, id, ..] => Some([key(kind), key(id)]),
            _ => None,
        };
        self.settle();
    }

    fn comment(&mut self, comment: &'t str, start: usize) {
        let is_alone = self.line != Line::Content;
        for (code, reason) in codes(comment) {
            // Both are parts of the text, so their addresses tell where.
            let at = start + (code.as_ptr() as usize - comment.as_ptr() as usize);
            let record = self.record.clone();
            self.allows.push(Allow { code, span: at..at + code.len(), reason, record });
            self.pending += usize::from(is_alone);
        }
        if is_alone {
            self.line = Line::Comment;
        }
    }
}

/// The codes that a comment allows, each with the reason.
fn codes(comment: &str) -> impl Iterator<Item = (&str, &str)> {
    let told = comment.trim_start_matches('#').trim_start().strip_prefix("ibid:");
    let told = told.and_then(|told| told.trim_start().strip_prefix("allow("));
    let (codes, reason) = told.and_then(|told| told.split_once(')')).unwrap_or_default();
    let codes = codes.split(',').map(str::trim).filter(|code| !code.is_empty());
    codes.map(move |code| (code, reason.trim()))
}
