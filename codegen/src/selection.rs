//! A release with only what was asked for, and what that uses.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{Attribute, Release, Shape, ShapeId, ShapeKind, Value};

use crate::error::{Error, Kind};

pub(crate) fn select(
    release: &Release,
    messages: &[String],
    entities: &[String],
) -> Result<Release, Error> {
    let version = || release.info.version.to_string();
    let mut wanted = BTreeSet::new();
    for id in messages {
        let Some(message) = release.message(id) else {
            let known: Vec<&str> = release.messages.iter().map(|m| m.id.as_str()).collect();
            let known = known.join(", ");
            return Err(Kind::Message { release: version(), message: id.clone(), known }.into());
        };
        wanted.insert(message.root);
    }
    for id in entities {
        let shapes = release.shapes.iter().filter(|shape| shape.entity == *id);
        let ids: Vec<ShapeId> = shapes.map(|shape| shape.id).collect();
        wanted.extend(&ids);
        if ids.is_empty() {
            return Err(Kind::Entity { release: version(), entity: id.clone() }.into());
        }
    }
    // Shapes stand behind the shapes they use: one walk from the end reaches all.
    for shape in release.shapes.iter().rev() {
        if wanted.contains(&shape.id) {
            wanted.extend(uses(shape));
        }
    }
    let renumbered: BTreeMap<ShapeId, ShapeId> =
        wanted.iter().enumerate().map(|(new, old)| (*old, ShapeId(new))).collect();
    let mut selected = release.clone();
    selected.messages.retain(|message| messages.contains(&message.id));
    for message in &mut selected.messages {
        message.root = renumber(&renumbered, message.root, &message.id)?;
    }
    selected.shapes.retain(|shape| wanted.contains(&shape.id));
    for shape in &mut selected.shapes {
        shape.id = renumber(&renumbered, shape.id, &shape.name)?;
        match &mut shape.kind {
            ShapeKind::Record { attributes, .. } => {
                for Attribute { value, id, .. } in attributes {
                    if let Value::Shape(shape) = value {
                        *shape = renumber(&renumbered, *shape, id)?;
                    }
                }
            }
            ShapeKind::Choice { variants } => {
                for variant in variants {
                    variant.shape = renumber(&renumbered, variant.shape, &variant.wrapper)?;
                }
            }
        }
    }
    let lists: BTreeSet<String> = selected.shapes.iter().flat_map(lists).collect();
    selected.code_lists.retain(|id, _| lists.contains(id));
    Ok(selected)
}

fn renumber(
    renumbered: &BTreeMap<ShapeId, ShapeId>,
    id: ShapeId,
    place: &str,
) -> Result<ShapeId, Error> {
    renumbered.get(&id).copied().ok_or_else(|| Kind::Dangling { place: place.to_owned() }.into())
}

/// The shapes that a shape uses directly.
pub(crate) fn uses(shape: &Shape) -> Vec<ShapeId> {
    match &shape.kind {
        ShapeKind::Record { attributes, .. } => attributes
            .iter()
            .filter_map(|attribute| match attribute.value {
                Value::Shape(id) => Some(id),
                _ => None,
            })
            .collect(),
        ShapeKind::Choice { variants } => variants.iter().map(|variant| variant.shape).collect(),
    }
}

/// The ids of the code lists that a shape uses directly.
pub(crate) fn lists(shape: &Shape) -> Vec<String> {
    let ShapeKind::Record { attributes, .. } = &shape.kind else { return Vec::new() };
    attributes
        .iter()
        .filter_map(|attribute| match &attribute.value {
            Value::Code { list, .. } | Value::Label { list } => Some(list.clone()),
            _ => None,
        })
        .collect()
}
