//! A standard as files, and the way from there to a model.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use crate::check;
use crate::contracts;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::migration;
use crate::model::Model;
use crate::question;
use crate::resolve;
use crate::rules;
use crate::source::SourceFile;
use crate::written;

/// What is announced, waived and withdrawn; `vum-release` gives it meaning.
pub const POLICY: &str = "policy.toml";

/// Why a standard could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct Error {
    path: PathBuf,
    #[source]
    source: io::Error,
}

impl Error {
    /// The file or folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A standard as it is written: files, not judged yet.
#[derive(Clone, Debug)]
pub struct Standard {
    files: Arc<[SourceFile]>,
    /// Files that are not UTF-8, with the first byte that is not.
    not_utf8: Arc<[(String, usize)]>,
}

/// What became of a standard.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The model; `None` when there are errors.
    pub model: Option<Model>,
    /// Everything that is wrong or odd, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Standard {
    /// The standard that was compiled into this crate.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from_files(
            vum_standard::FILES.iter().map(|file| SourceFile::new(file.path, file.text)).collect(),
        )
    }

    /// Reads a folder that is laid out like `standard/`. Other files and folders are left alone.
    ///
    /// # Errors
    /// When the folder or one of its files cannot be read. A file that is not UTF-8 becomes a
    /// diagnostic.
    pub fn read_dir(dir: &Path) -> Result<Self, Error> {
        let mut files = Vec::new();
        let mut not_utf8 = Vec::new();
        let mut add = |path: &Path, name: String| -> Result<(), Error> {
            let failed = |source| Error { path: path.to_owned(), source };
            let text = String::from_utf8(fs::read(path).map_err(failed)?).unwrap_or_else(|error| {
                not_utf8.push((name.clone(), error.utf8_error().valid_up_to()));
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            });
            files.push(SourceFile::new(name, text));
            Ok(())
        };
        for name in [
            "releases.toml",
            "messages.toml",
            "codelists.toml",
            contracts::FILE,
            migration::FILE,
            question::FILE,
            POLICY,
        ] {
            let path = dir.join(name);
            if path.is_file() {
                add(&path, name.to_owned())?;
            }
        }
        for folder in ["codelists", "entities", rules::FOLDER] {
            let path = dir.join(folder);
            if !path.is_dir() {
                continue;
            }
            let failed = |source| Error { path: path.clone(), source };
            for entry in fs::read_dir(&path).map_err(failed)? {
                let file = entry.map_err(failed)?.path();
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
                let name = name.unwrap_or_default();
                // Editors and file systems leave hidden files of their own.
                if file.is_file() && !name.starts_with('.') {
                    add(&file, format!("{folder}/{name}"))?;
                }
            }
        }
        if files.is_empty() {
            fs::read_dir(dir).map_err(|source| Error { path: dir.to_owned(), source })?;
        }
        Ok(Self { not_utf8: not_utf8.into(), ..Self::from_files(files) })
    }

    /// A standard from files, in any order.
    #[must_use]
    pub fn from_files(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files: files.into(), not_utf8: Arc::default() }
    }

    /// The files, by path.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Reads, looks up and checks everything.
    #[must_use]
    pub fn resolve(&self) -> Resolved {
        let sink = Sink::default();
        let written = written::read(&self.files, &self.not_utf8, &sink);
        let mut model = resolve::resolve(Arc::clone(&self.files), written, &sink);
        check::check(&mut model, &sink);
        let diagnostics = sink.finish(&self.files);
        let broken = diagnostics.iter().any(|it| it.severity == Severity::Error);
        Resolved { model: (!broken).then_some(model), diagnostics }
    }
}
