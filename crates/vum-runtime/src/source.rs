//! The one interface to a text that is read, whatever its syntax.
//!
//! A source is asked, not listened to: the engine knows from the standard what it wants next.

use std::fmt;

use crate::finding::Word;

/// Reading ends here: broken syntax or a limit. The source knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt;

/// What stands where a certain kind of value was asked for.
#[derive(PartialEq, Eq)]
pub enum Found<T> {
    /// The value that was asked for.
    Value(T),
    /// Another kind of value, not yet passed: skip it.
    Other(Word),
}

/// Masked: the value may be personal data.
impl<T> fmt::Debug for Found<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(_) => f.write_str("Value(…)"),
            Self::Other(kind) => f.debug_tuple("Other").field(kind).finish(),
        }
    }
}

/// A number as it stands in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A whole number beyond 64 bits.
    TooLarge,
    /// A number with a fraction or an exponent.
    NotWhole,
}

/// Masked: the value may be personal data.
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Integer(_) => "Integer(…)",
            Self::TooLarge => "TooLarge",
            Self::NotWhole => "NotWhole",
        })
    }
}

/// The next attribute of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The name was recognised as the attribute with this number.
    Known(usize),
    /// Another name: [`Source::name`] has it.
    Unknown,
    /// The record has no more attributes.
    End,
}

/// A text in some syntax.
pub trait Source {
    /// Where the current value starts, in bytes from the start of the record; `None` for a source
    /// without a text.
    fn offset(&mut self) -> Option<usize>;

    /// Steps into a record, if one stands here.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn begin_record(&mut self) -> Result<Found<()>, Halt>;

    /// Goes to the next attribute of the record; its value is then the current one. `find` gives
    /// the number of a name.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn next_key(&mut self, find: &mut dyn FnMut(&[u8]) -> Option<usize>) -> Result<Key, Halt>;

    /// The name of the current attribute and where it stands, for a finding about it.
    fn name(&mut self) -> (String, Option<usize>);

    /// Steps into a list, if one stands here.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn begin_list(&mut self) -> Result<Found<()>, Halt>;

    /// Goes to the next element of the list; false at its end.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn next_element(&mut self) -> Result<bool, Halt>;

    /// A text; it lasts until the next call.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn text(&mut self) -> Result<Found<&str>, Halt>;

    /// A number.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn number(&mut self) -> Result<Found<Number>, Halt>;

    /// `true` or `false`.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn boolean(&mut self) -> Result<Found<bool>, Halt>;

    /// Passes over the current value.
    ///
    /// # Errors
    /// When the syntax is broken or a limit is met.
    fn skip(&mut self) -> Result<(), Halt>;
}
