//! A question as the contract writes it, and as it is meant.

use serde_json::{Map, Number, Value};
use vum_model::{Condition, CriterionForm, Operator, Question};

use crate::protocol::{Comparison, Wanted};

/// What a question means, as far as the release knows it.
pub(super) fn meant(of: &Question, question: &Value) -> Vec<Wanted> {
    let mut all = Vec::new();
    for criterion in &of.criteria {
        let Some(asked) = question.get(&criterion.path) else { continue };
        let mut add = |entry: usize, about: &str, is: Comparison, value: &Value| {
            all.push(Wanted {
                criterion: criterion.id.clone(),
                entry,
                about: about.to_owned(),
                is,
                value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            });
        };
        match &criterion.form {
            CriterionForm::Value(condition) => operators(0, condition, asked, &mut add),
            CriterionForm::Any(conditions) => {
                let branches = asked.get("$elemMatch").and_then(|it| it.get("$or"));
                each(branches, |entry, branch| element(entry, conditions, branch, &mut add));
            }
            CriterionForm::All(conditions) => each(asked.get("$all"), |entry, it| {
                if let Some(it) = it.get("$elemMatch") {
                    element(entry, conditions, it, &mut add);
                }
            }),
            CriterionForm::Area { .. } => {
                for (name, is) in AREA {
                    if let Some(value) = asked.get(name) {
                        add(0, name, is, value);
                    }
                }
            }
        }
    }
    all
}

const AREA: [(&str, Comparison); 2] =
    [("postcode", Comparison::Equal), ("afstand", Comparison::AtMost)];

type Add<'a> = dyn FnMut(usize, &str, Comparison, &Value) + 'a;

fn each(list: Option<&Value>, mut of: impl FnMut(usize, &Value)) {
    let all = list.and_then(Value::as_array).into_iter().flatten();
    all.enumerate().for_each(|(entry, it)| of(entry, it));
}

fn element(entry: usize, conditions: &[Condition], asked: &Value, add: &mut Add<'_>) {
    for condition in conditions {
        for key in keys(condition) {
            if let Some(asked) = asked.get(key) {
                operators(entry, condition, asked, add);
            }
        }
    }
}

/// The names under which a condition is read.
fn keys(condition: &Condition) -> impl Iterator<Item = &str> {
    let other = Some(condition.data.as_str()).filter(|it| *it != condition.path);
    std::iter::once(condition.path.as_str()).chain(other)
}

fn operators(entry: usize, condition: &Condition, asked: &Value, add: &mut Add<'_>) {
    for operand in &condition.operators {
        if let Some(value) = asked.get(operand.operator.name()) {
            add(entry, &condition.attribute, comparison(operand.operator), value);
        }
    }
}

fn comparison(operator: Operator) -> Comparison {
    match operator {
        Operator::Equal => Comparison::Equal,
        Operator::AtLeast => Comparison::AtLeast,
        Operator::AtMost => Comparison::AtMost,
        Operator::Less => Comparison::LessThan,
    }
}

/// The question that means this, as the contract writes it.
pub(super) fn written(of: &Question, wanted: &[Wanted]) -> Value {
    let mut question = Map::new();
    for criterion in &of.criteria {
        let of_it = |entry: usize| {
            wanted.iter().filter(move |it| it.criterion == criterion.id && it.entry == entry)
        };
        let last = wanted.iter().filter(|it| it.criterion == criterion.id).map(|it| it.entry).max();
        let Some(last) = last else { continue };
        let elements = |conditions: &[Condition]| -> Vec<Value> {
            let made = (0..=last).map(|entry| {
                let mut element = Map::new();
                for condition in conditions {
                    let asked = operated(condition, of_it(entry));
                    if !asked.is_empty() {
                        element.insert(condition.path.clone(), Value::Object(asked));
                    }
                }
                Value::Object(element)
            });
            made.collect()
        };
        let asked = match &criterion.form {
            CriterionForm::Value(condition) => Value::Object(operated(condition, of_it(0))),
            CriterionForm::Any(conditions) => {
                serde_json::json!({ "$elemMatch": { "$or": elements(conditions) } })
            }
            CriterionForm::All(conditions) => {
                let entries = elements(conditions).into_iter();
                let entries: Vec<Value> =
                    entries.map(|it| serde_json::json!({ "$elemMatch": it })).collect();
                serde_json::json!({ "$all": entries })
            }
            CriterionForm::Area { .. } => {
                let mut area = Map::new();
                for it in of_it(0) {
                    let value = if it.about == "afstand" { number(&it.value) } else { None };
                    let value = value.unwrap_or_else(|| Value::String(it.value.clone()));
                    area.insert(it.about.clone(), value);
                }
                Value::Object(area)
            }
        };
        question.insert(criterion.path.clone(), asked);
    }
    Value::Object(question)
}

fn operated<'w>(
    condition: &Condition,
    wanted: impl Iterator<Item = &'w Wanted>,
) -> Map<String, Value> {
    let mut asked = Map::new();
    for it in wanted.filter(|it| it.about == condition.attribute) {
        let operand = condition.operators.iter().find(|op| comparison(op.operator) == it.is);
        let Some(operand) = operand else { continue };
        let is_number = matches!(
            operand.value,
            vum_model::Value::Integer(_)
                | vum_model::Value::Code { form: vum_model::CodeForm::Integer(_), .. }
        );
        let value = if is_number { number(&it.value) } else { None };
        let value = value.unwrap_or_else(|| Value::String(it.value.clone()));
        asked.insert(operand.operator.name().to_owned(), value);
    }
    asked
}

fn number(text: &str) -> Option<Value> {
    text.parse::<i64>().ok().map(|it| Value::Number(Number::from(it)))
}
