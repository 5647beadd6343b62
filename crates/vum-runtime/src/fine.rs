//! What is certainly fine: small predicates that generated code puts together for each record, so
//! that a check looks closer only where something is to be said.
//!
//! `true` must be right: then a check finds nothing. `false` only costs time. Everything here takes
//! a place for one value as well as a list, and what is not there is fine.

use crate::code::{Code, code_integer};
use crate::date::Date;
use crate::meta::{
    BoundsMeta, CodeFormMeta, CodeListMeta, CodeStatus, RecordMeta, TextMeta, ValueMeta,
};
use crate::role::{Role, Roles};
use crate::visit::Fields;

/// Whether an attribute may be there, or not there, in a message of the role.
#[inline]
#[must_use]
pub fn held(is: bool, present: u8, required: u8, role: Role) -> bool {
    if is { Roles(present).contains(role) } else { !Roles(required).contains(role) }
}

/// Texts that have nothing but a greatest length.
#[inline]
pub fn text<'a>(values: impl IntoIterator<Item = &'a String>, max: usize) -> bool {
    // The number of bytes is never less than that of the characters.
    let is_fine = |value: &String| {
        value.len().wrapping_sub(1) < max || (value.len() > max && TextMeta::is_within(value, max))
    };
    values.into_iter().all(is_fine)
}

/// Whole numbers.
#[inline]
pub fn integer<'a>(values: impl IntoIterator<Item = &'a i64>, min: i64, max: i64) -> bool {
    values.into_iter().all(|value| (min..=max).contains(value))
}

/// Dates.
#[inline]
pub fn date<'a>(values: impl IntoIterator<Item = &'a Date>) -> bool {
    values.into_iter().all(Date::is_valid)
}

/// Codes of a list that has none of which something is to be said.
#[inline]
pub fn listed<'a, C: Code + 'a>(values: impl IntoIterator<Item = &'a C>) -> bool {
    values.into_iter().all(Code::is_variant)
}

/// Other codes of attribute `n`.
#[inline]
pub fn code<'a, C: Code + 'a>(
    values: impl IntoIterator<Item = &'a C>,
    meta: &'static RecordMeta,
    n: usize,
) -> bool {
    values.into_iter().all(|value| is_fine(meta, n, value.as_str()))
}

/// Other texts of attribute `n`.
#[inline]
pub fn form<'a>(
    values: impl IntoIterator<Item = &'a String>,
    meta: &'static RecordMeta,
    n: usize,
) -> bool {
    values.into_iter().all(|value| is_fine(meta, n, value))
}

/// Records and choices.
#[inline]
pub fn record<'a, T: Fields + 'a>(values: impl IntoIterator<Item = &'a T>, role: Role) -> bool {
    values.into_iter().all(|value| value.is_fine(role))
}

#[inline(never)]
fn is_fine(meta: &'static RecordMeta, n: usize, value: &str) -> bool {
    meta.attribute(n).is_some_and(|attribute| attribute.value.is_fine(value))
}

impl ValueMeta {
    /// Whether nothing is to be said of a text or code.
    pub(crate) fn is_fine(&self, value: &str) -> bool {
        match self {
            Self::Text(form) => !value.is_empty() && form.is_fine(value),
            Self::Label(list) => list.has_label(value),
            Self::Code(list, form) => {
                !value.is_empty() && form.is_fine(value) && list.is_fine(value)
            }
            _ => false,
        }
    }
}

impl ValueMeta {
    /// Whether the contract allows a number, of an attribute that JSON writes as one.
    pub(crate) fn allows(&self, value: i64) -> bool {
        match self {
            Self::Integer(bounds) | Self::Code(_, CodeFormMeta::Integer(bounds)) => {
                bounds.is_fine(value)
            }
            _ => false,
        }
    }
}

impl TextMeta {
    /// Whether a text is neither too long nor too short and has the pattern.
    pub(crate) fn is_fine(&self, value: &str) -> bool {
        let (min, max) = (self.min_length as usize, self.max_length as usize);
        // The number of bytes is never less than that of the characters: count only when it can
        // matter.
        (value.len() <= max || Self::is_within(value, max))
            && (value.len() >= min * 4 || value.chars().count() >= min)
            && self.pattern.is_none_or(|pattern| pattern.matches(value))
    }

    /// Whether a text has so many characters at most.
    #[cold]
    #[inline(never)]
    fn is_within(value: &str, max: usize) -> bool {
        value.chars().count() <= max
    }
}

impl BoundsMeta {
    /// Whether a number lies within them.
    #[inline]
    pub(crate) fn is_fine(&self, value: i64) -> bool {
        (self.min..=self.max).contains(&value)
    }
}

impl CodeFormMeta {
    /// Whether a code has the form.
    pub(crate) fn is_fine(&self, code: &str) -> bool {
        match self {
            Self::Text(form) => form.is_fine(code),
            Self::Integer(bounds) => code_integer(code).is_some_and(|value| bounds.is_fine(value)),
        }
    }
}

impl CodeListMeta {
    /// Whether nothing is to be said of a code in the right form.
    fn is_fine(&self, code: &str) -> bool {
        match self.look_up(code) {
            CodeStatus::Known(deprecated) => deprecated.is_none() && self.period(code).is_none(),
            CodeStatus::Unknown => !self.closed && !self.has_table(),
        }
    }
}
