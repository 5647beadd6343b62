//! What violates a policy, waived or not.

use std::collections::BTreeSet;

use vum_model::{CodeInfo, Diagnostic, Model, Place, ReleaseInfo, Severity, Status, Version};

use super::{DRAFT_NAME, Policy, REMOVED, STEP, UNANNOUNCED, UNLABELLED, UNUSED_ANNOUNCEMENT};
use crate::compare::{Change, Comparison, Unclassified, compare};
use crate::facts::{Fact, Facts, Kind, Node, Property};
use crate::rules::{Effect, Step};

/// Something that a policy forbids.
pub(super) struct Violation {
    pub info: &'static CodeInfo,
    pub release: Version,
    /// Id of the node.
    pub node: String,
    place: Place,
    message: String,
    help: String,
    /// Whether the release is still being prepared: then it is a warning.
    is_draft: bool,
}

impl Violation {
    pub fn diagnostic(self, model: &Model) -> Diagnostic {
        let severity = if self.is_draft { Severity::Warning } else { self.info.severity };
        let info = CodeInfo { severity, ..*self.info };
        model.diagnostic(&info, self.place, self.message, Some(self.help))
    }
}

pub(super) fn violations(policy: &Policy, model: &Model) -> Result<Vec<Violation>, Unclassified> {
    let mut found = Vec::new();
    let mut previous: Option<Facts> = None;
    let mut was_history = false;
    for info in model.releases() {
        let Some(facts) = Facts::of(model, info.version) else { continue };
        let mut linter = Linter { policy, model, info, found: &mut found };
        // What is only history was never held against a policy about names.
        let judged = previous.as_ref().filter(|_| !was_history);
        linter.names(judged, &facts);
        if let Some(old) = &previous {
            let comparison = compare(old, &facts)?;
            linter.step(&comparison);
            for change in &comparison.changes {
                linter.removal(change, old);
                linter.requirement(change);
            }
            linter.announcements(&comparison);
        }
        was_history = info.status == Status::History;
        previous = Some(facts);
    }
    Ok(found)
}

struct Linter<'a> {
    policy: &'a Policy,
    model: &'a Model,
    info: &'a ReleaseInfo,
    found: &'a mut Vec<Violation>,
}

impl Linter<'_> {
    fn add(
        &mut self,
        info: &'static CodeInfo,
        node: &str,
        place: Place,
        message: String,
        help: &str,
    ) {
        self.found.push(Violation {
            info,
            release: self.info.version,
            node: node.to_owned(),
            place,
            message,
            help: help.to_owned(),
            is_draft: self.info.status == Status::Draft,
        });
    }

    /// Where a node is written, else where the release is.
    fn place(&self, kind: Kind, id: &str) -> Place {
        let model = self.model;
        let found = match kind {
            Kind::Attribute => model.attribute(id).map(|(_, it)| it.place),
            Kind::Entity => model.entity(id).map(|it| it.place),
            Kind::Message => model.messages().iter().find(|it| it.id == id).map(|it| it.place),
            Kind::Code => id.split_once('/').and_then(|(list, code)| {
                let codes = &model.list(list)?.codes;
                codes.iter().find(|it| it.code == code).map(|it| it.place)
            }),
            _ => None,
        };
        found.unwrap_or_else(|| self.release_place())
    }

    fn release_place(&self) -> Place {
        let file = "releases.toml";
        let number = format!("\"{}\"", self.info.version);
        let text = self.model.file(file).map_or("", |it| it.text.as_str());
        let start = text.find(&number).unwrap_or_default();
        self.model.place(file, start..start + number.len()).unwrap_or_default()
    }

    fn is_announced(&self, change: &Change) -> bool {
        self.policy.announcements.iter().any(|it| {
            it.announced < self.info.version
                && it.rule == change.rule.id
                && it.nodes.contains(&change.id)
        })
    }

    fn step(&mut self, comparison: &Comparison) {
        let (old, new) = (comparison.old, comparison.new);
        let (Some(needed), Some(taken)) = (comparison.step(), Step::between(old, new)) else {
            return;
        };
        if needed > taken {
            let (needed, taken) = (needed.word(), taken.word());
            let place = self.release_place();
            let message =
                format!("{old} to {new} is a {taken} step, but its changes ask for a {needed} one");
            let help =
                format!("`vum diff {old} {new}` shows them; give the release another number");
            self.add(&STEP, &new.to_string(), place, message, &help);
        }
    }

    fn removal(&mut self, change: &Change, old: &Facts) {
        // What else goes, goes with one of these.
        let counts = matches!(
            change.kind,
            Kind::Message
                | Kind::Attribute
                | Kind::Code
                | Kind::Criterion
                | Kind::Condition
                | Kind::Operator
                | Kind::Operation
                | Kind::HeaderUse
                | Kind::BodyProperty
        );
        let gone = change.property.is_none()
            && matches!(
                change.rule.effect,
                Effect::Vanishes | Effect::VanishesRequired | Effect::Narrower | Effect::Differs
            );
        if !counts || !gone || self.is_announced(change) || was_deprecated(change, old) {
            return;
        }
        let place = self.place(change.kind, &change.id);
        let (id, release, before) = (&change.id, self.info.version, old.version);
        let message = format!("`{id}` goes in {release}, and {before} does not deprecate it");
        let help = "deprecate or announce it first, and remove it one release later";
        self.add(&REMOVED, &change.id, place, message, help);
    }

    fn requirement(&mut self, change: &Change) {
        let requires = change.rule.effect == Effect::AppearsRequired
            || change.property == Some(Property::Required)
                && change.rule.effect == Effect::Narrower;
        if !requires || self.is_announced(change) {
            return;
        }
        let place = self.place(change.kind, &change.id);
        let (id, release) = (&change.id, self.info.version);
        let message = format!("`{id}` is required from {release} on, which was not announced");
        let help = "add an [[announcement]] to policy.toml in the release before";
        self.add(&UNANNOUNCED, &change.id, place, message, help);
    }

    fn announcements(&mut self, comparison: &Comparison) {
        let release = self.info.version;
        for it in self.policy.announcements.iter().filter(|it| it.planned == release) {
            for node in &it.nodes {
                let kept = comparison
                    .changes
                    .iter()
                    .any(|change| change.id == *node && change.rule.id == it.rule);
                if !kept {
                    let message = format!(
                        "`{node}` was announced to change in {release} (`{}`), and does not",
                        it.rule
                    );
                    let help = "move `planned` to a later release, or take the announcement out";
                    self.add(&UNUSED_ANNOUNCEMENT, node, it.place, message, help);
                }
            }
        }
    }

    /// Names that are proposals, and codes without a meaning, that this release is the first to have.
    fn names(&mut self, previous: Option<&Facts>, facts: &Facts) {
        if self.info.status == Status::History {
            return;
        }
        let drafts = [Property::DraftTag, Property::DraftRoots, Property::DraftNamespace];
        let named = |facts: &Facts| -> BTreeSet<(Kind, String, Fact)> {
            let all = facts.nodes.iter().flat_map(|(key, node)| {
                let names = drafts.iter().filter_map(|it| node.get(it));
                names.map(|name| (key.kind, key.id.clone(), name.clone()))
            });
            all.collect()
        };
        let known = previous.map(named).unwrap_or_default();
        for (kind, id, name) in named(facts).difference(&known) {
            let (place, release) = (self.place(*kind, id), self.info.version);
            let message =
                format!("`{id}` goes into {release} with a proposed name in XML, `{name}`");
            let help = "settle the name, or waive it in policy.toml with the reason";
            self.add(&DRAFT_NAME, id, place, message, help);
        }
        for (key, node) in &facts.nodes {
            let unlabelled =
                !node.contains_key(&Property::Label) && !node.contains_key(&Property::LabelValue);
            let is_first = previous.is_none_or(|it| !it.nodes.contains_key(key));
            if key.kind == Kind::Code && unlabelled && is_first {
                let place = self.place(key.kind, &key.id);
                let message =
                    format!("code `{}` goes into {} without a meaning", key.id, self.info.version);
                let help =
                    "ask its owner for the label, or waive it in policy.toml with the reason";
                self.add(&UNLABELLED, &key.id, place, message, help);
            }
        }
    }
}

/// Whether the older release already said that it would go.
fn was_deprecated(change: &Change, old: &Facts) -> bool {
    let mut same = old.nodes.iter().filter(|(key, _)| {
        key.kind == change.kind
            && key.id == change.id
            && (change.places.is_empty()
                || key.place.as_ref().is_some_and(|it| change.places.contains(it)))
    });
    let deprecated = |node: &Node| matches!(node.get(&Property::Deprecated), Some(Fact::Text(_)));
    same.all(|(_, node)| deprecated(node))
}
