//! The messages to measure on: made by `vum-sample`, each different, some of them faulty.

use vum::{RULES, Severity};
use vum_model::{Role, Standard, Version};
use vum_sample::Sampler;

/// Percent of the records that are faulty.
const FAULTY: u8 = 3;

/// What a JSON Schema validator on a tree cannot see: of a repeated name the tree holds one, and
/// `1.0` is an integer to JSON Schema, and year 0 a year.
const BLIND: [&str; 3] = ["duplicate-attribute", "integer-form", "date-partial"];

/// What serde derive lets pass in some places: an array where a record should stand, because a
/// struct can be read from a sequence.
const LENIENT: [&str; 1] = ["wrong-type"];

/// Messages of one kind, as text.
#[derive(Default)]
pub struct Data {
    /// The texts, compact JSON without line breaks.
    pub texts: Vec<Vec<u8>>,
    /// Whether each satisfies its contract.
    pub valid: Vec<bool>,
    /// Whether each has only faults that a JSON Schema validator does not see.
    pub hidden: Vec<bool>,
    /// Whether each has only faults that serde derive may let pass.
    pub lenient: Vec<bool>,
}

impl Data {
    /// So many messages of a release as the bron sends them.
    #[must_use]
    pub fn new(release: &str, message: &str, records: usize) -> Self {
        let model = Standard::embedded().resolve().model.expect("the standard has no errors");
        let found = Version::parse(release).and_then(|version| model.release(version));
        let found = found.expect("the release exists");
        let sampler = Sampler::new(&found, message, Role::Bron).expect("the message exists");
        let sampler = sampler.seed(1).faulty(FAULTY);
        let is_error =
            |id: &str| RULES.iter().any(|rule| rule.id == id && rule.severity == Severity::Error);
        let mut data = Self::default();
        for n in 0..records as u64 {
            let sample = sampler.record(n);
            let errors: Vec<&str> = sample
                .faults
                .iter()
                .map(|fault| fault.rule)
                .filter(|rule| is_error(rule))
                .collect();
            let valid = errors.is_empty();
            data.valid.push(valid);
            data.hidden.push(!valid && errors.iter().all(|rule| BLIND.contains(rule)));
            data.lenient.push(!valid && errors.iter().all(|rule| LENIENT.contains(rule)));
            data.texts.push(sample.json.into_bytes());
        }
        data
    }

    /// All bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(Vec::len).sum()
    }

    /// Only the records that satisfy their contract.
    #[must_use]
    pub fn only_valid(&self) -> Self {
        let texts = self.texts.iter().zip(&self.valid).filter(|(_, valid)| **valid);
        let texts: Vec<_> = texts.map(|(text, _)| text.clone()).collect();
        let (valid, faulty) = (vec![true; texts.len()], vec![false; texts.len()]);
        Self { texts, valid, hidden: faulty.clone(), lenient: faulty }
    }

    /// A record a line.
    #[must_use]
    pub fn ndjson(&self) -> Vec<u8> {
        let mut out = self.texts.join(&b'\n');
        out.push(b'\n');
        out
    }
}
