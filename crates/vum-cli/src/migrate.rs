//! `vum migrate`: messages of another release.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use serde::Serialize;
use vum::migrate::{CodeMap, Migration, Reason};
use vum::stream::{Judged, Migrated, migrate};

use crate::Outcome;
use crate::args::MigrateArgs;
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::rewrite::{self, Ran, Source, Target};
use crate::screen::{self, harmless};
use crate::validate::inputs::Input;

pub(crate) fn run(args: &MigrateArgs, speech: Speech) -> Outcome {
    let source = Source::find(&args.messages)?;
    let migration = find(&source, &args.to)?;
    rewrite::check_form(migration.to(), args.syntax)?;
    let codes = args.map.as_deref().map(read).transpose()?;
    let file = args.report.as_deref().map(|path| rewrite::create("--report", path, &source.inputs));
    let mut report = Report { file: file.transpose()?, failed: None, migration: &migration };
    let mut losses = Losses::default();
    let (messages, output) = (&args.messages, &args.output);
    let target = Target { messages, output, to: args.syntax, message: migration.to(), speech };
    let syntax = args.syntax.into();
    let ran = rewrite::run(&source, &target, |input, reader, options, told, put| {
        migrate(reader, &migration, codes.as_ref(), options, syntax, |record| {
            report.record(input, &record);
            let Some(text) = record.text else {
                told.left_out(input, &record.judged);
                return ControlFlow::Continue(());
            };
            if !record.complete {
                told.unread(input, &record.judged);
            }
            told.unwritten(input, &record.judged, record.losses);
            losses.add(record.report.losses());
            losses.more += record.report.dropped();
            for loss in record.report.losses() {
                if let Some(value) = &loss.value {
                    let why =
                        format!("{} ({})", loss.reason.text(speech.language), harmless(value));
                    told.value(input, record.judged.index, &loss.pointer, &why);
                }
            }
            put(text)
        })
    });
    let ran = ran?;
    report.finish()?;
    losses.tell(speech, &ran);
    let lossy = args.output.lossless && !losses.is_empty();
    Ok(if lossy { ran.exit.max(Exit::Findings) } else { ran.exit })
}

/// The way to the other release.
fn find(source: &Source, to: &str) -> Result<Migration, Failure> {
    let from = source.kind.message;
    if !vum::messages().any(|message| std::ptr::eq(message, from)) {
        let id = from.id;
        return Err(Failure::usage(
            format!("{id} is een heel antwoord of verzoek; migreer de berichten die erin staan"),
            format!("{id} is a whole body; migrate the messages that are in it"),
        ));
    }
    vum::migration(from.release, to, from.id).map_err(|refused| {
        let text = |language| harmless(&refused.text(language));
        Failure::usage(text(vum::Language::Nl), text(vum::Language::En))
    })
}

fn read(path: &Path) -> Result<CodeMap, Failure> {
    let shown = harmless(&path.display().to_string());
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    CodeMap::read(BufReader::new(file)).map_err(|error| {
        let line = error.line();
        let text = |language| format!("{shown}:{line}: {}", error.text(language));
        Failure::broken(text(vum::Language::Nl), text(vum::Language::En))
    })
}

/// What did not come along, by attribute and reason: never more than the standard has.
#[derive(Default)]
struct Losses {
    counts: BTreeMap<(&'static str, &'static str), (u64, Option<Reason>)>,
    /// Those beyond the limit of a record.
    more: u64,
}

impl Losses {
    fn add(&mut self, losses: &[vum::migrate::Loss]) {
        for loss in losses {
            let known = self.counts.entry((loss.attribute, loss.reason.id())).or_default();
            *known = (known.0 + 1, Some(loss.reason));
        }
    }

    fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.more == 0
    }

    fn tell(&self, speech: Speech, ran: &Ran) {
        let Ran { written, lost: unread, left_out, .. } = *ran;
        if self.is_empty() && unread == 0 {
            return;
        }
        let total = |wanted: bool| -> u64 {
            let counted = self.counts.values();
            counted.filter(|it| (it.1 == Some(Reason::Missing)) == wanted).map(|it| it.0).sum()
        };
        let (lost, missing) = (total(false) + self.more + unread, total(true));
        let records = speech.count(written, Noun::Record);
        screen::tell(&speech.pick(
            format!(
                "{records} geschreven, {left_out} overgeslagen; verloren: {lost}, ontbrekend: {missing}"
            ),
            format!("{records} written, {left_out} left out; lost: {lost}, missing: {missing}"),
        ));
        for ((attribute, _), (count, reason)) in &self.counts {
            let why = reason.map_or_else(String::new, |it| it.text(speech.language));
            screen::tell(&format!("{count:>8}  {attribute}: {why}"));
        }
    }
}

/// A line of the report.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    record: u64,
    from: &'a str,
    to: &'a str,
    message: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'a str>,
    pointer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lists: Option<[&'a str; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

/// The file of the report, one line of JSON for each value.
struct Report<'a> {
    file: Option<BufWriter<File>>,
    failed: Option<std::io::Error>,
    migration: &'a Migration,
}

impl Report<'_> {
    fn line(&mut self, line: &Line<'_>) {
        let Some(file) = &mut self.file else { return };
        if self.failed.is_none() {
            let written = serde_json::to_writer(&mut *file, line).map_err(std::io::Error::from);
            self.failed = written.and_then(|()| file.write_all(b"\n")).err();
        }
    }

    fn record(&mut self, input: &Input, record: &Migrated<'_>) {
        if self.file.is_none() {
            return;
        }
        let judged: &Judged<'_> = &record.judged;
        let (from, to) = (self.migration.from(), self.migration.to());
        let line = |reason| Line {
            file: &input.name,
            record: judged.index,
            from: from.release,
            to: to.release,
            message: from.id,
            reason,
            attribute: None,
            pointer: "",
            lists: None,
            rule: None,
            value: None,
            count: None,
        };
        // What the reader could not take, or why the record was left out.
        let is_left_out = record.text.is_none();
        let reason = if is_left_out { "left-out" } else { "not-read" };
        for finding in judged.report.findings() {
            let told = if is_left_out {
                finding.severity() == vum::Severity::Error
            } else {
                !record.complete && finding.rule().is_lossy()
            };
            if told {
                self.line(&Line {
                    attribute: finding.attribute(),
                    pointer: finding.pointer(),
                    rule: Some(finding.rule().id),
                    ..line(reason)
                });
            }
        }
        for loss in record.report.losses() {
            let lists = match loss.reason {
                Reason::NeedsTable(from, to) | Reason::NotInTable(from, to) => Some([from, to]),
                _ => None,
            };
            self.line(&Line {
                attribute: Some(loss.attribute),
                pointer: &loss.pointer,
                lists,
                value: loss.value.as_deref(),
                ..line(loss.reason.id())
            });
        }
        if record.report.dropped() > 0 {
            self.line(&Line { count: Some(record.report.dropped()), ..line("more") });
        }
        for loss in record.losses {
            self.line(&Line {
                attribute: Some(loss.attribute),
                pointer: &loss.pointer,
                ..line("not-written")
            });
        }
    }

    fn finish(self) -> Result<(), Failure> {
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        Ok(self.file.map_or(Ok(()), |mut file| file.flush())?)
    }
}
