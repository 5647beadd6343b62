//! Which records are selected, for people.

use std::fmt::Write as _;
use std::io;

use vum::select::{Outcome, Verdict};
use vum::stream::{Considered, SelectTotals};

use super::{Head, Output, is_listed};
use crate::language::Speech;
use crate::screen::{BOLD, CYAN, GREEN, Out, RED, YELLOW, harmless, paint};
use crate::validate::inputs::Input;
use crate::validate::progress::Progress;

pub(super) struct List {
    speech: Speech,
    explain: bool,
    progress: Progress,
    out: Out,
    /// The file that is read.
    file: String,
}

impl List {
    pub(super) fn new(speech: Speech, explain: bool, progress: Progress) -> Self {
        Self { speech, explain, progress, out: Out::new(), file: String::new() }
    }

    fn verdict(&self, verdict: Option<Verdict>) -> String {
        let (style, nl, en) = match verdict {
            Some(Verdict::Selected) => (GREEN, "geselecteerd", "selected"),
            Some(Verdict::Rejected) => (BOLD, "afgewezen", "rejected"),
            Some(Verdict::Unknown) => (YELLOW, "gebied onbekend", "area unknown"),
            None => (RED, "onleesbaar", "not readable"),
        };
        paint(style, self.speech.pick(nl, en))
    }
}

impl Output for List {
    fn begin(&mut self, _: &Head<'_>) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        self.file = input.shown();
        Ok(())
    }

    fn record(&mut self, record: &Considered<'_>) -> io::Result<()> {
        if !is_listed(record, self.explain) {
            return Ok(());
        }
        let (at, index) = (record.judged.start, record.judged.index);
        let verdict = self.verdict(record.verdict());
        let mut page = String::new();
        // Writing to a String cannot fail.
        let _ =
            writeln!(page, "{}:{}:{} (record {index}): {verdict}", self.file, at.line, at.column);
        for judged in record.explanation().map_or(&[][..], |it| &it.criteria) {
            let style = match judged.outcome {
                Outcome::Satisfied => GREEN,
                Outcome::NotSatisfied | Outcome::Absent => RED,
                Outcome::Unknown => YELLOW,
                Outcome::Ignored => CYAN,
            };
            let text = paint(style, judged.outcome.text(self.speech.language));
            let _ = writeln!(page, "  {}: {text}", harmless(judged.criterion.path));
        }
        self.out.coloured(&page);
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }

    fn end_file(&mut self, _: &SelectTotals, _: Option<&str>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: u64, _: &SelectTotals) -> io::Result<()> {
        self.out.flush()
    }
}
