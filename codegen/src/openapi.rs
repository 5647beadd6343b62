//! OpenAPI 3.0.3: one document for each contract of a release.

use std::collections::BTreeSet;

use vum_model::{
    Body, BodyContent, BodyValue, Contract, Evidence, Header, HeaderForm, HeaderUse, Method,
    Operation, Property, Release, Response, Role, ShapeId, Text,
};

use crate::builder::GeneratedFile;
use crate::error::{Error, Kind};
use crate::json::{Json, Object};
use crate::schema::{Dialect, Schemas, Strictness, texts};

/// What stands in a document where the standard has no data for the question yet.
const SELECTION: Notice = Notice {
    nl: "De inhoud van de selectievraag staat nog niet als gegevens in de standaard: dit schema controleert haar niet.",
    en: "The content of this question is not in the standard as data yet: this schema does not check it.",
};

struct Notice {
    nl: &'static str,
    en: &'static str,
}

/// The OpenAPI documents of a release: one for each contract, in the order of the standard, such
/// as `3.1.0/VUM-Bron-Vacatures-3.1.0.json`.
///
/// # Errors
/// When the release has a message of a contract's part, but lacks something else that the contract
/// needs. A contract of whose part a selection left no message has no document.
pub fn openapi(release: &Release) -> Result<Vec<GeneratedFile>, Error> {
    files(release, &Role::ALL)
}

/// The documents for the contracts of these roles.
pub(crate) fn files(release: &Release, roles: &[Role]) -> Result<Vec<GeneratedFile>, Error> {
    let left = |it: &&Contract| release.messages.iter().any(|message| message.part == it.part);
    let contracts = release.contracts.iter().filter(|it| roles.contains(&it.role)).filter(left);
    let files = contracts.map(|contract| {
        let version = release.info.version;
        let name = format!("{version}/{}-{version}.json", contract.id);
        let text = Document::new(release, contract).write()?.to_string();
        Ok(GeneratedFile { name, text })
    });
    files.collect()
}

/// A document on its way to JSON.
struct Document<'a> {
    release: &'a Release,
    contract: &'a Contract,
    schemas: Schemas<'a>,
    /// Names of shapes and lists, which a body cannot have.
    taken: BTreeSet<&'a str>,
    parameters: Named,
    headers: Named,
}

/// Components by name, in the order in which they come up.
#[derive(Default)]
struct Named(Vec<(String, Object)>);

impl Named {
    /// Defines a component under its name and gives a reference to it; where the name means
    /// something else already, gives the component itself.
    fn define(&mut self, kind: &str, name: &str, component: Object) -> Object {
        match self.0.iter().find(|(known, _)| known == name) {
            Some((_, other)) if *other != component => return component,
            Some(_) => {}
            None => self.0.push((name.to_owned(), component)),
        }
        Object::new().with("$ref", format!("#/components/{kind}/{name}"))
    }

    fn into_object(self) -> Option<Object> {
        let members = self.0.into_iter().map(|(name, component)| (name, component.into()));
        Some(members.collect::<Object>()).filter(|object| !object.is_empty())
    }
}

impl<'a> Document<'a> {
    fn new(release: &'a Release, contract: &'a Contract) -> Self {
        let shapes = release.shapes.iter().map(|shape| shape.name.as_str());
        Self {
            release,
            contract,
            schemas: Schemas::new(release, contract.role, Dialect::OpenApi, Strictness::Strict),
            taken: shapes.chain(release.code_lists.keys().map(String::as_str)).collect(),
            parameters: Named::default(),
            headers: Named::default(),
        }
    }

    fn write(mut self) -> Result<Json, Error> {
        let contract = self.contract;
        // Operations with one path stand together, whatever their order.
        let mut paths: Vec<(&str, Object)> = Vec::new();
        for it in contract.operations.iter().filter(|it| it.callback_of.is_none()) {
            let operation = self.with_callbacks(it)?;
            match paths.iter_mut().find(|(path, _)| *path == it.path) {
                Some((_, methods)) => methods.set(method(it.method), operation),
                None => paths.push((&it.path, Object::new().with(method(it.method), operation))),
            }
        }
        let paths = paths.into_iter().map(|(path, methods)| (path.to_owned(), methods.into()));
        let paths: Object = paths.collect();
        let (bodies, roots) = self.bodies()?;
        let schemas = bodies.with_all(self.schemas.definitions(&roots)?);
        let components = Object::new()
            .with("schemas", schemas)
            .with_some("parameters", self.parameters.into_object())
            .with_some("headers", self.headers.into_object());
        let servers: Vec<Object> = contract
            .servers
            .iter()
            .map(|server| {
                let description = &server.description;
                let label = Some(&description.label).filter(|label| !label.is_empty());
                let about = about(&[&description.definition, &description.note]);
                let text = label.cloned().into_iter().chain(about).collect::<Vec<_>>();
                Object::new()
                    .with("url", server.url.as_str())
                    .with_some("description", (!text.is_empty()).then(|| text.join("\n\n")))
            })
            .collect();
        let document = Object::new()
            .with("openapi", "3.0.3")
            .with("info", info(self.release, contract))
            .with_some("servers", (!servers.is_empty()).then_some(servers))
            .with("paths", paths)
            .with("components", components);
        Ok(document.into())
    }

    /// An operation with the calls that VUM makes because of it.
    fn with_callbacks(&mut self, it: &Operation) -> Result<Object, Error> {
        let mut operation = self.operation(it)?;
        let mut calls = Object::new();
        let callbacks = self.contract.operations.iter();
        for callback in callbacks.filter(|call| call.callback_of.as_ref() == Some(&it.id)) {
            let call = Object::new().with(method(callback.method), self.operation(callback)?);
            calls.set(callback.id.as_str(), Object::new().with(callback.path.as_str(), call));
        }
        if !calls.is_empty() {
            operation.set("callbacks", calls);
        }
        Ok(operation)
    }

    fn operation(&mut self, it: &Operation) -> Result<Object, Error> {
        let description = &it.description;
        let mut parameters: Vec<Object> = Vec::new();
        if let Some(parameter) = &it.parameter {
            parameters.push(
                Object::new()
                    .with("name", parameter.name.as_str())
                    .with("in", "path")
                    .with("required", true)
                    .with_some("description", texts(&parameter.description.definition, None))
                    .with("schema", self.schemas.value(&parameter.value)?)
                    .with("x-vum-id", parameter.attribute.as_str()),
            );
        }
        for header in &it.headers {
            parameters.push(self.parameter(header)?);
        }
        let mut responses = Object::new();
        for response in &it.responses {
            responses.set(response.status.to_string(), self.response(response)?);
        }
        let request = match &it.request {
            Some(id) => {
                Some(Object::new().with("required", true).with("content", self.content(id)?))
            }
            None => None,
        };
        Ok(Object::new()
            .with("operationId", format!("{}{}", self.contract.part, capital(&it.id)))
            .with_some("summary", Some(&description.label).filter(|it| !it.is_empty()).cloned())
            .with_some("description", about(&[&description.definition, &description.note]))
            .with_some("parameters", (!parameters.is_empty()).then_some(parameters))
            .with_some("requestBody", request)
            .with("responses", responses))
    }

    fn response(&mut self, it: &Response) -> Result<Object, Error> {
        let mut headers = Object::new();
        for header in &it.headers {
            headers.set(header.name.as_str(), self.response_header(header)?);
        }
        let content = it.body.as_ref().map(|id| self.content(id)).transpose()?;
        Ok(Object::new()
            // The one thing that OpenAPI asks of every response.
            .with("description", about(&[&it.description]).unwrap_or_default())
            .with_some("headers", (!headers.is_empty()).then_some(headers))
            .with_some("content", content))
    }

    /// A header of a request, defined once under its name.
    fn parameter(&mut self, it: &HeaderUse) -> Result<Object, Error> {
        let header = self.header(&it.name)?;
        let parameter = Object::new()
            .with("name", it.name.as_str())
            .with("in", "header")
            .with("required", it.required)
            .with_all(described(header, it));
        Ok(self.parameters.define("parameters", &it.name, parameter))
    }

    /// A header of a response, defined once under its name.
    fn response_header(&mut self, it: &HeaderUse) -> Result<Object, Error> {
        let header = described(self.header(&it.name)?, it);
        Ok(self.headers.define("headers", &it.name, header))
    }

    fn header(&self, name: &str) -> Result<&'a Header, Error> {
        self.release.header(name).ok_or_else(|| self.dangling(name))
    }

    /// The content of a body: JSON, and nothing else.
    fn content(&self, id: &str) -> Result<Object, Error> {
        let body = self.body(id)?;
        let schema = match &body.content {
            BodyContent::Message(message) => self.schemas.reference(self.root(message)?)?,
            BodyContent::Object { .. } => {
                let name = format!("#/components/schemas/{}", self.body_name(body));
                Object::new().with("$ref", name)
            }
        };
        Ok(Object::new().with("application/json", Object::new().with("schema", schema)))
    }

    fn body(&self, id: &str) -> Result<&'a Body, Error> {
        self.release.body(id, self.contract.role).ok_or_else(|| self.dangling(id))
    }

    fn root(&self, message: &str) -> Result<ShapeId, Error> {
        let found = self.release.message(message);
        found.map(|it| it.root).ok_or_else(|| self.dangling(message))
    }

    fn dangling(&self, what: &str) -> Error {
        Kind::Dangling { place: format!("{} ({what})", self.contract.id) }.into()
    }

    /// The schemas of the bodies, and the shapes that they use.
    fn bodies(&self) -> Result<(Object, Vec<ShapeId>), Error> {
        let (mut schemas, mut roots) = (Object::new(), Vec::new());
        let mut ids: Vec<&String> = Vec::new();
        for operation in &self.contract.operations {
            let responses = operation.responses.iter().filter_map(|it| it.body.as_ref());
            for id in operation.request.iter().chain(responses) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        for id in ids {
            let body = self.body(id)?;
            match &body.content {
                BodyContent::Message(message) => roots.push(self.root(message)?),
                BodyContent::Object { properties, closed } => {
                    let closed = closed.contains(self.contract.role);
                    let schema = self.envelope(body, properties, closed, &mut roots)?;
                    schemas.set(self.body_name(body), schema);
                }
            }
        }
        Ok((schemas, roots))
    }

    /// The name of a body's schema: `MatchesAntwoord`.
    fn body_name(&self, body: &Body) -> String {
        let mut name: String = body.kind.split('-').map(capital).collect();
        while self.taken.contains(name.as_str()) {
            name.push_str("Bericht");
        }
        name
    }

    fn envelope(
        &self,
        body: &Body,
        properties: &[Property],
        closed: bool,
        roots: &mut Vec<ShapeId>,
    ) -> Result<Object, Error> {
        let role = self.contract.role;
        let properties = || properties.iter().filter(|it| it.present.contains(role));
        let mut members = Object::new();
        for property in properties() {
            members.set(property.name.as_str(), self.property(property, roots)?);
        }
        let required = properties().filter(|it| it.required.contains(role));
        let required: Vec<&str> = required.map(|it| it.name.as_str()).collect();
        let mut description = about(&[&body.description.definition, &body.description.note]);
        if body.kind == ERROR {
            let codes = error_codes(self.release, self.contract);
            description =
                Some(description.into_iter().chain(codes).collect::<Vec<_>>().join("\n\n"));
        }
        Ok(Object::new()
            .with("title", body.description.label.as_str())
            .with_some("description", description)
            .with("x-vum-id", body.id.as_str())
            .with("type", "object")
            .with("properties", members)
            .with_some("required", (!required.is_empty()).then_some(required))
            .with_some("additionalProperties", closed.then_some(false)))
    }

    fn property(&self, it: &Property, roots: &mut Vec<ShapeId>) -> Result<Object, Error> {
        let description = &it.description;
        let mut blocks: Vec<String> =
            about(&[&description.definition, &description.note]).into_iter().collect();
        let (value, is_reference) = match &it.value {
            BodyValue::Plain(value) => (self.schemas.value(value)?, false),
            BodyValue::Message(message) => {
                let root = self.root(message)?;
                roots.push(root);
                (self.schemas.reference(root)?, true)
            }
            BodyValue::Selection => {
                blocks.extend([SELECTION.nl.to_owned(), SELECTION.en.to_owned()]);
                (Object::new().with("type", "object"), false)
            }
        };
        let facts = Object::new()
            .with("title", description.label.as_str())
            .with_some("description", (!blocks.is_empty()).then(|| blocks.join("\n\n")))
            .with("x-vum-id", it.id.as_str());
        Ok(if it.many {
            facts.with("type", "array").with("items", value)
        } else if is_reference {
            // OpenAPI 3.0 ignores what stands beside a reference.
            facts.with("allOf", vec![value])
        } else {
            facts.with_all(value)
        })
    }
}

/// The kind of the body of an error.
const ERROR: &str = "fout";

fn method(method: Method) -> String {
    method.name().to_ascii_lowercase()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Texts in both languages, one below the other.
fn about(parts: &[&Text]) -> Option<String> {
    let blocks: Vec<String> = parts.iter().filter_map(|text| texts(text, None)).collect();
    (!blocks.is_empty()).then(|| blocks.join("\n\n"))
}

/// What a header is and what its value looks like.
fn described(header: &Header, it: &HeaderUse) -> Object {
    let form = match header.form {
        HeaderForm::Text | HeaderForm::Oin => "string",
        HeaderForm::Boolean => "boolean",
    };
    let constant = it.constant.as_ref().map(|value| vec![value.as_str()]);
    let schema = Object::new().with("type", form).with_some("enum", constant);
    let oin = Text {
        nl: "Een OIN heeft twintig cijfers.".to_owned(),
        en: "An OIN has twenty digits.".to_owned(),
    };
    let mut parts = vec![&header.description.definition];
    parts.extend((header.form == HeaderForm::Oin).then_some(&oin));
    parts.push(&header.description.note);
    Object::new().with_some("description", about(&parts)).with("schema", schema)
}

fn info(release: &Release, contract: &Contract) -> Object {
    let mut blocks: Vec<String> = Vec::new();
    blocks.extend(about(&[&contract.description.definition, &contract.note]));
    blocks.extend(limits(release, contract));
    blocks.push(crate::json_schema::generated(release));
    Object::new()
        .with("title", contract.id.as_str())
        .with("description", blocks.join("\n\n"))
        .with("version", contract.info_version.as_str())
        .with("x-vum-release", release.info.version.to_string())
        .with(
            "x-vum-evidence",
            match contract.evidence {
                Evidence::Seen => "seen",
                Evidence::Assumed => "assumed",
            },
        )
}

/// The limits, as text: a list in Dutch and one in English.
fn limits(release: &Release, contract: &Contract) -> Vec<String> {
    let mut lists = [Vec::new(), Vec::new()];
    for limit in release.limits.iter().filter(|it| it.parts.contains(&contract.part)) {
        let assumed = limit.evidence == Evidence::Assumed;
        let definition = &limit.description.definition;
        let [nl, en] = &mut lists;
        let silent =
            if assumed { " Deze release herhaalt dit niet en trekt het niet in." } else { "" };
        nl.push(format!("* {} {}: {}{silent}", limit.value, limit.unit, definition.nl));
        let silent =
            if assumed { " This release does not repeat this nor withdraws it." } else { "" };
        en.push(format!("* {}: {}{silent}", limit.value, definition.en));
    }
    lists.iter().filter(|list| !list.is_empty()).map(|list| list.join("\n")).collect()
}

/// The codes of errors, as text: the contracts do not enumerate them.
fn error_codes(release: &Release, contract: &Contract) -> Vec<String> {
    let codes = || release.error_codes.iter().filter(|it| it.parts.contains(&contract.part));
    let lines: Vec<String> =
        codes().map(|it| format!("* `{}` (HTTP {}): {}", it.code, it.status, it.message)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let assumed = codes().any(|it| it.evidence == Evidence::Assumed);
    let intro = if assumed {
        [
            "Codes uit de uitleg bij 1.x; deze release herhaalt de tabel niet en trekt haar niet in.",
            "Codes from the guide of 1.x; this release does not repeat the table and does not withdraw it.",
        ]
    } else {
        ["Bekende codes.", "Known codes."]
    };
    let mut blocks = intro.map(str::to_owned).to_vec();
    blocks.push(lines.join("\n"));
    blocks
}
