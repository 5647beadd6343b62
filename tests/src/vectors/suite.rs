//! The files of the suite on disk, and `suite.json` with the digests of all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{layout, root};
use crate::facts;

/// The version of the suite: the first number changes when a vector changes its meaning or goes
/// away, the second when vectors are added.
pub const VERSION: &str = "0.1.0";

/// Folders of which no file is generated.
pub const BY_HAND: &str = "/hand/";

/// Every vector file on disk, below the folders of releases and migrations, by its path.
///
/// # Panics
/// If a file cannot be read.
#[must_use]
pub fn on_disk() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let folders = facts::releases().iter().copied().chain(["migration"]);
    for folder in folders {
        collect(&root().join(folder), folder, &mut files);
    }
    files
}

fn collect(dir: &Path, name: &str, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let below = path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        let below = format!("{name}/{below}");
        if path.is_dir() {
            collect(&path, &below, files);
        } else {
            files.insert(below, fs::read_to_string(&path).expect("a file can be read"));
        }
    }
}

/// The text of `suite.json` over these files.
#[must_use]
pub fn suite(files: &BTreeMap<String, String>) -> String {
    let digests: BTreeMap<&str, String> =
        files.iter().map(|(path, text)| (path.as_str(), digest(text))).collect();
    let suite = json!({
        "name": "vum-vectors",
        "version": VERSION,
        "releases": facts::releases(),
        "licence": "EUPL-1.2",
        "files": digests,
    });
    let text = serde_json::to_string_pretty(&layout::sorted(&suite));
    text.expect("a suite can be written") + "\n"
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
