//! A comparison as SARIF 2.1.0, which code hosts show beside the lines of a proposal.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value, json};
use vum_model::{Location, Model};
use vum_release::{Change, Comparison, Impact, Kind, Party, Rule, Step};

use crate::language::Speech;

pub(super) fn of(compared: &[Comparison], model: &Model, base: &Path, speech: Speech) -> Value {
    let changes =
        || compared.iter().flat_map(|it| it.changes.iter().map(move |change| (it, change)));
    let used: BTreeSet<&str> = changes().map(|(_, it)| it.rule.id).collect();
    let rules: Vec<&Rule> =
        vum_release::RULES.iter().copied().filter(|it| used.contains(it.id)).collect();
    let results: Vec<Value> = changes()
        .map(|(comparison, change)| {
            let number = rules.iter().position(|it| it.id == change.rule.id);
            result(comparison, change, number, model, base, speech)
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "vum",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|it| rule(it, speech)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(rule: &Rule, speech: Speech) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": speech.pick(rule.nl, rule.en) },
        "defaultConfiguration": { "level": level(rule.effect.step()) },
    })
}

fn level(step: Step) -> &'static str {
    match step {
        Step::Major => "error",
        Step::Minor => "warning",
        Step::Patch => "note",
    }
}

fn result(
    comparison: &Comparison,
    change: &Change,
    number: Option<usize>,
    model: &Model,
    base: &Path,
    speech: Speech,
) -> Value {
    let what = change.text();
    let (old, new) = (comparison.old, comparison.new);
    let text = format!("{} ({old} → {new}): {}", change.id, speech.text(&what));
    let logical = json!([{ "fullyQualifiedName": change.id, "kind": change.kind.word() }]);
    let mut location = Map::from_iter([("logicalLocations".to_owned(), logical)]);
    if let Some(at) = place(change, model) {
        let uri = base.join(&at.path).to_string_lossy().replace('\\', "/");
        let physical = json!({
            "artifactLocation": { "uri": uri },
            "region": { "startLine": at.line, "startColumn": at.column },
        });
        location.insert("physicalLocation".to_owned(), physical);
    }
    let breaks = Party::ALL.into_iter().filter(|it| change.impact(*it) == Impact::Breaks);
    json!({
        "ruleId": change.rule.id,
        "ruleIndex": number,
        "level": level(change.step()),
        "message": { "text": text },
        "locations": [location],
        "partialFingerprints": { "change/v1": fingerprint(comparison, change) },
        "properties": {
            "step": change.step().word(),
            "places": change.selectors(),
            "breaks": breaks.map(Party::word).collect::<Vec<_>>(),
        },
    })
}

/// What stays the same when the files around it change.
fn fingerprint(comparison: &Comparison, change: &Change) -> String {
    let places = change.selectors().join(" ");
    format!("{} {} {} {places}", comparison.new, change.rule.id, change.id)
}

/// Where the node is written, when the newer standard still has it.
fn place(change: &Change, model: &Model) -> Option<Location> {
    let id = change.id.as_str();
    let place = match change.kind {
        Kind::Attribute => model.attribute(id)?.1.place,
        Kind::Entity => model.entity(id)?.place,
        Kind::List => model.list(id)?.place,
        Kind::Message => model.messages().iter().find(|it| it.id == id)?.place,
        Kind::Code | Kind::TableCode => {
            let (list, code) = id.split_once('/')?;
            model.list(list)?.codes.iter().find(|it| it.code == code)?.place
        }
        _ => return None,
    };
    Some(model.location(place))
}
