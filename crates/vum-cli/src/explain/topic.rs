//! What a name on the command line stands for.

use vum::{RULES, Rule};
use vum_model::{
    AttributeNode, BusinessRule, CODES, CodeInfo, EntityNode, ListNode, MessageNode, Model,
    ReleaseInfo,
};
use vum_release::POLICIES;

use super::{body, own_name};
use crate::alike::alike;
use crate::exit::Failure;
use crate::screen::harmless;

/// Something that can be explained.
#[derive(Clone)]
pub(super) enum Topic<'m> {
    Rule(&'static Rule),
    /// A rule above the contract.
    Business(Box<BusinessRule>),
    Check(&'static CodeInfo),
    /// A kind of change between releases.
    Change(&'static vum_release::Rule),
    Release(&'m ReleaseInfo),
    Message(&'m MessageNode),
    /// The id of a whole body.
    Body(String),
    Entity(&'m EntityNode),
    Attribute(&'m EntityNode, &'m AttributeNode),
    List(&'m ListNode),
}

impl Topic<'_> {
    fn id(&self) -> String {
        match self {
            Self::Rule(rule) => rule.id.to_owned(),
            Self::Business(rule) => rule.id.clone(),
            Self::Check(code) => code.code.to_owned(),
            Self::Change(rule) => rule.id.to_owned(),
            Self::Release(info) => info.version.to_string(),
            Self::Message(message) => message.id.clone(),
            Self::Body(id) => id.clone(),
            Self::Entity(entity) => entity.id.clone(),
            Self::Attribute(_, attribute) => attribute.id.clone(),
            Self::List(list) => list.id.clone(),
        }
    }
}

fn all(model: &Model) -> impl Iterator<Item = Topic<'_>> {
    let business = model.rules().into_iter().map(|it| Topic::Business(Box::new(it)));
    let rules = RULES.iter().chain(vum_conform::RULES).map(|it| Topic::Rule(it)).chain(business);
    let policies = POLICIES.iter().map(|it| Topic::Check(it));
    let checks = CODES.iter().map(Topic::Check).chain(policies);
    let changes = vum_release::RULES.iter().map(|it| Topic::Change(it));
    let releases = model.releases().iter().map(Topic::Release);
    let messages = model.messages().iter().map(Topic::Message);
    let bodies = body::ids(model).into_iter().map(Topic::Body);
    let entities = model.entities().iter().map(Topic::Entity);
    let attributes = model.attributes().map(|(entity, it)| Topic::Attribute(entity, it));
    let lists = model.lists().iter().map(Topic::List);
    rules
        .chain(checks)
        .chain(changes)
        .chain(releases)
        .chain(messages)
        .chain(bodies)
        .chain(entities)
        .chain(attributes)
        .chain(lists)
}

/// Everything that can be explained. It is gathered once: bodies are known by their releases only,
/// and to resolve these takes time.
pub(super) struct Topics<'m> {
    model: &'m Model,
    all: Vec<(String, Topic<'m>)>,
}

impl<'m> Topics<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, all: all(model).map(|topic| (topic.id(), topic)).collect() }
    }

    fn with_id(&self, is_meant: impl Fn(&str) -> bool) -> Vec<Topic<'m>> {
        let meant = self.all.iter().filter(|(id, _)| is_meant(id));
        meant.map(|(_, topic)| topic.clone()).collect()
    }

    /// What a name stands for; more than one thing when they share it.
    pub(super) fn find(&self, name: &str) -> Result<Vec<Topic<'m>>, Failure> {
        let model = self.model;
        let exact = self.with_id(|id| id == name);
        if !exact.is_empty() {
            return Ok(exact);
        }
        // The attributes that have it as their name, then anything that is spelt with other capitals.
        for same in
            [|a: &str, b: &str| a == b, |a: &str, b: &str| a.to_lowercase() == b.to_lowercase()]
        {
            let whole = self.with_id(|id| same(id, name));
            if !whole.is_empty() {
                return Ok(whole);
            }
            let named = |it: &AttributeNode| same(own_name(&it.id), name) || same(&it.name, name);
            let attributes: Vec<_> = model.attributes().filter(|(_, it)| named(it)).collect();
            match attributes.as_slice() {
                [] => {}
                [(entity, attribute)] => return Ok(vec![Topic::Attribute(entity, attribute)]),
                several => {
                    let ids: Vec<&str> = several.iter().map(|(_, it)| it.id.as_str()).collect();
                    let (name, ids) = (harmless(name), ids.join(", "));
                    return Err(Failure::usage(
                        format!(
                            "meer dan één entiteit heeft een attribuut {name}; kies uit: {ids}"
                        ),
                        format!("more than one entity has an attribute {name}; choose from: {ids}"),
                    ));
                }
            }
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Failure {
        let alike = alike(name, self.all.iter().map(|(id, _)| id.clone()));
        let name = harmless(name);
        if alike.is_empty() {
            return Failure::usage(
                format!("{name} is onbekend; vum explain zonder argument geeft wat er is"),
                format!("{name} is unknown; vum explain without an argument lists what there is"),
            );
        }
        Failure::usage(
            format!("{name} is onbekend; bedoelde u {}?", alike.join(" of ")),
            format!("{name} is unknown; did you mean {}?", alike.join(" or ")),
        )
    }
}
