//! Values in a supplier's program: codes, dates, serde, and what they cost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use vum::v3_1::{CodeJaNee, CodeOpleidingsniveauClient, CodeSoortRijbewijs, Iso6393, Werkzoekende};
use vum::{Code, Date, Role};
use vum_tests::generate;
use vum_tests::profile::Profile;
use vum_tests::rng::Rng;

#[test]
fn codes_keep_what_they_got() {
    assert_eq!(CodeSoortRijbewijs::from("B+"), CodeSoortRijbewijs::BPlus);
    assert_eq!(CodeSoortRijbewijs::BPlus.as_str(), "B+");
    assert_eq!(CodeJaNee::Ja.label(), Some("Ja"));
    let unknown = CodeSoortRijbewijs::from("Z9");
    assert_eq!((unknown.as_str(), unknown.is_known(), unknown.label()), ("Z9", Some(false), None));
    assert_eq!(format!("{unknown:?}"), "Unknown(…)");
    assert_eq!(Iso6393::from("nld").is_known(), Some(true));
    assert_eq!(Iso6393::from("qzz").is_known(), Some(false));
    assert_eq!(vum::v3_1::Sbi::from("62010").is_known(), None, "no table: it cannot be told");
    for code in CodeSoortRijbewijs::ALL {
        assert_eq!(&CodeSoortRijbewijs::from_code(code.as_str()), code);
        assert_eq!(code.is_known(), Some(true));
        let same = |other: &&CodeSoortRijbewijs| *other == code;
        assert_eq!(CodeSoortRijbewijs::ALL.iter().filter(same).count(), 1);
        assert_ne!(code, &unknown);
    }
    assert_eq!(unknown, CodeSoortRijbewijs::from("Z9"));
    assert_ne!(unknown, CodeSoortRijbewijs::from("Z8"));
    let sorted: BTreeSet<_> = ["T", "A", "Z9", "B"].map(CodeSoortRijbewijs::from).into();
    assert_eq!(sorted.iter().map(|c| c.as_str()).collect::<String>(), "ABTZ9");
    let hashed: HashSet<_> = ["A", "A", "Z9", "Z9"].map(CodeSoortRijbewijs::from).into();
    assert_eq!(hashed.len(), 2);
}

#[derive(Serialize, Deserialize, PartialEq)]
struct Own {
    known: CodeJaNee,
    unknown: CodeJaNee,
    level: CodeOpleidingsniveauClient,
    language: Iso6393,
    since: Date,
    profile: Werkzoekende,
}

#[test]
fn every_kind_of_type_goes_with_serde() {
    let own = Own {
        known: CodeJaNee::Nee,
        unknown: "77".into(),
        level: "4".into(),
        language: "nld".into(),
        since: Date::new(2026, 5, 4).unwrap(),
        profile: Werkzoekende { id_werkzoekende: Some("w".to_owned()), ..Werkzoekende::default() },
    };
    let text = serde_json::to_string(&own).unwrap();
    assert_eq!(
        text,
        r#"{"known":"2","unknown":"77","level":"4","language":"nld","since":"2026-05-04","profile":{"idWerkzoekende":"w"}}"#
    );
    assert!(serde_json::from_str::<Own>(&text).unwrap() == own);
    // A code that messages write as a number is read from one too.
    assert!(serde_json::from_str::<CodeJaNee>("2").unwrap() == CodeJaNee::Nee);
    assert!(serde_json::from_str::<CodeJaNee>("2.5").is_err());
    assert!(serde_json::from_str::<CodeJaNee>("null").is_err());
}

/// Errors of serde's own would name what they found.
#[test]
fn what_serde_refuses_is_not_named() {
    fn error<T: for<'de> Deserialize<'de>>(text: &str) -> String {
        serde_json::from_str::<T>(text).err().unwrap().to_string()
    }
    for text in ["12345.5", "true", "[12345]", "{\"12345\":1}", "null"] {
        assert!(!error::<CodeJaNee>(text).contains("12345"), "{text}");
        assert!(!error::<Date>(text).contains("12345"), "{text}");
    }
    assert!(!error::<Date>("12345").contains("12345"));
    assert!(error::<CodeJaNee>("true").starts_with("expected a code as text or whole number"));
    let unfit = r#"{"idWerkzoekende":12345,"12345":"12345","mobiliteit":12345.5}"#;
    let text = error::<Werkzoekende>(unfit);
    assert!(text.contains("/idWerkzoekende") && !text.contains("12345"), "{text}");
}

/// What a sink gets can go into a log.
#[test]
fn a_judged_record_shows_no_value_when_debugged() {
    let mut shown = String::new();
    vum::v3_1::WERKZOEKENDE_DETAIL
        .validate_ndjson(&br#"{"kanarie":"kanarie"}"#[..], Role::Bron, |judged| {
            shown = format!("{judged:?}");
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert!(shown.contains("unknown-attribute"), "{shown}");
    assert!(!shown.contains("kanarie") && !shown.contains("107, 97, 110"), "{shown}");
}

/// Texts and lists of a message: each is a value that has to be allocated.
fn values(json: &serde_json::Value) -> u64 {
    match json {
        serde_json::Value::Object(fields) => fields.values().map(values).sum(),
        // A list grows a few times.
        serde_json::Value::Array(list) => {
            let growth = u64::from(usize::BITS - list.len().leading_zeros());
            growth + list.iter().map(values).sum::<u64>()
        }
        serde_json::Value::String(_) | serde_json::Value::Number(_) => 1,
        _ => 0,
    }
}

#[test]
fn good_messages_cost_no_allocation_beyond_their_values() {
    // What the tokenizer keeps for the whole message: the longest text with an escape.
    const FIXED: u64 = 4;
    let profile = Profile::new("3.1.0", "werkzoekende/detail", "bron");
    let mut rng = Rng::new(11);
    let mut silent = 0;
    for _ in 0..400 {
        let message = generate::message(&profile, &mut rng);
        let text = message.to_string();
        // Patterns are compiled once per program.
        let value = Werkzoekende::from_json(text.as_bytes(), Role::Bron).into_valid().unwrap();
        if !value.check(Role::Bron).findings().is_empty() {
            // A warning costs what it costs.
            continue;
        }
        silent += 1;
        let reading = allocation_counter::measure(|| {
            drop(Werkzoekende::from_json(text.as_bytes(), Role::Bron));
        });
        let most = values(&message) + FIXED;
        assert!(reading.count_total <= most, "{} > {most}: {text}", reading.count_total);
        let checking = allocation_counter::measure(|| drop(value.check(Role::Bron)));
        assert_eq!(checking.count_total, 0, "checking allocates");
    }
    assert!(silent > 100, "only {silent} messages without a finding");
}
