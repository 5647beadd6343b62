//! Checking of values in memory, with the same constraints as on reading.

use crate::body::RawObject;
use crate::code::CodeRef;
use crate::context::{Context, Options};
use crate::date::Date;
use crate::meta::{AttributeMeta, RecordMeta};
use crate::outcome::Report;
use crate::rules::{alone, judge};
use crate::structure::Seen;
use crate::visit::{Fields, FieldsList, Visitor};

/// Checks a value as the contract of the role has it, and the rules of the options.
///
/// It finds what reading the same value finds, except what only a text can have: syntax, unknown
/// names, wrong types, and empty lists, which a value in memory cannot tell from absent ones.
#[must_use]
pub fn check(value: &dyn Fields, options: Options) -> Report {
    if value.is_fine(options.role) {
        return if options.rules.is_none() { Report::default() } else { alone(value, options) };
    }
    look(value, options)
}

/// Looks at everything.
#[inline(never)]
fn look(value: &dyn Fields, options: Options) -> Report {
    let mut checker =
        Checker { context: Context::new(options), meta: value.meta(), seen: Seen::default() };
    checker.inside(value);
    judge(value, &mut checker.context);
    Report::of(checker.context)
}

struct Checker {
    context: Context,
    meta: &'static RecordMeta,
    /// The attributes of the current record that hold a value.
    seen: Seen,
}

impl Checker {
    /// Checks a record whose place is already set. Returns whether it is empty and allowed to be.
    fn inside(&mut self, value: &dyn Fields) -> bool {
        let (meta, seen) = (self.meta, self.seen);
        self.meta = value.meta();
        self.seen = Seen::default();
        value.visit(self);
        self.context.leave();
        let empty = self.seen.is_empty();
        let mut fine = self.context.missing(self.meta, self.seen, None);
        if let Some(question) = self.meta.question {
            fine &= self.context.question(self.meta, question, self.seen, &[], None);
        }
        (self.meta, self.seen) = (meta, seen);
        empty && fine
    }

    /// Checks a record below the current place.
    fn below(&mut self, value: &dyn Fields) {
        if value.is_fine(self.context.options.role) {
            return;
        }
        self.context.descend();
        let empty = self.inside(value);
        self.context.ascend();
        self.context.empty(empty, None);
    }

    /// Notes that an attribute holds a value and goes there, if the attribute exists.
    #[inline]
    fn enter(&mut self, n: usize) -> Option<&'static AttributeMeta> {
        let attribute = self.meta.attribute(n)?;
        self.seen.insert(n);
        self.context.enter(attribute);
        if self.meta.is_extra(attribute, self.context.options.role) {
            self.context.extra_attribute(attribute, None);
            return None;
        }
        self.context.attribute(attribute, None);
        Some(attribute)
    }

    fn each<T>(
        &mut self,
        n: usize,
        values: impl Iterator<Item = T>,
        mut one: impl FnMut(&mut Self, &'static AttributeMeta, T),
    ) {
        let Some(attribute) = self.enter(n) else { return };
        for (index, value) in values.enumerate() {
            self.context.element(index);
            one(self, attribute, value);
        }
    }
}

impl Visitor for Checker {
    fn text(&mut self, n: usize, value: &str) {
        let Some(attribute) = self.enter(n) else { return };
        self.context.text(attribute, value, None);
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.each(n, values.iter(), |checker, attribute, value| {
            checker.context.text(attribute, value, None);
        });
    }

    fn integer(&mut self, n: usize, value: i64) {
        let Some(attribute) = self.enter(n) else { return };
        self.context.integer(attribute, value, None);
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.each(n, values.iter(), |checker, attribute, value| {
            checker.context.integer(attribute, *value, None);
        });
    }

    fn boolean(&mut self, n: usize, _: bool) {
        self.enter(n);
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.each(n, values.iter(), |_, _, _| {});
    }

    fn date(&mut self, n: usize, value: &Date) {
        if self.enter(n).is_some() {
            self.context.date(value, None);
        }
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.each(n, values.iter(), |checker, _, value| checker.context.date(value, None));
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        let Some(attribute) = self.enter(n) else { return };
        self.context.listed_or_checked(attribute, value);
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        self.each(n, values, |checker, attribute, value| {
            checker.context.listed_or_checked(attribute, value);
        });
    }

    fn raw(&mut self, n: usize, value: &RawObject) {
        if self.enter(n).is_some() {
            self.context.raw(value, None);
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        if self.enter(n).is_some() {
            self.below(value);
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        if self.enter(n).is_none() {
            return;
        }
        let mut count = 0;
        values.for_each(&mut |index, value| {
            count = index + 1;
            self.context.element(index);
            self.below(value);
        });
        let least = self.meta.question.map_or(0, |it| it.least);
        if count < least {
            self.context.after_elements();
            self.context.too_few(count, least, None);
        }
    }
}
