//! `vum select`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use program::{command, files, root, vum, with_input};
use serde_json::Value;

const MATCH: &[&str] = &["select", "--message", "werkzoekende/match", "--query", "q.json"];

const QUESTION: &str = r#"{
  "selectiegebied": {"postcode": "1234AB", "afstand": 10},
  "contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}]}},
  "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24},
  "KANARIE": {"$eq": "KANARIE"}
}"#;

/// Near with what is asked, near with a wrong value, near without one, far, and nowhere.
const NEAR: &str = r#"{"idWerkzoekende": "KANARIE-1", "mobiliteit": {"bemiddelingspostcode": "1234AB"}, "contractvorm": [{"codeTypeArbeidscontract": "B"}], "werktijden": {"aantalWerkurenPerWeekMaximaal": 32}}"#;
const WRONG: &str = r#"{"idWerkzoekende": "KANARIE-2", "mobiliteit": {"bemiddelingspostcode": "1234AB"}, "contractvorm": [{"codeTypeArbeidscontract": "B"}], "werktijden": {"aantalWerkurenPerWeekMaximaal": 16}}"#;
const ABSENT: &str = r#"{"idWerkzoekende": "KANARIE-3", "mobiliteit": {"bemiddelingspostcode": "1234AB"}, "werktijden": {"aantalWerkurenPerWeekMaximaal": 32}}"#;
const FAR: &str = r#"{"idWerkzoekende": "KANARIE-4", "mobiliteit": {"bemiddelingspostcode": "5678AB"}, "contractvorm": [{"codeTypeArbeidscontract": "B"}], "werktijden": {"aantalWerkurenPerWeekMaximaal": 32}}"#;
const NOWHERE: &str = r#"{"idWerkzoekende": "KANARIE-5", "mobiliteit": {"bemiddelingspostcode": "9999AB"}, "contractvorm": [{"codeTypeArbeidscontract": "B"}], "werktijden": {"aantalWerkurenPerWeekMaximaal": 32}}"#;

fn here(name: &str) -> PathBuf {
    let profiles = [NEAR, WRONG, ABSENT, FAR, NOWHERE].map(|it| format!("{it}\n")).concat();
    files(
        &format!("select-{name}"),
        &[
            ("q.json", QUESTION),
            ("p.ndjson", &profiles),
            ("geo.csv", "postcode4;lat;lon\n1234;52.0;5.0\n5678;52.2;5.0\n"),
        ],
    )
}

fn ask(dir: &Path, args: &[&str]) -> program::Run {
    vum(dir, &[MATCH, args].concat())
}

const GEO: &[&str] = &["--geo", "geo.csv", "p.ndjson"];

#[test]
fn the_screen_tells_which_records_are_selected_and_shows_no_value() {
    let dir = here("screen");
    for lang in ["nl", "en"] {
        let seen = ask(&dir, &[GEO, &["--explain", "--lang", lang]].concat());
        assert_eq!(seen.code, 0, "{seen:?}");
        assert!(!seen.out.contains("KANARIE") && !seen.err.contains("KANARIE"), "{seen:?}");
        insta::assert_snapshot!(format!("explained-{lang}"), seen.screen());
    }
    let seen = ask(&dir, GEO);
    assert_eq!(
        seen.out,
        "p.ndjson:1:1 (record 0): selected\np.ndjson:5:1 (record 4): area unknown\n"
    );
}

#[test]
fn ndjson_is_the_selected_records_as_they_stand_and_nothing_else() {
    let dir = here("ndjson");
    let seen = ask(&dir, &[GEO, &["--format", "ndjson"]].concat());
    assert_eq!(seen.out, format!("{NEAR}\n"));
    assert!(
        seen.err.ends_with("1 of 5 records selected (VUM 3.1.0, werkzoekende/match, role bron)\n")
    );
    // Far is not far in kilometres that are tens of them.
    let seen = ask(&dir, &["p.ndjson", "--ignore-area", "--format", "ndjson"]);
    assert_eq!(seen.out, format!("{NEAR}\n{FAR}\n{NOWHERE}\n"));
    assert!(seen.err.contains("note: the selectiegebied was not judged (--ignore-area)\n"));

    // An array over several lines, XML, and standard input.
    let wide: Vec<Value> = fs::read_to_string(dir.join("p.ndjson"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let wide = serde_json::to_string_pretty(&wide).unwrap();
    let args = [MATCH, &["--ignore-area", "--format", "ndjson"]].concat();
    let seen = with_input(&dir, &args, &wide);
    let read = |text: &str| -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let expected = read(&format!("{NEAR}\n{FAR}\n{NOWHERE}\n"));
    assert_eq!((seen.code, read(&seen.out)), (0, expected.clone()));
    let to_xml = ["convert", "--to", "xml", "--message", "werkzoekende/match", "p.ndjson"];
    let xml = vum(&dir, &to_xml).out;
    let seen = with_input(&dir, &args, &xml);
    assert_eq!((seen.code, read(&seen.out)), (0, expected));
    // What the type cannot hold is lost on the way from XML to JSON: that is told.
    let lossy = xml.replace("<Mobiliteit>", "<KANARIE>1</KANARIE><Mobiliteit>");
    let seen = with_input(&dir, &args, &lossy);
    assert_eq!((seen.code, seen.out.lines().count()), (1, 3));
    assert!(seen.err.contains("<stdin> (record 0): not everything can be written as JSON"));
    assert!(!seen.err.contains("KANARIE"));
}

#[test]
fn the_settings_of_the_area_count() {
    let dir = here("area");
    let count = |args: &[&str]| {
        ask(&dir, &[GEO, args, &["--format", "ndjson"]].concat()).out.lines().count()
    };
    // 22 kilometres lie between the postcodes.
    let wide = QUESTION.replace("\"afstand\": 10", "\"afstand\": 30");
    fs::write(dir.join("q.json"), &wide).unwrap();
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--unit", "100m"]), 1);
    let own = "\"1234AB\"}".replace('}', ", \"maximaleReisafstand\": 5}");
    let homely = FAR.replace("\"5678AB\"}", &own.replace("1234", "5678"));
    fs::write(dir.join("p.ndjson"), homely).unwrap();
    assert_eq!(count(&[]), 0);
    assert_eq!(count(&["--no-own-limit"]), 1);
}

#[test]
fn an_area_needs_a_table_or_a_word() {
    let dir = here("flags");
    for (lang, text) in
        [("en", "leave the area out with --ignore-area"), ("nl", "sla het gebied over")]
    {
        let seen = ask(&dir, &["p.ndjson", "--lang", lang]);
        assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{seen:?}");
        assert!(seen.err.contains(text) && seen.err.contains("--geo"), "{}", seen.err);
    }
    assert_eq!(ask(&dir, &[GEO, &["--ignore-area"]].concat()).code, 2);
    // A question without an area needs neither.
    fs::write(dir.join("q.json"), r#"{"werkgever.nummerKvk": {"$eq": "12345678"}}"#).unwrap();
    let lines = "{\"werkgever\":{\"nummerKvk\":\"12345678\"}}\n{}\n";
    let message = ["select", "-m", "werkgeverscontactmoment/match", "-q", "q.json"];
    let seen = with_input(&dir, &message, lines);
    assert_eq!(seen.out, "<stdin>:1:1 (record 0): selected\n");
}

#[test]
fn wrong_use_is_told() {
    let dir = here("usage");
    let cases: &[(&[&str], &str)] = &[
        (
            &["-r", "1.2.0", "p.ndjson"],
            "VUM 1.2.0 has no selectievraag; there is one from 2.0.0 on",
        ),
        (&["--query", "-", "-"], "cannot both come from standard input"),
        (&["--ignore-area", "--explain", "--format", "ndjson"], "--explain goes with"),
        (&["--ignore-area", "--limit", "x", "p.ndjson"], "give a number, or all"),
    ];
    for (args, text) in cases {
        let query: &[&str] = if args.contains(&"--query") { &[] } else { &["--query", "q.json"] };
        let first = ["select", "--message", "werkzoekende/match"];
        let seen = vum(&dir, &[&first, query, args].concat());
        assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{seen:?}");
        assert!(seen.err.contains(text), "{}", seen.err);
    }
    let seen =
        vum(&dir, &["select", "-m", "werkzoekende/matches-antwoord", "-q", "q.json", "p.ndjson"]);
    assert_eq!(seen.code, 2);
    assert!(seen.err.contains("is about werkzoekende/detail, werkzoekende/match"), "{}", seen.err);
    for (geo, text) in [
        ("none.csv", "none.csv cannot be read"),
        ("q.json", "q.json:1: expected three columns: postcode4;lat;lon"),
    ] {
        let seen = ask(&dir, &["--geo", geo, "p.ndjson"]);
        assert_eq!((seen.code, seen.out.as_str()), (3, ""), "{seen:?}");
        assert!(seen.err.contains(text), "{}", seen.err);
    }
}

#[test]
fn a_question_that_is_not_in_order_is_put_to_nothing() {
    let dir = here("question");
    for (question, code, rule) in [
        (
            r#"{"contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}]}}}"#,
            1,
            "required",
        ),
        (r#"{"selectiegebied": {"postcode": "1234AB", "afstand": "KANARIE"}}"#, 1, "wrong-type"),
        (r#"{"selectiegebied": {"postcode": "1234AB", "afstand": 5}"#, 3, "json-syntax"),
        ("", 3, "json-syntax"),
        ("{}\n{}", 3, "json-syntax"),
    ] {
        fs::write(dir.join("q.json"), question).unwrap();
        for format in ["text", "ndjson", "json"] {
            // Nothing else is opened: that the records are not there does not show.
            let seen = ask(&dir, &["none.ndjson", "--format", format]);
            assert_eq!(seen.code, code, "{question}: {seen:?}");
            assert!(seen.err.contains(&format!("error[{rule}]")), "{question}: {}", seen.err);
            assert!(seen.err.contains("no record was looked at"), "{}", seen.err);
            assert!(!seen.err.contains("none.ndjson") && !seen.err.contains("KANARIE"));
            match format {
                "json" => drop(assert_follows_schema(&seen.out)),
                _ => assert_eq!(seen.out, ""),
            }
        }
    }
    fs::remove_file(dir.join("q.json")).unwrap();
    let seen = ask(&dir, &["p.ndjson"]);
    assert_eq!(seen.code, 3);
    assert!(seen.err.contains("q.json cannot be read"), "{}", seen.err);
}

#[test]
fn records_that_are_not_in_order_are_told_and_change_the_exit_code() {
    let dir = here("records");
    let faulty = NEAR.replace("\"idWerkzoekende\"", "\"naam\": \"KANARIE\", \"idWerkzoekende\"");
    fs::write(dir.join("p.ndjson"), format!("{faulty}\n{NEAR}\n")).unwrap();
    let args = ["p.ndjson", "--ignore-area", "--format", "ndjson"];
    let seen = ask(&dir, &args);
    assert_eq!((seen.code, seen.out), (1, format!("{faulty}\n{NEAR}\n")));
    assert!(seen.err.contains("note: 1 error in the records: what could be read counts"));
    assert_eq!(ask(&dir, &[&args[..], &["--fail-on", "never"]].concat()).code, 0);

    fs::write(dir.join("p.ndjson"), format!("{NEAR}\n{{\"KANARIE\n{FAR}\n")).unwrap();
    let seen = ask(&dir, &args);
    assert_eq!((seen.code, seen.out), (3, format!("{NEAR}\n{FAR}\n")));
    assert!(seen.err.contains("p.ndjson:2:"), "{}", seen.err);
    assert!(!seen.err.contains("KANARIE"), "{}", seen.err);
    let seen = ask(&dir, &["none.ndjson", "p.ndjson", "--ignore-area"]);
    assert_eq!((seen.code, seen.out.lines().count()), (3, 3));
    assert!(seen.err.contains("none.ndjson cannot be read"), "{}", seen.err);
}

#[test]
fn the_maximum_of_a_bron_ends_it() {
    let dir = here("limit");
    fs::write(dir.join("p.ndjson"), format!("{NEAR}\n").repeat(150)).unwrap();
    let count = |args: &[&str]| {
        let seen = ask(&dir, &[&["--ignore-area", "--format", "ndjson"], args].concat());
        assert_eq!(seen.code, 0);
        (seen.out.lines().count(), seen.err.contains("maximumAantalResultatenBereikt"))
    };
    assert_eq!(count(&["p.ndjson"]), (100, true));
    assert_eq!(count(&["p.ndjson", "--limit", "150"]), (150, false));
    assert_eq!(count(&["p.ndjson", "--limit", "all", "p.ndjson"]), (300, false));
    // Over all files together.
    assert_eq!(count(&["p.ndjson", "p.ndjson", "--limit", "150"]), (150, true));
    assert_eq!(count(&["p.ndjson", "p.ndjson", "--limit", "299"]), (299, true));
}

fn schema() -> Value {
    serde_json::from_str(&vum(&root(), &["report-schema", "select"]).out).unwrap()
}

#[track_caller]
fn assert_follows_schema(report: &str) -> Value {
    let report: Value = serde_json::from_str(report).unwrap();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&report).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    report
}

#[test]
fn the_report_in_json_follows_its_schema() {
    let dir = here("json");
    let seen = ask(&dir, &[GEO, &["--explain", "--format", "json"]].concat());
    assert_eq!(seen.code, 0);
    assert!(!seen.out.contains("KANARIE"));
    assert_follows_schema(&seen.out);
    insta::assert_snapshot!("json", seen.out);
    let short = assert_follows_schema(&ask(&dir, &[GEO, &["--format", "json"]].concat()).out);
    let records = short["files"][0]["records"].as_array().unwrap();
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|it| it.get("criteria").is_none()));
}

#[test]
fn the_published_schema_is_fresh() {
    let path = root().join("docs/selection.schema.json");
    let seen = vum(&root(), &["report-schema", "select"]);
    assert_eq!(seen.code, 0);
    if std::env::var_os("VUM_UPDATE").is_some() {
        fs::write(&path, &seen.out).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == seen.out, "stale; run the tests with VUM_UPDATE=1 to write it anew");
}

#[test]
fn jobs_do_not_change_what_is_selected() {
    let dir = here("jobs");
    let all = [NEAR, WRONG, ABSENT, FAR, NOWHERE].map(|it| format!("{it}\n")).concat();
    fs::write(dir.join("p.ndjson"), all.repeat(3_000)).unwrap();
    for format in ["text", "json", "ndjson"] {
        let run = |jobs| {
            ask(&dir, &[GEO, &["--limit", "all", "--format", format, "--jobs", jobs]].concat())
        };
        let (one, four) = (run("1"), run("4"));
        assert_eq!(one.code, 0);
        assert!(one.out == four.out && one.err == four.err, "{format}");
        assert!(one.err.contains("3000 of 15000 records selected"), "{}", one.err);
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let dir = here("pipe");
    fs::write(dir.join("q.json"), r#"{"selectiegebied": {"postcode": "1234AB", "afstand": 5}}"#)
        .unwrap();
    fs::write(dir.join("p.ndjson"), format!("{NEAR}\n").repeat(5_000)).unwrap();
    for format in ["text", "json", "ndjson"] {
        let args =
            [MATCH, &["p.ndjson", "--ignore-area", "--limit", "all", "--format", format]].concat();
        let mut child =
            command(&dir, &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    }
}

#[test]
fn hostile_questions_are_bounded_and_reported() {
    let dir = here("hostile");
    let area = r#""selectiegebied": {"postcode": "1234AB", "afstand": 5}"#;
    let branch = r#"{"codeTypeArbeidscontract": {"$eq": "O"}}"#;
    let many = |last: &str| {
        let branches = format!("{}{last}", format!("{branch},").repeat(999));
        format!(r#"{{{area}, "contractvorm": {{"$elemMatch": {{"$or": [{branches}]}}}}}}"#)
    };
    let keys: Vec<String> = (0..5_000).map(|n| format!("\"$a.{n}.b\": {{\"$$\": []}}")).collect();
    let deep =
        |n: usize| format!(r#"{{{area}, "x": {}1{}}}"#, r#"{"$or":["#.repeat(n), "]}".repeat(n));
    for (question, code, selected, told) in [
        // The last of a thousand branches counts as much as the first.
        (many(&branch.replace('O', "B")), 0, 1, ""),
        (many(branch), 0, 0, ""),
        (deep(20), 0, 1, "info[ignored-criterion]"),
        (deep(100_000), 3, 0, "error[depth-limit]"),
        (format!("{{{area}, {}}}", keys.join(",")), 0, 1, "info[ignored-criterion]"),
        (
            format!(r#"{{{area}, "$or": [{{"$where": "KANARIE"}}], "contractvorm.0": 1}}"#),
            0,
            1,
            "info[ignored-criterion]",
        ),
        (format!(r#"{{{area}, "contractvorm": {{"$elemMatch": []}}}}"#), 1, 0, "error[wrong-type]"),
        (
            format!(
                r#"{{{area}, "werktijden.aantalWerkurenPerWeekMaximaal": {{"$gte": {{"$gt": ""}}}}}}"#
            ),
            1,
            0,
            "error[wrong-type]",
        ),
        (
            format!(r#"{{{area}, "werktijden.aantalWerkurenPerWeekMaximaal": {{"$gte": 1e999}}}}"#),
            1,
            0,
            "error[",
        ),
        (format!("{{{area}, \"x\": \"{}\"}}", "x".repeat(17 << 20)), 3, 0, "that is no question"),
    ] {
        fs::write(dir.join("q.json"), &question).unwrap();
        let args = ["p.ndjson", "--ignore-area", "--format", "ndjson", "--limit", "1"];
        fs::write(dir.join("p.ndjson"), format!("{NEAR}\n")).unwrap();
        let seen = ask(&dir, &args);
        let show = &question[..question.len().min(200)];
        assert_eq!(
            (seen.code, seen.out.lines().count()),
            (code, selected),
            "{show}: {}",
            seen.err.len()
        );
        assert!(seen.err.contains(told), "{show}");
        assert!(seen.err.len() < 1_000_000, "{show}: {}", seen.err.len());
        assert!(!seen.err.contains("KANARIE"), "{show}");
    }
}
