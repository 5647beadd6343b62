//! `vum validate` with rules above the contract, what a `vum.toml` says of them, and the rules page.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;

use program::{Run, directory, files, root, vum};
use serde_json::Value;

const PROFILE: &str = r#"{"contractvorm": [{"codeTypeArbeidscontract": "B"}, {"codeTypeArbeidscontract": "B"}],
 "mobiliteit": {"bemiddelingspostcode": "1234ab"},
 "werktijden": {"aantalWerkurenPerWeekMaximaal": 61},
 "arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "eng"}],
  "opleiding": [{"datumDiploma": "2026-05-01", "indicatieDiploma": 1}]}}
"#;

const ON: &str = "2026-04-30";

fn judged(name: &str, flags: &[&str]) -> Run {
    let dir = files(name, &[("a.json", PROFILE)]);
    let args = ["validate", "-m", "werkzoekende/detail", "a.json"];
    vum(&dir, &[&args, flags].concat())
}

/// The ids of the rules that found something.
fn found(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let findings = report["files"][0]["findings"].as_array().unwrap();
    findings.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_choice_of_rules() {
    let none = judged("rules-none", &[]);
    assert_eq!(none.code, 0, "{}", none.screen());
    assert!(!none.out.contains("day of reference"), "nothing depends on the day: {}", none.out);
    for (rules, expected) in [
        ("none", &[][..]),
        ("normative", &["postcode-capitals", "dutch-missing"]),
        (
            "all",
            &[
                "duplicate-element",
                "postcode-capitals",
                "hours-above-limit",
                "dutch-missing",
                "diploma-in-future",
            ],
        ),
    ] {
        let run = judged("rules-json", &["--rules", rules, "--on", ON, "--format", "json"]);
        assert_eq!(found(&run), expected, "{rules}");
        assert_eq!(run.code, i32::from(rules != "none"), "{rules}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        let file = &report["files"][0];
        let (on, name) = (file["on"].as_str(), file["rules"].as_str());
        assert_eq!(on.is_some(), rules != "none");
        assert_eq!(name, Some(rules).filter(|it| *it != "none"));
    }
    let late = judged("rules-late", &["--rules", "all", "--on", "2026-05-01", "--format", "json"]);
    assert!(!found(&late).contains(&"diploma-in-future".to_owned()));
}

#[test]
fn what_people_see() {
    for lang in ["nl", "en"] {
        let flags = ["--rules", "all", "--on", ON, "--lang", lang];
        insta::assert_snapshot!(format!("rules-{lang}"), judged("rules-screen", &flags).screen());
    }
    let today = judged("rules-today", &["--rules", "normative"]).out;
    assert!(today.contains("(today; --on names another)"), "{today}");
}

#[test]
fn a_file_selects_rules() {
    let rules = "start = \"normative\"\n[[rule]]\nid = \"hours-above-limit\"\nseverity = \"error\"\n\
        limit = 40\nrationale = \"our longest week\"\n[[rule]]\nid = \"dutch-missing\"\nuse = false\n";
    let dir = files("rules-file", &[("a.json", PROFILE), ("rules.toml", rules)]);
    let args = ["validate", "-m", "werkzoekende/detail", "a.json", "--rules", "rules.toml"];
    let run = vum(&dir, &[&args[..], &["--format", "json", "--on", ON]].concat());
    assert_eq!(found(&run), ["postcode-capitals", "hours-above-limit"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let hours = &report["files"][0]["findings"][1];
    assert_eq!((&hours["severity"], &hours["params"]["limit"]), (&"error".into(), &40.into()));
}

#[test]
fn mistakes_in_a_file_with_rules_are_told_with_their_place() {
    let mut told = String::new();
    for rules in [
        "[[rule]]\nid = \"hours-above-limt\"\n",
        "[[rule]]\nid = \"max-length\"\n",
        "[[rule]]\nid = \"zzz\"\n",
        "[[rule]]\nid = \"dutch-missing\"\nlimit = 3\nrationale = \"x\"\n",
        "[[rule]]\nid = \"hours-above-limit\"\nlimit = 3\n",
        "[[rule]]\nid = \"hours-above-limit\"\nrationale = \"x\"\n",
        "[[rule]]\nid = \"hours-above-limit\"\nuse = false\nseverity = \"info\"\n",
        "[[rule]]\nid = \"sbi-zero\"\n[[rule]]\nid = \"sbi-zero\"\n",
        "[[rule]]\nid = \"sbi-zero\"\nseverity = \"fatal\"\n",
        "begin = \"all\"\n",
    ] {
        let dir = files("rules-mistakes", &[("a.json", PROFILE), ("r.toml", rules)]);
        let run =
            vum(&dir, &["validate", "-m", "werkzoekende/detail", "a.json", "--rules", "r.toml"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{rules}");
        told.push_str(&run.err);
    }
    insta::assert_snapshot!(told);
    let dir = files("rules-absent", &[("a.json", PROFILE)]);
    let run =
        vum(&dir, &["validate", "-m", "werkzoekende/detail", "a.json", "--rules", "normatief"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("--rules has normative, all, none and a file"), "{}", run.err);
}

const TOML: &str = r#"
rules = "all"

[[files]]
glob = "*.json"
message = "werkzoekende/detail"

[[suppress]]
rule = "duplicate-element"
path = "/contractvorm/*"
reason = "mended in release 4"
until = 2026-04-30

[[suppress]]
rule = "dutch-missing"
path = "**"
reason = "the source does not know it"
until = "2027-01-01"

[[suppress]]
rule = "hours-above-limit"
path = "/werktijden/*"
reason = "too late"
until = "2026-04-29"

[[suppress]]
rule = "max-length"
path = "/*"
reason = "not there"
until = "2027-01-01"
"#;

#[test]
fn what_is_suppressed_is_counted_and_told() {
    let dir = files("rules-suppress", &[("in/vum.toml", TOML), ("in/a.json", PROFILE)]);
    let run = vum(&dir, &["validate", "in", "--on", ON, "--format", "json"]);
    assert_eq!(run.code, 0, "the only error is suppressed: {}", run.screen());
    assert_eq!(found(&run), ["postcode-capitals", "hours-above-limit", "diploma-in-future"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    for counts in [&report["summary"], &report["files"][0]] {
        assert_eq!(counts["suppressed"], 2);
        assert_eq!((&counts["errors"], &counts["warnings"]), (&0.into(), &3.into()));
    }
    let states: Vec<_> = report["suppressions"].as_array().unwrap().iter().collect();
    let states: Vec<_> =
        states.iter().map(|it| (it["state"].as_str().unwrap(), it["findings"].as_u64())).collect();
    let expected =
        [("used", Some(1)), ("used", Some(1)), ("expired", Some(1)), ("unused", Some(0))];
    assert_eq!(states, expected);
    for lang in ["nl", "en"] {
        let run = vum(&dir, &["validate", "in", "--on", ON, "--lang", lang]);
        insta::assert_snapshot!(format!("suppress-{lang}"), run.screen());
    }
    // Flags win; on its last day a suppression still counts, and the day after no more.
    let normative = ["validate", "in", "--rules", "normative", "--format", "json"];
    let run = vum(&dir, &[&normative[..], &["--on", ON]].concat());
    assert_eq!(found(&run), ["postcode-capitals"]);
    let run = vum(&dir, &["validate", "in", "--format", "json", "--on", "2026-05-01"]);
    assert!(found(&run).contains(&"duplicate-element".to_owned()));
    let run = vum(&dir, &[&normative[..], &["--on", "2028-01-01"]].concat());
    assert_eq!((run.code, found(&run).len()), (1, 2));
}

#[test]
fn mistakes_in_suppressions_are_told_with_their_place() {
    let good = "[[suppress]]\nrule = \"sbi-zero\"\npath = \"/sector/*\"\nreason = \"x\"\nuntil = 2027-01-01\n";
    let mut told = String::new();
    for (from, to) in [
        ("sbi-zero", "sbi-zer"),
        ("sbi-zero", "json-syntax"),
        ("/sector/*", "sector"),
        ("/sector/*", "/["),
        ("\"x\"", "\" \""),
        ("2027-01-01", "\"2027-02-30\""),
        ("2027-01-01", "2027"),
        ("reason = \"x\"\n", ""),
        ("until = 2027-01-01\n", ""),
        ("path = \"/sector/*\"\n", ""),
        ("[[suppress]]\n", "rules = \"al\"\n[[suppress]]\n"),
    ] {
        let toml = good.replace(from, to);
        let dir = files("rules-suppress-bad", &[("in/vum.toml", &toml), ("in/a.json", PROFILE)]);
        let run = vum(&dir, &["validate", "in", "-m", "werkzoekende/detail"]);
        assert!(run.code == 2 || run.code == 3 && to.contains("al"), "{toml}{}", run.screen());
        assert_eq!(run.out, "", "{toml}");
        told.push_str(&run.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn other_commands_do_not_run_rules() {
    let dir = files("rules-convert", &[("in/vum.toml", TOML), ("in/a.json", PROFILE)]);
    let run = vum(&dir, &["convert", "--to", "json", "in"]);
    assert_eq!((run.code, run.err.contains("duplicate")), (0, false), "{}", run.screen());
}

#[test]
fn no_report_shows_a_value() {
    let secret = "zeldzaamwoord";
    let text = format!(
        r#"{{"idWerkzoekende": "w", "mobiliteit": {{"bemiddelingspostcode": "1234ab"}},
            "arbeidsmarktkwalificatie": {{"interesse": [{{"naamInteresse": "{secret} a@b.nl"}}]}}}}"#
    );
    let dir = files("rules-masked", &[("a.json", &text)]);
    for format in ["text", "json"] {
        let run = vum(
            &dir,
            &[
                "validate",
                "-m",
                "werkzoekende/match",
                "--rules",
                "all",
                "--on",
                ON,
                "--format",
                format,
                "a.json",
            ],
        );
        assert!(run.out.contains("free-text-email"), "{}", run.out);
        for value in [secret, "a@b.nl", "1234ab"] {
            assert!(!run.out.contains(value) && !run.err.contains(value), "{}", run.screen());
        }
    }
}

#[test]
fn a_rule_is_explained() {
    for (lang, rule) in [("nl", "contact-data-missing"), ("en", "hours-above-limit")] {
        let run = vum(&root(), &["explain", rule, "--lang", lang]);
        insta::assert_snapshot!(format!("explain-{rule}"), run.screen());
    }
    let run = vum(&root(), &["explain", "dutch-misisng"]);
    assert!(run.err.contains("did you mean dutch-missing"), "{}", run.err);
    // No two things have one id.
    let listed = vum(&root(), &["explain"]).out;
    for rule in vum::rules() {
        let words = listed.split([' ', ',', '\n']).filter(|word| *word == rule.rule.id);
        assert_eq!(words.count(), 1, "{}", rule.rule.id);
    }
}

#[test]
fn the_rules_page_is_fresh() {
    let dir = directory("rules-page");
    assert_eq!(vum(&dir, &["generate", "rules", "--out", "."]).code, 0);
    for name in ["rules.md", "regels.md"] {
        let page = fs::read_to_string(dir.join(name)).unwrap();
        let committed = root().join("docs").join(name);
        if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
            fs::write(&committed, &page).unwrap();
        }
        let told = "run: vum generate rules --out docs";
        assert_eq!(fs::read_to_string(committed).unwrap_or_default(), page, "{name}: {told}");
        for rule in vum::RULES.iter().copied().chain(vum::rules().map(|it| &it.rule)) {
            assert!(page.contains(&format!("#### {}\n", rule.id)), "{name} lacks {}", rule.id);
        }
    }
}
