//! Values without the proof that they are fine, so that a check looks at every attribute.

use vum::meta::RecordMeta;
use vum::{CodeRef, Date, Fields, FieldsList, RawObject, Visitor};

/// A value that cannot prove anything, nor can what it holds.
pub struct Unproved<'a>(pub &'a dyn Fields);

impl Fields for Unproved<'_> {
    fn meta(&self) -> &'static RecordMeta {
        self.0.meta()
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        self.0.visit(&mut Below(visitor));
    }
}

struct List<'a>(&'a dyn FieldsList);

impl FieldsList for List<'_> {
    fn for_each(&self, each: &mut dyn FnMut(usize, &dyn Fields)) {
        self.0.for_each(&mut |index, value| each(index, &Unproved(value)));
    }
}

struct Below<'a>(&'a mut dyn Visitor);

impl Visitor for Below<'_> {
    fn text(&mut self, n: usize, value: &str) {
        self.0.text(n, value);
    }
    fn texts(&mut self, n: usize, values: &[String]) {
        self.0.texts(n, values);
    }
    fn integer(&mut self, n: usize, value: i64) {
        self.0.integer(n, value);
    }
    fn integers(&mut self, n: usize, values: &[i64]) {
        self.0.integers(n, values);
    }
    fn boolean(&mut self, n: usize, value: bool) {
        self.0.boolean(n, value);
    }
    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.0.booleans(n, values);
    }
    fn date(&mut self, n: usize, value: &Date) {
        self.0.date(n, value);
    }
    fn dates(&mut self, n: usize, values: &[Date]) {
        self.0.dates(n, values);
    }
    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        self.0.code(n, value);
    }
    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        self.0.codes(n, values);
    }
    fn record(&mut self, n: usize, value: &dyn Fields) {
        self.0.record(n, &Unproved(value));
    }
    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        self.0.records(n, &List(values));
    }
    fn raw(&mut self, n: usize, value: &RawObject) {
        self.0.raw(n, value);
    }
}
