//! Changes in words, in Dutch and English.

use std::collections::BTreeMap;

use vum_model::Text;

use crate::compare::Change;
use crate::facts::Kind;
use crate::rules::{Impact, Party, Step};

/// A language of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch, the language of the standard.
    Nl,
    /// English.
    En,
}

impl Language {
    /// Whichever of two is in the language.
    pub fn pick<T>(self, nl: T, en: T) -> T {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// A text of the standard; Dutch where there is no English.
    #[must_use]
    pub fn text(self, text: &Text) -> &str {
        if text.en.is_empty() { &text.nl } else { self.pick(&text.nl, &text.en) }
    }
}

fn both(nl: &str, en: &str) -> Text {
    Text { nl: nl.to_owned(), en: en.to_owned() }
}

impl Change {
    /// What changed, without the node it is about.
    #[must_use]
    pub fn text(&self) -> Text {
        let fill = |template: &str, none: &str| {
            let value = |it: &Option<String>| it.clone().unwrap_or_else(|| none.to_owned());
            // One pass: a value may hold braces of its own.
            let mut text = String::new();
            let mut rest = template;
            while let Some((before, behind)) = rest.split_once('{') {
                let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
                text.push_str(before);
                text.push_str(&match name {
                    "before" => value(&self.before),
                    "after" => value(&self.after),
                    _ => value(&self.successor),
                });
                rest = after;
            }
            text + rest
        };
        let mut text = Text { nl: fill(self.rule.nl, "geen"), en: fill(self.rule.en, "none") };
        // What came or went is told with what it is.
        if self.property.is_none()
            && let Some(what) = self.after.as_ref().or(self.before.as_ref())
            && !self.rule.nl.contains("{after}")
        {
            text.nl = format!("{} ({what})", text.nl);
            text.en = format!("{} ({what})", text.en);
        }
        text
    }

    /// The places for people: messages, and for headers the operations with their statuses.
    #[must_use]
    pub fn places_in_short(&self) -> Vec<String> {
        if self.kind != Kind::HeaderUse {
            return self.selectors();
        }
        let mut operations: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for selector in self.selectors() {
            let (path, role) = match selector.split_once('@') {
                Some((path, role)) => (path, format!("@{role}")),
                None => (selector.as_str(), String::new()),
            };
            let mut parts = path.splitn(3, '/');
            let (part, operation) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let statuses = operations.entry(format!("{part}/{operation}")).or_default();
            statuses.extend(parts.next().map(|status| format!("{status}{role}")));
        }
        let shown = operations.into_iter().map(|(operation, statuses)| match statuses.len() {
            0 => operation,
            _ => format!("{operation} ({})", statuses.join(", ")),
        });
        shown.collect()
    }
}

impl Kind {
    /// What the nodes are called.
    #[must_use]
    pub fn heading(self) -> Text {
        match self {
            Self::Release => both("Release", "Release"),
            Self::Message => both("Berichten", "Messages"),
            Self::Entity => both("Entiteiten", "Entities"),
            Self::Branch => both("Takken van keuzes", "Branches of choices"),
            Self::Attribute => both("Attributen", "Attributes"),
            Self::List => both("Codelijsten", "Code lists"),
            Self::Code => both("Codes", "Codes"),
            Self::TableCode => both("Codes van anderen", "Codes of others"),
            Self::Criterion => both("Criteria", "Criteria"),
            Self::Condition => both("Voorwaarden in criteria", "Conditions in criteria"),
            Self::Operator => both("Operatoren", "Operators"),
            Self::Contract => both("Contracten", "Contracts"),
            Self::Server => both("Adressen", "Addresses"),
            Self::Operation => both("Operaties", "Operations"),
            Self::Response => both("Responsen", "Responses"),
            Self::HeaderUse => both("Headers in verkeer", "Headers in traffic"),
            Self::Header => both("Headers", "Headers"),
            Self::Body => both("Bodies", "Bodies"),
            Self::BodyProperty => both("Onderdelen van bodies", "Properties of bodies"),
            Self::Error => both("Foutcodes", "Error codes"),
            Self::Limit => both("Grenzen", "Limits"),
        }
    }
}

impl Party {
    /// Who it is.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Sender => both("bron die zendt", "bron that sends"),
            Self::Receiver => both("bemiddelaar die ontvangt", "bemiddelaar that receives"),
            Self::StrictReceiver => {
                both("strikte ontvanger van de oude release", "strict receiver of the old release")
            }
            Self::Asker => both("bemiddelaar die vraagt", "bemiddelaar that asks"),
        }
    }
}

impl Impact {
    /// What it means.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::None => both("geen", "none"),
            Self::Look => both("let op", "look"),
            Self::Breaks => both("breekt", "breaks"),
        }
    }
}

impl Step {
    /// What it means.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Patch => both("patch: geen bericht wijzigt", "patch: no message changes"),
            Self::Minor => both(
                "minor: alleen toevoegingen en versoepelingen",
                "minor: additions and loosenings only",
            ),
            Self::Major => both("major: er breekt iets", "major: something breaks"),
        }
    }
}
