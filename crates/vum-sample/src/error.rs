//! Why messages could not be made.

use std::io;

/// Why messages could not be made or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The release has no message with this id.
    #[error("release {release} has no message {message}; it has {known}")]
    UnknownMessage {
        /// The release.
        release: String,
        /// What was asked for.
        message: String,
        /// The messages it has, with commas.
        known: String,
    },
    /// The standard asks for a value that cannot be made: its constraints exclude each other.
    #[error("no value satisfies the constraints of {attribute}")]
    NoValue {
        /// Full id of the attribute.
        attribute: String,
    },
    /// Not a day of the calendar in the form `YYYY-MM-DD`, or a year before 1950 or after 2900.
    #[error("{0:?} is no usable date of the form YYYY-MM-DD")]
    Date(String),
    /// The records cannot be written.
    #[error("cannot write the records: {0}")]
    Records(#[source] io::Error),
    /// What is wrong with the records cannot be written.
    #[error("cannot write the faults: {0}")]
    Truth(#[source] io::Error),
}
