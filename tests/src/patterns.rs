//! The patterns of the facts, written out: each as a row of segments.
//!
//! There are seven, so nothing general is needed to make texts that satisfy or break them. A new
//! pattern in the facts has no row here and makes the tests fail with a message that says so.

use crate::rng::Rng;

const DIGITS: &str = "0123456789";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SAFE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

/// More than any pattern or length of the facts allows.
const UNBOUNDED: u64 = 5000;

/// Characters, and how many of them at least and at most.
type Segment = (&'static str, u64, u64);

/// The patterns of the facts.
pub const KNOWN: [(&str, &[Segment]); 7] = [
    ("^[0-9]{4}[a-zA-Z]{2}$", &[(DIGITS, 4, 4), (LETTERS, 2, 2)]),
    ("^[a-zA-Z0-9_.-]{0,200}$", &[(SAFE, 0, 200)]),
    ("^[a-zA-Z0-9_.-]{0,500}$", &[(SAFE, 0, 500)]),
    ("^[0-9]+$", &[(DIGITS, 1, UNBOUNDED)]),
    ("^[a-z]{3}$", &[(LOWER, 3, 3)]),
    ("^[0-9]{1,10}$", &[(DIGITS, 1, 10)]),
    ("^[0-9]{8}$", &[(DIGITS, 8, 8)]),
];

/// A pattern together with the maximum length that holds beside it.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    segments: &'static [Segment],
    max: Option<u64>,
}

impl Form {
    /// The form of a pattern of the facts.
    ///
    /// # Panics
    /// If the pattern has no row in [`KNOWN`].
    #[must_use]
    pub fn of(pattern: &str, max: Option<u64>) -> Self {
        let known = KNOWN.iter().find(|(known, _)| *known == pattern);
        let (_, segments) = known.unwrap_or_else(|| panic!("add {pattern} to patterns::KNOWN"));
        Self { segments, max }
    }

    /// A text that satisfies it, not empty, at times as long as it can be.
    #[must_use]
    pub fn any(self, rng: &mut Rng) -> String {
        if rng.percent(10) {
            return self.longest(rng);
        }
        self.write(rng, |low, high, rng| {
            let low = low.max(1);
            low + rng.below((high - low + 1).min(24))
        })
    }

    /// A text of the largest length that satisfies it.
    #[must_use]
    pub fn longest(self, rng: &mut Rng) -> String {
        self.write(rng, |_, high, _| high)
    }

    /// A text that is one character too long, and right in every other respect.
    #[must_use]
    pub fn too_long(self, rng: &mut Rng) -> String {
        let mut text = self.longest(rng);
        let (characters, ..) = self.segments.last().expect("segments");
        text.push(character(characters, rng));
        text
    }

    /// A text that breaks it in another way than by its length, and what is wrong with it.
    #[must_use]
    pub fn broken(self, rng: &mut Rng) -> (String, &'static str) {
        let text = self.any(rng);
        let mut characters: Vec<char> = text.chars().collect();
        let place = usize::try_from(rng.below(u64::try_from(characters.len()).expect("fits")));
        let place = place.expect("fits");
        // The digits and letters of other scripts look right to a careless pattern, and a newline at
        // the end slips past a careless `$`.
        let (wrong, what) = *rng.pick(&[
            (' ', "a space"),
            ('\u{663}', "an Arabic digit"),
            ('\u{ff13}', "a full-width digit"),
            ('é', "a letter with an accent"),
            ('\u{17f}', "a long s"),
            ('\u{212a}', "a kelvin sign"),
            ('+', "a plus"),
            ('\u{0}', "a zero character"),
        ]);
        match rng.below(4) {
            0 => (text + "\n", "a newline at the end"),
            1 => (format!(" {text}"), "a space at the start"),
            _ => {
                characters[place] = wrong;
                (characters.into_iter().collect(), what)
            }
        }
    }

    fn write(self, rng: &mut Rng, count: impl Fn(u64, u64, &mut Rng) -> u64) -> String {
        let mut text = String::new();
        for &(characters, low, high) in self.segments {
            let high = self.max.map_or(high, |max| high.min(max));
            for _ in 0..count(low, high, rng) {
                text.push(character(characters, rng));
            }
        }
        text
    }
}

fn character(of: &str, rng: &mut Rng) -> char {
    let characters: Vec<char> = of.chars().collect();
    *rng.pick(&characters)
}
