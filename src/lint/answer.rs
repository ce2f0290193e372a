//! Remarks that answer findings: what the source says against itself, and a reader was told of.

use std::collections::HashMap;

use super::Finding;
use crate::base::check::Step;
use crate::base::schema::{Record, Remark, RemarkKind};
use crate::base::{Base, Entry};

/// The remarks of a base, by the records that they are about.
pub(super) struct Answers<'a> {
    base: &'a Base<'a>,
    about: HashMap<&'a str, Vec<usize>>,
}

/// What a remark must be about.
enum Wanted {
    /// The record at which the finding stands.
    First,
    /// Some event or quotation of those concerned.
    Event,
    /// All persons concerned.
    All,
}

impl<'a> Answers<'a> {
    pub(super) fn of(base: &'a Base<'a>) -> Self {
        let mut about: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, remark) in base.doc.remarks.iter().enumerate() {
            for id in &remark.about {
                about.entry(id).or_default().push(index);
            }
        }
        Self { base, about }
    }

    /// The remark that answers a finding: one about the record at which it stands, or, where that
    /// is a person, about an event that the finding concerns, or else about all the persons.
    ///
    /// A remark about a person alone does not answer what is found of that person’s events: most
    /// remarks are about something else. Of several the one that is about most of what the finding
    /// concerns answers, and a discrepancy before a caution.
    pub(super) fn to(&self, finding: &Finding<'_>) -> Option<&'a Record<Remark>> {
        let is_person = |id: &str| matches!(self.base.get(id), Some(Entry::Person(_)));
        let at_person =
            matches!(finding.at.path.first(), Some(Step::Key(kind)) if kind == "person");
        let concerns = &finding.concerns;
        let wanted = if concerns.iter().all(|id| is_person(id)) {
            Wanted::All
        } else if at_person {
            Wanted::Event
        } else {
            Wanted::First
        };
        let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
        for id in concerns {
            for remark in self.about.get(id).into_iter().flatten() {
                let (all, events) = counts.entry(*remark).or_default();
                *all += 1;
                *events += usize::from(!is_person(id));
            }
        }
        let is_about_first = |remark: usize| {
            let first = concerns.first().and_then(|id| self.about.get(id));
            first.is_some_and(|remarks| remarks.contains(&remark))
        };
        let answers = counts.into_iter().filter(|(remark, (all, events))| match wanted {
            Wanted::First => is_about_first(*remark),
            Wanted::Event => *events > 0,
            Wanted::All => *all == concerns.len(),
        });
        let best = answers.max_by_key(|(remark, (all, _))| {
            let is_discrepancy = self.base.doc.remarks.get(*remark).map(|one| one.kind);
            (*all, is_discrepancy == Some(RemarkKind::Discrepancy), std::cmp::Reverse(*remark))
        });
        self.base.doc.remarks.get(best?.0)
    }
}
