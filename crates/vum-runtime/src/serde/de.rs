//! Deserializing: into a small tree, which is a third source for the reader.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};

use super::raw;
use crate::body::RawObject;
use crate::code::Code;
use crate::context::{Context, Options};
use crate::date::Date;
use crate::fill::{Choice, Fill};
use crate::finding::Word;
use crate::limits::Limits;
use crate::meta::{AttributeMeta, RecordMeta};
use crate::read::read_root;
use crate::role::Role;
use crate::rule::{self, Language};
use crate::source::{CodeText, Form, Halt, Key, Number, Source};

/// Any value, as a serde format gave it. It has no `Debug`: it holds values of messages.
pub struct Tree(pub(super) Node);

pub(super) enum Node {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Record(Vec<(String, Node)>),
}

/// Why a tree does not fit in a type. It names no value.
#[derive(Debug)]
pub struct TreeError(String);

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TreeError {}

/// A generated type that can be made from a tree. Not generic, so that it is compiled once.
pub trait FromTree: Sized {
    /// # Errors
    /// When the type cannot hold what the tree has.
    fn from_tree(tree: Tree) -> Result<Self, TreeError>;
}

/// Fills a record from a tree.
///
/// # Errors
/// When the type cannot hold what the tree has.
pub fn fill_from_tree(tree: Tree, target: &mut dyn Fill) -> Result<(), TreeError> {
    let (_, context, _) = read_root(TreeSource::new(tree), target, Context::new(lenient()));
    judge(&context)
}

/// Makes a choice from a tree.
///
/// # Errors
/// When the type cannot hold what the tree has.
pub fn choice_from_tree<C: Choice>(tree: Tree) -> Result<C, TreeError> {
    let mut place = None;
    let (_, context, _) = read_root(TreeSource::new(tree), &mut place, Context::new(lenient()));
    judge(&context)?;
    place.ok_or_else(|| TreeError("no branch of the choice is present".to_owned()))
}

/// The role matters for requirements only, which are not asked here.
fn lenient() -> Options {
    Options { limits: Limits::default(), ..Options::new(Role::Bron) }
}

/// Only what a type cannot hold is an error; the rest is for `check`.
fn judge(context: &Context) -> Result<(), TreeError> {
    if !context.incomplete {
        return Ok(());
    }
    let unfit = context.findings.iter().find(|finding| finding.rule().is_lossy());
    Err(TreeError(match unfit {
        Some(finding) => {
            format!("{} at {:?}", finding.text(Language::En), finding.pointer())
        }
        None => "the type cannot hold the value".to_owned(),
    }))
}

/// Deserializes a generated type.
///
/// # Errors
/// Those of the deserializer, and what the type cannot hold.
pub fn deserialize<'de, D: Deserializer<'de>, T: FromTree>(deserializer: D) -> Result<T, D::Error> {
    T::from_tree(tree(deserializer)?).map_err(D::Error::custom)
}

/// Any value of a bounded depth.
pub(super) fn tree<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
    let depth = Limits::default().depth;
    TreeSeed { depth }.deserialize(deserializer).map(Tree)
}

struct TreeSeed {
    depth: usize,
}

impl TreeSeed {
    fn below<E: Error>(&self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth }),
            None => Err(E::custom("nested too deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a VUM message")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number(Number::NotWhole))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = access.next_element_seed(self.below()?)? {
            list.push(element);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut record = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            record.push((name, access.next_value_seed(self.below()?)?));
        }
        Ok(Node::Record(record))
    }
}

/// Refuses kinds of value without naming the value, as serde's own words would.
macro_rules! refuse {
    ($text:literal: $( $method:ident($type:ty) ),*) => {
        $(
            fn $method<E: Error>(self, _: $type) -> Result<Self::Value, E> {
                Err(E::custom($text))
            }
        )*
    };
}

/// A tree that is read as the standard asks for it.
struct TreeSource {
    current: Option<Node>,
    name: String,
    text: String,
    digits: itoa::Buffer,
    open: Vec<Open>,
}

enum Open {
    List(std::vec::IntoIter<Node>),
    Record(std::vec::IntoIter<(String, Node)>),
}

impl TreeSource {
    fn new(tree: Tree) -> Self {
        Self {
            current: Some(tree.0),
            name: String::new(),
            text: String::new(),
            digits: itoa::Buffer::new(),
            open: Vec::new(),
        }
    }
}

impl Source for TreeSource {
    fn offset(&mut self) -> Option<usize> {
        None
    }

    fn found(&mut self) -> Result<Word, Halt> {
        Ok(match &self.current {
            Some(Node::Boolean(_)) => Word::Boolean,
            Some(Node::Number(_)) => Word::Number,
            Some(Node::Text(_)) => Word::Text,
            Some(Node::List(_)) => Word::List,
            Some(Node::Record(_)) => Word::Record,
            Some(Node::Null) | None => Word::Null,
        })
    }

    fn begin_record(&mut self) -> bool {
        let Some(Node::Record(entries)) = &mut self.current else { return false };
        self.open.push(Open::Record(std::mem::take(entries).into_iter()));
        true
    }

    fn next_key(&mut self, meta: &'static RecordMeta, _: usize) -> Result<Key, Halt> {
        let Some(Open::Record(entries)) = self.open.last_mut() else { return Err(Halt) };
        match entries.next() {
            Some((name, value)) => {
                self.current = Some(value);
                self.name = name;
                let known = meta.find(self.name.as_bytes());
                Ok(known.map_or(Key::Unknown, Key::Known))
            }
            None => {
                self.open.pop();
                Ok(Key::End)
            }
        }
    }

    fn name(&mut self) -> (String, Option<usize>) {
        (self.name.clone(), None)
    }

    fn begin_list(&mut self) -> bool {
        let Some(Node::List(elements)) = &mut self.current else { return false };
        self.open.push(Open::List(std::mem::take(elements).into_iter()));
        true
    }

    fn next_element(&mut self) -> Result<bool, Halt> {
        let Some(Open::List(elements)) = self.open.last_mut() else { return Err(Halt) };
        self.current = elements.next();
        if self.current.is_none() {
            self.open.pop();
            return Ok(false);
        }
        Ok(true)
    }

    fn text(&mut self) -> Option<&str> {
        let Some(Node::Text(text)) = &mut self.current else { return None };
        self.text = std::mem::take(text);
        Some(&self.text)
    }

    fn number(&mut self) -> Option<Number> {
        match self.current {
            Some(Node::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn code(&mut self, meta: &'static AttributeMeta) -> Option<CodeText<'_>> {
        if !meta.is_integer_code() {
            return self.text().map(CodeText::Text);
        }
        Some(match self.number()? {
            Number::Integer(value) => CodeText::Text(self.digits.format(value)),
            Number::TooLarge => CodeText::TooLarge,
            Number::NotWhole => CodeText::NotWhole,
        })
    }

    fn boolean(&mut self) -> Option<Form<bool>> {
        match self.current {
            Some(Node::Boolean(value)) => Some(Form::Value(value)),
            _ => None,
        }
    }

    fn date(&mut self) -> Option<Form<Date>> {
        self.text().map(Date::from_text).map(Form::Value)
    }

    fn raw(&mut self) -> Result<Option<Form<RawObject>>, Halt> {
        let Some(node @ Node::Record(_)) = &self.current else { return Ok(None) };
        let object = raw::object(node);
        // How a number was written that is not whole is not known here.
        Ok(Some(object.map_or(Form::Unfit(&rule::INTEGER_FORM), Form::Value)))
    }

    fn skip(&mut self) -> Result<(), Halt> {
        self.current = None;
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Date, E> {
                Ok(Date::from_text(text))
            }

            refuse!("expected a date as text": visit_bool(bool), visit_i64(i64), visit_u64(u64),
                visit_i128(i128), visit_u128(u128), visit_f64(f64), visit_bytes(&[u8]));
        }

        // Asked for a text, a format may name what it found instead.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Text)
        } else {
            deserializer.deserialize_str(Text)
        }
    }
}

/// Deserializes a code: from a text, or from a whole number for lists that messages write so.
///
/// # Errors
/// Those of the deserializer, and when something else stands there.
pub fn deserialize_code<'de, D: Deserializer<'de>, C: Code>(
    deserializer: D,
) -> Result<C, D::Error> {
    struct Text<C>(PhantomData<C>);

    impl<C: Code> Visitor<'_> for Text<C> {
        type Value = C;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a code as text or whole number")
        }

        fn visit_str<E>(self, code: &str) -> Result<C, E> {
            Ok(C::from_code(code))
        }

        fn visit_i64<E>(self, code: i64) -> Result<C, E> {
            Ok(C::from_code(itoa::Buffer::new().format(code)))
        }

        fn visit_u64<E>(self, code: u64) -> Result<C, E> {
            Ok(C::from_code(itoa::Buffer::new().format(code)))
        }

        refuse!("expected a code as text or whole number": visit_bool(bool), visit_i128(i128),
            visit_u128(u128), visit_f64(f64), visit_bytes(&[u8]));
    }

    deserializer.deserialize_any(Text(PhantomData))
}
