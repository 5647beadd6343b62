//! A run of checks in one of its forms, and where that is written.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use vum_report::{Run, github, gitlab, html, junit, sarif, summary};

use crate::args::RunFormat;
use crate::diff::plain;
use crate::exit::Failure;
use crate::language::Speech;

/// Where GitHub Actions says that the summary of a step goes.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The run in a form.
pub(crate) fn render(run: &Run, format: RunFormat, speech: Speech) -> String {
    match format {
        RunFormat::Junit => junit::render(run, speech.language),
        RunFormat::Sarif => sarif::render(run, speech.language),
        RunFormat::Github => github::render(run, speech.language),
        RunFormat::Gitlab => gitlab::render(run, speech.language),
        RunFormat::Html => html::render(run, speech.page),
    }
}

/// Writes a form of the run to standard output; annotations go with the summary of the step, where
/// there is one.
pub(crate) fn print(run: &Run, format: RunFormat, speech: Speech) -> Result<(), Failure> {
    plain(&render(run, format, speech))?;
    match std::env::var_os(SUMMARY).filter(|it| !it.is_empty()) {
        Some(path) if format == RunFormat::Github => {
            let path = Path::new(&path);
            let text = summary::render(run, speech.language);
            append(path, &text).map_err(|error| Failure::unwritable(path, &error))
        }
        _ => Ok(()),
    }
}

/// Writes a form of the run to a file.
pub(crate) fn write(
    run: &Run,
    format: RunFormat,
    path: &Path,
    speech: Speech,
) -> Result<(), Failure> {
    let text = render(run, format, speech);
    std::fs::write(path, text).map_err(|error| Failure::unwritable(path, &error))
}

/// Other programs in the same step write there too.
fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{text}\n").as_bytes())
}
