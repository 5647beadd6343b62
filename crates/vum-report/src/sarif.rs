//! SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of a file.
//!
//! [`render`] makes it of a run; [`Log`] is for results that come from elsewhere, such as changes
//! between releases. Ids of rules and fingerprints are stable. The texts of the rules are there in
//! both languages: those of the driver in the language of the results, the others as a translation.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use vum_runtime::Language;

use crate::escape::{harmless, uri};
use crate::issue::Issue;
use crate::model::{Place, Run, Severity, Text, Tool, Verdict};
use crate::{fingerprint, words};

/// GitHub shows no more results than this.
pub const MOST: usize = 5000;

/// A log with one run of a tool.
#[derive(Clone, Debug)]
pub struct Log {
    /// The program.
    pub tool: Tool,
    /// The language of the results.
    pub language: Language,
    /// The rules that results name, in any order.
    pub rules: Vec<Descriptor>,
    /// The results, the most important first: beyond [`MOST`] they are counted only.
    pub results: Vec<Entry>,
    /// What there is to tell of the run as a whole.
    pub notices: Vec<String>,
    /// Whether everything that had to be done was done.
    pub is_complete: bool,
}

/// A rule, as a log describes it.
#[derive(Clone, Debug)]
pub struct Descriptor {
    /// Its stable id.
    pub id: String,
    /// How bad its results are.
    pub severity: Severity,
    /// What it is for.
    pub purpose: Text,
    /// What to do about a result; what it is for when that is empty.
    pub help: Text,
}

/// A result.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id of the rule; one of those of the log.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub text: String,
    /// The file, when it stands in one.
    pub file: Option<String>,
    /// Line and column in characters, from 1.
    pub region: Option<(u64, Option<u64>)>,
    /// Name and kind (§3.33.7) of what it is about.
    pub logical: Option<(String, String)>,
    /// Names with a version, such as `change/v1`, and values that stay when lines move.
    pub fingerprints: Vec<(String, String)>,
    /// Anything else.
    pub properties: Map<String, Value>,
}

/// The run as SARIF. A finding without a file stands in one that is named for its suite and case,
/// because code hosts refuse results that stand nowhere.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let prints = fingerprint::all(run.issues());
    let mut issues: Vec<_> = run.issues().zip(prints).collect();
    issues.sort_by_key(|(issue, _)| std::cmp::Reverse(issue.severity));
    let used: BTreeSet<&str> = issues.iter().map(|(issue, _)| issue.rule).collect();
    let rules = used.iter().map(|id| descriptor(run, id)).collect();
    let results = issues.iter().map(|(issue, print)| entry(issue, print, language)).collect();
    let mut notices = vec![format!(
        "{}: {}. {}.",
        run.title.get(language),
        run.verdict.text().get(language),
        words::cases(&run.counts(), language)
    )];
    notices.extend(words::unlisted(run, language));
    notices.extend(run.notes.iter().map(|note| note.get(language).to_owned()));
    let is_complete = run.verdict != Verdict::Incomplete;
    Log { tool: run.tool.clone(), language, rules, results, notices, is_complete }.render()
}

fn descriptor(run: &Run, id: &str) -> Descriptor {
    match run.rule(id) {
        Some(rule) => Descriptor {
            id: id.to_owned(),
            severity: rule.severity,
            purpose: rule.purpose.clone(),
            help: rule.help.clone(),
        },
        // A rule that the run does not describe.
        None => Descriptor {
            id: id.to_owned(),
            severity: Severity::Warning,
            purpose: Text::same(id),
            help: Text::default(),
        },
    }
}

fn entry(issue: &Issue<'_>, print: &str, language: Language) -> Entry {
    let place = issue.place.cloned().unwrap_or_default();
    let Place { file, record, line, column, pointer, attribute } = place;
    let case = format!("{}/{}", issue.suite.id, issue.case.id);
    let mut properties = Map::new();
    if let Some(record) = record {
        properties.insert("record".to_owned(), record.into());
    }
    if let Some(attribute) = attribute {
        properties.insert("attribute".to_owned(), attribute.into());
    }
    if !issue.case.requirements.is_empty() {
        properties.insert("requirements".to_owned(), issue.case.requirements.clone().into());
    }
    if file.is_empty() || record.is_none() {
        properties.insert("case".to_owned(), case.clone().into());
    }
    let mut text = issue.text.get(language).to_owned();
    if !pointer.is_empty() {
        text.push_str(&format!(" ({pointer})"));
    }
    let logical = match pointer.is_empty() {
        false => (pointer, "value".to_owned()),
        true => (case.clone(), "function".to_owned()),
    };
    Entry {
        rule: issue.rule.to_owned(),
        severity: issue.severity,
        text,
        file: Some(if file.is_empty() { case } else { file }),
        region: Some((line.unwrap_or(1), column)),
        logical: Some(logical),
        fingerprints: vec![
            // The only name that GitHub looks at; it would else hash the line.
            ("primaryLocationLineHash".to_owned(), format!("{print}:1")),
            ("vumFinding/v1".to_owned(), print.to_owned()),
        ],
        properties,
    }
}

impl Log {
    /// The log as a text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut ids: Vec<&Descriptor> = self.rules.iter().collect();
        ids.sort_by(|a, b| a.id.cmp(&b.id));
        let results = self.results.iter().take(MOST);
        let results: Vec<Value> = results.map(|it| self.result(it, &ids)).collect();
        let mut notices = self.notices.clone();
        if let Some(more) = self.results.len().checked_sub(MOST).filter(|it| *it > 0) {
            notices.push(words::pick(
                self.language,
                format!("{more} resultaten zijn geteld en niet opgenomen: meer dan {MOST} toont geen codehost."),
                format!("{more} results were counted and left out: no code host shows more than {MOST}."),
            ));
        }
        let notices: Vec<Value> = notices
            .iter()
            .map(|it| json!({ "level": "note", "message": { "text": message(it) } }))
            .collect();
        let other = words::pick(self.language, Language::En, Language::Nl);
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": self.tool.name,
                    "version": self.tool.version,
                    "language": code(self.language),
                    "rules": ids.iter().map(|it| it.rule(self.language)).collect::<Vec<_>>(),
                }},
                "translations": [{
                    "name": self.tool.name,
                    "version": self.tool.version,
                    "language": code(other),
                    "contents": ["localizedData"],
                    "translationMetadata": { "name": format!("{} ({})", self.tool.name, code(other)) },
                    "associatedComponent": { "name": self.tool.name },
                    "rules": ids.iter().map(|it| it.rule(other)).collect::<Vec<_>>(),
                }],
                "language": code(self.language),
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.is_complete,
                    "toolExecutionNotifications": notices,
                }],
                "results": results,
            }],
        });
        // The alternate form cannot fail.
        format!("{log:#}\n")
    }

    fn result(&self, entry: &Entry, ids: &[&Descriptor]) -> Value {
        let mut location = Map::new();
        if let Some((name, kind)) = &entry.logical {
            let logical = json!([{ "fullyQualifiedName": harmless(name), "kind": kind }]);
            location.insert("logicalLocations".to_owned(), logical);
        }
        if let Some(file) = &entry.file {
            let file = file.strip_prefix("./").unwrap_or(file);
            let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
            if let (Some((line, column)), Some(physical)) = (entry.region, physical.as_object_mut())
            {
                let mut region = Map::from_iter([("startLine".to_owned(), line.max(1).into())]);
                if let Some(column) = column {
                    region.insert("startColumn".to_owned(), column.max(1).into());
                }
                physical.insert("region".to_owned(), region.into());
            }
            location.insert("physicalLocation".to_owned(), physical);
        }
        let prints = entry.fingerprints.iter().map(|(name, it)| (name.clone(), it.as_str().into()));
        let mut result = json!({
            "ruleId": entry.rule,
            "level": level(entry.severity),
            "message": { "text": message(&entry.text) },
            "locations": [location],
            "partialFingerprints": prints.collect::<Map<String, Value>>(),
        });
        let index = ids.binary_search_by(|it| it.id.as_str().cmp(&entry.rule));
        if let (Ok(index), Some(result)) = (index, result.as_object_mut()) {
            result.insert("ruleIndex".to_owned(), index.into());
        }
        if let (false, Some(result)) = (entry.properties.is_empty(), result.as_object_mut()) {
            result.insert("properties".to_owned(), entry.properties.clone().into());
        }
        result
    }
}

impl Descriptor {
    fn rule(&self, language: Language) -> Value {
        let purpose = message(self.purpose.get(language));
        let help = message(self.help.get(language));
        let help = if help.is_empty() { purpose.clone() } else { help };
        json!({
            "id": self.id,
            "shortDescription": { "text": purpose },
            "fullDescription": { "text": purpose },
            "help": { "text": help },
            "defaultConfiguration": { "level": level(self.severity) },
        })
    }
}

/// A text as a message: braces are doubled (§3.11.5), and what would be a link is none (§3.11.6).
fn message(text: &str) -> String {
    let text = harmless(text).replace('{', "{{").replace('}', "}}");
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn code(language: Language) -> &'static str {
    words::pick(language, "nl", "en")
}
