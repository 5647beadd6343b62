//! What a report is, whatever was tested.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod tested;

use std::collections::BTreeSet;
use std::path::Path;

use tested::{ADAPTER, patient, tested};
use vum_conform::{Bounds, ConformReport};

fn with_fault(fault: Option<&'static str>) -> Vec<&'static str> {
    let mut command = vec![ADAPTER];
    command.extend(fault.into_iter().flat_map(|it| ["--fault", it]));
    command
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    for (profile, fault) in [("wcm-bemiddelaar", None), ("wcm-bron", Some("returns-everything"))] {
        let claim = ("3.1.0", profile, "N3");
        let report = || tested(claim, &with_fault(fault), patient()).to_json().unwrap();
        assert_eq!(report(), report());
    }
}

#[test]
fn reports_are_what_their_schema_says() {
    let schema = serde_json::from_str(&ConformReport::schema().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for fault in [None, Some("leaks-contact"), Some("garbage")] {
        let claim = ("3.1.0", if fault.is_some() { "vac-bron" } else { "wcm-bron" }, "N2");
        let report = tested(claim, &with_fault(fault), Bounds { restarts: 1, ..patient() });
        let json = serde_json::from_str(&report.to_json().unwrap()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let again: ConformReport = serde_json::from_value(json).unwrap();
        assert_eq!(again, report);
    }
}

#[test]
fn ids_of_cases_are_unique_and_rules_can_be_explained() {
    let report = tested(("3.1.0", "wcm-bron", "N3"), &with_fault(Some("leaks-contact")), patient());
    let ids: BTreeSet<&str> = report.cases().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), report.cases().count());
    for finding in report.cases().flat_map(|it| &it.findings) {
        assert!(vum_conform::rule(&finding.rule).is_some(), "{}", finding.rule);
    }
}

#[test]
fn cases_name_requirements_that_there_are() {
    // Without the list no case names one.
    let known = vum_vectors::requirements().unwrap_or_default();
    let known: BTreeSet<String> = known.into_iter().map(|it| it.id).collect();
    for profile in ["wcm-bron", "wcm-bemiddelaar"] {
        let report = tested(("3.1.0", profile, "N1"), &with_fault(None), patient());
        for case in report.cases().filter(|_| !known.is_empty()) {
            for id in &case.requirements {
                assert!(known.contains(id), "{}: {id}", case.id);
            }
            assert!(case.id == "N1-hello" || !case.requirements.is_empty(), "{}", case.id);
        }
    }
}

/// All that is put into the product, caught on its way, is in no form of the report.
#[cfg(unix)]
#[test]
fn no_value_is_in_any_form_of_a_report() {
    for (profile, level, fault) in [
        ("wz-bron", "N2", "leaks-contact"),
        ("wcm-bron", "N3", "returns-everything"),
        ("vac-bemiddelaar", "N1", "drops-leading-zeros"),
    ] {
        let caught = format!("caught-{profile}-{level}");
        let caught = Path::new(env!("CARGO_TARGET_TMPDIR")).join(caught);
        let script = "tee \"$0\" | \"$1\" --fault \"$2\"";
        let command = ["sh", "-c", script, caught.to_str().unwrap(), ADAPTER, fault];
        let report = tested(("3.1.0", profile, level), &command, patient());
        assert!(report.counts.failed > 0, "{profile} {fault}");

        let lines = std::fs::read_to_string(&caught).unwrap();
        let mut values = BTreeSet::new();
        for line in lines.lines() {
            gather(&serde_json::from_str(line).unwrap(), &mut values);
        }
        // What stands in the names of questions is in no profile of anybody.
        let names = names();
        values.retain(|it| it.chars().count() >= 5 && !names.contains(it.as_str()));
        assert!(values.len() > 50, "{}", values.len());

        let run = vum_report::Run::from(&report);
        let language = vum_report::Language::Nl;
        let forms = [
            report.to_json().unwrap(),
            format!("{report:?}"),
            vum_report::junit::render(&run, language),
            vum_report::sarif::render(&run, language),
            vum_report::github::render(&run, language),
            vum_report::gitlab::render(&run, language),
            vum_report::html::render(&run, language),
            vum_report::summary::render(&run, language),
        ];
        for (n, form) in forms.iter().enumerate() {
            let seen: Vec<&String> = values.iter().filter(|it| form.contains(*it)).collect();
            assert!(seen.is_empty(), "{profile} {fault}, form {n}: {seen:?}");
        }
    }
}

/// The ids of questions and what they are about.
fn names() -> String {
    vum_vectors::FILES
        .iter()
        .filter(|file| file.path.contains("/selection/"))
        .filter_map(|file| serde_json::from_str::<vum_vectors::SelectionFile>(file.text).ok())
        .flat_map(|file| file.questions)
        .map(|it| format!("{} {}\n", it.id, it.description))
        .collect()
}

/// The values in a request: of content, and of messages.
fn gather(value: &serde_json::Value, values: &mut BTreeSet<String>) {
    use serde_json::Value;
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                match (name.as_str(), inner) {
                    ("value", Value::String(text)) => {
                        values.insert(text.clone());
                    }
                    ("text", Value::String(text)) => {
                        if let Ok(message) = serde_json::from_str(text) {
                            leaves(&message, values);
                        }
                    }
                    _ => gather(inner, values),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|it| gather(it, values)),
        _ => {}
    }
}

fn leaves(value: &serde_json::Value, values: &mut BTreeSet<String>) {
    use serde_json::Value;
    match value {
        Value::Object(object) => object.values().for_each(|it| leaves(it, values)),
        Value::Array(all) => all.iter().for_each(|it| leaves(it, values)),
        Value::String(text) => {
            values.insert(text.clone());
        }
        _ => {}
    }
}
