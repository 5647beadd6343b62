//! The report for people, in the manner of a compiler.

use std::fmt::Write as _;
use std::io;

use vum::stream::Judged;
use vum::{Dropped, Finding, Severity};

use super::inputs::{Input, Source};
use super::kind::Kind;
use super::mask::{self, Excerpt, Excerpts};
use super::progress::Progress;
use super::suppress::State;
use super::terms::Terms;
use super::{Count, Output, Tally};
use crate::language::{Noun, Speech};
use crate::screen::{self, BLUE, BOLD, CYAN, GREEN, Out, RED, YELLOW, harmless, paint};

pub(super) struct Report {
    speech: Speech,
    show_values: bool,
    progress: Progress,
    out: Out,
    width: usize,
    /// The file that is judged.
    file: String,
    /// Whether it holds headers.
    is_headers: bool,
    /// Whether nothing stands in it.
    is_blank: bool,
    /// Files without a record.
    empty: Vec<String>,
}

impl Report {
    pub(super) fn new(speech: Speech, show_values: bool, progress: Progress) -> Self {
        Self {
            speech,
            show_values,
            progress,
            out: Out::new(),
            width: screen::width(),
            file: String::new(),
            is_headers: false,
            is_blank: false,
            empty: Vec::new(),
        }
    }

    /// The same on standard error.
    pub(super) fn on_error(speech: Speech, show_values: bool, progress: Progress) -> Self {
        Self { out: Out::error(), ..Self::new(speech, show_values, progress) }
    }

    /// Writes what is left, without a summary.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.coloured(text);
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }

    fn finding(&self, page: &mut String, judged: &Judged<'_>, finding: &Finding, line: &Line) {
        let speech = self.speech;
        let (style, label) = self.label(finding.severity());
        let head = paint(style, &format!("{label}[{}]", finding.rule().id));
        let text = paint(BOLD, &format!(": {}", finding.text(speech.language)));
        let pointer = match finding.xpath().unwrap_or_else(|| finding.pointer()) {
            "" => String::new(),
            pointer => format!(", {}", harmless(pointer)),
        };
        let within = match (self.is_headers, pointer.strip_prefix(", ")) {
            (false, _) => format!(" (record {}{pointer})", judged.index),
            (true, Some(name)) => format!(" ({name})"),
            (true, None) => String::new(),
        };
        let place = format!("{}{}{within}", self.file, line.place);
        let pad = " ".repeat(line.number.len());
        let bar = paint(BLUE, "|");
        // Writing to a String cannot fail.
        let _ = writeln!(page, "{head}{text}");
        let _ = writeln!(page, "{pad}{} {place}", paint(BLUE, "-->"));
        if let Some(excerpt) = &line.excerpt {
            let marks = paint(style, &"^".repeat(excerpt.width));
            let _ = writeln!(page, "{pad} {bar}");
            let _ = writeln!(page, "{} {bar} {}", paint(BLUE, &line.number), excerpt.line);
            let _ = writeln!(page, "{pad} {bar} {}{marks}", " ".repeat(excerpt.mark));
        }
        let sign = paint(BLUE, "=");
        if let Some(attribute) = finding.attribute() {
            let label = paint(BOLD, speech.pick("attribuut", "attribute"));
            let _ = writeln!(page, "{pad} {sign} {label}: {attribute}");
        }
        let help = finding.help(speech.language);
        if !help.is_empty() {
            let label = paint(BOLD, speech.pick("advies", "help"));
            let _ = writeln!(page, "{pad} {sign} {label}: {help}");
        }
        page.push('\n');
    }

    fn label(&self, severity: Severity) -> (anstyle::Style, &'static str) {
        match severity {
            Severity::Error => (RED, self.speech.pick("fout", "error")),
            Severity::Warning => (YELLOW, self.speech.pick("waarschuwing", "warning")),
            Severity::Info => (CYAN, "info"),
        }
    }

    fn counts(&self, count: &Count) -> String {
        let (speech, totals) = (self.speech, &count.totals);
        format!(
            "{}, {}: {}, {}, {}",
            speech.count(count.files, Noun::File),
            speech.count(totals.records, Noun::Record),
            speech.count(totals.errors, Noun::Error),
            speech.count(totals.warnings, Noun::Warning),
            speech.count(totals.infos, Noun::Info),
        )
    }

    /// How many there are that are not shown, and how many of each severity.
    fn parts(&self, unlisted: Dropped) -> Option<(u64, String)> {
        let parts = [
            (unlisted.errors, Noun::Error),
            (unlisted.warnings, Noun::Warning),
            (unlisted.infos, Noun::Info),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<_> = parts.map(|(number, noun)| self.speech.count(number, noun)).collect();
        (!parts.is_empty()).then(|| (super::sum(unlisted), parts.join(", ")))
    }

    fn kind(&self, kind: &Kind) -> String {
        let role = self.speech.pick("rol", "role");
        format!("VUM {}, {}, {role} {}", kind.message.release, kind.message.id, kind.role)
    }

    fn note(&self, page: &mut String, text: &str) {
        let label = paint(CYAN, self.speech.pick("let op", "note"));
        let _ = writeln!(page, "{label}: {text}");
    }
}

impl Report {
    /// What the files were held against beside the contract, and what was accepted.
    fn terms(&self, page: &mut String, tally: &Tally) {
        let speech = self.speech;
        for told in tally.terms.iter().filter_map(Terms::told) {
            self.note(page, &speech.pick(told.nl, told.en));
        }
        let Some(day) = tally.terms.first().map(Terms::day) else { return };
        for it in tally.houses.iter().flat_map(|house| &house.suppressions) {
            let told = it.told(day);
            let text = harmless(&speech.pick(told.nl, told.en));
            match it.state(day) {
                State::Expired => {
                    let label = paint(YELLOW, speech.pick("waarschuwing", "warning"));
                    let _ = writeln!(page, "{label}: {text}");
                }
                _ => self.note(page, &text),
            }
        }
    }
}

/// Where a finding is.
struct Line {
    /// `:line:column`, when known.
    place: String,
    /// The number of the line.
    number: String,
    excerpt: Option<Excerpt>,
}

impl Output for Report {
    fn begin(&mut self, _shared: Option<&Kind>) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        self.file = input.shown();
        self.is_headers = matches!(input.source, Source::Headers(_));
        self.is_blank = input.bytes == 0;
        Ok(())
    }

    fn record(&mut self, judged: &Judged<'_>, findings: &[Finding]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let mut excerpts =
            Excerpts::new(judged.text, judged.syntax, judged.start, self.show_values);
        let mut page = String::new();
        for finding in findings {
            let line = match finding.position() {
                None => Line { place: String::new(), number: " ".to_owned(), excerpt: None },
                Some(at) => {
                    let number = at.line.to_string();
                    let room = self.width.saturating_sub(number.len() + 4);
                    let show = self.show_values;
                    let excerpt = finding.offset().and_then(|offset| match self.is_headers {
                        true => mask::headers::excerpt(judged.text, offset, room, show),
                        false => excerpts.at(offset, room),
                    });
                    Line { place: format!(":{}:{}", at.line, at.column), number, excerpt }
                }
            };
            self.finding(&mut page, judged, finding, &line);
        }
        self.write(&page)
    }

    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()> {
        if let Some((number, parts)) = self.parts(count.left_out) {
            let file = &self.file;
            let more = if count.listed() == 0 {
                self.speech.pick(
                    format!("{number} niet getoond: {parts} (--max-findings all toont ze)"),
                    format!("{number} not shown: {parts} (--max-findings all shows them)"),
                )
            } else {
                self.speech.pick(
                    format!("en nog {number}: {parts} (--max-findings all toont ze)"),
                    format!("and {number} more: {parts} (--max-findings all shows them)"),
                )
            };
            let mut page = String::new();
            self.note(&mut page, &format!("{file}: {more}"));
            page.push('\n');
            self.write(&page)?;
        }
        let is_empty = count.totals.records == 0 && (self.is_blank || !self.is_headers);
        if is_empty && error.is_none() && !count.totals.broken {
            let file = std::mem::take(&mut self.file);
            self.empty.push(file);
        }
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        let speech = self.speech;
        let mut page = String::new();
        for file in std::mem::take(&mut self.empty) {
            self.note(&mut page, &format!("{file} {}", speech.pick("is leeg", "holds no record")));
        }
        self.terms(&mut page, tally);
        let all = &tally.all;
        if let Some((_, dropped)) = self.parts(all.dropped) {
            let limit = vum::Limits::default().findings;
            let nl = format!("{dropped} geteld en niet getoond (meer dan {limit} in een record)");
            let en = format!("{dropped} counted and not shown (more than {limit} in a record)");
            self.note(&mut page, speech.pick(&nl, &en));
        }
        if all.totals.broken {
            self.note(
                &mut page,
                speech.pick(
                    "niet alles is beoordeeld: er was iets onleesbaar, of groter dan een grens",
                    "not everything was judged: something could not be read, or was beyond a limit",
                ),
            );
        }
        let style = match &all.totals {
            totals if totals.errors > 0 || totals.broken => RED,
            totals if totals.warnings > 0 => YELLOW,
            _ => GREEN,
        };
        let counts = paint(style, &self.counts(all));
        match tally.kinds.as_slice() {
            [(kind, _)] => {
                let _ = writeln!(page, "{counts} ({})", self.kind(kind));
            }
            kinds => {
                let _ = writeln!(page, "{counts}");
                for (kind, count) in kinds {
                    let _ = writeln!(page, "  {}: {}", self.kind(kind), self.counts(count));
                }
            }
        }
        self.write(&page)?;
        self.out.flush()
    }
}
