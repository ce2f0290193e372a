//! What a base of one's own is begun with.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = INIT_EXAMPLES)]
pub struct InitArgs {
    /// The file to make, which must not be there yet, or - for standard output
    #[arg(default_value = "facts.toml", value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_long_help = SCHEMA_EXAMPLES)]
pub struct SchemaArgs {}

const INIT_EXAMPLES: &str = "\
Examples:
  # a base to begin with
  $ ibid init rome.toml
  # ask it
  $ ibid --facts rome.toml person
  # only to look at it
  $ ibid init -";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  # beside the base, where its first line tells editors to look
  $ ibid schema >facts.schema.json
  # every kind of event
  $ ibid schema | jq -r '.\"$defs\".EventKind.enum[]'";
