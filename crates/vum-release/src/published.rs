//! The frozen releases of a standard, and whether its source still says the same.

use std::fs;
use std::path::{Path, PathBuf};

use vum_model::{Model, Status, Version};

use crate::compare::{Change, Unclassified, compare};
use crate::facts::Facts;
use crate::frozen::Frozen;

/// The folder in a standard.
pub const FOLDER: &str = "published";
/// The file in the folder of a release.
pub const FILE: &str = "release.toml";

/// The frozen releases of a standard, as files.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Number of the release as its folder has it, and text of its file.
    files: Vec<(String, String)>,
}

/// Why the frozen releases could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    #[source]
    source: std::io::Error,
}

/// How the source of a standard strays from what was published.
#[derive(Clone, Debug, PartialEq)]
pub enum Deviation {
    /// A published release is not frozen.
    NotFrozen(Version),
    /// A frozen release that the standard does not have, or not as published.
    Unknown(String),
    /// The file is no frozen release.
    Unreadable {
        /// The folder.
        release: String,
        /// Why.
        reason: String,
    },
    /// The file was edited: its facts are not those of its digest.
    Edited(Version),
    /// The source says something else than the frozen release.
    Changed {
        /// The release.
        release: Version,
        /// What the source says now.
        change: Box<Change>,
    },
}

impl Published {
    /// Those that were compiled in.
    #[must_use]
    pub fn embedded() -> Self {
        let files = vum_standard::PUBLISHED.iter().filter_map(|file| {
            let release = file.path.strip_prefix("published/")?.strip_suffix("/release.toml")?;
            Some((release.to_owned(), file.text.to_owned()))
        });
        Self { files: files.collect() }
    }

    /// Those in a folder that is laid out like `standard/`.
    ///
    /// # Errors
    /// When a folder or file cannot be read. Without a folder `published` there are none.
    pub fn read_dir(standard: &Path) -> Result<Self, ReadError> {
        let folder = standard.join(FOLDER);
        if !folder.is_dir() {
            return Ok(Self::default());
        }
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ReadError { path, source }
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let path = entry.map_err(failed(&folder))?.path();
            let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
            let file = path.join(FILE);
            if path.is_dir() {
                let text = fs::read_to_string(&file).map_err(failed(&file))?;
                files.push((name.unwrap_or_default(), text));
            }
        }
        files.sort();
        Ok(Self { files })
    }

    /// The frozen text of a release.
    #[must_use]
    pub fn text(&self, release: Version) -> Option<&str> {
        let name = release.to_string();
        self.files.iter().find(|(it, _)| *it == name).map(|(_, text)| text.as_str())
    }

    /// How the source strays from the frozen releases; nothing when it resolves to all of them.
    ///
    /// # Errors
    /// When no rule covers a difference, which is a mistake in this program.
    pub fn verify(&self, model: &Model) -> Result<Vec<Deviation>, Unclassified> {
        let mut found = Vec::new();
        let published = model.releases().iter().filter(|it| it.status == Status::Published);
        let published: Vec<Version> = published.map(|it| it.version).collect();
        for (name, _) in &self.files {
            if !published.iter().any(|it| it.to_string() == *name) {
                found.push(Deviation::Unknown(name.clone()));
            }
        }
        for release in published {
            let Some(text) = self.text(release) else {
                found.push(Deviation::NotFrozen(release));
                continue;
            };
            let frozen = match Frozen::parse(text) {
                Ok(frozen) if frozen.facts.version == release => frozen,
                Ok(frozen) => {
                    let reason = format!("it holds release {}", frozen.facts.version);
                    let release = release.to_string();
                    found.push(Deviation::Unreadable { release, reason });
                    continue;
                }
                Err(error) => {
                    let (release, reason) = (release.to_string(), error.to_string());
                    found.push(Deviation::Unreadable { release, reason });
                    continue;
                }
            };
            if !frozen.is_intact() {
                found.push(Deviation::Edited(release));
            }
            let Some(now) = Facts::of(model, release) else { continue };
            let changes = compare(&frozen.facts, &now.normative())?.changes;
            let changes = changes.into_iter().filter(|it| !it.is_editorial());
            found.extend(
                changes.map(|change| Deviation::Changed { release, change: Box::new(change) }),
            );
        }
        Ok(found)
    }
}
