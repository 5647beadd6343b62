//! Annotations of GitHub Actions: lines on standard output that become marks beside the code.
//!
//! GitHub shows ten of a kind for each step. So the ten worst are written, and one notice that
//! counts the rest; the [summary](crate::summary) has more.

use vum_runtime::Language;

use crate::escape::{clipped, harmless};
use crate::model::{Run, Severity};
use crate::words::{self, pick};

/// GitHub shows no more annotations of a kind than this in a step.
const MOST: usize = 10;
/// So many characters of a text are told.
const TEXT: usize = 1000;

/// The worst of a run as annotations, one a line.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let mut text = String::new();
    let worst = run.worst();
    for issue in worst.iter().take(MOST) {
        let command = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties = Vec::new();
        let place = issue.place;
        if let Some(place) = place.filter(|it| !it.file.is_empty()) {
            properties.push(format!("file={}", property(&place.file)));
            if let Some(line) = place.line {
                properties.push(format!("line={line}"));
                properties.extend(place.column.map(|column| format!("col={column}")));
            }
        }
        properties.push(format!("title={}", property(&format!("vum {}", issue.rule))));
        let mut what = issue.text.get(language).to_owned();
        let pointer = place.map(|it| it.pointer.as_str()).filter(|it| !it.is_empty());
        let record = place.and_then(|it| it.record).map(|it| format!("record {it}"));
        let known = [record.as_deref(), pointer];
        let known: Vec<&str> = known.into_iter().flatten().collect();
        match known.as_slice() {
            [] => what = format!("{}, {}: {what}", issue.suite.id, issue.case.id),
            known => what.push_str(&format!(" ({})", known.join(", "))),
        }
        if let Some(help) = issue.help {
            what.push_str(&format!("\n{}", help.get(language)));
        }
        text.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&what)));
    }
    let rest = worst.len().saturating_sub(MOST);
    let mut parts = vec![words::cases(&run.counts(), language)];
    if rest > 0 {
        parts.push(pick(
            language,
            format!("en nog {rest} bevindingen, zie de samenvatting"),
            format!("and {rest} more findings, see the summary"),
        ));
    }
    parts.extend(words::unlisted(run, language));
    let verdict = run.verdict.text();
    let title = property(&format!("{}: {}", run.title.get(language), verdict.get(language)));
    text.push_str(&format!("::notice title={title}::{}\n", data(&parts.join("; "))));
    text
}

/// The text of an annotation.
fn data(text: &str) -> String {
    let text = harmless(&clipped(text, TEXT));
    text.replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
