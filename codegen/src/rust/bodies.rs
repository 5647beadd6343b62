//! Whole bodies as shapes, so that everything that holds for a record holds for them.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use vum_model::{
    Attribute, Body, BodyContent, BodyValue, Property, Release, Role, RoleSet, Shape, ShapeId,
    ShapeKind, Text, Value,
};

use super::names;
use crate::error::{Error, Kind};

/// A release with its bodies as shapes, behind those of its messages.
#[derive(Clone)]
pub(crate) struct Whole {
    pub(crate) release: Release,
    pub(crate) bodies: Vec<BodyRoot>,
    /// The roles whose contract allows other names in a body's object.
    open: BTreeMap<ShapeId, RoleSet>,
    /// What stands for an object whose content the standard does not have as data.
    raw: Option<ShapeId>,
}

/// A body with the type that holds it.
#[derive(Clone)]
pub(crate) struct BodyRoot {
    pub(crate) body: Body,
    pub(crate) root: ShapeId,
    /// Whose contract is meant when no role is named: that of the sender.
    pub(crate) default_role: Role,
    /// The name of its table, unique in the release.
    pub(crate) table: String,
}

/// The name of the type of the runtime for an object that is kept as it is.
const RAW: &str = "RawObject";

impl Whole {
    pub(crate) fn new(release: Release) -> Result<Self, Error> {
        let bodies: Vec<Body> = release.bodies.iter().flat_map(apart).collect();
        let names = type_names(&release, &bodies);
        let mut whole = Self { release, bodies: Vec::new(), open: BTreeMap::new(), raw: None };
        let mut known: BTreeMap<String, ShapeId> = BTreeMap::new();
        for body in &bodies {
            let root = match &body.content {
                BodyContent::Message(id) => whole.message(id, &body.id)?,
                BodyContent::Object { properties, closed } => {
                    let name = names.get(&key(body)).cloned().unwrap_or_default();
                    if let Some(id) = known.get(&name).copied() {
                        if let Some(shape) = whole.release.shapes.get_mut(id.0) {
                            shape.profiles.push(body.id.clone());
                        }
                        id
                    } else {
                        let id = whole.object(body, &name, properties, *closed)?;
                        known.insert(name, id);
                        id
                    }
                }
            };
            let table = table_name(&bodies, body);
            let default_role = default_role(&whole.release, body);
            whole.bodies.push(BodyRoot { body: body.clone(), root, default_role, table });
        }
        Ok(whole)
    }

    /// The roles whose messages may hold names in a record that the standard does not have.
    pub(crate) fn open(&self, id: ShapeId) -> RoleSet {
        // In a question they are ignored, which has rules of its own.
        if self.release.shape(id).is_some_and(|shape| shape.question.is_some()) {
            return RoleSet::NONE;
        }
        let all = self.release.info.unknown_attributes_allowed;
        let of_messages = if all { RoleSet::ALL } else { RoleSet::NONE };
        self.open.get(&id).copied().unwrap_or(of_messages)
    }

    /// Whether a shape stands for an object that is kept as it is.
    pub(crate) fn is_raw(&self, id: ShapeId) -> bool {
        self.raw == Some(id)
    }

    /// Whether a shape is a body.
    pub(crate) fn is_body(&self, id: ShapeId) -> bool {
        self.open.contains_key(&id)
    }

    /// Gives shapes the numbers they have after a selection; what has none is gone.
    pub(crate) fn renumber(&mut self, renumbered: &BTreeMap<ShapeId, ShapeId>) {
        let new = |id: ShapeId| renumbered.get(&id).copied();
        self.raw = self.raw.and_then(new);
        let open = self.open.iter().filter_map(|(id, roles)| Some((new(*id)?, *roles)));
        self.open = open.collect();
        self.bodies.retain_mut(|it| new(it.root).map(|id| it.root = id).is_some());
    }

    fn message(&self, id: &str, place: &str) -> Result<ShapeId, Error> {
        let found = self.release.message(id).map(|message| message.root);
        found.ok_or_else(|| Kind::Dangling { place: place.to_owned() }.into())
    }

    fn object(
        &mut self,
        body: &Body,
        name: &str,
        properties: &[Property],
        closed: RoleSet,
    ) -> Result<ShapeId, Error> {
        let attributes =
            properties.iter().map(|it| self.property(it)).collect::<Result<Vec<_>, Error>>()?;
        let id = ShapeId(self.release.shapes.len());
        // A role that does not have the body has nothing to say about it.
        self.open.insert(id, Role::ALL.into_iter().filter(|it| !closed.contains(*it)).collect());
        self.release.shapes.push(Shape {
            id,
            name: name.to_owned(),
            entity: body.kind.clone(),
            entity_name: name.to_owned(),
            description: body.description.clone(),
            profiles: vec![body.id.clone()],
            introduced: self.release.info.version,
            deprecated: None,
            kind: ShapeKind::Record { attributes, absent: Vec::new() },
            question: None,
            rules: Some(Vec::new()),
        });
        Ok(id)
    }

    fn property(&mut self, it: &Property) -> Result<Attribute, Error> {
        let mut description = it.description.clone();
        let value = match &it.value {
            BodyValue::Plain(value) => value.clone(),
            BodyValue::Message(id) => Value::Shape(self.message(id, &it.id)?),
            BodyValue::Selection => {
                description.note = Text {
                    nl: "De inhoud wordt bewaard zoals zij is en niet beoordeeld.".to_owned(),
                    en: "Its content is kept as it is and is not judged.".to_owned(),
                };
                Value::Shape(self.raw())
            }
        };
        Ok(Attribute {
            id: it.id.clone(),
            name: it.name.clone(),
            rust: None,
            description,
            value,
            many: it.many,
            min_items: None,
            aliases: Vec::new(),
            present: it.present,
            required: it.required,
            deprecated: None,
            introduced: self.release.info.version,
            sensitive: None,
            searchable: false,
        })
    }

    fn raw(&mut self) -> ShapeId {
        if let Some(id) = self.raw {
            return id;
        }
        let id = ShapeId(self.release.shapes.len());
        self.release.shapes.push(Shape {
            id,
            name: RAW.to_owned(),
            entity: String::new(),
            entity_name: RAW.to_owned(),
            description: vum_model::Description::default(),
            profiles: Vec::new(),
            introduced: self.release.info.version,
            deprecated: None,
            kind: ShapeKind::Record { attributes: Vec::new(), absent: Vec::new() },
            question: None,
            rules: None,
        });
        self.raw = Some(id);
        id
    }
}

/// A body for each role, where what the roles have has nothing in common.
fn apart(body: &Body) -> Vec<Body> {
    let BodyContent::Object { properties, closed } = &body.content else {
        return vec![body.clone()];
    };
    let of = |role: Role| properties.iter().filter(move |it| it.present.contains(role));
    let is_shared = properties.iter().any(|it| it.present.iter().count() > 1);
    if is_shared || body.roles.iter().any(|role| of(role).next().is_none()) {
        return vec![body.clone()];
    }
    let of_role = |role: Role| {
        let only = RoleSet::from_iter([role]);
        let closed = if closed.contains(role) { only } else { RoleSet::NONE };
        let content = BodyContent::Object { properties: of(role).cloned().collect(), closed };
        Body { roles: only, content, ..body.clone() }
    };
    body.roles.iter().map(of_role).collect()
}

/// What tells the bodies of a release apart.
fn key(body: &Body) -> (String, u8) {
    (body.id.clone(), body.roles.bits())
}

/// The names of the types of bodies: that of the kind where all parts have the same, else with the
/// part in front, and with the role behind where the roles have different objects.
fn type_names(release: &Release, bodies: &[Body]) -> BTreeMap<(String, u8), String> {
    let objects: Vec<&Body> =
        bodies.iter().filter(|it| matches!(it.content, BodyContent::Object { .. })).collect();
    let mut taken: BTreeSet<String> =
        release.shapes.iter().map(|shape| names::type_name(&shape.name)).collect();
    taken.insert(RAW.to_owned());
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for body in &objects {
        let mut alike = objects.iter().filter(|it| it.kind == body.kind);
        let shared = alike.all(|it| it.content == body.content && it.roles == body.roles);
        let kind = body.kind.to_upper_camel_case();
        let wanted = if shared && !depends_on_part(body) {
            kind
        } else {
            let part = body.part.to_upper_camel_case();
            let several = objects.iter().filter(|it| it.id == body.id).count() > 1;
            let role = body.roles.iter().next().filter(|_| several).map_or("", Role::name);
            format!("{part}{kind}{}", role.to_upper_camel_case())
        };
        let name = given.entry(wanted.clone()).or_insert_with(|| {
            let mut name = wanted;
            while !taken.insert(name.clone()) {
                name.push_str("Body");
            }
            name
        });
        names.insert(key(body), name.clone());
    }
    names
}

/// Whether a body of another part cannot be the same: it holds what its part asks or answers.
fn depends_on_part(body: &Body) -> bool {
    match &body.content {
        BodyContent::Message(_) => true,
        BodyContent::Object { properties, .. } => {
            properties.iter().any(|it| !matches!(it.value, BodyValue::Plain(_)))
        }
    }
}

fn table_name(bodies: &[Body], body: &Body) -> String {
    let several = bodies.iter().filter(|it| it.id == body.id).count() > 1;
    let role = body.roles.iter().next().filter(|_| several);
    let suffix = role.map_or_else(String::new, |role| format!("/{}", role.name()));
    names::message(&format!("{}{suffix}", body.id)).to_string()
}

/// A request comes from the bemiddelaar, unless it is that of a callback; an answer comes from the
/// bron. A role that does not have the body cannot be meant.
fn default_role(release: &Release, body: &Body) -> Role {
    let operations = release.contracts.iter().flat_map(|contract| &contract.operations);
    let mut own = operations.filter(|it| it.callback_of.is_none());
    let asked = own.any(|it| it.request.as_ref() == Some(&body.id));
    let sender = if asked { Role::Bemiddelaar } else { Role::Bron };
    let mut roles = body.roles.iter();
    if body.roles.contains(sender) { sender } else { roles.next().unwrap_or(sender) }
}
