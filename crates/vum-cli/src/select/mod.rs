//! `vum select`: the records that are what a question asks for.

mod json;
mod ndjson;
mod query;
mod report;
mod text;

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;

use vum::select::{Area, PostcodeTable, Unit};
use vum::stream::{Considered, SelectOptions, SelectTotals, Totals, select};

use self::query::Query;
pub(crate) use self::report::schema;
use crate::Outcome;
use crate::args::{SelectArgs, SelectFormat, UnitArg};
use crate::complaints::Complaints;
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::screen::harmless;
use crate::validate::inputs::{self, Input};
use crate::validate::kind::Kind;
use crate::validate::progress::Progress;
use crate::validate::{exit, open, stream_options};

/// What is written on standard output.
trait Output {
    /// The start, once the question was read.
    fn begin(&mut self, head: &Head<'_>) -> io::Result<()>;
    /// The start of a file.
    fn file(&mut self, input: &Input) -> io::Result<()>;
    /// A record, selected or not.
    fn record(&mut self, record: &Considered<'_>) -> io::Result<()>;
    /// The end of a file; `error` says why it could not be read to its end.
    fn end_file(&mut self, totals: &SelectTotals, error: Option<&str>) -> io::Result<()>;
    /// The end.
    fn finish(&mut self, files: u64, totals: &SelectTotals) -> io::Result<()>;
}

/// What a selection is about.
struct Head<'a> {
    kind: Kind,
    query: &'a Query,
    args: &'a SelectArgs,
}

pub(crate) fn run(args: &SelectArgs, speech: Speech) -> Outcome {
    if args.explain && args.format == SelectFormat::Ndjson {
        return Err(Failure::usage(
            "--explain gaat samen met --format text en json; ndjson houdt alleen de records",
            "--explain goes with --format text and json; ndjson holds the records only",
        ));
    }
    let inputs = inputs::find(&args.messages)?;
    let kind = inputs::one_kind(&inputs)?;
    let query = Query::read(args, kind, &inputs)?;
    query.show(args, speech)?;
    let progress = Progress::new(inputs.iter().map(|input| input.bytes).sum());
    let mut output: Box<dyn Output> = match args.format {
        SelectFormat::Text => Box::new(text::List::new(speech, args.explain, progress.clone())),
        SelectFormat::Json => Box::new(json::Report::new(speech, args.explain, progress.clone())),
        SelectFormat::Ndjson => Box::new(ndjson::Records::new(progress.clone())),
    };
    let head = Head { kind, query: &query, args };
    if let Some(exit) = query.exit() {
        output.begin(&head)?;
        output.finish(0, &SelectTotals::default())?;
        return Ok(exit);
    }
    let table = table(args, &query)?;
    output.begin(&head)?;
    let area = match &table {
        Some(table) => Area::of(table),
        None if args.ignore_area => Area::ignored(),
        None => Area::unknown(),
    };
    let area = area.own_limit(!args.no_own_limit).unit(match args.unit {
        UnitArg::Km => Unit::Kilometre,
        UnitArg::HundredMetres => Unit::HundredMetres,
    });
    let work = Work { head, area, progress: &progress };
    let mut told = Complaints::new(speech, &progress);
    let (mut all, mut files) = (SelectTotals::default(), 0);
    for input in &inputs {
        let totals = work.file(input, &all, &mut *output, &mut told)?;
        files += 1;
        all.add(&totals);
        if all.maximum_reached {
            break;
        }
    }
    progress.end();
    output.finish(files, &all)?;
    told.end();
    work.head.summary(&all, &told);
    Ok(exit(&all.records, args.fail_on))
}

/// The table of postcodes, when there is one. Without it a question that asks for an area needs to
/// be told that nobody wants to know.
fn table(args: &SelectArgs, query: &Query) -> Result<Option<PostcodeTable>, Failure> {
    let Some(path) = &args.geo else {
        if args.ignore_area || !query.selector.asks_area() {
            return Ok(None);
        }
        return Err(Failure::usage(
            "de vraag heeft een selectiegebied en niemand zegt waar postcodes liggen; geef een tabel \
             met --geo BESTAND (regels postcode4;lat;lon), of sla het gebied over met --ignore-area",
            "the question has a selectiegebied and nothing tells where postcodes are; give a table \
             with --geo FILE (lines postcode4;lat;lon), or leave the area out with --ignore-area",
        ));
    };
    let shown = harmless(&path.display().to_string());
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    PostcodeTable::read(BufReader::new(file)).map(Some).map_err(|error| {
        let line = error.line();
        let text = |language| format!("{shown}:{line}: {}", error.text(language));
        Failure::broken(text(vum::Language::Nl), text(vum::Language::En))
    })
}

/// What is the same for every file.
struct Work<'a> {
    head: Head<'a>,
    area: Area<'a>,
    progress: &'a Progress,
}

impl Work<'_> {
    /// Puts the question to the records of a file. That it cannot be read is told; only the output
    /// can fail. `before` counts the files before it.
    fn file(
        &self,
        input: &Input,
        before: &SelectTotals,
        output: &mut dyn Output,
        told: &mut Complaints,
    ) -> io::Result<SelectTotals> {
        let args = self.head.args;
        output.file(input)?;
        let mut failed = Ok(());
        // What was counted up to an error in reading.
        let mut so_far = SelectTotals::default();
        let outcome = open(input).and_then(|(reader, kind)| {
            let options = SelectOptions {
                explain: args.explain,
                maximum: args.limit.0.saturating_sub(before.selected),
                ..SelectOptions::new(stream_options(&args.messages, input, kind), self.area)
            };
            let reader = self.progress.watch(reader);
            select(reader, &self.head.query.selector, &options, |record| {
                so_far.records.records = record.judged.index + 1;
                match record.verdict() {
                    None => told.broken(input, &record.judged),
                    Some(verdict) => so_far.selected += u64::from(verdict.is_selected()),
                }
                if args.format == SelectFormat::Ndjson && record.json().is_some() {
                    self.lossy(input, &record, told);
                }
                failed = output.record(&record);
                if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        });
        failed?;
        let (totals, error) = match outcome {
            Ok(totals) => (totals, None),
            Err(error) => {
                told.unreadable(input, &error);
                so_far.records.broken = true;
                (so_far, Some(error.to_string()))
            }
        };
        output.end_file(&totals, error.as_deref())?;
        Ok(totals)
    }

    /// Tells that a record in another syntax is written without everything that stood in it.
    fn lossy(&self, input: &Input, record: &Considered<'_>, told: &mut Complaints) {
        if record.is_complete() {
            return;
        }
        let (speech, file, index) = (told.speech, input.shown(), record.judged.index);
        told.line(|| {
            speech.pick(
                format!("{file} (record {index}): niet alles is als JSON te schrijven"),
                format!("{file} (record {index}): not everything can be written as JSON"),
            )
        });
    }
}

impl Head<'_> {
    /// Tells on standard error what came of it.
    fn summary(&self, all: &SelectTotals, told: &Complaints) {
        let (speech, args) = (told.speech, self.args);
        let note = |nl: String, en: String| told.note(&speech.pick(nl, en));
        if args.ignore_area && self.query.selector.asks_area() {
            note(
                "het selectiegebied is niet beoordeeld (--ignore-area)".to_owned(),
                "the selectiegebied was not judged (--ignore-area)".to_owned(),
            );
        }
        if all.unknown > 0 {
            let records = speech.count(all.unknown, Noun::Record);
            note(
                format!(
                    "van {records} is niet te bepalen of het in het selectiegebied valt: een \
                     postcode staat niet in de tabel, of de release zegt niet welke telt; niet \
                     geselecteerd"
                ),
                format!(
                    "of {records} it cannot be told whether it is in the selectiegebied: a postcode \
                     is not in the table, or the release does not say which one counts; not selected"
                ),
            );
        }
        let Totals { errors, broken, .. } = all.records;
        if errors > 0 {
            let errors = speech.count(errors, Noun::Error);
            note(
                format!(
                    "{errors} in de records: wat te lezen was, telt mee (vum validate noemt ze)"
                ),
                format!("{errors} in the records: what could be read counts (vum validate tells)"),
            );
        }
        if broken {
            note(
                "niet alles is bekeken: er was iets onleesbaar, of groter dan een grens".to_owned(),
                "not everything was looked at: something could not be read, or was beyond a limit"
                    .to_owned(),
            );
        }
        if all.maximum_reached {
            let limit = args.limit.0;
            note(
                format!(
                    "het maximum van {limit} is bereikt, er zijn er meer \
                     (maximumAantalResultatenBereikt); zie --limit"
                ),
                format!(
                    "the maximum of {limit} is reached, there are more \
                     (maximumAantalResultatenBereikt); see --limit"
                ),
            );
        }
        let (selected, records) = (all.selected, speech.count(all.records.records, Noun::Record));
        let Kind { message, role } = self.kind;
        let of = format!("VUM {}, {}", message.release, message.id);
        told.end_with(&speech.pick(
            format!("{selected} van {records} geselecteerd ({of}, rol {role})"),
            format!("{selected} of {records} selected ({of}, role {role})"),
        ));
    }
}

/// Whether a record is listed without an explanation: it may be an answer.
fn is_listed(record: &Considered<'_>, explain: bool) -> bool {
    explain || record.verdict().is_none_or(|verdict| verdict != vum::select::Verdict::Rejected)
}

/// The exit code of a question that is not put to anything.
fn refused(totals: &Totals) -> Option<Exit> {
    match (totals.broken, totals.errors) {
        (true, _) => Some(Exit::Broken),
        (false, 0) => None,
        (false, _) => Some(Exit::Findings),
    }
}
