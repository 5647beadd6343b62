//! `vum sample`: what it makes, and how it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::process::Stdio;

use program::{command, directory, vum};
use serde_json::Value;

const DETAIL: &[&str] = &["sample", "--message", "werkzoekende/detail"];

#[test]
fn every_message_of_every_release_is_valid() {
    let dir = directory("sample-valid");
    for message in vum::messages() {
        let args = ["--release", message.release, "--message", message.id];
        let seen = vum(&dir, &[&["sample", "-n", "25", "--out", "s.ndjson"][..], &args].concat());
        assert_eq!((seen.code, seen.out.as_str()), (0, "written: s.ndjson\n"), "{seen:?}");
        let text = fs::read_to_string(dir.join("s.ndjson")).unwrap();
        assert_eq!(text.lines().count(), 25);
        let checks = ["validate", "s.ndjson", "--fail-on", "warning"];
        let seen = vum(&dir, &[&checks[..], &args].concat());
        assert_eq!(seen.code, 0, "{seen:?}");
        assert!(seen.out.contains("25 records: 0 errors, 0 warnings, 0 infos"), "{}", seen.out);
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let dir = directory("sample-same");
    let ask = |more: &[&str]| vum(&dir, &[DETAIL, more].concat()).out;
    let ten = ask(&[]);
    assert_eq!(ten.lines().count(), 10);
    assert_eq!(ten, ask(&["--release", "3.1.0", "--role", "bron", "--seed", "0", "--count", "10"]));
    assert_eq!(ten, ask(&["--date", "2026-06-01", "--faulty", "0"]));
    assert!(ask(&["-n", "20"]).starts_with(&ten));
    assert_eq!(ask(&["-n", "0"]), "");
    for other in [&["--seed", "1"][..], &["--date", "2030-01-01"], &["--release", "2.0.0"]] {
        assert_ne!(ten, ask(other), "{other:?}");
    }
}

#[test]
fn the_sender_is_the_role_unless_another_is_asked_for() {
    let dir = directory("sample-role");
    let ask = |args: &[&str]| vum(&dir, &[&["sample", "-n", "1"], args].concat()).out;
    let id = "\"idVacature\":\"vac-000001\"";
    assert!(ask(&["-m", "vacature/match"]).contains(id));
    let seen = ask(&["-m", "vacature/match", "--role", "bemiddelaar"]);
    assert!(seen.contains("\"vumID\":\"") && !seen.contains(id), "{seen}");
    // The contract of a bemiddelaar asks for a postcode, that of a bron does not.
    let question = ["-r", "1.2.0", "-m", "werkzoekende/zoekvraag", "--seed", "3"];
    assert_eq!(ask(&question), ask(&[&question[..], &["--role", "bemiddelaar"]].concat()));
}

#[test]
fn the_truth_is_what_validate_finds() {
    let dir = directory("sample-truth");
    let args = ["-n", "200", "--faulty", "50", "--truth", "truth.ndjson", "--out", "s.ndjson"];
    let seen = vum(&dir, &[DETAIL, &args].concat());
    assert_eq!(seen.out, "written: s.ndjson\nwritten: truth.ndjson\n");
    let truth = fs::read_to_string(dir.join("truth.ndjson")).unwrap();
    let mut truth: Vec<Value> = truth.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let args = ["validate", "-m", "werkzoekende/detail", "--format", "json", "--show-values"];
    let seen = vum(&dir, &[&args[..], &["s.ndjson"]].concat());
    assert_eq!(seen.code, 1);
    let report: Value = serde_json::from_str(&seen.out).unwrap();
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let mut found: Vec<Value> = Vec::new();
    for it in findings.iter().filter(|it| it["severity"] == "error") {
        let (record, rule, pointer) = (&it["record"], &it["rule"], &it["pointer"]);
        found.push(serde_json::json!({ "record": record, "rule": rule, "pointer": pointer }));
    }
    for all in [&mut truth, &mut found] {
        all.sort_by_key(ToString::to_string);
    }
    assert!(truth.len() > 100, "{}", truth.len());
    assert_eq!(truth, found);
}

#[test]
fn mistakes_have_their_exit_code() {
    let dir = directory("sample-mistakes");
    fs::write(dir.join("file"), "").unwrap();
    for (args, code, told) in [
        (&[][..], 2, "--message"),
        (&["-m", "werkzoekende/kaart"], 2, "has no message werkzoekende/kaart; it has werkz"),
        (&["-m", "werkzoekende/zoekvraag"], 2, "VUM 3.1.0 has no message"),
        (&["-m", "vacature/match", "-r", "9.9.9"], 2, "there is no release 9.9.9"),
        (&["-m", "vacature/match", "--date", "2026-02-30"], 2, "2026-02-30 is no date"),
        (&["-m", "vacature/match", "--faulty", "101"], 2, "--faulty"),
        (&["-m", "vacature/match", "--truth", "t"], 2, "--faulty"),
        (&["-m", "vacature/match", "--faulty", "1", "--truth", "t", "--out", "t"], 2, "same file"),
        (&["-m", "vacature/match", "--out", "file/x"], 3, "file/x cannot be written"),
        (&["-m", "vacature/match", "--faulty", "1", "--truth", "file/x"], 3, "cannot be written"),
        (&["-m", "vacature/match", "--standard", "none"], 3, "none"),
    ] {
        let seen = vum(&dir, &[&["sample"], args].concat());
        assert_eq!(seen.code, code, "{args:?}: {seen:?}");
        assert!(seen.err.contains(told), "{args:?}: {}", seen.err);
        assert_eq!(seen.out, "", "{args:?}");
    }
    let seen = vum(&dir, &["sample", "-m", "x", "--lang", "nl"]);
    assert!(seen.err.contains("VUM 3.1.0 heeft geen bericht x; wel"), "{}", seen.err);
    assert!(!dir.join("t").exists(), "a file was made although the question was wrong");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let dir = directory("sample-pipe");
    let mut child = command(&dir, &[DETAIL, &["-n", "5000"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
