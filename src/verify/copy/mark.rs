//! What the elements of a page say of what is in them, by their roles, classes and links.
//!
//! Only what many programs that write pages call so, and nothing by its look: a paragraph that is
//! taken for something else cannot be cited any more.

use html5ever::tokenizer::Tag;

use super::Kind;

/// Roles of what stands around a text (ARIA).
const ROLES: [&str; 4] = ["navigation", "search", "complementary", "contentinfo"];

/// Classes of what stands around a text or beside it.
const FURNITURE: [&str; 31] = [
    "book-navigation",
    "breadcrumb",
    "breadcrumbs",
    "catlinks",
    "footer",
    "hatnote",
    "nav",
    "nav-links",
    "navbox",
    "navbar",
    "navfooter",
    "navheader",
    "navigation",
    "newsletter",
    "no-print",
    "noprint",
    "pager",
    "pagination",
    "post-navigation",
    "prev-next",
    "prevnext",
    "printfooter",
    "related",
    "share",
    "sharedaddy",
    "sidebar",
    "sphinxsidebar",
    "subscribe",
    "table-of-contents",
    "tableofcontents",
    "toc",
];

/// What the class of a box for subscribers begins with.
const NEWSLETTER: &str = "newsletter-";

/// Classes of a standfirst.
const STANDFIRST: [&str; 10] = [
    "article-subtitle",
    "dek",
    "entry-subtitle",
    "page-subtitle",
    "post-subtitle",
    "standfirst",
    "subheadline",
    "subhead",
    "subtitle",
    "wp-block-post-excerpt",
];

/// Classes of a byline and what stands with it.
const BYLINE: [&str; 8] = [
    "article-byline",
    "article-meta",
    "byline",
    "entry-byline",
    "entry-meta",
    "post-byline",
    "post-meta",
    "posted-on",
];

/// What an element says of what is in it, if anything.
pub(super) fn mark(tag: &Tag) -> Option<Kind> {
    let role = attribute(tag, "role").unwrap_or_default();
    if ROLES.iter().any(|known| role.trim().eq_ignore_ascii_case(known)) {
        return Some(Kind::Furniture);
    }
    let classes = || attribute(tag, "class").unwrap_or_default().split_ascii_whitespace();
    let is_of = |known: &[&str]| {
        classes().any(|class| known.iter().any(|known| class.eq_ignore_ascii_case(known)))
    };
    let is_newsletter = || {
        let head = |class: &str| class.get(..NEWSLETTER.len()).map(str::to_ascii_lowercase);
        classes().any(|class| head(class).as_deref() == Some(NEWSLETTER))
    };
    if is_of(&FURNITURE) || is_newsletter() {
        Some(Kind::Furniture)
    } else if is_of(&STANDFIRST) {
        Some(Kind::Standfirst)
    } else {
        is_of(&BYLINE).then_some(Kind::Byline)
    }
}

/// Whether a link turns to the page before or after.
pub(super) fn turns(tag: &Tag) -> bool {
    let mut rel = attribute(tag, "rel").unwrap_or_default().split_ascii_whitespace();
    rel.any(|rel| ["prev", "next"].iter().any(|known| rel.eq_ignore_ascii_case(known)))
}

/// Whether a link leads to a part of a page.
pub(crate) fn links_to_part(tag: &Tag) -> bool {
    attribute(tag, "href").is_some_and(|address| address.contains('#'))
}

/// Whether the text of a link is nothing but a sign for the address of its heading, as
/// Sphinx, Docusaurus and rustdoc set one.
pub(crate) fn is_permalink(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '¶' | '#' | '§' | '🔗' | '\u{200b}'))
}

/// Whether a link says that it is the number of a note (DPUB-ARIA, Pandoc, Sphinx).
pub(super) fn is_note(tag: &Tag) -> bool {
    const CLASSES: [&str; 3] = ["footnote-ref", "footnote-reference", "noteref"];
    let mut classes = attribute(tag, "class").unwrap_or_default().split_ascii_whitespace();
    attribute(tag, "role") == Some("doc-noteref") || classes.any(|class| CLASSES.contains(&class))
}

/// Whether a text is nothing but what stands around and between the numbers of notes.
pub(super) fn is_around_notes(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | ';'))
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| &*attribute.value)
}
