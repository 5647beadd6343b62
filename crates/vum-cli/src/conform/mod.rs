//! `vum conform`: a product and the conformance suite.

mod text;

use std::fs;
use std::path::Path;
use std::time::Duration;

use vum::Language;
use vum_attest::{Statement, TestResult};
use vum_conform::{Bounds, ConformReport, Order, Outcome, Product, Scope, Tool};

use vum_report::Run;
use vum_report::badge::Badge;

use crate::args::{ConformArgs, ReportFormat, RunFormat};
use crate::check;
use crate::exit::{Exit, Failure};
use crate::forms;
use crate::language::Speech;
use crate::screen::{self, harmless};
use crate::today::today;

pub(crate) fn run(args: &ConformArgs, speech: Speech) -> crate::Outcome {
    let model = match check::model(None)? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let newest = vum::RELEASES.last().copied().unwrap_or_default();
    let release = args.release.as_deref().unwrap_or(newest);
    let scope = Scope::new(&model, release, &args.profile, &args.level).map_err(|unknown| {
        Failure::usage(harmless(&unknown.text.nl), harmless(&unknown.text.en))
    })?;
    let command = vum_conform::split(&args.adapter).ok_or_else(|| {
        Failure::usage(
            "--adapter is geen opdracht: een aanhalingsteken is niet gesloten, of er staat niets",
            "--adapter is no command: a quote is not closed, or there is nothing",
        )
    })?;
    // Before a long run, not behind it.
    if let Some(dir) = &args.out {
        fs::create_dir_all(dir).map_err(|error| Failure::unwritable(dir, &error))?;
    }
    let order = Order {
        product: Product {
            name: args.product.clone(),
            version: args.product_version.clone(),
            digest: args.digest.clone(),
        },
        command,
        bounds: Bounds { request: Duration::from_secs(args.timeout), ..Bounds::default() },
        on: args.on.map_or_else(today, |day| day.0),
        tool: Tool { name: "vum".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
    };
    let ran = vum_conform::run(&scope, &order).map_err(|error| {
        let program = harmless(order.command.first().map_or("", String::as_str));
        Failure::broken(
            format!("de adapter {program} kan niet worden gestart: {error}"),
            format!("the adapter {program} cannot be started: {error}"),
        )
    })?;
    if let Some(path) = &args.adapter_log {
        write(path, &ran.log)?;
    }
    let json = ran.report.to_json().map_err(std::io::Error::from)?;
    let run = Run::from(&ran.report);
    if let Some(dir) = &args.out {
        write(&dir.join("report.json"), json.as_bytes())?;
        for (name, format) in FORMS {
            forms::write(&run, format, &dir.join(name), speech)?;
        }
        let badge = badge(&ran.report, &run, speech);
        write(&dir.join("badge.svg"), badge.svg().as_bytes())?;
        write(&dir.join("badge.json"), badge.endpoint().as_bytes())?;
        write(&dir.join("statement.json"), &statement(&json)?)?;
    }
    match (args.format, args.format.of_run()) {
        (_, Some(format)) => forms::print(&run, format, speech)?,
        (ReportFormat::Json, None) => {
            screen::print(&json)?;
        }
        (_, None) => {
            screen::print(&text::render(&ran.report, args.out.as_deref(), speech))?;
        }
    }
    Ok(exit(&ran.report))
}

/// The files in `--out`, beside the report itself and the badges.
const FORMS: [(&str, RunFormat); 4] = [
    ("junit.xml", RunFormat::Junit),
    ("report.sarif", RunFormat::Sarif),
    ("gitlab.json", RunFormat::Gitlab),
    ("report.html", RunFormat::Html),
];

/// What the report says as a statement of in-toto, without a signature: `vum attest sign` makes one
/// with.
fn statement(report: &str) -> Result<Vec<u8>, Failure> {
    let made = TestResult::read(report.as_bytes())
        .and_then(|result| Statement::of(&result, report.as_bytes()).to_bytes());
    made.map_err(|error| Failure::internal(error.text(Language::Nl), error.text(Language::En)))
}

/// What a page of the product can show: release and profile without the number of a patch.
fn badge(report: &ConformReport, run: &Run, speech: Speech) -> Badge {
    let release = report.standard.release.rsplit_once('.').map_or("", |(minor, _)| minor);
    let label = format!("VUM {release} {}", report.profile);
    Badge::new(label, &report.level, run.verdict, speech.page)
}

/// The JSON Schema of the report.
pub(crate) fn schema() -> Result<String, Failure> {
    Ok(ConformReport::schema().map_err(std::io::Error::from)?)
}

fn exit(report: &ConformReport) -> Exit {
    match report.outcome {
        Outcome::Voldoet | Outcome::VoldoetMetWaarschuwingen => Exit::Clean,
        Outcome::VoldoetNiet => Exit::Findings,
        Outcome::NietVolledigUitgevoerd => Exit::Incomplete,
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::unwritable(path, &error))
}
