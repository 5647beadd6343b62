//! The command line of `vum generate`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum, ValueHint};

use super::RoleArg;

/// Generate code, schemas, contracts and tables from the standard
///
/// The same standard always gives the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum generate all --out dist
  vum generate xsd --release 3.1.0 --message vacature/detail --out schemas
  vum generate rust --release 3.1.0 --out src/generated")]
pub(crate) struct GenerateArgs {
    #[command(subcommand)]
    pub(crate) target: Target,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Target {
    Rust(GenerateRustArgs),
    JsonSchema(GenerateJsonSchemaArgs),
    Xsd(GenerateXsdArgs),
    #[command(name = "openapi")]
    OpenApi(GenerateOpenApiArgs),
    #[command(name = "codelists")]
    CodeLists(GenerateCodeListsArgs),
    Rules(GenerateRulesArgs),
    All(GenerateAllArgs),
}

/// What every target but Rust takes.
#[derive(Debug, clap::Args)]
pub(crate) struct FromStandard {
    /// Release to generate; can be given more than once [default: all that are published]
    #[arg(long, short, value_name = "RELEASE")]
    pub(crate) release: Vec<String>,
    /// Directory to write to; it is made when it is not there
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Generate JSON Schema (2020-12): a document for each message, role and variant
///
/// The strict variant is for who sends: it says exactly what the contract of the role says. The
/// lenient one is for who receives: in records it lets unknown names pass, and unknown codes and
/// labels of closed lists; everything else is the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum generate json-schema --out schemas
  vum generate json-schema -r 3.1.0 -m vacature/match --role bron --variant strict --out schemas")]
pub(crate) struct GenerateJsonSchemaArgs {
    #[command(flatten)]
    pub(crate) from: FromStandard,
    /// Only this message; can be given more than once
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: Vec<String>,
    /// Only the contract of this role; can be given more than once
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<RoleArg>,
    /// Only this variant
    #[arg(long, value_name = "VARIANT")]
    pub(crate) variant: Option<VariantArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum VariantArg {
    /// Exactly the contract
    Strict,
    /// Unknown names and codes pass
    Lenient,
}

/// Generate XML Schema (1.0): a file for each message and role
///
/// Namespaces and names of elements are those of the standard; what is a proposal there is marked
/// as a draft in the file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum generate xsd --out schemas
  vum generate xsd --release 3.1.0 --layout release --out schemas")]
pub(crate) struct GenerateXsdArgs {
    #[command(flatten)]
    pub(crate) from: FromStandard,
    /// Only this message; can be given more than once
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: Vec<String>,
    /// Only the contract of this role; can be given more than once
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<RoleArg>,
    /// What a file holds
    #[arg(long, value_name = "LAYOUT", default_value = "message")]
    pub(crate) layout: LayoutArg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LayoutArg {
    /// One message
    Message,
    /// All messages of a release
    Release,
}

/// Generate OpenAPI (3.0.3): a document for each contract
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  vum generate openapi --release 3.1.0 --out contracts")]
pub(crate) struct GenerateOpenApiArgs {
    #[command(flatten)]
    pub(crate) from: FromStandard,
    /// Only the contracts of this role; can be given more than once
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<RoleArg>,
}

/// Generate tables of the code lists
///
/// A table that others keep under terms of their own is named only, unless --external is given:
/// read those terms before you pass it on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum generate codelists --release 3.1.0 --out tables
  vum generate codelists --format json --external --out tables")]
pub(crate) struct GenerateCodeListsArgs {
    #[command(flatten)]
    pub(crate) from: FromStandard,
    /// Form of the tables
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    pub(crate) format: TableArg,
    /// With the tables that others keep under terms of their own
    #[arg(long)]
    pub(crate) external: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TableArg {
    /// Comma-separated: a file for each list, and codelists.csv that names them
    Csv,
    /// One file with all lists
    Json,
}

/// Generate the rules page: every rule for messages, as Markdown in Dutch and in English
///
/// Those above the contract with all there is to know of them, what the contract checks already, and
/// the rules of the contract by layer: regels.md and rules.md.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  vum generate rules --out docs")]
pub(crate) struct GenerateRulesArgs {
    /// Directory to write to; it is made when it is not there
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}

/// Generate everything, with a manifest of SHA-256 digests
///
/// Each kind has a directory of its own: rust, json-schema, xsd, openapi and codelists. Files that
/// are there already and are not in manifest.json are left alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  vum generate all --out dist")]
pub(crate) struct GenerateAllArgs {
    #[command(flatten)]
    pub(crate) from: FromStandard,
    /// With the tables of code lists that others keep under terms of their own
    #[arg(long)]
    pub(crate) external: bool,
}

/// Generate Rust: a module that runs on the crate vum-runtime
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  vum generate rust --release 3.1.0 --out src/generated
  vum generate rust --release 3.1.0 --out src/generated --message vacature/match --entity opleiding")]
pub(crate) struct GenerateRustArgs {
    /// Release to generate; give it more than once for types that releases share
    #[arg(long, short, value_name = "RELEASE", required = true)]
    pub(crate) release: Vec<String>,
    /// Directory to write to; it is made when it is not there
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// Only this message and what it uses; can be given more than once
    #[arg(long, short, value_name = "MESSAGE")]
    pub(crate) message: Vec<String>,
    /// Only this entity and what it uses; can be given more than once
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Vec<String>,
    /// Directory of the standard [default: the one that is compiled in]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) standard: Option<PathBuf>,
}
