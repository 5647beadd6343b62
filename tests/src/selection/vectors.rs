//! Our own cases, in `tests/selection`: one file per release and part, and one about areas.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

/// A question, a profile, and whether a bron selects it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The key of the question that the case is about.
    pub criterion: String,
    /// A valid question. Its area is left aside.
    pub question: Value,
    /// A valid selection result, as a bron sends it.
    pub profile: Value,
    /// Whether the bron selects the profile.
    pub selected: bool,
    /// Why, in one sentence.
    pub why: String,
}

/// Cases about areas.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Areas {
    /// Latitude and longitude in degrees, by the four digits of a postcode.
    pub points: BTreeMap<String, (f64, f64)>,
    /// The cases.
    pub cases: Vec<AreaCase>,
}

/// A question about nothing but an area, a profile, and whether a bron selects it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaCase {
    /// The release of both.
    pub release: String,
    /// The part of both.
    pub part: String,
    /// `km` or `100m`: the unit of the distance that is asked.
    pub unit: String,
    /// Whether the distance that the profile allows counts too.
    pub own_limit: bool,
    /// A valid question.
    pub question: Value,
    /// A valid selection result, as a bron sends it.
    pub profile: Value,
    /// Whether the bron selects the profile; `null` where the points do not tell.
    pub selected: Option<bool>,
    /// Why, in one sentence.
    pub why: String,
}

/// The cases of a release and part.
///
/// # Panics
/// If there is no such file, or it does not hold cases.
#[must_use]
pub fn cases(release: &str, part: &str) -> Vec<Case> {
    read(&format!("{release}/{part}.json"))
}

/// The cases about areas.
///
/// # Panics
/// If the file is not there, or does not hold such cases.
#[must_use]
pub fn areas() -> Areas {
    read("area.json")
}

fn read<T: for<'a> Deserialize<'a>>(file: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("selection").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}
