//! The program `vum`: judges messages, and the VUM data standard itself.

mod alike;
mod args;
mod attest;
mod check;
mod codelist;
mod complaints;
mod convert;
mod diff;
mod exit;
mod explain;
mod forms;
mod generate;
mod language;
mod migrate;
mod release;
mod rewrite;
mod sample;
mod screen;
mod select;
mod today;
mod validate;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Args, Command, ReportOf};
use crate::exit::{Exit, Failure};
use crate::language::Speech;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        // The payload is left out: it may hold a value of a message.
        let place = info.location().map_or(String::new(), |at| {
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!(" ({file}, line {})", at.line())
        });
        screen::complain(&format!("internal error in vum{place}; please report it"));
    }));
    guarded(run).into()
}

/// Runs; a mistake in the program becomes an exit code.
fn guarded(run: fn() -> Exit) -> Exit {
    panic::catch_unwind(run).unwrap_or(Exit::Internal)
}

fn run() -> Exit {
    let matches = Args::command().version(args::version()).try_get_matches();
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return shown(&error),
    };
    let speech = Speech::new(args.lang.map(Into::into));
    let outcome = match args.command {
        Command::Validate(args) => validate::run(&args, speech),
        Command::Convert(args) => convert::run(&args, speech),
        Command::Select(args) => select::run(&args, speech),
        Command::Migrate(args) => migrate::run(&args, speech),
        Command::Check(args) => check::run(&args, speech),
        Command::Diff(args) => diff::run(&args, speech),
        Command::Changelog(args) => release::changelog(&args, speech),
        Command::Roadmap(args) => release::roadmap(&args, speech),
        Command::Codelist(args) => codelist::run(&args.command, speech),
        Command::Release(args) => release::run(&args.command, speech),
        Command::Explain(args) => explain::run(&args, speech),
        Command::Generate(args) => generate::run(&args, speech),
        Command::Sample(args) => sample::run(&args, speech),
        Command::Attest(args) => attest::run(&args.command, speech),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "vum", &mut text);
            screen::print(&String::from_utf8_lossy(&text))
        }
        Command::ReportSchema { of } => {
            let schema = match of {
                ReportOf::Validate => validate::schema(),
                ReportOf::Select => select::schema(),
                ReportOf::Diff => diff::schema(),
                ReportOf::Roadmap => release::schema(),
            };
            schema.and_then(|text| screen::print(&text))
        }
    };
    match outcome {
        Ok(exit) => exit,
        Err(failure) if failure.is_closed_pipe() => Exit::Clean,
        Err(failure) => told(&failure, speech),
    }
}

/// Shows help, the version or what is wrong with the command line.
fn shown(error: &clap::Error) -> Exit {
    let printed = error.print().and_then(|()| io::stdout().flush());
    if error.use_stderr() {
        // When standard error is gone there is nobody to tell.
        return Exit::Usage;
    }
    match printed.map_err(Failure::from) {
        Err(failure) if !failure.is_closed_pipe() => told(&failure, Speech::new(None)),
        // Help on a closed pipe is not an error.
        _ => Exit::Clean,
    }
}

fn told(failure: &Failure, speech: Speech) -> Exit {
    screen::complain_as(speech.pick("fout", "error"), &failure.text(speech));
    failure.exit()
}

/// What a command ends with.
type Outcome = Result<Exit, Failure>;

#[cfg(test)]
mod tests {
    use super::{Exit, guarded};

    #[test]
    fn a_mistake_in_the_program_is_an_exit_code() {
        assert_eq!(guarded(|| panic!("a value")), Exit::Internal);
        assert_eq!(Exit::Internal as u8, 5);
        assert_eq!(guarded(|| Exit::Findings), Exit::Findings);
    }
}
