//! The judge of XML: xmllint of libxml2, many files in one call.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Fails where xmllint is absent, with what to do: without it nothing proves the XML Schema.
const HOW: &str = "xmllint is not there; install it: apt-get install libxml2-utils \
    (Debian, Ubuntu), dnf install libxml2 (Fedora), brew install libxml2 (macOS)";

/// Whether each document satisfies the schema, in order. Files are written below a directory,
/// which should be the test's own.
///
/// # Panics
/// If xmllint is absent or does not take the schema, or a document is no XML.
#[must_use]
pub fn judge(dir: &Path, schema: &str, documents: &[String]) -> Vec<bool> {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).expect("a directory for the test");
    fs::write(dir.join("schema.xsd"), schema).expect("the schema can be written");
    let mut verdicts = Vec::new();
    // Far below what any system allows on a command line.
    for (n, chunk) in documents.chunks(500).enumerate() {
        let names: Vec<String> = (0..chunk.len()).map(|at| format!("{n}-{at}.xml")).collect();
        for (name, document) in names.iter().zip(chunk) {
            fs::write(dir.join(name), document).expect("a document can be written");
        }
        verdicts.extend(judged(dir, &names));
    }
    verdicts
}

fn judged(dir: &Path, names: &[String]) -> Vec<bool> {
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet", "--schema", "schema.xsd"]).args(names).current_dir(dir);
    let output = command.output().unwrap_or_else(|error| panic!("{HOW} ({error})"));
    let told = String::from_utf8_lossy(&output.stderr);
    let mut verdicts = BTreeMap::new();
    for line in told.lines() {
        if let Some(name) = line.strip_suffix(" fails to validate") {
            verdicts.insert(name, false);
        } else if let Some(name) = line.strip_suffix(" validates") {
            verdicts.insert(name, true);
        }
        let broken = line.contains("parser error") || line.contains("Schemas parser");
        assert!(!broken, "{}: {line}", dir.display());
    }
    let verdict = |name: &String| *verdicts.get(name.as_str()).unwrap_or_else(|| panic!("{told}"));
    names.iter().map(verdict).collect()
}

/// Whether each document is XML, with namespaces, in order.
///
/// # Panics
/// If xmllint is absent.
#[must_use]
pub fn well_formed(dir: &Path, documents: &[Vec<u8>]) -> Vec<bool> {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).expect("a directory for the test");
    let mut verdicts = Vec::new();
    for (n, chunk) in documents.chunks(500).enumerate() {
        let names: Vec<String> = (0..chunk.len()).map(|at| format!("{n}-{at}.xml")).collect();
        for (name, document) in names.iter().zip(chunk) {
            fs::write(dir.join(name), document).expect("a document can be written");
        }
        let mut command = Command::new("xmllint");
        command.args(["--noout", "--nonet"]).args(&names).current_dir(dir);
        let output = command.output().unwrap_or_else(|error| panic!("{HOW} ({error})"));
        let told = String::from_utf8_lossy(&output.stderr);
        let kinds = ["parser error", "namespace error", "encoding error", "I/O error", "error :"];
        let broken: BTreeSet<&str> = told
            .lines()
            .filter_map(|line| line.split_once(':'))
            .filter(|(_, rest)| kinds.iter().any(|kind| rest.contains(kind)))
            // A namespace is compared as a text; that it should be a URI does not make it no XML.
            .filter(|(_, rest)| !rest.contains("is not a valid URI"))
            .map(|(name, _)| name)
            .collect();
        verdicts.extend(names.iter().map(|name| !broken.contains(name.as_str())));
    }
    verdicts
}
