//! Tables of codes: CSV (RFC 4180) with comment lines only above the header row.

use std::ops::Range;

use crate::diagnostic::{Problem, Sink, draft};
use crate::source::{At, Place, SourceFile};

/// The columns, in order.
pub(crate) const COLUMNS: [&str; 7] =
    ["code", "name", "label", "introduced", "deprecated", "removed", "successor"];

/// What some programs write in front of UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One row; every field is text with its place.
pub(crate) struct Row {
    pub place: Place,
    fields: Vec<At<String>>,
}

impl Row {
    /// The field of a column; `None` when it is empty.
    pub fn get(&self, column: &str) -> Option<&At<String>> {
        let at = COLUMNS.iter().position(|name| *name == column)?;
        self.fields.get(at).filter(|field| !field.value.is_empty())
    }
}

/// What could be read of a table.
#[derive(Default)]
pub(crate) struct Table {
    pub rows: Vec<Row>,
    /// Whether rows are left out because they could not be read.
    pub broken: bool,
}

/// Reads a table and reports what is wrong with its form.
pub(crate) fn parse(index: usize, file: &SourceFile, sink: &Sink) -> Table {
    let (rows, broken) = (Vec::new(), true);
    let mut table = Table { rows, broken };
    let text = file.text.as_str();
    let wrong = |span: Range<usize>, message: String| {
        draft(Problem::CsvSyntax, Place::new(index, span), message)
    };
    let start = header_start(text);
    let body = text.get(start..).unwrap_or_default();
    if let Some(open) = open_quote(body) {
        wrong(start + open..start + open + 1, "a `\"` is never closed".to_owned())
            .help("write a `\"` inside a field as `\"\"`, with the field between `\"`")
            .send(sink);
        return table;
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut header = true;
    let mut sound = true;
    loop {
        let more = match reader.read_record(&mut record) {
            Ok(more) => more,
            Err(error) => {
                wrong(start..start, error.to_string()).send(sink);
                return table;
            }
        };
        if !more {
            break;
        }
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or_default();
        let until = usize::try_from(reader.position().byte()).unwrap_or(body.len());
        let (line, spans) = spans(body, from..until);
        let line = start + line.start..start + line.end;
        if header {
            header = false;
            if !record.iter().eq(COLUMNS) {
                wrong(line, "these are not the agreed columns".to_owned())
                    .help(header_help(record.get(0).unwrap_or_default()))
                    .send(sink);
                return table;
            }
            continue;
        }
        if record.len() != COLUMNS.len() {
            let fields = record.len();
            wrong(line, format!("this row has {fields} fields instead of {}", COLUMNS.len()))
                .help(match COLUMNS.len().checked_sub(fields) {
                    Some(short) => format!(
                        "empty fields count too: the row needs {short} more `,`, at the end if those are empty"
                    ),
                    None => "put a label that holds a comma between `\"`".to_owned(),
                })
                .send(sink);
            sound = false;
            continue;
        }
        let place = Place::new(index, line.clone());
        let fields = record.iter().enumerate().map(|(at, field)| {
            let span = spans.get(at).map(|span| start + span.start..start + span.end);
            At::new(field.to_owned(), Place::new(index, span.unwrap_or(line.clone())))
        });
        table.rows.push(Row { place, fields: fields.collect() });
    }
    if header {
        wrong(start..start, "the header row is missing".to_owned())
            .help(format!("the first row behind the comments is `{}`", COLUMNS.join(",")))
            .send(sink);
    }
    table.broken = header || !sound;
    table
}

/// What to do about a header row that is not the agreed one, of which `first` is the first field.
fn header_help(first: &str) -> String {
    let agreed = COLUMNS.join(",");
    for (separator, name) in [(';', "`;`"), ('\t', "a tab")] {
        if first.split(separator).count() > 1 {
            return format!(
                "the fields are separated by {name} instead of `,`; save the table as CSV with commas: `{agreed}`"
            );
        }
    }
    format!("the first row behind the comments is `{agreed}`")
}

/// Where the byte order mark and the comment lines at the top end. Spreadsheets write the mark,
/// and put a comment that holds a comma between quotes, with empty fields behind it.
fn header_start(text: &str) -> usize {
    let body = text.trim_start_matches(BYTE_ORDER_MARK);
    let mut start = text.len() - body.len();
    for line in body.split_inclusive('\n') {
        if !line.starts_with('#') && !line.starts_with("\"#") {
            break;
        }
        start += line.len();
    }
    start
}

/// The `"` that opens a field which is never closed.
fn open_quote(body: &str) -> Option<usize> {
    let mut open = None;
    let mut at_start = true;
    for (at, byte) in body.bytes().enumerate() {
        match (open, byte) {
            (None, b'"') if at_start => open = Some(at),
            // A doubled quote closes and opens again, so the state stays right.
            (Some(_), b'"') => open = None,
            (None, b'"') if body.as_bytes().get(at.wrapping_sub(1)) == Some(&b'"') => {
                open = Some(at)
            }
            _ => {}
        }
        at_start = open.is_none() && matches!(byte, b',' | b'\n' | b'\r');
    }
    open
}

/// The bytes of a row without its line end, and those of its fields.
fn spans(body: &str, row: Range<usize>) -> (Range<usize>, Vec<Range<usize>>) {
    let text = body.get(row.clone()).unwrap_or_default();
    let skipped = text.len() - text.trim_start_matches(['\r', '\n']).len();
    let start = row.start + skipped;
    let text = text.trim_matches(['\r', '\n']);
    let mut fields = Vec::new();
    let mut quoted = false;
    let mut from = start;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                fields.push(from..start + at);
                from = start + at + 1;
            }
            _ => {}
        }
    }
    let end = start + text.len();
    fields.push(from..end);
    (start..end, fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_their_place_also_behind_comments_and_quotes() {
        let text = "# bron\n# voorwaarden\ncode,name,label,introduced,deprecated,removed,successor\n\
                    a,,\"één, \"\"twee\"\"\",1.0.0,,,\nb,B,drie,1.0.0,,,a\n";
        let file = SourceFile::new("codelists/X.csv", text);
        let sink = Sink::default();
        let rows = parse(0, &file, &sink).rows;
        assert!(sink.finish(&[]).is_empty());
        assert_eq!(rows.len(), 2);
        let label = rows[0].get("label").unwrap();
        assert_eq!(label.value, "één, \"twee\"");
        assert_eq!(&text[label.place.span()], "\"één, \"\"twee\"\"\"");
        let successor = rows[1].get("successor").unwrap();
        assert_eq!(&text[successor.place.span()], "a");
        assert_eq!(successor.place.end, text.len() - 1);
        assert!(rows[0].get("name").is_none());
    }

    const HEADER: &str = "code,name,label,introduced,deprecated,removed,successor";

    fn read(text: &str) -> (Table, Vec<crate::Diagnostic>) {
        let sink = Sink::default();
        let table = parse(0, &SourceFile::new("codelists/X.csv", text), &sink);
        (table, sink.finish(&[]))
    }

    #[test]
    fn a_table_saved_by_a_spreadsheet_is_read() {
        let text = format!(
            "\u{feff}\"# Bron, met komma\",,,,,,\r\n# voorwaarden,,,,,,\r\n{HEADER}\r\na,A,één,1.0.0,,,\r\n"
        );
        let (table, wrong) = read(&text);
        assert_eq!((wrong, table.broken, table.rows.len()), (vec![], false, 1));
        assert_eq!(&text[table.rows[0].get("label").unwrap().place.span()], "één");
    }

    #[test]
    fn another_separator_is_named() {
        for (separator, name) in [(";", "`;`"), ("\t", "a tab")] {
            let (table, wrong) = read(&format!("# bron\n{}\n", HEADER.replace(',', separator)));
            assert!(table.broken && wrong.len() == 1);
            assert!(wrong[0].help.as_ref().unwrap().contains(name), "{wrong:?}");
        }
    }

    #[test]
    fn help_with_a_row_fits_the_number_of_fields() {
        for (row, help) in [("a,A,een,1.0.0", "3 more `,`"), ("a,A,een, twee,1.0.0,,,", "comma")] {
            let (table, wrong) = read(&format!("{HEADER}\n{row}\n"));
            assert!(table.broken && table.rows.is_empty());
            assert!(wrong[0].help.as_ref().unwrap().contains(help), "{wrong:?}");
        }
    }

    #[test]
    fn an_open_quote_is_found_where_it_opens() {
        assert_eq!(open_quote("a,\"b\nc"), Some(2));
        assert_eq!(open_quote("a,\"b\"\"c\"\n"), None);
        assert_eq!(open_quote("a,b\"c\n"), None);
    }
}
