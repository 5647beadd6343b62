//! From what is written to the contracts of one release.

use std::collections::BTreeMap;

use crate::contracts::types::{
    Body, BodyContent, BodyValue, Contract, ErrorCode, Evidence, Header, HeaderUse, Limit,
    Operation, Parameter, Property, Response, Server,
};
use crate::contracts::written::{self, Answers, Contracts, Kind, Scope};
use crate::model::Model;
use crate::project;
use crate::question;
use crate::release::{Role, RoleSet, TextForm, Value, Version};
use crate::source::At;
use crate::written::Texts;

/// What a release has of `contracts.toml`.
pub(crate) struct Projected {
    pub contracts: Vec<Contract>,
    pub bodies: Vec<Body>,
    pub headers: Vec<Header>,
    pub error_codes: Vec<ErrorCode>,
    pub limits: Vec<Limit>,
}

/// The contracts of a release.
pub(crate) fn project(model: &Model, release: Version) -> Projected {
    let all = &model.contracts;
    let contracts: Vec<Contract> = all
        .contracts
        .iter()
        .filter(|it| it.scope.covers(release))
        .map(|it| contract(model, release, it))
        .collect();
    let uses = contracts.iter().flat_map(|it| &it.operations).flat_map(|it| {
        it.headers.iter().chain(it.responses.iter().flat_map(|response| &response.headers))
    });
    let used: Vec<&str> = uses.map(|it| it.name.as_str()).collect();
    let headers = all
        .headers
        .iter()
        .filter(|it| it.scope.covers(release) && used.contains(&it.name.value.as_str()));
    let headers = headers.map(|it| Header {
        name: it.name.value.clone(),
        description: it.description.clone(),
        form: it.form,
    });
    let parts = |scope: &Scope| {
        let parts = model.profiles.parts.iter().filter(|part| {
            let reached =
                |it: &Contract| it.part == **part && scope.reaches(release, part, it.role);
            contracts.iter().any(reached)
        });
        Some(parts.cloned().collect::<Vec<String>>()).filter(|parts| !parts.is_empty())
    };
    Projected {
        bodies: bodies(model, release, &contracts),
        headers: headers.collect(),
        error_codes: all
            .errors
            .iter()
            .filter_map(|it| {
                Some(ErrorCode {
                    code: it.code.value.clone(),
                    status: status(&it.status),
                    parts: parts(&it.scope)?,
                    message: it.message.clone(),
                    description: it.description.clone(),
                    evidence: confirmed(it.unconfirmed, release),
                })
            })
            .collect(),
        limits: all
            .limits
            .iter()
            .filter_map(|it| {
                Some(Limit {
                    id: it.id.value.clone(),
                    value: it.value.value,
                    unit: it.unit.clone(),
                    parts: parts(&it.scope)?,
                    description: it.description.clone(),
                    source: it.source.clone(),
                    evidence: confirmed(it.unconfirmed, release),
                })
            })
            .collect(),
        contracts,
    }
}

fn confirmed(unconfirmed: Option<At<Version>>, release: Version) -> Evidence {
    match unconfirmed {
        Some(from) if from.value <= release => Evidence::Assumed,
        _ => Evidence::Seen,
    }
}

/// A status that the checks accepted.
fn status(it: &At<i64>) -> u16 {
    u16::try_from(it.value).unwrap_or_default()
}

/// The latest of those that reach a part and role; of equal ones the last.
pub(crate) fn latest<'a, T>(
    items: impl IntoIterator<Item = &'a T>,
    scope: impl Fn(&T) -> &Scope,
    (release, part, role): (Version, &str, Role),
) -> Option<&'a T> {
    let reached = items.into_iter().filter(|it| scope(it).reaches(release, part, role));
    reached.max_by_key(|it| scope(it).from.value)
}

fn contract(model: &Model, release: Version, it: &written::Contract) -> Contract {
    let all = &model.contracts;
    let (part, role) = (it.part.value.as_str(), it.role.value);
    let edition = latest(&all.editions, |it| &it.scope, (release, part, role));
    let servers = all.servers.iter().filter(|it| it.scope.reaches(release, part, role));
    let operations = all.operations.iter().filter(|it| it.scope.reaches(release, part, role));
    Contract {
        id: it.id.value.clone(),
        part: part.to_owned(),
        role,
        description: it.description.clone(),
        info_version: edition.map_or_else(|| release.to_string(), |it| it.info_version.clone()),
        evidence: edition.map_or(Evidence::Assumed, |it| it.evidence),
        note: edition.map(|it| it.note.clone()).unwrap_or_default(),
        servers: servers
            .map(|it| Server {
                url: it.url.value.clone(),
                description: it.description.clone(),
                evidence: it.evidence,
            })
            .collect(),
        operations: operations.map(|op| operation(model, release, it, op)).collect(),
    }
}

fn operation(
    model: &Model,
    release: Version,
    contract: &written::Contract,
    it: &written::Operation,
) -> Operation {
    let (part, role) = (contract.part.value.as_str(), contract.role.value);
    let key = contract.key.as_ref().filter(|_| it.path.value.contains(KEY));
    let parameter = key.and_then(|key| parameter(model, release, part, role, &key.value));
    let name = parameter.as_ref().map_or("", |it| it.name.as_str());
    let path = it.path.value.replace(COLLECTION, &contract.collection.value);
    let body = |kind: &At<String>| format!("{part}/{}", kind.value);
    let header = |pick: &dyn Fn(&written::Use) -> Option<bool>| {
        headers(&model.contracts, (release, part, role), &it.id.value, pick)
    };
    let responses = it.responses.iter().filter(|it| it.scope.reaches(release, part, role));
    let responses = responses.map(|response| {
        let success = (200..300).contains(&response.status.value);
        let mut uses = header(&|it| match it.response {
            Answers::Every => Some(false),
            Answers::Success if success => Some(false),
            Answers::Success | Answers::None => None,
        });
        if let Some(only) = &response.headers {
            uses.retain(|it| only.value.iter().any(|name| name.value == it.name));
        }
        Response {
            status: status(&response.status),
            description: response.definition.clone(),
            body: response.body.as_ref().map(body),
            headers: uses,
        }
    });
    Operation {
        id: it.id.value.clone(),
        method: it.method,
        path: path.replace(KEY, &format!("{{{name}}}")),
        callback_of: it.callback_of.as_ref().map(|it| it.value.clone()),
        description: it.description.clone(),
        request: it.request.as_ref().map(body),
        headers: header(&|it| it.request),
        responses: responses.collect(),
        parameter,
    }
}

/// Stands in a path for the collection of the contract.
pub(crate) const COLLECTION: &str = "{collection}";
/// Stands in a path for the parameter that names one record.
pub(crate) const KEY: &str = "{key}";

/// The headers of an operation: those for which `pick` says whether they are required.
fn headers(
    all: &Contracts,
    at: (Version, &str, Role),
    operation: &str,
    pick: &dyn Fn(&written::Use) -> Option<bool>,
) -> Vec<HeaderUse> {
    let (release, part, role) = at;
    let alive = all.headers.iter().filter(|it| it.scope.reaches(release, part, role));
    let uses = alive.filter_map(|header| {
        let here = |it: &&written::Use| {
            let named = |list: &Texts| list.value.iter().any(|it| it.value == operation);
            it.operations.as_ref().is_none_or(named)
        };
        let found = latest(header.uses.iter().filter(here), |it| &it.scope, at)?;
        Some(HeaderUse {
            name: header.name.value.clone(),
            required: pick(found)?,
            constant: found.constant.clone(),
        })
    });
    uses.collect()
}

/// The attribute that names a record, as a role has it in one of the messages of a part.
pub(crate) fn parameter(
    model: &Model,
    release: Version,
    part: &str,
    role: Role,
    id: &str,
) -> Option<Parameter> {
    let (_, attribute) = model.attribute(id)?;
    let part = model.profiles.parts.iter().position(|it| it == part)?;
    let mut profiles = model.messages.iter().enumerate().filter(|(_, it)| it.part == part);
    profiles.find_map(|(profile, message)| {
        if !message.lifecycle.covers(release) {
            return None;
        }
        let (effective, present) = attribute.present(release, profile)?;
        present.contains(role).then_some(())?;
        Some(Parameter {
            name: attribute.json_name(&effective).to_owned(),
            attribute: attribute.id.clone(),
            value: project::value(model, &effective.content)?,
            description: attribute.description.clone(),
        })
    })
}

/// The bodies that the contracts name, by part.
fn bodies(model: &Model, release: Version, contracts: &[Contract]) -> Vec<Body> {
    let mut used: BTreeMap<&str, RoleSet> = BTreeMap::new();
    for contract in contracts {
        for operation in &contract.operations {
            let responses = operation.responses.iter().filter_map(|it| it.body.as_ref());
            for id in operation.request.iter().chain(responses) {
                used.entry(id).or_default().insert(contract.role);
            }
        }
    }
    let mut bodies = Vec::new();
    for part in &model.profiles.parts {
        for it in &model.contracts.bodies {
            let id = format!("{part}/{}", it.id.value);
            let Some(asked) = used.get(id.as_str()) else { continue };
            let roles: RoleSet =
                asked.iter().filter(|role| it.scope.reaches(release, part, *role)).collect();
            if !roles.is_empty() {
                bodies.push(body(model, it, release, part, roles));
            }
        }
    }
    bodies
}

fn body(model: &Model, it: &written::Body, release: Version, part: &str, roles: RoleSet) -> Body {
    let mut questions = model.questions.questions.iter();
    let asked = questions.any(|it| it.part.value == part && it.life.covers(release));
    let message = |view: &At<String>| format!("{part}/{}", view.value);
    let content = match &it.root {
        Some(view) => BodyContent::Message(message(view)),
        None => {
            let properties = it.properties.iter().filter_map(|property| {
                let reaches = |role: &Role| property.scope.reaches(release, part, *role);
                let present: RoleSet = roles.iter().filter(reaches).collect();
                (!present.is_empty()).then(|| Property {
                    id: format!("{}.{}", it.id.value, property.name.value),
                    name: property.name.value.clone(),
                    description: property.description.clone(),
                    value: value(
                        property,
                        &message,
                        asked.then(|| format!("{part}/{}", question::VIEW)),
                    ),
                    many: property.many,
                    present,
                    required: if property.required { present } else { RoleSet::NONE },
                })
            });
            let closed = |role: &Role| {
                let form = latest(&it.forms, |it| &it.scope, (release, part, *role));
                form.is_some_and(|it| it.closed)
            };
            BodyContent::Object {
                properties: properties.collect(),
                closed: roles.iter().filter(closed).collect(),
            }
        }
    };
    Body {
        id: format!("{part}/{}", it.id.value),
        part: part.to_owned(),
        kind: it.id.value.clone(),
        roles,
        description: it.description.clone(),
        content,
    }
}

fn value(
    it: &written::Property,
    message: &dyn Fn(&At<String>) -> String,
    question: Option<String>,
) -> BodyValue {
    let form = || TextForm {
        min_length: it.min_length.map(|it| it.value),
        max_length: it.max_length.map(|it| it.value),
        pattern: None,
    };
    match it.kind.value {
        Kind::Text => BodyValue::Plain(Value::Text(form())),
        Kind::Uri => BodyValue::Plain(Value::Uri(form())),
        Kind::Boolean => BodyValue::Plain(Value::Boolean),
        Kind::Message => BodyValue::Message(it.view.as_ref().map(message).unwrap_or_default()),
        Kind::Selection => question.map_or(BodyValue::Selection, BodyValue::Message),
    }
}
