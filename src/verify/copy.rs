//! A copy of a source, plain text or a saved page, as blocks of text with the white space folded.
//!
//! Whether a block is a paragraph of the source or belongs to the page around it is not known
//! here; only what a page itself marks as navigation, caption, heading, standfirst or byline is
//! told apart.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::base::texts;

/// The largest copy that is read: many times any book, and few enough to hold.
pub const MOST_BYTES: u64 = 64 << 20;

/// So much of a page is handed to the tokenizer at once, so that it never holds the whole.
const CHUNK: usize = 64 << 10;

/// So many words make a block a paragraph, whatever it ends with.
const PARAGRAPH_WORDS: usize = 8;

mod mark;

use mark::{is_around_notes, is_note, mark, turns};
pub(crate) use mark::{is_permalink, links_to_part};

/// What is wrong with a copy, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// What a page says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Heading,
    /// A standfirst, by its class.
    Standfirst,
    /// Who wrote it and when, by its class.
    Byline,
    /// Something else that an article has at its head.
    Lead,
    /// Navigation, a caption, a form, a button: around the text, or beside it.
    Furniture,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    /// Where it begins in the text; it ends one before the next begins.
    start: u32,
    kind: Kind,
    /// Whether an empty line stands before it, or a tag.
    apart: bool,
}

/// The blocks of a copy, in order.
#[derive(Debug, Default)]
pub struct Copy {
    /// Every block and, after each, a line break.
    text: String,
    blocks: Vec<Block>,
    /// What the page marks as articles, each from its first block to before the next one.
    articles: Vec<Range<usize>>,
}

impl Copy {
    /// Reads a copy: a page if it looks like one, or else plain text with a block on every line.
    ///
    /// # Errors
    ///
    /// Where the bytes are no text in UTF-8, or say nothing.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = text(bytes)?;
        said(if is_page(text) { of_page(text) } else { of_text(text) })
    }

    /// Reads a copy as plain text, whatever it looks like: a text may speak of markup.
    ///
    /// # Errors
    ///
    /// As [`Copy::read`].
    pub fn read_as_text(bytes: &[u8]) -> Result<Self, Unreadable> {
        said(of_text(text(bytes)?))
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether there is no block at all.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The text of a block; of one that is not there, nothing.
    pub fn block(&self, at: usize) -> &str {
        let start = |at: usize| self.blocks.get(at).map(|block| block.start as usize);
        let Some(begin) = start(at) else { return "" };
        let end = start(at + 1).unwrap_or(self.text.len());
        self.text.get(begin..end.saturating_sub(1)).unwrap_or_default()
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.len()).map(|at| (at, self.block(at)))
    }

    /// Whether the page itself says that a block is not of its text.
    pub fn is_furniture(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == Kind::Furniture)
    }

    /// Whether the page says that a block is a heading.
    pub fn is_heading(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == Kind::Heading)
    }

    /// Whether the page says that a block is the standfirst.
    pub fn is_standfirst(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == Kind::Standfirst)
    }

    /// Whether the page says that a block is the byline.
    pub fn is_byline(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == Kind::Byline)
    }

    /// The blocks of the article that the page is about, the longest; all of them where the page
    /// does not say.
    pub fn article(&self) -> Range<usize> {
        let length = |blocks: &&Range<usize>| -> usize {
            let paragraphs = (*blocks).clone().filter(|block| self.is_paragraph(*block));
            paragraphs.map(|block| self.block(block).len()).sum()
        };
        // Of several that are as long the first.
        let longest = self.articles.iter().rev().max_by_key(length);
        longest.filter(|blocks| length(blocks) > 0).cloned().unwrap_or(0..self.len())
    }

    /// Whether a block reads like a paragraph and the page does not say that it is none.
    pub fn is_paragraph(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == Kind::Text) && self.is_prose(at)
    }

    /// Whether a block reads like a paragraph: some words, or a sentence.
    pub fn is_prose(&self, at: usize) -> bool {
        is_prose(self.block(at))
    }

    /// Whether most of the text stands in lines that were broken to a width.
    pub fn is_wrapped(&self) -> bool {
        const WIDEST: usize = 120;
        let long: usize =
            self.blocks().map(|(_, line)| line.len()).filter(|length| *length > WIDEST).sum();
        self.has_lines_together() && long * 2 < self.text.len()
    }

    /// Whether there are lines without an empty one between them.
    pub fn has_lines_together(&self) -> bool {
        self.blocks.iter().skip(1).any(|block| !block.apart)
    }

    /// The same text with a block wherever empty lines divide it.
    #[must_use]
    pub fn unwrapped(&self) -> Self {
        let mut writer = Writer::default();
        for (at, line) in self.blocks() {
            if self.blocks.get(at).is_some_and(|block| block.apart) {
                writer.end_block(Kind::Text);
                writer.apart = true;
            }
            writer.push(line);
            writer.push(" ");
        }
        writer.finish()
    }
}

pub(crate) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = texts::utf_8(bytes);
    let text = text.map_err(|error| Unreadable(format!("{error}; save it as text in UTF-8")))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn said(copy: Copy) -> Result<Copy, Unreadable> {
    if copy.is_empty() {
        return Err(Unreadable("there is no text in it".to_owned()));
    }
    Ok(copy)
}

/// A text with each run of white space, of whatever kind, taken for one space.
pub fn folded(text: &str) -> Cow<'_, str> {
    let is_folded = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(|c: char| c.is_whitespace() && c != ' ');
    if is_folded {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a text reads like a paragraph.
fn is_prose(text: &str) -> bool {
    let words = text.split(' ').take(PARAGRAPH_WORDS).count();
    words == PARAGRAPH_WORDS
        || (words > 2 && text.trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '!', '?']))
}

/// Whether a text is a page: it begins with markup, or closes what pages are made of.
pub(crate) fn is_page(text: &str) -> bool {
    let begins = |beginning: &str| {
        let head = text.trim_start().as_bytes().get(..beginning.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    let closes = |rest: &str, name: &str| {
        let tag = rest.as_bytes().get(..name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    ["<!doctype html", "<html", "<?xml"].into_iter().any(begins)
        || text.match_indices("</").any(|(at, _)| {
            ["p>", "div>", "body>", "html>"].into_iter().any(|name| closes(&text[at + 2..], name))
        })
}

fn of_text(text: &str) -> Copy {
    let mut writer = Writer::default();
    for line in text.lines() {
        writer.push(line);
        if !writer.end_block(Kind::Text) {
            writer.apart = true;
        }
    }
    writer.finish()
}

fn of_page(text: &str) -> Copy {
    tokens(text, Page::default(), TokenizerOpts::default()).0.into_inner().finish()
}

/// Gives the tokens of a page to whoever takes them.
pub(crate) fn tokens<S: TokenSink>(text: &str, sink: S, opts: TokenizerOpts) -> S {
    let tokenizer = Tokenizer::new(sink, opts);
    let queue = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(CHUNK);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (chunk, tail) = rest.split_at(end);
        queue.push_back(StrTendril::from_slice(chunk));
        // No token makes the page ask for anything, so that it goes on to the end of the queue.
        let _ = tokenizer.feed(&queue);
        rest = tail;
    }
    tokenizer.end();
    tokenizer.sink
}

/// Puts blocks together from pieces of text.
#[derive(Debug, Default)]
struct Writer {
    copy: Copy,
    /// Where the block that is being written begins.
    start: usize,
    /// Whether white space came after what was written.
    space: bool,
    /// Whether an empty line stands before the block.
    apart: bool,
}

impl Writer {
    fn push(&mut self, piece: &str) {
        self.space |= piece.starts_with(char::is_whitespace);
        for word in piece.split_whitespace() {
            if self.space && self.copy.text.len() > self.start {
                self.copy.text.push(' ');
            }
            self.copy.text.push_str(word);
            self.space = true;
        }
        if !piece.is_empty() {
            self.space = piece.ends_with(char::is_whitespace);
        }
    }

    /// Ends the block, if anything is in it, and tells whether there was.
    fn end_block(&mut self, kind: Kind) -> bool {
        self.space = false;
        if self.copy.text.len() == self.start {
            return false;
        }
        let start = u32::try_from(self.start).unwrap_or(u32::MAX);
        self.copy.blocks.push(Block { start, kind, apart: self.apart });
        self.copy.text.push('\n');
        self.start = self.copy.text.len();
        self.apart = false;
        true
    }

    /// What of the block was written.
    fn block(&self) -> &str {
        self.copy.text.get(self.start..).unwrap_or_default()
    }

    /// Takes back what was written of the block since some byte of the text, if it is of a sort,
    /// and tells whether it was.
    fn take_back(&mut self, since: usize, is_of_sort: impl FnOnce(&str) -> bool) -> bool {
        let written = self.copy.text.get(since..).filter(|_| since >= self.start);
        let Some(written) = written.filter(|written| is_of_sort(written)) else { return false };
        self.space |= written.starts_with(' ');
        self.copy.text.truncate(since);
        true
    }

    fn finish(mut self) -> Copy {
        self.end_block(Kind::Text);
        self.copy
    }
}

/// Takes the tokens of a page. There is no tree: where a block begins and ends can be told from
/// the tags alone, and a page of any size or depth takes no more memory than its text.
#[derive(Debug, Default)]
struct Page(RefCell<Blocks>);

#[derive(Debug, Default)]
struct Blocks {
    writer: Writer,
    /// How many elements are open that are not of the text.
    furniture: usize,
    /// How many headings are open.
    heading: usize,
    /// Line breaks without text between them: two end a paragraph.
    breaks: usize,
    /// Whether what comes is within a script or the like.
    hidden: bool,
    /// How many articles are open, and the block with which the outermost began.
    articles: usize,
    article: usize,
    /// The elements that are open and say of themselves what is in them.
    regions: Vec<Region>,
    /// What the element says that makes the next block alone.
    of_block: Option<Kind>,
    /// Whether a paragraph came after the headline: what is at the head of an article is over.
    has_begun: bool,
    /// The link to a part of the page that is open.
    link: Option<Link>,
    /// What is raised above the line.
    raised: Raised,
    /// Whether the link that is open turns to another page.
    turns: bool,
    /// How many bytes of text the block has, and how many of them in such links.
    said: usize,
    turning: usize,
}

/// Text that is raised above the line.
#[derive(Debug, Default)]
struct Raised {
    /// How many such elements are open.
    open: usize,
    /// Where the text of the outermost begins.
    since: usize,
    /// Whether the number of a note was taken out of it.
    had_note: bool,
}

/// A link to a part of the page.
#[derive(Debug)]
struct Link {
    /// Where its text begins.
    since: usize,
    /// Whether it is the number of a note: it says so, or all its text is raised above the line.
    is_note: bool,
    is_raised: bool,
}

/// An element that says of itself what is in it.
#[derive(Debug)]
struct Region {
    name: LocalName,
    /// How many elements of this name are open, it among them.
    open: usize,
    kind: Kind,
}

/// So many such elements within each other are looked at.
const MOST_REGIONS: usize = 8;

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut blocks = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if !blocks.hidden => blocks.text(&text),
            Token::TagToken(tag) => return blocks.tag(&tag),
            Token::NullCharacterToken if !blocks.hidden => blocks.text("\u{fffd}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Blocks {
    fn finish(mut self) -> Copy {
        self.end_block();
        self.writer.finish()
    }

    fn end_block(&mut self) {
        let kind = self.kind();
        if kind == Kind::Text && !self.has_begun {
            self.has_begun = is_prose(self.writer.block());
        }
        (self.said, self.turning, self.of_block) = (0, 0, None);
        // What is raised ends with its block at the latest.
        self.raised.open = 0;
        self.writer.apart = true;
        self.writer.end_block(kind);
    }

    /// What the block is that ends.
    fn kind(&self) -> Kind {
        let is_beside = |region: &Region| region.kind == Kind::Furniture;
        let is_beside =
            self.regions.iter().any(is_beside) || self.of_block == Some(Kind::Furniture);
        let is_turning = self.said > 0 && self.said == self.turning;
        if self.furniture > 0 || is_turning || is_beside {
            return Kind::Furniture;
        }
        let of_region = self.regions.last().map(|region| region.kind);
        match self.of_block.or(of_region).filter(|_| !self.has_begun) {
            Some(Kind::Lead) | None if self.heading > 0 => Kind::Heading,
            Some(kind) => kind,
            None => Kind::Text,
        }
    }

    fn text(&mut self, text: &str) {
        self.writer.push(text);
        let said = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        self.said += said;
        self.turning += if self.turns { said } else { 0 };
        if text.contains(|c: char| !c.is_whitespace()) {
            self.breaks = 0;
            if let Some(link) = &mut self.link {
                link.is_raised &= self.raised.open > 0;
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == TagKind::StartTag;
        self.hidden = false;
        self.region(tag, opens);
        match &*tag.name {
            "a" => self.link(tag, opens),
            "sup" => self.raise(opens),
            "br" => {
                self.breaks += 1;
                self.writer.push(" ");
                if self.breaks > 1 {
                    self.end_block();
                }
            }
            "script" if opens => return self.hide(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" if opens => {
                return self.hide(RawKind::Rawtext);
            }
            "title" | "textarea" if opens => return self.hide(RawKind::Rcdata),
            "nav" | "aside" | "footer" | "figure" | "form" | "button" | "select" | "menu"
            | "dialog" | "template" => {
                self.end_block();
                self.furniture = count(self.furniture, opens);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = usize::from(opens);
                self.has_begun &= !(opens && &*tag.name == "h1");
                self.of_block = mark(tag).filter(|_| opens);
            }
            "p" => {
                self.end_block();
                self.of_block = mark(tag).filter(|_| opens);
            }
            // What an element leaves open ends with the text of the page at the latest.
            name @ ("article" | "main" | "body") => {
                self.end_block();
                (self.furniture, self.heading) = (0, 0);
                if name == "article" {
                    self.article(opens);
                } else {
                    self.regions.clear();
                }
            }
            name if is_block(name) => self.end_block(),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Begins and ends what an element says of what is in it.
    fn region(&mut self, tag: &Tag, opens: bool) {
        const ELEMENTS: [&str; 7] = ["div", "section", "header", "ul", "ol", "dl", "table"];
        if !ELEMENTS.contains(&&*tag.name) {
            return;
        }
        for region in self.regions.iter_mut().filter(|region| region.name == tag.name) {
            region.open = count(region.open, opens);
        }
        if let Some(closed) = self.regions.iter().position(|region| region.open == 0) {
            self.end_block();
            self.regions.truncate(closed);
        }
        let is_head = &*tag.name == "header" && self.articles > 0;
        let kind = mark(tag).or(is_head.then_some(Kind::Lead));
        if let Some(kind) = kind.filter(|_| opens && self.regions.len() < MOST_REGIONS) {
            self.end_block();
            self.regions.push(Region { name: tag.name.clone(), open: 1, kind });
        }
    }

    /// A link that shows nothing but the sign for a heading’s own address or the number of a note
    /// is not of the text, and one that turns the page is no paragraph.
    fn link(&mut self, tag: &Tag, opens: bool) {
        if let Some(link) = self.link.take().filter(|_| !opens) {
            let is_note = link.is_note || link.is_raised;
            let taken = self.writer.take_back(link.since, |text| is_note || is_permalink(text));
            self.raised.had_note |= taken && is_note;
        }
        self.turns = opens && turns(tag);
        self.link = (opens && links_to_part(tag)).then(|| Link {
            since: self.writer.copy.text.len(),
            is_note: is_note(tag),
            is_raised: true,
        });
    }

    /// Begins and ends what is raised above the line. Of the numbers of notes nothing is left.
    fn raise(&mut self, opens: bool) {
        if opens && self.raised.open == 0 {
            self.raised = Raised { since: self.writer.copy.text.len(), ..Raised::default() };
        }
        self.raised.open = count(self.raised.open, opens);
        if self.raised.open == 0 && self.raised.had_note {
            self.writer.take_back(self.raised.since, is_around_notes);
        }
    }

    /// Articles within another, as comments, are a part of it.
    fn article(&mut self, opens: bool) {
        let at = self.writer.copy.blocks.len();
        if opens && self.articles == 0 {
            self.article = at;
            self.has_begun = false;
            self.regions.clear();
        }
        if !opens && self.articles == 1 && at > self.article {
            self.writer.copy.articles.push(self.article..at);
        }
        self.articles = count(self.articles, opens);
    }

    fn hide(&mut self, kind: RawKind) -> TokenSinkResult<()> {
        self.hidden = true;
        TokenSinkResult::RawData(kind)
    }
}

fn count(open: usize, opens: bool) -> usize {
    if opens { open + 1 } else { open.saturating_sub(1) }
}

/// Whether an element is set on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "ol"
            | "option"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
    )
}

#[cfg(test)]
mod tests;
