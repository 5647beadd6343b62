//! Rules above the contract: what the dictionary states in prose, and what is proposed beside it.
//!
//! A rule is data of the standard. The generator writes it as a [`BusinessRule`] and tells every
//! shape of an entity, by the numbers of its attributes, which rules it can break ([`ShapeRule`]).
//! Here they are evaluated: on values, after reading, so that JSON, XML and a value in memory have
//! the same findings.
//!
//! * **Nothing is judged twice.** A value that the contract refuses is not held against a rule of
//!   its form, and a record in which nothing stands is only told to be empty.
//! * **Order.** The findings of rules come behind those of the contract: of a record first what its
//!   single attributes break, in the order of the standard, then what several of them break
//!   together, then the records below it. Where a text was read they have their places in it, and
//!   all findings stand in the order of the text, as always.
//! * **Cost.** It is linear in the value, apart from the sorting of a list in which an element seems
//!   to come twice. Without rules ([`Rules::None`]) there is none.

mod alike;
mod form;
mod judge;
mod personal;
#[cfg(any(feature = "json", feature = "xml"))]
mod place;
mod set;

use std::fmt;

pub use form::Form;
pub(crate) use form::is_elevenfold;
pub(crate) use judge::{alone, judge};
pub use personal::PersonalData;
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) use place::above_contract;
pub use set::{RuleSet, UnknownRule};

use crate::rule::{Rule, Severity, Texts};

/// Which rules above the contract a message is held against.
#[derive(Clone, Copy, Debug, Default)]
pub enum Rules {
    /// None: the contract only.
    #[default]
    None,
    /// Those that the dictionary states.
    Normative,
    /// All of them, proposals too.
    All,
    /// A selection of one's own.
    Of(&'static RuleSet),
}

/// How a rule is applied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) severity: Severity,
    /// The limit in place of that of the standard.
    pub(crate) limit: Option<i64>,
}

impl Rules {
    /// Whether there is nothing to do.
    #[inline]
    #[must_use]
    pub const fn is_none(self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether a message is held against a rule.
    #[must_use]
    pub fn has(self, rule: &'static BusinessRule) -> bool {
        self.setting(rule).is_some()
    }

    /// The severity of a rule's findings; `None` when messages are not held against it.
    #[must_use]
    pub fn severity(self, rule: &'static BusinessRule) -> Option<Severity> {
        self.setting(rule).map(|setting| setting.severity)
    }

    /// How a rule is applied; `None` when it is not.
    pub(crate) fn setting(self, rule: &'static BusinessRule) -> Option<Setting> {
        let own = Setting { severity: rule.rule.severity, limit: None };
        match self {
            Self::None => None,
            Self::Normative => rule.normative.then_some(own),
            Self::All => Some(own),
            Self::Of(set) => set.setting(rule),
        }
    }
}

/// A rule above the contract.
pub struct BusinessRule {
    /// Id, severity, texts and examples, as of any rule. The layer is
    /// [`Layer::Rule`](crate::Layer::Rule).
    pub rule: Rule,
    /// Whether the dictionary states it. Otherwise it is a proposal.
    pub normative: bool,
    /// What kind of quality it is about.
    pub dimension: Dimension,
    /// Where it comes from.
    pub source: Texts,
    /// The first release that has it.
    pub introduced: &'static str,
    /// The first release without it.
    pub removed: Option<&'static str>,
    /// What it asks.
    pub check: Check,
}

/// Only the id: the texts stand in the table.
impl fmt::Debug for BusinessRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BusinessRule").field(&self.rule.id).finish()
    }
}

impl BusinessRule {
    /// Whether the rule says something of the day of reference: it needs
    /// [`Options::on`](crate::Options::on), and finds nothing without.
    #[must_use]
    pub const fn needs_day(&self) -> bool {
        matches!(self.check, Check::NotAfterDay | Check::NotBeforeDay)
    }

    /// The limit of the rule, when it has one that can be chosen.
    #[must_use]
    pub const fn limit(&self) -> Option<i64> {
        match self.check {
            Check::Least(limit) | Check::Greatest(limit) => Some(limit),
            _ => None,
        }
    }
}

/// A kind of quality of data, after the Raamwerk Gegevenskwaliteit of NORA.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Recent enough (*actualiteit*).
    Actualiteit,
    /// Values are there (*compleetheid*).
    Compleetheid,
    /// Free of contradiction (*consistentie*).
    Consistentie,
    /// Credible (*plausibiliteit*).
    Plausibiliteit,
    /// Nothing is there twice (*uniciteit*, a form of consistency).
    Uniciteit,
    /// In the form that was agreed on (*validiteit*).
    Validiteit,
}

impl Dimension {
    /// The name as NORA spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actualiteit => "actualiteit",
            Self::Compleetheid => "compleetheid",
            Self::Consistentie => "consistentie",
            Self::Plausibiliteit => "plausibiliteit",
            Self::Uniciteit => "uniciteit",
            Self::Validiteit => "validiteit",
        }
    }
}

/// What a rule asks. The vocabulary is closed: every check looks at a value once and at nothing
/// else. Attributes are those of the [`ShapeRule`], in the order that is given here.
#[derive(Debug)]
pub enum Check {
    /// The first attribute, a date, is not before the second.
    NotBefore,
    /// The first attribute, a whole number, is not greater than the second.
    AtMost,
    /// Every attribute, a whole number or a code that JSON writes as one, is this at least.
    Least(i64),
    /// The same, and this at most.
    Greatest(i64),
    /// Every attribute, a date, is not after the day of reference.
    NotAfterDay,
    /// Every attribute, a date, is not before the day of reference.
    NotBeforeDay,
    /// When all of the first conditions hold, all of the others do.
    Implies {
        /// When.
        when: &'static [Condition],
        /// What must hold then.
        then: &'static [Condition],
    },
    /// Every attribute, a list of records, has an element of which an attribute has a code.
    Contains {
        /// Id of the attribute of an element.
        attribute: &'static str,
        /// The code.
        code: &'static str,
    },
    /// In every attribute, a list, no element comes twice.
    Distinct,
    /// Every attribute is there when its record is.
    Present,
    /// No attribute, a text that must be sent, is empty.
    NonEmpty,
    /// Every attribute has a form.
    Form(Form),
    /// No text of a message holds what looks like data of a person. The rule belongs to the root of
    /// the message; the attributes are named here, wherever they stand below it.
    NoPersonalData {
        /// What is looked for.
        data: PersonalData,
        /// Ids of the attributes.
        attributes: &'static [&'static str],
    },
}

/// A condition on attributes of one record.
#[derive(Debug)]
pub struct Condition {
    /// Which attributes of the [`ShapeRule`], by place.
    pub attributes: &'static [u8],
    /// What holds of them.
    pub test: Test,
}

/// What holds of the attributes of a condition.
#[derive(Debug)]
pub enum Test {
    /// One of them has one of these codes.
    Is(&'static [&'static str]),
    /// None of them has one of these codes.
    IsNot(&'static [&'static str]),
    /// One of them at least is there.
    Present,
    /// None of them is there.
    Absent,
}

/// A rule that a shape of an entity can break.
#[derive(Debug)]
pub struct ShapeRule {
    /// The rule.
    pub rule: &'static BusinessRule,
    /// The numbers of the shape's attributes, in the order of the [`Check`]; [`ShapeRule::LACKS`]
    /// for one that the shape does not have.
    pub attributes: &'static [u8],
}

impl ShapeRule {
    /// Stands for an attribute that a shape does not have; no record has so many.
    pub const LACKS: u8 = u8::MAX;

    /// Whether the rule is about attribute `n`.
    fn is_about(&self, n: usize) -> bool {
        self.attributes.iter().any(|attribute| usize::from(*attribute) == n)
    }
}

/// Makes the table of a rule.
#[doc(hidden)]
#[macro_export]
macro_rules! business_rule {
    (
        $id:literal, $severity:ident, $dimension:ident, $normative:literal, $introduced:literal,
        $removed:expr, $check:expr,
        text [$nl:literal, $en:literal] help [$help_nl:literal, $help_en:literal]
        purpose [$purpose_nl:literal, $purpose_en:literal]
        source [$source_nl:literal, $source_en:literal]
        good $good:literal bad $bad:literal
    ) => {
        $crate::BusinessRule {
            rule: $crate::Rule {
                id: $id,
                layer: $crate::Layer::Rule,
                severity: $crate::Severity::$severity,
                text: $crate::rule::Texts { nl: $nl, en: $en },
                help: $crate::rule::Texts { nl: $help_nl, en: $help_en },
                purpose: $crate::rule::Texts { nl: $purpose_nl, en: $purpose_en },
                good: $good,
                bad: $bad,
            },
            normative: $normative,
            dimension: $crate::Dimension::$dimension,
            source: $crate::rule::Texts { nl: $source_nl, en: $source_en },
            introduced: $introduced,
            removed: $removed,
            check: $check,
        }
    };
}
