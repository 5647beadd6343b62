//! The one interface to a text that is read, whatever its syntax.
//!
//! A source is asked, not listened to: the engine knows from the standard what it wants next. How
//! a value is written (a code as a number, a date without hyphens) is the source's business.

use crate::body::RawObject;
use crate::date::Date;
use crate::fill::Fill;
use crate::finding::{Param, Word};
use crate::meta::{AttributeMeta, RecordMeta};
use crate::read::{Progress, Reader};
use crate::rule::Rule;

/// Reading ends here: broken syntax or a limit. The source knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt;

/// A number as it stands in the text. No `Debug`: it holds a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A whole number beyond 64 bits.
    TooLarge,
    /// A number with a fraction or an exponent.
    NotWhole,
}

/// A code as it stands in the text. No `Debug`: it holds a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeText<'a> {
    /// As the list writes it.
    Text(&'a str),
    /// A whole number beyond 64 bits.
    TooLarge,
    /// A number with a fraction or an exponent.
    NotWhole,
}

/// A value that a syntax writes in its own form. No `Debug`: it holds a value.
pub(crate) enum Form<T> {
    /// The value.
    Value(T),
    /// Not in that form, and nothing that the type can hold.
    Unfit(&'static Rule),
}

/// What a source itself has to say of the text.
pub(crate) struct Remark {
    pub(crate) rule: &'static Rule,
    pub(crate) offset: usize,
    pub(crate) params: Vec<(&'static str, Param)>,
    /// Whether it is about the record around the current attribute.
    pub(crate) is_around: bool,
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
///
/// What gives `None` or `false` did not find what was asked for: [`Source::found`] then says what
/// stands there, or that reading ends.
pub(crate) trait Source {
    /// Whether attributes come in the order of the standard.
    const ORDERED: bool = false;

    /// Reads the attributes of a record that was stepped into, as far as they stand in the order of
    /// the standard, where that is quicker than one by one.
    #[inline]
    fn in_order(
        reader: &mut Reader<Self>,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        progress: &mut Progress,
    ) -> Result<(), Halt>
    where
        Self: Sized,
    {
        let _ = (reader, target, meta, progress);
        Ok(())
    }

    /// Where the current value starts, in bytes from the start of the record; `None` for a source
    /// without a text.
    fn offset(&mut self) -> Option<usize>;

    /// What stands here instead of what was asked for. It is not passed yet.
    fn found(&mut self) -> Result<Word, Halt>;

    /// Steps into a record.
    fn begin_record(&mut self) -> bool;

    /// Goes to the next attribute of the record; its value is then the current one. Senders mostly
    /// keep the order of the standard, so that attribute `expected` is looked at first.
    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Result<Key, Halt>;

    /// The name of the current attribute and where it stands, for a finding about it.
    fn name(&mut self) -> (String, Option<usize>);

    /// Whether the source has found something itself.
    #[inline]
    fn has_remarks(&self) -> bool {
        false
    }

    /// What the source has found itself since it was last asked.
    #[inline]
    fn remark(&mut self) -> Option<Remark> {
        None
    }

    /// Steps into a list.
    fn begin_list(&mut self) -> bool;

    /// Goes to the next element of the list; false at its end.
    fn next_element(&mut self) -> Result<bool, Halt>;

    /// A text; it lasts until the next call.
    fn text(&mut self) -> Option<&str>;

    /// A number.
    fn number(&mut self) -> Option<Number>;

    /// The code of an attribute.
    fn code(&mut self, meta: &'static AttributeMeta) -> Option<CodeText<'_>>;

    /// `true` or `false`.
    fn boolean(&mut self) -> Option<Form<bool>>;

    /// A date that the calendar has, where that is quick to see. It is passed only then; without one
    /// nothing is said.
    #[inline]
    fn day(&mut self) -> Option<Date> {
        None
    }

    /// A date, kept as it was received.
    fn date(&mut self) -> Option<Form<Date>>;

    /// A whole object as it is: only JSON has one.
    fn raw(&mut self) -> Result<Option<Form<RawObject>>, Halt> {
        Ok(None)
    }

    /// Passes over the current value.
    fn skip(&mut self) -> Result<(), Halt>;
}
