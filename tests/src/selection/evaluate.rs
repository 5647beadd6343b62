//! From a question and a profile, both raw JSON, to a verdict. The area is left aside.

use serde_json::Value;

use super::table::criteria;
use super::{mongo, strip};

/// What became of one key of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The key, as it stands in the question.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a key of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The profile has what is asked.
    Satisfied,
    /// The profile has a value, and not what is asked.
    NotSatisfied,
    /// The profile has no value: no match either.
    Absent,
    /// The release does not know the key, or nothing is asked that it knows.
    Ignored,
    /// It asks where the profile is, which is left aside here.
    Area,
}

impl Outcome {
    /// Whether it keeps the profile out.
    #[must_use]
    pub fn rejects(self) -> bool {
        matches!(self, Self::NotSatisfied | Self::Absent)
    }
}

/// Whether a bron of the release selects the profile, area aside.
///
/// # Panics
/// If the part has no selectievraag in the release.
#[must_use]
pub fn evaluate(release: &str, part: &str, question: &Value, profile: &Value) -> bool {
    !explain(release, part, question, profile).iter().any(|told| told.outcome.rejects())
}

/// What becomes of each key of the question.
///
/// # Panics
/// If the part has no selectievraag in the release.
#[must_use]
pub fn explain(release: &str, part: &str, question: &Value, profile: &Value) -> Vec<Told> {
    let criteria = criteria(release, part);
    let profile = strip::filled(profile).unwrap_or_default();
    let mut told = Vec::new();
    for (path, asked) in question.as_object().into_iter().flatten() {
        let outcome = match criteria.iter().find(|criterion| criterion.path == path) {
            None => Outcome::Ignored,
            Some(criterion) if criterion.is_area() => {
                if super::area::asked(asked).is_some() {
                    Outcome::Area
                } else {
                    Outcome::Ignored
                }
            }
            Some(criterion) => match strip::query(criterion, asked) {
                None => Outcome::Ignored,
                Some(query) if mongo::matches(&query, &profile) => Outcome::Satisfied,
                Some(_) => {
                    let data = criterion.data().expect("only an area has no data");
                    let absent = mongo::lookup(&profile, data).is_empty();
                    if absent { Outcome::Absent } else { Outcome::NotSatisfied }
                }
            },
        };
        told.push(Told { path: path.clone(), outcome });
    }
    told
}
