//! What JSON Schema and OpenAPI share: shapes, attributes and code lists as schemas.
//!
//! Both emitters ask a [`Schemas`] for the definitions that a message needs, and the Rust emitter
//! asks for those of its types. What differs between the two languages stands here and nowhere else:
//! OpenAPI 3.0 has no `const`, ignores what stands beside a `$ref`, and allows `x-…` members where
//! JSON Schema has `$comment`.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{
    Attribute, Bounds, Code, CodeForm, CodeList, Deprecation, QuestionShape, Release, Role, Shape,
    ShapeId, ShapeKind, Text, TextForm, Value, Variant,
};

use crate::error::{Error, Kind};
use crate::json::{Json, Object};

/// A language for schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// JSON Schema, draft 2020-12.
    JsonSchema,
    /// The schema objects of OpenAPI 3.0.
    OpenApi,
}

/// How much a JSON Schema lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strictness {
    /// For who sends: exactly the contract.
    Strict,
    /// For who receives: names and codes that the release does not have pass, in records; every
    /// other rule of the contract holds. A choice still has exactly one of its known names.
    Lenient,
}

impl Strictness {
    /// Both, the strict one first.
    pub const ALL: [Self; 2] = [Self::Strict, Self::Lenient];

    /// The name as it stands in file names and ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
        }
    }
}

/// The schemas of one release, as one role sees its messages, or as a type holds them.
///
/// A type has no role: its schema takes what is good for any of them. An attribute is there when the
/// messages of some role have it, and is required when every role requires it that has any attribute
/// of the shape.
pub(crate) struct Schemas<'a> {
    release: &'a Release,
    role: Option<Role>,
    dialect: Dialect,
    strictness: Strictness,
    lists: BTreeMap<(String, bool), String>,
}

impl<'a> Schemas<'a> {
    /// Those of a role, or those of types when there is none.
    pub(crate) fn new(
        release: &'a Release,
        role: impl Into<Option<Role>>,
        dialect: Dialect,
        strictness: Strictness,
    ) -> Self {
        Self { release, role: role.into(), dialect, strictness, lists: list_names(release) }
    }

    /// A reference to the schema of a shape.
    pub(crate) fn reference(&self, id: ShapeId) -> Result<Object, Error> {
        Ok(self.reference_to(&self.shape(id)?.name))
    }

    /// The definitions that these shapes need, by name: shapes from the outside in, then closed
    /// code lists.
    pub(crate) fn definitions(&self, roots: &[ShapeId]) -> Result<Object, Error> {
        let mut wanted: BTreeSet<ShapeId> = roots.iter().copied().collect();
        let mut lists = BTreeSet::new();
        let mut definitions = Object::new();
        // Shapes stand behind the shapes they use: one walk from the end reaches all.
        for shape in self.release.shapes.iter().rev() {
            if !wanted.contains(&shape.id) {
                continue;
            }
            definitions.set(shape.name.as_str(), self.definition(shape)?);
            match &shape.kind {
                ShapeKind::Record { attributes, .. } => {
                    for attribute in self.present(attributes) {
                        match &attribute.value {
                            Value::Shape(id) => drop(wanted.insert(*id)),
                            Value::Code { list, form } if self.list(list)?.closed => {
                                lists.insert((list.clone(), is_integer(form)));
                            }
                            _ => {}
                        }
                    }
                }
                ShapeKind::Choice { variants } => wanted.extend(variants.iter().map(|v| v.shape)),
            }
        }
        for (list, integer) in lists {
            let name = self.list_name(&list, integer)?;
            definitions.set(name, self.closed_list(self.list(&list)?, integer)?);
        }
        Ok(definitions)
    }

    fn shape(&self, id: ShapeId) -> Result<&'a Shape, Error> {
        let dangling = || Kind::Dangling { place: format!("shape {}", id.0) }.into();
        self.release.shape(id).ok_or_else(dangling)
    }

    fn list(&self, id: &str) -> Result<&'a CodeList, Error> {
        let dangling = || Kind::Dangling { place: id.to_owned() }.into();
        self.release.code_lists.get(id).ok_or_else(dangling)
    }

    fn list_name(&self, id: &str, integer: bool) -> Result<&str, Error> {
        let dangling = || Kind::Dangling { place: id.to_owned() }.into();
        self.known_list_name(id, integer).ok_or_else(dangling)
    }

    /// The name of a list's definition, if an attribute has its codes in this form.
    pub(crate) fn known_list_name(&self, id: &str, integer: bool) -> Option<&str> {
        self.lists.get(&(id.to_owned(), integer)).map(String::as_str)
    }

    /// The attributes that messages of the role can hold.
    fn present<'s>(&self, attributes: &'s [Attribute]) -> impl Iterator<Item = &'s Attribute> {
        let role = self.role;
        attributes.iter().filter(move |it| role.is_none_or(|role| it.present.contains(role)))
    }

    /// Whether messages must hold an attribute, which is one of these.
    fn is_required(&self, attribute: &Attribute, attributes: &[Attribute]) -> bool {
        match self.role {
            Some(role) => attribute.required.contains(role),
            None => {
                let mut roles = attributes.iter().flat_map(|it| it.present.iter());
                roles.all(|role| attribute.required.contains(role))
            }
        }
    }

    /// What the attributes of a record refer to: names of definitions, sorted, each with a value
    /// that refers to it.
    pub(crate) fn references<'s>(
        &self,
        attributes: &'s [Attribute],
    ) -> Result<BTreeMap<String, &'s Value>, Error> {
        let mut references = BTreeMap::new();
        for attribute in self.present(attributes) {
            let name = match &attribute.value {
                Value::Shape(id) => self.shape(*id)?.name.as_str(),
                Value::Code { list, form } if self.list(list)?.closed => {
                    self.list_name(list, is_integer(form))?
                }
                _ => continue,
            };
            references.insert(name.to_owned(), &attribute.value);
        }
        Ok(references)
    }

    fn reference_to(&self, name: &str) -> Object {
        let start = match self.dialect {
            Dialect::JsonSchema => "#/$defs/",
            Dialect::OpenApi => "#/components/schemas/",
        };
        Object::new().with("$ref", format!("{start}{name}"))
    }

    /// Puts facts beside a schema that may be a reference.
    fn described(&self, facts: Object, schema: Object, is_reference: bool) -> Object {
        if self.dialect == Dialect::OpenApi && is_reference && !facts.is_empty() {
            facts.with("allOf", vec![schema])
        } else {
            facts.with_all(schema)
        }
    }

    /// The id in the standard, so that a tool can find the way back.
    fn origin(&self, id: &str) -> Object {
        let name = match self.dialect {
            Dialect::JsonSchema => "$comment",
            Dialect::OpenApi => "x-vum-id",
        };
        Object::new().with(name, id)
    }

    /// The schema of a shape.
    pub(crate) fn definition(&self, shape: &Shape) -> Result<Object, Error> {
        let description = &shape.description;
        let label =
            if description.label.is_empty() { &shape.entity_name } else { &description.label };
        let facts = Object::new()
            .with("title", label.as_str())
            .with_some("description", texts(&description.definition, shape.deprecated.as_ref()))
            .with_all(self.origin(&shape.entity))
            .with_some("deprecated", shape.deprecated.as_ref().map(|_| true));
        let content = match &shape.kind {
            ShapeKind::Record { attributes, .. } => self.record(shape, attributes)?,
            ShapeKind::Choice { variants } => self.choice(variants)?,
        };
        Ok(facts.with_all(content))
    }

    fn record(&self, shape: &Shape, attributes: &[Attribute]) -> Result<Object, Error> {
        let mut properties = Object::new();
        for attribute in self.present(attributes) {
            properties.set(attribute.name.as_str(), self.attribute(attribute)?);
        }
        let required: Vec<&str> = self
            .present(attributes)
            .filter(|attribute| self.is_required(attribute, attributes))
            .map(|attribute| attribute.name.as_str())
            .collect();
        Ok(Object::new()
            .with("type", "object")
            .with("properties", properties)
            // OpenAPI 3.0 forbids an empty list.
            .with_some("required", (!required.is_empty()).then_some(required))
            .with_all(match &shape.question {
                // Who answers ignores what he does not know.
                Some(question) => self.alternatives(question, attributes),
                None => self.closed_object(),
            }))
    }

    /// Which attributes of a question's record go together.
    fn alternatives(&self, question: &QuestionShape, attributes: &[Attribute]) -> Object {
        let branches = question.alternatives.iter().map(|it| {
            let allowed = |name: &String| it.required.contains(name) || it.optional.contains(name);
            let names = || attributes.iter().map(|attribute| &attribute.name);
            let closed = it.closed && self.strictness == Strictness::Strict;
            let mut branch = Object::new()
                .with("title", it.name.as_str())
                .with("type", "object")
                .with("required", it.required.clone());
            if closed {
                let mut properties = Object::new();
                names().filter(|name| allowed(name)).for_each(|name| {
                    properties.set(name.as_str(), Object::new());
                });
                branch.set("properties", properties);
                branch.set("additionalProperties", false);
                return branch;
            }
            let others = names().filter(|name| it.closed && !allowed(name)).chain(&it.forbidden);
            let others: Vec<Object> =
                others.map(|name| Object::new().with("required", vec![name.as_str()])).collect();
            branch
                .with_some("not", (!others.is_empty()).then(|| Object::new().with("anyOf", others)))
        });
        let branches: Vec<Object> = branches.collect();
        Object::new().with_some("oneOf", (!branches.is_empty()).then_some(branches))
    }

    /// Whether an object may hold other names than those of the contract.
    fn closed_object(&self) -> Object {
        let open =
            self.strictness == Strictness::Lenient || self.release.info.unknown_attributes_allowed;
        Object::new().with("additionalProperties", open)
    }

    fn choice(&self, variants: &[Variant]) -> Result<Object, Error> {
        let mut branches = Vec::new();
        for variant in variants {
            let mut properties =
                Object::new().with(variant.wrapper.as_str(), self.reference(variant.shape)?);
            if self.strictness == Strictness::Lenient {
                // Names that nobody knows pass; a second branch does not.
                let others = variants.iter().filter(|other| other.wrapper != variant.wrapper);
                others.for_each(|other| properties.set(other.wrapper.as_str(), false));
            }
            branches.push(
                Object::new()
                    .with("title", variant.wrapper.as_str())
                    .with("type", "object")
                    .with("properties", properties)
                    .with("required", vec![variant.wrapper.as_str()])
                    .with_all(self.closed_object()),
            );
        }
        Ok(Object::new().with("oneOf", branches))
    }

    /// The schema of an attribute, with what the standard says about it.
    pub(crate) fn attribute(&self, attribute: &Attribute) -> Result<Object, Error> {
        let description = &attribute.description;
        let label = Some(&description.label).filter(|label| !label.is_empty());
        let about = texts(&description.definition, attribute.deprecated.as_ref());
        let facts = Object::new()
            .with_some("title", label.map(String::as_str))
            .with_some("description", about)
            .with_all(self.origin(&attribute.id))
            .with_some("deprecated", attribute.deprecated.as_ref().map(|_| true));
        let value = self.value(&attribute.value)?;
        let is_reference = self.is_reference(&attribute.value)?;
        Ok(if attribute.many {
            let facts = facts.with("type", "array").with("items", value);
            facts.with_some("minItems", attribute.min_items)
        } else if let Some(narrow) = narrow(attribute).filter(|_| is_reference) {
            match self.dialect {
                Dialect::JsonSchema => facts.with_all(value).with_all(narrow),
                // OpenAPI 3.0 ignores what stands beside a reference.
                Dialect::OpenApi => facts.with("allOf", vec![value, narrow]),
            }
        } else {
            self.described(facts, value, is_reference)
        })
    }

    fn is_reference(&self, value: &Value) -> Result<bool, Error> {
        Ok(match value {
            Value::Shape(_) => true,
            Value::Code { list, .. } => self.list(list)?.closed,
            _ => false,
        })
    }

    /// The schema of a single value.
    pub(crate) fn value(&self, value: &Value) -> Result<Object, Error> {
        Ok(match value {
            Value::Text(form) | Value::Uri(form) => text(form),
            Value::Label { list } => self.label(self.list(list)?),
            Value::Integer(bounds) => integer(bounds),
            Value::Boolean => Object::new().with("type", "boolean"),
            Value::Date => Object::new().with("type", "string").with("format", "date"),
            Value::Code { list, form } => {
                if self.list(list)?.closed {
                    return Ok(self.reference_to(self.list_name(list, is_integer(form))?));
                }
                match form {
                    CodeForm::Text(form) => text(form),
                    CodeForm::Integer(bounds) => integer(bounds),
                }
            }
            Value::Shape(id) => self.reference(*id)?,
        })
    }

    fn label(&self, list: &CodeList) -> Object {
        let schema = Object::new().with("type", "string");
        let labels: Vec<&str> = list.codes.iter().filter_map(|c| c.label.as_deref()).collect();
        match self.strictness {
            Strictness::Strict => schema.with("enum", labels),
            Strictness::Lenient => schema,
        }
    }

    /// The schema of a code that stands by itself: a text, one of the list if that is closed.
    pub(crate) fn code(&self, list: &CodeList) -> Result<Object, Error> {
        if list.closed {
            return self.closed_list(list, false);
        }
        Ok(self.list_facts(list, texts(&list.description.definition, None), false))
    }

    /// What holds for a code of a list, closed or not.
    fn list_facts(&self, list: &CodeList, about: Option<String>, is_integer: bool) -> Object {
        let label = Some(&list.description.label).filter(|label| !label.is_empty());
        Object::new()
            .with("title", label.unwrap_or(&list.id).as_str())
            .with_some("description", about)
            .with_all(self.origin(&list.id))
            .with("type", if is_integer { "integer" } else { "string" })
    }

    fn closed_list(&self, list: &CodeList, is_integer: bool) -> Result<Object, Error> {
        let mut values = Vec::new();
        for code in &list.codes {
            values.push(if is_integer {
                let wrong = || Kind::Dangling { place: format!("{} {}", list.id, code.code) };
                Json::Integer(code.code.parse().map_err(|_| Error::from(wrong()))?)
            } else {
                Json::from(code.code.as_str())
            });
        }
        let about = texts(&list.description.definition, None);
        let facts = |about: Option<String>| self.list_facts(list, about, is_integer);
        let legend = || Some([about.clone().unwrap_or_default(), legend(list)].join("\n\n"));
        Ok(match (self.strictness, self.dialect) {
            (Strictness::Lenient, _) => facts(legend()),
            (Strictness::Strict, Dialect::OpenApi) => facts(legend()).with("enum", values),
            (Strictness::Strict, Dialect::JsonSchema) => {
                let branch = |(code, value): (&Code, Json)| {
                    Object::new()
                        .with("const", value)
                        .with_some("title", code.label.as_deref())
                        .with_some("description", texts(&Text::default(), code.deprecated.as_ref()))
                        .with_some("deprecated", code.deprecated.as_ref().map(|_| true))
                };
                let branches: Json = list.codes.iter().zip(values).map(branch).collect();
                facts(about.clone()).with("oneOf", branches)
            }
        })
    }
}

/// The names of the closed lists' definitions, by id and whether the code is an integer. A list
/// may be called like a shape, and may be used in both forms.
fn list_names(release: &Release) -> BTreeMap<(String, bool), String> {
    let mut used = BTreeSet::new();
    for shape in &release.shapes {
        let ShapeKind::Record { attributes, .. } = &shape.kind else { continue };
        for attribute in attributes {
            if let Value::Code { list, form } = &attribute.value {
                used.insert((list.clone(), is_integer(form)));
            }
        }
    }
    let mut taken: BTreeSet<String> = release.shapes.iter().map(|s| s.name.clone()).collect();
    let mut names = BTreeMap::new();
    for (list, integer) in &used {
        let mut name = list.clone();
        if *integer && used.contains(&(list.clone(), false)) {
            name.push_str("Integer");
        }
        while !taken.insert(name.clone()) {
            name.push_str("Code");
        }
        names.insert((list.clone(), *integer), name);
    }
    names
}

fn is_integer(form: &CodeForm) -> bool {
    matches!(form, CodeForm::Integer(_))
}

/// What an operand may be less than any code of its list.
fn narrow(attribute: &Attribute) -> Option<Object> {
    let Value::Code { form, .. } = &attribute.value else { return None };
    let facts = match form {
        CodeForm::Text(form) => text(form),
        CodeForm::Integer(bounds) => integer(bounds),
    };
    let limited = match form {
        CodeForm::Text(form) => form != &TextForm::default(),
        CodeForm::Integer(bounds) => bounds != &Bounds::default(),
    };
    (attribute.is_operand() && limited).then_some(facts)
}

fn text(form: &TextForm) -> Object {
    Object::new()
        .with("type", "string")
        .with_some("minLength", form.min_length)
        .with_some("maxLength", form.max_length)
        .with_some("pattern", form.pattern.as_deref())
}

fn integer(bounds: &Bounds) -> Object {
    Object::new()
        .with("type", "integer")
        .with_some("minimum", bounds.min)
        .with_some("maximum", bounds.max)
}

/// A definition in both languages, and what to do instead when it is deprecated.
pub(crate) fn texts(definition: &Text, deprecated: Option<&Deprecation>) -> Option<String> {
    let mut blocks: Vec<String> = vec![definition.nl.clone(), definition.en.clone()];
    if let Some(deprecated) = deprecated {
        let Deprecation { release, reason, successor } = deprecated;
        let line = |start: &str, reason: &str, instead: &str| {
            let mut line = format!("{start} {release}");
            if !reason.is_empty() {
                line.push_str(&format!(": {}", reason.trim_end_matches('.')));
            }
            line.push('.');
            if let Some(successor) = successor {
                line.push_str(&format!(" {instead}: {successor}."));
            }
            line
        };
        let en = if reason.en.is_empty() { &reason.nl } else { &reason.en };
        blocks.push(line("Verouderd sinds", &reason.nl, "Gebruik in plaats daarvan"));
        blocks.push(line("Deprecated since", en, "Use instead"));
    }
    blocks.retain(|block| !block.is_empty());
    (!blocks.is_empty()).then(|| blocks.join("\n\n"))
}

/// The codes with their meaning, as text: for a language that cannot say it otherwise.
fn legend(list: &CodeList) -> String {
    let line = |code: &Code| match &code.label {
        Some(label) => format!("* `{}`: {label}", code.code),
        None => format!("* `{}`", code.code),
    };
    list.codes.iter().map(line).collect::<Vec<_>>().join("\n")
}
