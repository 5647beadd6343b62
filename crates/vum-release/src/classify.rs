//! Which rule a difference falls under. What is not found here is an error, so that no difference
//! can be passed over.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Fact, Facts, Key, Kind, Node, Property};
use crate::length::lengths;
use crate::rules::{self as r, Rule, Traffic};

/// What became of one property of a node that is there before and after.
pub(crate) struct Difference<'a> {
    pub key: &'a Key,
    pub property: Property,
    pub before: Option<&'a Fact>,
    pub after: Option<&'a Fact>,
    pub old: &'a Node,
    pub new: &'a Node,
    /// Whether the code list of the value is closed, before and after.
    pub closed: [bool; 2],
}

/// What a difference is.
pub(crate) enum Verdict {
    /// A change under a rule.
    Change(&'static Rule),
    /// It is told with another property of the same node.
    Told,
    /// Nobody has thought of it.
    Unknown,
}

use Verdict::{Change, Told, Unknown};

/// The rule for a node that came.
pub(crate) fn added(key: &Key, node: &Node) -> Option<&'static Rule> {
    let required = node.contains_key(&Property::Required);
    Some(match key.kind {
        Kind::Release => return None,
        Kind::Message => &r::MESSAGE_ADDED,
        Kind::Entity => &r::ENTITY_ADDED,
        Kind::Branch => &r::BRANCH_ADDED,
        Kind::Attribute | Kind::BodyProperty if required => &r::REQUIRED_ATTRIBUTE_ADDED,
        Kind::Attribute | Kind::BodyProperty => &r::ATTRIBUTE_ADDED,
        Kind::List => &r::LIST_ADDED,
        Kind::Code => &r::CODE_ADDED,
        Kind::TableCode => &r::TABLE_CODE_ADDED,
        Kind::Criterion if required => &r::REQUIRED_CRITERION_ADDED,
        Kind::Criterion => &r::CRITERION_ADDED,
        Kind::Condition => &r::CONDITION_ADDED,
        Kind::Operator => &r::OPERATOR_ADDED,
        Kind::Contract => &r::CONTRACT_ADDED,
        Kind::Server => &r::SERVER_ADDED,
        Kind::Operation => &r::OPERATION_ADDED,
        Kind::Response => &r::RESPONSE_ADDED,
        Kind::HeaderUse if required => &r::REQUIRED_HEADER_ADDED,
        // A header that nothing uses yet, or one that need not be there.
        Kind::HeaderUse | Kind::Header => &r::HEADER_ADDED,
        Kind::Body => &r::BODY_ADDED,
        Kind::Error => &r::ERROR_ADDED,
        Kind::Limit => &r::LIMIT_ADDED,
    })
}

/// The rule for a node that went; `replaced` when another one takes its place.
pub(crate) fn removed(key: &Key, node: &Node, replaced: bool) -> Option<&'static Rule> {
    let required = node.contains_key(&Property::Required);
    Some(match key.kind {
        Kind::Release => return None,
        Kind::Message => &r::MESSAGE_REMOVED,
        Kind::Entity if replaced => &r::ENTITY_REPLACED,
        Kind::Entity => &r::ENTITY_REMOVED,
        Kind::Branch => &r::BRANCH_REMOVED,
        Kind::Attribute | Kind::BodyProperty if required => &r::REQUIRED_ATTRIBUTE_REMOVED,
        Kind::Attribute if replaced => &r::ATTRIBUTE_REPLACED,
        Kind::Attribute | Kind::BodyProperty => &r::ATTRIBUTE_REMOVED,
        Kind::List => &r::LIST_REMOVED,
        Kind::Code => &r::CODE_REMOVED,
        Kind::TableCode => &r::TABLE_CODE_REMOVED,
        Kind::Criterion => &r::CRITERION_REMOVED,
        Kind::Condition => &r::CONDITION_REMOVED,
        Kind::Operator => &r::OPERATOR_REMOVED,
        Kind::Contract => &r::CONTRACT_REMOVED,
        Kind::Server => &r::SERVER_REMOVED,
        Kind::Operation => &r::OPERATION_REMOVED,
        Kind::Response => &r::RESPONSE_REMOVED,
        Kind::HeaderUse | Kind::Header => &r::HEADER_REMOVED,
        Kind::Body => &r::BODY_REMOVED,
        Kind::Error => &r::ERROR_REMOVED,
        Kind::Limit => &r::LIMIT_REMOVED,
    })
}

/// The properties that say what a value is: where its type changes they are told with it.
pub(crate) const VALUE: [Property; 9] = [
    Property::Type,
    Property::JsonForm,
    Property::List,
    Property::Entity,
    Property::MinLength,
    Property::MaxLength,
    Property::Pattern,
    Property::Min,
    Property::Max,
];

impl Difference<'_> {
    fn changes(&self, property: Property) -> bool {
        self.old.get(&property) != self.new.get(&property)
    }

    /// Whether another property of the node came, or went, in this step.
    fn comes(&self, property: Property) -> bool {
        !self.old.contains_key(&property) && self.new.contains_key(&property)
    }

    pub(crate) fn verdict(&self) -> Verdict {
        use Property as P;
        let kind = self.key.kind;
        let valued =
            matches!(kind, Kind::Attribute | Kind::BodyProperty | Kind::Operator | Kind::Operation);
        if valued && VALUE.contains(&self.property) {
            return self.value();
        }
        let rule = match (kind, self.property) {
            (_, P::Label) if self.changes(P::LabelValue) => return Told,
            (Kind::Code | Kind::TableCode, P::Label) => &r::RELABELLED,
            (_, P::Label) => &r::LABEL_CHANGED,
            (_, P::Definition) => &r::WORDING_CHANGED,
            (_, P::Sensitive) => &r::PRIVACY_REMARK,
            (_, P::Norm) => &r::NORM_CHANGED,
            (_, P::Evidence) => &r::EVIDENCE_CHANGED,
            (Kind::List, P::Complete | P::Form) => &r::TABLE_CHANGED,
            (Kind::TableCode, P::From | P::Until) => &r::CODE_PERIOD,
            (_, P::DraftTag) if self.comes(P::Tag) => return Told,
            (_, P::DraftRoots) if self.comes(P::Root) => return Told,
            (_, P::DraftNamespace) if self.comes(P::Namespace) => return Told,
            (_, P::DraftTag | P::DraftRoots | P::DraftNamespace) => &r::DRAFT_NAME,
            (Kind::Release, P::Gegevensstandaard) => &r::GEGEVENSSTANDAARD,
            (Kind::Release, P::SgrVersion) => &r::SGR_VERSION,
            (Kind::Release, P::UnknownAllowed) => self.flag(&r::OBJECTS_OPENED, &r::OBJECTS_CLOSED),
            (Kind::Release, P::Namespace) => self.settled(&r::NAMESPACE),
            (Kind::Message, P::Root | P::ListRoot) => self.settled(&r::ROOT),
            (_, P::Tag) => self.settled(&r::TAG_CHANGED),
            (Kind::Message, P::Question | P::Entity) => &r::MESSAGE_CHANGED,
            (Kind::Entity, P::Name) => &r::ENTITY_NAME,
            (Kind::Entity, P::Choice) => &r::CHOICE,
            // A record has an order, a choice has none.
            (Kind::Entity, P::Order) if self.changes(P::Choice) => return Told,
            (Kind::Entity, P::Order) if self.same_order() => return Told,
            (Kind::Entity, P::Order) => &r::ORDER,
            (Kind::Branch, P::Wrapper) => &r::BRANCH_RENAMED,
            (Kind::Attribute | Kind::BodyProperty, P::Name) => &r::ATTRIBUTE_RENAMED,
            (_, P::Identifier) => &r::IDENTIFIER,
            (Kind::Attribute | Kind::BodyProperty, P::Many) => &r::CARDINALITY,
            (_, P::MinItems) => self.bound(&r::MIN_ITEMS_RAISED, &r::MIN_ITEMS_LOWERED, 0),
            (_, P::Aliases) if self.grows() => &r::ALIAS_ADDED,
            (_, P::Aliases) => &r::ALIAS_REMOVED,
            (_, P::Required) => self.flag(&r::NOW_REQUIRED, &r::NO_LONGER_REQUIRED),
            (_, P::Deprecated) if self.after.is_none() => &r::DEPRECATION_WITHDRAWN,
            (_, P::Deprecated) if self.new.contains_key(&P::Successor) => &r::DEPRECATED_FOR,
            (_, P::Deprecated) => &r::DEPRECATED,
            (_, P::Successor) if self.changes(P::Deprecated) => return Told,
            (_, P::Successor) => &r::SUCCESSOR,
            (Kind::List, P::Closed) => self.flag(&r::LIST_CLOSED, &r::LIST_OPENED),
            (Kind::Body, P::Closed) => self.flag(&r::OBJECTS_CLOSED, &r::OBJECTS_OPENED),
            // Whether messages hold the label, not what it is.
            (_, P::LabelValue) if self.moved_label() => return Told,
            (_, P::LabelValue) => &r::LABEL_VALUE,
            (Kind::Criterion | Kind::Condition, P::Path) => &r::CRITERION_RENAMED,
            (Kind::Criterion, P::Type) => &r::CRITERION_FORM,
            (Kind::Criterion | Kind::Condition, P::Attribute) if self.changes(P::Data) => {
                return Told;
            }
            (Kind::Criterion | Kind::Condition, P::Data | P::Attribute | P::OwnLimit) => {
                &r::CRITERION_MEANING
            }
            (Kind::Criterion, P::Alternatives) => &r::ALTERNATIVES,
            (_, P::Constant) if self.before.is_none() => &r::CONSTANT_ADDED,
            (_, P::Constant) if self.after.is_none() => &r::CONSTANT_REMOVED,
            (_, P::Constant) => &r::CONSTANT_CHANGED,
            (Kind::Contract, P::Name) => &r::CONTRACT_NAME,
            (Kind::Contract, P::InfoVersion) => &r::CONTRACT_VERSION,
            (
                Kind::Operation,
                P::Method | P::Url | P::CallbackOf | P::Parameter | P::Attribute | P::Body,
            ) => &r::OPERATION_CHANGED,
            (Kind::Response, P::Body) => &r::RESPONSE_CHANGED,
            (Kind::Header, P::Type) => &r::HEADER_FORM,
            (Kind::Body, P::Type) => &r::BODY_CHANGED,
            (Kind::Body, P::Entity) if self.changes(P::Type) => return Told,
            (Kind::Body, P::Entity) => &r::BODY_CHANGED,
            (Kind::Error, P::Status) => &r::ERROR_CHANGED,
            (Kind::Limit, P::Value) => self.bound(&r::LIMIT_RAISED, &r::LIMIT_LOWERED, 0),
            (Kind::Limit, P::Unit) => &r::LIMIT_CHANGED,
            _ => return Unknown,
        };
        Change(rule)
    }

    fn value(&self) -> Verdict {
        use Property as P;
        let retyped = self.changes(P::Type);
        // Without another form in JSON the constraints can be laid side by side.
        let alike = primitive(self.old) == primitive(self.new);
        let [was_closed, is_closed] = self.closed;
        let rule = match self.property {
            P::Type if !alike => &r::TYPE_CHANGED,
            P::Type if is_closed && !was_closed => &r::ENUMERATED,
            P::Type if was_closed && !is_closed => &r::ENUMERATION_DROPPED,
            P::Type => &r::TYPE_REFINED,
            _ if retyped && (!alike || was_closed || is_closed) => return Told,
            P::JsonForm if retyped => return Told,
            P::List if retyped => return Told,
            P::JsonForm => &r::JSON_FORM,
            P::List => &r::LIST_CHANGED,
            P::Entity => &r::ENTITY_CHANGED,
            _ if !alike => return Told,
            P::MinLength => {
                let (before, after) = (lengths(self.old).0, lengths(self.new).0);
                return order(after.cmp(&before), &r::MIN_LENGTH_RAISED, &r::MIN_LENGTH_LOWERED);
            }
            P::MaxLength => {
                let (before, after) = (lengths(self.old).1, lengths(self.new).1);
                return order(after.cmp(&before), &r::MAX_LENGTH_RAISED, &r::MAX_LENGTH_LOWERED);
            }
            P::Min => self.bound(&r::MINIMUM_RAISED, &r::MINIMUM_LOWERED, i64::MIN),
            P::Max => self.bound(&r::MAXIMUM_RAISED, &r::MAXIMUM_LOWERED, i64::MAX),
            // A constant operand has a pattern that says the same.
            P::Pattern if self.changes(P::Constant) => return Told,
            P::Pattern if self.before.is_none() => &r::PATTERN_ADDED,
            P::Pattern if self.after.is_none() => &r::PATTERN_REMOVED,
            P::Pattern => &r::PATTERN_CHANGED,
            _ => return Unknown,
        };
        Change(rule)
    }

    fn flag(&self, set: &'static Rule, unset: &'static Rule) -> &'static Rule {
        if self.after == Some(&Fact::Flag(true)) { set } else { unset }
    }

    /// What is absent counts as `absent`.
    fn bound(&self, raised: &'static Rule, lowered: &'static Rule, absent: i64) -> &'static Rule {
        let value = |fact: Option<&Fact>| fact.and_then(Fact::number).unwrap_or(absent);
        if value(self.after) > value(self.before) { raised } else { lowered }
    }

    /// A name that was a proposal until now breaks nothing that was agreed.
    fn settled(&self, changed: &'static Rule) -> &'static Rule {
        if self.before.is_none() { &r::TAG_SETTLED } else { changed }
    }

    fn grows(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else {
            return self.before.is_none();
        };
        after.set().is_superset(&before.set())
    }

    /// Whether what is there before and after stands in the same order.
    fn same_order(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let (old, new) = (before.set(), after.set());
        let old_order = before.texts().iter().filter(|it| new.contains(it.as_str()));
        let new_order = after.texts().iter().filter(|it| old.contains(it.as_str()));
        old_order.eq(new_order)
    }

    fn moved_label(&self) -> bool {
        use Property as P;
        let label = |node: &Node| node.get(&P::LabelValue).or(node.get(&P::Label)).cloned();
        label(self.old) == label(self.new)
    }
}

/// A length that a pattern states as well has not changed.
fn order(order: Ordering, raised: &'static Rule, lowered: &'static Rule) -> Verdict {
    match order {
        Ordering::Greater => Change(raised),
        Ordering::Less => Change(lowered),
        Ordering::Equal => Told,
    }
}

/// What a value is in JSON.
fn primitive(node: &Node) -> &'static str {
    let text = |property| match node.get(&property) {
        Some(Fact::Text(text)) => text.as_str(),
        _ => "",
    };
    match (text(Property::Type), text(Property::JsonForm)) {
        ("text" | "uri" | "label", _) | ("code", "string") => "string",
        ("integer", _) | ("code", "number") => "number",
        ("boolean", _) => "boolean",
        ("date", _) => "date",
        _ => "object",
    }
}

/// What is exchanged where nodes stand.
pub(crate) struct Traffics {
    questions: BTreeSet<String>,
    requests: BTreeSet<String>,
    lists: BTreeMap<String, Traffic>,
}

impl Traffics {
    pub(crate) fn of(releases: [&Facts; 2]) -> Self {
        let mut all =
            Self { questions: BTreeSet::new(), requests: BTreeSet::new(), lists: BTreeMap::new() };
        for (key, node) in releases.into_iter().flat_map(|it| &it.nodes) {
            let text = |property| node.get(&property).map(Fact::to_string);
            match key.kind {
                Kind::Message if node.contains_key(&Property::Question) => {
                    all.questions.insert(key.id.clone());
                }
                Kind::Operation => all.requests.extend(text(Property::Body)),
                Kind::Attribute | Kind::Operator => {
                    let Some(list) = text(Property::List) else { continue };
                    let asked = key.kind == Kind::Operator;
                    let own = if asked { Traffic::Question } else { Traffic::Result };
                    let known = all.lists.entry(list).or_insert(own);
                    if *known != own {
                        *known = Traffic::Both;
                    }
                }
                _ => {}
            }
        }
        all
    }

    pub(crate) fn at(&self, key: &Key) -> Traffic {
        let message = key.place.as_ref().map_or(key.id.as_str(), |place| place.message.as_str());
        let list = || key.id.split('/').next().unwrap_or_default();
        let asked = match key.kind {
            Kind::Criterion | Kind::Condition | Kind::Operator | Kind::Operation => true,
            Kind::Message | Kind::Entity | Kind::Branch | Kind::Attribute => {
                self.questions.contains(message)
            }
            Kind::Body | Kind::BodyProperty => self.requests.contains(message),
            Kind::HeaderUse => key.id.starts_with("request/"),
            Kind::Response | Kind::Error => false,
            Kind::List | Kind::Code | Kind::TableCode => {
                return self.lists.get(list()).copied().unwrap_or(Traffic::Result);
            }
            Kind::Release | Kind::Contract | Kind::Server | Kind::Header | Kind::Limit => {
                return Traffic::Both;
            }
        };
        if asked { Traffic::Question } else { Traffic::Result }
    }
}
