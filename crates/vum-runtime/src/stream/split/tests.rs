use super::super::Format;
use super::*;

/// A reader that gives one byte at a time: every state is entered in the middle.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match (self.0.split_first(), out.first_mut()) {
            (Some((byte, rest)), Some(place)) => {
                *place = *byte;
                self.0 = rest;
                Ok(1)
            }
            _ => Ok(0),
        }
    }
}

/// Records as `index@line:column text`, faults as `! line:column reason`.
fn split(text: &str, format: Format, limit: usize) -> Vec<String> {
    let mut input = Slow(text.as_bytes());
    let mut splitter = Splitter::new(&mut input, format, limit);
    let mut lines = Vec::new();
    while let Some(batch) = splitter.next_batch().unwrap() {
        lines.extend(batch.describe());
    }
    lines
}

#[test]
fn lines_are_records_and_blank_lines_are_none() {
    assert_eq!(
        split("{\"a\":1}\r\n\n{\"b\":\n {\"c\":3}", Format::Lines, 99),
        ["0@1:1 {\"a\":1}\r", "1@3:1 {\"b\":", "2@4:1  {\"c\":3}"]
    );
}

#[test]
fn the_layout_is_told_by_the_content() {
    assert_eq!(split("{}\n{}", Format::Auto, 99), ["0@1:1 {}", "1@2:1 {}"]);
    assert_eq!(split("{\n}", Format::Auto, 99), ["0@1:1 {\n}"]);
    assert_eq!(split("\u{feff} [{}, {}]\n", Format::Auto, 99), ["0@1:3 {}", "1@1:7 {}"]);
    assert_eq!(split("{\"a\":\n{}}", Format::Auto, 99), ["0@1:1 {\"a\":\n{}}"]);
    // The first line is cut off, the second is not touched by it.
    assert_eq!(
        split("{\"a\":1\n{\"b\":2}", Format::Auto, 99),
        ["0@1:1 {\"a\":1", "1@2:1 {\"b\":2}"]
    );
    assert_eq!(split("", Format::Auto, 99), Vec::<String>::new());
    assert_eq!(split(" \n ", Format::Auto, 99), Vec::<String>::new());
}

#[test]
fn arrays_are_followed_through_strings_and_nesting() {
    assert_eq!(
        split("[{\"a\":\"]}\\\"\"},\n [1] ,x]", Format::Auto, 99),
        ["0@1:2 {\"a\":\"]}\\\"\"}", "1@2:2 [1]", "2@2:7 x"]
    );
}

#[test]
fn what_is_wrong_between_records_is_named_and_the_rest_still_read() {
    assert_eq!(
        split("[{} {},]", Format::Auto, 99),
        [
            "0@1:2 {}",
            "! 1:5 expected `,` or `]`",
            "1@1:5 {}",
            "! 1:8 expected a record after the comma"
        ]
    );
    assert_eq!(split("[{}", Format::Auto, 99), ["0@1:2 {}", "! 1:4 the array does not end"]);
    assert_eq!(split("[] x", Format::Auto, 99), ["! 1:4 text behind the array"]);
    assert_eq!(split("{}", Format::Array, 99), ["! 1:1 expected `[`"]);
    assert_eq!(split("[,{}]", Format::Auto, 99), ["! 1:2 expected a record", "0@1:3 {}"]);
}

#[test]
fn records_beyond_the_limit_are_skipped_in_every_layout() {
    let long = "x".repeat(50);
    let lines = format!("{{\"a\":\"{long}\"}}\n{{}}\n");
    assert_eq!(split(&lines, Format::Lines, 20), ["0@1:1 too large", "1@2:1 {}"]);
    let array = format!("[{{\"a\":\"{long}\"}}, {{}}]");
    assert_eq!(split(&array, Format::Auto, 20), ["0@1:2 too large", "1@1:62 {}"]);
    let lines = format!("{{\"a\":\"{long}\"}}\n{{}}\n");
    assert_eq!(split(&lines, Format::Sequence, 20), ["0@1:1 too large", "1@2:1 {}"]);
}
