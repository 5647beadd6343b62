//! A bemiddelaar that asks questions with operators, and reads the answers.

use serde_json::Value;
use vum::Role;

use super::population::{Population, Question};
use super::question::meant;
use super::read::{filled, understand};
use crate::content::Tree;
use crate::judge::{Part, beyond, judge};
use crate::material::Records;
use crate::protocol::{Request, Wanted};
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;
use crate::trial::Trial;

/// Cases for the form of questions, and for rules and code lists.
pub(super) fn cases(bench: &mut Bench<'_>, part: Part) {
    let Some(population) = Population::of(bench) else { return };
    let Some(of) = bench.material.question.as_ref() else { return };
    let Some(body) = bench.scope.body("matches-verzoek") else { return };
    let on = bench.on;
    for (asked, wanted) in population.wishes(of) {
        let (level, nl, en) = match part {
            Part::Form => ("N1-ask", "Stelt vraag", "Asks question"),
            Part::Rules => {
                ("N2-ask", "Regels en codelijsten in vraag", "Rules and code lists in question")
            }
        };
        let title = title(nl, en, asked);
        let id = format!("{level}-{}", asked.id);
        bench.case(id, title, asked.requirements.clone(), |trial| {
            let Some(text) = ask(trial, wanted.clone(), &asked.id) else { return };
            let reference =
                serde_json::json!({ "vraagObject": super::question::written(of, &wanted) });
            let texts = (text.as_str(), &*reference.to_string());
            for finding in beyond(body, texts, Role::Bemiddelaar, Some(on), part) {
                trial.found(&finding, Some(&asked.id));
            }
        });
    }
}

fn title(nl: &str, en: &str, asked: &Question) -> Text {
    let Question { id, title, .. } = asked;
    Text::new(format!("{nl} {id}"), format!("{en} {id}: {title}"))
}

fn ask(trial: &mut Trial<'_>, criteria: Vec<Wanted>, subject: &str) -> Option<String> {
    let answer = trial.ask(&Request::Ask { criteria }, Some(subject))?;
    if answer.text.is_none() {
        trial.find(&rules::NO_MESSAGE, Some(subject), "", &[]);
    }
    answer.text
}

/// Cases for what questions mean, and for answers.
pub(super) fn meaning(bench: &mut Bench<'_>) {
    let Some(population) = Population::of(bench) else { return };
    let Some(of) = bench.material.question.as_ref() else { return };
    for (asked, wanted) in population.wishes(of) {
        let title = title("Vraag", "Question", asked);
        let title = Text::new(
            format!("{} vindt wie was bedoeld", title.nl),
            format!("{} finds who was meant", title.en),
        );
        bench.case(format!("N3-ask-{}", asked.id), title, asked.requirements.clone(), |trial| {
            let Some(text) = ask(trial, wanted.clone(), &asked.id) else { return };
            selects(trial, &population, of, (asked, &wanted), &text);
        });
    }
    answers(bench, &population);
}

/// Tells when a question does not select who was meant.
fn selects(
    trial: &mut Trial<'_>,
    population: &Population,
    of: &vum_model::Question,
    (asked, wanted): (&Question, &[Wanted]),
    text: &str,
) {
    let subject = Some(asked.id.as_str());
    let body: Option<Value> = serde_json::from_str(text).ok();
    let Some(question) = body.as_ref().and_then(|it| it.get("vraagObject")) else {
        return trial.find(&rules::NO_MESSAGE, subject, "/vraagObject", &[]);
    };
    let found = population.chosen(question);
    let (more, fewer) =
        (found.difference(&asked.expected).count(), asked.expected.difference(&found).count());
    if more + fewer > 0 {
        let (more, fewer) = (more.to_string(), fewer.to_string());
        let params = [("more", more.as_str()), ("fewer", fewer.as_str())];
        trial.find(&rules::QUESTION_SELECTS, subject, "/vraagObject", &params);
    }
    // The area selects nobody here, so that it is compared as it is written.
    let area = |all: &[Wanted]| -> Vec<(String, String)> {
        let all = all.iter().filter(|it| matches!(it.about.as_str(), "postcode" | "afstand"));
        all.map(|it| (it.about.clone(), it.value.clone())).collect()
    };
    if area(&meant(of, question)) != area(wanted) {
        trial.find(&rules::VALUE_CHANGED, subject, "/vraagObject/selectiegebied", &[]);
    }
}

/// Cases for answers to questions, with many and with no results.
fn answers(bench: &mut Bench<'_>, population: &Population) {
    let scope = bench.scope;
    let Some(body) = scope.body("matches-antwoord") else { return };
    let Some(records) = Records::new(&scope.release, population.message, Role::Bemiddelaar) else {
        return;
    };
    let valid = |tree: &Tree| {
        let text = tree.to_json(population.message.root).to_string();
        judge(population.message, &text, Role::Bemiddelaar, None).is_valid()
    };
    for (count, nl, en) in [
        (0, "geen resultaten", "no results"),
        (1, "één resultaat", "one result"),
        (100, "honderd resultaten", "a hundred results"),
    ] {
        let matches: Vec<Tree> =
            (0..300).map(|n| records.get(n)).filter(valid).take(count).collect();
        let mut tree = filled(body.root, Role::Bemiddelaar, &matches, None);
        if let Tree::Record(record) = &mut tree {
            record.insert(
                "maximumAantalResultatenBereikt".to_owned(),
                Tree::Leaf((count == 100).to_string()),
            );
        }
        let title =
            Text::new(format!("Leest een antwoord met {nl}"), format!("Reads an answer with {en}"));
        let text = tree.to_json(body.root).to_string();
        if let Tree::Record(record) = &mut tree {
            record.retain(|_, tree| !tree.is_empty());
        }
        let requirements = bench.requirements(&["REQ-FORM-001"]);
        bench.case(format!("N3-read-{count}"), title, requirements, |trial| {
            understand(trial, body, text, &tree, &format!("results-{count}"));
        });
    }
}
