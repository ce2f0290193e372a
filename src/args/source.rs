//! The sources, and a new one made of a saved page.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::base::schema::Id;
use crate::verify::align::Place;

#[derive(Debug, Args)]
#[command(
    after_long_help = SOURCE_EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct SourceArgs {
    /// An id, or words of the title; after --, also such as are commands
    #[arg(num_args = 0..)]
    pub id: Vec<String>,
    #[command(subcommand)]
    pub task: Option<SourceTask>,
}

/// What else is done with sources.
#[derive(Debug, Subcommand)]
pub enum SourceTask {
    /// A new source, made of what a saved page says of itself
    Add(AddArgs),
    /// The paragraphs of a copy with the numbers by which they are cited
    Text(TextArgs),
}

#[derive(Debug, Args)]
#[command(after_long_help = ADD_EXAMPLES)]
pub struct AddArgs {
    /// A saved page (HTML), a plain text, or - for standard input
    #[arg(value_name = "COPY")]
    pub copy: PathBuf,
    /// Write it into this base, in place of printing it
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// The id of the source, in place of one made of author and year
    #[arg(long, value_name = "NEW", value_parser = id)]
    pub id: Option<Id>,
    /// The title, where the copy does not say it
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_long_help = TEXT_EXAMPLES)]
pub struct TextArgs {
    /// A saved page (HTML), a plain text, or - for standard input
    #[arg(value_name = "COPY")]
    pub copy: PathBuf,
    /// Only these: a paragraph (12), a range of them (12-15), standfirst or byline
    #[arg(long, value_name = "N", value_parser = places)]
    pub at: Option<(Place, Place)>,
    /// The source of the base whose numbers they are, where COPY does not show it
    #[arg(long, value_name = "ID", conflicts_with = "title")]
    pub source: Option<String>,
    /// The title, where the copy does not say it
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

fn id(text: &str) -> Result<Id, String> {
    Id::without_prefix(text)
}

fn places(text: &str) -> Result<(Place, Place), String> {
    match Place::of_locator(text) {
        Some((from, to)) if from > to => Err(format!("\"{text}\" ends before it begins")),
        Some(places) => Ok(places),
        None => {
            Err(format!("\"{text}\" is no paragraph: 12, 12-15, standfirst and byline are some"))
        }
    }
}

const SOURCE_EXAMPLES: &str = "\
Examples:
  # the sources, and what rests on each
  $ ibid source
  # one of them, for a bibliography
  $ ibid cite miller-2020 --as bibliography
  # for a base of your own: a source made of a saved page
  $ ibid source add page.html
  # the numbers of its paragraphs, by which you cite
  $ ibid source text page.html
A source whose id is add: ibid source -- add";

const ADD_EXAMPLES: &str = "\
Examples:
  # what the page says of itself, as TOML
  $ ibid source add page.html
  # the same, written into a base
  $ ibid source add page.html --into base.toml
  # another id
  $ ibid source add page.html --id ferry";

const TEXT_EXAMPLES: &str = "\
Without --source they are those of the source of the base that COPY shows, or else those that \
source add gives.

Examples:
  # every paragraph with its number
  $ ibid source text page.html
  # some of them
  $ ibid source text page.html --at 2-3
  # in which paragraph something stands
  $ ibid source text page.html -f tsv | grep bridge
  # as a source of the base numbers them
  $ ibid source text article.html --facts base.toml --source lind";
