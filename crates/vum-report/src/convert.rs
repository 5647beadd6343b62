//! Rules and findings of the runtime as those of a report.

use vum_runtime::Language;

use crate::model::{Finding, Place, Rule, Severity, Text};

impl From<vum_runtime::Severity> for Severity {
    fn from(severity: vum_runtime::Severity) -> Self {
        match severity {
            vum_runtime::Severity::Info => Self::Info,
            vum_runtime::Severity::Warning => Self::Warning,
            vum_runtime::Severity::Error => Self::Error,
        }
    }
}

/// What the rule says of itself; parameters, which differ by finding, are `…`.
impl From<&vum_runtime::Rule> for Rule {
    fn from(rule: &vum_runtime::Rule) -> Self {
        let whole = |texts: &vum_runtime::rule::Texts| {
            Text::new(without_parameters(texts.nl), without_parameters(texts.en))
        };
        Self {
            id: rule.id.to_owned(),
            severity: rule.severity.into(),
            purpose: whole(&rule.purpose),
            help: whole(&rule.help),
        }
    }
}

/// Without the file and the record, which a finding does not know.
impl From<&vum_runtime::Finding> for Finding {
    fn from(finding: &vum_runtime::Finding) -> Self {
        let position = finding.position();
        Self {
            rule: finding.rule().id.to_owned(),
            severity: finding.severity().into(),
            text: Text::new(finding.text(Language::Nl), finding.text(Language::En)),
            help: Text::new(finding.help(Language::Nl), finding.help(Language::En)),
            place: Some(Place {
                line: position.map(|it| it.line),
                column: position.map(|it| it.column),
                pointer: finding.pointer().to_owned(),
                attribute: finding.attribute().map(str::to_owned),
                ..Place::default()
            }),
        }
    }
}

fn without_parameters(text: &str) -> String {
    let mut whole = String::new();
    let mut parts = text.split('{');
    whole.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once('}') {
            Some((name, rest)) if is_name(name) => {
                whole.push('…');
                whole.push_str(rest);
            }
            _ => {
                whole.push('{');
                whole.push_str(part);
            }
        }
    }
    whole
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_a_rule_are_dots_and_braces_stay() {
        assert_eq!(without_parameters("at most {limit}, not {found}"), "at most …, not …");
        assert_eq!(without_parameters(r#"{"a": {}} {x"#), r#"{"a": {}} {x"#);
    }

    #[test]
    fn every_rule_has_texts_in_both_languages() {
        for rule in vum_runtime::RULES {
            let rule = Rule::from(*rule);
            assert!(!rule.purpose.nl.is_empty() && !rule.purpose.en.is_empty(), "{}", rule.id);
            assert!(!rule.help.en.contains('{'), "{}: {}", rule.id, rule.help.en);
        }
    }
}
