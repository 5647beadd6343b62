//! The table of facts is exactly what the research files say, and agrees with itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use vum_tests::facts::{self, Facts};
use vum_tests::{patterns, samples};

/// With `VUM_UPDATE_FACTS=1` it writes the table instead.
#[test]
fn the_table_is_the_derivation() {
    let folder = facts::shared().join("facts");
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let (Ok(model), Ok(codelists)) = (read("model.json"), read("codelists.json")) else {
        samples::skip("the_table_is_the_derivation", "the research files are not available");
        return;
    };
    let derived = Facts::trim(&model, &codelists);
    let path = facts::committed();
    if std::env::var_os("VUM_UPDATE_FACTS").is_some_and(|value| value == "1") {
        fs::write(&path, &derived).expect("the table can be written");
        return;
    }
    // A checkout may have other line ends.
    let committed = fs::read_to_string(&path).expect("facts/facts.json").replace("\r\n", "\n");
    for (n, (old, new)) in committed.lines().zip(derived.lines()).enumerate() {
        assert_eq!(old, new, "facts.json line {}: refresh with VUM_UPDATE_FACTS=1", n + 1);
    }
    assert_eq!(committed.lines().count(), derived.lines().count(), "facts.json is cut short");
    assert_eq!(committed, derived);
}

#[test]
fn enumerations_agree_with_their_lists() {
    let facts = Facts::embedded();
    let mut compared = 0;
    for entity in &facts.entities {
        for attribute in &entity.attributes {
            for (part, steps) in &attribute.facts {
                for (since, step) in steps {
                    // The contract enumerates the labels of the list here, not its codes.
                    if step.values.is_empty() || attribute.name == "omschrijvingGedragscompetentie"
                    {
                        continue;
                    }
                    let list = &facts.lists[attribute.list.as_ref().unwrap()];
                    let values: BTreeSet<String> = step.values.iter().map(plain).collect();
                    let codes: BTreeSet<String> = list
                        .codes
                        .iter()
                        .filter(|code| code.life.covers(since))
                        .map(|code| code.code.clone())
                        .collect();
                    assert_eq!(values, codes, "{} {} {part} {since}", entity.name, attribute.name);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 30, "only {compared} enumerations");
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn every_known_pattern_is_in_the_facts_and_back() {
    let of_steps = Facts::embedded()
        .entities
        .iter()
        .flat_map(|entity| &entity.attributes)
        .flat_map(|attribute| attribute.facts.values())
        .flat_map(|steps| steps.values())
        .filter_map(|step| step.pattern.as_deref());
    let in_facts: BTreeSet<&str> = of_steps.collect();
    let known: BTreeSet<&str> = patterns::KNOWN.iter().map(|(pattern, _)| *pattern).collect();
    assert_eq!(in_facts, known);
}

#[test]
fn open_lists_hold_no_codes() {
    for (id, list) in &Facts::embedded().lists {
        assert_eq!(list.closed, !list.codes.is_empty(), "{id}");
    }
    for id in ["ISO639-3", "ISO3166-1-alpha2", "SBI", "CdOpleidingsnaam", "CompetentNL-beroepen"] {
        assert!(!Facts::embedded().lists[id].closed, "{id}");
    }
}
