//! The JSON tokenizer: RFC 8259 to the letter, asked for the kind of value that the standard
//! expects next.
//!
//! A tokenizer of our own, because the best of the libraries that can be asked, that go on after a
//! wrong value and that know positions is clearly slower; `docs/performance.md` has the figures.
//! What pays is that the name which the standard expects next is compared where it stands, without
//! being looked for or looked up. `tests/tests/json_grammar.rs` holds it against other readers.
//!
//! The text is UTF-8 already. Between calls the cursor stands at the first byte of a value, or
//! behind a value that was read.

use super::plain::plain_end;
use crate::meta::RecordMeta;
use crate::rule::Texts;
use crate::source::{Halt, Key, Number};

/// Why a text is no JSON, and where.
#[derive(Clone, Copy)]
pub struct Broken {
    pub reason: &'static Texts,
    pub offset: usize,
}

/// What is wrong stays with the tokenizer: so small a result travels in a register.
type Result<T> = std::result::Result<T, Halt>;

macro_rules! reasons {
    ($($name:ident: $nl:literal | $en:literal;)*) => {
        $(static $name: Texts = Texts { nl: $nl, en: $en };)*
    };
}

reasons! {
    LIST_END: "de lijst eindigt niet" | "the array does not end";
    RECORD_END: "het object eindigt niet" | "the object does not end";
    STRING_END: "de tekst eindigt niet" | "the string does not end";
    MISSING: "de waarde ontbreekt" | "the value is missing";
    COLON: "hier hoort een dubbele punt" | "a colon belongs here";
    LIST_COMMA: "hier hoort een komma of ]" | "a comma or ] belongs here";
    RECORD_COMMA: "hier hoort een komma of }" | "a comma or } belongs here";
    ESCAPE: "geen geldige escape" | "not a valid escape";
    NUMBER: "geen geldig getal" | "not a valid number";
    CHARACTER: "geen geldig teken" | "not a valid character";
    CONTROL: "stuurteken in een tekst" | "control character in a string";
    NAME: "hier hoort een naam" | "a name belongs here";
    COMMA: "komma te veel" | "a comma too many";
    BEHIND: "tekst achter het bericht" | "text behind the message";
    VALUE: "hier hoort een waarde" | "a value belongs here";
}

/// What a value starts with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Record,
}

/// A JSON text, token by token.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where the current name starts, at its quote.
    name_at: usize,
    /// Whether a record or list was stepped into and nothing was asked of it yet.
    fresh: bool,
    /// The last text that held an escape.
    decoded: String,
    /// Why the text is no JSON, once that is known.
    broken: Option<Broken>,
}

impl<'a> Tokens<'a> {
    /// Stands at the first value.
    pub fn new(text: &'a str) -> Self {
        let mut tokens =
            Self { text, at: 0, name_at: 0, fresh: false, decoded: String::new(), broken: None };
        tokens.space();
        tokens
    }

    /// Where the cursor stands, in bytes.
    #[inline]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The text from a place up to the cursor.
    pub fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.byte() {
            self.at += 1;
        }
    }

    /// Why the text is no JSON, when a method said so.
    pub fn why(&self) -> Option<Broken> {
        self.broken
    }

    #[cold]
    #[inline(never)]
    fn broken_at<T>(&mut self, reason: &'static Texts, offset: usize) -> Result<T> {
        self.broken.get_or_insert(Broken { reason, offset });
        Err(Halt)
    }

    #[cold]
    fn broken<T>(&mut self, reason: &'static Texts) -> Result<T> {
        self.broken_at(reason, self.at)
    }

    /// `reason`, or `end` where the text ends.
    #[cold]
    fn broken_or_end<T>(&mut self, reason: &'static Texts, end: &'static Texts) -> Result<T> {
        self.broken(if self.byte().is_none() { end } else { reason })
    }

    /// What stands here.
    pub fn start(&mut self) -> Result<Start> {
        Ok(match self.byte() {
            Some(b'"') => Start::Text,
            Some(b'{') => Start::Record,
            Some(b'[') => Start::List,
            Some(b'-' | b'0'..=b'9') => Start::Number,
            Some(b't' | b'f') => Start::Boolean,
            Some(b'n') => Start::Null,
            _ => return self.broken_or_end(&VALUE, &MISSING),
        })
    }

    /// Nothing but white space follows.
    pub fn finish(&mut self) -> Result<()> {
        self.space();
        if self.byte().is_none() { Ok(()) } else { self.broken(&BEHIND) }
    }

    /// Steps into a record or list, whose first byte stands here.
    #[inline]
    pub fn begin(&mut self) {
        self.at += 1;
        self.fresh = true;
    }

    /// Whether an object starts here.
    #[inline]
    pub fn is_record(&self) -> bool {
        self.byte() == Some(b'{')
    }

    /// Whether an array starts here.
    #[inline]
    pub fn is_list(&self) -> bool {
        self.byte() == Some(b'[')
    }

    /// Whether a string starts here.
    #[inline]
    pub fn is_text(&self) -> bool {
        self.byte() == Some(b'"')
    }

    /// Whether a number starts here.
    #[inline]
    pub fn is_number(&self) -> bool {
        matches!(self.byte(), Some(b'-' | b'0'..=b'9'))
    }

    /// Where the first name of a record starts that was just stepped into, and the text from there
    /// on. Nothing is passed yet.
    #[inline]
    pub fn first_name(&self) -> (usize, &'a [u8]) {
        self.name_from(self.at)
    }

    /// Where the name behind a value starts, and the text from there on; no text where none follows.
    /// Nothing is passed yet.
    #[inline]
    pub fn following_name(&self) -> (usize, &'a [u8]) {
        match self.byte() {
            Some(b',') => self.name_from(self.at + 1),
            _ => (self.at, &[]),
        }
    }

    #[inline]
    fn name_from(&self, mut at: usize) -> (usize, &'a [u8]) {
        let bytes = self.text.as_bytes();
        if !matches!(bytes.get(at), Some(b'!'..)) {
            let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            at += bytes.iter().skip(at).take_while(is_space).count();
        }
        (at, bytes.get(at..).unwrap_or_default())
    }

    /// Goes to the value of a name that starts at `at` and has so many bytes, with its quotes and
    /// colon.
    #[inline]
    pub fn pass_name(&mut self, at: usize, length: usize) {
        self.fresh = false;
        self.name_at = at;
        self.at = at + length;
        if !matches!(self.byte(), Some(b'!'..)) {
            self.space();
        }
    }

    /// Passes over the end of a record, if it stands here.
    #[inline]
    pub fn end_record(&mut self) -> bool {
        let ends = self.byte() == Some(b'}');
        if ends {
            self.at += 1;
            self.fresh = false;
        }
        ends
    }

    /// Goes to the value of the next name of a record.
    #[inline]
    pub fn key(&mut self, meta: &RecordMeta, expected: usize) -> Result<Key> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        // Mostly there is a comma and at once the next name; the first name has no comma.
        let (comma, rest) = match rest {
            [b',', rest @ ..] if !self.fresh => (1, rest),
            _ if self.fresh => (0, rest),
            _ => return self.key_slow(meta, expected),
        };
        match known_name(rest, meta, expected) {
            Some((n, length)) => {
                self.pass_name(self.at + comma, length);
                Ok(Key::Known(n))
            }
            None => self.key_slow(meta, expected),
        }
    }

    /// Goes to the value of the next name of a record, whatever its name; false at its end.
    #[cfg(feature = "serde")]
    pub fn any_key(&mut self) -> Result<bool> {
        if !self.next_name()? {
            return Ok(false);
        }
        if self.string().is_none() {
            return Err(Halt);
        }
        self.colon().map(|()| true)
    }

    /// White space, the end of the record, a name that the record does not have or that holds
    /// escapes, and everything that is wrong.
    #[inline(never)]
    fn key_slow(&mut self, meta: &RecordMeta, expected: usize) -> Result<Key> {
        if !self.next_name()? {
            return Ok(Key::End);
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if let Some((n, length)) = known_name(rest, meta, expected) {
            self.at += length;
            self.space();
            return Ok(Key::Known(n));
        }
        let Some(name) = self.string() else { return Err(Halt) };
        let key = meta.find(name.as_bytes()).map_or(Key::Unknown, Key::Known);
        self.colon()?;
        Ok(key)
    }

    /// Goes to the quote of the next name; false at the end of the record.
    fn next_name(&mut self) -> Result<bool> {
        let fresh = std::mem::take(&mut self.fresh);
        self.space();
        match self.byte() {
            Some(b'}') => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !fresh => {
                self.at += 1;
                self.space();
                if self.byte() == Some(b'}') {
                    return self.broken(&COMMA);
                }
            }
            _ if fresh => {}
            _ => return self.broken_or_end(&RECORD_COMMA, &RECORD_END),
        }
        if self.byte() != Some(b'"') {
            return self.broken_or_end(&NAME, &RECORD_END);
        }
        self.name_at = self.at;
        Ok(true)
    }

    /// From behind a name to its value.
    fn colon(&mut self) -> Result<()> {
        self.space();
        if self.byte() != Some(b':') {
            return self.broken_or_end(&COLON, &RECORD_END);
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    /// The current name, once more, and where it stands.
    pub fn name(&self) -> (String, usize) {
        let mut again = Tokens { text: self.text, at: self.name_at, ..Tokens::new("") };
        let name = again.string().unwrap_or_default().to_owned();
        (name, self.name_at)
    }

    /// Goes to the next element of a list; false at its end.
    #[inline]
    pub fn element(&mut self) -> Result<bool> {
        // Mostly the next one follows at once.
        match self.text.as_bytes().get(self.at..) {
            Some([b'{' | b'"', ..]) if self.fresh => {}
            Some([b',', b'{' | b'"', ..]) if !self.fresh => self.at += 1,
            Some([b']', ..]) => {
                self.at += 1;
                self.fresh = false;
                return Ok(false);
            }
            _ => return self.element_in_full(),
        }
        self.fresh = false;
        Ok(true)
    }

    #[inline(never)]
    fn element_in_full(&mut self) -> Result<bool> {
        let fresh = std::mem::take(&mut self.fresh);
        self.space();
        if fresh {
            if self.byte() == Some(b']') {
                self.at += 1;
                return Ok(false);
            }
            return if self.byte().is_none() { self.broken(&LIST_END) } else { Ok(true) };
        }
        match self.byte() {
            Some(b',') => {
                self.at += 1;
                self.space();
                match self.byte() {
                    Some(b']') => self.broken(&COMMA),
                    None => self.broken(&LIST_END),
                    _ => Ok(true),
                }
            }
            Some(b']') => {
                self.at += 1;
                Ok(false)
            }
            _ => self.broken_or_end(&LIST_COMMA, &LIST_END),
        }
    }

    /// The text whose quote stands here; `None` when it is broken.
    #[inline(always)]
    pub fn string(&mut self) -> Option<&str> {
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return self.text.get(start..end);
        }
        self.escaped(start, end)
    }

    /// The ten characters of the text that stands here, if it has no more and no fewer. They may be
    /// an escape; then the text is another.
    #[inline]
    pub fn ten_characters(&self) -> Option<&'a [u8; 10]> {
        let text = self.text.as_bytes().get(self.at..)?.first_chunk::<12>()?;
        match text {
            [b'"', ten @ .., b'"'] => Some(ten),
            _ => None,
        }
    }

    /// Passes over a text of so many bytes that holds no quote and no escape.
    #[inline]
    pub fn pass_text(&mut self, length: usize) {
        self.at += length + 2;
    }

    #[inline(never)]
    fn escaped(&mut self, mut from: usize, mut end: usize) -> Option<&str> {
        self.decoded.clear();
        self.decoded.reserve(span(self.text.as_bytes(), end).saturating_sub(from));
        loop {
            self.decoded.push_str(self.text.get(from..end)?);
            self.at = end;
            match self.byte() {
                Some(b'"') => {
                    self.at = end + 1;
                    return Some(&self.decoded);
                }
                Some(b'\\') => self.escape().ok()?,
                Some(_) => self.broken(&CONTROL).ok()?,
                None => self.broken(&STRING_END).ok()?,
            }
            from = self.at;
            end = plain_end(self.text.as_bytes(), from);
        }
    }

    /// Decodes the escape whose backslash stands here. What is wrong with it stands at the
    /// backslash.
    fn escape(&mut self) -> Result<()> {
        let start = self.at;
        self.at += 1;
        let c = match self.byte() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let c = self.unicode(start)?;
                self.decoded.push(c);
                return Ok(());
            }
            _ => return self.broken_escape(start, &ESCAPE),
        };
        self.decoded.push(c);
        self.at += 1;
        Ok(())
    }

    #[cold]
    fn broken_escape<T>(&mut self, start: usize, reason: &'static Texts) -> Result<T> {
        match self.byte() {
            None => self.broken(&STRING_END),
            Some(_) => self.broken_at(reason, start),
        }
    }

    /// Decodes four hexadecimal digits, or two times four for a pair of surrogates. `start` is the
    /// place of the backslash.
    fn unicode(&mut self, start: usize) -> Result<char> {
        let high = self.hex(start)?;
        let mut code = high;
        if (0xD800..0xDC00).contains(&high) {
            for expected in [b'\\', b'u'] {
                if self.byte() != Some(expected) {
                    return self.broken_escape(start, &CHARACTER);
                }
                self.at += 1;
            }
            self.at -= 1;
            let low = self.hex(start)?;
            // A high one without a low one stays what it is: no character.
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            }
        }
        match char::from_u32(code) {
            Some(c) => Ok(c),
            None => self.broken_at(&CHARACTER, start),
        }
    }

    /// The four digits behind the `u` that stands here.
    fn hex(&mut self, start: usize) -> Result<u32> {
        let mut value = 0;
        for _ in 0..4 {
            self.at += 1;
            match self.byte().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => return self.broken_escape(start, &ESCAPE),
            }
        }
        self.at += 1;
        Ok(value)
    }

    /// The number that stands here: its text and whether it is written as a whole one; `None` when
    /// it is broken.
    #[inline]
    pub fn number(&mut self) -> Option<(&'a str, bool)> {
        // Most codes are one digit.
        match self.one_digit() {
            Some(digit) => Some((digit, true)),
            None => self.number_in_full(),
        }
    }

    /// The digit that stands here, if it is the whole number.
    #[inline]
    fn one_digit(&mut self) -> Option<&'a str> {
        let (start, end) = (self.at, self.at + 1);
        let [b'0'..=b'9', b',' | b'}' | b']'] = self.text.as_bytes().get(start..start + 2)? else {
            return None;
        };
        self.at = end;
        self.text.get(start..end)
    }

    #[inline(never)]
    fn number_in_full(&mut self) -> Option<(&'a str, bool)> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        match self.byte() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => self.broken_or_end(&NUMBER, &MISSING).ok()?,
        }
        let whole = !matches!(self.byte(), Some(b'.' | b'e' | b'E' | b'0'..=b'9'));
        if !whole {
            self.fraction().ok()?;
        }
        Some((self.text.get(start..self.at)?, whole))
    }

    #[inline]
    fn digits(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    }

    #[inline(never)]
    fn fraction(&mut self) -> Result<()> {
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.some_digits()?;
        }
        match self.byte() {
            // A digit behind a leading zero.
            Some(b'0'..=b'9') => self.broken(&NUMBER),
            _ => Ok(()),
        }
    }

    fn some_digits(&mut self) -> Result<()> {
        match self.byte() {
            Some(b'0'..=b'9') => {
                self.digits();
                Ok(())
            }
            _ => self.broken_or_end(&NUMBER, &MISSING),
        }
    }

    /// The word that stands here: `true`, `false` or `null`.
    pub fn word(&mut self) -> Result<Option<bool>> {
        let words = [("true", Some(true)), ("false", Some(false)), ("null", None)];
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        // Where the word goes wrong, or that the text ends in it.
        let same = |word: &str| rest.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        self.at += words.iter().map(|(word, _)| same(word)).max().unwrap_or(0);
        self.broken_or_end(&VALUE, &MISSING)
    }
}

/// The attribute whose name stands at the start of the text, and how many bytes the name takes
/// with its quotes and colon: told without looking for the end of the name.
#[inline]
fn known_name(text: &[u8], meta: &RecordMeta, expected: usize) -> Option<(usize, usize)> {
    let (before, behind) = meta.attributes.split_at_checked(expected)?;
    let starts = |key: &str| text.get(..key.len()).is_some_and(|start| same(start, key.as_bytes()));
    for (n, attribute) in (expected..).zip(behind) {
        if starts(attribute.key) {
            return Some((n, attribute.key.len()));
        }
    }
    let n = before.iter().position(|attribute| starts(attribute.key))?;
    Some((n, before.get(n)?.key.len()))
}

/// Whether two texts are the same. Names are mostly too short for a call.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() > 32 || a.len() < 8 {
        return a == b;
    }
    // The chunks overlap where the length is no multiple.
    if let (Some(a_first), Some(b_first), Some(a_last), Some(b_last)) =
        (a.first_chunk::<16>(), b.first_chunk::<16>(), a.last_chunk::<16>(), b.last_chunk::<16>())
    {
        return a_first == b_first && a_last == b_last;
    }
    a.first_chunk::<8>() == b.first_chunk::<8>() && a.last_chunk::<8>() == b.last_chunk::<8>()
}

/// A whole number as the engine wants it.
#[inline]
pub fn whole(text: &str) -> Number {
    match text.parse() {
        Ok(value) => Number::Integer(value),
        Err(_) => Number::TooLarge,
    }
}

/// Where a string ends that has an escape at `at`: no text is longer decoded than written, so that
/// one allocation holds it.
fn span(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b'\\') {
        at = plain_end(bytes, at + 2);
    }
    at.min(bytes.len())
}
