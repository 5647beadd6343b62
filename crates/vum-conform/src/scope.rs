//! What is claimed: a profile of a release, up to a level.

use std::fmt;

use vum::Role;
use vum_model::{ConformanceLevel, ConformanceProfile, Model, Release, Version};

use crate::report::Text;

/// A claim that the release knows.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The release.
    pub release: Release,
    /// The profile.
    pub profile: ConformanceProfile,
    /// The level, behind those it includes.
    pub levels: Vec<ConformanceLevel>,
}

/// What is claimed does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .text.en)]
pub struct UnknownClaim {
    /// What is wrong and what there is.
    pub text: Text,
}

fn unknown(nl: String, en: String) -> UnknownClaim {
    UnknownClaim { text: Text::new(nl, en) }
}

fn list<T: fmt::Display>(all: impl Iterator<Item = T>) -> String {
    all.map(|it| it.to_string()).collect::<Vec<_>>().join(", ")
}

/// A text of the user that cannot steer a terminal.
fn plain(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { '?' } else { c });
    clean.take(80).collect()
}

impl Scope {
    /// The claim with these names, as a user gives them.
    ///
    /// # Errors
    /// When there is no such release, or it has no such profile or level; the text says what there
    /// is.
    pub fn new(
        model: &Model,
        release: &str,
        profile: &str,
        level: &str,
    ) -> Result<Self, UnknownClaim> {
        let version = Version::parse(release).filter(|_| vum::RELEASES.contains(&release));
        let data = version.and_then(|version| model.release(version));
        let Some(data) = data else {
            let (asked, known) = (plain(release), vum::RELEASES.join(", "));
            return Err(unknown(
                format!("er is geen release {asked}; wel {known}"),
                format!("there is no release {asked}; there are {known}"),
            ));
        };
        let version = data.info.version;
        let Some(found) = model.conformance_profiles(version).find(|it| it.id == profile) else {
            let asked = plain(profile);
            let known = list(model.conformance_profiles(version).map(|it| it.id));
            let others = model.releases().iter().map(|it| it.version);
            let others = others.filter(|it| {
                vum::RELEASES.contains(&it.to_string().as_str())
                    && model.conformance_profiles(*it).any(|it| it.id == profile)
            });
            let others = list(others);
            let (nl, en) = if others.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("; {asked} is er in {others}"), format!("; {asked} is in {others}"))
            };
            return Err(unknown(
                format!("VUM {release} heeft geen profiel {asked}; wel {known}{nl}"),
                format!("VUM {release} has no profile {asked}; it has {known}{en}"),
            ));
        };
        let all: Vec<_> = model.conformance_levels(version, &found.part).collect();
        let Some(place) = all.iter().position(|it| it.id == level) else {
            let (asked, known) = (plain(level), list(all.iter().map(|it| &it.id)));
            return Err(unknown(
                format!("VUM {release} heeft voor {profile} geen niveau {asked}; wel {known}"),
                format!("VUM {release} has no level {asked} for {profile}; it has {known}"),
            ));
        };
        let levels = all.into_iter().take(place + 1).collect();
        Ok(Self { release: data, profile: found, levels })
    }

    /// Id of the level that is claimed.
    #[must_use]
    pub fn level(&self) -> &str {
        self.levels.last().map_or("", |it| &it.id)
    }

    /// The number of the release.
    #[must_use]
    pub fn number(&self) -> String {
        self.release.info.version.to_string()
    }

    /// The role of the product.
    #[must_use]
    pub fn role(&self) -> Role {
        match self.profile.role {
            vum_model::Role::Bron => Role::Bron,
            vum_model::Role::Bemiddelaar => Role::Bemiddelaar,
        }
    }

    /// The id of a message of the part.
    pub(crate) fn id(&self, view: &str) -> String {
        format!("{}/{view}", self.profile.part)
    }

    /// The message of the part with this view.
    pub(crate) fn message(&self, view: &str) -> Option<&'static vum::MessageType> {
        vum::message(&self.number(), &self.id(view))
    }

    /// The body of the part with this name, in the contract of the product's role.
    pub(crate) fn body(&self, name: &str) -> Option<&'static vum::MessageType> {
        vum::body(&self.number(), &self.id(name), self.role())
    }
}
