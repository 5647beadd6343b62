//! How the program ends.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::language::Speech;
use crate::screen::harmless;

/// Exit codes, the same in every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing to complain about.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The program was called in the wrong way.
    Usage = 2,
    /// Input or output that cannot be read, parsed or written.
    Broken = 3,
    /// Not everything that has to be tested was.
    Incomplete = 4,
    /// A mistake in the program.
    Internal = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not do its work, in both languages.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Called in the wrong way.
    #[error("{en}")]
    Usage { nl: String, en: String },
    /// Something cannot be read or written; the place is named.
    #[error("{en}")]
    Broken { nl: String, en: String },
    /// A mistake in the program.
    #[error("{en}")]
    Internal { nl: String, en: String },
    /// The screen or the pipe behind it.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    pub(crate) fn usage(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Usage { nl: nl.into(), en: en.into() }
    }

    pub(crate) fn broken(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Broken { nl: nl.into(), en: en.into() }
    }

    /// A file that cannot be read, and why.
    pub(crate) fn unreadable(path: &Path, why: &dyn fmt::Display) -> Self {
        let path = harmless(&path.display().to_string());
        Self::broken(
            format!("{path} kan niet worden gelezen: {why}"),
            format!("{path} cannot be read: {why}"),
        )
    }

    /// A file that cannot be written, and why.
    pub(crate) fn unwritable(path: &Path, why: &dyn fmt::Display) -> Self {
        let path = harmless(&path.display().to_string());
        Self::broken(
            format!("{path} kan niet worden geschreven: {why}"),
            format!("{path} cannot be written: {why}"),
        )
    }

    pub(crate) fn internal(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Internal { nl: nl.into(), en: en.into() }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Internal { .. } => Exit::Internal,
            Self::Usage { .. } => Exit::Usage,
            Self::Broken { .. } | Self::Output(_) => Exit::Broken,
        }
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn text(&self, speech: Speech) -> String {
        match self {
            Self::Usage { nl, en } | Self::Broken { nl, en } | Self::Internal { nl, en } => {
                speech.pick(nl, en).to_owned()
            }
            Self::Output(error) => speech
                .pick(format!("de uitvoer kan niet worden geschreven: {error}"), self.to_string()),
        }
    }
}
