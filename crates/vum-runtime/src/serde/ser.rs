//! Serializing: a visitor over a serde map.

use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::body::RawObject;
use crate::code::{CodeRef, code_integer};
use crate::date::Date;
use crate::meta::{CodeFormMeta, RecordMeta, ValueMeta};
use crate::visit::{Fields, FieldsList, Visitor};

/// Serializes a record or choice as a map: attributes in the order of the standard, absent ones
/// left out.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: &dyn Fields, serializer: S) -> Result<S::Ok, S::Error> {
    let map = serializer.serialize_map(None)?;
    let mut entries = Entries { map, meta: value.meta(), error: None };
    value.visit(&mut entries);
    match entries.error {
        Some(error) => Err(error),
        None => entries.map.end(),
    }
}

struct Entries<M: SerializeMap> {
    map: M,
    meta: &'static RecordMeta,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Entries<M> {
    fn entry<T: Serialize>(&mut self, n: usize, value: T) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        if self.error.is_none() {
            self.error = self.map.serialize_entry(attribute.name, &value).err();
        }
    }

    fn in_integer_form(&self, n: usize) -> bool {
        self.meta.attribute(n).is_some_and(|attribute| {
            matches!(attribute.value, ValueMeta::Code(_, CodeFormMeta::Integer(_)))
        })
    }
}

impl<M: SerializeMap> Visitor for Entries<M> {
    fn text(&mut self, n: usize, value: &str) {
        self.entry(n, value);
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.entry(n, values);
    }

    fn integer(&mut self, n: usize, value: i64) {
        self.entry(n, value);
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.entry(n, values);
    }

    fn boolean(&mut self, n: usize, value: bool) {
        self.entry(n, value);
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.entry(n, values);
    }

    fn date(&mut self, n: usize, value: &Date) {
        self.entry(n, value);
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.entry(n, values);
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        let integer = self.in_integer_form(n);
        self.entry(n, WireCode { code: value, integer });
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        let integer = self.in_integer_form(n);
        let codes: Vec<WireCode<'_>> = values.map(|code| WireCode { code, integer }).collect();
        self.entry(n, codes);
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        self.entry(n, One(value));
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        self.entry(n, Many(values));
    }

    fn raw(&mut self, n: usize, value: &RawObject) {
        self.entry(n, value);
    }
}

struct WireCode<'a> {
    code: CodeRef<'a>,
    integer: bool,
}

impl Serialize for WireCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match code_integer(self.code.text()) {
            Some(value) if self.integer => serializer.serialize_i64(value),
            _ => serializer.serialize_str(self.code.text()),
        }
    }
}

struct One<'a>(&'a dyn Fields);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

struct Many<'a>(&'a dyn FieldsList);

impl Serialize for Many<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut error = None;
        self.0.for_each(&mut |_, value| {
            if error.is_none() {
                error = list.serialize_element(&One(value)).err();
            }
        });
        match error {
            Some(error) => Err(error),
            None => list.end(),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
