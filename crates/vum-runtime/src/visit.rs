//! Walking over values in memory: for checking, writing and serde.

use crate::code::CodeRef;
use crate::date::Date;
use crate::meta::RecordMeta;

/// A generated record or choice.
pub trait Fields {
    /// What the standard says of it.
    fn meta(&self) -> &'static RecordMeta;

    /// Shows every attribute to the visitor, in the order of the standard.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// A list of records or choices.
pub trait FieldsList {
    /// Calls `each` for every element, in order.
    fn for_each(&self, each: &mut dyn FnMut(usize, &dyn Fields));

    /// Whether there are none.
    fn is_empty(&self) -> bool;
}

impl<T: Fields> FieldsList for Vec<T> {
    fn for_each(&self, each: &mut dyn FnMut(usize, &dyn Fields)) {
        for (index, element) in self.iter().enumerate() {
            each(index, element);
        }
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

/// What looks at values. `n` is the number of the attribute in [`RecordMeta::attributes`].
pub trait Visitor {
    /// A text.
    fn text(&mut self, n: usize, value: Option<&str>);
    /// A list of texts.
    fn texts(&mut self, n: usize, values: &[String]);
    /// A whole number.
    fn integer(&mut self, n: usize, value: Option<i64>);
    /// A list of whole numbers.
    fn integers(&mut self, n: usize, values: &[i64]);
    /// `true` or `false`.
    fn boolean(&mut self, n: usize, value: Option<bool>);
    /// A list of `true` and `false`.
    fn booleans(&mut self, n: usize, values: &[bool]);
    /// A date.
    fn date(&mut self, n: usize, value: Option<&Date>);
    /// A list of dates.
    fn dates(&mut self, n: usize, values: &[Date]);
    /// A code.
    fn code(&mut self, n: usize, value: Option<CodeRef<'_>>);
    /// A list of codes.
    fn codes(&mut self, n: usize, values: &mut dyn ExactSizeIterator<Item = CodeRef<'_>>);
    /// A record or choice.
    fn record(&mut self, n: usize, value: Option<&dyn Fields>);
    /// A list of records or choices.
    fn records(&mut self, n: usize, values: &dyn FieldsList);
}
