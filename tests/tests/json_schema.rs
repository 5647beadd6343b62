//! The generated JSON Schema, applied by the `jsonschema` crate, and our reader give one verdict.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};
use vum::{Report, Role, Severity};
use vum_codegen::{Builder, Strictness, Target};
use vum_tests::differences::{self, Verdict};
use vum_tests::mutate::{Change, Mutator};
use vum_tests::rng::Rng;
use vum_tests::typed::Typed;
use vum_tests::{examples, facts, generate, samples};

const SEED: u64 = 20_261_124;
const PER_CONTEXT: usize = 250;

/// The rules that a lenient schema does not know: names and codes that the release does not have.
const LET_PASS: [&str; 10] = [
    "unknown-attribute",
    "attribute-case",
    "removed-attribute",
    "later-attribute",
    "other-message",
    "other-role",
    "unknown-code",
    "absent-code",
    "unknown-label",
    "duplicate-attribute",
];

/// Every document, by file name.
fn documents() -> &'static BTreeMap<String, Value> {
    static DOCUMENTS: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let files = Builder::new().target(Target::JsonSchema).generate().unwrap();
        let parsed = files.iter().map(|file| {
            let json = serde_json::from_str(&file.text);
            (file.name.clone(), json.unwrap_or_else(|error| panic!("{}: {error}", file.name)))
        });
        parsed.collect()
    })
}

fn document(release: &str, message: &str, role: &str, strictness: Strictness) -> &'static Value {
    let name =
        format!("{release}/{}-{role}-{}.schema.json", message.replace('/', "-"), strictness.name());
    documents().get(&name).unwrap_or_else(|| panic!("no {name}"))
}

fn judge(release: &str, message: &str, role: &str, strictness: Strictness) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(PatternOptions::regex())
        .build(document(release, message, role, strictness))
        .unwrap()
}

fn read(release: &str, message: &str, role: &str, text: &str) -> Report {
    let role: Role = role.parse().unwrap();
    Typed::find(release, message).message.judge(text.as_bytes(), role)
}

/// The rules that give an error.
fn errors(report: &Report) -> Vec<&'static str> {
    let errors = report.findings().iter().filter(|f| f.severity() == Severity::Error);
    errors.map(|finding| finding.rule().id).collect()
}

fn told(judge: &Validator, message: &Value) -> Vec<String> {
    judge.iter_errors(message).map(|e| format!("{} at {}", e, e.instance_path())).collect()
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

/// Holds both documents against our reader.
fn compare(context: &str, strict: &Validator, lenient: &Validator, message: &Value, ours: &Report) {
    let errors = errors(ours);
    if has_whole_fraction(message) && errors.iter().all(|rule| *rule == "integer-form") {
        // The known difference; the schema may see it all the same, by a bound.
        return;
    }
    assert_eq!(
        strict.is_valid(message),
        errors.is_empty(),
        "{context}: we: {errors:?}; strict: {:?}\n{message}",
        told(strict, message)
    );
    let let_pass = errors.iter().all(|rule| LET_PASS.contains(rule));
    assert_eq!(
        lenient.is_valid(message),
        let_pass,
        "{context}: we: {errors:?}; lenient: {:?}\n{message}",
        told(lenient, message)
    );
}

#[test]
fn every_document_is_a_json_schema_with_an_id_of_its_own() {
    let mut ids = std::collections::BTreeSet::new();
    for (name, document) in documents() {
        if let Err(error) = jsonschema::draft202012::meta::validate(document) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
        assert!(ids.insert(document["$id"].as_str().unwrap()), "{name}");
        // Nothing is defined that is not used, and everything that is used is defined.
        let text = document.to_string();
        for definition in document["$defs"].as_object().unwrap().keys() {
            assert!(text.contains(&format!("\"#/$defs/{definition}\"")), "{name}: {definition}");
        }
    }
    // Those of the facts, and the seven questions with operators for each role.
    let contexts = facts::contexts().len() + 7 * 2;
    assert_eq!(documents().len(), contexts * 2);
    let id = &document("3.1.0", "werkzoekende/detail", "bron", Strictness::Strict)["$id"];
    assert_eq!(id, "urn:x-vum:draft:3.1.0:werkzoekende/detail:bron:strict");
}

/// A meta-schema lets unknown keywords pass, so that a misspelt one would do nothing.
#[test]
fn only_keywords_of_the_draft_are_used() {
    const KEYWORDS: [&str; 26] = [
        "not",
        "minItems",
        "$comment",
        "$defs",
        "$id",
        "$ref",
        "$schema",
        "additionalProperties",
        "const",
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
        "allOf",
        "anyOf",
    ];
    fn walk(schema: &Value, context: &str) {
        let Some(schema) = schema.as_object() else { return };
        for (keyword, value) in schema {
            assert!(KEYWORDS.contains(&keyword.as_str()), "{context}: {keyword}");
            match keyword.as_str() {
                "properties" | "$defs" => {
                    value.as_object().unwrap().values().for_each(|it| walk(it, context));
                }
                "oneOf" => value.as_array().unwrap().iter().for_each(|it| walk(it, context)),
                "items" => walk(value, context),
                _ => {}
            }
        }
    }
    documents().iter().for_each(|(name, document)| walk(document, name));
}

#[test]
fn schema_and_reader_agree_on_every_change() {
    let mut verdicts: BTreeMap<Change, [usize; 3]> = BTreeMap::new();
    for (release, message, role) in facts::contexts() {
        let mutator = Mutator::new(release, message, role);
        let strict = judge(release, message, role, Strictness::Strict);
        let lenient = judge(release, message, role, Strictness::Lenient);
        let mut rng = Rng::named(SEED, &format!("{release} {message} {role}"));
        for _ in 0..PER_CONTEXT {
            let valid = generate::message(mutator.profile(), &mut rng);
            let context = format!("{release} {message} {role}");
            let ours = read(release, message, role, &valid.to_string());
            compare(&context, &strict, &lenient, &valid, &ours);
            let changed = mutator.mutate(&valid, &mut rng);
            let context = format!("{context}: {} at {}", changed.label, changed.pointer);
            let ours = read(release, message, role, &changed.document.to_string());
            compare(&context, &strict, &lenient, &changed.document, &ours);
            let seen = match (ours.is_valid(), lenient.is_valid(&changed.document)) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            verdicts.entry(changed.change).or_default()[seen] += 1;
        }
    }
    println!("{:<20} {:>7} {:>7} {:>7}", "change", "valid", "lenient", "invalid");
    for (change, [valid, lenient, invalid]) in &verdicts {
        println!("{:<20} {valid:>7} {lenient:>7} {invalid:>7}", format!("{change:?}"));
    }
    for change in Change::ALL {
        assert!(verdicts.contains_key(change), "{change:?} was never made");
    }
    let total = |n: usize| verdicts.values().map(|seen| seen[n]).sum::<usize>();
    assert!([0, 1, 2].map(total).iter().all(|n| *n > 500), "{verdicts:?}");
}

#[test]
fn schema_and_reader_agree_on_the_examples() {
    // Some of the bad ones have warnings only, which no schema can say.
    let mut refused = 0;
    for examples in examples::all() {
        let (release, message, role) = (&examples.release, &examples.message, examples.role);
        let strict = judge(release, message, role, Strictness::Strict);
        let lenient = judge(release, message, role, Strictness::Lenient);
        let mut good = true;
        for document in &examples.messages {
            let ours = read(release, message, role, &document.to_string());
            good &= ours.is_valid();
            let context = examples.path.display().to_string();
            compare(&context, &strict, &lenient, document, &ours);
        }
        assert!(good || !examples.good, "{}", examples.path.display());
        refused += usize::from(!good);
    }
    assert!(refused > 10, "only {refused} files with errors");
}

#[test]
fn schema_and_reader_agree_on_the_official_samples() {
    let name = "schema_and_reader_agree_on_the_official_samples";
    let Some(files) = samples::all(name) else { return };
    for file in files {
        for release in samples::releases() {
            let strict = judge(release, file.message, facts::BRON, Strictness::Strict);
            let lenient = judge(release, file.message, facts::BRON, Strictness::Lenient);
            for (n, message) in file.read().iter().enumerate() {
                let ours = read(release, file.message, facts::BRON, &message.to_string());
                let context = format!("{} line {} as {release}", file.name(), n + 1);
                compare(&context, &strict, &lenient, message, &ours);
                assert_eq!(ours.is_valid(), *release == file.release, "{context}");
            }
        }
    }
}

#[test]
fn the_known_differences_are_these() {
    let known = differences::of("json-schema");
    let ids: Vec<&str> = known.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["integer-with-fraction", "duplicate-key"]);
    for it in &known {
        let strict = judge(&it.release, &it.message, &it.role, Strictness::Strict);
        for text in &it.vectors {
            let ours = read(&it.release, &it.message, &it.role, text);
            let document: Value = serde_json::from_str(text).unwrap();
            assert_eq!(ours.is_valid(), it.contract == Verdict::Valid, "{}: {text}", it.id);
            assert_eq!(strict.is_valid(&document), it.verdict == Verdict::Valid, "{text}");
        }
    }
}

/// What the documentation says of a lenient schema, one by one.
#[test]
fn lenient_lets_unknown_names_and_codes_pass_and_nothing_else() {
    let place = json!({ "bemiddelingspostcode": "1234AB" });
    let with = |name: &str, value: Value| {
        let mut message = json!({ "idWerkzoekende": "w", "mobiliteit": place });
        message[name] = value;
        message
    };
    let at = |release| judge(release, "werkzoekende/detail", "bron", Strictness::Lenient);
    let (old, new) = (at("2.0.0"), at("3.1.0"));
    let contract = |code: &str| with("contractvorm", json!([{ "codeTypeOvereenkomst": code }]));
    for (passes, message) in [
        // Names.
        (true, with("onbekend", json!({ "a": [null] }))),
        (true, with("vumID", json!("x"))),
        (true, with("mobiliteit", json!({ "bemiddelingspostcode": "1234AB", "straal": 1 }))),
        // Codes, in the right JSON type.
        (true, contract("99")),
        (true, with("indicatieLdrRegistratie", json!(77))),
        (false, with("indicatieLdrRegistratie", json!("1"))),
        // Everything else.
        (false, with("mobiliteit", json!({ "maximaleReisafstand": 1 }))),
        (false, with("mobiliteit", json!({ "bemiddelingspostcode": "1234 AB" }))),
        (false, with("idWerkzoekende", json!(null))),
    ] {
        assert_eq!(new.is_valid(&message), passes, "{message}");
    }
    // Labels, and choices.
    let beroep = |beroep: Value| with("bemiddelingsberoep", json!([beroep]));
    let coded = json!({ "codeBeroepsnaam": "1" });
    for (passes, message) in [
        (
            true,
            with(
                "arbeidsmarktkwalificatie",
                json!({ "gedragscompetentie": [{ "omschrijvingGedragscompetentie": "Nieuw" }] }),
            ),
        ),
        (true, beroep(json!({ "beroepsnaamGecodeerd": coded }))),
        (true, beroep(json!({ "beroepsnaamGecodeerd": coded, "anders": 1 }))),
        (false, beroep(json!({ "anders": coded }))),
        (false, beroep(json!({ "beroepsnaamGecodeerd": coded, "beroepsnaamOngecodeerd": {} }))),
        (false, beroep(json!({ "beroepsnaamGecodeerd": coded, "beroepsnaamOngecodeerd": 1 }))),
    ] {
        assert_eq!(old.is_valid(&message), passes, "{message}");
    }
}

#[test]
fn a_document_reads_well() {
    let files = Builder::new()
        .release("3.1.0")
        .message("werkzoekende/match")
        .role("bemiddelaar")
        .strictness(Strictness::Strict)
        .target(Target::JsonSchema)
        .generate()
        .unwrap();
    let [file] = files.as_slice() else { panic!("one file") };
    insta::assert_snapshot!(file.text);
}
