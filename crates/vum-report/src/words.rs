//! Words and sentences that more than one format uses.

use vum_runtime::Language;

use crate::issue::{Counts, Issue};
use crate::model::{Outcome, Place, Run, Severity, Text};

/// Whichever of two is in the language.
pub(crate) fn pick<T>(language: Language, nl: T, en: T) -> T {
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

impl Text {
    /// The text in a language; the other one where that is missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = pick(language, (&self.nl, &self.en), (&self.en, &self.nl));
        if first.is_empty() { second } else { first }
    }
}

/// A number and what it counts.
pub(crate) fn count(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "fout", "error"),
        Severity::Warning => pick(language, "waarschuwing", "warning"),
        Severity::Info => "info",
    }
}

pub(crate) fn outcome(outcome: &Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Passed => pick(language, "geslaagd", "passed"),
        Outcome::Warned => pick(language, "waarschuwing", "warning"),
        Outcome::Failed => pick(language, "niet geslaagd", "failed"),
        Outcome::Errored(_) => pick(language, "niet uitgevoerd", "could not be done"),
        Outcome::Skipped { .. } => pick(language, "overgeslagen", "skipped"),
    }
}

/// `12 controles: 9 geslaagd, 1 waarschuwing, 2 niet geslaagd`; what is zero is left out.
pub(crate) fn cases(counts: &Counts, language: Language) -> String {
    let of = |number: u64, nl: &str, en: &str| {
        (number > 0).then(|| format!("{number} {}", pick(language, nl, en)))
    };
    let (one, more) = pick(language, ("controle", "controles"), ("check", "checks"));
    let parts: Vec<String> = [
        of(counts.passed, "geslaagd", "passed"),
        of(counts.warned, "met waarschuwing", "with warnings"),
        of(counts.failed, "niet geslaagd", "failed"),
        of(counts.errored, "niet uitgevoerd", "could not be done"),
        of(counts.skipped, "overgeslagen", "skipped"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let all = count(counts.cases(), one, more);
    if parts.is_empty() { all } else { format!("{all}: {}", parts.join(", ")) }
}

/// `2 fouten, 1 waarschuwing, 0 info's`.
pub(crate) fn findings(counts: &Counts, language: Language) -> String {
    let (error, errors) = pick(language, ("fout", "fouten"), ("error", "errors"));
    let (warning, warnings) =
        pick(language, ("waarschuwing", "waarschuwingen"), ("warning", "warnings"));
    let (info, infos) = pick(language, ("info", "info's"), ("info", "infos"));
    [
        count(counts.errors, error, errors),
        count(counts.warnings, warning, warnings),
        count(counts.infos, info, infos),
    ]
    .join(", ")
}

/// What is not in the list of a run; `None` when everything is.
pub(crate) fn unlisted(run: &Run, language: Language) -> Option<String> {
    let number = run.unlisted;
    (number > 0).then(|| {
        pick(
            language,
            format!("{number} bevindingen zijn geteld en niet opgenomen."),
            format!("{number} findings were counted and are not listed."),
        )
    })
}

/// `a.json:3:14, record 2, /adres/postcode`; empty when nothing is known.
pub(crate) fn place(place: &Place) -> String {
    let mut parts = Vec::new();
    match (place.line, place.column) {
        (Some(line), Some(column)) => parts.push(format!("{}:{line}:{column}", place.file)),
        (Some(line), None) => parts.push(format!("{}:{line}", place.file)),
        _ if !place.file.is_empty() => parts.push(place.file.clone()),
        _ => {}
    }
    if let Some(record) = place.record {
        parts.push(format!("record {record}"));
    }
    if !place.pointer.is_empty() {
        parts.push(place.pointer.clone());
    }
    parts.join(", ")
}

/// Where an issue is, as far as that is known: its place, else its suite and case.
pub(crate) fn whereabouts(issue: &Issue<'_>) -> String {
    let place = issue.place.map(place).filter(|it| !it.is_empty());
    place.unwrap_or_else(|| format!("{}, {}", issue.suite.id, issue.case.id))
}
