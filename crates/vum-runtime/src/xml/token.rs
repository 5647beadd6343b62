//! The tokens of an XML text. Plain tags and plain characters, which are nearly everything in a
//! message, are told here where they stand; all other markup is for quick-xml, held to what it does
//! not check itself. Nothing of quick-xml shows outside this module.

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;

use crate::rule::{self, Rule, Texts};
use crate::source::Halt;

/// More attributes than this end the reading: the contracts know none at all.
const ATTRIBUTES: usize = 64;

/// The byte order mark, which is a character like any other but at the start of a document.
pub(super) const MARK: char = '\u{feff}';

macro_rules! reasons {
    ($($name:ident: $nl:literal | $en:literal;)*) => {
        $(static $name: Texts = Texts { nl: $nl, en: $en };)*
    };
}

reasons! {
    MARKUP: "geen geldige opmaak" | "not valid markup";
    OPEN: "de opmaak eindigt niet" | "the markup does not end";
    END_TAG: "deze eindtag hoort bij geen open element" | "this end tag belongs to no open element";
    NO_END: "een element eindigt niet" | "an element does not end";
    NO_ROOT: "hier hoort een element" | "an element belongs here";
    BEHIND: "inhoud achter het bericht" | "content behind the message";
    DECLARATION: "geen geldige XML-declaratie" | "not a valid XML declaration";
    NAME: "geen geldige naam" | "not a valid name";
    ATTRIBUTE: "geen geldig attribuut" | "not a valid attribute";
    REFERENCE: "geen geldige verwijzing" | "not a valid reference";
    CHARACTER: "een teken dat XML 1.0 niet kent" | "a character that XML 1.0 does not have";
    COMMENT: "`--` in commentaar" | "`--` in a comment";
    SECTION_END: "`]]>` in een tekst" | "`]]>` in a text";
    PREFIX: "een voorvoegsel zonder naamruimte" | "a prefix without a namespace";
    NAMESPACE: "geen geldige verklaring van een naamruimte" | "not a valid declaration of a namespace";
}

/// Why reading came to an end.
#[derive(Clone, Copy)]
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    pub(crate) reason: Option<&'static Texts>,
    pub(crate) offset: usize,
}

/// A start tag.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// As written, with its prefix.
    pub(super) name: &'a str,
    /// What follows the name.
    pub(super) attributes: &'a str,
    /// Where its `<` stands.
    pub(super) offset: usize,
    /// Whether it is sure that the name has no prefix.
    pub(super) is_plain: bool,
}

impl<'a> Tag<'a> {
    /// The prefix, if there is one, and the name behind it.
    pub(super) fn parts(self) -> (Option<&'a str>, &'a str) {
        match self.name.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, self.name),
        }
    }
}

/// Comments and processing instructions are passed over.
pub(super) enum Token<'a> {
    /// An element starts; an empty one is followed by its end.
    Start(Tag<'a>),
    /// An element ends.
    End,
    /// Characters as they stand in the text, without references.
    Text(&'a str),
    /// Characters of a CDATA section.
    Section(&'a str),
    /// A reference: its character.
    Character(char),
    /// The text ends, outside every element.
    Eof,
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where the last token starts.
    start: usize,
    peeked: Option<Token<'a>>,
    /// The names of the elements that are open, as written.
    open: Vec<&'a str>,
    /// Whether the last element was empty: its end comes next.
    ends: bool,
    /// Whether `]]>` stands anywhere in the text.
    has_section_end: bool,
    fault: Option<Fault>,
    /// Whether the text is a piece from the middle of a document.
    is_piece: bool,
}

impl<'a> Tokens<'a> {
    /// The text holds no character that XML 1.0 does not have: see [`checked`].
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            start: 0,
            peeked: None,
            // No message of VUM is deeper: it grows once.
            open: Vec::with_capacity(16),
            ends: false,
            has_section_end: memchr::memmem::find(text.as_bytes(), b"]]>").is_some(),
            fault: None,
            is_piece: false,
        }
    }

    /// The same for a piece from the middle of an element.
    pub(super) fn of_piece(text: &'a str) -> Self {
        Self { is_piece: true, ..Self::new(text) }
    }

    /// Why reading came to an end, when it did.
    pub(super) fn why(&self) -> Option<Fault> {
        self.fault
    }

    #[inline]
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Where the last token starts; it may be put back.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    #[cold]
    #[inline(never)]
    pub(super) fn halt<T>(&mut self, rule: &'static Rule, offset: usize) -> Result<T, Halt> {
        self.fault.get_or_insert(Fault { rule, reason: None, offset });
        Err(Halt)
    }

    #[cold]
    #[inline(never)]
    fn broken<T>(&mut self, reason: &'static Texts, offset: usize) -> Result<T, Halt> {
        let fault = Fault { rule: &rule::XML_SYNTAX, reason: Some(reason), offset };
        self.fault.get_or_insert(fault);
        Err(Halt)
    }

    /// Puts the last token back.
    pub(super) fn back(&mut self, token: Token<'a>) {
        self.peeked = Some(token);
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<Token<'a>, Halt> {
        match self.peeked.take() {
            Some(token) => Ok(token),
            None => self.read(),
        }
    }

    fn read(&mut self) -> Result<Token<'a>, Halt> {
        loop {
            if let Some(token) = self.step()? {
                return Ok(token);
            }
        }
    }

    /// The next token; `None` for what is passed over.
    #[inline]
    fn step(&mut self) -> Result<Option<Token<'a>>, Halt> {
        if std::mem::take(&mut self.ends) {
            self.open.pop();
            return Ok(Some(Token::End));
        }
        let start = self.at;
        self.start = start;
        let rest = self.text.get(start..).unwrap_or_default();
        match rest.as_bytes() {
            [b'<', b'/', tag @ ..] => {
                if let Some(name) = self.open.last()
                    && tag.get(name.len()) == Some(&b'>')
                    && tag.starts_with(name.as_bytes())
                {
                    self.at += name.len() + 3;
                    self.open.pop();
                    return Ok(Some(Token::End));
                }
            }
            [b'<', tag @ ..] => {
                // Letters and digits of ASCII up to `>`.
                let length = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                if tag.get(length) == Some(&b'>')
                    && tag.first().is_some_and(u8::is_ascii_alphabetic)
                {
                    let name = rest.get(1..=length).unwrap_or_default();
                    self.at += length + 2;
                    self.open.push(name);
                    let tag = Tag { name, attributes: "", offset: start, is_plain: true };
                    return Ok(Some(Token::Start(tag)));
                }
            }
            [first, ..] if *first != b'&' => return self.characters(rest, start),
            _ => {}
        }
        self.markup(rest, start)
    }

    /// The characters up to the next markup or reference.
    #[inline]
    fn characters(&mut self, rest: &'a str, start: usize) -> Result<Option<Token<'a>>, Halt> {
        let end = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        let raw = rest.get(..end).unwrap_or_default();
        self.at += end;
        if self.has_section_end
            && let Some(at) = memchr::memmem::find(raw.as_bytes(), b"]]>")
        {
            return self.broken(&SECTION_END, start + at);
        }
        if !self.is_outside() {
            return Ok(Some(Token::Text(raw)));
        }
        if raw.trim_ascii().is_empty() { Ok(None) } else { self.outside(raw, start) }
    }

    /// Markup that is not plain, and references: by quick-xml.
    #[inline(never)]
    fn markup(&mut self, rest: &'a str, start: usize) -> Result<Option<Token<'a>>, Halt> {
        let mut events = Reader::from_str(rest);
        let config = events.config_mut();
        config.check_comments = true;
        // Which tags belong together is known here.
        config.allow_unmatched_ends = true;
        let event = match events.read_event() {
            Ok(event) => event,
            Err(error) => {
                let place = usize::try_from(events.error_position()).unwrap_or(usize::MAX);
                let offset = start.saturating_add(place).min(self.text.len());
                return self.error(&error, offset);
            }
        };
        let length = usize::try_from(events.buffer_position()).unwrap_or(usize::MAX);
        let raw = rest.get(..length).unwrap_or(rest);
        self.at += raw.len();
        Ok(Some(match event {
            Event::Start(tag) => self.start_tag(raw, tag.name().as_ref().len(), start)?,
            Event::Empty(tag) => {
                self.ends = true;
                self.start_tag(raw, tag.name().as_ref().len(), start)?
            }
            Event::End(tag) if self.open.pop() == Some(tag.name().as_ref()) => Token::End,
            Event::End(_) => return self.broken(&END_TAG, start),
            Event::CData(_) | Event::GeneralRef(_) if self.is_outside() => {
                return self.outside(raw, start);
            }
            Event::CData(_) => {
                let inner = raw.strip_prefix("<![CDATA[").and_then(|it| it.strip_suffix("]]>"));
                Token::Section(inner.unwrap_or_default())
            }
            Event::GeneralRef(_) => Token::Character(self.reference(raw, start)?),
            Event::Comment(_) => return Ok(None),
            Event::PI(target) => {
                let target = target.target();
                // Namespaces in XML, §7: a target has no colon.
                let fine = is_name(target) && !target.contains(':');
                if !fine || target.eq_ignore_ascii_case("xml") {
                    return self.broken(&MARKUP, start);
                }
                return Ok(None);
            }
            Event::Decl(_) => {
                self.declaration(raw, start)?;
                return Ok(None);
            }
            Event::DocType(_) => return self.halt(&rule::XML_DOCTYPE, start),
            // Characters never come here.
            Event::Text(_) => return self.broken(&MARKUP, start),
            Event::Eof if !self.open.is_empty() => return self.broken(&NO_END, start),
            Event::Eof => Token::Eof,
        }))
    }

    /// Whether nothing is open, so that no characters belong here.
    fn is_outside(&self) -> bool {
        self.open.is_empty() && !self.is_piece
    }

    fn start_tag(&mut self, raw: &'a str, length: usize, start: usize) -> Result<Token<'a>, Halt> {
        let name = raw.get(1..=length).unwrap_or_default();
        let attributes = raw.get(1 + length..).unwrap_or_default();
        let attributes = attributes.strip_suffix('>').unwrap_or(attributes);
        let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
        if !is_name(name) {
            return self.broken(&NAME, start);
        }
        self.open.push(name);
        Ok(Token::Start(Tag { name, attributes, offset: start, is_plain: false }))
    }

    #[cold]
    fn outside<T>(&mut self, raw: &str, start: usize) -> Result<T, Halt> {
        let space = raw.len() - raw.trim_ascii_start().len();
        let before = self.text.get(..start).unwrap_or_default().contains("</");
        self.broken(if before { &BEHIND } else { &NO_ROOT }, start + space)
    }

    #[cold]
    fn error<T>(&mut self, error: &Error, offset: usize) -> Result<T, Halt> {
        let reason = match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) => &MARKUP,
            Error::Syntax(_) => &OPEN,
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => &COMMENT,
            Error::IllFormed(IllFormedError::UnclosedReference) => &REFERENCE,
            Error::IllFormed(
                IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
            ) => &END_TAG,
            Error::IllFormed(IllFormedError::MissingEndTag(_)) => &NO_END,
            Error::IllFormed(IllFormedError::MissingDoctypeName) => {
                return self.halt(&rule::XML_DOCTYPE, offset);
            }
            _ => &MARKUP,
        };
        self.broken(reason, offset)
    }

    /// The declaration stands at the very start and names UTF-8, if any encoding.
    fn declaration(&mut self, raw: &'a str, start: usize) -> Result<(), Halt> {
        let inner = raw.strip_prefix("<?xml").and_then(|it| it.strip_suffix("?>"));
        let inner = if start == 0 && !self.is_piece { inner } else { None };
        let Some(inner) = inner else { return self.broken(&DECLARATION, start) };
        let mut rest = inner;
        let expected = ["version", "encoding", "standalone"];
        let mut last = 0;
        while let Some(part) = attribute(rest) {
            let Ok((name, value, tail)) = part else { return self.broken(&DECLARATION, start) };
            rest = tail;
            let at = expected.iter().skip(last).position(|known| *known == name);
            let Some(at) = at.map(|at| at + last) else {
                return self.broken(&DECLARATION, start);
            };
            let fine = match at {
                0 => value.strip_prefix("1.").is_some_and(|minor| {
                    !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())
                }),
                1 if !value.eq_ignore_ascii_case("utf-8") => {
                    return self.halt(&rule::XML_ENCODING, start);
                }
                1 => last == 1,
                _ => last >= 1 && matches!(value, "yes" | "no"),
            };
            if !fine {
                return self.broken(&DECLARATION, start);
            }
            last = at + 1;
        }
        if last == 0 { self.broken(&DECLARATION, start) } else { Ok(()) }
    }

    fn reference(&mut self, raw: &str, start: usize) -> Result<char, Halt> {
        let inner = raw.strip_prefix('&').and_then(|it| it.strip_suffix(';')).unwrap_or_default();
        match reference(inner) {
            Some(c) => Ok(c),
            None if is_name(inner) => self.halt(&rule::XML_ENTITY, start),
            None => self.broken(&REFERENCE, start),
        }
    }

    /// Hands the attributes of a tag on, one by one: name and value as written.
    pub(super) fn attributes(
        &mut self,
        tag: Tag<'a>,
        mut each: impl FnMut(&'a str, &'a str),
    ) -> Result<(), Halt> {
        let mut rest = tag.attributes;
        let mut seen: Vec<&str> = Vec::new();
        while let Some(part) = attribute(rest) {
            let Ok((name, value, tail)) = part else { return self.broken(&ATTRIBUTE, tag.offset) };
            if seen.len() >= ATTRIBUTES {
                return self.halt(&rule::XML_ATTRIBUTE_LIMIT, tag.offset);
            }
            if seen.contains(&name) || value.contains('<') || !references_hold(value) {
                return self.broken(&ATTRIBUTE, tag.offset);
            }
            seen.push(name);
            rest = tail;
            each(name, value);
        }
        Ok(())
    }

    /// A prefix that nothing declares.
    pub(super) fn unbound<T>(&mut self, offset: usize) -> Result<T, Halt> {
        self.broken(&PREFIX, offset)
    }

    /// A namespace that nobody can declare.
    pub(super) fn declared_badly<T>(&mut self, offset: usize) -> Result<T, Halt> {
        self.broken(&NAMESPACE, offset)
    }

    /// Two attributes with prefixes that are one.
    pub(super) fn twice<T>(&mut self, offset: usize) -> Result<T, Halt> {
        self.broken(&ATTRIBUTE, offset)
    }

    /// Nothing but comments and white space follows.
    pub(super) fn finish(&mut self) -> Result<(), Halt> {
        let at = self.offset();
        match self.next()? {
            Token::Eof => Ok(()),
            Token::Start(tag) => self.broken(&BEHIND, tag.offset),
            _ => self.broken(&BEHIND, at),
        }
    }

    /// The first element.
    pub(super) fn root(&mut self) -> Result<Tag<'a>, Halt> {
        // quick-xml would pass over it; the one that is no part of the text is gone already.
        if self.text.starts_with(MARK) {
            return self.broken(&NO_ROOT, 0);
        }
        match self.next()? {
            Token::Start(tag) => Ok(tag),
            _ => self.broken(&NO_ROOT, self.offset()),
        }
    }
}

/// The first attribute of a text, with what follows; `None` at its end.
#[allow(clippy::type_complexity, reason = "local to this module")]
fn attribute(text: &str) -> Option<Result<(&str, &str, &str), ()>> {
    let start = text.trim_start_matches(is_space);
    if start.is_empty() {
        return None;
    }
    let parse = || {
        // An attribute has white space before it.
        if start.len() == text.len() {
            return None;
        }
        let (name, rest) = start.split_once('=')?;
        let name = name.trim_end_matches(is_space);
        let rest = rest.trim_start_matches(is_space);
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        is_name(name).then_some((name, value, rest))
    };
    Some(parse().ok_or(()))
}

/// Whether every `&` of an attribute's value begins a reference that XML itself knows.
fn references_hold(value: &str) -> bool {
    let mut parts = value.split('&').skip(1);
    parts.all(|part| part.split_once(';').is_some_and(|(inner, _)| reference(inner).is_some()))
}

/// The character that a reference stands for: what is between `&` and `;`.
pub(super) fn reference(inner: &str) -> Option<char> {
    let Some(number) = inner.strip_prefix('#') else {
        return match inner {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => None,
        };
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let plain = digits.chars().all(|c| c.is_digit(radix));
    let code = if plain { u32::from_str_radix(digits, radix).ok() } else { None };
    code.and_then(char::from_u32).filter(|c| is_character(*c))
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether XML 1.0 has a character.
pub(super) fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text is a name with at most one prefix (Namespaces in XML, §3).
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(starts_name)
            && chars.all(|c| {
                starts_name(c)
                    || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}'
                        | '\u{203f}'..='\u{2040}')
            })
    };
    match text.split_once(':') {
        Some((prefix, local)) => is_part(prefix) && is_part(local),
        None => is_part(text),
    }
}

fn starts_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// The text, if it is UTF-8 and holds only characters that XML 1.0 has.
pub(super) fn checked(text: &[u8]) -> Result<&str, Fault> {
    if text.starts_with(b"\xFE\xFF")
        || text.starts_with(b"\xFF\xFE")
        || text.starts_with(b"<\0")
        || text.starts_with(b"\0<")
    {
        return Err(Fault { rule: &rule::XML_ENCODING, reason: None, offset: 0 });
    }
    let Ok(checked) = simdutf8::basic::from_utf8(text) else {
        // Another encoding that says so is a clearer finding than a byte that does not fit.
        let declared = text.get(..text.len().min(200)).unwrap_or_default();
        let named = declared.starts_with(b"<?xml")
            && memchr::memmem::find(declared, b"encoding").is_some()
            && !declared.to_ascii_lowercase().windows(5).any(|it| it == b"utf-8");
        if named {
            return Err(Fault { rule: &rule::XML_ENCODING, reason: None, offset: 0 });
        }
        // Slower, but it knows the place.
        let offset = std::str::from_utf8(text).err().map_or(0, |error| error.valid_up_to());
        return Err(Fault { rule: &rule::ENCODING, reason: None, offset });
    };
    match bad_character(checked) {
        Some(offset) => Err(Fault { rule: &rule::XML_SYNTAX, reason: Some(&CHARACTER), offset }),
        None => Ok(checked),
    }
}

/// The first character that XML 1.0 does not have.
fn bad_character(text: &str) -> Option<usize> {
    // Looked at in blocks, which the compiler turns into wide instructions.
    let suspect = |byte: &u8| {
        (*byte < 0x20) & (*byte != b'\n') & (*byte != b'\r') & (*byte != b'\t') | (*byte == 0xEF)
    };
    let mut blocks = text.as_bytes().chunks(64);
    let start =
        blocks.position(|block| block.iter().fold(false, |any, byte| any | suspect(byte)))?;
    let mut from = start * 64;
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices().find(|(_, c)| !is_character(*c)).map(|(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_does_not_have_are_found_wherever_they_stand() {
        for bad in ['\u{0}', '\u{1}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            for place in [0, 1, 62, 63, 64, 65, 127, 200] {
                let mut text = "é".repeat(place);
                let offset = text.len();
                text.push(bad);
                text.push_str(&"x".repeat(70));
                assert_eq!(bad_character(&text), Some(offset), "{bad:?} at {place}");
            }
        }
        assert_eq!(bad_character("\t\r\n \u{7f}\u{fffd}\u{feff}\u{10ffff}"), None);
    }

    #[test]
    fn names_have_one_prefix_at_most() {
        for good in ["a", "_", "a-b.c1", "v:a", "Éé", "a\u{b7}"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", ":", "a:", ":a", "a:b:c", "1a", "-a", ".a", "a b", "a/b", "a\u{d7}"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
