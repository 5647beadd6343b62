//! A comparison as plain data, for programs.
//!
//! Fields are only ever added; their meaning stays.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{Change, Comparison};
use crate::rules::Party;

/// Raised only when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Report of `vum diff --format json`. Fields are only ever added.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(title = "Report of vum diff")]
pub struct DiffReport {
    /// 1; raised when a field changes its meaning or goes.
    pub schema_version: u32,
    /// One for each pair of releases that was compared.
    pub comparisons: Vec<ComparisonReport>,
}

/// Two releases side by side.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ComparisonReport {
    /// The older release.
    pub old: String,
    /// The newer release.
    pub new: String,
    /// `patch`, `minor` or `major`: the step that the version number has to take. `null` when
    /// nothing changed.
    pub step: Option<&'static str>,
    /// The worst that each party meets: `none`, `look` or `breaks`.
    pub impacts: BTreeMap<&'static str, &'static str>,
    /// The changes, by kind of node, id and rule.
    pub changes: Vec<ChangeReport>,
}

/// One change of one node.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ChangeReport {
    /// Stable id of the kind of change.
    pub rule: &'static str,
    /// Whether it is for people only and may be made after publication.
    pub editorial: bool,
    /// `patch`, `minor` or `major`.
    pub step: &'static str,
    /// Kind of node: `attribute`, `code`, `header-use`, ….
    pub kind: &'static str,
    /// Id of the node, as the older release has it.
    pub id: String,
    /// The property that changed; `null` when the node came or went.
    pub property: Option<&'static str>,
    /// What was said before.
    pub before: Option<String>,
    /// What is said now.
    pub after: Option<String>,
    /// Id of what takes its place.
    pub successor: Option<String>,
    /// Where it holds: `part/view`, with `@role` where it holds for one role only.
    pub places: Vec<String>,
    /// Ids of what came or went with it.
    pub contents: Vec<String>,
    /// What each party meets: `none`, `look` or `breaks`.
    pub impacts: BTreeMap<&'static str, &'static str>,
    /// What changed, in Dutch.
    pub text_nl: String,
    /// What changed, in English.
    pub text_en: String,
}

impl DiffReport {
    /// The report of comparisons.
    #[must_use]
    pub fn of(comparisons: &[Comparison]) -> Self {
        let comparisons = comparisons.iter().map(ComparisonReport::of).collect();
        Self { schema_version: SCHEMA_VERSION, comparisons }
    }
}

impl ComparisonReport {
    fn of(comparison: &Comparison) -> Self {
        let impact = |party: Party| (party.word(), comparison.impact(party).word());
        Self {
            old: comparison.old.to_string(),
            new: comparison.new.to_string(),
            step: comparison.step().map(|it| it.word()),
            impacts: Party::ALL.into_iter().map(impact).collect(),
            changes: comparison.changes.iter().map(ChangeReport::of).collect(),
        }
    }
}

impl ChangeReport {
    fn of(change: &Change) -> Self {
        let text = change.text();
        let impact = |party: Party| (party.word(), change.impact(party).word());
        Self {
            rule: change.rule.id,
            editorial: change.is_editorial(),
            step: change.step().word(),
            kind: change.kind.word(),
            id: change.id.clone(),
            property: change.property.map(|it| it.word()),
            before: change.before.clone(),
            after: change.after.clone(),
            successor: change.successor.clone(),
            places: change.selectors(),
            contents: change.contents.iter().cloned().collect(),
            impacts: Party::ALL.into_iter().map(impact).collect(),
            text_nl: text.nl,
            text_en: text.en,
        }
    }
}
