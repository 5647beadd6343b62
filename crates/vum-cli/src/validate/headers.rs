//! The headers around a body (`--headers`).

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use vum::headers::{self, Header};
use vum::stream::{Judged, Totals};
use vum::{Limits, Position, Severity, Syntax};

use super::inputs::{Input, Source};
use super::kind::{self, Kind};
use super::progress::Progress;
use super::{Count, Output, add, listed};
use crate::args::ValidateArgs;
use crate::exit::Failure;
use crate::language::Speech;
use crate::screen;

/// No server accepts headers of more bytes.
const BYTES: usize = 1 << 20;

/// The headers that go with what the files hold.
pub(super) fn expected(shared: Option<&Kind>) -> Result<&'static [Header], Failure> {
    let Some(kind) = shared else {
        return Err(Failure::usage(
            "--headers hoort bij één soort body; deze bestanden houden verschillende",
            "--headers goes with one kind of body; these files hold different ones",
        ));
    };
    let message = kind.message;
    vum::headers_of(message.release, message.id, kind.role).ok_or_else(|| {
        let known = kind::bodies(message.release);
        let id = message.id;
        Failure::usage(
            format!("--headers hoort bij een hele body, niet bij {id}; geef --message met een van {known}"),
            format!("--headers goes with a whole body, not with {id}; give --message with one of {known}"),
        )
    })
}

/// Judges a file with headers. That it cannot be read is told; only the output can fail.
pub(super) fn judge(
    (path, expected, kind): (&Path, &'static [Header], Kind),
    args: &ValidateArgs,
    speech: Speech,
    progress: &Progress,
    output: &mut dyn Output,
) -> io::Result<Count> {
    let mut input = Input::headers(path, kind);
    let mut count = Count { files: 1, ..Count::default() };
    let text = match read(path) {
        Ok(text) => text,
        Err(error) => {
            output.file(&input)?;
            count.totals.broken = true;
            let text = super::unreadable(&input, &error, speech);
            progress.suspend(|| screen::complain_as(speech.pick("fout", "error"), &text));
            output.end_file(&count, Some(&error.to_string()))?;
            return Ok(count);
        }
    };
    input.bytes = text.trim_ascii().len() as u64;
    output.file(&input)?;
    let limits = Limits { record_bytes: BYTES, ..Limits::default() };
    let report = headers::check_text(expected, &text, limits);
    add(&mut count.dropped, report.dropped());
    count.totals = Totals {
        records: 0,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        infos: report.count(Severity::Info),
        broken: report.is_broken(),
    };
    let mut room = args.max_findings.0;
    let findings = listed(report.findings(), &mut room, &mut count.left_out);
    if !report.findings().is_empty() {
        let start = Position { line: 1, column: 1 };
        // The library does not count a byte order mark.
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
        let judged = Judged { index: 0, syntax: Syntax::Json, text, start, report: &report };
        output.record(&judged, findings)?;
    }
    output.end_file(&count, None)?;
    Ok(count)
}

/// The text; of one that is too large as much as shows that.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    File::open(path)?.take(BYTES as u64 + 1).read_to_end(&mut text)?;
    Ok(text)
}

impl Input {
    fn headers(path: &Path, kind: Kind) -> Self {
        Self {
            source: Source::Headers(path.to_owned()),
            name: path.display().to_string(),
            kind: Some(kind),
            format: vum::stream::Format::Auto,
            bytes: 0,
            house: std::rc::Rc::default(),
        }
    }
}
