//! The command line of `vum select`.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use super::{FailOn, MessageArgs, Most};

/// Select the records that are what a question (selectievraag) asks for
///
/// The question is judged first: what it asks in vain is told, and with errors in it no record is
/// looked at. A record has to satisfy every criterion; a missing value does not. Records with errors
/// are held against the question by what could be read of them; one that cannot be read to its end
/// is never selected.
///
/// With --format ndjson the selected records stand on standard output, one a line, and nothing else:
/// JSON as it stands in the file (line breaks between values left out), XML as `vum convert` writes
/// it. What was found, and the summary, go to standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum select --message werkzoekende/match --query question.json --geo postcodes.csv profiles.ndjson
  vum select --release 2.0.0 --message vacature/match --query q.json --ignore-area --explain v.json
  vum select -m werkzoekende/detail --query q.json --ignore-area --limit all --format ndjson < in.ndjson

Exit codes: 0 also when nothing is selected; 1 errors in the question (nothing was looked at) or, by
--fail-on, findings in the records; 2 an area without --geo or --ignore-area; 3 unreadable.")]
pub(crate) struct SelectArgs {
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
    /// The question, in JSON; `-` is standard input
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) query: PathBuf,
    /// Where postcodes are: a file with lines postcode4;lat;lon, in degrees
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) geo: Option<PathBuf>,
    /// Leave the area of the question out of account
    #[arg(long, conflicts_with = "geo")]
    pub(crate) ignore_area: bool,
    /// What a distance counts, in the question as well as in a profile
    #[arg(long, value_name = "UNIT", default_value = "km")]
    pub(crate) unit: UnitArg,
    /// Do not let a profile's own greatest distance (maximaleReisafstand) bound the area
    #[arg(long)]
    pub(crate) no_own_limit: bool,
    /// Tell of every record what holds of each criterion
    #[arg(long)]
    pub(crate) explain: bool,
    /// Records that are selected at most, as a bron does: a number or `all`
    #[arg(long, value_name = "N", default_value = "100")]
    pub(crate) limit: Most,
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: SelectFormat,
    /// Least severity in the records that gives exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SelectFormat {
    /// For people: which records are selected, without values
    Text,
    /// For programs, without values; `vum report-schema select` prints its JSON Schema
    Json,
    /// The selected records, one a line
    Ndjson,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum UnitArg {
    /// Kilometres
    Km,
    /// Hundreds of metres, as the official test sets behave
    #[value(name = "100m")]
    HundredMetres,
}

impl UnitArg {
    /// Its name on the command line and in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::HundredMetres => "100m",
        }
    }
}
