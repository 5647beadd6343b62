//! Records without faults satisfy their contract: for our reader, and for a judge that knows
//! nothing of our model.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod common;

use vum_tests::facts;
use vum_tests::oracle::Judge;

#[test]
fn our_reader_finds_nothing_at_all() {
    for context in common::contexts() {
        for n in 0..300 {
            let sample = context.sampler.record(n);
            assert!(sample.faults.is_empty());
            let findings = context.findings(&sample.json);
            let found: Vec<String> =
                findings.iter().map(|it| format!("{} {}", it.rule().id, it.pointer())).collect();
            assert!(found.is_empty(), "{} {n}: {found:?}\n{}", context.name(), sample.json);
        }
    }
}

#[test]
fn an_independent_judge_agrees() {
    let contexts = common::contexts();
    assert_eq!(contexts.len(), facts::contexts().len());
    for context in contexts {
        let judge = Judge::new(&context.release, &context.message, context.role.name());
        for n in 0..300 {
            let json = context.sampler.record(n).json;
            let value = serde_json::from_str(&json).expect("it is JSON");
            let errors = judge.errors(&value);
            assert!(errors.is_empty(), "{} {n}: {errors:?}\n{json}", context.name());
        }
    }
}

#[test]
fn every_attribute_is_used_that_is_not_deprecated() {
    for context in common::contexts() {
        let release =
            common::model().release(vum_model::Version::parse(&context.release).unwrap()).unwrap();
        let text: String = (0..3_000).map(|n| context.sampler.record(n).json).collect();
        let profile = vum_tests::profile::Profile::new(
            &context.release,
            &context.message,
            context.role.name(),
        );
        let mut deprecated = std::collections::BTreeSet::new();
        for shape in &release.shapes {
            if let vum_model::ShapeKind::Record { attributes, .. } = &shape.kind {
                let gone = attributes.iter().filter(|it| it.deprecated.is_some());
                deprecated.extend(gone.map(|it| it.name.as_str()));
            }
        }
        for object in profile.objects.values() {
            for attribute in &object.attributes {
                let used = text.contains(&format!("\"{}\":", attribute.name));
                let wanted = !deprecated.contains(attribute.name.as_str());
                assert!(used || !wanted, "{}: {} never", context.name(), attribute.name);
            }
        }
    }
}
