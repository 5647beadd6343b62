//! Facts of the contracts: what goes around the messages.

use vum_model::{
    Body, BodyContent, BodyValue, Contract, ErrorCode, Header, HeaderForm, HeaderUse, Limit,
    Operation, Parameter, Property as BodyProperty, Response, Role, Server,
};

use super::{Collector, Put};
use crate::facts::{Key, Kind, Node, Place, Property};

impl Collector<'_> {
    pub(super) fn contracts(&mut self, contracts: &[Contract]) {
        for contract in contracts {
            let Contract {
                id,
                part,
                role,
                description,
                info_version,
                evidence,
                note,
                servers,
                operations,
            } = contract;
            let place = Place { message: part.clone(), role: *role };
            let mut node = Node::new();
            node.put(Property::Name, id);
            node.put(Property::InfoVersion, info_version);
            node.describe(description, false);
            node.texts(Property::Evidence, &[note], &[&format!("{evidence:?}")]);
            self.add(Key::at(Kind::Contract, part.as_str(), &place), node);
            for Server { url, description, evidence } in servers {
                let mut node = Node::new();
                node.describe(description, false);
                node.put(Property::Evidence, &format!("{evidence:?}"));
                self.add(Key::at(Kind::Server, url.as_str(), &place), node);
            }
            for operation in operations {
                self.operation(operation, &place);
            }
        }
    }

    fn operation(&mut self, operation: &Operation, place: &Place) {
        let Operation {
            id,
            method,
            path,
            callback_of,
            parameter,
            description,
            request,
            headers,
            responses,
        } = operation;
        let mut node = Node::new();
        node.put(Property::Method, method.name());
        node.put(Property::Url, path);
        node.optional(Property::CallbackOf, callback_of.as_ref());
        node.optional(Property::Body, request.as_ref());
        node.describe(description, false);
        if let Some(Parameter { name, attribute, value, description: _ }) = parameter {
            node.put(Property::Parameter, name);
            node.put(Property::Attribute, attribute);
            node.value(value);
        }
        self.add(Key::at(Kind::Operation, id.as_str(), place), node);
        let part = &place.message;
        let within = Place { message: format!("{part}/{id}"), role: place.role };
        self.header_uses("request", headers, &within);
        for Response { status, description, body, headers } in responses {
            let mut node = Node::new();
            node.optional(Property::Body, body.as_ref());
            node.texts(Property::Definition, &[description], &[]);
            self.add(Key::at(Kind::Response, format!("{id}/{status}"), place), node);
            let within = Place { message: format!("{part}/{id}/{status}"), role: place.role };
            self.header_uses("response", headers, &within);
        }
    }

    /// `direction`: a header in a request is another node than the same one in a response.
    fn header_uses(&mut self, direction: &str, headers: &[HeaderUse], place: &Place) {
        for HeaderUse { name, required, constant } in headers {
            let mut node = Node::new();
            node.flag(Property::Required, *required);
            node.optional(Property::Constant, constant.as_ref());
            self.add(Key::at(Kind::HeaderUse, format!("{direction}/{name}"), place), node);
        }
    }

    pub(super) fn headers(&mut self, headers: &[Header]) {
        for Header { name, description, form } in headers {
            let mut node = Node::new();
            let word = match form {
                HeaderForm::Text => "text",
                HeaderForm::Oin => "oin",
                HeaderForm::Boolean => "boolean",
            };
            node.put(Property::Type, word);
            node.describe(description, false);
            self.add(Key::new(Kind::Header, name.as_str()), node);
        }
    }

    pub(super) fn bodies(&mut self, bodies: &[Body]) {
        for Body { id, part: _, kind: _, roles, description, content } in bodies {
            for role in roles.iter() {
                let place = Place { message: id.clone(), role };
                let mut node = Node::new();
                node.describe(description, false);
                match content {
                    BodyContent::Message(message) => {
                        node.put(Property::Type, "message");
                        node.put(Property::Entity, message);
                    }
                    BodyContent::Object { properties, closed } => {
                        node.put(Property::Type, "object");
                        node.flag(Property::Closed, closed.contains(role));
                        self.properties(properties, role, &place);
                    }
                }
                self.add(Key::at(Kind::Body, id.as_str(), &place), node);
            }
        }
    }

    fn properties(&mut self, properties: &[BodyProperty], role: Role, place: &Place) {
        for property in properties.iter().filter(|it| it.present.contains(role)) {
            let BodyProperty { id, name, description, value, many, present: _, required } =
                property;
            let mut node = Node::new();
            node.put(Property::Name, name);
            node.describe(description, false);
            node.flag(Property::Many, *many);
            node.flag(Property::Required, required.contains(role));
            match value {
                BodyValue::Plain(value) => node.value(value),
                BodyValue::Message(message) => {
                    node.put(Property::Type, "message");
                    node.put(Property::Entity, message);
                }
                BodyValue::Selection => node.put(Property::Type, "selection"),
            }
            self.add(Key::at(Kind::BodyProperty, id.as_str(), place), node);
        }
    }

    pub(super) fn errors(&mut self, errors: &[ErrorCode]) {
        for ErrorCode { code, status, parts, message, description, evidence } in errors {
            let mut node = Node::new();
            node.put(Property::Status, i64::from(*status));
            node.put(Property::Label, message);
            node.texts(Property::Definition, &[&description.definition], &[]);
            node.put(Property::Evidence, &format!("{evidence:?}"));
            self.add_to_parts(Kind::Error, code, parts, &node);
        }
    }

    pub(super) fn limits(&mut self, limits: &[Limit]) {
        for Limit { id, value, unit, parts, description, source, evidence } in limits {
            let mut node = Node::new();
            node.put(Property::Value, *value);
            node.put(Property::Unit, unit);
            node.describe(description, false);
            node.texts(Property::Evidence, &[], &[source, &format!("{evidence:?}")]);
            self.add_to_parts(Kind::Limit, id, parts, &node);
        }
    }

    /// Adds a node to the contracts of both roles.
    fn add_to_parts(&mut self, kind: Kind, id: &str, parts: &[String], node: &Node) {
        for part in parts {
            for role in Role::ALL {
                let place = Place { message: part.clone(), role };
                self.add(Key::at(kind, id, &place), node.clone());
            }
        }
    }
}
