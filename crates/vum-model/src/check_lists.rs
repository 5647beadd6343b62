//! Code lists: codes, forms and labels.

use std::collections::BTreeSet;

use crate::check_facets::check_pattern;
use crate::diagnostic::{Problem, Sink, draft};
use crate::model::{ListNode, Model};
use crate::pattern::Pattern;
use crate::project::{code_fits, value};
use crate::release::{CodeForm, TextForm, Value};
use crate::source::Place;
use crate::written::Labels;

pub(crate) fn check(model: &Model, sink: &Sink) {
    for list in &model.lists {
        check_codes(model, list, sink);
    }
    check_uses(model, sink);
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
    if list.closed || list.complete {
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

/// Codes have to fit what the attributes that use them prescribe.
fn check_uses(model: &Model, sink: &Sink) {
    let mut seen: BTreeSet<(usize, Place)> = BTreeSet::new();
    for (_, attribute) in model.attributes() {
        for release in model.releases.iter().map(|it| it.version) {
            for profile in 0..model.messages.len() {
                let Some((effective, _)) = attribute.present(release, profile) else { continue };
                let Some(index) = effective.content.list() else { continue };
                let Some(list) = model.lists.get(index) else { continue };
                let place = effective.typed.place;
                if !seen.insert((index, place)) {
                    continue;
                }
                if matches!(value(model, &effective.content), Some(Value::Label { .. }))
                    && list.labels == Labels::Unknown
                {
                    draft(
                        Problem::FacetConflict,
                        place,
                        format!(
                            "`{}` takes labels of `{}`, which are not known",
                            attribute.id, list.id
                        ),
                    )
                    .related(list.place, "the list")
                    .send(sink);
                }
                let Some(Value::Code { form, .. }) = value(model, &effective.content) else {
                    continue;
                };
                if form == CodeForm::Text(TextForm::default()) {
                    continue;
                }
                let alive = |code: &&crate::CodeNode| code.lifecycle.covers(release);
                if let Some(code) =
                    list.codes.iter().filter(alive).find(|code| !code_fits(&code.code, &form))
                {
                    draft(Problem::CodeForm, place, format!("code `{}` of `{}` does not fit this facet of `{}`", code.code, list.id, attribute.id))
                        .related(code.place, "the code")
                        .help("a code of the list has to fit the lengths, pattern and JSON type that the attribute prescribes")
                        .send(sink);
                }
            }
        }
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
