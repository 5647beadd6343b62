//! `vum release`: what was published stays what it is. Beside it the texts about releases.

mod notes;
mod start;

use std::fs;
use std::path::Path;

use vum_model::{Model, Status, Version};
use vum_release::{Change, Deviation, FILE, FOLDER, Frozen, Published, compare};

pub(crate) use notes::{changelog, roadmap, schema};

use crate::Outcome;
use crate::args::{FreezeArgs, ReleaseCommand, VerifyArgs};
use crate::check;
use crate::diff::{facts, unclassified, version};
use crate::exit::{Exit, Failure};
use crate::language::{Noun, Speech};
use crate::screen::{self, RED, harmless, paint};

pub(crate) fn run(command: &ReleaseCommand, speech: Speech) -> Outcome {
    match command {
        ReleaseCommand::New(args) => start::run(args, speech),
        ReleaseCommand::Freeze(args) => freeze(args, speech),
        ReleaseCommand::Verify(args) => verify(args, speech),
    }
}

fn freeze(args: &FreezeArgs, speech: Speech) -> Outcome {
    let model = match check::model(Some(&args.standard))? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let release = version(&model, &args.release)?;
    let info = model.releases().iter().find(|it| it.version == release);
    let Some(info) = info.filter(|it| it.status == Status::Published) else {
        return Err(Failure::usage(
            format!("{release} is niet gepubliceerd; zet in releases.toml status = \"published\""),
            format!("{release} is not published; set status = \"published\" in releases.toml"),
        ));
    };
    if let Some(date) = &args.date
        && !is_date(date)
    {
        let date = harmless(date);
        return Err(Failure::usage(
            format!("{date} is geen datum als 2026-12-01"),
            format!("{date} is no date such as 2026-12-01"),
        ));
    }
    let now = facts(&model, release)?;
    let path = args.standard.join(FOLDER).join(release.to_string()).join(FILE);
    let fresh = Frozen::of(&now, info);
    let erratum = args.erratum.as_deref().zip(args.date.as_deref());
    let shown = harmless(&path.display().to_string());
    let frozen = match (path.is_file(), erratum) {
        (false, None) => fresh,
        (false, Some(_)) => {
            return Err(Failure::usage(
                format!("{release} is nog niet bevroren; er valt niets te corrigeren"),
                format!("{release} is not frozen yet; there is nothing to correct"),
            ));
        }
        (true, erratum) => {
            let old = read(&path)?;
            let changes = compare(&old.facts, &fresh.facts).map_err(|it| unclassified(&it))?;
            let changes: Vec<_> = changes.changes.iter().filter(|it| !it.is_editorial()).collect();
            let Some((reason, date)) = erratum else {
                if changes.is_empty() && old.is_intact() {
                    return said(&speech.pick(
                        format!("{shown}: {release} was al zo bevroren\n"),
                        format!("{shown}: {release} was frozen like this already\n"),
                    ));
                }
                screen::print(&told(release, &changes, speech))?;
                return Err(Failure::usage(
                    format!("{release} is bevroren; corrigeer met --erratum en --date"),
                    format!("{release} is frozen; correct it with --erratum and --date"),
                ));
            };
            if changes.is_empty() {
                return Err(Failure::usage(
                    format!("{release} is al zo bevroren; er valt niets te corrigeren"),
                    format!("{release} is frozen like this already; there is nothing to correct"),
                ));
            }
            screen::print(&told(release, &changes, speech))?;
            old.corrected(&now, date, reason)
        }
    };
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&path, frozen.to_text()));
    written.map_err(|error| Failure::unwritable(&path, &error))?;
    let digest = frozen.digest();
    said(&speech.pick(
        format!("{shown}: {release} bevroren, {digest}\n"),
        format!("{shown}: {release} frozen, {digest}\n"),
    ))
}

fn said(text: &str) -> Outcome {
    screen::print(text).map(|_| Exit::Clean)
}

fn read(path: &Path) -> Result<Frozen, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    Frozen::parse(&text).map_err(|error| Failure::unreadable(path, &error))
}

fn verify(args: &VerifyArgs, speech: Speech) -> Outcome {
    let dir = args.standard.as_deref();
    let model = match check::model(dir)? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let found = deviations(&model, dir)?;
    let mut text = String::new();
    for deviation in &found {
        text.push_str(&deviating(deviation, speech));
    }
    let published = model.releases().iter().filter(|it| it.status == Status::Published);
    let releases = speech.count(published.count() as u64, Noun::Release);
    text.push_str(&match found.len() {
        0 => speech.pick(
            format!("in orde: {releases}, zoals gepubliceerd\n"),
            format!("in order: {releases}, as published\n"),
        ),
        count => speech.pick(
            format!("niet in orde: {releases}; afwijkingen: {count}\n"),
            format!("not in order: {releases}; deviations: {count}\n"),
        ),
    });
    screen::print(&text)?;
    Ok(if found.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// How a standard strays from its frozen releases.
fn deviations(model: &Model, dir: Option<&Path>) -> Result<Vec<Deviation>, Failure> {
    let published = match dir {
        None => Published::embedded(),
        Some(dir) => Published::read_dir(dir).map_err(|error| {
            let path = harmless(&error.path.display().to_string());
            let why =
                std::error::Error::source(&error).map_or(String::new(), |it| format!(": {it}"));
            Failure::broken(
                format!("{path} kan niet worden gelezen{why}"),
                format!("{path} cannot be read{why}"),
            )
        })?,
    };
    published.verify(model).map_err(|error| unclassified(&error))
}

fn deviating(deviation: &Deviation, speech: Speech) -> String {
    let line = |code: &str, text: String| {
        let label = paint(RED, &format!("{}[{code}]", speech.pick("fout", "error")));
        format!("{label}: {text}\n")
    };
    match deviation {
        Deviation::NotFrozen(release) => line(
            "not-frozen",
            speech.pick(
                format!(
                    "{release} is gepubliceerd, maar niet bevroren; vum release freeze {release}"
                ),
                format!("{release} is published, but not frozen; vum release freeze {release}"),
            ),
        ),
        Deviation::Unknown(name) => line(
            "frozen-unknown",
            speech.pick(
                format!("published/{} hoort bij geen gepubliceerde release", harmless(name)),
                format!("published/{} belongs to no published release", harmless(name)),
            ),
        ),
        Deviation::Unreadable { release, reason } => line(
            "frozen-unreadable",
            format!("published/{}/{FILE}: {}", harmless(release), harmless(reason)),
        ),
        Deviation::Edited(release) => line(
            "frozen-edited",
            speech.pick(
                format!(
                    "published/{release}/{FILE} is met de hand gewijzigd: de digest klopt niet"
                ),
                format!("published/{release}/{FILE} was edited by hand: its digest is not right"),
            ),
        ),
        Deviation::Changed { release, change } => {
            line("release-changed", changed(*release, change, speech))
        }
    }
}

fn changed(release: Version, change: &Change, speech: Speech) -> String {
    let what = change.text();
    let places = change.places_in_short();
    let places =
        if places.is_empty() { String::new() } else { format!(" ({})", places.join(", ")) };
    format!("{release}, {}: {}{places}", harmless(&change.id), harmless(speech.text(&what)))
}

fn told(release: Version, changes: &[&Change], speech: Speech) -> String {
    changes.iter().map(|it| format!("{}\n", changed(release, it, speech))).collect()
}

/// Whether a text is a full date of the calendar.
fn is_date(text: &str) -> bool {
    text.len() == 10 && vum::Date::from_text(text).is_valid()
}
