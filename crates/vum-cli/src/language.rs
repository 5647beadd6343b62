//! The language of what people read.

use vum::Language;
use vum_model::Text;

/// Speaks one of the two languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speech {
    pub(crate) language: Language,
    /// The language of a page for people elsewhere: Dutch, unless another was asked for.
    pub(crate) page: Language,
}

impl Speech {
    /// The language that was asked for, else that of the environment.
    pub(crate) fn new(asked: Option<Language>) -> Self {
        let page = asked.unwrap_or(Language::Nl);
        Self { language: asked.unwrap_or_else(from_environment), page }
    }

    /// Whichever of two is in the language.
    pub(crate) fn pick<T>(self, nl: T, en: T) -> T {
        match self.language {
            Language::Nl => nl,
            Language::En => en,
        }
    }

    /// A text of the standard; Dutch where there is no English.
    pub(crate) fn text(self, text: &Text) -> &str {
        if text.en.is_empty() { &text.nl } else { self.pick(&text.nl, &text.en) }
    }

    /// A number with its noun.
    pub(crate) fn count(self, number: u64, noun: Noun) -> String {
        let (nl, en) = noun.words();
        let (one, more) = self.pick(nl, en);
        format!("{number} {}", if number == 1 { one } else { more })
    }
}

/// What the program counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Noun {
    Attribute,
    Code,
    Entity,
    Error,
    File,
    Info,
    List,
    Message,
    Record,
    Release,
    Warning,
}

type Forms = (&'static str, &'static str);

impl Noun {
    fn words(self) -> (Forms, Forms) {
        match self {
            Self::Attribute => (("attribuut", "attributen"), ("attribute", "attributes")),
            Self::Code => (("code", "codes"), ("code", "codes")),
            Self::Entity => (("entiteit", "entiteiten"), ("entity", "entities")),
            Self::Error => (("fout", "fouten"), ("error", "errors")),
            Self::File => (("bestand", "bestanden"), ("file", "files")),
            Self::Info => (("info", "info's"), ("info", "infos")),
            Self::List => (("codelijst", "codelijsten"), ("code list", "code lists")),
            Self::Message => (("bericht", "berichten"), ("message", "messages")),
            Self::Record => (("record", "records"), ("record", "records")),
            Self::Release => (("release", "releases"), ("release", "releases")),
            Self::Warning => (("waarschuwing", "waarschuwingen"), ("warning", "warnings")),
        }
    }
}

fn from_environment() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("nl") { Language::Nl } else { Language::En }
}
