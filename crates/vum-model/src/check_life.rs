//! Lifecycles: order, parents, successors.

use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::lifecycle::Lifecycle;
use crate::model::{ListNode, Model};
use crate::release::Version;
use crate::resolve::MESSAGES;
use crate::source::Place;

pub(crate) fn check(model: &Model, sink: &Sink) {
    for message in &model.messages {
        let what = format!("message `{}`", message.id);
        message.lifecycle.check_order(&what, sink);
    }
    for entity in &model.entities {
        let entity_what = format!("entity `{}`", entity.id);
        entity.lifecycle.check_order(&entity_what, sink);
        check_successor(model, (&entity.id, &entity_what), &entity.lifecycle, sink);
        for attribute in &entity.attributes {
            let what = format!("`{}`", attribute.id);
            let specific = attribute.lifecycles.iter().map(|(_, lifecycle)| lifecycle);
            for lifecycle in specific.chain([&attribute.lifecycle]) {
                lifecycle.check_order(&what, sink);
                lifecycle.check_within(&what, &entity.lifecycle, &entity_what, sink);
                check_successor(model, (&attribute.id, &what), lifecycle, sink);
            }
        }
    }
    for list in &model.lists {
        let list_what = format!("list `{}`", list.id);
        list.lifecycle.check_order(&list_what, sink);
        for code in &list.codes {
            let what = format!("code `{}`", code.code);
            code.lifecycle.check_order(&what, sink);
            code.lifecycle.check_within(&what, &list.lifecycle, &list_what, sink);
            check_code_successor(list, (&code.code, &what), &code.lifecycle, sink);
        }
        check_successor(model, (&list.id, &list_what), &list.lifecycle, sink);
    }
    for message in &model.messages {
        let what = format!("message `{}`", message.id);
        check_successor(model, (&message.id, &what), &message.lifecycle, sink);
    }
}

/// The successors that a lifecycle names, with the release in which they have to exist.
fn successors(lifecycle: &Lifecycle) -> Vec<(&str, Place, Version)> {
    let mut found = Vec::new();
    if let Some(deprecated) = &lifecycle.deprecated
        && let Some(id) = &deprecated.successor
    {
        found.push((id.as_str(), lifecycle.places.deprecated_successor, deprecated.release));
    }
    if let Some(id) = &lifecycle.successor {
        let release = lifecycle.removed.unwrap_or(lifecycle.introduced);
        found.push((id, lifecycle.places.successor, release));
    }
    found
}

/// Reports a node that is to be replaced by itself; gives whether it is.
fn is_own((own, what): (&str, &str), id: &str, place: Place, sink: &Sink) -> bool {
    if own == id {
        draft(Problem::OwnSuccessor, place, format!("{what} is its own successor"))
            .help("name what takes its place, or nothing")
            .send(sink);
    }
    own == id
}

/// `node` is an id and what to call it.
fn check_successor(model: &Model, node: (&str, &str), lifecycle: &Lifecycle, sink: &Sink) {
    let (_, what) = node;
    for (id, place, release) in successors(lifecycle) {
        check_removed(what, lifecycle, place, sink);
        if is_own(node, id, place, sink) {
            continue;
        }
        let exists = match find(model, id) {
            Some(exists) => exists,
            // It may stand in a file that could not be read.
            None if ["codelists.toml", MESSAGES].iter().any(|it| sink.is_lost(it))
                && !id.contains('.')
                || sink.is_lost_entity(id) =>
            {
                continue;
            }
            None => {
                let attributes = model.attributes().map(|(_, it)| it.id.as_str());
                let known = model.entities.iter().map(|it| it.id.as_str()).chain(attributes);
                let known = known.chain(model.lists.iter().map(|it| it.id.as_str()));
                draft(
                    Problem::DanglingReference,
                    place,
                    format!("the successor `{id}` of {what} does not exist"),
                )
                .help(did_you_mean(id, known))
                .send(sink);
                continue;
            }
        };
        if !exists.iter().any(|it| it.covers(release)) {
            let mut it = draft(
                Problem::SuccessorMissing,
                place,
                format!("`{id}` does not exist in {release}, when it should take over from {what}"),
            )
            .help("a successor exists in the release that deprecates or removes its predecessor");
            if let Some(first) = exists.first() {
                it = it.related(
                    first.places.introduced,
                    format!("`{id}` comes in {}", first.introduced),
                );
            }
            it.send(sink);
        }
    }
}

/// A successor outside a deprecation belongs to a removal.
fn check_removed(what: &str, lifecycle: &Lifecycle, place: Place, sink: &Sink) {
    if place == lifecycle.places.successor
        && lifecycle.removed.is_none()
        && lifecycle.deprecated.is_none()
    {
        draft(Problem::LifecycleOrder, place, format!("{what} has a successor but never goes"))
            .help("add `removed` or `deprecated`")
            .send(sink);
    }
}

/// The lifecycles of a node, by any kind of id.
fn find<'m>(model: &'m Model, id: &str) -> Option<Vec<&'m Lifecycle>> {
    if let Some((_, attribute)) = model.attribute(id) {
        let specific = attribute.lifecycles.iter().map(|(_, lifecycle)| lifecycle);
        return Some(std::iter::once(&attribute.lifecycle).chain(specific).collect());
    }
    let entity = model.entity(id).map(|it| &it.lifecycle);
    let list = || model.list(id).map(|it| &it.lifecycle);
    let message = || model.messages.iter().find(|it| it.id == id).map(|it| &it.lifecycle);
    entity.or_else(list).or_else(message).map(|it| vec![it])
}

fn check_code_successor(list: &ListNode, node: (&str, &str), lifecycle: &Lifecycle, sink: &Sink) {
    let place = lifecycle.places.successor;
    let (_, what) = node;
    let Some(id) = lifecycle.successor.as_deref() else { return };
    if is_own(node, id, place, sink) {
        return;
    }
    check_removed(what, lifecycle, place, sink);
    let release = lifecycle.deprecated.as_ref().map(|it| it.release).or(lifecycle.removed);
    let release = release.unwrap_or(lifecycle.introduced);
    match list.codes.iter().find(|code| code.code == id) {
        None if list.broken => {}
        None => draft(
            Problem::DanglingReference,
            place,
            format!("the successor `{id}` of {what} is not in this list"),
        )
        .help(did_you_mean(id, list.codes.iter().map(|code| code.code.as_str())))
        .send(sink),
        Some(code) if !code.lifecycle.covers(release) => {
            draft(
                Problem::SuccessorMissing,
                place,
                format!(
                    "code `{id}` does not exist in {release}, when it should take over from {what}"
                ),
            )
            .related(code.lifecycle.places.introduced, format!("code `{id}`"))
            .help("a successor exists in the release that deprecates or removes its predecessor")
            .send(sink);
        }
        Some(_) => {}
    }
}
