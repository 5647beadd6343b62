//! The protocol of a runner: another implementation, in Python with a package that we did not write,
//! gives the outcome that the vectors say; and a program that misbehaves costs no more than a limit.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use vum_codegen::{Builder, Strictness, Target};
use vum_tests::{python, vectors};
use vum_vectors::runner::{Answer, Broken, Case, Difference, Limits, Program, Totals, Verdict};
use vum_vectors::{Expected, Syntax};

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (_, file) in vum_vectors::vectors().unwrap() {
        for vector in &file.tests {
            let both = [Syntax::Json, Syntax::Xml].into_iter();
            cases.extend(both.filter_map(|syntax| Case::new(&file, vector, syntax)));
        }
    }
    cases
}

#[test]
fn an_implementation_in_python_gives_the_same_outcome() {
    let test = "an_implementation_in_python_gives_the_same_outcome";
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors-python");
    let Some(python) = python::with(test, &dir, &["jsonschema"], "jsonschema") else { return };
    let schemas = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors-schemas");
    let builder = Builder::new().target(Target::JsonSchema).strictness(Strictness::Strict);
    for file in builder.generate().unwrap() {
        let path = schemas.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
    let mut command = Command::new(python);
    command.arg(vectors::root().join("runners/outcome.py")).arg(&schemas);
    let limits = Limits { patience: Duration::from_secs(60), ..Limits::default() };
    let mut program = Program::start(&mut command, limits).unwrap();
    let (mut totals, mut told) = (Totals::default(), Vec::new());
    for case in cases() {
        let answer = program.ask(&case).unwrap_or_else(|error| panic!("{}: {error}", case.id));
        let verdict = case.verdict(&answer);
        totals.add(&verdict);
        if let Verdict::Differs(difference) = verdict {
            told.push(format!("{}: {difference}", case.id));
        }
    }
    println!("{totals:?}");
    let first: Vec<&str> = told.iter().take(20).map(String::as_str).collect();
    assert!(told.is_empty(), "{} differ\n{}", told.len(), first.join("\n"));
    assert!(totals.same_outcome > 8000 && totals.agreed == 0, "{totals:?}");
}

fn case() -> Case {
    let wanted = |it: &Case| it.id.ends_with("-vac-match-bron-idVacature-ontbreekt:json");
    let all = cases();
    let found = all
        .iter()
        .find(|it| wanted(it))
        .or_else(|| all.iter().find(|it| it.id.contains("ontbreekt") && it.syntax == Syntax::Json));
    found.unwrap().clone()
}

fn answered(case: &Case, findings: Option<Vec<Expected>>, valid: Option<bool>) -> Verdict {
    case.verdict(&Answer { id: case.id.clone(), findings, valid, skip: None })
}

#[test]
fn an_answer_is_compared_with_what_is_expected() {
    let case = case();
    let files = vum_vectors::vectors().unwrap();
    let vectors = files.iter().flat_map(|(_, file)| &file.tests);
    let vector = vectors.into_iter().find(|it| case.id == format!("{}:json", it.id)).unwrap();
    let right = vector.findings.clone();
    assert_eq!(answered(&case, Some(right.clone()), None), Verdict::Agrees);
    assert_eq!(answered(&case, None, Some(false)), Verdict::SameOutcome);
    let wrong = answered(&case, None, Some(true));
    assert_eq!(wrong, Verdict::Differs(Difference::Outcome { valid: false }));
    let missing = Difference::Findings { missing: right.clone(), extra: vec![] };
    assert_eq!(answered(&case, Some(vec![]), None), Verdict::Differs(missing));
    let twice = right.iter().chain(&right).cloned().collect();
    let extra = Difference::Findings { missing: vec![], extra: right };
    assert_eq!(answered(&case, Some(twice), None), Verdict::Differs(extra));
    assert_eq!(answered(&case, None, None), Verdict::Differs(Difference::NoAnswer));
    let other = Answer { id: "x".into(), findings: None, valid: Some(false), skip: None };
    assert_eq!(case.verdict(&other), Verdict::Differs(Difference::NoAnswer));
}

fn asked(script: &str, limits: Limits) -> Result<Answer, Broken> {
    let mut command = Command::new("sh");
    let mut program = Program::start(command.args(["-c", script]), limits)?;
    program.ask(&case())
}

#[cfg(unix)]
#[test]
fn a_program_that_misbehaves_costs_no_more_than_a_limit() {
    let limits = Limits { patience: Duration::from_millis(300), line: 1 << 16 };
    let begun = Instant::now();
    assert!(matches!(asked("sleep 60", limits), Err(Broken::Late)));
    assert!(matches!(asked("exit 0", limits), Err(Broken::Ended)));
    let patient = Limits { patience: Duration::from_secs(20), ..limits };
    assert!(matches!(asked("read x; cat /dev/zero", patient), Err(Broken::Long)));
    assert!(matches!(asked("read x; echo hallo", patient), Err(Broken::Garbage)));
    assert!(matches!(asked("read x; printf '\\377\\n'", patient), Err(Broken::Garbage)));
    let mut nothing = Command::new("/nonexistent/runner");
    assert!(matches!(Program::start(&mut nothing, limits), Err(Broken::Start(_))));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}
