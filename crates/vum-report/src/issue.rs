//! What is wrong in a run, as one list: what every format tells.

use std::borrow::Cow;
use std::cmp::Reverse;

use vum_runtime::Language;

use crate::model::{Case, Outcome, Place, Rule, Run, Severity, Suite, Text, Verdict};
use crate::words;

/// Something that has to be told: a finding, or a case that did not end as it should and has none.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    /// The suite of the case.
    pub suite: &'a Suite,
    /// The case.
    pub case: &'a Case,
    /// Id of the rule; of a case without a finding one of `check-failed`, `check-error` and
    /// `check-skipped`.
    pub rule: &'a str,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub text: &'a Text,
    /// What to do about it; `None` when there is nothing to say.
    pub help: Option<&'a Text>,
    /// Where, when that is known.
    pub place: Option<&'a Place>,
}

/// How many cases ended how, and what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cases that ended as they should.
    pub passed: u64,
    /// Cases with warnings.
    pub warned: u64,
    /// Cases that did not end as they should.
    pub failed: u64,
    /// Cases that could not be done.
    pub errored: u64,
    /// Cases that were not done.
    pub skipped: u64,
    /// Findings that are forbidden.
    pub errors: u64,
    /// Findings that are probably not meant.
    pub warnings: u64,
    /// Findings that are good to know.
    pub infos: u64,
}

impl Counts {
    /// All cases.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.passed + self.warned + self.failed + self.errored + self.skipped
    }

    /// The findings in words, such as `2 fouten, 1 waarschuwing, 0 info's`.
    #[must_use]
    pub fn findings(&self) -> Text {
        Text::new(words::findings(self, Language::Nl), words::findings(self, Language::En))
    }

    fn add(&mut self, case: &Case) {
        *match case.outcome {
            Outcome::Passed => &mut self.passed,
            Outcome::Warned => &mut self.warned,
            Outcome::Failed => &mut self.failed,
            Outcome::Errored(_) => &mut self.errored,
            Outcome::Skipped { .. } => &mut self.skipped,
        } += 1;
        for finding in &case.findings {
            *match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Info => &mut self.infos,
            } += 1;
        }
    }
}

/// Rule of a case that failed without a finding.
const FAILED: &str = "check-failed";
/// Rule of a case that could not be done.
const ERROR: &str = "check-error";
/// Rule of a case that had to be done and was not.
const SKIPPED: &str = "check-skipped";

impl Suite {
    /// How many cases of it ended how.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.cases.iter().for_each(|case| counts.add(case));
        counts
    }
}

impl Run {
    /// How many cases ended how.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let cases = self.suites.iter().flat_map(|suite| &suite.cases);
        cases.for_each(|case| counts.add(case));
        counts
    }

    /// Everything that has to be told, in the order of the run.
    pub fn issues(&self) -> impl Iterator<Item = Issue<'_>> {
        let cases =
            self.suites.iter().flat_map(|suite| suite.cases.iter().map(move |it| (suite, it)));
        cases.flat_map(|(suite, case)| {
            let found = case.findings.iter().map(move |finding| Issue {
                suite,
                case,
                rule: &finding.rule,
                severity: finding.severity,
                text: &finding.text,
                help: Some(&finding.help).filter(|it| !it.nl.is_empty() || !it.en.is_empty()),
                place: finding.place.as_ref(),
            });
            case.own()
                .map(move |(rule, severity, text)| Issue {
                    suite,
                    case,
                    rule,
                    severity,
                    text,
                    help: None,
                    place: None,
                })
                .into_iter()
                .chain(found)
        })
    }

    /// Everything that has to be told, the worst first, else in the order of the run.
    #[must_use]
    pub fn worst(&self) -> Vec<Issue<'_>> {
        let mut issues: Vec<Issue<'_>> = self.issues().collect();
        issues.sort_by_key(|it| Reverse(it.severity));
        issues
    }

    /// The rule with this id; for what a case itself tells one of our own.
    pub(crate) fn rule(&self, id: &str) -> Option<Cow<'_, Rule>> {
        let known = self.rules.iter().find(|it| it.id == id).map(Cow::Borrowed);
        known.or_else(|| own_rule(id).map(Cow::Owned))
    }
}

impl Case {
    /// What the case itself has to tell, where its findings do not.
    fn own(&self) -> Option<(&'static str, Severity, &Text)> {
        let is_told = self.findings.iter().any(|it| it.severity == Severity::Error);
        let is_silent = self.findings.is_empty();
        match &self.outcome {
            Outcome::Errored(why) if !is_told => Some((ERROR, Severity::Error, why)),
            Outcome::Skipped { reason, mandatory: true } => {
                Some((SKIPPED, Severity::Error, reason))
            }
            Outcome::Failed if is_silent => Some((FAILED, Severity::Error, &self.title)),
            Outcome::Warned if is_silent => Some((FAILED, Severity::Warning, &self.title)),
            _ => None,
        }
    }
}

impl Verdict {
    /// In the words that reports use.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Passed => Text::new("voldoet", "conforms"),
            Self::Warned => Text::new("voldoet met waarschuwingen", "conforms, with warnings"),
            Self::Failed => Text::new("voldoet niet", "does not conform"),
            Self::Incomplete => Text::new("niet volledig uitgevoerd", "not carried out in full"),
        }
    }
}

fn own_rule(id: &str) -> Option<Rule> {
    let (nl, en, help_nl, help_en) = match id {
        FAILED => (
            "Een controle die niet eindigde zoals het hoort.",
            "A check that did not end as it should.",
            "De titel van de controle zegt wat er moet gelden.",
            "The title of the check says what has to hold.",
        ),
        ERROR => (
            "Een controle die niet kon worden gedaan.",
            "A check that could not be done.",
            "Neem de oorzaak weg en voer de controle opnieuw uit.",
            "Take the cause away and run the check again.",
        ),
        SKIPPED => (
            "Een verplichte controle die niet is gedaan.",
            "A mandatory check that was not done.",
            "Zonder deze controle is de uitvoering niet volledig.",
            "Without this check the run is not complete.",
        ),
        _ => return None,
    };
    Some(Rule {
        id: id.to_owned(),
        severity: Severity::Error,
        purpose: Text::new(nl, en),
        help: Text::new(help_nl, help_en),
    })
}
