//! The report in JSON as types: what `docs/report.schema.json` describes.
//!
//! Fields are only ever added; their meaning stays.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use super::inputs::Input;
use super::kind::Kind;
use super::suppress::{State, Suppression};
use super::terms::Terms;
use super::{Count, sum};
use crate::exit::Failure;
use crate::language::Speech;
use crate::today::{self, Day};

/// Raised only when a field changes its meaning or goes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The JSON Schema of the report.
pub(crate) fn schema() -> Result<String, Failure> {
    printed(&schema_for!(Report))
}

/// A schema as a text.
pub(crate) fn printed(schema: &Schema) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(schema).map_err(std::io::Error::from)?;
    Ok(text + "\n")
}

/// Report of `vum validate --format json`. It holds no value of a message, unless --show-values
/// was given. Fields are only ever added.
#[derive(JsonSchema)]
#[schemars(title = "Report of vum validate")]
#[expect(dead_code, reason = "the report is written piece by piece; this is its shape")]
struct Report {
    #[schemars(flatten)]
    head: Head,
    /// The files, in the order in which they were judged.
    files: Vec<File>,
    summary: Summary,
    /// The findings that each vum.toml accepts; absent when there is nothing of the kind.
    suppressions: Option<Vec<Suppressed<'static>>>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Head {
    /// 1; raised when a field changes its meaning or goes.
    pub(super) schema_version: u32,
    pub(super) tool: Tool,
    #[serde(flatten)]
    pub(super) kind: SharedKind,
}

/// The program.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Tool {
    /// `vum`.
    pub(super) name: &'static str,
    /// Its version.
    pub(super) version: &'static str,
}

/// What all files were held against; null when that differs by file.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SharedKind {
    /// The release, such as `3.1.0`; null when it differs by file.
    pub(super) release: Option<&'static str>,
    /// The message, such as `werkzoekende/detail`; null when it differs by file.
    pub(super) message: Option<&'static str>,
    /// The role, `bron` or `bemiddelaar`; null when it differs by file.
    pub(super) role: Option<&'static str>,
}

impl Tool {
    pub(crate) const THIS: Self = Self { name: "vum", version: env!("CARGO_PKG_VERSION") };
}

impl SharedKind {
    pub(crate) fn new(kind: Option<&Kind>) -> Self {
        Self {
            release: kind.map(|it| it.message.release),
            message: kind.map(|it| it.message.id),
            role: kind.map(|it| it.role.name()),
        }
    }
}

/// A file that was judged.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "written piece by piece")]
struct File {
    #[schemars(flatten)]
    head: FileHead,
    /// What was found, in the order of the text.
    findings: Vec<Finding>,
    #[schemars(flatten)]
    tail: FileTail,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct FileHead {
    /// The name as it was given or found; `-` is standard input.
    pub(super) file: String,
    /// The release; present when the files were held against different messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) release: Option<&'static str>,
    /// The message; present when the files were held against different messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<&'static str>,
    /// The role; present when the files were held against different messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'static str>,
    /// The rules above the contract: `normative`, `all` or the file that selects them; absent when
    /// there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rules: Option<String>,
    /// The day of reference, where rules or codes use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) on: Option<String>,
}

impl FileHead {
    pub(super) fn new(input: &Input, with_kind: bool, terms: &Terms) -> Self {
        let kind = input.kind.filter(|_| with_kind);
        Self {
            file: input.name.clone(),
            release: kind.map(|it| it.message.release),
            message: kind.map(|it| it.message.id),
            role: kind.map(|it| it.role.name()),
            rules: terms.shown_rules().map(ToOwned::to_owned),
            on: terms.shown_day().map(today::written),
        }
    }
}

/// Something that was found.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Finding {
    /// Number of the record in the file, from 0.
    pub(super) record: u64,
    /// Id of the rule, such as `max-length`; `vum explain` tells about it.
    pub(super) rule: &'static str,
    pub(super) layer: Layer,
    pub(super) severity: Severity,
    /// JSON Pointer (RFC 6901) from the root of the record. An unknown name stands in it as `…`. Of
    /// a finding in headers: the name of the header.
    pub(super) pointer: String,
    /// XPath of the element, when the file is XML. The prefix `vum` stands for the namespace of the
    /// release; an unknown name stands in it as `*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) xpath: Option<String>,
    /// Line in the file, from 1.
    pub(super) line: Option<u64>,
    /// Column in the file, in characters, from 1.
    pub(super) column: Option<u64>,
    /// Id of the attribute, when the standard knows it.
    pub(super) attribute: Option<&'static str>,
    /// What was found, in the language that was asked for. It may improve between versions.
    pub(super) text: String,
    /// What the text is made of: facts of the standard and measures of the value.
    pub(super) params: BTreeMap<&'static str, Param>,
}

impl Finding {
    pub(crate) fn new(record: u64, finding: &vum::Finding, speech: Speech) -> Self {
        let position = finding.position();
        let params = finding.params().iter().map(|(name, param)| (*name, param.into()));
        Self {
            record,
            rule: finding.rule().id,
            layer: finding.layer().into(),
            severity: finding.severity().into(),
            pointer: finding.pointer().to_owned(),
            xpath: finding.xpath().map(ToOwned::to_owned),
            line: position.map(|it| it.line),
            column: position.map(|it| it.column),
            attribute: finding.attribute(),
            text: finding.text(speech.language),
            params: params.collect(),
        }
    }
}

/// A parameter of a finding.
#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
pub(super) enum Param {
    Number(i64),
    Text(String),
}

impl From<&vum::Param> for Param {
    fn from(param: &vum::Param) -> Self {
        match param {
            vum::Param::Number(number) => Self::Number(*number),
            vum::Param::Text(text) => Self::Text(text.to_string()),
            vum::Param::Word(word) => Self::Text(word.id().to_owned()),
            vum::Param::Texts(texts) => Self::Text(texts.en.to_owned()),
            // A kind of parameter that this program does not know yet.
            _ => Self::Text("…".to_owned()),
        }
    }
}

/// Where in the judgement the rule stands.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Layer {
    /// The bytes are no JSON, or go beyond a limit.
    Syntax,
    /// The wrong attributes, or the wrong kind of value.
    Structure,
    /// A value outside what the contract allows.
    Constraint,
    /// A code that its list does not have, or no longer wants.
    CodeList,
    /// A rule above the contract.
    Rule,
}

impl From<vum::Layer> for Layer {
    fn from(layer: vum::Layer) -> Self {
        match layer {
            vum::Layer::Syntax => Self::Syntax,
            vum::Layer::Structure => Self::Structure,
            vum::Layer::Constraint => Self::Constraint,
            vum::Layer::CodeList => Self::CodeList,
            vum::Layer::Rule => Self::Rule,
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    /// The contract forbids it.
    Error,
    /// The contract allows it, but it is probably not meant.
    Warning,
    /// Something will change.
    Info,
}

impl From<vum::Severity> for Severity {
    fn from(severity: vum::Severity) -> Self {
        match severity {
            vum::Severity::Error => Self::Error,
            vum::Severity::Warning => Self::Warning,
            vum::Severity::Info => Self::Info,
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct FileTail {
    /// Records that were judged.
    pub(super) records: u64,
    /// Errors, those that are not listed included.
    pub(super) errors: u64,
    /// Warnings, those that are not listed included.
    pub(super) warnings: u64,
    /// Infos, those that are not listed included.
    pub(super) infos: u64,
    /// Findings that are counted, and not listed: beyond --max-findings in the file, or beyond the
    /// limit for one record.
    pub(super) dropped: u64,
    /// Findings that a vum.toml accepts: they are not in the other counts. Absent when there are
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressed: Option<u64>,
    /// Whether syntax was broken or a limit was met, so that something was not judged.
    pub(super) broken: bool,
    /// Why the file could not be read to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

impl FileTail {
    pub(super) fn new(count: &Count, error: Option<&str>) -> Self {
        Self {
            records: count.totals.records,
            errors: count.totals.errors,
            warnings: count.totals.warnings,
            infos: count.totals.infos,
            dropped: count.unlisted(),
            suppressed: Some(sum(count.suppressed)).filter(|it| *it > 0),
            broken: count.totals.broken,
            error: error.map(str::to_owned),
        }
    }
}

/// Counts over all files.
#[derive(JsonSchema, Serialize)]
pub(super) struct Summary {
    /// Files that were named or found.
    pub(super) files: u64,
    /// Records that were judged.
    pub(super) records: u64,
    /// Errors, those that are not listed included.
    pub(super) errors: u64,
    /// Warnings, those that are not listed included.
    pub(super) warnings: u64,
    /// Infos, those that are not listed included.
    pub(super) infos: u64,
    /// Findings that are counted, and not listed.
    pub(super) dropped: u64,
    /// Findings that a vum.toml accepts: they are not in the other counts. Absent when there are
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressed: Option<u64>,
    /// Whether something could not be read or judged: the program ends with exit code 3.
    pub(super) broken: bool,
}

impl Summary {
    pub(super) fn new(count: &Count) -> Self {
        Self {
            files: count.files,
            records: count.totals.records,
            errors: count.totals.errors,
            warnings: count.totals.warnings,
            infos: count.totals.infos,
            dropped: count.unlisted(),
            suppressed: Some(sum(count.suppressed)).filter(|it| *it > 0),
            broken: count.totals.broken,
        }
    }
}

/// Findings that are accepted up to a day.
#[derive(JsonSchema, Serialize)]
pub(super) struct Suppressed<'a> {
    /// Id of the rule.
    rule: &'a str,
    /// Pattern of JSON Pointers.
    path: &'a str,
    /// Why they are accepted.
    reason: &'a str,
    /// The last day on which it counts.
    until: String,
    /// Where it is written: file, line and column.
    place: &'a str,
    state: SuppressedState,
    /// How many findings matched; when it is expired, these count.
    findings: u64,
}

/// What became of it.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum SuppressedState {
    /// It took findings out.
    Used,
    /// No finding matched.
    Unused,
    /// Its day is over.
    Expired,
}

impl<'a> Suppressed<'a> {
    pub(super) fn new(it: &'a Suppression, day: Day) -> Self {
        Self {
            rule: it.rule,
            path: it.path.as_str(),
            reason: &it.reason,
            until: today::written(it.until),
            place: &it.place,
            state: match it.state(day) {
                State::Used => SuppressedState::Used,
                State::Unused => SuppressedState::Unused,
                State::Expired => SuppressedState::Expired,
            },
            findings: it.found.get(),
        }
    }
}
