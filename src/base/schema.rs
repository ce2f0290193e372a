//! What a fact base may say: the records, their fields and their vocabularies.
//!
//! The types are the format. They are read from TOML by [`super::load`] and, for the embedded
//! base, from the compact form into which the build turns `facts.toml`. Where TOML allows a short
//! way of writing (a bare paragraph number for a citation, a bare string for a date), the long
//! form is what is kept.

use std::fmt;
use std::ops::Deref;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::Date;

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// Defines a fixed vocabulary: an enum, its words in the order of the definition, and both ways
/// between them.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$word_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$word_meta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every word of the vocabulary.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word, as a fact base has it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The term of this word, if it is one of the vocabulary.
            #[allow(dead_code, reason = "only some vocabularies are asked by word")]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// How far a statement can be trusted.
    #[derive(Default)]
    Certainty {
        /// The source says so.
        #[default] Stated = "stated",
        /// The source relays somebody's account.
        Reported = "reported",
        /// Worked out here from what the source says; `because` tells how.
        Inferred = "inferred",
        /// The source itself says that it is not established.
        Unproven = "unproven",
    }
}

vocabulary! {
    /// What sort of person a record is about.
    #[derive(Default)]
    PersonKind {
        /// One person with a name.
        #[default] Named = "named",
        /// One person whom the source identifies without naming.
        Unnamed = "unnamed",
        /// Several persons, spoken of together.
        Group = "group",
    }
}

vocabulary! {
    /// GEDCOM's SEX, where the source tells it.
    Sex { Female = "female", Male = "male", }
}

vocabulary! {
    /// What a fact about a person concerns.
    FactKind {
        Occupation = "occupation", Membership = "membership", Politics = "politics",
        Belief = "belief", Trait = "trait", Appearance = "appearance", Health = "health",
        Relationship = "relationship", Reputation = "reputation", Habit = "habit",
        Knowledge = "knowledge", Status = "status", Name = "name", Other = "other",
    }
}

vocabulary! {
    /// What `from` is of `to`.
    RelationKind {
        Parent = "parent", Spouse = "spouse", Partner = "partner", Sibling = "sibling",
        Grandparent = "grandparent", Carer = "carer", Secretary = "secretary", Friend = "friend",
        Comrade = "comrade", Disciple = "disciple", Agent = "agent", Doctor = "doctor",
        Other = "other",
    }
}

vocabulary! {
    /// What happened, roughly; GEDCOM's event types where it has them.
    EventKind {
        Birth = "birth", Baptism = "baptism", Death = "death", Burial = "burial",
        Marriage = "marriage", Divorce = "divorce", Separation = "separation",
        Relationship = "relationship", Care = "care", Education = "education", Work = "work",
        Politics = "politics", Membership = "membership", Founding = "founding",
        Dissolution = "dissolution", Election = "election", Award = "award",
        Expulsion = "expulsion", Travel = "travel", Residence = "residence", Exile = "exile",
        Decree = "decree", Arrest = "arrest", Imprisonment = "imprisonment", Release = "release",
        Trial = "trial", Attack = "attack", Conflict = "conflict", Protest = "protest",
        Uprising = "uprising", War = "war", Illness = "illness", Treatment = "treatment",
        Message = "message", Meeting = "meeting", Speech = "speech", Publication = "publication",
        Discovery = "discovery", Deception = "deception", Disappearance = "disappearance",
        Legacy = "legacy", Other = "other",
    }
}

vocabulary! {
    /// The part of a person in an event; GEDCOM's ROLE in spirit.
    Role {
        /// Whose event it is: the one born, dying, arrested, travelling; both of a couple.
        Principal = "principal",
        Mother = "mother",
        Father = "father",
        /// Who does it to the principal.
        Agent = "agent",
        /// Who does it together with the principal.
        Companion = "companion",
        /// Who cares, lends, shelters, treats.
        Helper = "helper",
        Witness = "witness",
        /// Who is told or written to.
        Recipient = "recipient",
        /// Whom it touches.
        Affected = "affected",
        Mentioned = "mentioned",
    }
}

vocabulary! {
    /// How a quotation was uttered.
    #[derive(Default)]
    QuoteKind {
        #[default] Spoken = "spoken",
        Written = "written",
        Speech = "speech",
        /// A word or name between quotation marks.
        Phrase = "phrase",
    }
}

vocabulary! {
    /// What sort of thing a glossary entry explains.
    TermKind {
        Organisation = "organisation", Place = "place", Work = "work", Event = "event",
        Concept = "concept",
    }
}

vocabulary! {
    /// Source criticism.
    RemarkKind {
        /// The source does not fit itself.
        Discrepancy = "discrepancy",
        /// Vague, loaded, ambiguous or unproven: to be read with care.
        Caution = "caution",
    }
}

vocabulary! {
    /// How a claim ranks among those on the same point; Wikidata's ranks.
    #[derive(Default)]
    Rank {
        /// The one that is shown.
        Preferred = "preferred",
        /// Held by a source, and not ruled out.
        #[default] Normal = "normal",
        /// Known to be wrong; `reason` tells why.
        Deprecated = "deprecated",
    }
}

vocabulary! {
    /// What a figure measures.
    FigureKind { Age = "age", Duration = "duration", Count = "count", Measure = "measure", }
}

vocabulary! {
    /// CSL's item types (schema 1.0.2).
    SourceType {
        Article = "article", ArticleJournal = "article-journal",
        ArticleMagazine = "article-magazine", ArticleNewspaper = "article-newspaper", Bill = "bill",
        Book = "book", Broadcast = "broadcast", Chapter = "chapter", Classic = "classic",
        Collection = "collection", Dataset = "dataset", Document = "document", Entry = "entry",
        EntryDictionary = "entry-dictionary", EntryEncyclopedia = "entry-encyclopedia",
        Event = "event", Figure = "figure", Graphic = "graphic", Hearing = "hearing",
        Interview = "interview", LegalCase = "legal_case", Legislation = "legislation",
        Manuscript = "manuscript", Map = "map", MotionPicture = "motion_picture",
        MusicalScore = "musical_score", Pamphlet = "pamphlet",
        PaperConference = "paper-conference", Patent = "patent", Performance = "performance",
        Periodical = "periodical", PersonalCommunication = "personal_communication",
        Post = "post", PostWeblog = "post-weblog", Regulation = "regulation", Report = "report",
        Review = "review", ReviewBook = "review-book", Software = "software", Song = "song",
        Speech = "speech", Standard = "standard", Thesis = "thesis", Treaty = "treaty",
        Webpage = "webpage",
    }
}

vocabulary! {
    /// CSL's locator terms, those that a text has.
    LocatorTerm {
        Paragraph = "paragraph", Page = "page", Chapter = "chapter", Section = "section",
        Line = "line", Verse = "verse", Volume = "volume", Folio = "folio", Note = "note",
        Part = "part", Timestamp = "timestamp",
    }
}

vocabulary! {
    /// Whether a source numbers its paragraphs, which decides what a citation style may print.
    #[derive(Default)]
    Paragraphs {
        /// The numbers are printed in the source.
        Printed = "printed",
        /// Counted by whoever made the base.
        #[default] Counted = "counted",
        /// The source has no paragraphs that could be counted.
        None = "none",
    }
}

/// The name of a record, unique in the whole base: kebab-case, `^[a-z0-9]+(-[a-z0-9]+)*$`; of a file
/// with a prefix, that and a dot before it: `rome.nina`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Takes a text that has the shape of an id, short or with a prefix.
    ///
    /// # Errors
    ///
    /// A sentence for the user, where it has not.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        let is_kebab = |part: &str| {
            part.split('-').all(|part| {
                let mut bytes = part.bytes();
                !part.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            })
        };
        let (prefix, short) = text.split_once('.').unwrap_or(("x", &text));
        if is_kebab(prefix) && is_kebab(short) {
            return Ok(Self(text));
        }
        let dot = if text.contains('.') { ", and one dot after a prefix" } else { "" };
        Err(format!("\"{text}\" is not an id: small letters, digits and single hyphens only{dot}"))
    }

    /// Takes a text that has the shape of an id as it stands in its file: without a prefix.
    ///
    /// # Errors
    ///
    /// As [`Id::new`].
    pub fn without_prefix(text: impl Into<String>) -> Result<Self, String> {
        let id = Self::new(text)?;
        if id.is_qualified() {
            return Err(format!("\"{id}\" has a dot, which only a reference to another file has"));
        }
        Ok(id)
    }

    /// What stands in the place of an id and is none, to find again where it stands.
    pub(super) fn as_written(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The id that a record has in a file with a prefix.
    #[must_use]
    pub fn within(&self, prefix: &Self) -> Self {
        Self(format!("{prefix}.{self}"))
    }

    /// Whether it has a prefix.
    pub fn is_qualified(&self) -> bool {
        self.0.contains('.')
    }

    /// The id as it stands in the file of its record: without the prefix.
    pub fn short(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(_, short)| short)
    }

    /// Whether a text is the id, or the id without its prefix.
    pub fn answers_to(&self, text: &str) -> bool {
        let prefix = self.0.strip_suffix(text);
        prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('.'))
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The compact form was made of ids that were read.
        if !deserializer.is_human_readable() {
            return String::deserialize(deserializer).map(Self);
        }
        Self::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return u64::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        let is_hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u64::from_str_radix(&text, 16).ok().filter(|_| is_hex);
        number.map(Self).ok_or_else(|| {
            de::Error::custom(format!("\"{text}\" is not a fingerprint: 16 hexadecimal digits"))
        })
    }
}

/// A record and its id; in TOML the id is the key of its table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record<T> {
    pub id: Id,
    pub body: T,
}

impl<T> Deref for Record<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.body
    }
}

/// A whole fact base, each kind of record in the order of the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Document {
    /// What the base is called.
    pub title: String,
    /// What it is about, in a line.
    pub about: Option<String>,
    /// What comes before the ids of the records, of a document that is one file.
    #[serde(skip)]
    pub prefix: Option<Id>,
    /// The source of every citation that names none.
    pub default_source: Option<Id>,
    pub sources: Vec<Record<Source>>,
    pub persons: Vec<Record<Person>>,
    pub relations: Vec<Relation>,
    pub events: Vec<Record<Event>>,
    pub quotes: Vec<Record<Quote>>,
    pub terms: Vec<Record<Term>>,
    pub remarks: Vec<Record<Remark>>,
    /// Claims that stand apart from their events, until they are put there.
    #[serde(skip)]
    pub claims: Vec<Claim>,
    /// The events of the claims that stand apart, in the order of the file.
    pub claimed: Vec<Id>,
}

/// Where facts come from: CSL's types and fields where CSL has them (schema 1.0.2).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// CSL item type: `article-magazine`, `book`, `webpage` …
    #[serde(rename = "type", deserialize_with = "csl_type")]
    #[cfg_attr(test, schemars(with = "SourceType"))]
    pub csl_type: String,
    /// The title, as the source prints it.
    pub title: String,
    /// Who wrote it, in the order of the source.
    #[serde(default)]
    pub author: Vec<Name>,
    /// What it appeared in: the journal, newspaper, site or collection.
    #[serde(default)]
    pub container_title: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub publisher_place: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub issued: Option<Date>,
    /// When it was read, of a page on the web.
    #[serde(default)]
    pub accessed: Option<Date>,
    /// Where it is on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// Its language, as `en` or `de-CH` (BCP 47).
    #[serde(default)]
    pub language: Option<String>,
    /// Whether it numbers its paragraphs.
    #[serde(default)]
    pub paragraphs: Paragraphs,
    /// What a bare number in a citation of this source counts.
    #[serde(default)]
    pub locator: Option<LocatorTerm>,
    /// The headings of the source and the paragraphs under each.
    #[serde(default)]
    pub section: Vec<Section>,
    /// What a copy of the source is recognised by.
    #[serde(default)]
    pub fingerprint: Option<Fingerprints>,
    /// Anything else that should be known of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// What a copy of a source is recognised by: the fingerprints of its passages. In TOML a table
/// `[source.ID.fingerprint]`; `ibid verify --update COPY` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fingerprints {
    /// The text between the title and the first paragraph.
    #[serde(default)]
    pub standfirst: Option<Fingerprint>,
    /// The line that names the author and the date.
    #[serde(default)]
    pub byline: Option<Fingerprint>,
    /// One for each paragraph, in order: the first is that of paragraph 1.
    #[serde(default)]
    pub paragraphs: Vec<Fingerprint>,
}

/// The first 64 bits of the SHA-256 of a passage, its runs of white space each taken for one
/// space; in TOML their 16 hexadecimal digits.
///
/// It tells whether a passage is the same, and nothing of what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

/// A name as CSL has it: of a person (`given`, `family`) or of a body (`literal`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Name {
    /// Given names.
    #[serde(default)]
    pub given: Option<String>,
    /// A particle that stays with the family name, as `de` or `van der`.
    #[serde(default)]
    pub non_dropping_particle: Option<String>,
    /// The family name.
    #[serde(default)]
    pub family: Option<String>,
    /// The whole name of a body, or of a person whose name has no such parts.
    #[serde(default)]
    pub literal: Option<String>,
}

/// A heading of a source and the first and last paragraph under it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Section {
    /// The heading, as printed.
    pub heading: String,
    /// The first paragraph under it.
    pub from: u32,
    /// The last paragraph under it.
    pub to: u32,
}

/// A place in a source: what makes a fact traceable.
///
/// In TOML a bare number is a paragraph of the default source, a bare string another locator
/// (`"standfirst"`), or one of another source (`"smith-2019:12"`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Cite", transform = json::number_or_text))]
pub struct Cite {
    /// The default source, where absent.
    #[serde(default)]
    pub source: Option<Id>,
    /// The locator: a number, a range of them (`12-13`), or a word (`standfirst`).
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(test, schemars(schema_with = "json::text_or_number"))]
    pub at: String,
    /// What the locator counts, where it is not what the source's locators count.
    #[serde(default)]
    pub label: Option<LocatorTerm>,
    /// A few consecutive words of the passage, verbatim, that find it again (W3C Web Annotation's
    /// `TextQuoteSelector` in small).
    #[serde(default)]
    pub words: Option<String>,
}

/// A date with what the source prints for it.
///
/// In TOML a bare string is the EDTF.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "DateClaim", transform = json::text_or_table))]
pub struct DateClaim {
    /// The date.
    pub edtf: Date,
    /// The source's own words for the date, verbatim.
    #[serde(default)]
    pub words: Option<String>,
    /// How far the date can be trusted.
    #[serde(default)]
    pub certainty: Certainty,
    /// How the date was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
}

/// What brought an event about. In TOML a bare string is the text.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Cause", transform = json::text_or_table))]
pub struct Cause {
    /// The cause, in own words.
    pub text: String,
    /// How far it can be trusted that this is the cause.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where the source says so, where it is not where the event is told.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// Somebody whom the source names or singles out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Person {
    /// The fullest form that the source uses; never completed from elsewhere.
    pub name: String,
    /// Every other form that the source uses.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whether the source names one person, or means one without a name, or several.
    #[serde(default)]
    pub kind: PersonKind,
    /// Only where the source tells it.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// One line: who this is.
    pub about: String,
    /// What is true of the person without being an event.
    #[serde(default)]
    pub fact: Vec<Fact>,
    /// Where the source speaks of the person.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// What is true of a person without being an event.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fact {
    /// What it concerns.
    pub kind: FactKind,
    /// The fact, in own words.
    pub text: String,
    /// The organisations, places, works and ideas concerned.
    #[serde(default)]
    pub terms: Vec<Id>,
    /// The ages, durations, counts and measures in it.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// How far it can be trusted.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where the source says so.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// An age, a duration, a count or a measure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Figure {
    /// What it measures.
    pub kind: FigureKind,
    /// Whose age.
    #[serde(default)]
    pub of: Option<Id>,
    /// What is counted or measured.
    #[serde(default)]
    pub what: Option<String>,
    /// The event from which on a duration counts; the one that the figure stands in, if only `to`
    /// is said.
    #[serde(default)]
    pub from: Option<Id>,
    /// The event up to which it counts; the one that the figure stands in, if only `from` is said.
    #[serde(default)]
    pub to: Option<Id>,
    /// Absent where the source is vague.
    #[serde(default)]
    pub value: Option<f64>,
    /// What the value counts, as `years`.
    #[serde(default)]
    pub unit: Option<String>,
    /// The source's own words for it, verbatim.
    pub words: String,
}

/// One person's relation to another: `from` is the `kind` of `to`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Relation {
    /// What `from` is of `to`.
    pub kind: RelationKind,
    /// Who is it.
    pub from: Id,
    /// Of whom.
    pub to: Id,
    /// What `from` is of `to`, where the kind says too little.
    #[serde(default)]
    pub note: Option<String>,
    /// How far it can be trusted.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where the source says so.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Event {
    /// What happened, roughly.
    pub kind: EventKind,
    /// What happened, in a few own words.
    pub title: String,
    // What is shown of these three is told by methods: a claim may be preferred to them.
    /// When.
    #[serde(default)]
    pub(super) date: Option<DateClaim>,
    /// Terms of the kind `place`; of a move the first is where from, the last where to.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub(super) place: Vec<Id>,
    /// Who took part, and how.
    #[serde(default)]
    pub people: People,
    /// The organisations, works and ideas concerned.
    #[serde(default)]
    pub terms: Vec<Id>,
    /// What happened, in own words and at more length.
    #[serde(default)]
    pub text: Option<String>,
    /// What brought it about.
    #[serde(default)]
    pub(super) cause: Option<Cause>,
    /// The ages, durations, counts and measures in it.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// What is said otherwise of its date, place or cause: first the claims within the event, then
    /// those that stand apart from it.
    #[serde(default)]
    pub claim: Vec<Claim>,
    /// How far it can be trusted.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where the source says so.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// What a source says of the date, the place or the cause of an event, beside what the event says
/// itself: `[[event.ID.claim]]`, or `[[claim]]` with `of` in any file of the base.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Claim {
    /// The event, of a claim that stands apart from it.
    #[serde(default)]
    pub of: Option<Id>,
    /// When.
    #[serde(default)]
    pub date: Option<DateClaim>,
    /// Terms of the kind `place`; of a move the first is where from, the last where to.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub place: Vec<Id>,
    /// What brought it about.
    #[serde(default)]
    pub cause: Option<Cause>,
    /// Whether it is shown, stands beside what is, or is known to be wrong.
    #[serde(default)]
    pub rank: Rank,
    /// Why it ranks so; needed where it is `deprecated`.
    #[serde(default)]
    pub reason: Option<String>,
    /// How far it can be trusted.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where the source says so.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// Who took part in an event, and how. In TOML an inline table from person to role.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct People(Vec<(Id, Role)>);

/// What somebody said or wrote, character for character.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    /// As printed, without the quotation marks around it.
    pub text: String,
    /// Whose words they are.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub speaker: Vec<Id>,
    /// Who reports the words.
    #[serde(default)]
    pub via: Option<Id>,
    /// To whom they were said.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub to: Vec<Id>,
    /// What they are about: persons, terms or events.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub about: Vec<Id>,
    /// The event at which they were said.
    #[serde(default)]
    pub occasion: Option<Id>,
    /// When and why they were said.
    #[serde(default)]
    pub context: Option<String>,
    /// How they were uttered.
    #[serde(default)]
    pub kind: QuoteKind,
    /// The quotation of which this one is a part.
    #[serde(default)]
    pub inside: Option<Id>,
    /// How far it can be trusted that they were said.
    #[serde(default)]
    pub certainty: Certainty,
    /// How it was worked out; needed where it is `inferred`.
    #[serde(default)]
    pub because: Option<String>,
    /// Where they stand.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// A glossary entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Term {
    /// The name, as the source has it.
    pub name: String,
    /// Every other form that the source uses.
    #[serde(default)]
    pub also: Vec<String>,
    /// What sort of thing it is.
    pub kind: TermKind,
    /// What it is, in a line.
    pub about: String,
    /// Where the source speaks of it.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

/// Source criticism: what does not fit, or should be read with care.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Remark {
    /// What does not fit, or why care is needed.
    pub kind: RemarkKind,
    /// The remark in a few words.
    pub title: String,
    /// What does not fit, in own words.
    pub text: String,
    /// The records concerned.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Id>"))]
    pub about: Vec<Id>,
    /// The passages, all that are compared.
    #[serde(deserialize_with = "one_or_many")]
    #[cfg_attr(test, schemars(schema_with = "json::one_or_many::<Cite>"))]
    pub cite: Vec<Cite>,
}

impl Deref for People {
    type Target = [(Id, Role)];
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl People {
    /// Who they are.
    pub(super) fn ids_mut(&mut self) -> impl Iterator<Item = &mut Id> {
        self.0.iter_mut().map(|(person, _)| person)
    }
}

impl Cite {
    /// A source as a whole.
    pub fn whole(source: &Id) -> Self {
        Self { source: Some(source.clone()), at: String::new(), label: None, words: None }
    }

    /// The paragraph number, if the locator is a number or begins with one.
    pub fn number(&self) -> Option<u32> {
        self.at.split(['-', '–']).next()?.trim().parse().ok()
    }
}

// ---- the short ways of writing ----
//
// The compact form of the embedded base is not self-describing, so every short form is read only
// where the reader is human-readable, which TOML's is.

/// A type that TOML may write as a bare string or number.
trait Short: Sized {
    /// What is expected, for an error message.
    const EXPECTED: &'static str;
    /// From a bare string.
    fn from_text(text: &str) -> Result<Self, String>;
    /// From a bare number.
    ///
    /// # Errors
    ///
    /// Where it is none of them.
    fn from_number<E: de::Error>(number: i64) -> Result<Self, E> {
        Err(E::invalid_type(de::Unexpected::Signed(number), &Self::EXPECTED))
    }
}

impl Short for Cite {
    const EXPECTED: &'static str = "a citation: a paragraph number, or { at = 12, words = \"…\" }";

    fn from_text(text: &str) -> Result<Self, String> {
        let (source, at) = match text.split_once(':') {
            Some((source, at)) => (Some(Id::new(source)?), at),
            None => (None, text),
        };
        Ok(Self { source, at: at.trim().to_owned(), label: None, words: None })
    }

    fn from_number<E: de::Error>(number: i64) -> Result<Self, E> {
        if number < 0 {
            return Err(E::invalid_type(de::Unexpected::Signed(number), &Self::EXPECTED));
        }
        Self::from_text(&number.to_string()).map_err(E::custom)
    }
}

impl Short for DateClaim {
    const EXPECTED: &'static str =
        "a date: \"1931-01-05\", or { edtf = \"1931-01-05\", words = \"…\" }";

    fn from_text(text: &str) -> Result<Self, String> {
        let edtf = Date::parse(text).map_err(|error| error.to_string())?;
        Ok(Self { edtf, words: None, certainty: Certainty::Stated, because: None })
    }
}

impl Short for Cause {
    const EXPECTED: &'static str = "a cause: \"…\", or { text = \"…\", certainty = \"unproven\" }";

    fn from_text(text: &str) -> Result<Self, String> {
        let text = text.to_owned();
        Ok(Self { text, certainty: Certainty::Stated, because: None, cite: Vec::new() })
    }
}

/// Implements serde for a type that also has a short form: the derived long form is the inherent
/// `deserialize` and `serialize` of `#[serde(remote = "Self")]`.
macro_rules! with_short_form {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    return Self::deserialize(deserializer);
                }
                struct ShortOrLong;
                impl<'de> de::Visitor<'de> for ShortOrLong {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($name::EXPECTED)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::from_text(text).map_err(E::custom)
                    }
                    fn visit_i64<E: de::Error>(self, number: i64) -> Result<$name, E> {
                        $name::from_number(number)
                    }
                    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        $name::deserialize(MapAccessDeserializer::new(map))
                    }
                }
                // Most of all a text, for whoever gives what is asked for.
                deserializer.deserialize_str(ShortOrLong)
            }
        }
    )+};
}

with_short_form!(Cite, DateClaim, Cause);

/// Reads a list, or a single value as a list of one.
fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    struct OneOrMany<T>(std::marker::PhantomData<T>);

    impl<'de, T: DeserializeOwned> de::Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one value, or a list of them")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
            T::deserialize(text.into_deserializer()).map(|one| vec![one])
        }
        fn visit_i64<E: de::Error>(self, number: i64) -> Result<Vec<T>, E> {
            T::deserialize(number.into_deserializer()).map(|one| vec![one])
        }
        // What is none of these is told by the type of the value.
        fn visit_i128<E: de::Error>(self, number: i128) -> Result<Vec<T>, E> {
            T::deserialize(number.into_deserializer()).map(|one| vec![one])
        }
        fn visit_f64<E: de::Error>(self, number: f64) -> Result<Vec<T>, E> {
            T::deserialize(number.into_deserializer()).map(|one| vec![one])
        }
        fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Vec<T>, E> {
            T::deserialize(truth.into_deserializer()).map(|one| vec![one])
        }
        fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
        }
        fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Vec<T>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(seq))
        }
    }

    if deserializer.is_human_readable() {
        deserializer.deserialize_any(OneOrMany(std::marker::PhantomData))
    } else {
        Vec::deserialize(deserializer)
    }
}

/// Reads a type of sources, which the program knows by its word alone.
fn csl_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    if deserializer.is_human_readable() {
        SourceType::deserialize(deserializer).map(|known| known.word().to_owned())
    } else {
        String::deserialize(deserializer)
    }
}

/// Reads a string, or a number as its digits.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct TextOrNumber;

    impl de::Visitor<'_> for TextOrNumber {
        type Value = String;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number, or a locator between quotation marks")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.trim().to_owned())
        }
        fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }

    if deserializer.is_human_readable() {
        deserializer.deserialize_str(TextOrNumber)
    } else {
        String::deserialize(deserializer)
    }
}

/// Reads the role of a person. The dot of an id that is not in quotation marks makes a table of it,
/// which is told as what it is.
struct RoleOf<'i>(&'i Id);

impl<'de> DeserializeSeed<'de> for RoleOf<'_> {
    type Value = Role;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Role, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for RoleOf<'_> {
    type Value = Role;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a role, as \"principal\"")
    }
    fn visit_str<E: de::Error>(self, word: &str) -> Result<Role, E> {
        Role::deserialize(word.into_deserializer())
    }
    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Role, A::Error> {
        let short = map.next_key::<String>()?.unwrap_or_default();
        Err(de::Error::custom(format!("`{}.{short}` {UNQUOTED}", self.0)))
    }
}

/// What is wrong with an id that has a dot and no quotation marks.
pub(super) const UNQUOTED: &str = "is not in quotation marks";

impl<'de> Deserialize<'de> for People {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PersonToRole;

        impl<'de> de::Visitor<'de> for PersonToRole {
            type Value = People;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table from person to role, as { nina = \"principal\" }")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<People, A::Error> {
                let mut people = Vec::new();
                while let Some(person) = map.next_key::<Id>()? {
                    let role = map.next_value_seed(RoleOf(&person))?;
                    people.push((person, role));
                }
                Ok(People(people))
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_map(PersonToRole)
        } else {
            Vec::deserialize(deserializer).map(People)
        }
    }
}

#[cfg(test)]
mod json;
