//! The messages of `examples/data`: invented, good and bad, of every kind and release.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::facts::{BEMIDDELAAR, BRON};

/// A file of examples.
#[derive(Clone, Debug)]
pub struct Examples {
    /// The release the messages are meant for.
    pub release: String,
    /// The message id, `part/view`.
    pub message: String,
    /// Whose contract counts.
    pub role: &'static str,
    /// Whether the messages satisfy it.
    pub good: bool,
    /// The messages.
    pub messages: Vec<Value>,
    /// For reports.
    pub path: PathBuf,
}

/// Every file of examples, sorted by path. Their names tell what they hold.
///
/// # Panics
/// If a file cannot be read, or its name or content is not as in the other files.
#[must_use]
pub fn all() -> Vec<Examples> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    let mut examples = Vec::new();
    for dir in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        // Questions with operators have tests of their own: `tests/selection.rs`.
        let records = sorted(&dir).into_iter();
        let records = records.filter(|path| !path.to_string_lossy().contains("-selectievraag."));
        examples.extend(records.map(read));
    }
    assert!(examples.len() > 30, "only {} files of examples", examples.len());
    examples
}

fn sorted(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir)
        .expect("a directory")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    paths
}

fn read(path: PathBuf) -> Examples {
    let name = |path: &Path| path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
    let (release, file) = (name(path.parent().expect("a directory")), name(&path));
    let (stem, _) = file.rsplit_once('.').expect("an extension");
    let (verdict, rest) = stem.split_once('-').expect("good or bad first");
    let (role, rest) = match rest.strip_prefix("bemiddelaar-") {
        Some(rest) => (BEMIDDELAAR, rest),
        // A question is asked by a bemiddelaar.
        None if rest.ends_with("-zoekvraag") => (BEMIDDELAAR, rest),
        None => (BRON, rest),
    };
    let message = rest.replace('-', "/");
    let text = fs::read_to_string(&path).expect("an example can be read");
    let documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let messages = documents.map(|document| document.expect("an example is JSON"));
    let messages = messages.flat_map(|document| match document {
        Value::Array(messages) => messages,
        message => vec![message],
    });
    let good = match verdict {
        "good" => true,
        "bad" => false,
        _ => panic!("{} is neither good nor bad", path.display()),
    };
    Examples { release, message, role, good, messages: messages.collect(), path }
}
