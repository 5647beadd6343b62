//! The files themselves.

use std::fmt;

use serde::de::DeserializeOwned;

/// A file of this folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the folder of the vectors, with `/` between its parts.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// Every data file, sorted by path.
pub static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

impl File {
    /// The file with this path.
    #[must_use]
    pub fn find(path: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.path == path)
    }
}

/// A file that is not there, or not what it should be.
#[derive(Debug)]
pub struct Error {
    path: String,
    reason: String,
}

impl Error {
    pub(crate) fn new(path: &str, reason: impl fmt::Display) -> Self {
        Self { path: path.to_owned(), reason: reason.to_string() }
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

impl std::error::Error for Error {}

/// The text of a file.
pub(crate) fn text(path: &str) -> Result<&'static str, Error> {
    File::find(path).map(|file| file.text).ok_or_else(|| Error::new(path, "not among the vectors"))
}

/// A file, read as JSON.
pub(crate) fn one<T: DeserializeOwned>(path: &str) -> Result<T, Error> {
    serde_json::from_str(text(path)?).map_err(|error| Error::new(path, error))
}

/// Every JSON file with such a path.
pub(crate) fn all<T: DeserializeOwned>(
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(&'static str, T)>, Error> {
    let files = FILES.iter().filter(|file| file.path.ends_with(".json") && wanted(file.path));
    files.map(|file| one(file.path).map(|read| (file.path, read))).collect()
}
