//! Texts by their form: from a pattern, and whether a text satisfies a form.

use vum_model::{Pattern, PatternNode, TextForm};

use crate::rng::Rng;

/// A repetition without bound is made at most this many times longer than it has to be.
const SPARE: u32 = 6;
/// How often a text is tried before its form is given up.
const ATTEMPTS: usize = 64;

/// The form of a text, ready for use.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) min: usize,
    /// `usize::MAX` when there is none.
    pub(crate) max: usize,
    pub(crate) pattern: Option<Pattern>,
    /// A text of the pattern that satisfies the lengths too.
    example: String,
}

impl Form {
    /// Makes a form ready. `None` when no text satisfies it.
    pub(crate) fn new(form: &TextForm) -> Option<Self> {
        let size = |limit: u32| usize::try_from(limit).unwrap_or(usize::MAX);
        let mut ready = Self {
            min: form.min_length.map_or(0, size),
            max: form.max_length.map_or(usize::MAX, size),
            pattern: match &form.pattern {
                Some(pattern) => Some(Pattern::parse(pattern).ok()?),
                None => None,
            },
            example: String::new(),
        };
        if ready.pattern.is_some() {
            let mut rng = Rng::of_record(0, 0);
            ready.example = (0..ATTEMPTS).find_map(|_| ready.attempt(&mut rng))?;
        } else if ready.max < ready.min.max(1) {
            return None;
        }
        Some(ready)
    }

    /// Whether a text satisfies it; an empty one never does, because it counts as absent.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        let length = text.chars().count();
        let sized = length >= self.min.max(1) && length <= self.max;
        sized && self.pattern.as_ref().is_none_or(|pattern| pattern.accepts(text))
    }

    /// Writes a text of the pattern.
    pub(crate) fn write(&self, rng: &mut Rng, out: &mut String) {
        let found = (0..3).find_map(|_| self.attempt(rng));
        out.push_str(found.as_ref().unwrap_or(&self.example));
    }

    /// Makes a text short or long enough.
    pub(crate) fn fit(&self, text: &mut String) {
        if text.len() > self.max
            && let Some((end, _)) = text.char_indices().nth(self.max)
        {
            text.truncate(end);
            let kept = text.trim_end().len();
            text.truncate(kept);
        }
        let least = self.min.max(1);
        if text.len() < least * 4 {
            let missing = least.saturating_sub(text.chars().count());
            text.extend(std::iter::repeat_n('x', missing));
        }
    }

    fn attempt(&self, rng: &mut Rng) -> Option<String> {
        let mut text = String::new();
        walk(&self.pattern.as_ref()?.root, rng, &mut text);
        let length = text.chars().count();
        (length >= self.min.max(1) && length <= self.max).then_some(text)
    }
}

fn walk(node: &PatternNode, rng: &mut Rng, out: &mut String) {
    match node {
        PatternNode::Literal(c) => out.push(*c),
        PatternNode::Any => out.push('x'),
        PatternNode::Class(ranges) => {
            let (from, to) = rng.pick(ranges);
            let code = rng.between(i64::from(u32::from(from)), i64::from(u32::from(to)));
            out.push(u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(from));
        }
        PatternNode::Sequence(nodes) => nodes.iter().for_each(|node| walk(node, rng, out)),
        PatternNode::Either(nodes) => {
            let place = rng.place(nodes.len());
            nodes.iter().skip(place).take(1).for_each(|node| walk(node, rng, out));
        }
        PatternNode::Repeat { node, min, max } => {
            let most = max.unwrap_or(u32::MAX).min(min.saturating_add(SPARE));
            for _ in 0..rng.between(i64::from(*min), i64::from(most)) {
                walk(node, rng, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use vum_model::TextForm;

    use super::Form;
    use crate::rng::Rng;

    fn form(pattern: &str, min: Option<u32>, max: Option<u32>) -> Option<Form> {
        let pattern = (!pattern.is_empty()).then(|| pattern.to_owned());
        Form::new(&TextForm { min_length: min, max_length: max, pattern })
    }

    #[test]
    fn texts_of_a_pattern_satisfy_it() {
        let mut rng = Rng::of_record(7, 7);
        for (pattern, min, max) in [
            ("^[0-9]{4}[a-zA-Z]{2}$", None, None),
            ("^[a-zA-Z0-9_.-]{0,200}$", None, None),
            ("^(ab|c[.]d)+e?$", Some(4), Some(6)),
            ("^https://x[.]nl/[0-9A-F]{10}$", None, Some(30)),
        ] {
            let form = form(pattern, min, max).unwrap();
            for _ in 0..200 {
                let mut text = String::new();
                form.write(&mut rng, &mut text);
                assert!(form.accepts(&text), "{pattern} {text}");
            }
        }
    }

    #[test]
    fn what_nothing_satisfies_is_told() {
        assert!(form("^[0-9]{4}$", Some(5), None).is_none());
        assert!(form("", Some(5), Some(4)).is_none());
        assert!(form("", None, Some(0)).is_none());
        assert!(form("^(", None, None).is_none());
    }

    #[test]
    fn lengths_count_characters() {
        let form = form("", Some(3), Some(5)).unwrap();
        for (text, expected) in
            [("é", "éxx"), ("Zeeëgel", "Zeeëg"), ("één op", "één o"), ("één twee", "één t")]
        {
            let mut text = text.to_owned();
            form.fit(&mut text);
            assert_eq!(text, expected);
        }
    }
}
