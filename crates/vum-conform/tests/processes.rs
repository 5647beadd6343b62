//! Programs that are no adapters, or bad ones: the run comes back, and nothing of them is left.

#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use vum_conform::{Bounds, Order, Outcome, Product, Ran, Scope, Tool, run};
use vum_model::Standard;

fn tested(command: &[&str], bounds: Bounds) -> std::io::Result<Ran> {
    let model = Standard::embedded().resolve().model.unwrap();
    let scope = Scope::new(&model, "3.1.0", "wcm-bron", "N1").unwrap();
    run(
        &scope,
        &Order {
            product: Product { name: "x".into(), version: "1".into(), digest: None },
            command: command.iter().map(|it| (*it).to_owned()).collect(),
            bounds,
            on: (2031, 5, 17),
            tool: Tool { name: "x".into(), version: "1".into() },
        },
    )
}

fn hasty() -> Bounds {
    Bounds { request: Duration::from_secs(1), restarts: 0, ..Bounds::default() }
}

/// A file that a program writes its number to.
fn note(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

fn is_gone(note: &Path) -> bool {
    let number = std::fs::read_to_string(note).unwrap();
    let proc = format!("/proc/{}", number.trim());
    // A moment may pass before who adopts it has taken notice.
    (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        let state = std::fs::read_to_string(format!("{proc}/stat")).unwrap_or_default();
        state.is_empty() || state.contains(") Z ")
    })
}

#[test]
fn what_cannot_be_started_is_an_error() {
    assert!(tested(&["/no/such/program"], hasty()).is_err());
}

#[test]
fn a_program_that_hangs_is_ended_and_leaves_no_zombie() {
    let note = note("hangs");
    let script = "echo $$ > \"$0\"; exec sleep 1000";
    let ran = tested(&["sh", "-c", script, note.to_str().unwrap()], hasty()).unwrap();
    assert_eq!(ran.report.outcome, Outcome::NietVolledigUitgevoerd);
    let number = std::fs::read_to_string(&note).unwrap();
    assert!(!Path::new(&format!("/proc/{}", number.trim())).exists());
}

#[test]
fn what_it_started_is_ended_with_it() {
    let note = note("children");
    let script = "sleep 1000 & echo $! > \"$0\"; wait";
    let ran = tested(&["sh", "-c", script, note.to_str().unwrap()], hasty()).unwrap();
    assert_eq!(ran.report.outcome, Outcome::NietVolledigUitgevoerd);
    assert!(is_gone(&note));
}

#[test]
fn a_log_is_bounded_and_kept_apart() {
    let bounds = Bounds { log: 100, ..hasty() };
    let script = "while :; do echo KANARIE >&2; done";
    let ran = tested(&["sh", "-c", script], bounds).unwrap();
    assert_eq!(ran.log.len(), 100);
    assert!(ran.log.starts_with(b"KANARIE"));
    assert!(!ran.report.to_json().unwrap().contains("KANARIE"));
}

#[test]
fn what_it_prints_beside_the_protocol_is_in_no_report() {
    for script in [
        "echo KANARIE; cat > /dev/null",
        "echo '{\"id\": 1, \"error\": \"KANARIE\"}'; cat > /dev/null",
        "echo '{\"id\": 1, \"unsupported\": \"KANARIE\"}'; cat > /dev/null",
        "echo '{\"id\": 1, \"protocol\": 1, \"name\": \"KANARIE\", \"version\": \"KANARIE\"}'; echo '{\"id\": 2, \"text\": \"KANARIE\"}'; echo '{\"id\": 3, \"text\": \"{\\\"KANARIE\\\": {\\\"KANARIE\\\": 1}}\"}'; cat > /dev/null",
        "printf '{\"id\": 1, \"protocol\": KANARIE'",
        "printf '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['; cat > /dev/null",
    ] {
        let ran = tested(&["sh", "-c", script], hasty()).unwrap();
        assert_ne!(ran.report.outcome, Outcome::Voldoet, "{script}");
        let json = ran.report.to_json().unwrap();
        assert!(!json.contains("KANARIE"), "{script}\n{json}");
    }
}

#[test]
fn the_whole_run_has_an_end() {
    // Every answer is in time, but all of them together are not.
    let script = "n=1; while read -r line; do sleep 0.2; echo \"{\\\"id\\\": $n, \\\"protocol\\\": 1}\"; n=$((n+1)); done";
    let bounds = Bounds { total: Duration::from_secs(2), ..Bounds::default() };
    let begun = Instant::now();
    let ran = tested(&["sh", "-c", script], bounds).unwrap();
    assert!(ran.report.counts.skipped + ran.report.counts.errored > 0);
    assert!(begun.elapsed() < Duration::from_secs(60));
}
