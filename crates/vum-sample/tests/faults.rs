//! What is said to be wrong with a record is exactly what a reader finds in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod common;

use std::collections::BTreeMap;

use vum::{RULES, Severity};

#[test]
fn the_errors_of_a_reader_are_the_truth() {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for context in common::contexts() {
        let sampler = context.sampler.clone().seed(5).faulty(100);
        for n in 0..400 {
            let sample = sampler.record(n);
            assert!((1..=3).contains(&sample.faults.len()), "{} {n}", context.name());
            let mut truth = Vec::new();
            for fault in &sample.faults {
                assert_eq!(fault.record, n);
                *counts.entry(fault.rule).or_default() += 1;
                truth.push((fault.rule, fault.pointer.clone()));
            }
            let findings = context.findings(&sample.json);
            let errors = findings.iter().filter(|it| it.severity() == Severity::Error);
            let mut found: Vec<_> =
                errors.map(|it| (it.rule().id, it.pointer().to_owned())).collect();
            found.sort();
            truth.sort();
            assert_eq!(found, truth, "{} {n}\n{}", context.name(), sample.json);
            assert!(
                findings.iter().all(|it| it.severity() != Severity::Warning),
                "{} {n}",
                context.name()
            );
        }
    }
    // The rules that need something the published releases do not have, and those of XML.
    let none = [
        "min-length",
        "absent-code",
        "root-element",
        "root-namespace",
        "element-namespace",
        "element-order",
        "repeated-element",
        "stray-text",
        "xml-attribute",
        "xml-nil",
        "boolean-form",
    ];
    for rule in RULES {
        let makeable = rule.severity == Severity::Error
            && rule.layer > vum::Layer::Syntax
            && !rule.id.starts_with("header-")
            && !none.contains(&rule.id);
        assert_eq!(counts.contains_key(rule.id), makeable, "{} {counts:?}", rule.id);
    }
}

#[test]
fn the_share_of_faulty_records_is_kept_and_the_others_stay_the_same() {
    for context in common::contexts() {
        let (good, some) = (&context.sampler, context.sampler.clone().faulty(30));
        let mut faulty = 0;
        for n in 0..1_000 {
            let (good, some) = (good.record(n), some.record(n));
            faulty += usize::from(!some.faults.is_empty());
            assert_eq!(good.json == some.json, some.faults.is_empty());
        }
        assert!((250..350).contains(&faulty), "{faulty}");
    }
}

#[test]
fn the_truth_is_written_a_fault_a_line() {
    let context = common::contexts().pop().unwrap();
    let sampler = context.sampler.faulty(50);
    let (mut records, mut truth) = (Vec::new(), Vec::new());
    sampler.write(40, &mut records, Some(&mut truth)).unwrap();
    let mut expected = Vec::new();
    for (n, line) in String::from_utf8(records).unwrap().lines().enumerate() {
        let sample = sampler.record(n as u64);
        assert_eq!(line, sample.json);
        expected.extend(sample.faults);
    }
    let truth = String::from_utf8(truth).unwrap();
    assert_eq!(truth.lines().count(), expected.len());
    for (line, fault) in truth.lines().zip(&expected) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["record"], fault.record);
        assert_eq!(line["rule"], fault.rule);
        assert_eq!(line["pointer"], fault.pointer.as_str());
    }
}
