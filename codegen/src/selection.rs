//! A release with only what was asked for, and what that uses.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{Attribute, Release, Shape, ShapeId, ShapeKind, Value};

use crate::error::{Error, Kind};
use crate::rust::Whole;

pub(crate) fn select(
    release: &Release,
    messages: &[String],
    entities: &[String],
) -> Result<Release, Error> {
    let known = || release.messages.iter().map(|message| message.id.as_str()).collect();
    let mut wanted = BTreeSet::new();
    for id in messages {
        let Some(message) = release.message(id) else { return Err(unknown(release, id, known())) };
        wanted.insert(message.root);
    }
    wanted.extend(of_entities(release, entities, &|_| true)?);
    let mut selected = release.clone();
    selected.messages.retain(|message| messages.contains(&message.id));
    keep(&mut selected, wanted)?;
    Ok(selected)
}

/// The same of a release with its bodies, which go by their ids as messages do.
pub(crate) fn select_whole(
    whole: &Whole,
    messages: &[String],
    entities: &[String],
) -> Result<Whole, Error> {
    let release = &whole.release;
    let mut wanted = BTreeSet::new();
    for id in messages {
        let message = release.messages.iter().filter(|it| it.id == *id).map(|it| it.root);
        let bodies = whole.bodies.iter().filter(|it| it.body.id == *id).map(|it| it.root);
        let roots: Vec<ShapeId> = message.chain(bodies).collect();
        if roots.is_empty() {
            let ids = release.messages.iter().map(|it| it.id.as_str());
            let mut known: Vec<&str> =
                ids.chain(whole.bodies.iter().map(|it| it.body.id.as_str())).collect();
            known.dedup();
            return Err(unknown(release, id, known));
        }
        wanted.extend(roots);
    }
    wanted.extend(of_entities(release, entities, &|id| !whole.is_body(id) && !whole.is_raw(id))?);
    let mut selected = whole.clone();
    selected.release.messages.retain(|message| messages.contains(&message.id));
    selected.bodies.retain(|it| messages.contains(&it.body.id));
    let renumbered = keep(&mut selected.release, wanted)?;
    selected.renumber(&renumbered);
    Ok(selected)
}

fn unknown(release: &Release, message: &str, known: Vec<&str>) -> Error {
    let release = release.info.version.to_string();
    Kind::Message { release, message: message.to_owned(), known: known.join(", ") }.into()
}

/// The shapes of the entities with these ids.
fn of_entities(
    release: &Release,
    entities: &[String],
    is_entity: &dyn Fn(ShapeId) -> bool,
) -> Result<BTreeSet<ShapeId>, Error> {
    let mut wanted = BTreeSet::new();
    for id in entities {
        let shapes = release.shapes.iter().filter(|it| it.entity == *id && is_entity(it.id));
        let ids: Vec<ShapeId> = shapes.map(|shape| shape.id).collect();
        wanted.extend(&ids);
        if ids.is_empty() {
            let release = release.info.version.to_string();
            return Err(Kind::Entity { release, entity: id.clone() }.into());
        }
    }
    Ok(wanted)
}

/// Drops the shapes and lists that are not wanted, nor used by what is. Gives the new numbers of
/// the others.
fn keep(
    selected: &mut Release,
    mut wanted: BTreeSet<ShapeId>,
) -> Result<BTreeMap<ShapeId, ShapeId>, Error> {
    // Shapes stand behind the shapes they use: one walk from the end reaches all.
    for shape in selected.shapes.iter().rev() {
        if wanted.contains(&shape.id) {
            wanted.extend(uses(shape));
        }
    }
    let renumbered: BTreeMap<ShapeId, ShapeId> =
        wanted.iter().enumerate().map(|(new, old)| (*old, ShapeId(new))).collect();
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
    Ok(renumbered)
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
