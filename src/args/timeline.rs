//! What a timeline shows, and how large.

use clap::{Args, ValueEnum};

use super::ask::{EVENT_KINDS, event_kind};
use super::date;
use crate::base::schema::EventKind;
use crate::date::Date;
use crate::query::timeline::LanesBy;
use crate::write::timeline::Size;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct TimelineArgs {
    /// Persons, terms, dates, or words of a text; the whole base without any
    #[arg(value_name = "TOPIC")]
    pub topics: Vec<String>,
    /// Only events in which one of these persons has a part, who get a lane each
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    pub person: Vec<String>,
    /// Only events at this place
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Only events of these kinds
    #[arg(short, long, value_delimiter = ',', value_parser = event_kind(), hide_possible_values = true, long_help = EVENT_KINDS)]
    pub kind: Vec<EventKind>,
    /// Only those within this time, an EDTF date or interval, which the axis then shows
    #[arg(short, long, value_name = "WHEN", value_parser = date)]
    pub during: Option<Date>,
    /// Leave out what only possibly falls within that time
    #[arg(long)]
    pub certain: bool,
    /// What makes a lane
    #[arg(long, value_name = "BY", default_value = "person", hide_default_value = true)]
    pub lanes: LanesArg,
    /// Size of the picture, with -f svg or html
    #[arg(
        long,
        value_name = "WxH",
        help = "Size of the picture, with -f svg or html [default: 1280x720]"
    )]
    pub size: Option<Size>,
    /// One page of a picture that needs several, with -f svg
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub page: Option<u16>,
}

/// What makes a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanesArg {
    /// Those who are named, or else those with most events
    Person,
    /// The kind of event
    Kind,
    /// The place; of a move, where it led
    Place,
    /// One lane for all
    None,
}

impl From<LanesArg> for LanesBy {
    fn from(lanes: LanesArg) -> Self {
        match lanes {
            LanesArg::Person => Self::Person,
            LanesArg::Kind => Self::Kind,
            LanesArg::Place => Self::Place,
            LanesArg::None => Self::None,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  # when, in the lives of two
  $ ibid timeline zina lev-sedov
  # one year, lanes by place
  $ ibid timeline --during 1931 --lanes place
  # a picture for a slide
  $ ibid timeline nina -f svg
  # a page with the picture and its tables
  $ ibid timeline --during 193X -f html";
