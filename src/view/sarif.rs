//! The check of a base as a SARIF log (OASIS, version 2.1.0), which code scanning reads.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::check::Region;
use crate::base::places::Lines;
use crate::lint::report::{Item, Report};
use crate::lint::rule::RULES;

/// Where the schema of the format is; a reader knows the version by it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Checks as a SARIF log (OASIS, version 2.1.0).
#[derive(Debug, Serialize)]
pub struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    artifacts: Vec<Artifact>,
    results: Vec<SarifResult<'a>>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message<'static>,
    full_description: Message<'static>,
    help: Message<'static>,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Artifact {
    location: ArtifactLocation,
}

#[derive(Debug, Clone, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifMessage,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    /// What stays the same when lines are moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<Fingerprint>,
}

#[derive(Debug, Serialize)]
struct SarifMessage {
    text: String,
}

#[derive(Debug, Serialize)]
struct Fingerprint {
    #[serde(rename = "record/v1")]
    record: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: ArtifactLocation,
    region: SarifRegion,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    name: &'a str,
    fully_qualified_name: String,
}

/// Reports as a SARIF log, at most so many findings of each.
pub fn sarif(reports: &[Report], most: usize) -> Sarif<'_> {
    let text = |text| Message { text };
    let rules = RULES.iter().map(|rule| Descriptor {
        id: rule.code,
        short_description: text(rule.summary),
        full_description: text(rule.why),
        help: text(rule.mend),
        default_configuration: Configuration { level: rule.severity.word() },
    });
    let driver = Driver {
        name: "ibid",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.collect(),
    };
    let artifact = |report: &Report| Artifact { location: artifact_location(&report.file) };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        artifacts: reports.iter().map(artifact).collect(),
        results: reports.iter().flat_map(|report| sarif_results(report, most)).collect(),
    };
    Sarif { schema: SCHEMA, version: "2.1.0", runs: [run] }
}

fn sarif_results(report: &Report, most: usize) -> Vec<SarifResult<'_>> {
    let lines = Lines::new(&report.text);
    let uri = artifact_location(&report.file);
    report.items.iter().take(most).map(|item| sarif_result(&lines, &uri, item)).collect()
}

fn sarif_result<'a>(lines: &Lines<'_>, uri: &ArtifactLocation, item: &'a Item) -> SarifResult<'a> {
    let Item { rule, message, record, .. } = item;
    let logical = record
        .iter()
        .map(|(kind, id)| Logical { name: id, fully_qualified_name: format!("{kind}.{id}") });
    let at = Location {
        physical: physical(lines, uri, item.span.as_ref()),
        logical_locations: logical.collect(),
        message: None,
    };
    let related = item.related.iter().map(|(span, label)| Location {
        physical: physical(lines, uri, Some(span)),
        logical_locations: Vec::new(),
        message: Some(Message { text: label }).filter(|message| !message.text.is_empty()),
    });
    let advice = match (&item.remark, &item.hint) {
        (Some(remark), _) => format!(" Answered by the remark {remark}."),
        (None, Some(hint)) => format!(" Hint: {}.", hint.trim_end_matches(['.', '?'])),
        (None, None) => String::new(),
    };
    SarifResult {
        rule_id: rule.code,
        rule_index: RULES.iter().position(|known| known.code == rule.code),
        level: item.severity.word(),
        message: SarifMessage { text: format!("{message}.{advice}") },
        locations: [at],
        related_locations: related.collect(),
        partial_fingerprints: record.as_ref().map(|(kind, id)| Fingerprint {
            record: format!("{}:{kind}.{id}:{message}", rule.code),
        }),
    }
}

fn physical(lines: &Lines<'_>, uri: &ArtifactLocation, span: Option<&Range<usize>>) -> Physical {
    let Region { line, column, end_line, end_column } = Region::of(lines, span);
    let region = SarifRegion { start_line: line, start_column: column, end_line, end_column };
    Physical { artifact_location: uri.clone(), region }
}

/// A file name as a URI reference: an absolute one with its scheme, what is no URI character as
/// its bytes in hexadecimal.
fn artifact_location(file: &str) -> ArtifactLocation {
    let file = file.replace('\\', "/");
    let is_drive = file.as_bytes().get(1) == Some(&b':');
    let mut uri = match () {
        () if file.starts_with('/') => "file://".to_owned(),
        () if is_drive => "file:///".to_owned(),
        () => String::new(),
    };
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if is_drive => uri.push(':'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    ArtifactLocation { uri }
}
