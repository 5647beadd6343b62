//! The tokenizer of the runtime.

use vum::__private::{self, Number, Tokens, whole};
use vum::meta::RecordMeta;

use super::{Key, Pull};

/// Stands at the first byte of the current value.
pub struct OwnPull<'a>(Tokens<'a>);

impl<'a> OwnPull<'a> {
    /// `None` when the text is not UTF-8.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Option<Self> {
        Some(Self(Tokens::new(simdutf8::basic::from_utf8(text).ok()?)))
    }

    fn begin(&mut self, is: bool) -> Option<()> {
        is.then(|| self.0.begin())
    }
}

impl Pull for OwnPull<'_> {
    fn offset(&mut self) -> Option<usize> {
        Some(self.0.offset())
    }

    fn begin_record(&mut self) -> Option<()> {
        self.begin(self.0.is_record())
    }

    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key> {
        Some(match self.0.key(meta, expected).ok()? {
            __private::Key::Known(n) => Key::Known(n),
            __private::Key::Unknown => Key::Unknown,
            __private::Key::End => Key::End,
        })
    }

    fn begin_list(&mut self) -> Option<()> {
        self.begin(self.0.is_list())
    }

    fn next_element(&mut self) -> Option<bool> {
        self.0.element().ok()
    }

    fn text(&mut self) -> Option<&str> {
        if self.0.is_text() { self.0.string() } else { None }
    }

    fn number(&mut self) -> Option<i64> {
        match self.0.number()? {
            (text, true) => match whole(text) {
                Number::Integer(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    fn boolean(&mut self) -> Option<bool> {
        self.0.word().ok()?
    }

    fn skip(&mut self) -> Option<()> {
        // The records that are compared hold nothing unknown.
        None
    }
}
