//! A comparison as SARIF, which code hosts show beside the lines of a proposal.

use std::path::Path;

use serde_json::{Map, Value};
use vum_model::{Location, Model};
use vum_release::{Change, Comparison, Impact, Kind, Party, Step};
use vum_report::sarif::{Descriptor, Entry, Log};
use vum_report::{Severity, Text, Tool};

use crate::language::Speech;

pub(super) fn of(compared: &[Comparison], model: &Model, base: &Path, speech: Speech) -> String {
    let changes =
        || compared.iter().flat_map(|it| it.changes.iter().map(move |change| (it, change)));
    let is_used = |id: &str| changes().any(|(_, it)| it.rule.id == id);
    let rules = vum_release::RULES.iter().filter(|it| is_used(it.id)).map(|rule| Descriptor {
        id: rule.id.to_owned(),
        severity: severity(rule.effect.step()),
        purpose: Text::new(rule.nl, rule.en),
        help: Text::default(),
    });
    let mut results: Vec<Entry> = changes()
        .map(|(comparison, change)| entry(comparison, change, model, base, speech))
        .collect();
    results.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let log = Log {
        tool: Tool { name: "vum".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        language: speech.language,
        rules: rules.collect(),
        results,
        notices: Vec::new(),
        is_complete: true,
    };
    log.render()
}

fn severity(step: Step) -> Severity {
    match step {
        Step::Major => Severity::Error,
        Step::Minor => Severity::Warning,
        Step::Patch => Severity::Info,
    }
}

fn entry(
    comparison: &Comparison,
    change: &Change,
    model: &Model,
    base: &Path,
    speech: Speech,
) -> Entry {
    let what = change.text();
    let (old, new) = (comparison.old, comparison.new);
    let place = place(change, model);
    let breaks = Party::ALL.into_iter().filter(|it| change.impact(*it) == Impact::Breaks);
    let breaks: Vec<Value> = breaks.map(|it| it.word().into()).collect();
    Entry {
        rule: change.rule.id.to_owned(),
        severity: severity(change.step()),
        text: format!("{} ({old} → {new}): {}", change.id, speech.text(&what)),
        file: place.as_ref().map(|at| base.join(&at.path).to_string_lossy().into_owned()),
        region: place.map(|at| (at.line as u64, Some(at.column as u64))),
        logical: Some((change.id.clone(), change.kind.word().to_owned())),
        fingerprints: vec![("change/v1".to_owned(), fingerprint(comparison, change))],
        properties: Map::from_iter([
            ("step".to_owned(), change.step().word().into()),
            ("places".to_owned(), change.selectors().into()),
            ("breaks".to_owned(), breaks.into()),
        ]),
    }
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
