//! The oracle of the selectievraag itself: the official cases, our own, and each operator by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use vum_tests::facts::BRON;
use vum_tests::oracle;
use vum_tests::rng::{Rng, cases, seed};
use vum_tests::selection::random::Questions;
use vum_tests::selection::table::Shape;
use vum_tests::selection::{
    Criterion, Judge, Outcome, area, criteria, evaluate, explain, mongo, questions, strip, vectors,
};
use vum_tests::{facts, samples};

/// The lines of an official file: release, part, value.
fn official(test: &str, kind: &str) -> Option<Vec<(&'static str, &'static str, Value)>> {
    let folder = facts::shared().join("samples");
    if !folder.is_dir() {
        samples::skip(test, "the official samples are not available");
        return None;
    }
    let mut lines = Vec::new();
    for release in samples::releases() {
        for part in ["werkzoekende", "vacature"] {
            let path = folder.join(format!("official-{release}/{part}-{kind}.ndjson"));
            let text = std::fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                lines.push((*release, part, serde_json::from_str(line).unwrap()));
            }
        }
    }
    Some(lines)
}

/// A release, and 3.1.0 where it is 3.0.0: the questions are the same.
fn and_later(release: &'static str) -> &'static [&'static str] {
    if release == "3.0.0" { &["3.0.0", "3.1.0"] } else { &["2.0.0"] }
}

#[test]
fn official_questions_are_valid() {
    let Some(lines) = official("official_questions_are_valid", "selectievraag") else { return };
    assert!(lines.len() >= 120, "only {} questions", lines.len());
    for (n, (release, part, question)) in lines.iter().enumerate() {
        for release in and_later(release) {
            let errors = Judge::new(release, part).errors(question);
            assert!(errors.is_empty(), "{release} {part}, question {n}: {errors:?}");
        }
    }
}

#[test]
fn official_results_satisfy_their_question() {
    let name = "official_results_satisfy_their_question";
    let Some(lines) = official(name, "selectie-cases") else { return };
    let mut pool: BTreeMap<(&str, &str), Vec<&Value>> = BTreeMap::new();
    let mut count = 0;
    for (n, (release, part, case)) in lines.iter().enumerate() {
        for profile in case["verwacht"].as_array().unwrap() {
            for release in and_later(release) {
                for told in explain(release, part, &case["vraag"], profile) {
                    let fine = matches!(told.outcome, Outcome::Satisfied | Outcome::Area);
                    assert!(fine, "{release} {part}, case {n}: {told:?}");
                }
            }
            pool.entry((release, part)).or_default().push(profile);
            count += 1;
        }
    }
    assert!(count > 200, "only {count} results");
    // The criteria do select: of all results of a part, a question takes a share.
    for ((release, part), profiles) in pool {
        let asked = lines.iter().filter(|(r, p, _)| (*r, *p) == (release, part));
        let (mut selected, mut judged) = (0, 0);
        for (_, _, case) in asked {
            let hits =
                profiles.iter().filter(|p| evaluate(release, part, &case["vraag"], p)).count();
            (selected, judged) = (selected + hits, judged + profiles.len());
        }
        println!("{release} {part}: {selected} of {judged} selected, area aside");
        assert!(selected * 10 > judged && selected * 10 < judged * 9, "{release} {part}");
    }
}

#[test]
fn our_cases_are_judged_as_they_say() {
    for (release, part) in questions() {
        let judge = Judge::new(release, part);
        let profiles = oracle::Judge::new(release, &format!("{part}/match"), BRON);
        let mut seen = BTreeSet::new();
        for case in vectors::cases(release, part) {
            let context = format!("{release} {part} {}: {}", case.criterion, case.why);
            assert_eq!(judge.errors(&case.question), [], "{context}");
            assert_eq!(profiles.errors(&case.profile), [], "{context}");
            let told = explain(release, part, &case.question, &case.profile);
            assert_eq!(
                evaluate(release, part, &case.question, &case.profile),
                case.selected,
                "{context}: {told:?}"
            );
            let text = format!("{} {}", case.question, case.profile);
            assert!(seen.insert(text), "{context}: the same case twice");
        }
    }
}

/// For every criterion and operator there is a profile that has what is asked and one that has
/// something else, while nothing else in the question keeps it out; and every criterion is absent
/// and ignored once.
#[test]
fn our_cases_reach_every_criterion_and_operator() {
    for (release, part) in questions() {
        let cases = vectors::cases(release, part);
        for criterion in criteria(release, part).iter().filter(|c| !c.is_area()) {
            for condition in criterion.conditions() {
                for (operator, _) in condition.operators {
                    let reached = |outcome: Outcome| {
                        cases.iter().any(|case| {
                            let told = explain(release, part, &case.question, &case.profile);
                            let (this, others): (Vec<_>, Vec<_>) =
                                told.iter().partition(|told| told.path == criterion.path);
                            case.criterion == criterion.path
                                && this.iter().any(|told| told.outcome == outcome)
                                && !others.iter().any(|told| told.outcome.rejects())
                                && strip::query(criterion, &case.question[criterion.path])
                                    .is_some_and(|asked| holds(&asked, condition.data, operator))
                        })
                    };
                    let what = format!("{release} {part} {} {operator}", condition.path);
                    assert!(reached(Outcome::Satisfied), "{what}: no profile that is selected");
                    assert!(reached(Outcome::NotSatisfied), "{what}: no profile that is not");
                }
            }
            let outcomes: BTreeSet<Outcome> = cases
                .iter()
                .flat_map(|case| explain(release, part, &case.question, &case.profile))
                .filter(|told| told.path == criterion.path)
                .map(|told| told.outcome)
                .collect();
            for outcome in possible(part, criterion) {
                let what = format!("{release} {part} {}: never {outcome:?}", criterion.path);
                assert!(outcomes.contains(&outcome), "{what}");
            }
        }
    }
}

/// What can become of a criterion, when the question and the profile are valid.
fn possible(part: &str, criterion: &Criterion) -> Vec<Outcome> {
    let mut possible = vec![Outcome::Satisfied, Outcome::NotSatisfied];
    // Both attributes are required in every werkgeverscontactmoment.
    if part != "werkgeverscontactmoment" {
        possible.push(Outcome::Absent);
    }
    // Without `$lt` or `$eq` it is not valid, so it always asks something.
    if criterion.path != "codeWerkEnDenkniveauMinimaal" {
        possible.push(Outcome::Ignored);
    }
    possible
}

/// Whether a stripped query holds an operator under a path, at any depth.
fn holds(query: &Value, path: &str, operator: &str) -> bool {
    match query {
        Value::Object(members) => members.iter().any(|(name, value)| {
            (name == path && value.get(operator).is_some()) || holds(value, path, operator)
        }),
        Value::Array(elements) => elements.iter().any(|element| holds(element, path, operator)),
        _ => false,
    }
}

#[test]
fn our_areas_are_judged_as_they_say() {
    let vectors = vectors::areas();
    for case in vectors.cases {
        let (release, part) = (case.release.as_str(), case.part.as_str());
        let context = format!("{release} {part}: {}", case.why);
        assert_eq!(Judge::new(release, part).errors(&case.question), [], "{context}");
        let profiles = oracle::Judge::new(release, &format!("{part}/match"), BRON);
        assert_eq!(profiles.errors(&case.profile), [], "{context}");
        let unit = match case.unit.as_str() {
            "km" => 1.0,
            "100m" => 0.1,
            unit => panic!("no unit {unit}"),
        };
        let area = area::of(release, part, &case.question, &case.profile).unwrap();
        assert_eq!(area.holds(&vectors.points, unit, case.own_limit), case.selected, "{context}");
        let told = explain(release, part, &case.question, &case.profile);
        assert_eq!(told[0].outcome, Outcome::Area, "{context}");
    }
    // Utrecht to Groningen, and the same point.
    let distance = area::kilometres((52.0907, 5.1214), (53.2194, 6.5665));
    assert!((distance - 158.5).abs() < 1.0, "{distance}");
    assert_eq!(area::kilometres((52.0, 5.0), (52.0, 5.0)).to_bits(), 0);
}

#[test]
fn each_operator_by_hand() {
    let holds = |query: Value, document: Value| mongo::matches(&query, &document);
    let one = |operator: &str, operand: Value, value: Value| {
        mongo::matches(&json!({ "a": { operator: operand } }), &json!({ "a": value }))
    };
    for (operator, below, same, above) in [
        ("$eq", false, true, false),
        ("$gte", false, true, true),
        ("$lte", true, true, false),
        ("$lt", true, false, false),
    ] {
        for [low, middle, high] in [
            [json!(9), json!(10), json!(11)],
            [json!(-1), json!(0), json!(1)],
            [json!("2024-02-28"), json!("2024-02-29"), json!("2024-03-01")],
            [json!("10"), json!("9"), json!("90")],
            [json!("B"), json!("B+"), json!("b")],
            [json!(9.5), json!(10), json!(10.5)],
        ] {
            assert_eq!(one(operator, middle.clone(), low.clone()), below, "{operator} {low}");
            assert_eq!(one(operator, middle.clone(), middle.clone()), same, "{operator} {middle}");
            assert_eq!(one(operator, middle.clone(), high.clone()), above, "{operator} {high}");
        }
        // Types do not mix, and nothing is null.
        for (a, b) in [
            (json!(1), json!("1")),
            (json!("1"), json!(1)),
            (json!(true), json!(1)),
            (json!("true"), json!(true)),
            (json!(null), json!(null)),
            (json!(0), json!(null)),
            (json!({}), json!(1)),
        ] {
            assert!(!one(operator, a.clone(), b.clone()), "{operator} {a} {b}");
        }
        assert!(!holds(json!({ "a": { operator: 1 } }), json!({})), "{operator}: missing");
        assert!(!holds(json!({ "a.b": { operator: 1 } }), json!({ "a": {} })), "{operator}");
        assert!(!holds(json!({ "a.b": { operator: 1 } }), json!({ "a": 1 })), "{operator}");
        assert!(!holds(json!({ "a.b": { operator: 1 } }), json!({ "a.b": 1 })), "{operator}");
    }
    assert!(one("$eq", json!(true), json!(true)));
    assert!(!one("$eq", json!(true), json!(false)));
    assert!(one("$gte", json!(false), json!(true)));

    // Operators of one condition all hold; so do all keys.
    assert!(holds(json!({ "a": { "$gte": 3, "$lt": 7 } }), json!({ "a": 3 })));
    assert!(!holds(json!({ "a": { "$gte": 3, "$lt": 7 } }), json!({ "a": 7 })));
    assert!(!holds(json!({ "a": { "$eq": 1 }, "b": { "$eq": 1 } }), json!({ "a": 1 })));
    assert!(holds(json!({}), json!({})));

    // A path looks into the elements of a list, and a list is compared by its elements.
    assert!(holds(json!({ "a.b": { "$eq": 2 } }), json!({ "a": [{ "b": 1 }, { "b": 2 }] })));
    assert!(holds(json!({ "a": { "$eq": 2 } }), json!({ "a": [1, 2] })));
    assert!(!holds(json!({ "a": { "$eq": 3 } }), json!({ "a": [1, 2] })));

    // $elemMatch: all of it in one element; a list only.
    let both = json!({ "a": { "$elemMatch": { "b": { "$eq": 1 }, "c": { "$gte": 2 } } } });
    assert!(holds(both.clone(), json!({ "a": [{ "b": 2 }, { "b": 1, "c": 3 }] })));
    assert!(!holds(both.clone(), json!({ "a": [{ "b": 1, "c": 1 }, { "b": 2, "c": 3 }] })));
    assert!(!holds(both.clone(), json!({ "a": [] })));
    assert!(!holds(both, json!({ "a": { "b": 1, "c": 3 } })));

    // $all: every entry has an element, not the same one; fewer elements than entries may do.
    let all = json!({ "a": { "$all": [
        { "$elemMatch": { "b": { "$eq": 1 } } },
        { "$elemMatch": { "c": { "$gte": 2 } } },
    ] } });
    assert!(holds(all.clone(), json!({ "a": [{ "c": 2 }, { "b": 1 }] })));
    assert!(holds(all.clone(), json!({ "a": [{ "b": 1, "c": 2 }] })));
    assert!(!holds(all.clone(), json!({ "a": [{ "b": 1 }, { "b": 1 }] })));
    assert!(!holds(all, json!({})));

    // $or: some branch.
    let or = json!({ "a": { "$elemMatch": { "$or": [{ "b.c": { "$eq": 1 } }, { "d": { "$eq": 1 } }] } } });
    assert!(holds(or.clone(), json!({ "a": [{ "b": { "c": 1 } }] })));
    assert!(holds(or.clone(), json!({ "a": [{ "d": 1 }] })));
    assert!(!holds(or, json!({ "a": [{ "b": { "c": 2 }, "d": 2 }] })));
}

/// What is left of a question, as the outcome of one key of a question about a werkzoekende.
#[test]
fn what_is_unknown_or_empty_asks_nothing() {
    let profile = json!({
        "contractvorm": [{ "codeTypeArbeidscontract": "B" }],
        "arbeidsmarktkwalificatie": { "rijbewijs": [{ "codeSoortRijbewijs": "B" }] },
        "werktijden": { "aantalWerkurenPerWeekMaximaal": 24 },
    });
    let hours = "werktijden.aantalWerkurenPerWeekMaximaal";
    let rijbewijs = "arbeidsmarktkwalificatie.rijbewijs";
    let branch = |code: &str| json!({ "codeTypeArbeidscontract": { "$eq": code } });
    let or = |branches: Value| json!({ "$elemMatch": { "$or": branches } });
    let entry = |code: &str| json!({ "$elemMatch": { "codeSoortRijbewijs": { "$eq": code } } });
    use Outcome::{Absent, Area, Ignored, NotSatisfied, Satisfied};
    for (path, asked, outcome) in [
        ("selectiegebied", json!({ "postcode": "1234AB", "afstand": 1 }), Area),
        ("selectiegebied", json!({ "postcode": "1234AB" }), Area),
        ("selectiegebied", json!({}), Ignored),
        ("selectiegebied", json!({ "postcode": "", "straal": 3 }), Ignored),
        ("onbekend", json!({ "$eq": 1 }), Ignored),
        ("Contractvorm", or(json!([branch("O")])), Ignored),
        ("$or", json!([]), Ignored),
        (hours, json!({ "$gte": 24 }), Satisfied),
        (hours, json!({ "$gte": 25 }), NotSatisfied),
        (hours, json!({ "$gte": "24" }), NotSatisfied),
        (hours, json!({ "$gte": null }), NotSatisfied),
        (hours, json!({ "$gte": "" }), Ignored),
        (hours, json!({ "$gte": [""] }), Ignored),
        (hours, json!({ "$lte": 1 }), Ignored),
        (hours, json!({ "$gte": 24, "$lte": 1 }), Satisfied),
        (hours, json!({}), Ignored),
        (hours, json!([]), Ignored),
        (hours, json!(25), Ignored),
        ("werktijden.aantalWerkurenPerWeekMinimaal", json!({ "$lte": 99 }), Absent),
        ("werktijden.indicatieKantoortijden", json!({ "$eq": 1 }), Absent),
        ("contractvorm", or(json!([branch("B")])), Satisfied),
        ("contractvorm", or(json!([branch("O")])), NotSatisfied),
        ("contractvorm", or(json!([branch("O"), branch("B")])), Satisfied),
        ("contractvorm", or(json!([])), Ignored),
        ("contractvorm", or(json!([{}])), Ignored),
        ("contractvorm", or(json!([branch("O"), {}])), Ignored),
        ("contractvorm", or(json!([branch("O"), { "nieuw": { "$eq": 1 } }])), Ignored),
        ("contractvorm", or(json!([branch("O"), branch("")])), Ignored),
        ("contractvorm", or(json!([branch("O"), "B"])), Ignored),
        ("contractvorm", or(json!("B")), Ignored),
        ("contractvorm", json!({ "$elemMatch": branch("O") }), Ignored),
        ("contractvorm", json!({ "$all": [branch("O")] }), Ignored),
        ("contractvorm", json!({ "$eq": "O" }), Ignored),
        ("contractvorm", json!("O"), Ignored),
        (rijbewijs, json!({ "$all": [entry("B")] }), Satisfied),
        (rijbewijs, json!({ "$all": [entry("B"), entry("A")] }), NotSatisfied),
        (rijbewijs, json!({ "$all": [entry("B"), {}] }), Satisfied),
        (rijbewijs, json!({ "$all": [entry("A"), {}] }), NotSatisfied),
        (rijbewijs, json!({ "$all": [entry("B"), { "$elemMatch": {} }] }), Satisfied),
        (rijbewijs, json!({ "$all": [entry("B"), { "nieuw": 1 }, 3] }), Satisfied),
        (rijbewijs, json!({ "$all": [{}] }), Ignored),
        (rijbewijs, json!({ "$all": [] }), Ignored),
        (rijbewijs, entry("A"), Ignored),
    ] {
        let told = explain("3.1.0", "werkzoekende", &json!({ path: asked }), &profile);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].outcome, outcome, "{path} {asked}");
    }
    let talen = json!({ "taalbeheersing": { "$all": [{ "$elemMatch": { "codeTaal": { "$eq": "nld" } } }] } });
    for (list, outcome) in [
        (json!([]), Absent),
        (json!([{}]), Absent),
        (json!([{ "codeTaal": "" }, {}]), Absent),
        (json!([{ "codeTaal": "deu" }]), NotSatisfied),
        (json!([{}, { "codeTaal": "nld" }]), Satisfied),
    ] {
        let told = explain("2.0.0", "vacature", &talen, &json!({ "taalbeheersing": list }));
        assert_eq!(told[0].outcome, outcome, "{list}");
    }
    assert!(evaluate("3.1.0", "werkzoekende", &json!({}), &json!({})));
    assert!(evaluate("3.1.0", "werkzoekende", &json!("x"), &json!({})));
}

#[test]
fn the_schema_says_what_the_contract_says() {
    let area = json!({ "postcode": "1234AB", "afstand": 25 });
    let level = "codeWerkEnDenkniveauMinimaal";
    let hours = "werktijden.aantalWerkurenPerWeekMaximaal";
    let valid = |release: &str, part: &str, path: &str, asked: Value| {
        let mut question = json!({ "selectiegebied": area });
        question[path] = asked;
        Judge::new(release, part).is_valid(&question)
    };
    for (asked, expected) in [
        (json!({ "$eq": "7" }), true),
        (json!({ "$eq": "7", "$ne": 1 }), true),
        (json!({ "$eq": "6" }), false),
        (json!({ "$eq": 7 }), false),
        (json!({ "$lt": "7" }), true),
        (json!({ "$lt": "6" }), false),
        (json!({ "$lt": "7", "$gte": "1" }), true),
        (json!({ "$lt": "7", "$gte": "6" }), true),
        (json!({ "$lt": "7", "$gte": "0" }), false),
        (json!({ "$lt": "7", "$gte": "7" }), false),
        (json!({ "$lt": "7", "$ne": "3" }), false),
        (json!({ "$lt": "7", "$eq": "7" }), false),
        (json!({ "$gte": "3" }), false),
        (json!({}), false),
    ] {
        assert_eq!(valid("2.0.0", "vacature", level, asked.clone()), expected, "{asked}");
        assert_eq!(valid("3.1.0", "vacature", level, asked.clone()), expected, "{asked}");
        // Of a werkzoekende it is no criterion.
        assert!(valid("3.1.0", "werkzoekende", level, asked));
    }
    for (asked, expected) in [
        (json!({ "$gte": 1 }), true),
        (json!({ "$gte": 99 }), true),
        (json!({ "$gte": 0 }), false),
        (json!({ "$gte": 100 }), false),
        (json!({ "$gte": "24" }), false),
        (json!({ "$gte": null }), false),
        (json!({ "$lte": "x" }), true),
        (json!({}), true),
        (json!(24), false),
        (json!([]), false),
    ] {
        for (release, part) in questions().into_iter().filter(|(_, p)| p.len() < 20) {
            assert_eq!(valid(release, part, hours, asked.clone()), expected, "{asked}");
        }
    }
    let contractvorm = |branches: Value| {
        valid("3.0.0", "werkzoekende", "contractvorm", json!({ "$elemMatch": { "$or": branches } }))
    };
    assert!(contractvorm(json!([{ "codeTypeArbeidscontract": { "$eq": "O" } }])));
    assert!(contractvorm(json!([{}])));
    assert!(!contractvorm(json!([])));
    assert!(!contractvorm(json!([{ "codeTypeArbeidscontract": { "$eq": "X" } }])));
    assert!(!contractvorm(json!(["O"])));
    let beroep = |branches: Value| {
        let asked = json!({ "$elemMatch": { "$or": branches } });
        valid("3.0.0", "werkzoekende", "bemiddelingsberoep", asked)
    };
    assert!(beroep(json!([])));
    assert!(beroep(json!([{ "beroep.codeBeroepsnaam": { "$eq": "é".repeat(200) } }])));
    assert!(!beroep(json!([{ "beroep.codeBeroepsnaam": { "$eq": "é".repeat(201) } }])));
    let talen =
        |entries: Value| valid("2.0.0", "vacature", "taalbeheersing", json!({ "$all": entries }));
    let entry = |level: i64| {
        json!([{ "$elemMatch": {
            "codeTaal": { "$eq": "nld" },
            "codeNiveauTaalbeheersingMondeling": { "$gte": level },
        } }])
    };
    assert_eq!([1, 2, 4, 5].map(|level| talen(entry(level))), [false, true, true, false]);
    assert!(talen(json!([{}])));
    assert!(!talen(json!([])));
    assert!(!talen(json!([{ "$elemMatch": {} }])));
    assert!(!talen(json!([{ "$elemMatch": { "codeTaal": { "$eq": "nld\n" } } }])));
    for (release, part) in questions() {
        let judge = Judge::new(release, part);
        assert!(!judge.is_valid(&json!({})), "{release} {part}: something is required");
        assert!(!judge.is_valid(&json!([])));
        assert!(!judge.is_valid(&json!({ "selectiegebied": { "postcode": "1234AB" } })));
        assert!(!judge.is_valid(&json!({ "selectiegebied": { "afstand": 3 } })));
    }
    for (asked, expected) in [
        (json!({ "postcode": "1234ab", "afstand": 0, "straal": 3 }), true),
        (json!({ "postcode": "1234AB", "afstand": 999 }), true),
        (json!({ "postcode": "1234AB", "afstand": 1000 }), false),
        (json!({ "postcode": "1234AB", "afstand": -1 }), false),
        (json!({ "postcode": "1234AB", "afstand": "1" }), false),
        (json!({ "postcode": "1234 AB", "afstand": 1 }), false),
    ] {
        let question = json!({ "selectiegebied": asked });
        assert_eq!(Judge::new("2.0.0", "vacature").is_valid(&question), expected, "{question}");
    }
    let judge = Judge::new("3.1.0", "werkgeverscontactmoment");
    let moment = |kvk: Value, datum: Value| {
        judge
            .is_valid(&json!({ "werkgever.nummerKvk": { "$eq": kvk }, "datum": { "$gte": datum } }))
    };
    assert!(moment(json!("12345678"), json!("2024-02-29")));
    assert!(!moment(json!("1234567"), json!("2024-02-29")));
    assert!(!moment(json!(12_345_678), json!("2024-02-29")));
    assert!(!moment(json!("12345678"), json!("2023-02-29")));
    assert!(!moment(json!("12345678"), json!("20240229")));
}

/// Random questions and profiles are valid, and meet: each criterion is satisfied, not satisfied,
/// absent and ignored.
#[test]
fn random_pairs_are_valid_and_meet() {
    for (release, part) in questions() {
        for view in ["match", "detail"] {
            if part == "werkgeverscontactmoment" && view == "detail" {
                continue;
            }
            let source = Questions::new(release, part, view);
            let mut rng = Rng::named(seed(), &format!("pairs {release} {part} {view}"));
            let mut seen: BTreeMap<(String, Outcome), u64> = BTreeMap::new();
            let (total, mut selected) = (cases(1500), 0);
            for _ in 0..total {
                let (question, profile) = source.pair(&mut rng);
                assert_eq!(source.judge().errors(&question), [], "{question}");
                assert_eq!(source.profiles().errors(&profile), [], "{profile}");
                selected += u64::from(evaluate(release, part, &question, &profile));
                for told in explain(release, part, &question, &profile) {
                    *seen.entry((told.path, told.outcome)).or_default() += 1;
                }
            }
            println!("{release} {part} {view}: {selected} of {total} selected");
            assert!(selected * 10 > total && selected * 10 < total * 9, "{release} {part} {view}");
            for criterion in criteria(release, part).iter().filter(|c| !c.is_area()) {
                for outcome in possible(part, criterion) {
                    let count = seen.get(&(criterion.path.to_owned(), outcome)).unwrap_or(&0);
                    let least = if outcome == Outcome::Ignored { 2 } else { total / 50 };
                    assert!(
                        *count >= least,
                        "{release} {part} {view} {}: {outcome:?} {count} times",
                        criterion.path
                    );
                }
            }
        }
    }
}

/// One change makes some questions wrong, and leaves others right. Both happen at every criterion.
#[test]
fn random_changes_break_some_questions() {
    for (release, part) in questions() {
        let source = Questions::new(release, part, "match");
        let mut rng = Rng::named(seed(), &format!("changes {release} {part}"));
        let mut seen: BTreeMap<(String, bool), u64> = BTreeMap::new();
        for _ in 0..cases(3000) {
            let question = source.question(&mut rng);
            let changed = source.changed(&question, &mut rng);
            assert_ne!(changed.document, question, "{changed:?}");
            let valid = source.judge().is_valid(&changed.document);
            let top = changed.pointer.split('/').nth(1).unwrap_or_default().to_owned();
            *seen.entry((top, valid)).or_default() += 1;
        }
        for criterion in criteria(release, part) {
            for valid in [true, false] {
                let count = seen.get(&(criterion.path.to_owned(), valid)).unwrap_or(&0);
                let what = format!("{release} {part} {}: {valid} {count} times", criterion.path);
                assert!(*count >= 10, "{what}");
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_pairs() {
    let source = Questions::new("3.1.0", "werkzoekende", "match");
    let pairs = |seed| {
        let mut rng = Rng::new(seed);
        (0..20).map(|_| source.pair(&mut rng)).collect::<Vec<_>>()
    };
    assert_eq!(pairs(1), pairs(1));
    assert_ne!(pairs(1), pairs(2));
}

/// What holds of every question: order never matters, an unknown key never matters, and asking less
/// never selects less.
#[test]
fn verdicts_hold_together() {
    for (release, part) in questions() {
        let source = Questions::new(release, part, "match");
        let mut rng = Rng::named(seed(), &format!("together {release} {part}"));
        for _ in 0..cases(300) {
            let (question, profile) = source.pair(&mut rng);
            let selected = evaluate(release, part, &question, &profile);
            let (mut other, mut shuffled) = (question.clone(), profile.clone());
            shuffle(&mut other, &mut rng);
            shuffle(&mut shuffled, &mut rng);
            other["nieuwCriterium"] = json!({ "$eq": 1 });
            assert_eq!(
                evaluate(release, part, &other, &shuffled),
                selected,
                "{question} {profile}"
            );
            let names: Vec<String> = question.as_object().unwrap().keys().cloned().collect();
            let mut each = true;
            for name in names {
                let mut less = question.clone();
                less.as_object_mut().unwrap().remove(&name);
                assert!(!selected || evaluate(release, part, &less, &profile), "{question}");
                let only = json!({ &name: question[&name] });
                each &= evaluate(release, part, &only, &profile);
            }
            assert_eq!(each, selected, "a question is the sum of its criteria: {question}");
            // An element more in a list of the profile never selects less.
            for criterion in criteria(release, part) {
                let (Shape::Any { data, .. } | Shape::All { data, .. }) = criterion.shape else {
                    continue;
                };
                let pointer = format!("/{}", data.replace('.', "/"));
                let mut more = profile.clone();
                let Some(list) = more.pointer_mut(&pointer) else { continue };
                list.as_array_mut().unwrap().push(json!({ "codeTaal": "zul" }));
                assert!(!selected || evaluate(release, part, &question, &more), "{question}");
            }
        }
    }
}

fn shuffle(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Array(elements) => {
            rng.shuffle(elements);
            elements.iter_mut().for_each(|element| shuffle(element, rng));
        }
        Value::Object(members) => members.values_mut().for_each(|member| shuffle(member, rng)),
        _ => {}
    }
}
