//! What the user typed: the command line, without any logic. What each task takes is a file.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::date::{self, Date};

mod ask;
mod check;
mod cite;
mod complete;
mod export;
mod help;
mod notes;
mod own;
mod source;
mod timeline;
mod tree;
mod verify;

pub use ask::{Command, DatesArgs, EventArgs, QuoteArgs};
pub use check::{CheckArgs, Denied};
pub use cite::{CiteArgs, FormArg};
pub use complete::{CompleteArgs, CompletionsArgs, Shell};
pub use export::{ExportArgs, formats};
pub use help::{HelpArgs, ManArgs};
pub use notes::NotesArgs;
pub use own::{InitArgs, SchemaArgs};
pub use source::{AddArgs, SourceArgs, SourceTask, TextArgs};
pub use timeline::{LanesArg, TimelineArgs};
pub use tree::{KinArgs, TreeArgs};
pub use verify::VerifyArgs;

/// Looks up who, what, when and in whose words, and never answers without the source.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, disable_help_subcommand = true, after_long_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without it, the base is introduced
    #[command(subcommand)]
    pub task: Option<Task>,
    #[command(flatten)]
    pub output: Output,
    /// Read other fact bases
    #[arg(
        long,
        help = "Read another fact base: a TOML file, a directory of them, or - for standard input; \
                may be repeated [env: IBID_FACTS]",
        long_help = FACTS,
        global = true,
        value_name = "FILE",
        help_heading = "Fact base"
    )]
    pub facts: Option<Vec<PathBuf>>,
}

const EXAMPLES: &str = "\
Examples:
  # who she was, and which paragraph says so
  $ ibid person nina
  # the chronology of the 1930s
  $ ibid dates 193X
  # a citation to paste
  $ ibid cite barber --style mla
  (qtd. in Miller)";

const FACTS: &str = "\
Read another fact base: a TOML file, a directory of them, or - for standard input
[env: IBID_FACTS, which may hold several, divided as in PATH]

May be repeated: then all are one base, whose records may refer to each other; `embedded` is the \
base that comes with the program. Of a directory those files are read whose names end in .toml, \
in the order of their names.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    #[command(flatten)]
    Ask(Command),
    /// Citations, ready to paste, and bibliographies
    Cite(CiteArgs),
    /// Other programs' formats: flash cards, calendars, bibliographies
    Export(ExportArgs),
    /// A picture of when: events in lanes along a time axis
    Timeline(TimelineArgs),
    /// The family around a person, as text or a picture
    Tree(TreeArgs),
    /// How two persons are related, step by step
    Kin(KinArgs),
    /// Prove quotations, passages, dates and figures by a copy of their source
    Verify(VerifyArgs),
    /// What is wrong or doubtful in a fact base: references, dates, ages, kinships, names
    Check(CheckArgs),
    /// Lecture notes: a handout, a worksheet or slides on a topic
    Notes(NotesArgs),
    /// A fact base of your own: writes a small one to begin with
    Init(InitArgs),
    /// The format of fact bases as JSON Schema, for editors
    Schema(SchemaArgs),
    /// How a command is used, or what dates, formats and the like are
    Help(HelpArgs),
    /// The manual, a page for each command and topic
    Man(ManArgs),
    /// Completion for a shell: prints what to put into its start-up file
    Completions(CompletionsArgs),
    /// Answers a shell that completes a line
    #[command(hide = true)]
    Complete(CompleteArgs),
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
    #[arg(long, global = true, value_name = "N", value_parser = at_least_one::<u64>)]
    pub limit: Option<u64>,
    /// When to use colour
    #[arg(
        long,
        help = "When to use colour [env: NO_COLOR, CLICOLOR_FORCE, CLICOLOR]",
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub color: Color,
    /// Columns to write for, in place of the terminal's
    #[arg(long, global = true, value_name = "N", value_parser = at_least_one::<u16>)]
    pub width: Option<u16>,
    /// Say nothing: the exit status is the answer
    #[arg(short, long, global = true)]
    pub quiet: bool,
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
    /// One line a finding of a check, as editors read them
    Short,
    /// SARIF 2.1.0, of a check
    Sarif,
    /// GitHub workflow commands, of a check
    Github,
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
    /// At a terminal, unless the environment says otherwise
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
    Date::parse(text).map_err(|error| format!("{error}\n  hint: {}", date::hint(text)))
}

/// Reads a number that counts something.
fn at_least_one<T: FromStr + PartialOrd + From<u8>>(text: &str) -> Result<T, String> {
    let number = text.parse().ok().filter(|number| *number >= T::from(1));
    number.ok_or_else(|| format!("\"{text}\" is not a number from 1 up"))
}

/// The fact bases that a command line names, in its order; `None` if it names none.
///
/// Of a flag that may stand before and after the subcommand, clap keeps only those after it.
pub fn facts(words: &[OsString]) -> Option<Vec<PathBuf>> {
    let mut facts = Vec::new();
    let mut words = words.iter().take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        if word == "--facts" {
            facts.extend(words.next().map(PathBuf::from));
        } else if let Some(path) = word.to_str().and_then(|word| word.strip_prefix("--facts=")) {
            facts.push(PathBuf::from(path));
        }
    }
    (!facts.is_empty()).then_some(facts)
}

/// What a command line that could not be read, or that asks for help, says of its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hasty {
    pub color: Color,
    pub width: Option<usize>,
}

impl Hasty {
    /// Looks for the two flags and leaves everything else.
    pub fn of(args: &[OsString]) -> Self {
        let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
        let value = |flag: &str| {
            let at = words.iter().rposition(|word| word.starts_with(flag))?;
            match words.get(at)?.strip_prefix(flag)? {
                "" => words.get(at + 1).copied(),
                joined => joined.strip_prefix('='),
            }
        };
        Self {
            color: value("--color")
                .and_then(|word| Color::from_str(word, false).ok())
                .unwrap_or(Color::Auto),
            width: value("--width").and_then(|word| word.parse().ok()).filter(|width| *width > 0),
        }
    }
}

#[cfg(test)]
mod tests;
