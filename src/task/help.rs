//! Help on a command or a topic, and the manual.

use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;

use crate::args::{Cli, Format, HelpArgs, ManArgs};
use crate::help::topic::Topic;
use crate::help::{self, man};
use crate::task;
use crate::write::{self, Look};
use crate::{Status, World, names, tell};

/// Explains a command, a topic, or the program.
pub(crate) fn run(args: &HelpArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let look = world.look(&cli.output);
    task::refuse(matches!(look.format, None | Some(Format::Text)), look.format)?;
    let width = world.help_width(cli.output.width.map(usize::from));
    let name = (!args.topic.is_empty()).then(|| args.topic.join(" "));
    let name = name.as_deref();
    let help = help::of_command(name, width);
    let mut bytes = Vec::new();
    if let Some(topic) = name.and_then(Topic::named) {
        let look = Look { width: Some(width), ..look };
        write::write_prose(&topic.prose(help.is_some()), &look, &mut bytes)?;
    } else if let Some(help) = help {
        let text = if look.colour { help.ansi().to_string() } else { help.to_string() };
        bytes.extend(text.trim_end().as_bytes());
        bytes.push(b'\n');
    } else {
        return Err(unknown(name.unwrap_or_default()));
    }
    task::write_out(&bytes, world)?;
    Ok(Status::Found)
}

/// A page of the manual, or all of them into a directory.
pub(crate) fn manual(args: &ManArgs, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let format = world.look(&cli.output).format;
    task::refuse(format.is_none(), format)?;
    let pages = man::pages(Cli::command())?;
    if let Some(dir) = &args.dir {
        write_pages(&pages, dir)?;
        tell::note(&format!("{} pages written into {}", pages.len(), dir.display()), world);
        return Ok(Status::Found);
    }
    let name = args.page.as_deref().unwrap_or_default();
    // The page of a command comes before that of a topic, which is dates.7.
    let is_it = |page: &&man::Page| {
        page.name.replace(' ', "-") == name.replace(' ', "-")
            || page.file.ends_with(&format!("-{name}"))
    };
    let Some(page) = pages.iter().find(is_it) else { return Err(unknown(name)) };
    task::write_out(&page.text, world)?;
    Ok(Status::Found)
}

fn write_pages(pages: &[man::Page], dir: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    for page in pages {
        let path = dir.join(&page.file);
        std::fs::write(&path, &page.text)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn unknown(name: &str) -> anyhow::Error {
    let known = help::names();
    let nearest = names::nearest(name, known.iter().map(String::as_str), 3);
    let hint = match nearest.as_slice() {
        [] => "ibid help lists them".to_owned(),
        near => format!("did you mean {}?", tell::or(near)),
    };
    anyhow::anyhow!("there is no command or topic “{name}”\n  hint: {hint}")
}
