//! What the user typed: the command line, without any logic.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::schema::{Certainty, EventKind};
use crate::cite::render;
use crate::date::{DATE_HINT, Date, MonthDay};
use crate::export::Exchange;
use crate::view::cite;

/// Looks up who, what, when and in whose words, and never answers without the source.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub task: Task,
    #[command(flatten)]
    pub output: Output,
    /// Read another fact base
    #[arg(
        long,
        help = "Read another fact base: a TOML file, or - for standard input [env: IBID_FACTS]",
        global = true,
        value_name = "FILE",
        help_heading = "Fact base"
    )]
    pub facts: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  ibid person nina                      who she was, and which paragraph says so
  ibid dates 193X                       the chronology of the 1930s
  ibid event --kind death --during 1930/1939
  ibid quote --by trotsky
  ibid event --person zina -f jsonl | jq -r .title
  ibid verify article.html              whether everything stands there as it is cited

Exit status: 0 found, 1 a valid question without an answer or something not proved, 2 anything
wrong.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    #[command(flatten)]
    Ask(Command),
    /// Citations, ready to paste, and bibliographies
    Cite(CiteArgs),
    /// Prove quotations, passages, dates and figures by a copy of their source
    Verify(VerifyArgs),
}

/// One question.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Who: a card for one person, a table for several, everyone without a name
    Person {
        /// A name, part of one, or an id; accents, case and apostrophes do not matter
        #[arg(num_args = 0..)]
        name: Vec<String>,
    },
    /// What happened
    Event(EventArgs),
    /// In whose words: quotations with attribution
    Quote(QuoteArgs),
    /// When: the chronology
    Dates(DatesArgs),
    /// What is meant: organisations, places, works and ideas
    Term {
        /// A name, part of one, or an id
        #[arg(num_args = 0..)]
        name: Vec<String>,
    },
    /// What the facts rest on
    Source {
        /// An id, or words of the title
        #[arg(num_args = 0..)]
        id: Vec<String>,
    },
    /// Records, whole, by their ids
    Show {
        /// Ids as the tables print them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Everything that has these words, the likeliest first
    Search {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub struct EventArgs {
    /// Words of the title, text, place or people
    #[arg(num_args = 0..)]
    pub text: Vec<String>,
    /// Only events of these kinds
    #[arg(short, long, value_delimiter = ',', value_parser = event_kind(), hide_possible_values = true, long_help = EVENT_KINDS)]
    pub kind: Vec<EventKind>,
    /// Only those in which this person has a part
    #[arg(short, long, value_name = "NAME")]
    pub person: Option<String>,
    /// Only those at this place
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Only those within this time, an EDTF date or interval
    #[arg(short, long, value_name = "WHEN", value_parser = date)]
    pub during: Option<Date>,
    /// Only those of which something is stated, reported, inferred or unproven
    #[arg(short, long, value_delimiter = ',', value_parser = certainty())]
    pub certainty: Vec<Certainty>,
}

#[derive(Debug, Args)]
pub struct QuoteArgs {
    /// Words of the quotation, its context or its speaker, or an id
    #[arg(num_args = 0..)]
    pub text: Vec<String>,
    /// Only the words of this person
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Only those about this person, event or term
    #[arg(long, value_name = "NAME")]
    pub about: Option<String>,
    /// One of them by lot
    #[arg(long)]
    pub random: bool,
    #[command(flatten)]
    pub style: StyleArgs,
    /// Only the quotation as a block, with its attribution
    #[arg(long)]
    pub block: bool,
    /// Draw the same lot each time
    #[arg(long, value_name = "N", requires = "random")]
    pub seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct CiteArgs {
    /// Ids, or places as the TSV columns print them: miller-2020:18
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub style: StyleArgs,
    /// Form of the citation; several share one document, and later ones are shortened
    #[arg(long = "as", value_name = "FORM", default_value = "note")]
    pub form: FormArg,
    /// A bibliography for another program instead, of these records or of the whole base
    #[arg(long, value_name = "FORMAT", value_parser = exchange())]
    pub to: Option<Exchange>,
    /// Pandoc's citations instead
    #[arg(long, help = "Pandoc's citations instead, with -f markdown: [@miller-2020, para. 18]")]
    pub pandoc: bool,
    /// With a deep link to the passage, where the source has a URL
    #[arg(long)]
    pub link: bool,
    /// A copy of the source, to tell passages apart by what stands around them
    #[arg(long, value_name = "FILE")]
    pub copy: Option<PathBuf>,
    /// Print the names and titles of the styles
    #[arg(long, exclusive = true)]
    pub list_styles: bool,
}

/// The style of citations.
#[derive(Debug, Args)]
pub struct StyleArgs {
    /// Citation style
    #[arg(
        long,
        value_name = "STYLE",
        help = "Citation style, by name, or a .csl file [env: IBID_STYLE]"
    )]
    pub style: Option<String>,
}

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// As the style cites: a note, or brackets in the text
    Note,
    /// As the style cites what was cited before
    Short,
    /// For the running text
    InText,
    /// The entry of the bibliography
    Bibliography,
}

impl From<FormArg> for cite::Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Note => Self::Citation(render::Form::Note),
            FormArg::Short => Self::Citation(render::Form::Short),
            FormArg::InText => Self::Citation(render::Form::InText),
            FormArg::Bibliography => Self::Bibliography,
        }
    }
}

#[derive(Debug, Args)]
pub struct DatesArgs {
    /// An EDTF date or interval: 1931, 1931-01, 193X, ../1919, 1900/1910, "44 BC"
    #[arg(num_args = 0.., value_name = "WHEN")]
    pub when: Vec<String>,
    /// Only events in which this person has a part
    #[arg(short, long, value_name = "NAME")]
    pub person: Option<String>,
    /// Only events at this place
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Only what happened on this day of some year (MM-DD), or in this month (MM)
    #[arg(long, value_name = "MM-DD", value_parser = MonthDay::parse)]
    pub on: Option<MonthDay>,
    /// Only what happened on this day of some year: today's
    #[arg(long, conflicts_with = "on")]
    pub today: bool,
    /// Leave out what only possibly falls within WHEN
    #[arg(long)]
    pub certain: bool,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Copies of the source: plain text or saved pages (HTML), or - for standard input
    #[arg(required = true, value_name = "COPY")]
    pub copies: Vec<PathBuf>,
    /// The source, where it is not the default one of the base
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Write the fingerprints of the paragraphs of COPY into the file of the base first
    #[arg(long)]
    pub update: bool,
    /// One line a mistake, as editors read them: `file:line:column: severity[code]: message`
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub short: bool,
}

/// How the answer is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Form of the answer; a table or text at a terminal, TSV or plain text elsewhere
    #[arg(short, long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// Begin TSV and CSV with the names of the columns
    #[arg(long, global = true)]
    pub header: bool,
    /// At most so many results
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub color: Color,
    /// Columns to write for, in place of the terminal's
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns with borders, fitted to the width
    Table,
    /// Everything at length, as prose
    Text,
    /// One record a line, fields between tabs
    Tsv,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// One JSON object
    Json,
    /// One JSON object a line and record
    Jsonl,
    /// GitHub Flavored Markdown
    Markdown,
    /// HTML fragments, of quotations and citations
    Html,
    /// LaTeX, of quotations and citations
    Latex,
    /// Typst, of quotations and citations
    Typst,
    /// W3C Web Annotations, of citations
    Annotation,
}

impl Format {
    /// The word that asks for it.
    pub fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// At a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

const EVENT_KINDS: &str = "\
Only events of these kinds, separated by commas:
birth, death, marriage, divorce, separation, relationship, care, education, work, politics, \
membership, expulsion, travel, residence, exile, decree, arrest, imprisonment, release, trial, \
attack, conflict, war, illness, treatment, message, meeting, speech, publication, deception, \
disappearance, legacy, other";

fn event_kind() -> impl TypedValueParser<Value = EventKind> {
    PossibleValuesParser::new(EventKind::WORDS)
        .try_map(|word| EventKind::from_word(&word).ok_or("unknown kind"))
}

/// The formats of `cite --to`.
const EXCHANGES: [(&str, Exchange); 5] = [
    ("biblatex", Exchange::Biblatex),
    ("bibtex", Exchange::Bibtex),
    ("ris", Exchange::Ris),
    ("csl-json", Exchange::CslJson),
    ("hayagriva", Exchange::Hayagriva),
];

fn exchange() -> impl TypedValueParser<Value = Exchange> {
    PossibleValuesParser::new(EXCHANGES.map(|(word, _)| word)).try_map(|word| {
        let known = EXCHANGES.iter().find(|(known, _)| *known == word);
        known.map(|(_, exchange)| *exchange).ok_or("unknown format")
    })
}

fn certainty() -> impl TypedValueParser<Value = Certainty> {
    PossibleValuesParser::new(Certainty::WORDS)
        .try_map(|word| Certainty::from_word(&word).ok_or("unknown certainty"))
}

/// Reads a date that was typed; the message tells how to write one.
///
/// # Errors
///
/// What is wrong with it, and how dates are written.
pub fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| format!("{error}\n  hint: {DATE_HINT}"))
}
