//! Lecture notes: what a base has on a topic as one document, each line with its source.
//!
//! [`handout`] puts an extract of a base into sections. [`blank`] turns them into a worksheet, and
//! [`slides`] cuts them into slides.

use std::collections::HashSet;

use clap::ValueEnum;

use super::exercise::{self, Exercise, ExerciseKind, GAP};
use super::{Line, Piece, Tone, caution, claims};
use crate::base::Entry;
use crate::base::claims::Ranked;
use crate::base::schema::{
    Certainty, Cite, LocatorTerm, Paragraphs, Person, Record, RemarkKind, Source,
};
use crate::cite::Citer;
use crate::query::extract::Extract;
use crate::query::family::tree::{self, Reach, Tree};
use crate::query::{self, Hit, Life};

pub mod blank;
mod notes;
pub mod slides;

pub use notes::Note;
use notes::Notes;

/// A document in sections.
#[derive(Debug, Clone)]
pub struct Handout<'a> {
    pub title: String,
    pub sections: Vec<Section<'a>>,
    /// What the numbers of [`Tone::Note`] lead to, the first being 1; none where the style cites
    /// in the text.
    pub notes: Vec<Note>,
}

/// What stands under a heading.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    pub part: Part,
    pub heading: String,
    /// 0 for a section, 1 for a part of one.
    pub depth: u8,
    pub blocks: Vec<Block<'a>>,
    /// What the speaker is told with it, if it is a slide.
    pub speaker: Vec<Line>,
}

/// A part of a section.
#[derive(Debug, Clone)]
pub enum Block<'a> {
    Text(Line),
    /// Things under what they are called.
    Entries(Vec<(Line, Line)>),
    /// One after the other.
    Items {
        lines: Vec<Line>,
        numbered: bool,
    },
    /// Rows under column headings; the first cell of a row says what the row is about.
    Table {
        headings: Vec<&'static str>,
        rows: Vec<Vec<Line>>,
    },
    /// The family around somebody.
    Tree(Tree<'a>),
    /// Somebody's words, and who says that they are.
    Quotation {
        text: Line,
        attribution: Line,
    },
}

/// A part of a handout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Who is who.
    People,
    /// What happened when.
    Chronology,
    /// The families of those whom the notes are about.
    Family,
    /// In whose words.
    Quotations,
    /// What is meant.
    Glossary,
    /// What is to be read with care.
    Remarks,
    /// Questions for the class.
    Questions,
    /// The bibliography.
    Sources,
}

/// What a handout is to have.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'p> {
    /// Its parts, in their order.
    pub parts: &'p [Part],
    /// Whether questions have their answers.
    pub answers: bool,
    /// Whether the notes to quotations tell whose words they are, as citations do.
    pub speakers: bool,
}

/// Puts an extract of a base into the parts of a document; a part of which the extract has nothing
/// is left out.
pub fn handout<'a>(base: &Citer<'a>, extract: &Extract<'a>, plan: Plan<'_>) -> Handout<'a> {
    let mut writer = Writer { base, extract, notes: Notes::new(base), sections: Vec::new() };
    // Which sources are cited is known when all else is told.
    let mut sources_at = None;
    for part in plan.parts {
        match part {
            Part::People => writer.people(),
            Part::Chronology => writer.chronology(),
            Part::Family => writer.family(),
            Part::Quotations => writer.quotations(plan.speakers),
            Part::Glossary => writer.glossary(),
            Part::Remarks => writer.remarks(),
            Part::Questions => writer.questions(plan.answers),
            Part::Sources => sources_at = Some(writer.sections.len()),
        }
    }
    let sources = sources_at.and_then(|at| Some((at, writer.sources()?)));
    let Writer { notes, mut sections, .. } = writer;
    if let Some((at, sources)) = sources {
        sections.insert(at, sources);
    }
    let mut handout = Handout { title: extract.title.clone(), sections, notes: Vec::new() };
    notes.set_into(&mut handout);
    handout
}

impl Handout<'_> {
    /// Puts another line in the place of each.
    fn map(&mut self, mut line: impl FnMut(Line) -> Line) {
        for block in self.sections.iter_mut().flat_map(|section| &mut section.blocks) {
            block.map(&mut line);
        }
    }
}

impl Block<'_> {
    /// Puts another line in the place of each.
    fn map(&mut self, line: &mut impl FnMut(Line) -> Line) {
        let mut change = |old: &mut Line| *old = line(std::mem::take(old));
        match self {
            Self::Text(text) => change(text),
            Self::Tree(_) => {}
            Self::Entries(entries) => entries.iter_mut().for_each(|(label, body)| {
                change(label);
                change(body);
            }),
            Self::Items { lines, .. } => lines.iter_mut().for_each(change),
            Self::Table { rows, .. } => rows.iter_mut().flatten().for_each(change),
            Self::Quotation { text, attribution } => {
                change(text);
                change(attribution);
            }
        }
    }
}

impl<'a> Section<'a> {
    fn new(part: Part, heading: impl Into<String>, depth: u8, blocks: Vec<Block<'a>>) -> Self {
        Self { part, heading: heading.into(), depth, blocks, speaker: Vec::new() }
    }
}

/// A handout in the making.
struct Writer<'w, 'a> {
    base: &'w Citer<'a>,
    extract: &'w Extract<'a>,
    notes: Notes<'w, 'a>,
    sections: Vec<Section<'a>>,
}

impl<'a> Writer<'_, 'a> {
    fn push(&mut self, part: Part, heading: &str, depth: u8, blocks: Vec<Block<'a>>) {
        if !blocks.is_empty() {
            self.sections.push(Section::new(part, heading, depth, blocks));
        }
    }

    // ---- who is who ----

    fn people(&mut self) {
        let known = query::lives(self.base);
        let mut entries = Vec::new();
        for person in &self.extract.persons {
            let life = known.get(&*person.id).copied().unwrap_or_default();
            entries.push(self.person(person, life));
        }
        if !entries.is_empty() {
            self.push(Part::People, "Who is who", 0, vec![Block::Entries(entries)]);
        }
        for person in self.subjects() {
            let mut lines = Vec::new();
            for fact in &person.fact {
                let line = Line::plain(sentence(&fact.text))
                    .and(Tone::Caution, caution(fact.certainty, None));
                lines.push(self.notes.cited(line, &fact.cite));
            }
            if !lines.is_empty() {
                let blocks = vec![Block::Items { lines, numbered: false }];
                self.push(Part::People, &format!("More on {}", person.name), 1, blocks);
            }
        }
    }

    fn person(&mut self, person: &Record<Person>, life: Life<'_>) -> (Line, Line) {
        let mut label = Line::of(Tone::Name, &*person.name);
        if !person.also.is_empty() {
            label = label.and(Tone::Aside, format!("(also {})", person.also.join(", ")));
        }
        let mut body = Line::plain(sentence(&person.about));
        for (word, event) in [("Born", life.birth), ("Died", life.death)] {
            let dated = event.and_then(|event| Some((event, event.date()?)));
            let Some((event, date)) = dated else { continue };
            let certainty = caution(date.certainty.max(event.certainty), None);
            body = body
                .and(Tone::Plain, word)
                .and(Tone::Date, date.edtf.in_words())
                .and(Tone::Caution, certainty)
                .and(Tone::Caution, claims::other_dates(event))
                .then(Tone::Plain, ".");
        }
        let cites = query::cites_with_life(self.base, person, life);
        (label, self.notes.cited(body, cites))
    }

    /// The persons whom the notes are about.
    fn subjects(&self) -> Vec<&'a Record<Person>> {
        let person = |entry: &Entry<'a>| match entry {
            Entry::Person(person) => Some(*person),
            _ => None,
        };
        self.extract.subjects.iter().filter_map(person).collect()
    }

    // ---- what happened when ----

    fn chronology(&mut self) {
        let mut rows = Vec::new();
        for event in &self.extract.events {
            let found = self.extract.found(event);
            let date =
                claims::when(event, found).unwrap_or_else(|| Line::of(Tone::Aside, "not dated"));
            let line = super::rows::title_line(event);
            let cites = Hit::from((*event, found)).cites();
            rows.push(vec![date, self.notes.cited(line, cites)]);
        }
        if !rows.is_empty() {
            let headings = vec!["When", "What happened"];
            self.push(Part::Chronology, "Chronology", 0, vec![Block::Table { headings, rows }]);
        }
    }

    // ---- families ----

    fn family(&mut self) {
        let mut drawn: HashSet<&str> = HashSet::new();
        for person in self.subjects() {
            let mut blocks = Vec::new();
            let tree = tree::tree(self.base, person, Reach::default());
            // Who stands in the tree of another needs none of their own.
            if !tree.is_empty() && !drawn.contains(&*person.id) {
                drawn.extend(tree.members.iter().map(|member| &*member.person.id));
                blocks.push(Block::Tree(tree));
            }
            let mut lines = Vec::new();
            let family = query::family::family(self.base, person);
            for kin in family.iter().filter(|kin| kin.is_family()) {
                let line = Line::plain(kin.word)
                    .then(Tone::Plain, ": ")
                    .then(Tone::Name, &*kin.person.name)
                    .and(Tone::Caution, caution(kin.certainty, None));
                let cites: Vec<Cite> = kin.cites.iter().map(|cite| (*cite).clone()).collect();
                lines.push(self.notes.cited(line, &cites));
            }
            if !lines.is_empty() {
                blocks.push(Block::Items { lines, numbered: false });
            }
            self.push(Part::Family, &format!("Family of {}", person.name), 0, blocks);
        }
    }

    // ---- in whose words ----

    fn quotations(&mut self, speakers: bool) {
        let mut blocks = Vec::new();
        for quote in &self.extract.quotes {
            let attribution = Line::plain(self.base.who_said(quote))
                .and(Tone::Caution, caution(quote.certainty, None));
            blocks.push(Block::Quotation {
                text: Line::of(Tone::Quoted, &*quote.text),
                attribution: if speakers {
                    self.notes.quoted(attribution, quote)
                } else {
                    self.notes.cited(attribution, &quote.cite)
                },
            });
            let context = quote.context.as_deref().map(sentence);
            blocks.extend(context.map(|context| Block::Text(Line::plain(context))));
        }
        self.push(Part::Quotations, "In their words", 0, blocks);
    }

    // ---- what is meant ----

    fn glossary(&mut self) {
        let mut terms = self.extract.terms.clone();
        terms.sort_by_cached_key(|term| crate::names::fold(&term.name));
        let mut entries = Vec::new();
        for term in terms {
            let mut label = Line::of(Tone::Name, &*term.name);
            if !term.also.is_empty() {
                label = label.and(Tone::Aside, format!("(also {})", term.also.join(", ")));
            }
            entries.push((label, self.notes.cited(Line::plain(sentence(&term.about)), &term.cite)));
        }
        if !entries.is_empty() {
            self.push(Part::Glossary, "Glossary", 0, vec![Block::Entries(entries)]);
        }
    }

    // ---- what is to be read with care ----

    fn remarks(&mut self) {
        let mut parts = Vec::new();
        for (kind, heading) in [
            (RemarkKind::Discrepancy, "Where the source does not agree with itself"),
            (RemarkKind::Caution, "Cautions"),
        ] {
            let mut lines = Vec::new();
            for remark in self.extract.remarks.iter().filter(|remark| remark.kind == kind) {
                let line = Line::of(Tone::Name, sentence(&remark.title));
                let line = line.and(Tone::Plain, sentence(&remark.text));
                lines.push(self.notes.cited(line, &remark.cite));
            }
            parts.push((heading, lines));
        }
        parts.push(("Where sources disagree", self.disagreements()));
        for (certainty, heading) in [
            (Certainty::Unproven, "Not established"),
            (Certainty::Inferred, "Worked out, not stated"),
            (Certainty::Reported, "Known from somebody’s account only"),
        ] {
            parts.push((heading, self.points(certainty)));
        }
        parts.retain(|(_, lines)| !lines.is_empty());
        if !parts.is_empty() {
            let sections = parts.into_iter().map(|(heading, lines)| {
                Section::new(
                    Part::Remarks,
                    heading,
                    1,
                    vec![Block::Items { lines, numbered: false }],
                )
            });
            self.sections.push(Section::new(Part::Remarks, "Read with care", 0, Vec::new()));
            self.sections.extend(sections);
        }
    }

    /// The events of which not all sources say the same.
    fn disagreements(&mut self) -> Vec<Line> {
        let base = self.base;
        let mut lines = Vec::new();
        for event in self.extract.events.iter().filter(|event| !event.claim.is_empty()) {
            let points = [
                self.claims("date", &event.dates(), claims::date),
                self.claims("place", &event.places(), |claim| claims::place(base, claim)),
                self.claims("cause", &event.causes(), claims::cause),
            ];
            let title = Line::of(Tone::Name, sentence(&event.title));
            let told = |line: Line, point: &Line| line.and_all(point);
            let line = points.iter().fold(title.clone(), told);
            if line != title {
                lines.push(line);
            }
        }
        lines
    }

    /// What is claimed of a point, each with its note; nothing, if nobody claims anything else.
    fn claims<T: ?Sized>(
        &mut self,
        point: &str,
        ranked: &[Ranked<'_, T>],
        told: impl Fn(&Ranked<'_, T>) -> Line,
    ) -> Line {
        if claims::is_alone(ranked) {
            return Line::default();
        }
        let mut line = Line::plain(format!("The {point}:"));
        for (nth, one) in ranked.iter().enumerate() {
            let is_first = nth == 0 && one.is_tenable();
            let between = if is_first { "" } else { claims::label("", one, nth) };
            line = line.and(Tone::Plain, between).and_all(&told(one));
            line = self.notes.cited(line.and(Tone::Caution, claims::rank(one, nth)), one.cite);
            line = line.then(Tone::Plain, if nth + 1 == ranked.len() { "." } else { "," });
        }
        line
    }

    /// What is of this certainty in the events and the facts of the extract.
    fn points(&mut self, certainty: Certainty) -> Vec<Line> {
        let mut lines = Vec::new();
        for event in &self.extract.events {
            let cause = event.cause().filter(|cause| cause.certainty == certainty);
            let date = event.date().filter(|date| date.certainty == certainty);
            let (what, because) = if event.certainty == certainty {
                (String::new(), event.because.as_ref())
            } else if let Some(cause) = cause {
                (
                    format!(" (the cause: {})", cause.text.trim_end_matches('.')),
                    cause.because.as_ref(),
                )
            } else if let Some(date) = date {
                (" (the date)".to_owned(), date.because.as_ref())
            } else {
                continue;
            };
            let line = Line::plain(point(&format!("{}{what}", event.title), because));
            lines.push(self.notes.cited(line, event.cites()));
        }
        for person in self.subjects() {
            for fact in person.fact.iter().filter(|fact| fact.certainty == certainty) {
                let text = format!("{}: {}", person.name, fact.text);
                let line = Line::plain(point(&text, fact.because.as_ref()));
                lines.push(self.notes.cited(line, &fact.cite));
            }
        }
        lines
    }

    // ---- questions and sources ----

    fn questions(&mut self, answers: bool) {
        let mut lines = Vec::new();
        let all = exercise::exercises(self.base, self.extract);
        for kind in ExerciseKind::ALL {
            let mut all: Vec<_> = all.iter().filter(|one| one.kind == kind).collect();
            // What is simply stated is asked first.
            all.sort_by_key(|exercise| !exercise.caution.is_empty());
            for exercise in all.into_iter().take(QUESTIONS) {
                let line = question(exercise, answers);
                let cites: Vec<Cite> = exercise.cites.iter().map(|cite| (*cite).clone()).collect();
                lines.push(self.notes.cited(line, &cites));
            }
        }
        if !lines.is_empty() {
            self.push(
                Part::Questions,
                "Questions",
                0,
                vec![Block::Items { lines, numbered: true }],
            );
        }
    }

    fn sources(&self) -> Option<Section<'a>> {
        let cited = self.notes.sources();
        let style = self.base.style().filter(|_| !cited.is_empty())?;
        let mut lines = Vec::new();
        for (id, entry) in crate::cite::render::bibliography(style, &cited) {
            let source = cited.iter().find(|source| *source.id == *id);
            let counted = source.filter(|source| is_counted(source)).map_or("", |_| COUNTED);
            lines.push(Line::default().citing(&entry).and(Tone::Aside, counted));
        }
        if lines.is_empty() {
            // A style without a bibliography names its sources in its citations.
            let whole =
                |source: &&Record<Source>| Line::default().citing(&self.base.source(source));
            lines = cited.iter().map(whole).collect();
        }
        let blocks = vec![Block::Items { lines, numbered: false }];
        Some(Section::new(Part::Sources, "Sources", 0, blocks))
    }
}

/// So many questions of a kind are enough for an hour.
const QUESTIONS: usize = 3;

fn question(exercise: &Exercise<'_>, answer: bool) -> Line {
    let ask = Line::of(Tone::Heading, exercise.kind.ask()).then(Tone::Plain, " ");
    let asked = exercise.matter.iter().fold(ask, |line, part| match part {
        exercise::Part::Shown(text) => line.then(Tone::Plain, text.as_str()),
        exercise::Part::Gap(_) => line.then(Tone::Blank, GAP),
    });
    if !answer {
        return asked;
    }
    let caution = exercise.caution.as_str();
    asked
        .and(Tone::Plain, "Answer:")
        .and(Tone::Answer, exercise.answer.as_str())
        .and(Tone::Caution, caution)
}

/// Why the numbers of the paragraphs are not to be looked for on the page.
const COUNTED: &str = "Paragraphs (¶) are counted from the first of the text; the source prints no \
                       numbers.";

fn is_counted(source: &Source) -> bool {
    source.paragraphs == Paragraphs::Counted
        && source.locator.is_none_or(|term| term == LocatorTerm::Paragraph)
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?', '…', '”']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

fn point(text: &str, because: Option<&String>) -> String {
    match because {
        None => sentence(text),
        Some(because) => format!("{}: {}", text.trim_end_matches('.'), sentence(because)),
    }
}

#[cfg(test)]
mod tests;
