//! What whole bodies hold besides messages.

use std::fmt;

use crate::context::{Context, Leaf};
use crate::meta::AttributeMeta;
use crate::rule;

/// A JSON object whose content the standard does not have as data: it is kept as it is, and not
/// judged.
///
/// The text is that of the message, character for character, but for white space between the
/// values: that is left out, so that a body stays on one line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawObject(Box<str>);

impl RawObject {
    /// The object as JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the object holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        &*self.0 == "{}"
    }

    /// Keeps the text of an object, which was seen to be one.
    #[cfg_attr(not(any(feature = "json", feature = "serde")), expect(dead_code))]
    pub(crate) fn of(text: &str) -> Self {
        let mut compact = String::with_capacity(text.len());
        let (mut in_text, mut is_escaped) = (false, false);
        for c in text.chars() {
            if in_text {
                in_text = is_escaped || c != '"';
                is_escaped = !is_escaped && c == '\\';
            } else if matches!(c, ' ' | '\t' | '\r' | '\n') {
                continue;
            } else {
                in_text = c == '"';
            }
            compact.push(c);
        }
        Self(compact.into())
    }
}

/// The empty object.
impl Default for RawObject {
    fn default() -> Self {
        Self("{}".into())
    }
}

/// Masked: use [`as_str`](RawObject::as_str) to see the text.
impl fmt::Debug for RawObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawObject(…)")
    }
}

/// That a text is not one JSON object. It names no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidObject;

impl fmt::Display for InvalidObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON object, or one that is nested too deep")
    }
}

impl std::error::Error for InvalidObject {}

#[cfg(feature = "json")]
impl std::str::FromStr for RawObject {
    type Err = InvalidObject;

    /// Takes the text of an object.
    ///
    /// # Errors
    /// When it is no JSON object, or is nested deeper than [`Limits`](crate::Limits) allow.
    fn from_str(text: &str) -> Result<Self, InvalidObject> {
        crate::json::object(text).ok_or(InvalidObject)
    }
}

impl Context {
    /// An object whose content is not judged.
    pub(crate) fn raw(&mut self, object: &RawObject, at: Option<usize>) {
        if object.is_empty() {
            self.empty(true, at);
        } else {
            self.report(&rule::NOT_JUDGED, at, Vec::new());
        }
    }

    /// Whether a list must be here: then an empty one says that nothing was found.
    pub(crate) fn is_required_list(&self) -> bool {
        let role = self.options.role;
        self.attribute_here().is_some_and(|it| it.many && it.required.contains(role))
    }

    /// A name that the contract does not have, in an object that may have others.
    #[cold]
    pub(crate) fn extra_name(&mut self, name: &str, at: Option<usize>) {
        self.passed_over = true;
        self.report_below(Leaf::Unknown(name), &rule::EXTRA_ATTRIBUTE, at, Vec::new());
    }

    /// The same of a name that the contract of the other role has.
    #[cold]
    pub(crate) fn extra_attribute(&mut self, attribute: &'static AttributeMeta, at: Option<usize>) {
        self.leave();
        self.report_below(Leaf::Attribute(attribute), &rule::EXTRA_ATTRIBUTE, at, Vec::new());
        self.enter(attribute);
    }
}

#[cfg(test)]
mod tests {
    use super::RawObject;

    #[test]
    fn white_space_goes_between_values_only() {
        let text = "{ \"a b\" :\t[ 1.0e1 , \"x \\\" y\\\\\" ,\n{ } ] }";
        assert_eq!(RawObject::of(text).as_str(), r#"{"a b":[1.0e1,"x \" y\\",{}]}"#);
        assert!(RawObject::of("{ \r\n}").is_empty());
        assert!(RawObject::default().is_empty());
        assert_eq!(format!("{:?}", RawObject::of(text)), "RawObject(…)");
    }

    #[cfg(feature = "json")]
    #[test]
    fn only_one_object_is_an_object() {
        for bad in ["", "[]", "{", "{} {}", "{,}", "{\"a\":}", "\"x\"", "null", "{\"a\":\"\\x\"}"] {
            assert!(bad.parse::<RawObject>().is_err(), "{bad}");
        }
        assert_eq!(" { \"a\" : 1 } ".parse::<RawObject>().unwrap().as_str(), "{\"a\":1}");
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(63), "]".repeat(63));
        assert!(deep.parse::<RawObject>().is_ok());
        let deeper = format!("{{\"a\":{}{}}}", "[".repeat(64), "]".repeat(64));
        assert!(deeper.parse::<RawObject>().is_err());
    }
}
