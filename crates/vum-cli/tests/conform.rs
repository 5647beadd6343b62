//! `vum conform`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Run, directory, root, vum};

/// A run with these flags behind those that every run has.
fn conform(flags: &[&str]) -> Run {
    let fixed = ["conform", "--product", "Banenzoeker", "--product-version", "0.1.0"];
    vum(&root(), &[&fixed[..], flags].concat())
}

const CLAIM: [&str; 6] = ["--profile", "wcm-bron", "--release", "3.1.0", "--level", "N1"];

/// The example adapter beside the program, where it was built; else that is said.
fn adapter() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_BIN_EXE_vum")).with_file_name("adapter");
    let beside = beside.with_extension(std::env::consts::EXE_EXTENSION);
    if !beside.exists() {
        eprintln!("skipped: build the example adapter first (cargo build -p adapter)");
        return None;
    }
    Some(beside)
}

#[test]
fn what_a_release_does_not_know_is_wrong_usage_with_what_there_is() {
    let mut told = String::new();
    for (release, profile, level) in [
        ("4.0.0", "wz-bron", "N1"),
        ("3.1.0", "wz-makelaar", "N1"),
        ("2.0.0", "wcm-bron", "N1"),
        ("2.0.0", "vac-bron", "N1"),
        ("1.2.0", "wz-bron", "N3"),
        ("3.1.0", "wz-bron", "N4"),
    ] {
        for lang in ["nl", "en"] {
            let flags = ["--profile", profile, "--release", release, "--level", level];
            let seen = conform(&[&flags[..], &["--adapter", "x", "--lang", lang]].concat());
            assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{}", seen.screen());
            told.push_str(&seen.err);
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_command_that_is_none_is_wrong_usage() {
    for wrong in ["", "  ", "'open"] {
        assert_eq!(conform(&[&CLAIM[..], &["--adapter", wrong]].concat()).code, 2, "{wrong:?}");
    }
    let digest = conform(&[&CLAIM[..], &["--adapter", "x", "--digest", "sha256:12"]].concat());
    assert_eq!(digest.code, 2);
}

#[test]
fn an_adapter_that_cannot_be_started_is_told() {
    let seen = conform(&[&CLAIM[..], &["--adapter", "/no/such/adapter"]].concat());
    assert_eq!(seen.code, 3, "{}", seen.screen());
    assert!(seen.err.contains("/no/such/adapter cannot be started"), "{}", seen.err);
}

#[cfg(unix)]
#[test]
fn an_adapter_that_is_none_gives_an_incomplete_run() {
    // What is asked comes back as it is: no answer.
    let flags = ["--adapter", "cat", "--on", "2031-05-17", "--lang", "nl"];
    let seen = conform(&[&CLAIM[..], &flags].concat());
    assert_eq!(seen.code, 4, "{}", seen.screen());
    assert!(seen.out.contains("Uitkomst: niet volledig uitgevoerd"), "{}", seen.out);
    let out = directory("conform-full");
    fs::write(out.join("file"), "").unwrap();
    let file = out.join("file");
    let flags = ["--adapter", "cat", "--out", file.to_str().unwrap()];
    assert_eq!(conform(&[&CLAIM[..], &flags].concat()).code, 3);
}

#[test]
fn the_outcome_is_the_exit_code_and_every_form_is_written() {
    let Some(adapter) = adapter() else { return };
    let adapter = format!("'{}'", adapter.display());
    let out = directory("conform-out");
    let flags = ["--adapter", &adapter, "--on", "2031-05-17", "--out", out.to_str().unwrap()];
    let seen = conform(&[&CLAIM[..], &flags].concat());
    assert_eq!(seen.code, 0, "{}", seen.screen());
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "badge.json",
            "badge.svg",
            "gitlab.json",
            "junit.xml",
            "report.html",
            "report.json",
            "report.sarif",
            "statement.json",
        ]
    );
    let json = conform(&[&CLAIM[..], &flags[..4], &["--format", "json"]].concat());
    assert_eq!(json.out, fs::read_to_string(out.join("report.json")).unwrap());

    let faulty = format!("{adapter} --fault drops-leading-zeros");
    let seen = conform(&[&CLAIM[..], &["--adapter", &faulty, "--on", "2031-05-17"]].concat());
    assert_eq!(seen.code, 1, "{}", seen.screen());
    assert!(seen.out.contains("error[conform-leading-zero]"), "{}", seen.out);
}

#[test]
fn the_published_schema_is_fresh() {
    let path = root().join("docs/conform.schema.json");
    let seen = vum(&root(), &["report-schema", "conform"]);
    assert_eq!(seen.code, 0);
    if std::env::var_os("VUM_UPDATE").is_some() {
        fs::write(&path, &seen.out).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == seen.out, "stale; run the tests with VUM_UPDATE=1 to write it anew");
}

#[test]
fn what_the_suite_finds_can_be_explained() {
    for lang in ["nl", "en"] {
        let seen = vum(&root(), &["explain", "conform-leading-zero", "--lang", lang]);
        assert_eq!(seen.code, 0, "{}", seen.screen());
    }
    let listed = vum(&root(), &["explain"]).out;
    for rule in vum_conform::RULES {
        assert!(listed.contains(rule.id), "{}", rule.id);
    }
}
