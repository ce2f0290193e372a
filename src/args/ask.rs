//! What can be asked of a base.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::{SourceArgs, StyleArgs, date};
use crate::base::schema::{Certainty, EventKind};
use crate::date::{Date, MonthDay};

/// One question.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Who: a card for one person, a table for several, everyone without a name
    #[command(after_long_help = PERSON_EXAMPLES)]
    Person {
        /// A name, part of one, or an id; accents, case and apostrophes do not matter; - asks each
        /// line of standard input
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
    #[command(after_long_help = TERM_EXAMPLES)]
    Term {
        /// A name, part of one, or an id
        #[arg(num_args = 0..)]
        name: Vec<String>,
    },
    /// What the facts rest on
    Source(SourceArgs),
    /// Records, whole, by their ids
    #[command(after_long_help = SHOW_EXAMPLES)]
    Show {
        /// Ids as the tables print them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Everything that has these words, the likeliest first
    #[command(after_long_help = SEARCH_EXAMPLES)]
    Search {
        /// Words of a name, title, text or quotation
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_long_help = EVENT_EXAMPLES)]
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
#[command(after_long_help = QUOTE_EXAMPLES)]
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
#[command(after_long_help = DATES_EXAMPLES)]
pub struct DatesArgs {
    /// A date or interval (ibid help dates): 1931, 1931-01, 193X, ../1919, 1900/1910, "44 BC"
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

const PERSON_EXAMPLES: &str = "\
Examples:
  # who she was, and which paragraph says so
  $ ibid person nina
  # everyone who bears the name, a line each
  $ ibid person nevelson -f tsv
  # the names of all
  $ ibid person --json | jq -r '.results[].name'
  # whether somebody is known, by the exit status alone
  $ ibid person zina --quiet";

const EVENT_EXAMPLES: &str = "\
Examples:
  # who died in the thirties
  $ ibid event --kind death --during 193X
  # what somebody lived through, at length
  $ ibid event --person zina -f text
  # what nobody has proved
  $ ibid event --certainty unproven";

const QUOTE_EXAMPLES: &str = "\
Examples:
  # what somebody said
  $ ibid quote --by trotsky
  # a quotation to paste, with its attribution
  $ ibid quote barber --block -f markdown
  # one by lot, the same for the same seed
  $ ibid quote --random --seed 7";

const DATES_EXAMPLES: &str = "\
Examples:
  # the chronology of a year
  $ ibid dates 1931
  # until 1919, without what only may be that early
  $ ibid dates ../1919 --certain
  # anniversaries of the day
  $ ibid dates --on 06-09
  # what happened to somebody, for a spreadsheet
  $ ibid dates --person sergei -f csv --header
How dates are written: ibid help dates";

const TERM_EXAMPLES: &str = "\
Examples:
  # what the letters stand for
  $ ibid term gpu
  # the whole glossary
  $ ibid term";

const SHOW_EXAMPLES: &str = "\
Examples:
  # one record with everything in it
  $ ibid show nina-death
  # the same for a script
  $ ibid show nina-death --json | jq '.results[0].cite'";

const SEARCH_EXAMPLES: &str = "\
Examples:
  # persons, events, quotations and terms at once
  $ ibid search berlin
  # the likeliest three
  $ ibid search hospital --limit 3";

pub(super) const EVENT_KINDS: &str = "\
Only events of these kinds, separated by commas:
birth, death, marriage, divorce, separation, relationship, care, education, work, politics, \
membership, expulsion, travel, residence, exile, decree, arrest, imprisonment, release, trial, \
attack, conflict, war, illness, treatment, message, meeting, speech, publication, deception, \
disappearance, legacy, other";

pub(super) fn event_kind() -> impl TypedValueParser<Value = EventKind> {
    PossibleValuesParser::new(EventKind::WORDS)
        .try_map(|word| EventKind::from_word(&word).ok_or("unknown kind"))
}

fn certainty() -> impl TypedValueParser<Value = Certainty> {
    PossibleValuesParser::new(Certainty::WORDS)
        .try_map(|word| Certainty::from_word(&word).ok_or("unknown certainty"))
}
