//! The generated XML Schema, applied by xmllint, and our reader give one verdict on messages that
//! both syntaxes can express.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use vum::Role;
use vum_codegen::{Builder, GeneratedFile, Layout, Target};
use vum_model::{Model, Pattern, Release, SourceFile, Standard, Version};
use vum_tests::differences::{self, Verdict};
use vum_tests::mutate::{Change, Mutator};
use vum_tests::rng::Rng;
use vum_tests::typed::Typed;
use vum_tests::{examples, facts, generate, samples, xml, xmllint};

const SEED: u64 = 20_261_125;
/// Changed messages that XML can express, for each release.
const PER_RELEASE: usize = 2400;

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Standard::embedded().resolve().model.unwrap())
}

fn release(number: &str) -> Release {
    model().release(Version::parse(number).unwrap()).unwrap()
}

fn files(layout: Layout) -> Vec<GeneratedFile> {
    Builder::new().target(Target::Xsd(layout)).generate().unwrap()
}

fn schema(release: &str, message: &str, role: &str) -> &'static str {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let all = FILES.get_or_init(|| {
        files(Layout::PerMessage).into_iter().map(|file| (file.name, file.text)).collect()
    });
    &all[&format!("{release}/{}-{role}.xsd", message.replace('/', "-"))]
}

fn directory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("xsd").join(name)
}

fn is_valid(release: &str, message: &str, role: &str, document: &Value) -> bool {
    let role: Role = role.parse().unwrap();
    Typed::find(release, message).message.judge(document.to_string().as_bytes(), role).is_valid()
}

/// A message as both syntaxes have it, with our verdict on the JSON.
struct Case {
    label: String,
    xml: String,
    valid: bool,
}

/// Asks xmllint for its verdicts. All differences are told at once.
fn compare(name: &str, schema: &str, cases: &[Case]) {
    let documents: Vec<String> = cases.iter().map(|case| case.xml.clone()).collect();
    let verdicts = xmllint::judge(&directory(name), schema, &documents);
    let different: Vec<String> = cases
        .iter()
        .zip(verdicts)
        .filter(|(case, verdict)| case.valid != *verdict)
        .map(|(case, verdict)| {
            format!("we: {}, xmllint: {verdict}: {}\n  {}", case.valid, case.label, case.xml)
        })
        .collect();
    assert!(different.is_empty(), "{name}: {}", different.join("\n"));
}

#[test]
fn every_schema_compiles() {
    for layout in [Layout::PerMessage, Layout::PerRelease] {
        for file in files(layout) {
            let name = format!("compile-{}", file.name.replace('/', "-"));
            let verdicts = xmllint::judge(&directory(&name), &file.text, &["<x/>".to_owned()]);
            assert_eq!(verdicts, [false], "{}", file.name);
        }
    }
    assert_eq!(files(Layout::PerMessage).len(), facts::contexts().len());
    assert_eq!(files(Layout::PerRelease).len(), facts::releases().len() * 2);
}

#[test]
fn schema_and_reader_agree_on_every_change_that_xml_can_express() {
    let mut seen: BTreeMap<Change, [usize; 3]> = BTreeMap::new();
    let mut per_release: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, id, role) in facts::contexts() {
        let release = release(number);
        let message = release.message(id).unwrap();
        let mutator = Mutator::new(number, id, role);
        let contexts = facts::contexts().iter().filter(|it| it.0 == number).count();
        let wanted = PER_RELEASE.div_ceil(contexts);
        let mut rng = Rng::named(SEED, &format!("{number} {id} {role}"));
        let (mut cases, mut changes) = (Vec::new(), 0);
        while changes < wanted {
            let valid = generate::message(mutator.profile(), &mut rng);
            if let Some(xml) = xml::document(&release, message, &valid) {
                let label = "unchanged".to_owned();
                cases.push(Case { label, xml, valid: is_valid(number, id, role, &valid) });
            }
            let changed = mutator.mutate(&valid, &mut rng);
            let counts = seen.entry(changed.change).or_default();
            let Some(xml) = xml::document(&release, message, &changed.document) else {
                counts[2] += 1;
                continue;
            };
            let valid = is_valid(number, id, role, &changed.document);
            counts[usize::from(!valid)] += 1;
            changes += 1;
            let label = format!("{:?} {} at {}", changed.change, changed.label, changed.pointer);
            cases.push(Case { label, xml, valid });
        }
        *per_release.entry(number).or_default() += changes;
        compare(
            &format!("{number}-{}-{role}", id.replace('/', "-")),
            schema(number, id, role),
            &cases,
        );
    }
    println!("{:<20} {:>7} {:>7} {:>7}", "change", "valid", "invalid", "no XML");
    for (change, [valid, invalid, none]) in &seen {
        println!("{:<20} {valid:>7} {invalid:>7} {none:>7}", format!("{change:?}"));
    }
    assert!(per_release.values().all(|count| *count >= 2000), "{per_release:?}");
    // What XML cannot say at all; every other change has to be seen.
    let never =
        [Change::Null, Change::CodeAsOtherType, Change::SingleAsArray, Change::ArrayAsSingle];
    for change in Change::ALL.iter().filter(|change| !never.contains(change)) {
        let [valid, invalid, _] = seen[change];
        assert!(valid + invalid > 0, "{change:?} was never expressed");
    }
}

#[test]
fn schema_and_reader_agree_on_the_examples() {
    let (mut judged, mut refused) = (0, 0);
    for (n, examples) in examples::all().iter().enumerate() {
        let (number, id, role) = (&examples.release, &examples.message, examples.role);
        let release = release(number);
        let message = release.message(id).unwrap();
        let cases: Vec<Case> = examples
            .messages
            .iter()
            .filter_map(|document| {
                let xml = xml::document(&release, message, document)?;
                let valid = is_valid(number, id, role, document);
                Some(Case { label: examples.path.display().to_string(), xml, valid })
            })
            .collect();
        judged += cases.len();
        refused += cases.iter().filter(|case| !case.valid).count();
        compare(&format!("examples-{n}"), schema(number, id, role), &cases);
    }
    assert!(judged > 30 && refused > 5, "{judged} judged, {refused} refused");
}

#[test]
fn schema_and_reader_agree_on_the_official_samples() {
    let name = "schema_and_reader_agree_on_the_official_samples (xsd)";
    let Some(files) = samples::all(name) else { return };
    for (n, file) in files.iter().enumerate() {
        for number in samples::releases() {
            let release = release(number);
            let message = release.message(file.message).unwrap();
            let cases = file.read().into_iter().enumerate().filter_map(|(line, document)| {
                let xml = xml::document(&release, message, &document)?;
                let valid = is_valid(number, file.message, facts::BRON, &document);
                Some(Case { label: format!("{} line {}", file.name(), line + 1), xml, valid })
            });
            let cases: Vec<Case> = cases.collect();
            assert!(*number != file.release || cases.iter().all(|case| case.valid));
            let schema = schema(number, file.message, facts::BRON);
            compare(&format!("samples-{n}-{number}"), schema, &cases);
        }
    }
}

/// What JSON cannot say: the habits of SuwiML.
#[test]
fn roots_order_and_qualification_are_those_of_suwiml() {
    let (number, id) = ("3.1.0", "werkzoekende/match");
    let release = release(number);
    let message = release.message(id).unwrap();
    let good = serde_json::json!({
        "idWerkzoekende": "w", "mobiliteit": { "bemiddelingspostcode": "1234AB" }
    });
    let one = xml::document(&release, message, &good).unwrap();
    let (id_element, place) = ("<IdWerkzoekende>w</IdWerkzoekende>", one.find("<Mobiliteit>"));
    assert!(one.contains(id_element) && place.is_some(), "{one}");
    let many = |count: usize| xml::list(&release, message, &vec![good.clone(); count]).unwrap();
    let body = |text: &str| one.replace("</m:", &format!("{text}</m:"));
    let cases = [
        (true, one.clone()),
        (true, many(0)),
        (true, many(1)),
        (true, many(3)),
        // Indented, with a declaration, a comment and CDATA.
        (true, format!("<?xml version=\"1.0\"?>\n<!-- x -->{}", one.replace("><", ">\n  <"))),
        (true, one.replace(">w<", "><![CDATA[w]]><")),
        (
            true,
            one.replace("<m:", "<een:").replace("</m:", "</een:").replace("xmlns:m=", "xmlns:een="),
        ),
        // Another root, namespace or qualification.
        (false, one.replace("WerkzoekendeMatch", "Werkzoekende")),
        (false, one.replace(&release.xml.namespace, "urn:x-vum:draft:v0300")),
        (false, one.replace("<m:", "<").replace("</m:", "</").replace("xmlns:m=", "xmlns=")),
        (false, one.replace("<Mobiliteit", "<m:Mobiliteit").replace("</Mob", "</m:Mob")),
        (
            false,
            many(1)
                .replace("<WerkzoekendeMatch>", "<m:WerkzoekendeMatch>")
                .replace("</Werkz", "</m:Werkz"),
        ),
        // Order, repetition, text and attributes where none belong.
        (false, one.replace(id_element, "").replace("</m:", &format!("{id_element}</m:"))),
        (false, one.replace(id_element, &id_element.repeat(2))),
        (false, body("text")),
        (false, one.replace("<Mobiliteit>", "<Mobiliteit id=\"1\">")),
        (false, one.replace("<Mobiliteit>", "<Mobiliteit>text")),
    ];
    let documents: Vec<String> = cases.iter().map(|(_, document)| document.clone()).collect();
    let verdicts = xmllint::judge(&directory("suwiml"), schema(number, id, "bron"), &documents);
    for ((expected, document), verdict) in cases.iter().zip(verdicts) {
        assert_eq!(*expected, verdict, "{document}");
    }
}

#[test]
fn dates_are_full_dates_of_the_calendar() {
    let release = release("3.1.0");
    let message = release.message("werkgeverscontactmoment/match").unwrap();
    let with = |date: &str| {
        let (namespace, root) = (&release.xml.namespace, &message.xml.as_ref().unwrap().root);
        let good = serde_json::json!({ "datum": "2026-05-04" });
        let text = xml::document(&release, message, &good).unwrap();
        assert!(text.contains(namespace.as_str()) && text.contains(root.as_str()));
        text.replace("20260504", date)
    };
    let cases = [
        ("20240229", true),
        ("20000229", true),
        ("00010101", true),
        ("99991231", true),
        ("20230229", false),
        ("19000229", false),
        ("20230431", false),
        ("20240000", false),
        ("20240500", false),
        ("00000000", false),
        ("00000101", false),
        ("20241301", false),
        ("2024-05-01", false),
        (" 20240501", false),
        ("20240501\n", false),
        ("\u{662}0240501", false),
        ("", false),
    ];
    let documents: Vec<String> = cases.iter().map(|(date, _)| with(date)).collect();
    let schema = schema("3.1.0", "werkgeverscontactmoment/match", "bron");
    let verdicts = xmllint::judge(&directory("dates"), schema, &documents);
    for ((date, expected), verdict) in cases.iter().zip(verdicts) {
        assert_eq!(*expected, verdict, "{date:?}");
    }
}

/// What xmllint says of them; the verdict of the contract is that of a reader of XML.
#[test]
fn the_known_differences_are_these() {
    let known = differences::of("xsd");
    let ids: Vec<&str> = known.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["xsi-attribute", "document-type", "encoding"]);
    for it in &known {
        let schema = schema(&it.release, &it.message, &it.role);
        let verdicts = xmllint::judge(&directory(&it.id), schema, &it.vectors);
        for (text, verdict) in it.vectors.iter().zip(verdicts) {
            assert_eq!(verdict, it.verdict == Verdict::Valid, "{}: {text}", it.id);
        }
    }
}

/// The tiny standard of the model's own tests, with another pattern in it.
fn with_pattern(pattern: &str) -> Vec<SourceFile> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/vum-model/tests/tiny");
    let standard = Standard::read_dir(&dir).unwrap();
    let toml = serde_json::to_string(pattern).unwrap();
    let change = |text: &str| {
        text.replace("min-length = 2\nmax-length = 15\n", "")
            .replace("pattern = \"^[0-9+]{2,15}$\"", &format!("pattern = {toml}"))
    };
    standard.files().iter().map(|it| SourceFile::new(it.path.clone(), change(&it.text))).collect()
}

#[test]
fn a_pattern_means_the_same_in_xml_schema() {
    let texts = [
        "",
        "a",
        "b",
        "ab",
        "abab",
        "aab",
        "cd",
        "xcdcd",
        "xacd",
        "1234AB",
        "1234ab",
        "$.^-{",
        "]",
        "\\",
        "^",
        "-",
        ".",
        "x\ny",
        "xay",
        "é",
        "<&\"",
        "a-b_c.d",
        "0612345678",
        "+31",
        "a b",
        " a",
        "\u{663}",
        "https://example.org/0AF",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];
    let mut patterns = vec![
        "^(ab)*$",
        "^(a|b)+$",
        "^a?b{2}c{1,}d{0,3}$",
        "^x(a|)(cd){1,2}$",
        r"^\$\.\^\-\{$",
        r"^[\]\\^-]$",
        "^x.y$",
        "^[+]?[0-9]+$",
        "^é$",
        "^<&\"$",
        "^[a-z]*$",
        "^[ -~]+$",
        "^(a{0,3}){2}$",
    ];
    // And every pattern of the standard.
    patterns.extend(vum_tests::patterns::KNOWN.iter().map(|(pattern, _)| *pattern));
    let (mut fits, mut breaks) = (0, 0);
    for (n, pattern) in patterns.iter().enumerate() {
        let builder = Builder::new().standard_files(with_pattern(pattern)).release("1.0.0");
        let builder = builder.message("garage/detail").role("bron");
        let files = builder.target(Target::Xsd(Layout::PerMessage)).generate().unwrap();
        let [file] = files.as_slice() else { panic!("one file") };
        let document = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<g:Garage xmlns:g=\"urn:x-garage:v0100\"><Tel>{text}</Tel></g:Garage>")
        };
        let documents: Vec<String> = texts.iter().map(|text| document(text)).collect();
        let dir = directory(&format!("pattern-{n}"));
        let verdicts = xmllint::judge(&dir, &file.text, &documents);
        let ours = Pattern::parse(pattern).unwrap();
        for (text, verdict) in texts.iter().zip(verdicts) {
            assert_eq!(ours.accepts(text), verdict, "{pattern} on {text:?}");
            if verdict { fits += 1 } else { breaks += 1 }
        }
    }
    assert!(fits > 40 && breaks > 200, "{fits} fit, {breaks} do not");
}

#[test]
fn a_schema_reads_well() {
    let files = Builder::new()
        .release("2.0.0")
        .message("werkzoekende/match")
        .role("bron")
        .target(Target::Xsd(Layout::PerMessage))
        .generate()
        .unwrap();
    let [file] = files.as_slice() else { panic!("one file") };
    insta::assert_snapshot!(file.text);
}
