//! `vum.toml`: which file holds which message.

use std::fs;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
use serde::Deserialize;
use toml::Spanned;
use vum::Role;

use super::kind::Wish;
use crate::exit::Failure;
use crate::screen::harmless;

/// Name of the file that is looked for in a directory.
pub(super) const NAME: &str = "vum.toml";

/// `*` and `?` stay within a directory.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// A `vum.toml`.
#[derive(Debug)]
pub(super) struct Config {
    /// The directory it stands in, absolute.
    dir: PathBuf,
    entries: Vec<(Pattern, Entry)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    files: Vec<Entry>,
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

impl Config {
    /// Reads a `vum.toml`, and checks every entry of it.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = harmless(&path.display().to_string());
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
        Ok(Self { dir, entries })
    }

    /// What the first entry that matches says of a file; `None` when no entry does.
    pub(super) fn find(&self, path: &Path) -> Option<Wish<'_>> {
        let path = absolute(path).ok()?;
        let relative = path.strip_prefix(&self.dir).ok()?;
        // Globs are written with `/` everywhere.
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let relative = parts.join("/");
        let found = self.entries.iter().find(|(glob, _)| glob.matches_with(&relative, MATCHING));
        found.map(|(_, entry)| entry.wish())
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

fn place(path: &str, text: &str, offset: usize) -> String {
    let (line, column) = vum_model::line_column(text, offset);
    format!("{path}:{line}:{column}")
}

fn at_place(place: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Usage { nl, en } => {
            Failure::Usage { nl: format!("{place}: {nl}"), en: format!("{place}: {en}") }
        }
        other => other,
    }
}
