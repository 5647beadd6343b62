//! The judge: a JSON Schema (draft 2020-12) built from the facts, applied by `jsonschema`.
//!
//! Two differences with what a reader of these messages should say are known and wanted:
//!
//! - JSON Schema has one kind of number, so `1.0` and `1e0` are integers to the judge, and equal to
//!   the code `1`. A reader rejects them: the contracts write integers without fraction or exponent.
//! - A `serde_json::Value` holds each key once, so the judge never sees a repeated key.
//!
//! No list of the facts that is open (ISO, SBI, CompetentNL, opleidingsnaam, …) is enumerated: of
//! such a code only the form is judged. Empty texts, arrays and objects are judged as the contracts
//! do, which allow them where nothing else forbids them.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::{Map, Value, json};

use crate::profile::{Attribute, Kind, Object, Profile};

/// The judge of one message of one release, as one role sees it.
#[derive(Debug)]
pub struct Judge {
    validator: Validator,
}

impl Judge {
    /// The judge for a release, a message id (`part/view`) and a role.
    ///
    /// # Panics
    /// If there is no such message.
    #[must_use]
    pub fn new(release: &str, message: &str, role: &str) -> Self {
        Self::of(&Profile::new(release, message, role))
    }

    /// The judge for a profile.
    ///
    /// # Panics
    /// If the schema of the profile is no JSON Schema.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .with_pattern_options(PatternOptions::regex())
            .build(&schema(profile))
            .expect("the schema is a JSON Schema");
        Self { validator }
    }

    /// Whether the message satisfies its contract.
    #[must_use]
    pub fn is_valid(&self, message: &Value) -> bool {
        self.validator.is_valid(message)
    }

    /// What is wrong: JSON pointer and text, sorted. The pointer is that of the value that breaks a
    /// rule; a missing or unknown attribute is reported at the object that should (not) have it. In
    /// a choice with exactly one known key, the errors are those of that alternative.
    #[must_use]
    pub fn errors(&self, message: &Value) -> Vec<(String, String)> {
        let mut errors = Vec::new();
        for error in self.validator.iter_errors(message) {
            collect(&error, &mut errors);
        }
        errors.sort();
        errors
    }
}

/// Looks into the alternatives of a choice: the one whose key is there has no error at the choice
/// itself.
fn collect(error: &ValidationError<'_>, into: &mut Vec<(String, String)>) {
    let pointer = error.instance_path().to_string();
    if let ValidationErrorKind::OneOfNotValid { context } = error.kind() {
        let chosen = context.iter().find(|alternative| {
            alternative.iter().all(|inner| inner.instance_path().as_str() != pointer)
        });
        if let Some(alternative) = chosen {
            for inner in alternative {
                collect(inner, into);
            }
            return;
        }
    }
    into.push((pointer, error.to_string()));
}

/// The JSON Schema of a profile.
#[must_use]
pub fn schema(profile: &Profile) -> Value {
    let definitions: Map<String, Value> =
        profile.objects.iter().map(|(name, entity)| (name.clone(), object(entity))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": reference(&profile.root),
        "$defs": definitions,
    })
}

fn reference(entity: &str) -> String {
    format!("#/$defs/{entity}")
}

fn object(entity: &Object) -> Value {
    let properties: Map<String, Value> =
        entity.attributes.iter().map(|a| (a.name.clone(), attribute(a))).collect();
    let required: Vec<&str> =
        entity.attributes.iter().filter(|a| a.required).map(|a| a.name.as_str()).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": entity.open,
    })
}

fn attribute(attribute: &Attribute) -> Value {
    let value = kind(&attribute.kind);
    if attribute.many { json!({ "type": "array", "items": value }) } else { value }
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Text { max, pattern, .. } => {
            let mut schema = Map::from_iter([("type".into(), "string".into())]);
            if let Some(max) = max {
                schema.insert("maxLength".into(), (*max).into());
            }
            if let Some(pattern) = pattern {
                schema.insert("pattern".into(), pattern.as_str().into());
            }
            schema.into()
        }
        Kind::Integer { min, max } => {
            json!({ "type": "integer", "minimum": min, "maximum": max })
        }
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Codes(values) => json!({ "enum": values }),
        Kind::Object(entity) => json!({ "$ref": reference(entity) }),
        Kind::Choice(alternatives) => {
            // A choice is closed in every release judged here, although the research files note
            // `additional_properties: true` for it: that is the `oneOf` itself, not its branches.
            let branches: Vec<Value> = alternatives
                .iter()
                .map(|(key, entity)| {
                    json!({
                        "type": "object",
                        "properties": { key: { "$ref": reference(entity) } },
                        "required": [key],
                        "additionalProperties": false,
                    })
                })
                .collect();
            json!({ "oneOf": branches })
        }
    }
}
