//! One change for every attribute and constraint, just inside and just outside.
//!
//! What is found follows from what the change is; no reader is asked.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use vum_vectors::Expected;

use super::frame::{Frame, Place, places};
use super::realistic;
use super::remarks::expected;
use crate::facts::Facts;
use crate::patterns::Form;
use crate::pointer;
use crate::profile::{Attribute, Kind, Profile};
use crate::rng::Rng;

/// A text that is longer is written in JSON only: it would say nothing more in XML.
const LONG: u64 = 400;

/// A change to a message.
#[derive(Clone, Debug)]
pub struct Case {
    /// The entity that it is about.
    pub entity: String,
    /// What sets it apart, for its id.
    pub slug: String,
    /// What is special about it.
    pub description: String,
    /// The whole message.
    pub data: Value,
    /// What is found, beside the [remarks](super::remarks).
    pub findings: Vec<Expected>,
    /// How XML says it.
    pub xml: InXml,
}

/// How XML says what a change does in JSON.
#[derive(Clone, Debug)]
pub enum InXml {
    /// Not at all, or not the same.
    No,
    /// The same, with the same findings.
    Same,
    /// The same, with these findings in the place of those in JSON.
    Other(Vec<Expected>),
}

/// The cases of a message, as one role sees it. `seen` holds what other messages of the release and
/// part have shown already.
///
/// # Panics
/// If a pattern is not known.
#[must_use]
pub fn cases(profile: &Profile, seen: &mut BTreeSet<String>) -> Vec<Case> {
    let mut cases = Vec::new();
    for place in places(profile) {
        let object = profile.object(&place.entity);
        for attribute in &object.attributes {
            let shape = format!("{} {attribute:?}", place.entity);
            // Whether it is required differs by message and role, and has vectors of its own.
            let shape = shape.replace("required: true", "required: false");
            if seen.insert(shape) {
                let mut maker = Maker::new(profile, &place, attribute);
                maker.attribute();
                cases.extend(maker.cases);
            }
        }
        if seen.insert(format!("{} {:?}", place.entity, object.open)) {
            cases.extend(names(profile, &place));
        }
    }
    cases
}

/// Names that an object does not have.
fn names(profile: &Profile, place: &Place) -> Vec<Case> {
    let frame = Frame { profile };
    let something = frame.something(&place.entity);
    let mut cases = Vec::new();
    let mut push =
        |slug: &str, description: &str, members: Map<String, Value>, rule: &str, name: &str| {
            let at = pointer::member(&place.pointer, name);
            cases.push(Case {
                entity: place.entity.clone(),
                slug: slug.to_owned(),
                description: description.to_owned(),
                data: frame.around(place, Value::Object(members)),
                findings: vec![expected(rule, at)],
                xml: if rule == "unknown-attribute" { InXml::Same } else { InXml::No },
            });
        };
    let mut more = something.clone();
    more.insert("volgnummer".into(), 1.into());
    push("onbekend", "a name that no release knows", more, "unknown-attribute", "…");
    let attributes = &profile.object(&place.entity).attributes;
    // Not a required one: that would be missing too.
    if let Some(attribute) = attributes.iter().find(|it| !it.required) {
        let mut members = something;
        members.remove(&attribute.name);
        let shouted = attribute.name.to_uppercase();
        members.insert(shouted, frame.value(&place.entity, attribute));
        push("hoofdletters", "a name with other capitals", members, "attribute-case", "…");
    }
    cases
}

struct Maker<'a> {
    profile: &'a Profile,
    place: &'a Place,
    attribute: &'a Attribute,
    /// The pointer of the attribute, and that of its (first) value.
    at: String,
    value_at: String,
    cases: Vec<Case>,
    rng: Rng,
}

impl<'a> Maker<'a> {
    fn new(profile: &'a Profile, place: &'a Place, attribute: &'a Attribute) -> Self {
        let at = pointer::member(&place.pointer, &attribute.name);
        let value_at = if attribute.many { pointer::element(&at, 0) } else { at.clone() };
        let rng = Rng::named(1, &format!("{} {}", place.entity, attribute.name));
        Self { profile, place, attribute, at, value_at, cases: Vec::new(), rng }
    }

    fn frame(&self) -> Frame<'a> {
        Frame { profile: self.profile }
    }

    /// A case with this value as the whole of the attribute.
    fn whole(&mut self, slug: &str, about: &str, value: Value, found: Vec<Expected>, xml: InXml) {
        let data = self.frame().message(self.place, vec![(&self.attribute.name, value)]);
        self.cases.push(Case {
            entity: self.place.entity.clone(),
            slug: format!("{}-{slug}", self.attribute.name),
            description: format!("{}: {about}", self.attribute.name),
            data,
            findings: found,
            xml,
        });
    }

    /// A case with this value, in a list where the attribute is one.
    fn one(&mut self, slug: &str, about: &str, value: Value, rule: Option<&str>, xml: InXml) {
        let value = if self.attribute.many { json!([value]) } else { value };
        let found = rule.map(|rule| expected(rule, &self.value_at)).into_iter().collect();
        self.whole(slug, about, value, found, xml);
    }

    fn good(&mut self, slug: &str, about: &str, value: Value) {
        self.one(slug, about, value, None, InXml::Same);
    }

    fn bad(&mut self, slug: &str, about: &str, value: Value, rule: &str) {
        self.one(slug, about, value, Some(rule), InXml::Same);
    }

    /// A value of another type, which in XML breaks another rule, or none.
    fn other_type(&mut self, slug: &str, about: &str, value: Value, in_xml: Option<&str>) {
        let xml =
            in_xml.map_or(InXml::No, |rule| InXml::Other(vec![expected(rule, &self.value_at)]));
        self.one(slug, about, value, Some("wrong-type"), xml);
    }

    fn attribute(&mut self) {
        self.one("null", "null, which is no value", Value::Null, Some("null-value"), InXml::No);
        if self.attribute.many {
            let (at, one) = (self.at.clone(), self.frame().one(&self.place.entity, self.attribute));
            self.whole(
                "lijst-null",
                "null where a list should be",
                Value::Null,
                vec![expected("null-value", &at)],
                InXml::No,
            );
            self.whole(
                "geen-lijst",
                "one value without a list around it",
                one.clone(),
                vec![expected("wrong-type", &at)],
                InXml::No,
            );
            self.whole(
                "lege-lijst",
                "an empty list, which counts as absent",
                json!([]),
                vec![expected("empty-value", &at)],
                InXml::No,
            );
            self.whole("twee", "two elements", json!([one, one]), Vec::new(), InXml::Same);
        } else {
            let one = self.frame().one(&self.place.entity, self.attribute);
            let at = self.at.clone();
            self.whole(
                "lijst",
                "a list of one where no list should be",
                json!([one]),
                vec![expected("wrong-type", &at)],
                InXml::No,
            );
        }
        match self.attribute.kind.clone() {
            Kind::Text { max, pattern, .. } => self.text(max, pattern.as_deref()),
            Kind::Integer { min, max } => self.integer(min, max),
            Kind::Boolean => self.boolean(),
            Kind::Date => self.date(),
            Kind::Codes(values) => self.codes(&values),
            Kind::Object(entity) => self.object(&entity),
            Kind::Choice(of) => self.choice(&of),
        }
    }

    fn text(&mut self, max: Option<u64>, pattern: Option<&str>) {
        let usual = realistic::value(self.profile, &self.place.entity, self.attribute);
        self.good("gewoon", "a plausible value", usual);
        self.other_type("getal", "a number where a text should be", json!(12), None);
        self.other_type(
            "object",
            "an object where a text should be",
            json!({ "tekst": "x" }),
            Some("wrong-type"),
        );
        let empty = pattern.is_none_or(|it| it.contains("{0,"));
        if empty {
            self.bad("leeg", "an empty text, which counts as absent", json!(""), "empty-value");
        } else {
            self.bad(
                "leeg",
                "an empty text, which the pattern does not allow",
                json!(""),
                "pattern",
            );
        }
        let (longest, longer, rule) = match (pattern, max) {
            (Some(pattern), max) => {
                let form = Form::of(pattern, max);
                let (longest, longer) = (form.longest(&mut self.rng), form.too_long(&mut self.rng));
                let rule = if max.is_some() { "max-length" } else { "pattern" };
                (longest, longer, rule)
            }
            (None, Some(max)) => (filler(max), filler(max + 1), "max-length"),
            (None, None) => {
                self.good("tekens", "characters that have to be escaped", realistic::escapes());
                return;
            }
        };
        let long = max.unwrap_or(0).max(longest.chars().count() as u64) > LONG;
        let xml = || if long { InXml::No } else { InXml::Same };
        // A pattern without a bound would give a text without end.
        if pattern != Some("^[0-9]+$") || max.is_some() {
            let longest = self.listed(longest);
            self.one(
                "langst",
                "as long as it can be, counted in characters",
                longest.into(),
                None,
                xml(),
            );
            self.one("te-lang", "one character too long", longer.into(), Some(rule), xml());
        }
        if let Some(pattern) = pattern {
            let usual = realistic::value(self.profile, &self.place.entity, self.attribute);
            let usual = usual.as_str().expect("a text").to_owned();
            self.bad(
                "patroon",
                &format!("a space that {pattern} does not allow"),
                format!("{} ", &usual[..usual.len() - 1]).into(),
                "pattern",
            );
            self.bad(
                "regeleinde",
                "a line end behind a right value",
                format!("{usual}\n").into(),
                "pattern",
            );
        } else if max.is_none_or(|max| max >= 24) && !self.is_listed() {
            self.good("tekens", "characters that have to be escaped", realistic::escapes());
        }
        if self.is_tabled() {
            self.codes_of_others();
        }
    }

    /// A list of others of which every code is known.
    fn is_tabled(&self) -> bool {
        matches!(self.list().as_deref(), Some("ISO639-3" | "ISO3166-1-alpha2"))
    }

    fn is_listed(&self) -> bool {
        self.list().is_some()
    }

    /// The code list of the attribute.
    fn list(&self) -> Option<String> {
        let entity = Facts::embedded().entity(&self.place.entity);
        let found = entity.attributes.iter().find(|it| it.name == self.attribute.name);
        found.and_then(|it| it.list.clone())
    }

    /// The longest text of an open list: one that its table has, where there is a table.
    fn listed(&self, longest: String) -> String {
        match self.list().as_deref() {
            Some("ISO639-3") => "fry".into(),
            Some("ISO3166-1-alpha2") => "NL".into(),
            _ => longest,
        }
    }

    fn codes_of_others(&mut self) {
        // Neither list will ever have these: they are kept for private use, or not in order.
        let code = if self.list().as_deref() == Some("ISO639-3") { "qzz" } else { "XX" };
        self.bad(
            "onbekende-code",
            "a code of the right form that its list does not have: suspect, not wrong",
            code.into(),
            "external-code",
        );
    }

    fn integer(&mut self, min: i64, max: i64) {
        let usual = realistic::value(self.profile, &self.place.entity, self.attribute);
        self.good("gewoon", "a plausible value", usual);
        self.good("kleinst", "the smallest that is allowed", min.into());
        self.good("grootst", "the largest that is allowed", max.into());
        self.bad("te-klein", "one less than allowed", (min - 1).into(), "minimum");
        self.bad("te-groot", "one more than allowed", (max + 1).into(), "maximum");
        self.bad("breuk", "a fraction", json!(1.5), "integer-form");
        self.other_type("tekst", "digits in a text", json!(min.max(1).to_string()), None);
        self.other_type(
            "woord",
            "a text where a number should be",
            json!("twaalf"),
            Some("integer-form"),
        );
        self.other_type(
            "boolean",
            "true where a number should be",
            json!(true),
            Some("integer-form"),
        );
    }

    fn boolean(&mut self) {
        self.good("ja", "yes", true.into());
        self.good("nee", "no", false.into());
        self.other_type("getal", "a number where true or false should be", json!(1), None);
        self.other_type(
            "woord",
            "a text where true or false should be",
            json!("ja"),
            Some("boolean-form"),
        );
        self.other_type("tekst", "true in a text", json!("true"), Some("boolean-form"));
    }

    fn date(&mut self) {
        let usual = realistic::value(self.profile, &self.place.entity, self.attribute);
        self.good("gewoon", "a plausible value", usual);
        self.good("schrikkeldag", "29 February of a leap year", "2024-02-29".into());
        self.good("eeuwjaar", "29 February of a century that is a leap year", "2000-02-29".into());
        self.bad(
            "geen-schrikkeljaar",
            "29 February of a year without one",
            "2023-02-29".into(),
            "date-calendar",
        );
        self.bad(
            "geen-eeuwjaar",
            "29 February of a century without one",
            "2100-02-29".into(),
            "date-calendar",
        );
        self.bad("dag-31", "31 April", "2023-04-31".into(), "date-calendar");
        self.bad("maand-13", "a thirteenth month", "2023-13-01".into(), "date-calendar");
        self.bad(
            "dag-0",
            "a day that is not known, written as zero",
            "2023-02-00".into(),
            "date-partial",
        );
        self.bad(
            "vorm",
            "day, month and year the other way around",
            "01-02-2023".into(),
            "date-form",
        );
        self.bad("tijd", "a date with a time", "2023-02-01T00:00:00Z".into(), "date-form");
        self.bad(
            "nullen-weg",
            "month and day without leading zeros",
            "2023-2-1".into(),
            "date-form",
        );
        let digits = "eight digits, which is how XML writes a date and JSON does not";
        self.one("cijfers", digits, "20230201".into(), Some("date-form"), InXml::No);
        self.one("leeg", "an empty text is no date", "".into(), Some("date-form"), InXml::Same);
        self.other_type("getal", "a number where a date should be", json!(20_230_201), None);
    }

    fn codes(&mut self, values: &[Value]) {
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let labels = self.is_labels(values);
        for (n, value) in values.iter().enumerate() {
            let slug = if labels {
                format!("omschrijving-{n:02}")
            } else {
                format!("code-{}", shown(value).replace('+', "plus"))
            };
            self.good(&slug, "a code of the list", value.clone());
        }
        let rule = if labels { "unknown-label" } else { "unknown-code" };
        if values[0].is_string() {
            let lower = shown(&values[0]).to_lowercase();
            self.bad("onbekende-code", "a code that is not in the list", "?".into(), rule);
            if !values.contains(&json!(lower)) {
                self.bad("kleine-letter", "a code of the list in lower case", lower.into(), rule);
            }
            self.bad(
                "spatie",
                "a code of the list with a space behind it",
                format!("{} ", shown(&values[0])).into(),
                rule,
            );
            self.bad("leeg", "an empty code, which the list does not have", "".into(), rule);
            self.other_type("getal", "a number where a code is a text", json!(1), None);
        } else {
            let numbers: Vec<i64> = values.iter().filter_map(Value::as_i64).collect();
            let next = (0..).find(|number| !numbers.contains(number)).expect("there are many");
            self.bad("onbekende-code", "a number that is not in the list", next.into(), rule);
            let beyond = numbers.iter().max().expect("codes") + 1;
            if beyond != next {
                self.bad(
                    "onbekende-code-groot",
                    "a number behind the last of the list",
                    beyond.into(),
                    rule,
                );
            }
            self.other_type(
                "tekst",
                "a code in a text where it is a number",
                json!(shown(&values[0])),
                None,
            );
            self.other_type(
                "woord",
                "a text where a code is a number",
                json!("onbekend"),
                Some("integer-form"),
            );
            self.bad("breuk", "a fraction", json!(1.5), "integer-form");
        }
    }

    /// Whether the values are the labels of a list, and not its codes.
    fn is_labels(&self, values: &[Value]) -> bool {
        let list = self.list().and_then(|id| Facts::embedded().lists.get(&id));
        list.is_some_and(|list| {
            let codes: Vec<&str> = list.codes.iter().map(|it| it.code.as_str()).collect();
            values.iter().all(|it| it.as_str().is_some_and(|text| !codes.contains(&text)))
        })
    }

    fn object(&mut self, entity: &str) {
        let inner = Value::Object(self.frame().something(entity));
        self.good("gewoon", "an object with little in it", inner);
        let required = self.profile.object(entity).attributes.iter().filter(|it| it.required);
        let missing: Vec<Expected> = required
            .map(|it| expected("required", pointer::member(&self.value_at, &it.name)))
            .collect();
        // In XML the text is stray, and beside it the object is empty.
        let mut in_xml = vec![expected("stray-text", &self.value_at)];
        in_xml.extend(missing.iter().cloned());
        if missing.is_empty() {
            in_xml.push(expected("empty-value", &self.value_at));
        }
        self.one(
            "tekst",
            "a text where an object should be",
            json!("tekst"),
            Some("wrong-type"),
            InXml::Other(in_xml),
        );
        self.one(
            "lijst-erin",
            "a list where an object should be",
            json!([1]),
            Some("wrong-type"),
            InXml::No,
        );
        let value = if self.attribute.many { json!([{}]) } else { json!({}) };
        let (about, found) = if missing.is_empty() {
            let found = vec![expected("empty-value", &self.value_at)];
            ("an empty object, which counts as absent", found)
        } else {
            ("an empty object, which lacks what is required", missing)
        };
        self.whole("leeg", about, value, found, InXml::Same);
    }

    fn choice(&mut self, of: &[(String, String)]) {
        for (key, entity) in of {
            let inner = json!({ key: self.frame().something(entity) });
            self.good(&format!("keuze-{key}"), "one of the alternatives", inner);
        }
        let frame = self.frame();
        let inner = |n: usize| Value::Object(frame.something(&of[n].1));
        let both = json!({ &of[0].0: inner(0), &of[1].0: inner(1) });
        let found = vec![expected("choice-many", pointer::member(&self.value_at, second(of)))];
        let value = if self.attribute.many { json!([both]) } else { both };
        self.whole("keuze-twee", "two alternatives where one should be", value, found, InXml::Same);
        self.bad("keuze-geen", "none of the alternatives", json!({}), "choice-none");
        self.other_type("tekst", "a text where an object should be", json!("tekst"), None);
        let unknown = json!({ "anders": inner(0) });
        let found = vec![
            expected("unknown-attribute", pointer::member(&self.value_at, "…")),
            expected("choice-none", &self.value_at),
        ];
        let value = if self.attribute.many { json!([unknown]) } else { unknown };
        self.whole(
            "keuze-onbekend",
            "an alternative that does not exist",
            value,
            found,
            InXml::Same,
        );
    }
}

/// The key of the second of the first two alternatives in a text with sorted keys.
fn second(of: &[(String, String)]) -> &str {
    of[0].0.as_str().max(of[1].0.as_str())
}

/// A text of exactly this many characters, some of more than one byte.
fn filler(characters: u64) -> String {
    let count = usize::try_from(characters).expect("fits");
    "één lange tekst "
        .chars()
        .cycle()
        .take(count.saturating_sub(1))
        .chain(['e'])
        .take(count)
        .collect()
}
