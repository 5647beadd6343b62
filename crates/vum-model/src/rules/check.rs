//! Whether rules can do what they say: what they name exists and is of the kind that they need, and
//! their texts and examples are complete. That an example is found and its counterpart is not, is for
//! a test that runs them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::history::{Fact, FactValue};
use crate::model::Model;
use crate::release::{CodeForm, Status, Value, Version};
use crate::resolve::check_known;
use crate::rules::ENGINE_RULES;
use crate::rules::types::{RuleCheck, RuleTest};
use crate::rules::written::{Rule, WrittenCovered};
use crate::source::{At, Place};

/// Reports everything that is wrong with the rules.
pub(crate) fn check(model: &Model, sink: &Sink) {
    if model.rules.files.iter().any(|file| sink.is_lost(file)) {
        return;
    }
    let checker = Checker { model, sink };
    checker.ids();
    for rule in &model.rules.rules {
        checker.rule(rule);
    }
    for covered in &model.rules.covered {
        checker.covered(covered);
    }
}

struct Checker<'m> {
    model: &'m Model,
    sink: &'m Sink,
}

/// What kind of value a check needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Date,
    Integer,
    Number,
    Text,
    List,
    Records,
    Single,
    Code,
    Anything,
}

impl Needed {
    fn name(self) -> &'static str {
        match self {
            Self::Date => "a date",
            Self::Integer => "a whole number",
            Self::Number => "a whole number, or a code that JSON writes as one",
            Self::Text => "a text or a code",
            Self::List => "a list of records or texts",
            Self::Records => "a list of records",
            Self::Single => "no list",
            Self::Code => "a code",
            Self::Anything => "anything",
        }
    }

    fn fits(self, fact: &Fact) -> bool {
        let plain = match &fact.value {
            FactValue::Plain(value) => Some(value),
            _ => None,
        };
        let is_text = matches!(plain, Some(Value::Text(_) | Value::Uri(_)));
        match self {
            Self::Date => matches!(plain, Some(Value::Date)) && !fact.many,
            Self::Integer => matches!(plain, Some(Value::Integer(_))) && !fact.many,
            Self::Number => matches!(
                plain,
                Some(Value::Integer(_) | Value::Code { form: CodeForm::Integer(_), .. })
            ),
            Self::Text => {
                is_text || matches!(plain, Some(Value::Code { form: CodeForm::Text(_), .. }))
            }
            Self::List => fact.many && (is_text || plain.is_none()),
            Self::Records => fact.many && matches!(fact.value, FactValue::Entity(_)),
            Self::Single => !fact.many,
            Self::Code => matches!(plain, Some(Value::Code { .. })) && !fact.many,
            Self::Anything => true,
        }
    }
}

impl Checker<'_> {
    fn tell(&self, problem: Problem, place: Place, text: String, help: impl Into<String>) {
        draft(problem, place, text).help(help).send(self.sink);
    }

    fn ids(&self) {
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        let retired = &self.model.rules.retired;
        for id in self.model.rules.rules.iter().map(|it| &it.id).chain(retired) {
            let text = id.value.as_str();
            let is_kebab = text.split('-').all(|word| {
                !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            }) && text.starts_with(|c: char| c.is_ascii_lowercase());
            if !is_kebab {
                let help = "write small letters and digits with hyphens between, such as `end-before-start`";
                self.tell(Problem::BadName, id.place, format!("`{text}` is no good id"), help);
            }
            if ENGINE_RULES.contains(&text) {
                let help = "choose another id, or name the rule in a `[[covered]]`";
                let told = format!("the runtime has a rule `{text}`");
                self.tell(Problem::RuleIdTaken, id.place, told, help);
            }
            if let Some(other) = seen.insert(text, id.place) {
                let is_retired = retired.iter().any(|it| it.value == text);
                let (problem, told) = if is_retired {
                    (
                        Problem::RuleIdTaken,
                        format!("the id `{text}` was given before and is retired"),
                    )
                } else {
                    (Problem::DuplicateId, format!("rule `{text}` stands here twice"))
                };
                draft(problem, id.place, told)
                    .related(other, "the other one")
                    .help("an id means one rule and is never used again; choose another one")
                    .send(self.sink);
            }
        }
    }

    fn is_known(&self, version: At<Version>) -> bool {
        let known: Vec<Version> = self.model.releases.iter().map(|it| it.version).collect();
        check_known(&known, version.value, version.place, self.sink);
        known.contains(&version.value)
    }

    fn rule(&self, rule: &Rule) {
        let mut known = self.is_known(rule.introduced);
        if let Some(removed) = rule.removed {
            known &= self.is_known(removed);
            if removed.value <= rule.introduced.value {
                let text = format!("`{}` goes before it comes", rule.id.value);
                let help = "a rule is introduced, then removed in a later release";
                self.tell(Problem::LifecycleOrder, removed.place, text, help);
                known = false;
            }
        }
        self.texts(rule);
        self.limit(rule);
        if known && self.attributes(rule) {
            self.reach(rule);
            self.codes(rule);
            self.example(rule);
        }
    }

    /// The texts name only what a finding has, alike in both languages.
    fn texts(&self, rule: &Rule) {
        let known = rule.check.parameters();
        for (text, place) in [(&rule.text, rule.text_place), (&rule.help, rule.help_place)] {
            let named = [placeholders(&text.nl), placeholders(&text.en)];
            let [nl, en] = &named;
            if let Some(other) = nl.iter().chain(en).find(|it| !known.contains(&it.as_str())) {
                let text = format!("a finding of `{}` has no `{{{other}}}`", rule.id.value);
                let help = format!("it has {{{}}}", known.join("}, {"));
                self.tell(Problem::RuleText, place, text, help);
            } else if nl != en && !text.en.is_empty() {
                let told = format!("the texts of `{}` name different things", rule.id.value);
                self.tell(Problem::RuleText, place, told, "let both name the same parameters");
            }
        }
    }

    /// A limit is a choice, and a choice has a reason.
    fn limit(&self, rule: &Rule) {
        let has_limit = matches!(rule.check, RuleCheck::Least { .. } | RuleCheck::Greatest { .. });
        if has_limit != rule.rationale.is_some() {
            let text = if has_limit {
                format!("`{}` has a limit and no `rationale`", rule.id.value)
            } else {
                format!("`{}` has a `rationale` and no limit", rule.id.value)
            };
            let help = "say why a limit is what it is, and only of a limit";
            self.tell(Problem::RuleLimit, rule.check_place, text, help);
        }
    }

    /// What holds for an attribute in the results of the releases that are alive and have the rule.
    fn facts(&self, rule: &Rule, id: &str) -> Vec<Fact> {
        let is_meant = |version: Version| {
            let info = self.model.releases.iter().find(|it| it.version == version);
            info.is_some_and(|it| it.status != Status::History)
                && rule.introduced.value <= version
                && rule.removed.is_none_or(|removed| version < removed.value)
        };
        let mut facts = self.model.history(id);
        facts.retain(|fact| is_meant(fact.release) && !self.is_question(&fact.profile));
        facts
    }

    fn is_question(&self, message: &str) -> bool {
        let node = self.model.messages.iter().find(|it| it.id == message);
        let view = node.and_then(|it| self.model.profiles.views.get(it.view));
        view.is_some_and(|view| view.question)
    }

    /// Whether every attribute exists, is alive with the rule and is of the kind that is needed.
    fn attributes(&self, rule: &Rule) -> bool {
        let mut fine = true;
        for id in &rule.attributes {
            if self.model.attribute(&id.value).is_none() {
                let known = self.model.attributes().map(|(_, it)| it.id.as_str());
                let help = did_you_mean(&id.value, known);
                let text = format!("there is no attribute `{}`", id.value);
                self.tell(Problem::DanglingReference, id.place, text, help);
                fine = false;
                continue;
            }
            let facts = self.facts(rule, &id.value);
            if facts.is_empty() {
                let text = format!("no result has `{}` while `{}` holds", id.value, rule.id.value);
                let help = "take it out, or let the rule come earlier or go later";
                self.tell(Problem::RuleUnreachable, id.place, text, help);
                fine = false;
            }
            for needed in needed(&rule.check, &id.value) {
                if let Some(fact) = facts.iter().find(|it| !needed.fits(it)) {
                    let text = format!(
                        "`{}` needs {}, which `{}` is not in {} of {}",
                        rule.check.kind(),
                        needed.name(),
                        id.value,
                        fact.profile,
                        fact.release
                    );
                    let help = "name another attribute, or use another check";
                    self.tell(Problem::RuleType, id.place, text, help);
                    fine = false;
                    break;
                }
            }
        }
        for message in &rule.messages {
            let node = self.model.messages.iter().find(|it| it.id == message.value);
            if node.is_none() || self.is_question(&message.value) {
                let results = self.model.messages.iter().map(|it| it.id.as_str());
                let results = results.filter(|it| !self.is_question(it));
                let help = did_you_mean(&message.value, results);
                let text = format!("there is no result `{}`", message.value);
                self.tell(Problem::DanglingReference, message.place, text, help);
                fine = false;
            }
        }
        fine
    }

    /// Attributes that are looked at together belong to one entity, and stand in one message.
    fn reach(&self, rule: &Rule) {
        let together: Vec<&str> = match &rule.check {
            RuleCheck::NotBefore { date: first, than }
            | RuleCheck::AtMost { number: first, than } => vec![first, than],
            RuleCheck::Implies { when, then } => {
                when.iter().chain(then).flat_map(|it| &it.attributes).map(String::as_str).collect()
            }
            _ => return,
        };
        let entity = |id: &str| id.split_once('.').map(|(entity, _)| entity.to_owned());
        let first = together.first().and_then(|id| entity(id));
        let other = rule.attributes.iter().find(|id| entity(&id.value) != first);
        if let Some(other) = other {
            let text = format!("`{}` belongs to another entity than the first", other.value);
            let help = "a check looks at the attributes of one record";
            self.tell(Problem::RuleEntity, other.place, text, help);
            return;
        }
        let known: BTreeMap<&str, Vec<Fact>> =
            together.iter().map(|id| (*id, self.facts(rule, id))).collect();
        let is_fact = |id: &str, fact: &Fact| {
            let mut facts = known.get(id).into_iter().flatten();
            facts.any(|it| it.release == fact.release && it.profile == fact.profile)
        };
        let any = |ids: &[String], fact: &Fact| ids.iter().any(|id| is_fact(id, fact));
        let mut facts = known.values().flatten().filter(|fact| match &rule.check {
            RuleCheck::Implies { when, then } => {
                when.iter().chain(then).all(|it| any(&it.attributes, fact))
            }
            _ => together.iter().all(|id| is_fact(id, fact)),
        });
        if facts.next().is_none() {
            let text = format!("no result has all that `{}` looks at", rule.id.value);
            let help = "a rule that nothing can break is mostly a mistake";
            self.tell(Problem::RuleUnreachable, rule.check_place, text, help);
        }
    }

    /// Codes are codes of the lists of their attributes.
    fn codes(&self, rule: &Rule) {
        let mut lists: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for id in rule.codes.iter().flat_map(|(attributes, _)| attributes) {
            lists.entry(id).or_insert_with(|| {
                let facts = self.facts(rule, id).into_iter();
                let coded = facts.filter_map(|fact| match fact.value {
                    FactValue::Plain(Value::Code { list, .. }) => Some(list),
                    _ => None,
                });
                coded.collect()
            });
        }
        for (attributes, code) in &rule.codes {
            let of = attributes.iter().filter_map(|id| lists.get(id.as_str())).flatten();
            for list in of.filter_map(|list| self.model.list(list)) {
                let is_there = list.codes.iter().any(|it| it.code == code.value);
                if (list.closed || list.complete) && !is_there {
                    let known = list.codes.iter().map(|it| it.code.as_str());
                    let help = did_you_mean(&code.value, known);
                    let text = format!("the list `{}` has no code `{}`", list.id, code.value);
                    self.tell(Problem::DanglingReference, code.place, text, help);
                }
            }
        }
    }

    fn example(&self, rule: &Rule) {
        let (it, content) = (&rule.example, &rule.example.content);
        let wrong = |place: Place, text: String, help: &str| {
            self.tell(Problem::RuleExample, place, text, help);
        };
        let info = self.model.releases.iter().find(|info| info.version == content.release);
        let is_alive = info.is_some_and(|info| info.status != Status::History)
            && rule.content().covers(content.release);
        if !is_alive {
            let text = format!("release {} does not have `{}`", content.release, rule.id.value);
            wrong(it.release, text, "name a release for which something is generated");
            return;
        }
        let node = self.model.messages.iter().find(|node| node.id == content.message);
        let lives = node.is_some_and(|node| node.lifecycle.covers(content.release));
        if !lives || self.is_question(&content.message) {
            let text = format!("release {} has no result `{}`", content.release, content.message);
            wrong(it.message, text, "name a message such as vacature/match");
        }
        for (json, place) in [(&content.good, it.good), (&content.bad, it.bad)] {
            if !json.starts_with('{') || !json.ends_with('}') {
                wrong(place, "an example is a JSON object".to_owned(), "write a whole message");
            }
        }
        if content.good == content.bad {
            wrong(it.bad, "both examples are the same".to_owned(), "make one mistake in this one");
        }
        if !content.pointer.starts_with('/') && !content.pointer.is_empty() {
            let text = format!("`{}` is not a JSON Pointer", content.pointer);
            wrong(it.pointer, text, "begin with a slash, as in `/opleiding/0/datumDiploma`");
        }
        if rule.check.needs_day() != content.on.is_some() {
            let text = if content.on.is_some() {
                format!("`{}` does not ask about a day", rule.id.value)
            } else {
                format!("`{}` asks about a day of reference", rule.id.value)
            };
            wrong(it.place, text, "an example has `on` when the check asks about the day");
        }
    }

    fn covered(&self, covered: &WrittenCovered) {
        if let Some(since) = covered.since {
            self.is_known(since);
        }
        for id in &covered.rules {
            if !ENGINE_RULES.contains(&id.value.as_str()) {
                let help = did_you_mean(&id.value, ENGINE_RULES.iter().copied());
                let text = format!("the runtime has no rule `{}`", id.value);
                self.tell(Problem::DanglingReference, id.place, text, help);
            }
        }
    }
}

/// What a check needs of one of its attributes.
fn needed(check: &RuleCheck, id: &str) -> Vec<Needed> {
    match check {
        RuleCheck::NotBefore { .. }
        | RuleCheck::NotAfterDay { .. }
        | RuleCheck::NotBeforeDay { .. } => vec![Needed::Date],
        RuleCheck::AtMost { .. } => vec![Needed::Integer],
        RuleCheck::Least { .. } | RuleCheck::Greatest { .. } => vec![Needed::Number],
        RuleCheck::Distinct { .. } => vec![Needed::List],
        RuleCheck::NonEmpty { .. } => vec![Needed::Text, Needed::Single],
        RuleCheck::NoPersonalData { .. } | RuleCheck::Form { .. } => vec![Needed::Text],
        RuleCheck::Present { .. } => vec![Needed::Anything],
        RuleCheck::Contains { attribute, .. } if attribute == id => vec![Needed::Code],
        RuleCheck::Contains { .. } => vec![Needed::Records],
        RuleCheck::Implies { when, then } => {
            let is_coded = when.iter().chain(then).any(|it| {
                let is_named = it.attributes.iter().any(|it| it == id);
                is_named && matches!(it.test, RuleTest::Is(_) | RuleTest::IsNot(_))
            });
            vec![if is_coded { Needed::Code } else { Needed::Anything }]
        }
    }
}

/// The parameters that a text names, sorted.
fn placeholders(text: &str) -> Vec<String> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let mut names: Vec<String> = parts.map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}
