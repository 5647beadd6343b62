//! What a file is held against.

use std::path::Path;

use vum::{MessageType, Role};

use super::config::{Config, Found};
use crate::exit::Failure;

/// A message of a release, seen by a role.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) message: &'static MessageType,
    pub(crate) role: Role,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.message, other.message) && self.role == other.role
    }
}

/// What there is beside the flags to tell what a file holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told<'a> {
    /// Nothing was looked at.
    Nothing,
    /// A directory without a `vum.toml`; the file is named.
    NoConfig(&'a str),
    /// No entry of this one matches the file that is named.
    NoEntry(&'a Config, &'a str),
    /// An entry matches the file that is named.
    Entry(Found<'a>, &'a str),
}

impl<'a> Told<'a> {
    /// What a configuration tells of a file.
    pub(super) fn by(config: &'a Config, path: &Path, shown: &'a str) -> Self {
        match config.find(path) {
            Some(found) => Self::Entry(found, shown),
            None => Self::NoEntry(config, shown),
        }
    }

    fn wish(self) -> Wish<'a> {
        match self {
            Self::Entry(found, _) => found.wish(),
            _ => Wish::default(),
        }
    }
}

/// What flags, or an entry of a `vum.toml`, say of a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish<'a> {
    pub(super) release: Option<&'a str>,
    pub(super) message: Option<&'a str>,
    pub(super) role: Option<Role>,
}

impl<'a> Wish<'a> {
    /// What this leaves open comes from the other.
    fn or(self, other: Self) -> Self {
        Self {
            release: self.release.or(other.release),
            message: self.message.or(other.message),
            role: self.role.or(other.role),
        }
    }

    /// The kind that the flags wish for; what they leave open is told elsewhere.
    pub(super) fn kind(self, told: Told<'_>) -> Result<Kind, Failure> {
        let all = self.or(told.wish());
        let release = all.release()?;
        let Some(id) = all.message else { return Err(no_message(release, told)) };
        let message = vum::message(release, id).ok_or_else(|| {
            let failure = unknown_message(release, id);
            match told {
                Told::Entry(found, _) => found.blame(self, failure),
                _ => failure,
            }
        })?;
        Ok(Kind { message, role: all.role.unwrap_or(message.default_role) })
    }

    fn release(self) -> Result<&'a str, Failure> {
        match self.release {
            Some(release) if vum::RELEASES.contains(&release) => Ok(release),
            Some(release) => Err(unknown_release(release)),
            None => Ok(vum::RELEASES.last().copied().unwrap_or_default()),
        }
    }

    /// Whether release and message exist. A message without a release must be in one of them.
    pub(super) fn check(self) -> Result<(), Failure> {
        let release = self.release()?;
        let Some(id) = self.message else { return Ok(()) };
        let exists = match self.release {
            Some(_) => vum::message(release, id).is_some(),
            None => vum::messages().any(|message| message.id == id),
        };
        if exists { Ok(()) } else { Err(unknown_message(release, id)) }
    }
}

fn unknown_release(release: &str) -> Failure {
    let (release, known) = (crate::screen::harmless(release), vum::RELEASES.join(", "));
    Failure::usage(
        format!("er is geen release {release} in dit programma; wel {known}"),
        format!("there is no release {release} in this program; it has {known}"),
    )
}

fn ids(release: &str) -> String {
    let ids = vum::messages().filter(|message| message.release == release);
    ids.map(|message| message.id).collect::<Vec<_>>().join(", ")
}

fn unknown_message(release: &str, id: &str) -> Failure {
    let (id, known) = (crate::screen::harmless(id), ids(release));
    Failure::usage(
        format!("VUM {release} heeft geen bericht {id}; wel {known}"),
        format!("VUM {release} has no message {id}; it has {known}"),
    )
}

fn no_message(release: &str, told: Told<'_>) -> Failure {
    let known = ids(release);
    let (nl, en) = match told {
        Told::Nothing => {
            ("onbekend welk bericht dit is".to_owned(), "unknown which message this is".to_owned())
        }
        Told::NoConfig(file) => (
            format!("geen vum.toml zegt welk bericht {file} is"),
            format!("no vum.toml says which message {file} is"),
        ),
        Told::NoEntry(config, file) => {
            let config = config.shown();
            (
                format!("{config}: geen glob past op {file}"),
                format!("{config}: no glob matches {file}"),
            )
        }
        Told::Entry(found, file) => {
            let place = found.place();
            (
                format!("{place}: deze glob past op {file}, maar noemt geen bericht"),
                format!("{place}: this glob matches {file}, but names no message"),
            )
        }
    };
    Failure::usage(
        format!(
            "{nl}; geef --message met een van {known} (VUM {release}). Het wordt nooit uit de \
             inhoud geraden: een match met contactgegevens erin lijkt op een detail"
        ),
        format!(
            "{en}; give --message with one of {known} (VUM {release}). It is never guessed from \
             the content: a match that leaks contact data looks like a detail"
        ),
    )
}
