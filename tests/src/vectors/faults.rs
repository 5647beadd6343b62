//! Bronnen that answer wrongly, each in one way. A question is worth something when it shows some of
//! them.

use serde_json::{Map, Value, json};

use crate::selection::table::{Condition, Criterion, Operand, Shape, criteria};
use crate::selection::{Outcome, evaluate, explain};

/// A way to answer wrongly.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Its name in `catches`.
    pub id: &'static str,
    /// What such a bron does.
    pub does: &'static str,
    /// Whether a part of a release has what it goes wrong with.
    pub possible: fn(&[Criterion]) -> bool,
    answer: fn(&Asked<'_>) -> bool,
}

/// A question beside a profile.
struct Asked<'a> {
    release: &'a str,
    part: &'a str,
    question: &'a Value,
    profile: &'a Value,
}

impl Asked<'_> {
    /// The right answer to another question about another profile.
    fn right(&self, question: &Value, profile: &Value) -> bool {
        evaluate(self.release, self.part, question, profile)
    }

    fn outcomes(&self) -> Vec<(String, Outcome)> {
        let told = explain(self.release, self.part, self.question, self.profile);
        told.into_iter().map(|told| (told.path, told.outcome)).collect()
    }
}

impl Fault {
    /// The answer of such a bron.
    ///
    /// # Panics
    /// If the part has no selectievraag in the release.
    #[must_use]
    pub fn selects(&self, release: &str, part: &str, question: &Value, profile: &Value) -> bool {
        (self.answer)(&Asked { release, part, question, profile })
    }
}

/// Every fault.
pub const FAULTS: &[Fault] = &[
    Fault {
        id: "returns-everything",
        does: "selects every profile, whatever is asked",
        possible: |_| true,
        answer: |_| true,
    },
    Fault {
        id: "ignores-eq",
        does: "does not look at `$eq`",
        possible: |of| has_operator(of, "$eq"),
        answer: |it| it.right(&without(it.question, "$eq"), it.profile),
    },
    Fault {
        id: "ignores-gte",
        does: "does not look at `$gte`",
        possible: |of| has_operator(of, "$gte"),
        answer: |it| it.right(&without(it.question, "$gte"), it.profile),
    },
    Fault {
        id: "ignores-lte",
        does: "does not look at `$lte`",
        possible: |of| has_operator(of, "$lte"),
        answer: |it| it.right(&without(it.question, "$lte"), it.profile),
    },
    Fault {
        id: "ignores-lt",
        does: "does not look at `$lt`",
        possible: |of| has_operator(of, "$lt"),
        answer: |it| it.right(&without(it.question, "$lt"), it.profile),
    },
    Fault {
        id: "ignores-all",
        does: "does not look at `$all`",
        possible: has_all,
        answer: |it| it.right(&without(it.question, "$all"), it.profile),
    },
    Fault {
        id: "ignores-or",
        does: "does not look at `$or`",
        possible: has_any,
        answer: |it| it.right(&without(it.question, "$or"), it.profile),
    },
    Fault {
        id: "any-of-all",
        does: "takes one entry of `$all` for enough",
        possible: has_all,
        answer: |it| split(it.question, "$all").iter().any(|one| it.right(one, it.profile)),
    },
    Fault {
        id: "first-branch-only",
        does: "looks at the first branch of `$or` only",
        possible: has_any,
        answer: |it| it.right(&first_of(it.question, "$or"), it.profile),
    },
    Fault {
        id: "first-element-only",
        does: "looks at the first element of every list of the profile only",
        possible: |of| has_all(of) || has_any(of),
        answer: |it| it.right(it.question, &first_elements(it.profile)),
    },
    Fault {
        id: "elements-mixed",
        does: "takes what one element has to have together from different elements",
        possible: |of| {
            let many = |it: &Criterion| matches!(it.shape, Shape::All { conditions, .. } if conditions.len() > 1);
            of.iter().any(many)
        },
        answer: |it| it.right(&apart(it.question), it.profile),
    },
    Fault {
        id: "depends-on-order",
        does: "holds the entries of `$all` against the elements of the profile one by one, in order",
        possible: has_all,
        answer: in_order,
    },
    Fault {
        id: "drops-leading-zeros",
        does: "keeps the codes of a profile without their leading zeros",
        possible: has_codes,
        answer: |it| it.right(it.question, &stripped(it.profile)),
    },
    Fault {
        id: "compares-codes-as-numbers",
        does: "compares codes of digits as numbers, so that leading zeros do not count",
        possible: |of| has_codes(of) && of.iter().any(Criterion::is_area),
        answer: |it| it.right(&stripped(it.question), &stripped(it.profile)),
    },
    Fault {
        id: "compares-numbers-as-text",
        does: "compares numbers as texts, so that 9 is more than 10",
        possible: |of| has_hours(of),
        answer: |it| it.right(&texts(it.question), &texts(it.profile)),
    },
    Fault {
        id: "bounds-are-strict",
        does: "takes `$gte` for more than and `$lte` for less than",
        possible: |_| true,
        answer: |it| it.right(&strict(it.question), it.profile),
    },
    Fault {
        id: "absent-matches",
        does: "selects a profile that does not have what is asked for",
        possible: |_| true,
        answer: |it| it.outcomes().iter().all(|(_, told)| *told != Outcome::NotSatisfied),
    },
    Fault {
        id: "one-criterion-only",
        does: "looks at one of the criteria only",
        possible: |_| true,
        answer: |it| {
            let rejects = |told: &Outcome| told.rejects();
            let of = it.outcomes();
            let mut known = of.iter().map(|(_, told)| told).filter(|told| {
                matches!(told, Outcome::Satisfied | Outcome::NotSatisfied | Outcome::Absent)
            });
            known.next().is_none_or(|told| !rejects(told))
        },
    },
    Fault {
        id: "refuses-unknown-criterion",
        does: "selects nothing when it does not know a criterion",
        possible: |_| true,
        answer: |it| {
            let known = criteria(it.release, it.part);
            let keys = it.question.as_object().expect("an object").keys();
            keys.into_iter().all(|key| known.iter().any(|it| it.path == key))
                && it.right(it.question, it.profile)
        },
    },
    Fault {
        id: "refuses-unknown-operator",
        does: "selects nothing when it does not know an operator",
        possible: |_| true,
        answer: |it| !strange(it.question) && it.right(it.question, it.profile),
    },
    Fault {
        id: "refuses-empty",
        does: "selects nothing for a criterion that asks nothing",
        possible: |_| true,
        answer: |it| {
            let known = criteria(it.release, it.part);
            let empty = it.outcomes().iter().any(|(path, told)| {
                *told == Outcome::Ignored && known.iter().any(|it| it.path == path)
            });
            !empty && it.right(it.question, it.profile)
        },
    },
];

fn conditions(of: &[Criterion]) -> Vec<Condition> {
    of.iter().flat_map(Criterion::conditions).collect()
}

fn has_operator(of: &[Criterion], name: &str) -> bool {
    conditions(of).iter().any(|condition| condition.operand(name).is_some())
}

fn has_all(of: &[Criterion]) -> bool {
    of.iter().any(|it| matches!(it.shape, Shape::All { .. }))
}

fn has_any(of: &[Criterion]) -> bool {
    of.iter().any(|it| matches!(it.shape, Shape::Any { .. }))
}

fn has_codes(of: &[Criterion]) -> bool {
    let digits = |operand: &Operand| match operand {
        Operand::Pattern(pattern) => pattern.contains("0-9"),
        Operand::Text(_) => true,
        _ => false,
    };
    conditions(of).iter().any(|it| it.operators.iter().any(|(_, operand)| digits(operand)))
}

fn has_hours(of: &[Criterion]) -> bool {
    let hours = |operand: &Operand| matches!(operand, Operand::Integer(_, most) if *most > 9);
    conditions(of).iter().any(|it| it.operators.iter().any(|(_, operand)| hours(operand)))
}

/// Rebuilds a value from its leaves up.
fn walk(value: &Value, each: &dyn Fn(Value) -> Value) -> Value {
    let rebuilt = match value {
        Value::Object(members) => {
            members.iter().map(|(name, it)| (name.clone(), walk(it, each))).collect()
        }
        Value::Array(elements) => elements.iter().map(|it| walk(it, each)).collect(),
        other => other.clone(),
    };
    each(rebuilt)
}

fn without(question: &Value, key: &str) -> Value {
    walk(question, &|mut value| {
        if let Some(members) = value.as_object_mut() {
            members.remove(key);
        }
        value
    })
}

/// A question for each of the entries under a key at any depth; the question itself when there are
/// none. Of several such keys all keep their entries but one.
fn split(question: &Value, key: &str) -> Vec<Value> {
    let mut out = Vec::new();
    for (path, asked) in question.as_object().expect("an object") {
        for entry in asked.get(key).and_then(Value::as_array).into_iter().flatten() {
            let mut one = question.clone();
            one[path] = json!({ key: [entry] });
            out.push(one);
        }
    }
    if out.is_empty() { vec![question.clone()] } else { out }
}

fn first_of(question: &Value, key: &str) -> Value {
    walk(question, &|mut value| {
        if let Some(list) = value.get_mut(key).and_then(Value::as_array_mut) {
            list.truncate(1);
        }
        value
    })
}

fn first_elements(profile: &Value) -> Value {
    walk(profile, &|mut value| {
        if let Some(list) = value.as_array_mut() {
            list.truncate(1);
        }
        value
    })
}

/// Every entry of `$all` as one entry for each of its conditions.
fn apart(question: &Value) -> Value {
    walk(question, &|mut value| {
        if let Some(entries) = value.get_mut("$all").and_then(Value::as_array_mut) {
            let members = |entry: &Value| entry.get("$elemMatch")?.as_object().cloned();
            let each = entries.iter().filter_map(members).flatten();
            let each = each.map(|(name, it)| json!({ "$elemMatch": Map::from_iter([(name, it)]) }));
            *entries = each.collect();
        }
        value
    })
}

/// Whether each entry of every `$all` holds for the element at its own place.
fn in_order(it: &Asked<'_>) -> bool {
    let mut rest = it.question.clone();
    for criterion in criteria(it.release, it.part) {
        let Shape::All { data, .. } = criterion.shape else { continue };
        let Some(asked) = rest.as_object_mut().expect("an object").remove(criterion.path) else {
            continue;
        };
        let entries = asked.get("$all").and_then(Value::as_array).cloned().unwrap_or_default();
        for (n, entry) in entries.into_iter().enumerate() {
            let pointer = format!("/{}", data.replace('.', "/"));
            let element = it.profile.pointer(&format!("{pointer}/{n}")).cloned();
            let mut profile = it.profile.clone();
            if let Some(list) = profile.pointer_mut(&pointer) {
                *list = element.into_iter().collect();
            }
            let one = json!({ criterion.path: { "$all": [entry] } });
            if !it.right(&one, &profile) {
                return false;
            }
        }
    }
    it.right(&rest, it.profile)
}

fn stripped(value: &Value) -> Value {
    walk(value, &|value| match value.as_str() {
        Some(text) if text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            let rest = text.trim_start_matches('0');
            Value::from(if rest.is_empty() { "0" } else { rest })
        }
        _ => value,
    })
}

fn texts(value: &Value) -> Value {
    walk(value, &|value| if value.is_number() { value.to_string().into() } else { value })
}

/// `$gte` and `$lte` with the next operand inwards.
fn strict(question: &Value) -> Value {
    walk(question, &|mut value| {
        for (operator, step) in [("$gte", 1), ("$lte", -1)] {
            if let Some(operand) = value.get_mut(operator) {
                *operand = next(operand, step);
            }
        }
        value
    })
}

fn next(operand: &Value, step: i64) -> Value {
    match operand {
        Value::Number(number) => (number.as_i64().expect("whole") + step).into(),
        Value::String(text) => match text.parse::<i64>() {
            Ok(number) => (number + step).to_string().into(),
            // The texts right behind and right before a date, which lie on no calendar.
            Err(_) if step > 0 => format!("{text}!").into(),
            Err(_) => {
                let (start, last) = text.split_at(text.len() - 1);
                let last = char::from(last.as_bytes()[0] - 1);
                format!("{start}{last}~").into()
            }
        },
        other => other.clone(),
    }
}

/// Whether an operator stands in the question that no release knows.
fn strange(value: &Value) -> bool {
    const KNOWN: [&str; 7] = ["$eq", "$gte", "$lte", "$lt", "$all", "$elemMatch", "$or"];
    match value {
        Value::Object(members) => members.iter().any(|(name, it)| {
            (name.starts_with('$') && !KNOWN.contains(&name.as_str())) || strange(it)
        }),
        Value::Array(elements) => elements.iter().any(strange),
        _ => false,
    }
}
