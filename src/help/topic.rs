//! Help on what is no command.

use clap::ValueEnum;

use crate::args::Format;
use crate::view::prose::{Block, Prose};
use crate::view::{Line, Tone};

/// Something that can be explained.
#[derive(Debug)]
pub struct Topic {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    said: &'static [Said],
    /// Where there is more.
    pub see: &'static [&'static str],
}

/// A part of an explanation.
#[derive(Debug)]
enum Said {
    Text(&'static str),
    /// What is written, and what it means.
    Entry(&'static str, &'static str),
    /// The forms of output, as the command line knows them.
    Formats,
}
use Said::{Entry, Formats, Text};

/// A part of an explanation, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Entry(String, String),
}

/// Every topic.
pub const TOPICS: [Topic; 5] = [
    Topic {
        name: "dates",
        about: "how dates are written: EDTF (ISO 8601-2)",
        said: &[
            Entry("1931-01-05", "a day; 1931-01 is a month, 1931 a year"),
            Entry("193X", "the 1930s; 19XX is 1900 to 1999"),
            Entry("1900/1910", "from 1900 to 1910, all that time"),
            Entry("../1919", "until 1919; 1930/.. is from 1930 on"),
            Entry("[1925..1926]", "once in between; [1851,1861] is one of the two"),
            Entry("1924~", "about 1924: 1923 to 1925; 1924? is uncertain, 1924% both"),
            Entry("1931-21", "spring 1931; 22 summer, 23 autumn, 24 winter, from December on"),
            Entry("\"44 BC\"", "the same as -0043: EDTF has a year 0, which is 1 BC"),
            Text(
                "What falls within a date only for some readings is marked [possibly]; --certain \
                 leaves it out. Other ways to write a date are never guessed at.",
            ),
        ],
        see: &["dates", "event"],
    },
    Topic {
        name: "formats",
        about: "how answers are written: --format",
        said: &[
            Text(
                "At a terminal lists are tables and everything else is text; in a pipe or file \
                 lists are TSV, and nothing is wrapped, cut or coloured. -f overrides:",
            ),
            Formats,
            Text(
                "TSV and JSON never depend on the width or the language. In TSV a tab within a \
                 field is \\t, a line break \\n, a backslash \\\\; --header names the columns.",
            ),
        ],
        see: &["cite", "quote"],
    },
    Topic {
        name: "exit-codes",
        about: "what the exit status says",
        said: &[
            Entry("0", "found, and written"),
            Entry(
                "1",
                "a valid question that the base does not answer, or not all of it; something that \
                 is not proved",
            ),
            Entry("2", "anything wrong: the command line, the base, reading or writing"),
            Text(
                "Answers go to standard output, everything else to standard error. A reader that \
                 leaves early is no mistake. --quiet says nothing: the status is the answer.",
            ),
        ],
        see: &["verify"],
    },
    Topic {
        name: "facts",
        about: "fact bases: --facts, and what stands in one",
        said: &[
            Text(
                "A fact base is a TOML file. --facts FILE reads one, --facts - reads it from \
                 standard input, IBID_FACTS names one for good; the embedded one answers otherwise. \
                 --facts again, or a directory, reads several as one base, to which `embedded` adds \
                 the embedded one.",
            ),
            Entry("ibid init", "begins one; ibid schema prints the format for editors"),
            Entry("format = 1", "stands first"),
            Entry("prefix = \"rome\"", "makes rome.nina of the id nina for all other files"),
            Entry("[source.ID]", "what facts rest on: type, title, author, issued"),
            Entry("[person.ID]", "name, also (other names), about; [[person.ID.fact]]"),
            Entry("[event.ID]", "kind, title, date, place, people with their roles"),
            Entry("[quote.ID]", "text, speaker, to, via (who reports it)"),
            Entry("[term.ID]", "name, kind, about: organisations, places, works, ideas"),
            Entry("[[relation]]", "kind, from, to: who is what to whom"),
            Entry("[[claim]]", "what is said otherwise of the date, place or cause of an event"),
            Entry("[remark.ID]", "where a source does not fit itself"),
            Entry("cite = [12]", "in every record: paragraph 12 of the default source"),
            Text(
                "What is worked out has certainty = \"inferred\" and because = \"…\". Every mistake \
                 is told at its line.",
            ),
        ],
        see: &["init", "schema", "source", "verify"],
    },
    Topic {
        name: "environment",
        about: "the variables that are read",
        said: &[
            Entry("IBID_FACTS", "the fact base, in place of --facts; several divided as in PATH"),
            Entry("IBID_STYLE", "the citation style, in place of --style"),
            Entry("NO_COLOR", "if not empty: no colour, unless --color says otherwise"),
            Entry("CLICOLOR_FORCE", "if neither empty nor 0: colour also where no terminal is"),
            Entry("CLICOLOR", "if 0: no colour"),
            Entry("TERM", "if dumb: no colour"),
            Text(
                "A terminal whose LC_ALL, LC_CTYPE or LANG is not UTF-8 gets its rules and trees in \
                 ASCII. FORCE_HYPERLINK=1 links the names of sources to their addresses, =0 does \
                 not; otherwise terminals that are known to follow such links get them.",
            ),
            Text(
                "SOURCE_DATE_EPOCH says when an exported calendar was made, in seconds since 1970.",
            ),
            Text("The first of --color, NO_COLOR, CLICOLOR_FORCE that is given decides on colour."),
        ],
        see: &[],
    },
];

impl Topic {
    /// The topic of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// What it explains.
    pub fn parts(&self) -> Vec<Part> {
        self.said.iter().flat_map(Said::parts).collect()
    }

    /// What it explains, as prose; and where to find the command of the same name, if there is one.
    pub fn prose(&self, is_command: bool) -> Prose {
        let title = Line::of(Tone::Name, self.name).then(Tone::Plain, format!(": {}", self.about));
        let mut blocks = vec![Block::Text(title)];
        blocks.extend(self.parts().into_iter().map(|part| match part {
            Part::Text(text) => Block::Text(Line::plain(text)),
            Part::Entry(label, body) => {
                Block::Entry { label: Line::of(Tone::Name, label), body: Line::plain(body) }
            }
        }));
        if is_command {
            let more = format!("The command of this name: ibid {} --help", self.name);
            blocks.push(Block::Text(Line::of(Tone::Aside, more)));
        }
        Prose { blocks, sources: Vec::new() }
    }
}

impl Said {
    fn parts(&self) -> Vec<Part> {
        match self {
            Text(text) => vec![Part::Text((*text).to_owned())],
            Entry(label, body) => vec![Part::Entry((*label).to_owned(), (*body).to_owned())],
            Formats => {
                Format::value_variants().iter().map(|format| format_entry(*format)).collect()
            }
        }
    }
}

fn format_entry(format: Format) -> Part {
    let value = format.to_possible_value();
    let help = value.and_then(|value| value.get_help().map(ToString::to_string));
    Part::Entry(format.word(), help.unwrap_or_default())
}
