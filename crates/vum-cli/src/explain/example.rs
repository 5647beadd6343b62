//! Examples: small pieces of JSON that fit what the standard says.

use std::iter;

use vum_model::{AttributeNode, CodeForm, CodeNode, Fact, FactValue, ListNode, Value, Version};

use super::page::Page;
use super::{Explainer, placeholder};
use crate::language::Noun;

/// Lists up to this length are shown with the attribute.
const SHORT: usize = 20;

impl Explainer<'_> {
    /// The example of an attribute in a release, and its codes when they are few.
    pub(super) fn attribute_example(
        &self,
        attribute: &AttributeNode,
        release: Version,
        page: &mut Page,
    ) {
        let mut facts = self.model.history(&attribute.id);
        facts.retain(|fact| fact.release == release);
        self.examples(&facts, release, page);
        let mut lists: Vec<&ListNode> = Vec::new();
        for list in facts.iter().filter_map(|fact| self.list_of(&fact.value)) {
            if !lists.iter().any(|known| known.id == list.id) {
                lists.push(list);
            }
        }
        for list in lists {
            let codes: Vec<&CodeNode> = codes_in(list, release).collect();
            if codes.is_empty() || codes.len() > SHORT || !(list.closed || list.complete) {
                continue;
            }
            let count = self.speech.count(codes.len() as u64, Noun::Code);
            page.heading(&format!("{count} {} {}", self.speech.pick("van", "of"), list.id));
            for code in codes {
                page.item(&code.code, &self.meaning(code));
            }
        }
    }

    /// The example of a code list in a release: as the attributes write it that use it.
    pub(super) fn list_example(&self, list: &ListNode, release: Version, page: &mut Page) {
        let mut facts = Vec::new();
        for attribute in self.users(list) {
            let is_used = |fact: &Fact| {
                fact.release == release
                    && self.list_of(&fact.value).is_some_and(|it| it.id == list.id)
            };
            let used = self.model.history(attribute).into_iter().find(is_used);
            // Once for each way of writing.
            let is_new = |fact: &Fact| !facts.iter().any(|known: &Fact| same_form(known, fact));
            facts.extend(used.filter(is_new));
        }
        self.examples(&facts, release, page);
    }

    pub(super) fn meaning(&self, code: &CodeNode) -> String {
        let unknown = self.speech.pick("betekenis onbekend", "meaning unknown");
        code.label.clone().unwrap_or_else(|| unknown.to_owned())
    }

    fn examples(&self, facts: &[Fact], release: Version, page: &mut Page) {
        if facts.is_empty() {
            return;
        }
        page.heading(&format!("{} ({release})", self.speech.pick("Voorbeeld", "Example")));
        let mut seen = Vec::new();
        for fact in facts {
            let found = match self.json(fact) {
                Some(json) => Ok(format!("{{{}: {json}}}", quoted(&fact.name))),
                None => Err(self.form_only(&fact.value)),
            };
            if seen.contains(&found) {
                continue;
            }
            match &found {
                Ok(json) => page.verbatim(json),
                Err(form) => page.words(iter::once(form.clone())),
            }
            seen.push(found);
        }
    }

    /// A value in JSON; `None` where none is known.
    fn json(&self, fact: &Fact) -> Option<String> {
        let value = match &fact.value {
            FactValue::Entity(_) | FactValue::Choice(_) => "{…}".to_owned(),
            FactValue::Plain(value) => self.plain_json(value, fact)?,
        };
        Some(if fact.many { format!("[{value}]") } else { value })
    }

    fn plain_json(&self, value: &Value, fact: &Fact) -> Option<String> {
        Some(match value {
            Value::Text(form) => quoted(&placeholder::text(&fact.name, form)?),
            Value::Uri(form) => quoted(&placeholder::uri(form)?),
            Value::Integer(bounds) => placeholder::number(bounds).to_string(),
            Value::Boolean => "true".to_owned(),
            Value::Date => quoted("2026-05-01"),
            Value::Label { list } => {
                let list = self.model.list(list)?;
                quoted(preferred(list, fact.release).find_map(|it| it.label.as_deref())?)
            }
            Value::Code { list, form } => {
                let list = self.model.list(list)?;
                preferred(list, fact.release).find_map(|it| code_json(&it.code, form))?
            }
            Value::Shape(_) => return None,
        })
    }

    /// What can be said where there is no example.
    fn form_only(&self, value: &FactValue) -> String {
        let text = self.value(value);
        let Some(list) = self.list_of(value) else { return text };
        let unknown = self.speech.pick("de codes staan hier niet", "its codes are not listed here");
        let more = list.form.as_ref().filter(|form| !text.contains(form.as_str()));
        let form = more
            .map_or(String::new(), |form| format!("; {} {form}", self.speech.pick("vorm", "form")));
        format!("{text}{form} ({unknown})")
    }

    fn list_of(&self, value: &FactValue) -> Option<&ListNode> {
        match value {
            FactValue::Plain(Value::Code { list, .. } | Value::Label { list }) => {
                self.model.list(list)
            }
            _ => None,
        }
    }
}

/// Whether two attributes write a code in the same way.
fn same_form(one: &Fact, other: &Fact) -> bool {
    use FactValue::Plain;
    match (&one.value, &other.value) {
        (Plain(Value::Label { .. }), Plain(Value::Label { .. })) => true,
        (Plain(Value::Code { form: one, .. }), Plain(Value::Code { form: other, .. })) => {
            std::mem::discriminant(one) == std::mem::discriminant(other)
        }
        _ => false,
    }
}

fn codes_in(list: &ListNode, release: Version) -> impl Iterator<Item = &CodeNode> {
    list.codes.iter().filter(move |code| code.lifecycle.covers(release))
}

/// The codes in a release; those that should no longer be sent come last.
fn preferred(list: &ListNode, release: Version) -> impl Iterator<Item = &CodeNode> {
    let is_old = move |code: &&CodeNode| code.lifecycle.deprecation(release).is_some();
    let old = codes_in(list, release).filter(is_old);
    codes_in(list, release).filter(move |code| !is_old(code)).chain(old)
}

/// A code as it is written in a message, when it has that form.
fn code_json(code: &str, form: &CodeForm) -> Option<String> {
    match form {
        CodeForm::Integer(bounds) => {
            let number: i64 = code.parse().ok()?;
            let fits = bounds.min.is_none_or(|min| number >= min)
                && bounds.max.is_none_or(|max| number <= max);
            fits.then(|| number.to_string())
        }
        CodeForm::Text(form) => {
            let length = code.chars().count();
            let fits = form.min_length.is_none_or(|min| length >= min as usize)
                && form.max_length.is_none_or(|max| length <= max as usize);
            fits.then(|| quoted(code))
        }
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value as Json, json};
    use vum::Language;
    use vum_model::{CodeForm, FactValue, Standard, TextForm, Value};

    use super::Explainer;
    use crate::language::Speech;

    fn text_schema(form: &TextForm) -> Json {
        let mut schema = Map::from_iter([("type".to_owned(), json!("string"))]);
        schema.extend(form.min_length.map(|it| ("minLength".to_owned(), json!(it))));
        schema.extend(form.max_length.map(|it| ("maxLength".to_owned(), json!(it))));
        schema.extend(form.pattern.as_ref().map(|it| ("pattern".to_owned(), json!(it))));
        schema.into()
    }

    /// What the standard says of a value, as JSON Schema.
    fn schema(explainer: &Explainer<'_>, value: &FactValue) -> Json {
        let codes = |list: &str, of: &dyn Fn(&vum_model::CodeNode) -> Json| {
            let list = explainer.model.list(list).unwrap();
            list.codes.iter().map(of).collect::<Json>()
        };
        let FactValue::Plain(value) = value else { return json!({"type": "object"}) };
        match value {
            Value::Text(form) | Value::Uri(form) => text_schema(form),
            Value::Boolean => json!({"type": "boolean"}),
            Value::Date => json!({"const": "2026-05-01"}),
            Value::Integer(bounds) => json!({
                "type": "integer",
                "minimum": bounds.min.unwrap_or(i64::MIN),
                "maximum": bounds.max.unwrap_or(i64::MAX),
            }),
            Value::Label { list } => json!({"enum": codes(list, &|it| json!(it.label))}),
            Value::Code { list, form: CodeForm::Text(form) } => {
                json!({"enum": codes(list, &|it| json!(it.code)), "allOf": [text_schema(form)]})
            }
            Value::Code { list, form: CodeForm::Integer(_) } => {
                json!({"enum": codes(list, &|it| json!(it.code.parse::<i64>().ok()))})
            }
            Value::Shape(_) => json!(false),
        }
    }

    #[test]
    fn every_example_is_what_the_standard_asks() {
        let model = Standard::embedded().resolve().model.unwrap();
        let speech = Speech { language: Language::En, page: Language::En };
        let explainer = Explainer { model: &model, speech, release: None };
        for (_, attribute) in model.attributes() {
            for fact in model.history(&attribute.id) {
                let Some(example) = explainer.json(&fact) else {
                    // Only a list without codes has none.
                    let list = explainer.list_of(&fact.value).expect(&attribute.id);
                    assert!(list.codes.is_empty(), "{} in {}", attribute.id, fact.release);
                    continue;
                };
                let one = schema(&explainer, &fact.value);
                let schema = if fact.many {
                    json!({"type": "array", "items": one, "minItems": 1})
                } else {
                    one
                };
                let value: Json = serde_json::from_str(&example.replace("{…}", "{}")).unwrap();
                assert!(
                    jsonschema::is_valid(&schema, &value),
                    "{} in {}: {example}, but {schema}",
                    attribute.id,
                    fact.release
                );
            }
        }
    }
}
