//! `vum convert`, and XML in `vum validate`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;

use program::{directory, files, vum, with_input};

const DETAIL: &[&str] = &["--message", "werkzoekende/detail"];

fn ask(dir: &std::path::Path, args: &[&str]) -> program::Run {
    vum(dir, &[args, DETAIL].concat())
}

#[test]
fn there_and_back_gives_the_same_bytes() {
    let dir = directory("convert-back");
    for message in vum::messages().filter(|message| message.xml.is_some()) {
        let kind = ["--release", message.release, "--message", message.id];
        for count in ["1", "40"] {
            let run = |args: &[&str]| {
                let seen = vum(&dir, &[args, &kind].concat());
                assert_eq!((seen.code, seen.err.as_str()), (0, ""), "{message:?} {seen:?}");
                seen.out
            };
            let json = run(&["sample", "-n", count, "--seed", "5"]);
            fs::write(dir.join("a.ndjson"), &json).unwrap();
            let xml = run(&["convert", "--to", "xml", "a.ndjson", "--lossless"]);
            assert_eq!(xml.contains("Lijst"), count != "1");
            fs::write(dir.join("b.xml"), &xml).unwrap();
            assert!(run(&["validate", "b.xml"]).contains("0 errors, 0 warnings, 0 infos"));
            assert_eq!(
                run(&["convert", "--to", "json", "b.xml", "--lossless", "--jobs", "3"]),
                json
            );
            assert_eq!(run(&["convert", "--to", "xml", "b.xml"]), xml);
        }
    }
}

#[test]
fn lists_of_none_and_of_one() {
    let dir =
        files("convert-lists", &[("none.json", "[]"), ("one.json", r#"[{"idWerkzoekende":"a"}]"#)]);
    let names = vum::v3_1::WERKZOEKENDE_DETAIL.xml.unwrap();
    let (open, close) = (names.open_list(), names.close_list());
    assert_eq!(ask(&dir, &["convert", "--to", "xml", "none.json"]).out, "");
    let none = ask(&dir, &["convert", "--to", "xml", "--list", "none.json"]).out;
    assert_eq!(none, format!("{open}\n{close}\n"));
    let element = "<WerkzoekendeDetail><IdWerkzoekende>a</IdWerkzoekende></WerkzoekendeDetail>";
    let one = ask(&dir, &["convert", "--to", "xml", "--list", "one.json"]).out;
    assert_eq!(one, format!("{open}\n{element}\n{close}\n"));
    let alone = ask(&dir, &["convert", "--to", "xml", "one.json"]).out;
    assert_eq!(alone, format!("{}\n", names.document(element)));
    for xml in [none, one, alone] {
        let seen = with_input(&dir, &[&["validate"], DETAIL].concat(), &xml);
        assert_eq!(seen.code, 0, "{seen:?}");
    }
}

#[test]
fn what_is_lost_is_told_and_fails_when_asked() {
    let dir = files(
        "convert-lost",
        &[
            (
                "a.json",
                "{\"idWerkzoekende\":\"a\",\"persoonlijkePresentatie\":\"x\\u0001KANARIE\",\"KANARIE\":1}",
            ),
            (
                "b.ndjson",
                "{\"idWerkzoekende\":\"b\"}\n{\"idWerkzoekende\":\"KANARIE\n{\"idWerkzoekende\":\"c\"}\n",
            ),
            ("empty.json", r#"{"idWerkzoekende":"a","sector":[],"persoonlijkePresentatie":""}"#),
        ],
    );
    for (lang, name) in [("nl", "lost-nl"), ("en", "lost-en")] {
        let lost = ask(&dir, &["convert", "--to", "xml", "--lossless", "a.json", "--lang", lang]);
        assert!(!lost.err.contains("KANARIE"), "{}", lost.err);
        insta::assert_snapshot!(name, lost.screen());
    }
    assert_eq!(ask(&dir, &["convert", "--to", "xml", "a.json"]).code, 0);
    let broken = ask(&dir, &["convert", "--to", "json", "b.ndjson"]);
    assert_eq!(broken.code, 3);
    assert_eq!(broken.out, "{\"idWerkzoekende\":\"b\"}\n{\"idWerkzoekende\":\"c\"}\n");
    assert!(!broken.err.contains("KANARIE"), "{}", broken.err);
    insta::assert_snapshot!("left-out", broken.err);
    // An empty value is absent by the standard: no loss.
    let empty = ask(&dir, &["convert", "--to", "xml", "--lossless", "empty.json"]);
    assert_eq!((empty.code, empty.err.as_str()), (0, ""));
}

#[test]
fn wrong_use_is_told() {
    let dir = files("convert-usage", &[("a.json", "{}"), ("b.json", "{}")]);
    let same = ask(&dir, &["convert", "--to", "xml", "a.json", "--out", "./a.json"]);
    assert_eq!((same.code, same.err.as_str()), (2, "error: --out names a file that is read too\n"));
    assert_eq!(fs::read_to_string(dir.join("a.json")).unwrap(), "{}");
    let seen = vum(&dir, &["convert", "--to", "xml", "a.json"]);
    assert_eq!(seen.code, 2);
    let seen = ask(&dir, &["convert", "--to", "xml", "none.json"]);
    assert_eq!((seen.code, seen.out.as_str()), (3, ""));
    let seen = ask(&dir, &["convert", "--to", "xml", "a.json", "--out", "c.xml"]);
    assert_eq!((seen.code, seen.out.as_str()), (0, ""));
    assert!(fs::read_to_string(dir.join("c.xml")).unwrap().contains("WerkzoekendeDetail"));
}

const BAD: &str = "<?xml version=\"1.0\"?>
<v:WerkzoekendeDetail xmlns:v=\"urn:x-vum:draft:v0301\">
  <Emailadres>a@example.nl</Emailadres>
  <IdWerkzoekende soort=\"KANARIE\">wz-1</IdWerkzoekende>
  <Mobiliteit>KANARIE
    <MaximaleReistijd>KANARIE</MaximaleReistijd>
    <Bemiddelingspostcd>1234AB</Bemiddelingspostcd>
  </Mobiliteit>
  <KANARIE>KANARIE</KANARIE>
  <Flexibiliteit><DatBBeschikbaarVoorWerk>20240000</DatBBeschikbaarVoorWerk></Flexibiliteit>
</v:WerkzoekendeDetail>
";

#[test]
fn findings_in_xml_have_a_place_and_show_no_value() {
    let dir = files("validate-xml", &[("a.xml", BAD)]);
    for (lang, name) in [("nl", "xml-nl"), ("en", "xml-en")] {
        let seen = ask(&dir, &["validate", "a.xml", "--lang", lang]);
        assert!(!seen.out.contains("KANARIE"), "{}", seen.out);
        insta::assert_snapshot!(name, seen.screen());
    }
    let seen = ask(&dir, &["validate", "--format", "json", "a.xml"]);
    assert!(!seen.out.contains("KANARIE"), "{}", seen.out);
    insta::assert_snapshot!("xml-json", seen.screen());
}
