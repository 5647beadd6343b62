//! Test vectors of the VUM data standard, for any implementation.
//!
//! This crate embeds the files of its folder: messages with exactly the findings that are expected,
//! questions over populations with the profiles that they select, and messages in another release.
//! The files are plain JSON and need no Rust; `README.md` in the folder has their form, the protocol
//! of a runner, and how to add one.
//!
//! ```
//! let files = vum_vectors::selections()?;
//! let (_, file) = files.first().ok_or("no selection")?;
//! for asked in &file.questions {
//!     assert!(asked.selected.len() <= file.population.len());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod embedded;
mod migration;
mod requirement;
mod selection;
mod suite;
mod vector;

pub use embedded::{Error, FILES, File};
pub use migration::{Lost, MigrationFile, Moved};
pub use requirement::{Level, Requirement, Testable};
pub use selection::{Asked, Member, SelectionFile};
pub use suite::Suite;
pub use vector::{Expected, Syntax, Vector, VectorFile, finding_agrees};

/// Every file of vectors, with its path, sorted by path.
///
/// # Errors
/// When a file is not what it should be; the tests of this workspace prove that none is.
pub fn vectors() -> Result<Vec<(&'static str, VectorFile)>, Error> {
    embedded::all(|path| path.contains("/valid/") || path.contains("/invalid/"))
}

/// Every population with its questions, with its path, sorted by path.
///
/// # Errors
/// As with [`vectors`].
pub fn selections() -> Result<Vec<(&'static str, SelectionFile)>, Error> {
    embedded::all(|path| path.contains("/selection/"))
}

/// Every file of migrations, with its path, sorted by path.
///
/// # Errors
/// As with [`vectors`].
pub fn migrations() -> Result<Vec<(&'static str, MigrationFile)>, Error> {
    embedded::all(|path| path.starts_with("migration/"))
}

/// What the suite says of itself.
///
/// # Errors
/// As with [`vectors`].
pub fn suite() -> Result<Suite, Error> {
    embedded::one("suite.json")
}

/// The requirements that the vectors are about, in the order of their ids.
///
/// # Errors
/// As with [`vectors`].
pub fn requirements() -> Result<Vec<Requirement>, Error> {
    requirement::read(embedded::text("requirements.csv")?)
}
