//! `vum diff`: releases side by side.

mod markdown;
mod sarif;
mod text;

use std::path::Path;

use schemars::schema_for;
use vum_model::{Model, Status, Version};
use vum_release::{Comparison, DiffReport, Facts, Step, Unclassified, compare};

use crate::Outcome;
use crate::args::{DiffArgs, DiffFormat, StepArg};
use crate::check;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, harmless};

pub(crate) fn run(args: &DiffArgs, speech: Speech) -> Outcome {
    let model = match check::model(args.standard.as_deref())? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let other = match args.against.as_deref().map(|dir| check::model(Some(dir))).transpose()? {
        Some(Err(exit)) => return Ok(exit),
        Some(Ok(other)) => Some(other),
        None => None,
    };
    let older = other.as_ref().unwrap_or(&model);
    let pairs = pairs(args, older, &model)?;
    let compared = pairs.into_iter().map(|(old, new)| {
        let (old, new) = (facts(older, old)?, facts(&model, new)?);
        compare(&old, &new).map_err(|error| unclassified(&error))
    });
    let compared: Vec<Comparison> = compared.collect::<Result<_, Failure>>()?;
    match args.format {
        DiffFormat::Text => screen::print(&text::of(&compared, args.editorial, speech))?,
        DiffFormat::Markdown => plain(&markdown::of(&compared, args.editorial, speech))?,
        DiffFormat::Json => plain(&json(&DiffReport::of(&compared))?)?,
        DiffFormat::Sarif => {
            let base = args.standard.as_deref().unwrap_or(Path::new("standard"));
            plain(&sarif::of(&compared, &model, base, speech))?
        }
    };
    let limit = match args.fail_on {
        StepArg::Patch => Some(Step::Patch),
        StepArg::Minor => Some(Step::Minor),
        StepArg::Major => Some(Step::Major),
        StepArg::Never => None,
    };
    let worst = compared.iter().filter_map(Comparison::step).max();
    let fails = limit.zip(worst).is_some_and(|(limit, worst)| worst >= limit);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

/// The JSON Schema of the report.
pub(crate) fn schema() -> Result<String, Failure> {
    json(&schema_for!(DiffReport))
}

pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    Ok(text + "\n")
}

/// Prints a text that is no screen: without colours, and nothing else.
pub(crate) fn plain(text: &str) -> Result<Exit, Failure> {
    let mut out = screen::Out::new();
    out.plain(text);
    out.flush()?;
    Ok(Exit::Clean)
}

/// Which release of the older standard is compared with which of the newer.
fn pairs(
    args: &DiffArgs,
    older: &Model,
    newer: &Model,
) -> Result<Vec<(Version, Version)>, Failure> {
    if let Some(old) = &args.old {
        let new = args.new.as_ref().unwrap_or(old);
        return Ok(vec![(version(older, old)?, version(newer, new)?)]);
    }
    let last = older.releases().iter().rfind(|it| it.status == Status::Published);
    let all = newer.releases().iter().map(|it| it.version);
    let pair = |new: Version| {
        let same = older.releases().iter().any(|it| it.version == new);
        // What only the proposal has stands beside what is in force.
        let old = if same { Some(new) } else { last.map(|it| it.version) };
        old.map(|old| (old, new))
    };
    Ok(all.filter_map(pair).collect())
}

/// A release of a standard, by its number.
pub(crate) fn version(model: &Model, text: &str) -> Result<Version, Failure> {
    let found = Version::parse(text);
    let found = found.filter(|it| model.releases().iter().any(|info| info.version == *it));
    found.ok_or_else(|| {
        let known: Vec<String> =
            model.releases().iter().map(|info| info.version.to_string()).collect();
        let (text, known) = (harmless(text), known.join(", "));
        Failure::usage(
            format!("de standaard heeft geen release {text}; wel {known}"),
            format!("the standard has no release {text}; it has {known}"),
        )
    })
}

/// The facts of a release that exists.
pub(crate) fn facts(model: &Model, release: Version) -> Result<Facts, Failure> {
    Facts::of(model, release).ok_or_else(|| {
        Failure::usage(
            format!("de standaard heeft geen release {release}"),
            format!("the standard has no release {release}"),
        )
    })
}

/// A mistake in this program.
pub(crate) fn unclassified(error: &Unclassified) -> Failure {
    Failure::internal(format!("interne fout: {error}"), format!("internal error: {error}"))
}
