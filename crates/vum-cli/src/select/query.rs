//! The question: read and judged before any record.

use std::io::{self, Read};

use vum::select::{SelectionType, Selector};
use vum::stream::{Judged, Totals};
use vum::{Options, Position, Report, Severity, Syntax};

use super::refused;
use crate::args::SelectArgs;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, harmless};
use crate::validate::inputs::{self, Input, Source};
use crate::validate::kind::Kind;
use crate::validate::{open, show, unreadable};

pub(super) struct Query {
    pub(super) input: Input,
    pub(super) selector: Selector,
    pub(super) report: Report,
    text: Vec<u8>,
}

impl Query {
    /// Reads the question that is put to the records of a message.
    pub(super) fn read(args: &SelectArgs, kind: Kind, others: &[Input]) -> Result<Self, Failure> {
        let Kind { message, .. } = kind;
        let of = vum::selection(message.release, message.id)
            .ok_or_else(|| no_question(message.release, message.id))?;
        let SelectionType { question, .. } = of;
        let input =
            inputs::named(&args.query, Kind { message: question, role: question.default_role });
        let is_stdin = |it: &Input| matches!(it.source, Source::Stdin);
        if is_stdin(&input) && others.iter().any(is_stdin) {
            return Err(Failure::usage(
                "de vraag en de records kunnen niet allebei van standaardinvoer komen",
                "the question and the records cannot both come from standard input",
            ));
        }
        let options = Options {
            show_values: args.messages.show_values,
            ..Options::new(question.default_role)
        };
        let limit = options.limits.record_bytes;
        let text = read(&input, limit).map_err(|error| {
            let text = |language| unreadable(&input, &error, Speech { language, page: language });
            Failure::broken(text(vum::Language::Nl), text(vum::Language::En))
        })?;
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text).to_vec();
        if text.len() > limit {
            let (name, limit) = (input.shown(), limit);
            return Err(Failure::broken(
                format!("{name} is groter dan {limit} bytes: dat is geen vraag"),
                format!("{name} is larger than {limit} bytes: that is no question"),
            ));
        }
        let outcome = of.read(&text, options);
        Ok(Self { input, selector: outcome.value, report: outcome.report, text })
    }

    /// Shows on standard error what was found in it.
    pub(super) fn show(&self, args: &SelectArgs, speech: Speech) -> io::Result<()> {
        if self.report.findings().is_empty() {
            return Ok(());
        }
        let judged = Judged {
            index: 0,
            text: &self.text,
            start: Position { line: 1, column: 1 },
            syntax: Syntax::Json,
            report: &self.report,
        };
        show(&self.input, &judged, args.messages.show_values, speech)?;
        if self.exit().is_some() {
            screen::note(
                speech.pick("let op", "note"),
                speech.pick(
                    "de vraag is niet in orde; er is geen enkel record bekeken",
                    "the question is not in order; no record was looked at",
                ),
            );
        }
        Ok(())
    }

    /// What was counted in it.
    pub(super) fn totals(&self) -> Totals {
        Totals {
            records: 1,
            errors: self.report.count(Severity::Error),
            warnings: self.report.count(Severity::Warning),
            infos: self.report.count(Severity::Info),
            broken: self.report.is_broken(),
        }
    }

    /// How the program ends when the question cannot be put to anything.
    pub(super) fn exit(&self) -> Option<Exit> {
        refused(&self.totals())
    }
}

/// The whole text, and one byte more when it is beyond the limit.
fn read(input: &Input, limit: usize) -> io::Result<Vec<u8>> {
    let (reader, _) = open(input)?;
    let mut text = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut text)?;
    Ok(text)
}

fn no_question(release: &str, id: &str) -> Failure {
    let id = harmless(id);
    let of = |it: &&SelectionType| it.message.release == release;
    let known: Vec<&str> = vum::selections().filter(of).map(|it| it.message.id).collect();
    if known.is_empty() {
        return Failure::usage(
            format!("VUM {release} heeft geen selectievraag; die is er vanaf 2.0.0"),
            format!("VUM {release} has no selectievraag; there is one from 2.0.0 on"),
        );
    }
    let known = known.join(", ");
    Failure::usage(
        format!("een selectievraag gaat in VUM {release} over {known}; niet over {id}"),
        format!("a selectievraag of VUM {release} is about {known}; not about {id}"),
    )
}
