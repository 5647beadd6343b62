//! The source line of a finding, with values masked.
//!
//! What is shown is built from what is known to be harmless: punctuation of JSON and XML, white
//! space, `null` and names of the standard. Everything else becomes `…`, so that broken text cannot
//! bring a value to the screen.

pub(super) mod headers;
mod xml;

use std::collections::{HashSet, VecDeque};
use std::sync::OnceLock;

use vum::meta::{RecordMeta, ValueMeta};
use vum::{Position, Syntax};

use crate::screen::harmless;

/// A part of a source line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    /// Characters in front of the mark.
    pub(super) mark: usize,
    /// Characters under the mark.
    pub(super) width: usize,
}

/// Gives the source lines of the findings of a record. They must be asked for in ascending order:
/// the record is walked once, however many findings it has.
pub(super) struct Excerpts<'a> {
    text: &'a [u8],
    syntax: Syntax,
    show_values: bool,
    /// Whether something we do not have stands in front of the record on its line.
    is_inside: bool,
    at: usize,
    /// The last tokens on the line.
    recent: VecDeque<Token>,
    /// Whether tokens of the line, or text in front of it, are left out.
    is_cut: bool,
}

/// Tokens kept in front of a place: more than fit on a screen.
const KEPT: usize = 256;

impl<'a> Excerpts<'a> {
    /// `start` is the place of the first byte.
    pub(super) fn new(text: &'a [u8], syntax: Syntax, start: Position, show_values: bool) -> Self {
        let is_inside = start.column > 1;
        Self {
            text,
            syntax,
            show_values,
            is_inside,
            at: 0,
            recent: VecDeque::new(),
            is_cut: is_inside,
        }
    }

    /// The line around a byte, in so many columns. `None` when there is no text.
    pub(super) fn at(&mut self, offset: usize, room: usize) -> Option<Excerpt> {
        if self.text.is_empty() {
            return None;
        }
        Some(if self.show_values { self.shown(offset, room) } else { self.masked(offset, room) })
    }

    /// The token at a byte; `None` at the end.
    fn token(&self, start: usize) -> Option<Token> {
        match self.syntax {
            Syntax::Json => token(self.text, start),
            Syntax::Xml => xml::token(self.text, start),
        }
    }

    fn masked(&mut self, offset: usize, room: usize) -> Excerpt {
        while let Some(token) = self.token(self.at) {
            if token.end > offset || token.start >= offset {
                break;
            }
            self.at = token.end;
            if token.is_line_end(self.text) {
                self.recent.clear();
                self.is_cut = false;
            }
            if token.kind == Kind::LineEnd {
                continue;
            }
            if self.recent.len() == KEPT {
                self.recent.pop_front();
                self.is_cut = true;
            }
            self.recent.push_back(token);
        }
        let mut before = String::new();
        for token in &self.recent {
            token.show(self.text, &mut before);
        }
        let (mut marked, mut after) = (String::new(), String::new());
        let mut at = self.at;
        if let Some(first) = self.token(at) {
            if first.kind != Kind::LineEnd {
                first.show(self.text, &mut marked);
                at = first.end;
            }
            if !first.is_line_end(self.text) {
                after = self.rest(at, room);
            }
        }
        cut(&before, &marked, &after, self.is_cut, room)
    }

    /// The masked line from a token on, as far as it is needed.
    fn rest(&self, from: usize, room: usize) -> String {
        let (mut at, mut rest) = (from, String::new());
        // A character has four bytes at most.
        while rest.len() < 4 * room {
            match self.token(at) {
                Some(token) if token.kind != Kind::LineEnd => {
                    token.show(self.text, &mut rest);
                    at = token.end;
                    if token.is_line_end(self.text) {
                        break;
                    }
                }
                _ => break,
            }
        }
        rest
    }

    /// The line as it is, made harmless.
    fn shown(&self, offset: usize, room: usize) -> Excerpt {
        let text = self.text;
        let offset = offset.min(text.len());
        // Four bytes a character are enough to fill the room.
        let from = offset.saturating_sub(4 * room);
        let window = text.get(from..offset).unwrap_or_default();
        let newline = window.iter().rposition(|byte| *byte == b'\n');
        let start = newline.map_or(from, |at| from + at + 1);
        let is_cut = newline.is_none() && (from > 0 || self.is_inside);
        let end = offset.saturating_add(4 * room).min(text.len());
        let window = text.get(offset..end).unwrap_or_default();
        let newline = window.iter().position(|byte| *byte == b'\n');
        let end = newline.map_or(end, |at| offset + at);
        let marked = self.token(offset).map_or(offset, |token| token.end).min(end);
        let part = |range: std::ops::Range<usize>| {
            let bytes = text.get(range).unwrap_or_default();
            let text = String::from_utf8_lossy(bytes);
            harmless(text.trim_end_matches('\r'))
        };
        cut(&part(start..offset), &part(offset..marked), &part(marked..end), is_cut, room)
    }
}

/// How far a better place to cut is looked for.
const SEARCHED: usize = 32;

/// Fits a line in the room, with `…` where something is left out.
fn cut(before: &str, marked: &str, after: &str, is_cut: bool, room: usize) -> Excerpt {
    let mut before: Vec<char> = before.chars().collect();
    let marked: Vec<char> = marked.chars().collect();
    let after: Vec<char> = after.chars().collect();
    // What stands behind the place gets a third of the room at least, if it needs that.
    let behind = (marked.len() + after.len()).min(room / 3 + 1);
    let ahead = room.saturating_sub(behind + 1);
    let mut is_cut = is_cut;
    if before.len() > ahead {
        before.drain(..before.len() - ahead);
        // A name that is cut in two reads badly.
        let end = before.iter().take(SEARCHED).position(|c| matches!(c, ',' | '{' | '['));
        before.drain(..end.map_or(0, |at| at + 1));
        let spaces = before.iter().take_while(|c| **c == ' ').count();
        before.drain(..spaces);
        is_cut = true;
    }
    let mut line = String::new();
    if is_cut {
        line.push('…');
    }
    line.extend(&before);
    let mark = before.len() + usize::from(is_cut);
    let left = room.saturating_sub(mark + 1).max(1);
    let width = marked.len().clamp(1, left);
    let mut rest = marked.iter().chain(&after);
    line.extend(rest.by_ref().take(left));
    if rest.next().is_some() {
        line.push('…');
    }
    Excerpt { line: line.trim_end().to_owned(), mark, width }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Space,
    LineEnd,
    Mark,
    Text,
    /// Anything else: numbers, words, rubbish.
    Other,
    /// A tag, or what looks like one, in XML.
    Tag,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// The token at a byte; `None` at the end. It does not have to be JSON.
fn token(text: &[u8], start: usize) -> Option<Token> {
    let first = *text.get(start)?;
    let rest = text.get(start + 1..).unwrap_or_default();
    let run = |is: &dyn Fn(u8) -> bool| rest.iter().take_while(|byte| is(**byte)).count();
    let (kind, more) = match first {
        b'\n' => (Kind::LineEnd, 0),
        b'"' => (Kind::Text, text_end(rest)),
        byte if is_mark(byte) => (Kind::Mark, 0),
        byte if is_space(byte) => (Kind::Space, run(&is_space)),
        _ => {
            let other = |it: u8| !is_mark(it) && !is_space(it) && it != b'\n' && it != b'"';
            (Kind::Other, run(&other))
        }
    };
    Some(Token { start, end: start + 1 + more, kind })
}

/// Bytes up to and with the closing quote; all when there is none.
fn text_end(rest: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

impl Token {
    fn bytes<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether a line ends with it or in it.
    fn is_line_end(&self, text: &[u8]) -> bool {
        match self.kind {
            Kind::LineEnd => true,
            Kind::Text | Kind::Tag => self.bytes(text).contains(&b'\n'),
            _ => false,
        }
    }

    fn show(&self, text: &[u8], into: &mut String) {
        let bytes = self.bytes(text);
        match self.kind {
            Kind::LineEnd => {}
            Kind::Space => {
                let columns = bytes.iter().filter(|byte| **byte != b'\r').count();
                into.extend(std::iter::repeat_n(' ', columns.min(KEPT)));
            }
            Kind::Mark => into.extend(bytes.iter().map(|byte| char::from(*byte))),
            Kind::Other if bytes == b"null" => into.push_str("null"),
            Kind::Other => into.push('…'),
            Kind::Tag => xml::show(bytes, into),
            Kind::Text => match self.known_name(text) {
                Some(name) => {
                    into.push('"');
                    into.push_str(name);
                    into.push('"');
                }
                None => into.push_str("\"…\""),
            },
        }
    }

    /// The name, when it is one of the standard and stands where a name stands.
    fn known_name(&self, text: &[u8]) -> Option<&'static str> {
        let inner = self.bytes(text).strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        let name = names().get(inner)?;
        let mut behind = text.get(self.end..)?.iter();
        let next = behind.find(|byte| !is_space(**byte) && **byte != b'\n');
        (next == Some(&b':')).then_some(*name)
    }
}

/// Every name in JSON that a release has for an attribute.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names::default();
        let mut seen = HashSet::new();
        for message in vum::messages().chain(vum::bodies()) {
            names.collect(message.root, &mut seen);
        }
        names
    })
}

#[derive(Default)]
struct Names(HashSet<&'static str>);

impl Names {
    fn get(&self, name: &[u8]) -> Option<&&'static str> {
        self.0.get(std::str::from_utf8(name).ok()?)
    }

    /// The names of elements.
    fn collect_tags(&mut self, record: &'static RecordMeta, seen: &mut HashSet<*const RecordMeta>) {
        if !seen.insert(record) {
            return;
        }
        for attribute in record.attributes {
            self.0.insert(attribute.tag);
            if let ValueMeta::Record(record) = attribute.value {
                self.collect_tags(record, seen);
            }
        }
    }

    fn collect(&mut self, record: &'static RecordMeta, seen: &mut HashSet<*const RecordMeta>) {
        if !seen.insert(record) {
            return;
        }
        self.0.extend(record.absent.iter().map(|absent| absent.name));
        for attribute in record.attributes {
            self.0.insert(attribute.name);
            if let ValueMeta::Record(record) = attribute.value {
                self.collect(record, seen);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Position = Position { line: 1, column: 1 };

    fn mask(text: &str, offset: usize) -> Excerpt {
        Excerpts::new(text.as_bytes(), Syntax::Json, START, false).at(offset, 60).unwrap()
    }

    #[test]
    fn values_and_unknown_names_are_masked_and_known_names_are_not() {
        let text = r#"{"postcode": "1234AB", "geheim": [12, true, null]}"#;
        let excerpt = mask(text, text.find("\"1234").unwrap());
        assert_eq!(excerpt.line, r#"{"postcode": "…", "…": […, …, null]}"#);
        assert_eq!((excerpt.mark, excerpt.width), (13, 3));
    }

    #[test]
    fn a_known_name_as_a_value_is_masked() {
        assert_eq!(mask(r#"{"straat": "straatnaam"}"#, 1).line, r#"{"…": "…"}"#);
    }

    #[test]
    fn only_the_line_of_the_place_is_shown() {
        let text = "{\n  \"postcode\": \"geheim\",\n  \"huisnummer\": 12\n}";
        let mut excerpts = Excerpts::new(text.as_bytes(), Syntax::Json, START, false);
        let first = excerpts.at(text.find("\"geheim").unwrap(), 60).unwrap();
        assert_eq!((first.line.as_str(), first.mark), (r#"  "postcode": "…","#, 14));
        let second = excerpts.at(text.find("12").unwrap(), 60).unwrap();
        assert_eq!(
            (second.line.as_str(), second.mark, second.width),
            (r#"  "huisnummer": …"#, 16, 1)
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("[{}7{}]", "1,".repeat(5_000), ",1".repeat(5_000));
        let excerpt = mask(&text, text.find('7').unwrap());
        assert!(excerpt.line.starts_with("……,…"), "{excerpt:?}");
        assert!(excerpt.line.chars().count() <= 60, "{excerpt:?}");
        assert_eq!(excerpt.line.chars().nth(excerpt.mark), Some('…'));
    }

    #[test]
    fn nothing_of_broken_json_is_shown() {
        for text in [
            r#"{"naam": "geheim, "straatnaam": geheim geheim"}"#,
            "{\"naam: geheim, postcode: 'geheim'}",
            "geheim",
            "{\"a\": \"gehe\nim geheim\", geheim}",
            "\u{feff}{geheim: \"geheim\\\"geheim}",
            "{'geheim'\u{a0}: geheim\u{2028}geheim}",
        ] {
            let mut excerpts = Excerpts::new(text.as_bytes(), Syntax::Json, START, false);
            for offset in 0..text.len() + 2 {
                let excerpt = excerpts.at(offset, 200).unwrap();
                for part in ["geheim", "gehe", "im"] {
                    assert!(!excerpt.line.contains(part), "{text} {offset}: {excerpt:?}");
                }
            }
        }
    }

    #[test]
    fn shown_values_cannot_steer_the_terminal() {
        let text = "{\"postcode\": \"\u{1b}[2J\u{202e}é\"}";
        let mut excerpts = Excerpts::new(text.as_bytes(), Syntax::Json, START, true);
        let excerpt = excerpts.at(13, 90).unwrap();
        assert_eq!(excerpt.line, r#"{"postcode": "\u{1b}[2J\u{202e}é"}"#);
        assert_eq!((excerpt.mark, excerpt.width), (13, 20));
    }

    #[test]
    fn the_mark_stands_on_the_line_for_every_offset() {
        let text = "{\"a\": \"é\n\n\", \"b\": [1, \r\n 2]}\u{fffd}x\"";
        for show in [false, true] {
            let mut excerpts = Excerpts::new(text.as_bytes(), Syntax::Json, START, show);
            for offset in 0..text.len() + 3 {
                for room in [8, 9, 40] {
                    let excerpt = excerpts.at(offset, room).unwrap();
                    assert!(excerpt.line.chars().count() <= room, "{offset} {room} {excerpt:?}");
                    assert!(
                        excerpt.mark + excerpt.width <= room + 1,
                        "{offset} {room} {excerpt:?}"
                    );
                }
            }
        }
    }
}
