//! When an event was, for those who ask for a time: by the preferred date, or by another one that
//! is claimed and not deprecated.

use crate::base::Base;
use crate::base::claims::Ranked;
use crate::base::schema::{Cite, DateClaim, Event};
use crate::date::{Date, MonthDay, Within};

/// How an event was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found<'a> {
    /// Whether it falls within the time that was asked for only for some readings of its date.
    pub possibly: bool,
    /// The date by which it was found, where that is not the preferred one.
    pub by: Option<Ranked<'a, DateClaim>>,
}

impl<'a> Found<'a> {
    /// The date under which an event that was found so is listed.
    pub fn date(self, event: &'a Event) -> Option<&'a DateClaim> {
        self.by.map_or_else(|| event.date(), |by| Some(by.value))
    }

    /// Whether it was found certainly, and by the preferred date.
    pub fn is_simple(self) -> bool {
        !self.possibly && self.by.is_none()
    }
}

/// What is asked of a date; all that is given must hold of the same one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'q> {
    pub(crate) when: Option<&'q Date>,
    pub(crate) on: Option<MonthDay>,
    /// Without what only possibly falls within `when`.
    pub(crate) certain: bool,
}

impl<'q> Asked<'q> {
    pub(crate) fn when(when: Option<&'q Date>) -> Self {
        Self { when, ..Self::default() }
    }

    /// How an event answers, if it does: by the preferred date, if that does, or else by the claim
    /// that does so most surely.
    pub(crate) fn find<'a>(self, base: &Base<'_>, event: &'a Event) -> Option<Found<'a>> {
        if self.when.is_none() && self.on.is_none() {
            return Some(Found::default());
        }
        if event.is_undisputed() {
            let within = self.judge(base, event.date()?, &event.cite);
            return self
                .suits(within)
                .then(|| Found { possibly: within == Within::Possibly, by: None });
        }
        let dates = event.dates().into_iter().filter(Ranked::is_tenable);
        let answers: Vec<_> = dates
            .map(|date| (self.judge(base, date.value, date.cite), date))
            .filter(|(within, _)| self.suits(*within))
            .collect();
        let preferred = answers.iter().find(|(_, date)| date.is_preferred());
        let (within, date) =
            preferred.or_else(|| answers.iter().rev().max_by_key(|(within, _)| *within))?;
        let by = (!date.is_preferred()).then_some(*date);
        Some(Found { possibly: *within == Within::Possibly, by })
    }

    fn suits(self, within: Within) -> bool {
        within == Within::Certainly || (within == Within::Possibly && !self.certain)
    }

    fn judge(self, base: &Base<'_>, date: &DateClaim, cites: &[Cite]) -> Within {
        let edtf = &date.edtf;
        if self.on.is_some_and(|day| !edtf.falls_on(day)) {
            return Within::No;
        }
        let issued = |cite| base.source_of(cite)?.issued.as_ref()?.max();
        let told = || cites.iter().filter_map(issued).max();
        self.when.map_or(Within::Certainly, |when| edtf.within(when, told()))
    }
}

#[cfg(test)]
pub(crate) mod tests;
