//! The XML source.

use super::namespace::Namespaces;
use super::place::XmlPlace;
use super::token::{Fault, Tag, Token, Tokens, checked};
use crate::code::{canonical_digits, code_integer};
use crate::context::{Context, Options};
use crate::date::Date;
use crate::finding::{Param, Position, Word};
use crate::message::{Value, XmlNames};
use crate::meta::{AttributeMeta, RecordMeta, ValueMeta};
use crate::outcome::Report;
use crate::read::read_root;
use crate::rule::{self, Rule};
use crate::rules::above_contract;
use crate::source::{CodeText, Form, Halt, Key, Number, Remark, Source};

/// An XML text that is read as the standard asks for it.
///
/// Between calls an element was opened whose content nobody has looked at, or a whole element was
/// passed.
struct XmlSource<'a> {
    tokens: Tokens<'a>,
    /// The element that was opened last.
    element: Tag<'a>,
    /// How many elements are open.
    depth: usize,
    max_depth: usize,
    too_deep: bool,
    /// The names of the lists that are being read, and whether their first element is due.
    lists: Vec<(&'a str, bool)>,
    namespaces: Namespaces<'a>,
    /// The text of the current element, where it does not stand in one piece.
    gathered: String,
    remarks: Vec<Remark>,
}

/// Reads an XML text into a record and holds it against rules, if there are any. `start` is the position of its first byte.
pub fn read_xml(
    text: &[u8],
    target: &mut dyn Value,
    options: Options,
    start: Position,
    names: &XmlNames,
    place: XmlPlace,
) -> (bool, Report) {
    // A byte order mark is no part of the text and has no column.
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut context = Context::new(options);
    context.show_xpath(names.root);
    let limit = options.limits.record_bytes;
    if text.len() > limit {
        context.end(&rule::RECORD_SIZE, 0, vec![("limit", limit.into())]);
    } else {
        match checked(text) {
            Err(fault) => end(&mut context, fault),
            Ok(utf8) => context = document(utf8, target, context, names, place),
        }
    }
    let (complete, mut report) = Report::split(context);
    report.locate(text, start);
    (complete, report)
}

fn document(
    text: &str,
    target: &mut dyn Value,
    mut context: Context,
    names: &XmlNames,
    place: XmlPlace,
) -> Context {
    let options = context.options;
    let max_depth = options.limits.depth_in_force();
    let mut source = XmlSource::new(text, place, max_depth);
    if let Err(Halt) = source.root(names, place) {
        end(&mut context, source.fault());
        return context;
    }
    let (mut source, mut context, flow) = read_root(source, &mut *target, context);
    if flow.is_err() || source.tokens.finish().is_err() {
        end(&mut context, source.fault());
    } else if !options.rules.is_none() {
        let again = || {
            let mut source = XmlSource::new(text, place, max_depth);
            // It could be opened before.
            let _: Result<(), Halt> = source.root(names, place);
            source
        };
        above_contract(again, target, &mut context);
    }
    context
}

fn end(context: &mut Context, fault: Fault) {
    let depth = context.options.limits.depth_in_force();
    let params = match fault.reason {
        Some(reason) => vec![("reason", Param::from(reason))],
        None if fault.rule.id == rule::DEPTH_LIMIT.id => vec![("limit", depth.into())],
        None => Vec::new(),
    };
    context.end(fault.rule, fault.offset, params);
}

impl<'a> XmlSource<'a> {
    fn new(text: &'a str, place: XmlPlace, max_depth: usize) -> Self {
        Self {
            tokens: Tokens::new(text),
            element: Tag { name: "", attributes: "", offset: 0, is_plain: true },
            depth: 0,
            max_depth,
            too_deep: false,
            lists: Vec::new(),
            namespaces: match place {
                XmlPlace::Document => Namespaces::of_document(),
                XmlPlace::Element { default_namespace } => {
                    Namespaces::of_element(default_namespace)
                }
            },
            gathered: String::new(),
            remarks: Vec::new(),
        }
    }

    fn fault(&self) -> Fault {
        let deep = Fault { rule: &rule::DEPTH_LIMIT, reason: None, offset: self.element.offset };
        self.tokens.why().unwrap_or(deep)
    }

    /// Opens the root.
    fn root(&mut self, names: &XmlNames, place: XmlPlace) -> Result<(), Halt> {
        let tag = self.tokens.root()?;
        self.depth = 1;
        self.element = tag;
        self.declarations(tag)?;
        let (_, local) = tag.parts();
        let namespace = self.namespaces.of(tag, &mut self.tokens)?;
        let in_namespace = namespace == names.namespace;
        let in_none = namespace.is_empty();
        if local != names.root {
            let params = vec![("expected", names.root.into())];
            self.remark(&rule::ROOT_ELEMENT, tag.offset, params);
        }
        if place == XmlPlace::Document && !in_namespace {
            let params = vec![("expected", names.namespace.into())];
            self.remark(&rule::ROOT_NAMESPACE, tag.offset, params);
        } else if place != XmlPlace::Document && !in_none {
            self.remark(&rule::ELEMENT_NAMESPACE, tag.offset, Vec::new());
        }
        Ok(())
    }

    #[cold]
    fn remark(&mut self, rule: &'static Rule, offset: usize, params: Vec<(&'static str, Param)>) {
        self.remarks.push(Remark { rule, offset, params, is_around: false });
    }

    /// Looks at what a start tag has besides its name.
    #[inline]
    fn declarations(&mut self, tag: Tag<'a>) -> Result<(), Halt> {
        if tag.attributes.is_empty() {
            return Ok(());
        }
        self.declarations_in_full(tag, true)
    }

    #[cold]
    #[inline(never)]
    fn declarations_in_full(&mut self, tag: Tag<'a>, tell: bool) -> Result<(), Halt> {
        let remarks = &mut self.remarks;
        self.namespaces.enter(tag, self.depth, &mut self.tokens, |rule| {
            if tell {
                remarks.push(Remark {
                    rule,
                    offset: tag.offset,
                    params: Vec::new(),
                    is_around: false,
                });
            }
        })
    }

    /// Opens an element whose start tag was read: notes what is wrong with the tag itself. Its name
    /// without a prefix.
    #[inline]
    fn open(&mut self, tag: Tag<'a>) -> Result<&'a str, Halt> {
        self.depth += 1;
        self.element = tag;
        if self.depth > self.max_depth {
            self.too_deep = true;
            return Err(Halt);
        }
        self.declarations(tag)?;
        if !tag.is_plain || self.namespaces.has_default() {
            return self.open_qualified(tag);
        }
        Ok(tag.name)
    }

    /// The rest of [`open`](Self::open), for a name that may be in a namespace.
    #[inline(never)]
    fn open_qualified(&mut self, tag: Tag<'a>) -> Result<&'a str, Halt> {
        let (prefix, local) = tag.parts();
        if prefix.is_some() || self.namespaces.has_default() {
            self.namespaces.of(tag, &mut self.tokens)?;
            self.remark(&rule::ELEMENT_NAMESPACE, tag.offset, Vec::new());
        }
        Ok(local)
    }

    /// An element has ended.
    #[inline]
    fn close(&mut self) {
        self.namespaces.leave(self.depth);
        self.depth -= 1;
    }

    /// The next start tag among elements; `None` where the element around them ends. The end tag is
    /// read then.
    fn next_child(&mut self) -> Result<Option<Tag<'a>>, Halt> {
        let mut stray = false;
        loop {
            let token = self.tokens.next()?;
            let mut offset = self.tokens.start();
            match token {
                Token::Start(tag) => return Ok(Some(tag)),
                Token::End | Token::Eof => return Ok(None),
                Token::Text(text) if text.trim_ascii().is_empty() => {}
                Token::Text(_) | Token::Section(_) | Token::Character(_) => {
                    if let Token::Text(text) = token {
                        offset += text.len() - text.trim_ascii_start().len();
                    }
                    // One finding for what stands in one place.
                    if !std::mem::replace(&mut stray, true) {
                        let params = Vec::new();
                        let rule = &rule::STRAY_TEXT;
                        self.remarks.push(Remark { rule, offset, params, is_around: true });
                    }
                }
            }
        }
    }

    /// The whole text of the current element; `None` when it holds elements or reading ends.
    #[inline]
    fn content(&mut self) -> Option<&str> {
        let mut text = "";
        match self.tokens.next().ok()? {
            Token::End => {
                self.close();
                return Some("");
            }
            Token::Text(piece) if !piece.contains('\r') => match self.tokens.next().ok()? {
                Token::End => {
                    self.close();
                    return Some(piece);
                }
                token => {
                    text = piece;
                    self.tokens.back(token);
                }
            },
            token => self.tokens.back(token),
        }
        self.gather(text)
    }

    /// The text of the current element, put together from its pieces.
    #[inline(never)]
    fn gather(&mut self, first: &str) -> Option<&str> {
        self.gathered.clear();
        self.gathered.push_str(first);
        loop {
            match self.tokens.next().ok()? {
                Token::End => break,
                Token::Character(c) => self.gathered.push(c),
                Token::Text(piece) | Token::Section(piece) => {
                    // XML 1.0, §2.11: every way to end a line is a line feed.
                    let mut lines = piece.split('\r');
                    self.gathered.push_str(lines.next().unwrap_or_default());
                    for line in lines {
                        if !line.starts_with('\n') {
                            self.gathered.push('\n');
                        }
                        self.gathered.push_str(line);
                    }
                }
                token @ (Token::Start(_) | Token::Eof) => {
                    self.tokens.back(token);
                    return None;
                }
            }
        }
        self.close();
        Some(&self.gathered)
    }
}

/// A code of an open list that JSON has as a number: without the zeros in front, so that it is one
/// code in both. A number below zero is kept too: it is out of bounds in both.
pub(super) fn open_code(text: &str) -> Option<&str> {
    let below_zero = || code_integer(text).map(|_| text);
    canonical_digits(text).or_else(below_zero)
}

impl Source for XmlSource<'_> {
    const ORDERED: bool = true;

    #[inline]
    fn offset(&mut self) -> Option<usize> {
        Some(self.element.offset)
    }

    #[cold]
    fn found(&mut self) -> Result<Word, Halt> {
        // Everything but a text is a record to XML.
        if self.too_deep || self.tokens.why().is_some() { Err(Halt) } else { Ok(Word::Elements) }
    }

    #[inline]
    fn begin_record(&mut self) -> bool {
        true
    }

    #[inline]
    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Result<Key, Halt> {
        let Some(tag) = self.next_child()? else {
            self.close();
            return Ok(Key::End);
        };
        let name = self.open(tag)?;
        let is = |attribute: &AttributeMeta| attribute.tag == name;
        let (before, behind) = meta.attributes.split_at_checked(expected).unwrap_or_default();
        let behind = behind.iter().position(is).map(|n| n + expected);
        let n = behind.or_else(|| before.iter().position(is));
        Ok(n.map_or(Key::Unknown, Key::Known))
    }

    fn name(&mut self) -> (String, Option<usize>) {
        (self.element.parts().1.to_owned(), Some(self.element.offset))
    }

    #[inline]
    fn has_remarks(&self) -> bool {
        !self.remarks.is_empty()
    }

    fn remark(&mut self) -> Option<Remark> {
        if self.remarks.is_empty() { None } else { Some(self.remarks.remove(0)) }
    }

    #[inline]
    fn begin_list(&mut self) -> bool {
        self.lists.push((self.element.parts().1, true));
        true
    }

    #[inline]
    fn next_element(&mut self) -> Result<bool, Halt> {
        let Some((name, first)) = self.lists.last_mut() else { return Err(Halt) };
        if std::mem::take(first) {
            return Ok(true);
        }
        let name = *name;
        // White space between elements; anything else is for `next_key`.
        let token = loop {
            match self.tokens.next()? {
                Token::Text(text) if text.trim_ascii().is_empty() => {}
                token => break token,
            }
        };
        match token {
            Token::Start(tag) if tag.parts().1 == name => {
                self.open(tag)?;
                Ok(true)
            }
            token => {
                self.tokens.back(token);
                self.lists.pop();
                Ok(false)
            }
        }
    }

    #[inline]
    fn text(&mut self) -> Option<&str> {
        self.content()
    }

    #[inline]
    fn number(&mut self) -> Option<Number> {
        let text = self.content()?;
        // The lexical space of xs:integer: white space around it, a sign, zeros in front.
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Number::NotWhole);
        }
        Some(text.parse().map_or(Number::TooLarge, Number::Integer))
    }

    #[inline]
    fn code(&mut self, meta: &'static AttributeMeta) -> Option<CodeText<'_>> {
        let is_open = matches!(&meta.value, ValueMeta::Code(list, _) if !list.closed);
        let text = self.content()?;
        if !(is_open && meta.is_integer_code()) {
            return Some(CodeText::Text(text));
        }
        Some(open_code(text).map_or(CodeText::NotWhole, CodeText::Text))
    }

    fn boolean(&mut self) -> Option<Form<bool>> {
        Some(match self.content()? {
            "1" => Form::Value(true),
            "2" => Form::Value(false),
            _ => Form::Unfit(&rule::BOOLEAN_FORM),
        })
    }

    #[inline]
    fn date(&mut self) -> Option<Form<Date>> {
        let text = self.content()?;
        Some(Date::from_digits(text).map_or(Form::Unfit(&rule::DATE_FORM), Form::Value))
    }

    fn skip(&mut self) -> Result<(), Halt> {
        let target = self.depth;
        while self.depth >= target {
            match self.tokens.next()? {
                Token::Start(tag) => {
                    self.depth += 1;
                    self.element = tag;
                    if self.depth > self.max_depth {
                        self.too_deep = true;
                        return Err(Halt);
                    }
                    // What is passed over is well-formed all the same.
                    self.declarations_in_full(tag, false)?;
                    self.namespaces.of(tag, &mut self.tokens)?;
                }
                Token::End => self.close(),
                _ => {}
            }
        }
        Ok(())
    }
}
