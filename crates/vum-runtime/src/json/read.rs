//! The JSON source. jiter is the tokenizer; nothing of it shows outside this module.

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use crate::context::Options;
use crate::finding::{Param, Position, Word};
use crate::outcome::Report;
use crate::read::{Read, read_root};
use crate::rule::{self, Rule, Texts};
use crate::source::{Found, Halt, Key, Number, Source};

/// More digits than this are refused by the tokenizer.
const NUMBER_DIGITS: usize = 4_300;

/// A JSON text that is read as the standard asks for it.
pub struct JsonSource<'a> {
    text: &'a [u8],
    tokens: Jiter<'a>,
    depth: usize,
    max_depth: usize,
    /// What the current value starts with.
    peek: Option<Peek>,
    /// Whether a record or list was stepped into and nothing was asked of it yet.
    fresh: bool,
    /// End of the token before the current name, to find where the name starts.
    before_name: usize,
    fault: Option<Fault>,
}

struct Fault {
    rule: &'static Rule,
    offset: usize,
    params: Vec<(&'static str, Param)>,
}

/// Reads a JSON text into a record. `start` is the position of its first byte.
pub fn read_json<'a>(
    text: &'a [u8],
    target: &mut dyn Read<JsonSource<'a>>,
    options: Options,
    start: Position,
) -> (bool, Report) {
    // A byte order mark is no part of the text and has no column.
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let max_depth = options.limits.depth_in_force();
    let source = JsonSource {
        text,
        tokens: Jiter::new(text),
        depth: 0,
        max_depth,
        peek: None,
        fresh: false,
        before_name: 0,
        fault: None,
    };
    let limit = options.limits.record_bytes;
    let mut context;
    if text.len() > limit {
        context = crate::context::Context::new(options);
        context.incomplete = true;
        context.report(&rule::RECORD_SIZE, Some(0), vec![("limit", limit.into())]);
    } else if simdutf8::basic::from_utf8(text).is_err() {
        // Slower, but it knows the place.
        let offset = std::str::from_utf8(text).err().map_or(0, |error| error.valid_up_to());
        context = crate::context::Context::new(options);
        context.incomplete = true;
        context.report(&rule::ENCODING, Some(offset), Vec::new());
    } else {
        let (mut source, read_context, flow) = read_root(source, target, options);
        context = read_context;
        if flow.is_ok() {
            source.finish();
        }
        if let Some(fault) = source.fault {
            context.incomplete = true;
            context.report(fault.rule, Some(fault.offset), fault.params);
        }
    }
    let (complete, mut report) = Report::split(context);
    report.locate(text, start);
    (complete, report)
}

impl JsonSource<'_> {
    fn finish(&mut self) {
        if let Err(error) = self.tokens.finish() {
            fail(&mut self.fault, &error);
        }
    }

    /// What the current value starts with. The tokenizer stands at its first byte afterwards.
    #[inline]
    fn look(&mut self) -> Result<Peek, Halt> {
        if let Some(peek) = self.peek {
            return Ok(peek);
        }
        match self.tokens.peek() {
            Ok(peek) => {
                self.peek = Some(peek);
                Ok(peek)
            }
            Err(error) => Err(fail(&mut self.fault, &error)),
        }
    }

    fn descend(&mut self) -> Result<(), Halt> {
        if self.depth >= self.max_depth {
            let fault = Fault {
                rule: &rule::DEPTH_LIMIT,
                offset: self.tokens.current_index(),
                params: vec![("limit", self.max_depth.into())],
            };
            self.fault.get_or_insert(fault);
            return Err(Halt);
        }
        self.depth += 1;
        Ok(())
    }

    /// Another kind of value than was asked for; broken syntax when it is no value at all.
    #[cold]
    fn other<T>(&mut self, peek: Peek) -> Result<Found<T>, Halt> {
        let kind = match peek {
            Peek::Null => Word::Null,
            Peek::True | Peek::False => Word::Boolean,
            Peek::String => Word::Text,
            Peek::Array => Word::List,
            Peek::Object => Word::Record,
            _ if is_number(peek) => Word::Number,
            _ => {
                let fault = Fault {
                    rule: &rule::JSON_SYNTAX,
                    offset: self.tokens.current_index(),
                    params: vec![("reason", Param::Texts(&NO_VALUE))],
                };
                self.fault.get_or_insert(fault);
                return Err(Halt);
            }
        };
        Ok(Found::Other(kind))
    }

    /// Where the current name starts: behind white space and the comma or brace before it.
    fn name_offset(&self) -> usize {
        let rest = self.text.get(self.before_name..).unwrap_or_default();
        let skipped = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'{'))
            .count();
        self.before_name + skipped
    }

    /// Whether the record has a further name; then the tokenizer stands behind its colon.
    fn step_name(&mut self, first: bool) -> Result<bool, Halt> {
        let name = if first { self.tokens.known_object() } else { self.tokens.next_key() };
        name.map(|name| name.is_some()).map_err(|error| fail(&mut self.fault, &error))
    }

    fn step_element(&mut self, first: bool) -> Result<bool, Halt> {
        let element = if first { self.tokens.known_array() } else { self.tokens.array_step() };
        self.peek = element.map_err(|error| fail(&mut self.fault, &error))?;
        Ok(self.peek.is_some())
    }
}

impl Source for JsonSource<'_> {
    fn offset(&mut self) -> Option<usize> {
        // An error shows itself again when the value is asked for.
        self.look().ok()?;
        Some(self.tokens.current_index())
    }

    fn begin_record(&mut self) -> Result<Found<()>, Halt> {
        match self.look()? {
            Peek::Object => {
                self.descend()?;
                self.peek = None;
                self.fresh = true;
                Ok(Found::Value(()))
            }
            peek => self.other(peek),
        }
    }

    fn next_key(&mut self, find: &mut dyn FnMut(&[u8]) -> Option<usize>) -> Result<Key, Halt> {
        let first = std::mem::take(&mut self.fresh);
        self.before_name = self.tokens.current_index();
        let name = if first { self.tokens.known_object() } else { self.tokens.next_key() };
        match name {
            Ok(Some(name)) => Ok(find(name.as_bytes()).map_or(Key::Unknown, Key::Known)),
            Ok(None) => {
                self.depth -= 1;
                Ok(Key::End)
            }
            Err(error) => Err(fail(&mut self.fault, &error)),
        }
    }

    fn name(&mut self) -> (String, Option<usize>) {
        let offset = self.name_offset();
        let mut tokens = Jiter::new(self.text.get(offset..).unwrap_or_default());
        let name = tokens.next_str().unwrap_or_default().to_owned();
        (name, Some(offset))
    }

    fn begin_list(&mut self) -> Result<Found<()>, Halt> {
        match self.look()? {
            Peek::Array => {
                self.descend()?;
                self.peek = None;
                self.fresh = true;
                Ok(Found::Value(()))
            }
            peek => self.other(peek),
        }
    }

    fn next_element(&mut self) -> Result<bool, Halt> {
        let first = std::mem::take(&mut self.fresh);
        let more = self.step_element(first)?;
        if !more {
            self.depth -= 1;
        }
        Ok(more)
    }

    fn text(&mut self) -> Result<Found<&str>, Halt> {
        match self.look()? {
            Peek::String => {
                self.peek = None;
                match self.tokens.known_str() {
                    Ok(text) => Ok(Found::Value(text)),
                    Err(error) => Err(fail(&mut self.fault, &error)),
                }
            }
            peek => self.other(peek),
        }
    }

    fn number(&mut self) -> Result<Found<Number>, Halt> {
        let peek = self.look()?;
        if !is_number(peek) {
            return self.other(peek);
        }
        self.peek = None;
        match self.tokens.known_number_bytes(peek) {
            Ok(digits) => Ok(Found::Value(number(digits))),
            Err(error) => Err(fail(&mut self.fault, &error)),
        }
    }

    fn boolean(&mut self) -> Result<Found<bool>, Halt> {
        match self.look()? {
            peek @ (Peek::True | Peek::False) => {
                self.peek = None;
                match self.tokens.known_bool(peek) {
                    Ok(value) => Ok(Found::Value(value)),
                    Err(error) => Err(fail(&mut self.fault, &error)),
                }
            }
            peek => self.other(peek),
        }
    }

    fn skip(&mut self) -> Result<(), Halt> {
        let peek = self.look()?;
        self.peek = None;
        let result = match peek {
            Peek::Null => self.tokens.known_null(),
            Peek::True | Peek::False => self.tokens.known_bool(peek).map(|_| ()),
            // Decoding it checks the escapes too.
            Peek::String => self.tokens.known_str().map(|_| ()),
            Peek::Object => {
                self.descend()?;
                let mut more = self.step_name(true)?;
                while more {
                    self.skip()?;
                    more = self.step_name(false)?;
                }
                self.depth -= 1;
                Ok(())
            }
            Peek::Array => {
                self.descend()?;
                let mut more = self.step_element(true)?;
                while more {
                    self.skip()?;
                    more = self.step_element(false)?;
                }
                self.depth -= 1;
                Ok(())
            }
            _ => self.tokens.known_number_bytes(peek).map(|_| ()),
        };
        result.map_err(|error| fail(&mut self.fault, &error))
    }
}

#[cold]
#[inline(never)]
fn fail(place: &mut Option<Fault>, error: &JiterError) -> Halt {
    let offset = error.index;
    let reason = match &error.error_type {
        JiterErrorType::JsonError(JsonErrorType::NumberOutOfRange) => {
            place.get_or_insert(Fault {
                rule: &rule::NUMBER_SIZE,
                offset,
                params: vec![("limit", NUMBER_DIGITS.into())],
            });
            return Halt;
        }
        JiterErrorType::JsonError(error) => reason(error),
        JiterErrorType::WrongType { .. } => &NO_VALUE,
    };
    place.get_or_insert(Fault {
        rule: &rule::JSON_SYNTAX,
        offset,
        params: vec![("reason", reason.into())],
    });
    Halt
}

static NO_VALUE: Texts = Texts { nl: "hier hoort een waarde", en: "a value belongs here" };

/// Why something is no JSON. The tokenizer's own words are English only.
fn reason(error: &JsonErrorType) -> &'static Texts {
    use JsonErrorType as E;
    macro_rules! texts {
        ($nl:literal, $en:literal) => {{
            static TEXTS: Texts = Texts { nl: $nl, en: $en };
            &TEXTS
        }};
    }
    match error {
        E::EofWhileParsingList => texts!("de lijst eindigt niet", "the array does not end"),
        E::EofWhileParsingObject => texts!("het object eindigt niet", "the object does not end"),
        E::EofWhileParsingString => texts!("de tekst eindigt niet", "the string does not end"),
        E::EofWhileParsingValue => texts!("de waarde ontbreekt", "the value is missing"),
        E::ExpectedColon => texts!("hier hoort een dubbele punt", "a colon belongs here"),
        E::ExpectedListCommaOrEnd => {
            texts!("hier hoort een komma of ]", "a comma or ] belongs here")
        }
        E::ExpectedObjectCommaOrEnd => {
            texts!("hier hoort een komma of }", "a comma or } belongs here")
        }
        E::InvalidEscape | E::UnexpectedEndOfHexEscape => {
            texts!("geen geldige escape", "not a valid escape")
        }
        E::InvalidNumber => texts!("geen geldig getal", "not a valid number"),
        E::InvalidUnicodeCodePoint | E::LoneLeadingSurrogateInHexEscape => {
            texts!("geen geldig teken", "not a valid character")
        }
        E::ControlCharacterWhileParsingString => {
            texts!("stuurteken in een tekst", "control character in a string")
        }
        E::KeyMustBeAString => texts!("hier hoort een naam", "a name belongs here"),
        E::TrailingComma => texts!("komma te veel", "a comma too many"),
        E::TrailingCharacters => {
            texts!("tekst achter het bericht", "text behind the message")
        }
        _ => &NO_VALUE,
    }
}

/// The tokenizer would read `NaN` and `Infinity` too when told so; it is not, and refuses them.
fn is_number(peek: Peek) -> bool {
    peek.is_num()
}

fn number(text: &[u8]) -> Number {
    if !text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-') {
        return Number::NotWhole;
    }
    match std::str::from_utf8(text).ok().and_then(|digits| digits.parse().ok()) {
        Some(value) => Number::Integer(value),
        None => Number::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_classed_by_their_form() {
        for (text, expected) in [
            ("0", Number::Integer(0)),
            ("-0", Number::Integer(0)),
            ("-17", Number::Integer(-17)),
            ("9223372036854775807", Number::Integer(i64::MAX)),
            ("9223372036854775808", Number::TooLarge),
            ("1.0", Number::NotWhole),
            ("1e0", Number::NotWhole),
        ] {
            assert_eq!(number(text.as_bytes()), expected, "{text}");
        }
    }
}
