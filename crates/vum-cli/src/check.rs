//! `vum check`: is the standard itself in order?

use std::path::Path;

use vum_model::{Colour, ForeignPath, Model, Release, Standard, Status, render_with};

use crate::Outcome;
use crate::args::CheckArgs;
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::screen::{self, BOLD, CYAN, paint};

pub(crate) fn run(args: &CheckArgs, speech: Speech) -> Outcome {
    let standard = read(args.standard.as_deref())?;
    let resolved = standard.resolve();
    let mut text = diagnostics(&standard, &resolved.diagnostics);
    let what = match &args.standard {
        Some(dir) => screen::harmless(&dir.display().to_string()),
        None => speech.pick("ingebouwde standaard", "built-in standard").to_owned(),
    };
    match &resolved.model {
        Some(model) => {
            text.push_str(&foreign_paths(model, args.notes, speech));
            text.push_str(&format!("{what}: {}\n", counts(model, speech)));
        }
        None => {
            let files = speech.count(standard.files().len() as u64, Noun::File);
            let en = format!("{what}: not in order ({files} read)\n");
            let nl = format!("{what}: niet in orde ({files} gelezen)\n");
            text.push_str(&speech.pick(nl, en));
        }
    }
    screen::print(&text)?;
    Ok(if resolved.model.is_some() { Exit::Clean } else { Exit::Findings })
}

/// The standard in a directory, else the built-in one.
pub(crate) fn read(dir: Option<&Path>) -> Result<Standard, Failure> {
    let Some(dir) = dir else { return Ok(Standard::embedded()) };
    Standard::read_dir(dir).map_err(|error| {
        let path = screen::harmless(&error.path().display().to_string());
        let why = std::error::Error::source(&error).map_or(String::new(), |it| format!(": {it}"));
        Failure::broken(
            format!("de standaard kan niet worden gelezen: {path}{why}"),
            format!("the standard cannot be read: {path}{why}"),
        )
    })
}

/// The model of a standard. Without one, its diagnostics are told first.
pub(crate) fn model(dir: Option<&Path>) -> Result<Result<Model, Exit>, Failure> {
    let standard = read(dir)?;
    let resolved = standard.resolve();
    if let Some(model) = resolved.model {
        return Ok(Ok(model));
    }
    screen::print(&diagnostics(&standard, &resolved.diagnostics))?;
    Ok(Err(Exit::Findings))
}

fn diagnostics(standard: &Standard, found: &[vum_model::Diagnostic]) -> String {
    let colour = if screen::has_colour() { Colour::Always } else { Colour::Never };
    render_with(found, standard.files(), colour)
}

/// Keys of questions that are not the path of what they ask for: right as they are, and good to
/// know. Each is told once, with its releases.
fn foreign_paths(model: &Model, notes: bool, speech: Speech) -> String {
    let mut told: Vec<(ForeignPath<'_>, Vec<String>)> = Vec::new();
    let alive = model.releases().iter().filter(|release| release.status != Status::History);
    let releases: Vec<Release> = alive.filter_map(|it| model.release(it.version)).collect();
    for release in &releases {
        for path in release.foreign_paths() {
            let version = release.info.version.to_string();
            match told.iter_mut().find(|(known, _)| *known == path) {
                Some((_, versions)) => versions.push(version),
                None => told.push((path, vec![version])),
            }
        }
    }
    let mut text = String::new();
    for (ForeignPath { criterion, path, data, finds, note }, versions) in told {
        let label = paint(CYAN, "info[foreign-path]");
        let finds = match finds {
            true => speech
                .pick("wijst in een profiel iets anders aan", "finds something else in a profile"),
            false => speech.pick("wijst in een profiel niets aan", "finds nothing in a profile"),
        };
        let asks = match data {
            Some(data) => speech.pick(format!("vraagt `{data}`"), format!("asks for `{data}`")),
            None => speech.pick(
                "wat het wel vraagt is niet bekend".to_owned(),
                "what it does ask for is not known".to_owned(),
            ),
        };
        let versions = versions.join(", ");
        text.push_str(&format!("{label}: `{path}` {finds}; {asks} ({criterion}, {versions})\n"));
        if notes {
            let label = speech.pick("noot", "note");
            text.push_str(&format!("  = {}: {}\n", paint(BOLD, label), speech.text(note)));
        }
    }
    text
}

fn counts(model: &Model, speech: Speech) -> String {
    let named = |status| {
        let of = model.releases().iter().filter(move |release| release.status == status);
        of.map(|release| release.version.to_string()).collect::<Vec<_>>()
    };
    let published = named(Status::Published);
    let codes: usize = model.lists().iter().map(|list| list.codes.len()).sum();
    let mut parts = vec![
        speech.count(model.entities().len() as u64, Noun::Entity),
        speech.count(model.attributes().count() as u64, Noun::Attribute),
        format!(
            "{} ({})",
            speech.count(model.lists().len() as u64, Noun::List),
            speech.count(codes as u64, Noun::Code)
        ),
        speech.count(model.messages().len() as u64, Noun::Message),
        format!(
            "{} ({})",
            speech.count(published.len() as u64, Noun::Release),
            published.join(", ")
        ),
    ];
    let history = named(Status::History);
    if !history.is_empty() {
        let label = speech.pick("alleen historie:", "history only:");
        parts.push(format!("{label} {}", history.join(", ")));
    }
    let draft = named(Status::Draft);
    if !draft.is_empty() {
        parts.push(format!("{} {}", speech.pick("concept:", "draft:"), draft.join(", ")));
    }
    let okay = speech.pick("in orde", "in order");
    format!("{okay}: {}", parts.join(", "))
}
