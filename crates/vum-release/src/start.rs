//! Starting a release: its entry in `releases.toml`.

use std::fmt::Write as _;

use toml::Value;
use vum_model::{Model, Version};

use crate::rules::Step;

/// What is known of a release that is being started.
#[derive(Clone, Debug)]
pub struct Start {
    /// Its number.
    pub version: Version,
    /// Version of the Gegevensstandaard; that of the newest release when it is not given.
    pub gegevensstandaard: Option<String>,
    /// Version of the SGR; that of the newest release when it is not given.
    pub sgr: Option<String>,
    /// When it is planned, as precise as known.
    pub date: Option<String>,
    /// Where its facts come from: a change request, say.
    pub source: Option<String>,
}

/// Why a release cannot be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// There is nothing to follow on.
    #[error("the standard has no release to follow on")]
    Empty,
    /// It is there already.
    #[error("the standard has release {0} already")]
    Exists(Version),
    /// It comes before a release that is there.
    #[error("{new} comes before {newest}, which is there already")]
    NotNewer {
        /// The number that was asked for.
        new: Version,
        /// The newest release.
        newest: Version,
    },
    /// A number was skipped.
    #[error("behind {newest} comes {major}, {minor} or {patch}, not {new}")]
    Skips {
        /// The number that was asked for.
        new: Version,
        /// The newest release.
        newest: Version,
        /// The next number for a major step.
        major: Version,
        /// The next number for a minor step.
        minor: Version,
        /// The next number for a patch.
        patch: Version,
    },
}

/// A release that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// What stands at the end of `releases.toml` from now on.
    pub block: String,
    /// The step that its number takes.
    pub step: Step,
    /// The release before it.
    pub before: Version,
}

impl Start {
    /// The entry of the release.
    ///
    /// # Errors
    /// When its number does not follow on the newest release.
    pub fn block(&self, model: &Model) -> Result<Started, StartError> {
        let new = self.version;
        if model.releases().iter().any(|it| it.version == new) {
            return Err(StartError::Exists(new));
        }
        let newest =
            model.releases().iter().max_by_key(|it| it.version).ok_or(StartError::Empty)?;
        let before = newest.version;
        let Some(step) = Step::between(before, new) else {
            return Err(StartError::NotNewer { new, newest: before });
        };
        let next = [Step::Major, Step::Minor, Step::Patch].map(|it| after(before, it));
        let [major, minor, patch] = next;
        if !next.contains(&new) {
            return Err(StartError::Skips { new, newest: before, major, minor, patch });
        }
        let text = |value: &str| Value::String(value.to_owned()).to_string();
        let mut rows = vec![("version", text(&new.to_string())), ("status", text("draft"))];
        rows.extend(self.date.as_deref().map(|it| ("date", text(it))));
        let standard = self.gegevensstandaard.as_ref().or(newest.gegevensstandaard.as_ref());
        rows.extend(standard.map(|it| ("gegevensstandaard", text(it))));
        let sgr = text(self.sgr.as_ref().unwrap_or(&newest.sgr_version));
        rows.push(("sgr", format!("{{ version = {sgr}, relation = \"unknown\" }}")));
        rows.push(("unknown-attributes", text("error")));
        let proposal = format!("Voorstel voor {new}");
        rows.push(("source", text(self.source.as_ref().unwrap_or(&proposal))));
        let mut block = String::from("\n[[release]]\n");
        for (key, value) in rows {
            // Writing to a text cannot fail.
            let _ = writeln!(block, "{key} = {value}");
        }
        Ok(Started { block, step, before })
    }
}

/// The number that a step leads to.
fn after(version: Version, step: Step) -> Version {
    let Version { major, minor, patch } = version;
    match step {
        Step::Major => Version { major: major.saturating_add(1), minor: 0, patch: 0 },
        Step::Minor => Version { major, minor: minor.saturating_add(1), patch: 0 },
        Step::Patch => Version { major, minor, patch: patch.saturating_add(1) },
    }
}
