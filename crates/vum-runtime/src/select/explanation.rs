//! Why a profile is or is not what a question asks for.

use std::fmt;

use super::{CriterionMeta, Outcome, Verdict};
use crate::outcome::Report;
use crate::rule::{Language, Texts};

/// The rule of what reading found in a question that its release does not know.
const IGNORED: &str = "ignored-criterion";

/// What holds of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The criterion.
    pub criterion: &'static CriterionMeta,
    /// What holds of it.
    pub outcome: Outcome,
}

/// Why a profile is or is not what a question asks for: every criterion that the question names,
/// with what holds of it. It shows no values, neither of the question nor of the profile.
///
/// See [`Question::explain`](super::Question::explain).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// What holds of all of it.
    pub verdict: Verdict,
    /// The criteria that the question names.
    pub criteria: Vec<Judged>,
    /// JSON Pointers of what reading the question found that its release does not know, so that
    /// it does not count; see [`Explanation::with_ignored`].
    pub ignored: Vec<String>,
}

impl Explanation {
    pub(super) fn new(verdict: Verdict, criteria: Vec<Judged>) -> Self {
        Self { verdict, criteria, ignored: Vec::new() }
    }

    /// Adds what was found when the question was read: names and operators that its release does
    /// not know. Findings beyond [`Limits::findings`](crate::Limits::findings) are not there.
    #[must_use]
    pub fn with_ignored(mut self, report: &Report) -> Self {
        let ignored = report.findings().iter().filter(|finding| finding.rule().id == IGNORED);
        self.ignored.extend(ignored.map(|finding| finding.pointer().to_owned()));
        self
    }

    /// What holds of the criterion with an id; `None` when the question does not name it.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Option<Outcome> {
        let judged = self.criteria.iter().find(|judged| judged.criterion.id == id);
        judged.map(|judged| judged.outcome)
    }

    /// The verdict and a line for each criterion, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut text = self.verdict.text(language).to_owned();
        for Judged { criterion, outcome } in &self.criteria {
            for part in ["\n", criterion.id, ": ", outcome.text(language)] {
                text.push_str(part);
            }
        }
        let ignored = Texts {
            nl: "telt niet mee, deze release kent het niet",
            en: "does not count, this release does not know it",
        };
        for pointer in &self.ignored {
            for part in ["\n", pointer, ": ", ignored.get(language)] {
                text.push_str(part);
            }
        }
        text
    }
}

/// The text in English.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{Context, Options};
    use crate::role::Role;
    use crate::rule::{Layer, Rule, Severity, WRONG_TYPE};

    static META: CriterionMeta = CriterionMeta { id: "deel.uren", path: "uren", attribute: "" };
    static TEST: Rule = Rule {
        id: IGNORED,
        layer: Layer::Rule,
        severity: Severity::Info,
        text: Texts { nl: "", en: "" },
        help: Texts { nl: "", en: "" },
        purpose: Texts { nl: "", en: "" },
        good: "",
        bad: "",
    };

    #[test]
    fn what_reading_found_to_be_unknown_is_told_too() {
        let mut context = Context::new(Options::new(Role::Bron));
        context.report(&TEST, None, Vec::new());
        context.report(&WRONG_TYPE, None, Vec::new());
        context.report(&TEST, None, Vec::new());
        for (finding, pointer) in context.findings.iter_mut().zip(["/a", "/b", "/c/…"]) {
            pointer.clone_into(&mut finding.pointer);
        }
        let judged = Judged { criterion: &META, outcome: Outcome::Absent };
        let told = Explanation::new(Verdict::Rejected, vec![judged]);
        let told = told.with_ignored(&Report::of(context));
        assert_eq!(told.ignored, ["/a", "/c/…"]);
        assert_eq!(told.outcome("deel.uren"), Some(Outcome::Absent));
        assert_eq!(told.outcome("deel.anders"), None);
        assert_eq!(
            told.to_string(),
            "the profile does not match\n\
             deel.uren: the profile has no value\n\
             /a: does not count, this release does not know it\n\
             /c/…: does not count, this release does not know it"
        );
        assert_eq!(
            told.text(Language::Nl),
            "het profiel voldoet niet aan de vraag\n\
             deel.uren: het profiel heeft geen waarde\n\
             /a: telt niet mee, deze release kent het niet\n\
             /c/…: telt niet mee, deze release kent het niet"
        );
    }
}
