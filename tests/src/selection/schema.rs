//! The JSON Schema (draft 2020-12) of a question, built from the [table](super::table), applied by
//! `jsonschema`.
//!
//! Objects are open: a bron ignores what it does not know. The one exception is the first
//! alternative of `codeWerkEnDenkniveauMinimaal`. As with [`crate::oracle`], `1.0` is an integer
//! here and a repeated key is not seen.

use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Value, json};

use super::table::{
    AFSTAND, Alternative, Condition, Criterion, Operand, POSTCODE, Shape, criteria,
};

/// The judge of the questions of one part of one release.
#[derive(Debug)]
pub struct Judge {
    validator: Validator,
}

impl Judge {
    /// The judge for a release and a part.
    ///
    /// # Panics
    /// If the part has no selectievraag in the release.
    #[must_use]
    pub fn new(release: &str, part: &str) -> Self {
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .with_pattern_options(PatternOptions::regex())
            .build(&schema(release, part))
            .expect("the schema is a JSON Schema");
        Self { validator }
    }

    /// Whether the contract allows the question.
    #[must_use]
    pub fn is_valid(&self, question: &Value) -> bool {
        self.validator.is_valid(question)
    }

    /// What is wrong: JSON pointer and text, sorted.
    #[must_use]
    pub fn errors(&self, question: &Value) -> Vec<(String, String)> {
        let errors = self.validator.iter_errors(question);
        let mut errors: Vec<_> =
            errors.map(|error| (error.instance_path().to_string(), error.to_string())).collect();
        errors.sort();
        errors
    }
}

/// The JSON Schema of the questions of one part of one release.
///
/// # Panics
/// If the part has no selectievraag in the release.
#[must_use]
pub fn schema(release: &str, part: &str) -> Value {
    let criteria = criteria(release, part);
    let mut schema = object(
        criteria.iter().map(|c| (c.path, criterion(c))),
        criteria.iter().filter(|c| c.required).map(|c| c.path),
    );
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema
}

/// An open object.
fn object<'a>(
    properties: impl IntoIterator<Item = (&'a str, Value)>,
    required: impl IntoIterator<Item = &'a str>,
) -> Value {
    let properties: Map<String, Value> =
        properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let required: Vec<&str> = required.into_iter().collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn criterion(criterion: &Criterion) -> Value {
    match criterion.shape {
        Shape::Value(condition) => operators(&condition),
        Shape::Any { min, conditions, .. } => {
            let branches =
                json!({ "type": "array", "minItems": min, "items": element(conditions) });
            object([("$elemMatch", object([("$or", branches)], []))], [])
        }
        Shape::All { min, conditions, .. } => {
            let entry = object([("$elemMatch", element(conditions))], []);
            let entries = json!({ "type": "array", "minItems": min, "items": entry });
            object([("$all", entries)], [])
        }
        Shape::Area { .. } => {
            let (minimum, maximum) = AFSTAND;
            let distance = operand(Operand::Integer(minimum, maximum));
            let postcode = operand(Operand::Pattern(POSTCODE));
            object([("postcode", postcode), ("afstand", distance)], ["postcode", "afstand"])
        }
    }
}

fn element(conditions: &[Condition]) -> Value {
    object(
        conditions.iter().flat_map(|c| c.keys().map(|key| (key, operators(c)))),
        conditions.iter().filter(|c| c.required).map(|c| c.path),
    )
}

fn operators(condition: &Condition) -> Value {
    if condition.alternatives.is_empty() {
        return object(condition.operators.iter().map(|(name, of)| (*name, operand(*of))), []);
    }
    let branches: Vec<Value> =
        condition.alternatives.iter().map(|a| alternative(condition, a)).collect();
    json!({ "oneOf": branches })
}

fn alternative(condition: &Condition, alternative: &Alternative) -> Value {
    let named = alternative.required.iter().chain(alternative.optional);
    let mut schema = object(
        named.map(|name| (*name, operand(condition.operand(name).expect("an operator")))),
        alternative.required.iter().copied(),
    );
    if alternative.closed {
        schema["additionalProperties"] = false.into();
    }
    if !alternative.forbidden.is_empty() {
        let each: Vec<Value> =
            alternative.forbidden.iter().map(|name| json!({ "required": [name] })).collect();
        schema["not"] = json!({ "anyOf": each });
    }
    schema
}

fn operand(operand: Operand) -> Value {
    match operand {
        Operand::Codes(codes) => json!({ "enum": codes }),
        Operand::Integer(minimum, maximum) => {
            json!({ "type": "integer", "minimum": minimum, "maximum": maximum })
        }
        Operand::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Operand::Text(max) => json!({ "type": "string", "maxLength": max }),
        Operand::Date => json!({ "type": "string", "format": "date" }),
    }
}
