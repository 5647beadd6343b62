//! A release's selectievraag as emitters see it.

use crate::release::{Description, Value};

/// A question with operators: what a bemiddelaar can ask of one part.
///
/// The shapes of the message say how it is written in JSON; this says what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// One for each attribute of the root shape, in that order.
    pub criteria: Vec<Criterion>,
    /// Pairs of criteria that one call sets.
    pub ranges: Vec<Range>,
}

/// One thing that a question can ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Id that never changes, such as `werkzoekende/selectievraag.contractvorm`.
    pub id: String,
    /// Its key in the question, exactly as in the contract.
    pub path: String,
    /// Where a profile has what it asks for: names in JSON with dots between, from the root of the
    /// profile. `None` when that is not known.
    pub data: Option<String>,
    /// What it is.
    pub description: Description,
    /// Whether a question must have it.
    pub required: bool,
    /// How it asks.
    pub form: CriterionForm,
}

impl Criterion {
    /// Full ids of the attributes it asks for.
    #[must_use]
    pub fn attributes(&self) -> Vec<&str> {
        match &self.form {
            CriterionForm::Area { attribute, .. } => attribute.as_deref().into_iter().collect(),
            CriterionForm::Value(condition) => vec![&condition.attribute],
            CriterionForm::Any(conditions) | CriterionForm::All(conditions) => {
                conditions.iter().map(|it| it.attribute.as_str()).collect()
            }
        }
    }
}

/// How a criterion asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionForm {
    /// `{path: {operator: operand}}`: a single value.
    Value(Condition),
    /// `{path: {$elemMatch: {$or: [{inner: {operator: operand}}, …]}}}`: a list has an element
    /// that satisfies one of the branches.
    Any(Vec<Condition>),
    /// `{path: {$all: [{$elemMatch: {inner: {operator: operand}, …}}, …]}}`: for each entry a list
    /// has an element that satisfies all of it.
    All(Vec<Condition>),
    /// `{path: {postcode, afstand}}`: within a distance of a postcode.
    Area {
        /// Full id of the attribute with the postcode, when it is known.
        attribute: Option<String>,
        /// Where a profile has its own greatest distance.
        limit: Option<String>,
    },
}

/// What is asked of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its key within an element, exactly as in the contract; empty for a single value.
    pub path: String,
    /// Where an element has the value; empty for a single value.
    pub data: String,
    /// Full id of the attribute.
    pub attribute: String,
    /// Whether every element must have it.
    pub required: bool,
    /// The operators it can have, with what they are compared with.
    pub operators: Vec<Operand>,
}

/// An operator with its operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// The operator.
    pub operator: Operator,
    /// What the operand is.
    pub value: Value,
    /// The only operand the contract knows.
    pub constant: Option<String>,
}

/// A comparison, as in MongoDB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `$eq`: equal to.
    Equal,
    /// `$gte`: at least.
    AtLeast,
    /// `$lte`: at most.
    AtMost,
    /// `$lt`: less than.
    Less,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 4] = [Self::Equal, Self::AtLeast, Self::AtMost, Self::Less];

    /// The key in JSON, such as `$gte`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "$eq",
            Self::AtLeast => "$gte",
            Self::AtMost => "$lte",
            Self::Less => "$lt",
        }
    }

    /// The operator with this key.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// A range that is asked with two criteria: what is offered must overlap with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its name, such as `werkuren`.
    pub name: String,
    /// What it is.
    pub description: Description,
    /// The criterion that takes the lower bound, as index, with [`Operator::AtLeast`].
    pub lower: usize,
    /// The criterion that takes the upper bound, as index, with [`Operator::AtMost`].
    pub upper: usize,
}

/// What a shape of a question has beside its attributes. A name that it does not have is ignored by
/// who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionShape {
    /// Which attributes go together: exactly one of these must hold. Without any, all go together.
    pub alternatives: Vec<Alternative>,
}

/// Attributes that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Its name, for programs.
    pub name: String,
    /// The attributes that must be there, by name in JSON.
    pub required: Vec<String>,
    /// The attributes that may be there too.
    pub optional: Vec<String>,
    /// The attributes that may not be there.
    pub forbidden: Vec<String>,
    /// Whether nothing else at all may be there.
    pub closed: bool,
}
