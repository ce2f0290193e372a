//! What the values of an argument are.

use clap::Arg;

/// What the values of an argument are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Names of persons.
    Persons,
    /// Names of places.
    Places,
    /// Names in the glossary.
    Terms,
    /// Names of persons and terms.
    Names,
    /// Names of persons and terms, and ids of events.
    Subjects,
    /// Ids of events.
    Events,
    /// Ids of quotations.
    Quotes,
    /// Ids of sources.
    Sources,
    /// Ids of records of any kind.
    Records,
    /// Ids of records of any kind, and places in sources: `miller-2020:18`.
    Passages,
    /// Names of persons and terms, and dates.
    Topics,
    /// Dates that occur.
    Dates,
    /// Days of the year on which something happened.
    Days,
    /// Citation styles, and their files.
    Styles,
    Files,
    /// The codes of what a check finds.
    Rules,
    /// Commands and topics that have a page of help.
    Pages,
    /// Nothing that could be offered: numbers and the like.
    Free,
}

impl Values {
    /// What an argument of a subcommand takes, by the name that `--help` gives its values, and by
    /// its own name or that of the subcommand where that name says too little.
    ///
    /// `None` where clap knows the values itself, or nobody does: a test tells of the latter.
    pub fn of(arg: &Arg, command: &str) -> Option<Self> {
        if !arg.get_action().takes_values() || !arg.get_possible_values().is_empty() {
            return None;
        }
        let name = arg.get_value_names()?.first()?;
        Some(match (name.as_str(), arg.get_id().as_str(), command) {
            ("PLACE", ..) | ("NAME", "place", _) => Self::Places,
            ("TERM", ..) | ("NAME", _, "term") => Self::Terms,
            ("NAME", "about", _) => Self::Subjects,
            ("PERSON" | "NAME", ..) => Self::Persons,
            ("SOURCE", ..) | ("ID", "source", _) | ("ID", _, "source") => Self::Sources,
            ("ID", _, "cite") => Self::Passages,
            ("ID", ..) => Self::Records,
            ("EVENT", ..) | ("TEXT", _, "event") => Self::Events,
            ("QUOTE", ..) | ("TEXT", _, "quote") => Self::Quotes,
            ("TEXT", ..) => Self::Names,
            ("CODE", ..) => Self::Rules,
            ("PAGE", ..) | ("TOPIC", _, "help") => Self::Pages,
            ("TOPIC", ..) => Self::Topics,
            ("WHEN", ..) => Self::Dates,
            ("MM-DD", ..) => Self::Days,
            ("STYLE", ..) => Self::Styles,
            ("FILE" | "COPY" | "PATH" | "OUT" | "DIR", ..) => Self::Files,
            (
                "N" | "FIELD" | "NEW" | "CHARACTERS" | "WORD" | "TITLE" | "DECK" | "BASIC" | "YEAR"
                | "WxH",
                ..,
            ) => Self::Free,
            _ => return None,
        })
    }

    /// Whether the words of such an argument are one value, as a name that is not in quotation
    /// marks, rather than a value each.
    pub(super) fn is_joined(self) -> bool {
        use Values::{Dates, Names, Persons, Places, Subjects, Terms, Topics};
        matches!(self, Persons | Places | Terms | Names | Subjects | Topics | Dates)
    }
}
