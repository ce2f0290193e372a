//! What a saved page says of itself: who wrote it, what it is called, when and where it appeared.
//!
//! [`source`] makes a source of it. Pages say such things in several places: in the tags that
//! search engines for scholars read (`citation_title`), in JSON-LD by the terms of schema.org, in
//! Dublin Core, in Open Graph, and in HTML itself. The first of these that speaks is believed, and
//! where another one says something else, that is told. What none says is left out: nothing is
//! guessed, and no name is taken apart that the page gives in one piece.

use crate::base::schema::{Id, Paragraphs, Record, Section, Source};
use crate::cite;
use crate::date::Date;
use crate::names::fold;
use crate::verify::align::{self, Body, Known, Place, Way};
use crate::verify::copy::{Copy, Unreadable, folded, is_page, text};

mod claim;
mod head;
mod json_ld;

use claim::{Author, Claims};

/// A source as a copy of it tells of it.
#[derive(Debug)]
pub struct Told {
    pub source: Record<Source>,
    /// Where the copy does not agree with itself, or says something that is of no use; sentences.
    pub notes: Vec<String>,
    /// Its passages by the numbers that they get; `None` where there are none.
    pub body: Option<Body>,
}

/// What is said of the source that the copy may not say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub id: Option<Id>,
    pub title: Option<String>,
}

/// What is told of a copy in which its title is not found.
pub const FROM_BEGINNING: &str =
    "its title is no line of it: paragraphs are counted from the beginning";

/// Makes a source of a copy.
///
/// # Errors
///
/// Where the copy cannot be read, or there is no title.
pub fn source(bytes: &[u8], given: Given) -> Result<Told, Unreadable> {
    let text = text(bytes)?;
    let is_page = is_page(text);
    let claims = if is_page { claim::of_page(text) } else { claim::of_text(text) };
    let mut notes = Vec::new();
    let title = given.title.or_else(|| claims.title(&mut notes)).ok_or_else(|| {
        Unreadable("nothing in it says what it is called\n  hint: --title \"…\" says it".to_owned())
    })?;
    let authors = claims.authors(&mut notes);
    let issued = claims.issued(&mut notes);
    let language = claims.language(&mut notes);
    let url = claims.url(&mut notes);
    let csl_type = claims.csl_type(&mut notes).unwrap_or_else(|| {
        let generic = if is_page { "webpage" } else { "document" };
        notes.push(format!("it does not say what sort of text it is; called a {generic}"));
        generic.to_owned()
    });
    let container_title = claims.container(&csl_type, &mut notes);
    let publisher = claims.publisher(container_title.as_deref(), &mut notes);
    let of_page = || id(authors.first(), &title, container_title.as_deref(), issued.as_ref());
    let id = given.id.or_else(of_page).ok_or_else(|| {
        Unreadable("no id can be made of what it says\n  hint: --id ID names it".to_owned())
    })?;
    let mut source = Source {
        csl_type,
        title,
        author: authors.into_iter().map(|author| author.name).collect(),
        container_title,
        publisher,
        publisher_place: None,
        issued,
        accessed: None,
        url,
        language,
        paragraphs: Paragraphs::Counted,
        locator: None,
        section: Vec::new(),
        fingerprint: None,
        note: None,
    };
    if let Some(missing) = missing(&source) {
        notes.push(missing);
    }
    let body = passages(&mut source, bytes, &claims, &mut notes)?;
    Ok(Told { source: Record { id, body: source }, notes, body })
}

/// What nobody said of a source, as a sentence.
fn missing(source: &Source) -> Option<String> {
    let keys = [
        ("author", source.author.is_empty()),
        ("issued", source.issued.is_none()),
        ("container-title", source.container_title.is_none()),
        ("url", source.url.is_none()),
        ("language", source.language.is_none()),
    ];
    let missing: Vec<&str> =
        keys.iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| *key).collect();
    (!missing.is_empty())
        .then(|| format!("it does not say, and left out are: {}", missing.join(", ")))
}

/// Words that say little of what a title is about; none of them ends an id.
const SMALL_WORDS: [&str; 30] = [
    "a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how", "in", "into",
    "is", "it", "its", "new", "of", "on", "or", "our", "that", "the", "this", "to", "what",
    "whats", "why", "with",
];

/// `miller-2020`: the family name of the first author, or else the words of the title that say the
/// most, or else what it appeared in, and the year.
fn id(
    author: Option<&Author>,
    title: &str,
    container: Option<&str>,
    issued: Option<&Date>,
) -> Option<Id> {
    const WORDS: usize = 3;
    let of_author = author.and_then(|author| match (&author.name.family, &author.name.literal) {
        (Some(family), _) => Some(slug(family)),
        // Of the name of a body the last word says little.
        (None, Some(name)) if author.is_whole || !name.contains(' ') => {
            slug(name).pop().map(|word| vec![word])
        }
        _ => None,
    });
    let named = [of_author.unwrap_or_default(), telling(title)];
    let named = named.into_iter().chain(container.map(slug)).chain([slug(title)]);
    let mut words = named.into_iter().find(|words| !words.is_empty())?;
    words.truncate(WORDS);
    let year = issued.and_then(Date::min).filter(|day| day.year > 0);
    words.extend(year.map(|day| day.year.to_string()));
    Id::new(words.join("-")).ok()
}

/// The words of a text as an id may have them.
fn slug(text: &str) -> Vec<String> {
    let folded = fold(text);
    let ascii: String = folded.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ascii.split_whitespace().filter(is_plain).map(str::to_owned).collect()
}

/// The words of a title that say what it is about: not the small ones, and not the number of a
/// chapter before them.
fn telling(title: &str) -> Vec<String> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = slug(title).into_iter().skip_while(is_number);
    words.filter(|word| !SMALL_WORDS.contains(&&**word)).collect()
}

/// The sections and the fingerprints, by the paragraphs of the copy, and these.
fn passages(
    source: &mut Source,
    bytes: &[u8],
    claims: &Claims,
    notes: &mut Vec<String>,
) -> Result<Option<Body>, Unreadable> {
    let copy = Copy::read(bytes)?;
    // The title as the text prints it may be one of the others.
    let stands = |title: &&str| copy.blocks().any(|(_, block)| block == folded(title));
    let titles = std::iter::once(source.title.as_str()).chain(claims.titles());
    let title = titles.clone().find(stands).unwrap_or_default().to_owned();
    let authors: Vec<String> = source.author.iter().map(cite::author).collect();
    let known = |standfirst| Known {
        title: &title,
        authors: authors.clone(),
        standfirst,
        ..Known::default()
    };
    let Some(body) = align::align(copy, &known(false)) else {
        notes.push("no paragraphs are in it, of which there could be fingerprints".to_owned());
        return Ok(None);
    };
    let describes = |body: &Body, place| {
        let block = body.blocks.get(&place).copied();
        block.is_some_and(|block| claims.describes(body.copy.block(block)))
    };
    // A standfirst is set as one, or is the description of the page, and may look like a paragraph.
    let marked = body.blocks.get(&Place::Standfirst).copied();
    let is_marked = marked.is_some_and(|block| body.copy.is_standfirst(block))
        || describes(&body, Place::Standfirst);
    let is_first = !is_marked && describes(&body, Place::Paragraph(1));
    let has_standfirst = is_marked || is_first;
    let mut body = if is_first {
        align::align(Copy::read(bytes)?, &known(true)).unwrap_or(body)
    } else {
        body
    };
    if body.way == Way::Beginning {
        notes.push(FROM_BEGINNING.to_owned());
    }
    // A standfirst is one only where the page says so.
    if !has_standfirst {
        body.blocks.remove(&Place::Standfirst);
    }
    source.section = sections(&body, &title);
    source.fingerprint = Some(body.fingerprints());
    Ok(Some(body))
}

/// The headings of a text and the paragraphs under each.
fn sections(body: &Body, title: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut heading = None;
    let mut paragraphs = body.blocks.iter().filter_map(|(place, block)| match place {
        Place::Paragraph(number) => Some((*block, *number)),
        _ => None,
    });
    let Some((first, _)) = paragraphs.clone().next() else { return sections };
    let mut next = paragraphs.next();
    // A heading right above the first paragraph is over it, whatever stands in between; but what
    // reads like a sentence and has more than headings below it is rather a standfirst.
    let above = (0..first).rev().take_while(|block| body.copy.block(*block) != folded(title));
    let start = above.last().unwrap_or(first);
    let is_other = |block: &usize| !body.copy.is_heading(*block) && !body.copy.is_furniture(*block);
    let last_other = (start..first).rev().find(is_other);
    let is_apart =
        |block: usize| last_other.is_some_and(|other| block < other) && body.copy.is_prose(block);
    let standfirst = body.blocks.get(&Place::Standfirst).copied();
    for block in start..body.copy.len() {
        let Some((paragraph, number)) = next else { break };
        if block == paragraph {
            if let Some(heading) = heading.take() {
                sections.push(Section { heading, from: number, to: number });
            } else if let Some(section) = sections.last_mut() {
                section.to = number;
            }
            next = paragraphs.next();
        } else if body.copy.is_heading(block) && standfirst != Some(block) && !is_apart(block) {
            heading = Some(body.copy.block(block).to_owned());
        }
    }
    sections
}

#[cfg(test)]
mod tests;
