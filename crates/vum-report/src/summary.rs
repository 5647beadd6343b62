//! The run as a page of Markdown, such as the summary of a job in GitHub Actions.

use vum_runtime::Language;

use crate::escape::{clipped, harmless};
use crate::markdown::{self, head, plain, row};
use crate::model::{Run, Severity, Verdict};
use crate::words::{self, pick};

/// GitHub takes 1 MiB for all steps of a job together; of that this is what we write at most, in
/// bytes.
pub const BYTES: usize = 256 << 10;

/// So many characters of a text are told.
const TEXT: usize = 500;

/// The run as Markdown, never more than [`BYTES`]: the rest of the findings is counted.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let cell = |text: &str| plain(&harmless(&clipped(text, TEXT)));
    let sign = match run.verdict {
        Verdict::Passed => "✅",
        Verdict::Warned => "⚠️",
        Verdict::Failed => "❌",
        Verdict::Incomplete => "⛔",
    };
    let verdict = run.verdict.text();
    let mut text = format!("## {sign} {}: ", cell(run.title.get(language)));
    text.push_str(&format!("{}\n\n", verdict.get(language)));
    let counts = run.counts();
    text.push_str(&format!("{}.", words::cases(&counts, language)));
    text.push_str(&format!(" {}.\n\n", words::findings(&counts, language)));
    if let Some(unlisted) = words::unlisted(run, language) {
        text.push_str(&format!("{unlisted}\n\n"));
    }
    if !run.facts.is_empty() {
        text.push_str(&head(&[pick(language, "Wat", "What"), ""]));
        for (name, value) in run.facts.iter().take(50) {
            text.push_str(&row(&[cell(name.get(language)), cell(value.get(language))]));
        }
        text.push('\n');
    }
    let mut tail = String::new();
    if !run.notes.is_empty() {
        tail.push_str(pick(
            language,
            "\n### Wat dit niet zegt\n\n",
            "\n### What this does not say\n\n",
        ));
        for note in run.notes.iter().take(50) {
            tail.push_str(&format!("- {}\n", cell(note.get(language))));
        }
    }
    let worst = run.worst();
    if !worst.is_empty() {
        let heading =
            pick(language, "### Bevindingen, de ergste eerst", "### Findings, the worst first");
        text.push_str(&format!("{heading}\n\n"));
        text.push_str(&head(&[
            pick(language, "Ernst", "Severity"),
            pick(language, "Regel", "Rule"),
            pick(language, "Bevinding", "Finding"),
            pick(language, "Plaats", "Place"),
        ]));
    }
    let mut told = 0;
    for issue in &worst {
        let sign = match issue.severity {
            Severity::Error => "❌",
            Severity::Warning => "⚠️",
            Severity::Info => "ℹ️",
        };
        let line = row(&[
            format!("{sign} {}", words::severity(issue.severity, language)),
            markdown::code(&harmless(issue.rule).replace('\n', " ")),
            cell(issue.text.get(language)),
            cell(&words::whereabouts(issue)),
        ]);
        // Room for the line that counts the rest.
        if text.len() + line.len() + tail.len() + 200 > BYTES {
            break;
        }
        text.push_str(&line);
        told += 1;
    }
    let rest = worst.len() - told;
    if rest > 0 {
        text.push_str(&pick(
            language,
            format!("\nEn nog {rest} bevindingen: ze passen niet in deze samenvatting.\n"),
            format!("\nAnd {rest} more findings: they do not fit in this summary.\n"),
        ));
    }
    text + &tail
}
