//! Deserializing: into a small tree, which is a third source for the reader.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};

use crate::code::Code;
use crate::context::Options;
use crate::date::Date;
use crate::finding::Word;
use crate::limits::Limits;
use crate::read::{Read, ReadChoice, read_place, read_root};
use crate::role::Role;
use crate::rule::Language;
use crate::source::{Found, Halt, Key, Number, Source};

/// Any value, as a serde format gave it. It has no `Debug`: it holds values of messages.
pub enum Tree {
    /// No value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// A map, in order.
    Record(Vec<(String, Tree)>),
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
pub fn fill_from_tree(tree: Tree, target: &mut dyn Read<TreeSource>) -> Result<(), TreeError> {
    let (_, context, _) = read_root(TreeSource::new(tree), target, lenient());
    judge(&context)
}

/// Makes a choice from a tree.
///
/// # Errors
/// When the type cannot hold what the tree has.
pub fn choice_from_tree<C: ReadChoice<TreeSource>>(tree: Tree) -> Result<C, TreeError> {
    let mut place = None;
    let context = read_place(TreeSource::new(tree), &mut place, lenient());
    judge(&context)?;
    place.ok_or_else(|| TreeError("no branch of the choice is present".to_owned()))
}

/// The role matters for requirements only, which are not asked here.
fn lenient() -> Options {
    Options { role: Role::Bron, limits: Limits::default(), show_values: false }
}

/// Only what a type cannot hold is an error; the rest is for `check`.
fn judge(context: &crate::context::Context) -> Result<(), TreeError> {
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
    let depth = Limits::default().depth;
    let tree = TreeSeed { depth }.deserialize(deserializer)?;
    T::from_tree(tree).map_err(D::Error::custom)
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
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a VUM message")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(Number::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Tree, E> {
        Ok(Tree::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Tree, E> {
        Ok(Tree::Number(i64::try_from(value).map_or(Number::TooLarge, Number::Integer)))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Number(Number::NotWhole))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = access.next_element_seed(self.below()?)? {
            list.push(element);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut record = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            record.push((name, access.next_value_seed(self.below()?)?));
        }
        Ok(Tree::Record(record))
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
pub struct TreeSource {
    current: Option<Tree>,
    name: String,
    text: String,
    open: Vec<Open>,
}

enum Open {
    List(std::vec::IntoIter<Tree>),
    Record(std::vec::IntoIter<(String, Tree)>),
}

impl TreeSource {
    fn new(tree: Tree) -> Self {
        Self { current: Some(tree), name: String::new(), text: String::new(), open: Vec::new() }
    }

    /// Puts a value that was not asked for back, and says what it is.
    fn other<T>(&mut self, tree: Option<Tree>) -> Result<Found<T>, Halt> {
        let kind = match &tree {
            Some(Tree::Boolean(_)) => Word::Boolean,
            Some(Tree::Number(_)) => Word::Number,
            Some(Tree::Text(_)) => Word::Text,
            Some(Tree::List(_)) => Word::List,
            Some(Tree::Record(_)) => Word::Record,
            Some(Tree::Null) | None => Word::Null,
        };
        self.current = tree;
        Ok(Found::Other(kind))
    }
}

impl Source for TreeSource {
    fn offset(&mut self) -> Option<usize> {
        None
    }

    fn begin_record(&mut self) -> Result<Found<()>, Halt> {
        match self.current.take() {
            Some(Tree::Record(entries)) => {
                self.open.push(Open::Record(entries.into_iter()));
                Ok(Found::Value(()))
            }
            other => self.other(other),
        }
    }

    fn next_key(&mut self, find: &mut dyn FnMut(&[u8]) -> Option<usize>) -> Result<Key, Halt> {
        let Some(Open::Record(entries)) = self.open.last_mut() else { return Err(Halt) };
        match entries.next() {
            Some((name, value)) => {
                self.current = Some(value);
                self.name = name;
                Ok(find(self.name.as_bytes()).map_or(Key::Unknown, Key::Known))
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

    fn begin_list(&mut self) -> Result<Found<()>, Halt> {
        match self.current.take() {
            Some(Tree::List(elements)) => {
                self.open.push(Open::List(elements.into_iter()));
                Ok(Found::Value(()))
            }
            other => self.other(other),
        }
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

    fn text(&mut self) -> Result<Found<&str>, Halt> {
        match self.current.take() {
            Some(Tree::Text(text)) => {
                self.text = text;
                Ok(Found::Value(&self.text))
            }
            other => self.other(other),
        }
    }

    fn number(&mut self) -> Result<Found<Number>, Halt> {
        match self.current.take() {
            Some(Tree::Number(number)) => Ok(Found::Value(number)),
            other => self.other(other),
        }
    }

    fn boolean(&mut self) -> Result<Found<bool>, Halt> {
        match self.current.take() {
            Some(Tree::Boolean(value)) => Ok(Found::Value(value)),
            other => self.other(other),
        }
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
