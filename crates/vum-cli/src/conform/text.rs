//! The report for people, on screen.

use std::fmt::Write as _;
use std::path::Path;

use vum_conform::{Case, CaseOutcome, ConformReport, Outcome, Severity, Text};

use crate::language::Speech;
use crate::screen::{BLUE, BOLD, CYAN, GREEN, RED, YELLOW, harmless, paint};

/// The findings of a case that are shown; the rest stands in the report.
const SHOWN: usize = 5;
/// The cases of a level that are shown.
const CASES: usize = 15;

pub(super) fn render(report: &ConformReport, out: Option<&Path>, speech: Speech) -> String {
    let mut text = String::new();
    let product = &report.product;
    let name = harmless(&format!("{} {}", product.name, product.version));
    let release = &report.standard.release;
    let title = format!("{name}: VUM {release}, {}, {}", report.profile, report.level);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}", paint(BOLD, &title));
    let on = speech.pick("op", "on");
    let _ = writeln!(text, "{on} {}, suite {}", report.on, report.suite.version);
    for suite in &report.suites {
        let passed = suite.cases.iter().filter(|it| it.outcome == CaseOutcome::Passed).count();
        let (of, title) = (suite.cases.len(), pick(&suite.title, speech));
        let _ = writeln!(text, "\n{} {title}", paint(CYAN, &suite.id));
        let _ = writeln!(text, "  {passed} {} {of}", speech.pick("geslaagd van", "passed of"));
        let others = || suite.cases.iter().filter(|it| it.outcome != CaseOutcome::Passed);
        others().take(CASES).for_each(|it| case(&mut text, it, speech));
        let more = others().count().saturating_sub(CASES);
        if more > 0 {
            let rest = speech.pick("en nog", "and");
            let _ = writeln!(text, "  … {rest} {more} {}", speech.pick("gevallen", "more cases"));
        }
    }
    let (nl, en) = report.outcome.words();
    let style = match report.outcome {
        Outcome::Voldoet => GREEN,
        Outcome::VoldoetMetWaarschuwingen => YELLOW,
        Outcome::VoldoetNiet | Outcome::NietVolledigUitgevoerd => RED,
    };
    let outcome = speech.pick("Uitkomst", "Outcome");
    let _ = writeln!(text, "\n{outcome}: {}", paint(style, speech.pick(nl, en)));
    let counts = report.counts;
    let _ = writeln!(
        text,
        "  {} {}, {} {}, {} {}, {} {}, {} {}",
        counts.passed,
        speech.pick("geslaagd", "passed"),
        counts.warned,
        speech.pick("met waarschuwingen", "with warnings"),
        counts.failed,
        speech.pick("niet geslaagd", "failed"),
        counts.errored,
        speech.pick("afgebroken", "broken off"),
        counts.skipped,
        speech.pick("overgeslagen", "skipped"),
    );
    let _ = writeln!(text, "{}", pick(&report.statement, speech));
    let _ = writeln!(text, "{}", speech.pick("Niet getest:", "Not tested:"));
    for it in &report.not_tested {
        let _ = writeln!(text, "  - {}", pick(it, speech));
    }
    if let Some(out) = out {
        let written = speech.pick("geschreven", "written");
        let path = harmless(&out.join("report.json").display().to_string());
        let _ = writeln!(text, "{written}: {path}");
    }
    text
}

fn pick(text: &Text, speech: Speech) -> &str {
    speech.pick(&text.nl, &text.en)
}

fn case(text: &mut String, case: &Case, speech: Speech) {
    let (style, word) = match case.outcome {
        CaseOutcome::Passed => (GREEN, speech.pick("geslaagd", "passed")),
        CaseOutcome::Warned => (YELLOW, speech.pick("waarschuwing", "warning")),
        CaseOutcome::Failed => (RED, speech.pick("niet geslaagd", "failed")),
        CaseOutcome::Errored => (RED, speech.pick("afgebroken", "broken off")),
        CaseOutcome::Skipped => (BLUE, speech.pick("overgeslagen", "skipped")),
    };
    let _ = writeln!(text, "  {} {} ({})", paint(style, word), pick(&case.title, speech), case.id);
    if let Some(reason) = &case.reason {
        let _ = writeln!(text, "      {}", pick(reason, speech));
    }
    for finding in case.findings.iter().take(SHOWN) {
        let severity = match finding.severity {
            Severity::Error => speech.pick("fout", "error"),
            Severity::Warning => speech.pick("waarschuwing", "warning"),
            Severity::Info => "info",
        };
        let about = [finding.subject.as_deref().unwrap_or_default(), &finding.pointer];
        let about: Vec<&str> = about.into_iter().filter(|it| !it.is_empty()).collect();
        let about = harmless(&about.join(" "));
        let space = if about.is_empty() { "" } else { " " };
        let said = pick(&finding.text, speech);
        let _ = writeln!(text, "      {severity}[{}]{space}{about}: {said}", finding.rule);
    }
    let more = case.findings.len().saturating_sub(SHOWN) as u64 + case.more;
    if more > 0 {
        let rest = speech.pick("en nog", "and");
        let _ =
            writeln!(text, "      … {rest} {more} {}", speech.pick("bevindingen", "more findings"));
    }
}
