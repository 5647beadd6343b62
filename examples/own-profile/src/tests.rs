use vum_runtime::Role;

use crate::offer;
use crate::v3_1::{
    Adres, CodeOpleidingsniveauOpleiding, MESSAGES, OpleidingVacature, OpleidingWerkzoekende,
    VacatureMatch,
};

#[test]
fn only_the_message_that_was_asked_for_is_there() {
    let ids: Vec<&str> = MESSAGES.iter().map(|message| message.id).collect();
    assert_eq!(ids, ["vacature/match"]);
}

#[test]
fn an_offer_shows_what_the_vacancy_states() {
    let level = CodeOpleidingsniveauOpleiding::ALL[1].clone();
    let label = level.label().unwrap();
    let vacancy = VacatureMatch {
        vum_id: Some("v-1".to_owned()),
        naam_vacature: Some("Lasser".to_owned()),
        opleiding: vec![OpleidingVacature {
            code_niveau_opleiding: Some(level.clone()),
            ..OpleidingVacature::default()
        }],
        adres: Some(Adres { postcode: Some("1234AB".to_owned()), ..Adres::default() }),
        ..VacatureMatch::default()
    };
    assert_eq!(offer(&vacancy), format!("Lasser, {label}"));
    assert!(vacancy.check(Role::Bemiddelaar).is_valid());
    assert!(!vacancy.check(Role::Bron).is_valid(), "a bron names idVacature");
}

#[test]
fn what_is_written_reads_back_the_same() {
    let text = br#"{"naamVacature":"Lasser","vumID":"v-1","adres":{"postcode":"1234AB"}}"#;
    let outcome = VacatureMatch::from_json(text, Role::Bemiddelaar);
    let vacancy = outcome.into_valid().unwrap();
    assert_eq!(vacancy.to_json().as_bytes(), text.as_slice());
}

/// The entity is there in both of its forms; the one of a job seeker is in no message here.
#[test]
fn the_entity_is_there_apart_from_the_message() {
    let education = OpleidingWerkzoekende {
        toelichting_opleiding: Some("x".repeat(2001)),
        ..OpleidingWerkzoekende::default()
    };
    let report = education.check(Role::Bron);
    assert_eq!(report.findings()[0].rule().id, "max-length");
}
