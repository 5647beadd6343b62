//! What a migration could not bring over.

use std::fmt;

use crate::migrate::MigrateOptions;
use crate::rule::{Language, Texts};

/// What a migration could not bring over. It holds no values, unless
/// [`MigrateOptions::show_values`](super::MigrateOptions::show_values) was set.
#[derive(Clone, Debug, Default)]
pub struct LossReport {
    losses: Vec<Loss>,
    dropped: u64,
}

impl LossReport {
    /// Adds a loss, or counts it when there are too many.
    pub(crate) fn add(&mut self, options: &MigrateOptions<'_>, loss: impl FnOnce() -> Loss) {
        if self.losses.len() < options.limits.findings {
            self.losses.push(loss());
        } else {
            self.dropped += 1;
        }
    }

    /// Whether nothing was lost and nothing is missing. Then the way back gives the same value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty() && self.dropped == 0
    }

    /// What was lost, in the order of the source; behind it what is missing in the target.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// How many more there were than [`Limits::findings`](crate::Limits::findings).
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// How many there were, those beyond the limit included.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.losses.len() as u64 + self.dropped
    }
}

/// A value that did not come over, or one that the target asks for and the source does not have.
#[derive(Clone, PartialEq, Eq)]
pub struct Loss {
    /// Id of the attribute, in the release that has it.
    pub attribute: &'static str,
    /// JSON Pointer (RFC 6901) in the source; of [`Reason::Missing`] in the target.
    pub pointer: String,
    /// Why.
    pub reason: Reason,
    /// The value as text, when values are to be shown. It may be personal data.
    pub value: Option<String>,
}

/// Without the value.
impl fmt::Debug for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loss")
            .field("attribute", &self.attribute)
            .field("pointer", &self.pointer)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// One line in English for a log, such as
/// `removed /vakvaardigheid/0/omschrijving: the target release no longer has this attribute`.
impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, text) = (self.reason.id(), self.reason.text(Language::En));
        write!(f, "{id} {}: {text}", self.pointer)
    }
}

/// Why a value did not come over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The target release no longer has the attribute, and nothing takes its place.
    Removed,
    /// The target release does not have the attribute yet.
    Introduced,
    /// The target release has the attribute in other messages, or for the other role.
    OtherMessage,
    /// The target release says it in another way, to which the value cannot be brought over: a name
    /// in free text where a code is asked for.
    NoMapping,
    /// A code that needs a table from the first list to the second, and there is none.
    NeedsTable(&'static str, &'static str),
    /// The table from the first list to the second does not have the code.
    NotInTable(&'static str, &'static str),
    /// The target release does not allow the value: too long, out of bounds, another form, or a code
    /// that its list does not have. It is never cut off.
    TooNarrow,
    /// The target has place for one of several values, and another one has it.
    Folded,
    /// The contract of the role asks for it in the target, and the source does not have it.
    Missing,
}

impl Reason {
    /// The name in reports; it never changes its meaning.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Introduced => "introduced",
            Self::OtherMessage => "other-message",
            Self::NoMapping => "no-mapping",
            Self::NeedsTable(..) => "needs-table",
            Self::NotInTable(..) => "not-in-table",
            Self::TooNarrow => "too-narrow",
            Self::Folded => "folded",
            Self::Missing => "missing",
        }
    }

    /// The reason in words, in a language.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let texts = match self {
            Self::Removed => Texts {
                nl: "de doelrelease heeft dit gegeven niet meer",
                en: "the target release no longer has this attribute",
            },
            Self::Introduced => Texts {
                nl: "de doelrelease heeft dit gegeven nog niet",
                en: "the target release does not have this attribute yet",
            },
            Self::OtherMessage => Texts {
                nl: "de doelrelease heeft dit gegeven niet in dit bericht of niet voor deze rol",
                en: "the target release does not have this attribute in this message or for this role",
            },
            Self::NoMapping => Texts {
                nl: "de doelrelease zegt dit anders en de waarde is daarin niet om te zetten",
                en: "the target release says this in another way, to which the value cannot be brought over",
            },
            Self::NeedsTable(..) => Texts {
                nl: "een tabel van {from} naar {to} is nodig",
                en: "a table from {from} to {to} is needed",
            },
            Self::NotInTable(..) => Texts {
                nl: "de tabel van {from} naar {to} heeft deze code niet",
                en: "the table from {from} to {to} does not have this code",
            },
            Self::TooNarrow => Texts {
                nl: "de doelrelease laat deze waarde niet toe",
                en: "the target release does not allow this value",
            },
            Self::Folded => Texts {
                nl: "de doelrelease heeft plaats voor een van de waarden, en een andere staat er",
                en: "the target release has place for one of the values, and another one is there",
            },
            Self::Missing => Texts {
                nl: "verplicht in de doelrelease, maar afwezig in de bron",
                en: "required in the target release, but absent in the source",
            },
        };
        let text = texts.get(language);
        match self {
            Self::NeedsTable(from, to) | Self::NotInTable(from, to) => {
                text.replace("{from}", from).replace("{to}", to)
            }
            _ => text.to_owned(),
        }
    }
}
