//! `vum attest verify`: whether a signed report holds.

use std::path::Path;

use sha2::{Digest, Sha256};
use vum_attest::{Circumstances, Day, Envelope, Keys, PublicKey, TestResult, Verification};
use vum_model::Status;

use super::files;
use crate::Outcome;
use crate::args::{EnvelopeArgs, VerifyAttestArgs};
use crate::check;
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, BOLD, GREEN, RED, harmless, paint};
use crate::today::today;

pub(super) fn run(args: &VerifyAttestArgs, speech: Speech) -> Outcome {
    let desk = args.desk.as_deref().map(files::public_key).transpose()?;
    let (envelope, verification) = held(&args.held, desk)?;
    tell(&verification, &args.held, &envelope, speech)
}

/// Holds an envelope against all that is known.
pub(super) fn held(
    args: &EnvelopeArgs,
    desk: Option<PublicKey>,
) -> Result<(Envelope, Verification), Failure> {
    let supplier = files::public_key(&args.supplier)?;
    if desk.as_ref() == Some(&supplier) {
        return Err(Failure::usage(
            "de sleutel van de balie is die van de leverancier",
            "the key of the desk is that of the supplier",
        ));
    }
    let text = files::read(&args.envelope)?;
    let envelope = Envelope::read(&text).map_err(|error| files::broken(&args.envelope, &error))?;
    let path = report(args);
    let text = files::read(&path)?;
    let tested = TestResult::read(&text).map_err(|error| files::broken(&path, &error))?;
    let now = Circumstances {
        on: day(args)?,
        published: published()?,
        standard: Some(frozen(&tested.standard.release)),
        product: args.product.clone(),
        version: args.product_version.clone(),
        digest: args.product_digest.clone(),
    };
    let keys = Keys { supplier, desk };
    let verification = vum_attest::verify(&envelope, &text, &keys, &now)
        .map_err(|error| files::broken(&path, &error))?;
    Ok((envelope, verification))
}

fn report(args: &EnvelopeArgs) -> std::path::PathBuf {
    args.report.clone().unwrap_or_else(|| files::report_of(&args.envelope))
}

fn day(args: &EnvelopeArgs) -> Result<Day, Failure> {
    let (year, month, day) = args.on.map_or_else(today, |it| it.0);
    // Both are days of the calendar already.
    Day::new(year, month, day).ok_or_else(|| Failure::internal("geen dag", "no day"))
}

/// The releases of the standard that is compiled in, as far as they have a date: a later one is not
/// known.
fn published() -> Result<Vec<(String, Day)>, Failure> {
    let Ok(model) = check::model(None)? else {
        return Err(Failure::internal(
            "de standaard is niet te lezen",
            "the standard cannot be read",
        ));
    };
    let releases = model.releases().iter().filter(|it| it.status == Status::Published);
    let dated = releases.filter_map(|it| {
        let date = it.date.as_deref()?;
        // Of some only the month or the year is known: its first day then.
        let forms = [date.to_owned(), format!("{date}-01"), format!("{date}-01-01")];
        let date = forms.iter().find_map(|it| Day::parse(it))?;
        Some((it.version.to_string(), date))
    });
    Ok(dated.collect())
}

/// The SHA-256 of the text of a release as it was frozen; empty for one that is not, which no report
/// can rest on.
fn frozen(release: &str) -> String {
    let path = format!("published/{release}/release.toml");
    let file = vum_standard::PUBLISHED.iter().find(|file| file.path == path);
    let digest = file.map(|file| Sha256::digest(file.text.as_bytes()));
    let digest = digest.map(|it| it.iter().map(|byte| format!("{byte:02x}")).collect());
    digest.unwrap_or_default()
}

/// Tells what came of it.
pub(super) fn tell(
    verification: &Verification,
    args: &EnvelopeArgs,
    envelope: &Envelope,
    speech: Speech,
) -> Outcome {
    let result = &verification.result;
    let mut page = String::new();
    let mut line = |label: &str, text: &str| {
        page.push_str(&format!("{}: {}\n", paint(BOLD, label), harmless(text)));
    };
    line(speech.pick("rapport", "report"), &shown(&report(args)));
    let product = &result.product;
    let digest = product.digest.as_ref().map_or(String::new(), |it| format!(" ({it})"));
    line("product", &format!("{} {}{digest}", product.name, product.version));
    line(
        speech.pick("getoetst", "tested"),
        &format!("{}, {}, VUM {}", result.profile, result.level, result.standard.release),
    );
    line(speech.pick("uitkomst", "outcome"), &result.outcome.word().replace('-', " "));
    let until = verification.until.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let dates = speech.pick(
        format!("{}, geldig tot {until}", result.on),
        format!("{}, valid until {until}", result.on),
    );
    line(speech.pick("dag", "day"), &dates);
    line(speech.pick("peildatum", "day of reference"), &day(args)?.to_string());
    line(speech.pick("handtekeningen", "signatures"), &envelope.signatures().len().to_string());
    for problem in &verification.problems {
        let label = paint(RED, &format!("{}[{}]", speech.pick("fout", "error"), problem.id()));
        page.push_str(&format!("{label}: {}\n", harmless(&problem.text(speech.language))));
    }
    let verdict = match verification.holds() {
        true => paint(GREEN, speech.pick("de verklaring geldt", "the statement holds")),
        false => paint(RED, speech.pick("de verklaring geldt niet", "the statement does not hold")),
    };
    page.push_str(&format!("{verdict}\n"));
    screen::print(&page)?;
    Ok(if verification.holds() { Exit::Clean } else { Exit::Findings })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
