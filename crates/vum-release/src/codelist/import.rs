//! Taking another edition of a code list over into a table of the standard.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use vum_model::{Day, Version};

use super::{Changes, Entry};

/// The columns of a table of the standard.
const COLUMNS: [&str; 7] =
    ["code", "name", "label", "introduced", "deprecated", "removed", "successor"];

/// A table with another edition taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of the table.
    pub text: String,
    /// What changed.
    pub changes: Changes,
    /// Codes that had ended and are back: left as they are, because a person has to decide.
    pub back: Vec<Entry>,
}

/// From when an edition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From a release on.
    Release(Version),
    /// From a day on: for lists that others keep.
    Day(Day),
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Release(release) => release.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Why an edition cannot be taken over.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The table is not one of the standard.
    #[error("the table has not the columns {}", COLUMNS.join(","))]
    Table,
    /// The table is no CSV.
    #[error("the table is no CSV: {0}")]
    Csv(String),
    /// Codes stood in cells for numbers, and the table has codes with zeros in front.
    #[error(
        "code {0} stands in a cell for numbers, which keeps no zeros in front; make the column text"
    )]
    Number(String),
}

/// Takes another edition over: new codes come at the end and hold from then on; codes that the edition
/// does not have end then; labels are those of the edition. No row is taken out.
///
/// # Errors
/// When the table is not one of the standard, or when codes may have lost their zeros.
pub fn import(table: &str, edition: &[Entry], since: Since) -> Result<Imported, ImportError> {
    let wrong = |error: csv::Error| ImportError::Csv(error.to_string());
    let start = comments(table);
    let (above, body) = table.split_at(start);
    let mut reader = csv::ReaderBuilder::new().from_reader(body.as_bytes());
    if !reader.headers().map_err(wrong)?.iter().eq(COLUMNS) {
        return Err(ImportError::Table);
    }
    let mut rows: Vec<[String; 7]> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let mut row: [String; 7] = Default::default();
        for (cell, field) in row.iter_mut().zip(record.iter()) {
            field.clone_into(cell);
        }
        rows.push(row);
    }
    if let Some(it) = edition.iter().find(|it| it.is_number)
        && rows.iter().any(|[code, ..]| code.len() > 1 && code.starts_with('0'))
    {
        return Err(ImportError::Number(it.code.clone()));
    }
    let entry = |[code, _, label, ..]: &[String; 7]| Entry {
        code: code.clone(),
        label: Some(label.clone()).filter(|it| !it.is_empty()),
        is_number: false,
    };
    let has_ended = |[.., removed, _]: &[String; 7]| !removed.is_empty();
    let alive: Vec<Entry> = rows.iter().filter(|it| !has_ended(it)).map(entry).collect();
    let plain = |it: &Entry| Entry { is_number: false, ..it.clone() };
    let edition: Vec<Entry> = edition.iter().map(plain).collect();
    let mut changes = Changes::between(&alive, &edition);
    let gone: BTreeSet<&str> =
        rows.iter().filter(|it| has_ended(it)).map(|[code, ..]| code.as_str()).collect();
    let (back, added) =
        changes.added.into_iter().partition(|it: &Entry| gone.contains(it.code.as_str()));
    changes.added = added;
    let ended: BTreeSet<&str> = changes.ended.iter().map(|it| it.code.as_str()).collect();
    let labels: BTreeMap<&str, &Entry> =
        changes.relabelled.iter().map(|(it, now)| (it.code.as_str(), now)).collect();
    for row in rows.iter_mut().filter(|it| !has_ended(it)) {
        let [code, _, label, _, _, removed, _] = row;
        if ended.contains(code.as_str()) {
            *removed = since.to_string();
        }
        if let Some(now) = labels.get(code.as_str()) {
            *label = now.label.clone().unwrap_or_default();
        }
    }
    for it in &changes.added {
        let mut row: [String; 7] = Default::default();
        let [code, _, label, introduced, ..] = &mut row;
        it.code.clone_into(code);
        *label = it.label.clone().unwrap_or_default();
        *introduced = since.to_string();
        rows.push(row);
    }
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(wrong)?;
    for row in &rows {
        writer.write_record(row).map_err(wrong)?;
    }
    let written = writer.into_inner().map_err(|error| ImportError::Csv(error.to_string()))?;
    let text = format!("{above}{}", String::from_utf8_lossy(&written));
    Ok(Imported { text, changes, back })
}

/// How many bytes the comment lines above a table take.
fn comments(table: &str) -> usize {
    let mut at = 0;
    for line in table.split_inclusive('\n') {
        if !line.starts_with('#') {
            break;
        }
        at += line.len();
    }
    at
}
