//! Cases written by hand: what the oracle must say about the rules that are easy to get wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use serde_json::{Value, json};
use vum_tests::facts::{BEMIDDELAAR, BRON};
use vum_tests::oracle::Judge;

fn valid(release: &str, message: &str, role: &str, document: &Value) -> bool {
    Judge::new(release, message, role).is_valid(document)
}

#[test]
fn ids_depend_on_role_and_view() {
    let both = json!({ "idVacature": "a", "vumID": "b" });
    let (id, vum) = (json!({ "idVacature": "a" }), json!({ "vumID": "b" }));
    let neither = json!({});
    let table = [
        ("vacature/match", BRON, [false, true, false, false]),
        ("vacature/match", BEMIDDELAAR, [false, false, true, false]),
        ("vacature/detail", BRON, [false, true, false, false]),
        ("vacature/detail", BEMIDDELAAR, [false, true, false, false]),
    ];
    for (message, role, expected) in table {
        let verdicts = [&both, &id, &vum, &neither].map(|d| valid("2.0.0", message, role, d));
        assert_eq!(verdicts, expected, "{message} {role}");
    }
    // In 1.2.0 only the bron had to name the vacature.
    assert!(valid("1.2.0", "vacature/detail", BEMIDDELAAR, &neither));
    assert!(!valid("1.2.0", "vacature/detail", BRON, &neither));
}

#[test]
fn the_question_by_example_has_no_ids_and_needs_mobiliteit() {
    let place = json!({ "bemiddelingspostcode": "1234ab", "maximaleReisafstand": 10 });
    for message in ["werkzoekende/zoekvraag", "vacature/zoekvraag"] {
        let good = json!({ "mobiliteit": place });
        assert!(valid("1.2.0", message, BEMIDDELAAR, &good));
        assert!(valid("1.2.0", message, BRON, &good));
        assert!(!valid("1.2.0", message, BEMIDDELAAR, &json!({})));
        assert!(valid("1.2.0", message, BRON, &json!({})));
        let half = json!({ "mobiliteit": { "bemiddelingspostcode": "1234ab" } });
        assert!(!valid("1.2.0", message, BEMIDDELAAR, &half));
        for id in ["vumID", "idWerkzoekende", "idVacature"] {
            let with_id = json!({ "mobiliteit": place, id: "x" });
            assert!(!valid("1.2.0", message, BEMIDDELAAR, &with_id), "{message} {id}");
            assert!(!valid("1.2.0", message, BRON, &with_id), "{message} {id}");
        }
    }
    // A result of a vacature has no mobiliteit.
    let result = json!({ "idVacature": "x", "mobiliteit": place });
    assert!(!valid("1.2.0", "vacature/match", BRON, &result));
}

#[test]
fn one_key_was_longer_in_selected_vacatures() {
    let with = |key: &str| {
        let name = json!({ key: { "naamOpleidingOngecodeerd": "kok" } });
        json!({ "idVacature": "x", "opleiding": [{ "opleidingsnaam": name }] })
    };
    let (longer, plain) = (with("mpOpleidingsnaamOngecodeerd"), with("opleidingsnaamOngecodeerd"));
    for (release, message, expected) in [
        ("1.2.0", "vacature/match", [true, false]),
        ("1.2.0", "vacature/detail", [false, true]),
        ("2.0.0", "vacature/match", [false, true]),
    ] {
        let verdicts = [&longer, &plain].map(|d| valid(release, message, BRON, d));
        assert_eq!(verdicts, expected, "{release} {message}");
    }
}

#[test]
fn a_selected_vacature_has_only_a_foreign_address_without_key() {
    let with = |adres: Value| json!({ "idVacature": "x", "werkgever": { "adresHouding": [{ "adres": adres }] } });
    let direct = with(json!({ "landencodeIso": "BE" }));
    let wrapped = with(json!({ "adresBuitenland": { "landencodeIso": "BE" } }));
    for release in ["1.2.0", "2.0.0"] {
        assert!(valid(release, "vacature/match", BRON, &direct));
        assert!(!valid(release, "vacature/match", BRON, &wrapped));
        assert!(!valid(release, "vacature/detail", BRON, &direct));
        assert!(valid(release, "vacature/detail", BRON, &wrapped));
    }
    assert!(!valid("3.0.0", "vacature/detail", BRON, &wrapped));
}

#[test]
fn the_contactmoment_needs_date_and_number_for_both_roles() {
    let message = "werkgeverscontactmoment/match";
    for role in [BRON, BEMIDDELAAR] {
        assert!(valid("3.1.0", message, role, &json!({ "datum": "2026-05-04" })));
        assert!(!valid("3.1.0", message, role, &json!({})));
        let werkgever = |nummer: Value| json!({ "datum": "2026-05-04", "werkgever": nummer });
        let good = werkgever(json!({ "nummerKvk": "00000001" }));
        assert!(valid("3.1.0", message, role, &good));
        assert!(!valid("3.1.0", message, role, &werkgever(json!({}))));
        assert!(!valid("3.1.0", message, role, &werkgever(json!({ "nummerKvk": 12_345_678 }))));
    }
}

#[test]
fn lengths_count_characters() {
    let with = |text: String| json!({ "arbeidsmarktkwalificatie": { "cursus": [{ "naamCursus": text }] } });
    let judge = Judge::new("3.0.0", "werkzoekende/detail", BRON);
    for character in ["a", "é", "漢", "😀", "\u{301}"] {
        assert!(judge.is_valid(&with(character.repeat(120))), "{character}");
        assert!(!judge.is_valid(&with(character.repeat(121))), "{character}");
    }
}

#[test]
fn errors_point_at_the_value_also_inside_a_choice() {
    let judge = Judge::new("2.0.0", "vacature/detail", BRON);
    let at = |beroep: Value| -> Vec<String> {
        let document = json!({ "idVacature": "x", "beroep": beroep });
        judge.errors(&document).into_iter().map(|(pointer, _)| pointer).collect()
    };
    let code = |code: &str| json!({ "beroepsnaamGecodeerd": { "codeBeroepsnaam": code } });
    assert!(at(code("1")).is_empty());
    assert_eq!(at(code("x")), ["/beroep/beroepsnaamGecodeerd/codeBeroepsnaam"]);
    assert_eq!(at(json!({})), ["/beroep"]);
    assert_eq!(
        at(json!({ "beroepsnaamGecodeerd": {}, "beroepsnaamOngecodeerd": {} })),
        ["/beroep"]
    );
}

/// Wanted, and described in the module: JSON Schema has one kind of number.
#[test]
fn a_whole_number_with_a_fraction_is_an_integer_to_the_judge() {
    let with = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let judge = Judge::new("3.0.0", "werkzoekende/detail", BRON);
    assert!(judge.is_valid(&with(r#"{"werktijden":{"aantalWerkurenPerWeekMaximaal":8.0}}"#)));
    assert!(judge.is_valid(&with(r#"{"werktijden":{"indicatieKantoortijden":1e0}}"#)));
    assert!(!judge.is_valid(&with(r#"{"werktijden":{"aantalWerkurenPerWeekMaximaal":8.5}}"#)));
}
