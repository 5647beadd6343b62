//! Writes the code of the alternatives from a release. Used by the build script and by the
//! measurement of compile cost.

pub mod by_hand;
pub mod plain;

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use vum_model::{Attribute, CodeList, Release, Role, Shape, ShapeId, ShapeKind, Value};

/// How the plain structs hold codes and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// As `String` and `i64`, checked by a function.
    Texts,
    /// As types of their own that keep what they do not know, with serde impls written by hand.
    Types,
    /// Codes as enums with derived serde impls that refuse what they do not know; dates as texts.
    Derived,
}

/// One message as one role sends it.
pub struct Profile<'a> {
    /// The release.
    pub release: &'a Release,
    /// The outermost shape.
    pub root: ShapeId,
    /// The role.
    pub role: Role,
}

impl Profile<'_> {
    /// The shapes of the message, each behind those it uses.
    pub fn shapes(&self) -> Vec<&Shape> {
        let mut found = BTreeSet::new();
        let mut open = vec![self.root];
        while let Some(id) = open.pop() {
            let Some(shape) = self.release.shape(id) else { continue };
            if found.insert(id) {
                match &shape.kind {
                    ShapeKind::Record { attributes, .. } => {
                        open.extend(attributes.iter().filter_map(
                            |attribute| match &attribute.value {
                                Value::Shape(id) => Some(*id),
                                _ => None,
                            },
                        ));
                    }
                    ShapeKind::Choice { variants } => {
                        open.extend(variants.iter().map(|variant| variant.shape));
                    }
                }
            }
        }
        found.into_iter().filter_map(|id| self.release.shape(id)).collect()
    }

    /// The lists that the message uses.
    pub fn lists(&self) -> Vec<&CodeList> {
        lists(self.release, &self.shapes())
    }
}

/// The lists that shapes use.
pub fn lists<'a>(release: &'a Release, shapes: &[&Shape]) -> Vec<&'a CodeList> {
    let mut found = BTreeSet::new();
    for shape in shapes {
        if let ShapeKind::Record { attributes, .. } = &shape.kind {
            for attribute in attributes {
                if let Value::Code { list, .. } | Value::Label { list } = &attribute.value {
                    found.insert(list);
                }
            }
        }
    }
    found.into_iter().filter_map(|list| release.code_lists.get(list)).collect()
}

/// Whether the codes of a list are an enum.
pub fn is_enum(list: &CodeList) -> bool {
    (list.closed || list.complete) && (1..=64).contains(&list.codes.len())
}

/// The name of the type of a list.
pub fn list_type(list: &str) -> String {
    list.to_upper_camel_case()
}

/// The name of the function about a list.
pub fn list_function(list: &str) -> String {
    list.to_snake_case()
}

/// The field of an attribute.
pub fn field(attribute: &Attribute) -> String {
    let name = attribute.rust.clone().unwrap_or_else(|| attribute.name.to_snake_case());
    if ["type", "ref", "match", "final"].contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The lists of which codes stand as numbers.
pub fn is_integer_list(shapes: &[&Shape], id: &str) -> bool {
    shapes.iter().any(|shape| match &shape.kind {
        ShapeKind::Record { attributes, .. } => attributes.iter().any(|attribute| {
            matches!(&attribute.value,
                Value::Code { list, form: vum_model::CodeForm::Integer(_) } if list == id)
        }),
        ShapeKind::Choice { .. } => false,
    })
}
