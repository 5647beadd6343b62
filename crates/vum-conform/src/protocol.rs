//! What the suite and an adapter say to each other: `docs/adapter.md`.
//!
//! One JSON object a line. The suite asks on the standard input of the adapter and the adapter
//! answers each request with one line on its standard output, with the same `id`.

use std::fmt;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::content::Entry;

/// The version of the protocol. Fields are only ever added; a reader passes over what it does not
/// know.
pub const PROTOCOL: u32 = 1;

/// What is asked of an adapter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Request {
    /// What the product is and can; always the first.
    Hello {
        /// [`PROTOCOL`].
        protocol: u32,
        /// The release of the standard that is claimed.
        release: String,
        /// The profile that is claimed, such as `wz-bron`.
        profile: String,
        /// Id of its part.
        part: String,
        /// The role of the product.
        role: String,
    },
    /// Write a message.
    Produce {
        /// Which: `werkzoekende/match`.
        message: String,
        /// What the product knows of the record; that may be more than the message can hold.
        content: Vec<Entry>,
    },
    /// Read a message, or a whole body.
    Read {
        /// Which: `werkzoekende/detail`, `werkzoekende/matches-antwoord`.
        message: String,
        /// The text as it was received.
        text: String,
    },
    /// The headers that the product sends with a body of which the contract fixes some.
    Headers {
        /// Which body: `werkzoekende/matches-antwoord`.
        body: String,
    },
    /// Hold these records, and no others, to answer from.
    Population {
        /// The message that has everything of a record: `werkzoekende/detail`.
        message: String,
        /// The content of each.
        records: Vec<Vec<Entry>>,
    },
    /// Answer a question over the population.
    Answer {
        /// The body of the request, as it was received.
        text: String,
    },
    /// Ask a question.
    Ask {
        /// What is wanted.
        criteria: Vec<Wanted>,
    },
    /// Nothing more is asked.
    Bye,
}

/// Only what is asked is shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Request {
    /// The name of the operation.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Hello { .. } => "hello",
            Self::Produce { .. } => "produce",
            Self::Read { .. } => "read",
            Self::Headers { .. } => "headers",
            Self::Population { .. } => "population",
            Self::Answer { .. } => "answer",
            Self::Ask { .. } => "ask",
            Self::Bye => "bye",
        }
    }
}

/// One thing that is wanted in a question, apart from how the question is written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Id of the criterion, such as `werkzoekende/selectievraag.contractvorm`.
    pub criterion: String,
    /// Which branch or entry of the criterion, from 0: what has the same number holds for one and
    /// the same element. In a criterion of a single value always 0.
    pub entry: usize,
    /// What it is about: the full id of an attribute; in an area `postcode` or `afstand`.
    pub about: String,
    /// How what is found compares to the value.
    pub is: Comparison,
    /// The value, as [`Entry::value`] has it.
    pub value: String,
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {} {:?} …", self.criterion, self.entry, self.about, self.is)
    }
}

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The same.
    Equal,
    /// The same or more; for a date the same day or later.
    AtLeast,
    /// The same or less; for a date the same day or earlier.
    AtMost,
    /// Less.
    LessThan,
}

/// What an adapter answers. Which fields are there depends on what was asked; one of `unsupported`,
/// `refused` and `error` can stand instead.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The id of the request.
    pub id: Option<u64>,
    /// Only a request has it: an answer with it is a request that came back as it was.
    #[serde(skip_serializing)]
    pub(crate) op: Option<IgnoredAny>,
    /// `hello`: the product's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `hello`: the product's own version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `hello`: the version of the protocol that the adapter speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<u32>,
    /// `produce`: the message; `answer` and `ask`: the whole body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `read`: what was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Vec<Entry>>,
    /// `headers`: name and value of each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<(String, String)>>,
    /// `read`, `answer`: the product takes the text for invalid and does not work with it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// The product cannot do this, and why. The reason is for the supplier: it is not reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsupported: Option<String>,
    /// The product tried and failed, and why. The reason is for the supplier: it is not reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Answers hold values.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("id", &self.id).finish_non_exhaustive()
    }
}
