//! XML: reading and writing, after the habits of SuwiML.
//!
//! The root element is in the namespace of the release, everything below it in none. There are no
//! attributes, the order is that of the standard, and what is absent has no element. A date is
//! eight digits (`EEJJMMDD`), a code stands as its list writes it, yes and no are `1` and `2`.

mod list;
mod namespace;
mod place;
mod read;
mod scan;
mod token;
mod write;

#[cfg(feature = "json")]
pub(crate) use list::{list_root, piece_fault};
pub use place::XmlPlace;
pub(crate) use read::read_xml;
#[cfg(feature = "json")]
pub(crate) use scan::{Edge, Scan};
#[cfg(feature = "json")]
pub(crate) use token::Fault as Broken;
#[cfg(feature = "json")]
pub(crate) use write::to_xml as write_xml;
pub use write::{Loss, LossReason, XmlStyle, XmlText};

use crate::context::Options;
use crate::finding::Position;
use crate::message::{MessageType, Value, XmlNames};
use crate::outcome::Report;
use crate::visit::Fields;

/// Names for what has none in XML: a body is JSON only.
pub(crate) const NAMELESS: XmlNames =
    XmlNames { namespace: "", root: "Bericht", list: "BerichtLijst" };

/// Reads a document as a message into its type.
pub fn from_xml(
    text: &[u8],
    target: &mut dyn Value,
    message: &MessageType,
    options: Options,
) -> (bool, Report) {
    let start = Position { line: 1, column: 1 };
    let names = message.xml.as_ref().unwrap_or(&NAMELESS);
    read_xml(text, target, options, start, names, XmlPlace::Document)
}

/// A value of a message's type as a document.
pub fn to_xml(value: &dyn Fields, message: &MessageType, style: XmlStyle) -> XmlText {
    write::to_xml(value, message.xml.as_ref().unwrap_or(&NAMELESS), XmlPlace::Document, style)
}
