//! What is done with each record of a stream.

use super::convert::Written;
use super::select::{Found, SelectOptions};
use crate::context::Options;
use crate::finding::Position;
use crate::message::{MessageType, Value};
use crate::migrate::{CodeMap, LossReport, MigrateOptions, Migration};
use crate::outcome::Report;
use crate::select::Selector;
use crate::syntax::{self, Place, Syntax};

/// What is done with each record.
#[derive(Clone, Copy)]
pub(super) enum Task<'a> {
    /// It is judged.
    Judge,
    /// It is judged and written in a syntax.
    Convert(Syntax),
    /// It is judged, and written in a syntax as a message of another release.
    Migrate(&'a Migration, Option<&'a CodeMap>, Syntax),
    /// It is judged and held against a question.
    Select(&'a Selector, &'a SelectOptions<'a>),
}

/// What that gave, beside what was found.
pub(super) enum Output {
    Written(Written),
    Found(Found),
}

impl Output {
    /// The record that was written, if one was asked for.
    pub(super) fn written(&self) -> Option<&Written> {
        match self {
            Self::Written(written) => Some(written),
            Self::Found(_) => None,
        }
    }
}

impl Task<'_> {
    /// Reads a record and does the work.
    pub(super) fn run(
        self,
        message: &MessageType,
        text: &[u8],
        place: Place,
        options: Options,
        start: Position,
    ) -> (Report, Option<Output>) {
        let (mut report, mut output) = (Report::default(), None);
        let mut fill = |value: &mut dyn Value| {
            let complete;
            (complete, report) = syntax::fill(message, text, place, value, options, start);
            // What was not read to its end is not handed on as if it were whole.
            (!report.is_broken()).then_some(complete)
        };
        match self {
            Self::Judge => (message.with)(&mut |value| {
                fill(value);
            }),
            Self::Convert(syntax) => (message.with)(&mut |value| {
                let complete = fill(value);
                let none = LossReport::default();
                let written =
                    complete.and_then(|it| Written::new(message, value, syntax, it, none));
                output = written.map(Output::Written);
            }),
            Self::Migrate(migration, codes, syntax) => (message.with)(&mut |value| {
                let Some(complete) = fill(value) else { return };
                let Options { role, limits, on: _, rules: _, show_values } = options;
                let options = MigrateOptions { role, codes, limits, show_values };
                migration.run(value, &options, &mut |value, report| {
                    let written = Written::new(migration.to(), value, syntax, complete, report);
                    output = written.map(Output::Written);
                });
            }),
            Self::Select(selector, asked) => selector.with(&mut |profile| {
                let Some(complete) = fill(profile.value()) else { return };
                let explanation = asked.explain.then(|| profile.explain(&asked.area));
                let verdict = match &explanation {
                    Some(explanation) => explanation.verdict,
                    None => profile.matches(&asked.area),
                };
                let is_foreign = verdict.is_selected() && place.syntax() != Syntax::Json;
                let json = is_foreign.then(|| (crate::json::to_json(profile.value()), complete));
                output = Some(Output::Found(Found::new(verdict, explanation, json)));
            }),
        }
        (report, output)
    }
}
