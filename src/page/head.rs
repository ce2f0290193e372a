//! What stands in the markup of a saved page besides its text: `<meta>`, `<link>`, `<title>`, the
//! language, and JSON-LD. As of the text, no tree is made of it.

use std::cell::RefCell;

use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, TokenizerOpts};

use crate::verify::copy::{folded, is_permalink, links_to_part, tokens};

/// The longest value that is taken for a title, a name or an address.
const LONGEST: usize = 4096;

/// So many values of one kind are kept.
const MOST: usize = 4096;

/// The longest piece of JSON-LD that is read, and how many of them.
const LONGEST_JSON: usize = 1 << 20;
const MOST_JSON: usize = 64;

/// What the markup of a page says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The names, in small letters, and the contents of the `<meta>` tags, in order.
    pub(super) metas: Vec<(String, String)>,
    pub(super) canonical: Option<String>,
    /// The address that a browser writes into what it saves.
    pub(super) saved_from: Option<String>,
    pub(super) title: Option<String>,
    pub(super) headlines: Vec<String>,
    pub(super) language: Option<String>,
    /// Pieces of JSON-LD.
    pub(super) json: Vec<String>,
}

impl Head {
    /// Reads a page.
    pub(super) fn read(text: &str) -> Self {
        tokens(text, Sink::default(), TokenizerOpts::default()).0.into_inner().head
    }

    /// What the `<meta>` tags of a name say, in order.
    pub(super) fn metas(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_name = self.metas.iter().filter(move |(key, _)| key == name);
        of_name.map(|(_, content)| content.as_str())
    }
}

/// A text with its references (`&amp;`) replaced, as JSON-LD often has them.
pub(super) fn unescaped(text: &str) -> String {
    #[derive(Default)]
    struct Plain(RefCell<String>);
    impl TokenSink for Plain {
        type Handle = ();
        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            if let Token::CharacterTokens(text) = token {
                self.0.borrow_mut().push_str(&text);
            }
            TokenSinkResult::Continue
        }
    }
    if !text.contains('&') {
        return folded(text).into_owned();
    }
    let opts = TokenizerOpts {
        initial_state: Some(State::RawData(RawKind::Rcdata)),
        ..TokenizerOpts::default()
    };
    folded(&tokens(text, Plain::default(), opts).0.into_inner()).into_owned()
}

/// What the text that comes belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Text,
    Title,
    Headline,
    Json,
    Hidden,
}

#[derive(Debug, Default)]
struct Reading {
    head: Head,
    within: Within,
    /// What was read of it.
    text: String,
    /// Where in a headline a link to a part of the page began.
    link: Option<usize>,
}

#[derive(Debug, Default)]
struct Sink(RefCell<Reading>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.text(&text),
            Token::CommentToken(text) => reading.comment(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return reading.opens(&tag),
            Token::TagToken(tag) => reading.closes(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reading {
    fn text(&mut self, text: &str) {
        let most = match self.within {
            Within::Text | Within::Hidden => return,
            Within::Title | Within::Headline => LONGEST,
            Within::Json => LONGEST_JSON,
        };
        // One byte too many tells that it was longer.
        if self.text.len() <= most {
            self.text.push_str(text);
        }
    }

    /// `<!-- saved from url=(0026)https://example.org/page -->`
    fn comment(&mut self, text: &str) {
        let address = text.trim().strip_prefix("saved from url=(");
        let address = address.and_then(|rest| rest.split_once(')')).map(|(_, address)| address);
        if self.head.saved_from.is_none() {
            self.head.saved_from = address.and_then(value);
        }
    }

    fn opens(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|attr| &*attr.name.local == name);
            found.map(|attr| &*attr.value)
        };
        match &*tag.name {
            "html" if self.head.language.is_none() => {
                let language = attribute("lang").or_else(|| attribute("xml:lang"));
                self.head.language = language.and_then(value);
            }
            "meta" => {
                let name = ["name", "property", "http-equiv"].into_iter().find_map(attribute);
                let content = attribute("content").and_then(value);
                if let (Some(name), Some(content)) = (name.and_then(value), content)
                    && self.head.metas.len() < MOST
                {
                    self.head.metas.push((name.to_lowercase(), content));
                }
            }
            "link" if self.head.canonical.is_none() => {
                let is_canonical = attribute("rel").is_some_and(|rel| {
                    rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
                });
                let address = attribute("href").filter(|_| is_canonical);
                self.head.canonical = address.and_then(value);
            }
            "h1" => self.begin(Within::Headline),
            "a" if self.within == Within::Headline => {
                self.link = links_to_part(tag).then_some(self.text.len());
            }
            "title" => {
                let is_first = self.head.title.is_none();
                self.begin(if is_first { Within::Title } else { Within::Hidden });
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "textarea" => return self.hide(RawKind::Rcdata),
            "script" => {
                let is_json = attribute("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                self.begin(if is_json { Within::Json } else { Within::Hidden });
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
                return self.hide(RawKind::Rawtext);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn begin(&mut self, within: Within) {
        self.within = within;
        self.text.clear();
    }

    fn hide(&mut self, kind: RawKind) -> TokenSinkResult<()> {
        self.begin(Within::Hidden);
        TokenSinkResult::RawData(kind)
    }

    fn closes(&mut self, name: &str) {
        // The sign for its own address is not of a headline.
        if let Some(since) = self.link.take().filter(|_| name == "a")
            && self.text.get(since..).is_some_and(is_permalink)
        {
            self.text.truncate(since);
        }
        let text = std::mem::take(&mut self.text);
        match (name, self.within) {
            ("title", Within::Title) => self.head.title = value(&text),
            ("h1", Within::Headline) if self.head.headlines.len() < MOST => {
                self.head.headlines.extend(value(&text));
            }
            ("script", Within::Json)
                if text.len() <= LONGEST_JSON && self.head.json.len() < MOST_JSON =>
            {
                self.head.json.push(text);
            }
            // What is set off within a headline belongs to it.
            (_, Within::Headline) => {
                self.text = text;
                return;
            }
            _ => {}
        }
        self.within = Within::Text;
    }
}

/// A value that says something and is none too long.
fn value(text: &str) -> Option<String> {
    let is_fit = text.len() <= LONGEST && text.contains(|c: char| !c.is_whitespace());
    is_fit.then(|| folded(text).into_owned())
}
