//! Messages that are read and written again, in another syntax or as those of another release.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use vum::stream::{Judged, StreamOptions, Totals};
use vum::{Loss, LossReason, MessageType};

use crate::args::{MessageArgs, OutputArgs, SyntaxArg};
use crate::complaints::Complaints;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::harmless;
use crate::validate::inputs::{self, Input};
use crate::validate::kind::Kind;
use crate::validate::progress::Progress;
use crate::validate::{open, stream_options};

/// What is read, and of which kind all of it is.
pub(crate) struct Source {
    pub(crate) inputs: Vec<Input>,
    pub(crate) kind: Kind,
}

impl Source {
    /// What the command line names. What is written is of one kind, so that what is read must be.
    pub(crate) fn find(args: &MessageArgs) -> Result<Self, Failure> {
        let inputs = inputs::find(args)?;
        let kind = inputs::one_kind(&inputs)?;
        Ok(Self { inputs, kind })
    }
}

/// Refuses to write a message in a syntax that it has no form in.
pub(crate) fn check_form(message: &MessageType, to: SyntaxArg) -> Result<(), Failure> {
    if message.xml.is_none() && matches!(to, SyntaxArg::Xml) {
        return Err(no_xml(message));
    }
    Ok(())
}

pub(crate) fn no_xml(message: &MessageType) -> Failure {
    let id = message.id;
    Failure::usage(format!("{id} heeft geen vorm in XML"), format!("{id} has no form in XML"))
}

/// What a run needs beside its source.
pub(crate) struct Target<'a> {
    pub(crate) messages: &'a MessageArgs,
    pub(crate) output: &'a OutputArgs,
    pub(crate) to: SyntaxArg,
    /// What is written.
    pub(crate) message: &'static MessageType,
    pub(crate) speech: Speech,
}

/// Hands a text on to be written.
pub(crate) type Put<'a> = &'a mut dyn FnMut(&str) -> std::ops::ControlFlow<()>;

/// Reads every input with `each`, which hands on what is to be written.
pub(crate) fn run(
    source: &Source,
    target: &Target<'_>,
    mut each: impl FnMut(&Input, Box<dyn Read>, StreamOptions, &mut Told, Put<'_>) -> io::Result<Totals>,
) -> Result<Ran, Failure> {
    let Target { messages, output, to, message, speech } = *target;
    let Source { inputs, .. } = source;
    let progress = Progress::new(inputs.iter().map(|input| input.bytes).sum());
    let mut writer = Writer::new(output, inputs, to, message)?;
    let mut told = Told { complaints: Complaints::new(speech, &progress), lost: 0, left_out: 0 };
    let mut all = Totals::default();
    let mut unreadable = false;
    for input in inputs {
        let mut failed = Ok(());
        let outcome = open(input).and_then(|(reader, kind)| {
            let options = stream_options(messages, input, kind);
            each(input, progress.watch(reader), options, &mut told, &mut |text| {
                failed = writer.record(text);
                if failed.is_ok() {
                    std::ops::ControlFlow::Continue(())
                } else {
                    std::ops::ControlFlow::Break(())
                }
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
    told.complaints.end();
    let exit = if unreadable || all.broken {
        Exit::Broken
    } else if output.lossless && told.lost > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    };
    Ok(Ran { exit, written, lost: told.lost, left_out: told.left_out })
}

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    /// Records.
    pub(crate) written: u64,
    /// Records of which something could not be read or written, and values that could not.
    pub(crate) lost: u64,
    /// Records that could not be read to their end.
    pub(crate) left_out: u64,
}

/// Makes a file to write to. One that is read must not be written over while it is read.
pub(crate) fn create(
    flag: &str,
    path: &Path,
    inputs: &[Input],
) -> Result<BufWriter<File>, Failure> {
    if inputs.iter().any(|it| it.is_file_at(path)) {
        return Err(Failure::usage(
            format!("{flag} noemt een bestand dat ook wordt gelezen"),
            format!("{flag} names a file that is read too"),
        ));
    }
    let file = File::create(path).map_err(|error| Failure::unwritable(path, &error))?;
    Ok(BufWriter::new(file))
}

/// Writes records, as a list when there is more than one.
pub(crate) struct Writer {
    out: Box<dyn Write>,
    to: SyntaxArg,
    message: &'static MessageType,
    /// The first record, until it is known whether it is the only one.
    first: Option<String>,
    is_list: bool,
    count: u64,
}

impl Writer {
    fn new(
        args: &OutputArgs,
        inputs: &[Input],
        to: SyntaxArg,
        message: &'static MessageType,
    ) -> Result<Self, Failure> {
        let out: Box<dyn Write> = match &args.out {
            None => Box::new(BufWriter::new(io::stdout().lock())),
            Some(path) => Box::new(create("--out", path, inputs)?),
        };
        Ok(Self { out, to, message, first: None, is_list: args.list, count: 0 })
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
    fn finish(&mut self) -> io::Result<u64> {
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
pub(crate) struct Told {
    complaints: Complaints,
    /// Records of which something was lost, and values that were.
    lost: u64,
    /// Records that were left out.
    left_out: u64,
}

impl Told {
    fn speech(&self) -> Speech {
        self.complaints.speech
    }

    /// A value that did not come over. It is told only, not counted.
    pub(crate) fn value(&mut self, input: &Input, index: u64, path: &str, why: &str) {
        let (file, path) = (input.shown(), harmless(path));
        let lost = self.speech().pick("verloren", "lost");
        self.complaints.line(|| format!("{file} (record {index}, {path}): {lost}: {why}"));
    }

    /// A record that could not be read to its end.
    pub(crate) fn left_out(&mut self, input: &Input, judged: &Judged<'_>) {
        self.left_out += u64::from(!judged.text.is_empty());
        self.lost += 1;
        self.complaints.broken(input, judged);
    }

    /// What the type of the message cannot hold.
    pub(crate) fn unread(&mut self, input: &Input, judged: &Judged<'_>) {
        self.lost += 1;
        for finding in judged.report.findings() {
            if finding.rule().is_lossy() {
                let text = harmless(&finding.text(self.speech().language));
                let path = finding.xpath().unwrap_or_else(|| finding.pointer());
                self.value(input, judged.index, path, &text);
            }
        }
    }

    /// What the other syntax cannot hold.
    pub(crate) fn unwritten(&mut self, input: &Input, judged: &Judged<'_>, losses: &[Loss]) {
        for loss in losses {
            let why = match loss.reason {
                LossReason::Character => self.speech().pick(
                    "een teken dat XML 1.0 niet kent; vervangen door U+FFFD",
                    "a character that XML 1.0 does not have; replaced by U+FFFD",
                ),
                _ => self.speech().pick(
                    "de waarde wordt in XML anders gelezen",
                    "the value is read in another way in XML",
                ),
            };
            self.lost += 1;
            self.value(input, judged.index, &loss.pointer, why);
        }
    }
}
