//! Filling values: what a generated type lets the reader write to.
//!
//! Generated code only says where each attribute is kept. What is done there is written once, in
//! the reader, so that generated code stays small and knows no syntax.

use crate::body::RawObject;
use crate::code::Code;
use crate::date::Date;
use crate::meta::RecordMeta;
use crate::source::Halt;

/// A generated record, or the place of a choice, that can be filled.
pub trait Fill {
    /// What the standard says of it.
    fn meta(&self) -> &'static RecordMeta;

    /// Where attribute `n` of [`RecordMeta::attributes`] is kept.
    fn slot(&mut self, n: usize) -> Slot<'_>;

    /// Reads the attributes that stand in the order of the standard, as far as they do.
    ///
    /// # Errors
    /// When reading ends.
    #[cfg(feature = "json")]
    fn in_order(&mut self, next: &mut crate::json::InOrder<'_, '_>) -> Result<(), Halt> {
        let _ = next;
        Ok(())
    }
}

/// Where the value of an attribute is kept.
pub enum Slot<'a> {
    /// A text.
    Text(&'a mut Option<String>),
    /// Texts.
    Texts(&'a mut Vec<String>),
    /// A whole number.
    Integer(&'a mut Option<i64>),
    /// Whole numbers.
    Integers(&'a mut Vec<i64>),
    /// `true` or `false`.
    Boolean(&'a mut Option<bool>),
    /// `true` and `false`.
    Booleans(&'a mut Vec<bool>),
    /// A date.
    Date(&'a mut Option<Date>),
    /// Dates.
    Dates(&'a mut Vec<Date>),
    /// A code.
    Code(&'a mut dyn CodeSlot),
    /// Codes.
    Codes(&'a mut dyn CodeSlot),
    /// A record.
    Record(&'a mut dyn RecordSlot),
    /// Records.
    Records(&'a mut dyn RecordSlot),
    /// An object that is kept as it is.
    Raw(&'a mut Option<RawObject>),
    /// A choice.
    Choice(&'a mut dyn Fill),
    /// Choices.
    Choices(&'a mut dyn ChoicesSlot),
    /// A branch of a choice.
    Branch(&'a mut dyn BranchSlot),
    /// The type has no such attribute: its table and its code do not belong together.
    None,
}

/// Keeps a code, or one more of several.
pub trait CodeSlot {
    /// Keeps the code. Tells whether its type shows that the list has it.
    fn put(&mut self, code: &str) -> bool;

    /// Whether there is place for a code.
    fn has_place(&self) -> bool;
}

impl<C: Code> CodeSlot for Option<C> {
    fn put(&mut self, code: &str) -> bool {
        self.insert(C::from_code(code)).is_variant()
    }

    fn has_place(&self) -> bool {
        self.is_none()
    }
}

impl<C: Code> CodeSlot for Vec<C> {
    fn put(&mut self, code: &str) -> bool {
        let code = C::from_code(code);
        let listed = code.is_variant();
        self.push(code);
        listed
    }

    fn has_place(&self) -> bool {
        true
    }
}

/// Keeps a record, or one more of several.
pub trait RecordSlot {
    /// Makes an empty record and lets it be filled where it is kept; `None` never happens.
    fn begin(&mut self) -> Option<&mut dyn Fill>;

    /// Lets the last record be filled further; makes one where there is none.
    fn reopen(&mut self) -> Option<&mut dyn Fill>;

    /// Takes the last record back.
    fn undo(&mut self);

    /// Whether there is no record.
    fn is_empty(&self) -> bool;
}

impl<T: Fill + Default> RecordSlot for Option<T> {
    fn begin(&mut self) -> Option<&mut dyn Fill> {
        Some(self.insert(T::default()))
    }

    fn reopen(&mut self) -> Option<&mut dyn Fill> {
        Some(self.get_or_insert_default())
    }

    fn undo(&mut self) {
        *self = None;
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T: Fill + Default> RecordSlot for Vec<T> {
    fn begin(&mut self) -> Option<&mut dyn Fill> {
        self.push(T::default());
        self.last_mut().map(|last| last as &mut dyn Fill)
    }

    fn reopen(&mut self) -> Option<&mut dyn Fill> {
        if Self::is_empty(self) {
            return self.begin();
        }
        self.last_mut().map(|last| last as &mut dyn Fill)
    }

    fn undo(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

/// A generated choice.
pub trait Choice: Sized {
    /// What the standard says of it.
    const META: &'static RecordMeta;

    /// Lets branch `n` be filled in the place; makes it when there is none. `None` when another
    /// branch is there.
    fn begin(place: &mut Option<Self>, n: usize) -> Option<&mut dyn Fill>;
}

impl<C: Choice> Fill for Option<C> {
    fn meta(&self) -> &'static RecordMeta {
        C::META
    }

    fn slot(&mut self, _: usize) -> Slot<'_> {
        Slot::Branch(self)
    }
}

/// Keeps one branch of a choice.
pub trait BranchSlot {
    /// Lets branch `n` be filled where it is kept; makes it when there is none. `None` when another
    /// branch is there.
    fn begin(&mut self, n: usize) -> Option<&mut dyn Fill>;

    /// Takes the branch back.
    fn undo(&mut self);
}

impl<C: Choice> BranchSlot for Option<C> {
    fn begin(&mut self, n: usize) -> Option<&mut dyn Fill> {
        C::begin(self, n)
    }

    fn undo(&mut self) {
        *self = None;
    }
}

/// Keeps one more of several choices.
pub trait ChoicesSlot {
    /// Lets a choice be filled and keeps it when a branch was found.
    ///
    /// # Errors
    /// Those of `fill`.
    fn one(&mut self, fill: &mut dyn FnMut(&mut dyn Fill) -> Result<(), Halt>) -> Result<(), Halt>;

    /// Whether none is kept.
    fn is_empty(&self) -> bool;
}

impl<C: Choice> ChoicesSlot for Vec<C> {
    fn one(&mut self, fill: &mut dyn FnMut(&mut dyn Fill) -> Result<(), Halt>) -> Result<(), Halt> {
        let mut place = None;
        fill(&mut place)?;
        self.extend(place);
        Ok(())
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}
