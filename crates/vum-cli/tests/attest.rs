//! `vum attest`: keys, signatures and what lapses; openssl is the judge of what we sign.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Run, directory, root, sha256, vum};
use serde_json::{Value, json};

/// A report as `vum conform` writes it, of the release as it was published.
fn report() -> Value {
    let frozen = fs::read(root().join("standard/published/3.1.0/release.toml")).unwrap();
    let frozen = sha256(&frozen);
    json!({
        "schema_version": 1,
        "tool": { "name": "vum", "version": "0.1.0" },
        "product": { "name": "Voorbeeld", "version": "2.1" },
        "suite": { "version": "0.1.0", "sha256": "cd".repeat(32) },
        "standard": { "release": "3.1.0", "sha256": frozen },
        "profile": "wz-bron",
        "level": "N3",
        "outcome": "voldoet",
        "on": "2026-11-01",
        "suites": [{ "id": "N1", "cases": [{ "id": "match", "outcome": "passed", "mandatory": true }] }],
    })
}

/// A directory with a report, and keys for supplier and desk.
fn evidence(name: &str, report: &Value) -> PathBuf {
    let dir = directory(&format!("attest-{name}"));
    fs::write(dir.join("report.json"), serde_json::to_string_pretty(report).unwrap()).unwrap();
    for key in ["supplier", "desk"] {
        assert_eq!(attest(&dir, &["key", key]).code, 0);
    }
    dir
}

fn attest(dir: &Path, arguments: &[&str]) -> Run {
    vum(dir, &[&["attest"], arguments].concat())
}

const SIGN: [&str; 4] = ["sign", "report.json", "--key", "supplier"];
const VERIFY: [&str; 6] =
    ["verify", "report.intoto.json", "--supplier", "supplier.pub", "--on", "2026-12-01"];

fn verify(dir: &Path, more: &[&str]) -> Run {
    attest(dir, &[&VERIFY, more].concat())
}

#[test]
fn from_key_to_countersignature() {
    let dir = evidence("whole", &report());
    assert_eq!(attest(&dir, &SIGN).code, 0);
    assert_eq!(verify(&dir, &[]).code, 0);
    let seen = verify(&dir, &["--desk", "desk.pub"]);
    assert!(seen.code == 1 && seen.out.contains("error[not-countersigned]"), "{}", seen.out);
    let countersign =
        ["countersign", "report.intoto.json", "--supplier", "supplier.pub", "--on", "2026-12-01"];
    let seen = attest(&dir, &[&countersign[..], &["--key", "desk"]].concat());
    assert_eq!(seen.code, 0, "{}", seen.screen());
    let seen = verify(&dir, &["--desk", "desk.pub", "--lang", "nl"]);
    insta::assert_snapshot!("attest_verify_nl", seen.screen());
    // Twice is not twice as good, and a supplier is no desk.
    assert_eq!(attest(&dir, &[&countersign[..], &["--key", "desk"]].concat()).code, 1);
    assert_eq!(attest(&dir, &[&countersign[..], &["--key", "supplier"]].concat()).code, 2);
    assert_eq!(verify(&dir, &["--desk", "supplier.pub"]).code, 2);
}

#[test]
fn all_reasons_are_told_at_once() {
    let dir = evidence("reasons", &report());
    attest(&dir, &SIGN);
    let text = fs::read_to_string(dir.join("report.json")).unwrap();
    let text = text
        .replace("wz-bron", "vac-bron")
        .replace(r#""release": "3.1.0""#, r#""release": "2.0.0""#);
    fs::write(dir.join("report.json"), text).unwrap();
    attest(&dir, &["key", "other"]);
    let arguments = "verify report.intoto.json --supplier other.pub --desk desk.pub --product X \
                     --product-version 3 --product-digest sha256:00 --on 2029-01-01";
    let seen = attest(&dir, &arguments.split_whitespace().collect::<Vec<_>>());
    insta::assert_snapshot!("attest_reasons", seen.screen());
}

#[test]
fn what_is_no_pass_is_signed_and_no_proof() {
    for outcome in ["voldoet-niet", "niet-volledig-uitgevoerd"] {
        let mut report = report();
        report["outcome"] = outcome.into();
        let dir = evidence(outcome, &report);
        assert_eq!(attest(&dir, &SIGN).code, 0);
        let seen = verify(&dir, &[]);
        assert!(seen.code == 1 && seen.out.contains("error[no-pass]"), "{}", seen.out);
    }
    let mut report = report();
    report["suites"][0]["cases"][0]["outcome"] = "failed".into();
    let dir = evidence("contradiction", &report);
    let seen = attest(&dir, &SIGN);
    assert!(seen.code == 1 && seen.err.contains("contradicts itself"), "{}", seen.screen());
    assert!(!dir.join("report.intoto.json").exists());
}

#[test]
fn exit_codes_are_those_of_every_command() {
    let dir = evidence("codes", &report());
    attest(&dir, &SIGN);
    for (arguments, code) in [
        (&["sign", "gone.json", "--key", "supplier"][..], 3),
        (&["sign", "report.json", "--key", "supplier.pub"], 3),
        (&["sign", "supplier", "--key", "supplier"], 3),
        (&["sign", "report.json", "--key", "supplier", "--out", "no/where"], 3),
        (&["sign", "report.json"], 2),
        (&["key", "supplier"], 2),
        (&["key", "no/where"], 3),
        (&["verify", "gone.intoto.json", "--supplier", "supplier.pub"], 3),
        (&["verify", "report.json", "--supplier", "supplier.pub"], 3),
        (&["verify", "report.intoto.json", "--supplier", "supplier"], 3),
        (
            &["verify", "report.intoto.json", "--supplier", "supplier.pub", "--report", "desk.pub"],
            3,
        ),
        (&["verify", "report.intoto.json", "--supplier", "supplier.pub", "--on", "soon"], 2),
        (&["verify", "report.intoto.json"], 2),
    ] {
        let seen = attest(&dir, arguments);
        assert_eq!(seen.code, code, "{arguments:?}: {}", seen.screen());
    }
}

#[cfg(unix)]
#[test]
fn a_private_key_is_for_its_owner_and_never_shown() {
    use std::os::unix::fs::PermissionsExt;
    let dir = evidence("secret", &report());
    let mode = fs::metadata(dir.join("supplier")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let pem = fs::read_to_string(dir.join("supplier")).unwrap();
    let secret = pem.lines().nth(1).unwrap();
    for arguments in
        [&SIGN[..], &VERIFY, &["verify", "report.intoto.json", "--supplier", "supplier"]]
    {
        let seen = attest(&dir, arguments);
        assert!(!seen.screen().contains(&secret[24..]), "{}", seen.screen());
    }
}

/// Runs openssl, when there is one; it says so when there is none.
fn openssl(dir: &Path, arguments: &[&str]) -> Option<(bool, Vec<u8>)> {
    let output = Command::new("openssl").args(arguments).current_dir(dir).output();
    match output {
        Ok(output) => Some((output.status.success(), output.stdout)),
        Err(error) => {
            eprintln!("skipped: openssl cannot be run: {error}");
            None
        }
    }
}

#[test]
fn openssl_makes_our_keys_and_verifies_our_signatures() {
    let dir = evidence("openssl", &report());
    let Some((made, _)) = openssl(&dir, &["genpkey", "-algorithm", "ed25519", "-out", "theirs"])
    else {
        return;
    };
    assert!(made);
    openssl(&dir, &["pkey", "-in", "theirs", "-pubout", "-out", "theirs.pub"]).unwrap();
    // It reads our key, and finds the same public one.
    let (read, public) = openssl(&dir, &["pkey", "-in", "supplier", "-pubout"]).unwrap();
    assert!(read);
    assert_eq!(public, fs::read(dir.join("supplier.pub")).unwrap());
    let seen = attest(&dir, &["sign", "report.json", "--key", "theirs"]);
    assert_eq!(seen.code, 0, "{}", seen.screen());
    let text = fs::read_to_string(dir.join("report.intoto.json")).unwrap();
    let envelope: Value = serde_json::from_str(&text).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    // Openssl decodes the base64 too, and the envelope is encoded here as the text of DSSE says.
    let decode = |name: &str, base64: String| {
        fs::write(dir.join(name), base64).unwrap();
        openssl(&dir, &["base64", "-d", "-A", "-in", name]).unwrap().1
    };
    let payload = decode("payload", text(&envelope["payload"]));
    let kind = text(&envelope["payloadType"]);
    let head = format!("DSSEv1 {} {kind} {} ", kind.len(), payload.len());
    fs::write(dir.join("message"), [head.as_bytes(), &payload].concat()).unwrap();
    fs::write(dir.join("signature"), decode("sig", text(&envelope["signatures"][0]["sig"])))
        .unwrap();
    let check = [
        "pkeyutl",
        "-verify",
        "-rawin",
        "-in",
        "message",
        "-sigfile",
        "signature",
        "-pubin",
        "-inkey",
    ];
    assert!(openssl(&dir, &[&check[..], &["theirs.pub"]].concat()).unwrap().0);
    assert!(!openssl(&dir, &[&check[..], &["supplier.pub"]].concat()).unwrap().0);
    // And the id of the key is what anybody can reckon.
    let (_, der) =
        openssl(&dir, &["pkey", "-pubin", "-in", "theirs.pub", "-outform", "DER"]).unwrap();
    assert_eq!(text(&envelope["signatures"][0]["keyid"]), sha256(&der));
}
