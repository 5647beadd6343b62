//! Walking over values in memory: for checking, writing and serde.

use crate::body::RawObject;
use crate::code::CodeRef;
use crate::date::Date;
use crate::meta::RecordMeta;
use crate::role::Role;

/// A generated record or choice.
pub trait Fields {
    /// What the standard says of it.
    fn meta(&self) -> &'static RecordMeta;

    /// Shows every attribute that holds a value to the visitor, in the order of the standard.
    fn visit(&self, visitor: &mut dyn Visitor);

    /// Whether it is certain, at little cost, that a check of it as part of a message of the role
    /// finds nothing.
    #[doc(hidden)]
    fn is_fine(&self, role: Role) -> bool {
        let _ = role;
        false
    }
}

/// A list of records or choices.
pub trait FieldsList {
    /// Calls `each` for every element, in order.
    fn for_each(&self, each: &mut dyn FnMut(usize, &dyn Fields));
}

impl<T: Fields> FieldsList for Vec<T> {
    fn for_each(&self, each: &mut dyn FnMut(usize, &dyn Fields)) {
        // Iterators cost a compiler several functions for each type.
        let mut index = 0;
        while let Some(element) = self.get(index) {
            each(index, element);
            index += 1;
        }
    }
}

/// What looks at values. `n` is the number of the attribute in [`RecordMeta::attributes`]; lists
/// are never empty, but for those that a whole body must have.
pub trait Visitor {
    /// A text.
    fn text(&mut self, n: usize, value: &str);
    /// A list of texts.
    fn texts(&mut self, n: usize, values: &[String]);
    /// A whole number.
    fn integer(&mut self, n: usize, value: i64);
    /// A list of whole numbers.
    fn integers(&mut self, n: usize, values: &[i64]);
    /// `true` or `false`.
    fn boolean(&mut self, n: usize, value: bool);
    /// A list of `true` and `false`.
    fn booleans(&mut self, n: usize, values: &[bool]);
    /// A date.
    fn date(&mut self, n: usize, value: &Date);
    /// A list of dates.
    fn dates(&mut self, n: usize, values: &[Date]);
    /// A code.
    fn code(&mut self, n: usize, value: CodeRef<'_>);
    /// A list of codes.
    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>);
    /// A record or choice.
    fn record(&mut self, n: usize, value: &dyn Fields);
    /// A list of records or choices.
    fn records(&mut self, n: usize, values: &dyn FieldsList);
    /// An object that is kept as it is. Only whole bodies have one.
    fn raw(&mut self, n: usize, value: &RawObject) {
        let _ = (n, value);
    }
}
