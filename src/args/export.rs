//! What is exported, and to which format.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::StyleArgs;
use crate::export::{FORMATS, Format, named};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ExportArgs {
    /// The format; --list tells what each is
    #[arg(value_name = "FORMAT", value_parser = format(), hide_possible_values = true)]
    pub to: Option<&'static dyn Format>,
    /// Only what concerns these: names, ids, dates, or words to search for
    #[arg(value_name = "TOPIC")]
    pub topics: Vec<String>,
    /// Print the names of the formats and what each is
    #[arg(long, exclusive = true)]
    pub list: bool,
    /// Name everything that is left out, not only the first few
    #[arg(short, long)]
    pub verbose: bool,
    #[command(flatten)]
    pub style: StyleArgs,
    /// anki: the deck, in place of the title of the base and the topic
    #[arg(long, value_name = "DECK")]
    pub deck: Option<String>,
    /// anki: what your Anki calls Basic and Cloze, if it is not in English
    #[arg(long, num_args = 2, value_names = ["BASIC", "CLOZE"])]
    pub notetypes: Option<Vec<String>>,
    /// ics: the first year of the anniversaries [default: 2000]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i64).range(1..=9000))]
    pub start_year: Option<i64>,
    /// ics: days that were worked out, too, marked as inferred
    #[arg(long)]
    pub inferred: bool,
}

fn format() -> impl TypedValueParser<Value = &'static dyn Format> {
    let value = |format: &&dyn Format| PossibleValue::new(format.name()).help(format.about());
    PossibleValuesParser::new(FORMATS.iter().map(value))
        .try_map(|name| named(&name).ok_or("unknown format"))
}

/// The formats, a line each.
pub fn formats() -> String {
    let widest = FORMATS.iter().map(|format| format.name().len()).max().unwrap_or_default();
    let line = |format: &&dyn Format| format!("  {:widest$}  {}\n", format.name(), format.about());
    format!("Formats:\n{}", FORMATS.iter().map(line).collect::<String>())
}

const EXAMPLES: &str = "\
Examples:
  # flash cards for Anki, of one person
  $ ibid export anki zina
  # anniversaries, for a calendar
  $ ibid export ics
  # the sources, for a bibliography
  $ ibid export biblatex
  # what else there is
  $ ibid export --list";
