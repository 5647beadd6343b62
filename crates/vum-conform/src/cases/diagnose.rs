//! Why a bron's answers are wrong: what comes out is held against what comes of known misreadings.

use serde_json::Value;

use super::population::{Population, Question};
use crate::reference::{self, Chosen, first_elements, without_operator};
use crate::rules;
use crate::trial::Record;

/// A question with the answer to it, where there was one.
pub(super) struct Answered<'a> {
    pub(super) asked: &'a Question,
    pub(super) got: Option<&'a Chosen>,
}

/// A way to misunderstand questions.
struct Misreading<'a> {
    rule: &'static vum::Rule,
    /// What stands in the text of the finding.
    param: Option<(&'static str, &'a str)>,
    /// Whether it is looked at for one question alone.
    alone: bool,
    answer: Box<dyn Fn(&Question) -> Chosen + 'a>,
}

/// Tells of each wrong answer what it is a sign of, else only what is wrong with it. A misreading that
/// explains every answer comes before those that explain one.
pub(super) fn diagnose(population: &Population, all: &[Answered<'_>], records: &mut [Record]) {
    let is_wrong = |it: &Answered<'_>| it.got.is_some_and(|got| !is_right(got, &it.asked.expected));
    if !all.iter().any(is_wrong) {
        return;
    }
    let criteria: Vec<&String> = {
        let mut paths: Vec<&String> = all
            .iter()
            .filter_map(|it| it.asked.question.as_object())
            .flat_map(|it| it.keys())
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    };
    let misreadings = misreadings(population, &criteria);
    let explains = |it: &Misreading<'_>, answered: &Answered<'_>| {
        answered.got.is_none_or(|got| is_right(got, &(it.answer)(answered.asked)))
    };
    let throughout =
        misreadings.iter().find(|it| all.iter().all(|answered| explains(it, answered)));
    for (answered, record) in all.iter().zip(records) {
        let Some(got) = answered.got.filter(|_| is_wrong(answered)) else { continue };
        let of_this = || misreadings.iter().find(|it| it.alone && explains(it, answered));
        let subject = Some(answered.asked.id.as_str());
        if let Some(it) = throughout.or_else(of_this) {
            let params: Vec<(&str, &str)> = it.param.into_iter().collect();
            record.find(it.rule, subject, "/matches", &params);
        }
        let expected = &answered.asked.expected;
        let (more, fewer) = (got.difference(expected).count(), expected.difference(got).count());
        for (count, rule) in [(more, &rules::EXTRA_RESULT), (fewer, &rules::MISSING_RESULT)] {
            if count > 0 {
                record.find(rule, subject, "/matches", &[("count", &count.to_string())]);
            }
        }
    }
}

/// Whether an answer is what is expected; of more than the maximum any part is.
fn is_right(got: &Chosen, expected: &Chosen) -> bool {
    if expected.len() > vum::select::MAXIMUM {
        !got.is_empty() && got.is_subset(expected)
    } else {
        got == expected
    }
}

fn misreadings<'a>(population: &'a Population, criteria: &'a [&'a String]) -> Vec<Misreading<'a>> {
    let results = || population.results.iter().collect::<Vec<&Value>>();
    let everything: Chosen = (0..population.results.len()).collect();
    let mut all = vec![Misreading {
        rule: &rules::RETURNS_EVERYTHING,
        param: None,
        alone: false,
        answer: Box::new(move |_| everything.clone()),
    }];
    for operator in ["$eq", "$gte", "$lte", "$lt"] {
        all.push(Misreading {
            rule: &rules::OPERATOR_IGNORED,
            param: Some(("operator", operator)),
            alone: true,
            answer: Box::new(move |it| match without_operator(&it.question, operator) {
                Some(question) => population.chosen(&question),
                None => it.expected.clone(),
            }),
        });
    }
    let first: Vec<Value> = population.results.iter().map(first_elements).collect();
    all.push(Misreading {
        rule: &rules::ORDER_DEPENDENT,
        param: None,
        alone: true,
        answer: Box::new(move |it| {
            reference::chosen(population.of, &it.question, &first.iter().collect::<Vec<_>>())
        }),
    });
    all.push(Misreading {
        rule: &rules::ABSENT_SELECTED,
        param: None,
        alone: true,
        answer: Box::new(move |it| reference::lenient(population.of, &it.question, &results())),
    });
    for criterion in criteria {
        all.push(Misreading {
            rule: &rules::CRITERION_IGNORED,
            param: Some(("criterion", criterion)),
            alone: true,
            answer: Box::new(move |it| {
                let mut question = it.question.clone();
                if let Value::Object(object) = &mut question {
                    object.remove(criterion.as_str());
                }
                population.chosen(&question)
            }),
        });
    }
    all
}
