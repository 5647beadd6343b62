//! Whether the standard says of everything that goes or changes what becomes of its values.

use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::history::{Fact, FactValue};
use crate::lifecycle::Lifecycle;
use crate::migration::{FILE, Migrations};
use crate::model::{AttributeNode, EntityNode, Model};
use crate::release::{CodeForm, Status, Value, Version};
use crate::source::Place;

/// Reports everything that is wrong with the way from one release to another.
pub(crate) fn check(model: &Model, sink: &Sink) {
    let named = references(model, sink);
    if !named || sink.is_lost(FILE) {
        return;
    }
    let migrations = model.migrations();
    let alive: Vec<Version> = model
        .releases
        .iter()
        .filter(|it| it.status != Status::History)
        .map(|it| it.version)
        .collect();
    let checker = Checker { model, sink, migrations, alive };
    for (entity, attribute) in model.attributes() {
        checker.removed(entity, attribute);
        checker.changed(attribute);
    }
    checker.needless();
}

/// Whether what the file names exists.
fn references(model: &Model, sink: &Sink) -> bool {
    let mut fine = true;
    let mut dangling = |place: Place, text: String, help: String| {
        fine = false;
        draft(Problem::DanglingReference, place, text).help(help).send(sink);
    };
    let attributes = || model.attributes().map(|(_, it)| it.id.as_str());
    for id in model.migrations.losses.iter().flat_map(|it| &it.attributes.value) {
        if model.attributes_of(&id.value).is_empty() {
            let known = attributes().chain(model.entities.iter().map(|it| it.id.as_str()));
            let text = format!("there is no attribute or entity `{}`", id.value);
            dangling(id.place, text, did_you_mean(&id.value, known));
        }
    }
    for pick in &model.migrations.picks {
        for id in [&pick.list, &pick.by] {
            if model.attribute(&id.value).is_none() {
                let text = format!("there is no attribute `{}`", id.value);
                dangling(id.place, text, did_you_mean(&id.value, attributes()));
            }
        }
        let facts = model.history(&pick.list.value);
        let of_list = |fact: &Fact| match &fact.value {
            FactValue::Entity(entity) => {
                fact.many && pick.by.value.split('.').next() == Some(entity)
            }
            _ => false,
        };
        if !facts.is_empty() && !facts.iter().all(of_list) {
            let text = format!("`{}` is no list of what has `{}`", pick.list.value, pick.by.value);
            dangling(
                pick.by.place,
                text,
                "name an attribute of the records of the list".to_owned(),
            );
        }
        let lists = model.history(&pick.by.value).into_iter().filter_map(|it| match it.value {
            FactValue::Plain(Value::Code { list, .. }) => Some(list),
            _ => None,
        });
        for list in lists.collect::<std::collections::BTreeSet<_>>() {
            let Some(list) = model.list(&list) else { continue };
            for code in &pick.order.value {
                if list.complete && !list.codes.iter().any(|it| it.code == code.value) {
                    let known = list.codes.iter().map(|it| it.code.as_str());
                    let text = format!("the list `{}` has no code `{}`", list.id, code.value);
                    dangling(code.place, text, did_you_mean(&code.value, known));
                }
            }
        }
    }
    fine
}

struct Checker<'m> {
    model: &'m Model,
    sink: &'m Sink,
    migrations: Migrations,
    /// The releases for which something is generated, from old to new.
    alive: Vec<Version>,
}

impl Checker<'_> {
    /// A value of an attribute that went has a place to go to, or it is said that it has none. Records
    /// need nothing: what is in them is looked at by itself.
    fn removed(&self, entity: &EntityNode, attribute: &AttributeNode) {
        let facts = self.model.history(&attribute.id);
        for life in attribute.every_lifecycle() {
            let Some((removed, place)) = end(life, &entity.lifecycle) else { continue };
            let lived = |it: &&Fact| it.release < removed && self.alive.contains(&it.release);
            let Some(last) = facts.iter().rfind(lived) else { continue };
            if !self.alive.iter().any(|it| *it >= removed) {
                continue;
            }
            match life.successor() {
                Some(successor) => self.succeeded(attribute, last, removed, successor, place),
                None if !matches!(last.value, FactValue::Plain(_)) => {}
                None if self.is_stated(attribute) => {}
                None => draft(
                    Problem::MissingMigration,
                    place,
                    format!("nothing says what becomes of the values of `{}` in {removed}", attribute.id),
                )
                .help("name a `successor`, or state in a `[[loss]]` of migrations.toml why there is none")
                .send(self.sink),
            }
        }
    }

    /// What takes the place of an attribute can hold its values.
    fn succeeded(
        &self,
        attribute: &AttributeNode,
        last: &Fact,
        removed: Version,
        successor: &str,
        place: Place,
    ) {
        let mut next = self.model.history(successor).into_iter();
        let Some(next) = next.find(|it| it.release >= removed) else { return };
        let FactValue::Plain(value) = &last.value else { return };
        let fits = match &next.value {
            FactValue::Plain(next) => is_fit(value, next),
            _ => false,
        };
        if !fits || last.many && !next.many {
            self.unfit(&attribute.id, successor, removed, place);
        }
    }

    /// An attribute that lives on can still hold its values.
    fn changed(&self, attribute: &AttributeNode) {
        let facts = self.model.history(&attribute.id);
        for pair in self.alive.windows(2) {
            let [old, new] = pair else { continue };
            for before in facts.iter().filter(|it| it.release == *old) {
                let same = |it: &&Fact| it.release == *new && it.profile == before.profile;
                let Some(after) = facts.iter().find(same) else { continue };
                let fits = match (&before.value, &after.value) {
                    (FactValue::Plain(a), FactValue::Plain(b)) => is_fit(a, b),
                    (FactValue::Entity(a), FactValue::Entity(b)) => self.is_entity_fit(a, b),
                    (FactValue::Choice(a), FactValue::Choice(b)) => {
                        a.iter().any(|a| b.iter().any(|b| self.is_entity_fit(a, b)))
                    }
                    (FactValue::Choice(a), FactValue::Entity(b)) => {
                        a.iter().any(|a| self.is_entity_fit(a, b))
                    }
                    _ => false,
                };
                let picked = self.migrations.picks.iter().any(|it| it.list == attribute.id);
                if !fits || before.many && !after.many && !picked {
                    self.unfit(&attribute.id, &attribute.id, *new, after.place);
                    return;
                }
            }
        }
    }

    fn unfit(&self, from: &str, to: &str, release: Version, place: Place) {
        draft(
            Problem::MissingMigration,
            place,
            format!("a value of `{from}` cannot become one of `{to}` in {release}"),
        )
        .help("keep the kind of the value, let the entity have a successor, or give the new kind a name of its own")
        .send(self.sink);
    }

    fn is_entity_fit(&self, from: &str, to: &str) -> bool {
        let mut current = from;
        // No chain is longer than there are entities.
        for _ in 0..=self.model.entities.len() {
            if current == to {
                return true;
            }
            match self.migrations.successions.iter().find(|it| it.from == current) {
                Some(it) => current = &it.to,
                None => return false,
            }
        }
        false
    }

    fn is_stated(&self, attribute: &AttributeNode) -> bool {
        self.migrations.losses.iter().any(|it| it.attribute == attribute.id)
    }

    /// What is stated of something that did not go, or has a successor, is mostly a mistake.
    fn needless(&self) {
        for id in self.model.migrations.losses.iter().flat_map(|it| &it.attributes.value) {
            let mut named = self.model.attributes_of(&id.value).into_iter();
            let needs = |it: &AttributeNode| {
                let entity = it.id.split('.').next().and_then(|id| self.model.entity(id));
                let lost = |life: &Lifecycle| {
                    let ends = entity.is_some_and(|it| end(life, &it.lifecycle).is_some());
                    ends && life.successor().is_none()
                };
                it.every_lifecycle().any(lost)
            };
            if !named.any(needs) {
                draft(
                    Problem::NeedlessLoss,
                    id.place,
                    format!("`{}` is not lost: it lives on, or has a successor", id.value),
                )
                .help("take it out")
                .send(self.sink);
            }
        }
        for pick in &self.model.migrations.picks {
            let facts = self.model.history(&pick.list.value);
            if let Some(last) = self.alive.last()
                && facts.iter().any(|it| it.release == *last)
            {
                draft(
                    Problem::NeedlessLoss,
                    pick.list.place,
                    format!("`{}` is still a list in {last}", pick.list.value),
                )
                .help("take it out")
                .send(self.sink);
            }
        }
    }
}

/// The first release without an attribute, and where that is said.
fn end(life: &Lifecycle, parent: &Lifecycle) -> Option<(Version, Place)> {
    let own = life.removed.map(|it| (it, life.places.removed));
    own.or(parent.removed.map(|it| (it, parent.places.removed)))
}

/// Whether a value of one kind can be one of the other.
fn is_fit(from: &Value, to: &Value) -> bool {
    let coded = |it: &Value| {
        matches!(it, Value::Text(_) | Value::Uri(_) | Value::Label { .. } | Value::Code { .. })
    };
    let counted = |it: &Value| {
        matches!(it, Value::Integer(_) | Value::Code { form: CodeForm::Integer(_), .. })
    };
    coded(from) && coded(to)
        || counted(from) && counted(to)
        || std::mem::discriminant(from) == std::mem::discriminant(to)
}
