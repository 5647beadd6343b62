//! The report in JSON and its schema.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;

use program::{files, root, vum};
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(&vum(&root(), &["report-schema"]).out).unwrap()
}

#[track_caller]
fn assert_follows_schema(report: &Value) {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(report).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_published_schema_is_fresh() {
    let path = root().join("docs/report.schema.json");
    let seen = vum(&root(), &["report-schema"]);
    assert_eq!(seen.code, 0);
    if std::env::var_os("VUM_UPDATE").is_some() {
        fs::write(&path, &seen.out).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == seen.out, "stale; run the tests with VUM_UPDATE=1 to write it anew");
}

#[test]
fn a_report_on_one_kind_names_it_once() {
    let text = "{\"idWerkzoekende\": \"w\", \"mobiliteit\": {\"bemiddelingspostcode\": \"1\"}}";
    let dir = files("report-one", &[("a.json", text), ("b.json", "{}")]);
    let args = ["validate", "-m", "werkzoekende/detail", "--format", "json", "a.json", "b.json"];
    let seen = vum(&dir, &args);
    insta::assert_snapshot!(seen.screen());
    assert_follows_schema(&serde_json::from_str(&seen.out).unwrap());
}

#[test]
fn a_report_on_several_kinds_names_them_by_file() {
    let seen = vum(&root(), &["validate", "examples/data", "--format", "json", "--lang", "nl"]);
    let report: Value = serde_json::from_str(&seen.out).unwrap();
    assert_follows_schema(&report);
    assert_eq!(report["message"], Value::Null);
    let files = report["files"].as_array().unwrap();
    assert!(files.iter().all(|file| file["release"].is_string() && file["message"].is_string()));
    let findings = files.iter().flat_map(|file| file["findings"].as_array().unwrap());
    let errors = findings.clone().filter(|finding| finding["severity"] == "error").count();
    assert_eq!(report["summary"]["errors"], errors);
    let records: u64 = files.iter().map(|file| file["records"].as_u64().unwrap()).sum();
    assert_eq!(report["summary"]["records"], records);
    // A parameter that is missing would stand in the text as `…`.
    for finding in findings {
        assert!(!finding["text"].as_str().unwrap().contains('…'), "{finding}");
    }
}

#[test]
fn a_report_says_what_it_leaves_out() {
    let bad = "{\"idWerkzoekende\": \"w\", \"mobiliteit\": {\"bemiddelingspostcode\": \"1\"}}\n";
    let warned = "{\"idWerkzoekende\": \"w\", \"webadres\": []}\n";
    let names: Vec<String> = (0..1_100).map(|n| format!("\"x{n}\": 1")).collect();
    let wide = format!("{{{}}}", names.join(","));
    let lines = format!("{}{wide}\n{bad}", format!("{bad}{warned}").repeat(3));
    let dir = files("report-maximum", &[("a.ndjson", &lines), ("b.json", bad), ("c.json", "{}")]);
    for (maximum, of_a, of_b) in [("0", 0, 0), ("2", 2, 1), ("7", 7, 1), ("all", 1_007, 1)] {
        let args = ["validate", "-m", "werkzoekende/detail", "--format", "json"];
        let files = ["a.ndjson", "b.json", "c.json", "--max-findings", maximum];
        let seen = vum(&dir, &[&args[..], &files].concat());
        assert_eq!(seen.code, 1);
        let report: Value = serde_json::from_str(&seen.out).unwrap();
        assert_follows_schema(&report);
        let counts = |it: &Value| {
            ["errors", "warnings", "infos", "dropped"].map(|name| it[name].as_u64().unwrap())
        };
        let dropped_of_a = 1_107 - of_a;
        let expected = [(of_a, [1_104, 3, 0, dropped_of_a]), (of_b, [1, 0, 0, 1 - of_b])];
        for (file, (listed, expected)) in report["files"].as_array().unwrap().iter().zip(expected) {
            assert_eq!(file["findings"].as_array().unwrap().len() as u64, listed, "{maximum}");
            assert_eq!(counts(file), expected, "{maximum}");
        }
        let errors_of_c = report["files"][2]["errors"].as_u64().unwrap();
        let dropped_of_c = report["files"][2]["dropped"].as_u64().unwrap();
        let sum = [1_105 + errors_of_c, 3, 0, dropped_of_a + 1 - of_b + dropped_of_c];
        assert_eq!(counts(&report["summary"]), sum, "{maximum}");
    }
}

#[test]
fn a_report_on_nothing_readable_is_a_report() {
    let dir = program::directory("report-none");
    for args in [&["none.json"][..], &["-"]] {
        let seen =
            vum(&dir, &[&["validate", "-m", "vacature/match", "--format", "json"], args].concat());
        assert_follows_schema(&serde_json::from_str(&seen.out).unwrap());
    }
}
