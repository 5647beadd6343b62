//! What a statement needs of a report, and nothing else of it.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::key::hexadecimal;

/// A report with more bytes is not read.
const BYTES: usize = 64 << 20;

/// What a report says: the fields that a statement is made of. Others are passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct TestResult {
    /// What was tested.
    pub product: Product,
    /// What it was tested with.
    pub suite: Suite,
    /// What it was tested against.
    pub standard: Standard,
    /// The profile that is claimed, such as `wz-bron`.
    pub profile: String,
    /// The level that is claimed, such as `N3`.
    pub level: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The day it speaks of, `YYYY-MM-DD`.
    pub on: String,
    suites: Vec<Cases>,
}

/// A product of a supplier.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its digest as algorithm and hexadecimal digits, such as `sha256:…`; `None` when the supplier
    /// gave none.
    #[serde(default)]
    pub digest: Option<String>,
}

/// A suite of tests.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Suite {
    /// Its version.
    pub version: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A release of the standard.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Standard {
    /// Its number, such as `3.1.0`.
    pub release: String,
    /// The SHA-256 of its frozen text, in hexadecimal.
    pub sha256: String,
}

/// How a run ended, in the words of reports.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Everything passed.
    Voldoet,
    /// Everything passed, with warnings.
    VoldoetMetWaarschuwingen,
    /// Something failed.
    VoldoetNiet,
    /// Something that has to be done was not.
    NietVolledigUitgevoerd,
}

#[derive(Clone, Debug, Deserialize)]
struct Cases {
    id: String,
    cases: Vec<Case>,
}

/// A case of a suite.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// Its id, unique within its group.
    pub id: String,
    /// How it ended: `passed`, `warned`, `failed`, `errored` or `skipped`.
    outcome: CaseOutcome,
    /// Whether the run is incomplete without it. A report that does not say so means yes.
    #[serde(default = "yes")]
    mandatory: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum CaseOutcome {
    Passed,
    Warned,
    Failed,
    Errored,
    Skipped,
}

const fn yes() -> bool {
    true
}

impl Outcome {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voldoet => "voldoet",
            Self::VoldoetMetWaarschuwingen => "voldoet-met-waarschuwingen",
            Self::VoldoetNiet => "voldoet-niet",
            Self::NietVolledigUitgevoerd => "niet-volledig-uitgevoerd",
        }
    }

    /// Whether it proves conformance.
    #[must_use]
    pub const fn is_pass(self) -> bool {
        matches!(self, Self::Voldoet | Self::VoldoetMetWaarschuwingen)
    }
}

impl TestResult {
    /// Reads a report.
    ///
    /// # Errors
    /// If it is no report: a field is missing, an outcome is unknown, a digest has another form; or
    /// if it is larger than 64 MiB.
    pub fn read(text: &[u8]) -> Result<Self, Error> {
        if text.len() > BYTES {
            return Err(Error::unreadable(
                "het rapport is groter dan 64 MiB",
                "the report is larger than 64 MiB",
            ));
        }
        let result: Self = serde_json::from_slice(text).map_err(|error| {
            Error::json("geen rapport van vum conform", "not a report of vum conform", &error)
        })?;
        for sha256 in [&result.suite.sha256, &result.standard.sha256] {
            if !is_hexadecimal(sha256) || sha256.len() != 64 {
                return Err(Error::unreadable(
                    "het rapport heeft een digest die geen SHA-256 is",
                    "the report has a digest that is no SHA-256",
                ));
            }
        }
        let digest = result.product.digest.as_deref();
        if digest.is_some_and(|it| split(it).is_none()) {
            return Err(Error::unreadable(
                "de digest van het product heeft niet de vorm sha256:…",
                "the digest of the product has not the form sha256:…",
            ));
        }
        Ok(result)
    }

    /// Whether the outcome is one that the cases can have: a pass needs a case that passed, and
    /// none that failed, went wrong or was skipped although it has to be done.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let has = |outcome| self.cases().any(|(_, case)| case.outcome == outcome);
        let is_undone =
            self.cases().any(|(_, case)| case.outcome == CaseOutcome::Skipped && case.mandatory);
        let is_bad = has(CaseOutcome::Failed) || has(CaseOutcome::Errored) || is_undone;
        let is_warned = has(CaseOutcome::Warned);
        match self.outcome {
            Outcome::Voldoet => !is_bad && !is_warned && has(CaseOutcome::Passed),
            Outcome::VoldoetMetWaarschuwingen => !is_bad && is_warned,
            // What else makes a run fail or stay incomplete is for the suite.
            Outcome::VoldoetNiet | Outcome::NietVolledigUitgevoerd => true,
        }
    }

    /// Names of cases, each with its group, in the order of the report.
    pub(crate) fn names(&self, wanted: &[Ended]) -> Vec<String> {
        let cases = self.cases().filter(|(_, case)| wanted.contains(&case.outcome.into()));
        cases.map(|(group, case)| format!("{group}/{}", case.id)).collect()
    }

    fn cases(&self) -> impl Iterator<Item = (&str, &Case)> {
        self.suites.iter().flat_map(|group| group.cases.iter().map(|it| (group.id.as_str(), it)))
    }
}

/// How a case ended, as statements have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Passed,
    Warned,
    Failed,
    Skipped,
}

impl From<CaseOutcome> for Ended {
    fn from(outcome: CaseOutcome) -> Self {
        match outcome {
            CaseOutcome::Passed => Self::Passed,
            CaseOutcome::Warned => Self::Warned,
            CaseOutcome::Failed | CaseOutcome::Errored => Self::Failed,
            CaseOutcome::Skipped => Self::Skipped,
        }
    }
}

/// Algorithm and digits of a digest.
pub(crate) fn split(digest: &str) -> Option<(&str, &str)> {
    let (algorithm, digits) = digest.split_once(':')?;
    let is_name = algorithm.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
    (is_name && !algorithm.is_empty() && is_hexadecimal(digits)).then_some((algorithm, digits))
}

fn is_hexadecimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256(text: &[u8]) -> String {
    hexadecimal(&Sha256::digest(text))
}
