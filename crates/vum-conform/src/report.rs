//! The report: what every other format is made from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vum::Language;

/// Raised only when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Report of `vum conform`: how far a product supports the VUM data standard. It holds no value of a
/// message. Fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Report of vum conform")]
pub struct ConformReport {
    /// Raised only when a field changes its meaning or goes.
    pub schema_version: u32,
    /// The program that made the report.
    pub tool: Tool,
    /// What was tested.
    pub product: Product,
    /// What it was tested with.
    pub suite: Suite,
    /// What it was tested against.
    pub standard: Standard,
    /// The profile that was claimed, such as `wz-bron`.
    pub profile: String,
    /// The level that was claimed, such as `N3`; it includes those below.
    pub level: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The day of the run as whoever ran it gave it, YYYY-MM-DD; also the day of reference for rules.
    pub on: String,
    /// What the report is, and is not.
    pub statement: Text,
    /// How many cases ended how.
    pub counts: Counts,
    /// The cases, by level.
    pub suites: Vec<CaseGroup>,
    /// What was not tested.
    pub not_tested: Vec<Text>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The product that was tested, as the supplier names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Digest of what was tested, such as `sha256:…`, when the supplier gave one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub digest: Option<String>,
}

/// The suite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suite {
    /// Its version.
    pub version: String,
    /// SHA-256, in hexadecimal, of all that this profile and level are tested with.
    pub sha256: String,
}

/// The release of the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standard {
    /// Its number.
    pub release: String,
    /// SHA-256, in hexadecimal, of its frozen text (`standard/published/<release>/release.toml`).
    pub sha256: String,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text in both languages.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { nl: nl.into(), en: en.into() }
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// What came of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every case passed.
    Voldoet,
    /// No case failed and some have warnings.
    VoldoetMetWaarschuwingen,
    /// A case failed.
    VoldoetNiet,
    /// No case failed, but one that has to be done was not.
    NietVolledigUitgevoerd,
}

impl Outcome {
    /// In words.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Voldoet => ("voldoet", "conforms (voldoet)"),
            Self::VoldoetMetWaarschuwingen => (
                "voldoet met waarschuwingen",
                "conforms with warnings (voldoet met waarschuwingen)",
            ),
            Self::VoldoetNiet => ("voldoet niet", "does not conform (voldoet niet)"),
            Self::NietVolledigUitgevoerd => {
                ("niet volledig uitgevoerd", "not fully carried out (niet volledig uitgevoerd)")
            }
        }
    }
}

/// How many cases ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// As it should.
    pub passed: u64,
    /// With warnings.
    pub warned: u64,
    /// Not as it should.
    pub failed: u64,
    /// Could not be done to the end.
    pub errored: u64,
    /// Not done.
    pub skipped: u64,
}

/// The cases of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseGroup {
    /// Id of the level.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// The cases, in the order in which they were done.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Case {
    /// Stable id, unique in the report.
    pub id: String,
    /// What was tried.
    pub title: Text,
    /// Ids of the requirements that it tests (`tests/vectors/requirements.csv`).
    pub requirements: Vec<String>,
    /// Whether the run is incomplete without it.
    pub mandatory: bool,
    /// How it ended.
    pub outcome: CaseOutcome,
    /// Why it was skipped or could not be done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Text>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// How many findings more there are than are listed.
    pub more: u64,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaseOutcome {
    /// As it should.
    Passed,
    /// With warnings.
    Warned,
    /// Not as it should.
    Failed,
    /// The adapter went wrong, so that it could not be done to the end.
    Errored,
    /// It was not done.
    Skipped,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Id of the rule; `vum explain` tells about it.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub text: Text,
    /// What to do about it.
    pub help: Text,
    /// Id of the question or content of the suite that it was found with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<String>,
    /// Where: a JSON Pointer in what the product wrote, or the place of an attribute in its content.
    /// Names that the standard does not have are masked.
    pub pointer: String,
    /// Id of the attribute, when the standard knows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attribute: Option<String>,
}

/// How bad a finding is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Probably not meant.
    Warning,
    /// Forbidden.
    Error,
}

impl From<vum::Severity> for Severity {
    fn from(severity: vum::Severity) -> Self {
        match severity {
            vum::Severity::Info => Self::Info,
            vum::Severity::Warning => Self::Warning,
            vum::Severity::Error => Self::Error,
        }
    }
}

impl ConformReport {
    /// The cases.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.suites.iter().flat_map(|suite| &suite.cases)
    }

    /// As text: JSON, indented, with a line end.
    ///
    /// # Errors
    /// None is known; serialisation is fallible by type.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The JSON Schema of the report.
    ///
    /// # Errors
    /// None is known; serialisation is fallible by type.
    pub fn schema() -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(&schemars::schema_for!(Self))? + "\n")
    }
}

impl Counts {
    pub(crate) fn of(suites: &[CaseGroup]) -> Self {
        let mut counts = Self::default();
        for case in suites.iter().flat_map(|suite| &suite.cases) {
            *match case.outcome {
                CaseOutcome::Passed => &mut counts.passed,
                CaseOutcome::Warned => &mut counts.warned,
                CaseOutcome::Failed => &mut counts.failed,
                CaseOutcome::Errored => &mut counts.errored,
                CaseOutcome::Skipped => &mut counts.skipped,
            } += 1;
        }
        counts
    }
}

impl Outcome {
    /// What comes of these cases. A failure is certain, whatever else was not done; without one the
    /// run has to be whole to be a pass.
    pub(crate) fn of(suites: &[CaseGroup]) -> Self {
        let cases = || suites.iter().flat_map(|suite| &suite.cases);
        let any = |outcome| cases().any(|case| case.outcome == outcome);
        let undone = |case: &Case| match case.outcome {
            CaseOutcome::Errored => true,
            CaseOutcome::Skipped => case.mandatory,
            _ => false,
        };
        if any(CaseOutcome::Failed) {
            Self::VoldoetNiet
        } else if cases().any(undone) || !(any(CaseOutcome::Passed) || any(CaseOutcome::Warned)) {
            Self::NietVolledigUitgevoerd
        } else if any(CaseOutcome::Warned) {
            Self::VoldoetMetWaarschuwingen
        } else {
            Self::Voldoet
        }
    }
}
