//! From the model to one release: effective facets, distinct shapes, used code lists.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::absent;
use crate::contracts;
use crate::facet::Content;
use crate::lifecycle::Lifecycle;
use crate::model::{AttributeNode, EntityNode, ListNode, Model};
use crate::naming::{self, upper_camel};
use crate::pattern::Pattern;
use crate::question;
use crate::release::{
    AbsentCode, AbsentReason, Attribute, Bounds, Code, CodeForm, CodeList, Message, Release, Role,
    RoleSet, Shape, ShapeId, ShapeKind, TextForm, Value, Variant, Version,
};
use crate::rules::bind::bind;
use crate::source::At;
use crate::written::{Kind, Labels};
use crate::xml;

/// Deeper than this no entity is followed; the checks refuse such a standard.
pub(crate) const MAX_DEPTH: usize = 32;

impl Model {
    /// What exists in a release; `None` when there is no such release. A release that is only
    /// history can be asked for too, but not everything may be known of it.
    #[must_use]
    pub fn release(&self, version: Version) -> Option<Release> {
        let info = self.releases.iter().find(|info| info.version == version)?;
        let mut projector = Projector {
            model: self,
            release: version,
            shapes: Vec::new(),
            known: HashMap::new(),
            walked: BTreeMap::new(),
        };
        let mut messages = Vec::new();
        for (profile, node) in self.messages.iter().enumerate() {
            if !node.lifecycle.covers(version) {
                continue;
            }
            let Some(root) = node.root.and_then(|root| projector.entity(root, profile, 0)) else {
                continue;
            };
            let question = self.profiles.views.get(node.view).is_some_and(|view| view.question);
            let (part, view) = node.id.split_once('/').unwrap_or((&node.id, ""));
            messages.push(Message {
                id: node.id.clone(),
                part: part.to_owned(),
                view: view.to_owned(),
                root,
                default_role: if question { Role::Bemiddelaar } else { Role::Bron },
                question,
                description: node.description.clone(),
                xml: Some(xml::names(node.xml.as_ref(), part, view)),
                selection: None,
            });
        }
        let mut drafts = projector.shapes;
        naming::name(self, &mut drafts);
        absent::fill(self, version, &mut drafts);
        let mut shapes: Vec<Shape> = drafts.into_iter().map(|draft| draft.shape).collect();
        question::project::project(self, version, &mut messages, &mut shapes);
        let mut rules = self.rules_of(version);
        bind(&mut rules, &messages, &mut shapes);
        let code_lists = code_lists(self, version, &shapes);
        let xml = xml::info(self.namespaces.get(&version), version);
        let contracts::project::Projected { contracts, bodies, headers, error_codes, limits } =
            contracts::project::project(self, version);
        Some(Release {
            info: info.clone(),
            xml,
            messages,
            shapes,
            code_lists,
            contracts,
            bodies,
            headers,
            error_codes,
            limits,
            rules,
        })
    }
}

/// A shape with what the later steps need to know of it.
pub(crate) struct DraftShape {
    pub shape: Shape,
    /// Index of the entity, or of the entity of the attribute that is a choice.
    pub entity: usize,
    /// The messages in which it occurs, as indexes, in order.
    pub profiles: BTreeSet<usize>,
}

/// What makes a shape that shape: everything but descriptions, profiles and hints.
#[derive(PartialEq, Eq, Hash)]
struct Identity {
    owner: String,
    content: Vec<IdentityItem>,
}

type Deprecated = Option<(Version, Option<String>)>;

#[derive(PartialEq, Eq, Hash)]
enum IdentityItem {
    Variant(String, ShapeId),
    Attribute {
        id: String,
        name: String,
        value: Value,
        many: bool,
        present: RoleSet,
        required: RoleSet,
        deprecated: Deprecated,
    },
}

struct Projector<'m> {
    model: &'m Model,
    release: Version,
    shapes: Vec<DraftShape>,
    known: HashMap<Identity, ShapeId>,
    /// The shape of an entity in a profile.
    walked: BTreeMap<(usize, usize), ShapeId>,
}

impl Projector<'_> {
    fn entity(&mut self, index: usize, profile: usize, depth: usize) -> Option<ShapeId> {
        if let Some(id) = self.walked.get(&(index, profile)) {
            // Shapes below are the same ones, and have this profile already.
            return Some(*id);
        }
        let node = self.model.entities.get(index)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let kind = match &node.choice {
            Some(choice) => self.choice(&choice.value, profile, depth),
            None => {
                let attributes = node
                    .attributes
                    .iter()
                    .filter_map(|it| self.attribute(index, node, it, profile, depth))
                    .collect();
                ShapeKind::Record { attributes, absent: Vec::new() }
            }
        };
        let id = self.intern(index, node.id.clone(), node.name.clone(), node, profile, kind);
        self.walked.insert((index, profile), id);
        Some(id)
    }

    fn choice(&mut self, branches: &[At<usize>], profile: usize, depth: usize) -> ShapeKind {
        let mut variants = Vec::new();
        for branch in branches {
            let Some(node) = self.model.entities.get(branch.value) else { continue };
            if !node.lifecycle.covers(self.release) {
                continue;
            }
            let Some(wrapper) = node.wrapper(self.release, profile) else { continue };
            let wrapper = wrapper.value.clone();
            if let Some(shape) = self.entity(branch.value, profile, depth + 1) {
                let tag = node.description.tag.clone();
                let tag = tag.unwrap_or_else(|| upper_camel(&node.name));
                variants.push(Variant { wrapper, tag, shape });
            }
        }
        ShapeKind::Choice { variants }
    }

    fn attribute(
        &mut self,
        owner: usize,
        entity: &EntityNode,
        node: &AttributeNode,
        profile: usize,
        depth: usize,
    ) -> Option<Attribute> {
        let (effective, present) = node.present(self.release, profile)?;
        let content = &effective.content;
        let value = if content.is(Kind::Entity) {
            Value::Shape(self.entity(content.entity()?, profile, depth + 1)?)
        } else if content.is(Kind::Choice) {
            let kind = self.choice(content.choice(), profile, depth + 1);
            let local = node.id.rsplit('.').next().unwrap_or_default();
            let name = format!("{}{}", upper_camel(&entity.name), upper_camel(local));
            Value::Shape(self.intern(owner, node.id.clone(), name, entity, profile, kind))
        } else {
            value(self.model, content)?
        };
        let selected = effective.required.map_or(RoleSet::NONE, |it| it.roles(profile));
        let required = selected.iter().filter(|role| present.contains(*role)).collect();
        let lifecycle = node.lifecycle_in(profile);
        let name = node.json_name(&effective).to_owned();
        Some(Attribute {
            id: node.id.clone(),
            name,
            rust: node.rust.clone(),
            description: node.description.clone(),
            value,
            many: content.many(),
            min_items: None,
            aliases: Vec::new(),
            present,
            required,
            deprecated: lifecycle.deprecation(self.release).cloned(),
            introduced: lifecycle.introduced,
            sensitive: node.sensitive.clone(),
            searchable: self.searchable(node, profile),
        })
    }

    fn searchable(&self, node: &AttributeNode, profile: usize) -> bool {
        let part = self.model.messages.get(profile).map(|message| message.part);
        let part = part.and_then(|part| self.model.profiles.parts.get(part));
        node.searchable.iter().any(|(name, since)| Some(name) == part && *since <= self.release)
    }

    fn intern(
        &mut self,
        owner: usize,
        entity: String,
        entity_name: String,
        node: &EntityNode,
        profile: usize,
        kind: ShapeKind,
    ) -> ShapeId {
        let identity = identity(&entity, &kind);
        let next = ShapeId(self.shapes.len());
        let id = *self.known.entry(identity).or_insert(next);
        if let Some(draft) = self.shapes.get_mut(id.0) {
            draft.profiles.insert(profile);
            merge_searchable(&mut draft.shape.kind, &kind);
            return id;
        }
        // A choice that belongs to an attribute is described by that attribute.
        let own = node.attributes.iter().find(|attribute| attribute.id == entity);
        let (description, lifecycle) = match own {
            Some(attribute) => (&attribute.description, attribute.lifecycle_in(profile)),
            None => (&node.description, &node.lifecycle),
        };
        let shape = Shape {
            id,
            name: String::new(),
            entity,
            entity_name,
            description: description.clone(),
            profiles: Vec::new(),
            introduced: lifecycle.introduced,
            deprecated: lifecycle.deprecation(self.release).cloned(),
            kind,
            question: None,
            rules: None,
        };
        self.shapes.push(DraftShape { shape, entity: owner, profiles: BTreeSet::from([profile]) });
        id
    }
}

/// An attribute is searchable when it is so in one of the shape's parts.
fn merge_searchable(mine: &mut ShapeKind, other: &ShapeKind) {
    let (ShapeKind::Record { attributes: mine, .. }, ShapeKind::Record { attributes: other, .. }) =
        (mine, other)
    else {
        return;
    };
    for (mine, other) in mine.iter_mut().zip(other) {
        mine.searchable |= other.searchable;
        mine.introduced = mine.introduced.min(other.introduced);
    }
}

fn identity(owner: &str, kind: &ShapeKind) -> Identity {
    let content = match kind {
        ShapeKind::Choice { variants } => {
            variants.iter().map(|it| IdentityItem::Variant(it.wrapper.clone(), it.shape)).collect()
        }
        ShapeKind::Record { attributes, .. } => attributes
            .iter()
            .map(|it| IdentityItem::Attribute {
                id: it.id.clone(),
                name: it.name.clone(),
                value: it.value.clone(),
                many: it.many,
                present: it.present,
                required: it.required,
                deprecated: it.deprecated.as_ref().map(|it| (it.release, it.successor.clone())),
            })
            .collect(),
    };
    Identity { owner: owner.to_owned(), content }
}

/// The value of an attribute that is no record and no choice.
pub(crate) fn value(model: &Model, content: &Content) -> Option<Value> {
    let text = || TextForm {
        min_length: content.min_length.map(|it| it.value),
        max_length: content.max_length.map(|it| it.value),
        pattern: content.pattern.as_ref().map(|it| it.value.clone()),
    };
    let bounds =
        || Bounds { min: content.min.map(|it| it.value), max: content.max.map(|it| it.value) };
    let list = || content.list().and_then(|list| model.lists.get(list)).map(|list| list.id.clone());
    Some(match content.kind?.value {
        Kind::Text if content.labels() => Value::Label { list: list()? },
        Kind::Text => Value::Text(text()),
        Kind::Uri => Value::Uri(text()),
        Kind::Integer => Value::Integer(bounds()),
        Kind::Boolean => Value::Boolean,
        Kind::Date => Value::Date,
        Kind::Code if content.number() => {
            Value::Code { list: list()?, form: CodeForm::Integer(bounds()) }
        }
        Kind::Code => Value::Code { list: list()?, form: CodeForm::Text(text()) },
        Kind::Entity | Kind::Choice => return None,
    })
}

/// Whether a code fits what an attribute prescribes.
pub(crate) fn code_fits(code: &str, form: &CodeForm) -> bool {
    match form {
        // A JSON number keeps no zeros or sign in front: `01` would come back as `1`.
        CodeForm::Integer(bounds) => code.parse::<i64>().is_ok_and(|number| {
            number.to_string() == code
                && bounds.min.is_none_or(|min| number >= min)
                && bounds.max.is_none_or(|max| number <= max)
        }),
        CodeForm::Text(text) => {
            let length = u32::try_from(code.chars().count()).unwrap_or(u32::MAX);
            let pattern = text.pattern.as_deref().and_then(|pattern| Pattern::parse(pattern).ok());
            text.min_length.is_none_or(|min| length >= min)
                && text.max_length.is_none_or(|max| length <= max)
                && pattern.is_none_or(|pattern| pattern.accepts(code))
        }
    }
}

fn code_lists(model: &Model, release: Version, shapes: &[Shape]) -> BTreeMap<String, CodeList> {
    let attributes = shapes.iter().flat_map(|shape| match &shape.kind {
        ShapeKind::Record { attributes, .. } => attributes.as_slice(),
        ShapeKind::Choice { .. } => &[],
    });
    let used: BTreeSet<&str> = attributes
        .filter_map(|it| match &it.value {
            Value::Code { list, .. } | Value::Label { list } => Some(list.as_str()),
            _ => None,
        })
        .collect();
    let used = used.into_iter().filter_map(|id| model.list(id));
    used.map(|list| (list.id.clone(), code_list(list, release))).collect()
}

fn code_list(list: &ListNode, release: Version) -> CodeList {
    let (codes, absent): (Vec<_>, Vec<_>) =
        list.codes.iter().partition(|code| code.lifecycle.covers(release));
    CodeList {
        id: list.id.clone(),
        description: list.description.clone(),
        owner: list.owner.clone(),
        closed: list.closed,
        complete: list.complete,
        labels_in_english: list.labels == Labels::English,
        form: list.form.clone(),
        source: list.source.clone(),
        terms: list.terms.clone(),
        codes: codes
            .into_iter()
            .map(|code| Code {
                code: code.code.clone(),
                name: code.name.clone(),
                label: code.label.clone(),
                deprecated: code.lifecycle.deprecation(release).cloned(),
                period: code.period,
            })
            .collect(),
        absent: absent
            .into_iter()
            .map(|code| AbsentCode {
                code: code.code.clone(),
                reason: lifecycle_reason(&code.lifecycle, release),
            })
            .collect(),
    }
}

/// Why a lifecycle does not cover a release.
pub(crate) fn lifecycle_reason(lifecycle: &Lifecycle, release: Version) -> AbsentReason {
    match lifecycle.removed.filter(|removed| *removed <= release) {
        Some(removed) => AbsentReason::Removed {
            release: removed,
            successor: lifecycle.successor().map(str::to_owned),
        },
        None => AbsentReason::Introduced { release: lifecycle.introduced },
    }
}
