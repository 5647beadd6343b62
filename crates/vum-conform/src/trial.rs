//! One case while it is being done.

use std::ops::{Deref, DerefMut};

use vum::{Finding as Found, Language, Rule};

use crate::process::Fault;
use crate::protocol::{Answer, Request};
use crate::report::{Case, CaseOutcome, Finding, Severity, Text};
use crate::rules;
use crate::session::{Reply, Session};

/// The most findings that a case lists; the rest is counted.
const LISTED: usize = 25;

/// What a case is.
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) requirements: Vec<String>,
    pub(crate) mandatory: bool,
}

/// A case that is being done.
pub(crate) struct Trial<'s> {
    pub(crate) session: &'s mut Session,
    record: Record,
}

/// What was found in a case so far.
#[derive(Default)]
pub(crate) struct Record {
    findings: Vec<Finding>,
    more: u64,
    failed: bool,
    warned: bool,
    errored: Option<Text>,
    skipped: Option<Text>,
}

/// What came of a request within a case.
pub(crate) enum Heard {
    /// An answer.
    Answer(Box<Answer>),
    /// The product refused, failed or went wrong; nothing was told yet.
    Wrong(Wrong),
    /// Told already, and there is nothing to go on with.
    Nothing,
}

/// How a product does not come with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It answers with an error.
    Failed,
    /// The adapter went wrong.
    Fault(Fault),
}

impl<'s> Trial<'s> {
    pub(crate) fn new(session: &'s mut Session) -> Self {
        Self { session, record: Record::default() }
    }

    /// What was found; the case can be ended later.
    pub(crate) fn record(self) -> Record {
        self.record
    }

    /// Asks, and tells what goes wrong.
    pub(crate) fn ask(&mut self, request: &Request, subject: Option<&str>) -> Option<Box<Answer>> {
        match self.hear(request) {
            Heard::Answer(answer) => Some(answer),
            Heard::Wrong(wrong) => {
                self.wrong(wrong, request, subject);
                None
            }
            Heard::Nothing => None,
        }
    }

    /// Asks; what the product does wrong is left to whoever asks.
    pub(crate) fn hear(&mut self, request: &Request) -> Heard {
        if self.is_over() {
            return Heard::Nothing;
        }
        match self.session.ask(request) {
            Reply::Answer(answer) => Heard::Answer(answer),
            Reply::Failed => Heard::Wrong(Wrong::Failed),
            Reply::Fault(fault) => Heard::Wrong(Wrong::Fault(fault)),
            Reply::Unsupported => {
                let name = request.name();
                self.skip(Text::new(
                    format!("het product ondersteunt de bewerking {name} niet"),
                    format!("the product does not support the operation {name}"),
                ));
                Heard::Nothing
            }
            Reply::Over => {
                self.skip(Text::new(
                    "de adapter ging te vaak mis of de tijd is om; er wordt niets meer gevraagd",
                    "the adapter went wrong too often or the time is up; nothing more is asked",
                ));
                Heard::Nothing
            }
        }
    }
}

impl Deref for Trial<'_> {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.record
    }
}

impl DerefMut for Trial<'_> {
    fn deref_mut(&mut self) -> &mut Record {
        &mut self.record
    }
}

impl Record {
    /// Tells how the product did not come with an answer.
    pub(crate) fn wrong(&mut self, wrong: Wrong, request: &Request, subject: Option<&str>) {
        match wrong {
            Wrong::Failed => {
                self.find(&rules::FAILED, subject, "", &[("operation", request.name())]);
            }
            Wrong::Fault(fault) => self.fault(fault, subject),
        }
    }

    /// Tells that the adapter went wrong.
    pub(crate) fn fault(&mut self, fault: Fault, subject: Option<&str>) {
        let rule = match fault {
            Fault::Timeout => &rules::TIMEOUT,
            Fault::Exit => &rules::EXIT,
            Fault::TooLong => &rules::TOO_LONG,
            Fault::NotUtf8 => &rules::NOT_UTF8,
            Fault::Garbage => &rules::GARBAGE,
            Fault::WrongId => &rules::WRONG_ID,
        };
        let failed = self.failed;
        self.find(rule, subject, "", &[]);
        // What went wrong is the adapter; whether the product fails is not known.
        self.failed = failed;
        self.errored
            .get_or_insert_with(|| Text::new("de adapter ging mis", "the adapter went wrong"));
    }

    /// Tells something that the suite found.
    pub(crate) fn find(
        &mut self,
        rule: &'static Rule,
        subject: Option<&str>,
        pointer: &str,
        params: &[(&str, &str)],
    ) {
        self.find_at(rule, subject, pointer, None, params);
    }

    /// The same, of an attribute.
    pub(crate) fn find_at(
        &mut self,
        rule: &'static Rule,
        subject: Option<&str>,
        pointer: &str,
        attribute: Option<&str>,
        params: &[(&str, &str)],
    ) {
        let filled = |template: &str| {
            params.iter().fold(template.to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
        };
        self.add(Finding {
            rule: rule.id.to_owned(),
            severity: rule.severity.into(),
            text: Text::new(filled(rule.text.nl), filled(rule.text.en)),
            help: Text::new(filled(rule.help.nl), filled(rule.help.en)),
            subject: subject.map(str::to_owned),
            pointer: pointer.to_owned(),
            attribute: attribute.map(str::to_owned),
        });
    }

    /// Tells what was found in a message of the product.
    pub(crate) fn found(&mut self, found: &Found, subject: Option<&str>) {
        let text = |of: &dyn Fn(Language) -> String| Text::new(of(Language::Nl), of(Language::En));
        let severity = Severity::from(found.severity());
        // What the dictionary does not state is advice: no product fails by it.
        let proposed = vum::rule_with_id(found.rule().id).is_some_and(|it| !it.normative);
        let severity = if proposed { severity.min(Severity::Warning) } else { severity };
        self.add(Finding {
            rule: found.rule().id.to_owned(),
            severity,
            text: text(&|language| found.text(language)),
            help: text(&|language| found.help(language)),
            subject: subject.map(str::to_owned),
            pointer: found.pointer().to_owned(),
            attribute: found.attribute().map(str::to_owned),
        });
    }

    fn add(&mut self, finding: Finding) {
        match finding.severity {
            Severity::Error => self.failed = true,
            Severity::Warning => self.warned = true,
            Severity::Info => {}
        }
        if self.findings.len() < LISTED {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn skip(&mut self, reason: Text) {
        self.skipped.get_or_insert(reason);
    }

    /// Whether there is no use in going on.
    pub(crate) fn is_over(&self) -> bool {
        self.skipped.is_some() || self.errored.is_some()
    }

    /// The case as it ended.
    pub(crate) fn end(self, head: Head) -> Case {
        let (outcome, reason) = match (self.failed, self.errored, self.skipped) {
            (true, ..) => (CaseOutcome::Failed, None),
            (false, Some(reason), _) => (CaseOutcome::Errored, Some(reason)),
            (false, None, Some(reason)) => (CaseOutcome::Skipped, Some(reason)),
            (false, None, None) if self.warned => (CaseOutcome::Warned, None),
            (false, None, None) => (CaseOutcome::Passed, None),
        };
        let Head { id, title, requirements, mandatory } = head;
        let (findings, more) = (self.findings, self.more);
        Case { id, title, requirements, mandatory, outcome, reason, findings, more }
    }
}
