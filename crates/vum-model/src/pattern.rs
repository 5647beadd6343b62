//! Patterns: the subset of regular expressions that JSON Schema, XSD and Rust read alike.
//!
//! A pattern is anchored (`^…$`) and holds literals, `.`, classes of written-out ASCII ranges
//! (`[a-z0-9_.-]`), groups with alternatives (`(ab|c)`) and the quantifiers `?`, `*`, `+`, `{n}`,
//! `{n,}` and `{n,m}` with bounds up to 1000. No look-around, back-references, flags, `\d` or
//! `\b`: those differ from engine to engine. A repetition without bound may not stand inside
//! another repetition, so that no engine can be made to search for ages.

use std::collections::BTreeSet;
use std::ops::Range;

/// Greatest bound of a quantifier.
const MAX_REPEAT: u32 = 1000;
/// Groups may be nested this deep.
const MAX_DEPTH: usize = 16;
/// Characters that need a `\` in front of them to stand for themselves.
const META: &str = r"\^$.|?*+()[]{}";

/// A pattern that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What stands between `^` and `$`.
    pub root: Node,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One character that stands for itself.
    Literal(char),
    /// `.`: any character but a line end.
    Any,
    /// One character of inclusive ranges.
    Class(Vec<(char, char)>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of several.
    Either(Vec<Node>),
    /// Repeated.
    Repeat {
        /// What.
        node: Box<Node>,
        /// At least.
        min: u32,
        /// At most; `None` is without bound.
        max: Option<u32>,
    },
}

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Whether the pattern is well-formed elsewhere, but outside the subset.
    pub is_unsafe: bool,
    /// What is wrong.
    pub message: String,
    /// The bytes of the pattern it is about.
    pub span: Range<usize>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is not well-formed or not in the subset.
    ///
    /// ```
    /// use vum_model::Pattern;
    /// let pattern = Pattern::parse("^[0-9]{4}[A-Z]{2}$").unwrap();
    /// assert!(pattern.accepts("1234AB") && !pattern.accepts("1234ab") && !pattern.accepts_empty());
    /// assert!(Pattern::parse(r"^\d+$").unwrap_err().is_unsafe);
    /// ```
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let mut parser = Parser { text, at: 0 };
        if !parser.take('^') {
            return Err(parser.refuse(0..first_len(text), "a pattern starts with `^`"));
        }
        let root = parser.either(0)?;
        if !parser.take('$') {
            let rest = parser.at..text.len();
            return Err(match parser.peek() {
                Some(')') => parser.wrong(one(parser.at), "`)` without `(`"),
                _ => parser.refuse(rest, "a pattern ends with `$`"),
            });
        }
        if parser.at < text.len() {
            return Err(parser.refuse(parser.at..text.len(), "nothing can follow `$`"));
        }
        Ok(Self { root })
    }

    /// Whether the empty text fits.
    #[must_use]
    pub fn accepts_empty(&self) -> bool {
        nullable(&self.root)
    }

    /// Whether the text fits, from its first to its last character.
    #[must_use]
    pub fn accepts(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        ends(&self.root, &chars, &BTreeSet::from([0])).contains(&chars.len())
    }
}

fn nullable(node: &Node) -> bool {
    match node {
        Node::Literal(_) | Node::Any | Node::Class(_) => false,
        Node::Sequence(nodes) => nodes.iter().all(nullable),
        Node::Either(nodes) => nodes.iter().any(nullable),
        Node::Repeat { node, min, .. } => *min == 0 || nullable(node),
    }
}

/// The positions behind a match that starts at one of the given positions.
fn ends(node: &Node, chars: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    let step = |fits: &dyn Fn(char) -> bool| {
        let one = |at: &usize| chars.get(*at).is_some_and(|c| fits(*c)).then_some(at + 1);
        starts.iter().filter_map(one).collect()
    };
    match node {
        Node::Literal(literal) => step(&|c| c == *literal),
        Node::Any => step(&|c| !matches!(c, '\n' | '\r')),
        Node::Class(ranges) => {
            step(&|c| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)))
        }
        Node::Sequence(nodes) => {
            nodes.iter().fold(starts.clone(), |starts, node| ends(node, chars, &starts))
        }
        Node::Either(nodes) => nodes.iter().flat_map(|node| ends(node, chars, starts)).collect(),
        Node::Repeat { node, min, max } => {
            let mut reached = starts.clone();
            for _ in 0..*min {
                reached = ends(node, chars, &reached);
                if reached.is_empty() {
                    return reached;
                }
            }
            let mut fresh = reached.clone();
            let mut left = max.map(|max| max.saturating_sub(*min));
            while !fresh.is_empty() && left != Some(0) {
                fresh = ends(node, chars, &fresh).difference(&reached).copied().collect();
                reached.extend(&fresh);
                left = left.map(|left| left - 1);
            }
            reached
        }
    }
}

fn unbounded(node: &Node) -> bool {
    match node {
        Node::Literal(_) | Node::Any | Node::Class(_) => false,
        Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().any(unbounded),
        Node::Repeat { node, max, .. } => max.is_none() || unbounded(node),
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn one(at: usize) -> Range<usize> {
    at..at + 1
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn wrong(&self, span: Range<usize>, message: impl Into<String>) -> PatternError {
        let end = span.end.min(self.text.len());
        PatternError { is_unsafe: false, message: message.into(), span: span.start.min(end)..end }
    }

    fn refuse(&self, span: Range<usize>, message: impl Into<String>) -> PatternError {
        PatternError { is_unsafe: true, ..self.wrong(span, message) }
    }

    fn either(&mut self, depth: usize) -> Result<Node, PatternError> {
        let start = self.at;
        let mut branches = vec![self.sequence(depth)?];
        while self.take('|') {
            branches.push(self.sequence(depth)?);
        }
        if branches.len() == 1 {
            return Ok(branches.pop().unwrap_or(Node::Sequence(Vec::new())));
        }
        if depth == 0 {
            // `^a|b$` means "starts with a, or ends with b" elsewhere.
            return Err(self.refuse(start..self.at, "alternatives need a group: `^(a|b)$`"));
        }
        Ok(Node::Either(branches))
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '$' | '|' | ')') {
                break;
            }
            let start = self.at;
            let node = self.atom(depth)?;
            nodes.push(self.quantified(node, start)?);
        }
        Ok(if nodes.len() == 1 {
            nodes.pop().unwrap_or(Node::Sequence(Vec::new()))
        } else {
            Node::Sequence(nodes)
        })
    }

    fn atom(&mut self, depth: usize) -> Result<Node, PatternError> {
        let start = self.at;
        match self.next() {
            Some('.') => Ok(Node::Any),
            Some('[') => self.class(start),
            Some('(') => {
                if self.peek() == Some('?') {
                    return Err(self.refuse(start..self.at + 1, "`(?` is not in the subset"));
                }
                if depth >= MAX_DEPTH {
                    return Err(self.refuse(one(start), "groups are nested too deep"));
                }
                let node = self.either(depth + 1)?;
                if !self.take(')') {
                    return Err(self.wrong(one(start), "`(` without `)`"));
                }
                Ok(node)
            }
            Some('\\') => self.escape(start).map(Node::Literal),
            Some(c @ ('?' | '*' | '+' | '{')) => {
                Err(self.wrong(one(start), format!("`{c}` has nothing to repeat")))
            }
            Some(c @ ('}' | ']')) => {
                Err(self.wrong(one(start), format!("write `\\{c}` for the character itself")))
            }
            Some('^') => Err(self.refuse(one(start), "`^` stands only at the start")),
            Some(c) if c.is_control() => {
                Err(self.refuse(start..self.at, "a control character cannot be in a pattern"))
            }
            Some(c) => Ok(Node::Literal(c)),
            None => Err(self.wrong(start..start, "the pattern stops here")),
        }
    }

    /// What a `\` stands for; only itself-escapes are in the subset.
    fn escape(&mut self, start: usize) -> Result<char, PatternError> {
        match self.next() {
            Some(c) if META.contains(c) || c == '-' => Ok(c),
            Some(c) if c.is_ascii_digit() && c != '0' => {
                Err(self.refuse(start..self.at, "back-references are not in the subset"))
            }
            Some(c) => Err(self.refuse(
                start..self.at,
                format!("`\\{c}` is not in the subset; write the characters out, such as `[0-9]`"),
            )),
            None => Err(self.wrong(one(start), "`\\` needs a character behind it")),
        }
    }

    fn class(&mut self, start: usize) -> Result<Node, PatternError> {
        if self.peek() == Some('^') {
            return Err(self.refuse(
                start..self.at + 1,
                "write the characters of a class out; `[^` is not in the subset",
            ));
        }
        let mut ranges = Vec::new();
        loop {
            let here = self.at;
            let from = match self.peek() {
                None => return Err(self.wrong(one(start), "`[` without `]`")),
                Some(']') => {
                    self.next();
                    break;
                }
                Some(_) => self.class_char()?,
            };
            // A `-` at the end of a class is itself.
            if self.rest().starts_with('-') && !self.rest().starts_with("-]") {
                self.next();
                if self.peek().is_none() {
                    return Err(self.wrong(one(start), "`[` without `]`"));
                }
                let to = self.class_char()?;
                if from > to {
                    return Err(self.wrong(here..self.at, "the range runs backwards"));
                }
                ranges.push((from, to));
            } else {
                ranges.push((from, from));
            }
        }
        if ranges.is_empty() {
            return Err(self.wrong(start..self.at, "the class is empty"));
        }
        Ok(Node::Class(ranges))
    }

    fn class_char(&mut self) -> Result<char, PatternError> {
        let start = self.at;
        match self.next() {
            Some('\\') => self.escape(start),
            Some('[') => Err(self.refuse(one(start), "write `\\[` for the character itself")),
            Some('&') if self.peek() == Some('&') => {
                Err(self
                    .refuse(start..self.at + 1, "`&&` means different things in different engines"))
            }
            Some(c) if c.is_ascii() && !c.is_ascii_control() => Ok(c),
            Some(_) => Err(self.refuse(start..self.at, "classes hold ASCII only")),
            None => Err(self.wrong(start..start, "the pattern stops here")),
        }
    }

    fn quantified(&mut self, node: Node, start: usize) -> Result<Node, PatternError> {
        let here = self.at;
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.bounds()?,
            _ => return Ok(node),
        };
        if self.at == here {
            self.next();
        }
        if matches!(self.peek(), Some('?' | '*' | '+' | '{')) {
            return Err(self.refuse(here..self.at + 1, "one quantifier at a time"));
        }
        if unbounded(&node) && max != Some(1) {
            return Err(
                self.refuse(start..self.at, "a repetition without bound inside a repetition")
            );
        }
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }

    fn bounds(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        let start = self.at;
        let length =
            self.rest().find('}').ok_or_else(|| self.wrong(one(start), "`{` without `}`"))?;
        let span = start..start + length + 1;
        let inner = self.text.get(start + 1..start + length).unwrap_or_default().to_owned();
        let number = |text: &str| {
            let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| text.parse::<u32>().unwrap_or(u32::MAX))
        };
        let bounds = match inner.split_once(',') {
            None => number(&inner).map(|n| (n, Some(n))),
            Some((min, "")) => number(min).map(|min| (min, None)),
            Some((min, max)) => number(min).zip(number(max)).map(|(min, max)| (min, Some(max))),
        };
        let (min, max) =
            bounds.ok_or_else(|| self.wrong(span.clone(), "write `{n}`, `{n,}` or `{n,m}`"))?;
        if max.is_some_and(|max| max < min) {
            return Err(self.wrong(span, "the least number is greater than the most"));
        }
        if min.max(max.unwrap_or(0)) > MAX_REPEAT {
            return Err(self.refuse(span, format!("at most {MAX_REPEAT} repetitions")));
        }
        self.at = span.end;
        Ok((min, max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_the_subset_judge_texts() {
        for (pattern, good, bad) in [
            ("^[a-zA-Z0-9_.-]{0,200}$", &["", "a.b-c_1"][..], &["a b", "é"][..]),
            ("^[0-9]{4}[A-Z]{2}$", &["1234AB"], &["", "1234A", "1234ABC"]),
            ("^(ab|c)+d?$", &["ab", "cabd"], &["", "d", "abdd"]),
            (r"^\.\-x.$", &[".-xy"], &["--xy", ".-x"]),
            ("^$", &[""], &["a"]),
            ("^a{2,}$", &["aa", "aaaa"], &["a"]),
            ("^(a{0,3}){2}$", &["", "aaaaaa"], &["aaaaaaa"]),
        ] {
            let parsed = Pattern::parse(pattern).unwrap();
            for text in good {
                assert!(parsed.accepts(text), "{pattern} should accept {text:?}");
            }
            for text in bad {
                assert!(!parsed.accepts(text), "{pattern} should not accept {text:?}");
            }
            assert_eq!(parsed.accepts_empty(), parsed.accepts(""), "{pattern}");
        }
    }

    #[test]
    fn what_is_not_in_the_subset_is_refused_with_its_place() {
        for (pattern, is_unsafe, span) in [
            ("abc$", true, 0..1),
            ("^abc", true, 4..4),
            ("^a|b$", true, 1..4),
            (r"^\d$", true, 1..3),
            (r"^\b$", true, 1..3),
            (r"^(a)\1$", true, 4..6),
            ("^(?=a)$", true, 1..3),
            ("^[^a]$", true, 1..3),
            ("^a*?$", true, 2..4),
            ("^(a+)*$", true, 1..6),
            ("^a{1001}$", true, 2..8),
            ("^a$b$", true, 3..5),
            ("^[a$", false, 1..2),
            ("^[]$", false, 1..3),
            ("^[z-a]$", false, 2..5),
            ("^(a$", false, 1..2),
            ("^a)$", false, 2..3),
            ("^a{x}$", false, 2..5),
            ("^a{3,2}$", false, 2..7),
            ("^*$", false, 1..2),
            ("^a\\", false, 2..3),
            ("", true, 0..0),
        ] {
            let error = Pattern::parse(pattern).unwrap_err();
            assert_eq!((error.is_unsafe, &error.span), (is_unsafe, &span), "{pattern}: {error:?}");
        }
    }
}
