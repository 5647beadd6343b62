//! `vum attest`: a conformance report, signed.

mod files;
mod verify;

use vum_attest::PrivateKey;

use crate::Outcome;
use crate::args::{AttestCommand, CountersignArgs, KeyArgs, SignArgs};
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, harmless};

pub(crate) fn run(command: &AttestCommand, speech: Speech) -> Outcome {
    match command {
        AttestCommand::Key(args) => key(args, speech),
        AttestCommand::Sign(args) => sign(args, speech),
        AttestCommand::Countersign(args) => countersign(args, speech),
        AttestCommand::Verify(args) => verify::run(args, speech),
    }
}

fn key(args: &KeyArgs, speech: Speech) -> Outcome {
    let failed = |error: vum_attest::Error| files::broken(&args.file, &error);
    let key = PrivateKey::generate().map_err(failed)?;
    let beside = files::public_of(&args.file);
    let (private, public) = (key.to_pem().map_err(failed)?, key.public().to_pem().map_err(failed)?);
    // A private key without its public one is of no use: look before anything is written.
    for file in [&args.file, &beside] {
        if file.symlink_metadata().is_ok() {
            return Err(files::exists(file));
        }
    }
    files::create(&args.file, &private, true)?;
    files::create(&beside, &public, false)?;
    let (file, beside) = (files::shown(&args.file), files::shown(&beside));
    screen::print(&speech.pick(
        format!("{file} (geheim), {beside} (openbaar): sleutel {}\n", key.public().id()),
        format!("{file} (private), {beside} (public): key {}\n", key.public().id()),
    ))
}

fn sign(args: &SignArgs, speech: Speech) -> Outcome {
    let key = files::private_key(&args.key)?;
    let report = files::read(&args.report)?;
    let envelope = match vum_attest::sign(&report, &key) {
        Ok(envelope) => envelope,
        Err(error) => return refused(&args.report, &error, speech),
    };
    let out = args.out.clone().unwrap_or_else(|| files::envelope_of(&args.report));
    let text = envelope.to_json().map_err(|error| files::broken(&out, &error))?;
    files::write(&out, &text)?;
    let result = vum_attest::TestResult::read(&report)
        .map_err(|error| files::broken(&args.report, &error))?;
    let what = harmless(&format!(
        "{} {}, {}, {}, VUM {}, {}: {}",
        result.product.name,
        result.product.version,
        result.profile,
        result.level,
        result.standard.release,
        result.on,
        result.outcome.word().replace('-', " "),
    ));
    let (out, id) = (files::shown(&out), key.public().id());
    screen::print(&speech.pick(
        format!("{out}: ondertekend met sleutel {id}\n  {what}\n"),
        format!("{out}: signed with key {id}\n  {what}\n"),
    ))
}

fn countersign(args: &CountersignArgs, speech: Speech) -> Outcome {
    let key = files::private_key(&args.key)?;
    let supplier = files::public_key(&args.held.supplier)?;
    if key.public() == supplier {
        return Err(Failure::usage(
            "de sleutel van de balie is die van de leverancier",
            "the key of the desk is that of the supplier",
        ));
    }
    let (mut envelope, verification) = verify::held(&args.held, None)?;
    let exit = verify::tell(&verification, &args.held, &envelope, speech)?;
    if exit != Exit::Clean {
        return Ok(exit);
    }
    if let Err(error) = envelope.add(&key) {
        return refused(&args.held.envelope, &error, speech);
    }
    let out = args.out.as_ref().unwrap_or(&args.held.envelope);
    let text = envelope.to_json().map_err(|error| files::broken(out, &error))?;
    files::write(out, &text)?;
    let (out, id) = (files::shown(out), key.public().id());
    screen::print(&speech.pick(
        format!("{out}: medeondertekend met sleutel {id}\n"),
        format!("{out}: countersigned with key {id}\n"),
    ))
}

/// What is not signed because it would not be so is a finding; what cannot be read is not.
fn refused(path: &std::path::Path, error: &vum_attest::Error, speech: Speech) -> Outcome {
    if !error.is_refusal() {
        return Err(files::broken(path, error));
    }
    let text = format!("{}: {}", files::shown(path), error.text(speech.language));
    screen::complain_as(speech.pick("fout", "error"), &harmless(&text));
    Ok(Exit::Findings)
}
