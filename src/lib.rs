//! `ibid` looks up who, what, when and in whose words, and never answers without the source.
//!
//! Data flows one way: what was typed ([`args`]) asks a fact base ([`base`]) a question
//! ([`query`]), the answer is put into words ([`view`]), and the words are written ([`mod@write`]).
//!
//! ```
//! let mut world = ibid::World::plain();
//! let status = ibid::run(["ibid", "person", "nina", "--json"], &mut world);
//! assert_eq!(status, ibid::Status::Found);
//! ```

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub mod args;
pub mod base;
pub mod cite;
pub mod complete;
pub mod date;
pub mod export;
pub mod help;
pub mod lint;
pub mod names;
pub mod page;
pub mod query;
pub mod verify;
pub mod view;
pub mod write;

#[cfg(test)]
mod properties;
mod task;
mod tell;
mod world;

pub use world::World;

use args::{Cli, Command, SourceArgs, SourceTask, Task};

/// How a run ended, as its exit status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 0: the question has an answer, and it was written.
    Found,
    /// 1: the question is valid, and the base does not answer it, or not all of it; or not
    /// everything is proved; or something in a base is wrong or doubtful.
    NotFound,
    /// 2: something is wrong with the command line, the base, or the writing.
    Wrong,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Runs the program: reads the command line, does the task, tells what went wrong.
pub fn run<A>(args: impl IntoIterator<Item = A>, world: &mut World) -> Status
where
    A: Into<OsString> + Clone,
{
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => Cli { facts: args::facts(&args), ..cli },
        Err(message) => return tell::usage(&message, &args, world),
    };
    world.color = cli.output.color;
    if cli.output.quiet {
        world.hush();
    }
    let suits = task::refuse_fields(&cli).and_then(|()| task::refuse_limit(&cli));
    let ended = suits.and_then(|()| match &cli.task {
        None => task::welcome::run(&cli, world),
        Some(Task::Ask(Command::Source(SourceArgs {
            task: Some(SourceTask::Add(args)), ..
        }))) => task::source::add(args, &cli, world),
        Some(Task::Ask(Command::Source(SourceArgs {
            task: Some(SourceTask::Text(args)), ..
        }))) => task::source::text(args, &cli, world),
        Some(Task::Ask(command)) => task::ask::run(command, &cli, world),
        Some(Task::Cite(args)) => task::cite::run(args, &cli, world),
        Some(Task::Export(args)) => task::export::run(args, &cli, world),
        Some(Task::Timeline(args)) => task::timeline::run(args, &cli, world),
        Some(Task::Tree(args)) => task::tree::run(args, &cli, world),
        Some(Task::Kin(args)) => task::kin::run(args, &cli, world),
        Some(Task::Verify(args)) => task::verify::run(args, &cli, world),
        Some(Task::Check(args)) => task::check::run(args, &cli, world),
        Some(Task::Notes(args)) => task::notes::run(args, &cli, world),
        Some(Task::Init(args)) => task::own::init(args, &cli, world),
        Some(Task::Schema(_)) => task::own::schema(&cli, world),
        Some(Task::Completions(args)) => task::complete::script(args, world),
        Some(Task::Complete(args)) => task::complete::run(args, &cli, world),
        Some(Task::Help(args)) => task::help::run(args, &cli, world),
        Some(Task::Man(args)) => task::help::manual(args, &cli, world),
    });
    match ended {
        Ok(status) => status,
        // Whoever read the answer has had enough of it.
        Err(error) if tell::is_broken_pipe(&error) => Status::Found,
        Err(error) => {
            tell::error(&error, cli.output.color, world);
            Status::Wrong
        }
    }
}
