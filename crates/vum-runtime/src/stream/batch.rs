//! Records on their way to a judge.

use std::ops::Range;

use super::convert::{Output, Task};
use crate::context::{Context, Options};
use crate::finding::{Param, Position};
use crate::message::MessageType;
use crate::outcome::Report;
use crate::rule::{self, Rule, Texts};
use crate::syntax::{self, Place};

/// A batch is handed on when it has this many bytes.
const FULL: usize = 256 << 10;

/// Or this many items: what is wrong between records has no bytes.
const MANY: usize = 4096;

/// Some records, one behind the other.
#[derive(Default)]
pub(super) struct Batch {
    text: Vec<u8>,
    items: Vec<Item>,
    /// In which syntax the records are.
    pub(super) place: Place,
}

struct Item {
    index: u64,
    start: Position,
    content: Content,
}

enum Content {
    Record(Range<usize>),
    /// A record beyond the limit: skipped.
    Oversized,
    /// Something wrong between records.
    Fault(Fault),
}

/// What is wrong between records.
#[derive(Clone)]
pub(super) struct Fault {
    pub(super) rule: &'static Rule,
    pub(super) params: Vec<(&'static str, Param)>,
}

impl From<&'static Texts> for Fault {
    fn from(reason: &'static Texts) -> Self {
        Self { rule: &rule::JSON_SYNTAX, params: vec![("reason", reason.into())] }
    }
}

impl From<&'static Rule> for Fault {
    fn from(rule: &'static Rule) -> Self {
        Self { rule, params: Vec::new() }
    }
}

/// What a batch gives when it is judged.
pub(super) struct Verdict {
    pub(super) index: u64,
    pub(super) start: Position,
    pub(super) text: Range<usize>,
    pub(super) is_record: bool,
    pub(super) report: Report,
    pub(super) output: Option<Output>,
}

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= FULL || self.items.len() >= MANY
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn text(&self, range: Range<usize>) -> &[u8] {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn record(&mut self, index: u64, start: Position, text: &[u8]) {
        let from = self.text.len();
        self.text.extend_from_slice(text);
        self.items.push(Item { index, start, content: Content::Record(from..self.text.len()) });
    }

    pub(super) fn oversized(&mut self, index: u64, start: Position) {
        self.items.push(Item { index, start, content: Content::Oversized });
    }

    pub(super) fn fault(&mut self, index: u64, start: Position, fault: impl Into<Fault>) {
        self.items.push(Item { index, start, content: Content::Fault(fault.into()) });
    }

    /// The texts with their places, or what is wrong where there is none.
    pub(super) fn texts(
        &self,
        options: Options,
    ) -> impl Iterator<Item = (u64, Result<(&[u8], Position), Report>)> {
        self.items.iter().map(move |item| {
            let text = match &item.content {
                Content::Record(range) => Ok((self.text(range.clone()), item.start)),
                other => Err(other.missing(options, item.start)),
            };
            (item.index, text)
        })
    }

    pub(super) fn judge(
        &self,
        message: &MessageType,
        options: Options,
        task: Task<'_>,
    ) -> Vec<Verdict> {
        self.items
            .iter()
            .map(|item| {
                let (mut text, mut output) = (0..0, None);
                let report = match &item.content {
                    Content::Record(range) => {
                        text = range.clone();
                        let record = self.text(range.clone());
                        let place = self.place;
                        let mut report = Report::default();
                        (message.with)(&mut |value| {
                            let complete;
                            (complete, report) =
                                syntax::fill(message, record, place, value, options, item.start);
                            output = task.output(message, value, (complete, &report), options);
                        });
                        report
                    }
                    other => other.missing(options, item.start),
                };
                let is_record = !matches!(item.content, Content::Fault(_));
                Verdict { index: item.index, start: item.start, text, is_record, report, output }
            })
            .collect()
    }
}

impl Content {
    /// What is wrong where there is no text.
    fn missing(&self, options: Options, start: Position) -> Report {
        match self {
            Self::Record(_) => Report::default(),
            Self::Oversized => {
                let limit = vec![("limit", Param::from(options.limits.record_bytes))];
                lone(&rule::RECORD_SIZE, limit, options, start)
            }
            Self::Fault(Fault { rule, params }) => lone(rule, params.clone(), options, start),
        }
    }
}

/// A report with one finding.
fn lone(
    rule: &'static Rule,
    params: Vec<(&'static str, Param)>,
    options: Options,
    start: Position,
) -> Report {
    let mut context = Context::new(options);
    context.report(rule, Some(0), params);
    let mut report = Report::of(context);
    report.locate(&[], start);
    report
}

#[cfg(test)]
impl Batch {
    /// The items as short lines, for tests of the splitter.
    pub(super) fn describe(&self) -> Vec<String> {
        self.items
            .iter()
            .map(|item| {
                let Position { line, column } = item.start;
                match &item.content {
                    Content::Record(range) => {
                        let text = String::from_utf8_lossy(self.text(range.clone()));
                        format!("{}@{line}:{column} {text}", item.index)
                    }
                    Content::Oversized => format!("{}@{line}:{column} too large", item.index),
                    Content::Fault(fault) => {
                        let reason = fault.params.iter().find_map(|(_, param)| match param {
                            Param::Texts(texts) => Some(texts.en),
                            _ => None,
                        });
                        format!("! {line}:{column} {}", reason.unwrap_or(fault.rule.id))
                    }
                }
            })
            .collect()
    }
}
