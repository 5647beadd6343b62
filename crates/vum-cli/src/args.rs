//! The command line.

mod attest;
mod generate;
mod release;
mod report;
mod select;

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::OnceLock;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use vum::{Language, Role};

pub(crate) use attest::*;
pub(crate) use generate::*;
pub(crate) use release::*;
pub(crate) use report::*;
pub(crate) use select::*;

/// Judges messages, and the VUM data standard itself.
#[derive(Debug, Parser)]
#[command(
    name = "vum",
    after_help = "Exit codes: 0 nothing found, 1 findings, 2 wrong usage, \
    3 input or output that cannot be read, parsed or written, 5 internal error."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of findings and texts; without it that of the environment (LC_ALL, LC_MESSAGES,
    /// LANG)
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Validate(ValidateArgs),
    Convert(ConvertArgs),
    Select(SelectArgs),
    Migrate(MigrateArgs),
    Check(CheckArgs),
    Diff(DiffArgs),
    Changelog(ChangelogArgs),
    Roadmap(RoadmapArgs),
    Codelist(CodelistArgs),
    Release(ReleaseArgs),
    Explain(ExplainArgs),
    Generate(GenerateArgs),
    Sample(SampleArgs),
    Attest(AttestArgs),
    /// Print completions for a shell
    #[command(after_help = "Example:\n  vum completions bash > /etc/bash_completion.d/vum")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of the report of a command with `--format json`
    #[command(after_help = "Examples:
  vum report-schema > report.schema.json
  vum report-schema select > selection.schema.json")]
    ReportSchema {
        /// The command
        #[arg(value_name = "COMMAND", default_value = "validate")]
        of: ReportOf,
    },
}

/// Judge messages in JSON or XML
///
/// A file holds one object, an array of them, or one a line (NDJSON; always so when its name ends
/// in .ndjson or .jsonl), or an XML document of one record or a list of them; the content tells JSON
/// from XML. A directory is walked for *.json, *.ndjson, *.jsonl and *.xml; hidden files are passed
/// over. The content never decides which message a file is held against: that is --message,
/// or a vum.toml in the directory.
///
/// Values of messages are masked everywhere, unless --show-values is given.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum validate --message werkzoekende/detail profiles.ndjson
  vum validate --release 3.0.0 --message vacature/match --format json - < answer.json
  vum validate --message vacature/matches-antwoord --role bemiddelaar --headers headers.txt body.json
  vum validate examples/data
  vum validate messages --format github --report junit=vum.xml --report html=vum.html

A vum.toml maps files to messages; the first entry that matches counts, flags win:
  [[files]]
  glob = \"werkzoekende/*.json\"   # * stays within a directory, ** does not
  release = \"3.0.0\"
  message = \"werkzoekende/detail\"
  role = \"bron\"
Globs are relative to the vum.toml. It is looked for in the directories that are named on the
command line, not below or above them.

It can choose rules too, and accept findings up to and including a day:
  rules = \"normative\"            # as --rules; a file is relative to the vum.toml
  [[suppress]]
  rule = \"duplicate-element\"
  path = \"/contractvorm/*\"       # JSON Pointer; * stays within a step, ** does not
  reason = \"the supplier mends it in release 4\"
  until = 2027-01-01
What is suppressed is counted and told.

A file for --rules:
  start = \"normative\"            # none, normative or all
  [[rule]]
  id = \"hours-above-limit\"       # use = false leaves a rule out
  severity = \"error\"
  limit = 48
  rationale = \"no contract of ours has more\"")]
#[command(mut_arg("on", |arg| arg.help(
    "Day of reference, YYYY-MM-DD, for rules and for codes that come and go on a day \
     [default: today, in UTC]"
)))]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
    /// Headers of HTTP around a whole body, to be judged too: a file with lines `Name: value`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) headers: Option<PathBuf>,
    /// Rules above the contract to hold messages against: normative (what the dictionary states), all
    /// (proposals too), none, or a file that selects them [default: what vum.toml says, or none]
    #[arg(long, value_name = "RULES", value_hint = ValueHint::FilePath)]
    pub(crate) rules: Option<String>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,
    /// Write the report to a file too, in another form; can be given more than once
    #[arg(long = "report", value_name = "FORMAT=FILE", value_hint = ValueHint::Other)]
    pub(crate) reports: Vec<ReportTo>,
    /// Least severity that gives exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// Findings that are listed for each file, a number or `all`; the rest is counted. Forms that
    /// are made of the whole run list 50,000 of all files together
    #[arg(long, value_name = "N", default_value = "1000")]
    pub(crate) max_findings: Most,
    /// Refused: messages are judged by the releases that are compiled in.
    #[arg(long, value_name = "DIR", hide = true)]
    pub(crate) standard: Option<PathBuf>,
}

/// Which messages a command reads, and as what: the same in every command.
#[derive(Debug, clap::Args)]
pub(crate) struct MessageArgs {
    /// Files and directories; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,
    /// Release to judge by [default: the newest]
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// What the files hold, such as werkzoekende/detail, or a whole body: vacature/matches-antwoord
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: Option<String>,
    /// Whose contract counts [default: that of the sender, bron; of a question bemiddelaar]
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<RoleArg>,
    /// Threads for a large file [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// A vum.toml for all files, instead of those in the directories
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Day of reference, YYYY-MM-DD, for codes that come and go on a day instead of with a release
    /// [default: every such code holds]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<DayArg>,
    /// Show values and unknown names in what is told; they may be personal data
    #[arg(long)]
    pub(crate) show_values: bool,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayArg(pub(crate) (u16, u8, u8));

impl FromStr for DayArg {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day = vum::Date::from_text(text).ymd();
        day.map(Self).ok_or("give a day of the calendar, such as 2027-01-01")
    }
}

/// Convert messages between JSON and XML
///
/// A file holds what `vum validate` takes, in either syntax; the content tells which. Without --out
/// the records go to standard output: one as it is, more of them as a list (NDJSON, or the list
/// element of the message in XML). What was found and what was lost goes to standard error.
///
/// A value of a record is lost when its type cannot hold it (an unknown name, a wrong type) or when
/// the other syntax cannot (a control character in XML). A record that cannot be read to its end is
/// left out. Empty values are absent by the standard and no loss.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum convert --to xml --message werkzoekende/detail profiles.ndjson > profiles.xml
  vum convert --to json --message vacature/match --lossless < answer.xml")]
pub(crate) struct ConvertArgs {
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
    /// Syntax to write
    #[arg(long, value_name = "SYNTAX")]
    pub(crate) to: SyntaxArg,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Where messages are written to, and how: the same in every command.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// File to write to, instead of standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    /// Exit code 1 when anything is lost
    #[arg(long)]
    pub(crate) lossless: bool,
    /// Write a list, also when there is one record or none
    #[arg(long)]
    pub(crate) list: bool,
}

/// A command with a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportOf {
    /// vum validate
    Validate,
    /// vum select
    Select,
    /// vum diff
    Diff,
    /// vum roadmap
    Roadmap,
}

/// Bring messages of one release to another
///
/// A file holds what `vum validate` takes. The records go to standard output, as with `vum convert`;
/// what did not come along is counted on standard error, by attribute and reason, and told value by
/// value in --report.
///
/// Nothing is invented and nothing is cut off: what the other release cannot hold is left out, and
/// what it asks for and the message does not have stays absent. Codes of one list become codes of
/// another with a table only (--map): CSV with the columns list;from;to, in which `list` is the list
/// that `from` is a code of.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("release", |arg| arg
        .long("from")
        .short('f')
        .required(true)
        .help("Release that the messages are of")),
    mut_arg("message", |arg| arg.help("What the files hold, such as werkzoekende/detail")),
    after_help = "Examples:
  vum migrate --from 2.0.0 --to 3.1.0 --message vacature/detail vacancies.ndjson > new.ndjson
  vum migrate --from 3.0.0 --to 2.0.0 --message werkzoekende/match --map codes.csv --lossless < answer.json"
)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
    /// Release to bring them to
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) to: String,
    /// Codes of one list as codes of another: CSV, list;from;to
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) map: Option<PathBuf>,
    /// File for what did not come along: a line of JSON for each value
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) report: Option<PathBuf>,
    /// Syntax to write
    #[arg(long, value_name = "SYNTAX", default_value = "json")]
    pub(crate) syntax: SyntaxArg,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SyntaxArg {
    /// JSON: an object, or one a line
    Json,
    /// XML after the habits of SuwiML, with names that are drafts
    Xml,
}

/// Check the standard itself
///
/// Also lists, as infos, every key of a question (selectievraag) that is not the path of what it asks
/// for.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  vum check --standard standard

What is found is told with texts in English, whatever --lang says.")]
pub(crate) struct CheckArgs {
    /// List the violations of the policy of releases that are accepted, with the reasons
    #[arg(long)]
    pub(crate) waivers: bool,
    /// Show with each info why the contract has it so
    #[arg(long)]
    pub(crate) notes: bool,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Explain a rule, an attribute, an entity, a code list, a message or a release
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum explain max-length
  vum explain opleiding.codeNiveauOpleiding
  vum explain CodeVervoermiddel --release 2.0.0
  vum explain                     # lists everything that can be explained")]
pub(crate) struct ExplainArgs {
    /// Ids; for an attribute its name is enough when only one entity has it
    #[arg(value_name = "TOPIC")]
    pub(crate) topics: Vec<String>,
    /// Only what holds in this release
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Make realistic messages, to fill a test environment
///
/// One record a line (NDJSON). Nothing in them belongs to anybody: names, addresses, telephone
/// numbers and codes of others are invented. The same release, message, role, seed and date always
/// give the same bytes, and the first records do not depend on how many there are.
///
/// With --faulty some records carry one to three known faults, each of which gives exactly one
/// error. --truth writes them, one a line: number of the record, rule and JSON Pointer. An unknown
/// name stands in such a pointer as it is; `vum validate` shows it with --show-values.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum sample --message werkzoekende/detail --count 1000 --out profiles.ndjson
  vum sample --release 2.0.0 --message vacature/match --role bemiddelaar --seed 7
  vum sample --message vacature/detail --count 500 --faulty 10 --truth faults.ndjson > some.ndjson")]
pub(crate) struct SampleArgs {
    /// Release of the messages [default: the newest that is published]
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Option<String>,
    /// What to make, such as werkzoekende/detail
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: String,
    /// Whose contract counts [default: that of the sender, bron; of a question bemiddelaar]
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<RoleArg>,
    /// How many records
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) count: u64,
    /// Another seed gives other records
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub(crate) seed: u64,
    /// Percentage of the records that carry faults
    #[arg(long, value_name = "PERCENT", default_value_t = 0,
        value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) faulty: u8,
    /// File to write the faults to
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "faulty")]
    pub(crate) truth: Option<PathBuf>,
    /// File to write the records to [default: standard output]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    /// The day that plausible dates lie around, YYYY-MM-DD; the clock is never read
    #[arg(long, value_name = "DATE", default_value = vum_sample::REFERENCE)]
    pub(crate) date: String,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    /// Dutch
    Nl,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Nl,
            Lang::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RoleArg {
    /// The party that holds the profiles
    Bron,
    /// The party that asks for them
    Bemiddelaar,
}

impl From<SyntaxArg> for vum::Syntax {
    fn from(syntax: SyntaxArg) -> Self {
        match syntax {
            SyntaxArg::Json => Self::Json,
            SyntaxArg::Xml => Self::Xml,
        }
    }
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Bron => Self::Bron,
            RoleArg::Bemiddelaar => Self::Bemiddelaar,
        }
    }
}

impl From<RoleArg> for vum_model::Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Bron => Self::Bron,
            RoleArg::Bemiddelaar => Self::Bemiddelaar,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs; `vum report-schema` prints its JSON Schema
    Json,
    /// JUnit XML, for GitLab, Jenkins and Azure DevOps
    Junit,
    /// SARIF 2.1.0, for code hosts and editors; the 5,000 worst
    Sarif,
    /// Annotations of GitHub Actions, the ten worst; the rest in the summary of the job
    Github,
    /// Code Quality of GitLab
    Gitlab,
    /// A page for people, in Dutch unless --lang says otherwise
    Html,
}

impl ReportFormat {
    /// The form, when it is made of the whole run.
    pub(crate) fn of_run(self) -> Option<RunFormat> {
        match self {
            Self::Text | Self::Json => None,
            Self::Junit => Some(RunFormat::Junit),
            Self::Sarif => Some(RunFormat::Sarif),
            Self::Github => Some(RunFormat::Github),
            Self::Gitlab => Some(RunFormat::Gitlab),
            Self::Html => Some(RunFormat::Html),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Nothing that is found; what cannot be read or parsed still gives 3
    Never,
}

/// How many of something there are at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Most(pub(crate) u64);

impl FromStr for Most {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self(u64::MAX)),
            number => number.parse().map(Self).map_err(|_| "give a number, or all"),
        }
    }
}

/// Version of the program with the releases it judges by.
pub(crate) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION
        .get_or_init(|| format!("{} (VUM {})", env!("CARGO_PKG_VERSION"), vum::RELEASES.join(", ")))
}
