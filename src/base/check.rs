//! Whether the parts of a fact base fit together: ids, references and citations.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};

use super::locator::{self, Advice, Mistake};
use super::near::Near;
use super::problem::code;
use super::schema::{
    Cause, Certainty, Cite, Claim, DateClaim, Document, Figure, FigureKind, Id, LocatorTerm,
    Paragraphs, People, Rank, RelationKind, Source, TermKind,
};
use super::{Entry, all};

/// The most words that a citation may take over from its source.
pub const MOST_WORDS: usize = 12;

/// A step on the way to a place in a TOML document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// The key itself.
    KeyOf(String),
    /// An item of an array.
    Index(usize),
}

/// Something that does not fit, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of those in [`code`].
    pub code: &'static str,
    pub path: Vec<Step>,
    pub message: String,
    pub related: Option<(Vec<Step>, String)>,
    pub hint: Option<String>,
}

/// A place in the document: a list that grows with the depth of the walk, so that nothing is
/// allocated until something is found there.
#[derive(Clone, Copy)]
struct At<'a> {
    parent: Option<&'a At<'a>>,
    key: &'a str,
    index: Option<usize>,
}

impl<'a> At<'a> {
    fn top(key: &'a str) -> Self {
        Self { parent: None, key, index: None }
    }

    fn key(&'a self, key: &'a str) -> Self {
        At { parent: Some(self), key, index: None }
    }

    fn item(&'a self, key: &'a str, index: usize) -> Self {
        At { parent: Some(self), key, index: Some(index) }
    }

    fn path(&self) -> Vec<Step> {
        let mut path = self.parent.map(At::path).unwrap_or_default();
        path.push(Step::Key(self.key.to_owned()));
        path.extend(self.index.map(Step::Index));
        path
    }
}

/// How places of a source are cited in TOML.
fn written(source: Option<&Id>, places: &[String], label: Option<LocatorTerm>) -> String {
    let one = |place: &String| {
        let is_number = place.bytes().all(|byte| byte.is_ascii_digit());
        let at = if is_number { place.clone() } else { format!("\"{place}\"") };
        match (source, label) {
            (Some(source), Some(label)) => {
                format!("{{ source = \"{source}\", at = {at}, label = \"{}\" }}", label.word())
            }
            (None, Some(label)) => format!("{{ at = {at}, label = \"{}\" }}", label.word()),
            (Some(source), None) => format!("\"{source}:{place}\""),
            (None, None) => at,
        }
    };
    match places {
        [only] => one(only),
        all => format!("[{}]", all.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}

/// What an id may refer to.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Any,
    Kind(&'static str),
    Place,
}

struct Checker<'a> {
    doc: &'a Document,
    known: HashMap<&'a str, Option<Entry<'a>>>,
    findings: Vec<Finding>,
    near: Near<'a>,
    /// The first citation that names no source where none is the default, and how many there are.
    without_source: Option<(Vec<Step>, usize)>,
}

/// Checks a document. The ids in `unread` count as known: their records are there, but could not
/// be read in all of their parts.
pub fn check(doc: &Document, unread: &[String]) -> Vec<Finding> {
    let (known, near) = (HashMap::new(), Near::new(doc));
    let mut checker = Checker { doc, known, findings: Vec::new(), near, without_source: None };
    checker.ids();
    checker.known.extend(unread.iter().map(|id| (id.as_str(), None)));
    checker.sources();
    checker.persons();
    checker.relations();
    checker.events();
    checker.claims();
    checker.quotes();
    checker.insides();
    checker.glossary();
    checker.without_source();
    checker.findings
}

impl Checker<'_> {
    fn report(
        &mut self,
        code: &'static str,
        path: Vec<Step>,
        message: String,
        hint: Option<String>,
    ) {
        self.findings.push(Finding { code, path, message, related: None, hint });
    }

    fn ids(&mut self) {
        let path = |entry: Entry<'_>| {
            vec![Step::Key(entry.kind().to_owned()), Step::KeyOf(entry.id().to_owned())]
        };
        for entry in all(self.doc) {
            match self.known.entry(entry.id()) {
                Slot::Vacant(slot) => {
                    slot.insert(Some(entry));
                }
                Slot::Occupied(slot) => {
                    let first = *slot.get();
                    self.findings.push(Finding {
                        code: code::DOUBLED_ID,
                        path: path(entry),
                        message: format!("the id `{}` is used twice", entry.id()),
                        related: first.map(|first| (path(first), "first used here".to_owned())),
                        hint: Some("an id names one record in the whole base".to_owned()),
                    });
                }
            }
        }
    }

    fn reference(&mut self, id: &Id, wanted: Wanted, path: impl FnOnce() -> Vec<Step>) {
        let what = match wanted {
            Wanted::Any => "record",
            Wanted::Kind(kind) => kind,
            Wanted::Place => "place",
        };
        let fits = |entry: &Entry<'_>| match wanted {
            Wanted::Any => true,
            Wanted::Kind(kind) => entry.kind() == kind,
            Wanted::Place => matches!(entry, Entry::Term(term) if term.kind == TermKind::Place),
        };
        match self.known.get(&**id) {
            Some(None) => {}
            Some(Some(entry)) if fits(entry) => {}
            Some(Some(entry)) => {
                let n = if entry.kind().starts_with('e') { "n" } else { "" };
                let hint = format!("`{id}` is the id of a{n} {}", entry.kind());
                self.report(code::DANGLING, path(), format!("`{id}` is not a {what}"), Some(hint));
            }
            None => {
                let unread = self.known.iter().filter(|(_, entry)| entry.is_none());
                let hint = self.near.hint(id, unread.map(|(id, _)| *id), fits);
                self.report(code::DANGLING, path(), format!("there is no {what} `{id}`"), hint);
            }
        }
    }

    fn references(&mut self, at: &At<'_>, key: &str, ids: &[Id], wanted: Wanted) {
        for (index, id) in ids.iter().enumerate() {
            self.reference(id, wanted, || at.item(key, index).path());
        }
    }

    fn cites(&mut self, at: &At<'_>, cites: &[Cite]) {
        if cites.is_empty() {
            let hint = "no fact without a source: cite = [12] is paragraph 12".to_owned();
            self.report(code::UNCITED, at.key("cite").path(), "no citation".to_owned(), Some(hint));
        }
        for (index, cite) in cites.iter().enumerate() {
            self.cite(&at.item("cite", index), cite);
        }
    }

    fn cite(&mut self, at: &At<'_>, cite: &Cite) {
        match (&cite.source, &self.doc.default_source) {
            (Some(id), _) => {
                self.reference(id, Wanted::Kind("source"), || at.key("source").path());
            }
            (None, Some(_)) => {}
            (None, None) => {
                self.without_source.get_or_insert_with(|| (at.path(), 0)).1 += 1;
            }
        }
        if cite.at.trim().is_empty() {
            let hint = "say where in the source: at = 12".to_owned();
            self.report(
                code::LOCATOR,
                at.key("at").path(),
                "a citation without locator".to_owned(),
                Some(hint),
            );
        }
        self.place(at, cite);
        let words = cite.words.as_deref().unwrap_or("x").split_whitespace().count();
        if words == 0 {
            self.report(code::WORDS, at.key("words").path(), "`words` are empty".to_owned(), None);
        } else if words > MOST_WORDS {
            self.report(
                code::WORDS,
                at.key("words").path(),
                format!("`words` has {words} words, {MOST_WORDS} at most"),
                Some("enough to find the passage again; a quotation is a record".to_owned()),
            );
        }
    }

    /// Tells once of all citations that name no source: one line mends them.
    fn without_source(&mut self) {
        let Some((path, count)) = self.without_source.take() else { return };
        let message = match count {
            1 => "a citation that names no source".to_owned(),
            count => format!("a citation that names no source, the first of {count}"),
        };
        let hint = match self.doc.sources.as_slice() {
            [only] => format!("write default-source = \"{}\" at the top of the file", only.id),
            _ => "give the file a default-source, or the citation a source".to_owned(),
        };
        self.report(code::NO_SOURCE, path, message, Some(hint));
    }

    /// Whether the locator is a place that the source may have: of paragraphs as many as its
    /// sections tell. Fingerprints may be those of a copy that has lost some.
    fn place(&mut self, at: &At<'_>, cite: &Cite) {
        let id = cite.source.as_ref().or(self.doc.default_source.as_ref());
        let source = id.and_then(|id| self.known.get(&**id));
        let Some(Some(Entry::Source(source))) = source else { return };
        let counted = source.locator.unwrap_or(LocatorTerm::Paragraph);
        let term = cite.label.unwrap_or(counted);
        let printed = source.paragraphs == Paragraphs::Printed;
        let (from, to) = match locator::numbers(&cite.at, term, printed) {
            Ok(Some(numbers)) => numbers,
            Ok(None) => return,
            Err(Mistake { message, advice }) => {
                let hint = match advice {
                    Advice::Say(hint) => hint,
                    Advice::Write(places, term) => {
                        let label = (term != counted).then_some(term);
                        format!("write {}", written(cite.source.as_ref(), &places, label))
                    }
                };
                let path = at.key("at").path();
                return self.report(code::LOCATOR, path, message, Some(hint));
            }
        };
        if term != LocatorTerm::Paragraph {
            return;
        }
        let last = source.section.iter().map(|section| section.to).max();
        let number = if from == 0 { from } else { to };
        if number == 0 || last.is_some_and(|last| number > last) {
            let message = format!("`{}` has no paragraph {number}", source.id);
            let hint = match last {
                Some(last) => format!("its paragraphs are numbered from 1 to {last}"),
                None => "paragraphs are counted from 1".to_owned(),
            };
            self.report(code::LOCATOR, at.key("at").path(), message, Some(hint));
        }
    }

    fn because(&mut self, at: &At<'_>, certainty: Certainty, because: Option<&str>) {
        if certainty == Certainty::Inferred && because.is_none_or(|text| text.trim().is_empty()) {
            self.report(
                code::BECAUSE,
                at.key("certainty").path(),
                "inferred, but not from what".to_owned(),
                Some("say how it was worked out: because = \"…\"".to_owned()),
            );
        } else if because.is_some_and(|text| text.trim().is_empty()) {
            self.not_empty(at, &[("because", "")]);
        }
    }

    /// Whether texts say something that must be there.
    fn not_empty(&mut self, at: &At<'_>, texts: &[(&str, &str)]) {
        for (key, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            self.report(code::EMPTY, at.key(key).path(), format!("`{key}` is empty"), None);
        }
    }

    /// Whether texts say something that may be left out.
    fn not_empty_if_told(&mut self, at: &At<'_>, texts: &[(&str, &Option<String>)]) {
        for (key, text) in texts {
            if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
                let hint = format!("leave `{key}` out, if there is nothing to say");
                let message = format!("`{key}` is empty");
                self.report(code::EMPTY, at.key(key).path(), message, Some(hint));
            }
        }
    }

    /// Whether names say something.
    fn also(&mut self, at: &At<'_>, also: &[String]) {
        for (index, _) in also.iter().enumerate().filter(|(_, name)| name.trim().is_empty()) {
            let path = at.item("also", index).path();
            self.report(code::EMPTY, path, "a name in `also` is empty".to_owned(), None);
        }
    }

    fn figures(&mut self, at: &At<'_>, figures: &[Figure]) {
        for (index, figure) in figures.iter().enumerate() {
            let at = at.item("figures", index);
            match &figure.of {
                Some(person) => {
                    self.reference(person, Wanted::Kind("person"), || at.key("of").path());
                }
                None if figure.kind == FigureKind::Age => self.report(
                    code::WHOSE_AGE,
                    at.path(),
                    "an age that is nobody's".to_owned(),
                    Some("say whose: of = \"nina\"".to_owned()),
                ),
                None => {}
            }
            for (key, event) in [("from", &figure.from), ("to", &figure.to)] {
                if let Some(event) = event {
                    self.reference(event, Wanted::Kind("event"), || at.key(key).path());
                }
            }
            self.not_empty(&at, &[("words", &figure.words)]);
            self.not_empty_if_told(&at, &[("what", &figure.what), ("unit", &figure.unit)]);
        }
    }

    fn sources(&mut self) {
        if let Some(id) = &self.doc.default_source {
            self.reference(id, Wanted::Kind("source"), || At::top("default-source").path());
        }
        for source in &self.doc.sources {
            let top = At::top("source");
            let at = top.key(&source.id);
            self.not_empty(&at, &[("title", &source.title)]);
            let told = [
                ("container-title", &source.container_title),
                ("publisher", &source.publisher),
                ("publisher-place", &source.publisher_place),
                ("url", &source.url),
                ("language", &source.language),
                ("note", &source.note),
            ];
            self.not_empty_if_told(&at, &told);
            for (index, name) in source.author.iter().enumerate() {
                let parts = [&name.given, &name.non_dropping_particle, &name.family, &name.literal];
                if parts.into_iter().flatten().all(|part| part.trim().is_empty()) {
                    let hint = "an author has given and family, or literal".to_owned();
                    let path = at.item("author", index).path();
                    self.report(code::EMPTY, path, "a name is empty".to_owned(), Some(hint));
                }
            }
            self.sections(&at, source);
        }
    }

    fn sections(&mut self, at: &At<'_>, source: &Source) {
        let mut last = 0;
        for (index, section) in source.section.iter().enumerate() {
            self.not_empty(&at.item("section", index), &[("heading", &section.heading)]);
            if section.from <= last || section.to < section.from {
                self.report(
                    code::SECTIONS,
                    at.item("section", index).path(),
                    format!("paragraphs {} to {} do not follow on", section.from, section.to),
                    Some(format!("the section before ends with paragraph {last}")),
                );
            }
            last = last.max(section.to);
        }
    }

    fn persons(&mut self) {
        for person in &self.doc.persons {
            let top = At::top("person");
            let at = top.key(&person.id);
            self.not_empty(&at, &[("name", &person.name), ("about", &person.about)]);
            self.also(&at, &person.also);
            self.cites(&at, &person.cite);
            for (index, fact) in person.fact.iter().enumerate() {
                let at = at.item("fact", index);
                self.not_empty(&at, &[("text", &fact.text)]);
                self.references(&at, "terms", &fact.terms, Wanted::Kind("term"));
                self.figures(&at, &fact.figures);
                self.because(&at, fact.certainty, fact.because.as_deref());
                self.cites(&at, &fact.cite);
            }
        }
    }

    fn relations(&mut self) {
        for (index, relation) in self.doc.relations.iter().enumerate() {
            let at = At { index: Some(index), ..At::top("relation") };
            self.reference(&relation.from, Wanted::Kind("person"), || at.key("from").path());
            self.reference(&relation.to, Wanted::Kind("person"), || at.key("to").path());
            if relation.from == relation.to {
                let message = format!("`{}` is related to themself", relation.to);
                self.report(code::SELF, at.key("to").path(), message, None);
            }
            self.not_empty_if_told(&at, &[("note", &relation.note)]);
            if relation.kind == RelationKind::Other && relation.note.is_none() {
                let hint = "say what from is of to: note = \"…\"".to_owned();
                let message = "a relation of another kind needs a note".to_owned();
                self.report(code::NOTE, at.key("kind").path(), message, Some(hint));
            }
            self.because(&at, relation.certainty, relation.because.as_deref());
            self.cites(&at, &relation.cite);
        }
    }

    fn events(&mut self) {
        for event in &self.doc.events {
            let top = At::top("event");
            let at = top.key(&event.id);
            self.not_empty(&at, &[("title", &event.title)]);
            self.not_empty_if_told(&at, &[("text", &event.text)]);
            self.references(&at, "place", &event.place, Wanted::Place);
            self.references(&at, "terms", &event.terms, Wanted::Kind("term"));
            self.people(&at.key("people"), &event.people);
            if let Some(date) = &event.date {
                self.date(&at.key("date"), date);
            }
            if let Some(cause) = &event.cause {
                self.cause(&at.key("cause"), cause);
            }
            self.figures(&at, &event.figures);
            self.because(&at, event.certainty, event.because.as_deref());
            self.cites(&at, &event.cite);
        }
    }

    fn people(&mut self, at: &At<'_>, people: &People) {
        for (index, (person, _)) in people.iter().enumerate() {
            let path = || {
                let mut path = at.path();
                path.push(Step::KeyOf(person.to_string()));
                path
            };
            self.reference(person, Wanted::Kind("person"), path);
            // TOML sees that a key is doubled, but not that two are ids of one record.
            if people.iter().take(index).any(|(other, _)| other == person) {
                let message = format!("`{person}` has two roles in one event");
                let hint =
                    "its short and its whole id are one person: leave one of them".to_owned();
                self.report(code::DOUBLED_ID, path(), message, Some(hint));
            }
        }
    }

    fn claims(&mut self) {
        let doc = self.doc;
        let mut preferred = HashMap::new();
        for event in &doc.events {
            let top = At::top("event");
            let at = top.key(&event.id);
            for (index, claim) in event.claim.iter().enumerate() {
                let at = at.item("claim", index);
                self.claim(&at, claim);
                self.preferred(&at, &event.id, claim, &mut preferred);
                if claim.of.is_some() {
                    let message = "a claim within its event says of which it is".to_owned();
                    let hint = "leave `of` to claims that stand apart: [[claim]]".to_owned();
                    self.report(code::CLAIM, at.key("of").path(), message, Some(hint));
                }
            }
        }
        for (index, claim) in doc.claims.iter().enumerate() {
            let at = At { index: Some(index), ..At::top("claim") };
            self.claim(&at, claim);
            let Some(of) = &claim.of else {
                let hint = "say of which event: of = \"…\"".to_owned();
                self.report(code::CLAIM, at.path(), "a claim of no event".to_owned(), Some(hint));
                continue;
            };
            self.reference(of, Wanted::Kind("event"), || at.key("of").path());
            self.preferred(&at, of, claim, &mut preferred);
        }
    }

    fn claim(&mut self, at: &At<'_>, claim: &Claim) {
        if claim.date.is_none() && claim.place.is_empty() && claim.cause.is_none() {
            let hint = "give it a date, a place or a cause".to_owned();
            let message = "a claim that claims nothing".to_owned();
            self.report(code::CLAIM, at.path(), message, Some(hint));
        }
        self.references(at, "place", &claim.place, Wanted::Place);
        if let Some(date) = &claim.date {
            self.date(&at.key("date"), date);
        }
        if let Some(cause) = &claim.cause {
            self.cause(&at.key("cause"), cause);
        }
        let is_told = claim.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        if claim.rank == Rank::Deprecated && !is_told {
            let hint = "say why it is wrong: reason = \"…\"".to_owned();
            let message = "deprecated, but not why".to_owned();
            self.report(code::REASON, at.key("rank").path(), message, Some(hint));
        }
        self.because(at, claim.certainty, claim.because.as_deref());
        self.cites(at, &claim.cite);
    }

    /// Of each point of an event at most one claim is preferred.
    fn preferred<'a>(
        &mut self,
        at: &At<'_>,
        of: &'a Id,
        claim: &'a Claim,
        known: &mut HashMap<(&'a str, &'static str), Vec<Step>>,
    ) {
        let points = [
            ("date", claim.date.is_some()),
            ("place", !claim.place.is_empty()),
            ("cause", claim.cause.is_some()),
        ];
        for (point, is_claimed) in points {
            if !is_claimed || claim.rank != Rank::Preferred {
                continue;
            }
            let path = at.key("rank").path();
            if let Some(first) = known.get(&(&**of, point)) {
                let related = Some((first.clone(), "first preferred here".to_owned()));
                let message = format!("two claims on the {point} of `{of}` are preferred");
                let hint = Some("one is shown: let the other be normal".to_owned());
                let code = code::PREFERRED;
                self.findings.push(Finding { code, path, message, related, hint });
            } else {
                known.insert((of, point), path);
            }
        }
    }

    fn date(&mut self, at: &At<'_>, date: &DateClaim) {
        self.not_empty_if_told(at, &[("words", &date.words)]);
        self.because(at, date.certainty, date.because.as_deref());
    }

    fn cause(&mut self, at: &At<'_>, cause: &Cause) {
        self.not_empty(at, &[("text", &cause.text)]);
        self.because(at, cause.certainty, cause.because.as_deref());
        for (index, cite) in cause.cite.iter().enumerate() {
            self.cite(&at.item("cite", index), cite);
        }
    }

    fn quotes(&mut self) {
        for quote in &self.doc.quotes {
            let top = At::top("quote");
            let at = top.key(&quote.id);
            if quote.text.trim().is_empty() {
                self.report(
                    code::EMPTY,
                    at.key("text").path(),
                    "an empty quotation".to_owned(),
                    None,
                );
            }
            if quote.speaker.is_empty() {
                let hint = "an unnamed speaker is a person of the kind `unnamed`".to_owned();
                self.report(
                    code::SPEAKER,
                    at.path(),
                    "a quotation without speaker".to_owned(),
                    Some(hint),
                );
            }
            self.not_empty_if_told(&at, &[("context", &quote.context)]);
            self.references(&at, "speaker", &quote.speaker, Wanted::Kind("person"));
            self.references(&at, "to", &quote.to, Wanted::Kind("person"));
            self.references(&at, "about", &quote.about, Wanted::Any);
            if let Some(via) = &quote.via {
                self.reference(via, Wanted::Kind("person"), || at.key("via").path());
            }
            if let Some(event) = &quote.occasion {
                self.reference(event, Wanted::Kind("event"), || at.key("occasion").path());
            }
            if let Some(outer) = &quote.inside {
                self.reference(outer, Wanted::Kind("quote"), || at.key("inside").path());
            }
            self.because(&at, quote.certainty, quote.because.as_deref());
            self.cites(&at, &quote.cite);
        }
    }

    /// A quotation within another is a part of its text, and never of itself.
    fn insides(&mut self) {
        let mut seen: HashSet<&str> = HashSet::new();
        for quote in &self.doc.quotes {
            // The way outwards, until it ends or comes to where another has been.
            let mut way: Vec<&str> = Vec::new();
            let mut next = Some(&*quote.id);
            while let Some(id) = next.filter(|id| seen.insert(id)) {
                way.push(id);
                next = match self.known.get(id) {
                    Some(Some(Entry::Quote(quote))) => quote.inside.as_deref(),
                    _ => None,
                };
            }
            let first = way.iter().position(|id| Some(*id) == next);
            for id in first.into_iter().flat_map(|first| way.split_off(first)) {
                let path = At::top("quote").key(id).key("inside").path();
                self.report(code::INSIDE, path, format!("`{id}` stands inside itself"), None);
            }
        }
    }

    fn glossary(&mut self) {
        for term in &self.doc.terms {
            let top = At::top("term");
            let at = top.key(&term.id);
            self.not_empty(&at, &[("name", &term.name), ("about", &term.about)]);
            self.also(&at, &term.also);
            self.cites(&at, &term.cite);
        }
        for remark in &self.doc.remarks {
            let top = At::top("remark");
            let at = top.key(&remark.id);
            self.not_empty(&at, &[("title", &remark.title), ("text", &remark.text)]);
            self.references(&at, "about", &remark.about, Wanted::Any);
            self.cites(&at, &remark.cite);
        }
    }
}
