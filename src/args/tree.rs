//! Whose family, and how far; and who is asked about their kinship.

use clap::Args;

#[derive(Debug, Args)]
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
pub struct KinArgs {
    /// A name or an id; several words between quotation marks
    #[arg(value_name = "PERSON")]
    pub one: String,
    /// The person to whom the first is related
    #[arg(value_name = "OTHER")]
    pub other: String,
}
