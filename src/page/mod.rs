//! What a saved page says of itself: who wrote it, what it is called, when and where it appeared.
//!
//! [`source`] makes a source of it. Pages say such things in several places: in the tags that
//! search engines for scholars read (`citation_title`), in JSON-LD by the terms of schema.org, in
//! Dublin Core, in Open Graph, and in HTML itself. The first of these that speaks is believed, and
//! where another one says something else, that is told. What none says is left out: nothing is
//! guessed, and no name is taken apart that the page gives in one piece.

use crate::base::schema::{Fingerprints, Id, Name, Paragraphs, Record, Section, Source};
use crate::cite;
use crate::date::Date;
use crate::names::fold;
use crate::verify::align::{self, Body, Known, Place, Way};
use crate::verify::copy::{Copy, Unreadable, folded, is_page, text};

mod claim;
mod head;
mod json_ld;

use claim::Claims;

/// A source as a copy of it tells of it.
#[derive(Debug)]
pub struct Told {
    pub source: Record<Source>,
    /// Where the copy does not agree with itself, or says something that is of no use; sentences.
    pub notes: Vec<String>,
}

/// What is said of the source that the copy may not say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub id: Option<Id>,
    pub title: Option<String>,
}

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
    let author: Vec<Name> = authors.into_iter().map(|author| author.name).collect();
    let id = given.id.or_else(|| id(&author, &title, issued.as_ref())).ok_or_else(|| {
        Unreadable("no id can be made of what it says\n  hint: --id ID names it".to_owned())
    })?;
    let mut source = Source {
        csl_type,
        title,
        author,
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
    passages(&mut source, bytes, &claims, &mut notes)?;
    Ok(Told { source: Record { id, body: source }, notes })
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

/// `miller-2020`: the family name of the first author, or else the beginning of the title, and the
/// year.
fn id(authors: &[Name], title: &str, issued: Option<&Date>) -> Option<Id> {
    const WORDS: usize = 3;
    let slug = |text: &str| {
        let folded = fold(text);
        let ascii: String = folded.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
        ascii.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let of_author = authors.first().and_then(|author| match (&author.family, &author.literal) {
        (Some(family), _) => Some(slug(family)),
        (None, Some(name)) => slug(name).pop().map(|word| vec![word]),
        _ => None,
    });
    let mut words = of_author.filter(|words| !words.is_empty()).unwrap_or_else(|| slug(title));
    words.truncate(WORDS);
    words.retain(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if words.is_empty() {
        return None;
    }
    let year = issued.and_then(Date::min).filter(|day| day.year > 0);
    words.extend(year.map(|day| day.year.to_string()));
    Id::new(words.join("-")).ok()
}

/// The sections and the fingerprints, by the paragraphs of the copy.
fn passages(
    source: &mut Source,
    bytes: &[u8],
    claims: &Claims,
    notes: &mut Vec<String>,
) -> Result<(), Unreadable> {
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
        return Ok(());
    };
    let first = body.blocks.get(&Place::Paragraph(1)).map(|block| body.copy.block(*block));
    let has_standfirst = first.is_some_and(|first| claims.describes(first));
    let body = if has_standfirst {
        align::align(Copy::read(bytes)?, &known(true)).unwrap_or(body)
    } else {
        body
    };
    if body.way == Way::Beginning {
        notes.push(
            "its title is no line of it: paragraphs are counted from the beginning".to_owned(),
        );
    }
    source.section = sections(&body, &title);
    source.fingerprint = Some(fingerprints(&body, has_standfirst));
    Ok(())
}

/// The fingerprints of a copy; a standfirst is one only where the page says so.
fn fingerprints(body: &Body, has_standfirst: bool) -> Fingerprints {
    let prints = body.fingerprints();
    Fingerprints { standfirst: prints.standfirst.filter(|_| has_standfirst), ..prints }
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
    // A heading right above the first paragraph is over it, whatever stands in between.
    let above = (0..first).rev().take_while(|block| body.copy.block(*block) != folded(title));
    let start = above.last().unwrap_or(first);
    for block in start..body.copy.len() {
        let Some((paragraph, number)) = next else { break };
        if block == paragraph {
            if let Some(heading) = heading.take() {
                sections.push(Section { heading, from: number, to: number });
            } else if let Some(section) = sections.last_mut() {
                section.to = number;
            }
            next = paragraphs.next();
        } else if body.copy.is_heading(block) && !body.copy.is_prose(block) {
            heading = Some(body.copy.block(block).to_owned());
        }
    }
    sections
}

#[cfg(test)]
mod tests;
