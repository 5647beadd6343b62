//! `vum.toml`: which file holds which message.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use glob::{MatchOptions, Pattern};
use serde::Deserialize;
use toml::Spanned;
use vum::Role;

use super::kind::Wish;
use super::rules::Chosen;
use super::suppress::{self, Suppression};
use crate::exit::Failure;
use crate::screen::harmless;

/// Name of the file that is looked for in a directory.
pub(super) const NAME: &str = "vum.toml";

/// `*` and `?` stay within a directory.
pub(super) const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// A `vum.toml`.
#[derive(Debug)]
pub(super) struct Config {
    /// The directory it stands in, absolute.
    dir: PathBuf,
    /// The file as it is shown, and its text: for places.
    shown: String,
    text: String,
    entries: Vec<(Pattern, Entry)>,
    house: Rc<House>,
}

/// What a `vum.toml` says of all its files.
#[derive(Debug, Default)]
pub(crate) struct House {
    /// The rules above the contract.
    pub(super) rules: Option<Chosen>,
    /// The findings that are accepted.
    pub(super) suppressions: Vec<Suppression>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rules: Option<Spanned<String>>,
    #[serde(default)]
    files: Vec<Entry>,
    #[serde(default)]
    suppress: Vec<suppress::Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    glob: Spanned<String>,
    release: Option<Spanned<String>>,
    message: Option<Spanned<String>>,
    role: Option<Spanned<RoleName>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RoleName {
    Bron,
    Bemiddelaar,
}

impl Entry {
    fn wish(&self) -> Wish<'_> {
        Wish {
            release: self.release.as_ref().map(|it| it.get_ref().as_str()),
            message: self.message.as_ref().map(|it| it.get_ref().as_str()),
            role: self.role.as_ref().map(|it| match it.get_ref() {
                RoleName::Bron => Role::Bron,
                RoleName::Bemiddelaar => Role::Bemiddelaar,
            }),
        }
    }
}

/// The entry that counts for a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    config: &'a Config,
    entry: &'a Entry,
}

impl<'a> Found<'a> {
    pub(super) fn wish(self) -> Wish<'a> {
        self.entry.wish()
    }

    /// Where the entry stands.
    pub(super) fn place(self) -> String {
        self.at(self.entry.glob.span().start)
    }

    /// What is wrong with the entry and the flags together, with the place of its part in that.
    pub(super) fn blame(self, flags: Wish<'_>, failure: Failure) -> Failure {
        let message = self.entry.message.as_ref().filter(|_| flags.message.is_none());
        let release = self.entry.release.as_ref().filter(|_| flags.release.is_none());
        let start = message.or(release).map_or(self.entry.glob.span().start, |it| it.span().start);
        at_place(&self.at(start), failure)
    }

    fn at(self, offset: usize) -> String {
        place(&self.config.shown, &self.config.text, offset)
    }
}

impl Config {
    /// The file as it is shown.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Reads a `vum.toml`, and checks every entry of it.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = harmless(&path.display().to_string());
        if path.is_dir() {
            return Err(Failure::usage(
                format!("{shown} is een map; het moet een bestand zijn dat zegt wat waar staat"),
                format!("{shown} is a directory; it must be a file that says what is where"),
            ));
        }
        let unreadable = |error| {
            Failure::broken(
                format!("{shown} kan niet worden gelezen: {error}"),
                format!("{shown} cannot be read: {error}"),
            )
        };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let dir = absolute(path.parent().unwrap_or(Path::new(""))).map_err(unreadable)?;
        let written: Written = toml::from_str(&text).map_err(|error| {
            // The error shows line, column and source line.
            let error = error.to_string();
            let error = error.trim_end();
            Failure::usage(format!("{shown}: {error}"), format!("{shown}: {error}"))
        })?;
        let mut entries = Vec::new();
        for entry in written.files {
            let pattern = Pattern::new(entry.glob.get_ref()).map_err(|error| {
                let at = place(&shown, &text, entry.glob.span().start);
                Failure::usage(
                    format!("{at}: geen geldig patroon: {}", error.msg),
                    format!("{at}: not a valid pattern: {}", error.msg),
                )
            })?;
            entry.wish().check().map_err(|failure| {
                let spanned = entry.message.as_ref().or(entry.release.as_ref());
                let start = spanned.map_or(entry.glob.span().start, |it| it.span().start);
                at_place(&place(&shown, &text, start), failure)
            })?;
            entries.push((pattern, entry));
        }
        let at = |offset: usize| place(&shown, &text, offset);
        let rules = written.rules.map(|rules| {
            let chosen = Chosen::new(rules.get_ref(), path.parent());
            chosen.map_err(|failure| at_place(&at(rules.span().start), failure))
        });
        let suppressions = written.suppress.into_iter().map(|it| Suppression::new(it, &at));
        let house = House {
            rules: rules.transpose()?,
            suppressions: suppressions.collect::<Result<_, Failure>>()?,
        };
        Ok(Self { dir, shown, text, entries, house: Rc::new(house) })
    }

    /// What it says of all its files.
    pub(super) fn house(&self) -> Rc<House> {
        Rc::clone(&self.house)
    }

    /// The first entry that matches a file; `None` when no entry does.
    pub(super) fn find(&self, path: &Path) -> Option<Found<'_>> {
        let path = absolute(path).ok()?;
        let relative = path.strip_prefix(&self.dir).ok()?;
        // Globs are written with `/` everywhere.
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let relative = parts.join("/");
        let found = self.entries.iter().find(|(glob, _)| glob.matches_with(&relative, MATCHING));
        found.map(|(_, entry)| Found { config: self, entry })
    }
}

/// The path from the root; symbolic links in its directory are followed, so that two spellings of
/// one directory agree.
fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    if path.as_os_str().is_empty() {
        return fs::canonicalize(".");
    }
    match (path.is_dir(), path.parent(), path.file_name()) {
        (false, Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Ok(fs::canonicalize(parent)?.join(name))
        }
        _ => fs::canonicalize(path),
    }
}

pub(super) fn place(path: &str, text: &str, offset: usize) -> String {
    let (line, column) = vum_model::line_column(text, offset);
    format!("{path}:{line}:{column}")
}

fn at_place(place: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Usage { nl, en } => {
            Failure::Usage { nl: format!("{place}: {nl}"), en: format!("{place}: {en}") }
        }
        Failure::Broken { nl, en } => {
            Failure::Broken { nl: format!("{place}: {nl}"), en: format!("{place}: {en}") }
        }
        other => other,
    }
}
