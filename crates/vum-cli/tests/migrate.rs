//! `vum migrate`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::Path;

use program::{directory, files, vum, with_input};

const VACANCIES: &str = r#"{"idVacature":"v-1","beroep":{"beroepsnaamGecodeerd":{"codeBeroepsnaam":"900001"}},"vakvaardigheid":[{"omschrijving":"KANARIE"}],"KANARIE":1}
{"idVacature":"v-2","indicatieLdrRegistratie":1,"beroep":{"beroepsnaamOngecodeerd":{"naamBeroepOngecodeerd":"KANARIE"}}}
"#;

fn ask(dir: &Path, args: &[&str]) -> program::Run {
    let ways = ["migrate", "--from", "2.0.0", "--to", "3.0.0", "--message", "vacature/detail"];
    vum(dir, &[&ways, args].concat())
}

#[test]
fn what_is_lost_is_counted_reported_and_fails_when_asked() {
    let dir = files("migrate-lost", &[("a.ndjson", VACANCIES)]);
    for (lang, name) in [("nl", "migrate-nl"), ("en", "migrate-en")] {
        let seen =
            ask(&dir, &["a.ndjson", "--lossless", "--report", "lost.ndjson", "--lang", lang]);
        assert_eq!(seen.code, 1);
        assert!(!format!("{seen:?}").contains("KANARIE"), "{seen:?}");
        insta::assert_snapshot!(name, seen.screen());
    }
    let report = fs::read_to_string(dir.join("lost.ndjson")).unwrap();
    assert!(!report.contains("KANARIE"), "{report}");
    insta::assert_snapshot!("migrate-report", report);
    assert_eq!(ask(&dir, &["a.ndjson"]).code, 0);
    // Values are shown when somebody asks for them.
    let shown = ask(&dir, &["a.ndjson", "--show-values", "--report", "lost.ndjson"]);
    assert!(shown.err.contains("(KANARIE)"), "{}", shown.err);
    assert!(fs::read_to_string(dir.join("lost.ndjson")).unwrap().contains("\"value\":\"KANARIE\""));
    assert!(!shown.out.contains("KANARIE"));
}

#[test]
fn a_table_of_codes_is_used_both_ways_and_its_mistakes_are_told() {
    let table = "list;from;to
CdBeroepsnaam;900001;https://example.org/occupation/1
CompetentNL-beroepen;https://example.org/occupation/1;900001
";
    let source = "{\"beroep\":{\"beroepsnaamGecodeerd\":{\"codeBeroepsnaam\":\"900001\"}},\"idVacature\":\"v-1\"}\n";
    let dir = files(
        "migrate-map",
        &[("a.json", source), ("map.csv", table), ("bad.csv", "CdBeroepsnaam;KANARIE\n")],
    );
    let up = ask(&dir, &["a.json", "--map", "map.csv", "--lossless"]);
    let code = "{\"beroep\":{\"codeBeroepsnaam\":\"https://example.org/occupation/1\"},\"idVacature\":\"v-1\"}\n";
    assert_eq!((up.code, up.out.as_str(), up.err.as_str()), (0, code, ""));
    let down = ["migrate", "--from", "3.0.0", "--to", "2.0.0", "--message", "vacature/detail"];
    let down = with_input(&dir, &[&down[..], &["--map", "map.csv", "-"]].concat(), &up.out);
    assert_eq!((down.code, down.out.as_str(), down.err.as_str()), (0, source, ""));
    for (map, told) in [
        ("bad.csv", "error: bad.csv:1: expected three columns: list;from;to\n"),
        ("none.csv", "error: none.csv cannot be read"),
    ] {
        let seen = ask(&dir, &["a.json", "--map", map]);
        assert_eq!((seen.code, seen.out.as_str()), (3, ""));
        assert!(seen.err.starts_with(told), "{}", seen.err);
    }
}

#[test]
fn every_form_of_input_gives_the_same_records() {
    let dir = directory("migrate-forms");
    let of = ["--release", "2.0.0", "--message", "vacature/detail"];
    let run = |args: &[&str]| {
        let seen = vum(&dir, args);
        assert_eq!(seen.code, 0, "{args:?} {}", seen.err);
        seen.out
    };
    let lines = run(&[&["sample", "-n", "30", "--seed", "4"][..], &of].concat());
    fs::write(dir.join("a.ndjson"), &lines).unwrap();
    let array = format!("[{}]", lines.trim_end().replace('\n', ","));
    fs::write(dir.join("b.json"), array).unwrap();
    let xml = run(&[&["convert", "--to", "xml", "a.ndjson"][..], &of].concat());
    fs::write(dir.join("c.xml"), xml).unwrap();
    let expected = ask(&dir, &["a.ndjson"]).out;
    assert_eq!(expected.lines().count(), 30);
    for args in
        [&["b.json"][..], &["c.xml"], &["c.xml", "--jobs", "3"], &["a.ndjson", "--jobs", "4"]]
    {
        assert_eq!(ask(&dir, args).out, expected, "{args:?}");
    }
    let xml = ask(&dir, &["a.ndjson", "--syntax", "xml", "--out", "e.xml"]);
    assert_eq!((xml.code, xml.out.as_str()), (0, ""));
    let of = ["--release", "3.0.0", "--message", "vacature/detail"];
    assert_eq!(
        run(&[&["convert", "--to", "json", "--lossless", "e.xml"][..], &of].concat()),
        expected
    );
}

#[test]
fn what_has_no_counterpart_is_refused_with_the_reason() {
    let dir = files("migrate-refused", &[("a.json", "{}")]);
    let mut told = String::new();
    for (from, to, message) in [
        ("1.2.0", "2.0.0", "vacature/zoekvraag"),
        ("3.0.0", "1.2.0", "werkzoekende/selectievraag"),
        ("3.1.0", "3.0.0", "werkgeverscontactmoment/match"),
        ("3.0.0", "3.1.0", "werkgeverscontactmoment/match"),
        ("3.0.0", "4.0.0", "vacature/match"),
        ("2.0.0", "3.0.0", "vacature/detail-antwoord"),
        ("2.0.0", "3.0.0", "vacature/detial"),
    ] {
        for lang in ["nl", "en"] {
            let way = ["migrate", "--from", from, "--to", to, "--message", message, "--lang", lang];
            let seen = vum(&dir, &[&way[..], &["a.json"]].concat());
            assert_eq!((seen.code, seen.out.as_str()), (2, ""));
            told.push_str(&seen.err);
        }
    }
    insta::assert_snapshot!("migrate-refused", told);
    let question = ["migrate", "-f", "2.0.0", "-t", "3.0.0", "-m", "vacature/selectievraag"];
    let seen = vum(&dir, &[&question[..], &["--syntax", "xml", "a.json"]].concat());
    assert_eq!(
        (seen.code, seen.err.as_str()),
        (2, "error: vacature/selectievraag has no form in XML\n")
    );
}

#[test]
fn hostile_files_and_wrong_use_are_told() {
    let dir = files(
        "migrate-hostile",
        &[("a.ndjson", "{\"idVacature\":\"KANARIE\n{\"idVacature\":\"v-2\"}\n"), ("b.json", "{}")],
    );
    let broken = ask(&dir, &["a.ndjson", "--report", "r.ndjson"]);
    assert_eq!((broken.code, broken.out.as_str()), (3, "{\"idVacature\":\"v-2\"}\n"));
    assert!(!broken.err.contains("KANARIE"), "{}", broken.err);
    let report = fs::read_to_string(dir.join("r.ndjson")).unwrap();
    assert!(report.contains("\"reason\":\"left-out\"") && !report.contains("KANARIE"), "{report}");
    for flag in ["--report", "--out"] {
        let same = ask(&dir, &["b.json", flag, "./b.json"]);
        assert_eq!(same.code, 2, "{same:?}");
        assert_eq!(fs::read_to_string(dir.join("b.json")).unwrap(), "{}");
    }
    assert_eq!(ask(&dir, &["none.json"]).code, 3);
}
