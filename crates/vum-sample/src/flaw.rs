//! What can be wrong with a single value, and the rule that finds it.

use vum_model::{AbsentReason, Bounds, CodeForm, CodeList, TextForm, Value};

use crate::plan::json_text;

/// A way to spoil a value, so that exactly one rule finds it.
#[derive(Clone, Debug)]
pub(crate) struct Flaw {
    /// Id of the rule.
    pub(crate) rule: &'static str,
    pub(crate) how: How,
}

/// How a value is spoilt.
#[derive(Clone, Debug)]
pub(crate) enum How {
    /// It is replaced by one of these JSON texts.
    By(Vec<String>),
    /// It is made longer than this many characters.
    Longer(usize),
    /// It is changed until it no longer satisfies its form.
    Break,
    /// A whole number gets a fraction or exponent.
    Fraction,
}

/// The rule on a name that does not belong here.
pub(crate) fn absence(reason: &AbsentReason) -> &'static str {
    match reason {
        AbsentReason::Removed { .. } => "removed-attribute",
        AbsentReason::Introduced { .. } => "later-attribute",
        AbsentReason::OtherProfile { .. } => "other-message",
    }
}

/// What stands for a list that is none.
pub(crate) fn of_list() -> [Flaw; 2] {
    [by("wrong-type", &["\"onbekend\"", "{}", "1"]), by("null-value", &["null"])]
}

/// What can be wrong with a value of an attribute.
pub(crate) fn of_value(value: &Value, list: Option<&CodeList>) -> Vec<Flaw> {
    let mut flaws = vec![by("null-value", &["null"])];
    match value {
        Value::Text(form) | Value::Uri(form) => text(form, &mut flaws),
        Value::Integer(bounds) => integer(bounds, &mut flaws),
        Value::Boolean => flaws.push(by("wrong-type", &["\"ja\"", "1"])),
        Value::Date => {
            flaws.push(by("wrong-type", &["20250131", "true"]));
            let forms =
                ["\"31-01-2025\"", "\"2025-1-31\"", "\"20250131\"", "\"2025-01-31T00:00:00Z\""];
            flaws.push(by("date-form", &forms));
            let impossible =
                ["\"2023-02-29\"", "\"2024-04-31\"", "\"2022-13-01\"", "\"2021-06-31\""];
            flaws.push(by("date-calendar", &impossible));
            let partial = ["\"2021-00-00\"", "\"2024-05-00\"", "\"0000-07-16\""];
            flaws.push(by("date-partial", &partial));
        }
        Value::Shape(_) => flaws.push(by("wrong-type", &["\"onbekend\"", "[]", "0"])),
        Value::Label { .. } => {
            flaws.push(by("wrong-type", &["24105", "{}"]));
            let strange = "Vlot uit de slaapkamer komen";
            if list.is_some_and(|list| {
                list.codes.iter().all(|it| it.label.as_deref() != Some(strange))
            }) {
                flaws.push(Flaw { rule: "unknown-label", how: How::By(vec![json_text(strange)]) });
            }
        }
        Value::Code { form, .. } => code(form, list, &mut flaws),
    }
    flaws
}

fn by(rule: &'static str, values: &[&str]) -> Flaw {
    Flaw { rule, how: How::By(values.iter().map(|it| (*it).to_owned()).collect()) }
}

fn text(form: &TextForm, flaws: &mut Vec<Flaw>) {
    flaws.push(by("wrong-type", &["42", "true", "{}"]));
    if form.pattern.is_some() {
        flaws.push(Flaw { rule: "pattern", how: How::Break });
        return;
    }
    if let Some(max) = form.max_length.and_then(|max| usize::try_from(max).ok()) {
        flaws.push(Flaw { rule: "max-length", how: How::Longer(max) });
    }
    if form.min_length.is_some_and(|min| min > 1) {
        flaws.push(by("min-length", &["\"x\""]));
    }
}

fn integer(bounds: &Bounds, flaws: &mut Vec<Flaw>) {
    flaws.push(by("wrong-type", &["\"12\"", "true", "[1]"]));
    number(flaws);
    if let Some(below) = bounds.min.and_then(|min| min.checked_sub(1)) {
        flaws.push(by("minimum", &[below.to_string().as_str()]));
    }
    if let Some(above) = bounds.max.and_then(|max| max.checked_add(1)) {
        flaws.push(by("maximum", &[above.to_string().as_str()]));
    }
}

fn number(flaws: &mut Vec<Flaw>) {
    flaws.push(Flaw { rule: "integer-form", how: How::Fraction });
    flaws.push(by("integer-range", &["99999999999999999999"]));
}

fn code(form: &CodeForm, list: Option<&CodeList>, flaws: &mut Vec<Flaw>) {
    let closed = list.is_some_and(|list| list.closed);
    match form {
        // Of a closed list a code with a wrong form is unknown too: that would be two findings.
        CodeForm::Text(form) if !closed => text(form, flaws),
        CodeForm::Integer(bounds) if !closed => integer(bounds, flaws),
        CodeForm::Text(_) => flaws.push(by("wrong-type", &["1", "false"])),
        CodeForm::Integer(_) => {
            flaws.push(by("wrong-type", &["\"1\"", "true"]));
            number(flaws);
        }
    }
    let Some(list) = list.filter(|_| closed) else { return };
    let free = |code: &&str| {
        list.codes.iter().all(|it| it.code != *code)
            && list.absent.iter().all(|it| it.code != *code)
    };
    let plain = match form {
        CodeForm::Text(form) => {
            form.pattern.is_none() && form.max_length.is_none_or(|max| max >= 2)
        }
        CodeForm::Integer(bounds) => {
            bounds.min.is_none_or(|min| min <= 5) && bounds.max.is_none_or(|max| max >= 97)
        }
    };
    let written = |code: &&str| match form {
        CodeForm::Text(_) => json_text(code),
        CodeForm::Integer(_) => (*code).to_owned(),
    };
    let strange: &[&str] = match form {
        CodeForm::Text(_) => &["X", "99", "Q7", "?"],
        CodeForm::Integer(_) => &["5", "7", "42", "97"],
    };
    let strange: Vec<String> = strange.iter().filter(|it| plain && free(it)).map(written).collect();
    if !strange.is_empty() {
        flaws.push(Flaw { rule: "unknown-code", how: How::By(strange) });
    }
    let gone: Vec<String> = list.absent.iter().filter_map(|it| absent(&it.code, form)).collect();
    if !gone.is_empty() {
        flaws.push(Flaw { rule: "absent-code", how: How::By(gone) });
    }
}

/// A code that the release does not have, where its form would be right.
fn absent(code: &str, form: &CodeForm) -> Option<String> {
    match form {
        CodeForm::Text(TextForm { min_length: None, max_length: None, pattern: None }) => {
            Some(json_text(code))
        }
        CodeForm::Integer(Bounds { min: None, max: None }) => {
            code.parse::<i64>().ok().map(|code| code.to_string())
        }
        _ => None,
    }
}
