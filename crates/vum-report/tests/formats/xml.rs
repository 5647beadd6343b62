//! JUnit XML and SVG.

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use vum_report::{Language, Run, junit};

use crate::runs;

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");

/// What xmllint finds wrong with documents; empty when they are what the schema says.
pub fn complaints(name: &str, documents: &[String], schema: Option<&str>) -> String {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&dir).unwrap();
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet"]);
    if let Some(schema) = schema {
        command.args(["--schema", schema]);
    }
    for (number, document) in documents.iter().enumerate() {
        let path = dir.join(format!("{number}.xml"));
        fs::write(&path, document).unwrap();
        command.arg(path);
    }
    let output = command.output().expect("xmllint: apt-get install libxml2-utils");
    if output.status.success() {
        return String::new();
    }
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn both(run: &Run) -> [String; 2] {
    [Language::Nl, Language::En].map(|language| junit::render(run, language))
}

#[test]
fn junit_is_what_the_schema_of_jenkins_says() {
    let mut documents = Vec::new();
    for run in [runs::everything(), runs::nothing(), runs::many(200)] {
        documents.extend(both(&run));
    }
    documents.extend(runs::HOSTILE.iter().flat_map(|text| both(&runs::hostile(text))));
    let seen = complaints("junit", &documents, Some(SCHEMA));
    assert!(seen.is_empty(), "{seen}");
    // And the judge judges.
    let broken = documents[0].replace("<testcase classname", "<testcase klassenaam");
    assert!(complaints("junit-broken", &[broken], Some(SCHEMA)).contains("klassenaam"));
}

#[test]
fn junit_shows_what_happened() {
    insta::assert_snapshot!("junit_nl", junit::render(&runs::everything(), Language::Nl));
}

#[test]
fn junit_counts_what_it_holds() {
    let text = junit::render(&runs::everything(), Language::En);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    let number = |name: &str| root.attribute(name).unwrap().parse::<usize>().unwrap();
    let elements = |name: &str| document.descendants().filter(|it| it.has_tag_name(name)).count();
    assert_eq!((number("tests"), elements("testcase")), (9, 9));
    assert_eq!((number("failures"), elements("failure")), (3, 3));
    assert_eq!((number("errors"), elements("error")), (1, 1));
    assert_eq!(elements("skipped"), 2);
}

#[test]
fn a_case_with_many_findings_stays_small() {
    let mut run = runs::everything();
    let findings = &mut run.suites[0].cases[0].findings;
    let long = "x".repeat(1 << 20);
    findings[0].text = vum_report::Text::same(long);
    *findings = findings.iter().cycle().take(2000).cloned().collect();
    let text = junit::render(&run, Language::En);
    assert!(text.len() < 200_000, "{}", text.len());
    assert!(text.contains("and 1950 more"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_of_junit_as_it_went_in(text in "\\PC{0,40}") {
        let mut run = runs::everything();
        run.suites[0].id.clone_from(&text);
        let written = junit::render(&run, Language::En);
        let document = roxmltree::Document::parse(&written).unwrap();
        let case = document.descendants().find(|it| it.has_tag_name("testcase")).unwrap();
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
        prop_assert_eq!(case.attribute("classname").unwrap(), text.replace(turns, "\u{fffd}"));
    }
}
