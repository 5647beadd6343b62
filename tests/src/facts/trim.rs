//! From the research files to the table of facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Attribute, BEMIDDELAAR, BRON, Code, Entity, Life, List, Step, Variant};

/// What the table leaves out on purpose, per level of `model.json`.
const DROPPED_OF_ENTITY: [&str; 3] = ["standard_part", "description_nl", "oas_schema"];
const DROPPED_OF_ATTRIBUTE: [&str; 27] = [
    "label_nl",
    "description_nl",
    "applies_to",
    "repeat",
    "required",
    "privacy_note",
    "source",
    "searchable",
    "gs15",
    "in_matching_profile_by_version",
    "variants",
    // Repeated per version where versions are known; see `steps`.
    "type",
    "entity",
    "one_of",
    "items",
    "enum",
    "max_length",
    "pattern",
    "min_value",
    "max_value",
    "required_in",
    "in_detail",
    "in_matching_profile",
    "format",
    "json_type",
    "oas_type",
    "example",
];

pub(super) fn trim(model_json: &str, codelists_json: &str) -> String {
    let model: Value = serde_json::from_str(model_json).expect("model.json is JSON");
    let codelists: Value = serde_json::from_str(codelists_json).expect("codelists.json is JSON");
    let entities: Vec<Entity> = model.as_array().expect("array").iter().map(entity).collect();
    write(&lists(&codelists, &entities), &entities)
}

/// One list, entity head or attribute per line, so that a difference reads as one.
fn write(lists: &BTreeMap<String, List>, entities: &[Entity]) -> String {
    let mut out = String::from("{\n\"lists\": {\n");
    let last = lists.len();
    for (n, (id, list)) in lists.iter().enumerate() {
        let comma = if n + 1 == last { "" } else { "," };
        writeln!(out, "{}: {}{comma}", json(id), json(list)).unwrap();
    }
    out.push_str("},\n\"entities\": [\n");
    for (n, entity) in entities.iter().enumerate() {
        let head = json(&Entity { attributes: Vec::new(), ..entity.clone() });
        let open = head.strip_suffix("]}").expect("attributes are written last");
        out.push_str(open);
        let last = entity.attributes.len();
        for (n, attribute) in entity.attributes.iter().enumerate() {
            let comma = if n + 1 == last { "" } else { "," };
            write!(out, "\n{}{comma}", json(attribute)).unwrap();
        }
        let comma = if n + 1 == entities.len() { "" } else { "," };
        writeln!(out, "{}]}}{comma}", if last == 0 { "" } else { "\n" }).unwrap();
    }
    out.push_str("]\n}\n");
    out
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("facts serialise")
}

/// A list is closed when a contract enumerates it for some attribute; the codes of any other list
/// are not for a validator, however many are known.
fn lists(codelists: &Value, entities: &[Entity]) -> BTreeMap<String, List> {
    let attributes = || entities.iter().flat_map(|entity| &entity.attributes);
    let enumerated = |attribute: &Attribute| {
        attribute.facts.values().flat_map(BTreeMap::values).any(|step| !step.values.is_empty())
    };
    let closed: BTreeSet<&str> = attributes()
        .filter(|attribute| enumerated(attribute))
        .map(|attribute| attribute.list.as_deref().expect("an enumeration has a list"))
        .collect();
    let used: BTreeSet<&str> = attributes().filter_map(|a| a.list.as_deref()).collect();
    let known = object(codelists);
    let missing: Vec<_> = used.iter().filter(|id| !known.contains_key(**id)).collect();
    assert!(missing.is_empty(), "lists without a description: {missing:?}");
    known
        .iter()
        .map(|(id, list)| {
            let closed = closed.contains(id.as_str());
            let codes =
                if closed { array(&list["codes"]).iter().map(code).collect() } else { vec![] };
            (id.clone(), List { closed, codes })
        })
        .collect()
}

fn code(value: &Value) -> Code {
    Code { code: text(&value["code"]), life: life(value) }
}

fn life(value: &Value) -> Life {
    Life {
        introduced: text(&value["introduced"]),
        deprecated: optional(&value["deprecated"]),
        removed: optional(&value["removed"]),
    }
}

fn entity(value: &Value) -> Entity {
    let mut rest = object(value).clone();
    for key in DROPPED_OF_ENTITY {
        rest.remove(key);
    }
    let mut take = |key: &str| rest.remove(key).unwrap_or(Value::Null);
    let entity = Entity {
        name: text(&take("name")),
        parts: texts(&take("used_in")),
        life: Life {
            introduced: text(&take("introduced")),
            deprecated: None,
            removed: optional(&take("removed")),
        },
        json_wrapper: optional(&take("json_wrapper")),
        one_of: texts(&take("one_of")),
        additional_properties: changes(
            object(&take("additional_properties"))
                .iter()
                .map(|(since, allowed)| (since.clone(), allowed.as_bool().expect("bool"))),
        ),
        attributes: array(&take("attributes")).iter().map(attribute).collect(),
    };
    nothing_left(&rest, &entity.name);
    entity
}

fn attribute(value: &Value) -> Attribute {
    let name = text(&value["name"]);
    let facts = steps(value);
    let mut rest = object(value).clone();
    for key in DROPPED_OF_ATTRIBUTE {
        rest.remove(key);
    }
    rest.remove("facts_by_version");
    rest.remove("name");
    let life_by_part = match rest.remove("lifecycle_by_part") {
        None => BTreeMap::new(),
        Some(parts) => object(&parts).iter().map(|(part, v)| (part.clone(), life(v))).collect(),
    };
    let list = optional(&rest.remove("codelist").unwrap_or(Value::Null));
    let life = life(value);
    for key in ["introduced", "deprecated", "removed"] {
        rest.remove(key);
    }
    nothing_left(&rest, &name);
    Attribute { name, life, life_by_part, list, facts }
}

fn steps(value: &Value) -> BTreeMap<String, BTreeMap<String, Step>> {
    let Some(versions) = value.get("facts_by_version") else {
        return unversioned(value);
    };
    let mut parts: BTreeMap<String, Vec<(String, Step)>> = BTreeMap::new();
    for (since, by_part) in object(versions) {
        for (part, facts) in object(by_part) {
            let step = step(facts.clone(), &format!("{} {since} {part}", value["name"]));
            parts.entry(part.clone()).or_default().push((since.clone(), step));
        }
    }
    parts.into_iter().map(|(part, steps)| (part, changes(steps))).collect()
}

/// The contactmoment has one version and is written without steps: the facts stand on the
/// attribute itself.
fn unversioned(value: &Value) -> BTreeMap<String, BTreeMap<String, Step>> {
    let part = texts(&value["applies_to"]);
    let [part] = part.as_slice() else { panic!("{}: several parts, no steps", value["name"]) };
    let mut facts = Map::new();
    for (key, fact) in object(value) {
        let step_key = [
            "type",
            "entity",
            "one_of",
            "items",
            "enum",
            "max_length",
            "pattern",
            "min_value",
            "max_value",
            "format",
            "in_detail",
        ];
        if step_key.contains(&key.as_str()) {
            facts.insert(key.clone(), fact.clone());
        }
    }
    let both: Vec<Value> = [BRON, BEMIDDELAAR].map(Value::from).to_vec();
    let in_match = value["in_matching_profile"].as_bool().expect("bool");
    facts.insert("in_match".into(), Value::from(if in_match { both } else { vec![] }));
    let required: Vec<String> = texts(&value["required_in"])
        .iter()
        .flat_map(|place| {
            let (_, view) = place.split_once(':').expect("part:view");
            [BRON, BEMIDDELAAR].map(|role| format!("{role}.{view}"))
        })
        .collect();
    facts.insert("required_in".into(), Value::from(required));
    let step = step(Value::Object(facts), &value["name"].to_string());
    let since = text(&value["introduced"]);
    BTreeMap::from([(part.clone(), BTreeMap::from([(since, step)]))])
}

fn step(facts: Value, name: &str) -> Step {
    let Value::Object(mut rest) = facts else { panic!("{name}: not an object") };
    for key in ["oas_type", "example", "json_type"] {
        rest.remove(key);
    }
    let mut take = |key: &str| rest.remove(key).unwrap_or(Value::Null);
    let kind = text(&take("type"));
    let format = optional(&take("format"));
    // `URL` of the 1.x contracts is no format a validator knows; nobody ever checked it.
    assert_eq!(kind == "date", format.as_deref() == Some("date"), "{name}: format {format:?}");
    let match_variant = take("match_variant");
    let step = Step {
        kind,
        entity: optional(&take("entity")),
        one_of: texts(&take("one_of")),
        items: optional(&take("items")),
        match_variant: (!match_variant.is_null()).then(|| Variant {
            kind: text(&match_variant["type"]),
            entity: text(&match_variant["entity"]),
        }),
        values: array(&take("enum")).to_vec(),
        max_length: take("max_length").as_u64(),
        pattern: optional(&take("pattern")),
        min: take("min_value").as_i64(),
        max: take("max_value").as_i64(),
        required_in: texts(&take("required_in")),
        in_detail: take("in_detail").as_bool().expect("bool"),
        in_match: texts(&take("in_match")),
    };
    nothing_left(&rest, name);
    step
}

/// Keeps only the steps that say something new.
fn changes<T: PartialEq>(steps: impl IntoIterator<Item = (String, T)>) -> BTreeMap<String, T> {
    let mut sorted: Vec<(String, T)> = steps.into_iter().collect();
    sorted.sort_by_key(|(since, _)| super::number(since));
    sorted.dedup_by(|later, earlier| later.1 == earlier.1);
    sorted.into_iter().collect()
}

fn nothing_left(rest: &Map<String, Value>, name: &str) {
    let keys: Vec<&String> = rest.keys().collect();
    assert!(keys.is_empty(), "{name}: the derivation does not know {keys:?}");
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("object")
}

fn array(value: &Value) -> &[Value] {
    if value.is_null() { &[] } else { value.as_array().expect("array") }
}

fn texts(value: &Value) -> Vec<String> {
    array(value).iter().map(text).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

fn optional(value: &Value) -> Option<String> {
    (!value.is_null()).then(|| text(value))
}
