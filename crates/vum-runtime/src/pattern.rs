//! Patterns of the standard, matched over the whole text.

use std::sync::OnceLock;

/// A pattern of the standard: anchored, without look-around or flags.
///
/// It is compiled when it is first used. Most patterns of the standard are a row of character
/// classes with a count (`^[0-9]{4}[a-zA-Z]{2}$`): those are matched directly. Every other
/// pattern goes to `regex-lite`, whose time is linear in the text.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Compiled>,
}

#[derive(Debug)]
enum Compiled {
    Row(Vec<Step>),
    Regex(regex_lite::Regex),
    /// Not a pattern at all; the generator refuses those, so that this is never met. Nothing
    /// matches it: an error in the standard must not let every value pass.
    Broken,
}

/// So many characters of a class.
#[derive(Debug)]
struct Step {
    class: [bool; 128],
    min: usize,
    max: usize,
}

impl Pattern {
    /// A pattern as the standard has it, such as `^[a-z]{3}$`.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// The text of the pattern.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.source
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        match self.compiled.get_or_init(|| Compiled::new(self.source)) {
            Compiled::Row(steps) => row_matches(steps, text.as_bytes()),
            Compiled::Regex(regex) => regex.is_match(text),
            Compiled::Broken => false,
        }
    }
}

impl Compiled {
    fn new(source: &str) -> Self {
        if let Some(steps) = row(source) {
            return Self::Row(steps);
        }
        match regex_lite::Regex::new(source) {
            Ok(regex) => Self::Regex(regex),
            Err(_) => Self::Broken,
        }
    }
}

/// Greedy matching is exact here because [`row`] accepts a pattern only if no character can
/// belong to both a step of variable length and the steps behind it.
fn row_matches(steps: &[Step], text: &[u8]) -> bool {
    let mut rest = text;
    for step in steps {
        let taken = rest
            .iter()
            .take(step.max)
            .take_while(|byte| step.class.get(usize::from(**byte)).is_some_and(|is| *is))
            .count();
        if taken < step.min {
            return false;
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    rest.is_empty()
}

/// The pattern as a row of counted ASCII classes, when it is one and greedy matching is exact.
fn row(source: &str) -> Option<Vec<Step>> {
    let mut rest = source.strip_prefix('^')?.strip_suffix('$')?.as_bytes();
    let mut steps: Vec<Step> = Vec::new();
    while let [first, tail @ ..] = rest {
        let mut class = [false; 128];
        rest = match first {
            b'[' => {
                let end = tail.iter().position(|b| *b == b']')?;
                fill_class(&mut class, tail.get(..end)?)?;
                tail.get(end + 1..)?
            }
            b if b.is_ascii_alphanumeric() || b" _-/:,".contains(b) => {
                *class.get_mut(usize::from(*b))? = true;
                tail
            }
            _ => return None,
        };
        let (min, max, tail) = count(rest)?;
        rest = tail;
        steps.push(Step { class, min, max });
    }
    let exact = steps.iter().enumerate().all(|(at, step)| {
        step.min == step.max
            || steps
                .iter()
                .skip(at + 1)
                .all(|later| !step.class.iter().zip(&later.class).any(|(a, b)| *a && *b))
    });
    exact.then_some(steps)
}

fn fill_class(class: &mut [bool; 128], inner: &[u8]) -> Option<()> {
    let mut rest = inner;
    if rest.is_empty() || rest.first() == Some(&b'^') || rest.contains(&b'\\') {
        return None;
    }
    while let [from, tail @ ..] = rest {
        let (to, tail) = match tail {
            [b'-', to, tail @ ..] => (to, tail),
            _ => (from, tail),
        };
        if from > to || !to.is_ascii() {
            return None;
        }
        for byte in *from..=*to {
            *class.get_mut(usize::from(byte))? = true;
        }
        rest = tail;
    }
    Some(())
}

/// Reads a quantifier: the counts and what follows.
fn count(rest: &[u8]) -> Option<(usize, usize, &[u8])> {
    match rest {
        [b'?', tail @ ..] => Some((0, 1, tail)),
        [b'*', tail @ ..] => Some((0, usize::MAX, tail)),
        [b'+', tail @ ..] => Some((1, usize::MAX, tail)),
        [b'{', tail @ ..] => {
            let end = tail.iter().position(|b| *b == b'}')?;
            let inner = std::str::from_utf8(tail.get(..end)?).ok()?;
            let (min, max) = match inner.split_once(',') {
                None => (inner.parse().ok()?, inner.parse().ok()?),
                Some((min, "")) => (min.parse().ok()?, usize::MAX),
                Some((min, max)) => (min.parse().ok()?, max.parse().ok()?),
            };
            Some((min, max, tail.get(end + 1..)?))
        }
        _ => Some((1, 1, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, row};

    const ROWS: [&str; 7] = [
        "^[0-9]{4}[a-zA-Z]{2}$",
        "^[a-zA-Z0-9_.-]{0,200}$",
        "^[a-zA-Z0-9_.-]{0,500}$",
        "^[0-9]+$",
        "^[a-z]{3}$",
        "^[0-9]{1,10}$",
        "^[0-9]{8}$",
    ];

    #[test]
    fn every_pattern_of_the_contracts_is_a_row() {
        for pattern in ROWS {
            assert!(row(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn rows_and_regex_agree() {
        let texts = [
            "",
            "1234AB",
            "1234ab",
            "123AB",
            "12345AB",
            "1234AB\n",
            "abc",
            "ab",
            "abcd",
            "12345678",
            "a-b_c.9",
            "é",
            "1234ÀB",
            "0",
            "12345678901",
            " 1234AB",
        ];
        for source in ROWS {
            let pattern = Pattern::new(source);
            let regex = regex_lite::Regex::new(source).unwrap();
            for text in texts {
                assert_eq!(pattern.matches(text), regex.is_match(text), "{source} on {text:?}");
            }
            let long = "9".repeat(501);
            assert_eq!(pattern.matches(&long), regex.is_match(&long));
        }
    }

    #[test]
    fn what_needs_backtracking_goes_to_the_regex() {
        assert!(row("^[a-z]*a$").is_none());
        let pattern = Pattern::new("^[a-z]*a$");
        assert!(pattern.matches("bba"));
        assert!(!pattern.matches("bab"));
        let pattern = Pattern::new("^(ab|cd)+$");
        assert!(pattern.matches("abcdab"));
        assert!(!pattern.matches("abc"));
    }

    #[test]
    fn a_broken_pattern_matches_nothing() {
        assert!(!Pattern::new("^(($").matches("("));
    }
}
