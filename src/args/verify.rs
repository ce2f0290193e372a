//! What is proved, and by which copies.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct VerifyArgs {
    /// Copies of the source: plain text or saved pages (HTML), or - for standard input
    #[arg(required = true, value_name = "COPY")]
    pub copies: Vec<PathBuf>,
    /// The source of all copies, in place of the one that fits each best
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Write the fingerprints of the paragraphs of COPY into the file of the base first
    #[arg(long)]
    pub update: bool,
    /// One line a mistake, as editors read them: `file:line:column: severity[code]: message`
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub short: bool,
}

const EXAMPLES: &str = "\
Examples:
  # whether everything stands there as it is cited
  $ ibid verify article.html
  # the same for an editor, a line a mistake
  $ ibid verify --short article.html
  # for a base of your own: the fingerprints of its source
  $ ibid verify --update article.html --facts base.toml";
