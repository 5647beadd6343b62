//! The command line for who signs a conformance report, and for who is to believe one.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use super::DayArg;

/// Sign a conformance report, countersign it, and verify that it still holds
///
/// The statement is one of in-toto (predicate test-result v0.1) in a DSSE envelope, signed with
/// ed25519. Keys are PEM files, as openssl makes and reads them. Nothing is fetched: whose a key is,
/// is for who trusts it.
#[derive(Debug, clap::Args)]
pub(crate) struct AttestArgs {
    #[command(subcommand)]
    pub(crate) command: AttestCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AttestCommand {
    Key(KeyArgs),
    Sign(SignArgs),
    Countersign(CountersignArgs),
    Verify(VerifyAttestArgs),
}

/// Make a key
///
/// Writes the private key, readable by its owner only, and the public one beside it with `.pub`
/// behind its name. A file that exists is never overwritten. `openssl genpkey -algorithm ed25519`
/// makes the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum attest key supplier.key       # and supplier.key.pub")]
pub(crate) struct KeyArgs {
    /// File for the private key
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}

/// Sign the report of `vum conform`
///
/// A report that contradicts itself is refused (exit code 1). One that fails, or that was not carried
/// out in full, is signed as FAILED: it is evidence, and `vum attest verify` does not accept it as
/// proof.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum attest sign evidence/report.json --key supplier.key   # evidence/report.intoto.json")]
pub(crate) struct SignArgs {
    /// The report
    #[arg(value_name = "REPORT", value_hint = ValueHint::FilePath)]
    pub(crate) report: PathBuf,
    /// The private key of the supplier
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) key: PathBuf,
    /// File for the envelope [default: the name of the report, with .intoto.json]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}

/// Which envelope, and what it is held against.
#[derive(Debug, clap::Args)]
pub(crate) struct EnvelopeArgs {
    /// The envelope
    #[arg(value_name = "ENVELOPE", value_hint = ValueHint::FilePath)]
    pub(crate) envelope: PathBuf,
    /// The public key of the supplier
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) supplier: PathBuf,
    /// The report [default: the name of the envelope, with .json instead of .intoto.json]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) report: Option<PathBuf>,
    /// Name of the product as it is now
    #[arg(long, value_name = "NAME")]
    pub(crate) product: Option<String>,
    /// Version of the product as it is now; another one than was tested does not hold
    #[arg(long, value_name = "VERSION")]
    pub(crate) product_version: Option<String>,
    /// Digest of the product as it is now, sha256:…
    #[arg(long, value_name = "DIGEST")]
    pub(crate) product_digest: Option<String>,
    /// Day of reference, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<DayArg>,
}

/// Add the signature of a desk to what a supplier signed
///
/// Only when everything holds that `vum attest verify` looks at; else exit code 1, and nothing is
/// written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum attest countersign evidence/report.intoto.json --supplier supplier.key.pub --key desk.key")]
pub(crate) struct CountersignArgs {
    #[command(flatten)]
    pub(crate) held: EnvelopeArgs,
    /// The private key of the desk
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) key: PathBuf,
    /// File for the envelope with both signatures [default: in the place of the other]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}

/// Verify that a report is signed, and that it still holds
///
/// Looks at the signatures, whether this report is the one that was signed, whether the statement
/// says what the report says and that is a pass, and whether it is still so: it lapses after twelve
/// months, at a new major release of the standard, and when the product has another version or
/// digest. Every reason is told, and gives exit code 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum attest verify evidence/report.intoto.json --supplier supplier.key.pub
  vum attest verify report.intoto.json --supplier s.pub --desk d.pub --product-version 2.1 --on 2027-03-01")]
pub(crate) struct VerifyAttestArgs {
    #[command(flatten)]
    pub(crate) held: EnvelopeArgs,
    /// The public key of the desk; its signature is asked for too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) desk: Option<PathBuf>,
}
