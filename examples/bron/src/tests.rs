use vum::v3_1::WerkzoekendeSelectievraag;

use super::*;

fn bron(maximum: usize) -> Bron {
    let postcodes = PostcodeTable::read(POSTCODES).unwrap();
    Bron::new(PROFILES, postcodes, maximum, &mut Vec::new()).unwrap()
}

fn ask(bron: &Bron, request: &[u8]) -> (Result<WerkzoekendeMatchesAntwoord, Report>, String) {
    let mut log = Vec::new();
    let answer = bron.answer(request, &mut log).unwrap();
    (answer, String::from_utf8(log).unwrap())
}

fn ids(answer: &WerkzoekendeMatchesAntwoord) -> Vec<&str> {
    answer.matches.iter().filter_map(|it| it.id_werkzoekende.as_deref()).collect()
}

#[test]
fn who_satisfies_every_criterion_is_found_and_nobody_else() {
    let (answer, log) = ask(&bron(MAXIMUM), REQUEST);
    let answer = answer.unwrap();
    // 3 does not travel that far, 4 has no licence; of 5 no place is known; 6 is not in order.
    assert_eq!(ids(&answer), ["wz-0001", "wz-0002", "wz-0007"]);
    assert_eq!(answer.maximum_aantal_resultaten_bereikt, Some(false));
    assert!(log.contains("info[ignored-criterion] /vraagObject/…"), "{log}");
    assert!(log.contains("a postcode of 1 more profiles"), "{log}");
}

#[test]
fn an_answer_is_in_order_and_holds_no_contact_data() {
    let (answer, _) = ask(&bron(MAXIMUM), REQUEST);
    let answer = answer.unwrap();
    assert!(answer.check(Role::Bron).is_valid());
    let text = answer.to_json();
    for contact in ["emailadres", "telefoonnummer", "voorbeeld.example"] {
        assert!(!text.contains(contact), "{text}");
    }
}

#[test]
fn the_maximum_is_told_when_there_are_more() {
    for (maximum, found, reached) in [(2, 2, true), (3, 3, false)] {
        let (answer, _) = ask(&bron(maximum), REQUEST);
        let answer = answer.unwrap();
        assert_eq!(answer.matches.len(), found);
        assert_eq!(answer.maximum_aantal_resultaten_bereikt, Some(reached));
    }
}

#[test]
fn a_question_that_is_built_is_answered_too() {
    let request = WerkzoekendeMatchesVerzoek {
        vraag_object: Some(WerkzoekendeSelectievraag::new("5678CD", 1).werkuren(20..=30)),
    };
    let (answer, _) = ask(&bron(MAXIMUM), request.to_json().as_bytes());
    assert_eq!(ids(&answer.unwrap()), ["wz-0002", "wz-0003"]);
}

#[test]
fn what_is_wrong_is_refused_and_told_without_values() {
    let (answer, log) =
        ask(&bron(MAXIMUM), br#"{"vraagObject": {"contractvorm": {"$elemMatch": "KANARIE"}}}"#);
    assert!(!answer.unwrap_err().is_valid());
    assert!(log.contains("error[required] /vraagObject/selectiegebied"), "{log}");
    assert!(!log.contains("KANARIE"), "{log}");
}
