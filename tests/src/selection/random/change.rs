//! Exactly one change to a question. A change does not know whether it breaks the question: many do
//! not, since objects are open.

use serde_json::{Map, Value, json};

use crate::pointer;
use crate::rng::Rng;

/// The changed question, and what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// What was done, in a few words, without the pointer.
    pub label: String,
    /// Where: the JSON pointer of the value that was changed, added or taken out.
    pub pointer: String,
    /// The whole question after the change.
    pub document: Value,
}

/// Operators that no release knows in a selectievraag.
const FOREIGN: [&str; 6] = ["$gt", "$ne", "$in", "$not", "$exists", "$eqq"];
/// Operators that some criterion knows.
const KNOWN: [&str; 7] = ["$eq", "$gte", "$lte", "$lt", "$all", "$elemMatch", "$or"];
/// Numbers at and around bounds.
const NUMBERS: [i64; 14] = [-1, 0, 1, 2, 3, 4, 5, 8, 98, 99, 100, 999, 1000, 4_294_967_296];
/// Texts that some criterion takes and others do not.
const TEXTS: [&str; 24] = [
    "0",
    "1",
    "6",
    "7",
    "8",
    "B",
    "O",
    "b",
    "B+",
    "nld",
    "NLD",
    "nl",
    "1234AB",
    "1234ab",
    "0123 AB",
    "12345678",
    "1234567",
    "12345678901",
    "2024-02-29",
    "2023-02-29",
    "2024-2-01",
    "20240201",
    "01-02-2024",
    "2024-02-01T00:00:00Z",
];

/// One random change.
pub(super) fn any(question: &Value, rng: &mut Rng) -> Changed {
    loop {
        let places = places(question);
        let place = rng.pick(&places).clone();
        let changed = match rng.below(8) {
            0 => remove(question, &place),
            1 => rename(question, &place, rng),
            2 => add(question, &place, &KNOWN, rng),
            3 => add(question, &place, &FOREIGN, rng),
            4 => empty(question, &place, rng),
            5 => list(question, &place, rng),
            _ => replace(question, &place, rng),
        };
        if let Some(changed) = changed.filter(|changed| changed.document != *question) {
            return changed;
        }
    }
}

/// A change that leaves most questions valid: something unknown, empty or in another order.
pub(super) fn harmless(question: &Value, rng: &mut Rng) -> Changed {
    loop {
        let places = places(question);
        let place = rng.pick(&places).clone();
        let changed = match rng.below(5) {
            0 => remove(question, &place),
            1 => rename(question, &place, rng),
            2 => add(question, &place, &FOREIGN, rng),
            3 => empty(question, &place, rng),
            _ => list(question, &place, rng),
        };
        if let Some(changed) = changed {
            return changed;
        }
    }
}

/// The pointers of all values, the question itself first.
fn places(question: &Value) -> Vec<String> {
    fn walk(value: &Value, at: String, into: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    walk(value, pointer::member(&at, name), into);
                }
            }
            Value::Array(elements) => {
                for (index, value) in elements.iter().enumerate() {
                    walk(value, pointer::element(&at, index), into);
                }
            }
            _ => {}
        }
        into.push(at);
    }
    let mut places = Vec::new();
    walk(question, String::new(), &mut places);
    places
}

/// With another value at the place.
fn with(question: &Value, place: &str, value: Value, label: String) -> Changed {
    let mut document = question.clone();
    *document.pointer_mut(place).expect("a value") = value;
    Changed { label, pointer: place.into(), document }
}

fn remove(question: &Value, place: &str) -> Option<Changed> {
    if place.is_empty() {
        return None;
    }
    let (parent, name) = pointer::split(place);
    let mut document = question.clone();
    match document.pointer_mut(parent)? {
        Value::Object(members) => drop(members.remove(&name)?),
        Value::Array(elements) => drop(elements.remove(name.parse().ok()?)),
        _ => return None,
    }
    Some(Changed { label: "removed".into(), pointer: place.into(), document })
}

/// Gives a member another name: with other capitals, with something behind it, or without dollar.
fn rename(question: &Value, place: &str, rng: &mut Rng) -> Option<Changed> {
    if place.is_empty() {
        return None;
    }
    let (parent, name) = pointer::split(place);
    let other = match rng.below(4) {
        0 => name.to_uppercase(),
        1 => format!("{name}x"),
        2 => name.replace('.', "/"),
        _ => name.trim_start_matches('$').to_owned(),
    };
    let mut document = question.clone();
    let members = document.pointer_mut(parent)?.as_object_mut()?;
    if members.contains_key(&other) {
        return None;
    }
    let value = members.remove(&name)?;
    members.insert(other.clone(), value);
    Some(Changed { label: format!("{name} renamed to {other}"), pointer: place.into(), document })
}

/// Adds a member to an object: something unknown, or one of these operators.
fn add(question: &Value, place: &str, operators: &[&str], rng: &mut Rng) -> Option<Changed> {
    let mut document = question.clone();
    let members = document.pointer_mut(place)?.as_object_mut()?;
    let name = match rng.below(3) {
        0 => (*rng.pick(&["onbekend", "werktijden.onbekend", "$comment", "a/b~c", "é"])).to_owned(),
        _ => (*rng.pick(operators)).to_owned(),
    };
    // In an alternative that does not name it, the contract allows any operand of a known operator,
    // and our reading does not: see the module of the selection.
    let alternatives = members.contains_key("$eq") && name == "$gte";
    if members.contains_key(&name) || alternatives {
        return None;
    }
    members.insert(name.clone(), leaf(rng));
    Some(Changed {
        label: format!("{name} added"),
        pointer: pointer::member(place, &name),
        document,
    })
}

fn empty(question: &Value, place: &str, rng: &mut Rng) -> Option<Changed> {
    if place.is_empty() {
        return None;
    }
    // Most often of the same type, so that many stay valid.
    let value = match question.pointer(place)? {
        Value::Array(_) if rng.percent(80) => json!([]),
        Value::Object(_) if rng.percent(80) => json!({}),
        Value::String(_) if rng.percent(80) => json!(""),
        _ => rng.pick(&[json!([]), json!({}), json!(""), Value::Null]).clone(),
    };
    Some(with(question, place, value, "emptied".into()))
}

/// Something about a list: an element twice, an empty one, another order, or a list of one.
fn list(question: &Value, place: &str, rng: &mut Rng) -> Option<Changed> {
    let value = question.pointer(place)?;
    let Value::Array(elements) = value else {
        return (rng.percent(20) && !place.is_empty())
            .then(|| with(question, place, json!([value]), "put in a list".into()));
    };
    let mut elements = elements.clone();
    let label = match rng.below(4) {
        0 => {
            elements.push(elements.first()?.clone());
            "an element twice"
        }
        1 => {
            elements.push(json!({}));
            "an empty element"
        }
        2 => {
            elements.reverse();
            "another order"
        }
        _ => return Some(with(question, place, elements.first()?.clone(), "out of a list".into())),
    };
    Some(with(question, place, elements.into(), label.into()))
}

/// Another value at the place.
fn replace(question: &Value, place: &str, rng: &mut Rng) -> Option<Changed> {
    let old = question.pointer(place)?;
    let value = match old {
        // Texts of the same kind show more than any other value does.
        Value::Number(number) if rng.percent(40) => {
            json!(number.as_i64()? + *rng.pick(&[-1, 1]))
        }
        Value::Number(number) if rng.percent(20) => number.to_string().into(),
        Value::String(text) if rng.percent(15) => text.parse::<i64>().ok()?.into(),
        Value::String(text) if rng.percent(15) => format!("{text}{}", text.chars().last()?).into(),
        Value::String(text) if rng.percent(15) => format!("{text}\n").into(),
        Value::String(_) if rng.percent(15) => {
            "é".repeat(if rng.percent(50) { 200 } else { 201 }).into()
        }
        _ => leaf(rng),
    };
    Some(with(question, place, value, "replaced".into()))
}

/// A value of any type. No number with a fraction: the judge takes `1.0` for an integer.
fn leaf(rng: &mut Rng) -> Value {
    match rng.below(10) {
        0..4 => (*rng.pick(&NUMBERS)).into(),
        4..8 => (*rng.pick(&TEXTS)).into(),
        8 => rng.pick(&[Value::Null, true.into(), json!([]), json!({}), json!("")]).clone(),
        _ => Value::Object(Map::from_iter([("$eq".to_owned(), 1.into())])),
    }
}
