//! Single values, whatever their type: what a walk looks at.

use crate::body::RawObject;
use crate::code::CodeRef;
use crate::date::Date;
use crate::visit::{Fields, FieldsList, Visitor};

/// A single value.
#[derive(Clone, Copy)]
pub(crate) enum Single<'a> {
    Text(&'a str),
    Integer(i64),
    Boolean(bool),
    Date(&'a Date),
    Code(&'a str),
    /// What cannot come over by itself: an object that is kept as it is, or a record that holds
    /// nothing.
    Nothing,
}

impl Single<'_> {
    /// The value as text.
    pub(crate) fn shown(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Code(text) => Some(text.to_owned()),
            Self::Integer(value) => Some(value.to_string()),
            Self::Boolean(value) => Some(value.to_string()),
            Self::Date(date) => Some(date.to_string()),
            Self::Nothing => None,
        }
    }
}

/// What looks at values without a difference between their types.
pub(crate) trait Look {
    /// A single value of attribute `n`.
    fn single(&mut self, n: usize, value: Single<'_>);
    /// A list of single values.
    fn singles(&mut self, n: usize, values: &mut dyn Iterator<Item = Single<'_>>);
    /// A record or choice.
    fn record(&mut self, n: usize, value: &dyn Fields);
    /// A list of records or choices.
    fn records(&mut self, n: usize, values: &dyn FieldsList);
}

/// Shows values to what looks at them.
pub(crate) struct Show<'l, L>(pub(crate) &'l mut L);

impl<L: Look> Visitor for Show<'_, L> {
    fn text(&mut self, n: usize, value: &str) {
        self.0.single(n, Single::Text(value));
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.0.singles(n, &mut values.iter().map(|value| Single::Text(value)));
    }

    fn integer(&mut self, n: usize, value: i64) {
        self.0.single(n, Single::Integer(value));
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.0.singles(n, &mut values.iter().map(|value| Single::Integer(*value)));
    }

    fn boolean(&mut self, n: usize, value: bool) {
        self.0.single(n, Single::Boolean(value));
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.0.singles(n, &mut values.iter().map(|value| Single::Boolean(*value)));
    }

    fn date(&mut self, n: usize, value: &Date) {
        self.0.single(n, Single::Date(value));
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.0.singles(n, &mut values.iter().map(Single::Date));
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        self.0.single(n, Single::Code(value.text()));
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        self.0.singles(n, &mut values.map(|value| Single::Code(value.text())));
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        self.0.record(n, value);
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        self.0.records(n, values);
    }

    fn raw(&mut self, n: usize, _: &RawObject) {
        self.0.single(n, Single::Nothing);
    }
}
