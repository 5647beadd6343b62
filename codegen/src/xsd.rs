//! XML Schema 1.0, for each release and role: a file for each message, or one for all.
//!
//! As in SuwiML only the root is in a namespace, there are no attributes, and elements stand in
//! the order of the standard. Each shape is a named type, and so is each constraint.

mod markup;
mod pattern;
mod types;

use std::collections::BTreeSet;

use vum_model::{
    Attribute, Deprecation, Message, Release, Role, Shape, ShapeId, ShapeKind, Text, Value,
    Version, XmlRoots,
};

use crate::builder::GeneratedFile;
use crate::error::{Error, Kind};
use crate::json_schema::generated;
use crate::target::Layout;
use markup::Element;
use types::{Simple, Types, said};

/// Names the element with ids and lifecycles in an `xs:appinfo`.
const APPINFO: &str = "urn:x-vum:draft:standard";

/// The schemas of a release.
pub(crate) fn files(
    release: &Release,
    roles: &[Role],
    layout: Layout,
) -> Result<Vec<GeneratedFile>, Error> {
    let version = release.info.version;
    let types = Types::new(release);
    let mut files = Vec::new();
    // A question with operators has keys that are no names of XML.
    let rooted = release.messages.iter().filter_map(|it| Some((it, it.xml.as_ref()?)));
    let rooted: Vec<Rooted<'_>> =
        rooted.map(|(message, roots)| Rooted { message, roots }).collect();
    let mut add = |stem: &str, messages: &[Rooted<'_>]| {
        for role in roles {
            let text = Schema { release, types: &types, role: *role }.text(messages)?;
            let name = format!("{version}/{stem}-{}.xsd", role.name());
            files.push(GeneratedFile { name, text });
        }
        Ok::<(), Error>(())
    };
    match layout {
        Layout::PerMessage => {
            for it in &rooted {
                add(&it.message.id.replace('/', "-"), &[*it])?;
            }
        }
        Layout::PerRelease => add("vum", &rooted)?,
    }
    Ok(files)
}

/// The element of an attribute: its tag, else its name in upper camel case.
fn element_name(attribute: &Attribute) -> String {
    markup::name(&attribute.element())
}

/// A message with its root elements.
#[derive(Clone, Copy)]
struct Rooted<'a> {
    message: &'a Message,
    roots: &'a XmlRoots,
}

struct Schema<'a> {
    release: &'a Release,
    types: &'a Types<'a>,
    role: Role,
}

impl Schema<'_> {
    fn text(&self, messages: &[Rooted<'_>]) -> Result<String, Error> {
        let Release { info, xml, .. } = self.release;
        let namespace = &xml.namespace;
        let mut schema = Element::new("xs:schema")
            .with("xmlns:xs", "http://www.w3.org/2001/XMLSchema")
            .with("xmlns:vum", namespace)
            .with("targetNamespace", namespace)
            .with("elementFormDefault", "unqualified")
            .with("version", info.version.to_string())
            .holding(self.about(messages));
        for it in messages {
            schema = schema.holding_all(self.roots(*it)?);
        }
        for it in messages {
            schema = schema.holding(self.list(*it)?);
        }
        let mut wanted: BTreeSet<ShapeId> = messages.iter().map(|it| it.message.root).collect();
        let mut used = BTreeSet::new();
        // Shapes stand behind the shapes they use: one walk from the end reaches all.
        for shape in self.release.shapes.iter().rev() {
            if wanted.contains(&shape.id) {
                schema = schema.holding(self.shape(shape, &mut wanted, &mut used)?);
            }
        }
        schema = schema.holding_all(self.types.definitions(&used)?);
        Ok(schema.document(&generated(self.release)))
    }

    /// What the file is, and what of its names is our own proposal.
    fn about(&self, messages: &[Rooted<'_>]) -> Element {
        let (version, role) = (self.release.info.version, self.role.name());
        let ids: Vec<&str> = messages.iter().map(|it| it.message.id.as_str()).collect();
        let ids = ids.join(", ");
        let mut nl = format!("VUM {version}, {ids}: het contract van de {role}.");
        let mut en = format!("VUM {version}, {ids}: the contract of the {role}.");
        if self.release.xml.draft || messages.iter().any(|it| it.roots.draft) {
            nl.push_str(" De namespace en de namen van de elementen zijn een voorstel (concept).");
            en.push_str(" The namespace and the names of the elements are a proposal (draft).");
        }
        Element::new("xs:annotation").holding(said("nl", &nl)).holding(said("en", &en))
    }

    /// The root of one record and the root of many.
    fn roots(&self, Rooted { message, roots }: Rooted<'_>) -> Result<[Element; 2], Error> {
        let about = annotation(Some(&message.id), &message.description.definition, None);
        let single = Element::new("xs:element")
            .with("name", markup::name(&roots.root))
            .with("type", self.shape_type(message.root)?)
            .holding_all(about);
        let many = Element::new("xs:element")
            .with("name", markup::name(&roots.list))
            .with("type", format!("vum:{}", self.types.list_root(roots)));
        Ok([single, many])
    }

    fn list(&self, Rooted { message, roots }: Rooted<'_>) -> Result<Element, Error> {
        let record = Element::new("xs:element")
            .with("name", markup::name(&roots.root))
            .with("type", self.shape_type(message.root)?)
            .with("minOccurs", "0")
            .with("maxOccurs", "unbounded");
        Ok(Element::new("xs:complexType")
            .with("name", self.types.list_root(roots))
            .holding(Element::new("xs:sequence").holding(record)))
    }

    fn shape_type(&self, id: ShapeId) -> Result<String, Error> {
        let dangling = || Kind::Dangling { place: format!("shape {}", id.0) };
        let shape = self.release.shape(id).ok_or_else(dangling)?;
        Ok(format!("vum:{}", markup::name(&shape.name)))
    }

    fn shape(
        &self,
        shape: &Shape,
        wanted: &mut BTreeSet<ShapeId>,
        used: &mut BTreeSet<Simple>,
    ) -> Result<Element, Error> {
        let life =
            Life { introduced: Some(shape.introduced), deprecated: shape.deprecated.as_ref() };
        let about = annotation(Some(&shape.entity), &shape.description.definition, Some(life));
        let mut content = match shape.kind {
            ShapeKind::Record { .. } => Element::new("xs:sequence"),
            ShapeKind::Choice { .. } => Element::new("xs:choice"),
        };
        match &shape.kind {
            ShapeKind::Record { attributes, .. } => {
                let role = self.role;
                for attribute in attributes.iter().filter(|it| it.present.contains(role)) {
                    match &attribute.value {
                        Value::Shape(id) => drop(wanted.insert(*id)),
                        value => used.extend(Simple::of(self.release, value)),
                    }
                    content = content.holding(self.attribute(attribute)?);
                }
            }
            ShapeKind::Choice { variants } => {
                for variant in variants {
                    wanted.insert(variant.shape);
                    let element = Element::new("xs:element")
                        .with("name", markup::name(&variant.tag))
                        .with("type", self.shape_type(variant.shape)?);
                    content = content.holding(element);
                }
            }
        }
        let element = Element::new("xs:complexType").with("name", markup::name(&shape.name));
        Ok(element.holding_all(about).holding(content))
    }

    fn attribute(&self, attribute: &Attribute) -> Result<Element, Error> {
        let ty = match (&attribute.value, Simple::of(self.release, &attribute.value)) {
            (Value::Shape(id), _) => self.shape_type(*id)?,
            (_, Some(simple)) => self.types.reference(&simple)?,
            (_, None) => return Err(Kind::Dangling { place: attribute.id.clone() }.into()),
        };
        let optional = !attribute.required.contains(self.role);
        let life = Life {
            introduced: Some(attribute.introduced),
            deprecated: attribute.deprecated.as_ref(),
        };
        let definition = &attribute.description.definition;
        Ok(Element::new("xs:element")
            .with("name", element_name(attribute))
            .with("type", ty)
            .with_some("minOccurs", optional.then_some("0"))
            .with_some("maxOccurs", attribute.many.then_some("unbounded"))
            .holding_all(annotation(Some(&attribute.id), definition, Some(life))))
    }
}

/// When a node came, and whether it is on its way out.
#[derive(Clone, Copy)]
struct Life<'a> {
    introduced: Option<Version>,
    deprecated: Option<&'a Deprecation>,
}

/// What the standard says of a node: its definition, and for tools its id and lifecycle.
fn annotation(id: Option<&str>, definition: &Text, life: Option<Life<'_>>) -> Option<Element> {
    let texts = [("nl", &definition.nl), ("en", &definition.en)];
    let mut said: Vec<Element> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(language, text)| said(language, text))
        .collect();
    if id.is_some() || life.is_some() {
        said.push(appinfo(id, life));
    }
    (!said.is_empty()).then(|| Element::new("xs:annotation").holding_all(said))
}

fn appinfo(id: Option<&str>, life: Option<Life<'_>>) -> Element {
    let introduced = life.and_then(|life| life.introduced);
    let deprecated = life.and_then(|life| life.deprecated);
    let node = Element::new("node")
        .with_some("id", id)
        .with_some("introduced", introduced.map(|release| release.to_string()))
        .with_some("deprecated", deprecated.map(|it| it.release.to_string()))
        .with_some("successor", deprecated.and_then(|it| it.successor.as_deref()));
    let reason = |language: &str, text: &str| {
        let reason = Element::new("reason").with("xml:lang", language).saying(text);
        (!text.is_empty()).then_some(reason)
    };
    let reasons = deprecated.map(|it| [reason("nl", &it.reason.nl), reason("en", &it.reason.en)]);
    let node = node.holding_all(reasons.into_iter().flatten().flatten());
    Element::new("xs:appinfo").with("source", APPINFO).holding(node)
}
