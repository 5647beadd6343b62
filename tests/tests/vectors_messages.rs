//! The messages in `tests/vectors`: our reader finds exactly what a vector says, in JSON and in XML,
//! and judges that we did not write agree on what is valid.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use vum::{MessageType, Options, Role, Severity};
use vum_codegen::{Builder, Layout, Target};
use vum_tests::oracle::Judge;
use vum_tests::typed::Typed;
use vum_tests::{facts, xmllint};
use vum_vectors::{Expected, Syntax, Vector, VectorFile, finding_agrees};

fn files() -> Vec<(&'static str, VectorFile)> {
    vum_vectors::vectors().unwrap()
}

/// The files of whole messages that the facts know: not those of questions and bodies.
fn of_facts() -> impl Iterator<Item = (&'static str, VectorFile)> {
    files()
        .into_iter()
        .filter(|(_, file)| facts::messages(&file.release).contains(&file.message.as_str()))
}

fn message(file: &VectorFile) -> &'static MessageType {
    Typed::find(&file.release, &file.message).message
}

/// What our reader finds.
fn found(message: &MessageType, role: &str, text: &[u8]) -> Vec<Expected> {
    let role: Role = role.parse().unwrap();
    let report = message.judge(text, Options::new(role));
    let findings = report.findings().iter().map(|it| Expected {
        rule: it.rule().id.to_owned(),
        severity: it.severity().name().to_owned(),
        pointer: it.pointer().to_owned(),
    });
    findings.collect()
}

/// Whether the same findings are in both, in any order.
fn agree(expected: &[Expected], found: &[Expected]) -> bool {
    let mut left: Vec<&Expected> = found.iter().collect();
    expected.len() == found.len()
        && expected.iter().all(|it| {
            let at = left.iter().position(|other| finding_agrees(it, other));
            at.map(|at| left.remove(at)).is_some()
        })
}

#[test]
fn the_reader_finds_exactly_what_a_vector_says() {
    let mut count: BTreeMap<Syntax, usize> = BTreeMap::new();
    let mut told = Vec::new();
    for (path, file) in of_facts() {
        for vector in file.tests.iter().filter(|it| it.rules.is_none()) {
            for syntax in [Syntax::Json, Syntax::Xml] {
                let Some(text) = vector.bytes(syntax) else { continue };
                let found = found(message(&file), &file.role, &text);
                let expected = vector.expected(syntax);
                if !agree(expected, &found) {
                    let text = String::from_utf8_lossy(&text).chars().take(300).collect::<String>();
                    told.push(format!(
                        "{path} {} {}\n  expected {}\n  found    {}\n  {text}",
                        vector.id,
                        syntax.name(),
                        shown(expected),
                        shown(&found),
                    ));
                }
                *count.entry(syntax).or_default() += 1;
            }
        }
    }
    println!("{count:?}");
    let first: Vec<&str> = told.iter().take(60).map(String::as_str).collect();
    assert!(told.is_empty(), "{} differences\n{}", told.len(), first.join("\n"));
}

fn shown(findings: &[Expected]) -> String {
    let each = findings.iter().map(|it| format!("{}[{}] {}", it.severity, it.rule, it.pointer));
    each.collect::<Vec<_>>().join(", ")
}

/// `valid` follows from the findings, ids are unique, and every vector has a message.
#[test]
fn a_vector_is_whole() {
    let mut ids = BTreeSet::new();
    for (path, file) in files() {
        assert!(path.starts_with(&format!("{}/{}/", file.release, file.message)), "{path}");
        assert!(!file.tests.is_empty() && !file.requirements.is_empty(), "{path}");
        for vector in &file.tests {
            assert!(ids.insert(vector.id.clone()), "{} twice", vector.id);
            let error = |it: &Expected| it.severity == Severity::Error.name();
            assert_eq!(vector.valid, !vector.findings.iter().any(error), "{}", vector.id);
            assert_eq!(vector.valid, path.contains("/valid/"), "{path} {}", vector.id);
            let some = vector.bytes(Syntax::Json).or_else(|| vector.bytes(Syntax::Xml));
            assert!(some.is_some(), "{}", vector.id);
            if let Some(other) = &vector.xml_findings {
                assert!(vector.xml.is_some() && *other != vector.findings, "{}", vector.id);
                assert_eq!(vector.valid, !other.iter().any(error), "{}", vector.id);
            }
        }
    }
    for (_, file) in vum_vectors::selections().unwrap() {
        for asked in file.questions {
            assert!(ids.insert(asked.id.clone()), "{} twice", asked.id);
        }
    }
    for (_, file) in vum_vectors::migrations().unwrap() {
        for moved in file.tests {
            assert!(ids.insert(moved.id.clone()), "{} twice", moved.id);
        }
    }
}

/// Whether a vector breaks nothing but what a contract says, so that a judge of contracts sees it.
fn of_contract(vector: &Vector) -> bool {
    let beyond = ["integer-form", "duplicate-attribute"];
    vector.rules.is_none() && vector.findings.iter().all(|it| !beyond.contains(&it.rule.as_str()))
}

#[test]
fn a_judge_of_json_schema_agrees() {
    let mut judges: BTreeMap<(String, String, String), Judge> = BTreeMap::new();
    let (mut valid, mut invalid) = (0, 0);
    for (path, file) in of_facts() {
        let key = (file.release.clone(), file.message.clone(), file.role.clone());
        let judge = judges.entry(key);
        let judge = judge.or_insert_with(|| Judge::new(&file.release, &file.message, &file.role));
        for vector in file.tests.iter().filter(|it| of_contract(it)) {
            let Some(text) = vector.bytes(Syntax::Json) else { continue };
            let Ok(value) = serde_json::from_slice::<Value>(&text) else {
                assert!(!vector.valid, "{path} {}", vector.id);
                continue;
            };
            let verdict = judge.is_valid(&value);
            assert_eq!(vector.valid, verdict, "{path} {}: {:?}", vector.id, judge.errors(&value));
            *(if verdict { &mut valid } else { &mut invalid }) += 1;
        }
    }
    println!("{valid} valid, {invalid} invalid");
    assert!(valid > 1000 && invalid > 1000);
}

#[test]
fn xmllint_agrees() {
    let files_of_xsd = Builder::new().target(Target::Xsd(Layout::PerMessage)).generate().unwrap();
    let schemas: BTreeMap<String, String> =
        files_of_xsd.into_iter().map(|file| (file.name, file.text)).collect();
    // The vectors of a message and role together: starting the judge is what costs.
    let mut contexts: BTreeMap<String, Vec<(Vector, String)>> = BTreeMap::new();
    for (_, file) in of_facts() {
        let name = format!("{}/{}-{}.xsd", file.release, file.message.replace('/', "-"), file.role);
        for vector in file.tests.into_iter().filter(|it| it.rules.is_none()) {
            let beyond = ["xml-syntax", "xml-entity", "xml-doctype", "xml-encoding"];
            let expected = vector.expected(Syntax::Xml);
            if expected.iter().any(|it| beyond.contains(&it.rule.as_str())) {
                continue;
            }
            let Some(xml) = vector.xml.clone() else { continue };
            contexts.entry(name.clone()).or_default().push((vector, xml));
        }
    }
    let mut count = 0;
    let mut told = Vec::new();
    for (name, vectors) in contexts {
        let dir =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors").join(name.replace('/', "-"));
        let documents: Vec<String> = vectors.iter().map(|(_, xml)| xml.clone()).collect();
        let verdicts = xmllint::judge(&dir, &schemas[&name], &documents);
        for ((vector, xml), verdict) in vectors.iter().zip(verdicts) {
            let error = |it: &Expected| it.severity == "error";
            if verdict == vector.expected(Syntax::Xml).iter().any(error) {
                told.push(format!("{}: xmllint says {verdict}\n  {xml}", vector.id));
            }
            count += 1;
        }
    }
    let first: Vec<&str> = told.iter().take(40).map(String::as_str).collect();
    assert!(told.is_empty(), "{} differences\n{}", told.len(), first.join("\n"));
    println!("{count} documents");
    assert!(count > 1000);
}
