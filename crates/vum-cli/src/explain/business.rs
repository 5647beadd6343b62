//! Rules above the contract.

use vum_model::{BusinessRule, RuleCheck, RuleCondition, RuleSeverity, RuleTest};

use super::Explainer;
use super::page::Page;
use crate::language::Speech;

impl Explainer<'_> {
    pub(super) fn business(&self, rule: &BusinessRule, page: &mut Page) {
        let speech = self.speech;
        page.title(&rule.id, speech.pick("regel boven het contract", "rule above the contract"));
        page.paragraph(speech.text(&rule.purpose));
        page.field(speech.pick("Ernst", "Severity"), severity(rule.severity, speech));
        page.field(speech.pick("Dimensie", "Dimension"), rule.dimension.word());
        page.field("Status", status(rule, speech));
        page.field(speech.pick("Herkomst", "Origin"), speech.text(&rule.source));
        page.field("Releases", &releases(rule, speech));
        page.field(speech.pick("Gaat over", "About"), &rule.entities().join(", "));
        page.field(speech.pick("Vraagt", "Asks"), &asks(&rule.check, speech));
        if let Some(rationale) = &rule.rationale {
            page.field(speech.pick("Grens", "Limit"), speech.text(rationale));
        }
        page.field(speech.pick("Tekst", "Text"), speech.text(&rule.text));
        page.field(speech.pick("Advies", "Help"), speech.text(&rule.help));
        let place = self.model.location(rule.place);
        let place = format!("{}:{}", place.path, place.line);
        page.field(speech.pick("Staat in", "Written in"), &place);
        page.paragraph(&setting(rule, speech));
        let example = &rule.example;
        let of = format!("{}, {}", example.message, example.release);
        let on = example.on.map_or_else(String::new, |on| {
            format!(", {} {on}", speech.pick("peildatum", "day of reference"))
        });
        page.heading(&format!("{} ({of}{on})", speech.pick("Goed", "Good")));
        page.verbatim(&example.good);
        page.heading(&format!(
            "{} ({of}{on}; {} {})",
            speech.pick("Fout", "Bad"),
            speech.pick("gevonden op", "found at"),
            example.pointer
        ));
        page.verbatim(&example.bad);
    }
}

/// How the rule is put to use.
fn setting(rule: &BusinessRule, speech: Speech) -> String {
    let asked = if rule.normative { "--rules normative, --rules all" } else { "--rules all" };
    let day = if rule.check.needs_day() { speech.pick(" en --on", " and --on") } else { "" };
    speech.pick(
        format!("Beoordeeld door vum validate met {asked}{day}, of een bestand dat haar noemt."),
        format!("Judged by vum validate with {asked}{day}, or a file that names it."),
    )
}

pub(crate) fn severity(severity: RuleSeverity, speech: Speech) -> &'static str {
    match severity {
        RuleSeverity::Error => speech.pick("fout", "error"),
        RuleSeverity::Warning => speech.pick("waarschuwing", "warning"),
        RuleSeverity::Info => "info",
    }
}

pub(crate) fn status(rule: &BusinessRule, speech: Speech) -> &'static str {
    if rule.normative {
        speech.pick(
            "normatief: de gegevensstandaard zegt het",
            "normative: the dictionary (gegevensstandaard) states it",
        )
    } else {
        speech.pick("voorstel", "proposal")
    }
}

pub(crate) fn releases(rule: &BusinessRule, speech: Speech) -> String {
    let introduced = rule.introduced;
    match rule.removed {
        None => speech.pick(format!("vanaf {introduced}"), format!("from {introduced} on")),
        Some(removed) => speech.pick(
            format!("vanaf {introduced}, tot {removed}"),
            format!("from {introduced} on, until {removed}"),
        ),
    }
}

/// What a check asks, as a sentence.
pub(crate) fn asks(check: &RuleCheck, speech: Speech) -> String {
    let list = |ids: &[String]| ids.join(", ");
    match check {
        RuleCheck::NotBefore { date, than } => speech
            .pick(format!("{date} is niet voor {than}"), format!("{date} is not before {than}")),
        RuleCheck::AtMost { number, than } => speech.pick(
            format!("{number} is niet groter dan {than}"),
            format!("{number} is not greater than {than}"),
        ),
        RuleCheck::Least { attributes, limit } => speech.pick(
            format!("ten minste {limit}: {}", list(attributes)),
            format!("{limit} at least: {}", list(attributes)),
        ),
        RuleCheck::Greatest { attributes, limit } => speech.pick(
            format!("ten hoogste {limit}: {}", list(attributes)),
            format!("{limit} at most: {}", list(attributes)),
        ),
        RuleCheck::NotAfterDay { attributes } => speech.pick(
            format!("niet na de peildatum: {}", list(attributes)),
            format!("not after the day of reference: {}", list(attributes)),
        ),
        RuleCheck::NotBeforeDay { attributes } => speech.pick(
            format!("niet voor de peildatum: {}", list(attributes)),
            format!("not before the day of reference: {}", list(attributes)),
        ),
        RuleCheck::Implies { when, then } => {
            let all = |conditions: &[RuleCondition]| {
                let told: Vec<String> = conditions.iter().map(|it| condition(it, speech)).collect();
                told.join(speech.pick(" en ", " and "))
            };
            speech.pick(
                format!("als {}, dan {}", all(when), all(then)),
                format!("if {}, then {}", all(when), all(then)),
            )
        }
        RuleCheck::Contains { lists, attribute, code } => speech.pick(
            format!("{} heeft een element met {attribute} = {code}", list(lists)),
            format!("{} has an element with {attribute} = {code}", list(lists)),
        ),
        RuleCheck::Distinct { attributes } => speech.pick(
            format!("geen gelijke elementen: {}", list(attributes)),
            format!("no equal elements: {}", list(attributes)),
        ),
        RuleCheck::Present { attributes } => speech.pick(
            format!("aanwezig in een element waarin iets staat: {}", list(attributes)),
            format!("present in an element that holds something: {}", list(attributes)),
        ),
        RuleCheck::NonEmpty { attributes } => speech.pick(
            format!("niet leeg, waar verplicht: {}", list(attributes)),
            format!("not empty, where required: {}", list(attributes)),
        ),
        RuleCheck::Form { attributes, form } => speech.pick(
            format!("de vorm {}: {}", form.word(), list(attributes)),
            format!("the form {}: {}", form.word(), list(attributes)),
        ),
        RuleCheck::NoPersonalData { messages, attributes, data } => speech.pick(
            format!("niets als {} in {}: {}", data.word(), list(messages), list(attributes)),
            format!("nothing like {} in {}: {}", data.word(), list(messages), list(attributes)),
        ),
    }
}

/// Codes that are named at most; a longer list is cut short.
const CODES: usize = 8;

fn condition(condition: &RuleCondition, speech: Speech) -> String {
    let attributes = condition.attributes.join(speech.pick(" of ", " or "));
    let codes = |codes: &[String]| {
        let mut shown: Vec<&str> = codes.iter().take(CODES).map(String::as_str).collect();
        let more = format!("… ({})", codes.len());
        if codes.len() > CODES {
            shown.push(&more);
        }
        shown.join(", ")
    };
    match &condition.test {
        RuleTest::Is(is) => format!("{attributes} is {}", codes(is)),
        RuleTest::IsNot(is) => {
            format!("{attributes} {} {}", speech.pick("is niet", "is not"), codes(is))
        }
        RuleTest::Present => {
            speech.pick(format!("{attributes} aanwezig is"), format!("{attributes} is present"))
        }
        RuleTest::Absent => {
            speech.pick(format!("{attributes} afwezig is"), format!("{attributes} is absent"))
        }
    }
}
