//! Holding what a product wrote against the contract and the rules.

use std::collections::BTreeSet;

use vum::{Finding, Layer, MessageType, Options, Report, Role, Rules, Severity};

/// A day: year, month and day.
pub(crate) type Day = (u16, u8, u8);

/// What there is to say of a text; with a day also what rules above the contract say.
pub(crate) fn judge(message: &MessageType, text: &str, role: Role, on: Option<Day>) -> Report {
    let rules = if on.is_some() { Rules::All } else { Rules::None };
    message.judge(text.as_bytes(), Options { on, rules, ..Options::new(role) })
}

/// Which findings a level is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The contract: errors of form, and what is probably not meant in it.
    Form,
    /// Rules above it, and what code lists say.
    Rules,
}

impl Part {
    fn has(self, finding: &Finding) -> bool {
        match (self, finding.layer()) {
            (_, _) if finding.severity() == Severity::Info => false,
            (Self::Form, Layer::CodeList) => finding.severity() == Severity::Error,
            (Self::Form, layer) => layer != Layer::Rule,
            (Self::Rules, layer) => matches!(layer, Layer::CodeList | Layer::Rule),
        }
    }
}

/// The findings about a text that our own text of the same content does not have.
pub(crate) fn beyond(
    message: &MessageType,
    (text, reference): (&str, &str),
    role: Role,
    on: Option<Day>,
    part: Part,
) -> Vec<Finding> {
    let key = |it: &Finding| (it.rule().id, without_indexes(it.pointer()));
    let known: BTreeSet<_> =
        judge(message, reference, role, on).findings().iter().map(key).collect();
    let found = judge(message, text, role, on).into_findings();
    found.into_iter().filter(|it| part.has(it) && !known.contains(&key(it))).collect()
}

/// A pointer in which every index is `0`: elements have no order.
fn without_indexes(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| {
        let index = !step.is_empty() && step.bytes().all(|it| it.is_ascii_digit());
        if index { "0" } else { step }
    });
    steps.collect::<Vec<_>>().join("/")
}
