//! A bron that answers questions over a population.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use vum::Role;
use vum::select::MAXIMUM;
use vum_model::CriterionForm;

use super::diagnose::{Answered, diagnose};
use super::population::{Population, Question};
use crate::judge::{Part, beyond};
use crate::protocol::Request;
use crate::reference::{Chosen, dressed, reversed};
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;
use crate::trial::{Heard, Record, Trial};

/// The body of a request with a question.
fn request(question: &Value) -> Value {
    json!({ "vraagObject": question })
}

/// What a bron answered.
struct Got {
    chosen: Chosen,
    /// `maximumAantalResultatenBereikt`.
    reached: bool,
    /// How many records there were, whatever they were.
    count: usize,
}

/// The cases of a bron.
pub(super) fn cases(bench: &mut Bench<'_>) {
    let Some(population) = Population::of(bench) else { return };
    let base = questions(bench, &population);
    order(bench, &population, &base);
    for change in [Change::Criterion, Change::Operator, Change::Empty] {
        changed(bench, &population, &base, change);
    }
    maximum(bench);
}

/// A case for each question. What is wrong with an answer is told when all are there: only then can
/// be seen what explains it.
fn questions(bench: &mut Bench<'_>, population: &Population) -> Vec<Option<Chosen>> {
    let mut records: Vec<Record> = Vec::new();
    let mut all: Vec<Option<Chosen>> = Vec::new();
    let told = population.request(false);
    for asked in &population.questions {
        let mut trial = Trial::new(&mut bench.session);
        let first = records.is_empty();
        let mut got = None;
        if !first || trial.ask(&told, None).is_some() {
            let text = asked.request();
            got = put(&mut trial, population, text, &asked.id, true);
        }
        if let Some(got) = &got {
            bounds(&mut trial, got, asked.expected.len(), &asked.id);
        }
        all.push(got.map(|got| got.chosen));
        records.push(trial.record());
    }
    let answered: Vec<Answered<'_>> = population
        .questions
        .iter()
        .zip(&all)
        .map(|(asked, got)| Answered { asked, got: got.as_ref() })
        .collect();
    diagnose(population, &answered, &mut records);
    for (asked, record) in population.questions.iter().zip(records) {
        let title = Text::new(
            format!("Beantwoordt vraag {}", asked.id),
            format!("Answers question {}: {}", asked.id, asked.title),
        );
        bench.end(format!("N3-answer-{}", asked.id), title, asked.requirements.clone(), record);
    }
    all
}

/// Whether the number of results and the flag fit.
fn bounds(record: &mut Record, got: &Got, expected: usize, subject: &str) {
    if got.count > MAXIMUM {
        let limit = MAXIMUM.to_string();
        record.find(&rules::MAXIMUM_EXCEEDED, Some(subject), "/matches", &[("limit", &limit)]);
    }
    // With more than is asked for the flag has nothing to say.
    if got.chosen.len() <= expected && got.reached != (expected > got.chosen.len().max(MAXIMUM)) {
        let pointer = "/maximumAantalResultatenBereikt";
        let excused = got.reached && expected > got.chosen.len();
        if !excused {
            record.find(&rules::MAXIMUM_FLAG, Some(subject), pointer, &[]);
        }
    }
}

/// Puts a question, and tells what is wrong with the answer as a message.
fn put(
    trial: &mut Trial<'_>,
    population: &Population,
    text: String,
    subject: &str,
    whole: bool,
) -> Option<Got> {
    let request = Request::Answer { text };
    let answer = trial.ask(&request, Some(subject))?;
    if answer.refused {
        trial.find(&rules::REFUSED, Some(subject), "", &[]);
        return None;
    }
    let Some(text) = answer.text else {
        trial.find(&rules::NO_MESSAGE, Some(subject), "", &[]);
        return None;
    };
    taken(trial, population, &text, subject, whole)
}

/// The records of an answer. With `whole`, each is held against its content as well.
fn taken(
    trial: &mut Trial<'_>,
    population: &Population,
    text: &str,
    subject: &str,
    whole: bool,
) -> Option<Got> {
    let empty = json!({ "maximumAantalResultatenBereikt": false, "matches": [] }).to_string();
    let found = beyond(population.body, (text, &empty), Role::Bron, None, Part::Form);
    let mut broken = false;
    for finding in &found {
        broken |= finding.pointer().matches('/').count() <= 2;
        if whole {
            trial.found(finding, Some(subject));
        }
    }
    let Ok(Value::Object(body)) = serde_json::from_str::<Value>(text) else {
        if !whole {
            found.iter().for_each(|it| trial.found(it, Some(subject)));
        }
        return None;
    };
    let matches = body.get("matches").and_then(Value::as_array).cloned().unwrap_or_default();
    let reached = body.get("maximumAantalResultatenBereikt").and_then(Value::as_bool);
    if broken && !whole && reached.is_none() {
        found.iter().for_each(|it| trial.found(it, Some(subject)));
    }
    let mut chosen = BTreeSet::new();
    for (index, record) in matches.iter().enumerate() {
        let pointer = format!("/matches/{index}");
        match population.number(record, &chosen) {
            None => trial.find(&rules::FOREIGN_RESULT, Some(subject), &pointer, &[]),
            Some(number) if !chosen.insert(number) => {
                trial.find(&rules::DUPLICATE_RESULT, Some(subject), &pointer, &[]);
            }
            Some(number) if whole => population.compare(trial, number, record, subject, &pointer),
            Some(_) => {}
        }
    }
    Some(Got { chosen, reached: reached.unwrap_or(false), count: matches.len() })
}

/// The same questions over the same population in another order, and in another order themselves.
fn order(bench: &mut Bench<'_>, population: &Population, base: &[Option<Chosen>]) {
    let title = Text::new(
        "De volgorde van records en van hun lijsten betekent niets",
        "The order of records and of their lists means nothing",
    );
    let requirements = bench.requirements(&["REQ-SEL-013", "REQ-FORM-015"]);
    bench.case("N3-order-population", title, requirements.clone(), |trial| {
        if trial.ask(&population.request(true), None).is_none() {
            return;
        }
        for (asked, base) in population.questions.iter().zip(base) {
            let text = asked.request();
            same(trial, population, text, (asked, base.as_ref()), Change::Order);
        }
    });
    let title = Text::new(
        "De volgorde en de schrijfwijze van een vraag betekenen niets",
        "The order and the spelling of a question mean nothing",
    );
    bench.case("N3-order-question", title, requirements, |trial| {
        if trial.ask(&population.request(false), None).is_none() {
            return;
        }
        for (asked, base) in population.questions.iter().zip(base) {
            let text = dressed(&request(&reversed(&asked.question)));
            same(trial, population, text, (asked, base.as_ref()), Change::Order);
        }
    });
}

/// What is done to a question that does not change what it asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Order,
    Criterion,
    Operator,
    Empty,
}

impl Change {
    fn rule(self) -> &'static vum::Rule {
        match self {
            Self::Order => &rules::ORDER_DEPENDENT,
            Self::Criterion => &rules::UNKNOWN_CRITERION,
            Self::Operator => &rules::UNKNOWN_OPERATOR,
            Self::Empty => &rules::EMPTY_ASKED,
        }
    }

    fn case(self) -> (&'static str, Text) {
        match self {
            Self::Order => ("N3-order", Text::default()),
            Self::Criterion => (
                "N3-unknown-criterion",
                Text::new(
                    "Negeert een criterium dat de release niet kent",
                    "Ignores a criterion that the release does not know",
                ),
            ),
            Self::Operator => (
                "N3-unknown-operator",
                Text::new(
                    "Negeert een operator die de release niet kent",
                    "Ignores an operator that the release does not know",
                ),
            ),
            Self::Empty => (
                "N3-empty-criterion",
                Text::new("Een leeg criterium vraagt niets", "An empty criterion asks nothing"),
            ),
        }
    }
}

/// The same answer is to come as to the question before the change. What was wrong with that one has
/// been told.
fn same(
    trial: &mut Trial<'_>,
    population: &Population,
    text: String,
    (asked, base): (&Question, Option<&Chosen>),
    change: Change,
) {
    let Some(base) = base else { return };
    let subject = asked.id.as_str();
    if trial.is_over() {
        return;
    }
    let request = Request::Answer { text };
    let wrong = match trial.hear(&request) {
        Heard::Nothing => return,
        Heard::Wrong(wrong) => {
            trial.find(change.rule(), Some(subject), "", &[]);
            return trial.wrong(wrong, &request, Some(subject));
        }
        Heard::Answer(answer) => match answer.text.filter(|_| !answer.refused) {
            None => true,
            Some(text) => match taken(trial, population, &text, subject, false) {
                None => true,
                // Of more than the maximum any part will do.
                Some(_) if asked.expected.len() > MAXIMUM => false,
                Some(got) => got.chosen != *base,
            },
        },
    };
    if wrong {
        trial.find(change.rule(), Some(subject), "", &[]);
    }
}

/// A case for a change that a bron has to take without a change in the answer.
fn changed(
    bench: &mut Bench<'_>,
    population: &Population,
    base: &[Option<Chosen>],
    change: Change,
) {
    let role = bench.scope.role();
    let Some(body) = bench.scope.body("matches-verzoek") else { return };
    let made = population.questions.iter().zip(base).filter_map(|(asked, base)| {
        let question = match change {
            Change::Order => return None,
            Change::Criterion => with(&asked.question, "nieuwCriterium", json!({ "$eq": "x" })),
            Change::Operator => {
                let mut question = asked.question.clone();
                with_operator(&mut question, &population.closed).then_some(question)?
            }
            Change::Empty => {
                let absent = population.optional.iter();
                let mut absent = absent.filter(|path| asked.question.get(*path).is_none());
                with(&asked.question, absent.next()?, json!({}))
            }
        };
        let text = request(&question).to_string();
        // Only what the contract lets through is asked.
        let valid = crate::judge::judge(body, &text, role, None).is_valid();
        valid.then_some((asked, base, text))
    });
    let made: Vec<_> = made.collect();
    if made.is_empty() {
        return;
    }
    let (id, title) = change.case();
    let requirements = bench.requirements(match change {
        Change::Order => &["REQ-SEL-013"],
        Change::Criterion => &["REQ-SEL-003"],
        Change::Operator => &["REQ-SEL-004"],
        Change::Empty => &["REQ-SEL-005"],
    });
    bench.case(id, title, requirements, |trial| {
        if trial.ask(&population.request(false), None).is_none() {
            return;
        }
        for (asked, base, text) in made {
            same(trial, population, text, (asked, base.as_ref()), change);
        }
    });
}

fn with(question: &Value, name: &str, value: Value) -> Value {
    let mut object: Map<String, Value> = question.as_object().cloned().unwrap_or_default();
    object.insert(name.to_owned(), value);
    Value::Object(object)
}

/// Puts an operator that nobody knows beside every one that is there, except in criteria that the
/// contract closes; whether there was one.
fn with_operator(value: &mut Value, closed: &[String]) -> bool {
    match value {
        Value::Object(object) => {
            let mut done = false;
            for (name, value) in object.iter_mut() {
                if !closed.contains(name) {
                    done |= with_operator(value, closed);
                }
            }
            let asks = object.iter().any(|(name, value)| {
                matches!(name.as_str(), "$eq" | "$gte" | "$lte" | "$lt") && !value.is_object()
            });
            if asks {
                object.insert("$nieuw".to_owned(), Value::String("x".to_owned()));
            }
            done || asks
        }
        Value::Array(all) => {
            // Every one is changed, also behind the first.
            all.iter_mut().filter_map(|it| with_operator(it, closed).then_some(())).count() > 0
        }
        _ => false,
    }
}

/// More records than a bron may give, and exactly as many.
fn maximum(bench: &mut Bench<'_>) {
    for (more, name, nl, en) in [
        (30, "more", "meer dan 100 voldoen", "more than 100 satisfy"),
        (0, "exact", "precies 100 voldoen", "exactly 100 satisfy"),
    ] {
        let Some(population) = Population::of_many(bench, MAXIMUM + more) else { return };
        let title = Text::new(format!("Het maximum: {nl}"), format!("The maximum: {en}"));
        let Some(asked) = population.questions.first() else { return };
        let requirements = bench.requirements(&["REQ-SEL-019"]);
        bench.case(format!("N3-maximum-{name}"), title, requirements, |trial| {
            if trial.ask(&population.request(false), None).is_none() {
                return;
            }
            let text = asked.request();
            let Some(got) = put(trial, &population, text, name, false) else { return };
            bounds(trial, &got, asked.expected.len(), name);
            let wanted = asked.expected.len().min(MAXIMUM);
            if got.chosen.len() < wanted && !(got.reached && more > 0) {
                let count = (wanted - got.chosen.len()).to_string();
                trial.find(&rules::MISSING_RESULT, Some(name), "/matches", &[("count", &count)]);
            }
        });
    }
}

/// The paths of the criteria that need not be asked.
pub(super) fn optional(question: &vum_model::Question) -> Vec<String> {
    let all = question.criteria.iter();
    let all = all.filter(|it| !it.required && !matches!(it.form, CriterionForm::Area { .. }));
    all.map(|it| it.path.clone()).collect()
}
