//! From a release to its facts. Every field of a release is taken apart by name here, so that one
//! that is added later cannot be forgotten.

mod contracts;
mod question;

use std::collections::BTreeSet;

use vum_model::{
    Absent, AbsentReason, Attribute, Bounds, Code, CodeForm, CodeList, Deprecation, Description,
    Message, Model, Period, Release, ReleaseInfo, Role, Shape, ShapeKind, Text, TextForm, Value,
    Variant, Version, XmlInfo, XmlRoots,
};

use crate::facts::{Fact, Facts, Key, Kind, Node, Place, Property};

impl Facts {
    /// The facts of a release of a model; `None` when there is no such release.
    #[must_use]
    pub fn of(model: &Model, version: Version) -> Option<Self> {
        let release = model.release(version)?;
        let mut facts = Self::of_release(&release);
        // A release names the successors of attributes only.
        for entity in model.entities() {
            let life = &entity.lifecycle;
            if let (Some(removed), Some(successor)) = (life.removed, life.successor())
                && removed <= version
            {
                facts.successors.insert(entity.id.clone(), successor.to_owned());
            }
        }
        Some(facts)
    }

    /// The facts of a release.
    #[must_use]
    pub fn of_release(release: &Release) -> Self {
        let Release {
            info,
            xml,
            messages,
            shapes,
            code_lists,
            contracts,
            bodies,
            headers,
            error_codes,
            limits,
            // They stand above the contract and are no part of what is frozen: a rule has an id and
            // releases of its own.
            rules: _,
        } = release;
        let mut collector = Collector { facts: Self::new(info.version), shapes };
        collector.release(info, xml);
        for message in messages {
            collector.message(message);
        }
        let labels_sent = labels_sent(shapes);
        for list in code_lists.values() {
            collector.list(list, labels_sent.contains(list.id.as_str()));
        }
        collector.contracts(contracts);
        collector.headers(headers);
        collector.bodies(bodies);
        collector.errors(error_codes);
        collector.limits(limits);
        collector.facts
    }
}

/// The lists whose labels messages hold as values.
fn labels_sent(shapes: &[Shape]) -> BTreeSet<&str> {
    let values = shapes.iter().flat_map(Shape::attributes).map(|it| &it.value);
    values
        .filter_map(|value| match value {
            Value::Label { list } => Some(list.as_str()),
            _ => None,
        })
        .collect()
}

struct Collector<'a> {
    facts: Facts,
    shapes: &'a [Shape],
}

impl Collector<'_> {
    fn add(&mut self, key: Key, node: Node) {
        self.facts.nodes.entry(key).or_insert(node);
    }

    fn release(&mut self, info: &ReleaseInfo, xml: &XmlInfo) {
        let ReleaseInfo {
            version: _,
            status: _,
            date: _,
            gegevensstandaard,
            sgr_version,
            sgr_relation,
            sgr_note,
            unknown_attributes_allowed,
            source,
            note,
        } = info;
        let XmlInfo { namespace, draft } = xml;
        let mut node = Node::new();
        node.optional(Property::Gegevensstandaard, gegevensstandaard.as_ref());
        node.put(Property::SgrVersion, sgr_version);
        node.flag(Property::UnknownAllowed, *unknown_attributes_allowed);
        let property = if *draft { Property::DraftNamespace } else { Property::Namespace };
        node.put(property, namespace);
        node.put(Property::Norm, &format!("{sgr_relation:?}"));
        node.texts(Property::Definition, &[sgr_note, note], &[source]);
        self.add(Key::new(Kind::Release, "release"), node);
    }

    fn message(&mut self, message: &Message) {
        let Message {
            id,
            part: _,
            view: _,
            root,
            // Follows from whether it is a question.
            default_role: _,
            question,
            description,
            xml,
            selection,
        } = message;
        let mut node = Node::new();
        node.flag(Property::Question, *question);
        node.describe(description, false);
        if let Some(XmlRoots { root, list, draft }) = xml {
            if *draft {
                let names = [root.clone(), list.clone()];
                node.put(Property::DraftRoots, names.as_slice());
            } else {
                node.put(Property::Root, root);
                node.put(Property::ListRoot, list);
            }
        }
        if let (None, Some(shape)) = (selection, self.shapes.get(root.0)) {
            node.put(Property::Entity, &shape.entity);
        }
        self.add(Key::new(Kind::Message, id.as_str()), node);
        match selection {
            Some(question) => self.question(id, *root, question),
            None => {
                for role in Role::ALL {
                    self.shape(*root, &Place { message: id.clone(), role });
                }
            }
        }
    }

    /// A shape and everything below it, as a role has it in a message.
    fn shape(&mut self, id: vum_model::ShapeId, place: &Place) {
        let Some(shape) = self.shapes.get(id.0) else { return };
        let Shape {
            id: _,
            // Made up for generated types.
            name: _,
            entity,
            entity_name,
            description,
            profiles: _,
            introduced: _,
            deprecated,
            kind,
            // Only in the shapes of a question, which are told as criteria.
            question: _,
            rules: _,
        } = shape;
        let key = Key::at(Kind::Entity, entity.as_str(), place);
        if self.facts.nodes.contains_key(&key) {
            return;
        }
        let mut node = Node::new();
        node.put(Property::Name, entity_name);
        node.describe(description, true);
        node.deprecation(deprecated.as_ref());
        match kind {
            ShapeKind::Choice { variants } => {
                node.flag(Property::Choice, true);
                self.add(key, node);
                for Variant { wrapper, tag, shape } in variants {
                    let Some(below) = self.shapes.get(shape.0) else { continue };
                    let mut branch = Node::new();
                    branch.put(Property::Wrapper, wrapper);
                    // The tag is that of the entity, which says whether it is a draft.
                    let _ = tag;
                    let id = format!("{entity}|{}", below.entity);
                    self.add(Key::at(Kind::Branch, id, place), branch);
                    self.shape(*shape, place);
                }
            }
            ShapeKind::Record { attributes, absent } => {
                let present = || attributes.iter().filter(|it| it.present.contains(place.role));
                let order: Vec<String> = present().map(|it| it.id.clone()).collect();
                node.put(Property::Order, order.as_slice());
                self.add(key, node);
                for attribute in present() {
                    self.attribute(attribute, place);
                }
                for Absent { name: _, tag: _, id, reason } in absent {
                    if let AbsentReason::Removed { release: _, successor: Some(successor) } = reason
                    {
                        self.facts.successors.insert(id.clone(), successor.clone());
                    }
                }
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute, place: &Place) {
        let Attribute {
            id,
            name,
            rust,
            description,
            value,
            many,
            min_items,
            aliases,
            present: _,
            required,
            deprecated,
            introduced: _,
            sensitive,
            // The criteria of the questions say so.
            searchable: _,
        } = attribute;
        let mut node = Node::new();
        node.put(Property::Name, name);
        node.optional(Property::Identifier, rust.as_ref());
        node.describe(description, true);
        node.flag(Property::Many, *many);
        node.optional(Property::MinItems, *min_items);
        if !aliases.is_empty() {
            node.put(Property::Aliases, aliases.as_slice());
        }
        node.flag(Property::Required, required.contains(place.role));
        node.deprecation(deprecated.as_ref());
        if let Some(reason) = sensitive {
            node.texts(Property::Sensitive, &[reason], &[]);
        }
        node.value(value);
        if let Value::Shape(below) = value {
            let entity = self.shapes.get(below.0).map(|it| it.entity.clone()).unwrap_or_default();
            node.put(Property::Entity, &entity);
        }
        self.add(Key::at(Kind::Attribute, id.as_str(), place), node);
        if let Value::Shape(below) = value {
            self.shape(*below, place);
        }
    }

    fn list(&mut self, list: &CodeList, labels_sent: bool) {
        let CodeList {
            id,
            description,
            owner,
            closed,
            complete,
            labels_in_english: _,
            form,
            source,
            terms,
            codes,
            absent: _,
        } = list;
        let mut node = Node::new();
        node.describe(description, false);
        node.flag(Property::Closed, *closed);
        node.flag(Property::Complete, *complete);
        node.optional(Property::Form, form.as_ref());
        let empty = String::new();
        let origin = [owner, source, terms.as_ref().unwrap_or(&empty)];
        node.texts(Property::Norm, &[], &origin);
        self.add(Key::new(Kind::List, id.as_str()), node);
        let kind = if *closed { Kind::Code } else { Kind::TableCode };
        for Code { code, name, label, deprecated, period: Period { from, until } } in codes {
            let mut node = Node::new();
            if *closed {
                node.put(Property::Identifier, name);
            }
            let property = if labels_sent { Property::LabelValue } else { Property::Label };
            node.optional(property, label.as_ref());
            node.deprecation(deprecated.as_ref());
            node.optional(Property::From, from.map(|it| it.to_string()).as_ref());
            node.optional(Property::Until, until.map(|it| it.to_string()).as_ref());
            self.add(Key::new(kind, format!("{id}/{code}")), node);
        }
    }
}

/// What is put into a node.
trait Put {
    fn put<F: Into<Fact>>(&mut self, property: Property, fact: F);

    fn optional<F: Into<Fact>>(&mut self, property: Property, fact: Option<F>) {
        if let Some(fact) = fact {
            self.put(property, fact);
        }
    }

    /// A flag stands there only when it is set.
    fn flag(&mut self, property: Property, flag: bool) {
        if flag {
            self.put(property, true);
        }
    }

    /// Texts for people, as one.
    fn texts(&mut self, property: Property, both: &[&Text], plain: &[&String]) {
        let both = both.iter().flat_map(|text| [text.nl.clone(), text.en.clone()]);
        let texts: Vec<String> = both.chain(plain.iter().map(|it| (*it).clone())).collect();
        if texts.iter().any(|it| !it.is_empty()) {
            self.put(property, texts.as_slice());
        }
    }

    /// `has_element`: whether it stands in XML under its tag.
    fn describe(&mut self, description: &Description, has_element: bool) {
        let Description { label, definition, norm, sgr_item, sgr, tag, tag_is_draft, note } =
            description;
        if !label.is_empty() {
            self.put(Property::Label, label);
        }
        self.texts(Property::Definition, &[definition, note], &[]);
        let empty = String::new();
        let norm = [norm.as_ref().unwrap_or(&empty), sgr_item.as_ref().unwrap_or(&empty)];
        let relation = sgr.map_or(String::new(), |it| format!("{it:?}"));
        self.texts(Property::Norm, &[], &[norm[0], norm[1], &relation]);
        if has_element && let Some(tag) = tag {
            let property = if *tag_is_draft { Property::DraftTag } else { Property::Tag };
            self.put(property, tag);
        }
    }

    fn deprecation(&mut self, deprecated: Option<&Deprecation>) {
        let Some(Deprecation { release, reason: _, successor }) = deprecated else { return };
        self.put(Property::Deprecated, &release.to_string());
        self.optional(Property::Successor, successor.as_ref());
    }

    /// The kind and constraints of a value; what stands below a shape is told elsewhere.
    fn value(&mut self, value: &Value) {
        let word = match value {
            Value::Text(form) => {
                self.text_form(form);
                "text"
            }
            Value::Uri(form) => {
                self.text_form(form);
                "uri"
            }
            Value::Label { list } => {
                self.put(Property::List, list);
                "label"
            }
            Value::Integer(bounds) => {
                self.bounds(bounds);
                "integer"
            }
            Value::Boolean => "boolean",
            Value::Date => "date",
            Value::Code { list, form } => {
                self.put(Property::List, list);
                match form {
                    CodeForm::Text(form) => {
                        self.put(Property::JsonForm, "string");
                        self.text_form(form);
                    }
                    CodeForm::Integer(bounds) => {
                        self.put(Property::JsonForm, "number");
                        self.bounds(bounds);
                    }
                }
                "code"
            }
            Value::Shape(_) => "entity",
        };
        self.put(Property::Type, word);
    }

    fn text_form(&mut self, form: &TextForm) {
        let TextForm { min_length, max_length, pattern } = form;
        self.optional(Property::MinLength, *min_length);
        self.optional(Property::MaxLength, *max_length);
        self.optional(Property::Pattern, pattern.as_ref());
    }

    fn bounds(&mut self, bounds: &Bounds) {
        let Bounds { min, max } = bounds;
        self.optional(Property::Min, *min);
        self.optional(Property::Max, *max);
    }
}

impl Put for Node {
    fn put<F: Into<Fact>>(&mut self, property: Property, fact: F) {
        self.insert(property, fact.into());
    }
}
