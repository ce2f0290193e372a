//! How two persons are related.

use crate::args::{Cli, Format, KinArgs};
use crate::base::Base;
use crate::cite::Citer;
use crate::query::family::kin::kin;
use crate::query::person_called;
use crate::task::{self, Given};
use crate::write::kin as written;
use crate::{Status, World, tell};

/// Tells what one person is to another, and why.
pub(crate) fn run(args: &KinArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(suits(look.format), look.format)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = Base::new(&document);
    let base = Citer::new(&base, task::style(None, world)?, &task::default_style, given.ready());
    let called = [&args.one, &args.other].map(|name| person_called(&base, name));
    let [Ok(one), Ok(other)] = called else {
        for miss in called.into_iter().filter_map(Result::err) {
            tell::miss(&miss, world);
        }
        return Ok(Status::NotFound);
    };
    let Some(kinship) = kin(&base, one, other) else {
        let names = format!("nothing here relates {} to {}", one.name, other.name);
        tell::note(&names, world);
        return Ok(Status::NotFound);
    };
    let mut bytes = Vec::new();
    written::write(&base, &kinship, &look, &mut bytes)?;
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}

/// A kinship is told, listed or handed on; it is no picture.
fn suits(format: Option<Format>) -> bool {
    use Format::{Csv, Json, Markdown, Table, Text, Tsv};
    format.is_none_or(|one| matches!(one, Text | Table | Markdown | Tsv | Csv | Json))
}
