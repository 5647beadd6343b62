//! What a file is held against.

use std::path::Path;

use vum::{MessageType, Role};

use super::config::{Config, Found};
use crate::exit::Failure;

/// A message or whole body of a release, seen by a role.
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
        let message = find(release, id, all.role).map_err(|failure| match told {
            Told::Entry(found, _) => found.blame(self, failure),
            _ => failure,
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
        match self.release {
            Some(_) => find(release, id, self.role).map(|_| ()),
            None if all().any(|message| message.id == id) => Ok(()),
            None => Err(unknown_message(release, id)),
        }
    }
}

fn unknown_release(release: &str) -> Failure {
    let (release, known) = (crate::screen::harmless(release), vum::RELEASES.join(", "));
    Failure::usage(
        format!("er is geen release {release} in dit programma; wel {known}"),
        format!("there is no release {release} in this program; it has {known}"),
    )
}

/// Everything that a file can hold.
fn all() -> impl Iterator<Item = &'static MessageType> {
    vum::messages().chain(vum::bodies())
}

/// The message or body with this id. A body may be another for each role: without one that of its
/// sender is meant.
fn find(release: &str, id: &str, role: Option<Role>) -> Result<&'static MessageType, Failure> {
    let named = || all().filter(|it| it.release == release && it.id == id);
    let found = match role {
        Some(role) => named().find(|it| it.roles.contains(role)),
        None => named().min_by_key(|it| it.default_role),
    };
    found.ok_or_else(|| match (named().next(), role) {
        (Some(_), Some(role)) => Failure::usage(
            format!("het contract van de {role} heeft in VUM {release} geen {id}"),
            format!("the contract of the {role} has no {id} in VUM {release}"),
        ),
        _ => unknown_message(release, id),
    })
}

fn ids(release: &str) -> String {
    let messages = vum::messages().filter(|message| message.release == release);
    let messages: Vec<&str> = messages.map(|message| message.id).collect();
    format!("{}, {}", messages.join(", "), bodies(release))
}

/// The kinds of whole bodies: every part has most of them.
pub(super) fn bodies(release: &str) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for body in vum::bodies().filter(|body| body.release == release) {
        let kind = body.id.rsplit('/').next().unwrap_or_default();
        let kind = format!("*/{kind}");
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(", ")
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
