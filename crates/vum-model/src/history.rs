//! What holds for a node in every release and message: for explaining, not for generating.

use crate::model::{AttributeNode, Model};
use crate::project::value;
use crate::release::{Deprecation, RoleSet, Value, Version};
use crate::source::Place;
use crate::written::Kind;

/// What holds for an attribute in one message of one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The release.
    pub release: Version,
    /// The message: `part/view`.
    pub profile: String,
    /// Name in JSON.
    pub name: String,
    /// What its value is.
    pub value: FactValue,
    /// Whether it holds a list of such values.
    pub many: bool,
    /// The roles whose messages can hold it; never empty.
    pub present: RoleSet,
    /// The roles whose messages must hold it.
    pub required: RoleSet,
    /// Whether it is deprecated there.
    pub deprecated: Option<Deprecation>,
    /// Where the type is written.
    pub place: Place,
}

/// The value of an attribute, with entities by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A single value; never [`Value::Shape`].
    Plain(Value),
    /// An entity.
    Entity(String),
    /// One of several entities.
    Choice(Vec<String>),
}

impl Model {
    /// What holds for an attribute, by release and then by message. It is empty when there is no
    /// attribute with this full id.
    #[must_use]
    pub fn history(&self, attribute: &str) -> Vec<Fact> {
        let found = self.entities.iter().enumerate().find_map(|(index, entity)| {
            let attribute = entity.attributes.iter().find(|it| it.id == attribute)?;
            Some((index, attribute))
        });
        let Some((entity, attribute)) = found else { return Vec::new() };
        let holds = self.reach.iter().filter(|(_, _, entities)| entities.contains(&entity));
        holds.filter_map(|(release, profile, _)| self.fact(attribute, *release, *profile)).collect()
    }

    /// The messages (`part/view`) of a release that hold an entity, directly or further down.
    #[must_use]
    pub fn profiles_of(&self, entity: &str, release: Version) -> Vec<&str> {
        let index = self.entities.iter().position(|it| it.id == entity);
        let Some(index) = index else { return Vec::new() };
        self.reach
            .iter()
            .filter(|(version, _, entities)| *version == release && entities.contains(&index))
            .filter_map(|(_, profile, _)| self.messages.get(*profile))
            .map(|message| message.id.as_str())
            .collect()
    }

    fn fact(&self, attribute: &AttributeNode, release: Version, profile: usize) -> Option<Fact> {
        let (effective, present) = attribute.present(release, profile)?;
        let content = &effective.content;
        let id = |entity: usize| self.entities.get(entity).map(|it| it.id.clone());
        let value = if content.is(Kind::Entity) {
            FactValue::Entity(content.entity().and_then(id)?)
        } else if content.is(Kind::Choice) {
            FactValue::Choice(content.choice().iter().filter_map(|it| id(it.value)).collect())
        } else {
            FactValue::Plain(value(self, content)?)
        };
        let selected = effective.required.map_or(RoleSet::NONE, |it| it.roles(profile));
        Some(Fact {
            release,
            profile: self.messages.get(profile)?.id.clone(),
            name: attribute.json_name(&effective).to_owned(),
            value,
            many: content.many(),
            present,
            required: selected.iter().filter(|role| present.contains(*role)).collect(),
            deprecated: attribute.lifecycle_in(profile).deprecation(release).cloned(),
            place: effective.typed.place,
        })
    }
}
