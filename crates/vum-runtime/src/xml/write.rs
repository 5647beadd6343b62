//! Writing XML: in the order of the standard, absent attributes left out, the namespace declared
//! once.

use super::place::XmlPlace;
use super::read::open_code;
use super::token::is_character;
use crate::code::CodeRef;
use crate::date::Date;
use crate::message::XmlNames;
use crate::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};
use crate::visit::{Fields, FieldsList, Visitor};

/// How XML is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum XmlStyle {
    /// Nothing between elements.
    #[default]
    Compact,
    /// A line for each element, two spaces for each level.
    Pretty,
}

/// A value as XML.
#[must_use = "the losses say whether it holds everything"]
pub struct XmlText {
    /// The text.
    pub text: String,
    /// What XML could not hold.
    pub losses: Vec<Loss>,
}

/// Without the text: it holds values.
impl std::fmt::Debug for XmlText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("XmlText").field("losses", &self.losses).finish_non_exhaustive()
    }
}

/// A value that XML cannot hold as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Id of the attribute.
    pub attribute: &'static str,
    /// JSON Pointer to the value.
    pub pointer: String,
    /// Why.
    pub reason: LossReason,
}

/// Why a value is not in XML what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossReason {
    /// It holds a character that XML 1.0 does not have; U+FFFD stands in its place.
    Character,
    /// It would be read as another value, because XML has another form for it.
    Form,
}

/// A value as XML. The same value always gives the same text, without a declaration: that of
/// XML 1.0 says nothing that UTF-8 does not.
pub fn to_xml(value: &dyn Fields, names: &XmlNames, place: XmlPlace, style: XmlStyle) -> XmlText {
    let mut writer = Writer {
        out: String::with_capacity(2048),
        meta: value.meta(),
        style,
        level: 0,
        is_empty: true,
        path: Vec::new(),
        losses: Vec::new(),
    };
    let (open, close) = match place {
        XmlPlace::Document => (
            format!("<vum:{} xmlns:vum=\"{}\">", names.root, names.namespace),
            format!("</vum:{}>", names.root),
        ),
        XmlPlace::Element { .. } => (format!("<{}>", names.root), format!("</{}>", names.root)),
    };
    writer.out.push_str(&open);
    writer.inside(value);
    writer.out.push_str(&close);
    XmlText { text: writer.out, losses: writer.losses }
}

struct Writer {
    out: String,
    meta: &'static RecordMeta,
    style: XmlStyle,
    level: usize,
    /// Whether the current record has no element yet.
    is_empty: bool,
    /// The attributes from the root to the current one, with the number of the element.
    path: Vec<(&'static AttributeMeta, Option<usize>)>,
    losses: Vec<Loss>,
}

impl Writer {
    fn inside(&mut self, value: &dyn Fields) {
        let outer = (self.meta, self.is_empty);
        (self.meta, self.is_empty) = (value.meta(), true);
        self.level += 1;
        value.visit(self);
        self.level -= 1;
        if !self.is_empty {
            self.line();
        }
        (self.meta, self.is_empty) = outer;
    }

    fn line(&mut self) {
        if self.style == XmlStyle::Pretty {
            self.out.push('\n');
            for _ in 0..self.level {
                self.out.push_str("  ");
            }
        }
    }

    /// Writes an element around what `content` writes.
    fn element(
        &mut self,
        n: usize,
        index: Option<usize>,
        content: impl FnOnce(&mut Self, &'static AttributeMeta),
    ) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        self.is_empty = false;
        self.line();
        self.out.push('<');
        self.out.push_str(attribute.tag);
        self.out.push('>');
        self.path.push((attribute, index));
        content(self, attribute);
        self.path.pop();
        self.out.push_str("</");
        self.out.push_str(attribute.tag);
        self.out.push('>');
    }

    #[cold]
    fn lose(&mut self, reason: LossReason) {
        let mut pointer = String::new();
        for (attribute, index) in &self.path {
            pointer.push('/');
            pointer.push_str(attribute.name);
            if let Some(index) = index {
                pointer.push('/');
                pointer.push_str(itoa::Buffer::new().format(*index));
            }
        }
        let attribute = self.path.last().map_or("", |(attribute, _)| attribute.id);
        self.losses.push(Loss { attribute, pointer, reason });
    }

    fn characters(&mut self, text: &str) {
        if text.bytes().all(is_plain) {
            self.out.push_str(text);
            return;
        }
        let mut lost = false;
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // It would be read as a line feed.
                '\r' => self.out.push_str("&#13;"),
                c if is_character(c) => self.out.push(c),
                _ => {
                    lost = true;
                    self.out.push('\u{fffd}');
                }
            }
        }
        if lost {
            self.lose(LossReason::Character);
        }
    }

    fn number(&mut self, value: i64) {
        self.out.push_str(itoa::Buffer::new().format(value));
    }

    fn yes_or_no(&mut self, value: bool) {
        self.out.push(if value { '1' } else { '2' });
    }

    fn one_date(&mut self, date: &Date) {
        match date.digits() {
            Some(digits) => {
                let digits = digits.iter().filter(|byte| **byte != b'-');
                self.out.extend(digits.map(|byte| char::from(*byte)));
            }
            None => {
                let text = date.to_string();
                if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                    self.lose(LossReason::Form);
                }
                self.characters(&text);
            }
        }
    }

    fn one_code(&mut self, attribute: &AttributeMeta, code: &str) {
        if let ValueMeta::Code(list, CodeFormMeta::Integer(_)) = &attribute.value
            && !list.closed
            && open_code(code) != Some(code)
        {
            self.lose(LossReason::Form);
        }
        self.characters(code);
    }
}

impl Visitor for Writer {
    fn text(&mut self, n: usize, value: &str) {
        self.element(n, None, |writer, _| writer.characters(value));
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        for (index, value) in values.iter().enumerate() {
            self.element(n, Some(index), |writer, _| writer.characters(value));
        }
    }

    fn integer(&mut self, n: usize, value: i64) {
        self.element(n, None, |writer, _| writer.number(value));
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        for (index, value) in values.iter().enumerate() {
            self.element(n, Some(index), |writer, _| writer.number(*value));
        }
    }

    fn boolean(&mut self, n: usize, value: bool) {
        self.element(n, None, |writer, _| writer.yes_or_no(value));
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        for (index, value) in values.iter().enumerate() {
            self.element(n, Some(index), |writer, _| writer.yes_or_no(*value));
        }
    }

    fn date(&mut self, n: usize, value: &Date) {
        self.element(n, None, |writer, _| writer.one_date(value));
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        for (index, value) in values.iter().enumerate() {
            self.element(n, Some(index), |writer, _| writer.one_date(value));
        }
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        self.element(n, None, |writer, attribute| writer.one_code(attribute, value.text()));
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        for (index, value) in values.enumerate() {
            self.element(n, Some(index), |writer, attribute| {
                writer.one_code(attribute, value.text());
            });
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        self.element(n, None, |writer, _| writer.inside(value));
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        values.for_each(&mut |index, value| {
            self.element(n, Some(index), |writer, _| writer.inside(value));
        });
    }
}

/// Whether a byte of a text needs no further look.
fn is_plain(byte: u8) -> bool {
    // 0xEF begins the two characters above U+FFFD that XML does not have.
    (byte >= 0x20) & (byte != b'&') & (byte != b'<') & (byte != b'>') & (byte != 0xEF)
}
