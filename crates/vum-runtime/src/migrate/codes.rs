//! Codes of one list as codes of another: tables that the user supplies.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::io::{self, BufRead};

use crate::lines::{LineFault, LineLimits, lines};
use crate::rule::{Language, Texts};

/// More than any table between lists of the standard can have.
const LIMITS: LineLimits = LineLimits { bytes: 4096, lines: 1_000_000 };

/// Codes of one list as codes of another, such as those of BO&C (`CdBeroepsnaam`) as those of
/// CompetentNL.
///
/// No such table is part of the standard, and none is guessed: who migrates supplies it. It counts
/// in one direction; the way back needs rows of its own.
///
/// ```
/// use vum_runtime::migrate::CodeMap;
/// let table = "list;from;to\nCdBeroepsnaam;12345;https://example.org/occupation/1\n";
/// let codes = CodeMap::read(table.as_bytes())?;
/// assert_eq!(codes.get("CdBeroepsnaam", "12345"), Some("https://example.org/occupation/1"));
/// assert_eq!(codes.get("CdBeroepsnaam", "1"), None);
/// # Ok::<(), vum_runtime::migrate::CodeMapError>(())
/// ```
#[derive(Clone, Default)]
pub struct CodeMap {
    lists: HashMap<Box<str>, HashMap<Box<str>, Box<str>>>,
    length: usize,
}

impl CodeMap {
    /// A table without codes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a table from CSV in UTF-8: `list;from;to` on each line. `list` is the id of the list that
    /// `from` is a code of, such as `CdBeroepsnaam`; `to` is a code of the list that takes its place.
    ///
    /// A first line with those names, a byte order mark, empty lines, lines that begin with `#` and
    /// both kinds of line end are fine; there are no quotes. A code can stand in it twice with the
    /// same `to` only. A line has at most 4,096 bytes and a table at most 1,000,000 lines.
    ///
    /// # Errors
    /// When it cannot be read, or at the first line that is not as above.
    pub fn read(mut input: impl BufRead) -> Result<Self, CodeMapError> {
        let mut table = Self::new();
        let read = lines(&mut input, &LIMITS, |number, line| table.line(number, line));
        read.map_err(|(line, kind)| CodeMapError(Box::new(Inner { line, kind })))?;
        Ok(table)
    }

    fn line(&mut self, number: u64, line: &str) -> Result<(), Kind> {
        if line.starts_with('#') {
            return Ok(());
        }
        let mut fields = line.split(';').map(str::trim);
        let (Some(list), Some(from), Some(to), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(Kind::Columns);
        };
        if number == 1 && (list, from, to) == ("list", "from", "to") {
            return Ok(());
        }
        if [list, from, to].contains(&"") {
            return Err(Kind::Empty);
        }
        if self.insert(list, from, to) { Ok(()) } else { Err(Kind::Twice) }
    }

    /// Adds a code. Returns whether it was added: not when it is there already as another one.
    pub fn insert(&mut self, list: &str, from: &str, to: &str) -> bool {
        let codes = self.lists.entry(list.into()).or_default();
        match codes.get(from) {
            Some(known) => **known == *to,
            None => {
                self.length += 1;
                codes.insert(from.into(), to.into()).is_none()
            }
        }
    }

    /// What takes the place of a code of a list.
    #[must_use]
    pub fn get(&self, list: &str, from: &str) -> Option<&str> {
        self.lists.get(list)?.get(from).map(|to| &**to)
    }

    /// Whether it has codes of a list.
    #[must_use]
    pub fn has(&self, list: &str) -> bool {
        self.lists.contains_key(list)
    }

    /// The ids of the lists that it has codes of, sorted.
    #[must_use]
    pub fn lists(&self) -> Vec<&str> {
        let mut lists: Vec<&str> = self.lists.keys().map(|list| &**list).collect();
        lists.sort_unstable();
        lists
    }

    /// How many codes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no codes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl fmt::Debug for CodeMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeMap").field("len", &self.length).finish_non_exhaustive()
    }
}

/// Why a table of codes could not be read. It holds nothing of what stands in the table.
pub struct CodeMapError(Box<Inner>);

struct Inner {
    line: u64,
    kind: Kind,
}

enum Kind {
    Line(LineFault),
    Columns,
    Empty,
    Twice,
}

impl From<LineFault> for Kind {
    fn from(fault: LineFault) -> Self {
        Self::Line(fault)
    }
}

impl CodeMapError {
    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.0.line
    }

    /// What is wrong with the line, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &'static str {
        let texts = match &self.0.kind {
            Kind::Line(LineFault::Io(_)) => {
                Texts { nl: "kon niet worden gelezen", en: "could not be read" }
            }
            Kind::Line(LineFault::Encoding) => {
                Texts { nl: "geen geldige UTF-8", en: "not valid UTF-8" }
            }
            Kind::Line(LineFault::Length) => {
                Texts { nl: "meer dan 4096 bytes", en: "more than 4096 bytes" }
            }
            Kind::Line(LineFault::Lines) => Texts {
                nl: "een tabel heeft hoogstens 1000000 regels",
                en: "a table has at most 1000000 lines",
            },
            Kind::Columns => Texts {
                nl: "drie kolommen verwacht: list;from;to",
                en: "expected three columns: list;from;to",
            },
            Kind::Empty => Texts {
                nl: "een lege kolom; wat geen tegenhanger heeft, staat niet in de tabel",
                en: "an empty column; what has no counterpart is not in the table",
            },
            Kind::Twice => Texts {
                nl: "dezelfde code met een andere tegenhanger",
                en: "the same code with another counterpart",
            },
        };
        texts.get(language)
    }
}

/// The line and what is wrong with it, in English.
impl fmt::Display for CodeMapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line(), self.text(Language::En))
    }
}

impl fmt::Debug for CodeMapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeMapError({self})")
    }
}

impl Error for CodeMapError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.kind {
            Kind::Line(LineFault::Io(error)) => Some(error as &io::Error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<CodeMap, String> {
        CodeMap::read(text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_with_and_without_trimmings() {
        for text in [
            "A;1;x\nB;1;y\n",
            "list;from;to\nA;1;x\nB;1;y",
            "\u{feff}list;from;to\r\n\r\n# theirs\r\n A ; 1 ; x \r\nB;1;y\r\nB;1;y\r\n",
        ] {
            let table = read(text).unwrap();
            assert_eq!((table.len(), table.lists()), (2, vec!["A", "B"]), "{text}");
            assert_eq!(table.get("A", "1"), Some("x"));
            assert_eq!(table.get("B", "1"), Some("y"));
            assert_eq!(table.get("A", "x"), None);
            assert_eq!(format!("{table:?}"), "CodeMap { len: 2, .. }");
        }
        assert!(read("").unwrap().is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_without_what_stands_there() {
        let long = format!("A;1;{}", "x".repeat(5000));
        for (line, told) in [
            ("A;1", "three columns"),
            ("A,1,x", "three columns"),
            ("A;1;x;", "three columns"),
            ("A;1;", "empty column"),
            (";1;x", "empty column"),
            ("A;0;z", "another counterpart"),
            (&long, "4096 bytes"),
        ] {
            let error = read(&format!("A;0;y\n{line}\n")).unwrap_err();
            assert!(error.starts_with("line 2: ") && error.contains(told), "{error}");
        }
        assert!(CodeMap::read(b"A;\xff;x".as_slice()).is_err());
    }
}
