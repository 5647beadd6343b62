//! Every rule and every constraint of the standard has a vector that finds it and one that does not;
//! what has none stands in `vectors-exceptions.toml`, with why.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value as Json;
use vum::{Date, Options, Role, Rules};
use vum_model::{
    Attribute, CodeForm, Release, ShapeId, ShapeKind, Standard, TextForm, Value, Version,
};
use vum_tests::facts;
use vum_vectors::{Syntax, VectorFile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    rule: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    id: String,
    why: String,
}

fn exceptions() -> BTreeMap<String, String> {
    let read: Exceptions = toml::from_str(include_str!("../vectors-exceptions.toml")).unwrap();
    let mut found = BTreeMap::new();
    for it in read.rule {
        assert!(!it.why.is_empty(), "{}", it.id);
        assert!(found.insert(it.id.clone(), it.why).is_none(), "{} twice", it.id);
    }
    found
}

fn files() -> Vec<(&'static str, VectorFile)> {
    vum_vectors::vectors().unwrap()
}

#[test]
fn every_rule_has_a_vector_that_finds_it_and_one_that_does_not() {
    let mut firing: BTreeMap<&str, usize> = BTreeMap::new();
    let mut silent: BTreeSet<String> = BTreeSet::new();
    let files = files();
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (_, file) in &files {
        for vector in &file.tests {
            for finding in vector.findings.iter().chain(vector.xml_findings.iter().flatten()) {
                told.insert(finding.rule.clone());
            }
            // A rule above the contract does not fire only where it is applied.
            if vector.rules.as_deref() == Some("all") && vector.id.ends_with("-goed") {
                let rule = vector.id.split("-rule-").nth(1).unwrap();
                silent.insert(rule.trim_end_matches("-goed").to_owned());
            }
        }
    }
    for rule in &told {
        *firing.entry(rule).or_default() += 1;
    }
    // Rules of the contract are always applied: a valid vector without findings is one that they do
    // not find, in the syntax that they are about.
    let clean = |syntax: Syntax| {
        let vectors = files.iter().flat_map(|(_, file)| &file.tests);
        vectors.into_iter().any(|it| it.findings.is_empty() && it.bytes(syntax).is_some())
    };
    assert!(clean(Syntax::Json) && clean(Syntax::Xml));
    let exceptions = exceptions();
    let known: Vec<&str> = vum::RULES.iter().map(|it| it.id).collect();
    let above: Vec<&str> = vum::rules().map(|it| it.rule.id).collect();
    for rule in known.iter().chain(&above) {
        let fires = firing.contains_key(rule);
        let excepted = exceptions.contains_key(*rule);
        assert!(fires != excepted, "{rule}: fires {fires}, excepted {excepted}");
    }
    for rule in &above {
        assert!(silent.contains(*rule), "{rule}: no vector that it accepts");
    }
    for rule in told.iter().chain(exceptions.keys()) {
        let is_known = known.contains(&rule.as_str()) || above.contains(&rule.as_str());
        assert!(is_known, "{rule} is no rule");
    }
}

/// A constraint: an attribute, and the rule that finds what breaks it.
type Constraint = (String, &'static str);

/// The constraints of every message of a release that vectors of messages are about.
fn constraints(release: &Release) -> BTreeSet<Constraint> {
    let mut found = BTreeSet::new();
    for message in &release.messages {
        if facts::messages(&release.info.version.to_string()).contains(&message.id.as_str()) {
            shape(release, message.root, &mut BTreeSet::new(), &mut found);
        }
    }
    found
}

fn shape(
    release: &Release,
    id: ShapeId,
    seen: &mut BTreeSet<usize>,
    found: &mut BTreeSet<Constraint>,
) {
    if !seen.insert(id.0) {
        return;
    }
    match &release.shape(id).unwrap().kind {
        ShapeKind::Choice { variants } => {
            for variant in variants {
                shape(release, variant.shape, seen, found);
            }
        }
        ShapeKind::Record { attributes, .. } => {
            for attribute in attributes {
                for rule in rules(release, attribute) {
                    found.insert((attribute.id.clone(), rule));
                }
                if let Value::Shape(inner) = &attribute.value {
                    shape(release, *inner, seen, found);
                }
            }
        }
    }
}

/// The rules that can find something in the value of an attribute.
fn rules(release: &Release, attribute: &Attribute) -> Vec<&'static str> {
    let mut rules = vec!["wrong-type", "null-value"];
    if !attribute.required.is_empty() {
        rules.push("required");
    }
    if attribute.deprecated.is_some() {
        rules.push("deprecated-attribute");
    }
    let text = |form: &TextForm, rules: &mut Vec<&'static str>| {
        // A pattern that bounds the length finds what is too long.
        if form.max_length.is_some() && form.pattern.as_deref().is_none_or(|it| it.ends_with("+$"))
        {
            rules.push("max-length");
        }
        rules.extend(form.pattern.is_some().then_some("pattern"));
    };
    match &attribute.value {
        Value::Text(form) | Value::Uri(form) => text(form, &mut rules),
        Value::Label { .. } => rules.push("unknown-label"),
        Value::Integer(_) => rules.extend(["minimum", "maximum", "integer-form"]),
        Value::Boolean => rules.push("boolean-form"),
        Value::Date => rules.extend(["date-form", "date-calendar", "date-partial"]),
        Value::Code { list, form } => {
            let closed = release.code_lists[list].closed;
            match form {
                CodeForm::Text(form) if !closed => text(form, &mut rules),
                CodeForm::Integer(_) if !closed => {
                    rules.extend(["minimum", "maximum", "integer-form"])
                }
                CodeForm::Integer(_) => rules.push("integer-form"),
                CodeForm::Text(_) => {}
            }
            rules.extend(closed.then_some("unknown-code"));
        }
        Value::Shape(id) => {
            if let ShapeKind::Choice { .. } = release.shape(*id).unwrap().kind {
                rules.extend(["choice-none", "choice-many"]);
            }
        }
    }
    rules
}

/// Attribute and rule of what is found, by release.
type Fires = BTreeMap<String, BTreeSet<(String, String)>>;

/// What the vectors of each release find, by the attribute that the reader names, and the attributes
/// that stand in a vector without a finding.
fn shown() -> (Fires, BTreeMap<String, BTreeSet<String>>) {
    let model = Standard::embedded().resolve().model.unwrap();
    let mut fires: Fires = BTreeMap::new();
    let mut silent: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, file) in files() {
        let role: Role = file.role.parse().unwrap();
        let found = vum::messages().find(|it| it.release == file.release && it.id == file.message);
        let Some(message) = found else { continue };
        let release = model.release(Version::parse(&file.release).unwrap()).unwrap();
        for vector in file.tests.iter().filter(|it| it.rules.is_none()) {
            for syntax in [Syntax::Json, Syntax::Xml] {
                let Some(text) = vector.bytes(syntax) else { continue };
                let options = Options { rules: Rules::None, ..Options::new(role) };
                let report = message.judge(&text, options);
                let fires = fires.entry(file.release.clone()).or_default();
                for finding in report.findings() {
                    // The second key of a choice, and what a choice lacks, belong to the attribute
                    // around it.
                    let attribute = finding.attribute().unwrap_or_default().to_owned();
                    let rule = finding.rule().id.to_owned();
                    if rule.starts_with("choice-") {
                        let steps =
                            finding.pointer().split('/').filter(|it| it.parse::<u8>().is_err());
                        let steps: Vec<&str> = steps.collect();
                        let back = usize::from(rule == "choice-many");
                        fires.insert((steps[steps.len() - 1 - back].to_owned(), rule));
                    } else {
                        fires.insert((attribute, rule));
                    }
                }
                if report.findings().is_empty()
                    && let (Syntax::Json, Some(data)) = (syntax, &vector.data)
                {
                    let root = release.message(&file.message).unwrap().root;
                    let silent = silent.entry(file.release.clone()).or_default();
                    present(&release, root, data, silent);
                }
            }
        }
    }
    (fires, silent)
}

fn present(release: &Release, id: ShapeId, value: &Json, found: &mut BTreeSet<String>) {
    match &release.shape(id).unwrap().kind {
        ShapeKind::Choice { variants } => {
            for variant in variants {
                if let Some(value) = value.get(&variant.wrapper) {
                    present(release, variant.shape, value, found);
                }
            }
        }
        ShapeKind::Record { attributes, .. } => {
            for attribute in attributes {
                let Some(value) = value.get(&attribute.name) else { continue };
                found.insert(attribute.id.clone());
                let Value::Shape(inner) = attribute.value else { continue };
                match value {
                    Json::Array(values) => {
                        values.iter().for_each(|value| present(release, inner, value, found));
                    }
                    value => present(release, inner, value, found),
                }
            }
        }
    }
}

#[test]
fn every_constraint_has_a_vector_that_finds_it_and_one_that_does_not() {
    let model = Standard::embedded().resolve().model.unwrap();
    let (fires, silent) = shown();
    let mut told = Vec::new();
    let mut count = 0;
    for number in facts::releases() {
        let release = model.release(Version::parse(number).unwrap()).unwrap();
        let (fires, silent) = (&fires[*number], &silent[*number]);
        for (attribute, rule) in constraints(&release) {
            count += 1;
            let name = attribute.rsplit('.').next().unwrap().to_owned();
            let key = if rule.starts_with("choice-") { name } else { attribute.clone() };
            if !fires.contains(&(key, rule.to_owned())) {
                told.push(format!("{number}: nothing fires {rule} at {attribute}"));
            }
            // What is deprecated is always remarked upon.
            if !silent.contains(&attribute)
                && !fires.contains(&(attribute.clone(), "deprecated-attribute".into()))
            {
                told.push(format!("{number}: {attribute} is in no vector without findings"));
            }
        }
    }
    let first: Vec<&str> = told.iter().take(40).map(String::as_str).collect();
    assert!(told.is_empty(), "{} of {count}\n{}", told.len(), first.join("\n"));
    println!("{count} constraints");
    assert!(count > 1500, "{count}");
}

/// What `--on` takes is a day of the calendar.
#[test]
fn days_of_reference_are_days() {
    for (_, file) in files() {
        for day in file.tests.iter().filter_map(|it| it.on.as_deref()) {
            assert!(Date::from_text(day).is_valid(), "{day}");
        }
    }
}
