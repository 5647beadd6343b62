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

use vum_tests::oracle::Judge;
use vum_tests::{facts, selection};

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
    let (questions, contexts): (Vec<_>, Vec<_>) =
        common::contexts().into_iter().partition(common::Context::is_question);
    assert_eq!(contexts.len(), facts::contexts().len());
    assert_eq!(questions.len(), 2 * selection::questions().len());
    for context in questions {
        let (part, _) = context.message.split_once('/').unwrap();
        let judge = selection::Judge::new(&context.release, part);
        for n in 0..300 {
            let json = context.sampler.record(n).json;
            let errors = judge.errors(&serde_json::from_str(&json).expect("it is JSON"));
            assert!(errors.is_empty(), "{} {n}: {errors:?}\n{json}", context.name());
        }
    }
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
    for context in common::contexts().into_iter().filter(|it| !it.is_question()) {
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

#[test]
fn questions_ask_for_what_can_be_offered() {
    for context in common::contexts().into_iter().filter(common::Context::is_question) {
        let (part, _) = context.message.split_once('/').unwrap();
        let (mut named, mut both) = (std::collections::BTreeSet::new(), 0);
        for n in 0..1_000 {
            let json = context.sampler.record(n).json;
            let question: serde_json::Value = serde_json::from_str(&json).unwrap();
            named.extend(question.as_object().unwrap().keys().cloned());
            let hours = |which: &str, operator: &str| {
                question[format!("werktijden.aantalWerkurenPerWeek{which}")][operator].as_i64()
            };
            if let (Some(least), Some(most)) =
                (hours("Maximaal", "$gte"), hours("Minimaal", "$lte"))
            {
                assert!(least <= most, "{json}");
                both += 1;
            }
        }
        let criteria = selection::criteria(&context.release, part);
        let known = criteria.iter().map(|it| it.path.to_owned()).collect();
        assert_eq!(named, known, "{}", context.name());
        assert!(both > 50 || part == "werkgeverscontactmoment");
    }
}
