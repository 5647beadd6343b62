//! The places in a message where something can be changed.

use serde_json::Value;

use crate::pointer;
use crate::profile::{Attribute, Kind, Profile};

/// A place in a message.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    /// Its JSON pointer.
    pub(super) pointer: String,
    /// What stands there.
    pub(super) place: Place<'a>,
}

/// What stands at a place. An attribute has a `Member` place and, below or at it, a place for its
/// value or each of its values.
#[derive(Clone, Debug)]
pub(super) enum Place<'a> {
    /// An object of an entity.
    Object(&'a str),
    /// An attribute of an object: the name together with the whole value.
    Member(&'a Attribute),
    /// An array that is the value of an attribute.
    Array,
    /// An object with one key: a choice between these.
    Choice(&'a [(String, String)]),
    /// The one key of a choice.
    Alternative,
    /// A plain value of this kind.
    Leaf(&'a Kind),
}

/// Every place of a valid message, in the order of the facts.
pub(super) fn sites<'a>(profile: &'a Profile, document: &Value) -> Vec<Site<'a>> {
    let mut walk = Walk { profile, sites: Vec::new() };
    walk.object(&profile.root, document, String::new());
    walk.sites
}

struct Walk<'a> {
    profile: &'a Profile,
    sites: Vec<Site<'a>>,
}

impl<'a> Walk<'a> {
    fn push(&mut self, pointer: &str, place: Place<'a>) {
        self.sites.push(Site { pointer: pointer.to_owned(), place });
    }

    fn object(&mut self, entity: &'a str, value: &Value, at: String) {
        self.push(&at, Place::Object(entity));
        for attribute in &self.profile.object(entity).attributes {
            let Some(value) = value.get(&attribute.name) else { continue };
            let at = pointer::member(&at, &attribute.name);
            self.push(&at, Place::Member(attribute));
            if attribute.many {
                self.push(&at, Place::Array);
                for (n, element) in value.as_array().expect("array").iter().enumerate() {
                    self.value(&attribute.kind, element, pointer::element(&at, n));
                }
            } else {
                self.value(&attribute.kind, value, at);
            }
        }
    }

    fn value(&mut self, kind: &'a Kind, value: &Value, at: String) {
        match kind {
            Kind::Object(entity) => self.object(entity, value, at),
            Kind::Choice(alternatives) => {
                self.push(&at, Place::Choice(alternatives));
                for (key, entity) in alternatives {
                    if let Some(inner) = value.get(key) {
                        let at = pointer::member(&at, key);
                        self.push(&at, Place::Alternative);
                        self.object(entity, inner, at);
                    }
                }
            }
            _ => self.push(&at, Place::Leaf(kind)),
        }
    }
}
