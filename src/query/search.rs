//! Search over everything, the likeliest first.

use std::cell::OnceCell;

use super::{Answer, Hit, Miss, Named, Topic, known_names};
use crate::base::folded::{Names, Searched};
use crate::base::{Base, Entry};
use crate::date::Date;
use crate::names::{self, Fit, Query};

/// How well a record answers a search, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is called so.
    Name,
    /// Its name has the words.
    WordsOfName,
    /// What it tells has the words.
    WordsOfText,
    /// Its name has words that begin so.
    BeginningsOfName,
    BeginningsOfText,
    /// Somewhere within words.
    Parts,
}

pub(super) fn search<'a>(base: &Base<'a>, text: &str) -> Result<Answer<'a>, Miss> {
    let query = Query::new(text);
    let searched = base.searched.get_or_init(|| base.entries().map(searched).collect());
    let entries = base.entries().zip(searched);
    let by_id = base.get(text).map(Entry::id);
    let rank = |entry: Entry<'a>, searched| {
        let is_it = by_id == Some(entry.id());
        if is_it { Some(Rank::Name) } else { rank(&query, entry, searched) }
    };
    let mut ranked: Vec<(Rank, Hit<'a>)> = entries
        .filter_map(|(entry, searched)| Some((rank(entry, searched)?, Hit::from(entry))))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    if ranked.is_empty() {
        let known = known_names(&base.doc.persons)
            .chain(known_names(&base.doc.terms))
            .chain(base.entries().map(Entry::id));
        let when =
            Date::parse(text).map(|date| format!("; ibid dates {date} tells what happened then"));
        let sentence = format!("nothing here has “{text}”{}", when.unwrap_or_default());
        return Err(Miss::near(sentence, text, known));
    }
    let hits = ranked.into_iter().map(|(_, hit)| hit).collect();
    Ok(Answer { topic: Topic::Hits, hits, misses: Vec::new() })
}

/// The names of a record, folded; its text is folded when it is needed.
fn searched(entry: Entry<'_>) -> Searched {
    let names = names_of(entry).into_iter().map(names::fold).collect();
    Searched { names: Names::new(names), text: OnceCell::new() }
}

fn rank(query: &Query, entry: Entry<'_>, searched: &Searched) -> Option<Rank> {
    let names = &searched.names;
    if names.forms.iter().any(|name| query.fit(name) == Some(Fit::Exact)) {
        return Some(Rank::Name);
    }
    let by_name = query.fit(&names.all);
    if by_name.is_some_and(|fit| fit <= Fit::Words) {
        return Some(Rank::WordsOfName);
    }
    let all = searched.text.get_or_init(|| {
        let mut all = names.all.clone();
        for text in texts_of(entry) {
            all.push(' ');
            all.push_str(&names::fold(text));
        }
        all
    });
    match (query.fit(all)?, by_name) {
        (Fit::Exact | Fit::Words, _) => Some(Rank::WordsOfText),
        (Fit::Beginnings, Some(Fit::Beginnings)) => Some(Rank::BeginningsOfName),
        (Fit::Beginnings, _) => Some(Rank::BeginningsOfText),
        (Fit::Parts, _) => Some(Rank::Parts),
    }
}

fn names_of(entry: Entry<'_>) -> Vec<&str> {
    // A prefix is no name: whoever looks for the city does not mean every record of a file.
    let id = entry.id();
    let mut names = vec![id.split_once('.').map_or(id, |(_, short)| short)];
    match entry {
        Entry::Person(person) => names.extend(person.forms()),
        Entry::Term(term) => names.extend(term.forms()),
        Entry::Event(event) => names.push(&event.title),
        Entry::Remark(remark) => names.push(&remark.title),
        Entry::Source(source) => names.push(&source.title),
        Entry::Quote(_) => {}
    }
    names
}

fn texts_of(entry: Entry<'_>) -> Vec<&str> {
    match entry {
        Entry::Person(person) => {
            let facts = person.fact.iter().map(|fact| fact.text.as_str());
            std::iter::once(person.about.as_str()).chain(facts).collect()
        }
        Entry::Event(event) => {
            let claimed = event.tenable_claims().flat_map(|claim| &claim.cause);
            let causes = event.own_cause().into_iter().chain(claimed);
            let causes = causes.map(|cause| cause.text.as_str());
            event.text.as_deref().into_iter().chain(causes).collect()
        }
        Entry::Quote(quote) => {
            std::iter::once(quote.text.as_str()).chain(quote.context.as_deref()).collect()
        }
        Entry::Term(term) => vec![&term.about],
        Entry::Remark(remark) => vec![&remark.text],
        Entry::Source(source) => {
            let authors = source.author.iter().filter_map(|name| name.family.as_deref());
            source.container_title.as_deref().into_iter().chain(authors).collect()
        }
    }
}
