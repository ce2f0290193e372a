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

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use anyhow::Context;
use clap::Parser;

pub mod args;
pub mod base;
pub mod cite;
pub mod date;
pub mod export;
pub mod names;
pub mod query;
pub mod verify;
pub mod view;
pub mod write;

mod world;

pub use world::World;

use args::{Cli, Command, Task};
use base::schema::Document;
use query::{DateFilter, EventFilter, Lot, Miss, Question, QuoteFilter};

/// How a run ended, as its exit status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: the question has an answer, and it was written.
    Found,
    /// 1: the question is valid, and the base does not answer it, or not all of it.
    NotFound,
    /// 2: something is wrong with the command line, the base, or the writing.
    Wrong,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// The embedded fact base, read once in the life of the process from what the build made of
/// `facts.toml`.
static EMBEDDED: LazyLock<Result<Document, postcard::Error>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"))));

/// Runs the program: reads the command line, asks the base, writes the answer.
pub fn run<A>(args: impl IntoIterator<Item = A>, world: &mut World) -> Status
where
    A: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => return usage(&message, world),
    };
    let ended = match &cli.task {
        Task::Ask(command) => answer(command, &cli, world),
        Task::Verify(args) => verify::command::run(args, &cli, world),
    };
    match ended {
        Ok(status) => status,
        // Whoever read the answer has had enough of it.
        Err(error) if is_broken_pipe(&error) => Status::Found,
        Err(error) => {
            report_error(&error, cli.output.color, world);
            Status::Wrong
        }
    }
}

/// The whole chain of a question.
fn answer(command: &Command, cli: &Cli, world: &mut World) -> anyhow::Result<Status> {
    let question = question(command, world)?;
    let given = Given::read(cli.facts.as_deref(), world)?;
    let document = given.document()?;
    let base = base::Base::new(&document);
    let mut answer = match query::answer(&base, &question) {
        Ok(answer) => answer,
        Err(miss) => {
            report_miss(&miss, world);
            return Ok(Status::NotFound);
        }
    };
    if let Some(limit) = cli.output.limit {
        answer.hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    let mut written = Vec::new();
    write::write(&base, &answer, &world.look(&cli.output), &mut written)?;
    write_out(&written, world)?;
    for miss in &answer.misses {
        report_miss(miss, world);
    }
    Ok(if answer.misses.is_empty() { Status::Found } else { Status::NotFound })
}

fn write_out(bytes: &[u8], world: &mut World) -> anyhow::Result<()> {
    let written = world.stdout.write_all(bytes).and_then(|()| world.stdout.flush());
    Ok(written.map_err(Unwritten)?)
}

/// The question that was typed.
fn question(command: &Command, world: &World) -> anyhow::Result<Question> {
    let text = |words: &[String]| (!words.is_empty()).then(|| words.join(" "));
    Ok(match command {
        Command::Person { name } => Question::Person(text(name)),
        Command::Event(event) => Question::Event(EventFilter {
            text: text(&event.text),
            kinds: event.kind.clone(),
            person: event.person.clone(),
            place: event.place.clone(),
            during: event.during.clone(),
            certainty: event.certainty.clone(),
        }),
        Command::Quote(quote) => Question::Quote(QuoteFilter {
            text: text(&quote.text),
            by: quote.by.clone(),
            about: quote.about.clone(),
            random: quote.random.then(|| quote.seed.map_or(Lot::Any, Lot::Seeded)),
        }),
        Command::Dates(dates) => Question::Dates(DateFilter {
            when: text(&dates.when)
                .map(|when| args::date(&when).map_err(anyhow::Error::msg))
                .transpose()?,
            on: if dates.today { Some(world.today()) } else { dates.on },
            person: dates.person.clone(),
            place: dates.place.clone(),
            certain: dates.certain,
        }),
        Command::Term { name } => Question::Term(text(name)),
        Command::Source { id } => Question::Source(text(id)),
        Command::Show { ids } => Question::Show(ids.clone()),
        Command::Search { text } => Question::Search(text.join(" ")),
    })
}

/// What messages call standard input.
const STDIN: &str = "<stdin>";

/// The text of the embedded fact base, for the places in it.
const EMBEDDED_TEXT: &str = include_str!("../facts.toml");

/// The fact base that was asked for, as it was given: the embedded one, a file, or standard input.
struct Given {
    /// What messages call it.
    name: String,
    /// The file, where it is one.
    path: Option<PathBuf>,
    bytes: Cow<'static, [u8]>,
    is_embedded: bool,
}

impl Given {
    fn read(facts: Option<&Path>, world: &mut World) -> anyhow::Result<Self> {
        let variable = world.variable("IBID_FACTS");
        let path = facts.or(variable.as_deref().map(Path::new));
        let Some(path) = path else {
            let bytes = Cow::Borrowed(EMBEDDED_TEXT.as_bytes());
            return Ok(Self {
                name: "facts.toml".to_owned(),
                path: None,
                bytes,
                is_embedded: true,
            });
        };
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            world.stdin.read_to_end(&mut bytes).context("cannot read standard input")?;
            let bytes = Cow::Owned(bytes);
            return Ok(Self { name: STDIN.to_owned(), path: None, bytes, is_embedded: false });
        }
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let path = Some(path.to_owned());
        Ok(Self { name, path, bytes: Cow::Owned(bytes), is_embedded: false })
    }

    /// The base, checked.
    fn document(&self) -> anyhow::Result<Cow<'static, Document>> {
        if self.is_embedded {
            let embedded = EMBEDDED.as_ref().context("the embedded fact base is damaged")?;
            return Ok(Cow::Borrowed(embedded));
        }
        Ok(Cow::Owned(base::load::read_bytes(&self.name, &self.bytes)?))
    }

    /// The text of a base that was read.
    fn text(&self) -> anyhow::Result<&str> {
        std::str::from_utf8(&self.bytes).with_context(|| format!("{}: not text", self.name))
    }
}

/// An answer that could not be written.
#[derive(Debug)]
struct Unwritten(io::Error);

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write the answer: {}", self.0)
    }
}

impl std::error::Error for Unwritten {}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let unwritten = error.downcast_ref::<Unwritten>();
    unwritten.is_some_and(|error| error.0.kind() == io::ErrorKind::BrokenPipe)
}

// What follows goes to stderr; if that fails there is nobody left to tell.

/// Help and version go to stdout, complaints about the command line to stderr.
fn usage(message: &clap::Error, world: &mut World) -> Status {
    let colour = |colour: bool| {
        let text = message.render();
        if colour { text.ansi().to_string() } else { text.to_string() }
    };
    if message.use_stderr() {
        let _ = write!(world.stderr, "{}", colour(world.stderr_colour(args::Color::Auto)));
        return Status::Wrong;
    }
    let text = colour(world.stdout_colour(args::Color::Auto));
    let written = world.stdout.write_all(text.as_bytes()).and_then(|()| world.stdout.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            report_error(&Unwritten(error).into(), args::Color::Auto, world);
            Status::Wrong
        }
        _ => Status::Found,
    }
}

fn report_note(note: &str, world: &mut World) {
    let _ = writeln!(world.stderr, "ibid: {}", write::visible(note));
}

fn report_miss(miss: &Miss, world: &mut World) {
    let _ = writeln!(world.stderr, "ibid: {}", write::visible(&miss.sentence));
    if let [head @ .., last] = miss.nearest.as_slice() {
        let or = if head.is_empty() { "" } else { " or " };
        let names = format!("{}{or}{last}", head.join(", "));
        let _ = writeln!(world.stderr, "  hint: did you mean {}?", write::visible(&names));
    }
}

fn report_error(error: &anyhow::Error, color: args::Color, world: &mut World) {
    let _ = match error.downcast_ref::<base::problem::Problems>() {
        Some(problems) => {
            write!(world.stderr, "{}", problems.render(world.stderr_colour(color)))
        }
        None => writeln!(world.stderr, "ibid: {}", write::visible(&format!("{error:#}"))),
    };
}
