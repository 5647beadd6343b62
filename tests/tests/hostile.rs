//! Hostile input: bounded, never a panic, and a clear finding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::ops::ControlFlow;

use proptest::prelude::*;
use vum::stream::{Format, StreamOptions, Totals, validate};
use vum::{Limits, Options, Report, Role, v3_1};
use vum_tests::generate;
use vum_tests::profile::Profile;
use vum_tests::rng::Rng;

fn judge(text: &[u8]) -> Report {
    v3_1::WERKZOEKENDE_DETAIL.judge(text, Role::Bron)
}

fn rules(report: &Report) -> Vec<&'static str> {
    report.findings().iter().map(|finding| finding.rule().id).collect()
}

#[test]
fn deep_nesting_ends_at_the_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [62, 63, 64, 1_000, 200_000] {
            let text = format!("{{\"x\":{}1{}}}", open.repeat(depth), close.repeat(depth));
            let found = rules(&judge(text.as_bytes()));
            let beyond = depth + 1 > Limits::default().depth;
            assert_eq!(found.contains(&"depth-limit"), beyond, "{open} {depth}: {found:?}");
            assert!(found.contains(&"unknown-attribute"), "{found:?}");
        }
    }
}

#[test]
fn deep_nesting_through_known_names_ends_at_the_limit() {
    let options =
        Options { limits: Limits { depth: 2, ..Limits::default() }, ..Options::new(Role::Bron) };
    let text = br#"{"arbeidsmarktkwalificatie":{"cursus":[{"naamCursus":"x"}]}}"#;
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text, options);
    assert_eq!(rules(&report), ["depth-limit"]);
}

#[test]
fn huge_numbers_are_findings() {
    let sector = |number: &str| format!(r#"{{"sector":[{{"codeSbi":{number}}}]}}"#);
    for (number, rule) in [
        ("99999999999999999999", "integer-range"),
        ("-99999999999999999999", "integer-range"),
        ("1e400", "integer-form"),
        ("1.0", "integer-form"),
        ("1e0", "integer-form"),
        ("100000", "maximum"),
        ("-1", "minimum"),
        ("01", "json-syntax"),
        ("+1", "json-syntax"),
        (".5", "json-syntax"),
        ("NaN", "json-syntax"),
        ("-Infinity", "json-syntax"),
        ("0x10", "json-syntax"),
    ] {
        assert_eq!(rules(&judge(sector(number).as_bytes())), [rule], "{number}");
    }
    for digits in [19, 4_000, 1_000_000] {
        let long = "9".repeat(digits);
        assert_eq!(rules(&judge(sector(&long).as_bytes())), ["integer-range"], "{digits} digits");
    }
}

#[test]
fn broken_text_is_named_with_its_place() {
    for (text, rule, column) in [
        (&b"{\"persoonlijkePresentatie\":\"\xff\"}"[..], "encoding", 29),
        (b"{\"persoonlijkePresentatie\":\"\\ud800\"}", "json-syntax", 29),
        (b"{\"persoonlijkePresentatie\":\"\\udc00x\"}", "json-syntax", 29),
        (b"{\"persoonlijkePresentatie\":\"\x01\"}", "json-syntax", 29),
        (b"{\"persoonlijkePresentatie\":\"abc", "json-syntax", 32),
        (b"{\"persoonlijkePresentatie\"", "json-syntax", 27),
        (b"{\"persoonlijkePresentatie\" \"x\"}", "json-syntax", 28),
        (b"{,}", "json-syntax", 2),
        (b"{} {}", "json-syntax", 4),
        (b"", "json-syntax", 1),
        (b"nul", "json-syntax", 4),
        (b"{\"x\":\"\\x\"}", "json-syntax", 7),
    ] {
        let report = judge(text);
        let last = report.findings().last().unwrap();
        let shown = String::from_utf8_lossy(text);
        assert_eq!(last.rule().id, rule, "{shown}");
        assert_eq!(last.position().unwrap().column, column, "{shown}");
        assert!(report.is_broken());
    }
}

#[test]
fn a_root_that_is_no_object_is_a_wrong_type() {
    for text in ["[]", "\"x\"", "1", "true"] {
        assert_eq!(rules(&judge(text.as_bytes())), ["wrong-type"], "{text}");
    }
    assert_eq!(rules(&judge(b"null")), ["null-value"]);
}

#[test]
fn duplicates_are_found_and_the_first_is_kept() {
    let text = br#"{"persoonlijkePresentatie":"een","persoonlijkePresentatie":"twee"}"#;
    let outcome = v3_1::Werkzoekende::from_json(text, Role::Bron);
    assert_eq!(rules(&outcome.report), ["duplicate-attribute"]);
    assert_eq!(outcome.value.persoonlijke_presentatie.as_deref(), Some("een"));
    assert!(!outcome.complete);
    // Escapes do not hide a duplicate.
    let text = br#"{"persoonlijkePresentatie":"een","persoonlijkePresentati\u0065":"twee"}"#;
    assert_eq!(rules(&judge(text)), ["duplicate-attribute"]);
}

#[test]
fn large_texts_stay_within_the_record_limit() {
    let text = format!(r#"{{"persoonlijkePresentatie":"{}"}}"#, "é".repeat(1 << 20));
    assert_eq!(rules(&judge(text.as_bytes())), ["max-length"]);
    let text = format!(r#"{{"persoonlijkePresentatie":"{}"}}"#, "x".repeat(100 << 20));
    assert_eq!(rules(&judge(text.as_bytes())), ["record-size"]);
}

#[test]
fn findings_are_kept_up_to_the_limit_and_counted_beyond() {
    let names: Vec<String> = (0..5_000).map(|n| format!("\"x{n}\":1")).collect();
    let report = judge(format!("{{{}}}", names.join(",")).as_bytes());
    assert_eq!(report.findings().len(), Limits::default().findings);
    assert_eq!(report.count(vum::Severity::Error), 5_000);
    assert!(!report.is_valid());
}

#[test]
fn unknown_names_are_masked_unless_asked_for() {
    let text = br#"{"1234AB kanarie~/":1}"#;
    let report = judge(text);
    assert_eq!(report.findings()[0].pointer(), "/…");
    assert!(!format!("{report:?}").contains("kanarie"));
    let options = Options { show_values: true, ..Options::new(Role::Bron) };
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text, options);
    assert_eq!(report.findings()[0].pointer(), "/1234AB kanarie~0~1");
}

fn stream(text: &[u8], jobs: usize) -> (Totals, Vec<String>) {
    let options = StreamOptions { jobs, ..StreamOptions::from(Role::Bron) };
    let mut seen = Vec::new();
    let totals = validate(text, &v3_1::WERKZOEKENDE_DETAIL, options, |judged| {
        for finding in judged.report.findings() {
            let position = finding.position().unwrap();
            seen.push(format!(
                "{} {}:{} {}",
                judged.index,
                position.line,
                position.column,
                finding.rule().id
            ));
        }
        ControlFlow::Continue(())
    });
    (totals.unwrap(), seen)
}

#[test]
fn a_broken_line_does_not_touch_the_others() {
    let text = b"{}\n{\"x\":1}\n{\"emailadres\":[\n\n{\"y\":1}\n";
    let (totals, seen) = stream(text, 1);
    assert_eq!(totals.records, 4);
    assert!(totals.broken);
    assert_eq!(seen, ["1 2:2 unknown-attribute", "2 3:16 json-syntax", "3 5:2 unknown-attribute"]);
}

#[test]
fn several_jobs_give_the_same_findings_in_the_same_order() {
    let profile = Profile::new("3.1.0", "werkzoekende/detail", "bron");
    let mut rng = Rng::new(5);
    let mut text = String::new();
    for n in 0..3_000 {
        let mut message = generate::message(&profile, &mut rng);
        if n % 7 == 0 {
            message["onbekend"] = n.into();
        }
        text += &message.to_string();
        text.push('\n');
        if n % 501 == 0 {
            text += "{\"kapot\n";
        }
    }
    let alone = stream(text.as_bytes(), 1);
    assert!(alone.1.len() > 400 && alone.0.broken);
    for jobs in [2, 3, 8] {
        assert_eq!(stream(text.as_bytes(), jobs), alone);
    }
}

#[test]
fn a_sink_can_end_the_stream() {
    let text = "{}\n".repeat(200_000);
    for jobs in [1, 4] {
        let mut count = 0;
        let options = StreamOptions { jobs, ..StreamOptions::from(Role::Bron) };
        validate(text.as_bytes(), &v3_1::WERKZOEKENDE_DETAIL, options, |_| {
            count += 1;
            if count == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
        assert_eq!(count, 10);
    }
}

/// Pieces of JSON that together make many kinds of nearly right and wrong text.
fn fragments() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&[u8]; 20] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\n",
        b"null",
        b"true",
        b"-1.5e3",
        b"\"arbeidsmarktkwalificatie\"",
        b"\"cursus\"",
        b"\"emailadres\"",
        b"\"datumCertificaat\"",
        b"\"2024-02-30\"",
        b"\"\\ud83d\"",
        b"\"\xc3\xa9\"",
        b"\xc3",
        b"\\",
        b"\"",
    ];
    let piece = proptest::sample::select(&PIECES[..]);
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in fragments()) {
        let report = judge(&text);
        let json = std::str::from_utf8(&text).ok()
            .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
        // What a JSON parser written by others accepts is no broken syntax to us, and the other
        // way around.
        prop_assert_eq!(report.is_broken(), json.is_none());
    }

    #[test]
    fn no_stream_makes_the_splitter_panic(text in fragments(), jobs in 1_usize..3) {
        for format in [Format::Auto, Format::Lines, Format::Array, Format::Sequence] {
            let mut options = StreamOptions { format, jobs, ..StreamOptions::from(Role::Bron) };
            options.options.limits.record_bytes = 40;
            validate(text.as_slice(), &v3_1::WERKZOEKENDE_DETAIL, options, |_| ControlFlow::Continue(()))
                .unwrap();
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        judge(&text);
    }

    #[test]
    fn cutting_and_flipping_a_good_message_is_survived(seed in any::<u64>(), cut in any::<usize>(), flip in any::<u8>()) {
        let profile = Profile::new("3.1.0", "werkzoekende/detail", "bron");
        let mut text = generate::message(&profile, &mut Rng::new(seed)).to_string().into_bytes();
        let at = cut % text.len();
        judge(&text[..at]);
        text[at] = flip;
        let report = judge(&text);
        // A number beyond 64 bits is JSON, and serde_json says so where it refuses one.
        let is_json = std::str::from_utf8(&text).is_ok_and(|text| {
            match serde_json::from_str::<serde_json::Value>(text) {
                Ok(_) => true,
                Err(error) => error.to_string().starts_with("number out of range"),
            }
        });
        prop_assert_eq!(report.is_broken(), !is_json);
    }
}

#[test]
fn typed_values_come_from_a_stream_with_their_places() {
    let text = b"[{\"idWerkzoekende\":\"a\"},\n {\"idWerkzoekende\":1}, {\"idWerkzoekende\":\"c\"}";
    let mut seen = Vec::new();
    vum::stream::read::<v3_1::Werkzoekende, _>(&text[..], Role::Bron, |received| {
        let outcome = received.outcome;
        let first = outcome.report.findings().first().map(ToString::to_string);
        seen.push((received.index, outcome.value.id_werkzoekende, outcome.complete, first));
        ControlFlow::Continue(())
    })
    .unwrap();
    let wrong = "2:20: error[wrong-type] /idWerkzoekende: expected a string, found a number";
    let end = "2:46: error[json-syntax]: not valid JSON: the array does not end";
    assert_eq!(
        seen,
        [
            (0, Some("a".to_owned()), true, None),
            (1, None, false, Some(wrong.to_owned())),
            (2, Some("c".to_owned()), true, None),
            (3, None, false, Some(end.to_owned())),
        ]
    );
}

#[test]
fn a_report_is_an_error_that_goes_with_the_question_mark() {
    fn work(text: &[u8]) -> Result<v3_1::Werkzoekende, Box<dyn std::error::Error>> {
        Ok(v3_1::Werkzoekende::from_json(text, Role::Bron).into_valid()?)
    }
    assert!(work(b"{}").is_ok());
    let error = work(br#"{"x":"kanarie","emailadres":"kanarie","telefoonnummer":null}"#);
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "1:2: error[unknown-attribute] /…: unknown attribute (and 2 more errors)"
    );
    assert!(!format!("{error:?}").contains("kanarie"));
}

#[test]
fn a_report_never_says_no_errors_when_there_are() {
    let limits = Limits { findings: 0, ..Limits::default() };
    let options = Options { limits, ..Options::new(Role::Bron) };
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(br#"{"idWerkzoekende":5}"#, options);
    assert_eq!(report.to_string(), "1 errors");
    assert_eq!(judge(b"{}").to_string(), "no errors");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let report = judge(b"\xEF\xBB\xBF{\"x\":1}");
    assert_eq!(
        report.findings()[0].to_string(),
        "1:2: error[unknown-attribute] /…: unknown attribute"
    );
}

#[test]
fn more_jobs_than_make_sense_are_survived() {
    let text = "{\"x\":1}\n".repeat(100_000);
    let (totals, seen) = stream(text.as_bytes(), 1_000_000);
    assert_eq!((totals.records, totals.errors), (100_000, 100_000));
    assert_eq!(seen.last().map(String::as_str), Some("99999 100000:2 unknown-attribute"));
}
