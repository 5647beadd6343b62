//! Changes to a plain value.

use serde_json::{Value, json};

use super::sites::Place;
use super::{Edit, Edits};
use crate::generate;
use crate::patterns::Form;
use crate::profile::Kind;

/// Dates in a form that is not `YYYY-MM-DD`, each a real day.
pub(super) const FORMS: &[&str] = &[
    "2023-2-1",
    "2023-02-1",
    "01-02-2023",
    "02/01/2023",
    "2023/02/01",
    "2023.02.01",
    "20230201",
    "23-02-01",
    "2023-02",
    "2023",
    "2023-032",
    "2023-W05-3",
    " 2023-02-01",
    "2023-02-01 ",
    "2023-02-01\n",
    "+2023-02-01",
    "-2023-02-01",
    "12023-02-01",
    "2023-02-01Z",
    "2023-02-01T00:00:00",
    "2023-02-01T00:00:00Z",
    "2023-02-01+01:00",
    "2023–02–01",
    "2023-02-\u{660}\u{661}",
    "\u{ff12}\u{ff10}23-02-01",
    "1 februari 2023",
    "",
];

/// Dates in the right form that are on no calendar.
pub(super) const IMPOSSIBLE: &[&str] = &[
    "2023-02-31",
    "2023-02-30",
    "2024-02-30",
    "2023-04-31",
    "2023-06-31",
    "2023-09-31",
    "2023-11-31",
    "2023-01-32",
    "2023-13-01",
    "2023-00-10",
    "2023-01-00",
    "2023-99-99",
    "0000-00-00",
];

/// 29 February where there is none; centuries are the trap.
pub(super) const NO_LEAP_YEAR: &[&str] =
    &["2023-02-29", "2025-02-29", "1900-02-29", "2100-02-29", "2200-02-29", "1700-02-29"];

/// 29 February where there is one.
pub(super) const LEAP_YEAR: &[&str] =
    &["2024-02-29", "2000-02-29", "1600-02-29", "2400-02-29", "1996-02-29", "0004-02-29"];

impl Edits<'_> {
    /// A random plain value of those for which this gives something.
    fn leaf<T>(&mut self, select: impl Fn(&Kind) -> Option<T>) -> Option<(String, T)> {
        self.site(|site| match &site.place {
            Place::Leaf(kind) => select(kind),
            _ => None,
        })
    }

    pub(super) fn text(&mut self, too_long: bool) -> Option<Edit> {
        let (pointer, (max, pattern)) = self.leaf(|kind| match kind {
            Kind::Text { max, pattern, .. } if max.is_some() || pattern.is_some() => {
                Some((*max, pattern.clone()))
            }
            _ => None,
        })?;
        let text = match (pattern, max) {
            (Some(pattern), max) if too_long => Form::of(&pattern, max).too_long(self.rng),
            (Some(pattern), max) => Form::of(&pattern, max).longest(self.rng),
            (None, Some(max)) => generate::text(max + u64::from(too_long), self.rng),
            (None, None) => return None,
        };
        let count = text.chars().count();
        let same = self.at(&pointer).as_str() == Some(text.as_str());
        (!same).then(|| Edit::set(pointer, text.into(), format!("a text of {count} characters")))
    }

    pub(super) fn pattern(&mut self) -> Option<Edit> {
        let (pointer, (pattern, max)) = self.leaf(|kind| match kind {
            Kind::Text { max, pattern: Some(pattern), .. } => Some((pattern.clone(), *max)),
            _ => None,
        })?;
        let (text, what) = Form::of(&pattern, max).broken(self.rng);
        Some(Edit::set(pointer, text.into(), format!("{what} against {pattern}")))
    }

    pub(super) fn empty_text(&mut self) -> Option<Edit> {
        let (pointer, ()) = self.leaf(|kind| match kind {
            Kind::Text { .. } | Kind::Date => Some(()),
            Kind::Codes(values) => values[0].is_string().then_some(()),
            _ => None,
        })?;
        Some(Edit::set(pointer, "".into(), "an empty text"))
    }

    pub(super) fn integer(&mut self, outside: bool) -> Option<Edit> {
        let (pointer, (min, max)) = self.leaf(|kind| match kind {
            Kind::Integer { min, max } => Some((*min, *max)),
            _ => None,
        })?;
        let candidates = if outside {
            vec![min - 1, max + 1, -max, max * 10, i64::MAX, i64::MIN, 1 << 32, (1 << 32) + max]
        } else {
            vec![min, max]
        };
        let now = self.at(&pointer).as_i64();
        // `-max` is inside when the maximum is zero or less; no contract has that.
        let candidates: Vec<i64> = candidates
            .into_iter()
            .filter(|n| Some(*n) != now && outside != (min..=max).contains(n))
            .collect();
        let number = *self.rng.pick(&candidates);
        Some(Edit::set(pointer, number.into(), format!("{number} for {min} to {max}")))
    }

    pub(super) fn unknown_code(&mut self) -> Option<Edit> {
        let (pointer, values) = self.codes()?;
        let candidates: Vec<Value> = if values[0].is_string() {
            let code = values[0].as_str().expect("text");
            let mut texts: Vec<Value> =
                ["ZZ", "?", "99", "05", "00", "é", "F"].map(Value::from).into();
            texts.push(format!("{code} ").into());
            texts.push(format!(" {code}").into());
            texts.push(format!("{code}\u{0}").into());
            texts.push(code.to_lowercase().into());
            texts.push(format!("0{code}").into());
            texts
        } else {
            [-1, 0, 3, 5, 6, 7, 8, 9, 10, 11, 99, i64::MAX].map(Value::from).into()
        };
        let unknown: Vec<Value> =
            candidates.into_iter().filter(|code| !values.contains(code)).collect();
        let code = self.rng.pick(&unknown).clone();
        let label = format!("code {code}");
        Some(Edit::set(pointer, code, label))
    }

    pub(super) fn code_as_other_type(&mut self) -> Option<Edit> {
        let (pointer, values) = self.codes()?;
        let now = self.at(&pointer);
        let other = match now.as_str() {
            Some(text) => match text.parse::<i64>() {
                Ok(number) => number.into(),
                // The place of the code in the list: what an enumeration by number would give.
                Err(_) => values.iter().position(|code| code == now).into(),
            },
            None => now.to_string().into(),
        };
        let label = format!("{other} for {now}");
        Some(Edit::set(pointer, other, label))
    }

    fn codes(&mut self) -> Option<(String, Vec<Value>)> {
        self.leaf(|kind| match kind {
            Kind::Codes(values) => Some(values.clone()),
            _ => None,
        })
    }

    pub(super) fn date(&mut self, dates: &[&str]) -> Option<Edit> {
        let (pointer, ()) = self.leaf(|kind| matches!(kind, Kind::Date).then_some(()))?;
        let now = self.at(&pointer).as_str();
        let others: Vec<&str> = dates.iter().copied().filter(|date| Some(*date) != now).collect();
        let date = *self.rng.pick(&others);
        Some(Edit::set(pointer, date.into(), format!("date {date:?}")))
    }

    pub(super) fn wrong_type(&mut self) -> Option<Edit> {
        let (pointer, ()) = self.site(|site| {
            // A member and its value are the same place.
            (!matches!(site.place, Place::Member(_) | Place::Alternative)).then_some(())
        })?;
        let now = self.at(&pointer);
        // No whole number with a fraction (`1.0`): there JSON Schema and the contracts differ.
        let candidates: Vec<Value> = [
            json!("text"),
            json!(""),
            json!("1"),
            json!("true"),
            json!(1),
            json!(0),
            json!(20_230_201),
            json!(1.5),
            json!(-0.25),
            json!(1e300),
            json!(true),
            json!(false),
            json!([]),
            json!([1]),
            json!({}),
            json!({ "a": 1 }),
        ]
        .into_iter()
        .filter(|value| json_type(value) != json_type(now))
        .collect();
        let value = self.rng.pick(&candidates).clone();
        let label = format!("{value} for {}", json_type(now));
        Some(Edit::set(pointer, value, label))
    }

    pub(super) fn null(&mut self) -> Option<Edit> {
        let (pointer, ()) = self.site(|site| {
            (!matches!(site.place, Place::Member(_) | Place::Alternative)).then_some(())
        })?;
        Some(Edit::set(pointer, Value::Null, "null"))
    }
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "fraction",
        Value::Number(_) => "integer",
        Value::String(_) => "text",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
