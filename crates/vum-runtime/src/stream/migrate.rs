//! Records of a stream as messages of another release.

use std::io;
use std::ops::ControlFlow;

use super::task::{Output, Task};
use super::{Judged, StreamOptions, Totals, parallel, split};
use crate::migrate::{CodeMap, LossReport, Migration};
use crate::syntax::Syntax;
#[cfg(feature = "xml")]
use crate::xml::Loss;

/// A record as a message of another release. No `Debug`: it holds values.
pub struct Migrated<'a> {
    /// The record as it was judged, in the release that it came in.
    pub judged: Judged<'a>,
    /// The record in the other release: a JSON object, or an XML element as it stands in a list (see
    /// [`XmlNames::document`](crate::XmlNames::document)). `None` when it could not be read to its
    /// end.
    pub text: Option<&'a str>,
    /// Whether the value that was migrated holds everything that stood in the text, see
    /// [`Outcome::complete`](crate::Outcome::complete).
    pub complete: bool,
    /// What the other release could not hold, and what it asks for. Empty without a text.
    pub report: &'a LossReport,
    /// What the other syntax could not hold, with places in the record as it was written.
    #[cfg(feature = "xml")]
    pub losses: &'a [Loss],
}

/// Reads every record of a stream as the message that is migrated from, migrates it, writes it in a
/// syntax and hands it to the sink, in order. The sink can end it. Memory stays bounded as with
/// [`validate`](super::validate). Role, limits and whether values are shown are those of the options.
///
/// # Errors
/// When the stream cannot be read.
pub fn migrate<R: io::Read>(
    input: R,
    migration: &Migration,
    codes: Option<&CodeMap>,
    options: impl Into<StreamOptions>,
    to: Syntax,
    mut sink: impl FnMut(Migrated<'_>) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let options = options.into();
    let mut input = input;
    let limit = options.options.limits.record_bytes;
    let splitter =
        split::Splitter::new(&mut input, options.format, limit).with_xml(migration.from());
    let none = LossReport::default();
    let mut sink = |judged: Judged<'_>, output: Option<&Output>| {
        let written = output.and_then(Output::written);
        sink(Migrated {
            judged,
            text: written.map(|written| written.text.as_str()),
            complete: written.is_some_and(|written| written.complete),
            report: written.map_or(&none, |written| &written.report),
            #[cfg(feature = "xml")]
            losses: written.map_or(&[], |written| &written.losses),
        })
    };
    let task = Task::Migrate(migration, codes, to);
    parallel::run(splitter, migration.from(), &options, task, &mut sink)
}
