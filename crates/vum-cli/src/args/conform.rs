//! The command line of `vum conform`.

use std::path::PathBuf;

use clap::ValueHint;

use super::{DayArg, ReportFormat};

/// Put a product through the conformance suite
///
/// The product stands behind an adapter: a program of the supplier that reads requests and writes
/// answers, a line of JSON each (docs/adapter.md). The suite asks it to write messages, to read them and
/// to answer questions, and reports how far it conforms. A higher level includes the lower ones.
///
/// The report is a self-test of the supplier, no accreditation. It holds no value of a message, and
/// with the same --on the same product gives the same bytes.
///
/// Exit code 0: it conforms, with or without warnings; 1: it does not; 4: not everything that has to
/// be tested was, and nothing failed; 2: no such profile, release or level; 3: the adapter cannot be
/// started or a file cannot be written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum conform --product Banenzoeker --product-version 4.2 --profile wz-bron --release 3.1.0 --level N3 \\
    --adapter 'python3 examples/adapter-python/adapter.py' --out conformance
  vum conform --product Vacaturebank --product-version 1.0 --profile vac-bemiddelaar --level N1 \\
    --adapter ./adapter --adapter-log adapter.log")]
pub(crate) struct ConformArgs {
    /// Name of the product, as it is to stand in the report
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) product: String,
    /// Version of the product
    #[arg(long, value_name = "VERSION", value_parser = name)]
    pub(crate) product_version: String,
    /// Digest of what was tested, such as sha256:… of the package
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(crate) digest: Option<String>,
    /// What the product claims to support: wz-bron, wz-bemiddelaar, vac-bron, vac-bemiddelaar,
    /// wcm-bron or wcm-bemiddelaar
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: String,
    /// Release of the standard [default: the newest]
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// How far: N1 (form), N2 (rules) or N3 (selection)
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: String,
    /// Command that starts the adapter, split at blanks, with quotes to keep them; no shell reads it
    #[arg(long, value_name = "COMMAND")]
    pub(crate) adapter: String,
    /// Directory for the report in every form: report.json, junit.xml, report.sarif, gitlab.json,
    /// report.html, badge.svg, badge.json, and statement.json (in-toto, not signed)
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: Option<PathBuf>,
    /// Form of the report on screen
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,
    /// Day of the run and of reference for rules, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<DayArg>,
    /// Seconds that one answer may take
    #[arg(long, value_name = "SECONDS", default_value = "10",
        value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: u64,
    /// File for what the adapter writes on standard error, up to 64 KiB; it may hold values
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) adapter_log: Option<PathBuf>,
}

/// A name that can stand on one line of a report.
fn name(text: &str) -> Result<String, &'static str> {
    let fits = !text.trim().is_empty() && text.chars().count() <= 100;
    if fits && !text.chars().any(char::is_control) {
        Ok(text.to_owned())
    } else {
        Err("give 1 to 100 characters, without control characters")
    }
}

/// A digest with the name of its algorithm.
fn digest(text: &str) -> Result<String, &'static str> {
    let (name, hex) = text.split_once(':').unwrap_or(("", text));
    let length = match name {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => 0,
    };
    let plain = hex.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    if length > 0 && hex.len() == length && plain {
        Ok(text.to_owned())
    } else {
        Err("give sha256:, sha384: or sha512: with the digest in lower case hexadecimal")
    }
}
