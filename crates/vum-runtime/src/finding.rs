//! What was found in a message.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::rule::{Language, Layer, Rule, Severity, Texts};

/// One thing that was found, with its place. It never holds a value of the message.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) pointer: String,
    pub(crate) xpath: Option<String>,
    pub(crate) offset: Option<usize>,
    pub(crate) position: Option<Position>,
    pub(crate) attribute: Option<&'static str>,
    pub(crate) params: Vec<(&'static str, Param)>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

/// A parameter of a finding: facts of the standard and measures of the value, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param {
    /// A number, such as a length.
    Number(i64),
    /// A text of the standard, such as a pattern.
    Text(Cow<'static, str>),
    /// A word that is translated: what was expected or found.
    Word(Word),
    /// A text in both languages, such as why something is no JSON.
    Texts(&'static Texts),
}

/// A word about JSON that texts use in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Word {
    /// A JSON string.
    Text,
    /// A JSON number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A JSON array.
    List,
    /// A JSON object.
    Record,
    /// `null`.
    Null,
    /// Elements, in XML.
    Elements,
    /// Nothing to say.
    None,
}

impl Word {
    /// The word in reports, the same in every language.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::List => "array",
            Self::Record => "object",
            Self::Null => "null",
            Self::Elements => "elements",
            Self::None => "none",
        }
    }

    fn in_language(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Nl, Self::Text) => "een tekst (string)",
            (Language::Nl, Self::Number) => "een getal",
            (Language::Nl, Self::Integer) => "een geheel getal",
            (Language::Nl, Self::Boolean) => "true of false",
            (Language::Nl, Self::List) => "een lijst (array)",
            (Language::Nl, Self::Record) => "een object",
            (Language::Nl, Self::Elements) => "elementen",
            (Language::Nl, Self::None) => "niets",
            (Language::En, Self::Text) => "a string",
            (Language::En, Self::Number) => "a number",
            (Language::En, Self::Integer) => "a whole number",
            (Language::En, Self::Boolean) => "true or false",
            (Language::En, Self::List) => "an array",
            (Language::En, Self::Record) => "an object",
            (Language::En, Self::Elements) => "elements",
            (Language::En, Self::None) => "nothing",
            (_, Self::Null) => "null",
        }
    }
}

impl From<usize> for Param {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Param {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Param {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&'static str> for Param {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static Texts> for Param {
    fn from(texts: &'static Texts) -> Self {
        Self::Texts(texts)
    }
}

impl From<Word> for Param {
    fn from(word: Word) -> Self {
        Self::Word(word)
    }
}

impl Finding {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How bad it is: what the rule says, unless a [`RuleSet`](crate::RuleSet) says otherwise.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The layer of the rule.
    #[must_use]
    pub fn layer(&self) -> Layer {
        self.rule.layer
    }

    /// JSON Pointer (RFC 6901) from the root of the record. An unknown name stands in it as `…`,
    /// unless [`Options::show_values`](crate::Options::show_values) is set. Of a finding in headers:
    /// the name of the header.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// XPath of the element, when an XML text was read. The prefix `vum` stands for the namespace
    /// of the release; an unknown name stands in it as `*`, unless
    /// [`Options::show_values`](crate::Options::show_values) is set.
    #[must_use]
    pub fn xpath(&self) -> Option<&str> {
        self.xpath.as_deref()
    }

    /// The place in the text, when there was a text.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The offset in bytes from the start of the record, a byte order mark not counted, when there
    /// was a text.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// Id of the attribute it is about, when the standard knows it.
    #[must_use]
    pub fn attribute(&self) -> Option<&'static str> {
        self.attribute
    }

    /// The parameters of the text.
    #[must_use]
    pub fn params(&self) -> &[(&'static str, Param)] {
        &self.params
    }

    /// What was found, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        self.fill(self.rule.text.get(language), language)
    }

    /// What to do about it, in a language; empty when there is nothing to say.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        self.fill(self.rule.help.get(language), language)
    }

    fn fill(&self, template: &'static str, language: Language) -> String {
        let mut filled = String::new();
        let mut parts = template.split('{');
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            match self.params.iter().find(|(known, _)| *known == name) {
                Some((_, Param::Number(number))) => {
                    // Writing to a String cannot fail.
                    let _ = write!(filled, "{number}");
                }
                Some((_, Param::Text(text))) => filled.push_str(text),
                Some((_, Param::Word(word))) => filled.push_str(word.in_language(language)),
                Some((_, Param::Texts(texts))) => filled.push_str(texts.get(language)),
                None => filled.push('…'),
            }
            filled.push_str(rest);
        }
        filled
    }
}

/// One line in English for a log, such as
/// `2:41: error[max-length] /adres/straatnaam: 30 characters, at most 24 allowed`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "{line}:{column}: ")?;
        }
        let (severity, id, pointer) = (self.severity(), self.rule.id, &self.pointer);
        let text = self.text(Language::En);
        if pointer.is_empty() {
            write!(f, "{severity}[{id}]: {text}")
        } else {
            write!(f, "{severity}[{id}] {pointer}: {text}")
        }
    }
}

/// Line and column for offsets that come in ascending order: the text is walked once.
pub(crate) struct Cursor<'a> {
    text: &'a [u8],
    offset: usize,
    position: Position,
}

impl<'a> Cursor<'a> {
    /// `start` is the position of the first byte of the text.
    pub(crate) fn new(text: &'a [u8], start: Position) -> Self {
        Self { text, offset: 0, position: start }
    }

    pub(crate) fn at(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let mut passed = self.text.get(self.offset..offset).unwrap_or_default();
        let lines = count(passed, |byte| byte == b'\n');
        if lines != 0 {
            self.position.line += lines;
            self.position.column = 1;
            passed = passed.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        }
        // A continuation byte belongs to the character before it.
        self.position.column += count(passed, |byte| byte & 0xC0 != 0x80);
        self.offset = self.offset.max(offset);
        self.position
    }
}

/// How many bytes are of a kind. So few at a time are counted in a byte, many of which go together.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let few = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(is(*byte))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|bytes| u64::from(few(bytes))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let mut cursor = Cursor::new("aé\nüx".as_bytes(), Position { line: 3, column: 5 });
        assert_eq!(cursor.at(0), Position { line: 3, column: 5 });
        assert_eq!(cursor.at(3), Position { line: 3, column: 7 });
        assert_eq!(cursor.at(4), Position { line: 4, column: 1 });
        assert_eq!(cursor.at(6), Position { line: 4, column: 2 });
        assert_eq!(cursor.at(99), Position { line: 4, column: 3 });
        let long = "a\n\u{e9}".repeat(400);
        let mut cursor = Cursor::new(long.as_bytes(), Position { line: 1, column: 1 });
        assert_eq!(cursor.at(4 * 300), Position { line: 301, column: 2 });
        assert_eq!(cursor.at(long.len()), Position { line: 401, column: 2 });
    }

    #[test]
    fn texts_are_filled_in_both_languages() {
        let finding = Finding {
            rule: &crate::rule::WRONG_TYPE,
            severity: Severity::Error,
            pointer: String::new(),
            xpath: None,
            offset: None,
            position: None,
            attribute: None,
            params: vec![("expected", Word::Integer.into()), ("found", Word::Text.into())],
        };
        assert_eq!(finding.text(Language::En), "expected a whole number, found a string");
        assert_eq!(
            finding.text(Language::Nl),
            "een geheel getal verwacht, een tekst (string) gevonden"
        );
    }
}
