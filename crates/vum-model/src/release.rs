//! A release as emitters see it: only what exists then, effective facets, in order.
//!
//! Everything here is plain owned data. Nothing of another release can leak in, except where a
//! node says so on purpose ([`Absent`], [`Deprecation`]).

use std::collections::BTreeMap;
use std::fmt;

use crate::contracts::types::{Body, Contract, ErrorCode, Header, Limit};
use crate::question::types::{Question, QuestionShape};
use crate::rules::types::{BusinessRule, ShapeRule};

/// A release number of the VUM contracts, such as `3.1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// A breaking step.
    pub major: u16,
    /// An addition.
    pub minor: u16,
    /// A correction.
    pub patch: u16,
}

impl Version {
    /// Reads `major.minor.patch`; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut next = || {
            let part = parts.next()?;
            let plain = !part.is_empty()
                && part.len() <= 4
                && part.bytes().all(|b| b.is_ascii_digit())
                && (part.len() == 1 || !part.starts_with('0'));
            plain.then(|| part.parse().ok()).flatten()
        };
        let version = Self { major: next()?, minor: next()?, patch: next()? };
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A text in both languages of the project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// Dutch, the language of the standard.
    pub nl: String,
    /// English; empty where only Dutch is known.
    pub en: String,
}

/// Where a release stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// In force: code is generated for it.
    Published,
    /// Known only as history: nodes may name it, nothing is generated for it.
    History,
    /// Being prepared.
    Draft,
}

/// How the shape of a release or node relates to the SUWI Gegevensregister (SGR).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SgrRelation {
    /// The SGR holds this shape.
    Equal,
    /// The release runs ahead of the SGR: the SGR holds an older shape or nothing yet.
    Ahead,
    /// The SGR has no such item.
    Absent,
    /// Not known.
    #[default]
    Unknown,
}

/// The facts of a release that do not depend on its content (`releases.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseInfo {
    /// The number of the contracts.
    pub version: Version,
    /// Where it stands.
    pub status: Status,
    /// As precise as known: `2026`, `2026-05` or `2026-05-04`.
    pub date: Option<String>,
    /// Version of the Gegevensstandaard it is based on, when known.
    pub gegevensstandaard: Option<String>,
    /// Version of the SGR it refers to.
    pub sgr_version: String,
    /// How it relates to that SGR.
    pub sgr_relation: SgrRelation,
    /// Remark on that relation.
    pub sgr_note: Text,
    /// Whether a result may hold attributes the contract does not name (only 1.0.0 allows it).
    pub unknown_attributes_allowed: bool,
    /// Where the facts come from.
    pub source: String,
    /// Remark.
    pub note: Text,
}

/// Who sends or receives a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The source of profiles; contract between VUM and the bron.
    Bron,
    /// The party that asks; contract between the bemiddelaar and VUM.
    Bemiddelaar,
}

impl Role {
    /// Every role, in the order of the bits of [`RoleSet`].
    pub const ALL: [Self; 2] = [Self::Bron, Self::Bemiddelaar];

    /// The name as the standard spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bron => "bron",
            Self::Bemiddelaar => "bemiddelaar",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleSet(u8);

impl RoleSet {
    /// No role.
    pub const NONE: Self = Self(0);
    /// Every role.
    pub const ALL: Self = Self(0b11);

    /// Adds a role.
    pub fn insert(&mut self, role: Role) {
        self.0 |= Self::bit(role);
    }

    /// Takes a role out.
    pub fn remove(&mut self, role: Role) {
        self.0 &= !Self::bit(role);
    }

    /// Whether the role is in the set.
    #[must_use]
    pub fn contains(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as bits: 1 for the bron, 2 for the bemiddelaar.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The roles in the set.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.contains(*role))
    }

    fn bit(role: Role) -> u8 {
        match role {
            Role::Bron => 1,
            Role::Bemiddelaar => 2,
        }
    }
}

impl FromIterator<Role> for RoleSet {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        let mut set = Self::NONE;
        for role in roles {
            set.insert(role);
        }
        set
    }
}

/// What every node of the standard says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Label in Dutch, as the standard has it.
    pub label: String,
    /// Meaning, in our own words.
    pub definition: Text,
    /// Who sets the norm (VUM, SGR, CBS, ISO, CompetentNL, …).
    pub norm: Option<String>,
    /// Name of the item in the SGR, when there is one.
    pub sgr_item: Option<String>,
    /// How the node relates to the SGR, when the standard states it.
    pub sgr: Option<SgrRelation>,
    /// SuwiML tag.
    pub tag: Option<String>,
    /// Whether the tag is our proposal instead of one seen in SuwiML.
    pub tag_is_draft: bool,
    /// Remark, such as a difference between contract and dictionary.
    pub note: Text,
}

/// That a node is still accepted but should no longer be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// Since when.
    pub release: Version,
    /// Why.
    pub reason: Text,
    /// Id of the node that takes its place.
    pub successor: Option<String>,
}

/// Everything that exists in one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Number, status and sources.
    pub info: ReleaseInfo,
    /// Its names in XML.
    pub xml: XmlInfo,
    /// The messages, in the order of the standard.
    pub messages: Vec<Message>,
    /// The distinct shapes; every shape stands after the shapes it uses.
    pub shapes: Vec<Shape>,
    /// The code lists that shapes of this release use, by id.
    pub code_lists: BTreeMap<String, CodeList>,
    /// The contracts, in the order of the standard.
    pub contracts: Vec<Contract>,
    /// The bodies that the contracts use, by part, in the order of the standard.
    pub bodies: Vec<Body>,
    /// The headers that the contracts use.
    pub headers: Vec<Header>,
    /// The codes that the body of an error can hold, as far as known.
    pub error_codes: Vec<ErrorCode>,
    /// The limits that bind the parties.
    pub limits: Vec<Limit>,
    /// The rules above the contract that some shape can break, by theme and in the order of the
    /// standard.
    pub rules: Vec<BusinessRule>,
}

impl Release {
    /// The shape with this id.
    #[must_use]
    pub fn shape(&self, id: ShapeId) -> Option<&Shape> {
        self.shapes.get(id.0)
    }

    /// The message with this id, such as `werkzoekende/detail`.
    #[must_use]
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    /// The body with this id, such as `werkzoekende/matches-antwoord`, in the contract of a role.
    #[must_use]
    pub fn body(&self, id: &str, role: Role) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == id && body.roles.contains(role))
    }

    /// The header with this name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))
    }
}

/// What XML needs to know of a release (`xml` in `releases.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlInfo {
    /// Namespace of the root elements; everything below a root is in no namespace.
    pub namespace: String,
    /// Whether it is our proposal instead of a published one.
    pub draft: bool,
}

/// The root elements of a message (`xml` in `messages.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlRoots {
    /// Root of one record, in the namespace of the release. In a list the same name, in no
    /// namespace, is that of every record.
    pub root: String,
    /// Root that holds any number of records, in the namespace of the release.
    pub list: String,
    /// Whether the names are our proposal instead of published ones.
    pub draft: bool,
}

/// Index of a shape in [`Release::shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(pub usize);

/// A message: one part of the standard in one view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `part/view`.
    pub id: String,
    /// `werkzoekende`, `vacature` or `werkgeverscontactmoment`.
    pub part: String,
    /// `detail`, `match`, `zoekvraag` or `selectievraag`.
    pub view: String,
    /// Shape of its root.
    pub root: ShapeId,
    /// The role that is meant when none is named: the sender.
    pub default_role: Role,
    /// Whether it is a question (asked by a bemiddelaar) instead of a result.
    pub question: bool,
    /// What it is.
    pub description: Description,
    /// Its root elements in XML. `None` for a question with operators: its keys are no names of XML.
    pub xml: Option<XmlRoots>,
    /// What it can ask, when it is a question with operators (selectievraag).
    pub selection: Option<Question>,
}

/// One distinct shape of an entity: what a type in a program has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its own index.
    pub id: ShapeId,
    /// Name for a type, unique in the release: the entity's name, with the part and the view
    /// behind it where the entity has more than one shape.
    pub name: String,
    /// Id of the entity.
    pub entity: String,
    /// The entity's name as the standard spells it.
    pub entity_name: String,
    /// What the entity is.
    pub description: Description,
    /// The profiles (`part/view`) in which the entity has this shape.
    pub profiles: Vec<String>,
    /// When the entity came.
    pub introduced: Version,
    /// Whether it is deprecated in this release.
    pub deprecated: Option<Deprecation>,
    /// Its content.
    pub kind: ShapeKind,
    /// Set for the shapes of a question with operators.
    pub question: Option<QuestionShape>,
    /// The rules that it can break. `None` where it occurs in questions only: these are not held
    /// against rules.
    pub rules: Option<Vec<ShapeRule>>,
}

impl Shape {
    /// Its attributes; a choice has none of its own.
    #[must_use]
    pub fn attributes(&self) -> &[Attribute] {
        match &self.kind {
            ShapeKind::Record { attributes, .. } => attributes,
            ShapeKind::Choice { .. } => &[],
        }
    }
}

/// The content of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// Attributes side by side.
    Record {
        /// In the order of the standard.
        attributes: Vec<Attribute>,
        /// Attributes of the entity that do not exist in this shape: for error messages only.
        absent: Vec<Absent>,
    },
    /// Exactly one of several wrapped records.
    Choice {
        /// In the order of the standard.
        variants: Vec<Variant>,
    },
}

/// One branch of a choice: an object with a single key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The key in JSON.
    pub wrapper: String,
    /// The element name in XML: the tag of the entity behind the branch.
    pub tag: String,
    /// What stands under it; always a record.
    pub shape: ShapeId,
}

/// An attribute as it is in one shape of one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Full id that never changes, such as `opleiding.codeNiveauOpleiding`.
    pub id: String,
    /// Name in JSON.
    pub name: String,
    /// Name for a field in Rust, when the standard forces one.
    pub rust: Option<String>,
    /// What it is.
    pub description: Description,
    /// What its value is.
    pub value: Value,
    /// Whether it holds a list of such values.
    pub many: bool,
    /// Least number of elements of a list that is there.
    pub min_items: Option<u32>,
    /// Other names in JSON under which it is read too; it is never written so.
    pub aliases: Vec<String>,
    /// The roles whose messages can hold it; never empty.
    pub present: RoleSet,
    /// The roles whose messages must hold it.
    pub required: RoleSet,
    /// Whether it is deprecated in this release.
    pub deprecated: Option<Deprecation>,
    /// When it came.
    pub introduced: Version,
    /// Why it is sensitive with respect to privacy, when it is.
    pub sensitive: Option<Text>,
    /// Whether a question of this release can ask for it in (one of) the shape's parts.
    pub searchable: bool,
}

impl Attribute {
    /// Whether it is the operand of an operator: then its form may be narrower than that of the
    /// attribute that is asked for.
    #[must_use]
    pub fn is_operand(&self) -> bool {
        self.name.starts_with('$') && !matches!(self.value, Value::Shape(_))
    }

    /// Its element name in XML: the tag of the standard, or else its name in UpperCamelCase.
    #[must_use]
    pub fn element(&self) -> String {
        let tag = self.description.tag.as_ref();
        tag.cloned().unwrap_or_else(|| crate::naming::upper_camel(&self.name))
    }
}

/// What a single value of an attribute is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A text.
    Text(TextForm),
    /// A text that is meant to be a URI; contracts check no more than its length.
    Uri(TextForm),
    /// A text that is one of the labels of a code list.
    Label {
        /// Id of the list.
        list: String,
    },
    /// A whole number.
    Integer(Bounds),
    /// `true` or `false`.
    Boolean,
    /// A calendar date.
    Date,
    /// A code of a list.
    Code {
        /// Id of the list.
        list: String,
        /// How the code is written in JSON, with what the contract says of its form.
        form: CodeForm,
    },
    /// A record or a choice of its own.
    Shape(ShapeId),
}

/// Constraints on a text. Lengths count characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextForm {
    /// Least number of characters.
    pub min_length: Option<u32>,
    /// Greatest number of characters.
    pub max_length: Option<u32>,
    /// Anchored pattern in the safe subset.
    pub pattern: Option<String>,
}

/// Inclusive bounds of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Least value.
    pub min: Option<i64>,
    /// Greatest value.
    pub max: Option<i64>,
}

/// The JSON form of a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CodeForm {
    /// A JSON string.
    Text(TextForm),
    /// A JSON number; a leading zero is lost.
    Integer(Bounds),
}

/// An attribute of the entity that this shape does not have, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Name in JSON.
    pub name: String,
    /// Name of its element in XML.
    pub tag: String,
    /// Full id.
    pub id: String,
    /// Why it is not here.
    pub reason: AbsentReason,
}

/// Why an attribute is not in a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbsentReason {
    /// It was taken out.
    Removed {
        /// The first release without it.
        release: Version,
        /// Id of the node that took its place.
        successor: Option<String>,
    },
    /// It comes later.
    Introduced {
        /// The first release that has it.
        release: Version,
    },
    /// It exists in this release, in other profiles only.
    OtherProfile {
        /// Those profiles (`part/view`).
        profiles: Vec<String>,
    },
}

/// A code list as it is in one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its id, such as `CodeVervoermiddel`.
    pub id: String,
    /// What it is.
    pub description: Description,
    /// Who maintains it.
    pub owner: String,
    /// Whether the contracts enumerate it: an unknown code is then an error.
    pub closed: bool,
    /// Whether all codes are known here.
    pub complete: bool,
    /// Whether the labels are in English only (tables of ISO).
    pub labels_in_english: bool,
    /// Known form of the codes.
    pub form: Option<String>,
    /// Where the table comes from.
    pub source: String,
    /// Terms of use of the table.
    pub terms: Option<String>,
    /// The codes that exist in this release, in the order of the standard.
    pub codes: Vec<Code>,
    /// Codes of other releases: for error messages only.
    pub absent: Vec<AbsentCode>,
}

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// As written in a message.
    pub code: String,
    /// Stable identifier in UpperCamelCase; derived from the code where the list gives none.
    pub name: String,
    /// Its meaning; `None` where the meaning is not known.
    pub label: Option<String>,
    /// Whether it is deprecated in this release.
    pub deprecated: Option<Deprecation>,
    /// On which days it holds.
    pub period: Period,
}

/// The days on which a code holds, apart from releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day, when there is one.
    pub from: Option<Day>,
    /// The first day without it, when there is one.
    pub until: Option<Day>,
}

impl Period {
    /// Whether it holds on every day.
    #[must_use]
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// Reads `YYYY-MM-DD`; `None` when it is no day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |range: std::ops::Range<usize>| {
            let digits = text.get(range).filter(|it| it.bytes().all(|it| it.is_ascii_digit()))?;
            digits.parse::<u16>().ok()
        };
        let hyphens = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        if !hyphens || text.len() != 10 || year == 0 || !(1..=days).contains(&day) {
            return None;
        }
        Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A code of the list that this release does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentCode {
    /// As written in a message.
    pub code: String,
    /// Why it is not here; never [`AbsentReason::OtherProfile`].
    pub reason: AbsentReason,
}
