//! Of which source of a base a copy is.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;

use super::align::fingerprint;
use super::claims;
use super::copy::{Copy, folded};
use crate::base::Base;
use crate::base::schema::{Fingerprint, Record, Source};

/// So many of the paragraphs of a source must be in a copy of it, one of so many: a notice that
/// many pages have makes none a copy of another.
const LEAST_SHARE: usize = 4;

/// A text of fewer words stands in any copy.
const LEAST_WORDS: usize = 3;

/// How much of a source is in a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fit {
    found: usize,
    of: usize,
}

impl Fit {
    fn is_copy(self) -> bool {
        self.found > 0 && self.found * LEAST_SHARE >= self.of
    }

    /// Whether it is better than another: more is there, or as much and less is missing.
    fn beats(self, other: Self) -> bool {
        (self.found, other.of) > (other.found, self.of)
    }
}

/// The source whose fingerprints a copy meets best, if it meets those of one.
pub fn by_fingerprints<'a>(base: &Base<'a>, copy: &Copy) -> Option<&'a Record<Source>> {
    let mut prints: HashSet<Fingerprint> =
        copy.blocks().map(|(_, text)| fingerprint(text)).collect();
    if copy.has_lines_together() {
        prints.extend(copy.unwrapped().blocks().map(|(_, text)| fingerprint(text)));
    }
    best(base, |source| {
        let paragraphs = &source.fingerprint.as_ref()?.paragraphs;
        let wanted: HashSet<&Fingerprint> = paragraphs.iter().collect();
        let found = wanted.iter().filter(|print| prints.contains(**print)).count();
        Some(Fit { found, of: wanted.len() })
    })
}

/// The source of whose texts most are in a copy, if those of one are.
pub fn by_claims<'a>(base: &Base<'a>, copy: &Copy) -> Option<&'a Record<Source>> {
    let taken = |source: &Record<Source>| -> Vec<String> {
        let claims = claims::claims(base, source).into_iter();
        let texts = claims.map(|claim| folded(claim.text).into_owned());
        texts.filter(|text| text.split(' ').count() >= LEAST_WORDS).collect()
    };
    let taken: Vec<Vec<String>> = base.doc.sources.iter().map(taken).collect();
    let texts: Vec<&String> = taken.iter().flatten().collect();
    let searcher = AhoCorasick::new(&texts).ok()?;
    let whole = copy.blocks().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
    let found: HashSet<&String> = searcher
        .find_overlapping_iter(&whole)
        .filter_map(|found| texts.get(found.pattern().as_usize()).copied())
        .collect();
    best(base, |source| {
        let at = base.doc.sources.iter().position(|one| one.id == source.id)?;
        let texts = taken.get(at)?;
        let found = texts.iter().filter(|text| found.contains(text)).count();
        Some(Fit { found, of: texts.len() })
    })
}

/// The source that fits best and well enough; of several that fit as well, the default one, or else
/// the first.
fn best<'a>(
    base: &Base<'a>,
    fit: impl Fn(&'a Record<Source>) -> Option<Fit>,
) -> Option<&'a Record<Source>> {
    let is_default = |source: &Record<Source>| base.doc.default_source.as_ref() == Some(&source.id);
    let mut best: Option<(&Record<Source>, Fit)> = None;
    for source in &base.doc.sources {
        let Some(fit) = fit(source).filter(|fit| fit.is_copy()) else { continue };
        let is_better =
            |(_, there): (_, Fit)| fit.beats(there) || (is_default(source) && !there.beats(fit));
        if best.is_none_or(is_better) {
            best = Some((source, fit));
        }
    }
    best.map(|(source, _)| source)
}
