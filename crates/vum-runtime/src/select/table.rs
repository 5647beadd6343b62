//! A table of postcodes.

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead};

use super::{Geo, Point};
use crate::lines::{LineFault, LineLimits, lines};
use crate::rule::{Language, Texts};

/// Ten times as many lines as there can be postcodes.
const LIMITS: LineLimits = LineLimits { bytes: 1024, lines: 100_000 };
/// How many postcodes of four digits there are.
const POSTCODES: usize = 10_000;

/// A point for each postcode of four digits, in memory.
///
/// The letters of a postcode do not count: the points of `1234AB` and `1234` are the same.
///
/// ```
/// use vum_runtime::select::{Geo, PostcodeTable};
/// let table = PostcodeTable::read("postcode4;lat;lon\n1234;52.1;5.2\n".as_bytes())?;
/// assert_eq!(table.len(), 1);
/// assert!(table.point("1234AB").is_some());
/// assert!(table.point("4321AB").is_none());
/// # Ok::<(), vum_runtime::select::TableError>(())
/// ```
#[derive(Clone)]
pub struct PostcodeTable {
    /// By number, one for each that can be.
    points: Vec<Option<Point>>,
    length: usize,
}

impl PostcodeTable {
    /// A table without postcodes.
    #[must_use]
    pub fn new() -> Self {
        Self { points: vec![None; POSTCODES], length: 0 }
    }

    /// Reads a table from CSV in UTF-8: `postcode4;lat;lon` on each line, such as
    /// `1234;52.1;5.2`, in degrees (WGS 84).
    ///
    /// A first line with names, a byte order mark, empty lines and both kinds of line end are
    /// fine. A postcode can stand in it twice with the same point only. A line has at most 1,024
    /// bytes and a table at most 100,000 lines.
    ///
    /// # Errors
    /// When it cannot be read, or at the first line that is not as above: no postcode of four
    /// digits, no point in or near the Netherlands (latitude and longitude in the wrong order, for
    /// one). When no postcode is in it at all.
    pub fn read(mut input: impl BufRead) -> Result<Self, TableError> {
        Self::read_lines(&mut input)
    }

    fn read_lines(input: &mut dyn BufRead) -> Result<Self, TableError> {
        let mut table = Self::new();
        let read = lines(input, &LIMITS, |number, line| table.line(number, line));
        let number = read.map_err(|(number, kind)| TableError::new(number, kind))?;
        if table.is_empty() {
            return Err(TableError::new(number, Kind::Empty));
        }
        Ok(table)
    }

    fn line(&mut self, number: u64, line: &str) -> Result<(), Kind> {
        let mut fields = line.split(';').map(str::trim);
        let (Some(postcode), Some(latitude), Some(longitude), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(Kind::Columns);
        };
        let is_name = |field: &str| field.starts_with(|first: char| first.is_ascii_alphabetic());
        if number == 1 && [postcode, latitude, longitude].into_iter().all(is_name) {
            return Ok(());
        }
        if postcode.len() != 4 {
            return Err(Kind::Postcode);
        }
        let index = index(postcode).ok_or(Kind::Postcode)?;
        let (latitude, longitude) = (degrees(latitude)?, degrees(longitude)?);
        if !(50.0..=54.0).contains(&latitude) || !(3.0..=8.0).contains(&longitude) {
            return Err(Kind::Place);
        }
        let point = Point::new(latitude, longitude).ok_or(Kind::Place)?;
        match self.points.get(index).copied().flatten() {
            Some(known) if known != point => Err(Kind::Twice),
            _ => {
                self.set(index, point);
                Ok(())
            }
        }
    }

    fn set(&mut self, index: usize, point: Point) {
        if let Some(place) = self.points.get_mut(index) {
            self.length += usize::from(place.is_none());
            *place = Some(point);
        }
    }

    /// Gives a postcode a point, in the place of the one it has. Returns whether it is a postcode:
    /// four digits, with or without two letters.
    pub fn insert(&mut self, postcode: &str, point: Point) -> bool {
        let index = index(postcode);
        if let Some(index) = index {
            self.set(index, point);
        }
        index.is_some()
    }

    /// How many postcodes of four digits have a point.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether no postcode has a point.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl Default for PostcodeTable {
    fn default() -> Self {
        Self::new()
    }
}

impl Geo for PostcodeTable {
    #[inline]
    fn point(&self, postcode: &str) -> Option<Point> {
        self.points.get(index(postcode)?).copied().flatten()
    }
}

impl fmt::Debug for PostcodeTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostcodeTable").field("len", &self.length).finish_non_exhaustive()
    }
}

/// The number of four digits, with or without two letters.
#[inline]
fn index(postcode: &str) -> Option<usize> {
    let digits = match postcode.as_bytes() {
        [digits @ .., x, y] if digits.len() == 4 => {
            (x.is_ascii_alphabetic() && y.is_ascii_alphabetic()).then_some(digits)?
        }
        digits => digits,
    };
    let &[a, b, c, d] = digits else { return None };
    let mut number = 0;
    for byte in [a, b, c, d] {
        number = number * 10 + char::from(byte).to_digit(10)? as usize;
    }
    Some(number)
}

/// A number with a point for its decimals; neither exponents nor names of numbers.
fn degrees(field: &str) -> Result<f64, Kind> {
    let plain = field.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+'));
    plain.then(|| field.parse().ok()).flatten().ok_or(Kind::Number)
}

/// Why a table of postcodes could not be read. It holds nothing of what stands in the table.
pub struct TableError(Box<Inner>);

struct Inner {
    line: u64,
    kind: Kind,
}

enum Kind {
    Io(io::Error),
    Encoding,
    Length,
    Lines,
    Columns,
    Postcode,
    Number,
    Place,
    Twice,
    Empty,
}

impl From<LineFault> for Kind {
    fn from(fault: LineFault) -> Self {
        match fault {
            LineFault::Io(error) => Self::Io(error),
            LineFault::Encoding => Self::Encoding,
            LineFault::Length => Self::Length,
            LineFault::Lines => Self::Lines,
        }
    }
}

impl TableError {
    #[cold]
    fn new(line: u64, kind: Kind) -> Self {
        Self(Box::new(Inner { line, kind }))
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.0.line
    }

    /// What is wrong with the line, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &'static str {
        let texts = match self.0.kind {
            Kind::Io(_) => Texts { nl: "kon niet worden gelezen", en: "could not be read" },
            Kind::Encoding => Texts { nl: "geen geldige UTF-8", en: "not valid UTF-8" },
            Kind::Length => Texts { nl: "meer dan 1024 bytes", en: "more than 1024 bytes" },
            Kind::Lines => Texts {
                nl: "een tabel heeft hoogstens 100000 regels",
                en: "a table has at most 100000 lines",
            },
            Kind::Columns => Texts {
                nl: "drie kolommen verwacht: postcode4;lat;lon",
                en: "expected three columns: postcode4;lat;lon",
            },
            Kind::Postcode => Texts {
                nl: "een postcode van vier cijfers verwacht",
                en: "expected a postcode of four digits",
            },
            Kind::Number => Texts {
                nl: "breedte en lengte in graden verwacht, met een decimale punt",
                en: "expected latitude and longitude in degrees, with a decimal point",
            },
            Kind::Place => Texts {
                nl: "geen plaats in Nederland; eerst de breedte (lat), dan de lengte (lon)",
                en: "no place in the Netherlands; first the latitude (lat), then the longitude (lon)",
            },
            Kind::Twice => Texts {
                nl: "dezelfde postcode met een ander punt",
                en: "the same postcode with another point",
            },
            Kind::Empty => Texts { nl: "geen postcodes", en: "no postcodes" },
        };
        texts.get(language)
    }
}

/// The line and what is wrong with it, in English.
impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line(), self.text(Language::En))
    }
}

impl fmt::Debug for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TableError({self})")
    }
}

impl Error for TableError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.kind {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::tests::Random;

    fn read(text: impl AsRef<[u8]>) -> Result<PostcodeTable, String> {
        PostcodeTable::read(text.as_ref()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_with_and_without_trimmings() {
        for text in [
            "1234;52.1;5.2\n0999;53;6\n",
            "postcode4;lat;lon\n1234;52.1;5.2\n0999;53;6",
            "\u{feff}PC4;Latitude;Longitude\r\n1234;52.1;5.2\r\n0999;53;6\r\n\r\n",
            "\u{feff}1234;52.1;5.2\n\n 0999 ; +53.0 ; 6. \n1234;52.10;5.20\n",
        ] {
            let table = read(text).unwrap();
            assert_eq!(table.len(), 2, "{text}");
            let point = Point::new(52.1, 5.2);
            for postcode in ["1234AB", "1234zz", "1234"] {
                assert_eq!(table.point(postcode), point);
            }
            for postcode in [
                "", "123", "12345", "1234A", "1234 AB", "1234A1", "1235AB", "é34AB", "1 34AB",
                "+123",
            ] {
                assert_eq!(table.point(postcode), None, "{postcode}");
            }
            assert_eq!(table.point("0999AA"), Point::new(53.0, 6.0));
            assert_eq!(format!("{table:?}"), "PostcodeTable { len: 2, .. }");
        }
    }

    #[test]
    fn what_is_wrong_is_told_without_what_stands_there() {
        let good = "1234;52.1;5.2\n";
        for (line, told) in [
            ("1235;52.1", "three columns"),
            ("1235,52.1,5.2", "three columns"),
            ("1235;52.1;5.2;x", "three columns"),
            ("123;52.1;5.2", "four digits"),
            ("1235AB;52.1;5.2", "four digits"),
            ("postcode4;lat;lon", "four digits"),
            ("12é;52.1;5.2", "four digits"),
            ("1235;52,1;5,2", "decimal point"),
            ("1235;NaN;5.2", "decimal point"),
            ("1235;52.1;inf", "decimal point"),
            ("1235;5e1;5.2", "decimal point"),
            ("1235;;", "decimal point"),
            ("1235;5.2;52.1", "no place"),
            ("1235;91;5.2", "no place"),
            ("1235;52.1;-5.2", "no place"),
            ("1234;52.2;5.2", "another point"),
        ] {
            let told_line = read(format!("{good}{line}\n{good}")).unwrap_err();
            assert!(told_line.starts_with("line 2: ") && told_line.contains(told), "{told_line}");
            assert!(!told_line.contains("1235") && !told_line.contains("52"), "{told_line}");
        }
        assert_eq!(read(b"1234;52.1;\xff\n").unwrap_err(), "line 1: not valid UTF-8");
        assert_eq!(read("").unwrap_err(), "line 1: no postcodes");
        assert_eq!(read("postcode4;lat;lon\n").unwrap_err(), "line 2: no postcodes");
        let error = PostcodeTable::read("x".as_bytes()).unwrap_err();
        assert_eq!(error.line(), 1);
        assert_eq!(error.text(Language::Nl), "drie kolommen verwacht: postcode4;lat;lon");
        assert_eq!(format!("{error:?}"), format!("TableError({error})"));
    }

    #[test]
    fn hostile_input_is_bounded() {
        // Never at its end: a reader without bounds would go on for ever.
        let error = PostcodeTable::read(io::BufReader::new(io::repeat(b'1'))).unwrap_err();
        assert_eq!(error.to_string(), "line 1: more than 1024 bytes");
        let error = PostcodeTable::read(io::BufReader::new(io::repeat(b'\n'))).unwrap_err();
        assert_eq!(error.to_string(), "line 100001: a table has at most 100000 lines");
        let long = format!("1234;52.1;5.2{}\n", " ".repeat(LIMITS.bytes - 14));
        assert_eq!(long.len(), LIMITS.bytes);
        assert!(read(&long).is_ok());
        assert!(read(format!(" {long}")).is_err());
    }

    #[test]
    fn an_error_of_the_input_is_the_source() {
        struct Broken;
        impl io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let error = PostcodeTable::read(io::BufReader::new(Broken)).unwrap_err();
        assert_eq!(error.to_string(), "line 1: could not be read");
        assert_eq!(error.source().unwrap().to_string(), "broken");
    }

    #[test]
    fn noise_is_an_error_and_no_more() {
        let mut random = Random(5);
        let parts = ["1234", ";", "52.1", "5.2", "\n", "\r", "\u{feff}", "lat", "-", "é", " ", "."];
        for _ in 0..20_000 {
            let length = random.below(24);
            let text: String =
                (0..length).map(|_| parts[random.below(parts.len() as u32) as usize]).collect();
            if let Ok(table) = read(&text) {
                assert_eq!(table.len(), 1, "{text}");
                assert!(table.point("1234AB").is_some());
            }
        }
    }

    #[test]
    fn points_can_be_given_one_by_one() {
        let mut table = PostcodeTable::new();
        assert!(table.is_empty());
        let [a, b] = [52.0, 53.0].map(|latitude| Point::new(latitude, 5.0).unwrap());
        assert!(table.insert("9999ZZ", a) && table.insert("9999", b));
        assert!(!table.insert("x", a));
        assert_eq!((table.len(), table.point("9999AA")), (1, Some(b)));
    }
}
