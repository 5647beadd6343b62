//! Generated messages are valid to the oracle, and it tells changed ones apart.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;

use vum_tests::facts;
use vum_tests::generate;
use vum_tests::mutate::{Change, Mutator};
use vum_tests::oracle::Judge;
use vum_tests::profile::Profile;
use vum_tests::rng::Rng;

const SEED: u64 = 20_260_501;
const PER_CONTEXT: usize = 200;

/// What a change always does to a message, where that is certain. It is not needed to judge a
/// message, but a judge that does not see it is no judge.
fn certain(change: Change) -> Option<bool> {
    match change {
        Change::RemoveOptional
        | Change::AddOptional
        | Change::TextAtMaximum
        | Change::IntegerAtBound
        | Change::DateLeapYear
        | Change::EmptyArray => Some(true),
        Change::RemoveRequired
        | Change::AddUnknown
        | Change::RenameCase
        | Change::TextTooLong
        | Change::IntegerOutOfBounds
        | Change::WrongType
        | Change::Null
        | Change::UnknownCode
        | Change::CodeAsOtherType
        | Change::DateForm
        | Change::DateImpossible
        | Change::DateNoLeapYear
        | Change::PatternBroken
        | Change::ChoiceTwoKeys
        | Change::ChoiceNoKey
        | Change::ChoiceUnknownKey
        | Change::OfOtherRole
        | Change::SingleAsArray
        | Change::ArrayAsSingle => Some(false),
        Change::EmptyText | Change::EmptyObject | Change::OfOtherView | Change::OfOtherRelease => {
            None
        }
    }
}

#[test]
fn the_oracle_tells_changed_messages_apart() {
    let mut verdicts: BTreeMap<Change, [usize; 2]> = BTreeMap::new();
    for (release, message, role) in facts::contexts() {
        let context = format!("{release} {message} {role}");
        let mut rng = Rng::named(SEED, &context);
        let mutator = Mutator::new(release, message, role);
        let judge = Judge::of(mutator.profile());
        let mut seen = [0, 0];
        for n in 0..PER_CONTEXT {
            let valid = generate::message(mutator.profile(), &mut rng);
            let errors = judge.errors(&valid);
            assert!(errors.is_empty(), "{context} message {n}: {errors:?}\n{valid}");
            let mutation = mutator.mutate(&valid, &mut rng);
            let verdict = judge.is_valid(&mutation.document);
            let errors = judge.errors(&mutation.document);
            assert_eq!(verdict, errors.is_empty(), "{context} message {n}");
            if let Some(expected) = certain(mutation.change) {
                assert_eq!(
                    verdict, expected,
                    "{context} message {n}: {:?} ({}) at {}: {errors:?}\n{}",
                    mutation.change, mutation.label, mutation.pointer, mutation.document
                );
            }
            for (pointer, text) in &errors {
                let near = mutation.pointer.starts_with(pointer.as_str())
                    || pointer.starts_with(&mutation.pointer);
                assert!(
                    near,
                    "{context}: changed {}, reported {pointer}: {text}",
                    mutation.pointer
                );
            }
            seen[usize::from(verdict)] += 1;
            verdicts.entry(mutation.change).or_default()[usize::from(verdict)] += 1;
        }
        assert!(seen.iter().all(|count| *count > 0), "{context}: invalid, valid = {seen:?}");
    }
    println!("{:<20} {:>7} {:>7}", "change", "invalid", "valid");
    for change in Change::ALL {
        let [invalid, valid] = verdicts.get(change).copied().unwrap_or_default();
        println!("{:<20} {invalid:>7} {valid:>7}  {}", format!("{change:?}"), change.describe());
        assert!(invalid + valid > 0, "{change:?} was never made");
    }
}

#[test]
fn every_change_is_possible_somewhere_in_a_release_with_choices() {
    let mutator = Mutator::new("1.2.0", "vacature/match", "bemiddelaar");
    let mut rng = Rng::new(SEED);
    for change in Change::ALL {
        let made = (0..200).any(|_| {
            let valid = generate::message(mutator.profile(), &mut rng);
            mutator.apply(*change, &valid, &mut rng).is_some()
        });
        assert!(made, "{change:?}: {}", change.describe());
    }
}

#[test]
fn the_same_seed_gives_the_same_messages() {
    let make = || {
        let mutator = Mutator::new("2.0.0", "werkzoekende/detail", "bron");
        let mut rng = Rng::new(7);
        (0..50)
            .map(|_| {
                let valid = generate::message(mutator.profile(), &mut rng);
                let changed = mutator.mutate(&valid, &mut rng);
                (valid, changed)
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(make(), make());
}

/// Every attribute of every message is generated at some time, and every alternative chosen.
#[test]
fn nothing_is_left_out() {
    for (release, message, role) in facts::contexts() {
        let profile = Profile::new(release, message, role);
        let mut rng = Rng::named(SEED, message);
        let mut text = String::new();
        for _ in 0..60 {
            text += &generate::message(&profile, &mut rng).to_string();
        }
        for (entity, object) in &profile.objects {
            assert!(!object.attributes.is_empty(), "{release} {message} {role}: empty {entity}");
            for attribute in &object.attributes {
                let key = format!("\"{}\":", attribute.name);
                assert!(text.contains(&key), "{release} {message} {role}: no {key} of {entity}");
            }
        }
    }
}
