//! A run of checks, apart from any format.

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// A text that is the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { nl: text.clone(), en: text }
    }
}

/// A program with its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found: `voldoet`.
    Passed,
    /// Warnings only: `voldoet met waarschuwingen`.
    Warned,
    /// Something failed: `voldoet niet`.
    Failed,
    /// Something that has to be checked was not: `niet volledig uitgevoerd`.
    Incomplete,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Probably not meant.
    Warning,
    /// Forbidden.
    Error,
}

/// A run of checks.
#[derive(Clone, Debug)]
pub struct Run {
    /// The program that checked.
    pub tool: Tool,
    /// What was checked, as a heading.
    pub title: Text,
    /// How it ended.
    pub verdict: Verdict,
    /// What a reader has to know of the run, such as product, release, role and day: a name and a
    /// value each.
    pub facts: Vec<(Text, Text)>,
    /// The checks, in groups.
    pub suites: Vec<Suite>,
    /// The rules that findings name.
    pub rules: Vec<Rule>,
    /// What the run does not say: that it is a self-test, what was not tested.
    pub notes: Vec<Text>,
    /// How many findings were counted but are in no case.
    pub unlisted: u64,
}

/// Checks that belong together: those of a file, or of a level.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Stable id, such as a file's name or `N1`.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// The checks.
    pub cases: Vec<Case>,
}

/// One check.
#[derive(Clone, Debug)]
pub struct Case {
    /// Stable id within its suite.
    pub id: String,
    /// What was checked.
    pub title: Text,
    /// Ids of the requirements that it proves.
    pub requirements: Vec<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// With warnings.
    Warned,
    /// Not as it should.
    Failed,
    /// It could not be done, and why.
    Errored(Text),
    /// It was not done, and why.
    Skipped {
        /// Why.
        reason: Text,
        /// Whether the run is incomplete without it.
        mandatory: bool,
    },
}

/// Something that was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub text: Text,
    /// What to do about it; empty when there is nothing to say.
    pub help: Text,
    /// Where.
    pub place: Option<Place>,
}

/// A place in a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named; empty when there was none.
    pub file: String,
    /// Number of the record in the file, from 0.
    pub record: Option<u64>,
    /// Line, from 1.
    pub line: Option<u64>,
    /// Column in characters, from 1.
    pub column: Option<u64>,
    /// JSON Pointer from the root of the record, as findings have it.
    pub pointer: String,
    /// Id of the attribute, when the standard knows it.
    pub attribute: Option<String>,
}

/// A rule that findings name.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable id.
    pub id: String,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it is for.
    pub purpose: Text,
    /// What to do about a finding.
    pub help: Text,
}
