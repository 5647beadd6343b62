//! `vum validate`: judges messages.

mod collect;
mod config;
mod headers;
pub(crate) mod inputs;
pub(crate) mod json;
pub(crate) mod kind;
mod mask;
pub(crate) mod progress;
pub(crate) mod report;
mod rules;
mod suppress;
mod terms;
mod text;

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use vum::stream::{Judged, StreamOptions, Totals, validate};
use vum::{Dropped, Finding, Options, Severity};

use self::config::House;
use self::inputs::{Input, Source};
use self::kind::Kind;
use self::progress::Progress;
pub(crate) use self::report::schema;
use self::suppress::suppress;
use self::terms::Terms;
use crate::Outcome;
use crate::args::{FailOn, MessageArgs, ReportFormat, ValidateArgs};
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen;

/// A file below this size is judged by one thread: starting more costs more than it saves.
const SMALL: u64 = 1 << 20;

/// A report in the making.
trait Output {
    /// The start. `shared` is the kind of all files, when they have but one.
    fn begin(&mut self, shared: Option<&Kind>) -> io::Result<()>;
    /// The start of a file.
    fn file(&mut self, input: &Input) -> io::Result<()>;
    /// A record in which something was found, with those findings that are listed: none, when
    /// there is no room.
    fn record(&mut self, judged: &Judged<'_>, findings: &[Finding]) -> io::Result<()>;
    /// The end of a file; `error` says why it could not be read to its end.
    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()>;
    /// The end.
    fn finish(&mut self, tally: &Tally) -> io::Result<()>;
}

/// A report that is written while files are judged, and those that are made at the end.
struct Both {
    first: Option<Box<dyn Output>>,
    second: Option<collect::Report>,
}

impl Both {
    fn each(&mut self, tell: impl Fn(&mut dyn Output) -> io::Result<()>) -> io::Result<()> {
        if let Some(first) = &mut self.first {
            tell(&mut **first)?;
        }
        self.second.as_mut().map_or(Ok(()), |second| tell(second))
    }
}

impl Output for Both {
    fn begin(&mut self, shared: Option<&Kind>) -> io::Result<()> {
        self.each(|it| it.begin(shared))
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        self.each(|it| it.file(input))
    }

    fn record(&mut self, judged: &Judged<'_>, findings: &[Finding]) -> io::Result<()> {
        self.each(|it| it.record(judged, findings))
    }

    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()> {
        self.each(|it| it.end_file(count, error))
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.each(|it| it.finish(tally))
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    files: u64,
    totals: Totals,
    /// Findings of a record beyond what the library keeps: counted, and not listed.
    dropped: Dropped,
    /// Findings of a file beyond `--max-findings`: counted, and not listed.
    left_out: Dropped,
    /// Findings that are accepted, and not counted elsewhere.
    suppressed: Dropped,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.totals.add(&other.totals);
        add(&mut self.dropped, other.dropped);
        add(&mut self.left_out, other.left_out);
        add(&mut self.suppressed, other.suppressed);
    }

    /// How many findings are not in the report.
    fn unlisted(&self) -> u64 {
        sum(self.dropped) + sum(self.left_out)
    }

    /// How many findings are in the report.
    fn listed(&self) -> u64 {
        let Totals { errors, warnings, infos, .. } = self.totals;
        (errors + warnings + infos).saturating_sub(self.unlisted())
    }
}

fn add(to: &mut Dropped, more: Dropped) {
    to.errors += more.errors;
    to.warnings += more.warnings;
    to.infos += more.infos;
}

fn sum(dropped: Dropped) -> u64 {
    dropped.errors + dropped.warnings + dropped.infos
}

/// The findings that still fit in the list of a file, of which `room` is left.
fn listed<'a>(findings: &'a [Finding], room: &mut u64, left_out: &mut Dropped) -> &'a [Finding] {
    let fit = usize::try_from(*room).unwrap_or(usize::MAX).min(findings.len());
    let (listed, rest) = findings.split_at(fit);
    *room -= fit as u64;
    for finding in rest {
        *match finding.severity() {
            Severity::Error => &mut left_out.errors,
            Severity::Warning => &mut left_out.warnings,
            Severity::Info => &mut left_out.infos,
        } += 1;
    }
    listed
}

/// Counts over all files, and by kind in the order of their appearance.
#[derive(Debug, Default)]
struct Tally {
    all: Count,
    kinds: Vec<(Kind, Count)>,
    /// What each `vum.toml` says.
    houses: Vec<Rc<House>>,
    /// The terms of each file, where they differ from those before.
    terms: Vec<Terms>,
}

impl Tally {
    fn add(&mut self, kind: Option<Kind>, count: &Count) {
        self.all.add(count);
        let Some(kind) = kind else { return };
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, total)) => total.add(count),
            None => self.kinds.push((kind, *count)),
        }
    }

    /// Notes on which terms a file is judged.
    fn note(&mut self, input: &Input, terms: &Terms) {
        if !self.houses.iter().any(|known| Rc::ptr_eq(known, &input.house)) {
            self.houses.push(Rc::clone(&input.house));
        }
        let same = |known: &Terms| {
            known.shown_rules() == terms.shown_rules() && known.shown_day() == terms.shown_day()
        };
        if !self.terms.iter().any(same) {
            self.terms.push(terms.clone());
        }
    }
}

/// What is found at or above a severity is told by the exit code.
pub(crate) fn exit(totals: &Totals, fail_on: FailOn) -> Exit {
    let found = match fail_on {
        FailOn::Error => totals.errors > 0,
        FailOn::Warning => totals.errors + totals.warnings > 0,
        FailOn::Never => false,
    };
    match (totals.broken, found) {
        (true, _) => Exit::Broken,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    }
}

pub(crate) fn run(args: &ValidateArgs, speech: Speech) -> Outcome {
    if args.standard.is_some() {
        return Err(Failure::usage(
            "validate kent geen --standard: berichten worden beoordeeld met de releases die in \
             het programma zitten; --standard kan bij check, explain en generate",
            "validate has no --standard: messages are judged by the releases that are compiled \
             in; --standard is for check, explain and generate",
        ));
    }
    let terms = Terms::new(args)?;
    let inputs = inputs::find(&args.messages)?;
    let progress = Progress::new(inputs.iter().map(|input| input.bytes).sum());
    let mut output = Both {
        first: match args.format {
            ReportFormat::Text => {
                let show_values = args.messages.show_values;
                Some(Box::new(text::Report::new(speech, show_values, progress.clone())))
            }
            ReportFormat::Json => {
                Some(Box::new(json::Report::new(speech, progress.clone(), terms.clone())))
            }
            _ => None,
        },
        second: collect::Report::new(args, speech),
    };
    let mut kinds = inputs.iter().filter_map(|input| input.kind);
    let shared = kinds.next().filter(|first| kinds.all(|kind| kind == *first));
    let headers = match &args.headers {
        Some(path) => Some((path.as_path(), headers::expected(shared.as_ref())?)),
        None => None,
    };
    output.begin(shared.as_ref())?;
    let mut tally = Tally::default();
    if let (Some((path, expected)), Some(kind)) = (headers, shared) {
        let file = (path, expected, kind);
        let count = headers::judge(file, args, speech, &progress, &mut output)?;
        tally.add(Some(kind), &count);
    }
    for input in inputs {
        let own = terms.of(&input);
        tally.note(&input, &own);
        let count = judge(&input, args, &own, speech, &progress, &mut output)?;
        tally.add(input.kind, &count);
    }
    progress.end();
    output.finish(&tally)?;
    if let Some(report) = output.second {
        report.write()?;
    }
    Ok(exit(&tally.all.totals, args.fail_on))
}

/// Judges a file. That it cannot be read is told; only the output can fail.
fn judge(
    input: &Input,
    args: &ValidateArgs,
    terms: &Terms,
    speech: Speech,
    progress: &Progress,
    output: &mut dyn Output,
) -> io::Result<Count> {
    output.file(input)?;
    let mut count = Count { files: 1, ..Count::default() };
    // What was counted up to an error in reading.
    let mut so_far = Totals::default();
    let mut room = args.max_findings.0;
    let mut failed = Ok(());
    let outcome = open(input).and_then(|(reader, kind)| {
        let mut options = stream_options(&args.messages, input, kind);
        options.options = terms.apply(options.options);
        let accepted = &input.house.suppressions;
        validate(progress.watch(reader), kind.message, options, |judged| {
            let rest = suppress(judged.report, accepted, terms.day(), &mut count.suppressed);
            let report = rest.as_ref().unwrap_or(judged.report);
            let judged = Judged { report, ..judged };
            add(&mut count.dropped, judged.report.dropped());
            so_far.records = judged.index + 1;
            so_far.errors += judged.report.count(Severity::Error);
            so_far.warnings += judged.report.count(Severity::Warning);
            so_far.infos += judged.report.count(Severity::Info);
            let findings = listed(judged.report.findings(), &mut room, &mut count.left_out);
            if judged.report.findings().is_empty() {
                return ControlFlow::Continue(());
            }
            failed = output.record(&judged, findings);
            if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
    });
    failed?;
    let error = match outcome {
        Ok(totals) => {
            let Dropped { errors, warnings, infos } = count.suppressed;
            count.totals = Totals {
                errors: totals.errors.saturating_sub(errors),
                warnings: totals.warnings.saturating_sub(warnings),
                infos: totals.infos.saturating_sub(infos),
                ..totals
            };
            None
        }
        Err(error) => {
            count.totals = Totals { broken: true, ..so_far };
            let text = unreadable(input, &error, speech);
            let error = error.to_string();
            progress.suspend(|| screen::complain_as(speech.pick("fout", "error"), &text));
            Some(error)
        }
    };
    output.end_file(&count, error.as_deref())?;
    Ok(count)
}

/// How the records of a file are judged.
pub(crate) fn stream_options(args: &MessageArgs, input: &Input, kind: Kind) -> StreamOptions {
    let options = Options {
        show_values: args.show_values,
        on: args.on.map(|it| it.0),
        ..Options::new(kind.role)
    };
    StreamOptions {
        format: input.format,
        jobs: jobs(args.jobs, input),
        ..StreamOptions::from(options)
    }
}

/// Shows what was found in a record on standard error, in the manner of a compiler.
pub(crate) fn show(
    input: &Input,
    judged: &Judged<'_>,
    show_values: bool,
    speech: Speech,
) -> io::Result<()> {
    let mut report = text::Report::on_error(speech, show_values, Progress::new(0));
    report.file(input)?;
    report.record(judged, judged.report.findings())?;
    report.flush()
}

pub(crate) fn unreadable(input: &Input, error: &io::Error, speech: Speech) -> String {
    let name = input.shown();
    speech.pick(
        format!("{name} kan niet worden gelezen: {error}"),
        format!("{name} cannot be read: {error}"),
    )
}

pub(crate) fn open(input: &Input) -> io::Result<(Box<dyn Read>, Kind)> {
    let reader: Box<dyn Read> = match &input.source {
        Source::Stdin => Box::new(io::stdin().lock()),
        Source::File(path) | Source::Headers(path) => Box::new(File::open(path)?),
        Source::Unreadable(kind, text) => return Err(io::Error::new(*kind, text.clone())),
    };
    let missing = || io::Error::other("no message to judge by");
    Ok((reader, input.kind.ok_or_else(missing)?))
}

fn jobs(asked: Option<u16>, input: &Input) -> usize {
    if matches!(input.source, Source::File(_)) && input.bytes < SMALL {
        return 1;
    }
    let all = || std::thread::available_parallelism().map_or(1, Into::into);
    asked.map_or_else(all, Into::into)
}

/// Whether standard input is a pipe or a file.
fn is_piped() -> bool {
    !io::stdin().is_terminal()
}
