//! What reading and checking give back.

use std::fmt;

use crate::context::{Context, Dropped};
use crate::finding::{Cursor, Finding, Position};
use crate::rule::{Layer, Severity};

/// The findings of one record.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    dropped: Dropped,
}

impl Report {
    pub(crate) fn of(context: Context) -> Self {
        Self { findings: context.findings, dropped: context.dropped }
    }

    /// Gives every finding its line and column. `start` is the position of the first byte.
    pub(crate) fn locate(&mut self, text: &[u8], start: Position) {
        self.findings.sort_by_key(|finding| finding.offset);
        let mut cursor = Cursor::new(text, start);
        for finding in &mut self.findings {
            finding.position = finding.offset.map(|offset| cursor.at(offset));
        }
    }

    /// The findings: in the order of the text when a text was read, else in the order of the
    /// standard.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings were beyond [`Limits::findings`](crate::Limits::findings).
    #[must_use]
    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// The number of findings of a severity, those beyond the limit included.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        let dropped = match severity {
            Severity::Error => self.dropped.errors,
            Severity::Warning => self.dropped.warnings,
            Severity::Info => self.dropped.infos,
        };
        dropped + self.findings.iter().filter(|f| f.severity() == severity).count() as u64
    }

    /// Whether the contract forbids nothing in it: there is no error.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// Whether reading came to an early end: broken syntax or a limit.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.findings.iter().any(|finding| finding.layer() == Layer::Syntax)
    }

    /// Takes findings out, such as those that are known and accepted. Those beyond the limit are not
    /// kept, and stay counted.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// The findings themselves.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// The first error and how many there are, on one line in English. For more, go over the
/// [`findings`](Report::findings).
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.findings.iter().find(|finding| finding.severity() == Severity::Error);
        match (first, self.count(Severity::Error)) {
            (_, 0) => f.write_str("no errors"),
            // The limit on findings keeps none of them.
            (None, count) => write!(f, "{count} errors"),
            (Some(first), 1) => write!(f, "{first}"),
            (Some(first), count) => write!(f, "{first} (and {} more errors)", count - 1),
        }
    }
}

/// So that [`Outcome::into_valid`] goes with `?`.
impl std::error::Error for Report {}

/// A value that was read, with everything that was found.
///
/// There is always a value, however bad the text: it holds what could be read.
#[derive(Clone, Debug)]
#[must_use = "the findings say whether the value can be trusted"]
pub struct Outcome<T> {
    /// What was read.
    pub value: T,
    /// Whether the value holds everything the text said. It does not when the syntax was broken,
    /// or when something stood there that the type cannot hold: an unknown attribute, a wrong
    /// JSON type, `null`, a fraction, a second value.
    pub complete: bool,
    /// What was found.
    pub report: Report,
}

impl<T> Outcome<T> {
    /// Whether there is no error; then the value is complete too.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.report.is_valid()
    }

    /// The value when there is no error, else the report.
    ///
    /// # Errors
    /// The report, when it holds an error.
    pub fn into_valid(self) -> Result<T, Report> {
        if self.report.is_valid() { Ok(self.value) } else { Err(self.report) }
    }
}
