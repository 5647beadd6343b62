//! Attributes in the order of the standard, which is how senders mostly have them.
//!
//! Generated code asks for each name where it is expected next, and goes straight on to its value:
//! nothing is looked up. Whatever else stands there is left to the engine, which goes on from the
//! attribute where this ends. What becomes of a value is written in the engine for both.

use super::read::JsonSource;
use crate::body::RawObject;
use crate::date::Date;
use crate::fill::{ChoicesSlot, CodeSlot, Fill, RecordSlot, Slot};
use crate::meta::{AttributeMeta, RecordMeta};
use crate::read::{Progress, Reader};
use crate::source::Halt;

/// Reads what stands in the order of the standard.
pub struct InOrder<'r, 'a> {
    reader: &'r mut Reader<JsonSource<'a>>,
    meta: &'static RecordMeta,
    progress: &'r mut Progress,
    /// The text from the next name on; empty when the engine is to go on.
    rest: &'a [u8],
    /// Where that name starts.
    at: usize,
}

type Result = std::result::Result<(), Halt>;

impl<'r, 'a> InOrder<'r, 'a> {
    /// For a record that was stepped into.
    #[inline]
    pub(super) fn new(
        reader: &'r mut Reader<JsonSource<'a>>,
        meta: &'static RecordMeta,
        progress: &'r mut Progress,
    ) -> Self {
        let (at, rest) = reader.source.tokens.first_name();
        Self { reader, meta, progress, rest, at }
    }

    /// Steps out of the record, if its end stands here.
    #[inline]
    pub(super) fn end(self) {
        self.progress.ended = self.reader.source.end_record();
    }

    /// Whether this name comes next, in quotes and with its colon.
    #[inline]
    #[must_use]
    pub fn is_next(&self, key: &str) -> bool {
        // The compiler compares that many bytes without a call.
        match key.as_bytes().split_first_chunk::<32>() {
            None => self.rest.starts_with(key.as_bytes()),
            Some((first, more)) => match self.rest.split_first_chunk::<32>() {
                Some((start, rest)) => start == first && rest.starts_with(more),
                None => false,
            },
        }
    }

    /// Goes to the value of attribute `n`.
    #[inline(always)]
    fn enter(&mut self, n: usize) -> Option<&'static AttributeMeta> {
        let attribute = self.meta.attribute(n)?;
        let context = &self.reader.context;
        if !attribute.is_plain(context.options.role) && !self.remark(attribute) {
            self.rest = &[];
            return None;
        }
        self.progress.pass(n);
        self.reader.context.enter(attribute);
        self.reader.source.tokens.pass_name(self.at, attribute.key.len());
        Some(attribute)
    }

    /// Says what there is to say of an attribute that is there; false where the engine is to go on.
    #[cold]
    #[inline(never)]
    fn remark(&mut self, attribute: &'static AttributeMeta) -> bool {
        let context = &mut self.reader.context;
        if self.meta.is_extra(attribute, context.options.role) {
            return false;
        }
        context.enter(attribute);
        context.attribute(attribute, Some(self.at));
        true
    }

    /// Goes to the next name, if there is one.
    #[inline]
    fn leave(&mut self, kept: bool) {
        self.progress.kept |= kept;
        (self.at, self.rest) = self.reader.source.tokens.following_name();
    }

    /// A text.
    #[inline(never)]
    pub fn text(&mut self, n: usize, slot: &mut Option<String>) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.text(attribute, true, &mut |text| *slot = Some(text.to_owned()))?;
        self.leave(kept);
        Ok(())
    }

    /// A code.
    #[inline(never)]
    pub fn code(&mut self, n: usize, slot: &mut dyn CodeSlot) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.code(attribute, true, slot)?;
        self.leave(kept);
        Ok(())
    }

    /// A date.
    #[inline(never)]
    pub fn date(&mut self, n: usize, slot: &mut Option<Date>) -> Result {
        let Some(_) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.date(&mut |date| *slot = Some(date))?;
        self.leave(kept);
        Ok(())
    }

    /// A whole number.
    #[inline(never)]
    pub fn integer(&mut self, n: usize, slot: &mut Option<i64>) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.integer(attribute, &mut |value| *slot = Some(value))?;
        self.leave(kept);
        Ok(())
    }

    /// A record.
    #[inline(never)]
    pub fn record(&mut self, n: usize, slot: &mut dyn RecordSlot) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.record(attribute, slot)?;
        self.leave(kept);
        Ok(())
    }

    /// Records.
    #[inline(never)]
    pub fn records(&mut self, n: usize, slot: &mut dyn RecordSlot) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.list(|reader| reader.element(attribute, slot))?;
        self.leave(kept);
        Ok(())
    }

    /// What fewer records have.
    #[inline(never)]
    fn rare(&mut self, n: usize, slot: Slot<'_>) -> Result {
        let Some(attribute) = self.enter(n) else { return Ok(()) };
        let kept = self.reader.value(slot, n, attribute)?;
        self.leave(kept);
        Ok(())
    }

    /// Texts.
    pub fn texts(&mut self, n: usize, slot: &mut Vec<String>) -> Result {
        self.rare(n, Slot::Texts(slot))
    }

    /// Whole numbers.
    pub fn integers(&mut self, n: usize, slot: &mut Vec<i64>) -> Result {
        self.rare(n, Slot::Integers(slot))
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, n: usize, slot: &mut Option<bool>) -> Result {
        self.rare(n, Slot::Boolean(slot))
    }

    /// `true` and `false`.
    pub fn booleans(&mut self, n: usize, slot: &mut Vec<bool>) -> Result {
        self.rare(n, Slot::Booleans(slot))
    }

    /// Dates.
    pub fn dates(&mut self, n: usize, slot: &mut Vec<Date>) -> Result {
        self.rare(n, Slot::Dates(slot))
    }

    /// Codes.
    pub fn codes(&mut self, n: usize, slot: &mut dyn CodeSlot) -> Result {
        self.rare(n, Slot::Codes(slot))
    }

    /// An object that is kept as it is.
    pub fn raw(&mut self, n: usize, slot: &mut Option<RawObject>) -> Result {
        self.rare(n, Slot::Raw(slot))
    }

    /// A choice.
    pub fn choice(&mut self, n: usize, slot: &mut dyn Fill) -> Result {
        self.rare(n, Slot::Choice(slot))
    }

    /// Choices.
    pub fn choices(&mut self, n: usize, slot: &mut dyn ChoicesSlot) -> Result {
        self.rare(n, Slot::Choices(slot))
    }
}

/// Makes the function of a record that asks for its attributes in order.
#[doc(hidden)]
#[macro_export]
macro_rules! in_order {
    ($($n:literal $key:literal $kind:ident $field:ident,)*) => {
        fn in_order(
            &mut self,
            next: &mut $crate::__private::InOrder<'_, '_>,
        ) -> ::core::result::Result<(), $crate::__private::Halt> {
            $(
                if next.is_next($key) {
                    next.$kind($n, &mut self.$field)?;
                }
            )*
            ::core::result::Result::Ok(())
        }
    };
}
