//! Editions of code lists: reading, comparing, taking over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use std::io::Write as _;

use vum_model::{Day, SourceFile, Standard, Version};
use vum_release::Published;
use vum_release::codelist::{Changes, Entry, ImportError, ReadError, Since, import, read};

const TABLE: &str = "# Source: proposal\n# Terms: none\ncode,name,label,introduced,deprecated,removed,successor\n\
                     01,Een,Eerste,1.0.0,,,\n02,Twee,\"Tweede, of later\",1.0.0,,,\n03,Drie,Derde,1.0.0,,2.0.0,\n";

fn release() -> Since {
    Since::Release(Version::parse("3.2.0").unwrap())
}

fn codes(entries: &[Entry]) -> Vec<(&str, &str)> {
    entries.iter().map(|it| (it.code.as_str(), it.label.as_deref().unwrap_or("?"))).collect()
}

/// A spreadsheet with one sheet, whose cells are texts or, after a `=`, numbers.
fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (n, row) in rows.iter().enumerate() {
        sheet.push_str(&format!("<row r=\"{}\">", n + 1));
        for (column, cell) in ('A'..).zip(*row) {
            let at = format!("{column}{}", n + 1);
            match cell.strip_prefix('=') {
                Some(number) => sheet.push_str(&format!("<c r=\"{at}\"><v>{number}</v></c>")),
                None => sheet
                    .push_str(&format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")),
            }
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#.to_owned()),
        ("_rels/.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lijsten" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    stored(&parts)
}

/// A zip archive without compression.
fn stored(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let (offset, bytes) = (u32::try_from(archive.len()).unwrap(), text.as_bytes());
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let mut fields = Vec::new();
        fields.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        fields.extend(crc32(bytes).to_le_bytes());
        fields.extend(size);
        fields.extend(size);
        fields.extend(length);
        fields.extend([0, 0]);
        archive.write_all(b"PK\x03\x04").unwrap();
        archive.extend(&fields);
        archive.extend(name.as_bytes());
        archive.extend(bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(archive.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap();
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend(count);
    archive.extend(count);
    archive.extend(size.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[test]
fn a_table_of_the_standard_is_read_without_what_has_ended() {
    let read = read(TABLE.as_bytes(), None).unwrap();
    assert_eq!(codes(&read), [("01", "Eerste"), ("02", "Tweede, of later")]);
}

#[test]
fn the_layout_of_the_sgr_is_read_from_csv_and_from_a_spreadsheet() {
    let csv = "Codelijst;Code;Omschrijving\nCdA;01;Eerste\nCdB;1;Ander\nCdA;04;Vierde\n";
    let rows: &[&[&str]] = &[
        &["Codelijsten SuwiML"],
        &["Codelijst", "Code", "Omschrijving"],
        &["CdA", "01", "Eerste"],
        &["CdB", "=1", "Ander"],
        &["CdA", "04", "Vierde"],
    ];
    for bytes in [csv.as_bytes().to_vec(), xlsx(rows)] {
        let of = |list| read(&bytes, list);
        assert_eq!(codes(&of(Some("CdA")).unwrap()), [("01", "Eerste"), ("04", "Vierde")]);
        assert_eq!(codes(&of(Some("CdB")).unwrap()), [("1", "Ander")]);
        assert_eq!(of(None), Err(ReadError::Several(vec!["CdA".into(), "CdB".into()])));
        assert_eq!(of(Some("CdC")), Err(ReadError::NoList("CdC".into())));
    }
}

#[test]
fn what_is_no_code_list_is_refused() {
    assert_eq!(read(b"a,b\n1,2\n", None), Err(ReadError::Columns));
    assert_eq!(read(b"", None), Err(ReadError::Columns));
    assert_eq!(read(b"\xff\xfe", None), Err(ReadError::Form));
    assert!(matches!(read(b"PK\x03\x04broken", None), Err(ReadError::Spreadsheet(_))));
    let mut cut = xlsx(&[&["code", "label"], &["1", "a"]]);
    cut.truncate(cut.len() / 2);
    assert!(matches!(read(&cut, None), Err(ReadError::Spreadsheet(_))));
    let twice = read(b"code,label\n1,a\n1,b\n", None);
    assert_eq!(twice, Err(ReadError::Twice { row: 3, code: "1".into() }));
    assert_eq!(read(b"code,label\n1,a\n1,a\n", None).unwrap().len(), 1);
}

#[test]
fn an_edition_is_taken_over_and_no_row_goes() {
    let edition =
        read("code,label\n01,Allereerste\n03,Derde\n04,\"Vierde; \"\"x\"\"\"\n".as_bytes(), None);
    let imported = import(TABLE, &edition.unwrap(), release()).unwrap();
    assert_eq!(codes(&imported.changes.added), [("04", "Vierde; \"x\"")]);
    assert_eq!(codes(&imported.changes.ended), [("02", "Tweede, of later")]);
    assert_eq!(codes(&imported.back), [("03", "Derde")]);
    let expected = "# Source: proposal\n# Terms: none\ncode,name,label,introduced,deprecated,removed,successor\n\
                    01,Een,Allereerste,1.0.0,,,\n02,Twee,\"Tweede, of later\",1.0.0,,3.2.0,\n\
                    03,Drie,Derde,1.0.0,,2.0.0,\n04,,\"Vierde; \"\"x\"\"\",3.2.0,,,\n";
    assert_eq!(imported.text, expected);
    // The same once more changes nothing.
    let again = import(&imported.text, &read(imported.text.as_bytes(), None).unwrap(), release());
    let again = again.unwrap();
    assert!(again.changes.is_empty());
    assert_eq!(again.text, imported.text);
}

#[test]
fn a_meaning_is_not_lost_to_an_edition_without_one() {
    let edition = read(b"code,label\n01,\n02,\n", None).unwrap();
    assert!(Changes::between(&read(TABLE.as_bytes(), None).unwrap(), &edition).is_empty());
}

#[test]
fn codes_that_may_have_lost_their_zeros_are_refused() {
    let rows: &[&[&str]] = &[&["code", "label"], &["=1", "Eerste"]];
    let edition = read(&xlsx(rows), None).unwrap();
    assert_eq!(import(TABLE, &edition, release()), Err(ImportError::Number("1".into())));
    assert_eq!(import("a,b\n", &edition, release()), Err(ImportError::Table));
}

#[test]
fn every_table_of_the_standard_can_be_taken_over_and_stays_in_order() {
    let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
    let start = "\n[[release]]\nversion = \"3.2.0\"\nstatus = \"draft\"\nsgr = { version = \"19.0\", relation = \"unknown\" }\nunknown-attributes = \"error\"\nsource = \"x\"\n";
    for file in &mut files {
        if file.path == "releases.toml" {
            file.text.push_str(start);
        }
        if !file.path.starts_with("codelists/") {
            continue;
        }
        let own = read(file.text.as_bytes(), None).unwrap();
        let same = import(&file.text, &own, release()).unwrap();
        assert!(same.changes.is_empty() && same.back.is_empty(), "{}", file.path);
        assert_eq!(same.text, file.text, "{}", file.path);
        if let [first, .., last] = own.as_slice()
            && file.path.ends_with("CodeVervoermiddel.csv")
        {
            let new = Entry { code: "8".into(), label: Some("Step".into()), is_number: false };
            let edition = [first.clone(), last.clone(), new];
            file.text = import(&file.text, &edition, release()).unwrap().text;
        }
    }
    let resolved = Standard::from_files(files).resolve();
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let release = resolved.model.unwrap().release(Version::parse("3.2.0").unwrap()).unwrap();
    let codes = &release.code_lists["CodeVervoermiddel"].codes;
    assert_eq!(codes.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["1", "9", "8"]);
}

/// A list that others keep changes on a day, in every release, and no frozen release changes by it.
#[test]
fn an_edition_of_a_list_of_others_holds_from_a_day_on() {
    let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
    let table = files.iter_mut().find(|it| it.path.ends_with("ISO639-3.csv")).unwrap();
    let mut edition = read(table.text.as_bytes(), None).unwrap();
    let gone = edition.remove(0);
    edition.push(Entry { code: "qzy".into(), label: Some("New".into()), is_number: false });
    let day = Day::parse("2027-01-01").unwrap();
    table.text = import(&table.text, &edition, Since::Day(day)).unwrap().text;
    let model = Standard::from_files(files).resolve().model.unwrap();
    for release in ["1.2.0", "3.1.0"] {
        let release = model.release(Version::parse(release).unwrap()).unwrap();
        let codes = &release.code_lists["ISO639-3"].codes;
        let period = |code: &str| codes.iter().find(|it| it.code == code).unwrap().period;
        assert_eq!((period(&gone.code).from, period(&gone.code).until), (None, Some(day)));
        assert_eq!((period("qzy").from, period("qzy").until), (Some(day), None));
        assert!(period("nld").is_always());
    }
    assert_eq!(Published::embedded().verify(&model).unwrap(), []);
}

#[test]
fn a_day_is_one_of_the_calendar_and_for_lists_of_others_only() {
    for wrong in ["2027-02-29", "2027-1-1", "2027-01-01 ", "2027/01/01", "0000-01-01", "x"] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Day::parse("2028-02-29").unwrap().to_string(), "2028-02-29");
    let codes = |row: &str, list: &str| {
        let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
        files.iter_mut().find(|it| it.path.ends_with(list)).unwrap().text.push_str(row);
        let found = Standard::from_files(files).resolve().diagnostics;
        found.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("8,Step,Step,2027-01-01,,,\n", "CodeVervoermiddel.csv"), ["dated-code"]);
    assert_eq!(codes("qzy,,New,2027-01-01,,2026-01-01,\n", "ISO639-3.csv"), ["lifecycle-order"]);
    assert_eq!(codes("qzy,,New,2027-13-01,,,\n", "ISO639-3.csv"), ["bad-version"]);
    assert_eq!(codes("qzy,,New,2027-01-01,,,\n", "ISO639-3.csv"), Vec::<&str>::new());
}
