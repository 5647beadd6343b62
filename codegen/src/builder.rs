//! What to generate, and where to.

use std::path::{Path, PathBuf};

use vum_model::{
    Message, Model, Release, ReleaseInfo, Role, Severity, SourceFile, Standard, Status, Version,
};

use crate::error::{Error, Kind};
use crate::schema::Strictness;
use crate::target::Target;
use crate::{code_lists, json_schema, openapi, rust, selection, xsd};

/// A file that was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path below the directory of the output, with `/` between its parts, such as `v3_1.rs`
    /// or `3.1.0/vacature-match-bron.xsd`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Generates files for releases of the standard: Rust, unless another [`Target`] is named.
///
/// Without a message or entity everything of each release is generated. The same input always
/// gives the same bytes.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    standard: Source,
    releases: Vec<String>,
    messages: Vec<String>,
    entities: Vec<String>,
    roles: Vec<String>,
    strictness: Vec<Strictness>,
    target: Target,
    schemars: bool,
}

/// Where the standard comes from.
#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    Embedded,
    Dir(PathBuf),
    Files(Vec<SourceFile>),
}

impl Builder {
    /// Everything of every published release.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the standard from a directory instead of the embedded one.
    #[must_use]
    pub fn standard_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.standard = Source::Dir(dir.into());
        self
    }

    /// Takes the standard from files in memory instead of the embedded one.
    #[must_use]
    pub fn standard_files(mut self, files: Vec<SourceFile>) -> Self {
        self.standard = Source::Files(files);
        self
    }

    /// Adds a release, such as `3.1.0`. A type that two releases share is defined in the older
    /// one and re-exported from the later.
    #[must_use]
    pub fn release(mut self, version: impl Into<String>) -> Self {
        self.releases.push(version.into());
        self
    }

    /// Keeps only the named messages (and entities) with what they use. Such as `vacature/match`; for
    /// Rust the id of a body too, such as `vacature/matches-antwoord`.
    #[must_use]
    pub fn message(mut self, id: impl Into<String>) -> Self {
        self.messages.push(id.into());
        self
    }

    /// Keeps only the named entities (and messages) with what they use. Such as `opleiding`. An
    /// entity comes with all its shapes. Names of types do not depend on the selection: a shape is
    /// `OpleidingVacature` even where `OpleidingWerkzoekende` is left out. Targets with a file for
    /// each message have none for an entity.
    #[must_use]
    pub fn entity(mut self, id: impl Into<String>) -> Self {
        self.entities.push(id.into());
        self
    }

    /// What to generate; Rust when this is not called.
    #[must_use]
    pub fn target(mut self, target: Target) -> Self {
        self.target = target;
        self
    }

    /// Whether Rust types get the trait `schemars::JsonSchema`, which gives the strict JSON Schema
    /// of a type: that of [`Target::JsonSchema`] for both roles together, in which an attribute of
    /// some role is allowed, and one that every role requires is required. It needs the feature
    /// `schemars` of `vum-runtime`, and makes the code larger: off when this is not called.
    #[must_use]
    pub fn schemars(mut self, wanted: bool) -> Self {
        self.schemars = wanted;
        self
    }

    /// Keeps only the contract of the named roles, `bron` or `bemiddelaar`, in targets that have a
    /// file for each.
    #[must_use]
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.roles.push(name.into());
        self
    }

    /// Keeps only JSON Schemas of this strictness.
    #[must_use]
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness.push(strictness);
        self
    }

    /// Generates the files of the target, sorted by release. For Rust: a file for each release, and
    /// with messages of several releases `migrations.rs`, a module beside theirs.
    ///
    /// # Errors
    /// When the standard has errors, or does not have what is asked for.
    pub fn generate(&self) -> Result<Vec<GeneratedFile>, Error> {
        let model = self.model()?;
        let mut versions: Vec<Version> = if self.releases.is_empty() {
            let published = model.releases().iter().filter(|r| r.status == Status::Published);
            published.map(|release| release.version).collect()
        } else {
            self.releases.iter().map(|text| find(&model, text)).collect::<Result<_, _>>()?
        };
        versions.sort_unstable();
        versions.dedup();
        let mut releases = Vec::new();
        for version in versions {
            let history = |info: &&ReleaseInfo| info.status == Status::History;
            let is_history = model.releases().iter().filter(history).any(|r| r.version == version);
            let Some(release) = model.release(version).filter(|_| !is_history) else {
                return Err(unknown(&model, &version.to_string()));
            };
            releases.push(release);
        }
        let roles = self.roles()?;
        if self.target == Target::Rust {
            let migrations = model.migrations();
            let (messages, entities) = (&self.messages, &self.entities);
            return rust::files(releases, &migrations, messages, entities, self.schemars);
        }
        let releases: Vec<Release> =
            releases.into_iter().map(|it| self.select(it)).collect::<Result<_, _>>()?;
        self.emit(&releases, &roles)
    }

    fn emit(&self, releases: &[Release], roles: &[Role]) -> Result<Vec<GeneratedFile>, Error> {
        let strictness = match self.strictness.as_slice() {
            [] => Strictness::ALL.to_vec(),
            named => Strictness::ALL.into_iter().filter(|it| named.contains(it)).collect(),
        };
        let files = releases.iter().map(|release| match self.target {
            // Types of several releases hang together: all of them are made at once.
            Target::Rust => Ok(Vec::new()),
            Target::JsonSchema => json_schema::files(release, roles, &strictness),
            Target::Xsd(layout) => xsd::files(release, roles, layout),
            Target::OpenApi => openapi::files(release, roles),
            Target::CodeLists { format, external } => {
                Ok(code_lists::files(release, format, external))
            }
        });
        Ok(files.collect::<Result<Vec<_>, Error>>()?.concat())
    }

    fn roles(&self) -> Result<Vec<Role>, Error> {
        if self.roles.is_empty() {
            return Ok(Role::ALL.to_vec());
        }
        let unknown = self.roles.iter().find(|name| Role::parse(name).is_none());
        if let Some(role) = unknown {
            let known = Role::ALL.map(Role::name).join(", ");
            return Err(Kind::Role { role: role.clone(), known }.into());
        }
        let named = |role: &Role| self.roles.iter().any(|name| name == role.name());
        Ok(Role::ALL.into_iter().filter(named).collect())
    }

    fn select(&self, release: Release) -> Result<Release, Error> {
        if self.messages.is_empty() && self.entities.is_empty() {
            return Ok(release);
        }
        let selected = selection::select(&release, &self.messages, &self.entities)?;
        if !matches!(self.target, Target::JsonSchema | Target::Xsd(_)) {
            return Ok(selected);
        }
        // These take from all shapes what a message needs. Names that they give must not depend on
        // what else was asked for.
        let named =
            |message: &Message| self.messages.is_empty() || self.messages.contains(&message.id);
        let messages = release.messages.iter().filter(|message| named(message)).cloned().collect();
        Ok(Release { messages, ..release })
    }

    fn model(&self) -> Result<Model, Error> {
        let standard = match &self.standard {
            Source::Embedded => Standard::embedded(),
            Source::Files(files) => Standard::from_files(files.clone()),
            Source::Dir(dir) => {
                Standard::read_dir(dir).map_err(|error| Kind::Read(Box::new(error)))?
            }
        };
        let resolved = standard.resolve();
        let is_error = |d: &&vum_model::Diagnostic| d.severity == Severity::Error;
        resolved.model.ok_or_else(|| {
            let errors = resolved.diagnostics.iter().filter(is_error);
            let first = resolved.diagnostics.iter().find(is_error);
            Kind::Standard {
                errors: errors.count(),
                first: first.map_or_else(String::new, |d| format!("{}: {}", d.file, d.message)),
            }
            .into()
        })
    }

    /// Writes the files to a directory. A file that is right already is not
    /// touched, so that nothing is built again.
    ///
    /// # Errors
    /// Those of [`Builder::generate`], and when a file cannot be written.
    pub fn write_to(&self, dir: impl AsRef<Path>) -> Result<Vec<PathBuf>, Error> {
        write_files(dir, &self.generate()?)
    }

    /// For a build script: writes to `OUT_DIR` and tells cargo when to run again.
    ///
    /// # Errors
    /// Those of [`Builder::write_to`], and when there is no `OUT_DIR`.
    pub fn write_to_out_dir(&self) -> Result<(), Error> {
        let out = std::env::var_os("OUT_DIR").ok_or(Kind::NoOutDir)?;
        match &self.standard {
            // The embedded standard is part of the build script itself.
            Source::Embedded | Source::Files(_) => println!("cargo::rerun-if-changed=build.rs"),
            Source::Dir(dir) => println!("cargo::rerun-if-changed={}", dir.display()),
        }
        self.write_to(out).map(|_| ())
    }
}

/// Writes files to a directory, which is made when it is not there, and gives their paths. A file
/// that is right already is not touched.
///
/// # Errors
/// When a file cannot be written.
pub fn write_files(dir: impl AsRef<Path>, files: &[GeneratedFile]) -> Result<Vec<PathBuf>, Error> {
    let dir = dir.as_ref();
    let failed = |path: &Path, source| Error::from(Kind::Write { path: path.into(), source });
    std::fs::create_dir_all(dir).map_err(|source| failed(dir, source))?;
    let mut paths = Vec::new();
    for file in files {
        let path = dir.join(&file.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|source| failed(parent, source))?;
        }
        if std::fs::read_to_string(&path).ok().as_ref() != Some(&file.text) {
            std::fs::write(&path, &file.text).map_err(|source| failed(&path, source))?;
        }
        paths.push(path);
    }
    Ok(paths)
}

fn find(model: &Model, text: &str) -> Result<Version, Error> {
    Version::parse(text).ok_or_else(|| unknown(model, text))
}

fn unknown(model: &Model, text: &str) -> Error {
    let published = model.releases().iter().filter(|r| r.status != Status::History);
    let known: Vec<String> = published.map(|release| release.version.to_string()).collect();
    Kind::Release { version: text.to_owned(), known: known.join(", ") }.into()
}
