//! `vum check`: is the standard itself in order?

use std::path::Path;

use vum_model::{
    Colour, Diagnostic, ForeignPath, Model, Release, Severity, Standard, Status, render_with,
};
use vum_release::Policy;

use crate::Outcome;
use crate::args::CheckArgs;
use crate::diff::unclassified;
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::screen::{self, BOLD, CYAN, paint};

pub(crate) fn run(args: &CheckArgs, speech: Speech) -> Outcome {
    let standard = read(args.standard.as_deref())?;
    let resolved = standard.resolve();
    let mut text = diagnostics(&standard, &resolved.diagnostics);
    let mut broken = resolved.model.is_none();
    let what = match &args.standard {
        Some(dir) => screen::harmless(&dir.display().to_string()),
        None => speech.pick("ingebouwde standaard", "built-in standard").to_owned(),
    };
    match &resolved.model {
        Some(model) => {
            let judged = policies(model)?;
            broken |= judged.diagnostics.iter().any(|it| it.severity == Severity::Error);
            text.push_str(&diagnostics(&standard, &judged.diagnostics));
            text.push_str(&foreign_paths(model, args.notes, speech));
            if broken {
                text.push_str(&format!(
                    "{what}: {}\n",
                    speech.pick("niet in orde", "not in order")
                ));
            } else {
                text.push_str(&format!("{what}: {}\n", counts(model, speech)));
            }
            text.push_str(&judged.waivers(args.waivers, speech));
        }
        None => {
            let files = speech.count(standard.files().len() as u64, Noun::File);
            let en = format!("{what}: not in order ({files} read)\n");
            let nl = format!("{what}: niet in orde ({files} gelezen)\n");
            text.push_str(&speech.pick(nl, en));
        }
    }
    screen::print(&text)?;
    Ok(if broken { Exit::Findings } else { Exit::Clean })
}

/// What the policies say of the releases of a standard.
struct Judged {
    policy: Policy,
    diagnostics: Vec<Diagnostic>,
    /// For each waiver how many violations it covers.
    waived: Vec<usize>,
}

fn policies(model: &Model) -> Result<Judged, Failure> {
    let (policy, mut diagnostics) = Policy::of(model);
    let judgement = policy.judge(model).map_err(|error| unclassified(&error))?;
    diagnostics.extend(judgement.diagnostics);
    Ok(Judged { policy, diagnostics, waived: judgement.waived })
}

impl Judged {
    fn waivers(&self, all: bool, speech: Speech) -> String {
        let (count, sum) = (self.waived.len(), self.waived.iter().sum::<usize>());
        if count == 0 {
            return String::new();
        }
        let mut text = speech.pick(
            format!("aanvaarde afwijkingen van het releasebeleid: {sum}, met {count} redenen"),
            format!("accepted violations of the policy of releases: {sum}, for {count} reasons"),
        );
        if !all {
            text.push_str(speech.pick(" (--waivers toont ze)", " (--waivers shows them)"));
        }
        text.push('\n');
        let waivers = self.policy.waivers.iter().zip(&self.waived);
        for (waiver, count) in waivers.filter(|_| all) {
            let (release, policy) = (waiver.release, &waiver.policy);
            let (nodes, reason) = (waiver.nodes.join(", "), speech.text(&waiver.reason));
            text.push_str(&format!("  {release} {policy} ({count}): {reason}\n    {nodes}\n"));
        }
        text
    }
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

/// The policy of a standard. Where its file is wrong, that is told first.
pub(crate) fn policy(model: &Model, dir: Option<&Path>) -> Result<Result<Policy, Exit>, Failure> {
    let (policy, wrong) = Policy::of(model);
    if wrong.is_empty() {
        return Ok(Ok(policy));
    }
    screen::print(&diagnostics(&read(dir)?, &wrong))?;
    Ok(Err(Exit::Findings))
}

pub(crate) fn diagnostics(standard: &Standard, found: &[Diagnostic]) -> String {
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
