//! Signing, countersigning, verifying; and what hostile hands do to envelopes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use proptest::prelude::*;
use serde_json::{Value, json};
use vum_attest::{
    Circumstances, Day, Envelope, Keys, PrivateKey, Problem, PublicKey, Statement, TestResult,
    sign, verify,
};
use vum_runtime::Language;

/// Made with `openssl genpkey -algorithm ed25519`.
const OPENSSL: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIF32Vd53fYf6abdi6Ec8CYJcnT4WOXe15JMWLv3dH5EO
-----END PRIVATE KEY-----
";
/// Its public key, `openssl pkey -pubout`.
const OPENSSL_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAoBf7zDJu6W4DWO/h05LaS11v0i8Iugj3/EmirebP4jw=
-----END PUBLIC KEY-----
";

fn key(number: u8) -> PrivateKey {
    // A key of RFC 8410 is 16 fixed bytes and a seed; this digit of the base64 is of the seed.
    assert!(number < 26);
    let letter = char::from(b'A' + number);
    PrivateKey::from_pem(&OPENSSL.replacen("f6ab", &format!("f6a{letter}"), 1)).unwrap()
}

fn report() -> Value {
    json!({
        "schema_version": 1,
        "product": { "name": "Voorbeeld", "version": "2.1", "digest": format!("sha256:{}", "ab".repeat(32)) },
        "suite": { "version": "0.1.0", "sha256": "cd".repeat(32) },
        "standard": { "release": "3.1.0", "sha256": "ef".repeat(32) },
        "profile": "wz-bron",
        "level": "N3",
        "outcome": "voldoet-met-waarschuwingen",
        "on": "2026-11-01",
        "suites": [
            { "id": "N1", "cases": [{ "id": "match", "outcome": "passed" }, { "id": "detail", "outcome": "warned" }] },
            { "id": "N3", "cases": [
                { "id": "vraag-1", "outcome": "passed" },
                { "id": "vraag-2", "outcome": "skipped", "mandatory": false }
            ] }
        ]
    })
}

fn text(report: &Value) -> Vec<u8> {
    serde_json::to_vec(report).unwrap()
}

fn changed(pointer: &str, value: impl Into<Value>) -> Value {
    let mut report = report();
    *report.pointer_mut(pointer).unwrap() = value.into();
    report
}

fn now(on: &str) -> Circumstances {
    Circumstances {
        on: Day::parse(on).unwrap(),
        published: Vec::new(),
        standard: None,
        product: None,
        version: None,
        digest: None,
    }
}

fn keys() -> Keys {
    Keys { supplier: key(0).public(), desk: None }
}

/// Ids of what is wrong.
fn problems(
    envelope: &Envelope,
    report: &Value,
    keys: &Keys,
    now: &Circumstances,
) -> Vec<&'static str> {
    let seen = verify(envelope, &text(report), keys, now).unwrap();
    assert_eq!(seen.holds(), seen.problems.is_empty());
    for problem in &seen.problems {
        assert_ne!(problem.text(Language::Nl), problem.text(Language::En));
    }
    seen.problems.iter().map(Problem::id).collect()
}

#[test]
fn what_is_signed_holds() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    assert_eq!(problems(&envelope, &report(), &keys(), &now("2026-11-01")), [""; 0]);
    // The same bytes again: ed25519 has no random part.
    let again = sign(&text(&report()), &key(0)).unwrap();
    assert_eq!(envelope.to_json().unwrap(), again.to_json().unwrap());
    let read = Envelope::read(envelope.to_json().unwrap().as_bytes()).unwrap();
    assert_eq!(problems(&read, &report(), &keys(), &now("2026-11-01")), [""; 0]);
    let statement: Value = serde_json::from_slice(envelope.payload()).unwrap();
    insta::assert_snapshot!("statement", format!("{statement:#}"));
    insta::assert_snapshot!("envelope", envelope.to_json().unwrap());
}

#[test]
fn it_lapses_after_twelve_months_and_not_before() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let on = |day| problems(&envelope, &report(), &keys(), &now(day));
    assert_eq!(on("2026-10-31"), ["ahead"]);
    assert_eq!(on("2027-10-31"), [""; 0]);
    assert_eq!(on("2027-11-01"), ["expired"]);
}

#[test]
fn it_lapses_at_a_new_major_release() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let seen = |release: &str, date: &str| {
        let published = vec![
            ("3.1.0".to_owned(), Day::parse("2026-10-01").unwrap()),
            (release.to_owned(), Day::parse(date).unwrap()),
        ];
        problems(&envelope, &report(), &keys(), &Circumstances { published, ..now("2026-12-01") })
    };
    assert_eq!(seen("3.2.0", "2026-11-15"), [""; 0]);
    assert_eq!(seen("4.0.0", "2026-11-15"), ["new-major"]);
    assert_eq!(seen("10.0.0", "2026-12-01"), ["new-major"]);
    // Not yet, and not new.
    assert_eq!(seen("4.0.0", "2026-12-02"), [""; 0]);
    assert_eq!(seen("4.0.0", "2026-11-01"), [""; 0]);
}

#[test]
fn the_standard_is_the_published_one() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let known = |sha256: String| {
        let now = Circumstances { standard: Some(sha256), ..now("2026-12-01") };
        problems(&envelope, &report(), &keys(), &now)
    };
    assert_eq!(known("ef".repeat(32)), [""; 0]);
    assert_eq!(known("00".repeat(32)), ["other-standard"]);
}

#[test]
fn it_lapses_when_the_product_changes() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let seen = |now: Circumstances| problems(&envelope, &report(), &keys(), &now);
    let day = || now("2026-12-01");
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen(Circumstances { version: some("2.1"), product: some("Voorbeeld"), ..day() }),
        [""; 0]
    );
    assert_eq!(seen(Circumstances { version: some("2.2"), ..day() }), ["other-version"]);
    assert_eq!(seen(Circumstances { product: some("Ander"), ..day() }), ["other-product"]);
    let digest = format!("sha256:{}", "ab".repeat(32));
    assert_eq!(seen(Circumstances { digest: Some(digest.clone()), ..day() }), [""; 0]);
    assert_eq!(seen(Circumstances { digest: some("sha256:00"), ..day() }), ["other-digest"]);
    let mut without = report();
    without["product"].as_object_mut().unwrap().remove("digest");
    let envelope = sign(&text(&without), &key(0)).unwrap();
    let now = Circumstances { digest: Some(digest), ..day() };
    assert_eq!(problems(&envelope, &without, &keys(), &now), ["no-digest"]);
    assert_eq!(problems(&envelope, &without, &keys(), &day()), [""; 0]);
}

#[test]
fn a_desk_signs_the_same_statement() {
    let mut envelope = sign(&text(&report()), &key(0)).unwrap();
    let both = Keys { supplier: key(0).public(), desk: Some(key(1).public()) };
    let day = now("2026-12-01");
    assert_eq!(problems(&envelope, &report(), &both, &day), ["not-countersigned"]);
    envelope.add(&key(1)).unwrap();
    assert_eq!(problems(&envelope, &report(), &both, &day), [""; 0]);
    assert_eq!(problems(&envelope, &report(), &keys(), &day), [""; 0]);
    assert!(envelope.add(&key(1)).unwrap_err().is_refusal());
    assert_eq!(envelope.signatures().len(), 2);
    // Keys of others verify nothing.
    let others = Keys { supplier: key(2).public(), desk: Some(key(3).public()) };
    assert_eq!(problems(&envelope, &report(), &others, &day), ["not-signed", "not-countersigned"]);
}

#[test]
fn another_report_is_another_report() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let other = changed("/product/version", "2.2");
    assert_eq!(problems(&envelope, &other, &keys(), &now("2026-12-01")), ["other-report"]);
    // A space is enough.
    let spaced = [text(&report()), b" ".to_vec()].concat();
    let seen = verify(&envelope, &spaced, &keys(), &now("2026-12-01")).unwrap();
    assert_eq!(seen.problems, [Problem::OtherReport]);
}

/// An envelope around anything, signed well.
fn envelope_of(payload: &Value) -> Envelope {
    let mut envelope = Envelope::new(text(payload));
    envelope.add(&key(0)).unwrap();
    envelope
}

#[test]
fn a_good_signature_does_not_make_a_statement_true() {
    let report_text = text(&report());
    let result = TestResult::read(&report_text).unwrap();
    let honest = serde_json::to_value(Statement::of(&result, &report_text)).unwrap();
    let day = now("2026-12-01");
    assert_eq!(problems(&envelope_of(&honest), &report(), &keys(), &day), [""; 0]);
    for (pointer, value, wanted) in [
        ("/predicate/result", json!("PASSED"), "other-words"),
        ("/predicate/warnedTests", json!([]), "other-words"),
        ("/predicate/configuration/1/annotations/release", json!("4.0.0"), "other-words"),
        ("/subject/1/annotations/on", json!("2027-11-01"), "other-words"),
        ("/subject/1/digest/sha256", json!("00"), "other-report"),
        ("/subject", json!([]), "other-report"),
        ("/predicateType", json!("https://example.org/x"), "no-statement"),
        ("/_type", json!("https://in-toto.io/Statement/v0.1"), "no-statement"),
        ("/predicate", json!(null), "no-statement"),
    ] {
        let mut statement = honest.clone();
        *statement.pointer_mut(pointer).unwrap() = value;
        let envelope = envelope_of(&statement);
        assert_eq!(problems(&envelope, &report(), &keys(), &day), [wanted], "{pointer}");
    }
}

#[test]
fn only_a_pass_is_proof() {
    let day = now("2026-12-01");
    for (outcome, result) in [("voldoet-niet", "FAILED"), ("niet-volledig-uitgevoerd", "FAILED")] {
        let report = changed("/outcome", outcome);
        let envelope = sign(&text(&report), &key(0)).unwrap();
        let statement: Value = serde_json::from_slice(envelope.payload()).unwrap();
        assert_eq!(statement["predicate"]["result"], result);
        assert_eq!(statement["subject"][1]["annotations"]["outcome"], outcome);
        assert_eq!(problems(&envelope, &report, &keys(), &day), ["no-pass"]);
    }
}

#[test]
fn a_report_that_contradicts_itself_is_not_signed_nor_believed() {
    for report in [
        changed("/suites/0/cases/0/outcome", "failed"),
        changed("/suites/0/cases/0/outcome", "errored"),
        changed("/suites/0/cases/1/outcome", "passed"),
        changed("/suites/1/cases/1/mandatory", true),
        changed("/outcome", "voldoet"),
        changed("/suites", json!([])),
    ] {
        let error = sign(&text(&report), &key(0)).unwrap_err();
        assert!(error.is_refusal(), "{error}");
        let bytes = text(&report);
        let statement = Statement::of(&TestResult::read(&bytes).unwrap(), &bytes);
        let envelope = envelope_of(&serde_json::to_value(statement).unwrap());
        assert_eq!(
            problems(&envelope, &report, &keys(), &now("2026-12-01")),
            ["inconsistent-report"]
        );
    }
    let mut whole = changed("/suites/0/cases/1/outcome", "passed");
    whole["outcome"] = "voldoet".into();
    assert!(sign(&text(&whole), &key(0)).is_ok());
}

#[test]
fn what_is_no_report_is_not_signed() {
    for report in [
        json!({}),
        json!([]),
        changed("/outcome", "prima"),
        changed("/suite/sha256", "xyz"),
        changed("/standard/sha256", "AB".repeat(32)),
        changed("/product/digest", "sha256"),
        changed("/suites/0/cases/0/outcome", "gelukt"),
    ] {
        let error = sign(&text(&report), &key(0)).unwrap_err();
        assert!(!error.is_refusal(), "{error}");
        assert_ne!(error.text(Language::Nl), error.text(Language::En));
    }
    assert_eq!(
        problems(
            &sign(&text(&changed("/on", "nooit")), &key(0)).unwrap(),
            &changed("/on", "nooit"),
            &keys(),
            &now("2026-12-01")
        ),
        ["no-day"]
    );
}

#[test]
fn keys_of_openssl_are_read_and_written() {
    let private = PrivateKey::from_pem(OPENSSL).unwrap();
    assert_eq!(private.to_pem().unwrap(), OPENSSL);
    assert_eq!(private.public().to_pem().unwrap(), OPENSSL_PUBLIC);
    assert_eq!(PublicKey::from_pem(OPENSSL_PUBLIC).unwrap(), private.public());
    let shown = format!("{private:?}");
    assert!(shown.starts_with("PrivateKey(\"") && shown.len() == 78, "{shown}");
    let new = PrivateKey::generate().unwrap();
    assert_ne!(new.public(), PrivateKey::generate().unwrap().public());
    assert_eq!(PrivateKey::from_pem(&new.to_pem().unwrap()).unwrap().public(), new.public());
}

#[test]
fn other_keys_are_refused_with_a_reason() {
    let seen = |pem: &str| PrivateKey::from_pem(pem).unwrap_err().to_string();
    assert!(
        seen("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n")
            .contains("password")
    );
    assert!(seen(OPENSSL_PUBLIC).contains("not a private ed25519 key"));
    assert!(seen("").contains("not a private"));
    let seen = |pem: &str| PublicKey::from_pem(pem).unwrap_err().to_string();
    assert!(seen(OPENSSL).contains("this is a private key"));
    // A point of small order: anything would verify with it.
    let weak = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END PUBLIC KEY-----\n";
    assert!(seen(weak).contains("not a public ed25519 key"));
}

#[test]
fn envelopes_are_bounded() {
    let envelope = sign(&text(&report()), &key(0)).unwrap();
    let mut value: Value = serde_json::from_str(&envelope.to_json().unwrap()).unwrap();
    let one = value["signatures"][0].clone();
    value["signatures"] = vec![one; 17].into();
    assert!(Envelope::read(&text(&value)).unwrap_err().to_string().contains("more than 16"));
    let large = vec![b' '; (16 << 20) + 1];
    assert!(Envelope::read(&large).unwrap_err().to_string().contains("larger than 16 MiB"));
    let deep = "[".repeat(100_000);
    assert!(Envelope::read(deep.as_bytes()).is_err());
    assert!(TestResult::read(deep.as_bytes()).is_err());
    // Both alphabets of base64, and fields of others.
    let mut value: Value = serde_json::from_str(&envelope.to_json().unwrap()).unwrap();
    for field in ["/payload", "/signatures/0/sig"] {
        let it = value.pointer_mut(field).unwrap();
        *it = it.as_str().unwrap().replace('+', "-").replace('/', "_").into();
    }
    value["other"] = 1.into();
    value["signatures"][0].as_object_mut().unwrap().remove("keyid");
    let read = Envelope::read(&text(&value)).unwrap();
    assert!(read.is_signed_by(&key(0).public()));
    // Another type of the same payload is another message.
    value["payloadType"] = "text/plain".into();
    assert!(!Envelope::read(&text(&value)).unwrap().is_signed_by(&key(0).public()));
}

proptest! {
    #[test]
    fn no_byte_can_change(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
        let envelope = sign(&text(&report()), &key(0)).unwrap();
        let mut bytes = envelope.to_json().unwrap().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        if let Ok(read) = Envelope::read(&bytes) {
            // What verifies is what was signed, whatever was done around it.
            let verifies = read.is_signed_by(&key(0).public());
            prop_assert!(!verifies || read.payload() == envelope.payload());
        }
    }

    #[test]
    fn anything_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        let _ = (Envelope::read(&bytes), TestResult::read(&bytes), Statement::read(&bytes));
        let _ = (PrivateKey::from_pem(&text), PublicKey::from_pem(&text));
    }
}
