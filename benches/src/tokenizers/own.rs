//! A tokenizer written for this project's needs, in safe Rust: text that is UTF-8 already, values
//! that are asked for by kind, eight bytes at a time within strings.

use super::{Key, Pull};

/// Stands at the first byte of the current value.
pub struct OwnPull<'a> {
    text: &'a str,
    at: usize,
    fresh: bool,
    decoded: String,
}

impl<'a> OwnPull<'a> {
    /// `None` when the text is not UTF-8.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Option<Self> {
        let text = simdutf8::basic::from_utf8(text).ok()?;
        let mut new = Self { text, at: 0, fresh: false, decoded: String::new() };
        new.space();
        Some(new)
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.byte() {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then(|| self.at += 1)
    }

    #[inline(always)]
    fn begin(&mut self, open: u8) -> Option<()> {
        self.eat(open)?;
        self.fresh = true;
        Some(())
    }

    #[inline(always)]
    fn step(&mut self, close: u8) -> Option<bool> {
        self.space();
        let fresh = std::mem::take(&mut self.fresh);
        if self.byte()? == close {
            self.at += 1;
            return Some(false);
        }
        if !fresh {
            self.eat(b',')?;
            self.space();
        }
        Some(true)
    }

    #[inline(always)]
    fn string(&mut self) -> Option<&str> {
        self.eat(b'"')?;
        let start = self.at;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return self.text.get(start..end);
        }
        self.escaped(start, end)
    }

    #[inline(never)]
    fn escaped(&mut self, mut from: usize, mut end: usize) -> Option<&str> {
        self.decoded.clear();
        loop {
            self.decoded.push_str(self.text.get(from..end)?);
            match self.text.as_bytes().get(end)? {
                b'"' => {
                    self.at = end + 1;
                    return Some(&self.decoded);
                }
                b'\\' => {
                    from = self.escape(end + 1)?;
                    end = plain_end(self.text.as_bytes(), from);
                }
                _ => return None,
            }
        }
    }

    fn escape(&mut self, at: usize) -> Option<usize> {
        self.decoded.push(match self.text.as_bytes().get(at)? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex(at + 1)?;
                let (code, end) = if (0xD800..0xDC00).contains(&high) {
                    let low =
                        (self.text.get(at + 5..at + 7)? == "\\u").then(|| self.hex(at + 7))??;
                    let low = (0xDC00..0xE000).contains(&low).then(|| low - 0xDC00)?;
                    (0x1_0000 + ((high - 0xD800) << 10) + low, at + 11)
                } else {
                    (high, at + 5)
                };
                self.decoded.push(char::from_u32(code)?);
                return Some(end);
            }
            _ => return None,
        });
        Some(at + 1)
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text
            .as_bytes()
            .get(self.at..)?
            .starts_with(word.as_bytes())
            .then(|| self.at += word.len())
    }
}

/// Where the plain part of a string ends: at a quote, a backslash, a control character or the end.
#[inline(always)]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = word ^ (ONES * b'"' as u64);
        let quote = quote.wrapping_sub(ONES) & !quote;
        let slash = word ^ (ONES * b'\\' as u64);
        let slash = slash.wrapping_sub(ONES) & !slash;
        let found = (control | quote | slash) & (ONES << 7);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, 0..=0x1F | b'"' | b'\\')) {
        at += 1;
    }
    at
}

impl Pull for OwnPull<'_> {
    fn offset(&mut self) -> Option<usize> {
        Some(self.at)
    }

    fn begin_record(&mut self) -> Option<()> {
        self.begin(b'{')
    }

    fn next_key(&mut self, find: &mut dyn FnMut(&str) -> Option<usize>) -> Option<Key> {
        if !self.step(b'}')? {
            return Some(Key::End);
        }
        let key = find(self.string()?).map_or(Key::Unknown, Key::Known);
        self.space();
        self.eat(b':')?;
        self.space();
        Some(key)
    }

    fn begin_list(&mut self) -> Option<()> {
        self.begin(b'[')
    }

    fn next_element(&mut self) -> Option<bool> {
        self.step(b']')
    }

    fn text(&mut self) -> Option<&str> {
        self.string()
    }

    fn number(&mut self) -> Option<i64> {
        let negative = self.eat(b'-').is_some();
        let first = self.at;
        let mut value = 0_i64;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            value = value.checked_mul(10)?.checked_sub(i64::from(digit - b'0'))?;
            self.at += 1;
        }
        let leading_zero = self.at > first + 1 && self.text.as_bytes().get(first) == Some(&b'0');
        if self.at == first || leading_zero || matches!(self.byte(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        if negative { Some(value) } else { value.checked_neg() }
    }

    fn boolean(&mut self) -> Option<bool> {
        match self.byte()? {
            b't' => self.word("true").map(|()| true),
            _ => self.word("false").map(|()| false),
        }
    }

    fn skip(&mut self) -> Option<()> {
        match self.byte()? {
            b'n' => self.word("null"),
            b't' | b'f' => self.boolean().map(|_| ()),
            b'"' => self.string().map(|_| ()),
            b'{' => {
                self.begin_record()?;
                while !matches!(self.next_key(&mut |_| None)?, Key::End) {
                    self.skip()?;
                }
                Some(())
            }
            b'[' => {
                self.begin_list()?;
                while self.next_element()? {
                    self.skip()?;
                }
                Some(())
            }
            _ => self.number().map(|_| ()),
        }
    }
}
