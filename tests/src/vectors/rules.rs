//! Rules above the contract: for every rule and release a message that it finds and one that it
//! accepts, made of the two examples of the rule.
//!
//! What is found is what the rule says of its own example: its id, its severity and the place that
//! the example names.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use vum_model::{BusinessRule, Model, Release, RuleSeverity};
use vum_vectors::{Expected, Vector, VectorFile};

use super::frame::Frame;
use super::remarks::{expected, remarks};
use super::{layout, short};
use crate::facts::{self, BRON};
use crate::oracle::Judge;
use crate::profile::{Kind, Profile};
use crate::xml;

/// The files of every release, by their path.
///
/// # Panics
/// If an example cannot be a message of a release that has the rule.
#[must_use]
pub fn files(model: &Model) -> BTreeMap<String, VectorFile> {
    let mut files = BTreeMap::new();
    for number in facts::releases() {
        let version = vum_model::Version::parse(number).expect("a number");
        let release = model.release(version).expect("a release");
        for rule in &release.rules {
            let (topic, requirement) = topic(&rule.id);
            let maker = Maker { number, release: &release, rule };
            for vector in maker.vectors() {
                let folder = if vector.valid { "valid" } else { "invalid" };
                let message = &rule.example.message;
                let path = format!("{number}/{message}/{folder}/{BRON}-rules-{topic}.json");
                let file = files.entry(path).or_insert_with(|| VectorFile {
                    description: format!("Rules above the contract: {topic}"),
                    release: (*number).to_owned(),
                    message: message.clone(),
                    role: BRON.to_owned(),
                    requirements: vec![requirement.to_owned()],
                    tests: Vec::new(),
                });
                file.tests.push(vector);
            }
        }
    }
    files
}

/// The topic of a rule, and the requirement that it is about.
fn topic(id: &str) -> (&'static str, &'static str) {
    match id {
        "dutch-missing" => ("dutch", "REQ-RULE-001"),
        "sign-language-not-oral" => ("sign-language", "REQ-RULE-002"),
        "contact-data-missing" | "contact-data-unannounced" => ("contact", "REQ-RULE-003"),
        "diploma-date-without-diploma" | "certificate-date-without-certificate" => {
            ("diploma", "REQ-RULE-005")
        }
        "hours-minimum-above-maximum" => ("hours", "REQ-RULE-006"),
        "empty-id" => ("ids", "REQ-RULE-007"),
        "language-without-code" => ("language-code", "REQ-RULE-008"),
        "postcode-capitals"
        | "postcode-not-issued"
        | "email-form"
        | "telephone-form"
        | "url-form" => ("forms", "REQ-RULE-009"),
        "sbi-zero" => ("numbers", "REQ-RULE-010"),
        "competentnl-occupation-form" | "competence-uri" => ("competentnl", "REQ-RULE-011"),
        "duplicate-element" => ("duplicates", "REQ-RULE-014"),
        "hours-above-limit" | "travel-distance-above-limit" => ("limits", "REQ-RULE-015"),
        _ if id.starts_with("free-text-") => ("free-text", "REQ-RULE-012"),
        _ if id.ends_with("-in-future") || id.ends_with("-ended") || id.ends_with("-closed") => {
            ("today", "REQ-RULE-013")
        }
        _ if id.contains("-before-") => ("periods", "REQ-RULE-004"),
        _ => panic!("which requirement is {id} about? Say it here and in requirements.csv"),
    }
}

struct Maker<'a> {
    number: &'a str,
    release: &'a Release,
    rule: &'a BusinessRule,
}

impl Maker<'_> {
    fn vectors(&self) -> Vec<Vector> {
        let example = &self.rule.example;
        let pointer = self.spelled(&example.pointer);
        let good = self.message(&example.good);
        let bad = self.message(&example.bad);
        let severity = match self.rule.severity {
            RuleSeverity::Info => "info",
            RuleSeverity::Warning => "warning",
            RuleSeverity::Error => "error",
        };
        let mut found =
            vec![Expected { severity: severity.to_owned(), ..expected(&self.rule.id, &pointer) }];
        if self.rule.id == "empty-id" {
            found.push(expected("empty-value", &pointer));
        }
        // What is missing has its place all the same.
        let place = bad.pointer(pointer.rsplit_once('/').map_or("", |(parent, _)| parent));
        assert!(place.is_some(), "{} {}: nothing at {pointer} in {bad}", self.number, self.rule.id);
        let mut vectors = vec![
            self.vector("goed", "what the rule accepts", &good, "all", Vec::new()),
            self.vector("fout", "what the rule finds", &bad, "all", found.clone()),
        ];
        let (slug, about, found) = if self.rule.normative {
            ("normatief", "the rule is normative, so that it is applied alone too", found)
        } else {
            found.retain(|it| it.rule != self.rule.id);
            ("niet-normatief", "a proposal: among the normative rules it is not", found)
        };
        vectors.push(self.vector(slug, about, &bad, "normative", found));
        vectors
    }

    /// A text with names as the release spells them; and where the match of an older release does
    /// not have an attribute, with another one of the same kind.
    fn spelled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if facts::before(self.number, "2.0.0") {
            text = text.replace("sluitingsdatumVacature", "sluitingsDatumVacature");
        }
        if facts::before(self.number, "3.0.0") && self.rule.id.starts_with("free-text-") {
            text = text.replace("naamInteresse", "naamCursus").replace("interesse", "cursus");
        }
        text
    }

    /// An example as a message of the release: without what the release does not have.
    fn message(&self, example: &str) -> Value {
        let message = &self.rule.example.message;
        let profile = Profile::new(self.number, message, BRON);
        let example: Value = serde_json::from_str(&self.spelled(example)).expect("an example");
        let mut record = fitting(&profile, &profile.root, &example);
        for (name, value) in (Frame { profile: &profile }).minimal(&profile.root) {
            let members = record.as_object_mut().expect("an object");
            members.entry(name).or_insert(value);
        }
        let errors = Judge::of(&profile).errors(&record);
        assert!(errors.is_empty(), "{} {}: {errors:?}\n{record}", self.number, self.rule.id);
        record
    }

    fn vector(
        &self,
        slug: &str,
        about: &str,
        data: &Value,
        rules: &str,
        mut findings: Vec<Expected>,
    ) -> Vector {
        let rule = self.rule;
        let message = self.release.message(&rule.example.message).expect("a message");
        let profile = Profile::new(self.number, &message.id, BRON);
        findings.extend(remarks(&profile, data));
        findings.sort_by(|a, b| (&a.pointer, &a.rule).cmp(&(&b.pointer, &b.rule)));
        let document = xml::document(self.release, message, &layout::sorted(data));
        let part = short(&message.part);
        Vector {
            id: format!("{}-{part}-{}-{BRON}-rule-{}-{slug}", self.number, message.view, rule.id),
            description: format!("{}: {about}", rule.id),
            data: Some(data.clone()),
            xml: document.map(|it| it.trim_end().to_owned()),
            rules: Some(rules.to_owned()),
            on: rule.example.on.map(|it| it.to_string()),
            valid: findings.iter().all(|it| it.severity != "error"),
            findings,
            ..Vector::default()
        }
    }
}

/// The value without attributes that the profile does not have.
fn fitting(profile: &Profile, entity: &str, value: &Value) -> Value {
    let Some(members) = value.as_object() else { return value.clone() };
    let kept = members.iter().filter_map(|(name, value)| {
        let attribute = profile.object(entity).attribute(name)?;
        let one = |value: &Value| match &attribute.kind {
            Kind::Object(inner) => fitting(profile, inner, value),
            _ => value.clone(),
        };
        let value = match value {
            Value::Array(values) => values.iter().map(one).collect(),
            value => one(value),
        };
        Some((name.clone(), value))
    });
    Value::Object(kept.collect::<Map<_, _>>())
}
