//! What is doubtful in a sound fact base: dates, ages, spans and kinships that cannot all be true,
//! and names that lead to two persons. Pure: a base in, findings out.
//!
//! A rule never cries wolf: dates are ranges, and a finding is told only if it holds for every
//! reading of all the dates that it rests on. What the source calls uncertain (`?`) or unproven
//! says nothing, and of several dates for one birth or death any may be the true one.
//!
//! Each theme is a file; what a rule is, why, and an example stand beside the function that
//! applies it. [`rule`] lists them, and [`report`] brings findings to their places in the file.

use crate::base::Base;
use crate::base::check::Step;
use crate::base::schema::{Certainty, Event, Record};
use crate::date::Reach;

mod age;
mod allow;
mod answer;
mod kinship;
mod life;
mod naming;
mod numeral;
mod order;
mod refusal;
pub mod report;
pub mod rule;
mod span;
mod wording;

use life::Lives;
use rule::Rule;

/// Something doubtful.
#[derive(Debug)]
pub struct Finding<'a> {
    pub rule: &'static Rule,
    pub message: String,
    /// Where it stands.
    pub at: Mark,
    /// What else it rests on.
    pub related: Vec<Mark>,
    pub hint: Option<String>,
    /// The records that it concerns: a remark about them may answer it.
    pub concerns: Vec<&'a str>,
}

/// A place in a base, and what is to be seen there.
#[derive(Debug)]
pub struct Mark {
    pub path: Vec<Step>,
    pub label: String,
}

/// Applies every rule to a base, in the order of the rules.
pub fn lint<'a>(base: &Base<'a>) -> Vec<Finding<'a>> {
    let lives = Lives::of(base);
    let mut findings = Vec::new();
    order::check(base, &lives, &mut findings);
    age::check(base, &lives, &mut findings);
    span::check(base, &mut findings);
    wording::check(base, &mut findings);
    kinship::check(base, &lives, &mut findings);
    naming::check(base, &lives, &mut findings);
    findings
}

impl<'a> Finding<'a> {
    /// A finding at the date of an event.
    fn at_date(
        rule: &'static Rule,
        event: &'a Record<Event>,
        label: &str,
        message: String,
    ) -> Self {
        let at = Mark::date(event, label);
        Self { rule, message, at, related: Vec::new(), hint: None, concerns: vec![&*event.id] }
            .hinted(format!(
                "mend the date that is wrong, or remark on it: about = [\"{}\"]",
                event.id
            ))
    }

    /// The same with the date of another event that it rests on.
    fn and_date(mut self, event: &'a Record<Event>, label: &str) -> Self {
        self.related.push(Mark::date(event, label));
        self.concerning(&event.id)
    }

    fn concerning(mut self, id: &'a str) -> Self {
        self.concerns.push(id);
        self
    }

    /// The places that it shows.
    fn marks_mut(&mut self) -> impl Iterator<Item = &mut Mark> {
        std::iter::once(&mut self.at).chain(&mut self.related)
    }

    fn hinted(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl Mark {
    fn new<'p>(path: impl IntoIterator<Item = &'p str>, label: impl Into<String>) -> Self {
        let path = path.into_iter().map(|key| Step::Key(key.to_owned())).collect();
        Self { path, label: label.into() }
    }

    /// The date of an event, told as `label` and the date in words; the event itself, where a claim
    /// is preferred to its own date.
    fn date(event: &Record<Event>, label: &str) -> Self {
        let words = event.date().map(|date| date.edtf.in_words()).unwrap_or_default();
        let label = format!("{label}: {words}");
        let is_own = match (event.date(), event.own_date()) {
            (Some(shown), Some(own)) => std::ptr::eq(shown, own),
            _ => false,
        };
        if is_own {
            Self::new(["event", &event.id, "date", "edtf"], label)
        } else {
            Self::new(["event", &event.id], label)
        }
    }

    /// A key within the place.
    fn key_of(mut self, key: &str) -> Self {
        self.path.push(Step::KeyOf(key.to_owned()));
        self
    }

    /// An item of a list within the place.
    fn item(mut self, key: &str, index: usize) -> Self {
        self.path.extend([Step::Key(key.to_owned()), Step::Index(index)]);
        self
    }

    /// The value of a figure within the place.
    fn figure(self, index: usize) -> Self {
        let mut mark = self.item("figures", index);
        mark.path.push(Step::Key("value".to_owned()));
        mark
    }
}

/// When an event happened, as far as its date can be taken at its word: not where the source
/// calls the event or the date unproven. Where several dates are claimed, any may be the true one.
fn reach(event: &Event) -> Option<Reach> {
    let date = event.date()?;
    let is_unproven = [event.certainty, date.certainty].contains(&Certainty::Unproven);
    let others = event.other_dates().into_iter().map(|date| date.edtf.reach());
    (!is_unproven).then(|| others.fold(date.edtf.reach(), Reach::or))
}

#[cfg(test)]
mod tests;
