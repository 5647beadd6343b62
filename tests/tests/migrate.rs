//! Messages from one release to another: every value is accounted for, by a count on raw JSON that
//! knows nothing of how the engine works.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use serde_json::{Value, json};
use vum::migrate::{CodeMap, LossReport, Migration, Reason};
use vum::stream::{self, StreamOptions};
use vum::{Options, Role, Syntax};
use vum_tests::facts;
use vum_tests::generate;
use vum_tests::oracle::Judge;
use vum_tests::pointer;
use vum_tests::profile::Profile;
use vum_tests::rng::{Rng, cases, seed};
use vum_tests::samples;
use vum_tests::selection;
use vum_tests::selection::random::Questions;

/// A message in the other release, as JSON.
struct Moved {
    value: Value,
    report: LossReport,
    /// Whether the reader could hold everything that stood in the source.
    complete: bool,
}

fn migrate(migration: &Migration, role: &str, source: &Value, codes: Option<&CodeMap>) -> Moved {
    let role: Role = role.parse().unwrap();
    let options = StreamOptions::from(Options { show_values: true, ..Options::new(role) });
    let mut moved = None;
    let text = source.to_string();
    stream::migrate(text.as_bytes(), migration, codes, options, Syntax::Json, |record| {
        moved = Some(Moved {
            value: serde_json::from_str(record.text.expect("it can be read")).unwrap(),
            report: record.report.clone(),
            complete: record.complete,
        });
        ControlFlow::Continue(())
    })
    .unwrap();
    moved.expect("a record")
}

/// Every single value, by its pointer. An empty text is absent by the standard.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    fn walk(value: &Value, at: &str, found: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    walk(value, &pointer::member(at, name), found);
                }
            }
            Value::Array(elements) => {
                for (index, value) in elements.iter().enumerate() {
                    walk(value, &pointer::element(at, index), found);
                }
            }
            Value::String(text) if text.is_empty() => {}
            single => {
                assert!(found.insert(at.to_owned(), single.clone()).is_none());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(value, "", &mut found);
    found
}

fn sorted(leaves: &BTreeMap<String, Value>) -> Vec<String> {
    let mut values: Vec<String> = leaves.values().map(Value::to_string).collect();
    values.sort_unstable();
    values
}

/// In = out + reported, value for value. Returns how many of each.
fn accounted(name: &str, source: &Value, moved: &Moved) -> (usize, usize) {
    let mut left = leaves(source);
    let mut lost = 0;
    for loss in moved.report.losses() {
        if loss.reason == Reason::Missing {
            assert!(
                moved.value.pointer(&loss.pointer).is_none(),
                "{name}: {} is not missing",
                loss.pointer
            );
            continue;
        }
        match left.remove(&loss.pointer) {
            Some(value) => {
                lost += 1;
                let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert_eq!(loss.value.as_ref(), Some(&shown), "{name}: {loss:?}");
            }
            // A record that holds nothing is told where it stands.
            None => {
                let found = source.pointer(&loss.pointer);
                let empty = |it: &Value| !it.is_null() && leaves(it).is_empty();
                assert!(
                    found.is_some_and(empty),
                    "{name}: {loss:?} is not in the source, or twice"
                );
            }
        }
    }
    assert_eq!(moved.report.dropped(), 0, "{name}");
    let out = leaves(&moved.value);
    assert_eq!(
        sorted(&left),
        sorted(&out),
        "{name}: {:?}\n{source}\n{}",
        moved.report,
        moved.value
    );
    (out.len(), lost)
}

fn way(from: &str, to: &str, message: &str) -> Migration {
    vum::migration(from, to, message).unwrap()
}

/// Every message that two releases have, both ways.
fn ways() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut found = Vec::new();
    for from in facts::releases() {
        for to in facts::releases().iter().filter(|to| *to != from) {
            for message in facts::messages(from) {
                if facts::messages(to).contains(&message) {
                    found.push((*from, *to, message));
                }
            }
        }
    }
    assert_eq!(found.len(), 48, "four messages in four releases");
    found
}

#[test]
fn of_the_official_messages_every_value_is_accounted_for() {
    let Some(files) = samples::all("of_the_official_messages_every_value_is_accounted_for") else {
        return;
    };
    let mut records: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        let judge = |release: &str| Judge::new(release, file.message, facts::BRON);
        for to in facts::releases().iter().filter(|to| **to != file.release) {
            let migration = way(file.release, to, file.message);
            let target = judge(to);
            let (mut out, mut lost) = (0, 0);
            for (n, source) in file.read().iter().enumerate() {
                let name = format!("{} line {} to {to}", file.name(), n + 1);
                let moved = migrate(&migration, facts::BRON, source, None);
                assert!(moved.complete, "{name}");
                let (came, gone) = accounted(&name, source, &moved);
                (out, lost) = (out + came, lost + gone);
                valid_or_told(&name, &target, &moved);
                if file.message.ends_with("detail") && ["2.0.0", "3.0.0"].contains(to) {
                    *records.entry(to).or_default() += 1;
                }
            }
            println!("{} to {to}: {out} values came over, {lost} did not", file.name());
            let breaks = (file.release < "3.0.0") != (*to < "3.0.0");
            assert!(out > 500 && (lost > 0) == breaks, "{} to {to}: {out}, {lost}", file.name());
        }
    }
    assert_eq!(records, BTreeMap::from([("2.0.0", 240), ("3.0.0", 240)]));
}

/// A judge that is not ours finds what the report says is missing, and nothing else.
fn valid_or_told(name: &str, judge: &Judge, moved: &Moved) {
    let missing = moved.report.losses().iter().any(|loss| loss.reason == Reason::Missing);
    assert_eq!(
        judge.is_valid(&moved.value),
        !missing,
        "{name}: {:?} {:?}\n{}",
        judge.errors(&moved.value),
        moved.report,
        moved.value
    );
}

/// A bijection between the lists whose codes occur in messages, both ways.
fn table(messages: &[Value]) -> CodeMap {
    let mut table = CodeMap::new();
    for (at, code) in messages.iter().flat_map(leaves) {
        let Some(code) = code.as_str() else { continue };
        let lists = if at.ends_with("/codeBeroepsnaam") {
            ["CdBeroepsnaam", "CompetentNL-beroepen"]
        } else if at.ends_with("/codeGedragscompetentie") {
            ["CdGedragscompetentie", "CompetentNL-competenties"]
        } else {
            continue;
        };
        let uri = format!("https://example.org/{code}");
        assert!(table.insert(lists[0], code, &uri) && table.insert(lists[1], &uri, code));
    }
    table
}

#[test]
fn what_random_messages_hold_is_accounted_for_and_valid_or_told() {
    let (mut lost, mut reasons) = (0, BTreeSet::new());
    for (from, to, message) in ways() {
        let migration = way(from, to, message);
        for role in facts::roles() {
            let profile = Profile::new(from, message, role);
            let judge = Judge::new(to, message, role);
            let mut rng = Rng::named(seed(), &format!("migrate {from} {to} {message} {role}"));
            for n in 0..cases(30) {
                let name = format!("{from} {message} {role} {n} to {to}");
                let source = generate::message(&profile, &mut rng);
                let codes = table(std::slice::from_ref(&source));
                for codes in [None, Some(&codes)] {
                    let moved = migrate(&migration, role, &source, codes);
                    assert!(moved.complete, "{name}");
                    if codes.is_none() {
                        lost += accounted(&name, &source, &moved).1;
                    }
                    valid_or_told(&name, &judge, &moved);
                    reasons.extend(moved.report.losses().iter().map(|loss| loss.reason.id()));
                }
            }
        }
    }
    assert!(lost > 1000, "only {lost} values were lost");
    let all = ["folded", "introduced", "missing", "needs-table", "no-mapping", "not-in-table"];
    let all = all.into_iter().chain(["other-message", "removed", "too-narrow"]);
    assert_eq!(reasons, all.collect(), "every reason occurs");
}

#[test]
fn up_and_down_is_the_identity_on_what_both_releases_have() {
    let mut whole = 0;
    for (from, to, message) in ways() {
        let (up, down) = (way(from, to, message), way(to, from, message));
        for role in facts::roles() {
            let profile = Profile::new(from, message, role);
            let mut rng = Rng::named(seed(), &format!("there {from} {to} {message} {role}"));
            for n in 0..cases(30) {
                let name = format!("{from} {message} {role} {n} to {to} and back");
                let source = generate::message(&profile, &mut rng);
                let codes = table(std::slice::from_ref(&source));
                let there = migrate(&up, role, &source, Some(&codes));
                let back = migrate(&down, role, &there.value, Some(&codes));
                if there.report.is_empty() {
                    whole += 1;
                    assert_eq!(back.value, source, "{name}");
                }
                // What came back is what both have: it goes there and back unchanged.
                let again = migrate(&up, role, &back.value, Some(&codes));
                let lossy: Vec<_> = again
                    .report
                    .losses()
                    .iter()
                    .filter(|it| it.reason != Reason::Missing)
                    .collect();
                assert!(lossy.is_empty(), "{name}: {lossy:?}");
                assert_eq!(
                    migrate(&down, role, &again.value, Some(&codes)).value,
                    back.value,
                    "{name}"
                );
                // Nothing is in it that was not in the source.
                let mut values = sorted(&leaves(&source));
                for value in sorted(&leaves(&back.value)) {
                    let found = values.binary_search(&value).unwrap_or_else(|_| {
                        panic!("{name}: {value} was invented\n{source}\n{}", back.value)
                    });
                    values.remove(found);
                }
            }
        }
    }
    assert!(whole > 500, "only {whole} messages came over whole");
}

#[test]
fn realistic_messages_are_accounted_for_and_come_back() {
    let model = vum_model::Standard::embedded().resolve().model.unwrap();
    for (from, to, message) in ways() {
        let (up, down) = (way(from, to, message), way(to, from, message));
        let release = model.release(vum_model::Version::parse(from).unwrap()).unwrap();
        for role in facts::roles() {
            let judge = Judge::new(to, message, role);
            let sampler =
                vum_sample::Sampler::new(&release, message, vum_model::Role::parse(role).unwrap());
            let sampler = sampler.unwrap().seed(seed());
            for n in 0..cases(20) {
                let name = format!("{from} {message} {role} {n} to {to}");
                let source: Value = serde_json::from_str(&sampler.record(n).json).unwrap();
                let there = migrate(&up, role, &source, None);
                accounted(&name, &source, &there);
                valid_or_told(&name, &judge, &there);
                let back = migrate(&down, role, &there.value, None);
                accounted(&name, &there.value, &back);
                if there.report.is_empty() {
                    assert_eq!(back.value, source, "{name}");
                }
            }
        }
    }
}

#[test]
fn questions_are_accounted_for_and_valid() {
    let mut lost = 0;
    for (from, part) in selection::questions() {
        for (to, _) in selection::questions().into_iter().filter(|it| it.1 == part) {
            let message = format!("{part}/selectievraag");
            let (up, down) = (way(from, to, &message), way(to, from, &message));
            let judge = selection::Judge::new(to, part);
            let questions = Questions::new(from, part, "match");
            let mut rng = Rng::named(seed(), &format!("question {from} {to} {part}"));
            for n in 0..cases(100) {
                let name = format!("{message} {from} {n} to {to}");
                // What who answers ignores does not come along.
                let source = migrate(
                    &way(from, from, &message),
                    "bron",
                    &questions.question(&mut rng),
                    None,
                );
                let source = source.value;
                let there = migrate(&up, "bemiddelaar", &source, None);
                lost += accounted(&name, &source, &there).1;
                assert!(judge.is_valid(&there.value), "{name}: {:?}", judge.errors(&there.value));
                if there.report.is_empty() {
                    assert_eq!(
                        migrate(&down, "bemiddelaar", &there.value, None).value,
                        source,
                        "{name}"
                    );
                }
            }
        }
    }
    assert!(lost > 50, "only {lost} values were lost");
}

/// A supplier's program.
#[test]
fn types_migrate_as_their_messages_do() {
    use vum::migrate::{Migrate, Migrated};
    use vum::{v1_2, v2_0, v3_0, v3_1};

    let vacancy = v2_0::Vacature::from_json(VACATURE_2.as_bytes(), Role::Bron).value;
    let up: Migrated<v3_0::Vacature> = vacancy.migrate(Role::Bron);
    let named = migrate(
        &way("2.0.0", "3.0.0", "vacature/detail"),
        "bron",
        &serde_json::from_str(VACATURE_2).unwrap(),
        None,
    );
    assert_eq!(serde_json::from_str::<Value>(&up.value.to_json()).unwrap(), named.value);
    assert_eq!(up.report.count(), named.report.count());
    assert!(up.report.losses().iter().all(|loss| loss.value.is_none()), "no value without asking");
    assert!(!format!("{up:?}").contains("lassen"));
    // Two releases share the type: it is its own counterpart.
    let same: Migrated<v3_1::Vacature> = up.value.migrate(Role::Bron);
    assert_eq!(same.value, up.value);
    assert!(same.report.is_empty());
    let down: Migrated<v1_2::Vacature> = same.into_lossless().unwrap().migrate(Role::Bron);
    let down = down.into_lossless().unwrap();
    assert_eq!(down.sluitings_datum_vacature, vum::Date::new(2026, 7, 1).ok());
    let lost: Result<v3_0::Vacature, _> = vacancy.migrate(Role::Bron).into_lossless();
    assert_eq!(lost.unwrap_err().count(), up.report.count());
}

#[test]
fn what_hostile_messages_hold_is_bounded_and_kept() {
    let migration = way("2.0.0", "3.0.0", "vacature/detail");
    // A thousand losses are kept, the rest is counted.
    let many: Vec<Value> = (0..3000).map(|n| json!({ "omschrijving": n.to_string() })).collect();
    let source = json!({ "idVacature": "v", "vakvaardigheid": many });
    let moved = migrate(&migration, "bron", &source, None);
    assert_eq!((moved.report.losses().len(), moved.report.dropped()), (1000, 2000));
    // What the source should not have had comes over as it is, for a check to find.
    let source = json!({
        "idVacature": "not valid!",
        "rijbewijs": [{ "codeSoortRijbewijs": "ZZ" }],
        "arbeidsVoorwaarden": { "datumAanvangWerkzaamheden": "2026-13-45" }
    });
    let moved = migrate(&migration, "bron", &source, None);
    assert!(moved.report.is_empty(), "{:?}", moved.report);
    assert_eq!(moved.value, source);
    // Nothing of these panics, and what can be read is accounted for.
    for text in [
        r#"{"werkgever": {"adresHouding": [{}, {"adres": {}}, {"codeFunctieAdres": "?"}]}}"#,
        r#"{"werkgever": {"adresHouding": [{"adres": {"adresNederland": {}}}]}}"#,
        r#"{"opleiding": [{"opleidingsnaam": {"opleidingsnaamGecodeerd": {}}}, {}]}"#,
        r#"{"beroep": {"beroepsnaamGecodeerd": {}}, "werkgever": {}}"#,
    ] {
        let source: Value = serde_json::from_str(text).unwrap();
        let moved = migrate(&migration, "bron", &source, None);
        accounted(text, &source, &moved);
    }
    for text in ["[[[[", "{\"beroep\": {\"beroep", "null", "\u{feff}{}", "{\"a\":1}"] {
        let totals =
            stream::migrate(text.as_bytes(), &migration, None, Role::Bron, Syntax::Json, |it| {
                assert!(it.text.is_none() || !it.complete || text.ends_with("{}"));
                ControlFlow::Continue(())
            });
        assert!(totals.unwrap().records <= 1, "{text}");
    }
}

#[test]
fn a_migration_is_direct_and_loses_nothing_to_a_release_in_between() {
    let url = format!("https://example.org/{}", "a".repeat(700));
    let source = json!({ "webadres": [{ "url": url }] });
    let moved = migrate(&way("1.2.0", "3.0.0", "werkzoekende/detail"), "bron", &source, None);
    assert!(moved.report.is_empty());
    assert_eq!(moved.value, source);
    let moved = migrate(&way("1.2.0", "2.0.0", "werkzoekende/detail"), "bron", &source, None);
    assert_eq!(moved.report.losses()[0].reason, Reason::TooNarrow);
    assert_eq!(moved.value, json!({}));
}

/// The records of these files are ours; what became of them was read.
#[test]
fn golden_records_become_what_they_should() {
    for (name, from, to, message, role, source) in [
        ("vacature-up", "2.0.0", "3.0.0", "vacature/detail", "bron", VACATURE_2),
        ("vacature-down", "3.1.0", "2.0.0", "vacature/detail", "bron", VACATURE_3),
        ("vacature-match-up", "2.0.0", "3.1.0", "vacature/match", "bemiddelaar", MATCH_2),
        ("vacature-oldest", "1.2.0", "2.0.0", "vacature/detail", "bron", VACATURE_1),
        ("werkzoekende-up", "2.0.0", "3.0.0", "werkzoekende/detail", "bron", WERKZOEKENDE_2),
        ("werkzoekende-down", "3.0.0", "2.0.0", "werkzoekende/match", "bron", WERKZOEKENDE_3),
        ("question-up", "2.0.0", "3.0.0", "werkzoekende/selectievraag", "bemiddelaar", QUESTION_2),
        ("question-down", "3.0.0", "2.0.0", "vacature/selectievraag", "bemiddelaar", QUESTION_3),
    ] {
        let source: Value = serde_json::from_str(source).unwrap();
        let codes = "list;from;to
CdBeroepsnaam;900001;https://example.org/occupation/1
CdGedragscompetentie;24101;https://example.org/capability/1
CompetentNL-beroepen;https://example.org/occupation/1;900001
";
        let codes = CodeMap::read(codes.as_bytes()).unwrap();
        let moved = migrate(&way(from, to, message), role, &source, Some(&codes));
        accounted_but_for_codes(&source, &moved);
        let mut shown = format!("{}\n\n", serde_json::to_string_pretty(&moved.value).unwrap());
        for loss in moved.report.losses() {
            shown.push_str(&format!("{loss} ({})\n", loss.attribute));
        }
        insta::assert_snapshot!(name, shown);
    }
}

/// As many values came over as were not lost.
fn accounted_but_for_codes(source: &Value, moved: &Moved) {
    let lost = moved.report.losses().iter().filter(|it| it.reason != Reason::Missing);
    let (source, out) = (leaves(source), leaves(&moved.value));
    assert_eq!(source.len(), out.len() + lost.count(), "{:?}", moved.report);
}

const VACATURE_2: &str = r#"{
  "beroep": {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "900001", "omschrijvingBeroepsnaam": "Tester"}},
  "flexibiliteit": {"codeRegiostraal": 3, "datumAanvangBeschikbaarVoorWerk": "2026-01-01"},
  "gedragscompetentie": [
    {"codeGedragscompetentie": "24101", "omschrijvingGedragscompetentie": "Beslissen en activiteiten initiëren"},
    {"codeGedragscompetentie": "24102", "codeBeheersingGedragscompetentie": 1}
  ],
  "idVacature": "v-1",
  "indicatieLdrRegistratie": 1,
  "opleiding": [
    {"opleidingsnaam": {"opleidingsnaamGecodeerd": {"codeOpleidingsnaam": "12"}}},
    {"codeNiveauOpleiding": 4, "opleidingsnaam": {"opleidingsnaamOngecodeerd": {"naamOpleidingOngecodeerd": "Testen", "omschrijvingOpleiding": "Niveau 4"}}},
    {"opleidingsnaam": {"opleidingsnaamOngecodeerd": {"naamOpleidingOngecodeerd": "Alleen een naam"}}}
  ],
  "sluitingsdatumVacature": "2026-07-01",
  "vakvaardigheid": [{"omschrijving": "lassen"}],
  "werkgever": {
    "adresHouding": [
      {"adres": {"adresNederland": {"postcode": "1234AB", "adresDetails": {"postbusadres": {"postbusnummer": 12}}}}, "codeFunctieAdres": "C"},
      {"adres": {"adresNederland": {"postcode": "2345BC"}}, "codeFunctieAdres": "V"},
      {"adres": {"adresNederland": {"postcode": "3456CD", "woonplaatsnaam": "Utrecht", "adresDetails": {"straatadres": {"huisletter": "b", "huisnummer": 7, "straatnaam": "Laan"}}}}, "codeFunctieAdres": "E"}
    ],
    "handelsnaamOrganisatie": "Voorbeeld"
  }
}"#;

const VACATURE_3: &str = r#"{
  "adres": {"huisnummer": 7, "huisnummertoevoeging": "bis", "postcode": "3456CD", "straatnaam": "Laan"},
  "beroep": {"codeBeroepsnaam": "https://example.org/occupation/1"},
  "competentiebeheersing": [{"codeCompetentie": "https://example.org/capability/1"}],
  "cursus": [{"naamCursus": "Vca", "toelichtingCursus": "Basis"}],
  "idVacature": "v-1",
  "opleiding": [
    {"codeOpleidingsnaam": "12", "toelichtingOpleiding": "Liefst"},
    {"toelichtingOpleiding": "Of gelijkwaardig"}
  ],
  "werkgever": {"handelsnaamOrganisatie": "Voorbeeld"}
}"#;

const MATCH_2: &str = r#"{
  "beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Tester"}},
  "vumID": "x-1",
  "werkgever": {"adresHouding": [{"adres": {"landencodeIso": "BE"}, "codeFunctieAdres": "E"}]}
}"#;

const VACATURE_1: &str = r#"{
  "beroep": {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "B-12"}},
  "idVacature": "een/twee",
  "sluitingsDatumVacature": "2026-07-01",
  "taalbeheersing": [{"codeTaal": "NLD"}, {"codeTaal": "nld"}],
  "werkgever": {"webadres": [{"codeWebadres": 1, "url": "https://example.org"}, {"codeWebadres": 77}]}
}"#;

const WERKZOEKENDE_2: &str = r#"{
  "arbeidsmarktkwalificatie": {
    "vakvaardigheid": [{"omschrijving": "lassen"}, {"omschrijving": "zagen"}],
    "werkervaring": [
      {"beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Lasser"}}, "naamOrganisatie": "Voorbeeld"},
      {"beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Zager"}}}
    ]
  },
  "bemiddelingsberoep": [
    {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "900001"}},
    {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Lasser"}},
    {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "900002"}}
  ],
  "idWerkzoekende": "w-1",
  "indicatieLdrRegistratie": 1,
  "mobiliteit": {"maximaleReistijd": 60},
  "voorkeursland": [{"landencodeIso": "BE"}]
}"#;

const WERKZOEKENDE_3: &str = r#"{
  "arbeidsmarktkwalificatie": {
    "cursus": [{"naamCursus": "Vca", "naamOpleidingsinstituut": "School"}],
    "interesse": [{"naamInteresse": "Tuinen"}],
    "opleiding": [{"codeNiveauOpleiding": 4, "codeStatusOpleiding": 1}]
  },
  "bemiddelingsberoep": [{"codeBeroepsnaam": "https://example.org/occupation/1"}],
  "idWerkzoekende": "w-1",
  "mobiliteit": {"bemiddelingspostcode": "1234AB"}
}"#;

const QUESTION_2: &str = r#"{
  "selectiegebied": {"afstand": 30, "postcode": "1234AB"},
  "bemiddelingsberoep": {"$elemMatch": {"$or": [
    {"beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "900001"}},
    {"beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "900002"}}
  ]}},
  "contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "O"}}]}},
  "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24}
}"#;

const QUESTION_3: &str = r#"{
  "selectiegebied": {"afstand": 30, "postcode": "1234AB"},
  "beroep.codeBeroepsnaam": {"$eq": "https://example.org/occupation/9"},
  "codeWerkEnDenkniveauMinimaal": {"$gte": "2", "$lt": "7"},
  "datumAanvangWerkzaamheden": {"$gte": "2026-07-01"},
  "rijbewijs": {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]}
}"#;

#[test]
fn what_nobody_accounts_for_is_an_error_of_the_generator() {
    for (from, to) in [
        ("\"vakvaardigheid\", ", ""),
        ("\"adresHouding.codeFunctieAdres\", ", ""),
        ("order = [\"E\", \"V\"]", "order = [\"E\", \"X\"]"),
    ] {
        let files = vum_model::Standard::embedded().files().to_vec();
        let changed = files.into_iter().map(|mut file| {
            if file.path == "migrations.toml" {
                assert!(file.text.contains(from));
                file.text = file.text.replacen(from, to, 1);
            }
            file
        });
        let builder = vum_codegen::Builder::new().standard_files(changed.collect());
        let refused = builder.release("3.1.0").generate().unwrap_err().to_string();
        assert!(refused.contains("migrations.toml") || refused.contains("entities/"), "{refused}");
    }
}
