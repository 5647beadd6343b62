//! The resolved standard: every release at once, names looked up.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::check_graph::Reach;
use crate::contracts::written::Contracts;
use crate::diagnostic::{CodeInfo, Diagnostic};
use crate::facet::{Block, Effective, effective};
use crate::lifecycle::Lifecycle;
use crate::migration::written::Migrations;
use crate::question::written::Questions;
use crate::release::{Description, Period, ReleaseInfo, RoleSet, Text, Version};
use crate::rules::written::Rules;
use crate::selector::{Profiles, Selection};
use crate::source::{At, Location, Place, SourceFile, line_column};
use crate::written::Labels;
use crate::xml;

/// A checked standard, with all its releases.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) files: Arc<[SourceFile]>,
    pub(crate) releases: Vec<ReleaseInfo>,
    /// The namespaces that are written.
    pub(crate) namespaces: BTreeMap<Version, xml::Namespace>,
    pub(crate) profiles: Profiles,
    pub(crate) messages: Vec<MessageNode>,
    pub(crate) lists: Vec<ListNode>,
    pub(crate) entities: Vec<EntityNode>,
    pub(crate) contracts: Contracts,
    pub(crate) questions: Questions,
    pub(crate) migrations: Migrations,
    pub(crate) rules: Rules,
    /// The entities that every message holds; filled by the checks.
    pub(crate) reach: Reach,
}

/// A message, over all releases.
#[derive(Clone, Debug)]
pub struct MessageNode {
    /// `part/view`.
    pub id: String,
    /// Id of its root entity.
    pub entity: String,
    /// What it is.
    pub description: Description,
    /// When it exists.
    pub lifecycle: Lifecycle,
    /// Where it is written.
    pub place: Place,
    pub(crate) part: usize,
    pub(crate) view: usize,
    pub(crate) root: Option<usize>,
    pub(crate) entity_place: Place,
    pub(crate) xml: Option<xml::Roots>,
}

/// A code list, over all releases.
#[derive(Clone, Debug)]
pub struct ListNode {
    /// Its id, such as `CodeVervoermiddel`.
    pub id: String,
    /// What it is.
    pub description: Description,
    /// Who maintains it.
    pub owner: String,
    /// Whether the contracts enumerate it.
    pub closed: bool,
    /// Whether all codes are known here.
    pub complete: bool,
    /// Known form of the codes.
    pub form: Option<String>,
    /// When it exists.
    pub lifecycle: Lifecycle,
    /// Where the table comes from.
    pub source: String,
    /// Terms of use of the table.
    pub terms: Option<String>,
    /// Its codes, of all releases.
    pub codes: Vec<CodeNode>,
    /// Where it is written.
    pub place: Place,
    pub(crate) labels: Labels,
    pub(crate) form_place: Place,
    /// Whether its table could not be read in full, which was reported.
    pub(crate) broken: bool,
}

/// A code of a list, over all releases.
#[derive(Clone, Debug)]
pub struct CodeNode {
    /// As written in a message.
    pub code: String,
    /// Stable identifier.
    pub name: String,
    /// Its meaning, when known.
    pub label: Option<String>,
    /// In which releases it exists.
    pub lifecycle: Lifecycle,
    /// On which days it holds, in a list that others keep on a rhythm of its own.
    pub period: Period,
    /// Where it is written.
    pub place: Place,
}

/// An entity, over all releases.
#[derive(Clone, Debug)]
pub struct EntityNode {
    /// Id that never changes.
    pub id: String,
    /// Name as the standard spells it.
    pub name: String,
    /// What it is.
    pub description: Description,
    /// When it exists.
    pub lifecycle: Lifecycle,
    /// Its attributes, of all releases, in order.
    pub attributes: Vec<AttributeNode>,
    /// Where it is written.
    pub place: Place,
    pub(crate) name_place: Place,
    /// The branches, when it is a choice.
    pub(crate) choice: Option<At<Vec<At<usize>>>>,
    pub(crate) wrappers: Vec<WrapperBlock>,
}

/// A value of `wrapper`; sorted like facets.
#[derive(Clone, Debug)]
pub(crate) struct WrapperBlock {
    pub since: Version,
    pub scope: Option<Selection>,
    pub wrapper: At<String>,
}

/// An attribute, over all releases.
#[derive(Clone, Debug)]
pub struct AttributeNode {
    /// Full id that never changes, such as `opleiding.codeNiveauOpleiding`.
    pub id: String,
    /// JSON name, unless a facet gives another one.
    pub name: String,
    /// Name for a field in Rust, when the standard forces one.
    pub rust: Option<String>,
    /// What it is.
    pub description: Description,
    /// When it exists; some profiles may differ, which [`Model::history`] shows.
    pub lifecycle: Lifecycle,
    /// Why it is sensitive with respect to privacy, when it is.
    pub sensitive: Option<Text>,
    /// Parts in which a question can ask for it, with the release since when.
    pub searchable: Vec<(String, Version)>,
    /// Where it is written.
    pub place: Place,
    pub(crate) name_place: Place,
    pub(crate) tag_place: Option<Place>,
    pub(crate) lifecycles: Vec<(Selection, Lifecycle)>,
    pub(crate) blocks: Vec<Block>,
    /// Whether its values are not all known, because of something that was reported.
    pub(crate) unsure: bool,
}

impl AttributeNode {
    /// The lifecycle in a profile.
    pub(crate) fn lifecycle_in(&self, profile: usize) -> &Lifecycle {
        let specific = self.lifecycles.iter().rev().find(|(scope, _)| scope.selects(profile));
        specific.map_or(&self.lifecycle, |(_, lifecycle)| lifecycle)
    }

    /// Its lifecycle, and those that hold in some profiles only.
    pub(crate) fn every_lifecycle(&self) -> impl DoubleEndedIterator<Item = &Lifecycle> {
        std::iter::once(&self.lifecycle).chain(self.lifecycles.iter().map(|(_, it)| it))
    }

    /// What holds in a release and profile if the attribute exists there.
    pub(crate) fn effective(&self, release: Version, profile: usize) -> Option<Effective<'_>> {
        let alive = self.lifecycle_in(profile).covers(release);
        alive.then(|| effective(&self.blocks, release, profile)).flatten()
    }

    /// As [`Self::effective`], with the roles that can send it; those are never empty.
    pub(crate) fn present(
        &self,
        release: Version,
        profile: usize,
    ) -> Option<(Effective<'_>, RoleSet)> {
        let effective = self.effective(release, profile)?;
        let roles = effective.present(profile);
        (!roles.is_empty()).then_some((effective, roles))
    }

    /// JSON name under what holds.
    pub(crate) fn json_name<'m>(&'m self, effective: &Effective<'m>) -> &'m str {
        effective.name.map_or(self.name.as_str(), |name| name.value.as_str())
    }
}

impl EntityNode {
    /// The JSON key under which the entity stands as a branch of a choice.
    pub(crate) fn wrapper(&self, release: Version, profile: usize) -> Option<&At<String>> {
        let holds = |it: &&WrapperBlock| {
            it.since <= release && it.scope.as_ref().is_none_or(|scope| scope.selects(profile))
        };
        self.wrappers.iter().filter(holds).map(|it| &it.wrapper).next_back()
    }

    /// Whether the entity is a choice between others.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        self.choice.is_some()
    }
}

impl Model {
    /// The releases, from old to new.
    #[must_use]
    pub fn releases(&self) -> &[ReleaseInfo] {
        &self.releases
    }

    /// The messages, in the order of the standard.
    #[must_use]
    pub fn messages(&self) -> &[MessageNode] {
        &self.messages
    }

    /// The code lists, in the order of the standard.
    #[must_use]
    pub fn lists(&self) -> &[ListNode] {
        &self.lists
    }

    /// The code list with this id.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&ListNode> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The entities, by id.
    #[must_use]
    pub fn entities(&self) -> &[EntityNode] {
        &self.entities
    }

    /// The entity with this id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&EntityNode> {
        self.entities.iter().find(|entity| entity.id == id)
    }

    /// Every attribute, with its entity.
    pub fn attributes(&self) -> impl Iterator<Item = (&EntityNode, &AttributeNode)> {
        self.entities.iter().flat_map(|entity| entity.attributes.iter().map(move |it| (entity, it)))
    }

    /// The attribute with this full id.
    #[must_use]
    pub fn attribute(&self, id: &str) -> Option<(&EntityNode, &AttributeNode)> {
        self.attributes().find(|(_, attribute)| attribute.id == id)
    }

    /// The file of the standard with this path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// A place in a file of the standard, for what is read elsewhere.
    #[must_use]
    pub fn place(&self, path: &str, span: Range<usize>) -> Option<Place> {
        let file = self.files.iter().position(|file| file.path == path)?;
        Some(Place::new(file, span))
    }

    /// Something that is wrong with a standard by a rule that stands outside this crate.
    #[must_use]
    pub fn diagnostic(
        &self,
        info: &CodeInfo,
        place: Place,
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        Diagnostic::new(&self.files, info, place, message, help)
    }

    /// The attribute with this full id, or all those of the entity with this id.
    pub(crate) fn attributes_of(&self, id: &str) -> Vec<&AttributeNode> {
        match self.entity(id) {
            Some(entity) => entity.attributes.iter().collect(),
            None => self.attribute(id).map(|(_, it)| it).into_iter().collect(),
        }
    }

    /// Path, line and column of a node.
    #[must_use]
    pub fn location(&self, place: Place) -> Location {
        let file = self.files.get(place.file);
        let (line, column) = line_column(file.map_or("", |file| &file.text), place.start);
        Location { path: file.map_or(String::new(), |file| file.path.clone()), line, column }
    }

    /// Whether the profile is a message of the release.
    pub(crate) fn has_message(&self, profile: usize, release: Version) -> bool {
        self.messages.get(profile).is_some_and(|message| message.lifecycle.covers(release))
    }
}
