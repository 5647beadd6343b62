//! Values of a profile at and around what is asked.

use serde_json::{Map, Value, json};

use crate::generate;
use crate::patterns::Form;
use crate::profile::{Attribute, Kind, Profile};
use crate::rng::Rng;
use crate::selection::table::{Condition, Criterion, Shape};

/// Gives the profile a value around what the criterion asks; at times an empty one, or none.
pub(super) fn aim(
    profile: &Profile,
    criterion: &Criterion,
    asked: &Value,
    document: &mut Value,
    rng: &mut Rng,
) {
    let Some(path) = criterion.data() else { return };
    let attribute = attribute(profile, &profile.root, path);
    match rng.below(16) {
        0 => return take(document, path),
        1 => {
            let empty = if attribute.many { json!([]) } else { json!("") };
            return put(profile, document, path, empty);
        }
        2 => {
            // The object around the value, or the one element of a list.
            match (path.rsplit_once('.'), attribute.many) {
                (_, true) => put(profile, document, path, json!([{}])),
                (Some((parent, _)), false) => put(profile, document, parent, json!({})),
                (None, false) => {}
            }
            return;
        }
        _ => {}
    }
    let value = match criterion.shape {
        Shape::Value(condition) => near(&attribute.kind, operand(&condition, asked, rng), rng),
        Shape::Any { conditions, .. } => {
            let branches = asked.pointer("/$elemMatch/$or").and_then(Value::as_array);
            let branches = branches.map(Vec::as_slice).unwrap_or_default();
            let count = *rng.pick(&[1, 1, 2, 3]);
            (0..count)
                .map(|_| element(profile, attribute, conditions, choose(branches, rng), rng))
                .collect()
        }
        Shape::All { conditions, .. } => {
            let entries = asked.get("$all").and_then(Value::as_array);
            let entries = entries.map(Vec::as_slice).unwrap_or_default();
            let mut elements: Vec<Value> = Vec::new();
            for entry in entries {
                if rng.percent(85) {
                    let entry = entry.get("$elemMatch");
                    elements.push(element(profile, attribute, conditions, entry, rng));
                }
            }
            for _ in 0..rng.below(3) {
                let entry = choose(entries, rng).and_then(|entry| entry.get("$elemMatch"));
                elements.push(element(profile, attribute, conditions, entry, rng));
            }
            rng.shuffle(&mut elements);
            elements.into()
        }
        Shape::Area { .. } => near(&attribute.kind, asked.get("postcode"), rng),
    };
    put(profile, document, path, value);
}

fn choose<'a>(of: &'a [Value], rng: &mut Rng) -> Option<&'a Value> {
    if of.is_empty() { None } else { Some(rng.pick(of)) }
}

/// One of the operands of a condition.
fn operand<'a>(condition: &Condition, asked: &'a Value, rng: &mut Rng) -> Option<&'a Value> {
    let known = condition.operators.iter().filter_map(|(name, _)| asked.get(name));
    let known: Vec<&Value> = known.collect();
    if known.is_empty() { None } else { Some(known[rng.place(known.len())]) }
}

/// An element close to what a branch or an entry asks: half of them are made to satisfy it.
fn element(
    profile: &Profile,
    list: &Attribute,
    conditions: &[Condition],
    asked: Option<&Value>,
    rng: &mut Rng,
) -> Value {
    let hit = rng.percent(50);
    let mut element = match &list.kind {
        Kind::Object(entity) if rng.percent(50) => generate::object(profile, entity, rng),
        _ => json!({}),
    };
    for condition in conditions {
        let kind = match &list.kind {
            Kind::Object(entity) => attribute(profile, entity, condition.data).kind.clone(),
            Kind::Choice(of) => {
                let (key, rest) = condition.data.split_once('.').expect("a choice has a key");
                let (_, entity) = of.iter().find(|(name, _)| name == key).expect("an alternative");
                attribute(profile, entity, rest).kind.clone()
            }
            _ => panic!("no elements in {}", list.name),
        };
        let asked = condition.keys().find_map(|key| asked?.get(key));
        let operand = asked.and_then(|asked| operand(condition, asked, rng));
        let value = match operand {
            Some(operand) if hit => operand.clone(),
            _ if !condition.required && rng.percent(20) => continue,
            operand => near(&kind, operand, rng),
        };
        let path: Vec<&str> = condition.data.split('.').collect();
        set(&mut element, &path, value);
    }
    element
}

/// A valid value at or around an operand.
fn near(kind: &Kind, operand: Option<&Value>, rng: &mut Rng) -> Value {
    match (kind, operand) {
        (Kind::Integer { min, max }, Some(operand)) if operand.is_i64() => {
            let operand = operand.as_i64().expect("an integer");
            (operand + rng.between(-1, 1)).clamp(*min, *max).into()
        }
        (Kind::Integer { min, max }, _) => rng.between(*min, *max).into(),
        (Kind::Codes(codes), Some(operand)) if codes.contains(operand) && rng.percent(50) => {
            operand.clone()
        }
        (Kind::Codes(codes), operand) => {
            // The codes that are not asked: with two codes a miss would be rare.
            let others: Vec<&Value> = codes.iter().filter(|code| Some(*code) != operand).collect();
            others[rng.place(others.len())].clone()
        }
        (Kind::Text { .. }, Some(operand)) if rng.percent(60) => operand.clone(),
        (Kind::Text { pattern: Some(pattern), max, .. }, _) => {
            Form::of(pattern, *max).any(rng).into()
        }
        (Kind::Text { .. }, Some(Value::String(operand))) => match rng.below(3) {
            // Neither capitals nor a space at the end are the same text.
            0 => operand.to_uppercase().into(),
            1 => format!("{operand} ").into(),
            _ => operand.chars().skip(1).collect::<String>().into(),
        },
        (Kind::Text { .. }, _) => "https://example.org/beroep/1".into(),
        (Kind::Date, operand) => {
            let beside = operand.and_then(Value::as_str).and_then(|operand| beside(operand, rng));
            let other = || date(rng.between(1950, 2050), rng.between(1, 12), rng);
            beside.unwrap_or_else(other).into()
        }
        (Kind::Boolean | Kind::Object(_) | Kind::Choice(_), _) => {
            panic!("no criterion asks for {kind:?}")
        }
    }
}

/// A day of a month.
pub(super) fn date(year: i64, month: i64, rng: &mut Rng) -> String {
    format!("{year:04}-{month:02}-{:02}", rng.between(1, 28))
}

/// The same date, or one shortly before or after it.
fn beside(date: &str, rng: &mut Rng) -> Option<String> {
    let number = |place: std::ops::Range<usize>| date.get(place)?.parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (year, month, day) = match (rng.below(3), month, day) {
        (0, ..) => (year, month, day),
        (1, 12, 28..) => (year + 1, 1, 1),
        (1, _, 28..) => (year, month + 1, 1),
        (1, ..) => (year, month, day + 1),
        (_, 1, 1) => (year - 1, 12, 31),
        (_, _, 1) => (year, month - 1, 28),
        _ => (year, month, day - 1),
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The attribute at a data path.
fn attribute<'a>(profile: &'a Profile, entity: &str, path: &str) -> &'a Attribute {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let attribute = profile.object(entity).attribute(name);
    let attribute = attribute.unwrap_or_else(|| panic!("no {name} in {entity}"));
    let Some(rest) = rest else { return attribute };
    match &attribute.kind {
        Kind::Object(entity) => self::attribute(profile, entity, rest),
        Kind::Choice(of) => {
            let (key, rest) = rest.split_once('.').expect("a choice has a key");
            let (_, entity) = of.iter().find(|(name, _)| name == key).expect("an alternative");
            self::attribute(profile, entity, rest)
        }
        _ => panic!("nothing below {name}"),
    }
}

/// Puts a value at a data path, with the objects around it.
fn put(profile: &Profile, document: &mut Value, path: &str, value: Value) {
    let steps: Vec<&str> = path.split('.').collect();
    let first = profile.object(&profile.root).attribute(steps[0]).expect("an attribute");
    if matches!(first.kind, Kind::Choice(_)) && !first.many {
        // There is but one alternative.
        document[steps[0]] = json!({});
    }
    set(document, &steps, value);
}

fn set(document: &mut Value, steps: &[&str], value: Value) {
    let (last, parents) = steps.split_last().expect("a path");
    let mut place = document;
    for parent in parents {
        let members = place.as_object_mut().expect("an object");
        place = members.entry(*parent).or_insert_with(|| Value::Object(Map::new()));
    }
    place[*last] = value;
}

fn take(document: &mut Value, path: &str) {
    let steps: Vec<&str> = path.split('.').collect();
    let (last, parents) = steps.split_last().expect("a path");
    let mut place = document;
    for parent in parents {
        match place.get_mut(*parent) {
            Some(inner) => place = inner,
            None => return,
        }
    }
    if let Some(members) = place.as_object_mut() {
        members.remove(*last);
    }
}
