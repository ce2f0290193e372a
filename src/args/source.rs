//! The sources, and a new one made of a saved page.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::base::schema::Id;

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

fn id(text: &str) -> Result<Id, String> {
    Id::without_prefix(text)
}

const SOURCE_EXAMPLES: &str = "\
Examples:
  # the sources, and what rests on each
  $ ibid source
  # one of them, for a bibliography
  $ ibid cite miller-2020 --as bibliography
  # for a base of your own: a source made of a saved page
  $ ibid source add page.html
A source whose id is add: ibid source -- add";

const ADD_EXAMPLES: &str = "\
Examples:
  # what the page says of itself, as TOML
  $ ibid source add page.html
  # the same, written into a base
  $ ibid source add page.html --into base.toml
  # another id
  $ ibid source add page.html --into base.toml --id ferry";
