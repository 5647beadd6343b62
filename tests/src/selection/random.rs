//! Seeded questions, and profiles that lie close to them.
//!
//! A random question and a random profile hardly ever meet: most attributes are absent and most
//! codes differ. [`Questions::pair`] therefore gives the profile values at and around what is asked,
//! so that each criterion is hit and missed often.

mod change;
mod near;

use serde_json::{Map, Value, json};

use super::schema::Judge;
use super::table::{AFSTAND, Condition, Criterion, Operand, POSTCODE, Shape, criteria};
use crate::facts::BRON;
use crate::patterns::Form;
use crate::profile::Profile;
use crate::rng::Rng;
use crate::{generate, oracle};
pub use change::Changed;

/// Makes questions of one release and part, and profiles of one view.
#[derive(Debug)]
pub struct Questions {
    /// The release.
    pub release: String,
    /// The part.
    pub part: String,
    criteria: &'static [Criterion],
    judge: Judge,
    profile: Profile,
    profiles: oracle::Judge,
}

impl Questions {
    /// For a release, a part and the view (`match`, `detail`) of the profiles, as a bron sends them.
    ///
    /// # Panics
    /// If the part has no selectievraag or no such view in the release.
    #[must_use]
    pub fn new(release: &str, part: &str, view: &str) -> Self {
        let profile = Profile::new(release, &format!("{part}/{view}"), BRON);
        Self {
            release: release.into(),
            part: part.into(),
            criteria: criteria(release, part),
            judge: Judge::new(release, part),
            profiles: oracle::Judge::of(&profile),
            profile,
        }
    }

    /// The judge of its questions.
    #[must_use]
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// The judge of its profiles.
    #[must_use]
    pub fn profiles(&self) -> &oracle::Judge {
        &self.profiles
    }

    /// A valid question. At times it holds what a bron ignores, or what is empty.
    #[must_use]
    pub fn question(&self, rng: &mut Rng) -> Value {
        let mut question = self.plain(rng);
        for _ in 0..*rng.pick(&[0, 0, 0, 1, 2]) {
            let changed = change::harmless(&question, rng);
            if self.judge.is_valid(&changed.document) {
                question = changed.document;
            }
        }
        question
    }

    /// A question with exactly one change, which may or may not be a fault: the verdict is the
    /// judge's.
    #[must_use]
    pub fn changed(&self, question: &Value, rng: &mut Rng) -> Changed {
        change::any(question, rng)
    }

    /// A valid question and a valid profile close to it.
    #[must_use]
    pub fn pair(&self, rng: &mut Rng) -> (Value, Value) {
        let question = self.question(rng);
        let profile = self.profile(&question, rng);
        (question, profile)
    }

    /// A valid profile close to a question.
    #[must_use]
    pub fn profile(&self, question: &Value, rng: &mut Rng) -> Value {
        let mut profile = generate::message(&self.profile, rng);
        for criterion in self.criteria {
            let Some(asked) = question.get(criterion.path) else { continue };
            if rng.percent(10) {
                continue;
            }
            let mut aimed = profile.clone();
            near::aim(&self.profile, criterion, asked, &mut aimed, rng);
            // Taking out or emptying what the contract requires is undone here.
            if self.profiles.is_valid(&aimed) {
                profile = aimed;
            }
        }
        profile
    }

    /// A valid question that holds only what the release knows, and nothing empty.
    fn plain(&self, rng: &mut Rng) -> Value {
        let density = *rng.pick(&[10, 30, 60, 100]);
        let chosen = self.criteria.iter().filter(|c| c.required || rng.percent(density));
        let chosen: Vec<&Criterion> = chosen.collect();
        let members = chosen.into_iter().map(|c| (c.path.to_owned(), criterion(c, rng)));
        Value::Object(members.collect())
    }
}

fn criterion(criterion: &Criterion, rng: &mut Rng) -> Value {
    match criterion.shape {
        Shape::Value(condition) => operators(&condition, rng),
        Shape::Any { conditions, .. } => {
            let count = *rng.pick(&[1, 1, 2, 4]);
            let branches = (0..count).map(|_| {
                let condition = rng.pick(conditions);
                let key = condition.alias.filter(|_| rng.percent(30)).unwrap_or(condition.path);
                json!({ key: operators(condition, rng) })
            });
            json!({ "$elemMatch": { "$or": branches.collect::<Value>() } })
        }
        Shape::All { conditions, .. } => {
            let count = *rng.pick(&[1, 1, 2, 3]);
            let entries = (0..count).map(|_| {
                let mut entry = Map::new();
                for condition in conditions {
                    if condition.required || conditions.len() == 1 || rng.percent(40) {
                        entry.insert(condition.path.into(), operators(condition, rng));
                    }
                }
                json!({ "$elemMatch": entry })
            });
            json!({ "$all": entries.collect::<Value>() })
        }
        Shape::Area { .. } => {
            let (least, most) = AFSTAND;
            let postcode = Form::of(POSTCODE, None).any(rng);
            json!({ "postcode": postcode, "afstand": integer(least, most, rng) })
        }
    }
}

fn operators(condition: &Condition, rng: &mut Rng) -> Value {
    let mut names: Vec<&str> = Vec::new();
    if condition.alternatives.is_empty() {
        names.extend(condition.operators.iter().map(|(name, _)| *name));
    } else {
        let alternative = rng.pick(condition.alternatives);
        names.extend(alternative.required);
        names.extend(alternative.optional.iter().filter(|_| rng.percent(70)));
    }
    let operand = |name: &str| condition.operand(name).expect("an operator of the condition");
    let members = names.into_iter().map(|name| (name.to_owned(), value(operand(name), rng)));
    Value::Object(members.collect())
}

fn value(operand: Operand, rng: &mut Rng) -> Value {
    match operand {
        Operand::Codes(codes) => (*rng.pick(codes)).into(),
        Operand::Integer(least, most) => integer(least, most, rng).into(),
        Operand::Pattern(pattern) => {
            // Few languages, so that the same one is asked twice at times.
            if pattern == "^[a-z]{3}$" && rng.percent(70) {
                return (*rng.pick(&["nld", "deu", "fra"])).into();
            }
            Form::of(pattern, None).any(rng).into()
        }
        Operand::Text(max) => match rng.below(4) {
            0 => generate::text(max, rng).into(),
            1 => generate::text(1 + rng.below(12), rng).into(),
            _ => format!("https://example.org/beroep/{}", rng.below(4)).into(),
        },
        Operand::Date => near::date(rng.between(1950, 2050), rng.between(1, 12), rng).into(),
    }
}

fn integer(least: i64, most: i64, rng: &mut Rng) -> i64 {
    match rng.below(8) {
        0 => least,
        1 => most,
        _ => rng.between(least, most),
    }
}
