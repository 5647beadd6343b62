//! The official samples, where they are available.
//!
//! They are public but carry no licence: tests read them beside the workspace, nothing of them is
//! ever copied into it. Where they are absent a test says so and passes.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::facts;

/// A file of official messages of one release.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The release the messages satisfy.
    pub release: &'static str,
    /// The message id, `part/view`.
    pub message: &'static str,
    /// One JSON text per line.
    pub path: PathBuf,
}

impl Samples {
    /// The messages, in the order of the file.
    ///
    /// # Panics
    /// If the file cannot be read or a line is no JSON.
    #[must_use]
    pub fn read(&self) -> Vec<Value> {
        self.texts()
            .iter()
            .enumerate()
            .map(|(n, line)| {
                serde_json::from_str(line)
                    .unwrap_or_else(|error| panic!("{} line {}: {error}", self.name(), n + 1))
            })
            .collect()
    }

    /// The messages as text, in the order of the file.
    ///
    /// # Panics
    /// If the file cannot be read.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.path).expect("the samples can be read");
        text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
    }

    /// The release and message, for reports.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.release, self.message)
    }
}

/// The releases that have official samples.
#[must_use]
pub fn releases() -> &'static [&'static str] {
    &["2.0.0", "3.0.0"]
}

/// Every file of official messages, or `None` (said on stderr) where they are not available.
///
/// # Panics
/// If the folder of samples is there but one of its files is not.
#[must_use]
pub fn all(test: &str) -> Option<Vec<Samples>> {
    let folder = facts::shared().join("samples");
    if !folder.is_dir() {
        skip(test, "the official samples are not available");
        return None;
    }
    let mut files = Vec::new();
    for release in releases() {
        for message in
            ["vacature/detail", "vacature/match", "werkzoekende/detail", "werkzoekende/match"]
        {
            let file = format!("{}.ndjson", message.replace('/', "-"));
            let path = folder.join(format!("official-{release}")).join(file);
            assert!(path.is_file(), "no samples of {release} {message}");
            files.push(Samples { release, message, path });
        }
    }
    Some(files)
}

/// Says loudly that a test did not run. It writes past the capture of the test harness.
pub fn skip(test: &str, why: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {why}");
}
