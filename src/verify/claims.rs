//! What a base takes verbatim from a source: what there is to prove.

use std::collections::HashSet;

use crate::base::check::Step;
use crate::base::schema::{self, Cite, Figure, Id, Record, Source};
use crate::base::{Base, Entry};

/// What is taken verbatim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The text of a quotation.
    Quotation,
    /// The words of a citation.
    Words,
    /// What the source prints for a date.
    Date,
    /// What the source prints for a figure.
    Figure,
}

impl Kind {
    /// The kind in one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Words => "words",
            Self::Date => "date",
            Self::Figure => "figure",
        }
    }

    /// Whether it must stand once in the whole text, so that it finds its passage again.
    pub fn is_unique(self) -> bool {
        matches!(self, Self::Quotation | Self::Words)
    }
}

/// A text that a record takes from a source.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    pub kind: Kind,
    /// The kind of the record: `person`, `fact`, `relation` …
    pub record: &'static str,
    /// Its id; a fact's is that of its person, a relation's is made of its parts.
    pub id: String,
    /// Where it stands in the base.
    pub path: Vec<Step>,
    pub text: &'a str,
    /// The citations of the source that may hold it.
    pub cites: Vec<&'a Cite>,
    /// Whether it may rest on another source as well.
    pub shared: bool,
    /// The other sources on which it may rest.
    pub others: Vec<&'a Id>,
}

/// Everything that a base takes verbatim from a source, in the order of its kinds of record.
pub fn claims<'a>(base: &Base<'a>, source: &Record<Source>) -> Vec<Claim<'a>> {
    let mut walk =
        Walk { default: base.doc.default_source.as_ref(), source: &source.id, claims: Vec::new() };
    walk.persons(base);
    walk.relations(base);
    walk.events(base);
    walk.quotes(base);
    walk.glossary(base);
    walk.claims
}

/// Every citation of a source, proved or not.
pub fn cited<'a>(base: &Base<'a>, source: &Record<Source>) -> impl Iterator<Item = &'a Cite> {
    let relations = base.doc.relations.iter().flat_map(|relation| &relation.cite);
    let records = base.entries().flat_map(Entry::all_cites);
    let id = source.id.clone();
    let default = base.doc.default_source.as_ref();
    records.chain(relations).filter(move |cite| cite.source.as_ref().or(default) == Some(&id))
}

/// How many citations of a source have nothing by which they could be proved: neither words of
/// their own, nor a text that rests on them alone.
pub fn without_words<'a>(base: &Base<'a>, source: &Record<Source>, claims: &[Claim<'a>]) -> usize {
    let alone = claims.iter().filter(|claim| claim.cites.len() == 1 && claim.others.is_empty());
    let proved: Vec<&Cite> = alone.flat_map(|claim| claim.cites.iter().copied()).collect();
    let proved: HashSet<*const Cite> = proved.into_iter().map(std::ptr::from_ref).collect();
    let is_bare = |cite: &&Cite| !proved.contains(&std::ptr::from_ref(*cite));
    cited(base, source).filter(is_bare).count()
}

/// A record on the way through a base.
struct At {
    record: &'static str,
    id: String,
    path: Vec<Step>,
}

impl At {
    fn record(record: &'static str, id: &Id) -> Self {
        let path = vec![Step::Key(record.to_owned()), Step::Key(id.to_string())];
        Self { record, id: id.to_string(), path }
    }

    fn within(&self, steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
        self.path.iter().cloned().chain(steps).collect()
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

/// Which of the claims that stand apart are on an event.
fn positions<'a>(base: &Base<'a>, event: &'a Id) -> impl Iterator<Item = usize> + use<'a> {
    let all = base.doc.claimed.iter().enumerate();
    all.filter(move |(_, of)| *of == event).map(|(at, _)| at)
}

struct Walk<'a, 's> {
    default: Option<&'a Id>,
    source: &'s Id,
    claims: Vec<Claim<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn is_of_source(&self, cite: &Cite) -> bool {
        cite.source.as_ref().or(self.default) == Some(self.source)
    }

    /// The words of citations, each for itself.
    fn words(&mut self, at: &At, cites: &'a [Cite]) {
        for (index, cite) in cites.iter().enumerate() {
            if let Some(text) = cite.words.as_deref().filter(|_| self.is_of_source(cite)) {
                self.claims.push(Claim {
                    kind: Kind::Words,
                    record: at.record,
                    id: at.id.clone(),
                    path: at.within([key("cite"), Step::Index(index), key("words")]),
                    text,
                    cites: vec![cite],
                    shared: false,
                    others: Vec::new(),
                });
            }
        }
    }

    /// A text that rests on all the citations of its record together.
    fn text(&mut self, kind: Kind, at: &At, steps: Vec<Step>, text: &'a str, cites: &'a [Cite]) {
        let of_source: Vec<&Cite> = cites.iter().filter(|cite| self.is_of_source(cite)).collect();
        let others = cites.iter().filter(|cite| !self.is_of_source(cite));
        let others = others.filter_map(|cite| cite.source.as_ref().or(self.default)).collect();
        if !of_source.is_empty() {
            self.claims.push(Claim {
                kind,
                record: at.record,
                id: at.id.clone(),
                path: at.within(steps),
                text,
                shared: !kind.is_unique() && of_source.len() < cites.len(),
                cites: of_source,
                others,
            });
        }
    }

    fn figures(&mut self, at: &At, figures: &'a [Figure], cites: &'a [Cite]) {
        for (index, figure) in figures.iter().enumerate() {
            let steps = vec![key("figures"), Step::Index(index), key("words")];
            self.text(Kind::Figure, at, steps, &figure.words, cites);
        }
    }

    fn persons(&mut self, base: &Base<'a>) {
        for person in &base.doc.persons {
            let at = At::record("person", &person.id);
            self.words(&at, &person.cite);
            for (index, fact) in person.fact.iter().enumerate() {
                let path = at.within([key("fact"), Step::Index(index)]);
                let at = At { record: "fact", id: at.id.clone(), path };
                self.words(&at, &fact.cite);
                self.figures(&at, &fact.figures, &fact.cite);
            }
        }
    }

    fn relations(&mut self, base: &Base<'a>) {
        for (index, relation) in base.doc.relations.iter().enumerate() {
            let id = format!("{} {} {}", relation.from, relation.kind.word(), relation.to);
            let path = vec![key("relation"), Step::Index(index)];
            self.words(&At { record: "relation", id, path }, &relation.cite);
        }
    }

    fn events(&mut self, base: &Base<'a>) {
        for event in &base.doc.events {
            let at = At::record("event", &event.id);
            self.words(&at, &event.cite);
            if let Some(words) = event.own_date().and_then(|date| date.words.as_deref()) {
                let steps = vec![key("date"), key("words")];
                self.text(Kind::Date, &at, steps, words, &event.cite);
            }
            self.figures(&at, &event.figures, &event.cite);
            self.cause(&at, event.own_cause());
            let mut apart = positions(base, &event.id);
            for (index, claim) in event.claim.iter().enumerate() {
                let path = match claim.of {
                    Some(_) => vec![key("claim"), Step::Index(apart.next().unwrap_or_default())],
                    None => at.within([key("claim"), Step::Index(index)]),
                };
                self.claim(&At { record: "claim", id: at.id.clone(), path }, claim);
            }
        }
    }

    fn claim(&mut self, at: &At, claim: &'a schema::Claim) {
        self.words(at, &claim.cite);
        if let Some(words) = claim.date.as_ref().and_then(|date| date.words.as_deref()) {
            self.text(Kind::Date, at, vec![key("date"), key("words")], words, &claim.cite);
        }
        self.cause(at, claim.cause.as_ref());
    }

    fn cause(&mut self, at: &At, cause: Option<&'a schema::Cause>) {
        if let Some(cause) = cause {
            let at = At { record: "cause", id: at.id.clone(), path: at.within([key("cause")]) };
            self.words(&at, &cause.cite);
        }
    }

    fn quotes(&mut self, base: &Base<'a>) {
        for quote in &base.doc.quotes {
            let at = At::record("quote", &quote.id);
            self.text(Kind::Quotation, &at, vec![key("text")], &quote.text, &quote.cite);
            self.words(&at, &quote.cite);
        }
    }

    fn glossary(&mut self, base: &Base<'a>) {
        for term in &base.doc.terms {
            self.words(&At::record("term", &term.id), &term.cite);
        }
        for remark in &base.doc.remarks {
            self.words(&At::record("remark", &remark.id), &remark.cite);
        }
    }
}
