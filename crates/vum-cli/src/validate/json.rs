//! The report in JSON, written while the files are judged.

use std::io;

use serde::Serialize;
use vum::stream::Judged;

use super::inputs::Input;
use super::kind::Kind;
use super::progress::Progress;
use super::report::{
    FileHead, FileTail, Finding, Head, SCHEMA_VERSION, SharedKind, Summary, Suppressed, Tool,
};
use super::terms::Terms;
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
    terms: Terms,
}

impl Report {
    pub(super) fn new(speech: Speech, progress: Progress, terms: Terms) -> Self {
        let (with_kind, first_file, first_finding) = (false, true, true);
        Self { speech, progress, out: Out::new(), with_kind, first_file, first_finding, terms }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.plain(text);
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }
}

/// An object without its closing brace.
pub(crate) fn open(object: &impl Serialize) -> io::Result<String> {
    let mut text = serde_json::to_string(object)?;
    text.pop();
    Ok(text)
}

/// The rest of an object that was opened.
pub(crate) fn close(rest: &impl Serialize) -> io::Result<String> {
    let text = serde_json::to_string(rest)?;
    Ok(text.strip_prefix('{').unwrap_or(&text).to_owned())
}

impl Output for Report {
    fn begin(&mut self, shared: Option<&Kind>) -> io::Result<()> {
        self.with_kind = shared.is_none();
        let kind = SharedKind::new(shared);
        let head = open(&Head { schema_version: SCHEMA_VERSION, tool: Tool::THIS, kind })?;
        self.write(&format!("{head},\"files\":["))
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.first_file, false) { "" } else { "," };
        self.first_finding = true;
        let head = open(&FileHead::new(input, self.with_kind, &self.terms.of(input)))?;
        self.write(&format!("{comma}\n{head},\"findings\":["))
    }

    fn record(&mut self, judged: &Judged<'_>, findings: &[vum::Finding]) -> io::Result<()> {
        let mut text = String::new();
        for finding in findings {
            let finding = Finding::new(judged.index, finding, self.speech);
            let comma = if std::mem::replace(&mut self.first_finding, false) { "" } else { "," };
            text.push_str(comma);
            text.push('\n');
            text.push_str(&serde_json::to_string(&finding)?);
        }
        self.write(&text)
    }

    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()> {
        self.write("],")?;
        self.write(&close(&FileTail::new(count, error))?)
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        let summary = serde_json::to_string(&Summary::new(&tally.all))?;
        self.write(&format!("\n],\"summary\":{summary}"))?;
        let houses = tally.houses.iter().flat_map(|house| &house.suppressions);
        let suppressed: Vec<_> = houses.map(|it| Suppressed::new(it, self.terms.day())).collect();
        if !suppressed.is_empty() {
            let suppressed = serde_json::to_string(&suppressed)?;
            self.write(&format!(",\"suppressions\":{suppressed}"))?;
        }
        self.write("}\n")?;
        self.out.flush()
    }
}
