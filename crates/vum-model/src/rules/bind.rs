//! Which rules a shape of a release can break.

use crate::model::Model;
use crate::release::{Message, Release, Shape, ShapeKind, Value, Version};
use crate::rules::types::{BusinessRule, Covered, RuleCheck, RuleCondition, ShapeRule};
use crate::rules::written::Rule;

impl Model {
    /// The rules above the contract, of all releases, by theme and in the order of the standard.
    #[must_use]
    pub fn rules(&self) -> Vec<BusinessRule> {
        self.rules.rules.iter().map(Rule::content).collect()
    }

    /// What a rule of the runtime checks already, so that no business rule does.
    #[must_use]
    pub fn covered(&self) -> Vec<Covered> {
        self.rules.covered.iter().map(|it| it.content.clone()).collect()
    }

    /// The rules of a release. Some of its shapes can break each of them.
    pub(crate) fn rules_of(&self, release: Version) -> Vec<BusinessRule> {
        let alive = self.rules.rules.iter().filter(|it| {
            it.introduced.value <= release && it.removed.is_none_or(|at| release < at.value)
        });
        alive.map(Rule::content).collect()
    }
}

impl Rule {
    pub(crate) fn content(&self) -> BusinessRule {
        BusinessRule {
            id: self.id.value.clone(),
            theme: self.theme.clone(),
            severity: self.severity,
            dimension: self.dimension,
            normative: self.normative,
            source: self.source.clone(),
            introduced: self.introduced.value,
            removed: self.removed.map(|it| it.value),
            text: self.text.clone(),
            help: self.help.clone(),
            purpose: self.purpose.clone(),
            rationale: self.rationale.clone(),
            check: self.check.clone(),
            example: self.example.content.clone(),
            place: self.id.place,
        }
    }
}

/// Tells every shape of a release which rules it can break, and drops the rules that none can.
pub(crate) fn bind(rules: &mut Vec<BusinessRule>, messages: &[Message], shapes: &mut [Shape]) {
    let questions: Vec<&str> =
        messages.iter().filter(|it| it.question).map(|it| it.id.as_str()).collect();
    let mut bound: Vec<(usize, Vec<ShapeRule>)> = Vec::new();
    for (n, shape) in shapes.iter().enumerate() {
        // Operators have no profile; a record of a question may have those of results too.
        let is_question = shape.question.is_some()
            || shape.profiles.iter().all(|it| questions.contains(&it.as_str()));
        if !is_question {
            let roots = messages.iter().filter(|it| it.root == shape.id);
            let roots: Vec<&str> = roots.map(|it| it.id.as_str()).collect();
            let of_shape = rules.iter().filter_map(|rule| attributes(rule, shape, shapes, &roots));
            bound.push((n, of_shape.collect()));
        }
    }
    let is_bound = |rule: &BusinessRule| {
        let mut all = bound.iter().flat_map(|(_, rules)| rules);
        all.any(|it| it.rule == rule.id)
    };
    rules.retain(is_bound);
    for (n, rules) in bound {
        if let Some(shape) = shapes.get_mut(n) {
            shape.rules = Some(rules);
        }
    }
}

/// The attributes of a shape that a rule is about; `None` when the shape cannot break it.
fn attributes(
    rule: &BusinessRule,
    shape: &Shape,
    shapes: &[Shape],
    roots: &[&str],
) -> Option<ShapeRule> {
    let ShapeKind::Record { attributes, .. } = &shape.kind else { return None };
    let place = |id: &String| attributes.iter().position(|it| it.id == *id);
    let of = |attributes: Vec<Option<usize>>| ShapeRule { rule: rule.id.clone(), attributes };
    let some = |ids: &[String], fits: &dyn Fn(usize) -> bool| {
        let mut places: Vec<usize> = ids.iter().filter_map(&place).filter(|n| fits(*n)).collect();
        places.sort_unstable();
        (!places.is_empty()).then(|| of(places.into_iter().map(Some).collect()))
    };
    match &rule.check {
        RuleCheck::NotBefore { date: first, than } | RuleCheck::AtMost { number: first, than } => {
            Some(of(vec![Some(place(first)?), Some(place(than)?)]))
        }
        RuleCheck::Least { attributes, .. }
        | RuleCheck::Greatest { attributes, .. }
        | RuleCheck::NotAfterDay { attributes }
        | RuleCheck::NotBeforeDay { attributes }
        | RuleCheck::Distinct { attributes }
        | RuleCheck::Present { attributes }
        | RuleCheck::Form { attributes, .. } => some(attributes, &|_| true),
        // An empty text that nobody has to send counts as absent, which the runtime tells.
        RuleCheck::NonEmpty { attributes: ids } => {
            some(ids, &|n| attributes.get(n).is_some_and(|it| !it.required.is_empty()))
        }
        RuleCheck::Contains { lists, attribute, .. } => some(lists, &|n| {
            let value = attributes.get(n).map(|it| &it.value);
            let Some(Value::Shape(id)) = value else { return false };
            let element = shapes.get(id.0);
            element.is_some_and(|it| it.attributes().iter().any(|it| it.id == *attribute))
        }),
        RuleCheck::Implies { when, then } => {
            let can = |it: &RuleCondition| it.attributes.iter().any(|id| place(id).is_some());
            let all = when.iter().chain(then);
            all.clone().all(can).then(|| of(all.flat_map(|it| &it.attributes).map(place).collect()))
        }
        RuleCheck::NoPersonalData { messages, .. } => {
            let is_root = messages.iter().any(|it| roots.contains(&it.as_str()));
            is_root.then(|| of(Vec::new()))
        }
    }
}

impl Release {
    /// The rule above the contract with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&BusinessRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
