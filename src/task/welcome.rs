//! The program without a task: the base introduces itself.

use crate::args::{Cli, Format};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::overview::overview;
use crate::task::{self, Given};
use crate::view::welcome;
use crate::{Status, World, write};

/// Tells which base answers, what is in it, and what to ask.
pub(crate) fn run(cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(matches!(look.format, None | Some(Format::Text)), look.format)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(None, world)?, &task::default_style, given.ready());
    let facts = cli.facts.as_deref();
    let prose = welcome::welcome(&base, &overview(&base), &given.name(), facts);
    let mut bytes = Vec::new();
    write::write_prose(&prose, &look, &mut bytes)?;
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}
