//! `vum generate`: files from the standard.

use std::error::Error;

use vum_codegen::Builder;

use crate::Outcome;
use crate::args::{GenerateArgs, GenerateRustArgs, Target};
use crate::check;
use crate::exit::Failure;
use crate::language::Speech;
use crate::screen;

pub(crate) fn run(args: &GenerateArgs, speech: Speech) -> Outcome {
    match &args.target {
        Target::Rust(args) => rust(args, speech),
    }
}

fn rust(args: &GenerateRustArgs, speech: Speech) -> Outcome {
    if let Err(exit) = check::model(args.standard.as_deref())? {
        return Ok(exit);
    }
    let mut builder = Builder::new();
    if let Some(dir) = &args.standard {
        builder = builder.standard_dir(dir);
    }
    builder = args.release.iter().fold(builder, |builder, release| builder.release(release));
    builder = args.message.iter().fold(builder, |builder, id| builder.message(id));
    builder = args.entity.iter().fold(builder, |builder, id| builder.entity(id));
    let paths = builder.write_to(&args.out).map_err(failure)?;
    let label = speech.pick("geschreven", "written");
    let lines = paths
        .iter()
        .map(|path| format!("{label}: {}\n", screen::harmless(&path.display().to_string())));
    screen::print(&lines.collect::<String>())
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
