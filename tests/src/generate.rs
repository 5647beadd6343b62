//! Seeded, valid messages.
//!
//! A message has every required attribute and a random subset of the others (never none at all:
//! emptiness is a change, see [`crate::mutate`]). Values lie anywhere in what the facts allow, with
//! more than their share at the edges: the longest text, the bounds of an integer, leap days.

use serde_json::{Map, Value};

use crate::patterns::Form;
use crate::profile::{Attribute, Kind, Object, Profile};
use crate::rng::Rng;

/// Characters of one, two, three and four bytes, a combining one, and those that JSON escapes.
const CHARACTERS: [char; 28] = [
    'a', 'b', 'e', 'k', 'n', 'r', 'z', 'A', 'Q', '0', '7', ' ', '-', '.', '/', 'é', 'ë', 'ï', 'ß',
    'Ĳ', '€', '–', '漢', '\u{301}', '😀', '"', '\\', '\n',
];

/// A valid message.
#[must_use]
pub fn message(profile: &Profile, rng: &mut Rng) -> Value {
    // From nearly empty to everything there is.
    let density = *rng.pick(&[5, 20, 50, 80, 100]);
    Generator { profile, density }.object(&profile.root, rng)
}

/// A valid value of an attribute.
#[must_use]
pub fn value(profile: &Profile, attribute: &Attribute, rng: &mut Rng) -> Value {
    Generator { profile, density: 30 }.attribute(attribute, rng)
}

/// A valid object of an entity.
#[must_use]
pub fn object(profile: &Profile, entity: &str, rng: &mut Rng) -> Value {
    Generator { profile, density: 30 }.object(entity, rng)
}

/// A text of exactly this many characters, some of them not ASCII.
#[must_use]
pub fn text(characters: u64, rng: &mut Rng) -> String {
    (0..characters).map(|_| *rng.pick(&CHARACTERS)).collect()
}

struct Generator<'a> {
    profile: &'a Profile,
    density: u64,
}

impl Generator<'_> {
    fn object(&self, entity: &str, rng: &mut Rng) -> Value {
        let Object { attributes, .. } = self.profile.object(entity);
        let mut chosen: Vec<&Attribute> =
            attributes.iter().filter(|a| a.required || rng.percent(self.density)).collect();
        if chosen.is_empty() {
            chosen.push(rng.pick(attributes));
        }
        let members = chosen.iter().map(|a| (a.name.clone(), self.attribute(a, rng)));
        Value::Object(members.collect::<Map<_, _>>())
    }

    fn attribute(&self, attribute: &Attribute, rng: &mut Rng) -> Value {
        if attribute.many {
            (0..=rng.below(3)).map(|_| self.kind(&attribute.kind, rng)).collect()
        } else {
            self.kind(&attribute.kind, rng)
        }
    }

    fn kind(&self, kind: &Kind, rng: &mut Rng) -> Value {
        match kind {
            Kind::Text { pattern: Some(pattern), max, .. } => {
                Form::of(pattern, *max).any(rng).into()
            }
            Kind::Text { uri: true, max, .. } => uri(*max, rng).into(),
            Kind::Text { max, .. } => text(length(*max, rng), rng).into(),
            Kind::Integer { min, max } => match rng.below(5) {
                0 => (*min).into(),
                1 => (*max).into(),
                _ => rng.between(*min, *max).into(),
            },
            Kind::Boolean => rng.percent(50).into(),
            Kind::Date => date(rng).into(),
            Kind::Codes(values) => rng.pick(values).clone(),
            Kind::Object(entity) => self.object(entity, rng),
            Kind::Choice(alternatives) => {
                let (key, entity) = rng.pick(alternatives);
                Value::Object(Map::from_iter([(key.clone(), self.object(entity, rng))]))
            }
        }
    }
}

fn length(max: Option<u64>, rng: &mut Rng) -> u64 {
    let max = max.unwrap_or(60);
    match rng.below(10) {
        0 => 1,
        1 => max,
        _ => 1 + rng.below(max.min(24)),
    }
}

fn uri(max: Option<u64>, rng: &mut Rng) -> String {
    let start = "https://example.org/";
    let room = max.unwrap_or(200) - u64::try_from(start.len()).expect("fits");
    let rest = if rng.percent(10) { room } else { rng.below(room.min(30)) };
    let letters = ["a", "b", "7", "-", "%C3%A9"];
    let mut uri = start.to_owned();
    let mut left = rest;
    while left > 0 {
        let next = rng.pick(&letters);
        let size = u64::try_from(next.len()).expect("fits");
        if size <= left {
            uri.push_str(next);
            left -= size;
        }
    }
    uri
}

/// A date of the calendar, often the last day of a month and often a leap day.
fn date(rng: &mut Rng) -> String {
    if rng.percent(15) {
        return format!("{}-02-29", rng.pick(&[1904, 1996, 2000, 2024, 2096]));
    }
    let year = rng.between(1900, 2100);
    let month = rng.between(1, 12);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28,
        _ => 31,
    };
    let day = if rng.percent(15) { days } else { rng.between(1, days) };
    format!("{year:04}-{month:02}-{day:02}")
}
