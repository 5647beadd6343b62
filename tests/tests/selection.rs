//! `vum` beside the oracle of the selectievraag: the same questions are valid, and the same profiles
//! are selected.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use serde_json::Value;
use vum::Role;
use vum::select::{Area, Geo, Outcome, Point, Unit, Verdict};
use vum_tests::rng::{Rng, cases, seed};
use vum_tests::selection::random::Questions;
use vum_tests::selection::{Judge, evaluate, explain, questions, vectors};
use vum_tests::{facts, samples};

/// What `vum` says of a question: whether it has no errors, and what becomes of a profile.
struct Told {
    valid: bool,
    verdict: Verdict,
    /// The keys that keep the profile out.
    rejecting: Vec<&'static str>,
    /// Whether writing and reading again gives the same question.
    same_again: bool,
}

macro_rules! ask {
    ($question:ty, $profile:ty, $asked:expr, $of:expr, $area:expr) => {{
        let asked = <$question>::from_json($asked.to_string().as_bytes(), Role::Bemiddelaar);
        let profile = <$profile>::from_json($of.to_string().as_bytes(), Role::Bron);
        let told = asked.value.explain(&profile.value, $area);
        let verdict = asked.value.matches(&profile.value, $area);
        assert_eq!(told.verdict, verdict, "{} {}", $asked, $of);
        let no = |it: Outcome| matches!(it, Outcome::NotSatisfied | Outcome::Absent);
        let rejecting = told.criteria.iter().filter(|it| no(it.outcome));
        let text = asked.value.to_json();
        Told {
            valid: asked.is_valid(),
            verdict,
            rejecting: rejecting.map(|it| it.criterion.path).collect(),
            same_again: <$question>::from_json(text.as_bytes(), Role::Bemiddelaar).value
                == asked.value,
        }
    }};
}

/// Puts a question to a profile.
fn ask(
    (release, part, view): (&str, &str, &str),
    question: &Value,
    profile: &Value,
    area: &Area<'_>,
) -> Told {
    match (release, part, view) {
        ("2.0.0", "werkzoekende", "match") => {
            use vum::v2_0 as v;
            ask!(v::WerkzoekendeSelectievraag, v::WerkzoekendeMatch, question, profile, area)
        }
        ("2.0.0", "werkzoekende", _) => {
            use vum::v2_0 as v;
            ask!(v::WerkzoekendeSelectievraag, v::Werkzoekende, question, profile, area)
        }
        ("2.0.0", "vacature", "match") => {
            use vum::v2_0 as v;
            ask!(v::VacatureSelectievraag, v::VacatureMatch, question, profile, area)
        }
        ("2.0.0", "vacature", _) => {
            use vum::v2_0 as v;
            ask!(v::VacatureSelectievraag, v::Vacature, question, profile, area)
        }
        ("3.0.0", "werkzoekende", "match") => {
            use vum::v3_0 as v;
            ask!(v::WerkzoekendeSelectievraag, v::WerkzoekendeMatch, question, profile, area)
        }
        ("3.0.0", "werkzoekende", _) => {
            use vum::v3_0 as v;
            ask!(v::WerkzoekendeSelectievraag, v::Werkzoekende, question, profile, area)
        }
        ("3.0.0", "vacature", "match") => {
            use vum::v3_0 as v;
            ask!(v::VacatureSelectievraag, v::VacatureMatch, question, profile, area)
        }
        ("3.0.0", "vacature", _) => {
            use vum::v3_0 as v;
            ask!(v::VacatureSelectievraag, v::Vacature, question, profile, area)
        }
        ("3.1.0", "werkzoekende", "match") => {
            use vum::v3_1 as v;
            ask!(v::WerkzoekendeSelectievraag, v::WerkzoekendeMatch, question, profile, area)
        }
        ("3.1.0", "werkzoekende", _) => {
            use vum::v3_1 as v;
            ask!(v::WerkzoekendeSelectievraag, v::Werkzoekende, question, profile, area)
        }
        ("3.1.0", "vacature", "match") => {
            use vum::v3_1 as v;
            ask!(v::VacatureSelectievraag, v::VacatureMatch, question, profile, area)
        }
        ("3.1.0", "vacature", _) => {
            use vum::v3_1 as v;
            ask!(v::VacatureSelectievraag, v::Vacature, question, profile, area)
        }
        ("3.1.0", _, _) => {
            use vum::v3_1 as v;
            ask!(v::WerkgeverscontactmomentSelectievraag, v::Contactmoment, question, profile, area)
        }
        _ => panic!("{release} {part} {view}"),
    }
}

#[test]
fn our_cases_are_judged_as_they_say() {
    let mut count = 0;
    for (release, part) in questions() {
        for case in vectors::cases(release, part) {
            let at = (release, part, "match");
            let told = ask(at, &case.question, &case.profile, &Area::ignored());
            let selected = told.verdict.is_selected();
            assert_eq!(selected, case.selected, "{release} {part}: {} {}", case.why, case.question);
            assert!(told.same_again, "{}", case.question);
            count += 1;
        }
    }
    assert!(count > 800, "{count}");
}

#[test]
fn official_questions_and_their_results() {
    let folder = facts::shared().join("samples");
    if !folder.is_dir() {
        samples::skip(
            "official_questions_and_their_results",
            "the official samples are not available",
        );
        return;
    }
    let (mut asked, mut results) = (0, 0);
    for release in samples::releases() {
        for part in ["werkzoekende", "vacature"] {
            let path = folder.join(format!("official-{release}/{part}-selectie-cases.ndjson"));
            for (n, line) in std::fs::read_to_string(path).unwrap().lines().enumerate() {
                let case: Value = serde_json::from_str(line).unwrap();
                let later = if *release == "3.0.0" { &["3.0.0", "3.1.0"][..] } else { &["2.0.0"] };
                for release in later {
                    asked += 1;
                    for profile in case["verwacht"].as_array().unwrap() {
                        let at = (*release, part, "match");
                        let told = ask(at, &case["vraag"], profile, &Area::ignored());
                        assert!(told.valid, "{release} {part}: question {n}");
                        assert_eq!(told.rejecting, [""; 0], "{release} {part}: question {n}");
                        results += 1;
                    }
                }
            }
        }
    }
    assert!(asked >= 120 && results > 500, "{asked} {results}");
}

#[test]
fn random_pairs_have_one_verdict() {
    let (mut selected, mut rejected) = (0, 0);
    for (release, part) in questions() {
        let views: &[&str] =
            if part == "werkgeverscontactmoment" { &["match"] } else { &["match", "detail"] };
        for view in views {
            let pairs = Questions::new(release, part, view);
            let mut rng = Rng::new(seed());
            for _ in 0..cases(300) {
                let (question, profile) = pairs.pair(&mut rng);
                let told = ask((release, part, view), &question, &profile, &Area::ignored());
                let expected = evaluate(release, part, &question, &profile);
                let show = || format!("{release} {part} {view}\n{question}\n{profile}");
                assert_eq!(told.verdict.is_selected(), expected, "{}", show());
                assert!(told.valid, "{}", show());
                assert!(told.same_again, "{}", show());
                let mut oracle: Vec<String> = explain(release, part, &question, &profile)
                    .into_iter()
                    .filter(|it| it.outcome.rejects())
                    .map(|it| it.path)
                    .collect();
                oracle.sort_unstable();
                let mut ours = told.rejecting;
                ours.sort_unstable();
                assert_eq!(ours, oracle, "{}", show());
                *(if expected { &mut selected } else { &mut rejected }) += 1;
            }
        }
    }
    assert!(selected > 100 && rejected > 100, "{selected} {rejected}");
}

#[test]
fn one_change_breaks_the_same_questions() {
    let (mut valid, mut invalid) = (0, 0);
    for (release, part) in questions() {
        let pairs = Questions::new(release, part, "match");
        let judge = Judge::new(release, part);
        let generated = generated(release, part);
        let mut rng = Rng::new(seed());
        for _ in 0..cases(300) {
            let question = pairs.question(&mut rng);
            assert!(generated.is_valid(&question), "{release} {part}\n{question}");
            let changed = pairs.changed(&question, &mut rng);
            let document = &changed.document;
            let profile = serde_json::json!({});
            let told = ask((release, part, "match"), document, &profile, &Area::ignored());
            let expected = judge.is_valid(document);
            if told.valid != expected && is_known(document) {
                continue;
            }
            assert_eq!(told.valid, expected, "{release} {part} {}\n{document}", changed.label);
            if !is_known(document) {
                let schema = generated.is_valid(document);
                assert_eq!(schema, expected, "{release} {part} {}\n{document}", changed.label);
            }
            *(if expected { &mut valid } else { &mut invalid }) += 1;
        }
    }
    assert!(valid > 100 && invalid > 100, "{valid} {invalid}");
}

/// The JSON Schema that we generate, strict.
fn generated(release: &str, part: &str) -> jsonschema::Validator {
    let builder = vum_codegen::Builder::new().release(release).role("bemiddelaar");
    let builder = builder.target(vum_codegen::Target::JsonSchema);
    let builder = builder.strictness(vum_codegen::Strictness::Strict);
    let files = builder.message(format!("{part}/selectievraag")).generate().unwrap();
    let schema: Value = serde_json::from_str(&files[0].text).unwrap();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(&schema)
        .unwrap()
}

/// Where the contract leaves open what we judge: `$gte` beside `$eq` has no form of its own there,
/// and neither has a key that we read under another name.
fn is_known(question: &Value) -> bool {
    let level = question.get("codeWerkEnDenkniveauMinimaal");
    let both = level.is_some_and(|it| it.get("$eq").is_some() && it.get("$gte").is_some());
    both || question.get("bemiddelingsberoep").is_some_and(|it| {
        let text = it.to_string();
        text.contains("\"codeBeroepsnaam\"")
    })
}

/// The points of the cases.
struct Points(std::collections::BTreeMap<String, (f64, f64)>);

impl Geo for Points {
    fn point(&self, postcode: &str) -> Option<Point> {
        let (latitude, longitude) = self.0.get(postcode.get(..4)?)?;
        Point::new(*latitude, *longitude)
    }
}

#[test]
fn areas_are_judged_as_the_cases_say() {
    let all = vectors::areas();
    let points = Points(all.points);
    for case in &all.cases {
        let unit = if case.unit == "km" { Unit::Kilometre } else { Unit::HundredMetres };
        let area = Area::of(&points).unit(unit).own_limit(case.own_limit);
        let at = (case.release.as_str(), case.part.as_str(), "match");
        let told = ask(at, &case.question, &case.profile, &area);
        let expected = match case.selected {
            Some(true) => Verdict::Selected,
            Some(false) => Verdict::Rejected,
            None => Verdict::Unknown,
        };
        assert_eq!(told.verdict, expected, "{} {} {}", case.why, case.question, case.profile);
    }
    assert!(all.cases.len() > 50);
}

#[test]
fn calls_make_what_the_contract_has() {
    use vum::v3_1::{
        CodeTypeArbeidscontract, TaalbeheersingElement, VacatureSelectievraag,
        WerkgeverscontactmomentSelectievraag, WerkzoekendeSelectievraag,
    };
    let question = WerkzoekendeSelectievraag::new("1234AB", 25)
        .werkuren(24..=32)
        .contractvorm([CodeTypeArbeidscontract::from("B")])
        .arbeidsmarktkwalificatie_rijbewijs(["B", "CE"])
        .arbeidsmarktkwalificatie_taalbeheersing([
            TaalbeheersingElement::new("nld").code_niveau_taalbeheersing_mondeling("3")
        ]);
    let expected = serde_json::json!({
        "selectiegebied": {"postcode": "1234AB", "afstand": 25},
        "contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}]}},
        "arbeidsmarktkwalificatie.rijbewijs": {"$all": [
            {"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}},
            {"$elemMatch": {"codeSoortRijbewijs": {"$eq": "CE"}}},
        ]},
        "arbeidsmarktkwalificatie.taalbeheersing": {"$all": [{"$elemMatch": {
            "codeTaal": {"$eq": "nld"}, "codeNiveauTaalbeheersingMondeling": {"$gte": 3},
        }}]},
        // The lower bound asks for the greatest number of hours, the upper bound for the least.
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24},
        "werktijden.aantalWerkurenPerWeekMinimaal": {"$lte": 32},
    });
    let written: Value = serde_json::from_str(&question.to_json()).unwrap();
    assert_eq!(written, expected);
    assert!(question.check(Role::Bemiddelaar).is_valid());
    assert!(Judge::new("3.1.0", "werkzoekende").is_valid(&written));

    let half_open = WerkzoekendeSelectievraag::new("1234AB", 25).werkuren(24..);
    assert!(half_open.werktijden_aantal_werkuren_per_week_minimaal.is_none());

    let judge = Judge::new("3.1.0", "vacature");
    let start = || VacatureSelectievraag::new("1234AB", 25);
    for question in [
        start().code_werk_en_denkniveau_minimaal_vanaf(Some("2".into())),
        start().code_werk_en_denkniveau_minimaal_vanaf(None),
        start().code_werk_en_denkniveau_minimaal_gelijk(),
        start().datum_aanvang_werkzaamheden(vum::Date::new(2026, 12, 1).unwrap()),
        start().beroep_code_beroepsnaam("https://example.nl/occupation/1"),
    ] {
        assert!(question.check(Role::Bemiddelaar).is_valid());
        assert!(judge.is_valid(&serde_json::from_str(&question.to_json()).unwrap()));
    }
    let question = WerkgeverscontactmomentSelectievraag::new("12345678");
    assert_eq!(question.to_json(), r#"{"werkgever.nummerKvk":{"$eq":"12345678"}}"#);
}

#[test]
fn hostile_questions_are_bounded() {
    let branch = r#"{"codeTypeArbeidscontract":{"$eq":"B"}}"#;
    let branches = vec![branch; 1_000].join(",");
    let many = format!(
        r#"{{"selectiegebied":{{"postcode":"1234AB","afstand":5}},"contractvorm":{{"$elemMatch":{{"$or":[{branches}]}}}}}}"#
    );
    let read = vum::v3_1::WerkzoekendeSelectievraag::from_json(many.as_bytes(), Role::Bemiddelaar);
    assert!(read.is_valid());
    assert_eq!(
        read.value.contractvorm.as_ref().unwrap().elem_match.as_ref().unwrap().or.len(),
        1_000
    );
    let deep = format!(r#"{{"x":{}1{}}}"#, r#"{"$or":["#.repeat(5_000), "]}".repeat(5_000));
    let read = vum::v3_1::WerkzoekendeSelectievraag::from_json(deep.as_bytes(), Role::Bemiddelaar);
    assert!(!read.is_valid());
    let keys: Vec<String> = (0..5_000).map(|n| format!("\"$a.{n}.b\":{{\"$$\":[]}}")).collect();
    let wide = format!("{{{}}}", keys.join(","));
    let read = vum::v3_1::WerkzoekendeSelectievraag::from_json(wide.as_bytes(), Role::Bemiddelaar);
    assert!(read.report.findings().len() <= 5_001);
    for wrong in [
        r#"{"contractvorm":"B"}"#,
        r#"{"contractvorm":{"$elemMatch":[]}}"#,
        r#"{"contractvorm":{"$elemMatch":{"$or":{}}}}"#,
        r#"{"werktijden.aantalWerkurenPerWeekMaximaal":{"$gte":null}}"#,
        r#"{"werktijden.aantalWerkurenPerWeekMaximaal":{"$gte":1e3}}"#,
        r#"{"werktijden.aantalWerkurenPerWeekMaximaal":5}"#,
        r#"{"selectiegebied":{"postcode":1234,"afstand":"5"}}"#,
    ] {
        let read =
            vum::v3_1::WerkzoekendeSelectievraag::from_json(wrong.as_bytes(), Role::Bemiddelaar);
        assert!(!read.is_valid(), "{wrong}");
    }
}
