//! The family around a person.

use crate::args::{Cli, Format, TreeArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::family::tree::{Reach, tree};
use crate::task::{self, Given};
use crate::write::tree as written;
use crate::{Status, World, query, tell};

/// Draws somebody's family.
pub(crate) fn run(args: &TreeArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(look.format), look.format)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(None, world)?, &task::default_style, given.ready());
    let root = match query::person_called(&base, &args.person.join(" ")) {
        Ok(root) => root,
        Err(miss) => {
            tell::miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    let reach = Reach { ancestors: args.ancestors, descendants: args.descendants };
    let tree = tree(&base, root, reach);
    if tree.is_empty() {
        tell::note(&format!("no relative of {} is stated here", root.name), world);
        return Ok(Status::NotFound);
    }
    let mut bytes = Vec::new();
    written::write(&base, &tree, &look, &mut bytes)?;
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}

/// A tree is a text, a picture, or what another program draws.
fn suits(format: Option<Format>) -> bool {
    use Format::{Dot, Html, Json, Markdown, Mermaid, Svg, Text};
    format.is_none_or(|one| matches!(one, Text | Markdown | Json | Svg | Html | Dot | Mermaid))
}
