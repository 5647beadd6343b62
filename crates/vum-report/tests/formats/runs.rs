//! Runs to render.

use vum_report::{Case, Finding, Outcome, Place, Rule, Run, Severity, Suite, Text, Tool, Verdict};

pub fn place(file: &str, line: u64, pointer: &str) -> Option<Place> {
    Some(Place {
        file: file.to_owned(),
        record: Some(line),
        line: Some(line),
        column: Some(7),
        pointer: pointer.to_owned(),
        attribute: Some("adres.postcode".to_owned()),
    })
}

pub fn finding(rule: &str, severity: Severity, place: Option<Place>) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        text: Text::new("12 tekens, hoogstens 6", "12 characters, at most 6"),
        help: Text::new("kort het in", "shorten it"),
        place,
    }
}

pub fn case(id: &str, outcome: Outcome, findings: Vec<Finding>) -> Case {
    let title = Text::new(format!("Over {id}"), format!("About {id}"));
    Case {
        id: id.to_owned(),
        title,
        requirements: vec!["REQ-WZ-001".to_owned()],
        outcome,
        findings,
    }
}

fn rule(id: &str, severity: Severity) -> Rule {
    let purpose = Text::new(format!("Waartoe {id} dient."), format!("What {id} is for."));
    Rule { id: id.to_owned(), severity, purpose, help: Text::new("doe iets", "do something") }
}

/// A run in which everything happens that can happen.
pub fn everything() -> Run {
    let error = |line| {
        finding("max-length", Severity::Error, place("map/a.ndjson", line, "/adres/postcode"))
    };
    let warning = finding("code-expired", Severity::Warning, place("map/a.ndjson", 4, "/x"));
    let nowhere = finding("selection-missed", Severity::Error, None);
    let why = Text::new("het programma antwoordt niet", "the program does not answer");
    let reason = || Text::new("hoort niet bij dit profiel", "not part of this profile");
    Run {
        tool: Tool { name: "vum".to_owned(), version: "0.1.0".to_owned() },
        title: Text::new("Zelftest van Voorbeeld 2.1", "Self-test of Voorbeeld 2.1"),
        verdict: Verdict::Incomplete,
        facts: vec![
            (Text::new("Product", "Product"), Text::same("Voorbeeld 2.1")),
            (Text::new("Peildatum", "Day of reference"), Text::same("2026-11-01")),
        ],
        suites: vec![
            Suite {
                id: "map/a.ndjson".to_owned(),
                title: Text::same("map/a.ndjson"),
                cases: vec![
                    case("record 1", Outcome::Failed, vec![error(1), error(1)]),
                    case("record 4", Outcome::Warned, vec![warning]),
                    case("records", Outcome::Passed, Vec::new()),
                ],
            },
            Suite {
                id: "N3".to_owned(),
                title: Text::new("Selectie", "Selection"),
                cases: vec![
                    case("vraag-1", Outcome::Failed, vec![nowhere]),
                    case("vraag-2", Outcome::Failed, Vec::new()),
                    case("vraag-3", Outcome::Errored(why), Vec::new()),
                    case(
                        "vraag-4",
                        Outcome::Skipped { reason: reason(), mandatory: true },
                        Vec::new(),
                    ),
                    case(
                        "vraag-5",
                        Outcome::Skipped { reason: reason(), mandatory: false },
                        Vec::new(),
                    ),
                    case("vraag-6", Outcome::Passed, Vec::new()),
                ],
            },
        ],
        rules: vec![
            rule("max-length", Severity::Error),
            rule("code-expired", Severity::Warning),
            rule("selection-missed", Severity::Error),
        ],
        notes: vec![Text::new(
            "Dit is een zelftest, geen accreditatie.",
            "This is a self-test, not an accreditation.",
        )],
        unlisted: 3,
    }
}

/// Nothing was wrong, and nothing is told.
pub fn nothing() -> Run {
    Run {
        verdict: Verdict::Passed,
        facts: Vec::new(),
        suites: Vec::new(),
        rules: Vec::new(),
        notes: Vec::new(),
        unlisted: 0,
        ..everything()
    }
}

/// Every text is this one.
pub fn hostile(text: &str) -> Run {
    let mut run = everything();
    let texts = || Text::same(text);
    run.tool = Tool { name: text.to_owned(), version: text.to_owned() };
    run.title = texts();
    run.facts.push((texts(), texts()));
    run.notes.push(texts());
    for rule in &mut run.rules {
        (rule.id, rule.purpose, rule.help) = (text.to_owned(), texts(), texts());
    }
    for suite in &mut run.suites {
        (suite.id, suite.title) = (text.to_owned(), texts());
        for case in &mut suite.cases {
            (case.id, case.title, case.requirements) =
                (text.to_owned(), texts(), vec![text.to_owned()]);
            if let Outcome::Errored(why) | Outcome::Skipped { reason: why, .. } = &mut case.outcome
            {
                *why = texts();
            }
            for finding in &mut case.findings {
                (finding.rule, finding.text, finding.help) = (text.to_owned(), texts(), texts());
                if let Some(place) = &mut finding.place {
                    (place.file, place.pointer) = (text.to_owned(), text.to_owned());
                    place.attribute = Some(text.to_owned());
                }
            }
        }
    }
    run
}

/// Texts that mean something to some format.
pub const HOSTILE: &[&str] = &[
    "",
    "-",
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onload='x",
    "]]> &amp; &#x1b; <![CDATA[",
    "\u{0}\u{1b}[31m\u{8}\u{7f}\u{fffe}\u{ffff}\u{202e}\u{9b}",
    "a\n::error::b\r\n::add-mask::c\n",
    "%0A::warning file=a,line=1::x % , : ",
    "{0} {{x}} {100,200} [link](javascript:alert(1)) \\[x\\]",
    "| a | `b` | **c** <d>\n# e",
    "javascript:alert(1)",
    "a/../../etc/passwd?x#y %zz é 日本",
];

/// One file with so many findings.
pub fn many(number: u64) -> Run {
    let mut run = everything();
    let findings =
        |line| vec![finding("max-length", Severity::Error, place("a.ndjson", line, "/x"))];
    let cases =
        (1..=number).map(|line| case(&format!("record {line}"), Outcome::Failed, findings(line)));
    run.suites =
        vec![Suite { id: "a.ndjson".to_owned(), title: Text::default(), cases: cases.collect() }];
    run
}
