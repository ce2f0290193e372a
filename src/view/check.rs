//! The check of a base as JSON, and its rules in columns and as JSON.

use serde::Serialize;

use super::rows::{Cell, Column, Table, slim};
use super::{Line, Tone};
use crate::base::places::Lines;
use crate::lint::report::{Item, Report};
use crate::lint::rule::{Rule, Severity};

/// The version of the JSON that [`json`] gives.
const FORMAT: u32 = 1;

/// A stretch of a file, lines and columns from 1, columns in characters, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Region {
    /// Where a stretch of bytes is; the beginning of the file, if there is none.
    pub fn of(lines: &Lines<'_>, span: Option<&std::ops::Range<usize>>) -> Self {
        let span = span.cloned().unwrap_or_default();
        let (line, column) = lines.line_and_column(span.start);
        let (end_line, end_column) = lines.line_and_column(span.end);
        Self { line, column, end_line, end_column }
    }
}

// ---- JSON ----

/// Checks as one JSON object.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    format: u32,
    results: Vec<FindingJson<'a>>,
    files: Vec<FileJson<'a>>,
}

#[derive(Debug, Serialize)]
struct FileJson<'a> {
    file: &'a str,
    records: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    allowed: usize,
}

/// A finding as JSON: every field always there.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    file: &'a str,
    #[serde(flatten)]
    region: Region,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    record: Option<RecordJson<'a>>,
    related: Vec<RelatedJson<'a>>,
    hint: Option<&'a str>,
    remark: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct RecordJson<'a> {
    kind: &'a str,
    id: &'a str,
}

#[derive(Debug, Serialize)]
struct RelatedJson<'a> {
    #[serde(flatten)]
    region: Region,
    message: &'a str,
}

/// Reports as JSON, at most so many findings of each.
pub fn json(reports: &[Report], most: usize) -> Json<'_> {
    Json {
        format: FORMAT,
        results: reports.iter().flat_map(|report| findings(report, most)).collect(),
        files: reports.iter().map(file).collect(),
    }
}

fn file(report: &Report) -> FileJson<'_> {
    FileJson {
        file: &report.file,
        records: report.records,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        allowed: report.allowed,
    }
}

/// The findings of a report, at most so many.
pub fn findings(report: &Report, most: usize) -> Vec<FindingJson<'_>> {
    let lines = Lines::new(&report.text);
    report.items.iter().take(most).map(|item| finding(&report.file, &lines, item)).collect()
}

fn finding<'a>(file: &'a str, lines: &Lines<'_>, item: &'a Item) -> FindingJson<'a> {
    let related = item
        .related
        .iter()
        .map(|(span, message)| RelatedJson { region: Region::of(lines, Some(span)), message });
    FindingJson {
        file,
        region: Region::of(lines, item.span.as_ref()),
        severity: item.severity.word(),
        code: item.rule.code,
        message: &item.message,
        record: item.record.as_ref().map(|(kind, id)| RecordJson { kind, id }),
        related: related.collect(),
        hint: item.hint.as_deref(),
        remark: item.remark.as_deref(),
    }
}

// ---- the rules ----

const COLUMNS: &[Column] = &[
    slim("code", "Code", 32),
    slim("severity", "Severity", 10),
    slim("summary", "What is found", 80),
];

/// Rules in columns.
pub fn table(rules: &[&Rule]) -> Table {
    let cell = |tone, text: &str| Cell { value: text.to_owned(), shown: Line::of(tone, text) };
    let row = |rule: &&Rule| {
        vec![
            cell(Tone::Name, rule.code),
            cell(Tone::Plain, rule.severity.word()),
            cell(Tone::Plain, rule.summary),
        ]
    };
    Table { columns: COLUMNS.to_vec(), rows: rules.iter().map(row).collect(), sources: Vec::new() }
}

/// Rules as JSON.
#[derive(Debug, Serialize)]
pub struct RulesJson {
    format: u32,
    results: Vec<RuleJson>,
}

#[derive(Debug, Serialize)]
struct RuleJson {
    code: &'static str,
    severity: &'static str,
    summary: &'static str,
    why: &'static str,
    mend: &'static str,
    example: &'static str,
    sound: String,
}

/// Rules as JSON, with all that is to say about them.
pub fn rules_json(rules: &[&'static Rule]) -> RulesJson {
    let json = |rule: &&'static Rule| RuleJson {
        code: rule.code,
        severity: rule.severity.word(),
        summary: rule.summary,
        why: rule.why,
        mend: rule.mend,
        example: rule.example,
        sound: rule.sound_example(),
    };
    RulesJson { format: FORMAT, results: rules.iter().map(json).collect() }
}

/// How what a rule finds is left as it is; empty where it cannot be.
pub fn allowance(rule: &Rule) -> String {
    if rule.is_allowable() {
        format!("To allow it at a record: `# ibid: allow({}) reason`.", rule.code)
    } else {
        String::new()
    }
}
