//! The vectors in `tests/vectors` are what the facts say, and none is without worth.
//!
//! `VUM_VECTORS=write cargo test -p vum-tests --test vectors` writes the generated files anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;
use std::fs;

use vum_tests::vectors::{self, coverage, suite};
use vum_vectors::{Level, Testable};

/// What stands on disk, or was written there.
fn refreshed() -> BTreeMap<String, String> {
    let generated = vectors::generated();
    let write = std::env::var_os("VUM_VECTORS").is_some_and(|value| value == "write");
    let mut disk = suite::on_disk();
    if write {
        for path in disk.keys().filter(|path| !path.contains(suite::BY_HAND)) {
            if !generated.contains_key(path) {
                fs::remove_file(vectors::root().join(path)).unwrap();
            }
        }
        for (path, text) in &generated {
            let full = vectors::root().join(path);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, text).unwrap();
        }
        disk = suite::on_disk();
        fs::write(vectors::root().join("coverage.md"), covered(&disk)).unwrap();
        fs::write(vectors::root().join("suite.json"), suite::suite(&all(&disk))).unwrap();
    }
    let of_disk: Vec<&String> = disk.keys().filter(|it| !it.contains(suite::BY_HAND)).collect();
    let made: Vec<&String> = generated.keys().collect();
    assert_eq!(of_disk, made, "{HOW}");
    for (path, text) in &generated {
        assert!(disk[path] == *text, "{path} is not what the facts say. {HOW}");
    }
    disk
}

const HOW: &str = "VUM_VECTORS=write cargo test -p vum-tests --test vectors";

fn read(path: &str) -> String {
    fs::read_to_string(vectors::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn covered(disk: &BTreeMap<String, String>) -> String {
    coverage::coverage(&coverage::requirements(&read("requirements.csv")), disk)
}

/// The files that `suite.json` has digests of.
fn all(disk: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut all = disk.clone();
    all.insert("requirements.csv".into(), read("requirements.csv"));
    all
}

#[test]
fn the_files_are_what_the_facts_say() {
    let disk = refreshed();
    assert_eq!(read("suite.json"), suite::suite(&all(&disk)), "{HOW}");
    assert_eq!(read("coverage.md"), covered(&disk), "{HOW}");
    let bytes: usize = disk.values().map(String::len).sum();
    println!("{} files, {bytes} bytes", disk.len());
    assert!(bytes < 6_000_000, "{bytes}");
}

const PROFILES: [&str; 6] =
    ["wz-bron", "wz-bemiddelaar", "vac-bron", "vac-bemiddelaar", "wcm-bron", "wcm-bemiddelaar"];

/// No requirement is silently untested, and no vector is about a requirement that nobody wrote down.
#[test]
fn every_requirement_is_tested_or_says_why_not() {
    let requirements = vum_vectors::requirements().unwrap();
    assert!(requirements.len() >= 60, "{}", requirements.len());
    let disk = suite::on_disk();
    let counts = coverage::counts(&requirements, &disk);
    let ids: Vec<&str> = requirements.iter().map(|it| it.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    for id in counts.keys() {
        assert!(ids.contains(&id.as_str()), "{id} is not in requirements.csv");
    }
    for it in &requirements {
        assert!(!it.text_nl.is_empty() && !it.text_en.is_empty() && !it.source.is_empty());
        let profiles: Vec<&str> = it.profiles.split_whitespace().collect();
        assert!(!profiles.is_empty() && profiles.iter().all(|p| PROFILES.contains(p)), "{}", it.id);
        for pattern in it.patterns() {
            let one = vum_vectors::Requirement { tests: pattern.to_owned(), ..it.clone() };
            assert!(disk.keys().any(|path| one.covers(path)), "{}: {pattern} fits nothing", it.id);
        }
        let count = counts.get(&it.id).copied().unwrap_or_default();
        match it.testable {
            Testable::Yes => {
                assert!(it.why_not.is_empty(), "{}", it.id);
                assert!(count.vectors + count.questions > 0, "{} is not tested", it.id);
                assert!(it.level <= Level::N3, "{}: files do not show {}", it.id, it.level);
            }
            Testable::No => {
                assert!(!it.why_not.is_empty(), "{} does not say why", it.id);
                assert!(it.why_not.contains(" / "), "{}: in Dutch and in English", it.id);
                assert_eq!(count.files, 0, "{} is tested all the same", it.id);
            }
        }
    }
}
