//! What the release keeps for the detail is in no match.

use std::collections::BTreeSet;

use serde_json::Value;
use vum::{MessageType, Role};

use super::write::produce;
use crate::content::Tree;
use crate::judge::judge;
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;
use crate::trial::Trial;

/// The shortest value that is looked for: shorter ones turn up by chance.
const TELLING: usize = 5;

/// A case for each content, where the part has a detail that holds more than a match.
pub(super) fn cases(bench: &mut Bench<'_>) {
    let (scope, material) = (bench.scope, bench.material);
    let Some((detail, contents)) = material.of("detail") else { return };
    let Some(message) = scope.message("match") else { return };
    for content in contents {
        let title = Text::new(
            format!("Niets van het detailprofiel in {}: {}", message.id, content.title.nl),
            format!("Nothing of the detail in {}: {}", message.id, content.title.en),
        );
        let id = format!("N2-privacy-{}", content.id);
        let requirements = bench.requirements(&["REQ-PRIV-001", "REQ-PRIV-002"]);
        bench.case(id, title, requirements, |trial| {
            let Some(text) = produce(trial, message, detail, content) else { return };
            let split = Split { detail, message, role: scope.role() };
            split.check(trial, &content.tree, &text, &content.id, "");
        });
    }
}

/// A detail and the match that is made of it.
#[derive(Clone, Copy)]
pub(super) struct Split {
    pub(super) detail: &'static MessageType,
    pub(super) message: &'static MessageType,
    pub(super) role: Role,
}

impl Split {
    /// Tells what of the detail is in a match, each attribute once: by its name, or by its value
    /// wherever that stands.
    pub(super) fn check(
        self,
        trial: &mut Trial<'_>,
        content: &Tree,
        text: &str,
        subject: &str,
        pointer: &str,
    ) {
        let mut leaked: BTreeSet<&str> = BTreeSet::new();
        let report = judge(self.message, text, self.role, None);
        let named = report.findings().iter().filter(|it| it.rule().id == "other-message");
        leaked.extend(named.filter_map(vum::Finding::attribute));
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            let reference = content.only(self.message.root, self.role);
            let allowed = texts(&reference.to_json(self.message.root));
            let found = texts(&value);
            let places: BTreeSet<String> =
                reference.entries(self.message.root).into_iter().map(|it| it.at).collect();
            let entries = content.entries(self.detail.root);
            let hidden: Vec<_> = entries
                .iter()
                .filter(|it| !places.contains(&it.at) && it.value.chars().count() >= TELLING)
                .filter(|it| !allowed.iter().any(|text| text.contains(&it.value)))
                .collect();
            for entry in hidden {
                if found.iter().any(|text| text.contains(&entry.value)) {
                    leaked.extend(known(self.detail, &entry.attribute));
                }
            }
        }
        for attribute in leaked {
            trial.find_at(&rules::LEAKED_DETAIL, Some(subject), pointer, Some(attribute), &[]);
        }
    }
}

/// The id as the tables have it.
fn known(message: &MessageType, id: &str) -> Option<&'static str> {
    fn find(meta: &'static vum::meta::RecordMeta, id: &str) -> Option<&'static str> {
        meta.attributes.iter().find_map(|it| match it.value {
            vum::meta::ValueMeta::Record(inner) => find(inner, id),
            _ => (it.id == id).then_some(it.id),
        })
    }
    find(message.root, id)
}

/// Every text and number in a message, names included.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(name, value)| std::iter::once(name.clone()).chain(texts(value)))
            .collect(),
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}
