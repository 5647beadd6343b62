//! How entities contain each other: no cycles, everything alive, everything reached.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, Sink, draft};
use crate::model::{EntityNode, Model};
use crate::project::MAX_DEPTH;
use crate::release::Version;
use crate::source::{At, Place};

/// Readers keep one bit per attribute.
const MAX_ATTRIBUTES: usize = 128;

/// The entities that every message holds, in every release.
pub(crate) type Reach = Vec<(Version, usize, BTreeSet<usize>)>;

/// Checks the graph. `None` when it has a cycle or is too deep, so that nobody walks it.
pub(crate) fn check(model: &Model, sink: &Sink) -> Option<Reach> {
    for entity in &model.entities {
        check_form(model, entity, sink);
    }
    let releases = || model.releases.iter().map(|it| it.version);
    let mut sound = true;
    let mut seen = BTreeSet::new();
    for release in releases() {
        sound &= check_cycles(model, release, &mut seen, sink);
    }
    if !sound {
        return None;
    }
    let mut reach = Reach::new();
    for release in releases() {
        for profile in 0..model.messages.len() {
            if model.has_message(profile, release) {
                let walk = Walk { model, release, profile, sink };
                reach.push((release, profile, walk.run()));
            }
        }
    }
    Some(reach)
}

/// Reports entities that are in no message.
pub(crate) fn check_reached(model: &Model, reach: &Reach, sink: &Sink) {
    let reached: BTreeSet<usize> = reach.iter().flat_map(|(_, _, it)| it.iter().copied()).collect();
    for (index, entity) in model.entities.iter().enumerate() {
        if !reached.contains(&index) {
            draft(
                Problem::UnreachableEntity,
                entity.place,
                format!("no message holds entity `{}`", entity.id),
            )
            .help("refer to it from an attribute or a message, or remove it")
            .send(sink);
        }
    }
}

fn check_form(model: &Model, entity: &EntityNode, sink: &Sink) {
    let count = entity.attributes.len();
    if let Some(attribute) = entity.attributes.get(MAX_ATTRIBUTES) {
        draft(
            Problem::TooManyAttributes,
            attribute.place,
            format!("entity `{}` has {count} attributes", entity.id),
        )
        .related(entity.place, "the entity")
        .help("put attributes that belong together in an entity of their own")
        .send(sink);
    }
    match &entity.choice {
        None if count == 0 => draft(
            Problem::EmptyEntity,
            entity.place,
            format!("entity `{}` has no attributes", entity.id),
        )
        .help("add an `[[attribute]]`, or a `choice`")
        .send(sink),
        None => {}
        Some(choice) => {
            if let Some(attribute) = entity.attributes.first() {
                draft(
                    Problem::ChoiceForm,
                    attribute.place,
                    format!("`{}` is a choice, so it cannot have attributes", entity.id),
                )
                .related(choice.place, "the choice")
                .send(sink);
            }
            if choice.value.is_empty() {
                draft(
                    Problem::EmptyEntity,
                    choice.place,
                    format!("choice `{}` has no branches", entity.id),
                )
                .send(sink);
            }
            check_branches(model, &choice.value, sink);
        }
    }
    for attribute in &entity.attributes {
        for block in &attribute.blocks {
            if let Some(choice) = &block.content.choice {
                check_branches(model, &choice.value, sink);
            }
        }
    }
}

fn check_branches(model: &Model, branches: &[At<usize>], sink: &Sink) {
    for branch in branches {
        if let Some(node) = model.entities.get(branch.value)
            && let Some(choice) = &node.choice
        {
            draft(Problem::ChoiceForm, branch.place, format!("`{}` is itself a choice", node.id))
                .related(choice.place, "the other choice")
                .help("name its branches here")
                .send(sink);
        }
    }
}

/// What an entity holds in one of its profiles, with the place that says so.
fn children(
    model: &Model,
    entity: &EntityNode,
    release: Version,
    profiles: &[usize],
) -> Vec<At<usize>> {
    let mut found = Vec::new();
    found.extend(entity.choice.iter().flat_map(|choice| choice.value.iter().copied()));
    for attribute in &entity.attributes {
        for profile in profiles {
            let Some((effective, _)) = attribute.present(release, *profile) else { continue };
            let content = &effective.content;
            if let (Some(child), Some(at)) = (content.entity(), content.entity) {
                found.push(At::new(child, at.place));
            }
            found.extend(content.choice().iter().copied());
        }
    }
    found.retain(|child| child.value < model.entities.len());
    found
}

/// Reports entities that contain themselves, and nesting that is too deep.
fn check_cycles(model: &Model, release: Version, seen: &mut BTreeSet<Place>, sink: &Sink) -> bool {
    let profiles: Vec<usize> = (0..model.messages.len()).collect();
    let edges: Vec<Vec<At<usize>>> =
        model.entities.iter().map(|entity| children(model, entity, release, &profiles)).collect();
    // Take away entities that nothing left contains; what stays is in or below a cycle.
    let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
    for child in edges.iter().flatten() {
        *parents.entry(child.value).or_default() += 1;
    }
    let mut free: Vec<usize> = (0..edges.len()).filter(|it| !parents.contains_key(it)).collect();
    let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = 0;
    let mut sound = true;
    while let Some(entity) = free.pop() {
        taken += 1;
        let depth = depths.get(&entity).copied().unwrap_or_default();
        for child in edges.get(entity).into_iter().flatten() {
            let deepest = depths.entry(child.value).or_default();
            *deepest = (*deepest).max(depth + 1);
            if *deepest == MAX_DEPTH && seen.insert(child.place) {
                draft(
                    Problem::TooDeep,
                    child.place,
                    format!("entities are nested more than {MAX_DEPTH} deep here"),
                )
                .send(sink);
            }
            sound &= *deepest < MAX_DEPTH;
            if let Some(left) = parents.get_mut(&child.value) {
                *left -= 1;
                if *left == 0 {
                    free.push(child.value);
                }
            }
        }
    }
    if taken == edges.len() {
        return sound;
    }
    for (entity, children) in edges.iter().enumerate() {
        for child in children {
            if let Some(path) = path(&edges, child.value, entity)
                && path.iter().all(|it| *it >= entity)
                && seen.insert(child.place)
            {
                let name = |it: &usize| model.entities.get(*it).map_or("", |it| it.id.as_str());
                let names: Vec<&str> = std::iter::once(&entity).chain(&path).map(name).collect();
                draft(
                    Problem::RecursiveEntity,
                    child.place,
                    format!(
                        "entity `{}` contains itself in {release}: {}",
                        name(&entity),
                        names.join(" → ")
                    ),
                )
                .help("messages have a bounded depth; refer by an id instead")
                .send(sink);
            }
        }
    }
    false
}

/// The way from an entity to another one, both included.
fn path(edges: &[Vec<At<usize>>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut came: BTreeMap<usize, usize> = BTreeMap::from([(from, from)]);
    let mut open = std::collections::VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        if at == to {
            let mut path = vec![to];
            let mut at = to;
            while at != from {
                at = *came.get(&at)?;
                path.push(at);
            }
            path.reverse();
            return Some(path);
        }
        for child in edges.get(at).into_iter().flatten() {
            came.entry(child.value).or_insert_with(|| {
                open.push_back(child.value);
                at
            });
        }
    }
    None
}

/// A walk through what one message holds in one release.
struct Walk<'a> {
    model: &'a Model,
    release: Version,
    profile: usize,
    sink: &'a Sink,
}

impl Walk<'_> {
    fn run(&self) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let Some(message) = self.model.messages.get(self.profile) else { return reached };
        let Some(root) = message.root else { return reached };
        self.alive(root, message.entity_place, &format!("message `{}`", message.id));
        let mut open = vec![root];
        while let Some(index) = open.pop() {
            if !reached.insert(index) {
                continue;
            }
            let Some(entity) = self.model.entities.get(index) else { continue };
            if let Some(choice) = &entity.choice {
                self.choice(choice.place, &choice.value, &entity.id);
            }
            let mut empty = true;
            for attribute in &entity.attributes {
                let Some((effective, _)) = attribute.present(self.release, self.profile) else {
                    continue;
                };
                empty = false;
                let content = &effective.content;
                if let (Some(child), Some(at)) = (content.entity(), content.entity) {
                    self.alive(child, at.place, &format!("`{}`", attribute.id));
                }
                if let Some(choice) = &content.choice {
                    self.choice(choice.place, content.choice(), &attribute.id);
                }
                if let (Some(list), Some(at)) = (content.list(), content.list) {
                    self.list_alive(list, at.place, &attribute.id);
                }
            }
            if empty
                && !entity.attributes.is_empty()
                && !entity.attributes.iter().any(|it| it.unsure)
            {
                self.nothing_left(entity);
            }
            let children = children(self.model, entity, self.release, &[self.profile]);
            let alive = |child: &At<usize>| {
                entity.choice.is_none()
                    || self
                        .model
                        .entities
                        .get(child.value)
                        .is_some_and(|it| it.lifecycle.covers(self.release))
            };
            open.extend(children.into_iter().filter(alive).map(|child| child.value));
        }
        reached
    }

    fn message(&self) -> &str {
        self.model.messages.get(self.profile).map_or("", |message| &message.id)
    }

    fn nothing_left(&self, entity: &EntityNode) {
        let (release, message) = (self.release, self.message());
        draft(
            Problem::EmptyEntity,
            entity.place,
            format!("entity `{}` has no attributes in {message} of {release}", entity.id),
        )
        .help("what refers to it should not exist there either")
        .send(self.sink);
    }

    fn alive(&self, index: usize, place: Place, user: &str) {
        let Some(entity) = self.model.entities.get(index) else { return };
        if !entity.lifecycle.covers(self.release) {
            let (release, life) = (self.release, &entity.lifecycle);
            let (at, what) = match life.removed {
                Some(removed) if removed <= release => {
                    (life.places.removed, format!("removed in {removed}"))
                }
                _ => (life.places.introduced, format!("introduced in {}", life.introduced)),
            };
            draft(
                Problem::EntityNotAlive,
                place,
                format!("{user} uses entity `{}` in {release}, which does not have it", entity.id),
            )
            .related(at, what)
            .help("give both the same life, or add a facet with another entity")
            .send(self.sink);
        }
    }

    fn list_alive(&self, index: usize, place: Place, user: &str) {
        let Some(list) = self.model.lists.get(index) else { return };
        if !list.lifecycle.covers(self.release) {
            draft(
                Problem::ListNotAlive,
                place,
                format!(
                    "`{user}` uses list `{}` in {}, which does not have it",
                    list.id, self.release
                ),
            )
            .related(list.place, "the list")
            .help("give both the same life, or add a facet with another list")
            .send(self.sink);
        }
    }

    /// The branches that exist have different keys, and there is at least one.
    fn choice(&self, place: Place, branches: &[At<usize>], owner: &str) {
        let mut wrappers: BTreeMap<&str, Place> = BTreeMap::new();
        let mut tags: BTreeMap<&str, Place> = BTreeMap::new();
        let mut alive = 0;
        for branch in branches {
            let Some(node) = self.model.entities.get(branch.value) else { continue };
            if !node.lifecycle.covers(self.release) {
                continue;
            }
            alive += 1;
            if let Some(tag) = node.description.tag.as_deref()
                && let Some(other) = tags.insert(tag, node.place)
            {
                draft(
                    Problem::TagCollision,
                    node.place,
                    format!("two branches of `{owner}` have the XML tag `{tag}`"),
                )
                .related(other, "the other one")
                .help("XML cannot tell them apart")
                .send(self.sink);
            }
            let Some(wrapper) = node.wrapper(self.release, self.profile) else {
                let (message, release) = (self.message(), self.release);
                draft(
                    Problem::ChoiceWithoutWrapper,
                    node.place,
                    format!(
                        "entity `{}` is a branch in {message} of {release}, but has no `wrapper`",
                        node.id
                    ),
                )
                .related(branch.place, format!("a branch of `{owner}`"))
                .help("add `wrapper = \"…\"`: the JSON key under which the branch stands")
                .send(self.sink);
                continue;
            };
            if let Some(other) = wrappers.insert(&wrapper.value, wrapper.place) {
                draft(
                    Problem::NameCollision,
                    wrapper.place,
                    format!("two branches of `{owner}` have the wrapper `{}`", wrapper.value),
                )
                .related(other, "the other one")
                .send(self.sink);
            }
        }
        if alive == 0 && !branches.is_empty() {
            draft(
                Problem::EntityNotAlive,
                place,
                format!("`{owner}` has no branches in {}", self.release),
            )
            .help("every branch is removed, or not introduced yet")
            .send(self.sink);
        }
    }
}
