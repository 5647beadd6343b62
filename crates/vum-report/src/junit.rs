//! JUnit XML, as GitLab, Jenkins and Azure DevOps read it.
//!
//! There is no standard; this is what the schema of Jenkins' xUnit plugin allows. A case with
//! warnings passes there, since JUnit knows no warning: they stand in its `system-out`, and so do
//! infos. Times are left out: the same run gives the same bytes.

use vum_runtime::Language;

use crate::escape::{attribute, clipped, xml};
use crate::issue::Counts;
use crate::model::{Case, Finding, Outcome, Run, Suite};
use crate::words::{self, pick};

/// So many findings of a case are told; the rest is counted.
const FINDINGS: usize = 50;
/// So many characters of a text are told in an attribute.
const ATTRIBUTE: usize = 500;
/// So many characters of a text are told in content.
const CONTENT: usize = 4000;

/// The run as JUnit XML.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let name = format!("{}: {}", run.title.get(language), run.verdict.text().get(language));
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let Counts { failed, errored, .. } = run.counts();
    text.push_str(&format!(
        "<testsuites name=\"{}\" tests=\"{}\" failures=\"{failed}\" errors=\"{errored}\">\n",
        short(&name),
        run.counts().cases(),
    ));
    for suite in &run.suites {
        self::suite(run, suite, language, &mut text);
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(run: &Run, suite: &Suite, language: Language, text: &mut String) {
    let counts = suite.counts();
    text.push_str(&format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        short(&named(&suite.id, suite.title.get(language))),
        counts.cases(),
        counts.failed,
        counts.errored,
        counts.skipped,
    ));
    text.push_str("    <properties>\n");
    let version = format!("{} {}", run.tool.name, run.tool.version);
    property(pick(language, "programma", "program"), &version, text);
    for (name, value) in &run.facts {
        property(name.get(language), value.get(language), text);
    }
    for note in &run.notes {
        property(pick(language, "let op", "note"), note.get(language), text);
    }
    text.push_str("    </properties>\n");
    for case in &suite.cases {
        self::case(suite, case, language, text);
    }
    text.push_str("  </testsuite>\n");
}

fn property(name: &str, value: &str, text: &mut String) {
    let (name, value) = (short(name), short(value));
    text.push_str(&format!("      <property name=\"{name}\" value=\"{value}\"/>\n"));
}

fn case(suite: &Suite, case: &Case, language: Language, text: &mut String) {
    text.push_str(&format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        short(&suite.id),
        short(&named(&case.id, case.title.get(language))),
    ));
    let listed = listing(&case.findings, language);
    let element = match &case.outcome {
        Outcome::Passed | Outcome::Warned if case.findings.is_empty() => None,
        Outcome::Passed | Outcome::Warned => {
            Some(format!("<system-out>{}</system-out>", xml(&listed)))
        }
        Outcome::Failed => {
            let first = case.findings.iter().max_by_key(|it| it.severity);
            let (rule, message) = match first {
                Some(worst) => (worst.rule.as_str(), worst.text.get(language)),
                None => ("check-failed", case.title.get(language)),
            };
            Some(element("failure", rule, message, &listed))
        }
        Outcome::Errored(why) => Some(element("error", "check-error", why.get(language), &listed)),
        Outcome::Skipped { reason, mandatory } => {
            let kind = match mandatory {
                true => pick(language, "verplicht", "mandatory"),
                false => pick(language, "niet verplicht", "optional"),
            };
            Some(element("skipped", kind, reason.get(language), &listed))
        }
    };
    match element {
        None => text.push_str("/>\n"),
        Some(element) => text.push_str(&format!(">\n      {element}\n    </testcase>\n")),
    }
}

fn element(name: &str, kind: &str, message: &str, listed: &str) -> String {
    let (kind, message) = (short(kind), short(message));
    format!("<{name} type=\"{kind}\" message=\"{message}\">{}</{name}>", xml(listed))
}

fn listing(findings: &[Finding], language: Language) -> String {
    let mut lines = Vec::new();
    for finding in findings.iter().take(FINDINGS) {
        let severity = words::severity(finding.severity, language);
        let what = clipped(finding.text.get(language), CONTENT);
        let at = finding.place.as_ref().map(words::place).filter(|it| !it.is_empty());
        let at = at.map_or(String::new(), |it| format!("{}: ", clipped(&it, CONTENT)));
        lines.push(format!("{at}{severity}[{}]: {what}", finding.rule));
        let help = finding.help.get(language);
        if !help.is_empty() {
            let label = pick(language, "advies", "help");
            lines.push(format!("  {label}: {}", clipped(help, CONTENT)));
        }
    }
    if let Some(more) = findings.len().checked_sub(FINDINGS).filter(|it| *it > 0) {
        lines.push(pick(language, format!("en nog {more}"), format!("and {more} more")));
    }
    lines.join("\n")
}

/// Id and title, once when they are the same.
fn named(id: &str, title: &str) -> String {
    if title.is_empty() || title == id { id.to_owned() } else { format!("{id}: {title}") }
}

fn short(text: &str) -> String {
    attribute(&clipped(text, ATTRIBUTE))
}
