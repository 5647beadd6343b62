//! Between the content of the suite and messages, with the tables that `vum` has of every release.
//!
//! A product has its own records in the place of this: it fills them from the content, and writes
//! messages from them as it always does.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use vum::Role;
use vum::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};

/// A value with its place.
#[derive(Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Ids of attributes with dots between, `[n]` behind a list.
    pub at: String,
    /// The value as a text.
    pub value: String,
}

/// The id without its entity.
fn own(it: &AttributeMeta) -> &'static str {
    it.id.rsplit(['.', '/']).next().unwrap_or(it.id)
}

/// The message that holds as much of the content as it has attributes for.
pub fn message(content: &[Entry], meta: &RecordMeta, role: Role) -> Value {
    let mut object = Map::new();
    for it in meta.attributes.iter().filter(|it| it.present.contains(role)) {
        let here = elements(content, own(it));
        let values = here.iter().filter_map(|entries| value(entries, it, role));
        let mut values = values.filter(|value| !is_empty(value));
        let value = if it.many { Some(values.collect()) } else { values.next() };
        if let Some(value) = value.filter(|value| !is_empty(value)) {
            object.insert(it.name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// The entries under a name, for each element of the list that it is, without that part of their
/// place.
fn elements(content: &[Entry], name: &str) -> Vec<Vec<Entry>> {
    let mut all: Vec<(&str, Vec<Entry>)> = Vec::new();
    for entry in content {
        let (head, rest) = entry.at.split_once('.').unwrap_or((&entry.at, ""));
        if head.split('[').next() != Some(name) {
            continue;
        }
        let inner = Entry { at: rest.to_owned(), value: entry.value.clone() };
        match all.iter_mut().find(|(known, _)| *known == head) {
            Some((_, entries)) => entries.push(inner),
            None => all.push((head, vec![inner])),
        }
    }
    all.into_iter().map(|(_, entries)| entries).collect()
}

fn value(entries: &[Entry], it: &AttributeMeta, role: Role) -> Option<Value> {
    if let ValueMeta::Record(meta) = &it.value {
        return Some(message(entries, meta, role));
    }
    typed(&entries.first()?.value, &it.value)
}

/// A text with the type that the contract asks for. Only what is a number there becomes one.
pub fn typed(text: &str, value: &ValueMeta) -> Option<Value> {
    Some(match value {
        ValueMeta::Integer(_) | ValueMeta::Code(_, CodeFormMeta::Integer(_)) => {
            Value::from(text.parse::<i64>().ok()?)
        }
        ValueMeta::Boolean => Value::from(text.parse::<bool>().ok()?),
        _ => Value::from(text),
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// What a message says, empty values left out.
pub fn content(message: &Value, meta: &RecordMeta) -> Vec<Entry> {
    let mut entries = Vec::new();
    collect(message, meta, "", &mut entries);
    entries
}

fn collect(message: &Value, meta: &RecordMeta, path: &str, entries: &mut Vec<Entry>) {
    for it in meta.attributes {
        let at = if path.is_empty() { own(it).to_owned() } else { format!("{path}.{}", own(it)) };
        let mut add = |value: &Value, at: String| match (&it.value, value) {
            (ValueMeta::Record(meta), value) => collect(value, meta, &at, entries),
            (_, Value::String(text)) if text.is_empty() => {}
            (_, Value::String(text)) => entries.push(Entry { at, value: text.clone() }),
            (_, value) => entries.push(Entry { at, value: value.to_string() }),
        };
        match message.get(it.name) {
            Some(Value::Array(all)) => {
                for (index, element) in all.iter().enumerate() {
                    add(element, format!("{at}[{index}]"));
                }
            }
            Some(value) => add(value, at),
            None => {}
        }
    }
}
