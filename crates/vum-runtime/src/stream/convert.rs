//! Records of a stream in another syntax.

use std::io;
use std::ops::ControlFlow;

use super::task::{Output, Task};
use super::{Judged, StreamOptions, Totals, parallel, split};
use crate::message::{MessageType, Value};
use crate::migrate::LossReport;
use crate::syntax::Syntax;
#[cfg(feature = "xml")]
use crate::xml::{Loss, XmlPlace, XmlStyle, write_xml};

/// A record that was written.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) complete: bool,
    /// What another release could not hold.
    pub(super) report: LossReport,
    #[cfg(feature = "xml")]
    pub(super) losses: Vec<Loss>,
}

impl Written {
    /// Writes a value. `None` where the message has no form in the syntax.
    pub(super) fn new(
        message: &MessageType,
        value: &dyn Value,
        syntax: Syntax,
        complete: bool,
        report: LossReport,
    ) -> Option<Self> {
        match syntax {
            Syntax::Json => {
                let text = crate::json::to_json(value);
                Some(Self {
                    text,
                    complete,
                    report,
                    #[cfg(feature = "xml")]
                    losses: Vec::new(),
                })
            }
            #[cfg(feature = "xml")]
            Syntax::Xml => {
                let names = message.xml.as_ref()?;
                let place = XmlPlace::Element { default_namespace: false };
                let written = write_xml(value, names, place, XmlStyle::Compact);
                Some(Self { text: written.text, complete, report, losses: written.losses })
            }
            #[cfg(not(feature = "xml"))]
            Syntax::Xml => {
                let _ = (message, report);
                None
            }
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
        let written = output.and_then(Output::written);
        sink(Converted {
            judged,
            text: written.map(|written| written.text.as_str()),
            complete: written.is_some_and(|written| written.complete),
            #[cfg(feature = "xml")]
            losses: written.map_or(&[], |written| &written.losses),
        })
    };
    parallel::run(splitter, message, &options, Task::Convert(to), &mut sink)
}
