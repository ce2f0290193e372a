//! What is wrong and what is doubtful in one file, at its places: the mistakes that the reader of
//! bases tells, the findings of the rules, and what is allowed or answered by a remark.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::allow::{self, Allow, allows};
use super::answer::Answers;
use super::rule::{self, Rule, Severity};
use super::{Finding, refusal};
use crate::base::Base;
use crate::base::check::Step;
use crate::base::load::{self, Examined};
use crate::base::places::{Place, Places};
use crate::base::problem::{Problem, code};
use crate::base::texts::{Named, starts};

/// What was found in a file.
#[derive(Debug)]
pub struct Report {
    /// What messages call the file.
    pub file: String,
    pub text: String,
    /// In the order of the text.
    pub items: Vec<Item>,
    /// So many findings are allowed by comments.
    pub allowed: usize,
    /// So many records were read.
    pub records: usize,
}

/// A mistake or a finding, at its place.
#[derive(Debug)]
pub struct Item {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub message: String,
    /// Where, in bytes of the text; `None` where it concerns the text as a whole.
    pub span: Option<Range<usize>>,
    /// What is to be seen there; empty where the message says it.
    pub label: String,
    /// Other places, and what is to be seen there.
    pub related: Vec<(Range<usize>, String)>,
    pub hint: Option<String>,
    /// The record at which it stands: the name of its table and its id, or which it is in a list.
    pub record: Option<(String, String)>,
    /// The remark that answers it.
    pub remark: Option<String>,
}

impl Report {
    /// So many items of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// Whether nothing was found that no remark answers.
    pub fn is_clean(&self) -> bool {
        self.items.iter().all(|item| item.severity == Severity::Note)
    }

    /// The same without what may be otherwise in the files of the base that were not read.
    #[must_use]
    pub fn of_a_part(mut self) -> Self {
        self.items
            .retain(|item| item.severity == Severity::Error && item.rule.code != code::DANGLING);
        self
    }

    /// The same with every warning an error.
    #[must_use]
    pub fn denying_warnings(mut self) -> Self {
        for item in self.items.iter_mut().filter(|item| item.severity == Severity::Warning) {
            item.severity = Severity::Error;
        }
        self
    }
}

/// Examines the text of a base that is one file: all its mistakes, and all that is doubtful in what
/// can be read.
pub fn examine(file: &str, text: &str) -> Report {
    let (items, allowed, records) = found(&[(file, text)]);
    let (allowed, records) = (allowed.len(), records.len());
    Report { file: file.to_owned(), text: text.to_owned(), items, allowed, records }
}

/// Examines the texts of a base of several files, together: a report for each.
pub fn examine_all(texts: &[Named<'_>]) -> Vec<Report> {
    if let [(file, text)] = texts {
        return vec![examine(file, text)];
    }
    let (items, allowed, records) = found(texts);
    let places = Places::new(texts);
    let of_paths = |paths: Vec<[Step; 2]>| -> Vec<usize> {
        paths.iter().filter_map(|path| Some(places.span(path)?.start)).collect()
    };
    let (allowed, records) = (of_paths(allowed), of_paths(records));
    let mut items = items.into_iter().peekable();
    let report = |(start, (file, text)): (usize, &Named<'_>)| {
        let whole = start..start + text.len() + 1;
        let is_here = |item: &Item| item.span.as_ref().is_none_or(|span| span.start < whole.end);
        let mut here = Vec::new();
        while let Some(item) = items.next_if(is_here) {
            here.push(within(item, &whole, &places));
        }
        let count = |starts: &[usize]| starts.iter().filter(|at| whole.contains(at)).count();
        Report {
            file: (*file).to_owned(),
            text: (*text).to_owned(),
            items: here,
            allowed: count(&allowed),
            records: count(&records),
        }
    };
    starts(texts).map(|(start, _)| start).zip(texts).map(report).collect()
}

/// An item with its places as those of one file; what it has in others, the advice tells.
fn within(item: Item, file: &Range<usize>, places: &Places<'_>) -> Item {
    let local = |span: Range<usize>| span.start - file.start..span.end - file.start;
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        item.related.into_iter().partition(|(span, _)| file.contains(&span.start));
    let told = elsewhere.into_iter().map(|(span, label)| {
        let Place { file, line, column } = places.at(span.start);
        format!("{label} ({file}:{line}:{column})")
    });
    let hint: Vec<String> = told.chain(item.hint).collect();
    Item {
        span: item.span.map(local),
        related: here.into_iter().map(|(span, label)| (local(span), label)).collect(),
        hint: (!hint.is_empty()).then(|| hint.join("; ")),
        ..item
    }
}

/// What is wrong and what is doubtful in the texts of a base, in their order; the records at which
/// findings are allowed, once for each; and all records.
fn found(texts: &[Named<'_>]) -> (Vec<Item>, Vec<[Step; 2]>, Vec<[Step; 2]>) {
    let Examined { doc, relations, problems } = load::examine(texts);
    let is_sound = problems.is_empty();
    let mut items: Vec<Item> = problems.into_iter().map(of_problem).collect();
    let base = Base::new(&doc);
    let mut findings = super::lint(&base);
    if !is_sound {
        // Relations are counted as they stand in the texts, with those that could not be read.
        let paths = findings.iter_mut().flat_map(Finding::marks_mut).map(|mark| &mut mark.path);
        for path in paths {
            if let [Step::Key(list), Step::Index(index), ..] = path.as_mut_slice()
                && list == "relation"
            {
                *index = relations.get(*index).copied().unwrap_or(*index);
            }
        }
    }
    let allows = all_allows(texts);
    let allowing: HashSet<_> =
        allows.iter().filter_map(|allow| Some((allow.code, allow.record.as_ref()?))).collect();
    let (spared, told): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| {
        allowance(finding).is_some_and(|allowance| allowing.contains(&allowance))
    });
    let used: HashSet<_> = spared.iter().filter_map(allowance).collect();
    for allow in &allows {
        let is_used = allow.record.as_ref().is_some_and(|at| used.contains(&(allow.code, at)));
        items.extend(of_allow(allow, is_used || !is_sound));
    }
    if !told.is_empty() {
        let (places, answers) = (Places::new(texts), Answers::of(&base));
        items.extend(told.into_iter().map(|finding| of_finding(&answers, &places, finding)));
    }
    items.sort_by_key(|item| item.span.as_ref().map(|span| span.start));
    let allowed = spared.iter().filter_map(allowance).map(|(_, at)| at.clone()).collect();
    (items, allowed, all_records(&base, &relations))
}

/// The paths of all records, and of the relations that could be read.
fn all_records(base: &Base<'_>, relations: &[usize]) -> Vec<[Step; 2]> {
    let key = |key: &str| Step::Key(key.to_owned());
    let records = base.entries().map(|entry| [key(entry.kind()), key(entry.id())]);
    let relations = relations.iter().map(|nth| [key("relation"), Step::Index(*nth)]);
    records.chain(relations).collect()
}

/// All allowances in the texts of a base, at their places in all of them.
fn all_allows<'t>(texts: &[Named<'t>]) -> Vec<Allow<'t>> {
    // Most bases have no allowance, and are not read once more.
    let places = OnceCell::new();
    let mut all = Vec::new();
    for (file, (start, text)) in starts(texts).enumerate() {
        for mut allow in allows(text) {
            allow.span = allow.span.start + start..allow.span.end + start;
            let places = places.get_or_init(|| Places::new(texts));
            match &mut allow.record {
                // Relations and claims are counted through all files.
                Some([Step::Key(list), Step::Index(index)]) => {
                    *index += places.items_before(list, file);
                }
                Some([_, Step::Key(id)]) => {
                    if let Some(prefix) = places.prefix(file) {
                        *id = format!("{prefix}.{id}");
                    }
                }
                _ => {}
            }
            all.push(allow);
        }
    }
    all
}

fn of_problem(problem: Problem) -> Item {
    Item {
        rule: rule::of_code(problem.code).unwrap_or(&refusal::SCHEMA),
        severity: Severity::Error,
        message: problem.message,
        span: problem.span,
        label: String::new(),
        related: problem.related.into_iter().collect(),
        hint: problem.hint,
        record: None,
        remark: None,
    }
}

fn of_finding(answers: &Answers<'_>, places: &Places<'_>, finding: Finding<'_>) -> Item {
    let remark = answers.to(&finding);
    let severity = if remark.is_some() { Severity::Note } else { finding.rule.severity };
    let related = finding.related.into_iter();
    Item {
        rule: finding.rule,
        severity,
        message: finding.message,
        span: places.span(&finding.at.path),
        label: finding.at.label,
        related: related.filter_map(|mark| Some((places.span(&mark.path)?, mark.label))).collect(),
        hint: finding.hint.filter(|_| remark.is_none()),
        record: record(&finding.at.path),
        remark: remark.map(|remark| remark.id.to_string()),
    }
}

/// The record that a path leads into.
fn record(path: &[Step]) -> Option<(String, String)> {
    match path {
        [Step::Key(kind), Step::Key(id) | Step::KeyOf(id), ..] => Some((kind.clone(), id.clone())),
        [Step::Key(kind), Step::Index(index), ..] => Some((kind.clone(), (index + 1).to_string())),
        _ => None,
    }
}

/// What a comment must allow so that a finding is spared: the code, at its record.
fn allowance<'f>(finding: &'f Finding<'_>) -> Option<(&'static str, &'f [Step; 2])> {
    Some((finding.rule.code, finding.at.path.first_chunk()?))
}

fn of_allow(allow: &Allow<'_>, is_used: bool) -> Option<Item> {
    let (rule, message, hint) = match allow.rule() {
        None => {
            let code = allow.code;
            let message = match rule::of_code(code) {
                Some(_) => format!("`{code}` cannot be allowed"),
                None => format!("no rule is called `{code}`"),
            };
            let near = rule::nearest(code);
            let hint = near.first().filter(|near| **near != code);
            (&allow::UNKNOWN, message, hint.map(|near| format!("did you mean `{near}`?")))
        }
        Some(_) if !is_used => {
            let message = match allow.record {
                Some(_) => format!("`{}` is allowed, but not found at this record", allow.code),
                None => format!("`{}` is allowed, but not at a record", allow.code),
            };
            let hint = "delete the comment, or move it to the record of the finding";
            (&allow::UNUSED, message, Some(hint.to_owned()))
        }
        Some(_) if allow.reason.is_empty() => {
            let message = format!("`{}` is allowed without a reason", allow.code);
            let hint = format!("say why: # ibid: allow({}) …", allow.code);
            (&allow::WITHOUT_REASON, message, Some(hint))
        }
        Some(_) => return None,
    };
    Some(Item {
        rule,
        severity: rule.severity,
        message,
        span: Some(allow.span.clone()),
        label: String::new(),
        related: Vec::new(),
        hint,
        record: allow.record.as_ref().and_then(|path| record(path)),
        remark: None,
    })
}
