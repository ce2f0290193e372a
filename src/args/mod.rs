//! What the user typed: the command line, without any logic. What each task takes is a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::date::{DATE_HINT, Date};

mod ask;
mod cite;
mod notes;
mod verify;

pub use ask::{Command, DatesArgs, EventArgs, QuoteArgs};
pub use cite::{CiteArgs, FormArg};
pub use notes::NotesArgs;
pub use verify::VerifyArgs;

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
  ibid person - --fields query,born < names.txt
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
    /// Lecture notes: a handout, a worksheet or slides on a topic
    Notes(NotesArgs),
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
    /// Only these fields, in this order, in rows and JSON; `list` lists them
    #[arg(
        long,
        global = true,
        value_name = "FIELD",
        value_delimiter = ',',
        help = "Only these fields, in this order, of rows and JSON; `list` names those there are"
    )]
    pub fields: Vec<String>,
    /// At most so many results, of each question
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
    /// HTML: fragments of quotations and citations, pages of notes and pictures
    Html,
    /// LaTeX, of quotations and citations
    Latex,
    /// Typst, of quotations, citations and notes
    Typst,
    /// Scalable Vector Graphics, of pictures
    Svg,
    /// Graphviz's DOT, of family trees
    Dot,
    /// Mermaid, of family trees
    Mermaid,
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

/// Reads a date that was typed; the message tells how to write one.
///
/// # Errors
///
/// What is wrong with it, and how dates are written.
pub fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| format!("{error}\n  hint: {DATE_HINT}"))
}
