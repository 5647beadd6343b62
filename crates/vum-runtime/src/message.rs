//! Messages: what a file can hold, and how it is judged.

use crate::meta::RecordMeta;
use crate::role::Role;
#[cfg(feature = "json")]
use {
    crate::stream::{Format, Judged, StreamOptions, Totals},
    crate::{Options, Position, Report},
    std::io,
    std::ops::ControlFlow,
};

/// A message of a release: one part of the standard in one view.
#[derive(Debug)]
pub struct MessageType {
    /// The release, such as `3.1.0`.
    pub release: &'static str,
    /// `part/view`, such as `werkzoekende/detail`.
    pub id: &'static str,
    /// Its label in Dutch.
    pub label: &'static str,
    /// The role that sends it: the one that is meant when none is named.
    pub default_role: Role,
    /// What the standard says of its root.
    pub root: &'static RecordMeta,
    /// Reads a JSON text as this message and judges it; the position is that of its first byte.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    pub judge_json: fn(&[u8], Options, Position) -> Report,
}

#[cfg(feature = "json")]
impl MessageType {
    /// Judges one record in JSON.
    #[must_use]
    pub fn judge(&self, text: &[u8], options: impl Into<Options>) -> Report {
        self.judge_at(text, options.into(), Position { line: 1, column: 1 })
    }

    /// Judges every line of an NDJSON stream and hands each to the sink, in order: this is
    /// [`stream::validate`](crate::stream::validate) with [`Format::Lines`].
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn validate_ndjson<R: io::Read>(
        &self,
        input: R,
        options: impl Into<StreamOptions>,
        sink: impl FnMut(Judged<'_>) -> ControlFlow<()>,
    ) -> io::Result<Totals> {
        let options = StreamOptions { format: Format::Lines, ..options.into() };
        crate::stream::validate(input, self, options, sink)
    }

    pub(crate) fn judge_at(&self, text: &[u8], options: Options, start: Position) -> Report {
        (self.judge_json)(text, options, start)
    }
}
