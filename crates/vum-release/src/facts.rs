//! A release as facts: nodes with properties, so that releases can be laid side by side whatever
//! shapes a generator makes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use vum_model::{Role, Version};

/// Everything that holds in one release, as facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The release.
    pub version: Version,
    /// Every node, with what holds for it.
    pub nodes: BTreeMap<Key, Node>,
    /// What took the place of attributes that this release does not have any more, by id.
    pub successors: BTreeMap<String, String>,
}

/// What holds for one node.
pub type Node = BTreeMap<Property, Fact>;

impl Facts {
    /// Facts of a release, still without a node.
    #[must_use]
    pub fn new(version: Version) -> Self {
        Self { version, nodes: BTreeMap::new(), successors: BTreeMap::new() }
    }

    /// Without what may improve after publication: labels, definitions, notes, draft names, the
    /// relation to the SGR, addresses, and the tables of open lists.
    #[must_use]
    pub fn normative(&self) -> Self {
        let mut kept = self.clone();
        kept.successors.clear();
        kept.nodes.retain(|key, node| {
            node.retain(|property, _| property.is_normative());
            key.kind != Kind::Server && key.kind != Kind::TableCode
        });
        kept
    }

    /// Whether the code list of a value enumerates its codes.
    pub(crate) fn is_closed(&self, value: &Node) -> bool {
        let list = value.get(&Property::List).map(Fact::to_string).unwrap_or_default();
        let list = self.nodes.get(&Key::new(Kind::List, list));
        list.is_some_and(|it| it.contains_key(&Property::Closed))
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $($(#[$note:meta])* $name:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$note])* $name,)* }

        impl $type {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in a frozen release and in reports.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The one with this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }
        }
    };
}

words! {
    /// What a node is.
    Kind {
        /// The release itself.
        Release "release",
        /// A message, such as `werkzoekende/detail`.
        Message "message",
        /// An entity in a message.
        Entity "entity",
        /// A branch of a choice in a message.
        Branch "branch",
        /// An attribute in a message.
        Attribute "attribute",
        /// A code list.
        List "list",
        /// A code of a list that the contracts enumerate.
        Code "code",
        /// A code of a list that others keep.
        TableCode "table-code",
        /// What a question can ask.
        Criterion "criterion",
        /// What a criterion asks of one value.
        Condition "condition",
        /// An operator of a condition, with its operand.
        Operator "operator",
        /// A contract.
        Contract "contract",
        /// An address of a contract.
        Server "server",
        /// Something that can be asked under a contract.
        Operation "operation",
        /// An answer to an operation.
        Response "response",
        /// A header in a request or response.
        HeaderUse "header-use",
        /// A header.
        Header "header",
        /// A whole body.
        Body "body",
        /// A property of a body.
        BodyProperty "property",
        /// A code in the body of an error.
        Error "error",
        /// A limit.
        Limit "limit",
    }
}

words! {
    /// What is said of a node.
    Property {
        /// Version of the Gegevensstandaard.
        Gegevensstandaard "gegevensstandaard",
        /// Version of the SGR.
        SgrVersion "sgr-version",
        /// Whether a result may hold attributes that the contract does not name.
        UnknownAllowed "unknown-attributes-allowed",
        /// Published namespace in XML.
        Namespace "namespace",
        /// Namespace in XML that is our proposal.
        DraftNamespace "draft-namespace",
        /// Whether the message is a question.
        Question "question",
        /// Id of the root entity, or of the entity of a value.
        Entity "entity",
        /// Published root element.
        Root "root",
        /// Published root element of a list.
        ListRoot "list-root",
        /// Root elements that are our proposal.
        DraftRoots "draft-roots",
        /// Whether an entity is a choice.
        Choice "choice",
        /// Ids of the attributes in order.
        Order "order",
        /// Key of a branch in JSON.
        Wrapper "wrapper",
        /// Name in JSON.
        Name "name",
        /// Name in generated programs, where the standard states one.
        Identifier "identifier",
        /// Element in XML as seen in SuwiML.
        Tag "tag",
        /// Element in XML that is our proposal.
        DraftTag "draft-tag",
        /// Kind of value: `text`, `integer`, `code`, ….
        Type "type",
        /// Id of a code list.
        List "list",
        /// How a code is written in JSON: `string` or `number`.
        JsonForm "json",
        /// Least number of characters.
        MinLength "min-length",
        /// Greatest number of characters.
        MaxLength "max-length",
        /// Pattern of a text.
        Pattern "pattern",
        /// Least value.
        Min "min",
        /// Greatest value.
        Max "max",
        /// Whether it holds a list of values.
        Many "many",
        /// Least number of elements.
        MinItems "min-items",
        /// Other names under which it is read.
        Aliases "aliases",
        /// Whether a message must hold it, a question must ask it, or a request must carry it.
        Required "required",
        /// The release that deprecated it.
        Deprecated "deprecated",
        /// What takes the place of what is deprecated.
        Successor "successor",
        /// The first day on which a code holds.
        From "from",
        /// The first day on which a code no longer holds.
        Until "until",
        /// Whether a list enumerates its codes.
        Closed "closed",
        /// Whether the table of a list has every code.
        Complete "complete",
        /// Known form of the codes of a list.
        Form "form",
        /// A label that messages hold as a value.
        LabelValue "label-value",
        /// Key of a criterion or condition in a question.
        Path "path",
        /// Where a profile has what is asked for.
        Data "data",
        /// Full id of the attribute.
        Attribute "attribute",
        /// Where a profile has a greatest distance of its own.
        OwnLimit "own-limit",
        /// Which operators go together.
        Alternatives "alternatives",
        /// The only value that a header or operand can have.
        Constant "constant",
        /// The version that the file of a contract carries.
        InfoVersion "info-version",
        /// Method of HTTP.
        Method "method",
        /// Path of HTTP.
        Url "url",
        /// The operation of which it is the callback.
        CallbackOf "callback-of",
        /// Parameter in the path.
        Parameter "parameter",
        /// Id of a body.
        Body "body",
        /// Status of HTTP.
        Status "status",
        /// How much.
        Value "value",
        /// Of what.
        Unit "unit",
        /// Label or short text for people.
        Label "label",
        /// Meaning, remarks and sources.
        Definition "definition",
        /// Why it is sensitive with respect to privacy.
        Sensitive "sensitive",
        /// Relation to the SGR and who sets the norm.
        Norm "norm",
        /// How sure the data are.
        Evidence "evidence",
    }
}

impl Property {
    /// Whether it is part of what a published release promises.
    #[must_use]
    pub fn is_normative(self) -> bool {
        !matches!(
            self,
            Self::DraftNamespace
                | Self::DraftRoots
                | Self::DraftTag
                | Self::Complete
                | Self::Form
                | Self::Label
                | Self::Definition
                | Self::Sensitive
                | Self::Norm
                | Self::Evidence
        )
    }
}

/// Where a node stands: in a message or body, or in the contract of a part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// `part/view` of a message or `part/kind` of a body; for what stands in a contract its part, and
    /// for a header `part/operation`, with `/status` where it is in a response.
    pub message: String,
    /// Whose contract.
    pub role: Role,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.message, self.role.name())
    }
}

/// What a node is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Id that never changes, such as `opleiding.codeNiveauOpleiding`.
    pub id: String,
    /// Where it stands, if it can stand in more places.
    pub place: Option<Place>,
}

impl Key {
    /// A node that stands in one place only.
    #[must_use]
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into(), place: None }
    }

    /// A node in one of its places.
    #[must_use]
    pub fn at(kind: Kind, id: impl Into<String>, place: &Place) -> Self {
        Self { kind, id: id.into(), place: Some(place.clone()) }
    }
}

/// What is said of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Texts in an order that matters.
    Texts(Vec<String>),
}

impl Fact {
    /// The number, if it is one.
    pub(crate) fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The texts, if it is a list of them.
    pub(crate) fn texts(&self) -> &[String] {
        match self {
            Self::Texts(texts) => texts,
            _ => &[],
        }
    }

    /// The texts as a set.
    pub(crate) fn set(&self) -> BTreeSet<&str> {
        self.texts().iter().map(String::as_str).collect()
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Texts(texts) => f.write_str(&texts.join(", ")),
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Fact {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&[String]> for Fact {
    fn from(texts: &[String]) -> Self {
        Self::Texts(texts.to_vec())
    }
}
