//! Whole bodies: one verdict with the OpenAPI documents, pointers from the root of the body, and
//! the same value back after writing. What they hold is copied by hand from the description of the
//! contracts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};
use vum::{Finding, MessageType, RawObject, Report, Role, Severity};
use vum_codegen::{Builder, Target};
use vum_tests::facts::{self, BEMIDDELAAR, BRON};
use vum_tests::mutate::Mutator;
use vum_tests::rng::Rng;
use vum_tests::typed::Typed;
use vum_tests::{generate, samples};

const SEED: u64 = 20_261_126;
const PER_PLACE: usize = 60;

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// A text of so many characters at most.
    Text(usize),
    /// A text of any length.
    Uri,
    Boolean,
    /// A message in this view.
    Message(&'static str),
    /// A list of matches.
    Matches,
    /// A question with operators.
    Selection,
}

/// A body in the contract of a role.
#[derive(Clone, Copy, Debug)]
struct Body {
    release: &'static str,
    part: &'static str,
    kind: &'static str,
    role: &'static str,
}

impl Body {
    fn id(self) -> String {
        format!("{}/{}", self.part, self.kind)
    }

    fn name(self) -> String {
        format!("{} {} {}", self.release, self.id(), self.role)
    }

    fn role(self) -> Role {
        self.role.parse().unwrap()
    }

    fn message(self) -> &'static MessageType {
        vum::body(self.release, &self.id(), self.role())
            .unwrap_or_else(|| panic!("{}", self.name()))
    }

    fn judge(self, body: &Value) -> Report {
        self.message().judge(body.to_string().as_bytes(), self.role())
    }

    fn is_old(self) -> bool {
        facts::before(self.release, "2.0.0")
    }

    /// Name, whether it is required, and what it holds; `None` when the body is the message itself.
    fn properties(self) -> Option<Vec<(&'static str, bool, Form)>> {
        let (old, bem) = (self.is_old(), self.role == BEMIDDELAAR);
        let max = ("maximumAantalResultatenBereikt", true, Form::Boolean);
        let matches = ("matches", true, Form::Matches);
        let question = ("vraagID", true, Form::Text(100));
        Some(match (self.kind, bem) {
            ("matches-verzoek", true) if old => vec![
                ("callbackURL", true, Form::Uri),
                ("vraagObject", true, Form::Message("zoekvraag")),
            ],
            ("matches-verzoek", false) if old => {
                vec![("vraagObject", true, Form::Message("zoekvraag"))]
            }
            ("matches-verzoek", _) => vec![("vraagObject", true, Form::Selection)],
            ("matches-antwoord", true) if old => vec![question],
            ("matches-antwoord", true) => vec![max, question, matches],
            ("matches-antwoord", false) => vec![max, matches],
            ("callback-verzoek", true) => vec![question, matches, max],
            ("detail-antwoord", true) => vec![
                ("bronID", false, Form::Text(200)),
                (self.part, false, Form::Message("detail")),
            ],
            ("detail-antwoord", false) => return None,
            ("fout", _) => vec![
                ("code", true, Form::Text(10)),
                ("message", true, Form::Text(500)),
                ("details", false, Form::Text(2000)),
            ],
            (kind, _) => panic!("no body {kind}"),
        })
    }

    /// Whether other names are refused.
    fn is_closed(self) -> bool {
        self.kind == "matches-verzoek"
            && match self.part {
                "werkzoekende" => !self.is_old() || self.role == BEMIDDELAAR,
                "vacature" => false,
                _ => true,
            }
    }

    /// The view of the message that it holds, if it holds one, and where.
    fn place(self) -> Option<(&'static str, String)> {
        let Some(properties) = self.properties() else { return Some(("detail", String::new())) };
        properties.into_iter().find_map(|(name, _, form)| match form {
            Form::Message(view) => Some((view, format!("/{name}"))),
            Form::Matches => Some(("match", "/matches/1".to_owned())),
            _ => None,
        })
    }

    /// A body without a fault, in which every property stands.
    fn good(self, rng: &mut Rng) -> Value {
        let message = |view: &str, rng: &mut Rng| {
            let id = format!("{}/{view}", self.part);
            generate::message(Mutator::new(self.release, &id, self.role).profile(), rng)
        };
        let Some(properties) = self.properties() else { return message("detail", rng) };
        let mut body = json!({});
        for (name, _, form) in properties {
            body[name] = match form {
                Form::Text(max) => json!("é".repeat(max)),
                Form::Uri => json!("https://bemiddelaar.example/terug"),
                Form::Boolean => json!(false),
                Form::Message(view) => message(view, rng),
                Form::Matches => (0..3).map(|_| message("match", rng)).collect(),
                Form::Selection => selection(self.part),
            };
        }
        body
    }
}

fn selection(part: &str) -> Value {
    if part == "werkgeverscontactmoment" {
        return json!({ "werkgever.nummerKvk": { "$eq": "12345678" } });
    }
    json!({
        "selectiegebied": { "postcode": "1234AB", "afstand": 50 },
        "werktijden.aantalWerkurenPerWeekMaximaal": { "$gte": 24 },
    })
}

/// Every body of every published release, in the contract of every role that has it.
fn bodies() -> Vec<Body> {
    let mut bodies = Vec::new();
    for release in facts::releases().iter().copied() {
        for part in ["werkzoekende", "vacature", "werkgeverscontactmoment"] {
            let moments = part == "werkgeverscontactmoment";
            if moments && release != "3.1.0" {
                continue;
            }
            for role in [BRON, BEMIDDELAAR] {
                let mut kinds = vec!["matches-verzoek", "matches-antwoord", "fout"];
                if !moments {
                    kinds.push("detail-antwoord");
                }
                if facts::before(release, "2.0.0") && role == BEMIDDELAAR {
                    kinds.push("callback-verzoek");
                }
                bodies.extend(kinds.into_iter().map(|kind| Body { release, part, kind, role }));
            }
        }
    }
    bodies
}

/// The judges of the generated OpenAPI documents: `None` where a document has no such schema.
struct Documents(BTreeMap<String, Value>);

impl Documents {
    fn new() -> Self {
        let files = Builder::new().target(Target::OpenApi).generate().unwrap();
        let parsed =
            files.into_iter().map(|file| (file.name, serde_json::from_str(&file.text).unwrap()));
        Self(parsed.collect())
    }

    fn judge(&self, body: Body) -> Validator {
        let part = match body.part {
            "werkzoekende" => "WerkzoekendeProfielen",
            "vacature" => "Vacatures",
            _ => "Werkgeverscontactmomenten",
        };
        let role = if body.role == BRON { "Bron" } else { "Bemiddelaar" };
        let release = body.release;
        let document = &self.0[&format!("{release}/VUM-{role}-{part}-{release}.json")];
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let title = |kind: &str| {
            kind.split('-').map(|it| format!("{}{}", it[..1].to_uppercase(), &it[1..])).collect()
        };
        let name: String = match body.properties() {
            Some(_) => title(body.kind),
            // The message itself.
            None => title(body.part),
        };
        assert!(schemas.contains_key(&name), "{}: {name}", body.name());
        let reference = format!("#/components/schemas/{name}");
        let schema = json!({ "$ref": reference, "components": document["components"] });
        jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::regex())
            .build(&schema)
            .unwrap()
    }
}

/// Rule and pointer of the findings of some severity.
fn told(report: &Report, severity: Severity) -> Vec<(&'static str, String)> {
    let findings = report.findings().iter().filter(|it| it.severity() == severity);
    findings.map(|it| (it.rule().id, it.pointer().to_owned())).collect()
}

fn errors(report: &Report) -> Vec<(&'static str, String)> {
    told(report, Severity::Error)
}

#[test]
fn every_body_of_every_contract_is_there_and_no_other() {
    let expected: BTreeSet<String> = bodies().into_iter().map(Body::name).collect();
    let found = vum::bodies().flat_map(|body| {
        let roles = Role::ALL.into_iter().filter(|role| body.roles.contains(*role));
        roles.map(|role| format!("{} {} {role}", body.release, body.id))
    });
    let found: Vec<String> = found.collect();
    assert_eq!(found.len(), expected.len());
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    for body in vum::bodies() {
        assert!(body.roles.contains(body.default_role), "{} {}", body.release, body.id);
        assert!(vum::message(body.release, body.id).is_none());
        let asks = body.id.ends_with("matches-verzoek") || body.id.ends_with("callback-verzoek");
        let other = !body.roles.contains(Role::Bron);
        let expected = if asks || other { Role::Bemiddelaar } else { Role::Bron };
        assert_eq!(body.default_role, expected, "{} {}", body.release, body.id);
        assert!(!body.label.is_empty());
    }
    assert!(vum::body("3.1.0", "werkzoekende/callback-verzoek", Role::Bemiddelaar).is_none());
    assert!(vum::body("1.2.0", "werkzoekende/callback-verzoek", Role::Bron).is_none());
}

#[test]
fn good_bodies_are_valid_here_and_by_the_documents() {
    let documents = Documents::new();
    for body in bodies() {
        let judge = documents.judge(body);
        let mut rng = Rng::named(SEED, &body.name());
        for _ in 0..10 {
            let good = body.good(&mut rng);
            let report = body.judge(&good);
            assert_eq!(errors(&report), [], "{}: {good}", body.name());
            assert!(judge.is_valid(&good), "{}: {good}", body.name());
            let infos = told(&report, Severity::Info);
            assert!(!infos.iter().any(|it| it.0 == "extra-attribute"), "{}", body.name());
        }
    }
}

/// One change, what is found of it, and where.
type Case = (Value, Vec<(&'static str, String)>);

/// Every change of one property, or of the object, with the errors that we expect.
fn changes(body: Body, good: &Value) -> Vec<Case> {
    let Some(properties) = body.properties() else { return Vec::new() };
    let mut cases: Vec<Case> = vec![
        (json!([]), vec![("wrong-type", String::new())]),
        (json!("x"), vec![("wrong-type", String::new())]),
        (Value::Null, vec![("null-value", String::new())]),
    ];
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let mut nothing = Vec::new();
    for (name, required, form) in &properties {
        let at = format!("/{name}");
        let missing = vec![("required", at.clone())];
        let mut without = good.clone();
        without.as_object_mut().unwrap().remove(*name);
        cases.push((without, if *required { missing.clone() } else { Vec::new() }));
        if *required {
            nothing.extend(missing);
        }
        cases.push((with(name, Value::Null), vec![("null-value", at.clone())]));
        let wrong = || vec![("wrong-type", at.clone())];
        let others = [json!(1), json!(true), json!("x"), json!([]), json!({})];
        let own = match form {
            Form::Text(_) | Form::Uri => 2,
            Form::Boolean => 1,
            Form::Matches => 3,
            Form::Message(_) | Form::Selection => 4,
        };
        for (n, other) in others.into_iter().enumerate().filter(|(n, _)| *n != own) {
            assert!(n < 5);
            cases.push((with(name, other), wrong()));
        }
        match form {
            Form::Text(max) => {
                cases.push((
                    with(name, json!("é".repeat(max + 1))),
                    vec![("max-length", at.clone())],
                ));
                cases.push((with(name, json!("é".repeat(*max))), Vec::new()));
                cases.push((with(name, json!("")), Vec::new()));
            }
            Form::Uri => cases.push((with(name, json!("x".repeat(5000))), Vec::new())),
            Form::Boolean => cases.push((with(name, json!(true)), Vec::new())),
            Form::Matches => {
                cases.push((with(name, json!([])), Vec::new()));
                cases.push((with(name, json!([null])), vec![("null-value", format!("{at}/0"))]));
                cases.push((with(name, json!([[]])), vec![("wrong-type", format!("{at}/0"))]));
            }
            Form::Selection => {
                let key = match body.part {
                    "werkgeverscontactmoment" => "werkgever.nummerKvk",
                    _ => "selectiegebied",
                };
                let missing = || vec![("required", format!("{at}/{key}"))];
                cases.push((with(name, json!({})), missing()));
                let unknown = json!({ "x": [1.5, null, { "y": "z" }] });
                cases.push((with(name, unknown.clone()), missing()));
                let mut more = selection(body.part);
                more["x"] = unknown;
                cases.push((with(name, more), Vec::new()));
            }
            Form::Message(_) => {}
        }
        // Another case of the letters is another name.
        let mut renamed = good.clone();
        let value = renamed.as_object_mut().unwrap().remove(*name).unwrap();
        renamed[name.to_uppercase()] = value;
        let mut found = Vec::new();
        if body.is_closed() {
            found.push(("attribute-case", "/…".to_owned()));
        }
        if *required {
            found.push(("required", at.clone()));
        }
        cases.push((renamed, found));
    }
    cases.push((json!({}), nothing));
    let unknown = vec![("unknown-attribute", "/…".to_owned())];
    let unknown = if body.is_closed() { unknown } else { Vec::new() };
    cases.push((with("anders", json!({ "x": [1] })), unknown.clone()));
    // What only the contract of the other role has is any other name.
    let other = Body { role: if body.role == BRON { BEMIDDELAAR } else { BRON }, ..body };
    let others = if body.kind == "callback-verzoek" { None } else { other.properties() };
    for (name, ..) in others.into_iter().flatten() {
        if properties.iter().all(|it| it.0 != name) {
            for value in [json!("v"), json!(5), Value::Null, json!({ "x": 1 }), json!(["x"])] {
                cases.push((with(name, value), unknown.clone()));
            }
        }
    }
    cases
}

#[test]
fn every_change_gives_what_is_expected_here_and_by_the_documents() {
    let documents = Documents::new();
    let mut counts = [0, 0];
    for body in bodies() {
        let judge = documents.judge(body);
        let mut rng = Rng::named(SEED, &body.name());
        let good = body.good(&mut rng);
        for (changed, expected) in changes(body, &good) {
            let report = body.judge(&changed);
            let mut found = errors(&report);
            let mut expected = expected;
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{}: {changed}", body.name());
            assert_eq!(judge.is_valid(&changed), expected.is_empty(), "{}: {changed}", body.name());
            counts[usize::from(expected.is_empty())] += 1;
        }
    }
    assert!(counts[0] > 500 && counts[1] > 200, "{counts:?}");
}

/// A message within a body gives what it gives by itself, with the place of the message in front.
#[test]
fn messages_in_bodies_give_what_they_give_alone() {
    let documents = Documents::new();
    let (mut valid, mut invalid) = (0, 0);
    for body in bodies() {
        let Some((view, place)) = body.place() else { continue };
        let judge = documents.judge(body);
        let id = format!("{}/{view}", body.part);
        let alone = Typed::find(body.release, &id).message;
        let mutator = Mutator::new(body.release, &id, body.role);
        let mut rng = Rng::named(SEED + 1, &body.name());
        let good = body.good(&mut rng);
        for _ in 0..PER_PLACE {
            let message = generate::message(mutator.profile(), &mut rng);
            let changed = mutator.mutate(&message, &mut rng).document;
            let by_itself = alone.judge(changed.to_string().as_bytes(), body.role());
            let mut whole = good.clone();
            *whole.pointer_mut(&place).unwrap() = changed;
            let report = body.judge(&whole);
            let expected: Vec<_> = errors(&by_itself)
                .into_iter()
                .map(|(rule, pointer)| (rule, format!("{place}{pointer}")))
                .collect();
            assert_eq!(errors(&report), expected, "{}: {whole}", body.name());
            if expected.iter().all(|it| it.0 == "integer-form") && !expected.is_empty() {
                // A known difference: `1.0` is an integer in JSON Schema.
                continue;
            }
            assert_eq!(judge.is_valid(&whole), expected.is_empty(), "{}: {whole}", body.name());
            *if expected.is_empty() { &mut valid } else { &mut invalid } += 1;
        }
    }
    assert!(valid > 100 && invalid > 1000, "{valid} valid, {invalid} invalid");
}

#[test]
fn places_in_a_body_are_those_of_its_text() {
    let body =
        Body { release: "3.0.0", part: "werkzoekende", kind: "matches-antwoord", role: BRON };
    let text = "{\n  \"maximumAantalResultatenBereikt\": false,\n  \"matches\": [\n    {\"idWerkzoekende\": 1, \"mobiliteit\": {\"bemiddelingspostcode\": \"1234AB\"}}\n  ],\n  \"vraagId\": \"x\"\n}\n";
    let report = body.message().judge(text.as_bytes(), body.role());
    let lines: Vec<String> = report.findings().iter().map(Finding::to_string).collect();
    assert_eq!(
        lines,
        [
            "4:24: error[wrong-type] /matches/0/idWerkzoekende: expected a string, found a number",
            "6:3: info[extra-attribute] /…: name that the contract does not have; it allows other names here",
        ]
    );
}

/// What happens to a body in the hands of a supplier.
struct Travelled {
    read: Report,
    complete: bool,
    checked: Report,
    written: String,
    same_again: bool,
    serialized: Value,
    deserialized: Result<bool, String>,
    debug: String,
}

type Travel = fn(&[u8], Role) -> Travelled;

macro_rules! types {
    ($( $release:literal $module:ident { $( $id:literal $($role:ident)|+ = $type:ident, )* } )*) => {
        const TYPES: &[(&str, &str, &[Role], Travel)] = &[$($(
            ($release, $id, &[$(Role::$role),+], |text, role| {
                let outcome = vum::$module::$type::from_json(text, role);
                let value = outcome.value;
                let written = value.to_json();
                let again = vum::$module::$type::from_json(written.as_bytes(), role);
                let serialized = serde_json::to_value(&value).unwrap();
                let back = serde_json::from_value::<vum::$module::$type>(serialized.clone());
                Travelled {
                    read: outcome.report,
                    complete: outcome.complete,
                    checked: value.check(role),
                    same_again: again.value == value && again.complete,
                    deserialized: back.map(|it| it == value).map_err(|error| error.to_string()),
                    serialized,
                    debug: format!("{value:?}"),
                    written,
                }
            }),
        )*)*];
    };
}

types! {
    "1.2.0" v1_2 {
        "werkzoekende/matches-verzoek" Bron | Bemiddelaar = WerkzoekendeMatchesVerzoek,
        "werkzoekende/matches-antwoord" Bron = WerkzoekendeMatchesAntwoordBron,
        "werkzoekende/matches-antwoord" Bemiddelaar = WerkzoekendeMatchesAntwoordBemiddelaar,
        "werkzoekende/callback-verzoek" Bemiddelaar = WerkzoekendeCallbackVerzoek,
        "werkzoekende/detail-antwoord" Bron = Werkzoekende,
        "werkzoekende/detail-antwoord" Bemiddelaar = WerkzoekendeDetailAntwoord,
        "werkzoekende/fout" Bron | Bemiddelaar = Fout,
        "vacature/matches-verzoek" Bron | Bemiddelaar = VacatureMatchesVerzoek,
        "vacature/matches-antwoord" Bron = VacatureMatchesAntwoordBron,
        "vacature/matches-antwoord" Bemiddelaar = VacatureMatchesAntwoordBemiddelaar,
        "vacature/callback-verzoek" Bemiddelaar = VacatureCallbackVerzoek,
        "vacature/detail-antwoord" Bron = Vacature,
        "vacature/detail-antwoord" Bemiddelaar = VacatureDetailAntwoord,
        "vacature/fout" Bron | Bemiddelaar = Fout,
    }
    "2.0.0" v2_0 {
        "werkzoekende/matches-verzoek" Bron | Bemiddelaar = WerkzoekendeMatchesVerzoek,
        "werkzoekende/matches-antwoord" Bron | Bemiddelaar = WerkzoekendeMatchesAntwoord,
        "werkzoekende/detail-antwoord" Bron = Werkzoekende,
        "werkzoekende/detail-antwoord" Bemiddelaar = WerkzoekendeDetailAntwoord,
        "werkzoekende/fout" Bron | Bemiddelaar = Fout,
        "vacature/matches-verzoek" Bron | Bemiddelaar = VacatureMatchesVerzoek,
        "vacature/matches-antwoord" Bron | Bemiddelaar = VacatureMatchesAntwoord,
        "vacature/detail-antwoord" Bron = Vacature,
        "vacature/detail-antwoord" Bemiddelaar = VacatureDetailAntwoord,
        "vacature/fout" Bron | Bemiddelaar = Fout,
    }
    "3.0.0" v3_0 {
        "werkzoekende/matches-verzoek" Bron | Bemiddelaar = WerkzoekendeMatchesVerzoek,
        "werkzoekende/matches-antwoord" Bron | Bemiddelaar = WerkzoekendeMatchesAntwoord,
        "werkzoekende/detail-antwoord" Bron = Werkzoekende,
        "werkzoekende/detail-antwoord" Bemiddelaar = WerkzoekendeDetailAntwoord,
        "werkzoekende/fout" Bron | Bemiddelaar = Fout,
        "vacature/matches-verzoek" Bron | Bemiddelaar = VacatureMatchesVerzoek,
        "vacature/matches-antwoord" Bron | Bemiddelaar = VacatureMatchesAntwoord,
        "vacature/detail-antwoord" Bron = Vacature,
        "vacature/detail-antwoord" Bemiddelaar = VacatureDetailAntwoord,
        "vacature/fout" Bron | Bemiddelaar = Fout,
    }
    "3.1.0" v3_1 {
        "werkzoekende/matches-verzoek" Bron | Bemiddelaar = WerkzoekendeMatchesVerzoek,
        "werkzoekende/matches-antwoord" Bron | Bemiddelaar = WerkzoekendeMatchesAntwoord,
        "werkzoekende/detail-antwoord" Bron = Werkzoekende,
        "werkzoekende/detail-antwoord" Bemiddelaar = WerkzoekendeDetailAntwoord,
        "werkzoekende/fout" Bron | Bemiddelaar = Fout,
        "vacature/matches-verzoek" Bron | Bemiddelaar = VacatureMatchesVerzoek,
        "vacature/matches-antwoord" Bron | Bemiddelaar = VacatureMatchesAntwoord,
        "vacature/detail-antwoord" Bron = Vacature,
        "vacature/detail-antwoord" Bemiddelaar = VacatureDetailAntwoord,
        "vacature/fout" Bron | Bemiddelaar = Fout,
        "werkgeverscontactmoment/matches-verzoek" Bron | Bemiddelaar
            = WerkgeverscontactmomentMatchesVerzoek,
        "werkgeverscontactmoment/matches-antwoord" Bron | Bemiddelaar
            = WerkgeverscontactmomentMatchesAntwoord,
        "werkgeverscontactmoment/fout" Bron | Bemiddelaar = Fout,
    }
}

fn travel(body: Body) -> Travel {
    let id = body.id();
    let found = TYPES
        .iter()
        .find(|it| it.0 == body.release && it.1 == id && it.2.contains(&body.role()))
        .unwrap_or_else(|| panic!("no type for {}", body.name()));
    found.3
}

#[test]
fn what_is_written_is_what_was_read() {
    for body in bodies() {
        let travel = travel(body);
        let mut rng = Rng::named(SEED + 2, &body.name());
        for _ in 0..10 {
            let good = body.good(&mut rng);
            let after = travel(good.to_string().as_bytes(), body.role());
            let name = body.name();
            assert!(after.complete && after.same_again, "{name}");
            assert_eq!(after.deserialized, Ok(true), "{name}");
            let written: Value = serde_json::from_str(&after.written).unwrap();
            assert_eq!(written, good, "{name}");
            assert_eq!(after.serialized, good, "{name}");
            assert_eq!(ids(&after.checked), ids(&after.read), "{name}");
            // Nothing but names is shown.
            assert!(!after.debug.contains('é') && !after.debug.contains("1234AB"), "{name}");
        }
    }
}

/// Rules and pointers, sorted: a value in memory has no order of its own.
fn ids(report: &Report) -> Vec<(&'static str, String)> {
    let mut ids: Vec<_> =
        report.findings().iter().map(|it| (it.rule().id, it.pointer().to_owned())).collect();
    ids.sort();
    ids
}

#[test]
fn a_changed_body_comes_back_unless_it_is_said_to_be_incomplete() {
    let mut complete = 0;
    for body in bodies() {
        let travel = travel(body);
        let mut rng = Rng::named(SEED + 3, &body.name());
        let good = body.good(&mut rng);
        for (changed, _) in changes(body, &good) {
            let after = travel(changed.to_string().as_bytes(), body.role());
            let context = format!("{}: {changed}", body.name());
            assert!(after.same_again, "{context}");
            if !after.complete {
                continue;
            }
            complete += 1;
            let written: Value = serde_json::from_str(&after.written).unwrap();
            // A list that must be there is always written.
            let missing = errors(&after.read).iter().any(|it| it.1 == "/matches");
            let empty = told(&after.read, Severity::Warning).iter().any(|it| it.0 == "empty-value");
            if !missing && !empty {
                assert_eq!(written, changed, "{context}");
                assert_eq!(ids(&after.checked), ids(&after.read), "{context}");
            }
        }
    }
    assert!(complete > 300, "{complete}");
}

/// A name that is passed over is not kept, and that is said.
#[test]
fn what_is_passed_over_is_said_to_be_left_out() {
    let text = br#"{"code": "400.01", "message": "x", "traceId": "t"}"#;
    let outcome = vum::v3_1::Fout::from_json(text, Role::Bron);
    assert!(outcome.is_valid() && !outcome.complete);
    assert_eq!(outcome.value.to_json(), r#"{"code":"400.01","message":"x"}"#);
    // serde lets it pass, as the contract does.
    let value: vum::v3_1::Fout = serde_json::from_slice(text).unwrap();
    assert_eq!(value, outcome.value);
    // What the contract forbids it refuses.
    let text = r#"{"vraagObject": {}, "anders": 1}"#;
    assert!(serde_json::from_str::<vum::v3_1::WerkzoekendeMatchesVerzoek>(text).is_err());
    let question = serde_json::from_str::<vum::v3_1::VacatureMatchesVerzoek>(text).unwrap();
    assert_eq!(question.vraag_object.unwrap(), vum::v3_1::VacatureSelectievraag::default());
}

#[test]
fn what_only_the_other_role_has_is_kept_and_not_judged() {
    let long = "v".repeat(101);
    let text = json!({ "maximumAantalResultatenBereikt": true, "vraagID": long, "matches": [] });
    let text = text.to_string();
    let outcome = vum::v3_1::VacatureMatchesAntwoord::from_json(text.as_bytes(), Role::Bron);
    assert!(outcome.complete);
    let expected = [("extra-attribute", "/vraagID".to_owned())];
    assert_eq!(ids(&outcome.report), expected);
    assert_eq!(outcome.value.vraag_id.as_deref(), Some(long.as_str()));
    assert_eq!(ids(&outcome.value.check(Role::Bron)), expected);
    let expected = [("max-length", "/vraagID".to_owned())];
    assert_eq!(ids(&outcome.value.check(Role::Bemiddelaar)), expected);
    let written: Value = serde_json::from_str(&outcome.value.to_json()).unwrap();
    assert_eq!(written.to_string(), text);
}

#[test]
fn an_empty_answer_is_an_answer() {
    let text = r#"{"maximumAantalResultatenBereikt":false,"matches":[]}"#;
    let outcome = vum::v3_1::WerkzoekendeMatchesAntwoord::from_json(text.as_bytes(), Role::Bron);
    assert_eq!(ids(&outcome.report), [], "no results is no empty value");
    assert_eq!(outcome.value.to_json(), text);
    assert_eq!(ids(&outcome.value.check(Role::Bron)), []);
    let made = vum::v1_2::VacatureMatchesAntwoordBron {
        maximum_aantal_resultaten_bereikt: Some(false),
        matches: Vec::new(),
    };
    assert_eq!(made.to_json(), text);
    assert!(made.check(Role::Bron).is_valid());
}

#[test]
fn an_object_that_is_kept_as_it_is() {
    let text = "{ \"x\" : [1, null, true, \"\\n\"] }";
    let whole: RawObject = serde_json::from_str(text).unwrap();
    assert_eq!(whole.as_str(), r#"{"x":[1,null,true,"\n"]}"#);
    assert_eq!(whole, whole.as_str().parse().unwrap());
    assert_eq!(format!("{whole:?}"), "RawObject(…)", "no value is shown");
    let error = serde_json::from_str::<RawObject>(r#"{"x":1.5}"#).unwrap_err().to_string();
    assert_eq!(error, "a number that is not whole");
    assert!(serde_json::from_str::<RawObject>("[]").is_err());
}

#[test]
fn a_question_in_a_body_is_judged() {
    let body = Body { release: "2.0.0", part: "vacature", kind: "matches-verzoek", role: BRON };
    let rules = |text: &str| ids(&body.message().judge(text.as_bytes(), body.role()));
    let broken = rules(r#"{"vraagObject": {"a": tru}}"#);
    assert!(broken.iter().any(|it| it.0 == "json-syntax"), "{broken:?}");
    let deep = format!("{{\"vraagObject\": {{\"a\": {}1{}}}}}", "[".repeat(70), "]".repeat(70));
    assert!(rules(&deep).iter().any(|it| it.0 == "depth-limit"));
    let twice = rules(r#"{"vraagObject": {"a": 1}, "vraagObject": {"b": 2}}"#);
    assert!(twice.contains(&("duplicate-attribute", "/vraagObject".to_owned())));
    assert!(twice.contains(&("ignored-criterion", "/vraagObject/…".to_owned())), "{twice:?}");
}

/// The official questions and the answers that are expected to them.
#[test]
fn official_questions_and_answers_are_valid_bodies() {
    let test = "official_questions_and_answers_are_valid_bodies";
    if samples::all(test).is_none() {
        return;
    }
    let (mut questions, mut answers) = (0, 0);
    for release in samples::releases().iter().copied() {
        for part in ["werkzoekende", "vacature"] {
            let name = format!("samples/official-{release}/{part}-selectie-cases.ndjson");
            let text = std::fs::read_to_string(facts::shared().join(name)).unwrap();
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let case: Value = serde_json::from_str(line).unwrap();
                for role in [BRON, BEMIDDELAAR] {
                    let asked = Body { release, part, kind: "matches-verzoek", role };
                    let report = asked.judge(&json!({ "vraagObject": case["vraag"] }));
                    assert_eq!(ids(&report), []);
                    questions += 1;
                }
                let answered = Body { release, part, kind: "matches-antwoord", role: BRON };
                let answer = json!({
                    "maximumAantalResultatenBereikt": false,
                    "matches": case["verwacht"],
                });
                assert_eq!(errors(&answered.judge(&answer)), [], "{}", answered.name());
                answers += 1;
            }
        }
    }
    assert!(questions > 100 && answers > 50, "{questions} questions, {answers} answers");
}
