//! Records of a stream in another syntax.

use std::io;
use std::ops::ControlFlow;

use super::{Judged, StreamOptions, Totals, parallel, split};
use crate::context::Options;
use crate::message::{MessageType, Value};
use crate::migrate::{CodeMap, LossReport, MigrateOptions, Migration};
use crate::outcome::Report;
use crate::syntax::Syntax;
#[cfg(feature = "xml")]
use crate::xml::{Loss, XmlPlace, XmlStyle, write_xml};

/// What is done with each record.
#[derive(Clone, Copy)]
pub(super) enum Task<'a> {
    /// It is judged.
    Judge,
    /// It is judged and written in a syntax.
    Convert(Syntax),
    /// It is judged, and written in a syntax as a message of another release.
    Migrate(&'a Migration, Option<&'a CodeMap>, Syntax),
}

/// A record that was written.
pub(super) struct Output {
    pub(super) text: String,
    pub(super) complete: bool,
    #[cfg(feature = "xml")]
    pub(super) losses: Vec<Loss>,
    /// What another release could not hold.
    pub(super) report: LossReport,
}

impl Task<'_> {
    pub(super) fn output(
        self,
        message: &MessageType,
        value: &dyn Value,
        (complete, report): (bool, &Report),
        options: Options,
    ) -> Option<Output> {
        // What was not read to its end is not handed on as if it were whole.
        if report.is_broken() {
            return None;
        }
        match self {
            Self::Judge => None,
            Self::Convert(syntax) => {
                let output = written(message, value, syntax)?;
                Some(Output { complete, ..output })
            }
            Self::Migrate(migration, codes, syntax) => {
                let Options { role, limits, show_values } = options;
                let options = MigrateOptions { role, codes, limits, show_values };
                let mut output = None;
                migration.run(value, &options, &mut |value, report| {
                    let found = written(migration.to(), value, syntax);
                    output = found.map(|found| Output { complete, report, ..found });
                });
                output
            }
        }
    }
}

fn written(message: &MessageType, value: &dyn Value, syntax: Syntax) -> Option<Output> {
    match syntax {
        Syntax::Json => Some(Output {
            text: crate::json::to_json(value),
            complete: true,
            #[cfg(feature = "xml")]
            losses: Vec::new(),
            report: LossReport::default(),
        }),
        #[cfg(feature = "xml")]
        Syntax::Xml => {
            let names = message.xml.as_ref()?;
            let place = XmlPlace::Element { default_namespace: false };
            let written = write_xml(value, names, place, XmlStyle::Compact);
            Some(Output {
                text: written.text,
                complete: true,
                losses: written.losses,
                report: LossReport::default(),
            })
        }
        #[cfg(not(feature = "xml"))]
        Syntax::Xml => {
            let _ = message;
            None
        }
    }
}

/// A record in another syntax. No `Debug`: it holds values.
pub struct Converted<'a> {
    /// The record as it was judged.
    pub judged: Judged<'a>,
    /// The record in the other syntax: a JSON object, or an XML element as it stands in a list
    /// (see [`XmlNames::document`](crate::XmlNames::document)). `None` when it could not be read to
    /// its end.
    pub text: Option<&'a str>,
    /// Whether the value holds everything that stood in the text, see
    /// [`Outcome::complete`](crate::Outcome::complete).
    pub complete: bool,
    /// What the other syntax could not hold.
    #[cfg(feature = "xml")]
    pub losses: &'a [Loss],
}

/// Reads every record of a stream, writes it in a syntax and hands it to the sink, in order. The
/// sink can end it. Memory stays bounded as with [`validate`](super::validate).
///
/// Nothing is invented: what the type of the message cannot hold is left out and is a finding,
/// and the record is then not complete. An empty value of an attribute that nobody must send is
/// absent by the standard; leaving it out is no loss.
///
/// # Errors
/// When the stream cannot be read.
pub fn convert<R: io::Read>(
    input: R,
    message: &MessageType,
    options: impl Into<StreamOptions>,
    to: Syntax,
    mut sink: impl FnMut(Converted<'_>) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let options = options.into();
    let mut input = input;
    let limit = options.options.limits.record_bytes;
    let splitter = split::Splitter::new(&mut input, options.format, limit).with_xml(message);
    let mut sink = |judged: Judged<'_>, output: Option<&Output>| {
        sink(Converted {
            judged,
            text: output.map(|output| output.text.as_str()),
            complete: output.is_some_and(|output| output.complete),
            #[cfg(feature = "xml")]
            losses: output.map_or(&[], |output| &output.losses),
        })
    };
    parallel::run(splitter, message, &options, Task::Convert(to), &mut sink)
}
