//! The simple types of a release: one for each distinct constraint and each list, named once for
//! all files of the release.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{Bounds, CodeForm, CodeList, Release, ShapeKind, Text, TextForm, Value, XmlRoots};

use super::markup::{self, Element};
use super::{Life, annotation, appinfo, element_name, pattern};
use crate::error::{Error, Kind};

/// What a simple type allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Simple {
    Text {
        min: Option<u32>,
        max: Option<u32>,
        pattern: Option<String>,
    },
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// A code of a list that is not enumerated, in digits.
    Digits {
        min: Option<i64>,
        max: Option<i64>,
    },
    Boolean,
    Date,
    Codes(String),
    Labels(String),
}

impl Simple {
    /// The simple type of a value; `None` for a shape.
    pub(super) fn of(release: &Release, value: &Value) -> Option<Self> {
        Some(match value {
            Value::Text(form) | Value::Uri(form) => Self::text(form),
            Value::Label { list } => Self::Labels(list.clone()),
            Value::Integer(Bounds { min, max }) => Self::Integer { min: *min, max: *max },
            Value::Boolean => Self::Boolean,
            Value::Date => Self::Date,
            Value::Code { list, form } => {
                if release.code_lists.get(list).is_some_and(|list| list.closed) {
                    return Some(Self::Codes(list.clone()));
                }
                match form {
                    CodeForm::Text(form) => Self::text(form),
                    CodeForm::Integer(Bounds { min, max }) => Self::Digits { min: *min, max: *max },
                }
            }
            Value::Shape(_) => return None,
        })
    }

    fn text(form: &TextForm) -> Self {
        let TextForm { min_length, max_length, pattern } = form;
        Self::Text { min: *min_length, max: *max_length, pattern: pattern.clone() }
    }

    /// A type of XML Schema itself that says the same.
    fn built_in(&self) -> Option<&'static str> {
        match self {
            Self::Text { min: None | Some(0), max: None, pattern: None } => Some("xs:string"),
            Self::Integer { min: None, max: None } => Some("xs:integer"),
            _ => None,
        }
    }

    /// The name it would like. Patterns have none that says what they are: they are named after
    /// the first attribute that has them.
    fn wish(&self, tag: &str) -> String {
        let number = |n: &i64| match n {
            0.. => n.to_string(),
            _ => format!("Min{}", n.unsigned_abs()),
        };
        let bounds = |min: &Option<i64>, max: &Option<i64>| match (min, max) {
            (Some(min), Some(max)) => format!("{}Tot{}", number(min), number(max)),
            (Some(min), None) => format!("Vanaf{}", number(min)),
            (None, Some(max)) => format!("Tot{}", number(max)),
            (None, None) => String::new(),
        };
        markup::name(&match self {
            Self::Text { pattern: Some(_), .. } | Self::Digits { .. } => tag.to_owned(),
            Self::Text { min: None | Some(0), max: Some(max), .. } => format!("Tekst{max}"),
            Self::Text { min, max, .. } => {
                let whole = |n: &Option<u32>| n.map(i64::from);
                format!("Tekst{}", bounds(&whole(min), &whole(max)))
            }
            Self::Integer { min, max } => format!("Getal{}", bounds(min, max)),
            Self::Boolean => "JaNee".to_owned(),
            Self::Date => "Datum".to_owned(),
            Self::Codes(list) => list.clone(),
            Self::Labels(list) => format!("{list}Omschrijving"),
        })
    }
}

/// The simple types of a release by what they allow, with their names.
pub(super) struct Types<'a> {
    release: &'a Release,
    names: BTreeMap<Simple, String>,
}

impl<'a> Types<'a> {
    pub(super) fn new(release: &'a Release) -> Self {
        // Both kinds of type share their names.
        let mut taken: BTreeSet<String> =
            release.shapes.iter().map(|shape| markup::name(&shape.name)).collect();
        taken.extend(
            release.messages.iter().filter_map(|it| Some(list_root(release, it.xml.as_ref()?))),
        );
        let mut names = BTreeMap::new();
        for shape in &release.shapes {
            let ShapeKind::Record { attributes, .. } = &shape.kind else { continue };
            for attribute in attributes {
                let Some(simple) = Simple::of(release, &attribute.value) else { continue };
                if simple.built_in().is_some() || names.contains_key(&simple) {
                    continue;
                }
                let wish = simple.wish(&element_name(attribute));
                let numbered = (2..).map(|n| format!("{wish}{n}"));
                let free = [wish.clone(), format!("{wish}Type")].into_iter().chain(numbered);
                if let Some(name) = free.into_iter().find(|name| !taken.contains(name)) {
                    taken.insert(name.clone());
                    names.insert(simple, name);
                }
            }
        }
        Self { release, names }
    }

    /// The name of the type of a list root.
    pub(super) fn list_root(&self, roots: &XmlRoots) -> String {
        list_root(self.release, roots)
    }

    /// How an element refers to the type.
    pub(super) fn reference(&self, simple: &Simple) -> Result<String, Error> {
        match simple.built_in() {
            Some(name) => Ok(name.to_owned()),
            None => Ok(format!("vum:{}", self.name(simple)?)),
        }
    }

    fn name(&self, simple: &Simple) -> Result<&str, Error> {
        let dangling = || Kind::Dangling { place: format!("{simple:?}") }.into();
        self.names.get(simple).map(String::as_str).ok_or_else(dangling)
    }

    /// The definitions of these types, sorted by name.
    pub(super) fn definitions(&self, used: &BTreeSet<Simple>) -> Result<Vec<Element>, Error> {
        let mut definitions = BTreeMap::new();
        for simple in used.iter().filter(|simple| simple.built_in().is_none()) {
            let name = self.name(simple)?;
            definitions.insert(name, self.definition(name, simple)?);
        }
        Ok(definitions.into_values().collect())
    }

    fn definition(&self, name: &str, simple: &Simple) -> Result<Element, Error> {
        let facet = |name: &str, value: String| Element::new(name).with("value", value);
        let text = || Element::new("xs:restriction").with("base", "xs:string");
        let mut about = None;
        let restriction = match simple {
            Simple::Text { min, max, pattern } => {
                let pattern = match pattern {
                    None => None,
                    Some(pattern) => {
                        let wrong = || Kind::Dangling { place: pattern.clone() };
                        Some(pattern::translated(pattern).ok_or_else(wrong)?)
                    }
                };
                text()
                    .holding_all(min.map(|min| facet("xs:minLength", min.to_string())))
                    .holding_all(max.map(|max| facet("xs:maxLength", max.to_string())))
                    .holding_all(pattern.map(|pattern| facet("xs:pattern", pattern)))
            }
            Simple::Integer { min, max } => Element::new("xs:restriction")
                .with("base", "xs:integer")
                .holding_all(min.map(|min| facet("xs:minInclusive", min.to_string())))
                .holding_all(max.map(|max| facet("xs:maxInclusive", max.to_string()))),
            Simple::Digits { min, max } => {
                let bounds = Bounds { min: *min, max: *max };
                text().holding(facet("xs:pattern", pattern::digits(&bounds)))
            }
            Simple::Boolean => {
                about = annotation(None, &both("1 is ja, 2 is nee.", "1 is yes, 2 is no."), None);
                text().holding_all(["1", "2"].map(|code| facet("xs:enumeration", code.to_owned())))
            }
            Simple::Date => {
                about = annotation(
                    None,
                    &both(
                        "Datum als EEJJMMDD. Een onvolledige datum, zoals 20240000, is fout.",
                        "Date as CCYYMMDD. A partial date, such as 20240000, is an error.",
                    ),
                    None,
                );
                text().holding(facet("xs:pattern", pattern::date()))
            }
            Simple::Codes(list) => {
                let list = self.list(list)?;
                about = annotation(Some(&list.id), &list.description.definition, None);
                text().holding_all(list.codes.iter().map(|code| {
                    let language = if list.labels_in_english { "en" } else { "nl" };
                    let label = code.label.as_deref().map(|label| said(language, label));
                    let life = code.deprecated.as_ref().map(|deprecated| {
                        let life = Life { introduced: None, deprecated: Some(deprecated) };
                        appinfo(None, Some(life))
                    });
                    let said: Vec<Element> = label.into_iter().chain(life).collect();
                    let about = Element::new("xs:annotation").holding_all(said.clone());
                    let enumeration = facet("xs:enumeration", code.code.clone());
                    if said.is_empty() { enumeration } else { enumeration.holding(about) }
                }))
            }
            Simple::Labels(list) => {
                let list = self.list(list)?;
                about = annotation(Some(&list.id), &list.description.definition, None);
                let labels = list.codes.iter().filter_map(|code| code.label.clone());
                text().holding_all(labels.map(|label| facet("xs:enumeration", label)))
            }
        };
        let element = Element::new("xs:simpleType").with("name", name);
        Ok(element.holding_all(about).holding(restriction))
    }

    fn list(&self, id: &str) -> Result<&'a CodeList, Error> {
        let dangling = || Kind::Dangling { place: id.to_owned() }.into();
        self.release.code_lists.get(id).ok_or_else(dangling)
    }
}

/// A list root may be called like a shape.
fn list_root(release: &Release, roots: &XmlRoots) -> String {
    let name = markup::name(&roots.list);
    let taken = release.shapes.iter().any(|shape| markup::name(&shape.name) == name);
    if taken { format!("{name}Type") } else { name }
}

fn both(nl: &str, en: &str) -> Text {
    Text { nl: nl.to_owned(), en: en.to_owned() }
}

/// Documentation in a language.
pub(super) fn said(language: &str, text: &str) -> Element {
    Element::new("xs:documentation").with("xml:lang", language).saying(text)
}
