//! The command line for who keeps the standard: comparing and publishing releases.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum, ValueHint};

/// Compare releases: what changed, and what it breaks for whom
///
/// With two releases they are compared within one standard. With --against the standard (a proposal,
/// say) is laid beside another one (the main line): without releases every release that both have,
/// and what is new beside the newest one of the other.
///
/// Every change has a rule, an id that never changes, and an impact for each party: the bron that
/// sends, the bemiddelaar that receives, a receiver that judges strictly by the older release, and
/// the bemiddelaar that asks. Changes of labels, definitions and draft names are editorial.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum diff 2.0.0 3.0.0
  vum diff 3.0.0 3.1.0 --format markdown > changes.md
  vum diff --standard proposal/standard --against standard --fail-on major")]
pub(crate) struct DiffArgs {
    /// The older release
    #[arg(value_name = "OLD", required_unless_present = "against")]
    pub(crate) old: Option<String>,
    /// The newer release
    #[arg(value_name = "NEW", requires = "old", required_unless_present = "against")]
    pub(crate) new: Option<String>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,
    /// Show editorial changes one by one in text and Markdown; JSON and SARIF always have them
    #[arg(long)]
    pub(crate) editorial: bool,
    /// Least step that gives exit code 1
    #[arg(long, value_name = "STEP", default_value = "never")]
    pub(crate) fail_on: StepArg,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
    /// Directory of the standard to compare with; the older release comes from there
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) against: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// Tables for a web page or release notes
    Markdown,
    /// For programs; `vum report-schema diff` prints its JSON Schema
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StepArg {
    /// Any change, editorial ones too
    Patch,
    /// Additions, loosenings and what breaks
    Minor,
    /// What breaks
    Major,
    /// No change
    Never,
}

/// Write the release notes of a release
///
/// In Markdown: what everybody has to do, what goes, what becomes required, what is new, what comes
/// next. Everything follows from the standard itself, in Dutch or English (--lang).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum changelog 2.0.0 3.0.0 --lang nl > releasenotes-3.0.0.md")]
pub(crate) struct ChangelogArgs {
    /// The release before
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The release that the notes are of
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Tell what is coming
///
/// Releases with their dates, what is deprecated, what was announced, and what runs ahead of the SGR.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum roadmap --lang nl > roadmap.md
  vum roadmap --format json")]
pub(crate) struct RoadmapArgs {
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(crate) format: RoadmapFormat,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoadmapFormat {
    /// A page
    Markdown,
    /// For programs; `vum report-schema roadmap` prints its JSON Schema
    Json,
}

/// Start, freeze and verify that nothing frozen has changed
#[derive(Debug, clap::Args)]
pub(crate) struct ReleaseArgs {
    #[command(subcommand)]
    pub(crate) command: ReleaseCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReleaseCommand {
    New(NewArgs),
    Freeze(FreezeArgs),
    Verify(VerifyArgs),
}

/// Start a release: add its entry, as a draft
///
/// The number is the next major, minor or patch one behind the newest release; a word behind it, as
/// in 4.0.0-concept, is left out, because the status says that it is a draft. What comes next is
/// told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum release new 4.0.0-concept
  vum release new 3.2.0 --sgr 20.0 --date 2027-04 --source \"Wijzigingsverzoek 12\"")]
pub(crate) struct NewArgs {
    /// The number
    #[arg(value_name = "RELEASE")]
    pub(crate) release: String,
    /// Version of the Gegevensstandaard [default: that of the newest release]
    #[arg(long, value_name = "VERSION")]
    pub(crate) gegevensstandaard: Option<String>,
    /// Version of the SGR [default: that of the newest release]
    #[arg(long, value_name = "VERSION")]
    pub(crate) sgr: Option<String>,
    /// When it is planned: a year, a year and month, or a full date
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Where it comes from, such as the number of a change request
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Option<String>,
    /// Directory of the standard
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "standard")]
    pub(crate) standard: PathBuf,
}

/// Write down what a published release holds, once and for all
///
/// Writes published/<release>/release.toml in the directory of the standard: everything normative,
/// with a digest. Labels, definitions, notes, draft names, addresses and the tables of others are
/// left out: they may improve. A release that is frozen changes only by an erratum, because a
/// contract was copied wrongly; the erratum stays in the file with its number, date and reason.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum release freeze 3.1.0
  vum release freeze 3.1.0 --erratum \"Lengte van url verkeerd overgenomen\" --date 2026-12-01")]
pub(crate) struct FreezeArgs {
    /// The release; its status must be published
    #[arg(value_name = "RELEASE")]
    pub(crate) release: String,
    /// Why a frozen release is corrected
    #[arg(long, value_name = "REASON", requires = "date")]
    pub(crate) erratum: Option<String>,
    /// Date of the erratum, YYYY-MM-DD
    #[arg(long, value_name = "DATE", requires = "erratum")]
    pub(crate) date: Option<String>,
    /// Directory of the standard
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "standard")]
    pub(crate) standard: PathBuf,
}

/// Verify that the source still gives every frozen release
///
/// Exit code 1 when a published release is not frozen, when a frozen file was edited, or when the
/// source says something else; each difference is told at its node.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum release verify --standard standard")]
pub(crate) struct VerifyArgs {
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Compare editions of a code list, and take one over
///
/// A list comes as a table of the standard (codelists/*.csv), or in the layout in which the SGR
/// publishes its lists: columns for list, code and description, in a spreadsheet (xlsx) or CSV.
#[derive(Debug, clap::Args)]
pub(crate) struct CodelistArgs {
    #[command(subcommand)]
    pub(crate) command: CodelistCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodelistCommand {
    Diff(CodelistDiffArgs),
    Import(CodelistImportArgs),
}

/// Show which codes are new, which have ended, and which have another meaning
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum codelist diff codelijsten-2025.xlsx codelijsten-2026.xlsx --list CodeSoortRijbewijs")]
pub(crate) struct CodelistDiffArgs {
    /// The older edition
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(crate) old: PathBuf,
    /// The newer edition
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub(crate) new: PathBuf,
    /// The list, where a file holds more than one
    #[arg(long, value_name = "NAME")]
    pub(crate) list: Option<String>,
}

/// Take an edition over into the table of the standard
///
/// New codes get the release or the day in `introduced`, codes that the edition does not have get it in
/// `removed`, and labels become those of the edition. No code is ever deleted. A release must be a
/// draft: what is published does not change. A day is for lists that the contracts do not enumerate:
/// those change on a rhythm of their own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum codelist import codelijsten.xlsx --list CodeSoortRijbewijs --release 3.2.0 --dry-run
  vum codelist import iso639.csv --list ISO639-3 --date 2027-01-01")]
pub(crate) struct CodelistImportArgs {
    /// The edition
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Id of the list in the standard
    #[arg(long, value_name = "NAME")]
    pub(crate) list: String,
    /// Name of the list in the file [default: its id]
    #[arg(long, value_name = "NAME")]
    pub(crate) source_list: Option<String>,
    /// The release from which the edition holds
    #[arg(long, short, value_name = "RELEASE", required_unless_present = "date")]
    pub(crate) release: Option<String>,
    /// The day from which it holds, YYYY-MM-DD: for lists that others keep
    #[arg(long, value_name = "DATE", conflicts_with = "release")]
    pub(crate) date: Option<String>,
    /// Only show what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Directory of the standard
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "standard")]
    pub(crate) standard: PathBuf,
}
