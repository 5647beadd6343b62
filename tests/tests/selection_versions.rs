//! A question of one release that another release reads.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use serde_json::{Value, json};
use vum::select::{Area, Outcome, Verdict};
use vum::{Options, Role};
use vum_tests::rng::{Rng, cases, seed};
use vum_tests::selection::random::Questions;
use vum_tests::selection::{criteria, evaluate};

/// A question that names every criterion of the release and part, with each of its operators.
fn whole(release: &str, part: &str) -> Value {
    let beroep = match release {
        "2.0.0" => json!({"beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "123"}}),
        _ => json!({"beroep.codeBeroepsnaam": {"$eq": "https://example.nl/occupation/1"}}),
    };
    let mut question = match part {
        "werkzoekende" => json!({
            "bemiddelingsberoep": {"$elemMatch": {"$or": [beroep]}},
            "contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}]}},
            "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 1},
            "arbeidsmarktkwalificatie.rijbewijs":
                {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]},
            "arbeidsmarktkwalificatie.taalbeheersing": {"$all": [{"$elemMatch": {
                "codeTaal": {"$eq": "nld"},
                "codeNiveauTaalbeheersingMondeling": {"$gte": 3},
                "codeNiveauTaalbeheersingSchriftelijk": {"$gte": 2},
            }}]},
            "werktijden.indicatieKantoortijden": {"$eq": 1},
        }),
        _ => json!({
            "codeWerkEnDenkniveauMinimaal": {"$gte": "2", "$lt": "7"},
            "rijbewijs": {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]},
            "taalbeheersing": {"$all": [{"$elemMatch": {"codeTaal": {"$eq": "nld"}}}]},
        }),
    };
    question["selectiegebied"] = json!({"postcode": "1234AB", "afstand": 25});
    question["werktijden.aantalWerkurenPerWeekMaximaal"] = json!({"$gte": 24});
    question["werktijden.aantalWerkurenPerWeekMinimaal"] = json!({"$lte": 32});
    match (release, part) {
        ("2.0.0", "vacature") => {
            question["beroep.beroepsnaamGecodeerd.codeBeroepsnaam"] = json!({"$eq": "123"});
        }
        ("2.0.0", _) => {}
        (_, "vacature") => {
            question["beroep.codeBeroepsnaam"] = json!({"$eq": "https://example.nl/occupation/1"});
            question["datumAanvangWerkzaamheden"] = json!({"$gte": "2026-12-01"});
            question["flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"] = json!({"$eq": 1});
        }
        (_, _) => question["datumAanvangBeschikbaarVoorWerk"] = json!({"$lte": "2026-12-01"}),
    }
    question
}

/// What of a question does not count in a release, when that is all there is to say of it.
fn ignored(release: &str, part: &str, question: &Value) -> Vec<String> {
    let options = Options { show_values: true, ..Options::new(Role::Bemiddelaar) };
    let of = vum::selection(release, &format!("{part}/match")).unwrap();
    let read = of.read(question.to_string().as_bytes(), options);
    assert!(read.is_valid(), "{release} {part}: {}", read.report);
    let mut pointers = Vec::new();
    for finding in read.report.findings() {
        assert_eq!(finding.rule().id, "ignored-criterion", "{release} {part}: {finding}");
        pointers.push(finding.pointer().to_owned());
    }
    pointers.sort_unstable();
    pointers
}

#[test]
fn the_whole_questions_are_whole() {
    for release in ["2.0.0", "3.0.0", "3.1.0"] {
        for part in ["werkzoekende", "vacature"] {
            let question = whole(release, part);
            let mut named: Vec<&str> =
                question.as_object().unwrap().keys().map(String::as_str).collect();
            let mut known: Vec<&str> = criteria(release, part).iter().map(|it| it.path).collect();
            named.sort_unstable();
            known.sort_unstable();
            assert_eq!(named, known, "{release} {part}");
            assert_eq!(ignored(release, part, &question), [""; 0], "{release} {part}");
        }
    }
}

#[test]
fn what_another_release_does_not_know_is_listed() {
    let branch = "/bemiddelingsberoep/$elemMatch/$or/0";
    for later in ["3.0.0", "3.1.0"] {
        let of = |part| whole(later, part);
        assert_eq!(
            ignored("2.0.0", "werkzoekende", &of("werkzoekende")),
            [
                format!("{branch}/beroep.codeBeroepsnaam"),
                "/datumAanvangBeschikbaarVoorWerk".to_owned(),
            ]
        );
        assert_eq!(
            ignored("2.0.0", "vacature", &of("vacature")),
            [
                "/beroep.codeBeroepsnaam",
                "/datumAanvangWerkzaamheden",
                "/flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
            ]
        );
        assert_eq!(
            ignored(later, "werkzoekende", &whole("2.0.0", "werkzoekende")),
            [format!("{branch}/beroepsnaamGecodeerd.codeBeroepsnaam")]
        );
        assert_eq!(
            ignored(later, "vacature", &whole("2.0.0", "vacature")),
            ["/beroep.beroepsnaamGecodeerd.codeBeroepsnaam"]
        );
    }
    for part in ["werkzoekende", "vacature"] {
        assert_eq!(ignored("3.0.0", part, &whole("3.1.0", part)), [""; 0]);
        assert_eq!(ignored("3.1.0", part, &whole("3.0.0", part)), [""; 0]);
    }
}

/// Puts a question to a match of the release, both as texts.
fn verdict(release: &str, part: &str, question: &Value, profile: &Value) -> Verdict {
    use std::ops::ControlFlow;
    let of = vum::selection(release, &format!("{part}/match")).unwrap();
    let asked = of.read(question.to_string().as_bytes(), Role::Bemiddelaar).value;
    let options = vum::stream::SelectOptions::new(Role::Bron, Area::ignored());
    let mut verdict = None;
    vum::stream::select(profile.to_string().as_bytes(), &asked, &options, |record| {
        verdict = record.verdict();
        ControlFlow::Continue(())
    })
    .unwrap();
    verdict.unwrap()
}

#[test]
fn what_is_ignored_asks_nothing() {
    let (mut selected, mut rejected) = (0, 0);
    for (asked, read) in
        [("3.1.0", "2.0.0"), ("3.0.0", "2.0.0"), ("2.0.0", "3.1.0"), ("2.0.0", "3.0.0")]
    {
        for part in ["werkzoekende", "vacature"] {
            let (questions, profiles) =
                (Questions::new(asked, part, "match"), Questions::new(read, part, "match"));
            let mut rng = Rng::new(seed());
            for _ in 0..cases(150) {
                let question = questions.question(&mut rng);
                let profile = profiles.profile(&question, &mut rng);
                let expected = evaluate(read, part, &question, &profile);
                let told = verdict(read, part, &question, &profile);
                let show = || format!("{asked} read as {read} {part}\n{question}\n{profile}");
                assert_eq!(told.is_selected(), expected, "{}", show());
                *(if expected { &mut selected } else { &mut rejected }) += 1;
            }
        }
    }
    assert!(selected > 50 && rejected > 50, "{selected} {rejected}");
}

/// The older bron looks at what it knows; the rest is left to who asked.
#[test]
fn the_asker_filters_the_answer_of_an_older_bron_with_the_newer_question() {
    let question = vum::v3_1::WerkzoekendeSelectievraag::new("1234AB", 25)
        .contractvorm(["B"])
        .datum_aanvang_beschikbaar_voor_werk(vum::Date::new(2026, 12, 1).unwrap());
    let profile = |day: &str, form: &str| {
        json!({
            "idWerkzoekende": "w",
            "mobiliteit": {"bemiddelingspostcode": "1234AB"},
            "contractvorm": [{"codeTypeArbeidscontract": form}],
            "flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": day},
            "bemiddelingsberoep": [{"beroepsnaamGecodeerd": {"codeBeroepsnaam": "123"}}],
        })
    };
    let profiles =
        [profile("2026-11-01", "B"), profile("2027-01-01", "B"), profile("2026-11-01", "O")];

    // The bron of 2.0.0 does not know the day.
    let sent = question.to_json();
    let received =
        vum::v2_0::WerkzoekendeSelectievraag::from_json(sent.as_bytes(), Role::Bemiddelaar);
    assert!(received.is_valid());
    let answer: Vec<String> = profiles
        .iter()
        .map(|it| {
            vum::v2_0::WerkzoekendeMatch::from_json(it.to_string().as_bytes(), Role::Bron).value
        })
        .filter(|it| received.value.matches(it, &Area::ignored()).is_selected())
        .map(|it| it.to_json())
        .collect();
    assert_eq!(answer.len(), 2);

    // Who asked reads the answer as its own release has it, and judges the day with the same call.
    let read = |text: &String| vum::v3_1::WerkzoekendeMatch::from_json(text.as_bytes(), Role::Bron);
    let left: Vec<_> = answer
        .iter()
        .map(read)
        .filter(|it| question.matches(&it.value, &Area::ignored()).is_selected())
        .collect();
    assert_eq!(left.len(), 1);
    let flexibiliteit = left[0].value.flexibiliteit.as_ref().unwrap();
    let day = flexibiliteit.datum_aanvang_beschikbaar_voor_werk.as_ref().unwrap();
    assert_eq!(day.to_string(), "2026-11-01");

    // Occupations are other codes in another place: the answer cannot be held against those, and
    // says so. They have to be left out of the question that filters.
    assert!(!left[0].complete);
    let beroep = question.clone().bemiddelingsberoep(["https://example.nl/occupation/1"]);
    let told = beroep.explain(&left[0].value, &Area::ignored());
    assert_eq!(
        told.outcome("werkzoekende/selectievraag.bemiddelingsberoep"),
        Some(Outcome::Absent)
    );
    assert_eq!(told.verdict, Verdict::Rejected);
}
