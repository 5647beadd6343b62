//! The JSON source.

use super::in_order::InOrder;
use super::token::{Start, Tokens, whole};
use crate::body::RawObject;
use crate::context::{Context, Options};
use crate::date::Date;
use crate::fill::Fill;
use crate::finding::{Param, Position, Word};
use crate::limits::Limits;
use crate::message::Value;
use crate::meta::{AttributeMeta, RecordMeta};
use crate::outcome::Report;
use crate::read::{Progress, Reader, read_root};
use crate::role::Roles;
use crate::rule::{self, Rule};
use crate::rules::above_contract;
use crate::source::{CodeText, Form, Halt, Key, Number, Source};

/// As many digits always fit in 64 bits.
const SURE_DIGITS: usize = 18;

/// A JSON text that is read as the standard asks for it.
pub struct JsonSource<'a> {
    pub(super) tokens: Tokens<'a>,
    depth: usize,
    max_depth: usize,
    /// Whether the current value is deeper than is allowed.
    too_deep: bool,
    digits: itoa::Buffer,
}

/// Why reading came to an end.
struct Fault {
    rule: &'static Rule,
    offset: usize,
    params: Vec<(&'static str, Param)>,
}

/// Reads a JSON text into a record and holds it against rules, if there are any. `start` is the position of its first byte.
pub fn read_json(
    text: &[u8],
    target: &mut dyn Value,
    options: Options,
    start: Position,
) -> (bool, Report) {
    // A byte order mark is no part of the text and has no column.
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let context = match checked(text, options) {
        Err(fault) => {
            let mut context = Context::new(options);
            context.end(fault.rule, fault.offset, fault.params);
            context
        }
        Ok(utf8) => {
            let source = || JsonSource::new(utf8, &options.limits);
            let (mut reader, mut context, flow) =
                read_root(source(), &mut *target, Context::new(options));
            if flow.is_err() || reader.tokens.finish().is_err() {
                let Fault { rule, offset, params } = reader.fault();
                context.end(rule, offset, params);
            } else if !options.rules.is_none() {
                above_contract(source, target, &mut context);
            }
            context
        }
    };
    let (complete, mut report) = Report::split(context);
    report.locate(text, start);
    (complete, report)
}

/// The object that a text is, if it is one and nothing else.
pub(crate) fn object(text: &str) -> Option<RawObject> {
    let mut source = JsonSource::new(text, &Limits::default());
    let object = source.raw().ok()??;
    source.tokens.finish().ok()?;
    match object {
        Form::Value(object) => Some(object),
        Form::Unfit(_) => None,
    }
}

/// The text, if it is not too large and is UTF-8.
fn checked(text: &[u8], options: Options) -> Result<&str, Fault> {
    let limit = options.limits.record_bytes;
    if text.len() > limit {
        let params = vec![("limit", limit.into())];
        return Err(Fault { rule: &rule::RECORD_SIZE, offset: 0, params });
    }
    simdutf8::basic::from_utf8(text).map_err(|_| {
        // Slower, but it knows the place.
        let offset = std::str::from_utf8(text).err().map_or(0, |error| error.valid_up_to());
        Fault { rule: &rule::ENCODING, offset, params: Vec::new() }
    })
}

impl<'a> JsonSource<'a> {
    fn new(text: &'a str, limits: &Limits) -> Self {
        Self {
            tokens: Tokens::new(text),
            depth: 0,
            max_depth: limits.depth_in_force(),
            too_deep: false,
            digits: itoa::Buffer::new(),
        }
    }

    /// Why reading came to an end.
    fn fault(&self) -> Fault {
        match self.tokens.why() {
            Some(broken) => Fault {
                rule: &rule::JSON_SYNTAX,
                offset: broken.offset,
                params: vec![("reason", broken.reason.into())],
            },
            None => Fault {
                rule: &rule::DEPTH_LIMIT,
                offset: self.tokens.offset(),
                params: vec![("limit", self.max_depth.into())],
            },
        }
    }

    /// Steps out of a record whose end stands here. Tells whether it does.
    #[inline]
    pub(super) fn end_record(&mut self) -> bool {
        let ended = self.tokens.end_record();
        self.depth -= usize::from(ended);
        ended
    }

    #[inline]
    fn descend(&mut self) -> bool {
        if self.depth >= self.max_depth {
            self.too_deep = true;
            return false;
        }
        self.depth += 1;
        self.tokens.begin();
        true
    }

    /// Passes over a text, a number or a word.
    fn skip_plain(&mut self) -> Result<(), Halt> {
        match self.tokens.start()? {
            Start::Null | Start::Boolean => self.tokens.word().map(|_| ()),
            Start::Number => self.tokens.number().map(|_| ()).ok_or(Halt),
            // Decoding it checks the escapes too.
            Start::Text => self.tokens.string().map(|_| ()).ok_or(Halt),
            // Those are not plain.
            Start::List | Start::Record => Err(Halt),
        }
    }
}

impl Source for JsonSource<'_> {
    #[inline]
    fn in_order(
        reader: &mut Reader<Self>,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        progress: &mut Progress,
    ) -> Result<(), Halt> {
        let mut next = InOrder::new(reader, meta, progress);
        target.in_order(&mut next)?;
        next.end();
        Ok(())
    }

    #[inline]
    fn offset(&mut self) -> Option<usize> {
        Some(self.tokens.offset())
    }

    #[cold]
    #[inline(never)]
    fn found(&mut self) -> Result<Word, Halt> {
        if self.too_deep || self.tokens.why().is_some() {
            return Err(Halt);
        }
        Ok(match self.tokens.start()? {
            Start::Null => Word::Null,
            Start::Boolean => Word::Boolean,
            Start::Number => Word::Number,
            Start::Text => Word::Text,
            Start::List => Word::List,
            Start::Record => Word::Record,
        })
    }

    #[inline]
    fn begin_record(&mut self) -> bool {
        self.tokens.is_record() && self.descend()
    }

    #[inline]
    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Result<Key, Halt> {
        let key = self.tokens.key(meta, expected)?;
        if key == Key::End {
            self.depth -= 1;
        }
        Ok(key)
    }

    fn name(&mut self) -> (String, Option<usize>) {
        let (name, at) = self.tokens.name();
        (name, Some(at))
    }

    #[inline]
    fn begin_list(&mut self) -> bool {
        self.tokens.is_list() && self.descend()
    }

    #[inline]
    fn next_element(&mut self) -> Result<bool, Halt> {
        let more = self.tokens.element()?;
        if !more {
            self.depth -= 1;
        }
        Ok(more)
    }

    #[inline]
    fn text(&mut self) -> Option<&str> {
        if self.tokens.is_text() { self.tokens.string() } else { None }
    }

    #[inline]
    fn number(&mut self) -> Option<Number> {
        if !self.tokens.is_number() {
            return None;
        }
        let (text, is_whole) = self.tokens.number()?;
        Some(if is_whole { whole(text) } else { Number::NotWhole })
    }

    #[inline(always)]
    fn code(&mut self, meta: &'static AttributeMeta) -> Option<CodeText<'_>> {
        if !meta.is_integer_code() {
            return self.text().map(CodeText::Text);
        }
        if !self.tokens.is_number() {
            return None;
        }
        let (text, is_whole) = self.tokens.number()?;
        if !is_whole {
            return Some(CodeText::NotWhole);
        }
        // JSON has no leading zeros: the text is the code already, but for `-0`.
        if text.len() <= SURE_DIGITS && !text.starts_with('-') {
            return Some(CodeText::Text(text));
        }
        Some(match whole(text) {
            Number::Integer(value) => CodeText::Text(self.digits.format(value)),
            _ => CodeText::TooLarge,
        })
    }

    fn boolean(&mut self) -> Option<Form<bool>> {
        match self.tokens.start() {
            Ok(Start::Boolean) => self.tokens.word().ok()?.map(Form::Value),
            _ => None,
        }
    }

    #[inline(always)]
    fn day(&mut self) -> Option<Date> {
        let date = self.tokens.ten_characters().and_then(Date::day)?;
        self.tokens.pass_text(10);
        Some(date)
    }

    fn date(&mut self) -> Option<Form<Date>> {
        self.text().map(Date::from_text).map(Form::Value)
    }

    fn raw(&mut self) -> Result<Option<Form<RawObject>>, Halt> {
        if !self.tokens.is_record() {
            return Ok(None);
        }
        let start = self.tokens.offset();
        self.skip()?;
        Ok(Some(Form::Value(RawObject::of(self.tokens.since(start)))))
    }

    fn skip(&mut self) -> Result<(), Halt> {
        if self.begin_record() {
            while self.next_key(&NO_NAMES, 0)? != Key::End {
                self.skip()?;
            }
            return Ok(());
        }
        if self.begin_list() {
            while self.next_element()? {
                self.skip()?;
            }
            return Ok(());
        }
        self.skip_plain()
    }
}

/// For what is passed over: no name in it is known.
static NO_NAMES: RecordMeta = RecordMeta {
    entity: "",
    choice: false,
    open: Roles(3),
    required: [0, 0],
    attributes: &[],
    absent: &[],
    question: None,
    rules: None,
};
