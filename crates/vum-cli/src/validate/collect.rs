//! What was found as a [`Run`]: for the forms that are made when everything was judged.
//!
//! A suite is a file. Its records in which nothing was found are one case with their number, and so
//! are those whose findings are not listed; every other record is a case of its own. So what is
//! kept in memory is bounded by what is listed, not by the size of the files.

use std::collections::BTreeMap;
use std::io;

use vum::stream::Judged;
use vum::{Dropped, Finding, Severity};
use vum_report::{Case, Outcome, Place, Rule, Run, Suite, Text, Tool, Verdict};

use super::inputs::{Input, Source};
use super::kind::Kind;
use super::terms::Terms;
use super::{Count, Output, Tally, add};
use crate::args::{FailOn, ReportTo, RunFormat, ValidateArgs};
use crate::exit::Failure;
use crate::forms;
use crate::language::Speech;

/// So many findings of all files together are kept, whatever --max-findings says: a report with
/// more of them is read by nobody, and memory is not without end.
const MOST: usize = 50_000;

/// So many kinds of messages are named for the run as a whole.
const KINDS: usize = 5;

pub(super) struct Report {
    speech: Speech,
    /// What goes to standard output.
    printed: Option<RunFormat>,
    /// What goes to files.
    written: Vec<ReportTo>,
    is_strict: bool,
    /// Whether the files were held against different messages.
    is_mixed: bool,
    run: Run,
    rules: BTreeMap<&'static str, Rule>,
    room: usize,
    /// The file that is judged.
    file: File,
}

/// A file that is judged.
#[derive(Default)]
struct File {
    id: String,
    /// Its name in places; empty for standard input.
    name: String,
    is_headers: bool,
    /// What it was held against, when that differs by file.
    kind: Option<Kind>,
    cases: Vec<Case>,
    /// Records in which something was found.
    faulty: u64,
    /// Records of which no finding is listed, and what was found in them.
    quiet: u64,
    quiet_findings: Dropped,
}

impl Report {
    /// What the arguments ask for; `None` when nothing is made of the whole run.
    pub(super) fn new(args: &ValidateArgs, speech: Speech) -> Option<Self> {
        let printed = args.format.of_run();
        if printed.is_none() && args.reports.is_empty() {
            return None;
        }
        let mut notes = vec![Text::new(
            "Beoordeeld is of berichten zijn wat de standaard vraagt. Of wat erin staat waar is, is niet beoordeeld.",
            "What was judged is whether messages are what the standard asks for. Whether what they say is true was not judged.",
        )];
        if args.messages.show_values {
            notes.push(Text::new(
                "Dit rapport toont waarden en onbekende namen uit berichten. Dat kunnen persoonsgegevens zijn.",
                "This report shows values and unknown names of messages. They may be personal data.",
            ));
        }
        Some(Self {
            speech,
            printed,
            written: args.reports.clone(),
            is_strict: args.fail_on == FailOn::Warning,
            is_mixed: false,
            run: Run {
                tool: Tool {
                    name: "vum".to_owned(),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                },
                title: Text::new("Controle van berichten", "Check of messages"),
                verdict: Verdict::Incomplete,
                facts: Vec::new(),
                suites: Vec::new(),
                rules: Vec::new(),
                notes,
                unlisted: 0,
            },
            rules: BTreeMap::new(),
            room: MOST,
            file: File::default(),
        })
    }

    /// Writes every form that was asked for.
    pub(super) fn write(self) -> Result<(), Failure> {
        if let Some(format) = self.printed {
            forms::print(&self.run, format, self.speech)?;
        }
        for ReportTo { format, path } in &self.written {
            forms::write(&self.run, *format, path, self.speech)?;
        }
        Ok(())
    }

    fn outcome(&self, found: Dropped) -> Outcome {
        match found {
            Dropped { errors: 1.., .. } => Outcome::Failed,
            Dropped { warnings: 1.., .. } if self.is_strict => Outcome::Failed,
            Dropped { warnings: 1.., .. } => Outcome::Warned,
            _ => Outcome::Passed,
        }
    }

    fn verdict(&self, count: &Count) -> Verdict {
        let totals = &count.totals;
        // Of nothing that was judged nothing can be said.
        if totals.broken || totals.records == 0 {
            return Verdict::Incomplete;
        }
        let (errors, warnings) = (totals.errors, totals.warnings);
        match self.outcome(Dropped { errors, warnings, infos: totals.infos }) {
            Outcome::Passed => Verdict::Passed,
            Outcome::Warned => Verdict::Warned,
            _ => Verdict::Failed,
        }
    }

    fn finding(&mut self, record: u64, finding: &Finding) -> vum_report::Finding {
        let rule = finding.rule();
        self.rules.entry(rule.id).or_insert_with(|| rule.into());
        let mut told = vum_report::Finding::from(finding);
        let place = told.place.get_or_insert_with(Place::default);
        place.file.clone_from(&self.file.name);
        place.record = (!self.file.is_headers).then_some(record);
        told
    }

    fn facts(&mut self, tally: &Tally) {
        let totals = &tally.all.totals;
        let judged_as = Text::new("Beoordeeld als", "Judged as");
        let mut facts: Vec<_> = match tally.kinds.len() {
            0..=KINDS => {
                let kinds = tally.kinds.iter().map(|(kind, _)| named(*kind));
                kinds.map(|kind| (judged_as.clone(), kind)).collect()
            }
            many => {
                let told = Text::new(
                    format!("{many} soorten berichten; elk bestand noemt de zijne"),
                    format!("{many} kinds of messages; each file names its own"),
                );
                vec![(judged_as, told)]
            }
        };
        for (nl, en, number) in
            [("Bestanden", "Files", tally.all.files), ("Records", "Records", totals.records)]
        {
            facts.push((Text::new(nl, en), Text::same(number.to_string())));
        }
        let found = vum_report::Counts {
            errors: totals.errors,
            warnings: totals.warnings,
            infos: totals.infos,
            ..vum_report::Counts::default()
        };
        facts.push((Text::new("Bevindingen", "Findings"), found.findings()));
        let beside = Text::new("Naast het contract", "Beside the contract");
        facts.extend(tally.terms.iter().filter_map(Terms::told).map(|it| (beside.clone(), it)));
        self.run.facts = facts;
        if let Some(day) = tally.terms.first().map(Terms::day) {
            let accepted = tally.houses.iter().flat_map(|house| &house.suppressions);
            self.run.notes.extend(accepted.map(|it| it.told(day)));
        }
    }
}

fn named(kind: Kind) -> Text {
    let (release, id, role) = (kind.message.release, kind.message.id, kind.role);
    Text::new(
        format!("VUM {release}, {id}, rol {role}"),
        format!("VUM {release}, {id}, role {role}"),
    )
}

impl Output for Report {
    fn begin(&mut self, shared: Option<&Kind>) -> io::Result<()> {
        self.is_mixed = shared.is_none();
        Ok(())
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        let (is_stdin, is_headers) = match input.source {
            Source::Stdin => (true, false),
            Source::Headers(_) => (false, true),
            _ => (false, false),
        };
        let name = if is_stdin { String::new() } else { input.name.clone() };
        let kind = input.kind.filter(|_| self.is_mixed);
        self.file = File { id: input.name.clone(), name, is_headers, kind, ..File::default() };
        Ok(())
    }

    fn record(&mut self, judged: &Judged<'_>, findings: &[Finding]) -> io::Result<()> {
        let found = Dropped {
            errors: judged.report.count(Severity::Error),
            warnings: judged.report.count(Severity::Warning),
            infos: judged.report.count(Severity::Info),
        };
        self.file.faulty += 1;
        let kept = findings.get(..self.room.min(findings.len())).unwrap_or_default();
        self.room -= kept.len();
        self.run.unlisted += (findings.len() - kept.len()) as u64;
        let is_broken = judged.report.is_broken();
        if kept.is_empty() && !is_broken {
            self.file.quiet += 1;
            add(&mut self.file.quiet_findings, found);
            return Ok(());
        }
        let outcome = match is_broken {
            true => Outcome::Errored(Text::new(
                "niet in zijn geheel te lezen: een deel is niet beoordeeld",
                "cannot be read as a whole: a part was not judged",
            )),
            false => self.outcome(found),
        };
        let id = match self.file.is_headers {
            true => "headers".to_owned(),
            false => format!("record {}", judged.index),
        };
        let findings = kept.iter().map(|it| self.finding(judged.index, it)).collect();
        let (title, requirements) = (Text::same(id.clone()), Vec::new());
        self.file.cases.push(Case { id, title, requirements, outcome, findings });
        Ok(())
    }

    fn end_file(&mut self, count: &Count, error: Option<&str>) -> io::Result<()> {
        let mut file = std::mem::take(&mut self.file);
        let mut case = |id: &str, title: Text, outcome: Outcome| {
            let (id, requirements, findings) = (id.to_owned(), Vec::new(), Vec::new());
            file.cases.push(Case { id, title, requirements, outcome, findings });
        };
        if file.quiet > 0 {
            let (number, outcome) = (file.quiet, self.outcome(file.quiet_findings));
            let title = Text::new(
                format!("{number} records met bevindingen die niet zijn opgenomen"),
                format!("{number} records with findings that are not listed"),
            );
            case("not-listed", title, outcome);
        }
        let good = count.totals.records.saturating_sub(file.faulty);
        if file.is_headers && file.faulty == 0 && error.is_none() {
            case(
                "headers",
                Text::new("headers zonder bevindingen", "headers without findings"),
                Outcome::Passed,
            );
        }
        if good > 0 {
            let title = Text::new(
                format!("{good} records zonder bevindingen"),
                format!("{good} records without findings"),
            );
            case("records", title, Outcome::Passed);
        }
        if let Some(error) = error {
            let why = Text::new(
                format!("kan niet worden gelezen: {error}"),
                format!("cannot be read: {error}"),
            );
            case("read", Text::new("het bestand lezen", "reading the file"), Outcome::Errored(why));
        } else if count.totals.records == 0 && !file.is_headers && !count.totals.broken {
            let reason = Text::new("het bestand bevat geen record", "the file holds no record");
            let title = Text::new("geen records", "no records");
            case("records", title, Outcome::Skipped { reason, mandatory: false });
        }
        let title = match (file.kind.map(named), file.name.is_empty()) {
            (Some(kind), _) => kind,
            (None, true) => Text::new("standaardinvoer", "standard input"),
            (None, false) => Text::same(file.id.clone()),
        };
        self.run.suites.push(Suite { id: file.id, title, cases: file.cases });
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.facts(tally);
        self.run.verdict = self.verdict(&tally.all);
        self.run.unlisted += tally.all.unlisted();
        self.run.rules = std::mem::take(&mut self.rules).into_values().collect();
        if tally.all.totals.broken {
            self.run.notes.push(Text::new(
                "Niet alles is beoordeeld: er was iets onleesbaar, of groter dan een grens.",
                "Not everything was judged: something could not be read, or was beyond a limit.",
            ));
        } else if tally.all.totals.records == 0 {
            self.run.notes.push(Text::new(
                "Er is geen enkel record beoordeeld.",
                "Not a single record was judged.",
            ));
        }
        Ok(())
    }
}
