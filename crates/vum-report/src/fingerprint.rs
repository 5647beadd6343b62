//! What stays the same of an issue when its file is edited elsewhere.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::issue::Issue;

/// A fingerprint for each issue: 32 hexadecimal digits, made of suite, case without its number,
/// rule, file and JSON Pointer, and of how often the same came before. No line, no column, no text
/// and no value is in it.
pub(crate) fn all<'a>(issues: impl Iterator<Item = Issue<'a>>) -> Vec<String> {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    issues
        .map(|issue| {
            let key = key(&issue);
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            digest(&format!("{key}\u{0}{times}"))
        })
        .collect()
}

fn key(issue: &Issue<'_>) -> String {
    let place = issue.place;
    // A case that is a record is named for its number, which moves when one is put before it.
    let case = match place.and_then(|it| it.record) {
        Some(_) => "",
        None => issue.case.id.as_str(),
    };
    let file = place.map_or("", |it| it.file.as_str());
    let pointer = place.map_or("", |it| it.pointer.as_str());
    [issue.suite.id.as_str(), case, issue.rule, file, pointer].join("\u{0}")
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
