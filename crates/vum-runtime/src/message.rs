//! Messages: what a file can hold, and how it is judged.

use crate::fill::Fill;
use crate::meta::RecordMeta;
use crate::role::{Role, Roles};
use crate::visit::Fields;
#[cfg(any(feature = "json", feature = "xml"))]
use crate::{Options, Position, Report, syntax};
#[cfg(feature = "json")]
use {
    crate::stream::{Format, Judged, StreamOptions, Totals},
    std::io,
    std::ops::ControlFlow,
};

/// A message of a release: one part of the standard in one view; or a whole body around such
/// messages.
pub struct MessageType {
    /// The release, such as `3.1.0`.
    pub release: &'static str,
    /// `part/view`, such as `werkzoekende/detail`; of a body `part/kind`, such as
    /// `werkzoekende/matches-antwoord`.
    pub id: &'static str,
    /// Its label in Dutch.
    pub label: &'static str,
    /// The role that sends it: the one that is meant when none is named.
    pub default_role: Role,
    /// The roles whose contract has it: all of them, but for some whole bodies.
    pub roles: Roles,
    /// What the standard says of its root.
    pub root: &'static RecordMeta,
    /// How it is called in XML; `None` for what has no form in XML.
    pub xml: Option<XmlNames>,
    /// Makes an empty value of its type and hands it over.
    #[doc(hidden)]
    pub with: With,
}

/// Hands an empty value to whoever asks for one.
#[doc(hidden)]
pub type With = fn(&mut dyn FnMut(&mut dyn Value));

impl std::fmt::Debug for MessageType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MessageType")
            .field("release", &self.release)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A generated record, whatever its type.
#[doc(hidden)]
pub trait Value: Fill + Fields {}

impl<T: Fill + Fields> Value for T {}

/// How a message is called in XML. No official names are known: those of `standard/` are drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlNames {
    /// Namespace of the root element, one for each release.
    pub namespace: &'static str,
    /// Name of the root element of one record. In a list the same name, in no namespace, is that
    /// of every record.
    pub root: &'static str,
    /// Name of the root element that holds any number of records.
    pub list: &'static str,
}

impl XmlNames {
    /// The start tag of a list.
    #[must_use]
    pub fn open_list(&self) -> String {
        format!("<vum:{} xmlns:vum=\"{}\">", self.list, self.namespace)
    }

    /// An element of a list, as [`convert`](crate::stream::convert) gives it, as a document of its
    /// own.
    #[must_use]
    pub fn document(&self, element: &str) -> String {
        let (open, close) = (format!("<{}>", self.root), format!("</{}>", self.root));
        let inner = element.strip_prefix(&open).and_then(|it| it.strip_suffix(&close));
        let inner = inner.unwrap_or(element);
        format!("<vum:{0} xmlns:vum=\"{1}\">{inner}</vum:{0}>", self.root, self.namespace)
    }

    /// The end tag of a list.
    #[must_use]
    pub fn close_list(&self) -> String {
        format!("</vum:{}>", self.list)
    }
}

#[cfg(any(feature = "json", feature = "xml"))]
impl MessageType {
    /// Judges one record, in JSON or in XML: the content tells which.
    #[must_use]
    pub fn judge(&self, text: &[u8], options: impl Into<Options>) -> Report {
        let start = Position { line: 1, column: 1 };
        syntax::judge(self, text, syntax::Place::of(text), options.into(), start)
    }
}

#[cfg(feature = "json")]
impl MessageType {
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
}
