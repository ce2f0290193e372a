//! Which shell is completed for, and the line that it has so far.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// A shell that can complete the command line of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
    Elvish,
    #[value(alias = "nu")]
    Nushell,
}

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell; docs/shell.md says where each wants it
    pub shell: Shell,
}

/// What the files in `completions/` ask: nobody types this.
#[derive(Debug, Args)]
pub struct CompleteArgs {
    pub shell: Shell,
    /// What ends a word for bash besides space: its `COMP_WORDBREAKS`
    #[arg(long, value_name = "CHARACTERS", default_value = " \t\n\"'><=;|&(:")]
    pub breaks: String,
    /// The answer is to be shown in a list, not to be inserted
    #[arg(long)]
    pub list: bool,
    /// The words up to the cursor, the last one unfinished; for bash the line, as it was typed
    #[arg(last = true, value_name = "WORD")]
    pub words: Vec<OsString>,
}

const EXAMPLES: &str = "\
Examples:
  # what fish is to read when it starts
  $ ibid completions fish
  # and bash
  $ ibid completions bash";
