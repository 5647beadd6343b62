//! The suite and good adapters: they reach the highest level of everything the standard knows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod tested;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tested::{ADAPTER, model, patient, tested, told};
use vum_conform::Outcome;
use vum_model::Version;

/// Every profile of a release, at its highest level.
fn reaches_everything(release: &str, command: &[&str]) {
    let version = Version::parse(release).unwrap();
    let profiles: Vec<_> = model().conformance_profiles(version).collect();
    assert!(!profiles.is_empty());
    for profile in profiles {
        let level = model().conformance_levels(version, &profile.part).last().unwrap();
        let report = tested((release, &profile.id, &level.id), command, patient());
        let claim = format!("{release} {} {}", profile.id, level.id);
        assert_eq!(report.outcome, Outcome::Voldoet, "{claim}\n{}", told(&report));
        assert!(report.counts.passed > 40, "{claim}: {:?}", report.counts);
        assert_eq!(report.counts.skipped + report.counts.errored, 0);
    }
}

#[test]
fn the_adapter_on_vum_reaches_everything_of_1_2_0() {
    reaches_everything("1.2.0", &[ADAPTER]);
}

#[test]
fn the_adapter_on_vum_reaches_everything_of_2_0_0() {
    reaches_everything("2.0.0", &[ADAPTER]);
}

#[test]
fn the_adapter_on_vum_reaches_everything_of_3_0_0() {
    reaches_everything("3.0.0", &[ADAPTER]);
}

#[test]
fn the_adapter_on_vum_reaches_everything_of_3_1_0() {
    reaches_everything("3.1.0", &[ADAPTER]);
}

/// The adapter in Python with the schemas it reads; `None`, said on standard error, without Python.
fn python() -> Option<Vec<String>> {
    static SCHEMAS: OnceLock<PathBuf> = OnceLock::new();
    let works = Command::new("python3").arg("--version").output();
    if !works.is_ok_and(|it| it.status.success()) {
        eprintln!("skipped: there is no python3 to run examples/adapter-python");
        return None;
    }
    let schemas = SCHEMAS.get_or_init(|| {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
        let builder = vum_codegen::Builder::new();
        let builder = vum::RELEASES.iter().fold(builder, |it, release| it.release(*release));
        builder
            .target(vum_codegen::Target::JsonSchema)
            .strictness(vum_codegen::Strictness::Strict)
            .write_to(&dir)
            .unwrap();
        dir
    });
    let adapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapter-python/adapter.py");
    let words = ["python3", adapter.to_str()?, "--schemas", schemas.to_str()?];
    Some(words.map(str::to_owned).to_vec())
}

fn python_reaches_everything(release: &str) {
    let Some(words) = python() else { return };
    reaches_everything(release, &words.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_adapter_in_python_reaches_everything_of_1_2_0() {
    python_reaches_everything("1.2.0");
}

#[test]
fn the_adapter_in_python_reaches_everything_of_2_0_0() {
    python_reaches_everything("2.0.0");
}

#[test]
fn the_adapter_in_python_reaches_everything_of_3_0_0() {
    python_reaches_everything("3.0.0");
}

#[test]
fn the_adapter_in_python_reaches_everything_of_3_1_0() {
    python_reaches_everything("3.1.0");
}
