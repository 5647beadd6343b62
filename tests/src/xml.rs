//! A message in JSON as XML, good or bad, where XML can say the same.
//!
//! Not everything that can be wrong in JSON can be written in XML: there a number and a text look
//! alike, a list of one is no list, and `null` and an empty list are nothing at all. What has no
//! counterpart with the same verdict by nature gives `None`.

pub mod mutate;
pub mod tree;
pub mod typed;

use serde_json::{Map, Value};
use vum_model::{
    Attribute, CodeForm, Message, Release, ShapeId, ShapeKind, Value as Form, Variant, XmlRoots,
};

/// A document with one record as its root.
#[must_use]
pub fn document(release: &Release, message: &Message, record: &Value) -> Option<String> {
    let content = Writer { release }.shape(message.root, record.as_object()?)?;
    let (namespace, root) = (&release.xml.namespace, &roots(message).root);
    Some(format!("<m:{root} xmlns:m=\"{namespace}\">{content}</m:{root}>\n"))
}

/// A document with the list root. Not for records that [`document`] cannot write.
#[must_use]
pub fn list(release: &Release, message: &Message, records: &[Value]) -> Option<String> {
    let (namespace, root) = (&release.xml.namespace, &roots(message).root);
    let mut content = String::new();
    for record in records {
        let record = Writer { release }.shape(message.root, record.as_object()?)?;
        content.push_str(&format!("<{root}>{record}</{root}>"));
    }
    let list = &roots(message).list;
    Some(format!("<m:{list} xmlns:m=\"{namespace}\">{content}</m:{list}>\n"))
}

struct Writer<'a> {
    release: &'a Release,
}

impl Writer<'_> {
    fn shape(&self, id: ShapeId, members: &Map<String, Value>) -> Option<String> {
        match &self.release.shape(id).expect("a shape of the release").kind {
            ShapeKind::Record { attributes, .. } => self.record(attributes, members),
            ShapeKind::Choice { variants } => self.choice(variants, members),
        }
    }

    fn record(&self, attributes: &[Attribute], members: &Map<String, Value>) -> Option<String> {
        let mut out = String::new();
        for attribute in attributes {
            let Some(value) = members.get(&attribute.name) else { continue };
            let tag = attribute.description.tag.as_deref().expect("a tag");
            match value {
                // No element: the same as absent, which is another message where it is required.
                Value::Array(values) if values.is_empty() => {
                    if !attribute.many || !attribute.required.is_empty() {
                        return None;
                    }
                }
                // A list of one looks like a single value.
                Value::Array(values) if values.len() == 1 && !attribute.many => return None,
                Value::Array(values) => {
                    for value in values {
                        out.push_str(&self.element(tag, attribute, value)?);
                    }
                }
                _ if attribute.many => return None,
                value => out.push_str(&self.element(tag, attribute, value)?),
            }
        }
        let tags: Vec<&str> =
            attributes.iter().filter_map(|it| it.description.tag.as_deref()).collect();
        let known = |name: &str| attributes.iter().any(|attribute| attribute.name == name);
        for (name, value) in members.iter().filter(|(name, _)| !known(name)) {
            out.push_str(&self.unknown(name, &tags, value)?);
        }
        Some(out)
    }

    fn choice(&self, variants: &[Variant], members: &Map<String, Value>) -> Option<String> {
        let mut out = String::new();
        // In the order of the members: which of two is the second must be the same in both.
        for (name, value) in members {
            let Some(variant) = variants.iter().find(|variant| variant.wrapper == *name) else {
                continue;
            };
            let content = self.content_of_shape(variant.shape, value)?;
            out.push_str(&format!("<{0}>{content}</{0}>", variant.tag));
        }
        let tags: Vec<&str> = variants.iter().map(|variant| variant.tag.as_str()).collect();
        let known = |name: &str| variants.iter().any(|variant| variant.wrapper == name);
        for (name, value) in members.iter().filter(|(name, _)| !known(name)) {
            out.push_str(&self.unknown(name, &tags, value)?);
        }
        Some(out)
    }

    fn element(&self, tag: &str, attribute: &Attribute, value: &Value) -> Option<String> {
        let content = match &attribute.value {
            Form::Shape(id) => self.content_of_shape(*id, value)?,
            form => match value {
                Value::Object(members) if !members.is_empty() => any(value)?,
                _ => escaped(&scalar(form, value)?)?,
            },
        };
        Some(format!("<{tag}>{content}</{tag}>"))
    }

    fn content_of_shape(&self, id: ShapeId, value: &Value) -> Option<String> {
        match value {
            Value::Object(members) => self.shape(id, members),
            // An element without content is an empty record.
            Value::String(text) if !text.trim().is_empty() => escaped(text),
            Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
            _ => None,
        }
    }

    /// A name that the shape does not have, written as SuwiML would: with a capital in front.
    fn unknown(&self, name: &str, tags: &[&str], value: &Value) -> Option<String> {
        let mut shapes = self.release.shapes.iter();
        let elsewhere = shapes.find_map(|shape| match &shape.kind {
            ShapeKind::Record { attributes, .. } => {
                let attribute = attributes.iter().find(|attribute| attribute.name == name)?;
                attribute.description.tag.clone()
            }
            ShapeKind::Choice { .. } => None,
        });
        let absent = self.release.shapes.iter().find_map(|shape| match &shape.kind {
            ShapeKind::Record { absent, .. } => {
                absent.iter().find(|absent| absent.name == name).map(|absent| absent.tag.clone())
            }
            ShapeKind::Choice { .. } => None,
        });
        let mut tag = elsewhere.or(absent).unwrap_or_else(|| name.to_owned());
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic())
            || !tag.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return None;
        }
        tag[..1].make_ascii_uppercase();
        if tags.contains(&tag.as_str()) || matches!(value, Value::Null) {
            return None;
        }
        match value {
            Value::Array(values) if values.is_empty() => None,
            Value::Array(values) => {
                values.iter().map(|value| Some(format!("<{tag}>{}</{tag}>", any(value)?))).collect()
            }
            value => Some(format!("<{tag}>{}</{tag}>", any(value)?)),
        }
    }
}

/// The text for a value; `None` where it would be right in XML though its JSON type is wrong.
fn scalar(form: &Form, value: &Value) -> Option<String> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let wants_integer =
        matches!(form, Form::Integer(_) | Form::Code { form: CodeForm::Integer(_), .. });
    match (form, value) {
        (Form::Boolean, Value::Bool(value)) => Some(if *value { "1" } else { "2" }.to_owned()),
        (Form::Boolean, Value::String(text)) if is_digits(text) => None,
        (Form::Boolean, Value::Number(_)) => None,
        (Form::Date, Value::String(text)) => {
            let bytes = text.as_bytes();
            let is_date = bytes.len() == 10
                && [4, 7].iter().all(|at| bytes[*at] == b'-')
                && is_digits(&text.replace('-', ""));
            match is_date {
                true => Some(text.replace('-', "")),
                // A form that is wrong in JSON may be the right one here.
                false => (!is_digits(text)).then(|| text.clone()),
            }
        }
        (_, Value::String(text)) if wants_integer => {
            (text.trim().parse::<i64>().is_err()).then(|| text.clone())
        }
        (_, Value::Number(number)) if wants_integer => {
            (!number.is_f64() || number.as_f64()?.fract() != 0.0).then(|| number.to_string())
        }
        // Everything is a text in XML.
        (_, Value::Number(_)) => None,
        (Form::Date | Form::Integer(_), Value::Bool(value)) => Some(value.to_string()),
        (Form::Code { .. }, Value::Bool(value)) if wants_integer => Some(value.to_string()),
        (_, Value::String(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Content of an element that nobody knows.
fn any(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::String(text) => escaped(text),
        Value::Array(values) => {
            values.iter().map(|value| Some(format!("<Element>{}</Element>", any(value)?))).collect()
        }
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.chars().all(|c| c.is_ascii_alphanumeric());
                fits.then(|| Some(format!("<{name}>{}</{name}>", any(value)?)))?
            })
            .collect(),
    }
}

/// A text as content; `None` where XML 1.0 cannot hold a character of it.
fn escaped(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => return None,
            c => out.push(c),
        }
    }
    Some(out)
}

/// The root elements of a message; a question with operators has none.
fn roots(message: &Message) -> &XmlRoots {
    message.xml.as_ref().expect("a message that XML has")
}
