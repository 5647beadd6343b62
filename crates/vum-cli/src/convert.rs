//! `vum convert`: messages in the other syntax.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

use vum::stream::{Converted, Totals, convert};
use vum::{LossReason, MessageType, Syntax};

use crate::Outcome;
use crate::args::{ConvertArgs, SyntaxArg};
use crate::complaints::Complaints;
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::screen::harmless;
use crate::validate::inputs::{self, Input};
use crate::validate::progress::Progress;
use crate::validate::{open, stream_options};

pub(crate) fn run(args: &ConvertArgs, speech: Speech) -> Outcome {
    let inputs = inputs::find(&args.messages)?;
    let kind = inputs::one_kind(&inputs)?;
    if kind.message.xml.is_none() {
        let id = kind.message.id;
        return Err(Failure::usage(
            format!("{id} heeft geen vorm in XML"),
            format!("{id} has no form in XML"),
        ));
    }
    let progress = Progress::new(inputs.iter().map(|input| input.bytes).sum());
    let target: Box<dyn Write> = match &args.out {
        None => Box::new(BufWriter::new(io::stdout().lock())),
        Some(path) => {
            // A file that is read must not be written over while it is read.
            let same = |it: &Input| it.is_file_at(path);
            if inputs.iter().any(same) {
                return Err(Failure::usage(
                    "--out noemt een bestand dat ook wordt gelezen",
                    "--out names a file that is read too",
                ));
            }
            let file = File::create(path).map_err(|error| unwritable(path, &error))?;
            Box::new(BufWriter::new(file))
        }
    };
    let mut writer = Writer::new(target, args, kind.message);
    let mut told = Told { complaints: Complaints::new(speech, &progress), lost: 0, left_out: 0 };
    let mut all = Totals::default();
    let mut unreadable = false;
    for input in &inputs {
        let mut failed = Ok(());
        let outcome = open(input).and_then(|(reader, kind)| {
            let options = stream_options(&args.messages, input, kind);
            let to = match args.to {
                SyntaxArg::Json => Syntax::Json,
                SyntaxArg::Xml => Syntax::Xml,
            };
            convert(progress.watch(reader), kind.message, options, to, |record| {
                told.record(input, &record);
                if let Some(text) = record.text {
                    failed = writer.record(text);
                }
                if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        });
        failed?;
        match outcome {
            Ok(totals) => all.add(&totals),
            Err(error) => {
                unreadable = true;
                told.complaints.unreadable(input, &error);
            }
        }
    }
    let written = writer.finish()?;
    progress.end();
    told.summary(written);
    Ok(if unreadable || all.broken {
        Exit::Broken
    } else if args.lossless && told.lost > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// Writes records, as a list when there is more than one.
struct Writer<'a> {
    out: Box<dyn Write>,
    to: SyntaxArg,
    message: &'a MessageType,
    /// The first record, until it is known whether it is the only one.
    first: Option<String>,
    is_list: bool,
    count: u64,
}

impl<'a> Writer<'a> {
    fn new(out: Box<dyn Write>, args: &ConvertArgs, message: &'a MessageType) -> Self {
        Self { out, to: args.to, message, first: None, is_list: args.list, count: 0 }
    }

    fn record(&mut self, text: &str) -> io::Result<()> {
        self.count += 1;
        if self.count == 1 {
            self.first = Some(text.to_owned());
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            self.is_list = true;
            self.open()?;
            self.line(&first)?;
        }
        self.line(text)
    }

    fn open(&mut self) -> io::Result<()> {
        match (self.to, &self.message.xml) {
            (SyntaxArg::Xml, Some(names)) => writeln!(self.out, "{}", names.open_list()),
            _ => Ok(()),
        }
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Writes what is left; how many records there were.
    fn finish(mut self) -> io::Result<u64> {
        match self.first.take() {
            Some(first) if !self.is_list => match (self.to, &self.message.xml) {
                (SyntaxArg::Xml, Some(names)) => self.line(&names.document(&first))?,
                _ => self.line(&first)?,
            },
            first => {
                if self.is_list && self.count <= 1 {
                    self.open()?;
                    if let Some(first) = first {
                        self.line(&first)?;
                    }
                }
                if let (true, SyntaxArg::Xml, Some(names)) =
                    (self.is_list, self.to, &self.message.xml)
                {
                    self.line(&names.close_list())?;
                }
            }
        }
        self.out.flush()?;
        Ok(self.count)
    }
}

/// What is told on standard error.
struct Told {
    complaints: Complaints,
    /// Records of which something was lost, and values that were.
    lost: u64,
    /// Records that were left out.
    left_out: u64,
}

impl Told {
    fn record(&mut self, input: &Input, record: &Converted<'_>) {
        let speech = self.complaints.speech;
        let (file, index) = (input.shown(), record.judged.index);
        let is_record = !record.judged.text.is_empty();
        if record.text.is_none() {
            self.left_out += u64::from(is_record);
            self.lost += 1;
            self.complaints.broken(input, &record.judged);
            return;
        }
        if !record.complete {
            self.lost += 1;
            for finding in record.judged.report.findings() {
                if finding.rule().is_lossy() {
                    let text = harmless(&finding.text(speech.language));
                    let path = harmless(finding.xpath().unwrap_or_else(|| finding.pointer()));
                    let lost = speech.pick("verloren", "lost");
                    self.complaints
                        .line(|| format!("{file} (record {index}, {path}): {lost}: {text}"));
                }
            }
        }
        for loss in record.losses {
            self.lost += 1;
            let why = match loss.reason {
                LossReason::Character => speech.pick(
                    "een teken dat XML 1.0 niet kent; vervangen door U+FFFD",
                    "a character that XML 1.0 does not have; replaced by U+FFFD",
                ),
                _ => speech.pick(
                    "de waarde wordt in XML anders gelezen",
                    "the value is read in another way in XML",
                ),
            };
            let lost = speech.pick("verloren", "lost");
            let path = harmless(&loss.pointer);
            self.complaints.line(|| format!("{file} (record {index}, {path}): {lost}: {why}"));
        }
    }

    fn summary(&self, written: u64) {
        let speech = self.complaints.speech;
        self.complaints.end();
        if self.lost > 0 {
            let records = speech.count(written, Noun::Record);
            let (lost, out) = (self.lost, self.left_out);
            self.complaints.say(&speech.pick(
                format!("{records} geschreven, {out} overgeslagen; verloren: {lost}"),
                format!("{records} written, {out} left out; lost: {lost}"),
            ));
        }
    }
}

fn unwritable(path: &std::path::Path, error: &io::Error) -> Failure {
    let path = harmless(&path.display().to_string());
    Failure::broken(
        format!("{path} kan niet worden geschreven: {error}"),
        format!("{path} cannot be written: {error}"),
    )
}
