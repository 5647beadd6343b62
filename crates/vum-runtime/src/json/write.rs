//! Writing JSON: compact, in the order of the standard, absent attributes left out.

use super::plain::{is_plain_text, plain_end};
use crate::body::RawObject;
use crate::code::{CodeRef, code_integer};
use crate::date::Date;
use crate::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};
use crate::visit::{Fields, FieldsList, Visitor};

/// A value as JSON. The same value always gives the same text.
#[must_use]
pub fn to_json(value: &dyn Fields) -> String {
    let mut out = String::with_capacity(2048);
    Writer { out: &mut out, meta: value.meta(), first: true }.record_body(value);
    out
}

struct Writer<'a> {
    out: &'a mut String,
    meta: &'static RecordMeta,
    /// Whether the current record has no attribute yet.
    first: bool,
}

impl Writer<'_> {
    fn record_body(&mut self, value: &dyn Fields) {
        let outer = (self.meta, self.first);
        (self.meta, self.first) = (value.meta(), true);
        self.out.push('{');
        value.visit(self);
        self.out.push('}');
        (self.meta, self.first) = outer;
    }

    fn name(&mut self, n: usize) -> Option<&'static AttributeMeta> {
        let attribute = self.meta.attribute(n)?;
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(',');
        }
        self.out.push_str(attribute.key);
        Some(attribute)
    }

    fn list<T>(
        &mut self,
        n: usize,
        values: impl Iterator<Item = T>,
        mut one: impl FnMut(&mut Self, &'static AttributeMeta, T),
    ) {
        let Some(attribute) = self.name(n) else { return };
        self.out.push('[');
        for (index, value) in values.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            one(self, attribute, value);
        }
        self.out.push(']');
    }

    fn number(&mut self, value: i64) {
        self.out.push_str(itoa::Buffer::new().format(value));
    }

    fn boolean_text(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn one_date(&mut self, date: &Date) {
        match date.digits() {
            Some([a, b, c, d, e, f, g, h, i, j]) => {
                let text = [b'"', a, b, c, d, e, f, g, h, i, j, b'"'];
                self.out.push_str(std::str::from_utf8(&text).unwrap_or_default());
            }
            None => string(self.out, &date.to_string()),
        }
    }

    fn one_code(&mut self, attribute: &AttributeMeta, code: &str) {
        match &attribute.value {
            ValueMeta::Code(_, CodeFormMeta::Integer(_)) => match code.as_bytes() {
                [digit @ b'0'..=b'9'] => self.out.push(char::from(*digit)),
                // A number has one form only, so that its text is the code.
                _ if code_integer(code).is_some() => self.out.push_str(code),
                // A code that is no number cannot stand here; it is written as it is, so that the
                // receiver's check finds it as ours does.
                _ => string(self.out, code),
            },
            _ => string(self.out, code),
        }
    }
}

impl Visitor for Writer<'_> {
    fn text(&mut self, n: usize, value: &str) {
        if self.name(n).is_some() {
            string(self.out, value);
        }
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.list(n, values.iter(), |writer, _, value| string(writer.out, value));
    }

    fn integer(&mut self, n: usize, value: i64) {
        if self.name(n).is_some() {
            self.number(value);
        }
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.list(n, values.iter(), |writer, _, value| writer.number(*value));
    }

    fn boolean(&mut self, n: usize, value: bool) {
        if self.name(n).is_some() {
            self.boolean_text(value);
        }
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.list(n, values.iter(), |writer, _, value| writer.boolean_text(*value));
    }

    fn date(&mut self, n: usize, value: &Date) {
        if self.name(n).is_some() {
            self.one_date(value);
        }
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.list(n, values.iter(), |writer, _, value| writer.one_date(value));
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        if let Some(attribute) = self.name(n) {
            self.one_code(attribute, value.text());
        }
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        self.list(n, values, |writer, attribute, value| writer.one_code(attribute, value.text()));
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        if self.name(n).is_some() {
            self.record_body(value);
        }
    }

    fn raw(&mut self, n: usize, value: &RawObject) {
        if self.name(n).is_some() {
            self.out.push_str(value.as_str());
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        if self.name(n).is_none() {
            return;
        }
        self.out.push('[');
        values.for_each(&mut |index, value| {
            if index > 0 {
                self.out.push(',');
            }
            self.record_body(value);
        });
        self.out.push(']');
    }
}

/// A JSON string: only what RFC 8259 asks for is escaped.
pub(crate) fn string(out: &mut String, text: &str) {
    out.push('"');
    if is_plain_text(text.as_bytes()) {
        out.push_str(text);
    } else {
        escaped(out, text);
    }
    out.push('"');
}

#[inline(never)]
fn escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((plain, tail)) = rest.split_at_checked(plain_end(rest.as_bytes(), 0)) {
        out.push_str(plain);
        let mut chars = tail.chars();
        match chars.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            None => return,
        }
        rest = chars.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn every_place_of_an_escape_is_found() {
        for length in [0, 1, 15, 16, 17, 40] {
            for place in 0..length {
                for c in ['"', '\\', '\n', '\u{1f}'] {
                    let mut text = "é".repeat(length).chars().collect::<Vec<_>>();
                    text[place] = c;
                    let text: String = text.into_iter().collect();
                    let mut out = String::new();
                    string(&mut out, &text);
                    assert_ne!(out, format!("\"{text}\""));
                    assert_eq!(out.chars().filter(|c| *c == 'é').count(), length - 1);
                }
            }
        }
    }

    #[test]
    fn strings_are_escaped_as_little_as_possible() {
        let mut out = String::new();
        string(&mut out, "a\"b\\c\nd\u{1}é\u{2028}/\u{7f}");
        assert_eq!(out, "\"a\\\"b\\\\c\\nd\\u0001é\u{2028}/\u{7f}\"");
    }
}
