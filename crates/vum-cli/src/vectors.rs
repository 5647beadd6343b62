//! `vum vectors`: the vectors of the standard, for other implementations.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use vum::{Options, Role, Rules};
use vum_vectors::runner::{Answer, Case, Limits, Program, Totals, Verdict};
use vum_vectors::{Error, Expected, Syntax};

use crate::Outcome;
use crate::args::{VectorsCommand, VectorsRunArgs, VectorsSelect};
use crate::exit::{Exit, Failure};
use crate::language::Speech;
use crate::screen::{self, BOLD, RED, YELLOW, harmless, paint};

/// The longest line that a runner is given or gives.
const LINE: u64 = 64 << 20;
/// How many differences are shown in full.
const SHOWN: usize = 50;

pub(crate) fn run(command: &VectorsCommand, speech: Speech) -> Outcome {
    match command {
        VectorsCommand::List(select) => list(select, speech),
        VectorsCommand::Run(args) => ask(args, speech),
        VectorsCommand::Answer => answer(),
        VectorsCommand::Export { dir } => export(dir, speech),
    }
}

fn broken(error: &Error) -> Failure {
    Failure::internal(
        format!("een ingebouwde vector is stuk: {error}"),
        format!("an embedded vector is broken: {error}"),
    )
}

/// Every case that is asked for.
fn cases(select: &VectorsSelect) -> Result<Vec<Case>, Failure> {
    let files = vum_vectors::vectors().map_err(|error| broken(&error))?;
    let mut cases = Vec::new();
    for (_, file) in files {
        let fits = |asked: &Option<String>, is: &str| asked.as_deref().is_none_or(|it| it == is);
        let about = select.requirement.as_ref().is_none_or(|it| file.requirements.contains(it));
        if !fits(&select.release, &file.release) || !fits(&select.message, &file.message) || !about
        {
            continue;
        }
        for vector in &file.tests {
            let all = [Syntax::Json, Syntax::Xml].into_iter();
            let wanted = all.filter(|it| fits(&select.syntax, it.name()));
            cases.extend(wanted.filter_map(|syntax| Case::new(&file, vector, syntax)));
        }
    }
    if cases.is_empty() {
        return Err(Failure::usage("geen vector past hierbij", "no vector fits this"));
    }
    Ok(cases)
}

fn list(select: &VectorsSelect, speech: Speech) -> Outcome {
    let mut out = screen::Out::new();
    let cases = cases(select)?;
    for case in &cases {
        out.plain(&format!("{}\n", case.id));
        if out.is_full() {
            out.flush()?;
        }
    }
    out.flush()?;
    screen::tell(&format!("{} {}", cases.len(), speech.pick("gevallen", "cases")));
    Ok(Exit::Clean)
}

fn export(dir: &Path, speech: Speech) -> Outcome {
    for file in vum_vectors::FILES {
        let path = file.path.split('/').fold(dir.to_owned(), |path, step| path.join(step));
        let unwritable = |error: io::Error| Failure::unwritable(&path, &error);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(unwritable)?;
        }
        std::fs::write(&path, file.text).map_err(unwritable)?;
    }
    let (count, dir) = (vum_vectors::FILES.len(), harmless(&dir.display().to_string()));
    let files = speech.pick("bestanden geschreven in", "files written to");
    screen::print(&format!("{count} {files} {dir}\n"))
}

/// Feeds the cases to a program and tells where it differs.
fn ask(args: &VectorsRunArgs, speech: Speech) -> Outcome {
    let cases = cases(&args.select)?;
    let mut command = match args.command.split_first() {
        Some((program, rest)) => {
            let mut command = Command::new(program);
            command.args(rest);
            command
        }
        // Without a program: this one, over the same line as any other.
        None => {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["vectors", "answer"]);
            command
        }
    };
    let limits = Limits { patience: Duration::from_secs(args.timeout), ..Limits::default() };
    let mut program = Program::start(&mut command, limits).map_err(|error| {
        Failure::broken(format!("het programma: {error}"), format!("the program {error}"))
    })?;
    let mut totals = Totals::default();
    let mut out = screen::Out::new();
    let mut stopped = None;
    for case in &cases {
        let answer = match program.ask(case) {
            Ok(answer) => answer,
            Err(why) => {
                stopped = Some((case, why));
                break;
            }
        };
        let verdict = case.verdict(&answer);
        totals.add(&verdict);
        if let Verdict::Differs(difference) = verdict
            && totals.differed <= SHOWN
        {
            let told = harmless(&difference.to_string());
            out.coloured(&format!("{} {}: {told}\n", paint(RED, "≠"), case.id));
        }
    }
    drop(program);
    if totals.differed > SHOWN {
        let more = speech.pick("verschillen niet getoond", "differences not shown");
        out.coloured(&format!("{} {more}\n", totals.differed - SHOWN));
    }
    let words = speech.pick(
        ["precies gelijk", "zelfde uitkomst", "overgeslagen", "anders", "niet gevraagd"],
        ["exactly the same", "same outcome", "skipped", "different", "not asked"],
    );
    let asked = totals.judged() + totals.skipped;
    let numbers = [
        totals.agreed,
        totals.same_outcome,
        totals.skipped,
        totals.differed,
        cases.len().saturating_sub(asked),
    ];
    let parts = numbers.iter().zip(words).map(|(number, word)| format!("{number} {word}"));
    let line = parts.collect::<Vec<_>>().join(", ");
    out.coloured(&format!("{}\n", paint(BOLD, &line)));
    let mut exit = if totals.differed > 0 { Exit::Findings } else { Exit::Clean };
    if let Some((case, why)) = stopped {
        let label = paint(YELLOW, speech.pick("gestopt bij", "stopped at"));
        out.coloured(&format!("{label} {}: {}\n", case.id, harmless(&why.to_string())));
        exit = Exit::Incomplete;
    } else if totals.judged() == 0 {
        exit = Exit::Incomplete;
    }
    out.flush()?;
    Ok(exit)
}

/// The side that answers: a case on every line of standard input, an answer on every line of standard
/// output.
fn answer() -> Outcome {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(LINE).read_until(b'\n', &mut line);
        if read.map_err(unreadable)? == 0 {
            return Ok(Exit::Clean);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let case: Case = serde_json::from_slice(&line).map_err(|_| {
            Failure::broken(
                "een regel is geen geval van het protocol",
                "a line is no case of the protocol",
            )
        })?;
        let answer = answered(&case);
        let answer = serde_json::to_string(&answer).map_err(io::Error::from)?;
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
}

fn unreadable(error: io::Error) -> Failure {
    Failure::broken(
        format!("de invoer kan niet worden gelezen: {error}"),
        format!("the input cannot be read: {error}"),
    )
}

fn answered(case: &Case) -> Answer {
    let answer = Answer { id: case.id.clone(), findings: None, valid: None, skip: None };
    let skip = |why: &str| Answer { skip: Some(why.to_owned()), ..answer.clone() };
    let Ok(role) = case.role.parse::<Role>() else { return skip("no such role") };
    let found = vum::messages().find(|it| it.release == case.release && it.id == case.message);
    let Some(message) = found.or_else(|| vum::body(&case.release, &case.message, role)) else {
        return skip("no such message");
    };
    let Some(bytes) = case.bytes() else { return skip("no message in the case") };
    let mut options = Options::new(role);
    options.rules = match case.rules.as_deref() {
        None => Rules::None,
        Some("normative") => Rules::Normative,
        Some("all") => Rules::All,
        Some(_) => return skip("no such rules"),
    };
    options.on = match case.on.as_deref().map(vum::Date::from_text) {
        None => None,
        Some(day) => match day.ymd() {
            Some(day) => Some(day),
            None => return skip("no such day"),
        },
    };
    let report = message.judge(&bytes, options);
    let findings = report.findings().iter().map(|it| Expected {
        rule: it.rule().id.to_owned(),
        severity: it.severity().name().to_owned(),
        pointer: it.pointer().to_owned(),
    });
    Answer { findings: Some(findings.collect()), ..answer }
}
