//! Values of messages are personal data: they are in no output, unless asked for.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use program::{files, root, vum};
use serde_json::Value;

const CANARY: &str = "KANARIE";
const NUMBER: &str = "9876543";

/// Judges a file in every way, and gives all that was printed.
fn everything(name: &str, file: &str, text: &str) -> Vec<String> {
    let dir = files(&format!("masking-{name}"), &[(file, text)]);
    let mut printed = Vec::new();
    for message in ["werkzoekende/detail", "vacature/match"] {
        for (format, lang) in [("text", "en"), ("text", "nl"), ("json", "en")] {
            let options = ["--message", message, "--format", format, "--lang", lang];
            let seen = vum(&dir, &[&["validate", file][..], &options].concat());
            assert!(matches!(seen.code, 1 | 3), "{name}: {seen:?}");
            printed.push(seen.out + &seen.err);
        }
    }
    printed
}

fn assert_masked(name: &str, file: &str, text: &str) {
    for printed in everything(name, file, text) {
        for canary in [CANARY, NUMBER, "ANARI", "98765"] {
            assert!(!printed.contains(canary), "{name}: {canary} in\n{printed}");
        }
    }
}

#[test]
fn values_of_every_kind_are_masked() {
    for (name, text) in [
        ("text", r#"{"idWerkzoekende": "KANARIE x", "idVacature": "KANARIE x"}"#),
        (
            "number",
            r#"{"mobiliteit": {"maximaleReisafstand": 9876543}, "sector": {"codeSbi": 9876543}}"#,
        ),
        (
            "fraction",
            r#"{"mobiliteit": {"maximaleReisafstand": 9876543.5}, "sector": {"codeSbi": 9876543e0}}"#,
        ),
        ("huge", r#"{"sector": {"codeSbi": 98765439876543987654398765439876543}}"#),
        ("code", r#"{"contractvorm": [{"codeTypeArbeidscontract": "KANARIE"}]}"#),
        (
            "date",
            r#"{"flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": "KANARIE"}, "adres": "KANARIE"}"#,
        ),
        (
            "wrong-type",
            r#"{"mobiliteit": "KANARIE", "werktijden": ["KANARIE", 9876543], "beroep": "KANARIE"}"#,
        ),
        ("unknown-name", r#"{"KANARIE": {"KANARIE2": "KANARIE"}, "9876543": 9876543}"#),
        (
            "name-in-pointer",
            r#"{"arbeidsVoorwaarden": {"KANARIE/~": 1}, "mobiliteit": {"KANARIE/~": 1}}"#,
        ),
        (
            "duplicate",
            r#"{"sector": [{"codeSbi": 1, "codeSbi": "KANARIE"}], "KANARIE": 1, "KANARIE": 2}"#,
        ),
        ("case", r#"{"IDWERKZOEKENDE": "KANARIE", "IDVACATURE": "KANARIE"}"#),
        ("removed", r#"{"voorkeursland": "KANARIE", "sluitingsDatumVacature": "KANARIE"}"#),
        ("not-an-object", r#""KANARIE""#),
        ("bare-number", "9876543"),
        ("escaped", r#"{"\u004bANARIE": "\u004bANARIE", "x": "KANARIE\n"}"#),
    ] {
        assert_masked(name, "a.json", text);
    }
}

#[test]
fn broken_json_is_masked() {
    for (name, text) in [
        ("no-quote", r#"{"idWerkzoekende": KANARIE, "idVacature": 9876543}"#),
        ("quote-lost", r#"{"idWerkzoekende": "KANARIE, "naam": "KANARIE", KANARIE"#),
        ("single-quotes", "{'idWerkzoekende': 'KANARIE'}"),
        ("no-name", r#"{KANARIE: "KANARIE"}"#),
        ("comment", "{\"idWerkzoekende\": \"w\" /* KANARIE */, // KANARIE\n}"),
        (
            "line-in-text",
            "{\"idWerkzoekende\": \"w\nKANARIE KANARIE\", \"KANARIE\": 9876543 KANARIE",
        ),
        ("open-text", r#"{"idWerkzoekende": "KANARIE"#),
        ("control", "{\"idWerkzoekende\": \"\u{1}KANARIE\"} KANARIE"),
        ("array", r#"[KANARIE, "KANARIE", 9876543, ] KANARIE"#),
        ("behind", r#"{"idWerkzoekende": "w"} KANARIE "KANARIE" 9876543"#),
        ("colon", r#"{"idWerkzoekende" "KANARIE": "KANARIE": 9876543}"#),
        ("no-json", "KANARIE KANARIE\nKANARIE"),
        ("minus", r#"{"sector": {"codeSbi": -}, "x": --9876543}"#),
        ("deep", &format!("{{\"KANARIE\": {}\"KANARIE\"", "[".repeat(200))),
    ] {
        assert_masked(name, "a.json", text);
        assert_masked(&format!("{name}-lines"), "a.ndjson", text);
    }
}

/// Every text becomes the canary, and every number.
fn replace(value: &mut Value) {
    match value {
        Value::String(text) => *text = format!("{CANARY} {text}"),
        Value::Number(number) => *number = 98_765_439.into(),
        Value::Array(values) => values.iter_mut().for_each(replace),
        Value::Object(values) => values.values_mut().for_each(replace),
        _ => {}
    }
}

#[test]
fn a_message_full_of_canaries_is_masked_wherever_it_breaks_off() {
    let dir = root().join("examples/data/3.1.0");
    for name in ["good-werkzoekende-detail", "good-vacature-detail"] {
        let text = std::fs::read_to_string(dir.join(format!("{name}.json"))).unwrap();
        let mut message: Value = serde_json::from_str(&text).unwrap();
        replace(&mut message);
        assert_masked(name, "a.json", &serde_json::to_string_pretty(&message).unwrap());
        let whole = serde_json::to_string(&message).unwrap();
        let cut = (1..whole.len()).step_by(3).filter_map(|end| whole.get(..end));
        // And with every quote in turn taken out.
        let quotes = whole.match_indices('"');
        let unquoted = quotes.map(|(at, _)| format!("{}{}", &whole[..at], &whole[at + 1..]));
        let lines: Vec<String> = cut.map(str::to_owned).chain(unquoted).collect();
        assert_masked(&format!("{name}-cut"), "a.ndjson", &lines.join("\n"));
    }
}

#[test]
fn values_are_shown_when_asked_for() {
    let text = r#"{"idWerkzoekende": "KANARIE x", "KANARIE2": 9876543}"#;
    let dir = files("masking-shown", &[("a.json", text)]);
    let options = ["validate", "a.json", "-m", "werkzoekende/detail", "--show-values"];
    let seen = vum(&dir, &options);
    assert!(seen.out.contains("KANARIE x") && seen.out.contains("/KANARIE2"), "{}", seen.out);
    let json = vum(&dir, &[&options[..], &["--format", "json"]].concat());
    assert!(json.out.contains("/KANARIE2"), "{}", json.out);
}

#[test]
fn shown_values_cannot_steer_the_terminal() {
    let text = "{\"idWerkzoekende\": \"\u{1b}[31m\u{202e}\u{9b}2J\u{7}\", \"\u{1b}[2J\": 1}";
    let dir = files("masking-steer", &[("a.json", text)]);
    let args = ["validate", "a.json", "-m", "werkzoekende/detail", "--show-values"];
    let seen = vum(&dir, &args);
    let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!seen.out.contains(harmful), "{:?}", seen.out);
}
