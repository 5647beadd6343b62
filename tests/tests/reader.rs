//! Our reader against the oracle, and a value's way through a supplier's program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};
use vum::{Finding, Layer, Report, Role, Severity};
use vum_tests::generate;
use vum_tests::mutate::Mutator;
use vum_tests::oracle::Judge;
use vum_tests::profile::Profile;
use vum_tests::rng::{Rng, seed};
use vum_tests::typed::{Travelled, Typed};
use vum_tests::{facts, samples};

const PER_CONTEXT: usize = 400;

fn role(name: &str) -> Role {
    name.parse().unwrap()
}

fn errors(report: &Report) -> Vec<String> {
    let errors = report.findings().iter().filter(|f| f.severity() == Severity::Error);
    errors.map(|f| format!("{} at {}", f.rule().id, f.pointer())).collect()
}

/// The main property: one change gives an error exactly when the facts say so.
#[test]
fn reader_and_oracle_agree_on_every_change() {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (release, message, role_name) in facts::contexts() {
        let mutator = Mutator::new(release, message, role_name);
        let judge = Judge::of(mutator.profile());
        let typed = Typed::find(release, message);
        let mut rng = Rng::named(seed(), &format!("{release} {message} {role_name}"));
        for _ in 0..PER_CONTEXT {
            let valid = generate::message(mutator.profile(), &mut rng);
            let report = typed.message.judge(valid.to_string().as_bytes(), role(role_name));
            assert_eq!(errors(&report), [""; 0], "{release} {message} {role_name}: {valid}");
            let changed = mutator.mutate(&valid, &mut rng);
            let report =
                typed.message.judge(changed.document.to_string().as_bytes(), role(role_name));
            let expected = judge.is_valid(&changed.document);
            assert_eq!(
                report.is_valid(),
                expected,
                "{release} {message} {role_name}: {} at {}; we: {:?}; oracle: {:?}\n{}",
                changed.label,
                changed.pointer,
                errors(&report),
                judge.errors(&changed.document),
                changed.document,
            );
            for finding in report.findings() {
                *rules.entry(finding.rule().id).or_default() += 1;
                assert!(finding.position().is_some(), "{}", finding.rule().id);
            }
            if !expected {
                // The finding is where the change was made.
                let near = report.findings().iter().any(|finding| {
                    let pointer = finding.pointer();
                    let known = match finding.rule().id {
                        // It stands at the second key, whichever that is.
                        "choice-many" => pointer.rsplit_once('/').unwrap().0,
                        _ => pointer.split_once("/…").map_or(pointer, |(known, _)| known),
                    };
                    finding.severity() == Severity::Error
                        && (changed.pointer.starts_with(known)
                            || known.starts_with(&changed.pointer))
                });
                assert!(near, "{} at {}: {:?}", changed.label, changed.pointer, errors(&report));
            }
        }
    }
    println!("{rules:#?}");
    assert!(rules.len() > 20, "the changes reach many rules: {rules:?}");
}

fn check_travel(context: &str, travelled: &Travelled) {
    let read: BTreeSet<String> = errors(&travelled.read).into_iter().collect();
    let lost: Vec<_> = travelled.read.findings().iter().filter(|f| f.rule().is_lossy()).collect();
    assert_eq!(travelled.complete, lost.is_empty(), "{context}: {read:?}");
    assert!(travelled.same_again, "{context}: writing and reading is identity");
    assert_eq!(travelled.deserialized, Ok(true), "{context}");
    let written: Value = serde_json::from_str(&travelled.written).unwrap();
    assert_eq!(written, travelled.serialized, "{context}: both ways of writing agree");
    match travelled.accepted_by_serde.as_ref().unwrap() {
        Ok(same) => assert!(*same && travelled.complete, "{context}: {read:?}"),
        Err(error) => assert!(!travelled.complete, "{context}: {error}"),
    }
    if travelled.complete {
        let checked: BTreeSet<String> = errors(&travelled.checked).into_iter().collect();
        assert_eq!(checked, read, "{context}: checking in memory finds it again");
    }
}

#[test]
fn a_value_survives_its_way_through_memory_json_and_serde() {
    for (release, message, role_name) in facts::contexts() {
        let mutator = Mutator::new(release, message, role_name);
        let typed = Typed::find(release, message);
        let mut rng = Rng::named(seed() + 1, &format!("{release} {message} {role_name}"));
        for _ in 0..100 {
            let valid = generate::message(mutator.profile(), &mut rng);
            let context = format!("{release} {message} {role_name}: {valid}");
            let travelled = typed.travel(valid.to_string().as_bytes(), role(role_name));
            check_travel(&context, &travelled);
            assert!(travelled.complete && travelled.read.is_valid(), "{context}");
            let changed = mutator.mutate(&valid, &mut rng);
            let context =
                format!("{release} {message} {role_name}: {} {}", changed.label, changed.document);
            let travelled = typed.travel(changed.document.to_string().as_bytes(), role(role_name));
            check_travel(&context, &travelled);
        }
    }
}

/// Everything that a report says, in its order.
fn all(report: &Report) -> Vec<String> {
    let shown = |it: &Finding| format!("{} {:?} {:?}", it, it.attribute(), it.params());
    report.findings().iter().map(shown).collect()
}

#[test]
fn a_value_proves_that_it_is_fine_exactly_when_there_is_nothing_to_find() {
    let (mut proved, mut refuted) = (0, 0);
    for (release, message, role_name) in facts::contexts() {
        let mutator = Mutator::new(release, message, role_name);
        let typed = Typed::find(release, message);
        let mut rng = Rng::named(seed() + 7, &format!("{release} {message} {role_name}"));
        for _ in 0..60 {
            let valid = generate::message(mutator.profile(), &mut rng);
            let changed = mutator.mutate(&valid, &mut rng);
            for document in [&valid, &changed.document] {
                // Of the other role too: it has other duties.
                for role in Role::ALL {
                    let travelled = typed.travel(document.to_string().as_bytes(), role);
                    let found = all(&travelled.checked_in_full);
                    let context = format!("{release} {message} {role}: {document}");
                    assert_eq!(all(&travelled.checked), found, "{context}");
                    // Nothing is said of a message without any attribute but what it must have.
                    if travelled.written != "{}" {
                        assert_eq!(travelled.is_fine, found.is_empty(), "{context}: {found:?}");
                    }
                    *(if travelled.is_fine { &mut proved } else { &mut refuted }) += 1;
                }
            }
        }
    }
    assert!(proved > 1000 && refuted > 1000, "{proved} proved, {refuted} refuted");
}

/// A tab before every colon: no name is then where it is looked for first.
struct Spaced;

impl Formatter for Spaced {
    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\t:")
    }
}

/// The same attributes by their names, which is mostly the order of the standard, or backwards.
fn sorted(value: &Value, back: bool) -> Value {
    match value {
        Value::Object(names) => {
            let mut names: Vec<_> = names.iter().collect();
            names.sort_by_key(|(name, _)| *name);
            if back {
                names.reverse();
            }
            names.into_iter().map(|(name, it)| (name.clone(), sorted(it, back))).collect()
        }
        Value::Array(list) => list.iter().map(|it| sorted(it, back)).collect(),
        other => other.clone(),
    }
}

/// What a report says without places in the text.
fn placeless(report: &Report) -> Vec<String> {
    let shown = |it: &Finding| format!("{} {} {:?}", it.rule().id, it.pointer(), it.params());
    let mut all: Vec<String> = report.findings().iter().map(shown).collect();
    all.sort();
    all
}

#[test]
fn how_a_message_is_laid_out_changes_nothing_but_places() {
    for (release, message, role_name) in facts::contexts() {
        let mutator = Mutator::new(release, message, role_name);
        let typed = Typed::find(release, message);
        let mut rng = Rng::named(seed() + 8, &format!("{release} {message} {role_name}"));
        for n in 0..60 {
            let valid = generate::message(mutator.profile(), &mut rng);
            let changed = mutator.mutate(&valid, &mut rng).document;
            let document = sorted(if n % 3 == 0 { &valid } else { &changed }, false);
            let read = |text: &[u8]| typed.travel(text, role(role_name));
            let compact = document.to_string();
            let plain = read(compact.as_bytes());
            let context = format!("{release} {message} {role_name}: {document}");

            let mut spaced = Vec::new();
            document.serialize(&mut Serializer::with_formatter(&mut spaced, Spaced)).unwrap();
            let apart = read(&spaced);
            assert_eq!(apart.written, plain.written, "{context}");
            assert_eq!(apart.complete, plain.complete, "{context}");
            let (one, other) = (plain.read.findings(), apart.read.findings());
            assert_eq!(one.len(), other.len(), "{context}");
            for (one, other) in one.iter().zip(other) {
                let shown =
                    |it: &Finding| format!("{} {} {:?}", it.rule().id, it.pointer(), it.params());
                assert_eq!(shown(one), shown(other), "{context}");
                let offset = other.offset().unwrap();
                let tabs = spaced[..offset].iter().filter(|byte| **byte == b'\t').count();
                assert_eq!(one.offset(), Some(offset - tabs), "{context}");
            }

            // Of a choice that was made twice the first counts.
            let twice = one.iter().any(|it| it.rule().id == "choice-many");
            let pretty = serde_json::to_string_pretty(&document).unwrap();
            let back = (!twice).then(|| sorted(&document, true).to_string());
            for text in [pretty].into_iter().chain(back) {
                let other = read(text.as_bytes());
                assert_eq!(placeless(&other.read), placeless(&plain.read), "{text}");
                assert_eq!(other.complete, plain.complete, "{text}");
                assert_eq!(other.written, plain.written, "{text}");
            }
        }
    }
}

/// A match that a bron makes of a valid detail is valid, holds nothing that the detail did not
/// have, and nothing that the contract keeps for the detail.
#[test]
fn the_projection_of_a_valid_detail_is_a_valid_match() {
    for release in facts::releases() {
        for part in ["werkzoekende", "vacature"] {
            let detail = format!("{part}/detail");
            let profile = Profile::new(release, &detail, facts::BRON);
            let judge = Judge::new(release, &format!("{part}/match"), facts::BRON);
            let mut rng = Rng::named(seed() + 2, &format!("{release} {part}"));
            let mut complete = 0;
            for _ in 0..200 {
                let valid = generate::message(&profile, &mut rng);
                let typed = Typed::find(release, &detail);
                let travelled = typed.travel(valid.to_string().as_bytes(), Role::Bron);
                let (text, report) = travelled.projected.unwrap();
                let projected: Value = serde_json::from_str(&text).unwrap();
                // A match can require what a detail need not have; nothing else may be wrong.
                let other: Vec<_> =
                    errors(&report).into_iter().filter(|e| !e.starts_with("required")).collect();
                assert_eq!(other, [""; 0], "{release} {part}: {text}");
                assert_eq!(
                    report.is_valid(),
                    judge.is_valid(&projected),
                    "{release} {part}: {text}"
                );
                assert!(part_of(&projected, &valid), "{release} {part}: {text} of {valid}");
                assert!(projected.get("vumID").is_none());
                complete += usize::from(report.is_valid());
            }
            assert!(complete > 0, "{release} {part}: some matches are complete");
        }
    }
}

/// Whether `small` holds nothing that `large` does not. The match of a vacature up to 2.0.0 has
/// other keys on two places: they are looked through.
fn part_of(small: &Value, large: &Value) -> bool {
    match (small, large) {
        (Value::Object(small), Value::Object(large)) => small.iter().all(|(name, value)| {
            let old = match name.as_str() {
                "mpOpleidingsnaamOngecodeerd" => "opleidingsnaamOngecodeerd",
                name => name,
            };
            let inner = large.get("adresBuitenland").and_then(|inner| inner.get(old));
            large.get(old).or(inner).is_some_and(|large| part_of(value, large))
        }),
        (Value::Array(small), Value::Array(large)) => {
            small.len() == large.len() && small.iter().zip(large).all(|(s, l)| part_of(s, l))
        }
        (small, large) => small == large,
    }
}

#[test]
fn official_messages_are_valid_in_their_own_release_only() {
    let name = "official_messages_are_valid_in_their_own_release_only";
    let Some(files) = samples::all(name) else { return };
    let mut count = 0;
    for file in files {
        let other = if file.release == "2.0.0" { "3.0.0" } else { "2.0.0" };
        for (n, text) in file.texts().iter().enumerate() {
            let context = format!("{} line {}", file.name(), n + 1);
            let typed = Typed::find(file.release, file.message);
            let travelled = typed.travel(text.as_bytes(), Role::Bron);
            assert_eq!(errors(&travelled.read), [""; 0], "{context}");
            assert!(travelled.complete && travelled.same_again, "{context}");
            assert_eq!(errors(&travelled.checked), [""; 0], "{context}");
            assert_eq!(travelled.accepted_by_serde, Some(Ok(true)), "{context}");
            let report =
                Typed::find(other, file.message).message.judge(text.as_bytes(), Role::Bron);
            assert!(!report.is_valid(), "{context} under {other}");
            assert!(!report.is_broken(), "{context}");
            count += 1;
        }
    }
    assert!(count > 900, "only {count} messages");
}

#[test]
fn messages_of_the_pilot_get_sensible_errors() {
    let name = "messages_of_the_pilot_get_sensible_errors";
    let dir = facts::shared().join("samples/um-pilot");
    if !dir.is_dir() {
        samples::skip(name, "../shared/samples/um-pilot is not there");
        return;
    }
    for (file, message) in [
        ("vacature-detail.json", "vacature/detail"),
        ("vacature-detail-buitenland.json", "vacature/detail"),
        ("werkzoekende-detail.json", "werkzoekende/detail"),
    ] {
        let text = std::fs::read(dir.join(file)).unwrap();
        let typed = Typed::find("1.2.0", message);
        let mut layers = BTreeSet::new();
        let totals = vum::stream::validate(text.as_slice(), typed.message, Role::Bron, |judged| {
            layers.extend(judged.report.findings().iter().map(|finding| finding.layer()));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        assert!(totals.errors > 0 && totals.records > 0, "{file}: {totals:?}");
        assert!(!layers.contains(&Layer::Syntax), "{file}");
        assert!(layers.contains(&Layer::Structure), "{file}: {layers:?}");
    }
}

#[test]
fn debug_shows_no_value() {
    let mut rng = Rng::named(seed(), "debug");
    let profile = Profile::new("3.1.0", "werkzoekende/detail", facts::BRON);
    let mut valid = generate::message(&profile, &mut rng);
    valid["persoonlijkePresentatie"] = "kanarie".into();
    valid["emailadres"] = serde_json::json!(["kanarie@example.org"]);
    let typed = Typed::find("3.1.0", "werkzoekende/detail");
    let travelled = typed.travel(valid.to_string().as_bytes(), Role::Bron);
    assert!(travelled.debug.contains("persoonlijkePresentatie: …"), "{}", travelled.debug);
    assert!(!travelled.debug.contains("kanarie"), "{}", travelled.debug);
}
