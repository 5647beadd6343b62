//! A straightforward evaluator of MongoDB queries on JSON: `$eq`, `$gte`, `$lte`, `$lt`, `$all` of
//! `$elemMatch`, `$elemMatch`, `$or` and `$and`, with dotted paths.
//!
//! Comparison goes by type: numbers with numbers, texts with texts (by their bytes), booleans with
//! booleans; of different types nothing holds. A missing value satisfies nothing, and neither does
//! `null`, which in MongoDB equals a missing value: the contracts know no `null`.

use std::cmp::Ordering;

use serde_json::Value;

/// Whether a document satisfies a query.
///
/// # Panics
/// At an operator that is not among those above: a query comes from [`super::strip`].
#[must_use]
pub fn matches(query: &Value, document: &Value) -> bool {
    members(query).all(|(key, asked)| match key.as_str() {
        "$or" => elements(asked).iter().any(|branch| matches(branch, document)),
        "$and" => elements(asked).iter().all(|branch| matches(branch, document)),
        path => {
            let found = lookup(document, path);
            members(asked).all(|(operator, operand)| holds(operator, operand, &found))
        }
    })
}

/// The values at a dotted path. An array on the way, not at the end, stands for its elements.
#[must_use]
pub fn lookup<'a>(document: &'a Value, path: &str) -> Vec<&'a Value> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some(value) = document.get(name) else { return Vec::new() };
    match (rest, value) {
        (None, value) => vec![value],
        (Some(rest), Value::Array(elements)) => {
            elements.iter().flat_map(|element| lookup(element, rest)).collect()
        }
        (Some(rest), value) => lookup(value, rest),
    }
}

fn holds(operator: &str, operand: &Value, found: &[&Value]) -> bool {
    let lists = || found.iter().filter_map(|value| value.as_array());
    match operator {
        "$elemMatch" => lists().any(|list| list.iter().any(|element| matches(operand, element))),
        "$all" => elements(operand)
            .iter()
            .all(|entry| members(entry).all(|(operator, operand)| holds(operator, operand, found))),
        _ => {
            // A list satisfies a comparison when one of its elements does.
            let values = found.iter().copied().chain(lists().flatten());
            values.filter_map(|value| compare(value, operand)).any(|order| match operator {
                "$eq" => order.is_eq(),
                "$gte" => order.is_ge(),
                "$lte" => order.is_le(),
                "$lt" => order.is_lt(),
                _ => panic!("no operator {operator}"),
            })
        }
    }
}

/// How two values compare; `None` where they do not.
fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
        },
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().expect("an object").iter()
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}
