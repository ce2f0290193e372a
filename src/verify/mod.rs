//! Whether what a base takes verbatim from a source stands there: the proof of a base.
//!
//! [`claims`] is what there is to prove, [`choose`] tells of which source a copy is, [`copy`] reads a copy of the source, [`align`] finds the
//! passages in it, [`nearest`] shows what a text that is not there was mistaken for, and
//! [`update`] writes the fingerprints by which passages are found.
//!
//! A quotation, the words of a citation, of a date and of a figure must stand in a passage that is
//! cited, character for character, each run of white space taken for one space and nothing else
//! taken for anything. Quotations and the words of citations must stand only there.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use crate::base::Base;
use crate::base::check::Step;
use crate::base::schema::{Cite, LocatorTerm, Paragraphs, Record, Source};
use crate::cite;

pub mod align;
pub mod choose;
pub mod claims;
pub mod copy;
pub mod nearest;
pub mod update;

use align::{Body, Drift, Known, Place, Way};
use claims::Claim;
use copy::{Copy, Unreadable, folded};
use nearest::{Index, Nearest};

/// So many of the places in which a text stands are told.
const MOST_PLACES: usize = 20;

/// How the proof of a base by one copy went.
#[derive(Debug)]
pub struct Report<'a> {
    /// The copy, as it was named.
    pub copy: String,
    pub source: &'a Record<Source>,
    /// How many texts there were to prove.
    pub claims: usize,
    /// What is not proved.
    pub failures: Vec<Failure<'a>>,
    /// How many texts are not in this copy and may be in another source that their record cites.
    pub open: usize,
    /// The ids of the sources in which they may be.
    pub elsewhere: Vec<&'a str>,
    /// How many citations of the source have nothing by which they could be proved.
    pub without_words: usize,
    pub drift: Vec<Drift>,
    /// Whether a citation, with words or without, means a paragraph that is missing.
    pub is_torn: bool,
    /// How the passages were found.
    pub way: Way,
    /// Whether the places were proved too, which pages are not.
    pub has_places: bool,
}

/// A text that is not proved.
#[derive(Debug)]
pub struct Failure<'a> {
    pub claim: Claim<'a>,
    pub why: Why,
}

/// Why a text is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It stands in these places, none of which is cited.
    Elsewhere(Vec<Place>),
    /// It stands in a cited place, but not only there, or more than once.
    Repeated(Vec<Place>),
    /// It stands nowhere; the nearest that does, if anything comes near.
    Nowhere(Option<Nearest>),
}

impl Why {
    /// The reason in one word, for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Elsewhere(_) => "elsewhere",
            Self::Repeated(_) => "repeated",
            Self::Nowhere(_) => "not-verbatim",
        }
    }
}

impl Report<'_> {
    /// How many texts are proved.
    pub fn proved(&self) -> usize {
        self.claims - self.failures.len() - self.open
    }

    /// Whether everything that could be proved is, and something was.
    pub fn is_proof(&self) -> bool {
        self.failures.is_empty() && !self.is_torn && self.proved() > 0
    }
}

/// Finds a source in a copy.
///
/// # Errors
///
/// Where the copy cannot be read, or nothing of the source is in it.
pub fn find(
    base: &Base<'_>,
    source: &Record<Source>,
    claims: &[Claim<'_>],
    bytes: &[u8],
) -> Result<Body, Unreadable> {
    let known = known(base, source, claims);
    align::align(Copy::read(bytes)?, &known)
        .or_else(|| align::align(Copy::read_as_text(bytes).ok()?, &known))
        .ok_or_else(|| Unreadable(format!("nothing in it is known to be of `{}`", source.id)))
}

/// What the base knows of a source by which its passages are found.
fn known<'a>(base: &Base<'_>, source: &'a Record<Source>, claims: &[Claim<'a>]) -> Known<'a> {
    let taken = claims.iter().flat_map(|claim| {
        let numbers = claim.cites.iter().filter(|_| claim.cites.len() == 1);
        numbers.filter_map(|cite| cite.number()).map(|number| (number, claim.text))
    });
    Known {
        fingerprints: source.fingerprint.as_ref(),
        title: &source.title,
        authors: source.author.iter().map(cite::author).collect(),
        sections: &source.section,
        taken: taken.collect(),
        standfirst: claims::cited(base, source).any(|cite| cite.at == "standfirst"),
    }
}

/// Proves what a base takes from a source by the passages that were found in a copy.
pub fn prove<'a>(
    base: &Base<'a>,
    source: &'a Record<Source>,
    claims: Vec<Claim<'a>>,
    copy: &str,
    body: &Body,
) -> Report<'a> {
    let mut report = Report {
        copy: copy.to_owned(),
        source,
        claims: claims.len(),
        failures: Vec::new(),
        open: 0,
        elsewhere: Vec::new(),
        without_words: claims::without_words(base, source, &claims),
        drift: drift(source, body),
        is_torn: is_torn(base, source, body),
        way: body.way,
        has_places: true,
    };
    let mut sought: Vec<Sought<'a>> =
        claims.into_iter().map(|claim| Sought::new(base, source, claim)).collect();
    report.has_places = !sought.iter().any(|sought| sought.is_anywhere);
    look_for(&mut sought, body);
    let mut index = None;
    for sought in sought {
        let nearest = |text: &str| {
            let index = index.get_or_insert_with(|| Index::new(body.passages()));
            index.nearest(text, |place| sought.is_cited(place))
        };
        match sought.why(body, nearest) {
            None => {}
            Some(_) if sought.claim.shared => {
                report.open += 1;
                report.elsewhere.extend(sought.claim.others.iter().map(|id| &***id));
            }
            Some(why) => report.failures.push(Failure { claim: sought.claim, why }),
        }
    }
    report.elsewhere.sort_unstable();
    report.elsewhere.dedup();
    report
}

/// How a copy differs, in one word where it is plainly of another document.
fn drift(source: &Source, body: &Body) -> Vec<Drift> {
    /// Fewer paragraphs may all have been written anew.
    const LEAST: usize = 4;
    let of = source.fingerprint.as_ref().map_or(0, |prints| prints.paragraphs.len());
    let count = |is: &dyn Fn(&Drift) -> bool| body.drift.iter().filter(|drift| is(drift)).count();
    let missing = count(&|drift| matches!(drift, Drift::Missing(Place::Paragraph(_))));
    let changed = count(&|drift| matches!(drift, Drift::Changed(Place::Paragraph(_))));
    let is_another = of >= LEAST && missing * 2 > of && (missing + changed) * 4 > of * 3;
    if is_another { vec![Drift::Another(missing, of)] } else { body.drift.clone() }
}

/// A claim and where it was found.
struct Sought<'a> {
    claim: Claim<'a>,
    /// The text with its white space folded.
    text: String,
    /// The places that are cited, each from and to.
    cited: Vec<(Place, Place)>,
    /// Whether a cited place is one that no copy shows.
    is_anywhere: bool,
    is_found: bool,
    /// How often it stands in the paragraphs that have numbers, the standfirst and the byline.
    count: usize,
    /// Where it stands, the first of many places.
    places: Vec<Place>,
}

impl<'a> Sought<'a> {
    fn new(base: &Base<'a>, source: &Source, claim: Claim<'a>) -> Self {
        let places = claim.cites.iter().filter_map(|cite| Place::of_locator(&cite.at));
        let cited = together(places.collect());
        let is_anywhere = !claim.cites.iter().all(|cite| is_place(base, source, cite));
        let text = folded(claim.text).into_owned();
        Self { claim, text, cited, is_anywhere, is_found: false, count: 0, places: Vec::new() }
    }

    fn is_cited(&self, place: Place) -> bool {
        self.is_anywhere || self.cited.iter().any(|(from, to)| (*from..=*to).contains(&place))
    }

    fn found(&mut self, place: Place) {
        self.is_found |= self.is_cited(place);
        self.count += usize::from(!matches!(place, Place::After(_)));
        if self.places.len() < MOST_PLACES {
            self.places.push(place);
        }
    }

    /// Why it is not proved, if it is not.
    fn why(&self, body: &Body, nearest: impl FnOnce(&str) -> Option<Nearest>) -> Option<Why> {
        if self.is_found {
            let is_proved = self.count == 1 || !self.claim.kind.is_unique();
            return (!is_proved).then(|| Why::Repeated(self.places.clone()));
        }
        if self.cited.iter().any(|range| body.spans(*range, &self.text)) {
            return None;
        }
        if self.places.is_empty() {
            return Some(Why::Nowhere(nearest(&self.text)));
        }
        Some(Why::Elsewhere(self.places.clone()))
    }
}

/// Places of which neighbours are one, from the first to the last: a text may run over them.
fn together(mut places: Vec<(Place, Place)>) -> Vec<(Place, Place)> {
    places.sort_unstable();
    let mut all: Vec<(Place, Place)> = Vec::new();
    for (from, to) in places {
        match (all.last_mut(), from) {
            (Some((_, Place::Paragraph(last))), Place::Paragraph(next))
                if next <= last.saturating_add(1) =>
            {
                if let Place::Paragraph(to) = to {
                    *last = to.max(*last);
                }
            }
            _ => all.push((from, to)),
        }
    }
    all
}

/// Looks for everything at once, in one pass over the passages.
fn look_for(sought: &mut [Sought<'_>], body: &Body) {
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, sought) in sought.iter().enumerate() {
        by_text.entry(sought.text.clone()).or_default().push(at);
    }
    let (texts, claims): (Vec<String>, Vec<Vec<usize>>) = by_text.into_iter().unzip();
    let mut text = String::new();
    let mut starts = Vec::new();
    for (place, passage) in body.passages() {
        starts.push((text.len(), place));
        text.push_str(passage);
        // No folded text has a line break, so that nothing is found across two passages.
        text.push('\n');
    }
    let Ok(searcher) = AhoCorasick::new(&texts) else { return };
    for found in searcher.find_overlapping_iter(&text) {
        let after = starts.partition_point(|(start, _)| *start <= found.start());
        let Some((_, place)) = after.checked_sub(1).and_then(|at| starts.get(at)) else { continue };
        for claim in claims.get(found.pattern().as_usize()).into_iter().flatten() {
            if let Some(sought) = sought.get_mut(*claim) {
                sought.found(*place);
            }
        }
    }
}

/// Whether a copy shows the place that a citation means: it has paragraphs, but no pages.
fn is_place(base: &Base<'_>, source: &Source, cite: &Cite) -> bool {
    let is_counted =
        source.paragraphs != Paragraphs::None && base.locator_term(cite) == LocatorTerm::Paragraph;
    cite.number().is_none() || is_counted
}

/// Whether a citation means a passage that the copy lost.
fn is_torn(base: &Base<'_>, source: &Record<Source>, body: &Body) -> bool {
    claims::cited(base, source).filter(|cite| is_place(base, source, cite)).any(|cite| {
        let missing = |drift: &Drift| matches!(drift, Drift::Missing(_));
        let Some((from, to)) = Place::of_locator(&cite.at) else { return false };
        let cited = |drift: &&Drift| (from..=to).contains(&drift.place());
        body.drift.iter().filter(cited).any(missing)
    })
}

/// Where in the base the cause of a drift stands: the fingerprint that is no longer met.
pub fn path_of(source: &Record<Source>, drift: &Drift) -> Vec<Step> {
    let key = |name: &str| Step::Key(name.to_owned());
    let mut path = vec![key("source"), key(&source.id), key("fingerprint")];
    match drift.place() {
        Place::Paragraph(number) | Place::After(number) => {
            let index = usize::try_from(number).unwrap_or(0).saturating_sub(1);
            path.extend([key("paragraphs"), Step::Index(index)]);
        }
        place => path.push(key(&place.to_string())),
    }
    path
}

#[cfg(test)]
mod tests;
