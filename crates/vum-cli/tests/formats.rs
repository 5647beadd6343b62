//! `vum validate --format junit|sarif|github|gitlab|html`, and `--report`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::Path;

use program::{Run, command, files, root, vum};
use serde_json::Value;

const FORMATS: [&str; 5] = ["junit", "sarif", "github", "gitlab", "html"];
const CANARY: &str = "KANARIE";

fn validate(dir: &Path, arguments: &[&str]) -> Run {
    vum(dir, &[&["validate", "-m", "werkzoekende/detail", "-r", "3.1.0"], arguments].concat())
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// Good records, and some with faults.
fn sample(name: &str, faulty: &str) -> std::path::PathBuf {
    let dir = files(name, &[]);
    let arguments =
        ["sample", "-m", "werkzoekende/detail", "-r", "3.1.0", "-n", "300", "-o", "a.ndjson"];
    let seen = vum(&dir, &[&arguments[..], &["--faulty", faulty]].concat());
    assert_eq!(seen.code, 0, "{}", seen.err);
    dir
}

#[test]
fn every_form_ends_as_the_text_does() {
    for (name, faulty) in [("formats-good", "0"), ("formats-faulty", "10")] {
        let dir = sample(name, faulty);
        let text = validate(&dir, &["a.ndjson"]);
        for format in FORMATS {
            let seen = validate(&dir, &["a.ndjson", "--format", format]);
            assert_eq!((seen.code, seen.err.as_str()), (text.code, ""), "{format}");
            assert_eq!(seen.out, validate(&dir, &["a.ndjson", "--format", format]).out);
        }
    }
}

#[test]
fn a_million_good_records_are_one_case() {
    let dir = sample("formats-cases", "10");
    let json: Value =
        serde_json::from_str(&validate(&dir, &["a.ndjson", "--format", "json"]).out).unwrap();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let records: std::collections::BTreeSet<u64> =
        findings.iter().map(|it| it["record"].as_u64().unwrap()).collect();
    let seen = validate(&dir, &["a.ndjson", "--format", "junit"]).out;
    assert_eq!(count(&seen, "<testcase"), records.len() + 1);
    assert_eq!(count(&seen, "<failure"), records.len());
    let good = 300 - records.len();
    assert!(seen.contains(&format!("name=\"records: {good} records without findings\"")), "{seen}");
}

#[test]
fn what_is_not_listed_still_fails() {
    let dir = sample("formats-unlisted", "10");
    let seen = validate(&dir, &["a.ndjson", "--format", "junit", "--max-findings", "0"]);
    assert_eq!(seen.code, 1);
    assert_eq!(
        (count(&seen.out, "<testcase"), count(&seen.out, "<failure")),
        (2, 1),
        "{}",
        seen.out
    );
    assert!(seen.out.contains("records with findings that are not listed"), "{}", seen.out);
    let page = validate(&dir, &["a.ndjson", "--format", "html", "--max-findings", "1"]).out;
    assert!(page.contains("Voldoet niet") && page.contains("bevindingen zijn geteld"), "{page}");
}

#[test]
fn a_file_that_breaks_off_is_an_error_and_no_pass() {
    let dir = files("formats-broken", &[("a.json", "{\"adres\": "), ("empty.json", "[]")]);
    for (arguments, told) in [(["a.json"], "json-syntax"), (["gone.json"], "cannot be read")] {
        let text = validate(&dir, &arguments);
        assert_eq!(text.code, 3);
        let junit = validate(&dir, &[&arguments[..], &["--format", "junit"]].concat());
        assert_eq!((junit.code, count(&junit.out, "<error")), (3, 1), "{}", junit.out);
        assert!(junit.out.contains("not carried out in full"), "{}", junit.out);
        for format in ["sarif", "gitlab", "github"] {
            let seen = validate(&dir, &[&arguments[..], &["--format", format]].concat());
            assert!(seen.out.contains(told), "{format}: {}", seen.out);
        }
        let page = validate(&dir, &[&arguments[..], &["--format", "html"]].concat()).out;
        assert!(page.contains("Niet volledig uitgevoerd"), "{page}");
    }
    // Nothing was judged, so nothing conforms.
    let seen = validate(&dir, &["empty.json", "--format", "html"]);
    assert_eq!(seen.code, 0);
    assert!(seen.out.contains("Er is geen enkel record beoordeeld."), "{}", seen.out);
    assert!(seen.out.contains("Niet volledig uitgevoerd"), "{}", seen.out);
}

#[test]
fn warnings_count_as_the_arguments_say() {
    // The examples hold records in which there are warnings only.
    let path = root().join("examples/data/3.0.0/bad-werkzoekende-detail.ndjson");
    let text = fs::read_to_string(path).unwrap();
    let validate = |dir: &Path, more: &[&str]| {
        let arguments = ["validate", "-r", "3.0.0", "-m", "werkzoekende/detail", "a.ndjson"];
        vum(dir, &[&arguments[..], more].concat())
    };
    let dirs = text
        .lines()
        .enumerate()
        .map(|(number, line)| files(&format!("formats-warned-{number}"), &[("a.ndjson", line)]));
    let is_warned = |dir: &std::path::PathBuf| validate(dir, &["--fail-on", "warning"]).code == 1;
    let mut dirs = dirs.filter(|dir| is_warned(dir) && validate(dir, &[]).code == 0);
    let dir = dirs.next().unwrap();
    let run = |more: &[&str]| validate(&dir, more);
    let seen = run(&["--format", "junit"]);
    assert_eq!((seen.code, count(&seen.out, "<failure")), (0, 0), "{}", seen.out);
    assert!(seen.out.contains("conforms, with warnings") && seen.out.contains("<system-out>"));
    let strict = run(&["--format", "junit", "--fail-on", "warning"]);
    assert_eq!(strict.code, 1);
    assert!(count(&strict.out, "<failure") > 0 && strict.out.contains("does not conform"));
}

#[test]
fn one_run_writes_every_form() {
    let dir = sample("formats-report", "10");
    let reports: Vec<String> = FORMATS.iter().map(|it| format!("{it}=r.{it}")).collect();
    let reports: Vec<&str> = reports.iter().flat_map(|it| ["--report", it.as_str()]).collect();
    let seen = validate(&dir, &[&["a.ndjson"], &reports[..]].concat());
    assert_eq!(seen.out, validate(&dir, &["a.ndjson"]).out);
    for format in FORMATS {
        let alone = validate(&dir, &["a.ndjson", "--format", format]).out;
        assert_eq!(fs::read_to_string(dir.join(format!("r.{format}"))).unwrap(), alone);
    }
    let wrong = validate(&dir, &["a.ndjson", "--report", "json=x"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("junit, sarif, github, gitlab, html"), "{}", wrong.err);
    assert_eq!(validate(&dir, &["a.ndjson", "--report", "html=no/where.html"]).code, 3);
}

#[test]
fn the_summary_of_the_step_is_added_to() {
    let dir = sample("formats-summary", "10");
    let path = dir.join("summary.md");
    fs::write(&path, "before\n").unwrap();
    for _ in 0..2 {
        let arguments = ["validate", "-m", "werkzoekende/detail", "a.ndjson", "--format", "github"];
        let mut command = command(&dir, &arguments);
        command.env("GITHUB_STEP_SUMMARY", &path);
        let seen = program::run(command, "");
        assert_eq!(seen.code, 1, "{}", seen.err);
        assert!(seen.out.lines().all(|it| it.starts_with("::")), "{}", seen.out);
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("before\n") && count(&text, "## ❌ Check of messages") == 2, "{text}");
    // Only annotations have a summary.
    let mut command = command(&dir, &["validate", "-m", "werkzoekende/detail", "a.ndjson"]);
    command.env("GITHUB_STEP_SUMMARY", &path);
    program::run(command, "");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn the_page_is_dutch_unless_asked_otherwise() {
    let dir = files("formats-language", &[("a.json", "{}")]);
    let seen =
        |more: &[&str]| validate(&dir, &[&["a.json", "--format", "html"], more].concat()).out;
    assert!(seen(&[]).contains("<html lang=\"nl\">"));
    assert!(seen(&["--lang", "en"]).contains("<html lang=\"en\">"));
    let junit = validate(&dir, &["a.json", "--format", "junit"]).out;
    assert!(junit.contains("Check of messages"), "{junit}");
}

/// Everything that a message can hold, in all forms: no value comes out.
#[test]
fn no_form_shows_a_value() {
    let data = root().join("examples/data/3.1.0/good-werkzoekende-detail.json");
    let mut message: Value = serde_json::from_str(&fs::read_to_string(data).unwrap()).unwrap();
    replace(&mut message);
    let whole = serde_json::to_string(&message).unwrap();
    let cut: Vec<&str> = (1..whole.len()).step_by(5).filter_map(|end| whole.get(..end)).collect();
    let names = r#"{"KANARIE": {"KANARIE2": "KANARIE"}, "98765439": 98765439}"#;
    let xml = "<vum:X xmlns:vum=\"urn:KANARIE\"><KANARIE>KANARIE 98765439</KANARIE></vum:X>";
    let dir = files(
        "formats-masking",
        &[("a.json", &whole), ("cut.ndjson", &cut.join("\n")), ("b.json", names), ("c.xml", xml)],
    );
    for message in ["werkzoekende/detail", "vacature/match"] {
        for format in FORMATS {
            let path = dir.join("summary.md");
            let arguments =
                ["validate", "-m", message, "--format", format, "--max-findings", "all"];
            let files = ["a.json", "cut.ndjson", "b.json", "c.xml"];
            let mut command = command(&dir, &[&arguments[..], &files].concat());
            command.env("GITHUB_STEP_SUMMARY", &path);
            let seen = program::run(command, "");
            assert_eq!(seen.code, 3, "{format}: {}", seen.err);
            let summary = fs::read_to_string(&path).unwrap_or_default();
            let printed = seen.out + &seen.err + &summary;
            assert!(printed.contains("json-syntax"), "{format}");
            for canary in [CANARY, "ANARI", "98765"] {
                assert!(!printed.contains(canary), "{format}: {canary} in\n{printed}");
            }
        }
    }
    // And they come when asked for, so that the test can see them.
    for format in FORMATS {
        let seen = validate(&dir, &["b.json", "--format", format, "--show-values"]);
        assert!(seen.out.contains(CANARY), "{format}: {}", seen.out);
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
