//! Messages, and what has to be found in them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Vectors of one message of one release, as one role sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VectorFile {
    /// What the vectors have in common.
    pub description: String,
    /// The release of the standard, such as `3.1.0`.
    pub release: String,
    /// The message (`part/view`), such as `vacature/match`.
    pub message: String,
    /// Whose contract counts: `bron` or `bemiddelaar`.
    pub role: String,
    /// Ids of the requirements that they are about (`requirements.csv`).
    pub requirements: Vec<String>,
    /// The vectors.
    pub tests: Vec<Vector>,
}

/// A message, and exactly the findings that are expected.
///
/// It holds the message in one or more forms: `data`, `text` or `hex` in JSON, `xml` in XML. Two
/// forms of one vector say the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// Unique in the suite, and never reused for something else.
    pub id: String,
    /// What is special about the message.
    pub description: String,
    /// The message as JSON. A value that is none of `data`, `text` and `hex` is a vector of XML
    /// only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// The message as the very text in JSON, where `data` cannot express it: order of keys, repeated
    /// keys, faults of syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The message as bytes in hexadecimal, where it is no UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
    /// The message as XML. The names in XML are drafts: a suite of another implementation leaves
    /// these out where it has no XML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml: Option<String>,
    /// Which rules above the contract are applied: `normative` or `all`; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// The day of reference (`YYYY-MM-DD`) of rules that need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Whether the contract and these rules allow the message: no finding is an error.
    pub valid: bool,
    /// The findings: these, in any order, and no other.
    pub findings: Vec<Expected>,
    /// The findings in the form `xml`, where they differ: a text in the place of a number is
    /// another type in JSON, and in XML a number that is written wrongly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml_findings: Option<Vec<Expected>>,
}

/// A finding that is expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Id of the rule, such as `max-length`.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// JSON Pointer to the place, from the root of the message, in XML too. What is missing has the
    /// pointer that it would have. An attribute that no release knows stands in it as `…`: a name
    /// that is not of the standard can be a value.
    pub pointer: String,
}

/// How a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Syntax {
    /// JSON.
    Json,
    /// XML, with the draft names of this project.
    Xml,
}

impl Syntax {
    /// The name in the protocol of a runner.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }
}

impl Vector {
    /// The bytes of the message in a syntax; `None` where the vector does not have it.
    #[must_use]
    pub fn bytes(&self, syntax: Syntax) -> Option<Vec<u8>> {
        match syntax {
            Syntax::Xml => self.xml.clone().map(String::into_bytes),
            Syntax::Json => match (&self.text, &self.hex, &self.data) {
                (Some(text), _, _) => Some(text.clone().into_bytes()),
                (None, Some(hex), _) => bytes_of(hex),
                (None, None, Some(data)) => Some(data.to_string().into_bytes()),
                (None, None, None) => None,
            },
        }
    }

    /// What is expected in a syntax.
    #[must_use]
    pub fn expected(&self, syntax: Syntax) -> &[Expected] {
        match (syntax, &self.xml_findings) {
            (Syntax::Xml, Some(findings)) => findings,
            _ => &self.findings,
        }
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = hex.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let byte = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    };
    pairs.map(byte).collect()
}

/// Whether a finding of an implementation is the one that is expected. A step `…` in the expected
/// pointer stands for any one name.
#[must_use]
pub fn finding_agrees(expected: &Expected, found: &Expected) -> bool {
    expected.rule == found.rule
        && expected.severity == found.severity
        && (expected.pointer == found.pointer || {
            let (left, right) = (expected.pointer.split('/'), found.pointer.split('/'));
            left.clone().count() == right.clone().count()
                && left.zip(right).all(|(step, other)| step == "…" || step == other)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pointer: &str) -> Expected {
        let (rule, severity) = ("unknown-attribute".to_owned(), "error".to_owned());
        Expected { rule, severity, pointer: pointer.to_owned() }
    }

    #[test]
    fn an_unknown_name_stands_for_any_one_name() {
        assert!(finding_agrees(&at("/adres/…"), &at("/adres/…")));
        assert!(finding_agrees(&at("/adres/…"), &at("/adres/plaats")));
        assert!(!finding_agrees(&at("/adres/…"), &at("/adres")));
        assert!(!finding_agrees(&at("/adres/…"), &at("/adres/plaats/naam")));
        assert!(!finding_agrees(&at("/adres/plaats"), &at("/adres/…")));
    }

    #[test]
    fn bytes_in_hexadecimal() {
        let vector = Vector { hex: Some("7be9FF".into()), ..Vector::default() };
        assert_eq!(vector.bytes(Syntax::Json), Some(vec![0x7b, 0xe9, 0xff]));
        for wrong in ["7", "7g", "é9"] {
            let vector = Vector { hex: Some(wrong.into()), ..Vector::default() };
            assert_eq!(vector.bytes(Syntax::Json), None, "{wrong}");
        }
    }
}
