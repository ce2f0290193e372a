//! Whose family, and how far; and who is asked about their kinship.

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = TREE_EXAMPLES)]
pub struct TreeArgs {
    /// A name or an id; accents, case and apostrophes do not matter
    #[arg(required = true, num_args = 1.., value_name = "PERSON")]
    pub person: Vec<String>,
    /// At most so many generations of ancestors; none leaves out brothers and sisters too
    #[arg(long, value_name = "N")]
    pub ancestors: Option<usize>,
    /// At most so many generations of descendants
    #[arg(long, value_name = "N")]
    pub descendants: Option<usize>,
}

#[derive(Debug, Args)]
#[command(after_long_help = KIN_EXAMPLES)]
pub struct KinArgs {
    /// A name or an id; several words between quotation marks
    #[arg(value_name = "PERSON")]
    pub one: String,
    /// The person to whom the first is related
    #[arg(value_name = "PERSON")]
    pub other: String,
}

const TREE_EXAMPLES: &str = "\
Examples:
  # somebody's family
  $ ibid tree nina
  # parents and children only
  $ ibid tree zina --ancestors 1 --descendants 1
  # a picture for a slide
  $ ibid tree trotsky -f svg";

const KIN_EXAMPLES: &str = "\
Examples:
  # how two are related
  $ ibid kin seva trotsky
  # the same for a script
  $ ibid kin nina \"Lev Sedov\" -f tsv";
