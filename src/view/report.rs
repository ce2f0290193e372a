//! The proof of a base in words, in columns, as JSON, and as editors read mistakes.

use serde::Serialize;

use super::rows::{Cell, Column, Table};
use super::{Line, Tone};
use crate::base::Base;
use crate::base::check::Step;
use crate::cite;
use crate::verify::align::{Drift, Place, Way};
use crate::verify::nearest::{Difference, Nearest};
use crate::verify::{Failure, Report, Why, path_of};

/// The version of the JSON that [`json`] gives.
const FORMAT: u32 = 1;

/// So many differences of one text are shown.
const MOST_DIFFERENCES: usize = 5;

/// So much of a text is shown.
const MOST_SHOWN: usize = 300;

/// A report told at length: lines and how far each is indented.
pub fn lines(base: &Base<'_>, report: &Report<'_>, most: usize) -> Vec<(usize, Line)> {
    let mut lines = vec![(0, head(report))];
    for failure in report.failures.iter().take(most) {
        lines.extend(failure_lines(base, failure));
    }
    let more = report.failures.len().saturating_sub(most);
    if more > 0 {
        lines.push((0, Line::of(Tone::Aside, format!("… and {more} more"))));
    }
    let drift = |drift: &Drift| Line::of(Tone::Aside, "drift:").and(Tone::Plain, drift.to_string());
    lines.extend(report.drift.iter().map(|one| (0, drift(one))));
    lines.push((0, Line::of(Tone::Name, summary(report))));
    lines.extend(without_words(report).map(|line| (0, Line::of(Tone::Aside, line))));
    lines
}

fn head(report: &Report<'_>) -> Line {
    Line::of(Tone::Name, report.copy.clone())
        .then(Tone::Plain, ", taken for a copy of ")
        .then(Tone::Work, format!("“{}”", report.source.title))
        .and(Tone::Aside, format!("({})", report.source.id))
}

fn failure_lines(base: &Base<'_>, failure: &Failure<'_>) -> Vec<(usize, Line)> {
    let claim = &failure.claim;
    let head = Line::of(Tone::Caution, "not proved:")
        .and(Tone::Plain, format!("{} of {} {},", claim.kind.word(), claim.record, claim.id))
        .and(Tone::Plain, "cited")
        .and(Tone::Cite, cite::locators(base, claim.cites.iter().copied()));
    let entry = |label: &str, text: &str| {
        (1, Line::of(Tone::Aside, label).and(Tone::Quoted, format!("“{}”", cut(text))))
    };
    let mut lines = vec![(0, head), entry("base:", claim.text)];
    match &failure.why {
        Why::Nowhere(Some(nearest)) => {
            let (indent, line) = entry("copy:", &nearest.text);
            lines.push((indent, line.and(Tone::Cite, nearest.place.to_string())));
            let shown = nearest.differences.iter().take(MOST_DIFFERENCES);
            lines.extend(shown.map(|one| (1, Line::plain(difference(one)))));
            let more = nearest.differences.len().saturating_sub(MOST_DIFFERENCES);
            if more > 0 {
                lines.push((1, Line::of(Tone::Aside, format!("… and {more} more"))));
            }
        }
        why => lines.push((1, Line::plain(sentence(why)))),
    }
    lines
}

/// Why a text is not proved, as a clause.
fn sentence(why: &Why) -> String {
    match why {
        Why::Elsewhere(places) => format!("it stands in {}", joined(places)),
        Why::Repeated(places) => {
            format!("it stands {} times: in {}", places.len(), joined(places))
        }
        Why::Nowhere(None) => "nothing like it is in the copy".to_owned(),
        Why::Nowhere(Some(nearest)) => {
            let differences = nearest.differences.iter().take(MOST_DIFFERENCES).map(difference);
            let differences = differences.collect::<Vec<_>>().join("; ");
            format!("the nearest is in {}: {differences}", nearest.place)
        }
    }
}

fn joined(places: &[Place]) -> String {
    let mut names: Vec<String> = places.iter().map(ToString::to_string).collect();
    names.dedup();
    names.join(", ")
}

/// A difference with the characters by number where they are few: some look the same.
fn difference(difference: &Difference) -> String {
    let Difference { base, copy } = difference;
    match (base.is_empty(), copy.is_empty()) {
        (true, _) => return format!("the copy adds “{}”", cut(copy)),
        (_, true) => return format!("the copy lacks “{}”", cut(base)),
        _ => {}
    }
    let (base_core, copy_core) = difference.core();
    let is_short = |text: &str| text.chars().count() <= 3;
    let detail = match (base_core, copy_core) {
        (base, copy) if !is_short(base) || !is_short(copy) => String::new(),
        ("", copy) => format!(" (more: {})", numbered(copy)),
        (base, "") => format!(" (missing: {})", numbered(base)),
        (base, copy) => format!(" ({} is {})", numbered(base), numbered(copy)),
    };
    format!("“{}” is “{}” in the copy{detail}", cut(base), cut(copy))
}

fn numbered(text: &str) -> String {
    text.chars().map(|c| format!("{c} U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

/// A text, or its beginning and a sign that it goes on.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// How many are proved, and what that does not mean.
fn summary(report: &Report<'_>) -> String {
    let open = match report.open {
        0 => String::new(),
        open => {
            format!(", {open} may rest on another source ({})", report.elsewhere.join(", "))
        }
    };
    let pages =
        if report.has_places { "" } else { ", without the pages, which a copy does not show" };
    format!("{} of {} proved{open}{pages}", report.proved(), report.claims)
}

/// What no proof is of, if there is anything.
fn without_words(report: &Report<'_>) -> Option<String> {
    match report.without_words {
        0 => None,
        1 => Some("1 citation has no words: nothing to prove it by".to_owned()),
        count => Some(format!("{count} citations have no words: nothing to prove them by")),
    }
}

/// What must be known of the way in which the passages were found, if anything.
pub fn note(report: &Report<'_>) -> Option<String> {
    let from = match report.way {
        Way::Fingerprints => return None,
        Way::Headings => "the headings that the base lists",
        Way::Title => "the title",
        Way::Beginning => "the beginning of the copy",
    };
    Some(format!(
        "{}: the base has no fingerprints of `{}`; its paragraphs were counted from {from}",
        report.copy, report.source.id
    ))
}

const COLUMNS: &[Column] = &[
    field("copy"),
    field("code"),
    field("record"),
    field("id"),
    field("claim"),
    field("cite"),
    field("stands"),
    field("text"),
    field("nearest"),
    field("message"),
];

const fn field(field: &'static str) -> Column {
    Column { field: Some(field), heading: None }
}

/// What is not proved and what drifted, one a row.
pub fn table(base: &Base<'_>, reports: &[Report<'_>], most: usize) -> Table {
    let mut rows = Vec::new();
    for report in reports {
        rows.extend(report.failures.iter().take(most).map(|one| failure_row(base, report, one)));
        rows.extend(report.drift.iter().map(|drift| drift_row(report, drift)));
    }
    Table { columns: COLUMNS.to_vec(), rows, sources: Vec::new() }
}

fn cells(values: [String; 10]) -> Vec<Cell> {
    values.into_iter().map(|value| Cell { value, shown: Line::default() }).collect()
}

fn failure_row(base: &Base<'_>, report: &Report<'_>, failure: &Failure<'_>) -> Vec<Cell> {
    let claim = &failure.claim;
    let near = |nearest: &Nearest| nearest.text.clone();
    cells([
        report.copy.clone(),
        failure.why.code().to_owned(),
        claim.record.to_owned(),
        claim.id.clone(),
        claim.kind.word().to_owned(),
        cite::references(base, claim.cites.iter().copied()),
        stands(&failure.why).iter().copied().map(locator).collect::<Vec<_>>().join(" "),
        claim.text.to_owned(),
        nearest(&failure.why).map(near).unwrap_or_default(),
        sentence(&failure.why),
    ])
}

fn drift_row(report: &Report<'_>, drift: &Drift) -> Vec<Cell> {
    cells([
        report.copy.clone(),
        drift.word().to_owned(),
        "source".to_owned(),
        report.source.id.to_string(),
        "fingerprint".to_owned(),
        format!("{}:{}", report.source.id, locator(drift.place())),
        String::new(),
        String::new(),
        String::new(),
        drift.to_string(),
    ])
}

fn nearest(why: &Why) -> Option<&Nearest> {
    match why {
        Why::Nowhere(nearest) => nearest.as_ref(),
        _ => None,
    }
}

/// Where a text stands, or what is nearest to it.
fn stands(why: &Why) -> &[Place] {
    match why {
        Why::Elsewhere(places) | Why::Repeated(places) => places,
        Why::Nowhere(Some(nearest)) => std::slice::from_ref(&nearest.place),
        Why::Nowhere(None) => &[],
    }
}

/// A place as a citation has it.
pub(super) fn locator(place: Place) -> String {
    match place {
        Place::Paragraph(number) => number.to_string(),
        Place::After(number) => format!("after-{number}"),
        other => other.to_string(),
    }
}

/// A proof as one JSON object.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    format: u32,
    source: &'a str,
    copies: Vec<CopyJson<'a>>,
}

#[derive(Debug, Serialize)]
struct CopyJson<'a> {
    copy: &'a str,
    source: &'a str,
    paragraphs: &'static str,
    claims: usize,
    proved: usize,
    open: usize,
    elsewhere: &'a [&'a str],
    without_words: usize,
    failures: Vec<FailureJson<'a>>,
    drift: Vec<DriftJson>,
}

#[derive(Debug, Serialize)]
struct FailureJson<'a> {
    code: &'static str,
    record: &'static str,
    id: &'a str,
    claim: &'static str,
    text: &'a str,
    cite: Vec<String>,
    stands: Vec<String>,
    nearest: Option<&'a str>,
    differences: Vec<DifferenceJson<'a>>,
    message: String,
}

#[derive(Debug, Serialize)]
struct DifferenceJson<'a> {
    base: &'a str,
    copy: &'a str,
}

#[derive(Debug, Serialize)]
struct DriftJson {
    code: &'static str,
    at: String,
    after: Option<String>,
    count: usize,
    message: String,
}

/// The reports as JSON: every field always there.
pub fn json<'a>(
    base: &Base<'_>,
    source: &'a str,
    reports: &'a [Report<'_>],
    most: usize,
) -> Json<'a> {
    let copies = reports.iter().map(|report| CopyJson {
        copy: &report.copy,
        source: &report.source.id,
        paragraphs: if report.way == Way::Fingerprints { "fingerprints" } else { "counted" },
        claims: report.claims,
        proved: report.proved(),
        open: report.open,
        elsewhere: &report.elsewhere,
        without_words: report.without_words,
        failures: report.failures.iter().take(most).map(|one| failure_json(base, one)).collect(),
        drift: report.drift.iter().map(drift_json).collect(),
    });
    Json { format: FORMAT, source, copies: copies.collect() }
}

fn failure_json<'a>(base: &Base<'_>, failure: &'a Failure<'_>) -> FailureJson<'a> {
    let claim = &failure.claim;
    let nearest = nearest(&failure.why);
    let differences = nearest.map_or(&[][..], |nearest| &nearest.differences);
    let pair = |one: &'a Difference| DifferenceJson { base: &one.base, copy: &one.copy };
    FailureJson {
        code: failure.why.code(),
        record: claim.record,
        id: &claim.id,
        claim: claim.kind.word(),
        text: claim.text,
        cite: claim.cites.iter().map(|cite| cite::reference(base, cite)).collect(),
        stands: stands(&failure.why).iter().copied().map(locator).collect(),
        nearest: nearest.map(|nearest| nearest.text.as_str()),
        differences: differences.iter().map(pair).collect(),
        message: sentence(&failure.why),
    }
}

fn drift_json(drift: &Drift) -> DriftJson {
    let after = match drift {
        Drift::Moved(_, after) => Some(locator(*after)),
        Drift::Added(after, _) => Some(after.to_string()),
        Drift::Changed(_) | Drift::Missing(_) | Drift::Another(..) => None,
    };
    let count = match drift {
        Drift::Added(_, count) | Drift::Another(count, _) => *count,
        Drift::Changed(_) | Drift::Missing(_) | Drift::Moved(..) => 1,
    };
    DriftJson {
        code: drift.word(),
        at: locator(drift.place()),
        after,
        count,
        message: drift.to_string(),
    }
}

/// A mistake as editors read it, without the place in the file: where in the base, how grave, which
/// sort, and what.
#[derive(Debug)]
pub struct Short {
    pub path: Vec<Step>,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
}

/// A report as mistakes in the base.
pub fn short(base: &Base<'_>, report: &Report<'_>, most: usize) -> Vec<Short> {
    let failures = report.failures.iter().take(most).map(|failure| {
        let claim = &failure.claim;
        let cited = cite::locators(base, claim.cites.iter().copied());
        let why = sentence(&failure.why);
        let what = format!("{} of {} {}", claim.kind.word(), claim.record, claim.id);
        let message = format!("{}: {what}, cited {cited}: {why}", report.copy);
        let (path, code) = (claim.path.clone(), failure.why.code());
        Short { path, severity: "error", code, message }
    });
    let drift = report.drift.iter().map(|drift| Short {
        path: path_of(report.source, drift),
        severity: "warning",
        code: drift.word(),
        message: format!("{}: {drift}", report.copy),
    });
    failures.chain(drift).collect()
}
