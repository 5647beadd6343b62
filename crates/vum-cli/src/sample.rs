//! `vum sample`: realistic messages.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use vum_model::{Model, Release, Status};
use vum_sample::{Error, Sampler};

use crate::Outcome;
use crate::args::SampleArgs;
use crate::check;
use crate::exit::{Exit, Failure};
use crate::explain;
use crate::language::Speech;
use crate::screen::{self, harmless};

pub(crate) fn run(args: &SampleArgs, speech: Speech) -> Outcome {
    if args.out.is_some() && args.out == args.truth {
        return Err(Failure::usage(
            "--out en --truth noemen hetzelfde bestand",
            "--out and --truth name the same file",
        ));
    }
    let model = match check::model(args.standard.as_deref())? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let release = release(&model, args)?;
    let sampler = sampler(&release, args)?;
    // Only when everything else is right is a file overwritten.
    let mut truth = args.truth.as_deref().map(create).transpose()?;
    let truth = truth.as_mut().map(|file| file as &mut dyn Write);
    let Some(path) = &args.out else {
        let written = sampler.write(args.count, &mut io::stdout().lock(), truth);
        return written.map(|()| Exit::Clean).map_err(|error| match error {
            Error::Records(error) => error.into(),
            error => failure(error, args),
        });
    };
    let written = sampler.write(args.count, &mut create(path)?, truth);
    written.map_err(|error| failure(error, args))?;
    let label = speech.pick("geschreven", "written");
    let paths = [Some(path), args.truth.as_ref()].into_iter().flatten();
    let lines = paths.map(|path| format!("{label}: {}\n", harmless(&path.display().to_string())));
    screen::print(&lines.collect::<String>())
}

/// The release that was asked for, else the newest one.
fn release(model: &Model, args: &SampleArgs) -> Result<Release, Failure> {
    let version = match &args.release {
        Some(asked) => Some(explain::release(model, asked)?),
        None => {
            let published = model.releases().iter().filter(|it| it.status == Status::Published);
            published.map(|it| it.version).max()
        }
    };
    version.and_then(|version| model.release(version)).ok_or_else(|| {
        Failure::usage(
            "de standaard heeft geen gepubliceerde release; geef --release",
            "the standard has no published release; give --release",
        )
    })
}

fn sampler(release: &Release, args: &SampleArgs) -> Result<Sampler, Failure> {
    let default = release.message(&args.message).map(|message| message.default_role);
    let role = args.role.map(Into::into).or(default).unwrap_or(vum_model::Role::Bron);
    let sampler = Sampler::new(release, &args.message, role)
        .and_then(|sampler| sampler.reference(&args.date))
        .map_err(|error| failure(error, args))?;
    Ok(sampler.seed(args.seed).faulty(args.faulty))
}

fn create(path: &Path) -> Result<File, Failure> {
    File::create(path).map_err(|error| Failure::unwritable(path, &error))
}

fn failure(error: Error, args: &SampleArgs) -> Failure {
    match (&error, &args.out, &args.truth) {
        (Error::UnknownMessage { release, message, known }, ..) => {
            let message = harmless(message);
            Failure::usage(
                format!("VUM {release} heeft geen bericht {message}; wel {known}"),
                format!("VUM {release} has no message {message}; it has {known}"),
            )
        }
        (Error::Date(date), ..) => {
            let date = harmless(date);
            Failure::usage(
                format!("{date} is geen datum van de vorm JJJJ-MM-DD tussen 1950 en 2900"),
                format!("{date} is no date of the form YYYY-MM-DD between 1950 and 2900"),
            )
        }
        (Error::NoValue { attribute }, ..) => Failure::broken(
            format!("geen waarde voldoet aan wat de standaard van {attribute} zegt"),
            format!("no value satisfies what the standard says of {attribute}"),
        ),
        (Error::Records(cause), Some(path), _) | (Error::Truth(cause), _, Some(path)) => {
            Failure::unwritable(path, cause)
        }
        _ => Failure::broken(error.to_string(), error.to_string()),
    }
}
