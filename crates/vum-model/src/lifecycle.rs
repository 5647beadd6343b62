//! When a node exists.

use crate::diagnostic::{Problem, Sink, draft};
use crate::release::{Deprecation, Version};
use crate::source::Place;
use crate::written;

/// When a node came, is deprecated and goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// The first release that has it.
    pub introduced: Version,
    /// From when it should no longer be sent.
    pub deprecated: Option<Deprecation>,
    /// The first release without it.
    pub removed: Option<Version>,
    /// Id of the node that took its place when it went.
    pub successor: Option<String>,
    pub(crate) places: Places,
}

/// Where the parts of a lifecycle are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pub introduced: Place,
    pub deprecated: Place,
    pub removed: Place,
    pub successor: Place,
    pub deprecated_successor: Place,
}

impl Lifecycle {
    /// Whether the node exists in a release.
    #[must_use]
    pub fn covers(&self, release: Version) -> bool {
        self.introduced <= release && self.removed.is_none_or(|removed| release < removed)
    }

    /// The deprecation that holds in a release.
    #[must_use]
    pub fn deprecation(&self, release: Version) -> Option<&Deprecation> {
        self.deprecated.as_ref().filter(|it| it.release <= release)
    }

    /// What takes the place of the node when it is gone.
    #[must_use]
    pub fn successor(&self) -> Option<&str> {
        let deprecated = self.deprecated.as_ref().and_then(|it| it.successor.as_deref());
        self.successor.as_deref().or(deprecated)
    }

    /// A lifecycle as written; what it leaves out comes from `base`.
    pub(crate) fn resolve(it: &written::Lifecycle, base: &Self) -> Self {
        let mut life = base.clone();
        if let Some(introduced) = &it.introduced {
            life.introduced = introduced.value;
            life.places.introduced = introduced.place;
        }
        if let Some(deprecated) = &it.deprecated {
            life.places.deprecated = deprecated.release.place;
            life.places.deprecated_successor =
                deprecated.successor.as_ref().map_or(Place::default(), |it| it.place);
            life.deprecated = Some(Deprecation {
                release: deprecated.release.value,
                reason: deprecated.reason.clone(),
                successor: deprecated.successor.as_ref().map(|it| it.value.clone()),
            });
        }
        if let Some(removed) = &it.removed {
            life.removed = Some(removed.value);
            life.places.removed = removed.place;
        }
        if let Some(successor) = &it.successor {
            life.successor = Some(successor.value.clone());
            life.places.successor = successor.place;
        }
        life
    }

    /// A node that exists from a release on.
    pub(crate) fn since(introduced: Version, place: Place) -> Self {
        let places = Places { introduced: place, ..Places::default() };
        Self { introduced, deprecated: None, removed: None, successor: None, places }
    }

    /// Reports releases that do not follow each other.
    pub(crate) fn check_order(&self, what: &str, sink: &Sink) {
        let wrong = |place, message: String| {
            draft(Problem::LifecycleOrder, place, message)
                .help(
                    "a node is introduced, then deprecated, then removed, each in a later release",
                )
                .related(self.places.introduced, format!("introduced in {}", self.introduced))
                .send(sink);
        };
        if let Some(deprecated) = &self.deprecated
            && deprecated.release <= self.introduced
        {
            let (release, introduced) = (deprecated.release, self.introduced);
            wrong(
                self.places.deprecated,
                format!("{what} is deprecated in {release}, but introduced in {introduced}"),
            );
        }
        let before =
            self.deprecated.as_ref().map_or(self.introduced, |it| it.release.max(self.introduced));
        if let Some(removed) = self.removed
            && removed <= before
        {
            wrong(
                self.places.removed,
                format!("{what} is removed in {removed}, but lives in {before}"),
            );
        }
    }

    /// Reports a life outside that of the parent.
    pub(crate) fn check_within(&self, what: &str, parent: &Self, parent_what: &str, sink: &Sink) {
        if self.introduced < parent.introduced {
            let (own, other) = (self.introduced, parent.introduced);
            draft(
                Problem::LifecycleOrder,
                self.places.introduced,
                format!("{what} comes in {own}, before {parent_what}"),
            )
            .related(parent.places.introduced, format!("{parent_what} comes in {other}"))
            .help("a node cannot exist without its parent")
            .send(sink);
        }
        let Some(end) = parent.removed else { return };
        if self.introduced >= end {
            draft(
                Problem::LifecycleOrder,
                self.places.introduced,
                format!("{what} comes after {parent_what} is removed"),
            )
            .related(parent.places.removed, format!("{parent_what} goes in {end}"))
            .help("a node cannot exist without its parent")
            .send(sink);
        } else if let Some(removed) = self.removed
            && removed > end
        {
            draft(
                Problem::LifecycleOrder,
                self.places.removed,
                format!("{what} goes in {removed}, after {parent_what}"),
            )
            .related(parent.places.removed, format!("{parent_what} goes in {end}"))
            .help("what goes with its parent needs no `removed` of its own")
            .send(sink);
        }
    }
}
