//! SARIF, Code Quality and annotations.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;
use vum_report::{Language, Place, Run, Severity, github, gitlab, sarif};

use crate::runs;

/// The schema of OASIS, which stands in the source of the crate `serde-sarif`.
fn schema() -> Validator {
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap());
        command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
    };
    // Packages for other platforms may not be there.
    let version = String::from_utf8(cargo(&["-vV"]).stdout).unwrap();
    let host = version.lines().find_map(|it| it.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version", "1", "--offline", "--filter-platform", host];
    let output = cargo(&arguments);
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|it| it["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // A bracket too much makes the pattern of a language no regular expression.
    let text = text.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(schema["title"].as_str().unwrap().contains("SARIF"), "{}", schema["title"]);
    jsonschema::validator_for(&schema).unwrap()
}

fn sarif(run: &Run) -> Value {
    serde_json::from_str(&sarif::render(run, Language::Nl)).unwrap()
}

#[test]
fn sarif_is_what_the_schema_of_oasis_says() {
    let schema = schema();
    let hostile = runs::HOSTILE.iter().map(|text| runs::hostile(text));
    for run in hostile.chain([runs::everything(), runs::nothing(), runs::many(20)]) {
        let log = sarif(&run);
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|it| format!("{it} at {}", it.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
        // Types that others made of it hold everything.
        let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
        assert_eq!(serde_json::to_value(&typed).unwrap(), log);
    }
    let mut broken = sarif(&runs::everything());
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema.is_valid(&broken));
}

#[test]
fn sarif_names_every_rule_in_both_languages() {
    let log = sarif(&runs::everything());
    insta::assert_snapshot!("sarif_nl", format!("{log:#}"));
    let run = &log["runs"][0];
    let driver = run["tool"]["driver"]["rules"].as_array().unwrap();
    let translated = run["translations"][0]["rules"].as_array().unwrap();
    assert_eq!(driver.len(), translated.len());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(driver[index]["id"], result["ruleId"]);
        assert_eq!(translated[index]["id"], result["ruleId"]);
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn no_code_host_gets_more_results_than_it_shows() {
    let mut run = runs::many(5003);
    // The one that is worst stands last.
    run.suites[0].cases.iter_mut().for_each(|it| it.findings[0].severity = Severity::Warning);
    run.suites[0].cases.last_mut().unwrap().findings[0].severity = Severity::Error;
    let log = sarif(&run);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), sarif::MOST);
    assert_eq!(results[0]["level"], "error");
    let told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(told.contains("3 resultaten zijn geteld"), "{told}");
}

fn prints(run: &Run) -> Vec<(String, String)> {
    let issues: Value = serde_json::from_str(&gitlab::render(run, Language::En)).unwrap();
    let issues = issues.as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    issues.map(|it| (text(&it["fingerprint"]), text(&it["check_name"]))).collect()
}

#[test]
fn fingerprints_are_unique_and_stay_when_lines_move() {
    let run = runs::everything();
    let before = prints(&run);
    let unique: BTreeSet<_> = before.iter().collect();
    assert_eq!(unique.len(), before.len());
    let mut moved = run.clone();
    let places =
        moved.suites.iter_mut().flat_map(|it| &mut it.cases).flat_map(|it| &mut it.findings);
    for place in places.filter_map(|it| it.place.as_mut()) {
        // Another record was put before, and lines were broken otherwise.
        *place = Place { record: Some(90), line: Some(91), column: None, ..place.clone() };
    }
    moved.suites[0].cases[0].id = "record 90".to_owned();
    assert_eq!(prints(&moved), before);
    let mut other = run;
    other.suites[0].cases[0].findings[0].place.as_mut().unwrap().pointer = "/other".to_owned();
    assert_ne!(prints(&other), before);
}

#[test]
fn code_quality_shows_every_issue_with_a_path_and_a_line() {
    let text = gitlab::render(&runs::everything(), Language::Nl);
    insta::assert_snapshot!("gitlab_nl", text);
    assert_eq!(gitlab::render(&runs::nothing(), Language::Nl), "[]\n");
    for text in runs::HOSTILE {
        let issues: Value =
            serde_json::from_str(&gitlab::render(&runs::hostile(text), Language::Nl)).unwrap();
        for issue in issues.as_array().unwrap() {
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
            let known = ["info", "minor", "major", "critical", "blocker"];
            assert!(known.contains(&issue["severity"].as_str().unwrap()));
        }
    }
}

/// Reads an annotation as the runner of GitHub does: properties up to the first `::`, the rest is
/// the text.
fn annotation(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, text) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (command, properties) = head.split_once(' ').unwrap();
    let whole = |text: &str| {
        let text = text.replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|it| it.split_once('=').unwrap());
    let properties = properties.map(|(name, value)| (name.to_owned(), whole(value))).collect();
    (command.to_owned(), properties, whole(text))
}

#[test]
fn annotations_are_the_ten_worst_and_a_count() {
    insta::assert_snapshot!("github_nl", github::render(&runs::everything(), Language::Nl));
    let text = github::render(&runs::many(300), Language::En);
    assert_eq!(text.lines().count(), 11);
    assert!(text.contains("and 290 more findings, see the summary"), "{text}");
    let clean = github::render(&runs::nothing(), Language::Nl);
    assert_eq!(clean, "::notice title=Zelftest van Voorbeeld 2.1%3A voldoet::0 controles\n");
}

#[test]
fn no_text_becomes_a_command_of_its_own() {
    for text in runs::HOSTILE {
        let written = github::render(&runs::hostile(text), Language::En);
        let plain = github::render(&runs::hostile("x"), Language::En);
        assert_eq!(written.lines().count(), plain.lines().count(), "{text:?}");
        for (line, plain) in written.lines().zip(plain.lines()) {
            let ((command, properties, _), plain) = (annotation(line), annotation(plain));
            assert_eq!(command, plain.0);
            let names = |all: &[(String, String)]| {
                all.iter().map(|it| it.0.clone()).collect::<BTreeSet<_>>()
            };
            assert!(names(&properties).is_subset(&names(&plain.1)), "{line}");
        }
    }
    let run = runs::hostile("a, b: 100%\nc");
    let (_, properties, text) =
        annotation(github::render(&run, Language::En).lines().next().unwrap());
    let file = properties.iter().find(|it| it.0 == "file");
    assert!(file.is_none_or(|it| it.1 == "a, b: 100%\nc"));
    assert!(text.contains("a, b: 100%\nc"), "{text}");
}
