//! Questions over a population, and the profiles that they select.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A population, and questions with what each selects from it.
///
/// Every profile has the same postcode and allows the greatest distance, and every question asks
/// around that postcode: the area never decides, since the standard leaves its unit open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionFile {
    /// What the population is.
    pub description: String,
    /// The release of the standard.
    pub release: String,
    /// `werkzoekende`, `vacature` or `werkgeverscontactmoment`.
    pub part: String,
    /// Ids of the requirements that all questions are about (`requirements.csv`).
    pub requirements: Vec<String>,
    /// The profiles of a bron.
    pub population: Vec<Member>,
    /// The questions.
    pub questions: Vec<Asked>,
}

/// A profile of the population.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Unique in the file. Where the message has an id of its own (`idWerkzoekende`, `idVacature`)
    /// it is the same.
    pub id: String,
    /// The detail message as the bron has it; of a werkgeverscontactmoment, which has no detail, the
    /// match.
    pub profile: Value,
}

/// A question, and what a bron answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Unique in the suite, and never reused for something else.
    pub id: String,
    /// What it is about.
    pub description: String,
    /// Ids of the requirements that it is about, beside those of the file.
    pub requirements: Vec<String>,
    /// The selectievraag, valid in the release.
    pub question: Value,
    /// The very text of the question, where that matters: the order of its keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Ids of the members that it selects, in the order of the population. The order of an answer
    /// does not matter; everything else does: these, all of them, and no other.
    pub selected: Vec<String>,
    /// The faults that this question shows: a bron with such a fault gives another answer. The
    /// README has the list.
    pub catches: Vec<String>,
}

impl Asked {
    /// The question as JSON to send.
    #[must_use]
    pub fn json(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.question.to_string())
    }
}
