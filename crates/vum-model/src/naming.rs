//! Names of shapes: the entity's name where it has one shape, with as little behind it as tells
//! them apart where it has more.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase as _;

use crate::model::Model;
use crate::project::DraftShape;

/// A name as a type in a program.
pub(crate) fn upper_camel(name: &str) -> String {
    name.to_upper_camel_case()
}

/// Gives every shape its name and its profiles.
pub(crate) fn name(model: &Model, shapes: &mut [DraftShape]) {
    let mut groups: BTreeMap<String, Vec<&mut DraftShape>> = BTreeMap::new();
    for draft in shapes {
        let profiles = draft.profiles.iter().filter_map(|profile| model.messages.get(*profile));
        draft.shape.profiles = profiles.map(|message| message.id.clone()).collect();
        groups.entry(draft.shape.entity.clone()).or_default().push(draft);
    }
    for group in groups.values_mut() {
        let places: Vec<Places> = group.iter().map(|draft| Places::of(model, draft)).collect();
        for (draft, suffix) in group.iter_mut().zip(suffixes(model, &places)) {
            draft.shape.name = format!("{}{suffix}", upper_camel(&draft.shape.entity_name));
        }
    }
}

/// The parts and views in which a shape occurs.
struct Places {
    parts: BTreeSet<usize>,
    /// In the order of the standard: detail, match, zoekvraag.
    first_view: usize,
    /// Part of the first message in that view.
    first_part: usize,
}

impl Places {
    fn of(model: &Model, draft: &DraftShape) -> Self {
        let messages = draft.profiles.iter().filter_map(|profile| model.messages.get(*profile));
        let places: Vec<(usize, usize)> = messages.map(|it| (it.view, it.part)).collect();
        let first = places.iter().min().copied().unwrap_or_default();
        let parts = places.into_iter().map(|(_, part)| part).collect();
        Self { parts, first_view: first.0, first_part: first.1 }
    }
}

fn suffixes(model: &Model, places: &[Places]) -> Vec<String> {
    if places.len() < 2 {
        return places.iter().map(|_| String::new()).collect();
    }
    let part =
        |part: usize| model.profiles.parts.get(part).map_or(String::new(), |it| upper_camel(it));
    // The first view is what a name without view means.
    let view = |view: usize| match view {
        0 => String::new(),
        _ => model.profiles.views.get(view).map_or(String::new(), |it| upper_camel(&it.id)),
    };
    let own_part = |it: &Places| match it.parts.first() {
        Some(only) if it.parts.len() == 1 => part(*only),
        _ => String::new(),
    };
    let all_parts: usize = places.iter().map(|it| it.parts.len()).sum();
    let distinct_parts: BTreeSet<usize> =
        places.iter().flat_map(|it| it.parts.iter().copied()).collect();
    let by_part: Vec<String> = places.iter().map(own_part).collect();
    if all_parts == distinct_parts.len() && unique(&by_part) {
        return by_part;
    }
    let by_view: Vec<String> = places.iter().map(|it| view(it.first_view)).collect();
    if unique(&by_view) {
        return by_view;
    }
    let by_both: Vec<String> =
        places.iter().map(|it| format!("{}{}", own_part(it), view(it.first_view))).collect();
    if unique(&by_both) {
        return by_both;
    }
    // Shapes that share parts crosswise: the first message of each is its own.
    places.iter().map(|it| format!("{}{}", part(it.first_part), view(it.first_view))).collect()
}

fn unique(names: &[String]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() == names.len()
}
