//! What is checked: the rules, each with its explanation.

use crate::names;

use super::{age, allow, kinship, naming, order, refusal, span, wording};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A remark of the base answers it.
    Note,
    /// It cannot be right as it stands, or is most likely a slip.
    Warning,
    /// The base is refused for it.
    Error,
}

impl Severity {
    /// The word for it, as compilers and SARIF have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A rule, and what there is to say about it. The example is checked by a test: it is caught, and
/// its neighbour is not.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name by which it is told, explained and allowed.
    pub code: &'static str,
    pub severity: Severity,
    /// What is found, in one line.
    pub summary: &'static str,
    /// Why that is wrong or doubtful, and where the limits lie.
    pub why: &'static str,
    /// What to do about it.
    pub mend: &'static str,
    /// A part of a base in which it is found.
    pub example: &'static str,
    /// What makes the example sound: a part of it, and what takes its place.
    pub neighbour: (&'static str, &'static str),
}

impl Rule {
    /// The example as it is not caught.
    pub fn sound_example(&self) -> String {
        self.example.replace(self.neighbour.0, self.neighbour.1)
    }
}

/// Every rule, those for which a base is refused first.
pub static RULES: &[&Rule] = &[
    &refusal::SYNTAX,
    &refusal::SCHEMA,
    &refusal::BAD_ID,
    &refusal::BAD_DATE,
    &refusal::DOUBLED_ID,
    &refusal::DANGLING,
    &refusal::UNCITED,
    &refusal::NO_SOURCE,
    &refusal::LOCATOR,
    &refusal::WORDS,
    &refusal::BECAUSE,
    &refusal::EMPTY,
    &refusal::SECTIONS,
    &refusal::WHOSE_AGE,
    &refusal::SELF,
    &refusal::NOTE,
    &refusal::SPEAKER,
    &refusal::INSIDE,
    &refusal::CLAIM,
    &refusal::REASON,
    &refusal::PREFERRED,
    &order::DEATH_BEFORE_BIRTH,
    &order::SECOND_BIRTH,
    &order::SECOND_DEATH,
    &order::EVENT_BEFORE_BIRTH,
    &order::EVENT_AFTER_DEATH,
    &order::EVENT_AFTER_SOURCE,
    &order::QUOTATION_BEFORE_BIRTH,
    &order::QUOTATION_AFTER_DEATH,
    &age::LIFE_TOO_LONG,
    &age::TOO_YOUNG,
    &age::AGE_DOES_NOT_FIT,
    &span::DURATION_DOES_NOT_FIT,
    &wording::DATE_NOT_ITS_WORDS,
    &wording::FIGURE_NOT_ITS_WORDS,
    &kinship::PARENT_NOT_OLDER,
    &kinship::PARENT_TOO_YOUNG,
    &kinship::PARENT_TOO_OLD,
    &kinship::BORN_AFTER_PARENT,
    &kinship::SIBLINGS_TOO_CLOSE,
    &kinship::SIBLINGS_TOO_FAR,
    &kinship::DESCENT_CYCLE,
    &naming::AMBIGUOUS_NAME,
    &naming::POSSIBLE_DUPLICATE,
    &allow::WITHOUT_REASON,
    &allow::UNKNOWN,
    &allow::UNUSED,
];

/// The rule of this code.
pub fn of_code(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

/// The codes nearest to one that is none.
pub fn nearest(code: &str) -> Vec<&'static str> {
    names::nearest(code, RULES.iter().map(|rule| rule.code), 3)
}
