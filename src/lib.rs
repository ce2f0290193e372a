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
use std::path::Path;
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
pub mod view;
pub mod write;

mod world;

pub use world::World;

use args::{CiteArgs, Cli, Command, QuoteArgs};
use base::schema::Document;
use cite::style::{self, Style};
use cite::{Citer, Ready};
use hayagriva::citationberg::Locale;
use view::cite::Wanted;
use write::Look;

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

/// What the default style makes of the embedded base, rendered by the build.
static READY: LazyLock<Ready> = LazyLock::new(|| {
    let notes = include_bytes!(concat!(env!("OUT_DIR"), "/notes.bin"));
    postcard::from_bytes(notes).unwrap_or_default()
});

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// Decodes one locale for the citation processor.
fn locale(code: &str) -> Option<Locale> {
    ciborium::from_reader(encoded_locale(code)?).ok()
}

/// Runs the program: reads the command line, asks the base, writes the answer.
pub fn run<A>(args: impl IntoIterator<Item = A>, world: &mut World) -> Status
where
    A: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => return usage(&message, world),
    };
    match answer(&cli, world) {
        Ok(misses) if misses.is_empty() => Status::Found,
        Ok(misses) => {
            for miss in &misses {
                report_miss(miss, world);
            }
            Status::NotFound
        }
        // Whoever read the answer has had enough of it.
        Err(error) if is_broken_pipe(&error) => Status::Found,
        Err(error) => {
            report_error(&error, cli.output.color, world);
            Status::Wrong
        }
    }
}

/// The whole chain. What the base does not answer is handed back.
fn answer(cli: &Cli, world: &mut World) -> anyhow::Result<Vec<Miss>> {
    let look = world.look(&cli.output);
    suits(&cli.command, &look)?;
    let mut written = Vec::new();
    let misses = if let Command::Cite(CiteArgs { list_styles: true, .. }) = &cli.command {
        write::cite::write_styles(&style::list(), &look, &mut written)?;
        Vec::new()
    } else {
        let document = document(cli.facts.as_deref(), world)?;
        let index = base::Base::new(&document);
        let asked = style(&cli.command, world)?;
        let default = || Style::named(style::DEFAULT, locale).ok();
        // What was rendered beforehand is of the embedded base.
        let nothing = Ready::new();
        let ready = if matches!(document, Cow::Borrowed(_)) { &*READY } else { &nothing };
        let base = Citer::new(&index, asked, &default, ready);
        match &cli.command {
            Command::Cite(cite) => cite_command(&base, cite, &look, &mut written)?,
            command => look_up(&base, command, cli.output.limit, &look, world, &mut written)?,
        }
    };
    world.stdout.write_all(&written).and_then(|()| world.stdout.flush()).map_err(Unwritten)?;
    Ok(misses)
}

/// Not every command has every form.
fn suits(command: &Command, look: &Look) -> anyhow::Result<()> {
    use args::Format::{Annotation, Csv, Html, Jsonl, Latex, Table, Tsv, Typst};
    let Some(format) = look.format else { return Ok(()) };
    let suits = match command {
        Command::Cite(_) => !matches!(format, Table | Tsv | Csv | Jsonl),
        Command::Quote(_) => format != Annotation,
        _ => !matches!(format, Html | Latex | Typst | Annotation),
    };
    anyhow::ensure!(suits, "this command has no {} form", format.word());
    Ok(())
}

/// Looks something up and writes it.
fn look_up(
    base: &Citer<'_>,
    command: &Command,
    limit: Option<u64>,
    look: &Look,
    world: &World,
    out: &mut Vec<u8>,
) -> anyhow::Result<Vec<Miss>> {
    let mut answer = match query::answer(base, &question(command, world)?) {
        Ok(answer) => answer,
        Err(miss) => return Ok(vec![miss]),
    };
    if let Some(limit) = limit {
        answer.hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    if matches!(command, Command::Quote(QuoteArgs { block: true, .. })) {
        let quotes: Vec<_> = answer.hits.iter().filter_map(query::Hit::quote).collect();
        write::cite::write_blocks(base, &quotes, look, out)?;
    } else {
        write::write(base, &answer, look, out)?;
    }
    Ok(answer.misses)
}

/// Cites records and places, or writes their bibliography.
fn cite_command(
    base: &Citer<'_>,
    args: &CiteArgs,
    look: &Look,
    out: &mut Vec<u8>,
) -> anyhow::Result<Vec<Miss>> {
    let cited = match query::cited(base, &args.ids) {
        Ok(cited) => cited,
        Err(misses) => return Ok(misses),
    };
    if let Some(exchange) = args.to {
        let sources = query::sources_of(base, &cited);
        write::cite::write_safe(&export::bibliography(exchange, &sources), look, out)?;
        return Ok(Vec::new());
    }
    anyhow::ensure!(!args.ids.is_empty(), "say what to cite: ibid cite nina-death");
    let copy = args.copy.as_deref().map(|path| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    });
    let copy = copy.transpose()?;
    if look.format == Some(args::Format::Annotation) {
        let annotations = view::cite::annotations(base, &cited, copy.as_deref());
        write::cite::write_json(&annotations, out)?;
        return Ok(Vec::new());
    }
    let wanted = Wanted { form: args.form.into(), pandoc: args.pandoc, link: args.link, copy };
    let citations = view::cite::citations(base, &args.ids, &cited, &wanted);
    write::cite::write_citations(&citations, look, out)?;
    Ok(Vec::new())
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
        Command::Cite(_) => anyhow::bail!("a citation is no question"),
    })
}

/// The citation style that was asked for: by the flag, or by the variable.
fn style(command: &Command, world: &World) -> anyhow::Result<Option<Style>> {
    let flag = match command {
        Command::Quote(quote) => quote.style.style.as_deref(),
        Command::Cite(cite) => cite.style.style.as_deref(),
        _ => None,
    };
    let variable = world.variable("IBID_STYLE");
    let variable = variable.as_ref().map(|name| name.to_string_lossy());
    let Some(name) = flag.or(variable.as_deref()) else { return Ok(None) };
    if Path::new(name).extension().is_some_and(|extension| extension == "csl") {
        let xml = std::fs::read_to_string(name).with_context(|| format!("cannot read {name}"))?;
        return Ok(Some(Style::from_csl(name, &xml, locale)?));
    }
    Ok(Some(Style::named(name, locale)?))
}

/// The fact base that was asked for: the embedded one, a file, or standard input.
fn document(facts: Option<&Path>, world: &mut World) -> anyhow::Result<Cow<'static, Document>> {
    let variable = world.variable("IBID_FACTS");
    let path = facts.or(variable.as_deref().map(Path::new));
    let Some(path) = path else {
        let embedded = EMBEDDED.as_ref().context("the embedded fact base is damaged")?;
        return Ok(Cow::Borrowed(embedded));
    };
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        world.stdin.read_to_end(&mut bytes).context("cannot read standard input")?;
        ("<stdin>".to_owned(), bytes)
    } else {
        let name = path.display().to_string();
        (name.clone(), std::fs::read(path).with_context(|| format!("cannot read {name}"))?)
    };
    Ok(Cow::Owned(base::load::read_bytes(&name, &bytes)?))
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
