//! Which syntax a text is in, and reading it.

#[cfg(feature = "xml")]
use crate::xml::XmlPlace;
#[cfg(any(feature = "json", feature = "xml"))]
use crate::{
    context::Options,
    finding::Position,
    message::{MessageType, Value},
    outcome::Report,
};

/// A syntax that messages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// JSON.
    Json,
    /// XML, after the habits of SuwiML.
    Xml,
}

/// In which syntax a record is, and where in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    #[default]
    Json,
    #[cfg(feature = "xml")]
    Xml(XmlPlace),
}

impl Place {
    /// Told by the content.
    pub(crate) fn of(text: &[u8]) -> Self {
        match Syntax::of(text) {
            #[cfg(feature = "xml")]
            Syntax::Xml => Self::Xml(XmlPlace::Document),
            _ => Self::Json,
        }
    }

    /// The syntax.
    pub(crate) fn syntax(self) -> Syntax {
        match self {
            Self::Json => Syntax::Json,
            #[cfg(feature = "xml")]
            Self::Xml(_) => Syntax::Xml,
        }
    }
}

impl Syntax {
    /// Told by the start of a text: no JSON begins with `<`, and no XML with anything else.
    #[must_use]
    pub fn of(text: &[u8]) -> Self {
        let rest = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        // XML in UTF-16 is recognised, to be refused with the right words.
        let wide = text.starts_with(b"\xFE\xFF") || text.starts_with(b"\xFF\xFE");
        if wide || rest.trim_ascii_start().starts_with(b"<") || rest.starts_with(b"\0<") {
            Self::Xml
        } else {
            Self::Json
        }
    }
}

/// Fills a value of the message's type. Whether it holds everything, and what was found.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn fill(
    message: &MessageType,
    text: &[u8],
    place: Place,
    target: &mut dyn Value,
    options: Options,
    start: Position,
) -> (bool, Report) {
    // What has no form in XML is held against JSON, which says so; without JSON it is no XML.
    #[cfg(all(feature = "xml", feature = "json"))]
    if let (Place::Xml(place), Some(names)) = (place, &message.xml) {
        return crate::xml::read_xml(text, target, options, start, names, place);
    }
    #[cfg(feature = "json")]
    {
        let _ = (message, place);
        crate::json::read_json(text, target, options, start)
    }
    #[cfg(not(feature = "json"))]
    {
        let place = match place {
            Place::Xml(place) => place,
            Place::Json => XmlPlace::Document,
        };
        let names = message.xml.as_ref().unwrap_or(&crate::xml::NAMELESS);
        crate::xml::read_xml(text, target, options, start, names, place)
    }
}

/// Reads a record of the message and judges it.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn judge(
    message: &MessageType,
    text: &[u8],
    place: Place,
    options: Options,
    start: Position,
) -> Report {
    let mut report = Report::default();
    (message.with)(&mut |value| {
        report = fill(message, text, place, value, options, start).1;
    });
    report
}
