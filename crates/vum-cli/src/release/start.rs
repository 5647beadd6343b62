//! `vum release new`: the entry of a release, and what comes next.

use std::fs;

use vum_model::{Standard, Version};
use vum_release::{Start, StartError, Step};

use crate::Outcome;
use crate::args::NewArgs;
use crate::check;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, harmless};

const FILE: &str = "releases.toml";

pub(super) fn run(args: &NewArgs, speech: Speech) -> Outcome {
    let model = match check::model(Some(&args.standard))? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    // The status says that it is a draft; the number holds no word.
    let number = args.release.split('-').next().unwrap_or_default();
    let Some(version) = Version::parse(number) else {
        let text = harmless(&args.release);
        return Err(Failure::usage(
            format!("{text} is geen nummer als 4.0.0"),
            format!("{text} is no number such as 4.0.0"),
        ));
    };
    let start = Start {
        version,
        gegevensstandaard: args.gegevensstandaard.clone(),
        sgr: args.sgr.clone(),
        date: args.date.clone(),
        source: args.source.clone(),
    };
    let started = start.block(&model).map_err(refused)?;
    let path = args.standard.join(FILE);
    let shown = harmless(&path.display().to_string());
    let failed = |error: std::io::Error| Failure::unwritable(&path, &error);
    let before = fs::read_to_string(&path).map_err(failed)?;
    let text = format!("{}\n{}", before.trim_end(), started.block);
    // What is not in order is not written.
    let mut files = check::read(Some(&args.standard))?.files().to_vec();
    for file in files.iter_mut().filter(|it| it.path == FILE) {
        file.text.clone_from(&text);
    }
    let standard = Standard::from_files(files);
    let resolved = standard.resolve();
    if resolved.model.is_none() {
        screen::print(&check::diagnostics(&standard, &resolved.diagnostics))?;
        return Ok(Exit::Findings);
    }
    fs::write(&path, text).map_err(failed)?;
    let step = match started.step {
        Step::Major => speech.pick(
            "een major-stap: er mag iets breken, als het eerst is aangekondigd",
            "a major step: something may break, when it was announced first",
        ),
        Step::Minor => speech.pick(
            "een minor-stap: alleen toevoegingen en versoepelingen",
            "a minor step: additions and loosenings only",
        ),
        Step::Patch => {
            speech.pick("een patch: er wijzigt geen bericht", "a patch: no message changes")
        }
    };
    let old = started.before;
    let dir = harmless(&args.standard.display().to_string());
    screen::print(&speech.pick(
        format!(
            "{shown}: {version} toegevoegd als concept; {step}\n\
             Hierna:\n\
             \x20 1. wijzig de standaard, met {version} in introduced, since en removed\n\
             \x20 2. vum check --standard {dir}\n\
             \x20 3. vum diff {old} {version} --standard {dir}\n\
             \x20 4. zet status = \"published\" en de datum, en leg vast: vum release freeze {version} --standard {dir}\n"
        ),
        format!(
            "{shown}: {version} added as a draft; {step}\n\
             Next:\n\
             \x20 1. change the standard, with {version} in introduced, since and removed\n\
             \x20 2. vum check --standard {dir}\n\
             \x20 3. vum diff {old} {version} --standard {dir}\n\
             \x20 4. set status = \"published\" and the date, and freeze it: vum release freeze {version} --standard {dir}\n"
        ),
    ))
}

fn refused(error: StartError) -> Failure {
    let nl = match error {
        StartError::Empty => "de standaard heeft geen release om op te volgen".to_owned(),
        StartError::Exists(version) => format!("de standaard heeft release {version} al"),
        StartError::NotNewer { new, newest } => {
            format!("{new} komt voor {newest}, die er al is")
        }
        StartError::Skips { new, newest, major, minor, patch } => {
            format!("na {newest} komt {major}, {minor} of {patch}, niet {new}")
        }
    };
    Failure::usage(nl, error.to_string())
}
