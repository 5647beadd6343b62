//! Facets: do they fit the type, each other and the profiles they are in?

use std::collections::BTreeSet;

use crate::check_graph::Reach;
use crate::diagnostic::{Problem, Sink, draft};
use crate::facet::{Content, Effective};
use crate::model::{AttributeNode, Model};
use crate::pattern::Pattern;
use crate::release::Role;
use crate::source::Place;
use crate::written::{KINDS, Kind};

/// Checks that need no messages.
pub(crate) fn check(model: &Model, sink: &Sink) {
    for (_, attribute) in model.attributes() {
        for block in &attribute.blocks {
            if let Some(pattern) = &block.content.pattern {
                check_pattern(&pattern.value, pattern.place, sink);
            }
        }
        // What has a value of the wrong kind was reported; what follows from it need not be.
        if attribute.unsure {
            continue;
        }
        check_first(attribute, sink);
        check_shadowed(model, attribute, sink);
        for release in model.releases.iter().map(|it| it.version) {
            for profile in 0..model.messages.len() {
                if let Some(effective) = attribute.effective(release, profile) {
                    check_content(&effective.content, &attribute.id, sink);
                }
            }
        }
    }
}

/// The attribute has a type in every profile, from the start.
fn check_first(attribute: &AttributeNode, sink: &Sink) {
    let lives = attribute.lifecycles.iter().map(|(_, it)| it).chain([&attribute.lifecycle]);
    let Some(introduced) = lives.map(|it| it.introduced).min() else { return };
    let general = |since| {
        attribute.blocks.iter().any(|block| {
            block.scope.is_none() && block.content.kind.is_some() && block.since <= since
        })
    };
    if !general(introduced) {
        let mut it = draft(
            Problem::MissingFacet,
            attribute.place,
            format!("`{}` has no type in {introduced}, when it comes", attribute.id),
        )
        .help(format!(
            "add an `[[attribute.facet]]` with `since = \"{introduced}\"`, a `type` and no `where`"
        ));
        if let Some(block) = attribute.blocks.first() {
            it = it.related(block.since_place, "the first facet");
        }
        it.send(sink);
    }
}

/// Reports what is wrong with a pattern at its place in the string.
pub(crate) fn check_pattern(text: &str, place: Place, sink: &Sink) {
    if let Err(error) = Pattern::parse(text) {
        let code = if error.is_unsafe { Problem::PatternUnsafe } else { Problem::PatternSyntax };
        // The quotes of a TOML string stand around the pattern; escapes make it longer.
        let quoted = place.end.saturating_sub(place.start) == text.len() + 2;
        let place = match quoted {
            true => {
                let at = place.start + 1;
                Place {
                    start: at + error.span.start,
                    end: (at + error.span.end).max(at + error.span.start + 1),
                    ..place
                }
            }
            false => place,
        };
        draft(code, place, format!("{} in pattern `{text}`", error.message))
            .help("patterns are `^…$` with literals, `.`, `[a-z]`, `( | )`, `?`, `*`, `+` and `{n,m}`")
            .send(sink);
    }
}

/// Keys fit the type and each other.
fn check_content(content: &Content, id: &str, sink: &Sink) {
    let Some(kind) = content.kind else { return };
    let name = KINDS.iter().find(|(_, it)| *it == kind.value).map_or("", |(name, _)| name);
    let (number, labels) = (content.number(), content.labels());
    let kind = kind.value;
    let text = matches!(kind, Kind::Text | Kind::Uri) && !labels || kind == Kind::Code && !number;
    let bounded = kind == Kind::Integer || kind == Kind::Code && number;
    let refuse = |place: Option<Place>, key: &str, fits: bool, why: &str| {
        if let Some(place) = place
            && !fits
        {
            draft(Problem::FacetConflict, place, format!("`{key}` of `{id}` does not fit {why}"))
                .help("a facet with a `type` states the whole value; one without changes only what it names")
                .send(sink);
        }
    };
    let by_type = format!(
        "type `{name}`{}{}",
        if labels { " with labels" } else { "" },
        if number { " as JSON integer" } else { "" }
    );
    refuse(content.min_length.map(|it| it.place), "min-length", text, &by_type);
    refuse(content.max_length.map(|it| it.place), "max-length", text, &by_type);
    refuse(content.pattern.as_ref().map(|it| it.place), "pattern", text, &by_type);
    refuse(content.min.map(|it| it.place), "min", bounded, &by_type);
    refuse(content.max.map(|it| it.place), "max", bounded, &by_type);
    refuse(content.entity.map(|it| it.place), "entity", kind == Kind::Entity, &by_type);
    refuse(content.choice.as_ref().map(|it| it.place), "choice", kind == Kind::Choice, &by_type);
    refuse(content.number.map(|it| it.place), "json", kind == Kind::Code, &by_type);
    refuse(content.labels.map(|it| it.place), "labels", kind == Kind::Text, &by_type);
    refuse(
        content.list.map(|it| it.place),
        "list",
        kind == Kind::Code || kind == Kind::Text && labels,
        &by_type,
    );
    let low_high = |low: Option<(i64, Place)>, high: Option<(i64, Place)>, keys: &str| {
        if let (Some((low, _)), Some((high, place))) = (low, high)
            && low > high
        {
            draft(
                Problem::FacetConflict,
                place,
                format!("{keys} of `{id}` leave no value: {low} is more than {high}"),
            )
            .send(sink);
        }
    };
    low_high(
        content.min.map(|it| (it.value, it.place)),
        content.max.map(|it| (it.value, it.place)),
        "`min` and `max`",
    );
    low_high(
        content.min_length.map(|it| (i64::from(it.value), it.place)),
        content.max_length.map(|it| (i64::from(it.value), it.place)),
        "`min-length` and `max-length`",
    );
    let needs = match kind {
        Kind::Code => content.list.is_none().then_some("list"),
        Kind::Text if labels => content.list.is_none().then_some("list"),
        Kind::Entity => content.entity.is_none().then_some("entity"),
        Kind::Choice => {
            content.choice.as_ref().is_none_or(|it| it.value.is_empty()).then_some("choice")
        }
        _ => None,
    };
    if let (Some(key), Some(at)) = (needs, content.kind) {
        draft(Problem::MissingKey, at.place, format!("type `{name}` of `{id}` needs `{key}`"))
            .help("a facet with a `type` states the whole value")
            .send(sink);
    }
}

/// A general facet that comes later than a specific one, and does not reach its profiles.
fn check_shadowed(model: &Model, attribute: &AttributeNode, sink: &Sink) {
    for general in &attribute.blocks {
        if general.scope.is_some() || general.content.kind.is_none() {
            continue;
        }
        let hidden = (0..model.messages.len()).find_map(|profile| {
            if !model.has_message(profile, general.since) {
                return None;
            }
            let (effective, _) = attribute.present(general.since, profile)?;
            let specific = effective.typed;
            (specific.scope.is_some() && specific.since < general.since)
                .then_some((specific, profile))
        });
        if let Some((specific, profile)) = hidden {
            let message = model.messages.get(profile).map_or("", |message| &message.id);
            draft(
                Problem::ShadowedFacet,
                general.place,
                format!("this facet of `{}` does not reach {message}", attribute.id),
            )
            .related(
                specific.place,
                format!("the specific facet since {} wins there", specific.since),
            )
            .help(format!(
                "repeat the specific facet with `since = \"{}\"`, with what holds there",
                general.since
            ))
            .send(sink);
        }
    }
}

/// Checks of every attribute in every message that holds its entity.
pub(crate) fn check_profiles(model: &Model, reach: &Reach, sink: &Sink) {
    for (release, profile, entities) in reach {
        let message = model.messages.get(*profile).map_or("", |message| &message.id);
        for entity in entities.iter().filter_map(|entity| model.entities.get(*entity)) {
            for attribute in &entity.attributes {
                let Some(effective) = attribute.effective(*release, *profile) else { continue };
                check_required(attribute, &effective, *profile, message, sink);
            }
        }
    }
}

fn check_required(
    attribute: &AttributeNode,
    effective: &Effective<'_>,
    profile: usize,
    message: &str,
    sink: &Sink,
) {
    let Some(required) = effective.required else { return };
    let present = effective.present(profile);
    // Only what is said in so many words: what zoekvraag gets from match may go too far.
    let outside: Vec<&str> = required
        .explicit(profile)
        .iter()
        .filter(|role| !present.contains(*role))
        .map(Role::name)
        .collect();
    if !outside.is_empty() {
        let mut it = draft(
            Problem::RequiredOutsideProfile,
            required.place,
            format!(
                "`{}` is required in {message} for {}, but does not exist there",
                attribute.id,
                outside.join(" and ")
            ),
        )
        .help("take that profile out of `required`, or add it to `profiles`");
        if let Some(profiles) = effective.profiles {
            it = it.related(profiles.place, "where it exists");
        }
        it.send(sink);
    }
}

/// Reports attributes that are in no message, although their entity is.
pub(crate) fn check_reached(model: &Model, reach: &Reach, sink: &Sink) {
    let mut held: BTreeSet<usize> = BTreeSet::new();
    let mut present: BTreeSet<&str> = BTreeSet::new();
    for (release, profile, entities) in reach {
        held.extend(entities);
        let attributes = entities.iter().filter_map(|it| model.entities.get(*it));
        for attribute in attributes.flat_map(|entity| &entity.attributes) {
            if attribute.present(*release, *profile).is_some() {
                present.insert(&attribute.id);
            }
        }
    }
    for entity in held.iter().filter_map(|entity| model.entities.get(*entity)) {
        for attribute in &entity.attributes {
            if !present.contains(attribute.id.as_str()) {
                draft(
                    Problem::UnreachableAttribute,
                    attribute.place,
                    format!("no message holds `{}`", attribute.id),
                )
                .help("look at its `profiles` and its lifecycle")
                .send(sink);
            }
        }
    }
}
