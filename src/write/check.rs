//! The check of a base: with the lines where it was found, as compilers show them; a line for
//! each finding, for editors; JSON; SARIF; and the commands of GitHub's workflows.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Serializer};

use super::json::{Safe, write_pretty};
use super::{Look, text, visible};
use crate::base::places::Lines;
use crate::lint::report::{Item, Report};
use crate::lint::rule::Severity;
use crate::view::check::{self, Region};
use crate::view::sarif::sarif;
use crate::view::{Line, Tone, counted};

/// Places of one finding that are so many lines apart are shown together.
const NEAR: usize = 20;

/// How far lines of a file are shown where the reader has no width.
const WIDTH: usize = 140;

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Short,
    Json,
    Jsonl,
    Sarif,
    Github,
}

/// Writes what was found in some files, at most so many findings of each.
pub(crate) fn write(
    reports: &[Report],
    (form, most): (Form, usize),
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Text => reports.iter().try_for_each(|report| as_compilers(report, most, look, out)),
        Form::Short => reports.iter().try_for_each(|report| short(report, most, look, out)),
        Form::Json => write_pretty(&check::json(reports, most), out),
        Form::Jsonl => reports
            .iter()
            .flat_map(|report| check::findings(report, most))
            .try_for_each(|finding| {
                finding.serialize(&mut Serializer::with_formatter(
                    &mut *out,
                    Safe(CompactFormatter),
                ))?;
                writeln!(out)
            }),
        Form::Sarif => write_pretty(&sarif(reports, most), out),
        Form::Github => reports.iter().try_for_each(|report| github(report, most, look, out)),
    }
}

fn short(report: &Report, most: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::new(&report.text);
    report.items.iter().take(most).try_for_each(|item| {
        let Region { line, column, .. } = Region::of(&lines, item.span.as_ref());
        let told = format!("{}[{}]: {}", item.severity.word(), item.rule.code, item.message);
        let told = told.replace('\n', " ");
        writeln!(out, "{}:{line}:{column}: {}", look.safe(&report.file), look.safe(&told))
    })
}

// ---- as compilers do ----

fn as_compilers(report: &Report, most: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::new(&report.text);
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.unwrap_or(WIDTH));
    for item in report.items.iter().take(most) {
        writeln!(out, "{}\n", renderer.render(&[group(report, &lines, look, item)]))?;
    }
    let more = report.items.len().saturating_sub(most);
    if more > 0 {
        writeln!(out, "… and {more} more\n")?;
    }
    text::paragraph(&Line::of(Tone::Name, summary(report)), "", look, out)?;
    let told = report.items.iter().find(|item| item.severity > Severity::Note);
    match told {
        Some(item) => writeln!(out, "for more: ibid check --explain {}", item.rule.code),
        None => Ok(()),
    }
}

/// How many of each sort were found.
fn summary(report: &Report) -> String {
    let count = |severity, one: &str| match report.count(severity) {
        0 => format!("no {one}s"),
        count => counted(count, one),
    };
    let noted = match report.count(Severity::Note) {
        0 => String::new(),
        1 => ", 1 answered by a remark".to_owned(),
        count => format!(", {count} answered by remarks"),
    };
    let allowed = match report.allowed {
        0 => String::new(),
        count => format!(", {count} allowed"),
    };
    format!(
        "{}: {}, {}, {}{noted}{allowed}",
        report.file,
        counted(report.records, "record"),
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    )
}

fn group<'a>(report: &'a Report, lines: &Lines<'_>, look: &Look, item: &'a Item) -> Group<'a> {
    let level = match item.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let head = item.severity.word().len() + item.rule.code.len() + "[]: ".len();
    let title = level.primary_title(wrapped(&item.message, head, look)).id(item.rule.code);
    // Below a place stand the advice and its sign, after the numbers of the lines.
    let indent = lines.count().to_string().len() + " = help: ".len();
    let mut group = Group::with_title(title);
    for snippet in snippets(report, lines, item) {
        group = group.element(snippet);
    }
    if let Some(hint) = &item.hint {
        group = group.element(Level::HELP.message(wrapped(hint, indent, look)));
    }
    if let Some(remark) = &item.remark {
        let told = format!("answered by the remark `{remark}`");
        group = group.element(Level::NOTE.message(wrapped(&told, indent, look)));
    }
    group
}

/// A text that may go to a terminal, its lines as wide as there is room for after the indent that
/// all of them get.
fn wrapped(told: &str, indent: usize, look: &Look) -> String {
    /// With less room, lines that the terminal breaks are easier to read.
    const LEAST: usize = 30;
    let room = look.width.map(|width| width.saturating_sub(indent));
    match room.filter(|room| *room >= LEAST) {
        Some(room) => textwrap::fill(&tame(told), room),
        None => tame(told),
    }
}

/// A place in a file, and what is to be seen there.
struct Shown<'a> {
    span: Range<usize>,
    label: &'a str,
    is_first: bool,
}

/// The lines of a finding: those that are near one another together, and only these, for a file
/// may be long. The place itself comes first.
fn snippets<'a>(
    report: &'a Report,
    lines: &Lines<'_>,
    item: &'a Item,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let Some(span) = &item.span else { return Vec::new() };
    let first = Shown { span: span.clone(), label: &item.label, is_first: true };
    let others = item.related.iter().map(|(span, label)| Shown {
        span: span.clone(),
        label,
        is_first: false,
    });
    let mut places: Vec<Shown<'_>> = std::iter::once(first).chain(others).collect();
    places.sort_by_key(|place| place.span.start);
    let line = |place: &Shown<'_>| lines.line_and_column(place.span.start).0;
    let mut clusters: Vec<&[Shown<'_>]> =
        places.chunk_by(|one, two| line(two) - line(one) <= NEAR).collect();
    clusters.sort_by_key(|cluster| !cluster.iter().any(|place| place.is_first));
    clusters.into_iter().map(|cluster| snippet(report, lines, cluster)).collect()
}

fn snippet<'a>(
    report: &'a Report,
    lines: &Lines<'_>,
    places: &[Shown<'a>],
) -> Snippet<'a, Annotation<'a>> {
    let line = |place: &Shown<'_>| lines.line_and_column(place.span.start).0;
    let first = places.iter().map(line).min().unwrap_or(1);
    let last = places.iter().map(line).max().unwrap_or(1);
    let (start, end) = (lines.start(first), lines.start(last + 1));
    let part = report.text.get(start..end).unwrap_or_default();
    let annotations = places.iter().map(|place| {
        let kind = if place.is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = Some(tame(place.label)).filter(|label| !label.is_empty());
        kind.span(tamed(part, start, &place.span)).label(label)
    });
    Snippet::source(tame(part))
        .line_start(first)
        .path(visible(&report.file).into_owned())
        .annotations(annotations.collect::<Vec<_>>())
}

/// A text without what a terminal might do more with than show it; tabs and line ends stay, for
/// whoever shows the lines.
fn tame(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.split('\t').map(visible).collect::<Vec<_>>().join("\t")
}

/// A stretch of the text in the part of it that begins with `start`, within its first line, once
/// that part was tamed.
fn tamed(part: &str, start: usize, span: &Range<usize>) -> Range<usize> {
    let until = |byte: usize| {
        let mut at = byte.saturating_sub(start).min(part.len());
        while !part.is_char_boundary(at) {
            at -= 1;
        }
        part.get(..at).unwrap_or_default()
    };
    let before = until(span.start);
    let within = until(span.end).get(before.len()..).unwrap_or_default();
    let within = within.lines().next().unwrap_or_default();
    let from = tame(before).len();
    from..from + tame(within).len()
}

// ---- GitHub ----

fn github(report: &Report, most: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::new(&report.text);
    report.items.iter().take(most).try_for_each(|item| {
        let Region { line, column, end_line, end_column } = Region::of(&lines, item.span.as_ref());
        let command = match item.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let advice = match (&item.remark, &item.hint) {
            (Some(remark), _) => format!("\nanswered by the remark {remark}"),
            (None, Some(hint)) => format!("\nhint: {hint}"),
            (None, None) => String::new(),
        };
        // GitHub shows columns only within one line.
        let ends = if line == end_line && end_column > column {
            format!(",endLine={end_line},endColumn={end_column}")
        } else {
            String::new()
        };
        let told = format!(
            "::{command} file={},line={line},col={column}{ends},title={}::{}",
            property(&report.file),
            property(item.rule.code),
            data(&format!("{}{advice}", item.message)),
        );
        writeln!(out, "{}", look.safe(&told))
    })
}

/// The text of a workflow command, escaped as GitHub's toolkit does it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests;
