//! Many records from a stream of any size, in constant memory: judged, converted or held against a
//! question on several cores, or read one by one.

mod batch;
mod convert;
mod migrate;
mod parallel;
mod select;
mod split;
mod task;

pub use convert::{Converted, convert};
pub use migrate::{Migrated, migrate};
pub use select::{Considered, SelectOptions, SelectTotals, select};

use std::fmt;
use std::io;
use std::ops::ControlFlow;

use crate::context::Options;
use crate::finding::Position;
use crate::json::FromJson;
use crate::message::MessageType;
use crate::outcome::{Outcome, Report};
use crate::rule::Severity;
use crate::syntax::Syntax;

/// How the records stand in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Told by the content: an XML document of one record or of a list of them, an array of
    /// records, a record a line, or records one behind the other (one, mostly).
    #[default]
    Auto,
    /// A record a line (NDJSON). A broken line does not touch the others.
    Lines,
    /// An array of records.
    Array,
    /// Records one behind the other, each over any number of lines.
    Sequence,
    /// An XML document: one record, or a list of them.
    Xml,
}

/// How a stream is judged.
#[derive(Clone, Copy, Debug)]
pub struct StreamOptions {
    /// How each record is judged.
    pub options: Options,
    /// How the records stand in the text.
    pub format: Format,
    /// How many threads judge, at most 256, the calling thread among them; 0 and 1 mean that one only.
    pub jobs: usize,
}

impl From<Options> for StreamOptions {
    fn from(options: Options) -> Self {
        Self { options, format: Format::Auto, jobs: 1 }
    }
}

impl From<crate::Role> for StreamOptions {
    fn from(role: crate::Role) -> Self {
        Options::new(role).into()
    }
}

/// A record that was judged.
pub struct Judged<'a> {
    /// Its number in the stream, from 0. What is wrong between two records has the number of the
    /// second.
    pub index: u64,
    /// Its text; empty when it was skipped for its size.
    pub text: &'a [u8],
    /// The place of its first byte in the stream.
    pub start: Position,
    /// In which syntax it is.
    pub syntax: Syntax,
    /// What was found.
    pub report: &'a Report,
}

/// Without the text: it holds values.
impl fmt::Debug for Judged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judged")
            .field("index", &self.index)
            .field("start", &self.start)
            .field("report", self.report)
            .finish_non_exhaustive()
    }
}

/// Counts over a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Records that were judged, broken ones included.
    pub records: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Infos.
    pub infos: u64,
    /// Whether syntax was broken somewhere or a limit was met: something was not judged.
    pub broken: bool,
}

impl Totals {
    /// Adds the counts of another stream.
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.broken |= other.broken;
    }

    fn count(&mut self, report: &Report, is_record: bool) {
        self.records += u64::from(is_record);
        self.errors += report.count(Severity::Error);
        self.warnings += report.count(Severity::Warning);
        self.infos += report.count(Severity::Info);
        self.broken |= report.is_broken();
    }
}

/// Judges every record of a stream and hands each to the sink, in order. The sink can end it.
///
/// Memory stays bounded by the record limit and the number of jobs, whatever the size of the
/// stream.
///
/// # Errors
/// When the stream cannot be read.
pub fn validate<R: io::Read>(
    input: R,
    message: &MessageType,
    options: impl Into<StreamOptions>,
    mut sink: impl FnMut(Judged<'_>) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let options = options.into();
    let mut input = input;
    let limit = options.options.limits.record_bytes;
    let splitter = split::Splitter::new(&mut input, options.format, limit).with_xml(message);
    let mut sink = |judged: Judged<'_>, _: Option<&task::Output>| sink(judged);
    parallel::run(splitter, message, &options, task::Task::Judge, &mut sink)
}

/// A record that was read.
#[derive(Debug)]
pub struct Received<T> {
    /// Its number in the stream, from 0.
    pub index: u64,
    /// The value and what was found. What is wrong between two records, or with one that is too
    /// large, comes with an empty value that is not complete.
    pub outcome: Outcome<T>,
}

/// Reads every record of a JSON stream as a value and hands each to the sink, in order, on the calling
/// thread. The sink can end it.
///
/// # Errors
/// When the stream cannot be read.
pub fn read<T: FromJson + Default, R: io::Read>(
    input: R,
    options: impl Into<StreamOptions>,
    mut sink: impl FnMut(Received<T>) -> ControlFlow<()>,
) -> io::Result<()> {
    let StreamOptions { options, format, .. } = options.into();
    let mut input = input;
    let mut splitter = split::Splitter::new(&mut input, format, options.limits.record_bytes);
    while let Some(batch) = splitter.next_batch()? {
        for (index, text) in batch.texts(options) {
            let outcome = match text {
                Ok((text, start)) => T::from_json_at(text, options, start),
                Err(report) => Outcome { value: T::default(), complete: false, report },
            };
            if sink(Received { index, outcome }).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}
