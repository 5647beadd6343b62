//! The records of a stream that are what a question asks for.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::ops::ControlFlow;

use super::task::{Output, Task};
use super::{Judged, StreamOptions, Totals, parallel, split};
use crate::select::{Area, Explanation, Selector, Verdict};
use crate::syntax::Syntax;

/// How the records of a stream are selected.
#[derive(Clone, Copy)]
pub struct SelectOptions<'a> {
    /// How each record is read and judged. Its role is that of the records, not of the question.
    pub stream: StreamOptions,
    /// How an area is judged.
    pub area: Area<'a>,
    /// Whether every record comes with an explanation; that is slower.
    pub explain: bool,
    /// How many records are selected at most, see [`MAXIMUM`](crate::select::MAXIMUM). It looks no
    /// further than the first that is one too many.
    pub maximum: u64,
}

impl<'a> SelectOptions<'a> {
    /// Everything that is asked for, without explanations.
    #[must_use]
    pub fn new(stream: impl Into<StreamOptions>, area: Area<'a>) -> Self {
        Self { stream: stream.into(), area, explain: false, maximum: u64::MAX }
    }
}

/// Without the area: it may be a table of any size.
impl fmt::Debug for SelectOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SelectOptions")
            .field("stream", &self.stream)
            .field("explain", &self.explain)
            .field("maximum", &self.maximum)
            .finish_non_exhaustive()
    }
}

/// What came of a question to one record.
pub(super) struct Found {
    verdict: Verdict,
    explanation: Option<Explanation>,
    /// In JSON, of a selected record in another syntax; and whether that holds everything.
    json: Option<(String, bool)>,
}

impl Found {
    pub(super) fn new(
        verdict: Verdict,
        explanation: Option<Explanation>,
        json: Option<(String, bool)>,
    ) -> Self {
        Self { verdict, explanation, json }
    }
}

/// A record that a question was put to. No `Debug`: it holds values.
pub struct Considered<'a> {
    /// The record as it was judged. One with errors is held against the question by what could be
    /// read of it.
    pub judged: Judged<'a>,
    found: Option<&'a Found>,
}

impl<'a> Considered<'a> {
    /// Whether it is what the question asks for; `None` when it could not be read to its end.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.found.map(|found| found.verdict)
    }

    /// Why, when [`SelectOptions::explain`] asks for it.
    #[must_use]
    pub fn explanation(&self) -> Option<&'a Explanation> {
        self.found.and_then(|found| found.explanation.as_ref())
    }

    /// A selected record as JSON on one line; `None` for any other record. JSON stays as it stands
    /// in the stream, but for line breaks between values with the indent behind them. XML is
    /// written as [`convert`](super::convert) writes it.
    #[must_use]
    pub fn json(&self) -> Option<Cow<'a, str>> {
        let found = self.found.filter(|found| found.verdict.is_selected())?;
        match (&found.json, self.judged.syntax) {
            (Some((text, _)), _) => Some(Cow::Borrowed(text)),
            (None, Syntax::Json) => std::str::from_utf8(self.judged.text).ok().map(one_line),
            (None, Syntax::Xml) => None,
        }
    }

    /// Whether [`json`](Self::json) holds everything that stands in the stream. It does not when
    /// something stands in XML that the type of the message cannot hold.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.found.is_some_and(|found| found.json.as_ref().is_none_or(|(_, complete)| *complete))
    }
}

/// A JSON text without line breaks: those in its strings are escaped.
fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\r');
    let text = text.trim_ascii();
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    let lines = text.split(breaks);
    Cow::Owned(lines.map(|line| line.trim_matches([' ', '\t'])).collect())
}

/// Counts over a stream that a question was put to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelectTotals {
    /// Of all records that were looked at: what reading and judging found.
    pub records: Totals,
    /// How many were selected.
    pub selected: u64,
    /// How many were not selected because nothing could be told of the area alone
    /// ([`Verdict::Unknown`]).
    pub unknown: u64,
    /// Whether there was at least one more than the maximum.
    pub maximum_reached: bool,
}

impl SelectTotals {
    /// Adds the counts of another stream.
    pub fn add(&mut self, other: &Self) {
        self.records.add(&other.records);
        self.selected += other.selected;
        self.unknown += other.unknown;
        self.maximum_reached |= other.maximum_reached;
    }
}

/// Puts a question to every record of a stream and hands each to the sink, in order, selected or
/// not. The sink can end it. Memory stays bounded as with [`validate`](super::validate).
///
/// Records may have errors: what could be read counts. One that could not be read to its end is
/// never selected.
///
/// # Errors
/// When the stream cannot be read.
pub fn select<R: io::Read>(
    input: R,
    selector: &Selector,
    options: &SelectOptions<'_>,
    mut sink: impl FnMut(Considered<'_>) -> ControlFlow<()>,
) -> io::Result<SelectTotals> {
    let mut input = input;
    let SelectOptions { stream, maximum, .. } = options;
    let message = selector.message();
    let limit = stream.options.limits.record_bytes;
    let splitter = split::Splitter::new(&mut input, stream.format, limit).with_xml(message);
    let mut totals = SelectTotals::default();
    let mut each = |judged: Judged<'_>, output: Option<&Output>| {
        let found = match output {
            Some(Output::Found(found)) => Some(found),
            _ => None,
        };
        match found.map(|found| found.verdict) {
            Some(Verdict::Selected) if totals.selected >= *maximum => {
                totals.maximum_reached = true;
                return ControlFlow::Break(());
            }
            Some(Verdict::Selected) => totals.selected += 1,
            Some(Verdict::Unknown) => totals.unknown += 1,
            Some(Verdict::Rejected) | None => {}
        }
        sink(Considered { judged, found })
    };
    let records =
        parallel::run(splitter, message, stream, Task::Select(selector, options), &mut each)?;
    totals.records = records;
    Ok(totals)
}
