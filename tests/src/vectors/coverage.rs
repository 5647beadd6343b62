//! Which vectors are about which requirement.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use vum_vectors::{Requirement, Testable};

/// The vectors of one requirement: how many in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Messages and migrations.
    pub vectors: usize,
    /// Questions.
    pub questions: usize,
    /// Files.
    pub files: usize,
}

/// The requirements in a text of `requirements.csv`.
///
/// # Panics
/// If it is no such text.
#[must_use]
pub fn requirements(text: &str) -> Vec<Requirement> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("requirements.csv")).collect()
}

/// The vectors of every requirement that the files name, or whose patterns they fit.
///
/// # Panics
/// If a file is no vector file.
#[must_use]
pub fn counts(
    requirements: &[Requirement],
    files: &BTreeMap<String, String>,
) -> BTreeMap<String, Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
        let file: Value = serde_json::from_str(text).unwrap_or_else(|it| panic!("{path}: {it}"));
        let named: BTreeSet<&str> = ids(&file).collect();
        let fits = requirements.iter().filter(|it| it.covers(path)).map(|it| it.id.as_str());
        let whole: BTreeSet<&str> = named.iter().copied().chain(fits).collect();
        let size = |name: &str| file.get(name).and_then(Value::as_array).map_or(0, Vec::len);
        for id in &whole {
            let count = counts.entry((*id).to_owned()).or_default();
            count.vectors += size("tests");
            count.questions += size("questions");
            count.files += 1;
        }
        // A question has requirements of its own, beside those of its file.
        let mut touched = BTreeSet::new();
        for question in file.get("questions").and_then(Value::as_array).into_iter().flatten() {
            for id in ids(question).filter(|id| !whole.contains(id)) {
                let count = counts.entry(id.to_owned()).or_default();
                count.questions += 1;
                count.files += usize::from(touched.insert(id.to_owned()));
            }
        }
    }
    counts
}

fn ids(value: &Value) -> impl Iterator<Item = &str> {
    value
        .get("requirements")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

/// The text of `coverage.md`.
///
/// # Panics
/// As [`counts`].
#[must_use]
pub fn coverage(requirements: &[Requirement], files: &BTreeMap<String, String>) -> String {
    let counts = counts(requirements, files);
    let mut out = String::from(
        "# Coverage\n\nGenerated from `requirements.csv` and the vectors; see [README.md](README.md).\n\n",
    );
    let tested = requirements.iter().filter(|it| it.testable == Testable::Yes).count();
    let _ = writeln!(
        out,
        "{} requirements, of which {tested} are tested and {} cannot be tested with files.\n",
        requirements.len(),
        requirements.len() - tested
    );
    out.push_str("| requirement | level | what | tests |\n|---|---|---|---|\n");
    for it in requirements {
        let tests = match (it.testable, counts.get(&it.id)) {
            (Testable::No, _) => {
                let reason = it.why_not.split_once(" / ").map_or(it.why_not.as_str(), |(_, en)| en);
                format!("not testable: {reason}")
            }
            (Testable::Yes, count) => {
                let count = count.copied().unwrap_or_default();
                let mut parts = Vec::new();
                for (number, what) in [(count.vectors, "vectors"), (count.questions, "questions")] {
                    if number > 0 {
                        parts.push(format!("{number} {what}"));
                    }
                }
                format!("{} in {} files", parts.join(", "), count.files)
            }
        };
        let _ = writeln!(out, "| {} | {} | {} | {tests} |", it.id, it.level, it.text_en);
    }
    out
}
