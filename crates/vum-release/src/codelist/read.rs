//! Reading an edition of a code list.

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::Entry;

/// More rows than this are no code list.
const MAX_ROWS: usize = 1_000_000;
/// The head of a table stands within so many rows of a sheet.
const HEAD_ROWS: usize = 20;

/// Why a file is no edition of a code list.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is no text in UTF-8 and no spreadsheet.
    #[error("it is no text in UTF-8, and no spreadsheet (xlsx)")]
    Form,
    /// The spreadsheet is broken.
    #[error("the spreadsheet cannot be read: {0}")]
    Spreadsheet(String),
    /// The text is no CSV.
    #[error("the text is no CSV: {0}")]
    Csv(String),
    /// No row has the names of the columns.
    #[error("no row has the columns code and label, or codelijst, code and omschrijving")]
    Columns,
    /// The file holds more than one list.
    #[error("it holds more than one list; name one of: {}", .0.join(", "))]
    Several(Vec<String>),
    /// The file does not hold the list.
    #[error("it does not hold the list {0}")]
    NoList(String),
    /// A code stands there twice.
    #[error("row {row}: code {code} stands there twice, with different meanings")]
    Twice {
        /// From 1.
        row: usize,
        /// The code.
        code: String,
    },
    /// It is too large.
    #[error("it has more than {MAX_ROWS} rows")]
    TooLarge,
}

/// One field of a row.
struct Field {
    text: String,
    is_number: bool,
}

type Rows = Vec<Vec<Field>>;

/// Reads the codes of a list from the bytes of a file: a table of ours, without the codes that have
/// ended there, or the layout of the SGR. `list` tells which one when the file holds more.
///
/// # Errors
/// When the file is no edition of a code list, or not of that one.
pub fn read(bytes: &[u8], list: Option<&str>) -> Result<Vec<Entry>, ReadError> {
    // Spreadsheets are zip archives.
    if bytes.starts_with(b"PK\x03\x04") {
        return spreadsheet(bytes, list);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::Form)?;
    entries(&csv(text)?, list)
}

fn spreadsheet(bytes: &[u8], list: Option<&str>) -> Result<Vec<Entry>, ReadError> {
    let wrong = |error: calamine::XlsxError| ReadError::Spreadsheet(error.to_string());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let mut missing = ReadError::Columns;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(wrong)?;
        if sheet.height() > MAX_ROWS {
            return Err(ReadError::TooLarge);
        }
        let rows: Rows = sheet.rows().map(|row| row.iter().map(field).collect()).collect();
        match entries(&rows, list) {
            Err(ReadError::Columns) => {}
            Err(error @ ReadError::NoList(_)) => missing = error,
            found => return found,
        }
    }
    Err(missing)
}

fn field(data: &Data) -> Field {
    let plain = |text: String| Field { text: text.trim().to_owned(), is_number: false };
    match data {
        Data::Float(number) => Field { text: number.to_string(), is_number: true },
        Data::Int(number) => Field { text: number.to_string(), is_number: true },
        Data::Empty | Data::Error(_) => plain(String::new()),
        other => plain(other.to_string()),
    }
}

fn csv(text: &str) -> Result<Rows, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    // Comments stand above the head only.
    let body = text.find(|c: char| c != '\n' && c != '\r').unwrap_or_default();
    let mut body = text.get(body..).unwrap_or_default();
    while body.starts_with('#') {
        body = body.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let head = body.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| head.bytes().filter(|byte| byte == delimiter).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::Csv(error.to_string()))?;
        if rows.len() >= MAX_ROWS {
            return Err(ReadError::TooLarge);
        }
        let field = |text: &str| Field { text: text.trim().to_owned(), is_number: false };
        rows.push(record.iter().map(field).collect());
    }
    Ok(rows)
}

/// Where the columns stand.
struct Columns {
    list: Option<usize>,
    code: usize,
    label: usize,
    removed: Option<usize>,
}

impl Columns {
    fn of(row: &[Field]) -> Option<Self> {
        let at = |names: &[&str]| {
            row.iter().position(|field| names.contains(&field.text.to_lowercase().as_str()))
        };
        Some(Self {
            list: at(&["codelijst", "lijst", "list"]),
            code: at(&["code"])?,
            label: at(&["label", "omschrijving", "description"])?,
            removed: at(&["removed"]),
        })
    }
}

fn entries(rows: &Rows, list: Option<&str>) -> Result<Vec<Entry>, ReadError> {
    let head = rows.iter().take(HEAD_ROWS).enumerate();
    let found = head.filter_map(|(at, row)| Some((at, Columns::of(row)?))).next();
    let (at, columns) = found.ok_or(ReadError::Columns)?;
    let text = |row: &[Field], column: Option<usize>| {
        column.and_then(|it| row.get(it)).map_or(String::new(), |it| it.text.clone())
    };
    let names: BTreeSet<String> = rows
        .iter()
        .skip(at + 1)
        .map(|row| text(row, columns.list))
        .filter(|it| !it.is_empty())
        .collect();
    let wanted = match (list, names.len()) {
        (Some(list), 1..) => {
            let known = names.iter().any(|it| it.eq_ignore_ascii_case(list));
            known.then(|| list.to_owned()).ok_or_else(|| ReadError::NoList(list.to_owned()))?
        }
        (None, 2..) => return Err(ReadError::Several(names.into_iter().collect())),
        // A table of one list does not name it, or names the only one there is.
        _ => String::new(),
    };
    let mut found: Vec<Entry> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (number, row) in rows.iter().enumerate().skip(at + 1) {
        let other = !wanted.is_empty() && !text(row, columns.list).eq_ignore_ascii_case(&wanted);
        let Some(code) = row.get(columns.code).filter(|it| !it.text.is_empty() && !other) else {
            continue;
        };
        if !text(row, columns.removed).is_empty() {
            continue;
        }
        let label = Some(text(row, Some(columns.label))).filter(|it| !it.is_empty());
        let entry = Entry { code: code.text.clone(), label, is_number: code.is_number };
        match places.get(&entry.code).and_then(|at| found.get(*at)) {
            None => {
                places.insert(entry.code.clone(), found.len());
                found.push(entry);
            }
            Some(same) if *same == entry => {}
            Some(_) => return Err(ReadError::Twice { row: number + 1, code: entry.code }),
        }
    }
    Ok(found)
}
