//! Claims that disagree: what is said of the date, the place and the cause of an event, and which
//! of it is shown.
//!
//! The model is Wikidata's. What an event says itself is preferred, unless a claim has that rank;
//! where it says nothing, the first claim that is not deprecated is, if it says nothing otherwise
//! of another point: where it was on the day of another claim is not where it was on its own. The
//! others stand beside it, each with its source, and nothing is merged.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::schema::{Cause, Certainty, Cite, Claim, DateClaim, Document, Event, Id, Rank};

/// A value that is claimed, and what is to be known of the claim.
#[derive(Debug)]
pub struct Ranked<'a, T: ?Sized> {
    pub value: &'a T,
    /// Of the values of an event at most one is preferred: that which is shown.
    pub rank: Rank,
    pub reason: Option<&'a str>,
    pub certainty: Certainty,
    pub because: Option<&'a str>,
    pub cite: &'a [Cite],
}

impl<T: ?Sized> Clone for Ranked<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Ranked<'_, T> {}

impl<T: ?Sized> Ranked<'_, T> {
    /// Whether it may be so.
    pub fn is_tenable(&self) -> bool {
        self.rank != Rank::Deprecated
    }

    /// Whether it is the one that is shown.
    pub fn is_preferred(&self) -> bool {
        self.rank == Rank::Preferred
    }
}

impl Event {
    /// When it was, by what is preferred.
    pub fn date(&self) -> Option<&DateClaim> {
        let claim = self.chosen(self.date.is_some(), |claim| claim.date.is_some());
        claim.map_or(self.date.as_ref(), |claim| claim.date.as_ref())
    }

    /// Where it was, by what is preferred.
    pub fn place(&self) -> &[Id] {
        let claim = self.chosen(!self.place.is_empty(), |claim| !claim.place.is_empty());
        claim.map_or(&self.place, |claim| &claim.place)
    }

    /// What brought it about, by what is preferred.
    pub fn cause(&self) -> Option<&Cause> {
        let claim = self.chosen(self.cause.is_some(), |claim| claim.cause.is_some());
        claim.map_or(self.cause.as_ref(), |claim| claim.cause.as_ref())
    }

    /// All that is claimed of its date: the preferred one first, then those that may be so, then
    /// the deprecated ones.
    pub fn dates(&self) -> Vec<Ranked<'_, DateClaim>> {
        self.ranked(self.date.as_ref(), |claim| claim.date.as_ref())
    }

    /// All that is claimed of its place, in the order of [`Event::dates`].
    pub fn places(&self) -> Vec<Ranked<'_, [Id]>> {
        fn places(ids: &[Id]) -> Option<&[Id]> {
            (!ids.is_empty()).then_some(ids)
        }
        self.ranked(places(&self.place), |claim| places(&claim.place))
    }

    /// All that is claimed of its cause, in the order of [`Event::dates`].
    pub fn causes(&self) -> Vec<Ranked<'_, Cause>> {
        let mut causes = self.ranked(self.cause.as_ref(), |claim| claim.cause.as_ref());
        for cause in causes.iter_mut().filter(|cause| !cause.value.cite.is_empty()) {
            cause.cite = &cause.value.cite;
        }
        causes
    }

    /// The date that the event gives itself, preferred or not.
    pub fn own_date(&self) -> Option<&DateClaim> {
        self.date.as_ref()
    }

    /// The cause that the event gives itself, preferred or not.
    pub fn own_cause(&self) -> Option<&Cause> {
        self.cause.as_ref()
    }

    /// The citations of what is shown: of the preferred claims that take the place of what the
    /// event says itself, and of the event.
    pub fn cites(&self) -> impl Iterator<Item = &Cite> + Clone {
        let date = self.chosen(self.date.is_some(), |claim| claim.date.is_some());
        let place = self.chosen(!self.place.is_empty(), |claim| !claim.place.is_empty());
        let cause = self.chosen(self.cause.is_some(), |claim| claim.cause.is_some());
        let is_same = |a: Option<&Claim>, b: Option<&Claim>| {
            a.zip(b).is_some_and(|(a, b)| std::ptr::eq(a, b))
        };
        let place = place.filter(|_| !is_same(place, date));
        let cause = cause.filter(|_| !is_same(cause, date) && !is_same(cause, place));
        let claims = [date, place, cause].map(|claim| claim.map_or(&[][..], |claim| &claim.cite));
        claims.into_iter().flatten().chain(&self.cite)
    }

    /// The citations of all that is claimed, and of the event.
    pub fn all_cites(&self) -> impl Iterator<Item = &Cite> + Clone {
        let causes = self.claim.iter().flat_map(|claim| &claim.cause).chain(&self.cause);
        let claims = self.claim.iter().flat_map(|claim| &claim.cite);
        self.cite.iter().chain(claims).chain(causes.flat_map(|cause| &cause.cite))
    }

    /// The dates that may be, other than the preferred one.
    pub fn other_dates(&self) -> Vec<&DateClaim> {
        if self.is_undisputed() {
            return Vec::new();
        }
        let shown = self.date().map(|date| &date.edtf);
        others(self.dates(), |date| Some(&date.edtf) != shown)
    }

    /// The places that may be, other than the preferred one.
    pub fn other_places(&self) -> Vec<&[Id]> {
        if self.is_undisputed() {
            return Vec::new();
        }
        others(self.places(), |place| place != self.place())
    }

    /// The causes that may be, other than the preferred one.
    pub fn other_causes(&self) -> Vec<&Cause> {
        if self.is_undisputed() {
            return Vec::new();
        }
        let shown = self.cause().map(|cause| &cause.text);
        others(self.causes(), |cause| Some(&cause.text) != shown)
    }

    /// Whether there is nothing but what the event says itself, as in most events.
    pub fn is_undisputed(&self) -> bool {
        self.claim.is_empty()
    }

    /// What may be of the claims.
    pub fn tenable_claims(&self) -> impl Iterator<Item = &Claim> + Clone {
        self.claim.iter().filter(|claim| claim.rank != Rank::Deprecated)
    }

    /// Every place at which it may have been.
    pub fn tenable_places(&self) -> impl Iterator<Item = &Id> + Clone {
        self.place.iter().chain(self.tenable_claims().flat_map(|claim| &claim.place))
    }

    /// The claim that is shown instead of what the event says itself, if one is.
    fn chosen<'e>(&'e self, has_own: bool, has: impl Fn(&'e Claim) -> bool) -> Option<&'e Claim> {
        let of_rank =
            |rank| self.claim.iter().filter(move |claim| claim.rank == rank).filter(|one| has(one));
        let adds = || of_rank(Rank::Normal).find(|claim| !has_own && self.is_added_to(claim));
        of_rank(Rank::Preferred).next().or_else(adds)
    }

    /// Whether a claim says nothing otherwise that the event says itself.
    fn is_added_to(&self, claim: &Claim) -> bool {
        (claim.date.is_none() || self.date.is_none())
            && (claim.place.is_empty() || self.place.is_empty())
            && (claim.cause.is_none() || self.cause.is_none())
    }

    fn ranked<'e, T: ?Sized>(
        &'e self,
        own: Option<&'e T>,
        of: impl Fn(&'e Claim) -> Option<&'e T>,
    ) -> Vec<Ranked<'e, T>> {
        let has_own = own.is_some();
        let shown = self.chosen(has_own, |claim| of(claim).is_some());
        let own = own.map(|value| Ranked {
            value,
            rank: if shown.is_none() { Rank::Preferred } else { Rank::Normal },
            reason: None,
            certainty: Certainty::Stated,
            because: None,
            cite: &self.cite,
        });
        let claimed = |claim: &'e Claim| {
            Some(Ranked {
                value: of(claim)?,
                rank: match shown {
                    Some(shown) if std::ptr::eq(shown, claim) => Rank::Preferred,
                    _ => claim.rank,
                },
                reason: claim.reason.as_deref(),
                certainty: claim.certainty,
                because: claim.because.as_deref(),
                cite: &claim.cite,
            })
        };
        let mut all: Vec<_> =
            own.into_iter().chain(self.claim.iter().filter_map(claimed)).collect();
        all.sort_by_key(|one| one.rank);
        all
    }
}

/// What may be of some values, and is other than what is shown.
fn others<T: ?Sized>(values: Vec<Ranked<'_, T>>, is_other: impl Fn(&T) -> bool) -> Vec<&T> {
    let values = values.into_iter().filter(Ranked::is_tenable).map(|one| one.value);
    values.filter(|value| is_other(value)).collect()
}

impl Document {
    /// Puts the claims that stand apart from their events there, and lets what is claimed be no
    /// more certain than the claim.
    pub(super) fn settle(&mut self) {
        let at: HashMap<Id, usize> =
            self.events.iter().enumerate().map(|(at, event)| (event.id.clone(), at)).collect();
        for claim in std::mem::take(&mut self.claims) {
            let Some(of) = claim.of.clone() else { continue };
            if let Some(event) = at.get(&of).and_then(|at| self.events.get_mut(*at)) {
                event.body.claim.push(claim);
                self.claimed.push(of);
            }
        }
        self.events.iter_mut().flat_map(|event| &mut event.body.claim).for_each(Claim::temper);
    }
}

impl Claim {
    /// Lets the date and the cause be no more certain than the claim.
    fn temper(&mut self) {
        let date = self.date.as_mut().map(|date| (&mut date.certainty, &mut date.because));
        let cause = self.cause.as_mut().map(|cause| (&mut cause.certainty, &mut cause.because));
        for (certainty, because) in [date, cause].into_iter().flatten() {
            if (*certainty).cmp(&self.certainty) == Ordering::Less {
                *certainty = self.certainty;
                if self.because.is_some() {
                    because.clone_from(&self.because);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
