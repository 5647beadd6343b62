//! The report in JSON, written while the files are read.

use std::io;

use vum::stream::{Considered, SelectTotals};

use super::report::{Area, FileHead, FileTail, Head, Query, Record, SCHEMA_VERSION, Summary};
use super::{Output, is_listed};
use crate::language::Speech;
use crate::screen::Out;
use crate::validate::inputs::Input;
use crate::validate::json::{close, open};
use crate::validate::progress::Progress;
use crate::validate::report::{Finding, SharedKind, Tool};

pub(super) struct Report {
    speech: Speech,
    explain: bool,
    progress: Progress,
    out: Out,
    first_file: bool,
    first_record: bool,
}

impl Report {
    pub(super) fn new(speech: Speech, explain: bool, progress: Progress) -> Self {
        let (first_file, first_record) = (true, true);
        Self { speech, explain, progress, out: Out::new(), first_file, first_record }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.plain(text);
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }
}

impl Output for Report {
    fn begin(&mut self, head: &super::Head<'_>) -> io::Result<()> {
        let super::Head { kind, query, args } = head;
        let totals = query.totals();
        let findings = query.report.findings().iter();
        let about = Query {
            file: query.input.name.clone(),
            message: query.input.kind.map_or("", |it| it.message.id),
            findings: findings.map(|it| Finding::new(0, it, self.speech)).collect(),
            errors: totals.errors,
            warnings: totals.warnings,
            infos: totals.infos,
            asks_area: query.selector.asks_area(),
        };
        let head = open(&Head {
            schema_version: SCHEMA_VERSION,
            tool: Tool::THIS,
            kind: SharedKind::new(Some(kind)),
            query: about,
            area: Area::new(args),
            maximum: Some(args.limit.0).filter(|it| *it < u64::MAX),
        })?;
        self.write(&format!("{head},\"files\":["))
    }

    fn file(&mut self, input: &Input) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.first_file, false) { "" } else { "," };
        self.first_record = true;
        let head = open(&FileHead { file: input.name.clone() })?;
        self.write(&format!("{comma}\n{head},\"records\":["))
    }

    fn record(&mut self, record: &Considered<'_>) -> io::Result<()> {
        if !is_listed(record, self.explain) {
            return Ok(());
        }
        let comma = if std::mem::replace(&mut self.first_record, false) { "" } else { "," };
        let record = serde_json::to_string(&Record::new(record))?;
        self.write(&format!("{comma}\n{record}"))
    }

    fn end_file(&mut self, totals: &SelectTotals, error: Option<&str>) -> io::Result<()> {
        self.write(&format!("],{}", close(&FileTail::new(totals, error))?))
    }

    fn finish(&mut self, files: u64, totals: &SelectTotals) -> io::Result<()> {
        let summary = serde_json::to_string(&Summary::new(files, totals))?;
        self.write(&format!("\n],\"summary\":{summary}}}\n"))?;
        self.out.flush()
    }
}
