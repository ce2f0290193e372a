//! Everything outside the program that a run depends on, handed to it as a value: a test makes its
//! own.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};

use crate::args::{Color, Output};
use crate::date::MonthDay;
use crate::write::Look;

pub(crate) mod input;

/// The environment, the streams, the terminal and the clock.
pub struct World {
    pub stdin: Box<dyn Read>,
    pub stdout: Box<dyn Write>,
    pub stderr: Box<dyn Write>,
    /// Whether stdout is a terminal.
    pub stdout_terminal: bool,
    /// Whether stderr is a terminal.
    pub stderr_terminal: bool,
    /// Columns of the terminal, if there is one.
    pub columns: Option<usize>,
    /// The environment variables that the program knows.
    pub variables: HashMap<&'static str, OsString>,
    /// The day of the year; `None` asks the clock when it is needed.
    pub today: Option<MonthDay>,
    /// What was said of colour on the command line.
    pub color: Color,
    /// Whether nothing but mistakes is told.
    pub quiet: bool,
}

/// The environment variables that the program reads.
const VARIABLES: [&str; 18] = [
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "ConEmuANSI",
    "DOMTERM",
    "FORCE_HYPERLINK",
    "HOME",
    "IBID_FACTS",
    "IBID_STYLE",
    "KONSOLE_VERSION",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "SOURCE_DATE_EPOCH",
    "TERM",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "WT_SESSION",
];

impl World {
    /// The world that the process is in.
    pub fn real() -> Self {
        let stdout_terminal = io::stdout().is_terminal();
        let variables = VARIABLES.iter().filter_map(|name| Some((*name, std::env::var_os(name)?)));
        Self {
            stdin: Box::new(io::stdin()),
            stdout: stdout::open(),
            stderr: Box::new(io::stderr()),
            stdout_terminal,
            stderr_terminal: io::stderr().is_terminal(),
            columns: if stdout_terminal {
                terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
            } else {
                None
            },
            variables: variables.collect(),
            today: None,
            color: Color::Auto,
            quiet: false,
        }
    }

    /// A world without input, terminal or environment, in which nothing is heard.
    pub fn plain() -> Self {
        Self {
            stdin: Box::new(io::empty()),
            stdout: Box::new(io::sink()),
            stderr: Box::new(io::sink()),
            stdout_terminal: false,
            stderr_terminal: false,
            columns: None,
            variables: HashMap::new(),
            today: None,
            color: Color::Auto,
            quiet: false,
        }
    }

    /// An environment variable, if it is set and not empty.
    pub fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).filter(|value| !value.is_empty()).cloned()
    }

    /// Today's day of the year.
    pub fn today(&self) -> MonthDay {
        self.today.unwrap_or_else(|| {
            let today = jiff::Zoned::now().date();
            let number = |number: i8| u8::try_from(number).unwrap_or(1);
            MonthDay::new(number(today.month()), number(today.day()))
        })
    }

    /// How the answer is to look.
    pub(crate) fn look(&self, output: &Output) -> Look {
        let format = if output.json { Some(crate::args::Format::Json) } else { output.format };
        let columns = output.width.map(usize::from).or(self.columns);
        Look {
            format,
            terminal: self.stdout_terminal,
            width: columns.or(self.stdout_terminal.then_some(80)),
            colour: self.stdout_colour(output.color),
            links: self.follows_links() && self.stdout_colour(output.color),
            header: output.header,
        }
    }

    /// The columns that help is set in.
    pub(crate) fn help_width(&self, asked: Option<usize>) -> usize {
        asked.or(self.columns).unwrap_or(80)
    }

    /// Whether stdout is written in colour.
    pub(crate) fn stdout_colour(&self, asked: Color) -> bool {
        self.colour(asked, self.stdout_terminal)
    }

    /// Whether stderr is written in colour.
    pub(crate) fn stderr_colour(&self, asked: Color) -> bool {
        self.colour(asked, self.stderr_terminal)
    }

    /// The one decision on colour: the flag, then `NO_COLOR`, then `CLICOLOR_FORCE`, then what the
    /// terminal is and whether `CLICOLOR` wants it so.
    fn colour(&self, asked: Color, terminal: bool) -> bool {
        let is = |name: &str, value: &str| self.variable(name).is_some_and(|set| set == value);
        match asked {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if self.variable("NO_COLOR").is_some() => false,
            Color::Auto if self.variable("CLICOLOR_FORCE").is_some_and(|set| set != "0") => true,
            Color::Auto => terminal && !is("TERM", "dumb") && !is("CLICOLOR", "0"),
        }
    }

    /// Whether the terminal on stdout follows links that do not show their address. Nothing tells
    /// so but who it is: these are known to; `FORCE_HYPERLINK` says it of others.
    fn follows_links(&self) -> bool {
        let is = |name: &str, known: &[&str]| {
            let set = self.variable(name);
            set.is_some_and(|set| known.iter().any(|one| set.to_string_lossy().contains(one)))
        };
        if let Some(forced) = self.variable("FORCE_HYPERLINK") {
            return forced != "0";
        }
        let vte = self.variable("VTE_VERSION").and_then(|version| version.into_string().ok());
        let vte = vte.and_then(|version| version.parse::<u32>().ok());
        let others = ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"];
        self.stdout_terminal
            && (is("TERM_PROGRAM", &["iTerm", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"])
                || is("TERM", &["kitty", "alacritty", "foot", "ghostty", "contour"])
                || vte.is_some_and(|version| version >= 5000)
                || others.iter().any(|name| self.variable(name).is_some()))
    }

    /// Whether the terminal on stdout has no more signs than ASCII: it is a dumb one, its locale
    /// says so, or it is the old console of Windows. A locale that is not set says nothing.
    pub(crate) fn draws_in_ascii(&self) -> bool {
        let is_unset = |name: &&str| self.variable(name).is_none();
        let is_dumb = self.variable("TERM").is_some_and(|term| term == "dumb");
        let modern = ["WT_SESSION", "TERM", "TERM_PROGRAM", "ConEmuANSI"];
        let is_old_console = cfg!(windows) && modern.iter().all(is_unset);
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.variable(name));
        let is_narrow = locale.is_some_and(|locale| {
            let locale = locale.to_string_lossy().to_ascii_lowercase();
            !locale.contains("utf-8") && !locale.contains("utf8")
        });
        self.stdout_terminal && (is_dumb || is_old_console || is_narrow)
    }

    /// Lets nothing be heard any more but mistakes.
    pub(crate) fn hush(&mut self) {
        self.quiet = true;
        self.stdout = Box::new(io::sink());
    }
}

/// A stdout that was closed before the program began (`>&-`) takes nothing, and says so.
///
/// Rust opens `/dev/null` in its place before `main`, so that an answer would be lost without a
/// word; whether it was open is therefore looked up before that.
#[cfg(unix)]
mod stdout {
    use std::io::{self, Write};
    use std::sync::atomic::{AtomicBool, Ordering};

    static CLOSED: AtomicBool = AtomicBool::new(false);

    #[ctor::ctor(unsafe)]
    fn look() {
        let open = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_ok();
        CLOSED.store(!open, Ordering::Relaxed);
    }

    pub(super) fn open() -> Box<dyn Write> {
        if CLOSED.load(Ordering::Relaxed) { Box::new(Closed) } else { Box::new(io::stdout()) }
    }

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(rustix::io::Errno::BADF.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}

#[cfg(not(unix))]
mod stdout {
    pub(super) fn open() -> Box<dyn std::io::Write> {
        Box::new(std::io::stdout())
    }
}

#[cfg(test)]
mod tests;
