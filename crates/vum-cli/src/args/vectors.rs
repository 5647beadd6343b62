//! Arguments of `vum vectors`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Test an implementation with the vectors of the standard
///
/// The vectors are messages with exactly the findings that are expected; `vum vectors export` writes
/// them, with a README that explains their form. Their names in XML are drafts.
#[derive(Debug, Args)]
pub(crate) struct VectorsArgs {
    #[command(subcommand)]
    pub(crate) command: VectorsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum VectorsCommand {
    /// List the cases, one id a line
    List(VectorsSelect),
    /// Put the cases to a program and tell where it differs
    ///
    /// The program gets a case on every line of its standard input, as JSON, and answers each on a
    /// line of its standard output; the README of the vectors has the protocol. Without a program
    /// this one is asked. Exit code 4 when the program stopped, was too slow or judged nothing.
    #[command(after_help = "Examples:
  vum vectors run
  vum vectors run --release 3.1.0 --syntax json -- python3 runner.py")]
    Run(VectorsRunArgs),
    /// Answer cases on standard input: the other side of `run`
    Answer,
    /// Write all files to a directory
    Export {
        /// The directory
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
}

/// Which cases.
#[derive(Debug, Args)]
pub(crate) struct VectorsSelect {
    /// Only those of a release
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// Only those of a message, such as vacature/match
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: Option<String>,
    /// Only those in a syntax
    #[arg(long, value_name = "SYNTAX", value_parser = ["json", "xml"])]
    pub(crate) syntax: Option<String>,
    /// Only those of files about a requirement, such as REQ-FORM-003
    #[arg(long, value_name = "ID")]
    pub(crate) requirement: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct VectorsRunArgs {
    #[command(flatten)]
    pub(crate) select: VectorsSelect,
    /// Seconds that one answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: u64,
    /// The program and its arguments, behind `--`
    #[arg(last = true, value_name = "PROGRAM")]
    pub(crate) command: Vec<String>,
}
