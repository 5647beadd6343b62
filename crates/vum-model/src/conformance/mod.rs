//! What a product can claim to support (`conformance.toml`): profiles and levels.

pub(crate) mod check;
pub(crate) mod written;

use crate::model::Model;
use crate::release::{Description, Role, Version};

/// The file that holds it. A standard may do without: then nothing can be claimed.
pub(crate) const FILE: &str = "conformance.toml";

/// A part with a role in it: what a product supports, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConformanceProfile {
    /// Its id, such as `wz-bron`.
    pub id: String,
    /// Id of the part.
    pub part: String,
    /// The role of the product.
    pub role: Role,
    /// First release that has it.
    pub introduced: Version,
    /// First release that does not have it any more.
    pub removed: Option<Version>,
    /// What it is.
    pub description: Description,
}

/// How far support is shown. A level includes those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConformanceLevel {
    /// Its id, such as `N1`.
    pub id: String,
    /// Whether it is about the selectievraag.
    pub selection: bool,
    /// First release that has it.
    pub introduced: Version,
    /// First release that does not have it any more.
    pub removed: Option<Version>,
    /// What it is.
    pub description: Description,
}

fn covers(introduced: Version, removed: Option<Version>, release: Version) -> bool {
    introduced <= release && removed.is_none_or(|end| release < end)
}

impl Model {
    /// The profiles that a release has, in the order of the file.
    pub fn conformance_profiles(
        &self,
        release: Version,
    ) -> impl Iterator<Item = ConformanceProfile> + '_ {
        let all = self.conformance.profiles.iter().map(|it| ConformanceProfile {
            id: it.id.value.clone(),
            part: it.part.value.clone(),
            role: it.role,
            introduced: it.life.introduced.value,
            removed: it.life.removed.map(|it| it.value),
            description: it.description.clone(),
        });
        all.filter(move |it| covers(it.introduced, it.removed, release))
    }

    /// The levels that a profile on a part has in a release, the least first. One about the
    /// selectievraag needs a part that has one.
    pub fn conformance_levels<'m>(
        &'m self,
        release: Version,
        part: &'m str,
    ) -> impl Iterator<Item = ConformanceLevel> + 'm {
        let asked = |it: &crate::question::written::Question| {
            it.part.value == part && it.life.covers(release)
        };
        let has_question = self.questions.questions.iter().any(asked);
        let all = self.conformance.levels.iter().map(|it| ConformanceLevel {
            id: it.id.value.clone(),
            selection: it.selection,
            introduced: it.life.introduced.value,
            removed: it.life.removed.map(|it| it.value),
            description: it.description.clone(),
        });
        all.filter(move |it| covers(it.introduced, it.removed, release))
            .filter(move |it| has_question || !it.selection)
    }
}
