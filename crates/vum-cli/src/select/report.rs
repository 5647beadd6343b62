//! The report in JSON as types: what `docs/selection.schema.json` describes.
//!
//! Fields are only ever added; their meaning stays.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use vum::select::Outcome;
use vum::stream::{Considered, SelectTotals, Totals};

use crate::args::SelectArgs;
use crate::exit::Failure;
use crate::validate::report::{Finding, SharedKind, Tool, printed};

/// Raised only when a field changes its meaning or goes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The JSON Schema of the report.
pub(crate) fn schema() -> Result<String, Failure> {
    printed(&schema_for!(Report))
}

/// Report of `vum select --format json`. It holds no value of the question or of a message. Fields
/// are only ever added.
#[derive(JsonSchema)]
#[schemars(title = "Report of vum select")]
#[expect(dead_code, reason = "the report is written piece by piece; this is its shape")]
struct Report {
    #[schemars(flatten)]
    head: Head,
    /// The files that were read, in order. None when the question has errors; those behind the
    /// maximum are not read.
    files: Vec<File>,
    summary: Summary,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Head {
    /// 1; raised when a field changes its meaning or goes.
    pub(super) schema_version: u32,
    pub(super) tool: Tool,
    /// What the records are.
    #[serde(flatten)]
    pub(super) kind: SharedKind,
    pub(super) query: Query,
    pub(super) area: Area,
    /// How many records are selected at most; null when all are.
    pub(super) maximum: Option<u64>,
}

/// The question.
#[derive(JsonSchema, Serialize)]
pub(super) struct Query {
    /// The name as it was given; `-` is standard input.
    pub(super) file: String,
    /// What it is held against, such as `werkzoekende/selectievraag`.
    pub(super) message: &'static str,
    /// What was found in it. With errors no record is looked at. What does not count in this
    /// release is an info `ignored-criterion`.
    pub(super) findings: Vec<Finding>,
    /// Errors, those that are not listed included.
    pub(super) errors: u64,
    /// Warnings, those that are not listed included.
    pub(super) warnings: u64,
    /// Infos, those that are not listed included.
    pub(super) infos: u64,
    /// Whether it asks for an area.
    pub(super) asks_area: bool,
}

/// How areas are judged.
#[derive(JsonSchema, Serialize)]
pub(super) struct Area {
    /// `table` with --geo, `ignored` with --ignore-area, `none` when the question asks for none.
    source: &'static str,
    /// What a distance counts: `km` or `100m`.
    unit: &'static str,
    /// Whether a profile's own greatest distance bounds the one that is asked for.
    own_limit: bool,
}

impl Area {
    pub(super) fn new(args: &SelectArgs) -> Self {
        let source = match (&args.geo, args.ignore_area) {
            (Some(_), _) => "table",
            (None, true) => "ignored",
            (None, false) => "none",
        };
        Self { source, unit: args.unit.name(), own_limit: !args.no_own_limit }
    }
}

/// A file that was read.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "written piece by piece")]
struct File {
    #[schemars(flatten)]
    head: FileHead,
    /// The records that are selected, of which nothing can be told, or that could not be read;
    /// with --explain all.
    records: Vec<Record>,
    #[schemars(flatten)]
    tail: FileTail,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct FileHead {
    /// The name as it was given or found; `-` is standard input.
    pub(super) file: String,
}

/// A record.
#[derive(JsonSchema, Serialize)]
pub(super) struct Record {
    /// Its number in the file, from 0.
    record: u64,
    /// Its line in the file, from 1.
    line: u64,
    /// Its column in the file, in characters, from 1.
    column: u64,
    /// `selected`, `rejected`, or `unknown` when it satisfies every criterion but the area, of
    /// which nothing can be told; null when it could not be read to its end.
    verdict: Option<&'static str>,
    /// The criteria that the question names; present with --explain.
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<Vec<Criterion>>,
}

impl Record {
    pub(super) fn new(record: &Considered<'_>) -> Self {
        let judged = &record.judged;
        let criteria = record.explanation().map(|explanation| {
            let told = explanation.criteria.iter().map(|it| Criterion {
                criterion: it.criterion.id,
                path: it.criterion.path,
                attribute: it.criterion.attribute,
                outcome: it.outcome.into(),
            });
            told.collect()
        });
        Self {
            record: judged.index,
            line: judged.start.line,
            column: judged.start.column,
            verdict: record.verdict().map(vum::select::Verdict::name),
            criteria,
        }
    }
}

/// What a record says to a criterion.
#[derive(JsonSchema, Serialize)]
struct Criterion {
    /// Id of the criterion.
    criterion: &'static str,
    /// Its name in a question.
    path: &'static str,
    /// Id of the attribute it is about, or ids with a comma between.
    attribute: &'static str,
    outcome: Told,
}

/// What holds of a criterion.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Told {
    /// The record satisfies it.
    Satisfied,
    /// The record has a value, but not one that is asked for.
    NotSatisfied,
    /// The record has no value: that is no match.
    Absent,
    /// It does not count: it asks nothing, or the area is left out.
    Ignored,
    /// It cannot be told: where a postcode is, is not known.
    Unknown,
}

impl From<Outcome> for Told {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Satisfied => Self::Satisfied,
            Outcome::NotSatisfied => Self::NotSatisfied,
            Outcome::Absent => Self::Absent,
            Outcome::Ignored => Self::Ignored,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct FileTail {
    #[serde(flatten)]
    counts: Counts,
    /// Why the file could not be read to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl FileTail {
    pub(super) fn new(totals: &SelectTotals, error: Option<&str>) -> Self {
        Self { counts: totals.into(), error: error.map(str::to_owned) }
    }
}

#[derive(JsonSchema, Serialize)]
struct Counts {
    /// Records that were looked at.
    looked_at: u64,
    /// Records that were selected.
    selected: u64,
    /// Records that were not selected because nothing could be told of the area alone.
    unknown: u64,
    /// Whether there was at least one more than the maximum; nothing was looked at behind it.
    maximum_reached: bool,
    /// Errors in the records; what could be read of them counts.
    errors: u64,
    /// Warnings in the records.
    warnings: u64,
    /// Infos in the records.
    infos: u64,
    /// Whether something could not be read.
    broken: bool,
}

impl From<&SelectTotals> for Counts {
    fn from(totals: &SelectTotals) -> Self {
        let Totals { records, errors, warnings, infos, broken } = totals.records;
        let SelectTotals { selected, unknown, maximum_reached, .. } = *totals;
        Self {
            looked_at: records,
            selected,
            unknown,
            maximum_reached,
            errors,
            warnings,
            infos,
            broken,
        }
    }
}

/// Counts over all files.
#[derive(JsonSchema, Serialize)]
pub(super) struct Summary {
    /// Files that were read.
    files: u64,
    #[serde(flatten)]
    counts: Counts,
}

impl Summary {
    pub(super) fn new(files: u64, totals: &SelectTotals) -> Self {
        Self { files, counts: totals.into() }
    }
}
