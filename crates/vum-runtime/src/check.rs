//! Checking of values in memory, with the same constraints as on reading.

use crate::code::CodeRef;
use crate::context::{Context, Options, Step};
use crate::date::Date;
use crate::meta::{AttributeMeta, RecordMeta};
use crate::outcome::Report;
use crate::visit::{Fields, FieldsList, Visitor};

/// Checks a value as the contract of the role has it.
///
/// It finds what reading the same value finds, except what only a text can have: syntax, unknown
/// names, wrong types, and empty lists, which a value in memory cannot tell from absent ones.
#[must_use]
pub fn check(value: &dyn Fields, options: Options) -> Report {
    let mut checker = Checker { context: Context::new(options), meta: value.meta(), seen: 0 };
    checker.inside(value);
    Report::of(checker.context)
}

struct Checker {
    context: Context,
    meta: &'static RecordMeta,
    /// The attributes of the current record that hold a value, as bits.
    seen: u128,
}

impl Checker {
    /// Checks a record whose path is already set. Returns whether it holds anything.
    fn inside(&mut self, value: &dyn Fields) -> bool {
        let (meta, seen) = (self.meta, self.seen);
        self.meta = value.meta();
        self.seen = 0;
        value.visit(self);
        let empty = self.seen == 0;
        let fine = self.context.missing(self.meta, self.seen, None);
        if empty && fine {
            self.context.empty(!self.context.path.is_empty(), None);
        }
        (self.meta, self.seen) = (meta, seen);
        !empty
    }

    /// Notes that an attribute holds a value and goes there, if the attribute exists.
    fn enter(&mut self, n: usize) -> Option<&'static AttributeMeta> {
        let attribute = self.meta.attribute(n)?;
        self.seen |= 1_u128.checked_shl(u32::try_from(n).ok()?)?;
        self.context.path.push(Step::Attribute(attribute));
        self.context.attribute(attribute, None);
        Some(attribute)
    }

    fn leave(&mut self) {
        self.context.path.pop();
    }

    fn each<T>(
        &mut self,
        n: usize,
        values: impl ExactSizeIterator<Item = T>,
        mut one: impl FnMut(&mut Self, &'static AttributeMeta, T),
    ) {
        if values.len() == 0 {
            return;
        }
        let Some(attribute) = self.enter(n) else { return };
        for (index, value) in values.enumerate() {
            self.context.path.push(Step::Index(index));
            one(self, attribute, value);
            self.leave();
        }
        self.leave();
    }
}

impl Visitor for Checker {
    fn text(&mut self, n: usize, value: Option<&str>) {
        let Some(value) = value else { return };
        let Some(attribute) = self.enter(n) else { return };
        self.context.text(attribute, value, None);
        self.leave();
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.each(n, values.iter(), |checker, attribute, value| {
            checker.context.text(attribute, value, None);
        });
    }

    fn integer(&mut self, n: usize, value: Option<i64>) {
        let Some(value) = value else { return };
        let Some(attribute) = self.enter(n) else { return };
        self.context.integer(attribute, value, None);
        self.leave();
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.each(n, values.iter(), |checker, attribute, value| {
            checker.context.integer(attribute, *value, None);
        });
    }

    fn boolean(&mut self, n: usize, value: Option<bool>) {
        if value.is_some() && self.enter(n).is_some() {
            self.leave();
        }
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.each(n, values.iter(), |_, _, _| {});
    }

    fn date(&mut self, n: usize, value: Option<&Date>) {
        let Some(value) = value else { return };
        if self.enter(n).is_some() {
            self.context.date(value, None);
            self.leave();
        }
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.each(n, values.iter(), |checker, _, value| checker.context.date(value, None));
    }

    fn code(&mut self, n: usize, value: Option<CodeRef<'_>>) {
        let Some(value) = value else { return };
        let Some(attribute) = self.enter(n) else { return };
        self.context.listed_or_checked(attribute, value);
        self.leave();
    }

    fn codes(&mut self, n: usize, values: &mut dyn ExactSizeIterator<Item = CodeRef<'_>>) {
        self.each(n, values, |checker, attribute, value| {
            checker.context.listed_or_checked(attribute, value);
        });
    }

    fn record(&mut self, n: usize, value: Option<&dyn Fields>) {
        let Some(value) = value else { return };
        if self.enter(n).is_some() {
            self.inside(value);
            self.leave();
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        if values.is_empty() || self.enter(n).is_none() {
            return;
        }
        values.for_each(&mut |index, value| {
            self.context.path.push(Step::Index(index));
            self.inside(value);
            self.leave();
        });
        self.leave();
    }
}
