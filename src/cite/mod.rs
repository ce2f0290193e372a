//! Citations: locators and references in plain words, and whole citations in a style.
//!
//! [`style`] finds a style, [`render`] lets hayagriva render it, and a [`Citer`] is a base with the
//! style in which it is cited.

use std::cell::OnceCell;
use std::ops::Deref;

pub mod annotation;
pub mod csl_json;
pub mod link;
pub mod render;
pub mod rich;
pub mod style;

pub use rich::Rich;

use crate::base::Base;
use crate::base::schema::{Cite, Id, LocatorTerm, Name, Quote, Record, Source};
use render::{Form, Passages};
use style::{Placing, Style};

/// Citations that were rendered when the program was built, by what they cite.
pub type Ready = Vec<(String, Rich)>;

/// A base, and the style in which it is cited.
///
/// The default style is a large one: what it makes of the embedded base is rendered when the
/// program is built, and it is loaded only for what was not.
pub struct Citer<'a> {
    base: &'a Base<'a>,
    style: OnceCell<Style>,
    default: &'a dyn Fn() -> Option<Style>,
    ready: &'a Ready,
}

impl<'a> Deref for Citer<'a> {
    type Target = Base<'a>;
    fn deref(&self) -> &Base<'a> {
        self.base
    }
}

impl<'a> Citer<'a> {
    /// Cites in the style that was asked for, or in the default one: from what is ready, or else
    /// by what `default` loads.
    pub fn new(
        base: &'a Base<'a>,
        asked: Option<Style>,
        default: &'a dyn Fn() -> Option<Style>,
        ready: &'a Ready,
    ) -> Self {
        const NOTHING: &Ready = &Vec::new();
        let ready = if asked.is_some() { NOTHING } else { ready };
        let style = asked.map_or_else(OnceCell::new, OnceCell::from);
        Self { base, style, default, ready }
    }

    /// The style; `None` only where there is no default.
    pub fn style(&self) -> Option<&Style> {
        if self.style.get().is_none()
            && let Some(style) = (self.default)()
        {
            let _ = self.style.set(style);
        }
        self.style.get()
    }

    /// Everything that look-ups cite at length, to be rendered beforehand: sources and the
    /// attributions of quotations, by their ids.
    pub fn make_ready(&self) -> Ready {
        let sources = self.doc.sources.iter().map(|one| (one.id.to_string(), self.source(one)));
        let quotes = self.doc.quotes.iter();
        let quotes = quotes.map(|one| (one.id.to_string(), self.attribution(one)));
        let mut ready: Ready = sources.chain(quotes).collect();
        ready.sort_by(|(a, _), (b, _)| a.cmp(b));
        ready
    }

    fn made_ready(&self, id: &Id) -> Option<Rich> {
        let at = self.ready.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        Some(self.ready[at].1.clone())
    }

    /// The citation of some passages, by itself.
    pub fn note<'c>(&self, cites: impl IntoIterator<Item = &'c Cite>) -> Rich {
        let cites = cites.into_iter();
        let Some(style) = self.style() else { return Rich::plain(references(self, cites)) };
        let passages = Passages { cites: cites.collect() };
        let rendered = render::citations(self, style, Form::Note, &[passages]);
        rendered.into_iter().next().unwrap_or_default()
    }

    /// The citation of a source as a whole.
    pub fn source(&self, source: &Record<Source>) -> Rich {
        self.made_ready(&source.id).unwrap_or_else(|| self.note(&[Cite::whole(&source.id)]))
    }

    /// Who says it, to whom, who reports it, and where it is quoted: for a line of its own below
    /// the quotation.
    pub fn attribution(&self, quote: &Record<Quote>) -> Rich {
        if let Some(ready) = self.made_ready(&quote.id) {
            return ready;
        }
        let who = self.who_said(quote);
        let note = self.note(&quote.cite);
        let placing = self.style().map_or(Placing::Note, Style::placing);
        match (placing, self.is_own(quote)) {
            (Placing::Note | Placing::Number, true) => note.after(&format!("{who}, ")),
            (Placing::Note | Placing::Number, false) => {
                note.after(&format!("{who}, {}", self.quoted_in()))
            }
            (Placing::Words, true) => note.after(&format!("{who} ")),
            (Placing::Words, false) => {
                self.within(note, self.quoted_in()).after(&format!("{who} "))
            }
        }
    }

    /// Who says it, to whom, and who reports it.
    pub fn who_said(&self, quote: &Record<Quote>) -> String {
        let mut who = together(self, &quote.speaker);
        if !quote.to.is_empty() {
            who = format!("{who} to {}", together(self, &quote.to));
        }
        who + &self.reporter(quote)
    }

    /// The citation of a quotation, which says in whose words it is quoted there.
    pub fn secondary(&self, quote: &Record<Quote>, note: Rich) -> Rich {
        let Some(style) = self.style().filter(|_| !self.is_own(quote)) else { return note };
        let who = if style.names_speaker() { self.speaker(quote) + ", " } else { String::new() };
        let quoted = format!("{who}{}", style.quoted_in());
        match style.placing() {
            Placing::Note | Placing::Number => note.after(&quoted),
            Placing::Words => self.within(note, &quoted),
        }
    }

    /// A text put into the brackets of a citation.
    fn within(&self, note: Rich, text: &str) -> Rich {
        let prefix = self.style().and_then(|style| style.csl.citation.layout.prefix.as_deref());
        note.inside(prefix.unwrap_or_default(), text)
    }

    fn quoted_in(&self) -> &'static str {
        self.style().map_or("quoted in ", Style::quoted_in)
    }

    /// Who says it, and who reports it.
    pub fn speaker(&self, quote: &Record<Quote>) -> String {
        together(self, &quote.speaker) + &self.reporter(quote)
    }

    fn reporter(&self, quote: &Record<Quote>) -> String {
        let via = quote.via.as_ref().filter(|via| !quote.speaker.contains(via));
        via.map(|via| format!(", reported by {}", self.name_of(via))).unwrap_or_default()
    }

    /// Whether the speaker is the author of the source.
    pub fn is_own(&self, quote: &Record<Quote>) -> bool {
        let said = together(self, &quote.speaker);
        let source = quote.cite.first().and_then(|cite| self.source_of(cite));
        source.is_some_and(|source| source.author.iter().any(|name| author(name) == said))
    }
}

/// The names of some records, one after the other.
pub fn names<'i>(base: &Base<'_>, ids: impl IntoIterator<Item = &'i Id>) -> String {
    let names: Vec<&str> = ids.into_iter().map(|id| base.name_of(id)).collect();
    names.join(", ")
}

/// The names of those who do something together: `X`, `X and Y`, `X, Y and Z`.
pub fn together(base: &Base<'_>, ids: &[Id]) -> String {
    match ids {
        [head @ .., last] if !head.is_empty() => {
            format!("{} and {}", names(base, head), base.name_of(last))
        }
        _ => names(base, ids),
    }
}

/// The locator as readers know it: `¶18`, `p. 12`, `standfirst`.
pub fn place(base: &Base<'_>, cite: &Cite) -> String {
    let is_number = cite.at.starts_with(|c: char| c.is_ascii_digit());
    if is_number {
        format!("{}{}", short_form(base.locator_term(cite)), cite.at)
    } else {
        cite.at.clone()
    }
}

/// The place, and before it the id of the source where that is not the default one.
pub fn locator(base: &Base<'_>, cite: &Cite) -> String {
    let place = place(base, cite);
    match &cite.source {
        Some(source) if Some(source) != base.doc.default_source.as_ref() => {
            format!("{source} {place}")
        }
        _ => place,
    }
}

/// All the locators of a record, each once: `¶11, ¶18`.
pub fn locators<'c>(base: &Base<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> String {
    joined(cites, |cite| locator(base, cite), ", ")
}

/// All the locators of a record, put in order and neighbours together: `¶11–12, 18`.
pub fn places<'c>(base: &Base<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> String {
    let cites: Vec<&Cite> = cites.into_iter().collect();
    let mut places: Vec<String> = Vec::new();
    for source in base.sources_of(cites.iter().copied()) {
        let here = cites.iter().copied().filter(|cite| base.is_of(cite, source));
        let (numbered, named): (Vec<&Cite>, Vec<&Cite>) =
            here.partition(|cite| cite.number().is_some());
        let is_default = base.doc.default_source.as_ref() == Some(&source.id);
        let name = if is_default { String::new() } else { format!("{} ", source.id) };
        if let Some(first) = numbered.first() {
            let numbers = render::numbers(&numbered).replace('-', "–");
            places.push(format!("{name}{}{numbers}", short_form(base.locator_term(first))));
        }
        places.extend(named.iter().map(|cite| format!("{name}{}", cite.at)));
    }
    places.join(", ")
}

/// A citation as a script takes it and `cite` accepts it: `miller-2020:18`.
pub fn reference(base: &Base<'_>, cite: &Cite) -> String {
    match base.source_of(cite) {
        Some(source) => format!("{}:{}", source.id, cite.at),
        None => cite.at.clone(),
    }
}

/// All the references of a record, each once: `miller-2020:11 miller-2020:18`.
pub fn references<'c>(base: &Base<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> String {
    joined(cites, |cite| reference(base, cite), " ")
}

fn joined<'c>(
    cites: impl IntoIterator<Item = &'c Cite>,
    shown: impl Fn(&Cite) -> String,
    between: &str,
) -> String {
    let mut all: Vec<String> = Vec::new();
    for cite in cites {
        let one = shown(cite);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join(between)
}

/// A name in its natural order.
pub fn author(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let parts = [&name.given, &name.non_dropping_particle, &name.family];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// CSL's short or symbol form of a locator term in English.
fn short_form(term: LocatorTerm) -> &'static str {
    match term {
        LocatorTerm::Paragraph => "¶",
        LocatorTerm::Page => "p. ",
        LocatorTerm::Chapter => "chap. ",
        LocatorTerm::Section => "sec. ",
        LocatorTerm::Line => "l. ",
        LocatorTerm::Verse => "v. ",
        LocatorTerm::Volume => "vol. ",
        LocatorTerm::Folio => "fol. ",
        LocatorTerm::Note => "n. ",
        LocatorTerm::Part => "pt. ",
        LocatorTerm::Timestamp => "",
    }
}

#[cfg(test)]
pub(crate) mod tests;
