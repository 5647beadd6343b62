//! Rules as emitters see them: plain data.

use crate::release::{Day, Text, Version};
use crate::source::Place;

/// A rule above the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessRule {
    /// Stable id in kebab-case; never used again.
    pub id: String,
    /// The theme: the name of its file without `.toml`.
    pub theme: String,
    /// How bad a finding is.
    pub severity: RuleSeverity,
    /// What kind of quality it is about.
    pub dimension: Dimension,
    /// Whether the dictionary states it. Otherwise it is a proposal.
    pub normative: bool,
    /// Where it comes from.
    pub source: Text,
    /// The first release that has it.
    pub introduced: Version,
    /// The first release without it.
    pub removed: Option<Version>,
    /// What a finding says; `{name}` stands for a parameter.
    pub text: Text,
    /// What to do about it.
    pub help: Text,
    /// What the rule is for.
    pub purpose: Text,
    /// Why its limit is what it is, when it has one.
    pub rationale: Option<Text>,
    /// What it asks.
    pub check: RuleCheck,
    /// What it finds and what it accepts.
    pub example: RuleExample,
    /// Where it is written.
    pub place: Place,
}

/// How bad a finding of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSeverity {
    /// Good to know.
    Info,
    /// Probably not meant.
    Warning,
    /// Not right.
    Error,
}

/// A kind of quality of data, after the Raamwerk Gegevenskwaliteit of NORA.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Recent enough.
    Actualiteit,
    /// Values are there.
    Compleetheid,
    /// Free of contradiction.
    Consistentie,
    /// Credible.
    Plausibiliteit,
    /// Nothing is there twice; a form of consistency.
    Uniciteit,
    /// In the form that was agreed on.
    Validiteit,
}

/// What a rule asks: the closed vocabulary. Attributes go by their full ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleCheck {
    /// A date is not before another one of its record.
    NotBefore {
        /// The date that is told.
        date: String,
        /// The other one.
        than: String,
    },
    /// A whole number is not greater than another one of its record.
    AtMost {
        /// The number that is told.
        number: String,
        /// The other one.
        than: String,
    },
    /// Numbers are this at least.
    Least {
        /// Whole numbers, or codes that JSON writes as such.
        attributes: Vec<String>,
        /// The limit, which may be chosen otherwise.
        limit: i64,
    },
    /// Numbers are this at most.
    Greatest {
        /// Whole numbers, or codes that JSON writes as such.
        attributes: Vec<String>,
        /// The limit, which may be chosen otherwise.
        limit: i64,
    },
    /// Dates are not after the day of reference.
    NotAfterDay {
        /// Dates.
        attributes: Vec<String>,
    },
    /// Dates are not before the day of reference.
    NotBeforeDay {
        /// Dates.
        attributes: Vec<String>,
    },
    /// When all conditions hold, all others do. It is told at the first attribute of `when` that is
    /// there.
    Implies {
        /// When.
        when: Vec<RuleCondition>,
        /// What must hold then.
        then: Vec<RuleCondition>,
    },
    /// A list that is there has an element with a code.
    Contains {
        /// The lists.
        lists: Vec<String>,
        /// The attribute of an element.
        attribute: String,
        /// The code.
        code: String,
    },
    /// No element of a list comes twice.
    Distinct {
        /// The lists.
        attributes: Vec<String>,
    },
    /// Attributes are there when something else of their record is.
    Present {
        /// The attributes.
        attributes: Vec<String>,
    },
    /// Texts that some role must send are not empty.
    NonEmpty {
        /// The attributes.
        attributes: Vec<String>,
    },
    /// Texts or codes have a form.
    Form {
        /// The attributes.
        attributes: Vec<String>,
        /// The form.
        form: RuleForm,
    },
    /// Free texts of some messages hold nothing that looks like data of a person.
    NoPersonalData {
        /// The messages (`part/view`).
        messages: Vec<String>,
        /// The texts, wherever they stand in the message.
        attributes: Vec<String>,
        /// What is looked for.
        data: PersonalData,
    },
}

/// A condition on attributes of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCondition {
    /// Full ids of attributes.
    pub attributes: Vec<String>,
    /// What holds of them.
    pub test: RuleTest,
}

/// What holds of the attributes of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleTest {
    /// One of them has one of these codes.
    Is(Vec<String>),
    /// None of them has one of these codes.
    IsNot(Vec<String>),
    /// One of them at least is there.
    Present,
    /// None of them is there.
    Absent,
}

/// A form that the runtime knows. Some forms are those of two rules, as they differ in severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleForm {
    /// A Dutch postcode in capitals without a space.
    PostcodeCapitals,
    /// A Dutch postcode that can exist.
    PostcodeRange,
    /// An address of e-mail.
    Email,
    /// A Dutch telephone number.
    Telephone,
    /// An absolute URL of http or https.
    Url,
    /// An absolute URI of https.
    HttpsUri,
    /// The URI of an occupation of CompetentNL.
    CompetentnlOccupation,
}

/// Data of a person that can be recognised by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// An address of e-mail.
    Email,
    /// A telephone number.
    Telephone,
    /// A citizen service number.
    Bsn,
}

/// What a rule finds and what it accepts, in JSON. Both are its tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleExample {
    /// The release of the messages.
    pub release: Version,
    /// The message (`part/view`), as its sender would send it.
    pub message: String,
    /// The day of reference, for a rule that asks about one.
    pub on: Option<Day>,
    /// A message of which nothing is to be said.
    pub good: String,
    /// The same with the one mistake.
    pub bad: String,
    /// Where the finding is: a JSON Pointer.
    pub pointer: String,
}

/// A rule that a shape can break.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShapeRule {
    /// Id of the rule.
    pub rule: String,
    /// The places of the shape's attributes in the order in which the check names them; `None` for
    /// one that the shape does not have.
    pub attributes: Vec<Option<usize>>,
}

/// A check that a rule of the runtime makes, so that it is no business rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// What is checked.
    pub what: Text,
    /// Since which release; `None` for all.
    pub since: Option<Version>,
    /// Ids of the rules of the runtime.
    pub rules: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

macro_rules! words {
    ($($(#[$doc:meta])* $type:ident { $($name:ident $word:literal),* $(,)? })*) => { $(
        impl $type {
            /// Every one, in the order of the words.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word in `rules/*.toml` and in reports.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    )* };
}

words! {
    RuleSeverity { Info "info", Warning "warning", Error "error" }
    Dimension {
        Actualiteit "actualiteit",
        Compleetheid "compleetheid",
        Consistentie "consistentie",
        Plausibiliteit "plausibiliteit",
        Uniciteit "uniciteit",
        Validiteit "validiteit",
    }
    RuleForm {
        CompetentnlOccupation "competentnl-occupation",
        Email "email",
        HttpsUri "https-uri",
        PostcodeCapitals "postcode-capitals",
        PostcodeRange "postcode-range",
        Telephone "telephone",
        Url "url",
    }
    PersonalData { Bsn "bsn", Email "email", Telephone "telephone" }
}

impl RuleCheck {
    /// The word in `rules/*.toml`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotBefore { .. } => "not-before",
            Self::AtMost { .. } => "at-most",
            Self::Least { .. } | Self::Greatest { .. } => "limit",
            Self::NotAfterDay { .. } => "not-after-day",
            Self::NotBeforeDay { .. } => "not-before-day",
            Self::Implies { .. } => "implies",
            Self::Contains { .. } => "contains",
            Self::Distinct { .. } => "distinct",
            Self::Present { .. } => "present",
            Self::NonEmpty { .. } => "non-empty",
            Self::Form { .. } => "form",
            Self::NoPersonalData { .. } => "no-personal-data",
        }
    }

    /// Whether it asks about the day of reference.
    #[must_use]
    pub fn needs_day(&self) -> bool {
        matches!(self, Self::NotAfterDay { .. } | Self::NotBeforeDay { .. })
    }

    /// The full ids of the attributes of the records that can break it, each once, in the order in
    /// which the check names them.
    #[must_use]
    pub fn attributes(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        match self {
            Self::NotBefore { date: first, than } | Self::AtMost { number: first, than } => {
                all.extend([first.as_str(), than.as_str()]);
            }
            Self::Least { attributes, .. }
            | Self::Greatest { attributes, .. }
            | Self::NotAfterDay { attributes }
            | Self::NotBeforeDay { attributes }
            | Self::Distinct { attributes }
            | Self::Present { attributes }
            | Self::NonEmpty { attributes }
            | Self::Form { attributes, .. }
            | Self::NoPersonalData { attributes, .. } => {
                all.extend(attributes.iter().map(String::as_str));
            }
            Self::Contains { lists, .. } => all.extend(lists.iter().map(String::as_str)),
            Self::Implies { when, then } => {
                for id in when.iter().chain(then).flat_map(|it| &it.attributes) {
                    if !all.contains(&id.as_str()) {
                        all.push(id);
                    }
                }
            }
        }
        all
    }

    /// The parameters that a text about a finding can name.
    #[must_use]
    pub fn parameters(&self) -> &'static [&'static str] {
        match self {
            Self::NotBefore { .. } | Self::AtMost { .. } => &["name", "than"],
            Self::Least { .. } | Self::Greatest { .. } => &["name", "limit"],
            Self::NotAfterDay { .. } | Self::NotBeforeDay { .. } => &["name", "date"],
            Self::Contains { .. } => &["name", "code"],
            Self::Distinct { .. } => &["name", "first"],
            Self::Form { .. } => &["name", "reason"],
            Self::Implies { .. }
            | Self::Present { .. }
            | Self::NonEmpty { .. }
            | Self::NoPersonalData { .. } => &["name"],
        }
    }
}

impl BusinessRule {
    /// Whether a release has it.
    #[must_use]
    pub fn covers(&self, release: Version) -> bool {
        self.introduced <= release && self.removed.is_none_or(|removed| release < removed)
    }

    /// The ids of the entities that it is about, in the order in which the check names them.
    #[must_use]
    pub fn entities(&self) -> Vec<&str> {
        let mut entities: Vec<&str> = Vec::new();
        for id in self.check.attributes() {
            let entity = id.split_once('.').map_or(id, |(entity, _)| entity);
            if !entities.contains(&entity) {
                entities.push(entity);
            }
        }
        entities
    }
}
