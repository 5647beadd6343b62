//! `vum generate`: files from the standard.

mod manifest;
mod rules;

use std::error::Error;
use std::path::{Path, PathBuf};

use vum_codegen::{Builder, GeneratedFile, Layout, Strictness, TableFormat, Target, write_files};

use crate::Outcome;
use crate::args::{
    FromStandard, GenerateAllArgs, GenerateArgs, GenerateRulesArgs, LayoutArg, RoleArg, TableArg,
    Target as Command, VariantArg,
};
use crate::check;
use crate::exit::Failure;
use crate::language::{Noun, Speech};
use crate::screen;

/// The directories of `vum generate all`, with what is in them.
const ALL: [(&str, Target); 6] = [
    ("rust", Target::Rust),
    ("json-schema", Target::JsonSchema),
    ("xsd", Target::Xsd(Layout::PerMessage)),
    ("openapi", Target::OpenApi),
    ("codelists", Target::CodeLists { format: TableFormat::Csv, external: false }),
    ("codelists", Target::CodeLists { format: TableFormat::Json, external: false }),
];

pub(crate) fn run(args: &GenerateArgs, speech: Speech) -> Outcome {
    match &args.target {
        Command::Rust(args) => {
            let builder = builder(args.standard.as_deref(), &args.release);
            let builder = with_messages(builder, &args.message);
            let builder = args.entity.iter().fold(builder, |builder, id| builder.entity(id));
            write(args.standard.as_deref(), &builder, &args.out, speech)
        }
        Command::JsonSchema(args) => {
            let builder = with_roles(with_messages(of(&args.from), &args.message), &args.role);
            let builder = match args.variant {
                None => builder,
                Some(VariantArg::Strict) => builder.strictness(Strictness::Strict),
                Some(VariantArg::Lenient) => builder.strictness(Strictness::Lenient),
            };
            write_from(&args.from, builder.target(Target::JsonSchema), speech)
        }
        Command::Xsd(args) => {
            let builder = with_roles(with_messages(of(&args.from), &args.message), &args.role);
            let layout = match args.layout {
                LayoutArg::Message => Layout::PerMessage,
                LayoutArg::Release => Layout::PerRelease,
            };
            write_from(&args.from, builder.target(Target::Xsd(layout)), speech)
        }
        Command::OpenApi(args) => {
            let builder = with_roles(of(&args.from), &args.role);
            write_from(&args.from, builder.target(Target::OpenApi), speech)
        }
        Command::CodeLists(args) => {
            let format = match args.format {
                TableArg::Csv => TableFormat::Csv,
                TableArg::Json => TableFormat::Json,
            };
            let target = Target::CodeLists { format, external: args.external };
            write_from(&args.from, of(&args.from).target(target), speech)
        }
        Command::Rules(args) => page(args, speech),
        Command::All(args) => all(args, speech),
    }
}

/// Writes the rules page in both languages.
fn page(args: &GenerateRulesArgs, speech: Speech) -> Outcome {
    let model = match check::model(args.standard.as_deref())? {
        Ok(model) => model,
        Err(exit) => return Ok(exit),
    };
    let paths = write_files(&args.out, &rules::files(&model)).map_err(failure)?;
    name(&paths, speech)
}

fn builder(standard: Option<&Path>, releases: &[String]) -> Builder {
    let builder = match standard {
        Some(dir) => Builder::new().standard_dir(dir),
        None => Builder::new(),
    };
    releases.iter().fold(builder, |builder, release| builder.release(release))
}

fn of(from: &FromStandard) -> Builder {
    builder(from.standard.as_deref(), &from.release)
}

fn with_messages(builder: Builder, messages: &[String]) -> Builder {
    messages.iter().fold(builder, |builder, id| builder.message(id))
}

fn with_roles(builder: Builder, roles: &[RoleArg]) -> Builder {
    let name = |role: RoleArg| vum_model::Role::from(role).name();
    roles.iter().fold(builder, |builder, role| builder.role(name(*role)))
}

fn write_from(from: &FromStandard, builder: Builder, speech: Speech) -> Outcome {
    write(from.standard.as_deref(), &builder, &from.out, speech)
}

/// Writes files and names each of them.
fn write(standard: Option<&Path>, builder: &Builder, out: &Path, speech: Speech) -> Outcome {
    if let Err(exit) = check::model(standard)? {
        return Ok(exit);
    }
    let paths = builder.write_to(out).map_err(failure)?;
    name(&paths, speech)
}

/// Names files that were written.
fn name(paths: &[PathBuf], speech: Speech) -> Outcome {
    let label = speech.pick("geschreven", "written");
    let lines = paths
        .iter()
        .map(|path| format!("{label}: {}\n", screen::harmless(&path.display().to_string())));
    screen::print(&lines.collect::<String>())
}

/// Writes files of every kind with a manifest, and names only that.
fn all(args: &GenerateAllArgs, speech: Speech) -> Outcome {
    let from = &args.from;
    if let Err(exit) = check::model(from.standard.as_deref())? {
        return Ok(exit);
    }
    let mut files = Vec::new();
    for (directory, target) in ALL {
        let target = match target {
            Target::CodeLists { format, .. } => {
                Target::CodeLists { format, external: args.external }
            }
            other => other,
        };
        let generated = of(from).target(target).generate().map_err(failure)?;
        files.extend(generated.into_iter().map(|GeneratedFile { name, text }| GeneratedFile {
            name: format!("{directory}/{name}"),
            text,
        }));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = manifest::of(&files)
        .map_err(|error| Failure::broken(error.to_string(), error.to_string()))?;
    let count = speech.count(files.len() as u64, Noun::File);
    files.push(GeneratedFile { name: manifest::NAME.to_owned(), text: manifest });
    write_files(&from.out, &files).map_err(failure)?;
    let label = speech.pick("geschreven", "written");
    let path = from.out.join(manifest::NAME).display().to_string();
    let with = speech.pick("met hun SHA-256 in", "with their SHA-256 in");
    screen::print(&format!("{label}: {count}, {with} {}\n", screen::harmless(&path)))
}

/// A name that the standard does not have was asked for in the wrong way; the rest is about
/// reading and writing.
fn failure(error: vum_codegen::Error) -> Failure {
    let text = screen::harmless(&error.to_string());
    if error.is_unknown_name() {
        return Failure::usage(text.clone(), text);
    }
    let text = match error.source() {
        Some(cause) => format!("{text}: {cause}"),
        None => text,
    };
    Failure::broken(text.clone(), text)
}
