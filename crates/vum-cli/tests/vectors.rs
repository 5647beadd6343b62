//! `vum vectors`: other implementations beside the vectors.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::io::Write;
use std::process::Stdio;

use program::{command, directory, vum};
use serde_json::{Value, json};

const SOME: &[&str] = &["--release", "3.1.0", "--message", "vacature/match"];

#[test]
fn this_program_agrees_with_every_vector() {
    let dir = directory("vectors-run");
    let seen = vum(&dir, &["--lang", "en", "vectors", "run"]);
    assert_eq!(seen.code, 0, "{seen:?}");
    assert!(seen.out.contains("0 skipped, 0 different, 0 not asked"), "{}", seen.out);
    let seen = vum(&dir, &[&["--lang", "nl", "vectors", "run"], SOME].concat());
    assert_eq!(seen.code, 0, "{seen:?}");
    assert!(seen.out.contains("precies gelijk, 0 zelfde uitkomst, 0 overgeslagen"), "{}", seen.out);
}

#[test]
fn the_cases_are_listed() {
    let dir = directory("vectors-list");
    let all = vum(&dir, &["vectors", "list"]);
    assert_eq!(all.code, 0);
    assert!(all.out.lines().count() > 10_000);
    let some = vum(&dir, &["vectors", "list", "--requirement", "REQ-PRIV-001", "--syntax", "xml"]);
    assert!(some.out.lines().count() > 50);
    assert!(some.out.lines().all(|id| id.contains("-match-") && id.ends_with(":xml")));
    assert!(some.out.lines().all(|id| all.out.contains(id)));
    for nothing in [&["--release", "9.9.9"][..], &["--requirement", "REQ-X"]] {
        let seen = vum(&dir, &[&["vectors", "list"], nothing].concat());
        assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{seen:?}");
    }
    assert_eq!(vum(&dir, &["vectors", "run", "--syntax", "yaml"]).code, 2);
}

#[test]
fn the_files_are_written() {
    let dir = directory("vectors-export");
    let seen = vum(&dir, &["--lang", "en", "vectors", "export", "out"]);
    assert_eq!(seen.code, 0, "{seen:?}");
    let suite: Value =
        serde_json::from_str(&fs::read_to_string(dir.join("out/suite.json")).unwrap()).unwrap();
    for path in suite["files"].as_object().unwrap().keys() {
        assert!(dir.join("out").join(path).is_file(), "{path}");
    }
    for path in ["README.md", "requirements.csv", "coverage.md", "runners/outcome.py"] {
        assert!(dir.join("out").join(path).is_file(), "{path}");
    }
}

fn answers(input: &str) -> (i32, Vec<Value>) {
    let dir = directory("vectors-answer");
    let mut command = command(&dir, &["vectors", "answer"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let lines = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), lines)
}

#[test]
fn each_line_is_answered() {
    let case = |more: Value| {
        let mut case = json!({
            "id": "1", "release": "3.1.0", "message": "vacature/match", "role": "bron",
            "syntax": "json", "text": r#"{"idVacature": "v", "adres": {"postcode": "1234 AB"}}"#,
        });
        case.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        format!("{case}\n")
    };
    let input = [
        case(json!({})),
        "\n".to_owned(),
        case(json!({ "id": "2", "release": "1.0" })),
        case(json!({ "id": "3", "rules": "some" })),
        case(json!({ "id": "4", "on": "2026-02-30" })),
        case(json!({ "id": "5", "role": "UWV" })),
        case(json!({ "id": "6", "text": "{", "syntax": "xml" })),
    ];
    let (code, lines) = answers(&input.concat());
    assert_eq!(code, 0);
    let finding = json!({ "rule": "pattern", "severity": "error", "pointer": "/adres/postcode" });
    assert_eq!(lines[0], json!({ "id": "1", "findings": [finding] }));
    let skips = ["no such message", "no such rules", "no such day", "no such role"];
    for (line, skip) in lines[1..].iter().zip(skips) {
        assert_eq!(line["skip"], skip, "{line}");
    }
    assert_eq!(lines[5]["findings"][0]["rule"], "json-syntax");
    assert_eq!(lines.len(), 6);
    // What is no case ends it; the message of the case is not shown.
    let (code, lines) = answers("{\"id\": \"secret\"}\n");
    assert_eq!((code, lines.len()), (3, 0));
}

#[cfg(unix)]
#[test]
fn a_program_that_misbehaves_is_told_and_bounded() {
    let dir = directory("vectors-broken");
    let run = |script: &str| {
        let args = ["vectors", "run", "--timeout", "1", "--", "sh", "-c", script];
        vum(&dir, &[&["--lang", "en"][..], &args].concat())
    };
    for (script, told) in [
        ("exit 0", "ended before it answered"),
        ("sleep 60", "did not answer in time"),
        ("read x; echo geen antwoord", "wrote a line that is no answer"),
        ("cat /dev/zero", "wrote a line that is too long"),
    ] {
        let seen = run(script);
        assert_eq!(seen.code, 4, "{script}: {seen:?}");
        assert!(seen.out.contains(told), "{script}: {seen:?}");
    }
    let seen = vum(&dir, &["vectors", "run", "--", "/nonexistent/runner"]);
    assert_eq!((seen.code, seen.out.as_str()), (3, ""), "{seen:?}");
    // A wrong answer is a finding; one who passes over everything has judged nothing.
    let script = r#"while read -r line; do
        id=${line#*\"id\":\"}; printf '{"id":"%s","valid":true}\n' "${id%%\"*}"; done"#;
    let args = ["vectors", "run", "--requirement", "REQ-FORM-003", "--", "sh", "-c", script];
    let seen = vum(&dir, &[&["--lang", "en"][..], &args].concat());
    assert_eq!(seen.code, 1, "{seen:?}");
    assert!(seen.out.contains("is not valid, and was accepted"), "{seen:?}");
    let script = script.replace("\"valid\":true", "\"skip\":\"\"");
    let args = ["vectors", "run", "--requirement", "REQ-FORM-003", "--", "sh", "-c", &script];
    assert_eq!(vum(&dir, &args).code, 4);
}
