//! What the standard requires, and which vectors are about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// A requirement of the standard or of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its id, such as `REQ-SEL-004`; never reused.
    pub id: String,
    /// Where it stands.
    pub source: String,
    /// What it says, in our own words, in Dutch.
    pub text_nl: String,
    /// The same in English.
    pub text_en: String,
    /// The level of conformance that it belongs to.
    pub level: Level,
    /// The profiles that it binds, with spaces between them: `wz-bron`, `vac-bemiddelaar`, …
    pub profiles: String,
    /// Whether a test of files can show it.
    pub testable: Testable,
    /// Why not, where it cannot.
    pub why_not: String,
    /// Patterns of paths of vector files, with spaces between them: `*` stands for anything but `/`,
    /// `**` for anything. Files that name the requirement themselves count too.
    pub tests: String,
}

/// Whether a test can show a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Testable {
    /// It can.
    Yes,
    /// It cannot: the reason stands beside it.
    No,
}

/// A level of conformance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Form: messages satisfy the contract.
    N1,
    /// Rules: what the dictionary says in prose, and which data belongs in which message.
    N2,
    /// Selection: questions are answered rightly.
    N3,
    /// Exchange: HTTP, headers, errors, limits.
    N4,
    /// Chain: what only the accreditation of the programme can show.
    N5,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Requirement {
    /// The patterns of [`tests`](Self::tests).
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.tests.split_whitespace()
    }

    /// Whether one of the patterns covers a path.
    #[must_use]
    pub fn covers(&self, path: &str) -> bool {
        self.patterns().any(|pattern| matches(pattern.as_bytes(), path.as_bytes()))
    }
}

/// `*` stands for anything but `/`, `**` for anything.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match pattern {
        [b'*', b'*', rest @ ..] => {
            (0..=path.len()).any(|at| matches(rest, path.get(at..).unwrap_or_default()))
        }
        [b'*', rest @ ..] => {
            let end = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (0..=end).any(|at| matches(rest, path.get(at..).unwrap_or_default()))
        }
        [first, rest @ ..] => match path {
            [head, tail @ ..] if first == head => matches(rest, tail),
            _ => false,
        },
        [] => path.is_empty(),
    }
}

pub(crate) fn read(text: &str) -> Result<Vec<Requirement>, Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<Vec<Requirement>, csv::Error> = reader.deserialize().collect();
    rows.map_err(|error| Error::new("requirements.csv", error))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_of_paths() {
        let fits = |pattern: &str, path: &str| matches(pattern.as_bytes(), path.as_bytes());
        assert!(fits("*/vacature/*/valid/*.json", "3.1.0/vacature/match/valid/bron-minimal.json"));
        assert!(!fits("*/vacature/valid/*.json", "3.1.0/vacature/match/valid/bron-minimal.json"));
        assert!(fits("**/valid/**", "3.1.0/vacature/match/valid/bron-minimal.json"));
        assert!(fits("suite.json", "suite.json"));
        assert!(!fits("*.json", "migration/a.json"));
    }
}
