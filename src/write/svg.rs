//! What pictures and pages have in common: elements and their escaping, how wide a text can get,
//! colours, and the page around a picture.
//!
//! An [`Element`] is a tree, so that a picture can be looked at before it is written; quick-xml
//! writes it. No font is known here: a text is measured as in the widest that is likely to be
//! used, and so has room in all.

use std::fmt::Display;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use unicode_normalization::UnicodeNormalization;

use super::visible;

/// The fonts of pictures and pages.
pub(super) const FONTS: &str =
    "'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif";

// ---- elements ----

/// An element of SVG or HTML.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inner: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
    Style(&'static str),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), inner: Vec::new() }
    }

    /// With an attribute.
    #[must_use]
    pub(super) fn set(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With an attribute that is a length, to a hundredth.
    #[must_use]
    pub(super) fn at(self, name: &'static str, length: f64) -> Self {
        self.set(name, hundredths(length))
    }

    /// With another element at its end.
    #[must_use]
    pub(super) fn with(mut self, element: Self) -> Self {
        self.inner.push(Node::Element(element));
        self
    }

    /// With other elements at its end.
    #[must_use]
    pub(super) fn all(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        self.inner.extend(elements.into_iter().map(Node::Element));
        self
    }

    /// With a text at its end, on one line, with nothing in it that does not show.
    #[must_use]
    pub(super) fn text(mut self, text: &str) -> Self {
        self.inner.push(Node::Text(shown(text)));
        self
    }

    /// With a style sheet of our own, which must not have the characters of markup in it.
    #[must_use]
    pub(super) fn style(mut self, sheet: &'static str) -> Self {
        self.inner.push(Node::Style(sheet));
        self
    }

    /// Writes it with all that is in it, an element a line.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new_with_indent(&mut *out, b' ', 1);
        self.write_in(&mut writer)?;
        writeln!(writer.get_mut())
    }

    fn write_in(&self, writer: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        if self.inner.is_empty() && VOID.contains(&self.name) {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if self.inner.is_empty() {
            writer.write_event(Event::Text(BytesText::new("")))?;
        }
        for node in &self.inner {
            match node {
                Node::Element(element) => element.write_in(writer)?,
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
                Node::Style(sheet) => {
                    writer.write_event(Event::Text(BytesText::from_escaped(*sheet)))?;
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// What HTML takes without an end: its own empty elements, and those of SVG.
const VOID: [&str; 8] = ["meta", "rect", "line", "circle", "path", "polygon", "stop", "col"];

/// A length to a hundredth, without zeros at its end.
pub(super) fn hundredths(length: f64) -> String {
    let length = format!("{length:.2}");
    let length = length.trim_end_matches('0').trim_end_matches('.');
    if length == "-0" { "0".to_owned() } else { length.to_owned() }
}

/// A text as it is shown: on one line, with what does not show made visible.
pub(super) fn shown(text: &str) -> String {
    visible(text).replace('\n', " ")
}

// ---- text ----

/// The widths of U+0020 to U+007E in thousandths of the size, the wider of `Verdana` and
/// `DejaVu Sans` each.
const WIDTHS: [u16; 95] = [
    352, 401, 460, 838, 636, 1076, 780, 275, 454, 454, 636, 838, 364, 454, 364, 454, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 454, 454, 838, 838, 838, 545, 1000, 684, 686, 698, 771, 632,
    575, 775, 752, 421, 455, 693, 557, 863, 748, 787, 603, 787, 695, 684, 616, 732, 684, 989, 685,
    615, 685, 454, 454, 454, 838, 636, 636, 613, 635, 550, 635, 615, 352, 635, 634, 278, 344, 592,
    278, 974, 634, 612, 635, 635, 427, 521, 394, 634, 592, 818, 592, 592, 525, 636, 454, 636, 838,
];

/// How much wider bold is.
const BOLD: f64 = 1.25;

/// The size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) is_bold: bool,
}

impl Type {
    /// The most that a text takes, in any of the fonts.
    pub(super) fn width(self, text: &str) -> f64 {
        let text = shown(text);
        let thousandths: f64 = text.nfd().map(width).sum();
        thousandths / 1000.0 * self.size * if self.is_bold { BOLD } else { 1.0 }
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> f64 {
        self.size * 1.25
    }

    /// The lines into which a text is wrapped; a word that is wider than a line is broken.
    pub(super) fn wrapped(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in shown(text).split_whitespace() {
            let space = if line.is_empty() { "" } else { " " };
            if self.width(&format!("{line}{space}{word}")) <= width {
                line.push_str(space);
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(&line) > width && line.chars().nth(1).is_some() {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        lines.push(line);
        lines
    }
}

/// The width of a character in thousandths of the size: beyond ASCII a guess upwards.
fn width(c: char) -> f64 {
    let ascii = u32::from(c).checked_sub(0x20).and_then(|at| usize::try_from(at).ok());
    if let Some(width) = ascii.and_then(|at| WIDTHS.get(at)) {
        return f64::from(*width);
    }
    match textwrap::core::display_width(c.encode_utf8(&mut [0; 4])) {
        0 => 0.0,
        1 => match c {
            '\u{a0}' => 352.0,
            '¶' | '–' | '“' | '”' | '‘' | '’' | '·' => 660.0,
            _ if c.is_lowercase() => 1030.0,
            _ => 1330.0,
        },
        _ => 1330.0,
    }
}

// ---- colours ----

/// Pairs of colours, on light and on dark, told apart by those too who do not see all colours:
/// Okabe and Ito's, darkened or lightened until each has 4.5 to 1 on its ground. They never say
/// anything that is not said otherwise too.
pub(super) const COLOURS: [(&str, &str); 6] = [
    ("#0065a3", "#5cb8ee"),
    ("#b34700", "#f29a4c"),
    ("#00704f", "#3cc99b"),
    ("#9a3d73", "#e79ac2"),
    ("#7a5c00", "#e6d23c"),
    ("#54575c", "#b9bec6"),
];

/// The ground, and what stands on it, on light and on dark.
pub(super) const GROUND: (&str, &str) = ("#ffffff", "#14171a");
pub(super) const INK: (&str, &str) = ("#1a1c1f", "#f0f1f3");
pub(super) const MUTED: (&str, &str) = ("#53575d", "#b4b9c0");
pub(super) const RULE: (&str, &str) = ("#d9dce0", "#3a3f45");
pub(super) const BAND: (&str, &str) = ("#f4f5f7", "#1c2024");

// ---- pages ----

/// The style of a page with pictures and tables, for light and dark screens and for paper. A picture
/// by itself is light: programs for slides do not know the question, and follow the style all the
/// same.
const PAGE: &str = "
:root { color-scheme: light dark }
body { margin: 0 auto; padding: 1rem; max-width: 120rem; line-height: 1.45;
 font-family: 'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif;
 color: #1a1c1f; background: #ffffff }
figure { margin: 0 0 1rem } svg { display: block; width: 100%; height: auto }
h1 { line-height: 1.2 } h2 { margin-top: 2.5rem }
table { border-collapse: collapse; width: 100%; max-width: 75rem }
caption { text-align: left; font-weight: bold; font-size: 1.15rem; padding: 1.2rem 0 .4rem }
th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0;
 border-bottom: 1px solid #d9dce0 }
td, th { overflow-wrap: anywhere }
.date { width: 28% } .where { width: 18% }
.aside { color: #53575d; font-weight: normal; font-size: 1rem }
@media screen and (prefers-color-scheme: dark) {
 body { color: #f0f1f3; background: #14171a } th, td { border-color: #3a3f45 }
 .aside { color: #b4b9c0 }
 .ground { fill: #14171a } .ink { fill: #f0f1f3 } .muted { fill: #b4b9c0 }
 .rule { stroke: #3a3f45 } .band { fill: #1c2024 } .hollow { fill: #14171a } .nothing { stop-color: #14171a }
 .f0 { fill: #5cb8ee } .s0 { stroke: #5cb8ee } .p0 { stop-color: #5cb8ee }
 .f1 { fill: #f29a4c } .s1 { stroke: #f29a4c } .p1 { stop-color: #f29a4c }
 .f2 { fill: #3cc99b } .s2 { stroke: #3cc99b } .p2 { stop-color: #3cc99b }
 .f3 { fill: #e79ac2 } .s3 { stroke: #e79ac2 } .p3 { stop-color: #e79ac2 }
 .f4 { fill: #e6d23c } .s4 { stroke: #e6d23c } .p4 { stop-color: #e6d23c }
 .f5 { fill: #b9bec6 } .s5 { stroke: #b9bec6 } .p5 { stop-color: #b9bec6 }
}
@media print {
 @page { size: landscape; margin: 10mm }
 body { padding: 0; max-width: none } h1 { margin-top: 0 }
 figure { break-inside: avoid; break-after: page } svg { max-height: 180mm }
 tr { break-inside: avoid } thead { display: table-header-group }
}
";

/// A page: its language, its title, and what is on it.
pub(super) fn write_page(title: &str, main: Element, out: &mut dyn Write) -> io::Result<()> {
    let viewport = "width=device-width, initial-scale=1";
    let head = Element::new("head")
        .with(Element::new("meta").set("charset", "utf-8"))
        .with(Element::new("meta").set("name", "viewport").set("content", viewport))
        .with(Element::new("title").text(title))
        .with(Element::new("style").style(PAGE));
    let body = Element::new("body").with(main);
    writeln!(out, "<!DOCTYPE html>")?;
    Element::new("html").set("lang", "en").with(head).with(body).write(out)
}

#[cfg(test)]
mod tests;
