//! What the contracts say of the records of a question with operators (selectievraag).

use std::fmt::Write as _;

use crate::context::{Context, Leaf};
use crate::meta::{QuestionMeta, RecordMeta};
use crate::rule;
use crate::structure::Seen;

/// The number of the attribute that is read under another name than its own.
pub(crate) fn alias(question: &QuestionMeta, name: &str) -> Option<usize> {
    question.aliases.iter().find(|(alias, _)| *alias == name).map(|(_, n)| *n)
}

impl Context {
    /// Whether the attributes of a record go together, and what becomes of names it does not have:
    /// who answers ignores them, unless nothing else may stand beside what is there.
    pub(crate) fn question(
        &mut self,
        meta: &'static RecordMeta,
        question: &'static QuestionMeta,
        seen: Seen,
        others: &[(String, Option<usize>)],
        at: Option<usize>,
    ) -> bool {
        let mut held = question.alternatives.iter().filter(|it| it.holds(seen.bits())).peekable();
        let fine = question.alternatives.is_empty() || held.peek().is_some();
        let closed = held.peek().is_some() && held.all(|it| it.closed);
        for (name, at) in others {
            self.passed_over = true;
            let rule = if closed { &rule::UNKNOWN_ATTRIBUTE } else { &rule::IGNORED_CRITERION };
            self.report_below(Leaf::Unknown(name), rule, *at, Vec::new());
        }
        if !fine {
            let params = vec![("names", combinations(meta, question).into())];
            self.report(&rule::OPERATOR_COMBINATION, at, params);
        }
        fine
    }

    /// A list of a question that has fewer elements than it must have.
    #[cold]
    pub(crate) fn too_few(&mut self, actual: usize, least: usize, at: Option<usize>) {
        let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
        let params = vec![("actual", number(actual).into()), ("limit", number(least).into())];
        self.report(&rule::MIN_ITEMS, at, params);
    }
}

/// The attributes that go together, such as `$lt ($gte) | $eq`.
fn combinations(meta: &RecordMeta, question: &QuestionMeta) -> String {
    let mut text = String::new();
    for (index, it) in question.alternatives.iter().enumerate() {
        if index > 0 {
            text.push_str(" | ");
        }
        let mut behind = "";
        for (n, attribute) in meta.attributes.iter().enumerate() {
            if Seen::of(it.required).contains(n) {
                let _ = write!(text, "{behind}{}", attribute.name);
                behind = " + ";
            }
        }
        for (n, attribute) in meta.attributes.iter().enumerate() {
            if it.closed && !Seen::of(it.required | it.forbidden).contains(n) {
                let _ = write!(text, " ({})", attribute.name);
            }
        }
    }
    text
}
