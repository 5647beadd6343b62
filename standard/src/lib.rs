//! The VUM data standard as data.
//!
//! This crate has no logic: it embeds the files that the standards team edits (`releases.toml`,
//! `messages.toml`, `contracts.toml`, `codelists.toml`, `codelists/*.csv` and `entities/*.toml`), so
//! that programs need no folder at run time. The crate `vum-model` gives them meaning.
//!
//! ```
//! let paths: Vec<_> = vum_standard::FILES.iter().map(|file| file.path).collect();
//! assert!(paths.is_sorted());
//! ```

/// A file of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the folder of the standard, with `/` between its parts.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// Every data file of the standard, sorted by path.
pub static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The releases as they were frozen when they were published, sorted by path.
pub static PUBLISHED: &[File] = include!(concat!(env!("OUT_DIR"), "/published.rs"));

impl File {
    /// The file with this path.
    #[must_use]
    pub fn find(path: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.path == path)
    }
}
