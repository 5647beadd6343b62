//! Code lists: codes, forms and labels.

use std::collections::BTreeSet;

use crate::check_facets::check_pattern;
use crate::diagnostic::{Problem, Sink, draft};
use crate::model::{CodeNode, ListNode, Model};
use crate::pattern::Pattern;
use crate::project::{code_fits, value};
use crate::release::{CodeForm, TextForm, Value, Version};
use crate::source::Place;
use crate::written::Labels;

/// How many codes that do not fit a facet are shown.
const SHOWN: usize = 3;

pub(crate) fn check(model: &Model, sink: &Sink) {
    for list in &model.lists {
        check_codes(model, list, sink);
    }
}

fn check_codes(model: &Model, list: &ListNode, sink: &Sink) {
    if let Some(form) = &list.form {
        check_pattern(form, list.form_place, sink);
        if let Ok(pattern) = Pattern::parse(form) {
            for code in list.codes.iter().filter(|code| !pattern.accepts(&code.code)) {
                draft(
                    Problem::CodeForm,
                    code.place,
                    format!("code `{}` does not have the form of `{}`", code.code, list.id),
                )
                .related(list.form_place, "the form")
                .help("mend the code, or the form")
                .send(sink);
            }
        }
    }
    let must_have = if list.closed { "closed" } else { "complete" };
    if (list.closed || list.complete) && !list.broken {
        let empty = model.releases.iter().map(|it| it.version).find(|release| {
            list.lifecycle.covers(*release)
                && !list.codes.iter().any(|code| code.lifecycle.covers(*release))
        });
        if let Some(release) = empty {
            draft(
                Problem::EmptyList,
                list.place,
                format!("`{}` is {must_have}, but has no codes in {release}", list.id),
            )
            .help(format!("add them to codelists/{}.csv", list.id))
            .send(sink);
        }
    }
    if list.labels != Labels::Unknown {
        for code in list.codes.iter().filter(|code| code.label.is_none()) {
            draft(
                Problem::MissingLabel,
                code.place,
                format!("code `{}` of `{}` has no label", code.code, list.id),
            )
            .help("add it, or write `labels = \"unknown\"` at the list")
            .send(sink);
        }
    }
}

/// Codes have to fit what the attributes that use them prescribe, in every release.
pub(crate) fn check_uses(model: &Model, sink: &Sink) {
    for (_, attribute) in model.attributes().filter(|(_, it)| !it.unsure) {
        // Profiles mostly agree, so that long lists are gone through once for each release.
        let mut uses: Vec<Use<'_>> = Vec::new();
        for release in model.releases.iter().map(|it| it.version) {
            for profile in 0..model.messages.len() {
                let Some((effective, _)) = attribute.present(release, profile) else { continue };
                let Some(index) = effective.content.list() else { continue };
                let Some(list) = model.lists.get(index) else { continue };
                let Some(value) = value(model, &effective.content) else { continue };
                let place = effective.typed.place;
                let same = |it: &&mut Use<'_>| it.place == place && it.value == value;
                match uses.iter_mut().find(same) {
                    Some(known) if known.releases.contains(&release) => {}
                    Some(known) => known.releases.push(release),
                    None => uses.push(Use { place, list, value, releases: vec![release] }),
                }
            }
        }
        let mut seen = BTreeSet::new();
        for it in &uses {
            check_use(it, &attribute.id, &mut seen, sink);
        }
    }
}

/// A facet that takes codes or labels of a list, with the releases in which it holds.
struct Use<'m> {
    place: Place,
    list: &'m ListNode,
    value: Value,
    releases: Vec<Version>,
}

fn check_use(it: &Use<'_>, id: &str, seen: &mut BTreeSet<(Place, Place)>, sink: &Sink) {
    let list = it.list;
    match &it.value {
        Value::Label { .. }
            if list.labels == Labels::Unknown && seen.insert((it.place, list.place)) =>
        {
            draft(
                Problem::FacetConflict,
                it.place,
                format!("`{id}` takes labels of `{}`, which are not known", list.id),
            )
            .related(list.place, "the list")
            .send(sink);
        }
        Value::Code { form, .. } if *form != CodeForm::Text(TextForm::default()) => {
            let alive = |code: &CodeNode| it.releases.iter().any(|r| code.lifecycle.covers(*r));
            let codes = list.codes.iter().filter(|code| alive(code));
            let wrong = codes.filter(|code| !code_fits(&code.code, form));
            let wrong: Vec<_> = wrong.filter(|code| seen.insert((it.place, code.place))).collect();
            let Some(first) = wrong.first() else { return };
            let others = match wrong.len() - 1 {
                0 => String::new(),
                more => format!(", nor do {more} others"),
            };
            let mut problem = draft(
                Problem::CodeForm,
                it.place,
                format!("code `{}` of `{}` does not fit this facet of `{id}`{others}", first.code, list.id),
            )
            .help("a code of the list has to fit the lengths, pattern and JSON type that the attribute prescribes");
            for code in wrong.iter().take(SHOWN) {
                problem = problem.related(code.place, "the code");
            }
            problem.send(sink);
        }
        _ => {}
    }
}

/// Reports lists that no attribute uses.
pub(crate) fn check_used(model: &Model, sink: &Sink) {
    let blocks = model.attributes().flat_map(|(_, attribute)| &attribute.blocks);
    let used: BTreeSet<usize> = blocks.filter_map(|block| block.content.list?.value).collect();
    for (index, list) in model.lists.iter().enumerate() {
        if !used.contains(&index) {
            draft(Problem::UnusedList, list.place, format!("no attribute uses `{}`", list.id))
                .help("remove the list, or refer to it")
                .send(sink);
        }
    }
}
