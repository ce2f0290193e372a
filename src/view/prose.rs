//! Records told at length: cards, quotations, glossary entries.

use std::borrow::Cow;

use super::rows::{resting_on, title_alone, title_line};
use super::{Line, Tone, caution, cited, claims, source_notes};
use crate::base::Entry;
use crate::base::claims::Ranked;
use crate::base::schema::{
    Cause, Cite, DateClaim, Event, Figure, FigureKind, Id, LocatorTerm, Paragraphs, Person, Quote,
    Record, Remark, Role, Source, Term,
};
use crate::cite::{self, Citer, names, together};
use crate::query::family::Kin;
use crate::query::when::Found;
use crate::query::{self, Answer, Dossier};

/// A part of a text.
#[derive(Debug)]
pub enum Block {
    /// What follows is about this record.
    Title {
        name: Line,
        kind: &'static str,
        id: String,
    },
    Heading(Cow<'static, str>),
    Text(Line),
    /// One of a list, after its bullet or number.
    Item {
        mark: String,
        body: Line,
    },
    /// Something under a label.
    Entry {
        label: Line,
        body: Line,
    },
    /// Somebody's words, and who says that they are.
    Quotation {
        text: String,
        attribution: Line,
        asides: Vec<Line>,
    },
}

/// A text, and the sources that it cites.
#[derive(Debug)]
pub struct Prose {
    pub blocks: Vec<Block>,
    pub sources: Vec<Line>,
}

/// Tells an answer at length.
pub fn prose(base: &Citer<'_>, answer: &Answer<'_>) -> Prose {
    let mut blocks = Vec::new();
    let mut cites: Vec<&Cite> = Vec::new();
    for hit in &answer.hits {
        cites.extend(hit.cites().chain(query::behind(base, hit.entry)));
        match hit.entry {
            Entry::Person(one) => person(base, one, &mut blocks),
            Entry::Event(one) => event(base, one, hit.found, &mut blocks),
            Entry::Quote(one) => blocks.push(quotation(base, one)),
            Entry::Term(one) => term(base, one, &mut blocks),
            Entry::Remark(one) => {
                blocks.push(title(Line::of(Tone::Name, &*one.title), hit.entry));
                blocks.push(Block::Text(cited(
                    base,
                    Line::of(Tone::Caution, format!("{}:", one.kind.word()))
                        .and(Tone::Plain, &*one.text),
                    Default::default(),
                    &one.cite,
                )));
                about(base, &one.about, &mut blocks);
            }
            Entry::Source(one) => source(base, one, &mut blocks),
        }
    }
    // A quotation names its source itself, and a source is one.
    let names_itself = |entry: &Entry<'_>| matches!(entry, Entry::Quote(_) | Entry::Source(_));
    let sources = if answer.hits.iter().all(|hit| names_itself(&hit.entry)) {
        Vec::new()
    } else {
        source_notes(base, cites)
    };
    Prose { blocks, sources }
}

fn title(name: Line, entry: Entry<'_>) -> Block {
    Block::Title { name, kind: entry.kind(), id: entry.id().to_owned() }
}

fn entry(label: impl Into<String>, body: Line) -> Block {
    Block::Entry { label: Line::plain(label), body }
}

/// A heading and what stands under it, if anything does.
fn section(heading: &'static str, entries: Vec<Block>, blocks: &mut Vec<Block>) {
    if !entries.is_empty() {
        blocks.push(Block::Heading(heading.into()));
        blocks.extend(entries);
    }
}

// ---- persons ----

fn person(base: &Citer<'_>, person: &Record<Person>, blocks: &mut Vec<Block>) {
    let Some(person) = base.person(&person.id) else { return };
    let dossier = query::dossier(base, person);
    blocks.push(title(Line::of(Tone::Name, &*person.name), Entry::Person(person)));
    blocks.push(Block::Text(cited(
        base,
        Line::plain(&*person.about),
        Default::default(),
        &person.cite,
    )));
    if !person.also.is_empty() {
        blocks.push(entry("also called", Line::plain(person.also.join(" · "))));
    }
    life(base, "born", dossier.life.birth, blocks);
    life(base, "died", dossier.life.death, blocks);
    section("Family and others", family(base, &dossier.family), blocks);
    section("Facts", facts(base, person), blocks);
    section("Events", events(base, &dossier), blocks);
    let said = |quotes: &[&Record<Quote>]| {
        quotes.iter().map(|quote| quotation(base, quote)).collect::<Vec<_>>()
    };
    section("In their words", said(&dossier.said), blocks);
    let mut by_others = dossier.said_about.clone();
    by_others.retain(|quote| !quote.speaker.contains(&person.id));
    section("In the words of others", said(&by_others), blocks);
    section("Read with care", remarks(base, dossier.remarks, |remark| &remark.title), blocks);
}

/// A birth or a death, and what else is claimed of it.
fn life(
    base: &Citer<'_>,
    label: &'static str,
    event: Option<&Record<Event>>,
    blocks: &mut Vec<Block>,
) {
    let Some(event) = event else {
        blocks.push(entry(label, Line::of(Tone::Aside, "not stated")));
        return;
    };
    blocks.push(entry(label, life_line(base, event)));
    let others = |all: Vec<(&'static str, Line)>| {
        let others = all.into_iter().filter(|(label, _)| !label.is_empty());
        others.map(|(label, line)| entry(label, line)).collect::<Vec<_>>()
    };
    blocks.extend(others(all_claims(base, "", &event.dates(), claims::date)));
    let place = |claim: &Ranked<'_, [Id]>| Line::plain("in").and_all(&claims::place(base, claim));
    blocks.extend(others(all_claims(base, "", &event.places(), place)));
    let cause = |claim: &Ranked<'_, Cause>| bracketed(claim.value);
    blocks.extend(others(all_claims(base, "", &event.causes(), cause)));
}

/// Each of some claims with its rank and its citations, and `or` or `not` before those that are not
/// preferred.
fn all_claims<T: ?Sized>(
    base: &Citer<'_>,
    label: &'static str,
    ranked: &[Ranked<'_, T>],
    told: impl Fn(&Ranked<'_, T>) -> Line,
) -> Vec<(&'static str, Line)> {
    let line = |(nth, one): (usize, &Ranked<'_, T>)| {
        let line = told(one).and(Tone::Caution, claims::rank(one, nth));
        let line = line.and(Tone::Cite, cite::locators(base, one.cite));
        (claims::label(label, one, nth), line)
    };
    ranked.iter().enumerate().map(line).collect()
}

fn life_line(base: &Citer<'_>, event: &Record<Event>) -> Line {
    let mut line = match event.date() {
        Some(date) => Line::of(Tone::Date, date.edtf.in_words())
            .and(Tone::Caution, caution(date.certainty, date.because.as_deref())),
        None => Line::of(Tone::Aside, "date not stated"),
    };
    if let [preferred, _, ..] = event.dates().as_slice() {
        line = line.and(Tone::Caution, claims::rank(preferred, 0));
    }
    if !event.place().is_empty() {
        line = line.and(Tone::Plain, format!("in {}", names(base, event.place())));
    }
    if let Some(cause) = event.cause() {
        line = line.and_all(&bracketed(cause));
    }
    line.and(Tone::Cite, cite::locators(base, event.cites()))
}

/// What brought a birth or a death about.
fn bracketed(cause: &Cause) -> Line {
    Line::plain(format!("({})", cause.text.trim_end_matches('.')))
        .and(Tone::Caution, caution(cause.certainty, cause.because.as_deref()))
}

fn family(base: &Citer<'_>, kin: &[Kin<'_>]) -> Vec<Block> {
    let line = |kin: &Kin<'_>| {
        let note = kin.note.as_ref().map(|note| format!("– {note}")).unwrap_or_default();
        Line::of(Tone::Name, &*kin.person.name)
            .and(Tone::Plain, note)
            .and(Tone::Caution, caution(kin.certainty, kin.because.as_deref()))
            .and(Tone::Cite, cite::locators(base, kin.cites.iter().copied()))
    };
    kin.iter().map(|kin| entry(kin.word, line(kin))).collect()
}

fn facts(base: &Citer<'_>, person: &Person) -> Vec<Block> {
    let line = |fact: &crate::base::schema::Fact| {
        let certainty = (fact.certainty, fact.because.as_deref());
        cited(base, Line::plain(&*fact.text), certainty, &fact.cite)
    };
    person.fact.iter().map(|fact| entry(fact.kind.word(), line(fact))).collect()
}

fn events(base: &Citer<'_>, dossier: &Dossier<'_>) -> Vec<Block> {
    let role = |role: Role| match role {
        Role::Principal => String::new(),
        role => format!("({})", role.word()),
    };
    dossier.events.iter().map(|(event, part)| event_entry(base, event, &role(*part))).collect()
}

/// An event in a line, under its date.
fn event_entry(base: &Citer<'_>, event: &Record<Event>, aside: &str) -> Block {
    Block::Entry {
        label: claims::preferred(event).unwrap_or_else(|| Line::of(Tone::Aside, "not dated")),
        body: title_line(event)
            .and(Tone::Aside, aside)
            .and(Tone::Cite, cite::locators(base, event.cites()))
            .and(Tone::Aside, &*event.id),
    }
}

fn remarks<'a>(
    base: &Citer<'_>,
    remarks: impl IntoIterator<Item = &'a Record<Remark>>,
    told: impl Fn(&'a Remark) -> &'a str,
) -> Vec<Block> {
    let line = |remark: &'a Record<Remark>| Block::Entry {
        label: Line::of(Tone::Caution, remark.kind.word()),
        body: Line::plain(told(remark))
            .and(Tone::Cite, cite::locators(base, &remark.cite))
            .and(Tone::Aside, &*remark.id),
    };
    remarks.into_iter().map(line).collect()
}

fn remarks_on(base: &Citer<'_>, id: &str, blocks: &mut Vec<Block>) {
    let found = remarks(base, query::remarks_on(base, id), |remark| &remark.text);
    section("Read with care", found, blocks);
}

// ---- the other records ----

fn event(base: &Citer<'_>, event: &Record<Event>, found: Found<'_>, blocks: &mut Vec<Block>) {
    blocks.push(title(title_alone(event), Entry::Event(event)));
    if let Some(text) = &event.text {
        blocks.push(Block::Text(Line::plain(text.as_str())));
    }
    blocks.push(entry("kind", Line::plain(event.kind.word())));
    if event.date().is_none() {
        blocks.push(entry("date", Line::of(Tone::Aside, "not stated")));
    }
    let date = |claim: &Ranked<'_, DateClaim>| {
        claims::date(claim).and(Tone::Caution, answers(found, claim.value))
    };
    point(base, "date", &event.dates(), date, blocks);
    point(base, "place", &event.places(), |claim| claims::place(base, claim), blocks);
    if !event.people.is_empty() {
        let who = |(id, role): &(Id, Role)| match role {
            Role::Principal => base.name_of(id).to_owned(),
            role => format!("{} ({})", base.name_of(id), role.word()),
        };
        let people = event.people.iter().map(who).collect::<Vec<_>>().join(", ");
        blocks.push(entry("people", Line::plain(people)));
    }
    if !event.terms.is_empty() {
        blocks.push(entry("concerns", Line::plain(names(base, &event.terms))));
    }
    match event.causes().as_slice() {
        [cause] if cause.is_preferred() => {
            blocks.push(entry(
                "cause",
                cited(base, claims::cause(cause), Default::default(), &cause.value.cite),
            ));
        }
        causes => point(base, "cause", causes, claims::cause, blocks),
    }
    for figure in &event.figures {
        blocks.push(entry(figure.kind.word(), figure_line(base, figure)));
    }
    if let Some(because) = &event.because {
        blocks.push(entry(event.certainty.word(), Line::plain(because.as_str())));
    }
    let claimed = event.claim.iter().flat_map(|claim| &claim.cite);
    blocks.push(entry("source", passages(base, event.cite.iter().chain(claimed))));
    remarks_on(base, &event.id, blocks);
}

/// What is claimed of one point of an event: that alone, or each with its rank and its citations.
fn point<T: ?Sized>(
    base: &Citer<'_>,
    label: &'static str,
    ranked: &[Ranked<'_, T>],
    told: impl Fn(&Ranked<'_, T>) -> Line,
    blocks: &mut Vec<Block>,
) {
    match ranked {
        [one] if one.is_preferred() => blocks.push(entry(label, told(one))),
        several => {
            let all = all_claims(base, label, several, told).into_iter();
            blocks.extend(all.map(|(label, line)| entry(label, line)));
        }
    }
}

/// How a date answers to the time that was asked for, if it does not do so simply.
fn answers(found: Found<'_>, date: &DateClaim) -> &'static str {
    let is_it = found.by.is_none_or(|by| std::ptr::eq(by.value, date));
    match (is_it, found.by.is_some(), found.possibly) {
        (true, _, true) => "[only possibly within the time asked for]",
        (true, true, false) => "[within the time asked for]",
        _ => "",
    }
}

/// The citations with the words that find them.
fn passages<'c>(base: &Citer<'_>, cites: impl IntoIterator<Item = &'c Cite>) -> Line {
    let mut line = Line::default();
    let mut known = Vec::new();
    for cite in cites {
        let passage = (cite::locator(base, cite), &cite.words);
        if known.contains(&passage) {
            continue;
        }
        known.push(passage);
        let words = cite.words.as_ref().map(|words| format!("“{words}”")).unwrap_or_default();
        let between = if line.is_empty() { "" } else { "·" };
        line = line
            .and(Tone::Aside, between)
            .and(Tone::Cite, cite::locator(base, cite))
            .and(Tone::Quoted, words);
    }
    line
}

fn figure_line(base: &Citer<'_>, figure: &Figure) -> Line {
    let what = match (&figure.of, &figure.what) {
        (Some(of), None) => base.name_of(of).to_owned(),
        (None, Some(what)) => what.clone(),
        (Some(of), Some(what)) => format!("{}, {what}", base.name_of(of)),
        (None, None) => String::new(),
    };
    let unit = match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Age, None) => "years",
        (_, unit) => unit.unwrap_or_default(),
    };
    let value = figure.value.map(|value| value.to_string()).unwrap_or_default();
    let amount = format!("{value} {unit}");
    Line::plain(what)
        .then(Tone::Plain, if amount.trim().is_empty() { "" } else { ":" })
        .and(Tone::Plain, amount.trim())
        .and(Tone::Quoted, format!("“{}”", figure.words))
}

fn quotation(base: &Citer<'_>, quote: &Record<Quote>) -> Block {
    let mut asides = Vec::new();
    let context = quote.context.clone().unwrap_or_default();
    let context = Line::plain(context).and(Tone::Aside, format!("[{}]", quote.id));
    asides.push(context);
    if let Some(outer) = quote.inside.as_deref().and_then(|id| base.quote(id)) {
        let speaker = together(base, &outer.speaker);
        asides.push(
            Line::plain(format!("Within the words of {speaker}:"))
                .and(Tone::Quoted, format!("“{}”", outer.text))
                .and(Tone::Aside, format!("[{}]", outer.id)),
        );
    }
    for inner in base.doc.quotes.iter().filter(|inner| inner.inside.as_ref() == Some(&quote.id)) {
        asides.push(
            Line::plain(format!("Within it, the words of {}:", together(base, &inner.speaker)))
                .and(Tone::Quoted, format!("“{}”", inner.text))
                .and(Tone::Aside, format!("[{}]", inner.id)),
        );
    }
    let attribution = Line::default()
        .citing(&base.attribution(quote))
        .and(Tone::Cite, cite::locators(base, &quote.cite));
    Block::Quotation { text: quote.text.clone(), attribution, asides }
}

fn term(base: &Citer<'_>, term: &Record<Term>, blocks: &mut Vec<Block>) {
    blocks.push(title(Line::of(Tone::Name, &*term.name), Entry::Term(term)));
    blocks.push(Block::Text(cited(
        base,
        Line::plain(&*term.about),
        Default::default(),
        &term.cite,
    )));
    blocks.push(entry("kind", Line::plain(term.kind.word())));
    if !term.also.is_empty() {
        blocks.push(entry("also called", Line::plain(term.also.join(" · "))));
    }
    let here = query::events_with(base, &term.id);
    let here = here.into_iter().map(|one| event_entry(base, one, "")).collect();
    section("Events", here, blocks);
    remarks_on(base, &term.id, blocks);
}

fn about(base: &Citer<'_>, ids: &[Id], blocks: &mut Vec<Block>) {
    for id in ids {
        // Not every record has a name.
        let name = Some(base.name_of(id)).filter(|name| *name != &**id).unwrap_or_default();
        blocks.push(entry("concerns", Line::plain(name).and(Tone::Aside, &**id)));
    }
}

fn source(base: &Citer<'_>, source: &Record<Source>, blocks: &mut Vec<Block>) {
    blocks.push(title(Line::of(Tone::Name, &*source.title), Entry::Source(source)));
    blocks.push(Block::Text(Line::default().citing(&base.source(source))));
    blocks.push(entry("type", Line::plain(&*source.csl_type)));
    if let Some(url) = &source.url {
        blocks.push(entry("url", Line::plain(url.as_str())));
    }
    let counted = match (source.locator.unwrap_or(LocatorTerm::Paragraph), source.paragraphs) {
        (LocatorTerm::Paragraph, Paragraphs::Printed) => "paragraph, as numbered in the source",
        (LocatorTerm::Paragraph, Paragraphs::Counted) => {
            "paragraph, counted from the first of the text; the source prints no numbers"
        }
        (term, _) => term.word(),
    };
    blocks.push(entry("cited by", Line::plain(counted)));
    if let Some(note) = &source.note {
        blocks.push(entry("note", Line::plain(note.as_str())));
    }
    let sections: Vec<Block> = source
        .section
        .iter()
        .map(|section| {
            let range = if section.from == section.to {
                format!("¶{}", section.from)
            } else {
                format!("¶{}–{}", section.from, section.to)
            };
            Block::Entry {
                label: Line::of(Tone::Cite, range),
                body: Line::plain(&*section.heading),
            }
        })
        .collect();
    section("Sections", sections, blocks);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for record in resting_on(base, source) {
        match counts.iter_mut().find(|(kind, _)| *kind == record.kind()) {
            Some((_, count)) => *count += 1,
            None => counts.push((record.kind(), 1)),
        }
    }
    let rests = counts.iter().map(|(kind, n)| entry(*kind, Line::plain(n.to_string()))).collect();
    section("What rests on it", rests, blocks);
}
