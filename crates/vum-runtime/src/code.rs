//! Codes of code lists in generated types.

use std::fmt;

use crate::meta::CodeListMeta;

/// A generated type for the codes of one list.
///
/// Small lists are enums with a variant for what the list does not know, large and external lists
/// a text of their own; either way a received code is never lost.
pub trait Code: Sized {
    /// The list.
    const LIST: &'static CodeListMeta;

    /// The code as written in a message. Leading zeros matter.
    fn as_str(&self) -> &str;

    /// The value for a code, known or not.
    fn from_code(code: &str) -> Self;

    /// Whether the value itself shows that the list has the code; a text of its own does not.
    #[doc(hidden)]
    fn is_variant(&self) -> bool {
        false
    }

    /// The Dutch label, where the standard gives one.
    fn label(&self) -> Option<&'static str> {
        Self::LIST.label(self.as_str())
    }

    /// Whether the list of this release has the code. `None` when that cannot be told, because
    /// the list is kept elsewhere and no complete table of it is known.
    fn is_known(&self) -> Option<bool> {
        match Self::LIST.look_up(self.as_str()) {
            crate::meta::CodeStatus::Known(_) => Some(true),
            crate::meta::CodeStatus::Unknown => {
                (Self::LIST.closed || Self::LIST.has_table()).then_some(false)
            }
        }
    }
}

/// A code that the list of the release does not have, as it was received.
///
/// It can only be made by reading a code, so that a known code never hides in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownCode(Box<str>);

impl UnknownCode {
    /// For generated code: it has looked the code up already.
    #[doc(hidden)]
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    /// The code as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Masked: what is not a code may be anything.
impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The text of a code of a large or external list. Most are short: up to 15 bytes need no
/// allocation.
#[doc(hidden)]
#[derive(Clone, PartialEq, Eq)]
pub struct CodeText(ecow::EcoString);

impl CodeText {
    /// The text of a code.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    /// The code as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A code of any list.
trait AnyCode {
    fn text(&self) -> &str;
    fn is_listed(&self) -> bool;
}

impl<C: Code> AnyCode for C {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn is_listed(&self) -> bool {
        self.is_variant()
    }
}

/// A code on its way between a type and a check. Its text is asked for only where it matters.
#[derive(Clone, Copy)]
pub struct CodeRef<'a>(&'a dyn AnyCode);

impl<'a> CodeRef<'a> {
    /// The reference to a code.
    #[must_use]
    pub fn of<C: Code>(code: &'a C) -> Self {
        Self(code)
    }

    /// The code as written in a message.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.0.text()
    }

    /// Whether its type shows that the list has it.
    pub(crate) fn is_listed(self) -> bool {
        self.0.is_listed()
    }
}

/// The number that a code in integer form stands for; `None` when it is none. A code has one form
/// only: `01` is not 1.
pub(crate) fn code_integer(code: &str) -> Option<i64> {
    let digits = code.strip_prefix('-').unwrap_or(code);
    let canonical = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (code == "0" || !digits.starts_with('0'));
    canonical.then(|| code.parse().ok()).flatten()
}

/// The digits of a code without the zeros in front; `None` when something else stands there too.
#[cfg(feature = "xml")]
pub(crate) fn canonical_digits(code: &str) -> Option<&str> {
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = code.trim_start_matches('0');
    Some(if digits.is_empty() { "0" } else { digits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integer_codes_round_trip_and_others_do_not_pass() {
        for value in [0, 1, 9, 10, 99_999, -5, i64::MAX, i64::MIN] {
            assert_eq!(code_integer(itoa::Buffer::new().format(value)), Some(value));
        }
        for text in ["", "-", "01", "-0", "+1", "1.0", " 1", "x", "99999999999999999999"] {
            assert_eq!(code_integer(text), None, "{text}");
        }
    }
}
