//! What is JSON and what is not: our tokenizer beside RFC 8259 and two readers that we did not
//! write.
//!
//! `VUM_SEED=n` gives other cases, `VUM_CASES=n` more of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at once"
)]

use vum::{Role, v3_1};
use vum_tests::rng::{Rng, cases, seed};

/// Whether the text is JSON to us, whatever else is wrong with it.
fn is_json(text: &[u8]) -> bool {
    !v3_1::Werkzoekende::from_json(text, Role::Bron).report.is_broken()
}

/// Every place where a value can stand: as the message, under a name that is known, under one that
/// is not, and as an element.
fn places(value: &str) -> [String; 5] {
    [
        value.to_owned(),
        format!(r#"{{"persoonlijkePresentatie":{value}}}"#),
        format!(r#"{{ "sector" : [ {{ "codeSbi" : {value} }} ] }}"#),
        format!(r#"{{"onbekend":{value}}}"#),
        format!(r#"{{"emailadres":[1,{value},1]}}"#),
    ]
}

const VALUES: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "123e65",
    "0e+1",
    "0e1",
    "1E22",
    "1E-2",
    "1E+2",
    "123.456e78",
    "-0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
    "1.5",
    "-237462374673276894279832749832423479823246327846",
    "true",
    "false",
    "null",
    r#""""#,
    r#""a""#,
    r#""\u0060\u012a\u12AB""#,
    r#""\uD801\udc37""#,
    r#""\ud83d\ude39\ud83d\udc8d""#,
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\\u0000""#,
    r#""\"""#,
    r#""a/*b*/c/*d//e""#,
    r#""\\a""#,
    r#""\\n""#,
    r#""\u0012""#,
    r#""\uFFFF""#,
    r#""\u0000""#,
    r#""\u0022""#,
    r#""\u005C""#,
    "\"\u{7f}\"",
    "\"\u{2028}\u{2029}\u{fffd}€𝄞\"",
    r#""\uDBFF\uDFFE""#,
    "[]",
    "{}",
    "[[]]",
    "[[],[[]]]",
    "[1,2]",
    r#"{"a":[]}"#,
    r#"{"a":{"b":null},"c":[true,false]}"#,
    r#"{"":0}"#,
    r#"{"a":1,"a":2}"#,
    r#"{"\u0061":"x"}"#,
    "[\"\u{0}\"]x",
];

const NO_VALUES: &[&str] = &[
    "",
    "-",
    "+1",
    "00",
    "01",
    "-01",
    "-012",
    "1.",
    ".1",
    "-.1",
    "1.e1",
    "1e",
    "1e+",
    "1e-",
    "1eE2",
    "0e",
    "0e+",
    "0E",
    "0.3e",
    "0.3e+",
    "2.e3",
    "1.0e",
    "1.0e+",
    "9.e+",
    "1 000",
    "0x1",
    "0x42",
    "1_000",
    "Inf",
    "Infinity",
    "-Infinity",
    "NaN",
    "-NaN",
    "++1",
    "--1",
    "- 1",
    "1a",
    "-1x",
    "1.8011670033376514H-308",
    "1.2a-3",
    "１",
    "nul",
    "nulll",
    "tru",
    "trueX",
    "fals",
    "True",
    "FALSE",
    "TRUE",
    "undefined",
    "a",
    "'a'",
    r#"""#,
    r#""a"#,
    r#""\"#,
    r#""\x00""#,
    r#""\a""#,
    r#""\u""#,
    r#""\u1""#,
    r#""\u00""#,
    r#""\u123""#,
    r#""\u00G0""#,
    r#""\u+123""#,
    r#""\uqqqq""#,
    r#""\U0061""#,
    r#""\ud800""#,
    r#""\ud800\ud800""#,
    r#""\uDC00""#,
    r#""\uDD1E\uD834""#,
    r#""\uD800\u""#,
    r#""\uD800\u1""#,
    r#""\uD800\n""#,
    r#""\uD800x""#,
    r#""\ud800\udbff""#,
    r#""\ ""#,
    "\"\\\t\"",
    "\"a\tb\"",
    "\"a\nb\"",
    "\"a\u{0}b\"",
    "\"\u{1f}\"",
    r#""a"b"#,
    r#""a" "b""#,
    "“a”",
    "[",
    "[1",
    "[1,",
    "[,",
    "[,1]",
    "[1,,2]",
    "[1,]",
    "[1 2]",
    "[1:2]",
    "[1}",
    "[\"a\"",
    "[1,\n1\n,1",
    "[-]",
    "[a",
    "]",
    "[]]",
    "[[]",
    "{",
    "{]",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1;\"b\":2}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{null:1}",
    "{\"a\":}",
    "{:1}",
    "{\"a\",1}",
    "{\"a\":1]",
    "{\"a\"=1}",
    "{\"a\":1}}",
    "{} {}",
    "{}x",
    "[] []",
    "[1]/**/",
    "/**/[1]",
    "[1]//",
    "[1]#",
    "<a/>",
    "\u{feff}[\u{feff}1]",
    "[1\u{a0}]",
    "[\u{b}1]",
    "[\u{c}1]",
    "\u{2060}[1]",
    "[1\u{0}]",
    "{\"\\u00\":1}",
    "{\"a\\\":1}",
    "{\"\n\":1}",
    "*",
    "[*]",
];

#[test]
fn what_the_grammar_allows_is_read_everywhere() {
    for value in VALUES {
        // The last one is there to see that a vector can fail.
        let expected = *value != "[\"\u{0}\"]x";
        for text in places(value) {
            assert_eq!(is_json(text.as_bytes()), expected, "{text}");
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                expected,
                "{text}"
            );
        }
    }
}

#[test]
fn what_the_grammar_refuses_is_broken_everywhere() {
    for value in NO_VALUES {
        // In a list or behind a comma some of them would be something else.
        for text in places(value) {
            assert!(!is_json(text.as_bytes()), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_err(), "{text}");
        }
    }
}

#[test]
fn white_space_can_stand_between_all_tokens_and_no_other_character_can() {
    let tokens = [
        "{",
        "\"emailadres\"",
        ":",
        "[",
        "\"a\"",
        ",",
        "\"b\"",
        "]",
        ",",
        "\"x\"",
        ":",
        "{",
        "\"y\"",
        ":",
        "1",
        "}",
        "}",
    ];
    for space in ["", " ", "\t", "\r\n", "  \n\t "] {
        let text = format!("{space}{}{space}", tokens.join(space));
        assert!(is_json(text.as_bytes()), "{text:?}");
    }
    for wrong in ["\u{b}", "\u{c}", "\u{0}", "\u{a0}", "\u{feff}", "\\", ";"] {
        for at in 0..tokens.len() {
            let (before, behind) = (tokens[..at].concat(), tokens[at..].concat());
            // At the very start a byte order mark is allowed.
            if !(at == 0 && wrong == "\u{feff}") {
                assert!(
                    !is_json(format!("{before}{wrong}{behind}").as_bytes()),
                    "{wrong:?} at {at}"
                );
            }
        }
    }
}

/// A random JSON text, with names of the standard here and there.
fn value(rng: &mut Rng, depth: usize, out: &mut String) {
    let space = |rng: &mut Rng, out: &mut String| {
        if rng.percent(16) {
            out.push_str(rng.pick::<&str>(&[" ", "\n", "\t", "\r\n  "]));
        }
    };
    space(rng, out);
    match rng.below(if depth == 0 { 6 } else { 9 }) {
        0 => out.push_str(rng.pick::<&str>(&["true", "false", "null"])),
        1 | 2 => out.push_str(rng.pick::<&str>(&[
            "0",
            "-0",
            "7",
            "12",
            "-3",
            "1.5",
            "2e3",
            "99999999999999999999",
            "0.0E-1",
        ])),
        3..=5 => string(rng, out),
        6 | 7 => {
            out.push('{');
            for n in 0..rng.below(5) {
                if n > 0 {
                    out.push(',');
                }
                space(rng, out);
                if rng.percent(66) {
                    let names = [
                        "persoonlijkePresentatie",
                        "sector",
                        "codeSbi",
                        "emailadres",
                        "mobiliteit",
                        "bemiddelingspostcode",
                        "idWerkzoekende",
                        "werktijden",
                        "flexibiliteit",
                        "arbeidsmarktkwalificatie",
                        "opleiding",
                    ];
                    out.push_str(&format!("\"{}\"", rng.pick(&names)));
                } else {
                    string(rng, out);
                }
                space(rng, out);
                out.push(':');
                value(rng, depth - 1, out);
            }
            out.push('}');
        }
        _ => {
            out.push('[');
            for n in 0..rng.below(4) {
                if n > 0 {
                    out.push(',');
                }
                value(rng, depth - 1, out);
            }
            out.push(']');
        }
    }
    space(rng, out);
}

fn string(rng: &mut Rng, out: &mut String) {
    out.push('"');
    for _ in 0..rng.below(12) {
        out.push_str(rng.pick::<&str>(&[
            "a",
            "bc",
            "0123456789abcdef",
            "é",
            "€",
            "𝄞",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e9",
            "\\ud834\\udd1e",
            "\\u0000",
            " ",
            "/",
            "een tekst van meer dan tweeëndertig bytes zonder iets bijzonders",
            "'",
        ]));
    }
    out.push('"');
}

/// What makes a text break most often.
const NOISE: &[u8] = b"\"\\{}[]:,0-.eEtfnu \n\x00\x1f\x7f\x80\xc3\xff";

#[test]
fn broken_to_us_is_broken_to_others() {
    let mut rng = Rng::new(seed() ^ 0x6a73_6f6e);
    let mut broken = 0_u64;
    for case in 0..cases(20_000) {
        let mut text = String::new();
        value(&mut rng, 4, &mut text);
        let mut bytes = text.into_bytes();
        if rng.percent(66) {
            for _ in 0..=rng.below(2) {
                let at = rng.place(bytes.len() + 1);
                match rng.below(4) {
                    0 => bytes.truncate(at),
                    1 if at < bytes.len() => {
                        bytes.remove(at);
                    }
                    2 if at < bytes.len() => bytes[at] = *rng.pick(NOISE),
                    _ => bytes.insert(at, *rng.pick(NOISE)),
                }
            }
        }
        let ours = is_json(&bytes);
        let theirs = serde_json::from_slice::<serde_json::Value>(&bytes);
        // A number that no float can hold is JSON all the same.
        let out_of_range =
            theirs.as_ref().is_err_and(|error| error.to_string().contains("number out of range"));
        assert!(
            ours == theirs.is_ok() || (ours && out_of_range),
            "case {case}: {:?}",
            String::from_utf8_lossy(&bytes)
        );
        broken += u64::from(!ours);
    }
    assert!(broken * 5 > cases(20_000), "too few of the texts are broken: {broken}");
}

#[test]
fn texts_are_decoded_as_others_do() {
    let mut rng = Rng::new(seed() ^ 0x7465_7874);
    for _ in 0..cases(20_000) {
        let mut text = String::new();
        string(&mut rng, &mut text);
        let expected: String = serde_json::from_str(&text).unwrap();
        let message = format!(r#"{{"persoonlijkePresentatie":{text}}}"#);
        let outcome = v3_1::Werkzoekende::from_json(message.as_bytes(), Role::Bron);
        assert_eq!(outcome.value.persoonlijke_presentatie.unwrap_or_default(), expected, "{text}");
    }
}

/// Each name of a record is found, in whatever order, spelling or spacing it comes.
#[test]
fn names_are_found_in_any_order_and_spelling() {
    let mut rng = Rng::new(seed() ^ 0x6e61_6d65);
    let plain = [
        ("aantalWerkurenPerWeekMaximaal", "36"),
        ("aantalWerkurenPerWeekMinimaal", "24"),
        ("indicatieKantoortijden", "1"),
    ];
    for _ in 0..cases(2_000) {
        let mut order = plain;
        rng.shuffle(&mut order);
        let members: Vec<String> = order
            .iter()
            .map(|(name, value)| {
                let mut spelled = String::new();
                for c in name.chars() {
                    if rng.percent(5) {
                        spelled.push_str(&format!("\\u{:04x}", u32::from(c)));
                    } else {
                        spelled.push(c);
                    }
                }
                let colon = rng.pick(&[":", " :", ": ", "\n:\n"]);
                format!("\"{spelled}\"{colon}{value}")
            })
            .collect();
        let comma = rng.pick(&[",", ", ", " ,", "\n,\n"]);
        let text = format!(r#"{{"werktijden":{{{}}}}}"#, members.join(comma));
        let outcome = v3_1::Werkzoekende::from_json(text.as_bytes(), Role::Bron);
        let times = outcome.value.werktijden.unwrap_or_default();
        assert_eq!(times.aantal_werkuren_per_week_maximaal, Some(36), "{text}");
        assert_eq!(times.aantal_werkuren_per_week_minimaal, Some(24), "{text}");
        assert!(times.indicatie_kantoortijden.is_some(), "{text}");
        assert!(outcome.report.findings().is_empty(), "{text}: {:?}", outcome.report);
    }
}
