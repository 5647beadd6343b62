//! Questions with operators as messages: which the contract allows, and what is found in the others.

use serde_json::{Map, Value, json};
use vum_vectors::{Expected, Vector, VectorFile};

use super::population::POSTCODE;
use super::remarks::expected;
use super::short;
use crate::facts::BEMIDDELAAR;
use crate::patterns::Form;
use crate::rng::Rng;
use crate::selection::table::{Condition, Criterion, Operand, Shape, criteria};

/// The files of a release and part, by their path below the folder of the message.
#[must_use]
pub fn files(release: &str, part: &str) -> Vec<(String, VectorFile)> {
    let mut maker = Maker { release, part, made: Vec::new() };
    let criteria = criteria(release, part);
    maker.push("kleinst", "what every question has, and no more", Map::new(), vec![]);
    for criterion in criteria {
        maker.criterion(criterion);
    }
    maker.strange(criteria);
    let (valid, invalid): (Vec<_>, Vec<_>) = maker.made.into_iter().partition(|it| it.valid);
    let file = |about: &str, requirement: &str, tests| VectorFile {
        description: about.to_owned(),
        release: release.to_owned(),
        message: format!("{part}/selectievraag"),
        role: BEMIDDELAAR.to_owned(),
        requirements: vec![requirement.to_owned()],
        tests,
    };
    vec![
        (
            "valid/bemiddelaar-criteria".into(),
            file("Questions that the contract allows", "REQ-SEL-017", valid),
        ),
        (
            "invalid/bemiddelaar-criteria".into(),
            file("One change each that the contract forbids", "REQ-SEL-018", invalid),
        ),
    ]
}

struct Maker<'a> {
    release: &'a str,
    part: &'a str,
    made: Vec<Vector>,
}

impl Maker<'_> {
    fn start(&self) -> Map<String, Value> {
        let start = if self.part == "werkgeverscontactmoment" {
            json!({ "werkgever.nummerKvk": { "$eq": "00000012" } })
        } else {
            json!({ "selectiegebied": { "postcode": POSTCODE, "afstand": 25 } })
        };
        start.as_object().expect("an object").clone()
    }

    fn push(&mut self, slug: &str, about: &str, more: Map<String, Value>, found: Vec<Expected>) {
        let mut question = self.start();
        question.extend(more);
        self.whole(slug, about, question, found);
    }

    fn whole(
        &mut self,
        slug: &str,
        about: &str,
        question: Map<String, Value>,
        mut found: Vec<Expected>,
    ) {
        found.sort_by(|a, b| (&a.pointer, &a.rule).cmp(&(&b.pointer, &b.rule)));
        self.made.push(Vector {
            id: format!("{}-{}-selectievraag-{slug}", self.release, short(self.part)),
            description: about.to_owned(),
            data: Some(Value::Object(question)),
            valid: found.iter().all(|it| it.severity != "error"),
            findings: found,
            ..Vector::default()
        });
    }

    /// A question with one criterion.
    fn with(&mut self, path: &str, slug: &str, about: &str, value: Value, found: &[(&str, &str)]) {
        let last = path.rsplit('.').next().expect("a step");
        let found = found.iter().map(|(rule, at)| expected(rule, format!("/{path}{at}"))).collect();
        let more = Map::from_iter([(path.to_owned(), value)]);
        self.push(&format!("{last}-{slug}"), &format!("{path}: {about}"), more, found);
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let path = criterion.path;
        self.with(path, "null", "null, which is no value", Value::Null, &[("null-value", "")]);
        self.with(
            path,
            "tekst",
            "a text where an object should be",
            json!("B"),
            &[("wrong-type", "")],
        );
        if criterion.required {
            let mut question = self.start();
            question.remove(path);
            let found = vec![expected("required", format!("/{path}"))];
            let last = path.rsplit('.').next().expect("a step");
            self.whole(
                &format!("{last}-ontbreekt"),
                "what every question has is not there",
                question,
                found,
            );
        }
        match criterion.shape {
            Shape::Area { .. } => self.area(path),
            Shape::Value(condition) => {
                // Where operators go together, none at all is no combination.
                let free = condition.alternatives.is_empty();
                let rule = if free { "empty-value" } else { "operator-combination" };
                self.with(
                    path,
                    "leeg",
                    "no operator, which asks nothing",
                    json!({}),
                    &[(rule, "")],
                );
                let mut found = vec![("ignored-criterion", "/…")];
                if !free {
                    found.push((rule, ""));
                }
                let unknown = json!({ "$regex": "x" });
                self.with(path, "onbekende-operator", "an operator of no release", unknown, &found);
                if condition.alternatives.is_empty() {
                    self.operands(path, "", &condition, &|it| it);
                } else {
                    self.level(path);
                }
            }
            Shape::Any { min, conditions, .. } => {
                let wrap = |it: Value| json!({ "$elemMatch": { "$or": [it] } });
                let rule = if min > 0 { "min-items" } else { "empty-value" };
                self.with(
                    path,
                    "geen-tak",
                    "a choice without branches",
                    json!({ "$elemMatch": { "$or": [] } }),
                    &[(rule, "/$elemMatch/$or")],
                );
                for condition in conditions {
                    self.operands(path, "/$elemMatch/$or/0", condition, &|it| wrap(it));
                }
            }
            Shape::All { conditions, .. } => {
                self.with(
                    path,
                    "geen-element",
                    "a list of nothing",
                    json!({ "$all": [] }),
                    &[("min-items", "/$all")],
                );
                for condition in conditions {
                    let language = conditions.len() > 1 && !condition.required;
                    self.operands(path, "/$all/0/$elemMatch", condition, &|mut it| {
                        if language {
                            it["codeTaal"] = json!({ "$eq": "nld" });
                        }
                        json!({ "$all": [{ "$elemMatch": it }] })
                    });
                }
                if conditions.len() > 1 {
                    let value = json!({ "$all": [{ "$elemMatch": { "codeNiveauTaalbeheersingMondeling": { "$gte": 2 } } }] });
                    self.with(
                        path,
                        "zonder-taal",
                        "a level without a language",
                        value,
                        &[("required", "/$all/0/$elemMatch/codeTaal")],
                    );
                }
            }
        }
    }

    fn area(&mut self, path: &str) {
        let area =
            |postcode: Value, distance: Value| json!({ "postcode": postcode, "afstand": distance });
        let good = || (json!(POSTCODE), json!(25));
        self.with(path, "afstand-0", "the smallest distance", area(good().0, json!(0)), &[]);
        self.with(path, "afstand-999", "the greatest distance", area(good().0, json!(999)), &[]);
        self.with(
            path,
            "kleine-letters",
            "a postcode in lower case",
            area(json!("1234ab"), good().1),
            &[],
        );
        self.with(
            path,
            "afstand-min",
            "a distance below zero",
            area(good().0, json!(-1)),
            &[("minimum", "/afstand")],
        );
        self.with(
            path,
            "afstand-1000",
            "a distance beyond the greatest",
            area(good().0, json!(1000)),
            &[("maximum", "/afstand")],
        );
        self.with(
            path,
            "afstand-tekst",
            "a distance as text",
            area(good().0, json!("25")),
            &[("wrong-type", "/afstand")],
        );
        self.with(
            path,
            "postcode-spatie",
            "a postcode with a space",
            area(json!("1234 AB"), good().1),
            &[("pattern", "/postcode")],
        );
        self.with(
            path,
            "postcode-cijfers",
            "a postcode without letters",
            area(json!("1234"), good().1),
            &[("pattern", "/postcode")],
        );
        self.with(
            path,
            "zonder-postcode",
            "a distance without a postcode",
            json!({ "afstand": 25 }),
            &[("required", "/postcode")],
        );
        self.with(
            path,
            "zonder-afstand",
            "a postcode without a distance",
            json!({ "postcode": POSTCODE }),
            &[("required", "/afstand")],
        );
    }

    fn level(&mut self, path: &str) {
        for level in ["1", "2", "3", "4", "5", "6"] {
            self.with(
                path,
                &format!("vanaf-{level}"),
                "from a level",
                json!({ "$gte": level, "$lt": "7" }),
                &[],
            );
        }
        self.with(path, "onder-7", "every known level", json!({ "$lt": "7" }), &[]);
        self.with(path, "gelijk-7", "exactly 7", json!({ "$eq": "7" }), &[]);
        self.with(
            path,
            "vanaf-zonder-grens",
            "$gte without $lt",
            json!({ "$gte": "2" }),
            &[("operator-combination", "")],
        );
        self.with(
            path,
            "gelijk-en-onder",
            "$eq beside $lt",
            json!({ "$eq": "7", "$lt": "7" }),
            &[("operator-combination", "")],
        );
        self.with(
            path,
            "niveau-getal",
            "a level as a number",
            json!({ "$gte": 2, "$lt": "7" }),
            &[("wrong-type", "/$gte")],
        );
    }

    /// Every operator of a condition at and around its bounds.
    fn operands(
        &mut self,
        path: &str,
        below: &str,
        condition: &Condition,
        wrap: &dyn Fn(Value) -> Value,
    ) {
        let single = below.is_empty();
        for (operator, operand) in condition.operators {
            let at = if single {
                format!("/{operator}")
            } else {
                format!("{below}/{}/{operator}", condition.path)
            };
            let name = condition.path.rsplit('.').next().expect("a step");
            let slug = |what: &str| {
                let operator = operator.trim_start_matches('$');
                if single {
                    format!("{operator}-{what}")
                } else {
                    format!("{name}-{operator}-{what}")
                }
            };
            let value = |it: Value| {
                let asked = json!({ *operator: it });
                wrap(if single { asked } else { json!({ condition.path: asked }) })
            };
            for (what, about, it) in good(operand) {
                self.with(path, &slug(&what), about, value(it), &[]);
            }
            for (what, about, it, rules) in bad(operand) {
                let found: Vec<(&str, &str)> = rules.iter().map(|it| (*it, at.as_str())).collect();
                self.with(path, &slug(what), about, value(it), &found);
            }
            if let Some(alias) = condition.alias {
                let it = wrap(
                    json!({ alias: { *operator: "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A01" } }),
                );
                self.with(
                    path,
                    "pad-van-gegeven",
                    "the path of the data in the place of the key",
                    it,
                    &[("alias-name", &format!("{below}/…"))],
                );
            }
        }
    }

    /// What no release knows.
    fn strange(&mut self, criteria: &[Criterion]) {
        self.with(
            "nieuwCriterium",
            "onbekend",
            "a criterion that is ignored",
            json!({ "$eq": 1 }),
            &[],
        );
        let last = self.made.last_mut().expect("it");
        last.findings = vec![expected("ignored-criterion", "/…")];
        if let Some(criterion) = criteria.iter().find(|it| it.path.ends_with("rijbewijs")) {
            let value = json!({ "$all": [{ "$elemMatch": { "codeSoortRijbewijs": { "$eq": "B" }, "jaar": { "$gte": 1 } } }] });
            self.with(
                criterion.path,
                "onbekend-in-element",
                "something in an element that is ignored",
                value,
                &[("ignored-criterion", "/$all/0/$elemMatch/…")],
            );
        }
    }
}

type Good = (String, &'static str, Value);
type Bad = (&'static str, &'static str, Value, &'static [&'static str]);

fn good(operand: &Operand) -> Vec<Good> {
    match operand {
        Operand::Codes(codes) => {
            codes.iter().map(|it| (it.replace('+', "plus"), "a code", json!(it))).collect()
        }
        Operand::Integer(least, most) if *most <= 4 => {
            (*least..=*most).map(|it| (it.to_string(), "a code", json!(it))).collect()
        }
        Operand::Integer(least, most) => vec![
            ("kleinst".into(), "the smallest number", json!(least)),
            ("grootst".into(), "the largest number", json!(most)),
        ],
        Operand::Pattern(pattern) => {
            let usual = if pattern.contains("a-z") {
                "nld"
            } else if pattern.contains("{8}") {
                "00000012"
            } else {
                "0000900001"
            };
            vec![("gewoon".into(), "a plausible value", json!(usual))]
        }
        Operand::Text(_) => vec![(
            "gewoon".into(),
            "a plausible value",
            json!("https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A01"),
        )],
        Operand::Date => vec![("schrikkeldag".into(), "a leap day", json!("2028-02-29"))],
    }
}

fn bad(operand: &Operand) -> Vec<Bad> {
    match operand {
        Operand::Codes(_) => vec![
            ("onbekende-code", "a code that is not in the list", json!("?"), &["unknown-code"]),
            ("getal", "a number where a code is a text", json!(1), &["wrong-type"]),
        ],
        // Codes of a list of which a part can be asked for: its bounds are those of the question.
        Operand::Integer(least, most) if *most <= 4 => {
            let mut bad: Vec<Bad> = vec![
                ("onder", "a code below those that can be asked", json!(least - 1), &["minimum"]),
                (
                    "boven",
                    "a number above the codes that can be asked, and in no list",
                    json!(most + 1),
                    &["maximum", "unknown-code"],
                ),
                ("tekst", "a code as a text", json!(least.to_string()), &["wrong-type"]),
            ];
            if *most == 4 {
                let about = "a code of the list above those that can be asked";
                bad.push(("boven-in-lijst", about, json!(8), &["maximum"]));
            }
            bad
        }
        Operand::Integer(least, most) => vec![
            ("te-klein", "one less than can be asked for", json!(least - 1), &["minimum"]),
            ("te-groot", "one more than can be asked for", json!(most + 1), &["maximum"]),
            ("tekst", "a number as a text", json!(least.to_string()), &["wrong-type"]),
        ],
        Operand::Pattern(pattern) => {
            let long = Form::of(pattern, None).too_long(&mut Rng::new(1));
            vec![
                ("te-lang", "one character too long", json!(long), &["pattern"]),
                (
                    "leeg",
                    "an empty text, which the pattern does not allow",
                    json!(""),
                    &["pattern"],
                ),
                ("getal", "a number where a text should be", json!(12), &["wrong-type"]),
            ]
        }
        Operand::Text(max) => {
            let long = "x".repeat(usize::try_from(*max).expect("fits") + 1);
            vec![
                ("te-lang", "one character too long", json!(long), &["max-length"]),
                ("getal", "a number where a text should be", json!(12), &["wrong-type"]),
            ]
        }
        Operand::Date => vec![
            (
                "vorm",
                "day, month and year the other way around",
                json!("01-02-2027"),
                &["date-form"],
            ),
            ("kalender", "a day that is on no calendar", json!("2027-02-29"), &["date-calendar"]),
            ("getal", "a number where a date should be", json!(20_270_101), &["wrong-type"]),
        ],
    }
}
