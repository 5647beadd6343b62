//! Records on their way to a judge.

use std::ops::Range;

use crate::context::{Context, Options};
use crate::finding::{Param, Position};
use crate::message::MessageType;
use crate::outcome::Report;
use crate::rule::{self, Texts};

/// A batch is handed on when it has this many bytes.
const FULL: usize = 256 << 10;

/// Some records, one behind the other.
#[derive(Default)]
pub(super) struct Batch {
    text: Vec<u8>,
    items: Vec<Item>,
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
    Fault(&'static Texts),
}

/// What a batch gives when it is judged.
pub(super) struct Verdict {
    pub(super) index: u64,
    pub(super) start: Position,
    pub(super) text: Range<usize>,
    pub(super) is_record: bool,
    pub(super) report: Report,
}

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= FULL
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

    pub(super) fn fault(&mut self, index: u64, start: Position, reason: &'static Texts) {
        self.items.push(Item { index, start, content: Content::Fault(reason) });
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

    pub(super) fn judge(&self, message: &MessageType, options: Options) -> Vec<Verdict> {
        self.items
            .iter()
            .map(|item| {
                let (text, report) = match &item.content {
                    Content::Record(range) => {
                        let text = self.text(range.clone());
                        (range.clone(), message.judge_at(text, options, item.start))
                    }
                    other => (0..0, other.missing(options, item.start)),
                };
                let is_record = !matches!(item.content, Content::Fault(_));
                Verdict { index: item.index, start: item.start, text, is_record, report }
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
                let limit = ("limit", Param::from(options.limits.record_bytes));
                lone(&rule::RECORD_SIZE, limit, options, start)
            }
            Self::Fault(reason) => {
                lone(&rule::JSON_SYNTAX, ("reason", Param::from(*reason)), options, start)
            }
        }
    }
}

/// A report with one finding.
fn lone(
    rule: &'static rule::Rule,
    param: (&'static str, Param),
    options: Options,
    start: Position,
) -> Report {
    let mut context = Context::new(options);
    context.report(rule, Some(0), vec![param]);
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
                    Content::Fault(reason) => format!("! {line}:{column} {}", reason.en),
                }
            })
            .collect()
    }
}
