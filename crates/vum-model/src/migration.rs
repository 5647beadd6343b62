//! The way from one release to another (`migrations.toml`), as far as lifecycles do not say it.

pub(crate) mod check;
pub(crate) mod written;

use crate::lifecycle::Lifecycle;
use crate::model::Model;
use crate::release::{Text, Version};

/// The file that holds it. A standard of which nothing goes may do without.
pub(crate) const FILE: &str = "migrations.toml";

/// What emitters need to know to bring messages from one release to another, over all releases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Migrations {
    /// What took the place of what, from lifecycles.
    pub successions: Vec<Succession>,
    /// The lists of which one record lives on.
    pub picks: Vec<Pick>,
    /// The attributes whose values go with them.
    pub losses: Vec<Loss>,
}

/// An attribute or entity that went, with what took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The first release without it.
    pub release: Version,
    /// Id of the node that went.
    pub from: String,
    /// Id of the node that took its place.
    pub to: String,
}

/// A list of which one record lives on, as a single record elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Full id of the attribute with the list.
    pub list: String,
    /// Full id of the attribute of a record that tells which.
    pub by: String,
    /// Its values, the most wanted first. A record without a value comes after them; one with
    /// another value is never taken.
    pub order: Vec<String>,
    /// Why it is so.
    pub why: Text,
}

/// An attribute that went without a successor, which is meant so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Full id of the attribute.
    pub attribute: String,
    /// What becomes of its value.
    pub reason: LossReason,
    /// Why it is so.
    pub why: Text,
}

/// What becomes of a value of which the attribute went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossReason {
    /// The standard no longer has it.
    Removed,
    /// The standard says it in another way, to which the value cannot be brought over.
    NoMapping,
}

impl Model {
    /// The way from one release to another.
    #[must_use]
    pub fn migrations(&self) -> Migrations {
        let mut successions: Vec<Succession> = Vec::new();
        let mut add = |id: &str, life: &Lifecycle| {
            if let (Some(release), Some(to)) = (life.removed, life.successor()) {
                let it = Succession { release, from: id.to_owned(), to: to.to_owned() };
                if !successions.contains(&it) {
                    successions.push(it);
                }
            }
        };
        for entity in &self.entities {
            add(&entity.id, &entity.lifecycle);
            for attribute in &entity.attributes {
                for life in attribute.every_lifecycle() {
                    add(&attribute.id, life);
                }
            }
        }
        let picks = self.migrations.picks.iter().map(|it| Pick {
            list: it.list.value.clone(),
            by: it.by.value.clone(),
            order: it.order.value.iter().map(|it| it.value.clone()).collect(),
            why: it.why.clone(),
        });
        let losses = self.migrations.losses.iter().flat_map(|it| {
            let named = it.attributes.value.iter().flat_map(|id| self.attributes_of(&id.value));
            named.map(|attribute| Loss {
                attribute: attribute.id.clone(),
                reason: it.reason,
                why: it.why.clone(),
            })
        });
        Migrations { successions, picks: picks.collect(), losses: losses.collect() }
    }
}
