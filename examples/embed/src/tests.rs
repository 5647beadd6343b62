use super::{INVENTED, exchange};

fn run(profiles: &[u8]) -> (String, String) {
    let (mut out, mut log) = (Vec::new(), Vec::new());
    exchange(profiles, &mut out, &mut log).unwrap();
    (String::from_utf8(out).unwrap(), String::from_utf8(log).unwrap())
}

#[test]
fn a_sound_profile_becomes_a_match_without_contact_data() {
    let (out, _) = run(INVENTED);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with('{') && out.contains(r#""idWerkzoekende":"wz-0001""#), "{out}");
    assert!(out.contains(r#""aantalWerkurenPerWeekMaximaal":32"#), "{out}");
    for contact in ["emailadres", "telefoonnummer", "vumID", "voorbeeld.example"] {
        assert!(!out.contains(contact), "{contact} in {out}");
    }
}

#[test]
fn findings_name_the_place_and_the_rule_and_no_value() {
    let (_, log) = run(INVENTED);
    for finding in [
        "profile 2 as read: error[max-length] /telefoonnummer/0:",
        "profile 2 as read: error[pattern] /mobiliteit/bemiddelingspostcode:",
        "profile 2 as read: error[date-calendar] /flexibiliteit/datumAanvangBeschikbaarVoorWerk:",
        "profile 2 as read: error[unknown-attribute] /…:",
        "profile 3 as match: error[required] /mobiliteit:",
    ] {
        assert!(log.contains(finding), "no {finding} in\n{log}");
    }
    assert_eq!(log.lines().count(), 5, "{log}");
    for value in ["1234 AB", "000002", "2026-02-30", "blauw", "favorieteKleur"] {
        assert!(!log.contains(value), "{value} in\n{log}");
    }
}

#[test]
fn broken_json_does_not_touch_the_other_lines() {
    let (out, log) = run(b"{\"idWerkzoekende\":\n{\"idWerkzoekende\":\"wz-1\",\"mobiliteit\":{\"bemiddelingspostcode\":\"1234AB\"}}\n");
    assert!(log.contains("profile 1 as read: error[json-syntax]"), "{log}");
    assert_eq!(out.lines().count(), 1, "{out}");
}
