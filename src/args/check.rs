//! Which fact bases are checked, and how strictly.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, after_long_help = EXAMPLES)]
pub struct CheckArgs {
    /// Fact bases to check, - for standard input; without any the base that is asked
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Take these for errors
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Denied>,
    /// Explain rules: what they find, why, an example, and what to do; list all without CODE
    #[arg(long, value_name = "CODE", num_args = 0.., conflicts_with_all = ["files", "deny"])]
    pub explain: Option<Vec<String>>,
    /// List the rules
    #[arg(long, conflicts_with_all = ["files", "deny", "explain"])]
    pub list: bool,
}

/// What is taken for an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// Every warning
    Warnings,
}

const AFTER_HELP: &str = "\
Forms of the report: text, short, json, jsonl, sarif or github.

A finding that a remark of the base answers is a note. `# ibid: allow(CODE) reason`, just above
the header of a record or within its table, allows a warning there.

Exit status: 0 clean or notes only, 1 errors or warnings, 2 a file that cannot be read.";

const EXAMPLES: &str = "\
Examples:
  # what is wrong or doubtful in a base of your own
  $ ibid check base.toml
  # the embedded base, and which of its remarks answer what
  $ ibid check
  # the same for a program that shows findings at their lines
  $ ibid check base.toml -f sarif
  # why, and what to do
  $ ibid check --explain death-before-birth
Forms of the report: text, short, json, jsonl, sarif or github.

A finding that a remark of the base answers is a note. `# ibid: allow(CODE) reason`, just above
the header of a record or within its table, allows a warning there.

Exit status: 0 clean or notes only, 1 errors or warnings, 2 a file that cannot be read.";
