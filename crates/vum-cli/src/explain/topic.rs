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

/// What a name stands for; more than one thing when they share it.
pub(super) fn find<'m>(model: &'m Model, name: &str) -> Result<Vec<Topic<'m>>, Failure> {
    let exact: Vec<_> = all(model).filter(|topic| topic.id() == name).collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    // The attributes that have it as their name, then anything that is spelt with other capitals.
    for same in [|a: &str, b: &str| a == b, |a: &str, b: &str| a.to_lowercase() == b.to_lowercase()]
    {
        let whole: Vec<_> = all(model).filter(|topic| same(&topic.id(), name)).collect();
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
                    format!("meer dan één entiteit heeft een attribuut {name}; kies uit: {ids}"),
                    format!("more than one entity has an attribute {name}; choose from: {ids}"),
                ));
            }
        }
    }
    Err(unknown(model, name))
}

fn unknown(model: &Model, name: &str) -> Failure {
    let alike = alike(name, all(model).map(|topic| topic.id()));
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
