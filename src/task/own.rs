//! Beginning a fact base of one's own: `ibid init` and `ibid schema`.

use anyhow::Context;

use crate::args::{Cli, InitArgs};
use crate::world::input;
use crate::write::file;
use crate::{Status, World, task, tell};

/// A small base that shows how one is written.
pub(crate) const EXAMPLE: &str = include_str!("own/example.toml");

/// The format as JSON Schema, which a test makes of its types.
const SCHEMA: &str = include_str!("../../facts.schema.json");

/// The name under which the first line of the example looks for the schema.
const SCHEMA_NAME: &str = "facts.schema.json";

/// Makes a file with the example, and tells what to do with it.
pub(crate) fn init(args: &InitArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let format = world.look(&cli.output).format;
    task::refuse(format.is_none(), format)?;
    if input::is_stdin(&args.file) {
        task::write_out(EXAMPLE.as_bytes(), world)?;
        return Ok(Status::Found);
    }
    let name = args.file.display().to_string();
    file::create(&args.file, EXAMPLE).with_context(|| format!("cannot make {name}"))?;
    let schema = args.file.with_file_name(SCHEMA_NAME).display().to_string();
    let note = format!(
        "made {name}, a base to begin with\n  \
         hint: ibid --facts {} person, to ask it\n  \
         hint: ibid schema >{}, for editors to check it while you write",
        task::in_shell(&name),
        task::in_shell(&schema),
    );
    tell::note(&note, world);
    Ok(Status::Found)
}

/// Writes the schema.
pub(crate) fn schema(cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    use crate::args::Format::Json;
    let format = world.look(&cli.output).format;
    task::refuse(matches!(format, None | Some(Json)), format)?;
    task::write_out(SCHEMA.as_bytes(), world)?;
    Ok(Status::Found)
}
