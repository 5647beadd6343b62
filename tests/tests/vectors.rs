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

use vum_tests::vectors::{self, suite};

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

/// The files that `suite.json` has digests of.
fn all(disk: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut all = disk.clone();
    let path = "requirements.csv";
    if let Ok(text) = fs::read_to_string(vectors::root().join(path)) {
        all.insert(path.into(), text);
    }
    all
}

#[test]
fn the_files_are_what_the_facts_say() {
    let disk = refreshed();
    let written = fs::read_to_string(vectors::root().join("suite.json")).unwrap();
    assert_eq!(written, suite::suite(&all(&disk)), "{HOW}");
    let bytes: usize = disk.values().map(String::len).sum();
    println!("{} files, {bytes} bytes", disk.len());
    assert!(bytes < 6_000_000, "{bytes}");
}
