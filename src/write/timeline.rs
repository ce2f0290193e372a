//! Timelines: in characters, as SVG, and as a page that has both picture and table.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::{Look, json};
use crate::view::timeline::Chart;
use crate::view::timeline::json::TimelineJson;

mod html;
mod layout;
mod svg;
mod text;

/// A form of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Svg,
    Html,
    Json,
}

/// The size of a picture, in its own units: as many as a screen of that size has pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub width: u16,
    pub height: u16,
}

impl Default for Size {
    /// A slide.
    fn default() -> Self {
        Self { width: 1280, height: 720 }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

impl FromStr for Size {
    type Err = String;

    /// Reads `1280x720`.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || {
            format!(
                "\"{text}\" is not a size: write WIDTHxHEIGHT, 320x180 to 9600x9600, as 1280x720"
            )
        };
        let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(refuse)?;
        let side = |side: &str, least: u16| {
            side.parse().ok().filter(|side| (least..=9600).contains(side)).ok_or_else(refuse)
        };
        Ok(Self { width: side(width, 320)?, height: side(height, 180)? })
    }
}

/// Writes a timeline in characters.
pub(crate) fn write_text(chart: &Chart, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    text::write(chart, look, out)
}

/// Writes a timeline as one picture, or one page of it, and tells how many pages it has; a page
/// that is not there is not written.
pub(crate) fn write_svg(
    chart: &Chart,
    size: Size,
    page: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    svg::write(chart, size, page, out)
}

/// Writes a timeline as a page of its own.
pub(crate) fn write_html(chart: &Chart, size: Size, out: &mut dyn Write) -> io::Result<()> {
    html::write(chart, size, out)
}

/// Writes a timeline as JSON.
pub(crate) fn write_json(timeline: &TimelineJson<'_>, out: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(timeline, out)
}
