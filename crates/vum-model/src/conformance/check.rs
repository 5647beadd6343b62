//! What can only be judged of profiles and levels when all names are known.

use std::collections::BTreeMap;

use crate::conformance::written::Profile;
use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::model::Model;
use crate::question::written::Life;
use crate::release::{Status, Version};
use crate::resolve::{MESSAGES, check_known};
use crate::source::{At, Place};

/// Reports everything that is wrong with profiles and levels.
pub(crate) fn check(model: &Model, sink: &Sink) {
    let all = &model.conformance;
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let ids = all.profiles.iter().map(|it| &it.id).chain(all.levels.iter().map(|it| &it.id));
    for id in ids {
        if let Some(other) = seen.insert(&id.value, id.place) {
            twice(id, other, sink);
        }
    }
    let known: Vec<Version> = model.releases.iter().map(|it| it.version).collect();
    let lives = all.profiles.iter().map(|it| it.life).chain(all.levels.iter().map(|it| it.life));
    for Life { introduced, removed } in lives {
        check_known(&known, introduced.value, introduced.place, sink);
        let Some(removed) = removed else { continue };
        check_known(&known, removed.value, removed.place, sink);
        if removed.value <= introduced.value {
            let text = format!("it goes in {}, but comes in {}", removed.value, introduced.value);
            draft(Problem::LifecycleOrder, removed.place, text)
                .related(introduced.place, "comes here")
                .help("a node is introduced, then removed in a later release")
                .send(sink);
        }
    }
    if !sink.is_lost(MESSAGES) {
        all.profiles.iter().for_each(|profile| part(model, profile, sink));
    }
}

fn twice(id: &At<String>, other: Place, sink: &Sink) {
    draft(Problem::DuplicateId, id.place, format!("`{}` stands here twice", id.value))
        .related(other, "and here")
        .help("an id means one profile or level")
        .send(sink);
}

/// The part of a profile exists, and has messages in every release that has the profile.
fn part(model: &Model, profile: &Profile, sink: &Sink) {
    let part = &profile.part;
    if !model.profiles.parts.contains(&part.value) {
        let known = model.profiles.parts.iter().map(String::as_str);
        draft(Problem::DanglingReference, part.place, format!("there is no part `{}`", part.value))
            .help(did_you_mean(&part.value, known))
            .send(sink);
        return;
    }
    // What follows says little as long as messages are broken.
    if sink.has_errors() {
        return;
    }
    let of_part = |id: &str| id.split('/').next() == Some(part.value.as_str());
    let ends = profile.life.removed.map(|it| it.value);
    let mut lived = model.releases.iter().filter(|it| it.status != Status::History);
    let missing = lived.find(|it| {
        let has_profile =
            crate::conformance::covers(profile.life.introduced.value, ends, it.version);
        let mut messages = model.messages.iter().filter(|message| of_part(&message.id));
        has_profile && !messages.any(|message| message.lifecycle.covers(it.version))
    });
    if let Some(release) = missing {
        let text = format!("`{}` has no message in {}", part.value, release.version);
        draft(Problem::MessageNotAlive, profile.life.introduced.place, text)
            .related(part.place, "its part")
            .help("introduce the profile in the first release that has messages of its part")
            .send(sink);
    }
}
