//! A question and the records it is put to, whatever their types: for streams.

use std::fmt;
use std::marker::PhantomData;

use super::{Area, Explanation, Question, Verdict};
use crate::message::{MessageType, Value};
#[cfg(feature = "json")]
use crate::{Options, Outcome};

/// A question that is put to the records of a message, in a text: see `stream::select`.
///
/// It is made of a question and the message it is about ([`Selector::new`]), or read as a text
/// ([`SelectionType::read`]).
pub struct Selector {
    message: &'static MessageType,
    put: Box<dyn Put>,
}

impl Selector {
    /// A question, and the message whose records are profiles of type `P`. `None` when the records
    /// of the message are of another type.
    #[must_use]
    pub fn new<P, Q>(question: Q, message: &'static MessageType) -> Option<Self>
    where
        P: Value + Default + 'static,
        Q: Question<P> + Send + Sync + 'static,
    {
        let is_its_own = std::ptr::eq(crate::Fields::meta(&P::default()), message.root);
        is_its_own.then(|| Self::of::<P, Q>(question, message))
    }

    fn of<P, Q>(question: Q, message: &'static MessageType) -> Self
    where
        P: Value + Default + 'static,
        Q: Question<P> + Send + Sync + 'static,
    {
        Self { message, put: Box::new(Asked { question, profiles: PhantomData::<fn() -> P> }) }
    }

    /// The message whose records it is put to.
    #[must_use]
    pub fn message(&self) -> &'static MessageType {
        self.message
    }

    /// Whether the question asks for an area: what comes out depends on the [`Area`] then.
    #[must_use]
    pub fn asks_area(&self) -> bool {
        let mut asks = false;
        self.with(&mut |empty| {
            let of = |area: Area<'_>| empty.explain(&area);
            asks = of(Area::unknown()) != of(Area::ignored());
        });
        asks
    }

    /// Lets a profile be filled and judged.
    pub(crate) fn with(&self, take: &mut dyn FnMut(&mut dyn Candidate)) {
        self.put.with(take);
    }
}

/// Names the message only: a question holds values.
impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Selector").field("message", &self.message).finish_non_exhaustive()
    }
}

/// A question that holds for profiles of some type.
trait Put: Send + Sync {
    /// Makes an empty profile and hands it over.
    fn with(&self, take: &mut dyn FnMut(&mut dyn Candidate));
}

/// A profile that is filled, and then held against a question.
pub(crate) trait Candidate {
    fn value(&mut self) -> &mut dyn Value;
    fn matches(&self, area: &Area<'_>) -> Verdict;
    fn explain(&self, area: &Area<'_>) -> Explanation;
}

struct Asked<Q, P> {
    question: Q,
    profiles: PhantomData<fn() -> P>,
}

impl<P: Value + Default, Q: Question<P> + Send + Sync> Put for Asked<Q, P> {
    fn with(&self, take: &mut dyn FnMut(&mut dyn Candidate)) {
        take(&mut Held { question: &self.question, profile: P::default() });
    }
}

struct Held<'q, Q, P> {
    question: &'q Q,
    profile: P,
}

impl<P: Value, Q: Question<P>> Candidate for Held<'_, Q, P> {
    fn value(&mut self) -> &mut dyn Value {
        &mut self.profile
    }

    fn matches(&self, area: &Area<'_>) -> Verdict {
        self.question.matches(&self.profile, area)
    }

    fn explain(&self, area: &Area<'_>) -> Explanation {
        self.question.explain(&self.profile, area)
    }
}

/// A question of a release and a message it can be put to; generated.
pub struct SelectionType {
    /// The question, such as `werkzoekende/selectievraag`.
    pub question: &'static MessageType,
    /// The message it is put to, such as `werkzoekende/match`.
    pub message: &'static MessageType,
    /// Makes an empty question, lets it be filled and keeps it.
    #[doc(hidden)]
    pub ask: Ask,
}

/// Lets a question be filled, and puts it to the records of a message.
#[doc(hidden)]
pub type Ask = fn(&'static MessageType, &mut dyn FnMut(&mut dyn Value)) -> Selector;

/// What generated code has as [`Ask`].
#[doc(hidden)]
pub fn ask<P, Q>(message: &'static MessageType, fill: &mut dyn FnMut(&mut dyn Value)) -> Selector
where
    P: Value + Default + 'static,
    Q: Question<P> + Value + Default + Send + Sync + 'static,
{
    let mut question = Q::default();
    fill(&mut question);
    Selector::of::<P, Q>(question, message)
}

impl SelectionType {
    /// Reads a question in JSON. There is always a selector; the report says what it is worth, and
    /// what of the question does not count in this release.
    #[cfg(feature = "json")]
    pub fn read(&self, text: &[u8], options: impl Into<Options>) -> Outcome<Selector> {
        let (options, start) = (options.into(), crate::Position { line: 1, column: 1 });
        let (mut complete, mut report) = (true, crate::Report::default());
        let value = (self.ask)(self.message, &mut |question| {
            (complete, report) = crate::json::read_json(text, question, options, start);
        });
        Outcome { value, complete, report }
    }
}

impl fmt::Debug for SelectionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { question, message, .. } = self;
        f.debug_struct("SelectionType")
            .field("question", question)
            .field("message", message)
            .finish()
    }
}
