//! Parts of the standard in words.

use vum_model::{
    Bounds, CodeForm, Deprecation, Description, Fact, FactValue, Lifecycle, Role, RoleSet,
    SgrRelation, TextForm, Value,
};

use super::Explainer;
use super::page::Page;

impl Explainer<'_> {
    /// Norm, tag, SGR and note: what every node has.
    pub(super) fn description(&self, it: &Description, page: &mut Page) {
        let speech = self.speech;
        page.field(speech.pick("Norm", "Norm"), it.norm.as_deref().unwrap_or_default());
        if let Some(tag) = &it.tag {
            let draft = speech.pick(" (voorstel)", " (draft)");
            page.field("SuwiML", &format!("{tag}{}", if it.tag_is_draft { draft } else { "" }));
        }
        let relation = it.sgr.map_or("", |sgr| self.sgr(Some(sgr)));
        let sgr = match (&it.sgr_item, relation) {
            (Some(item), "") => item.clone(),
            (Some(item), relation) => format!("{item}; {relation}"),
            (None, relation) => relation.to_owned(),
        };
        page.field("SGR", &sgr);
        page.field(speech.pick("Opmerking", "Note"), speech.text(&it.note));
    }

    pub(super) fn sgr(&self, relation: Option<SgrRelation>) -> &'static str {
        match relation {
            Some(SgrRelation::Equal) => self.speech.pick("gelijk aan het SGR", "as in the SGR"),
            Some(SgrRelation::Ahead) => {
                self.speech.pick("loopt voor op het SGR", "runs ahead of the SGR")
            }
            Some(SgrRelation::Absent) => self.speech.pick("niet in het SGR", "not in the SGR"),
            Some(SgrRelation::Unknown) | None => {
                self.speech.pick("verhouding tot het SGR onbekend", "relation to the SGR unknown")
            }
        }
    }

    pub(super) fn lifecycle(&self, life: &Lifecycle) -> String {
        let speech = self.speech;
        let mut text = format!("{} {}", speech.pick("vanaf", "since"), life.introduced);
        if let Some(deprecated) = &life.deprecated {
            text.push_str("; ");
            text.push_str(&self.deprecation(deprecated));
        }
        if let Some(removed) = life.removed {
            text.push_str(speech.pick("; verwijderd in ", "; removed in "));
            text.push_str(&removed.to_string());
            if let Some(successor) = life.successor() {
                text.push_str(&format!(" ({} {successor})", speech.pick("opvolger", "successor")));
            }
        }
        text
    }

    pub(super) fn deprecation(&self, it: &Deprecation) -> String {
        let speech = self.speech;
        let mut text =
            format!("{} {}", speech.pick("afgeraden sinds", "deprecated since"), it.release);
        let reason = speech.text(&it.reason);
        if !reason.is_empty() {
            text.push_str(&format!(": {}", reason.trim_end_matches('.')));
        }
        if let Some(successor) = &it.successor {
            text.push_str(&format!(" ({} {successor})", speech.pick("opvolger", "successor")));
        }
        text
    }

    /// What holds for an attribute in a message, but for the name of release and message.
    pub(super) fn fact(&self, fact: &Fact, attribute: &str) -> String {
        let speech = self.speech;
        let value = self.value(&fact.value);
        let mut text = match fact.many {
            true => format!("{} {value}", speech.pick("lijst van:", "list of:")),
            false => value,
        };
        text.push_str("; ");
        text.push_str(&self.presence(fact.present, fact.required));
        if fact.name != attribute {
            text.push_str(&format!("; {} {}", speech.pick("naam", "name"), fact.name));
        }
        if let Some(deprecated) = &fact.deprecated {
            text.push_str("; ");
            text.push_str(&self.deprecation(deprecated));
        }
        text
    }

    pub(super) fn presence(&self, present: RoleSet, required: RoleSet) -> String {
        let speech = self.speech;
        if required == RoleSet::ALL {
            return speech.pick("verplicht", "required").to_owned();
        }
        if present == RoleSet::ALL && required.is_empty() {
            return speech.pick("optioneel", "optional").to_owned();
        }
        let roles = Role::ALL.map(|role| {
            let word = match (present.contains(role), required.contains(role)) {
                (_, true) => speech.pick("verplicht", "required"),
                (true, false) => speech.pick("optioneel", "optional"),
                (false, false) => speech.pick("niet toegestaan", "not allowed"),
            };
            format!("{} {word}", role.name())
        });
        roles.join(", ")
    }

    pub(super) fn value(&self, value: &FactValue) -> String {
        let speech = self.speech;
        match value {
            FactValue::Entity(id) => format!("{} {id}", speech.pick("entiteit", "entity")),
            FactValue::Choice(ids) => {
                format!("{} {}", speech.pick("keuze uit", "one of"), ids.join(", "))
            }
            FactValue::Plain(value) => self.plain(value),
        }
    }

    fn plain(&self, value: &Value) -> String {
        let speech = self.speech;
        match value {
            Value::Text(form) => format!("{}{}", speech.pick("tekst", "text"), self.form(form)),
            Value::Uri(form) => format!("URI{}", self.form(form)),
            Value::Label { list } => {
                format!("{} {list}", speech.pick("omschrijving uit", "label of"))
            }
            Value::Integer(bounds) => {
                format!("{}{}", speech.pick("geheel getal", "whole number"), self.bounds(bounds))
            }
            Value::Boolean => "true, false".to_owned(),
            Value::Date => speech.pick("datum JJJJ-MM-DD", "date YYYY-MM-DD").to_owned(),
            Value::Code { list, form } => {
                let of = speech.pick("code uit", "code of");
                match form {
                    CodeForm::Text(form) => {
                        format!(
                            "{of} {list}, {}{}",
                            speech.pick("als tekst", "as text"),
                            self.form(form)
                        )
                    }
                    CodeForm::Integer(bounds) => {
                        let number = speech.pick("als getal", "as number");
                        format!("{of} {list}, {number}{}", self.bounds(bounds))
                    }
                }
            }
            Value::Shape(_) => String::new(),
        }
    }

    fn form(&self, form: &TextForm) -> String {
        let speech = self.speech;
        let mut text = match (form.min_length, form.max_length) {
            (None, None) => String::new(),
            (None, Some(max)) => speech
                .pick(format!(", ten hoogste {max} tekens"), format!(", at most {max} characters")),
            (Some(min), None) => speech
                .pick(format!(", ten minste {min} tekens"), format!(", at least {min} characters")),
            (Some(min), Some(max)) if min == max => {
                format!(", {min} {}", speech.pick("tekens", "characters"))
            }
            (Some(min), Some(max)) => {
                format!(", {min}–{max} {}", speech.pick("tekens", "characters"))
            }
        };
        if let Some(pattern) = &form.pattern {
            text.push_str(&format!(", {} {pattern}", speech.pick("patroon", "pattern")));
        }
        text
    }

    fn bounds(&self, bounds: &Bounds) -> String {
        match (bounds.min, bounds.max) {
            (None, None) => String::new(),
            (Some(min), None) => format!(", {} {min}", self.speech.pick("ten minste", "at least")),
            (None, Some(max)) => format!(", {} {max}", self.speech.pick("ten hoogste", "at most")),
            (Some(min), Some(max)) => format!(", {min}–{max}"),
        }
    }
}
