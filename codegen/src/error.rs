//! Why there is no code.

use std::fmt;
use std::path::PathBuf;

/// Why nothing was generated. The kind is private, so that reasons can be added.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("the standard has {errors} errors; the first: {first}")]
    Standard { errors: usize, first: String },
    #[error("no release {version}; there are {known}")]
    Release { version: String, known: String },
    #[error("release {release} has no message {message}; it has {known}")]
    Message { release: String, message: String, known: String },
    #[error("release {release} has no entity {entity}; ids look like `opleiding`")]
    Entity { release: String, entity: String },
    #[error("there is no role {role}; there are {known}")]
    Role { role: String, known: String },
    #[error("{from} cannot be projected to {to}: attribute {attribute} changes its kind")]
    Projection { from: String, to: String, attribute: String },
    #[error("{place} refers to something that the release does not have")]
    Dangling { place: String },
    #[error("{release}: the generated code does not parse: {reason}")]
    Unparsable { release: String, reason: String },
    #[error("OUT_DIR is not set: this is for a build script")]
    NoOutDir,
    #[error("cannot write {path}")]
    Write { path: PathBuf, source: std::io::Error },
    #[error("cannot read the standard")]
    Read(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Whether a release, message, entity or role was asked for that the standard does not have.
    #[must_use]
    pub fn is_unknown_name(&self) -> bool {
        matches!(
            *self.0,
            Kind::Release { .. } | Kind::Message { .. } | Kind::Entity { .. } | Kind::Role { .. }
        )
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
