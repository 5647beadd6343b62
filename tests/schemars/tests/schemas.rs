//! The schema of a type is that of the documents of `vum generate json-schema`, for both roles
//! together, and gives the verdict of our reader.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{PatternOptions, Validator};
use schemars::{SchemaGenerator, schema_for};
use serde_json::{Map, Value, json};
use vum::{Role, Severity};
use vum_codegen::{Builder, Strictness, Target};
use vum_test_schemars::{BODIES, MESSAGES, Typed};
use vum_tests::mutate::Mutator;
use vum_tests::rng::Rng;
use vum_tests::selection::random::Questions;
use vum_tests::{examples, facts, generate, samples};

const SEED: u64 = 20_261_127;
const PER_CONTEXT: usize = 100;

fn name(typed: &Typed) -> String {
    format!("{} {}", typed.message.release, typed.message.id)
}

fn find(release: &str, id: &str) -> &'static Typed {
    let mut named = MESSAGES.iter().filter(|it| it.message.release == release);
    named.find(|it| it.message.id == id).unwrap_or_else(|| panic!("no {release} {id}"))
}

fn judge(document: &Value) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(PatternOptions::regex())
        .build(document)
        .unwrap()
}

fn definitions(document: &Value) -> &Map<String, Value> {
    document["$defs"].as_object().unwrap()
}

/// The names behind every `$ref`.
fn references<'a>(schema: &'a Value, found: &mut BTreeSet<&'a str>) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.insert(reference.strip_prefix("#/$defs/").expect(reference));
            }
            members.values().for_each(|it| references(it, found));
        }
        Value::Array(values) => values.iter().for_each(|it| references(it, found)),
        _ => {}
    }
}

/// The strict documents, by release, message and role.
fn documents() -> BTreeMap<(String, String, String), Value> {
    let builder = Builder::new().target(Target::JsonSchema).strictness(Strictness::Strict);
    let files = builder.generate().unwrap().into_iter().map(|file| {
        let document: Value = serde_json::from_str(&file.text).unwrap();
        let id = document["$id"].as_str().unwrap().trim_start_matches("urn:x-vum:draft:");
        let mut parts = id.split(':').map(str::to_owned);
        let mut next = || parts.next().unwrap();
        ((next(), next(), next()), document)
    });
    files.collect()
}

/// What two roles have in common, by the rule of the documentation: the attributes of both, those
/// that both require.
fn together(bron: &Value, bemiddelaar: &Value) -> Value {
    let mut merged = bron.clone();
    let Some(properties) = merged.get_mut("properties").and_then(Value::as_object_mut) else {
        assert_eq!(bron, bemiddelaar, "what is no record does not depend on the role");
        return merged;
    };
    for (name, schema) in bemiddelaar["properties"].as_object().unwrap() {
        let known = properties.entry(name.clone()).or_insert_with(|| schema.clone());
        assert_eq!(known, schema, "{name}: an attribute is the same for both roles");
    }
    let required = |of: &Value| -> Vec<Value> {
        of.get("required").map(|it| it.as_array().unwrap().clone()).unwrap_or_default()
    };
    let mut both = required(bron);
    both.retain(|name| required(bemiddelaar).contains(name));
    let members = merged.as_object_mut().unwrap();
    if both.is_empty() {
        members.remove("required");
    } else {
        members.insert("required".to_owned(), both.into());
    }
    merged
}

/// Without what people read: that may improve in a later release without another type.
fn without_texts(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            // An attribute may have the name of a keyword; its value is no text then.
            let is_text = |(name, value): &(&String, &Value)| {
                matches!(name.as_str(), "title" | "description") && value.is_string()
            };
            let kept = members.iter().filter(|it| !is_text(it));
            kept.map(|(name, value)| (name.clone(), without_texts(value))).collect()
        }
        Value::Array(values) => values.iter().map(without_texts).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_message_is_there() {
    let ours: Vec<String> = MESSAGES.iter().map(name).collect();
    let all: Vec<String> = vum::messages().map(|it| format!("{} {}", it.release, it.id)).collect();
    assert_eq!(ours, all);
}

#[test]
fn the_schema_of_a_type_is_a_document_of_the_draft() {
    for typed in MESSAGES.iter().chain(BODIES) {
        let document = (typed.document)();
        let name = name(typed);
        assert_eq!(document["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&document) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
        let mut used = BTreeSet::new();
        references(&document, &mut used);
        let defined: BTreeSet<&str> = document
            .get("$defs")
            .into_iter()
            .flat_map(|it| it.as_object().unwrap().keys())
            .map(String::as_str)
            .collect();
        assert_eq!(used, defined, "{name}");
    }
}

#[test]
fn definitions_are_those_of_the_documents() {
    let documents = documents();
    // Every definition, by name, in every release.
    let mut known: BTreeMap<(String, String), Value> = BTreeMap::new();
    for ((release, message, role), bron) in &documents {
        if role != facts::BRON {
            continue;
        }
        let other = (release.clone(), message.clone(), facts::BEMIDDELAAR.to_owned());
        let bemiddelaar = definitions(&documents[&other]);
        for (name, definition) in definitions(bron) {
            let merged = together(definition, &bemiddelaar[name]);
            let known = known.entry((release.clone(), name.clone())).or_insert(merged.clone());
            assert_eq!(*known, merged, "{release} {message} {name}");
        }
        assert_eq!(bemiddelaar.len(), definitions(bron).len());
    }
    let (mut same, mut older) = (0, 0);
    for typed in MESSAGES {
        let (release, message) = (typed.message.release, typed.message.id);
        let key = (release.to_owned(), message.to_owned(), facts::BRON.to_owned());
        let expected = &documents[&key];
        let mut document = (typed.document)();
        let members = document.as_object_mut().unwrap();
        let Some(Value::Object(mut ours)) = members.remove("$defs") else { panic!() };
        members.remove("$schema");
        // Here the root stands apart.
        let root = expected["$ref"].as_str().unwrap().strip_prefix("#/$defs/").unwrap();
        ours.insert(root.to_owned(), document);
        let names: Vec<&String> = definitions(expected).keys().collect();
        assert_eq!(ours.keys().collect::<Vec<_>>(), names, "{release} {message}");
        for (name, ours) in &ours {
            let at = |release: &str| known.get(&(release.to_owned(), name.clone()));
            let here = at(release).unwrap();
            assert_eq!(without_texts(ours), without_texts(here), "{release} {message} {name}");
            if ours == here {
                same += 1;
                continue;
            }
            // A type that is shared has the texts of the release that defines it.
            older += 1;
            let before = facts::releases().iter().take_while(|it| **it != release);
            assert!(before.copied().any(|it| at(it) == Some(ours)), "{release} {message} {name}");
        }
    }
    println!("{same} as in the document of the release, {older} as in that of an older one");
    assert!(same > 200, "{same}");
}

#[test]
fn schema_and_reader_give_one_verdict() {
    let mut refused = 0;
    for (release, message, role) in facts::contexts() {
        let typed = find(release, message);
        let judge = judge(&(typed.document)());
        let mutator = Mutator::new(release, message, role);
        let mut rng = Rng::named(SEED, &format!("{release} {message} {role}"));
        for _ in 0..PER_CONTEXT {
            let good = generate::message(mutator.profile(), &mut rng);
            let context = format!("{release} {message} {role}");
            assert!(
                typed
                    .message
                    .judge(good.to_string().as_bytes(), role.parse::<Role>().unwrap())
                    .is_valid()
            );
            refused += usize::from(!agree(&context, typed, &judge, &good));
            let changed = mutator.mutate(&good, &mut rng);
            let context = format!("{context}: {} at {}", changed.label, changed.pointer);
            refused += usize::from(!agree(&context, typed, &judge, &changed.document));
        }
    }
    assert!(refused > 1000, "{refused}");
}

#[test]
fn schema_and_reader_agree_on_the_examples_and_the_official_samples() {
    for examples in examples::all() {
        let typed = find(&examples.release, &examples.message);
        let judge = judge(&(typed.document)());
        for document in &examples.messages {
            agree(&examples.path.display().to_string(), typed, &judge, document);
        }
    }
    let name = "schema_and_reader_agree_on_the_examples_and_the_official_samples";
    for file in samples::all(name).into_iter().flatten() {
        let typed = find(file.release, file.message);
        let judge = judge(&(typed.document)());
        for document in file.read() {
            assert!(agree(&file.name(), typed, &judge, &document), "{}", file.name());
        }
    }
}

/// A schema without a role takes what the reader takes in some role, and refuses what it refuses in
/// both, unless by a rule that depends on the role. Gives the verdict of the schema.
fn agree(context: &str, typed: &Typed, judge: &Validator, message: &Value) -> bool {
    const OF_A_ROLE: [&str; 2] = ["required", "other-role"];
    let verdict = judge.is_valid(message);
    if has_whole_fraction(message) {
        // The known difference: `1.0` is a whole number to JSON Schema.
        return verdict;
    }
    let errors = Role::ALL.map(|role| {
        let report = typed.message.judge(message.to_string().as_bytes(), role);
        let errors = report.findings().iter().filter(|it| it.severity() == Severity::Error);
        errors.map(|it| it.rule().id).collect::<Vec<_>>()
    });
    let told = || judge.iter_errors(message).map(|it| it.to_string()).collect::<Vec<_>>();
    if errors.iter().any(Vec::is_empty) {
        assert!(verdict, "{context}: {:?}\n{message}", told());
    }
    if errors.iter().flatten().any(|rule| !OF_A_ROLE.contains(rule)) {
        assert!(!verdict, "{context}: {errors:?}\n{message}");
    }
    verdict
}

/// Whether a number is whole without being written so, such as `1e300`.
fn has_whole_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() && number.as_f64().unwrap().fract() == 0.0,
        Value::Array(values) => values.iter().any(has_whole_fraction),
        Value::Object(members) => members.values().any(has_whole_fraction),
        _ => false,
    }
}

/// Required of a type is what the messages of every role must have.
#[test]
fn a_requirement_of_one_role_is_none_of_the_type() {
    let judge = judge(&schema_for!(vum::v3_1::VacatureMatch).to_value());
    let mut message = generate::message(
        Mutator::new("3.1.0", "vacature/match", facts::BRON).profile(),
        &mut Rng::named(SEED, "role"),
    );
    assert!(message.get("idVacature").is_some() && message.get("vumID").is_none());
    assert!(judge.is_valid(&message));
    message["vumID"] = json!("v-1");
    assert!(judge.is_valid(&message), "what one role has the type has");
    message.as_object_mut().unwrap().remove("idVacature");
    assert!(judge.is_valid(&message), "what one role has not, is not required");
    message["onbekend"] = json!(1);
    assert!(!judge.is_valid(&message));
}

/// Two releases have types of one name; a shared type is one definition.
#[test]
fn types_of_all_releases_go_together() {
    let mut generator = SchemaGenerator::default();
    let types = MESSAGES.iter().chain(BODIES);
    let found: Vec<(&Typed, Value)> =
        types.map(|typed| (typed, (typed.reference)(&mut generator))).collect();
    let definitions = Value::Object(generator.take_definitions(true));
    let mut used = BTreeSet::new();
    references(&definitions, &mut used);
    found.iter().for_each(|(_, reference)| references(reference, &mut used));
    let defined = definitions.as_object().unwrap().keys().map(String::as_str);
    assert_eq!(used, defined.collect());
    let of = |release: &str, id: &str| {
        let mut named = found.iter().filter(|(it, _)| it.message.release == release);
        named.find(|(it, _)| it.message.id == id).map(|(_, reference)| reference).unwrap()
    };
    assert_eq!(of("3.1.0", "vacature/match"), of("3.0.0", "vacature/match"));
    assert_ne!(of("3.0.0", "vacature/match"), of("2.0.0", "vacature/match"));
    for (typed, reference) in &found {
        let mut document = reference.clone();
        document["$defs"] = definitions.clone();
        let Some(message) = MESSAGES.iter().find(|it| std::ptr::eq(*it, *typed)) else { continue };
        let (release, id) = (message.message.release, message.message.id);
        let mut rng = Rng::named(SEED, &name(typed));
        let good = match id.strip_suffix("/selectievraag") {
            Some(part) => Questions::new(release, part, "match").question(&mut rng),
            None => generate::message(Mutator::new(release, id, facts::BRON).profile(), &mut rng),
        };
        assert!(judge(&document).is_valid(&good), "{}", name(typed));
    }
}

/// What serde writes of a code by itself satisfies the schema of its type.
#[test]
fn a_code_by_itself_is_a_text() {
    let document = schema_for!(vum::v3_1::CodeJaNee).to_value();
    let codes = judge(&document);
    for code in vum::v3_1::CodeJaNee::ALL {
        assert!(codes.is_valid(&serde_json::to_value(code).unwrap()), "{code:?}");
    }
    assert!(!codes.is_valid(&json!("7")) && !codes.is_valid(&json!(1)));
    let open = schema_for!(vum::v3_1::Sbi).to_value();
    assert_eq!(open["type"], "string");
    assert!(open.get("oneOf").is_none() && open["title"].is_string(), "{open}");
    assert!(judge(&open).is_valid(&serde_json::to_value(vum::v3_1::Sbi::from("1")).unwrap()));
}

#[test]
fn bodies_have_schemas_too() {
    let document = |name: &str| {
        let found = BODIES.iter().find(|it| it.message.release == "3.1.0" && it.message.id == name);
        (found.unwrap().document)()
    };
    let fout = document("vacature/fout");
    assert_eq!(fout["required"], json!(["code", "message"]));
    assert_eq!(fout["additionalProperties"], true);
    let verzoek = document("werkgeverscontactmoment/matches-verzoek");
    let question = &verzoek["properties"]["vraagObject"]["$ref"];
    assert_eq!(question, "#/$defs/WerkgeverscontactmomentSelectievraag");
    let question = judge(&verzoek);
    assert!(
        question
            .is_valid(&json!({ "vraagObject": { "werkgever.nummerKvk": { "$eq": "12345678" } } }))
    );
    assert!(
        !question.is_valid(&json!({ "vraagObject": { "werkgever.nummerKvk": { "$eq": "1" } } }))
    );
    assert_eq!(verzoek["additionalProperties"], false);
    let antwoord = judge(&document("vacature/matches-antwoord"));
    let mut rng = Rng::named(SEED, "bodies");
    for role in facts::roles() {
        let mutator = Mutator::new("3.1.0", "vacature/match", role);
        let matches: Vec<Value> =
            (0..3).map(|_| generate::message(mutator.profile(), &mut rng)).collect();
        let mut body = json!({ "maximumAantalResultatenBereikt": false, "matches": matches });
        assert!(antwoord.is_valid(&body));
        body["matches"][1] = json!("x");
        assert!(!antwoord.is_valid(&body));
        assert!(!antwoord.is_valid(&json!({ "matches": [] })));
    }
}
