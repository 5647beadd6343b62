//! The report as the run that all formats are made from.

use std::collections::BTreeSet;

use vum_report as out;

use crate::report::{Case, CaseOutcome, ConformReport, Finding, Outcome, Severity, Text};
use crate::rules;

impl From<&Text> for out::Text {
    fn from(text: &Text) -> Self {
        Self::new(&text.nl, &text.en)
    }
}

impl From<Severity> for out::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl From<Outcome> for out::Verdict {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Voldoet => Self::Passed,
            Outcome::VoldoetMetWaarschuwingen => Self::Warned,
            Outcome::VoldoetNiet => Self::Failed,
            Outcome::NietVolledigUitgevoerd => Self::Incomplete,
        }
    }
}

impl From<&ConformReport> for out::Run {
    fn from(report: &ConformReport) -> Self {
        let ConformReport { product, standard, suite, profile, level, .. } = report;
        let title = |with: &str| {
            format!(
                "{} {}: VUM {} {profile} {with} {level}",
                product.name, product.version, standard.release
            )
        };
        let (nl, en) = report.outcome.words();
        let mut facts = vec![
            (out::Text::new("Uitkomst", "Outcome"), out::Text::new(nl, en)),
            (
                out::Text::new("Product", "Product"),
                out::Text::same(format!("{} {}", product.name, product.version)),
            ),
        ];
        if let Some(digest) = &product.digest {
            facts.push((
                out::Text::new("Digest van het product", "Digest of the product"),
                out::Text::same(digest),
            ));
        }
        facts.extend([
            (
                out::Text::new("Release", "Release"),
                out::Text::same(format!("VUM {}", standard.release)),
            ),
            (out::Text::new("Profiel", "Profile"), out::Text::same(profile)),
            (out::Text::new("Niveau", "Level"), out::Text::same(level)),
            (out::Text::new("Datum", "Date"), out::Text::same(&report.on)),
            (
                out::Text::new("Testsuite", "Suite"),
                out::Text::same(format!("{} (sha256:{})", suite.version, suite.sha256)),
            ),
            (
                out::Text::new("Standaard", "Standard"),
                out::Text::same(format!("sha256:{}", standard.sha256)),
            ),
        ]);
        let named: BTreeSet<&str> =
            report.cases().flat_map(|it| &it.findings).map(|it| it.rule.as_str()).collect();
        let mut notes = vec![out::Text::from(&report.statement)];
        notes.extend(report.not_tested.iter().map(|it| {
            out::Text::new(format!("Niet getest: {}", it.nl), format!("Not tested: {}", it.en))
        }));
        Self {
            tool: out::Tool {
                name: report.tool.name.clone(),
                version: report.tool.version.clone(),
            },
            title: out::Text::new(title("niveau"), title("level")),
            verdict: report.outcome.into(),
            facts,
            suites: report
                .suites
                .iter()
                .map(|it| out::Suite {
                    id: it.id.clone(),
                    title: (&it.title).into(),
                    cases: it.cases.iter().map(case).collect(),
                })
                .collect(),
            rules: named.into_iter().filter_map(rules::rule).map(rule).collect(),
            notes,
            unlisted: report.cases().map(|it| it.more).sum(),
        }
    }
}

fn case(case: &Case) -> out::Case {
    let reason = || case.reason.as_ref().map(out::Text::from).unwrap_or_default();
    out::Case {
        id: case.id.clone(),
        title: (&case.title).into(),
        requirements: case.requirements.clone(),
        outcome: match case.outcome {
            CaseOutcome::Passed => out::Outcome::Passed,
            CaseOutcome::Warned => out::Outcome::Warned,
            CaseOutcome::Failed => out::Outcome::Failed,
            CaseOutcome::Errored => out::Outcome::Errored(reason()),
            CaseOutcome::Skipped => {
                out::Outcome::Skipped { reason: reason(), mandatory: case.mandatory }
            }
        },
        findings: case.findings.iter().map(finding).collect(),
    }
}

fn finding(finding: &Finding) -> out::Finding {
    let with = |text: &str| match &finding.subject {
        Some(subject) => format!("{text} ({subject})"),
        None => text.to_owned(),
    };
    out::Finding {
        rule: finding.rule.clone(),
        severity: finding.severity.into(),
        text: out::Text::new(with(&finding.text.nl), with(&finding.text.en)),
        help: (&finding.help).into(),
        place: Some(out::Place {
            pointer: finding.pointer.clone(),
            attribute: finding.attribute.clone(),
            ..out::Place::default()
        }),
    }
}

fn rule(rule: &'static vum::Rule) -> out::Rule {
    out::Rule {
        id: rule.id.to_owned(),
        severity: Severity::from(rule.severity).into(),
        purpose: out::Text::new(rule.purpose.nl, rule.purpose.en),
        help: out::Text::new(rule.help.nl, rule.help.en),
    }
}
