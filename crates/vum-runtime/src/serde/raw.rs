//! An object that is kept as it is, in another format than JSON and back.

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::de::{Node, Tree, tree};
use crate::body::RawObject;
use crate::json::{Start, Tokens, string};
use crate::source::Number;

/// A JSON value with its numbers as they are written. No `Debug`: it holds values.
enum Json<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(String),
    List(Vec<Json<'a>>),
    Record(Vec<(String, Json<'a>)>),
}

/// Reads the value that stands here. A [`RawObject`] is JSON of a bounded depth, so that `None`
/// does not happen.
fn json<'a>(tokens: &mut Tokens<'a>) -> Option<Json<'a>> {
    Some(match tokens.start().ok()? {
        Start::Null => tokens.word().ok().map(|_| Json::Null)?,
        Start::Boolean => Json::Boolean(tokens.word().ok()??),
        Start::Number => Json::Number(tokens.number()?.0),
        Start::Text => Json::Text(tokens.string()?.to_owned()),
        Start::List => {
            let mut list = Vec::new();
            tokens.begin();
            while tokens.element().ok()? {
                list.push(json(tokens)?);
            }
            Json::List(list)
        }
        Start::Record => {
            let mut record = Vec::new();
            tokens.begin();
            while tokens.any_key().ok()? {
                let (name, _) = tokens.name();
                record.push((name, json(tokens)?));
            }
            Json::Record(record)
        }
    })
}

/// As a map: a format that is not JSON has numbers of its own.
impl Serialize for RawObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match json(&mut Tokens::new(self.as_str())) {
            Some(value) => value.serialize(serializer),
            None => Err(S::Error::custom("not an object")),
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(text) => {
                if let Ok(value) = text.parse::<i64>() {
                    serializer.serialize_i64(value)
                } else if let Ok(value) = text.parse::<u64>() {
                    serializer.serialize_u64(value)
                } else {
                    match text.parse::<f64>() {
                        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
                        _ => Err(S::Error::custom("a number beyond every range")),
                    }
                }
            }
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(value)?;
                }
                list.end()
            }
            Self::Record(values) => {
                let mut map = serializer.serialize_map(Some(values.len()))?;
                for (name, value) in values {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// From a map. A number with a fraction, or beyond 64 bits, is refused: how it was written is not
/// known.
impl<'de> Deserialize<'de> for RawObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Tree(node) = tree(deserializer)?;
        match &node {
            Node::Record(_) => {
                object(&node).ok_or_else(|| D::Error::custom("a number that is not whole"))
            }
            _ => Err(D::Error::custom("expected an object")),
        }
    }
}

/// A tree as an object; `None` where a number is not known as it was written.
pub(super) fn object(node: &Node) -> Option<RawObject> {
    let mut text = String::new();
    write(node, &mut text)?;
    Some(RawObject::of(&text))
}

fn write(node: &Node, out: &mut String) -> Option<()> {
    match node {
        Node::Null => out.push_str("null"),
        Node::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Node::Number(Number::Integer(value)) => out.push_str(itoa::Buffer::new().format(*value)),
        Node::Number(_) => return None,
        Node::Text(text) => string(out, text),
        Node::List(values) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(value, out)?;
            }
            out.push(']');
        }
        Node::Record(values) => {
            out.push('{');
            for (n, (name, value)) in values.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                string(out, name);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
}
