//! Where a judge and the contract are known to differ: `known-differences.toml`.

use serde::Deserialize;

/// A known difference.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Its name.
    pub id: String,
    /// The judge that sees it in another way.
    pub judge: String,
    /// Why.
    pub reason: String,
    /// The verdict of the contract.
    pub contract: Verdict,
    /// The verdict of the judge.
    pub verdict: Verdict,
    /// The release of the vectors.
    pub release: String,
    /// Their message, `part/view`.
    pub message: String,
    /// Their role.
    pub role: String,
    /// Messages that show it, as text.
    pub vectors: Vec<String>,
}

/// What is said about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It satisfies the contract.
    Valid,
    /// It does not.
    Invalid,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    difference: Vec<Difference>,
}

/// The known differences of a judge.
///
/// # Panics
/// If the list cannot be read, or an entry has no reason or no vector.
#[must_use]
pub fn of(judge: &str) -> Vec<Difference> {
    let written: Written =
        toml::from_str(include_str!("../known-differences.toml")).expect("known-differences.toml");
    for difference in &written.difference {
        let told = !difference.reason.is_empty() && !difference.vectors.is_empty();
        assert!(told && difference.contract != difference.verdict, "{}", difference.id);
    }
    written.difference.into_iter().filter(|difference| difference.judge == judge).collect()
}
