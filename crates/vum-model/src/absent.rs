//! What a shape does not have although its entity knows it: for error messages only.

use std::collections::BTreeMap;

use crate::model::{AttributeNode, Model};
use crate::project::{DraftShape, lifecycle_reason};
use crate::release::{Absent, AbsentReason, ShapeKind, Version};

/// Fills the list of absent attributes of every record.
pub(crate) fn fill(model: &Model, release: Version, shapes: &mut [DraftShape]) {
    // Where every entity occurs in this release.
    let mut occurs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for draft in shapes.iter() {
        occurs.entry(draft.entity).or_default().extend(&draft.profiles);
    }
    for profiles in occurs.values_mut() {
        profiles.sort_unstable();
        profiles.dedup();
    }
    for draft in shapes {
        let Some(entity) = model.entities.get(draft.entity) else { continue };
        let Some(profile) = draft.profiles.first().copied() else { continue };
        let ShapeKind::Record { attributes, absent } = &mut draft.shape.kind else { continue };
        let everywhere = occurs.get(&draft.entity).map_or(&[][..], Vec::as_slice);
        for node in &entity.attributes {
            for name in names(node) {
                if attributes.iter().any(|it| it.name == name) {
                    continue;
                }
                let Some(reason) = reason(model, node, name, release, profile, everywhere) else {
                    continue;
                };
                let tag = node.description.tag.clone();
                let tag = tag.unwrap_or_else(|| crate::naming::upper_camel(name));
                let found = Absent { name: name.to_owned(), tag, id: node.id.clone(), reason };
                match absent.iter_mut().find(|other| other.name == name) {
                    Some(other) if rank(&other.reason) <= rank(&found.reason) => {}
                    Some(other) => *other = found,
                    None => absent.push(found),
                }
            }
        }
    }
}

/// Every JSON name the attribute has, somewhere.
fn names(node: &AttributeNode) -> Vec<&str> {
    let mut names = Vec::new();
    // The base name is in use only where a block states the type without giving another name.
    let renamed = node.blocks.iter().filter_map(|block| block.name.as_ref());
    for name in std::iter::once(node.name.as_str()).chain(renamed.map(|it| it.value.as_str())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The most telling reason first.
fn rank(reason: &AbsentReason) -> u8 {
    match reason {
        AbsentReason::OtherProfile { .. } => 0,
        AbsentReason::Removed { .. } => 1,
        AbsentReason::Introduced { .. } => 2,
    }
}

/// Why the attribute does not have this name in a release and profile; `None` when it never has.
fn reason(
    model: &Model,
    node: &AttributeNode,
    name: &str,
    release: Version,
    profile: usize,
    everywhere: &[usize],
) -> Option<AbsentReason> {
    let named = |release: Version, profile: usize| {
        let present = node.present(release, profile);
        present.is_some_and(|(effective, _)| node.json_name(&effective) == name)
    };
    let lifecycle = node.lifecycle_in(profile);
    if !lifecycle.covers(release) {
        let ever = model.releases.iter().any(|it| named(it.version, profile));
        // An attribute of other profiles only is no news here, gone or not.
        return ever.then(|| lifecycle_reason(lifecycle, release));
    }
    let others: Vec<String> = everywhere
        .iter()
        .filter(|other| named(release, **other))
        .filter_map(|other| model.messages.get(*other))
        .map(|message| message.id.clone())
        .collect();
    if !others.is_empty() {
        return Some(AbsentReason::OtherProfile { profiles: others });
    }
    let known = || model.releases.iter().map(|it| it.version);
    if let Some(last) = known().filter(|it| *it < release && named(*it, profile)).max() {
        let gone = known().find(|it| *it > last)?;
        let renamed = node.present(release, profile).is_some();
        let successor =
            if renamed { Some(node.id.clone()) } else { lifecycle.successor().map(str::to_owned) };
        return Some(AbsentReason::Removed { release: gone, successor });
    }
    let release = known().find(|it| *it > release && named(*it, profile))?;
    Some(AbsentReason::Introduced { release })
}
