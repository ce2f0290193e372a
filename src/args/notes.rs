//! What lecture notes are about, and how they are made.

use clap::Args;

use super::StyleArgs;
use crate::view::handout::Part;
use crate::view::handout::blank::Left;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct NotesArgs {
    /// Persons, terms, dates or a text to search for; the whole base without any
    #[arg(num_args = 0.., value_name = "TOPIC")]
    pub topics: Vec<String>,
    /// The parts, in this order
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub parts: Vec<Part>,
    /// Title of the notes, in place of the topics
    #[arg(long)]
    pub title: Option<String>,
    /// Level of the title's heading, 1 to 4
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub level: u8,
    #[command(flatten)]
    pub style: StyleArgs,
    /// A worksheet: leave these out, to be filled in
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub blank: Vec<Left>,
    /// The answers to a worksheet or to questions
    #[arg(long)]
    pub key: bool,
    /// Cut into slides, as Pandoc makes presentations of them
    #[arg(long)]
    pub slides: bool,
}

const EXAMPLES: &str = "\
Examples:
  # a handout on one person, as Markdown with footnotes
  $ ibid notes zina -f markdown
  # a page to print, cited as APA has it
  $ ibid notes zina 1931 --style apa -f html
  # a worksheet without its dates, and the key to it
  $ ibid notes nina --blank dates
  $ ibid notes nina --blank dates --key
  # questions for an hour
  $ ibid notes \"Lev Sedov\" --parts questions,sources
  # slides, for Pandoc to make a presentation of
  $ ibid notes zina --slides";
