//! What is left of a question when a bron of one release drops what it does not know and what is
//! empty, with the paths of its data in the place of the keys.

use serde_json::{Map, Value, json};

use super::table::{Condition, Criterion, Shape};

/// The query of MongoDB that a criterion comes down to; `None` when nothing is asked.
///
/// The area is not MongoDB and gives `None` too: see [`super::area`].
#[must_use]
pub fn query(criterion: &Criterion, asked: &Value) -> Option<Value> {
    match criterion.shape {
        Shape::Value(condition) => operators(&condition, asked),
        Shape::Any { data, conditions, .. } => {
            let branches = asked.get("$elemMatch")?.get("$or")?.as_array()?;
            // A branch in which nothing is left holds for everything, and so does the whole.
            let branches: Option<Vec<Value>> =
                branches.iter().map(|branch| element(conditions, branch)).collect();
            let branches = branches.filter(|branches| !branches.is_empty())?;
            Some(json!({ data: { "$elemMatch": { "$or": branches } } }))
        }
        Shape::All { data, conditions, .. } => {
            let entries = asked.get("$all")?.as_array()?;
            let entries: Vec<Value> = entries
                .iter()
                .filter_map(|entry| element(conditions, entry.get("$elemMatch")?))
                .map(|entry| json!({ "$elemMatch": entry }))
                .collect();
            (!entries.is_empty()).then(|| json!({ data: { "$all": entries } }))
        }
        Shape::Area { .. } => None,
    }
}

/// What a branch or an entry asks of one element.
fn element(conditions: &[Condition], asked: &Value) -> Option<Value> {
    let mut queries: Vec<Value> = Vec::new();
    for condition in conditions {
        let asked = condition.keys().filter_map(|key| asked.get(key));
        queries.extend(asked.filter_map(|asked| operators(condition, asked)));
    }
    match queries.len() {
        0 | 1 => queries.pop(),
        _ => Some(json!({ "$and": queries })),
    }
}

fn operators(condition: &Condition, asked: &Value) -> Option<Value> {
    let asked = asked.as_object()?;
    let known: Map<String, Value> = asked
        .iter()
        .filter(|(name, _)| condition.operand(name).is_some())
        .filter_map(|(name, operand)| Some((name.clone(), filled(operand)?)))
        .collect();
    (!known.is_empty()).then(|| json!({ condition.data: known }))
}

/// The value without what is empty, at any depth: `""`, `[]` and `{}`.
#[must_use]
pub fn filled(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| value.clone()),
        Value::Array(elements) => {
            let elements: Vec<Value> = elements.iter().filter_map(filled).collect();
            (!elements.is_empty()).then_some(Value::Array(elements))
        }
        Value::Object(members) => {
            let members: Map<String, Value> = members
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), filled(value)?)))
                .collect();
            (!members.is_empty()).then_some(Value::Object(members))
        }
        _ => Some(value.clone()),
    }
}
