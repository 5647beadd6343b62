//! JSON that is written, never read: values in the order they are put in, always the same bytes.
//!
//! The generator is built in every supplier's build, so that it has no JSON library: writing is
//! little work.

use std::fmt;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

/// An object: members in the order they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Object(Vec<(String, Json)>);

impl Object {
    /// Without members.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// With one more member.
    #[must_use]
    pub(crate) fn with(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.set(name, value);
        self
    }

    /// With one more member, if there is a value.
    #[must_use]
    pub(crate) fn with_some(self, name: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With the members of another object behind its own.
    #[must_use]
    pub(crate) fn with_all(mut self, other: Self) -> Self {
        for (name, value) in other.0 {
            self.set(name, value);
        }
        self
    }

    /// Adds a member; one that is there already keeps its place and gets the new value.
    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// Whether it has no members.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Json)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        members.into_iter().fold(Self::new(), |object, (name, value)| object.with(name, value))
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Json {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Object> for Json {
    fn from(value: Object) -> Self {
        Self::Object(value)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// A document: indented by two spaces, short lists of plain values on one line, a line end behind
/// the last line.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value(self, 0, f)?;
        f.write_str("\n")
    }
}

fn value(json: &Json, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json {
        Json::Boolean(value) => write!(f, "{value}"),
        Json::Integer(value) => write!(f, "{value}"),
        Json::Text(value) => text(value, f),
        Json::List(values) if values.iter().all(is_plain) => {
            f.write_str("[")?;
            for (n, plain) in values.iter().enumerate() {
                f.write_str(if n == 0 { "" } else { ", " })?;
                value(plain, depth, f)?;
            }
            f.write_str("]")
        }
        Json::List(values) => {
            let write = |it: &Json, f: &mut fmt::Formatter<'_>| value(it, depth + 1, f);
            block(['[', ']'], values, depth, f, write)
        }
        Json::Object(Object(members)) if members.is_empty() => f.write_str("{}"),
        Json::Object(Object(members)) => {
            let write = |(name, it): &(String, Json), f: &mut fmt::Formatter<'_>| {
                text(name, f)?;
                f.write_str(": ")?;
                value(it, depth + 1, f)
            };
            block(['{', '}'], members, depth, f, write)
        }
    }
}

fn is_plain(json: &Json) -> bool {
    !matches!(json, Json::List(_) | Json::Object(_))
}

/// Each item on a line of its own.
fn block<T>(
    [open, close]: [char; 2],
    items: &[T],
    depth: usize,
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    writeln!(f, "{open}")?;
    for (n, item) in items.iter().enumerate() {
        write!(f, "{:1$}", "", 2 * (depth + 1))?;
        write(item, f)?;
        writeln!(f, "{}", if n + 1 < items.len() { "," } else { "" })?;
    }
    write!(f, "{:1$}{close}", "", 2 * depth)
}

fn text(value: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in value.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c < ' ' || c == '\u{7f}' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_indented_and_keeps_its_order() {
        let json = Json::from(
            Object::new()
                .with("z", 1_i64)
                .with("a", Json::List(vec![Object::new().with("b", true).into()]))
                .with("empty", Json::List(Vec::new()))
                .with("none", Object::new())
                .with("plain", vec!["x", "y"])
                .with("z", -2_i64)
                .with_some("absent", None::<i64>),
        );
        let expected = r#"{
  "z": -2,
  "a": [
    {
      "b": true
    }
  ],
  "empty": [],
  "none": {},
  "plain": ["x", "y"]
}
"#;
        assert_eq!(json.to_string(), expected);
    }

    #[test]
    fn texts_are_escaped() {
        let text = Json::from("\"\\\n\r\t\u{0}\u{1f}\u{7f}é😀/");
        assert_eq!(text.to_string(), "\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u007fé😀/\"\n");
    }
}
