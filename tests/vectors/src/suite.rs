//! What the suite says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `suite.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// The name of the suite.
    pub name: String,
    /// Its version: the first number changes when a vector changes its meaning or goes away, the
    /// second when vectors are added.
    pub version: String,
    /// The releases of the standard that it has vectors of, oldest first.
    pub releases: Vec<String>,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// SHA-256 of every other data file by its path, in lower case hexadecimal.
    pub files: BTreeMap<String, String>,
}
