//! What realistic data keep to, over and above their contract.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod common;

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use vum_sample::REFERENCE;

type Object = Map<String, Value>;

/// Every record of every context, parsed.
fn each(mut check: impl FnMut(&str, &Value)) {
    for context in common::contexts() {
        for n in 0..300 {
            let json = context.sampler.record(n).json;
            let value: Value = serde_json::from_str(&json).unwrap();
            check(&format!("{} {n}", context.name()), &value);
        }
    }
}

/// Every object in a value, with the name of the attribute that holds it.
fn objects<'a>(holder: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a Object)>) {
    match value {
        Value::Object(object) => {
            found.push((holder, object));
            for (name, inner) in object {
                objects(name, inner, found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|it| objects(holder, it, found)),
        _ => {}
    }
}

fn each_object(mut check: impl FnMut(&str, &str, &Object)) {
    each(|place, value| {
        let mut found = Vec::new();
        objects("", value, &mut found);
        for (holder, object) in found {
            check(place, holder, object);
        }
    });
}

/// Every text with its name.
fn each_text(mut check: impl FnMut(&str, &str, &str)) {
    each_object(|place, _, object| {
        for (name, value) in object {
            match value {
                Value::String(text) => check(place, name, text),
                Value::Array(elements) => {
                    elements.iter().filter_map(Value::as_str).for_each(|it| check(place, name, it));
                }
                _ => {}
            }
        }
    });
}

fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

fn number(object: &Object, name: &str) -> Option<i64> {
    object.get(name)?.as_i64()
}

/// The first moment is not after the second, where both are there.
fn in_order(place: &str, first: Option<&str>, second: Option<&str>) {
    if let (Some(first), Some(second)) = (first, second) {
        assert!(first <= second, "{place}: {first} is after {second}");
    }
}

#[test]
fn dates_are_in_order() {
    each_object(|place, holder, it| {
        for (name, value) in it {
            if let Some(what) = name.strip_prefix("datumAanvang") {
                in_order(place, value.as_str(), text(it, &format!("datumEinde{what}")));
            }
        }
        for (date, code, study) in [
            ("datumDiploma", "indicatieDiploma", "Opleiding"),
            ("datumCertificaat", "indicatieCertificaat", "Cursus"),
        ] {
            let Some(given) = text(it, date) else { continue };
            assert_eq!(number(it, code).unwrap_or(1), 1, "{place}: {date} without {code}");
            in_order(place, text(it, &format!("datumAanvangVolgen{study}")), Some(given));
            in_order(place, text(it, &format!("datumEindeVolgen{study}")), Some(given));
            in_order(place, Some(given), Some(REFERENCE));
        }
        if let Some(status) = number(it, "codeStatusOpleiding") {
            let ended = it.contains_key("datumEindeVolgenOpleiding");
            assert!(status != 3 || !ended, "{place}: running, but ended");
        }
        let past = ["opleiding", "cursus", "werkervaring"].contains(&holder);
        for (name, value) in it.iter().filter(|(name, _)| past && name.starts_with("datum")) {
            assert!(value.as_str() <= Some(REFERENCE), "{place}: {name} in the future");
        }
        in_order(place, text(it, "datum"), Some(REFERENCE));
    });
}

#[test]
fn a_vacancy_closes_before_its_work_begins() {
    each(|place, value| {
        let closing = ["sluitingsdatumVacature", "sluitingsDatumVacature"];
        let closing = closing.iter().find_map(|name| value.get(name)?.as_str());
        let start = value.pointer("/arbeidsVoorwaarden/datumAanvangWerkzaamheden");
        in_order(place, Some(REFERENCE), closing);
        in_order(place, closing, start.and_then(Value::as_str));
    });
}

#[test]
fn jobs_follow_each_other() {
    each(|_, value| {
        let jobs = value.pointer("/arbeidsmarktkwalificatie/werkervaring");
        let jobs: Vec<&Object> = jobs
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .collect();
        for pair in jobs.windows(2) {
            let (later, earlier) = (pair[0], pair[1]);
            let begin = text(later, "datumAanvangWerkzaamheden");
            in_order("", text(earlier, "datumEindeWerkzaamheden"), begin);
        }
    });
}

#[test]
fn years_hours_and_distances_are_plausible() {
    each_text(|place, name, it| {
        if name.starts_with("datum") || name.starts_with("sluitings") {
            assert!(("1950".."2031").contains(&it), "{place}: {name} {it}");
        }
    });
    each_object(|place, _, it| {
        let (low, high) = (
            number(it, "aantalWerkurenPerWeekMinimaal"),
            number(it, "aantalWerkurenPerWeekMaximaal"),
        );
        assert!(low.unwrap_or(1) <= high.unwrap_or(60), "{place}: hours");
        assert!([low, high].into_iter().flatten().all(|it| (1..=60).contains(&it)), "{place}");
        if let Some(distance) = number(it, "maximaleReisafstand") {
            assert!((1..=150).contains(&distance), "{place}: {distance} km");
        }
        if let Some(house) = number(it, "huisnummer") {
            assert!((1..1_000).contains(&house));
        }
    });
}

#[test]
fn dutch_comes_first_and_no_language_twice() {
    let mut signed = 0;
    each(|place, value| {
        let mut found = Vec::new();
        objects("", value, &mut found);
        for (_, object) in found {
            let Some(languages) = object.get("taalbeheersing").and_then(Value::as_array) else {
                continue;
            };
            let codes: Vec<&str> = languages
                .iter()
                .map(|it| text(it.as_object().unwrap(), "codeTaal").unwrap())
                .collect();
            assert_eq!(codes.first(), Some(&"nld"), "{place}");
            assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{place}");
            for language in languages.iter().filter(|it| it["codeTaal"] == "dse") {
                signed += 1;
                let mut names = language.as_object().unwrap().keys();
                let spoken = ["codeTaal", "codeNiveauTaalbeheersingMondeling"];
                assert!(
                    names.all(|it| spoken.contains(&it.as_str())),
                    "{place}: signs are written"
                );
            }
        }
    });
    assert!(signed > 0, "no sign language was made");
}

#[test]
fn the_contact_indicator_tells_the_truth() {
    let (mut yes, mut no) = (0, 0);
    for context in common::contexts().iter().filter(|it| it.message == "werkzoekende/detail") {
        for n in 0..300 {
            let value: Value = serde_json::from_str(&context.sampler.record(n).json).unwrap();
            let parts = ["emailadres", "telefoonnummer", "contactpersoon", "webadres"];
            let there = parts.iter().any(|name| value.get(name).is_some());
            match value["indicatieBeschikbaarheidContactgegevens"].as_i64() {
                Some(1) => yes += i32::from(there),
                Some(2) => no += i32::from(!there),
                _ => continue,
            }
            assert_eq!(value["indicatieBeschikbaarheidContactgegevens"] == 1, there, "{n}");
        }
    }
    assert!(yes > 500 && no > 100, "{yes} {no}");
}

#[test]
fn web_addresses_are_of_the_part_that_holds_them() {
    each_object(|place, holder, it| {
        for (name, value) in it.iter().filter(|(name, _)| *name == "webadres") {
            let one = std::slice::from_ref(value);
            let all = value.as_array().map_or(one, Vec::as_slice);
            for code in all.iter().filter_map(|it| it.get("codeWebadres")?.as_i64()) {
                let allowed: &[i64] = match holder {
                    "" => &[1, 2],
                    "werkgever" => &[3],
                    "sollicitatiewijze" => &[4],
                    other => panic!("{other} holds {name}"),
                };
                assert!(allowed.contains(&code), "{place}: {holder} {code}");
            }
        }
        if holder == "sollicitatiewijze" && it.contains_key("webadres") {
            assert_eq!(it["codeSollicitatiewijze"], "4", "{place}");
        }
    });
}

#[test]
fn addresses_and_numbers_belong_to_nobody() {
    let domains = ["example.nl", "example.org", "example.com"];
    each_text(|place, name, it| match name {
        "emailadres" => {
            let (local, domain) = it.split_once('@').expect("an address");
            assert!(!local.is_empty() && domains.contains(&domain), "{place}: {it}");
        }
        "url" => {
            let host = it.strip_prefix("https://www.").expect("https").split('/').next();
            assert!(domains.contains(&host.unwrap()), "{place}: {it}");
        }
        "telefoonnummer" => {
            assert!(it.len() <= 14, "{place}: {it}");
            let plain = it.replace('-', "").replacen("+31", "0", 1);
            assert!(
                plain.len() == 10 && plain.bytes().all(|b| b.is_ascii_digit()),
                "{place}: {it}"
            );
            let subscriber = plain.strip_prefix("06").unwrap_or(&plain[3..]);
            assert!(plain.starts_with('0') && !plain.starts_with("00"), "{place}: {it}");
            assert!(subscriber.starts_with('0'), "{place}: somebody can have {it}");
        }
        "nummerKvk" => assert!(it.len() == 8 && it.starts_with("0000"), "{place}: {it}"),
        "idWerkzoekende" => assert!(it.starts_with("wz-"), "{place}: {it}"),
        "idVacature" => assert!(it.starts_with("vac-"), "{place}: {it}"),
        "postcode" | "bemiddelingspostcode" => {
            let (digits, letters) = it.split_at(4);
            let number: u32 = digits.parse().unwrap();
            assert!((1_000..10_000).contains(&number), "{place}: {it}");
            assert!(letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_uppercase()), "{it}");
            assert!(!["SA", "SD", "SS"].contains(&letters), "{place}: {it}");
        }
        _ => {}
    });
}

#[test]
fn codes_of_lists_without_a_table_have_their_form() {
    each_object(|place, _, it| {
        if let Some(sbi) = number(it, "codeSbi") {
            assert!((1_000..100_000).contains(&sbi), "{place}: {sbi}");
        }
        if let Some(code) = text(it, "codeBeroepsnaam") {
            let invented = code.starts_with("9000") && code.len() == 6;
            let start = "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000";
            let rest = code.strip_prefix(start);
            let hex = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b);
            assert!(
                invented || rest.is_some_and(|it| it.len() == 3 && it.bytes().all(hex)),
                "{code}"
            );
        }
        if let Some(code) = text(it, "codeOpleidingsnaam") {
            assert!(code.len() <= 10 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
        if let Some(code) = text(it, "codeCompetentie") {
            assert!(code.starts_with("https://linkeddata.competentnl.nl/id/"), "{code}");
        }
    });
}

#[test]
fn no_list_holds_an_element_twice_and_nothing_is_empty() {
    each_object(|place, _, it| {
        assert!(!it.is_empty(), "{place}");
        for (name, value) in it {
            let Some(elements) = value.as_array() else { continue };
            assert!((1..=5).contains(&elements.len()), "{place}: {name}");
            let different: BTreeSet<String> = elements.iter().map(Value::to_string).collect();
            assert_eq!(different.len(), elements.len(), "{place}: {name}");
        }
    });
    each_text(|place, name, it| {
        assert!(!it.is_empty() && it.trim() == it, "{place}: {name} {it:?}");
        assert!(!it.contains(['{', '}']), "{place}: {name} {it:?}");
    });
}

#[test]
fn codes_that_say_nothing_are_rare() {
    let (mut all, mut nothing) = (0_u32, 0_u32);
    each_object(|_, _, it| {
        for (name, value) in it.iter().filter(|(name, _)| name.starts_with("indicatie")) {
            if !name.contains("Contactgegevens") {
                all += 1;
                nothing += u32::from(value == 0 || value == 8 || value == 9);
            }
        }
    });
    assert!(nothing > 0 && nothing * 10 < all, "{nothing} of {all}");
}

#[test]
fn records_are_as_large_as_real_ones() {
    for context in common::contexts().iter().filter(|it| it.message == "werkzoekende/detail") {
        let sizes = (0..1_000).map(|n| context.sampler.record(n).json.len());
        let mean = sizes.sum::<usize>() / 1_000;
        assert!((2_000..4_000).contains(&mean), "{}: {mean}", context.name());
    }
}

#[test]
fn some_texts_hold_more_than_ascii() {
    let mut found = String::new();
    each_text(|_, _, it| found.extend(it.chars().filter(|c| !c.is_ascii())));
    assert!(['ë', 'é', 'ü', 'ö', '’', '€'].iter().all(|c| found.contains(*c)), "{found}");
}

#[test]
fn another_reference_date_moves_the_dates() {
    let sampler = common::contexts().remove(0).sampler;
    let later = sampler.clone().reference("2040-02-29").unwrap();
    let text: String = (0..200).map(|n| later.record(n).json).collect();
    assert!(text.contains("\"2039-") && text.contains("\"2040-0") && !text.contains("\"2043-"));
    for wrong in ["2026-02-30", "1949-12-31", "2901-01-01", "vandaag", "2026-6-1"] {
        assert!(sampler.clone().reference(wrong).is_err(), "{wrong}");
    }
}
