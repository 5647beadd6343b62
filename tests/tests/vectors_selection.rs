//! Populations and their questions: `vum` answers as the oracle does, and every question is worth
//! its place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vum::select::Area;
use vum_tests::selection::{self, Outcome, criteria, evaluate, explain};
use vum_tests::vectors::faults::FAULTS;
use vum_tests::vectors::population::POSTCODE;
use vum_tests::{facts, oracle};
use vum_vectors::{Asked, SelectionFile};

fn files() -> Vec<SelectionFile> {
    let files = vum_vectors::selections().unwrap();
    let generated = files.into_iter().filter(|(path, _)| !path.contains("/hand/"));
    let files: Vec<SelectionFile> = generated.map(|(_, file)| file).collect();
    let told: BTreeSet<(&str, &str)> =
        files.iter().map(|it| (it.release.as_str(), it.part.as_str())).collect();
    assert_eq!(told, selection::questions().into_iter().collect());
    files
}

fn wrong(file: &SelectionFile, asked: &Asked, selects: impl Fn(&Value) -> bool) -> bool {
    let chosen = file.population.iter().filter(|it| selects(&it.profile));
    chosen.map(|it| &it.id).ne(asked.selected.iter())
}

#[test]
fn profiles_and_questions_satisfy_the_contract() {
    for file in files() {
        let view = if file.part == "werkgeverscontactmoment" { "match" } else { "detail" };
        let message = format!("{}/{view}", file.part);
        let judge = oracle::Judge::new(&file.release, &message, facts::BRON);
        let questions = selection::Judge::new(&file.release, &file.part);
        assert!((40..=80).contains(&file.population.len()));
        assert!(file.questions.len() >= 25, "{}", file.questions.len());
        let ids: BTreeSet<&str> = file.population.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids.len(), file.population.len());
        for member in &file.population {
            assert_eq!(judge.errors(&member.profile), [], "{}", member.id);
        }
        for asked in &file.questions {
            assert_eq!(questions.errors(&asked.question), [], "{}", asked.id);
            // Where there is a text, it says the same; the order of lists in it is that of the value.
            let text: Value = serde_json::from_str(&asked.json()).unwrap();
            assert_eq!(text, asked.question, "{}", asked.id);
            assert!(asked.selected.iter().all(|id| ids.contains(id.as_str())), "{}", asked.id);
        }
    }
}

/// The area is the same everywhere, so that it decides nothing, whatever its unit.
#[test]
fn the_area_never_decides() {
    for file in files() {
        for asked in &file.questions {
            let area = asked.question.get("selectiegebied");
            let same = json!({ "postcode": POSTCODE, "afstand": 999 });
            assert_eq!(area, (file.part != "werkgeverscontactmoment").then_some(&same));
        }
        for member in &file.population {
            let found = match file.part.as_str() {
                "werkzoekende" => member.profile.pointer("/mobiliteit/bemiddelingspostcode"),
                "vacature" if file.release != "2.0.0" => member.profile.pointer("/adres/postcode"),
                _ => continue,
            };
            assert_eq!(found, Some(&json!(POSTCODE)), "{}", member.id);
            let limit = member.profile.pointer("/mobiliteit/maximaleReisafstand");
            assert!(limit.is_none_or(|it| *it == json!(999)), "{}", member.id);
        }
    }
}

macro_rules! answers {
    ($file:expr, $asked:expr, $question:ty, $profile:ty) => {{
        let question = <$question>::from_json($asked.json().as_bytes(), vum::Role::Bemiddelaar);
        assert!(question.is_valid(), "{}: {:?}", $asked.id, question.report);
        let selects = |profile: &Value| {
            let text = profile.to_string();
            let profile = <$profile>::from_json(text.as_bytes(), vum::Role::Bron);
            assert!(profile.is_valid(), "{:?}", profile.report);
            question.value.matches(&profile.value, &Area::ignored()).is_selected()
        };
        let chosen = $file.population.iter().filter(|it| selects(&it.profile));
        chosen.map(|it| it.id.clone()).collect::<Vec<_>>()
    }};
}

#[test]
fn vum_answers_as_the_oracle_does() {
    let mut count = 0;
    for file in files() {
        for asked in &file.questions {
            let chosen = match (file.release.as_str(), file.part.as_str()) {
                ("2.0.0", "werkzoekende") => {
                    use vum::v2_0 as v;
                    answers!(file, asked, v::WerkzoekendeSelectievraag, v::Werkzoekende)
                }
                ("2.0.0", _) => {
                    use vum::v2_0 as v;
                    answers!(file, asked, v::VacatureSelectievraag, v::Vacature)
                }
                ("3.0.0", "werkzoekende") => {
                    use vum::v3_0 as v;
                    answers!(file, asked, v::WerkzoekendeSelectievraag, v::Werkzoekende)
                }
                ("3.0.0", _) => {
                    use vum::v3_0 as v;
                    answers!(file, asked, v::VacatureSelectievraag, v::Vacature)
                }
                (_, "werkzoekende") => {
                    use vum::v3_1 as v;
                    answers!(file, asked, v::WerkzoekendeSelectievraag, v::Werkzoekende)
                }
                (_, "vacature") => {
                    use vum::v3_1 as v;
                    answers!(file, asked, v::VacatureSelectievraag, v::Vacature)
                }
                _ => {
                    use vum::v3_1 as v;
                    let of = asked;
                    answers!(file, of, v::WerkgeverscontactmomentSelectievraag, v::Contactmoment)
                }
            };
            assert_eq!(chosen, asked.selected, "{}", asked.id);
            count += 1;
        }
    }
    println!("{count} questions");
}

/// Only a question that asks nothing gives everything; and there are questions with no answer.
#[test]
fn a_question_is_not_answered_by_everything() {
    for file in files() {
        let (mut all, mut none) = (0, 0);
        for asked in &file.questions {
            none += usize::from(asked.selected.is_empty());
            if asked.selected.len() < file.population.len() {
                continue;
            }
            all += 1;
            let told =
                explain(&file.release, &file.part, &asked.question, &file.population[0].profile);
            let nothing =
                told.iter().all(|it| matches!(it.outcome, Outcome::Ignored | Outcome::Area));
            assert!(nothing, "{} gives everything", asked.id);
        }
        assert!(all > 0 && none > 0, "{} {}: {all} {none}", file.release, file.part);
        assert!(all * 4 < file.questions.len(), "{} {}: {all}", file.release, file.part);
    }
}

/// What `catches` holds is proved where the files are made; here, that nothing slips through.
#[test]
fn every_fault_is_shown_by_a_question() {
    for file in files() {
        let known = criteria(&file.release, &file.part);
        for fault in FAULTS {
            let shown = file.questions.iter().filter(|it| it.catches.iter().any(|f| f == fault.id));
            let shown = shown.count();
            let context = format!("{} {} {}: {shown}", file.release, file.part, fault.id);
            assert_eq!(shown > 0, (fault.possible)(known), "{context}");
        }
        for asked in &file.questions {
            let known = |id: &String| FAULTS.iter().any(|fault| fault.id == id);
            assert!(asked.catches.iter().all(known), "{}", asked.id);
        }
    }
}

/// A sample of `catches`, made again: a bron with the fault gives another answer, and one without
/// it does not.
#[test]
fn a_fault_gives_another_answer() {
    for file in files() {
        for (n, asked) in file.questions.iter().enumerate() {
            let known = criteria(&file.release, &file.part);
            let fault = &FAULTS[n % FAULTS.len()];
            let answer = |it: &Value| fault.selects(&file.release, &file.part, &asked.question, it);
            let shown = (fault.possible)(known) && wrong(&file, asked, answer);
            let told = asked.catches.iter().any(|id| id == fault.id);
            assert_eq!(shown, told, "{} {}", asked.id, fault.id);
            let right = |it: &Value| evaluate(&file.release, &file.part, &asked.question, it);
            assert!(!wrong(&file, asked, right), "{}", asked.id);
        }
    }
}

#[test]
fn every_criterion_decides_somewhere() {
    for file in files() {
        for criterion in criteria(&file.release, &file.part) {
            if criterion.is_area() {
                continue;
            }
            let shown = file.questions.iter().filter(|asked| {
                let mut less = asked.question.clone();
                let taken = less.as_object_mut().unwrap().remove(criterion.path);
                taken.is_some()
                    && wrong(&file, asked, |it| evaluate(&file.release, &file.part, &less, it))
            });
            let shown = shown.count();
            assert!(shown >= 2, "{} {} {}: {shown}", file.release, file.part, criterion.path);
        }
    }
}

/// A member that meets every question, or none, tells nothing.
#[test]
fn the_members_differ() {
    for file in files() {
        let mut answers: BTreeSet<Vec<&str>> = BTreeSet::new();
        for member in &file.population {
            let hits = file.questions.iter().filter(|it| it.selected.contains(&member.id));
            answers.insert(hits.map(|it| it.id.as_str()).collect());
        }
        let least = if file.part == "werkgeverscontactmoment" { 10 } else { 45 };
        assert!(answers.len() >= least, "{} {}: {}", file.release, file.part, answers.len());
    }
}

#[test]
fn the_readme_tells_every_fault() {
    let readme = vum_vectors::File::find("README.md").unwrap().text;
    for fault in FAULTS {
        let row = format!("| `{}` | {} |", fault.id, fault.does);
        assert!(readme.contains(&row), "{row}");
    }
}
