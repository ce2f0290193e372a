//! Questions and answers drawn from records: what flash cards and worksheets ask.
//!
//! Every question is made of what a record says, and nothing of it is asked that its own words
//! answer: a name that would betray the person who is asked for is left out of the question, and
//! where that is not enough, nothing is asked. What is not simply stated is marked in the question
//! as well as beside the answer.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::rows::title_alone;
use super::{caution, claims};
use crate::base::schema::{
    Certainty, Cite, DateClaim, Event, Fact, Person, PersonKind, Quote, QuoteKind, Record, Remark,
    Role, Term,
};
use crate::base::{Base, Entry};
use crate::cite::{reference, together};
use crate::names;
use crate::query::extract::Extract;
use crate::query::remarks_on;

pub(super) mod hide;

use hide::NameWords;

/// What stands where something is to be filled in.
pub const GAP: &str = "_____";

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExerciseKind {
    /// Of a quotation: whose words it is.
    Speaker,
    /// Of an event: when it was.
    Date,
    /// Of what is told of somebody: who it is.
    Person,
    /// Of a term: what the source says of it.
    Term,
    /// Of a sentence from which a name was taken: which.
    MissingName,
    /// Of a sentence from which a date was taken: which.
    MissingDate,
}

impl ExerciseKind {
    /// Every kind, in the order in which exercises are drawn from a record.
    pub const ALL: [Self; 6] =
        [Self::Speaker, Self::Date, Self::Person, Self::Term, Self::MissingName, Self::MissingDate];

    /// The kind in a word, for tags.
    pub fn word(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Date => "date",
            Self::Person => "person",
            Self::Term => "term",
            Self::MissingName => "missing-name",
            Self::MissingDate => "missing-date",
        }
    }

    /// The question that all exercises of the kind have in common: it asks about their matter.
    pub fn ask(self) -> &'static str {
        match self {
            Self::Speaker => "Whose words are these?",
            Self::Date => "When did this happen?",
            Self::Person => "Who is meant?",
            Self::Term => "What does the source say of this?",
            Self::MissingName => "Which name is missing?",
            Self::MissingDate => "Which date is missing?",
        }
    }

    /// Whether something is to be filled in.
    pub fn has_gap(self) -> bool {
        matches!(self, Self::MissingName | Self::MissingDate)
    }
}

/// A stretch of what is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Shown(String),
    /// What is to be filled in.
    Gap(String),
}

/// A question with its answer.
#[derive(Debug)]
pub struct Exercise<'a> {
    /// The id of the record and what is asked of it: `nina-death.date`. It stays the same when the
    /// record is reworded.
    pub id: String,
    pub kind: ExerciseKind,
    /// The record that it is drawn from.
    pub entry: Entry<'a>,
    /// What is asked about; some of it is a gap where something is to be filled in.
    pub matter: Vec<Part>,
    pub answer: String,
    /// What else the record says of it; may be empty.
    pub note: String,
    /// What of it is not simply stated; empty where all of it is.
    pub caution: String,
    /// Never empty.
    pub cites: Vec<&'a Cite>,
    /// What should be read with care about the event or the quotation.
    pub remarks: Vec<&'a Record<Remark>>,
}

impl Exercise<'_> {
    /// What is asked about, in plain words, with its gaps.
    pub fn matter(&self) -> String {
        let shown = |part: &Part| match part {
            Part::Shown(text) => text.clone(),
            Part::Gap(_) => GAP.to_owned(),
        };
        self.matter.iter().map(shown).collect()
    }

    /// The whole question, in plain words.
    pub fn question(&self) -> String {
        format!("{} {}", self.kind.ask(), self.matter())
    }
}

/// What can be asked of a part of a base.
#[derive(Debug, Default)]
pub struct Drill<'a> {
    /// Quotations first, then events, persons and terms, each in the order of the part.
    pub exercises: Vec<Exercise<'a>>,
    /// Records of which nothing can be asked, and why.
    pub unasked: Vec<(Entry<'a>, &'static str)>,
}

/// Draws every exercise from a part of a base.
pub fn exercises<'a>(base: &Base<'a>, extract: &Extract<'a>) -> Vec<Exercise<'a>> {
    drill(base, extract).exercises
}

/// Draws every exercise from a part of a base, and tells of which records there is none. Remarks
/// are no matter for questions; they go with the exercises of what they are about.
pub fn drill<'a>(base: &Base<'a>, extract: &Extract<'a>) -> Drill<'a> {
    let quotes = extract.quotes.iter().map(|one| (Entry::Quote(one), vec![speaker(base, one)]));
    let events = extract.events.iter().map(|one| (Entry::Event(one), of_event(base, one)));
    let persons = extract.persons.iter().map(|one| (Entry::Person(one), of_person(base, one)));
    let terms = extract.terms.iter().map(|one| (Entry::Term(one), vec![of_term(one)]));
    let mut drawn: Vec<_> = quotes.chain(events).chain(persons).chain(terms).collect();
    refuse_ambiguous(drawn.iter_mut().flat_map(|(_, found)| found));

    let mut drill = Drill::default();
    for (entry, found) in drawn {
        let refused = found.iter().find_map(|one| one.as_ref().err().copied());
        let before = drill.exercises.len();
        drill.exercises.extend(found.into_iter().flatten());
        if drill.exercises.len() == before {
            drill.unasked.push((entry, refused.unwrap_or("it has nothing to ask for")));
        }
    }
    drill
}

/// An exercise, or why there is none.
type Drawn<'a> = Result<Exercise<'a>, &'static str>;

const GIVES_AWAY: &str = "its own words give the answer away";

/// Whatever is asked twice has two answers.
fn refuse_ambiguous<'d, 'a: 'd>(drawn: impl Iterator<Item = &'d mut Drawn<'a>>) {
    let mut all: Vec<&mut Drawn<'a>> = drawn.collect();
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    for exercise in all.iter().filter_map(|one| one.as_ref().ok()) {
        let question = exercise.question();
        if !seen.insert(question.clone()) {
            twice.insert(question);
        }
    }
    for one in &mut all {
        if one.as_ref().is_ok_and(|exercise| twice.contains(&exercise.question())) {
            **one = Err("the same is told of another record");
        }
    }
}

fn shown(text: impl Into<String>) -> Vec<Part> {
    vec![Part::Shown(text.into())]
}

fn remarks<'a>(base: &Base<'a>, id: &str) -> Vec<&'a Record<Remark>> {
    remarks_on(base, id).collect()
}

// ---- quotations ----

/// A quotation of so few letters says too little by itself.
const SHORT: usize = 40;

fn speaker<'a>(base: &Base<'a>, quote: &'a Record<Quote>) -> Drawn<'a> {
    let persons = quote.speaker.iter().filter_map(|id| base.person(id));
    let speakers: Vec<NameWords> = persons.map(|person| NameWords::of(person)).collect();
    if speakers.iter().any(|name| name.is_given_away(&quote.text)) {
        return Err(GIVES_AWAY);
    }
    let mut matter = format!("“{}”", quote.text);
    let context = quote.context.as_deref().unwrap_or_default();
    let mut note = context;
    if quote.kind == QuoteKind::Phrase || quote.text.chars().count() < SHORT {
        let hidden = speakers.iter().fold(context.to_owned(), |text, name| name.hidden(&text));
        if !hidden.is_empty() && !speakers.iter().any(|name| name.is_given_away(&hidden)) {
            matter = format!("{matter} ({})", hidden.trim_end_matches('.'));
            if hidden == context {
                note = "";
            }
        }
    }
    let mut answer = together(base, &quote.speaker);
    if !quote.to.is_empty() {
        answer = format!("{answer}, to {}", together(base, &quote.to));
    }
    if let Some(via) = quote.via.as_ref().filter(|via| !quote.speaker.contains(via)) {
        answer = format!("{answer}, as reported by {}", base.name_of(via));
    }
    Ok(Exercise {
        id: format!("{}.speaker", quote.id),
        kind: ExerciseKind::Speaker,
        entry: Entry::Quote(quote),
        matter: shown(matter),
        answer,
        note: note.to_owned(),
        caution: caution(quote.certainty, quote.because.as_deref()),
        cites: quote.cite.iter().collect(),
        remarks: remarks(base, &quote.id),
    })
}

// ---- events ----

fn of_event<'a>(base: &Base<'a>, event: &'a Record<Event>) -> Vec<Drawn<'a>> {
    let principals = event.people.iter().filter(|(_, role)| *role == Role::Principal);
    let principals = principals.filter_map(|(id, _)| base.person(id));
    let mut drawn = vec![date(base, event)];
    if let Some(claim) = event.date() {
        drawn.push(missing_date(base, event, claim));
    }
    drawn.extend(principals.map(|person| missing_name(base, event, person)));
    drawn
}

/// An exercise on an event, with what is common to all of them.
fn on_event<'a>(
    base: &Base<'a>,
    event: &'a Record<Event>,
    (kind, asked): (ExerciseKind, &str),
    matter: Vec<Part>,
    answer: String,
) -> Exercise<'a> {
    Exercise {
        id: format!("{}.{asked}", event.id),
        kind,
        entry: Entry::Event(event),
        matter,
        answer,
        note: String::new(),
        caution: cautions(event),
        cites: event.cites().collect(),
        remarks: remarks(base, &event.id),
    }
}

/// What of an event is not simply stated: when it was, that it was, or why.
fn cautions(event: &Event) -> String {
    let date = event.date().map(|one| (one.certainty, one.because.as_deref()));
    let cause = event.cause().map(|one| (one.certainty, one.because.as_deref()));
    let whole = Some((event.certainty, event.because.as_deref()));
    let points = [("date", date), ("event", whole), ("cause", cause)];
    let told = points.into_iter().filter_map(|(what, claim)| {
        let (certainty, because) = claim?;
        (certainty != Certainty::Stated).then(|| format!("{what} {}", caution(certainty, because)))
    });
    let others = [claims::all_other_dates(event), claims::other_points(event)];
    let others = others.into_iter().filter(|sign| !sign.is_empty());
    told.chain(others).collect::<Vec<_>>().join(", ")
}

fn date<'a>(base: &Base<'a>, event: &'a Record<Event>) -> Drawn<'a> {
    let claim = event.date().ok_or("its date is not stated")?;
    if !is_worth_asking(claim) {
        return Err("its date is only known within wide limits");
    }
    let title = title_alone(event).text();
    if hide::date_is_given_away(&claim.edtf, &title) {
        return Err(GIVES_AWAY);
    }
    let answer = claim.edtf.in_words();
    let asked = (ExerciseKind::Date, "date");
    let mut exercise = on_event(base, event, asked, shown(title), answer);
    exercise.note = event.text.clone().unwrap_or_default();
    Ok(exercise)
}

/// Nobody can know a date that was worked out and may lie anywhere within years.
fn is_worth_asking(claim: &DateClaim) -> bool {
    const YEARS: i64 = 2;
    claim.certainty == Certainty::Stated
        || claim.edtf.start().is_some_and(|(first, last)| {
            last.year - first.year < YEARS
                || (last.year - first.year == YEARS
                    && (last.month, last.day) < (first.month, first.day))
        })
}

fn missing_date<'a>(base: &Base<'a>, event: &'a Record<Event>, claim: &DateClaim) -> Drawn<'a> {
    let text = sentences(event);
    let (matter, answer) = hide::without_date(&claim.edtf, &text).ok_or("its text has no date")?;
    let asked = (ExerciseKind::MissingDate, "missing-date");
    Ok(on_event(base, event, asked, matter, answer))
}

fn missing_name<'a>(
    base: &Base<'a>,
    event: &'a Record<Event>,
    person: &'a Record<Person>,
) -> Drawn<'a> {
    let mut matter = without_name(base, person, &sentences(event))?;
    match event.date() {
        Some(claim) if hide::date_is_given_away(&claim.edtf, &event.title) => {}
        Some(_) => {
            let date = claims::preferred(event).unwrap_or_default().text();
            matter.insert(0, Part::Shown(format!("{}: ", capitalised(&date))));
        }
        None => tells_enough(&matter)?,
    }
    let asked = format!("missing-{}", person.id);
    let asked = (ExerciseKind::MissingName, asked.as_str());
    Ok(on_event(base, event, asked, matter, person.name.clone()))
}

/// A text that begins with a capital.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// The title of an event, what is not certain of it, and its text.
fn sentences(event: &Event) -> String {
    let title = title_alone(event).text();
    let stop = if title.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    let text = event.text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
    format!("{title}{stop}{text}")
}

/// A text with gaps where it names a person.
fn without_name(
    base: &Base<'_>,
    person: &Record<Person>,
    text: &str,
) -> Result<Vec<Part>, &'static str> {
    if person.kind != PersonKind::Named {
        return Err("it is about somebody who is not named");
    }
    let name = NameWords::of(person);
    let others = base.doc.persons.iter().filter(|other| other.id != person.id);
    if others.into_iter().any(|other| name.is_mixed_up_in(text, other)) {
        return Err("it also names somebody of the same name");
    }
    let parts = name.taken_out(text).ok_or("its text does not name the person")?;
    let rest = || {
        parts.iter().filter_map(|part| match part {
            Part::Shown(text) => Some(text.as_str()),
            Part::Gap(_) => None,
        })
    };
    if rest().any(|text| name.is_given_away(text)) {
        return Err(GIVES_AWAY);
    }
    if hide::has_different_gaps(&parts) {
        return Err("it tells several names of one person");
    }
    Ok(parts)
}

/// Refuses what could be said of anybody: “_____ is arrested.”
fn tells_enough(matter: &[Part]) -> Result<(), &'static str> {
    const WORDS: usize = 4;
    let shown = matter.iter().filter_map(|part| match part {
        Part::Shown(text) => Some(text.split_whitespace().filter(|word| word.len() > 2).count()),
        Part::Gap(_) => None,
    });
    if shown.sum::<usize>() < WORDS {
        Err("its text says too little to ask for a name")
    } else {
        Ok(())
    }
}

// ---- persons ----

fn of_person<'a>(base: &Base<'a>, person: &'a Record<Person>) -> Vec<Drawn<'a>> {
    let mut drawn = vec![who(person)];
    let mut known = HashSet::new();
    for fact in &person.fact {
        let mut exercise = missing_in_fact(base, person, fact);
        if let Ok(exercise) = &mut exercise {
            let mut nth = 1;
            let first = exercise.id.clone();
            while !known.insert(exercise.id.clone()) {
                nth += 1;
                exercise.id = format!("{first}-{nth}");
            }
        }
        drawn.push(exercise);
    }
    drawn
}

fn who(person: &Record<Person>) -> Drawn<'_> {
    if person.kind != PersonKind::Named {
        return Err("not known by a name");
    }
    let name = NameWords::of(person);
    let matter = name.hidden(&person.about);
    if name.is_given_away(&matter) || hide::is_mostly_hidden(&matter) {
        return Err(GIVES_AWAY);
    }
    let also = person.also.join(" · ");
    Ok(Exercise {
        id: format!("{}.person", person.id),
        kind: ExerciseKind::Person,
        entry: Entry::Person(person),
        matter: shown(matter),
        answer: person.name.clone(),
        note: if also.is_empty() { also } else { format!("Also called {also}.") },
        caution: String::new(),
        cites: person.cite.iter().collect(),
        remarks: Vec::new(),
    })
}

fn missing_in_fact<'a>(base: &Base<'a>, person: &'a Record<Person>, fact: &'a Fact) -> Drawn<'a> {
    let mut matter = without_name(base, person, &fact.text)?;
    tells_enough(&matter)?;
    if fact.certainty != Certainty::Stated {
        matter.push(Part::Shown(format!(" {}", caution(fact.certainty, None))));
    }
    Ok(Exercise {
        id: format!("{}.fact-{}", person.id, passage_key(base, fact)),
        kind: ExerciseKind::MissingName,
        entry: Entry::Person(person),
        matter,
        answer: person.name.clone(),
        note: String::new(),
        caution: caution(fact.certainty, fact.because.as_deref()),
        cites: fact.cite.iter().collect(),
        remarks: Vec::new(),
    })
}

/// What a fact, which has no id, is known by: its kind and the passage that it rests on first,
/// neither of which changes when it is told in other words or in another place.
fn passage_key(base: &Base<'_>, fact: &Fact) -> String {
    let mut hasher = Sha256::new();
    hasher.update(fact.kind.word());
    if let Some(cite) = fact.cite.first() {
        hasher.update(reference(base, cite));
        hasher.update(cite.words.as_deref().unwrap_or_default());
    }
    let hash = hasher.finalize();
    let number = hash.iter().take(4).fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
    format!("{number:08x}")
}

// ---- terms ----

fn of_term(term: &Record<Term>) -> Drawn<'_> {
    if names::fold(&term.name).contains(&names::fold(&term.about)) {
        return Err(GIVES_AWAY);
    }
    let also = term.also.join(" · ");
    Ok(Exercise {
        id: format!("{}.term", term.id),
        kind: ExerciseKind::Term,
        entry: Entry::Term(term),
        matter: shown(format!("{} ({})", term.name, term.kind.word())),
        answer: term.about.clone(),
        note: if also.is_empty() { also } else { format!("Also called {also}.") },
        caution: String::new(),
        cites: term.cite.iter().collect(),
        remarks: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
