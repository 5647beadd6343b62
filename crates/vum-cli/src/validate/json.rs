//! The report in JSON, written while the files are judged.

use std::io;

use serde::Serialize;
use vum::stream::Judged;

use super::inputs::Input;
use super::kind::Kind;
use super::progress::Progress;
use super::report::{FileHead, FileTail, Finding, Head, SCHEMA_VERSION, SharedKind, Summary, Tool};
use super::{Count, Output, Tally};
use crate::language::Speech;
use crate::screen::Out;

pub(super) struct Report {
    speech: Speech,
    progress: Progress,
    out: Out,
    /// Whether every file names its own kind.
    with_kind: bool,
    first_file: bool,
    first_finding: bool,
}

impl Report {
    pub(super) fn new(speech: Speech, progress: Progress) -> Self {
        let (with_kind, first_file, first_finding) = (false, true, true);
        Self { speech, progress, out: Out::new(), with_kind, first_file, first_finding }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.plain(text);
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }

    /// Goes on with the object where `open` stopped.
    fn close(&mut self, rest: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(rest)?;
        self.write(text.strip_prefix('{').unwrap_or(&text))
    }
}

/// An object without its closing brace.
fn open(object: &impl Serialize) -> io::Result<String> {
    let mut text = serde_json::to_string(object)?;
    text.pop();
    Ok(text)
}

impl Output for Report {
    fn begin(&mut self, shared: Option<&Kind>) -> io::Result<()> {
        self.with_kind = shared.is_none();
        let tool = Tool { name: "vum", version: env!("CARGO_PKG_VERSION") };
        let kind = SharedKind::new(shared);
        let head = open(&Head { schema_version: SCHEMA_VERSION, tool, kind })?;
        self.write(&format!("{head},\"files\":["))
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.first_file, false) { "" } else { "," };
        self.first_finding = true;
        let head = open(&FileHead::new(input, self.with_kind))?;
        self.write(&format!("{comma}\n{head},\"findings\":["))
    }

    fn record(&mut self, judged: &Judged<'_>, findings: &[vum::Finding]) -> io::Result<()> {
        let mut text = String::new();
        for finding in findings {
            let position = finding.position();
            let params = finding.params().iter().map(|(name, param)| (*name, param.into()));
            let finding = Finding {
                record: judged.index,
                rule: finding.rule().id,
                layer: finding.layer().into(),
                severity: finding.severity().into(),
                pointer: finding.pointer().to_owned(),
                xpath: finding.xpath().map(ToOwned::to_owned),
                line: position.map(|it| it.line),
                column: position.map(|it| it.column),
                attribute: finding.attribute(),
                text: finding.text(self.speech.language),
                params: params.collect(),
            };
            let comma = if std::mem::replace(&mut self.first_finding, false) { "" } else { "," };
            text.push_str(comma);
            text.push('\n');
            text.push_str(&serde_json::to_string(&finding)?);
        }
        self.write(&text)
    }

    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()> {
        self.write("],")?;
        self.close(&FileTail::new(count, error))
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        let summary = serde_json::to_string(&Summary::new(&tally.all))?;
        self.write(&format!("\n],\"summary\":{summary}}}\n"))?;
        self.out.flush()
    }
}
