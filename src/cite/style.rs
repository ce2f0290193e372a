//! Citation styles: CSL, from hayagriva's archive or from a file.

use std::fmt;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale, LocaleCode, Style as Csl, StyleCategory, StyleClass,
};

use super::Rich;
use crate::names;

/// The style of every citation for which no other is asked.
pub const DEFAULT: &str = "chicago";

/// Common short names, and what the archive calls them.
const SHORT: [(&str, &str); 14] = [
    ("aaa", "american-anthropological-association"),
    ("acs", "american-chemical-society"),
    ("ama", "american-medical-association"),
    ("apsa", "american-political-science-association"),
    ("asa", "american-sociological-association"),
    ("chicago", "chicago-notes"),
    ("chicago-17", "chicago-fullnotes"),
    ("chicago-notes-bibliography", "chicago-notes"),
    ("harvard", "harvard-cite-them-right"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("mla-8", "modern-language-association-8"),
    ("nature-style", "nature"),
    ("turabian", "turabian-fullnote-8"),
    ("turabian-notes", "turabian-fullnote-8"),
];

/// A style with the locale that it needs, ready to render.
#[derive(Debug, Clone)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    pub(super) locales: Vec<Locale>,
}

/// Decodes the locale of a language code, if there is one.
pub type Locales = fn(&str) -> Option<Locale>;

/// Where a style puts its citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// In foot- or endnotes.
    Note,
    /// In the text, between brackets: `(Miller 2020)`.
    Words,
    /// In the text, as a number: `[1]`.
    Number,
}

/// What a style prints of paragraphs that somebody counted, because the source numbers none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The number, as APA 7 allows.
    Number,
    /// The heading under which the passage stands, as the Chicago Manual has it.
    Heading,
    /// Nothing: MLA 9 counts only what is printed.
    Nothing,
}

/// Why there is no such style.
#[derive(Debug)]
pub enum StyleError {
    Unknown { name: String, near: Vec<String> },
    Unreadable { name: String, reason: String },
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } if near.is_empty() => {
                write!(f, "no citation style is called “{name}”\n  hint: --list-styles names them")
            }
            Self::Unknown { name, near } => {
                let near = near.join(" or ");
                write!(f, "no citation style is called “{name}”\n  hint: did you mean {near}?")
            }
            Self::Unreadable { name, reason } => {
                write!(f, "cannot read the citation style {name}: {reason}")
            }
        }
    }
}

impl std::error::Error for StyleError {}

impl Style {
    /// The style of the archive that is called so, by its own or a common short name.
    ///
    /// # Errors
    ///
    /// [`StyleError::Unknown`], with the nearest names.
    pub fn named(name: &str, locales: Locales) -> Result<Self, StyleError> {
        let lower = name.to_lowercase();
        let short = SHORT.iter().find(|(short, _)| *short == lower).map(|(_, long)| *long);
        let archived = ArchivedStyle::by_name(short.unwrap_or(&lower));
        if let Some(Csl::Independent(csl)) = archived.map(ArchivedStyle::get) {
            return Ok(Self::new(csl, locales));
        }
        let known: Vec<String> = list().into_iter().map(|(name, _)| name).collect();
        let near = names::nearest(&lower, known.iter().map(String::as_str), 3);
        let near = near.into_iter().map(str::to_owned).collect();
        Err(StyleError::Unknown { name: name.to_owned(), near })
    }

    /// A style from the text of a `.csl` file.
    ///
    /// # Errors
    ///
    /// [`StyleError::Unreadable`] where it is no CSL, or only names another style.
    pub fn from_csl(name: &str, xml: &str, locales: Locales) -> Result<Self, StyleError> {
        let unreadable = |reason: String| StyleError::Unreadable { name: name.to_owned(), reason };
        match Csl::from_xml(xml) {
            Ok(Csl::Independent(csl)) => Ok(Self::new(csl, locales)),
            Ok(Csl::Dependent(csl)) => Err(unreadable(format!(
                "it only refers to another style, {}",
                csl.parent_link.href
            ))),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }

    fn new(csl: IndependentStyle, locales: Locales) -> Self {
        let wanted = csl.default_locale.clone().unwrap_or_else(LocaleCode::en_us);
        let locale = locales(&wanted.0).or_else(|| locales("en-US"));
        Self { csl, locales: locale.into_iter().collect() }
    }

    /// A heading is quoted by us, not by the processor, which therefore cannot set the marks; and
    /// marks that the processor sets twice stand once.
    pub(super) fn punctuated(&self, rich: Rich) -> Rich {
        let options = self.locales.first().and_then(|locale| locale.style_options);
        let inside = options.and_then(|options| options.punctuation_in_quote);
        if inside == Some(true) { rich.punctuated() } else { rich }.without_doubled_marks()
    }

    /// Where the style puts its citations.
    pub fn placing(&self) -> Placing {
        if self.csl.settings.class == StyleClass::Note {
            return Placing::Note;
        }
        let is_number = self.csl.info.category.iter().any(|category| {
            matches!(
                category,
                StyleCategory::CitationFormat {
                    format: CitationFormat::Numeric | CitationFormat::Label
                }
            )
        });
        if is_number { Placing::Number } else { Placing::Words }
    }

    /// What the style prints of paragraphs that were counted by hand.
    pub fn counted(&self) -> Counted {
        let id = &self.csl.info.id;
        if id.contains("modern-language-association") {
            Counted::Nothing
        } else if id.contains("chicago") || id.contains("turabian") {
            Counted::Heading
        } else {
            Counted::Number
        }
    }

    /// The words between somebody and the source in which they are quoted.
    pub fn quoted_in(&self) -> &'static str {
        let id = &self.csl.info.id;
        if id.contains("modern-language-association") {
            "qtd. in "
        } else if id.ends_with("/apa") || id.contains("/apa-") {
            "as cited in "
        } else {
            "quoted in "
        }
    }

    /// Whether a quotation in brackets names its speaker there; MLA names them in the sentence.
    pub fn names_speaker(&self) -> bool {
        !self.csl.info.id.contains("modern-language-association")
    }
}

/// Every style of the archive and its title, in the order of their names; the short names are
/// among them.
pub fn list() -> Vec<(String, String)> {
    let archived = ArchivedStyle::all().iter().flat_map(|style| {
        let title = style.display_name();
        style.names().iter().map(move |name| ((*name).to_owned(), title.to_owned()))
    });
    let short = SHORT.iter().filter_map(|(short, long)| {
        let style = ArchivedStyle::by_name(long)?;
        Some(((*short).to_owned(), style.display_name().to_owned()))
    });
    let mut list: Vec<(String, String)> = archived.chain(short).collect();
    list.sort();
    list.dedup();
    list
}
