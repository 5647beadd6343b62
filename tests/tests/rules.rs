//! Rules above the contract: their examples, what they find in JSON, XML and memory, and how often in
//! the official samples.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::time::Instant;

use serde_json::{Value, json};
use vum::stream::{StreamOptions, validate};
use vum::{Check, Finding, Layer, Options, Report, Role, RuleSet, Rules, Severity, v3_1};
use vum_model::{BusinessRule, ENGINE_RULES, Model, Release, RuleExample, Standard, Version};
use vum_tests::mutate::Mutator;
use vum_tests::rng::{self, Rng};
use vum_tests::typed::Typed;
use vum_tests::{facts, generate, samples, xml};

const RELEASES: [&str; 4] = ["1.2.0", "2.0.0", "3.0.0", "3.1.0"];
const DAY: (u16, u8, u8) = (2026, 4, 30);

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Standard::embedded().resolve().model.unwrap())
}

fn release(number: &str) -> Release {
    model().release(Version::parse(number).unwrap()).unwrap()
}

fn all(role: Role) -> Options {
    Options { rules: Rules::All, on: Some(DAY), ..Options::new(role) }
}

/// Rule and pointer of what was found.
fn told(report: &Report) -> Vec<(&'static str, String)> {
    let told = |it: &Finding| (it.rule().id, it.pointer().to_owned());
    report.findings().iter().map(told).collect()
}

/// The same of the rules above the contract only, in an order of its own.
fn above(report: &Report) -> Vec<(&'static str, String)> {
    let rules = report.findings().iter().filter(|it| it.layer() == Layer::Rule);
    let mut told: Vec<_> = rules.map(|it| (it.rule().id, it.pointer().to_owned())).collect();
    told.sort();
    told
}

/// An example as one of its two messages, in every form that a supplier meets.
fn every_form(rule: &BusinessRule, text: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let RuleExample { release: number, message, on, .. } = &rule.example;
    let release = model().release(*number).unwrap();
    let of = release.message(message).unwrap();
    let kind = vum::message(&number.to_string(), message).unwrap();
    let on = on.map(|day| (day.year, day.month, day.day));
    let options = Options { rules: Rules::All, on, ..Options::new(kind.default_role) };
    let record: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{}: {e}", rule.id));
    let document = xml::document(&release, of, &record).unwrap();
    let memory = Typed::find(&number.to_string(), message).travel(text.as_bytes(), options);
    assert!(memory.complete, "{}: {text}", rule.id);
    vec![
        ("json", told(&kind.judge(text.as_bytes(), options))),
        ("xml", told(&kind.judge(document.as_bytes(), options))),
        ("memory", told(&memory.checked)),
        ("memory in full", told(&memory.checked_in_full)),
    ]
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_its_good_one() {
    let rules = model().rules();
    assert!(rules.len() > 30);
    for rule in &rules {
        for (form, found) in every_form(rule, &rule.example.good) {
            assert_eq!(found, [], "{} in {form}", rule.id);
        }
        let id = vum::rule_with_id(&rule.id).expect("it is generated").rule.id;
        for (form, mut found) in every_form(rule, &rule.example.bad) {
            if id == "empty-id" {
                // Of any empty value it is told that it counts as absent; of an id it is an error.
                found.retain(|(id, _)| *id != "empty-value");
            }
            assert_eq!(found, [(id, rule.example.pointer.clone())], "{} in {form}", rule.id);
        }
    }
}

#[test]
fn the_model_knows_the_rules_of_the_runtime() {
    let engine: Vec<&str> = vum::RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ENGINE_RULES, engine);
}

#[test]
fn a_release_has_the_rules_that_something_in_it_can_break() {
    let generated = [vum::v1_2::RULES, vum::v2_0::RULES, vum::v3_0::RULES, v3_1::RULES];
    for (number, rules) in RELEASES.iter().zip(generated) {
        let of_model: Vec<String> = release(number).rules.into_iter().map(|it| it.id).collect();
        let of_code: Vec<&str> = rules.iter().map(|it| it.rule.id).collect();
        assert_eq!(of_code, of_model, "{number}");
        for rule in rules {
            assert_eq!(rule.rule.layer, Layer::Rule);
            assert!(rule.introduced <= *number && rule.removed.is_none_or(|it| *number < it));
        }
    }
    let has = |rules: &[&vum::BusinessRule], id: &str| rules.iter().any(|it| it.rule.id == id);
    assert!(has(vum::v2_0::RULES, "address-end-before-start"));
    assert!(!has(v3_1::RULES, "address-end-before-start"), "3.0.0 took the attributes away");
    assert!(!has(vum::v2_0::RULES, "dutch-missing"), "of Gegevensstandaard 1.5 only");
    assert!(!has(vum::v2_0::RULES, "competence-uri"), "the attribute came in 3.0.0");
    assert!(has(v3_1::RULES, "dutch-missing"));
    let ids: BTreeSet<&str> = vum::rules().map(|it| it.rule.id).collect();
    assert_eq!(ids.len(), vum::rules().count(), "releases share their tables");
    assert_eq!(ids.len(), model().rules().len());
}

#[test]
fn normative_rules_are_those_of_the_dictionary() {
    let normative = vum::rules().filter(|it| it.normative).map(|it| it.rule.id);
    let normative: BTreeSet<&str> = normative.collect();
    let expected = ["dutch-missing", "postcode-capitals", "sign-language-not-oral"];
    assert_eq!(normative, expected.into());
    for rule in vum::rules() {
        let is_error = rule.rule.severity == Severity::Error;
        let stated = ["empty-id", "postcode-not-issued", "sbi-zero"].contains(&rule.rule.id);
        assert!(!is_error || rule.normative || stated, "{}: a proposal is no error", rule.rule.id);
    }
}

#[test]
fn sign_languages_are_those_that_iso_names_so() {
    let rule = vum::rule_with_id("sign-language-not-oral").unwrap();
    let Check::Implies { when, .. } = &rule.check else { panic!("another check") };
    let vum::Test::Is(codes) = &when[0].test else { panic!("another test") };
    let list = model().list("ISO639-3").unwrap();
    let says = ["Sign Language", "International Sign", "Langue des signes", "Gebarentaal"];
    let named = list.codes.iter().filter(|it| {
        it.label.as_ref().is_some_and(|label| says.iter().any(|word| label.contains(word)))
    });
    let named: Vec<&str> = named.map(|it| it.code.as_str()).collect();
    assert_eq!(codes.to_vec(), named);
    assert!(codes.contains(&"dse") && codes.contains(&"vgt") && !codes.contains(&"nld"));
}

/// The value at the offset of a finding, as far as it can be read.
fn value_at(text: &str, offset: usize) -> Value {
    let mut values = serde_json::Deserializer::from_str(&text[offset..]).into_iter::<Value>();
    values.next().unwrap().unwrap()
}

#[test]
fn a_finding_stands_at_the_value_that_it_names() {
    for rule in &model().rules() {
        let RuleExample { release: number, message, on, bad, pointer, .. } = &rule.example;
        let kind = vum::message(&number.to_string(), message).unwrap();
        let on = on.map(|day| (day.year, day.month, day.day));
        let options = Options { rules: Rules::All, on, ..Options::new(kind.default_role) };
        let record: Value = serde_json::from_str(bad).unwrap();
        let pretty = serde_json::to_string_pretty(&record).unwrap();
        let report = kind.judge(pretty.as_bytes(), options);
        let finding = &report.findings()[0];
        let (offset, at) = (finding.offset().unwrap(), finding.position().unwrap());
        // What is missing stands where its record does.
        let mut existing = pointer.as_str();
        while record.pointer(existing).is_none() {
            existing = &existing[..existing.rfind('/').unwrap()];
        }
        assert_eq!(&value_at(&pretty, offset), record.pointer(existing).unwrap(), "{}", rule.id);
        let before = &pretty[..offset];
        assert_eq!(at.line, before.matches('\n').count() as u64 + 1, "{}", rule.id);
        let line = before.rsplit('\n').next().unwrap();
        assert_eq!(at.column, line.chars().count() as u64 + 1, "{}", rule.id);
    }
}

#[test]
fn places_in_xml_and_in_odd_json() {
    let of = release("3.1.0");
    let message = of.message("werkzoekende/detail").unwrap();
    let record = json!({"arbeidsmarktkwalificatie": {"taalbeheersing": [
        {"codeTaal": "nld"}, {"codeNiveauTaalbeheersingMondeling": 3}]}});
    let document = xml::document(&of, message, &record).unwrap();
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(document.as_bytes(), all(Role::Bron));
    let [finding] = report.findings() else { panic!("{:?}", told(&report)) };
    let path = "/vum:WerkzoekendeDetail/Arbeidsmarktkwalificatie/Taalbeheersing[2]/CdTaal";
    assert_eq!(finding.xpath().unwrap(), path);
    let second = document.match_indices("<Taalbeheersing>").nth(1).unwrap().0;
    assert_eq!(finding.offset(), Some(second));

    // Names with escapes, in another order, with others between; the first of two counts.
    let text = "{\"x\": [{\"werktijden\": 1}],\n \
        \"werktijden\": {\"aantalWerkurenPerWeekM\\u0061ximaal\": 70, \"y\": {}},\n \
        \"werktijden\": {\"aantalWerkurenPerWeekMaximaal\": 71}}";
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text.as_bytes(), all(Role::Bron));
    let rule = report.findings().iter().find(|it| it.layer() == Layer::Rule).unwrap();
    assert_eq!(rule.rule().id, "hours-above-limit");
    assert_eq!(value_at(text, rule.offset().unwrap()), 70);
    let offsets: Vec<_> = report.findings().iter().map(|it| it.offset()).collect();
    assert!(offsets.is_sorted(), "all findings stand in the order of the text: {offsets:?}");
}

#[test]
fn a_question_is_not_held_against_rules() {
    let hours = r#"{"aantalWerkurenPerWeekMaximaal": 70}"#;
    let asked = format!(
        r#"{{"mobiliteit": {{"bemiddelingspostcode": "0234AB",
        "maximaleReisafstand": 1}}, "werktijden": {hours}}}"#
    );
    let kind = vum::message("1.2.0", "werkzoekende/zoekvraag").unwrap();
    assert_eq!(told(&kind.judge(asked.as_bytes(), all(Role::Bemiddelaar))), []);
    let body = vum::body("1.2.0", "werkzoekende/matches-verzoek", Role::Bron).unwrap();
    let text = format!(r#"{{"vraagID": "v", "vraagObject": {asked}}}"#);
    assert_eq!(above(&body.judge(text.as_bytes(), all(Role::Bron))), []);
    // The same hours in a result, and in a body around it.
    let kind = vum::message("1.2.0", "werkzoekende/detail").unwrap();
    let text = format!(r#"{{"werktijden": {hours}}}"#);
    let expected = "/werktijden/aantalWerkurenPerWeekMaximaal";
    let found = kind.judge(text.as_bytes(), all(Role::Bron));
    assert_eq!(told(&found), [("hours-above-limit", expected.to_owned())]);
    let body = vum::body("3.1.0", "werkzoekende/matches-antwoord", Role::Bron).unwrap();
    let text = format!(
        r#"{{"matches": [{{}}, {{"arbeidsmarktkwalificatie": {{"interesse":
            [{{"naamInteresse": "mail a@b.nl"}}]}}, "werktijden": {hours}}}]}}"#
    );
    let found = above(&body.judge(text.as_bytes(), all(Role::Bron)));
    let interest = "/matches/1/arbeidsmarktkwalificatie/interesse/0/naamInteresse";
    let hours = format!("/matches/1{expected}");
    assert_eq!(found, [("free-text-email", interest.to_owned()), ("hours-above-limit", hours)]);
}

#[test]
fn free_texts_are_searched_in_a_match_only() {
    let text = r#"{"idWerkzoekende": "w", "mobiliteit": {"bemiddelingspostcode": "1234AB"},
        "arbeidsmarktkwalificatie": {"opleiding": [{"toelichtingOpleiding": "06-12345678"}]}}"#;
    let of = |id: &str| {
        let kind = vum::message("3.1.0", id).unwrap();
        above(&kind.judge(text.as_bytes(), all(Role::Bron)))
    };
    let pointer = "/arbeidsmarktkwalificatie/opleiding/0/toelichtingOpleiding".to_owned();
    assert_eq!(of("werkzoekende/match"), [("free-text-telephone", pointer)]);
    assert_eq!(of("werkzoekende/detail"), []);
}

#[test]
fn what_the_contract_refuses_is_not_told_again() {
    let text = r#"{"mobiliteit": {"bemiddelingspostcode": "0234 a", "maximaleReisafstand": 1000},
        "arbeidsmarktkwalificatie": {"taalbeheersing": [{}], "cursus": [{}, {}],
            "opleiding": [{"datumDiploma": "2999-99-99", "datumAanvangVolgenOpleiding": "x"}]}}"#;
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text.as_bytes(), all(Role::Bron));
    assert_eq!(above(&report), []);
    assert!(report.count(Severity::Error) > 3);
}

#[test]
fn a_broken_record_is_not_held_against_rules() {
    let text = br#"{"werktijden": {"aantalWerkurenPerWeekMaximaal": 70}"#;
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text, all(Role::Bron));
    assert_eq!(told(&report).len(), 1);
    assert!(report.is_broken() && above(&report).is_empty());
}

#[test]
fn rules_run_only_when_asked_for() {
    let text = br#"{"mobiliteit": {"bemiddelingspostcode": "0234ab"}, "arbeidsmarktkwalificatie":
        {"opleiding": [{"datumDiploma": "2026-05-01"}]}}"#;
    let of = |rules: Rules, on: Option<(u16, u8, u8)>| {
        let options = Options { rules, on, ..Options::new(Role::Bron) };
        let found = v3_1::WERKZOEKENDE_DETAIL.judge(text, options);
        found.findings().iter().map(|it| it.rule().id).collect::<Vec<_>>()
    };
    let both = ["postcode-capitals", "postcode-not-issued"];
    assert_eq!(of(Rules::None, Some(DAY)), [""; 0]);
    assert_eq!(of(Rules::Normative, Some(DAY)), ["postcode-capitals"]);
    assert_eq!(of(Rules::All, None), both, "without a day nothing is in the future");
    assert_eq!(of(Rules::All, Some(DAY)), [both[0], both[1], "diploma-in-future"]);
    assert_eq!(of(Rules::default(), Some(DAY)), [""; 0]);
}

#[test]
fn a_set_chooses_severity_and_limit() {
    let mut set = RuleSet::of(vum::rules().filter(|it| it.rule.id.starts_with("hours")));
    set.set_severity("hours-above-limit", Severity::Error).unwrap();
    set.set_limit("hours-above-limit", 40).unwrap();
    assert!(set.set_limit("hours-minimum-above-maximum", 1).is_err(), "it has no limit");
    assert!(set.set_severity("dutch-missing", Severity::Info).is_err(), "the set lacks it");
    assert_eq!(set.rules().count(), 2);
    let rules = Rules::Of(Box::leak(Box::new(set)));
    let options = Options { rules, ..Options::new(Role::Bron) };
    let text = br#"{"werktijden": {"aantalWerkurenPerWeekMaximaal": 41},
        "mobiliteit": {"bemiddelingspostcode": "0234ab"}}"#;
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(text, options);
    assert!(!report.is_valid(), "a finding has the severity of the set");
    assert_eq!(report.findings()[0].severity(), Severity::Error);
    assert_eq!(report.findings()[0].rule().severity, Severity::Warning, "the rule keeps its own");
    let told = report.findings()[0].to_string();
    assert!(told.ends_with("aantalWerkurenPerWeekMaximaal is greater than 40"), "{told}");
    assert_eq!(report.findings().len(), 1);
}

/// Values of every kind, right and wrong: nothing panics, and every way of looking agrees.
#[test]
fn json_xml_and_memory_agree_on_anything() {
    let mut rng = Rng::new(rng::seed());
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, id, role) in facts::contexts() {
        let kind = vum::message(number, id).unwrap();
        if kind.xml.is_none() {
            continue;
        }
        let of = release(number);
        let message = of.message(id).unwrap();
        let mutator = Mutator::new(number, id, role);
        let options = all(role.parse().unwrap());
        for _ in 0..rng::cases(25) {
            let mut record = generate::message(mutator.profile(), &mut rng);
            disturb(&mut record, &mut rng);
            if rng.percent(30) {
                record = mutator.mutate(&record, &mut rng).document;
            }
            let text = record.to_string();
            let json = kind.judge(text.as_bytes(), options);
            for finding in json.findings() {
                if finding.layer() == Layer::Rule {
                    *found.entry(finding.rule().id).or_default() += 1;
                    assert!(finding.offset().is_some() && finding.position().is_some());
                }
            }
            let travelled = Typed::find(number, id).travel(text.as_bytes(), options);
            assert_eq!(above(&json), above(&travelled.checked), "{number} {id}: {text}");
            assert_eq!(above(&json), above(&travelled.checked_in_full), "{number} {id}: {text}");
            let Some(document) = xml::document(&of, message, &record) else { continue };
            let read = kind.judge(document.as_bytes(), options);
            if read.is_broken() || json.is_broken() || incomplete(&json) || incomplete(&read) {
                continue;
            }
            assert_eq!(above(&json), above(&read), "{number} {id}: {text}\n{document}");
            for finding in read.findings().iter().filter(|it| it.layer() == Layer::Rule) {
                let path = finding.xpath().unwrap();
                let at = &document[finding.offset().unwrap()..];
                // The element itself, or what is there of the way to it.
                let tag = at.trim_start_matches('<').split(['>', ' ', '/']).next().unwrap();
                let tag = tag.rsplit(':').next().unwrap();
                assert!(at.starts_with('<') && path.contains(tag), "{path} at {at}");
            }
        }
    }
    // Enough of them came up to mean something.
    assert!(found.len() >= 20, "{found:?}");
}

/// Whether something was left out of the value: the syntaxes may then keep different things.
fn incomplete(report: &Report) -> bool {
    report.findings().iter().any(|it| it.rule().is_lossy())
}

/// Puts in what rules are about: equal elements, days in any order, texts with data of persons.
fn disturb(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if let Value::String(text) = value {
                    if name.starts_with("datum") && rng.percent(70) {
                        *text = rng.pick(&["2020-01-01", "2027-01-01", "1999-12-31"]).to_string();
                    } else if name == "codeTaal" && rng.percent(50) {
                        *text = rng.pick(&["nld", "dse", "eng"]).to_string();
                    } else if name.ends_with("ostcode") && rng.percent(50) {
                        *text = rng.pick(&["0123AB", "1234ss", "1234AB"]).to_string();
                    } else if !name.starts_with("code")
                        && !name.starts_with("id")
                        && rng.percent(20)
                    {
                        let texts = ["a@b.nl", "0612345678", "123456782", "www.x.nl", ""];
                        *text = rng.pick(&texts).to_string();
                    }
                }
                disturb(value, rng);
            }
        }
        Value::Array(values) => {
            values.iter_mut().for_each(|value| disturb(value, rng));
            if !values.is_empty() && rng.percent(30) {
                values.push(values[rng.place(values.len())].clone());
            }
        }
        _ => {}
    }
}

#[test]
fn one_thread_and_many_find_the_same() {
    let mut rng = Rng::new(rng::seed());
    let mutator = Mutator::new("3.1.0", "werkzoekende/detail", "bron");
    let mut text = String::new();
    for _ in 0..300 {
        let mut record = generate::message(mutator.profile(), &mut rng);
        disturb(&mut record, &mut rng);
        text.push_str(&format!("{record}\n"));
    }
    let run = |jobs: usize| {
        let options = StreamOptions { jobs, ..all(Role::Bron).into() };
        let mut lines = Vec::new();
        let totals = validate(text.as_bytes(), &v3_1::WERKZOEKENDE_DETAIL, options, |judged| {
            lines.extend(judged.report.findings().iter().map(ToString::to_string));
            ControlFlow::Continue(())
        });
        (lines, totals.unwrap())
    };
    let (alone, together) = (run(1), run(4));
    assert_eq!(alone, together);
    assert!(alone.0.iter().any(|line| line.contains("duplicate-element")));
}

#[test]
fn hostile_values_cost_no_more_than_their_size() {
    let started = Instant::now();
    let element = |n: usize| format!(r#"{{"codeSbi": {}}}"#, n % 50_000);
    let sectors: Vec<String> = (0..100_000).map(element).collect();
    let long = "a@b.@06-1".repeat(200_000);
    let text = format!(
        r#"{{"idWerkzoekende": "w", "mobiliteit": {{"bemiddelingspostcode": "1234AB"}},
            "sector": [{}], "arbeidsmarktkwalificatie": {{"interesse": [{{"naamInteresse": "{long}"}}]}}}}"#,
        sectors.join(",")
    );
    let report = v3_1::WERKZOEKENDE_MATCH.judge(text.as_bytes(), all(Role::Bron));
    let kept = report.findings().iter().filter(|it| it.rule().id == "duplicate-element").count();
    assert!(kept > 900, "{kept}");
    assert_eq!(report.findings().len(), 1_000, "the limit on findings holds");
    assert!(report.count(Severity::Warning) >= 50_000, "the others are counted");
    assert!(report.findings().iter().all(|it| it.position().is_some()));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// What `vum sample` says of its records is what the rules ask.
#[test]
fn made_messages_break_no_rule() {
    for (number, id, role) in facts::contexts() {
        let kind = vum::message(number, id).unwrap();
        let (release, asked) = (release(number), vum_model::Role::parse(role).unwrap());
        let sampler = vum_sample::Sampler::new(&release, id, asked).unwrap();
        let on = vum::Date::from_text(vum_sample::REFERENCE).ymd();
        let options = Options { on, ..all(role.parse().unwrap()) };
        for n in 0..rng::cases(50) {
            let text = sampler.record(n).json;
            let report = kind.judge(text.as_bytes(), options);
            assert_eq!(above(&report), [], "{number} {id}: {text}");
        }
    }
}

/// The measurement counted these, and not those of contact persons.
const OWN_NUMBERS: &str = "telephone-form of werkzoekende.telefoonnummer";

/// The rates of a measurement that others made over the whole set of 1,000 profiles; the samples here
/// are a part of it.
const MEASURED: &[(&[&str], usize, f64)] = &[
    (&["education-end-before-start"], 295, 0.49),
    (&["course-end-before-start"], 260, 0.47),
    (&["work-end-before-start"], 296, 0.53),
    (&["availability-end-before-start"], 228, 0.53),
    (&["diploma-before-education"], 302, 0.52),
    (&["diploma-date-without-diploma"], 290, 0.72),
    (&["hours-minimum-above-maximum"], 232, 0.0),
    (&["contact-data-missing", "contact-data-unannounced"], 491, 0.48),
    (&["language-without-code"], 648, 0.40),
    (&["dutch-missing"], 211, 0.59),
    (&["diploma-in-future"], 422, 0.16),
    (&["work-start-in-future"], 445, 0.17),
    (&["hours-above-limit"], 335, 0.52),
    (&["travel-distance-above-limit"], 1000, 0.13),
    (&[OWN_NUMBERS], 1230, 0.11),
    (&["competence-uri"], 654, 1.0),
    (&["competentnl-occupation-form"], 3089, 0.0),
];

/// What the rules mean, said once more and without them: how often each applies to a profile in JSON,
/// and how often it fails.
fn by_hand(profile: &Value, counts: &mut BTreeMap<&'static str, (usize, usize)>) {
    let mut count = |rule: &'static str, fails: bool| {
        let (applies, failed) = counts.entry(rule).or_default();
        *applies += 1;
        *failed += usize::from(fails);
    };
    let text = |value: &Value, name: &str| {
        value[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let filled = |value: &Value| match value {
        Value::Object(members) => !members.is_empty(),
        Value::String(text) => !text.is_empty(),
        Value::Null => false,
        _ => true,
    };
    let day = "2026-04-30".to_owned();
    let mut order = |rule: &'static str, value: &Value, start: &str, end: &str| {
        if let (Some(start), Some(end)) = (text(value, start), text(value, end)) {
            count(rule, end < start);
        }
    };
    let qualified = &profile["arbeidsmarktkwalificatie"];
    for it in list(qualified, "opleiding") {
        let (start, end) = ("datumAanvangVolgenOpleiding", "datumEindeVolgenOpleiding");
        order("education-end-before-start", &it, start, end);
        order("diploma-before-education", &it, start, "datumDiploma");
    }
    for it in list(qualified, "cursus") {
        let (start, end) = ("datumAanvangVolgenCursus", "datumEindeVolgenCursus");
        order("course-end-before-start", &it, start, end);
    }
    for it in list(qualified, "werkervaring") {
        let (start, end) = ("datumAanvangWerkzaamheden", "datumEindeWerkzaamheden");
        order("work-end-before-start", &it, start, end);
    }
    let (start, end) = ("datumAanvangBeschikbaarVoorWerk", "datumEindeBeschikbaarVoorWerk");
    order("availability-end-before-start", &profile["flexibiliteit"], start, end);
    for it in list(qualified, "opleiding") {
        if let Some(diploma) = text(&it, "datumDiploma") {
            count("diploma-in-future", diploma > day);
            if let Some(code) = it["indicatieDiploma"].as_i64() {
                count("diploma-date-without-diploma", code != 1);
            }
        }
    }
    for it in list(qualified, "werkervaring") {
        if let Some(start) = text(&it, "datumAanvangWerkzaamheden") {
            count("work-start-in-future", start > day);
        }
    }
    let times = &profile["werktijden"];
    let most = times["aantalWerkurenPerWeekMaximaal"].as_i64();
    if let (Some(least), Some(most)) = (times["aantalWerkurenPerWeekMinimaal"].as_i64(), most) {
        count("hours-minimum-above-maximum", least > most);
    }
    if let Some(most) = most {
        count("hours-above-limit", most > 60);
    }
    if let Some(distance) = profile["mobiliteit"]["maximaleReisafstand"].as_i64() {
        count("travel-distance-above-limit", distance > 150);
    }
    if let Some(code) = profile["indicatieBeschikbaarheidContactgegevens"].as_i64() {
        let any = ["contactpersoon", "emailadres", "telefoonnummer"];
        let any = any.iter().any(|name| list(profile, name).iter().any(filled));
        count("contact-data-missing", (code == 1) != any);
    }
    let languages: Vec<Value> =
        list(qualified, "taalbeheersing").into_iter().filter(|it| filled(it)).collect();
    for it in &languages {
        count("language-without-code", text(it, "codeTaal").is_none());
    }
    if !languages.is_empty() {
        let dutch = |it: &Value| it["codeTaal"] == "nld";
        count("dutch-missing", !languages.iter().any(dutch));
    }
    for it in list(qualified, "competentiebeheersing") {
        if let Some(code) = text(&it, "codeCompetentie") {
            count("competence-uri", !code.starts_with("https://"));
        }
    }
    let occupations = list(profile, "bemiddelingsberoep").into_iter();
    let experienced = list(qualified, "werkervaring").into_iter().map(|it| it["beroep"].clone());
    for it in occupations.chain(experienced) {
        if let Some(code) = text(&it, "codeBeroepsnaam") {
            let key = code.strip_prefix("https://linkeddata.competentnl.nl/uwv/id/occupation/");
            let is_key =
                |key: &str| key.len() == 10 && key.chars().all(|c| "0123456789ABCDEF".contains(c));
            count("competentnl-occupation-form", !key.is_some_and(is_key));
        }
    }
    let contacts = list(profile, "contactpersoon").into_iter();
    let of_contacts = contacts.map(|it| (false, it["telefoonnummer"].clone()));
    let own = list(profile, "telefoonnummer").into_iter().map(|it| (true, it));
    for (is_own, it) in of_contacts.chain(own).filter(|(_, it)| filled(it)) {
        let digits: String = it.as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
        let national = digits.strip_prefix("0031").or_else(|| digits.strip_prefix("31"));
        let national = national.map_or(digits.clone(), |rest| format!("0{rest}"));
        let special = ["0800", "0900", "0906", "0909"].iter().any(|it| national.starts_with(it));
        let fits = if special {
            matches!(national.len(), 8 | 11)
        } else {
            national.len() == 10 && national.starts_with('0') && !national.starts_with("00")
        };
        count("telephone-form", !fits);
        if is_own {
            count(OWN_NUMBERS, !fits);
        }
    }
    for name in ["contractvorm", "bemiddelingsberoep", "sector"] {
        let elements = list(profile, name);
        let different: BTreeSet<String> = elements.iter().map(ToString::to_string).collect();
        let twice = elements.iter().filter(|it| filled(it)).count();
        let different = different.iter().filter(|it| *it != "{}").count();
        let (applies, failed) = counts.entry("duplicate-element").or_default();
        *applies += elements.len();
        *failed += twice - different;
    }
}

#[test]
fn the_official_samples_break_rules_as_often_as_counted_by_hand() {
    let test = "the_official_samples_break_rules_as_often_as_counted_by_hand";
    let Some(files) = samples::all(test) else { return };
    let file = files.iter().find(|it| it.name() == "3.0.0 werkzoekende/detail").unwrap();
    let kind = vum::message("3.0.0", "werkzoekende/detail").unwrap();
    let (mut by_rule, mut counts) = (BTreeMap::<&str, usize>::new(), BTreeMap::new());
    for text in file.texts() {
        by_hand(&serde_json::from_str(&text).unwrap(), &mut counts);
        for finding in kind.judge(text.as_bytes(), all(Role::Bron)).findings() {
            let counted = finding.rule().id != "duplicate-element"
                || ["/contractvorm/", "/bemiddelingsberoep/", "/sector/"]
                    .iter()
                    .any(|list| finding.pointer().starts_with(list));
            *by_rule.entry(finding.rule().id).or_default() += usize::from(counted);
        }
    }
    let unannounced = by_rule.remove("contact-data-unannounced").unwrap_or_default();
    *by_rule.entry("contact-data-missing").or_default() += unannounced;
    for (rule, (applies, failed)) in counts.iter().filter(|(rule, _)| **rule != OWN_NUMBERS) {
        let found = by_rule.get(rule).copied().unwrap_or_default();
        assert_eq!(found, *failed, "{rule}, of {applies}");
    }
    // A sample of the set that was measured: within four standard deviations of its rate.
    for (rules, applied, rate) in MEASURED {
        let (applies, failed) = counts.get(rules[0]).copied().unwrap_or_default();
        let (n, share) = (applies as f64, failed as f64 / applies as f64);
        let deviation = (rate * (1.0 - rate) / n).sqrt().max(0.5 / n);
        assert!((share - rate).abs() <= 4.0 * deviation, "{rules:?}: {share} of {n}, not {rate}");
        // The part is a fifth of the whole.
        let part = n / *applied as f64;
        assert!((0.1..0.35).contains(&part), "{rules:?} applies to {n} of {applied}");
    }
}
