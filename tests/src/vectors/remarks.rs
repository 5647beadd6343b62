//! What has to be said of a message although it satisfies the contract: that something is
//! discouraged.

use serde_json::Value;
use vum_vectors::Expected;

use super::frame::Frame;
use super::realistic;
use crate::pointer;
use crate::profile::{Kind, Profile};

/// A finding that is expected.
#[must_use]
pub fn expected(rule: &str, pointer: impl Into<String>) -> Expected {
    let severity = match rule {
        "empty-value" | "external-code" => "warning",
        "deprecated-attribute"
        | "deprecated-code"
        | "extra-attribute"
        | "ignored-criterion"
        | "alias-name"
        | "not-judged" => "info",
        _ => "error",
    };
    let (rule, severity) = (rule.to_owned(), severity.to_owned());
    Expected { rule, severity, pointer: pointer.into() }
}

/// The remarks about a message, right or wrong: what is of another type than it should be is not
/// looked into.
#[must_use]
pub fn remarks(profile: &Profile, document: &Value) -> Vec<Expected> {
    let mut found = Vec::new();
    object(Frame { profile }, &profile.root, document, "", &mut found);
    found
}

fn object(frame: Frame<'_>, entity: &str, value: &Value, at: &str, found: &mut Vec<Expected>) {
    for attribute in &frame.profile.object(entity).attributes {
        let Some(value) = value.get(&attribute.name) else { continue };
        let at = pointer::member(at, &attribute.name);
        if frame.is_deprecated(entity, attribute) {
            found.push(expected("deprecated-attribute", &at));
        }
        let elements = if attribute.many { value.as_array().cloned() } else { None };
        let values = match elements {
            Some(elements) => elements
                .into_iter()
                .enumerate()
                .map(|(n, value)| (pointer::element(&at, n), value))
                .collect(),
            None if attribute.many => Vec::new(),
            None => vec![(at, value.clone())],
        };
        for (at, value) in values {
            match &attribute.kind {
                Kind::Object(inner) => object(frame, inner, &value, &at, found),
                Kind::Choice(of) => {
                    for (key, inner) in of {
                        if let Some(value) = value.get(key) {
                            object(frame, inner, value, &pointer::member(&at, key), found);
                        }
                    }
                }
                Kind::Codes(values)
                    if values.contains(&value)
                        && realistic::deprecated(frame.profile, entity, attribute, &value) =>
                {
                    found.push(expected("deprecated-code", &at));
                }
                _ => {}
            }
        }
    }
}
