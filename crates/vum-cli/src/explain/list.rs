//! Code lists.

use vum_model::{FactValue, Lifecycle, ListNode, Period, Value};

use super::Explainer;
use super::page::Page;
use crate::exit::Failure;
use crate::language::Noun;

/// Codes of a long list that are shown.
const SHOWN: usize = 20;

impl Explainer<'_> {
    pub(super) fn list(&self, list: &ListNode, page: &mut Page) -> Result<(), Failure> {
        let speech = self.speech;
        let release = self.release_for(&list.id, |release| list.lifecycle.covers(release))?;
        let label = &list.description.label;
        page.title(&list.id, &format!("{}: {label}", speech.pick("codelijst", "code list")));
        page.paragraph(speech.text(&list.description.definition));
        page.field(speech.pick("Beheerder", "Owner"), &list.owner);
        page.field(speech.pick("Bestaat", "Exists"), &self.lifecycle(&list.lifecycle));
        let unknown = match list.closed {
            true => speech
                .pick("fout: het contract somt de codes op", "error: the contract names the codes"),
            false if list.complete => speech.pick("waarschuwing", "warning"),
            false => speech.pick(
                "niet te zien: de lijst is hier niet volledig",
                "not seen: the list is not complete here",
            ),
        };
        page.field(speech.pick("Onbekende code", "Unknown code"), unknown);
        page.field(speech.pick("Vorm", "Form"), list.form.as_deref().unwrap_or_default());
        self.description(&list.description, page);
        page.field(speech.pick("Bron", "Source"), &list.source);
        page.field(speech.pick("Voorwaarden", "Terms"), list.terms.as_deref().unwrap_or_default());
        page.field(speech.pick("Gebruikt door", "Used by"), &self.users(list).join(", "));
        let place = self.model.location(list.place);
        page.field(
            speech.pick("Staat in", "Written in"),
            &format!("{}:{}", place.path, place.line),
        );

        if let Some(release) = release {
            self.list_example(list, release, page);
        }

        let codes: Vec<_> = list
            .codes
            .iter()
            .filter(|code| {
                self.release.is_none() || release.is_some_and(|it| code.lifecycle.covers(it))
            })
            .collect();
        if codes.is_empty() {
            return Ok(());
        }
        let count = speech.count(codes.len() as u64, Noun::Code);
        let release = self.release.map_or(String::new(), |release| format!(" ({release})"));
        page.heading(&format!("{count}{release}"));
        for code in codes.iter().take(SHOWN) {
            let mut text = self.meaning(code);
            let differences = self.differences(&code.lifecycle, &list.lifecycle);
            if !differences.is_empty() {
                text.push_str(&format!(" ({differences})"));
            }
            let Period { from, until } = code.period;
            if let Some(from) = from {
                text.push_str(&format!(" ({} {from})", speech.pick("vanaf", "from")));
            }
            if let Some(until) = until {
                text.push_str(&format!(" ({} {until})", speech.pick("tot", "until")));
            }
            page.item(&code.code, &text);
        }
        if codes.len() > SHOWN {
            let more = codes.len() - SHOWN;
            page.paragraph(&speech.pick(format!("… en {more} meer"), format!("… and {more} more")));
        }
        Ok(())
    }

    /// What the life of a code has that the life of its list has not.
    fn differences(&self, code: &Lifecycle, list: &Lifecycle) -> String {
        let mut own = code.clone();
        own.removed = own.removed.filter(|_| code.removed != list.removed);
        let text = self.lifecycle(&own);
        if code.introduced != list.introduced {
            return text;
        }
        text.split_once("; ").map_or(String::new(), |(_, rest)| rest.to_owned())
    }

    /// The attributes whose value comes from a list.
    pub(super) fn users(&self, list: &ListNode) -> Vec<&str> {
        let uses = |value: &FactValue| match value {
            FactValue::Plain(Value::Code { list: id, .. } | Value::Label { list: id }) => {
                *id == list.id
            }
            _ => false,
        };
        self.attributes_where(uses)
    }

    /// The attributes that in some release have such a value.
    pub(super) fn attributes_where(&self, is: impl Fn(&FactValue) -> bool) -> Vec<&str> {
        let holds = |id: &str| {
            let facts = self.model.history(id);
            facts.iter().any(|it| self.release.is_none_or(|r| r == it.release) && is(&it.value))
        };
        let attributes = self.model.attributes().map(|(_, attribute)| attribute.id.as_str());
        attributes.filter(|id| holds(id)).collect()
    }
}
