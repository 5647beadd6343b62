//! The generated OpenAPI documents: their form by judges we did not write, and one verdict with our
//! reader on the messages and bodies they describe.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};
use vum::{Role, Severity};
use vum_codegen::openapi;
use vum_model::{Standard, Status};
use vum_tests::mutate::{Change, Mutator};
use vum_tests::rng::Rng;
use vum_tests::typed::Typed;
use vum_tests::{examples, facts, generate, python};

const SEED: u64 = 20_261_125;
const PER_CONTEXT: usize = 150;

/// Every document, as text, by file name.
fn texts() -> &'static BTreeMap<String, String> {
    static TEXTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    TEXTS.get_or_init(generate_all)
}

fn generate_all() -> BTreeMap<String, String> {
    let model = Standard::embedded().resolve().model.unwrap();
    let published = model.releases().iter().filter(|it| it.status == Status::Published);
    let releases = published.map(|it| model.release(it.version).unwrap());
    let files = releases.flat_map(|release| openapi(&release).unwrap());
    files.map(|file| (file.name, file.text)).collect()
}

fn documents() -> &'static BTreeMap<String, Value> {
    static DOCUMENTS: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let parsed = texts().iter();
        parsed.map(|(name, text)| (name.clone(), serde_json::from_str(text).unwrap())).collect()
    })
}

fn file(release: &str, part: &str, role: &str) -> String {
    let role = if role == facts::BRON { "Bron" } else { "Bemiddelaar" };
    let part = match part {
        "werkzoekende" => "WerkzoekendeProfielen",
        "vacature" => "Vacatures",
        "werkgeverscontactmoment" => "Werkgeverscontactmomenten",
        _ => panic!("no part {part}"),
    };
    format!("{release}/VUM-{role}-{part}-{release}.json")
}

fn document(release: &str, part: &str, role: &str) -> &'static Value {
    let name = file(release, part, role);
    documents().get(&name).unwrap_or_else(|| panic!("no {name}"))
}

/// A judge of what a reference of the document points at. OpenAPI 3.0 is near enough to JSON
/// Schema for the keywords that are used: the test of the keywords holds it to that.
fn judge(document: &Value, reference: &str) -> Validator {
    let schema = json!({ "$ref": reference, "components": document["components"] });
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(PatternOptions::regex())
        .build(&schema)
        .unwrap()
}

/// The schema of what a response or request holds.
fn content(it: &Value) -> &Value {
    &it["content"]["application/json"]["schema"]
}

/// A body that holds a message, and the schema that a contract has for it, as the operations lead
/// there: a reference.
fn body(document: &Value, message: &str, role: &str, release: &str) -> (String, Value) {
    let paths = document["paths"].as_object().unwrap();
    let find = |end: &dyn Fn(&str) -> bool| {
        paths.iter().find(|(path, _)| end(path)).map(|(_, it)| it).unwrap()
    };
    let post = &find(&|path| path.ends_with("/matches"))["post"];
    let (part, view) = message.split_once('/').unwrap();
    let old = facts::before(release, "2.0.0");
    let (schema, mut whole) = match (view, role) {
        ("detail", facts::BRON) => {
            (&find(&|path| path.ends_with('}'))["get"]["responses"]["200"], json!("?"))
        }
        ("detail", _) => (
            &find(&|path| path.ends_with('}'))["get"]["responses"]["200"],
            json!({ "bronID": "b", part: "?" }),
        ),
        ("zoekvraag", facts::BRON) | ("selectievraag", _) => {
            (&post["requestBody"], json!({ "vraagObject": "?" }))
        }
        ("zoekvraag", _) => (
            &post["requestBody"],
            json!({ "callbackURL": "https://example.org/", "vraagObject": "?" }),
        ),
        ("match", facts::BEMIDDELAAR) if old => (
            &post["callbacks"]["callback"]["{$request.body#/callbackURL}"]["post"]["requestBody"],
            json!({ "vraagID": "v", "maximumAantalResultatenBereikt": true, "matches": ["?"] }),
        ),
        ("match", _) => (
            &post["responses"]["200"],
            json!({ "maximumAantalResultatenBereikt": true, "matches": ["?"] }),
        ),
        _ => panic!("no view {view}"),
    };
    if view == "match" && role == facts::BEMIDDELAAR {
        whole["vraagID"] = json!("v");
    }
    (content(schema)["$ref"].as_str().unwrap().to_owned(), whole)
}

/// Puts a message in its body.
fn wrap(whole: &Value, message: &Value) -> Value {
    match whole {
        Value::String(text) if text == "?" => message.clone(),
        Value::Array(items) => items.iter().map(|it| wrap(it, message)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, it)| (name.clone(), wrap(it, message))).collect()
        }
        plain => plain.clone(),
    }
}

/// The rules that give an error.
fn errors(release: &str, message: &str, role: &str, document: &Value) -> Vec<&'static str> {
    let role: Role = role.parse().unwrap();
    let report = Typed::find(release, message).message.judge(document.to_string().as_bytes(), role);
    let errors = report.findings().iter().filter(|f| f.severity() == Severity::Error);
    errors.map(|finding| finding.rule().id).collect()
}

/// Whether a number is whole without being written so, such as `1e300`: a known difference.
fn has_whole_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() && number.as_f64().unwrap().fract() == 0.0,
        Value::Array(values) => values.iter().any(has_whole_fraction),
        Value::Object(members) => members.values().any(has_whole_fraction),
        _ => false,
    }
}

/// Whether a text ends with a line feed. Python lets `$` of a pattern match in front of it, where
/// the language of patterns in OpenAPI (ECMA 262) does not: a known difference of that judge.
fn ends_a_line(value: &Value) -> bool {
    match value {
        Value::String(text) => text.ends_with('\n'),
        Value::Array(values) => values.iter().any(ends_a_line),
        Value::Object(members) => members.values().any(ends_a_line),
        _ => false,
    }
}

#[test]
fn there_is_a_document_for_each_contract_and_the_same_one_twice() {
    let names: Vec<&str> = texts().keys().map(String::as_str).collect();
    let count = |release: &str| names.iter().filter(|name| name.starts_with(release)).count();
    let counts: Vec<usize> = facts::releases().iter().map(|release| count(release)).collect();
    assert_eq!(counts, [4, 4, 4, 6]);
    assert_eq!(names.len(), 18);
    for (release, message, role) in facts::contexts() {
        document(release, message.split_once('/').unwrap().0, role);
    }
    assert_eq!(&generate_all(), texts(), "the same bytes twice");
}

#[test]
fn a_selection_leaves_whole_contracts_or_none() {
    let model = Standard::embedded().resolve().model.unwrap();
    let version = model.releases().last().unwrap().version;
    let mut release = model.release(version).unwrap();
    release.messages.retain(|it| it.part == "vacature");
    let names: Vec<String> = openapi(&release).unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(
        names,
        ["3.1.0/VUM-Bemiddelaar-Vacatures-3.1.0.json", "3.1.0/VUM-Bron-Vacatures-3.1.0.json"]
    );
    release.messages.retain(|it| it.view != "detail");
    let error = openapi(&release).unwrap_err().to_string();
    assert!(error.contains("VUM-Bemiddelaar-Vacatures (vacature/detail)"), "{error}");
}

/// The schemas are judged as JSON Schema too, which is right as long as only keywords are used
/// that mean the same in both languages, and nothing stands beside a reference.
#[test]
fn only_keywords_that_mean_the_same_in_json_schema_are_used() {
    const KEYWORDS: [&str; 22] = [
        "anyOf",
        "not",
        "minItems",
        "additionalProperties",
        "allOf",
        "deprecated",
        "description",
        "enum",
        "format",
        "items",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "oneOf",
        "pattern",
        "properties",
        "required",
        "title",
        "type",
        "x-vum-id",
        "$ref",
    ];
    fn walk(schema: &Value, context: &str) {
        let members = schema.as_object().unwrap_or_else(|| panic!("{context}: {schema}"));
        assert!(!members.contains_key("$ref") || members.len() == 1, "{context}: {schema}");
        for (keyword, value) in members {
            assert!(KEYWORDS.contains(&keyword.as_str()), "{context}: {keyword}");
            match keyword.as_str() {
                "properties" => {
                    value.as_object().unwrap().values().for_each(|it| walk(it, context))
                }
                "oneOf" | "allOf" => {
                    value.as_array().unwrap().iter().for_each(|it| walk(it, context));
                }
                "items" => walk(value, context),
                "format" => assert_eq!(value, "date", "{context}"),
                _ => {}
            }
        }
    }
    for (name, document) in documents() {
        let text = document.to_string();
        let components = document["components"].as_object().unwrap();
        for (kind, members) in components {
            for (component, schema) in members.as_object().unwrap() {
                // Everything that is defined is used; the validators see that nothing is missing.
                let reference = format!("\"#/components/{kind}/{component}\"");
                assert!(text.contains(&reference), "{name}: {component}");
                if kind == "schemas" {
                    walk(schema, &format!("{name} {component}"));
                }
            }
        }
        assert!(!text.contains("nullable"), "{name}");
    }
}

#[test]
fn documents_and_reader_agree_on_every_change() {
    let mut verdicts: BTreeMap<Change, [usize; 2]> = BTreeMap::new();
    for (release, message, role) in facts::contexts() {
        let context = format!("{release} {message} {role}");
        let document = document(release, message.split_once('/').unwrap().0, role);
        let (reference, whole) = body(document, message, role, release);
        let judge = judge(document, &reference);
        let mutator = Mutator::new(release, message, role);
        let mut rng = Rng::named(SEED, &context);
        for _ in 0..PER_CONTEXT {
            let valid = generate::message(mutator.profile(), &mut rng);
            assert!(judge.is_valid(&wrap(&whole, &valid)), "{context}: {valid}");
            let changed = mutator.mutate(&valid, &mut rng);
            let ours = errors(release, message, role, &changed.document);
            let different = has_whole_fraction(&changed.document)
                && ours.iter().all(|rule| *rule == "integer-form");
            if different {
                continue;
            }
            let body = wrap(&whole, &changed.document);
            let verdict = judge.is_valid(&body);
            let told: Vec<String> = judge.iter_errors(&body).map(|it| it.to_string()).collect();
            assert_eq!(
                verdict,
                ours.is_empty(),
                "{context}: {} at {}: we: {ours:?}; document: {told:?}\n{body}",
                changed.label,
                changed.pointer
            );
            verdicts.entry(changed.change).or_default()[usize::from(verdict)] += 1;
        }
    }
    println!("{:<20} {:>7} {:>7}", "change", "invalid", "valid");
    for (change, [invalid, valid]) in &verdicts {
        println!("{:<20} {invalid:>7} {valid:>7}", format!("{change:?}"));
    }
    for change in Change::ALL {
        assert!(verdicts.contains_key(change), "{change:?} was never made");
    }
    for verdict in [0, 1] {
        let all: usize = verdicts.values().map(|seen| seen[verdict]).sum();
        assert!(all > 500, "{verdicts:?}");
    }
}

#[test]
fn documents_and_reader_agree_on_the_examples() {
    let (mut good, mut bad) = (0, 0);
    for examples in examples::all() {
        let (release, message, role) = (&examples.release, &examples.message, examples.role);
        let document = document(release, message.split_once('/').unwrap().0, role);
        let (reference, whole) = body(document, message, role, release);
        let judge = judge(document, &reference);
        for example in &examples.messages {
            let ours = errors(release, message, role, example);
            if has_whole_fraction(example) && ours.iter().all(|rule| *rule == "integer-form") {
                continue;
            }
            let verdict = judge.is_valid(&wrap(&whole, example));
            assert_eq!(verdict, ours.is_empty(), "{}: {ours:?}", examples.path.display());
            *if verdict { &mut good } else { &mut bad } += 1;
        }
    }
    assert!(good > 15 && bad > 15, "{good} good, {bad} bad");
}

/// The bodies around the messages, one by one, from the table of the contracts.
#[test]
fn bodies_are_judged_as_the_contracts_say() {
    let wz = |release, role| document(release, "werkzoekende", role);
    let vac = |release, role| document(release, "vacature", role);
    let cm = |role| document("3.1.0", "werkgeverscontactmoment", role);
    let (bron, bem) = (facts::BRON, facts::BEMIDDELAAR);
    let answer = json!({ "maximumAantalResultatenBereikt": false, "matches": [] });
    let with = |name: &str, value: Value| {
        let mut answer = answer.clone();
        answer[name] = value;
        answer
    };
    let without = |name: &str| {
        let mut answer = with("vraagID", json!("v"));
        answer.as_object_mut().unwrap().remove(name);
        answer
    };
    let long = |length: usize| json!("x".repeat(length));
    let ask = |extra: bool| {
        let area = json!({ "postcode": "1234AB", "afstand": 25 });
        let mut ask = json!({ "vraagObject": { "selectiegebied": area } });
        if extra {
            ask["extra"] = json!(1);
        }
        ask
    };
    let cases = [
        // The answer of a bron has no vraagID; other names are not forbidden in an answer.
        (wz("3.0.0", bron), "MatchesAntwoord", answer.clone(), true),
        (wz("3.0.0", bron), "MatchesAntwoord", with("extra", json!(1)), true),
        (wz("3.0.0", bron), "MatchesAntwoord", without("matches"), false),
        (wz("3.0.0", bron), "MatchesAntwoord", json!([]), false),
        (wz("3.0.0", bron), "MatchesAntwoord", with("matches", json!({})), false),
        (wz("3.0.0", bron), "MatchesAntwoord", with("matches", json!([null])), false),
        (
            wz("3.0.0", bron),
            "MatchesAntwoord",
            with("maximumAantalResultatenBereikt", json!("true")),
            false,
        ),
        (wz("3.0.0", bem), "MatchesAntwoord", answer.clone(), false),
        (cm(bem), "MatchesAntwoord", answer.clone(), false),
        (cm(bron), "MatchesAntwoord", answer.clone(), true),
        (wz("3.0.0", bem), "MatchesAntwoord", with("vraagID", long(100)), true),
        (wz("3.0.0", bem), "MatchesAntwoord", with("vraagID", long(101)), false),
        (vac("2.0.0", bem), "MatchesAntwoord", without("maximumAantalResultatenBereikt"), false),
        // In 1.2.0 the bemiddelaar gets a number, and the results later.
        (wz("1.2.0", bem), "MatchesAntwoord", json!({ "vraagID": "v" }), true),
        (wz("1.2.0", bem), "MatchesAntwoord", answer.clone(), false),
        (wz("1.2.0", bron), "MatchesAntwoord", answer.clone(), true),
        (vac("1.2.0", bem), "CallbackVerzoek", with("vraagID", json!("v")), true),
        (vac("1.2.0", bem), "CallbackVerzoek", answer.clone(), false),
        // The question: closed for werkzoekende and contact moments, not for vacancies.
        (wz("3.0.0", bron), "MatchesVerzoek", ask(false), true),
        (wz("3.0.0", bron), "MatchesVerzoek", ask(true), false),
        (wz("2.0.0", bem), "MatchesVerzoek", ask(true), false),
        (vac("3.0.0", bron), "MatchesVerzoek", ask(true), true),
        (vac("3.0.0", bem), "MatchesVerzoek", json!({}), false),
        (cm(bron), "MatchesVerzoek", ask(true), false),
        (wz("3.0.0", bron), "MatchesVerzoek", json!({ "vraagObject": "x" }), false),
        (wz("1.2.0", bem), "MatchesVerzoek", ask(false), false),
        // Detail: neither is required.
        (wz("3.1.0", bem), "DetailAntwoord", json!({}), true),
        (vac("3.1.0", bem), "DetailAntwoord", json!({ "bronID": long(200) }), true),
        (vac("3.1.0", bem), "DetailAntwoord", json!({ "bronID": long(201) }), false),
        (vac("3.1.0", bem), "DetailAntwoord", json!({ "vacature": {} }), false),
        // Errors.
        (wz("3.1.0", bem), "Fout", json!({ "code": "500.1", "message": "x" }), true),
        (wz("3.1.0", bem), "Fout", json!({ "code": long(11), "message": "x" }), false),
        (wz("3.1.0", bron), "Fout", json!({ "code": "1", "message": long(501) }), false),
        (
            cm(bron),
            "Fout",
            json!({ "code": "1", "message": long(500), "details": long(2000) }),
            true,
        ),
        (cm(bron), "Fout", json!({ "code": "1", "message": "x", "details": long(2001) }), false),
        (cm(bron), "Fout", json!({ "code": "1" }), false),
        (cm(bron), "Fout", json!({ "message": "1" }), false),
    ];
    for (document, name, body, valid) in cases {
        let judge = judge(document, &format!("#/components/schemas/{name}"));
        let title = &document["info"]["title"];
        assert_eq!(judge.is_valid(&body), valid, "{title} {name}: {body}");
    }
}

/// A second reading of every document, by types that others made of OpenAPI 3.0.
#[test]
fn every_document_is_read_by_openapiv3_without_loss() {
    for (name, text) in texts() {
        let read: openapiv3::OpenAPI =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.openapi, "3.0.3", "{name}");
        let again = serde_json::to_value(&read).unwrap();
        // It writes defaults that we leave out; nothing that we wrote is dropped or changed.
        kept(&documents()[name], &again, name);
    }
}

fn kept(ours: &Value, theirs: &Value, context: &str) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            for (name, value) in a {
                if name == "required" && value == false && !b.contains_key(name) {
                    // That is the default.
                    continue;
                }
                let found = b.get(name).unwrap_or_else(|| panic!("{context}/{name} is dropped"));
                kept(value, found, &format!("{context}/{name}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{context}");
            a.iter().zip(b).for_each(|(a, b)| kept(a, b, context));
        }
        _ => assert_eq!(ours, theirs, "{context}"),
    }
}

/// The validator of openapi-spec-validator, and that of openapi-schema-validator for messages.
const SCRIPT: &str = r##"
import json, sys
from openapi_spec_validator import OpenAPIV30SpecValidator
from openapi_schema_validator import OAS30Validator, oas30_format_checker

for line in sys.stdin:
    case = json.loads(line)
    document = case["document"]
    wrong = [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()]
    verdicts = []
    for reference, body in case["bodies"]:
        schema = {"$ref": reference, "components": document["components"]}
        judge = OAS30Validator(schema, format_checker=oas30_format_checker)
        verdicts.append(judge.is_valid(body))
    print(json.dumps({"wrong": wrong, "verdicts": verdicts}))
"##;

#[test]
fn every_document_satisfies_openapi_spec_validator_and_its_verdicts_are_ours() {
    let test = "every_document_satisfies_openapi_spec_validator_and_its_verdicts_are_ours";
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("python-openapi");
    let packages = ["openapi-spec-validator==0.9.0", "openapi-schema-validator==0.9.0"];
    let import = "openapi_spec_validator, openapi_schema_validator";
    let Some(python) = python::with(test, &dir, &packages, import) else { return };
    let mut cases: Vec<(String, Value, Vec<bool>)> = Vec::new();
    for (name, document) in documents() {
        let (mut bodies, mut expected) = (Vec::new(), Vec::new());
        for (release, message, role) in facts::contexts() {
            let part = message.split_once('/').unwrap().0;
            if &file(release, part, role) != name {
                continue;
            }
            let (reference, whole) = body(document, message, role, release);
            let mutator = Mutator::new(release, message, role);
            let mut rng = Rng::named(SEED + 1, &format!("{release} {message} {role}"));
            for _ in 0..25 {
                let valid = generate::message(mutator.profile(), &mut rng);
                let changed = mutator.mutate(&valid, &mut rng).document;
                if has_whole_fraction(&changed) || ends_a_line(&changed) {
                    continue;
                }
                let ours = errors(release, message, role, &changed);
                bodies.push(json!([reference, wrap(&whole, &changed)]));
                expected.push(ours.is_empty());
            }
        }
        cases.push((name.clone(), json!({ "document": document, "bodies": bodies }), expected));
    }
    // The known difference, so that it is seen when it goes.
    let plain = document("3.1.0", "werkzoekende", facts::BRON);
    let (reference, _) = body(plain, "werkzoekende/detail", facts::BRON, "3.1.0");
    let line = json!({ "mobiliteit": { "bemiddelingspostcode": "1234AB\n" } });
    assert_eq!(errors("3.1.0", "werkzoekende/detail", facts::BRON, &line), ["pattern"]);
    let known = json!({ "document": plain, "bodies": [[reference, line]] });
    cases.push(("known".to_owned(), known, vec![true]));
    // And a document that is wrong is told so.
    let mut wrong = document("3.1.0", "vacature", facts::BRON).clone();
    wrong["paths"]["/vacatures/{idVacature}"]["get"]["responses"] = json!({});
    cases.push(("wrong".to_owned(), json!({ "document": wrong, "bodies": [] }), Vec::new()));
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = cases.iter().fold(String::new(), |mut text, (_, case, _)| {
        writeln!(text, "{case}").unwrap();
        text
    });
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> =
        output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), cases.len());
    let mut seen = BTreeSet::new();
    for ((name, case, expected), answer) in cases.iter().zip(&answers) {
        let told = answer["wrong"].as_array().unwrap();
        assert_eq!(told.is_empty(), name != "wrong", "{name}: {told:?}");
        let verdicts = answer["verdicts"].as_array().unwrap();
        assert_eq!(verdicts.len(), expected.len());
        for (n, (verdict, expected)) in verdicts.iter().zip(expected).enumerate() {
            assert_eq!(verdict, expected, "{name}: {}", case["bodies"][n]);
            seen.insert(*expected);
        }
    }
    assert_eq!(seen.len(), 2);
}

/// The outline of a document: what is asked and answered, in a line each.
fn outline(document: &Value) -> String {
    let mut text = String::new();
    let info = &document["info"];
    writeln!(text, "{} {} {}", info["title"], info["version"], info["x-vum-evidence"]).unwrap();
    for server in document["servers"].as_array().into_iter().flatten() {
        writeln!(text, "server {}", server["url"].as_str().unwrap()).unwrap();
    }
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operation_outline(document, path, method, operation, &mut text);
        }
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        let plain = |text: &str| text.chars().all(char::is_alphanumeric);
        assert!(plain(name), "{name}");
        let envelope = schema["x-vum-id"].as_str().is_some_and(|id| id.contains('/'));
        if !envelope {
            continue;
        }
        let closed = if schema["additionalProperties"] == false { " closed" } else { "" };
        writeln!(text, "schema {name}{closed}").unwrap();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in schema["properties"].as_object().unwrap() {
            let star = if required.contains(&json!(name)) { "*" } else { "" };
            let mut form = property.clone();
            for fact in ["title", "description", "x-vum-id"] {
                form.as_object_mut().unwrap().remove(fact);
            }
            writeln!(text, "  {name}{star} {form}").unwrap();
        }
    }
    let others = schemas.iter().filter(|(_, it)| !it["x-vum-id"].as_str().unwrap().contains('/'));
    let others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
    writeln!(text, "schemas {}", others.join(" ")).unwrap();
    text
}

fn operation_outline(document: &Value, path: &str, method: &str, it: &Value, text: &mut String) {
    writeln!(text, "{} {path} ({})", method.to_uppercase(), it["operationId"].as_str().unwrap())
        .unwrap();
    let find = |it: &Value| match it["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap().clone(),
        None => it.clone(),
    };
    for parameter in it["parameters"].as_array().into_iter().flatten() {
        let parameter = find(parameter);
        let star = if parameter["required"] == true { "*" } else { "" };
        let (place, name) = (&parameter["in"], &parameter["name"]);
        let (place, name) = (place.as_str().unwrap(), name.as_str().unwrap());
        writeln!(text, "  {place} {name}{star} {}", parameter["schema"]).unwrap();
    }
    if it["requestBody"].is_object() {
        writeln!(text, "  body {}", content(&it["requestBody"])).unwrap();
    }
    for (status, response) in it["responses"].as_object().unwrap() {
        let headers = response["headers"].as_object();
        let headers: Vec<&str> = headers.into_iter().flatten().map(|(name, _)| &**name).collect();
        let body = content(response)["$ref"].as_str().unwrap_or("-");
        writeln!(text, "  {status} {body} [{}]", headers.join(" ")).unwrap();
    }
    for (name, calls) in it["callbacks"].as_object().into_iter().flatten() {
        for (path, item) in calls.as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                write!(text, "callback {name}: ").unwrap();
                operation_outline(document, path, method, operation, text);
            }
        }
    }
}

#[test]
fn the_outline_of_every_document_reads_well() {
    for (name, document) in documents() {
        let name = name.rsplit('/').next().unwrap().trim_end_matches(".json");
        insta::assert_snapshot!(name.to_owned(), outline(document));
    }
}

#[test]
fn a_document_reads_well() {
    let name = file("3.1.0", "werkgeverscontactmoment", facts::BRON);
    insta::assert_snapshot!(texts()[&name]);
}
