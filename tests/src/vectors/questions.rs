//! Questions over a population: each criterion and operator inside and outside, combinations, what a
//! bron does not know, what is empty, and what is written in another order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use vum_vectors::Member;

use super::population::POSTCODE;
use crate::rng::Rng;
use crate::selection::table::{Condition, Criterion, Operand, Shape, criteria};
use crate::selection::{Judge, evaluate, mongo};

/// The seed of the combinations.
const SEED: u64 = 20_261_126;

/// A question without its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What sets it apart, for its id.
    pub slug: String,
    /// What it is about.
    pub description: String,
    /// Ids of requirements.
    pub requirements: Vec<&'static str>,
    /// The question.
    pub question: Value,
    /// Its text, where the order of keys matters.
    pub text: Option<String>,
}

/// Every question of a part in a release.
///
/// # Panics
/// If a question does not satisfy the contract, or two have one id.
#[must_use]
pub fn questions(release: &str, part: &str, population: &[Member]) -> Vec<Question> {
    let mut maker =
        Maker { release, part, population, criteria: criteria(release, part), made: Vec::new() };
    maker.nothing_asked();
    for criterion in maker.criteria {
        maker.criterion(criterion);
    }
    maker.combinations();
    maker.unknown();
    maker.empty();
    maker.orders();
    let judge = Judge::new(release, part);
    let mut slugs = BTreeSet::new();
    for made in &maker.made {
        let errors = judge.errors(&made.question);
        assert!(errors.is_empty(), "{release} {part} {}: {errors:?} {}", made.slug, made.question);
        assert!(slugs.insert(&made.slug), "{release} {part}: {} twice", made.slug);
    }
    maker.made
}

struct Maker<'a> {
    release: &'a str,
    part: &'a str,
    population: &'a [Member],
    criteria: &'static [Criterion],
    made: Vec<Question>,
}

impl Maker<'_> {
    /// What every question of the part has, and no more.
    fn start(&self) -> Map<String, Value> {
        let start = if self.is_moments() {
            json!({ "werkgever.nummerKvk": { "$eq": "00000012" } })
        } else {
            json!({ "selectiegebied": { "postcode": POSTCODE, "afstand": 999 } })
        };
        start.as_object().expect("an object").clone()
    }

    fn is_moments(&self) -> bool {
        self.part == "werkgeverscontactmoment"
    }

    fn push(
        &mut self,
        slug: impl Into<String>,
        description: impl Into<String>,
        requirements: &[&'static str],
        with: Vec<(&str, Value)>,
    ) {
        let mut question = self.start();
        question.extend(with.into_iter().map(|(name, value)| (name.to_owned(), value)));
        self.made.push(Question {
            slug: slug.into(),
            description: description.into(),
            requirements: requirements.to_vec(),
            question: Value::Object(question),
            text: None,
        });
    }

    fn nothing_asked(&mut self) {
        if self.is_moments() {
            self.push(
                "alleen-kvk",
                "without a date every moment of the employer is selected",
                &["REQ-SEL-021"],
                vec![],
            );
        } else {
            self.push(
                "alleen-gebied",
                "nothing is asked but the area, in which every profile lies",
                &["REQ-SEL-001"],
                vec![],
            );
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let name = short_name(criterion.path);
        match criterion.shape {
            Shape::Area { .. } => {}
            Shape::Value(condition) => {
                for (slug, about, asked) in self.operators(criterion, &condition) {
                    self.push(
                        format!("{name}-{slug}"),
                        format!("{name} {about}"),
                        &[requirement(&asked)],
                        vec![(criterion.path, asked)],
                    );
                }
            }
            Shape::Any { data, conditions, .. } => {
                let condition = conditions[0];
                let path = format!("{data}.{}", condition.data);
                let values = self.values(&path, condition.operators[0].1);
                let any = |of: &[&Value], key: &str| {
                    let branches = of.iter().map(|value| json!({ key: { "$eq": value } }));
                    json!({ "$elemMatch": { "$or": branches.collect::<Value>() } })
                };
                for value in &values {
                    self.push(
                        format!("{name}-{}", slug(value)),
                        format!("one element of {name} has this code"),
                        &["REQ-SEL-006"],
                        vec![(criterion.path, any(&[value], condition.path))],
                    );
                }
                for pair in values.windows(2).take(3) {
                    let pair: Vec<&Value> = pair.iter().collect();
                    self.push(
                        format!("{name}-{}-of-{}", slug(pair[0]), slug(pair[1])),
                        format!("one element of {name} has one of two codes"),
                        &["REQ-SEL-006"],
                        vec![(criterion.path, any(&pair, condition.path))],
                    );
                }
                if let Some(alias) = condition.alias {
                    self.push(
                        format!("{name}-pad-van-gegeven"),
                        format!("{name} under the path that the data has, which the key does not"),
                        &["REQ-SEL-016"],
                        vec![(criterion.path, any(&[&values[0]], alias))],
                    );
                }
            }
            Shape::All { data, conditions, .. } => self.all(criterion, data, conditions),
        }
    }

    fn all(&mut self, criterion: &Criterion, data: &str, conditions: &[Condition]) {
        let name = short_name(criterion.path);
        let first = conditions[0];
        let values = self.values(&format!("{data}.{}", first.data), first.operators[0].1);
        let entry = |value: &Value, more: &[(&str, i64)]| {
            let mut entry = Map::from_iter([(first.path.to_owned(), json!({ "$eq": value }))]);
            for (path, level) in more {
                entry.insert((*path).to_owned(), json!({ "$gte": level }));
            }
            json!({ "$elemMatch": entry })
        };
        for value in &values {
            self.push(
                format!("{name}-{}", slug(value)),
                format!("{name} has this code, in any element"),
                &["REQ-SEL-007"],
                vec![(criterion.path, json!({ "$all": [entry(value, &[])] }))],
            );
        }
        let mut pairs = vec![(&values[0], &values[1]), (&values[1], &values[0])];
        pairs.extend(values.get(2).map(|third| (&values[0], third)));
        for (one, other) in pairs {
            self.push(
                format!("{name}-{}-en-{}", slug(one), slug(other)),
                format!("{name} has both codes, in any order"),
                &["REQ-SEL-007", "REQ-SEL-013"],
                vec![(criterion.path, json!({ "$all": [entry(one, &[]), entry(other, &[])] }))],
            );
        }
        let [_, spoken, written] = conditions else { return };
        for level in [2, 3, 4] {
            for (what, condition) in [("mondeling", spoken), ("schriftelijk", written)] {
                self.push(
                    format!("{name}-nld-{what}-gte-{level}"),
                    format!("Dutch, {what} at least {level}, in one and the same element"),
                    &["REQ-SEL-008", "REQ-SEL-009"],
                    vec![(
                        criterion.path,
                        json!({ "$all": [entry(&json!("nld"), &[(condition.path, level)])] }),
                    )],
                );
            }
        }
        self.push(
            format!("{name}-nld-beide-gte-3"),
            "Dutch, spoken and written at least 3, in one and the same element",
            &["REQ-SEL-008", "REQ-SEL-009"],
            vec![(
                criterion.path,
                json!({ "$all": [entry(&json!("nld"), &[(spoken.path, 3), (written.path, 3)])] }),
            )],
        );
        self.push(
            format!("{name}-nld-gte-2-en-eng-gte-2"),
            "two languages, each with a spoken level of its own",
            &["REQ-SEL-008", "REQ-SEL-009"],
            vec![(
                criterion.path,
                json!({ "$all": [
                    entry(&json!("nld"), &[(spoken.path, 2)]),
                    entry(&json!("eng"), &[(spoken.path, 2)]),
                ] }),
            )],
        );
    }

    /// The operators of a single value with operands of, between and beyond the population.
    fn operators(
        &self,
        criterion: &Criterion,
        condition: &Condition,
    ) -> Vec<(String, String, Value)> {
        let operand = |name: &str| condition.operand(name).expect("an operator");
        if !condition.alternatives.is_empty() {
            let from = ["1", "2", "3", "6"].map(|level| {
                let asked = json!({ "$gte": level, "$lt": "7" });
                (format!("gte-{level}"), format!("from {level} up to 7, which is not in it"), asked)
            });
            let mut out: Vec<(String, String, Value)> = from.into();
            out.push(("lt-7".into(), "below 7".into(), json!({ "$lt": "7" })));
            out.push(("eq-7".into(), "exactly 7".into(), json!({ "$eq": "7" })));
            return out;
        }
        let mut out = Vec::new();
        for (operator, _) in condition.operators {
            let values = self.values(criterion.data().expect("data"), operand(operator));
            for value in values {
                let about = match *operator {
                    "$eq" => "is exactly this",
                    "$gte" => "is at least this",
                    _ => "is at most this",
                };
                out.push((
                    format!("{}-{}", operator.trim_start_matches('$'), slug(&value)),
                    about.to_owned(),
                    json!({ (*operator): value }),
                ));
            }
        }
        out
    }

    /// Operands for a path: values of the population, spread, and one that nobody has.
    fn values(&self, path: &str, operand: Operand) -> Vec<Value> {
        let mut found: BTreeMap<String, Value> = BTreeMap::new();
        for member in self.population {
            for value in mongo::lookup(&member.profile, path) {
                let key = match value {
                    Value::Number(number) => format!("{:03}", number.as_i64().unwrap_or(0)),
                    other => other.as_str().unwrap_or_default().to_owned(),
                };
                found.insert(key, value.clone());
            }
        }
        let present: Vec<Value> = found.into_values().collect();
        let mut values: Vec<Value> = Vec::new();
        match operand {
            Operand::Integer(least, most) => {
                let spread = [9, 10, 24, 40, 99];
                values.extend(present.into_iter().filter(|value| {
                    value.as_i64().is_some_and(|number| {
                        (least..=most).contains(&number) && (most <= 4 || spread.contains(&number))
                    })
                }));
                // Between two values of the population.
                if most > 4 {
                    values.push(33.into());
                    values.push(1.into());
                }
            }
            Operand::Date => {
                let first = present.first().cloned();
                values.extend(first);
                let end = present.iter().filter(|day| day.as_str() >= Some("2026-12-31"));
                values.extend(end.take(2).cloned());
                values.push("2026-12-30".into());
                values.push("2029-01-01".into());
            }
            Operand::Codes(_) => values.extend(present),
            Operand::Pattern(pattern) if pattern.contains("a-z") => {
                values.extend(present);
                values.push("kaz".into());
            }
            Operand::Pattern(pattern) if pattern.contains("{8}") => {
                values.extend(present);
                values.push("00000000".into());
            }
            Operand::Pattern(_) | Operand::Text(_) => {
                values.extend(present);
                values.push("0000000000".into());
            }
        }
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.to_string()));
        values
    }

    /// Several criteria at once: drawn until some profiles answer and most do not.
    fn combinations(&mut self) {
        if self.is_moments() {
            for (kvk, day) in [
                ("00000012", "2026-12-31"),
                ("00000012", "2027-01-01"),
                ("00000120", "2026-09-30"),
                ("00001200", "2028-03-01"),
            ] {
                let with = vec![
                    ("werkgever.nummerKvk", json!({ "$eq": kvk })),
                    ("datum", json!({ "$gte": day })),
                ];
                self.push(
                    format!("samen-{kvk}-vanaf-{day}"),
                    "employer and date, both",
                    &["REQ-SEL-002", "REQ-SEL-021"],
                    with,
                );
            }
            return;
        }
        let hours = |from: i64, to: i64| {
            vec![
                ("werktijden.aantalWerkurenPerWeekMaximaal", json!({ "$gte": from })),
                ("werktijden.aantalWerkurenPerWeekMinimaal", json!({ "$lte": to })),
            ]
        };
        for (from, to) in [(24, 32), (32, 32), (10, 16), (1, 9)] {
            self.push(
                format!("uren-{from}-tot-{to}"),
                "the hours that are asked overlap those of the profile",
                &["REQ-SEL-002", "REQ-SEL-010"],
                hours(from, to),
            );
        }
        let single: Vec<(String, Value)> = self
            .made
            .iter()
            .flat_map(|made| made.question.as_object().expect("an object").clone())
            .filter(|(name, _)| name != "selectiegebied")
            .collect();
        let mut rng = Rng::named(SEED, &format!("questions {} {}", self.release, self.part));
        let mut found = 0;
        while found < 10 {
            let count = 2 + rng.place(3);
            let mut chosen: BTreeMap<&str, &Value> = BTreeMap::new();
            while chosen.len() < count {
                let (name, value) = rng.pick(&single);
                chosen.insert(name, value);
            }
            let mut question = self.start();
            for (name, value) in &chosen {
                question.insert((*name).to_owned(), (*value).clone());
            }
            let asked = Value::Object(question);
            let selected = self.count(&asked);
            let known = self.made.iter().any(|made| made.question == asked);
            // Each of the criteria keeps out somebody whom the others let in.
            let needed = chosen.keys().all(|name| {
                let mut less = asked.clone();
                less.as_object_mut().expect("an object").remove(*name);
                self.count(&less) > selected
            });
            if known || selected == 0 || selected * 3 > self.population.len() || !needed {
                continue;
            }
            found += 1;
            let with: Vec<(&str, Value)> =
                chosen.into_iter().map(|(name, value)| (name, value.clone())).collect();
            let with: Vec<(String, Value)> =
                with.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let borrowed = with.iter().map(|(name, value)| (name.as_str(), value.clone()));
            self.push(
                format!("samen-{found:02}"),
                format!("{count} criteria, of which each keeps somebody out"),
                &["REQ-SEL-002"],
                borrowed.collect(),
            );
        }
    }

    fn count(&self, question: &Value) -> usize {
        let holds = |it: &&Member| evaluate(self.release, self.part, question, &it.profile);
        self.population.iter().filter(holds).count()
    }

    /// A criterion with an operand in the middle: about half of the population has it.
    fn usual(&self) -> (&'static str, &'static str, Value) {
        if self.is_moments() {
            ("datum", "$gte", json!("2026-12-31"))
        } else {
            ("werktijden.aantalWerkurenPerWeekMaximaal", "$gte", json!(32))
        }
    }

    /// Criteria and operators that no release knows.
    fn unknown(&mut self) {
        let (path, operator, operand) = self.usual();
        let values = [
            ("object", json!({ "$eq": "x" })),
            ("tekst", json!("x")),
            ("getal", json!(5)),
            ("lijst", json!([{ "$eq": 1 }])),
        ];
        for (what, value) in values {
            self.push(
                format!("onbekend-criterium-{what}"),
                "a criterion that no release knows is ignored, whatever it holds",
                &["REQ-SEL-003"],
                vec![("nieuwCriterium", value)],
            );
        }
        self.push(
            "onbekend-criterium-naast-bekend",
            "the criterion that is known still holds",
            &["REQ-SEL-003"],
            vec![("nieuwCriterium", json!({ "$gte": 3 })), (path, json!({ operator: operand }))],
        );
        self.push(
            "of-bovenaan",
            "no release knows $or at the top: it is ignored like a criterion",
            &["REQ-SEL-003"],
            vec![("$or", json!([{ path: { operator: operand } }]))],
        );
        for unknown in ["$gt", "$ne", "$in"] {
            let value = if unknown == "$in" { json!([operand]) } else { operand.clone() };
            self.push(
                format!("onbekende-operator-{}", &unknown[1..]),
                "an operator that the release does not know is ignored: nothing is asked",
                &["REQ-SEL-004"],
                vec![(path, json!({ unknown: value }))],
            );
        }
        self.push(
            "onbekende-operator-naast-bekende",
            "the operator that is known still holds",
            &["REQ-SEL-004"],
            vec![(path, json!({ operator: operand, "$ne": operand }))],
        );
        if self.is_moments() {
            return;
        }
        let kept = if self.part == "werkzoekende" { "emailadres" } else { "nummerVacature" };
        self.push(
            "gegeven-zonder-criterium",
            "an attribute that exists, but that nobody can ask for, is ignored like any other",
            &["REQ-SEL-003"],
            vec![(kept, json!({ "$eq": "x" }))],
        );
        let licence = self.criteria.iter().find(|it| it.path.ends_with("rijbewijs"));
        let licence = licence.expect("a criterion").path;
        self.push(
            "onbekend-in-element",
            "what an element asks that no release knows is ignored; the rest of it holds",
            &["REQ-SEL-003"],
            vec![(
                licence,
                json!({ "$all": [{ "$elemMatch": {
                    "codeSoortRijbewijs": { "$eq": "CE" },
                    "jaarAfgifte": { "$gte": 2020 },
                } }] }),
            )],
        );
    }

    /// What is empty asks nothing.
    fn empty(&mut self) {
        let (path, operator, operand) = self.usual();
        if self.is_moments() {
            self.push(
                "leeg-kvk",
                "a criterion without an operator asks nothing, so that all are selected",
                &["REQ-SEL-005"],
                vec![("werkgever.nummerKvk", json!({}))],
            );
        }
        self.push(
            "leeg-criterium",
            "a criterion without an operator asks nothing",
            &["REQ-SEL-005"],
            vec![(path, json!({}))],
        );
        if self.is_moments() {
            return;
        }
        self.push(
            "leeg-naast-gevuld",
            "a criterion without an operator asks nothing; another one still holds",
            &["REQ-SEL-005"],
            vec![("contractvorm", json!({})), (path, json!({ operator: operand }))],
        );
        if self.part == "werkzoekende" {
            self.push(
                "leeg-of",
                "a choice without branches asks nothing",
                &["REQ-SEL-005"],
                vec![("bemiddelingsberoep", json!({ "$elemMatch": { "$or": [] } }))],
            );
        } else if !crate::facts::before(self.release, "3.0.0") {
            self.push(
                "lege-tekst",
                "an empty text asks nothing",
                &["REQ-SEL-005"],
                vec![("beroep.codeBeroepsnaam", json!({ "$eq": "" }))],
            );
        }
    }

    /// The same question in another order, with other white space.
    fn orders(&mut self) {
        let last = self.made.iter().rfind(|made| made.slug.starts_with("samen-"));
        let model = last.expect("combinations").clone();
        let backwards = backwards(&model.question);
        self.made.push(Question {
            slug: format!("{}-achterstevoren", model.slug),
            description: "the same question with its keys and lists in the opposite order".into(),
            requirements: vec!["REQ-SEL-013"],
            question: reversed(&model.question),
            text: Some(backwards),
        });
        let spaced = serde_json::to_string_pretty(&super::layout::sorted(&model.question));
        let spaced = spaced.expect("a question can be written").replace('\n', "\r\n\t");
        self.made.push(Question {
            slug: format!("{}-met-wit", model.slug),
            description: "the same question with white space, and a letter written as an escape"
                .into(),
            requirements: vec!["REQ-SEL-013"],
            question: model.question,
            text: Some(spaced.replacen("\"w", "\"\\u0077", 1)),
        });
    }
}

/// The last steps of a path, which tell enough.
fn short_name(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, last)| last)
}

/// A value in an id.
fn slug(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let last = text.rsplit('/').next().unwrap_or_default();
    last.replace('+', "plus")
}

fn requirement(asked: &Value) -> &'static str {
    let has = |name: &str| asked.get(name).is_some();
    match () {
        () if has("$lt") => "REQ-SEL-011",
        () if has("$gte") => "REQ-SEL-008",
        () if has("$lte") => "REQ-SEL-012",
        () => "REQ-SEL-014",
    }
}

/// The value with every list in the opposite order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), reversed(value))).collect()
        }
        Value::Array(elements) => elements.iter().rev().map(reversed).collect(),
        other => other.clone(),
    }
}

/// The text of [`reversed`], with the keys of every object in the opposite order too.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.into_iter().rev();
            let members: Vec<String> =
                members.map(|(name, it)| format!("{name:?}:{}", backwards(it))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().rev().map(backwards).collect();
            format!("[{}]", elements.join(","))
        }
        other => other.to_string(),
    }
}
