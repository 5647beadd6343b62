//! What is told on standard error while files are read: place by place, up to a number.

use vum::Severity;
use vum::stream::Judged;

use crate::language::Speech;
use crate::screen::{self, harmless};
use crate::validate::inputs::Input;
use crate::validate::progress::Progress;
use crate::validate::unreadable;

/// What is told one by one; the rest is counted.
const TOLD: u64 = 100;

pub(crate) struct Complaints {
    pub(crate) speech: Speech,
    progress: Progress,
    count: u64,
}

impl Complaints {
    pub(crate) fn new(speech: Speech, progress: &Progress) -> Self {
        Self { speech, progress: progress.clone(), count: 0 }
    }

    /// Tells something, always.
    pub(crate) fn say(&self, text: &str) {
        self.progress.suspend(|| screen::complain_as(self.speech.pick("fout", "error"), text));
    }

    /// Tells something that is no error, always.
    pub(crate) fn note(&self, text: &str) {
        self.progress.suspend(|| screen::note(self.speech.pick("let op", "note"), text));
    }

    /// Tells one of many things.
    pub(crate) fn line(&mut self, text: impl FnOnce() -> String) {
        self.count += 1;
        if self.count <= TOLD {
            self.say(&text());
        }
    }

    /// Tells why a record could not be read to its end.
    pub(crate) fn broken(&mut self, input: &Input, judged: &Judged<'_>) {
        let (file, index) = (input.shown(), judged.index);
        for finding in judged.report.findings() {
            if finding.severity() == Severity::Error {
                let text = harmless(&finding.text(self.speech.language));
                let at = finding
                    .position()
                    .map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
                self.line(|| format!("{file}{at} (record {index}): {text}"));
            }
        }
    }

    /// Tells that a file cannot be read.
    pub(crate) fn unreadable(&self, input: &Input, error: &std::io::Error) {
        self.say(&unreadable(input, error, self.speech));
    }

    /// Tells what came of it all.
    pub(crate) fn end_with(&self, text: &str) {
        self.progress.suspend(|| screen::tell(text));
    }

    /// Tells how much was not told.
    pub(crate) fn end(&self) {
        if self.count > TOLD {
            let more = self.count - TOLD;
            self.say(&self.speech.pick(format!("en nog {more}"), format!("and {more} more")));
        }
    }
}
