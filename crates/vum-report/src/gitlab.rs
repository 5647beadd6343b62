//! The Code Quality report of GitLab, which a merge request shows beside the lines of a file.

use serde_json::{Value, json};
use vum_runtime::Language;

use crate::escape::{clipped, harmless};
use crate::fingerprint;
use crate::issue::Issue;
use crate::model::{Outcome, Run, Severity};

/// So many characters of a text are told.
const TEXT: usize = 1000;

/// The run as a list of issues, in its own order. What stands in no file stands in one that is
/// named for its suite and case: GitLab wants a path.
///
/// A check that could not be done is `critical`, an error `major`, a warning `minor`, an info
/// `info`.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let prints = fingerprint::all(run.issues());
    let issues = run.issues().zip(&prints).map(|(issue, print)| one(&issue, print, language));
    let issues: Value = issues.collect::<Vec<Value>>().into();
    format!("{issues:#}\n")
}

fn one(issue: &Issue<'_>, print: &str, language: Language) -> Value {
    let file = issue.place.map(|it| it.file.as_str()).filter(|it| !it.is_empty());
    let own = format!("{}/{}", issue.suite.id, issue.case.id);
    let path = harmless(file.unwrap_or(&own)).replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut text = issue.text.get(language).to_owned();
    let place = issue.place;
    if let Some(pointer) = place.map(|it| it.pointer.as_str()).filter(|it| !it.is_empty()) {
        text.push_str(&format!(" ({pointer})"));
    }
    if let Some(record) = place.and_then(|it| it.record) {
        text.push_str(&format!(" [record {record}]"));
    }
    json!({
        "description": harmless(&clipped(&text, TEXT)),
        "check_name": issue.rule,
        "fingerprint": print,
        "severity": severity(issue),
        "location": {
            "path": path,
            "lines": { "begin": place.and_then(|it| it.line).unwrap_or(1).max(1) },
        },
    })
}

fn severity(issue: &Issue<'_>) -> &'static str {
    let is_undone = matches!(
        issue.case.outcome,
        Outcome::Errored(_) | Outcome::Skipped { mandatory: true, .. }
    );
    match issue.severity {
        Severity::Error if is_undone => "critical",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
