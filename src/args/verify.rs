//! What is proved, and by which copies.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Copies of the source: plain text or saved pages (HTML), or - for standard input
    #[arg(required = true, value_name = "COPY")]
    pub copies: Vec<PathBuf>,
    /// The source, where it is not the default one of the base
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Write the fingerprints of the paragraphs of COPY into the file of the base first
    #[arg(long)]
    pub update: bool,
    /// One line a mistake, as editors read them: `file:line:column: severity[code]: message`
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub short: bool,
}
