//! Messages, entities and attributes.

use std::collections::BTreeSet;

use vum_model::{AttributeNode, EntityNode, Fact, FactValue, MessageNode, ShapeKind, Version};

use super::page::Page;
use super::{Explainer, own_name};
use crate::exit::Failure;

/// What holds in some messages, in some releases.
struct Row {
    releases: Vec<Version>,
    messages: Vec<String>,
    text: String,
}

impl Explainer<'_> {
    pub(super) fn message(&self, message: &MessageNode, page: &mut Page) -> Result<(), Failure> {
        let (model, speech) = (self.model, self.speech);
        let release = self.release_for(&message.id, |it| message.lifecycle.covers(it))?;
        let label = &message.description.label;
        page.title(&message.id, &format!("{}: {label}", speech.pick("bericht", "message")));
        page.paragraph(speech.text(&message.description.definition));
        page.field(speech.pick("Bestaat", "Exists"), &self.lifecycle(&message.lifecycle));
        page.field(speech.pick("Entiteit", "Entity"), &message.entity);
        let resolved = release.and_then(|it| model.release(it));
        if let Some(found) = resolved.as_ref().and_then(|it| it.message(&message.id)) {
            page.field(
                speech.pick("Rol", "Role"),
                match found.question {
                    true => speech.pick("bemiddelaar (een vraag)", "bemiddelaar (a question)"),
                    false => found.default_role.name(),
                },
            );
        }
        self.description(&message.description, page);
        self.written_in(message.place, page);
        if let (Some(entity), Some(release)) = (model.entity(&message.entity), release) {
            self.attributes_of(entity, release, Some(&message.id), page);
        }
        Ok(())
    }

    pub(super) fn entity(&self, entity: &EntityNode, page: &mut Page) -> Result<(), Failure> {
        let (model, speech) = (self.model, self.speech);
        let release = self.release_for(&entity.id, |it| entity.lifecycle.covers(it))?;
        let what = match entity.is_choice() {
            true => speech.pick("entiteit, een keuze", "entity, a choice"),
            false => speech.pick("entiteit", "entity"),
        };
        page.title(&entity.id, &format!("{what}: {}", entity.description.label));
        page.paragraph(speech.text(&entity.description.definition));
        page.field(speech.pick("Naam", "Name"), &entity.name);
        page.field(speech.pick("Bestaat", "Exists"), &self.lifecycle(&entity.lifecycle));
        self.description(&entity.description, page);
        if let Some(release) = release {
            let messages = model.profiles_of(&entity.id, release).join(", ");
            let label = speech.pick("Berichten", "Messages");
            page.field(&format!("{label} ({release})"), &messages);
        }
        let is_value = |value: &FactValue| match value {
            FactValue::Entity(id) => *id == entity.id,
            FactValue::Choice(ids) => ids.contains(&entity.id),
            FactValue::Plain(_) => false,
        };
        page.field(
            speech.pick("Gebruikt door", "Used by"),
            &self.attributes_where(is_value).join(", "),
        );
        self.written_in(entity.place, page);
        if let Some(release) = release {
            self.attributes_of(entity, release, None, page);
            self.branches(entity, release, page);
        }
        Ok(())
    }

    /// The attributes of an entity in a release, in one message or all.
    fn attributes_of(
        &self,
        entity: &EntityNode,
        release: Version,
        message: Option<&str>,
        page: &mut Page,
    ) {
        let speech = self.speech;
        let holds = |fact: &Fact| {
            fact.release == release && message.is_none_or(|message| fact.profile == message)
        };
        let mut is_first = true;
        for attribute in &entity.attributes {
            let mut facts = self.model.history(&attribute.id);
            facts.retain(|fact| holds(fact));
            let Some(first) = facts.first() else { continue };
            if std::mem::take(&mut is_first) {
                page.heading(&format!("{} ({release})", speech.pick("Attributen", "Attributes")));
            }
            let texts: BTreeSet<String> =
                facts.iter().map(|fact| self.fact(fact, own_name(&attribute.id))).collect();
            let text = match texts.len() {
                1 => self.fact(first, own_name(&attribute.id)),
                _ => format!(
                    "{}; {}",
                    self.value(&first.value),
                    speech.pick("verschilt per bericht of rol", "differs by message or role")
                ),
            };
            page.item(own_name(&attribute.id), &text);
        }
    }

    fn branches(&self, entity: &EntityNode, release: Version, page: &mut Page) {
        let Some(release) = self.model.release(release).filter(|_| entity.is_choice()) else {
            return;
        };
        let mut seen = BTreeSet::new();
        page.heading(self.speech.pick("Precies één van", "Exactly one of"));
        for shape in release.shapes.iter().filter(|shape| shape.entity == entity.id) {
            let ShapeKind::Choice { variants } = &shape.kind else { continue };
            for variant in variants {
                let held = release.shape(variant.shape).map_or("", |shape| shape.entity.as_str());
                if seen.insert((variant.wrapper.clone(), held.to_owned())) {
                    let entity = self.speech.pick("entiteit", "entity");
                    page.item(&variant.wrapper, &format!("{entity} {held}"));
                }
            }
        }
    }

    pub(super) fn attribute(
        &self,
        entity: &EntityNode,
        attribute: &AttributeNode,
        page: &mut Page,
    ) -> Result<(), Failure> {
        let speech = self.speech;
        let facts = self.model.history(&attribute.id);
        let release = self
            .release_for(&attribute.id, |release| facts.iter().any(|it| it.release == release))?;
        let label = &attribute.description.label;
        page.title(&attribute.id, &format!("{}: {label}", speech.pick("attribuut", "attribute")));
        page.paragraph(speech.text(&attribute.description.definition));
        page.field(speech.pick("Naam in JSON", "Name in JSON"), &attribute.name);
        page.field(speech.pick("Entiteit", "Entity"), &entity.id);
        page.field(speech.pick("Bestaat", "Exists"), &self.lifecycle(&attribute.lifecycle));
        if let Some(reason) = &attribute.sensitive {
            page.field(speech.pick("Gevoelig", "Sensitive"), speech.text(reason));
        }
        let since = speech.pick("vanaf", "since");
        let searchable = attribute.searchable.iter();
        let searchable: Vec<_> =
            searchable.map(|(part, release)| format!("{part} ({since} {release})")).collect();
        page.field(speech.pick("Zoekbaar", "Searchable"), &searchable.join(", "));
        self.description(&attribute.description, page);
        self.written_in(attribute.place, page);
        page.heading(speech.pick("Per release en bericht", "By release and message"));
        for row in self.rows(&facts, own_name(&attribute.id)) {
            page.item(&self.range(&row.releases), &row.messages.join(", "));
            page.below(&row.text);
        }
        if let Some(release) = release {
            self.attribute_example(attribute, release, page);
        }
        Ok(())
    }

    fn written_in(&self, place: vum_model::Place, page: &mut Page) {
        let place = self.model.location(place);
        let label = self.speech.pick("Staat in", "Written in");
        page.field(label, &format!("{}:{}", place.path, place.line));
    }

    /// Facts that agree, taken together: first the messages of a release, then the releases.
    fn rows(&self, facts: &[Fact], name: &str) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let wanted = |fact: &&Fact| self.release.is_none_or(|release| release == fact.release);
        for fact in facts.iter().filter(wanted) {
            let text = self.fact(fact, name);
            let same = rows.iter_mut().find(|it| it.releases == [fact.release] && it.text == text);
            match same {
                Some(row) => row.messages.push(fact.profile.clone()),
                None => rows.push(Row {
                    releases: vec![fact.release],
                    messages: vec![fact.profile.clone()],
                    text,
                }),
            }
        }
        let mut merged: Vec<Row> = Vec::new();
        for row in rows {
            let same = |it: &&mut Row| it.messages == row.messages && it.text == row.text;
            match merged.iter_mut().find(same) {
                Some(known) => known.releases.extend(row.releases),
                None => merged.push(row),
            }
        }
        merged
    }

    /// Releases as a range where they follow each other.
    pub(super) fn range(&self, releases: &[Version]) -> String {
        let all: Vec<Version> = self.model.releases().iter().map(|it| it.version).collect();
        match releases {
            [first, .., last] if all.windows(releases.len()).any(|it| it == releases) => {
                format!("{first} – {last}")
            }
            several => several.iter().map(Version::to_string).collect::<Vec<_>>().join(", "),
        }
    }
}
