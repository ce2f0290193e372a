//! What is asked of the program about itself.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = HELP_EXAMPLES)]
pub struct HelpArgs {
    /// A command, or one of dates, formats, exit-codes, facts and environment
    #[arg(num_args = 0..=2)]
    pub topic: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_long_help = MAN_EXAMPLES)]
pub struct ManArgs {
    /// The page of a command or a topic, in place of the first
    pub page: Option<String>,
    /// Write every page into this directory, which is made if it is not there
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    pub dir: Option<PathBuf>,
}

const HELP_EXAMPLES: &str = "\
Examples:
  # how dates are written
  $ ibid help dates
  # a command and its flags
  $ ibid help person";

const MAN_EXAMPLES: &str = "\
Examples:
  # the manual of the program
  $ ibid man | man -l -
  # that of a command, and that of a topic
  $ ibid man person | man -l -
  $ ibid man dates.7 | man -l -
  # for a package: every page, ibid.1 to ibid-facts.7
  $ ibid man --dir man";
