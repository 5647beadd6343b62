//! Messages around one place: what is required, and a way down to an entity.

use serde_json::{Map, Value};

use super::realistic;
use crate::facts::{Facts, before};
use crate::pointer;
use crate::profile::{Attribute, Kind, Object, Profile};

/// A place of an entity in a message.
#[derive(Clone, Debug)]
pub struct Place {
    /// The entity.
    pub entity: String,
    /// Its JSON pointer.
    pub pointer: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    /// Into an attribute of an entity; of a list into its first element.
    Member { entity: String, name: String, many: bool },
    /// Into an alternative of a choice.
    Alternative(String),
}

/// The first place of every entity of a message, the root first.
#[must_use]
pub fn places(profile: &Profile) -> Vec<Place> {
    let root = Place { entity: profile.root.clone(), pointer: String::new(), steps: Vec::new() };
    let mut places = vec![root];
    let mut at = 0;
    while at < places.len() {
        let place = places[at].clone();
        at += 1;
        for attribute in &profile.object(&place.entity).attributes {
            for (key, entity) in below(&attribute.kind) {
                if places.iter().any(|known| known.entity == *entity) {
                    continue;
                }
                let mut steps = place.steps.clone();
                let (name, many) = (attribute.name.clone(), attribute.many);
                let mut at = pointer::member(&place.pointer, &name);
                if many {
                    at = pointer::element(&at, 0);
                }
                steps.push(Step::Member { entity: place.entity.clone(), name, many });
                if let Some(key) = key {
                    at = pointer::member(&at, key);
                    steps.push(Step::Alternative(key.clone()));
                }
                places.push(Place { entity: entity.clone(), pointer: at, steps });
            }
        }
    }
    places
}

/// The entities in a value, with their key when they are alternatives.
fn below(kind: &Kind) -> Vec<(Option<&String>, &String)> {
    match kind {
        Kind::Object(entity) => vec![(None, entity)],
        Kind::Choice(of) => of.iter().map(|(key, entity)| (Some(key), entity)).collect(),
        _ => Vec::new(),
    }
}

/// Builds messages of a profile.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The profile.
    pub profile: &'a Profile,
}

impl Frame<'_> {
    /// What is required of an entity and no more: an empty object where nothing is.
    #[must_use]
    pub fn minimal(&self, entity: &str) -> Map<String, Value> {
        let required = self.profile.object(entity).attributes.iter().filter(|it| it.required);
        required.map(|it| (it.name.clone(), self.value(entity, it))).collect()
    }

    /// What is required of an entity, and at least one attribute: an empty object counts as absent.
    #[must_use]
    pub fn something(&self, entity: &str) -> Map<String, Value> {
        let mut members = self.minimal(entity);
        if members.is_empty() {
            let Object { attributes, .. } = self.profile.object(entity);
            let mut plain = attributes.iter().filter(|it| !self.is_deprecated(entity, it));
            let first = plain.next().unwrap_or(&attributes[0]);
            members.insert(first.name.clone(), self.value(entity, first));
        }
        members
    }

    /// A plausible value of an attribute, as small as it can be.
    #[must_use]
    pub fn value(&self, entity: &str, attribute: &Attribute) -> Value {
        let one = self.one(entity, attribute);
        if attribute.many { Value::Array(vec![one]) } else { one }
    }

    /// One value of an attribute, also where it is a list.
    #[must_use]
    pub fn one(&self, entity: &str, attribute: &Attribute) -> Value {
        match &attribute.kind {
            Kind::Object(inner) => Value::Object(self.something(inner)),
            Kind::Choice(of) => {
                let (key, inner) = &of[0];
                Value::Object(Map::from_iter([(key.clone(), self.something(inner).into())]))
            }
            _ => realistic::value(self.profile, entity, attribute),
        }
    }

    /// Everything that there is, with alternative `n` of every choice (or its last).
    #[must_use]
    pub fn full(&self, entity: &str, n: usize) -> Value {
        let members = self.profile.object(entity).attributes.iter().map(|it| {
            let one = match &it.kind {
                Kind::Object(inner) => self.full(inner, n),
                Kind::Choice(of) => {
                    let (key, inner) = &of[n.min(of.len() - 1)];
                    Value::Object(Map::from_iter([(key.clone(), self.full(inner, n))]))
                }
                _ => realistic::value(self.profile, entity, it),
            };
            (it.name.clone(), if it.many { Value::Array(vec![one]) } else { one })
        });
        Value::Object(members.collect())
    }

    /// A message that holds what is required, and at a place an object of its entity: what is
    /// required of it, and these members on top.
    #[must_use]
    pub fn message(&self, place: &Place, members: Vec<(&str, Value)>) -> Value {
        let mut object = self.minimal(&place.entity);
        object.extend(members.into_iter().map(|(name, value)| (name.to_owned(), value)));
        self.around(place, Value::Object(object))
    }

    /// A message that holds what is required, and this value at a place.
    #[must_use]
    pub fn around(&self, place: &Place, inner: Value) -> Value {
        let mut value = inner;
        for step in place.steps.iter().rev() {
            value = match step {
                Step::Alternative(key) => Value::Object(Map::from_iter([(key.clone(), value)])),
                Step::Member { entity, name, many } => {
                    let value = if *many { Value::Array(vec![value]) } else { value };
                    let mut object = self.minimal(entity);
                    object.insert(name.clone(), value);
                    Value::Object(object)
                }
            };
        }
        value
    }

    /// Whether an attribute is discouraged in the release.
    ///
    /// # Panics
    /// If the facts do not have the attribute.
    #[must_use]
    pub fn is_deprecated(&self, entity: &str, attribute: &Attribute) -> bool {
        let (part, _) = self.profile.message.split_once('/').expect("part/view");
        let found = Facts::embedded().entity(entity).attributes.iter();
        let found = found.filter(|it| it.name == attribute.name);
        found.into_iter().any(|it| {
            let life = it.life_by_part.get(part).unwrap_or(&it.life);
            let since = life.deprecated.as_deref();
            since.is_some_and(|since| !before(&self.profile.release, since))
        })
    }
}
