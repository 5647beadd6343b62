//! What can only be judged of the questions when all names are known.

use std::collections::BTreeMap;

use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::model::Model;
use crate::question::project::follow;
use crate::question::types::Operator;
use crate::question::written::{Condition, Criterion, Form, Kind, Life, Range};
use crate::question::{FILE, VIEW};
use crate::release::{Attribute, Release, ShapeId, Value, Version};
use crate::resolve::check_known;
use crate::source::{At, Place};

/// Reports everything that is wrong with the questions. Each place is told once, for the first
/// release in which it is wrong.
pub(crate) fn check(model: &Model, sink: &Sink) {
    let mut checker = Checker { model, sink, told: Vec::new() };
    checker.lives();
    checker.ids();
    if sink.is_lost(FILE) || sink.has_errors() || model.questions.questions.is_empty() {
        return;
    }
    checker.ranges();
    let published = model.releases.iter().filter(|it| it.status != crate::release::Status::History);
    for release in published.filter_map(|it| model.release(it.version)) {
        checker.release(&release);
    }
}

struct Checker<'m> {
    model: &'m Model,
    sink: &'m Sink,
    told: Vec<Place>,
}

impl<'m> Checker<'m> {
    fn tell(&mut self, problem: Problem, place: Place, text: String, help: &str) {
        if !self.told.contains(&place) {
            self.told.push(place);
            draft(problem, place, text).help(help).send(self.sink);
        }
    }

    fn lives(&self) {
        let all = &self.model.questions;
        let known: Vec<Version> = self.model.releases.iter().map(|it| it.version).collect();
        let lives = all.questions.iter().map(|it| it.life);
        let lives = lives.chain(all.criteria.iter().map(|it| it.life));
        for Life { introduced, removed } in lives.chain(all.ranges.iter().map(|it| it.life)) {
            check_known(&known, introduced.value, introduced.place, self.sink);
            let Some(removed) = removed else { continue };
            check_known(&known, removed.value, removed.place, self.sink);
            if removed.value <= introduced.value {
                draft(
                    Problem::LifecycleOrder,
                    removed.place,
                    format!("it goes in {}, but comes in {}", removed.value, introduced.value),
                )
                .related(introduced.place, "comes here")
                .help("a node is introduced, then removed in a later release")
                .send(self.sink);
            }
        }
        for criterion in &all.criteria {
            for form in &criterion.forms {
                check_known(&known, form.since, form.place, self.sink);
            }
        }
    }

    fn ids(&self) {
        let all = &self.model.questions;
        let parts: Vec<&str> = self.model.profiles.parts.iter().map(String::as_str).collect();
        let named = all.questions.iter().map(|it| &it.part);
        let named = named.chain(all.criteria.iter().map(|it| &it.part));
        for part in named.chain(all.ranges.iter().map(|it| &it.part)) {
            if !parts.contains(&part.value.as_str()) {
                draft(
                    Problem::DanglingReference,
                    part.place,
                    format!("there is no part `{}`", part.value),
                )
                .help(did_you_mean(&part.value, parts.iter().copied()))
                .send(self.sink);
            }
        }
        self.different("question", all.questions.iter().map(|it| &it.part));
        self.different("criterion", all.criteria.iter().map(|it| &it.id));
        for it in &all.criteria {
            let prefix = format!("{}/{VIEW}.", it.part.value);
            if !it.id.value.starts_with(&prefix) {
                draft(Problem::BadName, it.id.place, format!("`{}` is no good id", it.id.value))
                    .help(format!("the id of a criterion of this part begins with `{prefix}`"))
                    .send(self.sink);
            }
        }
    }

    fn different<'a>(&self, what: &str, ids: impl Iterator<Item = &'a At<String>>) {
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for id in ids {
            if let Some(other) = seen.insert(&id.value, id.place) {
                draft(
                    Problem::DuplicateId,
                    id.place,
                    format!("{what} `{}` stands here twice", id.value),
                )
                .related(other, "the other one")
                .help("an id means one node and never changes; choose another one")
                .send(self.sink);
            }
        }
    }

    /// A range sets two criteria of its part, that have the operators for it.
    fn ranges(&mut self) {
        let all = &self.model.questions;
        for Range { part, lower, upper, .. } in &all.ranges {
            for (id, operator) in [(lower, Operator::AtLeast), (upper, Operator::AtMost)] {
                let mine = |it: &&Criterion| it.id.value == id.value && it.part.value == part.value;
                let found = all.criteria.iter().find(mine);
                let has = |form: &Form| {
                    let mut operators = form.conditions.iter().flat_map(|it| &it.operators);
                    form.kind == Kind::Value && operators.any(|it| it.operator.value == operator)
                };
                if !found.is_some_and(|it| it.forms.iter().all(has)) {
                    let known = all.criteria.iter().map(|it| it.id.value.as_str());
                    self.tell(
                        Problem::DanglingReference,
                        id.place,
                        format!(
                            "there is no criterion `{}` of `{}` that has {}",
                            id.value,
                            part.value,
                            operator.name()
                        ),
                        &did_you_mean(&id.value, known),
                    );
                }
            }
        }
    }

    fn release(&mut self, release: &Release) {
        let model = self.model;
        let version = release.info.version;
        for question in model.questions.questions.iter().filter(|it| it.life.covers(version)) {
            let part = question.part.value.as_str();
            let roots: Vec<(String, ShapeId)> = ["match", "detail"]
                .into_iter()
                .filter_map(|view| {
                    let message = release.message(&format!("{part}/{view}"))?;
                    Some((message.id.clone(), message.root))
                })
                .collect();
            if !roots.iter().any(|(id, _)| id.ends_with("/match")) {
                self.tell(
                    Problem::MessageNotAlive,
                    question.part.place,
                    format!("{version} has no message `{part}/match` to answer with"),
                    "a question lives as long as the selection result that answers it",
                );
                continue;
            }
            let alive = model.questions.criteria.iter();
            let alive = alive.filter(|it| it.part.value == part && it.life.covers(version));
            let mut paths: BTreeMap<&str, Place> = BTreeMap::new();
            let mut asked = Vec::new();
            for criterion in alive {
                let Some(form) = criterion.form(version) else {
                    self.tell(
                        Problem::MissingFacet,
                        criterion.id.place,
                        format!("`{}` has no form in {version}", criterion.id.value),
                        "its first `[[criterion.form]]` begins when it is introduced",
                    );
                    continue;
                };
                if paths.insert(&form.path.value, form.path.place).is_some() {
                    self.tell(
                        Problem::NameCollision,
                        form.path.place,
                        format!("two criteria of {version} have the path `{}`", form.path.value),
                        "a key stands once in a question",
                    );
                }
                self.form(release, criterion, form, &roots, &mut asked);
            }
            self.searchable(release, part, &asked, question.part.place);
        }
    }

    fn form(
        &mut self,
        release: &Release,
        criterion: &Criterion,
        form: &Form,
        roots: &[(String, ShapeId)],
        asked: &mut Vec<String>,
    ) {
        let explained = !criterion.description.note.nl.is_empty();
        let data = match (&form.data, form.kind) {
            (Some(data), _) => data,
            (None, Kind::Area) => {
                // It is not known what the area is held against.
                if !explained {
                    self.unexplained(form.place, "it is not said what the area is held against");
                }
                let attribute = form.area.as_ref().and_then(|it| it.attribute.as_ref());
                asked.extend(attribute.map(|it| it.value.clone()));
                return;
            }
            (None, _) => &form.path,
        };
        if data.value != form.path.value && form.kind != Kind::Area && !explained {
            let text = format!("`{}` asks for `{}`", form.path.value, data.value);
            self.unexplained(data.place, &text);
        }
        for (message, root) in roots {
            let Some(found) = follow(&release.shapes, *root, &data.value) else {
                self.unresolved(data, message, release.info.version);
                return;
            };
            match form.kind {
                Kind::Area => {
                    let limit = form.area.as_ref().and_then(|it| it.limit.as_ref());
                    if let Some(limit) = limit
                        && follow(&release.shapes, *root, &limit.value).is_none()
                    {
                        self.unresolved(limit, message, release.info.version);
                    }
                    asked.push(found.id.clone());
                }
                Kind::Value => {
                    for condition in &form.conditions {
                        self.stands_for(condition, found, form);
                        asked.push(found.id.clone());
                    }
                }
                Kind::Any | Kind::All => {
                    let Value::Shape(element) = found.value else {
                        self.unresolved(data, message, release.info.version);
                        return;
                    };
                    for condition in &form.conditions {
                        let path = condition.path.as_ref().unwrap_or(&form.path);
                        let inner = condition.data.as_ref().unwrap_or(path);
                        if inner.value != path.value && !explained {
                            let text = format!("`{}` asks for `{}`", path.value, inner.value);
                            self.unexplained(inner.place, &text);
                        }
                        match follow(&release.shapes, element, &inner.value) {
                            Some(found) => {
                                self.stands_for(condition, found, form);
                                asked.push(found.id.clone());
                            }
                            None => self.unresolved(inner, message, release.info.version),
                        }
                    }
                }
            }
        }
    }

    fn unexplained(&mut self, place: Place, text: &str) {
        let help = "say in a `note` of the criterion why the contract writes it so";
        self.tell(Problem::UnexplainedPath, place, text.to_owned(), help);
    }

    fn unresolved(&mut self, path: &At<String>, message: &str, release: Version) {
        self.tell(
            Problem::UnresolvedPath,
            path.place,
            format!("`{}` finds nothing in `{message}` of {release}", path.value),
            "give a `data` path: names in JSON with dots between, through single records",
        );
    }

    /// A condition names the attribute that its path finds, and its operators fit.
    fn stands_for(&mut self, condition: &Condition, found: &Attribute, form: &Form) {
        if found.id != condition.attribute.value {
            self.tell(
                Problem::DanglingReference,
                condition.attribute.place,
                format!("its path finds `{}`, not `{}`", found.id, condition.attribute.value),
                "name the attribute that the path finds",
            );
        }
        if found.many
            || matches!(found.value, Value::Shape(_) | Value::Label { .. } | Value::Boolean)
        {
            self.tell(
                Problem::FacetConflict,
                condition.attribute.place,
                format!("`{}` cannot be compared with one value", found.id),
                "a list of records is asked with the kind any or all",
            );
        }
        for it in &condition.operators {
            let constant = it.constant.as_ref();
            let plain = |text: &At<String>| text.value.bytes().all(|b| b.is_ascii_alphanumeric());
            if let Some(constant) = constant.filter(|it| !plain(it)) {
                self.tell(
                    Problem::FacetConflict,
                    constant.place,
                    "a constant is made of ASCII letters and digits".to_owned(),
                    "write a `pattern` instead",
                );
            }
        }
        for it in &form.alternatives {
            let names = it.required.iter().chain(&it.optional).chain(&it.forbidden);
            for name in names {
                let known: Vec<&str> =
                    condition.operators.iter().map(|it| it.operator.value.name()).collect();
                if !known.contains(&name.value.as_str()) {
                    self.tell(
                        Problem::DanglingReference,
                        name.place,
                        format!("the condition has no operator `{}`", name.value),
                        &did_you_mean(&name.value, known),
                    );
                }
            }
        }
    }

    /// What can be asked is what the attributes say can be asked.
    fn searchable(&mut self, release: &Release, part: &str, asked: &[String], place: Place) {
        let version = release.info.version;
        let says = |id: &str| {
            let (_, node) = self.model.attribute(id)?;
            let since = node.searchable.iter().find(|(name, _)| name == part);
            Some((since.is_some_and(|(_, since)| *since <= version), node.place))
        };
        let mut wrong = Vec::new();
        for id in asked {
            if let Some((false, at)) = says(id) {
                wrong.push((at, format!("a question of {version} asks `{id}` of `{part}`")));
            }
        }
        for node in self.model.entities().iter().flat_map(|it| &it.attributes) {
            if let Some((true, at)) = says(&node.id)
                && !asked.contains(&node.id)
                && release.shapes.iter().any(|shape| {
                    let of_part = |it: &String| it.starts_with(part);
                    shape.attributes().iter().any(|it| it.id == node.id)
                        && shape.profiles.iter().any(of_part)
                })
            {
                let text = format!("no question of {version} asks `{}` of `{part}`", node.id);
                wrong.push((at, text));
            }
        }
        for (at, text) in wrong {
            if self.told.contains(&at) {
                continue;
            }
            self.told.push(at);
            draft(Problem::SearchableMismatch, at, text)
                .related(place, "the question")
                .help("`searchable` says since which release a part can be asked for it")
                .send(self.sink);
        }
    }
}
