//! Our own answer to a question, and the answers that come of known misreadings of it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use serde_json::Value;
use vum::Role;
use vum::select::{Area, Outcome, SelectionType};
use vum::stream::{SelectOptions, select};

/// The numbers of the records.
pub(crate) type Chosen = BTreeSet<usize>;

/// Which records a question selects, the area aside.
pub(crate) fn chosen(of: &SelectionType, question: &Value, records: &[&Value]) -> Chosen {
    run(of, question, records, false)
}

/// Which records a bron would select that takes a missing attribute for one that satisfies.
pub(crate) fn lenient(of: &SelectionType, question: &Value, records: &[&Value]) -> Chosen {
    run(of, question, records, true)
}

fn run(of: &SelectionType, question: &Value, records: &[&Value], lenient: bool) -> Chosen {
    let asked = of.read(question.to_string().as_bytes(), Role::Bemiddelaar);
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let mut options = SelectOptions::new(Role::Bron, Area::ignored());
    options.explain = lenient;
    let mut chosen = Chosen::new();
    let done = select(lines.as_bytes(), &asked.value, &options, |record| {
        let selected = match record.explanation() {
            Some(told) if lenient => {
                told.criteria.iter().all(|it| it.outcome != Outcome::NotSatisfied)
            }
            _ => record.verdict().is_some_and(|it| it.is_selected()),
        };
        if selected {
            chosen.extend(usize::try_from(record.judged.index));
        }
        ControlFlow::Continue(())
    });
    // Reading from memory does not fail.
    debug_assert!(done.is_ok());
    chosen
}

/// A question without an operator, wherever it stands; `None` when it does not have it.
pub(crate) fn without_operator(question: &Value, operator: &str) -> Option<Value> {
    let mut question = question.clone();
    take_out(&mut question, operator).then_some(question)
}

fn take_out(value: &mut Value, name: &str) -> bool {
    match value {
        Value::Object(object) => {
            let mut found = object.remove(name).is_some();
            for value in object.values_mut() {
                found |= take_out(value, name);
            }
            found
        }
        Value::Array(all) => {
            // It is taken out of every one, also behind the first.
            all.iter_mut().filter_map(|it| take_out(it, name).then_some(())).count() > 0
        }
        _ => false,
    }
}

/// A record with the first element of every list only.
pub(crate) fn first_elements(record: &Value) -> Value {
    match record {
        Value::Object(object) => {
            object.iter().map(|(name, value)| (name.clone(), first_elements(value))).collect()
        }
        Value::Array(all) => Value::Array(all.iter().take(1).map(first_elements).collect()),
        other => other.clone(),
    }
}

/// The same record or question with every list and every object the other way round.
pub(crate) fn reversed(value: &Value) -> Value {
    match value {
        // Names of an object stand in order of the alphabet; turning that round is up to writing.
        Value::Object(object) => {
            object.iter().map(|(name, value)| (name.clone(), reversed(value))).collect()
        }
        Value::Array(all) => Value::Array(all.iter().rev().map(reversed).collect()),
        other => other.clone(),
    }
}

/// JSON in another dress: names from back to front, blanks and line ends between everything, and
/// every character outside ASCII as an escape.
pub(crate) fn dressed(value: &Value) -> String {
    let mut text = String::new();
    dress(value, &mut text);
    text
}

fn dress(value: &Value, text: &mut String) {
    match value {
        Value::Object(object) => {
            text.push_str("{\n\t");
            for (n, (name, value)) in object.iter().rev().enumerate() {
                text.push_str(if n > 0 { " ,\r\n" } else { "" });
                dress(&Value::String(name.clone()), text);
                text.push_str(" :  ");
                dress(value, text);
            }
            text.push_str("\n}");
        }
        Value::Array(all) => {
            text.push_str("[ ");
            for (n, value) in all.iter().enumerate() {
                text.push_str(if n > 0 { " , " } else { "" });
                dress(value, text);
            }
            text.push_str(" ]");
        }
        Value::String(string) => {
            for c in Value::String(string.clone()).to_string().chars() {
                if c.is_ascii() {
                    text.push(c);
                } else {
                    let mut units = [0; 2];
                    for unit in c.encode_utf16(&mut units) {
                        text.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
        other => text.push_str(&other.to_string()),
    }
}
