//! Whole bodies.

use vum_model::{
    Body, BodyContent, BodyValue, FactValue, Model, Property, Release, Role, RoleSet, Version,
};

use super::Explainer;
use super::page::Page;
use crate::exit::Failure;

/// The ids of the bodies of all releases, in the order of the standard.
pub(super) fn ids(model: &Model) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for release in model.releases().iter().filter_map(|info| model.release(info.version)) {
        for body in release.bodies {
            if !ids.contains(&body.id) {
                ids.push(body.id);
            }
        }
    }
    ids
}

impl Explainer<'_> {
    pub(super) fn body(&self, id: &str, page: &mut Page) -> Result<(), Failure> {
        let speech = self.speech;
        let has = |it: &Release| it.bodies.iter().any(|body| body.id == id);
        let releases = self.model.releases().iter();
        let releases: Vec<Release> =
            releases.filter_map(|info| self.model.release(info.version)).filter(has).collect();
        let versions: Vec<Version> = releases.iter().map(|it| it.info.version).collect();
        let version = self.release_for(id, |it| versions.contains(&it))?;
        let Some(release) = releases.iter().find(|it| Some(it.info.version) == version) else {
            return Ok(());
        };
        let bodies: Vec<&Body> = release.bodies.iter().filter(|body| body.id == id).collect();
        let Some(first) = bodies.first() else { return Ok(()) };
        let label = &first.description.label;
        page.title(id, &format!("{}: {label}", speech.pick("hele body", "whole body")));
        page.paragraph(speech.text(&first.description.definition));
        page.field(speech.pick("Bestaat in", "Exists in"), &self.range(&versions));
        for body in bodies {
            let roles: Vec<&str> = body.roles.iter().map(Role::name).collect();
            page.heading(&format!("{} ({})", release.info.version, roles.join(", ")));
            match &body.content {
                BodyContent::Message(message) => {
                    page.item(message, speech.pick("het bericht zelf", "the message itself"));
                }
                BodyContent::Object { properties, closed } => {
                    for it in properties {
                        page.item(&it.name, &self.property(it, body.roles));
                    }
                    page.paragraph(&self.other_names(*closed, body.roles));
                }
            }
        }
        Ok(())
    }

    fn property(&self, it: &Property, roles: RoleSet) -> String {
        let speech = self.speech;
        let value = match &it.value {
            BodyValue::Plain(value) => self.value(&FactValue::Plain(value.clone())),
            BodyValue::Message(id) => format!("{} {id}", speech.pick("bericht", "message")),
            BodyValue::Selection => speech
                .pick("selectievraag, niet beoordeeld", "selectievraag, not judged")
                .to_owned(),
        };
        let value = match it.many {
            true => format!("{} {value}", speech.pick("lijst van:", "list of:")),
            false => value,
        };
        let words = roles.iter().map(|role| {
            let word = match (it.present.contains(role), it.required.contains(role)) {
                (_, true) => speech.pick("verplicht", "required"),
                (true, false) => speech.pick("optioneel", "optional"),
                (false, false) => speech.pick("niet", "absent"),
            };
            (role.name(), word)
        });
        let words: Vec<(&str, &str)> = words.collect();
        let presence = match words.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, word)| word == first) => {
                (*first).to_owned()
            }
            words => {
                let words = words.iter().map(|(role, word)| format!("{role} {word}"));
                words.collect::<Vec<_>>().join(", ")
            }
        };
        format!("{value}; {presence}. {}", speech.text(&it.description.definition))
    }

    fn other_names(&self, closed: RoleSet, roles: RoleSet) -> String {
        let speech = self.speech;
        let names = |set: RoleSet| set.iter().map(Role::name).collect::<Vec<_>>().join(", ");
        if closed.is_empty() {
            return speech
                .pick("Andere namen zijn toegestaan.", "Other names are allowed.")
                .to_owned();
        }
        if closed == roles {
            return speech
                .pick("Andere namen zijn een fout.", "Other names are an error.")
                .to_owned();
        }
        let names = names(closed);
        speech.pick(
            format!("Andere namen zijn een fout in het contract van de {names}."),
            format!("Other names are an error in the contract of the {names}."),
        )
    }
}
