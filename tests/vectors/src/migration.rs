//! Messages of one release in another.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Migrations of one message from one release to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MigrationFile {
    /// What the vectors have in common.
    pub description: String,
    /// The release of `in`.
    pub from: String,
    /// The release of `out`.
    pub to: String,
    /// The message (`part/view`).
    pub message: String,
    /// Ids of the requirements that they are about (`requirements.csv`).
    pub requirements: Vec<String>,
    /// The vectors.
    pub tests: Vec<Moved>,
}

/// A message, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// Unique in the suite, and never reused for something else.
    pub id: String,
    /// What is special about it.
    pub description: String,
    /// The message in the release that it comes from.
    pub r#in: Value,
    /// The message in the release that it goes to.
    pub out: Value,
    /// What could not come along: these, in any order, and no other.
    pub losses: Vec<Lost>,
}

/// A value that did not come along.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// JSON Pointer to the value in `in`.
    pub pointer: String,
    /// Why.
    pub reason: String,
}
