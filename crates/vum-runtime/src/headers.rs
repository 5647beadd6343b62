//! Headers of HTTP around a body, held against the contracts.
//!
//! Names have no case. Headers that the contract does not name are nobody's business.
//!
//! ```
//! use vum_runtime::headers::{self, Header, HeaderForm};
//!
//! static EXPECTED: &[Header] = &[Header {
//!     name: "API-Version",
//!     form: HeaderForm::Text,
//!     required: true,
//!     constant: Some("3.0.0"),
//! }];
//! assert!(headers::check(EXPECTED, [("api-version", b"3.0.0".as_slice())]).is_valid());
//! let report = headers::check(EXPECTED, [("Accept", b"*/*".as_slice())]);
//! assert_eq!(report.findings()[0].rule().id, "header-required");
//! ```

mod oin;

use std::collections::BTreeSet;

use crate::context::{Context, Options};
use crate::finding::{Param, Position};
use crate::limits::Limits;
use crate::outcome::Report;
use crate::role::Role;
use crate::rule::{self, Rule};

/// A header as the contract of a request or response has it.
#[derive(Debug)]
pub struct Header {
    /// Its name; case has no meaning.
    pub name: &'static str,
    /// Form of its value.
    pub form: HeaderForm,
    /// Whether it must be there.
    pub required: bool,
    /// The only value it can have.
    pub constant: Option<&'static str>,
}

/// The form of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// A text.
    Text,
    /// An organisation's number (OIN), as Logius has it. The contracts call it a text.
    Oin,
    /// `true` or `false`.
    Boolean,
}

/// Something that can be asked, in the contract of one role.
#[derive(Debug)]
pub struct Operation {
    /// The release, such as `3.1.0`.
    pub release: &'static str,
    /// Name of the contract, such as `VUM-Bron-Vacatures`.
    pub contract: &'static str,
    /// The part it is about, such as `vacature`.
    pub part: &'static str,
    /// Whose contract it is.
    pub role: Role,
    /// `matches`, `detail` or `callback`.
    pub id: &'static str,
    /// Id of the body of the request.
    pub body: Option<&'static str>,
    /// Headers of the request.
    pub headers: &'static [Header],
    /// What can come back, by status.
    pub responses: &'static [Response],
}

/// One answer to an operation.
#[derive(Debug)]
pub struct Response {
    /// Status of HTTP.
    pub status: u16,
    /// Id of its body.
    pub body: Option<&'static str>,
    /// Its headers.
    pub headers: &'static [Header],
}

impl Operation {
    /// The answer with this status.
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        self.responses.iter().find(|response| response.status == status)
    }

    /// The headers that go with a body, in a request or else in the first response that has it.
    #[must_use]
    pub fn headers_of(&self, body: &str) -> Option<&'static [Header]> {
        if self.body == Some(body) {
            return Some(self.headers);
        }
        let mut responses = self.responses.iter();
        responses.find(|response| response.body == Some(body)).map(|response| response.headers)
    }
}

/// Holds headers against those of a request or response. The pointer of a finding is the name of
/// the header; findings have no place.
#[must_use]
pub fn check<'a>(
    expected: &'static [Header],
    headers: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Report {
    let mut judge = Judge::new(expected, Limits::default());
    for (name, value) in headers {
        judge.header(name, value, None, None);
    }
    judge.required(None);
    Report::of(judge.context)
}

/// Holds a text with headers against those of a request or response: lines `Name: value`, up to an
/// empty line. A line with the status or the request may come first; where a block of headers
/// follows another, as after `100 Continue`, the last one counts.
#[must_use]
pub fn check_text(expected: &'static [Header], text: &[u8], limits: Limits) -> Report {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut judge = Judge::new(expected, limits);
    if text.len() > limits.record_bytes {
        let params = vec![("limit", limits.record_bytes.into())];
        judge.report(&rule::RECORD_SIZE, "", Some(0), params);
    } else if let Some(at) = no_text(text) {
        judge.report(&rule::ENCODING, "", Some(at), Vec::new());
    } else {
        let start = last_block(text);
        judge.block(text, start);
        judge.required(Some(start));
    }
    let mut report = Report::of(judge.context);
    report.locate(text, Position { line: 1, column: 1 });
    report
}

/// Where a text is no UTF-8. A zero byte is none of it: that is UTF-16, mostly.
fn no_text(text: &[u8]) -> Option<usize> {
    let broken = std::str::from_utf8(text).err().map(|error| error.valid_up_to());
    broken.into_iter().chain(memchr::memchr(0, text)).min()
}

/// Where the last block of headers starts.
fn last_block(text: &[u8]) -> usize {
    let mut start = 0;
    for (at, line) in lines(text, 0) {
        if !line.trim_ascii().is_empty() {
            continue;
        }
        let behind = at + text.get(at..).and_then(line_end).unwrap_or(0);
        if text.get(behind..).is_some_and(|rest| rest.starts_with(b"HTTP/")) {
            start = behind;
        } else if text.get(start..at).is_some_and(|block| !block.trim_ascii().is_empty()) {
            break;
        }
    }
    start
}

/// The length of the first line, its end included.
fn line_end(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == b'\n').map(|at| at + 1)
}

/// The lines from a place on, each with its place and without its end.
fn lines(text: &[u8], from: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = line_end(rest).unwrap_or(rest.len());
        let line = rest.get(..length)?;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let start = at;
        at += length;
        Some((start, line))
    })
}

/// Headers on their way to a report.
struct Judge {
    expected: &'static [Header],
    context: Context,
    /// The expected headers that were seen, by number.
    seen: BTreeSet<usize>,
}

impl Judge {
    fn new(expected: &'static [Header], limits: Limits) -> Self {
        let context = Context::new(Options { limits, ..Options::new(Role::Bron) });
        Self { expected, context, seen: BTreeSet::new() }
    }

    fn block(&mut self, text: &[u8], start: usize) {
        let mut is_first = true;
        for (at, line) in lines(text, start) {
            if line.trim_ascii().is_empty() {
                if is_first {
                    continue;
                }
                break;
            }
            let is_start = std::mem::take(&mut is_first) && is_start_line(line);
            if is_start {
                continue;
            }
            match split(line) {
                Some((name, value)) => {
                    let value_at = at + name.len() + 1 + leading(line, name.len() + 1);
                    self.header(name, value, Some(at), Some(value_at));
                }
                None => self.report(&rule::HEADER_SYNTAX, "", Some(at), Vec::new()),
            }
        }
    }

    fn header(&mut self, name: &str, value: &[u8], at: Option<usize>, value_at: Option<usize>) {
        let mut expected = self.expected.iter().enumerate();
        let Some((n, header)) = expected.find(|(_, it)| it.name.eq_ignore_ascii_case(name)) else {
            return;
        };
        let pointer = header.name;
        let named = || ("name", pointer.into());
        if !self.seen.insert(n) {
            self.report(&rule::HEADER_DUPLICATE, pointer, at, vec![named()]);
            return;
        }
        let value = value.trim_ascii();
        if value.is_empty() {
            // As absent: then it can be missing.
            self.seen.remove(&n);
            self.report(&rule::EMPTY_VALUE, pointer, at, Vec::new());
            return;
        }
        if let Some(constant) = header.constant {
            if value != constant.as_bytes() {
                let params = vec![named(), ("expected", constant.into())];
                self.report(&rule::HEADER_CONSTANT, pointer, value_at, params);
            }
            return;
        }
        let (fits, rule) = match header.form {
            HeaderForm::Text => (std::str::from_utf8(value).is_ok(), &rule::ENCODING),
            HeaderForm::Oin => {
                self.oin(value, pointer, value_at);
                return;
            }
            HeaderForm::Boolean => (matches!(value, b"true" | b"false"), &rule::HEADER_BOOLEAN),
        };
        if !fits {
            self.report(rule, pointer, value_at, vec![named()]);
        }
    }

    /// A number of an organisation: its form first, then what its register asks.
    fn oin(&mut self, value: &[u8], pointer: &'static str, at: Option<usize>) {
        let named = || ("name", pointer.into());
        match oin::parts(value) {
            None => self.report(&rule::OIN_FORM, pointer, at, vec![named()]),
            Some(parts) => {
                if let Some(reason) = oin::fault(parts) {
                    let params = vec![named(), ("reason", reason.into())];
                    self.report(&rule::OIN_NUMBER, pointer, at, params);
                }
            }
        }
    }

    fn required(&mut self, start: Option<usize>) {
        for (n, header) in self.expected.iter().enumerate() {
            if header.required && !self.seen.contains(&n) {
                let params = vec![("name", header.name.into())];
                self.report(&rule::HEADER_REQUIRED, header.name, start, params);
            }
        }
    }

    /// Records a finding at a header, or at none.
    fn report(
        &mut self,
        rule: &'static Rule,
        header: &'static str,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        let kept = self.context.findings.len();
        self.context.report(rule, offset, params);
        // There may be no room for it.
        if let Some(finding) = self.context.findings.get_mut(kept) {
            header.clone_into(&mut finding.pointer);
        }
    }
}

/// The line of a request or status: `POST /matches HTTP/1.1`, `HTTP/1.1 200 OK`.
fn is_start_line(line: &[u8]) -> bool {
    let mut words = line.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    line.starts_with(b"HTTP/") || words.nth(2).is_some_and(|word| word.starts_with(b"HTTP/"))
}

/// Name and value of a line.
fn split(line: &[u8]) -> Option<(&str, &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    // `:` itself; then what may be in a token (RFC 9110, §5.6.2).
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    let name = std::str::from_utf8(name).ok()?;
    let fits = !name.is_empty() && name.bytes().all(|byte| is_token(&byte));
    fits.then_some((name, value.get(1..)?))
}

/// White space from a place on.
fn leading(line: &[u8], from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;

    static EXPECTED: &[Header] = &[
        Header {
            name: "API-Version",
            form: HeaderForm::Text,
            required: true,
            constant: Some("3.0.0"),
        },
        Header { name: "X-From", form: HeaderForm::Oin, required: true, constant: None },
        Header { name: "X-Suwi", form: HeaderForm::Boolean, required: false, constant: None },
        Header { name: "X-Text", form: HeaderForm::Text, required: false, constant: None },
    ];

    fn told(text: &[u8]) -> Vec<String> {
        let report = check_text(EXPECTED, text, Limits::default());
        let show = |it: &Finding| {
            let at =
                it.position().map_or(String::new(), |it| format!("{}:{} ", it.line, it.column));
            format!("{at}{} {}", it.rule().id, it.pointer())
        };
        report.findings().iter().map(show).collect()
    }

    const GOOD: &str = "API-Version: 3.0.0\r\nX-From: 00000099123456789012\r\n";

    #[test]
    fn what_fits_is_fine() {
        assert_eq!(told(GOOD.as_bytes()), [""; 0]);
        assert_eq!(told(GOOD.to_lowercase().as_bytes()), [""; 0]);
        assert_eq!(told(GOOD.replace("\r\n", "\n").trim_end().as_bytes()), [""; 0]);
        assert_eq!(told(GOOD.replace(": ", ":").as_bytes()), [""; 0]);
        assert_eq!(
            told(format!("{GOOD}X-Suwi:\t true \nAccept: */*\nAccept: a\n").as_bytes()),
            [""; 0]
        );
        for start in
            ["POST /v3/matches HTTP/1.1", "HTTP/2 200", "HTTP/1.1 200 OK", "\u{feff}", "\n"]
        {
            let text = format!("{start}\n{GOOD}");
            let text = text.replace("\u{feff}\n", "\u{feff}");
            assert_eq!(told(text.as_bytes()), [""; 0], "{start}");
        }
        let report =
            check(EXPECTED, [("api-version", &b"3.0.0"[..]), ("x-FROM", b"00000099000000001000")]);
        assert!(report.findings().is_empty());
    }

    #[test]
    fn what_does_not_fit_is_told_where_it_stands() {
        let text = "HTTP/1.1 200 OK\nx-suwi: True\nX-FROM: 123\nx-from: 1\nnonsense\n folded: x\nAPI-Version: 3.1.0\nX-Text:\n";
        assert_eq!(
            told(text.as_bytes()),
            [
                "2:9 header-boolean X-Suwi",
                "3:9 oin-form X-From",
                "4:1 header-duplicate X-From",
                "5:1 header-syntax ",
                "6:1 header-syntax ",
                "7:14 header-constant API-Version",
                "8:1 empty-value X-Text",
            ]
        );
        assert_eq!(told(b""), ["1:1 header-required API-Version", "1:1 header-required X-From"]);
    }

    #[test]
    fn a_body_is_not_read_and_the_last_block_counts() {
        let text =
            format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n{GOOD}\r\n{{\"x\": 1}}\nx\n");
        assert_eq!(told(text.as_bytes()), [""; 0]);
        let text = format!("{GOOD}\nno header\n\nHTTP/1.1 500 x\n\n");
        assert_eq!(told(text.as_bytes()), [""; 0]);
    }

    #[test]
    fn what_is_no_text_of_a_sane_size_is_refused() {
        let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(told(&[b"\xFF\xFE".as_slice(), &wide].concat()), ["1:1 encoding "]);
        assert_eq!(told(&wide), ["1:2 encoding "]);
        assert_eq!(told(b"Server: \xE9\n"), ["1:9 encoding "]);
        let small = Limits { record_bytes: 10, ..Limits::default() };
        let report = check_text(EXPECTED, GOOD.as_bytes(), small);
        assert_eq!(report.findings()[0].rule().id, "record-size");
        assert!(report.is_broken());
        let few = Limits { findings: 2, ..Limits::default() };
        let report = check_text(EXPECTED, "x\n".repeat(10).as_bytes(), few);
        assert_eq!((report.findings().len(), report.dropped().errors), (2, 10));
    }
}
