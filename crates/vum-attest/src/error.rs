//! What cannot be read or done.

use vum_runtime::Language;

/// Why something could not be read or done. What it says holds nothing of a private key.
#[derive(Debug, thiserror::Error)]
#[error("{en}")]
pub struct Error {
    kind: Kind,
    nl: String,
    en: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unreadable,
    Refused,
}

impl Error {
    /// In a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }

    /// Whether everything could be read, and what was asked is not done all the same: it would sign
    /// something that is not so.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.kind == Kind::Refused
    }

    pub(crate) fn unreadable(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind: Kind::Unreadable, nl: nl.into(), en: en.into() }
    }

    pub(crate) fn refused(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind: Kind::Refused, nl: nl.into(), en: en.into() }
    }

    pub(crate) fn inconsistent() -> Self {
        Self::refused(
            "het rapport spreekt zichzelf tegen: de uitkomst past niet bij de controles",
            "the report contradicts itself: the outcome does not fit the cases",
        )
    }

    /// JSON that is not what it has to be. The place is told, and not what stands there.
    pub(crate) fn json(nl: &str, en: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let what = match error.classify() {
            serde_json::error::Category::Data => error.to_string(),
            _ => "JSON".to_owned(),
        };
        Self::unreadable(
            format!("{nl} (regel {line}, kolom {column}): {what}"),
            format!("{en} (line {line}, column {column}): {what}"),
        )
    }
}
