//! in-toto: what is said of what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::report::{Ended, Outcome, TestResult, sha256, split};

/// The type of a statement.
pub const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
/// The type of what is said: the result of tests.
pub const PREDICATE_TYPE: &str = "https://in-toto.io/attestation/test-result/v0.1";

/// A statement: about which files something is said, and what.
///
/// The subjects are the product, when its digest is known, and the report. What the tests were done
/// with, suite and release of the standard, is the configuration of the predicate.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// [`STATEMENT_TYPE`].
    #[serde(rename = "_type")]
    pub kind: String,
    /// What it is about.
    pub subject: Vec<Descriptor>,
    /// [`PREDICATE_TYPE`].
    #[serde(rename = "predicateType")]
    pub predicate_type: String,
    /// What is said.
    pub predicate: Predicate,
}

/// Something that is known by its digest.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Descriptor {
    /// What it is called.
    pub name: String,
    /// Its digests in hexadecimal, by algorithm.
    pub digest: BTreeMap<String, String>,
    /// What else is said of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

/// The result of tests.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Predicate {
    /// `PASSED`, `WARNED` or `FAILED`.
    pub result: String,
    /// What the tests were done with.
    pub configuration: Vec<Descriptor>,
    /// Cases that ended as they should.
    #[serde(rename = "passedTests", default)]
    pub passed_tests: Vec<String>,
    /// Cases with warnings.
    #[serde(rename = "warnedTests", default)]
    pub warned_tests: Vec<String>,
    /// Cases that failed or could not be done.
    #[serde(rename = "failedTests", default)]
    pub failed_tests: Vec<String>,
}

impl Statement {
    /// The statement that a report gives. The same report always gives the same one.
    #[must_use]
    pub fn of(result: &TestResult, report: &[u8]) -> Self {
        let product = &result.product;
        let digest = product.digest.as_deref().and_then(split);
        let product_subject = digest.map(|(algorithm, digits)| Descriptor {
            name: product.name.clone(),
            digest: one(algorithm, digits),
            annotations: texts(&[("version", &product.version)]),
        });
        let skipped = result.names(&[Ended::Skipped]).len().to_string();
        let report_subject = Descriptor {
            name: "report.json".to_owned(),
            digest: one("sha256", &sha256(report)),
            annotations: texts(&[
                ("product", &product.name),
                ("productVersion", &product.version),
                ("profile", &result.profile),
                ("level", &result.level),
                ("outcome", result.outcome.word()),
                ("on", &result.on),
                ("skippedTests", &skipped),
            ]),
        };
        let configuration = vec![
            Descriptor {
                name: "vum-conform-suite".to_owned(),
                digest: one("sha256", &result.suite.sha256),
                annotations: texts(&[("version", &result.suite.version)]),
            },
            Descriptor {
                name: "vum-standard".to_owned(),
                digest: one("sha256", &result.standard.sha256),
                annotations: texts(&[("release", &result.standard.release)]),
            },
        ];
        Self {
            kind: STATEMENT_TYPE.to_owned(),
            subject: product_subject.into_iter().chain([report_subject]).collect(),
            predicate_type: PREDICATE_TYPE.to_owned(),
            predicate: Predicate {
                result: word(result.outcome).to_owned(),
                configuration,
                passed_tests: result.names(&[Ended::Passed]),
                warned_tests: result.names(&[Ended::Warned]),
                failed_tests: result.names(&[Ended::Failed]),
            },
        }
    }

    /// Reads a statement.
    ///
    /// # Errors
    /// If it is no statement about the result of tests.
    pub fn read(text: &[u8]) -> Result<Self, Error> {
        let statement: Self = serde_json::from_slice(text).map_err(|error| {
            Error::json("geen in-toto-verklaring", "not an in-toto statement", &error)
        })?;
        if statement.kind != STATEMENT_TYPE || statement.predicate_type != PREDICATE_TYPE {
            return Err(Error::unreadable(
                "geen verklaring over het resultaat van een toets (test-result v0.1)",
                "not a statement about the result of a test (test-result v0.1)",
            ));
        }
        Ok(statement)
    }

    /// The statement as bytes, to be signed.
    ///
    /// # Errors
    /// If it cannot be encoded, which does not happen.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self)
            .map_err(|error| Error::json("de verklaring", "the statement", &error))
    }

    /// Whether it is about a file.
    #[must_use]
    pub fn is_about(&self, file: &[u8]) -> bool {
        let digest = sha256(file);
        self.subject.iter().any(|it| it.digest.get("sha256") == Some(&digest))
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Voldoet => "PASSED",
        Outcome::VoldoetMetWaarschuwingen => "WARNED",
        // The predicate has no word for a run that is not whole; it must not be taken for a pass.
        Outcome::VoldoetNiet | Outcome::NietVolledigUitgevoerd => "FAILED",
    }
}

fn one(name: &str, value: &str) -> BTreeMap<String, String> {
    texts(&[(name, value)])
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
